package inventory

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/spelling"
	"github.com/ghgkit/ghg/units"
)

// DoubleClaimError reports certificates that count more than once: one instrument whose results use more than its
// volume or than its certificates can stand for, or instruments that hold the same serial numbers of a registry. It wraps [ErrCountedTwice].
type DoubleClaimError struct {
	Instruments []string     // the id of the instrument, or of both
	Registry    string       // "" if none is stated
	Results     []string     // ids of the results that use them
	Used        ghg.Amount   // the sum of what the results use; not given for numbers that two instruments hold
	Available   ghg.Amount   // the volume of the instrument, or the most that its certificates can stand for
	Serials     *ghg.Serials // the numbers that both hold, or whose certificates are too few; nil for a volume
}

func (e *DoubleClaimError) Error() string {
	switch {
	case e.Serials != nil && e.Used.Given():
		return fmt.Sprintf("instrument %s is %s: %s use %s by the certificates %s: want at most 1 MWh for each, %s", quoted(e.Instruments, " and "), ErrCountedTwice, quoted(e.Results, ", "), e.Used, e.Serials, e.Available)
	case e.Serials != nil:
		return fmt.Sprintf("serial numbers %s of the registry %s are %s: by instrument %s in %s: want every certificate in one instrument", e.Serials, input.Quote(e.Registry), ErrCountedTwice, quoted(e.Instruments, " and "), quoted(e.Results, ", "))
	}
	return fmt.Sprintf("instrument %s is %s: %s use %s: want at most its volume, %s", quoted(e.Instruments, " and "), ErrCountedTwice, quoted(e.Results, ", "), e.Used, e.Available)
}

// Unwrap returns [ErrCountedTwice].
func (e *DoubleClaimError) Unwrap() error { return ErrCountedTwice }

func quoted(names []string, between string) string {
	parts := make([]string, len(names))
	for i, n := range names {
		parts[i] = input.Quote(n)
	}
	return strings.Join(parts, between)
}

// use is what a result uses of an instrument.
type use struct {
	ghg.Claim
	result string
}

// checkClaims returns an error for every certificate that counts more than once.
//
// An instrument is known by its id and registry, whatever their case and blanks; a claim that names no registry is on
// the one instrument of its id. The results that count must use at most its volume together. Serial numbers in one
// registry belong to one instrument; a claim without a registry may be in any. Parts of an instrument name its whole
// range, or ranges that do not overlap, and use together at most what the certificates of a range can stand for
// ([ghg.Serials.MostEnergy]).
func checkClaims(results []ghg.Result) []error {
	byID := map[string][]use{}
	for _, r := range results {
		for _, c := range r.Claims {
			if r.Counts() && c.Used.Value.IsPositive() {
				byID[spelling.Key(c.Instrument)] = append(byID[spelling.Key(c.Instrument)], use{c, r.ID})
			}
		}
	}
	var problems []error
	var instruments [][]use
	for _, id := range slices.Sorted(maps.Keys(byID)) {
		apart, err := byRegistry(byID[id])
		if err != nil {
			problems = append(problems, err)
		}
		instruments = append(instruments, apart...)
	}
	for _, uses := range instruments {
		if err := checkVolume(uses); err != nil {
			problems = append(problems, err)
		}
	}
	return append(problems, checkSerials(instruments)...)
}

// byRegistry returns the uses of each instrument of one id.
func byRegistry(uses []use) ([][]use, error) {
	names := map[string]string{}
	var unnamed *use
	for i := range uses {
		if name := spelling.Key(uses[i].Registry); name != "" {
			names[name] = uses[i].Registry
		} else if unnamed == nil {
			unnamed = &uses[i]
		}
	}
	if len(names) < 2 {
		return [][]use{uses}, nil
	}
	keys := slices.Sorted(maps.Keys(names))
	if unnamed != nil {
		var want []string
		for _, k := range keys {
			want = append(want, names[k])
		}
		return nil, &ghg.FieldError{Field: fmt.Sprintf("registry of instrument %s in %s", input.Shorten(unnamed.Instrument), input.Quote(unnamed.result)), Want: strings.Join(want, " or "), Err: ghg.ErrMissing}
	}
	var apart [][]use
	for _, k := range keys {
		var same []use
		for _, u := range uses {
			if spelling.Key(u.Registry) == k {
				same = append(same, u)
			}
		}
		apart = append(apart, same)
	}
	return apart, nil
}

// checkVolume returns an error unless the uses of one instrument state one volume and add up to at most that.
func checkVolume(uses []use) error {
	field := "volume of instrument " + uses[0].Instrument
	whole, err := quantity(field, uses[0].Available())
	if err != nil {
		return err
	}
	for _, u := range uses {
		available, err := quantity(field, u.Available())
		if err != nil {
			return err
		}
		if differ, err := available.Cmp(whole); err != nil {
			return err
		} else if differ != 0 {
			return &ghg.FieldError{Field: field, Value: fmt.Sprintf("%s and %s", whole, available), Want: "the volume of the whole instrument in every result that uses it", Err: ghg.ErrMixed}
		}
	}
	sum, err := usedBy(field, uses)
	if err != nil {
		return err
	}
	over, err := sum.Cmp(whole)
	if err != nil || over <= 0 {
		return err
	}
	return &DoubleClaimError{Instruments: []string{uses[0].Instrument}, Registry: registryOf(uses), Results: resultsOf(uses), Used: amount(sum), Available: amount(whole)}
}

// usedBy returns the sum of what results use of one instrument, in the unit of the first.
func usedBy(field string, uses []use) (units.Quantity, error) {
	var sum units.Quantity
	for i, u := range uses {
		used, err := quantity(field, u.Used)
		if err != nil {
			return sum, err
		}
		if i == 0 {
			sum.Unit = used.Unit
		}
		if sum, err = sum.Add(used); err != nil {
			return sum, err
		}
	}
	return sum, nil
}

// checkCount returns an error unless the certificates of a range can stand for what their uses add up to.
func checkCount(numbers ghg.Serials, uses []use) error {
	limit, limited := numbers.MostEnergy(uses[0].Kind)
	if !limited {
		return nil
	}
	field := "use of instrument " + uses[0].Instrument
	most, err := quantity(field, limit)
	if err != nil {
		return err
	}
	sum, err := usedBy(field, uses)
	if err != nil {
		return err
	}
	if over, err := sum.Cmp(most); err != nil || over <= 0 {
		return err
	}
	return &DoubleClaimError{
		Instruments: []string{uses[0].Instrument}, Registry: registryOf(uses), Results: resultsOf(uses), Used: amount(sum), Available: amount(most), Serials: &numbers,
	}
}

// quantity reads an amount of energy.
func quantity(field string, a ghg.Amount) (units.Quantity, error) {
	unit, err := units.ParseUnit(a.Unit)
	if err != nil || unit.Dimension() != units.Energy {
		return units.Quantity{}, &ghg.FieldError{Field: field, Value: a.String(), Want: "an amount of energy", Err: ghg.ErrDimension}
	}
	return units.New(a.Value, unit), nil
}

func amount(q units.Quantity) ghg.Amount { return ghg.Amount{Value: q.Value, Unit: q.Unit.Symbol()} }

// registryOf returns the registry that the uses of one instrument name.
func registryOf(uses []use) string {
	for _, u := range uses {
		if spelling.Key(u.Registry) != "" {
			return u.Registry
		}
	}
	return ""
}

// resultsOf returns the ids of the results, each once.
func resultsOf(uses []use) []string {
	var ids []string
	for _, u := range uses {
		if !slices.Contains(ids, u.result) {
			ids = append(ids, u.result)
		}
	}
	return ids
}

// held is a range of serial numbers that an instrument holds.
type held struct {
	ghg.Serials
	instrument int // which one
	uses       []use
}

// checkSerials returns an error for every two ranges with a number in common, and for every range whose certificates are
// too few for what is used of them. The same range in several parts of one instrument is one, in whatever
// form each part gives it (see [ghg.Serials]).
func checkSerials(instruments [][]use) []error {
	type span struct {
		prefix      string
		first, last uint64
	}
	byPrefix := map[string][]held{}
	for i, uses := range instruments {
		bySpan := map[span][]use{}
		for _, u := range uses {
			if s := u.Serials; !s.IsZero() {
				k := span{spelling.Key(s.Prefix), s.First, s.Last}
				bySpan[k] = append(bySpan[k], u)
			}
		}
		for k, of := range bySpan {
			byPrefix[k.prefix] = append(byPrefix[k.prefix], held{of[0].Serials, i, of})
		}
	}
	var problems []error
	for _, prefix := range slices.Sorted(maps.Keys(byPrefix)) {
		ranges := byPrefix[prefix]
		slices.SortFunc(ranges, func(a, b held) int {
			return cmp.Or(cmp.Compare(a.First, b.First), cmp.Compare(a.Last, b.Last), cmp.Compare(a.instrument, b.instrument))
		})
		var open []held // those that reach the current one
		for _, r := range ranges {
			if err := checkCount(r.Serials, r.uses); err != nil {
				problems = append(problems, err)
			}
			open = slices.DeleteFunc(open, func(o held) bool { return o.Last < r.First })
			for _, o := range open {
				if err := overlap(o, r); err != nil {
					problems = append(problems, err)
				}
			}
			open = append(open, r)
		}
	}
	return problems
}

// overlap returns an error for two ranges with a number in common, unless they are in different registries. The first
// one starts no later than the second.
func overlap(a, b held) error {
	one, other := registryOf(a.uses), registryOf(b.uses)
	if one != "" && other != "" && spelling.Key(one) != spelling.Key(other) {
		return nil
	}
	ids := []string{a.uses[0].Instrument, b.uses[0].Instrument}
	slices.Sort(ids)
	return &DoubleClaimError{
		Instruments: slices.Compact(ids), Registry: cmp.Or(one, other), Results: resultsOf(slices.Concat(a.uses, b.uses)), Serials: a.Common(b.Serials),
	}
}

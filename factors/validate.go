package factors

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
)

// Finding is a problem that a check of factors found. The value that a warning is about may be right; every other
// finding is an error.
type Finding struct {
	Kind       FindingKind
	Warning    bool
	ID         string // the factor's id, or the place in the file
	What       string
	Comparison Comparison // of an unusual value
}

// FindingKind is the kind of a [Finding].
type FindingKind uint8

// The kinds of finding.
const (
	BadRow         FindingKind = iota + 1 // a row, a factor or a source that cannot be used
	OverlapFinding                        // two validities overlap
	SumFinding                            // the gases do not add up to the publisher's sum
	OutlierFinding                        // a value far from the median of its kind in the same source
	UnusualFinding                        // a value far from those of other sources
	NameFinding                           // a name that has no factor
)

// String returns the finding on one line.
func (f Finding) String() string {
	kind := "error"
	if f.Warning {
		kind = "warning"
	}
	return kind + ": " + f.ID + ": " + f.What
}

// ValidateCSV checks a file of factors without returning a set. It reports every row that [ReadCSV] would reject, and
// every finding of [Validate] about the rows that it would accept.
func ValidateCSV(r io.Reader, meta Meta) ([]Finding, error) {
	var findings []Finding
	factors, err := readFactors(r, nameOf(r, meta, "factors"), meta.Title, 0)
	for _, problem := range problems(err) {
		findings = append(findings, Finding{Kind: BadRow, ID: "row", What: problem.Error()})
	}
	set, err := NewSet(meta, factors, nil)
	for _, problem := range problems(err) {
		findings = append(findings, Finding{Kind: BadRow, ID: meta.Publisher, What: problem.Error()})
	}
	if set == nil {
		return findings, nil
	}
	return append(findings, Validate(set)...), nil
}

// problems splits an error that wraps several.
func problems(err error) []error {
	if err == nil {
		return nil
	}
	for e := err; e != nil; {
		if many, ok := e.(interface{ Unwrap() []error }); ok {
			return many.Unwrap()
		}
		one, ok := e.(interface{ Unwrap() error })
		if !ok {
			break
		}
		e = one.Unwrap()
	}
	return []error{err}
}

// reach is how far a value may be from the median of its kind without a warning: 10^2.5 times, which an error by a
// factor of a thousand exceeds.
var reach = dec.MustParse("316.2277660168379")

// Validate checks the factors of a source against each other and against those of other sources, if there are any.
//
// Against each other: it finds overlapping validities, published sums that the gases do not add up to, and values more
// than 10^2.5 times above or below the median of their kind, the usual sign of a wrong unit. Factors of one kind share
// the first two parts of the activity (of fuels the first one only), the dimension and the boundary.
//
// Against others: it finds values far from the published ones for the same activity; see [References] for what is
// compared and how far is too far. The finding holds the [Comparison].
func Validate(own Source, against ...Source) []Finding {
	if isNil(own) {
		return []Finding{{Kind: BadRow, What: errNoFactors().Error()}}
	}
	all := slices.Collect(allOf(own))
	findings := slices.Concat(overlaps(all), sums(all), outliers(all))
	if len(against) == 0 {
		return findings
	}
	references, err := NewReferences(against...)
	if err != nil {
		return append(findings, Finding{Kind: BadRow, ID: own.Name(), What: err.Error()})
	}
	return append(findings, unusual(all, references)...)
}

// unusual finds values far from the references.
func unusual(all []Factor, references *References) []Finding {
	var findings []Finding
	for _, f := range all {
		if c, ok := references.Compare(f); ok && c.Unusual {
			findings = append(findings, Finding{Kind: UnusualFinding, Warning: true, ID: f.ID, What: c.String() + ": is its unit right?", Comparison: c})
		}
	}
	slices.SortFunc(findings, func(a, b Finding) int { return cmp.Compare(a.ID, b.ID) })
	return findings
}

func overlaps(all []Factor) []Finding {
	byKey := map[diffKey][]Factor{}
	for _, f := range all {
		byKey[f.diffKey()] = append(byKey[f.diffKey()], f)
	}
	var findings []Finding
	for _, same := range byKey {
		slices.SortFunc(same, func(a, b Factor) int { return cmp.Or(a.Valid.Start.Compare(b.Valid.Start), cmp.Compare(a.ID, b.ID)) })
		for i := 1; i < len(same); i++ {
			if same[i-1].Valid.Overlap(same[i].Valid) > 0 && same[i-1].Set == same[i].Set {
				findings = append(findings, Finding{Kind: OverlapFinding, ID: same[i].ID, What: fmt.Sprintf("its validity %s overlaps that of %s, %s: a query in the overlap finds neither", same[i].Valid, same[i-1].ID, same[i-1].Valid)})
			}
		}
	}
	slices.SortFunc(findings, func(a, b Finding) int { return cmp.Compare(a.ID, b.ID) })
	return findings
}

// sums compares the CO2e that a publisher prints with the sum of its gases on its own basis.
func sums(all []Factor) []Finding {
	var findings []Finding
	for _, f := range all {
		if f.Published.GWP == "" {
			continue
		}
		basis, err := ghg.ParseGWP(f.Published.GWP)
		if err != nil {
			continue
		}
		got, err := f.CO2e(basis)
		if err == nil {
			err = dec.Check(f.Published.Kg)
		}
		if err != nil {
			findings = append(findings, Finding{Kind: SumFinding, ID: f.ID, What: err.Error()})
			continue
		}
		// Publishers round each gas and the sum: allow half a unit in the last place for each.
		places := -f.Published.Kg.Exponent()
		slack := decimal.New(5, -places-1).Mul(decimal.New(int64(f.PerUnit.Len()+1), 0))
		if got.Kg().Sub(f.Published.Kg).Abs().GreaterThan(slack) {
			findings = append(findings, Finding{Kind: SumFinding, Warning: true, ID: f.ID, What: fmt.Sprintf("the gases give %s, the publisher's sum is %s kg CO2e (%s)", got, dec.Text(f.Published.Kg), f.Published.GWP)})
		}
	}
	return findings
}

// outliers finds values far from the median of their kind.
func outliers(all []Factor) []Finding {
	type kind struct {
		activity  string
		dimension string
		boundary  ghg.Boundary
	}
	type value struct {
		id   string
		size decimal.Decimal
	}
	kinds := map[kind][]value{}
	for i := range all {
		f := &all[i]
		size, ok := f.magnitude()
		if !ok {
			continue
		}
		parts := strings.SplitN(f.Activity, "/", 3)
		k := kind{strings.Join(parts[:min(2, len(parts))], "/"), string(f.Unit.Dimension()), f.Boundary}
		if parts[0] == "fuel" {
			k.activity = "fuel"
		}
		kinds[k] = append(kinds[k], value{f.ID, size})
	}
	var findings []Finding
	for _, values := range kinds {
		slices.SortFunc(values, func(a, b value) int { return cmp.Or(a.size.Cmp(b.size), cmp.Compare(a.id, b.id)) })
		median := values[len(values)/2].size
		for _, v := range values {
			far, way := median.Mul(reach).LessThan(v.size), "above"
			if v.size.Mul(reach).LessThan(median) {
				far, way = true, "below"
			}
			if far {
				findings = append(findings, Finding{Kind: OutlierFinding, Warning: true, ID: v.id, What: fmt.Sprintf("its value is more than 316 times %s the median of its kind (%d factors): is its unit right?", way, len(values))})
			}
		}
	}
	slices.SortFunc(findings, func(a, b Finding) int { return cmp.Compare(a.ID, b.ID) })
	return findings
}

// magnitude returns the factor's CO2e (AR5) per base unit, with biogenic CO2 counted by mass and carbon as CO2, and
// reports whether it is above zero. It serves to compare sizes and nothing else.
func (f *Factor) magnitude() (decimal.Decimal, bool) {
	var sum decimal.Decimal
	for a := range f.PerUnit.All() {
		kg := a.Kg
		switch {
		case a.Gas == ghg.Carbon:
			asCO2, err := dec.Quo(kg.Mul(decimal.New(44, 0)), decimal.New(12, 0))
			if err != nil {
				return decimal.Decimal{}, false
			}
			kg = asCO2
		case a.GWP == "" && a.Gas != ghg.CO2Biogenic:
			v, err := ghg.AR5().Of(a.Gas)
			if err != nil {
				continue
			}
			kg = kg.Mul(v)
		}
		sum = sum.Add(kg)
	}
	num, den := f.Unit.Ratio()
	size, err := dec.Quo(sum.Mul(den), num)
	return size, err == nil && size.IsPositive()
}

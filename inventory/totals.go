package inventory

import (
	"cmp"
	"iter"
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/input"
)

// checkAccounting returns an error for a total that does not name its scope 2 method.
func checkAccounting(a ghg.Accounting) error {
	if a != LocationBased && a != MarketBased {
		return &ghg.FieldError{Field: "method of scope 2", Value: a.String(), Want: "inventory.LocationBased or inventory.MarketBased", Err: ghg.ErrMissing}
	}
	return nil
}

// Partial is the figures of what an inventory has, together with what it lacks. What is missing is unknown, so a sum is
// not an estimate of the whole.
type Partial struct {
	Missing  []Gap        // see [Inventory.Missing]
	Excluded []Exclusion  // what the organisation leaves out
	Years    []EntityYear // the entities with another reporting year than the organisation's

	inv        *Inventory
	accounting ghg.Accounting
	set        ghg.GWP // of a table in other potentials than the results'; zero otherwise
}

// Partial returns the figures of what the inventory has, by method a, whatever is missing. [Inventory.Total] and the
// other figures of the whole inventory are errors if a scope is missing.
func (inv *Inventory) Partial(a ghg.Accounting) (Partial, error) {
	missing, err := inv.Missing(a)
	if err != nil {
		return Partial{}, err
	}
	inv = absent.Or(inv)
	p := Partial{Missing: missing, Excluded: cloneExclusions(inv.org.Excluded), inv: inv, accounting: a}
	p.Years = p.years()
	return p, nil
}

// whole returns the figures of an inventory that lacks no scope.
func (inv *Inventory) whole(a ghg.Accounting) (Partial, error) {
	if err := checkAccounting(a); err != nil {
		return Partial{}, err
	}
	if missing := inv.needed(a); len(missing) > 0 {
		return Partial{}, &IncompleteError{missing}
	}
	return Partial{inv: inv, accounting: a}, nil
}

// counted yields the results that count. The zero Partial has none.
func (p Partial) counted() iter.Seq[*ghg.Result] {
	if p.inv == nil {
		return func(func(*ghg.Result) bool) {}
	}
	return p.inv.counted(p.accounting)
}

// sums yields the results that count, those of lines that share a derivation added up.
func (p Partial) sums() iter.Seq[sum] {
	return func(yield func(sum) bool) {
		if p.inv == nil {
			return
		}
		for s := range p.inv.ledger.sums() {
			if p.inv.org.counts(s.head, p.accounting) && !yield(s) {
				return
			}
		}
	}
}

// Total returns the sum of what there is.
func (p Partial) Total() ghg.CO2e { return p.sum(func(*ghg.Result) bool { return true }) }

// sum adds up the results that have a head for which keep returns true.
func (p Partial) sum(keep func(head *ghg.Result) bool) ghg.CO2e {
	var total ghg.CO2e
	for s := range p.sums() {
		if keep(s.head) {
			counted, _ := s.co2e()
			total = total.Add(counted)
		}
	}
	return total
}

// Total returns scope 1 + scope 2 by the named method + scope 3, without what the organisation excludes. A scope without
// results is missing, not zero: Total then returns an [IncompleteError], as do By, ByGas, BiogenicCO2, NonKyoto and
// Share. A category of scope 3 may be missing; [Inventory.Missing] names it.
func (inv *Inventory) Total(a ghg.Accounting) (ghg.CO2e, error) {
	p, err := inv.whole(a)
	return p.Total(), err
}

// Scope returns the total of one scope. For scope 1 the method makes no difference, and for scope 3 it makes one only if
// lines of category 3 are marked with a method ([Organisation].Category3By). A scope without results is missing, not zero:
// Scope then returns an [IncompleteError].
func (inv *Inventory) Scope(s ghg.Scope, a ghg.Accounting) (ghg.CO2e, error) {
	inv = absent.Or(inv)
	if err := checkAccounting(a); err != nil {
		return ghg.CO2e{}, err
	}
	if e, excluded := inv.org.excluded(s, 0); excluded {
		return ghg.CO2e{}, errExcluded(e)
	}
	for _, gap := range inv.needed(a) {
		if gap.Scope == s {
			return ghg.CO2e{}, &IncompleteError{[]Gap{gap}}
		}
	}
	return Partial{inv: inv, accounting: a}.sum(func(r *ghg.Result) bool { return r.Scope == s }), nil
}

// Category returns the total of one category of scope 3. The total is zero if the organisation states that the category
// does not apply; otherwise, a category without results is an [IncompleteError]. Category 3 is an error too if some of its lines
// count by one method of scope 2 only ([Organisation].Category3By).
func (inv *Inventory) Category(c ghg.Category) (ghg.CO2e, error) {
	inv = absent.Or(inv)
	if !c.Valid() {
		return ghg.CO2e{}, &ghg.FieldError{Field: "category", Value: c.String(), Want: "1 to 15", Err: ghg.ErrOutOfRange}
	}
	if inv.org.NotApplicable[c] != "" {
		return ghg.CO2e{}, nil
	}
	if e, excluded := inv.org.excluded(ghg.Scope3, c); excluded {
		return ghg.CO2e{}, errExcluded(e)
	}
	if inv.marked(c) {
		return ghg.CO2e{}, &ghg.FieldError{Field: c.String(), Want: "a total that names its method, such as Inventory.Totals: some lines count by one method of scope 2 only", Err: ghg.ErrMixed}
	}
	for s := range (Partial{inv: inv, accounting: MarketBased}).sums() {
		if s.head.Category == c {
			return Partial{inv: inv, accounting: MarketBased}.sum(func(r *ghg.Result) bool { return r.Category == c }), nil
		}
	}
	return ghg.CO2e{}, &IncompleteError{[]Gap{{Scope: ghg.Scope3, Category: c}}}
}

// errExcluded is the error for the figure of what the organisation leaves out.
func errExcluded(e Exclusion) error {
	return &ghg.FieldError{Field: place(e.Scope, e.Category), Want: "another figure: the organisation excludes it (" + input.Shorten(e.Reason) + ")", Err: ghg.ErrMissing}
}

// errNoFunction is the error for a nil function.
func errNoFunction(name string) error {
	return &ghg.FieldError{Field: "function " + name, Value: "nil", Want: "a function of a result", Err: ghg.ErrMissing}
}

// GroupTotal is the total of the results under one heading.
type GroupTotal struct {
	Name string
	CO2e ghg.CO2e
}

// By groups the results under the headings that name returns and adds up each group, in the order of the headings.
func (inv *Inventory) By(a ghg.Accounting, name func(ghg.Result) string) ([]GroupTotal, error) {
	if name == nil {
		return nil, errNoFunction("name")
	}
	p, err := inv.whole(a)
	return p.By(name), err
}

// By is [Inventory.By] of what there is. A nil name makes no group.
func (p Partial) By(name func(ghg.Result) string) []GroupTotal {
	if name == nil {
		return nil
	}
	totals := map[string]ghg.CO2e{}
	for r := range p.counted() {
		totals[name(*r)] = totals[name(*r)].Add(r.CO2e)
	}
	lines := make([]GroupTotal, 0, len(totals))
	for _, n := range slices.Sorted(maps.Keys(totals)) {
		lines = append(lines, GroupTotal{n, totals[n]})
	}
	return lines
}

// GasTotal is the amount of one gas in an inventory.
type GasTotal struct {
	Gas    ghg.Gas
	GWP    string // basis of an amount published as CO2e; "" for a mass
	Kg     decimal.Decimal
	CO2e   ghg.CO2e // the gas's part of the total; zero for biogenic CO2 and gases outside the Kyoto basket
	Memo   bool     // biogenic CO2 or a gas outside the basket: in no total
	Unit   string
	InCO2e bool // Kg is kilograms of CO2e
}

// ByGas returns the amount of every gas, in the order of the names. CO2 from biomass and gases outside the Kyoto basket
// are listed and marked as memo items. CO2e that cannot be separated into gases has an empty Gas. The CO2e of all lines
// but the memo items adds up to the total.
func (inv *Inventory) ByGas(a ghg.Accounting) ([]GasTotal, error) {
	p, err := inv.whole(a)
	if err != nil {
		return nil, err
	}
	return p.ByGas()
}

// ByGas is [Inventory.ByGas] of what there is.
func (p Partial) ByGas() ([]GasTotal, error) {
	type key struct {
		gas ghg.Gas
		gwp string
	}
	totals := map[key]GasTotal{}
	for s := range p.sums() {
		emissions, err := s.emissions()
		if err != nil {
			return nil, err
		}
		for _, e := range emissions {
			k := key{e.Gas, e.Basis}
			t := totals[k]
			t.Gas, t.GWP, t.Unit, t.InCO2e = e.Gas, e.Basis, ghg.GasAmount{Gas: e.Gas, GWP: e.Basis}.Unit(), e.Basis != ""
			t.Kg, t.Memo = t.Kg.Add(e.Kg), e.Gas != "" && !e.Gas.Kyoto()
			if !e.Outside {
				t.CO2e = t.CO2e.Add(e.CO2e)
			}
			totals[k] = t
		}
	}
	lines := slices.Collect(maps.Values(totals))
	slices.SortFunc(lines, func(x, y GasTotal) int { return cmp.Or(cmp.Compare(x.Gas, y.Gas), cmp.Compare(x.GWP, y.GWP)) })
	return lines, nil
}

// weigh returns the CO2e of one amount of a result, by the result's own weights, whether or not it is in the total.
func weigh(amount ghg.GasAmount, r ghg.Result) (ghg.CO2e, error) {
	for _, w := range r.Weights {
		if w.Gas == amount.Gas && w.Basis == amount.GWP {
			return w.Apply(amount.Kg)
		}
	}
	return ghg.CO2e{}, nil
}

// BiogenicCO2 returns the kilograms of CO2 from biomass, which are in no total.
func (inv *Inventory) BiogenicCO2(a ghg.Accounting) (decimal.Decimal, error) {
	p, err := inv.whole(a)
	return p.BiogenicCO2(), err
}

// BiogenicCO2 is [Inventory.BiogenicCO2] of what there is.
func (p Partial) BiogenicCO2() decimal.Decimal {
	var kg decimal.Decimal
	for s := range p.sums() {
		if amount, known := s.biogenic(); known {
			kg = kg.Add(amount)
		}
	}
	return kg
}

// NonKyoto returns the CO2e of gases outside the Kyoto basket, which is in no total.
func (inv *Inventory) NonKyoto(a ghg.Accounting) (ghg.CO2e, error) {
	p, err := inv.whole(a)
	return p.NonKyoto(), err
}

// NonKyoto is [Inventory.NonKyoto] of what there is.
func (p Partial) NonKyoto() ghg.CO2e {
	var total ghg.CO2e
	for s := range p.sums() {
		_, outside := s.co2e()
		total = total.Add(outside)
	}
	return total
}

// Share returns the share of the total, to 34 digits, that comes from the results for which keep returns true. A total of
// zero is an error.
func (inv *Inventory) Share(a ghg.Accounting, keep func(ghg.Result) bool) (decimal.Decimal, error) {
	p, err := inv.whole(a)
	if err != nil {
		return decimal.Decimal{}, err
	}
	return p.Share(keep)
}

// Share is [Inventory.Share] of what there is.
func (p Partial) Share(keep func(ghg.Result) bool) (decimal.Decimal, error) {
	if keep == nil {
		return decimal.Decimal{}, errNoFunction("keep")
	}
	var kept, total ghg.CO2e
	for r := range p.counted() {
		total = total.Add(r.CO2e)
		if keep(*r) {
			kept = kept.Add(r.CO2e)
		}
	}
	return kept.Ratio(total)
}

// Recomputed reports whether a result was calculated here, not reported by another party. It is for [Inventory.Share].
func Recomputed(r ghg.Result) bool { return r.Origin == ghg.Calculated }

package inventory

import (
	"cmp"
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
)

// checkAccounting returns an error for a total that does not name its scope 2 method.
func checkAccounting(a ghg.Accounting) error {
	if a != LocationBased && a != MarketBased {
		return &ghg.FieldError{Field: "method of scope 2", Value: a.String(), Want: "inventory.LocationBased or inventory.MarketBased", Err: ghg.ErrMissing}
	}
	return nil
}

func (inv *Inventory) sum(a ghg.Accounting, keep func(ghg.Result) bool) (ghg.CO2e, error) {
	if err := checkAccounting(a); err != nil {
		return ghg.CO2e{}, err
	}
	var total ghg.CO2e
	for r := range inv.Select(a, keep) {
		total = total.Add(r.CO2e)
	}
	return total, nil
}

// Total returns scope 1 + scope 2 by the named method + scope 3.
func (inv *Inventory) Total(a ghg.Accounting) (ghg.CO2e, error) {
	return inv.sum(a, func(ghg.Result) bool { return true })
}

// Scope returns the total of one scope; for scopes 1 and 3 the method makes no difference. A scope without results is
// missing, not zero: Scope then returns an error that wraps [ghg.ErrMissing].
func (inv *Inventory) Scope(s ghg.Scope, a ghg.Accounting) (ghg.CO2e, error) {
	return inv.known(s.String(), a, func(r ghg.Result) bool { return r.Scope == s })
}

// Category returns the total of one category of scope 3. The total is zero if the organisation states that the category
// does not apply; otherwise, a category without results is an error that wraps [ghg.ErrMissing].
func (inv *Inventory) Category(c ghg.Category) (ghg.CO2e, error) {
	if !c.Valid() {
		return ghg.CO2e{}, &ghg.FieldError{Field: "category", Value: c.String(), Want: "1 to 15", Err: ghg.ErrOutOfRange}
	}
	if inv.org.NotApplicable[c] != "" {
		return ghg.CO2e{}, nil
	}
	return inv.known(c.String(), MarketBased, func(r ghg.Result) bool { return r.Category == c })
}

// known adds up the results for which keep returns true. It is an error if there are none.
func (inv *Inventory) known(what string, a ghg.Accounting, keep func(ghg.Result) bool) (ghg.CO2e, error) {
	if err := checkAccounting(a); err != nil {
		return ghg.CO2e{}, err
	}
	for range inv.Select(a, keep) {
		return inv.sum(a, keep)
	}
	return ghg.CO2e{}, &ghg.FieldError{Field: what, Want: "at least one result: without one the figure is missing, not zero", Err: ghg.ErrMissing}
}

// GroupTotal is the total of the results under one heading.
type GroupTotal struct {
	Name string
	CO2e ghg.CO2e
}

// By groups the results under the headings that name returns and adds up each group, in the order of the headings.
func (inv *Inventory) By(a ghg.Accounting, name func(ghg.Result) string) ([]GroupTotal, error) {
	if err := checkAccounting(a); err != nil {
		return nil, err
	}
	totals := map[string]ghg.CO2e{}
	for r := range inv.Select(a, func(ghg.Result) bool { return true }) {
		totals[name(r)] = totals[name(r)].Add(r.CO2e)
	}
	var lines []GroupTotal
	for _, n := range slices.Sorted(maps.Keys(totals)) {
		lines = append(lines, GroupTotal{n, totals[n]})
	}
	return lines, nil
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
	if err := checkAccounting(a); err != nil {
		return nil, err
	}
	type key struct {
		gas ghg.Gas
		gwp string
	}
	totals := map[key]GasTotal{}
	for r := range inv.Select(a, func(ghg.Result) bool { return true }) {
		for amount := range r.Emissions.All() {
			k := key{amount.Gas, amount.GWP}
			t := totals[k]
			t.Gas, t.GWP, t.Unit, t.InCO2e = amount.Gas, amount.GWP, amount.Unit(), amount.GWP != ""
			t.Kg = t.Kg.Add(amount.Kg)
			w, err := weigh(amount, r)
			if err != nil {
				return nil, err
			}
			t.CO2e, t.Memo = t.CO2e.Add(w.CO2e), amount.Gas != "" && !amount.Gas.Kyoto()
			totals[k] = t
		}
	}
	lines := slices.Collect(maps.Values(totals))
	slices.SortFunc(lines, func(x, y GasTotal) int { return cmp.Or(cmp.Compare(x.Gas, y.Gas), cmp.Compare(x.GWP, y.GWP)) })
	return lines, nil
}

// weigh converts one amount of a result to CO2e with the result's own weights.
func weigh(amount ghg.GasAmount, r ghg.Result) (ghg.Conversion, error) {
	for _, w := range r.Weights {
		if w.Gas == amount.Gas && w.Basis == amount.GWP {
			co2e, err := w.Apply(amount.Kg)
			if w.Outside {
				return ghg.Conversion{NonKyoto: co2e}, err
			}
			return ghg.Conversion{CO2e: co2e}, err
		}
	}
	return ghg.Conversion{}, nil
}

// BiogenicCO2 returns the kilograms of CO2 from biomass, which are in no total.
func (inv *Inventory) BiogenicCO2(a ghg.Accounting) (decimal.Decimal, error) {
	if err := checkAccounting(a); err != nil {
		return decimal.Decimal{}, err
	}
	var kg decimal.Decimal
	for r := range inv.Select(a, func(ghg.Result) bool { return true }) {
		if amount, known := r.BiogenicCO2(); known {
			kg = kg.Add(amount)
		}
	}
	return kg, nil
}

// NonKyoto returns the CO2e of gases outside the Kyoto basket, which is in no total.
func (inv *Inventory) NonKyoto(a ghg.Accounting) (ghg.CO2e, error) {
	if err := checkAccounting(a); err != nil {
		return ghg.CO2e{}, err
	}
	var total ghg.CO2e
	for r := range inv.Select(a, func(ghg.Result) bool { return true }) {
		total = total.Add(r.NonKyoto)
	}
	return total, nil
}

// Share returns the share of the total, to 34 digits, that comes from the results for which keep returns true. A total of
// zero is an error.
func (inv *Inventory) Share(a ghg.Accounting, keep func(ghg.Result) bool) (decimal.Decimal, error) {
	part, err := inv.sum(a, keep)
	if err != nil {
		return decimal.Decimal{}, err
	}
	total, err := inv.Total(a)
	if err != nil {
		return decimal.Decimal{}, err
	}
	return part.Ratio(total)
}

// Recomputed reports whether a result was calculated here, not reported by another party. It is for [Inventory.Share].
func Recomputed(r ghg.Result) bool { return r.Origin == ghg.Calculated }

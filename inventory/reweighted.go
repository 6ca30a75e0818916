package inventory

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
)

// Reweighted is the total of an inventory by another set of global warming potentials. Amounts of a gas are weighted with that
// set; what was published as CO2e of gases that cannot be told apart is as it was published, and shown by its basis. The
// results, and their receipts, stay what they are.
//
// Methane is weighted by its origin ([MethaneOrigin]): fugitive fossil methane by 29.8 with AR6, that of combustion by 27.0.
type Reweighted struct {
	GWP        string
	Accounting ghg.Accounting // the method of scope 2
	Total      ghg.CO2e       // ByGas + what is as published
	ByGas      ghg.CO2e       // the amounts of gases
	Published  []PublishedCO2e
	Gases      []GasTotal // of all amounts, in the order of [Inventory.ByGas]
	Unvalued   []ghg.Gas  // gases outside the Kyoto basket without a value in the set
	Missing    []Gap      // see [Inventory.Missing]

	from Partial
}

// PublishedCO2e is the part of a total that was published as CO2e of gases that cannot be told apart, on one basis.
type PublishedCO2e struct {
	Basis string // "AR5"; [ghg.UnstatedGWP] if the publisher does not state it
	CO2e  ghg.CO2e
	Share *decimal.Decimal // of the total, to 34 digits; nil if that is zero
}

// String returns the amount with its basis and share: "basis AR5: 500 t CO2e (23.57 %)".
func (p PublishedCO2e) String() string {
	s := "basis " + p.Basis + ": " + tonnes(p.CO2e) + " t CO2e"
	if p.Share != nil {
		s += " (" + percent(*p.Share) + ")"
	}
	return s
}

// percent writes a share with two places, rounded half up.
func percent(share decimal.Decimal) string {
	const shift, places = 2, 2
	if dec.Check(share) != nil {
		return dec.Brief(share)
	}
	return dec.Text(share.Shift(shift).Round(places)) + " %"
}

// InGWP returns the total by method a with another set of potentials. A scope without results is an [IncompleteError]. A gas of
// the Kyoto basket without a value in the set is an error that wraps [ghg.ErrNoGWP].
func (inv *Inventory) InGWP(a ghg.Accounting, set ghg.GWP) (Reweighted, error) {
	if _, err := inv.whole(a); err != nil {
		return Reweighted{}, err
	}
	p, err := inv.Partial(a)
	if err != nil {
		return Reweighted{}, err
	}
	return p.InGWP(set)
}

// InGWP is [Inventory.InGWP] of what there is.
func (p Partial) InGWP(set ghg.GWP) (Reweighted, error) {
	if set.IsZero() {
		return Reweighted{}, &ghg.FieldError{Field: "GWP", Want: "a set, such as ghg.AR6()", Err: ghg.ErrMissing}
	}
	p.set = set
	r := Reweighted{GWP: set.Name(), Accounting: p.accounting, Missing: cloneGaps(p.Missing), from: p}
	all, err := p.Totals(ByGas)
	if err != nil {
		return Reweighted{}, err
	}
	r.Total = all.Total()
	for _, row := range all.Rows {
		for _, g := range row.Gases {
			r.Gases = append(r.Gases, g)
			if g.Gas == "" {
				r.Published = append(r.Published, PublishedCO2e{Basis: g.GWP, CO2e: g.CO2e})
				continue
			}
			r.ByGas = r.ByGas.Add(g.CO2e)
			if c, err := conversion(g.Gas, g.GWP, g.Kg, set); err == nil && len(c.Unvalued) > 0 && !slices.Contains(r.Unvalued, g.Gas) {
				r.Unvalued = append(r.Unvalued, g.Gas)
			}
		}
	}
	for i := range r.Published {
		if share, err := r.Published[i].CO2e.Ratio(r.Total); err == nil {
			r.Published[i].Share = &share
		}
	}
	return r, nil
}

// Totals returns the total by the set, divided by dimensions; see [Inventory.Totals].
func (r Reweighted) Totals(by ...Dimension) (Table, error) { return r.from.Totals(by...) }

// GasChange is what another set of potentials changes about one gas.
type GasChange struct {
	Gas      ghg.Gas
	From, To ghg.CO2e
}

// Difference returns to − from.
func (c GasChange) Difference() ghg.CO2e { return c.To.Sub(c.From) }

// Since returns the gases whose CO2e differs from that by another set, in the order of the names. The differences add up to the
// difference of the totals. Two totals of different inventories, or by different methods, are an error.
func (r Reweighted) Since(from Reweighted) ([]GasChange, error) {
	if r.from.inv == nil || r.from.inv != from.from.inv || r.Accounting != from.Accounting {
		return nil, &ghg.FieldError{Field: "reweighted total", Value: from.GWP + ", " + from.Accounting.String(), Want: "a total of the same inventory by " + r.Accounting.String(), Err: ghg.ErrMixed}
	}
	var list []GasChange
	change := func(g ghg.Gas) *GasChange {
		i := slices.IndexFunc(list, func(c GasChange) bool { return c.Gas == g })
		if i < 0 {
			list, i = append(list, GasChange{Gas: g}), len(list)
		}
		return &list[i]
	}
	for _, g := range from.Gases {
		c := change(g.Gas)
		c.From = c.From.Add(g.CO2e)
	}
	for _, g := range r.Gases {
		c := change(g.Gas)
		c.To = c.To.Add(g.CO2e)
	}
	list = slices.DeleteFunc(list, func(c GasChange) bool { return c.From.Equal(c.To) })
	slices.SortFunc(list, func(a, b GasChange) int { return strings.Compare(string(a.Gas), string(b.Gas)) })
	return list, nil
}

// String returns the total, and what of it is by gas and as published, in tonnes rounded half up to three places.
func (r Reweighted) String() string {
	var b strings.Builder
	if r.from.inv == nil {
		return "no inventory"
	}
	fmt.Fprintf(&b, "total in %s, %s: %s t CO2e\nby gas: %s t CO2e\n", r.GWP, r.Accounting, tonnes(r.Total), tonnes(r.ByGas))
	for _, p := range r.Published {
		b.WriteString(p.String() + "\n")
	}
	for _, g := range r.Unvalued {
		fmt.Fprintf(&b, "without a value in %s: %s\n", r.GWP, g)
	}
	for _, g := range r.Missing {
		b.WriteString("missing: " + g.String() + "\n")
	}
	return b.String()
}

// conversion converts an amount by a set.
func conversion(gas ghg.Gas, basis string, kg decimal.Decimal, set ghg.GWP) (ghg.Conversion, error) {
	e, err := ghg.NewEmissions(ghg.GasAmount{Gas: gas, GWP: basis, Kg: kg})
	if err != nil {
		return ghg.Conversion{}, err
	}
	return e.ToCO2e(set)
}

// weigh weights the amounts of a row with another set.
func (row *rowSum) weigh(set ghg.GWP) error {
	row.co2e = dec.Exact{}
	for _, a := range row.apart {
		a.NonKyoto = ghg.CO2e{}
	}
	for key, sum := range row.gases {
		c, err := conversion(key.gas, key.basis, sum.kg, set)
		if err != nil {
			return fmt.Errorf("total in %s: %w", set.Name(), err)
		}
		sum.co2e = c.CO2e.Add(c.NonKyoto)
		row.co2e.Add(c.CO2e.Kg())
		row.setApart(key.spot, nil, c.NonKyoto)
	}
	for at, a := range row.apart {
		if a.BiogenicKg == nil && a.NonKyoto.IsZero() {
			delete(row.apart, at)
		}
	}
	return nil
}

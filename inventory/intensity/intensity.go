package intensity

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/inventory"
)

// Numerator is emissions: of which scopes, by which method of scope 2, of which period and boundary.
type Numerator struct {
	Scopes     inventory.ScopeGroup
	Accounting ghg.Accounting // the method of scope 2; always named, as marked lines of scope 3 have one too
	CO2e       ghg.CO2e
	GWP        string // the set of potentials
	Period     ghg.Period
	Approach   inventory.Approach
	Missing    []inventory.Gap // categories of scope 3 without a figure; the ratio is of what there is
}

// Denominator is what emissions are divided by.
type Denominator struct {
	Name   string          // "net revenue"
	Unit   string          // of the value: "million EUR"
	Value  decimal.Decimal // above zero
	Source string          // the document and line that states it
	Period ghg.Period
	// Approach is the boundary of the value. Consolidated financial statements are drawn by financial control.
	Approach inventory.Approach
}

// Caveat is a reason for care with a ratio, in words.
type Caveat string

// Intensity is a ratio of emissions to a denominator, with both.
type Intensity struct {
	Numerator   Numerator
	Denominator Denominator
	// TonnesPerUnit is t CO2e ÷ value, to 34 digits.
	TonnesPerUnit decimal.Decimal
	Caveats       []Caveat
}

// Of returns the intensity of an inventory: the emissions of a group of scopes, by method a of scope 2, divided by the
// denominator. It fails as [inventory.Inventory.Group] does, and as [New].
func Of(inv *inventory.Inventory, g inventory.ScopeGroup, a ghg.Accounting, d Denominator) (Intensity, error) {
	n, err := NumeratorOf(inv, g, a)
	if err != nil {
		return Intensity{}, err
	}
	return New(n, d)
}

// NumeratorOf returns the emissions of a group of scopes of an inventory.
func NumeratorOf(inv *inventory.Inventory, g inventory.ScopeGroup, a ghg.Accounting) (Numerator, error) {
	inv = absent.Or(inv)
	co2e, err := inv.Group(g, a)
	if err != nil {
		return Numerator{}, err
	}
	missing, err := inv.Missing(a)
	if err != nil {
		return Numerator{}, err
	}
	missing = slices.DeleteFunc(missing, func(gap inventory.Gap) bool { return !g.Includes(gap.Scope) })
	org := inv.Organisation()
	return Numerator{Scopes: g, Accounting: a, CO2e: co2e, GWP: inv.GWP(), Period: org.Period, Approach: org.Approach, Missing: missing}, nil
}

// New returns the ratio of emissions to a denominator.
//
//	t CO2e per unit = t CO2e ÷ value
//
// It is an error if the denominator is of other days, is not above zero, or lacks its name, unit or source. A denominator of
// another boundary, such as consolidated revenue under emissions by equity share, is a caveat.
//
// Source: GRI 305-4; ESRS E1, paragraphs 53 to 55; IFRS S2, industry-based metrics; CDP's emissions intensities.
func New(n Numerator, d Denominator) (Intensity, error) {
	if err := n.check(); err != nil {
		return Intensity{}, err
	}
	if err := d.check(); err != nil {
		return Intensity{}, err
	}
	if !d.Period.Same(n.Period) {
		return Intensity{}, &ghg.FieldError{Field: "period of the denominator " + input.Shorten(d.Name), Value: d.Period.String(), Want: "the period of the emissions, " + n.Period.String(), Err: ghg.ErrMixed}
	}
	ratio, err := dec.Quo(n.CO2e.Tonnes(), d.Value)
	if err != nil {
		return Intensity{}, fmt.Errorf("intensity per %s: %w", input.Shorten(d.Name), err)
	}
	n.Missing = slices.Clone(n.Missing)
	for j := range n.Missing {
		n.Missing[j].Results = slices.Clone(n.Missing[j].Results)
	}
	i := Intensity{Numerator: n, Denominator: d, TonnesPerUnit: ratio}
	if d.Approach != n.Approach {
		i.Caveats = append(i.Caveats, Caveat("the boundaries differ: emissions by "+n.Approach.String()+", "+input.Shorten(d.Name)+" by "+d.Approach.String()))
	}
	for _, gap := range n.Missing {
		i.Caveats = append(i.Caveats, Caveat("the emissions are without "+gap.String()+", which is missing"))
	}
	return i, nil
}

// check returns an error unless the ratio is that of its numbers.
func (i Intensity) check() error {
	again, err := New(i.Numerator, i.Denominator)
	if err != nil {
		return err
	}
	if dec.Check(i.TonnesPerUnit) != nil || !i.TonnesPerUnit.Equal(again.TonnesPerUnit) {
		return &ghg.FieldError{Field: "intensity per " + input.Shorten(i.Denominator.Name), Value: dec.Brief(i.TonnesPerUnit), Want: dec.Brief(again.TonnesPerUnit) + ", the emissions divided by the denominator", Err: ghg.ErrMixed}
	}
	return nil
}

func (n Numerator) check() error {
	if _, err := n.Scopes.MarshalText(); err != nil {
		return err
	}
	if n.Accounting != inventory.LocationBased && n.Accounting != inventory.MarketBased {
		return &ghg.FieldError{Field: "method of scope 2", Value: n.Accounting.String(), Want: "location-based or market-based", Err: ghg.ErrMissing}
	}
	if n.GWP == "" {
		return &ghg.FieldError{Field: "GWP of the emissions", Want: "the name of a set, such as AR6", Err: ghg.ErrMissing}
	}
	if _, err := n.Approach.MarshalText(); err != nil {
		return err
	}
	return n.Period.Check()
}

func (d Denominator) check() error {
	for _, text := range []struct{ field, value, want string }{
		{"name of the denominator", d.Name, "what it is, such as net revenue"},
		{"unit of the denominator " + input.Shorten(d.Name), d.Unit, "a unit, such as million EUR"},
		{"source of the denominator " + input.Shorten(d.Name), d.Source, "the document that states it"},
	} {
		if text.value == "" {
			return &ghg.FieldError{Field: text.field, Want: text.want, Err: ghg.ErrMissing}
		}
	}
	if dec.Check(d.Value) != nil || !d.Value.IsPositive() {
		return &ghg.FieldError{Field: "value of the denominator " + input.Shorten(d.Name), Value: dec.Brief(d.Value), Want: "a number above 0", Err: ghg.ErrOutOfRange}
	}
	if _, err := d.Approach.MarshalText(); err != nil {
		return err
	}
	return d.Period.Check()
}

// Change returns how much an intensity changed since an earlier one, to 34 digits: −0.05 for 5 % less.
//
//	(I₁ − I₀) ÷ I₀ = (t₁ × value₀ − t₀ × value₁) ÷ (t₀ × value₁)
//
// It is divided once. Both must be of the same scopes, method, potentials, boundary, name and unit, and i must be of later
// days. An earlier intensity of zero or less is an error.
func (i Intensity) Change(since Intensity) (decimal.Decimal, error) {
	if err := i.comparable(since); err != nil {
		return decimal.Decimal{}, err
	}
	now, before := i.Numerator.CO2e.Kg().Mul(since.Denominator.Value), since.Numerator.CO2e.Kg().Mul(i.Denominator.Value)
	if !before.IsPositive() {
		return decimal.Decimal{}, &ghg.FieldError{Field: "earlier intensity per " + input.Shorten(since.Denominator.Name), Value: dec.Brief(since.TonnesPerUnit), Want: "a ratio above 0", Err: ghg.ErrOutOfRange}
	}
	return dec.Quo(now.Sub(before), before)
}

// comparable returns an error unless both are ratios of the same things, and since is the earlier one.
func (i Intensity) comparable(since Intensity) error {
	for _, x := range []Intensity{i, since} {
		if err := x.check(); err != nil {
			return err
		}
	}
	for _, of := range []struct{ field, was, is string }{
		{"scopes", since.Numerator.Scopes.String(), i.Numerator.Scopes.String()},
		{"method of scope 2", since.Numerator.Accounting.String(), i.Numerator.Accounting.String()},
		{"GWP", since.Numerator.GWP, i.Numerator.GWP},
		{"consolidation approach", since.Numerator.Approach.String(), i.Numerator.Approach.String()},
		{"denominator", since.Denominator.Name, i.Denominator.Name},
		{"unit", since.Denominator.Unit, i.Denominator.Unit},
		{"boundary of the denominator", since.Denominator.Approach.String(), i.Denominator.Approach.String()},
	} {
		if of.was != of.is {
			return &ghg.FieldError{Field: of.field + " of the earlier intensity", Value: input.Shorten(of.was), Want: input.Shorten(of.is) + ", as for the later one", Err: ghg.ErrMixed}
		}
	}
	if !since.Numerator.Period.Start.Before(i.Numerator.Period.Start) {
		return &ghg.FieldError{Field: "period of the earlier intensity", Value: since.Numerator.Period.String(), Want: "one that begins before " + i.Numerator.Period.Start.String(), Err: ghg.ErrOutOfRange}
	}
	return nil
}

// String returns the ratio, rounded half up to four places, with what it is of, and its caveats.
func (i Intensity) String() string {
	const places = 4
	var b strings.Builder
	n, d := i.Numerator, i.Denominator
	ratio := dec.Brief(i.TonnesPerUnit)
	if dec.Check(i.TonnesPerUnit) == nil {
		ratio = dec.Text(i.TonnesPerUnit.Round(places))
	}
	fmt.Fprintf(&b, "%s t CO2e per %s of %s, %s (%s): %s, %s, %s\n", ratio, input.Shorten(d.Unit), input.Shorten(d.Name), n.Period, input.Shorten(d.Source), n.Scopes, n.Accounting, n.GWP)
	for _, c := range i.Caveats {
		b.WriteString("caveat: " + string(c) + "\n")
	}
	return b.String()
}

package bridge

import (
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
)

// MixProduct is one product of a group of products that are measured in one unit, such as steel by route in tonnes.
type MixProduct struct {
	Name     string
	From, To Output // in A and in B
}

// Output is how much of a product there is, and what a unit of it emits.
type Output struct {
	Amount decimal.Decimal // in the unit of the group
	// KgPerUnit is kg CO2e per unit of the product. That of A is required, for a product that A does not have too: it is what
	// the product would have emitted. That of B is required if B has the product. 0 is a factor; nil is none.
	KgPerUnit *decimal.Decimal
}

// Mix is the difference of a group of products, attributed to three effects. Their sum is To − From exactly, for each product
// and for the group.
type Mix struct {
	Unit string // of the amounts
	MixPart
	Products []MixPart // in the order given
}

// MixPart is the effects of a product, or of the group.
type MixPart struct {
	Name     string // "" for the group
	From, To ghg.CO2e
	Activity ghg.CO2e // more or less of all products, at the mix and the factors of A
	Mix      ghg.CO2e // other shares of the products, at the amount of B and the factors of A
	Factor   ghg.CO2e // other factors, at the amounts of B
}

// MixEffects attributes the difference of a group of products to how much there is of all, to their mix and to their factors:
//
//	activity = (A_B − A_A) × Σ w_A,i × F_A,i
//	mix      = Σ A_B × (w_B,i − w_A,i) × F_A,i
//	factor   = Σ A_B × w_B,i × (F_B,i − F_A,i)
//
// A is the amount of all products, w_i the share of a product in it and F_i its kg CO2e per unit. The numbers change in this
// order: all effects are measured with the factors of A, but for that of the factors themselves. So they differ from
// those of [Between], which averages over all orders and has no mix; do not add up one with the other.
//
// The activity effect of a product is divided once, to 34 significant digits, its factor effect is exact, and its mix effect is
// its difference less both. Those of the group are sums over the products.
//
// These are errors: no unit or product; a product without a name or with that of another; an amount below 0, or of 0 in both
// A and B; a factor that is missing or below 0; no amount at all in A or in B, which has no mix. A mix is of products that can
// stand for each other; whether they can is for the caller to say.
//
// No standard prescribes the formula: it is the usual decomposition into activity, structure and intensity, with a stated
// order of substitution.
func MixEffects(unit string, products ...MixProduct) (Mix, error) {
	var before, after decimal.Decimal
	if unit == "" || len(products) == 0 {
		return Mix{}, &ghg.FieldError{Field: "products", Value: fmt.Sprintf("%d in %q", len(products), input.Shorten(unit)), Want: "at least one, and the unit of their amounts", Err: ghg.ErrMissing}
	}
	for i, p := range products {
		if err := p.check(); err != nil {
			return Mix{}, err
		}
		if slices.ContainsFunc(products[:i], func(q MixProduct) bool { return q.Name == p.Name }) {
			return Mix{}, &ghg.FieldError{Field: "product", Value: p.Name, Want: "each name once", Err: ghg.ErrMixed}
		}
		before, after = before.Add(p.From.Amount), after.Add(p.To.Amount)
	}
	if before.IsZero() || after.IsZero() {
		return Mix{}, &ghg.FieldError{Field: "amount of all products", Value: dec.Brief(before) + " and " + dec.Brief(after) + " " + input.Shorten(unit), Want: "above 0 in A and in B: nothing has no mix", Err: ghg.ErrOutOfRange}
	}
	m := Mix{Unit: unit}
	for _, p := range products {
		part, err := p.effects(before, after)
		if err != nil {
			return Mix{}, fmt.Errorf("product %s: %w", input.Quote(p.Name), err)
		}
		m.Products = append(m.Products, part)
		m.From, m.To = m.From.Add(part.From), m.To.Add(part.To)
		m.Activity, m.Mix, m.Factor = m.Activity.Add(part.Activity), m.Mix.Add(part.Mix), m.Factor.Add(part.Factor)
	}
	return m, nil
}

func (p MixProduct) check() error {
	field := " of product " + input.Quote(p.Name)
	if p.Name == "" {
		return &ghg.FieldError{Field: "name of a product", Want: "a name", Err: ghg.ErrMissing}
	}
	if p.From.KgPerUnit == nil || p.To.KgPerUnit == nil && !p.To.Amount.IsZero() {
		return &ghg.FieldError{Field: "kg CO2e per unit" + field, Want: "a factor in A, and in B if B has the product", Err: ghg.ErrMissing}
	}
	numbers := []*decimal.Decimal{&p.From.Amount, &p.To.Amount, p.From.KgPerUnit, p.To.KgPerUnit}
	for i, name := range []string{"amount in A", "amount in B", "kg CO2e per unit in A", "kg CO2e per unit in B"} {
		if n := numbers[i]; n != nil && (dec.Check(*n) != nil || n.IsNegative()) {
			return &ghg.FieldError{Field: name + field, Value: dec.Brief(*n), Want: "a number of at least 0", Err: ghg.ErrOutOfRange}
		}
	}
	if p.From.Amount.IsZero() && p.To.Amount.IsZero() {
		return &ghg.FieldError{Field: "amount" + field, Value: "0", Want: "an amount in A or in B", Err: ghg.ErrOutOfRange}
	}
	return nil
}

// effects returns those of one product. Before and after are the amounts of all.
func (p MixProduct) effects(before, after decimal.Decimal) (MixPart, error) {
	old, factor := p.From.Amount.Mul(*p.From.KgPerUnit), *p.From.KgPerUnit
	if p.To.KgPerUnit != nil {
		factor = *p.To.KgPerUnit
	}
	activity, err := dec.Quo(after.Sub(before).Mul(old), before)
	if err != nil {
		return MixPart{}, err
	}
	part := MixPart{Name: p.Name}
	for _, of := range []struct {
		to *ghg.CO2e
		kg decimal.Decimal
	}{
		{&part.From, old},
		{&part.To, p.To.Amount.Mul(factor)},
		{&part.Activity, activity},
		{&part.Factor, p.To.Amount.Mul(factor.Sub(*p.From.KgPerUnit))},
	} {
		if *of.to, err = ghg.KgCO2e(of.kg); err != nil {
			return MixPart{}, err
		}
	}
	part.Mix = part.To.Sub(part.From).Sub(part.Activity).Sub(part.Factor)
	return part, nil
}

// String returns the effects as a table to print, in tonnes rounded half up to 0.001. [Mix.Products] has the exact figures.
func (m Mix) String() string {
	var s strings.Builder
	w := tabwriter.NewWriter(&s, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "t CO2e\tA\tactivity\tmix\tfactor\tB")
	all := m.MixPart
	all.Name = "all products"
	for _, p := range append(slices.Clone(m.Products), all) {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n", input.Shorten(p.Name), tonnes(p.From), tonnes(p.Activity), tonnes(p.Mix), tonnes(p.Factor), tonnes(p.To))
	}
	_ = w.Flush() // a strings.Builder takes everything
	return s.String()
}

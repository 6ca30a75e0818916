package shk

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/units"
)

// EnergyUse is the energy that a company uses, by the Energy Conservation Act.
//
//	kL of crude oil = Σ GJ × the edition's kL per GJ
//
// Fuel counts by its higher heating value, bought power and heat by a [Conversion].
type EnergyUse struct {
	GJ      decimal.Decimal
	KL      decimal.Decimal // of crude oil (原油換算)
	Sources []EnergySource  // one for each fuel, carrier or stated line of a result, in the order of the inventory
}

// EnergySource is the energy of a line.
type EnergySource struct {
	Result inventory.Reference
	What   string // the fuel or the carrier; "stated"
	GJ     decimal.Decimal
	Source string // the property, or the document that states the conversion or the energy
}

func (e *EnergyUse) convert(klPerGJ decimal.Decimal) error {
	for _, s := range e.Sources {
		e.GJ = e.GJ.Add(s.GJ)
	}
	var err error
	if e.KL, err = dec.Mul(e.GJ, klPerGJ); err != nil {
		return fmt.Errorf("energy used: %w", err)
	}
	return nil
}

// stated adds the energy of a line that the company states, once, and reports whether it does.
func (c *collector) stated(r ghg.Result) bool {
	if c.energy == nil {
		return false
	}
	i := slices.IndexFunc(c.statement.Energy.Stated, func(s StatedEnergy) bool { return s.Line == r.ID })
	if i < 0 {
		return false
	}
	s := c.statement.Energy.Stated[i]
	if of := (statedFor{r.ID, statedEnergy}); c.unused[of] {
		delete(c.unused, of)
		c.energy.Sources = append(c.energy.Sources, EnergySource{reference(r), "stated", s.GJ, s.Source})
	}
	return true
}

// burn adds the energy of the fuel of a line.
func (c *collector) burn(r ghg.Result) error {
	if c.energy == nil || c.stated(r) {
		return nil
	}
	found := false
	for _, f := range r.Factors {
		if !strings.HasPrefix(f.Activity, "fuel/") {
			continue
		}
		amount, burned, err := burnedBy(r, f)
		if err != nil {
			return err
		}
		if !burned {
			continue
		}
		source, err := c.heatOf(amount, f, r)
		if err != nil {
			return err
		}
		found = true
		c.energy.Sources = append(c.energy.Sources, source)
	}
	if !found {
		return &ghg.FieldError{Field: "energy of the fuel", Want: "a factor for a fuel, or the energy in the statement", Err: ghg.ErrMissing}
	}
	return nil
}

// burnedBy returns the amount of fuel that a factor is applied to, in the unit of the factor: the product of the other terms
// of the steps of one of its gases. Oxidation is a share of the carbon and not of the fuel.
func burnedBy(r ghg.Result, f ghg.FactorRecord) (amount units.Quantity, burned bool, err error) {
	unit, err := units.ParseUnit(f.Unit)
	if err != nil {
		return units.Quantity{}, false, fmt.Errorf("unit of factor %s: %w", input.Shorten(f.ID), err)
	}
	amount = units.New(decimal.Decimal{}, unit)
	var gas ghg.Gas
	for _, s := range r.Steps {
		uses := slices.ContainsFunc(s.Terms, func(t ghg.Term) bool { return t.Kind == ghg.TermFactor && t.Ref == f.ID })
		if !uses || s.Op != ghg.Product || (burned && s.Gas != gas) {
			continue
		}
		fuel := ghg.Step{Op: ghg.Product}
		for _, t := range s.Terms {
			oxidation := r.Method == carbonContent && t.Kind == ghg.TermInput && t.Unit == "1"
			if t.Kind != ghg.TermFactor && t.Kind != ghg.TermConstant && !oxidation {
				fuel.Terms = append(fuel.Terms, t)
			}
		}
		value, err := fuel.Evaluate()
		if err != nil {
			return units.Quantity{}, false, err
		}
		amount.Value, gas, burned = amount.Value.Add(value), s.Gas, true
	}
	return amount, burned, nil
}

// heatOf returns the energy of fuel, by the statutory heating value if the amount is not energy.
func (c *collector) heatOf(fuel units.Quantity, f ghg.FactorRecord, r ghg.Result) (EnergySource, error) {
	source := EnergySource{Result: reference(r), What: f.Activity, Source: "the line's own conversion"}
	to := units.MustUnit("GJ(HHV)")
	if fuel.Unit.Dimension() != to.Dimension() {
		p, err := c.statement.Energy.HeatingValues.Property(factors.PropertyQuery{Activity: f.Activity, Region: "JP", Period: r.Period, From: fuel.Unit, To: to})
		if err != nil {
			return EnergySource{}, fmt.Errorf("energy of the fuel: %w", err)
		}
		if fuel, err = p.Rate.Apply(fuel); err != nil {
			return EnergySource{}, err
		}
		source.Source = p.Record().ID
	}
	heat, err := fuel.In(to)
	if err != nil {
		return EnergySource{}, err
	}
	source.GJ = heat.Value
	return source, nil
}

// buy adds the energy of bought power or heat.
func (c *collector) buy(r ghg.Result) error {
	if c.energy == nil || c.stated(r) {
		return nil
	}
	for _, cover := range r.Covers {
		i := slices.IndexFunc(c.statement.Energy.Conversions, func(o Conversion) bool { return o.Carrier == cover.Carrier })
		if i < 0 {
			return &ghg.FieldError{Field: "conversion of " + cover.Carrier.String(), Want: "the GJ of the Energy Conservation Act for what is bought, with its source", Err: ghg.ErrMissing}
		}
		rule := c.statement.Energy.Conversions[i]
		unit, err := units.ParseUnit(cover.Energy.Unit)
		if err != nil {
			return err
		}
		heat, err := rule.Rate.Apply(units.New(cover.Energy.Value, unit))
		if err != nil {
			return err
		}
		if heat, err = heat.In(units.MustUnit("GJ")); err != nil {
			return err
		}
		c.energy.Sources = append(c.energy.Sources, EnergySource{reference(r), cover.Carrier.String(), heat.Value, rule.Source})
	}
	return nil
}

package scope1

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/calc"
	"github.com/ghgkit/ghg/units"
)

// MethodCHPAllocation is the name of the method of plants that make heat and power together.
const MethodCHPAllocation ghg.Method = "scope1.chp-allocation"

// The ways to allocate, as [CHPAllocation.Allocation] names them.
const (
	AllocateByEfficiency    = "efficiency"
	AllocateByEnergyContent = "energy-content"
)

// CHPAllocation is the fuel of a plant that makes heat and power together, its emissions allocated to the two.
//
//	efficiency:      E_H = (H/e_H) / (H/e_H + P/e_P) × E      E_P = E − E_H
//	energy-content:  E_H = H / (H + P) × E                    E_P = E − E_H
//
// H and P are the heat and the power delivered, e_H and e_P the efficiencies of making each alone. The two results, the
// parts "heat" and "power", add exactly to the plant's emissions. The quotients of the efficiency method are taken as
// H·e_P / (H·e_P + P·e_H), which is the same, so that there is one division.
//
// E is fuel × EF, by Fuel, Region and Amount as in [StationaryCombustion], or what the plant emitted as it is known
// from elsewhere, in Emitted (see [EmittedBy]). The efficiencies and their Source have no default;
// [CHPAllocation.WithEPAEfficiencies] sets those that the EPA assumes.
//
// Source: GHG Protocol, Allocation of GHG Emissions from a Combined Heat and Power Plant (2006), efficiency method and
// energy content method; US EPA Climate Leadership guidance, Direct Emissions from Stationary Combustion
// Sources, appendix on combined heat and power.
type CHPAllocation struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Allocation string         `json:"allocation" csv:"allocation"` // "efficiency" or "energy-content"
	Heat       units.Quantity `json:"heat" csv:"heat"`             // delivered, "14000 GJ"
	Power      units.Quantity `json:"power" csv:"power"`           // delivered, "2500 MWh"

	HeatEfficiency   *decimal.Decimal `json:"heat_efficiency,omitempty" csv:"heat_efficiency,omitempty"`   // e_H, of the efficiency method
	PowerEfficiency  *decimal.Decimal `json:"power_efficiency,omitempty" csv:"power_efficiency,omitempty"` // e_P
	EfficiencySource string           `json:"efficiency_source,omitempty" csv:"efficiency_source,omitempty"`

	Fuel   string         `json:"fuel,omitempty" csv:"fuel,omitempty"`
	Region string         `json:"region,omitempty" csv:"region,omitempty"`
	Amount units.Quantity `json:"amount,omitzero" csv:"amount,omitempty"`
	Factor factors.Own    `json:"factor,omitzero" csv:"factor,omitempty"`

	Emitted []Emitted `json:"emitted,omitempty" csv:"-"` // instead of the fuel
}

// Emitted is an amount of one gas that a plant emitted, or of CO2e that is not known by gas.
type Emitted struct {
	Gas    ghg.Gas        `json:"gas,omitempty"` // empty for CO2e
	GWP    string         `json:"gwp,omitempty"` // of CO2e: the basis, such as AR5
	Mass   units.Quantity `json:"mass"`          // "200 t", or "200 t CO2e"
	Source string         `json:"source"`        // the result, report or measurement it comes from
}

// EmittedBy returns what a result emitted, gas by gas, to be allocated: the emissions of a plant that were calculated
// by another method. The source of each is the result's id.
func EmittedBy(r ghg.Result) []Emitted {
	var list []Emitted
	for a := range r.Emissions.All() {
		e := Emitted{Gas: a.Gas, GWP: a.GWP, Mass: units.New(a.Kg, units.MustUnit("kg")), Source: "result " + r.ID}
		if a.GWP != "" {
			e.Mass.Unit = units.MustUnit("kg CO2e")
		}
		list = append(list, e)
	}
	return list
}

// WithEPAEfficiencies returns the activity with the efficiencies that the EPA assumes where a plant's own are not
// known, 0.8 for heat and 0.35 for power, and their source.
func (a CHPAllocation) WithEPAEfficiencies() CHPAllocation {
	heat, power := decimal.New(80, -2), decimal.New(35, -2)
	a.HeatEfficiency, a.PowerEfficiency = &heat, &power
	a.EfficiencySource = "assumed by the US EPA, Climate Leadership guidance, Direct Emissions from Stationary Combustion Sources"
	return a
}

// Calculate returns two results, the parts "heat" and "power". It fails if an input is missing, negative or out of its
// range, if fuel and Emitted are both given, and if the plant delivered nothing.
func (a CHPAllocation) Calculate(b factors.Basis) (ghg.Results, error) {
	var results ghg.Results
	for _, part := range []string{"heat", "power"} {
		c := begin(b, MethodCHPAllocation, a.ID, a.Entity, a.Site, a.Period, a.Quality)
		a.check(c)
		if c.Failed() {
			return nil, c.Err()
		}
		a.allocate(c, part)
		r, err := c.Part(part, 0, "")
		if err != nil {
			return nil, err
		}
		results = append(results, r)
	}
	return results, nil
}

func (a CHPAllocation) check(c *calc.Calc) {
	c.Amount("heat", a.Heat, units.Energy)
	c.Amount("power", a.Power, units.Energy)
	switch a.Allocation {
	case AllocateByEfficiency:
		efficiency(c, "heat_efficiency", a.HeatEfficiency)
		efficiency(c, "power_efficiency", a.PowerEfficiency)
		c.Text("efficiency_source", a.EfficiencySource, "where the efficiencies come from, such as design data")
	case AllocateByEnergyContent:
		if a.HeatEfficiency != nil || a.PowerEfficiency != nil {
			c.Refuse("allocation", a.Allocation, "efficiency, since efficiencies are given", ghg.ErrMixed)
		}
	default:
		c.Refuse("allocation", a.Allocation, "efficiency or energy-content", ghg.ErrUnknown)
	}
	if len(a.Emitted) > 0 {
		if a.Fuel != "" || a.Amount.Given() || a.Factor.Given() {
			c.Refuse("emitted", a.Fuel, "either what was emitted, or fuel, region and amount", ghg.ErrMixed)
		}
		return
	}
	c.Text("fuel", a.Fuel, "a fuel of the vocabulary, such as natural-gas, or what was emitted")
	c.Text("region", a.Region, "where the fuel is burned, such as GB")
	c.FuelAmount("amount", a.Amount)
}

// allocate makes the steps of one part.
func (a CHPAllocation) allocate(c *calc.Calc, part string) {
	heat, all := a.outputs(c)
	share := func(label string, whole calc.Flow) calc.Flow {
		forHeat := c.Evaluate(label+" for heat", c.TimesRatio(whole, heat, all))
		if part == "heat" {
			return forHeat
		}
		return c.Combine(label+" for power", ghg.Total, []calc.Flow{whole, forHeat}, false, true)
	}
	c.Fact("allocation", a.Allocation)
	if len(a.Emitted) == 0 {
		fuel, factor := c.Burn("fuel", a.Fuel, a.Region, a.Amount, a.Factor, factors.Combustion)
		c.Apply(part, share("fuel", fuel), factor)
		return
	}
	for _, e := range a.Emitted {
		e.check(c)
		if c.Failed() {
			return
		}
		flow := calc.Sourced("emitted by the plant", e.Mass, e.Source)
		if e.GWP != "" {
			flow = c.Convert(flow, units.MustUnit("kg CO2e"))
			c.EmitCO2eOf(part, share("CO2e", flow), e.Gas, e.GWP)
			continue
		}
		c.Emit(part, share(string(e.Gas), flow), e.Gas)
	}
}

func (e Emitted) check(c *calc.Calc) {
	c.Text("source of what was emitted", e.Source, "the result, report or measurement it comes from")
	if e.GWP == "" {
		c.Text("gas emitted", string(e.Gas), "a gas, or the GWP basis of CO2e")
		c.Amount("mass emitted", e.Mass)
		return
	}
	if _, err := ghg.ParseGWP(e.GWP); err != nil && e.GWP != ghg.UnstatedGWP {
		c.Refuse("gwp of what was emitted", e.GWP, "the basis of the CO2e, such as AR5, or unstated", ghg.ErrUnknown)
	}
	c.Amount("mass emitted", e.Mass, units.MassCO2e)
}

// outputs are the heat's part of the output and the whole of it, each weighted as the allocation asks.
func (a CHPAllocation) outputs(c *calc.Calc) (heat, all calc.Flow) {
	heat, power := calc.Of("heat delivered", a.Heat), calc.Of("power delivered", a.Power)
	if a.Allocation == AllocateByEfficiency {
		heat = heat.Times("efficiency of power", *a.PowerEfficiency, a.EfficiencySource)
		power = power.Times("efficiency of heat", *a.HeatEfficiency, a.EfficiencySource)
	}
	heat = c.Evaluate("heat's weight", heat)
	all = c.Combine("weight of the whole output", ghg.Total, []calc.Flow{heat, power})
	return heat, all
}

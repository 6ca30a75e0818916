package scope1

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

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

	Allocation string         `json:"allocation" csv:"allocation" input:"efficiency|energy-content"` // how emissions are allocated to heat and power
	Heat       units.Quantity `json:"heat" csv:"heat" input:"energy"`                                // the heat delivered: "14000 GJ"
	Power      units.Quantity `json:"power" csv:"power" input:"energy"`                              // the power delivered: "2500 MWh"

	HeatEfficiency   *decimal.Decimal `json:"heat_efficiency,omitempty" csv:"heat_efficiency,omitempty" input:"(0,1]"`   // e_H, the efficiency of making the heat alone: "0.8"
	PowerEfficiency  *decimal.Decimal `json:"power_efficiency,omitempty" csv:"power_efficiency,omitempty" input:"(0,1]"` // e_P, the efficiency of making the power alone: "0.35"
	EfficiencySource string           `json:"efficiency_source,omitempty" csv:"efficiency_source,omitempty"`             // where the efficiencies come from: "design data"

	Fuel   string           `json:"fuel,omitempty" csv:"fuel,omitempty"`                 // the fuel burned, by its name in the vocabulary: "natural-gas"
	Region string           `json:"region,omitempty" csv:"region,omitempty"`             // the country where it is burned: "GB"
	Amount units.Quantity   `json:"amount,omitzero" csv:"amount,omitempty" input:"fuel"` // the fuel burned: "7100 MWh(HHV)"
	Factor factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"`              // a factor of the fuel, instead of one from the basis

	Emitted []Emitted `json:"emitted,omitempty" csv:"-"` // what the plant emitted, instead of the fuel
}

var chpAllocation = declare[CHPAllocation](
	"fuel/FUEL, combustion",
	`{"id": "chp", "period": "2024", "allocation": "efficiency", "heat": "8000 GJ", "power": "1000 MWh",
	"heat_efficiency": "0.8", "power_efficiency": "0.35", "efficiency_source": "EPA's assumed values", "fuel": "natural-gas",
	"region": "GB", "amount": "7100 MWh(HHV)"}`,
	`{"id": "chp-2", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "reliability 2", "allocation": "energy-content",
	"heat": "8000 GJ", "power": "1000 MWh", "fuel": "natural-gas", "region": "GB", "amount": "7100 MWh(HHV)",
	"factor": "0.2 kg CO2/kWh(HHV); analysis"}`,
	`{"id": "chp-3", "period": "2024", "allocation": "energy-content", "heat": "8000 GJ", "power": "1000 MWh",
	"emitted": [{"gas": "CO2", "mass": "1400 t", "source": "permit report"}, {"gwp": "AR5", "mass": "3 t CO2e", "source": "permit report"}]}`,
)

// Emitted is an amount of one gas that a plant emitted, or of CO2e that is not known by gas.
type Emitted struct {
	Gas    ghg.Gas        `json:"gas,omitempty"` // the gas, none for CO2e of unknown gases: "CO2"
	GWP    string         `json:"gwp,omitempty"` // of CO2e, the GWP basis: "AR5"
	Mass   units.Quantity `json:"mass"`          // the mass of the gas, or the CO2e: "200 t", "200 t CO2e"
	Source string         `json:"source"`        // the result, report or measurement it comes from: "result boiler-1"
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
	c := chpAllocation.Begin(b, &a)
	a.check(c)
	var results ghg.Results
	for _, part := range []string{"heat", "power"} {
		c := c.Next()
		a.allocate(c, part)
		r, err := c.Result(method.Part{Name: part})
		if err != nil {
			return nil, err
		}
		results = append(results, r)
	}
	return results, nil
}

func (a CHPAllocation) check(c *method.Calc) {
	if a.Allocation == AllocateByEfficiency {
		c.Require("heat_efficiency", "power_efficiency", "efficiency_source")
	} else if a.HeatEfficiency != nil || a.PowerEfficiency != nil {
		c.Refuse("allocation", a.Allocation, "efficiency, since efficiencies are given", ghg.ErrMixed)
	}
	switch {
	case len(a.Emitted) == 0:
		c.Require("fuel", "region", "amount")
	case a.Fuel != "" || a.Amount.Given() || a.Factor.Given():
		c.Refuse("emitted", a.Fuel, "either what was emitted, or fuel, region and amount", ghg.ErrMixed)
	}
	for i, e := range a.Emitted {
		e.check(c, fmt.Sprintf("emitted[%d].", i))
	}
}

// allocate makes the steps of one part.
func (a CHPAllocation) allocate(c *method.Calc, part string) {
	heat, all := a.outputs(c)
	share := func(label string, whole method.Flow) method.Flow {
		forHeat := c.Evaluate(label+" for heat", c.TimesRatio(whole, heat, all))
		if part == "heat" {
			return forHeat
		}
		return c.Less(label+" for power", whole, forHeat)
	}
	c.Note("allocation", a.Allocation)
	if len(a.Emitted) == 0 {
		fuel, factor := c.Fuel(method.Of("fuel", a.Amount), a.Factor, factors.Query{Activity: a.Fuel, Region: a.Region, Boundary: ghg.Combustion})
		c.Apply(part, share("fuel", fuel), factor)
		return
	}
	for _, e := range a.Emitted {
		flow := method.Sourced("emitted by the plant", e.Mass, e.Source)
		if e.GWP != "" {
			flow = c.Convert(flow, units.MustUnit("kg CO2e"))
			c.EmitCO2e(part, share("CO2e", flow), e.Gas, e.GWP)
			continue
		}
		c.Emit(part, share(string(e.Gas), flow), e.Gas)
	}
}

func (e Emitted) check(c *method.Calc, path string) {
	switch {
	case e.GWP == "" && e.Gas == "":
		c.Refuse(path+"gas", "", "a gas, or the GWP basis of CO2e", ghg.ErrMissing)
	case e.GWP == "":
	case !ghg.KnownBasis(e.GWP):
		c.Refuse(path+"gwp", e.GWP, "the basis of the CO2e, such as AR5, or unstated", ghg.ErrUnknown)
	case e.Mass.Unit.Dimension() != units.MassCO2e:
		c.Refuse(path+"mass", e.Mass.String(), "an amount of CO2e", ghg.ErrDimension)
	}
}

// outputs are the heat's part of the output and the whole of it, each weighted as the allocation asks.
func (a CHPAllocation) outputs(c *method.Calc) (heat, all method.Flow) {
	heat, power := method.Of("heat delivered", a.Heat), method.Of("power delivered", a.Power)
	if a.Allocation == AllocateByEfficiency {
		heat = heat.Times("efficiency of power", method.Number(a.PowerEfficiency), a.EfficiencySource)
		power = power.Times("efficiency of heat", method.Number(a.HeatEfficiency), a.EfficiencySource)
	}
	heat = c.Evaluate("heat's weight", heat)
	all = c.Sum("weight of the whole output", heat, power)
	return heat, all
}

package scope1

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// The values of [CHPAllocation.Allocation].
const (
	AllocateByEfficiency    = "efficiency"
	AllocateByEnergyContent = "energy-content"
	AllocateByWorkPotential = "work-potential"
)

// CHPAllocation is emissions of a combined heat and power (CHP) plant, allocated to its heat and its power.
//
//	efficiency:      E_H = (H/e_H) / (H/e_H + P/e_P) × E      E_P = E − E_H
//	energy-content:  E_H = H / (H + P) × E                    E_P = E − E_H
//	work-potential:  E_H = W / (W + P) × E                    E_P = E − E_H      W = H × (1 − T0/T)
//
// H and P are the heat and the power delivered, e_H and e_P the efficiencies of producing each alone. W is the work that the
// heat could do: T is the temperature at which the heat is delivered (of hot water, the mean of flow and return) and T0 that
// of the environment, both in kelvin: 25 °C is 298.15 K. The work potential of steam by steam tables, m × ((h − h0) − T0 ×
// (s − s0)), is given in Work instead of the temperatures. The two results, the parts "heat" and "power", add up exactly to
// the plant's emissions. Each ratio is evaluated as an equivalent one with a single division: H·e_P / (H·e_P + P·e_H), and
// H·(T − T0) / (H·(T − T0) + P·T).
//
// E is fuel × EF, with Fuel, Region and Amount as in [StationaryCombustion], or the plant's emissions known from
// elsewhere, given in Emitted (see [EmittedBy]). The efficiencies, the temperatures and their sources have no default;
// [CHPAllocation.WithEPAEfficiencies] sets the efficiencies that the EPA assumes.
//
// Source: GHG Protocol, Allocation of GHG Emissions from a Combined Heat and Power Plant (guide v1.0, 2006), efficiency
// method, appendix I (work potential method; the formula by second-hand texts) and appendix II (energy content method); US
// EPA Climate Leadership guidance, Direct Emissions from Stationary Combustion Sources, appendix on combined heat and power.
type CHPAllocation struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Allocation string         `json:"allocation" csv:"allocation" input:"efficiency|energy-content|work-potential"` // the method that allocates emissions to heat and power
	Heat       units.Quantity `json:"heat" csv:"heat" input:"energy"`                                               // the heat that the plant delivered: "14000 GJ"
	Power      units.Quantity `json:"power" csv:"power" input:"energy"`                                             // the power that the plant delivered: "2500 MWh"

	HeatEfficiency   *decimal.Decimal `json:"heat_efficiency,omitempty" csv:"heat_efficiency,omitempty" input:"(0,1]"`   // the efficiency of producing the heat alone (e_H): "0.8"
	PowerEfficiency  *decimal.Decimal `json:"power_efficiency,omitempty" csv:"power_efficiency,omitempty" input:"(0,1]"` // the efficiency of producing the power alone (e_P): "0.35"
	EfficiencySource string           `json:"efficiency_source,omitempty" csv:"efficiency_source,omitempty"`             // the source of the efficiencies: "design data"

	HeatKelvin      *decimal.Decimal `json:"heat_kelvin,omitempty" csv:"heat_kelvin,omitempty" input:"[200,)"`              // the temperature at which the heat is delivered (T), in kelvin: "453.15"
	ReferenceKelvin *decimal.Decimal `json:"reference_kelvin,omitempty" csv:"reference_kelvin,omitempty" input:"[200,400]"` // the temperature of the environment (T0), in kelvin: "298.15"
	Work            units.Quantity   `json:"work,omitzero" csv:"work,omitempty" input:"energy"`                             // the work potential of the heat by steam tables, instead of the temperatures: "3600 GJ"
	WorkSource      string           `json:"work_source,omitempty" csv:"work_source,omitempty"`                             // the source of the temperatures or of the work potential: "design data"

	Fuel   string           `json:"fuel,omitempty" csv:"fuel,omitempty"`                 // the fuel burned, by its name in the vocabulary: "natural-gas"
	Region string           `json:"region,omitempty" csv:"region,omitempty"`             // the country where the fuel is burned: "GB"
	Amount units.Quantity   `json:"amount,omitzero" csv:"amount,omitempty" input:"fuel"` // the amount of fuel burned: "7100 MWh(HHV)"
	Factor factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"`              // an emission factor for the fuel, instead of one from the basis

	Emitted []Emitted `json:"emitted,omitempty" csv:"-"` // the plant's emissions, gas by gas, instead of its fuel
}

// The names of the results.
const heatPart, powerPart = "heat", "power"

var chpAllocation = declareAs[CHPAllocation](
	method.Declaration{Results: []method.Part{{Name: heatPart}, {Name: powerPart}}, Primary: method.AlwaysPrimary()},
	"fuel/FUEL, combustion",
	`{"id": "chp", "period": "2024", "allocation": "efficiency", "heat": "8000 GJ", "power": "1000 MWh",
	"heat_efficiency": "0.8", "power_efficiency": "0.35", "efficiency_source": "EPA's assumed values", "fuel": "natural-gas",
	"region": "GB", "amount": "7100 MWh(HHV)"}`,
	`{"id": "chp-2", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "reliability 2", "allocation": "energy-content",
	"heat": "8000 GJ", "power": "1000 MWh", "fuel": "natural-gas", "region": "GB", "amount": "7100 MWh(HHV)",
	"factor": "0.2 kg CO2/kWh(HHV); analysis"}`,
	`{"id": "steam-plant", "period": "2024", "allocation": "work-potential", "heat": "8000 GJ", "power": "1000 MWh",
	"heat_kelvin": "453.15", "reference_kelvin": "298.15", "work_source": "design data", "fuel": "natural-gas", "region": "GB",
	"amount": "7100 MWh(HHV)"}`,
	`{"id": "steam-plant-2", "period": "2024", "allocation": "work-potential", "heat": "8000 GJ", "power": "1000 MWh", "work": "2600 GJ",
	"work_source": "steam tables", "fuel": "natural-gas", "region": "GB", "amount": "7100 MWh(HHV)"}`,
	`{"id": "chp-3", "period": "2024", "allocation": "energy-content", "heat": "8000 GJ", "power": "1000 MWh",
	"emitted": [{"gas": "CO2", "mass": "1400 t", "source": "permit report"}, {"gwp": "AR5", "mass": "3 t CO2e", "source": "permit report"}]}`,
)

// Emitted is an amount of one gas that a plant emitted, or of CO2e whose gases are unknown.
type Emitted struct {
	Gas    ghg.Gas        `json:"gas,omitempty"` // the gas, omitted for CO2e whose gases are unknown: "CO2"
	GWP    string         `json:"gwp,omitempty"` // the GWP basis of the CO2e, omitted for the mass of a gas: "AR5"
	Mass   units.Quantity `json:"mass"`          // the mass of the gas, or the amount of CO2e: "200 t", "200 t CO2e"
	Source string         `json:"source"`        // the result, report or measurement that the amount comes from: "result boiler-1"
}

// EmittedBy returns the emissions of a result gas by gas, to allocate the emissions of a plant calculated by another
// method. The source of each is the id of the result.
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

// WithEPAEfficiencies returns the activity with the efficiencies that the EPA assumes if a plant's own are unknown (0.8
// for heat and 0.35 for power) and their source.
func (a CHPAllocation) WithEPAEfficiencies() CHPAllocation {
	heat, power := decimal.New(80, -2), decimal.New(35, -2)
	a.HeatEfficiency, a.PowerEfficiency = &heat, &power
	a.EfficiencySource = "assumed by the US EPA, Climate Leadership guidance, Direct Emissions from Stationary Combustion Sources"
	return a
}

// Calculate returns two results, the parts "heat" and "power". It fails if an input is missing, negative or out of
// range, if both fuel and Emitted are given, or if the plant delivered nothing.
func (a CHPAllocation) Calculate(b factors.Basis) (ghg.Results, error) {
	c := chpAllocation.Begin(b, &a)
	a.check(c)
	var results ghg.Results
	for _, part := range []string{heatPart, powerPart} {
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
	a.checkAllocation(c)
	switch {
	case len(a.Emitted) == 0:
		c.Require("fuel", "region", "amount")
	case a.Fuel != "" || a.Amount.Given() || a.Factor.Given():
		c.Refuse("emitted", a.Fuel, "either emitted, or fuel, region and amount", ghg.ErrMixed)
	}
	for i, e := range a.Emitted {
		e.check(c, fmt.Sprintf("emitted[%d].", i))
	}
}

// checkAllocation requires the inputs of the chosen allocation and refuses those of the others.
func (a CHPAllocation) checkAllocation(c *method.Calc) {
	switch byEfficiency, byWork := a.Allocation == AllocateByEfficiency, a.Allocation == AllocateByWorkPotential; {
	case c.Failed():
	case !byEfficiency && (a.HeatEfficiency != nil || a.PowerEfficiency != nil):
		c.Refuse("allocation", a.Allocation, "efficiency, because efficiencies are given", ghg.ErrMixed)
	case !byWork && (a.HeatKelvin != nil || a.ReferenceKelvin != nil || a.Work.Given()):
		c.Refuse("allocation", a.Allocation, "work-potential, because temperatures or a work potential are given", ghg.ErrMixed)
	case byEfficiency:
		c.Require("heat_efficiency", "power_efficiency", "efficiency_source")
	case byWork:
		a.checkWork(c)
	}
}

// checkWork requires the temperatures or the work potential of the heat, which is less than the heat.
func (a CHPAllocation) checkWork(c *method.Calc) {
	c.Require("work_source")
	if !a.Work.Given() {
		c.Require("heat_kelvin", "reference_kelvin")
		if !c.Failed() && a.HeatKelvin.LessThanOrEqual(*a.ReferenceKelvin) {
			c.Refuse("heat_kelvin", dec.Text(*a.HeatKelvin), "above the temperature of the environment, "+dec.Text(*a.ReferenceKelvin)+" K", ghg.ErrOutOfRange)
		}
		return
	}
	if a.HeatKelvin != nil || a.ReferenceKelvin != nil {
		c.Refuse("work", a.Work.String(), "either the work potential or the temperatures", ghg.ErrMixed)
	}
	if over, err := a.Work.Cmp(a.Heat); err != nil {
		c.Fail(err)
	} else if over > 0 {
		c.Refuse("work", a.Work.String(), "at most the heat, "+a.Heat.String(), ghg.ErrOutOfRange)
	}
}

// allocate adds the steps of one part.
func (a CHPAllocation) allocate(c *method.Calc, part string) {
	heat, all := a.outputs(c)
	share := func(label string, whole method.Flow) method.Flow {
		forHeat := c.Evaluate(label+" for heat", c.TimesRatio(whole, heat, all))
		if part == heatPart {
			return forHeat
		}
		return c.Less(label+" for power", whole, forHeat)
	}
	c.Note("allocation", a.Allocation)
	if len(a.Emitted) == 0 {
		fuel, factor := c.Fuel(method.Of("fuel", a.Amount), a.Factor, factors.Query{Activity: a.Fuel, Region: a.Region, Boundary: ghg.Combustion})
		c.Apply(part, share("fuel", fuel), factor)
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

// outputs returns the heat and the whole output, each weighted as the allocation requires.
func (a CHPAllocation) outputs(c *method.Calc) (heat, all method.Flow) {
	heat, power := method.Of("heat delivered", a.Heat), method.Of("power delivered", a.Power)
	switch {
	case a.Allocation == AllocateByEfficiency:
		heat = heat.Times("efficiency of power", method.Number(a.PowerEfficiency), a.EfficiencySource)
		power = power.Times("efficiency of heat", method.Number(a.HeatEfficiency), a.EfficiencySource)
	case a.Work.Given():
		heat = method.Sourced("work potential of the heat", a.Work, a.WorkSource)
	case a.Allocation == AllocateByWorkPotential:
		above := c.Less("temperature above the environment, in K",
			method.Ratio("temperature of the heat, in K", method.Number(a.HeatKelvin), a.WorkSource),
			method.Ratio("temperature of the environment, in K", method.Number(a.ReferenceKelvin), a.WorkSource))
		heat = c.TimesFlow(heat, above)
		power = power.Times("temperature of the heat, in K", method.Number(a.HeatKelvin), a.WorkSource)
	}
	heat = c.Evaluate("heat's weight", heat)
	all = c.Sum("weight of the whole output", heat, power)
	return heat, all
}

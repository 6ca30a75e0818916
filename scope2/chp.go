package scope2

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// CHPPurchase is emissions from heat or power bought from a combined heat and power (CHP) plant, calculated from the
// plant's fuel by the efficiency method.
//
//	share of heat  = (heat ÷ e_heat) ÷ (heat ÷ e_heat + power ÷ e_power)
//	share of power = 1 − share of heat
//	emissions      = fuel × EF × share × bought ÷ output
//
// The efficiencies are those of producing heat and power; they have no default. The EPA assumes 0.8 and 0.35 if they
// are unknown; 1 and 1 allocate by energy content. Both methods of Scope 2 give the same number, because the energy
// comes from the seller's plant both by contract and through the pipe or line. For power, this holds only on a direct
// line; use [Electricity] for power from the grid.
//
// Source: GHG Protocol, Allocation of GHG Emissions from a Combined Heat and Power (CHP) Plant, efficiency method;
// Scope 2 Guidance, appendix A.
type CHPPurchase struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Carrier         string           `json:"carrier" csv:"carrier" input:"heat|steam|cooling|power"` // the kind of energy bought
	Amount          units.Quantity   `json:"amount" csv:"amount" input:"energy"`                     // the amount of energy bought: "30 GJ"
	Fuel            string           `json:"fuel" csv:"fuel"`                                        // the fuel of the plant, by its name in the vocabulary: "natural-gas"
	FuelAmount      units.Quantity   `json:"fuel_amount" csv:"fuel_amount" input:"fuel"`             // the amount of fuel that the plant burned: "200 GJ(HHV)"
	Region          string           `json:"region" csv:"region"`                                    // the country where the plant is: "GB"
	Factor          factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"`                 // an emission factor for the fuel, instead of one from the basis: "50 kg CO2/GJ(HHV); laboratory"
	Heat            units.Quantity   `json:"heat" csv:"heat" input:"energy"`                         // the plant's heat output: "80 GJ"
	Power           units.Quantity   `json:"power" csv:"power" input:"energy"`                       // the plant's power output: "35 GJ"
	HeatEfficiency  *decimal.Decimal `json:"heat_efficiency" csv:"heat_efficiency" input:"(0,1]"`    // the efficiency of producing heat (e_heat): "0.8"
	PowerEfficiency *decimal.Decimal `json:"power_efficiency" csv:"power_efficiency" input:"(0,1]"`  // the efficiency of producing power (e_power): "0.35"
}

var chpPurchase = declare[CHPPurchase](
	"fuel/FUEL, combustion",
	`{"id": "neighbour", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "reliability 2", "carrier": "heat",
	"amount": "20 GJ", "fuel": "natural-gas", "fuel_amount": "200 GJ(HHV)", "factor": "50 kg CO2/GJ(HHV); laboratory", "region": "GB",
	"heat": "80 GJ", "power": "35 GJ", "heat_efficiency": "0.8", "power_efficiency": "0.35"}`,
	`{"id": "line", "period": "2024", "carrier": "power", "amount": "10 GJ", "fuel": "natural-gas", "fuel_amount": "60 MWh(HHV)",
	"region": "GB", "heat": "80 GJ", "power": "35 GJ", "heat_efficiency": "1", "power_efficiency": "1"}`,
)

// Calculate returns two results, location-based and market-based.
func (a CHPPurchase) Calculate(b factors.Basis) (ghg.Results, error) {
	c := chpPurchase.Begin(b, &a)
	a.check(c)
	return resultsOf(byBoth(c, func(c *method.Calc, _ ghg.Accounting) ghg.Cover {
		a.allocate(c)
		return ghg.Cover{Source: ghg.BySellersPlant, Carrier: carrierOf(c, a.Carrier), Energy: method.AmountOf(a.Amount)}
	}))
}

// allocate adds the steps for the bought part of the plant's emissions.
func (a CHPPurchase) allocate(c *method.Calc) {
	heat := c.Evaluate("fuel for heat", method.Of("heat", a.Heat).Per("efficiency of heat", method.Number(a.HeatEfficiency), ""))
	power := c.Evaluate("fuel for power", method.Of("power", a.Power).Per("efficiency of power", method.Number(a.PowerEfficiency), ""))
	both := c.Sum("fuel for both", heat, power)
	part, output := heat, method.Of("heat", a.Heat)
	if a.Carrier == "power" {
		part, output = power, method.Of("power", a.Power)
	}
	query := factors.Query{Activity: a.Fuel, Region: a.Region, Boundary: ghg.Combustion}
	fuel, factor := c.Fuel(method.Of("fuel of the plant", a.FuelAmount), a.Factor, query)
	fuel = c.TimesRatio(c.TimesRatio(fuel, part, both), method.Of("bought", a.Amount), output)
	c.Apply(a.Carrier, fuel, factor)
}

// check requires an output above zero, and no more bought than that.
func (a CHPPurchase) check(c *method.Calc) {
	field, output := "heat", a.Heat
	if a.Carrier == "power" {
		field, output = "power", a.Power
	}
	if c.Failed() {
		return
	}
	if !output.Value.IsPositive() {
		c.Refuse(field, output.String(), "an amount above 0", ghg.ErrOutOfRange)
		return
	}
	if over, err := c.Compare(method.Of("amount", a.Amount), method.Of(field, output)); err != nil {
		c.Fail(err)
	} else if over > 0 {
		c.Refuse("amount", a.Amount.String(), "at most the plant's output, "+output.String(), ghg.ErrOutOfRange)
	}
}

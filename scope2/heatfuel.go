package scope2

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// HeatByFuel is emissions from purchased steam or heat, calculated from the fuel and the efficiency of the seller's
// boiler.
//
//	emissions = heat ÷ efficiency × EF of the fuel
//
// Efficiency is the heat output per energy of fuel input, with the heating value basis: "0.8 mmBtu/mmBtu(HHV)". It has
// no default; the EPA's default steam factor is natural gas at 0.8. Both methods of Scope 2 give the same number.
//
// Source: EPA GHG Emission Factors Hub, table 7 (steam and heat); EPA guidance on indirect
// emissions from purchased electricity, section on steam; Scope 2 Guidance, appendix A.
type HeatByFuel struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Amount     units.Quantity   `json:"amount" csv:"amount" input:"energy"`                                 // the amount of heat bought: "500 GJ"
	Fuel       string           `json:"fuel" csv:"fuel"`                                                    // the fuel of the boiler, by its name in the vocabulary: "natural-gas"
	Region     string           `json:"region" csv:"region"`                                                // the country where the boiler is: "US"
	Efficiency units.Rate       `json:"efficiency" csv:"efficiency" input:"energy/energy(HHV)|energy(LHV)"` // the efficiency of the boiler, as heat per energy of fuel, at most 1 on the higher and 1.2 on the lower heating value: "0.8 mmBtu/mmBtu(HHV)"
	Factor     factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"`                             // an emission factor for the fuel, instead of one from the basis: "50 kg CO2/GJ(HHV); laboratory"
}

var heatByFuel = declare[HeatByFuel](
	"fuel/FUEL, combustion",
	`{"id": "steam", "period": "2024", "amount": "7 MWh", "fuel": "natural-gas", "region": "GB", "efficiency": "0.8 MWh/MWh(HHV)"}`,
	`{"id": "park", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "reliability 3", "amount": "500 GJ",
	"fuel": "natural-gas", "region": "GB", "efficiency": "0.9 GJ/GJ(LHV)", "factor": "55 kg CO2/GJ(LHV); laboratory"}`,
)

// Calculate returns two results, location-based and market-based.
func (a HeatByFuel) Calculate(b factors.Basis) (ghg.Results, error) {
	c := heatByFuel.Begin(b, &a)
	a.checkEfficiency(c)
	return resultsOf(byBoth(c, func(c *method.Calc, _ ghg.Accounting) ghg.Cover {
		heat := c.PerRate(method.Of("heat", a.Amount), "efficiency of the boiler", a.Efficiency, "")
		fuel, factor := c.Fuel(heat, a.Factor, factors.Query{Activity: a.Fuel, Region: a.Region, Boundary: ghg.Combustion})
		c.Apply("", fuel, factor)
		return ghg.Cover{Source: ghg.BySellersPlant, Carrier: ghg.Heat, Energy: method.AmountOf(a.Amount)}
	}))
}

// mostOfLHV returns the upper bound of an efficiency on the lower heating value: a condensing boiler gives more than
// the lower value, and no fuel has a higher value above 1.2 times the lower one (hydrogen: 1.18).
func mostOfLHV() decimal.Decimal { return decimal.New(12, -1) }

func (a HeatByFuel) checkEfficiency(c *method.Calc) {
	if c.Failed() {
		return
	}
	most, per := decimal.New(1, 0), units.MustUnit("GJ(HHV)")
	if a.Efficiency.Den.Dimension() == units.EnergyLHV {
		most, per = mostOfLHV(), units.MustUnit("GJ(LHV)")
	}
	ratio, err := a.Efficiency.In(units.MustUnit("GJ"), per)
	c.Fail(err)
	if ratio.Value.Sign() <= 0 || ratio.Value.GreaterThan(most) {
		c.Refuse("efficiency", a.Efficiency.String(), "above 0, at most 1 on the higher and 1.2 on the lower heating value", ghg.ErrOutOfRange)
	}
}

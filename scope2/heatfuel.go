package scope2

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// HeatByFuel is emissions from purchased steam or heat, calculated from the fuel and the efficiency of the seller's
// boiler.
//
//	emissions = heat ÷ efficiency × EF of the fuel
//	market-based, with a market factor per energy of heat = heat × EF of the contract
//
// Efficiency is the heat output per energy of fuel input, with the heating value basis: "0.8 mmBtu/mmBtu(HHV)". It has
// no default; the EPA's default steam factor is natural gas at 0.8. Both methods of Scope 2 give the same number, unless
// MarketFactor states what a contract with the seller conveys: the rate of the heat, per energy, or a factor of the fuel
// that the contract allots, per mass, volume or energy with its heating value basis. The market-based result then has a
// caveat, since the quality criteria of the contract are not assessed here.
//
// Source: EPA GHG Emission Factors Hub, table 7 (steam and heat); EPA guidance on indirect
// emissions from purchased electricity, section on steam; Scope 2 Guidance, appendix A.
type HeatByFuel struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Amount       units.Quantity   `json:"amount" csv:"amount" input:"energy"`                                 // the amount of heat bought: "500 GJ"
	Fuel         string           `json:"fuel" csv:"fuel"`                                                    // the fuel of the boiler, by its name in the vocabulary: "natural-gas"
	Region       string           `json:"region" csv:"region"`                                                // the country where the boiler is: "US"
	Efficiency   units.Rate       `json:"efficiency" csv:"efficiency" input:"energy/energy(HHV)|energy(LHV)"` // the efficiency of the boiler, as heat per energy of fuel, at most 1 on the higher and 1.2 on the lower heating value: "0.8 mmBtu/mmBtu(HHV)"
	Factor       factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"`                             // an emission factor for the fuel, instead of one from the basis: "50 kg CO2/GJ(HHV); laboratory"
	MarketFactor factors.Supplied `json:"market_factor,omitzero" csv:"market_factor,omitempty"`               // an emission factor that a contract conveys, of the heat or of the fuel, for the market-based method: "20 kg CO2e/GJ AR5; contract for heat from biogas 2024"
}

var heatByFuel = declare[HeatByFuel](
	"fuel/FUEL, combustion",
	`{"id": "steam", "period": "2024", "amount": "7 MWh", "fuel": "natural-gas", "region": "GB", "efficiency": "0.8 MWh/MWh(HHV)"}`,
	`{"id": "park", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "reliability 3", "amount": "500 GJ",
	"fuel": "natural-gas", "region": "GB", "efficiency": "0.9 GJ/GJ(LHV)", "factor": "55 kg CO2/GJ(LHV); laboratory",
	"market_factor": "20 kg CO2e/GJ AR5; contract for heat from biogas 2024"}`,
)

// Calculate returns two results, location-based and market-based.
func (a HeatByFuel) Calculate(b factors.Basis) (ghg.Results, error) {
	c := heatByFuel.Begin(b, &a)
	c.CheckEfficiency("efficiency", a.Efficiency)
	return resultsOf(byBoth(c, func(c *method.Calc, accounting ghg.Accounting) ghg.Cover {
		cover := ghg.Cover{Source: ghg.BySellersPlant, Carrier: ghg.Heat, Energy: method.AmountOf(a.Amount)}
		supplied, heat := a.Factor, method.Of("heat", a.Amount)
		if accounting == ghg.MarketBased && a.MarketFactor.Given() {
			if emitsNothing(a.MarketFactor.PerUnit) {
				c.Refuse("market_factor", a.MarketFactor.String(), "a rate above 0: a contract makes heat free of emissions only by retired certificates, which this method does not assess", ghg.ErrOutOfRange)
			}
			cover.Source = ghg.BySupplierRate
			c.Caveat(ghg.CriteriaNotAssessed, "contract for heat: "+a.MarketFactor.Source)
			if supplied = a.MarketFactor; supplied.Unit.Dimension() == units.Energy {
				query := factors.Query{Activity: "heat/contract", Region: a.Region, Unit: a.Amount.Unit, Boundary: ghg.Generation}
				c.Apply("", heat, c.Factor(supplied, query))
				return cover
			}
		}
		heat = c.PerRate(heat, "efficiency of the boiler", a.Efficiency, "")
		fuel, factor := c.Fuel(heat, supplied, factors.Query{Activity: a.Fuel, Region: a.Region, Boundary: ghg.Combustion})
		c.Apply("", fuel, factor)
		return cover
	}))
}

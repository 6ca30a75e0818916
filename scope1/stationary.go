package scope1

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// StationaryCombustion is emissions from fuel burned in a stationary boiler, furnace, turbine or engine, calculated
// from the amount of fuel.
//
//	emissions of each gas = fuel × EF
//
// The amount is a mass, a volume, or energy with its heating value basis ("125 MWh(HHV)"); energy without one is an
// error. The factor is looked up for the dimension of the amount, unless Factor is given. A property of the fuel leads
// to a factor in another dimension only if the policy allows it, with a caveat. CO2 from biomass is kept out of the
// total. For a blend sold by volume, such as B7, Biofuel and BiofuelShare describe the biofuel in it; the rest is Fuel.
//
// Source: GHG Protocol Corporate Standard ch. 6; IPCC 2006 Guidelines vol. 2 ch. 2, equation 2.1 (tiers 1 and 2).
type StationaryCombustion struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Fuel   string           `json:"fuel" csv:"fuel"`                        // the fuel burned, by its name in the vocabulary: "natural-gas"
	Region string           `json:"region" csv:"region"`                    // the country where the fuel is burned: "GB"
	Amount units.Quantity   `json:"amount" csv:"amount" input:"fuel"`       // the amount of fuel burned: "125 MWh(HHV)", "1000 L", "3 t"
	Factor factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"` // an emission factor for the fuel, instead of one from the basis: "2.66 kg CO2/L; refinery 2024"

	Biofuel       string           `json:"biofuel,omitempty" csv:"biofuel,omitempty"`                           // the biofuel in the fuel, if it is a blend: "biodiesel"
	BiofuelShare  *decimal.Decimal `json:"biofuel_share,omitempty" csv:"biofuel_share,omitempty" input:"[0,1]"` // the biofuel's share of the volume of the blend: "0.07"
	BiofuelFactor factors.Supplied `json:"biofuel_factor,omitzero" csv:"biofuel_factor,omitempty"`              // an emission factor for the biofuel, instead of one from the basis
}

var stationaryCombustion = declare[StationaryCombustion](
	"fuel/FUEL, combustion",
	`{"id": "boiler", "period": "2024", "fuel": "natural-gas", "region": "GB", "amount": "125 MWh(HHV)"}`,
	`{"id": "generator", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "technology 2, time 1", "fuel": "diesel",
	"region": "GB", "amount": "1000 L", "factor": "2.6 kg CO2/L; refinery 2024", "biofuel": "biodiesel", "biofuel_share": "0.07",
	"biofuel_factor": "2.4 kg CO2-biogenic/L; refinery 2024"}`,
)

// Calculate returns one result. It fails if an input is missing or negative, or if there is no factor.
func (a StationaryCombustion) Calculate(b factors.Basis) (ghg.Results, error) {
	c := stationaryCombustion.Begin(b, &a)
	fuel := blend{a.Fuel, a.Region, a.Factor, a.Biofuel, a.BiofuelShare, a.BiofuelFactor}
	fuel.check(c, a.Amount.Unit)

	for p := range fuel.parts(c, method.Of("fuel", a.Amount)) {
		c.Apply(p.label, p.flow, p.factor)
	}
	return c.Results()
}

// CarbonContent is CO2 from fuel burned, calculated from its carbon content: the method of Japan's SHK system (温対法) and
// of fuels that are analysed.
//
//	CO2 = energy × carbon per energy × oxidation × 44/12
//	CO2 = mass × carbon per mass × oxidation × 44/12
//
// Carbon and HeatingValue are given with their Source, or looked up for the fuel: the statutory carbon coefficient
// (tC/GJ) and unit heat (GJ per unit). Oxidation is 1 in the SHK system; it has no default.
//
// Source: SHK manual (算定・報告マニュアル) part II, CO2 of energy use; IPCC 2006 Guidelines vol. 2 ch. 2 (tier 2).
type CarbonContent struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Fuel      string           `json:"fuel" csv:"fuel"`                         // the fuel burned, by its name in the vocabulary: "city-gas"
	Region    string           `json:"region" csv:"region"`                     // the country where the fuel is burned: "JP"
	Amount    units.Quantity   `json:"amount" csv:"amount" input:"fuel"`        // the amount of fuel burned: "400 GJ(HHV)", "10 1000Nm3"
	Oxidation *decimal.Decimal `json:"oxidation" csv:"oxidation" input:"[0,1]"` // the share of the carbon that is oxidised: "1"

	Carbon       units.Rate `json:"carbon,omitzero" csv:"carbon,omitempty"`                            // the carbon content of the fuel, instead of one from the basis: "0.0140 t C/GJ(HHV)"
	HeatingValue units.Rate `json:"heating_value,omitzero" csv:"heating_value,omitempty" input:"(0,)"` // the heating value of the fuel, instead of one from the basis: "40.0 GJ(HHV)/1000Nm3"
	Source       string     `json:"source,omitempty" csv:"source,omitempty"`                           // the document that states the carbon content and the heating value: "laboratory report 12"
}

var carbonContent = declare[CarbonContent](
	"fuel/FUEL, combustion (carbon); heating values",
	`{"id": "heavy-oil", "period": "2024", "fuel": "heavy-oil-a", "region": "JP", "amount": "100 kL", "oxidation": "1"}`,
	`{"id": "waste-oil", "entity": "Example KK", "site": "Osaka", "period": "2024", "quality": "reliability 2", "fuel": "waste-oil",
	"region": "JP", "amount": "20 kL", "oxidation": "0.99", "carbon": "0.0193 t C/GJ(HHV)", "heating_value": "38.9 GJ(HHV)/kL",
	"source": "laboratory report 12"}`,
)

// Calculate returns one result, which holds CO2. It fails if an input is missing or out of range, if Carbon or
// HeatingValue is given without a Source, or if the basis has no carbon content for the fuel.
func (a CarbonContent) Calculate(b factors.Basis) (ghg.Results, error) {
	c := carbonContent.Begin(b, &a)
	if a.Carbon.Given() || a.HeatingValue.Given() {
		c.Require("source")
	}
	fuel, oxidation := method.Of("fuel", a.Amount), method.Number(a.Oxidation)
	if a.Carbon.Given() {
		fuel = a.heat(c, fuel, a.Carbon.Den)
		c.EmitCarbon("", c.TimesRate(fuel, "carbon content", a.Carbon, a.Source).Times("oxidation", oxidation, ""))
		return c.Results()
	}
	query := factors.Query{Activity: method.FuelActivity(a.Fuel), Region: a.Region, Unit: a.Amount.Unit, Boundary: ghg.Combustion}
	factor, direct := c.Lookup(query)
	if _, hasCarbon := factor.PerUnit.Kg(ghg.Carbon); !direct || !hasCarbon {
		query.Unit = units.MustUnit("GJ(HHV)")
		factor = c.Factor(factors.Supplied{}, query)
		fuel = a.heat(c, fuel, query.Unit)
	}
	if _, hasCarbon := factor.PerUnit.Kg(ghg.Carbon); !hasCarbon {
		c.Refuse("carbon", factor.ID, "a factor that states the carbon content, or carbon given with its source", ghg.ErrMissing)
	}
	c.Apply("", fuel.Times("oxidation", oxidation, ""), factor)
	return c.Results()
}

// heat converts the fuel to the unit that its carbon content is per, by the given heating value or the statutory one.
func (a CarbonContent) heat(c *method.Calc, fuel method.Flow, to units.Unit) method.Flow {
	switch {
	case c.Failed() || fuel.Unit().Dimension() == to.Dimension():
		return fuel
	case a.HeatingValue.Given():
		return c.TimesRate(fuel, "heating value", a.HeatingValue, a.Source)
	}
	return c.ByProperty(fuel, c.Property(method.FuelActivity(a.Fuel), a.Region, fuel.Unit(), to))
}

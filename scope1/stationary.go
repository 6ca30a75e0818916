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
// to a factor in another dimension only if the policy allows it, with a caveat. A gas metered in m3 is converted to Nm3 if
// MeterKelvin and MeterKPa are given. CO2 from biomass is kept out of the
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

	MeterKelvin *decimal.Decimal `json:"meter_kelvin,omitempty" csv:"meter_kelvin,omitempty" input:"[200,500]"` // the temperature of the gas at the meter, for an amount in m3 and a factor per Nm3, in kelvin: "288.15"
	MeterKPa    *decimal.Decimal `json:"meter_kpa,omitempty" csv:"meter_kpa,omitempty" input:"(0,)"`            // the absolute pressure of the gas at the meter, in kPa, which is 101.325 more than the gauge pressure: "102.306"
}

var stationaryCombustion = declare[StationaryCombustion](
	"fuel/FUEL, combustion",
	`{"id": "boiler", "period": "2024", "fuel": "natural-gas", "region": "GB", "amount": "125 MWh(HHV)"}`,
	`{"id": "generator", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "technology 2, time 1", "fuel": "diesel",
	"region": "GB", "amount": "1000 L", "factor": "2.6 kg CO2/L; refinery 2024", "biofuel": "biodiesel", "biofuel_share": "0.07",
	"biofuel_factor": "2.4 kg CO2-biogenic/L; refinery 2024"}`,
	`{"id": "city-gas", "period": "2024", "fuel": "city-gas", "region": "JP", "amount": "10000 m3", "factor": "2050 kg CO2/1000Nm3; SHK ordinance",
	"meter_kelvin": "288.15", "meter_kpa": "102.306"}`,
)

// Calculate returns one result. It fails if an input is missing or negative, or if there is no factor.
func (a StationaryCombustion) Calculate(b factors.Basis) (ghg.Results, error) {
	c := stationaryCombustion.Begin(b, &a)
	fuel := blend{a.Fuel, a.Region, a.Factor, a.Biofuel, a.BiofuelShare, a.BiofuelFactor}
	fuel.check(c, a.Amount.Unit)

	amount := metered(c, a.Amount, a.MeterKelvin, a.MeterKPa)
	if !a.Factor.Given() {
		needConditions(c, a.Fuel, a.Region, amount)
	}
	for p := range fuel.parts(c, amount) {
		c.Apply(p.label, p.flow, p.factor)
	}
	return c.Results()
}

// metered returns the amount of fuel, that of a gas in Nm3 if the conditions at its meter are given.
func metered(c *method.Calc, amount units.Quantity, kelvin, kPa *decimal.Decimal) method.Flow {
	fuel := method.Of("fuel", amount)
	if kelvin == nil && kPa == nil {
		return fuel
	}
	c.Require("meter_kelvin", "meter_kpa")
	if amount.Unit.Dimension() != units.Volume {
		c.Refuse("amount", amount.String(), "a volume at the conditions of the meter, in m3, beside meter_kelvin and meter_kpa", ghg.ErrDimension)
	}
	return c.AtNormalConditions(fuel, method.Number(kelvin), method.Number(kPa))
}

// needConditions refuses a volume at the conditions of a meter where the basis has a factor for the normal volume only: of a
// cubic metre at 15 °C and 2 kPa above the atmosphere, 0.967 is a normal one.
func needConditions(c *method.Calc, fuel, region string, amount method.Flow) {
	if amount.Unit().Dimension() != units.Volume {
		return
	}
	q := factors.Query{Activity: method.FuelActivity(fuel), Region: region, Unit: amount.Unit(), Boundary: ghg.Combustion, Convertible: true}
	if c.Has(q) {
		return
	}
	q.Unit = units.MustUnit("Nm3")
	if c.Has(q) {
		c.Refuse("amount", amount.String(), "Nm3, gas at 0 °C and 101.325 kPa, which the factor is per: m3 is the volume at the meter; state meter_kelvin "+
			"and meter_kpa (absolute) to convert it by 273.15/T × P/101.325, or use the Nm3 of the supplier's bill", ghg.ErrDimension)
	}
}

// CarbonContent is CO2 from fuel burned, calculated from its carbon content: the method of Japan's SHK system (温対法) and
// of fuels that are analysed.
//
//	CO2 = energy × carbon per energy × oxidation × 44/12
//	CO2 = mass × carbon per mass × oxidation × 44/12
//
// Carbon and HeatingValue are given with their Source, or looked up for the fuel: the statutory carbon coefficient
// (tC/GJ) and unit heat (GJ per unit). Oxidation is 1 in the SHK system; it has no default. The ordinance counts gas in Nm3;
// a gas metered in m3 is converted if MeterKelvin and MeterKPa are given.
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

	MeterKelvin *decimal.Decimal `json:"meter_kelvin,omitempty" csv:"meter_kelvin,omitempty" input:"[200,500]"` // the temperature of the gas at the meter, for an amount in m3 and a factor per Nm3, in kelvin: "288.15"
	MeterKPa    *decimal.Decimal `json:"meter_kpa,omitempty" csv:"meter_kpa,omitempty" input:"(0,)"`            // the absolute pressure of the gas at the meter, in kPa, which is 101.325 more than the gauge pressure: "102.306"
}

var carbonContent = declare[CarbonContent](
	"fuel/FUEL, combustion (carbon); heating values",
	`{"id": "heavy-oil", "period": "2024", "fuel": "heavy-oil-a", "region": "JP", "amount": "100 kL", "oxidation": "1"}`,
	`{"id": "waste-oil", "entity": "Example KK", "site": "Osaka", "period": "2024", "quality": "reliability 2", "fuel": "waste-oil",
	"region": "JP", "amount": "20 kL", "oxidation": "0.99", "carbon": "0.0193 t C/GJ(HHV)", "heating_value": "38.9 GJ(HHV)/kL",
	"source": "laboratory report 12"}`,
	`{"id": "city-gas", "period": "2024", "fuel": "city-gas", "region": "JP", "amount": "10000 m3", "oxidation": "1", "meter_kelvin": "288.15",
	"meter_kpa": "102.306"}`,
)

// Calculate returns one result, which holds CO2. It fails if an input is missing or out of range, if Carbon or
// HeatingValue is given without a Source, or if the basis has no carbon content for the fuel.
func (a CarbonContent) Calculate(b factors.Basis) (ghg.Results, error) {
	c := carbonContent.Begin(b, &a)
	if a.Carbon.Given() || a.HeatingValue.Given() {
		c.Require("source")
	}
	fuel, oxidation := metered(c, a.Amount, a.MeterKelvin, a.MeterKPa), method.Number(a.Oxidation)
	if !a.Carbon.Given() && !a.HeatingValue.Given() {
		needConditions(c, a.Fuel, a.Region, fuel)
	}
	if a.Carbon.Given() {
		fuel = a.heat(c, fuel, a.Carbon.Den)
		c.EmitCarbon("", c.TimesRate(fuel, "carbon content", a.Carbon, a.Source).Times("oxidation", oxidation, ""))
		return c.Results()
	}
	query := factors.Query{Activity: method.FuelActivity(a.Fuel), Region: a.Region, Unit: fuel.Unit(), Boundary: ghg.Combustion}
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

package scope1

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/calc"
	"github.com/ghgkit/ghg/units"
)

// Method names of stationary combustion.
const (
	MethodStationaryCombustion ghg.Method = "scope1.stationary-combustion"
	MethodCarbonContent        ghg.Method = "scope1.carbon-content"
)

// StationaryCombustion is fuel burned in a boiler, furnace, turbine or engine that does not move, by the amount of fuel.
//
//	emissions of each gas = fuel × emission factor
//
// The amount is a mass, a volume, or energy with its heating value basis ("125 MWh(HHV)"); energy without one is
// refused. The factor is found for the amount's dimension, or the own one is used; between dimensions a property of
// the fuel is used only if the policy allows it, with a caveat. CO2 of biomass comes out apart. Of a blend sold by
// volume, such as B7, Biofuel and BiofuelShare name the biofuel in it; the rest is Fuel.
//
// Source: GHG Protocol Corporate Standard ch. 6; IPCC 2006 Guidelines vol. 2 ch. 2, equation 2.1 (tier 1 and 2).
type StationaryCombustion struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Fuel   string         `json:"fuel" csv:"fuel"`     // a fuel of the vocabulary: "natural-gas"
	Region string         `json:"region" csv:"region"` // where it is burned: "GB"
	Amount units.Quantity `json:"amount" csv:"amount"`
	Factor factors.Own    `json:"factor,omitzero" csv:"factor,omitempty"` // instead of one from the basis

	Biofuel       string           `json:"biofuel,omitempty" csv:"biofuel,omitempty"`             // in the blend: "biodiesel"
	BiofuelShare  *decimal.Decimal `json:"biofuel_share,omitempty" csv:"biofuel_share,omitempty"` // of the volume: 0.07
	BiofuelFactor factors.Own      `json:"biofuel_factor,omitzero" csv:"biofuel_factor,omitempty"`
}

// Calculate returns one result. It fails if an input is missing or negative, or if there is no factor.
func (a StationaryCombustion) Calculate(b factors.Basis) (ghg.Results, error) {
	c := begin(b, MethodStationaryCombustion, a.ID, a.Entity, a.Site, a.Period, a.Quality)
	c.Text("fuel", a.Fuel, "a fuel of the vocabulary, such as natural-gas")
	c.Text("region", a.Region, "where the fuel is burned, such as GB")
	c.FuelAmount("amount", a.Amount)
	fuel := blend{a.Fuel, a.Region, a.Factor, a.Biofuel, a.BiofuelShare, a.BiofuelFactor}
	fuel.check(c, a.Amount.Unit)

	for p := range fuel.parts(c, calc.Of("fuel", a.Amount)) {
		c.Apply(p.label, p.flow, p.factor)
	}
	return c.Results()
}

// CarbonContent is fuel burned, by its carbon: the method of Japan's SHK system (温対法) and of fuels that are analysed.
//
//	CO2 = energy × carbon per energy × oxidation × 44/12
//	CO2 = mass × carbon per mass × oxidation × 44/12
//
// The amount is energy with its heating value basis, a mass or a volume. Carbon and HeatingValue are given with their
// Source, or found in the basis for the fuel: the statutory carbon coefficient (tC/GJ) and unit heat (GJ per unit).
// Oxidation is the share of the carbon that burns, 1 in the SHK system; it has no default.
//
// Source: SHK manual (算定・報告マニュアル) part II, CO2 of energy use; IPCC 2006 Guidelines vol. 2 ch. 2 (tier 2).
type CarbonContent struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Fuel      string           `json:"fuel" csv:"fuel"`
	Region    string           `json:"region" csv:"region"`
	Amount    units.Quantity   `json:"amount" csv:"amount"`
	Oxidation *decimal.Decimal `json:"oxidation" csv:"oxidation"` // share of the carbon that burns; required

	Carbon       units.Rate `json:"carbon,omitzero" csv:"carbon,omitempty"`               // "0.0140 t C/GJ(HHV)" instead of the basis's
	HeatingValue units.Rate `json:"heating_value,omitzero" csv:"heating_value,omitempty"` // "40.0 GJ(HHV)/1000Nm3" instead of the basis's
	Source       string     `json:"source,omitempty" csv:"source,omitempty"`              // of Carbon and HeatingValue
}

// Calculate returns one result holding CO2. It fails if an input is missing or out of its range, if Carbon or
// HeatingValue is given without a Source, or if the basis has no carbon content for the fuel.
func (a CarbonContent) Calculate(b factors.Basis) (ghg.Results, error) {
	c := begin(b, MethodCarbonContent, a.ID, a.Entity, a.Site, a.Period, a.Quality)
	c.Text("fuel", a.Fuel, "a fuel of the vocabulary, such as city-gas")
	c.Text("region", a.Region, "where the fuel is burned, such as JP")
	c.FuelAmount("amount", a.Amount)
	if a.Carbon.Given() && a.Carbon.Value.IsNegative() {
		c.Refuse("carbon", a.Carbon.String(), "a carbon content of at least 0", ghg.ErrNegative)
	}
	if a.HeatingValue.Given() && a.HeatingValue.Value.Sign() <= 0 {
		c.Refuse("heating_value", a.HeatingValue.String(), "a heating value above 0", ghg.ErrOutOfRange)
	}
	oxidation := c.GivenShare("oxidation", a.Oxidation)
	if (a.Carbon.Given() || a.HeatingValue.Given()) && a.Source == "" {
		c.Refuse("source", "", "the document that carbon and heating value come from", ghg.ErrMissing)
	}
	if c.Failed() {
		return nil, c.Err()
	}

	fuel := calc.Of("fuel", a.Amount)
	if a.Carbon.Given() {
		fuel = a.heat(c, fuel, a.Carbon.Den)
		c.EmitCarbon("", c.TimesRate(fuel, "carbon content", a.Carbon, a.Source).Times("oxidation", oxidation, ""))
		return c.Results()
	}
	activity := calc.FuelActivity(a.Fuel)
	factor, direct := c.FindOrNone(activity, a.Region, a.Amount.Unit, factors.Combustion)
	if _, hasCarbon := factor.PerUnit.Kg(ghg.Carbon); !direct || !hasCarbon {
		energy := units.MustUnit("GJ(HHV)")
		factor = c.Find(activity, a.Region, energy, factors.Combustion)
		fuel = a.heat(c, fuel, energy)
	}
	if _, hasCarbon := factor.PerUnit.Kg(ghg.Carbon); !hasCarbon && !c.Failed() {
		c.Refuse("carbon", factor.ID, "a factor that states the carbon content, or carbon given with its source", ghg.ErrMissing)
	}
	c.Apply("", fuel.Times("oxidation", oxidation, ""), factor)
	return c.Results()
}

// heat brings the fuel to the unit that its carbon content is per, by the heating value given or the statutory one.
func (a CarbonContent) heat(c *calc.Calc, fuel calc.Flow, to units.Unit) calc.Flow {
	if c.Failed() || fuel.Unit().Dimension() == to.Dimension() {
		return fuel
	}
	if a.HeatingValue.Given() {
		return c.TimesRate(fuel, "heating value", a.HeatingValue, a.Source)
	}
	if c.Basis().Factors == nil {
		c.Refuse("heating value", "", "a rate from "+fuel.Unit().Symbol()+" to "+to.Symbol()+", with its source", ghg.ErrMissing)
		return fuel
	}
	p, err := c.Basis().Factors.Property(factors.PropertyQuery{Activity: calc.FuelActivity(a.Fuel), Region: a.Region, Period: a.Period, From: fuel.Unit(), To: to})
	c.Fail(err)
	if c.Failed() {
		return fuel
	}
	return c.ByProperty(fuel, p)
}

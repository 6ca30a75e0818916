package scope1

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/calc"
	"github.com/ghgkit/ghg/units"
)

// Method names of mobile combustion.
const (
	MethodMobileFuel        ghg.Method = "scope1.mobile-fuel"
	MethodMobileFuelEconomy ghg.Method = "scope1.mobile-fuel-economy"
	MethodMobileDistance    ghg.Method = "scope1.mobile-distance"
)

// MobileFuel is fuel burned by vehicles that the company owns or controls, by the amount of fuel.
//
//	CO2 = fuel × EF(fuel)
//	CH4, N2O = distance × EF(vehicle class, model year)
//
// Distance and Vehicle go together: with them CO2 comes from the fuel and CH4 and N2O from the distance, which is the
// EPA's calculation in two steps. Without them every gas that the fuel's factor states is taken from the fuel, with
// the caveat [ghg.UnknownDistance]. Where a publisher has a factor of the fuel in vehicles, fuel/FUEL/mobile, it is used
// for CO2 beside a distance; the EPA's states no other gas, so that without a distance fuel/FUEL goes before it. Of a blend sold by volume, such as E10, Biofuel and BiofuelShare name the
// biofuel in it; its CO2 comes out apart.
//
// Source: US EPA Climate Leadership guidance, Direct Emissions from Mobile Combustion Sources, section 2;
// IPCC 2006 Guidelines vol. 2 ch. 3, road transportation (CH4 and N2O by fuel: equation 3.2.3, by distance: tier 3).
type MobileFuel struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Fuel   string         `json:"fuel" csv:"fuel"`     // "diesel"
	Region string         `json:"region" csv:"region"` // "US"
	Amount units.Quantity `json:"amount" csv:"amount"`
	Factor factors.Own    `json:"factor,omitzero" csv:"factor,omitempty"` // of the fuel, instead of one from the basis

	Vehicle       string         `json:"vehicle,omitempty" csv:"vehicle,omitempty"` // class and model year: "passenger-car/gasoline/2012"
	Distance      units.Quantity `json:"distance,omitzero" csv:"distance,omitempty"`
	VehicleFactor factors.Own    `json:"vehicle_factor,omitzero" csv:"vehicle_factor,omitempty"` // of CH4 and N2O per distance

	Biofuel       string           `json:"biofuel,omitempty" csv:"biofuel,omitempty"`
	BiofuelShare  *decimal.Decimal `json:"biofuel_share,omitempty" csv:"biofuel_share,omitempty"` // of the volume: 0.1
	BiofuelFactor factors.Own      `json:"biofuel_factor,omitzero" csv:"biofuel_factor,omitempty"`
}

// Calculate returns one result. It fails if an input is missing or negative, if only one of vehicle and distance is
// given, or if a factor is missing; with a distance, also if the fuel's factor does not state CO2 apart.
func (a MobileFuel) Calculate(b factors.Basis) (ghg.Results, error) {
	c := begin(b, MethodMobileFuel, a.ID, a.Entity, a.Site, a.Period, a.Quality)
	c.Text("fuel", a.Fuel, "a fuel of the vocabulary, such as diesel")
	c.Text("region", a.Region, "where it is driven, such as US")
	c.FuelAmount("amount", a.Amount)
	fuel := blend{a.Fuel, a.Region, a.Factor, a.Biofuel, a.BiofuelShare, a.BiofuelFactor}
	fuel.check(c, a.Amount.Unit)
	driven := driven{a.Vehicle, a.Region, a.Distance, a.VehicleFactor}
	driven.check(c)

	driven.burn(c, fuel, calc.Of("fuel", a.Amount))
	return c.Results()
}

// driven is the distance of a class of vehicles, if it is known.
type driven struct {
	vehicle, region string
	distance        units.Quantity
	factor          factors.Own
}

func (d driven) known() bool { return d.vehicle != "" }

// check requires vehicle and distance together or neither.
func (d driven) check(c *calc.Calc) {
	switch {
	case d.known():
		c.Amount("distance", d.distance, units.Length)
	case d.distance.Given():
		c.Refuse("vehicle", "", "the class of the vehicle that drove the distance, such as passenger-car/gasoline/2012", ghg.ErrMissing)
	case d.factor.Given():
		c.Refuse("vehicle", "", "the class of the vehicle that the factor is of, such as passenger-car/gasoline/2012", ghg.ErrMissing)
	}
}

// burn makes the steps of a vehicle's fuel: every gas by fuel, or CO2 by fuel and the other gases by distance.
func (d driven) burn(c *calc.Calc, fuel blend, flow calc.Flow) {
	fuel.fuel = d.named(c, fuel.fuel, fuel.region, flow.Unit(), fuel.factor)
	fuel.bio = d.named(c, fuel.bio, fuel.region, flow.Unit(), fuel.bioFactor)
	for p := range fuel.parts(c, flow) {
		if d.known() {
			c.ApplyOnly(p.label, p.flow, p.factor, ghg.CO2, ghg.CO2Biogenic, ghg.Carbon)
			continue
		}
		c.Apply(p.label, p.flow, p.factor)
		if statesOtherGases(p.factor) {
			c.Caveat(ghg.UnknownDistance, "CH4 and N2O are what "+p.factor.ID+" states per unit of fuel")
		} else {
			c.Caveat(ghg.UnknownDistance, "CH4 and N2O are not counted: "+p.factor.ID+" states none per unit of fuel")
		}
	}
	if d.known() {
		factor := c.Factor(d.factor, calc.Under("vehicle", d.vehicle), d.region, d.distance.Unit, factors.Combustion)
		c.ApplyOnly("distance", calc.Of("distance", d.distance), factor, byDistance...)
		c.Fact("vehicle", d.vehicle)
	}
}

// byDistance are the gases that depend on how a vehicle burns its fuel.
var byDistance = []ghg.Gas{ghg.CH4, ghg.CH4Fossil, ghg.CH4Biogenic, ghg.N2O}

// statesOtherGases reports whether a factor covers CH4 and N2O, by gas or within CO2e.
func statesOtherGases(f factors.Factor) bool {
	for a := range f.PerUnit.All() {
		if a.Gas == "" || slices.Contains(byDistance, a.Gas) {
			return true
		}
	}
	return false
}

// named is the fuel's name in the vocabulary: fuel/FUEL/mobile or fuel/FUEL, whichever there is a factor for. With the
// distance known the first is preferred; without it the second, which states CH4 and N2O too.
func (d driven) named(c *calc.Calc, fuel, region string, unit units.Unit, own factors.Own) string {
	if fuel == "" || own.Given() {
		return fuel
	}
	plain := calc.FuelActivity(fuel)
	mobile := plain + "/mobile"
	if !c.Has(mobile, region, unit, factors.Combustion) {
		return plain
	}
	if !d.known() && c.Has(plain, region, unit, factors.Combustion) {
		return plain
	}
	return mobile
}

// MobileFuelEconomy is fuel burned by vehicles of which only the distance and the fuel economy are known.
//
//	fuel = distance ÷ economy, or distance × consumption
//	CO2 = fuel × EF(fuel); CH4, N2O = distance × EF(vehicle class, model year)
//
// Economy is a distance per amount of fuel ("12.5 km/L", "24 mile/gal(US)") or an amount of fuel per distance
// ("0.08 L/km"). Without Vehicle every gas is taken from the fuel, with the caveat [ghg.UnknownDistance].
//
// Source: US EPA Climate Leadership guidance, Direct Emissions from Mobile Combustion Sources, section 2
// (fuel use estimated from distance and fuel economy); GHG Protocol Corporate Standard ch. 6.
type MobileFuelEconomy struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Fuel     string         `json:"fuel" csv:"fuel"`
	Region   string         `json:"region" csv:"region"`
	Distance units.Quantity `json:"distance" csv:"distance"`
	Economy  units.Rate     `json:"economy" csv:"economy"` // "12.5 km/L", "0.08 L/km"
	Source   string         `json:"source" csv:"source"`   // of the economy: type approval, on-board computer, fuel cards
	Factor   factors.Own    `json:"factor,omitzero" csv:"factor,omitempty"`

	Vehicle       string           `json:"vehicle,omitempty" csv:"vehicle,omitempty"`
	VehicleFactor factors.Own      `json:"vehicle_factor,omitzero" csv:"vehicle_factor,omitempty"`
	Biofuel       string           `json:"biofuel,omitempty" csv:"biofuel,omitempty"`
	BiofuelShare  *decimal.Decimal `json:"biofuel_share,omitempty" csv:"biofuel_share,omitempty"`
	BiofuelFactor factors.Own      `json:"biofuel_factor,omitzero" csv:"biofuel_factor,omitempty"`
}

// Calculate returns one result. It fails if an input is missing, negative or of the wrong dimension, if the economy is
// zero, or if a factor is missing.
func (a MobileFuelEconomy) Calculate(b factors.Basis) (ghg.Results, error) {
	c := begin(b, MethodMobileFuelEconomy, a.ID, a.Entity, a.Site, a.Period, a.Quality)
	c.Text("fuel", a.Fuel, "a fuel of the vocabulary, such as diesel")
	c.Text("region", a.Region, "where it is driven, such as US")
	c.Text("source", a.Source, "where the fuel economy comes from, such as fuel cards")
	c.Amount("distance", a.Distance, units.Length)
	fuel := a.fuel(c)
	blended := blend{a.Fuel, a.Region, a.Factor, a.Biofuel, a.BiofuelShare, a.BiofuelFactor}
	blended.check(c, fuel.Unit())
	driven := driven{a.Vehicle, a.Region, units.Quantity{}, a.VehicleFactor}
	if a.Vehicle != "" {
		driven.distance = a.Distance
	}
	driven.check(c)
	if c.Failed() {
		return nil, c.Err()
	}
	driven.burn(c, blended, fuel)
	return c.Results()
}

// fuel is the fuel that the distance took.
func (a MobileFuelEconomy) fuel(c *calc.Calc) calc.Flow {
	const want = "a distance per amount of fuel such as 12.5 km/L, or fuel per distance such as 0.08 L/km"
	switch {
	case !a.Economy.Given():
		c.Refuse("economy", "", want, ghg.ErrMissing)
	case a.Economy.Value.Sign() <= 0:
		c.Refuse("economy", a.Economy.String(), "a rate above 0", ghg.ErrOutOfRange)
	case c.Failed():
	case a.Economy.Num.Dimension() == units.Length:
		return c.PerRate(calc.Of("distance", a.Distance), "fuel economy", a.Economy, a.Source)
	case a.Economy.Den.Dimension() == units.Length:
		return c.TimesRate(calc.Of("distance", a.Distance), "fuel consumption", a.Economy, a.Source)
	default:
		c.Refuse("economy", a.Economy.String(), want, ghg.ErrDimension)
	}
	return calc.Flow{}
}

// MobileDistance is distance driven, flown or sailed by vehicles that the company owns or controls.
//
//	emissions of each gas = distance × EF(vehicle)
//
// The factor is that of the vehicle's class for combustion, per distance. For an electric or plug-in vehicle it is the
// fuel's part only: the electricity is scope 2.
//
// Source: GHG Protocol Corporate Standard ch. 6; UK Government GHG Conversion Factors, sheet "Passenger vehicles".
type MobileDistance struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Vehicle  string         `json:"vehicle" csv:"vehicle"` // class of the vocabulary: "car/medium/diesel"
	Region   string         `json:"region" csv:"region"`
	Distance units.Quantity `json:"distance" csv:"distance"`
	Factor   factors.Own    `json:"factor,omitzero" csv:"factor,omitempty"`
}

// Calculate returns one result. It fails if an input is missing or negative, or if there is no factor.
func (a MobileDistance) Calculate(b factors.Basis) (ghg.Results, error) {
	c := begin(b, MethodMobileDistance, a.ID, a.Entity, a.Site, a.Period, a.Quality)
	c.Text("vehicle", a.Vehicle, "a class of vehicle, such as car/medium/diesel")
	c.Text("region", a.Region, "where it is driven, such as GB")
	c.Amount("distance", a.Distance, units.Length)

	factor := c.Factor(a.Factor, calc.Under("vehicle", a.Vehicle), a.Region, a.Distance.Unit, factors.Combustion)
	c.Apply("", calc.Of("distance", a.Distance), factor)
	return c.Results()
}

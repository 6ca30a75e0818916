package scope1

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// MobileFuel is emissions from fuel burned by vehicles that the company owns or controls, calculated from the amount of
// fuel.
//
//	CO2 = fuel × EF(fuel)
//	CH4, N2O = distance × EF(vehicle class, model year), on the road
//	CH4, N2O = fuel × EF(vehicle class), off the road
//
// On the road, Distance and Vehicle go together. For an off-road vehicle, whose factor is per unit of fuel, such as
// "locomotive/diesel", Vehicle is given without Distance. If a publisher has a factor for the fuel in vehicles,
// fuel/FUEL/mobile, it is used for CO2.
//
// Without Vehicle, every gas is calculated from the fuel, with the caveat [ghg.UnknownDistance]. Where the publisher
// states CH4 and N2O only for stationary combustion of the fuel, as the EPA does, these stand in for those of vehicles,
// with the caveat [ghg.StandIn].
//
// For a blend sold by volume, such as E10, Biofuel and BiofuelShare describe the biofuel in it; its CO2 is kept out of
// the total.
//
// Source: US EPA Climate Leadership guidance, Direct Emissions from Mobile Combustion Sources, section 2; EPA GHG
// Emission Factors Hub, tables 2 to 5; IPCC 2006 Guidelines vol. 2 ch. 3, road transportation (CH4 and N2O by fuel:
// equation 3.2.3, by distance: tier 3) and off-road transportation.
type MobileFuel struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Fuel   string           `json:"fuel" csv:"fuel"`                        // the fuel burned, by its name in the vocabulary: "diesel"
	Region string           `json:"region" csv:"region"`                    // the country where the vehicles are driven: "US"
	Amount units.Quantity   `json:"amount" csv:"amount" input:"fuel"`       // the amount of fuel burned: "400 gal(US)", "1000 L"
	Factor factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"` // an emission factor for the fuel, instead of one from the basis

	Vehicle       string           `json:"vehicle,omitempty" csv:"vehicle,omitempty"`                           // the vehicle class, with its model year on the road: "passenger-car/gasoline/2012", "locomotive/diesel"
	Distance      units.Quantity   `json:"distance,omitzero" csv:"distance,omitempty" input:"length"`           // the distance driven on the road: "9600 mile"
	VehicleFactor factors.Supplied `json:"vehicle_factor,omitzero" csv:"vehicle_factor,omitempty"`              // an emission factor for CH4 and N2O per distance, or per unit of fuel off the road, instead of one from the basis: "0.029 g CH4-fossil/mile + 0.0214 g N2O/mile; analysis"
	Biofuel       string           `json:"biofuel,omitempty" csv:"biofuel,omitempty"`                           // the biofuel in the fuel, if it is a blend: "ethanol"
	BiofuelShare  *decimal.Decimal `json:"biofuel_share,omitempty" csv:"biofuel_share,omitempty" input:"[0,1]"` // the biofuel's share of the volume of the blend: "0.1"
	BiofuelFactor factors.Supplied `json:"biofuel_factor,omitzero" csv:"biofuel_factor,omitempty"`              // an emission factor for the biofuel, instead of one from the basis
}

var mobileFuel = declare[MobileFuel](
	"fuel/FUEL or fuel/FUEL/mobile, combustion; vehicle/VEHICLE, combustion",
	`{"id": "vans", "period": "2024", "fuel": "diesel", "region": "US", "amount": "400 gal(US)",
	"vehicle": "light-duty-truck/diesel/2007-2021", "distance": "9600 mile"}`,
	`{"id": "excavators", "period": "2024", "fuel": "diesel", "region": "US", "amount": "900 gal(US)",
	"vehicle": "construction-or-mining-equipment/diesel"}`,
	`{"id": "trucks", "entity": "Example Inc", "site": "Austin", "period": "2024", "quality": "reliability 2", "fuel": "gasoline",
	"region": "US", "amount": "300 gal(US)", "factor": "8.78 kg CO2/gal(US); analysis", "vehicle": "light-duty-truck/gasoline/2015",
	"distance": "7000 mile", "vehicle_factor": "0.029 g CH4-fossil/mile + 0.0214 g N2O/mile; analysis", "biofuel": "ethanol",
	"biofuel_share": "0.1", "biofuel_factor": "5.75 kg CO2-biogenic/gal(US); analysis"}`,
)

// Calculate returns one result. It fails if an input is missing or negative, if a distance is given without a vehicle, or
// is missing for a road vehicle or given for an off-road one, or if a factor is missing; with a vehicle, also if the
// fuel's factor does not state CO2 separately.
func (a MobileFuel) Calculate(b factors.Basis) (ghg.Results, error) {
	c := mobileFuel.Begin(b, &a)
	fuel := blend{a.Fuel, a.Region, a.Factor, a.Biofuel, a.BiofuelShare, a.BiofuelFactor}
	fuel.check(c, a.Amount.Unit)
	driven := driven{a.Vehicle, a.Region, a.Distance, a.VehicleFactor}
	driven.check(c, a.Amount.Unit)

	driven.burn(c, fuel, method.Of("fuel", a.Amount))
	return c.Results()
}

// MobileFuelEconomy is emissions from fuel burned by vehicles, calculated from distance and fuel economy where the
// amount of fuel is unknown.
//
//	fuel = distance ÷ economy, or distance × consumption
//	CO2 = fuel × EF(fuel); CH4, N2O = distance × EF(vehicle class, model year)
//
// Economy is a distance per amount of fuel ("12.5 km/L", "24 mile/gal(US)") or an amount of fuel per distance ("0.08
// L/km"). For an off-road vehicle, CH4 and N2O are calculated from the fuel; without Vehicle, every gas is, with the
// caveats of [MobileFuel].
//
// Source: US EPA Climate Leadership guidance, Direct Emissions from Mobile Combustion Sources, section 2
// (fuel use estimated from distance and fuel economy); GHG Protocol Corporate Standard ch. 6.
type MobileFuelEconomy struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Fuel     string           `json:"fuel" csv:"fuel"`                        // the fuel burned, by its name in the vocabulary: "diesel"
	Region   string           `json:"region" csv:"region"`                    // the country where the vehicles are driven: "GB"
	Distance units.Quantity   `json:"distance" csv:"distance" input:"length"` // the distance driven: "10000 km"
	Economy  units.Rate       `json:"economy" csv:"economy" input:"(0,)"`     // the fuel economy, as distance per fuel or as fuel per distance: "12.5 km/L", "0.08 L/km"
	Source   string           `json:"source" csv:"source"`                    // the source of the fuel economy: "fuel cards"
	Factor   factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"` // an emission factor for the fuel, instead of one from the basis

	Vehicle       string           `json:"vehicle,omitempty" csv:"vehicle,omitempty"`                           // the vehicle class, with its model year on the road: "passenger-car/gasoline/2012", "locomotive/diesel"
	VehicleFactor factors.Supplied `json:"vehicle_factor,omitzero" csv:"vehicle_factor,omitempty"`              // an emission factor for CH4 and N2O per distance, or per unit of fuel off the road, instead of one from the basis: "0.01 g CH4-fossil/mile; analysis"
	Biofuel       string           `json:"biofuel,omitempty" csv:"biofuel,omitempty"`                           // the biofuel in the fuel, if it is a blend: "ethanol"
	BiofuelShare  *decimal.Decimal `json:"biofuel_share,omitempty" csv:"biofuel_share,omitempty" input:"[0,1]"` // the biofuel's share of the volume of the blend: "0.1"
	BiofuelFactor factors.Supplied `json:"biofuel_factor,omitzero" csv:"biofuel_factor,omitempty"`              // an emission factor for the biofuel, instead of one from the basis
}

var mobileFuelEconomy = declare[MobileFuelEconomy](
	"fuel/FUEL or fuel/FUEL/mobile, combustion; vehicle/VEHICLE, combustion",
	`{"id": "pool", "period": "2024", "fuel": "diesel/average-biofuel-blend", "region": "GB", "distance": "10000 km", "economy": "13 km/L",
	"source": "fuel cards"}`,
	`{"id": "hire", "entity": "Example Inc", "site": "Austin", "period": "2024", "quality": "reliability 3", "fuel": "gasoline",
	"region": "US", "distance": "5000 mile", "economy": "0.04 gal(US)/mile", "source": "on-board computer",
	"factor": "8.78 kg CO2/gal(US); analysis", "vehicle": "passenger-car/gasoline/2012",
	"vehicle_factor": "0.01 g CH4-fossil/mile; analysis", "biofuel": "ethanol", "biofuel_share": "0.1",
	"biofuel_factor": "5.75 kg CO2-biogenic/gal(US); analysis"}`,
)

// Calculate returns one result. It fails if an input is missing, negative or of the wrong dimension, if the economy is
// zero, or if a factor is missing.
func (a MobileFuelEconomy) Calculate(b factors.Basis) (ghg.Results, error) {
	c := mobileFuelEconomy.Begin(b, &a)
	fuel := a.fuel(c)
	blended := blend{a.Fuel, a.Region, a.Factor, a.Biofuel, a.BiofuelShare, a.BiofuelFactor}
	blended.check(c, fuel.Unit())
	driven := driven{vehicle: a.Vehicle, region: a.Region, factor: a.VehicleFactor}
	if a.Vehicle != "" && !driven.offRoad(c, fuel.Unit()) {
		driven.distance = a.Distance
	}
	driven.check(c, fuel.Unit())
	driven.burn(c, blended, fuel)
	return c.Results()
}

// fuel returns the fuel used over the distance.
func (a MobileFuelEconomy) fuel(c *method.Calc) method.Flow {
	distance := method.Of("distance", a.Distance)
	switch units.Length {
	case a.Economy.Num.Dimension():
		return c.PerRate(distance, "fuel economy", a.Economy, a.Source)
	case a.Economy.Den.Dimension():
		return c.TimesRate(distance, "fuel consumption", a.Economy, a.Source)
	}
	c.Refuse("economy", a.Economy.String(), "a distance per amount of fuel such as 12.5 km/L, or fuel per distance such as 0.08 L/km", ghg.ErrDimension)
	return method.Flow{}
}

// MobileDistance is emissions from vehicles that the company owns or controls, calculated from the distance driven,
// flown or sailed.
//
//	emissions of each gas = distance × EF(vehicle)
//
// The factor is the combustion factor of the vehicle class, per distance. For an electric or plug-in vehicle it covers
// the fuel only: the electricity is Scope 2.
//
// Source: GHG Protocol Corporate Standard ch. 6; UK Government GHG Conversion Factors, sheet "Passenger vehicles".
type MobileDistance struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Vehicle  string           `json:"vehicle" csv:"vehicle"`                  // the vehicle class, by its name in the vocabulary: "car/medium/diesel"
	Region   string           `json:"region" csv:"region"`                    // the country where the vehicles are driven: "GB"
	Distance units.Quantity   `json:"distance" csv:"distance" input:"length"` // the distance driven: "10000 km"
	Factor   factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"` // an emission factor per distance, instead of one from the basis
}

var mobileDistance = declare[MobileDistance](
	"vehicle/VEHICLE, combustion",
	`{"id": "cars", "period": "2024", "vehicle": "car/medium/diesel", "region": "GB", "distance": "10000 km"}`,
	`{"id": "forklift", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "reliability 3", "vehicle": "forklift",
	"region": "GB", "distance": "800 km", "factor": "0.17 kg CO2/km; maker's data"}`,
)

// Calculate returns one result. It fails if an input is missing or negative, or if there is no factor.
func (a MobileDistance) Calculate(b factors.Basis) (ghg.Results, error) {
	c := mobileDistance.Begin(b, &a)
	query := factors.Query{Activity: method.Under("vehicle", a.Vehicle), Region: a.Region, Unit: a.Distance.Unit, Boundary: ghg.Combustion}
	c.Apply("", method.Of("distance", a.Distance), c.Factor(a.Factor, query))
	return c.Results()
}

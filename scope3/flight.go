package scope3

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/calc"
	"github.com/ghgkit/ghg/units"
)

// MethodFlightFuel is the name of the method of flights by the fuel of the aircraft.
const MethodFlightFuel ghg.Method = "scope3.transport.flight-fuel"

// FlightFuel is a seat (category 6) or cargo in the belly (categories 4 and 9) of a flight, by the fuel that the
// aircraft burns over the distance.
//
//	distance   = great circle × adjustment − distance of landing and take-off
//	cruise     = fuel between two rows of the aircraft's table, linear in the distance
//	fuel       = cruise + fuel of landing and take-off
//	passengers = fuel × (1 − cargo share) × share × EF
//	cargo      = fuel × cargo share × share × EF
//
// The two rows are those of the aircraft's table of fuel by distance next below and above the distance; nothing is
// extrapolated. CargoShare is cargo's part of the payload's mass. Share is the reporter's part of what the passengers
// take (by seats and their area), or of the cargo. Nothing is rounded on the way.
//
// Source: Travel Impact Model (Google, Travalyst), README, "Example emission estimation"; EMEP/EEA guidebook 1.A.3.a
// (landing and take-off, climb/cruise/descent); ISO 14083 and IATA RP 1726 (passengers and belly cargo by mass).
type FlightFuel struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Category int    `json:"category" csv:"category"` // 6 for passengers, 4 or 9 for cargo
	Stages   Stages `json:"stages" csv:"stages"`
	Aircraft string `json:"aircraft" csv:"aircraft"` // "Boeing 787-9"

	GreatCircle units.Quantity   `json:"great_circle" csv:"great_circle"` // "5058.9 nmi"
	Adjustment  *decimal.Decimal `json:"adjustment" csv:"adjustment"`     // for detours: 1.0273; 1 if there is none
	LTODistance units.Quantity   `json:"lto_distance,omitzero" csv:"lto_distance,omitempty"`

	BelowDistance units.Quantity `json:"below_distance" csv:"below_distance"` // the row below: "5000 nmi"
	BelowFuel     units.Quantity `json:"below_fuel" csv:"below_fuel"`         // its fuel: "52962 kg"
	AboveDistance units.Quantity `json:"above_distance" csv:"above_distance"`
	AboveFuel     units.Quantity `json:"above_fuel" csv:"above_fuel"`
	LTOFuel       units.Quantity `json:"lto_fuel" csv:"lto_fuel"`
	Source        string         `json:"source" csv:"source"` // of the table of fuel

	CargoShare *decimal.Decimal `json:"cargo_share" csv:"cargo_share"` // of the payload's mass
	Share      *decimal.Decimal `json:"share" csv:"share"`             // of the passengers' or the cargo's part

	Fuel           string      `json:"fuel" csv:"fuel"` // "jet-fuel"
	Region         string      `json:"region" csv:"region"`
	Factor         factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"`
	UpstreamFactor factors.Supplied `json:"upstream_factor,omitzero" csv:"upstream_factor,omitempty"`
}

func flightCategories() []ghg.Category {
	return []ghg.Category{ghg.UpstreamTransportationAndDistribution, ghg.BusinessTravel, ghg.DownstreamTransportationAndDistribution}
}

// Calculate returns a result for each stage.
func (a FlightFuel) Calculate(b factors.Basis) (ghg.Results, error) {
	return a.Stages.results(func(st stage) *calc.Calc {
		c := beginOneOf(b, MethodFlightFuel, a.Category, flightCategories(), a.ID, a.Entity, a.Site, a.Period, a.Quality, false)
		a.Stages.check(c, a.UpstreamFactor)
		a.check(c)
		cargo, share := c.GivenShare("cargo_share", a.CargoShare), c.GivenShare("share", a.Share)
		if c.Failed() {
			return c
		}
		fuel := c.Combine("fuel of the flight", ghg.Sum, []calc.Flow{a.cruise(c, a.flown(c)), calc.Sourced("fuel of landing and take-off", a.LTOFuel, a.Source)})
		if ghg.Category(a.Category) == ghg.BusinessTravel {
			passengers := c.Remainder("passengers' part", calc.Share("cargo's part", cargo, ""))
			fuel = c.TimesFlow(fuel, passengers).Times("share of the passengers", share, "")
		} else {
			fuel = fuel.Times("cargo's part", cargo, "").Times("share of the cargo", share, "")
		}
		if c.Failed() {
			return c
		}
		st.energy(c, a.Aircraft, calc.FuelActivity(a.Fuel), a.Region, fuel, st.own(a.Factor, a.UpstreamFactor))
		c.Fact("aircraft", a.Aircraft)
		return c
	})
}

func (a FlightFuel) check(c *calc.Calc) {
	c.Text("aircraft", a.Aircraft, "the type of aircraft that the table is of")
	c.Amount("great_circle", a.GreatCircle, units.Length)
	if a.Adjustment == nil {
		c.Refuse("adjustment", "", "the multiplier of the great-circle distance for detours, or 1", ghg.ErrMissing)
	} else if a.Adjustment.LessThan(one) {
		c.Refuse("adjustment", a.Adjustment.String(), "at least 1", ghg.ErrOutOfRange)
	}
	if a.LTODistance.Given() {
		c.Amount("lto_distance", a.LTODistance, units.Length)
	}
	c.Amount("below_distance", a.BelowDistance, units.Length)
	c.Amount("below_fuel", a.BelowFuel, units.Mass)
	c.Amount("above_distance", a.AboveDistance, units.Length)
	c.Amount("above_fuel", a.AboveFuel, units.Mass)
	c.Amount("lto_fuel", a.LTOFuel, units.Mass)
	c.Text("source", a.Source, "the document of the table of fuel by distance")
	c.Text("fuel", a.Fuel, "the fuel, such as jet-fuel")
	c.Text("region", a.Region, "the region of the factors, such as GLOBAL")
}

// flown is the distance of climb, cruise and descent.
func (a FlightFuel) flown(c *calc.Calc) calc.Flow {
	const label = "distance of climb, cruise and descent"
	adjusted := calc.Of("great circle", a.GreatCircle).Times("adjustment for detours", *a.Adjustment, "")
	if !a.LTODistance.Given() {
		return c.Evaluate(label, adjusted)
	}
	return c.Combine(label, ghg.Sum, []calc.Flow{adjusted, calc.Of("distance of landing and take-off", a.LTODistance)}, false, true)
}

// cruise is the fuel of climb, cruise and descent: (below × way to the row above + above × way from the row below) ÷
// the way between the rows.
func (a FlightFuel) cruise(c *calc.Calc, flown calc.Flow) calc.Flow {
	below, above := calc.Sourced("row below", a.BelowDistance, a.Source), calc.Sourced("row above", a.AboveDistance, a.Source)
	beyond := c.Combine("distance beyond the row below", ghg.Sum, []calc.Flow{flown, below}, false, true)
	short := c.Combine("distance short of the row above", ghg.Sum, []calc.Flow{above, flown}, false, true)
	between := c.Combine("distance between the rows", ghg.Sum, []calc.Flow{above, below}, false, true)
	if beyond.Value().IsNegative() || short.Value().IsNegative() {
		c.Refuse("great_circle", flown.Value().String()+" "+flown.Unit().Symbol()+" of climb, cruise and descent",
			"a distance between the rows, "+a.BelowDistance.String()+" and "+a.AboveDistance.String(), ghg.ErrOutOfRange)
		return calc.Flow{}
	}
	return c.Combine("fuel of climb, cruise and descent", ghg.Sum, []calc.Flow{
		c.TimesRatio(calc.Sourced("fuel of the row below", a.BelowFuel, a.Source), short, between),
		c.TimesRatio(calc.Sourced("fuel of the row above", a.AboveFuel, a.Source), beyond, between),
	})
}

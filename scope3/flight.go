package scope3

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// TransportFlightFuel is a seat (category 6) or cargo in the belly (categories 4 and 9) of a flight, by the fuel that the
// aircraft burns over the distance.
//
//	distance   = great circle × adjustment − distance of landing and take-off
//	cruise     = fuel between two rows of the aircraft's table, linear in the distance
//	fuel       = cruise + fuel of landing and take-off
//	passengers = fuel × (1 − cargo share) × share [× cabin multiplier] × EF
//	cargo      = fuel × cargo share × share × EF
//
// The two rows are those next below and next above the distance in the aircraft's table of fuel by distance; nothing is
// extrapolated. CargoShare is the cargo's part of the payload's mass. Share is the reporter's part of what the
// passengers take, or of the cargo. A share by seats is that of an average seat; CabinMultiplier is what a seat of the class
// takes compared with it, by area. No intermediate value is rounded.
//
// Source: Travel Impact Model (Google, Travalyst), README, "Example emission estimation"; EMEP/EEA guidebook 1.A.3.a
// (landing and take-off, climb/cruise/descent); ISO 14083 and IATA RP 1726 (passengers and belly cargo by mass).
type TransportFlightFuel struct {
	ID       string       `json:"id" csv:"id"`
	Entity   string       `json:"entity,omitempty" csv:"entity,omitempty"`
	Site     string       `json:"site,omitempty" csv:"site,omitempty"`
	Period   ghg.Period   `json:"period" csv:"period"`
	Quality  ghg.Quality  `json:"quality,omitzero" csv:"quality,omitempty"`
	Category ghg.Category `json:"category" csv:"category"`

	Stages   Stages `json:"stages" csv:"stages"`     // the stages to calculate (apart gives tank-to-wheel and well-to-tank as two results)
	Aircraft string `json:"aircraft" csv:"aircraft"` // the type of aircraft that the table is for: "Boeing 787-9"

	GreatCircle units.Quantity   `json:"great_circle" csv:"great_circle" input:"length"`                    // the great-circle distance of the flight: "5058.9 nmi"
	Adjustment  *decimal.Decimal `json:"adjustment" csv:"adjustment" input:"[1,)"`                          // the multiplier of the great-circle distance for detours, 1 for none: "1.0273"
	LTODistance units.Quantity   `json:"lto_distance,omitzero" csv:"lto_distance,omitempty" input:"length"` // the distance of landing and take-off: "17 nmi"

	BelowDistance units.Quantity `json:"below_distance" csv:"below_distance" input:"length"` // the distance of the row below: "5000 nmi"
	BelowFuel     units.Quantity `json:"below_fuel" csv:"below_fuel" input:"mass"`           // the fuel of the row below: "52962 kg"
	AboveDistance units.Quantity `json:"above_distance" csv:"above_distance" input:"length"` // the distance of the row above: "5500 nmi"
	AboveFuel     units.Quantity `json:"above_fuel" csv:"above_fuel" input:"mass"`           // the fuel of the row above: "58072 kg"
	LTOFuel       units.Quantity `json:"lto_fuel" csv:"lto_fuel" input:"mass"`               // the fuel of landing and take-off: "1638 kg"
	Source        string         `json:"source" csv:"source"`                                // the document of the table: "Travel Impact Model"

	CargoShare      *decimal.Decimal `json:"cargo_share" csv:"cargo_share" input:"[0,1]"`                              // the cargo's share of the payload's mass: "0.08"
	Share           *decimal.Decimal `json:"share" csv:"share" input:"[0,1]"`                                          // the reporter's share of the passengers' part or of the cargo's: "0.004"
	CabinMultiplier *decimal.Decimal `json:"cabin_multiplier,omitempty" csv:"cabin_multiplier,omitempty" input:"(0,)"` // in category 6, where the share is that of an average seat: what a seat of the class takes compared with it: "2.4"
	CabinSource     string           `json:"cabin_source,omitempty" csv:"cabin_source,omitempty"`                      // with cabin_multiplier: the class and the document of the multiplier: "business, the airline's seat map"

	Fuel           string           `json:"fuel" csv:"fuel"`                                          // the fuel burned, by its name in the vocabulary: "jet-fuel"
	Region         string           `json:"region" csv:"region"`                                      // the country or region that the factor is for: "GLOBAL"
	Factor         factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"`                   // a factor of the fuel, instead of one from the basis: "3.1894 kg CO2e/kg unstated; Travel Impact Model"
	UpstreamFactor factors.Supplied `json:"upstream_factor,omitzero" csv:"upstream_factor,omitempty"` // with stages apart: a well-to-tank factor, instead of one from the basis: "0.6465 kg CO2e/kg unstated; Travel Impact Model"
}

var transportFlightFuel = declare[TransportFlightFuel](
	flightCategories, secondary, byStage,
	"fuel/FUEL, by stage",
	`{"id": "ZRH-SFO-seat", "period": "2024", "category": 6, "stages": "apart", "aircraft": "example of the Travel Impact Model",
	"great_circle": "5058.9 nmi", "adjustment": "1.0273", "lto_distance": "17 nmi", "below_distance": "5000 nmi",
	"below_fuel": "52962 kg", "above_distance": "5500 nmi", "above_fuel": "58072 kg", "lto_fuel": "1638 kg",
	"source": "Travel Impact Model, example emission estimation", "cargo_share": "0.08", "share": "0.004", "fuel": "jet-fuel",
	"region": "GLOBAL", "factor": "3.1894 kg CO2e/kg unstated; Travel Impact Model",
	"upstream_factor": "0.6465 kg CO2e/kg unstated; Travel Impact Model"}`,
	`{"id": "belly-cargo", "entity": "Example AG", "site": "Zurich", "period": "2024", "quality": "technology 2", "category": 4,
	"stages": "tank-to-wheel", "aircraft": "wide-body", "great_circle": "5180 nmi", "adjustment": "1", "below_distance": "5000 nmi",
	"below_fuel": "52962 kg", "above_distance": "5500 nmi", "above_fuel": "58072 kg", "lto_fuel": "1638 kg",
	"source": "Travel Impact Model, example emission estimation", "cargo_share": "0.2", "share": "0.05", "fuel": "jet-fuel",
	"region": "GLOBAL", "factor": "3.15 kg CO2/kg; carrier 2024"}`,
	`{"id": "business-seat", "period": "2024", "category": 6, "stages": "tank-to-wheel", "aircraft": "wide-body", "great_circle": "5180 nmi",
	"adjustment": "1", "below_distance": "5000 nmi", "below_fuel": "52962 kg", "above_distance": "5500 nmi", "above_fuel": "58072 kg",
	"lto_fuel": "1638 kg", "source": "Travel Impact Model, example emission estimation", "cargo_share": "0.08", "share": "0.004",
	"cabin_multiplier": "2.4", "cabin_source": "business, the airline's seat map", "fuel": "jet-fuel", "region": "GLOBAL",
	"factor": "3.15 kg CO2/kg; carrier 2024"}`,
)

// Calculate returns a result for each stage. It fails if an input is missing, negative or out of its range, if the
// distance is not between the rows, or if there is no factor.
func (a TransportFlightFuel) Calculate(b factors.Basis) (ghg.Results, error) {
	c := transportFlightFuel.Begin(b, &a)
	from := supply{use: a.Factor, upstream: a.UpstreamFactor}
	a.Stages.check(c, from)
	a.checkCabin(c)
	return a.Stages.results(c, func(c *method.Calc, st stage) {
		fuel := a.ours(c, c.Sum("fuel of the flight", a.cruise(c, a.flown(c)), method.Sourced("fuel of landing and take-off", a.LTOFuel, a.Source)))
		st.energy(c, a.Aircraft, method.FuelActivity(a.Fuel), a.Region, fuel, from)
		c.Note("aircraft", a.Aircraft)
	})
}

// ours is the reporter's part of the fuel: of the passengers' in category 6, of the cargo's otherwise.
func (a TransportFlightFuel) ours(c *method.Calc, fuel method.Flow) method.Flow {
	cargo, share := method.Number(a.CargoShare), method.Number(a.Share)
	if a.Category != ghg.BusinessTravel {
		return fuel.Times("cargo's part", cargo, "").Times("share of the cargo", share, "")
	}
	passengers := c.Remainder("passengers' part", method.Ratio("cargo's part", cargo, ""))
	ours := c.TimesFlow(fuel, passengers).Times("share of the passengers", share, "")
	if a.CabinMultiplier != nil {
		ours = ours.Times("cabin multiplier", *a.CabinMultiplier, a.CabinSource)
	}
	return ours
}

// checkCabin requires the cabin multiplier with its source or neither, of passengers, and no more than all they take.
func (a TransportFlightFuel) checkCabin(c *method.Calc) {
	if a.CabinMultiplier == nil && a.CabinSource == "" {
		return
	}
	c.Require("cabin_multiplier", "cabin_source")
	multiplier := method.Number(a.CabinMultiplier)
	switch {
	case a.Category != ghg.BusinessTravel:
		c.Refuse("cabin_multiplier", dec.Text(multiplier), "none: the share is of the cargo", ghg.ErrMixed)
	case method.Number(a.Share).Mul(multiplier).GreaterThan(one):
		c.Refuse("cabin_multiplier", dec.Text(multiplier), "with the share, "+dec.Text(*a.Share)+", a part of at most 1 of what the passengers take", ghg.ErrOutOfRange)
	}
}

// flown is the distance of climb, cruise and descent.
func (a TransportFlightFuel) flown(c *method.Calc) method.Flow {
	const label = "distance of climb, cruise and descent"
	adjusted := method.Of("great circle", a.GreatCircle).Times("adjustment for detours", method.Number(a.Adjustment), "")
	if !a.LTODistance.Given() {
		return c.Evaluate(label, adjusted)
	}
	return c.Less(label, adjusted, method.Of("distance of landing and take-off", a.LTODistance))
}

// cruise is the fuel of climb, cruise and descent: (fuel below × way to the row above + fuel above × way from the row
// below) ÷ the way between the rows.
func (a TransportFlightFuel) cruise(c *method.Calc, flown method.Flow) method.Flow {
	below, above := method.Sourced("row below", a.BelowDistance, a.Source), method.Sourced("row above", a.AboveDistance, a.Source)
	beyond := c.Less("distance beyond the row below", flown, below)
	short := c.Less("distance short of the row above", above, flown)
	between := c.Less("distance between the rows", above, below)
	if beyond.Value().IsNegative() || short.Value().IsNegative() {
		c.Refuse("great_circle", dec.Text(flown.Value())+" "+flown.Unit().Symbol()+" of climb, cruise and descent",
			"a distance between the rows, "+a.BelowDistance.String()+" and "+a.AboveDistance.String(), ghg.ErrOutOfRange)
	}
	return c.Sum(
		"fuel of climb, cruise and descent",
		c.TimesRatio(method.Sourced("fuel of the row below", a.BelowFuel, a.Source), short, between),
		c.TimesRatio(method.Sourced("fuel of the row above", a.AboveFuel, a.Source), beyond, between),
	)
}

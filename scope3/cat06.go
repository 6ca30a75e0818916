package scope3

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/calc"
	"github.com/ghgkit/ghg/units"
)

// Names of the methods of category 6. Its fuel-based method is [TransportEnergy], its spend-based one [SpendBased].
const (
	MethodTravelDistance    ghg.Method = "scope3.business-travel.distance-based"
	MethodTravelAverageData ghg.Method = "scope3.business-travel.average-data"
	MethodHotelStay         ghg.Method = "scope3.business-travel.hotel"
)

// TravelAverageData is business travel by averages per employee and year, or per day of travel (category 6).
//
//	emissions = employee-years × EF, or trip-days × EF
//
// The factor is found as travel/KIND in the dimension of the amount: "employee-year" per person·year,
// "trip-day/domestic-overnight" per person·day.
//
// Source: Japan's Ministry of the Environment, database of emission units for organisations' supply chains, tables 13
// (per employee and year, per day of travel).
type TravelAverageData struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Kind   string         `json:"kind" csv:"kind"`     // "employee-year", "trip-day/…"
	Amount units.Quantity `json:"amount" csv:"amount"` // "105276 person·year"
	Region string         `json:"region" csv:"region"`
	Factor factors.Supplied    `json:"factor,omitzero" csv:"factor,omitempty"`
}

// Calculate returns one result.
func (a TravelAverageData) Calculate(b factors.Basis) (ghg.Results, error) {
	c := begin(b, MethodTravelAverageData, ghg.BusinessTravel, a.ID, a.Entity, a.Site, a.Period, a.Quality, false)
	c.Text("kind", a.Kind, "what the average is per, such as employee-year")
	c.Text("region", a.Region, "where the employees work, such as JP")
	c.Amount("amount", a.Amount)
	c.Apply("", calc.Of("travel", a.Amount), c.Factor(a.Factor, calc.Under("travel", a.Kind), a.Region, a.Amount.Unit, ghg.BoundaryUnstated))
	return c.Results()
}

// RadiativeForcing says whether the effects of aviation besides its greenhouse gases (contrails, cirrus, NOx at height)
// are counted. It is the reporter's choice and has no default; the choice is named in the result.
type RadiativeForcing string

// The choices of radiative forcing.
const (
	WithRF    RadiativeForcing = "with"    // the publisher's factor that counts it
	WithoutRF RadiativeForcing = "without" // greenhouse gases only
	UpliftRF  RadiativeForcing = "uplift"  // the factor without it, its CO2 times a stated multiplier
)

// TravelDistance is a journey of people by its distance (category 6).
//
//	emissions = distance × EF(mode, class), or passengers × distance × EF(mode, class)
//	with an uplift: CO2 × uplift + CH4 + N2O of the factor without radiative forcing
//
// Distance alone is that of vehicles ("2500 km" in hired cars) or of people ("9600 passenger·km"); with Passengers it is
// multiplied by them. The factor is found as travel/MODE, or by a whole name such as vehicle/car/average/diesel, per km
// or passenger·km as the amount is. For a mode by air Forcing is required: "with" finds travel/MODE/with-rf, "without"
// finds travel/MODE/without-rf, or travel/MODE of a publisher that tells nothing apart; "uplift" multiplies the CO2 of
// the latter by Uplift, whose UpliftSource is recorded. Other modes have no forcing.
//
// Source: Technical Guidance, category 6, distance-based method; UK government conversion factors 2024, business travel:
// air (where the multiplier of CO2 is 1.7).
type TravelDistance struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Stages         Stages           `json:"stages" csv:"stages"`
	Mode           string           `json:"mode" csv:"mode"`     // of the vocabulary: "air/long-haul/economy", "rail/national"
	Region         string           `json:"region" csv:"region"` // of the factors: "GB"
	Distance       units.Quantity   `json:"distance" csv:"distance"`
	Passengers     units.Quantity   `json:"passengers,omitzero" csv:"passengers,omitempty"` // "12 passenger"
	Forcing        RadiativeForcing `json:"radiative_forcing,omitempty" csv:"radiative_forcing,omitempty"`
	Uplift         *decimal.Decimal `json:"uplift,omitempty" csv:"uplift,omitempty"` // of CO2: 1.7
	UpliftSource   string           `json:"uplift_source,omitempty" csv:"uplift_source,omitempty"`
	Factor         factors.Supplied      `json:"factor,omitzero" csv:"factor,omitempty"`
	UpstreamFactor factors.Supplied      `json:"upstream_factor,omitzero" csv:"upstream_factor,omitempty"`
}

// Calculate returns a result for each stage.
func (a TravelDistance) Calculate(b factors.Basis) (ghg.Results, error) {
	return a.Stages.results(func(st stage) *calc.Calc {
		c := begin(b, MethodTravelDistance, ghg.BusinessTravel, a.ID, a.Entity, a.Site, a.Period, a.Quality, false)
		a.Stages.check(c, a.UpstreamFactor)
		c.Text("mode", a.Mode, "a mode and class of travel, such as air/long-haul/economy")
		c.Text("region", a.Region, "the region of the factors, such as GB")
		travelled := a.travelled(c)
		a.checkForcing(c)
		if c.Failed() {
			return c
		}
		activity := a.activity(c, st, travelled.Unit())
		factor := c.Factor(st.own(a.Factor, a.UpstreamFactor), activity, a.Region, travelled.Unit(), st.ofDistance(activity))
		if a.Forcing == UpliftRF && !st.upstream() {
			applyUplift(c, activity, travelled, factor, *a.Uplift, a.UpliftSource)
		} else {
			c.Apply(activity, travelled, factor)
		}
		c.Fact("radiative forcing", string(a.Forcing))
		return c
	})
}

// travelled is the distance, of the passengers if they are given.
func (a TravelDistance) travelled(c *calc.Calc) calc.Flow {
	if !a.Passengers.Given() {
		c.Amount("distance", a.Distance, units.Length, passengerKm().Dimension())
		return calc.Of("distance", a.Distance)
	}
	c.Amount("passengers", a.Passengers, passenger().Dimension())
	c.Amount("distance", a.Distance, units.Length)
	return c.TimesAmount(calc.Of("passengers", a.Passengers), "distance", a.Distance)
}

// checkForcing requires a choice of radiative forcing by air, none otherwise, and the multiplier of an uplift.
func (a TravelDistance) checkForcing(c *calc.Calc) {
	const want = "with, without or uplift, since the mode is by air"
	if strings.HasSuffix(a.Mode, "-rf") {
		c.Refuse("mode", a.Mode, "the mode without its ending; radiative_forcing says it", ghg.ErrMixed)
	}
	switch {
	case !strings.HasPrefix(travelActivity(a.Mode)+"/", "travel/air/"):
		if a.Forcing != "" {
			c.Refuse("radiative_forcing", string(a.Forcing), "none, since the mode is not by air", ghg.ErrMixed)
		}
	case a.Forcing == "":
		c.Refuse("radiative_forcing", "", want, ghg.ErrMissing)
	case a.Forcing != WithRF && a.Forcing != WithoutRF && a.Forcing != UpliftRF:
		c.Refuse("radiative_forcing", string(a.Forcing), want, ghg.ErrUnknown)
	}
	if a.Forcing != UpliftRF {
		if a.Uplift != nil || a.UpliftSource != "" {
			c.Refuse("uplift", a.UpliftSource, "none, since radiative_forcing is not uplift", ghg.ErrMixed)
		}
		return
	}
	if a.Stages == WellToWheel {
		c.Refuse("radiative_forcing", string(a.Forcing), "stages tank-to-wheel or apart: only the CO2 of the flight itself is uplifted", ghg.ErrMixed)
	}
	c.Text("uplift_source", a.UpliftSource, "the document of the multiplier")
	if a.Uplift == nil {
		c.Refuse("uplift", "", "the multiplier of CO2, such as 1.7", ghg.ErrMissing)
	} else if a.Uplift.LessThan(one) {
		c.Refuse("uplift", a.Uplift.String(), "a multiplier of at least 1", ghg.ErrOutOfRange)
	}
}

// activity is the factor's name: by air with or without radiative forcing, as a publisher tells it apart.
func (a TravelDistance) activity(c *calc.Calc, st stage, unit units.Unit) string {
	name := travelActivity(a.Mode)
	switch a.Forcing {
	case WithRF:
		return name + "/with-rf"
	case WithoutRF, UpliftRF:
		if plain := c.Has(name, a.Region, unit, st.fuel); !plain || c.Has(name+"/without-rf", a.Region, unit, st.fuel) {
			return name + "/without-rf"
		}
	}
	return name
}

// applyUplift multiplies the CO2 of a flight by the multiplier and leaves the other gases as they are.
func applyUplift(c *calc.Calc, label string, f calc.Flow, factor factors.Factor, uplift decimal.Decimal, source string) {
	c.ApplyOnly(label, f.Times("uplift for radiative forcing", uplift, source), factor, ghg.CO2)
	var rest []ghg.Gas
	for a := range factor.PerUnit.All() {
		if a.Gas != ghg.CO2 {
			rest = append(rest, a.Gas)
		}
	}
	if len(rest) > 0 {
		c.ApplyOnly(label, f, factor, rest...)
	}
}

// travelActivity is the name of a mode of travel, or a whole name as it is: vehicle/…, electricity/vehicle/….
func travelActivity(mode string) string {
	if strings.HasPrefix(mode, "vehicle/") || strings.HasPrefix(mode, "electricity/") {
		return mode
	}
	return calc.Under("travel", mode)
}

func passenger() units.Unit   { return units.MustUnit("passenger") }
func passengerKm() units.Unit { return units.MustUnit("passenger·km") }

// HotelStay is nights in hotels (category 6; the Guidance leaves them optional).
//
//	emissions = nights × EF(country)
//
// Nights are counted as the factor does: "14 room·night", "30 night". The factor is found as travel/hotel, or
// travel/hotel/PLACE, in the region of the stay.
//
// Source: Technical Guidance, category 6, optional emissions from hotel stays; UK government conversion factors, hotel
// stay; Japan's Ministry of the Environment, database of emission units, table 12 (per night).
type HotelStay struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Nights units.Quantity `json:"nights" csv:"nights"`
	Region string         `json:"region" csv:"region"`                   // where the hotel is: "DE"
	Place  string         `json:"place,omitempty" csv:"place,omitempty"` // "london"
	Factor factors.Supplied    `json:"factor,omitzero" csv:"factor,omitempty"`
}

// Calculate returns one result.
func (a HotelStay) Calculate(b factors.Basis) (ghg.Results, error) {
	c := begin(b, MethodHotelStay, ghg.BusinessTravel, a.ID, a.Entity, a.Site, a.Period, a.Quality, false)
	c.Amount("nights", a.Nights)
	c.Text("region", a.Region, "where the hotel is, such as DE")
	activity := "travel/hotel"
	if a.Place != "" {
		activity += "/" + a.Place
	}
	c.Apply(activity, calc.Of("nights", a.Nights), c.Factor(a.Factor, activity, a.Region, a.Nights.Unit, ghg.BoundaryUnstated))
	return c.Results()
}

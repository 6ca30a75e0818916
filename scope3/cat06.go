package scope3

import (
	"path"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/vocabulary"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
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

	Kind   string           `json:"kind" csv:"kind"`                        // what the average is per, by its name in the vocabulary: "employee-year", "trip-day/domestic-overnight"
	Amount units.Quantity   `json:"amount" csv:"amount"`                    // the employees and their time, or the days of travel: "1200 person·year", "300 person·day"
	Region string           `json:"region" csv:"region"`                    // the country where the employees work: "JP"
	Factor factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"` // a factor of the average, instead of one from the basis: "130.373 kg CO2e/person·year unstated; MOE database, table 13"
}

var travelAverageData = declare[TravelAverageData](
	in(ghg.BusinessTravel), secondary, single,
	"travel/KIND, unstated",
	`{"id": "head-office", "period": "2024", "kind": "employee-year", "amount": "1200 person·year", "region": "JP"}`,
	`{"id": "branch", "entity": "Example KK", "site": "Osaka", "period": "2024", "quality": "geography 2", "kind": "employee-year",
	"amount": "80 person·year", "region": "JP", "factor": "130.373 kg CO2e/person·year unstated; MOE database, table 13"}`,
)

// Calculate returns one result. It fails if an input is missing or negative, or if there is no factor.
func (a TravelAverageData) Calculate(b factors.Basis) (ghg.Results, error) {
	c := travelAverageData.Begin(b, &a)
	query := factors.Query{Activity: method.Under("travel", a.Kind), Region: a.Region, Unit: a.Amount.Unit, Boundary: ghg.BoundaryUnstated}
	c.Apply("", method.Of("travel", a.Amount), c.Factor(a.Factor, query))
	return c.Results()
}

// RadiativeForcing chooses whether the effects of aviation beyond its greenhouse gases (contrails, cirrus, NOx at height)
// are counted. It is the reporter's choice and has no default; the result names it.
type RadiativeForcing uint8

// The choices of radiative forcing.
const (
	WithRF    RadiativeForcing = iota + 1 // the publisher's factor that counts it
	WithoutRF                             // greenhouse gases only
	UpliftRF                              // the factor without it, its CO2 times a multiplier with its source
)

var forcings = vocabulary.New[RadiativeForcing]("radiative_forcing", "with", "without", "uplift").
	WithWant("with, without or uplift")

// String returns "with", "without" or "uplift".
func (f RadiativeForcing) String() string { return forcings.String(f) }

// MarshalText returns what String returns. The zero RadiativeForcing is an error.
func (f RadiativeForcing) MarshalText() ([]byte, error) { return forcings.Marshal(f) }

// UnmarshalText reads what String returns.
func (f *RadiativeForcing) UnmarshalText(text []byte) error { return forcings.Unmarshal(f, text) }

// TravelDistanceBased is a journey of people by its distance (category 6).
//
//	emissions = distance × EF(mode, class), or passengers × distance × EF(mode, class)
//	emissions = passengers × distance ÷ occupancy × EF(vehicle)
//	emissions = passengers × distance × cabin multiplier × EF(flight of an average passenger)
//	with an uplift: CO2 × uplift + CH4 + N2O of the factor without radiative forcing
//
// Distance alone is that of vehicles ("2500 km" in hired cars) or of people ("9600 passenger·km"); with Passengers it is
// multiplied by them. With Occupancy, the people in a shared car or taxi, the passenger-kilometres become kilometres of the
// vehicle. The factor is found as travel/MODE, or by a full name such as vehicle/car/average/diesel, per km or
// passenger·km as the amount is. For an electric vehicle that is the name of its electricity, electricity/vehicle/…; its
// well-to-tank holds the losses in transmission and distribution.
//
// For a mode by air Forcing is required; other modes have none. "with" finds travel/MODE/with-rf. "without" finds
// travel/MODE/without-rf, or travel/MODE of a publisher that has only one. "uplift" takes the factor of "without" and
// multiplies its CO2 by Uplift; UpliftSource is recorded.
//
// A publisher that has factors by cabin class has the class in the mode. For one that has only an average passenger,
// CabinMultiplier is what a seat of the class takes of the flight compared with an average seat, by the area of the seats:
// it multiplies every gas of both stages. DistanceKind and DistanceAdjustment are as in [TransportDistanceBased].
//
// The result is primary data if Data is; see [DataType].
//
// Source: Technical Guidance, category 6, distance-based method; UK government conversion factors 2024, business travel:
// air (where the multiplier of CO2 is 1.7).
type TravelDistanceBased struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Stages             Stages           `json:"stages" csv:"stages"`                                                            // the stages to calculate (apart gives tank-to-wheel and well-to-tank as two results)
	Mode               string           `json:"mode" csv:"mode"`                                                                // the mode and class of travel, by its name in the vocabulary: "air/long-haul/economy", "rail/national"
	Region             string           `json:"region" csv:"region"`                                                            // the country that the factor is for: "GB"
	Distance           units.Quantity   `json:"distance" csv:"distance" input:"length|count:passenger·length"`                  // the distance of the journey: "9560 km", "85000 passenger·km"
	Passengers         units.Quantity   `json:"passengers,omitzero" csv:"passengers,omitempty" input:"count:passenger"`         // the passengers that travel the distance: "12 passenger"
	Occupancy          *decimal.Decimal `json:"occupancy,omitempty" csv:"occupancy,omitempty" input:"[1,)"`                     // the people in the vehicle, for a factor per kilometre of it: "2"
	Data               DataType         `json:"data,omitzero" csv:"data,omitempty"`                                             // the type of the data on mode and distance (primary if recorded for these journeys, secondary or not given otherwise)
	DistanceKind       DistanceKind     `json:"distance_kind,omitzero" csv:"distance_kind,omitempty"`                           // the kind of the distance
	FactorDistanceKind DistanceKind     `json:"factor_distance_kind,omitzero" csv:"factor_distance_kind,omitempty"`             // the kind of distance that the factor is per, required with distance_kind
	DistanceAdjustment *decimal.Decimal `json:"distance_adjustment,omitempty" csv:"distance_adjustment,omitempty" input:"(0,)"` // the distance adjustment factor (DAF), where the two kinds differ: "1.01"
	AdjustmentSource   string           `json:"adjustment_source,omitempty" csv:"adjustment_source,omitempty"`                  // the document of the distance adjustment factor: "ISO 14083: 95 km on a great circle of 9560 km"
	CabinMultiplier    *decimal.Decimal `json:"cabin_multiplier,omitempty" csv:"cabin_multiplier,omitempty" input:"(0,)"`       // by air, with a factor of an average passenger: what a seat of the class takes compared with an average seat: "2.4"
	CabinSource        string           `json:"cabin_source,omitempty" csv:"cabin_source,omitempty"`                            // with cabin_multiplier: the class and the document of the multiplier: "business, the airline's seat map"
	Forcing            RadiativeForcing `json:"radiative_forcing,omitzero" csv:"radiative_forcing,omitempty"`                   // by air: the way to count radiative forcing
	Uplift             *decimal.Decimal `json:"uplift,omitempty" csv:"uplift,omitempty" input:"[1,)"`                           // with uplift: the multiplier of CO2: "1.7"
	UpliftSource       string           `json:"uplift_source,omitempty" csv:"uplift_source,omitempty"`                          // with uplift: the document of the multiplier: "UK government conversion factors 2024"
	Factor             factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"`                                         // a factor of the mode, instead of one from the basis: "0.11712 kg CO2/passenger·km; carrier 2024"
	UpstreamFactor     factors.Supplied `json:"upstream_factor,omitzero" csv:"upstream_factor,omitempty"`                       // with stages apart: a well-to-tank factor, instead of one from the basis: "0.02 kg CO2e/passenger·km AR5; carrier 2024"
	LossesFactor       factors.Supplied `json:"losses_factor,omitzero" csv:"losses_factor,omitempty"`                           // with stages apart, of electricity: a factor of its losses and their upstream, required with upstream_factor; zero if that covers them: "0.004 kg CO2e/km AR5; hirer 2024"
}

var travelDistanceBased = declare[TravelDistanceBased](
	in(ghg.BusinessTravel), byData, byStage,
	"travel/MODE, vehicle/VEHICLE or electricity/vehicle/VEHICLE, by stage; losses of electricity",
	`{"id": "conference", "period": "2024", "stages": "apart", "mode": "air/long-haul/economy", "region": "GB", "distance": "9560 km",
	"passengers": "12 passenger", "radiative_forcing": "with"}`,
	`{"id": "meetings", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "technology 2", "stages": "apart",
	"mode": "air/short-haul/business", "region": "GB", "distance": "4200 passenger·km", "radiative_forcing": "uplift", "uplift": "1.7",
	"uplift_source": "UK government conversion factors 2024", "factor": "0.16 kg CO2/passenger·km; carrier 2024",
	"upstream_factor": "0.02 kg CO2e/passenger·km AR5; carrier 2024"}`,
	`{"id": "train", "period": "2024", "stages": "apart", "mode": "rail/national", "region": "GB", "distance": "85000 passenger·km"}`,
	`{"id": "electric-hire-cars", "period": "2024", "stages": "apart", "mode": "electricity/vehicle/car/average/battery-electric", "region": "GB",
	"distance": "300 km", "passengers": "4 passenger", "occupancy": "2", "data": "primary", "factor": "0.044 kg CO2e/km AR5; hirer 2024",
	"upstream_factor": "0.011 kg CO2e/km AR5; hirer 2024", "losses_factor": "0.004 kg CO2e/km AR5; hirer 2024"}`,
	`{"id": "business-class", "period": "2024", "stages": "tank-to-wheel", "mode": "air/long-haul", "region": "US", "distance": "9560 km",
	"passengers": "2 passenger", "radiative_forcing": "without", "cabin_multiplier": "2.4", "cabin_source": "business, the airline's seat map",
	"distance_kind": "great-circle", "factor_distance_kind": "actual", "distance_adjustment": "1.01",
	"adjustment_source": "ISO 14083: 95 km on a great circle of 9560 km", "factor": "0.1 kg CO2/passenger·km; airline 2024"}`,
)

// Calculate returns a result for each stage. It fails if an input is missing, negative or out of its range, if the forcing
// does not fit the mode, or if there is no factor.
func (a TravelDistanceBased) Calculate(b factors.Basis) (ghg.Results, error) {
	c := travelDistanceBased.Begin(b, &a)
	from := supply{a.Factor, a.UpstreamFactor, a.LossesFactor}
	a.Stages.check(c, from, a.Mode)
	a.checkForcing(c)
	a.checkCabin(c)
	basis := distanceBasis{"", a.DistanceKind, a.FactorDistanceKind, a.DistanceAdjustment, a.AdjustmentSource}
	travelled := basis.adjust(c, a.travelled(c))
	if a.CabinMultiplier != nil {
		travelled = travelled.Times("cabin multiplier", *a.CabinMultiplier, a.CabinSource)
	}
	c.Primary(a.Data == PrimaryData)
	return a.Stages.results(c, func(c *method.Calc, st stage) {
		activity := a.activity(c, st, travelled.Unit())
		if a.Forcing == UpliftRF && !st.upstream() {
			query := factors.Query{Activity: activity, Region: a.Region, Unit: travelled.Unit(), Boundary: st.ofDistance(activity)}
			a.applyUplift(c, activity, travelled, c.Factor(a.Factor, query))
		} else {
			st.distance(c, activity, a.Region, travelled, from)
		}
		if a.Forcing != 0 {
			c.Note("radiative forcing", a.Forcing.String())
		}
		basis.note(c)
	})
}

// travelled is the distance, multiplied by the passengers if they are given and divided by the occupancy.
func (a TravelDistanceBased) travelled(c *method.Calc) method.Flow {
	perPerson := a.Distance.Unit.Dimension() != units.Length
	travelled := method.Of("distance", a.Distance)
	if a.Passengers.Given() {
		if perPerson {
			c.Refuse("distance", a.Distance.String(), "a distance such as 9560 km, since passengers are given", ghg.ErrDimension)
		}
		travelled = c.TimesAmount(method.Of("passengers", a.Passengers), "distance", a.Distance)
	} else if a.Occupancy != nil && !perPerson {
		c.Refuse("passengers", "", "the passengers who travel the distance, since occupancy is given: without them it is the distance of vehicles", ghg.ErrMissing)
	}
	if a.Occupancy == nil {
		return travelled
	}
	occupancy := units.Rate{Value: *a.Occupancy, Num: units.MustUnit("passenger·km"), Den: units.MustUnit("km")}
	return c.PerRate(travelled, "occupancy", occupancy, "")
}

// cabinClasses are the last parts of the names of modes by air that have factors by class.
var cabinClasses = []string{"economy", "premium-economy", "business", "first"}

// checkCabin refuses a cabin multiplier that is not by air, where the mode already has the class, or without its source.
func (a TravelDistanceBased) checkCabin(c *method.Calc) {
	switch class := path.Base(a.Mode); {
	case a.CabinMultiplier == nil && a.CabinSource == "":
	case !a.byAir():
		c.Refuse("cabin_multiplier", dec.Text(method.Number(a.CabinMultiplier)), "none, since the mode is not by air", ghg.ErrMixed)
	case slices.Contains(cabinClasses, class):
		c.Refuse("cabin_multiplier", dec.Text(method.Number(a.CabinMultiplier)), "none: the factor of the mode is of the class "+class, ghg.ErrMixed)
	default:
		c.Require("cabin_multiplier", "cabin_source")
	}
}

// byAir reports whether the mode is by air.
func (a TravelDistanceBased) byAir() bool {
	return strings.HasPrefix(travelActivity(a.Mode)+"/", "travel/air/")
}

// checkForcing requires a choice of radiative forcing by air and refuses one otherwise, and requires the multiplier of an
// uplift.
func (a TravelDistanceBased) checkForcing(c *method.Calc) {
	if strings.HasSuffix(a.Mode, "-rf") {
		c.Refuse("mode", a.Mode, "the mode without its ending, which radiative_forcing chooses", ghg.ErrMixed)
	}
	switch byAir := a.byAir(); {
	case byAir && a.Forcing == 0:
		c.Refuse("radiative_forcing", "", "with, without or uplift, since the mode is by air", ghg.ErrMissing)
	case !byAir && a.Forcing != 0:
		c.Refuse("radiative_forcing", a.Forcing.String(), "none, since the mode is not by air", ghg.ErrMixed)
	}
	if a.Forcing != UpliftRF {
		if a.Uplift != nil || a.UpliftSource != "" {
			c.Refuse("uplift", a.UpliftSource, "none, since radiative_forcing is not uplift", ghg.ErrMixed)
		}
		return
	}
	if a.Stages == WellToWheel {
		c.Refuse("radiative_forcing", a.Forcing.String(), "stages tank-to-wheel or apart: only the CO2 of the flight itself is multiplied", ghg.ErrMixed)
	}
	c.Require("uplift", "uplift_source")
}

// activity is the name of the factor: by air with or without radiative forcing, where a publisher has both.
func (a TravelDistanceBased) activity(c *method.Calc, st stage, unit units.Unit) string {
	name := travelActivity(a.Mode)
	has := func(activity string) bool {
		return c.Has(factors.Query{Activity: activity, Region: a.Region, Unit: unit, Boundary: st.fuel})
	}
	switch a.Forcing {
	case WithRF:
		return name + "/with-rf"
	case WithoutRF, UpliftRF:
		if !has(name) || has(name+"/without-rf") {
			return name + "/without-rf"
		}
	}
	return name
}

// applyUplift multiplies the CO2 of a flight by the multiplier and leaves the other gases as they are.
func (a TravelDistanceBased) applyUplift(c *method.Calc, label string, f method.Flow, factor factors.Factor) {
	c.ApplyOnly(label, f.Times("uplift for radiative forcing", method.Number(a.Uplift), a.UpliftSource), factor, ghg.CO2)
	var rest []ghg.Gas
	for amount := range factor.PerUnit.All() {
		if amount.Gas != ghg.CO2 {
			rest = append(rest, amount.Gas)
		}
	}
	if len(rest) > 0 {
		c.ApplyOnly(label, f, factor, rest...)
	}
}

// travelActivity is the name of a mode of travel, or a full name as it is: vehicle/…, electricity/vehicle/….
func travelActivity(mode string) string {
	if strings.HasPrefix(mode, "vehicle/") || strings.HasPrefix(mode, "electricity/") {
		return mode
	}
	return method.Under("travel", mode)
}

// TravelHotel is nights in hotels (category 6, where the Guidance leaves them optional).
//
//	emissions = nights × EF(country)
//
// Nights are counted as the factor counts them: "14 room·night", "30 night". The factor is found as travel/hotel, or
// travel/hotel/PLACE, in the region of the stay.
//
// Source: Technical Guidance, category 6, optional emissions from hotel stays; UK government conversion factors, hotel
// stay; Japan's Ministry of the Environment, database of emission units, table 12 (per night).
type TravelHotel struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Nights units.Quantity   `json:"nights" csv:"nights"`                    // the nights: "214 room·night", "120 night"
	Region string           `json:"region" csv:"region"`                    // the country where the hotel is: "DE"
	Place  string           `json:"place,omitempty" csv:"place,omitempty"`  // the place, where the factor is for one, by its name in the vocabulary: "london"
	Factor factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"` // a factor per night, instead of one from the basis: "13.2 kg CO2e/room·night AR5; hotel 2024"
}

var travelHotel = declare[TravelHotel](
	in(ghg.BusinessTravel), secondary, single,
	"travel/hotel, unstated",
	`{"id": "hotels-germany", "period": "2024", "nights": "214 room·night", "region": "DE"}`,
	`{"id": "hotels-london", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "geography 1", "nights": "14 room·night",
	"region": "GB", "place": "london", "factor": "11.5 kg CO2e/room·night AR5; hotel 2024"}`,
)

// Calculate returns one result. It fails if an input is missing or negative, or if there is no factor.
func (a TravelHotel) Calculate(b factors.Basis) (ghg.Results, error) {
	c := travelHotel.Begin(b, &a)
	query := factors.Query{Activity: "travel/hotel", Region: a.Region, Unit: a.Nights.Unit, Boundary: ghg.BoundaryUnstated}
	if a.Place != "" {
		query.Activity += "/" + a.Place
	}
	c.Apply(query.Activity, method.Of("nights", a.Nights), c.Factor(a.Factor, query))
	return c.Results()
}

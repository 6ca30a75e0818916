package scope3

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// CommutingDistanceBased is the commute of an employee, or of a group that travels alike (category 7).
//
//	emissions = employees × days × 2 × one way × EF(mode)                 EF per passenger·km
//	emissions = employees × days × 2 × one way ÷ occupancy × EF(vehicle)  EF per km
//	emissions = employees × distance [÷ occupancy] × EF
//
// Days are those on which an employee travels in the period. Distance is all that an employee travels to work and back in
// the period, as many surveys ask for it; it replaces Days and OneWay. With Occupancy, the people in a car (1 if it is driven
// alone), the factor is per kilometre of the vehicle; without it, per passenger-kilometre. It is found as travel/MODE or
// by a full name such as vehicle/car/average/gasoline. For an electric car that is the name of its electricity,
// electricity/vehicle/car/…; its well-to-tank holds the losses in transmission and distribution.
//
// The result is primary data if Data is, as the answers of the employees to a survey are; see [DataType].
//
// Source: Technical Guidance, category 7, distance-based method.
type CommutingDistanceBased struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Stages         Stages           `json:"stages" csv:"stages"`                                        // the stages to calculate (apart gives tank-to-wheel and well-to-tank as two results)
	Mode           string           `json:"mode" csv:"mode"`                                            // the mode of travel, by its name in the vocabulary: "rail/national", "vehicle/car/average/gasoline"
	Region         string           `json:"region" csv:"region"`                                        // the country that the factor is for: "GB"
	Employees      units.Quantity   `json:"employees" csv:"employees" input:"count:person"`             // the employees who travel so: "60 person"
	Days           units.Quantity   `json:"days,omitzero" csv:"days,omitempty" input:"time"`            // the days on which each of them travels: "220 day"
	OneWay         units.Quantity   `json:"one_way,omitzero" csv:"one_way,omitempty" input:"length"`    // the distance from home to work: "12.5 km"
	Distance       units.Quantity   `json:"distance,omitzero" csv:"distance,omitempty" input:"length"`  // the distance to work and back that each of them travels in the period, instead of days and one_way: "5280 km"
	Data           DataType         `json:"data,omitzero" csv:"data,omitempty"`                         // the type of the data on mode and distance (primary if recorded or surveyed for these employees, secondary or not given otherwise)
	Occupancy      *decimal.Decimal `json:"occupancy,omitempty" csv:"occupancy,omitempty" input:"[1,)"` // the people in a vehicle, for a factor per kilometre of it: "1.2"
	Factor         factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"`                     // a factor of the mode, instead of one from the basis: "0.16 kg CO2/km; study 2024"
	UpstreamFactor factors.Supplied `json:"upstream_factor,omitzero" csv:"upstream_factor,omitempty"`   // with stages apart: a well-to-tank factor, instead of one from the basis: "0.04 kg CO2e/km AR5; study 2024"
	LossesFactor   factors.Supplied `json:"losses_factor,omitzero" csv:"losses_factor,omitempty"`       // with stages apart, of electricity: a factor of its losses and their upstream, required with upstream_factor; zero if that covers them: "0.004 kg CO2e/km AR5; study 2024"
}

var commutingDistanceBased = declare[CommutingDistanceBased](
	in(ghg.EmployeeCommuting), byData, byStage,
	"travel/MODE, vehicle/VEHICLE or electricity/vehicle/VEHICLE, by stage; losses of electricity",
	`{"id": "by-train", "period": "2024", "stages": "apart", "mode": "rail/national", "region": "GB", "employees": "140 person",
	"days": "180 day", "one_way": "24 km"}`,
	`{"id": "by-car", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "reliability 2", "stages": "apart",
	"mode": "car/average/unknown", "region": "GB", "employees": "60 person", "days": "200 day", "one_way": "11.5 km", "occupancy": "1.2",
	"factor": "0.16 kg CO2/km; study 2024", "upstream_factor": "0.04 kg CO2e/km AR5; study 2024"}`,
	`{"id": "by-electric-car", "period": "2024", "stages": "apart", "mode": "electricity/vehicle/car/average/battery-electric", "region": "GB",
	"employees": "12 person", "distance": "5280 km", "occupancy": "1", "data": "primary", "factor": "0.044 kg CO2e/km AR5; study 2024",
	"upstream_factor": "0.011 kg CO2e/km AR5; study 2024", "losses_factor": "0.004 kg CO2e/km AR5; study 2024"}`,
)

// Calculate returns a result for each stage. It fails if an input is missing, negative or out of its range, if the
// distance is given beside days or one_way, or if there is no factor.
func (a CommutingDistanceBased) Calculate(b factors.Basis) (ghg.Results, error) {
	c := commutingDistanceBased.Begin(b, &a)
	from := supply{a.Factor, a.UpstreamFactor, a.LossesFactor}
	a.Stages.check(c, from, a.Mode)
	if !a.Distance.Given() {
		c.Require("days", "one_way")
	} else if a.Days.Given() || a.OneWay.Given() {
		c.Refuse("distance", a.Distance.String(), "either it, or days and one_way", ghg.ErrMixed)
	}
	travelled := commute{a.Employees, a.Days, a.OneWay, a.Distance, a.Occupancy}.flow(c)
	c.Primary(a.Data == PrimaryData)
	return a.Stages.results(c, func(c *method.Calc, st stage) {
		st.distance(c, travelActivity(a.Mode), a.Region, travelled, from)
	})
}

// CommutingAverageData is the part of all employees that travels in one mode according to statistics (category 7).
//
//	emissions = employees × share using the mode × days × 2 × average one way [÷ occupancy] × EF(mode)
//
// Each mode is a row. Occupancy is as in [CommutingDistanceBased]. Walking and cycling have a share but emit nothing,
// and need no row.
//
// Source: Technical Guidance, category 7, average-data method (example 7.2, pp. 92–93).
type CommutingAverageData struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Stages         Stages           `json:"stages" csv:"stages"`                                        // the stages to calculate (apart gives tank-to-wheel and well-to-tank as two results)
	Mode           string           `json:"mode" csv:"mode"`                                            // the mode of travel, by its name in the vocabulary: "rail/national", "vehicle/car/average/gasoline"
	Region         string           `json:"region" csv:"region"`                                        // the country that the factor is for: "GB"
	Employees      units.Quantity   `json:"employees" csv:"employees" input:"count:person"`             // all employees: "10000 person"
	Share          *decimal.Decimal `json:"share" csv:"share" input:"[0,1]"`                            // the share of them who use the mode: "0.5"
	Days           units.Quantity   `json:"days" csv:"days" input:"time"`                               // the days on which an employee travels: "235 day"
	OneWay         units.Quantity   `json:"one_way" csv:"one_way" input:"length"`                       // the average distance from home to work in the mode: "10 km"
	Occupancy      *decimal.Decimal `json:"occupancy,omitempty" csv:"occupancy,omitempty" input:"[1,)"` // the people in a vehicle, for a factor per kilometre of it: "1.2"
	Factor         factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"`                     // a factor of the mode, instead of one from the basis: "0.16 kg CO2/km; study 2024"
	UpstreamFactor factors.Supplied `json:"upstream_factor,omitzero" csv:"upstream_factor,omitempty"`   // with stages apart: a well-to-tank factor, instead of one from the basis: "0.04 kg CO2e/km AR5; study 2024"
	LossesFactor   factors.Supplied `json:"losses_factor,omitzero" csv:"losses_factor,omitempty"`       // with stages apart, of electricity: a factor of its losses and their upstream, required with upstream_factor; zero if that covers them: "0.004 kg CO2e/km AR5; study 2024"
}

var commutingAverageData = declare[CommutingAverageData](
	in(ghg.EmployeeCommuting), secondary, byStage,
	"travel/MODE, vehicle/VEHICLE or electricity/vehicle/VEHICLE, by stage; losses of electricity",
	`{"id": "rail", "period": "2024", "stages": "tank-to-wheel", "mode": "rail/national", "region": "GB", "employees": "10000 person",
	"share": "0.5", "days": "235 day", "one_way": "10 km"}`,
	`{"id": "car", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "reliability 4", "stages": "apart",
	"mode": "car/average/unknown", "region": "GB", "employees": "10000 person", "share": "0.3", "days": "235 day", "one_way": "15 km",
	"occupancy": "1", "factor": "0.16 kg CO2/km; study 2024", "upstream_factor": "0.04 kg CO2e/km AR5; study 2024"}`,
	`{"id": "electric-car", "period": "2024", "stages": "apart", "mode": "electricity/vehicle/car/average/battery-electric", "region": "GB",
	"employees": "10000 person", "share": "0.02", "days": "235 day", "one_way": "15 km", "occupancy": "1",
	"factor": "0.044 kg CO2e/km AR5; study 2024", "upstream_factor": "0.011 kg CO2e/km AR5; study 2024",
	"losses_factor": "0.004 kg CO2e/km AR5; study 2024"}`,
)

// Calculate returns a result for each stage. It fails if an input is missing, negative or out of its range, or if there
// is no factor.
func (a CommutingAverageData) Calculate(b factors.Basis) (ghg.Results, error) {
	c := commutingAverageData.Begin(b, &a)
	from := supply{a.Factor, a.UpstreamFactor, a.LossesFactor}
	a.Stages.check(c, from, a.Mode)
	travelled := commute{a.Employees, a.Days, a.OneWay, units.Quantity{}, a.Occupancy}.flow(c).Times("share using the mode", method.Number(a.Share), "")
	return a.Stages.results(c, func(c *method.Calc, st stage) {
		st.distance(c, travelActivity(a.Mode), a.Region, travelled, from)
	})
}

// commute is the distance that employees travel to work and back.
type commute struct {
	employees, days, oneWay units.Quantity
	distance                units.Quantity // of an employee in the period, instead of the two
	occupancy               *decimal.Decimal
}

// flow returns the commute in kilometres of vehicles if the occupancy is given, and of passengers otherwise.
func (k commute) flow(c *method.Calc) method.Flow {
	if k.distance.Given() {
		return k.yearly(c)
	}
	days, err := k.days.In(units.MustUnit("day"))
	c.Fail(err)
	people := k.employees.Value
	if k.occupancy != nil {
		return method.Of("one way", k.oneWay).Times("there and back", thereAndBack, "").Times("days", days.Value, "").
			Times("employees", people, "").Per("occupancy", *k.occupancy, "")
	}
	passengers := units.New(people, units.MustUnit("passenger"))
	travelling := method.Of("employees", passengers).Times("days", days.Value, "").Times("there and back", thereAndBack, "")
	return c.TimesAmount(travelling, "one way", k.oneWay)
}

// yearly is the commute by the distance of an employee in the period.
func (k commute) yearly(c *method.Calc) method.Flow {
	people := k.employees.Value
	if k.occupancy != nil {
		return method.Of("distance there and back", k.distance).Times("employees", people, "").Per("occupancy", *k.occupancy, "")
	}
	return c.TimesAmount(method.Of("employees", units.New(people, units.MustUnit("passenger"))), "distance there and back", k.distance)
}

var thereAndBack = decimal.New(2, 0)

// CommutingEmployeeDays is commuting by averages per employee and day of work (category 7).
//
//	emissions = employee-days × EF(kind of workplace, size of city)
//
// The factor is found as commute/KIND per person·day. The kind is office or factory, with the size of its city.
//
// Source: Japan's Ministry of the Environment, database of emission units for organisations' supply chains, table 14.
type CommutingEmployeeDays struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Kind   string           `json:"kind" csv:"kind"`                               // the kind of workplace and city, by its name in the vocabulary: "office/large-city", "factory/town"
	Amount units.Quantity   `json:"amount" csv:"amount" input:"count:person·time"` // the employees times their days of work: "240000 person·day"
	Region string           `json:"region" csv:"region"`                           // the country where the employees work: "JP"
	Factor factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"`        // a factor per employee and day, instead of one from the basis: "0.984721 kg CO2e/person·day unstated; MOE database, table 14"
}

var commutingEmployeeDays = declare[CommutingEmployeeDays](
	in(ghg.EmployeeCommuting), secondary, single,
	"commute/KIND, unstated",
	`{"id": "tokyo-office", "period": "2024", "kind": "office/large-city", "amount": "240000 person·day", "region": "JP"}`,
	`{"id": "works", "entity": "Example KK", "site": "Osaka", "period": "2024", "quality": "reliability 4", "kind": "factory/town",
	"amount": "22000 person·day", "region": "JP", "factor": "1.5 kg CO2e/person·day unstated; survey 2024"}`,
)

// Calculate returns one result. It fails if an input is missing, negative or of the wrong dimension, or if there is no
// factor.
func (a CommutingEmployeeDays) Calculate(b factors.Basis) (ghg.Results, error) {
	c := commutingEmployeeDays.Begin(b, &a)
	query := factors.Query{Activity: method.Under("commute", a.Kind), Region: a.Region, Unit: a.Amount.Unit, Boundary: ghg.BoundaryUnstated}
	c.Apply(query.Activity, method.Of("employee-days", a.Amount), c.Factor(a.Factor, query))
	return c.Results()
}

// HomeworkingAverage is work from home by averages per hour (category 7, where the Guidance leaves teleworking optional).
//
//	emissions = hours of full-time equivalents × EF
//
// The factor is found as homeworking/KIND per FTE·hour; office equipment and heating add up to the total.
//
// Source: Technical Guidance, category 7, teleworking; UK government conversion factors, homeworking.
type HomeworkingAverage struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Kind   string           `json:"kind" csv:"kind"`                          // what the factor covers, by its name in the vocabulary: "total", "office-equipment", "heating"
	Hours  units.Quantity   `json:"hours" csv:"hours" input:"count:FTE·time"` // the hours worked at home, in full-time equivalents: "150000 FTE·hour"
	Region string           `json:"region" csv:"region"`                      // the country where the employees live: "GB"
	Factor factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"`   // a factor per hour, instead of one from the basis: "0.33378 kg CO2e/FTE·hour AR5; UK 2024"
}

var homeworkingAverage = declare[HomeworkingAverage](
	in(ghg.EmployeeCommuting), secondary, single,
	"homeworking/KIND, unstated",
	`{"id": "home-office", "period": "2024", "kind": "total", "hours": "150000 FTE·hour", "region": "GB"}`,
	`{"id": "home-heating", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "reliability 4", "kind": "heating",
	"hours": "20000 FTE·hour", "region": "GB", "factor": "0.3 kg CO2e/FTE·hour AR5; survey 2024"}`,
)

// Calculate returns one result. It fails if an input is missing, negative or of the wrong dimension, or if there is no
// factor.
func (a HomeworkingAverage) Calculate(b factors.Basis) (ghg.Results, error) {
	c := homeworkingAverage.Begin(b, &a)
	query := factors.Query{Activity: method.Under("homeworking", a.Kind), Region: a.Region, Unit: a.Hours.Unit, Boundary: ghg.BoundaryUnstated}
	c.Apply(query.Activity, method.Of("hours", a.Hours), c.Factor(a.Factor, query))
	return c.Results()
}

// HomeworkingEnergy is work from home by the energy it takes (category 7, where the Guidance leaves teleworking optional).
//
//	emissions = energy of the homes × share due to work × EF
//
// Share is the part of the energy that would not have been used without the work; 1 if Amount is that part already.
//
// Source: Technical Guidance, category 7, teleworking (energy of the home beyond a baseline).
type HomeworkingEnergy struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Energy string           `json:"energy" csv:"energy"`                    // the carrier of energy, by its name in the vocabulary: "electricity/grid", "fuel/natural-gas"
	Amount units.Quantity   `json:"amount" csv:"amount"`                    // the energy of the homes: "42000 kWh", "180000 kWh(HHV)"
	Share  *decimal.Decimal `json:"share" csv:"share" input:"[0,1]"`        // the share of it that is due to work: "0.3"
	Region string           `json:"region" csv:"region"`                    // the country where the employees live: "GB"
	Factor factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"` // a factor of the energy, instead of one from the basis: "0.2 kg CO2/kWh; grid 2024"
}

var homeworkingEnergy = declare[HomeworkingEnergy](
	in(ghg.EmployeeCommuting), secondary, single,
	"fuel/FUEL, combustion; electricity/GRID or heat/KIND, generation",
	`{"id": "home-power", "period": "2024", "energy": "electricity/grid", "amount": "42000 kWh", "share": "1", "region": "GB"}`,
	`{"id": "home-gas", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "reliability 4", "energy": "fuel/natural-gas",
	"amount": "180000 kWh(HHV)", "share": "0.3", "region": "GB", "factor": "0.18 kg CO2/kWh(HHV); supplier 2024"}`,
)

// Calculate returns one result. It fails if an input is missing, negative or out of its range, or if there is no factor.
func (a HomeworkingEnergy) Calculate(b factors.Basis) (ghg.Results, error) {
	c := homeworkingEnergy.Begin(b, &a)
	used := use{energy: a.Energy, amount: a.Amount, factor: a.Factor, region: a.Region}
	used.check(c)
	used.apply(c, "", func(f method.Flow) method.Flow { return f.Times("share due to work", method.Number(a.Share), "") })
	return c.Results()
}

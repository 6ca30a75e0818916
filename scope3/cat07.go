package scope3

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/calc"
	"github.com/ghgkit/ghg/units"
)

// Names of the methods of category 7. Its fuel-based method is [TransportEnergy], its spend-based one [SpendBased].
const (
	MethodCommuteDistance     ghg.Method = "scope3.commuting.distance-based"
	MethodCommuteAverageData  ghg.Method = "scope3.commuting.average-data"
	MethodCommuteEmployeeDays ghg.Method = "scope3.commuting.employee-days"
	MethodHomeworkingHours    ghg.Method = "scope3.commuting.homeworking-average"
	MethodHomeworkingEnergy   ghg.Method = "scope3.commuting.homeworking-energy"
)

// CommuteDistance is the way to work of an employee, or of a group that travels alike (category 7).
//
//	emissions = employees × days × 2 × one way × EF(mode)                 EF per passenger·km
//	emissions = employees × days × 2 × one way ÷ occupancy × EF(vehicle)  EF per km
//
// Days are those that an employee travels in the period. With Occupancy, the people in a car (1 if it is driven alone),
// the factor is per kilometre of the vehicle; without it, per passenger-kilometre. It is found as travel/MODE or by a
// whole name such as vehicle/car/average/gasoline.
//
// Source: Technical Guidance, category 7, distance-based method.
type CommuteDistance struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Stages         Stages           `json:"stages" csv:"stages"`
	Mode           string           `json:"mode" csv:"mode"` // "rail/national", "vehicle/car/average/gasoline"
	Region         string           `json:"region" csv:"region"`
	Employees      units.Quantity   `json:"employees" csv:"employees"` // "1 person"
	Days           units.Quantity   `json:"days" csv:"days"`           // "220 day"
	OneWay         units.Quantity   `json:"one_way" csv:"one_way"`     // "12.5 km"
	Occupancy      *decimal.Decimal `json:"occupancy,omitempty" csv:"occupancy,omitempty"`
	Factor         factors.Supplied      `json:"factor,omitzero" csv:"factor,omitempty"`
	UpstreamFactor factors.Supplied      `json:"upstream_factor,omitzero" csv:"upstream_factor,omitempty"`
}

// Calculate returns a result for each stage.
func (a CommuteDistance) Calculate(b factors.Basis) (ghg.Results, error) {
	return a.Stages.results(func(st stage) *calc.Calc {
		c := begin(b, MethodCommuteDistance, ghg.EmployeeCommuting, a.ID, a.Entity, a.Site, a.Period, a.Quality, true)
		a.Stages.check(c, a.UpstreamFactor)
		c.Text("mode", a.Mode, "a mode of travel, such as rail/national or vehicle/car/average/gasoline")
		c.Text("region", a.Region, "the region of the factors, such as GB")
		travelled := commute{a.Employees, a.Days, a.OneWay, a.Occupancy}.flow(c)
		activity := travelActivity(a.Mode)
		c.Apply(activity, travelled, c.Factor(st.own(a.Factor, a.UpstreamFactor), activity, a.Region, travelled.Unit(), st.ofDistance(activity)))
		return c
	})
}

// CommuteAverageData is the part of all employees that statistics say travel in one mode (category 7).
//
//	emissions = employees × share using the mode × days × 2 × average one way [÷ occupancy] × EF(mode)
//
// A row is a mode. Occupancy is as in [CommuteDistance]. Walking and cycling have the share but emit nothing, and need
// no row.
//
// Source: Technical Guidance, category 7, average-data method (example 7.2, pp. 92–93).
type CommuteAverageData struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Stages         Stages           `json:"stages" csv:"stages"`
	Mode           string           `json:"mode" csv:"mode"`
	Region         string           `json:"region" csv:"region"`
	Employees      units.Quantity   `json:"employees" csv:"employees"` // all: "10000 person"
	Share          *decimal.Decimal `json:"share" csv:"share"`         // of them in this mode: 0.5
	Days           units.Quantity   `json:"days" csv:"days"`
	OneWay         units.Quantity   `json:"one_way" csv:"one_way"` // average of the mode
	Occupancy      *decimal.Decimal `json:"occupancy,omitempty" csv:"occupancy,omitempty"`
	Factor         factors.Supplied      `json:"factor,omitzero" csv:"factor,omitempty"`
	UpstreamFactor factors.Supplied      `json:"upstream_factor,omitzero" csv:"upstream_factor,omitempty"`
}

// Calculate returns a result for each stage.
func (a CommuteAverageData) Calculate(b factors.Basis) (ghg.Results, error) {
	return a.Stages.results(func(st stage) *calc.Calc {
		c := begin(b, MethodCommuteAverageData, ghg.EmployeeCommuting, a.ID, a.Entity, a.Site, a.Period, a.Quality, false)
		a.Stages.check(c, a.UpstreamFactor)
		c.Text("mode", a.Mode, "a mode of travel, such as rail/national or vehicle/car/average/gasoline")
		c.Text("region", a.Region, "the region of the factors, such as GB")
		share := c.GivenShare("share", a.Share)
		travelled := commute{a.Employees, a.Days, a.OneWay, a.Occupancy}.flow(c).Times("share using the mode", share, "")
		activity := travelActivity(a.Mode)
		c.Apply(activity, travelled, c.Factor(st.own(a.Factor, a.UpstreamFactor), activity, a.Region, travelled.Unit(), st.ofDistance(activity)))
		return c
	})
}

// commute is the distance that employees travel to work and back.
type commute struct {
	employees, days, oneWay units.Quantity
	occupancy               *decimal.Decimal
}

// flow checks the commute and returns it: kilometres of vehicles if the occupancy is given, else of passengers.
func (k commute) flow(c *calc.Calc) calc.Flow {
	c.Amount("employees", k.employees, units.MustUnit("person").Dimension())
	c.Amount("days", k.days, units.Time)
	c.Amount("one_way", k.oneWay, units.Length)
	if k.occupancy != nil && k.occupancy.LessThan(one) {
		c.Refuse("occupancy", k.occupancy.String(), "people per vehicle, at least 1", ghg.ErrOutOfRange)
	}
	if c.Failed() {
		return calc.Flow{}
	}
	days, err := k.days.In(units.MustUnit("day"))
	c.Fail(err)
	people := k.employees.Value
	if k.occupancy != nil {
		return calc.Of("one way", k.oneWay).Times("there and back", thereAndBack, "").Times("days", days.Value, "").
			Times("employees", people, "").Per("occupancy", *k.occupancy, "")
	}
	travelling := calc.Of("employees", units.New(people, passenger())).Times("days", days.Value, "").Times("there and back", thereAndBack, "")
	return c.TimesAmount(travelling, "one way", k.oneWay)
}

var thereAndBack = decimal.New(2, 0)

// CommuteEmployeeDays is commuting by averages per employee and day of work (category 7).
//
//	emissions = employee-days × EF(kind of workplace, size of city)
//
// The factor is found as commute/KIND per person·day: office or factory, and the size of the city it is in.
//
// Source: Japan's Ministry of the Environment, database of emission units for organisations' supply chains, table 14.
type CommuteEmployeeDays struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Kind   string         `json:"kind" csv:"kind"`     // "office/large-city", "factory/town"
	Amount units.Quantity `json:"amount" csv:"amount"` // "24000 person·day"
	Region string         `json:"region" csv:"region"`
	Factor factors.Supplied    `json:"factor,omitzero" csv:"factor,omitempty"`
}

// Calculate returns one result.
func (a CommuteEmployeeDays) Calculate(b factors.Basis) (ghg.Results, error) {
	c := begin(b, MethodCommuteEmployeeDays, ghg.EmployeeCommuting, a.ID, a.Entity, a.Site, a.Period, a.Quality, false)
	c.Text("kind", a.Kind, "the kind of workplace and city, such as office/large-city")
	c.Amount("amount", a.Amount, units.MustUnit("person·day").Dimension())
	c.Text("region", a.Region, "where the employees work, such as JP")
	kind := calc.Under("commute", a.Kind)
	c.Apply(kind, calc.Of("employee-days", a.Amount), c.Factor(a.Factor, kind, a.Region, a.Amount.Unit, ghg.BoundaryUnstated))
	return c.Results()
}

// HomeworkingHours is work from home by averages per hour (category 7; the Guidance leaves teleworking optional).
//
//	emissions = hours of full-time equivalents × EF
//
// The factor is found as homeworking/KIND per FTE·hour; office equipment and heating add up to the total.
//
// Source: Technical Guidance, category 7, teleworking; UK government conversion factors, homeworking.
type HomeworkingHours struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Kind   string         `json:"kind" csv:"kind"`   // "total", "office-equipment", "heating"
	Hours  units.Quantity `json:"hours" csv:"hours"` // "150000 FTE·hour"
	Region string         `json:"region" csv:"region"`
	Factor factors.Supplied    `json:"factor,omitzero" csv:"factor,omitempty"`
}

// Calculate returns one result.
func (a HomeworkingHours) Calculate(b factors.Basis) (ghg.Results, error) {
	c := begin(b, MethodHomeworkingHours, ghg.EmployeeCommuting, a.ID, a.Entity, a.Site, a.Period, a.Quality, false)
	c.Text("kind", a.Kind, "what is counted: total, office-equipment or heating")
	c.Amount("hours", a.Hours, units.MustUnit("FTE·hour").Dimension())
	c.Text("region", a.Region, "where the employees live, such as GB")
	kind := calc.Under("homeworking", a.Kind)
	c.Apply(kind, calc.Of("hours", a.Hours), c.Factor(a.Factor, kind, a.Region, a.Hours.Unit, ghg.BoundaryUnstated))
	return c.Results()
}

// HomeworkingEnergy is the energy that work from home takes (category 7; the Guidance leaves teleworking optional).
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

	Energy string           `json:"energy" csv:"energy"` // "electricity/grid", "fuel/natural-gas"
	Amount units.Quantity   `json:"amount" csv:"amount"`
	Share  *decimal.Decimal `json:"share" csv:"share"`
	Region string           `json:"region" csv:"region"`
	Factor factors.Supplied      `json:"factor,omitzero" csv:"factor,omitempty"`
}

// Calculate returns one result.
func (a HomeworkingEnergy) Calculate(b factors.Basis) (ghg.Results, error) {
	c := begin(b, MethodHomeworkingEnergy, ghg.EmployeeCommuting, a.ID, a.Entity, a.Site, a.Period, a.Quality, false)
	used := use{Energy: a.Energy, Amount: a.Amount, Factor: a.Factor, Region: a.Region}
	used.check(c)
	share := c.GivenShare("share", a.Share)
	used.apply(c, "", func(f calc.Flow) calc.Flow { return f.Times("share due to work", share, "") })
	return c.Results()
}

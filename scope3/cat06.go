package scope3

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/calc"
	"github.com/ghgkit/ghg/units"
)

// MethodTravelAverageData is the name of category 6's average-data method.
const MethodTravelAverageData ghg.Method = "scope3.business-travel.average-data"

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
	Factor factors.Own    `json:"factor,omitzero" csv:"factor,omitempty"`
}

// Calculate returns one result.
func (a TravelAverageData) Calculate(b factors.Basis) (ghg.Results, error) {
	c := begin(b, MethodTravelAverageData, ghg.BusinessTravel, a.ID, a.Entity, a.Site, a.Period, a.Quality, false)
	c.Text("kind", a.Kind, "what the average is per, such as employee-year")
	c.Text("region", a.Region, "where the employees work, such as JP")
	c.Amount("amount", a.Amount)
	c.Apply("", calc.Of("travel", a.Amount), c.Factor(a.Factor, calc.Under("travel", a.Kind), a.Region, a.Amount.Unit, factors.Unstated))
	return c.Results()
}

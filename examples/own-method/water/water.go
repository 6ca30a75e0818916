// Package water declares a calculation method outside the module's packages. Copy it to write your own method where the
// standards leave the choice to the company.
package water

import (
	_ "embed"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

//go:generate go run github.com/ghgkit/ghg/method/methoddoc .

//go:embed texts.json
var texts string

// Office is emissions from the supply of water to an office without a meter, estimated from the days that people spend
// there.
//
//	emissions = attendance × use per person and day × EF
//
// The use is the company's own figure, with its source.
//
// Source: GHG Protocol Scope 3 Technical Guidance, ch. 1, average-data method; the company's own estimate of the amount.
type Office struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Region     string           `json:"region" csv:"region"`                                   // the country where the office is: "GB"
	Attendance units.Quantity   `json:"attendance" csv:"attendance" input:"count:person·time"` // the days that people spend in the office: "12000 person·day"
	Use        units.Rate       `json:"use" csv:"use" input:"volume/count:person·time"`        // the water that a person uses in a day: "40 L/person·day"
	UseSource  string           `json:"use_source" csv:"use_source"`                           // the source of the use: "meter of the Leeds office, 2023"
	Factor     factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"`                // an emission factor for the supply of water, instead of one from the basis: "0.15 kg CO2e/m3 AR5; water company 2024"
}

var office = method.Declare[Office](method.Declaration{
	Scope: ghg.Scope3, Categories: []ghg.Category{ghg.PurchasedGoodsAndServices},
	Factors: "water/supply, cradle-to-gate",
	Examples: []string{
		`{"id": "leeds", "period": "2024", "region": "GB", "attendance": "12000 person·day", "use": "40 L/person·day",
		"use_source": "meter of the Leeds office, 2023"}`,
		`{"id": "york", "entity": "Example Ltd", "site": "York", "period": "2024", "quality": "technology 2", "region": "GB",
		"attendance": "300 person·day", "use": "35 L/person·day", "use_source": "estimate", "factor": "0.15 kg CO2e/m3 AR5; water company 2024"}`,
	},
	Texts: method.ParseTexts(texts),
})

// Calculate returns one result. It fails if an input is missing or if there is no factor.
func (a Office) Calculate(b factors.Basis) (ghg.Results, error) {
	c := office.Begin(b, &a)
	m3 := units.MustUnit("m3")
	water := c.Convert(c.TimesRate(method.Of("attendance", a.Attendance), "use per person and day", a.Use, a.UseSource), m3)
	c.Apply("", water, c.Factor(a.Factor, factors.Query{Activity: "water/supply", Region: a.Region, Unit: m3, Boundary: ghg.CradleToGate}))
	return c.Results()
}

// Methods returns the methods of this package.
func Methods() []*method.Method { return []*method.Method{office.Method} }

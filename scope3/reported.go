package scope3

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// Reported is a figure that another party calculated: a supplier, lessor, franchisee or investee, or a publication.
//
//	emissions = the figure
//
// It counts in its category and is marked as not recomputed, with its source, assurance and GWP basis. It replaces an
// estimate of the same purchase; the two are not added.
//
// Source: Scope 3 Standard ch. 7 (supplier-specific data) and ch. 11 (what is disclosed).
type Reported struct {
	ID       string       `json:"id" csv:"id"`
	Entity   string       `json:"entity,omitempty" csv:"entity,omitempty"`
	Site     string       `json:"site,omitempty" csv:"site,omitempty"`
	Period   ghg.Period   `json:"period" csv:"period"`
	Quality  ghg.Quality  `json:"quality,omitzero" csv:"quality,omitempty"`
	Category ghg.Category `json:"category" csv:"category"`

	Amount    units.Quantity `json:"amount" csv:"amount" input:"mass(CO2e)"`             // the figure: "3778 kt CO2e"
	GWP       string         `json:"gwp" csv:"gwp"`                                      // the GWP basis of the figure: "AR5", "unstated"
	Reporter  string         `json:"reporter" csv:"reporter"`                            // the party that calculated the figure: "mill"
	Source    string         `json:"source" csv:"source"`                                // the document that the figure is printed in: "sustainability report 2024"
	Assurance string         `json:"assurance" csv:"assurance"`                          // the assurance of the figure, or none: "limited, ISO 14064-3", "none"
	Primary   bool           `json:"primary,omitempty" csv:"primary,omitempty"`          // the figure rests on the reporter's own measurements
	Purchase  string         `json:"purchase,omitempty" csv:"purchase,omitempty"`        // the id of the purchase, so that the figure can replace an estimate of it: "PO-3"
	Spend     units.Quantity `json:"spend,omitzero" csv:"spend,omitempty" input:"money"` // what was paid, recorded but not used in the calculation: "180000000 JPY"
}

var reported = declareAs[Reported](
	method.Declaration{Categories: everyCategory, Origin: ghg.Reported, Primary: byData},
	"none",
	`{"id": "supplier-report", "period": "2024", "category": 1, "amount": "3778 kt CO2e", "gwp": "unstated", "reporter": "supplier",
	"source": "sustainability report 2024", "assurance": "none"}`,
	`{"id": "mill", "entity": "Example KK", "site": "Osaka", "period": "2024", "quality": "reliability 2", "category": 1,
	"amount": "2.5 kt CO2e", "gwp": "AR5", "reporter": "mill", "source": "letter of March 2025", "assurance": "limited, ISO 14064-3",
	"primary": true, "purchase": "PO-3", "spend": "180000000 JPY"}`,
)

// Calculate returns one result of the category, with the origin "reported" and a caveat. It fails if an input is missing,
// negative or of the wrong dimension, or if the GWP basis is unknown.
func (a Reported) Calculate(b factors.Basis) (ghg.Results, error) {
	c := reported.Begin(b, &a)
	c.Reported(method.Statement{Amount: a.Amount, GWP: a.GWP, Reporter: a.Reporter, Source: a.Source, Assurance: a.Assurance, Primary: a.Primary})
	c.Purchase(a.Purchase, a.Reporter, a.Spend)
	return c.Results()
}

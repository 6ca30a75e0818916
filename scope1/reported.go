package scope1

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// Reported is direct emissions that another party calculated: the operator of a joint venture, a contractor or a verifier.
//
//	emissions = the figure
//
// It counts in Scope 1 and is marked as not recomputed, with its source, assurance and GWP basis. It replaces a calculation
// of the same source; the two are not added. The figure is a sum of gases in CO2e without CO2 from biomass. If the gases are
// known, use [Measured], one row per gas.
//
// Source: GHG Protocol Corporate Standard ch. 4 (emissions of operations that another company runs) and ch. 9 (what is
// reported).
type Reported struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Amount    units.Quantity `json:"amount" csv:"amount" input:"mass(CO2e)"`    // the figure: "3778 t CO2e"
	GWP       string         `json:"gwp" csv:"gwp"`                             // the GWP basis of the figure: "AR5", "unstated"
	Reporter  string         `json:"reporter" csv:"reporter"`                   // the party that calculated the figure: "operator"
	Source    string         `json:"source" csv:"source"`                       // the document that the figure is printed in: "partner report 2024"
	Assurance string         `json:"assurance" csv:"assurance"`                 // the assurance of the figure, or none: "limited, ISO 14064-3", "none"
	Primary   bool           `json:"primary,omitempty" csv:"primary,omitempty"` // the figure rests on the reporter's own measurements
}

var reported = declareAs[Reported](
	method.Declaration{Origin: ghg.Reported, Primary: method.PrimaryByInputs()},
	"none",
	`{"id": "terminal", "period": "2024", "amount": "3778 t CO2e", "gwp": "AR5", "reporter": "operator", "source": "partner report 2024",
	"assurance": "none"}`,
	`{"id": "plant", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "reliability 2", "amount": "2.5 kt CO2e",
	"gwp": "unstated", "reporter": "operator", "source": "letter of March 2025", "assurance": "limited, ISO 14064-3", "primary": true}`,
)

// Calculate returns one result, with the origin "reported" and a caveat. It fails if an input is missing, negative or of the
// wrong dimension, or if the GWP basis is unknown.
func (a Reported) Calculate(b factors.Basis) (ghg.Results, error) {
	c := reported.Begin(b, &a)
	c.Reported(method.Statement{Amount: a.Amount, GWP: a.GWP, Reporter: a.Reporter, Source: a.Source, Assurance: a.Assurance, Primary: a.Primary})
	return c.Results()
}

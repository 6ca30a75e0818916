package scope2

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// Reported is emissions from purchased energy that another party calculated: a landlord, the operator of a joint venture or
// a data centre.
//
//	location-based = the location-based figure
//	market-based   = the market-based figure
//
// It counts in Scope 2 and is marked as not recomputed, with its source, assurance and GWP basis. Both figures are required:
// neither stands in for the other. If the reporter states one figure without its method, state the energy instead and
// calculate it with [Electricity] or [Heat]. The instruments behind a market-based figure are the reporter's; they are not
// checked here.
//
// Source: GHG Protocol Scope 2 Guidance ch. 4 (both methods are reported) and ch. 7 (what is disclosed).
type Reported struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Location  units.Quantity `json:"location" csv:"location" input:"mass(CO2e)"` // the location-based figure: "412 t CO2e"
	Market    units.Quantity `json:"market" csv:"market" input:"mass(CO2e)"`     // the market-based figure: "0 t CO2e"
	GWP       string         `json:"gwp" csv:"gwp"`                              // the GWP basis of the figures: "AR5", "unstated"
	Reporter  string         `json:"reporter" csv:"reporter"`                    // the party that calculated the figures: "landlord"
	Source    string         `json:"source" csv:"source"`                        // the document that the figures are printed in: "tenant report 2024"
	Assurance string         `json:"assurance" csv:"assurance"`                  // the assurance of the figures, or none: "limited, ISO 14064-3", "none"
	Primary   bool           `json:"primary,omitempty" csv:"primary,omitempty"`  // the figures rest on the reporter's own measurements
}

var reported = declareAs[Reported](
	method.Declaration{Origin: ghg.Reported, Primary: method.PrimaryByInputs()},
	"none",
	`{"id": "office", "period": "2024", "location": "412 t CO2e", "market": "0 t CO2e", "gwp": "AR5", "reporter": "landlord",
	"source": "tenant report 2024", "assurance": "none"}`,
	`{"id": "hall", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "reliability 2", "location": "41.2 t CO2e",
	"market": "53 t CO2e", "gwp": "unstated", "reporter": "colocation provider", "source": "letter of March 2025",
	"assurance": "limited, ISO 14064-3", "primary": true}`,
)

// Calculate returns two results, location-based and market-based, with the origin "reported" and a caveat. It fails if an
// input is missing, negative or of the wrong dimension, or if the GWP basis is unknown.
func (a Reported) Calculate(b factors.Basis) (ghg.Results, error) { return resultsOf(a.Dual(b)) }

// Dual returns the location-based and the market-based result.
func (a Reported) Dual(b factors.Basis) (Dual, error) {
	return byBoth(reported.Begin(b, &a), func(c *method.Calc, accounting ghg.Accounting) ghg.Cover {
		s := method.Statement{Amount: a.Location, GWP: a.GWP, Reporter: a.Reporter, Source: a.Source, Assurance: a.Assurance, Primary: a.Primary}
		if accounting == ghg.MarketBased {
			s.Amount = a.Market
		}
		c.Reported(s)
		return ghg.Cover{} // the energy is not stated
	})
}

package scope3

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// FranchiseSpecific is a franchise by its own scopes 1 and 2 (category 14).
//
//	emissions = scope 1 + scope 2
//
// Each franchise is a row. The figures are those that the franchisee states, with a caveat that they were not recomputed.
//
// Source: Technical Guidance, category 14, franchise-specific method (example 14.1, p. 133).
type FranchiseSpecific struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Franchise string         `json:"franchise" csv:"franchise"`              // the name of the franchise: "York"
	Scope1    units.Quantity `json:"scope1" csv:"scope1" input:"mass(CO2e)"` // its scope 1: "21 t CO2e"
	Scope2    units.Quantity `json:"scope2" csv:"scope2" input:"mass(CO2e)"` // its scope 2: "64 t CO2e"
	GWP       string         `json:"gwp" csv:"gwp"`                          // the GWP basis of the figures: "AR5", "unstated"
	Source    string         `json:"source" csv:"source"`                    // the document that the figures are printed in: "franchisee's return 2024"
}

var franchiseSpecific = declare[FranchiseSpecific](
	in(ghg.Franchises), primary, single,
	"none",
	`{"id": "franchise-york", "period": "2024", "franchise": "York", "scope1": "21 t CO2e", "scope2": "64 t CO2e", "gwp": "AR5",
	"source": "franchisee's return 2024"}`,
	`{"id": "franchise-hull", "entity": "Example Ltd", "site": "Hull", "period": "2024", "quality": "reliability 2", "franchise": "Hull",
	"scope1": "3 t CO2e", "scope2": "9 t CO2e", "gwp": "unstated", "source": "franchisee's return 2024"}`,
)

// Calculate returns one result, with the caveat [ghg.NotRecomputed]. It fails if an input is missing, negative or of the
// wrong dimension.
func (a FranchiseSpecific) Calculate(b factors.Basis) (ghg.Results, error) {
	c := franchiseSpecific.Begin(b, &a)
	checkGWP(c, a.GWP)
	franchisee := statement{a.Scope1, a.Scope2, a.GWP, a.Source, a.Franchise}
	franchisee.emit(c, a.Franchise, franchisee.sum(c))
	c.Subject(ghg.SubjectFranchise, a.Franchise)
	return c.Results()
}

// FranchiseSampled is a group of similar franchises by a sample of them (category 14).
//
//	emissions = (scope 1 + scope 2 of those sampled) × number in the group ÷ number sampled
//
// Each group is a row: by type of store, size or region, whichever drives the emissions.
//
// Source: Technical Guidance, category 14, franchise-specific method with sampling (example 14.2, p. 135), appendix A.
type FranchiseSampled struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Group   string         `json:"group" csv:"group"`                       // the name of the group: "kiosks"
	Number  units.Quantity `json:"number" csv:"number" input:"any count"`   // the franchises in the group: "150 franchise"
	Sampled units.Quantity `json:"sampled" csv:"sampled" input:"any count"` // the franchises sampled: "15 franchise"
	Scope1  units.Quantity `json:"scope1" csv:"scope1" input:"mass(CO2e)"`  // scope 1 of all those sampled: "12 t CO2e"
	Scope2  units.Quantity `json:"scope2" csv:"scope2" input:"mass(CO2e)"`  // scope 2 of all those sampled: "96 t CO2e"
	GWP     string         `json:"gwp" csv:"gwp"`                           // the GWP basis of the figures: "AR5", "unstated"
	Source  string         `json:"source" csv:"source"`                     // the document of the sample: "survey of 15 kiosks, 2024"
}

var franchiseSampled = declare[FranchiseSampled](
	in(ghg.Franchises), secondary, single,
	"none",
	`{"id": "kiosks", "period": "2024", "group": "kiosks", "number": "150 franchise", "sampled": "15 franchise", "scope1": "12 t CO2e",
	"scope2": "96 t CO2e", "gwp": "AR5", "source": "survey of 15 kiosks, 2024"}`,
	`{"id": "cafes", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "completeness 3", "group": "cafés",
	"number": "40 franchise", "sampled": "40 franchise", "scope1": "80 t CO2e", "scope2": "310 t CO2e", "gwp": "AR5", "source": "returns of 2024"}`,
)

// Calculate returns one result, with the extrapolation as a caveat unless all were sampled. It fails if an input is
// missing, negative or of the wrong dimension, or if none or more than there are were sampled.
func (a FranchiseSampled) Calculate(b factors.Basis) (ghg.Results, error) {
	c := franchiseSampled.Begin(b, &a)
	checkGWP(c, a.GWP)
	n := sample{a.Number, a.Sampled}
	n.check(c)
	group := statement{a.Scope1, a.Scope2, a.GWP, a.Source, a.Group}
	group.emit(c, a.Group, n.extrapolate(c, group.sum(c)))
	if !a.Number.Value.Equal(a.Sampled.Value) {
		c.Caveat(ghg.Estimated, "extrapolated from "+a.Sampled.String()+" to "+a.Number.String())
	}
	c.Subject(ghg.SubjectFranchise, a.Group)
	return c.Results()
}

// FranchiseAverageData is franchises by an average of their kind: per floor area or per outlet (category 14).
//
//	emissions = floor area × EF, or outlets × EF
//
// The factor is found as KIND, in the dimension of the amount: "building/restaurant" per m2·year, "franchise/coffee-shop"
// per outlet·year.
//
// Source: Technical Guidance, category 14, average-data method.
type FranchiseAverageData struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Kind   string           `json:"kind" csv:"kind"`                        // the kind of building or franchise, by its full name in the vocabulary: "building/restaurant", "franchise/coffee-shop"
	Amount units.Quantity   `json:"amount" csv:"amount"`                    // the floor area or the outlets, and the time: "12000 m2·year", "80 outlet·year"
	Region string           `json:"region" csv:"region"`                    // the country where the franchises are: "GB"
	Factor factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"` // a factor of the kind, instead of one from the basis: "95 kg CO2e/m2·year AR5; benchmark of the trade 2023"
}

var franchiseAverageData = declare[FranchiseAverageData](
	in(ghg.Franchises), secondary, single,
	"building/KIND or franchise/KIND, unstated",
	`{"id": "restaurants", "period": "2024", "kind": "building/restaurant", "amount": "12000 m2·year", "region": "GB",
	"factor": "95 kg CO2e/m2·year AR5; benchmark of the trade 2023"}`,
	`{"id": "coffee-shops", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "technology 3",
	"kind": "franchise/coffee-shop", "amount": "80 outlet·year", "region": "GB", "factor": "21000 kg CO2e/outlet·year AR5; benchmark 2023"}`,
)

// Calculate returns one result. It fails if an input is missing or negative, or if there is no factor.
func (a FranchiseAverageData) Calculate(b factors.Basis) (ghg.Results, error) {
	c := franchiseAverageData.Begin(b, &a)
	query := factors.Query{Activity: a.Kind, Region: a.Region, Unit: a.Amount.Unit, Boundary: ghg.BoundaryUnstated}
	c.Apply(a.Kind, method.Of("amount", a.Amount), c.Factor(a.Factor, query))
	c.Note("kind", a.Kind)
	return c.Results()
}

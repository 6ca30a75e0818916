package scope3

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/calc"
	"github.com/ghgkit/ghg/units"
)

// Method names of category 14, franchises.
const (
	MethodFranchiseSpecific    ghg.Method = "scope3.franchises.franchise-specific"
	MethodFranchiseSampled     ghg.Method = "scope3.franchises.sampled"
	MethodFranchiseAverageData ghg.Method = "scope3.franchises.average-data"
)

// FranchiseSpecific is a franchise by its own scopes 1 and 2 (category 14).
//
//	emissions = scope 1 + scope 2
//
// A row is a franchise. The figures enter as the franchisee states them and are shown as not recomputed.
//
// Source: Technical Guidance, category 14, franchise-specific method (example 14.1, p. 133).
type FranchiseSpecific struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Franchise string         `json:"franchise" csv:"franchise"`
	Scope1    units.Quantity `json:"scope1" csv:"scope1"` // CO2e: "100 t CO2e"
	Scope2    units.Quantity `json:"scope2" csv:"scope2"`
	GWP       string         `json:"gwp" csv:"gwp"`       // the franchisee's basis: "AR5", or "unstated"
	Source    string         `json:"source" csv:"source"` // the document it is printed in
}

// Calculate returns one result.
func (a FranchiseSpecific) Calculate(b factors.Basis) (ghg.Results, error) {
	c := begin(b, MethodFranchiseSpecific, ghg.Franchises, a.ID, a.Entity, a.Site, a.Period, a.Quality, true)
	c.Text("franchise", a.Franchise, "the name of the franchise")
	s := stated{Scope1: a.Scope1, Scope2: a.Scope2, GWP: a.GWP, Source: a.Source, Who: a.Franchise}
	s.check(c)
	s.emit(c, a.Franchise, s.sum(c))
	c.Fact("franchise", a.Franchise)
	return c.Results()
}

// FranchiseSampled is a group of like franchises by a sample of them (category 14).
//
//	emissions = (scope 1 + scope 2 of those sampled) × number in the group ÷ number sampled
//
// A row is a group: by type of store, size or region, whatever drives the emissions.
//
// Source: Technical Guidance, category 14, franchise-specific method with sampling (example 14.2, p. 135), appendix A.
type FranchiseSampled struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Group   string         `json:"group" csv:"group"`
	Number  units.Quantity `json:"number" csv:"number"`   // in the group: "150 franchise"
	Sampled units.Quantity `json:"sampled" csv:"sampled"` // looked at: "15 franchise"
	Scope1  units.Quantity `json:"scope1" csv:"scope1"`   // of all those sampled, CO2e
	Scope2  units.Quantity `json:"scope2" csv:"scope2"`
	GWP     string         `json:"gwp" csv:"gwp"` // the basis of the figures
	Source  string         `json:"source" csv:"source"`
}

// Calculate returns one result, with the extrapolation as a caveat unless all were sampled.
func (a FranchiseSampled) Calculate(b factors.Basis) (ghg.Results, error) {
	c := begin(b, MethodFranchiseSampled, ghg.Franchises, a.ID, a.Entity, a.Site, a.Period, a.Quality, false)
	c.Text("group", a.Group, "what the franchises have in common")
	s := stated{Scope1: a.Scope1, Scope2: a.Scope2, GWP: a.GWP, Source: a.Source, Who: a.Group}
	s.check(c)
	n := sample{a.Number, a.Sampled}
	n.check(c)
	s.emit(c, a.Group, n.extrapolate(c, s.sum(c)))
	if !a.Number.Value.Equal(a.Sampled.Value) {
		c.Caveat(ghg.Estimated, "extrapolated from "+a.Sampled.String()+" to "+a.Number.String())
	}
	c.Fact("group", a.Group)
	return c.Results()
}

// FranchiseAverageData is franchises by an average of their kind: floor area or number (category 14).
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

	Kind   string         `json:"kind" csv:"kind"`
	Amount units.Quantity `json:"amount" csv:"amount"` // "12000 m2·year", "80 outlet·year"
	Region string         `json:"region" csv:"region"`
	Factor factors.Supplied    `json:"factor,omitzero" csv:"factor,omitempty"`
}

// Calculate returns one result.
func (a FranchiseAverageData) Calculate(b factors.Basis) (ghg.Results, error) {
	c := begin(b, MethodFranchiseAverageData, ghg.Franchises, a.ID, a.Entity, a.Site, a.Period, a.Quality, false)
	c.Text("kind", a.Kind, "the kind of building or franchise, such as building/restaurant")
	c.Text("region", a.Region, "where the franchises are, such as JP")
	c.Amount("amount", a.Amount)
	c.Apply(a.Kind, calc.Of("amount", a.Amount), c.Factor(a.Factor, a.Kind, a.Region, a.Amount.Unit, ghg.BoundaryUnstated))
	c.Fact("kind", a.Kind)
	return c.Results()
}

package scope3

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/calc"
	"github.com/ghgkit/ghg/units"
)

// Names of the methods of distribution: warehouses, distribution centres and shops of others, categories 4 and 9.
const (
	MethodDistributionSite    ghg.Method = "scope3.distribution.site-specific"
	MethodDistributionAverage ghg.Method = "scope3.distribution.average-data"
)

// DistributionSite is one carrier of energy or refrigerant of a warehouse, distribution centre or shop that stores the
// reporter's goods with others' (categories 4 and 9).
//
//	emissions = (energy × EF + refrigerant leaked × GWP) × share
//
// Share is the part of the site's goods, by volume or mass and time, that is the reporter's.
//
// Source: Technical Guidance, category 4, site-specific method for distribution (and category 9).
type DistributionSite struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Category    int              `json:"category" csv:"category"` // 4 or 9
	Region      string           `json:"region" csv:"region"`
	Share       *decimal.Decimal `json:"share" csv:"share"`                       // of the site that is the reporter's: 0.2
	Energy      string           `json:"energy,omitempty" csv:"energy,omitempty"` // "electricity/grid", "fuel/natural-gas"
	Amount      units.Quantity   `json:"amount,omitzero" csv:"amount,omitempty"`  // of the whole site
	Factor      factors.Supplied      `json:"factor,omitzero" csv:"factor,omitempty"`
	Refrigerant string           `json:"refrigerant,omitempty" csv:"refrigerant,omitempty"`
	Leaked      units.Quantity   `json:"leaked,omitzero" csv:"leaked,omitempty"`
}

// Calculate returns one result.
func (a DistributionSite) Calculate(b factors.Basis) (ghg.Results, error) {
	c := beginOneOf(b, MethodDistributionSite, a.Category, freightCategories(), a.ID, a.Entity, a.Site, a.Period, a.Quality, true)
	used := use{a.Energy, a.Amount, a.Factor, a.Refrigerant, a.Leaked, a.Region}
	used.check(c)
	share := c.GivenShare("share", a.Share)
	used.apply(c, "", func(f calc.Flow) calc.Flow { return f.Times("share of the site", share, "") })
	return c.Results()
}

// DistributionAverage is goods that are stored for a time (categories 4 and 9).
//
//	emissions = stored × days × EF(kind of store)
//
// Stored is a volume, a mass, an area or a number of pallets, and the factor is found as storage/KIND per the same times
// a time: per m3·day, pallet·day.
//
// Source: Technical Guidance, category 4, average-data method for distribution (example 4.6, p. 71), and category 9.
type DistributionAverage struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Category int            `json:"category" csv:"category"` // 4 or 9
	Kind     string         `json:"kind" csv:"kind"`         // "distribution-centre", "supermarket"
	Region   string         `json:"region" csv:"region"`
	Stored   units.Quantity `json:"stored" csv:"stored"` // "4000 m3", "120 pallet"
	Duration units.Quantity `json:"duration" csv:"duration"`
	Factor   factors.Supplied    `json:"factor,omitzero" csv:"factor,omitempty"`
}

// Calculate returns one result.
func (a DistributionAverage) Calculate(b factors.Basis) (ghg.Results, error) {
	c := beginOneOf(b, MethodDistributionAverage, a.Category, freightCategories(), a.ID, a.Entity, a.Site, a.Period, a.Quality, false)
	c.Text("kind", a.Kind, "a kind of store, such as distribution-centre")
	c.Text("region", a.Region, "where it is, such as GB")
	c.Amount("stored", a.Stored)
	c.Amount("duration", a.Duration, units.Time)
	if !c.Failed() && a.Stored.Unit.Dimension() != units.Area {
		checkLoad(c, "stored", a.Stored)
	}
	stored := c.TimesAmount(calc.Of("stored", a.Stored), "duration", a.Duration)
	kind := calc.Under("storage", a.Kind)
	c.Apply(kind, stored, c.Factor(a.Factor, kind, a.Region, stored.Unit(), ghg.BoundaryUnstated))
	return c.Results()
}

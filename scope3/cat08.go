package scope3

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/calc"
	"github.com/ghgkit/ghg/units"
)

// Method names of leased assets: category 8 of the lessee, category 13 of the lessor.
const (
	MethodLeasedAssetSpecific  ghg.Method = "scope3.leased-assets.asset-specific"
	MethodLeasedLessorSpecific ghg.Method = "scope3.leased-assets.lessor-specific"
	MethodLeasedAverageData    ghg.Method = "scope3.leased-assets.average-data"
)

// leasedCategories are those of the methods of leased assets.
func leasedCategories() []ghg.Category {
	return []ghg.Category{ghg.UpstreamLeasedAssets, ghg.DownstreamLeasedAssets}
}

// LeasedAssetSpecific is a leased asset by what it consumes or leaks (categories 8 and 13).
//
//	emissions = amount × EF + leaked × GWP [× leased ÷ (total × occupied)]
//
// A row is a carrier of energy, a refrigerant, or both. Where only the consumption of the whole building is known,
// Leased and Total (areas, volumes or units of one dimension) with the Occupied share of the building bring it to the
// leased part; the three are given together or not at all.
//
// An asset whose emissions are in the company's scope 1 and 2 does not belong here.
//
// Source: Technical Guidance, category 8, asset-specific method; category 13 uses the same.
type LeasedAssetSpecific struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Category    int              `json:"category" csv:"category"` // 8: leased by the company; 13: leased to others
	Asset       string           `json:"asset" csv:"asset"`
	Region      string           `json:"region" csv:"region"`
	Energy      string           `json:"energy,omitempty" csv:"energy,omitempty"` // "electricity/grid", "fuel/natural-gas"
	Amount      units.Quantity   `json:"amount,omitzero" csv:"amount,omitempty"`
	Factor      factors.Supplied      `json:"factor,omitzero" csv:"factor,omitempty"`
	Refrigerant string           `json:"refrigerant,omitempty" csv:"refrigerant,omitempty"`
	Leaked      units.Quantity   `json:"leaked,omitzero" csv:"leaked,omitempty"`
	Leased      units.Quantity   `json:"leased,omitzero" csv:"leased,omitempty"`      // the leased part: "500 m2"
	Total       units.Quantity   `json:"total,omitzero" csv:"total,omitempty"`        // the building: "10000 m2"
	Occupied    *decimal.Decimal `json:"occupied,omitempty" csv:"occupied,omitempty"` // share of the building that is let, above 0
}

// Calculate returns one result.
func (a LeasedAssetSpecific) Calculate(b factors.Basis) (ghg.Results, error) {
	c := beginOneOf(b, MethodLeasedAssetSpecific, a.Category, leasedCategories(), a.ID, a.Entity, a.Site, a.Period, a.Quality, true)
	c.Text("asset", a.Asset, "the name of the asset")
	u := use{Energy: a.Energy, Amount: a.Amount, Factor: a.Factor, Refrigerant: a.Refrigerant, Leaked: a.Leaked, Region: a.Region}
	u.check(c)
	scale := a.scale(c)
	if c.Failed() {
		return nil, c.Err()
	}
	u.apply(c, a.Asset, scale)
	c.Fact("asset", a.Asset)
	return c.Results()
}

// scale brings the consumption of a building to the leased part of it.
func (a LeasedAssetSpecific) scale(c *calc.Calc) func(calc.Flow) calc.Flow {
	if !a.Leased.Given() && !a.Total.Given() && a.Occupied == nil {
		return whole
	}
	p := portion{"leased", "total", a.Leased, a.Total}
	p.check(c)
	occupied := c.GivenShare("occupied", a.Occupied)
	if !c.Failed() && occupied.IsZero() {
		c.Refuse("occupied", "0", "a share above 0", ghg.ErrOutOfRange)
	}
	return func(f calc.Flow) calc.Flow { return p.of(c, f).Per("occupied", occupied, "") }
}

// LeasedLessorSpecific is a leased asset by the scopes 1 and 2 of the lessor, or in category 13 of the lessee, of which
// the leased part is taken (categories 8 and 13).
//
//	emissions = (scope 1 + scope 2) × leased ÷ total
//
// Leased and Total are areas, volumes or numbers of units, whichever the emissions follow.
//
// Source: Technical Guidance, category 8, lessor-specific method; category 13, example 13.1 (p. 129).
type LeasedLessorSpecific struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Category int            `json:"category" csv:"category"` // 8 or 13
	Asset    string         `json:"asset" csv:"asset"`
	Partner  string         `json:"partner" csv:"partner"` // whose emissions: the lessor (8), the lessee (13)
	Scope1   units.Quantity `json:"scope1" csv:"scope1"`   // CO2e: "9000 kg CO2e"
	Scope2   units.Quantity `json:"scope2" csv:"scope2"`
	GWP      string         `json:"gwp" csv:"gwp"`       // the partner's basis: "AR5", or "unstated"
	Source   string         `json:"source" csv:"source"` // the document it is printed in
	Leased   units.Quantity `json:"leased" csv:"leased"`
	Total    units.Quantity `json:"total" csv:"total"` // all that the emissions are of
}

// Calculate returns one result.
func (a LeasedLessorSpecific) Calculate(b factors.Basis) (ghg.Results, error) {
	c := beginOneOf(b, MethodLeasedLessorSpecific, a.Category, leasedCategories(), a.ID, a.Entity, a.Site, a.Period, a.Quality, true)
	c.Text("asset", a.Asset, "the name of the asset")
	c.Text("partner", a.Partner, "whose emissions are given: the lessor, in category 13 the lessee")
	s := stated{Scope1: a.Scope1, Scope2: a.Scope2, GWP: a.GWP, Source: a.Source, Who: a.Partner}
	s.check(c)
	p := portion{"leased", "total", a.Leased, a.Total}
	p.check(c)
	s.emit(c, a.Asset, p.of(c, s.sum(c)))
	c.Fact("asset", a.Asset)
	c.Fact("partner", a.Partner)
	return c.Results()
}

// LeasedAverageData is leased assets by an average of their kind: floor area or number (categories 8 and 13).
//
//	emissions = floor area × EF, or assets × EF, or distance × EF
//
// The factor is found as building/KIND or, for other assets, leased/KIND, in the dimension of the amount: of leased vehicles
// and leased electricity with the boundary of their use, else of what the publisher does not state. Where the factor is
// per year, so is the amount: "1200 m2·year".
//
// Source: Technical Guidance, category 8, average-data method; category 13 uses the same.
type LeasedAverageData struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Category int            `json:"category" csv:"category"` // 8 or 13
	Kind     string         `json:"kind" csv:"kind"`         // "building/office", "leased/vehicle/van/average/diesel"
	Amount   units.Quantity `json:"amount" csv:"amount"`     // "1200 m2·year", "30 asset·year", "40000 km"
	Region   string         `json:"region" csv:"region"`
	Factor   factors.Supplied    `json:"factor,omitzero" csv:"factor,omitempty"`
}

// Calculate returns one result.
func (a LeasedAverageData) Calculate(b factors.Basis) (ghg.Results, error) {
	c := beginOneOf(b, MethodLeasedAverageData, a.Category, leasedCategories(), a.ID, a.Entity, a.Site, a.Period, a.Quality, false)
	c.Text("kind", a.Kind, "the kind of asset, such as building/office")
	c.Text("region", a.Region, "where the asset is, such as JP")
	c.Amount("amount", a.Amount)
	c.Apply(a.Kind, calc.Of("amount", a.Amount), c.Factor(a.Factor, a.Kind, a.Region, a.Amount.Unit, boundaryOfAverage(a.Kind)))
	c.Fact("kind", a.Kind)
	return c.Results()
}

// boundaryOfAverage is what the average of a kind of asset covers: of a leased vehicle or leased energy its use, of
// buildings and others no publisher says.
func boundaryOfAverage(kind string) ghg.Boundary {
	switch of, _ := strings.CutPrefix(kind, "leased/"); {
	case strings.HasPrefix(of, "vehicle/"), strings.HasPrefix(of, "electricity"):
		return boundaryOf(of)
	default:
		return ghg.BoundaryUnstated
	}
}

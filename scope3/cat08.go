package scope3

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// LeasedAssetSpecific is a leased asset by what it consumes or leaks (categories 8 and 13).
//
//	emissions = amount × EF + leaked × GWP [× leased ÷ (total × occupied)]
//
// A row is a carrier of energy, a refrigerant, or both. Where only the consumption of the whole building is known,
// Leased and Total (areas, volumes or numbers, of one dimension) and the Occupied share of the building reduce it to the
// leased part; the three are given together or not at all.
//
// An asset whose emissions are in the company's scope 1 and 2 does not belong here.
//
// Source: Technical Guidance, category 8, asset-specific method; category 13 uses the same.
type LeasedAssetSpecific struct {
	ID       string       `json:"id" csv:"id"`
	Entity   string       `json:"entity,omitempty" csv:"entity,omitempty"`
	Site     string       `json:"site,omitempty" csv:"site,omitempty"`
	Period   ghg.Period   `json:"period" csv:"period"`
	Quality  ghg.Quality  `json:"quality,omitzero" csv:"quality,omitempty"`
	Category ghg.Category `json:"category" csv:"category"`

	Asset       string           `json:"asset" csv:"asset"`                                                        // the name of the asset: "Leeds office, floor 3"
	Region      string           `json:"region" csv:"region"`                                                      // the country where it is: "GB"
	Energy      string           `json:"energy,omitempty" csv:"energy,omitempty"`                                  // the carrier of energy, by its name in the vocabulary: "electricity/grid", "fuel/natural-gas"
	Amount      units.Quantity   `json:"amount,omitzero" csv:"amount,omitempty"`                                   // the energy used: "480000 kWh"
	Factor      factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"`                                   // a factor of the energy, instead of one from the basis: "0.2 kg CO2e/kWh AR5; supplier 2024"
	Refrigerant string           `json:"refrigerant,omitempty" csv:"refrigerant,omitempty"`                        // the gas or blend that leaked: "R-410A"
	Leaked      units.Quantity   `json:"leaked,omitzero" csv:"leaked,omitempty" input:"mass"`                      // the mass leaked: "1.2 kg"
	Leased      units.Quantity   `json:"leased,omitzero" csv:"leased,omitempty" input:"area|any volume|any count"` // the leased part of the building: "600 m2"
	Total       units.Quantity   `json:"total,omitzero" csv:"total,omitempty" input:"area|any volume|any count"`   // the whole building: "4800 m2"
	Occupied    *decimal.Decimal `json:"occupied,omitempty" csv:"occupied,omitempty" input:"(0,1]"`                // the share of the building that is let: "0.9"
}

var leasedAssetSpecific = declare[LeasedAssetSpecific](
	leasedCategories, primary, single,
	"fuel/FUEL, combustion; electricity/GRID or heat/KIND, generation",
	`{"id": "office-floor", "period": "2024", "category": 8, "asset": "Leeds office, floor 3", "region": "GB", "energy": "electricity/grid",
	"amount": "480000 kWh", "leased": "600 m2", "total": "4800 m2", "occupied": "0.9"}`,
	`{"id": "shop", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "reliability 2", "category": 13,
	"asset": "Leeds shop", "region": "GB", "energy": "electricity/grid", "amount": "21000 kWh",
	"factor": "0.2 kg CO2e/kWh AR5; supplier 2024", "refrigerant": "R-410A", "leaked": "1.2 kg"}`,
)

// Calculate returns one result. It fails if an input is missing, negative or out of its range, if an input is given
// without what it belongs to, or if there is no factor.
func (a LeasedAssetSpecific) Calculate(b factors.Basis) (ghg.Results, error) {
	c := leasedAssetSpecific.Begin(b, &a)
	used := use{a.Energy, a.Amount, a.Factor, a.Refrigerant, a.Leaked, a.Region}
	used.check(c)
	used.apply(c, a.Asset, a.scale(c))
	c.Subject(ghg.SubjectAsset, a.Asset)
	return c.Results()
}

// scale reduces the consumption of a building to the leased part of it.
func (a LeasedAssetSpecific) scale(c *method.Calc) func(method.Flow) method.Flow {
	if !a.Leased.Given() && !a.Total.Given() && a.Occupied == nil {
		return whole
	}
	c.Require("leased", "total", "occupied")
	p := portion{"leased", "total", a.Leased, a.Total}
	p.check(c)
	return func(f method.Flow) method.Flow { return p.of(c, f).Per("occupied", method.Number(a.Occupied), "") }
}

// LeasedLessorSpecific is the leased part of the scope 1 and 2 emissions of the lessor, or in category 13 of the lessee
// (categories 8 and 13).
//
//	emissions = (scope 1 + scope 2) × leased ÷ total
//
// Leased and Total are areas, volumes or numbers, whichever the emissions follow.
//
// Source: Technical Guidance, category 8, lessor-specific method; category 13, example 13.1 (p. 129).
type LeasedLessorSpecific struct {
	ID       string       `json:"id" csv:"id"`
	Entity   string       `json:"entity,omitempty" csv:"entity,omitempty"`
	Site     string       `json:"site,omitempty" csv:"site,omitempty"`
	Period   ghg.Period   `json:"period" csv:"period"`
	Quality  ghg.Quality  `json:"quality,omitzero" csv:"quality,omitempty"`
	Category ghg.Category `json:"category" csv:"category"`

	Asset   string         `json:"asset" csv:"asset"`                                     // the name of the asset: "data centre hall B"
	Partner string         `json:"partner" csv:"partner"`                                 // the lessor, in category 13 the lessee, whose emissions they are: "colocation provider"
	Scope1  units.Quantity `json:"scope1" csv:"scope1" input:"mass(CO2e)"`                // the partner's scope 1: "120 t CO2e"
	Scope2  units.Quantity `json:"scope2" csv:"scope2" input:"mass(CO2e)"`                // the partner's scope 2: "5400 t CO2e"
	GWP     string         `json:"gwp" csv:"gwp"`                                         // the GWP basis of the figures: "AR5", "unstated"
	Source  string         `json:"source" csv:"source"`                                   // the document that the figures are printed in: "provider's statement for 2024"
	Leased  units.Quantity `json:"leased" csv:"leased" input:"area|any volume|any count"` // the leased part: "300 m2"
	Total   units.Quantity `json:"total" csv:"total" input:"area|any volume|any count"`   // all that the emissions cover: "4000 m2"
}

var leasedLessorSpecific = declare[LeasedLessorSpecific](
	leasedCategories, primary, single,
	"none",
	`{"id": "data-centre", "period": "2024", "category": 8, "asset": "data centre hall B", "partner": "colocation provider",
	"scope1": "120 t CO2e", "scope2": "5400 t CO2e", "gwp": "AR5", "source": "provider's statement for 2024", "leased": "300 m2",
	"total": "4000 m2"}`,
	`{"id": "factory", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "reliability 2", "category": 13,
	"asset": "factory 1", "partner": "lessee", "scope1": "9 t CO2e", "scope2": "31 t CO2e", "gwp": "unstated", "source": "letter of 2025",
	"leased": "2 unit", "total": "5 unit"}`,
)

// Calculate returns one result, with the caveat [ghg.NotRecomputed]. It fails if an input is missing, negative or of the
// wrong dimension, or if more is leased than there is.
func (a LeasedLessorSpecific) Calculate(b factors.Basis) (ghg.Results, error) {
	c := leasedLessorSpecific.Begin(b, &a)
	checkGWP(c, a.GWP)
	p := portion{"leased", "total", a.Leased, a.Total}
	p.check(c)
	partner := statement{a.Scope1, a.Scope2, a.GWP, a.Source, a.Partner}
	partner.emit(c, a.Asset, p.of(c, partner.sum(c)))
	c.Subject(ghg.SubjectAsset, a.Asset)
	c.Note("partner", a.Partner)
	return c.Results()
}

// LeasedAverageData is leased assets by an average of their kind: per floor area, per asset or per distance (categories 8
// and 13).
//
//	emissions = floor area × EF, or assets × EF, or distance × EF
//
// The factor is found as building/KIND or, for other assets, leased/KIND, in the dimension of the amount. Its boundary is
// that of their use for leased vehicles and leased electricity, and unstated for all others. Where the factor is per
// year, so is the amount: "1200 m2·year".
//
// Source: Technical Guidance, category 8, average-data method; category 13 uses the same.
type LeasedAverageData struct {
	ID       string       `json:"id" csv:"id"`
	Entity   string       `json:"entity,omitempty" csv:"entity,omitempty"`
	Site     string       `json:"site,omitempty" csv:"site,omitempty"`
	Period   ghg.Period   `json:"period" csv:"period"`
	Quality  ghg.Quality  `json:"quality,omitzero" csv:"quality,omitempty"`
	Category ghg.Category `json:"category" csv:"category"`

	Kind   string           `json:"kind" csv:"kind"`                        // the kind of asset, by its full name in the vocabulary: "building/office", "leased/vehicle/van/average/diesel"
	Amount units.Quantity   `json:"amount" csv:"amount"`                    // the floor area and time, the assets and time, or the distance: "1200 m2·year", "30 asset·year", "40000 km"
	Region string           `json:"region" csv:"region"`                    // the country where the assets are: "GB"
	Factor factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"` // a factor of the kind, instead of one from the basis: "60 kg CO2e/m2·year AR5; benchmark 2024"
}

var leasedAverageData = declare[LeasedAverageData](
	leasedCategories, secondary, single,
	"building/KIND, unstated; leased/KIND, by its use or unstated",
	`{"id": "vans", "period": "2024", "category": 8, "kind": "leased/vehicle/van/average/diesel", "amount": "120000 km", "region": "GB"}`,
	`{"id": "shop-let", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "technology 3", "category": 13,
	"kind": "building/retail", "amount": "750 m2·year", "region": "GB", "factor": "48 kg CO2e/m2·year AR5; landlord's energy survey 2024"}`,
)

// Calculate returns one result. It fails if an input is missing or negative, or if there is no factor.
func (a LeasedAverageData) Calculate(b factors.Basis) (ghg.Results, error) {
	c := leasedAverageData.Begin(b, &a)
	query := factors.Query{Activity: a.Kind, Region: a.Region, Unit: a.Amount.Unit, Boundary: boundaryOfAverage(a.Kind)}
	c.Apply(a.Kind, method.Of("amount", a.Amount), c.Factor(a.Factor, query))
	c.Note("kind", a.Kind)
	return c.Results()
}

// boundaryOfAverage is what the average of a kind of asset covers: for a leased vehicle or leased energy its use, and for
// buildings and others what no publisher states.
func boundaryOfAverage(kind string) ghg.Boundary {
	switch of, _ := strings.CutPrefix(kind, "leased/"); {
	case strings.HasPrefix(of, "vehicle/"), strings.HasPrefix(of, "electricity"):
		return boundaryOf(of)
	default:
		return ghg.BoundaryUnstated
	}
}

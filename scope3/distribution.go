package scope3

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// DistributionSiteSpecific is one carrier of energy or one refrigerant of a warehouse, distribution centre or shop that
// stores the reporter's goods with those of others (categories 4 and 9).
//
//	emissions = (energy × EF + refrigerant leaked × GWP) × share
//
// Share is the reporter's part of the goods stored, by volume or mass and time.
//
// Source: Technical Guidance, category 4, site-specific method for distribution (and category 9).
type DistributionSiteSpecific struct {
	ID       string       `json:"id" csv:"id"`
	Entity   string       `json:"entity,omitempty" csv:"entity,omitempty"`
	Site     string       `json:"site,omitempty" csv:"site,omitempty"`
	Period   ghg.Period   `json:"period" csv:"period"`
	Quality  ghg.Quality  `json:"quality,omitzero" csv:"quality,omitempty"`
	Category ghg.Category `json:"category" csv:"category"`

	Region      string           `json:"region" csv:"region"`                                 // the country where it is: "GB"
	Share       *decimal.Decimal `json:"share" csv:"share" input:"[0,1]"`                     // the reporter's share of the goods stored: "0.2"
	Energy      string           `json:"energy,omitempty" csv:"energy,omitempty"`             // the carrier of energy, by its name in the vocabulary: "electricity/grid", "fuel/natural-gas"
	Amount      units.Quantity   `json:"amount,omitzero" csv:"amount,omitempty"`              // the energy of the whole building: "850 MWh"
	Factor      factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"`              // a factor of the energy, instead of one from the basis: "0.2 kg CO2/kWh; landlord 2024"
	Refrigerant string           `json:"refrigerant,omitempty" csv:"refrigerant,omitempty"`   // the gas or blend that leaked: "R-404A"
	Leaked      units.Quantity   `json:"leaked,omitzero" csv:"leaked,omitempty" input:"mass"` // the mass leaked: "3.5 kg"
}

var distributionSiteSpecific = declare[DistributionSiteSpecific](
	freightCategories, primary, single,
	"fuel/FUEL, combustion; electricity/GRID or heat/KIND, generation",
	`{"id": "warehouse-power", "period": "2024", "category": 4, "region": "GB", "share": "0.2", "energy": "electricity/grid",
	"amount": "850 MWh"}`,
	`{"id": "cold-store", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "reliability 2", "category": 9,
	"region": "GB", "share": "0.2", "energy": "electricity/grid", "amount": "120 MWh", "factor": "0.2 kg CO2/kWh; landlord 2024",
	"refrigerant": "R-404A", "leaked": "3.5 kg"}`,
)

// Calculate returns one result. It fails if an input is missing, negative or out of its range, if an input is given
// without what it belongs to, or if there is no factor.
func (a DistributionSiteSpecific) Calculate(b factors.Basis) (ghg.Results, error) {
	c := distributionSiteSpecific.Begin(b, &a)
	used := use{a.Energy, a.Amount, a.Factor, a.Refrigerant, a.Leaked, a.Region}
	used.check(c)
	used.apply(c, "", func(f method.Flow) method.Flow { return f.Times("share of the site", method.Number(a.Share), "") })
	return c.Results()
}

// DistributionAverageData is goods stored for a time (categories 4 and 9).
//
//	emissions = stored × days × EF(kind of store)
//
// Stored is a volume, a mass, an area or a number of pallets. The factor is found as storage/KIND per the same
// multiplied by a time: per m3·day, pallet·day.
//
// Source: Technical Guidance, category 4, average-data method for distribution (example 4.6, p. 71), and category 9.
type DistributionAverageData struct {
	ID       string       `json:"id" csv:"id"`
	Entity   string       `json:"entity,omitempty" csv:"entity,omitempty"`
	Site     string       `json:"site,omitempty" csv:"site,omitempty"`
	Period   ghg.Period   `json:"period" csv:"period"`
	Quality  ghg.Quality  `json:"quality,omitzero" csv:"quality,omitempty"`
	Category ghg.Category `json:"category" csv:"category"`

	Kind     string           `json:"kind" csv:"kind"`                                        // the kind of store, by its name in the vocabulary: "distribution-centre", "supermarket"
	Region   string           `json:"region" csv:"region"`                                    // the country where it is: "GB"
	Stored   units.Quantity   `json:"stored" csv:"stored" input:"mass|volume|area|any count"` // the goods stored: "4000 m3", "120 pallet"
	Duration units.Quantity   `json:"duration" csv:"duration" input:"time"`                   // the time that they are stored: "2 day"
	Factor   factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"`                 // a factor of the store, instead of one from the basis: "0.01 kg CO2e/m3·day AR5; study 2024"
}

var distributionAverageData = declare[DistributionAverageData](
	freightCategories, secondary, single,
	"storage/KIND, unstated",
	`{"id": "distribution-centre", "period": "2024", "category": 4, "kind": "distribution-centre", "region": "GB", "stored": "4000 m3",
	"duration": "2 day", "factor": "0.01 kg CO2e/m3·day unstated; Technical Guidance, example 4.6"}`,
	`{"id": "supermarkets", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "geography 3", "category": 9,
	"kind": "supermarket", "region": "GB", "stored": "120 pallet", "duration": "3 day", "factor": "0.4 kg CO2e/pallet·day AR5; study 2024"}`,
)

// Calculate returns one result. It fails if an input is missing, negative or of the wrong dimension, or if there is no
// factor.
func (a DistributionAverageData) Calculate(b factors.Basis) (ghg.Results, error) {
	c := distributionAverageData.Begin(b, &a)
	stored := c.TimesAmount(method.Of("stored", a.Stored), "duration", a.Duration)
	query := factors.Query{Activity: method.Under("storage", a.Kind), Region: a.Region, Unit: stored.Unit(), Boundary: ghg.BoundaryUnstated}
	c.Apply(query.Activity, stored, c.Factor(a.Factor, query))
	return c.Results()
}

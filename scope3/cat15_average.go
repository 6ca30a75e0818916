package scope3

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/units"
	"github.com/ghgkit/ghg/units/money"
)

// EquityAverageData is an equity investment by the investee's revenue and an average of its sector (category 15).
//
//	emissions = revenue [in the money of the factor] × EF(sector) × share of equity
//
// The factor is found as Sector, "spend/naics/334111", and the revenue, without value added tax, is brought to its
// currency, price year and price type as [SpendBased] does, each step a term with its source. A factor per spend covers the
// sector's supply chain too, which scope 1 and 2 of the investee would not: the result says so.
//
// Source: Technical Guidance, category 15, average-data method for equity investments.
type EquityAverageData struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Investee string           `json:"investee" csv:"investee"`
	Share    *decimal.Decimal `json:"share" csv:"share"`     // of the equity
	Revenue  units.Quantity   `json:"revenue" csv:"revenue"` // of the investee in the period: "80000000 USD"

	PriceYear       int             `json:"price_year" csv:"price_year"` // year of the revenue's prices
	PriceType       money.PriceType `json:"price_type" csv:"price_type"` // "purchaser", "basic", "producer"
	Sector          string          `json:"sector" csv:"sector"`         // "spend/naics/334111"
	Region          string          `json:"region" csv:"region"`         // of the factor
	FactorCurrency  money.Currency  `json:"factor_currency,omitempty" csv:"factor_currency,omitempty"`
	FactorYear      int             `json:"factor_year,omitempty" csv:"factor_year,omitempty"`
	FactorPriceType money.PriceType `json:"factor_price_type,omitzero" csv:"factor_price_type,omitempty"`
	Factor          factors.Supplied     `json:"factor,omitzero" csv:"factor,omitempty"`
	Exchange        string          `json:"exchange,omitempty" csv:"exchange,omitempty"`
	Index           string          `json:"index,omitempty" csv:"index,omitempty"`
	IndexRegion     string          `json:"index_region,omitempty" csv:"index_region,omitempty"`
}

// Calculate returns one result.
func (a EquityAverageData) Calculate(b factors.Basis) (ghg.Results, error) {
	c := begin(b, MethodEquityAverageData, ghg.Investments, a.ID, a.Entity, a.Site, a.Period, a.Quality, false)
	c.Text("investee", a.Investee, "the name of the investee")
	c.Text("sector", a.Sector, "the sector that the factor is of, such as spend/naics/334111")
	share := c.GivenShare("share", a.Share)
	revenue, factor := spending{
		field: "revenue", amount: a.Revenue, tax: withoutTax, year: a.PriceYear, kind: a.PriceType, activity: a.Sector, region: a.Region,
		currency: a.FactorCurrency, factorYear: a.FactorYear, factorKind: a.FactorPriceType, own: a.Factor,
		exchange: a.Exchange, index: a.Index, indexRegion: a.IndexRegion,
	}.flow(c)
	c.Apply(a.Investee, revenue.Times("share of equity", share, ""), factor)
	c.Caveat(ghg.Assumption, sectorAssumption)
	c.Fact("investee", a.Investee)
	return c.Results()
}

const (
	withoutTax       = "excluded" // revenue and cost are stated without value added tax
	sectorAssumption = "an average of the sector, with its supply chain, stands for the investee's scopes 1 and 2"
)

// ProjectAverageData is project finance, or debt whose use is known, by an average of the project's sector
// (category 15).
//
//	emissions = cost of the period [in the money of the factor] × EF(sector) × financed ÷ total cost
//
// Cost, without value added tax, is what was spent on building the project in the period, with the factor of the construction
// sector, or its revenue in the period once it operates, with that of its own sector. It is brought to the money of the
// factor as [SpendBased] does.
//
// Source: Technical Guidance, category 15, average-data method for project finance.
type ProjectAverageData struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Project   string         `json:"project" csv:"project"`
	Cost      units.Quantity `json:"cost" csv:"cost"`         // construction cost or revenue of the period: "5000000 USD"
	Financed  units.Quantity `json:"financed" csv:"financed"` // by the company
	TotalCost units.Quantity `json:"total_cost" csv:"total_cost"`

	PriceYear       int             `json:"price_year" csv:"price_year"` // year of the cost's prices
	PriceType       money.PriceType `json:"price_type" csv:"price_type"`
	Sector          string          `json:"sector" csv:"sector"` // "spend/naics/237130"
	Region          string          `json:"region" csv:"region"` // of the factor
	FactorCurrency  money.Currency  `json:"factor_currency,omitempty" csv:"factor_currency,omitempty"`
	FactorYear      int             `json:"factor_year,omitempty" csv:"factor_year,omitempty"`
	FactorPriceType money.PriceType `json:"factor_price_type,omitzero" csv:"factor_price_type,omitempty"`
	Factor          factors.Supplied     `json:"factor,omitzero" csv:"factor,omitempty"`
	Exchange        string          `json:"exchange,omitempty" csv:"exchange,omitempty"`
	Index           string          `json:"index,omitempty" csv:"index,omitempty"`
	IndexRegion     string          `json:"index_region,omitempty" csv:"index_region,omitempty"`
}

// Calculate returns one result.
func (a ProjectAverageData) Calculate(b factors.Basis) (ghg.Results, error) {
	c := begin(b, MethodProjectAverageData, ghg.Investments, a.ID, a.Entity, a.Site, a.Period, a.Quality, false)
	c.Text("project", a.Project, "the name of the project")
	c.Text("sector", a.Sector, "the sector that the factor is of, such as spend/naics/237130")
	p := portion{"financed", "total_cost", a.Financed, a.TotalCost}
	p.check(c)
	cost, factor := spending{
		field: "cost", amount: a.Cost, tax: withoutTax, year: a.PriceYear, kind: a.PriceType, activity: a.Sector, region: a.Region,
		currency: a.FactorCurrency, factorYear: a.FactorYear, factorKind: a.FactorPriceType, own: a.Factor,
		exchange: a.Exchange, index: a.Index, indexRegion: a.IndexRegion,
	}.flow(c)
	c.Apply(a.Project, p.of(c, cost), factor)
	c.Caveat(ghg.Assumption, sectorAssumption)
	c.Fact("project", a.Project)
	return c.Results()
}

package scope3

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
	"github.com/ghgkit/ghg/units/money"
)

// EquityAverageData is an equity investment by the investee's revenue and an average of its sector (category 15).
//
//	emissions = revenue [in the money of the factor] × EF(sector) × share of equity
//
// The factor is found as Sector, "spend/naics/334111". The revenue, without value added tax, is brought to the currency,
// price year and price type of the factor as in [SpendBased], each step a term with its source. A factor per spend also
// covers the supply chain of the sector, which scopes 1 and 2 of the investee do not; the result states this as an
// assumption.
//
// Source: Technical Guidance, category 15, average-data method for equity investments.
type EquityAverageData struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Investee string           `json:"investee" csv:"investee"`             // the name of the investee: "Start-up Inc"
	Share    *decimal.Decimal `json:"share" csv:"share" input:"[0,1]"`     // the share of the equity: "0.1"
	Revenue  units.Quantity   `json:"revenue" csv:"revenue" input:"money"` // the investee's revenue in the period: "80000000 USD"

	PriceYear       int              `json:"price_year" csv:"price_year" input:"[1900,2200]"`                       // the year of the revenue's prices: "2022"
	PriceYearReason string           `json:"price_year_reason,omitempty" csv:"price_year_reason,omitempty"`         // with a price_year outside the period: why the money is in the prices of that year: "the revenue of 2023 is the latest published"
	PriceType       money.PriceType  `json:"price_type" csv:"price_type"`                                           // the kind of price of the revenue
	Sector          string           `json:"sector" csv:"sector"`                                                   // the sector, by its name in the vocabulary: "spend/naics/334111"
	Region          string           `json:"region" csv:"region"`                                                   // the country that the factor is for: "US"
	FactorCurrency  money.Currency   `json:"factor_currency,omitempty" csv:"factor_currency,omitempty"`             // the currency of the factor, if it differs from the revenue's: "USD"
	FactorYear      int              `json:"factor_year,omitempty" csv:"factor_year,omitempty" input:"[1900,2200]"` // the year whose prices the factor is for: "2022"
	FactorPriceType money.PriceType  `json:"factor_price_type,omitzero" csv:"factor_price_type,omitempty"`          // the kind of price that the factor is for
	Factor          factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"`                                // a factor per unit of money, instead of one from the basis: "0.3 kg CO2e/USD AR5; input-output model"
	Exchange        string           `json:"exchange,omitempty" csv:"exchange,omitempty"`                           // the label of the average exchange rate in the year of the prices: "2024", "FY2024"
	Index           string           `json:"index,omitempty" csv:"index,omitempty"`                                 // the price series that leads to the year of the factor: "bea-industry/334111", "cpi"
	IndexRegion     string           `json:"index_region,omitempty" csv:"index_region,omitempty"`                   // the region of the price series: "US"
}

var equityAverageData = declare[EquityAverageData](
	in(ghg.Investments), secondary, single,
	"spend/INDUSTRY, cradle-to-gate; rates",
	`{"id": "start-up", "period": "2022", "investee": "Start-up Inc", "share": "0.1", "revenue": "80000000 USD", "price_year": 2022,
	"price_type": "purchaser", "sector": "spend/naics/334111", "region": "US"}`,
	`{"id": "supplier-stake", "period": "2023", "investee": "Maker Inc", "share": "0.05", "revenue": "30000000 USD", "price_year": 2022,
	"price_year_reason": "the revenue of 2023 is not published yet", "price_type": "purchaser", "sector": "spend/naics/334111",
	"region": "US", "factor": "0.3 kg CO2e/USD AR5; input-output model", "factor_year": 2022, "factor_price_type": "purchaser"}`,
	`{"id": "affiliate", "entity": "Example KK", "site": "Osaka", "period": "2023", "quality": "technology 4", "investee": "Affiliate KK",
	"share": "0.2", "revenue": "140511000 JPY", "price_year": 2023, "price_type": "producer", "sector": "spend/naics/334111",
	"region": "US", "factor_currency": "USD", "factor_year": 2022, "factor_price_type": "producer",
	"factor": "0.3 kg CO2e/USD AR5; input-output model", "exchange": "2023", "index": "bea-industry/334111", "index_region": "US"}`,
)

// Calculate returns one result. It fails if an input is missing, negative or out of its range, or if there is no factor
// or rate.
func (a EquityAverageData) Calculate(b factors.Basis) (ghg.Results, error) {
	c := equityAverageData.Begin(b, &a)
	revenue, factor := spending{
		field: "revenue", amount: a.Revenue, tax: taxExcluded, year: a.PriceYear, reason: a.PriceYearReason, kind: a.PriceType, activity: a.Sector, region: a.Region,
		currency: a.FactorCurrency, factorYear: a.FactorYear, factorKind: a.FactorPriceType, supplied: a.Factor,
		exchange: a.Exchange, index: a.Index, indexRegion: a.IndexRegion,
	}.flow(c)
	c.Apply(a.Investee, revenue.Times("share of equity", method.Number(a.Share), ""), factor)
	c.Caveat(ghg.Assumption, sectorAssumption)
	c.Subject(ghg.SubjectInvestee, a.Investee)
	return c.Results()
}

const sectorAssumption = "an average of the sector, with its supply chain, stands for the investee's scopes 1 and 2"

// ProjectAverageData is project finance, or debt whose use is known, by an average of the project's sector
// (category 15).
//
//	emissions = cost of the period [in the money of the factor] × EF(sector) × financed ÷ total cost
//
// Cost, without value added tax, is what was spent on building the project in the period, with the factor of the
// construction sector. Once the project operates, it is its revenue in the period, with the factor of its own sector. It
// is brought to the money of the factor as in [SpendBased].
//
// Source: Technical Guidance, category 15, average-data method for project finance.
type ProjectAverageData struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Project   string         `json:"project" csv:"project"`                     // the name of the project: "substation"
	Cost      units.Quantity `json:"cost" csv:"cost" input:"money"`             // the construction cost or revenue of the period: "5000000 USD"
	Financed  units.Quantity `json:"financed" csv:"financed" input:"money"`     // what the company finances: "2000000 USD"
	TotalCost units.Quantity `json:"total_cost" csv:"total_cost" input:"money"` // what the project costs: "20000000 USD"

	PriceYear       int              `json:"price_year" csv:"price_year" input:"[1900,2200]"`                       // the year of the cost's prices: "2022"
	PriceYearReason string           `json:"price_year_reason,omitempty" csv:"price_year_reason,omitempty"`         // with a price_year outside the period: why the money is in the prices of that year: "the budget of 2022"
	PriceType       money.PriceType  `json:"price_type" csv:"price_type"`                                           // the kind of price of the cost
	Sector          string           `json:"sector" csv:"sector"`                                                   // the sector, by its name in the vocabulary: "spend/naics/237130"
	Region          string           `json:"region" csv:"region"`                                                   // the country that the factor is for: "US"
	FactorCurrency  money.Currency   `json:"factor_currency,omitempty" csv:"factor_currency,omitempty"`             // the currency of the factor, if it differs from the cost's: "USD"
	FactorYear      int              `json:"factor_year,omitempty" csv:"factor_year,omitempty" input:"[1900,2200]"` // the year whose prices the factor is for: "2022"
	FactorPriceType money.PriceType  `json:"factor_price_type,omitzero" csv:"factor_price_type,omitempty"`          // the kind of price that the factor is for
	Factor          factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"`                                // a factor per unit of money, instead of one from the basis: "0.4 kg CO2e/USD AR5; input-output model"
	Exchange        string           `json:"exchange,omitempty" csv:"exchange,omitempty"`                           // the label of the average exchange rate in the year of the prices: "2024", "FY2024"
	Index           string           `json:"index,omitempty" csv:"index,omitempty"`                                 // the price series that leads to the year of the factor: "bea-industry/334111", "cpi"
	IndexRegion     string           `json:"index_region,omitempty" csv:"index_region,omitempty"`                   // the region of the price series: "US"
}

var projectAverageData = declare[ProjectAverageData](
	in(ghg.Investments), secondary, single,
	"spend/INDUSTRY, cradle-to-gate; rates",
	`{"id": "grid-works", "period": "2022", "project": "substation", "cost": "5000000 USD", "financed": "2000000 USD",
	"total_cost": "20000000 USD", "price_year": 2022, "price_type": "purchaser", "sector": "spend/naics/237130", "region": "US"}`,
	`{"id": "depot", "period": "2023", "project": "depot", "cost": "5000000 USD", "financed": "2000000 USD", "total_cost": "20000000 USD",
	"price_year": 2022, "price_year_reason": "the budget of 2022", "price_type": "purchaser", "sector": "spend/naics/237130",
	"region": "US", "factor": "0.3 kg CO2e/USD AR5; input-output model", "factor_year": 2022, "factor_price_type": "purchaser"}`,
	`{"id": "bridge", "entity": "Example KK", "site": "Osaka", "period": "2023", "quality": "technology 4", "project": "bridge",
	"cost": "140511000 JPY", "financed": "10000000 JPY", "total_cost": "400000000 JPY", "price_year": 2023, "price_type": "producer",
	"sector": "spend/naics/237310", "region": "US", "factor_currency": "USD", "factor_year": 2022, "factor_price_type": "producer",
	"factor": "0.4 kg CO2e/USD AR5; input-output model", "exchange": "2023", "index": "bea-industry/2332C0", "index_region": "US"}`,
)

// Calculate returns one result. It fails if an input is missing, negative or out of its range, if more is financed than
// the project costs, or if there is no factor or rate.
func (a ProjectAverageData) Calculate(b factors.Basis) (ghg.Results, error) {
	c := projectAverageData.Begin(b, &a)
	p := portion{"financed", "total_cost", a.Financed, a.TotalCost}
	p.check(c)
	cost, factor := spending{
		field: "cost", amount: a.Cost, tax: taxExcluded, year: a.PriceYear, reason: a.PriceYearReason, kind: a.PriceType, activity: a.Sector, region: a.Region,
		currency: a.FactorCurrency, factorYear: a.FactorYear, factorKind: a.FactorPriceType, supplied: a.Factor,
		exchange: a.Exchange, index: a.Index, indexRegion: a.IndexRegion,
	}.flow(c)
	c.Apply(a.Project, p.of(c, cost), factor)
	c.Caveat(ghg.Assumption, sectorAssumption)
	c.Subject(ghg.SubjectProject, a.Project)
	return c.Results()
}

package scope3

import (
	"strconv"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
	"github.com/ghgkit/ghg/units/money"
)

// SpendBased is money spent, by the emissions per unit of money of the industry that was paid (categories 1, 2, 4, 6
// and 9).
//
//	emissions = spend ÷ (1 + tax) × exchange rate × price index of the factor's year ÷ of the spend's year × (1 − margin) × EF
//
// The factor is found as Activity, "spend/naics/334111", in Region, per unit of FactorCurrency, which is the spend's own
// if it is not given. Or Factor is used; FactorYear and FactorPriceType then state what money it is for. Each step is
// taken where the money of the spend and that of the factor differ. It is a term with its source, from the rates of the
// basis; a rate that is missing there is a *[rates.NoRateError].
//
//   - Tax is the value added tax in the spend: "excluded", or its region and class, "JP/standard".
//   - Exchange is the label of the average rate, such as 2024 or FY2024. Where the index is in the spend's currency, the
//     spend is first brought to the factor's year and then exchanged at a rate of that year. Otherwise it is exchanged
//     at a rate of its own year and then brought to the factor's year by the index of the factor's economy.
//   - Index and IndexRegion name the price series: "cpi" of JP, "bea-industry/334111" of US. The choice moves the result, by
//     as much as the real exchange rate moved between the two years, and the step states it. Take the series of the
//     factor's economy, of the industry if there is one, for goods that are traded internationally: the exchange rate of the
//     year of purchase gives what they cost there. Take the series of the spend's own economy for what is made where it
//     was bought, as rent, catering and most services are: its price follows inflation at home, not the exchange rate. Use
//     one choice for all years of a category.
//   - PriceYear is a year of the period, since an invoice has the prices of its day. Any other year needs PriceYearReason and
//     leaves the caveat [ghg.PricesOfOtherYear].
//   - For a factor at basic or producer's prices, the margin is taken out of a spend at purchaser's prices.
//
// The result keeps the spend as paid and as adjusted. A factor whose publisher states no price year is applied to the
// spend as it is, with a caveat. Capital goods (category 2) count in the year of the purchase with all that was paid;
// nothing is depreciated.
//
// A credit note is not a negative spend: enter the purchase it belongs to with what was paid in the end.
//
// Source: Technical Guidance for Calculating Scope 3 Emissions, categories 1 (example 1.4, pp. 34–35), 2, 4 and 6,
// spend-based method.
type SpendBased struct {
	ID       string       `json:"id" csv:"id"`
	Entity   string       `json:"entity,omitempty" csv:"entity,omitempty"`
	Site     string       `json:"site,omitempty" csv:"site,omitempty"`
	Period   ghg.Period   `json:"period" csv:"period"`
	Quality  ghg.Quality  `json:"quality,omitzero" csv:"quality,omitempty"`
	Category ghg.Category `json:"category" csv:"category"`

	Item     string `json:"item" csv:"item" derive:"text"`                             // what was bought: "computers"
	Supplier string `json:"supplier,omitempty" csv:"supplier,omitempty" derive:"text"` // the supplier: "maker"
	Purchase string `json:"purchase,omitempty" csv:"purchase,omitempty" derive:"text"` // the id of the purchase, so that a supplier's figure can replace this estimate: "PO-1"

	Spend           units.Quantity  `json:"spend" csv:"spend" input:"money"`                               // what was paid: "120000 JPY"
	Tax             string          `json:"tax" csv:"tax"`                                                 // the value added tax in the spend, excluded or its region and class: "excluded", "JP/standard"
	PriceYear       int             `json:"price_year" csv:"price_year" input:"[1900,2200]"`               // the year of the prices paid: "2024"
	PriceYearReason string          `json:"price_year_reason,omitempty" csv:"price_year_reason,omitempty"` // with a price_year outside the period: why the money is in the prices of that year: "framework contract at prices of 2023"
	PriceType       money.PriceType `json:"price_type" csv:"price_type"`                                   // the kind of price paid

	Activity        string           `json:"activity" csv:"activity"`                                               // the industry or expense, by its name in the vocabulary: "spend/naics/334111", "capital-goods/io-jp/00-0000"
	Region          string           `json:"region" csv:"region"`                                                   // the country that the factor is for: "US"
	FactorCurrency  money.Currency   `json:"factor_currency,omitempty" csv:"factor_currency,omitempty"`             // the currency of the factor, if it differs from the spend's: "USD"
	FactorYear      int              `json:"factor_year,omitempty" csv:"factor_year,omitempty" input:"[1900,2200]"` // the year whose prices the factor is for: "2022"
	FactorPriceType money.PriceType  `json:"factor_price_type,omitzero" csv:"factor_price_type,omitempty"`          // the kind of price that the factor is for
	Factor          factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"`                                // a factor per unit of money, instead of one from the basis: "0.3 kg CO2e/USD AR5; input-output model"

	Exchange    string `json:"exchange,omitempty" csv:"exchange,omitempty"`         // the label of the average exchange rate in the year of the prices: "2024", "FY2024"
	Index       string `json:"index,omitempty" csv:"index,omitempty"`               // the price series that leads to the year of the factor: "cpi", "bea-industry/334111"
	IndexRegion string `json:"index_region,omitempty" csv:"index_region,omitempty"` // the region of the price series: "JP"
}

var spendBased = declare[SpendBased](
	spendCategories, secondary, single,
	"spend/INDUSTRY or capital-goods/KIND, cradle-to-gate; others unstated; rates",
	`{"id": "computers", "period": "2022", "category": 1, "item": "computers", "supplier": "maker", "purchase": "PO-1",
	"spend": "1200000 USD", "tax": "excluded", "price_year": 2022, "price_type": "purchaser", "activity": "spend/naics/334111",
	"region": "US"}`,
	`{"id": "servers", "entity": "Example KK", "site": "Osaka", "period": "2022", "quality": "technology 4", "category": 2, "item": "servers",
	"spend": "131498139 JPY", "tax": "excluded", "price_year": 2022, "price_type": "purchaser", "activity": "spend/naics/334111",
	"region": "US", "factor_currency": "USD", "factor_year": 2022, "factor_price_type": "purchaser", "exchange": "2022"}`,
	`{"id": "monitors", "period": "2024", "category": 1, "item": "monitors", "spend": "50000 USD", "tax": "excluded", "price_year": 2023,
	"price_year_reason": "framework contract at prices of 2023", "price_type": "purchaser", "activity": "spend/naics/334111", "region": "US", "factor_year": 2022, "factor_price_type": "purchaser",
	"factor": "0.06 kg CO2e/USD AR5; input-output model", "index": "bea-industry/334111", "index_region": "US"}`,
)

// Calculate returns one result. It fails if an input is missing, negative or out of its range, or if there is no factor
// or rate.
func (a SpendBased) Calculate(b factors.Basis) (ghg.Results, error) {
	c := spendBased.Begin(b, &a)
	spent, factor := spending{
		field: "spend", amount: a.Spend, tax: a.Tax, year: a.PriceYear, reason: a.PriceYearReason, kind: a.PriceType, activity: a.Activity, region: a.Region,
		currency: a.FactorCurrency, factorYear: a.FactorYear, factorKind: a.FactorPriceType, supplied: a.Factor,
		exchange: a.Exchange, index: a.Index, indexRegion: a.IndexRegion,
	}.flow(c)
	if spent.Len() > 1 {
		c.Evaluate("spend in the money of the factor", spent)
	}
	c.Apply(a.Item, spent, factor)
	c.Purchase(a.Purchase, a.Supplier, a.Spend)
	c.Note("item", a.Item)
	return c.Results()
}

// spending is an amount of money on its way to a factor per unit of money. Its fields are inputs of the methods that use
// it, by the names price_year, price_year_reason, factor_currency, factor_year, factor_price_type, factor, exchange, index
// and index_region.
type spending struct {
	field  string // the input of the amount
	amount units.Quantity
	tax    string
	year   int
	reason string // why the year is not of the period
	kind   money.PriceType

	activity, region string
	currency         money.Currency // of the factor; the amount's own if it is not given
	factorYear       int
	factorKind       money.PriceType
	supplied         factors.Supplied

	exchange, index, indexRegion string
}

// taxExcluded is the tax of an amount without value added tax.
const taxExcluded = "excluded"

// flow returns the spending in the money of its factor, as terms, with the factor.
func (s spending) flow(c *method.Calc) (method.Flow, factors.Factor) {
	s.checkYear(c)
	price := factors.Price{Year: s.factorYear}
	if s.factorKind != 0 {
		price.Type = s.factorKind.String()
	}
	factor := c.Factor(s.supplied, factors.Query{
		Activity: s.activity, Region: s.region, Unit: s.unit(c), Boundary: boundaryOfSpend(s.activity), Price: price,
	})
	from := money.PriceBasis{Currency: money.Currency(s.amount.Unit.Symbol()), Year: money.PriceYear(s.year), Type: s.kind}
	to := money.PriceBasis{Currency: money.Currency(factor.Unit.Symbol()), Year: from.Year, Type: from.Type}
	if factor.Price.Type != factors.UnstatedPrice {
		to.Year = money.PriceYear(factor.Price.Year)
		c.Fail(to.Type.UnmarshalText([]byte(factor.Price.Type)))
	}
	return c.Rebase(method.Of(s.field, s.amount), from, to, s.steps(c, from, to)...), factor
}

// checkYear requires prices of a year of the period, or the reason for others, which it records.
func (s spending) checkYear(c *method.Calc) {
	first, last := c.Valid().Start.Year, c.Valid().End.AddDays(-1).Year
	switch outside := s.year < first || s.year > last; {
	case outside && s.reason == "":
		c.Refuse("price_year", strconv.Itoa(s.year), "a year of the period, "+c.Period().String()+", or the reason in price_year_reason", ghg.ErrOutOfRange)
	case outside:
		c.Caveat(ghg.PricesOfOtherYear, "prices of "+strconv.Itoa(s.year)+" in "+c.Period().String()+": "+s.reason)
	case s.reason != "":
		c.Refuse("price_year_reason", s.reason, "none, since price_year is a year of the period", ghg.ErrMixed)
	}
}

// unit is the unit of money of the factor. A supplied factor is per unit of money and states the prices it is for.
func (s spending) unit(c *method.Calc) units.Unit {
	unit := s.amount.Unit
	if s.supplied.Given() {
		unit = s.supplied.Unit
		if !unit.Dimension().IsCurrency() {
			c.Refuse("factor", s.supplied.String(), "a factor per unit of money, such as 0.3 kg CO2e/USD", ghg.ErrDimension)
		}
		c.Require("factor_year", "factor_price_type")
	}
	if s.currency == "" {
		return unit
	}
	currency, err := s.currency.Unit()
	c.Fail(err)
	if s.supplied.Given() && currency != unit {
		c.Refuse("factor_currency", string(s.currency), "the currency of the factor supplied, "+unit.Symbol(), ghg.ErrMixed)
	}
	return currency
}

// boundaryOfSpend is what factors per unit of money cover: those of industries everything up to the gate, and others, such
// as those of fares, what the publisher does not state.
func boundaryOfSpend(activity string) ghg.Boundary {
	switch first, _, _ := strings.Cut(activity, "/"); first {
	case "spend", "capital-goods":
		return ghg.CradleToGate
	default:
		return ghg.BoundaryUnstated
	}
}

// steps are the steps from one price basis to another, by the rates of the basis.
func (s spending) steps(c *method.Calc, from, to money.PriceBasis) []money.Step {
	var steps []money.Step
	if s.tax != taxExcluded {
		steps = append(steps, s.vat(c))
	}
	var index money.Index
	if from.Year != to.Year {
		index = s.priceIndex(c, from.Year, to.Year)
	}
	indexed, exchanged := from.Year != to.Year, from.Currency != to.Currency
	if indexed && exchanged && index.Currency == from.Currency {
		steps, indexed, from.Year = append(steps, index), false, to.Year
	}
	if exchanged {
		for _, rate := range s.rates(c, from, to.Currency) {
			steps = append(steps, rate)
		}
	}
	if indexed {
		steps = append(steps, index)
	}
	if from.Type != to.Type && from.Type == money.PurchaserPrice {
		margin, err := c.Basis().Rates.Margin(s.activity, s.region, to.Year, to.Type)
		c.Fail(err)
		steps = append(steps, margin)
	}
	return steps
}

// vat finds the tax that is in the amount.
func (s spending) vat(c *method.Calc) money.VAT {
	i := strings.LastIndexByte(s.tax, '/')
	if i <= 0 || i == len(s.tax)-1 {
		c.Refuse("tax", s.tax, "excluded, or the region and class of the tax, such as JP/standard", ghg.ErrOutOfRange)
		return money.VAT{}
	}
	tax, err := c.Basis().Rates.VAT(s.tax[:i], s.tax[i+1:], c.Valid())
	c.Fail(err)
	return tax
}

// priceIndex finds the numbers of the price index of two years.
func (s spending) priceIndex(c *method.Calc, from, to money.PriceYear) money.Index {
	c.Require("index", "index_region")
	index, err := c.Basis().Rates.Index(s.index, s.indexRegion, from, to)
	c.Fail(err)
	return index
}

// rates finds the exchange rates of the year of the prices.
func (s spending) rates(c *method.Calc, at money.PriceBasis, to money.Currency) []money.FX {
	c.Require("exchange")
	if year := strconv.Itoa(int(at.Year)); !strings.Contains(s.exchange, year) {
		c.Refuse("exchange", s.exchange, "the label of an average of "+year+", the year of the prices that are exchanged, such as "+year+" or FY"+year, ghg.ErrMixed)
	}
	rates, err := c.Basis().Rates.FX(at.Currency, to, s.exchange)
	c.Fail(err)
	return rates
}

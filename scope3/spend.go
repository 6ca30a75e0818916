package scope3

import (
	"strconv"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/calc"
	"github.com/ghgkit/ghg/units"
	"github.com/ghgkit/ghg/units/money"
)

// MethodSpendBased is the name of the spend-based method.
const MethodSpendBased ghg.Method = "scope3.spend-based"

func spendCategories() []ghg.Category {
	return []ghg.Category{
		ghg.PurchasedGoodsAndServices, ghg.CapitalGoods, ghg.UpstreamTransportationAndDistribution, ghg.BusinessTravel,
		ghg.DownstreamTransportationAndDistribution,
	}
}

// SpendBased is what was spent, times the emissions per unit of money of the industry that was paid (categories 1, 2, 4,
// 6 and 9).
//
//	emissions = spend ÷ (1 + tax) × exchange rate × price index of the factor's year ÷ of the spend's year × (1 − margin) × EF
//
// The factor is found as Activity, "spend/naics/334111", in Region per unit of FactorCurrency, the spend's own if it is
// not given, or Factor is used, whose FactorYear and FactorPriceType say what money it is for. Each step is used where the
// spend's money and the factor's differ, and each is a term with its source, from the rates of the basis: a rate that is
// not there is a *[rates.NoRateError].
//
//   - Tax says which value added tax is in the spend: "excluded", or its region and class, "JP/standard".
//   - Exchange is the label of the average rate, such as 2024 or FY2024. Where the index follows the spend's currency, the
//     spend is brought to the factor's year first and exchanged at a rate of that year; else it is exchanged at a rate of
//     its own year and then brought to the factor's by the index of the factor's economy.
//   - Index and IndexRegion name the price series: "cpi" of JP, "bea-industry/334111" of US.
//   - A factor at the basic or producer's price takes the margin out of a spend at the purchaser's price.
//
// The result keeps the spend as paid and as adjusted. A factor whose publisher states no price year is used with the
// spend as it is, and says so in a caveat. Capital goods (category 2) count in the year of the purchase with all that was
// paid; nothing is depreciated.
//
// A credit note is not a negative spend: the purchase it belongs to is entered with what was paid in the end.
//
// Source: Technical Guidance for Calculating Scope 3 Emissions, categories 1 (example 1.4, pp. 34–35), 2, 4 and 6,
// spend-based method.
type SpendBased struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Category int    `json:"category" csv:"category"` // 1, 2, 4, 6 or 9
	Item     string `json:"item" csv:"item"`         // what was bought
	Supplier string `json:"supplier,omitempty" csv:"supplier,omitempty"`
	Purchase string `json:"purchase,omitempty" csv:"purchase,omitempty"` // id that a supplier's own figure may replace

	Spend     units.Quantity  `json:"spend" csv:"spend"`           // "120000 JPY"
	Tax       string          `json:"tax" csv:"tax"`               // "excluded", "JP/standard"
	PriceYear int             `json:"price_year" csv:"price_year"` // year of the prices paid
	PriceType money.PriceType `json:"price_type" csv:"price_type"` // "purchaser", "basic", "producer"

	Activity        string          `json:"activity" csv:"activity"` // "spend/naics/334111", "capital-goods/io-jp/00-0000"
	Region          string          `json:"region" csv:"region"`     // of the factor
	FactorCurrency  money.Currency  `json:"factor_currency,omitempty" csv:"factor_currency,omitempty"`
	FactorYear      int             `json:"factor_year,omitempty" csv:"factor_year,omitempty"`
	FactorPriceType money.PriceType `json:"factor_price_type,omitzero" csv:"factor_price_type,omitempty"`
	Factor          factors.Supplied     `json:"factor,omitzero" csv:"factor,omitempty"`

	Exchange    string `json:"exchange,omitempty" csv:"exchange,omitempty"`
	Index       string `json:"index,omitempty" csv:"index,omitempty"`
	IndexRegion string `json:"index_region,omitempty" csv:"index_region,omitempty"`
}

// Calculate returns one result.
func (a SpendBased) Calculate(b factors.Basis) (ghg.Results, error) {
	c := beginOneOf(b, MethodSpendBased, a.Category, spendCategories(), a.ID, a.Entity, a.Site, a.Period, a.Quality, false)
	c.Text("item", a.Item, "what was bought, such as computers")
	spent, factor := spending{
		field: "spend", amount: a.Spend, tax: a.Tax, year: a.PriceYear, kind: a.PriceType, activity: a.Activity, region: a.Region,
		currency: a.FactorCurrency, factorYear: a.FactorYear, factorKind: a.FactorPriceType, own: a.Factor,
		exchange: a.Exchange, index: a.Index, indexRegion: a.IndexRegion,
	}.flow(c)
	if c.Failed() {
		return nil, c.Err()
	}
	adjusted(c, spent)
	c.Apply(a.Item, spent, factor)
	purchase{a.Item, a.Supplier, a.Purchase, a.Spend}.record(c)
	return c.Results()
}

// spending is an amount of money on its way to a factor per unit of money.
type spending struct {
	field  string
	amount units.Quantity
	tax    string
	year   int
	kind   money.PriceType

	activity, region string
	currency         money.Currency // of the factor; the amount's own if it is not given
	factorYear       int
	factorKind       money.PriceType
	own              factors.Supplied

	exchange, index, indexRegion string
}

// flow checks the spending and returns it in the money of its factor, as terms, with the factor.
func (s spending) flow(c *calc.Calc) (calc.Flow, factors.Factor) {
	from, unit := s.check(c)
	if c.Failed() {
		return calc.Flow{}, factors.Factor{}
	}
	price := factors.Price{Year: s.factorYear}
	if s.factorKind != 0 {
		price.Type = s.factorKind.String()
	}
	factor := c.Priced(s.own, s.activity, s.region, unit, boundaryOfSpend(s.activity), price)
	if c.Failed() {
		return calc.Flow{}, factor
	}
	to := money.PriceBasis{Currency: money.Currency(factor.Unit.Symbol()), Year: from.Year, Type: from.Type}
	if factor.Price.Type != factors.UnstatedPrice {
		to.Year = money.PriceYear(factor.Price.Year)
		c.Fail(to.Type.UnmarshalText([]byte(factor.Price.Type)))
	}
	return c.Rebase(calc.Of(s.field, s.amount), from, to, s.steps(c, from, to)...), factor
}

// check returns the price basis of the amount and the unit of the factor.
func (s spending) check(c *calc.Calc) (money.PriceBasis, units.Unit) {
	c.Amount(s.field, s.amount)
	if !c.Failed() && !s.amount.Unit.Dimension().IsCurrency() {
		c.Refuse(s.field, s.amount.String(), "an amount of money, such as 120000 JPY", ghg.ErrDimension)
	}
	c.Text("tax", s.tax, "excluded, or the region and class of the value added tax in the "+s.field+", such as JP/standard")
	c.Text("activity", s.activity, "a name of the vocabulary, such as spend/naics/334111")
	c.Text("region", s.region, "the region of the factor, such as US")
	if s.year == 0 {
		c.Refuse("price_year", "", "the year of the prices paid, such as 2024", ghg.ErrMissing)
	}
	if s.kind == 0 {
		c.Refuse("price_type", "", "purchaser, basic or producer", ghg.ErrMissing)
	}
	if c.Failed() {
		return money.PriceBasis{}, units.Unit{}
	}
	from := money.PriceBasis{Currency: money.Currency(s.amount.Unit.Symbol()), Year: money.PriceYear(s.year), Type: s.kind}
	c.Fail(from.Check())
	unit := s.amount.Unit
	if s.own.Given() {
		unit = s.ownUnit(c)
	}
	if s.currency != "" {
		currency, err := s.currency.Unit()
		c.Fail(err)
		if s.own.Given() && currency != unit {
			c.Refuse("factor_currency", string(s.currency), "the currency of the factor given, "+unit.Symbol(), ghg.ErrMixed)
		}
		unit = currency
	}
	return from, unit
}

// ownUnit requires of an own factor that it is per unit of money and says of which prices.
func (s spending) ownUnit(c *calc.Calc) units.Unit {
	if !s.own.Unit.Dimension().IsCurrency() {
		c.Refuse("factor", s.own.String(), "a factor per unit of money, such as 0.3 kg CO2e/USD", ghg.ErrDimension)
	}
	if s.factorYear == 0 {
		c.Refuse("factor_year", "", "the year whose prices the factor given is for", ghg.ErrMissing)
	}
	if s.factorKind == 0 {
		c.Refuse("factor_price_type", "", "the kind of price the factor given is for: purchaser, basic or producer", ghg.ErrMissing)
	}
	return s.own.Unit
}

// boundaryOfSpend is what factors per unit of money cover: those of industries everything up to the gate; of others, such
// as fares, the publisher does not say.
func boundaryOfSpend(activity string) ghg.Boundary {
	switch first, _, _ := strings.Cut(activity, "/"); first {
	case "spend", "capital-goods":
		return ghg.CradleToGate
	default:
		return ghg.BoundaryUnstated
	}
}

// steps are the steps from one price basis to another that the rates of the basis have.
func (s spending) steps(c *calc.Calc, from, to money.PriceBasis) []money.Step {
	var steps []money.Step
	if s.tax != "excluded" {
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
func (s spending) vat(c *calc.Calc) money.VAT {
	i := strings.LastIndexByte(s.tax, '/')
	if i <= 0 || i == len(s.tax)-1 {
		c.Refuse("tax", s.tax, "excluded, or the region and class of the tax, such as JP/standard", ghg.ErrOutOfRange)
		return money.VAT{}
	}
	tax, err := c.Basis().Rates.VAT(s.tax[:i], s.tax[i+1:], c.Period())
	c.Fail(err)
	return tax
}

// priceIndex finds the numbers of the price index of two years.
func (s spending) priceIndex(c *calc.Calc, from, to money.PriceYear) money.Index {
	years := strconv.Itoa(int(from)) + " to " + strconv.Itoa(int(to))
	c.Text("index", s.index, "the price series that leads from "+years+", such as cpi")
	c.Text("index_region", s.indexRegion, "the region of the price series, such as US")
	index, err := c.Basis().Rates.Index(s.index, s.indexRegion, from, to)
	c.Fail(err)
	return index
}

// rates finds the exchange rates of the year of the prices.
func (s spending) rates(c *calc.Calc, at money.PriceBasis, to money.Currency) []money.FX {
	year := strconv.Itoa(int(at.Year))
	want := "the label of the average exchange rate of " + year + ", such as " + year + " or FY" + year
	c.Text("exchange", s.exchange, want)
	if s.exchange != "" && !strings.Contains(s.exchange, year) {
		c.Refuse("exchange", s.exchange, want+", the year of the prices that are exchanged", ghg.ErrMixed)
	}
	if c.Failed() {
		return nil
	}
	rates, err := c.Basis().Rates.FX(at.Currency, to, s.exchange)
	c.Fail(err)
	return rates
}

// adjusted records what was spent in the money of the factor, beside what was paid, if it differs.
func adjusted(c *calc.Calc, spent calc.Flow) {
	if spent.Len() > 1 {
		c.Evaluate("spend in the money of the factor", spent)
	}
}

// purchase is what identifies a purchase, so that a supplier's figure and an estimate of it are not both counted.
type purchase struct {
	item, supplier, id string
	spend              units.Quantity
}

// record keeps what is given of it as facts.
func (p purchase) record(c *calc.Calc) {
	c.Fact("item", p.item)
	c.Fact(ghg.FactSupplier, p.supplier)
	c.Fact(ghg.FactPurchase, p.id)
	c.Fact(ghg.FactSpend, p.spend.String())
}

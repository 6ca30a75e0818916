package scope3

import (
	"fmt"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// LifetimeUse is the energy that products sold in the period consume over a life in years, by the markets they are used
// in (category 11, direct use phase).
//
//	emissions = Σ markets: sold × share × life × energy per unit and year × EF(market)
//	emissions = Σ markets: sold × share × Σ years of the life: energy per unit and year × EF(market, year)
//
// The shares of the markets add up to exactly 1. Without a Path the factor of the period of the sale holds over the whole
// life, which the result states as an assumption. With one, the life is as many whole years as the path has, beginning
// with the year in which the period starts, and the result states the scenario.
//
// Source: Technical Guidance, category 11, direct use-phase emissions; Scope 3 Standard, table 5.4 and ch. 11 (the
// assumptions on life and use are disclosed).
type LifetimeUse struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Product     string         `json:"product" csv:"product"`              // the product sold: "server"
	Energy      string         `json:"energy" csv:"energy"`                // the carrier of energy, by its name in the vocabulary: "electricity/grid", "fuel/diesel"
	Sold        units.Quantity `json:"sold" csv:"sold"`                    // the products sold: "2000 unit"
	Life        units.Quantity `json:"life" csv:"life" input:"time(year)"` // the life of a product: "3 year"
	PerYear     units.Rate     `json:"per_year" csv:"per_year"`            // the energy per product and year: "3500 kWh/unit·year"
	Assumptions string         `json:"assumptions" csv:"assumptions"`      // where life and use profile come from, to disclose: "40 % mean load"
	Markets     []Market       `json:"markets" csv:"-"`                    // the markets in which the products are used
}

// Market is a region in which a part of the products is used, with the factors of its energy, in a [LifetimeUse].
type Market struct {
	Region string           `json:"region"`              // the country where the products are used: "GB"
	Share  *decimal.Decimal `json:"share" input:"[0,1]"` // the share of the products sold; all markets add up to 1: "0.6"
	Factor factors.Supplied `json:"factor,omitzero"`     // a factor for the whole life, instead of one from the basis: "0.2 kg CO2/kWh; grid 2024"
	Path   []PathYear       `json:"path,omitempty"`      // a factor for every year of the life, in their order
	Source string           `json:"source,omitempty"`    // with a path: the scenario that it comes from: "maker's scenario of 2024"
}

// PathYear is the factor of one year of a grid's path, in a [Market].
type PathYear struct {
	Year   int              `json:"year" input:"[1900,2200]"` // the calendar year: "2025"
	Factor factors.Supplied `json:"factor"`                   // the factor of that year: "0.42 kg CO2/kWh; maker's scenario of 2024"
}

var lifetimeUse = declare[LifetimeUse](
	in(ghg.UseOfSoldProducts), secondary, single,
	"fuel/FUEL, combustion; electricity/GRID or heat/KIND, generation",
	`{"id": "servers", "period": "2024", "product": "server", "energy": "electricity/grid", "sold": "2000 unit", "life": "3 year",
	"per_year": "3500 kWh/unit·year", "assumptions": "40 % mean load, three years of service", "markets": [
	{"region": "GB", "share": "0.6"},
	{"region": "JP", "share": "0.4", "source": "maker's scenario of 2024", "path": [
	{"year": 2024, "factor": "0.44 kg CO2/kWh; maker's scenario of 2024"},
	{"year": 2025, "factor": "0.42 kg CO2/kWh; maker's scenario of 2024"},
	{"year": 2026, "factor": "0.4 kg CO2/kWh; maker's scenario of 2024"}]}]}`,
	`{"id": "fans", "entity": "Example KK", "site": "Osaka", "period": "2024", "quality": "technology 2", "product": "fan",
	"energy": "electricity/grid", "sold": "10 unit", "life": "5 year", "per_year": "72 kWh/unit·year", "assumptions": "40 days a year",
	"markets": [{"region": "FR", "share": "1", "factor": "0.05 kg CO2/kWh; grid 2024"}]}`,
)

// Calculate returns one result. It fails if an input is missing, negative or out of its range, if the shares do not add up
// to 1, if a path does not cover the life, or if there is no factor.
func (a LifetimeUse) Calculate(b factors.Basis) (ghg.Results, error) {
	c := lifetimeUse.Begin(b, &a)
	checkHeatingValueOf(c, "per_year", a.Energy, a.PerYear, a.PerYear.Num)
	sumToOne(c, "markets", a.Markets, func(m Market) *decimal.Decimal { return m.Share })
	for i, m := range a.Markets {
		if len(m.Path) > 0 {
			a.checkPath(c, fmt.Sprintf("markets[%d]", i), m)
		}
		a.market(c, m)
	}
	c.Subject(ghg.SubjectProduct, a.Product)
	c.Note("life", c.Words(a.Life))
	c.Note("assumptions", a.Assumptions)
	return c.Results()
}

// market adds what the products use in one market.
func (a LifetimeUse) market(c *method.Calc, m Market) {
	sold := method.Of("sold", a.Sold).Times("share used in "+m.Region, method.Number(m.Share), "")
	consumed := func(years units.Quantity) method.Flow {
		return c.TimesRate(c.TimesAmount(sold, "years", years), "energy a year", a.PerYear, "")
	}
	if len(m.Path) == 0 {
		consume(c, join(a.Product, m.Region), a.Energy, m.Region, consumed(a.Life), m.Factor)
		c.Caveat(ghg.Assumption, c.Words("the factor of ", m.Region, " in the period of the sale holds over the life of ", a.Life))
		return
	}
	for _, y := range m.Path {
		consume(c, join(a.Product, m.Region+" "+strconv.Itoa(y.Year)), a.Energy, m.Region, consumed(units.New(one, units.MustUnit("year"))), y.Factor)
	}
	c.Caveat(ghg.Assumption, "the factors of "+m.Region+" by year are of the scenario "+m.Source)
}

// checkPath requires the years of a market's path to be those of the life, and the scenario.
func (a LifetimeUse) checkPath(c *method.Calc, at string, m Market) {
	if m.Factor.Given() {
		c.Refuse(at+".factor", m.Factor.String(), "either it, or a path by year", ghg.ErrMixed)
	}
	if m.Source == "" {
		c.Refuse(at+".source", "", "the scenario that the path comes from", ghg.ErrMissing)
	}
	c.Apart("the years of a path are counted")
	life, err := a.Life.In(units.MustUnit("year"))
	c.Fail(err)
	if years := len(m.Path); !life.Value.Equal(decimal.NewFromInt(int64(years))) {
		c.Refuse(at+".path", strconv.Itoa(years)+" years", "a factor for every year of the life, "+a.Life.String(), ghg.ErrOutOfRange)
	}
	for i, y := range m.Path {
		if want := c.Valid().Start.Year + i; y.Year != want {
			c.Refuse(fmt.Sprintf("%s.path[%d].year", at, i), strconv.Itoa(y.Year), strconv.Itoa(want)+": the years follow each other from that of the sale", ghg.ErrOutOfRange)
		}
	}
}

// IndirectUse is the energy that products consume indirectly when they are used: the hot water for a detergent, the
// washing of clothes (category 11, indirect use phase).
//
//	emissions = Σ scenarios: sold × lifetime uses × share × energy per use × EF
//
// The shares of the scenarios add up to exactly 1. The result is a memo item outside every total, since the minimum
// boundary of the category leaves indirect use optional.
//
// Source: Technical Guidance, category 11, indirect use-phase emissions (example 11.2, p. 122).
type IndirectUse struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Product     string         `json:"product" csv:"product"`         // the product sold: "detergent"
	Region      string         `json:"region" csv:"region"`           // the country where the products are used: "GB"
	Sold        units.Quantity `json:"sold" csv:"sold"`               // the products sold: "2000 unit"
	Uses        units.Rate     `json:"uses" csv:"uses"`               // the uses of a product over its life: "50 wash/unit"
	Assumptions string         `json:"assumptions" csv:"assumptions"` // where the scenarios come from, to disclose: "consumer survey 2024"
	Scenarios   []UseScenario  `json:"scenarios" csv:"-"`             // the ways in which the products are used
}

// UseScenario is one of the ways in which products are used, in an [IndirectUse].
type UseScenario struct {
	Name   string           `json:"name"`                // the way of use: "30 °C"
	Share  *decimal.Decimal `json:"share" input:"[0,1]"` // the share of all uses; all scenarios add up to 1: "0.6"
	PerUse units.Rate       `json:"per_use"`             // the energy per use: "0.5 kWh/wash"
	Energy string           `json:"energy"`              // the carrier of energy, by its name in the vocabulary: "electricity/grid"
	Factor factors.Supplied `json:"factor,omitzero"`     // a factor of the energy, instead of one from the basis: "0.2 kg CO2e/kWh AR5; national grid 2024"
}

// indirectUseMemo is why the result is a memo item.
var indirectUseMemo = ghg.Memo{
	Kind: ghg.MemoOptional, Detail: "indirect use of sold products: optional under the minimum boundary of category 11",
}

var indirectUse = declare[IndirectUse](
	in(ghg.UseOfSoldProducts), secondary, []method.Part{{Memo: indirectUseMemo}},
	"fuel/FUEL, combustion; electricity/GRID or heat/KIND, generation",
	`{"id": "detergent", "period": "2024", "product": "detergent", "region": "GB", "sold": "2000 unit", "uses": "50 wash/unit",
	"assumptions": "consumer survey 2024", "scenarios": [
	{"name": "30 °C", "share": "0.6", "per_use": "0.5 kWh/wash", "energy": "electricity/grid"},
	{"name": "60 °C", "share": "0.4", "per_use": "1.2 kWh/wash", "energy": "electricity/grid"}]}`,
	`{"id": "shampoo", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "technology 4", "product": "shampoo",
	"region": "GB", "sold": "90000 unit", "uses": "30 use/unit", "assumptions": "consumer survey 2024", "scenarios": [
	{"name": "shower", "share": "1", "per_use": "1.1 kWh/use", "energy": "electricity/grid",
	"factor": "0.2 kg CO2e/kWh AR5; national grid 2024"}]}`,
)

// Calculate returns one result, a memo item. It fails if an input is missing, negative or out of its range, if the shares
// do not add up to 1, or if there is no factor.
func (a IndirectUse) Calculate(b factors.Basis) (ghg.Results, error) {
	c := indirectUse.Begin(b, &a)
	sumToOne(c, "scenarios", a.Scenarios, func(s UseScenario) *decimal.Decimal { return s.Share })
	for i, s := range a.Scenarios {
		energy := useOf{a.Sold, a.Uses, s.PerUse, fmt.Sprintf("scenarios[%d].per_use", i)}.flow(c, s.Energy).Times("share of uses", method.Number(s.Share), "")
		consume(c, join(a.Product, s.Name), s.Energy, a.Region, energy, s.Factor)
	}
	c.Subject(ghg.SubjectProduct, a.Product)
	c.Note("assumptions", a.Assumptions)
	r, err := c.Result(method.Part{Memo: indirectUseMemo})
	if err != nil {
		return nil, err
	}
	return ghg.Results{r}, nil
}

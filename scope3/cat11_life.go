package scope3

import (
	"fmt"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/calc"
	"github.com/ghgkit/ghg/units"
)

// Method names of the use of sold products over years, and of the uses that the minimum boundary leaves optional.
const (
	MethodLifetimeUse     ghg.Method = "scope3.use-of-sold-products.direct-lifetime"
	MethodIndirectUse     ghg.Method = "scope3.use-of-sold-products.indirect"
	MethodIntermediateUse ghg.Method = "scope3.use-of-sold-products.intermediate"
)

// indirectApart is why indirect use is not in the total.
const indirectApart = "indirect use of sold products: optional under the minimum boundary of category 11"

// Market is a region in which a part of the products is used, with the factors of its energy.
type Market struct {
	Region string           `json:"region"`
	Share  *decimal.Decimal `json:"share"`            // of the products sold; all markets add up to 1
	Factor factors.Supplied      `json:"factor,omitzero"`  // of the whole life, instead of one from the basis
	Path   []PathYear       `json:"path,omitempty"`   // a factor for every year of the life, in its order
	Source string           `json:"source,omitempty"` // the scenario that the path is from; required with one
}

// PathYear is the factor of one year of a grid's path.
type PathYear struct {
	Year   int         `json:"year"`
	Factor factors.Supplied `json:"factor"`
}

// LifetimeUse is the energy that products sold in the period consume over a life in years, by the markets they are used
// in (category 11, direct use phase).
//
//	emissions = Σ markets: sold × share × life × energy per unit and year × EF(market)
//	emissions = Σ markets: sold × share × Σ years of the life: energy per unit and year × EF(market, year)
//
// The shares of the markets add up to exactly 1. Without a Path the factor of the period of the sale holds over the whole
// life, which the result states as an assumption; with one, the life is that many whole years, beginning with the
// year in which the period starts, and the scenario it comes from is stated.
//
// Source: Technical Guidance, category 11, direct use-phase emissions; Scope 3 Standard, table 5.4 and ch. 11 (the
// assumptions on life and use are disclosed).
type LifetimeUse struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Product     string         `json:"product" csv:"product"`
	Energy      string         `json:"energy" csv:"energy"`           // "electricity/grid"
	Sold        units.Quantity `json:"sold" csv:"sold"`               // "1000 unit"
	Life        units.Quantity `json:"life" csv:"life"`               // "5 year"
	PerYear     units.Rate     `json:"per_year" csv:"per_year"`       // "72 kWh/unit·year"
	Assumptions string         `json:"assumptions" csv:"assumptions"` // life and use profile; disclosed
	Markets     []Market       `json:"markets" csv:"-"`
}

// Calculate returns one result.
func (a LifetimeUse) Calculate(b factors.Basis) (ghg.Results, error) {
	c := begin(b, MethodLifetimeUse, ghg.UseOfSoldProducts, a.ID, a.Entity, a.Site, a.Period, a.Quality, false)
	c.Text("product", a.Product, "what was sold")
	c.Text("energy", a.Energy, "the carrier, such as electricity/grid or fuel/diesel")
	c.Amount("sold", a.Sold)
	c.Amount("life", a.Life, units.TimeYear)
	needRate(c, "per_year", a.PerYear, "energy per unit and year, such as 72 kWh/unit·year")
	c.Text("assumptions", a.Assumptions, "where the life and the use profile come from")
	shares := make([]*decimal.Decimal, len(a.Markets))
	for i, m := range a.Markets {
		c.Text(fmt.Sprintf("markets %d: region", i+1), m.Region, "where the products are used, such as JP")
		shares[i] = m.Share
	}
	sumToOne(c, "markets", shares)
	for _, m := range a.Markets {
		a.market(c, m)
	}
	c.Fact("product", a.Product)
	c.Fact("life", a.Life.String())
	c.Fact("assumptions", a.Assumptions)
	return c.Results()
}

// market adds what the products use in one market.
func (a LifetimeUse) market(c *calc.Calc, m Market) {
	if c.Failed() {
		return
	}
	sold := calc.Of("sold", a.Sold).Times("share used in "+m.Region, *m.Share, "")
	consumed := func(years units.Quantity) calc.Flow {
		return c.TimesRate(c.TimesAmount(sold, "years", years), "energy a year", a.PerYear, "")
	}
	if len(m.Path) == 0 {
		consume(c, join(a.Product, m.Region), a.Energy, m.Region, consumed(a.Life), m.Factor)
		c.Caveat(ghg.Assumption, "the factor of "+m.Region+" in the period of the sale holds over the life of "+a.Life.String())
		return
	}
	a.checkPath(c, m)
	for _, y := range m.Path {
		consume(c, join(a.Product, m.Region+" "+strconv.Itoa(y.Year)), a.Energy, m.Region, consumed(units.New(one, units.MustUnit("year"))), y.Factor)
	}
	c.Caveat(ghg.Assumption, "the factors of "+m.Region+" by year are of the scenario "+m.Source)
}

// checkPath requires a factor for every year of the life, and the scenario.
func (a LifetimeUse) checkPath(c *calc.Calc, m Market) {
	if m.Factor.Given() {
		c.Refuse("factor of "+m.Region, m.Factor.String(), "either it or a path by year", ghg.ErrMixed)
	}
	c.Text("source of the path of "+m.Region, m.Source, "the scenario that the factors by year come from")
	years := strconv.Itoa(len(m.Path))
	life, err := a.Life.In(units.MustUnit("year"))
	c.Fail(err)
	if !c.Failed() && !life.Value.Equal(decimal.NewFromInt(int64(len(m.Path)))) {
		c.Refuse("path of "+m.Region, years+" years", "a factor for every year of the life, "+a.Life.String(), ghg.ErrOutOfRange)
	}
	first := a.Period.Start.Year
	for i, y := range m.Path {
		if y.Year != first+i {
			c.Refuse(fmt.Sprintf("path of %s, year %d", m.Region, i+1), strconv.Itoa(y.Year), strconv.Itoa(first+i)+": the years follow each other from that of the sale", ghg.ErrOutOfRange)
		}
		if !y.Factor.Given() {
			c.Refuse(fmt.Sprintf("path of %s, %d: factor", m.Region, y.Year), "", "a factor with its source", ghg.ErrMissing)
		}
	}
}

// UseScenario is one of the ways in which products are used.
type UseScenario struct {
	Name   string           `json:"name"`
	Share  *decimal.Decimal `json:"share"`   // of all uses; all scenarios add up to 1
	PerUse units.Rate       `json:"per_use"` // "0.5 kWh/wash"
	Energy string           `json:"energy"`  // "electricity/grid"
	Factor factors.Supplied      `json:"factor,omitzero"`
}

// IndirectUse is the energy that products consume indirectly when they are used: the hot water for a detergent, the
// washing of clothes (category 11, indirect use phase).
//
//	emissions = Σ scenarios: sold × lifetime uses × share × energy per use × EF
//
// The shares of the scenarios add up to exactly 1. The result is reported apart from every total, since the minimum
// boundary of the category leaves indirect use optional.
//
// Source: Technical Guidance, category 11, indirect use-phase emissions (example 11.2, p. 122).
type IndirectUse struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Product     string         `json:"product" csv:"product"`
	Region      string         `json:"region" csv:"region"`
	Sold        units.Quantity `json:"sold" csv:"sold"`
	Uses        units.Rate     `json:"uses" csv:"uses"`               // over the life: "1000 wash/unit"
	Assumptions string         `json:"assumptions" csv:"assumptions"` // where the scenarios come from; disclosed
	Scenarios   []UseScenario  `json:"scenarios" csv:"-"`
}

// Calculate returns one result, apart from the totals.
func (a IndirectUse) Calculate(b factors.Basis) (ghg.Results, error) {
	c := begin(b, MethodIndirectUse, ghg.UseOfSoldProducts, a.ID, a.Entity, a.Site, a.Period, a.Quality, false)
	c.Text("product", a.Product, "what was sold")
	c.Text("region", a.Region, "where the products are used, such as JP")
	c.Text("assumptions", a.Assumptions, "where the scenarios of use come from")
	shares := make([]*decimal.Decimal, len(a.Scenarios))
	for i, s := range a.Scenarios {
		c.Text(fmt.Sprintf("scenarios %d: name", i+1), s.Name, "how the product is used")
		c.Text(fmt.Sprintf("scenarios %d: energy", i+1), s.Energy, "the carrier, such as electricity/grid")
		shares[i] = s.Share
	}
	sumToOne(c, "scenarios", shares)
	for i, s := range a.Scenarios {
		energy := timesUses(c, a.Sold, a.Uses, "energy per use", fmt.Sprintf("scenarios %d: per_use", i+1), s.PerUse)
		if !c.Failed() {
			consume(c, join(a.Product, s.Name), s.Energy, a.Region, energy.Times("share of uses", *s.Share, ""), s.Factor)
		}
	}
	c.Fact("product", a.Product)
	c.Fact("assumptions", a.Assumptions)
	return apart(c, "", indirectApart)
}

// apart ends a calculation whose result is in no total.
func apart(c *calc.Calc, part, reason string) (ghg.Results, error) {
	r, err := c.Part(part, 0, reason)
	if err != nil {
		return nil, err
	}
	return ghg.Results{r}, nil
}

// IntermediateUse is the use of the final products that sold intermediate products are part of, as far as it is attributed
// to them (category 11): the fuel of the cars that an engine maker's engines are in.
//
//	emissions = sold × lifetime uses of the final product × energy per use × EF × attributed share
//
// Attributed is the share of the final product's use that is due to one intermediate product; how it was found is an
// assumption to be stated.
//
// Source: Technical Guidance, category 11 (intermediate products); Scope 3 Standard, section 5.5 and ch. 8 (allocation).
type IntermediateUse struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Product     string           `json:"product" csv:"product"`       // the intermediate product
	Final       string           `json:"final" csv:"final"`           // what it is part of
	Energy      string           `json:"energy" csv:"energy"`         // "fuel/gasoline", "electricity/grid"
	Region      string           `json:"region" csv:"region"`         // where the final products are used
	Sold        units.Quantity   `json:"sold" csv:"sold"`             // of the intermediate product
	Uses        units.Rate       `json:"uses" csv:"uses"`             // of the final product over its life: "150000 km/unit"
	PerUse      units.Rate       `json:"per_use" csv:"per_use"`       // "0.06 L/km"
	Attributed  *decimal.Decimal `json:"attributed" csv:"attributed"` // share of the use
	Factor      factors.Supplied      `json:"factor,omitzero" csv:"factor,omitempty"`
	Assumptions string           `json:"assumptions" csv:"assumptions"` // how the share was found; disclosed
}

// Calculate returns one result.
func (a IntermediateUse) Calculate(b factors.Basis) (ghg.Results, error) {
	c := begin(b, MethodIntermediateUse, ghg.UseOfSoldProducts, a.ID, a.Entity, a.Site, a.Period, a.Quality, false)
	c.Text("product", a.Product, "the intermediate product that was sold")
	c.Text("final", a.Final, "the final product it is part of")
	c.Text("energy", a.Energy, "the carrier, such as electricity/grid or fuel/gasoline")
	c.Text("region", a.Region, "where the final products are used, such as JP")
	c.Text("assumptions", a.Assumptions, "how the attributed share was found")
	attributed := c.GivenShare("attributed", a.Attributed)
	energy := timesUses(c, a.Sold, a.Uses, "energy per use", "per_use", a.PerUse).Times("attributed share", attributed, "")
	consume(c, join(a.Product, a.Final), a.Energy, a.Region, energy, a.Factor)
	c.Caveat(ghg.Assumption, "the use of "+a.Final+" is attributed to "+a.Product+": "+a.Assumptions)
	c.Fact("product", a.Product)
	c.Fact("assumptions", a.Assumptions)
	return c.Results()
}

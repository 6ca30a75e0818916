package scope3

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/calc"
	"github.com/ghgkit/ghg/units"
)

// Method names of category 15, investments.
const (
	MethodEquityInvestmentSpecific ghg.Method = "scope3.investments.equity-investment-specific"
	MethodEquityAverageData        ghg.Method = "scope3.investments.equity-average-data"
	MethodProjectSpecific          ghg.Method = "scope3.investments.project-specific"
	MethodProjectAverageData       ghg.Method = "scope3.investments.project-average-data"
)

// Why results of investments are apart from every total.
const (
	investeeScope3Apart = "scope 3 of the investee: shown apart from its scopes 1 and 2"
	lifetimeApart       = "projected emissions over the life of the project: shown apart from those of the period"
)

// statement is one figure that somebody else states, on its way to a result of its own.
type statement struct {
	part   string // of the result
	field  string
	amount units.Quantity
	apart  string // why it is in no total
}

// attribute makes a result of every statement that is given: the figure × what share multiplies by. Start begins the
// calculation with all its checks, anew for each result.
func attribute(list []statement, start func() *calc.Calc, gwp, source, who string, share func(*calc.Calc, calc.Flow) calc.Flow) (ghg.Results, error) {
	var results ghg.Results
	for _, s := range list {
		c := start()
		if !s.amount.Given() {
			if c.Failed() {
				return nil, c.Err()
			}
			continue
		}
		c.Amount(s.field, s.amount, units.MassCO2e)
		c.EmitCO2e(join(who, s.field), c.Convert(share(c, calc.Sourced(s.field, s.amount, source)), kgCO2e()), gwp)
		c.Caveat(ghg.NotRecomputed, "emissions as "+who+" states them: "+source)
		r, err := c.Part(s.part, 0, s.apart)
		if err != nil {
			return nil, err
		}
		results = append(results, r)
	}
	return results, nil
}

// EquityInvestmentSpecific is an equity investment by the investee's own emissions (category 15).
//
//	emissions = (scope 1 + scope 2 of the investee) × share of equity
//
// With Scope3, the share of the investee's scope 3 is a second result, "scope 3", apart from every total.
//
// An investee that is consolidated, in the company's scopes 1 and 2, does not belong here.
//
// Source: Technical Guidance, category 15, investment-specific method for equity investments (example 15.1, pp. 142–143).
type EquityInvestmentSpecific struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Investee string           `json:"investee" csv:"investee"`
	Share    *decimal.Decimal `json:"share" csv:"share"`   // of the equity
	Scope1   units.Quantity   `json:"scope1" csv:"scope1"` // CO2e
	Scope2   units.Quantity   `json:"scope2" csv:"scope2"`
	Scope3   units.Quantity   `json:"scope3,omitzero" csv:"scope3,omitempty"`
	GWP      string           `json:"gwp" csv:"gwp"`       // the investee's basis: "AR5", or "unstated"
	Source   string           `json:"source" csv:"source"` // the document it is printed in
}

// Calculate returns one result, or two with scope 3.
func (a EquityInvestmentSpecific) Calculate(b factors.Basis) (ghg.Results, error) {
	s := stated{Scope1: a.Scope1, Scope2: a.Scope2, GWP: a.GWP, Source: a.Source, Who: a.Investee}
	start := func() *calc.Calc {
		c := begin(b, MethodEquityInvestmentSpecific, ghg.Investments, a.ID, a.Entity, a.Site, a.Period, a.Quality, true)
		c.Text("investee", a.Investee, "the name of the investee")
		c.GivenShare("share", a.Share)
		s.check(c)
		c.Fact("investee", a.Investee)
		return c
	}
	c := start()
	if c.Failed() {
		return nil, c.Err()
	}
	share := func(_ *calc.Calc, f calc.Flow) calc.Flow { return f.Times("share of equity", *a.Share, "") }
	s.emit(c, a.Investee, share(c, s.sum(c)))
	r, err := c.Result()
	if err != nil {
		return nil, err
	}
	indirect, err := attribute([]statement{{"scope 3", "scope3", a.Scope3, investeeScope3Apart}}, start, a.GWP, a.Source, a.Investee, share)
	if err != nil {
		return nil, err
	}
	return append(ghg.Results{r}, indirect...), nil
}

// ProjectSpecific is project finance, or debt whose use is known, by the project's own emissions (category 15).
//
//	emissions of the period = (scope 1 + scope 2 of the project) × financed ÷ total cost
//	emissions over the life = projected emissions a year × life × financed ÷ total cost
//
// With Projected and Life there is a second result, "lifetime", apart from every total: it is disclosed once, in the year
// the project is financed.
//
// Source: Technical Guidance, category 15, project-specific method (examples 15.3, p. 148, and 15.5, p. 152).
type ProjectSpecific struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Project   string         `json:"project" csv:"project"`
	Financed  units.Quantity `json:"financed" csv:"financed"` // by the company: "1000000 USD"
	TotalCost units.Quantity `json:"total_cost" csv:"total_cost"`
	Scope1    units.Quantity `json:"scope1" csv:"scope1"` // of the period, CO2e
	Scope2    units.Quantity `json:"scope2" csv:"scope2"`
	Projected units.Rate     `json:"projected,omitzero" csv:"projected,omitempty"` // "7000000 t CO2e/year"
	Life      units.Quantity `json:"life,omitzero" csv:"life,omitempty"`           // "30 year"
	GWP       string         `json:"gwp" csv:"gwp"`
	Source    string         `json:"source" csv:"source"`
}

// Calculate returns one result, or two with the projected emissions.
func (a ProjectSpecific) Calculate(b factors.Basis) (ghg.Results, error) {
	p := portion{"financed", "total_cost", a.Financed, a.TotalCost}
	s := stated{Scope1: a.Scope1, Scope2: a.Scope2, GWP: a.GWP, Source: a.Source, Who: a.Project}
	start := func() *calc.Calc {
		c := begin(b, MethodProjectSpecific, ghg.Investments, a.ID, a.Entity, a.Site, a.Period, a.Quality, true)
		c.Text("project", a.Project, "the name of the project")
		s.check(c)
		p.check(c)
		a.checkProjection(c)
		c.Fact("project", a.Project)
		return c
	}
	c := start()
	s.emit(c, a.Project, p.of(c, s.sum(c)))
	r, err := c.Result()
	if err != nil {
		return nil, err
	}
	if !a.Life.Given() {
		return ghg.Results{r}, nil
	}
	c = start()
	s.emit(c, join(a.Project, "lifetime"), p.of(c, c.TimesRate(calc.Of("life", a.Life), "projected emissions a year", a.Projected, a.Source)))
	c.Caveat(ghg.Assumption, "the project emits "+a.Projected.String()+" over "+a.Life.String())
	lifetime, err := c.Part("lifetime", 0, lifetimeApart)
	if err != nil {
		return nil, err
	}
	return ghg.Results{r, lifetime}, nil
}

// checkProjection requires the life with the emissions projected a year, or neither.
func (a ProjectSpecific) checkProjection(c *calc.Calc) {
	if !a.Life.Given() && !a.Projected.Given() {
		return
	}
	c.Amount("life", a.Life, units.TimeYear)
	needRate(c, "projected", a.Projected, "emissions a year, such as 7000000 t CO2e/year")
	if !c.Failed() && a.Projected.Num.Dimension() != units.MassCO2e {
		c.Refuse("projected", a.Projected.String(), "CO2e a year, such as 7000000 t CO2e/year", ghg.ErrDimension)
	}
}

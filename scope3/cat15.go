package scope3

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// EquityInvestmentSpecific is an equity investment by the investee's own emissions (category 15).
//
//	emissions = (scope 1 + scope 2 of the investee) × share of equity
//
// With Scope3, the share of the investee's scope 3 is a second result, the part "scope 3", which is a memo item outside
// every total.
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

	Investee string           `json:"investee" csv:"investee"`                                   // the name of the investee: "Associate Ltd"
	Share    *decimal.Decimal `json:"share" csv:"share" input:"[0,1]"`                           // the share of the equity: "0.25"
	Scope1   units.Quantity   `json:"scope1" csv:"scope1" input:"mass(CO2e)"`                    // the investee's scope 1: "18000 t CO2e"
	Scope2   units.Quantity   `json:"scope2" csv:"scope2" input:"mass(CO2e)"`                    // the investee's scope 2: "6000 t CO2e"
	Scope3   units.Quantity   `json:"scope3,omitzero" csv:"scope3,omitempty" input:"mass(CO2e)"` // the investee's scope 3: "90000 t CO2e"
	GWP      string           `json:"gwp" csv:"gwp"`                                             // the GWP basis of the figures: "AR5", "unstated"
	Source   string           `json:"source" csv:"source"`                                       // the document that the figures are printed in: "annual report 2024"
}

var equityInvestmentSpecific = declare[EquityInvestmentSpecific](
	in(ghg.Investments), primary, []method.Part{{}, {Name: "scope 3", Memo: investeeScope3}},
	"none",
	`{"id": "associate", "period": "2024", "investee": "Associate Ltd", "share": "0.25", "scope1": "18000 t CO2e", "scope2": "6000 t CO2e",
	"scope3": "90000 t CO2e", "gwp": "AR5", "source": "Associate Ltd, annual report 2024"}`,
	`{"id": "start-up", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "reliability 2", "investee": "Start-up Ltd",
	"share": "0.1", "scope1": "20 t CO2e", "scope2": "45 t CO2e", "gwp": "unstated", "source": "letter of 2025"}`,
)

// Calculate returns one result, or two with scope 3. It fails if an input is missing, negative or out of its range.
func (a EquityInvestmentSpecific) Calculate(b factors.Basis) (ghg.Results, error) {
	c := equityInvestmentSpecific.Begin(b, &a)
	checkGWP(c, a.GWP)
	share := func(_ *method.Calc, f method.Flow) method.Flow {
		return f.Times("share of equity", method.Number(a.Share), "")
	}
	investee := statement{a.Scope1, a.Scope2, a.GWP, a.Source, a.Investee}
	investee.emit(c, a.Investee, share(c, investee.sum(c)))
	c.Subject(ghg.SubjectInvestee, a.Investee)
	results, err := c.Results()
	if err != nil || !a.Scope3.Given() {
		return results, err
	}
	own := attribution{investee: a.Investee, gwp: a.GWP, source: a.Source, share: share}
	r, err := own.result(c, figure{"scope 3", "scope3", a.Scope3, investeeScope3})
	if err != nil {
		return nil, err
	}
	return append(results, r), nil
}

// ProjectSpecific is project finance, or debt whose use is known, by the project's own emissions (category 15).
//
//	emissions of the period = (scope 1 + scope 2 of the project) × financed ÷ total cost
//	emissions over the life = projected emissions a year × life × financed ÷ total cost
//
// With Projected and Life there is a second result, the part "lifetime", which is a memo item outside every total. It is
// disclosed once, in the year in which the project is financed.
//
// Source: Technical Guidance, category 15, project-specific method (examples 15.3, p. 148, and 15.5, p. 152).
type ProjectSpecific struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Project   string         `json:"project" csv:"project"`                                                      // the name of the project: "gas plant"
	Financed  units.Quantity `json:"financed" csv:"financed" input:"money"`                                      // what the company finances: "15000000 USD"
	TotalCost units.Quantity `json:"total_cost" csv:"total_cost" input:"money"`                                  // what the project costs: "100000000 USD"
	Scope1    units.Quantity `json:"scope1" csv:"scope1" input:"mass(CO2e)"`                                     // the project's scope 1 in the period: "210000 t CO2e"
	Scope2    units.Quantity `json:"scope2" csv:"scope2" input:"mass(CO2e)"`                                     // the project's scope 2 in the period: "4000 t CO2e"
	Projected units.Rate     `json:"projected,omitzero" csv:"projected,omitempty" input:"mass(CO2e)/time(year)"` // the emissions projected a year: "214000 t CO2e/year"
	Life      units.Quantity `json:"life,omitzero" csv:"life,omitempty" input:"time(year)"`                      // the life of the project: "30 year"
	GWP       string         `json:"gwp" csv:"gwp"`                                                              // the GWP basis of the figures: "AR5", "unstated"
	Source    string         `json:"source" csv:"source"`                                                        // the document that the figures are printed in: "environmental statement of the project"
}

// lifetime is the result of a whole project.
var lifetime = method.Part{Name: "lifetime", Memo: ghg.Memo{
	Kind: ghg.MemoLifetime, Detail: "projected emissions over the life of the project: shown apart from those of the period",
}}

var projectSpecific = declare[ProjectSpecific](
	in(ghg.Investments), primary, []method.Part{{}, lifetime},
	"none",
	`{"id": "pipeline", "period": "2024", "project": "gas plant", "financed": "15000000 USD", "total_cost": "100000000 USD",
	"scope1": "210000 t CO2e", "scope2": "4000 t CO2e", "projected": "214000 t CO2e/year", "life": "30 year", "gwp": "AR5",
	"source": "environmental statement of the project"}`,
	`{"id": "wind-farm", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "reliability 2", "project": "wind farm",
	"financed": "2000000 GBP", "total_cost": "40000000 GBP", "scope1": "90 t CO2e", "scope2": "40 t CO2e", "gwp": "unstated",
	"source": "project company, 2024"}`,
)

// Calculate returns one result, or two with the projected emissions. It fails if an input is missing, negative or of the
// wrong dimension, or if more is financed than the project costs.
func (a ProjectSpecific) Calculate(b factors.Basis) (ghg.Results, error) {
	c := projectSpecific.Begin(b, &a)
	checkGWP(c, a.GWP)
	p := portion{"financed", "total_cost", a.Financed, a.TotalCost}
	p.check(c)
	if a.Life.Given() || a.Projected.Given() {
		c.Require("life", "projected")
	}
	project := statement{a.Scope1, a.Scope2, a.GWP, a.Source, a.Project}
	project.emit(c, a.Project, p.of(c, project.sum(c)))
	c.Subject(ghg.SubjectProject, a.Project)
	results, err := c.Results()
	if err != nil || !a.Life.Given() {
		return results, err
	}
	c = c.Next()
	life := c.TimesRate(method.Of("life", a.Life), "projected emissions a year", a.Projected, a.Source)
	project.emit(c, join(a.Project, "lifetime"), p.of(c, life))
	c.Caveat(ghg.Assumption, "the project emits "+a.Projected.String()+" over "+a.Life.String())
	c.Subject(ghg.SubjectProject, a.Project)
	r, err := c.Result(lifetime)
	if err != nil {
		return nil, err
	}
	return append(results, r), nil
}

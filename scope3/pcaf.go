package scope3

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// PCAFListed is a holding of listed equity or corporate bonds (PCAF asset class 1).
//
//	attribution = outstanding ÷ EVIC
//	EVIC = market capitalisation of ordinary and preferred shares + book value of debt + minority interests
//	financed emissions = attribution × emissions, separately for each kind
//
// The results "scope 1" and "scope 2" count. Where they are given, "scope 3", "removals", "credits retired" and "credits
// generated" are memo items outside every total. EVIC is given, or the three values that it is the sum of. Cash is not
// deducted from it: otherwise the attribution of all holders would add up to more than the whole.
//
// Score is PCAF's data quality score, 1 (best) to 5. ScoreScope3 is that of the investee's scope 3; without it the result
// "scope 3" has Score too. A result counts as primary data with a score of 1 or 2 ([DataType]).
//
// Source: PCAF, Global GHG Accounting and Reporting Standard Part A, 2nd ed. (2022), section 5.1, box 5, tables 5-4 and
// 5-5. That the score of scope 3 is reported apart from that of scopes 1 and 2 is second-hand (unconfirmed).
type PCAFListed struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Investee          string         `json:"investee" csv:"investee"`                                                         // the name of the investee: "Industrial plc"
	Outstanding       units.Quantity `json:"outstanding" csv:"outstanding" input:"money"`                                     // the outstanding amount: "25000000 USD"
	EVIC              units.Quantity `json:"evic,omitzero" csv:"evic,omitempty" input:"money"`                                // the enterprise value including cash: "1000000000 USD"
	MarketCap         units.Quantity `json:"market_cap,omitzero" csv:"market_cap,omitempty" input:"money"`                    // the market capitalisation, instead of the EVIC: "700000000 USD"
	Debt              units.Quantity `json:"debt,omitzero" csv:"debt,omitempty" input:"money"`                                // the book value of the debt, instead of the EVIC: "290000000 USD"
	MinorityInterests units.Quantity `json:"minority_interests,omitzero" csv:"minority_interests,omitempty" input:"money"`    // the minority interests, instead of the EVIC: "10000000 USD"
	Score             int            `json:"score" csv:"score" input:"[1,5]"`                                                 // PCAF's data quality score, 1 (best) to 5: "2"
	ScoreScope3       int            `json:"score_scope3,omitempty" csv:"score_scope3,omitempty" input:"[1,5]"`               // PCAF's data quality score of the investee's scope 3, if it has its own: "4"
	Scope1            units.Quantity `json:"scope1" csv:"scope1" input:"mass(CO2e)"`                                          // the investee's scope 1: "20000 t CO2e"
	Scope2            units.Quantity `json:"scope2" csv:"scope2" input:"mass(CO2e)"`                                          // the investee's scope 2: "5000 t CO2e"
	Scope3            units.Quantity `json:"scope3,omitzero" csv:"scope3,omitempty" input:"mass(CO2e)"`                       // the investee's scope 3: "30000 t CO2e"
	Removals          units.Quantity `json:"removals,omitzero" csv:"removals,omitempty" input:"mass(CO2e)"`                   // the investee's removals: "0 t CO2e"
	CreditsRetired    units.Quantity `json:"credits_retired,omitzero" csv:"credits_retired,omitempty" input:"mass(CO2e)"`     // the carbon credits that the investee retired: "800 t CO2e"
	CreditsGenerated  units.Quantity `json:"credits_generated,omitzero" csv:"credits_generated,omitempty" input:"mass(CO2e)"` // the carbon credits that the investee generated: "0 t CO2e"
	GWP               string         `json:"gwp" csv:"gwp"`                                                                   // the GWP basis of the figures: "AR5", "unstated"
	Source            string         `json:"source" csv:"source"`                                                             // the document that the figures are printed in: "sustainability report 2024"
}

var pcafListed = declare[PCAFListed](
	in(ghg.Investments), byScoreOfEnergy, ofCompany,
	"none",
	`{"id": "bond-1", "period": "2024", "investee": "Industrial plc", "outstanding": "25000000 USD", "market_cap": "700000000 USD",
	"debt": "290000000 USD", "minority_interests": "10000000 USD", "score": 2, "score_scope3": 4, "scope1": "20000 t CO2e",
	"scope2": "5000 t CO2e", "scope3": "30000 t CO2e", "removals": "0 t CO2e", "gwp": "AR5", "source": "sustainability report 2024"}`,
	`{"id": "shares", "entity": "Example Bank", "site": "London", "period": "2024", "quality": "reliability 2, PCAF 1",
	"investee": "Listed Inc", "outstanding": "2000000 USD", "evic": "900000000 USD", "score": 1, "scope1": "400 t CO2e",
	"scope2": "900 t CO2e", "credits_retired": "800 t CO2e", "credits_generated": "0 t CO2e", "gwp": "AR5", "source": "annual report 2024"}`,
)

// Calculate returns two results and one for each of the optional figures that is given. It fails if an input is missing,
// negative or out of its range, if EVIC and what it is the sum of are both given, if it is below the outstanding amount, or if
// scope 3 has a score and no amount.
func (a PCAFListed) Calculate(b factors.Basis) (ghg.Results, error) {
	c := pcafListed.Begin(b, &a)
	f := finance{a.Outstanding, a.Score}
	f.check(c, a.Quality)
	checkScoreScope3(c, a.ScoreScope3, a.Scope3)
	checkGWP(c, a.GWP)
	evic := a.evic(c)
	return attribution{a.Investee, a.GWP, a.Source, a.ScoreScope3, func(c *method.Calc, flow method.Flow) method.Flow {
		return f.of(c, flow, "EVIC", evic...)
	}}.results(c, companyFigures(a.Scope1, a.Scope2, a.Scope3, a.Removals, a.CreditsRetired, a.CreditsGenerated))
}

// evic is the enterprise value including cash, or what it is the sum of.
func (a PCAFListed) evic(c *method.Calc) []method.Flow {
	parts := a.MarketCap.Given() || a.Debt.Given() || a.MinorityInterests.Given()
	switch {
	case a.EVIC.Given() && parts:
		c.Refuse("evic", a.EVIC.String(), "either it, or market_cap, debt and minority_interests", ghg.ErrMixed)
	case a.EVIC.Given():
		return []method.Flow{method.Of("EVIC", a.EVIC)}
	case parts:
		c.Require("market_cap", "debt", "minority_interests")
	default:
		c.Refuse("evic", "", "the enterprise value including cash, or market_cap, debt and minority_interests", ghg.ErrMissing)
	}
	return []method.Flow{method.Of("market capitalisation", a.MarketCap), method.Of("debt", a.Debt), method.Of("minority interests", a.MinorityInterests)}
}

// ofCompany is the results of the figures of a company.
var ofCompany = func() []method.Part {
	none := units.Quantity{}
	figures := companyFigures(none, none, none, none, none, none)
	parts := make([]method.Part, 0, len(figures))
	for _, f := range figures {
		parts = append(parts, method.Part{Name: f.part, Memo: f.memo})
	}
	return parts
}()

// companyFigures are the figures of a company in the order in which they are reported.
func companyFigures(scope1, scope2, scope3, removed, retired, generated units.Quantity) []figure {
	return []figure{
		{"scope 1", "scope1", scope1, ghg.Memo{}},
		{"scope 2", "scope2", scope2, ghg.Memo{}},
		{"scope 3", "scope3", scope3, investeeScope3},
		{"removals", "removals", removed, removals},
		{"credits retired", "credits_retired", retired, creditsRetired},
		{"credits generated", "credits_generated", generated, creditsGenerated},
	}
}

// PCAFBusinessLoans is a business loan, or equity of a company that is not listed (PCAF asset class 2).
//
//	attribution = outstanding ÷ (total equity + total debt)
//	financed emissions = attribution × emissions, separately for each kind
//
// The results and the scores are those of [PCAFListed]. Equity and debt are those of the balance sheet; equity below zero
// is given as 0. A loan to a listed company is attributed by its EVIC: give that as Equity, and Debt as 0.
//
// Source: PCAF, Global GHG Accounting and Reporting Standard Part A, 2nd ed. (2022), section 5.2, tables 5-8 and 5-9.
type PCAFBusinessLoans struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Investee         string         `json:"investee" csv:"investee"`                                                         // the name of the company: "Works GmbH"
	Outstanding      units.Quantity `json:"outstanding" csv:"outstanding" input:"money"`                                     // the outstanding amount: "4000000 EUR"
	Equity           units.Quantity `json:"equity" csv:"equity" input:"money"`                                               // the total equity of the company: "9000000 EUR"
	Debt             units.Quantity `json:"debt" csv:"debt" input:"money"`                                                   // the total debt of the company: "11000000 EUR"
	Score            int            `json:"score" csv:"score" input:"[1,5]"`                                                 // PCAF's data quality score, 1 (best) to 5: "3"
	ScoreScope3      int            `json:"score_scope3,omitempty" csv:"score_scope3,omitempty" input:"[1,5]"`               // PCAF's data quality score of the company's scope 3, if it has its own: "4"
	Scope1           units.Quantity `json:"scope1" csv:"scope1" input:"mass(CO2e)"`                                          // the company's scope 1: "20000 t CO2e"
	Scope2           units.Quantity `json:"scope2" csv:"scope2" input:"mass(CO2e)"`                                          // the company's scope 2: "5000 t CO2e"
	Scope3           units.Quantity `json:"scope3,omitzero" csv:"scope3,omitempty" input:"mass(CO2e)"`                       // the company's scope 3: "30000 t CO2e"
	Removals         units.Quantity `json:"removals,omitzero" csv:"removals,omitempty" input:"mass(CO2e)"`                   // the company's removals: "0 t CO2e"
	CreditsRetired   units.Quantity `json:"credits_retired,omitzero" csv:"credits_retired,omitempty" input:"mass(CO2e)"`     // the carbon credits that the company retired: "800 t CO2e"
	CreditsGenerated units.Quantity `json:"credits_generated,omitzero" csv:"credits_generated,omitempty" input:"mass(CO2e)"` // the carbon credits that the company generated: "0 t CO2e"
	GWP              string         `json:"gwp" csv:"gwp"`                                                                   // the GWP basis of the figures: "AR5", "unstated"
	Source           string         `json:"source" csv:"source"`                                                             // the document that the figures are printed in: "sustainability report 2024"
}

var pcafBusinessLoans = declare[PCAFBusinessLoans](
	in(ghg.Investments), byScoreOfEnergy, ofCompany,
	"none",
	`{"id": "loan-1", "period": "2024", "investee": "Works GmbH", "outstanding": "4000000 EUR", "equity": "9000000 EUR", "debt": "11000000 EUR",
	"score": 3, "score_scope3": 5, "scope1": "20000 t CO2e", "scope2": "5000 t CO2e", "scope3": "30000 t CO2e", "removals": "0 t CO2e", "gwp": "AR5",
	"source": "sustainability report 2024"}`,
	`{"id": "loan-2", "entity": "Example Bank", "site": "London", "period": "2024", "quality": "reliability 2", "investee": "Bakery Ltd",
	"outstanding": "2000000 GBP", "equity": "3000000 GBP", "debt": "5000000 GBP", "score": 2, "scope1": "40 t CO2e", "scope2": "8 t CO2e",
	"credits_retired": "10 t CO2e", "credits_generated": "0 t CO2e", "gwp": "unstated", "source": "borrower's report 2024"}`,
)

// Calculate returns two results and one for each of the optional figures that is given. It fails if an input is missing,
// negative or out of its range, if equity and debt are below the outstanding amount, or if scope 3 has a score and no amount.
func (a PCAFBusinessLoans) Calculate(b factors.Basis) (ghg.Results, error) {
	return a.results(pcafBusinessLoans.Begin(b, &a))
}

// results makes the results of a calculation that is begun.
func (a PCAFBusinessLoans) results(c *method.Calc) (ghg.Results, error) {
	f := finance{a.Outstanding, a.Score}
	f.check(c, a.Quality)
	checkScoreScope3(c, a.ScoreScope3, a.Scope3)
	checkGWP(c, a.GWP)
	return attribution{a.Investee, a.GWP, a.Source, a.ScoreScope3, func(c *method.Calc, flow method.Flow) method.Flow {
		return f.of(c, flow, "equity and debt", method.Of("equity", a.Equity), method.Of("debt", a.Debt))
	}}.results(c, companyFigures(a.Scope1, a.Scope2, a.Scope3, a.Removals, a.CreditsRetired, a.CreditsGenerated))
}

// PCAFProjectFinance is a loan to, or equity in, a project (PCAF asset class 3).
//
//	attribution = outstanding ÷ (total equity + total debt of the project)
//	financed emissions = attribution × emissions, separately for each kind
//
// The results and the scores are those of [PCAFListed]. Equity and debt are those of the project; equity below zero is
// given as 0.
//
// Source: PCAF, Global GHG Accounting and Reporting Standard Part A, 2nd ed. (2022), section 5.3, tables 5-12 and 5-13.
type PCAFProjectFinance struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Investee         string         `json:"investee" csv:"investee"`                                                         // the name of the project: "Wind farm"
	Outstanding      units.Quantity `json:"outstanding" csv:"outstanding" input:"money"`                                     // the outstanding amount: "12000000 EUR"
	Equity           units.Quantity `json:"equity" csv:"equity" input:"money"`                                               // the total equity of the project: "20000000 EUR"
	Debt             units.Quantity `json:"debt" csv:"debt" input:"money"`                                                   // the total debt of the project: "40000000 EUR"
	Score            int            `json:"score" csv:"score" input:"[1,5]"`                                                 // PCAF's data quality score, 1 (best) to 5: "2"
	ScoreScope3      int            `json:"score_scope3,omitempty" csv:"score_scope3,omitempty" input:"[1,5]"`               // PCAF's data quality score of the project's scope 3, if it has its own: "4"
	Scope1           units.Quantity `json:"scope1" csv:"scope1" input:"mass(CO2e)"`                                          // the project's scope 1: "90 t CO2e"
	Scope2           units.Quantity `json:"scope2" csv:"scope2" input:"mass(CO2e)"`                                          // the project's scope 2: "40 t CO2e"
	Scope3           units.Quantity `json:"scope3,omitzero" csv:"scope3,omitempty" input:"mass(CO2e)"`                       // the project's scope 3: "300 t CO2e"
	Removals         units.Quantity `json:"removals,omitzero" csv:"removals,omitempty" input:"mass(CO2e)"`                   // the project's removals: "0 t CO2e"
	CreditsRetired   units.Quantity `json:"credits_retired,omitzero" csv:"credits_retired,omitempty" input:"mass(CO2e)"`     // the carbon credits that the project retired: "0 t CO2e"
	CreditsGenerated units.Quantity `json:"credits_generated,omitzero" csv:"credits_generated,omitempty" input:"mass(CO2e)"` // the carbon credits that the project generated: "5000 t CO2e"
	GWP              string         `json:"gwp" csv:"gwp"`                                                                   // the GWP basis of the figures: "AR5", "unstated"
	Source           string         `json:"source" csv:"source"`                                                             // the document that the figures are printed in: "project company, 2024"
}

var pcafProjectFinance = declare[PCAFProjectFinance](
	in(ghg.Investments), byScoreOfEnergy, ofCompany,
	"none",
	`{"id": "wind-farm", "period": "2024", "investee": "Wind farm", "outstanding": "12000000 EUR", "equity": "20000000 EUR",
	"debt": "40000000 EUR", "score": 2, "scope1": "90 t CO2e", "scope2": "40 t CO2e", "gwp": "AR5", "source": "project company, 2024"}`,
	`{"id": "plantation", "entity": "Example Bank", "site": "London", "period": "2024", "quality": "reliability 2",
	"investee": "Plantation", "outstanding": "3000000 USD", "equity": "4000000 USD", "debt": "8000000 USD", "score": 1, "score_scope3": 3,
	"scope1": "300 t CO2e", "scope2": "15 t CO2e", "scope3": "300 t CO2e", "removals": "9000 t CO2e", "credits_retired": "0 t CO2e",
	"credits_generated": "5000 t CO2e", "gwp": "unstated", "source": "sponsor's statement 2024"}`,
)

// Calculate returns two results and one for each of the optional figures that is given. It fails if an input is missing,
// negative or out of its range, if equity and debt are below the outstanding amount, or if scope 3 has a score and no amount.
func (a PCAFProjectFinance) Calculate(b factors.Basis) (ghg.Results, error) {
	return PCAFBusinessLoans(a).results(pcafProjectFinance.Begin(b, &a))
}

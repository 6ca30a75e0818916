package netzero2_test

import (
	"maps"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/targets/sbti/netzero2"
	"github.com/ghgkit/ghg/units/money"
)

func d(s string) decimal.Decimal { return dec.MustParse(s) }

func tonnes(s string) ghg.CO2e { return sure(ghg.TonnesCO2e(d(s))) }

func eur(s string) money.Amount { return money.MustParse(s + " EUR") }

func usd(s string) money.Amount { return money.MustParse(s + " USD") }

func day(y int, m time.Month, day int) ghg.Date { return ghg.Date{Year: y, Month: m, Day: day} }

func second[T any](_ T, err error) error { return err }

// sure returns a value that must have been made without an error.
func sure[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// equal compares a figure with want exactly.
func equal(t *testing.T, want string, got decimal.Decimal, what string) {
	t.Helper()
	assert.True(t, d(want).Equal(got), "%s is %s, want %s.", what, got, want)
}

// figures is an inventory of 1,000 t: scope 1 100 t, scope 2 150 t location-based and 50 t market-based, scope 3 750 t, of
// which category 1 has 600 t, 11 112.5 t (15 %), 7 30 t (4 %) and 4 7.5 t (1 %).
func figures() *netzero2.Figures {
	f := &netzero2.Figures{
		Dates: ghg.CalendarYear(2026), Scope1: tonnes("100"),
		LocationBased: targets.Defined(tonnes("150")), MarketBased: targets.Defined(tonnes("50")), Scope3: targets.Defined(tonnes("750")),
		Categories: map[ghg.Category]ghg.CO2e{},
	}
	for c := ghg.PurchasedGoodsAndServices; c <= ghg.Investments; c++ {
		f.Categories[c] = ghg.CO2e{}
	}
	maps.Copy(f.Categories, map[ghg.Category]ghg.CO2e{1: tonnes("600"), 4: tonnes("7.5"), 7: tonnes("30"), 11: tonnes("112.5")})
	return f
}

func target(name string, of targets.Covered, emissions string, a ghg.Accounting) netzero2.Target {
	return netzero2.Target{
		Name: name, Term: netzero2.NearTerm, Method: netzero2.AbsoluteLinear, Covers: of,
		Base:      targets.Base{Year: 2026, Emissions: tonnes(emissions), Accounting: a},
		Milestone: targets.Milestone{Year: 2031, Reduction: d("0.25")},
	}
}

func scopes(s ...ghg.Scope) targets.Covered { return targets.Covered{Scopes: s} }

// submission is one that meets every public criterion of version 2.0, on a day on which version 1 applies too.
func submission() netzero2.Submission {
	return netzero2.Submission{
		Submitted: day(2027, time.March, 1), Category: netzero2.CategoryA,
		Years: []netzero2.Year{{Year: 2026, Totals: figures()}},
		Targets: []netzero2.Target{
			target("scope 1", scopes(ghg.Scope1), "100", 0),
			target("scope 2", scopes(ghg.Scope2), "150", ghg.LocationBased),
			target("scope 3", targets.Covered{Categories: []ghg.Category{1, 11}}, "712.5", 0),
		},
		Route: netzero2.OverarchingAbsolute, Assurance: netzero2.LimitedAssurance, Transport: netzero2.WellToWake,
		Residual: targets.Defined(d("0.1")),
	}
}

// unmet returns the criteria that are not met.
func unmet(list []netzero2.Finding) []string {
	var names []string
	for _, f := range list {
		if f.Outcome == netzero2.NotMet {
			names = append(names, string(f.Criterion))
		}
	}
	return names
}

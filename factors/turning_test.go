package factors_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/rates"
	"github.com/ghgkit/ghg/units"
	"github.com/ghgkit/ghg/units/money"
)

// TestTurningDays requires the days on which something begins or ceases to be valid, of every source of a basis.
func TestTurningDays(t *testing.T) {
	valid := func(start, end ghg.Date) ghg.Period {
		p, err := ghg.NewPeriod(start, end)
		require.NoError(t, err)
		return p
	}
	set := func(publisher string, p ghg.Period, properties ...factors.Property) *factors.Set {
		e, err := ghg.NewEmissions(ghg.GasAmount{Gas: ghg.CO2, Kg: decimal.New(1, 0)})
		require.NoError(t, err)
		s, err := factors.NewSet(factors.Meta{Publisher: publisher, Edition: "1", Title: "a list", GWP: "AR5", Licence: "CC0"}, []factors.Factor{{
			Activity: "fuel/diesel", Label: "diesel", Region: "GB", Valid: p, Unit: units.MustUnit("kg"), Boundary: ghg.Combustion, PerUnit: e,
			Reference: factors.Reference{Document: "a list", Table: "1", Row: "1"}, Licence: "CC0",
		}}, properties)
		require.NoError(t, err)
		return s
	}
	year := set("year", ghg.CalendarYear(2024))
	fiscal := set("fiscal", valid(ghg.Date{Year: 2023, Month: 4, Day: 1}, ghg.Date{Year: 2024, Month: 4, Day: 1}))
	stack, err := factors.NewStack(year, fiscal)
	require.NoError(t, err)
	lock, err := factors.NewLock(fiscal, func(func(ghg.Result) bool) {})
	require.NoError(t, err)
	taxes, err := rates.New(rates.Tables{Name: "taxes-1", VAT: []rates.VAT{{
		Region: "GB", Class: "standard", Valid: valid(ghg.Date{Year: 2011, Month: 1, Day: 4}, ghg.Date{Year: 2030, Month: 7, Day: 9}),
		VAT: money.VAT{Class: "GB/standard", Rate: decimal.New(2, -1), Source: "an act"},
	}}})
	require.NoError(t, err)
	for name, c := range map[string]struct {
		basis factors.Basis
		want  []int
	}{
		"calendar years":         {factors.Basis{Factors: year}, []int{101}},
		"fiscal years":           {factors.Basis{Factors: fiscal}, []int{101, 401}},
		"a stack":                {factors.Basis{Factors: stack}, []int{101, 401}},
		"an empty lock":          {factors.Basis{Factors: lock}, []int{101}},
		"taxes":                  {factors.Basis{Factors: year, Rates: taxes}, []int{101, 104, 709}},
		"factors of other years": {factors.Basis{Factors: year, Policy: factors.Policy{OlderYears: 1}}, []int{101, 229, 301}},
	} {
		days, known := c.basis.TurningDays()
		assert.True(t, known, name)
		assert.Equal(t, c.want, days, name)
	}
	own, err := factors.NewStack(year, struct{ factors.Source }{year})
	require.NoError(t, err)
	for name, source := range map[string]factors.Source{"none": nil, "no set": (*factors.Set)(nil), "own": own, "an empty stack": factors.Stack{}} {
		_, known := factors.Basis{Factors: source}.TurningDays()
		assert.False(t, known, name)
	}
}

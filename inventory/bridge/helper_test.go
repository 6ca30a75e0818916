package bridge_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/bridge"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/units"
)

func d(s string) decimal.Decimal { return dec.MustParse(s) }

// burning holds one fictitious factor for natural gas, of 2023 and of 2024, and the same for methane from a flare.
func burning(t testing.TB, year, kgCO2, kgCH4 string) *factors.Set {
	t.Helper()
	sheet := "activity,region,valid_from,valid_to,unit,boundary,CO2,CH4-combustion,CO2e,gwp\n" +
		"fuel/natural-gas,GB," + year + "-01-01," + year + "-12-31,kWh(HHV),combustion," + kgCO2 + "," + kgCH4 + ",,\n"
	set, err := factors.ReadCSV(strings.NewReader(sheet), factors.Meta{Publisher: "test", Edition: year, Title: "test factors of " + year, Licence: "none"})
	require.NoError(t, err)
	return set
}

// plant is gas burned in a calendar year: an amount in kWh.
type plant struct{ id, entity, kWh string }

func (p plant) in(year int) scope1.StationaryCombustion {
	return scope1.StationaryCombustion{ID: p.id, Entity: p.entity, Period: ghg.CalendarYear(year), Fuel: "natural-gas", Region: "GB", Amount: units.MustParse(p.kWh + " kWh(HHV)")}
}

// of returns the inventory of a year.
func of(t testing.TB, year int, gwp ghg.GWP, set *factors.Set, list ...activity.Activity) *inventory.Inventory {
	t.Helper()
	inv, err := inventory.Run(factors.Basis{Factors: set, GWP: gwp}, org(year), list)
	require.NoError(t, err)
	return inv
}

func org(year int) inventory.Organisation {
	return inventory.Organisation{Name: "Example plc", Approach: inventory.OperationalControl, Period: ghg.CalendarYear(year)}
}

var partial = bridge.Options{Accounting: ghg.LocationBased, Partial: true}

// sums fails the test unless every list of parts sums to its difference exactly.
func sums(t testing.TB, b bridge.Bridge) {
	t.Helper()
	exact := func(what string, from, to ghg.CO2e, parts ...ghg.CO2e) {
		for _, p := range parts {
			from = from.Add(p)
		}
		assert.True(t, from.Equal(to), "%s: the parts give %s, want %s", what, from, to)
	}
	amounts := func(list []bridge.Amount) (parts []ghg.CO2e) {
		for _, a := range list {
			parts = append(parts, a.CO2e)
		}
		return parts
	}
	exact("total", b.From, b.To, amounts(b.Terms)...)
	for _, p := range append(b.Scopes(), b.Places...) {
		exact(p.Scope.String(), p.From, p.To, amounts(p.Terms)...)
	}
	for _, l := range b.Lines {
		var parts []ghg.CO2e
		for _, p := range l.Parts {
			parts = append(parts, p.CO2e)
		}
		exact(l.ID, l.From, l.To, parts...)
	}
	for _, s := range b.Steps() {
		value, err := s.Evaluate()
		require.NoError(t, err)
		assert.True(t, value.Equal(s.Value))
	}
	bars := b.Waterfall("A", "B")
	for i, bar := range bars {
		exact(bar.Label, bar.Start, bar.End, bar.Delta)
		if i > 0 && i < len(bars)-1 {
			assert.True(t, bar.Start.Equal(bars[i-1].End))
		}
	}
	assert.True(t, bars[len(bars)-2].End.Equal(b.To), "the last term must end at inventory B")
}

func between(t testing.TB, a, b *inventory.Inventory, o bridge.Options) bridge.Bridge {
	t.Helper()
	got, err := bridge.Between(a, b, o)
	require.NoError(t, err)
	sums(t, got)
	return got
}

// terms asserts the kilograms of the terms that are not zero.
func terms(t testing.TB, want map[bridge.Term]string, b bridge.Bridge) {
	t.Helper()
	got := map[bridge.Term]string{}
	for _, a := range b.Terms {
		if !a.CO2e.IsZero() {
			got[a.Term] = dec.Text(a.CO2e.Kg())
		}
	}
	assert.Equal(t, want, got)
}

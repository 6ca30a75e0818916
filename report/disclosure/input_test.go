package disclosure_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory/intensity"
	"github.com/ghgkit/ghg/report"
	"github.com/ghgkit/ghg/report/disclosure"
	"github.com/ghgkit/ghg/report/internal/sample"
)

func TestInputOf(t *testing.T) {
	nec, three := sample.NEC(t), sample.ThreeCountries(t)
	for _, c := range []struct {
		r          report.Report
		path, want string
	}{
		{nec, "published/0", "20000"}, // NEC ESG Data Book 2024: 20 kt of scope 1
		{nec, "years/0/scope 1/0/any", "22000"},
		{nec, "years/2/scope 2/0/market-based", "238000"},
		{nec, "years/2/scopes 1 and 2/0/market-based", "259000"},
		{nec, "years/2/scope 3/11/any", "2758000"},
		{nec, "years/2/total/0/market-based", "7152000"},
		{nec, "per/0", "105276"},
		{nec, "targets/0/base", "327000"},
		{nec, "targets/1/goals/1/target", "615800"},
		{nec, "targets/1/goals/0/reduction", "50"},
		{nec, "targets/0/goals/0/elapsed", "30"},
		{nec, "targets/0/rows/1/allowed", "310650"},
		{nec, "targets/0/rows/1/actual", "324000"},
		{three, "revenue/used", "180"},
		{three, "revenue/other", "0"},
		{three, "revenue/statement", "180"},
		{three, "exclusions/0", "45"},
		{three, "bridge/scopes 1 and 2/boundary", "0"},
		{three, "bridge/total/ended activities", "0"},
	} {
		got, err := disclosure.InputOf(c.r, c.path)
		require.NoError(t, err, c.path)
		assert.True(t, got.Equal(decimal.RequireFromString(c.want)), "%s: %s, want %s", c.path, got, c.want)
	}
	change, err := disclosure.InputOf(three, "bridge/total/change")
	require.NoError(t, err)
	assert.True(t, change.Equal(three.Bridge.To.Sub(three.Bridge.From).Tonnes()))
	reported, err := disclosure.InputOf(three, "targets/0/reported")
	require.NoError(t, err)
	two, err := disclosure.InputOf(three, "years/0/scopes 1 and 2/0/market-based")
	require.NoError(t, err)
	assert.True(t, reported.LessThan(two))
	one, err := disclosure.InputOf(three, "years/0/scope 3/1/any")
	require.NoError(t, err)
	assert.Equal(t, "6400", one.String())
}

func TestInputOfRefuses(t *testing.T) {
	nec, three := sample.NEC(t), sample.ThreeCountries(t)
	for _, path := range []string{
		"", "x", "x/0", "published", "published/-1", "published/00", "published/17", "published/0/1", "years/0", "years/9/total/0/any", "years/0/scope 4/0/any", "years/0/scope 1/16/any",
		"years/0/scope 1/x/any", "years/0/scope 1/0/both", "years/0/scope 2/0/location-based", "years/0/scopes 1 and 2/0/location-based", "per/1", "per/0/0", "revenue/used", "revenue/x", "bridge/total/activity",
		"exclusions/0", "targets/9/base", "targets/0", "targets/0/x", "targets/0/goals/2/target", "targets/0/goals/0/x", "targets/0/goals/0", "targets/0/rows/99/actual", "targets/0/rows/9/actual", "targets/0/rows/0/x",
		strings.Repeat("x/", 10_000),
	} {
		_, err := disclosure.InputOf(nec, path)
		require.ErrorIs(t, err, ghg.ErrMissing, path)
		assert.Less(t, len(err.Error()), 2000)
	}
	for _, path := range []string{"revenue/x", "revenue/used/x", "bridge/scope 1/activity", "bridge/total/x", "bridge/total", "years/0/scope 3/14/any", "years/0/scope 3/2/any", "years/0/scope 3/15/any"} {
		_, err := disclosure.InputOf(three, path)
		require.ErrorIs(t, err, ghg.ErrMissing, path)
	}
	_, err := disclosure.InputOf(report.Report{}, "published/0")
	require.ErrorIs(t, err, ghg.ErrMissing)
	nec.Targets[0].Withheld = "scope 1 is missing"
	for _, path := range []string{"targets/0/reported", "targets/0/goals/0/achieved"} {
		_, err := disclosure.InputOf(nec, path)
		require.ErrorContains(t, err, "scope 1 is missing")
	}
	nec.Targets[0] = report.Target{Absolute: nec.Targets[0].Absolute}
	_, err = disclosure.InputOf(nec, "targets/0/reported")
	require.ErrorContains(t, err, "no year was reported")
}

func TestEditions(t *testing.T) {
	seen := map[string]bool{}
	for _, e := range disclosure.Editions() {
		assert.False(t, seen[e.ID], e.ID)
		seen[e.ID] = true
		for _, s := range []string{e.ID, e.Name, e.Source, e.Status} {
			assert.NotEmpty(t, s, e.ID)
		}
		_, err := e.Tables(report.Report{})
		require.ErrorIs(t, err, ghg.ErrMissing)
	}
	for _, id := range []string{"cdp-2023", "cdp-2024", "ghg-protocol", "gri-102-2025", "gri-305-2016", "re100", "sbti", "tcfd"} {
		assert.True(t, seen[id], id)
	}
	_, err := disclosure.EditionOf("gri-305")
	require.ErrorIs(t, err, ghg.ErrUnknown)
	_, err = disclosure.Edition{}.Tables(sample.NEC(t))
	require.ErrorIs(t, err, ghg.ErrMissing)
}

// TestEmptyCellsSayWhy checks every edition with a report that has an inventory of one scope and nothing else.
func TestEmptyCellsSayWhy(t *testing.T) {
	r := report.Report{Inventory: boilers(t, 2, func(i int) (string, string, string) { return []string{"a", "b"}[i], "", "" })}
	for _, e := range disclosure.Editions() {
		tables, err := e.Tables(r)
		require.NoError(t, err, e.ID)
		require.NoError(t, disclosure.Check(r, tables), e.ID)
		missing := 0
		for _, table := range tables {
			for _, row := range table.Rows {
				for _, cell := range row.Cells {
					if cell.Missing != "" {
						missing++
						assert.Regexp(t, `^(missing|n/a|none|excluded|not applicable|not assessed|withheld): .`, cell.Missing, "%s %s %s", e.ID, table.ID, row.ID)
					}
				}
			}
		}
		assert.Positive(t, missing, e.ID)
	}
}

// TestTheReportIsNotChanged checks that tables share nothing with the report or with each other.
func TestTheReportIsNotChanged(t *testing.T) {
	r := sample.ThreeCountries(t)
	e, err := disclosure.EditionOf("tcfd")
	require.NoError(t, err)
	first, err := e.Tables(r)
	require.NoError(t, err)
	for i := range first {
		for j := range first[i].Rows {
			for k := range first[i].Rows[j].Cells {
				if v := first[i].Rows[j].Cells[k].Value; v != nil {
					*v = decimal.NewFromInt(7)
				}
			}
		}
	}
	second, err := e.Tables(r)
	require.NoError(t, err)
	require.NoError(t, disclosure.Check(r, second))
	assert.Equal(t, "180", r.Revenue.Used.String())
}

func TestVocabularies(t *testing.T) {
	for m := disclosure.CO2e; m <= disclosure.Energy; m++ {
		text, err := m.MarshalText()
		require.NoError(t, err)
		var back disclosure.Measure
		require.NoError(t, back.UnmarshalText(text))
		assert.Equal(t, m, back)
		assert.Equal(t, m.String(), string(text))
	}
	for f := disclosure.Quotient; f <= disclosure.Negative; f++ {
		text, err := f.MarshalText()
		require.NoError(t, err)
		var back disclosure.Formula
		require.NoError(t, back.UnmarshalText(text))
		assert.Equal(t, f, back)
		assert.Equal(t, f.String(), string(text))
	}
	var m disclosure.Measure
	var f disclosure.Formula
	require.Error(t, m.UnmarshalText([]byte("x")))
	require.Error(t, f.UnmarshalText([]byte("x")))
	_, err := m.MarshalText()
	require.Error(t, err)
	_, err = f.MarshalText()
	require.Error(t, err)
}

// TestIntensityIsThatOfThePackage compares GRI 305-4 with package intensity.
func TestIntensityIsThatOfThePackage(t *testing.T) {
	r := sample.ThreeCountries(t)
	want, err := intensity.PerNetRevenue(r.Inventory, *r.Revenue)
	require.NoError(t, err)
	table := one(t, r, "gri-305-2016", "305-4")
	assert.True(t, rowOf(t, table, "location-based 2").Cells[0].Value.Equal(want.LocationBased.TonnesPerUnit))
	assert.True(t, rowOf(t, table, "market-based 2").Cells[0].Value.Equal(want.MarketBased.TonnesPerUnit))
}

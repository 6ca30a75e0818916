package factors_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/units"
)

// toolSheet holds round numbers invented for these tests; no publisher prints them.
const toolSheet = `activity,label,region,valid_from,valid_to,unit,boundary,CO2,CH4-fossil,CO2e,gwp,gases_in
fuel/natural-gas,Natural gas,GB,2023-01-01,2023-12-31,kWh(HHV),combustion,0.19,,,,
fuel/natural-gas,Natural gas,GB,2024-01-01,2024-12-31,kWh(HHV),combustion,0.18,,,,
fuel/natural-gas,Natural gas,GB,2024-01-01,2024-12-31,m3,combustion,2,,,,
fuel/natural-gas,Natural gas,US,2024-01-01,2024-12-31,kWh(HHV),combustion,0.181,,,,
fuel/natural-gas,Natural gas,GB,2024-01-01,2024-12-31,kWh(HHV),well-to-tank,0.03,,,,
fuel/city-gas,都市ガス (city gas),JP,2024-01-01,2024-12-31,1000Nm3,combustion,2050,,,,
electricity/grid,Electricity,GB,2024-01-01,2024-12-31,kWh,generation,0.2,,,,
travel/rail,National rail,GB,2024-01-01,2024-12-31,km,combustion,0.03,,,,
travel/rail,National rail,GB,2024-01-01,2024-12-31,mile,combustion,0.05,,,,
`

func set(t testing.TB, edition, sheet string) *factors.Set {
	t.Helper()
	s, err := factors.ReadCSV(strings.NewReader(sheet), factors.Meta{Publisher: "test", Edition: edition, Title: "test factors", Licence: "none"})
	require.NoError(t, err)
	return s
}

func gas(year int) factors.Query {
	return factors.Query{Activity: "fuel/natural-gas", Region: "GB", Period: ghg.CalendarYear(year), Unit: units.MustUnit("MWh(HHV)"), Boundary: ghg.Combustion}
}

func TestExplain(t *testing.T) {
	b := factors.Basis{Factors: set(t, "1", toolSheet), GWP: ghg.AR5()}
	e, err := b.Explain(gas(2024))
	require.NoError(t, err)
	assert.Equal(t, "test/fuel/natural-gas/GB/2024/kWh(HHV)", e.Taken)
	reasons := map[string]string{}
	for _, c := range e.Candidates {
		reasons[c.ID] = c.Reason
	}
	assert.Equal(t, map[string]string{
		"test/fuel/natural-gas/GB/2024/kWh(HHV)":     "it matches the query exactly",
		"test/fuel/natural-gas/GB/2023/kWh(HHV)":     "it is valid for 2023, not for all of 2024",
		"test/fuel/natural-gas/GB/2024/m3":           "it is per m3, not per unit of energy(HHV)",
		"test/fuel/natural-gas/US/2024/kWh(HHV)":     "it is for US, not GB",
		"test/fuel/natural-gas@wtt/GB/2024/kWh(HHV)": "it covers well-to-tank, not combustion",
	}, reasons)
	assert.True(t, e.Candidates[0].Taken, "the chosen factor comes first")
	assert.Contains(t, e.String(), "not taken: it is for US, not GB")

	b.Policy.OlderYears = 1
	e, err = b.Explain(gas(2025))
	require.NoError(t, err)
	assert.Equal(t, "test/fuel/natural-gas/GB/2024/kWh(HHV)", e.Taken)
	assert.Equal(t, "the policy allows it, although it is valid for 2024, not for all of 2025", e.Candidates[0].Reason)
	require.Len(t, e.Caveats, 1)
	assert.Equal(t, ghg.OlderFactor, e.Caveats[0].Kind)

	names, err := factors.NewMapping(map[string]string{"mains gas": "fuel/natural-gas"})
	require.NoError(t, err)
	b.Names = names
	q := gas(2025)
	q.Activity = "mains gas"
	named, err := b.Explain(q)
	require.NoError(t, err)
	assert.Equal(t, e.Candidates, named.Candidates, "a name of one's own is explained like the name it stands for")

	_, err = factors.Basis{}.Explain(gas(2024))
	assert.ErrorIs(t, err, ghg.ErrMissing)
}

func TestExplainAbsence(t *testing.T) {
	s := set(t, "1", toolSheet)
	for _, c := range []struct {
		name   string
		change func(*factors.Query)
		kind   factors.AbsenceKind
		has    []string
	}{
		{"there is one", func(*factors.Query) {}, factors.NotAbsent, []string{"test/fuel/natural-gas/GB/2024/kWh(HHV)"}},
		{"activity", func(q *factors.Query) { q.Activity = "fuel/natural-gass" }, factors.ActivityUnknown, []string{"fuel/natural-gas"}},
		{"boundary", func(q *factors.Query) { q.Boundary = ghg.LifeCycle }, factors.OtherBoundary, []string{"combustion", "well-to-tank"}},
		{"region", func(q *factors.Query) { q.Region = "FR" }, factors.OtherRegion, []string{"GB", "US"}},
		{"unit", func(q *factors.Query) { q.Unit = units.MustUnit("t") }, factors.OtherUnit, []string{"kWh(HHV)", "m3"}},
		{"period", func(q *factors.Query) { q.Period = ghg.CalendarYear(2019) }, factors.OtherPeriod, []string{"2023", "2024"}},
		{"licence", func(q *factors.Query) { q.Activity = "electricity/residual-mix" }, factors.NotLicensed, []string{"European residual mixes: AIB, not to be distributed or processed in a tool"}},
		{"several", func(q *factors.Query) {
			q.Activity, q.Unit = "travel/rail", units.MustUnit("m")
		}, factors.SeveralMatch, []string{"test/travel/rail/GB/2024/km", "test/travel/rail/GB/2024/mile"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			q := gas(2024)
			c.change(&q)
			a, err := factors.ExplainAbsence(s, q)
			require.NoError(t, err)
			assert.Equal(t, c.kind, a.Kind)
			assert.Equal(t, c.has, a.Has)
			assert.NotEmpty(t, a.String())
		})
	}
	_, err := factors.ExplainAbsence(s, factors.Query{})
	assert.ErrorIs(t, err, ghg.ErrMissing)
	b := factors.Basis{Factors: s, GWP: ghg.AR5()}
	e, err := b.Explain(gas(2019))
	require.NoError(t, err)
	assert.Empty(t, e.Taken)
	assert.Contains(t, e.String(), "only valid at other times")
}

func TestSearch(t *testing.T) {
	s := set(t, "1", toolSheet)
	first := func(text string, f factors.Filter) string {
		hits := factors.Search(s, text, f)
		if len(hits) == 0 {
			return ""
		}
		return hits[0].Factor.ID
	}
	for _, c := range []struct {
		text   string
		filter factors.Filter
		want   string
	}{
		{"electricity", factors.Filter{}, "test/electricity/grid/GB/2024/kWh"},
		{"electrcity", factors.Filter{}, "test/electricity/grid/GB/2024/kWh"},
		{"都市ガス", factors.Filter{}, "test/fuel/city-gas/JP/2024/1000Nm3"},
		{"City Gas", factors.Filter{}, "test/fuel/city-gas/JP/2024/1000Nm3"},
		{"natural gas", factors.Filter{Region: "US"}, "test/fuel/natural-gas/US/2024/kWh(HHV)"},
		{"natural gas", factors.Filter{Boundary: ghg.WellToTank}, "test/fuel/natural-gas@wtt/GB/2024/kWh(HHV)"},
		{"natural gas", factors.Filter{Year: 2023}, "test/fuel/natural-gas/GB/2023/kWh(HHV)"},
		{"natural gas", factors.Filter{Dimension: units.Volume}, "test/fuel/natural-gas/GB/2024/m3"},
		{"natural gas", factors.Filter{Set: "test-2"}, ""},
		{"hydrogen", factors.Filter{}, ""},
		{"", factors.Filter{}, ""},
		{strings.Repeat("gas ", 100), factors.Filter{}, ""},
	} {
		assert.Equal(t, c.want, first(c.text, c.filter), "%q %+v", c.text, c.filter)
	}
	assert.Len(t, factors.Search(s, "gas", factors.Filter{Most: 2}), 2)
}

func TestValidate(t *testing.T) {
	assert.Empty(t, factors.Validate(set(t, "1", toolSheet)))

	overlapping := toolSheet + "electricity/grid,Electricity,GB,2023-06-01,2024-05-31,kWh,generation,0.19,,,,\n"
	findings := factors.Validate(set(t, "1", overlapping))
	require.Len(t, findings, 1)
	assert.Contains(t, findings[0].What, "overlaps")
	assert.False(t, findings[0].Warning)

	sums := "activity,region,valid_from,valid_to,unit,boundary,CO2,CH4-combustion,CO2e,gwp\nfuel/x,GB,2024-01-01,2024-12-31,t,combustion,10.00,1.00,38.00,AR5\nfuel/y,GB,2024-01-01,2024-12-31,t,combustion,10.00,1.00,39.00,AR5\n"
	findings = factors.Validate(set(t, "1", sums))
	require.Len(t, findings, 1, "the gases give 10 + 28 = 38, not 39")
	assert.Contains(t, findings[0].ID, "fuel/y")
	assert.True(t, findings[0].Warning)

	var sheet strings.Builder
	sheet.WriteString("activity,region,valid_from,valid_to,unit,boundary,CO2\n")
	for i := range 9 {
		fmt.Fprintf(&sheet, "waste/paper/type-%d,GB,2024-01-01,2024-12-31,t,treatment,%d\n", i, 100+i)
	}
	sheet.WriteString("waste/paper/slip,GB,2024-01-01,2024-12-31,t,treatment,100000\n")
	findings = factors.Validate(set(t, "1", sheet.String()))
	require.Len(t, findings, 1, "an error by a factor of a thousand is found")
	assert.Equal(t, "test/waste/paper/slip/GB/2024/t", findings[0].ID)
	assert.Contains(t, findings[0].String(), "warning")
}

func TestValidateCSVReportsEveryBadRow(t *testing.T) {
	bad := "activity,region,valid_from,valid_to,unit,boundary,CO2,CO2e,gwp\n" +
		"fuel/a,GB,2024-01-01,2024-12-31,kWhh,combustion,1,,\n" + // unit
		"fuel/b,GB,2024-01-01,2024-12-31,t,combustion,\"1,000\",,\n" + // number
		"fuel/c,GB,2024-01-01,2024-12-31,t,combustion,,5,\n" + // CO2e without its basis
		"fuel/d,GB,2024-12-31,2024-01-01,t,combustion,1,,\n" + // end before start
		"fuel/e,GB,2024-01-01,2024-12-31,t,burning,1,,\n" + // boundary
		"fuel/f,GB,2024-01-01,2024-12-31,t,combustion,-1,,\n" // negative
	findings, err := factors.ValidateCSV(strings.NewReader(bad), factors.Meta{Publisher: "own", Edition: "1", Title: "own", Licence: "none"})
	require.NoError(t, err)
	require.Len(t, findings, 6)
	for i, want := range []string{"kWhh", "thousands", "gwp", "valid_to", "boundary", "negative"} {
		assert.Contains(t, findings[i].What, want)
	}
}

func TestJSONRoundTrip(t *testing.T) {
	s := set(t, "1", toolSheet)
	var text bytes.Buffer
	require.NoError(t, factors.WriteJSON(&text, s))
	again, err := factors.ReadJSON(bytes.NewReader(text.Bytes()), s.Meta())
	require.NoError(t, err)
	assert.Equal(t, s.Digest(), again.Digest())

	for _, c := range []struct{ text, want string }{
		{`{}`, "array"},
		{`[{"activity":1}]`, "factor 1: activity is of the wrong kind"},
		{`[{"activty":"x"}]`, "activty"},
		{`[{"activity":"fuel/a","unit":"t"}]`, "valid_from"},
	} {
		_, err := factors.ReadJSON(strings.NewReader(c.text), s.Meta())
		require.Error(t, err, c.text)
		assert.ErrorContains(t, err, c.want)
	}
}

func TestDiffOfEditions(t *testing.T) {
	old := set(t, "1", toolSheet)
	updated := strings.Replace(toolSheet, "generation,0.2,", "generation,0.25,", 1)
	updated = strings.Replace(updated, "fuel/city-gas", "fuel/town-gas", 1)
	changes := factors.Diff(old, set(t, "2", updated))
	var got []string
	for _, c := range changes {
		got = append(got, c.String())
	}
	assert.Equal(t, []string{
		"revalued test/electricity/grid/GB/2024/kWh, kg CO2 25.00 %",
		"removed test/fuel/city-gas/JP/2024/1000Nm3",
		"added test/fuel/town-gas/JP/2024/1000Nm3",
	}, got)
	assert.Empty(t, factors.Diff(old, old))
}

func TestMapping(t *testing.T) {
	m, err := factors.ReadMapping(strings.NewReader("code,activity,note\n6100,electricity/grid,account\n"), "accounts.csv")
	require.NoError(t, err)
	b := factors.Basis{Factors: set(t, "1", toolSheet), GWP: ghg.AR5(), Names: factors.CommonNames().With(m)}
	f, _, err := b.Find(factors.Query{Activity: "6100", Region: "GB", Period: ghg.CalendarYear(2024), Unit: units.MustUnit("kWh"), Boundary: ghg.Generation})
	require.NoError(t, err)
	assert.Equal(t, "electricity/grid", f.Activity)
	f, _, err = b.Find(factors.Query{Activity: "fuel/都市ガス", Region: "JP", Period: ghg.CalendarYear(2024), Unit: units.MustUnit("Nm3"), Boundary: ghg.Combustion})
	require.NoError(t, err)
	assert.Equal(t, "fuel/city-gas", f.Activity)

	wrong, err := factors.NewMapping(map[string]string{"6200": "fuel/steam"})
	require.NoError(t, err)
	findings := wrong.Check(b.Factors)
	require.Len(t, findings, 1)
	assert.Contains(t, findings[0].What, "fuel/steam")

	_, err = factors.NewMapping(map[string]string{"x": ""})
	require.Error(t, err)
	_, err = factors.ReadMapping(strings.NewReader("code,activity\n1,fuel/a\n1,fuel/b\n"), "accounts.csv")
	assert.ErrorContains(t, err, "line 2")
}

package factors_test

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
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
	assert.Equal(t, `fuel/natural-gas in GB, 2024, per unit of energy(HHV), boundary combustion
  test/fuel/natural-gas/GB/2024/kWh(HHV): taken: it matches the query exactly
  test/fuel/natural-gas/GB/2023/kWh(HHV): not taken: it is valid for 2023, not for all of 2024
  test/fuel/natural-gas/US/2024/kWh(HHV): not taken: it is for US, not GB
  test/fuel/natural-gas/GB/2024/m3: not taken: it is per m3, not per unit of energy(HHV)
  test/fuel/natural-gas@wtt/GB/2024/kWh(HHV): not taken: it covers well-to-tank, not combustion
`, e.String())

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

// TestInputOfAbsence requires that the input is that of the step which ExplainAbsence finds, for every kind of source.
func TestInputOfAbsence(t *testing.T) {
	own, other := set(t, "1", toolSheet), set(t, "2", strings.ReplaceAll(toolSheet, "natural-gas", "coal"))
	mixes := set(t, "3", strings.ReplaceAll(toolSheet, "fuel/natural-gas", "electricity/residual-mix"))
	inputs := factors.QueryInputs{Activity: "fuel", Region: "region", Period: "period", Amount: "amount"}
	of := map[factors.AbsenceKind]string{factors.OtherRegion: "region", factors.OtherUnit: "amount", factors.OtherPeriod: "period"}
	seen := map[string]int{}
	for _, members := range [][]factors.Source{{own}, {own, other, mixes}, {foreign{other}, own}} {
		source, err := factors.NewStack(members...)
		require.NoError(t, err)
		for _, activity := range []string{"fuel/natural-gas", "fuel/coal", "fuel/natural-gass", "electricity/residual-mix", "travel/rail"} {
			for _, region := range []string{"GB", "US", "FR"} {
				for _, unit := range []string{"kWh(HHV)", "t", "m3", "m"} {
					for _, year := range []int{2019, 2024} {
						for _, boundary := range []ghg.Boundary{ghg.Combustion, ghg.LifeCycle, ghg.WellToTank} {
							q := factors.Query{Activity: activity, Region: region, Period: ghg.CalendarYear(year), Unit: units.MustUnit(unit), Boundary: boundary}
							_, err := source.Find(q)
							none, is := errors.AsType[*factors.NoFactorError](err)
							if !is {
								continue
							}
							none.Inputs = inputs
							absence, err := factors.ExplainAbsence(source, q)
							require.NoError(t, err)
							want := cmp.Or(of[absence.Kind], "fuel")
							require.Equal(t, want, none.Input(), "%s: %s", q, absence)
							seen[want]++
						}
					}
				}
			}
		}
	}
	assert.Len(t, seen, 4, "%v", seen)
	unknown := gas(2024)
	unknown.Region = "UK"
	_, err := own.Find(unknown)
	none, is := errors.AsType[*factors.NoFactorError](err)
	require.True(t, is)
	assert.Empty(t, none.Input(), "no method asked")
	none.Inputs = inputs
	assert.Equal(t, "region", none.Input())
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
		{`[{"activity":1}]`, "factors[0]: activity is of the wrong kind"},
		{`[{"activty":"x"}]`, "activty"},
		{`[{"activity":"fuel/a","unit":"t"}]`, "valid_from"},
		{`[{"note":"a"},{"note":"a\u0000b"}]`, "factors[1]: "},
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
	assert.Equal(t, []factors.Finding{{Kind: factors.NameFinding, ID: "6200", What: `test-1 has no factor for "fuel/steam"`}}, findings)

	_, err = factors.NewMapping(map[string]string{"x": ""})
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
	_, err = factors.ReadMapping(strings.NewReader("code,activity\n1,fuel/a\n1,fuel/b\n"), "accounts.csv")
	assert.ErrorContains(t, err, "line 2")
}

// A change names both ids, the amount with its basis, and what has no relative change. Factors with several validities
// are compared by validity.
func TestChanges(t *testing.T) {
	co2e := func(kg, gwp string) func(*factors.Factor) {
		return func(f *factors.Factor) {
			f.PerUnit = amounts(ghg.GasAmount{GWP: gwp, Kg: dec.MustParse(kg)})
		}
	}
	changes := func(olds, news []factors.Factor) []string {
		var got []string
		for _, c := range factors.Diff(setOf(t, "p", olds...), setOf(t, "q", news...)) {
			got = append(got, c.String())
		}
		return got
	}
	one := func(f factors.Factor) []factors.Factor { return []factors.Factor{f} }
	assert.Equal(t, []string{"revalued p/fuel/oil/GB/2023/L → q/fuel/oil/GB/2024/L, kg CO2e AR5 50.00 %"},
		changes(one(made(year(2023), co2e("2", "AR5"))), one(made(co2e("3", "AR5")))))
	assert.Equal(t, []string{"revalued p/fuel/oil/GB/2024/L → q/fuel/oil/GB/2024/L"},
		changes(one(made(co2e("2", "AR5"))), one(made(co2e("3", "AR6")))), "figures on two bases have no relative change")
	assert.Equal(t, []string{"revalued p/fuel/oil/GB/2024/L → q/fuel/oil/GB/2024/L, kg CO2 from 0"}, changes(one(made(carbonOnly("0"))), one(made(carbonOnly("3")))))
	methane := func(kg string) factors.Factor {
		return made(func(f *factors.Factor) {
			f.PerUnit = amounts(ghg.GasAmount{Gas: ghg.CH4, GWP: "AR5", Kg: dec.MustParse(kg)})
		})
	}
	assert.Equal(t, []string{"revalued p/fuel/oil/GB/2024/L → q/fuel/oil/GB/2024/L, CH4 kg CO2e AR5 -75.00 %"}, changes(one(methane("4")), one(methane("1"))))
	assert.Equal(t, []string{
		"removed p/fuel/oil/GB/2022/L",
		"revalued p/fuel/oil/GB/2023/L → q/fuel/oil/GB/2023/L, kg CO2 10.00 %",
		"added q/fuel/oil/GB/2024/L",
	}, changes(
		[]factors.Factor{made(year(2022), carbonOnly("1")), made(year(2023), carbonOnly("2"))},
		[]factors.Factor{made(year(2023), carbonOnly("2.2")), made(year(2024), carbonOnly("3"))},
	))
	assert.Equal(t, "unknown", factors.ChangeKind(0).String())
}

// Every reason for which a factor is not taken.
func TestReasons(t *testing.T) {
	reason := func(b factors.Basis, q factors.Query, id string) string {
		e, err := b.Explain(q)
		require.NoError(t, err)
		for _, c := range e.Candidates {
			if c.Set+" "+c.ID == id {
				return c.Reason
			}
		}
		return ""
	}
	basis := func(sources ...factors.Source) factors.Basis {
		stack, err := factors.NewStack(sources...)
		require.NoError(t, err)
		return factors.Basis{Factors: stack, GWP: ghg.AR6()}
	}
	two := setOf(t, "p", made(), made(per("m3")))
	assert.Equal(t, "another one is per the query's own unit", reason(basis(two), oil("L"), "p-1 p/fuel/oil/GB/2024/m3"))
	assert.Equal(t, "more than one factor matches the query", reason(basis(two), oil("gal(US)"), "p-1 p/fuel/oil/GB/2024/m3"))
	assert.Equal(t, "a higher-ranked source has one", reason(basis(setOf(t, "own", made()), two), oil("L"), "p-1 p/fuel/oil/GB/2024/L"))
	complement := made(func(f *factors.Factor) { f.PerUnit = amounts(ghg.GasAmount{Gas: ghg.CH4, Kg: dec.MustParse("1")}) })
	const only = "CH4 and N2O only, without the CO2 of the fuel: use a fuel-based method, such as scope1.MobileFuel or MobileFuelEconomy, which takes CO2 from the fuel"
	assert.Equal(t, "it has "+only, reason(basis(setOf(t, "p", complement)), oil("L"), "p-1 p/fuel/oil/GB/2024/L"))
	absence, err := factors.ExplainAbsence(setOf(t, "p", complement), oil("L"))
	require.NoError(t, err)
	assert.Equal(t, factors.OtherGases, absence.Kind)
	assert.Equal(t, "only a complement to the CO2 of the fuel in p-1: "+only, absence.String())

	spend := setOf(t, "p", made(within(ghg.CradleToGate), per("USD"), func(f *factors.Factor) {
		f.Price = factors.Price{Type: factors.UnstatedPrice}
		f.Caveat = ghg.Caveat{Kind: ghg.StandIn, Detail: "prices of an unstated year"}
	}))
	q := oil("USD")
	q.Boundary, q.Price = ghg.CradleToGate, factors.Price{Year: 2022, Type: "purchaser"}
	assert.Equal(t, "it is for the unstated price", reason(basis(spend), q, "p-1 p/fuel/oil/GB/2024/USD"))
	absence, err = factors.ExplainAbsence(spend, q)
	require.NoError(t, err)
	assert.Equal(t, "only for other prices in p-1: unstated price", absence.String())
	assert.Equal(t, "purchaser price of 2022", q.Price.String())

	older := basis(setOf(t, "p", made(year(2023))))
	older.Policy.OlderYears = 1
	e, err := older.Explain(oil("L"))
	require.NoError(t, err)
	assert.Contains(t, e.String(), "caveat: older-factor: p/fuel/oil/GB/2023/L is valid 2023, the period is 2024\n")
	_, err = older.Explain(factors.Query{Activity: "fuel/oil"})
	require.ErrorIs(t, err, ghg.ErrMissing, "an incomplete query has no explanation")
	assert.Empty(t, factors.Absence{}.String())
}

// Country averages exist, but may not be redistributed: the absence says so rather than that there are none.
func TestAbsenceForLicence(t *testing.T) {
	q := factors.Query{Activity: "electricity/grid", Region: "ZA", Period: ghg.CalendarYear(2024), Unit: units.MustUnit("kWh"), Boundary: ghg.Generation}
	absence, err := factors.ExplainAbsence(set(t, "1", toolSheet), q)
	require.NoError(t, err)
	assert.Equal(t, factors.NotLicensed, absence.Kind)
	assert.Contains(t, absence.String(), "the publisher does not allow redistribution; load your own copy alongside test-1: country averages of generation: IEA Emission Factors, proprietary")
}

// A value far below the median of its kind is as suspicious as one far above. Sums are compared only on a basis that is
// known, and carbon counts as CO2.
func TestValidateFindsLowValuesAndBadSums(t *testing.T) {
	var sheet strings.Builder
	sheet.WriteString("activity,region,valid_from,valid_to,unit,boundary,CO2,C\n")
	for i := range 9 {
		fmt.Fprintf(&sheet, "fuel/type-%d,GB,2024-01-01,2024-12-31,t,combustion,%d,\n", i, 2200+i)
	}
	sheet.WriteString("fuel/coke,GB,2024-01-01,2024-12-31,t,combustion,,600\n") // 600 × 44 ÷ 12 = 2200
	sheet.WriteString("fuel/slip-b,GB,2024-01-01,2024-12-31,t,combustion,2.2,\n")
	sheet.WriteString("fuel/slip-a,GB,2024-01-01,2024-12-31,t,combustion,,0.6\n")
	sheet.WriteString("fuel/none,GB,2024-01-01,2024-12-31,t,combustion,0,\n")
	findings := factors.Validate(set(t, "1", sheet.String()))
	require.Len(t, findings, 2)
	for i, id := range []string{"test/fuel/slip-a/GB/2024/t", "test/fuel/slip-b/GB/2024/t"} {
		assert.Equal(t, factors.OutlierFinding, findings[i].Kind)
		assert.Equal(t, id, findings[i].ID)
		assert.Equal(t, "its value is more than 316 times below the median of its kind (12 factors): is its unit right?", findings[i].What)
	}

	sum := func(gwp string) factors.Factor {
		return made(func(f *factors.Factor) { f.Published = ghg.GasAmount{GWP: gwp, Kg: dec.MustParse("9")} })
	}
	assert.Empty(t, factors.Validate(setOf(t, "p", sum(ghg.UnstatedGWP))))
	findings = factors.Validate(setOf(t, "p", sum("AR5")))
	require.Len(t, findings, 1)
	assert.Equal(t, factors.SumFinding, findings[0].Kind)
	assert.Contains(t, findings[0].What, "the publisher's sum is 9 kg CO2e (AR5)")
	assert.True(t, findings[0].Warning)
	other := made(func(f *factors.Factor) {
		f.PerUnit, f.Published = amounts(ghg.GasAmount{Gas: "NF3", Kg: dec.MustParse("1")}), ghg.GasAmount{GWP: "SAR", Kg: dec.MustParse("9")}
	})
	findings = factors.Validate(setOf(t, "p", other))
	require.Len(t, findings, 1, "a gas that the set has no potential of: there is no sum to compare")
	assert.False(t, findings[0].Warning)
	assert.Contains(t, findings[0].What, "NF3")
}

// A file whose description or ids are wrong is reported, not only its rows.
func TestValidateCSVReportsTheSet(t *testing.T) {
	const row = "fuel/a,GB,2024-01-01,2024-12-31,t,combustion,1\n"
	const head = "activity,region,valid_from,valid_to,unit,boundary,CO2\n"
	findings, err := factors.ValidateCSV(strings.NewReader(head+row+row), sheetMeta)
	require.NoError(t, err)
	require.Len(t, findings, 1)
	assert.Equal(t, []any{factors.BadRow, false, "p"}, []any{findings[0].Kind, findings[0].Warning, findings[0].ID})
	assert.Equal(t, "error: p: factor set p-1: factor 2: the id p/fuel/a/GB/2024/t is taken", findings[0].String())
	findings, err = factors.ValidateCSV(strings.NewReader(head+row), factors.Meta{Edition: "1", Title: "invented"})
	require.NoError(t, err)
	require.Len(t, findings, 1)
	assert.Contains(t, findings[0].What, "publisher")
	findings, err = factors.ValidateCSV(&failingReader{}, sheetMeta)
	require.NoError(t, err)
	require.NotEmpty(t, findings)
	assert.Contains(t, findings[0].What, "disk gone")
}

type failingReader struct{}

func (failingReader) Read([]byte) (int, error) { return 0, errors.New("disk gone") }

// A name that is not one of the vocabulary is refused in a sheet, by its line.
func TestMappingRefuses(t *testing.T) {
	for _, activity := range []string{"", "Natural Gas", "fuel/Diesel"} {
		_, err := factors.ReadMapping(strings.NewReader("code,activity\n1,"+activity+"\n"), "accounts.csv")
		require.ErrorContains(t, err, "accounts.csv:2", activity)
		require.ErrorContains(t, err, "activity", activity)
	}
	given := map[string]string{"petrol": "fuel/own-blend"}
	own, err := factors.NewMapping(given)
	require.NoError(t, err)
	given["petrol"] = "fuel/another"
	to, ok := factors.Mapping{}.With(own).Lookup("petrol")
	assert.True(t, ok)
	assert.Equal(t, "fuel/own-blend", to, "the zero Mapping takes names too")
	to, _ = factors.CommonNames().With(own).Lookup("petrol")
	assert.Equal(t, "fuel/own-blend", to)
	to, _ = factors.CommonNames().Lookup("petrol")
	assert.Equal(t, "fuel/gasoline", to, "With changes neither mapping")
}

// The reason for passing over a factor names every respect in which it differs from the query.
func TestReasonNamesEveryDifference(t *testing.T) {
	s := setOf(t, "p", made(), made(in("FR"), year(2023), per("t"), within(ghg.WellToTank)))
	e, err := factors.Basis{Factors: s, GWP: ghg.AR6()}.Explain(oil("L"))
	require.NoError(t, err)
	require.Len(t, e.Candidates, 2)
	assert.Equal(t, "it covers "+ghg.WellToTank.String()+", not "+ghg.Combustion.String()+"; it is for FR, not GB; it is per t, not per unit of volume; it is valid for 2023, not for all of 2024", e.Candidates[1].Reason)
}

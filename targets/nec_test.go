package targets_test

import (
	"encoding/csv"
	"os"
	"strconv"
	"testing"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// NEC, ESG Data Book 2024, targets and table of emissions (kt): scope 1 and 2 market-based 22 + 305 in FY2020 and
// 20 + 206 in FY2023, scope 3 6,158 and 5,738. Published: −31.0 % and −6.8 %, the former from unrounded figures:
// (327 − 226) ÷ 327 = 30.9 %.
func TestNECProgress(t *testing.T) {
	for _, c := range []struct {
		name       string
		accounting ghg.Accounting
		base, now  string
		reduction  string
		allowance  string
		status     targets.Status
	}{
		{"Scope 1+2", ghg.MarketBased, "327e3", "226e3", "0.309", "277.95e3", targets.OnTrack}, // 327 × 0.85
		{"Scope 3", 0, "6158e3", "5738e3", "0.068", "5234.3e3", targets.Behind},                // 6,158 × 0.85
	} {
		a := plan()
		a.Base.Emissions, a.Base.Accounting = tonnes(c.base), c.accounting
		p, err := a.Track([]targets.Actual{{Year: 2023, Emissions: tonnes(c.now), Accounting: c.accounting}})
		require.NoError(t, err)
		rounded(t, c.reduction, must(t, p.Latest.Reduction), c.name)
		equalTonnes(t, c.allowance, p.Latest.Allowance, c.name)
		assert.Equal(t, c.status, p.Latest.Status, c.name)
		assert.Equal(t, []int{2021, 2022}, p.Next().Budget.Missing)
	}
}

// NEC, ESG Data Book 2024, Eco Action Plan 2025: each line with its published verdict.
func TestNECEcoActionPlan(t *testing.T) {
	file, err := os.Open("testdata/eco_action_plan_2025.csv")
	require.NoError(t, err)
	defer func() { assert.NoError(t, file.Close()) }()
	records, err := csv.NewReader(file).ReadAll()
	require.NoError(t, err)
	maybe := func(s string) targets.Maybe[decimal.Decimal] {
		if s == "" {
			return targets.None[decimal.Decimal]("not published")
		}
		return targets.Some(d(s))
	}
	require.Len(t, records, 11)
	met := 0
	for _, r := range records[1:] {
		k := targets.KPI{Number: r[0], Theme: r[1], Indicator: r[2], Unit: r[5]}
		require.NoError(t, k.Direction.UnmarshalText([]byte(r[4])))
		if r[3] != "" {
			k.BaseYear, err = strconv.Atoi(r[3])
			require.NoError(t, err)
		}
		k.Years = []targets.KPIYear{
			{Year: 2023, Target: maybe(r[6]), Result: maybe(r[7])},
			{Year: 2024, Target: maybe(r[9])},
			{Year: 2025, Target: maybe(r[10])},
		}
		rows, err := k.Table()
		require.NoError(t, err)
		require.Len(t, rows, 3)
		got, ok := rows[0].Met.Get()
		assert.Equal(t, r[8] != "", ok, k.Indicator)
		assert.Equal(t, r[8] == "yes", got, k.Indicator)
		if got {
			met++
		}
		for _, later := range rows[1:] {
			assert.False(t, later.Met.Defined(), "%s of %d has no result yet", k.Indicator, later.Year)
		}
	}
	assert.Equal(t, 8, met)
}

func TestKPIDirections(t *testing.T) {
	for _, c := range []struct {
		direction      targets.Direction
		target, result string
		want           bool
		margin         string
	}{
		{targets.Change, "-15", "-15", true, "0"},
		{targets.Change, "-15", "-14.9", false, "-0.1"},
		{targets.Change, "10", "12", true, "2"},
		{targets.Change, "10", "9", false, "-1"},
		{targets.Change, "0", "0", true, "0"},
		{targets.Change, "0", "1", false, "-1"},
		{targets.AtLeast, "213000", "245448", true, "32448"},
		{targets.AtLeast, "95", "94", false, "-1"},
		{targets.AtMost, "5", "5", true, "0"},
		{targets.AtMost, "5", "6", false, "-1"},
	} {
		k := targets.KPI{Indicator: "x", Unit: "%", Direction: c.direction, Years: []targets.KPIYear{
			{Year: 2023, Target: targets.Some(d(c.target)), Result: targets.Some(d(c.result))},
			{Year: 2024, Result: targets.Some(d("1"))},
		}}
		rows, err := k.Table()
		require.NoError(t, err)
		assert.Equal(t, c.want, must(t, rows[0].Met), c)
		assert.True(t, d(c.margin).Equal(must(t, rows[0].Margin)), c)
		assert.Equal(t, "there is no target", rows[1].Met.Why())
	}
	year := targets.KPIYear{Year: 2023}
	for _, k := range []targets.KPI{
		{Unit: "%", Direction: targets.Change},
		{Indicator: "x", Direction: targets.Change},
		{Indicator: "x", Unit: "%"},
		{Indicator: "x", Unit: "%", Direction: targets.AtMost, Years: []targets.KPIYear{year, year}},
		{Indicator: "x", Unit: "%", Direction: targets.AtMost, Years: []targets.KPIYear{{}}},
	} {
		_, err := k.Table()
		require.Error(t, err)
	}
	change, err := targets.PercentChange(d("327"), d("226"))
	require.NoError(t, err)
	rounded(t, "-30.9", change)
	_, err = targets.PercentChange(d("0"), d("226"))
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
}

// NEC, ESG Data Book 2024, RE100: 34 % in FY2023, 50 % by 2030, 100 % by 2040.
func TestNECRenewables(t *testing.T) {
	path := targets.SharePath{Name: "RE100", Points: []targets.SharePoint{{2023, d("0.34")}, {2030, d("0.5")}, {2040, d("1")}}}
	for year, want := range map[int]string{2023: "0.34", 2027: "0.43142857", 2030: "0.5", 2035: "0.75", 2040: "1", 2050: "1"} {
		got, err := path.At(year) // 2027: 0.34 + 0.16 × 4 ÷ 7
		require.NoError(t, err)
		rounded(t, want, got, year)
	}
	warnings, err := path.Warnings(targets.RE100Minimum())
	require.NoError(t, err)
	require.Len(t, warnings, 1)
	assert.Equal(t, 2030, warnings[0].Year)
	assert.True(t, warnings[0].Path.Equal(d("0.5")))
	assert.True(t, warnings[0].Least.Equal(d("0.6")))

	rows, err := path.Track([]targets.SharePoint{{2023, d("0.34")}, {2024, d("0.35")}})
	require.NoError(t, err)
	require.Len(t, rows, 18)
	assert.True(t, must(t, rows[0].Met))
	assert.False(t, must(t, rows[1].Met)) // 0.362857 is due
	assert.False(t, rows[2].Met.Defined())

	// 245,448 MWh renewable beside 482,869 MWh of other electricity: 33.7 %, published as 34 %.
	used := targets.Renewables{New: d("245448"), Total: d("245448").Add(d("482869"))}
	got, err := used.Share()
	require.NoError(t, err)
	rounded(t, "0.337", got)
}

func TestSharesRefused(t *testing.T) {
	good := targets.SharePath{Points: []targets.SharePoint{{2023, d("0.34")}, {2030, d("0.5")}}}
	_, err := good.At(2022)
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
	_, err = good.At(0)
	require.Error(t, err)
	for _, bad := range [][]targets.SharePoint{{{2022, d("0.3")}}, {{2031, d("0.6")}}, {{2023, d("34")}}, {{2024, d("0.3")}, {2024, d("0.3")}}} {
		_, err := good.Track(bad)
		require.Error(t, err)
	}
	for _, points := range [][]targets.SharePoint{
		nil, {{2023, d("0.34")}}, {{2023, d("0.5")}, {2030, d("0.4")}}, {{2030, d("0.3")}, {2023, d("0.4")}}, {{2023, d("0.3")}, {0, d("0.4")}},
	} {
		s := targets.SharePath{Points: points}
		require.Error(t, s.Check())
		for _, err := range []error{second(s.At(2025)), second(s.Track(nil)), second(s.Warnings(nil))} {
			require.Error(t, err)
		}
	}
	late := targets.SharePath{Points: []targets.SharePoint{{2035, d("0.5")}, {2039, d("0.8")}}}
	warnings, err := late.Warnings(targets.RE100Minimum())
	require.NoError(t, err)
	assert.Len(t, warnings, 2) // 2040 and 2050; 2030 is before the path
	_, err = late.Warnings([]targets.SharePoint{{9999, d("1")}})
	require.Error(t, err)
}

func TestEligibleRenewables(t *testing.T) {
	for _, c := range []struct{ fresh, kept, old, total, want string }{
		{"30", "10", "20", "100", "55"}, // 30 + 10 + min(20, 15)
		{"30", "0", "15", "100", "45"},
		{"0", "0", "5", "100", "5"},
	} {
		r := targets.Renewables{New: d(c.fresh), Grandfathered: d(c.kept), Old: d(c.old), Total: d(c.total)}
		got, err := r.Eligible()
		require.NoError(t, err)
		assert.True(t, d(c.want).Equal(got), c)
	}
	for _, r := range []targets.Renewables{{}, {New: d("-1"), Total: d("1")}, {New: d("2"), Total: d("1")}} {
		_, err := r.Share()
		require.Error(t, err)
	}
}

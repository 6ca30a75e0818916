package targets_test

import (
	"encoding/csv"
	"fmt"
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
		p := track(t, a, targets.Actual{Year: 2023, Emissions: tonnes(c.now), Accounting: c.accounting})
		rounded(t, c.reduction, must(t, p.Latest.Reduction), "The reduction of "+c.name)
		equalTonnes(t, c.allowance, p.Latest.Allowance, "The allowance of "+c.name)
		assert.Equal(t, c.status, p.Latest.Status, "The status of %s is wrong.", c.name)
		assert.Equal(t, []int{2021, 2022}, p.Next().Budget.Missing)
	}
}

// NEC, ESG Data Book 2024, Eco Action Plan 2025: every line with its published assessment.
func TestNECEcoActionPlan(t *testing.T) {
	file, err := os.Open("testdata/eco_action_plan_2025.csv")
	require.NoError(t, err)
	defer func() { assert.NoError(t, file.Close()) }()
	records, err := csv.NewReader(file).ReadAll()
	require.NoError(t, err)
	optional := func(s string) targets.Optional[decimal.Decimal] {
		if s == "" {
			return targets.Undefined[decimal.Decimal]("not published")
		}
		return targets.Defined(d(s))
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
			{Year: 2023, Target: optional(r[6]), Result: optional(r[7])},
			{Year: 2024, Target: optional(r[9])},
			{Year: 2025, Target: optional(r[10])},
		}
		rows, err := k.Table()
		require.NoError(t, err)
		require.Len(t, rows, 3)
		got, ok := rows[0].Met.Get()
		assert.Equal(t, r[8] != "", ok, "Whether %q was assessed differs from the publication.", k.Indicator)
		assert.Equal(t, r[8] == "yes", got, "The assessment of %q differs from the publication.", k.Indicator)
		if got {
			met++
		}
		for _, later := range rows[1:] {
			assert.False(t, later.Met.Defined(), "%q is assessed for %d, without a result.", k.Indicator, later.Year)
		}
	}
	assert.Equal(t, 8, met)
}

// NEC, ESG Data Book 2024, RE100: 34 % in FY2023, 50 % by 2030, 100 % by 2040.
func TestNECRenewables(t *testing.T) {
	path := targets.SharePath{Name: "RE100", Points: []targets.SharePoint{{2023, d("0.34")}, {2030, d("0.5")}, {2040, d("1")}}}
	for year, want := range map[int]string{2023: "0.34", 2027: "0.43142857", 2030: "0.5", 2035: "0.75", 2040: "1", 2050: "1"} {
		got, err := path.At(year) // 2027: 0.34 + 0.16 × 4 ÷ 7
		require.NoError(t, err)
		rounded(t, want, got, fmt.Sprintf("The share of %d", year))
	}
	gaps, err := path.Below(targets.RE100Minimum())
	require.NoError(t, err)
	require.Len(t, gaps, 1)
	assert.Equal(t, 2030, gaps[0].Year)
	equal(t, "0.5", gaps[0].Path, "The path in 2030")
	equal(t, "0.6", gaps[0].Minimum, "The minimum of RE100 in 2030")

	rows, err := path.Track([]targets.SharePoint{{2023, d("0.34")}, {2024, d("0.35")}})
	require.NoError(t, err)
	require.Len(t, rows, 18)
	assert.True(t, must(t, rows[0].Met), "34 % in 2023 does not meet 34 %.")
	assert.False(t, must(t, rows[1].Met), "35 % in 2024 meets 36.2857 %.")
	undefined(t, "the year was not reported", rows[2].Met, "The assessment of 2025")

	// 245,448 MWh of renewable and 482,869 MWh of other electricity: 33.7 %, published as 34 %.
	used := targets.Renewables{New: d("245448"), Total: d("245448").Add(d("482869"))}
	got, err := used.Share()
	require.NoError(t, err)
	rounded(t, "0.337", got, "The renewable share of FY2023")
}

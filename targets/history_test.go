package targets_test

import (
	"slices"
	"testing"
	"time"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Microsoft's base year FY2020 was published as 11,585,000 t and, one report later, as 12,227,000 t: +5.542 %, which a
// threshold of 5 % recalculates. FY2021 went from 14,073,000 t to 14,392,000 t: +2.27 %. The pages of the reports are not
// recorded here.
func TestMicrosoftRestatement(t *testing.T) {
	base := targets.Base{Year: 2020, Emissions: tonnes("11585000"), Accounting: ghg.MarketBased, Version: "2021"}
	delta := tonnes("12227000").Sub(base.Emissions)
	a, err := fivePercent.Assess(base, []targets.BaseChange{{Trigger: targets.MethodChange, What: "scope 3 category 3, market-based scope 2", Delta: delta}})
	require.NoError(t, err)
	rounded(t, "0.05542", a.NetShare, "The change of the base year")
	assert.True(t, a.Recalculate, "A change of 5.542 % does not recalculate.")

	target := targets.Absolute{Base: base, Milestones: []targets.Milestone{{Year: 2030, Reduction: d("0.5")}}}
	newer := targets.BaseVersion{
		Base: targets.Base{Year: 2020, Emissions: tonnes("12227000"), Accounting: ghg.MarketBased, Version: "2022"},
		Date: ghg.Date{Year: 2022, Month: time.March, Day: 1}, Reason: "methods of scope 2 and category 3",
	}
	old := []targets.Actual{{Year: 2021, Emissions: tonnes("14073000"), Accounting: ghg.MarketBased, Version: "2021"}}
	restated := []targets.Actual{{Year: 2021, Emissions: tonnes("14392000"), Accounting: ghg.MarketBased, Version: "2022"}}
	r, err := target.Restate(old, newer, restated)
	require.NoError(t, err)
	equalTonnes(t, "642000", r.Change, "The change of the base year")
	require.Len(t, r.Years, 2)
	assert.Equal(t, []int{2020, 2021}, []int{r.Years[0].Year, r.Years[1].Year})
	rounded(t, "0.05542", must(t, r.Years[0].Change), "The change of FY2020")
	rounded(t, "0.0227", must(t, r.Years[1].Change), "The change of FY2021")
	// Progress depends on the base: 11,585 → 14,073 is +21.5 %, 12,227 → 14,392 is +17.7 %.
	rounded(t, "-0.215", must(t, r.Old.Latest.Reduction), "The reduction by the old version")
	rounded(t, "-0.177", must(t, r.New.Latest.Reduction), "The reduction by the new version")

	require.ErrorIs(t, second(target.Restate(old, newer, old)), ghg.ErrMixed) // old figures against the new base year
	require.ErrorIs(t, second(target.Restate(restated, newer, restated)), ghg.ErrMixed)
	same := newer
	same.Base.Version = "2021"
	require.ErrorIs(t, second(target.Restate(old, same, restated)), ghg.ErrMissing)
	same.Base.Year = 2019
	require.ErrorIs(t, second(target.Restate(old, same, restated)), ghg.ErrMixed)
	// A year that was not restated is not compared.
	later := append(slices.Clone(old), targets.Actual{Year: 2022, Emissions: ghg.CO2e{}, Accounting: ghg.MarketBased, Version: "2021"})
	r, err = target.Restate(later, newer, restated)
	require.NoError(t, err)
	assert.Len(t, r.Years, 2)
	later[1].Year = 2031 // after the milestone: the old progress has one row more
	r, err = target.Restate(later, newer, restated)
	require.NoError(t, err)
	assert.Len(t, r.Years, 2)
}

func TestVersionInForce(t *testing.T) {
	version := func(name, t string, year int, reason string) targets.BaseVersion {
		return targets.BaseVersion{
			Base: targets.Base{Year: 2020, Emissions: tonnes(t), Version: name},
			Date: ghg.Date{Year: year, Month: time.July, Day: 1}, Reason: reason,
		}
	}
	h := targets.BaseHistory{version("first", "50", 2021, ""), version("with C", "65", 2023, "acquisition of C")}
	for day, want := range map[ghg.Date]string{
		{Year: 2021, Month: time.July, Day: 1}:  "first",
		{Year: 2023, Month: time.June, Day: 30}: "first",
		{Year: 2023, Month: time.July, Day: 1}:  "with C",
	} {
		v, err := h.InForce(day)
		require.NoError(t, err)
		assert.Equal(t, want, v.Base.Version, "Another version is in force on %s.", day)
	}
	require.ErrorIs(t, second(h.InForce(ghg.Date{Year: 2020, Month: time.July, Day: 1})), ghg.ErrOutOfRange)
	other := version("other", "50", 2024, "x")
	other.Base.Year = 2019
	for name, c := range map[string]struct {
		bad  targets.BaseHistory
		want error
	}{
		"no version":      {nil, ghg.ErrMissing},
		"no base":         {targets.BaseHistory{{}}, ghg.ErrMissing},
		"no name":         {targets.BaseHistory{version("", "50", 2021, "")}, ghg.ErrMissing},
		"no reason":       {targets.BaseHistory{h[0], version("next", "50", 2023, "")}, ghg.ErrMissing},
		"same name":       {targets.BaseHistory{h[0], version("first", "50", 2023, "x")}, ghg.ErrMixed},
		"same day":        {targets.BaseHistory{h[0], version("next", "50", 2021, "x")}, ghg.ErrOutOfRange},
		"other base year": {targets.BaseHistory{h[0], other}, ghg.ErrMixed},
	} {
		assert.ErrorIs(t, second(c.bad.InForce(ghg.Date{Year: 2025, Month: time.July, Day: 1})), c.want, "A history: %s.", name)
	}
}

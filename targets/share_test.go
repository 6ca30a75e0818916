package targets_test

import (
	"testing"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// RE100 joining criteria: 60 % by 2030, 90 % by 2040 and 100 % by 2050.
func TestRE100Minimum(t *testing.T) {
	assert.Equal(t, targets.ShareThresholds{{Year: 2030, Share: d("0.6")}, {Year: 2040, Share: d("0.9")}, {Year: 2050, Share: d("1")}}, targets.RE100Minimum())
}

func TestInvalidSharesAreRefused(t *testing.T) {
	good := targets.SharePath{Points: []targets.SharePoint{{2023, d("0.34")}, {2030, d("0.5")}}}
	require.ErrorIs(t, second(good.At(2022)), ghg.ErrOutOfRange)
	require.ErrorIs(t, second(good.At(0)), ghg.ErrMissing)
	type points = []targets.SharePoint
	for name, c := range map[string]struct {
		reported points
		kind     error
		want     string
	}{
		"before the path":  {points{{2022, d("0.3")}}, ghg.ErrOutOfRange, "a year from 2023 to 2030"},
		"after the path":   {points{{2031, d("0.6")}}, ghg.ErrOutOfRange, "a year from 2023 to 2030"},
		"percent as share": {points{{2023, d("34")}}, ghg.ErrOutOfRange, "share of 2023"},
		"negative":         {points{{2023, d("-0.1")}}, ghg.ErrNegative, "share of 2023"},
		"year twice":       {points{{2024, d("0.3")}, {2024, d("0.3")}}, ghg.ErrMixed, "each year once"},
	} {
		err := second(good.Track(c.reported))
		require.ErrorIs(t, err, c.kind, "A reported share was not refused as expected: %s.", name)
		require.ErrorContains(t, err, c.want, "A reported share was not refused as expected: %s.", name)
	}
	for name, c := range map[string]struct {
		points points
		kind   error
	}{
		"none":          {nil, ghg.ErrMissing},
		"one":           {points{{2023, d("0.34")}}, ghg.ErrMissing},
		"falling share": {points{{2023, d("0.5")}, {2030, d("0.4")}}, ghg.ErrOutOfRange},
		"out of order":  {points{{2030, d("0.3")}, {2023, d("0.4")}}, ghg.ErrOutOfRange},
		"year twice":    {points{{2023, d("0.3")}, {2023, d("0.4")}}, ghg.ErrOutOfRange},
		"no year":       {points{{2023, d("0.3")}, {0, d("0.4")}}, ghg.ErrMissing},
	} {
		t.Run(name, func(t *testing.T) {
			s := targets.SharePath{Points: c.points}
			for _, err := range []error{s.Check(), second(s.At(2025)), second(s.Track(nil)), second(s.Below(nil))} {
				require.ErrorIs(t, err, c.kind)
			}
		})
	}
}

func TestShareTrackIncludesBothEnds(t *testing.T) {
	constant := targets.SharePath{Points: []targets.SharePoint{{2023, d("0.5")}, {2025, d("0.5")}}}
	rows, err := constant.Track([]targets.SharePoint{{2023, d("0.5")}, {2025, d("0.4")}})
	require.NoError(t, err)
	require.Len(t, rows, 3)
	assert.True(t, must(t, rows[0].Met), "A share equal to the path does not meet it.")
	assert.False(t, must(t, rows[2].Met), "A share below the path meets it.")
}

// 80 % in 2025 and 100 % in 2030: the target states these two, and the straight line between them is derived.
func TestYearsBetweenAreNotStated(t *testing.T) {
	path := targets.SharePath{Points: []targets.SharePoint{{2025, d("0.8")}, {2030, d("1")}}}
	rows, err := path.Track(nil)
	require.NoError(t, err)
	for _, r := range rows {
		assert.Equal(t, r.Year == 2025 || r.Year == 2030, r.Stated, "%d is marked wrongly.", r.Year)
	}
	stated := targets.ShareThresholds(path.Points)
	for year, want := range map[int]string{2025: "0.8", 2030: "1", 2040: "1"} {
		equal(t, want, must(t, stated.At(year)), "The threshold")
	}
	undefined(t, "nothing is stated for 2027, only 80 % by 2025 and 100 % by 2030", stated.At(2027), "The threshold of 2027")
	assert.False(t, stated.At(2024).Defined(), "There is a threshold before the first.")
	assert.False(t, targets.ShareThresholds(nil).At(2030).Defined(), "There is a threshold without one.")
}

func TestBelowSkipsYearsBeforeThePath(t *testing.T) {
	late := targets.SharePath{Points: []targets.SharePoint{{2035, d("0.5")}, {2039, d("0.8")}}}
	gaps, err := late.Below(targets.RE100Minimum())
	require.NoError(t, err)
	assert.Len(t, gaps, 2, "The gaps are not those of 2040 and 2050.")
	gaps, err = late.Below(targets.ShareThresholds{{2034, d("1")}, {2035, d("0.6")}})
	require.NoError(t, err)
	require.Len(t, gaps, 1, "The gaps are not that of the first year of the path.")
	assert.Equal(t, 2035, gaps[0].Year)
	require.ErrorIs(t, second(late.Below([]targets.SharePoint{{9999, d("1")}})), ghg.ErrOutOfRange)
}

func TestEligibleRenewables(t *testing.T) {
	for _, c := range []struct{ fresh, kept, old, total, want string }{
		{"30", "10", "20", "100", "55"}, // 30 + 10 + min(20, 15)
		{"30", "0", "15", "100", "45"},
		{"0", "0", "5", "100", "5"},
		{"60", "30", "10", "100", "100"}, // everything used is renewable
	} {
		r := targets.Renewables{New: d(c.fresh), Grandfathered: d(c.kept), Old: d(c.old), Total: d(c.total)}
		got, err := r.Eligible()
		require.NoError(t, err)
		equal(t, c.want, got, "The eligible electricity")
	}
	for name, c := range map[string]struct {
		of   targets.Renewables
		kind error
	}{
		"no total":               {targets.Renewables{}, ghg.ErrOutOfRange},
		"negative":               {targets.Renewables{New: d("-1"), Total: d("1")}, ghg.ErrNegative},
		"negative grandfathered": {targets.Renewables{Grandfathered: d("-1"), Total: d("1")}, ghg.ErrNegative},
		"negative old":           {targets.Renewables{Old: d("-1"), Total: d("1")}, ghg.ErrNegative},
		"negative total":         {targets.Renewables{Total: d("-1")}, ghg.ErrOutOfRange},
		"more than used":         {targets.Renewables{New: d("2"), Total: d("1")}, ghg.ErrOutOfRange},
		"sum above used":         {targets.Renewables{New: d("1"), Grandfathered: d("1"), Old: d("1"), Total: d("2")}, ghg.ErrOutOfRange},
	} {
		require.ErrorIs(t, second(c.of.Eligible()), c.kind, "Renewable electricity was not refused as expected: %s.", name)
		require.ErrorIs(t, second(c.of.Share()), c.kind, "Renewable electricity was not refused as expected: %s.", name)
	}
}

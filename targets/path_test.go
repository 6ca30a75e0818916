package targets_test

import (
	"fmt"
	"testing"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestAllowanceIsLinearBetweenMilestones(t *testing.T) {
	// 100 → 50 over ten years is 5 a year, 50 → 10 over ten years is 4 a year, and then the path is flat.
	want := map[int]string{
		2020: "100", 2021: "95", 2022: "90", 2023: "85", 2024: "80", 2025: "75", 2026: "70", 2028: "60", 2030: "50",
		2035: "30", 2040: "10", 2041: "10", 2200: "10",
	}
	for year, w := range want {
		got, err := plan().Allowance(year)
		require.NoError(t, err)
		equalTonnes(t, w, got, fmt.Sprintf("The allowance of %d", year))
	}
	for year, kind := range map[int]error{2019: ghg.ErrOutOfRange, 0: ghg.ErrMissing, 3000: ghg.ErrOutOfRange} {
		_, err := plan().Allowance(year)
		assert.ErrorIs(t, err, kind, "The path returned an allowance for %d.", year)
	}
}

func TestInvalidMilestonesAreRefused(t *testing.T) {
	for name, c := range map[string]struct {
		milestones []targets.Milestone
		kind       error
	}{
		"none":               {nil, ghg.ErrMissing},
		"no year":            {[]targets.Milestone{{Reduction: d("0.5")}}, ghg.ErrMissing},
		"out of order":       {[]targets.Milestone{{2040, d("0.5")}, {2030, d("0.9")}}, ghg.ErrOutOfRange},
		"same year twice":    {[]targets.Milestone{{2030, d("0.5")}, {2030, d("0.5")}}, ghg.ErrOutOfRange},
		"falling reduction":  {[]targets.Milestone{{2030, d("0.5")}, {2040, d("0.4")}}, ghg.ErrOutOfRange},
		"negative reduction": {[]targets.Milestone{{2030, d("-0.1")}}, ghg.ErrNegative},
		"percent as a share": {[]targets.Milestone{{2030, d("50")}}, ghg.ErrOutOfRange},
		"year out of range":  {[]targets.Milestone{{20300, d("0.5")}}, ghg.ErrOutOfRange},
		"before base year":   {[]targets.Milestone{{2020, d("0.1")}}, ghg.ErrOutOfRange},
	} {
		t.Run(name, func(t *testing.T) {
			a := plan()
			a.Milestones = c.milestones
			for _, err := range []error{a.Check(), second(a.Allowance(2030)), second(a.Track(fiveYears()))} {
				require.ErrorIs(t, err, c.kind)
				require.ErrorContains(t, err, "milestone")
			}
		})
	}
}

func TestMilestoneCheck(t *testing.T) {
	require.NoError(t, targets.Milestone{Year: 2030, Reduction: d("1")}.Check(2020))
	require.NoError(t, targets.Milestone{Year: 2021}.Check(2020))
	require.ErrorIs(t, targets.Milestone{Year: 2020}.Check(2020), ghg.ErrOutOfRange)
	require.ErrorIs(t, targets.Milestone{Year: 2030}.Check(0), ghg.ErrMissing)
	require.ErrorIs(t, targets.Milestone{Year: 2030, Reduction: d("-0.1")}.Check(2020), ghg.ErrNegative)
	require.ErrorIs(t, targets.Milestone{Year: 2030, Reduction: d("1.1")}.Check(2020), ghg.ErrOutOfRange)
}

func TestPathwayRefuses(t *testing.T) {
	require.ErrorIs(t, second(targets.Pathway{{2020, d("0")}}.Rebase(2020, d("1"))), ghg.ErrOutOfRange)
	require.ErrorIs(t, second(targets.Pathway{}.Rebase(2020, d("1"))), ghg.ErrMissing)
	require.ErrorIs(t, second(targets.Pathway{{2020, d("1")}}.At(2021)), ghg.ErrOutOfRange)
	require.ErrorIs(t, second(targets.Pathway{{2020, d("1")}, {2020, d("1")}}.At(2020)), ghg.ErrOutOfRange)
	require.ErrorIs(t, second(targets.Pathway{{0, d("1")}}.At(2020)), ghg.ErrMissing)
	require.ErrorIs(t, second(targets.Pathway{{2020, d("1")}, {2030, d("2")}}.At(2019)), ghg.ErrOutOfRange)
	require.ErrorContains(t, second(targets.Pathway{{2020, d("1")}, {2030, d("2")}}.At(2031)), "a year from 2020 to 2030")
}

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
	for _, year := range []int{2019, 0, 3000} {
		_, err := plan().Allowance(year)
		assert.Error(t, err, "The path returned an allowance for %d.", year)
	}
}

func TestInvalidMilestonesAreRefused(t *testing.T) {
	for name, milestones := range map[string][]targets.Milestone{
		"none":               nil,
		"no year":            {{Reduction: d("0.5")}},
		"out of order":       {{2040, d("0.5")}, {2030, d("0.9")}},
		"same year twice":    {{2030, d("0.5")}, {2030, d("0.5")}},
		"falling reduction":  {{2030, d("0.5")}, {2040, d("0.4")}},
		"negative reduction": {{2030, d("-0.1")}},
		"percent as a share": {{2030, d("50")}},
		"year out of range":  {{20300, d("0.5")}},
		"before base year":   {{2020, d("0.1")}},
	} {
		t.Run(name, func(t *testing.T) {
			a := plan()
			a.Milestones = milestones
			require.Error(t, a.Check())
			require.Error(t, second(a.Allowance(2030)))
			require.Error(t, second(a.Track(fiveYears())))
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
}

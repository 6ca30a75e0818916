package sbti_test

import (
	"testing"
	"time"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets/sbti"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTargetYears(t *testing.T) {
	// SBTi, Near-term Criteria 5.2, C13: the table of target years by half-year of submission.
	for _, c := range []struct {
		year        int
		month       time.Month
		first, last int
	}{
		{2023, time.January, 2027, 2032},
		{2023, time.June, 2027, 2032},
		{2023, time.July, 2028, 2033},
		{2024, time.June, 2028, 2033},
		{2024, time.December, 2029, 2034},
	} {
		day := ghg.Date{Year: c.year, Month: c.month, Day: 30}
		first, last, err := sbti.TargetYears(day)
		require.NoError(t, err)
		assert.Equal(t, []int{c.first, c.last}, []int{first, last}, "The target years for %s are wrong.", day)
		for year, met := range map[int]bool{first - 1: false, first: true, last: true, last + 1: false} {
			decides(t, met)(sbti.NearTerm5_2().CheckTargetYear(day, year))
		}
		for year, met := range map[int]bool{first - 1: true, first: true, first + 1: false} {
			decides(t, met)(sbti.NearTerm5_2().CheckEngagement(day, year))
		}
	}
	require.ErrorIs(t, second(sbti.NearTerm5_2().CheckTargetYear(ghg.Date{}, 2030)), ghg.ErrOutOfRange)
	require.ErrorIs(t, second(sbti.NearTerm5_2().CheckEngagement(ghg.Date{}, 2030)), ghg.ErrOutOfRange)
}

func TestExemptTargetYear(t *testing.T) {
	day := ghg.Date{Year: 2026, Month: time.September, Day: 1}
	decides(t, true)(sbti.NearTerm5_3_1().CheckTargetYear(day, 2030)) // R7
	decides(t, false)(sbti.NearTerm5_3_1().CheckTargetYear(day, 2040))
	decides(t, false)(sbti.NearTerm5_2().CheckTargetYear(day, 2030))
}

func TestBaseYear(t *testing.T) {
	for year, met := range map[int]bool{2014: false, 2015: true, 2020: true} {
		decides(t, met)(sbti.NearTerm5_2().CheckBaseYear(year))
	}
}

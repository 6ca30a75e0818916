package targets_test

import (
	"testing"
	"time"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// 300 MWh of new plants, 100 of exempt contracts and 200 of older plants in 1,000: the limit leaves 150 of the 200.
func TestRE100ByRelease(t *testing.T) {
	used := targets.Renewables{New: d("300"), Grandfathered: d("100"), Old: d("200"), Total: d("1000")}
	v4, v2025 := targets.RE100Criteria4_1(), targets.RE100CriteriaApril2025()
	fy := func(year int) ghg.Period { return ghg.FiscalYear(year, time.April, ghg.LabelStartYear) }
	for _, c := range []struct {
		name     string
		criteria targets.RE100Criteria
		period   ghg.Period
		want     string // "" if refused
	}{
		{"before the limit", v4, ghg.CalendarYear(2023), "0.6"},
		{"from the limit on", v4, ghg.CalendarYear(2024), "0.55"},
		{"the last year of 4.1", v4, fy(2024), "0.55"},
		{"the first year of April 2025", v2025, fy(2025), "0.55"},
		{"on both sides of the limit", v4, fy(2023), ""},
		{"before 4.1", v4, ghg.CalendarYear(2021), ""},
		{"after 4.1", v4, ghg.CalendarYear(2026), ""},
		{"before April 2025", v2025, ghg.CalendarYear(2024), ""},
		{"no period", v4, ghg.Period{}, ""},
	} {
		got, err := c.criteria.Share(c.period, used)
		if c.want == "" {
			assert.Error(t, err, c.name)
			continue
		}
		require.NoError(t, err, c.name)
		equal(t, c.want, got, c.name)
	}
	_, err := v4.Share(fy(2023), used)
	assert.ErrorContains(t, err, "days before 2024-01-01 or from it on")
	_, err = v2025.Eligible(ghg.CalendarYear(2024), used)
	assert.ErrorContains(t, err, "RE100 Technical Criteria, April 2025")
	own := v4
	own.Allowance = d("2")
	_, err = own.Eligible(ghg.CalendarYear(2024), used)
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
	_, err = v4.Eligible(ghg.CalendarYear(2024), targets.Renewables{New: d("2"), Total: d("1")})
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
	assert.Equal(t, targets.RE100Minimum(), v2025.Minimum)
}

package sbti_test

import (
	"fmt"
	"testing"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/targets/sbti"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestMinimumReduction(t *testing.T) {
	r := sbti.NearTerm5_2()
	for _, c := range []struct {
		ambition sbti.Ambition
		from, to int
		want     string
	}{
		{sbti.OnePointFive, 2020, 2030, "0.42"}, // linear: 4.2 % × 10, not 1 − 0.958¹⁰ = 0.349
		{sbti.WellBelowTwo, 2020, 2030, "0.25"},
		{sbti.OnePointFive, 2015, 2030, "0.63"},                    // a base year before 2020 counts from itself
		{sbti.OnePointFive, 2023, 2030, "0.42"},                    // a later one counts from 2020
		{sbti.OnePointFive, 2020, 2050, "1"},                       // 126 % is limited to 100 %
		{sbti.IntensityCuts, 2020, 2022, "0.1351"},                 // 1 − 0.93²
		{sbti.IntensityCuts, 2020, 2030, "0.51601769282070681751"}, // 1 − 0.93¹⁰
	} {
		got, err := r.MinimumReduction(c.ambition, c.from, c.to)
		require.NoError(t, err)
		rounded(t, c.want, got, fmt.Sprintf("The minimum for %s from %d to %d", c.ambition, c.from, c.to))
	}
	for _, c := range []struct {
		ambition sbti.Ambition
		from, to int
		want     error
	}{
		{0, 2020, 2030, ghg.ErrMissing},
		{9, 2020, 2030, ghg.ErrUnknown},
		{sbti.OnePointFive, 0, 2030, ghg.ErrMissing},
		{sbti.OnePointFive, 2020, 0, ghg.ErrMissing},
		{sbti.OnePointFive, 2030, 2030, ghg.ErrOutOfRange},
	} {
		assert.ErrorIs(t, second(r.MinimumReduction(c.ambition, c.from, c.to)), c.want, "The minimum for %s from %d to %d", c.ambition, c.from, c.to)
	}
	own := sbti.Rules{Rate15C: targets.Defined(d("0.042"))}
	got, err := own.MinimumReduction(sbti.OnePointFive, 2023, 2030)
	require.NoError(t, err)
	equal(t, "0.294", got, "The minimum by rules that count from the base year") // 4.2 % × 7
}

func TestAbsoluteContraction(t *testing.T) {
	a, err := sbti.NearTerm5_2().AbsoluteContraction(base(), sbti.OnePointFive, 2030)
	require.NoError(t, err)
	got, err := a.Allowance(2025)
	require.NoError(t, err)
	equal(t, "79", got.Tonnes(), "The allowance of 2025 in tonnes") // 100 − 5 × 4.2
	require.ErrorIs(t, second(sbti.NearTerm5_2().AbsoluteContraction(base(), sbti.IntensityCuts, 2030)), ghg.ErrOutOfRange)
}

func TestForwardLookingReduction(t *testing.T) {
	// BY 2020, MRY 2022, TY 2030, derived from the wording of C14: p + (0.9 − p) × 8 ÷ 28, at least 42 %.
	for emissions, want := range map[string]string{
		"80": "0.420", // 0.2 + 0.7 × 2/7 = 0.400
		"77": "0.421", // 0.23 + 0.67 × 2/7 = 0.42143
		"70": "0.471", // 0.3 + 0.6 × 2/7 = 0.47143
		"60": "0.543", // 0.4 + 0.5 × 2/7 = 0.54286
	} {
		got, err := sbti.ForwardLookingReduction(base(), actual(2022, emissions), 2030, d("0.42"), d("0.9"))
		require.NoError(t, err)
		rounded(t, want, got, "The forward-looking reduction after "+emissions+" t")
	}
	require.ErrorIs(t, second(sbti.ForwardLookingReduction(targets.Base{}, actual(2022, "80"), 2030, d("0.42"), d("0.9"))), ghg.ErrMissing)
	require.ErrorIs(t, second(sbti.ForwardLookingReduction(base(), actual(2019, "80"), 2030, d("0.42"), d("0.9"))), ghg.ErrOutOfRange)
	for _, year := range []int{2021, 2051} {
		require.ErrorIs(t, second(sbti.ForwardLookingReduction(base(), actual(2022, "80"), year, d("0.42"), d("0.9"))), ghg.ErrOutOfRange)
	}
}

func TestForwardLookingEnds(t *testing.T) {
	got, err := sbti.ForwardLookingReduction(base(), actual(2022, "40"), 2022, d("0.42"), d("0.9"))
	require.NoError(t, err)
	equal(t, "0.6", got, "The reduction in the most recent year") // what was achieved
	got, err = sbti.ForwardLookingReduction(base(), actual(2022, "40"), 2050, d("0.42"), d("0.9"))
	require.NoError(t, err)
	equal(t, "0.9", got, "The reduction in 2050")
	require.ErrorIs(t, second(sbti.ForwardLookingReduction(base(), actual(2050, "40"), 2050, d("0.42"), d("0.9"))), ghg.ErrOutOfRange)
}

func TestMinimumIsInclusive(t *testing.T) {
	for reduction, met := range map[string]bool{"0.42": true, "0.4199": false} {
		decides(t, met)(sbti.NearTerm5_2().CheckAmbition(sbti.Target{Ambition: sbti.OnePointFive, Base: base(), Milestone: targets.Milestone{Year: 2030, Reduction: d(reduction)}}))
	}
}

func TestLongTermReduction(t *testing.T) {
	v, err := sbti.NetZero1_3_1().CheckLongTerm(targets.Milestone{Year: 2045, Reduction: d("0.92")})
	require.NoError(t, err)
	assert.Equal(t, "92 % by 2045; the minimum is 90 % by 2050", v.Detail)
	for _, c := range []struct {
		year int
		cut  string
		met  bool
	}{{2040, "0.9", true}, {2050, "0.95", true}, {2051, "0.95", false}, {2040, "0.89", false}} {
		decides(t, c.met)(sbti.NetZero1_3_1().CheckLongTerm(targets.Milestone{Year: c.year, Reduction: d(c.cut)}))
	}
}

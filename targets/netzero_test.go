package targets_test

import (
	"testing"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func netZero() targets.NetZero {
	return targets.NetZero{Base: plan().Base, Year: 2040, Residual: d("0.1")}
}

func netZeroActual(year int, gross string, removals targets.Optional[ghg.CO2e], credits string) targets.NetZeroActual {
	return targets.NetZeroActual{Actual: actual(year, gross), Removals: removals, Credits: tonnes(credits)}
}

func removed(t string) targets.Optional[ghg.CO2e] { return targets.Defined(tonnes(t)) }

func TestRemovalsAndCreditsAreNotProgress(t *testing.T) {
	unknown := targets.Optional[ghg.CO2e]{}
	rows, err := netZero().Track([]targets.NetZeroActual{
		netZeroActual(2042, "10", unknown, "10"),
		netZeroActual(2039, "20", removed("20"), "0"),
		netZeroActual(2040, "10", removed("10"), "0"),
		netZeroActual(2041, "11", removed("11"), "50"),
		netZeroActual(2043, "9", removed("8"), "1"),
	})
	require.NoError(t, err)
	want := []struct {
		year                   int
		gross, removals, net   string
		credits                string
		due, residual, neutral bool
		met                    string
	}{
		{2039, "20", "20", "0", "0", false, false, true, "undefined: the year is before 2040"},
		{2040, "10", "10", "0", "0", true, true, true, "true"},
		{2041, "11", "11", "0", "50", true, false, true, "false"}, // removals do not make up for a residual above 10 %
		{2042, "10", "", "", "10", true, true, false, "false"},    // credits are not removals
		{2043, "9", "8", "1", "1", true, true, false, "false"},
	}
	require.Len(t, rows, len(want))
	for i, w := range want {
		r := rows[i]
		require.Equal(t, w.year, r.Year, "The rows are not in order of year.")
		equalTonnes(t, w.gross, r.Gross, "The gross figure")
		equalTonnes(t, w.credits, r.Credits, "The credits")
		if w.removals == "" {
			assert.Equal(t, unknown, r.Removals, "The removals of %d are known.", w.year)
		} else {
			equalTonnes(t, w.removals, must(t, r.Removals), "The removals")
		}
		if w.net == "" {
			undefined(t, "removals were not reported", r.Net, "The net figure")
		} else {
			equalTonnes(t, w.net, must(t, r.Net), "The net figure")
		}
		assert.Equal(t, []bool{w.due, w.residual, w.neutral}, []bool{r.Due, r.Residual, r.Neutral}, "The assessment of %d is wrong.", w.year)
		assert.Equal(t, w.met, r.Met.String(), "The verdict of %d is wrong.", w.year)
	}
	rounded(t, "0.2", must(t, rows[0].Share), "The share of 2039")
}

// A reversal puts removed carbon back: 10 t removed, 3 t reversed, 10 t emitted. Gross figures stay as they are.
func TestReversalsRaiseTheNetFigure(t *testing.T) {
	a := netZeroActual(2040, "10", removed("10"), "0")
	a.Reversals = tonnes("3")
	rows, err := netZero().Track([]targets.NetZeroActual{a})
	require.NoError(t, err)
	equalTonnes(t, "10", rows[0].Gross, "The gross figure")
	equalTonnes(t, "10", must(t, rows[0].Removals), "The removals")
	equalTonnes(t, "3", rows[0].Reversals, "The reversals")
	equalTonnes(t, "3", must(t, rows[0].Net), "The net figure")
	assert.Equal(t, "false", rows[0].Met.String(), "A residual that is not neutralised meets the target.")
	a.Reversals = tonnes("-3")
	require.ErrorIs(t, second(netZero().Track([]targets.NetZeroActual{a})), ghg.ErrNegative)
}

func TestInvalidNetZeroIsRefused(t *testing.T) {
	n := netZero()
	require.ErrorIs(t, second(n.Track([]targets.NetZeroActual{netZeroActual(2040, "10", removed("-1"), "0")})), ghg.ErrNegative)
	require.ErrorIs(t, second(n.Track([]targets.NetZeroActual{netZeroActual(2040, "10", removed("1"), "-1")})), ghg.ErrNegative)
	require.ErrorIs(t, second(n.Track(nil)), ghg.ErrMissing)
	for name, c := range map[string]struct {
		change func(*targets.NetZero)
		want   error
	}{
		"residual above 1": {func(n *targets.NetZero) { n.Residual = d("1.1") }, ghg.ErrOutOfRange},
		"residual below 0": {func(n *targets.NetZero) { n.Residual = d("-0.1") }, ghg.ErrNegative},
		"no year":          {func(n *targets.NetZero) { n.Year = 0 }, ghg.ErrMissing},
		"base year":        {func(n *targets.NetZero) { n.Year = 2020 }, ghg.ErrOutOfRange},
		"no base":          {func(n *targets.NetZero) { n.Base = targets.Base{} }, ghg.ErrMissing},
	} {
		bad := netZero()
		c.change(&bad)
		assert.ErrorIs(t, second(bad.Track(nil)), c.want, "A net-zero target was not refused as expected: %s.", name)
	}
}

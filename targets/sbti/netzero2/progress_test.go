package netzero2_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/targets/sbti/netzero2"
)

// Linear to a residual of 10 % from 2027 to 2050: −19.5652 % in 2032. Derived: 0.9 × 5 ÷ 23.
func TestMinimumReduction(t *testing.T) {
	e := netzero2.V2_0()
	got, err := e.MinimumReduction(2027, 2032, targets.Milestone{Year: 2050, Reduction: d("0.9")})
	require.NoError(t, err)
	equal(t, "0.195652", got.Round(6), "The reduction")
	got, err = e.MinimumReduction(2027, 2050, targets.Milestone{Year: 2050, Reduction: d("0.9")})
	require.NoError(t, err)
	equal(t, "0.9", got, "The reduction in 2050")

	for name, c := range map[string]struct {
		base, target int
		end          targets.Milestone
	}{
		"after 2050":            {2027, 2032, targets.Milestone{Year: 2051, Reduction: d("0.9")}},
		"a reduction above one": {2027, 2032, targets.Milestone{Year: 2050, Reduction: d("1.1")}},
		"target in base year":   {2027, 2027, targets.Milestone{Year: 2050, Reduction: d("0.9")}},
		"target after the line": {2027, 2046, targets.Milestone{Year: 2045, Reduction: d("0.9")}},
	} {
		require.ErrorIs(t, second(e.MinimumReduction(c.base, c.target, c.end)), ghg.ErrOutOfRange, name)
	}
	require.ErrorIs(t, second(netzero2.Edition{}.MinimumReduction(2027, 2032, targets.Milestone{Year: 2050})), ghg.ErrMissing)
}

// From 40 % in 2027 to 100 % in 2037: 70 % in 2032.
func TestMinimumShare(t *testing.T) {
	e, base, end := netzero2.V2_0(), targets.SharePoint{Year: 2027, Share: d("0.4")}, targets.SharePoint{Year: 2037, Share: d("1")}
	got, err := e.MinimumShare(base, end, 2032)
	require.NoError(t, err)
	equal(t, "0.7", got, "The share")
	require.ErrorIs(t, second(e.MinimumShare(base, end, 2038)), ghg.ErrOutOfRange)
	require.ErrorIs(t, second(e.MinimumShare(base, end, 2026)), ghg.ErrOutOfRange)
	require.ErrorIs(t, second(e.MinimumShare(end, base, 2026)), ghg.ErrOutOfRange)
	require.ErrorIs(t, second(netzero2.Edition{}.MinimumShare(base, end, 2030)), ghg.ErrMissing)
}

func progressYear(year int, t, evidence string) netzero2.ProgressYear {
	return netzero2.ProgressYear{Actual: targets.Actual{Year: year, Emissions: tonnes(t), Accounting: ghg.LocationBased}, Instruments: tonnes("5"), Evidence: evidence}
}

// C37, −20 % in five years from 100 t: the path is 96, 92, 88, 84, 80 t. Exactly the trajectory is on track, and
// instruments change nothing: 93 t with 5 t of instruments is still above 92 t.
func TestProgress(t *testing.T) {
	path := targets.Absolute{
		Base:       targets.Base{Year: 2027, Emissions: tonnes("100"), Accounting: ghg.LocationBased},
		Milestones: []targets.Milestone{{Year: 2032, Reduction: d("0.2")}},
	}
	e := netzero2.V2_0()
	rows, err := e.Progress(path, []netzero2.ProgressYear{progressYear(2030, "89", "plan of 2030"), progressYear(2028, "96", ""), progressYear(2029, "93", "")})
	require.NoError(t, err)
	require.Len(t, rows, 6)
	for i, want := range []netzero2.Status{netzero2.OnTrack, netzero2.OnTrack, netzero2.OffTrack, netzero2.BestEfforts, netzero2.NoActual, netzero2.NoActual} {
		assert.Equal(t, want, rows[i].Status, "%d", rows[i].Year)
	}
	assert.Equal(t, "plan of 2030", rows[3].Evidence)
	actual, _ := rows[2].Actual.Get()
	assert.True(t, tonnes("93").Equal(actual), "Instruments changed the physical inventory.")
	instruments, ok := rows[2].Instruments.Get()
	assert.True(t, ok && tonnes("5").Equal(instruments))
	assert.False(t, rows[5].Actual.Defined() || rows[5].Instruments.Defined(), "A year that was not reported has a figure.")

	market := path
	market.Base.Accounting = ghg.MarketBased
	require.ErrorIs(t, second(e.Progress(market, []netzero2.ProgressYear{progressYear(2028, "1", "")})), ghg.ErrMixed)
	mixed := progressYear(2028, "1", "")
	mixed.Accounting = ghg.MarketBased
	require.ErrorIs(t, second(e.Progress(path, []netzero2.ProgressYear{mixed})), ghg.ErrMixed)
	mixed.Instruments = tonnes("-1")
	require.ErrorIs(t, second(e.Progress(path, []netzero2.ProgressYear{mixed})), ghg.ErrNegative)
	require.ErrorIs(t, second(e.Progress(path, nil)), ghg.ErrMissing)
	require.ErrorIs(t, second(netzero2.Edition{}.Progress(path, nil)), ghg.ErrMissing)
}

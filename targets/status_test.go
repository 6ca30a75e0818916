package targets_test

import (
	"testing"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestBandedBoundsAreInclusive(t *testing.T) {
	a := plan() // allows 80 t in 2024
	a.Bounds = targets.BandedBounds()
	for emissions, want := range map[string]targets.Status{
		"76": targets.Ahead, "76.01": targets.OnTrack, "84": targets.OnTrack, "84.01": targets.AtRisk, "92": targets.AtRisk, "92.01": targets.Behind,
	} {
		assert.Equal(t, want, track(t, a, actual(2024, emissions)).Latest.Status, "The status of %s t is wrong.", emissions)
	}
}

func TestStatusComparesExactly(t *testing.T) {
	// 3 t falling to 0 in three years allows 2 t in the first: 3 × (1 − ⅓), although ⅓ has no finite decimal form.
	third := plan()
	third.Base.Emissions = tonnes("3")
	third.Milestones = []targets.Milestone{{Year: 2023, Reduction: d("1")}}
	assert.Equal(t, targets.OnTrack, track(t, third, actual(2021, "2")).Latest.Status)
	assert.Equal(t, targets.Behind, track(t, third, actual(2021, "2.0000000000000000000000000001")).Latest.Status)
}

func TestStatusAgainstAnAllowanceOfZero(t *testing.T) {
	zero := plan()
	zero.Milestones = []targets.Milestone{{Year: 2030, Reduction: d("1")}}
	for emissions, want := range map[string]targets.Status{"0": targets.OnTrack, "0.001": targets.Behind} {
		p := track(t, zero, actual(2030, emissions))
		assert.Equal(t, want, p.Latest.Status, "The status of %s t is wrong.", emissions)
		undefined(t, "the path allows zero emissions", p.Latest.Ratio, "The ratio to an allowance of zero")
	}
}

func TestBounds(t *testing.T) {
	a := plan()
	a.Bounds = targets.Bounds{OnTrack: targets.Defined(d("1")), AtRisk: targets.Defined(d("0.9"))}
	require.ErrorIs(t, a.Check(), ghg.ErrOutOfRange)
	a.Bounds = targets.Bounds{OnTrack: targets.Defined(d("1")), AtRisk: targets.Defined(d("1"))}
	require.ErrorIs(t, a.Check(), ghg.ErrOutOfRange)
	a.Bounds = targets.Bounds{AtRisk: targets.Defined(d("0.9"))}
	require.ErrorIs(t, a.Check(), ghg.ErrMissing)
	p := track(t, plan(), fiveYears()...)
	assert.Equal(t, targets.PathBounds(), p.Bounds, "The zero bounds are not the default.")
	assert.Equal(t, targets.Behind, p.Latest.Status)
}

package sbti_test

import (
	"math"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/targets/sbti"
)

// Numbers made in Go that are too long to compute with are refused.
func TestExtremeNumbers(t *testing.T) {
	one := decimal.New(1, 0)
	for _, d := range []decimal.Decimal{decimal.New(1, math.MaxInt32), decimal.New(1, math.MinInt32)} {
		require.ErrorContains(t, sbti.SDA{Output: d, Intensity: one}.Check(), "output of the base year")
		require.ErrorContains(t, sbti.SDA{Output: one, Intensity: d}.Check(), "intensity of the base year")
		require.ErrorContains(t, sbti.SDA{Output: one, Intensity: one, Sector: targets.Pathway{{Year: 2020, Value: d}}}.Check(), "pathway of 2020")
		_, err := sbti.NetZero1_3_1().CheckLongTerm(targets.Milestone{Year: 2045, Reduction: d})
		require.ErrorContains(t, err, "reduction")
		_, err = sbti.NearTerm5_3_1().CheckAmbition(sbti.Target{Ambition: sbti.OnePointFive, Base: targets.Base{Year: 2020}, Milestone: targets.Milestone{Year: 2030, Reduction: d}})
		require.Error(t, err)
	}
}

package sbti_test

import (
	"testing"

	"github.com/ghgkit/ghg/targets/sbti"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
)

// FuzzMinimumReduction checks that a minimum is a share and that a later target year never requires less.
func FuzzMinimumReduction(f *testing.F) {
	f.Add(uint8(1), 2020, 2030)
	f.Add(uint8(3), 2015, 2050)
	f.Fuzz(func(t *testing.T, ambition uint8, from, to int) {
		r := sbti.NearTerm5_2()
		a := sbti.Ambition(ambition%3 + 1)
		got, err := r.MinimumReduction(a, from, to)
		if err != nil {
			return
		}
		assert.False(t, got.IsNegative(), "The minimum %s is below zero.", got)
		assert.True(t, got.LessThanOrEqual(decimal.New(1, 0)), "The minimum %s is above one.", got)
		if next, err := r.MinimumReduction(a, from, to+1); err == nil {
			assert.True(t, next.GreaterThanOrEqual(got), "The minimum falls from %s to %s in the next year.", got, next)
		}
	})
}

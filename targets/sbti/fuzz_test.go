package sbti_test

import (
	"testing"

	"github.com/ghgkit/ghg"
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

// FuzzFLAGRequirement checks that more FLAG emissions, or a designated sector, never lift the requirement of a target, and that
// the decision does not depend on the unit of the amounts.
func FuzzFLAGRequirement(f *testing.F) {
	f.Add(uint32(20), uint32(80), uint32(1))
	f.Add(uint32(0), uint32(1), uint32(7))
	f.Fuzz(func(t *testing.T, flag, other, more uint32) {
		r := sbti.FLAGGuidance1_1()
		amount := func(n uint64) ghg.CO2e { return sure(ghg.TonnesCO2e(decimal.NewFromUint64(n))) }
		a, b, c := uint64(flag), uint64(other), uint64(more)
		if a+b == 0 {
			return
		}
		got := sure(r.Required(nil, amount(a), amount(a+b)))
		assert.Equal(t, got, sure(r.Required(nil, amount(1000*a), amount(1000*(a+b)))))
		assert.Equal(t, got, 5*a >= a+b)
		if got {
			assert.True(t, sure(r.Required(nil, amount(a+c), amount(a+b+c))), "%d t more FLAG emissions lift the requirement.", c)
		}
		assert.True(t, sure(r.Required([]sbti.FLAGSector{sbti.Tobacco}, amount(a), amount(a+b))))
	})
}

package method

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/units"
)

// mostOfLHV returns the upper bound of an efficiency on the lower heating value: a condensing boiler gives more than
// the lower value, and no fuel has a higher value above 1.2 times the lower one (hydrogen: 1.18).
func mostOfLHV() decimal.Decimal { return decimal.New(12, -1) }

// CheckEfficiency requires the heat that a boiler gives per energy of its fuel to be above 0 and at most 1 on the higher
// heating value, or 1.2 on the lower one. The rate is energy per energy with its heating value basis.
func (c *Calc) CheckEfficiency(field string, efficiency units.Rate) {
	if c.Failed() {
		return
	}
	most, per := one, units.MustUnit("GJ(HHV)")
	if efficiency.Den.Dimension() == units.EnergyLHV {
		most, per = mostOfLHV(), units.MustUnit("GJ(LHV)")
	}
	ratio, err := efficiency.In(units.MustUnit("GJ"), per)
	c.Fail(err)
	if ratio.Value.Sign() <= 0 || ratio.Value.GreaterThan(most) {
		c.Refuse(field, efficiency.String(), "above 0, at most 1 on the higher and 1.2 on the lower heating value", ghg.ErrOutOfRange)
	}
}

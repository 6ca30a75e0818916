package scope1

import (
	"iter"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/calc"
	"github.com/ghgkit/ghg/units"
)

// blend is fuel sold as a blend, such as E10 or B7: a share of its volume is a biofuel with a factor of its own.
type blend struct {
	fuel, region string
	factor       factors.Own
	bio          string
	share        *decimal.Decimal
	bioFactor    factors.Own
}

// check refuses a biofuel without a share, a share without a biofuel and a share of what is not a volume.
func (m blend) check(c *calc.Calc, unit units.Unit) {
	switch {
	case m.bio == "" && m.share != nil:
		c.Refuse("biofuel", "", "the fuel that the share is of, such as ethanol", ghg.ErrMissing)
	case m.bio == "" && m.bioFactor.Given():
		c.Refuse("biofuel", "", "the fuel that the factor is of, such as ethanol", ghg.ErrMissing)
	case m.bio == "":
	default:
		c.GivenShare("biofuel_share", m.share)
		if !unit.Dimension().IsVolume() {
			c.Refuse("amount", unit.Symbol(), "a volume, since the share of a biofuel is one of volume", ghg.ErrDimension)
		}
	}
}

// parts yields the fuel with its amount and factor, and the biofuel if there is one. What is left of the volume is the
// fuel, so that the two are together what was burned.
func (m blend) parts(c *calc.Calc, flow calc.Flow) iter.Seq[part] {
	return func(yield func(part) bool) {
		if m.bio == "" {
			fuel, factor := c.BurnFlow(flow, m.fuel, m.region, m.factor, factors.Combustion)
			yield(part{"", fuel, factor})
			return
		}
		if c.Failed() {
			return
		}
		fuelName, bioName := plainName(m.fuel), plainName(m.bio)
		bio := c.Evaluate(bioName, flow.Times("share of volume", *m.share, ""))
		rest := c.Combine(fuelName, ghg.Total, []calc.Flow{flow, bio}, false, true)
		first, factor := c.BurnFlow(rest, m.fuel, m.region, m.factor, factors.Combustion)
		second, bioFactor := c.BurnFlow(bio, m.bio, m.region, m.bioFactor, factors.Combustion)
		if yield(part{fuelName, first, factor}) {
			yield(part{bioName, second, bioFactor})
		}
	}
}

// part is a fuel of a blend with its amount and its factor.
type part struct {
	label  string
	flow   calc.Flow
	factor factors.Factor
}

// plainName is a fuel's name for a reader: diesel for fuel/diesel/mobile.
func plainName(fuel string) string {
	return strings.TrimSuffix(strings.TrimPrefix(fuel, "fuel/"), "/mobile")
}

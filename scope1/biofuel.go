package scope1

import (
	"iter"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// blend is a fuel sold with a biofuel in it, such as E10 or B7: the biofuel is a share of the volume and has its own
// factor.
type blend struct {
	fuel, region string
	factor       factors.Supplied
	bio          string
	share        *decimal.Decimal
	bioFactor    factors.Supplied
}

// check rejects a biofuel without a share, a share without a biofuel, and a share of an amount that is not a volume.
func (m blend) check(c *method.Calc, unit units.Unit) {
	switch {
	case m.bio == "" && (m.share != nil || m.bioFactor.Given()):
		c.Require("biofuel")
	case m.bio == "":
	default:
		c.Require("biofuel_share")
		if !unit.Dimension().IsVolume() {
			c.Refuse("amount", unit.Symbol(), "a volume, because the biofuel share is a share of volume", ghg.ErrDimension)
		}
	}
}

// parts yields the fuel with its amount and factor, and the biofuel if there is one. The rest of the volume is the
// fuel, so the two add up to the amount burned.
func (m blend) parts(c *method.Calc, flow method.Flow) iter.Seq[part] {
	return func(yield func(part) bool) {
		if m.bio == "" {
			fuel, factor := c.Fuel(flow, m.factor, m.query(m.fuel))
			yield(part{"", fuel, factor})
			return
		}
		fuelName, bioName := plainName(m.fuel), plainName(m.bio)
		bio := c.Evaluate(bioName, flow.Times("share of volume", method.Number(m.share), ""))
		rest := c.Less(fuelName, flow, bio)
		first, factor := c.Fuel(rest, m.factor, m.query(m.fuel))
		second, bioFactor := c.Fuel(bio, m.bioFactor, m.query(m.bio))
		if yield(part{fuelName, first, factor}) {
			yield(part{bioName, second, bioFactor})
		}
	}
}

// query returns the query for the factor of one of the fuels.
func (m blend) query(fuel string) factors.Query {
	return factors.Query{Activity: fuel, Region: m.region, Boundary: ghg.Combustion}
}

// part is a fuel of a blend with its amount and its factor.
type part struct {
	label  string
	flow   method.Flow
	factor factors.Factor
}

// plainName returns a fuel's name for the reader: diesel for fuel/diesel/mobile.
func plainName(fuel string) string {
	return strings.TrimSuffix(strings.TrimPrefix(fuel, "fuel/"), "/mobile")
}

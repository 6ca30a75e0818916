package scope1

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/calc"
)

// begin starts the calculation of an activity of scope 1, whose amounts are the company's own.
func begin(b factors.Basis, m ghg.Method, id, entity, site string, period ghg.Period, q ghg.Quality) *calc.Calc {
	return calc.New(b, calc.Head{Method: m, Scope: ghg.Scope1, ID: id, Entity: entity, Site: site, Period: period, Quality: q, Primary: true})
}

// efficiency requires a fraction above 0 and at most 1.
func efficiency(c *calc.Calc, field string, d *decimal.Decimal) {
	share := c.GivenShare(field, d)
	if !c.Failed() && share.IsZero() {
		c.Refuse(field, share.String(), "a fraction above 0, at most 1", ghg.ErrOutOfRange)
	}
}

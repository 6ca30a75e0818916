package scope3

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// portion is a part of a whole in two amounts of one dimension: the leased area of the building's, the amount financed
// of the project's cost. A flow is multiplied first and divided last, and both amounts stay visible in the step.
type portion struct {
	partName, wholeName string // the inputs
	part, whole         units.Quantity
}

// check requires amounts of one dimension, a whole above zero and a part that is not larger than the whole.
func (p portion) check(c *method.Calc) {
	larger, err := p.part.Cmp(p.whole)
	switch {
	case err != nil:
		c.Refuse(p.wholeName, p.whole.String(), "an amount of the same dimension as "+p.partName+", "+p.part.String(), ghg.ErrDimension)
	case p.whole.Value.IsZero():
		c.Refuse(p.wholeName, p.whole.String(), "an amount above 0", ghg.ErrOutOfRange)
	case larger > 0:
		c.Refuse(p.partName, p.part.String(), "at most "+p.wholeName+", "+p.whole.String(), ghg.ErrOutOfRange)
	}
}

// of multiplies a flow by part ÷ whole.
func (p portion) of(c *method.Calc, f method.Flow) method.Flow {
	return c.TimesRatio(f, method.Of(p.partName, p.part), method.Of(p.wholeName, p.whole))
}

// one is what shares add up to.
var one = decimal.New(1, 0)

// sumToOne requires the shares of a list to add up to exactly 1; a share may be 0.
func sumToOne[T any](c *method.Calc, list string, items []T, share func(T) *decimal.Decimal) {
	sum := decimal.Decimal{}
	for _, item := range items {
		sum = sum.Add(method.Number(share(item)))
	}
	if !sum.Equal(one) {
		c.Refuse("shares of "+list, dec.Text(sum), "shares that add up to 1", ghg.ErrOutOfRange)
	}
}

package calc

import (
	"fmt"

	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/units"
	"github.com/ghgkit/ghg/units/money"
)

// Priced returns a factor per unit of money: the own one, which is for the given price, or the one that is found for
// the price, whose year and type may be left open.
func (c *Calc) Priced(own factors.Own, activity, region string, unit units.Unit, boundary factors.Boundary, price factors.Price) factors.Factor {
	if !own.Given() {
		return c.Ask(factors.Query{Activity: activity, Region: region, Unit: unit, Boundary: boundary, Price: price})
	}
	f, err := own.Priced(activity, region, c.head.Period, boundary, price)
	c.Fail(err)
	return f
}

// Rebase takes a flow of money from one price basis to another by steps, each of which becomes a term with its source:
// an exchange rate as it is quoted, both numbers of a price index, 1 + a tax, 1 − a margin. Nothing is divided before the
// flow's last use. Steps that do not lead from the one basis to the other are an error.
func (c *Calc) Rebase(f Flow, from, to money.PriceBasis, steps ...money.Step) Flow {
	if c.err != nil {
		return f
	}
	if _, _, err := money.Chain(from, to, steps...); err != nil {
		c.Fail(err)
		return f
	}
	for _, step := range steps {
		switch s := step.(type) {
		case money.FX:
			f = c.exchange(f, s)
		case money.Index:
			f = f.Times(fmt.Sprintf("price index of %d", int(s.ToYear)), s.ToValue, s.Source)
			f = f.Per(fmt.Sprintf("price index of %d", int(s.FromYear)), s.FromValue, s.Source)
		case money.VAT:
			f = f.Per("1 + value added tax", one.Add(s.Rate), s.Source)
		case money.Margin:
			f = f.Times("1 − margin to the "+s.To.String()+" price", one.Sub(s.Share), s.Source)
		}
	}
	return f
}

// exchange multiplies or divides by a rate as it is quoted.
func (c *Calc) exchange(f Flow, x money.FX) Flow {
	from, err := x.From.Unit()
	c.Fail(err)
	to, err := x.To.Unit()
	c.Fail(err)
	label := "exchange rate of " + x.Period
	if x.Quote == money.FromPerTo {
		return c.PerRate(f, label, units.Rate{Value: x.Rate, Num: from, Den: to}, x.Source)
	}
	return c.TimesRate(f, label, units.Rate{Value: x.Rate, Num: to, Den: from}, x.Source)
}

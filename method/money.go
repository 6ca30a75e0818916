package method

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/units"
	"github.com/ghgkit/ghg/units/money"
)

// Rebase converts a flow of money from one price basis to another by steps, which become terms with their sources: an
// exchange rate as quoted, both numbers of a price index, 1 + a tax, 1 − a margin. Nothing is divided before the last
// use of the flow. Steps that do not lead from one basis to the other are an error.
//
// The Ref of a term identifies the number: "fx/JPY/USD/2022", "index/cpi/JP/2022" with the series, its region and the
// year, "tax/standard", "margin/basic".
func (c *Calc) Rebase(f Flow, from, to money.PriceBasis, steps ...money.Step) Flow {
	if c.Failed() {
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
			f = f.priced(fmt.Sprintf("price index %s of %d", s.Series, int(s.ToYear)), s.ToValue, s.Source, fmt.Sprintf("index/%s/%d", s.Series, int(s.ToYear)), false)
			f = f.priced(fmt.Sprintf("price index %s of %d", s.Series, int(s.FromYear)), s.FromValue, s.Source, fmt.Sprintf("index/%s/%d", s.Series, int(s.FromYear)), true)
		case money.VAT:
			f = f.priced("1 + value added tax", one.Add(s.Rate), s.Source, "tax/"+s.Class, true)
		case money.Margin:
			f = f.priced("1 − margin to the "+s.To.String()+" price", one.Sub(s.Share), s.Source, "margin/"+s.To.String(), false)
		}
	}
	return f
}

// priced multiplies or divides by one number of a price conversion.
func (f Flow) priced(label string, d decimal.Decimal, source, ref string, divides bool) Flow {
	return f.with(f.unit, ghg.Term{Label: label, Kind: ghg.TermPrice, Value: d, Unit: "1", Source: source, Ref: ref, Divides: divides})
}

// exchange multiplies or divides by an exchange rate as quoted.
func (c *Calc) exchange(f Flow, x money.FX) Flow {
	from, err := x.From.Unit()
	c.Fail(err)
	to, err := x.To.Unit()
	c.Fail(err)
	term := ghg.Term{
		Label: "exchange rate of " + x.Period, Kind: ghg.TermPrice, Source: x.Source,
		Ref: "fx/" + string(x.From) + "/" + string(x.To) + "/" + x.Period,
	}
	if x.Quote == money.FromPerTo {
		return c.perRate(f, units.Rate{Value: x.Rate, Num: from, Den: to}, term)
	}
	return c.timesRate(f, units.Rate{Value: x.Rate, Num: to, Den: from}, term)
}

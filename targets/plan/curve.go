package plan

import (
	"encoding/json"
	"io"
	"slices"
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/strictjson"
	"github.com/ghgkit/ghg/internal/table"
	"github.com/ghgkit/ghg/internal/vocabulary"
	"github.com/ghgkit/ghg/units/money"
	"github.com/shopspring/decimal"
)

// Convention is how the cost per tonne of a measure is computed. The zero Convention is invalid.
type Convention uint8

// The conventions. Tonnes are discounted in neither.
const (
	// AnnualisedCost divides the costs of a year by the abatement of a year, at full effect:
	//
	//	(CAPEX × r(1 + r)^n ÷ ((1 + r)^n − 1) + OPEX) ÷ abatement
	//
	// with the discount rate r and the lifetime of n years; at a rate of zero, CAPEX ÷ n. A share is of the part's emissions in
	// the year of the curve. The ramp does not matter.
	AnnualisedCost Convention = iota + 1

	// PresentCost divides the present value of the costs over the lifetime, discounted to the year of the terms, by the sum of
	// the abatement over the lifetime, both with the ramp. For a measure of a share, the baseline must have every year of the
	// lifetime.
	PresentCost
)

var conventions = vocabulary.New[Convention]("cost convention", "annualised cost ÷ annual abatement", "present value of costs ÷ sum of abatement")

// String returns "annualised cost ÷ annual abatement" or "present value of costs ÷ sum of abatement".
func (c Convention) String() string { return conventions.String(c) }

// MarshalText returns the same text as String. The zero Convention is an error.
func (c Convention) MarshalText() ([]byte, error) { return conventions.Marshal(c) }

// UnmarshalText reads the text that String returns.
func (c *Convention) UnmarshalText(text []byte) error { return conventions.Unmarshal(c, text) }

// Curve is a marginal abatement cost curve of one year: the measures in order of their cost per tonne.
//
// A chart draws each row as a bar of the width Abatement and the height CostPerTonne.
type Curve struct {
	Year        int
	Convention  Convention
	Terms       Terms
	Bars        []Bar
	Left        []LeftOut // measures without a bar
	Assumptions []Assumption
}

// Bar is a measure at its largest scale.
type Bar struct {
	Measure      string
	CostPerTonne money.Amount // of the measure by itself; below zero if it saves money
	Alone        ghg.CO2e     // abated in the year by the measure by itself
	Abatement    ghg.CO2e     // abated in the year in addition to the measures before it
	Cumulative   ghg.CO2e     // abated by this measure and those before it; never more than the parts emit
}

// LeftOut is a measure that a curve does not show.
type LeftOut struct {
	Measure string
	Reason  string
}

// Curve returns the marginal abatement cost curve of a year of the baseline, with every measure at its largest scale.
//
// Overlaps are those of a plan: the widths of the bars add up to what the measures abate together. A measure that has no effect
// in the year, or is excluded by a cheaper one, is left out and named. Equal costs are in order of name. Prerequisites and
// budgets are not looked at: for those, see [Portfolio.LeastCost].
func (p Portfolio) Curve(year int, convention Convention) (Curve, error) {
	if err := conventions.Check(convention); err != nil {
		return Curve{}, err
	}
	b, err := p.check()
	if err != nil {
		return Curve{}, err
	}
	if !contains(b.years, year) {
		return Curve{}, &ghg.FieldError{Field: "year of the curve", Value: strconv.Itoa(year), Want: "a year of the baseline", Err: ghg.ErrUnknown}
	}
	c := Curve{Year: year, Convention: convention, Terms: p.Terms, Assumptions: append(b.assumptions(), Assumption{AssumedCostConvention, "Cost per tonne is the " + convention.String() + "."})}
	bars, left, err := b.bars(year, convention)
	if err != nil {
		return Curve{}, err
	}
	c.Left = left
	scales := make([]decimal.Decimal, len(b.Measures))
	var before ghg.CO2e
	for _, bar := range bars {
		i := b.index[bar.Measure]
		if by := b.excluder(i, scales); by != "" {
			c.Left = append(c.Left, LeftOut{bar.Measure, "excluded by " + input.Quote(by) + ", which costs no more"})
			continue
		}
		scales[i] = b.Measures[i].Size.Max
		if bar.Cumulative, err = b.abated(year, scales); err != nil {
			return Curve{}, err
		}
		bar.Abatement, before = bar.Cumulative.Sub(before), bar.Cumulative
		c.Bars = append(c.Bars, bar)
	}
	return c, nil
}

// bars returns the measures by themselves, cheapest first, and those without an effect in the year.
func (b *book) bars(year int, convention Convention) (bars []Bar, left []LeftOut, err error) {
	for i, m := range b.Measures {
		scales := make([]decimal.Decimal, len(b.Measures))
		scales[i] = m.Size.Max
		alone, err := b.abated(year, scales)
		if err != nil {
			return nil, nil, err
		}
		if alone.IsZero() {
			left = append(left, LeftOut{m.Name, "no effect in " + strconv.Itoa(year)})
			continue
		}
		cost, err := b.costPerTonne(m, year, convention)
		if err != nil {
			return nil, nil, err
		}
		bars = append(bars, Bar{Measure: m.Name, CostPerTonne: cost, Alone: alone})
	}
	slices.SortStableFunc(bars, func(x, y Bar) int { return x.CostPerTonne.Value.Cmp(y.CostPerTonne.Value) })
	return bars, left, nil
}

// abated returns what the measures abate together in a year.
func (b *book) abated(year int, scales []decimal.Decimal) (ghg.CO2e, error) {
	var sum ghg.CO2e
	for _, p := range b.Baseline.Parts {
		row, err := b.abate(p, year, scales, make([]ghg.CO2e, len(scales)))
		if err != nil {
			return sum, err
		}
		sum = sum.Add(row.Baseline.Sub(row.Left))
	}
	return sum, nil
}

// excluder returns the name of a measure taken already that excludes another, or "".
func (b *book) excluder(i int, scales []decimal.Decimal) string {
	for _, x := range b.excludes {
		for k := range x {
			if x[k] == i && scales[x[1-k]].IsPositive() {
				return b.Measures[x[1-k]].Name
			}
		}
	}
	return ""
}

// costPerTonne returns the cost of a measure by itself, which does not depend on its scale.
func (b *book) costPerTonne(m Measure, year int, convention Convention) (money.Amount, error) {
	field := "cost per tonne of " + m.field()
	if convention == AnnualisedCost {
		amount, err := b.full(m, year)
		if err != nil {
			return money.Amount{}, err
		}
		num, den, err := b.Terms.annual(m)
		if err != nil {
			return money.Amount{}, err
		}
		return b.Terms.quotient(field, num, den.Mul(amount.Tonnes()))
	}
	var sum ghg.CO2e
	for y := m.Start; y < m.Start+m.Lifetime; y++ {
		if !m.Share.IsZero() && !contains(b.years, y) {
			return money.Amount{}, &ghg.FieldError{Field: "baseline of " + strconv.Itoa(y), Want: "every year of the lifetime of " + m.field() + ", which abates a share (or the annualised cost)", Err: ghg.ErrMissing}
		}
		amount, err := b.full(m, y)
		if err != nil {
			return money.Amount{}, err
		}
		if amount, err = amount.Scale(m.ramp(y)); err != nil {
			return money.Amount{}, err
		}
		sum = sum.Add(amount)
	}
	return b.Terms.quotient(field, b.cost[b.index[m.Name]], b.discount.Mul(sum.Tonnes()))
}

// full returns what a measure by itself abates in a year at full scale and full effect, as stated.
func (b *book) full(m Measure, year int) (ghg.CO2e, error) {
	if m.Share.IsZero() {
		return m.Amount, nil
	}
	return b.part(m.Part).emissions(year).Scale(m.Share)
}

// AtPrice returns the names of the measures whose cost per tonne is at most an internal carbon price, cheapest first, and
// what they abate together in the year of the curve. A price that is not given, below zero or in another currency is an error.
func (c Curve) AtPrice(perTonne money.Amount) (names []string, abatement ghg.CO2e, err error) {
	if err := c.check(); err != nil {
		return nil, ghg.CO2e{}, err
	}
	if err := c.Terms.checkPrice(perTonne); err != nil {
		return nil, ghg.CO2e{}, err
	}
	for _, b := range c.Bars {
		if b.CostPerTonne.Value.LessThanOrEqual(perTonne.Value) {
			names, abatement = append(names, b.Measure), abatement.Add(b.Abatement)
		}
	}
	return names, abatement, nil
}

// check returns an error unless the curve is one that a function of this package returned, as far as its numbers tell.
func (c Curve) check() error {
	if err := conventions.Check(c.Convention); err != nil {
		return err
	}
	if err := c.Terms.check(); err != nil {
		return err
	}
	for _, b := range c.Bars {
		if err := c.Terms.checkAmount("cost per tonne of measure "+input.Quote(b.Measure), b.CostPerTonne); err != nil {
			return err
		}
	}
	return nil
}

// WriteCSV writes one row for each bar: measure, cost per tonne, its currency, and in tonnes of CO2e the abatement of the
// measure by itself, the width of the bar and its right edge. What is left out is not written.
func (c Curve) WriteCSV(w io.Writer) error {
	if err := c.check(); err != nil {
		return err
	}
	rows := make([][]string, 0, len(c.Bars))
	for _, b := range c.Bars {
		rows = append(rows, []string{
			strconv.Itoa(c.Year), b.Measure, dec.Text(b.CostPerTonne.Value), string(b.CostPerTonne.Currency), c.Convention.String(),
			dec.Text(b.Alone.Tonnes()), dec.Text(b.Abatement.Tonnes()), dec.Text(b.Cumulative.Tonnes()),
		})
	}
	return table.Write(w, []string{"year", "measure", "cost_per_tonne", "currency", "convention", "alone_t", "width_t", "cumulative_t"}, rows, false)
}

type barForm struct {
	Measure      string       `json:"measure"`
	CostPerTonne money.Amount `json:"cost_per_tonne"`
	Alone        ghg.CO2e     `json:"alone"`
	Abatement    ghg.CO2e     `json:"abatement"`
	Cumulative   ghg.CO2e     `json:"cumulative"`
}

type leftOutForm struct {
	Measure string `json:"measure"`
	Reason  string `json:"reason"`
}

// MarshalJSON returns the curve with exact numbers as texts.
func (c Curve) MarshalJSON() ([]byte, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	rate, _ := c.Terms.Rate.Get() // check: it is stated
	form := struct {
		Year        int               `json:"year"`
		Convention  Convention        `json:"convention"`
		Prices      money.PriceBasis  `json:"prices"`
		Rate        strictjson.Number `json:"discount_rate"`
		Bars        []barForm         `json:"bars"`
		Left        []leftOutForm     `json:"left_out"`
		Assumptions []Assumption      `json:"assumptions"`
	}{c.Year, c.Convention, c.Terms.Prices, strictjson.Number{Value: rate}, []barForm{}, []leftOutForm{}, append([]Assumption{}, c.Assumptions...)}
	for _, b := range c.Bars {
		form.Bars = append(form.Bars, barForm(b))
	}
	for _, l := range c.Left {
		form.Left = append(form.Left, leftOutForm(l))
	}
	return json.Marshal(form)
}

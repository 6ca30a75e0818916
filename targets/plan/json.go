package plan

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/strictjson"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/units/money"
	"github.com/shopspring/decimal"
)

type portfolioForm struct {
	Prices   money.PriceBasis  `json:"prices"`
	Rate     strictjson.Number `json:"discount_rate"`
	Year     int               `json:"discounted_to"`
	Baseline baselineForm      `json:"baseline"`
	Measures []measureForm     `json:"measures"`
	Overlaps []overlapForm     `json:"overlaps,omitempty"`
	Budgets  []budgetForm      `json:"budgets,omitempty"`
}

type baselineForm struct {
	Source     string             `json:"source"`
	Accounting ghg.Accounting     `json:"accounting,omitzero"`
	Parts      []baselinePartForm `json:"parts"`
}

type baselinePartForm struct {
	Name     string           `json:"name"`
	Scope    ghg.Scope        `json:"scope,omitzero"`
	Category ghg.Category     `json:"category,omitzero"`
	Years    []projectionForm `json:"years"`
}

type projectionForm struct {
	Year      int      `json:"year"`
	Emissions ghg.CO2e `json:"emissions"`
}

type measureForm struct {
	Name         string              `json:"name"`
	Part         string              `json:"part"`
	Start        int                 `json:"start"`
	Lifetime     int                 `json:"lifetime"`
	Ramp         []strictjson.Number `json:"ramp"`
	Amount       *ghg.CO2e           `json:"amount,omitempty"`
	Share        *strictjson.Number  `json:"share,omitempty"`
	Capex        money.Amount        `json:"capex"`
	Opex         money.Amount        `json:"opex"`
	Min          *strictjson.Number  `json:"min,omitempty"`
	Max          strictjson.Number   `json:"max"`
	AllOrNothing bool                `json:"all_or_nothing,omitempty"`
	Requires     []string            `json:"requires,omitempty"`
	Excludes     []string            `json:"excludes,omitempty"`
}

type overlapForm struct {
	Measures []string `json:"measures"`
	Amount   ghg.CO2e `json:"amount"`
}

type budgetForm struct {
	Year  int          `json:"year"`
	Limit money.Amount `json:"limit"`
}

// MarshalJSON returns the portfolio as an object with the keys prices, discount_rate, discounted_to, baseline, measures,
// overlaps and budgets. Numbers are texts, exact; every list is in order of name or year, so portfolios that differ only in
// order have the same bytes. A portfolio that cannot be computed with is an error.
func (p Portfolio) MarshalJSON() ([]byte, error) {
	b, err := p.check()
	if err != nil {
		return nil, err
	}
	rate, _ := b.Terms.Rate.Get() // check: it is stated
	form := portfolioForm{Prices: b.Terms.Prices, Rate: strictjson.Number{Value: rate}, Year: b.Terms.Year, Baseline: b.Baseline.form()}
	for _, m := range b.Measures {
		form.Measures = append(form.Measures, m.form())
	}
	for _, o := range b.Overlaps {
		pair := o.Measures
		slices.Sort(pair[:])
		form.Overlaps = append(form.Overlaps, overlapForm{pair[:], o.Amount})
	}
	slices.SortFunc(form.Overlaps, func(x, y overlapForm) int { return slices.Compare(x.Measures, y.Measures) })
	for _, x := range b.Budgets {
		form.Budgets = append(form.Budgets, budgetForm(x))
	}
	return json.Marshal(form)
}

func (b Baseline) form() baselineForm {
	form := baselineForm{Source: b.Source, Accounting: b.Accounting}
	for _, p := range b.Parts {
		f := baselinePartForm{Name: p.Name, Scope: p.Scope, Category: p.Category}
		for _, y := range p.Years {
			f.Years = append(f.Years, projectionForm(y))
		}
		slices.SortFunc(f.Years, func(x, y projectionForm) int { return cmp.Compare(x.Year, y.Year) })
		form.Parts = append(form.Parts, f)
	}
	return form
}

func (m Measure) form() measureForm {
	f := measureForm{
		Name: m.Name, Part: m.Part, Start: m.Start, Lifetime: m.Lifetime, Capex: m.Capex, Opex: m.Opex, Max: strictjson.Number{Value: m.Size.Max},
		AllOrNothing: m.Size.AllOrNothing, Requires: slices.Sorted(slices.Values(m.Requires)), Excludes: slices.Sorted(slices.Values(m.Excludes)),
	}
	for _, r := range m.Ramp {
		f.Ramp = append(f.Ramp, strictjson.Number{Value: r})
	}
	if m.Share.IsZero() {
		f.Amount = &m.Amount
	} else {
		f.Share = &strictjson.Number{Value: m.Share}
	}
	if !m.Size.Min.IsZero() {
		f.Min = &strictjson.Number{Value: m.Size.Min}
	}
	return f
}

// UnmarshalJSON reads what MarshalJSON returns, in any order of its keys and lists. An unknown, missing or repeated key is an
// error, and so is a portfolio that cannot be computed with; without min the smallest scale is 0. An error leaves p unchanged.
func (p *Portfolio) UnmarshalJSON(text []byte) error {
	if p == nil {
		return &ghg.FieldError{Field: "portfolio", Value: "nil", Want: "a place to read it into", Err: ghg.ErrMissing}
	}
	var form portfolioForm
	if err := strictjson.Unmarshal(text, &form); err != nil {
		return err
	}
	read := Portfolio{
		Baseline: Baseline{Source: form.Baseline.Source, Accounting: form.Baseline.Accounting},
		Terms:    Terms{Prices: form.Prices, Rate: targets.Defined(form.Rate.Value), Year: form.Year},
	}
	for _, f := range form.Baseline.Parts {
		part := Part{Name: f.Name, Scope: f.Scope, Category: f.Category}
		for _, y := range f.Years {
			part.Years = append(part.Years, targets.Projection(y))
		}
		read.Baseline.Parts = append(read.Baseline.Parts, part)
	}
	for _, f := range form.Measures {
		read.Measures = append(read.Measures, f.measure())
	}
	for _, f := range form.Overlaps {
		if len(f.Measures) != 2 {
			return &ghg.FieldError{Field: "measures of an overlap", Value: strconv.Itoa(len(f.Measures)), Want: "the names of two measures", Err: ghg.ErrOutOfRange}
		}
		read.Overlaps = append(read.Overlaps, Overlap{[2]string(f.Measures), f.Amount})
	}
	for _, f := range form.Budgets {
		read.Budgets = append(read.Budgets, Budget(f))
	}
	if _, err := read.check(); err != nil {
		return err
	}
	*p = read
	return nil
}

func (f measureForm) measure() Measure {
	number := func(n *strictjson.Number) decimal.Decimal {
		if n == nil {
			return none
		}
		return n.Value
	}
	m := Measure{
		Name: f.Name, Part: f.Part, Start: f.Start, Lifetime: f.Lifetime, Share: number(f.Share), Capex: f.Capex, Opex: f.Opex,
		Size: Size{Min: number(f.Min), Max: f.Max.Value, AllOrNothing: f.AllOrNothing}, Requires: f.Requires, Excludes: f.Excludes,
	}
	for _, r := range f.Ramp {
		m.Ramp = append(m.Ramp, r.Value)
	}
	if f.Amount != nil {
		m.Amount = *f.Amount
	}
	return m
}

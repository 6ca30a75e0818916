package plan

import (
	"encoding/json"
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/strictjson"
	"github.com/ghgkit/ghg/internal/vocabulary"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/units/money"
	"github.com/shopspring/decimal"
)

// Plan is a choice of measures with everything that follows from it. All amounts are exact; Cost is divided once.
type Plan struct {
	Target   targets.Absolute
	Terms    Terms
	Choices  []Choice            // every measure of the portfolio, in order of name, those at scale 0 too
	Levers   []targets.Lever     // the measures above scale 0: what each adds to those before it by name, shares first
	Years    []targets.BridgeRow // every year of the baseline, with the gap to the path
	Parts    []PartYear          // every part in every year
	Spending []Spending          // by year of start
	Cost     money.Amount        // present value of CAPEX and OPEX over the lifetimes
	Reached  bool                // every milestone year is at or below what it allows, exactly

	// LowerBound is the cost below which the solver found that no plan reaches the target, in floating point and to two
	// decimal places. The plan is the cheapest if Cost is not above it but for rounding; otherwise the difference is the
	// most that could be saved. It is undefined for a plan that was given.
	LowerBound  targets.Optional[money.Amount]
	Assumptions []Assumption
}

// PartYear is what happens to a part of the baseline in a year.
type PartYear struct {
	Part     string
	Year     int
	Baseline ghg.CO2e
	Left     ghg.CO2e // after the measures; never below zero
	Beyond   ghg.CO2e // what the measures could abate besides, if the part emitted it
}

// Spending is the CAPEX of the measures that start in a year.
type Spending struct {
	Year   int
	Capex  money.Amount
	Budget targets.Optional[money.Amount]
}

// AssumptionKind says what an assumption is about. The zero AssumptionKind is invalid.
type AssumptionKind uint8

// What a plan assumes.
const (
	AssumedBaseline AssumptionKind = iota + 1
	AssumedPrices
	AssumedDiscountRate
	AssumedTiming
	AssumedOverlap
	AssumedPrerequisite
	AssumedSolver
	AssumedTolerance
	AssumedRounding
	AssumedCostConvention
)

var assumptionKinds = vocabulary.New[AssumptionKind]("kind of assumption", "baseline", "prices", "discount rate", "timing", "overlap", "prerequisite", "solver",
	"tolerance", "rounding", "cost convention")

// String returns the name of the kind, such as "discount rate".
func (k AssumptionKind) String() string { return assumptionKinds.String(k) }

// MarshalText returns the same text as String. The zero AssumptionKind is an error.
func (k AssumptionKind) MarshalText() ([]byte, error) { return assumptionKinds.Marshal(k) }

// UnmarshalText reads the text that String returns.
func (k *AssumptionKind) UnmarshalText(text []byte) error {
	return assumptionKinds.Unmarshal(k, text)
}

// Assumption is something that a plan or a curve takes as given. The text is for people.
type Assumption struct {
	Kind AssumptionKind `json:"kind"`
	Text string         `json:"text"`
}

// assumptions returns what every plan and curve assumes.
func (b *book) assumptions() []Assumption {
	rate, _ := b.Terms.Rate.Get() // check: it is stated
	return []Assumption{
		{AssumedBaseline, "Without the measures, emissions are those of: " + b.Baseline.Source + "."},
		{AssumedPrices, "Costs are in " + b.Terms.Prices.String() + ", and stay at those prices."},
		{AssumedDiscountRate, "The discount rate is " + dec.Text(rate.Shift(2)) + " % per year, to the start of " + strconv.Itoa(b.Terms.Year) + ". Tonnes are not discounted."},
		{AssumedTiming, "CAPEX is paid at the start of a measure's first year, OPEX at the end of each year of its lifetime, times the ramp."},
		{AssumedOverlap, "On each part, a measure of a share acts on what the shares before it leave. Amounts come after the shares and are added up, less the stated overlaps. A part abates at most what it emits."},
		{AssumedPrerequisite, "A measure's scale is at most that of each measure that it requires."},
	}
}

// searched returns what a plan that was searched for assumes besides.
func searched(rounds int) []Assumption {
	const linear = "Solved as linear programs by " + Solver + " with branch and bound. "
	form := "No overlap had to be corrected."
	if rounds > 0 {
		form = "Where measures overlap, the linear form abates too much; it was corrected by the exact result (corrections: " + strconv.Itoa(rounds) + "), so a cheaper plan may exist, down to the lower bound."
	}
	return []Assumption{
		{AssumedSolver, linear + form},
		{AssumedTolerance, "The solver works in floating point, with a tolerance of 1e-9 of its scaled numbers."},
		{AssumedRounding, "Its scales were rounded to " + strconv.Itoa(Places) + " decimal places. All else was then computed exactly from the rounded scales."},
	}
}

type numberedChoice struct {
	Measure string            `json:"measure"`
	Scale   strictjson.Number `json:"scale"`
}

type leverForm struct {
	Name     string         `json:"name"`
	Scope    ghg.Scope      `json:"scope,omitzero"`
	Category ghg.Category   `json:"category,omitzero"`
	Steps    []abatementRow `json:"steps"`
}

type abatementRow struct {
	Year   int      `json:"year"`
	Amount ghg.CO2e `json:"amount"`
}

type yearForm struct {
	Year      int      `json:"year"`
	Baseline  ghg.CO2e `json:"baseline"`
	After     ghg.CO2e `json:"after"`
	Allowance ghg.CO2e `json:"allowance"`
	Gap       ghg.CO2e `json:"gap"`
}

type partForm struct {
	Part     string   `json:"part"`
	Year     int      `json:"year"`
	Baseline ghg.CO2e `json:"baseline"`
	Left     ghg.CO2e `json:"left"`
	Beyond   ghg.CO2e `json:"beyond"`
}

type spendingForm struct {
	Year   int           `json:"year"`
	Capex  money.Amount  `json:"capex"`
	Budget *money.Amount `json:"budget,omitempty"`
}

type planForm struct {
	Target      string            `json:"target,omitempty"`
	Reached     bool              `json:"reached"`
	Prices      money.PriceBasis  `json:"prices"`
	Rate        strictjson.Number `json:"discount_rate"`
	Year        int               `json:"discounted_to"`
	Cost        money.Amount      `json:"cost"`
	LowerBound  *money.Amount     `json:"lower_bound,omitempty"`
	Choices     []numberedChoice  `json:"choices"`
	Levers      []leverForm       `json:"levers"`
	Years       []yearForm        `json:"years"`
	Parts       []partForm        `json:"parts"`
	Spending    []spendingForm    `json:"spending"`
	Assumptions []Assumption      `json:"assumptions"`
}

// check returns an error unless the plan is one that a function of this package returned, as far as its numbers tell.
func (p Plan) check() error {
	if err := p.Terms.check(); err != nil {
		return err
	}
	if err := p.Target.Check(); err != nil {
		return err
	}
	for _, c := range p.Choices {
		if err := checkShare("scale of measure "+input.Quote(c.Measure), c.Scale); err != nil {
			return err
		}
	}
	costs := []money.Amount{p.Cost}
	if bound, ok := p.LowerBound.Get(); ok {
		costs = append(costs, bound)
	}
	for _, s := range p.Spending {
		costs = append(costs, s.Capex)
		if budget, ok := s.Budget.Get(); ok {
			costs = append(costs, budget)
		}
	}
	for _, c := range costs {
		if err := p.Terms.checkAmount("cost of the plan", c); err != nil {
			return err
		}
	}
	return nil
}

// MarshalJSON returns the plan with exact numbers as texts. The same portfolio and target give the same bytes.
func (p Plan) MarshalJSON() ([]byte, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	rate, _ := p.Terms.Rate.Get() // check: it is stated
	form := planForm{
		Target: p.Target.Name, Reached: p.Reached, Prices: p.Terms.Prices, Rate: strictjson.Number{Value: rate}, Year: p.Terms.Year, Cost: p.Cost,
		LowerBound: optional(p.LowerBound), Choices: []numberedChoice{}, Levers: []leverForm{}, Years: []yearForm{}, Parts: []partForm{},
		Spending: []spendingForm{}, Assumptions: append([]Assumption{}, p.Assumptions...),
	}
	for _, c := range p.Choices {
		form.Choices = append(form.Choices, numberedChoice{c.Measure, strictjson.Number{Value: c.Scale}})
	}
	for _, l := range p.Levers {
		f := leverForm{Name: l.Name, Scope: l.Scope, Category: l.Category, Steps: []abatementRow{}}
		for _, s := range l.Steps {
			f.Steps = append(f.Steps, abatementRow(s))
		}
		form.Levers = append(form.Levers, f)
	}
	for _, y := range p.Years {
		form.Years = append(form.Years, yearForm{y.Year, y.Trend, y.After, y.Allowance, y.Gap})
	}
	for _, r := range p.Parts {
		form.Parts = append(form.Parts, partForm(r))
	}
	for _, s := range p.Spending {
		form.Spending = append(form.Spending, spendingForm{s.Year, s.Capex, optional(s.Budget)})
	}
	return json.Marshal(form)
}

func optional[T any](o targets.Optional[T]) *T {
	if v, ok := o.Get(); ok {
		return &v
	}
	return nil
}

// CarbonCost is what the emissions that a plan leaves in a year cost at an internal carbon price.
type CarbonCost struct {
	Year int
	Left ghg.CO2e
	Cost money.Amount // of that year, not discounted
}

// AtPrice returns the cost of the emissions that are left in each year, at a price per tonne of CO2e. A price that is not
// given, below zero or in another currency than the plan is an error.
func (p Plan) AtPrice(perTonne money.Amount) ([]CarbonCost, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	if err := p.Terms.checkPrice(perTonne); err != nil {
		return nil, err
	}
	list := make([]CarbonCost, 0, len(p.Years))
	for _, y := range p.Years {
		cost, err := perTonne.Mul(y.After.Tonnes())
		if err != nil {
			return nil, err
		}
		list = append(list, CarbonCost{y.Year, y.After, cost})
	}
	return list, nil
}

func (t Terms) checkPrice(perTonne money.Amount) error {
	const field = "carbon price per tonne"
	if err := t.checkAmount(field, perTonne); err != nil {
		return err
	}
	if perTonne.IsNegative() {
		return &ghg.FieldError{Field: field, Value: perTonne.String(), Want: "a price of zero or more", Err: ghg.ErrNegative}
	}
	return nil
}

// quotient returns num ÷ den in the currency of the terms.
func (t Terms) quotient(field string, num, den decimal.Decimal) (money.Amount, error) {
	value, err := dec.Quo(num, den)
	if err != nil {
		return money.Amount{}, tooLong(field)
	}
	return t.amount(value), nil
}

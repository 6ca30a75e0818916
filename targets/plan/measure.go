package plan

import (
	"slices"
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/units/money"
	"github.com/shopspring/decimal"
)

// Places is the number of decimal places of a scale that [Portfolio.LeastCost] returns.
const Places = 6

const (
	maxLifetime = 100 // years
	maxMeasures = 100 // of a portfolio
)

// Measure is something that a company can do to abate emissions, at a scale from 0 (not at all) to 1 (in full).
//
// In year y it abates, of its part of the baseline,
//
//	scale × ramp(y) × Amount    or    scale × ramp(y) × Share × what shares before it leave
//
// Ramp holds the first years; its last value holds until the lifetime ends. Capex is paid at the start of the first year, and
// scale × ramp(y) × Opex at the end of each year.
type Measure struct {
	Name     string
	Part     string            // name of the part of the baseline on which it acts
	Start    int               // first year
	Lifetime int               // years, 1 to 100
	Ramp     []decimal.Decimal // share of the full effect in the years from Start on, 0 to 1; {1} is in full at once
	Amount   ghg.CO2e          // abated per year at full scale; either this
	Share    decimal.Decimal   // or this share of the part's emissions, above 0 and at most 1
	Capex    money.Amount      // at full scale, net of subsidies; zero or more
	Opex     money.Amount      // per year at full scale and full effect, less savings; below zero if savings are larger
	Size     Size
	Requires []string // names of measures without which it cannot be taken
	Excludes []string // names of measures that cannot be taken together with it
}

// Size bounds the scale of a measure. A scale above zero is at most Max; a Min above zero is already decided on.
type Size struct {
	Min, Max     decimal.Decimal // 0 ≤ Min ≤ Max ≤ 1, with at most [Places] decimal places
	AllOrNothing bool            // the scale is 0 or Max; Min is then 0 or Max
}

// Whole is a measure of any scale up to 1.
func Whole() Size { return Size{Max: one} }

var (
	one  = decimal.NewFromInt(1)
	none = decimal.Decimal{}
)

// ramp returns the share of the full effect in a year, zero before the start and after the lifetime.
func (m Measure) ramp(year int) decimal.Decimal {
	n := year - m.Start
	if n < 0 || n >= m.Lifetime {
		return none
	}
	return m.Ramp[min(n, len(m.Ramp)-1)]
}

// clone returns a measure that shares nothing with m.
func (m Measure) clone() Measure {
	m.Ramp, m.Requires, m.Excludes = slices.Clone(m.Ramp), slices.Clone(m.Requires), slices.Clone(m.Excludes)
	return m
}

func (m Measure) field() string { return "measure " + input.Quote(m.Name) }

// check returns an error unless the measure can be computed with by itself.
func (m Measure) check(t Terms) error {
	if m.Name == "" || m.Part == "" {
		return &ghg.FieldError{Field: "measure", Value: m.Name, Want: "a name, and the name of the part of the baseline on which it acts", Err: ghg.ErrMissing}
	}
	if input.TooLong(m.Name) {
		return &ghg.FieldError{Field: "name of a measure", Value: m.Name, Want: input.WantText, Err: ghg.ErrOutOfRange}
	}
	if err := checkYear("start of "+m.field(), m.Start); err != nil {
		return err
	}
	if m.Start < t.Year {
		return &ghg.FieldError{Field: "start of " + m.field(), Value: strconv.Itoa(m.Start), Want: "the year to which costs are discounted, " + strconv.Itoa(t.Year) + ", or later", Err: ghg.ErrOutOfRange}
	}
	if m.Lifetime < 1 || m.Lifetime > maxLifetime {
		return &ghg.FieldError{Field: "lifetime of " + m.field(), Value: strconv.Itoa(m.Lifetime), Want: "1 to 100 years", Err: ghg.ErrOutOfRange}
	}
	if err := m.checkEffect(); err != nil {
		return err
	}
	if err := m.checkCost(t); err != nil {
		return err
	}
	return m.Size.check(m.field())
}

func (m Measure) checkEffect() error {
	field := "ramp of " + m.field()
	if len(m.Ramp) == 0 {
		return &ghg.FieldError{Field: field, Want: "the share of the full effect in the first years, such as 1", Err: ghg.ErrMissing}
	}
	if len(m.Ramp) > m.Lifetime {
		return &ghg.FieldError{Field: field, Value: strconv.Itoa(len(m.Ramp)) + " years", Want: "at most as many years as the lifetime", Err: ghg.ErrOutOfRange}
	}
	effect := false
	for _, r := range m.Ramp {
		if err := checkShare(field, r); err != nil {
			return err
		}
		effect = effect || r.IsPositive()
	}
	if !effect {
		return &ghg.FieldError{Field: field, Value: "0", Want: "at least one year with an effect", Err: ghg.ErrOutOfRange}
	}
	field = "effect of " + m.field()
	if m.Amount.IsZero() && m.Share.IsZero() {
		return &ghg.FieldError{Field: field, Want: "an amount per year or a share of the part", Err: ghg.ErrMissing}
	}
	if !m.Amount.IsZero() && !m.Share.IsZero() {
		return &ghg.FieldError{Field: field, Value: m.Amount.String() + " and " + dec.Brief(m.Share), Want: "an amount or a share, not both", Err: ghg.ErrMixed}
	}
	if m.Amount.IsNegative() {
		return &ghg.FieldError{Field: field, Value: m.Amount.String(), Want: "an amount above zero", Err: ghg.ErrNegative}
	}
	return checkShare(field, m.Share)
}

func (m Measure) checkCost(t Terms) error {
	for _, c := range []struct {
		field  string
		amount money.Amount
	}{{"CAPEX of " + m.field(), m.Capex}, {"OPEX of " + m.field(), m.Opex}} {
		if err := t.checkAmount(c.field, c.amount); err != nil {
			return err
		}
	}
	if m.Capex.IsNegative() {
		return &ghg.FieldError{Field: "CAPEX of " + m.field(), Value: m.Capex.String(), Want: "an amount of zero or more (savings are part of the OPEX)", Err: ghg.ErrNegative}
	}
	return nil
}

func (s Size) check(field string) error {
	field = "size of " + field
	for _, d := range []decimal.Decimal{s.Min, s.Max} {
		if err := checkShare(field, d); err != nil {
			return err
		}
		if !d.Equal(d.Truncate(Places)) {
			return &ghg.FieldError{Field: field, Value: dec.Brief(d), Want: "at most " + strconv.Itoa(Places) + " decimal places", Err: ghg.ErrOutOfRange}
		}
	}
	if !s.Max.IsPositive() {
		return &ghg.FieldError{Field: field, Want: "a maximum above 0, such as 1 for the whole measure", Err: ghg.ErrMissing}
	}
	if s.Min.GreaterThan(s.Max) {
		return &ghg.FieldError{Field: field, Value: dec.Text(s.Min) + " to " + dec.Text(s.Max), Want: "a minimum of at most the maximum", Err: ghg.ErrOutOfRange}
	}
	if s.AllOrNothing && s.Min.IsPositive() && s.Min.LessThan(s.Max) {
		return &ghg.FieldError{Field: field, Value: dec.Text(s.Min), Want: "a minimum of 0 or the maximum, for all or nothing", Err: ghg.ErrOutOfRange}
	}
	return nil
}

// admits reports whether a scale is within the bounds.
func (s Size) admits(scale decimal.Decimal) bool {
	if s.AllOrNothing && !scale.Equal(s.Max) && (!scale.IsZero() || s.Min.IsPositive()) {
		return false
	}
	return scale.GreaterThanOrEqual(s.Min) && scale.LessThanOrEqual(s.Max)
}

// checkYear returns an error unless the year is from 1900 to 2200, as in package targets.
func checkYear(field string, year int) error {
	if year == 0 {
		return &ghg.FieldError{Field: field, Want: "a year such as 2030", Err: ghg.ErrMissing}
	}
	if year < 1900 || year > 2200 {
		return &ghg.FieldError{Field: field, Value: strconv.Itoa(year), Want: "a year from 1900 to 2200", Err: ghg.ErrOutOfRange}
	}
	return nil
}

// checkShare returns an error unless d is from 0 to 1.
func checkShare(field string, d decimal.Decimal) error {
	if err := dec.Check(d); err != nil {
		return &ghg.FieldError{Field: field, Value: dec.Brief(d), Want: dec.Bounds, Err: ghg.ErrOutOfRange}
	}
	if d.IsNegative() {
		return &ghg.FieldError{Field: field, Value: dec.Brief(d), Want: "a share from 0 to 1", Err: ghg.ErrNegative}
	}
	if d.GreaterThan(one) {
		return &ghg.FieldError{Field: field, Value: dec.Brief(d), Want: "a share from 0 to 1", Err: ghg.ErrOutOfRange}
	}
	return nil
}

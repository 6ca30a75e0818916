package targets

import (
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/shopspring/decimal"
)

// Intensity is emissions per unit of output, kept as its two parts so that it is divided only when asked.
type Intensity struct {
	Emissions ghg.CO2e
	Output    decimal.Decimal // in the unit Per; above zero
	Per       string          // unit of the output: "t cement", "washes", "JPY million of value added"
}

// Check returns an error unless the output is above zero and its unit is named.
func (i Intensity) Check() error {
	if i.Per == "" {
		return &ghg.FieldError{Field: "unit of output", Want: "a name such as \"t cement\"", Err: ghg.ErrMissing}
	}
	if i.Output.Sign() <= 0 {
		return &ghg.FieldError{Field: "output", Value: i.Output.String(), Want: "an amount of " + i.Per + " above zero", Err: ghg.ErrOutOfRange}
	}
	return nil
}

// KgPer returns emissions ÷ output in kilograms of CO2e per unit of output.
func (i Intensity) KgPer() (decimal.Decimal, error) {
	if err := i.Check(); err != nil {
		return decimal.Decimal{}, err
	}
	return dec.Quo(i.Emissions.Kg(), i.Output)
}

// Kind says what an intensity is per. The zero Kind is invalid.
type Kind uint8

// The kinds of intensity targets.
const (
	Physical Kind = iota + 1 // per unit of product or service
	Economic                 // per value added: gross profit, EBITDA and personnel cost, or sales less purchases (GEVA)
)

var kindNames = []string{"physical", "economic"}

// String returns "physical" or "economic".
func (k Kind) String() string { return name("kind of intensity", kindNames, uint8(k)) }

// MarshalText returns what String returns; the zero Kind is an error.
func (k Kind) MarshalText() ([]byte, error) { return marshal("kind of intensity", kindNames, uint8(k)) }

// UnmarshalText reads what String returns.
func (k *Kind) UnmarshalText(text []byte) error {
	i, err := parse("kind of intensity", kindNames, text)
	*k = Kind(i)
	return err
}

// IntensityTarget is a target of emissions per output that falls by a constant rate a year, compounded:
//
//	I*(t) = I0 × (1 − rate)^(t − BY)
//
// Source: SBTi, Target Validation Protocol for Near-term Targets: 7 % a year for scope 3, physical without a sector
// pathway and economic.
type IntensityTarget struct {
	Name   string
	Kind   Kind
	Base   Base            // what was emitted in the base year
	Output decimal.Decimal // of the base year, in the unit Per
	Per    string
	Year   int             // target year
	Rate   decimal.Decimal // compounded cut a year, above 0 and below 1: 0.07
	Bounds Bounds          // of the status; the zero Bounds are [PathBounds]
}

// Check returns an error unless every field but the name and the bounds is set and the target year follows the base year.
func (t IntensityTarget) Check() error {
	if err := t.Base.Check(); err != nil {
		return err
	}
	if err := t.Bounds.check(); err != nil {
		return err
	}
	if err := t.base().Check(); err != nil {
		return err
	}
	if _, err := t.Kind.MarshalText(); err != nil {
		return err
	}
	if t.Rate.Sign() <= 0 || t.Rate.GreaterThanOrEqual(decimal.NewFromInt(1)) {
		return &ghg.FieldError{Field: "rate", Value: t.Rate.String(), Want: "a yearly cut above 0 and below 1: 0.07 is 7 %", Err: ghg.ErrOutOfRange}
	}
	if err := checkYear("target year", t.Year); err != nil {
		return err
	}
	if t.Year <= t.Base.Year {
		return &ghg.FieldError{Field: "target year", Value: strconv.Itoa(t.Year), Want: "a year after the base year " + strconv.Itoa(t.Base.Year), Err: ghg.ErrOutOfRange}
	}
	return nil
}

func (t IntensityTarget) base() Intensity {
	return Intensity{Emissions: t.Base.Emissions, Output: t.Output, Per: t.Per}
}

// Reduction returns 1 − (1 − rate)^(TY − BY), the share by which the intensity falls to the target year.
func (t IntensityTarget) Reduction() (decimal.Decimal, error) {
	if err := t.Check(); err != nil {
		return decimal.Decimal{}, err
	}
	return decimal.NewFromInt(1).Sub(t.remaining(t.Year)), nil
}

// remaining returns (1 − rate)^(t − BY), which stays what it is after the target year.
func (t IntensityTarget) remaining(year int) decimal.Decimal {
	return power(decimal.NewFromInt(1).Sub(t.Rate), min(year, t.Year)-t.Base.Year)
}

// IntensityActual is a reported year with its output.
type IntensityActual struct {
	Actual
	Output decimal.Decimal // in the target's unit of output; above zero
}

// IntensityRow is one reported year of an intensity target, with the absolute change beside that of the intensity: a
// growing output can hide growing emissions, and a shrinking one can pass for progress.
type IntensityRow struct {
	Year       int
	KgPer      decimal.Decimal        // kilograms of CO2e per unit of output
	AllowedPer decimal.Decimal        // I*(t), the same unit
	Reduction  decimal.Decimal        // of the intensity: 1 − I ÷ I0
	Absolute   decimal.Decimal        // of the emissions: 1 − E ÷ E0
	Achieved   Maybe[decimal.Decimal] // share of the target's reduction (CDP question 7.53.2, there in percent)
	Status     Status
}

// Track compares reported years with the path. Errors are those of [Absolute.Track] and an output that is not above zero.
func (t IntensityTarget) Track(actuals []IntensityActual) ([]IntensityRow, error) {
	if err := t.Check(); err != nil {
		return nil, err
	}
	plain := make([]Actual, 0, len(actuals))
	outputs := make(map[int]decimal.Decimal, len(actuals))
	for _, a := range actuals {
		plain, outputs[a.Year] = append(plain, a.Actual), a.Output
	}
	reported, err := t.Base.sorted(plain)
	if err != nil {
		return nil, err
	}
	rows := make([]IntensityRow, 0, len(reported))
	for _, a := range reported {
		row, err := t.row(a, outputs[a.Year])
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	return rows, nil
}

func (t IntensityTarget) row(a Actual, output decimal.Decimal) (IntensityRow, error) {
	r := IntensityRow{Year: a.Year}
	var err error
	if r.KgPer, err = (Intensity{Emissions: a.Emissions, Output: output, Per: t.Per}).KgPer(); err != nil {
		return r, err
	}
	bounds := t.Bounds
	if bounds.isZero() {
		bounds = PathBounds()
	}
	e0, e, left := t.Base.Emissions.Kg(), a.Emissions.Kg(), t.remaining(a.Year)
	// I0 × left, and E against it at the year's output: E ≤ E0 × left × output ÷ output0.
	if r.AllowedPer, err = dec.Quo(e0.Mul(left), t.Output); err != nil {
		return r, err
	}
	r.Status = bounds.status(a.Emissions, fraction{t.Base.Emissions.Scale(left).Scale(output), t.Output})
	// 1 − I ÷ I0 = (E0 × output − E × output0) ÷ (E0 × output)
	cut, whole := e0.Mul(output).Sub(e.Mul(t.Output)), e0.Mul(output)
	if r.Reduction, err = dec.Quo(cut, whole); err != nil {
		return r, err
	}
	r.Achieved = ratio(cut, whole.Mul(decimal.NewFromInt(1).Sub(t.remaining(t.Year))), "the target is no reduction")
	r.Absolute, err = dec.Quo(e0.Sub(e), e0)
	return r, err
}

package targets

import (
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/vocabulary"
	"github.com/shopspring/decimal"
)

// Intensity is emissions per unit of output. It keeps both amounts and divides only in [Intensity.KgPer].
type Intensity struct {
	Emissions ghg.CO2e
	Output    decimal.Decimal // in units of Per; above zero
	Per       string          // unit of output: "t cement", "washes", "JPY million of value added"
}

// check returns an error unless the output is above zero and its unit is named.
func (i Intensity) check() error {
	if i.Per == "" {
		return &ghg.FieldError{Field: "unit of output", Want: "a name such as \"t cement\"", Err: ghg.ErrMissing}
	}
	if err := checkNumber("output", i.Output); err != nil {
		return err
	}
	if i.Output.Sign() <= 0 {
		return &ghg.FieldError{Field: "output", Value: dec.Text(i.Output), Want: "an amount of " + input.Shorten(i.Per) + " above zero", Err: ghg.ErrOutOfRange}
	}
	return nil
}

// KgPer returns emissions ÷ output, in kilograms of CO2e per unit of output. An output that is not above zero or has no
// unit is an error.
func (i Intensity) KgPer() (decimal.Decimal, error) {
	if err := i.check(); err != nil {
		return decimal.Decimal{}, err
	}
	return dec.Quo(i.Emissions.Kg(), i.Output)
}

// IntensityKind is the kind of output an intensity refers to. The zero IntensityKind is invalid.
type IntensityKind uint8

// The kinds of intensity.
const (
	Physical IntensityKind = iota + 1 // per unit of product or service
	Economic                          // per value added: gross profit, EBITDA plus personnel cost, or sales less purchases (GEVA)
)

var intensityKinds = vocabulary.New[IntensityKind]("kind of intensity", "physical", "economic")

// String returns "physical" or "economic".
func (k IntensityKind) String() string { return intensityKinds.String(k) }

// MarshalText returns the same text as String. The zero IntensityKind is an error.
func (k IntensityKind) MarshalText() ([]byte, error) { return intensityKinds.Marshal(k) }

// UnmarshalText reads the text that String returns.
func (k *IntensityKind) UnmarshalText(text []byte) error { return intensityKinds.Unmarshal(k, text) }

// IntensityTarget is a target for emissions per unit of output. It falls at a constant compound rate:
//
//	I*(t) = I0 × (1 − rate)^(t − BY)
//
// After the target year it stays constant. Source: SBTi Target Validation Protocol for Near-term Targets, which asks for 7 %
// a year in scope 3, for economic intensity and for physical intensity without a sector pathway.
type IntensityTarget struct {
	Name   string // optional
	Kind   IntensityKind
	Base   Base            // emissions of the base year
	Output decimal.Decimal // of the base year, in units of Per; above zero
	Per    string          // unit of output
	Year   int             // target year
	Rate   decimal.Decimal // cut per year, compounded, above 0 and below 1: 0.07 is 7 %
	Bounds Bounds          // for the status of each year; the zero Bounds means [PathBounds]
}

// Check returns an error unless every field is valid and the target year is after the base year.
func (t IntensityTarget) Check() error {
	if err := t.Base.Check(); err != nil {
		return err
	}
	if err := t.Bounds.check(); err != nil {
		return err
	}
	if err := t.base().check(); err != nil {
		return err
	}
	if err := intensityKinds.Check(t.Kind); err != nil {
		return err
	}
	if err := checkNumber("rate", t.Rate); err != nil {
		return err
	}
	if t.Rate.Sign() <= 0 || t.Rate.GreaterThanOrEqual(decimal.NewFromInt(1)) {
		return &ghg.FieldError{Field: "rate", Value: dec.Text(t.Rate), Want: "a yearly cut above 0 and below 1: 0.07 is 7 %", Err: ghg.ErrOutOfRange}
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

// Reduction returns the reduction of the intensity from the base year to the target year: 1 − (1 − rate)^(TY − BY). A
// target that [IntensityTarget.Check] refuses is an error.
func (t IntensityTarget) Reduction() (decimal.Decimal, error) {
	if err := t.Check(); err != nil {
		return decimal.Decimal{}, err
	}
	left, err := t.remaining(t.Year)
	if err != nil {
		return decimal.Decimal{}, err
	}
	return decimal.NewFromInt(1).Sub(left), nil
}

// remaining returns (1 − rate)^(t − BY), constant after the target year.
func (t IntensityTarget) remaining(year int) (decimal.Decimal, error) {
	return dec.Power(decimal.NewFromInt(1).Sub(t.Rate), min(year, t.Year)-t.Base.Year)
}

// IntensityActual is a reported year with its output.
type IntensityActual struct {
	Actual
	Output decimal.Decimal // in the unit of the target; above zero
}

// IntensityRow is one reported year of an intensity target. It reports the change of the intensity and of the emissions
// together, because rising output can hide rising emissions, and falling output can look like progress.
type IntensityRow struct {
	Year       int
	KgPer      decimal.Decimal           // kilograms of CO2e per unit of output
	AllowedPer decimal.Decimal           // I*(t), in the same unit
	Reduction  decimal.Decimal           // of the intensity: 1 − I ÷ I0
	Absolute   decimal.Decimal           // of the emissions: 1 − E ÷ E0
	Achieved   Optional[decimal.Decimal] // share of the target's reduction (as CDPIntensity, there in percent)
	Status     Status
}

// Track compares reported years with the path and returns them in order of year. Errors are those of [Absolute.Track] and
// an output of zero or less.
func (t IntensityTarget) Track(actuals []IntensityActual) ([]IntensityRow, error) {
	if err := t.Check(); err != nil {
		return nil, err
	}
	emissions := make([]Actual, 0, len(actuals))
	outputs := make(map[int]decimal.Decimal, len(actuals))
	for _, a := range actuals {
		emissions, outputs[a.Year] = append(emissions, a.Actual), a.Output
	}
	reported, err := t.Base.sorted(emissions)
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
	e0, e := t.Base.Emissions.Kg(), a.Emissions.Kg()
	left, err := t.remaining(a.Year)
	if err != nil {
		return r, err
	}
	end, err := t.remaining(t.Year)
	if err != nil {
		return r, err
	}
	// I* is I0 × left. The status compares E with I* at the output of the year: E0 × left × output ÷ base output.
	if r.AllowedPer, err = dec.Quo(e0.Mul(left), t.Output); err != nil {
		return r, err
	}
	r.Status = t.Bounds.orDefault().status(a.Emissions, fraction{e0.Mul(left).Mul(output), t.Output})
	// 1 − I ÷ I0 = (E0 × output − E × base output) ÷ (E0 × output)
	cut, base := e0.Mul(output).Sub(e.Mul(t.Output)), e0.Mul(output)
	if r.Reduction, err = dec.Quo(cut, base); err != nil {
		return r, err
	}
	r.Achieved = ratio(cut, base.Mul(decimal.NewFromInt(1).Sub(end)), "the target is a reduction of zero")
	r.Absolute, err = dec.Quo(e0.Sub(e), e0)
	return r, err
}

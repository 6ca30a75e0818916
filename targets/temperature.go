package targets

import (
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/shopspring/decimal"
)

// Regression turns a linear annual reduction into degrees of warming: a slope in °C per percent a year and an intercept in
// °C. The coefficients belong to a publisher's model and are the caller's data.
type Regression struct {
	Slope     decimal.Decimal // °C per percent of the base year cut a year; below zero
	Intercept decimal.Decimal // °C at no reduction
}

// Score returns the temperature score of a target in °C:
//
//	LAR = R ÷ (TY − BY) × 100         percent of the base year a year
//	TS  = max(Slope × LAR + Intercept, 0)
//
// Source: CDP and WWF, Temperature Rating Methodology; SBTi finance tool, documentation of its protocol. A target that
// [Absolute.Check] would refuse is an error.
func (r Regression) Score(baseYear int, target Milestone) (decimal.Decimal, error) {
	if err := checkYear("base year", baseYear); err != nil {
		return decimal.Decimal{}, err
	}
	if err := target.check(Milestone{Year: baseYear}); err != nil {
		return decimal.Decimal{}, err
	}
	years := whole(target.Year - baseYear)
	num := r.Slope.Mul(target.Reduction).Shift(2).Add(r.Intercept.Mul(years))
	score, err := dec.Quo(num, years)
	return decimal.Max(score, decimal.Zero), err
}

// FallbackScore returns the score of emissions without a target, 3.2 °C (CDP and WWF, Temperature Rating Methodology).
func FallbackScore() decimal.Decimal { return dec.MustParse("3.2") }

// Scored is a temperature score and the emissions it is for.
type Scored struct {
	Score     decimal.Decimal // °C
	Emissions ghg.CO2e        // zero or more
}

// CombineScores returns Σ E × TS ÷ Σ E, the score of several parts weighted by their emissions.
func CombineScores(parts ...Scored) (decimal.Decimal, error) {
	var weighted decimal.Decimal
	var total ghg.CO2e
	for _, p := range parts {
		if p.Emissions.IsNegative() {
			return decimal.Decimal{}, &ghg.FieldError{Field: "emissions of a score", Value: p.Emissions.String(), Want: "zero or more", Err: ghg.ErrNegative}
		}
		weighted = weighted.Add(p.Emissions.Kg().Mul(p.Score))
		total = total.Add(p.Emissions)
	}
	if total.IsZero() {
		return decimal.Decimal{}, &ghg.FieldError{Field: "emissions of the scores", Want: "an amount above zero", Err: ghg.ErrMissing}
	}
	return dec.Quo(weighted, total.Kg())
}

// TimeFrame is how far ahead a target is. The zero TimeFrame is invalid.
type TimeFrame uint8

// The time frames of the SBTi finance tool.
const (
	ShortTerm TimeFrame = iota + 1 // up to 4 years ahead
	MidTerm                        // up to 15 years
	LongTerm                       // up to 30 years
)

var timeFrameNames = []string{"short", "mid", "long"}

// String returns "short", "mid" or "long".
func (f TimeFrame) String() string { return name("time frame", timeFrameNames, uint8(f)) }

// MarshalText returns what String returns; the zero TimeFrame is an error.
func (f TimeFrame) MarshalText() ([]byte, error) {
	return marshal("time frame", timeFrameNames, uint8(f))
}

// UnmarshalText reads what String returns.
func (f *TimeFrame) UnmarshalText(text []byte) error {
	i, err := parse("time frame", timeFrameNames, text)
	*f = TimeFrame(i)
	return err
}

// FrameOf returns the time frame of a target year seen from a year; more than 30 years ahead or not ahead is an error.
func FrameOf(from, targetYear int) (TimeFrame, error) {
	switch ahead := targetYear - from; {
	case ahead > 0 && ahead <= 4:
		return ShortTerm, nil
	case ahead > 4 && ahead <= 15:
		return MidTerm, nil
	case ahead > 15 && ahead <= 30:
		return LongTerm, nil
	}
	return 0, &ghg.FieldError{Field: "target year", Value: strconv.Itoa(targetYear), Want: "1 to 30 years after " + strconv.Itoa(from), Err: ghg.ErrOutOfRange}
}

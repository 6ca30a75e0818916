package targets

import (
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/shopspring/decimal"
)

// Direction says when the result of a [KPI] meets its target. The zero Direction is invalid.
type Direction uint8

// The directions of targets.
const (
	Change  Direction = iota + 1 // change from a base year: a cut, −15, is met by −15 or less, a rise, 15, by 15 or more
	AtLeast                      // met by the target or more
	AtMost                       // met by the target or less
)

var directionNames = []string{"change", "at least", "at most"}

// String returns "change", "at least" or "at most".
func (d Direction) String() string { return name("direction", directionNames, uint8(d)) }

// MarshalText returns what String returns; the zero Direction is an error.
func (d Direction) MarshalText() ([]byte, error) {
	return marshal("direction", directionNames, uint8(d))
}

// UnmarshalText reads what String returns.
func (d *Direction) UnmarshalText(text []byte) error {
	i, err := parse("direction", directionNames, text)
	*d = Direction(i)
	return err
}

// KPI is one line of an action plan: an indicator in any unit with a target for each of some years, such as waste −3.4 %
// from FY2018, 213,000 MWh of renewable electricity or 95 % of staff trained. Targets and results are in the KPI's unit.
type KPI struct {
	Number    string // in the plan
	Theme     string
	Indicator string
	Unit      string // of targets and results: "%", "MWh"
	Direction Direction
	BaseYear  int // of a change; 0 if the plan names none
	Years     []KPIYear
}

// KPIYear is the target and the result of one year, each undefined if there is none.
type KPIYear struct {
	Year   int
	Target Maybe[decimal.Decimal]
	Result Maybe[decimal.Decimal]
}

// KPIRow is one year of an action plan's table.
type KPIRow struct {
	Year   int
	Target Maybe[decimal.Decimal]
	Result Maybe[decimal.Decimal]
	Met    Maybe[bool]            // undefined without a target or a result
	Margin Maybe[decimal.Decimal] // by how much the result is better than the target, in the unit; below zero if worse
}

// Table returns the years in the order given, with whether each target was met. A result that equals its target meets
// it. A KPI without an indicator, unit or direction, or with a year twice, is an error. A target of no change is met by a
// result of zero or less.
func (k KPI) Table() ([]KPIRow, error) {
	if k.Indicator == "" || k.Unit == "" {
		return nil, &ghg.FieldError{Field: "indicator and unit", Value: k.Indicator + k.Unit, Want: "both", Err: ghg.ErrMissing}
	}
	if _, err := k.Direction.MarshalText(); err != nil {
		return nil, err
	}
	seen := make(map[int]bool, len(k.Years))
	rows := make([]KPIRow, 0, len(k.Years))
	for _, y := range k.Years {
		if err := checkYear("year of "+strconv.Quote(k.Indicator), y.Year); err != nil {
			return nil, err
		}
		if seen[y.Year] {
			return nil, &ghg.FieldError{Field: "year of " + strconv.Quote(k.Indicator), Value: strconv.Itoa(y.Year), Want: "each year once", Err: ghg.ErrMixed}
		}
		seen[y.Year] = true
		rows = append(rows, k.row(y))
	}
	return rows, nil
}

func (k KPI) row(y KPIYear) KPIRow {
	r := KPIRow{Year: y.Year, Target: y.Target, Result: y.Result}
	target, has := y.Target.Get()
	result, reported := y.Result.Get()
	switch {
	case !has:
		r.Met, r.Margin = None[bool]("there is no target"), None[decimal.Decimal]("there is no target")
	case !reported:
		r.Met, r.Margin = None[bool]("there is no result"), None[decimal.Decimal]("there is no result")
	default:
		margin := result.Sub(target)
		if k.Direction == AtMost || (k.Direction == Change && target.Sign() <= 0) {
			margin = margin.Neg()
		}
		r.Met, r.Margin = Some(!margin.IsNegative()), Some(margin)
	}
	return r
}

// PercentChange returns (value − base) ÷ base × 100: what a [Change] in percent compares. A base that is not above zero
// is an error.
func PercentChange(base, value decimal.Decimal) (decimal.Decimal, error) {
	if base.Sign() <= 0 {
		return decimal.Decimal{}, &ghg.FieldError{Field: "base", Value: base.String(), Want: "a value above zero, of which a change can be taken", Err: ghg.ErrOutOfRange}
	}
	return dec.Quo(value.Sub(base).Shift(2), base)
}

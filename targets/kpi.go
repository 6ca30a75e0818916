package targets

import (
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/vocabulary"
	"github.com/shopspring/decimal"
)

// Direction is the rule by which the result of a [KPI] meets its target. The zero Direction is invalid.
type Direction uint8

// The directions of a target.
const (
	Change  Direction = iota + 1 // change from a base year: a target of −15 is met by −15 or less, one of 15 by 15 or more
	AtLeast                      // met by the target or more
	AtMost                       // met by the target or less
)

var directions = vocabulary.New[Direction]("direction", "change", "at least", "at most")

// String returns "change", "at least" or "at most".
func (d Direction) String() string { return directions.String(d) }

// MarshalText returns the same text as String. The zero Direction is an error.
func (d Direction) MarshalText() ([]byte, error) { return directions.Marshal(d) }

// UnmarshalText reads the text that String returns.
func (d *Direction) UnmarshalText(text []byte) error { return directions.Unmarshal(d, text) }

// KPI is a line of an action plan: an indicator in any unit, with yearly targets. Examples are waste −3.4 % from FY2018,
// 213,000 MWh of renewable electricity, or 95 % of staff trained.
type KPI struct {
	Number    string // of the line in the plan; optional
	Theme     string // optional
	Indicator string
	Unit      string // of targets and results: "%", "MWh"
	Direction Direction
	BaseYear  int // of a change; 0 if the plan states none
	Years     []KPIYear
}

// KPIYear is the target and the result of one year. Either may be undefined.
type KPIYear struct {
	Year   int
	Target Optional[decimal.Decimal]
	Result Optional[decimal.Decimal]
}

// KPIRow is a year with its assessment.
type KPIRow struct {
	KPIYear
	Met    Optional[bool]            // undefined without a target or a result
	Margin Optional[decimal.Decimal] // how much better the result is than the target, in the unit; below zero if worse
}

// Table assesses the years, in the order given. A result equal to its target meets it. A change of zero is met by zero or
// less. These are errors: no indicator, unit or direction, and a year given twice.
func (k KPI) Table() ([]KPIRow, error) {
	if k.Indicator == "" || k.Unit == "" {
		return nil, &ghg.FieldError{Field: "indicator and unit", Value: k.Indicator + k.Unit, Want: "both", Err: ghg.ErrMissing}
	}
	if err := directions.Check(k.Direction); err != nil {
		return nil, err
	}
	field := "year of " + input.Quote(k.Indicator)
	seen := make(map[int]bool, len(k.Years))
	rows := make([]KPIRow, 0, len(k.Years))
	for _, y := range k.Years {
		if err := checkYear(field, y.Year); err != nil {
			return nil, err
		}
		if seen[y.Year] {
			return nil, repeatedYear(field, y.Year)
		}
		seen[y.Year] = true
		for _, figure := range [...]Optional[decimal.Decimal]{y.Target, y.Result} {
			if err := checkNumber("figure of "+strconv.Itoa(y.Year), figure.value); err != nil {
				return nil, err
			}
		}
		rows = append(rows, k.row(y))
	}
	return rows, nil
}

func (k KPI) row(y KPIYear) KPIRow {
	r := KPIRow{KPIYear: y}
	target, planned := y.Target.Get()
	result, reported := y.Result.Get()
	switch {
	case !planned:
		r.Met, r.Margin = Undefined[bool]("there is no target"), Undefined[decimal.Decimal]("there is no target")
	case !reported:
		r.Met, r.Margin = Undefined[bool]("there is no result"), Undefined[decimal.Decimal]("there is no result")
	default:
		margin := result.Sub(target)
		if k.Direction == AtMost || (k.Direction == Change && target.Sign() <= 0) {
			margin = margin.Neg()
		}
		r.Met, r.Margin = Defined(!margin.IsNegative()), Defined(margin)
	}
	return r
}

package scope2

import (
	"encoding/json"
	"fmt"
	"math/big"
	"strconv"
	"time"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/strictjson"
	"github.com/ghgkit/ghg/units"
)

// Series is an amount of energy for every hour of a period: a site's load, a plant's supply. It is immutable; the zero
// Series is not given.
//
// An hour is named by its first minute on a clock without daylight saving time, UTC or the standard time of the grid: a
// year has 8,760 hours, a leap year 8,784. Values are kept exactly, as whole numbers on one decimal scale, in eight
// bytes each if they fit.
type Series struct {
	period ghg.Period
	unit   units.Unit
	exp    int32      // a value is its number × 10^exp units
	small  []int64    // the numbers, if all of them fit
	large  []*big.Int // the numbers, if any of them does not fit
	total  *big.Int   // of the numbers
}

// mostDays bounds the length of a series.
const mostDays = 3660

const hoursOfDay = 24

// NewSeries returns a series of one value per hour, in Wh, kWh, MWh, GWh or TWh. A number of values other than the
// hours of the period is an error, and so is a value that is negative or too long to compute with, which names its hour.
func NewSeries(period ghg.Period, unit units.Unit, values []decimal.Decimal) (Series, error) {
	if err := checkSeriesPeriod(period); err != nil {
		return Series{}, err
	}
	if err := checkCertificateUnit("unit of the series", units.New(decimal.Decimal{}, unit)); err != nil {
		return Series{}, err
	}
	if want := hoursOf(period); len(values) != want {
		return Series{}, &ghg.FieldError{Field: "hours of the series", Value: strconv.Itoa(len(values)), Want: fmt.Sprintf("%d, the hours of %s", want, period), Err: ghg.ErrOutOfRange}
	}
	s := Series{period: period, unit: unit}
	for i, v := range values {
		if err := checkHour(period, i, v); err != nil {
			return Series{}, err
		}
		if v.IsNegative() {
			return Series{}, &ghg.FieldError{Field: "hour " + hourName(period, i), Value: dec.Text(v), Want: "an amount of at least 0", Err: ghg.ErrNegative}
		}
		s.exp = min(s.exp, v.Exponent())
	}
	s.keep(values)
	return s, nil
}

// keep stores the values as whole numbers.
func (s *Series) keep(values []decimal.Decimal) {
	s.total = new(big.Int)
	s.small = make([]int64, len(values))
	for i, v := range values {
		n := v.Shift(-s.exp).BigInt()
		s.total.Add(s.total, n)
		if s.large == nil && !n.IsInt64() {
			s.large = make([]*big.Int, len(values))
			for j := range i {
				s.large[j] = big.NewInt(s.small[j])
			}
			s.small = nil
		}
		if s.large != nil {
			s.large[i] = n
		} else {
			s.small[i] = n.Int64()
		}
	}
}

func checkSeriesPeriod(p ghg.Period) error {
	if err := p.Check(); err != nil {
		return err
	}
	if p.Days() > mostDays {
		return &ghg.FieldError{Field: "period of the series", Value: p.String(), Want: fmt.Sprintf("at most %d days", mostDays), Err: ghg.ErrOutOfRange}
	}
	return nil
}

func hoursOf(p ghg.Period) int { return p.Days() * hoursOfDay }

// hourLayout is the form in which an hour is written and read.
const hourLayout = "2006-01-02T15:04"

// hourName names the i-th hour of a period.
func hourName(p ghg.Period, i int) string {
	return fmt.Sprintf("%sT%02d:00", p.Start.AddDays(i/hoursOfDay), i%hoursOfDay)
}

// checkHour returns an error for a number of the i-th hour that is too long to compute with.
func checkHour(p ghg.Period, i int, v decimal.Decimal) error {
	if err := dec.Check(v); err != nil {
		return &ghg.FieldError{Field: "hour " + hourName(p, i), Value: dec.Brief(v), Want: dec.Bounds, Err: ghg.ErrOutOfRange}
	}
	return nil
}

// hourIndex returns the index of the hour that a text names, which is below 0 before the period and beyond the last
// after it.
func hourIndex(p ghg.Period, text string) (int, error) {
	t, err := time.Parse(hourLayout, text)
	if err != nil || t.Minute() != 0 {
		return 0, &ghg.FieldError{Field: "hour", Value: text, Want: "an hour, such as 2024-01-31T23:00", Err: ghg.ErrOutOfRange}
	}
	year, month, day := t.Date()
	return p.Start.DaysUntil(ghg.Date{Year: year, Month: month, Day: day})*hoursOfDay + t.Hour(), nil
}

// Given reports whether there is a series.
func (s Series) Given() bool { return s.total != nil }

// Period returns the period.
func (s Series) Period() ghg.Period { return s.period }

// Unit returns the unit of the values.
func (s Series) Unit() units.Unit { return s.unit }

// Len returns the number of hours.
func (s Series) Len() int { return max(len(s.small), len(s.large)) }

// At returns the amount of the i-th hour, from 0. It is not given if there is no such hour.
func (s Series) At(i int) units.Quantity {
	if i < 0 || i >= s.Len() {
		return units.Quantity{}
	}
	return units.New(s.decimal(s.number(i)), s.unit)
}

// Total returns the sum of all hours. It is exact.
func (s Series) Total() units.Quantity {
	if !s.Given() {
		return units.Quantity{}
	}
	return units.New(s.decimal(s.total), s.unit)
}

func (s Series) number(i int) *big.Int {
	if s.large != nil {
		return s.large[i]
	}
	return big.NewInt(s.small[i])
}

func (s Series) decimal(n *big.Int) decimal.Decimal { return decimal.NewFromBigInt(n, s.exp) }

// wattHourExponents are the powers of ten of the units in Wh.
var wattHourExponents = map[string]int32{"Wh": 0, "kWh": 3, "MWh": 6, "GWh": 9, "TWh": 12}

// scale returns the power of ten that converts the numbers to Wh.
func (s Series) scale() int32 { return s.exp + wattHourExponents[s.unit.Symbol()] }

// wireSeries is the JSON form of a series.
type wireSeries struct {
	Period ghg.Period `json:"period"`
	Unit   units.Unit `json:"unit"`
	Values []string   `json:"values"`
}

// MarshalJSON writes the period, the unit and the values as decimal text.
func (s Series) MarshalJSON() ([]byte, error) {
	if !s.Given() {
		return []byte("null"), nil
	}
	w := wireSeries{s.period, s.unit, make([]string, s.Len())}
	for i := range w.Values {
		w.Values[i] = dec.Text(s.At(i).Value)
	}
	return json.Marshal(w)
}

// UnmarshalJSON reads what MarshalJSON writes. An unknown, repeated or missing key is an error.
func (s *Series) UnmarshalJSON(text []byte) error {
	if string(text) == "null" {
		*s = Series{}
		return nil
	}
	var w wireSeries
	if err := strictjson.Unmarshal(text, &w); err != nil {
		return err
	}
	values, err := decimals(w.Period, w.Values)
	if err != nil {
		return err
	}
	parsed, err := NewSeries(w.Period, w.Unit, values)
	if err != nil {
		return err
	}
	*s = parsed
	return nil
}

// decimals reads the values of the hours of a period.
func decimals(p ghg.Period, texts []string) ([]decimal.Decimal, error) {
	values := make([]decimal.Decimal, len(texts))
	for i, text := range texts {
		var err error
		if values[i], err = dec.Parse(text); err != nil {
			return nil, fmt.Errorf("hour %s: %w", hourName(p, i), err)
		}
	}
	return values, nil
}

package inventory

import (
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/vocabulary"
)

// Addition is whether printed parts add up to the printed total. The zero Addition is invalid.
type Addition uint8

// The cases of an addition of printed numbers.
const (
	Adds       Addition = iota + 1 // exactly
	AddsButFor                     // but for rounding: to be marked
	AddsNot                        // by more than rounding explains: a part is missing, or is no part
)

var additions = vocabulary.New[Addition]("addition of printed parts", "adds up", "does not add up because of rounding", "does not add up")

// String returns the case in words.
func (a Addition) String() string { return additions.String(a) }

// MarshalText returns what String returns. The zero Addition is an error.
func (a Addition) MarshalText() ([]byte, error) { return additions.Marshal(a) }

// UnmarshalText reads what String returns.
func (a *Addition) UnmarshalText(text []byte) error { return additions.Unmarshal(a, text) }

// AddsUp reports whether parts add up to a total when all are printed with a number of decimal places from −30 to 30, rounded
// half up (a negative number by its amount). Rounding explains a difference of up to ½ unit of the last place × (n + 1) for n
// parts: half a unit for each of them and for the total.
func AddsUp(places int32, total decimal.Decimal, parts ...decimal.Decimal) (Addition, error) {
	const most = 30
	if places < -most || places > most {
		return 0, &ghg.FieldError{Field: "decimal places", Value: strconv.Itoa(int(places)), Want: "−30 to 30", Err: ghg.ErrOutOfRange}
	}
	var sum dec.Exact
	for _, part := range append([]decimal.Decimal{total}, parts...) {
		if err := dec.Check(part); err != nil {
			return 0, &ghg.FieldError{Field: "printed number", Value: dec.Brief(part), Want: dec.Bounds, Err: ghg.ErrOutOfRange}
		}
	}
	for _, part := range parts {
		sum.Add(part.Round(places))
	}
	apart := sum.Decimal().Sub(total.Round(places)).Abs()
	half := decimal.New(5, -places-1) //nolint:mnd // half a unit
	switch {
	case apart.IsZero():
		return Adds, nil
	case apart.Cmp(half.Mul(decimal.NewFromInt(int64(len(parts)+1)))) <= 0:
		return AddsButFor, nil
	}
	return AddsNot, nil
}

package targets

import (
	"encoding/json"
	"fmt"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/shopspring/decimal"
)

// Optional is a value that may be undefined. An undefined value is not zero: a ratio to zero, for example, has no value.
// The zero Optional is undefined and gives no reason.
type Optional[T any] struct {
	value   T
	defined bool
	reason  string
}

// Defined returns an Optional with the value v.
func Defined[T any](v T) Optional[T] { return Optional[T]{value: v, defined: true} }

// Undefined returns an Optional without a value and the reason why it has none.
func Undefined[T any](reason string) Optional[T] { return Optional[T]{reason: reason} }

// Get returns the value and true, or the zero value of T and false if the value is undefined.
func (o Optional[T]) Get() (T, bool) { return o.value, o.defined }

// Defined reports whether there is a value.
func (o Optional[T]) Defined() bool { return o.defined }

// Reason returns why the value is undefined, or "" if it is defined.
func (o Optional[T]) Reason() string { return o.reason }

// String formats the value, or returns "undefined" with the reason.
func (o Optional[T]) String() string {
	switch {
	case o.defined:
		return o.text()
	case o.reason == "":
		return "undefined"
	}
	return "undefined: " + o.reason
}

// MarshalJSON returns the JSON of the value, or null if it is undefined. A number too long to compute with is an error.
func (o Optional[T]) MarshalJSON() ([]byte, error) {
	if !o.defined {
		return []byte("null"), nil
	}
	if d, ok := any(o.value).(decimal.Decimal); ok {
		if err := checkNumber("number", d); err != nil {
			return nil, err
		}
		return json.Marshal(o.text())
	}
	return json.Marshal(o.value)
}

// text formats the value, a decimal whatever the globals of package decimal are.
func (o Optional[T]) text() string {
	if d, ok := any(o.value).(decimal.Decimal); ok {
		return dec.Text(d)
	}
	return fmt.Sprint(o.value)
}

// ratio returns num ÷ den. It is undefined for the given reason if den is zero.
func ratio(num, den decimal.Decimal, reason string) Optional[decimal.Decimal] {
	if den.IsZero() {
		return Undefined[decimal.Decimal](reason)
	}
	q, err := dec.Quo(num, den)
	if err != nil {
		return Undefined[decimal.Decimal](err.Error())
	}
	return Defined(q)
}

// perYear returns an amount in kilograms divided by a number of years. It is undefined for the given reason if years is
// zero.
func perYear(kg, years decimal.Decimal, reason string) Optional[ghg.CO2e] {
	q := ratio(kg, years, reason)
	if !q.Defined() {
		return Undefined[ghg.CO2e](q.Reason())
	}
	return kilograms(q.value)
}

// kilograms returns an amount, undefined if the number is too long to compute with.
func kilograms(kg decimal.Decimal) Optional[ghg.CO2e] {
	c, err := ghg.KgCO2e(kg)
	if err != nil {
		return Undefined[ghg.CO2e](err.Error())
	}
	return Defined(c)
}

// checkNumber returns an error for a number that is too long to compute with.
func checkNumber(field string, d decimal.Decimal) error {
	if err := dec.Check(d); err != nil {
		return &ghg.FieldError{Field: field, Value: dec.Brief(d), Want: dec.Bounds, Err: ghg.ErrOutOfRange}
	}
	return nil
}

// whole returns an integer as a decimal.
func whole(n int) decimal.Decimal { return decimal.NewFromInt(int64(n)) }

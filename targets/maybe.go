package targets

import (
	"encoding/json"
	"fmt"

	"github.com/ghgkit/ghg/internal/dec"
	"github.com/shopspring/decimal"
)

// Maybe is a value that may not exist, with the reason why it does not. Undefined is not zero: a share of nothing is no
// share. The zero Maybe is undefined without a reason.
type Maybe[T any] struct {
	value   T
	defined bool
	why     string
}

// Some returns a defined value.
func Some[T any](v T) Maybe[T] { return Maybe[T]{value: v, defined: true} }

// None returns an undefined value and why it is undefined.
func None[T any](why string) Maybe[T] { return Maybe[T]{why: why} }

// Get returns the value and whether there is one. Without one it returns the zero value of the type.
func (m Maybe[T]) Get() (T, bool) { return m.value, m.defined }

// Defined reports whether there is a value.
func (m Maybe[T]) Defined() bool { return m.defined }

// Why returns the reason for which there is no value; "" if there is one.
func (m Maybe[T]) Why() string { return m.why }

// String returns the value as text, or "undefined" and the reason.
func (m Maybe[T]) String() string {
	switch {
	case m.defined:
		return fmt.Sprint(m.value)
	case m.why == "":
		return "undefined"
	}
	return "undefined: " + m.why
}

// MarshalJSON returns the value's JSON, or null if there is none.
func (m Maybe[T]) MarshalJSON() ([]byte, error) {
	if !m.defined {
		return []byte("null"), nil
	}
	return json.Marshal(m.value)
}

// ratio returns num ÷ den, undefined for a zero den for the reason given.
func ratio(num, den decimal.Decimal, why string) Maybe[decimal.Decimal] {
	q, err := dec.Quo(num, den)
	if err != nil {
		return None[decimal.Decimal](why)
	}
	return Some(q)
}

// whole returns an integer as a decimal.
func whole(n int) decimal.Decimal { return decimal.NewFromInt(int64(n)) }

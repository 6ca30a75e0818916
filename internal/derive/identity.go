package derive

import (
	"reflect"

	"github.com/shopspring/decimal"
)

// identity tells whether two decimals are copies of one: they share their coefficient. Arithmetic gives a new one, so a
// number that was calculated from an amount is not taken for the amount.
type identity struct {
	coefficient uintptr
	exponent    int32
}

// identityOf returns the identity of a decimal; that of the zero Decimal, which has no coefficient, is the zero value.
func identityOf(d *decimal.Decimal) identity {
	return identity{reflect.ValueOf(d).Elem().Field(0).Pointer(), d.Exponent()}
}

// Own returns a decimal of the same number that shares its identity with no other.
func Own(d decimal.Decimal) decimal.Decimal { return d.Copy() }

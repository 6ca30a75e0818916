package dec

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/shopspring/decimal"
)

// MaxLong is the length in bytes of the longest number that [ParseLong] reads.
const MaxLong = 4096

// ParseLong reads a number in plain notation as [decimal.Decimal.String] writes it, of up to [MaxLong] bytes.
//
// It is for a record of this module's own results: products and sums are exact, so they can be longer than any number
// that [Parse] lets in.
func ParseLong(s string) (decimal.Decimal, error) {
	if len(s) > MaxLong {
		return decimal.Decimal{}, syntaxError(s, fmt.Sprintf("it is longer than %d bytes", MaxLong))
	}
	digits := strings.TrimPrefix(s, "-")
	whole, fraction, point := strings.Cut(digits, ".")
	if whole == "" || (point && fraction == "") || !onlyDigits(whole) || !onlyDigits(fraction) {
		return decimal.Decimal{}, syntaxError(s, hint(s))
	}
	coef, ok := new(big.Int).SetString(whole+fraction, 10)
	if !ok {
		return decimal.Decimal{}, syntaxError(s, hint(s))
	}
	d := decimal.NewFromBigInt(coef, -int32(len(fraction)))
	if len(digits) < len(s) {
		d = d.Neg()
	}
	return d, nil
}

// ParseWritten reads what [Parse] reads and what [ParseLong] reads: a number that a person writes, or one that was
// written by this module.
func ParseWritten(s string) (decimal.Decimal, error) {
	d, err := Parse(s)
	if err == nil {
		return d, nil
	}
	if long, longErr := ParseLong(s); longErr == nil {
		return long, nil
	}
	return decimal.Decimal{}, err
}

func onlyDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

package dec

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// MaxLong is the maximum length in bytes of a number that [ParseLong] reads.
const MaxLong = 4096

// ParseLong reads a number in plain notation as [decimal.Decimal.String] writes it, of up to [MaxLong] bytes.
//
// It is for records of this module's own results: products and sums are exact, so they can be longer than any number
// that [Parse] accepts.
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

// ParseWritten reads what [Parse] or [ParseLong] reads: a number written by a person or by this module.
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

// Text returns the one spelling of a number in records: plain notation, no leading or trailing zeros, no exponent, no
// sign on zero. It does not depend on any global of the decimal package.
//
// Of a number far beyond the bounds of [Check], which no record can hold, it is the order of magnitude: "about 1e99999".
func Text(d decimal.Decimal) string {
	var buf [48]byte
	return string(AppendText(buf[:0], d))
}

// AppendText appends what [Text] returns.
func AppendText(b []byte, d decimal.Decimal) []byte {
	if d.IsZero() {
		return append(b, '0')
	}
	if !works(d) {
		return append(b, about(d)...)
	}
	exp := int(d.Exponent())
	if d.IsNegative() {
		b = append(b, '-')
	}
	var buf [20]byte
	var digits []byte
	if d.NumDigits() <= smallDigits {
		digits = strconv.AppendUint(buf[:0], magnitude(d.CoefficientInt64()), 10)
	} else {
		coef := d.Coefficient()
		digits = coef.Abs(coef).Append(nil, 10)
	}
	for len(digits) > 1 && digits[len(digits)-1] == '0' {
		digits = digits[:len(digits)-1]
		exp++
	}
	switch point := len(digits) + exp; {
	case exp >= 0:
		b = append(b, digits...)
		for range exp {
			b = append(b, '0')
		}
	case point > 0:
		b = append(b, digits[:point]...)
		b = append(b, '.')
		b = append(b, digits[point:]...)
	default:
		b = append(b, '0', '.')
		for range -point {
			b = append(b, '0')
		}
		b = append(b, digits...)
	}
	return b
}

// TextLen returns an upper bound of the length of [Text] without writing it, so that a number with an extreme exponent
// can be refused beforehand.
func TextLen(d decimal.Decimal) int {
	if !works(d) {
		return math.MaxInt32
	}
	const signAndPoint = 3
	exp := int(d.Exponent())
	if exp < 0 {
		exp = -exp
	}
	return d.NumDigits() + exp + signAndPoint
}

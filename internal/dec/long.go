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
	neg := len(digits) < len(s)
	if len(whole)+len(fraction) <= smallDigits {
		coef := readWord(readWord(0, whole), fraction)
		if neg {
			coef = -coef
		}
		return decimal.New(coef, -int32(len(fraction))), nil
	}
	if len(whole)+len(fraction) <= wideDigits {
		return readWide(readWide(wide{}, whole), fraction).decimal(neg, -int32(len(fraction))), nil
	}
	const digitsPerWord = 9 // or more, depending on the machine
	coef := new(big.Int).SetBits(make([]big.Word, 0, len(s)/digitsPerWord+2))
	if _, ok := coef.SetString(whole+fraction, 10); !ok {
		return decimal.Decimal{}, syntaxError(s, hint(s))
	}
	if neg {
		coef.Neg(coef)
	}
	return decimal.NewFromBigInt(coef, -int32(len(fraction))), nil
}

// readWord appends digits to a number.
func readWord(n int64, digits string) int64 {
	for _, c := range []byte(digits) {
		n = n*10 + int64(c-'0')
	}
	return n
}

// readWide appends digits to a number.
func readWide(n wide, digits string) wide {
	for digits != "" {
		word := digits[:min(len(digits), smallDigits)]
		n = n.mul(uint64(powersOfTen[len(word)]), uint64(readWord(0, word)))
		digits = digits[len(word):]
	}
	return n
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
	var buf [48]byte // bytes of a usual number
	return string(AppendText(buf[:0], d))
}

// IsText reports whether a text that [ParseLong] reads is what [Text] returns for the number.
func IsText(s string) bool {
	whole, fraction, point := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	switch {
	case point:
		return fraction[len(fraction)-1] != '0' && (whole == "0" || whole[0] != '0')
	case whole == "0":
		return s == whole
	}
	return whole[0] != '0'
}

// AppendText appends what [Text] returns.
func AppendText(b []byte, d decimal.Decimal) []byte {
	if !works(d) && !d.IsZero() {
		return append(b, about(d)...)
	}
	var buf [wideDigits + 1]byte
	return appendText(b, d, digitsOf(d, &buf))
}

// AppendLong is like AppendText for a number whose text is surely of at most [MaxLong] bytes, which it reports: digits,
// exponent, sign and point together. Any other number may have no text that fits in memory.
func AppendLong(b []byte, d decimal.Decimal) ([]byte, bool) {
	if !works(d) {
		return b, false
	}
	var buf [wideDigits + 1]byte
	digits := digitsOf(d, &buf)
	if textLen(len(digits), d) > MaxLong {
		return b, false
	}
	return appendText(b, d, digits), true
}

// digitsOf returns the digits of the coefficient.
func digitsOf(d decimal.Decimal, buf *[wideDigits + 1]byte) []byte {
	if d.NumDigits() <= smallDigits {
		return strconv.AppendUint(buf[:0], magnitude(d.CoefficientInt64()), 10)
	}
	if w, ok := wideOf(d); ok {
		return w.append(buf[:0])
	}
	coef := d.Coefficient()
	return coef.Abs(coef).Append(nil, 10)
}

func appendText(b []byte, d decimal.Decimal, digits []byte) []byte {
	if d.IsZero() {
		return append(b, '0')
	}
	exp := int(d.Exponent())
	if d.IsNegative() {
		b = append(b, '-')
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
	return textLen(d.NumDigits(), d)
}

func textLen(digits int, d decimal.Decimal) int {
	const signAndPoint = 3
	exp := int(d.Exponent())
	if exp < 0 {
		exp = -exp
	}
	return digits + exp + signAndPoint
}

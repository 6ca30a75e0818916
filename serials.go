package ghg

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// Serials is a range of serial numbers of certificates, both ends included. The zero Serials is empty.
//
// A serial number is a prefix and a number: the prefix is everything before the last digits, in UTF-8 without blanks; the
// number is those digits, at most the last 18 of them. The text form of a range is its first and its last number with
// two dots between, "GB0001..GB0600", or "GB0001" for a single one. Both ends have the same prefix, and numbers of the
// same width ("0001" and "0600") or without leading zeros ("1" and "600").
//
// Two numbers are the same if their prefixes differ at most in case and their numbers are equal: GB0001 is gb1, since
// no registry issues both.
type Serials struct {
	Prefix      string
	First, Last uint64
	width       int // digits as printed, leading zeros included; 0 if the ends differ and have no leading zeros
}

// mostDigits bounds the digits of a number, so it fits in 64 bits.
const mostDigits = 18

// ParseSerials reads the text form. A first number after the last is an error.
func ParseSerials(s string) (Serials, error) {
	from, to, found := strings.Cut(s, "..")
	if !found {
		to = from
	}
	first, ok1 := splitSerial(from)
	last, ok2 := splitSerial(to)
	width := first.width
	if first.width != last.width {
		width = 0
	}
	sameWidth := width > 0 || !first.padded && !last.padded
	if !ok1 || !ok2 || first.prefix != last.prefix || !sameWidth || first.n > last.n {
		return Serials{}, &FieldError{
			Field: "serial numbers", Value: s, Err: ErrOutOfRange,
			Want: "the first and the last number, with the same letters and as many digits and without blanks, such as GB0001..GB0600",
		}
	}
	return Serials{first.prefix, first.n, last.n, width}, nil
}

// serial is one serial number.
type serial struct {
	prefix string
	n      uint64
	width  int // digits of the number
	padded bool
}

func splitSerial(s string) (serial, bool) {
	digits := s[len(strings.TrimRight(s, "0123456789")):]
	digits = digits[max(0, len(digits)-mostDigits):]
	prefix := strings.TrimSuffix(s, digits)
	n, err := strconv.ParseUint(digits, 10, 64)
	return serial{prefix, n, len(digits), len(digits) > 1 && digits[0] == '0'}, err == nil && utf8.ValidString(prefix) && !strings.ContainsFunc(prefix, unicode.IsSpace)
}

// IsZero reports whether there are no serial numbers.
func (s Serials) IsZero() bool { return s == Serials{} }

// Check returns an error unless the text form of the range is one that [ParseSerials] reads back.
func (s Serials) Check() error {
	if s.IsZero() {
		return nil
	}
	back, err := ParseSerials(s.String())
	if err == nil && (back.Prefix != s.Prefix || back.First != s.First || back.Last != s.Last) {
		err = &FieldError{Field: "serial numbers", Value: s.String(), Want: "a prefix that does not end in a digit, and numbers of at most 18 digits", Err: ErrOutOfRange}
	}
	return err
}

// Count returns how many numbers there are, both ends included.
func (s Serials) Count() uint64 {
	if s.IsZero() || s.First > s.Last {
		return 0
	}
	return s.Last - s.First + 1
}

// MostEnergy returns the most energy that the numbers of an instrument can stand for, in MWh, and whether there is a
// limit: 1 MWh for each number of a certificate (a GO, REGO, REC or I-REC). A certificate is of less in registries that
// divide it, so a smaller amount is not refused. Numbers of other kinds of instrument have no limit: a J-Credit is a tonne
// of CO2, and what a contract or a supplier numbers is its own.
//
// Source: Directive 2012/27/EU, annex X, and Directive (EU) 2018/2001, article 19(2): a guarantee of origin is of the
// standard size of 1 MWh; Ofgem issues one REGO per MWh (one per kWh until December 2010).
func (s Serials) MostEnergy(kind InstrumentKind) (Amount, bool) {
	if kind != Certificate || s.IsZero() {
		return Amount{}, false
	}
	return Amount{decimal.NewFromUint64(s.Count()), "MWh"}, true
}

// Overlaps reports whether a number is in both ranges.
func (s Serials) Overlaps(t Serials) bool {
	return !s.IsZero() && !t.IsZero() && strings.EqualFold(s.Prefix, t.Prefix) && s.First <= t.Last && t.First <= s.Last
}

// Common returns the numbers that are in both ranges, as s writes them, or nil if there are none.
func (s Serials) Common(t Serials) *Serials {
	if !s.Overlaps(t) {
		return nil
	}
	s.First, s.Last = max(s.First, t.First), min(s.Last, t.Last)
	return &s
}

// String returns the text form, or "" if there are no serial numbers.
func (s Serials) String() string {
	if s.IsZero() {
		return ""
	}
	one := func(n uint64) string {
		digits := strconv.FormatUint(n, 10)
		return s.Prefix + strings.Repeat("0", max(0, s.width-len(digits))) + digits
	}
	if s.First == s.Last {
		return one(s.First)
	}
	return one(s.First) + ".." + one(s.Last)
}

// MarshalText returns the text form.
func (s Serials) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads what [ParseSerials] reads.
func (s *Serials) UnmarshalText(text []byte) error {
	parsed, err := ParseSerials(string(text))
	if err != nil {
		return err
	}
	*s = parsed
	return nil
}

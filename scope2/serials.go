package scope2

import (
	"strconv"
	"strings"

	"github.com/ghgkit/ghg"
)

// Serials is a range of serial numbers of certificates, both ends included: a prefix followed by numbers of at most 18
// digits. The zero Serials is empty.
//
// The text form is "GB0001..GB0600", or "GB0001" for a single one.
type Serials struct {
	Prefix      string
	First, Last uint64
	width       int // digits as printed, leading zeros included
}

// mostDigits bounds the digits of a number, so it fits in 64 bits.
const mostDigits = 18

// ParseSerials reads the text form. Both ends must have the same prefix and number of digits, and the first must not be
// after the last.
func ParseSerials(s string) (Serials, error) {
	from, to, found := strings.Cut(s, "..")
	if !found {
		to = from
	}
	prefix, first, width, ok1 := splitSerial(from)
	prefix2, last, width2, ok2 := splitSerial(to)
	if !ok1 || !ok2 || prefix != prefix2 || width != width2 || first > last {
		return Serials{}, &ghg.FieldError{Field: "serial numbers", Value: s, Want: "the first and the last with the same letters and number of digits, such as GB0001..GB0600", Err: ghg.ErrOutOfRange}
	}
	return Serials{prefix, first, last, width}, nil
}

func splitSerial(s string) (prefix string, n uint64, width int, ok bool) {
	prefix = strings.TrimRight(s, "0123456789")
	digits := s[len(prefix):]
	if digits == "" || len(digits) > mostDigits {
		return "", 0, 0, false
	}
	n, err := strconv.ParseUint(digits, 10, 64)
	return prefix, n, len(digits), err == nil
}

// IsZero reports whether there are no serial numbers.
func (s Serials) IsZero() bool { return s == Serials{} }

// Overlaps reports whether a number is in both ranges.
func (s Serials) Overlaps(t Serials) bool {
	return !s.IsZero() && !t.IsZero() && s.Prefix == t.Prefix && s.First <= t.Last && t.First <= s.Last
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

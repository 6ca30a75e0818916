package disclosure

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
)

// visible returns a text in which control characters and those that change the direction of text are written as their code
// points, so that a label cannot hide or reorder what stands beside it. Line breaks and tabs become blanks.
func visible(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\n' || r == '\t' || r == '\r' || r == '\u2028' || r == '\u2029':
			b.WriteByte(' ')
		case unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\uFEFF':
			fmt.Fprintf(&b, "<U+%04X>", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// cut returns a text that fits into a cell of CSV and says how much was left out.
func cut(s string) string {
	n := utf8.RuneCountInString(s)
	if n <= input.MaxText {
		return s
	}
	const keep = input.MaxText - 60
	return string([]rune(s)[:keep]) + fmt.Sprintf(" … (%d characters more)", n-keep)
}

// markdown returns a text as one line of Markdown that reads as it is written.
func markdown(s string) string {
	var b strings.Builder
	s = visible(s)
	for i, r := range s {
		switch {
		case r == ':' && strings.HasPrefix(s[i+1:], "/"):
			b.WriteString("&#58;") // an address is not made into a link
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '&':
			b.WriteString("&amp;")
		case strings.ContainsRune("\\`*_{}[]|~#$@", r):
			fmt.Fprintf(&b, "&#%d;", r)
		default:
			b.WriteRune(r)
		}
	}
	return strings.TrimSpace(b.String())
}

// printed rounds a value to be read, but for coordinates, half up (a negative number by its amount): percentages to two places, others to three, or
// to six places if they are below one.
func printed(v decimal.Decimal, unit string) string {
	switch {
	case unit == degree:
		return dec.Text(v)
	case unit == percent:
		return v.StringFixed(2)
	case v.Abs().LessThan(decimal.NewFromInt(1)) && !v.IsZero():
		return v.StringFixed(6)
	}
	return v.StringFixed(3)
}

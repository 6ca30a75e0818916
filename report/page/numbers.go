package page

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
)

const (
	thin  = "\u202F" // between thousands, and before %
	minus = "\u2212"
)

var (
	hundred = decimal.New(100, 0)
	one     = decimal.New(1, 0)
	two     = decimal.New(2, 0)
)

// unit is the unit in which a page shows amounts.
type unit struct {
	name  string // "kt", without CO2e
	shift int32  // from kilograms
}

// unitOf returns the unit for a page with a largest amount: kilotonnes from 100 kt, tonnes from 100 kg.
func unitOf(largest ghg.CO2e) unit {
	switch kg := largest.Kg().Abs(); {
	case kg.Cmp(decimal.New(1, 8)) >= 0:
		return unit{"kt", -6}
	case kg.Cmp(hundred) >= 0 || kg.IsZero():
		return unit{"t", -3}
	default:
		return unit{"kg", 0}
	}
}

func (u unit) of(c ghg.CO2e) decimal.Decimal { return c.Kg().Shift(u.shift) }

// show formats an amount with the digits that its size deserves.
func (u unit) show(c ghg.CO2e) string { return sized(u.of(c)) }

// change formats a difference with its sign.
func (u unit) change(c ghg.CO2e) string { return signed(sized(u.of(c))) }

// sized formats a number from 100 without decimals, from 1 with one, and below with two, or with its first digit if that
// comes later. Zero is "0".
func sized(d decimal.Decimal) string {
	if d.IsZero() {
		return "0"
	}
	switch abs := d.Abs(); {
	case abs.Cmp(hundred) >= 0:
		return fixed(d, 0)
	case abs.Cmp(one) >= 0:
		return fixed(d, 1)
	default:
		places := int32(2)
		for places < 12 && abs.Round(places).IsZero() {
			places++
		}
		return fixed(d, places)
	}
}

// fixed formats a number rounded half up to places.
func fixed(d decimal.Decimal, places int32) string {
	text := d.StringFixed(places)
	if d.Round(places).IsZero() {
		text = strings.TrimPrefix(text, "-")
	}
	return grouped(text)
}

// printed formats a number with the digits that it was written with.
func printed(d decimal.Decimal) string {
	if e := d.Exponent(); e < 0 {
		return fixed(d, -e)
	}
	return fixed(d, 0)
}

// exact formats a number with all its digits.
func exact(d decimal.Decimal) string { return grouped(dec.Text(d)) }

// brief formats a number with ten significant digits at most.
func brief(d decimal.Decimal) string {
	whole := len(strings.TrimLeft(dec.Text(d.Abs().Truncate(0)), "0"))
	if places := int32(max(10-whole, 0)); d.Exponent() < -places && !d.Round(places).IsZero() {
		d = d.Round(places)
	}
	return exact(d)
}

// percent formats a share as a percentage with one place, or with two digits if it is small.
func percent(share decimal.Decimal) string {
	p := share.Shift(2)
	if p.Abs().Cmp(one) < 0 && !p.IsZero() {
		return sized(p) + thin + "%"
	}
	return fixed(p, 1) + thin + "%"
}

// percentWhole formats a share as a whole percentage, but a part is never all or nothing.
func percentWhole(share decimal.Decimal) string {
	whole := share.Shift(2).Round(0)
	if (whole.Equal(hundred) || whole.IsZero()) && !whole.Equal(share.Shift(2)) {
		return percent(share)
	}
	return fixed(whole, 0) + thin + "%"
}

// percentChange formats a relative change with its sign.
func percentChange(share decimal.Decimal) string {
	return signed(fixed(share.Shift(2), 1)) + thin + "%"
}

// signed adds a plus to a number above zero.
func signed(text string) string {
	if strings.HasPrefix(text, minus) || strings.Trim(text, "0.") == "" {
		return text
	}
	return "+" + text
}

// grouped puts a space between thousands and a minus sign for the hyphen.
func grouped(text string) string {
	negative := strings.HasPrefix(text, "-")
	text = strings.TrimPrefix(text, "-")
	whole, fraction, dot := strings.Cut(text, ".")
	var b strings.Builder
	if negative {
		b.WriteString(minus)
	}
	for i, digit := range []byte(whole) {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(thin)
		}
		b.WriteByte(digit)
	}
	if dot {
		b.WriteString("." + fraction)
	}
	return b.String()
}

// ratio returns a ÷ b, and false if b is zero.
func ratio(a, b decimal.Decimal) (decimal.Decimal, bool) {
	if b.IsZero() {
		return decimal.Decimal{}, false
	}
	q, err := dec.Quo(a, b)
	return q, err == nil
}

// of returns a ÷ b × 100, and zero if b is zero: a position on an axis whose end is b.
func of(a, b decimal.Decimal) decimal.Decimal {
	q, ok := ratio(a, b)
	if !ok {
		return decimal.Decimal{}
	}
	return q.Mul(hundred)
}

// coord formats a coordinate: rounded half up to three places, without zeros at the end.
func coord(d decimal.Decimal) string { return dec.Text(d.Round(3)) }

func number(n int) decimal.Decimal { return decimal.New(int64(n), 0) }

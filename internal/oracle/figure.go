package oracle

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/internal/dec"
)

// Figure is a printed number, or a name such as R-410A.
type Figure struct {
	Name      string
	Value     Printed
	Unit      string
	Rounding  string      // of the publication, in words: "2 dp"; that of the answer where a component states none
	Tolerance json.Number // for [Figure.Within]; "" if the entry states none
	of        string      // the example and its source
}

// Printed is a value as printed. JSON has it as a number or as a text.
type Printed string

// UnmarshalJSON reads a number or a text.
func (p *Printed) UnmarshalJSON(data []byte) error {
	if strings.HasPrefix(string(data), `"`) {
		return json.Unmarshal(data, (*string)(p))
	}
	*p = Printed(data)
	return nil
}

// String returns the value as printed.
func (f Figure) String() string { return string(f.Value) }

// Decimal returns the number.
func (f Figure) Decimal(t testing.TB) decimal.Decimal {
	t.Helper()
	d, err := dec.Parse(f.String())
	require.NoError(t, err, "%s of %s is not a number", f.Name, f.of)
	return d
}

// Is asserts that a calculated number, rounded as the publication rounded the printed one, is the printed one.
func (f Figure) Is(t testing.TB, got decimal.Decimal) {
	t.Helper()
	want := f.Decimal(t)
	rounded, err := rounded(got, f.Rounding, want)
	require.NoError(t, err, "the rounding of %s", f.of)
	f.compare(t, want.Equal(rounded), "which rounds ("+f.Rounding+") to "+dec.Text(rounded), got)
}

// At is [Figure.Is] for a stated number of decimals.
func (f Figure) At(t testing.TB, places int32, got decimal.Decimal) {
	t.Helper()
	rounded := got.Round(places)
	f.compare(t, f.Decimal(t).Equal(rounded), "which rounds to "+dec.Text(rounded), got)
}

// Exactly asserts that a calculated number is the printed one, with no rounding.
func (f Figure) Exactly(t testing.TB, got decimal.Decimal) {
	t.Helper()
	f.compare(t, f.Decimal(t).Equal(got), "which is not the same", got)
}

// Within asserts that a calculated number differs from the printed one by no more than its tolerance. It is for figures
// that were calculated from numbers with more digits than the printed inputs.
func (f Figure) Within(t testing.TB, got decimal.Decimal) {
	t.Helper()
	tolerance, err := dec.Parse(f.Tolerance.String())
	require.NoError(t, err, "the tolerance of %s of %s", f.Name, f.of)
	off := got.Sub(f.Decimal(t)).Abs()
	f.compare(t, off.LessThanOrEqual(tolerance), "which is off by "+dec.Text(off)+" of at most "+dec.Text(tolerance), got)
}

func (f Figure) compare(t testing.TB, ok bool, how string, got decimal.Decimal) {
	t.Helper()
	if !ok {
		t.Errorf("%s: %s is published as %s %s, calculated is %s, %s.", f.of, f.Name, f.Value, f.Unit, dec.Text(got), how)
	}
}

// rounded rounds a calculated number, half up, as the words of an entry describe the rounding of the printed one: to the
// stated decimals, or to those of the printed number if it has more.
func rounded(got decimal.Decimal, words string, printed decimal.Decimal) (decimal.Decimal, error) {
	first, rest, _ := strings.Cut(words, " ")
	var places int32
	switch first = strings.TrimSuffix(first, ","); {
	case first == "exact":
		return got, nil
	case first == "integer" && strings.HasPrefix(rest, "(truncated"):
		return got.Truncate(0), nil
	case first == "nearest" && strings.HasPrefix(rest, "10 "):
		return got.Round(-1), nil
	case first == "full": // of a binary number
		places = 14
	case first == "integer", strings.HasPrefix(rest, "s.f."):
	case strings.HasPrefix(rest, "dp"):
		n, err := strconv.ParseInt(first, 10, 32)
		if err != nil {
			return got, err
		}
		places = int32(n)
	default: // 0.1
		step, err := dec.Parse(first)
		if err != nil {
			return got, fmt.Errorf("%q: want exact, integer, nearest 10, full double, a number of dp or s.f., or a step such as 0.1", words)
		}
		places = -step.Exponent()
	}
	for !printed.Equal(printed.Truncate(places)) {
		places++
	}
	return got.Round(places), nil
}

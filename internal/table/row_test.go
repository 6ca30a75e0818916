package table_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/internal/table"
)

// one reads a table of one cell with a method of Row.
func one[T any](t *testing.T, cell string, read func(table.Row, string) (T, error)) (got T, err error) {
	t.Helper()
	var sheet strings.Builder
	require.NoError(t, table.Write(&sheet, []string{"x"}, [][]string{{cell}}, false))
	err = table.Read(strings.NewReader(sheet.String()), table.Options{Name: "f", Columns: table.Columns("x")}, func(r table.Row) error {
		var err error
		got, err = read(r, "x")
		return err
	})
	return got, err
}

func TestNumber(t *testing.T) {
	for cell, want := range map[string]string{"0": "0", "-12.50": "-12.5", "1.2e-3": "0.0012", ".5": "0.5"} {
		got, err := one(t, cell, table.Row.Number)
		require.NoError(t, err)
		assert.Equal(t, want, got.String())
	}
	for cell, want := range map[string]string{
		"":              `f:2: column "x": "" is not a number: it is empty`,
		"1,234":         `f:2: column "x": "1,234" is not a number: write it without thousands separators and with a decimal point`,
		"12,5":          `f:2: column "x": "12,5" is not a number: write it without thousands separators and with a decimal point`,
		" 12":           `f:2: column "x": " 12" is not a number: write it without spaces`,
		"12 ":           `f:2: column "x": "12 " is not a number: write it without spaces`,
		"１２":            `f:2: column "x": "１２" is not a number: write it in ASCII digits, not full-width ones`,
		"1e999999999":   `f:2: column "x": "1e999999999" is not a number: its exponent is beyond ±64`,
		"10%":           `f:2: column "x": "10%" is not a number: write a share as a fraction of 1, without a percent sign`,
		"'12":           `f:2: column "x": "'12" is not a number: want digits with an optional decimal point and exponent, such as 1234.5`,
		"NaN":           `f:2: column "x": "NaN" is not a number: want digits with an optional decimal point and exponent, such as 1234.5`,
		"not available": `f:2: column "x": "not available" is not a number: write it without spaces`,
	} {
		_, err := one(t, cell, table.Row.Number)
		assert.EqualError(t, err, want)
		var e *table.CellError
		require.ErrorAs(t, err, &e)
		assert.Equal(t, cell, e.Value)
		assert.Equal(t, "x", e.Column)
	}
}

func TestOptionalNumber(t *testing.T) {
	sheet := "a,b,c\n,5,x\n"
	o := table.Options{Columns: append(table.Columns("a", "b", "c"), table.Column{Name: "d"})}
	require.NoError(t, table.Read(strings.NewReader(sheet), o, func(r table.Row) error {
		for _, column := range []string{"a", "d"} {
			_, given, err := r.OptionalNumber(column)
			require.NoError(t, err)
			assert.False(t, given)
		}
		five, given, err := r.OptionalNumber("b")
		require.NoError(t, err)
		assert.True(t, given)
		assert.Equal(t, "5", five.String())
		_, given, err = r.OptionalNumber("c")
		require.Error(t, err)
		assert.False(t, given)
		return nil
	}))
}

func TestInteger(t *testing.T) {
	for cell, want := range map[string]int{"0": 0, "-12": -12, "007": 7, "9223372036854775807": 9223372036854775807} {
		got, err := one(t, cell, table.Row.Integer)
		require.NoError(t, err)
		assert.Equal(t, want, got)
	}
	for _, cell := range []string{"", "-", "+1", "1.0", "1e3", " 1", "1,000", "１", "0x1", "1_000"} {
		_, err := one(t, cell, table.Row.Integer)
		assert.ErrorContains(t, err, "want a whole number such as 12: it is not a whole number in digits 0 to 9", cell)
	}
	_, err := one(t, "9223372036854775808", table.Row.Integer)
	assert.EqualError(t, err, `f:2: column "x": "9223372036854775808": want a whole number such as 12: value out of range`)
}

func TestDate(t *testing.T) {
	got, err := one(t, "2024-02-29", table.Row.Date)
	require.NoError(t, err)
	assert.Equal(t, "2024-02-29T00:00:00Z", got.Format("2006-01-02T15:04:05Z07:00"))
	for _, cell := range []string{"", "2023-02-29", "2024-13-01", "2024-4-1", "2024/04/01", "01/04/2024", "20240401", "2024-04-01T00:00:00Z", " 2024-04-01", "令和6年4月1日"} {
		_, err := one(t, cell, table.Row.Date)
		assert.ErrorContains(t, err, "want a date such as 2024-04-01", cell)
	}
}

func TestBool(t *testing.T) {
	for cell, want := range map[string]bool{"yes": true, "true": true, "no": false, "false": false} {
		got, err := one(t, cell, table.Row.Bool)
		require.NoError(t, err)
		assert.Equal(t, want, got)
	}
	for _, cell := range []string{"", "Yes", "TRUE", "1", "0", "y", "n", " yes", "はい"} {
		_, err := one(t, cell, table.Row.Bool)
		assert.ErrorContains(t, err, "want yes, no, true or false: it is none of them", cell)
	}
}

// A long cell is shortened in errors, at a character boundary.
func TestLongValueIsShortened(t *testing.T) {
	_, err := one(t, strings.Repeat("あ", 90), table.Row.Date)
	var e *table.CellError
	require.ErrorAs(t, err, &e)
	assert.Equal(t, strings.Repeat("あ", 80)+"…", e.Value)
}

package table_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/gocarina/gocsv"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/table"
)

// grade is a type that unmarshals its own text.
type grade int

func (g *grade) UnmarshalText(text []byte) error {
	if len(text) != 1 || text[0] < 'A' || text[0] > 'C' {
		return fmt.Errorf("unknown grade %q: want A, B or C", text)
	}
	*g = grade(text[0]-'A') + 1
	return nil
}

type fuel string

type where struct {
	Site string `csv:"site"`
}

type sheet struct {
	where
	ID     string           `csv:"id"`
	Fuel   fuel             `csv:"fuel"`
	Amount decimal.Decimal  `csv:"amount"`
	From   time.Time        `csv:"from"`
	Grade  grade            `csv:"grade"`
	Count  int8             `csv:"count"`
	Size   uint16           `csv:"size"`
	Leased bool             `csv:"leased"`
	Price  *decimal.Decimal `csv:"price"`
	Second *grade           `csv:"second,omitempty"`
	Share  decimal.Decimal  `csv:"share,omitempty"`
	Note   string           `csv:"note,omitempty"`
	Kept   []float64        `csv:"-"`
	hidden int              //nolint:unused // an unexported field is not a column
}

func decode[T any](t *testing.T, text string) (lines []int, values []T, err error) {
	t.Helper()
	err = table.Decode(strings.NewReader(text), table.Options{Name: "f.csv"}, func(line int, v T) error {
		lines, values = append(lines, line), append(values, v)
		return nil
	})
	return lines, values, err
}

func TestDecode(t *testing.T) {
	const text = "\ufeffnote,id,site,fuel,amount,from,grade,count,size,leased,price,second,share\r\n" +
		"\"two\nlines, \"\"quoted\"\"\", b-1 ,東京,gas,125.50,2024-04-01,B,-128,65535,yes,,,\r\n" +
		",'b-2,x,,-1e-3,2024-02-29,A,127,0,false,9.99,C,0.5\r\n"
	lines, got, err := decode[sheet](t, text)
	require.NoError(t, err)
	assert.Equal(t, []int{2, 4}, lines)
	require.Len(t, got, 2)

	price, second := dec.MustParse("9.99"), grade(3)
	assert.Equal(t, sheet{
		where: where{Site: "東京"}, ID: "b-1", Fuel: "gas", Amount: dec.MustParse("125.50"),
		From: time.Date(2024, 4, 1, 0, 0, 0, 0, time.UTC), Grade: 2, Count: -128, Size: 65535, Leased: true,
		Note: "two\nlines, \"quoted\"",
	}, got[0])
	assert.Equal(t, sheet{
		where: where{Site: "x"}, ID: "'b-2", Amount: dec.MustParse("-0.001"),
		From: time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC), Grade: 1, Count: 127, Price: &price, Second: &second, Share: dec.MustParse("0.5"),
	}, got[1])
}

// Only optional columns may be absent.
func TestDecodeHeader(t *testing.T) {
	const required = "site,id,fuel,amount,from,grade,count,size,leased,price"
	_, got, err := decode[sheet](t, required+"\n1,2,3,4,2024-01-01,A,1,1,no,5\n")
	require.NoError(t, err)
	require.Len(t, got, 1)
	assert.Nil(t, got[0].Second)
	assert.Empty(t, got[0].Note)

	names := strings.Split(required, ",")
	for i, name := range names {
		rest := append(append([]string{}, names[:i]...), names[i+1:]...)
		_, _, err := decode[sheet](t, strings.Join(rest, ",")+"\n")
		assert.ErrorContains(t, err, fmt.Sprintf("column %q is missing", name))
		_, _, err = decode[sheet](t, strings.Replace(required, name, name+"x", 1)+"\n")
		assert.ErrorContains(t, err, fmt.Sprintf("unknown column %q: did you mean %q?", name+"x", name))
		_, _, err = decode[sheet](t, required+","+name+"\n")
		assert.ErrorContains(t, err, fmt.Sprintf("column %q appears more than once", name))
		_, _, err = decode[sheet](t, strings.Replace(required, name, name+" ", 1)+"\n")
		assert.Error(t, err, "a column name with a space must be refused; gocsv itself would trim it")
		_, _, err = decode[sheet](t, strings.Replace(required, name, "\u200b"+name, 1)+"\n")
		assert.Error(t, err, "a column name with an invisible character must be refused; gocsv itself would drop it")
	}
}

func TestDecodeReportsEveryCell(t *testing.T) {
	const text = "site,id,fuel,amount,from,grade,count,size,leased,price,second,share\n" +
		"1,2,3,\"1,234\",1/4/2024,D,128,-1,Yes,x,D,1e99\n" +
		"1,2,3,4,2024-01-01,A,1,1,no,5,,\n" +
		"1,2,3,,,,,,,,,\n" +
		"1,2,3\n"
	lines, _, err := decode[sheet](t, text)
	assert.Equal(t, []int{3}, lines)
	assert.Equal(t, []string{
		`f.csv:2: column "amount": "1,234" is not a number: write it without thousands separators and with a decimal point`,
		`f.csv:2: column "from": "1/4/2024": want a date such as 2024-04-01: it is not a day of the calendar in the form year-month-day`,
		`f.csv:2: column "grade": "D": unknown grade "D": want A, B or C`,
		`f.csv:2: column "count": "128": want a whole number such as 12: value out of range`,
		`f.csv:2: column "size": "-1": want a whole number such as 12, not negative: it is not a whole number in digits 0 to 9`,
		`f.csv:2: column "leased": "Yes": want yes, no, true or false: it is none of them`,
		`f.csv:2: column "price": "x" is not a number: want digits with an optional decimal point and exponent, such as 1234.5`,
		`f.csv:2: column "second": "D": unknown grade "D": want A, B or C`,
		`f.csv:2: column "share": "1e99" is not a number: its exponent is beyond ±64`,
		`f.csv:4: column "amount": "" is not a number: it is empty`,
		`f.csv:4: column "from": "": want a date such as 2024-04-01: it is not a day of the calendar in the form year-month-day`,
		`f.csv:4: column "grade": "": unknown grade "": want A, B or C`,
		`f.csv:4: column "count": "": want a whole number such as 12: it is not a whole number in digits 0 to 9`,
		`f.csv:4: column "size": "": want a whole number such as 12, not negative: it is not a whole number in digits 0 to 9`,
		`f.csv:4: column "leased": "": want yes, no, true or false: it is none of them`,
		`f.csv:5: the row has 3 cells: want 12, as in the header`,
	}, strings.Split(err.Error(), "\n"))

	_, _, err = decode[struct {
		N uint8 `csv:"n"`
	}](t, "n\n256\n")
	assert.EqualError(t, err, `f.csv:2: column "n": "256": want a whole number such as 12, not negative: value out of range`)
}

// A row of one empty cell, which encoding/csv would read as a blank line if it were unquoted.
func TestDecodeOneEmptyCell(t *testing.T) {
	lines, got, err := decode[where](t, "site\n\"\"\nx\n")
	require.NoError(t, err)
	assert.Equal(t, []int{2, 3}, lines)
	assert.Equal(t, []where{{""}, {"x"}}, got)
}

func TestDecodeErrorsOfTheCaller(t *testing.T) {
	cause := errors.New("unknown site")
	err := table.Decode(strings.NewReader("site\nx\ny\n"), table.Options{Name: "f.csv"}, func(int, where) error { return cause })
	require.ErrorIs(t, err, cause)
	assert.EqualError(t, err, "f.csv:2: unknown site\nf.csv:3: unknown site")

	n := 0
	err = table.Decode(strings.NewReader("site\nx\ny\n"), table.Options{}, func(int, where) error { n++; return table.ErrStop })
	require.NoError(t, err)
	assert.Equal(t, 1, n)

	err = table.Decode(strings.NewReader(""), table.Options{Columns: table.Columns("site")}, func(int, where) error { return nil })
	assert.EqualError(t, err, "decode: columns are given: want none, since the struct's tags name them")
}

// Structs that cannot be decoded are refused before the file is read.
func TestDecodeRefusesStructs(t *testing.T) {
	type inner struct {
		A string `csv:"a"`
	}
	tests := []struct {
		err  error
		want string
	}{
		{refused[int](), "decode into int: want a struct with csv tags"},
		{refused[struct{}](), "decode into struct {}: no field has a csv tag"},
		{refused[struct{ A string }](), `field A: csv tag "": want the name of a column, or "-"`},
		{refused[struct {
			A string `csv:" a"`
		}](), `field A: csv tag " a": want the name of a column, or "-"`},
		{refused[struct {
			A string `csv:"a,omitemtpy"`
		}](), `field A: csv tag "a,omitemtpy": unknown option "omitemtpy": want omitempty`},
		{refused[struct {
			A string `csv:"partial share"`
		}](), `since gocsv reads this one as an option`},
		{refused[struct {
			a string `csv:"a"`
		}](), `field a has a csv tag and cannot be set`},
		{refused[struct {
			A string `csv:"a"`
			B string `csv:"a"`
		}](), `field B: column "a" appears twice`},
		{refused[struct {
			A float64 `csv:"a"`
		}](), `field A is a float64: want a string, number, date, bool or text type`},
		{refused[struct {
			A **string `csv:"a"`
		}](), `field A is a **string`},
		{refused[struct {
			A *float32 `csv:"a"`
		}](), `field A is a *float32`},
		{refused[struct {
			A decimal.NullDecimal `csv:"a"`
		}](), `field A is a decimal.NullDecimal`},
		{refused[struct {
			A inner `csv:"a"`
		}](), `field A is a table_test.inner`},
		{refused[struct{ *inner }](), `field A has a csv tag and cannot be set: want it exported, and not in an embedded pointer`},
	}
	for _, tt := range tests {
		assert.ErrorContains(t, tt.err, tt.want)
	}
}

func refused[T any]() error {
	if _, err := table.ColumnsOf[T](); err == nil {
		return errors.New("ColumnsOf accepted the struct")
	}
	return table.Decode(strings.NewReader("a\nx\n"), table.Options{}, func(int, T) error { return nil })
}

func TestColumnsOf(t *testing.T) {
	got, err := table.ColumnsOf[struct {
		where
		Amount decimal.Decimal `csv:"amount"`
		Note   *string         `csv:"note,omitempty"`
	}]()
	require.NoError(t, err)
	assert.Equal(t, []table.Column{{Name: "site", Required: true}, {Name: "amount", Required: true}, {Name: "note"}}, got)
}

// gocsv has globals. A program that sets them gets an error, not a sheet of empty fields.
func TestDecodeWithGocsvGlobalsSet(t *testing.T) {
	defer gocsv.SetHeaderNormalizer(gocsv.DefaultNameNormalizer())
	defer func(tag string) { gocsv.TagName = tag }(gocsv.TagName)

	// Both columns get the same name.
	gocsv.SetHeaderNormalizer(func(s string) string { return strings.TrimRight(s, "12") })
	lines, _, err := decode[struct {
		One string `csv:"site1"`
		Two string `csv:"site2"`
	}](t, "site1,site2\nx,y\nz,w\n")
	assert.Empty(t, lines)
	assert.EqualError(t, err, `f.csv:2: decode: gocsv does not find the column "site1": want its globals unset`)

	// Tags are looked for elsewhere.
	gocsv.SetHeaderNormalizer(gocsv.DefaultNameNormalizer())
	gocsv.TagName = "json"
	lines, _, err = decode[struct {
		Site string `csv:"site"`
		Town string `csv:"town"`
	}](t, "town,site\nx,y\nz,w\n")
	assert.Empty(t, lines)
	assert.EqualError(t, err, `f.csv:2: decode: gocsv does not find the column "site": want its globals unset`)
}

// Decode never panics, and returns the texts that Read returns.
func FuzzDecode(f *testing.F) {
	type row struct {
		A string          `csv:"a"`
		B string          `csv:"b,omitempty"`
		N decimal.Decimal `csv:"n,omitempty"`
	}
	for _, s := range []string{"a,b,n\nx,y,1\n", "a\n\"\"\n", "b,a\n\"\n\",\"\"\"\"\n", "a,n\nx,1e99\n", "a\n\"x\r\ny\"\n"} {
		f.Add(s)
	}
	columns := table.Options{Columns: []table.Column{{Name: "a", Required: true}, {Name: "b"}, {Name: "n"}}}
	f.Fuzz(func(t *testing.T, text string) {
		_, got, err := decode[row](t, text)
		if err != nil {
			return
		}
		want, err := rows(text, columns)
		require.NoError(t, err)
		require.Equal(t, len(want), len(got))
		for i, w := range want {
			require.Equal(t, w[0], got[i].A)
			require.Equal(t, w[1], got[i].B)
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	type row struct {
		ID     string          `csv:"id"`
		Amount decimal.Decimal `csv:"amount"`
		From   time.Time       `csv:"from"`
	}
	text := "id,amount,from\n" + strings.Repeat("boiler-1,125.50,2024-04-01\n", 10_000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if err := table.Decode(strings.NewReader(text), table.Options{}, func(int, row) error { return nil }); err != nil {
			b.Fatal(err)
		}
	}
}

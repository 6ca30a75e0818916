package table_test

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/japanese"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/table"
)

var abc = table.Options{Name: "f.csv", Columns: table.Columns("a", "b", "c")}

// rows reads a table into one slice per row, with the cells in the order of the declared columns.
func rows(sheet string, o table.Options) ([][]string, error) { return cells(sheet, o, table.Row.Text) }

// cells is rows for one way to read a cell.
func cells(sheet string, o table.Options, cell func(table.Row, string) string) ([][]string, error) {
	var got [][]string
	err := table.Read(strings.NewReader(sheet), o, func(r table.Row) error {
		var row []string
		for _, c := range o.Columns {
			row = append(row, cell(r, c.Name))
		}
		got = append(got, row)
		return nil
	})
	return got, err
}

func TestReadAccepts(t *testing.T) {
	tests := []struct {
		name, sheet string
		want        [][]string
	}{
		{"plain", "a,b,c\n1,2,3\n", [][]string{{"1", "2", "3"}}},
		{"no last line break", "a,b,c\n1,2,3", [][]string{{"1", "2", "3"}}},
		{"CRLF", "a,b,c\r\n1,2,3\r\n", [][]string{{"1", "2", "3"}}},
		{"byte order mark", "\ufeffa,b,c\n1,2,3\n", [][]string{{"1", "2", "3"}}},
		{"columns in another order", "c,a,b\n3,1,2\n", [][]string{{"1", "2", "3"}}},
		{"header only", "a,b,c\n", nil},
		{"header without line break", "a,b,c", nil},
		{"blank lines", "\na,b,c\n\n1,2,3\n\r\n4,5,6\n\n", [][]string{{"1", "2", "3"}, {"4", "5", "6"}}},
		{"empty cells", "a,b,c\n,,\n", [][]string{{"", "", ""}}},
		{"quoted line break and comma", "a,b,c\n\"x\ny\",\"1,2\",\"6\"\" pipe\"\n", [][]string{{"x\ny", "1,2", `6" pipe`}}},
		{"blanks at the ends are no part of a text", "a,b,c\n x , ,y\u3000\n", [][]string{{"x", "", "y"}}},
		{"blanks within a text are", "a,b,c\n\" x  y\n\",\"\tz\",\" \n\"\n", [][]string{{"x  y", "z", ""}}},
		{"apostrophe is kept", "a,b,c\n'=1+1,'x,'\n", [][]string{{"'=1+1", "'x", "'"}}},
		{"characters of 2 to 4 bytes", "a,b,c\né,東京,𠮷\n", [][]string{{"é", "東京", "𠮷"}}},
		{"replacement character in UTF-8", "a,b,c\n\ufffd,,\n", [][]string{{"\ufffd", "", ""}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := rows(tt.sheet, abc)
			require.NoError(t, err)
			assert.Equal(t, tt.want, got)
		})
	}
}

const want = `; want "a", "b", "c"`

func TestReadRefuses(t *testing.T) {
	tests := []struct{ name, sheet, want string }{
		{"empty file", "", `f.csv:1: header: the file is empty` + want},
		{"only a byte order mark", "\ufeff", `f.csv:1: header: the file is empty` + want},
		{"only blank lines", "\n\n", `f.csv:1: header: the file is empty` + want},
		{"unknown column", "a,b,c,zebra\n", `f.csv:1: header: unknown column "zebra"` + want},
		{"missing column", "a,c\n1,2\n", `f.csv:1: header: column "b" is missing` + want},
		{"repeated column", "a,b,c,b,b\n", `f.csv:1: header: column "b" appears more than once` + want},
		{"capital", "A,b,c\n", `f.csv:1: header: unknown column "A": did you mean "a"?; column "a" is missing` + want},
		{"space", "a, b,c\n", `f.csv:1: header: unknown column " b": did you mean "b"?; column "b" is missing` + want},
		{"unnamed column", "a,b,c,\n", `f.csv:1: header: unknown column ""` + want},
		{"second byte order mark", "\ufeff\ufeffa,b,c\n", `f.csv:1: header: unknown column "\ufeffa": did you mean "a"?`},
		{"semicolons", "a;b;c\n1;2;3\n", `f.csv:1: header: cells are separated by semicolons: save the file with commas, and decimals with a point` + want},
		{"tabs", "a\tb\tc\n1\t2\t3\n", `f.csv:1: header: cells are separated by tabs: save the file with commas, and decimals with a point` + want},
		{"short row", "a,b,c\n1,2\n", `f.csv:2: the row has 2 cells: want 3, as in the header`},
		{"long row", "a,b,c\n1,2,3,4\n", `f.csv:2: the row has 4 cells: want 3, as in the header; a cell that contains a comma must be quoted`},
		{"line of spaces", "a,b,c\n  \n", `f.csv:2: the row has 1 cells: want 3, as in the header`},
		{"NUL", "a,b,c\n1,\x00,3\n", "f.csv:2: byte 8: a NUL: want a text file; UTF-16 must be saved as UTF-8"},
		{"NUL in quotes", "a,b,c\n1,\"\x00\",3\n", "f.csv:2: byte 9: a NUL"},
		{"UTF-16, little-endian", "\xff\xfea\x00,\x00", "f.csv:1: byte 0: the file is UTF-16: save it as UTF-8"},
		{"UTF-16, big-endian", "\xfe\xff\x00a", "f.csv:1: byte 0: the file is UTF-16: save it as UTF-8"},
		{"carriage returns only", "a,b,c\r1,2,3\r", "f.csv:1: byte 5: a carriage return that does not end a line: end lines with LF or CRLF"},
		{"carriage return at the end", "a,b,c\n1,2,3\r", "f.csv:2: byte 11: a carriage return that does not end a line"},
		{"Latin-1", "a,b,c\ncaf\xe9,2,3\n", "f.csv:2: byte 9: 0xe9 is not UTF-8: save the file as UTF-8"},
		{"overlong", "a,b,c\n\xc0\xaf,2,3\n", "f.csv:2: byte 6: 0xc0 is not UTF-8"},
		{"surrogate", "a,b,c\n\xed\xa0\x80,2,3\n", "f.csv:2: byte 6: 0xed is not UTF-8"},
		{"character cut by the end", "a,b,c\n1,2,\xe6\x9d", "f.csv:2: byte 10: 0xe6 is not UTF-8"},
		{"byte order mark, then a bad byte", "\ufeffa,\xff", "f.csv:1: byte 5: 0xff is not UTF-8"},
		{
			"bare quote", "a,b,c\n1,6\" pipe,3\n",
			`f.csv:2: bare " in non-quoted-field: want cells that contain quotation marks quoted, with the marks doubled, such as "6"" pipe"`,
		},
		{"text after a quote", "a,b,c\n1,\"x\"y,3\n", `f.csv:2: extraneous or missing " in quoted-field: want`},
		{"unterminated quote", "a,b,c\n1,\"x\n2,3,4\n", `f.csv:2: extraneous or missing " in quoted-field (found on line 3): want`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := rows(tt.sheet, abc)
			require.Error(t, err)
			assert.True(t, strings.HasPrefix(err.Error(), tt.want), "got  %s\nwant %s", err, tt.want)
			// The same, one byte at a time.
			slow := table.Read(iotest.OneByteReader(strings.NewReader(tt.sheet)), abc, func(table.Row) error { return nil })
			assert.ErrorContains(t, slow, tt.want)
		})
	}
}

func TestQuoteError(t *testing.T) {
	_, err := rows("a,b,c\n1,2,3\n\"x\ny\",6\",3\n", abc)
	require.ErrorIs(t, err, csv.ErrBareQuote)
	var quote *table.QuoteError
	require.ErrorAs(t, err, &quote)
	assert.Equal(t, table.QuoteError{File: "f.csv", Line: 3, At: 4, Column: 5, Err: csv.ErrBareQuote}, *quote)
}

func TestNearestName(t *testing.T) {
	o := table.Options{Columns: []table.Column{{Name: "amount"}, {Name: "fuel"}, {Name: "排出量"}, {Name: strings.Repeat("x", 150)}}}
	for name, near := range map[string]string{
		"Amount":                 "amount",
		" amount ":               "amount", //nolint:gocritic // the space is what is tested
		"amuont":                 "amount",
		"amoun":                  "amount",
		"amounts":                "amount",
		"feul":                   "fuel",
		"排出":                     "排出量",
		"price":                  "",
		strings.Repeat("x", 149): "",
	} {
		_, err := rows(name+"\n", o)
		var header *table.HeaderError
		require.ErrorAs(t, err, &header)
		assert.Equal(t, []string{name}, header.Unknown)
		if near == "" {
			assert.NotContains(t, err.Error(), "did you mean", name)
		} else {
			assert.Contains(t, err.Error(), fmt.Sprintf("did you mean %q?", near), name)
		}
	}
}

func TestOptionalAndOrderedColumns(t *testing.T) {
	o := table.Options{Name: "f.csv", Ordered: true, Columns: []table.Column{{Name: "a", Required: true}, {Name: "note"}, {Name: "b", Required: true}}}
	for sheet, wanted := range map[string][]string{"a,note,b\n1,n,2\n": {"1", "n", "2"}, "a,b\n1,2\n": {"1", "", "2"}} {
		got, err := rows(sheet, o)
		require.NoError(t, err)
		assert.Equal(t, [][]string{wanted}, got)
	}
	_, err := rows("note,a,b\n", o)
	assert.EqualError(t, err, `f.csv:1: header: column "note" comes before "a"; want "a", "note", "b"`)
	_, err = rows("b,note,a\n", o)
	require.ErrorContains(t, err, `column "note" comes before "a"`)

	require.NoError(t, table.Read(strings.NewReader("a,b\n1,2\n"), o, func(r table.Row) error {
		assert.True(t, r.Has("a"))
		assert.False(t, r.Has("note"))
		return nil
	}))
}

// A declared column name that contains a semicolon does not mark a file as separated by semicolons.
func TestColumnWithSemicolon(t *testing.T) {
	got, err := rows("x;y\n1\n", table.Options{Columns: table.Columns("x;y")})
	require.NoError(t, err)
	assert.Equal(t, [][]string{{"1"}}, got)
}

func TestListOfManyColumns(t *testing.T) {
	var names []string
	for i := range 43 {
		names = append(names, fmt.Sprintf("column%d", i))
	}
	_, err := rows("x\n", table.Options{Columns: table.Columns(names...)})
	assert.ErrorContains(t, err, `"column39", and 3 more`)
}

func TestShiftJIS(t *testing.T) {
	o := table.Options{Name: "活動量.csv", Columns: table.Columns("拠点", "排出量")}
	const sheet = "拠点,排出量\n髙島屋①,12.5\nソ能表,3\n" // NEC and IBM extensions; second bytes that are 0x5c
	raw, err := japanese.ShiftJIS.NewEncoder().String(sheet)
	require.NoError(t, err)

	t.Run("on request", func(t *testing.T) {
		o := o
		o.Encoding = table.ShiftJIS
		got, err := rows(raw, o)
		require.NoError(t, err)
		assert.Equal(t, [][]string{{"髙島屋①", "12.5"}, {"ソ能表", "3"}}, got)
	})
	t.Run("read as UTF-8", func(t *testing.T) {
		_, err := rows(raw, o)
		assert.EqualError(t, err, "活動量.csv:1: byte 0: 0x8b is not UTF-8: it looks like Shift_JIS (CP932): read it as that, or save the file as UTF-8")
		var encoding *table.EncodingError
		assert.ErrorAs(t, err, &encoding)
	})
	t.Run("read as UTF-8, long cell", func(t *testing.T) {
		long, err := japanese.ShiftJIS.NewEncoder().String("備考" + strings.Repeat("あ", 100))
		require.NoError(t, err)
		_, err = rows("a,b,c\n1,2,x"+long+"\n", abc)
		assert.ErrorContains(t, err, "looks like Shift_JIS")
	})
	t.Run("neither", func(t *testing.T) {
		o := o
		o.Encoding = table.ShiftJIS
		_, err := rows(raw+"\x85\x20,1\n", o)
		assert.EqualError(t, err, "活動量.csv:4: byte 47: not Shift_JIS (CP932): save the file in that encoding, or read it as UTF-8")
	})
	t.Run("UTF-8 read as Shift_JIS", func(t *testing.T) {
		o := o
		o.Encoding = table.ShiftJIS
		_, err := rows(sheet, o)
		require.Error(t, err)
	})
}

// Rows before the bad byte are passed on; a bad row does not hide the next one.
func TestEveryErrorIsReported(t *testing.T) {
	var good []int
	err := table.Read(strings.NewReader("a,b,c\n1,2,3\n1,2\nx,2,3\n\"l\n1\",2,3\ny,2,3\n1,2,3,4\n5,\xff,6\n7,8,9\n"), abc, func(r table.Row) error {
		if _, err := r.Number("a"); err != nil {
			return fmt.Errorf("wrapped: %w", err)
		}
		good = append(good, r.Line())
		return nil
	})
	var all *ghg.JoinedError
	require.ErrorAs(t, err, &all)
	assert.Equal(t, []int{2}, good)
	assert.Zero(t, all.More)
	const number = "is not a number: want digits with an optional decimal point and exponent, such as 1234.5"
	assert.Equal(t, []string{
		"f.csv:3: the row has 2 cells: want 3, as in the header",
		`f.csv:4: wrapped: f.csv:4: column "a": "x" ` + number,
		`f.csv:5: wrapped: f.csv:5: column "a": "l\n1" is not a number: write it without spaces`,
		`f.csv:7: wrapped: f.csv:7: column "a": "y" ` + number,
		"f.csv:8: the row has 4 cells: want 3, as in the header; a cell that contains a comma must be quoted",
		"f.csv:9: byte 48: 0xff is not UTF-8: save the file as UTF-8",
	}, strings.Split(err.Error(), "\n"))
}

func TestErrorsAreCounted(t *testing.T) {
	sheet := "a,b,c\n" + strings.Repeat("1\n", 250)
	_, err := rows(sheet, abc)
	var all *ghg.JoinedError
	require.ErrorAs(t, err, &all)
	assert.Len(t, all.First, 100)
	assert.Equal(t, 150, all.More)
	assert.True(t, strings.HasSuffix(err.Error(), "\nand 150 more"))

	o := abc
	o.MaxErrors = 1
	_, err = rows(sheet, o)
	assert.EqualError(t, err, "f.csv:2: the row has 1 cells: want 3, as in the header\nand 249 more")
}

func TestErrorsOfTheCaller(t *testing.T) {
	cause := errors.New("unknown site")
	tests := []struct {
		name string
		err  func(table.Row) error
		want string
	}{
		{"plain", func(table.Row) error { return cause }, "f.csv:2: unknown site"},
		{"cell", func(r table.Row) error { return r.Error("b", "a site", cause) }, `f.csv:3: column "b": "y": want a site: unknown site`},
		{"cell without cause", func(r table.Row) error { return r.Error("b", "a site", nil) }, `f.csv:3: column "b": "y": want a site`},
		{"cell of an absent column", func(r table.Row) error { return r.Error("note", "a note", nil) }, `f.csv:2: column "note": "": want a note`},
		{"joined", func(r table.Row) error { return errors.Join(cause, r.Error("b", "", cause)) }, "f.csv:2: unknown site\nf.csv:3: column \"b\": \"y\": unknown site"},
		{"two wrapped", func(table.Row) error { return fmt.Errorf("check: %w, %w", cause, cause) }, "f.csv:2: check: unknown site, unknown site"},
		{"none joined", func(table.Row) error { return &ghg.JoinedError{} }, "f.csv:2: "},
		{"stop", func(table.Row) error { return table.ErrStop }, ""},
		{"stop with a reason", func(table.Row) error { return errors.Join(cause, table.ErrStop) }, "f.csv:2: unknown site"},
	}
	o := abc
	o.Columns = append(table.Columns("a", "b", "c"), table.Column{Name: "note"})
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := table.Read(strings.NewReader("a,b,c\n\"x\nx\",y,z\n"), o, tt.err)
			if tt.want == "" {
				require.NoError(t, err)
				return
			}
			require.EqualError(t, err, tt.want)
			if strings.Contains(tt.want, cause.Error()) {
				assert.ErrorIs(t, err, cause)
			}
		})
	}
}

func TestStop(t *testing.T) {
	n := 0
	err := table.Read(strings.NewReader("a,b,c\n1\n1,2,3\n1,2,3\n1\n"), abc, func(table.Row) error {
		n++
		return table.ErrStop
	})
	assert.Equal(t, 1, n)
	assert.EqualError(t, err, "f.csv:2: the row has 1 cells: want 3, as in the header")
}

func TestUndeclaredColumnEndsTheReading(t *testing.T) {
	n := 0
	err := table.Read(strings.NewReader("a,b,c\n1,2,3\n4,5,6\n"), abc, func(r table.Row) error {
		n++
		assert.Empty(t, r.Text("d"))
		return nil
	})
	assert.Equal(t, 1, n)
	assert.EqualError(t, err, `f.csv: column "d" is not declared: want one of "a", "b", "c"`)
}

func TestErrorOfTheReader(t *testing.T) {
	broken := errors.New("disk gone")
	for _, sheet := range []string{"", "a", "a,b,c", "a,b,c\n1,2,3\n4,5"} {
		err := table.Read(io.MultiReader(strings.NewReader(sheet), iotest.ErrReader(broken)), abc, func(table.Row) error { return nil })
		require.ErrorIs(t, err, broken, sheet)
		var row *ghg.PlaceError
		require.ErrorAs(t, err, &row)
		assert.Equal(t, 1+strings.Count(sheet, "\n"), row.Line)
	}
}

func TestOptionsAreChecked(t *testing.T) {
	for want, o := range map[string]table.Options{
		`table: no columns are declared: want at least one`:                          {},
		`table: column "a" is declared twice or without a name: want distinct names`: {Columns: table.Columns("a", "a")},
		`table: column "" is declared twice or without a name: want distinct names`:  {Columns: table.Columns("")},
		`f: unknown encoding Encoding(7): want UTF8 or ShiftJIS`:                     {Name: "f", Columns: table.Columns("a"), Encoding: 7},
		`table: MaxBad is -1: want a positive number, or zero for the default`:       {Columns: table.Columns("a"), MaxBad: -1},
		`table: MaxErrors is -9: want a positive number, or zero for the default`:    {Columns: table.Columns("a"), MaxErrors: -9},
		`f: no columns are declared: want at least one`:                              {Name: "f"},
		`table: MaxRows is -1: want a positive number, or zero for the default`:      {MaxRows: -1},
	} {
		_, err := rows("a\n", o)
		assert.EqualError(t, err, want)
	}
	assert.Equal(t, "UTF-8", table.UTF8.String())
}

// Read never panics. What it accepts, encoding/csv reads as the same cells, but for the blanks at their ends.
func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"a,b,c\n1,2,3\n", "\ufeffa,b,c\r\n1,\"2\n2\",\"3\"\"\"\r\n", "a;b;c\n", "a,b\n", "c,b,a\n,,\n\"", "a,b,c\r1", "a,b,c\n\x83\x5c,1,2\n",
		"a,b,c\n1,\"2\r\n2\",3", "a,b,c\n\xe6", "\n\na,b,c\n\n",
	} {
		f.Add([]byte(s), false)
		f.Add([]byte(s), true)
	}
	f.Fuzz(func(t *testing.T, data []byte, shiftJIS bool) {
		o := abc
		o.Ordered = true
		if shiftJIS {
			o.Encoding = table.ShiftJIS
		}
		got, err := rows(string(data), o)
		slow := table.Read(iotest.OneByteReader(strings.NewReader(string(data))), o, func(table.Row) error { return nil })
		if err != nil {
			require.Error(t, slow)
			var all *ghg.JoinedError
			require.ErrorAs(t, err, &all)
			require.NotEmpty(t, all.First)
			return
		}
		require.NoError(t, slow)
		if shiftJIS {
			return
		}
		want, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(data), "\ufeff"))).ReadAll()
		require.NoError(t, err)
		require.Equal(t, []string{"a", "b", "c"}, want[0])
		require.Equal(t, len(want)-1, len(got))
		for i, row := range got {
			for j, cell := range want[i+1] {
				require.Equal(t, strings.TrimSpace(cell), row[j])
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	const n = 10_000
	sheet := "a,b,c\n" + strings.Repeat("boiler-1,125.50,2024-04-01\n", n)
	b.SetBytes(int64(len(sheet)))
	b.ReportAllocs()
	for b.Loop() {
		err := table.Read(strings.NewReader(sheet), abc, func(r table.Row) error {
			_, err := r.Number("b")
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}

package table_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/table"
)

func TestWriteForSpreadsheets(t *testing.T) {
	tests := []struct{ cell, spreadsheet, program string }{
		{"plain", "plain", "plain"},
		{"", `""`, `""`}, // the only cell of its row: unquoted, it would be a blank line
		{"=1+1", `"'=1+1"`, "=1+1"},
		{"+cmd|' /C calc'!A0", `"'+cmd|' /C calc'!A0"`, "+cmd|' /C calc'!A0"},
		{"-x", `"'-x"`, "-x"},
		{"@SUM(A1)", `"'@SUM(A1)"`, "@SUM(A1)"},
		{"\t=1", "\"'\t=1\"", "\t=1"},
		{"＝1+1", `"'＝1+1"`, "＝1+1"},
		{`=HYPERLINK("x","y")`, `"'=HYPERLINK(""x"",""y"")"`, `"=HYPERLINK(""x"",""y"")"`},
		{"-", `"'-"`, "-"},
		{"-12.5", "-12.5", "-12.5"},
		{"+3", "+3", "+3"},
		{"-1e-3", "-1e-3", "-1e-3"},
		{"-1,5", `"'-1,5"`, `"-1,5"`},
		{"a,b", `"a,b"`, `"a,b"`},
		{`6" pipe`, `"6"" pipe"`, `"6"" pipe"`},
		{"two\nlines", "\"two\nlines\"", "\"two\nlines\""},
		{" x", `" x"`, `" x"`},
		{" =1", `"' =1"`, `" =1"`},
		{"\u00a0=1", "\"'\u00a0=1\"", "\u00a0=1"}, // NBSP
		{"\u3000@x", "\"'\u3000@x\"", "\u3000@x"}, // the wide blank
		{"\n=1", "\"'\n=1\"", "\"\n=1\""},
		{"\n \n+1+1", "\"'\n \n+1+1\"", "\"\n \n+1+1\""},
		{"\ufeff=1", "\"'\ufeff=1\"", "\"\ufeff=1\""}, // a byte order mark
		{"\u200b-x", "\"'\u200b-x\"", "\u200b-x"},     // a zero-width space
		{"\u2028=1", "\"'\u2028=1\"", "\u2028=1"},     // a line separator
		{"\x1f=1", "\"'\x1f=1\"", "\x1f=1"},
		{" ＝1", `"' ＝1"`, `" ＝1"`},
		{" -12.5", `"' -12.5"`, `" -12.5"`}, // with the blank it is no number
		{"x =1", "x =1", "x =1"},
		{" ", `" "`, `" "`},
		{"東京", "東京", "東京"},
	}
	for _, tt := range tests {
		for spreadsheet, want := range map[bool]string{true: tt.spreadsheet, false: tt.program} {
			var b bytes.Buffer
			require.NoError(t, table.Write(&b, []string{"x"}, [][]string{{tt.cell}}, spreadsheet))
			assert.Equal(t, "x\n"+want+"\n", b.String())
		}
	}
}

func TestWriteRefuses(t *testing.T) {
	var b bytes.Buffer
	w := table.NewWriter(&b, false)
	assert.EqualError(t, w.Write(nil), "row 1 has 0 cells: want at least one")
	require.NoError(t, w.Write([]string{"a", "b"}))
	assert.EqualError(t, w.Write([]string{"1"}), "row 2 has 1 cells: want 2, as in the header")
	assert.EqualError(t, w.Write([]string{"1", "\xff"}), `row 2, cell 2: "\xff": it is not valid UTF-8`)
	assert.EqualError(t, w.Write([]string{"\x00", "1"}), `row 2, cell 1: "\x00": it contains a NUL or a carriage return`)
	assert.EqualError(t, w.Write([]string{"1\r\n", "1"}), `row 2, cell 1: "1\r\n": it contains a NUL or a carriage return`)
	assert.EqualError(t, w.Write([]string{strings.Repeat("x", 1001), "1"}), `row 2, cell 1: "`+strings.Repeat("x", 80)+`…": want at most 1000 characters`)
	assert.EqualError(t, table.NewWriter(&b, true).Write([]string{"=" + strings.Repeat("x", 999)}), `row 1, cell 1: "'=`+strings.Repeat("x", 78)+`…": want at most 1000 characters`)
	assert.EqualError(t, table.NewWriter(&b, true).Write(make([]string, 1025)), "row 1 has 1025 cells: want at most 1024")
	wide := make([]string, 1024)
	for i := range wide {
		wide[i] = strings.Repeat("排", 1000)
	}
	assert.EqualError(t, table.NewWriter(&b, true).Write(wide), "row 1 has 3073023 bytes: want at most 1048576")
	require.NoError(t, w.Write([]string{"1", "2"}))
	require.NoError(t, w.Flush())
	assert.Equal(t, "a,b\n1,2\n", b.String())

	assert.Error(t, table.Write(&b, nil, nil, false))
	assert.Error(t, table.Write(&b, []string{"a"}, [][]string{{"1", "2"}}, false))
}

type full struct{}

var errFull = errors.New("disk full")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestWriteReportsTheWriter(t *testing.T) {
	assert.ErrorIs(t, table.Write(full{}, []string{"a"}, nil, false), errFull)
	long := strings.Repeat("x", 1000)
	assert.ErrorIs(t, table.Write(full{}, []string{"a"}, [][]string{{long}, {long}, {long}, {long}, {long}}, false), errFull)
}

// Read returns whatever Writer accepts, as written, but for the apostrophes.
func FuzzWrite(f *testing.F) {
	f.Add(strings.Repeat("a", 1000), "\n=1", "\u00a0+x")
	f.Add("a", "b", "c")
	f.Add("", "\"", ",\n")
	f.Add("\ufeff", " ", "=1")
	f.Add("\r", "\x00", "\xff")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		var buf bytes.Buffer
		if err := table.Write(&buf, []string{"a", "b", "c"}, [][]string{{a, b, c}}, false); err != nil {
			return
		}
		got, err := cells(buf.String(), abc, table.Row.Raw)
		require.NoError(t, err)
		require.Equal(t, [][]string{{a, b, c}}, got)
		buf.Reset()
		if err := table.Write(&buf, []string{"a", "b", "c"}, [][]string{{a, b, c}}, true); err != nil {
			return
		}
		got, err = cells(buf.String(), abc, table.Row.Raw)
		require.NoError(t, err)
		for i, cell := range []string{a, b, c} {
			if got[0][i] != cell {
				require.Equal(t, "'"+cell, got[0][i])
			}
			start := strings.TrimLeftFunc(got[0][i], func(r rune) bool { return !unicode.IsGraphic(r) || unicode.IsSpace(r) })
			if _, err := dec.Parse(got[0][i]); err != nil && strings.IndexAny(start, "=+-@") == 0 {
				t.Fatalf("a spreadsheet may run %q", got[0][i])
			}
		}
	})
}

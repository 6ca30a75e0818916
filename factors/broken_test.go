package factors_test

import (
	"fmt"
	"io"
	"math"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/factors"
)

// rowsOf is a file with a header and a number of rows. It generates them while it is read, so it never exists as a
// whole.
type rowsOf struct {
	header string
	row    func(n int) string
	rows   int
	next   int
	left   []byte
}

func (r *rowsOf) Read(p []byte) (int, error) {
	if len(r.left) == 0 {
		switch {
		case r.next == 0:
			r.left = []byte(r.header)
		case r.next <= r.rows:
			r.left = []byte(r.row(r.next))
		default:
			return 0, io.EOF
		}
		r.next++
	}
	n := copy(p, r.left)
	r.left = r.left[n:]
	return n, nil
}

const brokenHeader = "activity,region,valid_from,valid_to,unit,boundary,CO2,document\n"

var brokenMeta = factors.Meta{Publisher: "own", Edition: "1", Title: "a catalogue", Licence: "own"}

// held returns the bytes in use after a garbage collection.
func held() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// TestMillionRows reads catalogues of a million rows. Each ends in a clear error, and nothing, the error included,
// keeps the rows in memory.
func TestMillionRows(t *testing.T) {
	const million = 1_000_000
	good := func(n int) string {
		return fmt.Sprintf("fuel/number-%d,GB,2024-01-01,2024-12-31,L,combustion,2.5,d\n", n)
	}
	for _, c := range []struct {
		name string
		row  func(n int) string
		want []string
	}{
		{"good", good, []string{"own-1 factors:200002", "rows", "200000"}},
		{"hostile numbers", func(int) string { return "fuel/x,GB,2024-01-01,2024-12-31,L,combustion,1e1000000000,d\n" }, []string{`own-1 factors:2: column "CO2": "1e1000000000" is not a number: its exponent is beyond ±64`, "and 900 more", "reading stopped after 1000 bad rows"}},
		{"too many cells", func(int) string { return "fuel/x,GB,2024-01-01,2024-12-31,L,combustion,1,d,e\n" }, []string{"own-1 factors:2: the row has 9 cells: want 8", "more"}},
		{"one id", func(int) string { return "fuel/x,GB,2024-01-01,2024-12-31,L,combustion,1,d\n" }, []string{"own-1 factors:200002", "rows"}},
		{"unknown units", func(n int) string {
			return fmt.Sprintf("fuel/x,GB,2024-01-01,2024-12-31,unit-%d,combustion,1,d\n", n)
		}, []string{`own-1 factors:2: column "unit"`, "and 900 more", "reading stopped after 1000 bad rows"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			before := held()
			set, err := factors.ReadCSV(&rowsOf{header: brokenHeader, row: c.row, rows: million}, brokenMeta)
			require.Error(t, err)
			assert.Nil(t, set)
			for _, want := range c.want {
				assert.ErrorContains(t, err, want)
			}
			assert.Less(t, len(err.Error()), 64<<10)
			const most = 4 << 20
			assert.Less(t, int64(held())-int64(before), int64(most))
			runtime.KeepAlive(err)
		})
	}
}

// TestBrokenCSV checks the error for each kind of broken catalogue.
func TestBrokenCSV(t *testing.T) {
	row := "fuel/x,GB,2024-01-01,2024-12-31,L,combustion,2.5,d\n"
	for _, c := range []struct{ name, text, want string }{
		{"empty", "", "the file is empty"},
		{"misspelt header", strings.Replace(brokenHeader, "boundary", "boundry", 1) + row, `unknown column "boundry": did you mean "boundary"?`}, //nolint:misspell // what is tested
		{"semicolons", strings.ReplaceAll(brokenHeader+row, ",", ";"), "cells are separated by semicolons"},
		{"duplicate id", brokenHeader + row + row, "factor 2: the id own/fuel/x/GB/2024/L is taken"},
		{"thousands separator", brokenHeader + strings.Replace(row, "2.5", `"1,234"`, 1), `"1,234" is not a number: write it without thousands separators`},
		{"infinity", brokenHeader + strings.Replace(row, "2.5", "Inf", 1), `"Inf" is not a number`},
		{"not a number", brokenHeader + strings.Replace(row, "2.5", "NaN", 1), `"NaN" is not a number`},
		{"hexadecimal", brokenHeader + strings.Replace(row, "2.5", "0x1p4", 1), `"0x1p4" is not a number`},
		{"65 digits", brokenHeader + strings.Replace(row, "2.5", strings.Repeat("9", 65), 1), "it has more than 64 digits"},
		{"full-width digits", brokenHeader + strings.Replace(row, "2.5", "２.５", 1), "write it in ASCII digits"},
		{"negative", brokenHeader + strings.Replace(row, "2.5", "-2.5", 1), "want a value of at least 0"},
		{"UTF-16", "\xff\xfea\x00c\x00t\x00", "the file is UTF-16: save it as UTF-8"},
		{"Shift_JIS", brokenHeader + strings.Replace(row, "fuel/x", "\x93\x73\x8e\x73\x83\x4b\x83\x58", 1), "it looks like Shift_JIS (CP932)"},
		{"Latin-1", brokenHeader + strings.Replace(row, ",d\n", ",caf\xe9\n", 1), "is not UTF-8"},
		{"NUL", brokenHeader + strings.Replace(row, "GB", "G\x00B", 1), "a NUL"},
		{"unclosed quote", brokenHeader + strings.Replace(row, "fuel", `"fuel`, 1), "own-1 factors:2"},
		{"cell too long", brokenHeader + strings.Replace(row, ",d\n", ","+strings.Repeat("d", 1001)+"\n", 1), "want at most 1000 characters"},
		{"end before start", brokenHeader + strings.Replace(row, "2024-12-31", "2023-12-31", 1), "a day not before valid_from"},
		{"impossible day", brokenHeader + strings.Replace(row, "2024-12-31", "2024-02-30", 1), `"2024-02-30"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			set, err := factors.ReadCSV(strings.NewReader(c.text), brokenMeta)
			require.ErrorContains(t, err, c.want)
			assert.Nil(t, set)
		})
	}
}

// TestEndlessRecord reads a record without an end. Reading stops at the limit for one record, long before memory runs
// out.
func TestEndlessRecord(t *testing.T) {
	endless := &rowsOf{header: brokenHeader + `"`, row: func(int) string { return strings.Repeat("x", 4096) }, rows: math.MaxInt}
	_, err := factors.ReadCSV(endless, brokenMeta)
	require.ErrorContains(t, err, "is a quotation mark not closed?")
	assert.Less(t, endless.next, 1000)
}

// TestMillionObjects reads a JSON array of a million objects.
func TestMillionObjects(t *testing.T) {
	for _, c := range []struct{ name, object, want string }{
		{"good", `{"activity":"fuel/x","region":"GB","valid_from":"2024-01-01","valid_to":"2024-12-31","unit":"L","boundary":"combustion","CO2":"1","document":"d"},`, "more than 200000 rows"},
		{"unknown keys", `{"a":"1","b":"2","c":"3"},`, "and "},
	} {
		t.Run(c.name, func(t *testing.T) {
			before := held()
			_, err := factors.ReadJSON(&rowsOf{header: "[", row: func(int) string { return c.object }, rows: 1_000_000}, brokenMeta)
			require.ErrorContains(t, err, c.want)
			const most = 4 << 20
			assert.Less(t, int64(held())-int64(before), int64(most))
			runtime.KeepAlive(err)
		})
	}
}

// TestMostRows reads a mapping and properties of more rows than a file may hold.
func TestMostRows(t *testing.T) {
	name := func(n int) string { return fmt.Sprintf("%d,fuel/x\n", n) }
	_, err := factors.ReadMapping(&rowsOf{header: "code,activity\n", row: name, rows: factors.MaxRows + 1}, "names.csv")
	require.ErrorContains(t, err, "names.csv:200002")
	_, err = factors.ReadPropertiesCSV(&rowsOf{
		header: "activity,property,rate,region,valid\n", row: func(int) string { return "fuel/x,density,1 kg/L,GB,2024\n" }, rows: factors.MaxRows + 1,
	}, brokenMeta)
	require.ErrorContains(t, err, "own-1 properties:200002")
}

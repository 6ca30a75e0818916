package table_test

import (
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/internal/table"
)

func TestLimits(t *testing.T) {
	tests := []struct {
		name, sheet string
		limit       func(*table.Options)
		want        string
	}{
		{"rows", "a,b,c\n1,2,3\n4,5,6\n", func(o *table.Options) { o.MaxRows = 1 }, "f.csv:3: more than 1 rows"},
		{"bad rows", "a,b,c\n1,2,3\n1,2\n1,2,3\n4\n1,2,3,4\n", func(o *table.Options) { o.MaxBad = 2 }, "f.csv:3: the row has 2 cells: want 3, as in the header\nf.csv:5: the row has 1 cells: want 3, as in the header\nf.csv:5: reading stopped after 2 bad rows"},
		{"columns", "a,b,c\n1,2,3,4,5\n", func(o *table.Options) { o.MaxColumns = 4 }, "f.csv:2: more than 4 cells in a row"},
		{"record", "a,b,c\n1,2,3\n1,\"2\n3456789\",3\n", func(o *table.Options) { o.MaxRecord = 8 }, "f.csv:3: more than 8 bytes in a row (is a quotation mark not closed?)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o := abc
			_, err := rows(tt.sheet, o)
			if tt.name != "columns" && tt.name != "bad rows" {
				require.NoError(t, err)
			}
			tt.limit(&o)
			_, err = rows(tt.sheet, o)
			assert.EqualError(t, err, tt.want)
		})
	}
	t.Run("just within", func(t *testing.T) {
		o := abc
		o.MaxRows, o.MaxColumns, o.MaxRecord = 1, 3, 6
		_, err := rows("a,b,c\n1,22,3\n", o) // seven bytes with the line break, which ends the record
		require.NoError(t, err)
	})
}

// endless repeats the same bytes without end.
type endless struct {
	head, body string
	at, given  int
}

func (e *endless) Read(p []byte) (int, error) {
	n := copy(p, e.head)
	e.head = e.head[n:]
	for ; n < len(p); n++ {
		p[n] = e.body[e.at%len(e.body)]
		e.at++
	}
	e.given += n
	return n, nil
}

// still never returns anything after its first bytes.
type still struct{ head string }

func (s *still) Read(p []byte) (int, error) {
	n := copy(p, s.head)
	s.head = s.head[n:]
	return n, nil
}

// A reader that returns nothing again and again ends the reading, in every encoding and place.
func TestStillReadersEnd(t *testing.T) {
	for _, encoding := range []table.Encoding{table.UTF8, table.ShiftJIS} {
		for _, head := range []string{"", "a", "a,b,c", "a,b,c\n1,2,3\n", "a,b,c\n1,\"", "\xef\xbb"} {
			o := abc
			o.Encoding = encoding
			err := table.Read(&still{head}, o, func(table.Row) error { return nil })
			if encoding == table.UTF8 || head != "\xef\xbb" { // which is no Shift_JIS
				assert.ErrorIs(t, err, io.ErrNoProgress, "%v after %q", encoding, head)
			}
		}
	}
}

// Without limits, each of these would take gigabytes or minutes.
func TestHostileStreamsEndSoon(t *testing.T) {
	tests := []struct{ name, head, body, want string }{
		{"unterminated quote", "a,b,c\n1,\"", "x\n", "f.csv:2: more than 1048576 bytes in a row (is a quotation mark not closed?)"},
		{"endless line", "a,b,c\n", "x", "f.csv:2: more than 1048576 bytes in a row"},
		{"endless columns", "a,b,c\n", ",", "f.csv:2: more than 1024 cells in a row"},
		{"endless header", "", "a,", "f.csv:1: more than 1024 cells in a row"},
		{"endless name", "", "a", "f.csv:1: more than 1048576 bytes in a row"},
		{"zeros", "", "\x00", "f.csv:1: byte 0: a NUL"},
		{"number of 10^6 digits", "a,b,c\n1" + strings.Repeat("0", 1_000_000) + ",,\n", "\x00", `f.csv:2: column "a": "1` + strings.Repeat("0", 79) + `…": want at most 1000 characters`},
		{"10^6 columns", "a,b,c\n" + strings.Repeat("1,", 1_000_000) + "1\n", "\x00", "f.csv:2: more than 1024 cells in a row"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := &endless{head: tt.head, body: tt.body}
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			begin := time.Now()
			err := table.Read(e, abc, func(r table.Row) error {
				_, err := r.Number("a")
				return err
			})
			took := time.Since(begin)
			runtime.ReadMemStats(&after)
			assert.ErrorContains(t, err, tt.want)
			assert.Less(t, e.given, 4<<20)
			assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(32<<20))
			assert.Less(t, took, 2*time.Second)
		})
	}
}

// Memory use does not depend on the length of a file.
func TestLongFileInLittleMemory(t *testing.T) {
	const n = 100_000
	e := &endless{head: "a,b,c\n", body: "1,2,3\n"}
	var before, after runtime.MemStats
	seen := 0
	err := table.Read(io.LimitReader(e, 6+6*n), abc, func(table.Row) error {
		switch seen++; seen {
		case 1000:
			runtime.GC()
			runtime.ReadMemStats(&before)
		case n:
			runtime.GC()
			runtime.ReadMemStats(&after)
		}
		return nil
	})
	require.NoError(t, err)
	assert.Equal(t, n, seen)
	assert.Less(t, int64(after.HeapAlloc)-int64(before.HeapAlloc), int64(1<<20))
}

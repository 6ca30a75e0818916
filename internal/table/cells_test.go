package table_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/internal/table"
)

// records are texts of one record or several.
var records = []string{
	"", "\n", "\r\n", "a", "a,b\n", "a,b\r\n", ",\n", `"a",b`, `"a""b",""` + "\n", "\"a\nb\",c\n", "\"a\r\nb\",c\r\n", `"a`, `a"b`, `"a"b`, `a,"b`,
	"a\rb,c\n", "a,b\nc,d\n", "\"a\"\n\"b\nc\"\n\"", " a,\" b\"\n", "\ufeffa,b\n", strings.Repeat("a,", 100) + "\n", strings.Repeat(`"x,y",`, 40) + "z",
}

// cellsOf returns the cells of a record.
func cellsOf(c *table.Cells, record []byte) []string {
	if !c.Set(record) {
		return nil
	}
	list := make([]string, c.Len())
	for i := range list {
		list[i] = string(c.At(i))
	}
	return list
}

// FuzzCells cuts a text into records by pieces of a size, and requires the cells that encoding/csv reads.
func FuzzCells(f *testing.F) {
	for _, text := range records {
		f.Add([]byte(text), byte(1))
		f.Add([]byte(text), byte(7))
	}
	f.Fuzz(func(t *testing.T, text []byte, size byte) {
		var c table.Cells
		var ends table.Ends
		var record []byte
		at, good := 1, true
		// compare compares the cells of the record, as long as encoding/csv has read all before it.
		compare := func() {
			want, err := csv.NewReader(bytes.NewReader(record)).Read()
			if errors.Is(err, io.EOF) {
				return // an empty line is no record
			}
			got := cellsOf(&c, record)
			if err != nil {
				require.Nil(t, got, "%q is refused: %v", record, err)
				require.Zero(t, c.Len())
				good = false
				return
			}
			for i := range got {
				got[i] = strings.ReplaceAll(got[i], "\r\n", "\n")
			}
			require.Equal(t, want, got, "%q", record)
		}
		for piece := range slices.Chunk(text, int(size)+1) {
			for len(piece) > 0 {
				n, lines, ended := ends.Next(piece)
				record, piece, at = append(record, piece[:n]...), piece[n:], at+lines
				require.True(t, ended || len(piece) == 0)
				if !ended || !good {
					continue
				}
				first, _, rest := table.Cut(record)
				require.Equal(t, string(record), string(first))
				require.Empty(t, rest)
				compare()
				record = record[:0]
			}
		}
		if good && len(record) > 0 {
			compare()
			require.False(t, good && ends.Quoted())
		}
		lines := bytes.Count(text, []byte{'\n'}) + 1
		if n := len(text); n == 0 || text[n-1] == '\n' {
			lines--
		}
		require.Equal(t, lines, at-1)
	})
}

// TestCellsBesideOthers writes what follows a record in memory while the record is split, which the race detector sees.
func TestCellsBesideOthers(t *testing.T) {
	text := []byte("a,b,c" + strings.Repeat(",", 200))
	var wait sync.WaitGroup
	wait.Go(func() {
		for i := range text[5:] {
			text[5+i] = 'x'
		}
	})
	var c table.Cells
	assert.Equal(t, []string{"a", "b", "c"}, cellsOf(&c, text[:5]))
	wait.Wait()
}

func TestAppendCell(t *testing.T) {
	for _, cell := range []string{"", "a", "a b", " a", "a ", ",", `"`, `a"b""`, "\n", "\r", "a\nb", "\ufeff", "é", "'", "=1+1"} {
		line := table.AppendCell([]byte("first,"), cell)
		assert.Equal(t, string(line), string(table.AppendCell([]byte("first,"), []byte(cell))))
		for _, line := range [][]byte{line, table.AppendQuoted([]byte("first,"), cell)} {
			got, err := csv.NewReader(bytes.NewReader(line)).Read()
			require.NoError(t, err)
			assert.Equal(t, []string{"first", cell}, got)
		}
	}
	assert.Equal(t, "a b", string(table.AppendCell(nil, "a b")), "without needless marks")
}

package table_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/internal/table"
)

var rowOptions = table.Options{Name: "f.csv", Columns: []table.Column{{Name: "a", Required: true}, {Name: "amount", Amount: true}, {Name: "c"}}, Kept: true, MaxRecord: 400, MaxColumns: 12}

// inBlocks reads a file by blocks of about a length.
func inBlocks(text []byte, length int, o table.Options) (rows []string, err error) {
	blocks, err := table.NewBlocks(bytes.NewReader(text), o)
	if err != nil {
		return nil, err
	}
	var reader *table.Rows
	var bad []error
	for {
		b, err := blocks.Next(make([]byte, 0, length))
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return rows, errors.Join(append(bad, err)...)
		}
		line, rest := b.Line, b.Text
		for len(rest) > 0 {
			var record []byte
			var n int
			record, n, rest = table.Cut(rest)
			if reader == nil {
				r, ok, err := table.NewRows(record, line, o)
				if err != nil {
					return nil, err
				}
				if ok {
					reader = r
				}
			} else if row, ok, err := reader.Row(record, line, b.Form); err != nil {
				bad = append(bad, err)
			} else if ok {
				rows = append(rows, fmt.Sprintf("%d %q", row.Line(), row.Cells()))
			}
			line += n
		}
	}
	if reader == nil {
		return nil, errors.New("no header")
	}
	return rows, errors.Join(bad...)
}

// FuzzBlocks requires that a file read by blocks of any length is what Read reads: the same rows, and an error where Read has
// one.
func FuzzBlocks(f *testing.F) {
	for _, text := range []string{
		"a,amount,c\n1,2 kg,3\n", "a,amount,c\r\n1,2 kg,3\r\n\r\n4,5 t,6\r\n", "\ufeffa,c\n1,2\n3,\"4\n5\"\n6,7", "# x\n\na,c\n# y\n1,2\n,\n",
		"a,amount,unit,c\n1,2,kg,3\n4,5,\"t\",6\n", "a,c\n1,\"2\n", "a,c\n1,2\"3\n4,5\n", "a,c\n1\n2,3,4\n5,6,,\n", "a;c\n1;2\n", "a,c,note\n1,2,x\n",
		"a,c\n1,\"x\"\"y\"\n", "a,c\n1,\x00\n", "a,c\n1,\xff\n", "a,c\n1,2\r3\n", "\"a\",\"c\"\n\"1\",\"2\"\n", "a,c\n1,\"\"\n\"2\",\"\n\n\"\n",
	} {
		f.Add([]byte(text), uint8(16))
		f.Add([]byte(text), uint8(3))
	}
	f.Fuzz(func(t *testing.T, text []byte, length uint8) {
		var want []string
		wantErr := table.Read(bytes.NewReader(text), rowOptions, func(r table.Row) error {
			want = append(want, fmt.Sprintf("%d %q", r.Line(), r.Cells()))
			return nil
		})
		got, err := inBlocks(text, int(length), rowOptions)
		if wantErr == nil {
			require.NoError(t, err)
			require.Equal(t, want, got)
			return
		}
		require.Error(t, err, "Read: %v", wantErr)
		again, _ := inBlocks(text, 1<<12, rowOptions)
		if length > 0 && !strings.Contains(err.Error(), "bytes in a row") {
			require.True(t, slices.Equal(got, again), "blocks of another length")
		}
	})
}

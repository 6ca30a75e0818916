package table_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/internal/table"
)

// A list has the values that were put into it, in their order, whatever it knows of the input; and it is not much longer.
func TestList(t *testing.T) {
	type value struct{ n int }
	for _, n := range []int{0, 1, 15, 16, 17, 4095, 4096, 4097, 100_000} {
		text := bytes.Repeat([]byte("line\n"), n)
		path := filepath.Join(t.TempDir(), "lines")
		require.NoError(t, os.WriteFile(path, text, 0o600))
		file, err := os.Open(path)
		require.NoError(t, err)
		reader, unread := bytes.NewReader(text), bytes.NewReader(text)
		for _, list := range []*table.List[value]{
			table.ListOf[value](reader, 0), table.ListOf[value](file, 0), table.ListOf[value](iotest.ErrReader(nil), 0),
			table.ListOf[value](unread, 0), table.ListOf[value](reader, n), table.ListOf[value](reader, n/2), table.ListOf[value](reader, 2*n),
		} {
			_, err := reader.Seek(0, 0)
			require.NoError(t, err)
			_, err = file.Seek(0, 0)
			require.NoError(t, err)
			for i := range n {
				v := list.Next()
				require.Equal(t, value{}, *v)
				v.n = i + 1
				_, err := reader.Seek(5, 1)
				require.NoError(t, err)
				_, err = file.Seek(5, 1)
				require.NoError(t, err)
			}
			all := list.All()
			require.Len(t, all, n)
			assert.LessOrEqual(t, cap(all), n+n/4+16)
			for i := range all {
				require.Equal(t, i+1, all[i].n)
			}
		}
		require.NoError(t, file.Close())
	}
}

// Values are moved once or twice, however many there are; append moves them some five times.
func TestListMovesLittle(t *testing.T) {
	type large [100]int
	const n = 100_000
	moved := testing.Benchmark(func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			list := table.ListOf[large](iotest.ErrReader(nil), 0)
			for range n {
				list.Next()
			}
			if len(list.All()) != n {
				b.Fatal("lost")
			}
		}
	})
	assert.Less(t, moved.AllocedBytesPerOp(), int64(2.1*n*800))
}

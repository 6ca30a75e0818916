package activity_test

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/scope1"
)

// lying says that it holds another number of bytes than it does.
type lying struct {
	r      io.Reader
	length int
}

func (l *lying) Read(p []byte) (int, error) {
	n, err := l.r.Read(p)
	l.length -= n
	return n, err
}

func (l *lying) Len() int { return l.length }

// The rows of a sheet are complete and in order, whatever their number, however long the others are than the first ones,
// and whatever the reader says about its length.
func TestReadSheetOfAnyLength(t *testing.T) {
	type row struct {
		ID   string `csv:"id"`
		Note string `csv:"note"`
	}
	for _, n := range []int{0, 1, 15, 16, 17, 4095, 4096, 4097, 5000, 20_000} {
		for name, note := range map[string]func(i int) string{
			"equal":   func(int) string { return "0123456789" },
			"longer":  func(i int) string { return strings.Repeat("x", i/5000*100) },
			"shorter": func(i int) string { return strings.Repeat("x", max(0, 400-i/5000*100)) },
		} {
			var text strings.Builder
			text.WriteString("id,note\n")
			for i := range n {
				fmt.Fprintf(&text, "%d,%s\n", i, note(i))
			}
			path := filepath.Join(t.TempDir(), "sheet.csv")
			require.NoError(t, os.WriteFile(path, []byte("skipped\n"+text.String()), 0o600))
			file, err := os.Open(path)
			require.NoError(t, err)
			_, err = file.Seek(int64(len("skipped\n")), io.SeekStart)
			require.NoError(t, err)
			reader := func() io.Reader { return strings.NewReader(text.String()) }
			for k, r := range []io.Reader{reader(), file, io.MultiReader(reader()), &lying{reader(), 1 << 62}, &lying{reader(), -1}, &lying{reader(), 1000}, &lying{reader(), 100_000}} {
				got, err := activity.ReadSheet[row](r, "sheet.csv")
				require.NoError(t, err)
				require.Len(t, got, n)
				if n == 0 {
					assert.Nil(t, got)
				}
				for i, r := range got {
					if r.ID != strconv.Itoa(i) || r.Note != note(i) {
						require.Fail(t, "another row", "reader %d of %s, row %d of %d: %v", k, name, i, n, r)
					}
				}
				assert.LessOrEqual(t, cap(got), n+n/4+16, "reader %d of %s: the slice is much longer than the sheet", k, name)
			}
			require.NoError(t, file.Close())
		}
	}
}

// A row needs an allocation for its texts and two for its number; the structs are made together.
func TestReadSheetAllocatesLittle(t *testing.T) {
	const n = 20_000
	sheet := fuelSheet(n, false)
	read := func() {
		rows, err := activity.ReadSheet[scope1.StationaryCombustion](strings.NewReader(sheet), "fuel.csv")
		assert.NoError(t, err)
		assert.Len(t, rows, n)
	}
	assert.Less(t, testing.AllocsPerRun(1, read)/n, 3.1)
}

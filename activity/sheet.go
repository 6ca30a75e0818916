package activity

import (
	"io"
	"io/fs"
	"reflect"

	"github.com/ghgkit/ghg/internal/table"
)

// ReadSheet reads a CSV sheet into one T per row; for the sheet of a method, T is the method's struct. The columns are the
// struct's csv tags, and name is the file's name, for errors.
//
// Reading is strict. A column that is missing, unknown, misspelt or repeated is an error with the nearest name; so is a
// row that is too long or too short. A bad cell is reported with file, line and column: the first hundred, and a count of
// the rest. After a thousand bad rows reading stops. A cell has at most [ghg.MaxText] characters. The text is UTF-8. Blanks at the ends of a text are no part of it; a number with blanks is an error. Nothing
// misread becomes a zero.
func ReadSheet[T any](r io.Reader, name string) ([]T, error) {
	return readSheet[T](r, table.Options{Name: name})
}

// ReadSheetShiftJIS is like [ReadSheet] for a file in Shift_JIS as Windows writes it (CP932).
func ReadSheetShiftJIS[T any](r io.Reader, name string) ([]T, error) {
	return readSheet[T](r, table.Options{Name: name, Encoding: table.ShiftJIS})
}

func readSheet[T any](r io.Reader, options table.Options) ([]T, error) {
	decoder, err := table.NewDecoder(reflect.TypeFor[T]())
	if err != nil {
		return nil, err
	}
	options.Columns = decoder.Columns()
	rows := growing[T]{left: remaining(r)}
	err = table.Read(r, options, func(row table.Row) error {
		return decoder.Decode(row, reflect.ValueOf(rows.next()).Elem())
	})
	if err != nil {
		return nil, err
	}
	return rows.all(), nil
}

// growing is a slice of values that are too large to be moved again and again while it grows. It is made in parts, and in
// one once the length of the input shows how many values there will be.
type growing[T any] struct {
	full [][]T
	last []T
	n    int
	left func() int64 // bytes of the input that have not been read; nil if unknown
	size int64        // bytes of the input
}

// next returns the place of the next value.
func (g *growing[T]) next() *T {
	if len(g.last) == cap(g.last) {
		g.grow()
	}
	g.n++
	g.last = g.last[:len(g.last)+1]
	return &g.last[len(g.last)-1]
}

func (g *growing[T]) grow() {
	const least, most = 16, 4096
	if g.n == 0 && g.left != nil {
		g.size = g.left()
	}
	if g.n >= most {
		if expected := g.expected(); expected > g.n {
			all := make([]T, 0, expected)
			g.last, g.full = g.appendTo(all), nil
			return
		}
	}
	if g.n > 0 {
		g.full = append(g.full, g.last)
	}
	g.last = make([]T, 0, max(least, min(g.n, most)))
}

// expected returns how many values there will be if the rest of the input is like the part that was read, with a margin,
// but not many times as many as there are; 0 if the rest is unknown.
func (g *growing[T]) expected() int {
	const margin, most = 16, 256
	if g.left == nil {
		return 0
	}
	left := g.left()
	read := g.size - left
	if left <= 0 || read <= 0 {
		return 0
	}
	more := int(min(float64(left)/float64(read), most) * float64(g.n))
	return g.n + more + more/margin + 1
}

// all returns the values.
func (g *growing[T]) all() []T {
	const spare = 4
	if len(g.full) == 0 && cap(g.last) <= g.n+g.n/spare+16 {
		return g.last
	}
	return g.appendTo(make([]T, 0, g.n))
}

func (g *growing[T]) appendTo(all []T) []T {
	for i, part := range g.full {
		all = append(all, part...)
		g.full[i] = nil
	}
	return append(all, g.last...)
}

// remaining returns a function that tells how many bytes of r have not been read, or nil if r does not know.
func remaining(r io.Reader) func() int64 {
	switch r := r.(type) {
	case interface{ Len() int }:
		return func() int64 { return int64(r.Len()) }
	case interface {
		io.Seeker
		Stat() (fs.FileInfo, error)
	}:
		return func() int64 {
			at, err := r.Seek(0, io.SeekCurrent)
			info, statErr := r.Stat()
			if err != nil || statErr != nil {
				return 0
			}
			return info.Size() - at
		}
	}
	return nil
}

// All returns a sheet's rows as activities, to be combined with others.
func All[T Activity](rows []T) []Activity {
	activities := make([]Activity, len(rows))
	for i, row := range rows {
		activities[i] = row
	}
	return activities
}

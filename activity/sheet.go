package activity

import (
	"io"

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
	var rows []T
	err := table.Decode(r, options, func(_ int, row T) error {
		rows = append(rows, row)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return rows, nil
}

// All returns a sheet's rows as activities, to be combined with others.
func All[T Activity](rows []T) []Activity {
	activities := make([]Activity, len(rows))
	for i, row := range rows {
		activities[i] = row
	}
	return activities
}

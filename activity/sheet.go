package activity

import (
	"io"
	"reflect"
	"slices"
	"strings"

	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/table"
	"github.com/ghgkit/ghg/units"
)

// ReadSheet reads a CSV sheet into one T per row; for the sheet of a method, T is the method's struct. The columns are the
// struct's csv tags, and name is the file's name, for errors.
//
// A file is read as people keep it. A row whose cells are all blank, and a comment, whose first cell begins with "# ", are no
// rows; blank columns at the end are none. A column "note", "notes", "comment", "comments", "remark" or "remarks", alone or
// before a colon ("note: who read it"), is for people. The unit of an amount may be in a column of its own: "unit" for the
// column "amount", and "NAME_unit" for another one.
//
// All else is strict. A column that is missing, unknown, misspelt or repeated is an error with the nearest name; so is a
// row that is too long or too short. A bad cell is reported with file, line and column: the first hundred, and a count of
// the rest. After a thousand bad rows reading stops. A cell has at most [ghg.MaxText] characters. The text is UTF-8. Blanks
// at the ends of a cell are no part of it; a blank within a number is an error. Nothing misread becomes a zero.
func ReadSheet[T any](r io.Reader, name string) ([]T, error) {
	return readSheet[T](r, table.Options{Name: name})
}

// ReadSheetShiftJIS is like [ReadSheet] for a file in Shift_JIS as Windows writes it (CP932).
func ReadSheetShiftJIS[T any](r io.Reader, name string) ([]T, error) {
	return readSheet[T](r, table.Options{Name: name, Encoding: table.ShiftJIS})
}

func readSheet[T any](r io.Reader, options table.Options) ([]T, error) {
	decoder, err := newDecoder(reflect.TypeFor[T]())
	if err != nil {
		return nil, err
	}
	options.Columns, options.Kept = columnsOf(reflect.TypeFor[T](), decoder), true
	rows := table.ListOf[T](r, 0)
	err = table.Read(r, options, func(row table.Row) error {
		return decoder.Decode(row, reflect.ValueOf(rows.Next()).Elem())
	})
	if err != nil {
		return nil, err
	}
	return rows.All(), nil
}

// newDecoder returns a decoder of rows into structs of a type.
func newDecoder(t reflect.Type) (*table.Decoder, error) {
	return table.NewDecoder(t, table.Each(units.Parse), table.Once(units.ParseRate), table.Once(factors.ParseSupplied))
}

// columnsOf returns the columns of a sheet for a type, those of amounts marked.
func columnsOf(t reflect.Type, d *table.Decoder) []table.Column {
	columns := d.Columns()
	for f := range fields(t) {
		name, _, _ := strings.Cut(f.Tag.Get("csv"), ",")
		if i := slices.IndexFunc(columns, func(c table.Column) bool { return c.Name == name }); i >= 0 {
			columns[i].Amount = f.Type == reflect.TypeFor[units.Quantity]()
		}
	}
	return columns
}

// All returns a sheet's rows as activities, to be combined with others. They are the rows themselves, a pointer to each: change
// no row while they are in use.
func All[T Activity](rows []T) []Activity {
	activities := make([]Activity, len(rows))
	for i := range rows {
		if a, ok := any(&rows[i]).(Activity); ok { // unless T is an interface
			activities[i] = a
		} else {
			activities[i] = rows[i]
		}
	}
	return activities
}

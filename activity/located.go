package activity

import (
	"fmt"
	"io"
	"reflect"
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/table"
)

// Located is an activity with the place where it was read. What goes wrong in its calculation begins with that place, so
// that a factor that is missing is reported with the file and the line of the sheet. In every other respect it is the
// activity within: its results and receipts are the same.
type Located struct {
	Activity
	Place ghg.Place
}

// Calculate calculates the activity. Its error is that of the activity with the place.
func (l Located) Calculate(b factors.Basis) (ghg.Results, error) {
	results, err := calculate(b, l.Activity)
	return results, l.Place.At(err)
}

// bare returns an activity without its place, and the activity that a pointer points to.
func bare(a Activity) Activity {
	for {
		l, ok := a.(Located)
		if !ok {
			break
		}
		a = l.Activity
	}
	if v, ok := pointed(reflect.ValueOf(a)); ok {
		if to, ok := v.Interface().(Activity); ok {
			return to
		}
	}
	return a
}

// pointed returns the struct that a pointer to an activity points to, and reports whether v is such a pointer. A struct whose
// methods want a pointer is no activity itself.
func pointed(v reflect.Value) (reflect.Value, bool) {
	if v.Kind() != reflect.Pointer || v.IsNil() || v.Type().Elem().Kind() != reflect.Struct {
		return reflect.Value{}, false
	}
	return v.Elem(), v.Type().Elem().Implements(reflect.TypeFor[Activity]())
}

// element is the place of an activity in a list.
func element(i int) ghg.Place { return ghg.Place{Path: "activities[" + strconv.Itoa(i) + "]"} }

// placed returns the place that an error of an activity of a list lacks.
func placed(a Activity, i int) ghg.Place {
	if l, ok := a.(Located); ok && !l.Place.IsZero() {
		return ghg.Place{}
	}
	return element(i)
}

// ReadLocated is [ReadSheet] for a calculation: it returns the rows of a sheet as activities that know their file and line,
// which the errors of their calculation begin with.
func ReadLocated[T Activity](r io.Reader, name string) ([]Activity, error) {
	return readLocated(reflect.TypeFor[T](), r, table.Options{Name: name})
}

// ReadLocatedShiftJIS is [ReadLocated] for a file in Shift_JIS as Windows writes it (CP932).
func ReadLocatedShiftJIS[T Activity](r io.Reader, name string) ([]Activity, error) {
	return readLocated(reflect.TypeFor[T](), r, table.Options{Name: name, Encoding: table.ShiftJIS})
}

// ReadLocated is the function [ReadLocated] for a method that is known only at run time.
func (m Method) ReadLocated(r io.Reader, name string) ([]Activity, error) {
	if err := m.checkSheet(name); err != nil {
		return nil, err
	}
	return readLocated(m.Type(), r, table.Options{Name: name})
}

// ReadLocatedShiftJIS is the function [ReadLocatedShiftJIS] for a method that is known only at run time.
func (m Method) ReadLocatedShiftJIS(r io.Reader, name string) ([]Activity, error) {
	if err := m.checkSheet(name); err != nil {
		return nil, err
	}
	return readLocated(m.Type(), r, table.Options{Name: name, Encoding: table.ShiftJIS})
}

func readLocated(t reflect.Type, r io.Reader, options table.Options) ([]Activity, error) {
	var activities []Activity
	err := readRows(t, r, options, func(line int, a Activity) {
		activities = append(activities, Located{a, ghg.Place{File: options.Name, Line: line}})
	})
	if err != nil {
		return nil, err
	}
	return activities, nil
}

// checkSheet returns an error for a method without a sheet.
func (m Method) checkSheet(name string) error {
	if m.HasSheet() {
		return nil
	}
	if m.Method == nil {
		return errNil("method", "one of the method table")
	}
	return ghg.Place{File: name}.At(fmt.Errorf("%s has no sheet because a required input is nested: want its JSON form", m.Name()))
}

// readRows passes on the activity and the line of every row of a sheet.
func readRows(t reflect.Type, r io.Reader, options table.Options, each func(line int, a Activity)) error {
	decoder, err := newDecoder(t)
	if err != nil {
		return err
	}
	into := reflect.New(t).Elem()
	options.Columns, options.Kept = columnsOf(t, decoder), true
	return table.Read(r, options, func(row table.Row) error {
		into.SetZero()
		if err := decoder.Decode(row, into); err != nil {
			return err
		}
		a, ok := into.Interface().(Activity) // a copy
		if !ok {
			return fmt.Errorf("%v is not an activity", t)
		}
		each(row.Line(), a)
		return nil
	})
}

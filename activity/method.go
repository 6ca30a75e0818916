package activity

import (
	"fmt"
	"io"
	"reflect"

	"github.com/ghgkit/ghg/internal/strictjson"
	"github.com/ghgkit/ghg/internal/table"
	"github.com/ghgkit/ghg/method"
)

// Method is a method in the table: its declaration and its CSV and JSON forms.
type Method struct{ *method.Method }

// Columns returns the inputs in a CSV sheet of the method, in the order of its columns. A method whose inputs are all
// nested has none.
func (m Method) Columns() []method.Input {
	var columns []method.Input
	for _, in := range m.Inputs() {
		if in.Sheet {
			columns = append(columns, in)
		}
	}
	return columns
}

// HasSheet reports whether a sheet can hold every input that the method requires.
func (m Method) HasSheet() bool {
	inputs := m.Inputs()
	for _, in := range inputs {
		if in.Required && !in.Sheet {
			return false
		}
	}
	return len(inputs) > 0
}

// ReadSheet reads a CSV sheet of the method, like the function [ReadSheet]. A method with a nested required input has no
// sheet, only a JSON form; for such a method ReadSheet returns an error.
func (m Method) ReadSheet(r io.Reader, name string) ([]Activity, error) {
	if err := m.checkSheet(name); err != nil {
		return nil, err
	}
	var activities []Activity
	err := readRows(m.Type(), r, table.Options{Name: name}, func(_ int, a Activity) { activities = append(activities, a) })
	if err != nil {
		return nil, err
	}
	return activities, nil
}

// decode reads the JSON form of the method, in which the key of the method's name may be missing.
func (m Method) decode(object strictjson.Document) (Activity, error) {
	into := reflect.New(m.Type())
	if err := object.Decode(into.Interface(), strictjson.Form{Beside: methodKey, Texts: texts, Hint: ", see the method's schema"}); err != nil {
		return nil, err
	}
	if err := checkBlanks(into.Elem(), ""); err != nil {
		return nil, err
	}
	a, ok := into.Elem().Interface().(Activity)
	if !ok {
		return nil, fmt.Errorf("%v is not an activity", m.Type())
	}
	return a, nil
}

// Activities returns the examples in the method's declaration as activities.
func (m Method) Activities() ([]Activity, error) {
	var activities []Activity
	for i, text := range m.Examples() {
		object, err := strictjson.Parse([]byte(text))
		if err != nil {
			return nil, fmt.Errorf("example %d of %s: %w", i+1, m.Name(), err)
		}
		a, err := m.decode(object)
		if err != nil {
			return nil, fmt.Errorf("example %d of %s: %w", i+1, m.Name(), err)
		}
		activities = append(activities, a)
	}
	return activities, nil
}

package activity

import (
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/spelling"
	"github.com/ghgkit/ghg/internal/table"
)

// Method is an entry of the method table: a calculation method by its name, the same in Go, JSON and CSV.
type Method struct {
	Name     ghg.Method
	Category ghg.Category // of scope 3; zero otherwise
	Summary  string       // what it calculates, in one line
	Formula  string
	Source   string // document and section

	kind   reflect.Type
	decode func(object []byte) (Activity, error)
	sheet  func(r io.Reader, o table.Options) ([]Activity, error)
}

// describe makes the entry of the method whose inputs are T.
func describe[T Activity](name ghg.Method, category ghg.Category, summary, formula, source string) Method {
	return Method{
		Name: name, Category: category, Summary: summary, Formula: formula, Source: source, kind: reflect.TypeFor[T](),
		decode: func(object []byte) (Activity, error) {
			var a T
			err := decodeStrictly(object, &a)
			return a, err
		},
		sheet: func(r io.Reader, o table.Options) ([]Activity, error) {
			rows, err := readSheet[T](r, o)
			return All(rows), err
		},
	}
}

// Methods returns the method table in the order of scopes and categories.
func Methods() []Method { return slices.Clone(methods()) }

// Lookup returns the entry of a method by its name. An unknown name is an error with the nearest ones.
func Lookup(name string) (Method, error) {
	for _, m := range methods() {
		if string(m.Name) == name {
			return m, nil
		}
	}
	return Method{}, &ghg.FieldError{Field: "method", Value: name, Want: "a name of the method table" + nearest(name), Err: ghg.ErrUnknown}
}

// nearest lists names that are spelt alike, that are of the struct named, or that share a word with the one asked for.
func nearest(name string) string {
	const most, longest = 5, 100
	if len(name) > longest {
		return ""
	}
	var names, near []string
	for _, m := range methods() {
		if strings.EqualFold(m.kind.Name(), name) {
			near = append(near, string(m.Name))
		}
		names = append(names, string(m.Name))
	}
	if alike := spelling.Nearest(name, names); alike != "" {
		near = append(near, alike)
	}
	_, word, _ := strings.Cut(name, ".")
	if word == "" {
		word = name
	}
	for part := range strings.SplitSeq(strings.ToLower(word), "-") {
		for _, n := range names {
			if len(part) > 3 && strings.Contains(n, part) && len(near) < most && !slices.Contains(near, n) {
				near = append(near, n)
			}
		}
	}
	if len(near) == 0 {
		return "; Methods lists them"
	}
	return ", such as " + strings.Join(near, ", ")
}

// NameOf returns the name of an activity's method. An activity that is not of the table is an error.
func NameOf(a Activity) (ghg.Method, error) {
	kind := reflect.TypeOf(a)
	for _, m := range methods() {
		if m.kind == kind {
			return m.Name, nil
		}
	}
	return "", fmt.Errorf("%T is not a method of the table", a)
}

// ReadSheet reads a CSV sheet of the method as [ReadSheet] does. A method whose inputs are nested has no sheet, which is
// an error: its form is JSON.
func (m Method) ReadSheet(r io.Reader, name string) ([]Activity, error) {
	if len(m.Columns()) == 0 {
		return nil, fmt.Errorf("%s: %s has no sheet, its inputs are nested: want its JSON form", name, m.Name)
	}
	return m.sheet(r, table.Options{Name: name})
}

// Columns returns the columns of the method's CSV sheet and whether each is required, in the order of the fields.
func (m Method) Columns() []Column {
	var columns []Column
	for f := range fields(m.kind) {
		name, options, _ := strings.Cut(f.Tag.Get("csv"), ",")
		if name != "" && name != "-" {
			columns = append(columns, Column{Name: name, Required: options != "omitempty"})
		}
	}
	return columns
}

// Column is a column of a method's sheet.
type Column struct {
	Name     string
	Required bool
}

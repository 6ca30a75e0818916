package activity

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/spelling"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/scope3"
)

// Table is a method table: calculation methods by name. It is immutable and safe for concurrent use. The zero Table and a
// nil one have no methods.
type Table struct {
	methods []Method
	byName  map[ghg.Method]Method
	byType  map[reflect.Type]Method
}

// NewTable returns a table of the module's methods and your own. Two methods with one name are an error, and so is one of
// your own with a name that is the module's ([ghg.Method.Reserved]).
func NewTable(own ...*method.Method) (*Table, error) {
	t := &Table{byName: map[ghg.Method]Method{}, byType: map[reflect.Type]Method{}}
	module := slices.Concat(scope1.Methods(), scope2.Methods(), scope3.Methods())
	for i, declared := range slices.Concat(module, own) {
		m := Method{declared}
		if m.Name() == "" {
			return nil, errNil("method", "one that method.Declare returns")
		}
		if i >= len(module) && m.Name().Reserved() {
			return nil, fmt.Errorf("method %s: want another name of the package of %v, since names that begin with scope and a digit are the module's", m.Name(), m.Type())
		}
		if other, taken := t.byName[m.Name()]; taken {
			return nil, fmt.Errorf("method %s is declared twice, by %v and by %v: want distinct names", m.Name(), other.Type(), m.Type())
		}
		t.methods = append(t.methods, m)
		t.byName[m.Name()] = m
		t.byType[m.Type()] = m
	}
	return t, nil
}

// Standard returns the table of the module's methods, which the functions of this package use.
func Standard() *Table { return standard() }

var standard = sync.OnceValue(func() *Table {
	t, err := NewTable()
	if err != nil {
		return &Table{} // tests check that there is no error
	}
	return t
})

// Methods returns the methods in the order of scopes and categories.
func (t *Table) Methods() []Method { return slices.Clone(absent.Or(t).methods) }

// Methods returns the methods of the module in the order of scopes and categories.
func Methods() []Method { return Standard().Methods() }

// Lookup returns the method with the given name. An unknown name is an error that lists the nearest ones.
func Lookup(name string) (Method, error) { return Standard().Lookup(name) }

// NameOf returns the name of an activity's method. An activity that is not in the table is an error.
func NameOf(a Activity) (ghg.Method, error) { return Standard().NameOf(a) }

// Lookup returns the method with the given name. An unknown name is an error that lists the nearest ones.
func (t *Table) Lookup(name string) (Method, error) {
	t = absent.Or(t)
	if m, ok := t.byName[ghg.Method(name)]; ok {
		return m, nil
	}
	near, want := t.nearest(name), "a name in the method table; Methods lists them"
	if len(near) > 0 {
		want = "a name in the method table, such as " + strings.Join(near, ", ")
	}
	return Method{}, &ghg.FieldError{Field: "method", Value: name, Want: want, Near: near, Err: ghg.ErrUnknown}
}

// NameOf returns the name of an activity's method. An activity that is not in the table is an error.
func (t *Table) NameOf(a Activity) (ghg.Method, error) {
	t = absent.Or(t)
	if m, ok := t.byType[reflect.TypeOf(bare(a))]; ok {
		return m.Name(), nil
	}
	return "", fmt.Errorf("%T is not a method in the table", a)
}

// nearest lists names that are spelt like the name asked for, belong to a struct of that name, or share a word with it.
func (t *Table) nearest(name string) []string {
	const most, longest = 5, 100
	if len(name) > longest {
		return nil
	}
	var names, near []string
	for _, m := range t.methods {
		if strings.EqualFold(m.Type().Name(), name) {
			near = append(near, string(m.Name()))
		}
		names = append(names, string(m.Name()))
	}
	if alike := spelling.Nearest(name, names); alike != "" {
		near = append(near, alike)
	}
	_, word, _ := strings.Cut(name, ".")
	if word == "" {
		word = name
	}
	split := func(r rune) bool { return r == '-' || r == '.' || r == '_' || r == ' ' }
	for _, part := range strings.FieldsFunc(strings.ToLower(word), split) {
		for _, n := range names {
			if len(part) > 3 && strings.Contains(n, part) && len(near) < most && !slices.Contains(near, n) {
				near = append(near, n)
			}
		}
	}
	return near
}

// Package methodtest tests methods by their declarations: each test that a method must pass whatever it calculates, in
// one place. A failure is a sentence with the cure.
package methodtest

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// Run tests methods with a basis that their examples can be calculated with: what is declared is complete, the examples
// calculate and prove themselves, and every input is checked as declared.
func Run(t *testing.T, b factors.Basis, methods []*method.Method) {
	t.Helper()
	table, err := tableOf(methods)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range methods {
		t.Run(string(m.Name()), func(t *testing.T) {
			k := &kit{t: t, m: m, basis: b}
			k.declaration()
			k.tags(m.Type(), m.Inputs(), "")
			k.decode(table)
			k.used()
			for i, a := range k.examples {
				k.calculates(i, a)
				k.strict(i, a)
			}
			k.zero()
		})
	}
}

// tableOf returns a table that holds the methods, which may be the module's own.
func tableOf(methods []*method.Method) (*activity.Table, error) {
	var own []*method.Method
	for _, m := range methods {
		if _, err := activity.Lookup(string(m.Name())); err != nil {
			own = append(own, m)
		}
	}
	return activity.NewTable(own...)
}

// kit tests one method.
type kit struct {
	t        *testing.T
	m        *method.Method
	basis    factors.Basis
	examples []activity.Activity
}

// name is that of the struct, for failures.
func (k *kit) name() string { return k.m.Type().Name() }

// declaration tests that the words of the declaration are there.
func (k *kit) declaration() {
	k.t.Helper()
	if k.m.Scope() == 0 {
		k.t.Errorf("%s has no scope: set Scope in its declaration", k.name())
	}
	if (k.m.Scope() == ghg.Scope3) != (len(k.m.Categories()) > 0) {
		k.t.Errorf("%s of %s has %d categories: set Categories in its declaration for Scope 3 only", k.name(), k.m.Scope(), len(k.m.Categories()))
	}
	for what, text := range map[string]string{
		`a first sentence "` + k.name() + ` is …"`:     k.m.Summary(),
		"an indented formula":                          k.m.Formula(),
		`a last paragraph "Source: document, section"`: k.m.Source(),
	} {
		if text == "" {
			k.t.Errorf("the comment of %s lacks %s: write it and run go generate", k.name(), what)
		}
	}
	for _, word := range []string{"[", "]"} {
		if strings.Contains(k.m.Summary(), word) {
			k.t.Errorf("the summary of %s has a link that was not resolved: %s", k.name(), k.m.Summary())
		}
	}
}

// head are the fields that every method has, with texts of their own.
var head = []string{"ID", "Entity", "Site", "Period", "Quality", "Category"}

// tags tests the tags and comments of the fields of a struct.
func (k *kit) tags(t reflect.Type, inputs []method.Input, path string) {
	k.t.Helper()
	for _, name := range []string{"ID", "Period"} {
		if _, ok := t.FieldByName(name); !ok && path == "" {
			k.t.Errorf("%s has no field %s: every activity has one", t.Name(), name)
		}
	}
	for _, in := range inputs {
		f, _ := t.FieldByName(in.Field)
		where := t.Name() + "." + in.Field
		key, option, _ := strings.Cut(f.Tag.Get("json"), ",")
		column, omit, _ := strings.Cut(f.Tag.Get("csv"), ",")
		if path == "" && column != "-" && (column != key || (option != "") != (omit == "omitempty")) {
			k.t.Errorf("%s has the tags json:%q and csv:%q: give both one name, and either both or neither an omit option", where, f.Tag.Get("json"), f.Tag.Get("csv"))
		}
		if in.Text == "" {
			k.t.Errorf("%s has no description: write a comment on the field and run go generate", where)
		}
		if in.Kind == method.ListInput && in.Sheet {
			k.t.Errorf(`%s is a list, which a sheet cannot hold: tag it csv:"-"`, where)
		}
		if (in.Kind == method.NumberInput || in.Kind == method.CountInput) && f.Tag.Get("input") == "" {
			k.t.Errorf(`%s is a number without bounds: tag it with an interval, such as input:"[0,1]"`, where)
		}
		wantsExample := in.Kind != method.ChoiceInput && in.Kind != method.FlagInput && in.Kind != method.ListInput && in.Kind != method.FactorInput && in.Kind != method.OtherInput
		if wantsExample && len(in.Examples) == 0 && !slices.Contains(head, in.Field) {
			k.t.Errorf(`%s has no example: end its comment with one in quotation marks, such as … : "125 MWh(HHV)"`, where)
		}
		if in.Kind == method.ListInput {
			k.tags(in.Type, in.Inputs, path+in.Name)
		}
	}
}

// decode reads the examples as JSON, and tests that they are the same after a turn through it.
func (k *kit) decode(table *activity.Table) {
	k.t.Helper()
	if len(k.m.Examples()) == 0 {
		k.t.Fatalf("%s has no example: give its declaration one that calculates", k.name())
	}
	for i, text := range k.m.Examples() {
		object := `{"method": "` + string(k.m.Name()) + `",` + strings.TrimPrefix(strings.TrimSpace(text), "{")
		a, err := table.Decode([]byte(object))
		if err != nil {
			k.t.Fatalf("example %d of %s cannot be read: %v", i+1, k.name(), err)
		}
		again, err := table.Encode(a)
		if err != nil {
			k.t.Fatalf("example %d of %s cannot be written: %v", i+1, k.name(), err)
		}
		back, err := table.Decode(again)
		if err != nil || !reflect.DeepEqual(a, back) {
			k.t.Errorf("example %d of %s is not the same after a turn through JSON: %v", i+1, k.name(), err)
		}
		k.examples = append(k.examples, a)
	}
}

// used tests that the examples together use every input.
func (k *kit) used() {
	k.t.Helper()
	used := map[string]bool{}
	for _, a := range k.examples {
		markUsed(reflect.ValueOf(a), k.m.Inputs(), "", used)
	}
	var missing func(inputs []method.Input, path string)
	missing = func(inputs []method.Input, path string) {
		for _, in := range inputs {
			if !used[path+in.Name] {
				k.t.Errorf("no example of %s uses %s: add it to one, or add an example", k.name(), path+in.Name)
				continue
			}
			missing(in.Inputs, path+in.Name+".")
		}
	}
	missing(k.m.Inputs(), "")
}

func markUsed(v reflect.Value, inputs []method.Input, path string, used map[string]bool) {
	for _, in := range inputs {
		f := v.FieldByName(in.Field)
		if f.IsZero() {
			continue
		}
		used[path+in.Name] = true
		if in.Kind == method.ListInput {
			for i := range f.Len() {
				markUsed(f.Index(i), in.Inputs, path+in.Name+".", used)
			}
		}
	}
}

// calculates tests that an example gives results that prove themselves, and that no number of them can be altered.
func (k *kit) calculates(i int, a activity.Activity) {
	k.t.Helper()
	results, err := a.Calculate(k.basis)
	if err != nil {
		k.t.Errorf("example %d of %s does not calculate: %v", i+1, k.name(), err)
		return
	}
	if len(results) == 0 {
		k.t.Errorf("example %d of %s has no result", i+1, k.name())
	}
	for _, r := range results {
		if err := k.proves(r); err != nil {
			k.t.Errorf("example %d of %s: %v", i+1, k.name(), err)
		}
	}
	if _, err := a.Calculate(factors.Basis{Factors: k.basis.Factors}); !errors.Is(err, ghg.ErrMissing) || !strings.Contains(fmt.Sprint(err), "GWP") {
		k.t.Errorf("example %d of %s calculates without a GWP set, or the error does not name it: %v", i+1, k.name(), err)
	}
}

// proves returns an error unless a result is the method's, verifies, and shows every alteration of a step.
func (k *kit) proves(r ghg.Result) error {
	switch {
	case r.Method != k.m.Name():
		return fmt.Errorf("the result is of method %s", r.Method)
	case r.Scope != k.m.Scope():
		return fmt.Errorf("the result is of %s, declared is %s", r.Scope, k.m.Scope())
	case r.Category != 0 && !slices.Contains(k.m.Categories(), r.Category):
		return fmt.Errorf("the result is of %s, which is not declared", r.Category)
	case r.Scope == ghg.Scope3 && r.Category == 0:
		return errors.New("the result has no category")
	}
	receipt, err := r.Receipt()
	if err != nil {
		return err
	}
	proved, err := ghg.Verify(receipt)
	if err != nil {
		return fmt.Errorf("its receipt does not verify: %w", err)
	}
	if again, err := proved.Receipt(); err != nil || string(again) != string(receipt) {
		return fmt.Errorf("the receipt of its receipt differs: %v", err)
	}
	for i := range r.Steps {
		forged := r
		forged.Steps = slices.Clone(r.Steps)
		forged.Steps[i].Value = forged.Steps[i].Value.Add(decimal.New(1, -9))
		if err := forged.Check(); !errors.Is(err, ghg.ErrTampered) {
			return fmt.Errorf("step %d can be altered: %v", i+1, err)
		}
	}
	return nil
}

// strict leaves out one input after the other and gives others that must be refused.
func (k *kit) strict(i int, a activity.Activity) {
	k.t.Helper()
	for _, in := range k.m.Inputs() {
		v := reflect.New(k.m.Type()).Elem()
		v.Set(reflect.ValueOf(a))
		if f := v.FieldByName(in.Field); !f.IsZero() {
			f.SetZero()
			k.without(i, in, v)
		}
	}
	for _, in := range k.m.Inputs() {
		k.outside(i, in, a)
	}
}

// without tests an activity without one of its inputs.
func (k *kit) without(i int, in method.Input, v reflect.Value) {
	k.t.Helper()
	_, err := calculate(v, k.basis)
	var refused *ghg.FieldError
	switch {
	case in.Required && err == nil:
		k.t.Errorf("example %d of %s calculates without %s, which is required", i+1, k.name(), in.Name)
	case in.Required && (!errors.As(err, &refused) || refused.Field != in.Name && refused.Field != "period" || !errors.Is(err, ghg.ErrMissing)):
		k.t.Errorf("example %d of %s without %s: want a *ghg.FieldError of that field that wraps ghg.ErrMissing, got %v", i+1, k.name(), in.Name, err)
	case in.Required:
		var of *ghg.ActivityError
		if !errors.As(err, &of) || of.Method != k.m.Name() {
			k.t.Errorf("example %d of %s without %s: want a *ghg.ActivityError of the method, got %v", i+1, k.name(), in.Name, err)
		}
	}
}

// outside gives an input a value that must be refused.
func (k *kit) outside(i int, in method.Input, a activity.Activity) {
	k.t.Helper()
	set := func(what string, want error, change func(f reflect.Value) bool) {
		v := reflect.New(k.m.Type()).Elem()
		v.Set(reflect.ValueOf(a))
		if !change(v.FieldByName(in.Field)) {
			return
		}
		_, err := calculate(v, k.basis)
		var refused *ghg.FieldError
		if !errors.Is(err, want) || !errors.As(err, &refused) {
			k.t.Errorf("example %d of %s with %s in %s: want a *ghg.FieldError that wraps %q, got %v", i+1, k.name(), what, in.Name, want, err)
		}
	}
	f, _ := k.m.Type().FieldByName(in.Field)
	switch in.Kind {
	case method.AmountInput:
		if !strings.HasPrefix(f.Tag.Get("input"), "±") {
			set("an amount below 0", ghg.ErrNegative, func(f reflect.Value) bool {
				q, ok := f.Interface().(units.Quantity)
				if !ok || !q.Given() {
					return false
				}
				q.Value = decimal.New(-1, 0)
				f.Set(reflect.ValueOf(q))
				return true
			})
		}
		if len(in.Dimensions) > 0 {
			set("an amount of another dimension", ghg.ErrDimension, func(f reflect.Value) bool {
				f.Set(reflect.ValueOf(units.MustParse("3 count:of-another-dimension")))
				return true
			})
		}
	case method.ChoiceInput:
		if f.Type.Kind() == reflect.String {
			set("a value that is not in its list", ghg.ErrUnknown, func(f reflect.Value) bool {
				f.SetString("not in the list")
				return true
			})
		}
	}
}

// zero tests that the zero activity is refused and that nothing panics.
func (k *kit) zero() {
	k.t.Helper()
	if _, err := calculate(reflect.New(k.m.Type()).Elem(), k.basis); !errors.Is(err, ghg.ErrMissing) {
		k.t.Errorf("%s{} is not refused for what is missing: %v", k.name(), err)
	}
	if _, err := calculate(reflect.New(k.m.Type()).Elem(), factors.Basis{}); !errors.Is(err, ghg.ErrMissing) {
		k.t.Errorf("%s{} with the zero basis is not refused: %v", k.name(), err)
	}
}

func calculate(v reflect.Value, b factors.Basis) (ghg.Results, error) {
	a, ok := v.Interface().(activity.Activity)
	if !ok {
		return nil, fmt.Errorf("%v has no Calculate", v.Type())
	}
	return a.Calculate(b)
}

// JSON returns an activity's example as an object with its method, for programs that show it.
func JSON(m *method.Method) (string, error) {
	if len(m.Examples()) == 0 {
		return "", fmt.Errorf("%s has no example", m.Name())
	}
	var object map[string]json.RawMessage
	if err := json.Unmarshal([]byte(m.Examples()[0]), &object); err != nil {
		return "", err
	}
	name, err := json.Marshal(string(m.Name()))
	if err != nil {
		return "", err
	}
	object["method"] = name
	text, err := json.MarshalIndent(object, "", "  ")
	return string(text), err
}

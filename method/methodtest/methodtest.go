// Package methodtest tests methods against their declarations. It holds the tests that every method must pass, whatever
// it calculates. A failure message tells how to fix it.
package methodtest

import (
	"errors"
	"fmt"
	"go/doc"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
)

// Run tests methods with a basis that can calculate their examples. It checks that the declarations are complete, that the
// examples calculate to results that verify, and that every input is checked as declared.
func Run(t *testing.T, b factors.Basis, methods []*method.Method) {
	t.Helper()
	table, err := tableOf(methods)
	if err != nil {
		t.Fatal(err)
	}
	used := uses{}
	for _, m := range methods {
		t.Run(string(m.Name()), func(t *testing.T) {
			k := &kit{t: t, m: m, basis: b}
			k.declaration()
			k.tags(m.Type(), m.Inputs(), "")
			k.decode(table)
			for i, a := range k.examples {
				used.mark(reflect.ValueOf(a), m.Inputs())
				k.calculates(i, a)
				strict{k, i}.run(a)
			}
			k.zero()
			k.runnable()
		})
	}
	for _, m := range methods {
		used.report(t, m.Type(), m.Inputs())
	}
}

// tableOf returns a table that holds the methods. Some of them may already belong to the module.
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

// name returns the name of the struct, for failure messages.
func (k *kit) name() string { return k.m.Type().Name() }

// declaration tests that the declaration and the struct's comment are complete.
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
			k.t.Errorf("the comment of %s lacks %s: add it and run go generate", k.name(), what)
		}
	}
	for _, word := range []string{"[", "]"} {
		if strings.Contains(k.m.Summary(), word) {
			k.t.Errorf("the summary of %s has an unresolved link: %s", k.name(), k.m.Summary())
		}
	}
}

// head lists the fields that all methods share; their texts are fixed.
var head = []string{"ID", "Entity", "Site", "Period", "Quality", "Category"}

// tags tests the tags and comments of the fields of a struct.
func (k *kit) tags(t reflect.Type, inputs []method.Input, path string) {
	k.t.Helper()
	for _, name := range []string{"ID", "Period"} {
		if _, ok := t.FieldByName(name); !ok && path == "" {
			k.t.Errorf("%s has no field %s: every activity needs one", t.Name(), name)
		}
	}
	for _, in := range inputs {
		f, _ := t.FieldByName(in.Field)
		for _, missing := range missingOf(in, f.Tag, path == "") {
			k.t.Errorf("%s.%s %s", t.Name(), in.Field, missing)
		}
		if in.Kind == method.ListInput {
			k.tags(in.Type, in.Inputs, path+in.Name)
		}
	}
}

// missingOf lists what the tags and the comment of a field lack, and how to fix it.
func missingOf(in method.Input, tag reflect.StructTag, top bool) []string {
	var missing []string
	key, option, _ := strings.Cut(tag.Get("json"), ",")
	column, omit, _ := strings.Cut(tag.Get("csv"), ",")
	if top && column != "-" && (column != key || (option != "") != (omit == "omitempty")) {
		missing = append(missing, fmt.Sprintf("has the tags json:%q and csv:%q: give both the same name, and an omit option to both or neither", tag.Get("json"), tag.Get("csv")))
	}
	if in.Text == "" {
		missing = append(missing, "has no description: write a comment on the field and run go generate")
	}
	bounds := tag.Get("input")
	switch in.Kind {
	case method.ListInput:
		if in.Sheet {
			missing = append(missing, `is a list, which a sheet cannot hold: tag it csv:"-"`)
		}
		return missing
	case method.NumberInput, method.CountInput:
		if bounds == "" {
			missing = append(missing, `is a number without bounds: tag it with an interval, such as input:"[0,1]"`)
		}
	case method.ChoiceInput, method.FlagInput, method.FactorInput, method.OtherInput:
		return missing
	}
	if len(in.Examples) == 0 && !slices.Contains(head, in.Field) {
		missing = append(missing, `has no example: end its comment with one in quotation marks, such as … : "125 MWh(HHV)"`)
	}
	return missing
}

// decode reads the examples as JSON, and tests that they survive a round trip.
func (k *kit) decode(table *activity.Table) {
	k.t.Helper()
	if len(k.m.Examples()) == 0 {
		k.t.Fatalf("%s has no example: add one that calculates to its declaration", k.name())
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
			k.t.Errorf("example %d of %s changes in a round trip through JSON: %v", i+1, k.name(), err)
		}
		k.examples = append(k.examples, a)
	}
}

// uses records which inputs the examples of all methods use. Methods share the types of list items, whose uses are
// counted together.
type uses map[reflect.Type]map[string]bool

// mark records the inputs that a struct and its list items use.
func (u uses) mark(v reflect.Value, inputs []method.Input) {
	if u[v.Type()] == nil {
		u[v.Type()] = map[string]bool{}
	}
	for _, in := range inputs {
		f := v.FieldByName(in.Field)
		if f.IsZero() {
			continue
		}
		u[v.Type()][in.Name] = true
		if in.Kind == method.ListInput {
			for i := range f.Len() {
				u.mark(f.Index(i), in.Inputs)
			}
		}
	}
}

// report fails for every input that no example uses.
func (u uses) report(t *testing.T, of reflect.Type, inputs []method.Input) {
	t.Helper()
	if u[of] == nil {
		u[of] = map[string]bool{}
	}
	for _, in := range inputs {
		if !u[of][in.Name] {
			t.Errorf("no example uses %s of %s: add it to the example of a declaration, or add an example", in.Name, of.Name())
			u[of][in.Name] = true // report once for all methods that share it
		}
		if in.Kind == method.ListInput {
			u.report(t, in.Type, in.Inputs)
		}
	}
}

// calculates tests that an example gives results that verify, and that altering any of their steps is detected.
func (k *kit) calculates(i int, a activity.Activity) {
	k.t.Helper()
	results, err := a.Calculate(k.basis)
	if err != nil {
		k.t.Errorf("example %d of %s does not calculate: %v", i+1, k.name(), err)
		return
	}
	if len(results) == 0 {
		k.t.Errorf("example %d of %s gives no result", i+1, k.name())
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

// proves returns an error unless a result belongs to the method, verifies, and detects every alteration of a step.
func (k *kit) proves(r ghg.Result) error {
	switch {
	case r.Method != k.m.Name():
		return fmt.Errorf("the result is of method %s", r.Method)
	case r.Scope != k.m.Scope():
		return fmt.Errorf("the result is of %s, want the declared %s", r.Scope, k.m.Scope())
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
	again, err := proved.Receipt()
	if err != nil {
		return fmt.Errorf("the verified result has no receipt: %w", err)
	}
	if string(again) != string(receipt) {
		return errors.New("the receipt of the verified result differs from the original")
	}
	for i := range r.Steps {
		forged := r
		forged.Steps = slices.Clone(r.Steps)
		forged.Steps[i].Value = forged.Steps[i].Value.Add(decimal.New(1, -9))
		if err := forged.Check(); !errors.Is(err, ghg.ErrTampered) {
			return fmt.Errorf("step %d can be altered without Check noticing", i+1)
		}
	}
	return nil
}

// runnable tests that the package has a runnable example of the struct, with output, for go doc.
func (k *kit) runnable() {
	k.t.Helper()
	names, err := filepath.Glob("*_test.go")
	if err != nil {
		k.t.Fatal(err)
	}
	for _, name := range names {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			k.t.Fatal(err)
		}
		for _, example := range doc.Examples(file) {
			if example.Name == k.name() && (example.Output != "" || example.EmptyOutput) {
				return
			}
		}
	}
	k.t.Errorf("%s has no runnable example: add func Example%[1]s with an // Output: comment to a test file of its package", k.name())
}

package apitest_test

import (
	"fmt"
	"reflect"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/land"
	"github.com/ghgkit/ghg/ledger/seal"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/scope3"
)

// callable is an exported function or method. The receiver of a method is its first parameter, as a pointer.
type callable struct {
	name    string // "targets.Absolute.Track"
	fn      reflect.Value
	method  bool
	byValue bool // the method is declared for the value
}

// handles are types that functions return as pointers and that nobody fills, so that a nil one is an unset variable.
var handles = []reflect.Type{
	reflect.TypeFor[factors.Set](), reflect.TypeFor[factors.Lock](), reflect.TypeFor[factors.References](), reflect.TypeFor[factors.Editions](),
	reflect.TypeFor[inventory.Inventory](), reflect.TypeFor[activity.Table](), reflect.TypeFor[method.Method](), reflect.TypeFor[method.Calc](),
	reflect.TypeFor[scope3.InputOutput](), reflect.TypeFor[activity.Deriver](), reflect.TypeFor[land.Register](),
	reflect.TypeFor[activity.Rows](), reflect.TypeFor[seal.Tree](), reflect.TypeFor[seal.Encoder](),
}

// needsReceiver reports whether a method cannot be called by a nil pointer: Go refuses it for a method of the value, and
// a method such as UnmarshalText writes to plain data.
func (c callable) needsReceiver() bool {
	return c.method && (c.byValue || !slices.Contains(handles, c.fn.Type().In(0).Elem()))
}

// mayPanic reports whether the function's comment says that it panics.
func (c callable) mayPanic() bool {
	_, name, _ := strings.Cut(c.name, ".")
	return strings.HasPrefix(name, "Must")
}

func callables() []callable {
	var list []callable
	for _, f := range functions {
		list = append(list, callable{name: nameOf(f), fn: reflect.ValueOf(f)})
	}
	for _, t := range types {
		if t.Kind() == reflect.Interface {
			continue
		}
		p := reflect.PointerTo(t)
		for i := range p.NumMethod() {
			m := p.Method(i)
			_, byValue := t.MethodByName(m.Name)
			list = append(list, callable{typeName(t) + "." + m.Name, m.Func, true, byValue})
		}
	}
	return list
}

// nameOf returns the name of a function with its package: "units.Parse".
func nameOf(f any) string {
	name := runtime.FuncForPC(reflect.ValueOf(f).Pointer()).Name()
	return strings.TrimSuffix(name[strings.LastIndex(name, "/")+1:], "[...]")
}

// typeName returns the name of a type with its package: "units.Quantity".
func typeName(t reflect.Type) string {
	name, _, _ := strings.Cut(t.Name(), "[")
	return t.PkgPath()[strings.LastIndex(t.PkgPath(), "/")+1:] + "." + name
}

// indifferent are numbers that functions do not look at, and therefore do not refuse: those in a part of the arguments, but
// for one within it.
var indifferent = []struct{ function, part, but string }{
	{"ghg.EmissionsOf", ".Terms[", ""}, // it adds values of steps; Result.Check recomputes them from their terms
	{"ghg.Step.Evaluate", "argument 0*.Value", ""},
	{"ghg.Total", "of one of.", ""}, // these add CO2e, which is always within bounds
	{"ghg.Results.CO2e", "argument 0*[0].", ""},
	{"inventory.Of", "argument 1[0].", ""},
	{"inventory.ReplaceEstimates", "argument 0[0].", ""},
	{"inventory.Check", "argument 2[0].", ""}, // they list what they find
	{"inventory.CheckResults", "argument 1[0].", ""},
	{"sbti.Rules.Assess", "argument", ""}, // they tell it of the criterion
	{"sbti.FLAGRules.Assess", "argument", ""},
	{"quality.Rollup.DQR", ".Share", ""}, // it looks at the grades of the indicators
	{"quality.Rollup.DQR", ".Mean", ""},
	{"targets.Progress.Write", "argument 0", ".Rows["}, // they write the rows, and the milestones in words
	{"seal.DerivationOf", "argument 0", ".Weights["},   // what is a line's own is not part of a derivation
	{"disclosure.InputOf", "argument 0.", ""},          // it looks at the number that the path names; the report is checked by Report.Check
	{"ghg.Outcome.Get", "argument 0* of.", ""},
	{"ghg.Result.SameGWP", "argument", ""},
	{"ghg.Result.CO2eOf", "argument", ""}, // it looks at the weights that apply to a cover's steps
	{"activity.NameOf", "argument 0.", ""},
	{"activity.Table.NameOf", "argument 1.", ""},
	{"factors.Factor.CO2e", "argument 0*.", ""}, // it converts PerUnit, which is always within bounds
	{"scope1.FugitiveScreening.WithEPARates", "argument 0*.", ""},
	{"scope2.CheckClaims", "argument 0[0].Amount", ""}, // it looks at instruments
	{"scope2.CheckClaims", "argument 0[0].SoldOn", ""},
	{"scope2.Disclose", "argument 0[0].", ".Covers["},
	{"scope2.Match.Purchases", "argument 0*.", ".Uses["},
	{"scope2.Match.Purchases", "argument 1[0].Instruments[", ""},
	{"ghg.Result.CheckText", "argument", ""}, // it looks at texts
	{"method.Calc.", ".Published.Kg", ""},
	{"method.Calc.", ".Uncertainty of", ""},
	{"method.Calc.Bridge", "argument 1 of.", ""}, // these add terms to a flow, which is refused when a step evaluates it
	{"method.Calc.ByProperty", "argument", ""},
	{"method.Calc.Convert", "argument 1 of.", ""},
	{"method.Calc.PerRate", "argument", ""},
	{"method.Calc.Times", "argument", ""},
	{"scope3.PortfolioScore", "argument 0[0].", ".Outstanding"},
	{"factors.NewLock", "argument 1 of one.", ""},         // it looks at the factors of results
	{"scope2.Allocation.Dual", "argument 0*.Unused[", ""}, // what is left over of instruments
	{"scope2.Allocation.Dual", "argument 0*.Refused[", ""},
	{"inventory.Reweighted.Totals", "argument 0*.", ""}, // it divides the inventory again
	{"inventory.Reweighted.Since", "argument", ""},      // it compares CO2e, which is always within bounds
	{"inventory.Table.WriteCSV", "argument 0*.", ""},    // it writes CO2e, and numbers as they are
	{"land.Totals.CO2e", "argument 0*.Rows[", ""},       // it adds CO2e
	{"sbti.Rules.", "argument 0*.", ""},                 // each criterion needs its own rule
	{"sbti.FLAGRules.", "argument 0*.", ""},
	{"netzero2.Edition.", "argument 0*.Criteria.", ""}, // those that the edition shares with version 1
	{"netzero2.Compare", "argument 1.", ""},
	{"netzero2.Compare", "argument 2.", ""},
	{"netzero2.Compare", "argument 3.Criteria.", ""},
	{"page.", ".Bridge*.", ""}, // it draws the CO2e of terms
	{"page.", ".Per[", ""},     // denominators are in no chart
	{"page.", ".Revenue*", ""},
	{"page.", ".Ledgers.", ""}, // what is beside the inventory is in no chart
	{"page.", ".PerOutput[", ""},
	{"page.", ".Figures[", ""},
	{"page.", ".Submitted*.", ""},
	{"page.", ".Sites[", ""},
	{"page.", ".Goals[0].Elapsed", ""},
	{"page.", ".Goals[0].PlannedRate", ""},
	{"sbti.FLAGRules.CheckApart", "Milestone", ""}, // these look at base years
	{"sbti.FLAGRules.CheckBaseYears", "Milestone", ""},
	{"targets.RE100Criteria.", "argument 0*.Minimum", ""}, // it is for SharePath.Below
}

// looksAt reports whether a function must refuse an extreme number in an argument.
func (c callable) looksAt(what string) bool {
	for _, i := range indifferent {
		if strings.HasPrefix(c.name, i.function) && strings.Contains(what, i.part) && (i.but == "" || !strings.Contains(what, i.but)) {
			return false
		}
	}
	return true
}

// tooLong is generous: a refused number takes less than 1 ms, one that is computed with minutes.
const tooLong = 100 * time.Millisecond

// depth is how far values are made and changed within a struct.
const depth = 9

// TestCalls calls every function and method with usual arguments, with zeros, and with usual arguments of which one has
// one part changed: zero, nil, a bound, or an extreme number. None may panic or hang, and one that returns an error must
// refuse an extreme number.
func TestCalls(t *testing.T) {
	w := newWorld(t)
	calls, slowest, slow := 0, time.Duration(0), ""
	for _, c := range callables() {
		t.Run(c.name, func(t *testing.T) {
			seen := map[string]bool{}
			for a := range w.arguments(c) {
				calls++
				out := c.call(a.args, a.extreme)
				if out.panicked != "" && !c.mayPanic() {
					out.problem = out.panicked
				}
				switch {
				case out.problem == "" && a.extreme && out.accepted && c.looksAt(a.what):
					out.problem = "accepts an extreme number"
				case out.problem == "" && a.extreme && out.long > 4000:
					out.problem = fmt.Sprintf("returns an error of %d bytes", out.long)
				case out.problem == "" && a.extreme && out.took > tooLong:
					out.problem = "takes " + out.took.String()
				}
				if a.extreme && !out.accepted && out.took > slowest {
					slowest, slow = out.took, c.name+" with "+a.what
				}
				if out.problem != "" && !seen[out.problem] {
					seen[out.problem] = true
					t.Errorf("%s with %s: %s", c.name, a.what, out.problem)
				}
			}
		})
	}
	t.Logf("%d calls; the slowest with an extreme number took %s: %s", calls, slowest, slow)
	for _, i := range indifferent {
		assert.True(t, slices.ContainsFunc(callables(), func(c callable) bool { return strings.HasPrefix(c.name, i.function) }), "%s does not exist", i.function)
	}
}

// arguments are the arguments of one call.
type arguments struct {
	args    []reflect.Value
	what    string
	extreme bool
}

// arguments yields the arguments to call a function with.
func (w *world) arguments(c callable) func(func(arguments) bool) {
	return func(yield func(arguments) bool) {
		ft := c.fn.Type()
		usual, zeros := w.usualArguments(c), make([]reflect.Value, ft.NumIn())
		for i := range zeros {
			zeros[i] = reflect.Zero(ft.In(i))
		}
		if c.needsReceiver() {
			zeros[0] = reflect.New(ft.In(0).Elem())
		}
		if !yield(arguments{usual, "usual arguments", false}) || !yield(arguments{zeros, "zeros", false}) {
			return
		}
		for i := range usual {
			for _, x := range w.variants(usual[i], depth) {
				if i == 0 && c.needsReceiver() && x.v.IsNil() {
					continue
				}
				args := slices.Clone(usual)
				args[i] = x.v
				if !yield(arguments{args, fmt.Sprintf("argument %d%s", i, x.what), x.extreme}) {
					return
				}
			}
		}
		w.products(ft, yield)
	}
}

// usualArguments returns arguments that the function is likely to accept; those in accepted, if it has any, it does.
func (w *world) usualArguments(c callable) []reflect.Value {
	args := make([]reflect.Value, c.fn.Type().NumIn())
	for i := range args {
		in := c.fn.Type().In(i)
		if given, ok := w.accepted[c.name]; ok {
			args[i] = reflect.New(in).Elem()
			args[i].Set(reflect.ValueOf(given[i]))
			continue
		}
		args[i] = w.usual(in, "", depth)
	}
	return args
}

// products yields every combination of bounds for a function of numbers only.
func (w *world) products(ft reflect.Type, yield func(arguments) bool) {
	combinations := [][]reflect.Value{nil}
	for i := range ft.NumIn() {
		if ft.In(i).Kind() != reflect.Int {
			return
		}
		var longer [][]reflect.Value
		for _, before := range combinations {
			for _, x := range w.variants(reflect.Zero(ft.In(i)), depth) {
				longer = append(longer, append(slices.Clip(before), x.v))
			}
		}
		combinations = longer
	}
	for _, args := range combinations {
		if !yield(arguments{args, fmt.Sprint(args), false}) {
			return
		}
	}
}

// outcome is what a call did.
type outcome struct {
	panicked string // with the place
	problem  string
	accepted bool // it returned an error result that is nil
	long     int  // the length of the error
	took     time.Duration
}

// call calls a function, and reports the shortest of some calls if the first is slow: the collector or another process
// may have had the processor.
func (c callable) call(args []reflect.Value, extreme bool) outcome {
	const patience, tries = 10 * time.Second, 5
	usual := time.Second
	if extreme {
		usual = time.Millisecond
	}
	out := outcome{took: patience}
	for range tries {
		done, start := make(chan outcome, 1), time.Now()
		go func() { done <- c.run(args) }()
		select {
		case next := <-done:
			next.took = min(time.Since(start), out.took)
			out = next
		case <-time.After(patience):
			return outcome{problem: "does not return"}
		}
		if out.took < usual {
			break
		}
	}
	return out
}

// run calls a function, or a method of a copy of its receiver, and walks through a sequence that it returns.
func (c callable) run(args []reflect.Value) (out outcome) {
	defer func() {
		if r := recover(); r != nil {
			out.panicked = fmt.Sprintf("panics: %.200v at %s", r, place(debug.Stack()))
		}
	}()
	args = c.copied(args)
	for i := range args {
		args[i] = rewound(args[i])
	}
	refused := false
	for _, result := range c.results(args) {
		switch {
		case result.Type() == reflect.TypeFor[error]():
			out.accepted, refused = result.IsNil(), !result.IsNil()
			out.long = len(fmt.Sprint(result.Interface())) // which survives an error that is a nil pointer
		case isSequence(result.Type()) && !result.IsNil():
			walk(result)
		}
	}
	if err, keeps := c.kept(args); keeps && !refused {
		out.accepted, out.long = err == nil, len(fmt.Sprint(err))
	}
	return out
}

// results calls a function.
func (c callable) results(args []reflect.Value) []reflect.Value {
	if c.fn.Type().IsVariadic() {
		return c.fn.CallSlice(args)
	}
	return c.fn.Call(args)
}

// returns calls a function, or a method of a copy of its receiver, and returns the error that it returns last or keeps.
func (c callable) returns(args []reflect.Value) error {
	args = c.copied(args)
	var returned error
	if results := c.results(args); len(results) > 0 {
		returned, _ = results[len(results)-1].Interface().(error)
	}
	if err, keeps := c.kept(args); keeps && returned == nil {
		return err
	}
	return returned
}

// copied returns the arguments with a copy of a method's receiver.
func (c callable) copied(args []reflect.Value) []reflect.Value {
	args = slices.Clone(args)
	if c.method && !args[0].IsNil() {
		receiver := reflect.New(args[0].Type().Elem())
		receiver.Elem().Set(args[0].Elem())
		args[0] = receiver
	}
	return args
}

// kept returns the error that a calculation keeps instead of returning it.
func (c callable) kept(args []reflect.Value) (err error, keeps bool) {
	if !c.method {
		return nil, false
	}
	calc, ok := args[0].Interface().(*method.Calc)
	return calc.Err(), ok && calc != nil
}

// walk takes the first values of a sequence.
func walk(sequence reflect.Value) {
	const most = 100
	n := 0
	sequence.Call([]reflect.Value{reflect.MakeFunc(sequence.Type().In(0), func([]reflect.Value) []reflect.Value {
		n++
		return []reflect.Value{reflect.ValueOf(n < most)}
	})})
}

// place returns the lines of the module that a panic went through, the innermost first.
func place(stack []byte) string {
	_, after, _ := strings.Cut(string(stack), "\npanic(")
	var at []string
	for line := range strings.SplitSeq(after, "\n") {
		if file, ok := strings.CutPrefix(strings.TrimSpace(line), "github.com/ghgkit/ghg/"); ok && strings.Contains(file, ".go:") && len(at) < 4 {
			at = append(at, strings.Fields(file)[0])
		}
	}
	return strings.Join(at, ", ")
}

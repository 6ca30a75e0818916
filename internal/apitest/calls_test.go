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

	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/scope3"
)

// callable is an exported function or method; a method's receiver is its first parameter.
type callable struct {
	name     string
	fn       reflect.Value
	receiver bool // the first parameter is a pointer to call the method by
	value    bool // and the method needs the value
}

// handles are the types that functions return as pointers and nobody fills: a nil one is an unset variable.
var handles = []reflect.Type{
	reflect.TypeFor[factors.Set](), reflect.TypeFor[factors.Lock](), reflect.TypeFor[factors.References](), reflect.TypeFor[factors.Editions](),
	reflect.TypeFor[inventory.Inventory](), reflect.TypeFor[activity.Table](), reflect.TypeFor[method.Method](), reflect.TypeFor[method.Calc](),
	reflect.TypeFor[scope3.InputOutput](),
}

// needsValue reports whether a method cannot be called with a nil receiver: one that is declared for the value, and one
// that writes to it or belongs to plain data.
func (c callable) needsValue() bool {
	return c.receiver && (c.value || !slices.Contains(handles, c.fn.Type().In(0).Elem()))
}

func callables() []callable {
	var list []callable
	for _, f := range functions {
		v := reflect.ValueOf(f)
		list = append(list, callable{name: short(runtime.FuncForPC(v.Pointer()).Name()), fn: v})
	}
	for _, t := range types {
		if t.Kind() == reflect.Interface {
			continue
		}
		p := reflect.PointerTo(t)
		for i := range p.NumMethod() {
			m := p.Method(i)
			_, byValue := t.MethodByName(m.Name)
			list = append(list, callable{short(t.PkgPath()) + "." + t.Name() + "." + m.Name, m.Func, true, byValue})
		}
	}
	return list
}

func short(name string) string {
	return strings.TrimSuffix(strings.TrimPrefix(strings.ReplaceAll(name, "github.com/ghgkit/", ""), "ghg/"), "[...]")
}

const deep = 9

func TestCalls(t *testing.T) {
	w := newWorld(t)
	for _, c := range callables() {
		t.Run(c.name, func(t *testing.T) { w.callAll(t, c) })
	}
}

func (w *world) callAll(t *testing.T, c callable) {
	ft := c.fn.Type()
	params := make([]reflect.Type, ft.NumIn())
	usual := make([]reflect.Value, ft.NumIn())
	for i := range params {
		params[i] = ft.In(i)
		usual[i] = w.usual(params[i], "", deep)
	}
	seen := map[string]bool{}
	n := 0
	try := func(args []reflect.Value, what string, extreme bool) {
		n++
		problem := call(c, args, extreme)
		if problem != "" && !seen[problem] {
			seen[problem] = true
			t.Errorf("%s(%s): %s", c.name, what, problem)
		}
	}
	zeros := make([]reflect.Value, len(params))
	for i := range zeros {
		zeros[i] = reflect.Zero(params[i])
		if i == 0 && c.needsValue() {
			zeros[i] = reflect.New(params[i].Elem())
		}
	}
	try(zeros, "zeros", false)
	try(usual, "usual", false)
	for i := range params {
		for _, x := range w.variants(usual[i], deep) {
			if i == 0 && c.needsValue() && x.v.IsNil() {
				continue
			}
			args := append([]reflect.Value(nil), usual...)
			args[i] = x.v
			try(args, fmt.Sprintf("%d%s", i, x.what), x.extreme)
		}
	}
	require.Positive(t, n)
}

func call(c callable, args []reflect.Value, extreme bool) (problem string) {
	done := make(chan string, 1)
	start := time.Now()
	go func() {
		defer func() {
			if r := recover(); r != nil {
				done <- fmt.Sprintf("panic: %.100v at %s", r, where(string(debug.Stack())))
			}
		}()
		var out []reflect.Value
		args := append([]reflect.Value(nil), args...)
		if c.receiver && !args[0].IsNil() { // a method may write to its receiver
			copied := reflect.New(args[0].Type().Elem())
			copied.Elem().Set(args[0].Elem())
			args[0] = copied
		}
		if c.fn.Type().IsVariadic() {
			out = c.fn.CallSlice(args)
		} else {
			out = c.fn.Call(args)
		}
		failed := false
		hasErr := false
		for _, o := range out {
			if o.Type() == reflect.TypeFor[error]() {
				hasErr = true
				failed = failed || !o.IsNil()
			}
			if isSequence(o.Type()) && !o.IsNil() {
				n := 0
				o.Call([]reflect.Value{reflect.MakeFunc(o.Type().In(0), func([]reflect.Value) []reflect.Value { n++; return []reflect.Value{reflect.ValueOf(n < 100)} })})
			}
		}
		if extreme && hasErr && !failed {
			done <- "accepted"
			return
		}
		done <- ""
	}()
	select {
	case p := <-done:
		if d := time.Since(start); extreme && d > 20*time.Millisecond {
			p += fmt.Sprintf("took %s", d.Round(10*time.Millisecond))
		}
		return p
	case <-time.After(3 * time.Second):
		return "hangs"
	}
}

func where(stack string) string {
	var at []string
	past := false
	for line := range strings.SplitSeq(stack, "\n") {
		past = past || strings.HasPrefix(line, "panic(")
		if past && strings.Contains(line, "/ghg") && strings.Contains(line, ".go:") || past && strings.Contains(line, "ghgkit/ghg") && strings.Contains(line, ".go:") {
			f := strings.Fields(line)[0]
			at = append(at, f[strings.LastIndex(f, "ghgkit/ghg")+len("ghgkit/ghg"):])
		}
	}
	if len(at) > 4 {
		at = at[:4]
	}
	return strings.Join(at, " < ")
}

package ghg_test

import (
	"fmt"
	"hash/maphash"
	"io"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// trial is one call of an exported function or method.
type trial struct {
	in   []any // the arguments
	held []any // what the call belongs to: its receiver, and values that outlive it
	out  []any // the results; those of an iterator one by one
	kept bool  // the call did not change its arguments
}

// call calls a function with arguments, the last of which is a list if it is variadic.
func call(f any, args ...any) trial {
	v := reflect.ValueOf(f)
	in := make([]reflect.Value, len(args))
	for i, a := range args {
		in[i] = reflect.ValueOf(a)
		if a == nil {
			in[i] = reflect.Zero(v.Type().In(i))
		}
	}
	given := slices.DeleteFunc(slices.Clone(args), func(a any) bool { _, stream := a.(io.Reader); return stream })
	before := state(given)
	run := v.Call
	if v.Type().IsVariadic() {
		run = v.CallSlice
	}
	tr := trial{in: args}
	for _, o := range run(in) {
		tr.out = append(tr.out, results(o)...)
	}
	tr.kept = state(given) == before
	return tr
}

// on adds what the call belongs to.
func (tr trial) on(held ...any) trial {
	tr.held = append(tr.held, held...)
	return tr
}

// results returns a result, or what it yields if it is an iterator.
func results(v reflect.Value) []any {
	if v.Kind() != reflect.Func || v.Type().NumIn() != 1 || v.IsNil() {
		return []any{v.Interface()}
	}
	var list []any
	const most = 50
	if v.Type().CanSeq2() {
		for key, value := range v.Seq2() {
			list = append(list, key.Interface(), value.Interface())
			if len(list) >= most {
				break
			}
		}
		return list
	}
	for item := range v.Seq() {
		list = append(list, item.Interface())
		if len(list) == most {
			break
		}
	}
	return list
}

// state returns a digest of everything that values are made of, exported or not, in depth.
func state(values ...any) uint64 {
	var h maphash.Hash
	h.SetSeed(seed)
	w := digester{&h, map[visit]int{}}
	for _, v := range values {
		w.add(reflect.ValueOf(v))
	}
	return h.Sum64()
}

var seed = maphash.MakeSeed()

type visit struct {
	at   uintptr
	kind reflect.Type
}

type digester struct {
	*maphash.Hash
	seen map[visit]int
}

func (w digester) write(parts ...any) { fmt.Fprintln(w, parts...) }

func (w digester) add(v reflect.Value) {
	if !v.IsValid() {
		w.write("nothing")
		return
	}
	if of := v.Type().PkgPath(); of == "reflect" || of == "internal/abi" || of == "sync" || of == "sync/atomic" || v.Type().String() == "*reflect.rtype" {
		return // types of Go, and caches
	}
	w.write(v.Kind())
	switch v.Kind() {
	case reflect.Bool:
		w.write(v.Bool())
	case reflect.String:
		w.write(len(v.String()), v.String())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		w.write(v.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		w.write(v.Uint())
	case reflect.Struct:
		for i := range v.NumField() {
			w.add(v.Field(i))
		}
	case reflect.Slice, reflect.Array:
		w.write(v.Len())
		for i := range v.Len() {
			w.add(v.Index(i))
		}
	case reflect.Pointer, reflect.Interface:
		w.addElem(v)
	case reflect.Map:
		w.addMap(v)
	}
}

func (w digester) addElem(v reflect.Value) {
	if v.IsNil() {
		w.write("nil")
		return
	}
	if v.Kind() == reflect.Pointer {
		at := visit{v.Pointer(), v.Type()}
		if n, again := w.seen[at]; again {
			w.write("again", n)
			return
		}
		w.seen[at] = len(w.seen)
	}
	w.add(v.Elem())
}

func (w digester) addMap(v reflect.Value) {
	var sums []uint64
	for key, value := range v.Seq2() {
		var h maphash.Hash
		h.SetSeed(seed)
		of := digester{&h, maps.Clone(w.seen)}
		of.add(key)
		of.add(value)
		sums = append(sums, h.Sum64())
	}
	slices.Sort(sums)
	w.write(sums)
}

// overwrite writes to everything that a caller can write through values: the items of slices up to their capacity, the
// entries of maps, what pointers point to, the exported fields of structs. What has no exported fields cannot be written
// to from outside its package.
func overwrite(values ...any) {
	for _, v := range values {
		reach(reflect.ValueOf(v))
	}
}

// reach overwrites what is behind a value, but not the value itself.
func reach(v reflect.Value) {
	switch v.Kind() {
	case reflect.Slice:
		if all := v.Slice(0, v.Cap()); v.CanInterface() {
			for i := range all.Len() {
				reach(all.Index(i))
				replace(all.Index(i))
			}
		}
	case reflect.Map:
		reachMap(v)
	case reflect.Pointer:
		if !v.IsNil() && (v.Type().Elem() == reflect.TypeFor[decimal.Decimal]() || hasExported(v.Type().Elem())) {
			reach(v.Elem())
			replace(v.Elem())
		}
	case reflect.Interface:
		reach(v.Elem())
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				reach(v.Field(i))
			}
		}
	}
}

func reachMap(v reflect.Value) {
	if v.IsNil() {
		return
	}
	for _, key := range v.MapKeys() {
		reach(v.MapIndex(key))
		v.SetMapIndex(key, reflect.Zero(v.Type().Elem()))
	}
	extra := reflect.New(v.Type().Key()).Elem()
	replace(extra)
	v.SetMapIndex(extra, reflect.Zero(v.Type().Elem()))
}

func hasExported(t reflect.Type) bool {
	return t.Kind() != reflect.Struct || slices.ContainsFunc(reflect.VisibleFields(t), func(f reflect.StructField) bool { return f.IsExported() })
}

// replace gives a variable another value.
func replace(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString("overwritten")
	case reflect.Bool:
		v.SetBool(!v.Bool())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(v.Int() ^ 1)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		v.SetUint(v.Uint() ^ 1)
	case reflect.Struct:
		if !hasExported(v.Type()) {
			v.SetZero()
			return
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				replace(v.Field(i))
			}
		}
	default:
		v.SetZero()
	}
}

// TestNothingIsShared calls every exported function and method that takes or returns something that a caller can write
// through, and overwrites all of it. No function changes what it is given; what is returned, what the call belongs to
// and what a second call returns are the same whatever is overwritten. A race detector sees any memory that they share.
func TestNothingIsShared(t *testing.T) {
	cases := calls(t)
	for _, name := range slices.Sorted(maps.Keys(cases)) {
		t.Run(name, func(t *testing.T) {
			isolated(t, cases[name])
		})
	}
}

func isolated(t *testing.T, try func() trial) {
	t.Helper()
	tr := try()
	if n := len(tr.out); n > 1 {
		err, _ := tr.out[n-1].(error)
		require.NoError(t, err, "want a case of a call that succeeds")
	}
	assert.True(t, tr.kept, "the call changes its arguments")

	// Overwrite what was given, while what was returned is read.
	was := state(tr.out, tr.held)
	var wait sync.WaitGroup
	wait.Go(func() { overwrite(tr.in...) })
	wait.Go(func() { state(tr.out, tr.held) })
	wait.Wait()
	assert.Equal(t, was, state(tr.out, tr.held), "the call keeps what it is given")

	// Overwrite what was returned.
	tr = try()
	was, out := state(tr.held, tr.in), state(tr.out)
	overwrite(tr.out...)
	assert.Equal(t, was, state(tr.held, tr.in), "the call returns its own memory or that of its arguments")
	assert.Equal(t, out, state(try().out), "the next call returns what was overwritten")
}

// TestEveryCallIsTried tests that [calls] lacks no function: a new one that takes or returns lists is either tried or
// listed with the reason why it may share memory. Calculate is tried with the examples of every method; the texts of
// values are made from strings and read into strings, which copies them.
func TestEveryCallIsTried(t *testing.T) {
	tried, writers := calls(t), exported(t).writers()
	for name := range shares {
		assert.Contains(t, writers, name, "shares lists what is not there")
	}
	for _, name := range writers {
		_, of := tried[name]
		reason, may := shares[name]
		text := strings.HasSuffix(name, ".MarshalText") || strings.HasSuffix(name, ".UnmarshalText") || strings.HasSuffix(name, ".MarshalJSON") || strings.HasSuffix(name, ".UnmarshalJSON")
		generic := text || strings.HasSuffix(name, ".Calculate")
		assert.True(t, of || reason != "" || generic, "%s takes or returns what a caller can write through: want a case in calls", name)
		assert.False(t, of && may, "%s is both tried and listed as sharing memory", name)
	}
}

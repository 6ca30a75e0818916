package apitest_test

import (
	"math"
	"math/big"
	"reflect"

	"github.com/shopspring/decimal"
)

// value is an argument of a call. It is extreme if a number in it is out of all bounds.
type value struct {
	v       reflect.Value
	what    string // how it differs from a usual value: ".Rate.Value = 1e-2147483648"
	extreme bool
}

// extremes are numbers that no computation can take: 10 to the power of ±2³¹, with a zero coefficient too, and a
// coefficient of a million digits.
var extremes = func() map[string]decimal.Decimal {
	huge := decimal.NewFromBigInt(new(big.Int).Lsh(big.NewInt(1), 3_321_928), 0)
	return map[string]decimal.Decimal{
		"1e-2147483648":      decimal.New(1, math.MinInt32),
		"1e2147483647":       decimal.New(1, math.MaxInt32),
		"-1e2147483647":      decimal.New(-1, math.MaxInt32),
		"0e-2147483648":      decimal.New(0, math.MinInt32),
		"a million digits":   huge,
		"- a million digits": huge.Neg(),
	}
}()

var decimalType = reflect.TypeFor[decimal.Decimal]()

// world makes arguments.
type world struct {
	samples    map[reflect.Type]reflect.Value   // usual values of types that cannot be filled field by field
	interfaces map[reflect.Type][]reflect.Value // values of interfaces: typed nils, zero and usual values
	accepted   map[string][]any                 // arguments of functions that refuse the usual values of their types
	makers     map[reflect.Type]reflect.Value   // functions that make values of types without exported fields, and return no error
}

// usual returns a value that functions are likely to accept.
func (w *world) usual(t reflect.Type, name string, depth int) reflect.Value {
	if v, ok := w.samples[t]; ok {
		return v
	}
	v := reflect.New(t).Elem()
	if depth == 0 {
		return v
	}
	switch t.Kind() {
	case reflect.String:
		v.SetString("x")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64, reflect.Int32:
		v.SetInt(1)
		if name == "Year" || name == "TargetYear" || name == "year" {
			v.SetInt(2024)
		}
	case reflect.Uint8, reflect.Uint, reflect.Uint64, reflect.Uint16:
		v.SetUint(1)
	case reflect.Struct:
		for i := range t.NumField() {
			if f := t.Field(i); f.IsExported() {
				v.Field(i).Set(w.usual(f.Type, f.Name, depth-1))
			}
		}
	case reflect.Pointer:
		v.Set(reflect.New(t.Elem()))
		v.Elem().Set(w.usual(t.Elem(), name, depth-1))
	case reflect.Slice:
		v.Set(reflect.Append(v, w.usual(t.Elem(), name, depth-1)))
	case reflect.Map:
		v.Set(reflect.MakeMap(t))
		v.SetMapIndex(w.usual(t.Key(), name, depth-1), w.usual(t.Elem(), name, depth-1))
	case reflect.Interface:
		if list := w.interfaces[t]; len(list) > 0 {
			v.Set(list[0])
		}
	case reflect.Func:
		v.Set(w.function(t, func(in reflect.Type) reflect.Value { return w.usual(in, "", depth-1) }))
	}
	return v
}

// function returns a sequence of one value, of one pair with a zero, or a function that returns the given values.
func (w *world) function(t reflect.Type, of func(reflect.Type) reflect.Value) reflect.Value {
	return reflect.MakeFunc(t, func(args []reflect.Value) []reflect.Value {
		if isSequence(t) {
			items := []reflect.Value{of(t.In(0).In(0))}
			if t.In(0).NumIn() > 1 { // the error of an item, none
				items = append(items, reflect.Zero(t.In(0).In(1)))
			}
			args[0].Call(items)
			return nil
		}
		out := make([]reflect.Value, t.NumOut())
		for i := range out {
			out[i] = of(t.Out(i))
		}
		return out
	})
}

// isSequence reports whether a type is an iter.Seq or an iter.Seq2.
func isSequence(t reflect.Type) bool {
	return t.Kind() == reflect.Func && t.NumIn() == 1 && t.NumOut() == 0 && t.In(0).Kind() == reflect.Func && t.In(0).NumOut() == 1 && (t.In(0).NumIn() == 1 || t.In(0).NumIn() == 2)
}

// variants returns copies of a usual value: its zero, and each number, text, pointer and item in it replaced by its zero,
// its bounds and, if it is a decimal, by extremes.
func (w *world) variants(v reflect.Value, depth int) []value {
	t := v.Type()
	list := []value{{v: reflect.Zero(t), what: " = zero"}}
	if depth == 0 {
		return list
	}
	if t == decimalType {
		return append(list, numbers()...)
	}
	if maker, ok := w.makers[t]; ok {
		return append(list, w.made(maker, depth)...)
	}
	switch t.Kind() {
	case reflect.String:
		for _, s := range []string{"x", "\xff"} {
			list = append(list, value{v: reflect.ValueOf(s).Convert(t), what: " = " + s})
		}
	case reflect.Int, reflect.Int64, reflect.Int32:
		for _, n := range []int64{1, -1, math.MaxInt64, math.MinInt64} {
			if t.Kind() == reflect.Int32 {
				n = max(math.MinInt32, min(math.MaxInt32, n))
			}
			x := reflect.New(t).Elem()
			x.SetInt(n)
			list = append(list, value{v: x, what: " = " + big.NewInt(n).String()})
		}
	case reflect.Uint8:
		for _, n := range []uint64{1, 255} {
			x := reflect.New(t).Elem()
			x.SetUint(n)
			list = append(list, value{v: x, what: " = " + big.NewInt(int64(n)).String()})
		}
	case reflect.Struct:
		list = append(list, w.fields(v, depth)...)
	case reflect.Pointer:
		list = append(list, w.pointers(v, depth)...)
	case reflect.Slice:
		list = append(list, w.items(v, depth)...)
	case reflect.Map:
		list = append(list, w.entries(v, depth)...)
	case reflect.Interface:
		list = append(list, w.dynamic(v, depth)...)
	case reflect.Func:
		list = append(list, w.functions(t, depth)...)
	}
	return list
}

// numbers returns the decimals that replace a decimal.
func numbers() []value {
	list := []value{{v: reflect.ValueOf(decimal.New(-1, 0)), what: " = -1"}, {v: reflect.ValueOf(decimal.New(1, 0)), what: " = 1"}}
	for name, d := range extremes {
		list = append(list, value{reflect.ValueOf(d), " = " + name, true})
	}
	return list
}

// made returns what a maker makes of the variants of its argument.
func (w *world) made(maker reflect.Value, depth int) []value {
	var list []value
	for _, x := range w.variants(w.usual(maker.Type().In(0), "", depth-1), depth-1) {
		list = append(list, value{maker.Call([]reflect.Value{x.v})[0], " of" + x.what, x.extreme})
	}
	return list
}

func (w *world) fields(v reflect.Value, depth int) []value {
	var list []value
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if !f.IsExported() {
			continue
		}
		for _, x := range w.variants(v.Field(i), depth-1) {
			c := reflect.New(v.Type()).Elem()
			c.Set(v)
			c.Field(i).Set(x.v)
			list = append(list, value{c, "." + f.Name + x.what, x.extreme})
		}
	}
	return list
}

func (w *world) pointers(v reflect.Value, depth int) []value {
	of := v.Type().Elem()
	if v.IsNil() {
		v = reflect.New(of)
		v.Elem().Set(w.usual(of, "", depth-1))
	}
	var list []value
	for _, x := range w.variants(v.Elem(), depth-1) {
		c := reflect.New(of)
		c.Elem().Set(x.v)
		list = append(list, value{c, "*" + x.what, x.extreme})
	}
	return list
}

func (w *world) items(v reflect.Value, depth int) []value {
	t := v.Type()
	if v.Len() == 0 {
		v = reflect.Append(v, w.usual(t.Elem(), "", depth-1))
	}
	list := []value{{v: reflect.MakeSlice(t, 0, 0), what: " = empty"}, {v: reflect.Append(v.Slice3(0, v.Len(), v.Len()), v.Index(0)), what: " twice"}}
	for _, x := range w.variants(v.Index(0), depth-1) {
		c := reflect.MakeSlice(t, v.Len(), v.Len())
		reflect.Copy(c, v)
		c.Index(0).Set(x.v)
		list = append(list, value{c, "[0]" + x.what, x.extreme})
	}
	return list
}

func (w *world) entries(v reflect.Value, depth int) []value {
	t := v.Type()
	key, of := w.usual(t.Key(), "", depth-1), w.usual(t.Elem(), "", depth-1)
	for k, e := range v.Seq2() {
		key, of = k, e
	}
	list := []value{{v: reflect.MakeMap(t), what: " = empty"}}
	put := func(k, e reflect.Value, what string, extreme bool) {
		c := reflect.MakeMap(t)
		for k, e := range v.Seq2() {
			c.SetMapIndex(k, e)
		}
		c.SetMapIndex(k, e)
		list = append(list, value{c, what, extreme})
	}
	for _, x := range w.variants(key, depth-1) {
		put(x.v, of, "[key"+x.what+"]", x.extreme)
	}
	for _, x := range w.variants(of, depth-1) {
		put(key, x.v, "[]"+x.what, x.extreme)
	}
	return list
}

func (w *world) dynamic(v reflect.Value, depth int) []value {
	var list []value
	for _, d := range w.interfaces[v.Type()] {
		c := reflect.New(v.Type()).Elem()
		c.Set(d)
		list = append(list, value{v: c, what: " = a " + d.Type().String()})
	}
	if v.IsNil() {
		return list
	}
	for _, x := range w.variants(v.Elem(), depth-1) {
		c := reflect.New(v.Type()).Elem()
		c.Set(x.v)
		list = append(list, value{c, ".(" + v.Elem().Type().String() + ")" + x.what, x.extreme})
	}
	return list
}

// functions returns sequences of each variant, or functions that return zeros.
func (w *world) functions(t reflect.Type, depth int) []value {
	list := []value{{v: w.function(t, reflect.Zero), what: " of zeros"}}
	if !isSequence(t) {
		return list
	}
	item := t.In(0).In(0)
	for _, x := range w.variants(w.usual(item, "", depth-1), depth-1) {
		f := w.function(t, func(reflect.Type) reflect.Value { return x.v })
		list = append(list, value{f, " of one" + x.what, x.extreme})
	}
	return list
}

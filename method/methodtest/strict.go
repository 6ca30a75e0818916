package methodtest

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// strict tests one example: it removes each required input, and replaces each input with values that must be refused.
type strict struct {
	*kit
	example int
}

// slot is one input of an example, possibly nested, and how to replace its value.
type slot struct {
	path string // "legs[0].distance"
	in   method.Input
	tag  string
	old  reflect.Value
	put  func(reflect.Value) activity.Activity
}

func (s strict) run(a activity.Activity) {
	s.t.Helper()
	s.walk(reflect.ValueOf(a), s.m.Inputs(), "", func(v reflect.Value) activity.Activity {
		changed, _ := v.Interface().(activity.Activity)
		return changed
	})
}

// walk visits the inputs of a struct and of the structs in its lists.
func (s strict) walk(full reflect.Value, inputs []method.Input, path string, put func(reflect.Value) activity.Activity) {
	s.t.Helper()
	for _, in := range inputs {
		sf, _ := full.Type().FieldByName(in.Field)
		field := full.FieldByName(in.Field)
		replace := func(v reflect.Value) activity.Activity {
			changed := reflect.New(full.Type()).Elem()
			changed.Set(full)
			changed.FieldByName(in.Field).Set(v)
			return put(changed)
		}
		s.visit(slot{path + in.Name, in, sf.Tag.Get("input"), field, replace})
		if in.Kind != method.ListInput {
			continue
		}
		for i := range field.Len() {
			s.walk(field.Index(i), in.Inputs, fmt.Sprintf("%s%s[%d].", path, in.Name, i), func(item reflect.Value) activity.Activity {
				items := reflect.MakeSlice(field.Type(), field.Len(), field.Len())
				reflect.Copy(items, field)
				items.Index(i).Set(item)
				return replace(items)
			})
		}
	}
}

func (s strict) visit(at slot) {
	s.t.Helper()
	if !at.old.IsZero() {
		s.without(at)
		s.zeroIsGiven(at)
	}
	for _, bad := range refusals(at) {
		_, err := at.put(bad.value).Calculate(s.basis)
		var refused *ghg.FieldError
		refuses := slices.ContainsFunc(bad.want, func(want error) bool { return errors.Is(err, want) })
		if !refuses || !errors.As(err, &refused) || refused.Field != at.path {
			s.t.Errorf("example %d of %s with %s in %s: want a *ghg.FieldError for %s that wraps one of %v, got %v", s.example+1, s.name(), bad.what, at.path, at.path, bad.want, err)
		}
	}
}

// without removes a required input.
func (s strict) without(at slot) {
	s.t.Helper()
	if !at.in.Required {
		return
	}
	_, err := at.put(reflect.Zero(at.old.Type())).Calculate(s.basis)
	var refused *ghg.FieldError
	var of *ghg.ActivityError
	switch {
	case err == nil:
		s.t.Errorf("example %d of %s calculates without %s, which is required", s.example+1, s.name(), at.path)
	case !errors.Is(err, ghg.ErrMissing) || !errors.As(err, &refused) || refused.Field != at.path:
		s.t.Errorf("example %d of %s without %s: want a *ghg.FieldError of that field that wraps ghg.ErrMissing, got %v", s.example+1, s.name(), at.path, err)
	case !errors.As(err, &of) || of.Method != s.m.Name():
		s.t.Errorf("example %d of %s without %s: want a *ghg.ActivityError of the method, got %v", s.example+1, s.name(), at.path, err)
	}
}

// zeroIsGiven replaces an amount or a number with zero, which may be refused, but not as missing.
func (s strict) zeroIsGiven(at slot) {
	s.t.Helper()
	var zero reflect.Value
	switch old := at.old.Interface().(type) {
	case units.Quantity:
		zero = reflect.ValueOf(units.New(decimal.Decimal{}, old.Unit))
	case *decimal.Decimal:
		zero = reflect.ValueOf(&decimal.Decimal{})
	default:
		return
	}
	_, err := at.put(zero).Calculate(s.basis)
	var refused *ghg.FieldError
	if errors.As(err, &refused) && refused.Field == at.path && errors.Is(refused, ghg.ErrMissing) {
		s.t.Errorf("example %d of %s treats a zero in %s as a missing value: %v", s.example+1, s.name(), at.path, err)
	}
}

// refusal is a value that an input must refuse.
type refusal struct {
	what  string
	value reflect.Value
	want  []error // any of them
}

// outOfBounds are the possible errors for a number outside its bounds.
var outOfBounds = []error{ghg.ErrNegative, ghg.ErrOutOfRange}

// refusals lists the values that an input of its kind must refuse.
func refusals(at slot) []refusal {
	switch at.in.Kind {
	case method.AmountInput:
		return amounts(at)
	case method.RateInput:
		return ratesOf(at)
	case method.NumberInput:
		return numbers(at)
	case method.CountInput:
		return counts(at)
	case method.ChoiceInput:
		return choices(at)
	case method.TextInput:
		return texts(at)
	}
	return nil
}

// texts returns a text with a blank at its end, one that is too long and, for a region, one that looks like a code and is none.
func texts(at slot) []refusal {
	var bad []refusal
	if text := at.old.String(); at.old.Kind() == reflect.String && text != "" {
		blank := reflect.New(at.old.Type()).Elem()
		blank.SetString(text + " ")
		bad = append(bad, refusal{"a blank at the end", blank, outOfBounds})
		long := reflect.New(at.old.Type()).Elem()
		long.SetString(strings.Repeat("x", ghg.MaxText+1))
		bad = append(bad, refusal{"1001 characters", long, outOfBounds})
	}
	if at.in.Field == "Region" {
		bad = append(bad, refusal{"an unknown region", reflect.ValueOf("UK"), notListed})
	}
	return bad
}

// tooLong returns a number that no computation can take.
func tooLong() decimal.Decimal { return decimal.New(1, math.MinInt32) }

// strange is a unit that no method accepts: an amount of data.
const strange = "GB"

func amounts(at slot) []refusal {
	var bad []refusal
	if old, ok := at.old.Interface().(units.Quantity); ok && old.Given() && !strings.HasPrefix(at.tag, "±") {
		old.Value = old.Value.Abs().Add(decimal.New(1, 0)).Neg()
		bad = append(bad, refusal{"an amount below 0", reflect.ValueOf(old), []error{ghg.ErrNegative}})
	}
	if tag := strings.TrimPrefix(at.tag, "±"); tag != "" && tag != "fuel" { // fuels are refused by their factors
		bad = append(bad, refusal{"an amount of another dimension", reflect.ValueOf(units.MustParse("3 " + strange)), []error{ghg.ErrDimension}})
	}
	if old, ok := at.old.Interface().(units.Quantity); ok && old.Given() {
		old.Value = tooLong()
		bad = append(bad, refusal{"an amount too long to compute with", reflect.ValueOf(old), []error{ghg.ErrOutOfRange}})
	}
	return bad
}

func ratesOf(at slot) []refusal {
	var bad []refusal
	if old, ok := at.old.Interface().(units.Rate); ok && old.Given() {
		old.Value = old.Value.Abs().Add(decimal.New(1, 0)).Neg()
		bad = append(bad, refusal{"a rate below 0", reflect.ValueOf(old), outOfBounds})
	}
	if at.tag != "" && !strings.ContainsAny(at.tag[:1], "[(") {
		bad = append(bad, refusal{"a rate of another dimension", reflect.ValueOf(units.MustRate("3 " + strange + "/" + strange)), []error{ghg.ErrDimension}})
	}
	if old, ok := at.old.Interface().(units.Rate); ok && old.Given() {
		old.Value = tooLong()
		bad = append(bad, refusal{"a rate too long to compute with", reflect.ValueOf(old), []error{ghg.ErrOutOfRange}})
	}
	return bad
}

// outside returns numbers just outside the bounds of an interval such as (0,1] or [1900,2200].
func outside(interval string, step decimal.Decimal) []decimal.Decimal {
	low, high, _ := strings.Cut(strings.Trim(interval, "[]()"), ",")
	var beyond []decimal.Decimal
	if low != "" {
		d := dec.MustParse(low)
		if strings.HasPrefix(interval, "[") {
			d = d.Sub(step)
		}
		beyond = append(beyond, d)
	}
	if high != "" {
		d := dec.MustParse(high)
		if strings.HasSuffix(interval, "]") {
			d = d.Add(step)
		}
		beyond = append(beyond, d)
	}
	return beyond
}

func numbers(at slot) []refusal {
	var bad []refusal
	for _, d := range append(outside(at.tag, decimal.New(1, -6)), tooLong()) {
		value := reflect.ValueOf(d)
		if at.old.Kind() == reflect.Pointer {
			value = reflect.ValueOf(&d)
		} else if d.IsZero() {
			continue // a zero that is not a pointer is a missing value
		}
		bad = append(bad, refusal{dec.Brief(d), value, outOfBounds})
	}
	return bad
}

func counts(at slot) []refusal {
	var bad []refusal
	for _, d := range outside(at.tag, decimal.New(1, 0)) {
		if !d.IsZero() { // zero is a missing value
			bad = append(bad, refusal{dec.Text(d), reflect.ValueOf(int(d.IntPart())), outOfBounds})
		}
	}
	return bad
}

// notListed are the possible errors for a value outside a closed list of names or numbers.
var notListed = []error{ghg.ErrUnknown, ghg.ErrOutOfRange}

func choices(at slot) []refusal {
	kind := at.old.Type()
	value := reflect.New(kind).Elem()
	switch {
	case kind.Kind() == reflect.String:
		value.SetString("not in the list")
		return []refusal{{"a value outside its list", value, notListed}}
	case kind.Kind() == reflect.Uint8:
		value.SetUint(255)
		if slices.Contains(at.in.Values, "255") {
			return nil
		}
		return []refusal{{"a value outside its list", value, notListed}}
	}
	return nil
}

// zero tests that the zero activity is refused and that nothing panics.
func (k *kit) zero() {
	k.t.Helper()
	for _, b := range []factors.Basis{k.basis, {}} {
		a, ok := reflect.New(k.m.Type()).Elem().Interface().(activity.Activity)
		if !ok {
			k.t.Fatalf("%s has no Calculate", k.name())
		}
		if _, err := a.Calculate(b); !errors.Is(err, ghg.ErrMissing) {
			k.t.Errorf("%s{} is not refused with ghg.ErrMissing: %v", k.name(), err)
		}
	}
}

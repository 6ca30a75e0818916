package method

import (
	"cmp"
	"encoding"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/spelling"
	"github.com/ghgkit/ghg/units"
)

// Input is an input of a method as its struct declares it.
type Input struct {
	Name       string   // key in JSON, column of a sheet
	Field      string   // field of the struct
	Text       string   // description
	Examples   []string // as written in JSON and sheets
	Accepts    string   // what is accepted, in words: "an amount of energy"
	Kind       InputKind
	Type       reflect.Type // of the field; for a list, of one item
	Required   bool
	Sheet      bool              // whether sheets have a column for it; if not, only JSON has it
	Values     []string          // of a choice
	Dimensions []units.Dimension // of an amount; empty for any
	Inputs     []Input           // of one item of a list
}

// InputKind is the kind of value that an input holds.
type InputKind uint8

// The kinds of input.
const (
	TextInput   InputKind = iota + 1 // text
	ChoiceInput                      // one of a closed list
	AmountInput                      // an amount with its unit
	RateInput                        // a value per unit
	NumberInput                      // a decimal
	CountInput                       // a whole number
	FlagInput                        // true or false
	FactorInput                      // an emission factor supplied with the activity
	ListInput                        // a list of structs
	OtherInput                       // a type with its own text form
)

// plan describes how to read and check the struct of a method.
type plan struct {
	fields     []field
	categories []ghg.Category

	id, entity, site, period, quality, category int // indices of the head's fields; -1 if absent
}

// field is an input with the data needed to check it.
type field struct {
	Input
	place      int
	within     interval
	dimensions dimensions // of an amount, or of the numerator of a rate
	below      dimensions // of the denominator of a rate
	anySign    bool
	last       uint64 // last value of a closed vocabulary over uint8
	item       *plan  // of a list
	region     bool   // the code of a region
	text       bool   // a text that is not given if it is empty
	number     bool   // an amount, a rate or a number
	blank      bool   // the zero value is not given
}

// planOf builds the plan of the struct of a method.
func planOf(t reflect.Type, d Declaration) *plan {
	p := planOfItem(t, d)
	p.categories = d.Categories
	for name, place := range map[string]*int{"ID": &p.id, "Entity": &p.entity, "Site": &p.site, "Period": &p.period, "Quality": &p.quality, "Category": &p.category} {
		*place = -1
		if f, ok := t.FieldByName(name); ok && len(f.Index) == 1 {
			*place = f.Index[0]
		}
	}
	return p
}

// planOfItem builds the plan of a struct within a list.
func planOfItem(t reflect.Type, d Declaration) *plan {
	p := &plan{}
	texts := d.Texts.of(t).Fields
	for i := range t.NumField() {
		sf := t.Field(i)
		name, options, _ := strings.Cut(sf.Tag.Get("json"), ",")
		if !sf.IsExported() || name == "" || name == "-" {
			continue
		}
		column, _, _ := strings.Cut(sf.Tag.Get("csv"), ",")
		f := field{place: i, Input: Input{
			Name: name, Field: sf.Name, Type: sf.Type, Required: options == "", Sheet: column != "" && column != "-",
		}}
		f.Text, f.Examples = fieldText(cmp.Or(texts[sf.Name], sf.Tag.Get("doc"), headTexts[sf.Name]))
		f.declare(sf.Tag.Get("input"), d)
		f.number = f.Kind == AmountInput || f.Kind == RateInput || f.Kind == NumberInput
		f.blank = blank(sf.Type)
		p.fields = append(p.fields, f)
	}
	return p
}

// blank reports whether the zero value of a type is not given. Of a struct that cannot be compared it takes as long to tell
// as by a pointer: it is not blank.
func blank(t reflect.Type) bool {
	zero := reflect.New(t)
	return !given(zero.Elem(), zero.Interface()) && (t.Comparable() || t.Kind() != reflect.Struct)
}

// declare sets what follows from the type and the input tag of a field.
func (f *field) declare(tag string, d Declaration) {
	t := f.Type
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch {
	case f.Field == "Category":
		f.Kind = ChoiceInput
		for _, c := range d.Categories {
			f.Values = append(f.Values, strconv.Itoa(int(c)))
		}
		f.Accepts = "one of " + strings.Join(f.Values, ", ")
	case t == reflect.TypeFor[units.Quantity]():
		f.Kind = AmountInput
		f.declareAmount(tag)
	case t == reflect.TypeFor[units.Rate]():
		f.Kind = RateInput
		f.declareRate(tag)
	case t == reflect.TypeFor[decimal.Decimal]():
		f.Kind = NumberInput
		f.within = parseInterval(tag)
		f.Accepts = f.within.words()
	case t == reflect.TypeFor[factors.Supplied]():
		f.Kind, f.Accepts = FactorInput, "a factor with its source, such as 0.2 kg CO2e/kWh AR5; supplier's statement 2024"
	case t.Kind() == reflect.Int:
		f.Kind = CountInput
		f.within = parseInterval(tag)
		f.Accepts = strings.ReplaceAll(f.within.words(), "a number", "a whole number")
	case t.Kind() == reflect.Bool:
		f.Kind, f.Accepts = FlagInput, "true or false"
	case t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Struct:
		f.Kind, f.Type, f.Accepts = ListInput, t.Elem(), "a list"
		f.item = planOfItem(t.Elem(), d)
		f.Inputs = f.item.inputs()
	case t.Kind() == reflect.Uint8 && t.Implements(reflect.TypeFor[encoding.TextMarshaler]()):
		f.Kind = ChoiceInput
		f.Values = vocabulary(t)
		f.last = uint64(len(f.Values))
		f.Accepts = "one of " + strings.Join(f.Values, ", ")
	case t.Kind() == reflect.String:
		f.Kind, f.Accepts, f.region = TextInput, "a text", f.Field == "Region"
		f.text = f.Type.Kind() == reflect.String && !reflect.PointerTo(f.Type).Implements(reflect.TypeFor[interface{ Given() bool }]())
		if tag != "" {
			f.Kind, f.Values = ChoiceInput, strings.Split(tag, "|")
			f.Accepts = "one of " + strings.Join(f.Values, ", ")
		}
	default:
		f.Kind, f.Accepts = OtherInput, cmp.Or(tag, forms[t], "a text")
	}
}

// forms describe the types of this module that have a text form. For a type of another package the input tag does.
var forms = map[reflect.Type]string{
	reflect.TypeFor[ghg.Period]():  "a calendar year or month, the first day and the day after the last, or the first and the last day",
	reflect.TypeFor[ghg.Date]():    "a day",
	reflect.TypeFor[ghg.Quality](): "a scheme and its indicators, from 1 (best)",
	reflect.TypeFor[ghg.Gas]():     "a gas",
	reflect.TypeFor[units.Unit]():  "a unit",
}

// declareAmount sets the dimensions that an amount may have.
func (f *field) declareAmount(tag string) {
	tag, f.anySign = strings.CutPrefix(tag, "±")
	f.dimensions = parseDimensions(tag)
	f.Dimensions, f.Accepts = f.dimensions.exact, f.dimensions.words()
}

// declareRate sets the dimensions of a rate, or the interval of its value.
func (f *field) declareRate(tag string) {
	f.Accepts = "a value per unit"
	if tag == "" || strings.HasPrefix(tag, "[") || strings.HasPrefix(tag, "(") {
		f.within = parseInterval(cmp.Or(tag, "[0,)"))
		return
	}
	f.within = parseInterval("[0,)")
	above, below, _ := strings.Cut(tag, "/")
	f.dimensions, f.below = parseDimensions(above), parseDimensions(below)
	f.Accepts = f.dimensions.words() + " per unit of " + strings.TrimPrefix(strings.TrimPrefix(f.below.words(), "a "), "an amount of ")
}

// dimensions is the set of dimensions that an amount may have.
type dimensions struct {
	exact  []units.Dimension
	fuel   bool // anything but energy without a heating value basis
	money  bool
	volume bool // at any conditions
	count  bool // of any noun
}

// parseDimensions reads a tag: names of dimensions, "fuel", "money", "any volume" and "any count", separated by "|".
func parseDimensions(tag string) dimensions {
	var d dimensions
	for name := range strings.SplitSeq(tag, "|") {
		switch name {
		case "":
		case "fuel":
			d.fuel = true
		case "money":
			d.money = true
		case "any volume":
			d.volume = true
		case "any count":
			d.count = true
		default:
			d.exact = append(d.exact, units.Dimension(name))
		}
	}
	return d
}

// hold reports whether x is one of the dimensions. An empty set holds every dimension.
func (d dimensions) hold(x units.Dimension) bool {
	switch {
	case d.fuel:
		return x != units.Energy
	case d.money && x.IsCurrency(), d.volume && x.IsVolume(), d.count && x.IsCount():
		return true
	case len(d.exact) == 0:
		return !d.money && !d.volume && !d.count
	}
	return slices.Contains(d.exact, x)
}

// words describes the dimensions: "a mass or a volume".
func (d dimensions) words() string {
	if d.fuel {
		return "a mass, a volume, or energy with its heating value basis"
	}
	var list []string
	for _, name := range d.exact {
		list = append(list, dimensionWords(name))
	}
	for _, other := range []struct {
		set   bool
		words string
	}{{d.volume, "a volume"}, {d.count, "a count of items"}, {d.money, "an amount of money"}} {
		if other.set {
			list = append(list, other.words)
		}
	}
	if len(list) == 0 {
		return "an amount with its unit"
	}
	return strings.Join(list, " or ")
}

func dimensionWords(d units.Dimension) string {
	switch d {
	case units.Mass:
		return "a mass"
	case units.MassCO2e:
		return "an amount of CO2e"
	case units.Energy:
		return "an amount of energy"
	case units.Volume:
		return "a volume"
	case units.Length:
		return "a distance"
	case units.Time:
		return "a duration"
	case units.Area:
		return "an area"
	case units.TimeYear:
		return "a number of years"
	}
	if strings.Contains(string(d), "count:") {
		return "an amount counted in " + strings.ReplaceAll(string(d), "count:", "")
	}
	return "an amount of " + string(d)
}

// vocabulary returns the names of a closed vocabulary over uint8, whose values are 1, 2, ….
func vocabulary(t reflect.Type) []string {
	var names []string
	v := reflect.New(t).Elem()
	for i := uint64(1); i <= 255; i++ {
		v.SetUint(i)
		m, ok := v.Interface().(encoding.TextMarshaler)
		if !ok {
			return names
		}
		text, err := m.MarshalText()
		if err != nil {
			return names
		}
		names = append(names, string(text))
	}
	return names
}

// inputs returns a copy of the plan's inputs.
func (p *plan) inputs() []Input {
	list := make([]Input, len(p.fields))
	for i := range p.fields {
		in := p.fields[i].Input
		in.Examples, in.Values, in.Dimensions = slices.Clone(in.Examples), slices.Clone(in.Values), slices.Clone(in.Dimensions)
		list[i] = in
	}
	return list
}

// wanted describes a required input, with an example.
func (f *field) wanted() string {
	switch {
	case f.Text == "":
		return f.Accepts
	case len(f.Values) > 0:
		return f.Text + ": " + f.Accepts
	case len(f.Examples) > 0:
		return f.Text + ", such as " + strconv.Quote(f.Examples[0])
	}
	return f.Text
}

// accepted describes the values that an input may have, with an example.
func (f *field) accepted() string {
	if len(f.Examples) > 0 && len(f.Values) == 0 {
		return f.Accepts + ", such as " + strconv.Quote(f.Examples[0])
	}
	return f.Accepts
}

// problems collects the errors of inputs.
type problems []error

func (p *problems) refuse(field, value, want string, kind error) {
	*p = append(*p, &ghg.FieldError{Field: field, Value: value, Want: want, Err: kind})
}

// check checks every field of a struct. The path locates the struct within the activity; it is "" for the activity
// itself.
func (p *plan) check(v reflect.Value, path string, found *problems) {
	for i := range p.fields {
		p.fields[i].check(v, path, found)
	}
}

func (f *field) check(of reflect.Value, path string, found *problems) {
	v := of.Field(f.place)
	if f.text {
		if text := v.String(); text != "" {
			f.checkText(path, text, found)
		} else {
			f.missing(path, found)
		}
		return
	}
	switch {
	case f.blank && v.IsZero():
		f.missing(path, found)
	case f.Kind == FlagInput:
	case f.last > 0:
		f.checkClosed(path, v.Uint(), found)
	default:
		f.checkAt(v, v.Addr().Interface(), path, found)
	}
}

// checkAt checks an input of which a pointer says whether it is given.
func (f *field) checkAt(v reflect.Value, pointer any, path string, found *problems) {
	if f.number {
		if number := numberOf(pointer); dec.Check(number) != nil {
			found.refuse(path+f.Name, dec.Brief(number), dec.Bounds, ghg.ErrOutOfRange)
			return
		}
	}
	switch {
	case !given(v, pointer):
		f.missing(path, found)
	case f.item != nil:
		f.checkItems(v, path, found)
	case v.Kind() == reflect.String:
		f.checkText(path, v.String(), found)
	default:
		f.checkValue(pointer, path, found)
	}
}

// missing refuses an input that is not given, if it is required.
func (f *field) missing(path string, found *problems) {
	if f.Required {
		found.refuse(path+f.Name, "", f.wanted(), ghg.ErrMissing)
	}
}

// checkValue checks an input that is given, neither a text nor of a closed vocabulary nor a list.
func (f *field) checkValue(pointer any, path string, found *problems) {
	switch x := pointer.(type) {
	case *units.Quantity:
		f.checkAmount(path, x, found)
	case *units.Rate:
		f.checkRate(path, x, found)
	case **decimal.Decimal:
		f.checkWithin(path, **x, func() string { return dec.Text(**x) }, found)
	case *decimal.Decimal:
		f.checkWithin(path, *x, func() string { return dec.Text(*x) }, found)
	case *int:
		f.checkWithin(path, decimal.NewFromInt(int64(*x)), func() string { return strconv.Itoa(*x) }, found)
	case *ghg.Category:
		if text := strconv.Itoa(int(*x)); !slices.Contains(f.Values, text) {
			found.refuse(path+f.Name, text, f.accepted(), ghg.ErrOutOfRange)
		}
	case *factors.Supplied: // checked where it is used
	case interface{ Check() error }:
		if err := x.Check(); err != nil {
			*found = append(*found, err)
		}
	}
}

// numberOf returns the number in a field that has one.
func numberOf(pointer any) decimal.Decimal {
	switch x := pointer.(type) {
	case *units.Quantity:
		return x.Value
	case *units.Rate:
		return x.Value
	case **decimal.Decimal:
		return Number(*x)
	case *decimal.Decimal:
		return *x
	}
	return decimal.Decimal{}
}

// given reports whether a field has a value. Zero is a value if the type can tell it from "not given".
func given(v reflect.Value, pointer any) bool {
	switch x := pointer.(type) {
	case *units.Quantity:
		return x.Given()
	case *units.Rate:
		return x.Given()
	case *factors.Supplied:
		return x.Given()
	case **decimal.Decimal:
		return *x != nil
	case *string:
		return *x != ""
	case *ghg.Period:
		return !x.IsZero()
	case *ghg.Quality:
		return *x != ghg.Quality{}
	case interface{ Given() bool }:
		return x.Given()
	}
	if v.Kind() == reflect.Slice {
		return v.Len() > 0
	}
	return !v.IsZero()
}

func (f *field) checkAmount(path string, q *units.Quantity, found *problems) {
	dimension := q.Unit.Dimension()
	switch {
	case q.IsNegative() && !f.anySign:
		found.refuse(path+f.Name, q.String(), "an amount of at least 0", ghg.ErrNegative)
	case f.dimensions.fuel && dimension == units.Energy:
		symbol := q.Unit.Symbol()
		found.refuse(path+f.Name, q.String(), "the heating value basis of a fuel's energy: "+symbol+"(HHV) or "+symbol+"(LHV)", ghg.ErrDimension)
	case !f.dimensions.hold(dimension):
		found.refuse(path+f.Name, q.String(), f.accepted(), ghg.ErrDimension)
	}
}

func (f *field) checkRate(path string, r *units.Rate, found *problems) {
	if !f.dimensions.hold(r.Num.Dimension()) || !f.below.hold(r.Den.Dimension()) {
		found.refuse(path+f.Name, r.String(), f.accepted(), ghg.ErrDimension)
		return
	}
	f.checkWithin(path, r.Value, r.String, found)
}

// checkText refuses text that is not UTF-8 or too long, blanks at the ends, which make two names of one, a value that is
// not in the list, and a code that is no region.
func (f *field) checkText(path, text string, found *problems) {
	switch plain := input.Plain(text); {
	case !plain && !utf8.ValidString(text):
		found.refuse(path+f.Name, text, "a text in UTF-8", ghg.ErrOutOfRange)
	case !plain && input.TooLong(text):
		found.refuse(path+f.Name, text, input.WantText, ghg.ErrOutOfRange)
	case !plain && text != strings.TrimSpace(text):
		found.refuse(path+f.Name, text, "a text without blanks at its ends", ghg.ErrOutOfRange)
	case len(f.Values) > 0 && !slices.Contains(f.Values, text):
		*found = append(*found, &ghg.FieldError{Field: path + f.Name, Value: text, Want: f.accepted(), Near: spelling.Meant(text, f.Values), Err: ghg.ErrUnknown})
	case f.region:
		if err := factors.CheckRegion(text); err != nil {
			found.refuseRegion(path+f.Name, text, err)
		}
	}
}

// refuseRegion adds the error of a region under the name of its field.
func (p *problems) refuseRegion(field, value string, err error) {
	var unknown *ghg.FieldError
	if errors.As(err, &unknown) {
		*p = append(*p, &ghg.FieldError{Field: field, Value: value, Want: unknown.Want, Near: unknown.Near, Err: unknown.Err})
	}
}

func (f *field) checkWithin(path string, d decimal.Decimal, text func() string, found *problems) {
	if f.within.holds(d) {
		return
	}
	kind := ghg.ErrOutOfRange
	if d.IsNegative() && f.within.hi == nil && !f.within.open {
		kind = ghg.ErrNegative
	}
	want := f.within.words()
	if f.Kind == RateInput {
		want = strings.ReplaceAll(want, "a number", "a rate")
	}
	found.refuse(path+f.Name, text(), want, kind)
}

// checkItems checks the items of a list.
func (f *field) checkItems(v reflect.Value, path string, found *problems) {
	for i := range v.Len() {
		before := len(*found)
		if f.item.check(v.Index(i), "", found); len(*found) > before { // again with the path, which only errors need
			*found = (*found)[:before]
			f.item.check(v.Index(i), fmt.Sprintf("%s%s[%d].", path, f.Name, i), found)
		}
	}
}

// checkClosed checks a value of a closed vocabulary.
func (f *field) checkClosed(path string, value uint64, found *problems) {
	if value > f.last {
		found.refuse(path+f.Name, strconv.FormatUint(value, 10), f.accepted(), ghg.ErrUnknown)
	}
}

// interval is a range of numbers.
type interval struct {
	lo, hi *decimal.Decimal // nil: unbounded
	open   bool             // excludes lo
	before bool             // excludes hi
}

// parseInterval reads "[0,1]", "(0,1]" and "[1,)". A tag that is not an interval gives one that holds nothing, so no
// input passes unchecked.
func parseInterval(tag string) interval {
	lo, hi, ok := strings.Cut(strings.Trim(tag, "[]()"), ",")
	var none decimal.Decimal
	nothing := interval{lo: &none, hi: &none, open: true}
	if !ok {
		return nothing
	}
	in := interval{open: strings.HasPrefix(tag, "("), before: strings.HasSuffix(tag, ")")}
	for _, bound := range []struct {
		text string
		to   **decimal.Decimal
	}{{lo, &in.lo}, {hi, &in.hi}} {
		if bound.text == "" {
			continue
		}
		d, err := dec.Parse(bound.text)
		if err != nil {
			return nothing
		}
		*bound.to = &d
	}
	return in
}

func (in interval) holds(d decimal.Decimal) bool {
	if in.lo != nil {
		if c := d.Cmp(*in.lo); c < 0 || (c == 0 && in.open) {
			return false
		}
	}
	if in.hi != nil {
		if c := d.Cmp(*in.hi); c > 0 || (c == 0 && in.before) {
			return false
		}
	}
	return true
}

// words describes the interval: "a fraction from 0 to 1".
func (in interval) words() string {
	if in.lo == nil {
		return "a number"
	}
	noun := "a number"
	if in.hi != nil && in.hi.Equal(one) && in.lo.IsZero() {
		noun = "a fraction"
	}
	switch lo := dec.Text(*in.lo); {
	case in.hi == nil && in.open:
		return noun + " above " + lo
	case in.hi == nil:
		return noun + " of at least " + lo
	case in.open:
		return noun + " above " + lo + ", at most " + dec.Text(*in.hi)
	case in.before:
		return noun + " of at least " + lo + ", below " + dec.Text(*in.hi)
	default:
		return noun + " from " + lo + " to " + dec.Text(*in.hi)
	}
}

package table

import (
	"bytes"
	"encoding"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gocarina/gocsv"
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg/internal/dec"
)

// Decode reads a table into one T per row, a struct whose csv tags name the columns.
//
//	type purchase struct {
//		ID     string          `csv:"id"`
//		Amount decimal.Decimal `csv:"amount"`
//		From   time.Time       `csv:"from"`
//		Note   string          `csv:"note,omitempty"`
//	}
//
// A tag is the exact name of a required column. With omitempty the column may be absent, and an empty cell leaves the
// field at zero. Every exported field must have a tag; csv:"-" excludes one. Fields of embedded structs count as the
// struct's own. A field may be a
//
//   - string, or a type of it;
//   - [decimal.Decimal]: read by [dec.Parse];
//   - [time.Time]: an ISO 8601 date;
//   - whole number type: digits, with a minus sign if the type has one; out of range is an error;
//   - bool: yes, no, true or false;
//   - type whose pointer is an [encoding.TextUnmarshaler]: whatever that reads. A type without pointers may be asked once for texts that are equal;
//   - pointer to one of these: nil for an empty cell.
//
// Blanks at the ends of a cell are no part of it.
//
// Floating-point fields are refused, as are all others. In other respects Decode is like [Read]: each gets the line and
// the value of every row whose cells are all valid, and every invalid cell is reported. o.Columns must be empty.
func Decode[T any](r io.Reader, o Options, each func(line int, v T) error) error {
	if len(o.Columns) > 0 {
		return errors.New("decode: columns are given: want none, since the struct's tags name them")
	}
	d, err := NewDecoder(reflect.TypeFor[T]())
	if err != nil {
		return err
	}
	o.Columns = d.Columns()
	return Read(r, o, func(row Row) error {
		var v T
		if err := d.Decode(row, reflect.ValueOf(&v).Elem()); err != nil {
			return err
		}
		return each(row.Line(), v)
	})
}

// Decoder decodes rows into structs of one type, as [Decode] does, when its caller asks for one. It is for a caller of
// [Read] that does not need the struct of every row.
//
// A Decoder serves one reading after another, but not two at once.
type Decoder struct {
	plan   *plan
	places []int    // the index of the cell of each field; -1 if the file does not have the column
	header []string // that places are for
}

// NewDecoder returns a decoder for a struct type, whose csv tags name the columns. Fields of the types of the readings, and
// pointers to them, are read by these; the types must have an UnmarshalText.
func NewDecoder(t reflect.Type, readings ...Reading) (*Decoder, error) {
	p, err := planOf(t, readings)
	if err != nil {
		return nil, err
	}
	return &Decoder{plan: p}, nil
}

// Columns returns the columns that a file may have, in field order: the [Options.Columns] of the rows to decode.
func (d *Decoder) Columns() []Column { return slices.Clone(d.plan.columns) }

// Decode sets the fields of v, a zero struct that can be set, from the cells of a row. Its error is for [Read]'s caller
// to return: it has the file, line and column of every invalid cell.
func (d *Decoder) Decode(row Row, v reflect.Value) error {
	if d.places == nil || !slices.Equal(d.header, row.t.names) {
		places, err := placesOf(d.plan.shadow, row.t.names)
		if err != nil {
			return errors.Join(err, ErrStop)
		}
		d.places, d.header = places, row.t.names
	}
	cells := row.Cells()
	var errs []error
	for i := range d.plan.fields {
		f := &d.plan.fields[i]
		text := ""
		if place := d.places[i]; place >= 0 {
			text = cells[place]
		}
		text = strings.TrimSpace(text)
		if f.optional && text == "" {
			continue
		}
		if err := f.set(v.FieldByIndex(f.index), text); err != nil {
			errs = append(errs, row.Error(f.column, f.want, err))
		}
	}
	return errors.Join(errs...)
}

// ColumnsOf returns the columns that [Decode] expects in a file for T, in field order.
func ColumnsOf[T any]() ([]Column, error) {
	p, err := planOf(reflect.TypeFor[T](), nil)
	if err != nil {
		return nil, err
	}
	return p.columns, nil
}

// plan describes how the cells of a row become a struct.
type plan struct {
	columns []Column
	fields  []field
	shadow  reflect.Type // a struct with the same csv tags, in which every field is a string
}

type field struct {
	column   string
	optional bool
	index    []int
	kind
}

// kind sets a field of one type from text.
type kind struct {
	want string // completes "want …"; empty if the error is sufficient
	set  func(v reflect.Value, text string) error
}

func planOf(t reflect.Type, readings []Reading) (*plan, error) {
	if t.Kind() != reflect.Struct {
		return nil, fmt.Errorf("decode into %v: want a struct with csv tags", t)
	}
	p := &plan{}
	seen := map[string]bool{}
	var shadow []reflect.StructField
	for _, f := range reflect.VisibleFields(t) {
		tag, tagged := f.Tag.Lookup("csv")
		if tag == "-" || (!tagged && (!f.IsExported() || embedded(f))) {
			continue
		}
		name, optional, err := parseTag(tag)
		if err != nil {
			return nil, fmt.Errorf("decode into %v: field %s: %w", t, f.Name, err)
		}
		if !f.IsExported() || throughPointer(t, f.Index) {
			return nil, fmt.Errorf("decode into %v: field %s has a csv tag and cannot be set: want it exported, and not in an embedded pointer", t, f.Name)
		}
		if seen[name] {
			return nil, fmt.Errorf("decode into %v: field %s: column %q appears twice", t, f.Name, name)
		}
		seen[name] = true
		k, ok := kindOf(f.Type, readings)
		if !ok {
			return nil, fmt.Errorf("decode into %v: field %s is a %v: want a string, number, date, bool or text type", t, f.Name, f.Type)
		}
		p.fields = append(p.fields, field{column: name, optional: optional, index: f.Index, kind: k})
		p.columns = append(p.columns, Column{Name: name, Required: !optional})
		shadow = append(shadow, reflect.StructField{
			Name: "Column" + strconv.Itoa(len(shadow)),
			Type: reflect.TypeFor[string](),
			Tag:  reflect.StructTag("csv:" + strconv.Quote(name)),
		})
	}
	if len(p.fields) == 0 {
		return nil, fmt.Errorf("decode into %v: no field has a csv tag", t)
	}
	p.shadow = reflect.StructOf(shadow)
	return p, nil
}

// embedded reports whether a field only carries the fields of another struct.
func embedded(f reflect.StructField) bool {
	return f.Anonymous && f.Type.Kind() == reflect.Struct
}

// throughPointer reports whether a field is in an embedded pointer, which would have to be allocated.
func throughPointer(t reflect.Type, index []int) bool {
	for _, i := range index[:len(index)-1] {
		t = t.Field(i).Type
		if t.Kind() == reflect.Pointer {
			return true
		}
	}
	return false
}

func parseTag(tag string) (name string, optional bool, err error) {
	name, option, has := strings.Cut(tag, ",")
	if name == "" || name != strings.TrimSpace(name) {
		return "", false, fmt.Errorf("csv tag %q: want the name of a column, or \"-\"", tag)
	}
	if name == "omitempty" || strings.HasPrefix(name, "partial") || strings.HasPrefix(name, "default=") {
		return "", false, fmt.Errorf("csv tag %q: want another name, since gocsv reads this one as an option", tag)
	}
	if has && option != "omitempty" {
		return "", false, fmt.Errorf("csv tag %q: unknown option %q: want omitempty", tag, option)
	}
	return name, has, nil
}

func kindOf(t reflect.Type, readings []Reading) (kind, bool) {
	for _, r := range readings {
		if r.of == t {
			return kind{"", r.set()}, true
		}
	}
	switch {
	case t == reflect.TypeFor[decimal.Decimal]():
		return kind{wantNumber, setDecimal}, true
	case t == reflect.TypeFor[time.Time]():
		return kind{wantDate, setDate}, true
	case textual(t) && flat(t):
		return kind{"", setFlat()}, true
	case textual(t):
		return kind{"", setText}, !unbounded(t)
	}
	switch t.Kind() {
	case reflect.String:
		return kind{"", setString}, true
	case reflect.Bool:
		return kind{wantBool, setBool}, true
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return kind{wantInteger, setInt}, true
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return kind{"a whole number such as 12, not negative", setUint}, true
	case reflect.Pointer:
		return kindOfPointer(t, readings)
	default:
		return kind{}, false
	}
}

// textual reports whether a type reads its own text.
func textual(t reflect.Type) bool {
	return t.Kind() != reflect.Pointer && reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]())
}

// unbounded reports whether a type reads numbers without the bounds of [dec.Parse].
func unbounded(t reflect.Type) bool {
	return t == reflect.TypeFor[decimal.NullDecimal]()
}

func kindOfPointer(t reflect.Type, readings []Reading) (kind, bool) {
	if t.Elem().Kind() == reflect.Pointer {
		return kind{}, false
	}
	k, ok := kindOf(t.Elem(), readings)
	setElem := k.set
	k.set = func(v reflect.Value, text string) error {
		if text == "" {
			return nil
		}
		p := reflect.New(t.Elem())
		if err := setElem(p.Elem(), text); err != nil {
			return err
		}
		v.Set(p)
		return nil
	}
	return k, ok
}

func setString(v reflect.Value, text string) error {
	v.SetString(text)
	return nil
}

func setDecimal(v reflect.Value, text string) error {
	d, err := dec.Parse(text)
	if err != nil {
		return err
	}
	*v.Addr().Interface().(*decimal.Decimal) = d
	return nil
}

func setDate(v reflect.Value, text string) error {
	d, err := parseDate(text)
	if err != nil {
		return err
	}
	v.Set(reflect.ValueOf(d))
	return nil
}

func setText(v reflect.Value, text string) error {
	// planOf has checked that the pointer implements the interface.
	return v.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(text))
}

func setBool(v reflect.Value, text string) error {
	b, err := parseBool(text)
	if err != nil {
		return err
	}
	v.SetBool(b)
	return nil
}

func setInt(v reflect.Value, text string) error {
	n, err := parseInt(text, v.Type().Bits())
	if err != nil {
		return err
	}
	v.SetInt(n)
	return nil
}

func setUint(v reflect.Value, text string) error {
	n, err := parseUint(text, v.Type().Bits())
	if err != nil {
		return err
	}
	v.SetUint(n)
	return nil
}

// placesOf returns the index in a row of the cell of each field of the shadow struct, or -1 if the file does not have the
// column, using gocsv.
//
// gocsv decides which column belongs to which field, and no more: a misspelt column leaves zeros, surplus cells are
// dropped, "" and "1.9" are read as the integers 0 and 1, and its errors name neither line nor column. So it gets the
// header, which Read has checked, and once more as a row: a field's cell is then the name of its column.
func placesOf(shadow reflect.Type, header []string) ([]int, error) {
	var line []byte
	for i, name := range header {
		if i > 0 {
			line = append(line, ',')
		}
		line = AppendQuoted(line, name)
	}
	line = append(line, '\n')
	um, err := gocsv.NewUnmarshaller(csv.NewReader(bytes.NewReader(slices.Concat(line, line))), reflect.Zero(shadow).Interface())
	if err != nil {
		return nil, fmt.Errorf("decode: %w", err)
	}
	row, err := um.Read()
	if err != nil {
		return nil, fmt.Errorf("decode: %w", err)
	}
	names := reflect.ValueOf(row)
	places := make([]int, shadow.NumField())
	for i := range places {
		// gocsv has globals that rename tags and headers. A program that sets them must not lose a column here.
		name, got := shadow.Field(i).Tag.Get("csv"), names.Field(i).String()
		if slices.Contains(header, name) && got != name {
			return nil, fmt.Errorf("decode: gocsv does not find the column %q: want its globals unset", name)
		}
		places[i] = slices.Index(header, got)
	}
	return places, nil
}

// Package strictjson decodes the JSON that users write.
//
// encoding/json accepts what two readers may read differently: of a repeated key it takes the last, it ignores unknown
// keys and the case of known ones, takes null for "unchanged" and a lone surrogate for U+FFFD, and needs 1 GB for a
// million opening brackets. Here all of that is an error, at any depth, which names the place:
//
//   - the text is one JSON value (RFC 8259) in UTF-8, with at most [MaxDepth] objects and arrays within each other;
//   - every key of an object is the json tag of a field, exactly and once; a field without omitempty or omitzero is
//     required;
//   - a null is no value, unless [Form] allows it;
//   - a text has at most [input.MaxText] characters;
//   - a decimal is a number, or a string that [dec.Parse] reads; a whole number has neither a point nor an exponent.
//
// [Reader] reads streams of values of any length in little memory.
package strictjson

import (
	"cmp"
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/spelling"
)

// Skipped is a field whose value is checked as JSON and not kept.
type Skipped bool // true if the key is there

// Form says how a document may differ from the rules of the package, and describes types in errors.
type Form struct {
	Beside string                  // a key of the outermost object that is no field
	Nulls  bool                    // a null stands for an absent key
	Partly bool                    // no key is required
	Hint   string                  // follows "want an array" and "want an object"
	Texts  map[reflect.Type]string // completes "want a string, …" for types that are written as text
}

// Document is a text that is JSON.
type Document struct{ text []byte }

// Parse checks that a text is one JSON value, without a repeated key and with bounded depth. It keeps the text.
func Parse(text []byte) (Document, error) {
	if err := check(text); err != nil {
		return Document{}, err
	}
	return Document{text}, nil
}

// IsObject reports whether the value is an object.
func (d Document) IsObject() bool {
	s := scanner{text: d.text}
	return s.next() == '{'
}

// Text returns the text under a key of the object, and whether there is one.
func (d Document) Text(key string) (string, bool) {
	for _, m := range members(d.text) {
		if m.key == key && m.value[0] == '"' {
			return textOf(m.value), true
		}
	}
	return "", false
}

// Value returns the value under a key of the object, and whether there is one.
func (d Document) Value(key string) (Document, bool) {
	for _, m := range members(d.text) {
		if m.key == key {
			return Document{m.value}, true
		}
	}
	return Document{}, false
}

// Decode sets what into points to, a struct or a slice, to the value. It returns every error, as [ghg.Join] does. Each
// names the field by its path: "legs[0].distance".
func (d Document) Decode(into any, form Form) error {
	b := binder{form: form, beside: form.Beside}
	return b.set(reflect.ValueOf(into).Elem(), bytesOf(d.text), "")
}

// Strings passes on every text of an object under the index of its key among the names. An error of each is returned.
func (d Document) Strings(names []string, each func(i int, value string) error) error {
	if !d.IsObject() {
		return &ghg.FieldError{Field: whole, Value: shown(d.text), Want: "an object of strings", Err: ErrKind}
	}
	var found error
	for _, m := range members(d.text) {
		if err := eachString(m, names, each); err != nil {
			found = ghg.Join(found, err)
		}
	}
	return found
}

func eachString(m member, names []string, each func(i int, value string) error) error {
	i := slices.Index(names, m.key)
	if i < 0 {
		return unknownKey("", m.key, names)
	}
	var text string
	b := binder{}
	if err := b.set(reflect.ValueOf(&text).Elem(), m.value, m.key); err != nil {
		return err
	}
	return each(i, text)
}

// Unmarshal parses a text and decodes it. It is for the UnmarshalJSON of types that are written as an object.
func Unmarshal(text []byte, into any) error {
	d, err := Parse(text)
	if err != nil {
		return err
	}
	return d.Decode(into, Form{})
}

// bytesOf returns a value without blanks around it.
func bytesOf(text []byte) []byte {
	s := scanner{text: text}
	return s.token()
}

// member is a key of an object with its value.
type member struct {
	key   string
	value []byte
}

// members returns the members of an object that has passed check, in order, or none for another value.
func members(object []byte) []member {
	s := scanner{text: object}
	if s.next() != '{' {
		return nil
	}
	var list []member
	for s.at++; s.next() != '}'; {
		if s.text[s.at] == ',' {
			s.at++
			s.blanks()
		}
		key, _ := s.stringToken() // has passed
		s.blanks()
		s.at++ // the colon
		list = append(list, member{key, s.token()})
	}
	return list
}

// items returns the items of an array that has passed check, in order.
func items(array []byte) [][]byte {
	s := scanner{text: array, at: 1}
	var list [][]byte
	for s.next() != ']' {
		if s.text[s.at] == ',' {
			s.at++
		}
		list = append(list, s.token())
	}
	return list
}

// ErrKind is the kind of error of a value that is, for example, a number instead of a string.
var ErrKind = ghg.ErrKind

// kindError is a kind of error in the words of JSON.
type kindError struct {
	text string
	kind error
}

func (e *kindError) Error() string { return e.text }

// Unwrap returns the kind of package ghg.
func (e *kindError) Unwrap() error { return e.kind }

var (
	errUnknownKey = &kindError{"an unknown key", ghg.ErrUnknown}
	errTwice      = &kindError{"a repeated key", ghg.ErrRepeated}
)

// whole names the outermost value in errors.
const whole = "JSON"

// binder sets Go values from JSON that has passed check.
type binder struct {
	form   Form
	beside string // a key to leave out of the next object
}

// set sets v to a value. path is where the value is, for errors; "" is the document itself.
func (b *binder) set(v reflect.Value, value []byte, path string) error {
	t := v.Type()
	refused := &ghg.FieldError{Field: cmp.Or(path, whole), Value: shown(value), Want: b.wanted(t), Err: ErrKind}
	if value[0] == 'n' {
		return refused
	}
	if t.Kind() == reflect.Pointer {
		v.Set(reflect.New(t.Elem()))
		return b.set(v.Elem(), value, path)
	}
	if t == reflect.TypeFor[Skipped]() {
		v.SetBool(true)
		return nil
	}
	if t == reflect.TypeFor[decimal.Decimal]() {
		return b.setDecimal(v, value, path, refused)
	}
	switch u := v.Addr().Interface().(type) {
	case encoding.TextUnmarshaler:
		if value[0] != '"' {
			return refused
		}
		return b.setText(u, value, path)
	case json.Unmarshaler:
		return within(path, u.UnmarshalJSON(value))
	}
	return b.setKind(v, value, path, refused)
}

// setKind sets a value whose type has no text form of its own.
func (b *binder) setKind(v reflect.Value, value []byte, path string, refused error) error {
	switch c := value[0]; v.Kind() {
	case reflect.Struct:
		if c != '{' {
			return refused
		}
		return b.setStruct(v, value, path)
	case reflect.Slice:
		if c != '[' {
			return refused
		}
		return b.setSlice(v, value, path)
	case reflect.String:
		if c != '"' {
			return refused
		}
		text := textOf(value)
		if input.TooLong(text) {
			return &ghg.FieldError{Field: path, Value: text, Want: input.WantText, Err: ghg.ErrOutOfRange}
		}
		v.SetString(text)
		return nil
	case reflect.Bool:
		if c != 't' && c != 'f' {
			return refused
		}
		v.SetBool(c == 't')
		return nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		n, err := strconv.ParseInt(string(value), 10, v.Type().Bits())
		if err != nil {
			return refused
		}
		v.SetInt(n)
		return nil
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		n, err := strconv.ParseUint(string(value), 10, v.Type().Bits())
		if err != nil {
			return refused
		}
		v.SetUint(n)
		return nil
	}
	return fmt.Errorf("%s: a field of type %v cannot be read: want a text, a decimal, a whole number, a bool, or a struct or slice of them", cmp.Or(path, whole), v.Type())
}

func (b *binder) setDecimal(v reflect.Value, value []byte, path string, refused error) error {
	number := string(value)
	switch c := value[0]; {
	case c == '"':
		number = textOf(value)
	case c != '-' && (c < '0' || c > '9'):
		return refused
	}
	d, err := dec.Parse(number)
	if err != nil {
		return valued(path, number, err)
	}
	v.Set(reflect.ValueOf(d))
	return nil
}

func (b *binder) setText(u encoding.TextUnmarshaler, value []byte, path string) error {
	text := textOf(value)
	if input.TooLong(text) {
		return &ghg.FieldError{Field: path, Value: text, Want: input.WantText, Err: ghg.ErrOutOfRange}
	}
	return valued(path, text, u.UnmarshalText([]byte(text)))
}

func (b *binder) setSlice(v reflect.Value, array []byte, path string) error {
	list := items(array)
	slice := reflect.MakeSlice(v.Type(), len(list), len(list))
	var found error
	for i, item := range list {
		if err := b.set(slice.Index(i), item, path+"["+strconv.Itoa(i)+"]"); err != nil {
			found = ghg.Join(found, err)
		}
	}
	v.Set(slice)
	return found
}

func (b *binder) setStruct(v reflect.Value, object []byte, path string) error {
	values := map[string][]byte{}
	for _, m := range members(object) {
		if m.key != b.beside || b.beside == "" {
			values[m.key] = m.value
		}
	}
	b.beside = ""
	fields := fieldsOf(v.Type())
	found := checkKeys(values, fields, path)
	for _, f := range fields {
		value, given := values[f.name]
		var err error
		switch {
		case !given && f.required && !b.form.Partly:
			err = &ghg.FieldError{Field: join(path, f.name), Want: "the key " + strconv.Quote(f.name), Err: ghg.ErrMissing}
		case !given || b.form.Nulls && value[0] == 'n' && !f.required:
			continue
		default:
			err = b.set(v.FieldByIndex(f.index), value, join(path, f.name))
		}
		if err != nil {
			found = ghg.Join(found, err)
		}
	}
	return found
}

// checkKeys returns an error for every key, in the order of their names, that is not exactly that of a field.
func checkKeys(values map[string][]byte, fields []field, path string) error {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.name
	}
	var found error
	for _, key := range slices.Sorted(maps.Keys(values)) {
		if !slices.Contains(names, key) {
			found = ghg.Join(found, unknownKey(path, key, names))
		}
	}
	return found
}

// unknownKey returns the error of a key that is none of the names.
func unknownKey(path, key string, names []string) error {
	e := &ghg.FieldError{Field: join(path, written(key)), Want: "one of " + strings.Join(names, ", "), Err: errUnknownKey}
	if near := spelling.Nearest(key, names); near != "" {
		e.Near = []string{near}
		e.Want = fmt.Sprintf("%q, or another of %s", near, strings.Join(names, ", "))
	}
	return e
}

// written returns a key as paths show it: in quotation marks unless it is a short word.
func written(key string) string {
	for _, c := range key {
		if c != '_' && c != '-' && !unicode.IsLetter(c) && !unicode.IsDigit(c) {
			return input.Quote(key)
		}
	}
	if key == "" {
		return input.Quote(key)
	}
	return input.Shorten(key)
}

// join appends a key to a path.
func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// within adds the path to the errors of a type that decodes its own object: the fields they name are within the path.
func within(path string, err error) error {
	if err == nil || path == "" {
		return err
	}
	switch own := err.(type) { //nolint:errorlint // what wraps them names another place
	case *ghg.JoinedError:
		list := make([]error, len(own.First))
		for i := range list {
			list[i] = within(path, own.First[i])
		}
		return &ghg.JoinedError{First: list, More: own.More, Last: own.Last}
	case *ghg.PlaceError:
		at := *own
		at.Path = join(path, own.Path)
		return &at
	case *ghg.FieldError:
		at := *own
		if at.Field = join(path, own.Field); own.Field == whole {
			at.Field = path
		}
		return &at
	}
	return located(path, err)
}

// located adds the path to an error of a type's own reading. A FieldError that names the field already gets the path
// instead.
func located(path string, err error) error {
	own, name := (*ghg.FieldError)(nil), path[strings.LastIndexByte(path, '.')+1:]
	if errors.As(err, &own) && strings.HasPrefix(own.Field, name) {
		at := *own
		at.Field = strings.TrimSuffix(path, name) + own.Field
		return &at
	}
	return ghg.Place{Path: path}.At(err)
}

// valued is located, with the value that was read.
func valued(path, value string, err error) error {
	if err == nil {
		return nil
	}
	err = located(path, err)
	if at, ok := err.(*ghg.PlaceError); ok { //nolint:errorlint // the one that located made
		at.Value = input.Shorten(value)
	}
	return err
}

// wanted describes the kind of JSON value that a type is read from.
func (b *binder) wanted(t reflect.Type) string {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if form, ok := b.form.Texts[t]; ok {
		return "a string, " + form
	}
	switch {
	case t == reflect.TypeFor[decimal.Decimal]():
		return "a number such as 0.07"
	case reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]()):
		return "a string in quotation marks"
	}
	switch t.Kind() {
	case reflect.Slice:
		return "an array" + b.form.Hint
	case reflect.Struct:
		return "an object" + b.form.Hint
	case reflect.Bool:
		return "true or false"
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return "a whole number"
	}
	return "a string in quotation marks"
}

package activity

import (
	"encoding/binary"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/derive"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/units"
)

// shape tells what the struct of an activity shares with others of its kind: everything but its amounts, its id, entity
// and site, and the texts that its method passes on. A field with the tag derive:"text" is such a text.
type shape struct {
	kind   reflect.Type
	fields []shapeField
	apart  string // why no two activities of this type are of one kind
}

// shapeField is a field of a shape.
type shapeField struct {
	index  int
	role   role
	append appender // of a shared one; nil if it cannot be compared, so that two activities share it only if it is not given
	items  *shape   // of a list
}

// appender appends all that a field says, and reports whether it can.
type appender func(b []byte, v reflect.Value) ([]byte, bool)

// role is what a field is to the lines of a kind.
type role uint8

const (
	shared role = iota
	idRole
	entityRole
	siteRole
	periodRole
	textRole
	amountRole
	listRole
)

var shapes sync.Map // of reflect.Type

// shapeOf returns the shape of a struct type.
func shapeOf(t reflect.Type) *shape {
	if s, ok := shapes.Load(t); ok {
		return s.(*shape) //nolint:forcetypeassert // only this function stores
	}
	s, _ := shapes.LoadOrStore(t, newShape(t))
	return s.(*shape) //nolint:forcetypeassert // as above
}

// newShape returns the shape of a struct type, which may be that of the items of a list within others.
func newShape(t reflect.Type, within ...reflect.Type) *shape {
	s := &shape{kind: t}
	switch {
	case t.Kind() != reflect.Struct:
		s.apart = "it is no struct"
		return s
	case slices.Contains(within, t):
		s.apart = "it has a list of its own type"
		return s
	}
	top := len(within) == 0
	heads := map[string]role{"ID": idRole, "Entity": entityRole, "Site": siteRole}
	for i := range t.NumField() {
		sf := t.Field(i)
		f := shapeField{index: i}
		head, isHead := heads[sf.Name]
		switch {
		case !sf.IsExported():
			s.apart = "the field " + sf.Name + " is not exported"
		case sf.Type == reflect.TypeFor[units.Quantity]():
			f.role = amountRole
		case top && sf.Name == "Period" && sf.Type == reflect.TypeFor[ghg.Period]():
			f.role = periodRole
		case top && isHead && sf.Type == reflect.TypeFor[string]():
			f.role = head
		case sf.Tag.Get("derive") == "text" && sf.Type == reflect.TypeFor[string]():
			f.role = textRole
		case sf.Type.Kind() == reflect.Slice && sf.Type.Elem().Kind() == reflect.Struct:
			f.role, f.items = listRole, newShape(sf.Type.Elem(), append(within, t)...)
			if f.items.apart != "" {
				s.apart = f.items.apart
			}
		default:
			f.append = appenderOf(sf.Type)
		}
		s.fields = append(s.fields, f)
	}
	return s
}

// appenderOf returns the appender of a type, or nil for one that is not known.
func appenderOf(t reflect.Type) appender {
	switch t {
	case reflect.TypeFor[decimal.Decimal]():
		return appendAs(func(b []byte, d *decimal.Decimal) ([]byte, bool) { return dec.AppendLong(b, *d) })
	case reflect.TypeFor[*decimal.Decimal]():
		return appendAs(func(b []byte, d **decimal.Decimal) ([]byte, bool) {
			if *d == nil {
				return b, true
			}
			return dec.AppendLong(b, **d)
		})
	case reflect.TypeFor[units.Rate]():
		return appendAs(func(b []byte, r *units.Rate) ([]byte, bool) {
			return dec.AppendLong(appendText(appendText(b, r.Num.Symbol()), r.Den.Symbol()), r.Value)
		})
	case reflect.TypeFor[ghg.Period]():
		return appendAs(func(b []byte, p *ghg.Period) ([]byte, bool) {
			return appendPeriod(b, *p), true
		})
	case reflect.TypeFor[ghg.Date]():
		return appendAs(func(b []byte, d *ghg.Date) ([]byte, bool) { return appendDate(b, *d), true })
	case reflect.TypeFor[ghg.Quality]():
		return appendAs(func(b []byte, q *ghg.Quality) ([]byte, bool) {
			b = append(b, byte(q.Scheme))
			for _, grade := range []int{q.Technology, q.Time, q.Geography, q.Completeness, q.Reliability, q.PCAF} {
				b = binary.AppendVarint(b, int64(grade))
			}
			return b, true
		})
	case reflect.TypeFor[factors.Supplied]():
		return appendAs(appendSupplied)
	}
	switch t.Kind() {
	case reflect.String:
		return func(b []byte, v reflect.Value) ([]byte, bool) { return append(b, v.String()...), true }
	case reflect.Bool:
		return func(b []byte, v reflect.Value) ([]byte, bool) { return strconv.AppendBool(b, v.Bool()), true }
	case reflect.Int:
		return func(b []byte, v reflect.Value) ([]byte, bool) { return strconv.AppendInt(b, v.Int(), 10), true }
	case reflect.Uint8:
		return func(b []byte, v reflect.Value) ([]byte, bool) { return append(b, byte(v.Uint())), true }
	}
	return nil
}

func appendAs[T any](appendTo func([]byte, *T) ([]byte, bool)) appender {
	return func(b []byte, v reflect.Value) ([]byte, bool) {
		p, ok := v.Addr().Interface().(*T)
		if !ok {
			return b, false
		}
		return appendTo(b, p)
	}
}

func appendPeriod(b []byte, p ghg.Period) []byte {
	return append(appendDate(appendDate(b, p.Start), p.End), p.Label...)
}

func appendDate(b []byte, d ghg.Date) []byte {
	return binary.AppendVarint(binary.AppendVarint(binary.AppendVarint(b, int64(d.Year)), int64(d.Month)), int64(d.Day))
}

func appendSupplied(b []byte, s *factors.Supplied) ([]byte, bool) {
	b = append(appendText(b, s.Unit.Symbol()), byte(s.PerUnit.Len()))
	for i := range s.PerUnit.Len() {
		a := s.PerUnit.At(i)
		var ok bool
		if b, ok = dec.AppendLong(appendText(appendText(b, string(a.Gas)), a.GWP), a.Kg); !ok {
			return b, false
		}
		b = append(b, ' ')
	}
	return append(b, s.Source...), s.PerUnit.Len() < 1<<8
}

// appendText appends a text after its length, so that no two lists of texts are written alike.
func appendText(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// split is an activity in two: what it shares with others of its kind, as a key, and what is its own.
type split struct {
	key      []byte
	dateless int // bytes of the key before the period
	period   ghg.Period
	line     derive.Line // without its amounts
	amounts  []decimal.Decimal
	apart    bool // no other activity is of its kind
}

// split sets into to the parts of an activity, reusing its memory. The value must be addressable.
func (s *shape) split(v reflect.Value, into *split) {
	into.key = binary.NativeEndian.AppendUint64(into.key[:0], uint64(reflect.ValueOf(s.kind).Pointer())) // names of types are not unique
	into.line = derive.Line{Texts: into.line.Texts[:0]}
	into.amounts = into.amounts[:0]
	into.apart, into.period = s.apart != "", ghg.Period{}
	s.visit(v, into)
	into.dateless = len(into.key)
	into.key = appendPeriod(into.key, into.period)
}

func (s *shape) visit(v reflect.Value, into *split) {
	for i := range s.fields {
		f := &s.fields[i]
		x := v.Field(f.index)
		switch f.role {
		case idRole:
			into.line.ID = into.ordinary(x.String())
			into.apart = into.apart || into.line.ID == ""
		case entityRole:
			into.line.Entity = into.ordinary(x.String())
		case siteRole:
			into.line.Site = into.ordinary(x.String())
		case periodRole:
			if p, ok := x.Addr().Interface().(*ghg.Period); ok {
				into.period = *p
			}
		case textRole:
			into.text(into.ordinary(x.String()))
		case amountRole:
			if q, ok := x.Addr().Interface().(*units.Quantity); ok {
				into.amount(q.Unit.Symbol(), q)
			}
		case listRole:
			into.key = binary.AppendUvarint(into.key, uint64(x.Len()))
			for j := range x.Len() {
				f.items.visit(x.Index(j), into)
			}
		default:
			into.share(f, x)
		}
	}
}

// share appends a field to the key, after its length.
func (into *split) share(f *shapeField, x reflect.Value) {
	const most = 1 << 16
	if f.append == nil {
		into.apart = into.apart || !x.IsZero()
		return
	}
	at := len(into.key)
	var ok bool
	into.key, ok = f.append(append(into.key, 0, 0), x)
	length := len(into.key) - at - 2
	into.apart = into.apart || !ok || length >= most
	into.key[at], into.key[at+1] = byte(length>>8), byte(length)
}

// ordinary returns a text that the line has for itself. A method refuses some texts, so a line with another than an
// ordinary one is calculated.
func (into *split) ordinary(s string) string {
	if !utf8.ValidString(s) || input.TooLong(s) || s != strings.TrimSpace(s) {
		into.apart = true
	}
	return s
}

func (into *split) text(s string) {
	into.line.Texts = append(into.line.Texts, s)
	into.key = strconv.AppendBool(into.key, s != "")
}

func (into *split) amount(unit string, q *units.Quantity) {
	into.key = appendText(into.key, unit)
	if unit != "" {
		into.amounts = append(into.amounts, q.Value)
	}
}

// filled is a line with its amounts as decimals.
type filled struct {
	derive.Line
	period  ghg.Period
	amounts []decimal.Decimal
}

// own returns the line with memory of its own.
func (into *split) own() filled {
	l := filled{into.line, into.period, slices.Clone(into.amounts)}
	l.Texts = slices.Clone(l.Texts)
	return l
}

// own returns a copy of an activity with another line's head, amounts and texts, which shares no list with it. The counts
// of amounts and texts are those of the activity.
func (s *shape) own(v reflect.Value, l filled) reflect.Value {
	to := reflect.New(s.kind).Elem()
	to.Set(v)
	s.put(to, &l)
	return to
}

func (s *shape) put(v reflect.Value, l *filled) {
	for i := range s.fields {
		f := &s.fields[i]
		x := v.Field(f.index)
		switch f.role {
		case idRole:
			x.SetString(l.ID)
		case entityRole:
			x.SetString(l.Entity)
		case siteRole:
			x.SetString(l.Site)
		case periodRole:
			if p, ok := x.Addr().Interface().(*ghg.Period); ok {
				*p = l.period
			}
		case textRole:
			x.SetString(l.Texts[0])
			l.Texts = l.Texts[1:]
		case amountRole:
			if q, ok := x.Addr().Interface().(*units.Quantity); ok && q.Given() {
				q.Value, l.amounts = l.amounts[0], l.amounts[1:]
			}
		case listRole:
			list := reflect.MakeSlice(x.Type(), x.Len(), x.Len())
			reflect.Copy(list, x)
			x.Set(list)
			for j := range list.Len() {
				f.items.put(list.Index(j), l)
			}
		default:
		}
	}
}

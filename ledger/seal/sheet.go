//go:build !ghg_verifier

package seal

import (
	"bytes"
	"encoding"
	"encoding/csv"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/method"
)

// Reader reads the record of a ledger as an activity of a method. The header and the record have no line breaks at their ends.
type Reader func(of ghg.Method, header, record []byte) (activity.Activity, error)

// methodColumn names the method of each line in a ledger of several.
const methodColumn = "method"

// Sheet returns the reader of records that are CSV with the columns of the method's sheet ([activity.ReadSheet]), by a method
// table: nil for the module's. Columns that are no inputs of the method are passed over; but a column "method" must name it.
func Sheet(of *activity.Table) Reader {
	if of == nil {
		of = activity.Standard()
	}
	return func(name ghg.Method, header, record []byte) (activity.Activity, error) {
		m, err := of.Lookup(string(name))
		if err != nil {
			return nil, err
		}
		names, cells := cellsOf(header), cellsOf(record)
		if len(cells) != len(names) || len(cells) == 0 {
			return nil, malformed("record", string(record), strconv.Itoa(len(names))+" cells, as the header has")
		}
		return readRow(m, names, cells)
	}
}

func readRow(m activity.Method, names, cells []string) (activity.Activity, error) {
	columns := m.Columns()
	isColumn := func(name string) bool {
		return slices.ContainsFunc(columns, func(c method.Input) bool { return c.Name == name })
	}
	var ownNames, ownCells []string
	for i, name := range names {
		name = strings.TrimSpace(name)
		of, isUnit := strings.CutSuffix(name, "_unit")
		switch {
		case isColumn(name), isUnit && isColumn(of), name == "unit" && isColumn("amount"):
			ownNames, ownCells = append(ownNames, name), append(ownCells, cells[i])
		case name == methodColumn && strings.TrimSpace(cells[i]) != string(m.Name()):
			return nil, differs("method of the results", string(m.Name()), strings.TrimSpace(cells[i]))
		}
	}
	var sheet bytes.Buffer
	w := csv.NewWriter(&sheet)
	if err := w.WriteAll([][]string{ownNames, ownCells}); err != nil {
		return nil, err
	}
	rows, err := m.ReadSheet(&sheet, "record")
	if err != nil {
		return nil, err
	}
	if len(rows) != 1 {
		return nil, malformed("record", strings.Join(cells, ","), "a row of a sheet, no comment")
	}
	return rows[0], nil
}

// line is what a record says of its results.
type line struct {
	id, entity, site string
	period           ghg.Period
	numbers          []string // of its amounts
}

// lineOf returns what an activity says of its results.
func lineOf(a activity.Activity) (*line, error) {
	if l, ok := a.(activity.Located); ok {
		a = l.Activity
	}
	if absent.Is(a) {
		return nil, missing("activity of the record", "one")
	}
	v := reflect.Indirect(reflect.ValueOf(a))
	if v.Kind() != reflect.Struct {
		return nil, malformed("activity of the record", v.Type().String(), "a struct")
	}
	l := &line{}
	for name, into := range map[string]*string{"ID": &l.id, "Entity": &l.entity, "Site": &l.site} {
		if f := v.FieldByName(name); f.IsValid() && f.Kind() == reflect.String {
			*into = f.String()
		}
	}
	if f := v.FieldByName("Period"); f.IsValid() {
		l.period, _ = reflect.TypeAssert[ghg.Period](f)
	}
	l.gather(v)
	return l, nil
}

// gather adds the numbers of a value and of what is in it.
func (l *line) gather(v reflect.Value) {
	if v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	if !v.IsValid() || !v.CanInterface() {
		return
	}
	switch of := v.Interface().(type) {
	case decimal.Decimal:
		l.numbers = append(l.numbers, dec.Text(of))
		return
	case encoding.TextMarshaler:
		l.text(of)
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			l.gather(v.Field(i))
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			l.gather(v.Index(i))
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		l.numbers = append(l.numbers, strconv.FormatInt(v.Int(), 10))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		l.numbers = append(l.numbers, strconv.FormatUint(v.Uint(), 10))
	default: // no number
	}
}

// text adds the number of an amount with its unit: "12 kWh".
func (l *line) text(of encoding.TextMarshaler) {
	text, err := of.MarshalText()
	if err != nil {
		return // not given
	}
	if value, _, _ := strings.Cut(string(text), " "); isNumber(value) {
		l.numbers = append(l.numbers, value)
	}
}

// match returns an error unless a result is of the line.
func (l *line) match(r *ghg.Result, at int) error {
	for _, of := range []struct{ field, value, want string }{
		{"id", r.ID, l.id}, {"entity", r.Entity, l.entity}, {"site", r.Site, l.site},
	} {
		if of.value != of.want {
			return differs(ofResult(of.field, at), of.value, of.want)
		}
	}
	if r.Period != l.period {
		return differs(ofResult("period", at), written(r.Period), written(l.period))
	}
	return l.matchInputs(r, at)
}

// matchInputs returns an error unless the numbers of the inputs of a result are those of amounts of the line. Their units
// are in the derivation.
func (l *line) matchInputs(r *ghg.Result, at int) error {
	added := "" // the count that the method adds
	for i := range r.Steps {
		for j := range r.Steps[i].Terms {
			t := &r.Steps[i].Terms[j]
			text := dec.Text(t.Value)
			if t.Kind != ghg.TermInput || text == added || slices.Contains(l.numbers, text) {
				continue
			}
			if t.Unit != "1" || !t.Value.IsInteger() || r.CO2e.IsZero() || added != "" {
				return broken(ofResult("input", at), text+" "+t.Unit, "an amount of the record: "+input.Shorten(strings.Join(l.numbers, ", ")))
			}
			added = text
		}
	}
	return nil
}

// written returns a period with its dates and its label.
func written(p ghg.Period) string {
	text, err := p.MarshalText()
	if err != nil {
		return p.String()
	}
	return string(text)
}

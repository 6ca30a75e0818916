package cli

import (
	"encoding"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/spelling"
	"github.com/ghgkit/ghg/method"
)

// changeAmount gives a line another amount.
func changeAmount(list []activity.Activity, pair string) error {
	name, value, err := cut("--amount", pair, "ID=AMOUNT or ID,COLUMN=AMOUNT")
	if err != nil {
		return err
	}
	ids := make([]string, len(list))
	for i, a := range list {
		ids[i] = idOf(a)
	}
	id, column := name, ""
	at := slices.Index(ids, name)
	if comma := strings.LastIndexByte(name, ','); at < 0 && comma > 0 {
		id, column = name[:comma], name[comma+1:]
		at = slices.Index(ids, id)
	}
	if at < 0 {
		return usage(fmt.Errorf("--amount: %w", unknownLine(id, ids)))
	}
	of := list[at]
	if located, ok := of.(activity.Located); ok {
		of = located.Activity // what is wrong with another amount is not in the sheet
	}
	if of, err = withAmount(of, column, value); err != nil {
		return usage(fmt.Errorf("--amount %s: %w", input.Quote(pair), err))
	}
	list[at] = of
	return nil
}

// idOf returns the id of an activity.
func idOf(a activity.Activity) string {
	if l, ok := a.(activity.Located); ok {
		a = l.Activity
	}
	if id := reflect.ValueOf(a).FieldByName("ID"); id.Kind() == reflect.String {
		return id.String()
	}
	return ""
}

// withAmount returns an activity with another amount in one of its columns, or in the only one that has an amount.
func withAmount(a activity.Activity, column, value string) (activity.Activity, error) {
	name, err := activity.NameOf(a)
	if err != nil {
		return nil, err
	}
	m, err := activity.Lookup(string(name))
	if err != nil {
		return nil, err
	}
	changed := reflect.New(reflect.TypeOf(a)).Elem()
	changed.Set(reflect.ValueOf(a))
	in, err := amountOf(m, changed, column)
	if err != nil {
		return nil, err
	}
	amount := reflect.New(in.Type)
	switch into := amount.Interface().(type) {
	case *decimal.Decimal:
		*into, err = dec.Parse(value)
	case encoding.TextUnmarshaler:
		err = into.UnmarshalText([]byte(value))
	default:
		err = fmt.Errorf("column %s is not an amount", in.Name)
	}
	if err != nil {
		return nil, err
	}
	field := changed.FieldByName(in.Field)
	if field.Kind() == reflect.Pointer {
		field.Set(amount)
	} else {
		field.Set(amount.Elem())
	}
	of, ok := changed.Interface().(activity.Activity)
	if !ok {
		return nil, fmt.Errorf("%s: not an activity", name)
	}
	return of, nil
}

// amountOf returns the input in a column or, if none is named, the only amount that an activity has.
func amountOf(m activity.Method, of reflect.Value, column string) (method.Input, error) {
	var stated, columns []string
	var found method.Input
	for _, in := range m.Inputs() {
		if in.Kind != method.AmountInput && in.Kind != method.NumberInput {
			continue
		}
		columns = append(columns, in.Name)
		if column == in.Name {
			return in, nil
		}
		if in.Kind == method.AmountInput && !of.FieldByName(in.Field).IsZero() {
			stated, found = append(stated, in.Name), in
		}
	}
	switch {
	case column == "" && len(stated) == 1:
		return found, nil
	case column == "" && len(stated) > 1:
		return found, fmt.Errorf("%s has several amounts: want ID,COLUMN=AMOUNT with %s", m.Name(), orList(stated))
	case len(columns) == 0:
		return found, fmt.Errorf("%s has no amount of its own: its amounts are in a list; use --scale", m.Name())
	case column == "":
		return found, fmt.Errorf("%s has no amount here: want ID,COLUMN=AMOUNT with %s", m.Name(), orList(columns))
	}
	if near := spelling.Nearest(column, columns); near != "" {
		return found, fmt.Errorf("unknown column %s of %s: did you mean %s?", input.Quote(column), m.Name(), near)
	}
	return found, fmt.Errorf("unknown column %s of %s: want %s", input.Quote(column), m.Name(), orList(columns))
}

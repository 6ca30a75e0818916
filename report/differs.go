package report

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/targets"
)

// difference is a field in which two values differ.
type difference struct{ field, value, want string }

// differs returns the first figure in which a progress is not the one that was computed again, with the year or the milestone
// that it is of, and nil if there is none. The labels of the years may differ.
func differs(p, again targets.Progress) *difference {
	if len(p.Rows) != len(again.Rows) {
		return &difference{"number of years", strconv.Itoa(len(p.Rows)), strconv.Itoa(len(again.Rows))}
	}
	if len(p.Goals) != len(again.Goals) {
		return &difference{"number of milestones", strconv.Itoa(len(p.Goals)), strconv.Itoa(len(again.Goals))}
	}
	pairs := []struct {
		of     string
		is, be any
	}{{"definition", p.Target, again.Target}, {"bounds of the status", p.Bounds, again.Bounds}}
	add := func(of string, is, be any) {
		pairs = append(pairs, struct {
			of     string
			is, be any
		}{of, is, be})
	}
	for i, row := range again.Rows {
		p.Rows[i].Label = row.Label
		add("year "+strconv.Itoa(row.Year), p.Rows[i], row)
	}
	p.Latest.Label = again.Latest.Label
	add("latest year "+strconv.Itoa(again.Latest.Year), p.Latest, again.Latest)
	for i, goal := range again.Goals {
		add(fmt.Sprintf("milestone %d in %d", i+1, goal.Milestone.Year), p.Goals[i], goal)
	}
	add("line of the trend", p.Trend.Line, again.Trend.Line)
	add("rate of the trend", p.Trend.CAGR, again.Trend.CAGR)
	add("achieved amount", p.AchievedAmount, again.AchievedAmount)
	add("achieved rate", p.AchievedRate, again.AchievedRate)
	add("achieved compound rate", p.AchievedCAGR, again.AchievedCAGR)
	for _, of := range pairs {
		if d := differIn(of.of, reflect.ValueOf(of.is), reflect.ValueOf(of.be)); d != nil {
			return d
		}
	}
	return nil
}

// differIn compares two values of one type field by field.
func differIn(field string, is, be reflect.Value) *difference {
	if reflect.DeepEqual(is.Interface(), be.Interface()) {
		return nil
	}
	_, written := is.Interface().(fmt.Stringer)
	switch {
	case is.Kind() == reflect.Struct && !written:
		for i := range is.NumField() {
			if f := is.Type().Field(i); f.IsExported() {
				if d := differIn(field+", "+strings.ToLower(f.Name), is.Field(i), be.Field(i)); d != nil {
					return d
				}
			}
		}
	case is.Kind() == reflect.Slice && is.Len() == be.Len():
		for i := range is.Len() {
			if d := differIn(fmt.Sprintf("%s %d", field, i+1), is.Index(i), be.Index(i)); d != nil {
				return d
			}
		}
	}
	return &difference{field, brief(is), brief(be)}
}

// brief writes a value for an error message; a number of any length takes few characters.
func brief(v reflect.Value) string {
	switch v := v.Interface().(type) {
	case decimal.Decimal:
		return dec.Brief(v)
	case targets.Optional[decimal.Decimal]:
		if d, ok := v.Get(); ok {
			return dec.Brief(d)
		}
		return input.Shorten(v)
	case fmt.Stringer:
		return input.Shorten(v)
	}
	switch v.Kind() {
	case reflect.Slice:
		return strconv.Itoa(v.Len()) + " of them"
	case reflect.Struct:
		return "another"
	}
	return input.Shorten(v.Interface())
}

package method

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/units"
)

// missed records the error of a lookup, with the inputs of the activity that the query is made of.
func (c *Calc) missed(q factors.Query, err error) {
	if none, ok := err.(*factors.NoFactorError); ok && none != nil { //nolint:errorlint // the basis's own error, which is nobody else's
		none.Inputs = c.inputsOf(q)
	}
	c.Fail(err)
}

// inputsOf returns the paths of the inputs that a query is made of: the first that have what it asks for.
func (c *Calc) inputsOf(q factors.Query) factors.QueryInputs {
	p := c.method.plan()
	in := factors.QueryInputs{
		Activity: p.find(c.input, "", func(f *field, v reflect.Value) bool {
			return f.Kind == TextInput && !f.region && !f.head() && v.Kind() == reflect.String && within(q.Activity, v.String())
		}),
		Region: p.find(c.input, "", func(f *field, v reflect.Value) bool { return f.region && v.String() == q.Region }),
		Amount: p.find(c.input, "", func(_ *field, v reflect.Value) bool {
			amount, ok := v.Addr().Interface().(*units.Quantity)
			return ok && amount.Given() && amount.Unit.Dimension() == q.Unit.Dimension()
		}),
	}
	for i := range p.fields {
		if p.fields[i].place == p.period {
			in.Period = p.fields[i].Name
		}
	}
	return in
}

// head reports whether an input says which activity it is, and not what.
func (f *field) head() bool { return f.Field == "ID" || f.Field == "Entity" || f.Field == "Site" }

// within reports whether a text is an activity, or what stands in it after the kind: "diesel" in "fuel/diesel/mineral".
func within(activity, text string) bool {
	return text != "" && (activity == text || strings.Contains(activity+"/", "/"+text+"/"))
}

// find returns the path of the first input that is wanted, or "".
func (p *plan) find(of reflect.Value, path string, wanted func(f *field, v reflect.Value) bool) string {
	for i := range p.fields {
		f := &p.fields[i]
		v := of.Field(f.place)
		if f.item == nil {
			if wanted(f, v) {
				return path + f.Name
			}
			continue
		}
		for n := range v.Len() {
			if at := f.item.find(v.Index(n), fmt.Sprintf("%s%s[%d].", path, f.Name, n), wanted); at != "" {
				return at
			}
		}
	}
	return ""
}

package factors

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/units"
)

// Property is a property of a fuel or material that converts one dimension to another: a heating value
// "40.0 GJ(HHV)/1000Nm3", a density "854 kg/m3". Like a factor, it has a source.
type Property struct {
	Set       string // the set it belongs to: publisher-edition
	Activity  string // in the shared vocabulary, as in the fuel's factors
	Name      string // "heating value", "density"
	Rate      units.Rate
	Region    string
	Valid     ghg.Period
	Reference Reference
	Note      string
}

// Record returns the property as a result stores it, with its digest.
func (p Property) Record() ghg.PropertyRecord {
	unit := p.Rate.Num.Symbol() + "/" + p.Rate.Den.Symbol()
	return ghg.PropertyRecord{
		ID:  p.Set + "/" + p.Activity + "@" + strings.ReplaceAll(p.Name, " ", "-") + "/" + p.Region + "/" + strconv.Itoa(p.Valid.Start.Year) + "/" + unit,
		Set: p.Set, Activity: p.Activity, Name: p.Name, Region: p.Region, Valid: p.Valid, Value: p.Rate.Value, Unit: unit,
		Document: p.Reference.Document, Table: p.Reference.Table, Row: p.Reference.Row,
	}.WithDigest()
}

// PropertyQuery asks for the property of an activity that converts between the dimensions of two units, in either
// direction.
type PropertyQuery struct {
	Activity string
	Region   string
	Period   ghg.Period
	From, To units.Unit
}

// ErrNoProperty is what a [NoPropertyError] wraps.
var ErrNoProperty = errors.New("no property")

// NoPropertyError reports that a source has no property that converts between two units.
type NoPropertyError struct {
	Source string
	Query  PropertyQuery
	Has    []string // properties of the same activity
}

func (e *NoPropertyError) Error() string {
	msg := fmt.Sprintf("no property of %s in %s, %s, converts %s to %s in %s", e.Query.Activity, e.Query.Region, e.Query.Period, e.Query.From.Dimension(), e.Query.To.Dimension(), e.Source)
	if len(e.Has) > 0 {
		msg += "; it has " + strings.Join(e.Has, ", ")
	}
	return msg
}

// Unwrap returns [ErrNoProperty].
func (e *NoPropertyError) Unwrap() error { return ErrNoProperty }

// Leads reports whether the property converts from one unit's dimension to the other's, and whether it does so by
// dividing by its rate.
func (p Property) Leads(from, to units.Unit) (divide, ok bool) {
	num, den := p.Rate.Num.Dimension(), p.Rate.Den.Dimension()
	switch {
	case from.Dimension() == den && to.Dimension() == num:
		return false, true
	case from.Dimension() == num && to.Dimension() == den:
		return true, true
	}
	return false, false
}

func (p Property) check() error {
	if p.Activity == "" || p.Region == "" || p.Reference.Document == "" {
		return &ghg.FieldError{Field: "activity, region or document of a property", Value: p.Activity + ", " + p.Region, Want: "all three", Err: ghg.ErrMissing}
	}
	if err := dec.Check(p.Rate.Value); err != nil {
		return fmt.Errorf("%s of %s: %w", input.Shorten(p.Name), input.Shorten(p.Activity), err)
	}
	if !p.Rate.Given() || p.Rate.Value.Sign() <= 0 {
		return &ghg.FieldError{Field: input.Shorten(p.Name) + " of " + input.Shorten(p.Activity), Value: p.Rate.String(), Want: "a rate above 0", Err: ghg.ErrOutOfRange}
	}
	if err := checkTexts(
		text{"activity", p.Activity}, text{"property", p.Name}, text{"document", p.Reference.Document}, text{"table", p.Reference.Table},
		text{"row", p.Reference.Row}, text{"note", p.Note},
	); err != nil {
		return err
	}
	if err := CheckRegion(p.Region); err != nil {
		return err
	}
	return p.Valid.Check()
}

func (p Property) line() string {
	return fmt.Sprintf("property %q %q %s %q %s %s %q %q %q %q", p.Activity, p.Name, p.Rate, p.Region, p.Valid.Start, p.Valid.End, p.Reference.Document, p.Reference.Table, p.Reference.Row, p.Note)
}

// Property returns the one property that converts between the query's units and is valid on every day of its period.
func (s *Set) Property(q PropertyQuery) (Property, error) {
	s = absent.Or(s)
	p, several := s.property(&q)
	switch {
	case several:
		var ids []string
		for _, i := range s.ofActivity[q.Activity] {
			if p := &s.properties[i]; p.answers(&q) {
				ids = append(ids, p.brief())
			}
		}
		return Property{}, &AmbiguousError{Source: s.Name(), Query: Query{Activity: q.Activity, Region: q.Region, Period: q.Period, Unit: q.From}, IDs: ids}
	case p != nil:
		return *p, nil
	}
	var has []string
	for _, i := range s.ofActivity[q.Activity] {
		has = append(has, s.properties[i].brief())
	}
	return Property{}, &NoPropertyError{Source: s.Name(), Query: q, Has: has}
}

// brief returns the property in words, for an error.
func (p *Property) brief() string {
	return fmt.Sprintf("%s %s (%s, %s)", p.Name, p.Rate, p.Region, p.Valid)
}

// property returns a property that answers a query, or nil, and whether there are several.
func (s *Set) property(q *PropertyQuery) (found *Property, several bool) {
	for _, i := range s.ofActivity[q.Activity] {
		if p := &s.properties[i]; p.answers(q) {
			if found != nil {
				return nil, true
			}
			found = p
		}
	}
	return found, false
}

// answers reports whether a property of the query's activity converts between its units in its region and period.
func (p *Property) answers(q *PropertyQuery) bool {
	_, leads := p.Leads(q.From, q.To)
	return leads && p.applies(q)
}

// applies reports whether a property of the query's activity is for its region and period.
func (p *Property) applies(q *PropertyQuery) bool {
	return p.Region == q.Region && p.Valid.Contains(q.Period)
}

// indexProperties lists the properties of each activity, in the order of the source.
func (s *Set) indexProperties() {
	s.ofActivity = map[string][]int32{}
	for i := range s.properties {
		activity := s.properties[i].Activity
		s.ofActivity[activity] = append(s.ofActivity[activity], int32(i))
	}
}

// propertySources appends the sets in a source that have properties of the query's activity in its region and period, and the
// user-defined sources, in the order in which they are asked.
func propertySources(list []Source, s Source, q *PropertyQuery) []Source {
	switch s := s.(type) {
	case *Set:
		if !slices.ContainsFunc(s.ofActivity[q.Activity], func(i int32) bool { return s.properties[i].applies(q) }) {
			return list
		}
	case Stack:
		for _, source := range s.sources {
			list = propertySources(list, source, q)
		}
		return list
	case *Lock:
		for _, set := range s.sets {
			list = propertySources(list, set, q)
		}
		if s.properties == nil {
			return list
		}
		return propertySources(list, s.properties, q)
	}
	return append(list, s)
}

// propertyOf returns the property of the first of the sources that has one. It returns nil if none has, or if the first has
// several, without the error that says so.
func propertyOf(sources []Source, q *PropertyQuery) *Property {
	for _, s := range sources {
		set, ok := s.(*Set)
		if !ok {
			p, err := s.Property(*q)
			if err == nil {
				return &p
			}
			if none := (*NoPropertyError)(nil); !errors.As(err, &none) {
				return nil
			}
			continue
		}
		if found, several := set.property(q); found != nil || several {
			return found
		}
	}
	return nil
}

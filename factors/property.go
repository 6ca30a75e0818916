package factors

import (
	"errors"
	"fmt"
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
	var found []Property
	var has, ids []string
	for _, p := range s.properties {
		if p.Activity != q.Activity {
			continue
		}
		has = append(has, fmt.Sprintf("%s %s (%s, %s)", p.Name, p.Rate, p.Region, p.Valid))
		if _, ok := p.Leads(q.From, q.To); ok && p.Region == q.Region && p.Valid.Contains(q.Period) {
			found, ids = append(found, p), append(ids, has[len(has)-1])
		}
	}
	switch len(found) {
	case 0:
		return Property{}, &NoPropertyError{Source: s.Name(), Query: q, Has: has}
	case 1:
		return found[0], nil
	default:
		return Property{}, &AmbiguousError{Source: s.Name(), Query: Query{Activity: q.Activity, Region: q.Region, Period: q.Period, Unit: q.From}, IDs: ids}
	}
}

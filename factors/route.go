package factors

import (
	"slices"
	"sync"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/units"
)

// bridges returns the units by way of which fuel properties convert, in the order in which they are tried: those that
// publishers print heating values and densities for.
var bridges = sync.OnceValue(func() []units.Unit {
	symbols := []string{"GJ(HHV)", "GJ(LHV)", "kg", "m3", "Nm3", "Sm3", "scf"}
	list := make([]units.Unit, len(symbols))
	for i, symbol := range symbols {
		list[i] = units.MustUnit(symbol)
	}
	return list
})

// Route returns the properties that lead from one unit's dimension to another's: one if possible, otherwise two (litres
// to kilograms to energy). They are of the query's own region and period. Units of one dimension need none. The error is
// that of the direct route, or of the dimensions if the policy does not allow fuel properties.
func (b Basis) Route(q PropertyQuery) ([]Property, error) {
	q.Activity = b.name(q.Activity)
	return b.route(q)
}

// route is Route for an activity by its name in the factors.
func (b Basis) route(q PropertyQuery) ([]Property, error) {
	if q.From.Dimension() == q.To.Dimension() {
		return nil, nil
	}
	if !b.Policy.loosest(q.Activity, q.Region).FuelProperties {
		_, _, err := units.Conversion(q.From, q.To)
		return nil, err
	}
	if isNil(b.Factors) {
		return nil, errNoFactors()
	}
	var room [usualSources]Source
	switch first, second := route(b.propertySources(room[:0], &q), &q); {
	case second != nil:
		return []Property{*first, *second}, nil
	case first != nil:
		return []Property{*first}, nil
	}
	if b.Policy.Exceptions != nil { // a property may be there, in a set that they exclude
		return nil, &NoPropertyError{Source: b.Factors.Name(), Query: q}
	}
	direct, err := b.property(q)
	if err == nil { // of a user-defined source that answers otherwise when it is asked again
		return []Property{direct}, nil
	}
	return nil, err
}

// usualSources is more than a stack of every embedded set holds. Longer lists take memory.
const usualSources = 32

// route returns the properties of the sources that lead from one unit's dimension to another's: one, two or none.
func route(sources []Source, q *PropertyQuery) (first, second *Property) {
	if len(sources) == 0 {
		return nil, nil
	}
	if direct := propertyOf(sources, q); direct != nil {
		return direct, nil
	}
	there, onwards := *q, *q
	for _, by := range bridges() {
		if by.Dimension() == q.From.Dimension() || by.Dimension() == q.To.Dimension() {
			continue
		}
		there.To, onwards.From = by, by
		if first = propertyOf(sources, &there); first == nil {
			continue
		}
		if second = propertyOf(sources, &onwards); second != nil {
			return first, second
		}
	}
	return nil, nil
}

// routes returns the units of other dimensions that a query takes a factor in: those to which there is a route.
func (b Basis) routes(q *Query) []units.Unit {
	if !q.Convertible || !b.Policy.loosest(q.Activity, q.Region).FuelProperties {
		return nil
	}
	var room [usualSources]Source
	by := PropertyQuery{Activity: q.Activity, Region: q.Region, Period: q.Period, From: q.Unit}
	sources := b.propertySources(room[:0], &by)
	if len(sources) == 0 {
		return nil
	}
	all := bridges()
	reached := make([]bool, len(all)) // by one property
	for i, to := range all {
		if by.To = to; to.Dimension() != q.Unit.Dimension() {
			reached[i] = propertyOf(sources, &by) != nil
		}
	}
	var list []units.Unit
	for i, to := range all {
		if to.Dimension() != q.Unit.Dimension() && (reached[i] || onwards(sources, by, reached, to)) {
			list = append(list, to)
		}
	}
	return list
}

// onwards reports whether a property leads to a unit from one that is reached already, as route does.
func onwards(sources []Source, q PropertyQuery, reached []bool, to units.Unit) bool {
	q.To = to
	for i, from := range bridges() {
		if q.From = from; reached[i] && from.Dimension() != to.Dimension() && propertyOf(sources, &q) != nil {
			return true
		}
	}
	return false
}

// propertySources returns the sources whose properties may answer a query and may be used under the policy.
func (b Basis) propertySources(list []Source, q *PropertyQuery) []Source {
	list = propertySources(list, b.Factors, q)
	if b.Policy.Exceptions == nil {
		return list
	}
	return slices.DeleteFunc(list, func(s Source) bool { return !b.Policy.For(q.Activity, q.Region, s.Name()).FuelProperties })
}

// Caveat returns the caveat of a conversion by the property.
func (p Property) Caveat() ghg.Caveat {
	return ghg.Caveat{Kind: ghg.PropertyConversion, Detail: p.Name + " of " + p.Activity + ": " + p.Rate.String()}
}

package factors

import (
	"fmt"
	"iter"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/units"
)

// References are published values that factors are compared with, to find those that are out of reach: a grid of 177 kg
// per kWh. They are immutable and safe for concurrent use.
//
// A factor is compared with the range of the references of other sets for the same boundary and dimension, and the same
// activity: in all regions, and in its own region. If there are none, it is compared with the references of other
// publishers for the variants of the activity, then for the activities that share all but the last part of its name, and
// so on up to the kind of activity. Values are compared in CO2e (AR5) per unit, with biogenic CO2 counted by mass and
// carbon as CO2. A factor of CH4 and N2O alone, which goes with one of CO2, is compared with its like only.
//
// A value is unusual if it is more than 10 times above the highest reference or below a tenth of the lowest. What
// separates the factors of one activity, such as the grids of two countries, is within the range already; a shifted
// decimal point is a factor of 10, a wrong prefix one of 1,000. In a single region the bound is 100: the published values
// of one grid differ by a factor of 27 over thirty years (EEA, Luxembourg, 1995 and 2024). A slip by less than the bound,
// such as MJ for kWh, cannot be told from a difference in what is measured.
type References struct {
	ranges map[referenceKey]*spans
}

// spans are the ranges of the sets that have references under a key.
type spans struct {
	list   []span
	all    span   // of the whole list
	others []span // for each in the list, the range of the others
}

type referenceKey struct {
	activity  string // or the beginning of it, which ends with a slash
	region    string // "" for all
	dimension units.Dimension
	boundary  ghg.Boundary
	carbon    bool // whether CO2, carbon or CO2e is in it
}

// span is the range of one set's values, in CO2e per base unit.
type span struct {
	set, publisher string
	low, high      decimal.Decimal
	count          int
}

// How many times above or below the range a value is unusual; see [References].
const (
	apart         = 10
	apartInRegion = 100
)

// NewReferences returns the factors of sources as references. It walks through all of them: build it once for many
// comparisons. It needs at least one source.
func NewReferences(sources ...Source) (*References, error) {
	all, err := NewStack(sources...)
	if err != nil {
		return nil, fmt.Errorf("references: %w", err)
	}
	r := &References{map[referenceKey]*spans{}}
	for f := range all.All() {
		size, ok := f.wholeMagnitude()
		if !ok {
			continue
		}
		for key := range f.referenceKeys() {
			if r.ranges[key] == nil {
				r.ranges[key] = &spans{}
			}
			r.ranges[key].widen(&f, size)
		}
	}
	for _, s := range r.ranges {
		s.merge()
	}
	return r, nil
}

// widen adds a factor's value to the range of its set.
func (s *spans) widen(f *Factor, size decimal.Decimal) {
	value := span{f.Set, f.publisher(), size, size, 1}
	for i := range s.list {
		if s.list[i].set == f.Set {
			s.list[i] = s.list[i].with(value)
			return
		}
	}
	s.list = append(s.list, value)
}

// merge completes the ranges of all sets and of all but one.
func (s *spans) merge() {
	for _, one := range s.list {
		s.all = s.all.with(one)
		var others span
		for _, other := range s.list {
			if other.set != one.set {
				others = others.with(other)
			}
		}
		s.others = append(s.others, others)
	}
}

// with returns the range of both. That of no values is the other one.
func (s span) with(other span) span {
	switch {
	case s.count == 0:
		return other
	case other.count == 0:
		return s
	}
	s.low, s.high, s.count = decimal.Min(s.low, other.low), decimal.Max(s.high, other.high), s.count+other.count
	return s
}

// publisher returns the first part of the id.
func (f *Factor) publisher() string {
	publisher, _, _ := strings.Cut(f.ID, "/")
	return publisher
}

// referenceKeys yields the keys under which a factor is a reference: its activity in its region and in all regions, and
// the beginnings of its name, the longest first.
func (f *Factor) referenceKeys() iter.Seq[referenceKey] {
	return func(yield func(referenceKey) bool) {
		key := referenceKey{f.Activity, f.Region, f.Unit.Dimension(), f.Boundary, f.holdsCarbon()}
		if !yield(key) {
			return
		}
		if key.region = ""; !yield(key) {
			return
		}
		for end := len(f.Activity); end > 0; end = strings.LastIndexByte(f.Activity[:end], '/') {
			if key.activity = f.Activity[:end] + "/"; !yield(key) {
				return
			}
		}
	}
}

// wholeMagnitude is magnitude with the CO2 from biomass in the same fuel, even if it is printed as a separate factor.
func (f *Factor) wholeMagnitude() (decimal.Decimal, bool) {
	size, ok := f.magnitude()
	if outside, has := f.BiogenicPart(); has && ok {
		biogenic, _ := outside.magnitude()
		size = size.Add(biogenic)
	}
	return size, ok
}

// holdsCarbon reports whether the factor has CO2 of any origin, carbon, or CO2e that is not split into gases, be it in its
// biogenic part.
func (f *Factor) holdsCarbon() bool {
	if f.outside != nil {
		return true
	}
	for a := range f.PerUnit.All() {
		if a.Gas == "" || a.Gas == ghg.CO2 || a.Gas == ghg.CO2Biogenic || a.Gas == ghg.Carbon {
			return true
		}
	}
	return false
}

// rangeFor returns the range of the references of other sets under a key; of other publishers if the key is only the
// beginning of the factor's name, since a publisher's own factors of that beginning may be parts of each other.
func (r *References) rangeFor(key referenceKey, f *Factor) span {
	under := absent.Or(r).ranges[key]
	if under == nil {
		return span{}
	}
	if key.activity == f.Activity {
		for i := range under.list {
			if under.list[i].set == f.Set {
				return under.others[i]
			}
		}
		return under.all
	}
	var all span
	for _, s := range under.list {
		if s.set != f.Set && s.publisher != f.publisher() {
			all = all.with(s)
		}
	}
	return all
}

// Comparison is a factor's value beside published ones, all in kg CO2e (AR5) per Unit.
type Comparison struct {
	ID        string // the factor's
	Unit      units.Unit
	Value     decimal.Decimal
	Low, High decimal.Decimal // the range of the references
	Count     int             // how many references there are
	Activity  string          // what the references are for: the factor's activity, or the beginning of its name
	Region    string          // the region of the references; "" for all
	Ratio     decimal.Decimal // Value ÷ High if it is above the range, Value ÷ Low if it is below, else 1
	Unusual   bool
}

// String returns the comparison in words, with numbers of four significant digits.
func (c Comparison) String() string {
	where := c.Activity
	if c.Region != "" {
		where += " in " + c.Region
	}
	return fmt.Sprintf("%s kg CO2e/%s is %s times the nearest of %d published values for %s, %s to %s",
		brief(c.Value), c.Unit.Symbol(), brief(c.Ratio), c.Count, where, brief(c.Low), brief(c.High))
}

// brief returns a number with four significant digits.
func brief(d decimal.Decimal) string {
	if dec.Check(d) != nil {
		return dec.Brief(d)
	}
	const digits = 4
	return dec.Text(d.Round(digits - int32(d.NumDigits()) - d.Exponent()))
}

// Compare compares a factor with the references and reports whether there are any. Of several comparisons it returns the
// first that is unusual, or else the most particular. A factor of zero is not compared: whether nothing is emitted is a
// question of evidence, not of size.
func (r *References) Compare(f Factor) (Comparison, bool) {
	v := r.judge(&f)
	if v.all.count == 0 {
		return Comparison{}, false
	}
	c, err := v.comparison(&f)
	return c, err == nil
}

// verdict is how the size of a factor relates to the references under a key. Without references it is zero.
type verdict struct {
	key           referenceKey
	all           span
	size, nearest decimal.Decimal // in CO2e per base unit
	unusual       bool
}

// judge returns the verdict on a factor that Compare tells in full.
func (r *References) judge(f *Factor) verdict {
	var first verdict
	size, ok := f.wholeMagnitude()
	if !ok {
		return first
	}
	for key := range f.referenceKeys() {
		if first.all.count > 0 && key.activity != f.Activity {
			break
		}
		all := r.rangeFor(key, f)
		if all.count == 0 {
			continue
		}
		nearest := all.nearest(size)
		v := verdict{key, all, size, nearest, tooFar(size, nearest, key.region)}
		if v.unusual {
			return v
		}
		if first.all.count == 0 {
			first = v
		}
	}
	return first
}

// comparison returns the verdict in the factor's own unit.
func (v *verdict) comparison(f *Factor) (Comparison, error) {
	c := Comparison{ID: f.ID, Unit: f.Unit, Count: v.all.count, Activity: strings.TrimSuffix(v.key.activity, "/"), Region: v.key.region, Unusual: v.unusual}
	var err error
	if c.Ratio, err = dec.Quo(v.size, v.nearest); err != nil {
		return c, err
	}
	num, den := f.Unit.Ratio()
	for _, in := range []struct {
		to   *decimal.Decimal
		size decimal.Decimal
	}{{&c.Value, v.size}, {&c.Low, v.all.low}, {&c.High, v.all.high}} {
		if *in.to, err = dec.Quo(in.size.Mul(num), den); err != nil {
			return c, err
		}
	}
	return c, nil
}

// nearest returns the value of the range that is nearest to a given one.
func (s *span) nearest(size decimal.Decimal) decimal.Decimal {
	return decimal.Max(s.low, decimal.Min(s.high, size))
}

// tooFar reports whether a value is too far from the nearest of the references in a region, or in all.
func tooFar(size, nearest decimal.Decimal, region string) bool {
	bound := boundAll
	if region != "" {
		bound = boundInRegion
	}
	return size.GreaterThan(nearest.Mul(bound)) || size.Mul(bound).LessThan(nearest)
}

var boundAll, boundInRegion = decimal.New(apart, 0), decimal.New(apartInRegion, 0)

// Unusual returns a caveat if the basis has references and a factor is far from them. [Basis.Find] and package method
// call it for every factor that they return, found or supplied.
func (b Basis) Unusual(f Factor) []ghg.Caveat { return b.unusual(&f) }

func (b Basis) unusual(f *Factor) []ghg.Caveat {
	if b.References == nil || f.knownAsUsual(b.References) {
		return nil
	}
	v := b.References.judge(f)
	if v.unusual {
		if c, err := v.comparison(f); err == nil {
			return []ghg.Caveat{{Kind: ghg.UnusualValue, Detail: c.ID + ": " + c.String()}}
		}
	}
	f.markUsual(b.References)
	return nil
}

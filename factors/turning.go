package factors

import (
	"slices"

	"github.com/ghgkit/ghg"
)

// TurningDays returns the days of the year, as month × 100 + day in ascending order, on which a factor or property of the basis
// or a tax of its rates begins or ceases to be valid; the first is 1 January. In all periods that lie between two of them that
// follow each other, in one year, the same factors are valid, and the policy relaxes the same. Known is false for a basis with a
// [Source] of your own, which may choose by the day as it likes.
func (b Basis) TurningDays() (days []int, known bool) {
	t := turning{101: true}
	if !t.source(b.Factors) {
		return nil, false
	}
	for _, tax := range b.Rates.Tables().VAT {
		t.add(tax.Valid)
	}
	if b.Policy.otherYears() || b.Policy.Exceptions != nil {
		t[229], t[301] = true, true // a leap day that is moved to another year is 1 March there
	}
	for day := range t {
		days = append(days, day)
	}
	slices.Sort(days)
	return days, true
}

// turning are days of the year, as month × 100 + day.
type turning map[int]bool

func (t turning) add(p ghg.Period) {
	for _, d := range [...]ghg.Date{p.Start, p.End} {
		if d.Valid() {
			t[int(d.Month)*100+d.Day] = true
		}
	}
}

// source adds those of a source, and reports whether it finds a factor of a period by its validity only.
func (t turning) source(s Source) bool {
	if isNil(s) {
		return false
	}
	switch s := s.(type) {
	case *Set:
		t.set(s)
		return true
	case *Lock:
		for _, set := range s.sets {
			t.set(set)
		}
		return s.properties == nil || t.source(s.properties)
	case Stack:
		return len(s.sources) > 0 && !slices.ContainsFunc(s.sources, func(s Source) bool { return !t.source(s) })
	}
	return false
}

func (t turning) set(s *Set) {
	for i := range s.factors {
		t.add(s.factors[i].Valid)
	}
	for i := range s.properties {
		t.add(s.properties[i].Valid)
	}
}

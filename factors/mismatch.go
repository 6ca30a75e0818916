package factors

import (
	"iter"
	"math/bits"
	"strings"
)

// mismatches are the respects in which a factor for the activity does not match a query, one bit each. None is a match.
type mismatches uint8

const (
	boundaryDiffers mismatches = 1 << iota
	regionDiffers
	unitDiffers
	periodDiffers
	priceDiffers
	gasesDiffer
)

// mismatches compares a factor for the query's activity with the query.
func (q *Query) mismatches(f *Factor) mismatches {
	var m mismatches
	if f.Boundary != q.Boundary {
		m |= boundaryDiffers
	}
	if f.Region != q.Region {
		m |= regionDiffers
	}
	if f.Unit.Dimension() != q.Unit.Dimension() {
		m |= unitDiffers
	}
	if !q.covered(f) {
		m |= periodDiffers
	}
	if q.priceDiffers(f) {
		m |= priceDiffers
	}
	if !q.Complement && f.Complement() {
		m |= gasesDiffer
	}
	return m
}

// first returns the index in respects of the first mismatch: the step at which the factor is left out. That of a match is their
// number.
func (m mismatches) first() int {
	if m == 0 {
		return len(respects)
	}
	return bits.TrailingZeros8(uint8(m))
}

// covered reports whether a factor is valid in the query's period, or in most of it if that is enough.
func (q *Query) covered(f *Factor) bool {
	return f.Valid.Contains(q.Period) ||
		q.mostOfPeriod && f.Valid.Start.Before(q.Period.End) && q.Period.Start.Before(f.Valid.End) && 2*f.Valid.Overlap(q.Period) > q.Period.Days()
}

// priceDiffers reports whether a factor is not for the price that the query asks for.
func (q *Query) priceDiffers(f *Factor) bool {
	return q.Price.Year != 0 && q.Price.Year != f.Price.Year || q.Price.Type != "" && q.Price.Type != f.Price.Type
}

// respects describes each mismatch for users, in the order of the bits. This is also the order in which ExplainAbsence
// narrows a query.
var respects = [...]struct {
	absence  AbsenceKind
	distance int                             // how far a factor that differs in it is from the query
	name     string                          // "region"
	has      func(f *Factor) string          // what the factor has: "US"
	differs  func(q Query, f *Factor) string // a clause: "it is for US, not GB"
}{
	{
		OtherBoundary, 2000, "boundary ",
		func(f *Factor) string { return f.Boundary.String() },
		func(q Query, f *Factor) string {
			return "it covers " + f.Boundary.String() + ", not " + q.Boundary.String()
		},
	},
	{
		OtherRegion, 500, "region ",
		func(f *Factor) string { return f.Region },
		func(q Query, f *Factor) string { return "it is for " + f.Region + ", not " + q.Region },
	},
	{
		OtherUnit, 1000, "per ",
		func(f *Factor) string { return f.Unit.Symbol() },
		func(q Query, f *Factor) string {
			return "it is per " + f.Unit.Symbol() + ", not per unit of " + string(q.Unit.Dimension())
		},
	},
	{
		OtherPeriod, 1, "valid ",
		func(f *Factor) string { return f.Valid.String() },
		func(q Query, f *Factor) string {
			return "it is valid for " + f.Valid.String() + ", not for all of " + q.Period.String()
		},
	},
	{
		OtherPrice, 100, "",
		func(f *Factor) string { return f.Price.String() },
		func(_ Query, f *Factor) string { return "it is for the " + f.Price.String() },
	},
	{
		OtherGases, 10, "",
		func(*Factor) string { return complementOnly },
		func(Query, *Factor) string { return "it has " + complementOnly },
	},
}

// complementOnly states what a complement lacks and the way that works.
const complementOnly = "CH4 and N2O only, without the CO2 of the fuel: use a fuel-based method, such as scope1.MobileFuel or MobileFuelEconomy, which takes CO2 from the fuel"

// brief lists what a factor has instead: "region US, valid 2023".
func (m mismatches) brief(f *Factor) string {
	var b strings.Builder
	for i := range m.each() {
		if b.Len() > 0 {
			b.WriteString(", ")
		}
		b.WriteString(respects[i].name + respects[i].has(f))
	}
	return b.String()
}

// sentence states how a factor differs from the query: "it is for US, not GB; it is valid for 2023, not for all of
// 2024".
func (m mismatches) sentence(q Query, f *Factor) string {
	var b strings.Builder
	for i := range m.each() {
		if b.Len() > 0 {
			b.WriteString("; ")
		}
		b.WriteString(respects[i].differs(q, f))
	}
	return b.String()
}

// distance ranks factors for the activity: smaller is nearer. Of two factors that are only valid at another time, the
// one closer to the period is nearer.
func (m mismatches) distance(q *Query, f *Factor) int {
	sum := m.least()
	if m&periodDiffers != 0 {
		const daysPerStep = 100
		sum += max(f.Valid.Start.DaysUntil(q.Period.Start), q.Period.Start.DaysUntil(f.Valid.Start)) / daysPerStep
	}
	return sum
}

// least returns the distance of a factor with these mismatches that is valid from the first day of the period.
func (m mismatches) least() int {
	sum := 0
	for m != 0 {
		sum += respects[bits.TrailingZeros8(uint8(m))].distance
		m &= m - 1
	}
	return sum
}

// each yields the indices of the mismatches in respects.
func (m mismatches) each() iter.Seq[int] {
	return func(yield func(int) bool) {
		for m != 0 {
			i := bits.TrailingZeros8(uint8(m))
			if !yield(i) {
				return
			}
			m &= m - 1
		}
	}
}

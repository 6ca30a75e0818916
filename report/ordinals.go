package report

import (
	"iter"
	"slices"
	"strconv"
	"strings"
)

// Ordinals is a set of results by their ordinals: their places in the order of [inventory.Inventory.Results], from 1. It is
// held as ranges, so that a total of a hundred thousand lines stays small. The zero Ordinals is empty.
type Ordinals struct {
	ranges []ordinalRange // in order, with a gap before each
	count  int
}

type ordinalRange struct{ first, last int }

// OrdinalsOf returns the set of the given ordinals. Those below 1 are left out.
func OrdinalsOf(ordinals ...int) Ordinals {
	ordinals = slices.Clone(ordinals)
	slices.Sort(ordinals)
	var o Ordinals
	for _, n := range ordinals {
		o = o.next(n)
	}
	return o
}

// next adds an ordinal that is not below the last one. The ranges are not shared with another set: the last is extended in
// place only while a set is built.
func (o Ordinals) next(n int) Ordinals {
	if n < 1 {
		return o
	}
	if last := len(o.ranges) - 1; last >= 0 {
		switch r := &o.ranges[last]; {
		case n <= r.last:
			return o
		case n == r.last+1:
			r.last++
			o.count++
			return o
		}
	}
	o.ranges = append(o.ranges, ordinalRange{n, n})
	o.count++
	return o
}

// Len returns how many results the set has.
func (o Ordinals) Len() int { return o.count }

// First returns the least ordinal, or 0 if there is none.
func (o Ordinals) First() int {
	if len(o.ranges) == 0 {
		return 0
	}
	return o.ranges[0].first
}

// All yields the ordinals in order.
func (o Ordinals) All() iter.Seq[int] {
	return func(yield func(int) bool) {
		for _, r := range o.ranges {
			for n := r.first; n <= r.last; n++ {
				if !yield(n) {
					return
				}
			}
		}
	}
}

// String returns the ranges, such as "1-2 5-20", or "" if there is none.
func (o Ordinals) String() string {
	var b strings.Builder
	for i, r := range o.ranges {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(strconv.Itoa(r.first))
		if r.last > r.first {
			b.WriteByte('-')
			b.WriteString(strconv.Itoa(r.last))
		}
	}
	return b.String()
}

package scope2

import (
	"slices"

	"github.com/shopspring/decimal"
)

// assignment is the flow of energy from instruments to the purchases that may use them. Instruments and purchases are
// numbered in the order of use. All amounts are exact.
type assignment struct {
	eligible [][]int             // by instrument: the purchases it may cover, in order
	volume   []decimal.Decimal   // by instrument: what is left of it
	need     []decimal.Decimal   // by purchase: what is left to cover
	flow     [][]decimal.Decimal // by instrument and purchase
}

// assign covers as much as possible: a maximum flow. Of the assignments that do, it returns the one that uses each
// instrument in order as far as possible, and of those the one in which each instrument in order covers each purchase
// in order as far as possible. There is exactly one.
func assign(volume, need []decimal.Decimal, eligible [][]int) *assignment {
	a := &assignment{eligible, slices.Clone(volume), slices.Clone(need), make([][]decimal.Decimal, len(volume))}
	for i := range a.flow {
		a.flow[i] = make([]decimal.Decimal, len(need))
	}
	for i := range a.flow {
		a.fill(i)
		for a.volume[i].IsPositive() && a.augment(i) {
			continue // until no more of the instrument can be used
		}
	}
	for i, purchases := range a.eligible {
		for _, j := range purchases {
			for a.wants(i, j) && a.shift(i, j) {
				continue // until no more of the purchase can be covered by the instrument
			}
		}
	}
	return a
}

// fill covers purchases in order with an instrument, as far as both go.
func (a *assignment) fill(i int) {
	for _, j := range a.eligible[i] {
		a.move(i, j, decimal.Min(a.volume[i], a.need[j]))
	}
}

// move lets an instrument cover more of a purchase.
func (a *assignment) move(i, j int, by decimal.Decimal) {
	a.flow[i][j] = a.flow[i][j].Add(by)
	a.volume[i], a.need[j] = a.volume[i].Sub(by), a.need[j].Sub(by)
}

// hop is how a search reached a purchase: by an instrument that could cover it instead of an earlier purchase.
type hop struct {
	from int // the earlier purchase, or none
	by   int // the instrument
}

const none = -1

// augment uses more of an instrument along a shortest chain: it takes over a purchase from another instrument, which
// covers another purchase instead, and so on to one that is not covered yet. It reports whether there is such a chain.
// No instrument is used less.
func (a *assignment) augment(first int) bool {
	reached := map[int]hop{}
	queue := a.reach(reached, nil, none, first)
	for ; len(queue) > 0; queue = queue[1:] {
		j := queue[0]
		if a.need[j].IsPositive() {
			a.pushAlong(reached, j)
			return true
		}
		for i := range a.flow {
			if a.flow[i][j].IsPositive() {
				queue = a.reach(reached, queue, j, i)
			}
		}
	}
	return false
}

// reach notes the purchases that an instrument may cover and that are not reached yet, and queues them.
func (a *assignment) reach(reached map[int]hop, queue []int, from, by int) []int {
	for _, j := range a.eligible[by] {
		if _, known := reached[j]; !known {
			reached[j] = hop{from, by}
			queue = append(queue, j)
		}
	}
	return queue
}

// pushAlong moves as much as fits along the chain that ends at a purchase.
func (a *assignment) pushAlong(reached map[int]hop, last int) {
	by := a.need[last]
	for j := last; j != none; j = reached[j].from {
		if h := reached[j]; h.from == none {
			by = decimal.Min(by, a.volume[h.by])
		} else {
			by = decimal.Min(by, a.flow[h.by][h.from])
		}
	}
	for j := last; j != none; j = reached[j].from {
		h := reached[j]
		if h.from != none {
			a.move(h.by, h.from, by.Neg())
		}
		a.move(h.by, j, by)
	}
}

// wants reports whether an instrument could cover more of a purchase if what follows both in order gave way.
func (a *assignment) wants(i, j int) bool {
	later := func(k int) bool { return k > j && a.flow[i][k].IsPositive() }
	if !slices.ContainsFunc(a.eligible[i], later) {
		return false
	}
	return a.need[j].IsPositive() || slices.ContainsFunc(a.flow[i+1:], func(row []decimal.Decimal) bool { return row[j].IsPositive() })
}

// shift lets an instrument cover more of a purchase and less of a later one along a shortest chain of instruments after
// it, without using any instrument more or less. It reports whether there is such a chain.
func (a *assignment) shift(first, target int) bool {
	reached := map[int]hop{target: {none, none}}
	uncovered := none // the purchase whose need lets any other purchase be covered less
	for queue := []int{target}; len(queue) > 0; queue = queue[1:] {
		j := queue[0]
		if j > target && a.flow[first][j].IsPositive() {
			a.shiftAlong(reached, first, target, j)
			return true
		}
		for i := first + 1; i < len(a.flow); i++ {
			if a.flow[i][j].IsPositive() {
				queue = a.reach(reached, queue, j, i)
			}
		}
		if uncovered == none && a.need[j].IsPositive() {
			uncovered = j
			for k := range a.need {
				if _, known := reached[k]; !known {
					reached[k] = hop{j, none}
					queue = append(queue, k)
				}
			}
		}
	}
	return false
}

// shiftAlong moves as much as fits along the chain from the target to a later purchase that the instrument covers less.
func (a *assignment) shiftAlong(reached map[int]hop, first, target, last int) {
	by := a.flow[first][last]
	for j := last; j != target; j = reached[j].from {
		if h := reached[j]; h.by == none {
			by = decimal.Min(by, a.need[h.from])
		} else {
			by = decimal.Min(by, a.flow[h.by][h.from])
		}
	}
	a.move(first, last, by.Neg())
	for j := last; j != target; j = reached[j].from {
		if h := reached[j]; h.by != none {
			a.move(h.by, h.from, by.Neg())
			a.move(h.by, j, by)
		}
	}
	a.move(first, target, by)
}

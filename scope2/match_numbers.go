package scope2

import (
	"math/big"

	"github.com/shopspring/decimal"
)

// number is a whole number with the operations that matching needs. It has one implementation for 64 bits and one for
// any size.
type number[T any] interface {
	plus(t T) T
	minus(t T) T
	least(t T) T
	positive() bool
	big() *big.Int
}

// smallNumber is a number in a job whose sums all fit in 64 bits.
type smallNumber int64

func (a smallNumber) plus(b smallNumber) smallNumber  { return a + b }
func (a smallNumber) minus(b smallNumber) smallNumber { return a - b }
func (a smallNumber) least(b smallNumber) smallNumber { return min(a, b) }
func (a smallNumber) positive() bool                  { return a > 0 }
func (a smallNumber) big() *big.Int                   { return big.NewInt(int64(a)) }

// scaled returns the sum of some hours of a series, times 10^shift.
func (smallNumber) scaled(s *Series, from, to int, shift int32) smallNumber {
	sum := int64(0)
	for _, n := range s.small[from:to] {
		sum += n
	}
	for range shift {
		sum *= 10
	}
	return smallNumber(sum)
}

// largeNumber is a number of any size; nil is zero.
type largeNumber struct{ n *big.Int }

func (a largeNumber) value() *big.Int {
	if a.n == nil {
		return new(big.Int)
	}
	return a.n
}

func (a largeNumber) plus(b largeNumber) largeNumber {
	return largeNumber{new(big.Int).Add(a.value(), b.value())}
}

func (a largeNumber) minus(b largeNumber) largeNumber {
	return largeNumber{new(big.Int).Sub(a.value(), b.value())}
}

func (a largeNumber) least(b largeNumber) largeNumber {
	if a.value().Cmp(b.value()) <= 0 {
		return a
	}
	return b
}

func (a largeNumber) positive() bool { return a.value().Sign() > 0 }
func (a largeNumber) big() *big.Int  { return a.value() }

// scaled returns the sum of some hours of a series, times 10^shift.
func (largeNumber) scaled(s *Series, from, to int, shift int32) largeNumber {
	sum := new(big.Int)
	for i := from; i < to; i++ {
		sum.Add(sum, s.number(i))
	}
	return largeNumber{sum.Mul(sum, pow10(shift))}
}

// settling is a matching job in progress, interval by interval.
type settling[T number[T]] struct {
	*matching
	sum     func(zero T, s *Series, from, to int, shift int32) T
	left    []T   // by load: what is not covered in the interval
	open    []T   // by load: what no instrument of zero-carbon rate covers in the interval
	next    []int // by group: the first load that may not be covered yet in the interval
	covered []T   // by load
	used    [][]T // by supply and place in its group
}

// settle does a matching job.
func settle[T number[T]](p *matching, sum func(zero T, s *Series, from, to int, shift int32) T) (Match, error) {
	n := len(p.loads)
	s := settling[T]{
		matching: p, sum: sum, left: make([]T, n), open: make([]T, n), next: make([]int, len(p.eligible)), covered: make([]T, n),
		used: make([][]T, len(p.supplies)),
	}
	for k := range s.used {
		s.used[k] = make([]T, len(p.eligible[p.group[k]]))
	}
	for b := range len(p.bounds) - 1 {
		s.interval(p.bounds[b], p.bounds[b+1])
	}
	return report(p, s.covered, s.used)
}

// interval covers the loads of an interval of hours.
func (s *settling[T]) interval(from, to int) {
	var zero T
	for j := range s.left {
		series := &s.loads[j].Series
		s.left[j] = s.sum(zero, series, from, to, series.scale()-s.exp)
	}
	copy(s.open, s.left)
	clear(s.next)
	for k := range s.supplies {
		if s.next[s.group[k]] < len(s.eligible[s.group[k]]) {
			series := &s.supplies[k].Series
			s.cover(k, s.sum(zero, series, from, to, series.scale()-s.exp))
		}
	}
	if !s.scoring {
		return
	}
	for j := range s.open {
		if s.open[j].positive() {
			rest := decimal.NewFromBigInt(s.open[j].big(), s.exp)
			s.gridCFE = s.gridCFE.Add(rest.Mul(s.loads[j].Grid.values[from]))
		}
	}
}

// cover lets a supply cover its loads in order.
func (s *settling[T]) cover(k int, rest T) {
	g, free := s.group[k], s.supplies[k].Instrument.Rate.IsZeroCarbon()
	loads := s.eligible[g]
	for i := s.next[g]; i < len(loads) && rest.positive(); i++ {
		j := loads[i]
		give := rest.least(s.left[j])
		if give.positive() {
			rest, s.left[j] = rest.minus(give), s.left[j].minus(give)
			s.covered[j] = s.covered[j].plus(give)
			s.used[k][i] = s.used[k][i].plus(give)
			if free {
				s.open[j] = s.open[j].minus(give)
			}
		}
		if !s.left[j].positive() {
			s.next[g] = i + 1
		}
	}
}

// report adds up the energy covered.
func report[T number[T]](p *matching, covered []T, used [][]T) (Match, error) {
	m := Match{Granularity: p.granularity, Loads: make([]MatchedLoad, len(p.loads)), Refused: p.refused, window: p.loads[0].Window}
	load, cover, supply, carbonFree := new(big.Int), new(big.Int), new(big.Int), new(big.Int)
	for j := range p.loads {
		l := &p.loads[j]
		need := new(big.Int).Mul(l.Series.total, pow10(l.Series.scale()-p.exp))
		have := covered[j].big()
		load.Add(load, need)
		cover.Add(cover, have)
		line := MatchedLoad{
			Purchase: l.Purchase, Site: l.Site, Load: p.megawattHours(need), Covered: p.megawattHours(have),
			Uncovered: p.megawattHours(new(big.Int).Sub(need, have)),
		}
		var err error
		if line.MatchedShare, err = share(line.Covered, line.Load); err != nil {
			return Match{}, err
		}
		m.Loads[p.place[j]] = line
	}
	for k := range p.supplies {
		s := &p.supplies[k]
		supply.Add(supply, new(big.Int).Mul(s.Series.total, pow10(s.Series.scale()-p.exp)))
		for i, j := range p.eligible[p.group[k]] {
			if !used[k][i].positive() {
				continue
			}
			volume := used[k][i].big()
			if s.Instrument.Rate.IsZeroCarbon() {
				carbonFree.Add(carbonFree, volume)
			}
			m.Uses = append(m.Uses, Use{s.Instrument.ID, p.loads[j].Purchase, p.megawattHours(volume)})
		}
	}
	m.Load, m.Supply, m.Covered = p.megawattHours(load), p.megawattHours(supply), p.megawattHours(cover)
	m.Uncovered = p.megawattHours(new(big.Int).Sub(load, cover))
	m.Excess = p.megawattHours(new(big.Int).Sub(supply, cover))
	return m, m.shares(p.megawattHours(carbonFree))
}

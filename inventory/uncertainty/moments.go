package uncertainty

import (
	"encoding/binary"
	"math"
	"slices"
)

// moments are those of a sum of lines.
type moments struct {
	sum                   float64 // Σ x
	mean                  float64
	variance              float64 // with shared inputs
	independent           float64 // as if none were shared
	firstOrder            float64 // variance of the logarithm, to first order
	independentFirstOrder float64
}

// momentsOf returns the moments of lines. Lines that depend alike on the inputs that they share with others are one bundle:
// the double sum over lines is one over bundles, and each line's own inputs add to its own variance only.
func momentsOf(lines []*line) moments {
	var m moments
	for _, l := range lines {
		m.sum += l.x
	}
	uses := map[int]int{}
	for _, l := range lines {
		for _, t := range l.terms {
			uses[t.input]++
		}
	}
	effects := map[int]float64{}
	bundles := newBundles(uses)
	for _, l := range lines {
		all := l.variance()
		mean := l.x * math.Exp(all/2)
		m.mean += mean
		m.independent += mean * mean * math.Expm1(all)
		m.independentFirstOrder += square(l.x/m.sum) * all
		shared := bundles.add(l, mean)
		m.variance += mean * mean * math.Exp(shared) * math.Expm1(all-shared)
		for _, t := range l.terms {
			effects[t.input] += l.x / m.sum * t.a
		}
	}
	m.variance += bundles.variance()
	for _, at := range sortedKeys(effects) {
		m.firstOrder += square(effects[at])
	}
	return m
}

func square(x float64) float64 { return x * x }

func sortedKeys[V any](m map[int]V) []int {
	keys := make([]int, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// bundle is lines that depend alike on shared inputs.
type bundle struct {
	mean  float64 // Σ of the lines' means
	terms []term  // shared inputs, in order
}

// norm returns the covariance of the bundle with itself.
func (b *bundle) norm() float64 {
	sum := 0.0
	for _, t := range b.terms {
		sum += t.a * t.a
	}
	return sum
}

// bundles groups lines by what they share.
type bundles struct {
	uses   map[int]int // lines by input
	list   []bundle
	places map[string]int
	key    []byte
}

func newBundles(uses map[int]int) *bundles { return &bundles{uses: uses, places: map[string]int{}} }

// add adds a line and returns the part of its variance that is from shared inputs.
func (b *bundles) add(l *line, mean float64) float64 {
	b.key = b.key[:0]
	shared := 0.0
	for _, t := range l.terms {
		if b.uses[t.input] > 1 {
			shared += t.a * t.a
			b.key = binary.LittleEndian.AppendUint64(b.key, uint64(t.input)) //nolint:gosec // a place
			b.key = binary.LittleEndian.AppendUint64(b.key, math.Float64bits(t.a))
		}
	}
	if len(b.key) == 0 {
		return 0
	}
	at, known := b.places[string(b.key)]
	if !known {
		at = len(b.list)
		b.places[string(b.key)] = at
		terms := slices.DeleteFunc(slices.Clone(l.terms), func(t term) bool { return b.uses[t.input] <= 1 })
		b.list = append(b.list, bundle{terms: terms})
	}
	b.list[at].mean += mean
	return shared
}

// variance returns Σ over pairs of bundles of their means times exp(cov) − 1: by pairs if they are few, or else by the
// series of the exponential, which takes the time of the bundles and not of their pairs.
func (b *bundles) variance() float64 {
	pairs, terms := float64(len(b.list))*float64(len(b.list)), 0.0
	degree := b.degree()
	for i := range b.list {
		terms += combinations(len(b.list[i].terms), degree)
	}
	if pairs <= maxPairs || pairs < terms {
		return b.byPairs()
	}
	return b.bySeries(degree)
}

// maxPairs is the number of pairs that take less time than it takes to think about it.
const maxPairs = 1 << 20

func (b *bundles) byPairs() float64 {
	sum := 0.0
	for i := range b.list {
		x := &b.list[i]
		sum += x.mean * x.mean * math.Expm1(x.norm())
		for j := range i {
			if cov := covariance(x.terms, b.list[j].terms); cov != 0 {
				sum += 2 * x.mean * b.list[j].mean * math.Expm1(cov)
			}
		}
	}
	return sum
}

// covariance returns the sum of products over the inputs that both have.
func covariance(x, y []term) float64 {
	sum := 0.0
	for len(x) > 0 && len(y) > 0 {
		switch {
		case x[0].input < y[0].input:
			x = x[1:]
		case x[0].input > y[0].input:
			y = y[1:]
		default:
			sum += x[0].a * y[0].a
			x, y = x[1:], y[1:]
		}
	}
	return sum
}

// degree returns the degree after which the series of exp(cov) is below the precision of a float64: no covariance is above
// the largest norm.
func (b *bundles) degree() int {
	largest := 0.0
	for i := range b.list {
		largest = max(largest, b.list[i].norm())
	}
	degree, rest := 1, largest
	for ; rest > 1e-18 && degree < maxDegree; degree++ {
		rest *= largest / float64(degree+1)
	}
	return degree
}

const maxDegree = 1000

// combinations returns the number of monomials in n variables up to a degree.
func combinations(n, degree int) float64 {
	c := 1.0
	for i := 1; i <= n; i++ {
		c *= float64(degree+i) / float64(i)
	}
	return c
}

// monomials are the sums of mean × Πa^p by the powers p of the inputs, as a tree of inputs and powers.
type monomials struct {
	sum    []float64
	weight []float64 // 1 ÷ Πp!
	next   map[monomial]int
}

type monomial struct{ parent, input, power int }

// bySeries returns the same as byPairs: with cov = Σ aₖbₖ, exp(cov) − 1 is the sum over the powers p of Π(aₖbₖ)^p ÷ Πp!, so
// the double sum is Σ over p of (Σ mean × Πa^p)² ÷ Πp!.
func (b *bundles) bySeries(degree int) float64 {
	m := monomials{sum: []float64{0}, weight: []float64{0}, next: map[monomial]int{}}
	m.weight[0] = 1
	for i := range b.list {
		m.add(0, b.list[i].terms, degree, b.list[i].mean)
	}
	sum := 0.0
	for i := len(m.sum) - 1; i > 0; i-- { // the small ones first
		sum += m.sum[i] * m.sum[i] * m.weight[i]
	}
	return sum
}

// add adds a product below a node, with every power of the terms up to a degree.
func (m *monomials) add(node int, terms []term, degree int, product float64) {
	for i, t := range terms {
		of, weight := product, m.weight[node]
		for power := 1; power <= degree; power++ {
			of *= t.a
			weight /= float64(power)
			key := monomial{node, t.input, power}
			at, known := m.next[key]
			if !known {
				at = len(m.sum)
				m.next[key] = at
				m.sum, m.weight = append(m.sum, 0), append(m.weight, weight)
			}
			m.sum[at] += of
			m.add(at, terms[i+1:], degree-power, of)
		}
	}
}

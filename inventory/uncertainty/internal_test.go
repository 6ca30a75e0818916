package uncertainty

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
)

// The known answers of Random123, Philox 2×64 with ten rounds: kat_vectors.
func TestPhilox(t *testing.T) {
	for _, c := range [][5]uint64{
		{0, 0, 0, 0xca00a0459843d731, 0x66c24222c9a845b5},
		{math.MaxUint64, math.MaxUint64, math.MaxUint64, 0x65b021d60cd8310f, 0x4d02f3222f86df20},
		{0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0, 0x0a5e742c2997341c, 0xb0f883d38000de5d},
	} {
		x, y := philox(c[0], c[1], c[2])
		assert.Equal(t, [2]uint64{c[3], c[4]}, [2]uint64{x, y})
	}
}

// The numbers of a stream are standard normal, finite at both ends, and the same wherever a block begins.
func TestNormal(t *testing.T) {
	assert.InDelta(t, -8.2, normal(0), 0.1)
	assert.InDelta(t, normal(math.MaxUint64), -normal(0), 1e-12)
	s := newStream(1, Identity{Line: "a"})
	list := make([]float64, 100_000)
	s.add(list, 1, 0)
	mean, square, beyond := 0.0, 0.0, 0
	for _, z := range list {
		mean += z / 100_000
		square += z * z / 100_000
		if math.Abs(z) > 1.959963984540054 {
			beyond++
		}
	}
	assert.InDelta(t, 0, mean, 0.0095)       // three standard errors
	assert.InDelta(t, 1, square, 0.0135)     // √(2/n) × 3
	assert.InDelta(t, 5000, beyond, 3*68.92) // √(n·0.05·0.95) × 3
	tail := make([]float64, 100)
	s.add(tail, 1, 512)
	assert.Equal(t, list[512:612], tail)
	other := make([]float64, 2)
	newStream(2, Identity{Line: "a"}).add(other, 1, 0)
	assert.NotEqual(t, list[:2], other)
	newStream(1, Identity{Name: "a"}).add(other, 1, 0)
	assert.NotEqual(t, list[:2], other)
}

// The series of the exponential gives what all pairs give, with covariances of both signs.
func TestSeriesIsPairs(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		b := newBundles(nil)
		for range 30 {
			of := bundle{mean: 1 + 100*r.Float64()}
			for input := range 6 {
				if r.IntN(3) == 0 {
					of.terms = append(of.terms, term{input, 0.8*r.Float64() - 0.1})
				}
			}
			b.list = append(b.list, of)
		}
		assert.InEpsilon(t, b.byPairs(), b.bySeries(b.degree()), 1e-12)
	}
}

// Lines that all depend differently on what they share are added up by the series.
func TestManyBundles(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	b := newBundles(nil)
	for range 1500 {
		b.list = append(b.list, bundle{mean: r.Float64(), terms: []term{{0, 0.3 * r.Float64()}, {1, 0.3 * r.Float64()}}})
	}
	assert.InEpsilon(t, b.byPairs(), b.variance(), 1e-12)
}

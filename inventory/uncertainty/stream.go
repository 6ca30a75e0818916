package uncertainty

import (
	"crypto/sha256"
	"encoding/binary"
	"math"
	"math/bits"
	"strconv"
)

// stream is the standard normal numbers of one input: any of them can be computed without those before it, so it does not
// matter who draws which. They are those of Philox 2×64 with ten rounds (Salmon et al., Parallel random numbers: as easy as
// 1, 2, 3, 2011), whose key and upper counter are a digest of the seed and the identity.
type stream struct{ key, counter uint64 }

func newStream(seed uint64, id Identity) stream {
	text := strconv.AppendUint([]byte("ghg uncertainty 1\n"), seed, 10)
	for _, part := range []string{id.Kind.String(), id.Line, id.Name, id.Digest, id.Unit, strconv.Itoa(id.At)} {
		text = strconv.AppendQuote(append(text, '\n'), part)
	}
	sum := sha256.Sum256(text)
	return stream{binary.BigEndian.Uint64(sum[:8]), binary.BigEndian.Uint64(sum[8:16])}
}

// add adds a × the numbers from first, which is even, to a list of even length.
func (s stream) add(to []float64, a float64, first int) {
	pair := uint64(first / 2) //nolint:gosec // positive
	for i := 0; i+1 < len(to); i += 2 {
		x, y := philox(pair, s.counter, s.key)
		to[i] += a * normal(x)
		to[i+1] += a * normal(y)
		pair++
	}
}

const (
	philoxMultiplier = 0xD2B74407B1CE6E93
	philoxWeyl       = 0x9E3779B97F4A7C15
	philoxRounds     = 10
)

// philox is Philox 2×64: a bijection of two words for each key.
func philox(x, y, key uint64) (p, q uint64) {
	for range philoxRounds {
		high, low := bits.Mul64(philoxMultiplier, x)
		x, y = high^key^y, low
		key += philoxWeyl
	}
	return x, y
}

// normal turns a uniform word into a standard normal number, by the inverse of its distribution. It uses the upper 52 bits,
// as the middle of their interval, so the number is finite and as often positive as negative.
func normal(word uint64) float64 {
	const half = 1 << 51
	v := (float64(int64(word>>12)-half) + 0.5) / half //nolint:gosec // 52 bits
	return math.Sqrt2 * math.Erfinv(v)
}

package num

import (
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func integer(w []uint64) *big.Int {
	x := new(big.Int)
	for i := len(w) - 1; i >= 0; i-- {
		x.Lsh(x, 64)
		x.Or(x, new(big.Int).SetUint64(w[i]))
	}
	return x
}

// edgeWord returns a word at which carries and guesses go wrong, if they do, more often than a random one.
func edgeWord(r *rand.Rand) uint64 {
	switch r.IntN(6) {
	case 0:
		return 0
	case 1:
		return ^uint64(0) - r.Uint64N(3)
	case 2:
		return 1<<63 + r.Uint64N(3) - 1
	case 3:
		return r.Uint64N(3)
	default:
		return r.Uint64() >> r.IntN(64)
	}
}

func edgeWords(r *rand.Rand) (w words) {
	for i := range 1 + r.IntN(size) {
		w[i] = edgeWord(r)
	}
	return w
}

func TestWords(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200_000 {
		x, y := edgeWords(r), edgeWords(r)
		p := new(big.Int).Mul(integer(x[:]), integer(y[:]))
		var wideProduct wide
		mulWide(&wideProduct, &x, &y)
		require.Zero(t, p.Cmp(integer(wideProduct[:])), "%x × %x", x, y)
		w0, w1, w2, w3, over := mul(&x, &y)
		require.Equal(t, p.BitLen() > 256, over != 0, "%x × %x", x, y)
		if over == 0 {
			require.Zero(t, p.Cmp(integer([]uint64{w0, w1, w2, w3})), "%x × %x", x, y)
		}
		require.Equal(t, integer(x[:]).Cmp(integer(y[:])), cmpWords(&x, &y))
		b := x.bytes()
		var back words
		back.setBytes(&b)
		require.Equal(t, x, back)
		if !x.isZero() {
			require.Len(t, integer(x[:]).String(), x.digits())
		}
	}
}

func TestDigitsAtPowersOfTen(t *testing.T) {
	for n := range powers {
		assert.Equal(t, n+1, powers[n].digits())
		less := powers[n]
		if n > 0 {
			less.set(mulWord(&powers[n-1], 9))
			assert.Equal(t, n, less.digits())
		}
	}
	assert.Equal(t, 78, (&words{^uint64(0), ^uint64(0), ^uint64(0), ^uint64(0)}).digits())
}

// divideLong divides what its callers pass: a quotient below 2^128.
func TestDivideLong(t *testing.T) {
	divide := func(num *wide, den *words) {
		hi, lo, inexact := divideLong(num, den)
		q, rem := new(big.Int).QuoRem(integer(num[:]), integer(den[:]), new(big.Int))
		require.Zero(t, q.Cmp(integer([]uint64{lo, hi})), "%x ÷ %x", *num, *den)
		require.Equal(t, rem.Sign() != 0, inexact, "%x ÷ %x", *num, *den)
	}
	// The guess from two words, 2, is one too many: 2 × den is above 2^192.
	divide(&wide{0, 0, 0, 1}, &words{^uint64(0), 0, 1 << 63})
	divide(&wide{0, 0, 0, 0, 1}, &words{^uint64(0), 0, 1 << 63})
	r := rand.New(rand.NewPCG(3, 4))
	for range 200_000 {
		den := edgeWords(r)
		if den.len() < 2 {
			continue
		}
		// num = q × den + rest, with a rest below den and often next to it
		q := words{edgeWord(r), edgeWord(r)}
		n := new(big.Int).Mul(integer(q[:]), integer(den[:]))
		n.Add(n, new(big.Int).Rem(new(big.Int).Add(integer(den[:]), big.NewInt(r.Int64N(5)-2)), integer(den[:])))
		var num wide
		for i := range num {
			num[i] = new(big.Int).And(new(big.Int).Rsh(n, uint(64*i)), new(big.Int).SetUint64(^uint64(0))).Uint64()
		}
		divide(&num, &den)
	}
}

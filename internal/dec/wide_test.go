package dec

import (
	"math/big"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// anyWide returns a number of up to 128 bits, often one near a power of two or of ten.
func anyWide(r *rand.Rand) wide {
	w := wide{r.Uint64(), r.Uint64()}
	if n := r.UintN(128); n < 64 {
		w = wide{w.hi >> n, w.lo}
	} else {
		w = wide{0, w.lo >> (n - 64)}
	}
	switch r.IntN(8) {
	case 0:
		w = widePowers[r.IntN(len(widePowers))]
	case 1:
		w = wide{lo: r.Uint64N(100)}.mul(uint64(powersOfTen[r.IntN(len(powersOfTen))]), r.Uint64N(2))
	case 2:
		w = wide{w.hi, 0}
	case 3:
		w = wide{1, r.Uint64N(3)}
	}
	return w
}

func (w wide) big() *big.Int {
	b := new(big.Int).SetUint64(w.hi)
	return b.Add(b.Lsh(b, 64), new(big.Int).SetUint64(w.lo))
}

// TestWide compares the numbers of 128 bits with math/big.
func TestWide(t *testing.T) {
	r := rand.New(rand.NewPCG(4, uint64(os.Getpid())))
	for range 200_000 {
		w, exp, neg := anyWide(r), int32(r.IntN(100)-50), r.IntN(2) == 0
		long := w.big()
		digits := strings.TrimPrefix(long.String(), "0")
		if got := w.digits(); got != len(digits) {
			t.Fatalf("%s has %d digits, want %d", long, got, len(digits))
		}
		if got := string(w.append(nil)); got != long.String() {
			t.Fatalf("%s is written %s", long, got)
		}
		if by := r.Uint64()>>r.UintN(63) | 1; true {
			q, rem := w.quo(by)
			wantQ, wantRem := new(big.Int).QuoRem(long, new(big.Int).SetUint64(by), new(big.Int))
			if q.big().Cmp(wantQ) != 0 || wantRem.Cmp(new(big.Int).SetUint64(rem)) != 0 {
				t.Fatalf("%s ÷ %d = %s, rest %d", long, by, q.big(), rem)
			}
		}
		if neg {
			long.Neg(long)
		}
		want := decimal.NewFromBigInt(long, exp)
		if got := w.decimal(neg, exp); !got.Equal(want) || got.Exponent() != exp {
			t.Fatalf("%s × 10^%d becomes %s", long, exp, got)
		}
		if back, ok := wideOf(want); !ok || back != w {
			t.Fatalf("%s becomes %s", long, back.big())
		}
		if read, err := ParseLong(Text(want)); err != nil || !read.Equal(want) {
			t.Fatalf("%s is read as %s (%v)", Text(want), read, err)
		}
	}
}

// TestWideQuotients compares quotients of 128 bits by 64 bits with those of math/big, coefficient and exponent alike.
func TestWideQuotients(t *testing.T) {
	r := rand.New(rand.NewPCG(5, uint64(os.Getpid())))
	few := 0
	for range 200_000 {
		n, d := anyWide(r), wide{lo: r.Uint64() >> (1 + r.UintN(63))}
		if r.IntN(4) == 0 {
			d = wide{lo: uint64(powersOfTen[r.IntN(len(powersOfTen))])}.mul(1+r.Uint64N(8), 0)
		}
		if n == (wide{}) || d == (wide{}) {
			continue
		}
		num, den := n.decimal(r.IntN(2) == 0, int32(r.IntN(80)-40)), d.decimal(r.IntN(2) == 0, int32(r.IntN(80)-40))
		got, ok := quoWide(num, den)
		if !ok {
			few++
			continue
		}
		want, err := quoLong(num, den)
		require.NoError(t, err)
		if got.Exponent() != want.Exponent() || got.Coefficient().Cmp(want.Coefficient()) != 0 {
			t.Fatalf("%s ÷ %s = %s, want %s", num, den, got, want)
		}
	}
	assert.Less(t, few, 100_000)
	q, err := Quo(decimal.New(1, 0), decimal.New(3, 0))
	require.NoError(t, err)
	assert.Equal(t, "0.3333333333333333333333333333333333", Text(q))
}

package num

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestEight takes every number of four digits, alone and beside others, among them the least and the greatest: the division into
// halves goes wrong at one of these first, and the divisions of a half depend on nothing else.
func TestEight(t *testing.T) {
	for n := range uint64(10_000) {
		for _, all := range []uint64{n, n * 10_000, n*10_000 + 9_999, n*10_000 + (9_999 - n), n*10_000 + n} {
			of := eight(all)
			var text [8]byte
			for i := range text {
				text[i] = '0' + byte(of>>(8*i))
			}
			require.Equal(t, fmt.Sprintf("%08d", all), string(text[:]))
		}
	}
}

// TestTrimZeros takes coefficients of one and of two words with every number of zeros that fits.
func TestTrimZeros(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	ten, word := big.NewInt(10), new(big.Int).Lsh(big.NewInt(1), 64)
	for range 2_000 {
		n := new(big.Int).SetUint64(random.Uint64() >> random.IntN(64))
		if n.Sign() == 0 {
			continue
		}
		n.Mul(n, big.NewInt(1+random.Int64N(1<<20)))
		for ; n.BitLen() <= 128; n.Mul(n, ten) {
			want, zeros := new(big.Int).Set(n), 0
			for quotient, rest := new(big.Int), new(big.Int); ; zeros++ {
				if quotient.QuoRem(want, ten, rest); rest.Sign() != 0 {
					break
				}
				want.Set(quotient)
			}
			hi, lo := new(big.Int), new(big.Int)
			hi.DivMod(n, word, lo)
			h, l, got := trimZeros(hi.Uint64(), lo.Uint64())
			hi.SetUint64(h)
			require.Equal(t, want.String(), hi.Mul(hi, word).Add(hi, lo.SetUint64(l)).String(), n)
			require.Equal(t, zeros, got, n)
		}
	}
}

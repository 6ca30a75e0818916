package num_test

import (
	"math/big"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/num"
)

func FuzzAppendText(f *testing.F) {
	f.Add([]byte{0}, int32(0), false)
	f.Add([]byte{123}, int32(-2), true)
	f.Add([]byte{0x0f, 0x42, 0x40}, int32(-3), false) // 1,000,000
	f.Add([]byte{1, 0, 0, 0, 0, 0, 0, 0, 0}, int32(-30), false)
	f.Add([]byte{255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255}, int32(-38), false)
	f.Add([]byte{255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255}, int32(5), true)
	f.Add([]byte{7}, int32(60), false)
	f.Add([]byte{7}, int32(-61), false)
	f.Fuzz(func(t *testing.T, coef []byte, exp int32, neg bool) {
		if len(coef) > 32 || exp > 2000 || exp < -2000 {
			t.Skip()
		}
		c := new(big.Int).SetBytes(coef)
		if neg {
			c.Neg(c)
		}
		d := decimal.NewFromBigInt(c, exp)
		n, ok := num.Of(d)
		require.True(t, ok)
		require.Equal(t, dec.Text(d), string(n.AppendText(nil)))
	})
}

func BenchmarkAppendText(b *testing.B) {
	n, err := num.Parse("20361.904255")
	require.NoError(b, err)
	var buf [64]byte
	for b.Loop() {
		n.AppendText(buf[:0])
	}
}

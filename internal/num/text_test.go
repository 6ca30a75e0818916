package num_test

import (
	"bytes"
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
	f.Add([]byte{0x23, 0x86, 0xf2, 0x6f, 0xc1, 0, 0}, int32(-15), false) // 10^16
	f.Add([]byte{0x23, 0x86, 0xf2, 0x6f, 0xc0, 0xff, 0xff}, int32(-16), true)
	f.Add([]byte{0xd3, 0xc2, 0x1b, 0xce, 0xcc, 0xed, 0xa1, 0, 0, 0}, int32(-23), false) // 10^24
	f.Add([]byte{0xd3, 0xc1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}, int32(-23), false)
	f.Add([]byte{120}, int32(-39), true)
	f.Add([]byte{120}, int32(-40), false)
	f.Add(append([]byte{0x7f}, bytes.Repeat([]byte{255}, 19)...), int32(-20), false) // 2^159 − 1, the largest that is written without a decimal
	f.Add(append([]byte{0x80}, make([]byte, 19)...), int32(-20), true)
	f.Add([]byte{7}, int32(60), false)
	f.Add([]byte{7}, int32(-61), false)
	f.Fuzz(func(t *testing.T, coef []byte, exp int32, neg bool) {
		if len(coef) > 32 || exp > 2000 || exp < -2000 {
			return
		}
		c := new(big.Int).SetBytes(coef)
		if neg {
			c.Neg(c)
		}
		d := decimal.NewFromBigInt(c, exp)
		n, ok := num.Of(d)
		require.True(t, ok)
		require.Equal(t, dec.Text(d), string(n.AppendText(nil)))
		require.Equal(t, "kg"+dec.Text(d), string(n.AppendText(append(make([]byte, 0, 200), "kg"...))))
	})
}

func BenchmarkAppendText(b *testing.B) {
	n, err := num.Parse("20361.904255")
	require.NoError(b, err)
	var buf [128]byte
	for b.Loop() {
		n.AppendText(buf[:0])
	}
}

func FuzzMulShort(f *testing.F) {
	f.Add(int64(3), int32(-2), int64(-7), int32(1))
	f.Add(int64(-1), int32(2147483647), int64(1), int32(1))
	f.Add(int64(0), int32(5), int64(-9), int32(0))
	f.Add(int64(7), int32(1<<31-1), int64(9), int32(127))
	f.Add(int64(-7), int32(-1<<31), int64(9), int32(-128))
	f.Fuzz(func(t *testing.T, a int64, exp int32, b int64, by int32) {
		if a == -1<<63 || b == -1<<63 {
			return // Short gives no such number
		}
		x, y := num.New(a, exp), num.New(b, by)
		for range 4 { // up to what does not fit
			var want, got num.Num
			ok := want.Mul(&x, &y)
			require.Equal(t, ok, got.MulShort(&x, b, by))
			require.Equal(t, want, got)
			var list [2]num.Num
			var first num.Num
			fits := first.MulShort(&x, -b, int32(int8(-by))) && got.MulShort(&x, b, int32(int8(by)))
			require.Equal(t, fits, x.Products(list[:], []int64{-b, b}, []int8{int8(-by), int8(by)}))
			if fits {
				require.Equal(t, [2]num.Num{first, got}, list)
			}
			if !ok {
				return
			}
			x = want
		}
	})
}

func TestMulShortOverflows(t *testing.T) {
	x := num.New(1<<62, 0)
	for range 4 {
		if !x.MulShort(&x, 1<<62, 0) {
			return
		}
	}
	require.Fail(t, "310 bits fit into 256")
}

func BenchmarkAppendLongText(b *testing.B) {
	n, err := num.Parse("203611123123.904255123123")
	require.NoError(b, err)
	var buf [128]byte
	for b.Loop() {
		n.AppendText(buf[:0])
	}
}

package derive

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/internal/num"
)

// Divisors without their factors 2 and 5 give the same quotients, to the exponent.
func TestRoundedReduces(t *testing.T) {
	one := num.New(1, 0)
	divisors := []num.Num{num.New(1, 0), num.New(-1, 0), num.New(1e8, 0), num.New(-1e8, 0), num.New(8, 0), num.New(36, 0), num.New(1, -1)}
	for _, coef := range []int64{36, 9, 3600, 7, 12, -36, 8, 25, 1000, 1, -1, 3 << 50, math.MaxInt64 - 1} {
		divisors = append(divisors, num.New(coef, -4))
	}
	for _, d := range divisors {
		for _, constant := range []int64{1, 3, 25_117, -9, math.MaxInt64, math.MinInt64 + 1, math.MaxInt64 / 5} {
			c := num.New(constant, -5)
			r := Rounded{count: 1, sign: 1}
			require.True(t, r.put(0, &c, &d, &one, true))
			for _, amount := range []int64{1, 2, 9, 36, 100, 8_655_239, 999_999_999_999, math.MaxInt64} {
				a := num.New(amount, -3)
				var got [1]num.Num
				require.True(t, r.kilograms(&a, got[:]))
				var want num.Num
				require.True(t, want.Mul(&c, &a))
				if !d.IsOne() {
					require.True(t, want.Quo(&want, &d))
				}
				assert.Equal(t, want, got[0], "%d × %d ÷ %d", amount, constant, d)
			}
		}
	}
	var r Rounded
	c, d := num.New(2, 0), num.New(36, 0)
	require.True(t, r.put(0, &c, &d, &one, true))
	assert.Equal(t, [2]int64{50, 9}, [2]int64{r.coefs[0][0], r.coefs[1][0]})
}

package num_test

import (
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/num"
)

// TestAppendTextOfAllLengths writes numbers of every length with a point in every place, and with zeros at the end.
func TestAppendTextOfAllLengths(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	ten := big.NewInt(10)
	for length := range 52 {
		for exp := int32(-64); exp <= 4; exp++ {
			coef := big.NewInt(random.Int64N(9) + 1)
			zeros := random.IntN(length + 1)
			for i := range length {
				coef.Mul(coef, ten)
				if i < length-zeros {
					coef.Add(coef, big.NewInt(random.Int64N(10)))
				}
			}
			d := decimal.NewFromBigInt(coef, exp)
			n, ok := num.Of(d)
			require.True(t, ok)
			want := dec.Text(d)
			require.Equal(t, want, string(n.AppendText(nil)))
			require.Equal(t, "kg"+want, string(n.AppendText(append(make([]byte, 0, 200), "kg"...))))
		}
	}
}

package num_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"

	"github.com/ghgkit/ghg/internal/num"
)

// A total is the sum of decimals in any order and however divided, whether or not it fits.
func TestTotal(t *testing.T) {
	for name, values := range map[string][]string{
		"nothing":           {},
		"exponents":         {"1e5", "25e-3", "-7e-38", "0e-40", "3333333333333333333333333333333333e-34"},
		"above 0":           {"12e3", "5e7"},
		"zero":              {"5e-2", "-5e-2"},
		"beyond 256 bits":   {max256, max256, "-1", max256 + "e-20", "1e90", "5e-90", "-" + max256},
		"back to 256 bits":  {max256, "1", "-" + max256},
		"decimals too long": {two256, "1e-5", "-" + two256 + "e3", "7"},
	} {
		t.Run(name, func(t *testing.T) {
			var want decimal.Decimal
			var forward, backward, first, second num.Total
			for i, s := range values {
				d := number(t, s)
				want = want.Add(d)
				forward.AddDecimal(d)
				backward.AddDecimal(number(t, values[len(values)-1-i]))
				if i%2 == 0 {
					first.AddDecimal(d)
				} else {
					second.AddDecimal(d)
				}
			}
			second.AddTotal(first)
			for _, total := range []*num.Total{&forward, &backward, &second} {
				same(t, want, total.Decimal())
			}
			second.AddTotal(second)
			same(t, want.Add(want), second.Decimal())
		})
	}
}

func same(t *testing.T, want, got decimal.Decimal) {
	t.Helper()
	assert.Equal(t, want.Coefficient().String(), got.Coefficient().String(), "coefficient")
	assert.Equal(t, want.Exponent(), got.Exponent(), "exponent")
}

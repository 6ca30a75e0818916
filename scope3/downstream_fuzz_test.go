package scope3_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
)

// FuzzAttribution: the parts of a company that its equity and debt holders finance add up to the whole, and the outstanding
// amount never finances more than the company emits.
func FuzzAttribution(f *testing.F) {
	f.Add(uint32(50), uint32(50), uint32(1000))
	f.Add(uint32(1), uint32(2), uint32(7))
	f.Fuzz(func(t *testing.T, equity, debt, emitted uint32) {
		usd := func(n uint32) units.Quantity { return units.New(decimal.NewFromInt(int64(n)), units.MustUnit("USD")) }
		financed := func(outstanding uint32) decimal.Decimal {
			rs, err := scope3.PCAFBusinessLoans{
				ID: "x", Period: year, Investee: "company", Outstanding: usd(outstanding), Equity: usd(equity), Debt: usd(debt), Score: 1,
				Scope1: units.New(decimal.NewFromInt(int64(emitted)), units.MustUnit("kg CO2e")), Scope2: units.MustParse("0 kg CO2e"), GWP: "AR5", Source: "report",
			}.Calculate(ar5())
			if equity == 0 && debt == 0 {
				require.ErrorIs(t, err, ghg.ErrOutOfRange)
				return decimal.Decimal{}
			}
			require.NoError(t, err)
			return kg(rs)
		}
		all := financed(equity).Add(financed(debt))
		if equity == 0 && debt == 0 {
			return
		}
		// Each part is rounded once to 34 digits; the amounts have at most ten before the point.
		assert.True(t, all.Round(20).Equal(decimal.NewFromInt(int64(emitted))), "Equity and debt finance %s kg of %d.", all, emitted)
		assert.True(t, financed(equity).LessThanOrEqual(decimal.NewFromInt(int64(emitted))), "Equity must not finance more than %d kg.", emitted)
	})
}

package bridge_test

import (
	"strconv"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/bridge"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/units"
)

// FuzzSums checks the laws of a bridge: the parts of every total, scope, category and line sum to their difference to the last
// digit, and bridge(A, B) + bridge(B, C) = bridge(A, C) in total. Some lines are products, some divide; some come and go.
func FuzzSums(f *testing.F) {
	f.Add(uint32(100), uint32(130), uint32(120), uint16(500), uint16(500), uint16(400), uint8(0))
	f.Add(uint32(0), uint32(7), uint32(1), uint16(3), uint16(0), uint16(9), uint8(255))
	f.Add(uint32(99999), uint32(1), uint32(33333), uint16(77), uint16(65535), uint16(1), uint8(0b1010101))
	f.Fuzz(func(t *testing.T, x, y, z uint32, p, q, r uint16, some uint8) {
		inv := func(year int, amount uint32, factor uint16, gwp ghg.GWP, keep uint8) *inventory.Inventory {
			kWh, co2 := strconv.Itoa(int(amount)), dec.Text(decimal.New(int64(factor), -3))
			share := decimal.New(int64(factor%1000), -3)
			list := []activity.Activity{plant{"always", "", kWh}.in(year)}
			for i, a := range []activity.Activity{
				plant{"sometimes", "", kWh + ".5"}.in(year), plant{"elsewhere", strconv.Itoa(int(amount % 2)), kWh}.in(year),
				scope1.CarbonContent{ID: "coal", Period: ghg.CalendarYear(year), Fuel: "coal", Region: "JP", Amount: units.MustParse(kWh + " GJ(HHV)"), Oxidation: &share, Carbon: units.MustRate(co2 + "1 kg C/GJ(HHV)"), Source: "s"},
				goods("goods", "", ghg.Category(1+amount%2), kWh, year),
			} {
				if keep&(1<<i) == 0 {
					list = append(list, a)
				}
			}
			return of(t, year, gwp, burning(t, strconv.Itoa(year), co2, "0.01"), list...)
		}
		a, b, c := inv(2022, x, p, ghg.AR5(), some), inv(2023, y, q, ghg.AR6(), some>>2), inv(2024, z, r, ghg.AR6(), some>>4)
		ab, bc, ac := between(t, a, b, partial), between(t, b, c, partial), between(t, a, c, partial)
		sum := ab.To.Sub(ab.From).Add(bc.To.Sub(bc.From))
		assert.True(t, sum.Equal(ac.To.Sub(ac.From)))
	})
}

// FuzzProduct checks that the parts of a product sum to its change, that a number that does not change has no part but for the
// rounding of the last, and that two numbers share as the midpoint does.
func FuzzProduct(f *testing.F) {
	f.Add(int64(100), int64(5), int64(8), int64(120), int64(4), int64(10))
	f.Add(int64(0), int64(-1), int64(1), int64(7), int64(3), int64(3))
	f.Fuzz(func(t *testing.T, a, b, c, x, y, z int64) {
		from := []decimal.Decimal{decimal.New(a, -2), decimal.New(b, -3), decimal.New(c, -1)}
		to := []decimal.Decimal{decimal.New(x, -2), decimal.New(y, -3), decimal.New(z, -1)}
		for n := 1; n <= 3; n++ {
			parts, err := bridge.Product(from[:n], to[:n])
			require.NoError(t, err)
			var sum decimal.Decimal
			for i, p := range parts {
				sum = sum.Add(p)
				assert.True(t, i == n-1 || !from[i].Equal(to[i]) || p.IsZero())
			}
			assert.True(t, product(to[:n]).Sub(product(from[:n])).Equal(sum))
			if n == 2 {
				assert.True(t, to[0].Sub(from[0]).Mul(from[1].Add(to[1])).Mul(d("0.5")).Equal(parts[0]))
			}
		}
	})
}

// 100 × 0.5 → 130 × 0.5 → 120 × 0.4: activity 15 − 4.5 and factor −12.5, but directly +9 and −11; both −2 (derived).
func TestBridgesAddUpInTotalOnly(t *testing.T) {
	a := of(t, 2022, ghg.AR5(), burning(t, "2022", "0.5", ""), plant{"boiler", "", "100"}.in(2022))
	b := of(t, 2023, ghg.AR5(), burning(t, "2023", "0.5", ""), plant{"boiler", "", "130"}.in(2023))
	c := of(t, 2024, ghg.AR5(), burning(t, "2024", "0.4", ""), plant{"boiler", "", "120"}.in(2024))
	terms(t, map[bridge.Term]string{bridge.Activity: "15"}, between(t, a, b, partial))
	terms(t, map[bridge.Term]string{bridge.Activity: "-4.5", bridge.Factor: "-12.5"}, between(t, b, c, partial))
	terms(t, map[bridge.Term]string{bridge.Activity: "9", bridge.Factor: "-11"}, between(t, a, c, partial))
}

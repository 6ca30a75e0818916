package scope2_test

import (
	"strconv"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/units"
)

func kilowattHours(n uint32) units.Quantity {
	return units.New(decimal.New(int64(n), -1), units.MustUnit("kWh"))
}

// FuzzElectricity tests the laws of a purchase and its certificates.
func FuzzElectricity(f *testing.F) {
	f.Add(uint32(1000), uint32(300), uint32(200))
	f.Add(uint32(0), uint32(0), uint32(5))
	f.Fuzz(func(t *testing.T, amount, first, second uint32) {
		b := basis(t)
		with := func(times uint32, volumes ...uint32) scope2.Dual {
			p := purchase("0 kWh")
			p.Amount = kilowattHours(amount / 2 * times)
			for i, v := range volumes {
				in := certificate("rec"+strconv.Itoa(i), "0 kWh")
				in.Volume = kilowattHours(v / 4 * times)
				p.Instruments = append(p.Instruments, in)
			}
			d, err := p.Dual(b)
			require.NoError(t, err)
			require.NoError(t, d.Location.Check())
			require.NoError(t, d.Market.Check())
			return d
		}
		none, two := with(1), with(1, first, second)
		assert.True(t, none.Location.CO2e.Equal(two.Location.CO2e), "instruments must not change the location-based result")
		residual := kilowattHours(amount / 2).Value.Mul(number("0.6"))
		assert.True(t, none.Market.CO2e.Kg().Equal(residual), "without instruments: residual mix × energy")
		assert.True(t, two.Market.CO2e.Cmp(none.Market.CO2e) <= 0, "instruments of zero carbon must not add emissions")

		var sum decimal.Decimal
		var co2e ghg.CO2e
		for _, part := range two.Market.Covers {
			assert.False(t, part.Energy.Value.IsNegative())
			emitted, err := two.Market.CO2eOf(part)
			require.NoError(t, err)
			sum, co2e = sum.Add(part.Energy.Value), co2e.Add(emitted)
		}
		assert.True(t, sum.Equal(kilowattHours(amount/2).Value), "covered + uncovered = load")
		assert.True(t, co2e.Equal(two.Market.CO2e), "the parts must add up to the result")

		// Two certificates that add up to one volume have the same effect as one.
		one := with(1, first/4*4+second/4*4)
		split := with(1, first/4*4, second/4*4)
		assert.True(t, one.Market.CO2e.Equal(split.Market.CO2e), "splitting a certificate must change nothing")
		double := with(2, first, second)
		assert.True(t, double.Market.CO2e.Equal(sure(two.Market.CO2e.Scale(number("2")))), "f(2x) = 2 f(x)")
		assert.True(t, double.Location.CO2e.Equal(sure(two.Location.CO2e.Scale(number("2")))), "f(2x) = 2 f(x)")
	})
}

// FuzzAllocate tests the laws of the ledger.
func FuzzAllocate(f *testing.F) {
	f.Add(uint32(1000), uint32(300), uint32(200), uint32(900), uint32(1))
	f.Fuzz(func(t *testing.T, a, b, c, x, y uint32) {
		amounts, volumes := []uint32{a / 4, b / 4, c / 4}, []uint32{x / 2, y / 2}
		run := func(amounts, volumes []uint32) (covered, given, unused decimal.Decimal, market ghg.CO2e) {
			var purchases []scope2.Electricity
			for i, n := range amounts {
				p := at("site"+strconv.Itoa(i), "p"+strconv.Itoa(i), "GB", "0 kWh")
				p.Amount = kilowattHours(n)
				purchases = append(purchases, p)
			}
			var instruments []scope2.Instrument
			for i, n := range volumes {
				in := certificate("rec"+strconv.Itoa(i), "0 kWh")
				in.Volume = kilowattHours(n)
				instruments = append(instruments, in)
				given = given.Add(in.Volume.Value)
			}
			out, err := ledger(t, instruments...).Allocate(purchases)
			require.NoError(t, err)
			require.NoError(t, scope2.CheckClaims(out.Purchases))
			for _, p := range out.Purchases {
				var own decimal.Decimal
				for _, in := range p.Instruments {
					own = own.Add(in.Volume.Value)
				}
				assert.True(t, own.LessThanOrEqual(p.Amount.Value), "instruments must cover at most the consumption")
				covered = covered.Add(own)
			}
			for _, u := range out.Unused {
				unused = unused.Add(u.Volume.Value)
			}
			duals, err := out.Dual(basis(t))
			require.NoError(t, err)
			for _, d := range duals {
				market = market.Add(d.Market.CO2e)
			}
			return covered, given, unused, market
		}
		covered, given, unused, market := run(amounts, volumes)
		assert.True(t, covered.Add(unused).Equal(given), "each megawatt-hour must be used once")
		// Split the first purchase and the first certificate in two.
		split, _, rest, again := run(
			[]uint32{amounts[0] / 2, amounts[0] - amounts[0]/2, amounts[1], amounts[2]},
			[]uint32{volumes[0] / 3, volumes[0] - volumes[0]/3, volumes[1]},
		)
		assert.True(t, split.Equal(covered) && rest.Equal(unused), "splitting must change nothing")
		assert.True(t, again.Equal(market), "splitting must change nothing")
	})
}

// FuzzMatch tests the laws of matching at the three granularities.
func FuzzMatch(f *testing.F) {
	f.Add([]byte{1, 2, 3, 4, 5, 6, 7, 8, 9}, false)
	f.Add([]byte{255, 0, 0, 255}, true)
	f.Fuzz(func(t *testing.T, data []byte, large bool) {
		if len(data) == 0 {
			return
		}
		unit := units.MustUnit("kWh")
		hours := func(offset int, factor int64) []decimal.Decimal {
			values := make([]decimal.Decimal, 48)
			for i := range values {
				values[i] = decimal.New(factor*int64(data[(i*7+offset*3)%len(data)]), 0)
				if large {
					values[i] = values[i].Shift(30)
				}
			}
			return values
		}
		of := func(values []decimal.Decimal) scope2.Series {
			s, err := scope2.NewSeries(twoDays, unit, values)
			require.NoError(t, err)
			return s
		}
		run := func(g scope2.Granularity, factor int64, split bool) scope2.Match {
			one := decimal.New(1, 0)
			if large {
				one = one.Shift(30)
			}
			first := hours(0, factor)
			first[0] = first[0].Add(one.Mul(decimal.New(factor, 0))) // the load is never zero
			loads := []scope2.Consumption{
				{Purchase: "a", Site: "a", Region: "US-CAMX", Series: of(first)},
				{Purchase: "b", Site: "b", Region: "US-NYUP", Series: of(hours(1, factor))},
				{Purchase: "c", Site: "c", Region: "US-NYUP", Series: of(hours(2, factor))},
			}
			supplies := []scope2.Supply{supply("s0", of(hours(3, factor))), supply("s1", of(hours(4, factor))), supply("s2", of(hours(5, factor)))}
			markets := []string{"US", "US-CAMX", "US-NYUP"}
			for i := range supplies {
				supplies[i].Instrument.Market = markets[i]
			}
			if split {
				half, other := hours(3, factor), hours(3, factor)
				for i := range half {
					half[i] = half[i].Mul(number("0.25"))
					other[i] = other[i].Sub(half[i])
				}
				supplies[0] = supply("s0", of(half))
				more := supply("s00", of(other))
				supplies[0].Instrument.Market, more.Instrument.Market = "US", "US"
				supplies = append(supplies, more)
			}
			m, err := scope2.MatchSupply(g, loads, supplies)
			require.NoError(t, err)
			return m
		}
		two := decimal.New(2, 0)
		var coarser decimal.Decimal
		for i, g := range []scope2.Granularity{scope2.Annual, scope2.Monthly, scope2.Hourly} {
			m := run(g, 1, false)
			assert.True(t, m.Covered.Value.Add(m.Uncovered.Value).Equal(m.Load.Value), "covered + uncovered = load")
			assert.True(t, m.Covered.Value.Add(m.Excess.Value).Equal(m.Supply.Value), "covered + excess = supply")
			assert.False(t, m.Uncovered.IsNegative())
			assert.False(t, m.Excess.IsNegative())
			var uses decimal.Decimal
			for _, u := range m.Uses {
				uses = uses.Add(u.Volume.Value)
			}
			assert.True(t, uses.Equal(m.Covered.Value), "the uses must add up to what is covered")
			if i > 0 {
				assert.True(t, m.Covered.Value.LessThanOrEqual(coarser), "%s must cover no more than the coarser granularity", g)
			}
			coarser = m.Covered.Value
			assert.True(t, run(g, 1, true).Covered.Value.Equal(m.Covered.Value), "splitting a supply must change nothing")
			assert.True(t, run(g, 2, false).Covered.Value.Equal(m.Covered.Value.Mul(two)), "f(2x) = 2 f(x)")
		}
	})
}

// sure returns a value that must have been made without an error.
func sure[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

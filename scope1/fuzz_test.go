package scope1_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/units"
)

// amount returns a decimal of at most 19 digits with up to 12 places.
func amount(coefficient uint64, places uint8) decimal.Decimal {
	return decimal.New(int64(coefficient>>1), -int32(places%13))
}

// fraction returns a decimal from 0 to 1.
func fraction(n uint32) *decimal.Decimal {
	d := decimal.New(int64(n%1_000_001), -6)
	return &d
}

// FuzzLinear tests methods whose emissions are proportional to an amount: results pass Check, and f(2x) = 2 f(x) for
// every gas, exactly or, where there is a division, to the last digit.
func FuzzLinear(f *testing.F) {
	f.Add(uint64(250000), uint8(3), uint32(70000))
	f.Add(uint64(0), uint8(0), uint32(0))
	f.Add(^uint64(0), uint8(12), uint32(1_000_000))
	f.Fuzz(func(t *testing.T, coefficient uint64, places uint8, n uint32) {
		b, x, s := basis(t), amount(coefficient, places), fraction(n)
		for _, of := range linear(s) {
			once, twice := emitted(t, b, of(x)), emitted(t, b, of(x.Add(x)))
			require.Equal(t, once.Len(), twice.Len())
			for i := range once.Len() {
				want, got := once.At(i).Kg.Add(once.At(i).Kg), twice.At(i).Kg
				// A division keeps 34 digits.
				tolerance := got.Abs().Shift(-32)
				require.True(t, want.Sub(got).Abs().LessThanOrEqual(tolerance), "%v: 2 f(x) = %s, f(2x) = %s", once.At(i).Gas, want, got)
			}
		}
	})
}

func linear(s *decimal.Decimal) []func(x decimal.Decimal) method.Activity {
	q := func(x decimal.Decimal, unit string) units.Quantity { return units.New(x, units.MustUnit(unit)) }
	return []func(x decimal.Decimal) method.Activity{
		func(x decimal.Decimal) method.Activity {
			return scope1.StationaryCombustion{ID: "a", Period: year, Fuel: "diesel", Region: "GB", Amount: q(x, "gal(UK)"), Biofuel: "biodiesel", BiofuelShare: s}
		},
		func(x decimal.Decimal) method.Activity {
			return scope1.CarbonContent{ID: "a", Period: year, Fuel: "city-gas", Region: "JP", Amount: q(x, "Nm3"), Oxidation: s}
		},
		func(x decimal.Decimal) method.Activity {
			return scope1.MobileFuelEconomy{
				ID: "a", Period: year, Fuel: "diesel", Region: "GB", Distance: q(x, "mile"), Economy: units.MustRate("13 km/L"), Source: "s", Vehicle: "van/diesel/2015",
			}
		},
		func(x decimal.Decimal) method.Activity {
			return scope1.CHPAllocation{
				ID: "a", Period: year, Allocation: scope1.AllocateByEfficiency, Heat: units.MustParse("7 GJ"), Power: units.MustParse("3 MWh"),
				Fuel: "natural-gas", Region: "GB", Amount: q(x, "kWh(HHV)"),
			}.WithEPAEfficiencies()
		},
		func(x decimal.Decimal) method.Activity {
			return scope1.ProcessElectronics{
				ID: "a", Period: year, Gas: ghg.NF3, Consumption: q(x, "lb"), Heel: s, UsedUp: s, Abated: s, Destroyed: s, Source: "s",
				Byproducts: []scope1.Byproduct{{Gas: ghg.CF4, Formed: s, Destroyed: s}},
			}
		},
		func(x decimal.Decimal) method.Activity {
			return scope1.FugitiveScreening{
				ID: "a", Period: year, Gas: "R-407C", Equipment: "chiller", Installed: q(x, "kg"), Operating: q(x, "kg"), Disposed: q(x, "kg"), Source: "s",
				InstallationLoss: s, AnnualLoss: s, Years: s, Remaining: s, Recovered: s,
			}
		},
		func(x decimal.Decimal) method.Activity {
			return scope1.ProcessCarbonate{ID: "a", Period: year, Carbonate: "limestone", Mass: q(x, "short-ton"), Calcined: s}
		},
		func(x decimal.Decimal) method.Activity {
			return scope1.DirectRelease{ID: "a", Period: year, Gas: "R-438A", Mass: q(x, "oz")}
		},
		func(x decimal.Decimal) method.Activity {
			return scope1.WasteGas{
				ID: "a", Period: year, Amount: q(x, "Mscf"), PerMole: units.MustRate("836.6 scf/kmol"), Oxidation: s, Source: "s",
				Components: []scope1.GasComponent{{Formula: "CH4", Share: s}, {Formula: "non-carbon", Share: rest(s)}},
			}
		},
	}
}

// rest returns 1 less a share.
func rest(s *decimal.Decimal) *decimal.Decimal {
	d := decimal.New(1, 0).Sub(*s)
	return &d
}

// emitted returns the gases of all parts of an activity.
func emitted(t *testing.T, b factors.Basis, a method.Activity) ghg.Emissions {
	t.Helper()
	var sum ghg.Emissions
	for _, r := range calculate(t, b, a) {
		sum = sum.Add(r.Emissions)
	}
	return sum
}

// FuzzCHP tests that the parts of any plant are at least zero and add up exactly to its emissions.
func FuzzCHP(f *testing.F) {
	f.Add(uint64(200000), uint8(0), uint64(5), uint64(3), uint32(800000), uint32(350000))
	f.Fuzz(func(t *testing.T, coefficient uint64, places uint8, heat, power uint64, eh, ep uint32) {
		total := amount(coefficient, places)
		plant := scope1.CHPAllocation{
			ID: "a", Period: year, Allocation: scope1.AllocateByEfficiency, EfficiencySource: "s", HeatEfficiency: fraction(eh), PowerEfficiency: fraction(ep),
			Heat: units.New(amount(heat, 3), units.MustUnit("GJ")), Power: units.New(amount(power, 3), units.MustUnit("MWh")),
			Emitted: []scope1.Emitted{{Gas: ghg.CO2, Mass: units.New(total, units.MustUnit("kg")), Source: "s"}},
		}
		rs, err := plant.Calculate(basis(t))
		if fraction(eh).IsZero() || fraction(ep).IsZero() || (amount(heat, 3).IsZero() && amount(power, 3).IsZero()) {
			require.ErrorIs(t, err, ghg.ErrOutOfRange)
			return
		}
		require.NoError(t, err)
		sum := decimal.Decimal{}
		for _, r := range rs {
			require.NoError(t, r.Check())
			require.False(t, r.CO2e.IsNegative())
			sum = sum.Add(r.CO2e.Kg())
		}
		require.True(t, total.Equal(sum), "the parts add up to %s, want %s", sum, total)
	})
}

// FuzzWorkPotential allocates by the temperature of the heat: the parts add up to the plant, and warmer heat takes no less.
func FuzzWorkPotential(f *testing.F) {
	f.Add(uint64(200000), uint64(5), uint64(3), uint16(1000), uint16(50))
	f.Fuzz(func(t *testing.T, mass, heat, power uint64, above, more uint16) {
		if above == 0 || (amount(heat, 3).IsZero() && amount(power, 3).IsZero()) {
			return
		}
		kelvin := func(n int64) *decimal.Decimal {
			d := decimal.New(30000+n, -2)
			return &d
		}
		total, reference := amount(mass, 2), kelvin(0)
		allocated := func(above int64) ghg.Results {
			return calculate(t, basis(t), scope1.CHPAllocation{
				ID: "a", Period: year, Allocation: scope1.AllocateByWorkPotential, WorkSource: "s", HeatKelvin: kelvin(above), ReferenceKelvin: reference,
				Heat: units.New(amount(heat, 3), units.MustUnit("GJ")), Power: units.New(amount(power, 3), units.MustUnit("GJ")),
				Emitted: []scope1.Emitted{{Gas: ghg.CO2, Mass: units.New(total, units.MustUnit("kg")), Source: "s"}},
			})
		}
		rs, warmer := allocated(int64(above)), allocated(int64(above)+int64(more))
		require.True(t, total.Equal(kg(t, rs[0], ghg.CO2).Add(kg(t, rs[1], ghg.CO2))))
		require.True(t, kg(t, rs[0], ghg.CO2).LessThanOrEqual(kg(t, warmer[0], ghg.CO2)))
	})
}

// FuzzBalance tests that, for any stocks, the result is the balance, or an error if it is below zero.
func FuzzBalance(f *testing.F) {
	f.Add(int32(100), int32(80), int32(50), int32(10), int32(40))
	f.Fuzz(func(t *testing.T, start, end, bought, sold, increase int32) {
		kg := func(n int32) units.Quantity { return units.New(decimal.New(int64(n), -2), units.MustUnit("kg")) }
		a := scope1.FugitiveMaterialBalance{
			ID: "a", Period: year, Gas: "SF6", StockStart: kg(start), StockEnd: kg(end), Bought: kg(bought), Sold: kg(sold), ChargeIncrease: kg(increase),
		}
		rs, err := a.Calculate(basis(t))
		want := int64(start) - int64(end) + int64(bought) - int64(sold) - int64(increase)
		if min(start, end, bought, sold) < 0 || want < 0 {
			require.ErrorIs(t, err, ghg.ErrNegative)
			return
		}
		require.NoError(t, err)
		got, _ := rs[0].Emissions.Kg(ghg.SF6)
		require.True(t, decimal.New(want, -2).Equal(got))
	})
}

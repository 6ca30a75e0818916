package scope2_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/units"
)

// The test factors are invented round numbers, except those that name a document.
const testSource = "invented for tests"

func factor(activity, region, own string, boundary ghg.Boundary) factors.Factor {
	o := factors.MustSupplied(own + "; " + testSource)
	return factors.Factor{
		Activity: activity, Region: region, Valid: ghg.Period{Start: ghg.Date{Year: 2020, Month: 1, Day: 1}, End: ghg.Date{Year: 2030, Month: 1, Day: 1}},
		Unit: o.Unit, Boundary: boundary, PerUnit: o.PerUnit,
	}
}

func testFactors() []factors.Factor {
	return []factors.Factor{
		factor("electricity/grid", "GB", "0.5 kg CO2/kWh", ghg.Generation),
		factor("electricity/residual-mix", "GB", "0.6 kg CO2/kWh", ghg.Generation),
		factor("electricity/supplier/acme", "GB", "0.25 kg CO2/kWh", ghg.Generation),
		factor("electricity/grid", "JP", "0.4 kg CO2/kWh", ghg.Generation),
		factor("electricity/substitute", "JP", "0.45 kg CO2/kWh", ghg.Generation),
		factor("electricity/grid", "US-CAMX", "0.2 kg CO2/kWh", ghg.Generation),
		factor("electricity/grid", "FR", "0.06 kg CO2e/kWh AR5", ghg.LifeCycle),
		factor("electricity/shk-average", "JP", "0.423 kg CO2/kWh", ghg.Generation),
		factor("electricity/supplier/a0009/menu-a", "JP", "0 kg CO2/kWh", ghg.Generation),
		factor("electricity/supplier-basic/a0009/menu-a", "JP", "0.3 kg CO2/kWh", ghg.Generation),
		factor("heat/default", "JP", "53.2 kg CO2/GJ", ghg.Generation),
		factor("heat/supplier/loop", "JP", "40 kg CO2/GJ", ghg.Generation),
		factor("fuel/natural-gas", "US", "53.06 kg CO2/mmBtu(HHV) + 1 g CH4-fossil/mmBtu(HHV) + 0.1 g N2O/mmBtu(HHV)", ghg.Combustion),
	}
}

func basis(t testing.TB) factors.Basis {
	t.Helper()
	set, err := factors.NewSet(factors.Meta{Publisher: "test", Edition: "1", Title: testSource, Licence: "none"}, testFactors(), nil)
	require.NoError(t, err)
	return factors.Basis{Factors: set, GWP: ghg.AR5()}
}

var year = ghg.CalendarYear(2024)

func energy(s string) units.Quantity { return units.MustParse(s) }

func number(s string) decimal.Decimal { return dec.MustParse(s) }

func share(s string) *decimal.Decimal {
	d := number(s)
	return &d
}

// changed returns a copy of a value with a change.
func changed[T any](of T, change func(*T)) T {
	change(&of)
	return of
}

// purchase returns electricity used in GB: 500 kg/MWh by location, 600 kg/MWh where no instrument covers it.
func purchase(amount string, instruments ...scope2.Instrument) scope2.Electricity {
	return scope2.Electricity{ID: "hq", Period: year, Amount: energy(amount), Region: "GB", Instruments: instruments}
}

// certificate returns an instrument that meets every criterion for consumption in GB in 2024.
func certificate(id, volume string) scope2.Instrument {
	return scope2.Instrument{
		ID: id, Kind: ghg.Certificate, Volume: energy(volume), Rate: scope2.ZeroCarbon(), Market: "GB", Renewable: true,
		Vintage: year, Retirement: "registry statement 1", SoleClaim: true,
		Commissioned: ghg.Date{Year: 2015, Month: time.April, Day: 1},
	}
}

// calculate returns the results of an activity, which prove themselves.
func calculate(t testing.TB, b factors.Basis, a method.Activity) ghg.Results {
	t.Helper()
	rs, err := a.Calculate(b)
	require.NoError(t, err)
	proved(t, rs...)
	return rs
}

// dual returns the results of an activity by both methods, which prove themselves.
func dual(t testing.TB, a interface {
	Dual(b factors.Basis) (scope2.Dual, error)
}, b factors.Basis,
) scope2.Dual {
	t.Helper()
	d, err := a.Dual(b)
	require.NoError(t, err)
	proved(t, d.Results()...)
	return d
}

// proved asserts that a result recomputes from itself and from its receipt.
func proved(t testing.TB, results ...ghg.Result) {
	t.Helper()
	for _, r := range results {
		require.NoError(t, r.Check())
		receipt, err := r.Receipt()
		require.NoError(t, err)
		verified, err := ghg.Verify(receipt)
		require.NoError(t, err)
		assert.True(t, verified.CO2e.Equal(r.CO2e), "The receipt of %s by %s proves %s, want %s.", r.ID, r.Accounting, verified.CO2e, r.CO2e)
	}
}

// tonnes asserts the CO2e of a result in tonnes.
func tonnes(t testing.TB, want string, r ghg.Result) {
	t.Helper()
	assert.True(t, r.CO2e.Tonnes().Equal(number(want)), "%s by %s is %s t CO2e, want %s t.", r.ID, r.Accounting, r.CO2e.Tonnes(), want)
}

// kg returns the kilograms of a gas, which the result must have.
func kg(t testing.TB, r ghg.Result, gas ghg.Gas) decimal.Decimal {
	t.Helper()
	v, known := r.Emissions.Kg(gas)
	require.True(t, known, "The result %s has no %s.", r.ID, gas)
	return v
}

// refused asserts that an activity is refused with an error of a kind, if there is one, and a text.
func refused(t testing.TB, name string, a method.Activity, is error, text string) {
	t.Helper()
	_, err := a.Calculate(basis(t))
	require.Error(t, err, "%T must be refused: %s.", a, name)
	if is != nil {
		require.ErrorIs(t, err, is, "%T must be refused with this error: %s.", a, name)
	}
	assert.ErrorContains(t, err, text, "The error of %T must tell what is wrong: %s.", a, name)
}

func kinds(r ghg.Result) []ghg.CaveatKind {
	var list []ghg.CaveatKind
	for _, c := range r.Caveats {
		list = append(list, c.Kind)
	}
	return list
}

// hourSheet returns the sheet of a day whose hours alternate between two values.
func hourSheet(column, even, odd string) string {
	var b strings.Builder
	b.WriteString("hour," + column + "\n")
	for i := range 24 {
		value := even
		if i%2 == 1 {
			value = odd
		}
		fmt.Fprintf(&b, "2024-06-01T%02d:00,%s\n", i, value)
	}
	return b.String()
}

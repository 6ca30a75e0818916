package units_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/units"
)

func TestIn(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ q, to, want string }{
		{"125 MWh(HHV)", "GJ(HHV)", "450 GJ(HHV)"},
		{"1 mmBtu", "kWh", "293.0710701722222222222222222222222 kWh"}, // 1055055852.62/3600000, 34 digits
		{"1 MWh", "mmBtu", "3.412141633127941920046026160112198 mmBtu"},
		{"2 short-ton", "t", "1.81436948 t"},
		{"100 gal(US)", "L", "378.5411784 L"},
		{"1 bbl", "gal(US)", "42 gal(US)"},
		{"3 mile", "km", "4.828032 km"},
		{"2500 scf", "Mscf", "2.5 Mscf"},
		{"-1 kWh", "MJ", "-3.6 MJ"},
		{"0 kWh", "MJ", "0 MJ"},
		{"100 passenger·mile", "pkm", "160.9344 passenger·km"},
		{"12.5 %", "1", "0.125 1"},
		{"45359237 mg", "lb", "100 lb"},
		{"1 mg", "Gt", "0.000000000000000001 Gt"},
		{"3 cal", "EJ", "0.0000000000000000125604 EJ"},                             // 3 × 4.1868 / 1e18
		{"1 mg·mL·mm", "Gt·ML·km", "0.000000000000000000000000000000001 Gt·ML·km"}, // 1e-33: 5^33 is beyond 64 bits
		// exact beyond 34 digits, since the ratio terminates
		{"1234567890123456789012345678901234567890.123 lb", "kg", "559990575206998357520699835752069983575.20679116151 kg"},
	} {
		got, err := units.MustParse(c.q).In(units.MustUnit(c.to))
		require.NoError(t, err, c.q)
		assert.Equal(t, c.want, got.String(), c.q)
	}
	_, err := units.MustParse("1 kWh").In(units.MustUnit("kg"))
	require.ErrorIs(t, err, units.ErrDimension)
	_, err = units.Quantity{}.In(units.MustUnit("kg"))
	require.ErrorIs(t, err, units.ErrDimension)
}

func TestParseQuantityRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text, message string
		is            error
	}{
		{"", "quantity is empty", units.ErrNotGiven},
		{"125", "want a number, a space and a unit", nil},
		{"125MWh", "want a number, a space and a unit", nil},
		{"125  MWh", "unknown unit", units.ErrUnknownUnit},
		{" 125 MWh", "it is empty", nil},
		{"1,250 MWh", "without thousands separators", nil},
		{"１２５ MWh", "ASCII digits", nil},
		{"NaN MWh", "is not a number", nil},
		{"1e65 MWh", "exponent", nil},
		{"5 tons", "long-ton", units.ErrAmbiguousUnit},
		{"5 ", "unit is empty", units.ErrNotGiven},
	} {
		q, err := units.Parse(c.text)
		require.ErrorContains(t, err, c.message, c.text)
		assert.False(t, q.Given())
		if c.is != nil {
			require.ErrorIs(t, err, c.is, c.text)
		}
	}
}

func TestArithmetic(t *testing.T) {
	t.Parallel()
	a, b := units.MustParse("1 t"), units.MustParse("250 kg")
	sum, err := a.Add(b)
	require.NoError(t, err)
	assert.Equal(t, "1.25 t", sum.String())
	diff, err := b.Sub(a)
	require.NoError(t, err)
	assert.Equal(t, "-750 kg", diff.String())
	assert.True(t, diff.IsNegative())
	assert.False(t, sum.IsNegative())
	assert.Equal(t, -1, diff.Sign())
	assert.Equal(t, "750 kg", diff.Neg().String())
	assert.Equal(t, "0.5 t", sure(a.Mul(dec.MustParse("0.5"))).String())
	assert.Equal(t, "7 kg", units.New(dec.MustParse("7"), units.MustUnit("kg")).String())

	haul, err := a.Times(units.MustParse("100 km"))
	require.NoError(t, err)
	assert.Equal(t, "100 t·km", haul.String())
	_, err = a.Times(a)
	require.ErrorContains(t, err, "different dimensions")

	for _, bad := range []string{"1 kWh", "1 t CO2", "1 JPY"} {
		_, err = a.Add(units.MustParse(bad))
		require.ErrorIs(t, err, units.ErrDimension)
		_, err = a.Sub(units.MustParse(bad))
		require.ErrorIs(t, err, units.ErrDimension)
		_, err = a.Cmp(units.MustParse(bad))
		require.ErrorIs(t, err, units.ErrDimension)
	}
}

func TestCmp(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"1 kWh", "3.6 MJ", 0},
		{"1 MJ", "0.2777777777777777777777777777777778 kWh", -1}, // exact: a third is not its rounding
		{"1 MJ", "0.2777777777777777777777777777777777 kWh", 1},
		{"1 short-ton", "1 t", -1},
		{"1 gal(UK)", "1 gal(US)", 1},
	} {
		got, err := units.MustParse(c.a).Cmp(units.MustParse(c.b))
		require.NoError(t, err)
		assert.Equal(t, c.want, got, "%s, %s", c.a, c.b)
	}
}

// A quantity of zero is given; only a missing one is not, and JSON keeps the two distinct.
func TestZeroIsNotMissing(t *testing.T) {
	t.Parallel()
	type record struct {
		A units.Quantity `json:"a,omitzero"`
		B units.Quantity `json:"b,omitzero"`
		R units.Rate     `json:"r,omitzero"`
	}
	in := record{A: units.MustParse("0 kWh")}
	assert.True(t, in.A.Given())
	assert.False(t, in.B.Given())
	text, err := json.Marshal(in)
	require.NoError(t, err)
	assert.JSONEq(t, `{"a":"0 kWh"}`, string(text))
	var back record
	require.NoError(t, json.Unmarshal(text, &back))
	assert.Equal(t, "0 kWh", back.A.String())
	assert.False(t, back.B.Given())

	require.ErrorIs(t, json.Unmarshal([]byte(`{"a":""}`), &back), units.ErrNotGiven)
	require.ErrorIs(t, json.Unmarshal([]byte(`{"r":""}`), &back), units.ErrNotGiven)
	assert.Equal(t, "0 kWh", back.A.String(), "an error must leave the quantity unchanged")
	assert.Empty(t, units.Quantity{}.String())
	assert.Empty(t, units.Rate{}.String())
}

// Text round-trips whatever the exponent.
func TestExtremeNumbersRoundTrip(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"1e64 kg", "-1e-64 kg", "9999999999999999999999999999999999999999999999999999999999999999e64 kg"} {
		q := units.MustParse(text)
		back, err := units.Parse(q.String())
		require.NoError(t, err)
		assert.True(t, q.Value.Equal(back.Value), text)
	}
	assert.Equal(t, "1e64 kg", units.MustParse("1e64 kg").String())
}

func TestRate(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ rate, q, want string }{
		{"854 kg/m3", "100 m3", "85400 kg"},
		{"854 kg/m3", "1000 L", "854 kg"},
		{"40.0 GJ(HHV)/1000Nm3", "2500 Nm3", "100 GJ(HHV)"},
		{"0.0140 tC/GJ(HHV)", "1 MWh(HHV)", "0.0504 t C"},
		{"0.1 kg CO2e / t·km", "5 t·km", "0.5 kg CO2e"},
		{"1 kg/MJ", "1 kWh", "3.6 kg"},
		{"3 kg/kWh", "1 MJ", "0.8333333333333333333333333333333333 kg"}, // 3/3.6
	} {
		got, err := units.MustRate(c.rate).Apply(units.MustParse(c.q))
		require.NoError(t, err, c.rate)
		assert.Equal(t, c.want, got.String(), c.rate)
	}
	for _, c := range []struct{ rate, q, want string }{
		{"854 kg/m3", "85.4 t", "100 m3"},
		{"40 GJ(HHV)/1000Nm3", "1 MWh(HHV)", "0.09 1000Nm3"},
		{"3 kg/L", "1 kg", "0.3333333333333333333333333333333333 L"},
		{"-2 kg/L", "1 kg", "-0.5 L"},
	} {
		got, err := units.MustRate(c.rate).ApplyInverse(units.MustParse(c.q))
		require.NoError(t, err, c.rate)
		assert.Equal(t, c.want, got.String(), c.rate)
	}
}

func TestRateIn(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ rate, num, den, want string }{
		{"0.854 kg/L", "kg", "m3", "854 kg/m3"},
		{"40 GJ(HHV)/1000Nm3", "MJ(HHV)", "Nm3", "40 MJ(HHV)/Nm3"},
		{"53.06 kg CO2/mmBtu(HHV)", "kg CO2", "GJ(HHV)", "50.2911764038246106326783744598759 kg CO2/GJ(HHV)"}, // ÷ 1.05505585262
	} {
		got, err := units.MustRate(c.rate).In(units.MustUnit(c.num), units.MustUnit(c.den))
		require.NoError(t, err)
		assert.Equal(t, c.want, got.String())
	}
	r := units.MustRate("854 kg/m3")
	_, err := r.In(units.MustUnit("L"), units.MustUnit("m3"))
	require.ErrorIs(t, err, units.ErrDimension)
	_, err = r.In(units.MustUnit("kg"), units.MustUnit("kg"))
	require.ErrorIs(t, err, units.ErrDimension)
}

func TestRateRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text, message string
		is            error
	}{
		{"", "rate is empty", units.ErrNotGiven},
		{"854 kg", "one \"/\"", nil},
		{"854 kg/m3/day", "one \"/\"", nil},
		{"kg/m3", "want a number", nil},
		{"854 kg/gallon", "gal(US)", units.ErrAmbiguousUnit},
		{"854 tons/m3", "long-ton", units.ErrAmbiguousUnit},
		{"854 kg/", "unit is empty", units.ErrNotGiven},
	} {
		r, err := units.ParseRate(c.text)
		require.ErrorContains(t, err, c.message, c.text)
		assert.False(t, r.Given())
		if c.is != nil {
			require.ErrorIs(t, err, c.is, c.text)
		}
	}
	kg, r := units.MustParse("1 kg"), units.MustRate("854 kg/m3")
	_, err := r.Apply(kg)
	require.ErrorIs(t, err, units.ErrDimension)
	_, err = r.ApplyInverse(units.MustParse("1 m3"))
	require.ErrorIs(t, err, units.ErrDimension)
	_, err = units.Rate{}.Apply(kg)
	require.ErrorIs(t, err, units.ErrNotGiven)
	_, err = units.Rate{}.ApplyInverse(kg)
	require.ErrorIs(t, err, units.ErrNotGiven)
	_, err = units.MustRate("0 kg/m3").ApplyInverse(kg)
	require.ErrorIs(t, err, dec.ErrDivisionByZero)
	require.EqualError(t, err, `inverse of the rate "0 kg/m3": division by zero`)
}

func TestRateText(t *testing.T) {
	t.Parallel()
	var r units.Rate
	require.NoError(t, json.Unmarshal([]byte(`"0.0140 tC/GJ(HHV)"`), &r))
	text, err := json.Marshal(r)
	require.NoError(t, err)
	assert.Equal(t, `"0.014 t C/GJ(HHV)"`, string(text))
}

func BenchmarkParseQuantity(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := units.Parse("125.5 MWh(HHV)"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkIn(b *testing.B) {
	q, to := units.MustParse("125.5 MWh(HHV)"), units.MustUnit("GJ(HHV)")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := q.In(to); err != nil {
			b.Fatal(err)
		}
	}
}

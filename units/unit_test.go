package units_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/units"
)

func TestParse(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text, symbol string
		dim          units.Dimension
	}{
		{"kWh", "kWh", units.Energy},
		{"kWh(Gross CV)", "kWh(HHV)", units.EnergyHHV},
		{"kWh (Gross CV)", "kWh(HHV)", units.EnergyHHV},
		{"kWh (Net CV)", "kWh(LHV)", units.EnergyLHV},
		{"mmBtu(HHV)", "mmBtu(HHV)", units.EnergyHHV},
		{"MMBtu (HHV)", "mmBtu(HHV)", units.EnergyHHV},
		{"tonnes", "t", units.Mass},
		{"short ton", "short-ton", units.Mass},
		{"litres", "L", units.Volume},
		{"m³", "m3", units.Volume},
		{"Nm³", "Nm3", units.Volume0C},
		{"kNm3", "1000Nm3", units.Volume0C},
		{"scf", "scf", units.Volume60F},
		{"ft²", "ft2", units.Area},
		{"tC", "t C", units.MassC},
		{"t-CO2", "t CO2", units.MassCO2},
		{"kgCO2", "kg CO2", units.MassCO2},
		{"kg CO₂e", "kg CO2e", units.MassCO2e},
		{"gN2O", "g N2O", units.MassN2O},
		{"g CH₄", "g CH4", units.MassCH4},
		{"vehicle-mile", "mile", units.Length},
		{"passenger.km", "passenger·km", "count:passenger·length"},
		{"pkm", "passenger·km", "count:passenger·length"},
		{"passenger-mile", "passenger·mile", "count:passenger·length"},
		{"tonne.km", "t·km", "mass·length"},
		{"tkm", "t·km", "mass·length"},
		{"t-km", "t·km", "mass·length"},
		{"km*t", "t·km", "mass·length"},
		{"km·tonnes", "t·km", "mass·length"},
		{"short ton-mile", "short-ton·mile", "mass·length"},
		{"TEU.km", "TEU·km", "count:TEU·length"},
		{"m³·day", "m3·day", "volume·time"},
		{"day·m3", "m3·day", "volume·time"},
		{"room-night", "room·night", "count:room·count:night"},
		{"night·room", "room·night", "count:room·count:night"},
		{"人・日", "person·day", "count:person·time"},
		{"passenger・km", "passenger·km", "count:passenger·length"},
		{"kW·hour", "kW·hour", "power·time"},
		{"m2·kg", "kg·m2", "mass·area"},
		{"employees", "person", "count:person"},
		{"count:t-shirt", "count:t-shirt", "count:t-shirt"},
		{"count:person", "person", "count:person"},
		{"count:t-shirt·km", "count:t-shirt·km", "count:t-shirt·length"},
		{"km·TEU·day·t", "t·TEU·km·day", "mass·count:TEU·length·time"},
		{"JPY", "JPY", "currency:JPY"},
		{"%", "%", units.Dimensionless},
	} {
		u, err := units.ParseUnit(c.text)
		require.NoError(t, err, c.text)
		assert.Equal(t, c.symbol, u.Symbol(), c.text)
		assert.Equal(t, c.dim, u.Dimension(), c.text)
		back, err := units.ParseUnit(u.String())
		require.NoError(t, err, c.text)
		assert.Equal(t, u, back)
	}
}

func TestParseRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text string
		is   error  // or nil
		want string // part of the message
	}{
		{"", units.ErrNotGiven, "unit is empty"},
		{"ton", units.ErrAmbiguousUnit, "short-ton"},
		{"gallon", units.ErrAmbiguousUnit, "gal(UK)"},
		{"gal", units.ErrAmbiguousUnit, "gal(US)"},
		{"ccf", units.ErrAmbiguousUnit, "scf"},
		{"kwh", units.ErrUnknownUnit, "near it: kWh"},
		{"Gal", units.ErrAmbiguousUnit, "want one of gal(US), gal(UK)"},
		{"Tons", units.ErrAmbiguousUnit, "want one of t, short-ton, long-ton"},
		{"MT", units.ErrUnknownUnit, "near it: t, Mt"},
		{"ltr", units.ErrUnknownUnit, "near it: L"},
		{"リットル", units.ErrUnknownUnit, "near it: L"},
		{"ＫＷＨ", units.ErrUnknownUnit, "near it: kWh"},
		{"nm3", units.ErrUnknownUnit, "near it: Nm3"},
		{"cbm", units.ErrUnknownUnit, "near it: m3"},
		{" kWh", units.ErrUnknownUnit, "kWh"},
		{"kWh ", units.ErrUnknownUnit, "kWh"},
		{"MUSD", units.ErrUnknownUnit, ""},
		{"furlong", units.ErrUnknownUnit, `"furlong"`},
		{"kg/m3", units.ErrUnknownUnit, ""},
		{"·", units.ErrUnknownUnit, ""},
		{"t··km", units.ErrUnknownUnit, ""},
		{"t·km·", units.ErrUnknownUnit, ""},
		{"t·furlong", units.ErrUnknownUnit, "furlong"},
		{"km·km", nil, "different dimensions"},
		{"km·mile", nil, "different dimensions"},
		{"USD·km", nil, "measured or counted"},
		{"%·km", nil, "measured or counted"},
		{"kg·m·s·m3·TEU", nil, "more than 4 units"},
		{"EJ·day", units.ErrOverflow, "EJ·day"},
		{"count:", nil, "starting with a letter"},
		{"count:2nd", nil, "starting with a letter"},
		{"count:a b", nil, `not ' '`},
		{"count:kg", nil, "unit of mass"},
		{"count:ton", units.ErrAmbiguousUnit, "long-ton"},
		{"count:" + strings.Repeat("a", 41), nil, "40 letters"},
		{"kWh(HHV)(HHV)", units.ErrUnknownUnit, ""},
		{"t(HHV)", units.ErrUnknownUnit, ""},
		{strings.Repeat("x", 90), units.ErrUnknownUnit, "…"},
		{strings.Repeat("m·", 120) + "m", nil, ""},
	} {
		u, err := units.ParseUnit(c.text)
		require.Error(t, err, c.text)
		assert.True(t, u.IsZero(), c.text)
		assert.Contains(t, err.Error(), c.want, c.text)
		if c.is != nil {
			require.ErrorIs(t, err, c.is, c.text)
		}
	}
}

// Hostile text is refused unread, and the message does not repeat it.
func TestHostileTexts(t *testing.T) {
	t.Parallel()
	for _, unit := range []string{"x", "·", "t·", "m.", "³", "count:", "9", " ", "é"} {
		long := strings.Repeat(unit, 1_000_000/len(unit))
		start := time.Now()
		for _, parse := range []func(string) error{
			func(s string) error { _, err := units.ParseUnit(s); return err },
			func(s string) error { _, err := units.Parse("1 " + s); return err },
			func(s string) error { _, err := units.Parse(s + " kg"); return err },
			func(s string) error { _, err := units.ParseRate("1 kg/" + s); return err },
			func(s string) error { _, err := units.ParseRate(s); return err },
			func(s string) error { _, err := units.Count(s); return err },
			func(s string) error { _, err := units.Currency(s); return err },
		} {
			err := parse(long)
			require.Error(t, err)
			assert.Less(t, len(err.Error()), 600)
		}
		assert.Less(t, time.Since(start), time.Second, unit)
	}
}

func TestConversion(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ from, to, num, den string }{
		{"kWh", "MJ", "18", "5"},                         // 3.6
		{"MJ", "kWh", "5", "18"},                         // 1/3.6
		{"kWh", "kWh", "1", "1"},                         //
		{"t", "short-ton", "50000000", "45359237"},       // 1000/907.18474
		{"t·km", "t·mile", "15625", "25146"},             // 1000/1609.344
		{"mmBtu(HHV)", "GJ(HHV)", "52752792631", "5e10"}, // 1.05505585262
		{"EJ", "cal", "2500000000000000000000", "10467"}, // 1e18/4.1868, beyond 64 bits
		{"%", "1", "1", "100"},                           //
		{"gal(UK)", "gal(US)", "568261250", "473176473"}, // 4.54609/3.785411784
	} {
		num, den, err := units.Conversion(units.MustUnit(c.from), units.MustUnit(c.to))
		require.NoError(t, err)
		assert.True(t, num.Equal(dec.MustParse(c.num)) && den.Equal(dec.MustParse(c.den)), "%s to %s: %s/%s", c.from, c.to, num, den)
	}
}

func TestConversionRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ from, to, hint string }{
		{"kWh(HHV)", "kWh(LHV)", "both heating values"},
		{"kWh", "kWh(LHV)", "(HHV) or (LHV)"},
		{"GJ(HHV)", "GJ", "(HHV) or (LHV)"},
		{"L", "kg", "density"},
		{"kg", "GJ(HHV)", "heating value"},
		{"Nm3", "kWh(HHV)", "heating value"},
		{"Nm3", "m3", "at 0 °C"},
		{"scf", "Sm3", "at 60 °F"},
		{"t C", "t CO2", "44/12"},
		{"t", "t CO2", "one substance"},
		{"t CO2", "t CO2e", "global warming potentials"},
		{"t CH4", "t CO2e", "global warming potentials"},
		{"JPY", "USD", "exchange rate"},
		{"person", "night", "counted noun"},
		{"year", "day", "exact numbers of days"},
		{"month", "year", "exact numbers of days"},
		{"kW·hour", "kWh", "not kW·h"},
		{"km", "kg", ""},
		{"t·km", "t", ""},
	} {
		from, to := units.MustUnit(c.from), units.MustUnit(c.to)
		_, _, err := units.Conversion(from, to)
		require.ErrorIs(t, err, units.ErrDimension)
		var d *units.DimensionError
		require.ErrorAs(t, err, &d)
		assert.Equal(t, from, d.From)
		assert.Equal(t, to, d.To)
		assert.Contains(t, d.Hint, c.hint, "%s to %s", c.from, c.to)
		assert.Equal(t, c.hint == "", d.Hint == "", "%s to %s: %s", c.from, c.to, d.Hint)
		assert.Contains(t, err.Error(), d.Hint)
		_, _, err = units.Conversion(to, from)
		require.ErrorIs(t, err, units.ErrDimension)
	}
	_, _, err := units.Conversion(units.Unit{}, units.Unit{})
	require.EqualError(t, err, `"" () is not convertible to "" (): a unit is missing`)
}

func TestWithBasis(t *testing.T) {
	t.Parallel()
	kWh := units.MustUnit("kWh")
	hhv, err := kWh.WithBasis(units.HHV)
	require.NoError(t, err)
	assert.Equal(t, units.MustUnit("kWh(HHV)"), hhv)
	assert.Equal(t, units.HHV, hhv.Basis())
	lhv, err := hhv.WithBasis(units.LHV)
	require.NoError(t, err)
	assert.Equal(t, units.MustUnit("kWh(LHV)"), lhv)
	assert.Equal(t, units.LHV, lhv.Basis())
	bare, err := lhv.WithBasis(units.NoBasis)
	require.NoError(t, err)
	assert.Equal(t, kWh, bare)
	assert.Equal(t, units.NoBasis, bare.Basis())

	_, err = units.MustUnit("kg").WithBasis(units.HHV)
	require.EqualError(t, err, `heating basis HHV of "kg": want a unit of energy`)
	_, err = kWh.WithBasis(7)
	require.EqualError(t, err, "heating basis HeatingBasis(7): want NoBasis, HHV or LHV")
}

func TestHeatingBasisText(t *testing.T) {
	t.Parallel()
	for _, b := range []units.HeatingBasis{units.NoBasis, units.HHV, units.LHV} {
		text, err := b.MarshalText()
		require.NoError(t, err)
		var back units.HeatingBasis
		require.NoError(t, back.UnmarshalText(text))
		assert.Equal(t, b, back)
	}
	_, err := units.HeatingBasis(9).MarshalText()
	require.Error(t, err)
	var b units.HeatingBasis
	require.EqualError(t, b.UnmarshalText([]byte("hhv")), `heating basis "hhv": want HHV, LHV or nothing`)
}

func TestDimensionKinds(t *testing.T) {
	t.Parallel()
	of := func(s string) units.Dimension { return units.MustUnit(s).Dimension() }
	assert.True(t, of("person").IsCount())
	assert.False(t, of("person·day").IsCount())
	assert.False(t, of("kg").IsCount())
	assert.True(t, of("JPY").IsCurrency())
	assert.False(t, of("kg").IsCurrency())
	assert.True(t, of("kWh").IsEnergy())
	assert.True(t, of("kWh(HHV)").IsEnergy())
	assert.False(t, of("kW").IsEnergy())
	assert.True(t, of("scf").IsVolume())
	assert.False(t, of("m2").IsVolume())
}

func TestProduct(t *testing.T) {
	t.Parallel()
	km, tonne := units.MustUnit("km"), units.MustUnit("t")
	u, err := units.Product(km, tonne)
	require.NoError(t, err)
	assert.Equal(t, units.MustUnit("t·km"), u)
	u, err = units.Product(km)
	require.NoError(t, err)
	assert.Equal(t, km, u)
	// 1 short-ton·mile = 907.18474 kg × 1609.344 m: the ratio of the product is the product of the ratios.
	got, err := units.MustParse("1 short-ton·mile").In(units.MustUnit("kg·m"))
	require.NoError(t, err)
	assert.Equal(t, "1459972.31821056 kg·m", got.String())

	_, err = units.Product()
	require.ErrorIs(t, err, units.ErrNotGiven)
	_, err = units.Product(units.Unit{})
	require.ErrorIs(t, err, units.ErrNotGiven)
	_, err = units.Product(km, units.Unit{})
	require.ErrorIs(t, err, units.ErrNotGiven)
	_, err = units.Product(units.MustUnit("Mtoe"), units.MustUnit("km"))
	require.ErrorIs(t, err, units.ErrOverflow)
}

func TestCountAndCurrency(t *testing.T) {
	t.Parallel()
	shirt, err := units.Count("t-shirt")
	require.NoError(t, err)
	assert.Equal(t, "count:t-shirt", shirt.String())
	again, err := units.ParseUnit("count:t-shirt")
	require.NoError(t, err)
	assert.Equal(t, shirt, again)
	person, err := units.Count("employee")
	require.NoError(t, err)
	assert.Equal(t, units.MustUnit("person"), person)

	jpy, err := units.Currency("JPY")
	require.NoError(t, err)
	assert.Equal(t, units.MustUnit("JPY"), jpy)
	_, err = units.Currency("jpy")
	require.EqualError(t, err, `currency "jpy": want upper case, "JPY"`)
	for _, code := range []string{"", "XXX", "DEM", "kg", "JPY "} {
		_, err = units.Currency(code)
		require.ErrorContains(t, err, "ISO 4217", code)
	}
}

func TestUnitText(t *testing.T) {
	t.Parallel()
	var v struct{ Unit units.Unit }
	require.NoError(t, json.Unmarshal([]byte(`{"Unit":"tonne.km"}`), &v))
	out, err := json.Marshal(v)
	require.NoError(t, err)
	assert.JSONEq(t, `{"Unit":"t·km"}`, string(out))
	require.ErrorIs(t, json.Unmarshal([]byte(`{"Unit":""}`), &v), units.ErrNotGiven)
	assert.Equal(t, "t·km", v.Unit.String(), "an error must leave the unit unchanged")
}

func TestMust(t *testing.T) {
	t.Parallel()
	assert.PanicsWithValue(t, `units: ambiguous unit "ton": want one of t, short-ton, long-ton`, func() { units.MustUnit("ton") })
	assert.Panics(t, func() { units.MustParse("1") })
	assert.Panics(t, func() { units.MustRate("1 kg") })
}

// A product has one dimension, in whichever order its factors are written: what is moved or counted comes first, then how
// far, then how long.
func TestOrderOfFactors(t *testing.T) {
	factors := []string{"kg", "passenger", "kWh", "m3", "m2", "km", "day"}
	for i, first := range factors {
		for _, second := range factors[i+1:] {
			one, err := units.ParseUnit(first + "·" + second)
			if err != nil {
				_, err = units.ParseUnit(second + "·" + first)
				require.Error(t, err, "%s and %s", first, second)
				continue
			}
			other, err := units.ParseUnit(second + "·" + first)
			require.NoError(t, err)
			assert.Equal(t, one.Dimension(), other.Dimension(), "%s and %s", first, second)
			assert.True(t, strings.HasPrefix(string(one.Dimension()), string(units.MustUnit(first).Dimension())), "%s is before %s", first, second)
		}
	}
}

package units

import (
	"math/big"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/internal/dec"
)

// Every unit defined by a ratio: the value of one of it in the base unit of its dimension, as the documents print it.
// Where NIST SP 811 (2008) appendix B.8 rounds, to its seven digits ("SP811"); otherwise the exact figure of the
// document in the table's source.
var published = []struct{ unit, value, base string }{
	{"1", "1", "1"},
	{"%", "0.01", "1"},
	{"kg", "1", "kg"},
	{"mg", "0.000001", "kg"},
	{"g", "0.001", "kg"},
	{"t", "1000", "kg"},
	{"kt", "1000000", "kg"},
	{"Mt", "1000000000", "kg"},
	{"Gt", "1000000000000", "kg"},
	{"lb", "0.45359237", "kg"},         // agreement of 1959
	{"oz", "0.028349523125", "kg"},     // lb/16, Handbook 44 appendix C
	{"short-ton", "907.18474", "kg"},   // Handbook 44 appendix C
	{"long-ton", "1016.0469088", "kg"}, // Handbook 44 appendix C
	{"J", "1", "J"},
	{"kJ", "1e3", "J"},
	{"MJ", "1e6", "J"},
	{"GJ", "1e9", "J"},
	{"TJ", "1e12", "J"},
	{"PJ", "1e15", "J"},
	{"EJ", "1e18", "J"},
	{"Wh", "3600", "J"},
	{"kWh", "3600000", "J"},
	{"MWh", "3.6e9", "J"},
	{"GWh", "3.6e12", "J"},
	{"TWh", "3.6e15", "J"},
	{"Btu", "1055.05585262", "J"},
	{"kBtu", "1055055.85262", "J"},
	{"mmBtu", "1055055852.62", "J"},
	{"therm", "105505585.262", "J"},
	{"cal", "4.1868", "J"},
	{"kcal", "4186.8", "J"},
	{"Mcal", "4186800", "J"},
	{"Gcal", "4186800000", "J"},
	{"toe", "41.868e9", "J"},
	{"ktoe", "41.868e12", "J"},
	{"Mtoe", "41.868e15", "J"},
	{"tce", "29.3076e9", "J"},
	{"W", "1", "W"},
	{"kW", "1e3", "W"},
	{"MW", "1e6", "W"},
	{"GW", "1e9", "W"},
	{"m3", "1", "m3"},
	{"1000m3", "1000", "m3"},
	{"mL", "1e-6", "m3"},
	{"L", "0.001", "m3"},
	{"hL", "0.1", "m3"},
	{"kL", "1", "m3"},
	{"ML", "1000", "m3"},
	{"gal(US)", "0.003785411784", "m3"}, // Handbook 44 appendix C
	{"gal(UK)", "0.00454609", "m3"},     // Weights and Measures Act 1985
	{"bbl", "0.158987294928", "m3"},     // 42 × 0.003785411784
	{"in3", "0.000016387064", "m3"},     // Handbook 44 appendix C: 16.387064 cm3
	{"ft3", "0.028316846592", "m3"},     // Handbook 44 appendix C: 28.316846592 dm3
	{"yd3", "0.764554857984", "m3"},     // Handbook 44 appendix C
	{"Nm3", "1", "Nm3"},
	{"1000Nm3", "1000", "Nm3"},
	{"Sm3", "1", "Sm3"},
	{"1000Sm3", "1000", "Sm3"},
	{"scf", "1", "scf"},
	{"Mscf", "1000", "scf"},
	{"MMscf", "1000000", "scf"},
	{"m2", "1", "m2"},
	{"ha", "10000", "m2"},
	{"km2", "1000000", "m2"},
	{"ft2", "0.09290304", "m2"},
	{"acre", "4046.8564224", "m2"}, // 43560 × 0.09290304
	{"m", "1", "m"},
	{"mm", "0.001", "m"},
	{"cm", "0.01", "m"},
	{"km", "1000", "m"},
	{"ft", "0.3048", "m"},
	{"yd", "0.9144", "m"},
	{"mile", "1609.344", "m"},
	{"nmi", "1852", "m"},
	{"s", "1", "s"},
	{"min", "60", "s"},
	{"hour", "3600", "s"},
	{"day", "86400", "s"},
	{"week", "604800", "s"},
	{"month", "1", "month"},
	{"year", "1", "year"},
	{"mol", "1", "mol"},
	{"kmol", "1000", "mol"},
	{"lb-mol", "453.59237", "mol"}, // as many grams as the pound has
	{"B", "1", "B"},
	{"kB", "1e3", "B"},
	{"MB", "1e6", "B"},
	{"GB", "1e9", "B"},
	{"TB", "1e12", "B"},
	{"PB", "1e15", "B"},
}

func TestPublishedRatios(t *testing.T) {
	t.Parallel()
	listed := make(map[string]bool)
	for _, p := range published {
		listed[p.unit] = true
		got, err := New(dec.MustParse("1"), MustUnit(p.unit)).In(MustUnit(p.base))
		require.NoError(t, err, p.unit)
		assert.True(t, got.Value.Equal(dec.MustParse(p.value)), "1 %s = %s, want %s", p.unit, got, p.value)
	}
	for _, table := range tables {
		for _, e := range table.entries {
			assert.True(t, listed[e.symbol], "%s has no published figure in this test", e.symbol)
		}
	}
}

// NIST SP 811 (2008), appendix B.8: the factors as printed there, seven significant digits.
func TestRatiosRoundToSP811(t *testing.T) {
	t.Parallel()
	for _, p := range []struct {
		unit, base, printed string
		places              int32 // of the printed figure
	}{
		{"Btu", "J", "1055.056", 3},
		{"cal", "J", "4.1868", 4},
		{"therm", "J", "105506000", -3}, // therm (EC), printed 1.05506 E+08
		{"kWh", "J", "3600000", 0},
		{"lb", "kg", "0.4535924", 7},
		{"oz", "kg", "0.02834952", 8},
		{"short-ton", "kg", "907.1847", 4},
		{"long-ton", "kg", "1016.047", 3},
		{"gal(US)", "m3", "0.003785412", 9},
		{"gal(UK)", "m3", "0.00454609", 8},
		{"bbl", "m3", "0.1589873", 7},
		{"ft3", "m3", "0.02831685", 8},
		{"in3", "m3", "0.00001638706", 11},
		{"yd3", "m3", "0.7645549", 7},
		{"ft2", "m2", "0.09290304", 8},
		{"ha", "m2", "10000", 0},
		{"ft", "m", "0.3048", 4},
		{"yd", "m", "0.9144", 4},
		{"mile", "m", "1609.344", 3},
		{"nmi", "m", "1852", 0},
	} {
		got, err := New(dec.MustParse("1"), MustUnit(p.unit)).In(MustUnit(p.base))
		require.NoError(t, err, p.unit)
		assert.Equal(t, p.printed, got.Value.Round(p.places).StringFixed(max(p.places, 0)), p.unit)
	}
}

func TestDefinitions(t *testing.T) {
	t.Parallel()
	names := make(map[string]string)
	claim := func(name, symbol string) {
		if other, taken := names[name]; taken {
			t.Errorf("%q names both %q and %q", name, other, symbol)
		}
		names[name] = symbol
		_, vague := ambiguous[name]
		assert.False(t, vague, "%q is both ambiguous and a name of %q", name, symbol)
	}
	n := 0
	for d := range All() {
		n++
		u := d.Unit
		claim(u.Symbol(), u.Symbol())
		for _, a := range d.Aliases {
			claim(a, u.Symbol())
			parsed, err := ParseUnit(a)
			require.NoError(t, err)
			assert.Equal(t, u, parsed, "alias %q", a)
		}
		assert.NotEmpty(t, d.Source, u)
		assert.NotEmpty(t, u.Dimension(), u)
		assert.NotContains(t, u.Symbol(), "/")
		if strings.Contains(u.Symbol(), " ") {
			assert.Contains(t, string(u.Dimension()), "mass(", u.Symbol())
		}
		assert.NotContains(t, u.Symbol(), ".")
		assert.NotContains(t, u.Symbol(), "*")

		num, den := u.Ratio()
		require.True(t, num.IsPositive() && den.IsPositive(), u)
		gcd := new(big.Int).GCD(nil, nil, num.BigInt(), den.BigInt())
		assert.True(t, gcd.IsInt64() && gcd.Int64() == 1, "%s is not reduced", u)

		text, err := u.MarshalText()
		require.NoError(t, err)
		var back Unit
		require.NoError(t, back.UnmarshalText(text))
		assert.Equal(t, u, back)
		assert.Equal(t, u.Symbol(), string(text))
	}
	// 90 by ratio, 24 units of energy on two bases, 8 masses of 5 substances, nouns, compounds, currencies.
	assert.Equal(t, 90+2*24+5*8+len(nouns)+len(compounds)+len(strings.Fields(currencies)), n)
}

func TestAllReturnsCopies(t *testing.T) {
	t.Parallel()
	for d := range All() {
		if len(d.Aliases) > 0 {
			d.Aliases[0] = "overwritten"
			break
		}
	}
	for d := range All() {
		assert.NotContains(t, d.Aliases, "overwritten")
	}
}

func TestAmbiguousNames(t *testing.T) {
	t.Parallel()
	for name, want := range ambiguous {
		_, err := ParseUnit(name)
		var vague *AmbiguousUnitError
		require.ErrorAs(t, err, &vague, name)
		require.ErrorIs(t, err, ErrAmbiguousUnit)
		assert.Equal(t, name, vague.Text)
		assert.NotEmpty(t, want)
		for _, w := range want {
			_, err := ParseUnit(w)
			require.NoError(t, err, "hint of %q", name)
			assert.Contains(t, vague.Error(), w)
		}
	}
	_, err := ParseUnit("t·gallon")
	require.ErrorIs(t, err, ErrAmbiguousUnit)
	require.EqualError(t, func() error { _, err := ParseUnit("ton"); return err }(),
		`ambiguous unit "ton": want one of t, short-ton, long-ton`)
}

func TestNearestUnits(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text string
		want []string // the nearest
	}{
		{"kwh", []string{"kWh"}},
		{"KWH", []string{"kWh"}},
		{"mwh", []string{"MWh"}},
		{"tonnnes", []string{"t"}},
		{"litrs", []string{"L"}},
		{"gigajoule(HHV)x", []string{"GJ(HHV)"}},
		{"jpy", []string{"JPY"}},
	} {
		_, err := ParseUnit(c.text)
		var unknown *UnknownUnitError
		require.ErrorAs(t, err, &unknown, c.text)
		require.NotEmpty(t, unknown.Near, c.text)
		assert.LessOrEqual(t, len(unknown.Near), 3)
		assert.Equal(t, c.want, unknown.Near[:1], c.text)
	}
	_, err := ParseUnit("qqqqqqqqqqqqqqqqqqqqqqqq")
	require.EqualError(t, err, `unknown unit "qqqqqqqqqqqqqqqqqqqqqqqq"`)
}

package factors_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/units"
)

func TestSuppliedRoundTrip(t *testing.T) {
	for text, want := range map[string]string{
		"0.2 kg CO2e/kWh AR5; supplier's statement 2024-05-01": "0.2 kg CO2e/kWh AR5; supplier's statement 2024-05-01",
		"0.2 kg CO2e/kWh unstated; web page":                   "0.2 kg CO2e/kWh unstated; web page",
		"2.66 kg CO2/L + 0.1 g CH4-fossil/L; report 12; p. 3":  "0.0001 kg CH4-fossil/L + 2.66 kg CO2/L; report 12; p. 3",
		"2.66 t CO2/kL;x":                "2660 kg CO2/kL; x",
		"1 lb CO2/gal(US); x":            "0.45359237 kg CO2/gal(US); x",
		"1 kg methane/t + 1 kg CH4/t; x": "2 kg CH4/t; x",
		"0 kg CO2/kWh; wind":             "0 kg CO2/kWh; wind",
	} {
		var o factors.Supplied
		require.NoError(t, o.UnmarshalText([]byte(text)))
		back, err := o.MarshalText()
		require.NoError(t, err)
		assert.Equal(t, want, string(back))
		again, err := factors.ParseSupplied(string(back))
		require.NoError(t, err)
		assert.True(t, again.PerUnit.Equal(o.PerUnit))
		assert.Equal(t, []any{o.Unit, o.Source}, []any{again.Unit, again.Source})
	}
	// A converted number may be longer than any that a user may write; it still reads back.
	tiny := factors.MustSupplied("1.000000000000000000000000000000000000001e-60 lb CO2/L; x")
	again, err := factors.ParseSupplied(tiny.String())
	require.NoError(t, err)
	assert.True(t, again.PerUnit.Equal(tiny.PerUnit))
	assert.Panics(t, func() { factors.MustSupplied("x") })
	assert.Empty(t, factors.Supplied{}.String())
	assert.False(t, factors.Supplied{}.Given())

	list, err := ghg.NewEmissions(ghg.GasAmount{Gas: ghg.CH4, GWP: "AR5", Kg: dec.MustParse("1")})
	require.NoError(t, err)
	_, err = json.Marshal(factors.Supplied{PerUnit: list, Unit: units.MustUnit("L"), Source: "x"})
	require.ErrorIs(t, err, ghg.ErrMixed, "CO2e of a known gas would be read back as CO2e of an unknown one")
}

func TestParseSuppliedRefuses(t *testing.T) {
	for _, text := range []string{
		"", ";", "0.2", "0.2 kg CO2/kWh", "0.2 kg CO2/kWh;", "0.2 kg CO2/kWh;  ", "0.2 kg CO2e/kWh; x", "0.2 kg CO2e/kWh AR9; x",
		"0,2 kg CO2/kWh; x", "0.2 kg XYZ/kWh; x", "0.2 kg CO2/parsnip; x", "0.2 kg CO2; x", "0.2 pounds CO2/kWh; x", "kg CO2/kWh; x",
		"1 kg CO2/L + 1 kg CH4/kg; x", "1 kg CO2/L +1 kg CH4/L; x", "1e99 kg CO2/L; x", "NaN kg CO2/L; x", "0.2  kg CO2/kWh; x",
		strings.Repeat("1 kg CO2/L + ", 100) + "1 kg CO2/L; x", strings.Repeat("9", 1_000_000), "1 kg /L; x",
	} {
		var o factors.Supplied
		err := o.UnmarshalText([]byte(text))
		require.Error(t, err, text[:min(len(text), 40)])
		assert.Less(t, len(err.Error()), 3000)
		assert.False(t, o.Given())
	}
}

// Each refusal has its kind and states what is wanted.
func TestParseSuppliedErrors(t *testing.T) {
	const term = `want a number, a mass of a gas and a unit, such as "2.66 kg CO2/L"`
	for text, want := range map[string]struct {
		kind error
		says string
	}{
		"0.2 kg CO2/kWh":              {ghg.ErrOutOfRange, "want its source after a semicolon"},
		"0.2 kg CO2/kWh; ":            {ghg.ErrOutOfRange, "want its source after a semicolon"},
		"0.2 kg CO2; x":               {ghg.ErrOutOfRange, term},
		"0.2 kg/L; x":                 {ghg.ErrOutOfRange, term},
		"0.2 pounds CO2/kWh; x":       {ghg.ErrOutOfRange, term},
		"1 kg CO2/L + 1 kg CH4/kg; x": {ghg.ErrOutOfRange, "want the same denominator in every term"},
		"0.2 kg CO2e/kWh; x":          {ghg.ErrMissing, "want the GWP set after the unit, such as AR5, or unstated"},
		"0.2 kg CO2e/kWh AR9; x":      {ghg.ErrUnknown, "AR9"},
		"0.2 kg CO2/parsnip; x":       {units.ErrUnknownUnit, `factor "0.2 kg CO2/parsnip": `},
	} {
		_, err := factors.ParseSupplied(text)
		require.ErrorIs(t, err, want.kind, text)
		require.ErrorContains(t, err, want.says, text)
	}
	_, err := factors.ParseSupplied("0,2 kg CO2/kWh; x")
	require.EqualError(t, err, `factor "0,2 kg CO2/kWh": "0,2" is not a number: write it without thousands separators and with a decimal point`)
	var unknown *ghg.UnknownGasError
	_, err = factors.ParseSupplied("0.2 kg XYZ/kWh; x")
	require.ErrorAs(t, err, &unknown)
	x := strings.Repeat("x", 1000-len("1 kg CO2/L;"))
	_, err = factors.ParseSupplied("1 kg CO2/L;" + x)
	require.NoError(t, err, "1000 bytes are allowed")
	_, err = factors.ParseSupplied("1 kg CO2/L;x" + x)
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
	require.ErrorContains(t, err, "want at most 1000 bytes")
}

// query asks for the combustion factor of an activity.
func query(activity, region string) factors.Query {
	return factors.Query{Activity: activity, Region: region, Period: ghg.CalendarYear(2024), Boundary: ghg.Combustion}
}

func TestSuppliedAsFactor(t *testing.T) {
	o := factors.MustSupplied("2.66 kg CO2/L; report 12")
	f, err := o.Factor(query("fuel/diesel", ""))
	require.NoError(t, err)
	assert.Equal(t, "supplied/fuel/diesel/GLOBAL/2024/L", f.ID)
	assert.Equal(t, "supplied", f.Set)
	assert.Equal(t, "report 12", f.Record().Document)
	assert.NotEmpty(t, f.Digest())
	assert.Equal(t, "kg CO2/L", f.TermUnit(0))
	spend, err := factors.MustSupplied("0.5 kg CO2e/USD AR5; x").Factor(query("spend/paper", "US"))
	require.NoError(t, err)
	assert.Equal(t, factors.Price{Year: 2024, Type: "purchaser"}, spend.Price, "the default is the purchaser's price of the first year of the period")
	asked := query("spend/paper", "US")
	asked.Price = factors.Price{Year: 2022, Type: "basic"}
	spend, err = factors.MustSupplied("0.5 kg CO2e/USD AR5; x").Factor(asked)
	require.NoError(t, err)
	assert.Equal(t, asked.Price, spend.Price)
	for _, bad := range []factors.Supplied{
		{},
		{Source: "x"},
		{Unit: units.MustUnit("L"), Source: "x"},
		factors.MustSupplied("-1 kg CO2/L; x"),
		{PerUnit: o.PerUnit, Unit: o.Unit},
		factors.MustSupplied("1 kg CO2/L + 1 kg CO2e/L AR5; x"),
	} {
		_, err := bad.Factor(query("fuel/diesel", "GB"))
		require.ErrorContains(t, err, "supplied factor of fuel/diesel")
	}
}

// A supplied factor of CH4 alone would leave out the CO2 of the fuel: only a query that adds it takes one.
func TestSuppliedComplement(t *testing.T) {
	o := factors.MustSupplied("0.001 kg CH4/L; report 12")
	_, err := o.Factor(query("fuel/diesel", "GB"))
	require.ErrorIs(t, err, ghg.ErrMissing)
	require.ErrorContains(t, err, `factor is not set ("0.001 kg CH4/L; report 12"): want one that states CO2; it has CH4 and N2O only`)
	complement := query("fuel/diesel", "GB")
	complement.Complement = true
	f, err := o.Factor(complement)
	require.NoError(t, err)
	assert.True(t, f.Complement())
	hydrogen, err := factors.MustSupplied("0 kg CO2/kg + 0.001 kg N2O/kg; x").Factor(query("fuel/hydrogen", "GB"))
	require.NoError(t, err)
	assert.False(t, hydrogen.Complement(), "a fuel without carbon states CO2 as 0")
}

// FuzzParseSupplied checks that what is read survives a round trip.
func FuzzParseSupplied(f *testing.F) {
	for _, s := range []string{"0.2 kg CO2e/kWh AR5; x", "2.66 kg CO2/L + 0.1 g CH4-fossil/L; y", "1e-64 lb SF6/t; z", "; ", "1 kg CO2/GJ(HHV) ; a; b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		o, err := factors.ParseSupplied(s)
		if err != nil {
			return
		}
		if written := o.String(); len(written) <= 1000 {
			again, err := factors.ParseSupplied(written)
			require.NoError(t, err)
			assert.True(t, again.PerUnit.Equal(o.PerUnit))
			assert.Equal(t, o.Unit, again.Unit)
		}
	})
}

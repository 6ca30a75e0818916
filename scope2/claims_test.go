package scope2_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/scope2"
)

// What a result claims is typed, survives its receipt, and suffices to see that a certificate counts once: its id,
// registry and serial numbers, what the result uses of it, and how much there is of it.
func TestClaimsSurviveTheReceipt(t *testing.T) {
	in := certificate("rego", "600 MWh")
	in.Registry = "REGO"
	var err error
	in.Serials, err = scope2.ParseSerials("GB0001..GB0600")
	require.NoError(t, err)
	whole := dual(t, purchase("100 MWh", in), basis(t))
	a, err := ledger(t, in).Allocate([]scope2.Electricity{at("a", "leeds", "GB", "150 MWh"), at("b", "london", "GB", "250 MWh")})
	require.NoError(t, err)
	parts, err := a.Dual(basis(t))
	require.NoError(t, err)
	for _, c := range []struct {
		name                    string
		result                  ghg.Result
		volume, used, available string
	}{
		{"whole", whole.Market, "600 MWh", "100 MWh", "600 MWh"},
		{"part, Leeds", parts[0].Market, "150 MWh", "150 MWh", "600 MWh"},
		{"part, London", parts[1].Market, "250 MWh", "250 MWh", "600 MWh"},
	} {
		receipt, err := c.result.Receipt()
		require.NoError(t, err)
		back, err := ghg.Verify(receipt)
		require.NoError(t, err)
		require.Len(t, back.Claims, 1, c.name)
		claim := back.Claims[0]
		assert.Equal(t, "rego", claim.Instrument, c.name)
		assert.Equal(t, "REGO", claim.Registry, c.name)
		assert.Equal(t, "GB0001..GB0600", claim.Serials.String(), c.name)
		assert.Equal(t, c.volume, claim.Volume.String(), c.name)
		assert.Equal(t, c.used, claim.Used.String(), c.name)
		assert.Equal(t, c.available, claim.Available().String(), c.name)
		assert.Empty(t, back.Claims[0].Refused)
	}
	assert.Empty(t, whole.Location.Claims, "no claim is made by location")
}

// numbered returns a certificate with serial numbers, which may be a part of an instrument.
func numbered(t testing.TB, id, volume, whole, registry, serials string) scope2.Instrument {
	t.Helper()
	in := certificate(id, volume)
	in.Registry = registry
	if whole != "" {
		in.Whole = energy(whole)
	}
	if serials != "" {
		require.NoError(t, in.Serials.UnmarshalText([]byte(serials)))
	}
	return in
}

func TestCheckClaims(t *testing.T) {
	rego := numbered(t, "rego-1", "600 MWh", "", "REGO", "GB0001..GB0600")
	part := numbered(t, "rego-1", "300 MWh", "600 MWh", "REGO", "GB0001..GB0600")
	bound := certificate("ppa", "1 MWh")
	bound.Purchase = "works"
	jCredit := numbered(t, "j", "1000 MWh", "", "J-Credit", "1..600")
	jCredit.Kind = ghg.JCreditRenewable
	for _, c := range []struct {
		name          string
		first, second scope2.Instrument
		err           error // nil: accepted
		want          string
	}{
		{"parts", part, part, nil, ""},
		{"part of the range each", numbered(t, "rego-1", "300 MWh", "600 MWh", "REGO", "GB0001..GB0300"), numbered(t, "rego-1", "300 MWh", "600 MWh", "", "GB0301..GB0600"), nil, ""},
		{"parts of different wholes", part, numbered(t, "rego-1", "300 MWh", "700 MWh", "REGO", ""), ghg.ErrMixed, `whole of instrument rego-1 cannot be added ("600 MWh and 700 MWh")`},
		{"parts of one whole in two units", part, numbered(t, "rego-1", "300 MWh", "600000 kWh", "REGO", ""), nil, ""},
		{"parts in different registries", part, numbered(t, "rego-1", "300 MWh", "600 MWh", "GO", "GB0001..GB0600"), ghg.ErrMixed, "registry of instrument rego-1"},
		{"parts with a common number", numbered(t, "rego-1", "300 MWh", "600 MWh", "REGO", "GB0001..GB0300"), numbered(t, "rego-1", "300 MWh", "600 MWh", "REGO", "GB0300..GB0600"), scope2.ErrDoubleClaim, "GB0300..GB0600"},
		{"ids in another case", rego, numbered(t, "REGO-1", "600 MWh", "", "REGO", ""), scope2.ErrDoubleClaim, "instrument REGO-1"},
		{"ids with a blank", rego, numbered(t, "rego-1 ", "600 MWh", "", "REGO", ""), scope2.ErrDoubleClaim, "instrument rego-1 "},
		{"registries in another case", rego, numbered(t, "rego-2", "600 MWh", "", "Rego", "GB0600..GB1199"), scope2.ErrDoubleClaim, "GB0600..GB1199"},
		{"registries with a blank", rego, numbered(t, "rego-2", "600 MWh", "", " R EGO\u00a0", "GB0600..GB1199"), scope2.ErrDoubleClaim, "GB0600..GB1199"},
		{"no registry", rego, numbered(t, "rego-2", "600 MWh", "", "", "GB0600..GB1199"), scope2.ErrDoubleClaim, "GB0600..GB1199"},
		{"serials in another case", rego, numbered(t, "rego-2", "600 MWh", "", "REGO", "gb600..gb1199"), scope2.ErrDoubleClaim, "gb600..gb1199"},
		{"serials in a rare case", numbered(t, "s", "1 MWh", "", "R", "s1"), numbered(t, "long-s", "1 MWh", "", "R", "ſ1"), scope2.ErrDoubleClaim, "ſ1"},
		{"other registries", rego, numbered(t, "rego-2", "600 MWh", "", "GO", "GB0600..GB1199"), nil, ""},
		{"more than the certificates", rego, numbered(t, "rego-2", "601 MWh", "", "REGO", "GB0601..GB1200"), ghg.ErrOutOfRange, `volume is out of range ("601 MWh"): want at most 600 MWh, 1 MWh for each of the certificates GB0601..GB1200`},
		{"less than the certificates", rego, numbered(t, "rego-2", "6 kWh", "", "REGO", "GB0601..GB1200"), nil, ""},
		{"parts with more than the certificates", numbered(t, "rego-1", "300 MWh", "600 MWh", "REGO", "GB1..GB500"), numbered(t, "rego-1", "201 MWh", "600 MWh", "REGO", "GB0001..GB0500"), ghg.ErrOutOfRange, "501 MWh"},
		{"tonnes of CO2", rego, jCredit, nil, ""},
		{"bound to the other purchase", bound, rego, ghg.ErrMixed, `purchase of instrument ppa cannot be added ("works"): want this purchase, hq, or none`},
		{"bound to its purchase", rego, bound, nil, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, b := purchase("600 MWh", c.first), purchase("600 MWh", c.second)
			b.ID = "works"
			err := scope2.CheckClaims([]scope2.Electricity{a, b})
			if c.err == nil {
				require.NoError(t, err)
				return
			}
			require.ErrorIs(t, err, c.err)
			require.ErrorContains(t, err, c.want)
		})
	}
	require.NotPanics(t, func() { _ = scope2.CheckClaims([]scope2.Electricity{{Instruments: []scope2.Instrument{{}, {}}}}) })
}

// Serial numbers that no text gives are refused: compared as they are, they would hide that two ranges overlap.
func TestInstrumentWithImpossibleSerials(t *testing.T) {
	for _, s := range []scope2.Serials{{Prefix: "GB ", First: 1, Last: 600}, {Prefix: "GB1", First: 1, Last: 9}, {Prefix: "GB", First: 600, Last: 1}} {
		in := certificate("rego-1", "1 MWh")
		in.Serials = s
		_, err := purchase("1 MWh", in).Calculate(basis(t))
		require.ErrorIs(t, err, ghg.ErrOutOfRange)
		require.ErrorContains(t, err, "serial numbers")
		_, err = scope2.NewLedger(scope2.Window{}, in)
		require.ErrorIs(t, err, ghg.ErrOutOfRange)
	}
}

package inventory_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/units"
)

// certificate returns a certificate that meets the quality criteria. The serials may be empty.
func certificate(t testing.TB, id, volume, registry, serials string) scope2.Instrument {
	t.Helper()
	in := scope2.Instrument{
		ID: id, Kind: ghg.Certificate, Volume: units.MustParse(volume), Rate: scope2.ZeroCarbon(), Market: "GB", Technology: "wind", Renewable: true,
		Vintage: year, Registry: registry, Retirement: "statement", SoleClaim: true,
	}
	if serials != "" {
		require.NoError(t, in.Serials.UnmarshalText([]byte(serials)))
	}
	return in
}

// bought returns a purchase of electricity with its instruments.
func bought(id, entity, amount string, instruments ...scope2.Instrument) scope2.Electricity {
	return scope2.Electricity{ID: id, Entity: entity, Period: year, Region: "GB", Amount: units.MustParse(amount), Instruments: instruments}
}

// part returns a part of an instrument.
func part(in scope2.Instrument, volume string) scope2.Instrument {
	in.Whole, in.Volume = in.Volume, units.MustParse(volume)
	return in
}

// A certificate that two purchases use is refused, in whichever entities they are, by Run and by Of from receipts.
func TestClaimsBeyondTheVolume(t *testing.T) {
	rego := certificate(t, "rego-1", "600 MWh", "REGO", "GB0001..GB0600")
	purchases := []activity.Activity{bought("hq", "a", "600 MWh", rego), bought("works", "b", "600 MWh", rego)}
	_, err := inventory.Run(basis(t), org(), purchases)
	require.ErrorIs(t, err, inventory.ErrCountedTwice)
	var twice *inventory.DoubleClaimError
	require.ErrorAs(t, err, &twice)
	assert.Equal(t, []string{"hq", "works"}, twice.Results)
	assert.Equal(t, "1200 MWh of 600 MWh", twice.Used.String()+" of "+twice.Available.String())
	require.ErrorContains(t, err, `instrument "rego-1" is counted twice: "hq", "works" use 1200 MWh: want at most its volume, 600 MWh`)

	var proved []ghg.Result
	for _, p := range purchases {
		rs, err := p.Calculate(basis(t))
		require.NoError(t, err)
		for _, r := range rs {
			receipt, err := r.Receipt()
			require.NoError(t, err)
			back, err := ghg.Verify(receipt)
			require.NoError(t, err)
			proved = append(proved, back)
		}
	}
	_, err = inventory.Of(org(), proved)
	require.ErrorIs(t, err, inventory.ErrCountedTwice, "claims survive receipts")
}

func TestClaims(t *testing.T) {
	rego := certificate(t, "rego-1", "600 MWh", "REGO", "GB0001..GB0600")
	bare := certificate(t, "ppa", "600 MWh", "", "")
	for _, c := range []struct {
		name          string
		first, second scope2.Instrument
		err           error // nil: accepted
		want          string
	}{
		{"parts up to the whole", part(rego, "250 MWh"), part(rego, "350000 kWh"), nil, ""},
		{"parts beyond the whole", part(rego, "250 MWh"), part(rego, "351 MWh"), inventory.ErrCountedTwice, "601 MWh"},
		{"no registry", bare, bare, inventory.ErrCountedTwice, "1200 MWh"},
		{"case of the id", rego, certificate(t, "REGO-1", "600 MWh", "Rego", ""), inventory.ErrCountedTwice, "1200 MWh"},
		{"the registry is named once", rego, certificate(t, "rego-1", "600 MWh", "", ""), inventory.ErrCountedTwice, "1200 MWh"},
		{"two registries", rego, certificate(t, "rego-1", "600 MWh", "GO", "GB0001..GB0600"), nil, ""},
		{"two volumes", rego, certificate(t, "rego-1", "700 MWh", "REGO", "GB0001..GB0600"), ghg.ErrMixed, "600 MWh and 700 MWh"},
		{"an amount that is not energy", rego, part(rego, "1 MWh"), ghg.ErrDimension, ""},
		{"other numbers", rego, certificate(t, "rego-2", "600 MWh", "REGO", "GB0601..GB1200"), nil, ""},
		{"overlap", rego, certificate(t, "rego-2", "600 MWh", "REGO", "GB0600..GB1199"), inventory.ErrCountedTwice, `serial numbers GB0600 of the registry "REGO" are counted twice: by instrument "rego-1" and "rego-2" in "hq", "works"`},
		{"overlap without a registry", rego, certificate(t, "rego-2", "600 MWh", "", "gb0500..gb0700"), inventory.ErrCountedTwice, "GB0500..GB0600"},
		{"overlap in another registry", rego, certificate(t, "rego-2", "600 MWh", "GO", "GB0600..GB1199"), nil, ""},
		{"one number in both parts", partOf(t, rego, "300 MWh", "GB0001..GB0300"), partOf(t, rego, "300 MWh", "GB0300..GB0599"), inventory.ErrCountedTwice, "GB0300"},
		{"ranges of parts", partOf(t, rego, "300 MWh", "GB0001..GB0300"), partOf(t, rego, "300 MWh", "GB0301..GB0600"), nil, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			results := calculatedWith(t, basis(t), bought("hq", "a", "600 MWh", c.first), bought("works", "b", "600 MWh", c.second))
			if c.name == "an amount that is not energy" {
				results[3].Claims[0].Used.Unit = "t"
			}
			_, err := inventory.Of(org(), results)
			if c.err == nil {
				require.NoError(t, err)
				return
			}
			require.ErrorIs(t, err, c.err)
			require.ErrorContains(t, err, c.want)
		})
	}
}

// partOf returns a part of an instrument with its own serial numbers.
func partOf(t testing.TB, in scope2.Instrument, volume, serials string) scope2.Instrument {
	t.Helper()
	in = part(in, volume)
	require.NoError(t, in.Serials.UnmarshalText([]byte(serials)))
	return in
}

// With three registries' certificates under one id, one that names no registry cannot be told from the others.
func TestClaimsOfAnUnnamedRegistry(t *testing.T) {
	_, err := inventory.Run(basis(t), org(), []activity.Activity{
		bought("one", "", "1 MWh", certificate(t, "x", "1 MWh", "REGO", "")),
		bought("two", "", "1 MWh", certificate(t, "x", "1 MWh", "GO", "")),
		bought("three", "", "1 MWh", certificate(t, "x", "1 MWh", "", "")),
	})
	require.ErrorIs(t, err, ghg.ErrMissing)
	require.ErrorContains(t, err, `registry of instrument x in "three" is not set: want GO or REGO`)
}

// What a result does not use it does not claim: a refused instrument, one beyond the consumption, a memo item.
func TestUnusedClaims(t *testing.T) {
	rego := certificate(t, "rego-1", "600 MWh", "REGO", "GB0001..GB0600")
	old := rego
	old.Vintage = ghg.CalendarYear(2010)
	results := calculatedWith(t, basis(t), bought("hq", "", "600 MWh", rego), bought("works", "", "600 MWh", old))
	_, err := inventory.Of(org(), results)
	require.NoError(t, err)

	results = calculatedWith(t, basis(t), bought("hq", "", "600 MWh", rego), bought("works", "", "600 MWh", rego))
	results[3].Memo = ghg.Memo{Kind: ghg.MemoOther, Detail: "a scenario"}
	results[3].Method = "house.scenario" // no method of the module makes such an item
	_, err = inventory.Of(org(), results)
	require.NoError(t, err)
}

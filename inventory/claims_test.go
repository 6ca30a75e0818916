package inventory_test

import (
	"testing"

	"github.com/shopspring/decimal"
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

// A scenario in which a certificate would count more than once is refused like an inventory.
func TestScenarioClaimsOnce(t *testing.T) {
	rego := certificate(t, "rego-1", "600 MWh", "REGO", "GB0001..GB0600")
	inv, err := inventory.Run(basis(t), org(), []activity.Activity{bought("hq", "a", "600 MWh", part(rego, "200 MWh")), bought("works", "b", "600 MWh", part(rego, "300 MWh"))})
	require.NoError(t, err)
	for volume, is := range map[int64]error{300: nil, 301: inventory.ErrCountedTwice} {
		scenario, err := inv.Scenario(inventory.Change{Line: "hq", Change: ghg.Change{
			Input: ghg.Input{Kind: ghg.InputAmount, Name: "instrument rego-1", Unit: "MWh", At: 1}, Value: decimal.NewFromInt(volume), Source: "offer",
		}})
		require.ErrorIs(t, err, is)
		if is != nil {
			continue
		}
		want, err := inventory.Run(basis(t), org(), []activity.Activity{bought("hq", "a", "600 MWh", part(rego, "300 MWh")), bought("works", "b", "600 MWh", part(rego, "300 MWh"))})
		require.NoError(t, err)
		got, err := scenario.Partial(ghg.MarketBased)
		require.NoError(t, err)
		total, err := want.Partial(ghg.MarketBased)
		require.NoError(t, err)
		assert.Equal(t, total.Total().String(), got.Total().String())
	}
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
		{"two volumes", rego, certificate(t, "rego-1", "700 MWh", "REGO", ""), ghg.ErrMixed, "600 MWh and 700 MWh"},
		{"an amount that is not energy", rego, part(rego, "1 MWh"), ghg.ErrDimension, ""},
		{"other numbers", rego, certificate(t, "rego-2", "600 MWh", "REGO", "GB0601..GB1200"), nil, ""},
		{"overlap", rego, certificate(t, "rego-2", "600 MWh", "REGO", "GB0600..GB1199"), inventory.ErrCountedTwice, `serial numbers GB0600 of the registry "REGO" are counted twice: by instrument "rego-1" and "rego-2" in "hq", "works"`},
		{"overlap without a registry", rego, certificate(t, "rego-2", "600 MWh", "", "gb0500..gb1099"), inventory.ErrCountedTwice, "GB0500..GB0600"},
		{"overlap in another registry", rego, certificate(t, "rego-2", "600 MWh", "GO", "GB0600..GB1199"), nil, ""},
		{"one number in both parts", partOf(t, rego, "300 MWh", "GB0001..GB0300"), partOf(t, rego, "300 MWh", "GB0300..GB0599"), inventory.ErrCountedTwice, "GB0300"},
		{"too few certificates", partOf(t, rego, "300 MWh", "GB0001..GB0500"), partOf(t, rego, "200001 kWh", "gb0001..gb0500"), inventory.ErrCountedTwice, `"hq", "works" use 500.001 MWh by the certificates GB0001..GB0500: want at most 1 MWh for each, 500 MWh`},
		{"as many certificates", partOf(t, rego, "300 MWh", "GB0001..GB0500"), partOf(t, rego, "200 MWh", "gb0001..gb0500"), nil, ""},
		{"a registry with a blank", rego, certificate(t, "rego-2", "600 MWh", "r ego", "gb0600..gb1199"), inventory.ErrCountedTwice, "GB0600"},
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

// claim returns a result of scope 2 that uses an amount of an instrument.
func claim(id string, c ghg.Claim) ghg.Result {
	return ghg.Result{ID: id, Scope: ghg.Scope2, Accounting: ghg.MarketBased, Period: year, Claims: []ghg.Claim{c}}
}

// mwh returns an amount of energy.
func mwh(value int64) ghg.Amount { return ghg.Amount{Value: decimal.NewFromInt(value), Unit: "MWh"} }

func TestClaimErrors(t *testing.T) {
	use := func(instrument, registry, serials string, whole, used int64) ghg.Claim {
		c := ghg.Claim{Instrument: instrument, Registry: registry, Volume: mwh(used), Whole: mwh(whole), Used: mwh(used)}
		if serials != "" {
			require.NoError(t, c.Serials.UnmarshalText([]byte(serials)))
		}
		return c
	}
	of := func(claims ...ghg.Claim) error {
		var results []ghg.Result
		for i, c := range claims {
			results = append(results, claim(string(rune('a'+i)), c))
		}
		_, err := inventory.OfChecked(org(), results)
		return err
	}
	serials := func(text string) *ghg.Serials {
		var s ghg.Serials
		require.NoError(t, s.UnmarshalText([]byte(text)))
		return &s
	}
	for _, c := range []struct {
		name string
		err  error
		want inventory.DoubleClaimError
	}{
		{
			"beyond the volume", of(use("x", "", "", 3, 2), use("X", "REGO", "", 3, 1), use("x ", "rego", "", 3, 1)),
			inventory.DoubleClaimError{Instruments: []string{"x"}, Registry: "REGO", Results: []string{"a", "b", "c"}, Used: mwh(4), Available: mwh(3)},
		},
		{
			"two instruments", of(use("z", "", "GB5..GB9", 2, 2), use("y", "REGO", "gb1..gb5", 2, 1), use("y", "REGO ", "gb1..gb5", 2, 1)),
			inventory.DoubleClaimError{Instruments: []string{"y", "z"}, Registry: "REGO", Results: []string{"b", "c", "a"}, Serials: serials("gb5")},
		},
		{
			"registries in another case", of(use("z", "REGO", "GB5..GB9", 2, 2), use("y", "re go", "GB1..GB5", 2, 2)),
			inventory.DoubleClaimError{Instruments: []string{"y", "z"}, Registry: "re go", Results: []string{"b", "a"}, Serials: serials("GB5")},
		},
		{
			"parts of one instrument", of(use("y", "", "GB1..GB5", 2, 1), use("y", "", "GB5..GB9", 2, 1)),
			inventory.DoubleClaimError{Instruments: []string{"y"}, Results: []string{"a", "b"}, Serials: serials("GB5")},
		},
	} {
		var twice *inventory.DoubleClaimError
		require.ErrorAs(t, c.err, &twice, c.name)
		assert.Equal(t, c.want, *twice, c.name)
	}
	for range 20 { // whatever the order of a map
		var twice *inventory.DoubleClaimError
		require.ErrorAs(t, of(use("y", "", "GB1..GB9", 2, 1), use("y", "", "GB1..GB5", 2, 1)), &twice)
		require.Equal(t, inventory.DoubleClaimError{Instruments: []string{"y"}, Results: []string{"b", "a"}, Serials: serials("GB1..GB5")}, *twice, "the shorter range first")
	}

	require.NoError(t, of(use("a", "", "GB6..GB9", 2, 2), use("b", "", "GB1..GB5", 2, 2)), "the later numbers in the first instrument")
	require.NoError(t, of(use("a", "", "GB1..GB5", 2, 1), use("a", "", "GB1..GB5", 2, 1)), "two parts that name one range")
	require.NoError(t, of(use("a", "", "GB0001..GB0005", 2, 1), use("a", "", "gb1..gb5", 2, 1)), "the same numbers in another form")
	require.NoError(t, of(use("x", "", "", 3, 1), use("x", "", "", 3, 2)), "the whole volume")

	err := of(use("x", "", "", 3, 2), use("x", "", "", 4, 1), use("w", "", "GB1", 1, 1), use("v", "", "GB1..GB2", 1, 1))
	require.ErrorIs(t, err, ghg.ErrMixed)
	require.ErrorContains(t, err, "volume of instrument x")
	require.ErrorIs(t, err, inventory.ErrCountedTwice, "every error is reported")
	for name, change := range map[string]func(c *ghg.Claim){
		"used":             func(c *ghg.Claim) { c.Used.Unit = "kWh(HHV)" },
		"whole":            func(c *ghg.Claim) { c.Whole.Unit = "t" },
		"an unknown unit":  func(c *ghg.Claim) { c.Whole.Unit = "kilowatthour" },
		"volume, no whole": func(c *ghg.Claim) { c.Whole, c.Volume.Unit = ghg.Amount{}, "t" },
	} {
		for first := range 2 {
			claims := []ghg.Claim{use("x", "", "", 3, 1), use("x", "", "", 3, 1)}
			change(&claims[first])
			err := of(claims...)
			require.ErrorIs(t, err, ghg.ErrDimension, name)
			require.ErrorContains(t, err, "volume of instrument x", name)
			require.ErrorContains(t, err, "want an amount of energy", name)
		}
	}
}

// Two errors of one inventory are both told; registries of one id are told apart whatever their case.
func TestClaimsOfTwoRegistries(t *testing.T) {
	x := func(registry string, whole int64) ghg.Claim {
		return ghg.Claim{Instrument: "x", Registry: registry, Volume: mwh(whole), Used: mwh(whole)}
	}
	_, err := inventory.OfChecked(org(), []ghg.Result{claim("a", x("REGO", 3)), claim("b", x("GO", 4)), claim("c", x("r e g o", 3))})
	var twice *inventory.DoubleClaimError
	require.ErrorAs(t, err, &twice)
	assert.Equal(t, inventory.DoubleClaimError{Instruments: []string{"x"}, Registry: "REGO", Results: []string{"a", "c"}, Used: mwh(6), Available: mwh(3)}, *twice)

	bare := claim("bare", x("", 3))
	bare.Claims = append(bare.Claims, ghg.Claim{Instrument: "y", Volume: mwh(1), Used: mwh(2)})
	later := claim("later", x(" ", 3))
	_, err = inventory.OfChecked(org(), []ghg.Result{claim("a", x("REGO", 3)), claim("b", x("GO", 4)), bare, later})
	require.ErrorIs(t, err, ghg.ErrMissing)
	require.ErrorContains(t, err, `registry of instrument x in "bare" is not set: want GO or REGO`)
	require.ErrorIs(t, err, inventory.ErrCountedTwice, "the other instrument too")
}

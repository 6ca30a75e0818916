package factors_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/units"
)

// An unknown region is an error that names the code and what it may stand for, whatever the policy allows. It never
// becomes a country or the world.
func TestUnknownRegion(t *testing.T) {
	world := setOf(t, "p", made(in("GLOBAL")), made(in("US")), made(in("GB")), made(in("US-PRMS")), made(in("JP")), made(in("JP-TEPCO")))
	stack, err := factors.NewStack(setOf(t, "own", made(of("fuel/other"))), world)
	require.NoError(t, err)
	generous := factors.Policy{WiderRegion: true, MostOfPeriod: true, OlderYears: 9, NewerYears: 9, FuelProperties: true}
	for code, nearest := range map[string]string{
		"UK": "GB", "USA": "US", "US-camx": "US-CAMX", "US-PR": "PR, US-PRMS", "US-XYZ": "US", "JP-TEPC": "JP-TEPCO", "ZZ": "", "gb": "GB", "EU-27": "", "Japan": "JP",
	} {
		for _, source := range []factors.Source{world, stack} {
			q := oil("L")
			q.Region = code
			b := factors.Basis{Factors: source, GWP: ghg.AR6(), Policy: generous}
			_, _, err := b.Find(q)
			var refused *ghg.FieldError
			require.ErrorAs(t, err, &refused, code)
			require.ErrorIs(t, err, ghg.ErrUnknown, code)
			assert.Equal(t, code, refused.Value)
			assert.Contains(t, refused.Want, nearest, code)
			_, _, found, err := b.Lookup(q)
			require.ErrorIs(t, err, ghg.ErrUnknown, code)
			assert.False(t, found)
			_, err = source.Find(q)
			require.ErrorIs(t, err, ghg.ErrUnknown, code)
			_, err = b.Explain(q)
			require.ErrorIs(t, err, ghg.ErrUnknown, code)
		}
	}
}

// A region that is real falls back to its country if the policy allows it: a subdivision of ISO 3166-2, a grid of an
// embedded set, and a grid that the basis has factors for.
func TestRealRegionFallsBack(t *testing.T) {
	s := setOf(t, "p", made(in("US")), made(in("JP")), made(of("fuel/other"), in("JP-TEPCO")))
	for code, nation := range map[string]string{"US-CA": "US", "US-CAMX": "US", "JP-13": "JP", "JP-TEPCO": "JP"} {
		q := oil("L")
		q.Region = code
		_, _, err := factors.Basis{Factors: s, GWP: ghg.AR6()}.Find(q)
		require.ErrorIs(t, err, factors.ErrNoFactor, code)
		f, caveats, err := factors.Basis{Factors: s, GWP: ghg.AR6(), Policy: factors.Policy{WiderRegion: true}}.Find(q)
		require.NoError(t, err, code)
		assert.Equal(t, nation, f.Region)
		assert.Equal(t, []ghg.CaveatKind{ghg.RegionFallback}, kindsOf(caveats))
	}
}

// Factors and properties are refused for a region that cannot be, wherever they come from.
func TestFactorOfUnknownRegion(t *testing.T) {
	for code, nearest := range map[string]string{"UK": "GB", "US-camx": "US-CAMX", "USA": "US", "US-PR": "PR", "Global": "GLOBAL", "jp": "JP"} {
		csv := "activity,region,valid_from,valid_to,unit,boundary,CO2\nfuel/oil," + code + ",2024-01-01,2024-12-31,L,combustion,2.5\n"
		_, err := factors.ReadCSV(strings.NewReader(csv), sheetMeta)
		require.ErrorIs(t, err, ghg.ErrUnknown, code)
		require.ErrorContains(t, err, code)
		require.ErrorContains(t, err, nearest)
		_, err = factors.NewSet(sheetMeta, []factors.Factor{made(in(code))}, nil)
		require.ErrorIs(t, err, ghg.ErrUnknown, code)
		_, err = factors.ReadPropertiesCSV(strings.NewReader("activity,property,rate,region,valid_from,valid_to\nfuel/oil,density,0.8 kg/L,"+code+",2024-01-01,2024-12-31\n"), sheetMeta)
		require.ErrorIs(t, err, ghg.ErrUnknown, code)
		_, err = factors.MustSupplied("0.2 kg CO2/kWh; x").Factor(factors.Query{Activity: "electricity/grid", Region: code, Period: ghg.CalendarYear(2024), Unit: units.MustUnit("kWh"), Boundary: ghg.Generation})
		require.ErrorIs(t, err, ghg.ErrUnknown, code)
		require.ErrorIs(t, factors.CheckRegion(code), ghg.ErrUnknown, code)
	}
	require.ErrorIs(t, factors.CheckRegion(""), ghg.ErrMissing)
	_, err := factors.NewSet(sheetMeta, []factors.Factor{made(in("JP-TEPCO"))}, nil)
	require.NoError(t, err, "a set may have grids of its own")
}

// Blanks at the ends of a text make two names of one. A sheet drops them; Go values and JSON are refused, by the name of
// the field.
func TestBlanks(t *testing.T) {
	for field, change := range map[string]func(*factors.Factor){
		"activity":  func(f *factors.Factor) { f.Activity += " " },
		"label":     func(f *factors.Factor) { f.Label = "\u3000" + f.Label },
		"region":    func(f *factors.Factor) { f.Region += " " },
		"document":  func(f *factors.Factor) { f.Reference.Document = " d" },
		"table":     func(f *factors.Factor) { f.Reference.Table = "t\t" },
		"row":       func(f *factors.Factor) { f.Reference.Row = "r\n" },
		"licence":   func(f *factors.Factor) { f.Licence = " l" },
		"caveat":    func(f *factors.Factor) { f.Caveat = ghg.Caveat{Kind: ghg.StandIn, Detail: "x "} },
		"note":      func(f *factors.Factor) { f.Note = " " },
		"id":        func(f *factors.Factor) { f.ID = "p/x " },
		"publisher": nil,
	} {
		meta, f := sheetMeta, made()
		if change == nil {
			meta.Publisher = "p "
		} else {
			change(&f)
		}
		_, err := factors.NewSet(meta, []factors.Factor{f}, nil)
		var refused *ghg.FieldError
		require.ErrorAs(t, err, &refused, field)
		assert.Contains(t, refused.Field, field)
	}
	const sheet = "activity,label,region,valid_from,valid_to,unit,boundary,CO2,note\n"
	clean, err := factors.ReadCSV(strings.NewReader(sheet+"fuel/oil,Oil,GB,2024-01-01,2024-12-31,L,combustion,2.5,a  b\n"), sheetMeta)
	require.NoError(t, err)
	blanks, err := factors.ReadCSV(strings.NewReader(sheet+"fuel/oil ,\u3000Oil,GB ,2024-01-01,2024-12-31, L,combustion,2.5, a  b \n"), sheetMeta)
	require.NoError(t, err)
	assert.Equal(t, clean.Digest(), blanks.Digest())
	_, err = factors.ReadCSV(strings.NewReader(sheet+"fuel/oil,Oil,GB,2024-01-01,2024-12-31,L,combustion,2.5,\nfuel/gas,Gas,GB,2024-01-01,2024-12-31,L,combustion,2.5 ,\n"), sheetMeta)
	require.ErrorContains(t, err, "CO2", "a number is written without blanks, whatever the row before holds")
	_, err = factors.ReadJSON(strings.NewReader(`[{"activity": "fuel/oil ", "region": "GB", "valid": "2024", "unit": "L", "boundary": "combustion", "CO2": "2.5"}]`), sheetMeta)
	require.ErrorContains(t, err, `factors[0]: activity is out of range ("fuel/oil ")`)
}

// A source of any kind may have a region of its own, which is then known in it and nowhere else.
func TestRegionOfASource(t *testing.T) {
	const own = "JP-ISLAND"
	islands := setOf(t, "p", made(of("fuel/other"), in(own)))
	outer, err := factors.NewStack(setOf(t, "q", made(in("JP"))), islands)
	require.NoError(t, err)
	other, ok := islands.Factor("p/fuel/other/JP-ISLAND/2024/L")
	require.True(t, ok)
	lock, err := factors.NewLock(islands, slices.Values([]ghg.Result{{Factors: []ghg.FactorRecord{other.Record()}}}))
	require.NoError(t, err)
	for name, source := range map[string]factors.Source{"set": islands, "stack": outer, "lock": lock, "a type of the user's": ledger{islands}} {
		q := oil("L")
		q.Region = own
		_, _, found, err := factors.Basis{Factors: source, GWP: ghg.AR6()}.Lookup(q)
		require.NoError(t, err, name)
		assert.False(t, found, name)
		q.Region = "JP-ILAND"
		_, _, _, err = factors.Basis{Factors: source, GWP: ghg.AR6()}.Lookup(q)
		require.ErrorIs(t, err, ghg.ErrUnknown, name)
		require.ErrorContains(t, err, own, "the region that it may stand for")
		_, _, err = factors.Basis{Factors: source, GWP: ghg.AR6(), Policy: factors.Policy{WiderRegion: true}}.Find(q)
		require.ErrorIs(t, err, ghg.ErrUnknown, "%s: a misspelt region never becomes its country", name)
	}
	_, err = outer.Find(func() factors.Query { q := oil("L"); q.Region = "JP-ILAND"; return q }())
	require.ErrorContains(t, err, "no factor for fuel/oil in JP-ILAND, 2024, per unit of volume, boundary combustion in q-1 > p-1; region of the query is unknown")
}

// An unknown region that has a name or another code is answered with its code.
func TestRegionsMeant(t *testing.T) {
	for text, want := range map[string]string{
		"UK": "want GB (ISO 3166 alpha-2: UK is GB)", "England": "want GB (ISO 3166 alpha-2: England is GB)", "japan": "want JP (ISO 3166", "USA": "want US (ISO 3166", "Texas": "want US-ERCT",
	} {
		require.ErrorContains(t, factors.CheckRegion(text), want)
	}
}

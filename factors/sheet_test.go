package factors_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/units"
)

var sheetMeta = factors.Meta{Publisher: "p", Edition: "1", Title: "invented", Licence: "none"}

// full has a row of every kind, with invented numbers.
const full = `activity,label,region,valid_from,valid_to,unit,boundary,CO2,CO2-biogenic,CH4-fossil,CH4-biogenic,CH4-combustion,CH4,N2O,C,other_gases,gases_in,CO2e,gwp,price_year,price_type,uncertainty,document,table,row,licence,caveat,note
fuel/oil,"Oil, heavy",GB,2024-01-01,2024-12-31,L,combustion,2.5,0.1,0.001,,,,0.0002,,,,2.6,AR5,,,0.05,a document,1,2,mine,stand-in: for: oil,a note
fuel/gas,,GB,2023-04-01,2024-03-31,kWh(HHV),combustion,0.18,,,,,0.0003,0.0001,,,kg CO2e,0.1804,AR5,,,,,,,,,
fuel/coal,,JP,2024-01-01,2024-12-31,GJ(HHV),combustion,,,,,,,,24.7,,,,,,,,,,,,,
process/chips,,GLOBAL,2024-01-01,2024-12-31,t,direct,,,,,,,,,HFC-134a=0.001; SF6=0.00002,,,,,,,,,,,,
spend/paper,,US,2022-01-01,2022-12-31,USD,cradle-to-gate,,,,,,,,,,,0.4,AR4,2022,purchaser,,,,,,,
spend/steel,,US,2022-01-01,2022-12-31,USD,cradle-to-gate,,,,,,,,,,,0.4,unstated,,unstated,,,,,,unstated-gwp-basis,
waste/food,,GB,2024-01-01,2024-12-31,t,treatment,,,,0.5,,,,,,,,,,,,,,,,,
`

func TestCSVRoundTrip(t *testing.T) {
	first, err := factors.ReadCSV(strings.NewReader(full), sheetMeta)
	require.NoError(t, err)
	assert.Equal(t, 7, first.Len())
	var written bytes.Buffer
	require.NoError(t, factors.WriteCSV(&written, first, false))
	assert.Equal(t, full, withoutDefaults(written.String()))
	second, err := factors.ReadCSV(bytes.NewReader(written.Bytes()), sheetMeta)
	require.NoError(t, err)
	assert.Equal(t, first.Digest(), second.Digest())
	var again bytes.Buffer
	require.NoError(t, factors.WriteCSV(&again, second, false))
	assert.Equal(t, written.String(), again.String())

	f, ok := first.Factor("p/fuel/gas/GB/2023/kWh(HHV)")
	require.True(t, ok)
	assert.Equal(t, "AR5", f.PerUnit.At(0).GWP+f.PerUnit.At(1).GWP, "CO2 is a mass, CH4 is CO2e on AR5")
	assert.Equal(t, "2023-04-01 to 2024-03-31", f.Valid.Label)
	assert.True(t, f.Published.Kg.Equal(dec.MustParse("0.1804")))
	oil, ok := first.Factor("p/fuel/oil/GB/2024/L")
	require.True(t, ok)
	assert.Equal(t, ghg.Caveat{Kind: ghg.StandIn, Detail: "for: oil"}, oil.Caveat)
	steel, ok := first.Factor("p/spend/steel/US/2022/USD")
	require.True(t, ok)
	assert.Equal(t, "USD of a year that is not stated", steel.Record().Price)
}

func TestExtremeNumbersRoundTrip(t *testing.T) {
	const head = "activity,region,valid_from,valid_to,unit,boundary,CO2,uncertainty\na,GB,2024-01-01,2024-12-31,L,direct,"
	for _, number := range []string{"1e-64", "1e64", ".0000000000000000000000000000000000000000000000000000000000000001e-64", strings.Repeat("9", 64) + "e64", "0." + strings.Repeat("3", 63), "0"} {
		first, err := factors.ReadCSV(strings.NewReader(head+number+","+number+"\n"), sheetMeta)
		require.NoError(t, err)
		var b bytes.Buffer
		require.NoError(t, factors.WriteCSV(&b, first, false))
		second, err := factors.ReadCSV(&b, sheetMeta)
		require.NoError(t, err, number)
		assert.Equal(t, first.Digest(), second.Digest(), number)
	}
}

// withoutDefaults removes the document and licence that the set fills in.
func withoutDefaults(csv string) string {
	return strings.NewReplacer(",invented,,,none,", ",,,,,").Replace(csv)
}

func TestSpreadsheetFormulaIsEscaped(t *testing.T) {
	s := setOf(t, "p", made(func(f *factors.Factor) { f.Note = "=1+1" }))
	var b bytes.Buffer
	require.NoError(t, factors.WriteCSV(&b, s, true))
	assert.Contains(t, b.String(), "'=1+1")
}

// Amounts that do not fit in one row are an error, not written as something else.
func TestNoRowForMixedBases(t *testing.T) {
	one := dec.MustParse("1")
	for name, list := range map[string][]ghg.GasAmount{
		"two bases":         {{Gas: ghg.CH4, GWP: "AR4", Kg: one}, {Gas: ghg.N2O, GWP: "AR5", Kg: one}},
		"a mass and a CO2e": {{Gas: ghg.CH4, GWP: "AR4", Kg: one}, {Gas: ghg.N2O, Kg: one}},
	} {
		s := setOf(t, "p", made(func(f *factors.Factor) { f.PerUnit = amounts(list...) }))
		var b bytes.Buffer
		require.ErrorIs(t, factors.WriteCSV(&b, s, false), ghg.ErrMixed, name)
		require.ErrorIs(t, factors.WriteJSON(&b, s), ghg.ErrMixed, name)
		lock, err := factors.NewLock(s, slices.Values(resultsOf(t, s, "p/fuel/oil/GB/2024/L")))
		require.NoError(t, err)
		require.ErrorIs(t, lock.Write(&b), ghg.ErrMixed, name)
	}
	other := setOf(t, "p", made(func(f *factors.Factor) {
		f.PerUnit = amounts(ghg.GasAmount{Gas: ghg.CH4, GWP: "AR4", Kg: one})
		f.Published = ghg.GasAmount{GWP: "AR5", Kg: one}
	}))
	require.ErrorIs(t, factors.WriteCSV(&bytes.Buffer{}, other, false), ghg.ErrMixed, "a published sum on another basis does not fit")
	mass := setOf(t, "p", made(func(f *factors.Factor) { f.Published = ghg.GasAmount{GWP: "AR5", Kg: one} }))
	require.NoError(t, factors.WriteCSV(&bytes.Buffer{}, mass, false))
}

// The error for a bad cell names its line and column.
func TestEveryBadCell(t *testing.T) {
	good := strings.Split(strings.TrimSuffix(full, "\n"), "\n")
	column := map[string]int{}
	for i, name := range factors.Columns() {
		column[name] = i
	}
	for _, tt := range []struct{ column, value, want string }{
		{"activity", "", "activity"},
		{"region", "", "region"},
		{"valid_from", "1.1.2024", "valid_from"},
		{"valid_to", "2024-02-30", "valid_to"},
		{"valid_to", "2023-12-31", "valid_to"},
		{"unit", "parsnip", "unit"},
		{"unit", "", "unit"},
		{"boundary", "cradle", "boundary"},
		{"CO2", "1'234", "CO2"},
		{"CO2", "-1", "kg CO2/t"},
		{"CO2-biogenic", "1e99", "CO2-biogenic"},
		{"CH4-fossil", " 1", "CH4-fossil"},
		{"CH4-biogenic", "NaN", "CH4-biogenic"},
		{"CH4", "１", "CH4"},
		{"N2O", "5%", "N2O"},
		{"C", "x", "C"},
		{"other_gases", "SF6", "other_gases"},
		{"other_gases", "XYZ=1", "other_gases"},
		{"other_gases", "SF6=x", "other_gases"},
		{"other_gases", "SF6=1; SF6=2", "other_gases"},
		{"other_gases", "methane=1", "other_gases"},
		{"gases_in", "lb", "gases_in"},
		{"gases_in", "kg CO2e", "gwp"},
		{"CO2e", "1", "gwp"},
		{"CO2e", "1..2", "CO2e"},
		{"gwp", "AR99", "gwp"},
		{"price_year", "last", "price_year"},
		{"price_year", "2022", "price_type"},
		{"price_type", "retail", "price_type"},
		{"price_type", "purchaser", "price_type"},
		{"uncertainty", "±5", "uncertainty"},
		{"uncertainty", "-0.1", "uncertainty"},
		{"caveat", "careful", "caveat"},
	} {
		t.Run(tt.column+" "+tt.value, func(t *testing.T) {
			cells := strings.Split(good[7], ",") // waste/food, without quotes
			require.Len(t, cells, len(column))
			cells[column[tt.column]] = tt.value
			if tt.column == "other_gases" {
				cells[column["CH4-biogenic"]] = ""
			}
			text := strings.Join([]string{good[0], good[1], strings.Join(cells, ",")}, "\n") + "\n"
			_, err := factors.ReadCSV(strings.NewReader(text), sheetMeta)
			require.ErrorContains(t, err, "p-1 factors:3: ")
			require.ErrorContains(t, err, tt.want)
			var many *ghg.JoinedError
			require.ErrorAs(t, err, &many)
			assert.Len(t, many.First, 1)
		})
	}
}

func TestLoad(t *testing.T) {
	files := func(change func(m fstest.MapFS)) fstest.MapFS {
		m := fstest.MapFS{
			"1.json":           {Data: []byte(`{"publisher": "p", "edition": "1", "title": "invented", "licence": "none"}`)},
			"1.csv":            {Data: []byte(full)},
			"1.properties.csv": {Data: []byte("activity,property,rate,region,valid_from,valid_to\nfuel/oil,density,0.8 kg/L,GB,2024-01-01,2024-12-31\n")},
		}
		change(m)
		return m
	}
	s, err := factors.Load(files(func(fstest.MapFS) {}), "1")
	require.NoError(t, err)
	p, err := s.Property(factors.PropertyQuery{Activity: "fuel/oil", Region: "GB", Period: ghg.CalendarYear(2024), From: units.MustUnit("L"), To: units.MustUnit("kg")})
	require.NoError(t, err)
	assert.Equal(t, "invented", p.Reference.Document)
	read, err := factors.ReadCSV(strings.NewReader(full), sheetMeta)
	require.NoError(t, err)
	assert.NotEqual(t, read.Digest(), s.Digest(), "the digest covers properties")
	both, err := factors.ReadCSVWithProperties(strings.NewReader(full), bytes.NewReader(files(func(fstest.MapFS) {})["1.properties.csv"].Data), sheetMeta)
	require.NoError(t, err)
	assert.Equal(t, s.Digest(), both.Digest())
	without, err := factors.Load(files(func(m fstest.MapFS) { delete(m, "1.properties.csv") }), "1")
	require.NoError(t, err)
	assert.Equal(t, read.Digest(), without.Digest())

	for name, change := range map[string]func(m fstest.MapFS){
		"no meta":        func(m fstest.MapFS) { delete(m, "1.json") },
		"bad meta":       func(m fstest.MapFS) { m["1.json"].Data = []byte(`{"publisher": "p", "editon": "1"}`) },
		"empty meta":     func(m fstest.MapFS) { m["1.json"].Data = []byte(`{}`) },
		"no factors":     func(m fstest.MapFS) { delete(m, "1.csv") },
		"bad factors":    func(m fstest.MapFS) { m["1.csv"].Data = []byte("x\n") },
		"bad properties": func(m fstest.MapFS) { m["1.properties.csv"].Data = []byte("x\n") },
		"bad rate": func(m fstest.MapFS) {
			m["1.properties.csv"].Data = bytes.Replace(m["1.properties.csv"].Data, []byte("0.8 kg/L"), []byte("heavy"), 1)
		},
		"bad validity": func(m fstest.MapFS) {
			m["1.properties.csv"].Data = bytes.Replace(m["1.properties.csv"].Data, []byte("2024-12-31"), []byte("2024"), 1)
		},
		"rate of zero": func(m fstest.MapFS) {
			m["1.properties.csv"].Data = bytes.Replace(m["1.properties.csv"].Data, []byte("0.8"), []byte("0"), 1)
		},
		"unreadable properties": func(m fstest.MapFS) {
			m["1.properties.csv"].Mode = 1 << 31 // a directory
		},
	} {
		_, err := factors.Load(files(change), "1")
		require.ErrorContains(t, err, "factor set", name)
	}
	_, err = factors.ReadCSVWithProperties(strings.NewReader("x\n"), strings.NewReader(""), sheetMeta)
	require.Error(t, err)
	_, err = factors.ReadCSVWithProperties(strings.NewReader(full), strings.NewReader("x\n"), sheetMeta)
	require.Error(t, err)
}

func TestTruncatedJSON(t *testing.T) {
	s := setOf(t, "p", made(), made(year(2023)))
	var b bytes.Buffer
	require.NoError(t, factors.WriteJSON(&b, s))
	text := strings.TrimSpace(b.String())
	for _, bad := range []string{text[:len(text)-1], text + "]", text + "[]", "", "{}", `["x"]`} {
		_, err := factors.ReadJSON(strings.NewReader(bad), sheetMeta)
		require.Error(t, err, bad)
	}
	_, err := factors.ReadJSON(strings.NewReader(text), sheetMeta)
	require.NoError(t, err)
}

// A sheet of factors may give the validity in one column, as periods are written elsewhere.
func TestValidityAsPeriod(t *testing.T) {
	const two = "activity,region,valid_from,valid_to,unit,boundary,CO2\nfuel/oil,JP,2024-04-01,2025-03-31,L,combustion,2.5\n"
	want, err := factors.ReadCSV(strings.NewReader(two), sheetMeta)
	require.NoError(t, err)
	for _, valid := range []string{"2024-04-01..2025-03-31", "2024-04-01/2025-04-01"} {
		got, err := factors.ReadCSV(strings.NewReader("activity,region,valid,unit,boundary,CO2\nfuel/oil,JP,"+valid+",L,combustion,2.5\n"), sheetMeta)
		require.NoError(t, err, valid)
		assert.Equal(t, want.Digest(), got.Digest(), valid)
		fromJSON, err := factors.ReadJSON(strings.NewReader(`[{"activity": "fuel/oil", "region": "JP", "valid": "`+valid+`", "unit": "L", "boundary": "combustion", "CO2": "2.5"}]`), sheetMeta)
		require.NoError(t, err, valid)
		assert.Equal(t, want.Digest(), fromJSON.Digest(), valid)
	}
	for _, tt := range []struct{ name, text, want string }{
		{"both", "activity,region,valid,valid_from,valid_to,unit,boundary,CO2\nfuel/oil,JP,2024,2024-01-01,2024-12-31,L,combustion,2.5\n", "valid"},
		{"neither", "activity,region,unit,boundary,CO2\nfuel/oil,JP,L,combustion,2.5\n", "valid_from"},
		{"a day lost", "activity,region,valid,unit,boundary,CO2\nfuel/oil,JP,2024-04-01/2025-03-31,L,combustion,2.5\n", "2024-04-01..2025-03-31"},
		{"labelled", "activity,region,valid,unit,boundary,CO2\nfuel/oil,JP,2024-04-01..2025-03-31 FY2024,L,combustion,2.5\n", "without a label"},
	} {
		_, err := factors.ReadCSV(strings.NewReader(tt.text), sheetMeta)
		require.ErrorContains(t, err, tt.want, tt.name)
	}
	properties, err := factors.ReadPropertiesCSV(strings.NewReader("activity,property,rate,region,valid\nfuel/oil,density,0.8 kg/L,JP,2024-04-01..2025-03-31\n"), sheetMeta)
	require.NoError(t, err)
	assert.Equal(t, 365, properties[0].Valid.Days())
}

type failing struct{ after int }

func (w *failing) Write(p []byte) (int, error) {
	if w.after -= len(p); w.after < 0 {
		return 0, errors.New("disk full")
	}
	return len(p), nil
}

func TestWriteErrors(t *testing.T) {
	s := setOf(t, "p", made())
	require.ErrorContains(t, factors.WriteCSV(&failing{}, s, false), "disk full")
	many := make([]factors.Factor, 100)
	for i := range many {
		many[i] = made(func(f *factors.Factor) {
			f.Activity += strings.Repeat("x", i)
			f.Note = strings.Repeat("x", 1000)
		})
	}
	long := setOf(t, "p", many...)
	require.ErrorContains(t, factors.WriteCSV(&failing{after: 1 << 10}, long, false), "disk full", "rows that do not fit the buffer")
	require.ErrorContains(t, factors.WriteJSON(&failing{}, s), "disk full")
}

// FuzzReadCSV checks that any file is either read or refused, and that what is read survives a round trip.
func FuzzReadCSV(f *testing.F) {
	f.Add([]byte(full))
	f.Add([]byte("activity,region,valid_from,valid_to,unit,boundary,CO2\na,GB,2024-01-01,2024-12-31,L,direct,1\n"))
	f.Add([]byte("\xef\xbb\xbfactivity\n\"\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		first, err := factors.ReadCSV(bytes.NewReader(text), sheetMeta)
		if err != nil {
			return
		}
		var written bytes.Buffer
		if err := factors.WriteCSV(&written, first, false); err != nil {
			require.ErrorIs(t, err, ghg.ErrMixed)
			return
		}
		second, err := factors.ReadCSV(&written, sheetMeta)
		require.NoError(t, err)
		assert.Equal(t, first.Digest(), second.Digest())
	})
}

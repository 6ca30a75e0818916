package factors_test

import (
	"bytes"
	"io"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/units"
)

// oddTexts are texts that a file may distort.
var oddTexts = []string{
	"", "a", "x", "東京", "=1+1", "+1", "-1", "@a", "'x", "a,b", `a"b`, "a\nb", "\n", " ", " a", "a ", "\u00a0a", "\ufeffa", "\ufeff", "a\rb", "\x00",
	"\xff", "\ufffd", "a;b", "a: b", ": ", "a=1", "a/b", "1e5", "2024", "kg CO2e", "unstated", "\u2028", strings.Repeat("x", 1000), strings.Repeat("x", 1001),
}

var oddNumbers = []string{
	"0", "1", "0.5", "-1", "1e64", "1e-64", "0.10", "123456789012345678901234567890", "1e100", "1e-100", "1.5e-90", "99999999999999999999999999999999999999999999999999999999999999999999",
}

// anyFactor makes a factor of odd parts.
func anyFactor(r *rand.Rand) factors.Factor {
	pick := func() string {
		if r.IntN(3) == 0 {
			return oddTexts[r.IntN(len(oddTexts))]
		}
		return "a"
	}
	number := func() decimal.Decimal {
		if r.IntN(2) == 0 {
			d, _ := decimal.NewFromString(oddNumbers[r.IntN(len(oddNumbers))])
			return d
		}
		return decimal.New(r.Int64N(1000), int32(r.IntN(10)-5))
	}
	one := func(texts ...string) string { return texts[r.IntN(len(texts))] }
	var amounts []ghg.GasAmount
	for _, gas := range []ghg.Gas{"", ghg.CO2, ghg.CO2Biogenic, ghg.CH4, ghg.N2O, ghg.Carbon, ghg.CH4Fossil, "HFC-134a", "SF6", "HFO-1234yf"} {
		if r.IntN(5) == 0 {
			amounts = append(amounts, ghg.GasAmount{Gas: gas, GWP: one("", "", "AR5", "AR6", "unstated"), Kg: number()})
		}
	}
	perUnit, _ := ghg.NewEmissions(amounts...)
	symbols := []string{"kg", "kWh", "1000Nm3", "t·km", "USD", "JPY", "kWh(HHV)", "passenger·km", "count:t-shirt", "m3"}
	unit, _ := units.ParseUnit(symbols[r.IntN(len(symbols))])
	period := ghg.CalendarYear(2024)
	switch r.IntN(6) {
	case 0:
		period = ghg.Period{Start: ghg.Date{Year: r.IntN(12000), Month: time.Month(1 + r.IntN(12)), Day: 1 + r.IntN(31)}, End: ghg.Date{Year: r.IntN(12000), Month: 2, Day: 1}}
	case 1:
		period.Label = pick()
	}
	f := factors.Factor{
		Activity: pick(), Label: pick(), Region: one("GB", "GLOBAL", "US-CAMX", pick()), Valid: period, Unit: unit,
		Boundary: ghg.Boundary(r.IntN(9)), PerUnit: perUnit, Licence: pick(), Note: pick(),
		Reference: factors.Reference{Document: pick(), Table: pick(), Row: pick()},
	}
	if r.IntN(3) == 0 {
		f.Published = ghg.GasAmount{GWP: one("AR5", "AR6", "unstated", pick()), Kg: number()}
	}
	if r.IntN(3) == 0 {
		f.Price = factors.Price{Year: r.IntN(3) * 1011, Type: one("purchaser", "basic", "unstated", pick())}
	}
	if r.IntN(3) == 0 {
		f.Uncertainty = factors.PublishedUncertainty(number())
	}
	if r.IntN(3) == 0 {
		f.Caveat = ghg.Caveat{Kind: ghg.CaveatKind(r.IntN(40)), Detail: pick()}
	}
	return f
}

// What is written is read, and is the same when written again: WriteCSV and WriteJSON refuse what ReadCSV and ReadJSON
// would refuse or read as something else.
func checkRoundTrip(t *testing.T, s *factors.Set) (written bool) {
	t.Helper()
	var sheet, object, again bytes.Buffer
	if err := factors.WriteCSV(&sheet, s, false); err == nil {
		written = true
		read, err := factors.ReadCSV(bytes.NewReader(sheet.Bytes()), s.Meta())
		require.NoError(t, err, sheet.String())
		require.NoError(t, factors.WriteCSV(&again, read, false))
		require.Equal(t, sheet.String(), again.String())
		require.Equal(t, s.Digest(), read.Digest(), sheet.String())
		require.NoError(t, factors.WriteCSV(io.Discard, s, true))
	}
	if err := factors.WriteJSON(&object, s); err == nil {
		read, err := factors.ReadJSON(bytes.NewReader(object.Bytes()), s.Meta())
		require.NoError(t, err, object.String())
		require.Equal(t, s.Digest(), read.Digest(), object.String())
	}
	return written
}

func TestWriteCSVRoundTrip(t *testing.T) {
	const n = 20_000
	r := rand.New(rand.NewPCG(1, 2))
	made, wrote := 0, 0
	for range n {
		s, err := factors.NewSet(factors.Meta{Publisher: "own", Edition: "1", Title: "d"}, []factors.Factor{anyFactor(r)}, nil)
		if err != nil {
			continue
		}
		made++
		if checkRoundTrip(t, s) {
			wrote++
		}
	}
	t.Log(made, "sets,", wrote, "written")
	assert.Greater(t, wrote, n/1000)
}

// FuzzWriteCSV does so for any texts and numbers.
func FuzzWriteCSV(f *testing.F) {
	f.Add("fuel/x", "label", "doc", "note", "1", "0.05", uint64(1))
	f.Add("=x", "\ufeff", "a\nb", "a: b", "1e-60", "0", uint64(2))
	f.Fuzz(func(t *testing.T, activity, label, document, note, kg, share string, seed uint64) {
		factor := anyFactor(rand.New(rand.NewPCG(seed, 0)))
		factor.Activity, factor.Label, factor.Reference.Document, factor.Note = activity, label, document, note
		if len(kg) > 1000 || len(share) > 1000 {
			return
		}
		if d, err := decimal.NewFromString(kg); err == nil && d.Exponent() > -1000 && d.Exponent() < 1000 {
			factor.Published.Kg = d
		}
		if d, err := decimal.NewFromString(share); err == nil && d.Exponent() > -1000 && d.Exponent() < 1000 {
			factor.Uncertainty = factors.PublishedUncertainty(d)
		}
		s, err := factors.NewSet(factors.Meta{Publisher: "own", Edition: "1", Title: "d"}, []factors.Factor{factor}, nil)
		if err == nil {
			checkRoundTrip(t, s)
		}
	})
}

// ReadJSON is strict within each object, reads one at a time and ends with its reader.
func TestReadJSONHostile(t *testing.T) {
	const good = `{"activity":"fuel/x","region":"GB","valid_from":"2024-01-01","valid_to":"2024-12-31","unit":"L","boundary":"combustion","CO2":"1","document":"d"}`
	meta := factors.Meta{Publisher: "own", Edition: "1"}
	for name, c := range map[string]struct{ text, want string }{
		"repeated key":      {"[" + strings.Replace(good, `"CO2"`, `"CO2":"2","CO2"`, 1) + "]", `factors[0]: CO2 is a repeated key`},
		"null":              {"[" + strings.Replace(good, `"1"`, `null`, 1) + "]", `factors[0]: CO2 is of the wrong kind ("null")`},
		"number":            {"[" + strings.Replace(good, `"1"`, `1`, 1) + "]", `factors[0]: CO2 is of the wrong kind ("1")`},
		"other case":        {"[" + strings.Replace(good, `"CO2"`, `"co2"`, 1) + "]", `factors[0]: co2 is an unknown key: want "CO2"`},
		"cut decimal":       {"[" + strings.Replace(good, `"1"`, `"1."`, 1) + "]", `own-1 factors:2: column "CO2": "1." is not a number`},
		"surrogate":         {"[" + strings.Replace(good, `"d"`, `"\ud800"`, 1) + "]", `factors[0]: byte 143: want both halves of a character`},
		"not UTF-8":         {"[" + strings.Replace(good, `"d"`, "\"\xff\"", 1) + "]", `factors[0]: byte 143: the text is not UTF-8`},
		"null object":       {"[null]", `factors[0]: JSON is of the wrong kind ("null"): want an object of strings`},
		"deep":              {"[" + strings.Repeat("[", 1<<20), "at most 64 objects and arrays within each other"},
		"a bad one between": {"[" + good + ",{}," + strings.Replace(good, "GB", "XX", 1) + "]", `own-1 factors:4: region`},
		"truncated":         {"[" + good, "want the end of the array"},
		"after it":          {"[" + good + "] x", "want nothing after the array"},
		"long text":         {"[" + strings.Replace(good, `"d"`, `"`+strings.Repeat("x", 1001)+`"`, 1) + "]", "document is out of range"},
		"bad objects":       {"[{}" + strings.Repeat(`,{}`, 5000) + "]", "reading stopped after 1000 bad rows"},
	} {
		set, err := factors.ReadJSON(strings.NewReader(c.text), meta)
		assert.ErrorContains(t, err, c.want, name)
		assert.Nil(t, set)
	}
	_, err := factors.ReadJSON(&stillReader{"[" + good}, meta)
	require.ErrorIs(t, err, io.ErrNoProgress)
	_, err = factors.ReadCSV(&stillReader{}, meta)
	require.ErrorIs(t, err, io.ErrNoProgress)
	_, err = factors.ReadLock(&stillReader{})
	require.ErrorIs(t, err, io.ErrNoProgress)
	_, err = factors.ReadMapping(&stillReader{}, "m.csv")
	require.ErrorIs(t, err, io.ErrNoProgress)
	_, err = factors.ReadPropertiesCSV(&stillReader{}, meta)
	require.ErrorIs(t, err, io.ErrNoProgress)

	// One object of 200 MB: it is passed over, not held.
	row := strings.Repeat("x", 1<<16)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err = factors.ReadJSON(&rowsOf{header: `[{"activity":"`, row: func(int) string { return row }, rows: 3200}, meta)
	runtime.ReadMemStats(&after)
	require.ErrorIs(t, err, io.ErrUnexpectedEOF)
	assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(230<<20)) // of which rowsOf allocates 200 MB
}

// stillReader returns a text and then neither bytes nor an error.
type stillReader struct{ text string }

func (s *stillReader) Read(p []byte) (int, error) {
	n := copy(p, s.text)
	s.text = s.text[n:]
	return n, nil
}

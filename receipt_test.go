package ghg_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/units"
)

// line is an activity for tests of results.
type line struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`
}

func (l line) Calculate(factors.Basis) (ghg.Results, error) { return nil, nil }

var lines = method.Declare[line](method.Declaration{
	Scope: ghg.Scope3, Categories: []ghg.Category{ghg.UseOfSoldProducts}, Primary: method.AlwaysPrimary(),
	Results: []method.Part{{}, {Name: "own", Stage: ghg.StageTankToWheel, Memo: ghg.Memo{Kind: ghg.MemoOptional}}},
})

// rich returns a result with everything a result can have. Its numbers are invented.
func rich(t testing.TB) ghg.Result {
	t.Helper()
	set, err := factors.NewSet(factors.Meta{Publisher: "test", Edition: "1", Title: "Test factors", Licence: "none"}, []factors.Factor{{
		Activity: "fuel/blend", Region: "GB", Valid: ghg.CalendarYear(2024), Unit: units.MustUnit("kWh(HHV)"),
		Boundary: ghg.Combustion, Reference: factors.Reference{Table: "Fuels", Row: "7"},
		PerUnit: emissions(t, kg(ghg.CO2, "0.18"), kg(ghg.CH4Fossil, "0.00001"), kg(ghg.N2O, "0.0000003"), kg(ghg.CO2Biogenic, "0.02")),
	}}, []factors.Property{{
		Activity: "fuel/blend", Name: "heating value", Rate: units.MustRate("10 kWh(HHV)/L"), Region: "GB", Valid: ghg.CalendarYear(2024),
		Reference: factors.Reference{Document: "Test properties", Table: "Fuels", Row: "8"},
	}})
	require.NoError(t, err)
	c := lines.Begin(factors.Basis{Factors: set, GWP: ghg.AR6()}, &line{
		ID: "a <1> & ünit", Entity: "company", Site: "site", Period: ghg.FiscalYear(2024, time.January, ghg.LabelStartYear),
		Quality: ghg.Quality{Technology: 2},
	})
	q := factors.Query{Activity: "fuel/blend", Region: "GB", Unit: units.MustUnit("MWh(HHV)"), Boundary: ghg.Combustion}
	heat, power := method.Of("heat", units.MustParse("3 MWh")), method.Of("power", units.MustParse("4 MWh"))
	whole := c.Sum("output", heat, power)
	bought := c.ByProperty(method.Sourced("meter", units.MustParse("12500 L"), "meter 7"), c.Property("fuel/blend", "GB", units.MustUnit("L"), units.MustUnit("kWh(HHV)")))
	first := c.Evaluate("supplied", c.Convert(bought, units.MustUnit("MWh(HHV)")))
	burnt := c.Min("burnt", first, c.Evaluate("capacity", method.Of("capacity", units.MustParse("130 MWh(HHV)"))))
	c.Apply("boiler", c.TimesRatio(burnt, c.Less("heat", whole, power), whole), c.Factor(factors.Supplied{}, q))
	c.Release("cooling", method.Of("leaked", units.MustParse("2 kg")), "HCFC-22")
	c.Release("cooling", method.Of("leaked", units.MustParse("3 kg")), "C3H8")
	c.EmitCO2e("landfill", method.Of("reported", units.MustParse("56 kg CO2e")), ghg.CH4, "AR5")
	c.EmitCO2e("supplier", method.Of("reported", units.MustParse("10 kg CO2e")), "", "AR5")
	converted := c.Weighted("other basis", method.Of("heat", units.MustParse("1 MWh(HHV)")), c.Factor(factors.Supplied{}, q))
	c.EmitCO2e("other basis", converted, "", "AR6")
	c.Mark(9, ghg.StepTransport)
	c.Note("serial number", "17")
	c.Caveat(ghg.Estimated, "by area")
	c.Subject(ghg.SubjectProduct, "boiler")
	c.Purchase("PO-1", "maker", units.MustParse("120000 JPY"))
	c.Outstanding(units.MustParse("5 EUR"))
	r, err := c.Result(method.Part{Name: "own", Stage: ghg.StageTankToWheel, Memo: ghg.Memo{Kind: ghg.MemoOptional, Detail: "an example"}})
	require.NoError(t, err)
	r.Method = "house.test"
	amount := ghg.Amount{Value: d("5"), Unit: "MWh"}
	serials, err := ghg.ParseSerials("GB1..GB5")
	require.NoError(t, err)
	r.Claims = []ghg.Claim{{
		Instrument: "rego-1", Kind: ghg.Certificate, Technology: "wind", Renewable: true, Market: "GB", Vintage: ghg.CalendarYear(2024),
		Commissioned: ghg.Date{Year: 2020, Month: time.May, Day: 1}, Registry: "REGO", Serials: serials, Retirement: "statement",
		Volume: amount, Whole: amount, Used: amount, RE100: true, Refused: "criterion 3",
	}}
	r.Covers = []ghg.Cover{{Source: ghg.ByInstrument, Carrier: ghg.Steam, Instrument: "rego-1", Energy: amount, Renewable: true, First: 2, Last: 3}}
	return r
}

func receiptOf(t testing.TB, r ghg.Result) []byte {
	t.Helper()
	b, err := r.Receipt()
	require.NoError(t, err)
	return b
}

func TestReceiptRoundTrip(t *testing.T) {
	r := rich(t)
	require.NoError(t, r.Check())
	receipt := receiptOf(t, r)
	back, err := ghg.Verify(receipt)
	require.NoError(t, err)
	assert.Equal(t, string(receipt), string(receiptOf(t, back)))
	assert.Equal(t, r.Explain(), back.Explain())
	assert.Equal(t, r.ExplainSteps(), back.ExplainSteps())
	assert.Equal(t, "house.test", string(back.Method))
	assert.True(t, back.Emissions.Equal(r.Emissions))
	assert.Contains(t, string(receipt), `a <1> & ünit`, "text must appear as written")

	assertComplete(t, reflect.ValueOf(back), "result")

	var spaced bytes.Buffer
	require.NoError(t, json.Indent(&spaced, receipt, "", "  "))
	for name, other := range map[string][]byte{
		"white space":     spaced.Bytes(),
		"a line end":      append(bytes.Clone(receipt), '\n'),
		"an escape":       bytes.Replace(receipt, []byte("boiler"), []byte(`\u0062oiler`), 1),
		"an escaped < ":   bytes.Replace(receipt, []byte("<1>"), []byte(`\u003c1>`), 1),
		"an escaped /":    bytes.Replace(receipt, []byte("fuel/blend"), []byte(`fuel\/blend`), 1),
		"an invalid byte": bytes.Replace(receipt, []byte("boiler"), []byte("boile\xff"), 1),
	} {
		require.NotEqual(t, string(receipt), string(other), name)
		_, err := ghg.Verify(other)
		require.ErrorIs(t, err, ghg.ErrTampered, "%s: another spelling must be refused", name)
	}
}

// Receipts written before schemes of quality were named have indicators alone; those written before heat had covers have
// covers without a carrier. Both verify as they are.
func TestReceiptWithoutSchemeAndCarrier(t *testing.T) {
	r := rich(t)
	r.Quality.Scheme, r.Covers[0].Carrier = 0, ghg.Electricity
	receipt := receiptOf(t, r)
	assert.Contains(t, string(receipt), `"quality":"technology 2"`)
	assert.NotContains(t, string(receipt), `"carrier"`)
	back, err := ghg.Verify(receipt)
	require.NoError(t, err)
	assert.Equal(t, ghg.Quality{Technology: 2}, back.Quality)
	assert.Equal(t, ghg.Electricity, back.Covers[0].Carrier)
	assert.Equal(t, string(receipt), string(receiptOf(t, back)))
}

// assertComplete asserts that every field is set, down to the first item of every list, so that none is lost in a round
// trip. Fields that exclude each other are set in some item.
func assertComplete(t *testing.T, v reflect.Value, path string) {
	t.Helper()
	some := map[string]bool{"Result.Accounting": true, "Result.GWPDigest": true, "Term.Divides": true, "Term.Subtracts": true, "Term.Source": true, "Term.Ref": true, "Term.Step": true, "Step.Kind": true, "Step.Gas": true, "Step.GWP": true, "Weight.Basis": true, "Weight.Outside": true, "Weight.Gas": true, "Quality.Time": true, "Quality.Geography": true, "Quality.Completeness": true, "Quality.Reliability": true, "Quality.PCAF": true, "FactorRecord.Price": true}
	for i := range v.NumField() {
		f, name := v.Field(i), v.Type().Name()+"."+v.Type().Field(i).Name
		if !v.Type().Field(i).IsExported() || some[name] {
			continue
		}
		assert.False(t, f.IsZero(), "%s: %s is lost", path, name)
		switch {
		case f.Kind() == reflect.Slice && f.Len() > 0 && f.Index(0).Kind() == reflect.Struct:
			assertComplete(t, f.Index(0), name)
		case f.Kind() == reflect.Struct:
			assertComplete(t, f, name)
		}
	}
}

// TestCanonicalJSON checks the receipt against RFC 8785 with another encoder: keys in order, no white space.
func TestCanonicalJSON(t *testing.T) {
	receipt := receiptOf(t, rich(t))
	assert.Equal(t, string(receipt), string(encode(t, parseTree(t, receipt))))
}

// A result in which any text is not UTF-8 passes no check and has no receipt.
func TestReceiptRefusesInvalidText(t *testing.T) {
	r := rich(t)
	r.Quality.Scheme, r.Subject.Name = 0, "x"
	n := 0
	var walk func(v reflect.Value, path string)
	walk = func(v reflect.Value, path string) {
		switch {
		case v.Kind() == reflect.String && v.CanSet():
			old := v.String()
			v.SetString("\xff" + old)
			n++
			require.ErrorIs(t, r.CheckText(), ghg.ErrOutOfRange, path)
			require.ErrorIs(t, r.Check(), ghg.ErrTampered, path)
			_, err := r.Receipt()
			require.ErrorIs(t, err, ghg.ErrOutOfRange, path)
			v.SetString(old)
		case v.Kind() == reflect.Struct:
			for i := range v.NumField() {
				walk(v.Field(i), path+"."+v.Type().Field(i).Name)
			}
		case v.Kind() == reflect.Slice:
			for i := range v.Len() {
				walk(v.Index(i), path)
			}
		}
	}
	walk(reflect.ValueOf(&r).Elem(), "")
	assert.Greater(t, n, 200)
	require.NoError(t, r.Check())
	steps := []ghg.Step{{Label: "x", Op: ghg.Product, Unit: "kg CO2e", GWP: "\xff", Terms: []ghg.Term{term("1", "kg CO2e")}}}
	_, err := ghg.EmissionsOf(steps)
	require.ErrorIs(t, err, ghg.ErrOutOfRange, "emissions hold no such text")
}

// A byte that is not UTF-8 is found wherever it stands in a text of any length, and texts of other scripts are taken.
func TestBytesThatAreNotUTF8(t *testing.T) {
	for size := 1; size <= 40; size++ {
		for at := range size {
			text := []byte(strings.Repeat("a", size))
			text[at] = 0xff
			var field *ghg.FieldError
			require.ErrorAs(t, ghg.Result{Site: string(text)}.CheckText(), &field, "byte %d of %d", at, size)
			assert.Equal(t, string(text), field.Value)
		}
		require.NoError(t, ghg.Result{ID: strings.Repeat("a", size), Site: strings.Repeat("a", size) + "東京"}.CheckText())
	}
}

// TestVersion1 verifies receipts that earlier versions of the module wrote, and checks that altered ones are refused.
func TestVersion1(t *testing.T) {
	text, err := os.ReadFile("testdata/receipts/version1.jsonl")
	require.NoError(t, err)
	n := 0
	for receipt := range bytes.Lines(text) {
		n++
		r, err := ghg.Verify(receipt)
		require.NoError(t, err)
		assert.Equal(t, parseTree(t, receipt)["co2e_kg"], r.CO2e.Kg().String())
		again, err := r.Receipt()
		require.NoError(t, err, "it must also have a receipt of the current version")
		back, err := ghg.Verify(again)
		require.NoError(t, err)
		assert.True(t, back.Emissions.Equal(r.Emissions))
		if n > 4 {
			continue // altering four of them takes long enough
		}
		for _, l := range leaves(parseTree(t, receipt), "", nil) {
			tree := parseTree(t, receipt)
			all := leaves(tree, "", nil)
			j := slices.IndexFunc(all, func(other leaf) bool { return other.path == l.path })
			others := slices.DeleteFunc(altered(l.old, key(l.path)), func(other any) bool { return other == l.old })
			if len(others) == 0 {
				continue
			}
			all[j].set(others[0])
			_, err := ghg.Verify(encode(t, tree))
			require.Error(t, err, "%s altered", l.path)
		}
	}
	assert.Greater(t, n, 10)
}

// A period that people may no longer write as an interval stays one in receipts, those of earlier versions included.
func TestRecordedPeriod(t *testing.T) {
	const short = "2024-01-01/2024-01-31" // without the last day of the month
	r := rich(t)
	var err error
	r.Period, err = ghg.NewPeriod(ghg.Date{Year: 2024, Month: time.January, Day: 1}, ghg.Date{Year: 2024, Month: time.January, Day: 31})
	require.NoError(t, err)
	receipt := receiptOf(t, r)
	assert.Equal(t, short, parseTree(t, receipt)["period"])
	back, err := ghg.Verify(receipt)
	require.NoError(t, err)
	assert.Equal(t, r.Period, back.Period)

	text, err := os.ReadFile("testdata/receipts/version1.jsonl")
	require.NoError(t, err)
	first, _, _ := bytes.Cut(text, []byte("\n"))
	tree := parseTree(t, first)
	tree["period"] = short
	delete(tree, "sha256")
	sum := sha256.Sum256(append(encode(t, tree), '\n'))
	tree["sha256"] = hex.EncodeToString(sum[:])
	back, err = ghg.Verify(encode(t, tree))
	require.NoError(t, err)
	assert.Equal(t, 30, back.Period.Days())
}

// The figures of the result, calculated by hand.
func TestRichResult(t *testing.T) {
	r := rich(t)
	// 12 500 L × 10 kWh/L = 125 000 kWh × 3 ÷ 7 = 53571.428571… kWh; CO2 9642.857142…, CH4 0.5357142857…, N2O 0.01607142857…, biogenic 1071.428571…
	biogenic, known := r.BiogenicCO2()
	assert.True(t, known)
	assert.Equal(t, "1071.42857142857142857142857142857", biogenic.Round(29).String())
	// 9642.857142857… + 0.535714285714… × 29.8 + 0.0160714285714… × 273 + 56 ÷ 28 × 27.9 + 10
	// = 9642.857142857… + 15.964285714… + 4.3875 + 55.8 + 10 = 9729.008928571428…, and 180 + 0.01 × 29.8 + 0.0003 × 273
	assert.Equal(t, "9909.388828571428571429", r.CO2e.Kg().Round(18).String())
	equal(t, "3920", r.NonKyoto.Kg(), "2 kg × 1960, AR6 table 7.SM.7")
	kinds := map[ghg.CaveatKind]bool{}
	for _, c := range r.Caveats {
		kinds[c.Kind] = true
	}
	assert.Equal(t, map[ghg.CaveatKind]bool{ghg.Estimated: true, ghg.MixedGWP: true, ghg.OutsideKyoto: true, ghg.NoPotential: true}, kinds)
	text := r.ExplainSteps()
	for _, want := range []string{"not in the total", "outside the Kyoto basket", "on the basis of AR5 × 27.9 ÷ 28", "serial number: 17", "data quality: ecoinvent-5: technology 2", "caveat: estimated: by area", "Test factors, Fuels, row 7", "meter: meter 7"} {
		assert.Contains(t, text, want)
	}
	one := ghg.Result{ID: "x", Method: "scope2.electricity", Accounting: ghg.MarketBased, GWP: "AR6", Period: ghg.CalendarYear(2024), Caveats: []ghg.Caveat{{Kind: ghg.Estimated}}}
	assert.Equal(t, "x: 0 t CO2e in 2024 by scope 2 electricity, market-based (AR6); 1 caveat", one.Explain())
}

func TestReceiptIsDeterministic(t *testing.T) {
	want := receiptOf(t, rich(t))
	var wg sync.WaitGroup
	got := make([][]byte, 8)
	shared := rich(t)
	for i := range got {
		wg.Go(func() {
			if i%2 == 0 {
				got[i], _ = rich(t).Receipt()
			} else {
				got[i], _ = shared.Receipt()
			}
		})
	}
	wg.Wait()
	for _, b := range got {
		assert.Equal(t, string(want), string(b))
	}
}

// leaf is a value of the receipt's tree that is neither an object nor a list.
type leaf struct {
	path string
	set  func(any)
	old  any
}

func leaves(tree any, path string, set func(any)) []leaf {
	switch v := tree.(type) {
	case map[string]any:
		var all []leaf
		for key, value := range v {
			all = append(all, leaves(value, path+"."+key, func(x any) { v[key] = x })...)
		}
		return all
	case []any:
		var all []leaf
		for i, value := range v {
			all = append(all, leaves(value, path+"."+strconv.Itoa(i), func(x any) { v[i] = x })...)
		}
		return all
	}
	return []leaf{{path, set, tree}}
}

func parseTree(t testing.TB, receipt []byte) map[string]any {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(receipt))
	d.UseNumber()
	var tree map[string]any
	require.NoError(t, d.Decode(&tree))
	return tree
}

func encode(t testing.TB, tree any) []byte {
	t.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	require.NoError(t, e.Encode(tree))
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

// resealed returns the tree with the sum that an attacker would recompute.
func resealed(t testing.TB, tree map[string]any) []byte {
	t.Helper()
	delete(tree, "sha256")
	sum := sha256.Sum256(encode(t, tree))
	tree["sha256"] = hex.EncodeToString(sum[:])
	return encode(t, tree)
}

// altered returns other values of the same kind.
func altered(old any, key string) []any {
	switch v := old.(type) {
	case bool:
		return []any{!v}
	case json.Number:
		n, _ := v.Int64()
		return []any{json.Number(strconv.FormatInt(n+1, 10)), json.Number("0")}
	case string:
		switch key {
		case "kg", "value", "co2e_kg", "non_kyoto_co2e_kg", "published": // numbers
			if strings.Contains(v, ".") {
				return []any{v + "1", "-" + v, "0"}
			}
			return []any{v + ".1", v + "0", "-7"}
		case "gwp":
			if v != "" && v[0] >= '0' && v[0] <= '9' {
				return []any{v + "1", "0"}
			}
			return []any{"AR4", ""}
		case "op":
			return []any{map[string]string{"product": "sum", "sum": "product", "min": "max", "max": "min", "least": "most", "most": "least"}[v]}
		case "gas":
			return []any{"SF6", ""}
		case "scope":
			return []any{"scope 1", ""}
		case "origin":
			return []any{"reported", ""}
		case "kind":
			if other, ok := otherKinds[v]; ok {
				return []any{other}
			}
			return []any{"assumption"}
		case "stage":
			return []any{"well-to-tank"}
		case "source":
			if v == "instrument" {
				return []any{"supplier-rate"}
			}
		case "boundary":
			return []any{"life-cycle"}
		case "commissioned":
			return []any{"2020-05-02"}
		case "vintage":
			return []any{"2023-01-01/2024-01-01"}
		case "carrier":
			return []any{"cooling"}
		case "serials":
			return []any{"GB1..GB6"}
		case "quality":
			return []any{"technology 3"}
		case "period", "valid":
			return []any{"2023-01-01/2025-01-01"}
		}
		return []any{v + "x", ""}
	}
	return []any{"x"}
}

// otherKinds maps each kind to another value of the same vocabulary.
var otherKinds = map[string]string{
	"input": "constant", "constant": "input", "conversion": "input", "step": "input", "factor": "input", "property": "input",
	"price": "input", "potential": "input", "transport": "", "product": "asset", "optional": "removals", "certificate": "physical-ppa",
}

func key(path string) string { return path[strings.LastIndexByte(path, '.')+1:] }

func TestEveryReceiptLeafIsProtected(t *testing.T) {
	receipt := receiptOf(t, rich(t))
	paths := leaves(parseTree(t, receipt), "", nil)
	require.Greater(t, len(paths), 200)
	for i := range paths {
		path := paths[i].path
		for n := range altered(paths[i].old, key(path)) {
			tree := parseTree(t, receipt)
			all := leaves(tree, "", nil)
			j := slices.IndexFunc(all, func(l leaf) bool { return l.path == path })
			all[j].set(altered(all[j].old, key(path))[n])
			_, err := ghg.Verify(encode(t, tree))
			require.Error(t, err, "%s altered", path)
		}
	}
}

// Which values an attacker who recomputes the sum still cannot alter, and which only the sum protects.
func TestResealedReceipt(t *testing.T) {
	free := map[string]bool{ // protected by the SHA-256 only
		"id": true, "method": true, "entity": true, "site": true, "part": true, "primary": true, "period": true, "quality": true,
		"category": true, "origin": true, "label": true, "source": true, "name": true, "detail": true, "stage": true, "outstanding": true,
	}
	typed := regexp.MustCompile(`^\.(notes|subject|purchase|memo|claims|caveats)\b`)
	kind := map[any]bool{"input": true, "constant": true, "conversion": true, "transport": true} // none of these refers to anything
	receipt := receiptOf(t, rich(t))
	bound := 0
	for _, l := range leaves(parseTree(t, receipt), "", nil) {
		path := l.path
		if path == ".sha256" {
			continue
		}
		for n := range altered(l.old, key(path)) {
			tree := parseTree(t, receipt)
			all := leaves(tree, "", nil)
			j := slices.IndexFunc(all, func(l leaf) bool { return l.path == path })
			value := altered(all[j].old, key(path))[n]
			all[j].set(value)
			_, err := ghg.Verify(resealed(t, tree))
			word := free[key(path)] || typed.MatchString(path) || (key(path) == "kind" && kind[l.old])
			if strings.HasPrefix(path, ".covers") {
				word = key(path) != "first" && key(path) != "last"
			}
			inRecord := strings.HasPrefix(path, ".factors") || strings.HasPrefix(path, ".properties")
			switch {
			case strings.HasPrefix(path, ".covers") && !word: // the altered range may be valid too
			case key(path) == "op" && lonely(tree, path): // the sum of one number is its product
				require.NoError(t, err)
			case inRecord || !word:
				require.Error(t, err, "%s → %v", path, value)
				bound++
			case value == "" || value == false || value == json.Number("0"): // an empty value is left out of the canonical form, and some are required
			default:
				require.NoError(t, err, "%s → %v: documented as a statement of its maker", path, value)
			}
		}
	}
	assert.Greater(t, bound, 200)
}

// lonely reports whether the step that a path leads to has one term.
func lonely(tree map[string]any, path string) bool {
	i, _ := strconv.Atoi(strings.Split(path, ".")[2])
	return len(tree["steps"].([]any)[i].(map[string]any)["terms"].([]any)) == 1
}

// Whole parts of a receipt removed or duplicated, with the sum recomputed.
func TestReceiptPartsRemoved(t *testing.T) {
	receipt := receiptOf(t, rich(t))
	for _, list := range []string{"emissions", "weights", "steps", "factors", "properties"} {
		n := len(parseTree(t, receipt)[list].([]any))
		require.Positive(t, n)
		for i := range n {
			tree := parseTree(t, receipt)
			tree[list] = slices.Delete(tree[list].([]any), i, i+1)
			_, err := ghg.Verify(resealed(t, tree))
			require.ErrorIs(t, err, ghg.ErrTampered, "%s %d removed", list, i)
			tree = parseTree(t, receipt)
			items := tree[list].([]any)
			tree[list] = slices.Insert(items, i, items[i])
			_, err = ghg.Verify(resealed(t, tree))
			if list == "steps" && items[i].(map[string]any)["gas"] == nil && items[i].(map[string]any)["gwp"] == nil {
				continue // duplicating an intermediate step only shifts the others, if anything
			}
			require.ErrorIs(t, err, ghg.ErrTampered, "%s %d duplicated", list, i)
		}
	}
	// The weight of a gas outside the basket that has a potential cannot be left out.
	tree := parseTree(t, receipt)
	tree["weights"] = slices.DeleteFunc(tree["weights"].([]any), func(w any) bool { return w.(map[string]any)["gas"] == "HCFC-22" })
	tree["non_kyoto_co2e_kg"] = "0"
	_, err := ghg.Verify(resealed(t, tree))
	require.ErrorIs(t, err, ghg.ErrTampered)
}

// What a receipt cannot prove: a number that refers to nothing is a statement of its maker. The documentation of Verify
// states this limit.
func TestReceiptLimit(t *testing.T) {
	s := ghg.Step{
		Label: "CO2", Op: ghg.Product, Unit: "kg CO2", Gas: ghg.CO2, Value: d("20"),
		Terms: []ghg.Term{{Label: "fuel", Kind: ghg.TermInput, Value: d("10"), Unit: "L"}, {Label: "factor", Kind: ghg.TermInput, Value: d("2"), Unit: "kg CO2/L"}},
	}
	r := ghg.Result{
		ID: "a", Scope: ghg.Scope1, Method: "test", Origin: ghg.Calculated, Period: ghg.CalendarYear(2024), GWP: "AR6",
		Steps: []ghg.Step{s}, Emissions: emissions(t, kg(ghg.CO2, "20")), CO2e: sure(ghg.KgCO2e(d("20"))),
		Weights: []ghg.Weight{{Gas: ghg.CO2, GWP: d("1"), Published: d("1")}},
	}
	tree := parseTree(t, receiptOf(t, r))
	step := tree["steps"].([]any)[0].(map[string]any)
	step["terms"].([]any)[1].(map[string]any)["value"] = "1"
	step["value"] = "10"
	tree["emissions"].([]any)[0].(map[string]any)["kg"] = "10"
	tree["co2e_kg"] = "10"
	forged, err := ghg.Verify(resealed(t, tree))
	require.NoError(t, err)
	assert.Empty(t, forged.Factors, "the forged receipt must name no factor whose digest could be compared")
}

func TestVerifyRefuses(t *testing.T) {
	receipt := string(bytes.TrimSpace(receiptOf(t, rich(t))))
	sealed := func(change func(tree map[string]any)) string {
		tree := parseTree(t, []byte(receipt))
		change(tree)
		return string(resealed(t, tree))
	}
	term := func(tree map[string]any, value string) {
		tree["steps"].([]any)[0].(map[string]any)["terms"].([]any)[0].(map[string]any)["value"] = value
	}
	for name, text := range map[string]string{
		"nothing":                  "",
		"null":                     "null",
		"a list":                   "[]",
		"cut":                      receipt[:len(receipt)/2],
		"a brace after it":         receipt + "}",
		"a bracket after it":       receipt + "]",
		"a second receipt":         receipt + receipt,
		"text after it":            receipt + " x",
		"an empty object":          "{}",
		"a key twice":              `{"co2e_kg":"1",` + receipt[1:],
		"another spelling":         strings.Replace(receipt, `"co2e_kg"`, `"CO2E_KG"`, 1),
		"an unknown key":           `{"note":"x",` + receipt[1:],
		"an unknown key, resealed": sealed(func(tree map[string]any) { tree["note"] = "x" }),
		"a null":                   sealed(func(tree map[string]any) { tree["part"] = nil }),
		"an empty text":            sealed(func(tree map[string]any) { tree["part"] = "" }),
		"a trailing zero":          sealed(func(tree map[string]any) { tree["co2e_kg"] = tree["co2e_kg"].(string) + "0" }),
		"a number unquoted":        sealed(func(tree map[string]any) { tree["co2e_kg"] = json.Number("1") }),
		"an exponent":              sealed(func(tree map[string]any) { tree["co2e_kg"] = "1e999999999" }),
		"a long number":            sealed(func(tree map[string]any) { term(tree, strings.Repeat("9", 4097)) }),
		"too deep":                 strings.Repeat("[", 100_000),
		"deep in an object":        strings.Repeat(`{"a":`, 100_000),
		"too long":                 strings.Repeat(" ", ghg.MaxReceipt) + receipt,
		"many steps": sealed(func(tree map[string]any) {
			steps := tree["steps"].([]any)
			tree["steps"] = slices.Repeat(steps[len(steps)-1:], 10_000)
		}),
		"an unknown category": sealed(func(tree map[string]any) { tree["category"] = json.Number("16") }),
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			_, err := ghg.Verify([]byte(text))
			require.ErrorIs(t, err, ghg.ErrTampered)
			assert.Less(t, time.Since(start), 5*time.Second)
			assert.Less(t, len(err.Error()), 2000)
		})
	}
	for _, other := range []string{sealed(func(tree map[string]any) { tree["version"] = json.Number("3") })} {
		_, err := ghg.Verify([]byte(other))
		require.ErrorIs(t, err, ghg.ErrUnknown, "another version of the format must be refused")
	}
}

// Receipts whose SHA-256 is right but whose content cannot be, each with the reason for which it is refused.
func TestVerifyGivesReason(t *testing.T) {
	receipt := receiptOf(t, rich(t))
	first := func(tree map[string]any) map[string]any { return tree["steps"].([]any)[0].(map[string]any) }
	longest := strings.Repeat("9", 4093) // the longest number that can be written without knowing its sign and point
	for _, tt := range []struct {
		name   string
		change func(tree map[string]any)
		want   string
	}{
		{"a long number", func(tree map[string]any) {
			first(tree)["terms"].([]any)[0].(map[string]any)["value"] = longest + "999"
		}, `number in a receipt is out of range ("a number of 4096 digits with the exponent 0"): want at most 4096 digits`},
		{"a step whose value is long", func(tree map[string]any) { first(tree)["value"] = longest }, "step 1: does not recompute: output is " + longest[:80] + "…, but its terms give 7"},
		{"a long product", func(tree map[string]any) {
			nines := map[string]any{"label": "x", "kind": "input", "value": longest, "unit": "1"}
			first(tree)["op"], first(tree)["terms"] = "product", slices.Repeat([]any{nines}, 800)
		}, "the numbers of step 1 have 3274400 digits, want at most 16384"},
		{"an unknown gas in a factor", func(tree map[string]any) {
			amounts := tree["factors"].([]any)[0].(map[string]any)["per_unit"].([]any)
			amounts[len(amounts)-1].(map[string]any)["gas"] = "XYZ"
		}, `factor test/fuel/blend/GB/2024/kWh(HHV): gas "XYZ" is unknown`},
		{"a caveat without its kind", func(tree map[string]any) {
			delete(tree["caveats"].([]any)[0].(map[string]any), "kind")
		}, "caveat is not set: want one of region-fallback, "},
		{"a category beyond a byte", func(tree map[string]any) { tree["category"] = json.Number("256") }, "its SHA-256 is "},
		{"a cover beyond the steps", func(tree map[string]any) {
			tree["covers"].([]any)[0].(map[string]any)["last"] = json.Number("99")
		}, "the cover by instrument has steps 2 to 99 of "},
		{"a long digest", func(tree map[string]any) {
			tree["factors"].([]any)[0].(map[string]any)["digest"] = "x" + strings.Repeat("é", 1000)
		}, "does not have the digest x" + strings.Repeat("é", 79) + "…"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tree := parseTree(t, receipt)
			tt.change(tree)
			start := time.Now()
			_, err := ghg.Verify(resealed(t, tree))
			require.ErrorIs(t, err, ghg.ErrTampered)
			require.ErrorContains(t, err, tt.want)
			assert.Less(t, time.Since(start), 5*time.Second)
			assert.Less(t, len(err.Error()), 2000)
		})
	}
}

// A receipt that could not be read back is not written.
func TestReceiptRefusesLongNumbers(t *testing.T) {
	long := d("9999999999999999999999999999999999999999999999999999999999999999")
	s := ghg.Step{Label: "x", Op: ghg.Product, Unit: "1"}
	for range 70 {
		s.Terms = append(s.Terms, ghg.Term{Label: "x", Kind: ghg.TermInput, Value: long, Unit: "1"})
	}
	_, err := s.Evaluate()
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
	s.Value = long
	for range 69 {
		s.Value = s.Value.Mul(long)
	}
	r := ghg.Result{ID: "a", Scope: ghg.Scope1, Method: "test", Origin: ghg.Calculated, Period: ghg.CalendarYear(2024), GWP: "AR6", Steps: []ghg.Step{s}}
	require.ErrorIs(t, r.Check(), ghg.ErrOutOfRange)
	_, err = r.Receipt()
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
}

// If two factors had the same digest, one could pass for the other.
func TestDigestsDistinguishFactors(t *testing.T) {
	two := ghg.FactorRecord{ID: "x", PerUnit: emissions(t, kg(ghg.CH4, "0.1"), kg(ghg.CO2, "2"))}.WithDigest()
	forged := ghg.FactorRecord{ID: "x", PerUnit: emissions(t, ghg.GasAmount{Gas: ghg.CH4, GWP: "=0.1\ngas CO2 ", Kg: d("2")})}.WithDigest()
	assert.NotEqual(t, two.Digest, forged.Digest)
	a := ghg.FactorRecord{ID: "x", Document: "a\ntable=b"}.WithDigest()
	b := ghg.FactorRecord{ID: "x", Document: "a", Table: "b"}.WithDigest()
	assert.NotEqual(t, a.Digest, b.Digest)
	assert.Equal(t, "a, b, row 3", ghg.FactorRecord{Document: "a", Table: "b", Row: "3"}.Source())
}

func TestCheckRefuses(t *testing.T) {
	for name, change := range map[string]func(r *ghg.Result){
		"no id":                   func(r *ghg.Result) { r.ID = "" },
		"no scope":                func(r *ghg.Result) { r.Scope = 0 },
		"an unknown scope":        func(r *ghg.Result) { r.Scope = 4 },
		"no origin":               func(r *ghg.Result) { r.Origin = 0 },
		"no method":               func(r *ghg.Result) { r.Method = "" },
		"no GWP set":              func(r *ghg.Result) { r.GWP = "" },
		"an unstated GWP set":     func(r *ghg.Result) { r.GWP = ghg.UnstatedGWP },
		"no period":               func(r *ghg.Result) { r.Period = ghg.Period{} },
		"a category of scope 1":   func(r *ghg.Result) { r.Scope = ghg.Scope1 },
		"an unknown accounting":   func(r *ghg.Result) { r.Accounting = 3 },
		"a score out of range":    func(r *ghg.Result) { r.Quality.Time = 6 },
		"an unknown gas":          func(r *ghg.Result) { r.Steps[len(r.Steps)-2].Gas = "XYZ" },
		"a factor without digest": func(r *ghg.Result) { r.Factors[0].Digest = "" },
		"no factors":              func(r *ghg.Result) { r.Factors = nil },
		"a later step":            func(r *ghg.Result) { r.Steps[3].Terms[0].Step = 9 },
		"a step below zero":       func(r *ghg.Result) { r.Steps[0].Terms[0].Step = -1 },
		"a step without terms":    func(r *ghg.Result) { r.Steps[0].Terms = nil },
		"no weights":              func(r *ghg.Result) { r.Weights = nil },
		"a surplus weight": func(r *ghg.Result) {
			r.Weights = append(r.Weights, ghg.Weight{Gas: ghg.SF6, GWP: d("1"), Published: d("1")})
		},
		"a wrong potential": func(r *ghg.Result) { r.Weights[0].GWP = d("2") },
		"the wrong side":    func(r *ghg.Result) { r.Weights[1].Outside = !r.Weights[1].Outside },
		"another set":       func(r *ghg.Result) { r.GWP = "AR5" },
		"another total":     func(r *ghg.Result) { r.CO2e = r.CO2e.Add(sure(ghg.KgCO2e(d("1e-30")))) },
	} {
		t.Run(name, func(t *testing.T) {
			r := rich(t)
			change(&r)
			err := r.Check()
			require.ErrorIs(t, err, ghg.ErrTampered)
			_, receiptErr := r.Receipt()
			require.Equal(t, fmt.Sprint(err), fmt.Sprint(receiptErr))
		})
	}
}

// With a caller-defined GWP set, the maker states the weights but the arithmetic is still checked.
func TestReceiptOfCustomGWP(t *testing.T) {
	r := rich(t)
	r.GWP, r.GWPDigest = "house 2024", house(t, "house 2024", "31").Digest()
	back, err := ghg.Verify(receiptOf(t, r))
	require.NoError(t, err)
	assert.Equal(t, "house 2024", back.GWP)
	r.Weights = slices.DeleteFunc(slices.Clone(r.Weights), func(w ghg.Weight) bool { return w.Gas == "HCFC-22" })
	require.ErrorIs(t, r.Check(), ghg.ErrTampered, "a counted amount without its weight must be refused")
	r.NonKyoto = ghg.CO2e{}
	require.NoError(t, r.Check())
	r.Weights[0].Published = d("0")
	require.ErrorIs(t, r.Check(), ghg.ErrTampered)
}

// The name of a caller-defined set does not let a receipt weigh amounts that the set has no part in: CO2e of unknown gases
// and CO2 count as they are, and what the publisher of an amount of CO2e applied is known.
func TestReceiptOfCustomGWPLimit(t *testing.T) {
	step := func(a ghg.GasAmount) ghg.Step {
		return ghg.Step{
			Label: "x", Op: ghg.Product, Unit: a.Unit(), Gas: a.Gas, GWP: a.GWP, Value: a.Kg,
			Terms: []ghg.Term{{Label: "reported", Kind: ghg.TermInput, Value: a.Kg, Unit: a.Unit()}},
		}
	}
	result := func(a ghg.GasAmount, gwp, published string) ghg.Result {
		w := ghg.Weight{Gas: a.Gas, Basis: a.GWP, GWP: d(gwp), Published: d(published)}
		co2e, err := w.Apply(a.Kg)
		require.NoError(t, err)
		return ghg.Result{
			ID: "a", Scope: ghg.Scope1, Method: "scope1.reported", Origin: ghg.Reported, Period: ghg.CalendarYear(2024), GWP: "house",
			GWPDigest: strings.Repeat("0a", 32),
			Steps:     []ghg.Step{step(a)}, Emissions: emissions(t, a), CO2e: co2e, Weights: []ghg.Weight{w},
		}
	}
	for _, c := range []struct {
		amount         ghg.GasAmount
		gwp, published string
		wrong          [2]string
	}{
		{ghg.GasAmount{GWP: "AR5", Kg: d("100")}, "1", "1", [2]string{"0.5", "1"}},
		{ghg.GasAmount{Gas: ghg.CH4, GWP: "house", Kg: d("100")}, "1", "1", [2]string{"1", "2"}},
		{kg(ghg.CO2, "100"), "1", "1", [2]string{"0", "1"}},
		{kg(ghg.CH4, "100"), "30", "1", [2]string{"30", "4"}},
		{kg(ghg.CH4, "100"), "30", "1", [2]string{"-30", "1"}},
		{ghg.GasAmount{Gas: ghg.CH4, GWP: "AR5", Kg: d("100")}, "30", "28", [2]string{"30", "56"}},
	} {
		require.NoError(t, result(c.amount, c.gwp, c.published).Check(), c.amount)
		require.ErrorIs(t, result(c.amount, c.wrong[0], c.wrong[1]).Check(), ghg.ErrTampered, c.amount)
	}
}

func FuzzVerify(f *testing.F) {
	receipt := receiptOf(f, rich(f))
	f.Add(receipt, 10, byte('7'))
	f.Add([]byte(`{"version":1}`), 0, byte('['))
	f.Fuzz(func(t *testing.T, text []byte, at int, b byte) {
		_, _ = ghg.Verify(text) // returns on any input
		if at < 0 || at >= len(receipt) {
			return
		}
		mutated := bytes.Clone(receipt)
		mutated[at] = b
		if _, err := ghg.Verify(mutated); err == nil {
			assert.Equal(t, string(receipt), string(mutated), "a receipt with a changed byte must not verify")
		}
	})
}

// A result has one receipt: factors that are used out of the order of the list are refused, however often each is used.
func TestReceiptOrderOfFactors(t *testing.T) {
	factor := func(id string) ghg.FactorRecord {
		return ghg.FactorRecord{ID: id, Set: "s", Activity: "a", Valid: ghg.CalendarYear(2024), Unit: "L", PerUnit: emissions(t, kg(ghg.CO2, "2")), Document: "d"}.WithDigest()
	}
	step := func(ref string) ghg.Step {
		return ghg.Step{Label: "CO2", Op: ghg.Product, Unit: "kg CO2", Gas: ghg.CO2, Value: d("20"), Terms: []ghg.Term{
			{Label: "fuel", Kind: ghg.TermInput, Value: d("10"), Unit: "L"}, {Label: "factor", Kind: ghg.TermFactor, Value: d("2"), Unit: "kg CO2/L", Ref: ref},
		}}
	}
	r := ghg.Result{
		ID: "a", Scope: ghg.Scope1, Method: "scope1.stationary-combustion", Origin: ghg.Calculated, Primary: true, Period: ghg.CalendarYear(2024), GWP: "AR6",
		Steps: []ghg.Step{step("B"), step("A"), step("B")}, Factors: []ghg.FactorRecord{factor("B"), factor("A")},
		Emissions: emissions(t, kg(ghg.CO2, "60")), CO2e: sure(ghg.KgCO2e(d("60"))), Weights: []ghg.Weight{{Gas: ghg.CO2, GWP: d("1"), Published: d("1")}},
	}
	require.NoError(t, r.Check())
	slices.Reverse(r.Factors)
	require.ErrorIs(t, r.Check(), ghg.ErrTampered)
}

// A reference to a potential has one spelling too.
func TestReceiptNamesPotentials(t *testing.T) {
	r := ghg.Result{
		ID: "a", Scope: ghg.Scope1, Method: "scope1.stationary-combustion", Origin: ghg.Calculated, Primary: true, Period: ghg.CalendarYear(2024), GWP: "AR6",
		Steps: []ghg.Step{{Label: "x", Op: ghg.Product, Unit: "1", Value: d("27.9"), Terms: []ghg.Term{{Label: "GWP of CH4", Kind: ghg.TermPotential, Value: d("27.9"), Unit: "1", Ref: "AR6/CH4"}}}},
	}
	require.NoError(t, r.Check())
	r.Steps[0].Terms[0].Ref = "AR6/methane"
	require.ErrorIs(t, r.Check(), ghg.ErrTampered)
}

// A factor of somebody who states no licence has no parentheses for it.
func TestExplainLicence(t *testing.T) {
	for licence, want := range map[string]string{"": "a letter\n", "internal": "a letter (internal)\n"} {
		own, err := factors.ReadCSV(strings.NewReader("activity,region,valid,unit,boundary,CO2e,gwp,document\nfuel/natural-gas,GB,2024,kWh(HHV),combustion,0.18,AR5,a letter\n"),
			factors.Meta{Publisher: "own", Edition: "1", Licence: licence})
		require.NoError(t, err)
		results, err := scope1.StationaryCombustion{ID: "x", Period: ghg.CalendarYear(2024), Fuel: "natural-gas", Region: "GB", Amount: units.MustParse("1 kWh(HHV)")}.
			Calculate(factors.Basis{Factors: own, GWP: ghg.AR5()})
		require.NoError(t, err)
		assert.Contains(t, results[0].ExplainSteps()+"\n", "factor own/fuel/natural-gas/GB/2024/kWh(HHV): "+want)
	}
}

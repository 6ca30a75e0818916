package ghg_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
)

// respelt returns JSON with another order of keys, white space and escapes.
func respelt(t testing.TB, text []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	backwards(t, &b, json.RawMessage(text))
	return b.Bytes()
}

func backwards(t testing.TB, b *bytes.Buffer, text json.RawMessage) {
	t.Helper()
	switch text[0] {
	case '{':
		d := json.NewDecoder(bytes.NewReader(text))
		_, err := d.Token()
		require.NoError(t, err)
		var members []string
		for d.More() {
			key, err := d.Token()
			require.NoError(t, err)
			var value json.RawMessage
			require.NoError(t, d.Decode(&value))
			var inner bytes.Buffer
			backwards(t, &inner, value)
			members = append([]string{fmt.Sprintf("\"\\u%04x%s\" :\n\t%s", key.(string)[0], key.(string)[1:], inner.String())}, members...)
		}
		b.WriteString("{ " + strings.Join(members, " ,\r\n") + "}")
	case '[':
		var list []json.RawMessage
		require.NoError(t, json.Unmarshal(text, &list))
		var items []string
		for _, item := range list {
			var inner bytes.Buffer
			backwards(t, &inner, item)
			items = append(items, inner.String())
		}
		b.WriteString("[ " + strings.Join(items, " , ") + " ]")
	case '"':
		var s string
		require.NoError(t, json.Unmarshal(text, &s))
		b.WriteByte('"')
		for _, r := range s {
			switch high, low := utf16.EncodeRune(r); {
			case r > 0xffff:
				fmt.Fprintf(b, `\u%04X\u%04x`, high, low)
			case r == '/':
				b.WriteString(`\/`)
			default:
				fmt.Fprintf(b, `\u%04x`, r)
			}
		}
		b.WriteByte('"')
	default:
		b.Write(text)
	}
}

// The JSON form of every method's results is read back as the same result, to the byte of its receipt, however it is spelt.
func TestResultJSON(t *testing.T) {
	for _, r := range exampleResults(t) {
		receipt := must(r.Receipt())
		text, err := json.Marshal(r)
		require.NoError(t, err)
		var back ghg.Result
		require.NoError(t, json.Unmarshal(text, &back), "%s", text)
		assert.Equal(t, receipt, must(back.Receipt()))
		if len(text) < 20_000 {
			var again ghg.Result
			require.NoError(t, json.Unmarshal(respelt(t, text), &again), "%s", r.ID)
			assert.Equal(t, receipt, must(again.Receipt()))
		}
	}
}

// What is read keeps nothing of the text, so that writing to one does not change the other.
func TestJSONIsCopied(t *testing.T) {
	text := must(oneResult().MarshalJSON())
	var r ghg.Result
	require.NoError(t, r.UnmarshalJSON(text))
	clear(text)
	assert.Equal(t, must(oneResult().Receipt()), must(r.Receipt()))
}

// TestResultJSONRefuses has one case for each way in which JSON is not the form of a result.
func TestResultJSONRefuses(t *testing.T) {
	good := string(must(oneResult().MarshalJSON()))
	for name, c := range map[string]struct{ old, new, want string }{
		"unknown key":        {`{"accounting"`, `{"colour":"red","accounting"`, `the key "colour" is unknown`},
		"another case":       {`"accounting"`, `"Accounting"`, `the key "Accounting" is unknown`},
		"repeated key":       {`"version":2`, `"version":2,"version":2`, `the key "version" is repeated`},
		"missing key":        {`"version":2,`, ``, `the key "version" is missing`},
		"missing sum":        {`"sha256":"`, `"site":"`, `the key "sha256" is missing`},
		"null":               {`"scope":"scope 2"`, `"scope":null`, `want '"'`},
		"another version":    {`"version":2`, `"version":3`, `version of the JSON form is unknown ("3"): want 2`},
		"another spelling":   {`"co2e_kg":"`, `"co2e_kg":"0`, `another spelling of a number`},
		"a number":           {`"co2e_kg":"`, `"co2e_kg":1,"x":"`, `want '"'`},
		"another label":      {`"name":"a"`, `"name":"b"`, `its SHA-256 is`},
		"half a character":   {`"name":"a"`, `"name":"\ud800"`, `an invalid escape`},
		"an unknown escape":  {`"name":"a"`, `"name":"\x41"`, `an invalid escape`},
		"a control":          {`"name":"a"`, "\"name\":\"\x01\"", `a control character`},
		"what follows":       {good, good + "{}", `text after the end`},
		"an empty key":       {`"scope":"scope 2"`, `"scope":"scope 2","site":""`, `want a text that is not empty`},
		"not UTF-8":          {`"name":"a"`, "\"name\":\"\xff\"", `text that is not UTF-8`},
		"an unended text":    {good, `{"id":"`, `unterminated text`},
		"nothing":            {good, ``, `want '{'`},
		"an array of one":    {good, `[]`, `want '{'`},
		"an escape too many": {good, `{"id":"\`, `unterminated text`},
	} {
		text := strings.Replace(good, c.old, c.new, 1)
		require.NotEqual(t, good, text, name)
		r := ghg.Result{ID: "untouched"}
		err := r.UnmarshalJSON([]byte(text))
		require.ErrorContains(t, err, c.want, name)
		if name != "another version" {
			require.ErrorIs(t, err, ghg.ErrTampered, name)
		}
		assert.Equal(t, ghg.Result{ID: "untouched"}, r, name)
	}
	require.ErrorContains(t, new(ghg.Result).UnmarshalJSON(make([]byte, 5*ghg.MaxReceipt)), "want at most")
	_, err := json.Marshal(ghg.Result{})
	require.ErrorIs(t, err, ghg.ErrTampered, "a result that does not recompute")
}

// A result whose sum is computed again after a change is refused by what no longer follows.
func TestResultJSONRecomputes(t *testing.T) {
	r := oneResult()
	r.Steps[0].Value = r.Steps[0].Value.Add(d("1"))
	_, err := json.Marshal(r)
	require.ErrorIs(t, err, ghg.ErrTampered)
	forged := sealed(t, strings.Replace(string(must(oneResult().Receipt())), `"co2e_kg":"`, `"co2e_kg":"9`, 1))
	require.ErrorContains(t, new(ghg.Result).UnmarshalJSON([]byte(forged)), "but the emissions give")
}

// sealed returns a receipt with the SHA-256 of its content.
func sealed(t testing.TB, receipt string) string {
	t.Helper()
	err := new(ghg.Result).UnmarshalJSON([]byte(receipt))
	m := regexp.MustCompile(`its SHA-256 is ([0-9a-f]{64})`).FindStringSubmatch(fmt.Sprint(err))
	require.Len(t, m, 2, "%v", err)
	return regexp.MustCompile(`"sha256":"[0-9a-f]{64}"`).ReplaceAllString(receipt, `"sha256":"`+m[1]+`"`)
}

// A summary has no steps, names the receipt, and is checked as far as it goes.
func TestSummaryJSON(t *testing.T) {
	for _, r := range exampleResults(t) {
		s, err := r.Summary()
		require.NoError(t, err)
		text := must(json.Marshal(s))
		assert.NotContains(t, string(text), `"steps"`)
		assert.Contains(t, string(must(r.Receipt())), s.SHA256())
		var back ghg.Summary
		require.NoError(t, json.Unmarshal(text, &back), "%s", text)
		assert.Equal(t, text, must(json.Marshal(back)))
		assert.True(t, back.Result().CO2e.Equal(r.CO2e))
	}
	text := string(must(json.Marshal(must(oneResult().Summary()))))
	for name, c := range map[string]struct{ old, new, want string }{
		"steps":         {`"version":2`, `"steps":[],"version":2`, `the key "steps" of a summary`},
		"CO2e":          {`"co2e_kg":"`, `"co2e_kg":"9`, "but the emissions give"},
		"digest":        {`"document":"`, `"document":"x`, "does not have the digest"},
		"sum":           {`"sha256":"`, `"sha256":"x`, "want that of its receipt"},
		"scope":         {`"scope":"scope 2"`, `"scope":"scope 1"`, "has the accounting"},
		"unknown key":   {`"version":2`, `"version":2,"zone":"x"`, `the key "zone" is unknown`},
		"another order": {`"emissions":[`, `"emissions":[{"gas":"SF6","kg":"0"},`, "want the amounts sorted"},
	} {
		changed := strings.Replace(text, c.old, c.new, 1)
		require.NotEqual(t, text, changed, name)
		err := new(ghg.Summary).UnmarshalJSON([]byte(changed))
		require.ErrorContains(t, err, c.want, name)
		require.ErrorIs(t, err, ghg.ErrTampered, name)
	}
	_, err := json.Marshal(ghg.Summary{})
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, err = ghg.Result{}.Summary()
	require.ErrorIs(t, err, ghg.ErrTampered)
}

// Each part of a result is written alone as the result has it, and read back.
func TestPartsJSON(t *testing.T) {
	for _, r := range exampleResults(t) {
		sameJSON(t, r.Emissions)
		for _, f := range r.Factors {
			sameJSON(t, f)
			sameJSON(t, f.PerUnit)
		}
		for _, p := range r.Properties {
			sameJSON(t, p)
		}
		for _, s := range r.Steps[:min(len(r.Steps), 20)] {
			sameJSON(t, s)
			sameJSON(t, s.Terms[0])
		}
		for _, w := range r.Weights {
			sameJSON(t, w)
		}
		for _, c := range r.Claims {
			sameJSON(t, c)
		}
		for _, c := range r.Covers {
			sameJSON(t, c)
		}
		for _, c := range r.Caveats {
			sameJSON(t, c)
		}
		for _, n := range r.Notes {
			sameJSON(t, n)
		}
		sameJSON(t, r.Emissions.At(0))
	}
}

func sameJSON[T any](t *testing.T, part T) {
	t.Helper()
	text, err := json.Marshal(part)
	require.NoError(t, err)
	var back T
	require.NoError(t, json.Unmarshal(text, &back), "%s", text)
	again, err := json.Marshal(back)
	require.NoError(t, err)
	assert.Equal(t, string(text), string(again))
	assert.NotEqual(t, "{}", string(text))
}

func TestPartsJSONRefuse(t *testing.T) {
	var e ghg.Emissions
	require.NoError(t, json.Unmarshal([]byte(` [ {"kg":"1","gas":"CO2"}, {"gas":"CH4","kg":"2"} ] `), &e))
	assert.Equal(t, "2 kg CH4, 1 kg CO2", e.String())
	assert.JSONEq(t, `[{"gas":"CH4","kg":"2"},{"gas":"CO2","kg":"1"}]`, string(must(json.Marshal(e))))
	for text, want := range map[string]string{
		`[{"gas":"CO2","kg":"1"},{"gas":"CO2","kg":"1"}]`: "each gas and basis once",
		`[{"gas":"CO3","kg":"1"}]`:                        "CO3",
		`[{"kg":"1"}]`:                                    "a gas, or for CO2e",
		`[{"gas":"CO2"}]`:                                 `the key "kg" is missing`,
		`[{"gas":"CO2","kg":1}]`:                          "an array of amounts",
		`{}`:                                              "an array of amounts",
		`null`:                                            "an array of amounts",
	} {
		require.ErrorContains(t, e.UnmarshalJSON([]byte(text)), want, text)
		assert.Equal(t, 2, e.Len(), text)
	}
	f := oneResult().Factors[0]
	text := strings.Replace(string(must(json.Marshal(f))), `"document":"`, `"document":"x`, 1)
	require.ErrorIs(t, f.UnmarshalJSON([]byte(text)), ghg.ErrTampered)
	require.ErrorIs(t, new(ghg.Note).UnmarshalJSON([]byte(`{"name":"a"}`)), ghg.ErrOutOfRange)
	require.ErrorIs(t, new(ghg.GasAmount).UnmarshalJSON([]byte(`{"kg":"1"}`)), ghg.ErrMissing)
}

// Emissions print as amounts, wherever they stand.
func TestEmissionsPrint(t *testing.T) {
	e := must(ghg.NewEmissions(
		ghg.GasAmount{Gas: ghg.CO2, Kg: d("20")}, ghg.GasAmount{Gas: ghg.CH4, Kg: d("0.1")}, ghg.GasAmount{GWP: "AR5", Kg: d("3")}, ghg.GasAmount{Gas: ghg.N2O, GWP: "AR4", Kg: d("4")}))
	const want = "3 kg CO2e (AR5), 0.1 kg CH4, 20 kg CO2, 4 kg CO2e of N2O (AR4)"
	assert.Equal(t, want, e.String())
	assert.Contains(t, fmt.Sprintf("%v", ghg.Result{Emissions: e}), want)
	assert.Contains(t, fmt.Sprintf("%+v", ghg.FactorRecord{PerUnit: e}), "PerUnit:"+want)
	assert.Equal(t, "no emissions", fmt.Sprint(ghg.Emissions{}))
}

// TestResultSchema validates every method's results and the valid vectors against the schema, and the keys of the schema
// against them: a key that no result has is missing there, and the other way round.
func TestResultSchema(t *testing.T) {
	whole, brief := newValidator(t, ghg.ResultSchema()), newValidator(t, ghg.SummarySchema())
	for _, r := range exampleResults(t) {
		require.NoError(t, whole.check(must(json.Marshal(r))), r.ID)
		require.NoError(t, brief.check(must(json.Marshal(must(r.Summary())))), r.ID)
	}
	for _, v := range valids {
		receipt, err := os.ReadFile(filepath.Join("testdata", "receipts", "valid", v.file+".json"))
		require.NoError(t, err)
		require.NoError(t, whole.check(receipt), v.file)
		var r ghg.Result
		require.NoError(t, json.Unmarshal(receipt, &r))
		require.NoError(t, brief.check(must(json.Marshal(must(r.Summary())))), v.file)
	}
	assert.Empty(t, whole.unused())
	assert.Empty(t, brief.unused())
}

// The schema refuses what its keywords exclude.
func TestResultSchemaRefuses(t *testing.T) {
	whole := newValidator(t, ghg.ResultSchema())
	good := string(must(oneResult().MarshalJSON()))
	for old, with := range map[string]string{
		`"version":2`: `"version":1`, `"co2e_kg":"`: `"co2e_kg":"0`, `"scope":"scope 2"`: `"scope":"scope 4"`, `"emissions":`: `"colour":1,"emissions":`,
		`"sha256":"`: `"sha256":"x`, `"weights"`: `"waits"`, `"period":"`: `"period":"x`,
	} {
		require.Error(t, whole.check([]byte(strings.Replace(good, old, with, 1))), old)
	}
}

// TestSchemaFiles checks that docs has the schemas.
func TestSchemaFiles(t *testing.T) {
	for name, want := range map[string][]byte{"docs/result.schema.json": ghg.ResultSchema(), "docs/summary.schema.json": ghg.SummarySchema()} {
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		assert.Equal(t, string(want), string(text), "%s: run go generate .", name)
	}
}

// FuzzResultJSON reads any bytes as a result, a summary and emissions: what is read has a receipt, and is written as it was
// read but for its spelling.
func FuzzResultJSON(f *testing.F) {
	f.Add(must(oneResult().MarshalJSON()))
	f.Add(respelt(f, must(oneResult().MarshalJSON())))
	f.Add(must(must(oneResult().Summary()).MarshalJSON()))
	f.Add(must(someEmissions().MarshalJSON()))
	f.Add([]byte(`{"id":"\ud83d\ude00"}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		var r ghg.Result
		if r.UnmarshalJSON(text) == nil {
			proved, err := ghg.Verify(must(r.MarshalJSON()))
			require.NoError(t, err)
			assert.Equal(t, r, proved)
		}
		var s ghg.Summary
		if s.UnmarshalJSON(text) == nil {
			var again ghg.Summary
			require.NoError(t, again.UnmarshalJSON(must(s.MarshalJSON())))
			assert.Equal(t, s, again)
		}
		var e ghg.Emissions
		if e.UnmarshalJSON(text) == nil {
			var again ghg.Emissions
			require.NoError(t, again.UnmarshalJSON(must(e.MarshalJSON())))
			assert.True(t, e.Equal(again))
		}
		var step ghg.Step
		if step.UnmarshalJSON(text) == nil {
			sameJSON(t, step)
		}
	})
}

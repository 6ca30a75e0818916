package ghg_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
)

// version1 returns the receipt of version 1 whose result has the given id.
func version1(t testing.TB, id string) []byte {
	t.Helper()
	text, err := os.ReadFile("testdata/receipts/version1.jsonl")
	require.NoError(t, err)
	for receipt := range bytes.Lines(text) {
		if parseTree(t, receipt)["id"] == id {
			return bytes.TrimSpace(receipt)
		}
	}
	t.Fatalf("there is no receipt of %s", id)
	return nil
}

// resealed1 returns the tree with the sum of version 1 recomputed. That sum includes the line end.
func resealed1(t testing.TB, tree map[string]any) []byte {
	t.Helper()
	delete(tree, "sha256")
	sum := sha256.Sum256(append(encode(t, tree), '\n'))
	tree["sha256"] = hex.EncodeToString(sum[:])
	return encode(t, tree)
}

// White space and the order of keys were free in version 1.
func TestVersion1Layout(t *testing.T) {
	receipt := version1(t, "boiler")
	var spaced bytes.Buffer
	require.NoError(t, json.Indent(&spaced, receipt, " ", "\t"))
	moved := `{"version":1,` + strings.Replace(string(receipt[1:]), `,"version":1`, "", 1)
	for _, other := range []string{spaced.String(), moved, " " + moved + "\n"} {
		r, err := ghg.Verify([]byte(other))
		require.NoError(t, err)
		assert.Equal(t, "boiler", r.ID)
		assert.Equal(t, "22862.5", r.CO2e.Kg().String())
	}
}

// Nothing else was free: a text, a number or a value in another spelling is refused, although it stands for the same.
func TestVersion1Spelling(t *testing.T) {
	receipt := string(version1(t, "boiler"))
	for old, others := range map[string][]string{
		`"id":"boiler"`:                         {`"id":"\u0062oiler"`, `"id":"\x62oiler"`, `"\u0069d":"boiler"`, `"id":"boile\/r"`, "\"id\":\"boile\xff\""},
		`"co2e_kg":"22862.5"`:                   {`"co2e_kg":"22862.50"`, `"co2e_kg":"022862.5"`, `"co2e_kg":22862.5`},
		`"non_kyoto_co2e_kg":"0"`:               {`"non_kyoto_co2e_kg":"-0"`, `"non_kyoto_co2e_kg":"0.0"`, `"non_kyoto_co2e_kg":"00"`},
		`"period":"2024-01-01/2025-01-01 2024"`: {`"period":"2024"`},
		`"version":1`:                           {`"version":1,"facts":[]`, `"version":01`, `"version":1.0`, `"version":1,"primary":false`},
	} {
		require.Contains(t, receipt, old)
		for _, other := range others {
			_, err := ghg.Verify([]byte(strings.Replace(receipt, old, other, 1)))
			require.ErrorIs(t, err, ghg.ErrTampered, other)
			require.NotContains(t, err.Error(), "SHA-256", other)
		}
	}
	tree := parseTree(t, []byte(receipt))
	tree["site"] = "a\u2028b\u2029\ufffd\b\f\x7f<&>"
	spelt := string(resealed1(t, tree))
	require.Contains(t, spelt, `"a\u2028b\u2029`+"\ufffd"+`\b\f`+"\x7f<&>\"")
	r, err := ghg.Verify([]byte(spelt))
	require.NoError(t, err)
	assert.Equal(t, tree["site"], r.Site)
	_, err = ghg.Verify([]byte(strings.ReplaceAll(spelt, `\u2028`, "\u2028")))
	require.ErrorContains(t, err, "another spelling of a text")
	for name, text := range map[string]string{
		"a byte for U+FFFD": strings.Replace(spelt, "\ufffd", "\xff", 1),
		"an object of many": strings.Replace(receipt, `{`, "{"+strings.Repeat(`"version":1,`, 100), 1),
		"no version":        strings.Replace(receipt, `,"version":1`, "", 1),
		"no sum":            strings.Replace(receipt, `"sha256":`, `"site":`, 1),
		"two sums":          strings.Replace(receipt, `"sha256":`, `"sha256":"x","sha256":`, 1),
		"another version":   strings.Replace(receipt, `"version":1`, `"version" : 3`, 1),
	} {
		_, err := ghg.Verify([]byte(text))
		require.ErrorIs(t, err, ghg.ErrTampered, name)
	}
}

// The order of lists was part of what the sum covers, and not prescribed.
func TestVersion1Lists(t *testing.T) {
	tree := parseTree(t, version1(t, "boiler"))
	slices.Reverse(tree["emissions"].([]any))
	_, err := ghg.Verify(encode(t, tree))
	require.ErrorContains(t, err, "its SHA-256 is")
	r, err := ghg.Verify(resealed1(t, tree))
	require.NoError(t, err)
	assert.Equal(t, "22862.5", r.CO2e.Kg().String())
}

// Version 1 lets a factor stand twice or unused in a result. The result then has no receipt of the current version.
func TestVersion1Factors(t *testing.T) {
	tree := parseTree(t, version1(t, "boiler"))
	tree["factors"] = slices.Repeat(tree["factors"].([]any), 2)
	r, err := ghg.Verify(resealed1(t, tree))
	require.NoError(t, err)
	require.Len(t, r.Factors, 2)
	_, err = r.Receipt()
	require.ErrorIs(t, err, ghg.ErrTampered)
	require.ErrorContains(t, err, "factor "+r.Factors[0].ID+" appears twice")
}

// The operations have the names "least" and "most" in version 1, and only there.
func TestVersion1Operations(t *testing.T) {
	for name, op := range map[string]ghg.Op{"least": ghg.Min, "most": ghg.Max} {
		tree := parseTree(t, version1(t, "boiler"))
		step := tree["steps"].([]any)[0].(map[string]any)
		steps := []any{map[string]any{"label": "x", "op": name, "unit": step["unit"], "value": "35", "terms": []any{map[string]any{"label": "x", "unit": step["unit"], "value": "35"}}}}
		tree["steps"] = append(tree["steps"].([]any), steps...)
		r, err := ghg.Verify(resealed1(t, tree))
		require.NoError(t, err)
		assert.Equal(t, op, r.Steps[len(r.Steps)-1].Op)
		for _, wrong := range []string{op.String(), "mean"} {
			steps[0].(map[string]any)["op"] = wrong
			_, err = ghg.Verify(resealed1(t, tree))
			require.ErrorIs(t, err, ghg.ErrTampered)
			require.ErrorContains(t, err, `operation is unknown ("`+wrong+`"): want one of product, sum, `)
		}
	}
	receipt := receiptOf(t, rich(t))
	_, err := ghg.Verify(bytes.Replace(receipt, []byte(`"op":"min"`), []byte(`"op":"least"`), 1))
	require.ErrorContains(t, err, `operation is unknown ("least"): want one of product, sum, min, max`)
}

// Receipts of version 1 that were altered, each with the reason for which they are refused although the sum was
// recomputed.
func TestVersion1GivesReason(t *testing.T) {
	first := func(tree map[string]any) map[string]any { return tree["steps"].([]any)[0].(map[string]any) }
	const canonical = "receipt: not canonical JSON: "
	for _, tt := range []struct {
		name   string
		change func(tree map[string]any)
		want   string
	}{
		{"an unknown key", func(tree map[string]any) { tree["memo"] = "x" }, canonical + `the key "memo" is unknown at byte `},
		{"a key in capitals", func(tree map[string]any) {
			tree["ID"] = tree["id"]
			delete(tree, "id")
		}, canonical + `the key "ID" is unknown`},
		{"no scope", func(tree map[string]any) { delete(tree, "scope") }, canonical + `the key "scope" is missing`},
		{"an empty text", func(tree map[string]any) { tree["site"] = "" }, canonical + "want a text that is not empty"},
		{"a null", func(tree map[string]any) { tree["site"] = nil }, canonical + "want '\"'"},
		{"a trailing zero", func(tree map[string]any) { tree["co2e_kg"] = "22862.50" }, canonical + "another spelling of a number"},
		{"a list for a text", func(tree map[string]any) { tree["id"] = []any{} }, canonical + "want '\"'"},
		{"a number unquoted", func(tree map[string]any) { tree["co2e_kg"] = json.Number("22862.5") }, canonical + "want '\"'"},
		{"an exponent", func(tree map[string]any) { tree["co2e_kg"] = "1e5" }, `"1e5" is not a number`},
		{"nested too deeply", func(tree map[string]any) {
			var deep any = "x"
			for range 20 {
				deep = []any{deep}
			}
			tree["facts"] = deep
		}, canonical + "want '{'"},
		{"another value", func(tree map[string]any) { first(tree)["value"] = "36" }, `result "boiler", step 1: does not recompute: CH4 is 36, but its terms give 35`},
		{"another total", func(tree map[string]any) { tree["co2e_kg"] = "1" }, "it has 1 and 0 outside the basket, but the emissions give 22862.5 and 0 kg CO2e"},
		{"a long product", func(tree map[string]any) {
			nines := map[string]any{"label": "x", "unit": "1", "value": strings.Repeat("9", 4096)}
			first(tree)["terms"] = slices.Repeat([]any{nines}, 5)
		}, "the numbers of step 1 have 20480 digits, want at most 16384"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tree := parseTree(t, version1(t, "boiler"))
			tt.change(tree)
			_, err := ghg.Verify(resealed1(t, tree))
			require.ErrorIs(t, err, ghg.ErrTampered)
			require.ErrorContains(t, err, tt.want)
		})
	}
}

// A decoder of JSON keeps the last of two equal keys, but a reader sees the first.
func TestVersion1RefusesText(t *testing.T) {
	receipt := string(version1(t, "boiler"))
	for name, tt := range map[string]struct{ text, want string }{
		"a key twice":        {`{"co2e_kg":"1",` + receipt[1:], `the key "co2e_kg" is repeated`},
		"a nested key twice": {strings.Replace(receipt, `[{"gas":`, `[{"gas":"CO2","gas":`, 1), `the key "gas" is repeated`},
		"a deep key twice":   {strings.Replace(receipt, `"terms":[{`, `"terms":[{"label":"oil",`, 1), `the key "label" is repeated`},
		"another sum":        {strings.Replace(receipt, `"sha256":"`, `"sha256":"0`, 1), `receipt of "boiler": its SHA-256 is `},
		"a second receipt":   {receipt + receipt, "receipt: not canonical JSON: "},
		"a list":             {"[" + receipt + "]", "receipt: not canonical JSON: want '{' at byte 0"},
		"cut":                {receipt[:len(receipt)-1], "receipt: "},
	} {
		_, err := ghg.Verify([]byte(tt.text))
		require.ErrorIs(t, err, ghg.ErrTampered, name)
		require.ErrorContains(t, err, tt.want, name)
	}
}

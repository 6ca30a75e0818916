package ghg_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
)

// TestReceiptEscapes writes texts as RFC 8785, section 3.2.2.2, spells them: two-character escapes where JSON has one,
// \u00 and lower-case digits for other control characters, and everything else as it is.
func TestReceiptEscapes(t *testing.T) {
	r := rich(t)
	r.Notes = nil
	for _, tt := range []struct{ text, want string }{
		{"\b\t\n\f\r", `\b\t\n\f\r`},
		{"\x00\x01\x07\x0b\x0e\x1f", `\u0000\u0001\u0007\u000b\u000e\u001f`},
		{`"quoted" \ and / <b> & 'single'`, `\"quoted\" \\ and / <b> & 'single'`},
		{"\x7f\u0080\u2028\u2029 燃料 🔥", "\x7f\u0080\u2028\u2029 燃料 🔥"},
		{`\u0041\n`, `\\u0041\\n`},
	} {
		r.Site = tt.text
		receipt := receiptOf(t, r)
		assert.Contains(t, string(receipt), `,"site":"`+tt.want+`",`)
		back, err := ghg.Verify(receipt)
		require.NoError(t, err)
		assert.Equal(t, tt.text, back.Site)
	}
}

// Every other spelling of a text is refused, although it stands for the same text.
func TestVerifyRefusesOtherEscapes(t *testing.T) {
	r := rich(t)
	r.Site = "a/b\n\x1fA\tz"
	receipt := string(receiptOf(t, r))
	const canonical = `"site":"a/b\n\u001fA\tz"`
	require.Contains(t, receipt, canonical)
	const respelt, invalid, control = "not canonical JSON", "an invalid escape at byte", "a control character at byte"
	for other, want := range map[string]string{
		`"site":"a/b\u000a\u001fA\tz"`:   respelt,
		`"site":"a/b\n\u001FA\tz"`:       respelt,
		`"site":"a/b\n\u001f\u0041\tz"`:  respelt,
		`"site":"a/b\n\x1fA\tz"`:         respelt, // an escape of Go, not of JSON
		"\"site\":\"a/b\\n\\u001fA\tz\"": respelt,
		"\"site\":\"a/b\n\\u001fA\\tz\"": control,
		"\"site\":\"a/b\\n\x1fA\\tz\"":   respelt,
		"\"site\":\"a/b\\n\nA\\tz\"":     invalid,
		`"site":"a\/b\n\u001fA\tz"`:      invalid,
		`"site":"a/b\n\u01A\tz"`:         invalid,
		`"site":"a/b\n\ud800A\tz"`:       invalid,
		"\"site\":\"a/b\\n\xff\\tz\"":    "its SHA-256 is ", // read as U+FFFD
		`"site":"a/b\n\xff\tz"`:          invalid,
		"\"site\":\"a/b\xff\"":           "text that is not UTF-8 at byte",
	} {
		_, err := ghg.Verify([]byte(strings.Replace(receipt, canonical, other, 1)))
		require.ErrorIs(t, err, ghg.ErrTampered, other)
		require.ErrorContains(t, err, want, other)
	}
}

// field is a key of an object of a receipt's tree.
type field struct {
	name   string // "steps.terms.value"
	object map[string]any
	key    string
}

// fields returns the first field of each name in a tree.
func fields(tree map[string]any) []field {
	var all []field
	seen := map[string]bool{}
	var walk func(tree any, path string)
	walk = func(tree any, path string) {
		switch v := tree.(type) {
		case map[string]any:
			for _, key := range slices.Sorted(maps.Keys(v)) {
				name := strings.TrimPrefix(path+"."+key, ".")
				if !seen[name] {
					seen[name] = true
					all = append(all, field{name, v, key})
				}
				walk(v[key], name)
			}
		case []any:
			for _, value := range v {
				walk(value, path)
			}
		}
	}
	walk(tree, "")
	return all
}

// wrongTypes returns values of other JSON types, or values of the same one that the format does not have, and what the
// reader wants instead.
func wrongTypes(value any) (others []any, want string) {
	switch value.(type) {
	case string:
		return []any{json.Number("7"), true, nil, []any{}, map[string]any{}}, `want '"'`
	case bool:
		return []any{"true", false, json.Number("1"), nil}, "want true"
	case json.Number:
		return []any{"2", json.Number("-2"), json.Number("2147483648"), true, nil}, "want a count"
	case []any:
		return []any{"x", map[string]any{}, nil, json.Number("1")}, "want '['"
	default:
		return []any{"x", []any{}, nil}, "want '{'"
	}
}

// At every field, a value of another JSON type is refused, and the error says which was wanted.
func TestVerifyRefusesWrongTypes(t *testing.T) {
	tree := parseTree(t, receiptOf(t, rich(t)))
	all := fields(tree)
	require.Greater(t, len(all), 100)
	for _, f := range all {
		value := f.object[f.key]
		others, want := wrongTypes(value)
		for _, other := range others {
			f.object[f.key] = other
			_, err := ghg.Verify(encode(t, tree))
			require.ErrorIs(t, err, ghg.ErrTampered, "%s → %v", f.name, other)
			require.ErrorContains(t, err, "not canonical JSON: "+want+" at byte", "%s → %v", f.name, other)
		}
		f.object[f.key] = value
	}
}

// In every kind of object, a key that the format does not have, a repeated key and a key without a value are refused.
func TestVerifyRefusesWrongKeys(t *testing.T) {
	const unknown, here = "zz", "@here@"
	tree := parseTree(t, receiptOf(t, rich(t)))
	for _, f := range fields(tree) {
		f.object[unknown] = "x"
		_, err := ghg.Verify(encode(t, tree))
		delete(f.object, unknown)
		require.ErrorIs(t, err, ghg.ErrTampered, f.name)
		require.ErrorContains(t, err, `not canonical JSON: the key "zz" is unknown at byte`, f.name)

		value := f.object[f.key]
		f.object[f.key] = here
		before, after, found := strings.Cut(string(encode(t, tree)), `"`+here+`"`)
		require.True(t, found)
		f.object[f.key] = value
		whole := string(encode(t, value))
		_, err = ghg.Verify([]byte(before + whole + `,"` + f.key + `":` + whole + after))
		require.ErrorContains(t, err, fmt.Sprintf("not canonical JSON: the key %q is out of order at byte", f.key), f.name)
		_, err = ghg.Verify([]byte(before + after))
		require.ErrorContains(t, err, "not canonical JSON: want ", "%s without a value", f.name)
	}
}

// What is no receipt at all is told what one is, not which of its keys was looked for first.
func TestVerifyRefusesWhatIsNoReceipt(t *testing.T) {
	for text, want := range map[string]string{
		"":                       "does not recompute: receipt is not set: want the bytes that Result.Receipt returned",
		"{}":                     "does not recompute: receipt: version is not set: want 1 or 2 and the other keys that Result.Receipt writes",
		`{"id":"a"}`:             "version is not set",
		`{"gwp":"AR5","id":"a"}`: "version is not set",
	} {
		_, err := ghg.Verify([]byte(text))
		require.ErrorIs(t, err, ghg.ErrTampered, text)
		require.ErrorIs(t, err, ghg.ErrMissing, text)
		require.ErrorContains(t, err, want, text)
	}
}

// A receipt that ends early is refused wherever it ends.
func TestVerifyRefusesTruncated(t *testing.T) {
	r := rich(t)
	r.ID, r.Site = `the "first" one`, "a\tb"
	receipt := receiptOf(t, r)
	seen := map[string]bool{}
	for n := range receipt {
		_, err := ghg.Verify(receipt[:n])
		require.ErrorIs(t, err, ghg.ErrTampered, "%d bytes", n)
		if n == 0 {
			continue // it says that there is none
		}
		_, reason, ok := strings.Cut(err.Error(), "not canonical JSON: ")
		require.True(t, ok, "%d bytes: %v", n, err)
		reason, _, _ = strings.Cut(reason, " at byte ")
		seen[reason] = true
	}
	for _, reason := range []string{"unterminated text", "want true", "want a count", `want '"'`, `want '{'`, `want '}'`, `want '['`, `want ']'`, `want ':'`} {
		assert.True(t, seen[reason], "%s; there are %v", reason, seen)
	}
}

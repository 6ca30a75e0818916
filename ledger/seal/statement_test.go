package seal_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/mod/sumdb/note"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/ledger/seal"
)

func statementOf(t testing.TB) seal.Statement {
	t.Helper()
	kg := func(s string) ghg.CO2e {
		of, err := ghg.KgCO2e(dec.MustParse(s))
		require.NoError(t, err)
		return of
	}
	return seal.Statement{
		Of: seal.LedgerLines, Name: "purchases of 2024.csv", Lines: 1000, Rejected: 3, Header: seal.LeafHash([]byte("header")), Root: seal.LeafHash([]byte("root")),
		Basis: seal.LeafHash([]byte("lock")),
		Totals: []seal.Total{
			{Scope: ghg.Scope1, CO2e: kg("12.5")},
			{Scope: ghg.Scope2, Accounting: ghg.LocationBased, CO2e: kg("7")},
			{Scope: ghg.Scope2, Accounting: ghg.MarketBased},
			{Scope: ghg.Scope3, CO2e: kg("-0.25")},
		},
	}
}

func TestStatementText(t *testing.T) {
	s := statementOf(t)
	text, err := s.Text()
	require.NoError(t, err)
	assert.Equal(t, `ghg seal 1
of ledger
name purchases of 2024.csv
method -
lines 1000
rejected 3
kg-co2e scope-1 - 12.5
kg-co2e scope-2 location-based 7
kg-co2e scope-2 market-based 0
kg-co2e scope-3 - -0.25
header `+s.Header.String()+`
basis `+s.Basis.String()+`
root `+s.Root.String()+`
`, text)
	read, err := seal.ParseStatement(text)
	require.NoError(t, err)
	again, err := read.Text()
	require.NoError(t, err)
	assert.Equal(t, text, again)
	assert.True(t, s.Totals[0].CO2e.Equal(read.Totals[0].CO2e))
}

func TestParseStatementRefuses(t *testing.T) {
	s := statementOf(t)
	text, err := s.Text()
	require.NoError(t, err)
	for old, instead := range map[string]struct{ text, want string }{
		"ghg seal 1":             {"ghg seal 2", `form of the statement is unknown ("ghg seal 2"): want ghg seal 1`},
		"of ledger":              {"of nothing", `line 2 of the statement: content is unknown ("nothing")`},
		"of ledger\n":            {"", "content is not set"},
		"name ":                  {"nome ", `line 3 of the statement: key is unknown ("nome")`},
		"purchases of 2024.csv":  {"-", "name of the ledger is not set"},
		"lines 1000":             {"lines 01000", `lines is out of range ("01000"): want a whole number`},
		"lines 1000\n":           {"lines -1\n", "number of leaves is out of range"},
		"rejected 3":             {"rejected -3", "lines rejected is negative"},
		"rejected 3\n":           {"rejected 3\nrejected 3\n", "each once and in their order"},
		"kg-co2e scope-1 - 12.5": {"kg-co2e scope-9 - 12.5", `total is out of range ("scope-9 - 12.5")`},
		"scope-1 - 12.5":         {"scope-1 none 12.5", "total is out of range"},
		"- 12.5":                 {"- 12.x", "total is out of range"},
		" 12.5":                  {" 12.50", "each once and in their order"},
		"scope-3 -":              {"scope-2 -", "accounting of the total of scope 2 is unknown"},
		"scope-3":                {"scope-1", "each once"},
		"root ":                  {"root x", "digest is out of range"},
		"header ":                {"header -\n", "key is unknown"},
		"basis ":                 {"basis  ", "digest is out of range"},
	} {
		bad := strings.Replace(text, old, instead.text, 1)
		require.NotEqual(t, text, bad, old)
		_, err := seal.ParseStatement(bad)
		require.ErrorContains(t, err, instead.want, bad)
	}
	_, err = seal.ParseStatement(strings.Repeat("x", 1<<20))
	require.ErrorContains(t, err, "statement is out of range")
	_, err = seal.ParseStatement(strings.Replace(text, "root "+s.Root.String(), "root -", 1))
	require.ErrorContains(t, err, "root is not set")
	_, err = seal.ParseStatement(strings.Replace(text, "of ledger", "of inventory", 1))
	require.ErrorContains(t, err, "none: an inventory has no columns")
	_, err = seal.ParseStatement(strings.Replace(text, "header "+s.Header.String(), "header -", 1))
	require.ErrorContains(t, err, "header is not set")
}

func TestStatementCheck(t *testing.T) {
	for _, damage := range []func(s *seal.Statement){
		func(s *seal.Statement) { s.Name = "two\nlines" }, func(s *seal.Statement) { s.Name = " blank" }, func(s *seal.Statement) { s.Name = "\xff" },
		func(s *seal.Statement) { s.Name = strings.Repeat("x", 2000) }, func(s *seal.Statement) { s.Method = "two words" }, func(s *seal.Statement) { s.Method = "-" },
		func(s *seal.Statement) { s.Totals[0].Scope = 0 }, func(s *seal.Statement) { s.Totals[0].Accounting = 9 }, func(s *seal.Statement) { s.Totals[1].Accounting = 0 },
		func(s *seal.Statement) { s.Totals[1] = s.Totals[0] }, func(s *seal.Statement) { s.Of = 9 }, func(s *seal.Statement) { s.Name = "a\u0085b" },
	} {
		s := statementOf(t)
		damage(&s)
		require.Error(t, s.Check())
		_, err := s.Text()
		require.Error(t, err)
		_, err = s.Sign()
		require.Error(t, err)
	}
}

func TestContent(t *testing.T) {
	for _, c := range []seal.Content{seal.LedgerLines, seal.InventoryResults} {
		text, err := c.MarshalText()
		require.NoError(t, err)
		assert.Equal(t, c.String(), string(text))
	}
	_, err := seal.Content(0).MarshalText()
	require.ErrorIs(t, err, ghg.ErrMissing)
}

func TestSignAndOpen(t *testing.T) {
	s := statementOf(t)
	signer, verifier := keys(t, "example.com/owner")
	second, secondKey := keys(t, "auditor")
	msg, err := s.Sign(signer, second)
	require.NoError(t, err)
	for _, known := range [][]note.Verifier{{verifier}, {secondKey}, {verifier, secondKey}} {
		opened, err := seal.Open(msg, known...)
		require.NoError(t, err)
		assert.Equal(t, s.Root, opened.Root)
		want, err := s.Text()
		require.NoError(t, err)
		have, err := opened.Text()
		require.NoError(t, err)
		assert.Equal(t, want, have)
	}
}

func TestOpenRefuses(t *testing.T) {
	signer, verifier := keys(t, "owner")
	_, other := keys(t, "other")
	msg, err := statementOf(t).Sign(signer)
	require.NoError(t, err)

	_, err = seal.Open(msg, other)
	require.ErrorIs(t, err, seal.ErrDiffers)
	require.ErrorContains(t, err, `key of the note is not what was sealed ("owner+`)
	require.ErrorContains(t, err, `want other+`)

	// A key of the same name that is another one.
	private, public, err := note.GenerateKey(strings.NewReader(strings.Repeat("x", 64)), "owner")
	require.NoError(t, err)
	assert.NotEmpty(t, private)
	same, err := note.NewVerifier(public)
	require.NoError(t, err)
	_, err = seal.Open(msg, same)
	require.ErrorContains(t, err, "key of the note is not what was sealed")

	for old, instead := range map[string]string{"lines 1000": "lines 1001", "12.5": "12.4", "purchases": "Purchases"} {
		_, err = seal.Open([]byte(strings.Replace(string(msg), old, instead, 1)), verifier)
		require.ErrorIs(t, err, seal.ErrDiffers)
		require.ErrorContains(t, err, "text of the note is not what was sealed: want the text that owner+")
	}
	_, err = seal.Open([]byte("x"), verifier)
	require.ErrorContains(t, err, "note is out of range")
	_, err = seal.Open([]byte(strings.Repeat("x", 1<<20)), verifier)
	require.ErrorContains(t, err, "note is out of range")
	_, err = seal.Open(msg)
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, err = seal.Open(msg, verifier, nil)
	require.ErrorContains(t, err, "key 2 is not set")
	_, err = statementOf(t).Sign()
	require.ErrorContains(t, err, "signers is not set")
	_, err = statementOf(t).Sign(signer, nil)
	require.ErrorContains(t, err, "signer 2 is not set")

	stranger, err := note.Sign(&note.Note{Text: "hello\n"}, signer)
	require.NoError(t, err)
	_, err = seal.Open(stranger, verifier)
	require.ErrorContains(t, err, "form of the statement is unknown")
}

func FuzzOpen(f *testing.F) {
	signer, verifier := keys(f, "owner")
	msg, err := statementOf(f).Sign(signer)
	require.NoError(f, err)
	f.Add(string(msg))
	text, err := statementOf(f).Text()
	require.NoError(f, err)
	f.Add(text)
	f.Fuzz(func(t *testing.T, msg string) {
		if s, err := seal.Open([]byte(msg), verifier); err == nil {
			require.NoError(t, s.Check())
		}
		if s, err := seal.ParseStatement(msg); err == nil {
			again, err := s.Text()
			require.NoError(t, err)
			require.Equal(t, msg, again)
		}
	})
}

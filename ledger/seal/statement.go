package seal

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/mod/sumdb/note"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/vocabulary"
)

// Content is what the leaves of a seal are. The zero Content is invalid.
type Content uint8

// What can be sealed.
const (
	LedgerLines      Content = iota + 1 // the lines of an activity file
	InventoryResults                    // the results of an inventory
)

var contents = vocabulary.New[Content]("content", "ledger", "inventory")

// String returns "ledger" or "inventory".
func (c Content) String() string { return contents.String(c) }

// MarshalText returns what String returns. The zero Content is an error.
func (c Content) MarshalText() ([]byte, error) { return contents.Marshal(c) }

// UnmarshalText reads what String returns.
func (c *Content) UnmarshalText(text []byte) error { return contents.Unmarshal(c, text) }

// Statement is what the owner of a ledger signs.
type Statement struct {
	Of       Content
	Name     string     // of the ledger: "purchases.csv"
	Method   ghg.Method // of every line; "" for several
	Lines    int64      // sealed: the leaves of the tree
	Rejected int64      // lines of the input that were refused, and are not in the tree
	Totals   []Total    // by scope and accounting, in this order
	Header   Digest     // SHA-256 of the header record without its line break, which names the columns; none for an inventory
	Basis    Digest     // of the lock of the factors, or of another basis; may be none
	Root     Digest     // of the tree
}

// Total is the CO2e of a scope. The lines of scope 2 have an accounting; those of other scopes have none, unless it decides
// which of them count.
type Total struct {
	Scope      ghg.Scope
	Accounting ghg.Accounting
	CO2e       ghg.CO2e
}

// maxStatement is more than the length in bytes of any statement.
const maxStatement = 16 << 10

const statementTitle = "ghg seal 1"

// Text returns the statement in the form that is signed: lines, each a key, a blank and a value, "-" for none.
//
//	ghg seal 1
//	of ledger
//	name purchases.csv
//	method scope3.spend-based
//	lines 1000
//	rejected 3
//	kg-co2e scope-3 - 125034.5
//	header 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
//	basis -
//	root 60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752
func (s Statement) Text() (string, error) {
	if err := s.Check(); err != nil {
		return "", err
	}
	var b strings.Builder
	line := func(key, value string) {
		if value == "" {
			value = none
		}
		b.WriteString(key + " " + value + "\n")
	}
	b.WriteString(statementTitle + "\n")
	line("of", s.Of.String())
	line("name", s.Name)
	line("method", string(s.Method))
	line("lines", strconv.FormatInt(s.Lines, 10))
	line("rejected", strconv.FormatInt(s.Rejected, 10))
	for _, t := range s.Totals {
		accounting := none
		if t.Accounting != 0 {
			accounting = t.Accounting.String()
		}
		line("kg-co2e", "scope-"+strconv.Itoa(int(t.Scope))+" "+accounting+" "+dec.Text(t.CO2e.Kg()))
	}
	line("header", s.Header.String())
	line("basis", s.Basis.String())
	line("root", s.Root.String())
	return b.String(), nil
}

// none stands for an empty value.
const none = "-"

// Check returns an error unless the statement can be signed.
func (s Statement) Check() error {
	problems := []error{contents.Check(s.Of), checkName("name of the ledger", s.Name), checkSize(s.Lines)}
	if s.Name == "" || s.Name == none {
		problems = append(problems, missing("name of the ledger", `a name, such as "purchases.csv"`))
	}
	if strings.ContainsAny(string(s.Method), " ") || s.Method == none {
		problems = append(problems, malformed("method", string(s.Method), "a name without blanks"))
	}
	problems = append(problems, checkName("method", string(s.Method)))
	if s.Rejected < 0 {
		problems = append(problems, &ghg.FieldError{Field: "lines rejected", Value: strconv.FormatInt(s.Rejected, 10), Want: "0 or more", Err: ghg.ErrNegative})
	}
	if s.Root.IsZero() {
		problems = append(problems, missing("root", "that of the tree"))
	}
	if s.Of == LedgerLines && s.Header.IsZero() {
		problems = append(problems, missing("header", "the SHA-256 of the record that names the columns"))
	}
	if s.Of == InventoryResults && !s.Header.IsZero() {
		problems = append(problems, malformed("header", s.Header.String(), "none: an inventory has no columns"))
	}
	return errors.Join(append(problems, s.checkTotals())...)
}

func (s Statement) checkTotals() error {
	for i, t := range s.Totals {
		if _, err := t.Scope.MarshalText(); err != nil {
			return fmt.Errorf("total %d: %w", i+1, err)
		}
		if t.Accounting != ghg.LocationBased && t.Accounting != ghg.MarketBased && (t.Accounting != 0 || t.Scope == ghg.Scope2) {
			return &ghg.FieldError{Field: "accounting of the total of " + t.Scope.String(), Value: t.Accounting.String(), Want: "location-based or market-based", Err: ghg.ErrUnknown}
		}
		if i > 0 && (s.Totals[i-1].Scope > t.Scope || s.Totals[i-1].Scope == t.Scope && s.Totals[i-1].Accounting >= t.Accounting) {
			return &ghg.FieldError{Field: "total of " + t.Scope.String(), Want: "the totals by scope and accounting in order, each once", Err: ghg.ErrRepeated}
		}
	}
	return nil
}

// checkName returns an error for a text that cannot stand at the end of a line of a note.
func checkName(field, text string) error {
	switch {
	case text != strings.TrimSpace(text), !utf8.ValidString(text), strings.ContainsFunc(text, unicode.IsControl), strings.ContainsRune(text, unicode.ReplacementChar):
		return malformed(field, text, "UTF-8 without line breaks, control characters and blanks at its ends")
	case input.TooLong(text):
		return malformed(field, text, "at most "+strconv.Itoa(ghg.MaxText)+" characters")
	}
	return nil
}

// ParseStatement reads what [Statement.Text] returns, and nothing else. It checks no signature: see [Open].
func ParseStatement(text string) (Statement, error) {
	if len(text) > maxStatement {
		return Statement{}, malformed("statement", strconv.Itoa(len(text))+" bytes", "at most "+strconv.Itoa(maxStatement))
	}
	title, rest, _ := strings.Cut(text, "\n")
	if title != statementTitle {
		return Statement{}, &ghg.FieldError{Field: "form of the statement", Value: input.Shorten(title), Want: statementTitle, Err: ghg.ErrUnknown}
	}
	var s Statement
	for n := 2; rest != ""; n++ {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		if err := s.set(line); err != nil {
			return Statement{}, fmt.Errorf("line %d of the statement: %w", n, err)
		}
	}
	again, err := s.Text()
	if err != nil {
		return Statement{}, err
	}
	if again != text {
		return Statement{}, malformed("statement", "", "the lines that Statement.Text writes, each once and in their order")
	}
	return s, nil
}

// set sets the field of a line.
func (s *Statement) set(line string) error {
	key, value, _ := strings.Cut(line, " ")
	text := value
	if text == none {
		text = ""
	}
	var err error
	switch key {
	case "of":
		err = s.Of.UnmarshalText([]byte(value))
	case "name":
		s.Name = text
	case "method":
		s.Method = ghg.Method(text)
	case "lines":
		s.Lines, err = parseCount(key, value)
	case "rejected":
		s.Rejected, err = parseCount(key, value)
	case "kg-co2e":
		err = s.addTotal(value)
	case "header":
		s.Header, err = ParseDigest(text)
	case "basis":
		s.Basis, err = ParseDigest(text)
	case "root":
		s.Root, err = ParseDigest(text)
	default:
		err = &ghg.FieldError{Field: "key", Value: input.Shorten(key), Want: "of, name, method, lines, rejected, kg-co2e, header, basis or root", Err: ghg.ErrUnknown}
	}
	return err
}

func parseCount(field, text string) (int64, error) {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || strconv.FormatInt(n, 10) != text {
		return 0, malformed(field, text, "a whole number")
	}
	return n, nil
}

// addTotal adds the total of a line: "scope-2 location-based 12.5".
func (s *Statement) addTotal(value string) error {
	refused := malformed("total", value, `a scope, an accounting or "-", and kilograms: "scope-2 location-based 12.5"`)
	scope, rest, _ := strings.Cut(value, " ")
	accounting, kg, _ := strings.Cut(rest, " ")
	var t Total
	if t.Scope.UnmarshalText([]byte(strings.Replace(scope, "-", " ", 1))) != nil {
		return refused
	}
	if accounting != none && t.Accounting.UnmarshalText([]byte(accounting)) != nil {
		return refused
	}
	number, err := dec.ParseLong(kg)
	if err != nil {
		return refused
	}
	if t.CO2e, err = ghg.KgCO2e(number); err != nil {
		return err
	}
	s.Totals = append(s.Totals, t)
	return nil
}

// Sign returns the statement as a signed note, the text of which is [Statement.Text]. note.GenerateKey makes a pair of Ed25519
// keys and note.NewSigner a signer.
func (s Statement) Sign(signers ...note.Signer) ([]byte, error) {
	text, err := s.Text()
	if err != nil {
		return nil, err
	}
	if len(signers) == 0 {
		return nil, missing("signers", "one at least")
	}
	for i, signer := range signers {
		if absent.Is(signer) {
			return nil, missing("signer "+strconv.Itoa(i+1), "what note.NewSigner returned")
		}
	}
	return note.Sign(&note.Note{Text: text}, signers...)
}

// Open returns the statement of a note that one at least of the keys signed, and that none of them signed wrongly. An error
// says whether the text or the key differs.
func Open(msg []byte, keys ...note.Verifier) (Statement, error) {
	if len(keys) == 0 {
		return Statement{}, missing("keys", "the public key of whoever signed")
	}
	var names []string
	for i, key := range keys {
		if absent.Is(key) {
			return Statement{}, missing("key "+strconv.Itoa(i+1), "what note.NewVerifier returned")
		}
		names = append(names, keyName(key.Name(), key.KeyHash()))
	}
	if len(msg) > 2*maxStatement {
		return Statement{}, malformed("note", strconv.Itoa(len(msg))+" bytes", "at most "+strconv.Itoa(2*maxStatement))
	}
	n, err := note.Open(msg, note.VerifierList(keys...))
	var altered *note.InvalidSignatureError
	var other *note.UnverifiedNoteError
	switch {
	case errors.As(err, &altered):
		return Statement{}, broken("text of the note", "", "the text that "+keyName(altered.Name, altered.Hash)+" signed: the signature is of another one")
	case errors.As(err, &other):
		var signed []string
		for _, of := range other.Note.UnverifiedSigs {
			signed = append(signed, keyName(of.Name, of.Hash))
		}
		return Statement{}, differs("key of the note", input.Shorten(strings.Join(signed, ", ")), strings.Join(names, ", "))
	case err != nil:
		return Statement{}, malformed("note", string(msg), "a text, an empty line and a signature: "+err.Error())
	}
	return ParseStatement(n.Text)
}

// keyName names a key as its text begins: "example+a1b2c3d4".
func keyName(name string, hash uint32) string { return fmt.Sprintf("%s+%08x", name, hash) }

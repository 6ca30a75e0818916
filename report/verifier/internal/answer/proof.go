package answer

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/strictjson"
	"github.com/ghgkit/ghg/ledger/seal"
)

// Holds tells whether a check holds.
type Holds string

// What a check gives.
const (
	Yes        Holds = "yes"
	No         Holds = "no"
	NotChecked Holds = "not checked"
)

// Check is one step of a proof.
type Check struct {
	What  string `json:"what"`
	Holds Holds  `json:"holds"`
	Error string `json:"error,omitempty"` // why not
}

// Proof is the answer about the proof of a line. It is OK if no check fails.
type Proof struct {
	OK       bool      `json:"ok"`
	Error    string    `json:"error,omitempty"` // of what cannot be read
	Checks   []Check   `json:"checks,omitempty"`
	Receipts []Receipt `json:"receipts,omitempty"`
}

// lineProof is the file that "ghg prove" writes.
type lineProof struct {
	Version   string     `json:"ghg_proof"`
	Line      string     `json:"line"`
	Header    longText   `json:"header,omitempty"`
	Receipts  []longText `json:"receipts"`
	Proof     longText   `json:"proof"`
	Statement longText   `json:"statement"`
}

// longText is a text of any length.
type longText string

// UnmarshalJSON reads a string.
func (t *longText) UnmarshalJSON(text []byte) error {
	var s string
	if err := json.Unmarshal(text, &s); err != nil { //nolint:forbidigo // package strictjson has parsed it
		return errors.New("want a string")
	}
	*t = longText(s)
	return nil
}

// maxProof is the maximum length in bytes of the file of a proof.
const maxProof = 64 << 20

// Prove answers whether the file of a proof, as "ghg prove" writes it, proves its line: the signature of the statement by the
// public key, the receipts, and that the line is in the sealed ledger as they have it, by package seal. A statement that is
// not empty is used in place of that in the file.
//
// The records of ledgers are not read here, since that needs every method: of a line of a ledger it checks that it was sealed,
// and that the derivations and the CO2e of the receipts are those that were; "ghg verify" checks the rest.
func Prove(file, statement []byte, key string) Proof {
	var f lineProof
	switch {
	case len(file) > maxProof:
		return Proof{Error: fmt.Sprintf("the proof has %d bytes: want at most %d", len(file), maxProof)}
	case strings.TrimSpace(key) == "":
		return Proof{Error: "a statement proves nothing without the public key of who signed it"}
	}
	if err := strictjson.Unmarshal(file, &f); err != nil {
		return Proof{Error: "proof: " + err.Error()}
	}
	if f.Version != "1" {
		return Proof{Error: fmt.Sprintf("version %s of the proof is not known here: want \"1\"", input.Quote(f.Version))}
	}
	signer, err := note.NewVerifier(strings.TrimSpace(key))
	if err != nil {
		return Proof{Error: `not a public key: want the text of the file NAME.pub that "ghg keygen" wrote`}
	}
	if len(statement) == 0 {
		statement = []byte(f.Statement)
	}
	return f.answer(statement, signer)
}

// answer checks a proof step by step.
func (f *lineProof) answer(statement []byte, signer note.Verifier) Proof {
	a := Proof{OK: true}
	s, err := seal.Open(statement, signer)
	if err != nil {
		a.check("signature of the statement", err)
	} else {
		a.check(fmt.Sprintf("signature: %s signed %d lines of %s, root %s", signer.Name(), s.Lines, input.Quote(s.Name), s.Root), nil)
	}
	for i, text := range f.Receipts {
		r := Verify([]byte(text))
		if err = nil; !r.OK {
			err = errors.New(r.Error)
		}
		a.Receipts = append(a.Receipts, r)
		a.check(fmt.Sprintf("receipt %d", i+1), err)
	}
	what := fmt.Sprintf("line %s is in the sealed ledger with these derivations and this CO2e", input.Quote(f.Line))
	if s.Of == seal.InventoryResults {
		what = fmt.Sprintf("result %s is in the sealed inventory as its receipt has it", input.Quote(f.Line))
	}
	if !a.OK {
		a.Checks = append(a.Checks, Check{What: "that the line is in the sealed ledger: a step before does not hold", Holds: NotChecked})
		return a
	}
	a.check(what, f.sealed(s))
	if a.OK && s.Of != seal.InventoryResults {
		a.Checks = append(a.Checks, Check{What: "that id, entity, site, period and amounts are those of the sealed record: ghg verify does", Holds: NotChecked})
	}
	return a
}

// check notes whether a step holds.
func (a *Proof) check(what string, err error) {
	if err != nil {
		a.OK = false
		a.Checks = append(a.Checks, Check{what, No, err.Error()})
		return
	}
	a.Checks = append(a.Checks, Check{What: what, Holds: Yes})
}

// sealed returns an error unless the receipts are of a line of the statement's tree.
func (f *lineProof) sealed(s seal.Statement) error {
	p, err := seal.ParseProof(string(f.Proof))
	if err != nil {
		return err
	}
	receipts := make([][]byte, len(f.Receipts))
	for i, r := range f.Receipts {
		receipts[i] = []byte(r)
	}
	if s.Of == seal.InventoryResults {
		_, err := seal.Verify(receipts, p, s, seal.Evidence{})
		return err
	}
	return inLedger(receipts, p, s)
}

// inLedger returns an error unless the leaf of a proof is in the tree of a ledger and has the derivations and the CO2e of
// the receipts.
func inLedger(receipts [][]byte, p seal.Proof, s seal.Statement) error {
	leaf, err := seal.ParseLeaf(p.Leaf)
	if err != nil {
		return err
	}
	if p.Size != s.Lines {
		return differs("number of lines", p.Size, s.Lines)
	}
	hashes := make([]tlog.Hash, len(p.Hashes))
	for i, h := range p.Hashes {
		hashes[i] = tlog.Hash(h)
	}
	if tlog.CheckRecord(hashes, p.Size, tlog.Hash(s.Root), p.Index, tlog.Hash(seal.LeafHash(p.Leaf))) != nil {
		return differs("leaf", seal.LeafHash(p.Leaf), "one of the tree with the root "+s.Root.String())
	}
	if len(receipts) != len(leaf.Results) {
		return differs("number of receipts", len(receipts), len(leaf.Results))
	}
	for i, text := range receipts {
		r, err := ghg.Verify(text)
		if err != nil {
			return err
		}
		derivation, err := seal.DerivationOf(r)
		if err != nil {
			return err
		}
		if derivation != leaf.Results[i].Derivation {
			return differs(fmt.Sprintf("derivation of receipt %d", i+1), derivation, leaf.Results[i].Derivation)
		}
		if kg := dec.Text(r.CO2e.Kg()); kg != leaf.Results[i].CO2eKg {
			return differs(fmt.Sprintf("kg CO2e of receipt %d", i+1), kg, leaf.Results[i].CO2eKg)
		}
		if s.Method != "" && r.Method != s.Method {
			return differs(fmt.Sprintf("method of receipt %d", i+1), r.Method, s.Method)
		}
	}
	return nil
}

// differs says what was sealed.
func differs(what string, have, sealed any) error {
	return fmt.Errorf("%s is %v: %w: %v", what, have, seal.ErrDiffers, sealed)
}

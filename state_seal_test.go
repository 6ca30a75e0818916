package ghg_test

import (
	"bytes"
	"crypto/sha256"
	"strings"

	"golang.org/x/mod/sumdb/note"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/ledger/seal"
)

// sealCalls are the calls of package seal.
func sealCalls() map[string]func() trial {
	leaf := func() seal.Leaf {
		return seal.Leaf{Record: []byte("x"), Results: append(make([]seal.LeafResult, 0, 2), seal.LeafResult{Derivation: seal.LeafHash(nil), CO2eKg: "1"})}
	}
	stored := func() []byte {
		var hashes bytes.Buffer
		tree := seal.NewTree(&hashes)
		for range 3 {
			mustDo(tree.Add(leaf().Hash()))
		}
		mustDo(tree.Flush())
		return hashes.Bytes()
	}
	proof := func() seal.Proof { return must(seal.Prove(bytes.NewReader(stored()), 3, 1, leaf().AppendTo(nil))) }
	consistency := func() seal.Consistency { return must(seal.ProveConsistency(bytes.NewReader(stored()), 2, 3)) }
	statement := func() seal.Statement {
		return seal.Statement{
			Of: seal.LedgerLines, Name: "x", Lines: 3, Root: must(seal.Root(bytes.NewReader(stored()), 3)), Header: sha256.Sum256([]byte("id")),
			Totals: append(make([]seal.Total, 0, 2), seal.Total{Scope: ghg.Scope1}),
		}
	}
	private, public, _ := note.GenerateKey(strings.NewReader(strings.Repeat("x", 64)), "x")
	signer, verifier := must(note.NewSigner(private)), must(note.NewVerifier(public))
	return map[string]func() trial{
		"seal.AppendRecord":     func() trial { return call(seal.AppendRecord, []byte(nil), []byte("x"), 1) },
		"seal.AppendResult":     func() trial { return call(seal.AppendResult, []byte(nil), seal.Digest{}, []byte("1")) },
		"seal.CheckConsistency": func() trial { return call(seal.CheckConsistency, consistency(), statement(), statement()) },
		"seal.DerivationOf":     func() trial { return call(seal.DerivationOf, ghg.Result{}) },
		"seal.LeafHash":         func() trial { return call(seal.LeafHash, []byte("x")) },
		"seal.Open":             func() trial { return call(seal.Open, must(statement().Sign(signer)), []note.Verifier{verifier}) },
		"seal.ParseLeaf":        func() trial { return call(seal.ParseLeaf, leaf().AppendTo(nil)) },
		"seal.ParseProof":       func() trial { return call(seal.ParseProof, string(must(proof().MarshalText()))) },
		"seal.ParseStatement":   func() trial { return call(seal.ParseStatement, must(statement().Text())) },
		"seal.Prove": func() trial {
			return call(seal.Prove, bytes.NewReader(stored()), int64(3), int64(1), leaf().AppendTo(nil))
		},
		"seal.ProveConsistency": func() trial { return call(seal.ProveConsistency, bytes.NewReader(stored()), int64(2), int64(3)) },
		"seal.Consistency.MarshalJSON": func() trial {
			p := consistency()
			return call(p.MarshalJSON).on(&p)
		},
		"seal.Leaf.AppendTo": func() trial {
			l := leaf()
			return call(l.AppendTo, []byte(nil)).on(&l)
		},
		"seal.Proof.MarshalJSON": func() trial {
			p := proof()
			return call(p.MarshalJSON).on(&p)
		},
		"seal.Proof.MarshalText": func() trial {
			p := proof()
			return call(p.MarshalText).on(&p)
		},
	}
}

func mustDo(err error) {
	if err != nil {
		panic(err)
	}
}

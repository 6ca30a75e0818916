package ghg_test

import (
	"bytes"
	"crypto/sha256"
	"slices"
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
	receipt := func() []byte {
		for r := range ownInventory().Results() {
			return must(r.Receipt())
		}
		return nil
	}
	encoder := func() *seal.Encoder {
		e := &seal.Encoder{}
		e.Begin([]byte("x"), 1)
		e.Result(seal.LeafHash(nil), []byte("1"))
		return e
	}
	hashed := leaf().Hash()
	return map[string]func() trial{
		"seal.Compare": func() trial {
			return call(seal.Compare, bytes.NewReader(stored()), statement(), slices.Values([]seal.Digest{hashed, hashed, hashed}))
		},
		"seal.Encoder.AppendTo": func() trial {
			e := encoder()
			return call(e.AppendTo, []byte(nil)).on(e)
		},
		"seal.Encoder.Begin": func() trial {
			e := encoder()
			return call(e.Begin, []byte("y"), 1).on(e)
		},
		"seal.Encoder.Hash": func() trial {
			e := encoder()
			return call(e.Hash).on(e)
		},
		"seal.Encoder.Result": func() trial {
			e := encoder()
			return call(e.Result, hashed, []byte("2")).on(e)
		},
		"seal.InventoryLeaves": func() trial {
			inv := ownInventory()
			return call(seal.InventoryLeaves, inv).on(inv)
		},
		"seal.Leaf.Hash": func() trial {
			l := leaf()
			return call(l.Hash).on(&l)
		},
		"seal.OfInventory": func() trial {
			inv := ownInventory()
			return call(seal.OfInventory, inv, nil).on(inv)
		},
		"seal.ParseDigest": func() trial { return call(seal.ParseDigest, hashed.String()) },
		"seal.Root":        func() trial { return call(seal.Root, bytes.NewReader(stored()), int64(3)) },
		"seal.Sheet":       func() trial { return call(seal.Sheet, nil) },
		"seal.Statement.Sign": func() trial {
			s := statement()
			return call(s.Sign, []note.Signer{signer}).on(&s)
		},
		"seal.Tree.Add": func() trial {
			t := seal.NewTree(nil)
			return call(t.Add, hashed).on(t)
		},
		"seal.Tree.Root": func() trial {
			t := seal.NewTree(nil)
			return call(t.Root).on(t)
		},
		"seal.Verify": func() trial {
			var hashes bytes.Buffer
			s := must(seal.OfInventory(ownInventory(), &hashes))
			for l, err := range seal.InventoryLeaves(ownInventory()) {
				mustDo(err)
				p := must(seal.Prove(bytes.NewReader(hashes.Bytes()), s.Lines, 0, l.AppendTo(nil)))
				return call(seal.Verify, [][]byte{receipt()}, p, s, seal.Evidence{})
			}
			return trial{}
		},
		"seal.AppendRecord":     func() trial { return call(seal.AppendRecord, []byte(nil), []byte("x"), 1) },
		"seal.AppendResult":     func() trial { return call(seal.AppendResult, []byte(nil), seal.Digest{}, []byte("1")) },
		"seal.CheckConsistency": func() trial { return call(seal.CheckConsistency, consistency(), statement(), statement()) },
		"seal.DerivationOf":     func() trial { return call(seal.DerivationOf, must(ghg.Verify(receipt()))) },
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

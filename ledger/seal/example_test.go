package seal_test

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"fmt"

	"golang.org/x/mod/sumdb/note"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/desnz"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/ledger/seal"
)

// A ledger of three lines is sealed and signed. An auditor checks the second with the public key, its proof and its receipt.
func Example() {
	header := []byte("id,period,fuel,region,amount")
	records := []string{
		"boiler-1,2024,natural-gas,GB,120 MWh(HHV)", "boiler-2,2024,natural-gas,GB,80 MWh(HHV)", "boiler-3,2024,natural-gas,GB,95 MWh(HHV)",
	}
	set, err := desnz.Load(desnz.Edition2024)
	check(err)
	basis := factors.Basis{Factors: set, GWP: ghg.AR5()}

	// The owner seals the lines and signs. Package ledger does the first.
	var hashes bytes.Buffer
	var total ghg.CO2e
	tree := seal.NewTree(&hashes)
	var leaves [][]byte
	var receipts [][][]byte
	for _, record := range records {
		boiler, err := seal.Sheet(nil)("scope1.stationary-combustion", header, []byte(record))
		check(err)
		results, err := boiler.Calculate(basis)
		check(err)
		leaf := seal.Leaf{Record: []byte(record)}
		var of [][]byte
		for _, r := range results {
			derivation, err := seal.DerivationOf(r)
			check(err)
			leaf.Results = append(leaf.Results, seal.LeafResult{Derivation: derivation, CO2eKg: dec.Text(r.CO2e.Kg())})
			receipt, err := r.Receipt()
			check(err)
			of, total = append(of, receipt), total.Add(r.CO2e)
		}
		check(tree.Add(leaf.Hash()))
		leaves, receipts = append(leaves, leaf.AppendTo(nil)), append(receipts, of)
	}
	check(tree.Flush())
	private, public, err := note.GenerateKey(rand.Reader, "example.com")
	check(err)
	signer, err := note.NewSigner(private)
	check(err)
	signed, err := seal.Statement{
		Of: seal.LedgerLines, Name: "boilers.csv", Method: "scope1.stationary-combustion", Lines: tree.Size(), Root: tree.Root(),
		Header: sha256.Sum256(header), Totals: []seal.Total{{Scope: ghg.Scope1, CO2e: total}},
	}.Sign(signer)
	check(err)
	proof, err := seal.Prove(bytes.NewReader(hashes.Bytes()), tree.Size(), 1, leaves[1])
	check(err)

	// The auditor has the public key, the signed statement, the proof, the receipts of the line and the header.
	key, err := note.NewVerifier(public)
	check(err)
	statement, err := seal.Open(signed, key)
	check(err)
	results, err := seal.Verify(receipts[1], proof, statement, seal.Evidence{Header: header})
	check(err)
	for _, r := range results {
		fmt.Printf("%s: %s kg CO2e, line %d of %d\n", r.ID, r.CO2e.Kg(), proof.Index+1, statement.Lines)
	}
	_, err = seal.Verify(receipts[2], proof, statement, seal.Evidence{Header: header})
	fmt.Println(err)
	// Output:
	// boiler-2: 14632 kg CO2e, line 2 of 3
	// line 2 of "boilers.csv": CO2e of result 1 is not what was sealed ("17375.5 kg"): want 14632 kg
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

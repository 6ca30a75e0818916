package seal

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
)

// Verify returns the results that the receipts of a line prove, if the line is in the sealed ledger and the receipts are of it:
//
//   - the leaf is in the tree whose root was signed, at its place;
//   - each receipt is valid ([ghg.Verify]), in the order of the line's results, and each is there;
//   - the derivation and the CO2e of each are those of the leaf;
//   - the columns are those that were sealed, and id, entity, site and period of each result are those of the record;
//   - the number of every input of each result, whose unit is part of the derivation, is that of an amount of the record, but
//     for at most one count that a method adds by itself, such as 2 for there and back.
//
// Its place is Index of the proof: of a sample, compare it with the number that was drawn.
//
// What the receipt says in words, such as notes, is not sealed. With a basis, the record is calculated again, and nothing
// of the receipts can differ.
//
// An error that wraps [ErrDiffers] names what differs; one that wraps [ghg.ErrTampered] is of a receipt that is not valid.
func Verify(receipts [][]byte, p Proof, s Statement, with Evidence) ([]ghg.Result, error) {
	if err := s.Check(); err != nil {
		return nil, err
	}
	if err := p.check(); err != nil {
		return nil, err
	}
	results, err := verify(receipts, p, s, with)
	if err != nil {
		return nil, fmt.Errorf("line %d of %s: %w", p.Index+1, input.Quote(s.Name), err)
	}
	return results, nil
}

func verify(receipts [][]byte, p Proof, s Statement, with Evidence) ([]ghg.Result, error) {
	if p.Size != s.Lines {
		return nil, differs("number of lines of the proof", strconv.FormatInt(p.Size, 10), strconv.FormatInt(s.Lines, 10))
	}
	hash := LeafHash(p.Leaf)
	leaf, err := ParseLeaf(p.Leaf)
	if err != nil {
		return nil, err
	}
	if with.Record != nil {
		if err := sameRecord(with.Header, with.Record, leaf.Record); err != nil {
			return nil, err
		}
	}
	if tlog.CheckRecord(hashesOf(p.Hashes), p.Size, tlog.Hash(s.Root), p.Index, tlog.Hash(hash)) != nil {
		return nil, broken("leaf "+hash.String(), "", "the leaf with this number of the tree with the root "+s.Root.String()+
			": the line was altered or moved, or the proof is of another ledger")
	}
	results, err := leaf.match(receipts)
	if err != nil {
		return nil, err
	}
	if s.Of == InventoryResults {
		return results, leaf.ofInventory(results)
	}
	if header := Digest(sha256.Sum256(with.Header)); header != s.Header {
		return nil, differs("SHA-256 of the header", header.String(), s.Header.String())
	}
	for i := range results {
		if s.Method != "" && results[i].Method != s.Method {
			return nil, differs(ofResult("method", i), string(results[i].Method), string(s.Method))
		}
	}
	return results, with.match(leaf.Record, results)
}

func ofResult(field string, i int) string { return field + " of result " + strconv.Itoa(i+1) }

// match returns the results of the receipts, if the leaf commits to them.
func (l *Leaf) match(receipts [][]byte) ([]ghg.Result, error) {
	if len(receipts) != len(l.Results) {
		return nil, broken("number of receipts", strconv.Itoa(len(receipts)), strconv.Itoa(len(l.Results))+", one for each result of the line")
	}
	var results []ghg.Result
	for i, receipt := range receipts {
		r, err := ghg.Verify(receipt)
		if err != nil {
			return nil, fmt.Errorf("receipt %d: %w", i+1, err)
		}
		derivation, err := DerivationOf(r)
		if err != nil {
			return nil, fmt.Errorf("receipt %d: %w", i+1, err)
		}
		if derivation != l.Results[i].Derivation {
			return nil, broken(ofResult("derivation", i), derivation.String(), l.Results[i].Derivation.String()+": another factor, unit, method or caveat")
		}
		if kg := dec.Text(r.CO2e.Kg()); kg != l.Results[i].CO2eKg {
			return nil, differs(ofResult("CO2e", i), kg+" kg", l.Results[i].CO2eKg+" kg")
		}
		results = append(results, r)
	}
	return results, nil
}

// ofInventory returns an error unless the leaf is that of a result.
func (l *Leaf) ofInventory(results []ghg.Result) error {
	if len(results) != 1 {
		return differs("number of receipts", strconv.Itoa(len(results)), "1")
	}
	summary, err := results[0].Summary()
	if err != nil {
		return err
	}
	if summary.SHA256() != string(l.Record) {
		return differs("SHA-256 of the receipt", summary.SHA256(), string(l.Record))
	}
	return nil
}

// sameRecord returns an error that names the first column in which a record differs from the one that was sealed.
func sameRecord(header, record, sealed []byte) error {
	record = bytes.TrimRight(record, "\r\n")
	if bytes.Equal(record, sealed) {
		return nil
	}
	names, have, want := cellsOf(header), cellsOf(record), cellsOf(sealed)
	if len(names) == len(have) && len(have) == len(want) {
		for i := range have {
			if have[i] != want[i] {
				return differs("column "+input.Quote(names[i]), have[i], want[i])
			}
		}
	}
	return differs("record", string(record), string(sealed))
}

// cellsOf returns the cells of a record, or none of what is not one.
func cellsOf(record []byte) []string {
	in := csv.NewReader(bytes.NewReader(record))
	in.FieldsPerRecord = -1
	cells, err := in.Read()
	if err != nil {
		return nil
	}
	return slices.Clip(cells)
}

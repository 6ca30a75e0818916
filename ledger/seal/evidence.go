//go:build !ghg_verifier

package seal

import (
	"bytes"
	"fmt"
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
)

// Evidence is what [Verify] is given beside a proof.
type Evidence struct {
	Header []byte // the header record of the ledger, without its line break; none for an inventory
	Record []byte // optional: the record that the line must have, where the verifier has the file

	Read  Reader         // how a record is read; nil: [Sheet] of the module's methods
	Basis *factors.Basis // optional: the receipts must be those that the record gives with this basis, to the byte
}

// match returns an error unless the results are of the record.
func (e *Evidence) match(record []byte, results []ghg.Result) error {
	if len(results) == 0 {
		return nil
	}
	read := e.Read
	if read == nil {
		read = Sheet(nil)
	}
	a, err := read(results[0].Method, e.Header, record)
	if err != nil {
		return err
	}
	l, err := lineOf(a)
	if err != nil {
		return err
	}
	for i := range results {
		if err := l.match(&results[i], i); err != nil {
			return err
		}
	}
	if e.Basis == nil {
		return nil
	}
	again, err := a.Calculate(*e.Basis)
	if err != nil {
		return fmt.Errorf("calculated again: %w", err)
	}
	if len(again) != len(results) {
		return differs("number of results", strconv.Itoa(len(results)), strconv.Itoa(len(again)))
	}
	for i := range results {
		have, errHave := results[i].Receipt()
		want, errWant := again[i].Receipt()
		if errHave != nil || errWant != nil || !bytes.Equal(have, want) {
			return broken("receipt "+strconv.Itoa(i+1), "", "the one that the record gives with the basis")
		}
	}
	return nil
}

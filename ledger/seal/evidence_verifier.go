//go:build ghg_verifier

package seal

import "github.com/ghgkit/ghg"

// Evidence is what [Verify] is given beside a proof. In the build for browsers, which leaves the methods out, no record of a
// ledger can be read.
type Evidence struct {
	Header []byte
	Record []byte
}

// match refuses the record of a ledger.
func (e *Evidence) match(_ []byte, results []ghg.Result) error {
	if len(results) == 0 {
		return nil
	}
	return &ghg.FieldError{Field: "record", Want: "a program with the methods, such as ghg verify", Err: ghg.ErrUnknown}
}

package ledger

import (
	"crypto/sha256"

	"github.com/ghgkit/ghg"
)

const digestSize = sha256.Size

// Sealer commits to the lines of a run.
type Sealer struct{}

func (s *Sealer) add(leaves [][digestSize]byte) error { return nil }

func digestOf(r *ghg.Result) [digestSize]byte { return [digestSize]byte{} }

func (w *worker) seal(record []byte) [digestSize]byte { return [digestSize]byte{} }

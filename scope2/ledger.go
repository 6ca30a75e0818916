package scope2

import (
	"slices"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/units"
)

// Ledger holds the instruments of a company, each once, to be allocated to its consumption. It is immutable; the zero
// Ledger is empty.
type Ledger struct {
	instruments []Instrument // in the order of use
	window      Window
}

// certificateUnits are the units in which certificates are issued. They convert into each other exactly.
var certificateUnits = []string{"Wh", "kWh", "MWh", "GWh", "TWh"}

// NewLedger returns a ledger of instruments whose vintages may lie in the window around the consumption. An instrument
// without an id, kind, volume or rate is an error, and so is a volume in a unit other than Wh, kWh, MWh, GWh or TWh.
// Two instruments with one id, or with overlapping serial numbers in one registry, are a [DoubleClaimError].
func NewLedger(window Window, instruments ...Instrument) (Ledger, error) {
	if err := window.Check(); err != nil {
		return Ledger{}, err
	}
	var book claimBook
	for i := range instruments {
		in := &instruments[i]
		if err := in.check(); err != nil {
			return Ledger{}, err
		}
		if err := checkCertificateUnit("instrument "+in.ID+": volume", in.Volume); err != nil {
			return Ledger{}, err
		}
		if err := book.add(claimant{"entry", in.ID, in}); err != nil {
			return Ledger{}, err
		}
	}
	return Ledger{inOrderOfUse(instruments), window}, nil
}

func checkCertificateUnit(field string, q units.Quantity) error {
	if !slices.Contains(certificateUnits, q.Unit.Symbol()) {
		return &ghg.FieldError{Field: field, Value: q.String(), Want: "an amount in " + strings.Join(certificateUnits, ", "), Err: ghg.ErrDimension}
	}
	return nil
}

// Instruments returns the instruments in the order in which [Ledger.Allocate] uses them.
func (l Ledger) Instruments() []Instrument { return slices.Clone(l.instruments) }

// Window returns the window for vintages.
func (l Ledger) Window() Window { return l.window }

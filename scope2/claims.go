package scope2

import (
	"errors"
	"fmt"
	"strings"

	"github.com/ghgkit/ghg/units"

	"github.com/ghgkit/ghg/internal/input"
)

// ErrDoubleClaim is the error that a [DoubleClaimError] wraps.
var ErrDoubleClaim = errors.New("claimed twice")

// DoubleClaimError reports that the same energy is claimed twice: by two instruments with one id, or with overlapping
// serial numbers in one registry.
type DoubleClaimError struct {
	Instrument string // id, or the serial numbers that overlap
	First      string // the earlier claim
	Second     string // the later claim
}

func (e *DoubleClaimError) Error() string {
	return fmt.Sprintf("%s is claimed twice: by %s and by %s: want every certificate used once", e.Instrument, e.First, e.Second)
}

// Unwrap returns [ErrDoubleClaim].
func (e *DoubleClaimError) Unwrap() error { return ErrDoubleClaim }

// CheckClaims returns a [DoubleClaimError] if the instruments of the purchases claim the same energy twice. Several
// purchases may hold parts of one instrument that [Ledger.Allocate] made, up to its whole volume.
func CheckClaims(purchases []Electricity) error {
	var b claimBook
	for i := range purchases {
		for j := range purchases[i].Instruments {
			in := &purchases[i].Instruments[j]
			if err := b.add(in, "purchase "+input.Quote(purchases[i].ID)); err != nil {
				return err
			}
		}
	}
	return nil
}

// checkClaims is CheckClaims for one purchase.
func checkClaims(purchase string, instruments []Instrument) error {
	if len(instruments) < 2 {
		return nil
	}
	return CheckClaims([]Electricity{{ID: purchase, Instruments: instruments}})
}

// claimBook records who claims what.
type claimBook struct {
	byID     map[string]claimed
	registry map[serialKey][]serialClaim
}

type serialKey struct{ registry, prefix string }

type claimed struct {
	by    string
	parts units.Quantity // sum of the parts so far; not given for a whole instrument
}

type serialClaim struct {
	serials Serials
	id, by  string
}

func (b *claimBook) add(in *Instrument, by string) error {
	if b.byID == nil {
		b.byID, b.registry = map[string]claimed{}, map[serialKey][]serialClaim{}
	}
	by = fmt.Sprintf("%s (%s)", by, in.Volume)
	earlier, again := b.byID[in.ID]
	if again && (!in.Whole.Given() || !earlier.parts.Given()) {
		return &DoubleClaimError{"instrument " + in.ID, earlier.by, by}
	}
	now := claimed{by: by}
	if in.Whole.Given() {
		now.parts = in.Volume
		if again {
			sum, err := earlier.parts.Add(in.Volume)
			if err != nil {
				return err
			}
			now = claimed{by: earlier.by, parts: sum}
		}
		if over, err := now.parts.Cmp(in.Whole); err != nil {
			return err
		} else if over > 0 {
			return &DoubleClaimError{fmt.Sprintf("instrument %s of %s", in.ID, in.Whole), now.by, by}
		}
	}
	b.byID[in.ID] = now
	if in.Serials.IsZero() {
		return nil
	}
	key := serialKey{strings.ToLower(in.Registry), strings.ToLower(in.Serials.Prefix)}
	for _, s := range b.registry[key] {
		if s.id != in.ID && s.serials.Overlaps(in.Serials) {
			return &DoubleClaimError{
				"serial number range " + in.Serials.String(),
				fmt.Sprintf("instrument %s in %s", s.id, s.by), fmt.Sprintf("instrument %s in %s", in.ID, by),
			}
		}
	}
	b.registry[key] = append(b.registry[key], serialClaim{in.Serials, in.ID, by})
	return nil
}

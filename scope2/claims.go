package scope2

import (
	"errors"
	"fmt"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/spelling"
	"github.com/ghgkit/ghg/units"
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

// CheckClaims returns an error if the instruments of the purchases claim the same energy twice, most often a
// [DoubleClaimError]. Ids, registries and serial numbers are compared without regard to case and blanks.
//
//   - An id is one instrument. Several purchases may hold parts of it, such as [Ledger.Allocate] makes: parts of one
//     whole, in one registry, which together are at most the whole.
//   - A serial number belongs to one instrument of its registry; an instrument that names no registry may be in any. Parts
//     of an instrument name the same range, or ranges without a common number.
//   - The parts that name a range of certificates are together at most what it can stand for; see [ghg.Serials.MostEnergy].
//   - An instrument is in the purchase to which it is bound.
func CheckClaims(purchases []Electricity) error {
	var b claimBook
	for i := range purchases {
		if err := b.addAll(purchases[i].ID, purchases[i].Instruments); err != nil {
			return err
		}
	}
	return nil
}

// checkClaims is CheckClaims for one purchase, whose instruments are checked each by itself.
func checkClaims(purchase string, instruments []Instrument) error {
	if len(instruments) == 1 { // nothing to compare it with
		return instruments[0].checkBound(purchase)
	}
	var b claimBook
	return b.addAll(purchase, instruments)
}

// checkBound returns an error if the instrument is bound to another purchase.
func (in *Instrument) checkBound(purchase string) error {
	if in.Purchase == "" || in.Purchase == purchase {
		return nil
	}
	return &ghg.FieldError{Field: "purchase of instrument " + in.ID, Value: in.Purchase, Want: "this purchase, " + purchase + ", or none", Err: ghg.ErrMixed}
}

// claimBook records who claims what.
type claimBook struct {
	byID     map[string]*claimed
	byPrefix map[string][]*numbered
}

// claimant is what claims an instrument or a part of one, such as a purchase.
type claimant struct {
	kind, name string // "purchase" and its id
	*Instrument
}

// String returns the claimant and the volume that it claims.
func (c claimant) String() string {
	return fmt.Sprintf("%s %s (%s)", c.kind, input.Quote(c.name), c.Volume)
}

// checkWhole returns an error if the parts of an instrument are together more than the whole that the last of them states.
func (c claimant) checkWhole(sum units.Quantity, last claimant) error {
	if !last.Whole.Given() {
		return nil
	}
	if over, err := sum.Cmp(last.Whole); err != nil {
		return err
	} else if over > 0 {
		return &DoubleClaimError{fmt.Sprintf("instrument %s of %s", last.ID, last.Whole), c.String(), last.String()}
	}
	return nil
}

// claimed is an instrument, or the parts of one.
type claimed struct {
	first claimant
	sum   units.Quantity // of the parts so far
}

// numbered is the serial numbers of an instrument, or of some of its parts.
type numbered struct {
	by  claimant       // the first that names these numbers
	sum units.Quantity // of what names them
}

// addAll adds the instruments of a purchase.
func (b *claimBook) addAll(purchase string, instruments []Instrument) error {
	for i := range instruments {
		by := claimant{"purchase", purchase, &instruments[i]}
		if err := by.checkBound(purchase); err != nil {
			return err
		}
		if err := b.add(by); err != nil {
			return err
		}
	}
	return nil
}

func (b *claimBook) add(by claimant) error {
	if b.byID == nil {
		b.byID, b.byPrefix = map[string]*claimed{}, map[string][]*numbered{}
	}
	if err := b.addVolume(by); err != nil {
		return err
	}
	return b.addSerials(by)
}

// addVolume adds an instrument or a part of one.
func (b *claimBook) addVolume(by claimant) error {
	id := spelling.Key(by.ID)
	c := b.byID[id]
	if c == nil {
		c = &claimed{first: by, sum: units.Quantity{Unit: by.Volume.Unit}}
		b.byID[id] = c
	} else if err := c.admits(by); err != nil {
		return err
	}
	var err error
	if c.sum, err = c.sum.Add(by.Volume); err != nil {
		return err
	}
	return c.first.checkWhole(c.sum, by)
}

// admits returns an error unless the claimed instrument is another part of the same one.
func (c *claimed) admits(by claimant) error {
	if !by.Whole.Given() || !c.first.Whole.Given() {
		return &DoubleClaimError{"instrument " + by.ID, c.first.String(), by.String()}
	}
	if differ, err := by.Whole.Cmp(c.first.Whole); err != nil {
		return err
	} else if differ != 0 {
		return &ghg.FieldError{Field: "whole of instrument " + by.ID, Value: fmt.Sprintf("%s and %s", c.first.Whole, by.Whole), Want: "the volume of one instrument in all its parts", Err: ghg.ErrMixed}
	}
	if !oneRegistry(by.Registry, c.first.Registry) {
		return &ghg.FieldError{Field: "registry of instrument " + by.ID, Value: c.first.Registry + " and " + by.Registry, Want: "the registry of one instrument in all its parts", Err: ghg.ErrMixed}
	}
	return nil
}

// oneRegistry reports whether two names may be of one registry; one that is not stated may be any.
func oneRegistry(a, b string) bool {
	a, b = spelling.Key(a), spelling.Key(b)
	return a == "" || b == "" || a == b
}

// addSerials adds the serial numbers of an instrument or a part of one.
func (b *claimBook) addSerials(by claimant) error {
	if by.Serials.IsZero() {
		return nil
	}
	id, prefix := spelling.Key(by.ID), spelling.Key(by.Serials.Prefix)
	n := &numbered{by: by, sum: units.Quantity{Unit: by.Volume.Unit}}
	known := false
	for _, o := range b.byPrefix[prefix] {
		other := o.by.Serials
		same := spelling.Key(o.by.ID) == id
		switch {
		case !oneRegistry(o.by.Registry, by.Registry) || other.First > by.Serials.Last || by.Serials.First > other.Last:
		case same && other.First == by.Serials.First && other.Last == by.Serials.Last:
			n, known = o, true
		default:
			return &DoubleClaimError{
				"serial number range " + by.Serials.String(),
				fmt.Sprintf("instrument %s in %s", o.by.ID, o.by), fmt.Sprintf("instrument %s in %s", by.ID, by),
			}
		}
	}
	if !known {
		b.byPrefix[prefix] = append(b.byPrefix[prefix], n)
	}
	var err error
	if n.sum, err = n.sum.Add(by.Volume); err != nil {
		return err
	}
	return by.checkSerials(n.sum)
}

package scope2

import (
	"errors"
	"fmt"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/spelling"
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
		for j := range purchases[i].Instruments {
			in := &purchases[i].Instruments[j]
			if err := in.checkBound(purchases[i].ID); err != nil {
				return err
			}
			if err := b.add(in, "purchase "+input.Quote(purchases[i].ID)); err != nil {
				return err
			}
		}
	}
	return nil
}

// checkClaims is CheckClaims for one purchase.
func checkClaims(purchase string, instruments []Instrument) error {
	return CheckClaims([]Electricity{{ID: purchase, Instruments: instruments}})
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

// claimed is an instrument, or the parts of one.
type claimed struct {
	first *Instrument
	by    string         // who claims the first
	sum   units.Quantity // of the parts so far
}

// numbered is the serial numbers of an instrument, or of some of its parts.
type numbered struct {
	Serials
	of, registry string
	by           string
	sum          units.Quantity // of what names these numbers
}

func (b *claimBook) add(in *Instrument, by string) error {
	if b.byID == nil {
		b.byID, b.byPrefix = map[string]*claimed{}, map[string][]*numbered{}
	}
	by = fmt.Sprintf("%s (%s)", by, in.Volume)
	if err := b.addVolume(in, by); err != nil {
		return err
	}
	return b.addSerials(in, by)
}

// addVolume adds an instrument or a part of one.
func (b *claimBook) addVolume(in *Instrument, by string) error {
	id := spelling.Key(in.ID)
	c := b.byID[id]
	if c == nil {
		c = &claimed{first: in, by: by, sum: units.Quantity{Unit: in.Volume.Unit}}
		b.byID[id] = c
	} else if err := c.admits(in, by); err != nil {
		return err
	}
	var err error
	if c.sum, err = c.sum.Add(in.Volume); err != nil || !in.Whole.Given() {
		return err
	}
	if over, err := c.sum.Cmp(in.Whole); err != nil {
		return err
	} else if over > 0 {
		return &DoubleClaimError{fmt.Sprintf("instrument %s of %s", in.ID, in.Whole), c.by, by}
	}
	return nil
}

// admits returns an error unless in is another part of the same instrument.
func (c *claimed) admits(in *Instrument, by string) error {
	if !in.Whole.Given() || !c.first.Whole.Given() {
		return &DoubleClaimError{"instrument " + in.ID, c.by, by}
	}
	if differ, err := in.Whole.Cmp(c.first.Whole); err != nil {
		return err
	} else if differ != 0 {
		return &ghg.FieldError{Field: "whole of instrument " + in.ID, Value: fmt.Sprintf("%s and %s", c.first.Whole, in.Whole), Want: "the volume of one instrument in all its parts", Err: ghg.ErrMixed}
	}
	if !oneRegistry(in.Registry, c.first.Registry) {
		return &ghg.FieldError{Field: "registry of instrument " + in.ID, Value: c.first.Registry + " and " + in.Registry, Want: "the registry of one instrument in all its parts", Err: ghg.ErrMixed}
	}
	return nil
}

// oneRegistry reports whether two names may be of one registry; one that is not stated may be any.
func oneRegistry(a, b string) bool {
	a, b = spelling.Key(a), spelling.Key(b)
	return a == "" || b == "" || a == b
}

// addSerials adds the serial numbers of an instrument or a part of one.
func (b *claimBook) addSerials(in *Instrument, by string) error {
	if in.Serials.IsZero() {
		return nil
	}
	id, prefix := spelling.Key(in.ID), spelling.Key(in.Serials.Prefix)
	n := &numbered{Serials: in.Serials, of: in.ID, registry: in.Registry, by: by, sum: units.Quantity{Unit: in.Volume.Unit}}
	known := false
	for _, o := range b.byPrefix[prefix] {
		same := spelling.Key(o.of) == id
		switch {
		case !oneRegistry(o.registry, in.Registry) || o.First > in.Serials.Last || in.Serials.First > o.Last:
		case same && o.First == in.Serials.First && o.Last == in.Serials.Last:
			n, known = o, true
		default:
			return &DoubleClaimError{
				"serial number range " + in.Serials.String(),
				fmt.Sprintf("instrument %s in %s", o.of, o.by), fmt.Sprintf("instrument %s in %s", in.ID, by),
			}
		}
	}
	if !known {
		b.byPrefix[prefix] = append(b.byPrefix[prefix], n)
	}
	var err error
	if n.sum, err = n.sum.Add(in.Volume); err != nil {
		return err
	}
	return in.checkSerials(n.sum)
}

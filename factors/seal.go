package factors

import (
	"fmt"
	"sync/atomic"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
)

// Record returns the factor as a result stores it, sealed with its digest. Every copy of a set's factor has the record
// of the set's own, whatever was written into the copy.
func (f *Factor) Record() ghg.FactorRecord {
	if f.seal != nil {
		return *f.seal.get()
	}
	return f.sealed()
}

// Digest returns the SHA-256 of the factor's values and origin, in hexadecimal.
func (f *Factor) Digest() string { return f.Record().Digest }

// seal caches what is computed from a set's factor: its record, and the references that do not find it unusual. That is done
// on first use, since most factors of a set are never used. A set's factors do not change, so it does not matter when that
// happens or which goroutine does it.
type seal struct {
	of      *Factor // the set's own factor
	record  atomic.Pointer[ghg.FactorRecord]
	usualTo atomic.Pointer[References]
}

// knownAsUsual reports whether the factor is a set's own and markUsual was called with the references last. A copy may have
// been changed, so nothing is known of it.
func (f *Factor) knownAsUsual(to *References) bool {
	return f.seal != nil && f.seal.of == f && f.seal.usualTo.Load() == to
}

// markUsual notes that the references do not find the factor unusual.
func (f *Factor) markUsual(to *References) {
	if f.seal != nil && f.seal.of == f {
		f.seal.usualTo.Store(to)
	}
}

func (s *seal) get() *ghg.FactorRecord {
	if r := s.record.Load(); r != nil {
		return r
	}
	r := s.of.sealed()
	s.record.CompareAndSwap(nil, &r)
	return s.record.Load()
}

func (f *Factor) sealed() ghg.FactorRecord {
	r := ghg.FactorRecord{
		ID: f.ID, Set: f.Set, Activity: f.Activity, Region: f.Region, Boundary: f.Boundary, Valid: f.Valid,
		Unit: f.Unit.Symbol(), PerUnit: f.PerUnit, Document: f.Reference.Document, Table: f.Reference.Table,
		Row: f.Reference.Row, Licence: f.Licence,
	}
	switch {
	case f.Price.Type == UnstatedPrice:
		r.Price = f.Unit.Symbol() + " of a year that is not stated"
	case f.Price.Year != 0:
		r.Price = fmt.Sprintf("%s of %d, %s price", f.Unit.Symbol(), f.Price.Year, f.Price.Type)
	}
	return r.WithDigest()
}

// line returns what a set's digest covers of a factor: what a result records, and the rest.
func (f *Factor) line() string {
	return fmt.Sprintf("%s label %q published %s %q uncertainty %s caveat %s %q note %q", f.Digest(), f.Label, dec.Text(f.Published.Kg), f.Published.GWP, f.Uncertainty.digested(), f.Caveat.Kind, f.Caveat.Detail, f.Note)
}

// TermUnit returns the unit of the i-th amount of PerUnit per Unit, from 0: "kg CO2/kWh". It is "" if there is none.
func (f *Factor) TermUnit(i int) string {
	if i < 0 || i >= f.PerUnit.Len() {
		return ""
	}
	if i < len(f.termUnits) {
		return f.termUnits[i]
	}
	return termUnit(f.PerUnit.At(i), f.Unit.Symbol())
}

func termUnit(a ghg.GasAmount, per string) string { return a.Unit() + "/" + per }

// termUnits builds the units of all amounts of a set. Factors share equal lists and strings.
type termUnits struct {
	texts map[termUnitsKey]string
	last  *Factor // the previous factor, which usually has the same
}

type termUnitsKey struct {
	gas  ghg.Gas
	co2e bool
	per  string
}

// of returns the units of a factor's amounts. The list is shared and must not be changed.
func (t *termUnits) of(f *Factor) []string {
	if t.last != nil && t.last.Unit == f.Unit && sameGases(t.last.PerUnit, f.PerUnit) {
		return t.last.termUnits
	}
	t.last = f
	list, per := make([]string, f.PerUnit.Len()), f.Unit.Symbol()
	for i := range list {
		a := f.PerUnit.At(i)
		key := termUnitsKey{a.Gas, a.GWP != "", per}
		text, ok := t.texts[key]
		if !ok {
			text = termUnit(a, per)
			t.texts[key] = text
		}
		list[i] = text
	}
	return list
}

// sameGases reports whether two lists hold the same gases on the same bases.
func sameGases(a, b ghg.Emissions) bool {
	if a.Len() != b.Len() {
		return false
	}
	for i := range a.Len() {
		if x, y := a.At(i), b.At(i); x.Gas != y.Gas || x.GWP != y.GWP {
			return false
		}
	}
	return true
}

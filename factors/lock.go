package factors

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/table"
	"github.com/ghgkit/ghg/units"
)

// Lock is a frozen copy of every factor and every fuel property that a run used: id, values and digest. It is itself a
// source: calculated with it, the same activities give the same results, whatever has happened to the catalogues since. Keep its
// file form, factors.lock, under version control with the results; a changed factor then shows up as a diff.
//
// A lock holds the factors and properties that were used and no others. So a result calculated with it has no caveat
// [ghg.PassedOver], which names a factor that was not used.
//
// A file written before locks held properties has none. A method that needs one fails with it, unless [Lock.WithProperties]
// names a source of properties.
//
// The zero Lock and a nil one are empty.
type Lock struct {
	sets       []*Set // one per set that the factors and properties came from, in the order of the source
	properties Source // of properties that the lock does not hold; nil unless WithProperties gave one
}

// NewLock freezes the factors and fuel properties that results used, as they are in the source. It leaves out factors
// given with their activity ([Supplied]), which are not part of a catalogue. It is an error if the source does not have a
// factor or a property with the digest that the result recorded: the lock would not reproduce the run.
func NewLock(s Source, results iter.Seq[ghg.Result]) (*Lock, error) {
	if isNil(s) {
		return nil, errNoFactors()
	}
	if results == nil {
		return nil, &ghg.FieldError{Field: "results of the lock", Want: "a sequence, such as Inventory.Results returns", Err: ghg.ErrMissing}
	}
	wanted := map[string]string{} // digest by set and id
	properties := map[string]ghg.PropertyRecord{}
	for r := range results {
		for _, f := range r.Factors {
			if f.Set != suppliedSet {
				wanted[f.Set+" "+f.ID] = f.Digest
			}
		}
		for _, p := range r.Properties {
			properties[p.ID] = p
		}
	}
	used, err := lockFactors(s, wanted)
	if err != nil {
		return nil, err
	}
	converted, err := lockProperties(s, properties)
	if err != nil {
		return nil, err
	}
	return lockOf(namesOfSets(nil, s), used, converted)
}

// lockFactors returns the factors of a source with the digests wanted, by set and id.
func lockFactors(s Source, wanted map[string]string) ([]Factor, error) {
	var used []Factor
	for f := range allOf(s) {
		digest, ok := wanted[f.Set+" "+f.ID]
		if !ok {
			continue
		}
		if f.Digest() != digest {
			return nil, fmt.Errorf("lock: %w: factor %s of %s has the digest %s, the result used %s", ErrChanged, f.ID, f.Set, f.Digest(), digest)
		}
		used = append(used, f)
		delete(wanted, f.Set+" "+f.ID)
	}
	for _, key := range slices.Sorted(maps.Keys(wanted)) {
		return nil, fmt.Errorf("lock: %w: %s is not in %s", ErrChanged, key, s.Name())
	}
	return used, nil
}

// lockProperties returns the properties of a source with the digests wanted, by id, in its order.
func lockProperties(s Source, wanted map[string]ghg.PropertyRecord) ([]Property, error) {
	var used []Property
	for _, id := range slices.Sorted(maps.Keys(wanted)) {
		p, ok := recorded(s, wanted[id])
		if !ok {
			return nil, fmt.Errorf("lock: %w: property %s is not in %s", ErrChanged, id, s.Name())
		}
		if digest := p.Record().Digest; digest != wanted[id].Digest {
			return nil, fmt.Errorf("lock: %w: property %s is %s and has the digest %s, the result used %s %s with %s", ErrChanged, id, p.Rate,
				digest, dec.Text(wanted[id].Value), wanted[id].Unit, wanted[id].Digest)
		}
		used = append(used, p)
	}
	return used, nil
}

// recorded returns the property of a source with the id of a record; of several, the one with the digest too.
func recorded(s Source, record ghg.PropertyRecord) (Property, bool) {
	var found Property
	switch s := s.(type) {
	case *Set:
		for _, i := range absent.Or(s).ofActivity[record.Activity] {
			if p := s.properties[i]; p.Record().ID == record.ID {
				if found = p; p.Record().Digest == record.Digest {
					break
				}
			}
		}
	case Stack:
		for _, source := range s.sources {
			if p, ok := recorded(source, record); ok {
				return p, true
			}
		}
	case *Lock:
		l := absent.Or(s)
		if p, ok := recorded(l.stack(), record); ok || isNil(l.properties) {
			return p, ok
		}
		return recorded(l.properties, record)
	default:
		rate, err := units.ParseRate(dec.Text(record.Value) + " " + record.Unit)
		if isNil(s) || err != nil {
			return Property{}, false
		}
		p, err := s.Property(PropertyQuery{Activity: record.Activity, Region: record.Region, Period: record.Valid, From: rate.Den, To: rate.Num})
		if err == nil && p.Record().ID == record.ID {
			found = p
		}
	}
	return found, found.Rate.Given()
}

// namesOfSets appends the names of the sets in a source, in its order. It looks into stacks and locks, but not into other
// sources.
func namesOfSets(names []string, s Source) []string {
	switch s := s.(type) {
	case *Set:
		return append(names, s.Name())
	case Stack:
		for _, source := range s.sources {
			names = namesOfSets(names, source)
		}
	case *Lock:
		for _, set := range s.sets {
			names = append(names, set.Name())
		}
	}
	return names
}

// ErrChanged reports that a catalogue no longer has a factor or a fuel property as it was used.
var ErrChanged = errors.New("factor changed")

// lockOf returns a lock with a set for each that factors and properties are of: those of names first, in that order, then the
// others in the order of first use.
func lockOf(names []string, used []Factor, properties []Property) (*Lock, error) {
	l := &Lock{}
	bySet, propertiesOf := map[string][]Factor{}, map[string][]Property{}
	names = slices.Clone(names)
	for _, f := range used {
		names = append(names, f.Set)
		bySet[f.Set] = append(bySet[f.Set], f)
	}
	for _, p := range properties {
		names = append(names, p.Set)
		propertiesOf[p.Set] = append(propertiesOf[p.Set], p)
	}
	done := map[string]bool{}
	for _, name := range names {
		if done[name] || len(bySet[name])+len(propertiesOf[name]) == 0 {
			continue
		}
		done[name] = true
		publisher, edition, _ := strings.Cut(name, "-")
		set, err := NewSet(Meta{Publisher: publisher, Edition: edition}, bySet[name], propertiesOf[name])
		if err != nil {
			return nil, fmt.Errorf("lock: %w", err)
		}
		l.sets = append(l.sets, set)
	}
	return l, nil
}

// Write writes the lock as CSV: set and id of each factor and fuel property, the digest that results record of it, a digest of
// the whole row, then the columns of the schema and, for a property, its name and rate. The sets are in the order of the
// source, which decides what is found first; within each, rows are sorted by id, the factors before the properties. So two
// locks of the same factors are byte-identical.
func (l *Lock) Write(w io.Writer) error {
	var rows [][]string
	for _, s := range absent.Or(l).sets {
		first := len(rows)
		for f := range s.All() {
			row, err := f.lockRow()
			if err != nil {
				return err
			}
			rows = append(rows, row)
		}
		sortRows(rows[first:])
		first = len(rows)
		for p := range s.Properties() {
			rows = append(rows, p.lockRow())
		}
		sortRows(rows[first:])
	}
	return table.Write(w, namesOfColumns(lockColumns), rows, false)
}

// sortRows sorts rows of a lock by id, then by digest.
func sortRows(rows [][]string) {
	slices.SortFunc(rows, func(a, b []string) int { return cmp.Or(cmp.Compare(a[1], b[1]), cmp.Compare(a[2], b[2])) })
}

// ReadLock reads what [Lock.Write] writes. Every row must have the digests recorded in it, and every cell the spelling
// that Write gives it, so an altered cell is an error that wraps [ErrChanged] or says what the cell must be. The digests
// are not secret: who alters a row can compute them again, so compare [Lock.Digest] with one that you keep elsewhere, or
// keep the file under version control.
func ReadLock(r io.Reader) (*Lock, error) {
	parser := newRowParser()
	var used []Factor
	var properties []Property
	var names []string
	err := table.Read(r, table.Options{Name: "factors.lock", Columns: withValid(lockColumns), MaxRows: MaxRows}, func(row table.Row) error {
		names = append(names, row.Text("set"))
		if row.Text("property")+row.Text("rate") != "" {
			p, err := parser.lockedProperty(row)
			properties = append(properties, p)
			return err
		}
		f, err := parser.lockedFactor(row)
		used = append(used, f)
		return err
	})
	if err != nil {
		return nil, err
	}
	return lockOf(names, used, properties)
}

// Changes returns the factors and fuel properties of the lock that a source no longer has, or has with anything different in
// their row: values, origin, label, published CO2e, uncertainty, caveat or note.
func (l *Lock) Changes(s Source) []Change {
	now := map[string]Factor{}
	for f := range allOf(s) {
		now[f.Set+" "+f.ID] = f
	}
	var changes []Change
	for f := range l.All() {
		current, ok := now[f.Set+" "+f.ID]
		switch {
		case !ok:
			changes = append(changes, Change{Kind: Removed, Old: f})
		case current.rowDigest() != f.rowDigest():
			changes = append(changes, changed(f, current))
		}
	}
	for _, set := range absent.Or(l).sets {
		for p := range set.Properties() {
			current, ok := recorded(s, p.Record())
			switch {
			case !ok:
				changes = append(changes, Change{Kind: Removed, OldProperty: p})
			case !slices.Equal(current.lockRow(), p.lockRow()):
				changes = append(changes, changedProperty(p, current))
			}
		}
	}
	return changes
}

// WithProperties returns a lock of the same factors and properties that finds the fuel properties it does not hold in a
// source: for a file written before locks held properties.
func (l *Lock) WithProperties(s Source) *Lock { return &Lock{sets: absent.Or(l).sets, properties: s} }

// Name returns "lock of" and the names of the sets.
func (l *Lock) Name() string {
	l = absent.Or(l)
	names := make([]string, len(l.sets))
	for i, s := range l.sets {
		names[i] = s.Name()
	}
	return "lock of " + strings.Join(names, " > ")
}

// Len returns the number of factors.
func (l *Lock) Len() int {
	n := 0
	for _, s := range absent.Or(l).sets {
		n += s.Len()
	}
	return n
}

func (l *Lock) stack() Stack {
	l = absent.Or(l)
	sources := make([]Source, len(l.sets))
	for i, s := range l.sets {
		sources[i] = s
	}
	return Stack{sources}
}

// Digest returns a SHA-256 over the digests of the factors.
func (l *Lock) Digest() string { return l.stack().Digest() }

// All yields the factors, set by set.
func (l *Lock) All() iter.Seq[Factor] { return l.stack().All() }

// Find returns the factor of the lock that matches the query.
func (l *Lock) Find(q Query) (Factor, error) { return l.stack().Find(q) }

// Property returns the property of the lock for the query, or that of the source that [Lock.WithProperties] named.
func (l *Lock) Property(q PropertyQuery) (Property, error) {
	l = absent.Or(l)
	p, err := l.stack().Property(q)
	var none *NoPropertyError
	if !errors.As(err, &none) {
		return p, err
	}
	if !isNil(l.properties) {
		return l.properties.Property(q)
	}
	none.Source = l.Name()
	if !slices.ContainsFunc(l.sets, func(s *Set) bool { return len(s.properties) > 0 }) {
		none.Source += ", which holds no properties; a lock written by an earlier version needs Lock.WithProperties"
	}
	return Property{}, none
}

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
	"github.com/ghgkit/ghg/internal/table"
)

// Lock is a frozen copy of every factor a run used: id, values and digest. It is itself a source, so that the same
// activities calculated with it give the same results whatever has happened to the catalogues since. Its file form,
// factors.lock, is meant to be kept under version control beside the results: a changed factor shows there as a diff.
//
// Fuel properties (heating values, densities) are not part of it: a lock made by [NewLock] finds them in the source it was
// made of, one read from a file needs [Lock.WithProperties], and without it a method that needs one is refused.
type Lock struct {
	sets       []*Set // one a set the factors came from, in the order of their first use
	properties Source // where properties of fuels are found: the source the lock was made of; nil after reading a file
}

// NewLock freezes the factors that results used, as they are in the source. A factor given with its activity ([Supplied])
// is not part of a catalogue and is left out. A factor that the source does not have with the digest that the result
// recorded is an error: the lock would not reproduce the run.
func NewLock(s Source, results iter.Seq[ghg.Result]) (*Lock, error) {
	wanted := map[string]string{} // set and id: digest
	for r := range results {
		for _, f := range r.Factors {
			if f.Set != ownSet {
				wanted[f.Set+" "+f.ID] = f.Digest
			}
		}
	}
	var used []Factor
	for f := range s.All() {
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
	l, err := lockOf(used)
	if err != nil {
		return nil, err
	}
	l.properties = s
	return l, nil
}

// ownSet is the set name of factors given with an activity.
const ownSet = "own"

// ErrChanged says that a catalogue no longer has a factor as it was used.
var ErrChanged = errors.New("factor changed")

func lockOf(used []Factor) (*Lock, error) {
	l := &Lock{}
	var names []string
	bySet := map[string][]Factor{}
	for _, f := range used {
		if !slices.Contains(names, f.Set) {
			names = append(names, f.Set)
		}
		bySet[f.Set] = append(bySet[f.Set], f)
	}
	for _, name := range names {
		publisher, edition, _ := strings.Cut(name, "-")
		set, err := NewSet(Meta{Publisher: publisher, Edition: edition}, bySet[name], nil)
		if err != nil {
			return nil, fmt.Errorf("lock: %w", err)
		}
		l.sets = append(l.sets, set)
	}
	return l, nil
}

// lockColumns are those of the schema behind the factor's set, id and digest.
func lockColumns() []table.Column {
	return append([]table.Column{{Name: "set", Required: true}, {Name: "id", Required: true}, {Name: "digest", Required: true}}, csvColumns...)
}

// Write writes the lock as CSV: set, id and digest of each factor, then the columns of the schema, sorted by set and id,
// so that two locks of the same factors are the same bytes.
func (l *Lock) Write(w io.Writer) error {
	columns := lockColumns()
	header := make([]string, len(columns))
	for i, c := range columns {
		header[i] = c.Name
	}
	var rows [][]string
	for f := range l.All() {
		cells, err := f.cells()
		if err != nil {
			return err
		}
		rows = append(rows, append([]string{f.Set, f.ID, f.Digest()}, cells...))
	}
	slices.SortFunc(rows, func(a, b []string) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	return table.Write(w, header, rows, false)
}

// ReadLock reads what [Lock.Write] writes. Every factor must have the digest that stands beside it.
func ReadLock(r io.Reader) (*Lock, error) {
	parser := newRowParser()
	var used []Factor
	var digests []string
	err := table.Read(r, table.Options{Name: "factors.lock", Columns: lockColumns(), MaxRows: MaxRows}, func(row table.Row) error {
		f, err := parser.factor(row)
		if err != nil {
			return err
		}
		f.Set, f.ID = row.Text("set"), row.Text("id")
		used, digests = append(used, f), append(digests, row.Text("digest"))
		return nil
	})
	if err != nil {
		return nil, err
	}
	for i, f := range used {
		if got := f.Digest(); got != digests[i] {
			return nil, fmt.Errorf("factors.lock: %w: %s of %s has the digest %s, the lock says %s", ErrChanged, f.ID, f.Set, got, digests[i])
		}
	}
	return lockOf(used)
}

// Changes compares the lock with a source: the factors that it has no more or has with other values.
func (l *Lock) Changes(s Source) []Change {
	now := map[string]Factor{}
	for f := range s.All() {
		now[f.Set+" "+f.ID] = f
	}
	var changes []Change
	for f := range l.All() {
		current, ok := now[f.Set+" "+f.ID]
		switch {
		case !ok:
			changes = append(changes, Change{Kind: Removed, Old: f})
		case current.Digest() != f.Digest():
			changes = append(changes, changed(f, current))
		}
	}
	return changes
}

// WithProperties returns a lock that finds properties of fuels in a source; a lock read from a file has none.
func (l *Lock) WithProperties(s Source) *Lock { return &Lock{sets: l.sets, properties: s} }

// Name returns "lock of" and the names of the sets.
func (l *Lock) Name() string {
	names := make([]string, len(l.sets))
	for i, s := range l.sets {
		names[i] = s.Name()
	}
	return "lock of " + strings.Join(names, " > ")
}

// Len returns the number of factors.
func (l *Lock) Len() int {
	n := 0
	for _, s := range l.sets {
		n += s.Len()
	}
	return n
}

func (l *Lock) stack() Stack {
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

// Find returns the factor of the lock that answers the query.
func (l *Lock) Find(q Query) (Factor, error) { return l.stack().Find(q) }

func (l *Lock) lookup(q Query) (Factor, error) { return l.stack().lookup(q) }

// Property returns what the source of properties has.
func (l *Lock) Property(q PropertyQuery) (Property, error) {
	if l.properties == nil {
		return Property{}, &NoPropertyError{Source: l.Name(), Query: q}
	}
	return l.properties.Property(q)
}

package factors

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/table"
)

// Lock is a frozen copy of every factor that a run used: id, values and digest. It is itself a source: calculated with
// it, the same activities give the same results, whatever has happened to the catalogues since. Keep its file form,
// factors.lock, under version control with the results; a changed factor then shows up as a diff.
//
// A lock holds the factors that were used and no others. So a result calculated with it has no caveat [ghg.PassedOver],
// which names a factor that was not used.
//
// A lock does not hold fuel properties (heating values, densities). A lock built by [NewLock] finds them in the source
// it was built from. A lock read from a file needs [Lock.WithProperties]; without it, a method that needs a property
// fails.
//
// The zero Lock and a nil one are empty.
type Lock struct {
	sets       []*Set // one per set that the factors came from, in order of first use
	properties Source // where fuel properties are found: the source the lock was built from; nil after reading a file
}

// NewLock freezes the factors that results used, as they are in the source. It leaves out factors given with their
// activity ([Supplied]), which are not part of a catalogue. It is an error if the source does not have a factor with
// the digest that the result recorded: the lock would not reproduce the run.
func NewLock(s Source, results iter.Seq[ghg.Result]) (*Lock, error) {
	if isNil(s) {
		return nil, errNoFactors()
	}
	if results == nil {
		return nil, &ghg.FieldError{Field: "results of the lock", Want: "a sequence, such as Inventory.Results returns", Err: ghg.ErrMissing}
	}
	wanted := map[string]string{} // digest by set and id
	for r := range results {
		for _, f := range r.Factors {
			if f.Set != suppliedSet {
				wanted[f.Set+" "+f.ID] = f.Digest
			}
		}
	}
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
	l, err := lockOf(used)
	if err != nil {
		return nil, err
	}
	l.properties = s
	return l, nil
}

// ErrChanged reports that a catalogue no longer has a factor as it was used.
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

// lockColumns are the columns of a lock: what identifies the row, then those of the schema.
var lockColumns = append([]table.Column{
	{Name: "set", Required: true}, {Name: "id", Required: true}, {Name: "digest", Required: true}, {Name: "row_digest", Required: true},
}, csvColumns...)

// lockRow returns the factor as a row of a lock.
func (f *Factor) lockRow() ([]string, error) {
	cells, err := f.cells()
	if err != nil {
		return nil, err
	}
	return append([]string{f.Set, f.ID, f.Digest(), f.rowDigest()}, cells...), nil
}

// rowDigest returns the SHA-256 of everything that a row of a lock holds: the factor's set, id and digest, and every cell
// that is not empty, each on its own line with its column.
func (f *Factor) rowDigest() string {
	cells, err := f.cells()
	if err != nil { // no row can hold it, so no lock read from a file has it
		sum := sha256.Sum256([]byte(f.line()))
		return hex.EncodeToString(sum[:])
	}
	var b strings.Builder
	for i, text := range append([]string{f.Set, f.ID, f.Digest(), ""}, cells...) {
		if text != "" {
			fmt.Fprintf(&b, "%s=%q\n", lockColumns[i].Name, text)
		}
	}
	sum := sha256.Sum256([]byte(b.String()))
	return hex.EncodeToString(sum[:])
}

// Write writes the lock as CSV: set and id of each factor, the digest that results record of it, a digest of the whole
// row, then the columns of the schema. Rows are sorted by set and id, so two locks of the same factors are
// byte-identical.
func (l *Lock) Write(w io.Writer) error {
	var rows [][]string
	for f := range l.All() {
		row, err := f.lockRow()
		if err != nil {
			return err
		}
		rows = append(rows, row)
	}
	slices.SortFunc(rows, func(a, b []string) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	return table.Write(w, namesOfColumns(lockColumns), rows, false)
}

// ReadLock reads what [Lock.Write] writes. Every row must have the digests recorded in it, and every cell the spelling
// that Write gives it, so an altered cell is an error that wraps [ErrChanged] or says what the cell must be. The digests
// are not secret: who alters a row can compute them again, so compare [Lock.Digest] with one that you keep elsewhere, or
// keep the file under version control.
func ReadLock(r io.Reader) (*Lock, error) {
	parser := newRowParser()
	var used []Factor
	err := table.Read(r, table.Options{Name: "factors.lock", Columns: withValid(lockColumns), MaxRows: MaxRows}, func(row table.Row) error {
		f, err := parser.factor(row)
		if err != nil {
			return err
		}
		f.Set, f.ID = row.Text("set"), row.Text("id")
		used = append(used, f)
		return f.checkRow(row)
	})
	if err != nil {
		return nil, err
	}
	return lockOf(used)
}

// checkRow returns an error unless a row is how a lock writes the factor that was read from it.
func (f *Factor) checkRow(row table.Row) error {
	want, err := f.lockRow()
	if err != nil {
		return err
	}
	for i, c := range lockColumns {
		if got := row.Raw(c.Name); got != want[i] {
			return row.Error(c.Name, fmt.Sprintf("%q, which the rest of the row gives", want[i]), ErrChanged)
		}
	}
	return nil
}

// Changes returns the factors of the lock that a source no longer has, or has with anything different in their row:
// values, origin, label, published CO2e, uncertainty, caveat or note.
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
	return changes
}

// WithProperties returns a lock of the same factors that finds fuel properties in a source; a lock read from a file has
// none.
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

// Property returns the property that the source of properties has for the query.
func (l *Lock) Property(q PropertyQuery) (Property, error) {
	l = absent.Or(l)
	if isNil(l.properties) {
		return Property{}, &NoPropertyError{Source: l.Name(), Query: q}
	}
	return l.properties.Property(q)
}

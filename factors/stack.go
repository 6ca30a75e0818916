package factors

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"iter"
	"slices"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/absent"
)

// Stack is a ranked list of sources: the first that has a factor is used. The order is yours: your own factors, say,
// then a supplier's, a nation's, the world's.
type Stack struct {
	sources []Source
}

// NewStack returns a stack of sources, the highest-ranked first. It needs at least one; a nil source is an error.
func NewStack(sources ...Source) (Stack, error) {
	if len(sources) == 0 {
		return Stack{}, &ghg.FieldError{Field: "sources of the stack", Want: "at least one set", Err: ghg.ErrMissing}
	}
	for _, s := range sources {
		if isNil(s) {
			return Stack{}, &ghg.FieldError{Field: "source of the stack", Value: "nil", Want: "a set", Err: ghg.ErrMissing}
		}
	}
	return Stack{append([]Source(nil), sources...)}, nil
}

// isNil reports whether there is no source: nil, or a set that failed to load.
func isNil(s Source) bool {
	switch s := s.(type) {
	case *Set:
		return s == nil
	case *Lock:
		return s == nil
	case Stack:
		return false
	}
	return absent.Is(s)
}

// allOf yields the factors of a source: none of a nil one, or of one whose sequence is nil.
func allOf(s Source) iter.Seq[Factor] {
	if !isNil(s) {
		if all := s.All(); all != nil {
			return all
		}
	}
	return func(func(Factor) bool) {}
}

// Name returns the names of the sources in order, joined by " > ".
func (s Stack) Name() string {
	names := make([]string, len(s.sources))
	for i, source := range s.sources {
		names[i] = source.Name()
	}
	return strings.Join(names, " > ")
}

// Digest returns a SHA-256 over the digests of the sources, in order.
func (s Stack) Digest() string {
	hash := sha256.New()
	for _, source := range s.sources {
		hash.Write([]byte(source.Digest() + "\n"))
	}
	return hex.EncodeToString(hash.Sum(nil))
}

// All yields the factors of every source, in the order of the sources.
func (s Stack) All() iter.Seq[Factor] {
	return func(yield func(Factor) bool) {
		for _, source := range s.sources {
			for f := range allOf(source) {
				if !yield(f) {
					return
				}
			}
		}
	}
}

// Find returns the factor of the first source that has one. A source with more than one is an error, even if a later
// source has exactly one.
func (s Stack) Find(q Query) (Factor, error) { return findIn(s, q) }

// lookup is Find, but returns errMiss for a miss, and the own factor of a set.
func (s Stack) lookup(q *asked) (*Factor, error) {
	for _, source := range s.sources {
		f, err := lookup(source, q)
		if err == nil {
			return f, nil
		}
		if !errors.Is(err, ErrNoFactor) {
			return nil, err
		}
	}
	return nil, errMiss
}

// passed is a factor that a lower-ranked one is used instead of, and its set.
type passed struct {
	set    *Set
	factor *Factor
}

// passedOver returns a caveat for every set that ranks above a factor's own and has a factor for the query that only
// differs in the period. Another edition of the factor's publisher is not passed over: it is for its own years.
func (s Stack) passedOver(q *asked, f *Factor) []ghg.Caveat {
	higher, own := s.above(q, f.Set, nil)
	if own == nil {
		return nil
	}
	var caveats []ghg.Caveat
	for _, h := range higher {
		if h.set.meta.Publisher != own.meta.Publisher {
			caveats = append(caveats, ghg.Caveat{Kind: ghg.PassedOver, Detail: h.factor.ID + " of " + h.factor.Set + " is valid " + h.factor.Valid.String() + ", not in " + q.Period.String() + "; " + f.ID + " of " + f.Set + " is used"})
		}
	}
	return caveats
}

// above appends the factors of other years in the sets that rank above the named one, and returns that set when it is
// reached. It looks into stacks and locks, but not into other sources.
func (s Stack) above(q *asked, name string, higher []passed) ([]passed, *Set) {
	for _, source := range s.sources {
		var own *Set
		switch source := source.(type) {
		case *Set:
			if source.Name() == name {
				return higher, source
			}
			if other := source.otherYear(q); other != nil {
				higher = append(higher, passed{source, other})
			}
		case Stack:
			higher, own = source.above(q, name, higher)
		case *Lock:
			higher, own = source.stack().above(q, name, higher)
		}
		if own != nil {
			return higher, own
		}
	}
	return higher, nil
}

// otherYear returns the factor that only differs in the period from a query, the nearest one if there are several, of two
// as near the older, or nil.
func (s *Set) otherYear(q *asked) *Factor {
	var nearest *Factor
	for f := range s.of(q.key, q.hash) {
		if !q.covered(f) && q.mismatches(f) == periodDiffers && (nearest == nil || q.nearer(f, nearest)) {
			nearest = f
		}
	}
	return nearest
}

// nearer reports whether the first of two factors for other years is nearer to the query's period or, as near, older.
func (q *Query) nearer(f, other *Factor) bool {
	closer := cmp.Compare(periodDiffers.distance(q, f), periodDiffers.distance(q, other))
	return closer < 0 || closer == 0 && f.Valid.Start.Before(other.Valid.Start)
}

// Property returns the property of the first source that has one.
func (s Stack) Property(q PropertyQuery) (Property, error) {
	missed := &NoPropertyError{Source: s.Name(), Query: q}
	for _, source := range s.sources {
		p, err := source.Property(q)
		if err == nil {
			return p, nil
		}
		var none *NoPropertyError
		if !errors.As(err, &none) {
			return Property{}, err
		}
		missed.Has = append(missed.Has, none.Has...)
	}
	return Property{}, missed
}

// Overlay returns a new set: the factors of base, with those whose ids differ from one of over's in the publisher at most
// replaced by over's, and the rest of over.
// Fuel properties are merged too: one of over replaces those of base that convert between the same dimensions for the
// same activity and region in an overlapping period. The new set has over's publisher and edition, and its own digest;
// neither set changes.
func Overlay(base, over *Set) (*Set, error) {
	if base == nil || over == nil {
		return nil, errNoFactors()
	}
	replaced := make(map[string]Factor, len(over.factors))
	for _, f := range over.factors {
		replaced[suffix(f.ID)] = f
	}
	var merged []Factor
	for _, f := range base.factors {
		if own, ok := replaced[suffix(f.ID)]; ok {
			merged = append(merged, own)
			delete(replaced, suffix(f.ID))
			continue
		}
		merged = append(merged, f)
	}
	for _, f := range over.factors {
		if _, left := replaced[suffix(f.ID)]; left {
			merged = append(merged, f)
		}
	}
	properties := slices.Clone(over.properties)
	for _, p := range base.properties {
		if !slices.ContainsFunc(over.properties, p.givesWay) {
			properties = append(properties, p)
		}
	}
	return NewSet(over.meta, merged, properties)
}

// givesWay reports whether a query could not tell p from over.
func (p Property) givesWay(over Property) bool {
	_, same := over.Leads(p.Rate.Num, p.Rate.Den)
	return same && p.Activity == over.Activity && p.Region == over.Region && p.Valid.Overlap(over.Valid) > 0
}

// suffix returns an id without its publisher: an overlay replaces the same activity, region, year and unit.
func suffix(id string) string {
	_, rest, _ := strings.Cut(id, "/")
	return rest
}

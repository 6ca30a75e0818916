package factors

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"iter"
	"strings"

	"github.com/ghgkit/ghg"
)

// Stack is a ranked list of sources: the first that has a factor is used. The order is the user's: their own factors,
// then a supplier's, a nation's, the world's.
type Stack struct {
	sources []Source
}

// NewStack ranks sources. It needs at least one; nil is refused.
func NewStack(sources ...Source) (Stack, error) {
	if len(sources) == 0 {
		return Stack{}, &ghg.FieldError{Field: "sources of the stack", Want: "at least one set", Err: ghg.ErrMissing}
	}
	for _, s := range sources {
		if s == nil {
			return Stack{}, &ghg.FieldError{Field: "source of the stack", Value: "nil", Want: "a set", Err: ghg.ErrMissing}
		}
	}
	return Stack{append([]Source(nil), sources...)}, nil
}

// Name returns the names of the sources in their order, joined by " > ".
func (s Stack) Name() string {
	names := make([]string, len(s.sources))
	for i, source := range s.sources {
		names[i] = source.Name()
	}
	return strings.Join(names, " > ")
}

// Digest returns a SHA-256 over the digests of the sources in their order.
func (s Stack) Digest() string {
	hash := sha256.New()
	for _, source := range s.sources {
		hash.Write([]byte(source.Digest() + "\n"))
	}
	return hex.EncodeToString(hash.Sum(nil))
}

// All yields the factors of every source in the order of the sources.
func (s Stack) All() iter.Seq[Factor] {
	return func(yield func(Factor) bool) {
		for _, source := range s.sources {
			for f := range source.All() {
				if !yield(f) {
					return
				}
			}
		}
	}
}

// Find returns the factor of the first source that has one. A source with more than one is an error, even if a later
// source would have exactly one.
func (s Stack) Find(q Query) (Factor, error) {
	missed := &NoFactorError{Source: s.Name(), Query: q}
	for _, source := range s.sources {
		f, err := source.Find(q)
		if err == nil {
			return f, nil
		}
		var none *NoFactorError
		if !errors.As(err, &none) {
			return Factor{}, err
		}
		missed.Near = append(missed.Near, none.Near...)
	}
	return Factor{}, missed
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

// Overlay returns a new set with the factors of base, those with the same id replaced by over's and the rest of over
// added. It is named over's publisher and edition, and hashed anew; neither set changes.
func Overlay(base, over *Set) (*Set, error) {
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
	properties := append([]Property(nil), over.properties...)
	return NewSet(over.meta, merged, append(properties, base.properties...))
}

// suffix is an id without its publisher: what an overlay replaces is the same activity, region, year and unit.
func suffix(id string) string {
	_, rest, _ := strings.Cut(id, "/")
	return rest
}

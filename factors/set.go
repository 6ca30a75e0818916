package factors

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash/maphash"
	"iter"
	"slices"
	"strings"
	"sync"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/absent"
)

// Source is where factors are found: a [*Set], a [Stack] of them, or your own catalogue.
type Source interface {
	// Name returns the name that errors and records show, including the edition.
	Name() string
	// Digest returns a SHA-256 over every value.
	Digest() string
	// All yields every factor, in a fixed order.
	All() iter.Seq[Factor]
	// Find returns the one factor that matches the query exactly. None is a *NoFactorError, several an *AmbiguousError.
	Find(q Query) (Factor, error)
	// Property returns the one property that converts between the query's units. None is a *NoPropertyError.
	Property(q PropertyQuery) (Property, error)
}

// Meta describes a set as a whole.
type Meta struct {
	Publisher   string `json:"publisher"` // first part of the ids: "desnz"
	Edition     string `json:"edition"`   // "2024"; the set's name is publisher-edition
	Title       string `json:"title"`     // of the document; default of every factor's Reference.Document
	Published   string `json:"published"`
	Valid       string `json:"valid"`
	GWP         string `json:"gwp"` // basis of the publisher's CO2e figures
	Address     string `json:"address"`
	Licence     string `json:"licence"` // default of every factor's Licence
	Attribution string `json:"attribution"`
	SHA256      string `json:"sha256"` // of the original
}

// Set is an immutable collection of factors and fuel properties of one edition of one publisher, safe for concurrent
// use. Everything it returns is a copy. The zero Set and a nil one are empty.
type Set struct {
	meta       Meta
	name       string
	factors    []Factor
	properties []Property
	first      map[uint64]int32   // the first factor whose key has a hash
	next       []int32            // for each factor, the next whose key has the same hash; -1 after the last
	ofActivity map[string][]int32 // the properties of an activity
	regions    map[string]bool    // the regions of the factors
	digest     func() string
	byName     func() nameGroups // the factors by name, for the search for near misses
	lexicon    func() *lexicon   // the words of the factors, for the search by words
}

type setKey struct {
	activity, region string
	boundary         ghg.Boundary
}

// hash returns what factors are indexed by. A stack hashes a key once for all its sets. Different keys may have one hash.
func (k setKey) hash() uint64 {
	const odd = 0x9e3779b97f4a7c15 // tells the parts of the key apart
	return (maphash.String(hashSeed, k.activity)*odd+maphash.String(hashSeed, k.region))*odd + uint64(k.boundary)
}

var hashSeed = maphash.MakeSeed()

// key returns the key of a factor.
func (f *Factor) key() setKey { return setKey{f.Activity, f.Region, f.Boundary} }

// NewSet builds a set, named for its publisher and edition. A factor without an id is given one; ids must be unique.
// Everything that is wrong is reported, up to a hundred errors.
func NewSet(meta Meta, factors []Factor, properties []Property) (*Set, error) {
	return newSet(meta, slices.Clone(factors), slices.Clone(properties))
}

// newSet is NewSet without the defensive copies; it takes ownership of both slices.
func newSet(meta Meta, factors []Factor, properties []Property) (*Set, error) {
	if meta.Publisher == "" || meta.Edition == "" {
		return nil, &ghg.FieldError{Field: "publisher and edition of the set", Value: meta.Publisher + "-" + meta.Edition, Want: "both, such as desnz and 2024", Err: ghg.ErrMissing}
	}
	if err := checkTexts(text{"publisher of the set", meta.Publisher}, text{"edition of the set", meta.Edition}); err != nil {
		return nil, err
	}
	s := &Set{meta: meta, name: meta.Publisher + "-" + meta.Edition, factors: factors, properties: properties}
	var problems []error
	ids := make(map[string]struct{}, len(factors))
	seals := make([]seal, len(factors))
	units := termUnits{texts: map[termUnitsKey]string{}}
	for i := range s.factors {
		f := &s.factors[i]
		if err := s.adopt(f); err != nil {
			problems = append(problems, fmt.Errorf("factor %d (%s): %w", i+1, f.ID, err))
			continue
		}
		if _, taken := ids[f.ID]; taken {
			problems = append(problems, fmt.Errorf("factor %d: the id %s is taken", i+1, f.ID))
			continue
		}
		ids[f.ID] = struct{}{}
		f.termUnits = units.of(f)
		seals[i].of = f
		f.seal = &seals[i]
	}
	s.index()
	s.joinBiogenic()
	for i := range s.properties {
		s.properties[i].Set = s.Name()
		if err := s.properties[i].check(); err != nil {
			problems = append(problems, fmt.Errorf("property %d: %w", i+1, err))
		}
	}
	s.indexProperties()
	if err := ghg.Join(problems...); err != nil {
		return nil, fmt.Errorf("factor set %s: %w", s.Name(), err)
	}
	s.digest, s.byName = sync.OnceValue(s.computeDigest), sync.OnceValue(s.groupByName)
	s.lexicon = sync.OnceValue(func() *lexicon { return newLexicon(s.factors) })
	return s, nil
}

// index links the factors whose keys have the same hash, in the order of the source.
func (s *Set) index() {
	s.first = make(map[uint64]int32, len(s.factors))
	s.next = make([]int32, len(s.factors))
	s.regions = map[string]bool{}
	for i := len(s.factors) - 1; i >= 0; i-- {
		f := &s.factors[i]
		hash := f.key().hash()
		s.next[i] = -1
		if later, ok := s.first[hash]; ok {
			s.next[i] = later
		}
		if i+1 == len(s.factors) || f.Region != s.factors[i+1].Region {
			s.regions[f.Region] = true
		}
		s.first[hash] = int32(i)
	}
}

// of yields the factors with a key, in the order of the source.
func (s *Set) of(key setKey, hash uint64) iter.Seq[*Factor] {
	return func(yield func(*Factor) bool) {
		i, ok := s.first[hash]
		if !ok {
			return
		}
		for ; i >= 0; i = s.next[i] {
			if f := &s.factors[i]; f.key() == key && !yield(f) {
				return
			}
		}
	}
}

// joinBiogenic links every combustion factor to the factor that is printed separately for the CO2 from biomass in the
// same fuel.
func (s *Set) joinBiogenic() {
	for i := range s.factors {
		f := &s.factors[i]
		if f.Boundary != ghg.Combustion {
			continue
		}
		key := setKey{f.Activity, f.Region, ghg.OutsideScopes}
		for o := range s.of(key, key.hash()) {
			if o.Unit == f.Unit && o.Valid.Same(f.Valid) {
				f.outside = o
			}
		}
	}
}

// adopt completes a factor with the defaults of the set and checks it.
func (s *Set) adopt(f *Factor) error {
	f.Set, f.outside = s.Name(), nil
	f.Reference.Document = cmp.Or(f.Reference.Document, s.meta.Title)
	f.Licence = cmp.Or(f.Licence, s.meta.Licence)
	if err := f.check(); err != nil {
		return err
	}
	if f.ID == "" {
		f.ID = f.id(s.meta.Publisher)
	}
	return nil
}

// Name returns the publisher and edition: "desnz-2024".
func (s *Set) Name() string { return cmp.Or(absent.Or(s).name, "-") }

// Meta returns the description of the set as a whole.
func (s *Set) Meta() Meta { return absent.Or(s).meta }

// Len returns the number of factors.
func (s *Set) Len() int { return len(absent.Or(s).factors) }

// All yields every factor in the order of the source, as copies.
func (s *Set) All() iter.Seq[Factor] { return slices.Values(absent.Or(s).factors) }

// Properties yields every fuel property in the order of the source, as copies.
func (s *Set) Properties() iter.Seq[Property] { return slices.Values(absent.Or(s).properties) }

// Digest returns a SHA-256 over every value of every factor and property, in hexadecimal. Their order does not matter.
func (s *Set) Digest() string {
	s = absent.Or(s)
	if s.digest == nil { // the zero Set
		return s.computeDigest()
	}
	return s.digest()
}

func (s *Set) computeDigest() string {
	lines := make([]string, 0, len(s.factors)+len(s.properties))
	for i := range s.factors {
		lines = append(lines, s.factors[i].line())
	}
	for _, p := range s.properties {
		lines = append(lines, p.line())
	}
	slices.Sort(lines)
	sum := sha256.Sum256([]byte(s.Name() + "\n" + strings.Join(lines, "\n")))
	return hex.EncodeToString(sum[:])
}

// Factor returns the factor with the given id, and whether there is one.
func (s *Set) Factor(id string) (Factor, bool) {
	s = absent.Or(s)
	i := slices.IndexFunc(s.factors, func(f Factor) bool { return f.ID == id })
	if i < 0 {
		return Factor{}, false
	}
	return s.factors[i], true
}

// Find returns the one factor that matches the query exactly: same activity, region and boundary, valid on every day of
// the period, per unit of the same dimension. If the publisher prints several units of that dimension, Find takes the
// one that the query names. It does not allocate if it finds a factor.
func (s *Set) Find(q Query) (Factor, error) { return findIn(absent.Or(s), q) }

// matching returns the ids of the factors that match the query.
func (s *Set) matching(q Query) []string {
	var ids []string
	a := ask(&q)
	for f := range s.of(a.key, a.hash) {
		if q.mismatches(f) == 0 {
			ids = append(ids, f.ID)
		}
	}
	return ids
}

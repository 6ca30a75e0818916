package factors

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/strictjson"
	"github.com/ghgkit/ghg/rates"
)

// SpecVersion is the version of the JSON form of a [BasisSpec].
const SpecVersion = 1

// BasisSpec names everything that a basis consists of, each with its digest, so that the basis can be opened again: to be stored
// with the results. It holds no numbers. [Basis.Spec] returns it, [BasisSpec.Open] finds the parts among those of the caller,
// and Open of package factors/all also among the embedded ones. Its JSON form has the tags below; docs/result.md has an example.
type BasisSpec struct {
	Version    int        `json:"version"`
	Factors    SourceSpec `json:"factors"`
	GWP        PartSpec   `json:"gwp"`
	Policy     Policy     `json:"policy,omitzero"`
	Rates      PartSpec   `json:"rates,omitzero"`       // none if the basis has no rates
	Names      string     `json:"names,omitempty"`      // digest of the mapping, see [Mapping.Digest]
	References string     `json:"references,omitempty"` // digest of the references, see [References.Digest]
}

// PartSpec is the name and the digest of a part of a basis.
type PartSpec struct {
	Name   string `json:"name"`
	Digest string `json:"digest"`
}

// SourceSpec names a source of factors: a set or another source by its name, a lock by its digest, or a stack of them.
type SourceSpec struct {
	Set        string       `json:"set,omitempty"`        // name of a set, or of a source that is neither a stack nor a lock
	Lock       string       `json:"lock,omitempty"`       // name of a lock
	Stack      []SourceSpec `json:"stack,omitempty"`      // the highest-ranked first
	Digest     string       `json:"digest"`               // see [Source]
	Properties *SourceSpec  `json:"properties,omitempty"` // of a lock, where it finds fuel properties
}

// Spec returns the names and digests of everything that the basis consists of. A basis that cannot calculate is an error.
func (b Basis) Spec() (BasisSpec, error) {
	if err := b.Check(); err != nil {
		return BasisSpec{}, err
	}
	source, err := specOf(b.Factors)
	if err != nil {
		return BasisSpec{}, err
	}
	s := BasisSpec{Version: SpecVersion, Factors: source, GWP: PartSpec{b.GWP.Name(), b.GWP.Digest()}, Policy: b.Policy, Names: b.Names.Digest(), References: b.References.Digest()}
	if b.Rates != (rates.Rates{}) {
		s.Rates = PartSpec{b.Rates.Name(), b.Rates.Digest()}
	}
	return s, nil
}

// specOf returns the spec of a source.
func specOf(s Source) (SourceSpec, error) {
	if isNil(s) {
		return SourceSpec{}, errNoFactors()
	}
	switch of := s.(type) {
	case Stack:
		return of.spec()
	case *Lock:
		spec := SourceSpec{Lock: of.Name(), Digest: of.Digest()}
		if isNil(of.properties) {
			return spec, nil
		}
		properties, err := specOf(of.properties)
		spec.Properties = &properties
		return spec, err
	}
	return SourceSpec{Set: s.Name(), Digest: s.Digest()}, nil
}

func (s Stack) spec() (SourceSpec, error) {
	if len(s.sources) == 0 {
		return SourceSpec{}, errNoFactors()
	}
	spec := SourceSpec{Digest: s.Digest()}
	for _, source := range s.sources {
		of, err := specOf(source)
		if err != nil {
			return SourceSpec{}, err
		}
		spec.Stack = append(spec.Stack, of)
	}
	return spec, nil
}

// MarshalJSON returns the JSON form of [Basis.Spec]: names and digests, no numbers.
func (b Basis) MarshalJSON() ([]byte, error) {
	s, err := b.Spec()
	if err != nil {
		return nil, err
	}
	return json.Marshal(s)
}

// UnmarshalJSON refuses: JSON holds the names of a basis, not its parts. Read a [BasisSpec] and open it.
func (b *Basis) UnmarshalJSON([]byte) error {
	return &ghg.FieldError{Field: "basis", Want: "a BasisSpec to read the JSON into, and its Open with the parts that it names", Err: ghg.ErrMissing}
}

// UnmarshalJSON reads the JSON form of a spec. An unknown, repeated or missing key is an error, and so is another version. An
// error leaves s unchanged.
func (s *BasisSpec) UnmarshalJSON(text []byte) error {
	type plain BasisSpec
	var read plain
	if err := strictjson.Unmarshal(text, &read); err != nil {
		return fmt.Errorf("spec of a basis: %w", err)
	}
	if read.Version != SpecVersion {
		return &ghg.FieldError{Field: "version of the spec", Value: strconv.Itoa(read.Version), Want: strconv.Itoa(SpecVersion), Err: ghg.ErrUnknown}
	}
	if err := read.Factors.check(); err != nil {
		return err
	}
	*s = BasisSpec(read)
	return nil
}

// check returns an error unless the spec names exactly one source.
func (s *SourceSpec) check() error {
	named := 0
	for _, given := range []bool{s.Set != "", s.Lock != "", len(s.Stack) > 0} {
		if given {
			named++
		}
	}
	if named != 1 || s.Properties != nil && s.Lock == "" {
		return &ghg.FieldError{Field: "source of the spec", Value: s.name(), Want: "a set, a lock or a stack; properties of a lock only", Err: ghg.ErrOutOfRange}
	}
	for i := range s.Stack {
		if err := s.Stack[i].check(); err != nil {
			return err
		}
	}
	if s.Properties != nil {
		return s.Properties.check()
	}
	return nil
}

func (s *SourceSpec) name() string {
	if len(s.Stack) > 0 {
		return "stack"
	}
	return cmp.Or(s.Set, s.Lock)
}

// Sets returns the names of the sets that the spec needs, each once, in order.
func (s BasisSpec) Sets() []string {
	var names []string
	var add func(s *SourceSpec)
	add = func(s *SourceSpec) {
		if s.Set != "" && !slices.Contains(names, s.Set) {
			names = append(names, s.Set)
		}
		for i := range s.Stack {
			add(&s.Stack[i])
		}
		if s.Properties != nil {
			add(s.Properties)
		}
	}
	add(&s.Factors)
	return names
}

// Parts are what a spec may name: your own sets and locks, and whatever else a basis can hold. What a spec does not name is not
// used.
type Parts struct {
	Sources    []Source
	GWP        []ghg.GWP // of the IPCC's sets, none is needed
	Rates      []rates.Rates
	Names      []Mapping
	References []*References
}

// Open returns the basis that a spec names. Every part is found among the given ones by its name and must have the digest of the
// spec: an error that wraps [ErrChanged] names the part with another digest, one that wraps [ghg.ErrUnknown] the part that is
// not there.
func (s BasisSpec) Open(from Parts) (Basis, error) {
	if s.Version != SpecVersion {
		return Basis{}, &ghg.FieldError{Field: "version of the spec", Value: strconv.Itoa(s.Version), Want: strconv.Itoa(SpecVersion), Err: ghg.ErrUnknown}
	}
	if err := s.Factors.check(); err != nil {
		return Basis{}, err
	}
	b := Basis{Policy: s.Policy}
	var err error
	if b.Factors, err = s.Factors.open(from.Sources); err != nil {
		return Basis{}, err
	}
	potentials := slices.Clone(from.GWP)
	if set, err := ghg.ParseGWP(s.GWP.Name); err == nil {
		potentials = append(potentials, set)
	}
	if b.GWP, err = partNamed("GWP set", s.GWP, potentials); err != nil {
		return Basis{}, err
	}
	if s.Rates != (PartSpec{}) {
		if b.Rates, err = partNamed("rates", s.Rates, from.Rates); err != nil {
			return Basis{}, err
		}
	}
	if b.Names, err = digested("names", s.Names, from.Names); err != nil {
		return Basis{}, err
	}
	if b.References, err = digested("references", s.References, from.References); err != nil {
		return Basis{}, err
	}
	return b, b.Check()
}

// open returns the source that a spec names.
func (s *SourceSpec) open(from []Source) (Source, error) {
	switch {
	case len(s.Stack) > 0:
		var sources []Source
		for i := range s.Stack {
			source, err := s.Stack[i].open(from)
			if err != nil {
				return nil, err
			}
			sources = append(sources, source)
		}
		stack, err := NewStack(sources...)
		if err == nil && stack.Digest() != s.Digest {
			err = errDigest("stack of factor sets", stack.Digest(), s.Digest)
		}
		return stack, err
	case s.Lock == "":
		return partNamed("factor set", PartSpec{s.Set, s.Digest}, slices.DeleteFunc(slices.Clone(from), isNil))
	}
	var locks []*Lock
	for _, source := range from {
		if l, ok := source.(*Lock); ok && l != nil {
			locks = append(locks, l)
		}
	}
	l, err := partNamed("lock", PartSpec{s.Lock, s.Digest}, locks)
	if err != nil {
		return nil, err
	}
	if s.Properties == nil {
		return l, nil
	}
	properties, err := s.Properties.open(from)
	if err != nil {
		return nil, fmt.Errorf("properties of the lock: %w", err)
	}
	return l.WithProperties(properties), nil
}

// partNamed returns the part with a name and a digest.
func partNamed[T interface {
	Name() string
	Digest() string
}](what string, want PartSpec, parts []T) (T, error) {
	var none T
	var names []string
	other := ""
	for _, p := range parts {
		switch {
		case p.Name() != want.Name:
			names = append(names, input.Shorten(p.Name()))
		case p.Digest() == want.Digest:
			return p, nil
		default:
			other = p.Digest()
		}
	}
	if other != "" {
		return none, errDigest(what+" "+input.Shorten(want.Name), other, want.Digest)
	}
	return none, &ghg.FieldError{Field: what, Value: want.Name, Want: "one of the given ones: " + cmp.Or(strings.Join(names, ", "), "there is none"), Err: ghg.ErrUnknown}
}

// digested returns the part with a digest, or the zero one if the spec has none.
func digested[T interface{ Digest() string }](what, digest string, parts []T) (T, error) {
	var none T
	if digest == "" {
		return none, nil
	}
	var others []string
	for _, p := range parts {
		if p.Digest() == digest {
			return p, nil
		}
		others = append(others, p.Digest())
	}
	if len(others) > 0 {
		return none, errDigest(what, strings.Join(others, ", "), digest)
	}
	return none, &ghg.FieldError{Field: what, Value: digest, Want: "those with this digest among the given ones: there are none", Err: ghg.ErrUnknown}
}

func errDigest(what, has, want string) error {
	return fmt.Errorf("%w: the digest of %s is %s, the spec has %s", ErrChanged, what, input.Shorten(has), input.Shorten(want))
}

// policyForm is the JSON form of a policy.
type policyForm struct {
	MostOfPeriod           bool            `json:"most_of_period,omitempty"`
	OlderYears             int             `json:"older_years,omitempty"`
	NewerYears             int             `json:"newer_years,omitempty"`
	WiderRegion            bool            `json:"wider_region,omitempty"`
	FuelProperties         bool            `json:"fuel_properties,omitempty"`
	GridAverageAsResidual  bool            `json:"grid_average_as_residual,omitempty"`
	LifeCycleAsGridAverage bool            `json:"life_cycle_as_grid_average,omitempty"`
	Exceptions             []exceptionForm `json:"exceptions,omitempty"`
}

// exceptionForm is the JSON form of an exception.
type exceptionForm struct {
	Activity string     `json:"activity,omitempty"`
	Region   string     `json:"region,omitempty"`
	Set      string     `json:"set,omitempty"`
	Policy   policyForm `json:"policy"`
}

func formOf(p Policy) policyForm {
	return policyForm{
		p.MostOfPeriod, p.OlderYears, p.NewerYears, p.WiderRegion, p.FuelProperties, p.GridAverageAsResidual, p.LifeCycleAsGridAverage,
		p.Exceptions.forms(),
	}
}

func (f policyForm) policy() (Policy, error) {
	p := Policy{
		f.MostOfPeriod, f.OlderYears, f.NewerYears, f.WiderRegion, f.FuelProperties, f.GridAverageAsResidual, f.LifeCycleAsGridAverage, nil,
	}
	if len(f.Exceptions) == 0 {
		return p, nil
	}
	var err error
	p.Exceptions, err = exceptionsOf(f.Exceptions)
	return p, err
}

// forms returns the exceptions in their JSON form.
func (x *Exceptions) forms() []exceptionForm {
	if x == nil {
		return nil
	}
	var list []exceptionForm
	for _, e := range x.list {
		list = append(list, exceptionForm{e.Activity, e.Region, e.Set, formOf(e.Policy)})
	}
	return list
}

// exceptionsOf returns the exceptions of a JSON form, checked as [NewExceptions] does.
func exceptionsOf(forms []exceptionForm) (*Exceptions, error) {
	list := make([]Exception, len(forms))
	for i, f := range forms {
		p, err := f.Policy.policy()
		if err != nil {
			return nil, err
		}
		list[i] = Exception{f.Activity, f.Region, f.Set, p}
	}
	return NewExceptions(list...)
}

// MarshalJSON returns an object with a key for each relaxation that is allowed: {"older_years":1,"wider_region":true}.
func (p Policy) MarshalJSON() ([]byte, error) { return json.Marshal(formOf(p)) }

// UnmarshalJSON reads what MarshalJSON returns. An unknown or repeated key is an error. An error leaves p unchanged.
func (p *Policy) UnmarshalJSON(text []byte) error {
	var form policyForm
	if err := strictjson.Unmarshal(text, &form); err != nil {
		return err
	}
	read, err := form.policy()
	if err != nil {
		return err
	}
	*p = read
	return nil
}

// Digest returns a SHA-256 over the names and their translations, in hexadecimal, or "" if the mapping holds none.
func (m Mapping) Digest() string {
	if len(m.to) == 0 {
		return ""
	}
	hash := sha256.New()
	for _, from := range slices.Sorted(maps.Keys(m.to)) {
		fmt.Fprintf(hash, "%q %q\n", from, m.to[from])
	}
	return hex.EncodeToString(hash.Sum(nil))
}

// Digest returns a SHA-256 over the ranges that factors are compared with, in hexadecimal, or "" if there are none. The order of
// the sources that they were built from does not matter.
func (r *References) Digest() string {
	if r == nil || len(r.ranges) == 0 {
		return ""
	}
	var lines []string
	for key, under := range r.ranges {
		for _, s := range under.list {
			lines = append(lines, fmt.Sprintf("%q %q %q %d %t %q %q %s %s %d\n", key.activity, key.region, key.dimension, key.boundary, key.carbon, s.set, s.publisher, dec.Text(s.low), dec.Text(s.high), s.count))
		}
	}
	slices.Sort(lines)
	sum := sha256.Sum256([]byte(strings.Join(lines, "")))
	return hex.EncodeToString(sum[:])
}

package ghg

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/shopspring/decimal"
)

// Check recomputes the result from itself and returns an error that wraps [ErrTampered] at the first number that
// differs: every step from its terms and its units, the terms from the steps, factors and properties they refer to, the
// emissions from the steps, the weights from the GWP set if it is one of the IPCC's, the CO2e from the emissions and the
// weights, and the digest of every factor and property from its values. It also returns one for a text that is not UTF-8,
// and for what a method of the module cannot have ([Verify] lists it); of other methods, it knows nothing.
func (r Result) Check() error {
	if err := r.CheckText(); err != nil {
		return tampered("%w", err)
	}
	return r.check(ReceiptVersion)
}

// check is Check for a given version of the receipt, without the check of the texts, which are UTF-8 in a receipt that was
// read. Version 1 allows two factors with one id and does not specify the order of factors.
func (r *Result) check(version int) error {
	if err := r.checkHead(); err != nil {
		return err
	}
	if err := r.checkNumbers(); err != nil {
		return fmt.Errorf("%w: result %s: %w", ErrTampered, input.Quote(r.ID), err)
	}
	if err := r.checkGWPDigest(version); err != nil {
		return err
	}
	if err := r.checkMethod(version); err != nil {
		return err
	}
	records, err := r.checkRecords(version)
	if err != nil {
		return err
	}
	for i := range r.Steps {
		if err := r.checkStep(i, records); err != nil {
			return fmt.Errorf("result %s, step %d: %w", input.Quote(r.ID), i+1, err)
		}
	}
	if version > 1 {
		if err := records.allUsed(); err != nil {
			return tampered("result %q: %w", r.ID, err)
		}
	}
	emitted, err := EmissionsOf(r.Steps)
	if err != nil {
		return tampered("result %q: %w", r.ID, err)
	}
	if !emitted.Equal(r.Emissions) {
		return tampered("result %q: the emissions differ from what the steps emit", r.ID)
	}
	return r.checkWeights(version)
}

// checkNumbers returns an error for a number that is too long to compare, or for a receipt to hold. [Step.Evaluate] checks
// the terms.
func (r *Result) checkNumbers() error {
	amounts := append(make([]Amount, 0, 8), r.Purchase.Spend, r.Outstanding)
	for _, c := range r.Claims {
		amounts = append(amounts, c.Used, c.Volume, c.Whole)
	}
	for _, c := range r.Covers {
		amounts = append(amounts, c.Energy)
	}
	if err := checkAmounts(amounts...); err != nil {
		return err
	}
	for _, w := range r.Weights {
		if err := dec.CheckAll(w.GWP, w.Published); err != nil {
			return fmt.Errorf("weight of %s: %w", w.Gas, err)
		}
	}
	for _, s := range r.Steps {
		if dec.Check(s.Value) != nil {
			return checkNumber("value of step "+s.Label, s.Value)
		}
	}
	return nil
}

// checkAmounts returns an error for a number that is too long to compare.
func checkAmounts(amounts ...Amount) error {
	for _, a := range amounts {
		if dec.Check(a.Value) != nil {
			return checkNumber("amount of "+a.Unit, a.Value)
		}
	}
	return nil
}

func (r *Result) checkHead() error {
	if !scopes.Valid(r.Scope) || !origins.Valid(r.Origin) || r.ID == "" || r.Method == "" || r.GWP == "" {
		return tampered("result %q lacks its scope, origin, id, method or GWP set", r.ID)
	}
	if r.GWP == UnstatedGWP {
		return tampered("result %q: %q is not the name of a GWP set", r.ID, r.GWP)
	}
	if r.Category != 0 && (r.Scope != Scope3 || !r.Category.Valid()) {
		return tampered("result %q: %s is not a category of %s", r.ID, r.Category.String(), r.Scope.String())
	}
	if r.Accounting > MarketBased || (r.Accounting != 0 && r.Scope != Scope2) {
		return tampered("result %q of %s has the accounting %q", r.ID, r.Scope.String(), r.Accounting.String())
	}
	if err := errors.Join(r.Period.Check(), r.Quality.Check()); err != nil {
		return tampered("result %q: %w", r.ID, err)
	}
	for _, s := range r.Covers {
		if s.First < 1 || s.Last < s.First || s.Last > len(r.Steps) {
			return tampered("result %q: the cover by %s has steps %d to %d of %d", r.ID, s.Source, s.First, s.Last, len(r.Steps))
		}
	}
	return nil
}

// checkGWPDigest checks that a result with a caller-defined set records a digest of it, and no other result does. Version
// 1 of the receipt records none.
func (r *Result) checkGWPDigest(version int) error {
	_, err := ParseGWP(r.GWP)
	if own := err != nil; own && version > 1 {
		if sum, err := hex.DecodeString(r.GWPDigest); err != nil || len(sum) != sha256.Size || strings.ToLower(r.GWPDigest) != r.GWPDigest {
			return fmt.Errorf("%w: result %s: the digest of the GWP set %s is %s, want a SHA-256 in hexadecimal, see GWP.Digest", ErrTampered, input.Quote(r.ID), input.Quote(r.GWP), input.Quote(r.GWPDigest))
		}
	} else if r.GWPDigest != "" {
		return fmt.Errorf("%w: result %s: %s has a digest, %s: want none, since it is not a caller-defined set", ErrTampered, input.Quote(r.ID), r.GWP, input.Quote(r.GWPDigest))
	}
	return nil
}

// records are a result's factors and properties by id, and how many were used so far, in order.
type records struct {
	list           []record         // one for each id, in the order of the result: first the factors, then the properties
	index          map[string]int32 // by id, if there are many
	nextFactor     int
	nextProperty   int
	wantFactors    int
	wantProperties int
	outOfOrder     bool // a term refers to a record whose predecessors in the list are not used yet
}

// record is a property, or the factors with one id: one, but in version 1 possibly several.
type record struct {
	id       string
	order    int             // index in the list of factors or properties
	property *PropertyRecord // nil for factors
	factor   *FactorRecord
	more     []*FactorRecord // further factors with the id
	searched int             // amounts that were compared with terms one by one
	values   map[string]bool // of all amounts, once many were
}

// of returns the record with an id, or nil.
func (k *records) of(id string) *record {
	const few = 8 // that are found faster by comparing than in a map
	if len(k.list) <= few {
		for i := range k.list {
			if k.list[i].id == id {
				return &k.list[i]
			}
		}
		return nil
	}
	if k.index == nil {
		k.index = make(map[string]int32, k.wantFactors+k.wantProperties)
		for i := range k.list {
			k.index[k.list[i].id] = int32(i)
		}
	}
	if i, found := k.index[id]; found {
		return &k.list[i]
	}
	return nil
}

// add adds a record of a new id.
func (k *records) add(r record) {
	if k.index != nil {
		k.index[r.id] = int32(len(k.list))
	}
	k.list = append(k.list, r)
}

// checkRecords checks the digests of the factors and properties.
func (r *Result) checkRecords(version int) (*records, error) {
	known := &records{
		list:        make([]record, 0, len(r.Factors)+len(r.Properties)),
		wantFactors: len(r.Factors), wantProperties: len(r.Properties),
	}
	for i := range r.Factors {
		f := &r.Factors[i]
		if err := f.check(); err != nil {
			return nil, tampered("result %q: %w", r.ID, err)
		}
		switch same := known.of(f.ID); {
		case same == nil:
			known.add(record{id: f.ID, order: i, factor: f})
		case version > 1:
			return nil, tampered("result %q: factor %s appears twice", r.ID, f.ID)
		default:
			same.more, same.order = append(same.more, f), i
		}
	}
	for i := range r.Properties {
		p := &r.Properties[i]
		if err := p.check(); err != nil {
			return nil, tampered("result %q: %w", r.ID, err)
		}
		if known.of(p.ID) != nil {
			return nil, tampered("result %q: property %s appears twice", r.ID, p.ID)
		}
		known.add(record{id: p.ID, order: i, property: p})
	}
	return known, nil
}

// use marks a record that a term refers to as used.
func (k *records) use(r *record, next *int) {
	switch {
	case r.order == *next:
		*next++
	case r.order > *next:
		k.outOfOrder = true
	}
}

// allUsed returns an error unless the terms used every record, for the first time in list order.
func (k *records) allUsed() error {
	if k.outOfOrder || k.nextFactor != k.wantFactors || k.nextProperty != k.wantProperties {
		return errors.New("its factors and properties are not those of the steps in order of first use")
	}
	return nil
}

func (r *Result) checkStep(i int, known *records) error {
	s := &r.Steps[i]
	if s.Unit == "" {
		return tampered("%s has no unit", s.Label)
	}
	for j := range s.Terms {
		if err := r.checkTerm(&s.Terms[j], i, known); err != nil {
			return err
		}
	}
	value, err := s.Evaluate()
	if err != nil {
		return tampered("%w", err)
	}
	if !value.Equal(s.Value) {
		return tampered("%s is %s, but its terms give %s", s.Label, shown(s.Value), shown(value))
	}
	if want := (GasAmount{Gas: s.Gas, GWP: s.GWP}).Unit(); s.Emits() && s.Unit != want {
		return tampered("%s is in %q, want %q", s.Label, s.Unit, want)
	}
	return s.checkUnit()
}

// checkTerm checks a term of step i against what it refers to.
func (r *Result) checkTerm(t *Term, i int, known *records) error {
	if t.Unit == "" {
		return tampered("term %q has no unit", t.Label)
	}
	if !t.refersAsItsKind() {
		return tampered("term %q of kind %s refers to step %d and to %q", t.Label, t.Kind, t.Step, t.Ref)
	}
	switch t.Kind {
	case TermStep:
		if t.Step < 1 || t.Step > i {
			return tampered("term %q refers to step %d", t.Label, t.Step)
		}
		if earlier := &r.Steps[t.Step-1]; !earlier.Value.Equal(t.Value) || earlier.Unit != t.Unit {
			return tampered("term %q is %s %s, but step %d gave %s %s", t.Label, shown(t.Value), t.Unit, t.Step, shown(earlier.Value), earlier.Unit)
		}
	case TermFactor:
		f := known.of(t.Ref)
		if !f.holds(t) {
			return tampered("factor %s has no value %s %s", t.Ref, shown(t.Value), t.Unit)
		}
		known.use(f, &known.nextFactor)
	case TermProperty:
		p := known.of(t.Ref)
		if !p.is(t) {
			return tampered("property %s has no value %s %s", t.Ref, shown(t.Value), t.Unit)
		}
		known.use(p, &known.nextProperty)
	case TermPrice:
		if kind, _, named := strings.Cut(t.Ref, "/"); !named || !slices.Contains(priceKinds, kind) {
			return tampered("term %q of kind price refers to %q: want one of %s, a slash and a name", t.Label, t.Ref, strings.Join(priceKinds, ", "))
		}
	case TermPotential:
		if !r.isPotential(t) {
			return tampered("%s is not the potential %s", shown(t.Value), t.Ref)
		}
	}
	return nil
}

// priceKinds begin what terms of kind price refer to.
var priceKinds = []string{"fx", "index", "tax", "margin"}

// refersAsItsKind reports whether a term refers to what terms of its kind refer to: a step, a record, or nothing.
func (t *Term) refersAsItsKind() bool {
	named := false
	switch t.Kind {
	case TermFactor, TermProperty, TermPrice, TermPotential, TermShare:
		named = true
	}
	return termKinds.Valid(t.Kind) && (t.Kind == TermStep) == (t.Step != 0) && named == (t.Ref != "")
}

// isPotential reports whether a term has the value of the potential that it refers to, "AR6/CH4-fossil". The values of a
// caller-defined set are not known here.
func (r *Result) isPotential(t *Term) bool {
	end := strings.LastIndexByte(t.Ref, '/')
	if end < 0 {
		return false
	}
	gas := Gas(t.Ref[end+1:])
	if gas == "" || (&GasAmount{Gas: gas}).check() != nil {
		return false
	}
	set, err := ParseGWP(t.Ref[:end])
	if err != nil {
		return t.Ref[:end] == r.GWP
	}
	value, err := set.Of(gas)
	return err == nil && value.Equal(t.Value)
}

// holds reports whether one of the factors has the number and unit of a term. After comparing many amounts one by one,
// it indexes them, so its cost is linear in the factors and the terms.
func (k *record) holds(t *Term) bool {
	const many = 256
	if k == nil || k.factor == nil {
		return false
	}
	if k.values == nil && k.searched < many {
		for f := range k.factors() {
			k.searched += len(f.PerUnit.list)
			if f.holds(t) {
				return true
			}
		}
		return false
	}
	if k.values == nil {
		k.values = map[string]bool{}
		for f := range k.factors() {
			for i := range f.PerUnit.list {
				a := &f.PerUnit.list[i]
				k.values[string(appendValue(nil, a.Kg, a.Unit(), "/", f.Unit))] = true
			}
		}
	}
	const usual = 64
	var buf [usual]byte
	return k.values[string(appendValue(buf[:0], t.Value, t.Unit))]
}

// is reports whether the record is a property with the number and unit of a term.
func (k *record) is(t *Term) bool {
	return k != nil && k.property != nil && k.property.Value.Equal(t.Value) && k.property.Unit == t.Unit
}

// factors yields the factors with the id.
func (k *record) factors() iter.Seq[*FactorRecord] {
	return func(yield func(*FactorRecord) bool) {
		if !yield(k.factor) {
			return
		}
		for _, f := range k.more {
			if !yield(f) {
				return
			}
		}
	}
}

// appendValue appends a number and the parts of its unit, which identify a value of a factor.
func appendValue(b []byte, number decimal.Decimal, unit ...string) []byte {
	b = append(dec.AppendText(b, number), ' ')
	for _, part := range unit {
		b = append(b, part...)
	}
	return b
}

func (r *Result) checkWeights(version int) error {
	set, _ := ParseGWP(r.GWP) // zero for a caller-defined set, whose potentials are not known here
	set.version1 = version == 1
	weights := r.Weights // in the order of the emissions
	var counted, outside dec.Exact
	for _, a := range r.Emissions.list {
		nonKyoto := a.Gas != "" && !a.Gas.Kyoto()
		if len(weights) == 0 || weights[0].Gas != a.Gas || weights[0].Basis != a.GWP {
			if a.Gas == CO2Biogenic || (nonKyoto && hasNoWeight(a, set)) {
				continue
			}
			return tampered("result %q: there is no weight for %s", r.ID, a.Unit())
		}
		w := weights[0]
		weights = weights[1:]
		if !w.isOf(a, set, r.GWP) {
			return tampered("result %q: the weight of %s is not that of %s", r.ID, a.Unit(), r.GWP)
		}
		if w.Outside != nonKyoto || a.Gas == CO2Biogenic || a.Gas == Carbon {
			return tampered("result %q: %s is counted on the wrong side of the Kyoto basket", r.ID, a.Unit())
		}
		var amount dec.Exact
		if err := w.apply(a.Kg, &amount); err != nil {
			return tampered("result %q: %w", r.ID, err)
		}
		if w.Outside {
			outside.AddExact(&amount)
		} else {
			counted.AddExact(&amount)
		}
	}
	if len(weights) > 0 {
		return tampered("result %q: there is a weight for %q but no amount", r.ID, string(weights[0].Gas))
	}
	inside, beside := CO2e{counted.Decimal()}, CO2e{outside.Decimal()}
	if !inside.Equal(r.CO2e) || !beside.Equal(r.NonKyoto) {
		return tampered("result %q: it has %s and %s outside the basket, but the emissions give %s and %s kg CO2e", r.ID, shown(r.CO2e.kg), shown(r.NonKyoto.kg), shown(inside.kg), shown(beside.kg))
	}
	return nil
}

// isOf reports whether w is the weight of an amount under a set, or can be that under a caller-defined one with the given
// name, for which set is zero.
func (w Weight) isOf(a GasAmount, set GWP, name string) bool {
	if set.IsZero() {
		return w.isOfOwn(a, name)
	}
	var want Weight
	err := want.set(&a, set)
	return err == nil && want.GWP.Equal(w.GWP) && want.Published.Equal(w.Published)
}

// isOfOwn reports whether w can be the weight of an amount under the caller-defined set with the given name. Its potentials
// are not known here, but that of CO2 is 1, none is negative, and what the publisher of an amount of CO2e applied is
// known. CO2e of unknown gases, or on the basis of the set, counts as published.
func (w Weight) isOfOwn(a GasAmount, name string) bool {
	if a.Gas == "" || a.GWP == name {
		return w.GWP.Equal(one) && w.Published.Equal(one)
	}
	published := one
	if a.GWP != "" {
		set, err := ParseGWP(a.GWP)
		if err != nil {
			return false
		}
		if published, err = set.Of(a.Gas); err != nil {
			return false
		}
	}
	return w.Published.Equal(published) && w.GWP.Sign() >= 0 && (a.Gas != CO2 || w.GWP.Equal(one))
}

// hasNoWeight reports whether a gas outside the Kyoto basket may go without a weight: either the set has no potential
// for it, or the set is not an IPCC set and its potentials are not known.
func hasNoWeight(a GasAmount, set GWP) bool {
	if a.Gas == Carbon {
		return false
	}
	if set.IsZero() {
		return true
	}
	var w Weight
	err := w.set(&a, set)
	return errors.Is(err, ErrNoGWP)
}

// tampered returns an error that wraps [ErrTampered]. It truncates long texts.
func tampered(format string, args ...any) error {
	for i, arg := range args {
		if text, ok := arg.(string); ok {
			args[i] = input.Shorten(text)
		}
	}
	return fmt.Errorf("%w: "+format, append([]any{ErrTampered}, args...)...)
}

// shown formats a number for an error message, truncating a long one.
func shown(d decimal.Decimal) string {
	switch n := dec.TextLen(d); {
	case n > 4*dec.MaxLong: // counting its digits would take long too
		return dec.Brief(d)
	case n > dec.MaxLong:
		return fmt.Sprintf("a number of %d digits with the exponent %d", d.NumDigits(), d.Exponent())
	}
	return input.Shorten(dec.Text(d))
}

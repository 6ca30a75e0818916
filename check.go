package ghg

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/shopspring/decimal"
)

// Check recomputes the result from itself and returns an error that wraps [ErrTampered] at the first number that
// differs: every step from its terms and its units, the terms from the steps, factors and properties they refer to, the
// emissions from the steps, the weights from the GWP set if it is one of the IPCC's, the CO2e from the emissions and the
// weights, and the digest of every factor and property from its values.
func (r Result) Check() error { return r.check(ReceiptVersion) }

// check is Check for a given version of the receipt. Version 1 allows two factors with one id and does not specify the
// order of factors.
func (r Result) check(version int) error {
	if err := r.checkHead(); err != nil {
		return err
	}
	if err := r.checkNumbers(); err != nil {
		return fmt.Errorf("%w: result %s: %w", ErrTampered, input.Quote(r.ID), err)
	}
	if err := r.checkGWPDigest(version); err != nil {
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
			return fmt.Errorf("%w: result %s: %w", ErrTampered, input.Quote(r.ID), err)
		}
	}
	emitted, err := EmissionsOf(r.Steps)
	if err != nil {
		return fmt.Errorf("%w: result %s: %w", ErrTampered, input.Quote(r.ID), err)
	}
	if !emitted.Equal(r.Emissions) {
		return fmt.Errorf("%w: result %s: the emissions differ from what the steps emit", ErrTampered, input.Quote(r.ID))
	}
	return r.checkWeights(version)
}

// checkNumbers returns an error for a number that is too long to compare, or for a receipt to hold. [Step.Evaluate] checks
// the terms.
func (r Result) checkNumbers() error {
	amounts := append(make([]Amount, 0, 8), r.Purchase.Spend, r.Outstanding)
	for _, c := range r.Claims {
		amounts = append(amounts, c.Used, c.Volume, c.Whole)
	}
	for _, c := range r.Covers {
		amounts = append(amounts, c.Energy)
	}
	for _, a := range amounts {
		if dec.Check(a.Value) != nil {
			return checkNumber("amount of "+a.Unit, a.Value)
		}
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

func (r Result) checkHead() error {
	if !scopes.Valid(r.Scope) || !origins.Valid(r.Origin) || r.ID == "" || r.Method == "" || r.GWP == "" {
		return fmt.Errorf("%w: result %s lacks its scope, origin, id, method or GWP set", ErrTampered, input.Quote(r.ID))
	}
	if r.GWP == UnstatedGWP {
		return fmt.Errorf("%w: result %s: %s is not the name of a GWP set", ErrTampered, input.Quote(r.ID), input.Quote(r.GWP))
	}
	if r.Category != 0 && (r.Scope != Scope3 || !r.Category.Valid()) {
		return fmt.Errorf("%w: result %s: %s is not a category of %s", ErrTampered, input.Quote(r.ID), r.Category, r.Scope)
	}
	if r.Accounting > MarketBased {
		return fmt.Errorf("%w: result %s has an unknown %s", ErrTampered, input.Quote(r.ID), r.Accounting)
	}
	if err := errors.Join(r.Period.Check(), r.Quality.Check()); err != nil {
		return fmt.Errorf("%w: result %s: %w", ErrTampered, input.Quote(r.ID), err)
	}
	for _, s := range r.Covers {
		if s.First < 1 || s.Last < s.First || s.Last > len(r.Steps) {
			return fmt.Errorf("%w: result %s: the cover by %s has steps %d to %d of %d", ErrTampered, input.Quote(r.ID), s.Source, s.First, s.Last, len(r.Steps))
		}
	}
	return nil
}

// checkGWPDigest checks that a result with a caller-defined set records a digest of it, and no other result does. Version
// 1 of the receipt records none.
func (r Result) checkGWPDigest(version int) error {
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

// records indexes a result's factors and properties by id and counts how many were used so far, in order.
type records struct {
	factors        map[string][]*FactorRecord
	properties     map[string]*PropertyRecord
	order          map[string]int                    // index of a record in its list
	values         map[*FactorRecord]map[string]bool // for factors with many values
	nextFactor     int
	nextProperty   int
	wantFactors    int
	wantProperties int
	outOfOrder     bool // a term refers to a record whose predecessors in the list are not used yet
}

// checkRecords checks the digests of the factors and properties.
func (r Result) checkRecords(version int) (*records, error) {
	known := &records{
		factors: make(map[string][]*FactorRecord, len(r.Factors)), order: make(map[string]int, len(r.Factors)+len(r.Properties)),
		wantFactors: len(r.Factors), wantProperties: len(r.Properties),
	}
	for i := range r.Factors {
		f := &r.Factors[i]
		for j := range f.PerUnit.list {
			if err := f.PerUnit.list[j].check(); err != nil {
				return nil, fmt.Errorf("%w: result %s: factor %s: %w", ErrTampered, input.Quote(r.ID), input.Shorten(f.ID), err)
			}
		}
		if f.digest() != f.Digest {
			return nil, fmt.Errorf("%w: result %s: factor %s does not have the digest %s", ErrTampered, input.Quote(r.ID), input.Shorten(f.ID), input.Shorten(f.Digest))
		}
		if version > 1 && known.factors[f.ID] != nil {
			return nil, fmt.Errorf("%w: result %s: factor %s appears twice", ErrTampered, input.Quote(r.ID), input.Shorten(f.ID))
		}
		known.factors[f.ID] = append(known.factors[f.ID], f)
		known.order[f.ID] = i
	}
	if len(r.Properties) > 0 {
		known.properties = make(map[string]*PropertyRecord, len(r.Properties))
	}
	for i := range r.Properties {
		p := &r.Properties[i]
		if p.digest() != p.Digest {
			return nil, fmt.Errorf("%w: result %s: property %s does not have the digest %s", ErrTampered, input.Quote(r.ID), input.Shorten(p.ID), input.Shorten(p.Digest))
		}
		if known.properties[p.ID] != nil || known.factors[p.ID] != nil {
			return nil, fmt.Errorf("%w: result %s: property %s appears twice", ErrTampered, input.Quote(r.ID), input.Shorten(p.ID))
		}
		known.properties[p.ID] = p
		known.order[p.ID] = i
	}
	return known, nil
}

// use marks a record that a term refers to as used.
func (k *records) use(id string, next *int) {
	switch i := k.order[id]; {
	case i == *next:
		*next++
	case i > *next:
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

func (r Result) checkStep(i int, known *records) error {
	s := &r.Steps[i]
	if s.Unit == "" {
		return fmt.Errorf("%w: %s has no unit", ErrTampered, s.Label)
	}
	for j := range s.Terms {
		if err := r.checkTerm(&s.Terms[j], i, known); err != nil {
			return err
		}
	}
	value, err := s.Evaluate()
	if err != nil {
		return fmt.Errorf("%w: %w", ErrTampered, err)
	}
	if !value.Equal(s.Value) {
		return fmt.Errorf("%w: %s is %s, but its terms give %s", ErrTampered, s.Label, shown(s.Value), shown(value))
	}
	if want := (GasAmount{Gas: s.Gas, GWP: s.GWP}).Unit(); s.Emits() && s.Unit != want {
		return fmt.Errorf("%w: %s is in %s, want %s", ErrTampered, input.Shorten(s.Label), input.Quote(s.Unit), input.Quote(want))
	}
	return s.checkUnit()
}

// checkTerm checks a term of step i against what it refers to.
func (r Result) checkTerm(t *Term, i int, known *records) error {
	if t.Unit == "" {
		return fmt.Errorf("%w: term %s has no unit", ErrTampered, input.Quote(t.Label))
	}
	if !t.refersAsItsKind() {
		return fmt.Errorf("%w: term %s of kind %s refers to step %d and to %s", ErrTampered, input.Quote(t.Label), t.Kind, t.Step, input.Quote(t.Ref))
	}
	switch t.Kind {
	case TermStep:
		if t.Step < 1 || t.Step > i {
			return fmt.Errorf("%w: term %s refers to step %d", ErrTampered, input.Quote(t.Label), t.Step)
		}
		if earlier := &r.Steps[t.Step-1]; !earlier.Value.Equal(t.Value) || earlier.Unit != t.Unit {
			return fmt.Errorf("%w: term %s is %s %s, but step %d gave %s %s", ErrTampered, input.Quote(t.Label), shown(t.Value), input.Shorten(t.Unit), t.Step, shown(earlier.Value), input.Shorten(earlier.Unit))
		}
	case TermFactor:
		if !known.factorHolds(t) {
			return fmt.Errorf("%w: factor %s has no value %s %s", ErrTampered, t.Ref, shown(t.Value), t.Unit)
		}
		known.use(t.Ref, &known.nextFactor)
	case TermProperty:
		p := known.properties[t.Ref]
		if p == nil || !p.Value.Equal(t.Value) || p.Unit != t.Unit {
			return fmt.Errorf("%w: property %s has no value %s %s", ErrTampered, t.Ref, shown(t.Value), t.Unit)
		}
		known.use(t.Ref, &known.nextProperty)
	case TermPotential:
		if !r.isPotential(t) {
			return fmt.Errorf("%w: %s is not the potential %s", ErrTampered, shown(t.Value), input.Shorten(t.Ref))
		}
	}
	return nil
}

// refersAsItsKind reports whether a term refers to what terms of its kind refer to: a step, a record, or nothing.
func (t *Term) refersAsItsKind() bool {
	named := false
	switch t.Kind {
	case TermFactor, TermProperty, TermPrice, TermPotential:
		named = true
	}
	return termKinds.Valid(t.Kind) && (t.Kind == TermStep) == (t.Step != 0) && named == (t.Ref != "")
}

// isPotential reports whether a term has the value of the potential that it refers to, "AR6/CH4-fossil". The values of a
// caller-defined set are not known here.
func (r Result) isPotential(t *Term) bool {
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

// factorHolds reports whether the factor that a term refers to has the number and unit of the term.
func (k *records) factorHolds(t *Term) bool {
	const few = 32 // up to this many values are searched one by one
	for _, f := range k.factors[t.Ref] {
		if len(f.PerUnit.list) <= few {
			if f.holds(t) {
				return true
			}
			continue
		}
		if k.values == nil {
			k.values = map[*FactorRecord]map[string]bool{}
		}
		values := k.values[f]
		if values == nil {
			values = make(map[string]bool, len(f.PerUnit.list))
			for _, a := range f.PerUnit.list {
				values[valueKey(a.Kg, a.Unit()+"/"+f.Unit)] = true
			}
			k.values[f] = values
		}
		if values[valueKey(t.Value, t.Unit)] {
			return true
		}
	}
	return false
}

func (r Result) checkWeights(version int) error {
	set, _ := ParseGWP(r.GWP) // zero for a caller-defined set, whose potentials are not known here
	set.version1 = version == 1
	weights := r.Weights // in the order of the emissions
	var counted, outside CO2e
	for _, a := range r.Emissions.list {
		nonKyoto := a.Gas != "" && !a.Gas.Kyoto()
		if len(weights) == 0 || weights[0].Gas != a.Gas || weights[0].Basis != a.GWP {
			if a.Gas == CO2Biogenic || (nonKyoto && hasNoWeight(a, set)) {
				continue
			}
			return fmt.Errorf("%w: result %s: there is no weight for %s", ErrTampered, input.Quote(r.ID), a.Unit())
		}
		w := weights[0]
		weights = weights[1:]
		if !w.isOf(a, set, r.GWP) {
			return fmt.Errorf("%w: result %s: the weight of %s is not that of %s", ErrTampered, input.Quote(r.ID), a.Unit(), r.GWP)
		}
		if w.Outside != nonKyoto || a.Gas == CO2Biogenic || a.Gas == Carbon {
			return fmt.Errorf("%w: result %s: %s is counted on the wrong side of the Kyoto basket", ErrTampered, input.Quote(r.ID), a.Unit())
		}
		amount, err := w.Apply(a.Kg)
		if err != nil {
			return fmt.Errorf("%w: result %s: %w", ErrTampered, input.Quote(r.ID), err)
		}
		if w.Outside {
			outside = outside.Add(amount)
		} else {
			counted = counted.Add(amount)
		}
	}
	if len(weights) > 0 {
		return fmt.Errorf("%w: result %s: there is a weight for %s but no amount", ErrTampered, input.Quote(r.ID), input.Quote(string(weights[0].Gas)))
	}
	if !counted.Equal(r.CO2e) || !outside.Equal(r.NonKyoto) {
		return fmt.Errorf("%w: result %s: it has %s and %s outside the basket, but the emissions give %s and %s kg CO2e", ErrTampered, input.Quote(r.ID), shown(r.CO2e.kg), shown(r.NonKyoto.kg), shown(counted.kg), shown(outside.kg))
	}
	return nil
}

// isOf reports whether w is the weight of an amount under a set, or can be that under a caller-defined one with the given
// name, for which set is zero.
func (w Weight) isOf(a GasAmount, set GWP, name string) bool {
	if set.IsZero() {
		return w.isOfOwn(a, name)
	}
	want, err := weightOf(a, set)
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
	_, err := weightOf(a, set)
	return errors.Is(err, ErrNoGWP)
}

// shown formats a number for an error message, truncating a long one.
func shown(d decimal.Decimal) string {
	const most = 100
	switch n := dec.TextLen(d); {
	case n > 4*dec.MaxLong: // counting its digits would take long too
		return dec.Brief(d)
	case n > dec.MaxLong:
		return fmt.Sprintf("a number of %d digits with the exponent %d", d.NumDigits(), d.Exponent())
	}
	s := dec.Text(d)
	if len(s) > most {
		return s[:most] + "…"
	}
	return s
}

package method

import (
	"errors"
	"reflect"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/record"
	"github.com/ghgkit/ghg/units"
)

// Calc is a calculation in progress. It keeps the first error; after it, every call does nothing. The zero Calc and a nil
// one have not begun: that is their error.
type Calc struct {
	basis      factors.Basis
	head       head
	method     *Method
	input      reflect.Value // the activity
	steps      []ghg.Step
	terms      []ghg.Term // room for those of intermediate steps
	factors    []ghg.FactorRecord
	properties []ghg.PropertyRecord
	caveats    []ghg.Caveat
	notes      []ghg.Note
	subject    ghg.Subject
	purchase   ghg.Purchase
	financed   ghg.Amount
	lent       *record.Room // that the lists are in, if it is not their own
	handed     bool         // a result was returned, which holds the lists
	err        error
}

// head holds the inputs that every activity has in addition to those of its method.
type head struct {
	id, entity, site string
	period           ghg.Period
	quality          ghg.Quality
	category         ghg.Category
	primary          bool
}

// Begin starts a calculation and checks every input against its declaration. It keeps the pointer to the activity,
// which Calculate must not change afterwards.
//
// A number too long to compute with is an error, and Begin sets it to zero in the activity it points to, which is the
// copy that Calculate works on: so Calculate may do arithmetic before it asks for the error.
func (d Declared[T]) Begin(b factors.Basis, a *T) *Calc {
	c := new(Calc) // on the stack of the method, where this is inlined
	c.begin(d.Method, b, a)
	return c
}

// begin begins a calculation by a method, of the activity that a points to.
func (c *Calc) begin(m *Method, b factors.Basis, a any) {
	c.basis = b
	v := reflect.ValueOf(a).Elem() // the zero Value of a nil pointer
	if m == nil || m.plan == nil || !v.IsValid() {
		return
	}
	p := m.plan()
	c.method, c.input = m, v
	c.head = p.head(v, m.facts.Primary.rule == always)
	var found problems
	p.check(v, "", &found)
	if len(found) > 0 {
		disarm(v)
		c.Fail(ghg.Join(found...))
	}
	c.Fail(c.basis.Check())
	if r := c.basis.Recorder(); r != nil {
		r.Begin(string(m.name), m.name.Reserved() || m.facts.Shared)
		if !m.name.Reserved() {
			r.Date()
		}
	}
}

// disarm sets numbers that are too long to compute with to zero. It changes nothing that v shares with another activity.
func disarm(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if d, ok := v.Interface().(*decimal.Decimal); ok && dec.Check(Number(d)) != nil {
			v.Set(reflect.ValueOf(new(decimal.Decimal)))
		}
	case reflect.Slice:
		if v.Len() == 0 || v.Type().Elem().Kind() != reflect.Struct {
			return
		}
		items := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(items, v)
		for i := range items.Len() {
			disarm(items.Index(i))
		}
		v.Set(items)
	case reflect.Struct:
		if d, ok := v.Interface().(decimal.Decimal); ok {
			if dec.Check(d) != nil {
				v.SetZero()
			}
			return
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				disarm(v.Field(i))
			}
		}
	}
}

// Next starts the calculation of another result of the same activity, whose inputs are already checked. It inherits the
// error of c, if there is one.
func (c *Calc) Next() *Calc {
	next := new(Calc)
	next.follow(c)
	return next
}

func (c *Calc) follow(first *Calc) {
	if first != nil {
		c.basis, c.method, c.input, c.head, c.err = first.basis, first.method, first.input, first.head, first.err
	}
}

func (p *plan) head(v reflect.Value, primary bool) head {
	h := head{primary: primary}
	text := func(place int) string {
		if place < 0 {
			return ""
		}
		if f := v.Field(place); f.Kind() == reflect.String {
			return f.String()
		}
		return ""
	}
	h.id, h.entity, h.site = text(p.id), text(p.entity), text(p.site)
	if p.period >= 0 {
		if period, ok := v.Field(p.period).Addr().Interface().(*ghg.Period); ok {
			h.period = *period
		}
	}
	if p.quality >= 0 {
		if quality, ok := v.Field(p.quality).Addr().Interface().(*ghg.Quality); ok {
			h.quality = quality.Named()
		}
	}
	if len(p.categories) == 1 {
		h.category = p.categories[0]
	} else if p.category >= 0 {
		if category, ok := v.Field(p.category).Addr().Interface().(*ghg.Category); ok {
			h.category = *category
		}
	}
	return h
}

// Fail records err, unless it is nil or an error is already recorded.
func (c *Calc) Fail(err error) {
	if !c.Failed() && err != nil {
		c.err = &ghg.ActivityError{Method: c.method.name, ID: c.head.id, Err: err}
	}
}

// Refuse rejects an input. It records the name and value of the input, what would be accepted, and the kind of error.
func (c *Calc) Refuse(field, value, want string, kind error) {
	if !c.Failed() {
		c.Fail(&ghg.FieldError{Field: field, Value: value, Want: want, Err: kind})
	}
}

// Require rejects the named inputs that are not given: inputs that are optional in general but needed here.
func (c *Calc) Require(names ...string) {
	if c.Failed() {
		return
	}
	p := c.method.plan()
	var found problems
	for _, name := range names {
		i := slices.IndexFunc(p.fields, func(f field) bool { return f.Name == name })
		if i < 0 {
			found.refuse(name, "", "an input of the method", ghg.ErrUnknown)
			continue
		}
		f := &p.fields[i]
		if v := c.input.Field(f.place); !given(v, v.Addr().Interface()) {
			found.refuse(name, "", f.wanted(), ghg.ErrMissing)
		}
	}
	c.Fail(ghg.Join(found...))
}

// Failed reports whether there is an error. Use it to guard code that must not run after one, such as a comparison of
// the values of flows.
func (c *Calc) Failed() bool { return c == nil || c.err != nil || c.method == nil }

// Err returns the first error.
func (c *Calc) Err() error {
	if c == nil || c.method == nil {
		return &ghg.FieldError{Field: "calculation", Want: "one that Begin of a declared method began, with an activity", Err: ghg.ErrMissing}
	}
	return c.err
}

// Basis returns everything that the calculation depends on other than the activity.
func (c *Calc) Basis() factors.Basis { return absent.Or(c).basis }

// ID returns the id of the activity.
func (c *Calc) ID() string { return absent.Or(c).head.id }

// Period returns the period of the activity. Lines of other periods do not share a derivation that was given it.
func (c *Calc) Period() ghg.Period {
	c = absent.Or(c)
	c.basis.Recorder().Date()
	return c.head.period
}

// Valid returns the period of the activity for a question that has the same answer in every period in which the same
// factors and rates are valid, such as a lookup or the calendar years of the period. Lines of such periods share a
// derivation. For a text or a number made of the period, use [Calc.Period].
func (c *Calc) Valid() ghg.Period { return absent.Or(c).head.period }

// Note records a named remark for the reader, unless the text is empty.
func (c *Calc) Note(name, text string) {
	if text != "" && c != nil {
		if c.notes == nil {
			c.notes = make([]ghg.Note, 0, few)
		}
		c.notes = append(c.notes, ghg.Note{Name: name, Value: text})
	}
}

// Caveat records a caveat, unless the same one is already recorded.
func (c *Calc) Caveat(kind ghg.CaveatKind, detail string) {
	c.Caveats(ghg.Caveat{Kind: kind, Detail: detail})
}

// Caveats records the caveats of a factor or of a lookup, each once.
func (c *Calc) Caveats(caveats ...ghg.Caveat) {
	for _, caveat := range caveats {
		if c != nil && !slices.Contains(c.caveats, caveat) {
			c.caveats = append(c.caveats, caveat)
		}
	}
}

// Subject records what the results are about.
func (c *Calc) Subject(kind ghg.SubjectKind, name string) {
	if c == nil {
		return
	}
	c.subject = ghg.Subject{Kind: kind, Name: name}
}

// Purchase records the purchase that the results cover.
func (c *Calc) Purchase(id, supplier string, spend units.Quantity) {
	if c == nil {
		return
	}
	c.purchase = ghg.Purchase{ID: id, Supplier: supplier, Spend: c.recorded("spend", spend)}
}

// Outstanding records the outstanding amount of financed emissions.
func (c *Calc) Outstanding(q units.Quantity) {
	if c == nil {
		return
	}
	c.financed = c.recorded("outstanding", q)
}

// recorded is AmountOf, but refuses a number that is too long for a record.
func (c *Calc) recorded(field string, q units.Quantity) ghg.Amount {
	if dec.Check(q.Value) != nil {
		c.Refuse(field, dec.Brief(q.Value), dec.Bounds, ghg.ErrOutOfRange)
		return ghg.Amount{}
	}
	return AmountOf(q)
}

// Score records the PCAF data quality score, by which a method declared [PrimaryByScore] is from primary data or not.
func (c *Calc) Score(pcaf int) {
	if c == nil {
		return
	}
	c.head.quality.PCAF = pcaf
	if by := absent.Or(c.method).facts.Primary; by.rule == byScore {
		c.head.primary = pcaf <= by.worst
	}
}

// Primary records whether the results are from primary data, for a method declared [PrimaryByInputs].
func (c *Calc) Primary(yes bool) { absent.Or(c).head.primary = yes }

// AmountOf converts a quantity to the form in which results record it.
func AmountOf(q units.Quantity) ghg.Amount {
	return ghg.Amount{Value: q.Value, Unit: q.Unit.Symbol()}
}

// Number returns the value of an optional number, or 0 if it is not given.
func Number(d *decimal.Decimal) decimal.Decimal {
	if d == nil {
		return decimal.Decimal{}
	}
	return *d
}

// Factor returns the factor supplied with the activity or, if there is none, finds one for the query by the rules of
// the basis and records its caveats. It sets the period of the query to that of the activity. If the query has a price,
// a supplied factor is taken to be for that price.
func (c *Calc) Factor(supplied factors.Supplied, q factors.Query) (f factors.Factor) {
	if c.Failed() {
		return factors.Factor{}
	}
	q.Period = c.head.period
	var err error
	if supplied.Given() {
		f, err = supplied.Factor(q)
		c.Fail(err)
		if c.basis.References != nil {
			c.Caveats(c.basis.Unusual(f)...)
		}
		return f
	}
	var caveats []ghg.Caveat
	f, caveats, err = c.basis.Find(q)
	c.missed(q, err)
	c.Caveats(caveats...)
	return f
}

// Suggest adds to the error of a factor that is missing what the method takes in its place: an input, or a relaxation of the
// policy. For any other error, or none, it does nothing.
func (c *Calc) Suggest(do string) {
	var none *factors.NoFactorError
	if c != nil && errors.As(c.err, &none) {
		none.Suggest(do)
	}
}

// Lookup is like [Calc.Factor] without a supplied factor, but it reports whether there is a factor instead of failing.
func (c *Calc) Lookup(q factors.Query) (factors.Factor, bool) {
	if c.Failed() {
		return factors.Factor{}, false
	}
	q.Period = c.head.period
	f, caveats, found, err := c.basis.Lookup(q)
	c.missed(q, err)
	c.Caveats(caveats...)
	return f, found
}

// Has reports whether there is a factor for a query. It records nothing.
func (c *Calc) Has(q factors.Query) bool {
	if c.Failed() {
		return false
	}
	q.Period = c.head.period
	_, _, found, err := c.basis.Lookup(q)
	return found && err == nil
}

// Results completes the calculation of an activity with one result: it converts the emissions of the steps to CO2e and
// returns the result, or the first error.
func (c *Calc) Results() (ghg.Results, error) {
	if c.declared(Part{}); c.Failed() {
		return nil, c.Err()
	}
	var list ghg.Results
	if c.lent != nil && !c.handed {
		list = c.lent.Results[:]
	} else {
		list = make(ghg.Results, 1)
	}
	if c.complete(&list[0], Part{}); c.err != nil {
		return nil, c.err
	}
	return list, nil
}

// Result completes the calculation of one of several results, which must be one that the method declares.
func (c *Calc) Result(p Part) (r ghg.Result, err error) {
	if c.declared(p); c.Failed() {
		return ghg.Result{}, c.Err()
	}
	if c.complete(&r, p); c.err != nil {
		return ghg.Result{}, c.err
	}
	return r, nil
}

// complete sets r to the result, unless it fails.
func (c *Calc) complete(r *ghg.Result, p Part) {
	emissions, err := ghg.EmissionsOf(c.steps)
	c.Fail(err)
	converted, err := emissions.ToCO2e(c.basis.GWP)
	c.Fail(err)
	c.mixed(converted.Mixed)
	for _, g := range converted.Unvalued {
		c.Caveat(ghg.NoPotential, string(g)+" has no GWP in "+c.basis.GWP.Name())
	}
	if !converted.NonKyoto.IsZero() {
		c.Caveat(ghg.OutsideKyoto, "gases outside the Kyoto basket are reported separately from the scopes")
	}
	*r = ghg.Result{
		ID: c.head.id, Scope: c.method.facts.Scope, Category: c.head.category, Method: c.method.name, Accounting: p.Accounting,
		Part: p.Name, Stage: p.Stage, Memo: p.Memo, Period: c.head.period, Entity: c.head.entity, Site: c.head.site,
		Origin: c.method.Origin(), Primary: c.head.primary, Subject: c.subject, Purchase: c.purchase, Outstanding: c.financed,
		Emissions: emissions, GWP: c.basis.GWP.Name(), Weights: converted.Weights, CO2e: converted.CO2e,
		NonKyoto: converted.NonKyoto, Quality: c.head.quality, Caveats: slices.Clip(c.caveats), Notes: slices.Clip(c.notes),
		Steps: slices.Clip(c.steps), Factors: slices.Clip(c.factors), Properties: slices.Clip(c.properties),
	}
	if c.Fail(r.CheckText()); c.err != nil {
		return
	}
	if c.basis.GWP.Own() {
		r.GWPDigest = c.basis.GWP.Digest()
	}
	c.basis.Recorder().Done()
	if c.handed {
		*r = r.Clone() // results of one calculation share no list
	}
	c.handed = true
}

// declared refuses a result that the method's declaration does not have: receipts are checked against that.
func (c *Calc) declared(p Part) {
	if c.Failed() {
		return
	}
	if !c.method.declares(p) {
		c.Refuse("part", p.Name, "one of the results that the method declares, with its accounting, stage and kind of memo item", ghg.ErrUnknown)
	}
	if by := c.method.facts.Primary; !by.allows(c.head.primary, c.head.quality.PCAF) {
		c.Refuse("primary", strconv.FormatBool(c.head.primary), "what the method declares: "+by.String(), ghg.ErrOutOfRange)
	}
}

// mixed records that CO2e on another GWP basis was added as published.
func (c *Calc) mixed(bases []string) {
	for _, basis := range bases {
		if basis == ghg.UnstatedGWP {
			c.Caveat(ghg.UnstatedBasis, "a CO2e factor whose publisher states no GWP basis")
		} else {
			c.Caveat(ghg.MixedGWP, "CO2e on the basis of "+basis+" added as published to "+c.basis.GWP.Name())
		}
	}
}

var one = decimal.New(1, 0)

// few is room for what a result usually has few of.
const few = 4

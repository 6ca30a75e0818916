package factors

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/strictjson"
)

// Exception is what may be relaxed for some factors, in place of all that the rest of the policy allows. At least one of
// Activity, Region and Set is required; a factor must meet all that are given.
type Exception struct {
	Activity string // an activity by its name in the factors, or the first parts of it: "fuel", "fuel/diesel"; "" for any
	Region   string // the query's region or its nation: "US" is for US-CAMX too; "" for any
	Set      string // the set that has the factor or property, or the first parts of its name: "desnz", "desnz-2024"; "" for any
	Policy   Policy // without exceptions of its own
}

// String returns the conditions in words: "fuel in GB by desnz".
func (e Exception) String() string {
	text := "any activity"
	if e.Activity != "" {
		text = input.Shorten(e.Activity)
	}
	if e.Region != "" {
		text += " in " + input.Shorten(e.Region)
	}
	if e.Set != "" {
		text += " by " + input.Shorten(e.Set)
	}
	return text
}

// Exceptions are the exceptions of a [Policy]. They are immutable and safe for concurrent use. Nil and the zero value hold
// none.
type Exceptions struct {
	list []Exception
}

// mostExceptions bounds the time to compare exceptions with each other.
const mostExceptions = 1000

// NewExceptions returns exceptions in the order given, which has no meaning: of those that a factor meets the most specific
// one applies, that is, one whose conditions imply those of all the others.
//
// Two exceptions that a factor can meet, neither of which is the more specific, are an error unless a third one has the
// conditions of both: with "fuel" and "GB", state what applies to fuel in GB. Errors too are an exception without a
// condition or with exceptions of its own, years that [Basis.Check] refuses, and an exception by set that allows
// GridAverageAsResidual or LifeCycleAsGridAverage, which are decided before any set is asked.
func NewExceptions(list ...Exception) (*Exceptions, error) {
	if len(list) > mostExceptions {
		return nil, &ghg.FieldError{Field: "exceptions of the policy", Value: strconv.Itoa(len(list)), Want: fmt.Sprintf("at most %d", mostExceptions), Err: ghg.ErrOutOfRange}
	}
	for _, e := range list {
		if err := e.check(); err != nil {
			return nil, err
		}
	}
	known := make(map[[3]string]bool, len(list))
	for _, e := range list {
		if known[e.conditions()] {
			return nil, ambiguous(e, e, "each condition once")
		}
		known[e.conditions()] = true
	}
	for i, a := range list {
		for _, b := range list[:i] {
			both, meet := a.and(b)
			if meet && !known[both.conditions()] {
				return nil, ambiguous(b, a, "one more exception, for "+both.String())
			}
		}
	}
	return &Exceptions{slices.Clone(list)}, nil
}

func ambiguous(a, b Exception, want string) error {
	return &ghg.FieldError{Field: "exceptions of the policy", Value: a.String() + "; " + b.String(), Want: want, Err: ErrAmbiguous}
}

// All returns the exceptions in the order given.
func (x *Exceptions) All() []Exception {
	if x == nil {
		return nil
	}
	return slices.Clone(x.list)
}

// MarshalJSON returns the list of the exceptions: [{"activity":"fuel","policy":{"older_years":1}}].
func (x *Exceptions) MarshalJSON() ([]byte, error) {
	list := x.forms()
	if list == nil {
		list = []exceptionForm{}
	}
	return json.Marshal(list)
}

// UnmarshalJSON reads what MarshalJSON writes, and checks it as [NewExceptions] does. An unknown name is an error.
func (x *Exceptions) UnmarshalJSON(text []byte) error {
	if x == nil {
		return &ghg.FieldError{Field: "exceptions of the policy", Value: "nil", Want: "a place to read them into", Err: ghg.ErrMissing}
	}
	var written []exceptionForm
	if err := strictjson.Unmarshal(text, &written); err != nil {
		return fmt.Errorf("exceptions of the policy: %w", err)
	}
	read, err := exceptionsOf(written)
	if err != nil {
		return err
	}
	*x = *read
	return nil
}

func (e *Exception) conditions() [3]string { return [3]string{e.Activity, e.Region, e.Set} }

// separators stand between the parts of the names that conditions are about.
var separators = [3]string{"/", "-", "-"}

func (e *Exception) check() error {
	field := "exception of the policy"
	c := e.conditions()
	if c == [3]string{} {
		return &ghg.FieldError{Field: field, Want: "an activity, a region or a set", Err: ghg.ErrMissing}
	}
	for i, name := range c {
		if strings.TrimSpace(name) != name || strings.HasPrefix(name, separators[i]) || strings.HasSuffix(name, separators[i]) {
			return &ghg.FieldError{Field: field, Value: name, Want: "a name or its first parts, without blanks or " + separators[i] + " at its ends", Err: ghg.ErrOutOfRange}
		}
	}
	if e.Policy.Exceptions != nil {
		return &ghg.FieldError{Field: field, Value: e.String(), Want: "a policy without exceptions", Err: ghg.ErrMixed}
	}
	if e.Set != "" && (e.Policy.GridAverageAsResidual || e.Policy.LifeCycleAsGridAverage) {
		return &ghg.FieldError{Field: field, Value: e.String(), Want: "no set: which factor of a grid is used is decided before a set is asked", Err: ghg.ErrMixed}
	}
	return e.Policy.checkYears()
}

// within reports whether a name is another or begins with its parts. Every name is within the empty one.
func within(name, of, separator string) bool {
	return of == "" || name == of || len(name) > len(of) && name[:len(of)] == of && name[len(of):len(of)+1] == separator
}

// meets reports whether an activity, region and set meet the conditions.
func (e *Exception) meets(names [3]string) bool {
	c := e.conditions()
	for i := range c {
		if !within(names[i], c[i], separators[i]) {
			return false
		}
	}
	return true
}

// and returns the conditions of both exceptions, and whether a factor can meet them.
func (e *Exception) and(f Exception) (both Exception, possible bool) {
	a, b := e.conditions(), f.conditions()
	for i := range a {
		switch {
		case within(a[i], b[i], separators[i]):
		case within(b[i], a[i], separators[i]):
			a[i] = b[i]
		default:
			return both, false
		}
	}
	return Exception{Activity: a[0], Region: a[1], Set: a[2]}, true
}

// For returns what may be relaxed for an activity by its name in the factors, in a query's region, in a set: the policy of
// the most specific exception, or the policy itself without its exceptions. With an empty set it heeds no exception by set.
func (p Policy) For(activity, region, set string) Policy {
	if e := p.exception(activity, region, set); e != nil {
		return e.Policy
	}
	p.Exceptions = nil
	return p
}

// exception returns the most specific exception that applies, or nil.
func (p *Policy) exception(activity, region, set string) *Exception {
	if p.Exceptions == nil {
		return nil
	}
	var found *Exception
	for i := range p.Exceptions.list {
		e := &p.Exceptions.list[i]
		if e.meets([3]string{activity, region, set}) && (found == nil || e.implies(found)) {
			found = e
		}
	}
	return found
}

// implies reports whether the conditions of e are those of f or more specific ones.
func (e *Exception) implies(f *Exception) bool { return f.meets(e.conditions()) }

// loosest returns all that is allowed for an activity and region in one set or another.
func (p Policy) loosest(activity, region string) Policy {
	if p.Exceptions == nil {
		return p
	}
	all := p.For(activity, region, "")
	for i := range p.Exceptions.list {
		e := &p.Exceptions.list[i]
		if e.Set == "" || !e.meets([3]string{activity, region, e.Set}) {
			continue
		}
		all = all.or(p.For(activity, region, e.Set))
	}
	return all
}

func (p Policy) otherYears() bool { return p.OlderYears > 0 || p.NewerYears > 0 }

// or returns what one policy or the other allows.
func (p Policy) or(o Policy) Policy {
	return Policy{
		MostOfPeriod: p.MostOfPeriod || o.MostOfPeriod, OlderYears: max(p.OlderYears, o.OlderYears), NewerYears: max(p.NewerYears, o.NewerYears),
		WiderRegion: p.WiderRegion || o.WiderRegion, FuelProperties: p.FuelProperties || o.FuelProperties,
		GridAverageAsResidual: p.GridAverageAsResidual || o.GridAverageAsResidual, LifeCycleAsGridAverage: p.LifeCycleAsGridAverage || o.LifeCycleAsGridAverage,
	}
}

// rule is what may be relaxed in one prospect, and the exception that says so, if one does.
type rule struct {
	Policy
	by *Exception
}

// ruleIn returns the rule of a set for a query in its own region.
func (p *Policy) ruleIn(activity, region, set string) rule {
	if e := p.exception(activity, region, set); e != nil {
		return rule{e.Policy, e}
	}
	return rule{Policy: *p}
}

// admits reports whether the rule allows a move, in a wider region or the query's own. The moves of a policy without
// exceptions are all allowed.
func (r *rule) admits(m *move, wider bool) bool {
	switch {
	case wider && !r.WiderRegion, m.years < 0 && -m.years > r.OlderYears, m.years > 0 && m.years > r.NewerYears:
		return false
	}
	return m.years != 0 || !m.most || r.MostOfPeriod
}

// mark adds to the caveats of a relaxation which exception allows it.
func (r *rule) mark(caveats []ghg.Caveat) []ghg.Caveat {
	if r.by != nil {
		for i := range caveats {
			caveats[i].Detail += "; allowed by the policy's exception for " + r.by.String()
		}
	}
	return caveats
}

package netzero2

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/vocabulary"
	"github.com/ghgkit/ghg/targets"
	"github.com/shopspring/decimal"
)

// Term is how far a target reaches. The zero Term is invalid.
type Term uint8

// The terms.
const (
	NearTerm Term = iota + 1
	LongTerm      // to residual emissions
)

var terms = vocabulary.New[Term]("term", "near-term", "long-term")

// String returns "near-term" or "long-term".
func (t Term) String() string { return terms.String(t) }

// MarshalText returns the same text as String. The zero Term is an error.
func (t Term) MarshalText() ([]byte, error) { return terms.Marshal(t) }

// UnmarshalText reads the text that String returns.
func (t *Term) UnmarshalText(text []byte) error { return terms.Unmarshal(t, text) }

// Method is how the reduction of a target is set (C10). The zero Method is invalid.
type Method uint8

// The methods.
const (
	AbsoluteLinear  Method = iota + 1 // a straight line of absolute emissions to the residual
	IntensityMethod                   // an intensity by a pathway
	AssetTransition                   // a plan for the assets; needs a long-term target for scope 1 (C11)
)

var methods = vocabulary.New[Method]("method", "absolute, linear", "intensity", "asset transition")

// String returns "absolute, linear", "intensity" or "asset transition".
func (m Method) String() string { return methods.String(m) }

// MarshalText returns the same text as String. The zero Method is an error.
func (m Method) MarshalText() ([]byte, error) { return methods.Marshal(m) }

// UnmarshalText reads the text that String returns.
func (m *Method) UnmarshalText(text []byte) error { return methods.Unmarshal(m, text) }

// Route is how a company sets targets for scope 3 (C15). The zero Route is none.
type Route uint8

// The routes.
const (
	OverarchingAbsolute  Route = iota + 1 // one absolute target
	OverarchingAlignment                  // one target for suppliers and customers that are aligned
	ByCategory                            // targets by category (table 3)
)

var routes = vocabulary.New[Route]("route for scope 3", "overarching absolute", "overarching alignment", "by category")

// String returns "overarching absolute", "overarching alignment" or "by category".
func (r Route) String() string { return routes.String(r) }

// MarshalText returns the same text as String. The zero Route is an error.
func (r Route) MarshalText() ([]byte, error) { return routes.Marshal(r) }

// UnmarshalText reads the text that String returns.
func (r *Route) UnmarshalText(text []byte) error { return routes.Unmarshal(r, text) }

// Assurance is the third-party assurance of an inventory (C7). The zero Assurance is not known.
type Assurance uint8

// The levels of assurance.
const (
	NoAssurance Assurance = iota + 1
	LimitedAssurance
	ReasonableAssurance
)

var assurances = vocabulary.New[Assurance]("assurance", "none", "limited", "reasonable")

// String returns "none", "limited" or "reasonable".
func (a Assurance) String() string { return assurances.String(a) }

// MarshalText returns the same text as String. The zero Assurance is an error.
func (a Assurance) MarshalText() ([]byte, error) { return assurances.Marshal(a) }

// UnmarshalText reads the text that String returns.
func (a *Assurance) UnmarshalText(text []byte) error { return assurances.Unmarshal(a, text) }

// FuelBoundary is what the emissions of transport in scope 3 include (C5.6). The zero FuelBoundary is not known.
type FuelBoundary uint8

// The boundaries.
const (
	WellToWake  FuelBoundary = iota + 1 // fuel supply and use
	TankToWake                          // use only
	NoTransport                         // the company has no transport in scope 3
)

var fuelBoundaries = vocabulary.New[FuelBoundary]("boundary of transport", "well-to-wake", "tank-to-wake", "no transport")

// String returns "well-to-wake", "tank-to-wake" or "no transport".
func (b FuelBoundary) String() string { return fuelBoundaries.String(b) }

// MarshalText returns the same text as String. The zero FuelBoundary is an error.
func (b FuelBoundary) MarshalText() ([]byte, error) { return fuelBoundaries.Marshal(b) }

// UnmarshalText reads the text that String returns.
func (b *FuelBoundary) UnmarshalText(text []byte) error { return fuelBoundaries.Unmarshal(b, text) }

// Target is a target for emissions.
type Target struct {
	Name   string
	Term   Term
	Method Method
	Covers targets.Covered // whole scopes, or categories of scope 3
	// Base is the base year. Its emissions are those covered: all of Covers, or less for a target of one scope. Its
	// accounting is that of scope 2.
	Base      targets.Base
	Milestone targets.Milestone
}

// ElectricityTarget is a target for the share of low-carbon electricity in all electricity used, the alternative of C12.
type ElectricityTarget struct {
	Name         string
	Base, Target targets.SharePoint
	Coverage     decimal.Decimal // of the electricity used: 1 is all
	// End is where the straight line ends by the company's own statement, since regional power pathways are not public.
	End targets.Optional[targets.SharePoint]
}

// Year is the inventory of a year. Optional scope 3, beyond the minimum boundary of the Scope 3 Standard, is reported apart and
// not part of it (C5.6).
type Year struct {
	Year   int            // as the company labels it, like the base year of its targets
	Totals targets.Totals // such as *inventory.Inventory, or Figures
}

// Submission is a company's targets and inventories, for the criteria of every edition.
type Submission struct {
	Submitted ghg.Date
	Category  Category // by [Edition.Categorise]; fixed for the cycle
	Years     []Year   // the base year of every target, and the latest complete year
	Targets   []Target // at least one, or Electricity

	Electricity targets.Optional[ElectricityTarget]
	Growth      targets.Optional[decimal.Decimal] // projected mean growth of electricity per year: 0.2 is 20 %

	Route   Route // for scope 3; zero without targets for it
	LeftOut []LeftOut

	Excluded12, Excluded3 ghg.CO2e     // of the inventories, by version 1 (C5)
	Assurance             Assurance    // zero if not known
	Transport             FuelBoundary // zero if not known

	// Residual is the share of base-year emissions of scope 1 that the company assumes will remain. The standard's levels
	// are not public: without it, the ambition of scope 1 is [NotPublic], and with it the finding says whose figure it is.
	Residual targets.Optional[decimal.Decimal]
}

// check returns an error unless the submission is complete and agrees with itself.
func (s Submission) check() error {
	if !s.Submitted.Valid() {
		return &ghg.FieldError{Field: "date of submission", Value: s.Submitted.String(), Want: "a calendar day", Err: ghg.ErrOutOfRange}
	}
	if err := s.checkChoices(); err != nil {
		return err
	}
	if err := checkEmissions("exclusions of scopes 1 and 2", s.Excluded12); err != nil {
		return err
	}
	if err := checkEmissions("exclusions of scope 3", s.Excluded3); err != nil {
		return err
	}
	if growth, ok := s.Growth.Get(); ok {
		if err := checkAmount("growth of electricity", growth.Abs()); err != nil {
			return err
		}
	}
	if residual, ok := s.Residual.Get(); ok {
		if err := checkShare("residual", residual); err != nil {
			return err
		}
	}
	for _, l := range s.LeftOut {
		if err := l.check(); err != nil {
			return err
		}
	}
	return s.checkTargets()
}

// checkChoices checks the category, and the choices that may be left open.
func (s Submission) checkChoices() error {
	if err := categories.Check(s.Category); err != nil {
		return err
	}
	if s.Assurance != 0 {
		if err := assurances.Check(s.Assurance); err != nil {
			return err
		}
	}
	if s.Transport != 0 {
		if err := fuelBoundaries.Check(s.Transport); err != nil {
			return err
		}
	}
	if s.Route == 0 {
		return nil
	}
	return routes.Check(s.Route)
}

func (s Submission) checkTargets() error {
	if len(s.Targets) == 0 && !s.Electricity.Defined() {
		return &ghg.FieldError{Field: "targets", Want: "at least one target", Err: ghg.ErrMissing}
	}
	if err := s.checkYears(); err != nil {
		return err
	}
	for _, t := range s.Targets {
		if err := s.checkTarget(t); err != nil {
			return fmt.Errorf("target %s: %w", input.Quote(t.Name), err)
		}
	}
	for _, g := range groups() {
		if err := s.checkGroup(g); err != nil {
			return err
		}
	}
	if t, ok := s.Electricity.Get(); ok {
		return t.check()
	}
	return nil
}

func (s Submission) checkYears() error {
	if len(s.Years) == 0 {
		return &ghg.FieldError{Field: "years", Want: "the inventories of the base year of every target and of the latest complete year", Err: ghg.ErrMissing}
	}
	seen := map[int]bool{}
	for _, y := range s.Years {
		if err := checkYear("year of an inventory", y.Year); err != nil {
			return err
		}
		if y.Totals == nil {
			return &ghg.FieldError{Field: "inventory of " + strconv.Itoa(y.Year), Want: "the totals of the year", Err: ghg.ErrMissing}
		}
		if seen[y.Year] {
			return &ghg.FieldError{Field: "inventory of " + strconv.Itoa(y.Year), Value: "twice", Want: "each year once", Err: ghg.ErrMixed}
		}
		if y.Year > s.Submitted.Year {
			return &ghg.FieldError{Field: "year of an inventory", Value: strconv.Itoa(y.Year), Want: "a complete year, before the submission on " + s.Submitted.String(), Err: ghg.ErrOutOfRange}
		}
		seen[y.Year] = true
	}
	return nil
}

// checkTarget checks a target by itself and against the inventory of its base year.
func (s Submission) checkTarget(t Target) error {
	for _, err := range []error{terms.Check(t.Term), methods.Check(t.Method), t.Covers.Check(), t.Base.Check(), t.Milestone.Check(t.Base.Year)} {
		if err != nil {
			return err
		}
	}
	if covers(t, ghg.Scope2) != (t.Base.Accounting == ghg.LocationBased || t.Base.Accounting == ghg.MarketBased) {
		return &ghg.FieldError{Field: "accounting", Value: accountingName(t.Base.Accounting), Want: "location-based or market-based if scope 2 is covered, else none", Err: ghg.ErrMixed}
	}
	year, ok := s.year(t.Base.Year)
	if !ok {
		return &ghg.FieldError{Field: "inventory of the base year " + strconv.Itoa(t.Base.Year), Want: "one of the years of the submission", Err: ghg.ErrMissing}
	}
	all, err := t.Covers.Emissions(year.Totals, t.Base.Accounting)
	if err != nil {
		return fmt.Errorf("base year %d: %w", t.Base.Year, err)
	}
	if t.Base.Emissions.Cmp(all) > 0 {
		return &ghg.FieldError{Field: "base-year emissions", Value: t.Base.Emissions.String(), Want: "at most those of what is covered in the inventory, " + all.String(), Err: ghg.ErrOutOfRange}
	}
	if scopesOf(t) > 1 && !t.Base.Emissions.Equal(all) {
		return &ghg.FieldError{Field: "base-year emissions", Value: t.Base.Emissions.String(), Want: "all of what a target for several scopes covers, " + all.String() + ": a part cannot be told apart by scope", Err: ghg.ErrMixed}
	}
	return nil
}

func (t ElectricityTarget) check() error {
	path := targets.SharePath{Points: []targets.SharePoint{t.Base, t.Target}}
	if err := path.Check(); err != nil {
		return err
	}
	if end, ok := t.End.Get(); ok {
		if err := (targets.SharePath{Points: []targets.SharePoint{t.Base, end}}).Check(); err != nil {
			return err
		}
	}
	return checkShare("coverage of the target for electricity", t.Coverage)
}

// year returns the inventory of a year.
func (s Submission) year(year int) (Year, bool) {
	i := slices.IndexFunc(s.Years, func(y Year) bool { return y.Year == year })
	if i < 0 {
		return Year{}, false
	}
	return s.Years[i], true
}

// latest returns the inventory of the latest complete year. There is one.
func (s Submission) latest() Year {
	return slices.MaxFunc(s.Years, func(a, b Year) int { return cmp.Compare(a.Year, b.Year) })
}

// covers reports whether a target covers a scope, or for scope 3 some of its categories.
func covers(t Target, scope ghg.Scope) bool {
	return slices.Contains(t.Covers.Scopes, scope) || scope == ghg.Scope3 && len(t.Covers.Categories) > 0
}

// scopesOf returns how many scopes a target covers.
func scopesOf(t Target) int {
	n := 0
	for s := ghg.Scope1; s <= ghg.Scope3; s++ {
		if covers(t, s) {
			n++
		}
	}
	return n
}

// group is the targets of one term that cover one or more scopes.
type group struct {
	term   Term
	scopes []ghg.Scope
}

func groups() []group {
	both := []Term{NearTerm, LongTerm}
	list := make([]group, 0, 4*len(both))
	for _, t := range both {
		list = append(list, group{t, []ghg.Scope{ghg.Scope1}}, group{t, []ghg.Scope{ghg.Scope2}}, group{t, []ghg.Scope{ghg.Scope1, ghg.Scope2}}, group{t, []ghg.Scope{ghg.Scope3}})
	}
	return list
}

// of returns the targets of a group.
func (s Submission) of(g group) []Target {
	var list []Target
	for _, t := range s.Targets {
		if t.Term == g.term && slices.ContainsFunc(g.scopes, func(scope ghg.Scope) bool { return covers(t, scope) }) {
			list = append(list, t)
		}
	}
	return list
}

// checkGroup returns an error unless the targets of a group can be added up: they have one base year and one accounting.
func (s Submission) checkGroup(g group) error {
	of := s.of(g)
	accounting := ghg.Accounting(0)
	for _, t := range of {
		if t.Base.Year != of[0].Base.Year {
			return &ghg.FieldError{Field: g.term.String() + " targets for " + g.String(), Value: strconv.Itoa(t.Base.Year), Want: "one base year, " + strconv.Itoa(of[0].Base.Year), Err: ghg.ErrMixed}
		}
		if a := t.Base.Accounting; a != 0 {
			if accounting != 0 && a != accounting {
				return &ghg.FieldError{Field: g.term.String() + " targets for " + g.String(), Value: a.String(), Want: "one accounting of scope 2, " + accounting.String(), Err: ghg.ErrMixed}
			}
			accounting = a
		}
	}
	return nil
}

// String names the scopes of a group.
func (g group) String() string {
	if len(g.scopes) > 1 {
		return "scopes 1 and 2"
	}
	return "scope " + strconv.Itoa(int(g.scopes[0]))
}

// accounting returns that of scope 2 in a group, location-based if no target covers it.
func (s Submission) accounting(g group) ghg.Accounting {
	for _, t := range s.of(g) {
		if t.Base.Accounting != 0 {
			return t.Base.Accounting
		}
	}
	return ghg.LocationBased
}

// coverage returns what the targets of a group cover of its scopes in their base year, and the inventory of these scopes.
// Without a target the year is the latest, and nothing is covered. The submission is checked.
func (s Submission) coverage(g group) (covered, all ghg.CO2e, err error) {
	of := s.of(g)
	year := s.latest()
	if len(of) > 0 {
		year, _ = s.year(of[0].Base.Year) // checkTarget: it is there
	}
	accounting := s.accounting(g)
	scope := func(n ghg.Scope) (ghg.CO2e, error) {
		e, err := year.Totals.Scope(n, accounting)
		if err != nil {
			return e, fmt.Errorf("inventory of %d: %s: %w", year.Year, n, err)
		}
		return e, nil
	}
	for _, n := range g.scopes {
		e, err := scope(n)
		if err != nil {
			return covered, all, err
		}
		all = all.Add(e)
	}
	for _, t := range of {
		if within(t, g.scopes) {
			covered = covered.Add(t.Base.Emissions)
			continue
		}
		for _, n := range g.scopes { // whole scopes, or all of the categories: checkTarget
			part, err := s.share(t, n, year.Totals)
			if err != nil {
				return covered, all, err
			}
			covered = covered.Add(part)
		}
	}
	return covered, all, nil
}

// within reports whether a target covers no scope but these.
func within(t Target, scopes []ghg.Scope) bool {
	for s := ghg.Scope1; s <= ghg.Scope3; s++ {
		if covers(t, s) && !slices.Contains(scopes, s) {
			return false
		}
	}
	return true
}

// share returns the emissions of one scope in a target that covers several, in full.
func (s Submission) share(t Target, scope ghg.Scope, totals targets.Totals) (ghg.CO2e, error) {
	of := targets.Covered{Scopes: []ghg.Scope{scope}}
	accounting := ghg.Accounting(0)
	switch {
	case !covers(t, scope):
		return ghg.CO2e{}, nil
	case scope == ghg.Scope3 && len(t.Covers.Categories) > 0:
		of = targets.Covered{Categories: t.Covers.Categories}
	case scope == ghg.Scope2:
		accounting = t.Base.Accounting
	}
	return of.Emissions(totals, accounting)
}

// Figures are the published totals of a year, for a [Year] without an inventory of this module. A nil *Figures has no figures.
type Figures struct {
	Dates                      ghg.Period // of the year
	Scope1                     ghg.CO2e
	LocationBased, MarketBased targets.Optional[ghg.CO2e] // scope 2
	Scope3                     targets.Optional[ghg.CO2e]
	Categories                 map[ghg.Category]ghg.CO2e // of scope 3; one that is not there is not known, and not zero
}

// Period returns the dates.
func (f *Figures) Period() ghg.Period {
	if f == nil {
		return ghg.Period{}
	}
	return f.Dates
}

// Scope returns the emissions of a scope. A figure that is not given is an error.
func (f *Figures) Scope(s ghg.Scope, a ghg.Accounting) (ghg.CO2e, error) {
	if f == nil {
		f = &Figures{}
		s = 0 // no figure, not even of scope 1
	}
	figure, name := targets.Optional[ghg.CO2e]{}, "figure"
	switch {
	case s == ghg.Scope1:
		return f.Scope1, nil
	case s == ghg.Scope2 && a == ghg.LocationBased:
		figure, name = f.LocationBased, "location-based figure"
	case s == ghg.Scope2 && a == ghg.MarketBased:
		figure, name = f.MarketBased, "market-based figure"
	case s == ghg.Scope3:
		figure = f.Scope3
	}
	e, ok := figure.Get()
	if !ok {
		return e, &ghg.FieldError{Field: name, Want: "that of the inventory", Err: ghg.ErrMissing}
	}
	return e, nil
}

// Category returns the emissions of a category of scope 3. One that is not given is an error.
func (f *Figures) Category(c ghg.Category) (ghg.CO2e, error) {
	if f == nil {
		f = &Figures{}
	}
	e, ok := f.Categories[c]
	if !ok {
		return e, &ghg.FieldError{Field: "figure", Want: "that of the inventory", Err: ghg.ErrMissing}
	}
	return e, nil
}

func accountingName(a ghg.Accounting) string {
	if a == 0 {
		return "none"
	}
	return a.String()
}

package inventory

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/vocabulary"
)

// The two methods of scope 2. Every total names one.
const (
	LocationBased = ghg.LocationBased
	MarketBased   = ghg.MarketBased
)

// Approach is how an organisation draws its boundary (Corporate Standard ch. 3). The zero Approach is invalid.
type Approach uint8

// The three consolidation approaches, and what precedes them.
const (
	EquityShare Approach = iota + 1
	FinancialControl
	OperationalControl
	Unconsolidated // every line at 100 %, to be consolidated by package consolidation; no approach of the standard
)

var approaches = vocabulary.New[Approach]("consolidation approach", "equity share", "financial control", "operational control", "unconsolidated")

// String returns the name of the approach.
func (a Approach) String() string { return approaches.String(a) }

// MarshalText returns what String returns. The zero Approach is an error.
func (a Approach) MarshalText() ([]byte, error) { return approaches.Marshal(a) }

// UnmarshalText reads what String returns.
func (a *Approach) UnmarshalText(text []byte) error { return approaches.Unmarshal(a, text) }

// Organisation is the owner of an inventory, with its period and boundary. The activities given to [Run] are those inside
// the boundary, at the share that counts.
//
// An entity may have another reporting year, such as April to March in a group of calendar years. It is stated in Years, by
// the entity's name in the results: then the periods of its activities must lie in that year and not in the organisation's.
// The year must be as long as the organisation's period and overlap it. It is added up as it is, and shown beside every
// [Partial]; one that ends more than three months from the organisation's is a finding of [Check].
//
// Source: Corporate Standard, chapter 9: an inventory states the period that it covers. IFRS S1, paragraph 64: that of the
// related financial statements. IFRS 10, paragraphs B92 and B93: which may include a subsidiary's year that ends at most
// three months apart, if the years are as long and the difference is the same from year to year.
type Organisation struct {
	Name          string
	Approach      Approach
	Period        ghg.Period              // must contain every activity's period
	Entities      []string                // allowed values of a result's Entity; if empty, any
	Years         map[string]ghg.Period   // the reporting years of entities whose year is another; see below
	NotApplicable map[ghg.Category]string // categories of scope 3 that do not apply, each with the reason
	Excluded      []Exclusion             // what is left out, each with the reason
	// Category3By are the lines of category 3 that count by one method of scope 2 only, by their ids: the upstream of a
	// purchase by the rate of the grid and by that of its supplier are two figures of one thing. Other lines count by both.
	// It is a statement of the organisation, not of the result, so that a result's receipt stays what it was.
	Category3By map[string]ghg.Accounting
}

// clone returns a copy that shares nothing with o.
func (o Organisation) clone() Organisation {
	o.Entities, o.NotApplicable, o.Excluded = slices.Clone(o.Entities), maps.Clone(o.NotApplicable), cloneExclusions(o.Excluded)
	o.Years, o.Category3By = maps.Clone(o.Years), maps.Clone(o.Category3By)
	return o
}

func (o Organisation) check() error {
	if o.Name == "" {
		return &ghg.FieldError{Field: "name of the organisation", Want: "a name", Err: ghg.ErrMissing}
	}
	if err := approaches.Check(o.Approach); err != nil {
		return err
	}
	for c, reason := range o.NotApplicable {
		if !c.Valid() || reason == "" {
			return &ghg.FieldError{Field: "category that does not apply", Value: fmt.Sprintf("%d", c), Want: "a category from 1 to 15 with a reason", Err: ghg.ErrOutOfRange}
		}
	}
	if err := o.checkExclusions(); err != nil {
		return err
	}
	if err := o.Period.Check(); err != nil {
		return err
	}
	if err := o.checkMarks(); err != nil {
		return err
	}
	return o.checkYears()
}

// Inventory holds the results of an organisation's activities in a period. Lines that share a derivation are held as
// their ids and amounts. It is immutable and safe for concurrent use.
// The zero Inventory and a nil one hold none.
type Inventory struct {
	org    Organisation
	ledger ledger
}

// Run calculates every activity and gathers the results. It fails if any activity fails, with an error that holds the first
// failures, each with the place of its activity ("activities[0]" for the first; see [activity.Located]), and their count; if two results have the same id, part and accounting; if two lines count the same purchase (see
// [ReplaceEstimates]); if results use more of a contractual instrument than its volume, or instruments with the same
// serial numbers ([DoubleClaimError]); if the upstream of energy counts twice ([UpstreamTwiceError]); if two results were
// converted with different sets of potentials ([ghg.Result.SameGWP]); or if a result lies outside the organisation's
// entities, or outside the reporting year of its entity. It does not recompute what the activities calculate: for an activity that is not made with package
// method, use [Of].
func Run(b factors.Basis, org Organisation, activities []activity.Activity) (*Inventory, error) {
	return FromLines(org, activity.NewDeriver(b).LinesOf(slices.Values(activities)))
}

// FromLines is [Run] for lines as they come, from [activity.Lines] or [activity.Deriver.LinesOf]: an inventory of any number
// of them takes some hundred bytes a line. It reads all lines, whatever fails.
func FromLines(org Organisation, lines iter.Seq2[activity.Line, error]) (*Inventory, error) {
	inv, err := begin(org)
	if err != nil {
		return nil, err
	}
	if lines == nil {
		return nil, &ghg.FieldError{Field: "lines", Value: "nil", Want: "a sequence of lines", Err: ghg.ErrMissing}
	}
	var failures, problems failures
	all := 0
	for line, err := range lines {
		all++
		if err != nil {
			failures.add(err)
			continue
		}
		if err := inv.ledger.addLine(line, inv.admitted); err != nil {
			problems.add(line.Place().At(err))
		}
	}
	if failures.n > 0 {
		return nil, fmt.Errorf("inventory of %s: %d of %d activities failed: %w", input.Shorten(org.Name), failures.n, all, failures.err())
	}
	return inv.checked(problems)
}

// Of gathers results that are already calculated: it recomputes every one ([ghg.Result.Check]) and copies it, so that the
// inventory stays as it is whatever becomes of the given ones. It fails under the same conditions as [Run], and if a
// result does not recompute. Checking takes a few microseconds a result, about a quarter of the time to calculate it.
func Of(org Organisation, results []ghg.Result) (*Inventory, error) {
	return gather(org, results, ghg.Result.Check)
}

// OfChecked is [Of] without recomputing the results. It is for results that were checked since they left the program's
// hands, such as those that [ghg.Verify] returned, and for none that were read or put together in another way.
func OfChecked(org Organisation, results []ghg.Result) (*Inventory, error) {
	return gather(org, results, func(ghg.Result) error { return nil })
}

func clones(results []ghg.Result) []ghg.Result {
	list := make([]ghg.Result, len(results))
	for i, r := range results {
		list[i] = r.Clone()
	}
	return list
}

// gather returns the inventory of copies of results.
func gather(org Organisation, results []ghg.Result, check func(ghg.Result) error) (*Inventory, error) {
	inv, err := begin(org)
	if err != nil {
		return nil, err
	}
	var problems failures
	for _, r := range results {
		problems.add(check(r))
		problems.add(inv.ledger.addResults([]ghg.Result{r.Clone()}, inv.admitted))
	}
	return inv.checked(problems)
}

// begin returns the inventory of no results.
func begin(org Organisation) (*Inventory, error) {
	if err := org.check(); err != nil {
		return nil, fmt.Errorf("inventory: %w", err)
	}
	return &Inventory{org: org.clone(), ledger: ledger{marks: newMarks(org.Category3By)}}, nil
}

// checked returns the inventory, or the problems of its results.
func (inv *Inventory) checked(problems failures) (*Inventory, error) {
	unused := func(l *ledger) []error { return l.marks.unused() }
	for _, check := range []func(*ledger) []error{checkPurchases, checkAllClaims, checkAllUpstream, unused} {
		for _, err := range check(&inv.ledger) {
			problems.add(err)
		}
	}
	if problems.n > 0 {
		return nil, fmt.Errorf("inventory of %s: %w", input.Shorten(inv.org.Name), problems.err())
	}
	return inv, nil
}

// failures collects errors: the first ones, and a count of all.
type failures struct {
	list []error
	n    int
}

// mostFailures is the number of errors that are kept.
const mostFailures = 100

func (f *failures) add(err error) {
	if err == nil {
		return
	}
	if f.n++; f.n <= mostFailures {
		f.list = append(f.list, err)
	}
}

func (f *failures) err() error {
	return ghg.Join(&ghg.JoinedError{First: f.list, More: f.n - len(f.list)})
}

// admitted returns an error that names a result which has no place in the inventory.
func (inv *Inventory) admitted(r *ghg.Result) error {
	if err := inv.admit(r); err != nil {
		return fmt.Errorf("result %s: %w", input.Quote(r.ID), err)
	}
	return nil
}

func (inv *Inventory) admit(r *ghg.Result) error {
	if err := inv.sameGWP(r); err != nil {
		return err
	}
	return inv.belongs(r)
}

// sameGWP returns an error unless a result has the potentials of the first one.
func (inv *Inventory) sameGWP(r *ghg.Result) error {
	if first := inv.ledger.any(); first != nil {
		return r.SameGWP(*first)
	}
	return nil
}

// belongs returns an error unless a result is in the organisation's boundary.
func (inv *Inventory) belongs(r *ghg.Result) error {
	switch {
	case !inv.org.YearOf(r.Entity).Contains(r.Period):
		return &ghg.FieldError{Field: "period", Value: r.Period.String(), Want: "days within " + inv.org.yearIn(r.Entity), Err: ghg.ErrOutOfRange}
	case len(inv.org.Entities) > 0 && !slices.Contains(inv.org.Entities, r.Entity):
		return &ghg.FieldError{Field: "entity", Value: r.Entity, Want: "one of " + strings.Join(inv.org.Entities, ", "), Err: ghg.ErrUnknown}
	case r.Category.Valid() && inv.org.NotApplicable[r.Category] != "":
		return &ghg.FieldError{Field: "category", Value: r.Category.String(), Want: "none: the organisation states that it does not apply", Err: ghg.ErrMixed}
	}
	if e, excluded := inv.org.leavesOutOf(r.Scope, r.Category, r.Entity); excluded && r.Counts() {
		return &ghg.FieldError{Field: e.where(), Value: r.ID, Want: "no result that counts: the organisation excludes it", Err: ghg.ErrMixed}
	}
	return nil
}

// Organisation returns the owner of the inventory.
func (inv *Inventory) Organisation() Organisation {
	return absent.Or(inv).org.clone()
}

// GWP returns the name of the GWP set that every result was weighted with, or "" if there is no result.
func (inv *Inventory) GWP() string {
	if first := absent.Or(inv).ledger.any(); first != nil {
		return first.GWP
	}
	return ""
}

// Results yields every result in the order of the activities, as a copy.
func (inv *Inventory) Results() iter.Seq[ghg.Result] {
	return func(yield func(ghg.Result) bool) {
		for r := range absent.Or(inv).ledger.results() {
			if !yield(r.Clone()) {
				return
			}
		}
	}
}

// Select yields the results that count in a total by method a and for which keep returns true, as copies. It omits memo
// items and the results of the other scope 2 method. A nil keep keeps none. Like every function that is given to an
// inventory, keep sees the inventory's own results and must not write to their lists.
func (inv *Inventory) Select(a ghg.Accounting, keep func(ghg.Result) bool) iter.Seq[ghg.Result] {
	return func(yield func(ghg.Result) bool) {
		if keep == nil {
			return
		}
		for r := range inv.counted(a) {
			if keep(*r) && !yield(r.Clone()) {
				return
			}
		}
	}
}

// counted yields the results that count in a total by method a: the inventory's own, not to be written to.
func (inv *Inventory) counted(a ghg.Accounting) iter.Seq[*ghg.Result] {
	return func(yield func(*ghg.Result) bool) {
		inv := absent.Or(inv)
		for r := range inv.ledger.results() {
			if inv.org.counts(r, a) && !yield(r) {
				return
			}
		}
	}
}

package inventory

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
)

// CheckOptions are the parameters of [Check]. The zero CheckOptions has the defaults that the fields state.
type CheckOptions struct {
	// Declarations are what results do not say of their boundaries; see [CheckBoundaries].
	Declarations Declarations

	// Outlier is how many times the median of a line's other periods a period may emit per day, or be below it, without a
	// finding. 0: 3. It must be above 1.
	Outlier decimal.Decimal

	// Periods is the number of other periods from which a median is taken as the line's history. 0: 3.
	Periods int

	// Before are inventories of earlier years, whose periods belong to a line's history too.
	Before []*Inventory

	// Metered are the methods whose lines are readings of a meter, which follow one another through the year. nil: combustion
	// in stationary plant, and purchased electricity, heat, steam and cooling.
	Metered []ghg.Method

	// GapDays is the least number of days without a reading that is a gap. 0: 1.
	GapDays int

	// Most is the number of findings of each kind that are listed; the others are counted. 0: 100.
	Most int
}

// withDefaults returns the options with their defaults, or an error for one that has no meaning.
func (o CheckOptions) withDefaults() (CheckOptions, error) {
	if err := dec.Check(o.Outlier); err != nil {
		return o, &ghg.FieldError{Field: "outlier", Value: dec.Brief(o.Outlier), Want: dec.Bounds, Err: ghg.ErrOutOfRange}
	}
	if o.Outlier.IsZero() {
		o.Outlier = decimal.New(3, 0)
	}
	if o.Outlier.LessThanOrEqual(one) {
		return o, &ghg.FieldError{Field: "outlier", Value: dec.Text(o.Outlier), Want: "a factor above 1, such as 3", Err: ghg.ErrOutOfRange}
	}
	for _, n := range []struct {
		name  string
		value *int
		usual int
	}{{"periods", &o.Periods, 3}, {"gap_days", &o.GapDays, 1}, {"most", &o.Most, 100}} {
		if *n.value < 0 {
			return o, &ghg.FieldError{Field: n.name, Value: strconv.Itoa(*n.value), Want: "0 or more", Err: ghg.ErrNegative}
		}
		if *n.value == 0 {
			*n.value = n.usual
		}
	}
	if o.Metered == nil {
		o.Metered = []ghg.Method{
			"scope1.stationary-combustion", "scope2.electricity", "scope2.hourly-electricity", "scope2.shk-electricity", "scope2.heat", "scope2.heat-by-fuel",
		}
	}
	return o, nil
}

// Check calculates every activity, as [Run] does, and runs every check there is. It returns what a person should look at
// before a total is used, whether or not Run would make an inventory of it:
//
//   - what Run refuses: activities that fail, results outside the organisation or with other potentials, and certificates,
//     upstream emissions, purchases and ids that count twice
//   - what [CheckBoundaries] finds: leased assets counted twice, and misplaced transport and waste
//   - a bill that is there twice: two lines that differ in nothing but their id and do not emit nothing
//   - of a meter, the days that two periods have in common, and those of the year that none has
//   - a period that emits per day more than [CheckOptions].Outlier times the median of the line's other periods, or less than
//     the median divided by it
//   - entities whose year ends more than three months from the organisation's, and lines without an entity among others
//
// A line, here, is all results of one entity, site, method, part and set of fuels or grids; the period of such a line is the
// sum of those with the same dates. Scope 2 is compared location-based. Numbers are compared exactly.
//
// The result is the same whatever the order of the map or the number of workers. The time is that of calculating, n log n for
// n lines, and some 40 bytes a line on top of an inventory's. The absence of findings does not prove that an inventory is right.
func Check(b factors.Basis, org Organisation, activities []activity.Activity, o CheckOptions) (Findings, error) {
	return CheckLines(org, activity.NewDeriver(b).LinesOf(slices.Values(activities)), o)
}

// CheckLines is [Check] for lines as they come, as [FromLines] takes them.
func CheckLines(org Organisation, lines iter.Seq2[activity.Line, error], o CheckOptions) (Findings, error) {
	c, inv, err := beginCheck(org, o)
	if err != nil {
		return Findings{}, err
	}
	if lines == nil {
		return Findings{}, &ghg.FieldError{Field: "lines", Value: "nil", Want: "a sequence of lines", Err: ghg.ErrMissing}
	}
	for line, err := range lines {
		if err != nil {
			c.add(ActivityFailed, "", "", err.Error())
			continue
		}
		c.line(line.ID(), inv.ledger.addLine(line, c.admit(inv)))
	}
	return c.all(inv), nil
}

// CheckResults is [Check] for results that are already calculated, as [Of] takes them.
func CheckResults(org Organisation, results []ghg.Result, o CheckOptions) (Findings, error) {
	c, inv, err := beginCheck(org, o)
	if err != nil {
		return Findings{}, err
	}
	for _, r := range results {
		if err := r.Check(); err != nil {
			c.add(NotRecomputable, r.Entity, r.Site, err.Error(), r.ID)
		}
		c.line(r.ID, inv.ledger.addResults([]ghg.Result{r.Clone()}, c.admit(inv)))
	}
	return c.all(inv), nil
}

// Check is the function [Check] for an inventory, which holds nothing that Run refuses.
func (inv *Inventory) Check(o CheckOptions) (Findings, error) {
	inv = absent.Or(inv)
	o, err := o.withDefaults()
	if err != nil {
		return Findings{}, err
	}
	c := &checker{CheckOptions: o, collector: collector{most: o.Most}}
	return c.all(inv), nil
}

// checker is a Check in progress.
type checker struct {
	CheckOptions
	collector
}

func beginCheck(org Organisation, o CheckOptions) (*checker, *Inventory, error) {
	o, err := o.withDefaults()
	if err != nil {
		return nil, nil, fmt.Errorf("check: %w", err)
	}
	inv, err := begin(org)
	return &checker{CheckOptions: o, collector: collector{most: o.Most}}, inv, err
}

// admit returns a function that admits every result, and notes those that Run does not.
func (c *checker) admit(inv *Inventory) func(*ghg.Result) error {
	return func(r *ghg.Result) error {
		if err := inv.sameGWP(r); err != nil {
			c.add(DifferentGWP, r.Entity, r.Site, err.Error(), r.ID)
		}
		if err := inv.belongs(r); err != nil {
			c.add(OutsideOrganisation, r.Entity, r.Site, err.Error(), r.ID)
		}
		return nil
	}
}

// line notes why a line cannot be entered: its id is another's, or it is not of the derivation that it names.
func (c *checker) line(id string, err error) {
	switch {
	case err == nil:
	case errors.Is(err, ghg.ErrMixed), errors.Is(err, ghg.ErrOutOfRange):
		c.add(ActivityFailed, "", "", err.Error(), id)
	default:
		c.add(LineTwice, "", "", err.Error(), id)
	}
}

// all runs the checks of what the ledger holds.
func (c *checker) all(inv *Inventory) Findings {
	l := &inv.ledger
	for _, err := range checkPurchases(l) {
		c.add(PurchaseTwice, "", "", err.Error(), idsOf(err)...)
	}
	for _, err := range checkAllClaims(l) {
		kind := CertificateUnclear
		if errors.Is(err, ErrCountedTwice) {
			kind = CertificateTwice
		}
		c.add(kind, "", "", err.Error(), idsOf(err)...)
	}
	for _, err := range checkAllUpstream(l) {
		c.add(EnergyUpstreamTwice, "", "", err.Error(), idsOf(err)...)
	}
	for _, err := range l.marks.unused() {
		c.add(OutsideOrganisation, "", "", err.Error())
	}
	c.boundaries(l)
	c.years(inv)
	c.entities(l)
	c.bills(l)
	c.history(inv)
	return c.sorted()
}

// idsOf returns the ids of the results that an error is about.
func idsOf(err error) []string {
	var (
		claim    *DoubleClaimError
		upstream *UpstreamTwiceError
		purchase *CountedTwiceError
	)
	switch {
	case errors.As(err, &claim):
		return claim.Results
	case errors.As(err, &upstream):
		return []string{upstream.Whole, upstream.Upstream}
	case errors.As(err, &purchase):
		return []string{purchase.First, purchase.Second}
	}
	return nil
}

// kind returns the kind of finding of a rule of boundaries.
func (r BoundaryRule) kind() FindingKind {
	switch r {
	case LeasedTwice:
		return LeasedAssetTwice
	case ConsolidatedTwice:
		return ConsolidatedToo
	case WrongTransport:
		return TransportMisplaced
	case UnknownPayer:
		return TransportUndeclared
	case WasteTransport:
		return WasteTransportTwice
	case UnknownID:
		return DeclaredNotThere
	}
	return NamesAlike
}

// boundaries runs [CheckBoundaries] on a ledger. The lines of scopes 1 and 2 that share a derivation are in one place, so the
// first stands for all.
func (c *checker) boundaries(l *ledger) {
	x := newBoundaries(c.Declarations)
	for i := range l.direct {
		x.see(&l.direct[i], l.direct[i].ID)
	}
	for i := range l.groups {
		for j := range l.groups[i].heads {
			x.see(&l.groups[i].heads[j], l.groups[i].first)
		}
	}
	list := func(findings []BoundaryFinding, entity, site string) {
		for _, f := range findings {
			c.add(f.Rule.kind(), entity, site, f.Detail, f.IDs...)
		}
	}
	last := ""
	for r := range l.resultsOf(x.concerns) {
		if r.Scope == ghg.Scope3 && r.ID != last {
			list(x.check(r), r.Entity, r.Site)
		}
		last = r.ID
	}
	if declared := x.declared(); len(declared) > 0 {
		there := map[string]bool{}
		for i := range l.lines.n {
			there[l.id(i)] = true
		}
		for _, id := range declared {
			if !there[id] {
				list([]BoundaryFinding{notThere(id)}, "", "")
			}
		}
	}
	list(x.names(), "", "")
}

// concerns reports whether the lines of a group are checked one by one.
func (x *boundaries) concerns(g *group) bool {
	return slices.ContainsFunc(g.heads, func(r ghg.Result) bool {
		moves := r.Category == ghg.UpstreamTransportationAndDistribution || r.Category == ghg.DownstreamTransportationAndDistribution
		return r.Scope == ghg.Scope3 && (r.Subject.Kind != 0 || len(x.carted) > 0 || moves && x.Transport != nil)
	})
}

// years finds years of entities that end far from the organisation's.
func (c *checker) years(inv *Inventory) {
	for _, y := range (Partial{inv: inv, accounting: LocationBased}).years() {
		if y.Ends > mostApart || y.Ends < -mostApart {
			c.add(YearEndsApart, y.Entity, "", "the year of "+y.String()+": more than three months apart")
		}
	}
}

// entities finds lines without an entity where others have one.
func (c *checker) entities(l *ledger) {
	var without []string
	named := false
	for i := range l.direct {
		if r := &l.direct[i]; r.Entity != "" {
			named = true
		} else if len(without) == 0 || without[len(without)-1] != r.ID {
			without = append(without, r.ID)
		}
	}
	for i := range l.groups {
		if g := &l.groups[i]; g.entity != "" {
			named = true
		} else {
			without = append(without, g.first)
		}
	}
	if named && len(without) > 0 {
		slices.Sort(without)
		without = slices.Compact(without)
		c.add(UnstatedEntity, "", "", "no entity, where other lines have one: "+input.Quote(without[0])+" and lines like it", without...)
	}
}

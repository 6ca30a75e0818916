package land

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
)

// Statement is the ledgers of an organisation over the years: plain data, to be stored with its inventories. [New] checks it.
// Removals of earlier years stay in it, so that reversals have something to refer to.
type Statement struct {
	Organisation string
	Edition      Edition
	EarlyUse     bool // the edition is used for periods that end before it is effective
	Entries      []Entry
	Others       []Claim // of the projects in the entries, by other companies
}

// Claim is the part of a project's removals in a period that another company counts.
type Claim struct {
	Project  string
	Claimant string
	Period   ghg.Period
	Share    decimal.Decimal // above 0 and at most 1
}

// clone returns a copy that shares nothing with s, in the order of ids, and of projects, claimants and periods.
func (s Statement) clone() Statement {
	s.Edition, s.Entries, s.Others = s.Edition.clone(), slices.Clone(s.Entries), slices.Clone(s.Others)
	slices.SortStableFunc(s.Entries, func(a, b Entry) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortStableFunc(s.Others, func(a, b Claim) int {
		return cmp.Or(cmp.Compare(a.Project, b.Project), cmp.Compare(a.Claimant, b.Claimant), a.Period.Start.Compare(b.Period.Start),
			a.Period.End.Compare(b.Period.End), cmp.Compare(a.Period.Label, b.Period.Label), a.Share.Cmp(b.Share))
	})
	return s
}

// Register is a checked [Statement]. It is immutable and safe for concurrent use. The zero Register and a nil one have no
// entries.
type Register struct {
	statement Statement
	byID      map[string]*Entry
}

// New returns the register of a statement. It reports everything that is wrong:
//
//   - an entry that lacks a field of its ledger, has one of another, or is of an activity that the edition does not cover;
//   - a period that ends before the edition is effective, unless the statement says that it is used early;
//   - land use change by a less accurate method than the data allow;
//   - a removal without storage plan, traced or monitored less than the edition accepts, or of a project whose shares add up to
//     more than 1 on any day, those of others included;
//   - a reversal of what is no removal, or of more than was removed and not yet reversed;
//   - an activity on land without land occupation for its entity, site, scope and period, or of high risk without leakage.
func New(s Statement) (*Register, error) {
	r := &Register{statement: s.clone(), byID: map[string]*Entry{}}
	if s.Organisation == "" || input.TooLong(s.Organisation) {
		return nil, &ghg.FieldError{Field: "organisation", Value: input.Shorten(s.Organisation), Want: "a name, " + input.WantText, Err: ghg.ErrMissing}
	}
	if err := s.Edition.check(); err != nil {
		return nil, err
	}
	problems := r.index()
	if len(problems) == 0 {
		problems = slices.Concat(r.checkLinks(), r.checkReversals(), r.checkLand(), r.checkShares())
	}
	if err := ghg.Join(problems...); err != nil {
		return nil, fmt.Errorf("land ledgers of %s: %w", input.Shorten(s.Organisation), err)
	}
	return r, nil
}

// Statement returns a copy of what the register was made of, its entries in the order of their ids.
func (r *Register) Statement() Statement {
	if r == nil {
		return Statement{}
	}
	return r.statement.clone()
}

// of adds the id of an entry to an error.
func (e *Entry) of(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("entry %s: %w", input.Quote(e.ID), err)
}

// index enters the entries and returns what is wrong with each by itself.
func (r *Register) index() []error {
	var problems []error
	for i := range r.statement.Entries {
		e := &r.statement.Entries[i]
		err := e.check(r.statement.Edition)
		if err == nil && r.byID[e.ID] != nil {
			err = &ghg.FieldError{Field: "id", Value: e.ID, Want: "an id of its own", Err: ghg.ErrRepeated}
		}
		if err == nil && !r.statement.EarlyUse && r.statement.Edition.early(e.Period) {
			err = &ghg.FieldError{
				Field: "period", Value: e.Period.String(), Err: ErrNotInForce,
				Want: "a period that ends after " + r.statement.Edition.Effective.String() + ", or a statement that says that the edition is used early",
			}
		}
		if err != nil {
			problems = append(problems, e.of(err))
			continue
		}
		r.byID[e.ID] = e
	}
	for i, c := range r.statement.Others {
		if err := c.check(); err != nil {
			problems = append(problems, fmt.Errorf("claim %d: %w", i, err))
		}
	}
	return problems
}

func (c Claim) check() error {
	if c.Project == "" || c.Claimant == "" || input.TooLong(c.Project) || input.TooLong(c.Claimant) {
		return &ghg.FieldError{Field: "project and claimant", Value: input.Shorten(c.Project + ", " + c.Claimant), Want: "texts, " + input.WantText, Err: ghg.ErrMissing}
	}
	if dec.Check(c.Share) != nil || !c.Share.IsPositive() || c.Share.GreaterThan(one) {
		return &ghg.FieldError{Field: "share", Value: dec.Brief(c.Share), Want: "a share above 0, at most 1", Err: ghg.ErrOutOfRange}
	}
	return c.Period.Check()
}

// checkLinks checks that an entry that refers to another refers to one of the right kind.
func (r *Register) checkLinks() []error {
	var problems []error
	for i := range r.statement.Entries {
		e := &r.statement.Entries[i]
		if e.Of == "" {
			continue
		}
		to := r.byID[e.Of]
		var ok bool
		var want string
		switch e.Ledger {
		case Reversals:
			ok = to != nil && to.Ledger.Removal() && to.same(e) && !e.Period.Start.Before(to.Period.Start)
			want = "the id of a removal in the same or an earlier period, with the same entity, scope and category"
		case Leakage:
			ok = to != nil && r.highRisk(to) && to.same(e) && to.Period.Same(e.Period)
			want = "the id of an activity of high risk in the same period, with the same entity, scope and category"
		default:
			ok = to != nil && (to.Ledger == LandUseChange || to.Ledger == LandManagement) && to.Period.Overlap(e.Period) > 0
			want = "the id of the land use change or land management that tracks the land in the period; else it is biomass combustion"
		}
		if !ok {
			problems = append(problems, e.of(&ghg.FieldError{Field: fieldOf, Value: e.Of, Want: want, Err: ghg.ErrUnknown}))
		}
	}
	return problems
}

// same reports whether two entries have the same entity, scope and category.
func (e *Entry) same(f *Entry) bool {
	return e.Entity == f.Entity && e.Scope == f.Scope && e.Category == f.Category
}

func (r *Register) highRisk(e *Entry) bool {
	return slices.Contains(r.statement.Edition.HighRisk, e.Risk)
}

// checkReversals checks that no removal is reversed by more than it was.
func (r *Register) checkReversals() []error {
	reversed := map[string]decimal.Decimal{}
	for i := range r.statement.Entries {
		if e := &r.statement.Entries[i]; e.Ledger == Reversals {
			reversed[e.Of] = reversed[e.Of].Add(e.co2())
		}
	}
	var problems []error
	for i := range r.statement.Entries {
		e := &r.statement.Entries[i]
		if kg := reversed[e.ID]; e.Ledger.Removal() && kg.GreaterThan(e.co2()) {
			problems = append(problems, e.of(&ghg.FieldError{Field: "reversals", Value: dec.Text(kg) + " kg CO2", Want: "at most what was removed, " + dec.Text(e.co2()) + " kg CO2", Err: ghg.ErrOutOfRange}))
		}
	}
	return problems
}

// place is where land is occupied.
type place struct {
	entity, site string
	scope        ghg.Scope
	category     ghg.Category
}

// checkLand checks that every activity on land has its occupation and, at high risk, its leakage.
func (r *Register) checkLand() []error {
	occupied, leaks := map[place][]ghg.Period{}, map[string]bool{}
	for i := range r.statement.Entries {
		e := &r.statement.Entries[i]
		if e.Ledger == LandOccupation {
			at := place{e.Entity, e.Site, e.Scope, e.Category}
			if !slices.ContainsFunc(occupied[at], e.Period.Same) {
				occupied[at] = append(occupied[at], e.Period)
			}
		}
		if e.Ledger == Leakage {
			leaks[e.Of] = true
		}
	}
	var problems []error
	for i := range r.statement.Entries {
		e := &r.statement.Entries[i]
		if !e.Ledger.occupies() {
			continue
		}
		contains := func(p ghg.Period) bool { return p.Contains(e.Period) }
		if !slices.ContainsFunc(occupied[place{e.Entity, e.Site, e.Scope, e.Category}], contains) {
			problems = append(problems, e.of(&ghg.FieldError{Field: "land occupation", Want: "an entry for the entity, site, scope, category and period", Err: ghg.ErrMissing}))
		}
		if r.highRisk(e) && !leaks[e.ID] {
			problems = append(problems, e.of(&ghg.FieldError{Field: "leakage", Want: "an entry for an activity of the risk " + e.Risk.String() + ", of 0 kg if there is none", Err: ghg.ErrMissing}))
		}
	}
	return problems
}

// checkShares checks that the shares of a project add up to at most 1 on every day.
func (r *Register) checkShares() []error {
	claims := slices.Clone(r.statement.Others)
	ours := map[string]bool{}
	for i := range r.statement.Entries {
		if e := &r.statement.Entries[i]; e.Ledger.Removal() {
			claims = append(claims, Claim{Project: e.Evidence.Project, Period: e.Period, Share: e.Evidence.Allocation})
			ours[e.Evidence.Project] = true
		}
	}
	slices.SortStableFunc(claims, func(a, b Claim) int { return cmp.Compare(a.Project, b.Project) })
	var problems []error
	for _, list := range chunks(claims) {
		project := list[0].Project
		if !ours[project] {
			problems = append(problems, &ghg.FieldError{Field: "project of a claim", Value: project, Want: "a project of the entries", Err: ghg.ErrUnknown})
			continue
		}
		if day, sum := mostClaimed(list); sum.GreaterThan(one) {
			problems = append(problems, &ghg.FieldError{
				Field: "allocation of project " + input.Quote(project), Value: dec.Text(sum) + " on " + day.String(),
				Want: "shares of all claimants that add up to at most 1", Err: ghg.ErrOutOfRange,
			})
		}
	}
	return problems
}

// chunks divides sorted claims by project.
func chunks(claims []Claim) [][]Claim {
	var list [][]Claim
	for first := 0; first < len(claims); {
		next := first + 1
		for next < len(claims) && claims[next].Project == claims[first].Project {
			next++
		}
		list = append(list, claims[first:next])
		first = next
	}
	return list
}

// mostClaimed returns the first day on which the shares of a project are highest, and their sum on it.
func mostClaimed(list []Claim) (ghg.Date, decimal.Decimal) {
	type change struct {
		day   ghg.Date
		share decimal.Decimal
	}
	changes := make([]change, 0, len(list)+len(list))
	for _, c := range list {
		changes = append(changes, change{c.Period.Start, c.Share}, change{c.Period.End, c.Share.Neg()})
	}
	slices.SortFunc(changes, func(a, b change) int { return cmp.Or(a.day.Compare(b.day), a.share.Cmp(b.share)) })
	var day ghg.Date
	var sum, most decimal.Decimal
	for _, c := range changes {
		if sum = sum.Add(c.share); sum.GreaterThan(most) {
			day, most = c.day, sum
		}
	}
	return day, most
}

package consolidation

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
)

// Group is a checked [Structure]. It is immutable and safe for concurrent use. The zero Group and a nil one have no entity.
type Group struct {
	structure Structure
	entities  map[string]*Entity
	owners    map[string][]*Holding // the holdings in an entity
	controls  map[string][]*Control
	sites     map[string][]*Site
	leases    map[string][]*Lease // of a site
	accounts  map[string][]*Account
	changes   []ghg.Date // days from which a statement holds, or no longer does
}

// span is the days on which a statement holds.
type span struct{ from, to ghg.Date }

// on reports whether the statement holds on a day.
func (s span) on(d ghg.Date) bool {
	return (s.from.IsZero() || !d.Before(s.from)) && (s.to.IsZero() || d.Before(s.to))
}

// meets reports whether two statements hold on a day in common.
func (s span) meets(t span) bool {
	return (s.to.IsZero() || t.from.IsZero() || t.from.Before(s.to)) && (t.to.IsZero() || s.from.IsZero() || s.from.Before(t.to))
}

// within reports whether a statement holds on no day on which another does not.
func (s span) within(t span) bool {
	return (t.from.IsZero() || !s.from.IsZero() && !s.from.Before(t.from)) && (t.to.IsZero() || !s.to.IsZero() && !t.to.Before(s.to))
}

// String returns the days: "2024-04-01 to 2025-03-31", "from 2024-04-01", "always".
func (s span) String() string {
	switch {
	case s == span{}:
		return "always"
	case s.to.IsZero():
		return "from " + s.from.String()
	case s.from.IsZero():
		return "before " + s.to.String()
	}
	return s.from.String() + " to " + s.to.AddDays(-1).String()
}

func (e *Entity) days() span  { return span{e.From, e.To} }
func (h *Holding) days() span { return span{h.From, h.To} }
func (c *Control) days() span { return span{c.From, c.To} }
func (s *Site) days() span    { return span{s.From, s.To} }
func (l *Lease) days() span   { return span{l.From, l.To} }
func (a *Account) days() span { return span{a.From, a.To} }

// New returns the group of a structure. It reports everything that is wrong: an entity, owner or site that is not there; two
// statements of one thing for one day; holdings in an entity that add up to more than 1, or that go in a circle; a holding
// outside the days of its entities; a relation that contradicts the stated control.
func New(s Structure) (*Group, error) {
	g := &Group{
		structure: s.clone(), entities: map[string]*Entity{}, owners: map[string][]*Holding{}, controls: map[string][]*Control{},
		sites: map[string][]*Site{}, leases: map[string][]*Lease{}, accounts: map[string][]*Account{},
	}
	problems := g.index()
	if len(problems) == 0 {
		problems = append(g.checkDays(), g.checkRelations()...)
	}
	if err := ghg.Join(problems...); err != nil {
		return nil, fmt.Errorf("group of %s: %w", input.Quote(s.Parent), err)
	}
	return g, nil
}

// Structure returns a copy of what the group was made of.
func (g *Group) Structure() Structure {
	if g == nil {
		return Structure{}
	}
	return g.structure.clone()
}

// index enters every statement and returns what is wrong with each by itself.
func (g *Group) index() []error {
	var problems []error
	s := &g.structure
	for i := range s.Entities {
		e := &s.Entities[i]
		problems = append(problems, g.enterEntity(e))
	}
	if g.entities[s.Parent] == nil {
		problems = append(problems, &ghg.FieldError{Field: "parent", Value: s.Parent, Want: "one of the entities", Err: ghg.ErrUnknown})
	}
	for i := range s.Holdings {
		problems = append(problems, g.enterHolding(&s.Holdings[i]))
	}
	for i := range s.Controls {
		c := &s.Controls[i]
		problems = append(problems, g.about("control", c.Entity, c.days()), once("control of "+c.Entity, c, g.controls[c.Entity], (*Control).days))
		g.controls[c.Entity] = append(g.controls[c.Entity], c)
	}
	for i := range s.Accounts {
		a := &s.Accounts[i]
		problems = append(problems, g.about("account", a.Entity, a.days()), once("account of "+a.Entity, a, g.accounts[a.Entity], (*Account).days))
		g.accounts[a.Entity] = append(g.accounts[a.Entity], a)
	}
	for i := range s.Sites {
		problems = append(problems, g.enterSite(&s.Sites[i]))
	}
	for i := range s.Leases {
		problems = append(problems, g.enterLease(&s.Leases[i]))
	}
	slices.SortFunc(g.changes, ghg.Date.Compare)
	g.changes = slices.Compact(g.changes)
	return slices.DeleteFunc(problems, func(err error) bool { return err == nil })
}

func (g *Group) enterEntity(e *Entity) error {
	if e.ID == "" || g.entities[e.ID] != nil {
		return &ghg.FieldError{Field: "id of the entity", Value: e.ID, Want: "an id, each once", Err: ghg.ErrMissing}
	}
	if len(e.ID) > ghg.MaxText {
		return &ghg.FieldError{Field: "id of the entity", Value: input.Shorten(e.ID), Want: "at most the characters of a label", Err: ghg.ErrOutOfRange}
	}
	g.entities[e.ID] = e
	return g.enterDays("entity "+e.ID, e.days())
}

// enterDays checks the days of a statement and notes when it begins and ends.
func (g *Group) enterDays(of string, s span) error {
	for _, d := range []ghg.Date{s.from, s.to} {
		if !d.IsZero() && !d.Valid() {
			return &ghg.FieldError{Field: "days of " + input.Shorten(of), Value: d.String(), Want: "a day such as 2024-04-01", Err: ghg.ErrOutOfRange}
		}
		if !d.IsZero() {
			g.changes = append(g.changes, d)
		}
	}
	if !s.from.IsZero() && !s.to.IsZero() && !s.from.Before(s.to) {
		return &ghg.FieldError{Field: "days of " + input.Shorten(of), Value: s.from.String() + " to " + s.to.String(), Want: "from a day to a later one", Err: ghg.ErrOutOfRange}
	}
	return nil
}

// about checks a statement about an entity.
func (g *Group) about(kind, entity string, s span) error {
	if g.entities[entity] == nil {
		return &ghg.FieldError{Field: "entity of the " + kind, Value: entity, Want: "one of the entities", Err: ghg.ErrUnknown}
	}
	return g.enterDays(kind+" of "+entity, s)
}

// once returns an error if an earlier statement of the same thing holds on a day of a new one.
func once[T any](of string, s *T, before []*T, days func(*T) span) error {
	for _, b := range before {
		if days(b).meets(days(s)) {
			return &ghg.FieldError{Field: input.Shorten(of), Value: days(b).String() + ", " + days(s).String(), Want: "one statement for a day", Err: ghg.ErrOutOfRange}
		}
	}
	return nil
}

func (g *Group) enterHolding(h *Holding) error {
	name := "holding of " + input.Shorten(h.Owner) + " in " + input.Shorten(h.Owned)
	owner, owned := g.entities[h.Owner], g.entities[h.Owned]
	if owner == nil || owned == nil || h.Owner == h.Owned {
		return &ghg.FieldError{Field: name, Want: "two of the entities", Err: ghg.ErrUnknown}
	}
	if err := relations.Check(h.Relation); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if err := dec.Check(h.Equity); err != nil || h.Equity.Sign() < 0 || h.Equity.GreaterThan(one) {
		return &ghg.FieldError{Field: "equity of the " + name, Value: dec.Brief(h.Equity), Want: "a share from 0 to 1", Err: ghg.ErrOutOfRange}
	}
	for _, b := range g.owners[h.Owned] {
		if b.Owner == h.Owner && b.days().meets(h.days()) {
			return &ghg.FieldError{Field: name, Value: b.days().String() + ", " + h.days().String(), Want: "one statement for a day", Err: ghg.ErrOutOfRange}
		}
	}
	if !h.days().within(owner.days()) || !h.days().within(owned.days()) {
		return &ghg.FieldError{Field: name, Value: h.days().String(), Want: "days of the entities: " + owner.days().String() + ", " + owned.days().String(), Err: ghg.ErrOutOfRange}
	}
	g.owners[h.Owned] = append(g.owners[h.Owned], h)
	return g.enterDays(name, h.days())
}

func (g *Group) enterSite(s *Site) error {
	if s.ID == "" {
		return &ghg.FieldError{Field: "id of the site", Want: "an id", Err: ghg.ErrMissing}
	}
	for _, d := range []*decimal.Decimal{s.Latitude, s.Longitude} {
		if d != nil && (dec.Check(*d) != nil || d.Abs().GreaterThan(halfTurn)) {
			return &ghg.FieldError{Field: "position of the site " + input.Shorten(s.ID), Value: dec.Brief(*d), Want: "degrees from −180 to 180", Err: ghg.ErrOutOfRange}
		}
	}
	if err := g.about("site "+input.Shorten(s.ID), s.Entity, s.days()); err != nil {
		return err
	}
	err := once("site "+s.ID, s, g.sites[s.ID], (*Site).days)
	g.sites[s.ID] = append(g.sites[s.ID], s)
	return err
}

func (g *Group) enterLease(l *Lease) error {
	name := "lease of " + input.Shorten(l.Asset)
	if l.Asset == "" || l.Site == "" {
		return &ghg.FieldError{Field: name, Value: l.Site, Want: "an asset and a site", Err: ghg.ErrMissing}
	}
	if err := cmp.Or(leaseRoles.Check(l.Role), leaseKinds.Check(l.Kind)); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if len(g.structure.Sites) > 0 && len(g.sites[l.Site]) == 0 {
		return &ghg.FieldError{Field: "site of the " + name, Value: l.Site, Want: "one of the sites", Err: ghg.ErrUnknown}
	}
	if l.Exception != "" && l.Kind != OperatingLease {
		return &ghg.FieldError{Field: "exception of the " + name, Value: input.Shorten(l.Exception), Want: "an operating lease", Err: ghg.ErrOutOfRange}
	}
	err := once(name+" at "+l.Site, l, g.leases[l.Site], (*Lease).days)
	g.leases[l.Site] = append(g.leases[l.Site], l)
	return cmp.Or(err, g.enterDays(name, l.days()))
}

// days returns the first day of every stretch in which no statement changes.
func (g *Group) days() []ghg.Date {
	first := ghg.Date{Year: 1, Month: 1, Day: 1}
	return append([]ghg.Date{first}, g.changes...)
}

// checkDays checks, for every day, that holdings do not go in a circle, that those in an entity add up to at most 1, and that
// there are not too many chains of them. It stops at the first problem.
func (g *Group) checkDays() []error {
	for _, d := range g.days() {
		for _, check := range []func(ghg.Date) error{g.noCircle, g.noMore, g.fewChains} {
			if err := check(d); err != nil {
				return []error{err}
			}
		}
	}
	return nil
}

// noMore returns an error if the holdings in an entity add up to more than 1.
func (g *Group) noMore(d ghg.Date) error {
	for i := range g.structure.Entities {
		id, sum := g.structure.Entities[i].ID, decimal.Decimal{}
		for _, h := range g.owners[id] {
			if h.days().on(d) {
				sum = sum.Add(h.Equity)
			}
		}
		if sum.GreaterThan(one) {
			return &ghg.FieldError{Field: "holdings in " + input.Shorten(id) + " on " + d.String(), Value: dec.Text(sum), Want: "at most 1 together", Err: ghg.ErrOutOfRange}
		}
	}
	return nil
}

// noCircle returns an error if an entity owns itself through others.
func (g *Group) noCircle(d ghg.Date) error {
	const open, done = 1, 2
	state := map[string]int{}
	var visit func(id string, chain []string) error
	visit = func(id string, chain []string) error {
		switch state[id] {
		case done:
			return nil
		case open:
			return &ghg.FieldError{Field: "holdings on " + d.String(), Value: input.Shorten(fmt.Sprint(append(chain, id))), Want: "no circle", Err: ghg.ErrOutOfRange}
		}
		state[id] = open
		for _, h := range g.owners[id] {
			if h.days().on(d) {
				if err := visit(h.Owner, append(chain, id)); err != nil {
					return err
				}
			}
		}
		state[id] = done
		return nil
	}
	for i := range g.structure.Entities {
		if err := visit(g.structure.Entities[i].ID, nil); err != nil {
			return err
		}
	}
	return nil
}

// mostChains is the number of chains of holdings to an entity at most, which bounds the time to follow them.
const mostChains = 1000

// fewChains returns an error if an entity has too many chains of holdings. There is no circle.
func (g *Group) fewChains(d ghg.Date) error {
	known := map[string]int{}
	var count func(id string) int
	count = func(id string) int {
		if n, is := known[id]; is {
			return n
		}
		n := 0
		for _, h := range g.owners[id] {
			if h.days().on(d) {
				n = min(n+max(1, count(h.Owner)), mostChains+1)
			}
		}
		known[id] = n
		return n
	}
	for i := range g.structure.Entities {
		if id := g.structure.Entities[i].ID; count(id) > mostChains {
			return &ghg.FieldError{Field: "chains of holdings to " + input.Shorten(id) + " on " + d.String(), Want: "at most 1000", Err: ghg.ErrOutOfRange}
		}
	}
	return nil
}

// checkControls returns an error for financial control that is stated for a day on which nobody holds the entity: most often,
// the day from which it is controlled is not stated. An entity may be operated without a holding.
func (g *Group) checkControls() []error {
	var problems []error
	for i := range g.structure.Controls {
		c := &g.structure.Controls[i]
		if !c.Financial || c.Entity == g.structure.Parent {
			continue
		}
		for _, d := range g.days() {
			if c.days().on(d) && !slices.ContainsFunc(g.owners[c.Entity], func(h *Holding) bool { return h.days().on(d) }) {
				problems = append(problems, &ghg.FieldError{Field: "financial control of " + input.Shorten(c.Entity), Value: c.days().String(), Want: "days on which an entity holds it; state from when, or the holding, which may be 0", Err: ghg.ErrOutOfRange})
				break
			}
		}
	}
	return problems
}

// checkRelations returns the contradictions between relations and stated control.
func (g *Group) checkRelations() []error {
	problems := g.checkControls()
	for i := range g.structure.Holdings {
		h := &g.structure.Holdings[i]
		for _, c := range g.controls[h.Owned] {
			if !c.days().meets(h.days()) {
				continue
			}
			want := ""
			switch {
			case (h.Relation == Associate || h.Relation == FixedAssetInvestment) && c.Financial:
				want = "no financial control, or another relation"
			case h.Relation.joint() && c.Financial:
				want = "joint control, or a subsidiary"
			case h.Relation == Subsidiary && !c.Financial && !c.Operational:
				want = "control of some kind, or another relation"
			}
			if want != "" {
				problems = append(problems, &ghg.FieldError{Field: "control of " + input.Shorten(h.Owned) + ", " + h.Relation.String() + " of " + input.Shorten(h.Owner), Value: c.String(), Want: want, Err: ghg.ErrOutOfRange})
			}
		}
	}
	return problems
}

// String returns the control in words: "financial and operational", "neither".
func (c Control) String() string {
	switch {
	case c.Financial && c.Operational:
		return "financial and operational"
	case c.Financial:
		return "financial"
	case c.Operational:
		return "operational"
	}
	return "neither"
}

var (
	one      = decimal.New(1, 0)
	halfTurn = decimal.New(180, 0)
)

package bridge

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/inventory"
)

// Options are what the inventories do not say of themselves. Only the accounting is required.
type Options struct {
	Accounting ghg.Accounting // of scope 2
	// Partial allows inventories that lack a scope. Lines of a scope that only one has are then new or ended activities.
	Partial bool
	// Restated holds the ids of activities that differ by a restatement or an error, each with the reason. Their whole
	// difference is the term [Restatement], unless Corrected holds the line.
	Restated map[string]string
	// Corrected holds restated lines of A as they should have been, calculated with the potentials of A. The restatement is then
	// the corrected figure − the published one, and the rest of the difference is attributed as that of any line: so a figure
	// that is reported and not calculated is not separable. For a line of B that A forgot, the published figure is 0.
	Corrected []ghg.Result
	// OldMethod holds activities of B, calculated by the methods of A, for lines whose method changed.
	OldMethod []ghg.Result
	// Shares are changes of the share at which an entity's amounts are in A and in B. Without one, a share that changes is a
	// change of the amounts.
	Shares map[string]Shares
	// TermOf returns the term of an input if it is not that of the function TermOf, or 0: [Boundary] for an input that is an
	// entity's share. nil is the function TermOf.
	TermOf func(ghg.Input) Term
	// GWP is the set of A. It is required if the sets differ and that of A is none of the IPCC's.
	GWP ghg.GWP
}

// Shares are the shares of an entity that two inventories hold, above 0 and at most 1.
type Shares struct{ From, To decimal.Decimal }

// Bridge is the difference between two inventories, attributed. Every list of parts sums to To − From exactly.
type Bridge struct {
	From, To ghg.CO2e // E_A and E_B
	// Terms holds every term, in order; those that nothing changed are zero.
	Terms  []Amount
	Places []Place // by scope and category, in order
	Lines  []Line  // those of B in its order, then those of A alone
}

// Amount is the amount of one term.
type Amount struct {
	Term  Term
	CO2e  ghg.CO2e // added to E_A; below zero for a decrease
	Lines int      // with a part in it
}

// Place is the difference in a scope, and of scope 3 in a category.
type Place struct {
	Scope    ghg.Scope
	Category ghg.Category
	From, To ghg.CO2e
	Terms    []Amount // as in Bridge
}

// Line is an activity's result in A, in B or in both.
type Line struct {
	ID, Part     string
	Entity, Site string
	Method       ghg.Method
	Scope        ghg.Scope // in B, or in A if it ended
	Category     ghg.Category
	WasScope     ghg.Scope // in A, if it is another or another category; 0 otherwise
	WasCategory  ghg.Category
	From, To     ghg.CO2e
	Parts        []Part
}

// Part is what one term, or one input, changes in a line.
type Part struct {
	Term Term
	CO2e ghg.CO2e
	// Input is the input of A that changed, with its numbers. It is the zero Input for terms that are not of one input.
	Input    ghg.Input
	From, To decimal.Decimal
	Reason   string // why, such as "method (not separable)"; "" if the term says it
	// Inseparable marks the whole difference of a line that cannot be attributed to its inputs. The term is Method.
	Inseparable bool
}

// Between returns the bridge from inventory a to inventory b of one organisation.
//
// Lines are matched if they have the same entity, site and part and the same activity id, or else if one line on each side
// has the same entity, site, scope, category, part, method, activities and regions of its factors, and begins as many
// months after its inventory. A line with the same id in another scope or category is reclassified.
//
// These are errors: no accounting; a nil inventory or one without results; a scope that is missing
// ([inventory.IncompleteError], unless Partial is set); a restated id, a share, a result by an old method or a corrected one
// that no line has; a corrected line that Restated does not hold; a set of potentials whose values are not known.
//
// Lines with one amount that share their factors, properties and prices are computed from one derivation: 100,000 of them take a
// few seconds. A line with several amounts is derived on its own, in some tenths of a millisecond.
func Between(a, b *inventory.Inventory, o Options) (Bridge, error) {
	if err := o.check(a, b); err != nil {
		return Bridge{}, err
	}
	from, err := gather(a, o.Accounting, ghg.GWP{})
	if err != nil {
		return Bridge{}, err
	}
	set, err := o.weights(a, b)
	if err != nil {
		return Bridge{}, err
	}
	to, err := gather(b, o.Accounting, set)
	if err != nil {
		return Bridge{}, err
	}
	if err := o.known(from, to); err != nil {
		return Bridge{}, err
	}
	c := comparison{o: o, a: from, b: to, compared: map[[2]kindKey]*kinds{}}
	if err := c.readOldMethods(set); err != nil {
		return Bridge{}, err
	}
	if err := c.readCorrected(); err != nil {
		return Bridge{}, err
	}
	pairs := match(from, to)
	if err := c.fetch(pairs); err != nil {
		return Bridge{}, err
	}
	lines := make([]Line, 0, len(pairs))
	for _, p := range pairs {
		line, err := c.line(p)
		if err != nil {
			return Bridge{}, fmt.Errorf("line %s: %w", input.Quote(line.ID), err)
		}
		lines = append(lines, line)
	}
	return summed(lines), nil
}

func (o Options) check(a, b *inventory.Inventory) error {
	for name, inv := range map[string]*inventory.Inventory{"inventory A": a, "inventory B": b} {
		if inv == nil || inv.GWP() == "" {
			return &ghg.FieldError{Field: name, Want: "an inventory with results", Err: ghg.ErrMissing}
		}
		if _, err := inv.Partial(o.Accounting); err != nil {
			return err
		}
		if o.Partial {
			continue
		}
		if _, err := inv.Total(o.Accounting); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	for id, reason := range o.Restated {
		if reason == "" {
			return &ghg.FieldError{Field: "restatement of " + input.Shorten(id), Want: "a reason", Err: ghg.ErrMissing}
		}
	}
	for _, entity := range slices.Sorted(maps.Keys(o.Shares)) {
		for _, share := range []decimal.Decimal{o.Shares[entity].From, o.Shares[entity].To} {
			if dec.Check(share) != nil || share.Sign() <= 0 || share.GreaterThan(one) {
				return &ghg.FieldError{Field: "share of entity " + input.Shorten(entity), Value: dec.Brief(share), Want: "a share above 0 and at most 1; an entity that only one inventory holds needs none", Err: ghg.ErrOutOfRange}
			}
		}
	}
	return nil
}

var one = decimal.New(1, 0)

// known returns an error for an option about a line that there is not.
func (o Options) known(a, b *book) error {
	for _, id := range slices.Sorted(maps.Keys(o.Restated)) {
		if !a.ids[id] && !b.ids[id] {
			return &ghg.FieldError{Field: "restated activity", Value: id, Want: "the id of a line that counts in A or B", Err: ghg.ErrUnknown}
		}
	}
	for _, entity := range slices.Sorted(maps.Keys(o.Shares)) {
		if !a.entities[entity] || !b.entities[entity] {
			return &ghg.FieldError{Field: "entity of a share", Value: entity, Want: "an entity with lines in A and B", Err: ghg.ErrUnknown}
		}
	}
	return nil
}

// weights returns the set of A if the results of B were converted with another one, or the zero GWP.
func (o Options) weights(a, b *inventory.Inventory) (ghg.GWP, error) {
	x, y := first(a), first(b)
	if x.SameGWP(y) == nil {
		return ghg.GWP{}, nil
	}
	set := o.GWP
	if set.IsZero() && x.GWPDigest == "" {
		var err error
		if set, err = ghg.ParseGWP(x.GWP); err != nil {
			return ghg.GWP{}, err
		}
	}
	if set.IsZero() || set.Name() != x.GWP || set.Own() && set.Digest() != x.GWPDigest {
		return ghg.GWP{}, &ghg.FieldError{Field: "GWP", Value: set.Name(), Want: "the set of inventory A, " + input.Shorten(x.GWP), Err: ghg.ErrMissing}
	}
	return set, nil
}

func first(inv *inventory.Inventory) ghg.Result {
	for r := range inv.Results() {
		return r
	}
	return ghg.Result{}
}

// summed adds up the parts of lines.
func summed(lines []Line) Bridge {
	b := Bridge{Lines: lines, Terms: newTerms()}
	places := map[placeKey]*Place{}
	at := func(s ghg.Scope, c ghg.Category) *Place {
		k := placeKey{s, c}
		if places[k] == nil {
			places[k] = &Place{Scope: s, Category: c, Terms: newTerms()}
		}
		return places[k]
	}
	for _, l := range lines {
		to := at(l.Scope, l.Category)
		from := to
		if l.WasScope != 0 {
			from = at(l.WasScope, l.WasCategory)
			add(from.Terms, Reclassification, ghg.CO2e{}.Sub(l.From))
			add(to.Terms, Reclassification, l.From)
			add(b.Terms, Reclassification, ghg.CO2e{})
		}
		b.From, b.To = b.From.Add(l.From), b.To.Add(l.To)
		from.From, to.To = from.From.Add(l.From), to.To.Add(l.To)
		var seen [Ended + 1]bool
		for _, p := range l.Parts {
			for _, list := range [][]Amount{b.Terms, to.Terms} {
				list[p.Term-1].CO2e = list[p.Term-1].CO2e.Add(p.CO2e)
				if !seen[p.Term] {
					list[p.Term-1].Lines++
				}
			}
			seen[p.Term] = true
		}
	}
	for _, k := range slices.SortedFunc(maps.Keys(places), placeKey.compare) {
		b.Places = append(b.Places, *places[k])
	}
	return b
}

func newTerms() []Amount {
	list := make([]Amount, Ended)
	for i := range list {
		list[i].Term = Term(i + 1) //nolint:gosec // at most Ended
	}
	return list
}

func add(list []Amount, t Term, amount ghg.CO2e) {
	list[t-1].CO2e = list[t-1].CO2e.Add(amount)
	list[t-1].Lines++
}

// placeKey is a scope and category.
type placeKey struct {
	scope    ghg.Scope
	category ghg.Category
}

func (k placeKey) compare(l placeKey) int {
	return cmp.Or(cmp.Compare(k.scope, l.scope), cmp.Compare(k.category, l.category))
}

// Scopes returns the difference by scope.
func (b Bridge) Scopes() []Place {
	var list []Place
	for _, p := range b.Places {
		last := len(list) - 1
		if last < 0 || list[last].Scope != p.Scope {
			list = append(list, Place{Scope: p.Scope, Terms: newTerms()})
			last++
		}
		s := &list[last]
		s.From, s.To = s.From.Add(p.From), s.To.Add(p.To)
		for i, t := range p.Terms {
			s.Terms[i].CO2e, s.Terms[i].Lines = s.Terms[i].CO2e.Add(t.CO2e), s.Terms[i].Lines+t.Lines
		}
	}
	return list
}

// Of returns the amount of a term in the total, zero for an invalid one.
func (b Bridge) Of(t Term) ghg.CO2e {
	if t < Boundary || int(t) > len(b.Terms) {
		return ghg.CO2e{}
	}
	return b.Terms[t-1].CO2e
}

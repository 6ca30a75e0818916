package consolidation

import (
	"fmt"
	"maps"
	"slices"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/inventory"
)

// Outside is what a consolidation counts of an entity, in its own scopes or in a category of scope 3, and what is others'.
type Outside struct {
	Entity  string
	Gross   ghg.CO2e // all its lines at 100 %
	Counted ghg.CO2e // in a total of the group
	Outside ghg.CO2e // gross − counted: other owners' share, and scope 3 of companies outside the boundary
}

// Outside returns a line for every entity, in the order of their ids: nothing is lost. The gross figures are by the method of
// scope 2 that Options.Scope2 names, as is what goes to scope 3.
func (c *Consolidation) Outside() ([]Outside, error) {
	if c == nil {
		return nil, errNothing()
	}
	lines := map[string]*Outside{}
	for _, of := range []struct {
		inv *inventory.Inventory
		to  func(*Outside) *ghg.CO2e
	}{{c.gross, func(o *Outside) *ghg.CO2e { return &o.Gross }}, {c.counted, func(o *Outside) *ghg.CO2e { return &o.Counted }}} {
		totals, err := c.byEntity(of.inv)
		if err != nil {
			return nil, err
		}
		for entity, total := range totals {
			if lines[entity] == nil {
				lines[entity] = &Outside{Entity: entity}
			}
			*of.to(lines[entity]) = total
		}
	}
	list := make([]Outside, 0, len(lines))
	for _, entity := range slices.Sorted(maps.Keys(lines)) {
		o := lines[entity]
		o.Outside = o.Gross.Sub(o.Counted)
		list = append(list, *o)
	}
	return list, nil
}

// byEntity returns the totals of the entities of an inventory.
func (c *Consolidation) byEntity(inv *inventory.Inventory) (map[string]ghg.CO2e, error) {
	p, err := inv.Partial(c.options.Scope2)
	if err != nil {
		return nil, err
	}
	totals := map[string]ghg.CO2e{}
	for k := range p.Kinds() {
		entity, err := c.group.entityOf(k.Head.Entity, k.Head.Site, k.Head.Period)
		if err != nil {
			return nil, err
		}
		totals[entity] = totals[entity].Add(k.CO2e)
	}
	return totals, nil
}

func errNothing() error {
	return &ghg.FieldError{Field: "consolidation", Value: "nil", Want: "one made by Group.Consolidate", Err: ghg.ErrMissing}
}

// Split is scopes 1 and 2 of two parts of a group.
type Split struct {
	Group  Scopes // the consolidated accounting group
	Others Scopes // associates, joint ventures, unconsolidated subsidiaries and other investees
}

// Scopes is scopes 1 and 2.
type Scopes struct{ Scope1, Scope2 ghg.CO2e }

// Total returns scope 1 + scope 2.
func (s Scopes) Total() ghg.CO2e { return s.Scope1.Add(s.Scope2) }

// Total returns the total of both parts.
func (s Split) Total() Scopes {
	return Scopes{s.Group.Scope1.Add(s.Others.Scope1), s.Group.Scope2.Add(s.Others.Scope2)}
}

// Accounts returns scopes 1 and 2 of the consolidated inventory for the consolidated accounting group and for other investees,
// with scope 2 by a method. It fails if it is not stated for an entity on a day of a line whether it is in the accounts, or if
// that changes within the line's period.
//
// Source: IFRS S2, paragraph 29(a)(iv), and illustrative example 1.
func (c *Consolidation) Accounts(a ghg.Accounting) (Split, error) {
	if c == nil {
		return Split{}, errNothing()
	}
	return c.group.split(c.counted, a, func(string, ghg.Period) (bool, error) { return true, nil })
}

// Operated returns scopes 1 and 2 of an unconsolidated inventory at 100 % for the consolidated accounting group, and for
// investees and joint arrangements outside it that the group operates.
//
// Source: ESRS E1 (Delegated Regulation (EU) 2023/2772), paragraphs 46 and 50.
func (g *Group) Operated(inv *inventory.Inventory, a ghg.Accounting) (Split, error) {
	if org := inv.Organisation(); org.Approach != inventory.Unconsolidated {
		return Split{}, &ghg.FieldError{Field: "approach of the inventory", Value: org.Approach.String(), Want: inventory.Unconsolidated.String() + ": every line at 100 %", Err: ghg.ErrOutOfRange}
	}
	return g.split(inv, a, func(entity string, p ghg.Period) (bool, error) {
		shares, err := g.Shares(inventory.OperationalControl, entity, p)
		if err != nil {
			return false, err
		}
		if len(shares) > 1 {
			return false, &ghg.FieldError{Field: "operational control of " + input.Shorten(entity), Value: p.String(), Want: "a line whose days have one answer", Err: ghg.ErrOutOfRange}
		}
		return shares[0].Value.Sign() > 0, nil
	})
}

// split adds up scopes 1 and 2 of an inventory, in the accounting group and of the others that count.
func (g *Group) split(inv *inventory.Inventory, a ghg.Accounting, others func(entity string, p ghg.Period) (bool, error)) (Split, error) {
	p, err := inv.Partial(a)
	if err != nil {
		return Split{}, err
	}
	var s Split
	for k := range p.Kinds() {
		h, total := k.Head, k.CO2e
		if h.Scope == ghg.Scope3 {
			continue
		}
		entity, err := g.entityOf(h.Entity, h.Site, h.Period)
		if err != nil {
			return Split{}, ofLine(&h, err)
		}
		consolidated, err := g.consolidated(entity, h.Period)
		if err != nil {
			return Split{}, ofLine(&h, err)
		}
		to := &s.Group
		if !consolidated {
			counts, err := others(entity, h.Period)
			if err != nil {
				return Split{}, ofLine(&h, err)
			}
			if !counts {
				continue
			}
			to = &s.Others
		}
		if h.Scope == ghg.Scope1 {
			to.Scope1 = to.Scope1.Add(total)
		} else {
			to.Scope2 = to.Scope2.Add(total)
		}
	}
	return s, nil
}

func ofLine(r *ghg.Result, err error) error {
	return fmt.Errorf("result %s: %w", input.Quote(r.ID), err)
}

// consolidated reports whether an entity is in the consolidated accounts throughout a period. The parent always is.
func (g *Group) consolidated(entity string, p ghg.Period) (bool, error) {
	if entity == g.structure.Parent {
		return true, nil
	}
	answer, known := false, false
	for _, q := range g.stretches(p) {
		i := slices.IndexFunc(g.accounts[entity], func(a *Account) bool { return a.days().on(q.Start) })
		if i < 0 {
			return false, &ghg.FieldError{Field: "account of " + input.Shorten(entity), Value: q.Start.String(), Want: "a statement for the day: whether it is in the consolidated accounts", Err: ghg.ErrMissing}
		}
		now := g.accounts[entity][i].Consolidated
		if known && now != answer {
			return false, &ghg.FieldError{Field: "account of " + input.Shorten(entity), Value: p.String(), Want: "a line whose days have one answer", Err: ghg.ErrOutOfRange}
		}
		answer, known = now, true
	}
	return answer, nil
}

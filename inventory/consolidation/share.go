package consolidation

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/inventory"
)

// Share is the part of an entity's emissions that an approach counts, on every day of a period.
type Share struct {
	Period ghg.Period
	Value  decimal.Decimal // from 0 to 1
	Chains []Chain         // from the parent to the entity; none where control decides alone
	Reason string          // what it follows from: "financial control", "joint control", "associate"
}

// Chain is a way from the parent to an entity. Its share is the product of its links.
type Chain []Link

// Link is one holding of a chain.
type Link struct {
	Owner, Owned string
	Share        decimal.Decimal // the equity; 1 for a link by control
}

// String returns the chain: "0.83 of Holland America × 0.5 of BGB".
func (c Chain) String() string {
	parts := make([]string, len(c))
	for i, l := range c {
		parts[i] = dec.Text(l.Share) + " of " + l.Owned
	}
	return strings.Join(parts, " × ")
}

// value returns the product of the links.
func (c Chain) value() decimal.Decimal {
	product := one
	for _, l := range c {
		product = product.Mul(l.Share)
	}
	return product
}

// String returns the share with what it follows from.
func (s Share) String() string {
	chains := make([]string, len(s.Chains))
	for i, c := range s.Chains {
		chains[i] = c.String()
	}
	text := dec.Text(s.Value) + " (" + s.Reason
	if len(chains) > 0 {
		text += ": " + strings.Join(chains, " + ")
	}
	return text + ")"
}

// same reports whether two shares say the same of different days.
func (s *Share) same(t *Share) bool {
	return s.Value.Equal(t.Value) && s.Reason == t.Reason && slices.EqualFunc(s.Chains, t.Chains, func(a, b Chain) bool {
		return slices.EqualFunc(a, b, func(x, y Link) bool { return x.Owner == y.Owner && x.Owned == y.Owned && x.Share.Equal(y.Share) })
	})
}

// Shares returns the shares of an entity in a period by an approach, in the order of the days: one if nothing changes.
//
//	equity share:        Σ over the chains from the parent of Π equity; 0 through a fixed asset investment
//	financial control:   1 if the group controls it; under joint control Σ over the owners of equity × their own share, at most 1; else 0
//	operational control: 1 if the group operates it, else 0
//
// It fails for an unknown entity, for one that does not exist on all days of the period, and for a control approach if the
// control of the entity, or of an owner that it depends on, is not stated for a day.
//
// Source: Corporate Standard, chapter 3, pp. 16–20.
func (g *Group) Shares(a inventory.Approach, entity string, p ghg.Period) ([]Share, error) {
	if err := p.Check(); err != nil {
		return nil, err
	}
	if _, err := g.entity(entity); err != nil {
		return nil, err
	}
	var list []Share
	for _, q := range g.stretches(p) {
		s, err := g.shareOn(a, entity, q.Start)
		if err != nil {
			return nil, err
		}
		s.Period = q
		if last := len(list) - 1; last >= 0 && list[last].same(&s) {
			list[last].Period.End = q.End
			continue
		}
		list = append(list, s)
	}
	return list, nil
}

func (g *Group) entity(id string) (*Entity, error) {
	if g != nil && g.entities[id] != nil {
		return g.entities[id], nil
	}
	return nil, &ghg.FieldError{Field: "entity", Value: id, Want: "one of the entities of the group", Err: ghg.ErrUnknown}
}

// stretches returns the parts of a period in which no statement changes.
func (g *Group) stretches(p ghg.Period) []ghg.Period {
	var list []ghg.Period
	start := p.Start
	for _, d := range g.changes {
		if start.Before(d) && d.Before(p.End) {
			list = append(list, ghg.Period{Start: start, End: d})
			start = d
		}
	}
	return append(list, ghg.Period{Start: start, End: p.End})
}

// shareOn returns the share of an entity on a day.
func (g *Group) shareOn(a inventory.Approach, id string, d ghg.Date) (Share, error) {
	e, err := g.entity(id)
	switch {
	case err != nil:
		return Share{}, err
	case !e.days().on(d):
		return Share{}, &ghg.FieldError{Field: "entity " + input.Shorten(id), Value: d.String(), Want: "a day on which it exists: " + e.days().String(), Err: ghg.ErrOutOfRange}
	case id == g.structure.Parent:
		return Share{Value: one, Reason: "the reporting company"}, nil
	}
	switch a {
	case inventory.EquityShare:
		return g.equity(id, d, false), nil
	case inventory.FinancialControl:
		return g.financial(id, d)
	case inventory.OperationalControl:
		return g.operational(id, d)
	default:
		return Share{}, &ghg.FieldError{Field: "consolidation approach", Value: a.String(), Want: "equity share, financial control or operational control", Err: ghg.ErrOutOfRange}
	}
}

// equity returns the economic interest in an entity. A fixed asset investment counts only if last is set and it is the last
// link: that is the interest by which an investment counts in category 15.
func (g *Group) equity(id string, d ghg.Date, last bool) Share {
	s := Share{Reason: "no holding"}
	for _, h := range g.owners[id] {
		if !h.days().on(d) {
			continue
		}
		s.Reason = h.Relation.String()
		if h.Relation == FixedAssetInvestment && !last || h.Equity.IsZero() {
			continue
		}
		link := Link{h.Owner, h.Owned, h.Equity}
		if h.Owner == g.structure.Parent {
			s.Chains = append(s.Chains, Chain{link})
			continue
		}
		for _, c := range g.equity(h.Owner, d, false).Chains {
			s.Chains = append(s.Chains, append(slices.Clone(c), link))
		}
	}
	s.sum()
	return s
}

// sum sets the value to that of the chains together.
func (s *Share) sum() {
	s.Value = decimal.Decimal{}
	for _, c := range s.Chains {
		s.Value = s.Value.Add(c.value())
	}
}

// control returns the stated control of an entity on a day.
func (g *Group) control(id string, d ghg.Date) (*Control, error) {
	for _, c := range g.controls[id] {
		if c.days().on(d) {
			return c, nil
		}
	}
	return nil, &ghg.FieldError{Field: "control of " + input.Shorten(id), Value: d.String(), Want: "a statement for the day: control does not follow from a holding", Err: ghg.ErrMissing}
}

// held returns the holdings in an entity on a day whose owner is in the group.
func (g *Group) held(id string, d ghg.Date) []*Holding {
	return slices.DeleteFunc(slices.Clone(g.owners[id]), func(h *Holding) bool { return !h.days().on(d) || !g.owned(h.Owner, d) })
}

// owned reports whether an entity is the parent or has a chain of holdings to it.
func (g *Group) owned(id string, d ghg.Date) bool {
	return id == g.structure.Parent || slices.ContainsFunc(g.owners[id], func(h *Holding) bool { return h.days().on(d) && g.owned(h.Owner, d) })
}

// financial returns the share by financial control.
func (g *Group) financial(id string, d ghg.Date) (Share, error) {
	held := g.held(id, d)
	if len(held) == 0 {
		return Share{Reason: "no holding"}, nil
	}
	c, err := g.control(id, d)
	if err != nil {
		return Share{}, err
	}
	if c.Financial {
		return Share{Value: one, Reason: "financial control"}, nil
	}
	s := Share{Reason: "no financial control"}
	for _, h := range held {
		if !h.Relation.joint() {
			continue
		}
		s.Reason = "joint control"
		owner, err := g.shareOn(inventory.FinancialControl, h.Owner, d)
		if err != nil {
			return Share{}, err
		}
		s.Chains = append(s.Chains, owner.extended(Link{h.Owner, h.Owned, h.Equity})...)
	}
	if s.sum(); s.Value.GreaterThan(one) {
		s.Value = one
	}
	return s, nil
}

// extended returns the chains of an owner with one more link. An owner by control has none of its own.
func (s *Share) extended(l Link) []Chain {
	if len(s.Chains) == 0 {
		if s.Value.IsZero() {
			return nil
		}
		return []Chain{{l}}
	}
	chains := make([]Chain, len(s.Chains))
	for i, c := range s.Chains {
		chains[i] = append(slices.Clone(c), l)
	}
	return chains
}

// operational returns the share by operational control.
func (g *Group) operational(id string, d ghg.Date) (Share, error) {
	c, err := g.control(id, d)
	switch {
	case err != nil && len(g.held(id, d)) == 0:
		return Share{Reason: "no holding"}, nil
	case err != nil:
		return Share{}, err
	case c.Operational:
		return Share{Value: one, Reason: "operational control"}, nil
	}
	return Share{Reason: "no operational control"}, nil
}

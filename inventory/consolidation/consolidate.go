package consolidation

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/inventory"
)

// Options state how an inventory is consolidated.
type Options struct {
	Approach inventory.Approach
	// Scope2 is the method whose results of scope 2 count where they go to a category of scope 3.
	Scope2 ghg.Accounting
	// SplitByDays splits a line that straddles a change, such as an acquisition, by its days, with the caveat [ghg.Prorated].
	// Otherwise such a line is an error.
	SplitByDays bool
}

// Consolidation is the inventory of a group by one approach.
type Consolidation struct {
	group    *Group
	options  Options
	gross    *inventory.Inventory
	counted  *inventory.Inventory
	outcomes map[outcomeKey]outcome
}

// outcomeKey is what decides where a result counts and by which share.
type outcomeKey struct {
	entity, site string
	period       ghg.Period
	scope        ghg.Scope
	accounting   ghg.Accounting
}

// outcome is what becomes of a result.
type outcome struct {
	portions []inventory.Portion
	err      error
}

// Consolidate returns the group's inventory by an approach. The given one holds every line of every entity at 100 %; its
// organisation has the approach [inventory.Unconsolidated]. Nothing is calculated again, so all approaches come from one run.
//
// A line belongs to the entity that it names, or to that of its site. What a control approach leaves out goes to the
// category that has it:
//
//	an associate, or another company that is held but not controlled   category 15, by the equity
//	a fixed asset investment, by every approach                        category 15, by the equity
//	a franchise that is not controlled                                 category 14, all of it
//	a leased asset outside the boundary                                category 8 or 13
//
// Scopes 1 and 2 of it count there, its scope 3 is a memo item (Scope 3 Standard, table 5.9). The part of other owners is
// what [Consolidation.Outside] lists.
//
// It fails if a line has no entity of the group; if the entity is in the group on none of its days; if it straddles a change
// of the share or of the place, unless Options.SplitByDays is set; and under the conditions of [inventory.Inventory.Portions].
func (g *Group) Consolidate(inv *inventory.Inventory, o Options) (*Consolidation, error) {
	org := inv.Organisation()
	switch {
	case g == nil || len(g.entities) == 0:
		return nil, &ghg.FieldError{Field: "group", Want: "a group made by New", Err: ghg.ErrMissing}
	case org.Approach != inventory.Unconsolidated:
		return nil, &ghg.FieldError{Field: "approach of the inventory", Value: org.Approach.String(), Want: inventory.Unconsolidated.String() + ": every line at 100 %", Err: ghg.ErrOutOfRange}
	case o.Approach != inventory.EquityShare && o.Approach != inventory.FinancialControl && o.Approach != inventory.OperationalControl:
		return nil, &ghg.FieldError{Field: "consolidation approach", Value: o.Approach.String(), Want: "equity share, financial control or operational control", Err: ghg.ErrMissing}
	case o.Scope2 != ghg.LocationBased && o.Scope2 != ghg.MarketBased:
		return nil, &ghg.FieldError{Field: "method of scope 2 of what goes to scope 3", Value: o.Scope2.String(), Want: "location-based or market-based", Err: ghg.ErrMissing}
	}
	c := &Consolidation{group: g, options: o, gross: inv, outcomes: map[outcomeKey]outcome{}}
	org.Approach = o.Approach
	var err error
	if c.counted, err = inv.Portions(org, c.portions); err != nil {
		return nil, fmt.Errorf("consolidation by %s: %w", o.Approach, err)
	}
	return c, nil
}

// Inventory returns the consolidated inventory. Its organisation has the approach.
func (c *Consolidation) Inventory() *inventory.Inventory {
	if c == nil {
		return nil
	}
	return c.counted
}

// portions returns what becomes of a result.
func (c *Consolidation) portions(r ghg.Result) ([]inventory.Portion, error) {
	key := outcomeKey{r.Entity, r.Site, r.Period, r.Scope, r.Accounting}
	known, is := c.outcomes[key]
	if !is {
		known.portions, known.err = c.portionsOf(r)
		c.outcomes[key] = known
	}
	return known.portions, known.err
}

func (c *Consolidation) portionsOf(r ghg.Result) ([]inventory.Portion, error) {
	entity, err := c.group.entityOf(r.Entity, r.Site, r.Period)
	if err != nil {
		return nil, err
	}
	parts, err := c.parts(entity, &r)
	if err != nil {
		return nil, err
	}
	if len(parts) == 1 {
		return parts[0].whole(), nil
	}
	if !c.options.SplitByDays {
		return nil, &ghg.FieldError{Field: "period", Value: r.Period.String(), Want: "days of one share, or Options.SplitByDays: " + described(parts), Err: ghg.ErrOutOfRange}
	}
	return split(parts, r.Period), nil
}

// entityOf returns the entity of a line: the one that it names, or that of its site.
func (g *Group) entityOf(entity, site string, p ghg.Period) (string, error) {
	for _, s := range g.sites[site] {
		if !s.days().meets(span{p.Start, p.End}) {
			continue
		}
		if entity == "" {
			entity = s.Entity
		}
		if s.Entity != entity {
			return "", &ghg.FieldError{Field: "entity", Value: entity, Want: input.Shorten(s.Entity) + ", whose site is " + input.Shorten(site) + " (" + s.days().String() + ")", Err: ghg.ErrOutOfRange}
		}
	}
	if entity == "" {
		return "", &ghg.FieldError{Field: "entity", Value: "", Want: "an entity of the group, or a site of one", Err: ghg.ErrMissing}
	}
	_, err := g.entity(entity)
	return entity, err
}

// part is what becomes of a result on some days.
type part struct {
	share Share
	to    *inventory.Destination
	days  int
	none  bool // it does not count on these days

	entity string
}

// parts returns what becomes of a result in the stretches of its period.
func (c *Consolidation) parts(entity string, r *ghg.Result) ([]part, error) {
	var list []part
	held := false
	for _, p := range c.group.stretches(r.Period) {
		one, err := c.part(entity, r, p.Start)
		if err != nil {
			return nil, err
		}
		held = held || one.share.Reason != "no holding"
		one.share.Period, one.days, one.entity = p, p.Days(), entity
		if last := len(list) - 1; last >= 0 && list[last].same(&one) {
			list[last].days += one.days
			list[last].share.Period.End = p.End
			continue
		}
		list = append(list, one)
	}
	if !held {
		return nil, &ghg.FieldError{Field: "entity", Value: entity, Want: "one that is in the group on days of " + r.Period.String(), Err: ghg.ErrOutOfRange}
	}
	return list, nil
}

// same reports whether the same becomes of a result.
func (p *part) same(q *part) bool {
	if (p.to == nil) != (q.to == nil) || p.none != q.none || !p.share.same(&q.share) {
		return false
	}
	return p.to == nil || p.to.Category == q.to.Category && p.to.Subject == q.to.Subject
}

// part returns what becomes of a result on a day.
func (c *Consolidation) part(entity string, r *ghg.Result, d ghg.Date) (part, error) {
	g := c.group
	if e := g.entities[entity]; !e.days().on(d) {
		return part{}, &ghg.FieldError{Field: "entity", Value: entity, Want: "an entity that exists on " + d.String() + ", not " + e.days().String(), Err: ghg.ErrOutOfRange}
	}
	s, err := g.shareOn(c.options.Approach, entity, d)
	if err != nil {
		return part{}, err
	}
	if !s.Value.IsZero() {
		return part{share: s, to: c.leased(r, d)}.counting(c, r), nil
	}
	return c.excluded(entity, s, r, d).counting(c, r), nil
}

// counting leaves out what does not count where it goes: the other method of scope 2.
func (p part) counting(c *Consolidation, r *ghg.Result) part {
	if p.to != nil && r.Scope == ghg.Scope2 && r.Accounting != 0 && r.Accounting != c.options.Scope2 {
		p.none = true
	}
	return p
}

// leased returns where a result of a leased asset counts, nil if it stays.
func (c *Consolidation) leased(r *ghg.Result, d ghg.Date) *inventory.Destination {
	if r.Scope == ghg.Scope3 {
		return nil
	}
	for _, l := range c.group.leases[r.Site] {
		if category := l.place(c.options.Approach); l.days().on(d) && category != 0 {
			source := l.Kind.String() + " lease of a " + l.Role.String() + ", by " + c.options.Approach.String() + " (Scope 3 Standard, appendix A)"
			if l.Exception != "" {
				source += "; " + l.Exception
			}
			return &inventory.Destination{Category: category, Subject: ghg.Subject{Kind: ghg.SubjectAsset, Name: l.Asset}, Part: partName(category), Memo: scope3Memo(r), Source: source}
		}
	}
	return nil
}

// partName is the part of a result that moves.
func partName(c ghg.Category) string { return "category " + strconv.Itoa(int(c)) }

// scope3Memo keeps scope 3 of another company out of the totals.
func scope3Memo(r *ghg.Result) ghg.Memo {
	if r.Memo.Kind == 0 && r.Scope == ghg.Scope3 {
		return ghg.Memo{Kind: ghg.MemoInvesteeScope3, Detail: "scope 3 of a company outside the boundary: shown apart from its scopes 1 and 2"}
	}
	return r.Memo
}

// excluded returns where a result counts that the approach gives no share of.
func (c *Consolidation) excluded(entity string, s Share, r *ghg.Result, d ghg.Date) part {
	held := c.group.held(entity, d)
	if len(held) == 0 {
		return part{share: s, none: true}
	}
	reason := "outside the boundary by " + c.options.Approach.String() + " (" + s.Reason + ")"
	if slices.ContainsFunc(held, func(h *Holding) bool { return h.Relation == Franchise }) {
		return part{share: Share{Value: one, Reason: "franchise"}, to: &inventory.Destination{
			Category: ghg.Franchises, Subject: ghg.Subject{Kind: ghg.SubjectFranchise, Name: entity}, Part: partName(ghg.Franchises),
			Memo: scope3Memo(r), Source: reason + ": scopes 1 and 2 of the franchisee",
		}}
	}
	interest := c.group.equity(entity, d, true)
	if interest.Value.IsZero() {
		return part{share: s, none: true}
	}
	return part{share: interest, to: &inventory.Destination{
		Category: ghg.Investments, Subject: ghg.Subject{Kind: ghg.SubjectInvestee, Name: entity}, Part: partName(ghg.Investments),
		Memo: scope3Memo(r), Source: reason + ": the share of equity (Scope 3 Standard, table 5.9)",
	}}
}

// whole returns the portions of a result to which the same happens on all its days.
func (p *part) whole() []inventory.Portion {
	if p.none {
		return nil
	}
	return []inventory.Portion{{Terms: terms(&p.share, p.entity), To: p.to}}
}

// terms returns the terms of a share: one for each link of a single chain, else one for the share.
func terms(s *Share, entity string) []ghg.Term {
	if len(s.Chains) == 0 && s.Value.Equal(one) {
		return nil
	}
	if len(s.Chains) == 1 && s.Chains[0].value().Equal(s.Value) {
		list := make([]ghg.Term, 0, len(s.Chains[0]))
		for _, l := range s.Chains[0] {
			list = append(list, ghg.Term{Label: "share in " + input.Shorten(l.Owned), Kind: ghg.TermShare, Value: l.Share, Unit: "1", Source: s.source(), Ref: l.Owned})
		}
		return list
	}
	return []ghg.Term{{Label: "share of the group", Kind: ghg.TermShare, Value: s.Value, Unit: "1", Source: s.source(), Ref: entity}}
}

// source returns the share in words, as short as a label.
func (s *Share) source() string { return clipped(s.String()) }

// clipped shortens a text to the length of a label.
func clipped(text string) string {
	if len(text) <= ghg.MaxText/2 {
		return text
	}
	return input.Shorten(text)
}

// split returns the portions of a result that straddles a change: one for each place, of all its days together.
//
//	Σ days × share ÷ days of the period
func split(parts []part, period ghg.Period) []inventory.Portion {
	var list []inventory.Portion
	for i := range parts {
		p := &parts[i]
		if p.none || slices.ContainsFunc(parts[:i], func(q part) bool { return !q.none && q.goesWith(p) }) {
			continue
		}
		var weighted decimal.Decimal
		var source []string
		for j := range parts {
			if q := &parts[j]; !q.none && q.goesWith(p) {
				weighted = weighted.Add(q.share.Value.Mul(decimal.NewFromInt(int64(q.days))))
				source = append(source, q.share.String()+" on "+strconv.Itoa(q.days)+" days")
			}
		}
		if weighted.IsZero() {
			continue
		}
		text := clipped(strings.Join(source, ", "))
		list = append(list, inventory.Portion{
			Terms: []ghg.Term{
				{Label: "days × share", Kind: ghg.TermShare, Value: weighted, Unit: "1", Source: text, Ref: p.entity},
				{Label: "days of the period", Kind: ghg.TermShare, Value: decimal.NewFromInt(int64(period.Days())), Unit: "1", Divides: true, Source: period.String(), Ref: p.entity + " by days"},
			},
			Caveats: []ghg.Caveat{{Kind: ghg.Prorated, Detail: "split by days: " + described(parts)}},
			To:      p.to,
		})
	}
	return list
}

// goesWith reports whether two parts go to one place.
func (p *part) goesWith(q *part) bool {
	if p.to == nil || q.to == nil {
		return p.to == q.to
	}
	return p.to.Category == q.to.Category && p.to.Subject == q.to.Subject
}

// described returns what becomes of a result on its days, in words.
func described(parts []part) string {
	texts := make([]string, len(parts))
	for i := range parts {
		p := &parts[i]
		days := span{p.share.Period.Start, p.share.Period.End}.String()
		switch {
		case p.none:
			texts[i] = days + ": none (" + p.share.Reason + ")"
		case p.to != nil:
			texts[i] = days + ": " + p.share.String() + " in " + p.to.Category.String()
		default:
			texts[i] = days + ": " + p.share.String()
		}
	}
	return clipped(strings.Join(texts, "; "))
}

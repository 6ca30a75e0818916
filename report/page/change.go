package page

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/bridge"
	"github.com/ghgkit/ghg/report"
)

// step is a row of the waterfall.
type step struct {
	name  phrase
	key   string
	start decimal.Decimal // kg
	delta ghg.CO2e
	total bool // a level, not a change
}

// waterfall is a change from one year to the next in rows that add up exactly.
type waterfall struct {
	from, to  string
	steps     []step
	published bool // by figures as they were published
	terms     bool // by the terms of a bridge
	why       phrase
	year      string // that is missing
}

// changes returns the waterfall: by the terms of the bridge, by scope and category of two inventories, or by those that were
// published.
func (m *model) changes() waterfall {
	if m.Bridge != nil {
		return m.bridged(*m.Bridge)
	}
	if len(m.Years) == 0 {
		return waterfall{why: sayNoYear, year: m.yearBefore()}
	}
	last := m.Years[len(m.Years)-1]
	f := waterfall{from: last.Label, to: m.label, published: last.Inventory == nil, year: last.Label}
	from, fromOK := m.figuresOf(last.Inventory, last.Published)
	to, toOK := m.ownFigures(f.published)
	if !fromOK || !toOK {
		f.why = sayNoParts
		return f
	}
	f.divide(from, to, m)
	return f
}

// parts are a total with its scopes and categories; one that is not known is absent.
type parts struct {
	total      ghg.CO2e
	scopes     map[ghg.Scope]ghg.CO2e
	categories map[ghg.Category]ghg.CO2e
}

func (m *model) ownFigures(published bool) (parts, bool) {
	if published {
		return m.figuresOf(nil, m.Published)
	}
	return m.figuresOf(m.Inventory, nil)
}

func (m *model) figuresOf(inv *inventory.Inventory, figures []report.Figure) (parts, bool) {
	p := parts{scopes: map[ghg.Scope]ghg.CO2e{}, categories: map[ghg.Category]ghg.CO2e{}}
	if inv == nil {
		f, ok := figureOf(figures, m.by, ghg.Scope1, ghg.Scope2, ghg.Scope3)
		p.total = f.CO2e
		for _, s := range []ghg.Scope{ghg.Scope1, ghg.Scope2, ghg.Scope3} {
			if f, ok := figureOf(figures, m.by, s); ok {
				p.scopes[s] = f.CO2e
			}
		}
		for c := ghg.PurchasedGoodsAndServices; c <= ghg.Investments; c++ {
			if f, ok := categoryFigure(figures, c); ok {
				p.categories[c] = f.CO2e
			}
		}
		return p, ok
	}
	for _, s := range []ghg.Scope{ghg.Scope1, ghg.Scope2, ghg.Scope3} {
		c, err := inv.Scope(s, m.by)
		if err != nil {
			return p, false
		}
		p.scopes[s] = c
		p.total = p.total.Add(c)
	}
	for c := ghg.PurchasedGoodsAndServices; c <= ghg.Investments; c++ {
		if kg, err := inv.Category(c); err == nil {
			p.categories[c] = kg
		}
	}
	return p, true
}

// divide makes a row of each scope and category that both years have; what is left is a row of its own.
func (f *waterfall) divide(from, to parts, m *model) {
	level := from.total.Kg()
	f.steps = append(f.steps, step{name: phrase{f.from, f.from}, start: level, total: true})
	add := func(name phrase, key string, delta ghg.CO2e) {
		f.steps = append(f.steps, step{name: name, key: key, start: level, delta: delta})
		level = level.Add(delta.Kg())
	}
	rows := 0
	for _, s := range []ghg.Scope{ghg.Scope1, ghg.Scope2} {
		a, okA := from.scopes[s]
		b, okB := to.scopes[s]
		if okA && okB {
			name := sayScope1
			if s == ghg.Scope2 {
				name = scope2Name(m.by)
			}
			add(name, "", b.Sub(a))
			rows++
		}
	}
	for c := ghg.PurchasedGoodsAndServices; c <= ghg.Investments; c++ {
		a, okA := from.categories[c]
		b, okB := to.categories[c]
		if okA && okB && (!a.IsZero() || !b.IsZero()) {
			if d := b.Sub(a); !d.IsZero() {
				add(categoryName(c), "3."+coord(number(int(c))), d)
			}
			rows++
		}
	}
	if rest := to.total.Kg().Sub(level); !rest.IsZero() {
		c, err := ghg.KgCO2e(rest)
		if err == nil {
			add(f.restName(rest, rows), "", c)
		}
	}
	f.steps = append(f.steps, step{name: phrase{f.to, f.to}, start: to.total.Kg(), total: true})
}

// restName tells the publisher's rounding from what is not divided: rounding explains up to a kilotonne, the unit in which
// figures are published, for each row.
func (f *waterfall) restName(rest decimal.Decimal, rows int) phrase {
	if f.published && rest.Abs().Cmp(number(rows+2).Mul(decimal.New(1, 6))) <= 0 {
		return sayRounding
	}
	return sayNotDivided
}

func (m *model) bridged(b bridge.Bridge) waterfall {
	f := waterfall{from: "", to: m.label, terms: true}
	if len(m.Years) > 0 {
		f.from = m.Years[len(m.Years)-1].Label
	} else {
		f.from = m.yearBefore()
	}
	level := b.From.Kg()
	f.steps = append(f.steps, step{name: phrase{f.from, f.from}, start: level, total: true})
	for _, t := range b.Terms {
		if t.CO2e.IsZero() {
			continue
		}
		f.steps = append(f.steps, step{name: termName(t.Term), start: level, delta: t.CO2e})
		level = level.Add(t.CO2e.Kg())
	}
	f.steps = append(f.steps, step{name: phrase{f.to, f.to}, start: b.To.Kg(), total: true})
	return f
}

// changeScale places levels: the axis may begin above zero.
type changeScale struct{ low, high decimal.Decimal }

func (f *waterfall) scale() changeScale {
	s := changeScale{f.steps[0].start, f.steps[0].start}
	for _, t := range f.steps {
		end := t.start.Add(t.delta.Kg())
		s.low = decimal.Min(s.low, t.start, end)
		s.high = decimal.Max(s.high, t.start, end)
	}
	span := s.high.Sub(s.low)
	if span.IsZero() {
		span = decimal.Max(s.high.Abs(), one)
	}
	margin := span.Mul(decimal.New(8, -2))
	below := s.low.Sub(margin)
	if s.low.Sign() >= 0 && (below.IsNegative() || s.low.Cmp(span) < 0) {
		below = decimal.Decimal{}
	}
	return changeScale{below, s.high.Add(margin)}
}

func (s changeScale) x(kg decimal.Decimal) decimal.Decimal {
	return of(kg.Sub(s.low), s.high.Sub(s.low))
}

// change is section 4.
func (p *page) change() {
	f := p.changes()
	below := sayChangeBelow
	switch {
	case f.why != (phrase{}):
		below = phrase{}
	case f.terms:
		below = sayChangeTerms
	case f.published:
		below = sayChangePublished
	}
	p.section("change", func() { p.changeHeading(f) }, below, dataPart(f.from), dataPart(f.to), p.unitName(), phrasePart(methodName(p.by)))
	if f.why != (phrase{}) {
		p.open("p")
		p.na(f.why, dataPart(f.year))
		p.close()
		p.close()
		return
	}
	s := f.scale()
	p.open("p", class("note"))
	if s.low.IsZero() {
		p.say(sayAxisZero)
	} else {
		p.say(sayAxisFrom, textPart(p.unit.edge(s.low)))
	}
	p.close()
	p.open("table", class("chart"))
	p.open("tbody")
	for i := range f.steps {
		p.changeRow(f.steps[i], s)
	}
	p.changeAxis(s)
	p.close()
	p.close()
	p.close()
}

// edge shows the beginning of an axis.
func (u unit) edge(kg decimal.Decimal) string { return sized(kg.Shift(u.shift)) }

// changeHeading names the row that is most of the change, if one is at least half of it in the same direction.
func (p *page) changeHeading(f waterfall) {
	if f.why != (phrase{}) {
		p.say(sayChangeNone)
		return
	}
	total := f.steps[len(f.steps)-1].start.Sub(f.steps[0].start)
	for _, t := range f.steps {
		if t.total || t.delta.Kg().Sign() != total.Sign() || total.IsZero() {
			continue
		}
		if t.delta.Kg().Abs().Mul(two).Cmp(total.Abs()) < 0 {
			continue
		}
		form := sayChangeRise
		if total.IsNegative() {
			form = sayChangeFall
		}
		p.say(form, phrasePart(t.name.inner()), textPart(p.unit.change(t.delta)), textPart(signed(sized(total.Shift(p.unit.shift)))), textPart(p.unit.name))
		return
	}
	p.say(sayChangeNeutral, dataPart(f.from), dataPart(f.to))
}

func (p *page) changeRow(t step, s changeScale) {
	bold := attr{}
	if t.total {
		bold = class("total")
	}
	p.open("tr", bold)
	p.open("th", at("scope", "row"), class("label"))
	if t.key != "" {
		p.text(t.key + " ")
	}
	p.say(t.name)
	p.close()
	p.open("td", class("draw"), hidden())
	c := begin(p.writer, 20)
	drawChange(c, t, s)
	p.close()
	p.close()
	p.open("td", class("num"))
	p.text(p.stepText(t))
	p.close()
	p.close()
}

func (m *model) stepText(t step) string {
	if t.total {
		return sized(t.start.Shift(m.unit.shift))
	}
	d := m.unit.of(t.delta)
	if d.Equal(d.Round(0)) {
		return signed(fixed(d, 0))
	}
	return m.unit.change(t.delta)
}

// drawChange draws a level as a line, since the axis may not begin at zero, and a change as a bar.
func drawChange(c canvas, t step, s changeScale) {
	x := s.x(t.start)
	if t.total {
		c.line(x, px(1), x, px(19), class("k-tick"))
		return
	}
	end := s.x(t.start.Add(t.delta.Kg()))
	name := "up"
	if t.delta.IsNegative() {
		name = "down"
	}
	c.rect(x, end.Sub(x), px(4), px(12), class("f-"+name))
	c.line(end, px(4), end, px(22), class("k-"+name))
}

func (p *page) changeAxis(s changeScale) {
	p.open("tr", hidden())
	p.open("td")
	p.close()
	p.open("td", class("draw"))
	c := begin(p.writer, 20)
	p.drawChangeAxis(c, s)
	p.close()
	p.close()
	p.open("td")
	p.close()
	p.close()
}

func (m *model) drawChangeAxis(c canvas, s changeScale) {
	for _, t := range axisSteps(s.low.Shift(m.unit.shift), s.high.Shift(m.unit.shift)) {
		x := s.x(t.Shift(-m.unit.shift))
		c.line(x, px(0), x, px(4), class("k-grid"))
		c.words(x, px(17), 0, textPart(grouped(coord(t))), class("m c"))
	}
}

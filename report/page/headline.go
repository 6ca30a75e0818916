package page

import (
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/report"
	"github.com/ghgkit/ghg/targets"
)

// card is one of the three figures of the headline.
type card struct {
	class  string
	hue    string
	name   phrase
	scopes []ghg.Scope
}

func (m *model) cards() []card {
	all, own := sayAllMarket, sayOwnMarket
	if m.by == ghg.LocationBased {
		all, own = sayAllLocation, sayOwnLocation
	}
	return []card{
		{"c123", "ink", all, []ghg.Scope{ghg.Scope1, ghg.Scope2, ghg.Scope3}},
		{"c12", "s2", own, []ghg.Scope{ghg.Scope1, ghg.Scope2}},
		{"c3", "s3", sayScope3, []ghg.Scope{ghg.Scope3}},
	}
}

// headline is section 1: three totals of this inventory, each with its series.
func (p *page) headline() {
	p.open("section", id("headline"), at("aria-label", "Totals"))
	p.open("div", class("cards"))
	own := true
	for _, c := range p.cards() {
		p.open("div", class(c.class))
		p.open("h2")
		p.say(c.name)
		p.close()
		p.cardFigure(c)
		own = p.cardSeries(c)
		p.close()
	}
	p.close()
	p.open("p", class("note"))
	switch {
	case len(p.Years) == 0:
		p.say(sayNoteOneYear)
	case own:
		p.say(sayNoteOwn)
	default:
		p.say(sayNotePublished)
	}
	p.close()
	p.close()
}

// cardFigure writes the number, the other method beside it, and what was published.
func (p *page) cardFigure(c card) {
	if gone := p.missing(c.scopes...); len(gone) > 0 {
		p.open("div", class("sans"))
		p.na(sayScopeMissing, phrasePart(scopeNames(gone)))
		p.close()
	} else {
		p.open("div")
		p.open("span", class("big-number"))
		p.inside(p.cardNumber(p.counted(p.by, c.scopes...)))
		p.close()
		p.text(" ")
		p.open("span", class("unit"))
		p.inside(p.unitName())
		p.close()
		p.close()
	}
	p.open("p", class("beside"))
	if slices.Contains(c.scopes, ghg.Scope2) {
		p.otherMethod(c)
	} else {
		p.say(sayCategoriesCounted, textPart(coord(number(p.categoriesCounted()))))
	}
	if f, ok := figureOf(p.Published, p.by, c.scopes...); ok {
		p.text(" · ")
		p.say(sayPublished, textPart(p.published(f)))
	}
	p.close()
}

// cardNumber writes a total: by its size, whatever it is made of.
func (p *page) cardNumber(g group) func(w *writer) { return link(p.unit.show(g.co2e), g.ordinals) }

func (p *page) otherMethod(c card) {
	other := p.counted(p.beside, c.scopes...)
	if p.scope2.lacks(p.beside) {
		p.say(methodName(p.beside))
		p.text(" ")
		p.na(sayNoOther)
		return
	}
	p.say(methodName(p.beside))
	p.text(" ")
	p.inside(p.cardNumber(other))
}

func (m *model) categoriesCounted() int {
	n := 0
	for c := ghg.PurchasedGoodsAndServices; c <= ghg.Investments; c++ {
		if m.category(c).rows > 0 {
			n++
		}
	}
	return n
}

// cardSeries draws the last years and writes the changes. It reports whether the figures are those of inventories.
func (p *page) cardSeries(c card) bool {
	points, own := p.series(c.scopes...)
	target := p.targetOf(c.scopes)
	shown := points[max(0, len(points)-4):]
	svg := begin(p.writer, 58, hidden())
	drawBars(svg, shown, c.hue, allowed(target))
	p.close()
	p.open("dl", class("facts"))
	last := points[len(points)-1]
	if len(points) == 1 {
		p.fact(func() { p.say(sayOnLastYear) }, func() { p.na(sayNoYear, dataPart(p.yearBefore())) })
	} else {
		p.changeOn(points[len(points)-2], last)
	}
	if i := slices.IndexFunc(points, func(y yearFigure) bool { return y.label == p.Base }); p.Base != "" && i >= 0 && i < len(points)-1 {
		p.changeOnBase(points[i], last)
	} else if p.Base == "" {
		p.fact(func() { p.say(sayOnBase, textPart("")) }, func() { p.na(sayNoBase) })
	}
	p.againstPath(target)
	p.close()
	return own
}

// fact writes a name and a value below it.
func (p *page) fact(name, value func()) {
	p.open("div")
	p.open("dt")
	name()
	p.close()
	p.open("dd")
	value()
	p.close()
	p.close()
}

func (p *page) changeOn(from, to yearFigure) {
	p.fact(func() { p.say(sayOn, dataPart(from.label)) }, func() { p.relative(from, to) })
}

func (p *page) changeOnBase(from, to yearFigure) {
	p.fact(func() { p.say(sayOnBase, dataPart(from.label)) }, func() { p.relative(from, to) })
}

func (p *page) relative(from, to yearFigure) {
	switch {
	case !from.known:
		p.na(sayNoYear, dataPart(from.label))
	case !to.known:
		p.na(sayNoYear, dataPart(to.label))
	default:
		q, ok := ratio(to.co2e.Sub(from.co2e).Kg(), from.co2e.Kg())
		if !ok || from.co2e.IsNegative() {
			p.na(sayZeroBase, dataPart(from.label))
			return
		}
		p.text(percentChange(q))
	}
}

// yearBefore names the year before that of the report: as the report names its own, if its name ends with a year.
func (m *model) yearBefore() string {
	name := strings.TrimRight(m.label, "0123456789")
	if year, err := strconv.Atoi(strings.TrimPrefix(m.label, name)); err == nil && len(m.label) == len(name)+4 {
		return name + strconv.Itoa(year-1)
	}
	return m.org.Period.Shift(-1).String()
}

// targetOf returns the target that covers exactly these scopes.
func (m *model) targetOf(scopes []ghg.Scope) *report.Target {
	for i := range m.Targets {
		c := m.Targets[i].Covered
		if len(c.Categories) == 0 && len(c.Scopes) == len(scopes) && !slices.ContainsFunc(scopes, func(s ghg.Scope) bool { return !slices.Contains(c.Scopes, s) }) {
			return &m.Targets[i]
		}
	}
	return nil
}

// allowed returns what the path allows in the latest year, if the target was tracked for it.
func allowed(t *report.Target) (a *ghg.CO2e) {
	if t == nil || t.Withheld != "" || t.Progress.Latest.Year == 0 {
		return nil
	}
	return &t.Progress.Latest.Allowance
}

// againstPath writes the status in a shape and a word: ▲ behind, ▼ on track, ◌ unknown.
func (p *page) againstPath(t *report.Target) {
	p.fact(func() { p.say(sayAgainstPath) }, func() {
		switch {
		case t == nil:
			p.text("◌ ")
			p.na(sayNoTarget)
		case t.Withheld != "":
			p.text("◌ ")
			p.na(sayReason, dataPart(t.Withheld))
		default:
			p.status(t.Progress.Latest)
		}
	})
}

func (p *page) status(latest targets.Row) {
	q, known := latest.Ratio.Get()
	if !known {
		p.text("◌ ")
		p.na(sayReason, dataPart(latest.Ratio.Reason()))
		return
	}
	shape, name, mark := "▼ ", sayOnTrack, "ok"
	switch latest.Status {
	case targets.Ahead:
		name = sayAhead
	case targets.AtRisk:
		shape, name, mark = "▲ ", sayAtRisk, "behind"
	case targets.Behind:
		shape, name, mark = "▲ ", sayBehind, "behind"
	}
	p.open("span", class(mark))
	p.text(shape)
	p.say(name)
	p.close()
	p.text(" " + percentChange(q.Sub(one)))
}

// drawBars draws up to four years from zero, and a tick at what the path allows in the last. A year without a figure has
// no bar.
func drawBars(c canvas, points []yearFigure, hue string, limit *ghg.CO2e) {
	const height = 34
	highest := decimal.New(1, 0)
	for _, y := range points {
		highest = decimal.Max(highest, y.co2e.Kg())
	}
	if limit != nil {
		highest = decimal.Max(highest, limit.Kg())
	}
	tall := func(kg decimal.Decimal) decimal.Decimal {
		return decimal.Max(decimal.Decimal{}, of(kg.Mul(px(height)).Shift(-2), highest))
	}
	slot := decimal.New(26, 0)
	for i, y := range points {
		x := slot.Mul(number(i))
		last := i == len(points)-1
		fill := class("f-rule")
		if last {
			fill = class("f-" + hue)
		}
		if y.known {
			h := tall(y.co2e.Kg())
			c.rect(x, number(21), px(height+4).Sub(h), h, fill)
		}
		if last && limit != nil {
			top := px(height + 4).Sub(tall(limit.Kg()))
			c.line(x.Sub(one), top, x.Add(number(22)), top, class("k-allowed"))
		}
		c.words(x.Add(decimal.New(105, -1)), px(height+20), 0, textPart(shorten(y.label, 12)), class("m c"))
	}
}

func shorten(s string, most int) string {
	runes := []rune(s)
	if len(runes) <= most {
		return s
	}
	return string(runes[:most-1]) + "…"
}

package page

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/inventory/uncertainty"
	"github.com/ghgkit/ghg/report"
)

// interval is a row of section 7.
type interval struct {
	name      phrase
	key       string // of a line: its number
	hue       string
	value     string // as it is shown
	ordinals  report.Ordinals
	low, high decimal.Decimal // kg
	gsd2      decimal.Decimal
	covered   *decimal.Decimal // share of the group that the interval is of, if it is not all
	known     bool
	why       func(w *writer)
	total     bool
}

const intervalLines = 20 // with their own interval on the page, the largest

// intervals returns the rows: the scopes, the categories and the total.
func (m *model) intervals() []interval {
	if m.Analysis == nil {
		return nil
	}
	by := m.Analysis.Accounting()
	var rows []interval
	for i, f := range m.Analysis.ByScope() {
		name, hue, g := phrase{f.Name, f.Name}, "s"+strconv.Itoa(min(i+1, 3)), group{}
		for _, s := range allScopes {
			if f.Name == s.String() {
				name, hue, g = scopeName(s), "s"+coord(number(int(s))), m.counted(by, s)
			}
		}
		rows = append(rows, m.intervalOf(f, name, hue, g))
	}
	for _, f := range m.Analysis.ByCategory() {
		name, g := phrase{f.Name, f.Name}, group{}
		for c := ghg.PurchasedGoodsAndServices; c <= ghg.Investments; c++ {
			if f.Name == c.String() {
				name = phrase{"3." + coord(number(int(c))) + " " + categoryName(c).en, "3." + coord(number(int(c))) + " " + categoryName(c).ja}
				g = m.sum(func(r *row) bool { return r.counts && r.category == c && m.includes(r, by) })
			}
		}
		rows = append(rows, m.intervalOf(f, name, "s3", g))
	}
	total := m.intervalOf(m.Analysis.Total(), sayTotal, "ink", m.counted(by, allScopes...))
	total.total = true
	return append(rows, total)
}

// lineIntervals returns the largest lines, and how many more there are.
func (m *model) lineIntervals() (rows []interval, more int) {
	if m.Analysis == nil {
		return nil, 0
	}
	type name struct {
		id, part string
		by       ghg.Accounting
	}
	places := make(map[name]*row, len(m.rows))
	for i := range m.rows {
		r := &m.rows[i]
		places[name{r.id, r.part, r.accounting}] = r
	}
	lines := m.Analysis.Lines()
	slices.SortStableFunc(lines, func(a, b uncertainty.Line) int { return b.CO2e.Kg().Abs().Cmp(a.CO2e.Kg().Abs()) })
	for _, l := range lines[:min(len(lines), intervalLines)] {
		title := l.ID
		if l.Part != "" {
			title += " (" + l.Part + ")"
		}
		title = clean(title)
		row := interval{name: phrase{title, title}, hue: "s" + coord(number(int(l.Scope))), value: m.unit.show(l.CO2e)}
		if r := places[name{l.ID, l.Part, l.Accounting}]; r != nil && r.co2e.Equal(l.CO2e) {
			var g group
			g.add(r)
			row.key, row.ordinals, row.value = "#"+coord(number(r.ordinal)), report.OrdinalsOf(r.ordinal), m.show(g)
		}
		if l.Covered {
			row.bounds(l.Low, l.High, l.GSD2)
		} else {
			row.why = unknownInputs(l.Unknown)
		}
		rows = append(rows, row)
	}
	return rows, len(lines) - len(rows)
}

// unknownInputs names the inputs without an uncertainty.
func unknownInputs(list []uncertainty.Identity) func(w *writer) {
	const most = 2
	return func(w *writer) {
		names := make([]string, 0, most)
		for _, i := range list[:min(most, len(list))] {
			names = append(names, i.String())
		}
		w.na(sayUnknownInputs, dataPart(strings.Join(names, "; ")))
		if n := len(list) - len(names); n > 0 {
			w.text(", ")
			w.say(sayAndMore, textPart(coord(number(n))))
		}
	}
}

// intervalOf takes the interval of first order with shared inputs, as the lines have theirs. The group is linked if it is
// what the analysis adds up.
func (m *model) intervalOf(f uncertainty.Figure, name phrase, hue string, g group) interval {
	row := interval{name: name, hue: hue, value: m.unit.show(f.Reported)}
	if g.co2e.Equal(f.Reported) {
		row.ordinals, row.value = g.ordinals, m.show(g)
	}
	e, ok := f.By(uncertainty.FirstOrder)
	if !f.Known || !ok {
		row.why = func(w *writer) { w.na(sayReason, dataPart(f.Why)) }
		return row
	}
	if f.Share != nil && f.Share.Cmp(one) < 0 {
		row.covered = f.Share
	}
	row.bounds(e.Low, e.High, e.GSD2)
	return row
}

// bounds sets an interval. One without an end has none.
func (r *interval) bounds(low, high, gsd2 float64) {
	var errs [3]error
	r.low, errs[0] = binary(low)
	r.high, errs[1] = binary(high)
	r.gsd2, errs[2] = binary(gsd2)
	if r.known = errors.Join(errs[:]...) == nil; !r.known {
		r.why = func(w *writer) { w.na(sayTooUncertain) }
	}
}

// binary reads a binary fraction to six digits, more than the analysis means.
func binary(f float64) (decimal.Decimal, error) {
	return dec.Parse(strconv.FormatFloat(f, 'e', 6, 64))
}

// ratioPlace places a ratio on the axis: ÷4 at 0, 1 in the middle, ×4 at 100. Beyond, it is the edge.
func ratioPlace(gsd2 decimal.Decimal) decimal.Decimal {
	const places = 8
	spread, err := gsd2.Ln(places)
	if err != nil {
		return decimal.Decimal{}
	}
	four, err := decimal.New(4, 0).Ln(places)
	if err != nil {
		return decimal.Decimal{}
	}
	return decimal.Min(number(50), of(spread.Mul(decimal.New(5, -1)), four))
}

// certainty is section 7.
func (p *page) certainty() {
	rows := p.intervals()
	if len(rows) == 0 {
		p.section("certainty", func() { p.say(sayCertaintyNone) }, sayCertaintyNoneBelow)
		p.open("p")
		p.na(sayNoAnalysis)
		p.close()
		p.close()
		return
	}
	total := p.Analysis.Total()
	p.section("certainty", func() { p.certaintyHeading(total) }, sayCertaintyBelow)
	p.intervalTable(sayByGroup, rows)
	lines, more := p.lineIntervals()
	if more == 0 {
		p.intervalTable(sayByLine, lines)
	} else {
		p.intervalTable(plural(len(lines), sayLargestLine, sayLargestLines), lines)
		p.paragraph(sayAndMore, textPart(grouped(coord(number(more)))))
	}
	p.open("p", class("note"))
	p.say(sayCertaintyScale)
	p.close()
	p.close()
}

func (p *page) intervalTable(name phrase, rows []interval) {
	p.open("h3", class("apart"))
	p.say(name)
	p.close()
	p.open("table", class("chart spread"))
	p.open("tbody")
	for _, r := range rows {
		p.intervalRow(r)
	}
	p.open("tr", hidden())
	p.open("td")
	p.close()
	p.open("td", class("hide-narrow"))
	p.close()
	p.open("td", class("draw"))
	c := begin(p.writer, 20)
	drawRatios(c)
	p.close()
	p.close()
	p.open("td")
	p.close()
	p.close()
	p.close()
	p.close()
}

// certaintyHeading says what is covered if there is no interval, and the factor if there is one.
func (p *page) certaintyHeading(total uncertainty.Figure) {
	if !total.Known {
		if total.Share != nil {
			p.say(sayCertaintyPart, textPart(percentWhole(one.Sub(*total.Share))))
			return
		}
		p.say(sayCertaintyNeutral)
		return
	}
	if r := p.intervalOf(total, sayTotal, "ink", group{}); r.known {
		p.say(sayCertaintyTotal, textPart(sized(r.low.Shift(p.unit.shift))), textPart(sized(r.high.Shift(p.unit.shift))), textPart(p.unit.name))
		return
	}
	p.say(sayCertaintyNeutral)
}

func (p *page) intervalRow(r interval) {
	bold := attr{}
	if r.total {
		bold = class("total")
	}
	p.open("tr", bold)
	p.open("th", at("scope", "row"), class("label"))
	p.text(strings.TrimPrefix(r.key+" ", " "))
	p.open("bdi")
	p.say(r.name)
	p.close()
	if r.covered != nil {
		p.open("span", class("muted"))
		p.text(" ")
		p.say(sayCoveredPart, textPart(percent(*r.covered)))
		p.close()
	}
	p.close()
	p.open("td", class("num hide-narrow"))
	p.inside(link(r.value, r.ordinals))
	p.close()
	if !r.known {
		p.open("td", colspan(2))
		p.inside(r.why)
		p.close()
		p.close()
		return
	}
	p.open("td", class("draw"))
	c := begin(p.writer, 20, hidden())
	drawInterval(c, r)
	p.close()
	p.close()
	p.element("td", r.span(p.unit), class("num"))
	p.close()
}

// span is the interval in words.
func (r interval) span(u unit) string {
	return sized(r.low.Shift(u.shift)) + " – " + sized(r.high.Shift(u.shift))
}

// drawRatios names the ticks of the axis.
func drawRatios(c canvas) {
	for i, name := range []string{"÷2", "×1", "×2"} {
		c.words(number(25*(i+1)), px(14), 0, textPart(name), class("m c"))
	}
}

func drawInterval(c canvas, r interval) {
	middle := number(50)
	for _, x := range []decimal.Decimal{number(25), middle, number(75)} {
		c.line(x, px(0), x, px(20), class("k-grid"))
	}
	reach := ratioPlace(r.gsd2)
	c.line(middle.Sub(reach), px(10), middle.Add(reach), px(10), class("k-"+r.hue))
	c.circle(middle, px(10), "4", class("f-"+r.hue))
}

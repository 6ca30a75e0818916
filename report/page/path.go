package page

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/report"
	"github.com/ghgkit/ghg/targets"
)

// paths is section 2: a small multiple for each target.
func (p *page) paths() {
	p.section("path", p.pathHeading, sayPathBelow, p.unitName())
	if len(p.Targets) == 0 {
		p.open("p")
		p.na(sayNoTargets)
		p.close()
		p.restatements()
		p.close()
		return
	}
	p.open("div", class("two"))
	for i := range p.Targets {
		p.target(&p.Targets[i])
	}
	p.close()
	p.pathKey()
	p.restatements()
	p.close()
}

func (p *page) pathKey() {
	p.open("ul", class("key"))
	for _, k := range []struct {
		mark string
		name phrase
	}{{"k-ink", sayActual}, {"k-path", sayPath}, {"a-over", sayOver}, {"a-under", sayUnder}, {"k-dots", sayStraight}} {
		p.open("li")
		p.open("svg", at("width", "18"), at("height", "12"), hidden())
		if k.mark[0] == 'k' {
			p.void("line", at("x1", "0"), at("x2", "18"), at("y1", "6"), at("y2", "6"), class(k.mark))
		} else {
			p.void("rect", at("width", "12"), at("height", "12"), class(k.mark))
		}
		p.close()
		p.say(k.name)
		p.close()
	}
	p.close()
}

// pathHeading says how many years each target is ahead of its path or behind it; it is neutral if that is known of none.
func (p *page) pathHeading() {
	said := 0
	for i := range p.Targets {
		t := &p.Targets[i]
		years, ok := yearsAhead(t.Progress)
		if t.Withheld != "" || !ok {
			continue
		}
		if said > 0 {
			p.say(saySemicolon)
		}
		form := sayYearsAhead
		switch {
		case years.IsZero():
			form = sayYearsExact
		case years.IsNegative():
			form = sayYearsBehind
		}
		said++
		p.say(form, func(w *writer) { p.targetName(w, t) }, textPart(fixed(years.Abs(), 1)))
	}
	if said == 0 {
		p.say(sayPathNeutral)
		return
	}
	p.say(sayStop)
}

func (p *page) targetName(w *writer, t *report.Target) {
	name := coveredName(t.Covered)
	if name == (phrase{}) {
		w.data(t.Absolute.Name)
		return
	}
	w.say(name)
}

// yearsAhead returns how many years later the path reaches the emissions of the latest year: below zero if it had them
// earlier. It is not known if the path never has these emissions, or has them for several years.
func yearsAhead(p targets.Progress) (decimal.Decimal, bool) {
	actual, ok := p.Latest.Actual.Get()
	if !ok {
		return decimal.Decimal{}, false
	}
	fromYear, from := p.Target.Base.Year, p.Target.Base.Emissions
	for _, m := range p.Target.Milestones {
		to, err := p.Target.Allowance(m.Year)
		if err != nil {
			return decimal.Decimal{}, false
		}
		if actual.Cmp(from) <= 0 && actual.Cmp(to) >= 0 && from.Cmp(to) > 0 {
			share, ok := ratio(from.Sub(actual).Kg(), from.Sub(to).Kg())
			at := number(fromYear).Add(share.Mul(number(m.Year - fromYear)))
			return at.Sub(number(p.Latest.Year)).Round(1), ok
		}
		fromYear, from = m.Year, to
	}
	return decimal.Decimal{}, false
}

func (p *page) target(t *report.Target) {
	p.open("div")
	p.open("h3")
	p.targetName(p.writer, t)
	if a := t.Absolute.Base.Accounting; a != 0 {
		p.text(", ")
		p.say(methodName(a))
	}
	p.close()
	if len(t.Progress.Rows) == 0 {
		p.open("p")
		p.na(sayReason, dataPart(withheld(t)))
		p.close()
		p.close()
		return
	}
	if t.Withheld != "" {
		p.open("p", class("note"))
		p.na(sayWithheld, dataPart(p.label), dataPart(t.Withheld))
		p.close()
	}
	c := begin(p.writer, pathHeight, at("role", "img"), at("aria-label", t.Absolute.Name))
	p.drawPath(c, t.Progress)
	p.close()
	p.budget(t.Progress)
	p.pathTable(t.Progress)
	p.close()
}

func withheld(t *report.Target) string {
	if t.Withheld != "" {
		return t.Withheld
	}
	return "not tracked"
}

const (
	pathHeight = 286
	plotTop    = 14
	plotBottom = 258
)

// pathScale places years and amounts: the plot takes 9 to 86 % of the width, and y begins at zero.
type pathScale struct {
	first, last int
	highest     decimal.Decimal // kg
}

func (s pathScale) x(year int) decimal.Decimal {
	return number(9).Add(of(number(year-s.first).Mul(number(77)), number(max(1, s.last-s.first))).Shift(-2))
}

func (s pathScale) y(kg decimal.Decimal) decimal.Decimal {
	return px(plotBottom).Sub(of(kg.Mul(px(plotBottom-plotTop)), s.highest).Shift(-2))
}

func (s pathScale) at(year int, c ghg.CO2e) point { return point{s.x(year), s.y(c.Kg())} }

func scaleOf(p targets.Progress) pathScale {
	s := pathScale{highest: decimal.New(1, 0)}
	for i, r := range p.Rows {
		if i == 0 {
			s.first = r.Year
		}
		s.last = r.Year
		s.highest = decimal.Max(s.highest, r.Allowance.Kg())
		if a, ok := r.Actual.Get(); ok {
			s.highest = decimal.Max(s.highest, a.Kg())
		}
	}
	return s
}

func (m *model) drawPath(c canvas, p targets.Progress) {
	s := scaleOf(p)
	for _, t := range axisSteps(decimal.Decimal{}, s.highest.Shift(m.unit.shift)) {
		y := s.y(t.Shift(-m.unit.shift))
		c.line(number(9), y, number(86), y, class("k-grid"))
		c.words(number(8), y.Add(px(4)), 0, textPart(grouped(coord(t))), class("m e"))
	}
	for year := s.first; year <= s.last; year++ {
		if year == s.first || year%5 == 0 && year-s.first > 1 {
			c.words(s.x(year), px(plotBottom+20), 0, textPart(coord(number(year))), class("m c"))
		}
	}
	drawAllowance(c, s, p.Rows)
	drawBetween(c, s, p.Rows)
	m.drawActual(c, s, p.Rows)
	m.drawNext(c, s, p)
	m.drawMilestones(c, s, p)
}

// drawAllowance tints what the path allows and draws the path.
func drawAllowance(c canvas, s pathScale, rows []targets.Row) {
	base := px(plotBottom)
	points := make([]point, 0, len(rows)+2)
	points = append(points, point{s.x(rows[0].Year), base})
	for _, r := range rows {
		points = append(points, s.at(r.Year, r.Allowance))
	}
	points = append(points, point{s.x(rows[len(rows)-1].Year), base})
	c.area(pathHeight, points, class("f-tint"))
	for i := 1; i < len(rows); i++ {
		from, to := s.at(rows[i-1].Year, rows[i-1].Allowance), s.at(rows[i].Year, rows[i].Allowance)
		c.line(from.x, from.y, to.x, to.y, class("k-path"))
	}
}

// drawBetween fills the area between path and actual, split where they cross.
func drawBetween(c canvas, s pathScale, rows []targets.Row) {
	for i := 1; i < len(rows); i++ {
		a0, ok0 := rows[i-1].Actual.Get()
		a1, ok1 := rows[i].Actual.Get()
		if !ok0 || !ok1 {
			continue
		}
		d0, d1 := a0.Sub(rows[i-1].Allowance).Kg(), a1.Sub(rows[i].Allowance).Kg()
		from, to := s.at(rows[i-1].Year, a0), s.at(rows[i].Year, a1)
		pathFrom, pathTo := s.at(rows[i-1].Year, rows[i-1].Allowance), s.at(rows[i].Year, rows[i].Allowance)
		if d0.Sign()*d1.Sign() >= 0 {
			if d0.Add(d1).IsZero() {
				continue
			}
			c.area(pathHeight, []point{from, to, pathTo, pathFrom}, side(d0.Add(d1)))
			continue
		}
		t, _ := ratio(d0, d0.Sub(d1))
		cross := point{from.x.Add(to.x.Sub(from.x).Mul(t)), from.y.Add(to.y.Sub(from.y).Mul(t))}
		c.area(pathHeight, []point{from, cross, pathFrom}, side(d0))
		c.area(pathHeight, []point{cross, to, pathTo}, side(d1))
	}
}

func side(over decimal.Decimal) attr {
	if over.Sign() > 0 {
		return class("a-over")
	}
	return class("a-under")
}

// drawActual draws the reported years. A year that was not reported breaks the line.
func (m *model) drawActual(c canvas, s pathScale, rows []targets.Row) {
	for i := 1; i < len(rows); i++ {
		from, ok0 := rows[i-1].Actual.Get()
		to, ok1 := rows[i].Actual.Get()
		if ok0 && ok1 {
			a, b := s.at(rows[i-1].Year, from), s.at(rows[i].Year, to)
			c.line(a.x, a.y, b.x, b.y, class("k-ink"))
		}
	}
	for _, r := range rows {
		if a, ok := r.Actual.Get(); ok {
			p := s.at(r.Year, a)
			c.circle(p.x, p.y, "3.5", class("f-ink"))
			if m.restated(r.Label) {
				c.words(p.x, p.y.Sub(px(9)), 0, textPart(restatedMark), class("b c"))
			}
		}
	}
}

// drawNext draws the dotted line to the next milestone, with the cut it takes each year, and labels the latest year.
func (m *model) drawNext(c canvas, s pathScale, p targets.Progress) {
	actual, ok := p.Latest.Actual.Get()
	if !ok {
		return
	}
	here := s.at(p.Latest.Year, actual)
	if actual.Cmp(p.Latest.Allowance) > 0 {
		c.words(here.x, here.y.Add(px(4)), 9, textPart(m.unit.show(actual)), class("b"))
	} else {
		c.words(here.x, here.y.Add(px(14)), -9, textPart(m.unit.show(actual)), class("b e"))
	}
	goal := p.Next()
	cut, ok := goal.RequiredCut.Get()
	if !ok || goal.YearsLeft <= 0 {
		return
	}
	to := s.at(goal.Milestone.Year, goal.Allowed)
	c.line(here.x, here.y, to.x, to.y, class("k-dots"))
	middle := point{here.x.Add(to.x.Sub(here.x).Mul(decimal.New(5, -1))), here.y.Add(to.y).Mul(decimal.New(5, -1))}
	form, dx, dy, anchor := sayCut, 8, -10, "m"
	if actual.Cmp(p.Latest.Allowance) <= 0 {
		dx, dy, anchor = -8, 18, "m e"
	}
	if cut.IsNegative() {
		form = sayRise
	}
	c.label(middle.x, middle.y.Add(px(dy)), dx, form, []func(w *writer){textPart(sized(m.unit.of(cut).Abs()))}, anchor)
}

func (m *model) drawMilestones(c canvas, s pathScale, p targets.Progress) {
	for _, g := range p.Goals {
		at := s.at(g.Milestone.Year, g.Allowed)
		c.circle(at.x, at.y, "5", class("ring"))
		c.words(at.x, at.y.Sub(px(14)), 8, textPart(m.unit.show(g.Allowed)), class("b"))
		c.words(at.x, at.y.Add(px(1)), 8, textPart(minus+dec0(g.Milestone.Reduction)+thin+"%"), class("m"))
	}
}

func dec0(share decimal.Decimal) string { return grouped(coord(share.Shift(2))) }

// budget writes the budget of the next milestone: spent, and a tick at what the path would have spent by now.
func (p *page) budget(progress targets.Progress) {
	if len(progress.Goals) == 0 {
		return
	}
	b := progress.Next().Budget
	p.open("div")
	p.say(sayBudget, dataPart(labelOf(progress, progress.Target.Base.Year+1)), dataPart(labelOf(progress, b.Until)))
	p.close()
	spent, ok := b.Spent.Get()
	share, whole := ratio(spent.Kg(), b.Total.Kg())
	planned, _ := ratio(b.ToDate.Kg(), b.Total.Kg())
	if !ok || !whole {
		p.open("p")
		p.na(sayReason, dataPart(b.Spent.Reason()))
		p.close()
		return
	}
	c := begin(p.writer, 14, hidden())
	drawBudget(c, share, planned)
	p.close()
	p.paragraph(saySpent, textPart(p.unit.show(spent)), textPart(p.unit.show(b.Total)), textPart(percent(share)), textPart(percent(planned)), textPart(p.unit.name))
}

// labelOf names a year as the target's rows do.
func labelOf(progress targets.Progress, year int) string {
	for _, r := range progress.Rows {
		if r.Year == year {
			return r.Label
		}
	}
	return coord(number(year))
}

func drawBudget(c canvas, share, planned decimal.Decimal) {
	c.rect(decimal.Decimal{}, hundred, px(3), px(9), class("f-rule"))
	c.rect(decimal.Decimal{}, decimal.Min(hundred, share.Mul(hundred)), px(3), px(9), class("f-ink"))
	c.line(decimal.Min(hundred, planned.Mul(hundred)), px(0), decimal.Min(hundred, planned.Mul(hundred)), px(14), class("k-allowed"))
}

// later marks a year to come that is no milestone: paper has no room for it.
func later(progress targets.Progress, r targets.Row) attr {
	milestone := slices.ContainsFunc(progress.Goals, func(g targets.Goal) bool { return g.Milestone.Year == r.Year })
	if r.Year <= progress.Latest.Year || milestone {
		return attr{}
	}
	return class("later")
}

// pathTable is the chart as a table.
func (p *page) pathTable(progress targets.Progress) {
	p.open("details", class("as-table"))
	p.open("summary")
	p.say(sayAsTable)
	p.close()
	p.open("table")
	p.tableHead(sayYear, sayAllowed, sayActual, sayOfPath, sayStatus)
	p.open("tbody")
	for _, r := range progress.Rows {
		p.open("tr", later(progress, r))
		p.open("td")
		p.text(r.Label)
		if p.restated(r.Label) {
			p.text(thin + restatedMark)
		}
		p.close()
		p.element("td", p.unit.show(r.Allowance), class("num"))
		p.open("td", class("num"))
		actual, ok := r.Actual.Get()
		if ok {
			p.text(p.unit.show(actual))
		}
		p.close()
		p.open("td", class("num"))
		if q, ok := r.Ratio.Get(); ok && actual.Kg().Sign() >= 0 {
			p.text(percent(q))
		}
		p.close()
		p.open("td")
		p.say(statusName(r.Status))
		p.close()
		p.close()
	}
	p.close()
	p.close()
	p.close()
}

func (p *page) tableHead(names ...phrase) {
	p.open("thead")
	p.open("tr")
	for _, n := range names {
		kind := attr{}
		if n == sayAmount || n == sayShare || n == sayAllowed || n == sayActual || n == sayOfPath {
			kind = class("num")
		}
		p.open("th", at("scope", "col"), kind)
		p.say(n)
		p.close()
	}
	p.close()
	p.close()
}

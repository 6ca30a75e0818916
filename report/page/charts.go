package page

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg/report"
)

// Chart is a chart of the page as an SVG file of fixed width, in light colours.
type Chart struct {
	Name string // of the file, without its ending: "path-1"
	SVG  []byte
}

const (
	chartWidth  = 820
	chartMargin = 20
	labelWidth  = 250 // of the names of a chart of rows
	valueWidth  = 90  // of its numbers
)

// Charts returns the charts of a report, with the same marks as in the page, in the order of its sections. A chart that has
// no data is left out. The texts are in the language of the options. No receipts are written. It fails as [Write] does.
func Charts(r report.Report, o Options) ([]Chart, error) {
	language, err := languageOf(o.Language)
	if err != nil {
		return nil, err
	}
	o.Receipts, o.ReceiptsName = nil, ""
	m, err := newModel(r, o)
	if err != nil {
		return nil, err
	}
	s := &studio{model: m, lang: language}
	s.proofChart()
	s.headlineCharts()
	s.pathCharts()
	s.lensCharts()
	s.changeChart()
	s.scope2Charts()
	s.scope3Chart()
	s.certaintyChart()
	return s.charts, s.err
}

// studio makes standalone charts.
type studio struct {
	*model
	lang   language
	charts []Chart
	err    error
}

// frame writes a chart with its title; draw is given the place below it.
func (s *studio) frame(name string, title func(w *writer), height int, draw func(c canvas)) {
	const head = 44
	w := &writer{lang: s.lang, plain: true}
	total := height + head + chartMargin
	w.open("svg", at("xmlns", "http://www.w3.org/2000/svg"), atInt("width", chartWidth), atInt("height", total),
		at("viewBox", "0 0 "+coord(number(chartWidth))+" "+coord(number(total))), at("role", "img"))
	w.open("style")
	w.code([]byte(lit(chartStyle) + ".narrow{display:none}"))
	w.close()
	w.patterns()
	w.void("rect", at("width", "100%"), at("height", "100%"), class("f-bg"))
	w.open("text", atInt("x", chartMargin), at("y", "28"), class("big"))
	title(w)
	w.close()
	draw(canvas{w: w, width: chartWidth - 2*chartMargin, left: chartMargin, top: head})
	w.close()
	svg, err := w.bytes()
	if err != nil && s.err == nil {
		s.err = err
	}
	s.charts = append(s.charts, Chart{Name: name, SVG: svg})
}

// titled is the title of a chart with the unit of its numbers.
func (s *studio) titled(p phrase) func(w *writer) {
	return func(w *writer) {
		w.text(s.org.Name + ", " + s.label + ": ")
		w.say(p)
		w.text(", " + s.unit.name + " CO2e")
	}
}

// named is the title of a chart of shares.
func (s *studio) named(p phrase) func(w *writer) {
	return func(w *writer) {
		w.text(s.org.Name + ", " + s.label + ": ")
		w.say(p)
	}
}

func (s *studio) proofChart() {
	total := s.counted(s.by, allScopes...)
	taken, ok := ratio(total.taken, total.size)
	if !ok {
		return
	}
	solid := one.Sub(taken)
	s.frame("proof", s.titled(sayHow), 60, func(c canvas) {
		drawProof(c, solid)
		c.words(decimal.Decimal{}, px(40), 0, func(w *writer) { w.say(sayProofSolid, textPart(percent(solid))) }, class("sm"))
		c.words(hundred, px(40), 0, func(w *writer) { w.say(sayProofWord, textPart(percent(taken))) }, class("sm e"))
	})
}

func (s *studio) headlineCharts() {
	for _, k := range s.cards() {
		points, _ := s.series(k.scopes...)
		s.frame("headline-"+k.class[1:], s.titled(k.name), 64, func(c canvas) {
			drawBars(c, points[max(0, len(points)-4):], k.hue, allowed(s.targetOf(k.scopes)))
		})
	}
}

func (s *studio) pathCharts() {
	for i := range s.Targets {
		t := &s.Targets[i]
		if len(t.Progress.Rows) == 0 {
			continue
		}
		name := coveredName(t.Covered)
		if name == (phrase{}) {
			name = phrase{t.Absolute.Name, t.Absolute.Name}
		}
		s.frame("path-"+coord(number(i+1)), s.titled(name), pathHeight, func(c canvas) { s.drawPath(c, t.Progress) })
		b := t.Progress.Next().Budget
		spent, ok := b.Spent.Get()
		share, whole := ratio(spent.Kg(), b.Total.Kg())
		planned, _ := ratio(b.ToDate.Kg(), b.Total.Kg())
		if ok && whole {
			s.frame("budget-"+coord(number(i+1)), s.titled(name), 20, func(c canvas) { drawBudget(c, share, planned) })
		}
	}
}

func (s *studio) lensCharts() {
	shown, _ := s.lensItems()
	if len(shown) == 0 {
		return
	}
	draw := func(name string, title phrase, l lens) {
		s.frame(name, s.titled(title), l.size(), func(c canvas) { s.drawLens(c, l) })
	}
	draw("lens", sayLensNeutral, scopeLens(shown))
	if items, sites := s.siteItems(); sites && len(items) > 0 {
		draw("lens-sites", sayBySite, lowLens(items))
	}
	draw("lens-lines", sayByLine, lowLens(s.lineItems()))
}

// rowOfChart is a row of a chart of rows: its name, its number, and what is drawn between them.
type rowOfChart struct {
	name   func(w *writer)
	number string
	bold   bool
	draw   func(c canvas)
}

func (s *studio) rows(name string, title phrase, rows []rowOfChart) {
	const height = 26
	s.frame(name, s.titled(title), len(rows)*height, func(c canvas) {
		for i, r := range rows {
			weight := "sm"
			if r.bold {
				weight = "sm b"
			}
			line := c
			line.top += i * height
			line.words(decimal.Decimal{}, px(15), 0, r.name, class(weight))
			line.words(hundred, px(15), 0, textPart(r.number), class(weight+" e"))
			line.left, line.width = c.left+labelWidth, c.width-labelWidth-valueWidth
			if r.draw != nil {
				r.draw(line)
			}
		}
	})
}

func (s *studio) changeChart() {
	f := s.changes()
	if len(f.steps) == 0 {
		return
	}
	scale := f.scale()
	var rows []rowOfChart
	for _, t := range f.steps {
		rows = append(rows, rowOfChart{
			name: keyed(t.key, t.name), number: s.stepText(t), bold: t.total,
			draw: func(c canvas) { drawChange(c, t, scale) },
		})
	}
	axis := rowOfChart{name: func(*writer) {}, draw: func(c canvas) { s.drawChangeAxis(c, scale) }}
	s.rows("change", sayChangeNone, append(rows, axis))
}

func keyed(key string, name phrase) func(w *writer) {
	return func(w *writer) {
		w.text(strings.TrimPrefix(key+" ", " "))
		w.say(name)
	}
}

func (s *studio) scope2Charts() {
	f := &s.scope2
	if len(f.locations) == 0 || len(f.markets) == 0 {
		return
	}
	steps := f.steps()
	scale := scope2Scale(steps)
	var rows []rowOfChart
	for _, t := range steps {
		rows = append(rows, rowOfChart{
			name: func(w *writer) { w.say(t.name, t.args...) }, number: t.text(s.unit, s.places(steps)), bold: t.total,
			draw: func(c canvas) { drawScope2(c, t, scale) },
		})
	}
	s.rows("scope2", sayScope2Neutral, rows)
	if share, ok := ratio(f.covered, f.energy); ok {
		s.frame("coverage", s.titled(sayScope2), 24, func(c canvas) { drawCoverage(c, share) })
	}
	if f.disclosed != nil {
		s.frame("re100", s.named(sayRE100), re100Height, func(c canvas) { drawRE100(c, s.towardsRE100()) })
	}
}

func (s *studio) scope3Chart() {
	list, _, _ := s.categoryRows()
	scale := categoryScale(list)
	rows := make([]rowOfChart, 0, len(list))
	for _, r := range list {
		text := "n/a"
		if r.group.rows > 0 {
			text = s.show(r.group)
		}
		rows = append(rows, rowOfChart{
			name: keyed(coord(number(int(r.category))), categoryName(r.category)), number: text,
			draw: func(c canvas) { drawCategory(c, r, scale) },
		})
	}
	s.rows("scope3", sayScope3Neutral, rows)
}

func (s *studio) certaintyChart() {
	list := s.intervals()
	if len(list) == 0 {
		return
	}
	lines, _ := s.lineIntervals()
	rows := make([]rowOfChart, 0, len(list)+len(lines)+1)
	for _, r := range append(list, lines...) {
		name := r.name
		if r.key != "" {
			text := r.key + " " + shorten(name.en, longestName)
			name = phrase{text, text}
		}
		row := rowOfChart{name: func(w *writer) { w.say(name) }, number: "n/a", bold: r.total}
		if r.known {
			row.number = r.span(s.unit)
			row.draw = func(c canvas) { drawInterval(c, r) }
		}
		rows = append(rows, row)
	}
	axis := rowOfChart{name: func(*writer) {}, draw: drawRatios}
	s.rows("certainty", sayCertaintyNeutral, append(rows, axis))
}

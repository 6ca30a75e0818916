package page

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg/report"
)

// canvas draws marks in the SVG element that is open. Across, places are in percent of the plot, so that a chart fills its
// column and its text never shrinks; down, they are in pixels. A standalone chart has a fixed width instead.
type canvas struct {
	w     *writer
	width int // of the plot in pixels; 0 for percent
	left  int // of the plot, if its width is fixed
	top   int // of the plot, if it is a row of a standalone chart
}

// linked draws marks that open lines when they are clicked, if they are to. They are no stop of the keyboard: a number in
// the text is.
func (c canvas) linked(o report.Ordinals, opens bool, draw func()) {
	if c.w.plain || !opens || o.Len() == 0 {
		draw()
		return
	}
	c.w.open("a", class("src"), at("href", "#r"+coord(number(o.First()))), at("data-r", o.String()), at("tabindex", "-1"), hidden())
	draw()
	c.w.close()
}

// begin opens the SVG element of a chart in the page. Text and marks of a chart that its table repeats are hidden from
// readers of the screen.
func begin(w *writer, height int, attrs ...attr) canvas {
	w.open("svg", append([]attr{at("width", "100%"), atInt("height", height)}, attrs...)...)
	return canvas{w: w}
}

func (c canvas) x(p decimal.Decimal) string {
	if c.width == 0 {
		return coord(p) + "%"
	}
	return coord(p.Mul(number(c.width)).Shift(-2).Add(number(c.left)))
}

func (c canvas) across(p decimal.Decimal) string {
	if c.width == 0 {
		return coord(p) + "%"
	}
	return coord(p.Mul(number(c.width)).Shift(-2))
}

func (c canvas) y(px decimal.Decimal) string { return coord(px.Add(number(c.top))) }

// rect draws a bar. A negative width is one to the left.
func (c canvas) rect(x, width, y, height decimal.Decimal, attrs ...attr) {
	if width.IsNegative() {
		x, width = x.Add(width), width.Neg()
	}
	c.w.void("rect", append([]attr{at("x", c.x(x)), at("y", c.y(y)), at("width", c.across(width)), at("height", coord(height))}, attrs...)...)
}

func (c canvas) line(x1, y1, x2, y2 decimal.Decimal, attrs ...attr) {
	c.w.void("line", append([]attr{at("x1", c.x(x1)), at("y1", c.y(y1)), at("x2", c.x(x2)), at("y2", c.y(y2))}, attrs...)...)
}

func (c canvas) circle(x, y decimal.Decimal, radius string, attrs ...attr) {
	c.w.void("circle", append([]attr{at("cx", c.x(x)), at("cy", c.y(y)), at("r", radius)}, attrs...)...)
}

// words writes text at a place, moved by pixels.
func (c canvas) words(x, y decimal.Decimal, dx int, write func(w *writer), attrs ...attr) {
	shift := attr{}
	if dx != 0 {
		shift = atInt("dx", dx)
	}
	c.w.open("text", append([]attr{at("x", c.x(x)), at("y", c.y(y)), shift}, attrs...)...)
	write(c.w)
	c.w.close()
}

// label writes a phrase at a place, once for each language of the page.
func (c canvas) label(x, y decimal.Decimal, dx int, p phrase, args []func(w *writer), classes string) {
	each := languages
	if c.w.lang != 0 {
		each = []language{c.w.lang}
	}
	if p.en == p.ja {
		each = each[:1]
	}
	was := c.w.lang
	for _, l := range each {
		name := classes
		if was == 0 && p.en != p.ja {
			name = strings.TrimSpace(classes + " " + l.code())
		}
		c.w.lang = l
		c.words(x, y, dx, func(w *writer) { w.say(p, args...) }, class(name))
		c.w.lang = was
	}
}

// point is a corner of an area: percent across, pixels down.
type point struct{ x, y decimal.Decimal }

// area fills a polygon. It is drawn in an element of its own, whose width of 100 is stretched.
func (c canvas) area(height int, points []point, attrs ...attr) {
	width, left := "100%", "0"
	if c.width > 0 {
		width, left = coord(number(c.width)), coord(number(c.left))
	}
	c.w.open("svg", at("x", left), atInt("y", c.top), at("width", width), atInt("height", height),
		at("viewBox", "0 0 100 "+coord(number(height))), at("preserveAspectRatio", "none"))
	var b strings.Builder
	for i, p := range points {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(coord(p.x) + "," + coord(p.y))
	}
	c.w.void("polygon", append([]attr{at("points", b.String())}, attrs...)...)
	c.w.close()
}

// hatch fills with the hatching of a colour.
func hatch(name string) attr { return at("fill", "url(#h-"+name+")") }

// hatched are the colours that have hatching.
var hatched = []string{"s1", "s2", "s3", "ink"}

// patterns writes the hatching that the charts refer to.
func (w *writer) patterns() {
	w.open("defs")
	for _, name := range hatched {
		w.open("pattern", id("h-"+name), at("width", "5"), at("height", "5"), at("patternUnits", "userSpaceOnUse"), at("patternTransform", "rotate(45)"))
		w.void("rect", at("width", "5"), at("height", "5"), class("f-bg"))
		w.void("rect", at("width", "2"), at("height", "5"), class("f-"+name))
		w.close()
	}
	w.close()
}

// px is a number of pixels.
func px(n int) decimal.Decimal { return number(n) }

// axisSteps returns the ticks of an axis from low to high: at least two and about five, at round numbers.
func axisSteps(low, high decimal.Decimal) []decimal.Decimal {
	span := high.Sub(low)
	if span.Sign() <= 0 {
		return []decimal.Decimal{low}
	}
	exponent := int32(len(span.Coefficient().String())) + span.Exponent() - 1
	step := decimal.New(1, exponent-1)
	for _, coefficient := range []int64{1, 2, 5, 10, 20, 40} {
		step = decimal.New(coefficient, exponent-1)
		if step.Mul(number(5)).Cmp(span) >= 0 {
			break
		}
	}
	first := low.Sub(low.Mod(step))
	if first.Cmp(low) < 0 {
		first = first.Add(step)
	}
	var ticks []decimal.Decimal
	for t := first; t.Cmp(high) <= 0 && len(ticks) < 12; t = t.Add(step) {
		ticks = append(ticks, t)
	}
	return ticks
}

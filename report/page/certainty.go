package page

import (
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/inventory/uncertainty"
)

// interval is a row of section 7.
type interval struct {
	name      phrase
	hue       string
	reported  ghg.CO2e
	low, high decimal.Decimal // kg
	gsd2      decimal.Decimal
	known     bool
	why       string
	total     bool
}

// intervals returns the rows: the scopes, the categories and the total.
func (m *model) intervals() []interval {
	if m.Analysis == nil {
		return nil
	}
	var rows []interval
	for i, f := range m.Analysis.ByScope() {
		name, hue := phrase{f.Name, f.Name}, "s"+strconv.Itoa(min(i+1, 3))
		for _, s := range []ghg.Scope{ghg.Scope1, ghg.Scope2, ghg.Scope3} {
			if f.Name == s.String() {
				name, hue = scopeName(s), "s"+coord(number(int(s)))
			}
		}
		rows = append(rows, intervalOf(f, name, hue))
	}
	for _, f := range m.Analysis.ByCategory() {
		name := phrase{f.Name, f.Name}
		for c := ghg.PurchasedGoodsAndServices; c <= ghg.Investments; c++ {
			if f.Name == c.String() {
				name = phrase{"3." + coord(number(int(c))) + " " + categoryName(c).en, "3." + coord(number(int(c))) + " " + categoryName(c).ja}
			}
		}
		rows = append(rows, intervalOf(f, name, "s3"))
	}
	total := intervalOf(m.Analysis.Total(), sayTotal, "ink")
	total.total = true
	return append(rows, total)
}

// intervalOf takes the interval of first order with shared inputs, as the lines have theirs.
func intervalOf(f uncertainty.Figure, name phrase, hue string) interval {
	row := interval{name: name, hue: hue, reported: f.Reported, why: f.Why}
	e, ok := f.By(uncertainty.FirstOrder)
	if !f.Known || !ok {
		return row
	}
	low, errLow := binary(e.Low)
	high, errHigh := binary(e.High)
	gsd2, errSpread := binary(e.GSD2)
	if errLow != nil || errHigh != nil || errSpread != nil {
		return row
	}
	row.low, row.high, row.gsd2, row.known = low, high, gsd2, true
	return row
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
	p.open("table", class("chart"))
	p.open("tbody")
	for _, r := range rows {
		p.intervalRow(r)
	}
	p.close()
	p.close()
	p.open("p", class("note"))
	p.say(sayCertaintyScale)
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
	if r := intervalOf(total, sayTotal, "ink"); r.known {
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
	p.say(r.name)
	p.close()
	if !r.known {
		p.open("td", colspan(2), class("na"))
		p.na(sayReason, dataPart(r.why))
		p.close()
		p.close()
		return
	}
	p.open("td", class("draw"), hidden())
	c := begin(p.writer, 20)
	drawInterval(c, r)
	p.close()
	p.close()
	p.element("td", sized(r.low.Shift(p.unit.shift))+" – "+sized(r.high.Shift(p.unit.shift)), class("num"))
	p.close()
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

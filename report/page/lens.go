package page

import (
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/report"
)

const (
	widePage, narrowPage = 1072, 358 // widths at which labels must fit
	stripHeight          = 88
	footHeight           = 18 // the hatched foot of what is reported
	fanHeight            = 46
	mostStrips           = 3
)

var restShare = decimal.New(12, -2) // a strip ends where the rest is smaller

// strip is a row of the lens: it shows its items in proportion, and last a box with the rest, which the next one magnifies.
type strip struct {
	items []item
	rest  []item
	whole decimal.Decimal // kg
	left  decimal.Decimal // kg of the rest
}

// strips divides items, the largest first.
func strips(items []item) []strip {
	var all []strip
	for len(items) > 0 {
		s := strip{whole: sizeOf(items)}
		n := len(items)
		if len(all) < mostStrips-1 {
			for n = 1; n < len(items); n++ {
				left := sizeOf(items[n:])
				if q, ok := ratio(left, s.whole); ok && q.Cmp(restShare) < 0 {
					break
				}
			}
		}
		if len(items)-n == 1 {
			n++
		}
		s.items, s.rest, s.left = items[:n], items[n:], sizeOf(items[n:])
		all = append(all, s)
		items = items[n:]
	}
	return all
}

func sizeOf(items []item) decimal.Decimal {
	var sum decimal.Decimal
	for _, i := range items {
		sum = sum.Add(i.group.co2e.Kg())
	}
	return sum
}

// lensItems returns what the lens shows, the largest first, and what it lists apart since no width can show it.
func (m *model) lensItems() (shown, apart []item) {
	for _, i := range m.items() {
		if i.group.co2e.Kg().Sign() > 0 {
			shown = append(shown, i)
		} else {
			apart = append(apart, i)
		}
	}
	bySize(shown)
	return shown, apart
}

// lens is section 3: where the emissions are.
func (p *page) lens() {
	shown, apart := p.lensItems()
	p.section("where", func() { p.lensHeading(shown) }, sayLensBelow, p.unitName(), phrasePart(methodName(p.by)))
	if len(shown) == 0 {
		p.open("p")
		p.na(sayNothingEmitted)
		p.close()
	} else {
		all := strips(shown)
		c := begin(p.writer, lensHeight(all), at("role", "group"), at("aria-label", "Scopes and categories"))
		p.drawLens(c, all)
		p.close()
		p.tooNarrow(all)
		p.lensKey(shown)
		p.lensTable(shown)
		p.siteTable()
	}
	p.apart(apart)
	p.close()
}

// lensHeading says how few make up most of it, or that one does.
func (p *page) lensHeading(shown []item) {
	whole := sizeOf(shown)
	first := strips(shown)
	if len(first) == 0 || len(shown) < 3 || len(first[0].rest) == 0 {
		p.say(sayLensNeutral)
		return
	}
	n := len(first[0].items)
	share, _ := ratio(sizeOf(first[0].items), whole)
	categories := true
	for _, i := range first[0].items {
		categories = categories && i.hue == "s3"
	}
	switch {
	case n == 1:
		p.say(sayLensOne, phrasePart(first[0].items[0].name), textPart(percentWhole(share)))
	case categories:
		p.say(sayLensCategories, phrasePart(count(n).capital()), textPart(percentWhole(share)))
	default:
		p.say(sayLensItems, phrasePart(count(n).capital()), textPart(percentWhole(share)))
	}
}

func lensHeight(all []strip) int { return len(all)*(stripHeight+fanHeight) - fanHeight + 2 }

func (m *model) drawLens(c canvas, all []strip) {
	for n, s := range all {
		top := n*(stripHeight+fanHeight) + 1
		x := decimal.Decimal{}
		for _, i := range s.items {
			width := of(i.group.co2e.Kg(), s.whole)
			m.drawBox(c, i, x, width, top, all[0].whole)
			x = x.Add(width)
		}
		if len(s.rest) == 0 {
			continue
		}
		width := hundred.Sub(x)
		c.rect(x, width, px(top), px(stripHeight), class("box"))
		rest := m.sumItems(s.rest)
		if fitsIn(width, widePage, 7*8) {
			c.words(hundred, px(top+36), -8, link(m.unit.show(rest.co2e), rest.ordinals), class("big e wide"))
			c.label(hundred, px(top+54), -8, sayMore, []func(w *writer){textPart(coord(number(len(s.rest))))}, "sm e wide")
		}
		m.drawFan(c, s, all, n, x, top+stripHeight)
	}
}

// drawFan draws how the rest of a strip becomes the next.
func (m *model) drawFan(c canvas, s strip, all []strip, n int, x decimal.Decimal, top int) {
	t := px(top)
	c.area(lensHeight(all), []point{{x, t}, {hundred, t}, {hundred, px(top + fanHeight)}, {decimal.Decimal{}, px(top + fanHeight)}}, class("f-tint"))
	share, _ := ratio(s.left, all[0].whole)
	times, ok := ratio(all[0].whole, s.left)
	if !ok {
		return
	}
	form := sayMagnified
	if n > 0 {
		form = sayMagnifiedAgain
	}
	c.label(hundred, px(top+28), -8, form, []func(w *writer){textPart(percent(share)), textPart("×" + sized(times))}, "m e")
}

// drawBox draws an item: solid if it is recomputed, a tint with a hatched foot for what is somebody's word.
func (m *model) drawBox(c canvas, i item, x, width decimal.Decimal, top int, whole decimal.Decimal) {
	taken, _ := ratio(i.group.taken, i.group.size)
	solid := taken.IsZero()
	if solid {
		c.rect(x, width, px(top), px(stripHeight), class("f-"+i.hue+" edge"))
	} else {
		c.rect(x, width, px(top), px(stripHeight), class("t-"+i.hue))
		own := width.Mul(one.Sub(taken))
		c.rect(x, own, px(top+stripHeight-footHeight), px(footHeight), class("f-"+i.hue))
		c.rect(x.Add(own), width.Sub(own), px(top+stripHeight-footHeight), px(footHeight), hatch(i.hue))
		c.line(x.Add(width), px(top), x.Add(width), px(top+stripHeight), class("k-"+i.hue))
	}
	on := ""
	if solid {
		on = " on"
	}
	share, _ := ratio(i.group.co2e.Kg(), whole)
	amount := m.show(i.group)
	for _, page := range []struct {
		class string
		width int
	}{{"wide", widePage}, {"narrow", narrowPage}} {
		if !m.fitsBox(i, width, page.width) {
			continue
		}
		name := phrase{i.key, i.key}
		if fitsIn(width, page.width, i.name.longest()*8+len(i.key)*8+24) {
			name = phrase{i.key + " " + i.name.en, i.key + " " + i.name.ja}
		}
		c.label(x, px(top+18), 8, name, nil, "b sm "+page.class+on)
		c.words(x, px(top+38), 8, link(amount, i.group.ordinals), class("big "+page.class+on))
		if fitsIn(width, page.width, 8*utf8.RuneCountInString(percent(share))+10) {
			c.words(x, px(top+56), 8, textPart(percent(share)), class("sm "+page.class+on))
		}
	}
}

// fitsBox reports whether the key and the amount of an item fit into its width on a page.
func (m *model) fitsBox(i item, width decimal.Decimal, page int) bool {
	return fitsIn(width, page, max(len(i.key)*8, 10*utf8.RuneCountInString(m.show(i.group)))+12)
}

// fitsIn reports whether so many pixels fit into a percentage of a page's width.
func fitsIn(width decimal.Decimal, page, pixels int) bool {
	return width.Mul(number(page)).Shift(-2).Cmp(number(pixels)) >= 0
}

func (m *model) sumItems(items []item) group {
	var g group
	var ordinals []int
	for _, i := range items {
		g.co2e = g.co2e.Add(i.group.co2e)
		for n := range i.group.ordinals.All() {
			ordinals = append(ordinals, n)
		}
	}
	g.ordinals = report.OrdinalsOf(ordinals...)
	return g
}

// tooNarrow lists the items whose boxes have no label, on a wide page and on a narrow one.
func (p *page) tooNarrow(all []strip) {
	for _, page := range []struct {
		class string
		width int
	}{{"wide", widePage}, {"narrow", narrowPage}} {
		var list []item
		for _, s := range all {
			for _, i := range s.items {
				if !p.fitsBox(i, of(i.group.co2e.Kg(), s.whole), page.width) {
					list = append(list, i)
				}
			}
		}
		if len(list) == 0 {
			continue
		}
		p.open("div", class(page.class))
		p.open("p", class("note"))
		p.say(sayTooNarrow, textPart(p.unit.name))
		for n, i := range list {
			if n > 0 {
				p.text(" · ")
			}
			p.text(i.key + " ")
			p.inside(p.amount(i.group))
		}
		p.close()
		p.close()
	}
}

func (p *page) lensKey(shown []item) {
	p.open("ul", class("key"))
	for _, k := range []struct {
		hue  string
		name phrase
	}{{"s1", sayScope1}, {"s2", sayScope2}, {"s3", sayScope3}} {
		for _, i := range shown {
			if i.hue == k.hue {
				p.open("li")
				p.glyph(k.hue, true)
				p.say(k.name)
				p.close()
				break
			}
		}
	}
	p.open("li")
	p.glyph("ink", false)
	p.say(sayHatched)
	p.close()
	p.close()
}

// lensTable is the chart as a table.
func (p *page) lensTable(shown []item) {
	p.open("details", class("as-table"))
	p.open("summary")
	p.say(sayAsTable)
	p.close()
	p.open("table")
	p.tableHead(sayWhat, sayAmount, sayShare, sayHow)
	p.open("tbody")
	whole := sizeOf(shown)
	for _, i := range shown {
		p.open("tr")
		p.open("th", at("scope", "row"))
		p.text(i.key + " ")
		p.say(i.name)
		p.close()
		p.open("td", class("num"))
		p.inside(p.amount(i.group))
		p.close()
		share, _ := ratio(i.group.co2e.Kg(), whole)
		p.element("td", percent(share), class("num"))
		p.open("td")
		p.say(howName(i.group))
		p.close()
		p.close()
	}
	p.close()
	p.close()
	p.close()
}

// siteTable lists entities and sites, where results name them.
func (p *page) siteTable() {
	type place struct{ entity, site string }
	var order []place
	seen := map[place]bool{}
	for i := range p.rows {
		r := &p.rows[i]
		at := place{r.entity, r.site}
		if at != (place{}) && !seen[at] && r.counts && p.includes(r, p.by) {
			seen[at] = true
			order = append(order, at)
		}
	}
	if len(order) == 0 {
		return
	}
	p.open("details", class("as-table"))
	p.open("summary")
	p.say(saySites)
	p.close()
	p.open("table")
	p.tableHead(sayEntity, saySite, sayAmount)
	p.open("tbody")
	for _, at := range order[:min(len(order), 200)] {
		p.open("tr")
		for _, name := range []string{at.entity, at.site} {
			p.open("td")
			p.data(name)
			p.close()
		}
		p.open("td", class("num"))
		p.inside(p.amount(p.sum(func(r *row) bool {
			return r.counts && p.includes(r, p.by) && r.entity == at.entity && r.site == at.site
		})))
		p.close()
		p.close()
	}
	p.close()
	p.close()
	if len(order) > 200 {
		p.paragraph(sayAndMore, textPart(coord(number(len(order)-200))))
	}
	p.close()
}

// apart lists what no width can show: amounts that are not above zero, biogenic CO2 and memo items, none of them netted.
func (p *page) apart(items []item) {
	biogenic := p.partial.BiogenicCO2()
	memo := p.sum(func(r *row) bool { return !r.counts })
	other := p.partial.NonKyoto()
	if len(items) == 0 && biogenic.IsZero() && memo.rows == 0 && other.IsZero() {
		return
	}
	p.open("h3")
	p.say(sayApart)
	p.close()
	p.open("ul", class("plain"))
	for _, i := range items {
		p.open("li")
		p.text(i.key + " ")
		p.say(i.name)
		p.text(" ")
		p.inside(p.amount(i.group))
		p.close()
	}
	if !biogenic.IsZero() {
		p.open("li")
		p.say(sayBiogenic, textPart(sized(biogenic.Shift(p.unit.shift))), textPart(p.unit.name))
		p.close()
	}
	if !other.IsZero() {
		p.open("li")
		p.say(sayNonKyoto, textPart(p.unit.show(other)), textPart(p.unit.name))
		p.close()
	}
	if memo.rows > 0 {
		p.open("li")
		p.say(sayMemo, textPart(coord(number(memo.rows))), p.amount(memo), textPart(p.unit.name))
		p.close()
	}
	p.close()
}

// magnitude is the amount of the title: the only place that counts in millions, and in 万.
func magnitude(c ghg.CO2e) phrase {
	t := c.Tonnes()
	ja := fixed(t, 0) + "トン"
	if t.Cmp(decimal.New(1, 4)) >= 0 {
		ja = sized(t.Shift(-4)) + "万トン"
	}
	switch {
	case t.Cmp(decimal.New(1, 6)) >= 0:
		return phrase{two2(t.Shift(-6)) + " million tonnes", ja}
	case t.Cmp(decimal.New(1, 3)) >= 0:
		return phrase{two2(t.Shift(-3)) + " thousand tonnes", ja}
	case t.Cmp(one) >= 0:
		return phrase{fixed(t, 0) + " " + plural(int(t.Round(0).IntPart()), sayTonne, sayTonnes).en, ja}
	default:
		return phrase{sized(c.Kg()) + " kg", sized(c.Kg()) + "kg"}
	}
}

// two2 shows one decimal place below 10, and none from there.
func two2(d decimal.Decimal) string {
	if d.Cmp(number(10)) < 0 {
		return fixed(d, 1)
	}
	return fixed(d, 0)
}

package page

import (
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/report"
)

const (
	widePage, narrowPage = 1072, 358 // widths at which labels must fit
	fanHeight            = 46
	mostStrips           = 3
	mostBoxes            = 24 // of a strip: of many like items, the others stay one box
)

var restShare = decimal.New(12, -2) // a strip ends where the rest is smaller

// strip is a row of the lens: it shows its items in proportion, and last a box with the rest, which the next one magnifies.
type strip struct {
	items []item
	rest  []item
	whole decimal.Decimal // kg
	left  decimal.Decimal // kg of the rest
}

// lens is strips with their height and that of the hatched foot of what is reported.
type lens struct {
	strips       []strip
	height, foot int
}

// scopeLens is the lens of scopes and categories, and lowLens that of sites and lines, whose boxes have no share.
func scopeLens(items []item) lens { return lens{strips(items), 88, 18} }
func lowLens(items []item) lens   { return lens{strips(items), 60, 12} }

// size is the height of the whole chart.
func (l lens) size() int { return len(l.strips)*(l.height+fanHeight) - fanHeight + 2 }

// strips divides items, the largest first. A strip of more than [mostBoxes] ends the lens with its rest as one box.
func strips(items []item) []strip {
	var all []strip
	for len(items) > 0 && len(all) < mostStrips {
		s := strip{whole: sizeOf(items)}
		n, last := 0, len(all) == mostStrips-1
		for s.left = s.whole; n < len(items); n++ {
			if q, ok := ratio(s.left, s.whole); n > 0 && (n == mostBoxes || ok && !last && q.Cmp(restShare) < 0) {
				break
			}
			s.left = s.left.Sub(items[n].group.co2e.Kg())
		}
		if len(items)-n == 1 {
			n, s.left = n+1, decimal.Decimal{}
		}
		s.items, s.rest = items[:n], items[n:]
		all = append(all, s)
		if q, ok := ratio(s.left, s.whole); !ok || q.Cmp(restShare) >= 0 {
			break
		}
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
		p.lensChart(scopeLens(shown), "Scopes and categories")
		p.lensKey(shown)
		p.lensTable(shown)
		p.lensOfSites()
		p.lensOfLines()
	}
	p.apart(apart)
	p.close()
}

// lensChart writes a lens and below it what is too narrow for a label.
func (p *page) lensChart(l lens, name string) {
	c := begin(p.writer, l.size(), at("role", "group"), at("aria-label", name))
	p.drawLens(c, l)
	p.close()
	p.tooNarrow(l)
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

func (m *model) drawLens(c canvas, l lens) {
	for n, s := range l.strips {
		top := n*(l.height+fanHeight) + 1
		x := decimal.Decimal{}
		for _, i := range s.items {
			width := of(i.group.co2e.Kg(), s.whole)
			m.drawBox(c, l, i, x, width, top)
			x = x.Add(width)
		}
		if len(s.rest) == 0 {
			continue
		}
		width := hundred.Sub(x)
		rest := m.sumItems(s.rest)
		labelled := fitsIn(width, widePage, 7*8)
		c.linked(rest.ordinals, !labelled, func() { c.rect(x, width, px(top), px(l.height), class("box")) })
		if labelled {
			c.words(hundred, px(top+l.height/2-8), -8, link(m.unit.show(rest.co2e), rest.ordinals), class("big e wide"))
			c.label(hundred, px(top+l.height/2+10), -8, sayMore, []func(w *writer){textPart(grouped(coord(number(len(s.rest)))))}, "sm e wide")
		}
		if n+1 < len(l.strips) {
			m.drawFan(c, l, n, x, top+l.height)
		}
	}
}

// drawFan draws how the rest of a strip becomes the next.
func (m *model) drawFan(c canvas, l lens, n int, x decimal.Decimal, top int) {
	t := px(top)
	c.area(l.size(), []point{{x, t}, {hundred, t}, {hundred, px(top + fanHeight)}, {decimal.Decimal{}, px(top + fanHeight)}}, class("f-tint"))
	whole, left := l.strips[0].whole, l.strips[n].left
	share, _ := ratio(left, whole)
	times, ok := ratio(whole, left)
	if !ok {
		return
	}
	form := sayMagnified
	if n > 0 {
		form = sayMagnifiedAgain
	}
	c.label(hundred, px(top+28), -8, form, []func(w *writer){textPart(percent(share)), textPart("×" + sized(times))}, "m e")
}

// drawBox draws an item: solid if it is recomputed, a tint with a hatched foot for what is somebody's word. Its number opens
// its lines; a box that has no room for one opens them itself, and the list below has the number.
func (m *model) drawBox(c canvas, l lens, i item, x, width decimal.Decimal, top int) {
	taken, _ := ratio(i.group.taken, i.group.size)
	solid := taken.IsZero()
	c.linked(i.group.ordinals, !m.fitsBox(i, width, widePage), func() {
		if solid {
			c.rect(x, width, px(top), px(l.height), class("f-"+i.hue+" edge"))
			return
		}
		c.rect(x, width, px(top), px(l.height), class("t-"+i.hue))
		own, foot := width.Mul(one.Sub(taken)), px(top+l.height-l.foot)
		c.rect(x, own, foot, px(l.foot), class("f-"+i.hue))
		c.rect(x.Add(own), width.Sub(own), foot, px(l.foot), hatch(i.hue))
	})
	if !solid {
		c.line(x.Add(width), px(top), x.Add(width), px(top+l.height), class("k-"+i.edge()))
	}
	if m.fitsBox(i, width, widePage) {
		m.labelBox(c, l, i, x, width, top, solid)
	}
}

// labelBox writes name, amount and share: on a narrow page, those that fit there.
func (m *model) labelBox(c canvas, l lens, i item, x, width decimal.Decimal, top int, solid bool) {
	on := func(classes string, fitsNarrow bool) string {
		if !fitsNarrow {
			classes += " wide"
		}
		if solid {
			classes += " on"
		}
		return classes
	}
	narrow := m.fitsBox(i, width, narrowPage)
	wideName, narrowName := i.nameOn(width, widePage), i.nameOn(width, narrowPage)
	c.label(x, px(top+18), 8, wideName, nil, on("b sm", narrow && wideName == narrowName))
	if narrow && wideName != narrowName {
		c.label(x, px(top+18), 8, narrowName, nil, on("b sm narrow", true))
	}
	c.words(x, px(top+38), 8, link(m.show(i.group), i.group.ordinals), class(on("big", narrow)))
	share, _ := ratio(i.group.co2e.Kg(), l.strips[0].whole)
	room := 8*utf8.RuneCountInString(percent(share)) + 10
	if l.height-l.foot >= 60 && fitsIn(width, widePage, room) {
		c.words(x, px(top+56), 8, textPart(percent(share)), class(on("sm", narrow && fitsIn(width, narrowPage, room))))
	}
}

// nameOn is the key with the name if they fit on a page, and the key otherwise.
func (i item) nameOn(width decimal.Decimal, page int) phrase {
	if long := i.long(); fitsIn(width, page, max(broad(long.en), broad(long.ja))+16) {
		return long
	}
	return i.short()
}

// short is the key of an item, or its name if it has none.
func (i item) short() phrase {
	if i.key == "" {
		return i.name
	}
	return phrase{i.key, i.key}
}

// long is the key with the name.
func (i item) long() phrase {
	if i.key == "" {
		return i.name
	}
	return phrase{i.key + " " + i.name.en, i.key + " " + i.name.ja}
}

// edge is the stroke that ends the box of an item.
func (i item) edge() string {
	if i.hue == "ink" {
		return "tick"
	}
	return i.hue
}

// broad is the pixels that a label takes at most, but for unusual letters: those of Chinese and Japanese are square.
func broad(text string) int {
	n := 0
	for _, r := range text {
		n += 8
		if r >= 0x2E80 {
			n += 5
		}
	}
	return n
}

// fitsBox reports whether the key and the amount of an item fit into its width on a page.
func (m *model) fitsBox(i item, width decimal.Decimal, page int) bool {
	short := i.short()
	return fitsIn(width, page, max(broad(short.en), broad(short.ja), 10*utf8.RuneCountInString(m.show(i.group)))+12)
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

// tooNarrow lists the items whose boxes have no label: on every page, and then those that only a narrow page has no room for.
func (p *page) tooNarrow(l lens) {
	var always, narrow []item
	for _, s := range l.strips {
		for _, i := range s.items {
			switch width := of(i.group.co2e.Kg(), s.whole); {
			case !p.fitsBox(i, width, widePage):
				always = append(always, i)
			case !p.fitsBox(i, width, narrowPage):
				narrow = append(narrow, i)
			}
		}
	}
	if len(always)+len(narrow) == 0 {
		return
	}
	only := ""
	if len(always) == 0 {
		only = " narrow"
	}
	p.open("p", class("note"+only))
	p.say(sayTooNarrow, textPart(p.unit.name))
	for n, i := range append(always, narrow...) {
		if n >= len(always) {
			p.open("span", class("narrow"))
		}
		if n > 0 {
			p.text(" · ")
		}
		p.say(i.short())
		p.text(" ")
		p.inside(p.amount(i.group))
		if n >= len(always) {
			p.close()
		}
	}
	p.close()
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

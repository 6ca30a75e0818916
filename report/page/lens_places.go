package page

import (
	"strings"

	"github.com/ghgkit/ghg/report"
)

// place is an entity and a site, where results name them.
type place struct{ entity, site string }

// inTotal reports whether a row is in the total of the page.
func (m *model) inTotal(r *row) bool { return r.counts && m.includes(r, m.by) }

// bySite returns the entities and sites of the total, in the order of the lines, with their sums. Lines that name neither
// are the last.
func (m *model) bySite() (order []place, sums map[place]group) {
	ordinals := map[place][]int{}
	sums = map[place]group{}
	for i := range m.rows {
		r := &m.rows[i]
		if !m.inTotal(r) {
			continue
		}
		at := place{r.entity, r.site}
		g, seen := sums[at]
		if !seen && at != (place{}) {
			order = append(order, at)
		}
		g.add(r)
		sums[at] = g
		ordinals[at] = append(ordinals[at], r.ordinal)
	}
	if _, nowhere := sums[place{}]; nowhere {
		order = append(order, place{})
	}
	for at, g := range sums {
		g.ordinals = report.OrdinalsOf(ordinals[at]...)
		sums[at] = g
	}
	return order, sums
}

const longestName = 28 // characters of a site or of a line in a box

// siteItems returns the sites above zero, the largest first, and the same for what names an entity only or nothing. Sites is
// false if no line names one.
func (m *model) siteItems() (items []item, sites bool) {
	order, sums := m.bySite()
	for _, at := range order {
		sites = sites || at.site != ""
		g := sums[at]
		if g.co2e.Kg().Sign() <= 0 {
			continue
		}
		i := item{hue: "ink", group: g}
		switch {
		case at.site != "":
			i.key = shorten(clean(at.site), longestName)
			i.name = phrase{shorten(clean(at.entity), longestName), shorten(clean(at.entity), longestName)}
		case at.entity != "":
			name := shorten(clean(at.entity), longestName)
			i.name = phrase{strings.ReplaceAll(sayEntityOnly.en, "{0}", name), strings.ReplaceAll(sayEntityOnly.ja, "{0}", name)}
		default:
			i.name = sayNowhere
		}
		items = append(items, i)
	}
	bySize(items)
	return items, sites
}

// lensOfSites shows the total by site.
func (p *page) lensOfSites() {
	p.open("h3", class("apart"))
	p.say(sayBySite)
	p.close()
	items, sites := p.siteItems()
	switch {
	case !sites:
		p.open("p")
		p.na(sayNoSite)
		p.close()
	case len(items) > 0:
		p.lensChart(lowLens(items), "Sites")
	}
	p.siteTable()
}

// lineItems returns the lines above zero, the largest first.
func (m *model) lineItems() []item {
	var items []item
	for i := range m.rows {
		r := &m.rows[i]
		if !m.inTotal(r) || r.co2e.Kg().Sign() <= 0 {
			continue
		}
		var g group
		g.add(r)
		g.ordinals = report.OrdinalsOf(r.ordinal)
		name := shorten(clean(r.id), longestName)
		items = append(items, item{"#" + coord(number(r.ordinal)), phrase{name, name}, "s" + coord(number(int(r.scope))), g})
	}
	bySize(items)
	return items
}

// lensOfLines shows the total by line.
func (p *page) lensOfLines() {
	items := p.lineItems()
	p.open("h3", class("apart"))
	p.say(sayByLine)
	p.close()
	p.lensChart(lowLens(items), "Lines")
	if s := strips(items); len(s[len(s)-1].rest) > 0 {
		p.open("p", class("note"))
		p.say(sayInLines, textPart(grouped(coord(number(len(s[len(s)-1].rest))))))
		p.close()
	}
}

// siteTable lists entities and sites, where results name them.
func (p *page) siteTable() {
	const most = 200
	order, sums := p.bySite()
	if len(order) == 0 || order[0] == (place{}) {
		return
	}
	p.open("details", class("as-table"))
	p.open("summary")
	p.say(saySites)
	p.close()
	p.open("table")
	p.tableHead(sayEntity, saySite, sayAmount)
	p.open("tbody")
	for _, at := range order[:min(len(order), most)] {
		p.open("tr")
		for _, name := range []string{at.entity, at.site} {
			p.open("td")
			if name == "" {
				p.na(sayNotStated)
			} else {
				p.data(name)
			}
			p.close()
		}
		p.open("td", class("num"))
		p.inside(p.amount(sums[at]))
		p.close()
		p.close()
	}
	p.close()
	p.close()
	if len(order) > most {
		p.paragraph(sayAndMore, textPart(coord(number(len(order)-most))))
	}
	p.close()
}

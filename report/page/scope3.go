package page

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/report"
)

// categoryRow is a row of section 6.
type categoryRow struct {
	category ghg.Category
	group    group
	before   ghg.CO2e
	was      string // last year, as it is shown; "" if it is not known
	wasNot   phrase // why it is not
	status   inventory.Coverage
}

// categoryRows returns the fifteen categories, and the year before the report's with what it is by.
func (m *model) categoryRows() (rows []categoryRow, year string, published bool) {
	coverage := m.Inventory.Coverage()
	for c := ghg.PurchasedGoodsAndServices; c <= ghg.Investments; c++ {
		r := categoryRow{category: c, group: m.category(c)}
		if i := slices.IndexFunc(coverage, func(v inventory.Coverage) bool { return v.Category == c }); i >= 0 {
			r.status = coverage[i]
		}
		if len(m.Years) > 0 {
			last := m.Years[len(m.Years)-1]
			year, published = last.Label, last.Inventory == nil
			m.lastYear(&r, last)
		}
		rows = append(rows, r)
	}
	return rows, year, published
}

// lastYear sets the figure of the year before: that of its inventory, or the published one. What did not apply is no zero.
func (m *model) lastYear(r *categoryRow, last report.Year) {
	if last.Inventory == nil {
		if f, ok := categoryFigure(last.Published, r.category); ok {
			r.before, r.was = f.CO2e, m.published(f)
			return
		}
		r.wasNot = sayNotPublished
		return
	}
	for _, c := range last.Inventory.Coverage() {
		if c.Category != r.category {
			continue
		}
		switch c.Status {
		case inventory.NotApplicable, inventory.Excluded:
			r.wasNot = statusOf(c.Status)
			return
		case inventory.Missing:
			r.wasNot = sayNoFigure
			return
		}
	}
	kg, err := last.Inventory.Category(r.category)
	if err != nil {
		r.wasNot = sayNotByCategory
		return
	}
	r.before, r.was = kg, m.unit.show(kg)
}

// categoryScale places amounts from zero; what is below zero has its own side.
func categoryScale(rows []categoryRow) changeScale {
	s := changeScale{}
	for _, r := range rows {
		s.low = decimal.Min(s.low, r.group.co2e.Kg(), r.before.Kg())
		s.high = decimal.Max(s.high, r.group.co2e.Kg(), r.before.Kg())
	}
	if s.high.Equal(s.low) {
		s.high = s.low.Add(one)
	}
	return s
}

// scope3Section is section 6: fifteen rows in the order of the Standard.
func (p *page) scope3Section() {
	rows, year, published := p.categoryRows()
	below := sayScope3Below
	if year != "" {
		below = sayScope3Year
		if published {
			below = sayScope3Published
		}
	}
	p.section("scope3", func() { p.scope3Heading(rows) }, below, p.unitName(), dataPart(year))
	p.open("div", class("x-scroll"))
	p.open("table", class("rows"))
	p.open("thead")
	p.open("tr")
	p.head(sayCategory, colspan(2))
	p.open("td", class("draw"))
	p.close()
	p.head(phrase{p.label, p.label}, class("num"))
	if year != "" {
		p.head(phrase{year, year}, class("num hide-narrow"))
	}
	p.head(sayHow)
	p.head(sayQuality, class("hide-narrow"))
	p.close()
	p.close()
	p.open("tbody")
	s := categoryScale(rows)
	for _, r := range rows {
		p.categoryRow(r, s, year != "")
	}
	p.close()
	p.close()
	p.close()
	p.close()
}

func (p *page) head(name phrase, attrs ...attr) {
	p.open("th", append(attrs, at("scope", "col"))...)
	p.say(name)
	p.close()
}

// scope3Heading counts the categories; it is neutral if none has a figure.
func (p *page) scope3Heading(rows []categoryRow) {
	counted, recomputed, missing, out := 0, 0, 0, 0
	for _, r := range rows {
		switch {
		case r.group.rows > 0:
			counted++
			if r.group.words == 0 {
				recomputed++
			}
		case r.status.Status == inventory.Missing:
			missing++
		default:
			out++
		}
	}
	switch {
	case counted == 0:
		p.say(sayScope3Neutral)
	case out > 0:
		p.say(sayScope3HeadingOut, phrasePart(count(counted).capital()), phrasePart(count(recomputed)), phrasePart(count(missing)), phrasePart(count(out)))
	default:
		p.say(sayScope3Heading, phrasePart(count(counted).capital()), phrasePart(count(recomputed)), phrasePart(count(missing)))
	}
}

func (p *page) categoryRow(r categoryRow, s changeScale, before bool) {
	p.open("tr")
	p.element("td", coord(number(int(r.category))), class("muted"))
	p.open("th", at("scope", "row"))
	p.say(categoryName(r.category))
	p.close()
	p.open("td", class("draw"), hidden())
	if r.group.rows > 0 || r.was != "" {
		c := begin(p.writer, 18)
		drawCategory(c, r, s)
		p.close()
	}
	p.close()
	p.open("td", class("num"))
	if r.group.rows > 0 {
		p.inside(p.amount(r.group))
	} else {
		p.element("span", "n/a", class("na"))
	}
	p.close()
	switch {
	case before && r.was != "":
		p.element("td", r.was, class("num muted hide-narrow"))
	case before:
		p.open("td", class("was hide-narrow"))
		p.na(r.wasNot)
		p.close()
	}
	p.how(r)
	p.close()
}

// how writes how a figure was obtained, or why there is none, and its quality with the scheme.
func (p *page) how(r categoryRow) {
	if r.group.rows == 0 {
		p.open("td", class("muted"), colspan(2))
		p.say(statusOf(r.status.Status))
		if r.status.Reason != "" {
			p.text(": ")
			p.data(r.status.Reason)
		}
		p.close()
		return
	}
	p.open("td")
	p.open("span", class("how"))
	p.glyph("ink", r.group.words == 0)
	p.say(howName(r.group))
	p.close()
	if r.group.caveats > 0 && r.group.words < r.group.rows {
		p.text(" ")
		p.open("span", class("pill"))
		p.say(plural(r.group.caveats, sayCaveat, sayCaveats), textPart(coord(number(r.group.caveats))))
		p.close()
	}
	p.close()
	p.open("td", class("muted hide-narrow"))
	if len(r.group.quality) == 0 {
		p.say(sayNotAssessed)
	}
	for i, q := range r.group.quality[:min(3, len(r.group.quality))] {
		if i > 0 {
			p.text("; ")
		}
		p.data(q)
	}
	p.close()
}

// drawCategory draws the bar: a hairline if it is too small to see, and nothing if there is no figure. A tick marks last
// year, if it is more than 0.3 % of the axis away.
func drawCategory(c canvas, r categoryRow, s changeScale) {
	zero := s.x(decimal.Decimal{})
	if r.group.rows > 0 {
		drawAmount(c, r.group, zero, s.x(r.group.co2e.Kg()).Sub(zero), "s3")
	}
	if r.was != "" {
		x := s.x(r.before.Kg())
		if r.group.rows == 0 || x.Sub(s.x(r.group.co2e.Kg())).Abs().Cmp(decimal.New(3, -1)) > 0 {
			c.line(x, px(1), x, px(17), class("k-tick"))
		}
	}
}

// drawAmount draws solid what is recomputed, and hatched what is somebody's word.
func drawAmount(c canvas, g group, zero, width decimal.Decimal, hue string) {
	if width.Abs().Cmp(decimal.New(5, -1)) < 0 {
		c.line(zero, px(3), zero, px(15), class("k-"+hue))
		return
	}
	taken, _ := ratio(g.taken, g.size)
	solid := width.Mul(one.Sub(taken))
	if !solid.IsZero() {
		c.rect(zero, solid, px(3), px(12), class("f-"+hue))
	}
	if !taken.IsZero() {
		c.rect(zero.Add(solid), width.Sub(solid), px(3), px(12), hatch(hue), class("outline"))
	}
}

package page

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/report"
)

// restatedMark marks a year with a restated figure; the footnote says which.
const restatedMark = "†"

// restated reports whether a year, by its label, has a restated figure.
func (m *model) restated(label string) bool {
	for _, y := range m.Years {
		if y.Label == label && len(y.Restated) > 0 {
			return true
		}
	}
	return false
}

// restatements writes the footnotes: what of an earlier year is restated, from what to what, and why.
func (p *page) restatements() {
	for _, y := range p.Years {
		for _, s := range y.Restated {
			p.open("p", class("note restated"))
			p.text(restatedMark + " ")
			form := sayRestated
			switch {
			case s.Added && y.Label == p.Base:
				form = sayAddedBase
			case s.Added:
				form = sayAdded
			case y.Label == p.Base:
				form = sayRestatedBase
			}
			change := textPart(p.unit.change(s.To.Sub(s.From)))
			p.say(form, dataPart(y.Label), phrasePart(restatedName(s)), textPart(p.unit.show(s.From)), textPart(p.unit.show(s.To)), change, p.unitName(), dataPart(s.Reason))
			if s.Source != "" {
				p.text(" ")
				p.data("(" + s.Source + ")")
			}
			p.close()
		}
	}
}

// restatedName names the figure that is restated.
func restatedName(s report.Restatement) phrase {
	switch {
	case s.Category != 0:
		key, name := "3."+coord(number(int(s.Category)))+" ", categoryName(s.Category)
		return phrase{key + name.en, key + name.ja}
	case s.Scope == ghg.Scope2:
		return scope2Name(s.Accounting)
	case s.Scope != 0:
		return scopeName(s.Scope)
	case s.Accounting == ghg.LocationBased:
		return sayAllLocation
	case s.Accounting == ghg.MarketBased:
		return sayAllMarket
	}
	return sayScope123
}

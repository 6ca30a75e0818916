package page

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
)

// bar writes the line at the top: whose report it is, its contents and its languages.
func (p *page) bar() {
	p.open("header", class("bar"))
	p.open("div")
	p.open("span", class("who"))
	p.open("b")
	p.data(p.org.Name)
	p.close()
	p.text(" ")
	p.open("span", class("muted"))
	p.data(p.label + " · " + span(p.org.Period))
	p.close()
	p.close()
	p.open("nav", at("aria-label", "Contents"))
	for _, c := range contents {
		p.open("a", at("href", "#"+c.id))
		p.say(c.name)
		p.close()
	}
	p.close()
	p.open("fieldset", class("langs"), at("aria-label", "Language, 言語"))
	for _, l := range languages {
		checked := attr{}
		if l == p.opens {
			checked = at("checked", "")
		}
		p.void("input", at("type", "radio"), at("name", "lang"), id("lang-"+l.code()), at("value", l.code()), checked)
		p.element("label", l.name(), at("for", "lang-"+l.code()), at("lang", l.code()))
	}
	p.close()
	p.close()
	p.close()
}

// title writes what the report is about in one sentence, and what of it is proof.
func (p *page) title() {
	p.open("p", class("kicker"))
	p.say(sayKicker, phrasePart(approachName(p.org.Approach)), dataPart(p.Inventory.GWP()))
	p.close()
	total := p.counted(p.by, ghg.Scope1, ghg.Scope2, ghg.Scope3)
	p.open("h1")
	p.titleSentence(total)
	p.close()
	p.proof(total)
}

// titleSentence is one of three: the share of the value chain, the share of the organisation's own emissions, or the neutral
// one, if a scope is missing or the total is not above zero.
func (p *page) titleSentence(total group) {
	chain := p.counted(p.by, ghg.Scope3)
	share, ok := ratio(chain.co2e.Kg(), total.co2e.Kg())
	if !ok || total.co2e.Kg().Sign() <= 0 || share.IsNegative() || share.Cmp(one) > 0 || len(p.missing(ghg.Scope1, ghg.Scope2, ghg.Scope3)) > 0 {
		p.say(sayTitleNeutral, dataPart(p.org.Name), dataPart(p.label))
		return
	}
	if share.Cmp(decimal.New(5, -1)) >= 0 {
		p.say(sayTitleChain, phrasePart(magnitude(total.co2e)), textPart(percentWhole(share)))
		return
	}
	p.say(sayTitleOwn, phrasePart(magnitude(total.co2e)), textPart(percentWhole(one.Sub(share))))
}

// proof writes the bar below the title: solid for what is recomputed, hatched for what is somebody's word.
func (p *page) proof(total group) {
	taken, ok := ratio(total.taken, total.size)
	if !ok {
		p.open("p", class("lede"))
		p.na(sayNothingEmitted)
		p.close()
		return
	}
	solid := one.Sub(taken)
	c := begin(p.writer, 16, hidden())
	drawProof(c, solid)
	p.close()
	p.open("ul", class("key"))
	p.open("li")
	p.glyph("s3", true)
	p.say(sayProofSolid, textPart(percent(solid)))
	p.close()
	p.open("li", class("r"))
	p.glyph("s3", false)
	p.say(sayProofWord, textPart(percent(taken)))
	p.close()
	p.close()
	p.open("p", class("lede"))
	n := len(p.rows)
	p.say(sayLede, phrasePart(plural(n, sayLine, sayLines)), phrasePart(plural(n, sayReceipt, sayReceipts)))
	p.close()
}

func drawProof(c canvas, solid decimal.Decimal) {
	at := solid.Mul(hundred)
	c.rect(decimal.Decimal{}, at, px(0), px(16), class("f-s3"))
	c.rect(at, hundred.Sub(at), px(0), px(16), hatch("s3"))
}

// glyph draws ■ or ▨: recomputed, or somebody's word.
func (w *writer) glyph(hue string, recomputed bool) {
	w.open("svg", at("width", "12"), at("height", "12"), hidden())
	fill := hatch(hue)
	if recomputed {
		fill = class("f-" + hue)
	}
	w.void("rect", at("x", "0.5"), at("y", "0.5"), at("width", "11"), at("height", "11"), fill, at("stroke", "currentColor"))
	w.close()
}

// span is the first and the last day of a period.
func span(p ghg.Period) string {
	if p.IsZero() {
		return ""
	}
	return p.Start.String() + " – " + p.End.AddDays(-1).String()
}

package page

import (
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/report"
)

// whatIf is section 9.
func (p *page) whatIf() {
	p.section("what-if", func() { p.say(sayWhatIf) }, sayWhatIfBelow)
	if p.o.Verifier != nil && len(p.o.Verifier.WhatIf) > 0 {
		p.open("div", id("ghg-whatif"))
		p.code(p.o.Verifier.WhatIf)
		p.close()
	} else {
		p.open("p")
		p.say(sayWhatIfCommand)
		p.text(" ")
		p.element("code", "ghg what-if DIR --amount ID=AMOUNT")
		p.close()
	}
	p.close()
}

// verify is section 10.
func (p *page) verify() {
	p.section("verify", func() { p.say(sayVerify) }, sayVerifyBelow)
	if p.o.Verifier != nil && len(p.o.Verifier.Verify) > 0 {
		p.open("div", id("ghg-verify"))
		p.code(p.o.Verifier.Verify)
		p.close()
	} else {
		p.open("p")
		p.say(sayVerifyCommand)
		p.text(" ")
		p.element("code", "ghg verify results.jsonl")
		p.close()
	}
	p.close()
}

// ends writes what is missing, the sources with their licences, and the digests.
func (p *page) ends() {
	p.gaps()
	p.sourcesSection()
	p.digests()
}

// gaps lists what is missing, excluded or stated not to apply.
func (p *page) gaps() {
	p.section("gaps", func() { p.say(sayGaps) }, phrase{})
	p.open("ul", class("plain"))
	n := 0
	for _, c := range p.Inventory.Coverage() {
		switch c.Status {
		case inventory.Calculated, inventory.Reported, inventory.Partly:
			if len(c.Parts) == 0 {
				continue
			}
		}
		n++
		p.open("li")
		if c.Category != 0 {
			p.text("3." + coord(number(int(c.Category))) + " ")
			p.say(categoryName(c.Category))
		} else {
			p.say(scopeName(c.Scope))
		}
		p.text(": ")
		p.say(statusOf(c.Status))
		if c.Reason != "" {
			p.text(": ")
			p.data(c.Reason)
		}
		if c.Estimate != nil {
			p.text(" ")
			p.say(sayEstimate, textPart(p.unit.show(*c.Estimate)), textPart(p.unit.name))
		}
		for _, part := range c.Parts {
			p.void("br")
			p.data(part.String())
		}
		p.close()
	}
	if n == 0 {
		p.open("li")
		p.say(sayNoGaps)
		p.close()
	}
	p.close()
	p.caveatList()
	p.close()
}

// caveatList counts every kind of caveat, with the lines that carry it.
func (p *page) caveatList() {
	kinds := p.Inventory.Caveats()
	if len(kinds) == 0 {
		return
	}
	byID := map[string][]int{}
	for i := range p.rows {
		byID[p.rows[i].id] = append(byID[p.rows[i].id], p.rows[i].ordinal)
	}
	p.open("h3")
	p.say(sayCaveatList)
	p.close()
	p.open("ul", class("plain"))
	for _, k := range kinds {
		var ordinals []int
		for _, name := range k.Results {
			ordinals = append(ordinals, byID[name]...)
		}
		p.open("li")
		p.data(k.Kind.String())
		p.text(": ")
		p.inside(link(grouped(coord(number(len(k.Results)))), report.OrdinalsOf(ordinals...)))
		p.close()
	}
	p.close()
}

func (p *page) sourcesSection() {
	p.section("sources", func() { p.say(saySources) }, saySourcesBelow)
	if len(p.sources.factors) == 0 {
		p.open("p")
		p.na(sayNoSources)
		p.close()
		p.close()
		return
	}
	p.open("table", class("digest"))
	p.tableHead(saySource, sayLicence, sayUsedBy)
	p.open("tbody")
	for _, s := range p.sources.factors {
		p.open("tr")
		p.open("td")
		if s.id != "" {
			p.data(s.id)
			p.void("br")
		}
		p.data(s.document)
		if s.digest != "" {
			p.void("br")
			p.element("code", s.digest)
		}
		p.close()
		p.open("td")
		if s.licence == "" {
			p.say(sayNoLicence)
		} else {
			p.data(s.licence)
		}
		p.close()
		p.open("td", class("num"))
		p.inside(link(grouped(coord(number(len(s.ordinals)))), s.lines()))
		p.close()
		p.close()
	}
	p.close()
	p.close()
	p.publishedSources()
	p.close()
}

// publishedSources names the documents of the published figures.
func (p *page) publishedSources() {
	var names []string
	seen := map[string]bool{}
	add := func(figures []report.Figure) {
		for _, f := range figures {
			if f.Source != "" && !seen[f.Source] {
				seen[f.Source] = true
				names = append(names, f.Source)
			}
		}
	}
	for _, y := range p.Years {
		add(y.Published)
	}
	add(p.Published)
	p.list("ul", sayPublishedSources, len(names), func(i int) { p.data(names[i]) })
}

func (p *page) digests() {
	p.section("digests", func() { p.say(sayDigests) }, sayDigestsBelow)
	p.open("p")
	p.element("code", p.digest)
	p.close()
	p.close()
}

func (p *page) footer() {
	p.open("footer")
	p.say(sayFooter)
	p.close()
}

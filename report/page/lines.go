package page

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/report"
)

// linesSection is section 8: a row for each line, and under it how it follows from its inputs.
func (p *page) linesSection() {
	n := len(p.rows)
	p.section("lines", func() {
		p.say(sayLinesHeading, phrasePart(plural(n, sayLine, sayLines)), textPart(grouped(coord(number(n)))))
	}, sayLinesBelow, p.unitName())
	if n == 0 {
		p.open("p")
		p.na(sayNoLines)
		p.close()
		p.close()
		return
	}
	switch {
	case p.o.Static || n <= fullLines:
	case n > blockLines:
		p.open("p", class("note"))
		if f := p.receiptsFile; f != nil {
			p.say(sayLinesBeside, textPart(coord(number(fullLines))), dataPart(f.Name))
		} else {
			p.say(sayLinesAway, textPart(coord(number(fullLines))))
		}
		p.close()
	default:
		p.open("p", class("note"))
		p.say(sayLinesBlock, textPart(coord(number(fullLines))))
		p.close()
	}
	p.open("div", id("tools"), class("tools"))
	p.close()
	p.open("div", class("x-scroll"), at("tabindex", "0"), at("role", "group"), at("aria-labelledby", "lines-h"))
	p.open("table", class("lines"), id("line-table"))
	p.open("thead")
	p.open("tr")
	p.head(phrase{"#", "#"})
	p.head(sayName)
	p.head(sayMethod)
	p.head(sayFactor, class("hide-narrow"))
	p.head(phrase{p.unit.name, p.unit.name}, class("num"))
	p.head(sayReceiptHash, class("hide-narrow"))
	p.close()
	p.close()
	p.open("tbody")
	for i := range p.rows {
		p.lineRow(&p.rows[i])
	}
	p.close()
	p.close()
	p.close()
	p.open("div", id("window"))
	p.close()
	p.close()
}

// lineRow writes a line; of more than [blockLines], only one of the largest.
func (p *page) lineRow(r *row) {
	full, ok := p.full[r.ordinal]
	if !ok && len(p.rows) > blockLines && !p.o.Static {
		return
	}
	n := coord(number(r.ordinal))
	p.open("tr", id("r"+n))
	p.element("td", n)
	p.open("td")
	name := r.id
	if r.part != "" {
		name += " (" + r.part + ")"
	}
	p.data(name)
	p.close()
	p.element("td", scopeAndMethod(r))
	factor := ""
	if len(r.factors) > 0 {
		factor = r.factors[0]
	}
	if len(r.factors) > 1 {
		factor += " +" + coord(number(len(r.factors)-1))
	}
	p.element("td", factor)
	p.open("td")
	text := p.unit.show(r.co2e)
	if r.reported {
		text = fixed(p.unit.of(r.co2e), r.decimals)
	}
	p.text(text)
	if !r.counts {
		p.text(" *")
	}
	p.close()
	p.element("td", r.hash[:min(8, len(r.hash))])
	p.close()
	if ok {
		p.open("tr", class("d"))
		p.open("td", colspan(6))
		p.derivation(r, full)
		p.close()
		p.close()
	}
}

// scopeAndMethod is "3.6 travel-average-data".
func scopeAndMethod(r *row) string {
	key := coord(number(int(r.scope)))
	if r.category != 0 {
		key += "." + coord(number(int(r.category)))
	}
	_, method, found := strings.Cut(string(r.method), ".")
	if !found {
		method = string(r.method)
	}
	if r.accounting != 0 {
		method += ", " + r.accounting.String()
	}
	return key + " " + method
}

// blocks writes the data that the script reads: what it says in both languages, and receipts or columns, compressed.
func (p *page) blocks() error {
	settings := map[string]any{
		"unit": p.unit.name, "shift": -p.unit.shift, "lines": len(p.rows), "words": scriptWords(len(p.rows) > blockLines), "verify": p.o.Verifier != nil,
	}
	if p.receiptsFile != nil {
		settings["beside"] = p.receiptsFile
	}
	if p.o.Verifier != nil {
		totals, err := p.totals()
		if err != nil {
			return err
		}
		settings["totals"], settings["marks"] = totals, p.org.Category3By
	}
	if err := p.jsonBlock("ghg-settings", settings); err != nil {
		return err
	}
	n := len(p.rows)
	if n <= blockLines && n > 0 && (n > fullLines && !p.o.Static || p.o.Verifier != nil) {
		if err := p.gzipBlock("ghg-receipts", bytes.Join(p.receipts, []byte("\n"))); err != nil {
			return err
		}
	}
	if n > blockLines && !p.o.Static {
		text, err := json.Marshal(p.columns())
		if err != nil {
			return err
		}
		if err := p.gzipBlock("ghg-columns", text); err != nil {
			return err
		}
	}
	if v := p.o.Verifier; v != nil && len(v.Module) > 0 {
		p.base64Block("ghg-module", "application/wasm+gzip", v.Module)
	}
	return nil
}

// totals returns the kilograms of CO2e by each method of Scope 2, exactly, from which the what-if goes.
func (p *page) totals() (map[string]string, error) {
	totals := map[string]string{}
	for name, by := range map[string]ghg.Accounting{"location": ghg.LocationBased, "market": ghg.MarketBased} {
		partial, err := p.Inventory.Partial(by)
		if err != nil {
			return nil, err
		}
		totals[name] = dec.Text(partial.Total().Kg())
	}
	return totals, nil
}

// columns are the lines of a long report, a list for each column. Factors are numbers of the list of factors.
type columns struct {
	IDs     []string `json:"ids"`
	Methods []int    `json:"methods"`
	Factors []int    `json:"factors"`
	Amounts []string `json:"kg"`
	Hashes  []string `json:"hashes"`
	Names   []string `json:"names"`
}

func (p *page) columns() columns {
	var c columns
	known := map[string]int{}
	name := func(s string) int {
		i, ok := known[s]
		if !ok {
			i = len(c.Names)
			known[s] = i
			c.Names = append(c.Names, s)
		}
		return i
	}
	for i := range p.rows {
		r := &p.rows[i]
		c.IDs = append(c.IDs, clean(r.id))
		c.Methods = append(c.Methods, name(scopeAndMethod(r)))
		factor := ""
		if len(r.factors) > 0 {
			factor = clean(r.factors[0])
		}
		c.Factors = append(c.Factors, name(factor))
		c.Amounts = append(c.Amounts, dec.Text(r.co2e.Kg()))
		c.Hashes = append(c.Hashes, r.hash[:min(16, len(r.hash))])
	}
	return c
}

// jsonBlock writes JSON in a script element that is not run; < is written as \u003c, so that no text can end it.
func (p *page) jsonBlock(name string, v any) error {
	text, err := json.Marshal(v) // escapes <, > and &
	if err != nil {
		return err
	}
	p.open("script", at("type", "application/json"), id(name))
	p.code(text)
	p.close()
	return nil
}

func (p *page) gzipBlock(name string, content []byte) error {
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := z.Write(content); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	p.base64Block(name, "application/octet-stream", b.Bytes())
	return nil
}

func (p *page) base64Block(name, kind string, content []byte) {
	p.open("script", at("type", kind), id(name))
	p.code([]byte(base64.StdEncoding.EncodeToString(content)))
	p.close()
}

// sourceList is the factors and the documents that the lines use.
type sourceList struct {
	index   map[[2]string]int
	factors []source
}

type source struct {
	id, document, licence, digest string
	ordinals                      []int
}

func newSourceList() sourceList { return sourceList{index: map[[2]string]int{}} }

func (l *sourceList) add(ordinal int, r ghg.Result) {
	for _, f := range r.Factors {
		l.use(ordinal, source{id: f.ID, document: f.Source(), licence: f.Licence, digest: f.Digest})
	}
	for _, f := range r.Properties {
		l.use(ordinal, source{id: f.ID, document: f.Source(), digest: f.Digest})
	}
	for _, s := range r.Steps {
		for _, t := range s.Terms {
			if t.Source != "" && t.Kind == ghg.TermInput {
				l.use(ordinal, source{document: t.Source})
			}
		}
	}
}

func (l *sourceList) use(ordinal int, s source) {
	key := [2]string{s.id, s.digest}
	if s.id == "" {
		key = [2]string{"", s.document}
	}
	i, ok := l.index[key]
	if !ok {
		i = len(l.factors)
		l.index[key] = i
		l.factors = append(l.factors, s)
	}
	f := &l.factors[i]
	if n := len(f.ordinals); n == 0 || f.ordinals[n-1] != ordinal {
		f.ordinals = append(f.ordinals, ordinal)
	}
}

func (s source) lines() report.Ordinals { return report.OrdinalsOf(s.ordinals...) }

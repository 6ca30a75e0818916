package xbrl

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/report/disclosure"
)

// namespaces are those of EFRAG's sample report, with their prefixes.
var namespaces = []struct{ prefix, uri string }{
	{"", "http://www.w3.org/1999/xhtml"},
	{"ix", "http://www.xbrl.org/2013/inlineXBRL"},
	{"ixt4", "http://www.xbrl.org/inlineXBRL/transformation/2020-02-12"},
	{"xbrli", "http://www.xbrl.org/2003/instance"},
	{"xbrldi", "http://xbrl.org/2006/xbrldi"},
	{"link", "http://www.xbrl.org/2003/linkbase"},
	{"xlink", "http://www.w3.org/1999/xlink"},
	{"iso4217", "http://www.xbrl.org/2003/iso4217"},
	{"utr", "http://www.xbrl.org/2009/utr"},
	{"esrs", disclosure.ESRSTaxonomy},
}

const style = `body{font-family:sans-serif;max-width:72em;margin:2em auto;padding:0 1em}table{border-collapse:collapse;margin:1em 0}` +
	`th,td{border-bottom:1px solid #dcd8cd;padding:.25em .75em;text-align:left;vertical-align:top}.missing,.note{font-style:italic}`

// Write writes the page as XHTML in UTF-8. The same document is the same bytes.
//
// Every text of the report is text of the page: markup is escaped, and characters that XML does not have or that change the
// direction of text (U+202A to U+202E, U+2066 to U+2069) are replaced by U+FFFD. The zero Document is an error.
func (d Document) Write(w io.Writer) error {
	if w == nil || d.company == "" {
		return &ghg.FieldError{Field: "document", Want: "one that Of made, and a writer", Err: ghg.ErrMissing}
	}
	out := bufio.NewWriter(w)
	p := page{out: out, d: d, facts: map[[3]string]int{}}
	for i, f := range d.Facts {
		if err := dec.CheckAll(f.Shown, f.Value); err != nil {
			return fmt.Errorf("fact %d: %w", i+1, err)
		}
		if places := f.Decimals + f.Scale; places < 0 || places > 15 {
			return &ghg.FieldError{Field: fmt.Sprintf("fact %d: decimals", i+1), Value: strconv.Itoa(f.Decimals), Want: "0 to 15 places of what is shown", Err: ghg.ErrOutOfRange}
		}
		p.facts[[3]string{f.Table, f.Row, f.Column}] = i + 1
	}
	p.head()
	p.header()
	for _, t := range d.tables {
		p.table(t)
	}
	p.print("</body>\n</html>\n")
	return out.Flush()
}

// page writes a document. Errors of the writer are those of its flush.
type page struct {
	out   *bufio.Writer
	d     Document
	facts map[[3]string]int // number of the fact of a cell, from 1
}

func (p *page) print(parts ...string) {
	for _, s := range parts {
		p.out.WriteString(s) //nolint:errcheck,gosec // kept by the writer until it is flushed
	}
}

// text escapes a text of the report.
func text(s string) string {
	s = strings.Map(func(r rune) rune {
		if r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' {
			return '\ufffd'
		}
		return r
	}, s)
	var b strings.Builder
	xml.EscapeText(&b, []byte(s)) //nolint:errcheck,gosec // a builder has no errors
	return b.String()
}

func (p *page) head() {
	p.print(`<?xml version="1.0" encoding="UTF-8"?>`, "\n<html")
	for _, n := range namespaces {
		name := "xmlns"
		if n.prefix != "" {
			name += ":" + n.prefix
		}
		p.print(" ", name, `="`, n.uri, `"`)
	}
	p.print(` xml:lang="`, text(p.d.options.Language), `">`, "\n<head>\n", `<meta http-equiv="Content-Type" content="text/html; charset=UTF-8"/>`, "\n")
	p.print("<title>", text(p.d.company), ": ", text(p.d.edition.Name), "</title>\n<style>", style, "</style>\n</head>\n<body>\n")
	p.print("<h1>", text(p.d.edition.Name), "</h1>\n<p>", text(p.d.company), ", ", text(p.d.year), ". ", text(p.d.edition.Source), ".</p>\n")
}

// header writes the hidden part: the schema, the contexts and the units.
func (p *page) header() {
	p.print(`<div style="display:none"><ix:header><ix:references>`)
	p.print(`<link:schemaRef xlink:type="simple" xlink:href="`, disclosure.ESRSEntryPoint, `"/></ix:references><ix:resources>`, "\n")
	contexts, units := map[string]bool{}, map[Unit]bool{}
	for _, f := range p.d.Facts {
		if id := p.contextID(f); !contexts[id] {
			contexts[id] = true
			p.context(id, f)
		}
		if !units[f.Unit] {
			units[f.Unit] = true
			p.unit(f.Unit)
		}
	}
	p.print("</ix:resources></ix:header></div>\n")
}

// contextID returns the id of the context of a fact: the number of the first fact with it.
func (p *page) contextID(f Fact) string {
	for i, first := range p.d.Facts {
		if first.context() == f.context() {
			return "c" + strconv.Itoa(i+1)
		}
	}
	return ""
}

func (p *page) context(id string, f Fact) {
	p.print(`<xbrli:context id="`, id, `"><xbrli:entity><xbrli:identifier scheme="`, text(p.d.options.Scheme), `">`, text(p.d.options.Identifier), "</xbrli:identifier></xbrli:entity>")
	last := f.Period.End.AddDays(-1) // the day after the last one is no part of a period
	p.print("<xbrli:period><xbrli:startDate>", f.Period.Start.String(), "</xbrli:startDate><xbrli:endDate>", last.String(), "</xbrli:endDate></xbrli:period>")
	if len(f.Members) > 0 {
		p.print("<xbrli:scenario>")
		for _, m := range f.Members {
			p.print(`<xbrldi:explicitMember dimension="`, m.Axis, `">`, m.Name, "</xbrldi:explicitMember>")
		}
		p.print("</xbrli:scenario>")
	}
	p.print("</xbrli:context>\n")
}

// unitID returns the id of a unit: "u-tCO2e-per-EUR".
func unitID(u Unit) string {
	name := func(s string) string { return s[strings.IndexByte(s, ':')+1:] }
	if u.Per == "" {
		return "u-" + name(u.Measure)
	}
	return "u-" + name(u.Measure) + "-per-" + name(u.Per)
}

func (p *page) unit(u Unit) {
	measure := func(s string) string { return "<xbrli:measure>" + s + "</xbrli:measure>" }
	p.print(`<xbrli:unit id="`, unitID(u), `">`)
	if u.Per == "" {
		p.print(measure(u.Measure))
	} else {
		p.print("<xbrli:divide><xbrli:unitNumerator>", measure(u.Measure), "</xbrli:unitNumerator><xbrli:unitDenominator>", measure(u.Per), "</xbrli:unitDenominator></xbrli:divide>")
	}
	p.print("</xbrli:unit>\n")
}

func (p *page) table(t disclosure.Table) {
	p.print("<h2>", text(t.ID), " ", text(t.Title), "</h2>\n<table>\n<thead><tr><th scope=\"col\"></th>")
	for _, c := range t.Columns {
		p.print(`<th scope="col">`, text(c.Title), "</th>")
	}
	p.print("</tr></thead>\n<tbody>\n")
	for _, row := range t.Rows {
		p.print(`<tr><th scope="row">`, text(row.Label), "</th>")
		for i, c := range row.Cells {
			p.print("<td>")
			p.cell(c, p.facts[[3]string{t.ID, row.ID, t.Columns[i].ID}])
			p.print("</td>")
		}
		p.print("</tr>\n")
	}
	p.print("</tbody>\n</table>\n", `<p class="note">`, text(t.Source), "</p>\n")
}

func (p *page) cell(c disclosure.Cell, fact int) {
	switch {
	case c.Missing != "":
		p.print(`<span class="missing">`, text(c.Missing), "</span>")
		return
	case c.Value == nil:
		p.print(text(c.Text))
	case fact == 0:
		p.print(text(dec.Text(c.Value.Round(int32(max(p.d.options.Decimals, 2))))), " ", text(c.Unit)) //nolint:gosec // 2 to 9
	default:
		p.fact(p.d.Facts[fact-1], fact)
		p.print(" ", text(c.Unit))
	}
	if c.Stated != "" {
		p.print(` <span class="note">published: `, text(c.Stated), "</span>")
	}
	if c.Unsure != "" {
		p.print(` <span class="note">unconfirmed: `, text(c.Unsure), "</span>")
	}
}

// fact writes a fact. A negative one is its amount with a sign.
func (p *page) fact(f Fact, number int) {
	sign := ""
	if f.Shown.Sign() < 0 {
		sign = ` sign="-"`
	}
	places := f.Decimals + f.Scale
	p.print(fmt.Sprintf(`<ix:nonFraction id="f%d" name="%s" contextRef="%s" unitRef="%s" decimals="%d" scale="%d" format="ixt4:num-dot-decimal"%s>`,
		number, f.Element, p.contextID(f), unitID(f.Unit), f.Decimals, f.Scale, sign))
	p.print(f.Shown.Abs().StringFixed(int32(places)), "</ix:nonFraction>") //nolint:gosec // 0 to 15
}

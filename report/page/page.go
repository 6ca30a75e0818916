package page

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"io"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/report"
)

// Options are how a page is written. The zero Options is a page that opens in English, with the derivations of the largest
// lines in its HTML and those of the others in a block, and without a verifier.
type Options struct {
	// Language is the one that the page opens in: "en" or "ja"; "" for English. The page has both.
	Language string
	// Static writes the derivation of every line as HTML, so that the page needs no script for any. It grows by some
	// kilobytes for each line.
	Static bool
	// Receipts takes the receipts of a report of more than 2,000 lines, which its page does not hold: one on each line, in the order
	// of the lines, compressed by gzip. To a shorter report it is of no use, and nothing is written to it. Without it, only the
	// largest lines of a long report can be opened.
	Receipts io.Writer
	// ReceiptsName is the name of the file that Receipts writes, without a folder: the page asks its reader for it, since a page
	// that is opened from a disk may read only files that its reader gives it. It is given if and only if Receipts is.
	ReceiptsName string
	// Verifier makes sections 9 and 10 work. Without it, they name the command that does the same.
	Verifier *Verifier
}

// Verifier is what package verifier supplies to a page: the library as WebAssembly, with the script and the markup of the
// what-if and of the verification. Its markup is part of the page as it is, so it must be the program's own and never hold
// data of a report.
type Verifier struct {
	Style  []byte // rules added to those of the page
	Script []byte // JavaScript that runs after that of the page, allowed by its hash
	WhatIf []byte // markup of section 9
	Verify []byte // markup of section 10
	Module []byte // the module, compressed by gzip: it is in the element "ghg-module" in base64
}

//go:embed page.css
var pageStyle string

//go:embed chart.css
var chartStyle string

//go:embed page.js
var pageScript string

// longScript is the part of the script for a report of more lines than the page holds receipts of.
//
//go:embed long.js
var longScript string

// Write writes the report as one HTML file that needs no network and can be read without scripts. The same report and
// options give the same bytes.
//
// A report without an inventory is an error, and so are a nil writer, a language other than "en" and "ja", receipts
// without a writer or a name, and a result that does not recompute.
func Write(w io.Writer, r report.Report, o Options) error {
	if absent.Is(w) {
		return &ghg.FieldError{Field: "writer of the page", Want: "a writer", Err: ghg.ErrMissing}
	}
	language, err := languageOf(o.Language)
	if err != nil {
		return err
	}
	m, err := newModel(r, o)
	if err != nil {
		return err
	}
	p := &page{writer: &writer{}, model: m, o: o, opens: language}
	if err := p.document(); err != nil {
		return err
	}
	text, err := p.bytes()
	if err != nil {
		return err
	}
	if _, err := io.WriteString(w, "<!DOCTYPE html>\n"); err != nil {
		return err
	}
	_, err = w.Write(text)
	return err
}

// page writes a model.
type page struct {
	*writer
	*model
	o     Options
	opens language
}

func (p *page) style() string {
	style := colours() + chartStyle + pageStyle
	if p.o.Verifier != nil {
		style += string(p.o.Verifier.Style)
	}
	return style
}

// script returns the scripts of the page, without what only their authors read: indents and lines of comments.
func (p *page) script() string {
	long := ""
	if len(p.rows) > blockLines {
		long = longScript
	}
	var b strings.Builder
	for line := range strings.Lines(strings.Replace(pageScript, "\t// long.js\n", long, 1)) {
		if line = strings.TrimLeft(line, "\t"); !strings.HasPrefix(line, "//") {
			b.WriteString(line)
		}
	}
	if p.o.Verifier != nil {
		b.WriteByte('\n')
		b.Write(p.o.Verifier.Script)
	}
	return b.String()
}

// policy returns the Content-Security-Policy: nothing is loaded, and only this style and this script are run.
func policy(style, script string) string {
	hash := func(s string) string {
		sum := sha256.Sum256([]byte(s))
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	return "default-src 'none'; script-src " + hash(script) + " 'wasm-unsafe-eval'; style-src " + hash(style) + "; base-uri 'none'; form-action 'none'"
}

func (p *page) document() error {
	style, script := p.style(), p.script()
	p.open("html", at("lang", p.opens.code()))
	p.open("head")
	p.void("meta", at("http-equiv", "Content-Security-Policy"), at("content", policy(style, script)))
	p.void("meta", at("charset", "utf-8"))
	p.void("meta", at("name", "viewport"), at("content", "width=device-width, initial-scale=1"))
	p.void("meta", at("name", "generator"), at("content", "github.com/ghgkit/ghg"))
	p.element("title", p.org.Name+" · "+p.label)
	p.open("style")
	p.code([]byte(style))
	p.close()
	p.close()
	p.open("body")
	p.bar()
	p.open("main")
	p.title()
	for _, section := range []func(){
		p.headline, p.paths, p.lens, p.change, p.scope2Section, p.scope3Section, p.certainty, p.linesSection, p.whatIf, p.verify, p.ends,
	} {
		section()
	}
	p.close()
	p.footer()
	p.svgDefinitions()
	if err := p.blocks(); err != nil {
		return err
	}
	p.open("script")
	p.code([]byte(script))
	p.close()
	p.close()
	p.close()
	return nil
}

func (p *page) svgDefinitions() {
	p.open("svg", class("defs"), hidden(), at("focusable", "false"))
	p.patterns()
	p.close()
}

// section opens a section with its computed heading and what stands below it. The caller closes it.
func (p *page) section(name string, heading func(), below phrase, args ...func(w *writer)) {
	p.open("section", id(name), at("aria-labelledby", name+"-h"))
	p.open("h2", id(name+"-h"))
	heading()
	p.close()
	if below != (phrase{}) {
		p.open("p", class("sub"))
		p.say(below, args...)
		p.close()
	}
}

// na writes that there is no figure, and why.
func (w *writer) na(why phrase, args ...func(w *writer)) {
	w.open("span", class("na"))
	w.text("n/a: ")
	w.say(why, args...)
	w.close()
}

// unitName writes the unit of the page.
func (p *page) unitName() func(w *writer) {
	return func(w *writer) {
		w.text(p.unit.name + " CO")
		w.element("sub", "2")
		w.text("e")
	}
}

func languageOf(name string) (language, error) {
	switch name {
	case "", "en":
		return english, nil
	case "ja":
		return japanese, nil
	}
	return 0, &ghg.FieldError{Field: "language of the page", Value: name, Want: `"en" or "ja"`, Err: ghg.ErrUnknown}
}

package page

import (
	"bytes"
	"fmt"
	"html"
	"strconv"
	"strings"
)

// A tag and an attribute name are constants of this package: no text of a report can become one.
type (
	tag       string
	attribute string
)

// attr is an attribute with its value, which is escaped when it is written.
type attr struct {
	name  attribute
	value string
}

func at(name attribute, value string) attr                 { return attr{name, value} }
func class(value string) attr                              { return attr{"class", value} }
func id(value string) attr                                 { return attr{"id", value} }
func atInt(name attribute, value int) attr                 { return attr{name, strconv.Itoa(value)} }
func hidden() attr                                         { return attr{"aria-hidden", "true"} }
func colspan(n int) attr                                   { return atInt("colspan", n) }
func (a attr) allowed() bool                               { return a.name != "style" && !strings.HasPrefix(string(a.name), "on") }
func textPart(s string) func(w *writer)                    { return func(w *writer) { w.text(s) } }
func dataPart(s string) func(w *writer)                    { return func(w *writer) { w.data(s) } }
func phrasePart(p phrase) func(w *writer)                  { return func(w *writer) { w.say(p) } }
func (w *writer) inside(f func(w *writer))                 { f(w) }
func (w *writer) paragraph(p phrase, a ...func(w *writer)) { w.open("p"); w.say(p, a...); w.close() }

// writer writes elements that are closed in order, and text that is escaped. It cannot write markup from a text: the only raw
// bytes are those of [writer.code], for the style, the scripts and the markup of the verifier, none of which holds data.
// An element is void in its XML form, so that any reader of XML can check the page.
type writer struct {
	b     bytes.Buffer
	stack []tag
	lang  language // of texts in one language; both if it is zero
	plain bool     // numbers are no links, in a picture that stands alone
	err   error
}

func (w *writer) fail(format string, args ...any) {
	if w.err == nil {
		w.err = fmt.Errorf(format, args...)
	}
}

func (w *writer) start(t tag, attrs []attr) {
	w.b.WriteByte('<')
	w.b.WriteString(string(t))
	for _, a := range attrs {
		if a.name == "" {
			continue
		}
		if !a.allowed() {
			w.fail("attribute %s of element %s: want none that the policy refuses", a.name, t)
			continue
		}
		w.b.WriteByte(' ')
		w.b.WriteString(string(a.name))
		w.b.WriteString(`="`)
		w.b.WriteString(html.EscapeString(clean(a.value)))
		w.b.WriteByte('"')
	}
}

// open begins an element.
func (w *writer) open(t tag, attrs ...attr) {
	w.start(t, attrs)
	w.b.WriteByte('>')
	w.stack = append(w.stack, t)
}

// void writes an element without content.
func (w *writer) void(t tag, attrs ...attr) {
	w.start(t, attrs)
	w.b.WriteString("/>")
}

// close ends the innermost element.
func (w *writer) close() {
	if len(w.stack) == 0 {
		w.fail("an element is closed that was not opened")
		return
	}
	last := len(w.stack) - 1
	w.b.WriteString("</" + string(w.stack[last]) + ">")
	if block(w.stack[last]) {
		w.b.WriteByte('\n')
	}
	w.stack = w.stack[:last]
}

func block(t tag) bool {
	switch t {
	case "tr", "p", "section", "table", "div", "svg", "li", "details", "h1", "h2", "h3", "header", "footer", "main", "nav", "head", "body", "style", "script":
		return true
	}
	return false
}

// text writes a text of the page.
func (w *writer) text(s string) { w.b.WriteString(html.EscapeString(clean(s))) }

// data writes a text that somebody else wrote, kept apart from the direction of the text around it.
func (w *writer) data(s string) {
	if w.plain {
		w.text(s)
		return
	}
	w.open("bdi")
	w.text(s)
	w.close()
}

// element writes an element with one text.
func (w *writer) element(t tag, s string, attrs ...attr) {
	w.open(t, attrs...)
	w.text(s)
	w.close()
}

// code writes bytes as they are: a style or a script of this package, or the markup of a verifier.
func (w *writer) code(code []byte) { w.b.Write(code) }

// say writes a phrase in the language of the writer, or in both; {0} is its first argument. Without arguments the phrase is
// written as it is: it may be a name that somebody else wrote.
func (w *writer) say(p phrase, args ...func(w *writer)) {
	if w.lang != 0 {
		w.fill(p.in(w.lang), args)
		return
	}
	if p.en == p.ja {
		w.fill(p.en, args)
		return
	}
	for _, l := range languages {
		w.open("span", at("lang", l.code()))
		w.lang = l // of the phrases in it
		w.fill(p.in(l), args)
		w.lang = 0
		w.close()
	}
}

func (w *writer) fill(text string, args []func(w *writer)) {
	if len(args) == 0 {
		w.text(text)
		return
	}
	for {
		before, rest, found := strings.Cut(text, "{")
		w.text(before)
		if !found {
			return
		}
		number, after, _ := strings.Cut(rest, "}")
		n, err := strconv.Atoi(number)
		if err != nil || n >= len(args) {
			w.fail("phrase %q has no argument {%s}", text, number)
			return
		}
		args[n](w)
		text = after
	}
}

// bytes returns what was written, or the first mistake.
func (w *writer) bytes() ([]byte, error) {
	if w.err == nil && len(w.stack) > 0 {
		w.fail("element %s is not closed", w.stack[len(w.stack)-1])
	}
	return w.b.Bytes(), w.err
}

// clean replaces what could change how the text around it is read: controls of direction, controls that no document may
// hold, and bytes that are not UTF-8.
func clean(s string) string {
	plain := true
	for i := range len(s) {
		if s[i] < 0x20 || s[i] >= 0x7F {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069, r == 0x200E, r == 0x200F, r == 0x061C:
			return 0xFFFD
		case r < 0x20 && r != '\n' && r != '\t', r >= 0x7F && r < 0xA0, r == 0xFFFE, r == 0xFFFF:
			return 0xFFFD
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

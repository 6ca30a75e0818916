package ghg

import (
	"encoding"
	"errors"
	"fmt"
	"strconv"
	"unicode/utf8"

	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/shopspring/decimal"
)

// canonWriter writes canonical JSON (RFC 8785): no white space, keys in order, one spelling of every text. Numbers of a
// result are written as text by [dec.Text]; only small counts are JSON numbers. Its callers write the keys in order.
//
// It keeps the first error and writes nothing after it.
type canonWriter struct {
	b     []byte
	comma bool // the next value needs a comma before it
	err   error
}

func (w *canonWriter) fail(err error) {
	if w.err == nil {
		w.err = err
	}
}

func (w *canonWriter) open(bracket byte) {
	if w.comma {
		w.b = append(w.b, ',')
	}
	w.b = append(w.b, bracket)
	w.comma = false
}

func (w *canonWriter) close(bracket byte) {
	w.b = append(w.b, bracket)
	w.comma = true
}

// key writes a key, which must be ASCII that needs no escaping.
func (w *canonWriter) key(name string) {
	if w.comma {
		w.b = append(w.b, ',')
	}
	w.b = append(w.b, '"')
	w.b = append(w.b, name...)
	w.b = append(w.b, '"', ':')
	w.comma = false
}

// value writes a text after its key.
func (w *canonWriter) value(text string) {
	w.comma = true
	w.b = append(w.b, '"')
	from := 0
	for i := 0; i < len(text); {
		c := text[i]
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(text[i:])
			if r == utf8.RuneError && size == 1 {
				w.fail(&FieldError{Field: "text", Value: input.Shorten(text), Want: "UTF-8", Err: ErrOutOfRange})
				return
			}
			i += size
			continue
		}
		if c >= ' ' && c != '"' && c != '\\' {
			i++
			continue
		}
		w.b = append(w.b, text[from:i]...)
		w.b = appendEscaped(w.b, c)
		i++
		from = i
	}
	w.b = append(w.b, text[from:]...)
	w.b = append(w.b, '"')
}

// appendEscaped appends a control character, a quotation mark or a backslash as RFC 8785 spells it.
func appendEscaped(b []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(b, '\\', c)
	case '\b':
		return append(b, `\b`...)
	case '\t':
		return append(b, `\t`...)
	case '\n':
		return append(b, `\n`...)
	case '\f':
		return append(b, `\f`...)
	case '\r':
		return append(b, `\r`...)
	}
	const hex = "0123456789abcdef"
	return append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
}

// text writes a key and a text.
func (w *canonWriter) text(name, value string) {
	w.key(name)
	w.value(value)
}

// given writes a key and a text, or nothing if the text is empty.
func (w *canonWriter) given(name, value string) {
	if value != "" {
		w.text(name, value)
	}
}

// flag writes a key and true, or nothing if the flag is not set.
func (w *canonWriter) flag(name string, set bool) {
	if set {
		w.key(name)
		w.b = append(w.b, "true"...)
		w.comma = true
	}
}

// count writes a key and a JSON number, or nothing if the number is zero.
func (w *canonWriter) count(name string, n int) {
	if n != 0 {
		w.key(name)
		w.b = strconv.AppendInt(w.b, int64(n), 10)
		w.comma = true
	}
}

// number writes a key and a decimal as text.
func (w *canonWriter) number(name string, d decimal.Decimal) {
	w.key(name)
	if dec.TextLen(d) > dec.MaxLong {
		w.fail(&FieldError{Field: "number in a receipt", Value: shown(d), Want: fmt.Sprintf("at most %d digits", dec.MaxLong), Err: ErrOutOfRange})
		return
	}
	w.b = append(w.b, '"')
	w.b = dec.AppendText(w.b, d)
	w.b = append(w.b, '"')
	w.comma = true
}

// word writes a key and the text of a value, or nothing if the value is not set.
func (w *canonWriter) word(name string, set bool, value encoding.TextMarshaler) {
	if !set {
		return
	}
	if p, ok := value.(Period); ok {
		value = recordedPeriod(p)
	}
	text, err := value.MarshalText()
	if err != nil {
		w.fail(err)
		return
	}
	w.text(name, string(text))
}

// list writes a key and an array, or nothing if the array is empty and may be omitted.
func list[T any](w *canonWriter, name string, items []T, always bool, write func(*T)) {
	if len(items) == 0 && !always {
		return
	}
	w.key(name)
	w.open('[')
	for i := range items {
		if w.err != nil {
			return
		}
		w.open('{')
		write(&items[i])
		w.close('}')
	}
	w.close(']')
}

// canonReader reads canonical JSON: what [canonWriter] writes, and nothing else. The keys of an object must come in
// order, so no key can repeat. It keeps the first error and reads nothing after it.
type canonReader struct {
	b   []byte
	i   int
	err error
}

var errCanonical = errors.New("not canonical JSON")

func (r *canonReader) fail(what string) {
	if r.err == nil {
		r.err = fmt.Errorf("%w: %s at byte %d", errCanonical, what, r.i)
	}
}

func (r *canonReader) failWith(err error) {
	if r.err == nil {
		r.err = fmt.Errorf("at byte %d: %w", r.i, err)
	}
}

// peek returns the next byte, or 0 at the end.
func (r *canonReader) peek() byte {
	if r.err != nil || r.i >= len(r.b) {
		return 0
	}
	return r.b[r.i]
}

func (r *canonReader) expect(c byte) {
	if r.peek() != c {
		r.fail("want " + strconv.QuoteRune(rune(c)))
		return
	}
	r.i++
}

// object reads an object and calls field at the value of each key.
func (r *canonReader) object(field func(key string)) {
	r.expect('{')
	last := ""
	for first := true; r.err == nil; first = false {
		if r.peek() == '}' && first {
			break
		}
		key := r.text()
		if !first && key <= last {
			r.fail("the key " + strconv.Quote(key) + " is out of order")
			return
		}
		last = key
		r.expect(':')
		if r.err == nil {
			field(key)
		}
		if r.peek() != ',' {
			break
		}
		r.i++
	}
	r.expect('}')
}

func (r *canonReader) unknown(key string) { r.fail("the key " + strconv.Quote(key) + " is unknown") }

// array reads an array and calls item at each value.
func (r *canonReader) array(item func()) {
	r.expect('[')
	if r.peek() == ']' {
		r.i++
		return
	}
	for r.err == nil {
		item()
		if r.peek() != ',' {
			break
		}
		r.i++
	}
	r.expect(']')
}

// text reads a text.
func (r *canonReader) text() string {
	r.expect('"')
	if r.err != nil {
		return ""
	}
	start := r.i
	for r.i < len(r.b) {
		switch c := r.b[r.i]; {
		case c == '"':
			text := string(r.b[start:r.i])
			if !utf8.ValidString(text) {
				r.fail("text that is not UTF-8")
				return ""
			}
			r.i++
			return text
		case c == '\\':
			return r.escaped(start)
		case c < ' ':
			r.fail("a control character")
			return ""
		}
		r.i++
	}
	r.fail("unterminated text")
	return ""
}

// escaped reads the rest of a text that contains an escape. Whether each escape is canonical shows when the whole
// receipt is written again.
func (r *canonReader) escaped(start int) string {
	for end := r.i; end < len(r.b); end++ {
		switch r.b[end] {
		case '\\':
			end++
		case '"':
			text, err := strconv.Unquote(string(r.b[start-1 : end+1]))
			if err != nil || !utf8.ValidString(text) {
				r.fail("an invalid escape")
				return ""
			}
			r.i = end + 1
			return text
		}
	}
	r.fail("unterminated text")
	return ""
}

// flag reads true.
func (r *canonReader) flag() bool {
	const yes = "true"
	if r.err == nil && len(r.b)-r.i >= len(yes) && string(r.b[r.i:r.i+len(yes)]) == yes {
		r.i += len(yes)
		return true
	}
	r.fail("want true")
	return false
}

// count reads a JSON integer of at most nine digits.
func (r *canonReader) count() int {
	const longest = 9
	start := r.i
	for r.peek() >= '0' && r.peek() <= '9' {
		r.i++
	}
	if r.i == start || r.i-start > longest {
		r.fail("want a count")
		return 0
	}
	n, _ := strconv.Atoi(string(r.b[start:r.i])) // nine digits fit an int of 32 bits
	return n
}

// number reads a decimal.
func (r *canonReader) number() decimal.Decimal {
	text := r.text()
	if r.err != nil {
		return decimal.Decimal{}
	}
	d, err := dec.ParseLong(text)
	if err != nil {
		r.failWith(err)
	}
	return d
}

// word reads a text and unmarshals it.
func (r *canonReader) word(into encoding.TextUnmarshaler) {
	text := r.text()
	if r.err != nil {
		return
	}
	if p, ok := into.(*Period); ok {
		into = (*recordedPeriod)(p)
	}
	if err := into.UnmarshalText([]byte(text)); err != nil {
		r.failWith(err)
	}
}

// items reads an array of objects.
func items[T any](r *canonReader, read func(*T)) []T {
	var list []T
	r.array(func() {
		var item T
		read(&item)
		list = append(list, item)
	})
	return list
}

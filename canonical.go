package ghg

import (
	"encoding"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/enum"
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
	brief bool // of a result, the summary
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
	b := w.b
	if w.comma {
		b = append(b, ',')
	}
	b = append(b, '"')
	b = append(b, name...)
	b = append(b, '"', ':')
	w.b, w.comma = b, false
}

// plain returns the number of bytes at the beginning of a text that stand for themselves: ASCII without control characters,
// quotation mark and backslash.
func plain(s string) int {
	// Eight bytes at a time. A byte of m is 0x80 or more if the byte of x is not plain: its own high bit, or that of the
	// byte less a blank, or less 1 after the quotation mark or the backslash became 0. A borrow can only mark more bytes
	// after one that is marked rightly, and those are looked at one by one.
	const ones, high = 0x0101010101010101, 0x8080808080808080
	n := 0
	for ; len(s)-n >= 8; n += 8 {
		x := input.Eight(s[n:])
		m := x | (x - ones*' ') | (x ^ ones*'"' - ones) | (x ^ ones*'\\' - ones)
		if m&high != 0 {
			break
		}
	}
	for n < len(s) && isPlain[s[n]] {
		n++
	}
	return n
}

var isPlain = func() (table [256]bool) {
	for c := ' '; c < utf8.RuneSelf; c++ {
		table[c] = c != '"' && c != '\\'
	}
	return table
}()

// value writes a text after its key.
func (w *canonWriter) value(text string) {
	w.comma = true
	if plain(text) == len(text) {
		b := w.b
		b = append(b, '"')
		b = append(b, text...)
		b = append(b, '"')
		w.b = b
		return
	}
	w.b = append(w.b, '"')
	w.inside(text)
	w.b = append(w.b, '"')
}

// inside writes a part of a text.
func (w *canonWriter) inside(text string) {
	from := 0
	for i := 0; i < len(text); {
		if i += plain(text[i:]); i == len(text) {
			break
		}
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
		w.b = append(w.b, text[from:i]...)
		w.b = appendEscaped(w.b, c)
		i++
		from = i
	}
	w.b = append(w.b, text[from:]...)
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
	var ok bool
	if w.b, ok = dec.AppendLong(append(w.b, '"'), d); !ok {
		w.fail(&FieldError{Field: "number in a receipt", Value: shown(d), Want: fmt.Sprintf("at most %d digits", dec.MaxLong), Err: ErrOutOfRange})
		return
	}
	w.b = append(w.b, '"')
	w.comma = true
}

// word writes a key and the name of a value of a closed vocabulary, or nothing if the value is not set.
func word[T ~uint8](w *canonWriter, key string, set bool, of *enum.Enum[T], value T) {
	if !set {
		return
	}
	name, err := of.Name(value)
	if err != nil {
		w.fail(err)
		return
	}
	w.text(key, name)
}

// period writes a key and a period as it is recorded: the first day, the day after the last and the label, so that a receipt
// stays readable whichever spellings [ParsePeriod] refuses.
func (w *canonWriter) period(name string, p Period) {
	w.key(name)
	w.comma = true
	w.b = append(w.b, '"')
	from := len(w.b)
	w.b = p.appendDates(w.b)
	if p.Label != "" && p.Label != string(w.b[from:]) {
		w.b = append(w.b, ' ')
		w.inside(p.Label)
	}
	w.b = append(w.b, '"')
}

// list writes a key and an array, or nothing if the array is empty and may be omitted.
func list[T any](w *canonWriter, name string, items []T, always bool, write func(*canonWriter, *T)) {
	if len(items) == 0 && !always {
		return
	}
	w.key(name)
	array(w, items, write)
}

// array writes an array of objects.
func array[T any](w *canonWriter, items []T, write func(*canonWriter, *T)) {
	w.open('[')
	for i := range items {
		if w.err != nil {
			return
		}
		w.open('{')
		write(w, &items[i])
		w.close('}')
	}
	w.close(']')
}

// canonReader reads canonical JSON: what [canonWriter] writes, and nothing else. The keys of an object must come in
// order, so no key can repeat. It keeps the first error and reads nothing after it. The texts that it returns are parts of
// the text that it reads.
//
// For version 1, white space and the order of keys are free. Then it also writes the canonical form of what it reads, and
// refuses at once every other departure from that form.
//
// For JSON that need not be canonical, white space, the order of keys and escapes are free, and it writes the canonical form
// too. Whether everything else is canonical shows when the content is written again.
type canonReader struct {
	s   string
	i   int
	err error

	free    bool     // white space and the order of keys are free
	loose   bool     // besides, escapes are free
	brief   bool     // of a result, the summary
	out     []byte   // if so, the canonical form
	drop    bool     // if so, the member at hand is no part of that form
	members []member // if so, those of the objects that are being read
	spare   []byte

	recent  [32]written // numbers that were read, since most numbers of a receipt stand there more than once
	terms   []Term      // room for a list while its length is not known
	amounts []GasAmount
}

// written is a number with its spelling.
type written struct {
	text   string
	number decimal.Decimal
}

// member is a key of an object and the place of both in the canonical form.
type member struct {
	key      string
	from, to int
}

var (
	errCanonical = errors.New("not canonical JSON")
	errForm      = errors.New("not the JSON form")
)

func (r *canonReader) fail(what string) {
	if r.err != nil {
		return
	}
	kind := errCanonical
	if r.loose {
		kind = errForm
	}
	r.err = fmt.Errorf("%w: %s at byte %d", kind, what, r.i)
}

func (r *canonReader) failWith(err error) {
	var field *FieldError
	if errors.As(err, &field) {
		err = &FieldError{Field: field.Field, Value: input.Shorten(field.Value), Want: field.Want, Err: field.Err}
	}
	if r.err == nil {
		r.err = fmt.Errorf("at byte %d: %w", r.i, err)
	}
}

// peek returns the next byte, or 0 at the end.
func (r *canonReader) peek() byte {
	if r.err != nil {
		return 0
	}
	for r.free && r.i < len(r.s) && (r.s[r.i] == ' ' || r.s[r.i] == '\n' || r.s[r.i] == '\t' || r.s[r.i] == '\r') {
		r.i++
	}
	if r.i >= len(r.s) {
		return 0
	}
	return r.s[r.i]
}

func (r *canonReader) expect(c byte) {
	if r.peek() != c {
		r.fail("want " + strconv.QuoteRune(rune(c)))
		return
	}
	r.i++
}

// punctuation reads a bracket, a comma or a colon, which are in the canonical form too.
func (r *canonReader) punctuation(c byte) {
	r.expect(c)
	if r.free {
		r.out = append(r.out, c)
	}
}

// mostKeys is more than any object of a receipt has.
const mostKeys = 64

// object reads an object and calls field at the value of each key. In version 1 and in JSON that need not be canonical, the
// required keys must be there; otherwise their absence shows when the object is written again.
func (r *canonReader) object(field func(key string), required ...string) {
	outer, start := len(r.members), len(r.out)
	r.punctuation('{')
	last, dropped := "", false
	for first := true; r.err == nil; first = false {
		if r.peek() == '}' && first {
			break
		}
		from := len(r.out)
		key := r.text()
		if !first && !r.free && key <= last {
			r.fail("the key " + quoted(key) + " is out of order")
			return
		}
		last = key
		r.punctuation(':')
		if r.err == nil {
			field(key)
		}
		if dropped = dropped || r.drop; r.free && !r.drop {
			r.members = append(r.members, member{key, from, len(r.out)})
		}
		if len(r.members)-outer > mostKeys {
			r.fail("an object with too many keys")
		}
		r.drop = false
		if r.peek() != ',' {
			break
		}
		r.punctuation(',')
	}
	r.punctuation('}')
	if r.free && r.err == nil {
		r.sort(start, r.members[outer:], dropped)
		r.complete(r.members[outer:], required)
	}
	r.members = r.members[:outer]
}

// sort brings the members of the object that begins at a place in the canonical form into order, without one that was
// dropped.
func (r *canonReader) sort(start int, members []member, dropped bool) {
	byKey := func(a, b member) int { return strings.Compare(a.key, b.key) }
	if !dropped && slices.IsSortedFunc(members, byKey) {
		return
	}
	slices.SortFunc(members, byKey)
	r.spare = append(r.spare[:0], r.out[start:]...)
	r.out = append(r.out[:start], '{')
	for i, m := range members {
		if i > 0 {
			r.out = append(r.out, ',')
		}
		r.out = append(r.out, r.spare[m.from-start:m.to-start]...)
	}
	r.out = append(r.out, '}')
}

// complete refuses an object whose members, in order, repeat a key or lack one that is required.
func (r *canonReader) complete(members []member, required []string) {
	for i := range members {
		if i > 0 && members[i-1].key == members[i].key {
			r.fail("the key " + quoted(members[i].key) + " is repeated in the object that ends")
		}
	}
	for _, key := range required {
		if !slices.ContainsFunc(members, func(m member) bool { return m.key == key }) {
			r.fail("the key " + quoted(key) + " is missing in the object that ends")
		}
	}
}

func (r *canonReader) unknown(key string) { r.fail("the key " + quoted(key) + " is unknown") }

// quoted returns a text in quotation marks for an error message, truncated.
func quoted(s string) string { return strconv.Quote(input.Shorten(s)) }

// text reads a text.
func (r *canonReader) text() string {
	r.expect('"')
	if r.err != nil {
		return ""
	}
	start := r.i
	i := start + plain(r.s[start:])
	ascii := i
	for ; i < len(r.s); i++ {
		switch c := r.s[i]; {
		case c == '"':
			text := r.s[start:i]
			if r.i = i; i > ascii && !utf8.ValidString(text) {
				r.fail("text that is not UTF-8")
				return ""
			}
			r.i++
			r.spelt(start, text)
			return text
		case c == '\\':
			r.i = i
			return r.escaped(start)
		case c < ' ':
			r.i = i
			r.fail("a control character")
			return ""
		}
	}
	r.i = i
	r.fail("unterminated text")
	return ""
}

// escaped reads the rest of a text that contains an escape. Whether each escape is canonical shows when the whole
// receipt is written again, or in spelt.
func (r *canonReader) escaped(start int) string {
	for end := r.i; end < len(r.s); end++ {
		switch r.s[end] {
		case '\\':
			end++
		case '"':
			text, ok := r.unquoted(r.s[start-1 : end+1])
			if !ok || !utf8.ValidString(text) {
				r.fail("an invalid escape")
				return ""
			}
			r.i = end + 1
			r.spelt(start, text)
			return text
		}
	}
	r.fail("unterminated text")
	return ""
}

// unquoted returns what a text in quotation marks stands for. The escapes of Go are those of JSON and some that show when the
// text is written again, but for surrogates, which canonical JSON does not have.
func (r *canonReader) unquoted(quoted string) (string, bool) {
	if !r.loose {
		text, err := strconv.Unquote(quoted)
		return text, err == nil
	}
	return unescaped(quoted[1 : len(quoted)-1])
}

// unescaped returns a text with escapes as RFC 8259 defines them. Half a surrogate pair is not a text.
func unescaped(s string) (string, bool) {
	const escapes, escaped, size = `"\/bfnrt`, "\"\\/\b\f\n\r\t", len(`\u0000`)
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		switch {
		case s[i] < ' ':
			return "", false
		case s[i] != '\\':
			b = append(b, s[i])
			i++
			continue
		case i+1 == len(s):
			return "", false
		}
		if at := strings.IndexByte(escapes, s[i+1]); at >= 0 {
			b = append(b, escaped[at])
			i += 2
			continue
		}
		r, ok := codeUnit(s[i:])
		i += size
		if ok && utf16.IsSurrogate(r) {
			var low rune
			low, ok = codeUnit(s[min(i, len(s)):])
			r = utf16.DecodeRune(r, low)
			ok = ok && r != utf8.RuneError
			i += size
		}
		if !ok {
			return "", false
		}
		b = utf8.AppendRune(b, r)
	}
	return string(b), true
}

// codeUnit reads \u and four hexadecimal digits at the beginning of a text.
func codeUnit(s string) (rune, bool) {
	const digits, bits = 4, 16
	if len(s) < len(`\u`)+digits || s[:2] != `\u` {
		return 0, false
	}
	n, err := strconv.ParseUint(s[2:2+digits], bits, bits)
	return rune(n), err == nil //nolint:gosec // 16 bits
}

// spelt adds a text, whose spelling begins at a place in what is read, to the canonical form. Any other spelling than
// that of version 1 is refused: RFC 8785, but with escapes for U+2028 and U+2029.
func (r *canonReader) spelt(start int, text string) {
	if !r.free {
		return
	}
	from := len(r.out)
	w := canonWriter{b: r.out}
	w.value(text)
	r.out = w.b
	if r.loose {
		return
	}
	if strings.ContainsAny(text, "\u2028\u2029") {
		escaped := lineEnds.Replace(string(r.out[from:]))
		r.out = append(r.out[:from], escaped...)
	}
	if string(r.out[from:]) != r.s[start-1:r.i] {
		r.i = start - 1
		r.fail("another spelling of a text")
	}
}

var lineEnds = strings.NewReplacer("\u2028", `\u2028`, "\u2029", `\u2029`)

// given reads a text that is left out if it is empty.
func (r *canonReader) given() string {
	text := r.text()
	if text == "" {
		r.fail("want a text that is not empty")
	}
	return text
}

// gas reads the name of a gas.
func (r *canonReader) gas() Gas {
	const longest = 64 // bytes; no known gas has a longer name
	name := r.given()
	if len(name) > longest {
		r.fail("a gas that is not known ends")
	}
	return Gas(name)
}

// flag reads true.
func (r *canonReader) flag() bool {
	const yes = "true"
	if r.peek(); r.err == nil && strings.HasPrefix(r.s[r.i:], yes) {
		r.i += len(yes)
		if r.free {
			r.out = append(r.out, yes...)
		}
		return true
	}
	r.fail("want true")
	return false
}

// count reads a JSON integer of at most nine digits, other than zero, which is left out.
func (r *canonReader) count() int {
	const longest = 9
	r.peek()
	start := r.i
	for r.err == nil && r.i < len(r.s) && r.s[r.i] >= '0' && r.s[r.i] <= '9' {
		r.i++
	}
	if r.i == start || r.i-start > longest || r.s[start] == '0' {
		r.fail("want a count")
		return 0
	}
	if r.free {
		r.out = append(r.out, r.s[start:r.i]...)
	}
	n, _ := strconv.Atoi(r.s[start:r.i]) // nine digits fit an int of 32 bits
	return n
}

// number reads a decimal.
func (r *canonReader) number() decimal.Decimal {
	text := r.text()
	if r.err != nil {
		return decimal.Decimal{}
	}
	known := &r.recent[0]
	if text != "" {
		const step = 7 // tells apart numbers of the same length that end alike
		known = &r.recent[(len(text)*step+int(text[0])+int(text[len(text)/2])+int(text[len(text)-1]))%len(r.recent)]
	}
	if known.text == text && text != "" {
		return known.number
	}
	d, err := dec.ParseLong(text)
	switch {
	case err != nil:
		r.failWith(err)
	case r.free && !dec.IsText(text):
		r.fail("another spelling of a number ends")
	default:
		*known = written{text, d}
	}
	return d
}

// word reads a text and unmarshals it.
func (r *canonReader) word(into encoding.TextUnmarshaler) {
	text := r.text()
	if r.err != nil {
		return
	}
	if err := into.UnmarshalText([]byte(text)); err != nil {
		r.failWith(err)
		return
	}
	if m, ok := into.(encoding.TextMarshaler); ok && r.free && !r.loose {
		if again, err := m.MarshalText(); err != nil || text == "" || string(again) != text {
			r.fail("another spelling of a value ends")
		}
	}
}

// name reads the name of a value of a closed vocabulary.
func name[T ~uint8](r *canonReader, of *enum.Enum[T], into *T) {
	text := r.text()
	if r.err != nil {
		return
	}
	value, err := of.Parse(text)
	if err != nil {
		r.failWith(err)
		return
	}
	*into = value
}

// period reads a period as it is recorded. The other forms of [ParsePeriod] are read too; that they are not canonical shows
// when the receipt is written again.
func (r *canonReader) period(into *Period) {
	text := r.text()
	if r.err != nil {
		return
	}
	p, _, err := parsePeriod(text)
	switch {
	case err != nil:
		r.failWith(err)
		return
	case r.free && !r.loose && string(p.text(p.dates())) != text:
		r.fail("another spelling of a value ends")
	}
	*into = p
}

// items reads an array of objects. It copies each item at most twice, however many there are. The room is reused for the
// next list of its kind; nil is none.
func items[T any](r *canonReader, room *[]T, read func(*canonReader, *T)) []T {
	const first, largest = 4, 1024
	var full [][]T
	var list []T
	if room != nil {
		list = (*room)[:0]
	}
	r.punctuation('[')
	for more := r.peek() != ']'; more && r.err == nil; {
		if len(list) == cap(list) {
			if len(list) > 0 {
				full = append(full, list)
			}
			list = make([]T, 0, min(2*cap(list)+first, largest))
		}
		list = append(list, *new(T))
		read(r, &list[len(list)-1])
		if more = r.peek() == ','; more {
			r.punctuation(',')
		}
	}
	r.punctuation(']')
	switch {
	case len(full) > 0:
		return slices.Concat(append(full, list)...)
	case room == nil || len(list) == 0:
		return slices.Clip(list)
	}
	*room = list
	return append(make([]T, 0, len(list)), list...)
}

// some reads an array that is left out if it is empty.
func some[T any](r *canonReader, room *[]T, read func(*canonReader, *T)) []T {
	list := items(r, room, read)
	if len(list) == 0 {
		r.fail("want a list that is not empty")
	}
	return list
}

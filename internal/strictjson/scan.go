package strictjson

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/input"
)

// MaxDepth is the maximum number of objects and arrays within each other.
const MaxDepth = 64

// SyntaxError reports text that is not JSON, or not all of it.
type SyntaxError struct {
	Byte int64  // the offset at which reading stopped, from 0
	What string // what is wrong
	Err  error  // [io.ErrUnexpectedEOF] if the text ends too soon; else nil
}

func (e *SyntaxError) Error() string {
	s := fmt.Sprintf("byte %d: %s", e.Byte, e.What)
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

// Unwrap returns the kind of error.
func (e *SyntaxError) Unwrap() error { return e.Err }

// Within returns the error of a value that begins at an offset of a longer text.
func (e *SyntaxError) Within(start int64) *SyntaxError {
	return &SyntaxError{e.Byte + start, e.What, e.Err}
}

// scanner checks a text and goes through it. Its methods leave at behind what they read.
type scanner struct {
	text  []byte
	at    int
	depth int
	keys  []string // of the objects that are open, the innermost last
}

// check returns an error unless the text is exactly one value: JSON as RFC 8259 defines it, in UTF-8, without a repeated
// key, with at most [MaxDepth] levels. Its time is linear in the length of the text.
func check(text []byte) error {
	if !utf8.Valid(text) {
		return &SyntaxError{Byte: int64(validPrefix(text)), What: "the text is not UTF-8: save it as UTF-8"}
	}
	s := scanner{text: text}
	if err := s.value(); err != nil {
		return err
	}
	s.blanks()
	if s.at < len(text) {
		return s.wrong("there is more after the value")
	}
	return nil
}

// validPrefix returns the offset of the first byte that is not UTF-8.
func validPrefix(text []byte) int {
	at := 0
	for at < len(text) {
		r, size := utf8.DecodeRune(text[at:])
		if r == utf8.RuneError && size == 1 {
			return at
		}
		at += size
	}
	return at
}

func (s *scanner) wrong(what string) error {
	if s.at >= len(s.text) {
		return &SyntaxError{Byte: int64(len(s.text)), What: what, Err: io.ErrUnexpectedEOF}
	}
	return &SyntaxError{Byte: int64(s.at), What: what}
}

func (s *scanner) blanks() {
	for s.at < len(s.text) && isBlank(s.text[s.at]) {
		s.at++
	}
}

func isBlank(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' }

// next returns the next byte that is not blank, or 0 at the end.
func (s *scanner) next() byte {
	s.blanks()
	if s.at < len(s.text) {
		return s.text[s.at]
	}
	return 0
}

func (s *scanner) value() error {
	switch c := s.next(); {
	case c == '{':
		return s.object()
	case c == '[':
		return s.array()
	case c == '"':
		_, err := s.stringToken()
		return err
	case c == '-' || c >= '0' && c <= '9':
		return s.number()
	}
	for _, word := range []string{"true", "false", "null"} {
		if rest := s.text[s.at:]; len(rest) >= len(word) && string(rest[:len(word)]) == word {
			s.at += len(word)
			return nil
		}
	}
	return s.wrong("want a JSON value")
}

// enter steps over an opening bracket.
func (s *scanner) enter() error {
	if s.depth++; s.depth > MaxDepth {
		return tooDeep(int64(s.at))
	}
	s.at++
	return nil
}

func tooDeep(at int64) error {
	return &SyntaxError{Byte: at, What: fmt.Sprintf("want at most %d objects and arrays within each other", MaxDepth)}
}

func (s *scanner) object() error {
	if err := s.enter(); err != nil {
		return err
	}
	first := len(s.keys)
	var many map[string]bool // of an object with many keys
	for s.next() != '}' {
		if len(s.keys) > first {
			if s.next() != ',' {
				return s.wrong("want a comma or the end of the object")
			}
			s.at++
		}
		if s.next() != '"' {
			return s.wrong("want a key in quotation marks")
		}
		key, err := s.stringToken()
		if err != nil {
			return err
		}
		if many, err = s.unrepeated(key, first, many); err != nil {
			return err
		}
		s.keys = append(s.keys, key)
		if s.next() != ':' {
			return s.wrong("want a colon after the key")
		}
		s.at++
		if err := s.value(); err != nil {
			return inside(written(key)+".", err)
		}
	}
	s.at++
	s.depth--
	clear(s.keys[first:])
	s.keys = s.keys[:first]
	return nil
}

// inside adds the place of an object to the error of a repeated key in it.
func inside(path string, err error) error {
	const cut = "…"
	own, ok := err.(*ghg.FieldError) //nolint:errorlint // the scanner wraps nothing
	if !ok || strings.HasPrefix(own.Field, cut) {
		return err
	}
	at := *own
	if len(path)+len(own.Field) > 2*input.MaxQuoted {
		path = cut
	}
	if strings.HasPrefix(own.Field, "[") {
		path = strings.TrimSuffix(path, ".")
	}
	at.Field = path + own.Field
	return &at
}

// unrepeated returns an error if the object whose keys begin at first has the key already. It returns the set of the
// keys once they are many.
func (s *scanner) unrepeated(key string, first int, many map[string]bool) (map[string]bool, error) {
	const few = 32
	keys := s.keys[first:]
	if many == nil && len(keys) >= few {
		many = make(map[string]bool, 2*few)
		for _, k := range keys {
			many[k] = true
		}
	}
	if many[key] || many == nil && slices.Contains(keys, key) {
		return many, &ghg.FieldError{Field: written(key), Want: "every key once", Err: errTwice}
	}
	if many != nil {
		many[key] = true
	}
	return many, nil
}

func (s *scanner) array() error {
	if err := s.enter(); err != nil {
		return err
	}
	for i := 0; s.next() != ']'; i++ {
		if i > 0 {
			if s.next() != ',' {
				return s.wrong("want a comma or the end of the array")
			}
			s.at++
		}
		if err := s.value(); err != nil {
			return inside("["+strconv.Itoa(i)+"].", err)
		}
	}
	s.at++
	s.depth--
	return nil
}

// stringToken reads a string and returns what it stands for.
func (s *scanner) stringToken() (string, error) {
	s.at++
	start := s.at
	for ; s.at < len(s.text); s.at++ {
		switch c := s.text[s.at]; {
		case c == '"':
			s.at++
			return string(s.text[start : s.at-1]), nil
		case c == '\\':
			return s.escaped(start)
		case c < ' ':
			return "", s.wrong("want a control character in a string escaped")
		}
	}
	return "", s.wrong("want the end of the string")
}

// escaped reads the rest of a string that begins at start and has its first escape here.
func (s *scanner) escaped(start int) (string, error) {
	b := slices.Clone(s.text[start:s.at])
	for s.at < len(s.text) {
		c := s.text[s.at]
		switch {
		case c == '"':
			s.at++
			return string(b), nil
		case c < ' ':
			return "", s.wrong("want a control character in a string escaped")
		case c != '\\':
			b = append(b, c)
			s.at++
			continue
		}
		r, err := s.escape()
		if err != nil {
			return "", err
		}
		b = utf8.AppendRune(b, r)
	}
	return "", s.wrong("want the end of the string")
}

const escapes, escaped = `"\/bfnrt`, "\"\\/\b\f\n\r\t"

// escape reads one escape, of two surrogates if it begins with one.
func (s *scanner) escape() (rune, error) {
	if s.at+1 >= len(s.text) {
		s.at = len(s.text)
		return 0, s.wrong("want the end of the string")
	}
	for i := range len(escapes) {
		if s.text[s.at+1] == escapes[i] {
			s.at += 2
			return rune(escaped[i]), nil
		}
	}
	r, ok := s.unicode(s.at)
	if !ok {
		return 0, s.wrong(`want an escape such as \n or \u00e9`)
	}
	if !utf16.IsSurrogate(r) {
		s.at += len(`\u0000`)
		return r, nil
	}
	low, ok := s.unicode(s.at + len(`\u0000`))
	if r = utf16.DecodeRune(r, low); !ok || r == utf8.RuneError {
		return 0, s.wrong("want both halves of a character: the text is not UTF-8")
	}
	s.at += 2 * len(`\u0000`)
	return r, nil
}

// unicode reads \u and four hexadecimal digits.
func (s *scanner) unicode(at int) (rune, bool) {
	if at+len(`\u0000`) > len(s.text) || s.text[at] != '\\' || s.text[at+1] != 'u' {
		return 0, false
	}
	n, err := strconv.ParseUint(string(s.text[at+2:at+len(`\u0000`)]), 16, 16)
	return rune(n), err == nil
}

// number reads a number as RFC 8259 spells it.
func (s *scanner) number() error {
	if s.text[s.at] == '-' {
		s.at++
	}
	leading := s.at
	if s.digits() == 0 {
		return s.wrong("want a digit")
	}
	if s.text[leading] == '0' && s.at > leading+1 {
		s.at = leading
		return s.wrong("want a number without a leading zero")
	}
	if s.at < len(s.text) && s.text[s.at] == '.' {
		s.at++
		if s.digits() == 0 {
			return s.wrong("want a digit after the point")
		}
	}
	if s.at < len(s.text) && (s.text[s.at] == 'e' || s.text[s.at] == 'E') {
		s.at++
		if s.at < len(s.text) && (s.text[s.at] == '+' || s.text[s.at] == '-') {
			s.at++
		}
		if s.digits() == 0 {
			return s.wrong("want a digit in the exponent")
		}
	}
	return nil
}

// digits reads digits and returns their number.
func (s *scanner) digits() int {
	start := s.at
	for s.at < len(s.text) && s.text[s.at] >= '0' && s.text[s.at] <= '9' {
		s.at++
	}
	return s.at - start
}

// token reads a value of a text that has passed check and returns its bytes.
func (s *scanner) token() []byte {
	s.blanks()
	start := s.at
	if c := s.next(); c != '{' && c != '[' {
		_ = s.value() // has passed
		return s.text[start:s.at]
	}
	for depth := 0; ; {
		switch s.text[s.at] {
		case '"':
			s.pass()
			continue
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		}
		s.at++
		if depth == 0 {
			return s.text[start:s.at]
		}
	}
}

// pass steps over a string of a text that has passed check.
func (s *scanner) pass() {
	for s.at++; s.text[s.at] != '"'; s.at++ {
		if s.text[s.at] == '\\' {
			s.at++
		}
	}
	s.at++
}

// text returns what a string stands for that has passed check.
func textOf(token []byte) string {
	s := scanner{text: token}
	text, _ := s.stringToken()
	return text
}

// shown returns the beginning of a value, for errors.
func shown(token []byte) string { return input.Shorten(token) }

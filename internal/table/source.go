package table

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/japanese"

	"github.com/ghgkit/ghg/internal/input"
)

// source passes a file on as UTF-8, checking every byte before encoding/csv sees it. It also limits what encoding/csv
// holds at once: the length and the number of cells of a record.
//
// Records are delimited by counting quotation marks: a line break after an even number of them ends a record. In a file
// that encoding/csv accepts this is exact; in any other, encoding/csv stops at the first stray mark.
type source struct {
	r       *bufio.Reader
	o       Options
	err     error
	started bool // the first bytes have been examined
	offset  int64
	line    int

	pending [utf8.UTFMax]byte // the first bytes of a character split by the end of a chunk
	pendLen int
	cr      bool // the last byte was a carriage return

	record     int // bytes of the record so far
	cells      int // cells of the record so far, less one
	recordLine int
	quoted     bool
}

func newSource(r io.Reader, o Options) *source {
	r = input.NewReader(r) // the decoder of Shift_JIS would wait forever
	if o.Encoding == ShiftJIS {
		r = japanese.ShiftJIS.NewDecoder().Reader(r)
	}
	return &source{r: bufio.NewReader(r), o: o, line: 1, recordLine: 1}
}

const bom = "\ufeff"

// Read implements [io.Reader]. Well-formed data is passed on before an error.
func (s *source) Read(p []byte) (int, error) {
	if s.err != nil || len(p) == 0 {
		return 0, s.err
	}
	n, err := 0, error(nil)
	if !s.started {
		s.started = true
		n, err = s.open(p)
	}
	if n == 0 && err == nil {
		n, err = s.r.Read(p)
	}
	good, bad := s.check(p[:n])
	if bad == nil && err == io.EOF { //nolint:errorlint // io.Reader returns io.EOF itself
		bad = s.end()
	}
	if bad == nil {
		bad = err
	}
	s.err = bad
	return good, bad
}

// open drops a byte order mark. It copies to p only a file shorter than a mark.
func (s *source) open(p []byte) (int, error) {
	head, err := s.r.Peek(len(bom))
	switch {
	case bytes.HasPrefix(head, []byte{0xff, 0xfe}), bytes.HasPrefix(head, []byte{0xfe, 0xff}):
		return 0, &EncodingError{File: s.o.Name, Line: 1, What: "the file is UTF-16", Hint: "save it as UTF-8"}
	case err != nil:
		return copy(p, head), err
	case string(head) == bom:
		n, err := s.r.Discard(len(bom))
		s.offset = int64(n)
		return 0, err
	}
	return 0, nil
}

// check examines every byte of a chunk and returns how many are valid, and what is wrong with the next one.
func (s *source) check(p []byte) (int, error) {
	for i := 0; i < len(p); i++ {
		if run := s.ordinary(p[i:]); run > 0 {
			s.offset += int64(run)
			s.record += run
			if i += run; i == len(p) {
				break
			}
		}
		c := p[i]
		if s.cr && c != '\n' {
			return i, s.bad("a carriage return that does not end a line", "end lines with LF or CRLF")
		}
		s.cr = c == '\r'
		switch {
		case s.pendLen > 0 || c >= utf8.RuneSelf:
			if err := s.character(c, p[i:]); err != nil {
				return i, err
			}
		case c == 0:
			return i, s.bad("a NUL", "want a text file; UTF-16 must be saved as UTF-8")
		case c == '"':
			s.quoted = !s.quoted
		case c == ',' && !s.quoted:
			s.cells++
		}
		s.offset++
		s.record++
		if c == '\n' {
			s.line++
			if !s.quoted {
				s.record, s.cells, s.recordLine = 0, 0, s.line
			}
		}
		if s.record > s.o.MaxRecord {
			return i, s.tooMuch("bytes in a row (is a quotation mark not closed?)", s.o.MaxRecord)
		}
		if s.cells >= s.o.MaxColumns {
			return i, s.tooMuch("cells in a row", s.o.MaxColumns)
		}
	}
	return len(p), nil
}

// ordinary counts the bytes at the start of p that are plain text within the limit of a record.
func (s *source) ordinary(p []byte) int {
	if s.cr || s.pendLen > 0 {
		return 0
	}
	p = p[:max(0, min(len(p), s.o.MaxRecord-s.record))]
	for i, c := range p {
		if special[c] {
			return i
		}
	}
	return len(p)
}

// special marks the bytes that check must examine one by one.
var special = func() (table [256]bool) {
	for c := range table {
		table[c] = c == 0 || c == '"' || c == ',' || c == '\r' || c == '\n' || c >= utf8.RuneSelf
	}
	return table
}()

// character processes one byte of a multi-byte character. rest starts with it.
func (s *source) character(c byte, rest []byte) error {
	s.pending[s.pendLen] = c
	s.pendLen++
	got := s.pending[:s.pendLen]
	if !utf8.FullRune(got) {
		return nil
	}
	r, size := utf8.DecodeRune(got)
	if r == utf8.RuneError && (size == 1 || s.o.Encoding == ShiftJIS) {
		return s.badCharacter(append(bytes.Clone(got[:len(got)-1]), rest...))
	}
	s.pendLen = 0
	return nil
}

func (s *source) badCharacter(from []byte) error {
	if s.o.Encoding == ShiftJIS {
		return s.bad("not "+s.o.Encoding.String(), "save the file in that encoding, or read it as UTF-8")
	}
	hint := "save the file as UTF-8"
	more, _ := s.r.Peek(enoughToTell) // whatever is available: an error no longer matters
	if looksShiftJIS(append(from, more...)) {
		hint = "it looks like Shift_JIS (CP932): read it as that, or save the file as UTF-8"
	}
	return s.bad(fmt.Sprintf("0x%02x is not UTF-8", from[0]), hint)
}

// end checks that the file does not stop in the middle of a character or a line break.
func (s *source) end() error {
	if s.pendLen > 0 {
		s.offset-- // back to the last byte
		return s.badCharacter(s.pending[:s.pendLen])
	}
	if s.cr {
		return s.bad("a carriage return that does not end a line", "end lines with LF or CRLF")
	}
	return nil
}

func (s *source) bad(what, hint string) error {
	e := &EncodingError{File: s.o.Name, Line: s.line, Offset: s.offset, What: what, Hint: hint}
	switch {
	case s.cr:
		e.Offset--
	case s.pendLen > 1:
		e.Offset -= int64(s.pendLen - 1)
	}
	return e
}

func (s *source) tooMuch(what string, limit int) error {
	return &LimitError{File: s.o.Name, Line: s.recordLine, What: what, Limit: limit}
}

const enoughToTell = 32 // bytes from which an encoding is guessed

// looksShiftJIS reports whether bytes that are not UTF-8 read as Japanese in CP932, up to the end of the cell.
func looksShiftJIS(b []byte) bool {
	b = b[:min(len(b), enoughToTell)]
	whole := false
	if i := bytes.IndexAny(b, ",\"\r\n"); i >= 0 {
		b, whole = b[:i], true
	}
	text, err := japanese.ShiftJIS.NewDecoder().Bytes(b)
	if err != nil {
		return false
	}
	if !whole {
		text = bytes.TrimSuffix(text, []byte("\ufffd")) // perhaps half a character
	}
	found := false
	for _, r := range string(text) {
		if r == utf8.RuneError {
			return false
		}
		found = found || unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
	}
	return found
}

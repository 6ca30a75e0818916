package table

import (
	"bytes"
	"fmt"
	"io"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/japanese"

	"github.com/ghgkit/ghg/internal/input"
)

// source gives a file as UTF-8, in which every byte has been checked, record by record: take gives a record that is one line, and
// Read passes any other on to encoding/csv. It also limits the length and the number of cells of a record.
//
// Records are delimited by counting quotation marks: a line break after an even number of them ends a record. In a file
// that encoding/csv accepts this is exact; in any other, encoding/csv stops at the first stray mark.
type source struct {
	r       io.Reader
	o       Options
	buf     []byte // the bytes that have been read and not passed on are buf[at:end]
	at, end int
	failed  error // of r, after these bytes
	err     error // that Read returned
	started bool  // the first bytes have been examined
	offset  int64
	line    int

	taken   int // bytes at the start of the buffer that take has returned as Valid
	checked int // these, if the record also has few enough cells, whatever is quoted

	pending [utf8.UTFMax]byte // the first bytes of a character split by the end of a chunk
	pendLen int
	cr      bool // the last byte was a carriage return

	record     int // bytes of the record so far
	cells      int // cells of the record so far, less one
	recordLine int
	quoted     bool
}

const bufferSize = 8 << 10

func newSource(r io.Reader, o Options) *source {
	r = input.NewReader(r) // the decoder of Shift_JIS would wait forever
	if o.Encoding == ShiftJIS {
		r = japanese.ShiftJIS.NewDecoder().Reader(r)
	}
	return &source{r: r, o: o, buf: make([]byte, bufferSize), line: 1, recordLine: 1}
}

// fill reads more bytes behind those that have not been passed on. It reports false if there are none, or no room.
func (s *source) fill() bool {
	if s.at > 0 && (s.at == s.end || s.end == len(s.buf)) {
		s.end = copy(s.buf, s.buf[s.at:s.end])
		s.at = 0
	}
	if s.failed != nil || s.end == len(s.buf) {
		return false
	}
	n, err := s.r.Read(s.buf[s.end:])
	s.end, s.failed = s.end+n, err
	return true
}

// peek returns the next n bytes without passing them on, or as many as there are.
func (s *source) peek(n int) []byte {
	for s.end-s.at < n && s.fill() {
	}
	return s.buf[s.at:min(s.end, s.at+n)]
}

const bom = "\ufeff"

// start drops a byte order mark. It refuses UTF-16.
func (s *source) start() {
	s.started = true
	head := s.peek(len("PK\x03\x04"))
	if s.err = s.workbook(head); s.err != nil {
		return
	}
	head = head[:min(len(head), len(bom))]
	switch {
	case bytes.HasPrefix(head, []byte{0xff, 0xfe}), bytes.HasPrefix(head, []byte{0xfe, 0xff}):
		s.err = &EncodingError{File: s.o.Name, Line: 1, What: "the file is UTF-16", Hint: "save it as UTF-8"}
	case string(head) == bom:
		s.at += len(bom)
		s.offset = int64(len(bom))
	}
}

// take returns the next record that is not blank, if it is one line of valid text within the limits: Plain, or Valid if it has
// quotation marks. A Plain one is passed on; of a Valid one, [source.skip] or [source.Read] passes it on. For any other the form is
// Any, and Read passes the record on or finds what is wrong with it. The line has no line break at its end and is valid until the
// next call.
func (s *source) take() (line []byte, form Form) {
	if !s.started {
		s.start()
	}
	for s.err == nil {
		var ok bool
		if line, ok = s.nextLine(); !ok {
			return nil, Any
		}
		length := len(line)
		if length > 0 && line[length-1] == '\r' {
			line = line[:length-1]
		}
		if length > s.o.MaxRecord || !s.valid(line) {
			return nil, Any
		}
		quotes := bytes.Count(line, []byte(`"`))
		few := s.o.fewCells(line)
		switch {
		case quotes%2 == 1 || quotes == 0 && !few:
			return nil, Any
		case quotes > 0:
			if s.taken = length + 1; few {
				s.checked = s.taken
			}
			return line, Valid
		}
		s.pass(length + 1)
		s.nextRecord()
		if len(line) > 0 {
			return line, Plain
		}
	}
	return nil, Any
}

// fewCells reports whether a line has no more cells than a record may have, even if every comma ends one.
func (o *Options) fewCells(line []byte) bool {
	return len(line) < o.MaxColumns || bytes.Count(line, []byte{','}) < o.MaxColumns
}

// skip passes on the record that take has returned as Valid.
func (s *source) skip() {
	s.pass(s.taken)
	s.checked = 0
	s.nextRecord()
}

// nextLine returns the next line without its line feed, if the buffer can hold it.
func (s *source) nextLine() ([]byte, bool) {
	searched := 0
	for {
		rest := s.buf[s.at:s.end]
		if i := bytes.IndexByte(rest[searched:], '\n'); i >= 0 {
			return rest[:searched+i], true
		}
		searched = len(rest)
		if !s.fill() {
			return nil, false
		}
	}
}

// valid reports whether a line is text, without carriage returns.
func (s *source) valid(line []byte) bool {
	if bytes.IndexByte(line, '\r') >= 0 || bytes.IndexByte(line, 0) >= 0 || !utf8.Valid(line) {
		return false
	}
	return s.o.Encoding == UTF8 || !bytes.Contains(line, []byte("\ufffd"))
}

// pass counts n bytes of the buffer as passed on.
func (s *source) pass(n int) {
	s.at += n
	s.offset += int64(n)
}

// nextRecord counts the line that ends a record.
func (s *source) nextRecord() {
	s.line++
	s.recordLine = s.line
}

// Read implements [io.Reader]: it reads at most a line. Well-formed data is passed on before an error.
func (s *source) Read(p []byte) (int, error) {
	if s.err != nil || len(p) == 0 {
		return 0, s.err
	}
	if s.checked > 0 {
		n := copy(p, s.buf[s.at:s.at+s.checked])
		s.pass(n)
		if s.checked -= n; s.checked == 0 {
			s.nextRecord()
		}
		return n, nil
	}
	for s.at == s.end && s.fill() {
	}
	line := s.buf[s.at:s.end]
	if i := bytes.IndexByte(line, '\n'); i >= 0 {
		line = line[:i+1]
	}
	good, bad := s.check(p[:copy(p, line)])
	s.at += good
	if bad == nil && s.at == s.end {
		bad = s.failed
		if bad == io.EOF { //nolint:errorlint // io.Reader returns io.EOF itself
			bad = s.finish()
		}
	}
	s.err = bad
	return good, bad
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
			if !s.character(c) {
				s.at += i
				return i, s.badCharacter(s.pending[:s.pendLen-1])
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

// character processes one byte of a multi-byte character and reports whether it can be one.
func (s *source) character(c byte) bool {
	s.pending[s.pendLen] = c
	s.pendLen++
	got := s.pending[:s.pendLen]
	if !utf8.FullRune(got) {
		return true
	}
	r, size := utf8.DecodeRune(got)
	if r == utf8.RuneError && (size == 1 || s.o.Encoding == ShiftJIS) {
		return false
	}
	s.pendLen = 0
	return true
}

// badCharacter returns the error about the bytes given and those that follow.
func (s *source) badCharacter(from []byte) error {
	if s.o.Encoding == ShiftJIS {
		return s.bad("not "+s.o.Encoding.String(), "save the file in that encoding, or read it as UTF-8")
	}
	from = append(bytes.Clone(from), s.peek(enoughToTell)...) // whatever is available: an error no longer matters
	hint := "save the file as UTF-8"
	if looksShiftJIS(from) {
		hint = "it looks like Shift_JIS (CP932): read it as that, or save the file as UTF-8"
	}
	return s.bad(fmt.Sprintf("0x%02x is not UTF-8", from[0]), hint)
}

// finish checks that the file does not stop in the middle of a character or a line break, and returns [io.EOF] if so.
func (s *source) finish() error {
	if s.pendLen > 0 {
		s.offset-- // back to the last byte
		return s.badCharacter(s.pending[:s.pendLen])
	}
	if s.cr {
		return s.bad("a carriage return that does not end a line", "end lines with LF or CRLF")
	}
	return io.EOF
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

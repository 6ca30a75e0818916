package table

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// Rows reads the rows of a table from records that are given one by one, so that the parts of a file can be read at the same
// time ([Blocks]). A row is what [Read] makes of the record. A Rows is for one goroutine.
type Rows struct {
	t    *reader
	text bytes.Reader // what the source reads
}

// NewRows returns the reader of the rows that follow a header, which is a record of the file, on the given line. It reports
// false if the record is a comment before the header. Limits of the number of rows and errors in the options are not used.
func NewRows(header []byte, line int, o Options) (r *Rows, ok bool, err error) {
	if o, err = o.withDefaults(); err != nil {
		return nil, false, err
	}
	r = &Rows{t: &reader{o: o}}
	r.t.errs.max = o.MaxErrors
	r.t.src = newSource(&r.text, Options{})
	r.t.src.o, r.t.src.started = o, true // the text is decoded
	switch err := r.read(header, line); {
	case errors.Is(err, io.EOF), err == nil && r.t.o.Kept && r.t.passed():
		return nil, false, nil
	case err != nil:
		return nil, false, err
	case !r.t.named():
		return nil, false, r.t.errs.result()
	}
	return r, true, nil
}

// Names returns the names of the columns as they are written in the file.
func (r *Rows) Names() []string { return r.t.names }

// Places is that of [Row.Places].
func (r *Rows) Places() []int { return r.t.places }

// Form says what is known of a text.
type Form uint8

// The forms of a text.
const (
	Any   Form = iota // nothing is known
	Valid             // it is valid in its encoding, without NULs
	Plain             // and without quotation marks and carriage returns
)

// Row returns the row of a record, which has a line break at its end unless it is the last of the file. It reports false for a
// record that is none. The row is valid until the next call.
func (r *Rows) Row(record []byte, line int, form Form) (row Row, ok bool, err error) {
	if given, err := r.divide(record, line, form); !given {
		return Row{}, false, err
	}
	t := r.t
	if t.o.Kept {
		if t.passed() {
			return Row{}, false, nil
		}
		t.trim()
	}
	if err := t.refused(); err != nil {
		return Row{}, false, err
	}
	if len(t.units) > 0 {
		t.joinUnits()
	}
	t.misused = ""
	return Row{t}, true, nil
}

// divide sets the cells to those of a record, and reports whether it has any.
func (r *Rows) divide(record []byte, line int, form Form) (bool, error) {
	t, text, known := r.t, record, form == Plain
	if n := len(text); known && n > 0 && text[n-1] == '\n' {
		text = text[:n-1]
	} else if form == Valid {
		text, known = oneLine(record)
	}
	if len(text) == 0 && (known || len(record) == 0) {
		return false, nil
	}
	if known && len(record) <= t.o.MaxRecord {
		t.line = line
		if form == Valid && bytes.IndexByte(text, '"') >= 0 {
			known = t.unquote(text, t.o.MaxColumns)
		} else if known = t.o.fewCells(text); known {
			t.take(text)
		}
		if known {
			return true, nil
		}
	}
	err := r.read(record, line)
	if errors.Is(err, io.EOF) {
		return false, nil
	}
	return err == nil, err
}

// oneLine returns a valid record without the line break at its end, and reports whether it is one line without carriage returns.
func oneLine(record []byte) (line []byte, is bool) {
	if line = bytes.TrimSuffix(record, []byte{'\n'}); len(line) < len(record) {
		line = bytes.TrimSuffix(line, []byte{'\r'})
	}
	return line, bytes.IndexByte(line, '\r') < 0 && bytes.IndexByte(line, '\n') < 0
}

// read reads a record by the source and encoding/csv, as [Read] does.
func (r *Rows) read(record []byte, line int) error {
	t, s := r.t, r.t.src
	r.text.Reset(record)
	s.at, s.end, s.failed, s.err, s.checked, s.pendLen, s.cr = 0, 0, nil, nil, 0, 0, false
	s.line, s.recordLine, s.record, s.cells, s.quoted, s.offset = line, line, 0, 0, false, 0
	err := t.read()
	if err == nil && t.parsed != nil {
		if _, more := t.csv.Read(); !errors.Is(more, io.EOF) {
			err = &QuoteError{File: t.o.Name, Line: line, At: line, Err: csv.ErrQuote}
		}
	}
	switch {
	case err == nil:
		return nil
	case errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF):
		return io.EOF
	}
	t.csv = nil // it keeps what it has read of the record
	return t.fatal(err)
}

// Blocks splits a file into blocks of whole records, for several goroutines. Records end as encoding/csv ends them in a file
// that it accepts: at a line break after an even number of quotation marks.
type Blocks struct {
	r       io.Reader
	o       Options
	rest    []byte // read, and not part of a block yet
	line    int
	started bool
	ended   error
}

// Block is a part of a file.
type Block struct {
	Text []byte // whole records with their line breaks
	Line int    // of the file on which it begins, from 1
	Form Form   // of the text
}

// NewBlocks returns the blocks of a file.
func NewBlocks(r io.Reader, o Options) (*Blocks, error) {
	o, err := o.withDefaults()
	if err != nil {
		return nil, err
	}
	src := newSource(r, o)
	return &Blocks{r: src.r, o: o, line: 1}, nil
}

// Next reads a block of about the length of the buffer, which it uses, or a longer one if a record needs it. After the last
// block the error is [io.EOF].
func (b *Blocks) Next(buf []byte) (Block, error) {
	const least = 16 // bytes that tell what a file is
	buf = append(slices.Grow(buf[:0], least), b.rest...)
	b.rest = b.rest[:0]
	for {
		if b.ended == nil && len(buf) == cap(buf) {
			if len(buf) > 2*b.o.MaxRecord {
				what := "bytes in a row (is a quotation mark not closed?)"
				if bytes.IndexByte(buf, '\n') < 0 && bytes.IndexByte(buf, '\r') >= 0 {
					what = "bytes in a row (does a carriage return alone end each line? want line feeds)"
				}
				return Block{}, &LimitError{File: b.o.Name, Line: b.line, What: what, Limit: b.o.MaxRecord}
			}
			buf = append(buf, make([]byte, max(cap(buf), 1<<12))...)[:len(buf)]
		}
		for b.ended == nil && len(buf) < cap(buf) {
			n, err := b.r.Read(buf[len(buf):cap(buf)])
			buf, b.ended = buf[:len(buf)+n], err
		}
		if err := b.start(&buf); err != nil {
			return Block{}, err
		}
		if b.ended != nil && !errors.Is(b.ended, io.EOF) {
			return Block{}, b.ended
		}
		end := len(buf)
		if b.ended == nil {
			end = lastEnd(buf)
		}
		if end == 0 && b.ended != nil {
			return Block{}, io.EOF
		}
		if end > 0 {
			b.rest = append(b.rest, buf[end:]...)
			block := Block{Text: buf[:end], Line: b.line, Form: b.form(buf[:end])}
			b.line += bytes.Count(block.Text, []byte{'\n'})
			return block, nil
		}
	}
}

// start examines the first bytes of the file, and drops a byte order mark.
func (b *Blocks) start(buf *[]byte) error {
	if b.started {
		return nil
	}
	b.started = true
	s := newSource(strings.NewReader(string((*buf)[:min(len(*buf), 8)])), b.o)
	if s.start(); s.err != nil {
		return s.err
	}
	*buf = append((*buf)[:0], (*buf)[s.at:]...)
	return nil
}

// lastEnd returns the index after the last record of a text that ends within it.
func lastEnd(text []byte) int {
	end := bytes.LastIndexByte(text, '\n') + 1
	odd := bytes.Count(text[:end], []byte{'"'})%2 == 1
	for odd && end > 0 {
		before := bytes.LastIndexByte(text[:end-1], '\n') + 1
		odd = bytes.Count(text[before:end], []byte{'"'})%2 == 0
		end = before
	}
	return end
}

// form returns the form of a text.
func (b *Blocks) form(text []byte) Form {
	if bytes.IndexByte(text, 0) >= 0 || !utf8.Valid(text) || b.o.Encoding != UTF8 && bytes.Contains(text, []byte("\ufffd")) {
		return Any
	}
	if bytes.IndexByte(text, '"') >= 0 || bytes.IndexByte(text, '\r') >= 0 {
		return Valid
	}
	return Plain
}

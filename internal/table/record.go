package table

import (
	"bytes"
	"encoding/csv"

	"github.com/ghgkit/ghg/internal/input"
)

// record is the row that was read last: its cells as bytes, and as strings once they are asked for.
type record struct {
	line   int      // on which it starts
	text   []byte   // the cells with a comma after each but the last
	starts []int    // the index in text of each cell, and last that of a cell after the last
	quoted []byte   // the text, if encoding/csv has read the record
	lines  []int    // the line on which each cell starts, if encoding/csv has read the record; else empty
	values []string // the cells as strings, if made
	made   bool
}

func (r *record) len() int { return len(r.starts) - 1 }

// cell returns the bytes of a cell.
func (r *record) cell(i int) []byte { return r.text[r.starts[i] : r.starts[i+1]-1 : r.starts[i+1]-1] }

// strings returns the cells. They share one string, since most are kept together or not at all.
func (r *record) strings() []string {
	if !r.made {
		text := string(r.text)
		r.values, r.made = r.values[:0], true
		for i, start := range r.starts[:r.len()] {
			r.values = append(r.values, text[start:r.starts[i+1]-1])
		}
	}
	return r.values
}

// tooLong returns the index of the first cell that has too many characters, or -1.
func (r *record) tooLong() int {
	if len(r.text) <= input.MaxText {
		return -1
	}
	for i := range r.len() {
		if cell := r.cell(i); len(cell) > input.MaxText && input.TooLong(string(cell)) {
			return i
		}
	}
	return -1
}

// lineOf returns the line on which a cell starts.
func (r *record) lineOf(i int) int {
	if len(r.lines) > 0 {
		return r.lines[i]
	}
	return r.line
}

// split sets the cells to the parts of a line without quotation marks.
func (r *record) split(line []byte) {
	r.text, r.lines, r.made = line, r.lines[:0], false
	r.starts = append(r.starts[:0], 0)
	start := 0
	for {
		i := bytes.IndexByte(line[start:], ',')
		if i < 0 {
			break
		}
		start += i + 1
		r.starts = append(r.starts, start)
	}
	r.starts = append(r.starts, len(line)+1)
}

// set sets the cells to those that encoding/csv has read.
func (r *record) set(cells []string, in *csv.Reader) {
	first, _ := in.FieldPos(0)
	r.quoted, r.starts, r.lines = r.quoted[:0], append(r.starts[:0], 0), r.lines[:0]
	for i, cell := range cells {
		if i > 0 {
			r.quoted = append(r.quoted, ',')
		}
		r.quoted = append(r.quoted, cell...)
		r.starts = append(r.starts, len(r.quoted)+1)
		line, _ := in.FieldPos(i)
		r.lines = append(r.lines, r.line+line-first)
	}
	r.text = r.quoted
	r.values, r.made = append(r.values[:0], cells...), true
}

// read reads the next record. Most have no quotation marks and are split here; the others are for encoding/csv.
func (t *reader) read() error {
	line, plain := t.src.take()
	if plain {
		t.line = t.src.line - 1
		t.split(line)
		return nil
	}
	if t.csv == nil {
		t.csv = csv.NewReader(t.src)
		t.csv.ReuseRecord = true
		t.csv.FieldsPerRecord = -1
	}
	t.line = t.src.line
	cells, err := t.csv.Read()
	if err != nil {
		return err
	}
	t.set(cells, t.csv)
	return nil
}

package table

import (
	"bytes"
	"encoding/binary"
	"encoding/csv"
	"math/bits"
	"slices"

	"github.com/ghgkit/ghg/internal/input"
)

// record is the row that was read last: its cells as bytes, as strings, or both once they have been asked for.
type record struct {
	line   int // on which it starts
	cells  int
	text   []byte      // the cells with a comma after each but the last
	starts []int       // the index in text of each cell, and last that of a cell after the last
	split  bool        // text and starts are set
	values []string    // the cells
	made   bool        // values are set
	parsed *csv.Reader // what has read the record; nil if it was split here
	first  int         // the line on which it starts for parsed
	joined []byte      // what text uses of a record with quotation marks
}

// cell returns the bytes of a cell.
func (r *record) cell(i int) []byte {
	if !r.split {
		r.join()
	}
	from, end := r.starts[i], r.starts[i+1]-1
	return r.text[from:end:end]
}

// strings returns the cells. They share one string, since most are kept together or not at all.
func (r *record) strings() []string {
	if !r.made {
		text := string(r.text)
		r.values, r.made = r.values[:0], true
		for i, start := range r.starts[:r.cells] {
			r.values = append(r.values, text[start:r.starts[i+1]-1])
		}
	}
	return r.values
}

// tooLong returns the index of the first cell that has too many characters, or -1.
func (r *record) tooLong() int {
	if !r.made && len(r.text) <= input.MaxText {
		return -1
	}
	return r.firstLong()
}

func (r *record) firstLong() int {
	if !r.made {
		most := 0
		for i, start := range r.starts[:r.cells] {
			most = max(most, r.starts[i+1]-1-start)
		}
		if most <= input.MaxText {
			return -1
		}
	}
	return slices.IndexFunc(r.strings(), input.TooLong)
}

// lineOf returns the line on which a cell starts.
func (r *record) lineOf(i int) int {
	if r.parsed == nil {
		return r.line
	}
	line, _ := r.parsed.FieldPos(i)
	return r.line + line - r.first
}

// take sets the cells to the parts of a line without quotation marks.
func (r *record) take(line []byte) {
	r.text, r.split, r.made, r.parsed = line, true, false, nil
	starts, from := r.starts[:0], 0
	starts = append(starts, 0)
	for from < len(line) && cap(line)-from >= window {
		at := commas(line[from:cap(line)], len(line)-from)
		starts = slices.Grow(starts, window)
		n, room := uint(0), (*[window]int)(starts[len(starts):len(starts)+window])
		for ; at != 0; at &= at - 1 {
			room[n%window] = from + bits.TrailingZeros64(at) + 1
			n++
		}
		starts = starts[:len(starts)+int(n)]
		from += window
	}
	for ; from < len(line); from++ {
		if line[from] == ',' {
			starts = append(starts, from+1)
		}
	}
	r.cells = len(starts)
	starts = append(starts, len(line)+1)
	r.starts = starts
}

// unquote sets the cells to those of a line some of whose cells are quoted, as encoding/csv reads it. For a line that encoding/csv
// refuses, and one with too many cells, it reports false.
func (r *record) unquote(line []byte, most int) bool {
	text, starts, at := r.joined[:0], r.starts[:0], 0
	defer func() { r.joined, r.starts = text, starts }()
	for {
		if len(starts) == most {
			return false
		}
		starts = append(starts, len(text))
		if at == len(line) || line[at] != '"' {
			end := bytes.IndexByte(line[at:], ',')
			if end < 0 {
				end = len(line) - at
			}
			cell := line[at : at+end]
			if bytes.IndexByte(cell, '"') >= 0 {
				return false
			}
			text, at = append(text, cell...), at+end
		} else {
			for more := true; more; {
				at++
				end := bytes.IndexByte(line[at:], '"')
				if end < 0 {
					return false
				}
				text, at = append(text, line[at:at+end]...), at+end+1
				if more = at < len(line) && line[at] == '"'; more {
					text = append(text, '"') // two marks are one
				}
			}
			if at < len(line) && line[at] != ',' {
				return false
			}
		}
		text = append(text, ',')
		if at == len(line) {
			break
		}
		at++
	}
	starts = append(starts, len(text))
	r.text, r.cells, r.split, r.made, r.parsed = text, len(starts)-1, true, false, nil
	return true
}

// window is the number of bytes that commas takes at most.
const window = 64

// commas returns which of the first n bytes of a text are commas, a bit each, the first the lowest. The text has a window of
// bytes; what follows the first n may be read.
func commas(text []byte, n int) (at uint64) {
	all := (*[window]byte)(text)
	if n >= window {
		return eight(all[0:]) | eight(all[8:])<<8 | eight(all[16:])<<16 | eight(all[24:])<<24 |
			eight(all[32:])<<32 | eight(all[40:])<<40 | eight(all[48:])<<48 | eight(all[56:])<<56
	}
	for i := 0; i < n; i += 8 {
		at |= eight(all[i:]) << i
	}
	return at & (1<<n - 1)
}

// eight returns which of the first eight bytes of a text are commas, a bit each.
func eight(text []byte) uint64 {
	const (
		ones   = 0x0101010101010101
		low    = 0x7f * ones        // all bits of each byte but the highest
		gather = 0x0102040810204080 // moves the highest bits of all bytes into the highest byte
	)
	w := binary.LittleEndian.Uint64(text) ^ ','*ones
	return ^((w&low + low) | w | low) >> 7 * gather >> 56 // the highest bit of each byte that is zero
}

// parse sets the cells to those that encoding/csv has read.
func (r *record) parse(cells []string, in *csv.Reader) {
	r.values, r.made, r.split, r.parsed, r.cells = cells, true, false, in, len(cells)
	r.first, _ = in.FieldPos(0)
}

// join sets the text of a record that encoding/csv has read.
func (r *record) join() {
	r.joined, r.starts = r.joined[:0], r.starts[:0]
	for _, cell := range r.values {
		r.starts = append(r.starts, len(r.joined))
		r.joined = append(append(r.joined, cell...), ',')
	}
	r.starts = append(r.starts, len(r.joined))
	r.text, r.split = r.joined, true
}

// read reads the next record. Nearly all are one line and split here; the others, and those in which something is wrong, are for
// encoding/csv.
func (t *reader) read() error {
	line, form := t.src.take()
	t.line = t.src.line
	switch {
	case form == Plain:
		t.line--
		t.take(line)
		return nil
	case form == Valid && t.unquote(line, t.o.MaxColumns):
		t.src.skip()
		return nil
	}
	if t.csv == nil {
		t.csv = csv.NewReader(t.src)
		t.csv.ReuseRecord = true
		t.csv.FieldsPerRecord = -1
	}
	cells, err := t.csv.Read()
	if err != nil {
		return err
	}
	t.parse(cells, t.csv)
	return nil
}

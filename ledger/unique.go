package ledger

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/ghgkit/ghg/internal/table"
)

// claim is a line that was calculated, with the texts by which it is to be unique.
type claim struct {
	hash           uint64
	line           int
	text           int  // the end of its texts in those of the part; they begin where those of the last one end
	written        int  // the end of its line in the lines of the part
	rejected       int  // the end of the rejects before it
	record, length int  // of the input, in the block
	blank          bool // it has none of the texts
}

// claims are the lines of a part, in order.
type claims struct {
	list  []claim
	texts []byte
}

// again empties a part, of which it keeps the memory.
func (d *done) again() {
	*d = done{lines: d.lines[:0], rejects: d.rejects[:0], leaves: d.leaves[:0], claims: claims{d.claims.list[:0], d.claims.texts[:0]}}
}

// claim adds the line of a row that was calculated.
func (w *worker) claim(into *done, row table.Row, record, length int) {
	c := claim{
		line: row.Line(), written: len(into.lines), rejected: len(into.rejects), record: record, length: length,
	}
	begin := len(into.claims.texts)
	into.claims.texts, c.blank = w.layout.appendTexts(into.claims.texts, row)
	c.text = len(into.claims.texts)
	c.hash = hashOf(into.claims.texts[begin:])
	into.claims.list = append(into.claims.list, c)
}

// appendTexts appends the texts by which a row is to be unique, and reports whether it has none.
func (l *layout) appendTexts(b []byte, row table.Row) (texts []byte, blank bool) {
	blank = true
	for _, column := range l.unique {
		cell := cellOf(row, column)
		blank = blank && len(cell) == 0
		b = append(binary.AppendUvarint(b, uint64(len(cell))), cell...)
	}
	return b, blank
}

// cellOf returns the cell of a declared column without blanks at its ends.
func cellOf(row table.Row, column int) []byte {
	if place := row.Places()[column]; place >= 0 {
		return trimmed(row.Bytes(place))
	}
	return nil
}

// siever takes the lines that repeat an earlier one out of the parts of a file, in their order.
type siever struct {
	job     *Job
	known   *distinct
	undo    *worker // calculates the lines once more, so that the totals can be mended
	undone  done
	rejects []byte
}

// sieve rejects the lines of a part that repeat an earlier one. The part is from the given text.
func (s *siever) sieve(b table.Block, d *done) error {
	s.rejects = s.rejects[:0]
	text, written, rejected, kept, lines := 0, 0, 0, 0, 0
	for i := range d.claims.list {
		c := &d.claims.list[i]
		key := d.claims.texts[text:c.text]
		first, err := s.first(c, key)
		if err != nil {
			return err
		}
		if first != 0 || c.blank {
			s.rejects = append(s.rejects, d.rejects[rejected:c.rejected]...)
			rejected = c.rejected
			if err := s.reject(b, d, c, key, first); err != nil {
				return err
			}
		} else {
			if kept != written {
				copy(d.lines[kept:], d.lines[written:c.written])
			}
			kept += c.written - written
			if lines != i && d.leaves != nil {
				d.leaves[lines] = d.leaves[i]
			}
			lines++
		}
		text, written = c.text, c.written
	}
	if lines == len(d.claims.list) {
		return nil
	}
	d.lines = d.lines[:kept]
	d.leaves = d.leaves[:min(lines, len(d.leaves))]
	d.rejects = append(append(d.rejects[:0:0], s.rejects...), d.rejects[rejected:]...)
	return nil
}

// first returns the line that a line repeats, or 0.
func (s *siever) first(c *claim, key []byte) (int, error) {
	if c.blank {
		return 0, nil
	}
	return s.known.line(c.hash, key, c.line)
}

// reject rejects a line that repeats the first one, or has none of the texts, and takes it from the totals.
func (s *siever) reject(b table.Block, d *done, c *claim, key []byte, first int) error {
	record := b.Text[c.record : c.record+c.length]
	s.undone.again()
	if s.undo.block(table.Block{Text: record, Line: c.line, Form: b.Form}, &s.undone); s.undone.count.Lines != 1 {
		return fmt.Errorf("line %d: the method calculates it only once: %s", c.line, shown(s.undone.rejects))
	}
	want := fmt.Sprintf("what no other line has: line %d has it", first)
	if c.blank {
		want = "a text that tells the line from others"
	}
	err := &table.CellError{
		File: s.job.Name, Line: c.line, Column: strings.Join(s.job.Unique, "; "), Value: shown([]byte(strings.Join(textsOf(key, len(s.job.Unique)), "; "))), Want: want,
	}
	s.rejects = s.undo.reject(s.rejects, c.line, record, err)
	d.count.Lines--
	d.count.Rejected++
	d.count.Repeated++
	return nil
}

// take takes the totals of another worker from these.
func (t *totals) take(of *totals) {
	for key, g := range of.groups {
		from := t.groups[key]
		for i := range min(len(g.sums), len(from.sums)) {
			a, b := &from.sums[i], &g.sums[i]
			a.lines -= b.lines
			a.co2e.AddDecimal(b.co2e.Decimal().Neg())
			a.outside.AddDecimal(b.outside.Decimal().Neg())
			a.biogenic.AddDecimal(b.biogenic.Decimal().Neg())
		}
	}
}

// scratchBeside creates a scratch file in the folder of a file, and returns what removes it.
func scratchBeside(name string) (f *os.File, remove func() error, err error) {
	if f, err = beside(name); err != nil {
		return nil, nil, fmt.Errorf("scratch: %w", err)
	}
	return f, func() error { return errors.Join(f.Close(), os.Remove(f.Name())) }, nil
}

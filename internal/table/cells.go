package table

import (
	"bytes"
	"math"
)

// Ends finds the ends of the records of a text that comes in pieces. A record ends as encoding/csv ends it in a file that it accepts:
// at a line break after an even number of quotation marks. The zero value stands at the beginning of a record.
type Ends struct {
	quoted bool // what follows is in quotation marks
	inLine bool // what follows is not the beginning of a line
}

// Quoted reports whether the record that has begun is within quotation marks.
func (e *Ends) Quoted() bool { return e.quoted }

// Next returns how many bytes of the next piece of the text are of the record that has begun, its line break included, and how many
// lines they begin, and reports whether the record ends with them. If it does not, they are the whole piece.
func (e *Ends) Next(text []byte) (size, lines int, ended bool) {
	for size < len(text) {
		if !e.inLine {
			lines++
		}
		line := text[size:]
		i := bytes.IndexByte(line, '\n')
		if i >= 0 {
			line = line[:i]
		}
		if bytes.IndexByte(line, '"') >= 0 && bytes.Count(line, []byte{'"'})%2 == 1 {
			e.quoted = !e.quoted
		}
		if e.inLine = i < 0; e.inLine {
			return len(text), lines, false
		}
		if size += i + 1; !e.quoted {
			return size, lines, true
		}
	}
	return size, lines, false
}

// Cut returns the first record of a text with its line break, the number of its lines, and the rest of the text.
func Cut(text []byte) (record []byte, lines int, rest []byte) {
	var e Ends
	size, lines, _ := e.Next(text)
	return text[:size], lines, text[size:]
}

// Cells are the cells of a record, without the names and the limits of a table. They are valid until the next record is set. The
// zero value has none.
type Cells struct{ r record }

// Set sets the cells to those of a record, which may have its line break, and reports whether encoding/csv reads it. The cells are
// those that encoding/csv reads, but line breaks within a cell stay as they are. If it reports false, there are no cells.
func (c *Cells) Set(record []byte) bool {
	record = bytes.TrimSuffix(bytes.TrimSuffix(record, []byte{'\n'}), []byte{'\r'})
	if bytes.IndexByte(record, '"') < 0 {
		c.r.take(record[:len(record):len(record)]) // what follows may be in use elsewhere
	} else if !c.r.unquote(record, math.MaxInt) {
		c.r.cells = 0
		return false
	}
	return true
}

// Len returns the number of cells.
func (c *Cells) Len() int { return c.r.cells }

// At returns a cell, the first of which is at 0.
func (c *Cells) At(i int) []byte { return c.r.cell(i) }

// AppendCell appends a cell to a line, in quotation marks if it needs them to be read back.
func AppendCell[T string | []byte](b []byte, cell T) []byte {
	if len(cell) > 0 && needsQuotes(cell) {
		return AppendQuoted(b, cell)
	}
	return append(b, cell...)
}

// needsQuotes reports whether a cell that is not empty must be quoted to be read back.
func needsQuotes[T string | []byte](cell T) bool {
	for i := range len(cell) {
		switch cell[i] {
		case ',', '"', '\n', '\r':
			return true
		}
	}
	return cell[0] == ' '
}

// AppendQuoted appends a cell in quotation marks, doubling those inside.
func AppendQuoted[T string | []byte](b []byte, cell T) []byte {
	b = append(b, '"')
	for i := range len(cell) {
		if cell[i] == '"' {
			b = append(b, '"')
		}
		b = append(b, cell[i])
	}
	return append(b, '"')
}

package table

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/dec"
)

// Writer writes CSV that [Read] reads: UTF-8, commas, lines ending with LF, every row as long as the first.
//
// For a spreadsheet, a text cell that the spreadsheet would treat as a formula (it starts with = + - or @, their
// full-width forms, or a tab) is quoted and prefixed with an apostrophe. A number such as -12.5 is left unchanged. The
// apostrophe is part of the text when the file is read again, so a file for programs is written without it.
type Writer struct {
	w           *bufio.Writer
	spreadsheet bool
	row         int
	cells       int
	buf         []byte
}

// NewWriter returns a Writer. The caller must flush it at the end.
func NewWriter(w io.Writer, spreadsheet bool) *Writer {
	if absent.Is(w) {
		w = noWriter{}
	}
	return &Writer{w: bufio.NewWriter(w), spreadsheet: spreadsheet}
}

// noWriter stands for a nil writer.
type noWriter struct{}

func (noWriter) Write([]byte) (int, error) { return 0, ErrNoWriter }

// Write writes one row. The first is the header.
//
// It is an error if the row's length differs from that of the first, if a cell is not valid UTF-8 or contains a NUL or
// a carriage return, or if the underlying writer fails. After a refused row the next one can be written.
func (w *Writer) Write(row []string) error {
	if len(row) == 0 || (w.row > 0 && len(row) != w.cells) {
		return fmt.Errorf("row %d has %d cells: want %s", w.row+1, len(row), w.wanted())
	}
	w.buf = w.buf[:0]
	for i, cell := range row {
		if err := writable(cell); err != nil {
			return fmt.Errorf("row %d, cell %d: %q: %w", w.row+1, i+1, short(cell), err)
		}
		if i > 0 {
			w.buf = append(w.buf, ',')
		}
		switch {
		case w.spreadsheet && formula(cell):
			w.buf = appendQuoted(w.buf, "'"+cell)
		case needsQuotes(cell) || (cell == "" && len(row) == 1):
			w.buf = appendQuoted(w.buf, cell)
		default:
			w.buf = append(w.buf, cell...)
		}
	}
	w.buf = append(w.buf, '\n')
	w.row++
	w.cells = len(row)
	_, err := w.w.Write(w.buf)
	return err
}

// Flush writes any buffered data.
func (w *Writer) Flush() error { return w.w.Flush() }

// Write writes a header and rows and flushes. Each row must have as many cells as the header. See [Writer].
func Write(w io.Writer, header []string, rows [][]string, spreadsheet bool) error {
	out := NewWriter(w, spreadsheet)
	if err := out.Write(header); err != nil {
		return err
	}
	for _, row := range rows {
		if err := out.Write(row); err != nil {
			return err
		}
	}
	return out.Flush()
}

func (w *Writer) wanted() string {
	if w.row == 0 {
		return "at least one"
	}
	return fmt.Sprintf("%d, as in the header", w.cells)
}

func writable(cell string) error {
	if !utf8.ValidString(cell) {
		return errors.New("it is not valid UTF-8")
	}
	if strings.ContainsAny(cell, "\x00\r") {
		return errors.New("it contains a NUL or a carriage return")
	}
	return nil
}

// formula reports whether a spreadsheet might run a cell. A number is harmless, whatever its sign.
func formula(cell string) bool {
	for _, start := range []string{"=", "+", "-", "@", "\t", "＝", "＋", "－", "＠"} {
		if strings.HasPrefix(cell, start) {
			_, err := dec.Parse(cell)
			return err != nil
		}
	}
	return false
}

// needsQuotes reports whether a cell must be quoted to be read back unchanged. A leading byte order mark is quoted so
// that it is not taken for the file's.
func needsQuotes(cell string) bool {
	return strings.ContainsAny(cell, ",\"\n") || strings.HasPrefix(cell, " ") || strings.HasPrefix(cell, "\ufeff")
}

// appendQuoted appends a cell in quotation marks, doubling those inside.
func appendQuoted(b []byte, cell string) []byte {
	b = append(b, '"')
	for i := range len(cell) {
		if cell[i] == '"' {
			b = append(b, '"')
		}
		b = append(b, cell[i])
	}
	return append(b, '"')
}

package table

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
)

// Writer writes CSV that [Read] reads with the default limits: UTF-8, commas, lines ending with LF, every row as long as
// the first. What Read would refuse in any file is an error.
//
// For a spreadsheet, a text cell that the spreadsheet would treat as a formula is quoted and prefixed with an apostrophe:
// one that starts with = + - or @, or their full-width forms, after any blanks, line breaks, byte order marks and other
// characters that are not shown, or with a tab. A number such as -12.5 is left unchanged. The apostrophe is part of the
// text when the file is read again, so a file for programs is written without it.
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

func (noWriter) Write([]byte) (int, error) { return 0, input.ErrNoWriter }

// Write writes one row. The first is the header.
//
// It is an error if the row's length differs from that of the first, if a cell is not valid UTF-8, contains a NUL or a
// carriage return or has more than [input.MaxText] characters, if the row has more than [DefaultMaxColumns] cells or
// [DefaultMaxRecord] bytes, or if the underlying writer fails. After a refused row the next one can be written.
func (w *Writer) Write(row []string) error {
	if len(row) == 0 || (w.row > 0 && len(row) != w.cells) {
		return fmt.Errorf("row %d has %d cells: want %s", w.row+1, len(row), w.wanted())
	}
	if len(row) > DefaultMaxColumns {
		return fmt.Errorf("row %d has %d cells: want at most %d", w.row+1, len(row), DefaultMaxColumns)
	}
	w.buf = w.buf[:0]
	for i, cell := range row {
		if w.spreadsheet && formula(cell) {
			cell = "'" + cell
		}
		if err := writable(cell); err != nil {
			return fmt.Errorf("row %d, cell %d: %s: %w", w.row+1, i+1, input.Quote(cell), err)
		}
		if i > 0 {
			w.buf = append(w.buf, ',')
		}
		if quoted(cell, w.spreadsheet, len(row) == 1) {
			w.buf = AppendQuoted(w.buf, cell)
		} else {
			w.buf = AppendCell(w.buf, cell)
		}
	}
	if len(w.buf) > DefaultMaxRecord {
		return fmt.Errorf("row %d has %d bytes: want at most %d", w.row+1, len(w.buf), DefaultMaxRecord)
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
	if input.TooLong(cell) {
		return errors.New("want " + input.WantText)
	}
	return nil
}

// formula reports whether a spreadsheet might run a cell. A number is harmless, whatever its sign.
func formula(cell string) bool {
	start := strings.TrimLeftFunc(cell, notShown)
	if strings.HasPrefix(cell, "\t") || start != "" && strings.ContainsRune("=+-@＝＋－＠", firstRune(start)) {
		_, err := dec.Parse(cell)
		return err != nil
	}
	return false
}

// notShown reports whether a spreadsheet may pass over a character at the start of a cell: blanks of any width, line
// breaks, controls, format characters such as the byte order mark and the zero-width space, and code points without a
// character.
func notShown(r rune) bool {
	return unicode.IsSpace(r) || !unicode.IsGraphic(r)
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// quoted reports whether a cell is quoted even if nothing in it ends it: a leading byte order mark would be taken for the file's, a
// spreadsheet takes a leading apostrophe away, and a row of one empty cell would be none.
func quoted(cell string, spreadsheet, only bool) bool {
	return strings.HasPrefix(cell, "\ufeff") || spreadsheet && strings.HasPrefix(cell, "'") || only && cell == ""
}

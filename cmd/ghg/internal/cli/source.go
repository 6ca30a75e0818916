package cli

import (
	"encoding/csv"
	"errors"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/japanese"

	sheets "github.com/ghgkit/ghg/internal/table"
	"github.com/ghgkit/ghg/problem"
	"github.com/ghgkit/ghg/xlsx"
)

// sources are the files that mistakes are in, each read once.
type sources map[string]*source

// source is the text of a file, line by line.
type source struct {
	lines  []string
	header []string
	at     int // the line of the header
}

// mostSource is the size of a file beyond which its lines are not shown.
const mostSource = 64 << 20

// open reads a file, or a sheet of a workbook: "year.xlsx!boilers".
func (s sources) open(name string) (*source, bool) {
	if of, known := s[name]; known {
		return of, of != nil
	}
	text, err := readSource(name)
	if err != nil {
		s[name] = nil
		return nil, false
	}
	of := &source{lines: strings.Split(text, "\n")}
	for i, line := range of.lines {
		of.lines[i] = strings.TrimSuffix(line, "\r")
	}
	of.readHeader()
	s[name] = of
	return of, true
}

func readSource(name string) (string, error) {
	var text []byte
	file, sheet, inBook := strings.Cut(name, "!")
	f, err := os.Open(file)
	if err != nil {
		return "", err
	}
	defer f.Close() //nolint:errcheck // it was only read
	var r io.Reader = f
	if inBook {
		book, err := xlsx.Open(f)
		if err != nil {
			return "", err
		}
		defer book.Close() //nolint:errcheck // as above
		if r, err = book.Sheet(sheet); err != nil {
			return "", err
		}
	}
	if text, err = io.ReadAll(io.LimitReader(r, mostSource+1)); err != nil {
		return "", err
	}
	if len(text) > mostSource {
		return "", errors.New("too long to be shown")
	}
	if !utf8.Valid(text) {
		if text, err = japanese.ShiftJIS.NewDecoder().Bytes(text); err != nil {
			return "", err
		}
	}
	return strings.TrimPrefix(string(text), "\ufeff"), nil
}

// readHeader finds the header: the first line that is neither blank nor a comment.
func (s *source) readHeader() {
	for i, line := range s.lines {
		if strings.Trim(line, ", ") == "" || strings.HasPrefix(line, "# ") {
			continue
		}
		cells, _ := s.cells(i + 1)
		for _, c := range cells {
			s.header = append(s.header, strings.TrimSpace(c.text))
		}
		s.at = i + 1
		return
	}
}

// cell is a cell of a record, with its place.
type cell struct {
	text         string
	line, column int // the column in bytes from 1
}

// cells reads the record that begins on a line.
func (s *source) cells(line int) ([]cell, bool) {
	if line < 1 || line > len(s.lines) {
		return nil, false
	}
	r := csv.NewReader(strings.NewReader(strings.Join(s.lines[line-1:min(len(s.lines), line+50)], "\n")))
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	record, err := r.Read()
	if err != nil {
		return nil, false
	}
	cells := make([]cell, len(record))
	for i, text := range record {
		at, column := r.FieldPos(i)
		cells[i] = cell{text, line + at - 1, column}
	}
	return cells, true
}

// mark finds the cell of an item, and sets the line and the mark.
func (s *source) mark(m *mistake, item *problem.Item) {
	if at, column, ok := quoteAt(item.Err()); ok && at >= 1 && at <= len(s.lines) {
		s.set(m, cell{"", at, column})
		return
	}
	var header *sheets.HeaderError
	if errors.As(item.Err(), &header) {
		m.line = max(s.at, 1)
		s.set(m, cell{line: m.line})
		for i, name := range s.header {
			if one(header.Unknown, name) || one(header.Repeated, name) {
				cells, _ := s.cells(s.at)
				s.set(m, cells[i])
			}
		}
		return
	}
	s.set(m, cell{line: m.line})
	name := item.Column
	if name == "" {
		name, _, _ = strings.Cut(item.Path, ".")
		name, _, _ = strings.Cut(name, "[")
	}
	cells, _ := s.cells(m.line)
	for i, column := range s.header {
		if name != "" && column == name && i < len(cells) {
			s.set(m, cells[i])
			return
		}
	}
	var ragged *sheets.RaggedError
	if errors.As(item.Err(), &ragged) && ragged.Got > ragged.Want && ragged.Want < len(cells) {
		s.set(m, cells[ragged.Want])
	}
}

// one reports whether a list is of one name only.
func one(list []string, name string) bool { return len(list) == 1 && list[0] == name }

// set sets the line and, for a cell with a column, the mark.
func (s *source) set(m *mistake, c cell) {
	if c.line < 1 || c.line > len(s.lines) {
		return
	}
	m.line, m.source = c.line, s.lines[c.line-1]
	if c.column < 1 || c.column > len(m.source)+1 {
		return
	}
	m.from = utf8.RuneCountInString(m.source[:c.column-1])
	m.column = m.from + 1
	first, _, _ := strings.Cut(c.text, "\n")
	m.length = max(1, utf8.RuneCountInString(first))
}

// markToken marks what stands at the line and column of a mistake in a file of TOML: a text in quotation marks or a word.
func (s *source) markToken(m *mistake) {
	if m.line > len(s.lines) {
		return
	}
	m.source = s.lines[m.line-1]
	if m.column < 1 || m.column > len(m.source) {
		return
	}
	rest := m.source[m.column-1:]
	end := strings.IndexAny(rest, " =,]#")
	if rest[0] == '"' {
		if end = strings.IndexByte(rest[1:], '"'); end >= 0 {
			end += 2
		}
	}
	if end <= 0 {
		end = len(rest)
	}
	m.from, m.length = utf8.RuneCountInString(m.source[:m.column-1]), utf8.RuneCountInString(rest[:end])
	m.column = m.from + 1
}

package cli

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/japanese"

	sheets "github.com/ghgkit/ghg/internal/table"
	"github.com/ghgkit/ghg/problem"
	"github.com/ghgkit/ghg/xlsx"
)

// sources are the files that mistakes are in, each read once, for the lines that are shown of it.
type sources struct {
	lines map[string][]int // that are wanted, by file
	read  map[string]*source
}

// source is lines of a file.
type source struct {
	lines  map[int]string // by number
	header []string
	at     int // the line of the header
}

const (
	reach       = 50      // lines that a record has at most to be shown
	longestLine = 1 << 20 // bytes that are kept of a line
	mostSource  = 1 << 30 // bytes of a file beyond which no line is shown
)

// want says that a line of a file will be shown.
func (s *sources) want(file string, line int) {
	if s.lines == nil {
		s.lines, s.read = map[string][]int{}, map[string]*source{}
	}
	s.lines[file] = append(s.lines[file], line)
}

// open reads the lines of a file, or of a sheet of a workbook: "year.xlsx!boilers". There are none if it cannot be read.
func (s *sources) open(name string) (*source, bool) {
	of, known := s.read[name]
	if !known {
		lines := s.lines[name]
		slices.Sort(lines)
		if r, err := openShown(name); err == nil {
			of = &source{lines: map[int]string{}}
			of.readLines(bufio.NewReader(io.LimitReader(r, mostSource)), lines)
			_ = r.Close() // it was only read
		}
		s.read[name] = of
	}
	return of, of != nil
}

// openShown returns the text of a file, also of one that is compressed, or of a sheet of a workbook.
func openShown(name string) (io.ReadCloser, error) {
	file, sheet, inBook := strings.Cut(name, "!")
	if !inBook {
		return openText(file)
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	book, err := xlsx.Open(f)
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	r, err := book.Sheet(sheet)
	if err != nil {
		return nil, errors.Join(err, book.Close(), f.Close())
	}
	return sheetText{r, book, f}, nil
}

// sheetText is the text of a sheet, with what is closed after it.
type sheetText struct {
	io.Reader
	book, file io.Closer
}

func (t sheetText) Close() error { return errors.Join(t.book.Close(), t.file.Close()) }

// readLines reads the header, which is the first line that is neither blank nor a comment, and the lines that are wanted, which are
// sorted, each with those that may belong to its record.
func (s *source) readLines(r *bufio.Reader, wanted []int) {
	last := 0 // line to be kept
	for n := 1; s.at == 0 || len(wanted) > 0 || n <= last; n++ {
		for len(wanted) > 0 && wanted[0] <= n {
			last, wanted = max(last, wanted[0]+reach), wanted[1:]
		}
		text, err := readLine(r, s.at == 0 || n <= last)
		if text == "" && err != nil {
			break
		}
		if n == 1 {
			text = strings.TrimPrefix(text, "\ufeff")
		}
		if s.at == 0 && strings.Trim(text, ", ") != "" && !strings.HasPrefix(text, "# ") {
			s.at, last = n, max(last, n+reach)
		}
		if n <= last {
			s.lines[n] = text
		}
		if err != nil {
			break
		}
	}
	for _, c := range s.cells(s.at) {
		s.header = append(s.header, strings.TrimSpace(c.text))
	}
}

// readLine reads a line, and returns its beginning without the line break if it is to be kept.
func readLine(r *bufio.Reader, keep bool) (string, error) {
	var line []byte
	for {
		part, err := r.ReadSlice('\n')
		if keep && len(line) < longestLine {
			line = append(line, part...)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		line = bytes.TrimSuffix(bytes.TrimSuffix(line, []byte("\n")), []byte("\r"))
		if !utf8.Valid(line) {
			if text, err := japanese.ShiftJIS.NewDecoder().Bytes(line); err == nil {
				line = text
			}
		}
		return string(line), err
	}
}

// cell is a cell of a record, with its place.
type cell struct {
	text         string
	line, column int // the column in bytes from 1
}

// cells reads the record that begins on a line. There are none if it cannot be read.
func (s *source) cells(line int) []cell {
	var text strings.Builder
	for n := line; n <= line+reach; n++ {
		part, has := s.lines[n]
		if !has {
			break
		}
		text.WriteString(part + "\n")
	}
	r := csv.NewReader(strings.NewReader(text.String()))
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	record, err := r.Read()
	if err != nil {
		return nil
	}
	cells := make([]cell, len(record))
	for i, text := range record {
		at, column := r.FieldPos(i)
		cells[i] = cell{text, line + at - 1, column}
	}
	return cells
}

// mark finds the cell of an item, and sets the line and the mark.
func (s *source) mark(m *mistake, item *problem.Item) {
	if at, column, ok := quoteAt(item.Err()); ok && s.has(at) {
		s.set(m, cell{"", at, column})
		return
	}
	var header *sheets.HeaderError
	if errors.As(item.Err(), &header) {
		m.line = max(s.at, 1)
		s.set(m, cell{line: m.line})
		for i, name := range s.header {
			if one(header.Unknown, name) || one(header.Repeated, name) {
				cells := s.cells(s.at)
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
	cells := s.cells(m.line)
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

// has reports whether there is a line.
func (s *source) has(line int) bool {
	_, has := s.lines[line]
	return has
}

// one reports whether a list is of one name only.
func one(list []string, name string) bool { return len(list) == 1 && list[0] == name }

// set sets the line and, for a cell with a column, the mark.
func (s *source) set(m *mistake, c cell) {
	if !s.has(c.line) {
		return
	}
	m.line, m.source = c.line, s.lines[c.line]
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
	m.source = s.lines[m.line]
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

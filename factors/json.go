package factors

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/strictjson"
	"github.com/ghgkit/ghg/internal/table"
)

// maxObject is the maximum size in bytes of a factor's JSON form.
const maxObject = 1 << 20

// ReadJSON reads a set of factors from a JSON array with one object per factor. The keys are the columns that [ReadCSV]
// reads and the values are strings: {"activity": "fuel/diesel", "unit": "L", "CO2": "2.66", …}. ReadJSON is as strict as
// ReadCSV, and refuses repeated and unknown keys, null, and text that is not UTF-8. It reports every bad object by its
// place, "factors[0]" for the first (what a column refuses, by the line of a table with its header on line 1): the first
// hundred, and a count of the rest, up to the thousandth. It holds one object at a time.
func ReadJSON(r io.Reader, meta Meta) (*Set, error) {
	sheet := newJSONSheet(r)
	factors, err := readFactors(sheet, nameOf(r, meta, "factors"), meta.Title, 0)
	if len(sheet.problems) > 0 {
		if err != nil {
			sheet.problems = append(sheet.problems, err)
		}
		return nil, ghg.Join(sheet.problems...)
	}
	if err != nil {
		return nil, err
	}
	return newSet(meta, factors, nil)
}

// jsonSheet reads an array of objects as the CSV sheet that ReadCSV reads, with one object per line. An object that cannot
// be a row becomes a blank line and a problem.
type jsonSheet struct {
	values   *strictjson.Reader
	columns  []string
	buffer   bytes.Buffer
	rows     *table.Writer
	read     int
	ended    bool
	problems []error
}

func newJSONSheet(r io.Reader) *jsonSheet {
	s := &jsonSheet{values: strictjson.NewArrayReader(r, maxObject), columns: namesOfColumns(readColumns)}
	s.rows = table.NewWriter(&s.buffer, false)
	s.fail("header", s.rows.Write(s.columns))
	return s
}

// Read implements [io.Reader].
func (s *jsonSheet) Read(p []byte) (int, error) {
	for s.buffer.Len() == 0 && !s.ended {
		s.next()
		if err := s.rows.Flush(); err != nil {
			return 0, err
		}
	}
	return s.buffer.Read(p)
}

// next writes the line of the next object.
func (s *jsonSheet) next() {
	value, err := s.values.Next()
	if errors.Is(err, io.EOF) {
		s.ended = true
		return
	}
	s.read++
	if err == nil {
		var row []string
		if row, err = s.row(value); err == nil {
			err = s.rows.Write(row)
		}
	}
	if err == nil {
		return
	}
	s.fail("factors["+strconv.Itoa(s.read-1)+"]", err)
	var syntax *strictjson.SyntaxError
	if s.ended = errors.As(err, &syntax) || value == nil && !errors.Is(err, ghg.ErrOutOfRange); !s.ended {
		s.buffer.WriteByte('\n')
	}
	if len(s.problems) == maxBadRows {
		s.fail("JSON of factors", fmt.Errorf("reading stopped after %d bad factors", maxBadRows))
		s.ended = true
	}
}

// fail adds a problem.
func (s *jsonSheet) fail(where string, err error) {
	if err != nil {
		s.problems = append(s.problems, ghg.Place{Path: where}.At(err))
	}
}

// row returns the cells of an object.
func (s *jsonSheet) row(object []byte) ([]string, error) {
	d, err := strictjson.Parse(object)
	var syntax *strictjson.SyntaxError
	if errors.As(err, &syntax) {
		return nil, syntax.Within(s.values.Start())
	}
	if err != nil {
		return nil, err
	}
	row := make([]string, len(s.columns))
	return row, d.Strings(s.columns, func(i int, value string) error {
		row[i] = value
		return checkTexts(text{s.columns[i], value})
	})
}

// WriteJSON writes factors in the form that [ReadJSON] reads, with keys in the order of the schema. It omits empty
// values. Like [WriteCSV] it refuses a factor that would be refused, or read as another one.
func WriteJSON(w io.Writer, s Source) error {
	if absent.Is(w) {
		return input.ErrNoWriter
	}
	rows, err := readableRows(s)
	if err != nil {
		return err
	}
	columns := Columns()
	var out bytes.Buffer
	out.WriteString("[")
	for i, row := range rows {
		if i > 0 {
			out.WriteString(",")
		}
		out.WriteString("\n  {")
		comma := ""
		for i, cell := range row {
			if cell == "" {
				continue
			}
			value, err := json.Marshal(cell)
			if err != nil {
				return err
			}
			fmt.Fprintf(&out, "%s%q: %s", comma, columns[i], value)
			comma = ", "
		}
		out.WriteString("}")
	}
	out.WriteString("\n]\n")
	_, err = w.Write(out.Bytes())
	return err
}

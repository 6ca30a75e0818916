package factors

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/table"
)

// maxProblems is the number of errors after which reading JSON stops.
const maxProblems = 1000

// ReadJSON reads a set of factors from a JSON array with one object per factor. The keys are the columns that [ReadCSV]
// reads and the values are strings: {"activity": "fuel/diesel", "unit": "L", "CO2": "2.66", …}. ReadJSON is as strict as
// ReadCSV and reports every bad object by its number (as the line of a table with its header on line 1).
func ReadJSON(r io.Reader, meta Meta) (*Set, error) {
	if absent.Is(r) {
		return nil, table.ErrNoReader
	}
	return readJSON(json.NewDecoder(r), meta)
}

func readJSON(d *json.Decoder, meta Meta) (*Set, error) {
	if t, err := d.Token(); err != nil || t != json.Delim('[') {
		return nil, &ghg.FieldError{Field: "JSON of factors", Want: "an array of objects", Err: ghg.ErrOutOfRange}
	}
	columns := namesOfColumns(readColumns)
	var sheet bytes.Buffer
	w := table.NewWriter(&sheet, false)
	if err := w.Write(columns); err != nil {
		return nil, err
	}
	var problems []error
	for n := 1; d.More(); n++ {
		if n > MaxRows || len(problems) > maxProblems {
			problems = append(problems, &ghg.FieldError{Field: "JSON of factors", Want: fmt.Sprintf("at most %d factors, most of them valid", MaxRows), Err: ghg.ErrOutOfRange})
			return nil, ghg.Join(problems...)
		}
		var object map[string]string
		if err := d.Decode(&object); err != nil {
			return nil, fmt.Errorf("factor %d: want an object of strings: %w", n, err)
		}
		row := make([]string, len(columns))
		for key, value := range object {
			i := slices.Index(columns, key)
			if i < 0 {
				problems = append(problems, fmt.Errorf("factor %d: %w", n, &ghg.FieldError{Field: "key", Value: key, Want: "one of " + strings.Join(columns, ", "), Err: ghg.ErrUnknown}))
				continue
			}
			if err := refuseBlanks(text{key, value}); err != nil {
				problems = append(problems, fmt.Errorf("factor %d: %w", n, err))
			}
			row[i] = value
		}
		if err := w.Write(row); err != nil {
			problems = append(problems, fmt.Errorf("factor %d: %w", n, err))
		}
	}
	if t, err := d.Token(); err != nil || t != json.Delim(']') {
		return nil, &ghg.FieldError{Field: "JSON of factors", Want: "the end of the array: the text is truncated", Err: ghg.ErrOutOfRange}
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, &ghg.FieldError{Field: "JSON of factors", Want: "nothing after the array", Err: ghg.ErrOutOfRange}
	}
	if err := w.Flush(); err != nil {
		return nil, err
	}
	if len(problems) > 0 {
		return nil, ghg.Join(problems...)
	}
	return ReadCSV(&sheet, meta)
}

// WriteJSON writes factors in the form that [ReadJSON] reads, with keys in the order of the schema. It omits empty
// values.
func WriteJSON(w io.Writer, s Source) error {
	if isNil(s) {
		return errNoFactors()
	}
	if absent.Is(w) {
		return table.ErrNoWriter
	}
	columns := Columns()
	var out bytes.Buffer
	out.WriteString("[")
	first := true
	for f := range s.All() {
		cells, err := f.cells()
		if err != nil {
			return err
		}
		if !first {
			out.WriteString(",")
		}
		first = false
		out.WriteString("\n  {")
		comma := ""
		for i, cell := range cells {
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
	_, err := w.Write(out.Bytes())
	return err
}

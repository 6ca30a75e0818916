package activity

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/method"
)

// WriteTemplate writes a CSV sheet of the method to fill in: comments that say what each column is, whether it is required
// and what it accepts, the header, and the method's first example as a comment. [ReadSheet] passes over comments, so the
// file is read as it is. A method with a nested required input has no sheet, which is an error.
func (m Method) WriteTemplate(w io.Writer) error {
	if err := m.checkSheet(""); err != nil {
		return err
	}
	row, err := m.ExampleRow()
	if err != nil {
		return err
	}
	rows := [][]string{{fmt.Sprintf("# %s: %s", m.Name(), m.Summary())}}
	var header []string
	for _, in := range m.Columns() {
		rows = append(rows, []string{"# " + Describe(in)})
		header = append(header, in.Name)
	}
	row[0] = "# " + row[0]
	rows = append(rows, header, row)
	if absent.Is(w) {
		return input.ErrNoWriter
	}
	return csv.NewWriter(w).WriteAll(rows)
}

// Describe returns what a column of a sheet is, on one line: its name, its meaning, whether it is required, what it accepts
// and examples.
func Describe(in method.Input) string {
	need := "optional"
	if in.Required {
		need = "required"
	}
	text := fmt.Sprintf("%s (%s): %s", in.Name, need, in.Text)
	if in.Accepts != "" {
		text += "; wanted: " + in.Accepts
	}
	if len(in.Examples) > 0 {
		text += "; such as " + strings.Join(in.Examples, ", ")
	}
	return text
}

// ExampleRow returns the method's first example as the cells of a row, in the order of [Method.Columns].
func (m Method) ExampleRow() ([]string, error) {
	var values map[string]any
	if examples := m.Examples(); len(examples) > 0 {
		if err := json.Unmarshal([]byte(examples[0]), &values); err != nil {
			return nil, fmt.Errorf("example of %s: %w", m.Name(), err)
		}
	}
	columns := m.Columns()
	row := make([]string, len(columns))
	for i, in := range columns {
		if value, given := values[in.Name]; given {
			row[i] = fmt.Sprint(value)
		}
	}
	return row, nil
}

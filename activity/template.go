package activity

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"

	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/input"
)

// WriteTemplate writes a CSV sheet of the method to fill in: the header, and the first example as a row. A method with a
// nested required input has no sheet, which is an error.
func (m Method) WriteTemplate(w io.Writer) error {
	if err := m.checkSheet(""); err != nil {
		return err
	}
	var cells map[string]any
	if examples := m.Examples(); len(examples) > 0 {
		if err := json.Unmarshal([]byte(examples[0]), &cells); err != nil {
			return fmt.Errorf("example of %s: %w", m.Name(), err)
		}
	}
	var header, row []string
	for _, in := range m.Columns() {
		header = append(header, in.Name)
		cell := ""
		if value, ok := cells[in.Name]; ok {
			cell = fmt.Sprint(value)
		}
		row = append(row, cell)
	}
	if absent.Is(w) {
		return input.ErrNoWriter
	}
	out := csv.NewWriter(w)
	return out.WriteAll([][]string{header, row})
}

package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// The formats of what a command prints.
const (
	formatTable   = "table"
	formatJSON    = "json"
	formatCSV     = "csv"
	formatReceipt = "receipt"
)

// format is the flag -o of a command.
type format struct {
	name    string
	allowed []string
}

// formats returns the flag -o of a command with the formats that it has; the first is the default.
func formats(cmd *cobra.Command, allowed ...string) *format {
	f := &format{allowed: allowed}
	cmd.Flags().VarP(f, "output", "o", "what to print: "+alternatives(allowed))
	f.name = allowed[0]
	cmd.Flag("output").DefValue = f.name
	return f
}

// String returns the name of the format.
func (f *format) String() string { return f.name }

// Type returns what the help calls the value of the flag.
func (f *format) Type() string { return "FORMAT" }

// Set reads the flag.
func (f *format) Set(name string) error {
	if !slices.Contains(f.allowed, name) {
		return fmt.Errorf("want %s", alternatives(f.allowed))
	}
	f.name = name
	return nil
}

// alternatives lists names as "a, b or c".
func alternatives(names []string) string {
	last := len(names) - 1
	if last < 1 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:last], ", ") + " or " + names[last]
}

// write writes a table in a format.
func (t *table) write(w io.Writer, f *format) error {
	switch f.name {
	case formatJSON:
		return t.json(w)
	case formatCSV:
		return t.csv(w)
	}
	return t.text(w)
}

// json writes the table as an array of objects whose values are strings, with the keys in the order of the columns.
func (t *table) json(w io.Writer) error {
	objects := make([]json.RawMessage, len(t.rows))
	for i, row := range t.rows {
		var b bytes.Buffer
		for j, cell := range row {
			if j > 0 {
				b.WriteByte(',')
			}
			b.Write(quoted(t.columns[j]))
			b.WriteByte(':')
			b.Write(quoted(cell))
		}
		objects[i] = fmt.Appendf(nil, "{%s}", b.Bytes())
	}
	return writeArray(w, objects)
}

// writeArray writes a JSON array with one item on each line.
func writeArray(w io.Writer, items []json.RawMessage) error {
	if len(items) == 0 {
		_, err := io.WriteString(w, "[]\n")
		return err
	}
	b := []byte("[\n")
	for i, item := range items {
		if i > 0 {
			b = append(b, ",\n"...)
		}
		b = append(b, item...)
	}
	_, err := w.Write(append(b, "\n]\n"...))
	return err
}

// quoted returns a text as JSON, with "<", ">" and "&" as they are.
func quoted(text string) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(text); err != nil { // of a text, there is none
		return []byte(`""`)
	}
	return bytes.TrimRight(b.Bytes(), "\n")
}

package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"
)

// The formats of what a command prints.
const (
	formatTable   = "table"
	formatJSON    = "json"
	formatCSV     = "csv"
	formatReceipt = "receipt"
	formatXLSX    = "xlsx" // a workbook
)

// outputFlag is the long name of the flag -o.
const outputFlag = "output"

// format is the flag -o of a command.
type format struct {
	name    string
	allowed []string
}

// formats returns the flag -o of a command with the formats that it has; the first is the default.
func formats(cmd *cobra.Command, allowed ...string) *format {
	f := &format{allowed: allowed}
	cmd.Flags().VarP(f, outputFlag, "o", "what to print: "+orList(allowed))
	f.name = allowed[0]
	cmd.Flag(outputFlag).DefValue = f.name
	return f
}

// String returns the name of the format.
func (f *format) String() string { return f.name }

// Type returns what the help calls the value of the flag.
func (f *format) Type() string { return "FORMAT" }

// Set reads the flag.
func (f *format) Set(name string) error {
	if !slices.Contains(f.allowed, name) {
		return fmt.Errorf("want %s", orList(f.allowed))
	}
	f.name = name
	return nil
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

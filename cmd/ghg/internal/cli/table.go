package cli

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
)

// table is what a command prints in rows and columns.
type table struct {
	columns []string
	rows    [][]string
}

func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

// text writes the table for people.
func (t *table) text(w io.Writer) error {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, row := range append([][]string{t.columns}, t.rows...) {
		fmt.Fprintln(tw, strings.Join(row, "\t"))
	}
	return tw.Flush()
}

// csv writes the table as CSV.
func (t *table) csv(w io.Writer) error {
	cw := csv.NewWriter(w)
	if err := cw.WriteAll(append([][]string{t.columns}, t.rows...)); err != nil {
		return err
	}
	return cw.Error()
}

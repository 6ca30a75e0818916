package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/examples/fy2023/nec"
)

// all returns the results of the inventory and of scope 1 in the earlier years.
func (r *recomputation) all() []ghg.Result {
	results := slices.Collect(r.Inventory.Results())
	for _, s := range r.Scope1 {
		if !s.Period.Same(nec.FiscalYear(2023)) {
			results = append(results, s)
		}
	}
	return results
}

// explain prints the steps of every result with the given id.
func (r *recomputation) explain(out io.Writer, id string) error {
	found := false
	var ids []string
	for _, result := range r.all() {
		if !slices.Contains(ids, result.ID) {
			ids = append(ids, result.ID)
		}
		if strings.EqualFold(result.ID, id) {
			found = true
			fmt.Fprintln(out, result.ExplainSteps())
		}
	}
	if !found {
		return fmt.Errorf("there is no line %q: want one of %s", id, strings.Join(ids, ", "))
	}
	return nil
}

// writeReceipts writes the receipt of every result and verifies the written file.
func (r *recomputation) writeReceipts(out io.Writer, dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, result := range r.all() {
		receipt, err := result.Receipt()
		if err != nil {
			return err
		}
		name := strings.ReplaceAll(result.ID, " ", "-")
		if result.Accounting != 0 {
			name += "-" + result.Accounting.String()
		}
		path := filepath.Join(dir, name+".json")
		if err := os.WriteFile(path, receipt, 0o644); err != nil {
			return err
		}
		written, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		verified, err := ghg.Verify(written)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		fmt.Fprintf(out, "%s: verified, %s\n", path, verified.CO2e)
	}
	return nil
}

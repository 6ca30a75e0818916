package ledger_test

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/internal/example"
	"github.com/ghgkit/ghg/ledger"
)

// TestLongTexts gives lines that share a derivation texts of every length up to the limit: a line is refused if, and only if, the
// library refuses it, as where a label that holds the text becomes too long.
func TestLongTexts(t *testing.T) {
	b, err := example.Basis()
	require.NoError(t, err)
	texts := []string{"id", "entity", "site", "item", "supplier", "purchase", "event"}
	lengths := []int{1, 900, ghg.MaxText - 40, ghg.MaxText - 10, ghg.MaxText - 1, ghg.MaxText}
	refused := 0
	for _, m := range activity.Methods() {
		rows := exampleRows(t, m)
		if !m.HasSheet() || len(rows) == 0 {
			continue
		}
		var names []string
		for _, c := range m.Columns() {
			names = append(names, c.Name)
		}
		var text bytes.Buffer
		w := csv.NewWriter(&text)
		require.NoError(t, w.Write(names))
		for _, row := range rows {
			for c, name := range names {
				if !slices.Contains(texts, name) || row[c] == "" {
					continue
				}
				for i, n := range append([]int{2, 3}, lengths...) {
					long := slices.Clone(row)
					long[0] += strconv.Itoa(c) + "-" + strconv.Itoa(i)
					long[c] = strings.Repeat("x", n)
					require.NoError(t, w.Write(long))
				}
			}
		}
		w.Flush()
		_, rejects, _, sum := run(t, ledger.Job{Basis: b, Method: string(m.Name())}, text.String())
		list, err := m.ReadSheet(strings.NewReader(text.String()), "x.csv")
		require.NoError(t, err)
		var want []string
		for i, a := range list {
			if _, err := a.Calculate(b); err != nil {
				want = append(want, strconv.Itoa(i+2))
			}
		}
		var got []string
		for _, r := range rejects[1:] {
			got = append(got, r[0])
		}
		assert.Equal(t, want, got, "%s: %d lines", m.Name(), sum.Lines)
		refused += len(want)
	}
	assert.Positive(t, refused)
}

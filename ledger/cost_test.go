package ledger_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"math/rand/v2"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/example"
	"github.com/ghgkit/ghg/ledger"
	"github.com/ghgkit/ghg/units"
)

// likeExamples returns the header of a method's sheet, and lines that are its examples with other ids and amounts.
func likeExamples(t testing.TB, m activity.Method, lines int) (head, rows string) {
	t.Helper()
	rng := rand.New(rand.NewPCG(1, 2))
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	columns, examples := m.Columns(), exampleRows(t, m)
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.Name
	}
	for i := range lines {
		row := slices.Clone(examples[rng.IntN(len(examples))])
		by := decimal.New(900+rng.Int64N(200), -3)
		for c, name := range names {
			switch {
			case name == "id":
				row[c] = fmt.Sprintf("%s-%d", row[c], i)
			case columns[c].Type == reflect.TypeFor[units.Quantity]() && row[c] != "":
				number, unit, _ := strings.Cut(row[c], " ")
				d, err := decimal.NewFromString(number)
				require.NoError(t, err)
				row[c] = dec.Text(d.Mul(by)) + " " + unit
			}
		}
		require.NoError(t, w.Write(row))
	}
	w.Flush()
	return strings.Join(names, ",") + "\n", b.String()
}

// allQuoted returns a sheet with every cell in quotation marks, as many programs export theirs, and the line breaks of Windows.
func allQuoted(t testing.TB, text string) string {
	t.Helper()
	records, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	require.NoError(t, err)
	var b strings.Builder
	for _, record := range records {
		for i, cell := range record {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(`"` + strings.ReplaceAll(cell, `"`, `""`) + `"`)
		}
		b.WriteString("\r\n")
	}
	return b.String()
}

// methodsWithLines calls each with every method whose examples a sheet can hold, and a job.
func methodsWithLines(t testing.TB, each func(m activity.Method, j ledger.Job)) {
	t.Helper()
	b, err := example.Basis()
	require.NoError(t, err)
	for _, m := range activity.Methods() {
		if m.HasSheet() && len(exampleRows(t, m)) > 0 {
			each(m, ledger.Job{Basis: b, Method: string(m.Name()), Columns: ledger.Columns(), Workers: 1})
		}
	}
}

// mallocs returns the number of allocations of a run, of which no line is refused.
func mallocs(t testing.TB, j ledger.Job, text string) uint64 {
	t.Helper()
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	sum, err := ledger.Run(context.Background(), j, strings.NewReader(text), ledger.Output{Lines: io.Discard, Rejects: io.Discard})
	runtime.ReadMemStats(&after)
	require.NoError(t, err)
	require.Zero(t, sum.Rejected, j.Method)
	return after.Mallocs - before.Mallocs
}

// TestAllocationsOfALine requires of every method that a further line of known kinds needs at most a tenth of an allocation, also if
// its cells are quoted.
func TestAllocationsOfALine(t *testing.T) {
	if raceDetector {
		t.Skip("the race detector allocates")
	}
	const lines = 1500
	tried := 0
	methodsWithLines(t, func(m activity.Method, j ledger.Job) {
		head, rows := likeExamples(t, m, lines)
		for form, of := range map[string]func(string) string{"as it is": func(text string) string { return text }, "quoted": func(text string) string { return allQuoted(t, text) }} {
			short, long := mallocs(t, j, of(head+rows)), mallocs(t, j, of(head+rows+rows+rows))
			assert.Less(t, (float64(long)-float64(short))/(2*lines), 0.1, "%s, %s", m.Name(), form)
		}
		tried++
	})
	assert.Greater(t, tried, 70)
}

// BenchmarkMethods is the cost of a line of every method, with all columns of the output.
func BenchmarkMethods(b *testing.B) {
	const lines = 100_000
	methodsWithLines(b, func(m activity.Method, j ledger.Job) {
		b.Run(string(m.Name()), func(b *testing.B) {
			head, rows := likeExamples(b, m, lines)
			for b.Loop() {
				start := time.Now()
				mallocs(b, j, head+rows)
				b.ReportMetric(float64(time.Since(start))/lines, "ns/line")
			}
		})
	})
}

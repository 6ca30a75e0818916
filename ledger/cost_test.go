package ledger_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
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

// unitsApart returns a sheet with the units of all amounts in columns of their own.
func unitsApart(t testing.TB, m activity.Method, text string) string {
	t.Helper()
	records, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	require.NoError(t, err)
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	for i, record := range records {
		var row []string
		for c, in := range m.Columns() {
			cell := record[c]
			switch {
			case in.Type != reflect.TypeFor[units.Quantity]():
				row = append(row, cell)
			case i == 0:
				row = append(row, cell, cell+"_unit")
			default:
				amount, unit, _ := strings.Cut(cell, " ")
				row = append(row, amount, unit)
			}
		}
		require.NoError(t, w.Write(row))
	}
	w.Flush()
	return b.String()
}

// mixedFile returns the header of a file with the columns of all methods, and lines of them in turn.
func mixedFile(t testing.TB, lines int) (head, rows string) {
	t.Helper()
	columns := []string{"method"}
	type sheet struct {
		method string
		places []int
		rows   [][]string
	}
	var sheets []sheet
	methodsWithLines(t, func(m activity.Method, _ ledger.Job) {
		head, rows := likeExamples(t, m, lines)
		records, err := csv.NewReader(strings.NewReader(head + rows)).ReadAll()
		require.NoError(t, err)
		s := sheet{method: string(m.Name()), rows: records[1:]}
		for _, name := range records[0] {
			if !slices.Contains(columns, name) {
				columns = append(columns, name)
			}
			s.places = append(s.places, slices.Index(columns, name))
		}
		sheets = append(sheets, s)
	})
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	for i := range lines {
		for _, s := range sheets {
			row := make([]string, len(columns))
			row[0] = s.method
			for c, cell := range s.rows[i] {
				row[s.places[c]] = cell
			}
			require.NoError(t, w.Write(row))
		}
	}
	w.Flush()
	return strings.Join(columns, ",") + "\n", b.String()
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

// mallocs returns the number of allocations of a run, of which no line is refused, and the hash of its lines.
func mallocs(t testing.TB, j ledger.Job, text string) (n uint64, lines string) {
	t.Helper()
	hash := sha256.New()
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	sum, err := ledger.Run(context.Background(), j, strings.NewReader(text), ledger.Output{Lines: hash, Rejects: io.Discard})
	runtime.ReadMemStats(&after)
	require.NoError(t, err)
	require.Zero(t, sum.Rejected, j.Method)
	return after.Mallocs - before.Mallocs, hex.EncodeToString(hash.Sum(nil))
}

// TestFormsOfAFile requires of every method that its lines are the same if all cells are quoted, or units are in columns of their own,
// and that a further line of known kinds needs at most a tenth of an allocation in each of these forms, and in a mixed file.
func TestFormsOfAFile(t *testing.T) {
	if raceDetector {
		t.Skip("the race detector allocates")
	}
	few := func(j ledger.Job, short, long, what string) string {
		t.Helper()
		a, _ := mallocs(t, j, short)
		b, lines := mallocs(t, j, long)
		assert.Less(t, (float64(b)-float64(a))/float64(strings.Count(long, "\n")-strings.Count(short, "\n")), 0.1, "%s, %s", j.Method, what)
		return lines
	}
	var mixed ledger.Job
	tried := 0
	methodsWithLines(t, func(m activity.Method, j ledger.Job) {
		head, rows := likeExamples(t, m, 500)
		short, long := head+rows, head+rows+rows+rows
		lines := few(j, short, long, "as it is")
		assert.Equal(t, lines, few(j, allQuoted(t, short), allQuoted(t, long), "quoted"), m.Name())
		assert.Equal(t, lines, few(j, unitsApart(t, m, short), unitsApart(t, m, long), "units apart"), m.Name())
		mixed = j
		tried++
	})
	assert.Greater(t, tried, 70)
	mixed.Method = ""
	head, rows := mixedFile(t, 100)
	few(mixed, head+rows, head+rows+rows+rows, "mixed")
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

// TestCostOfReceipts requires that one line is calculated without a look at all factors and rates.
func TestCostOfReceipts(t *testing.T) {
	b, err := example.Basis()
	require.NoError(t, err)
	j := fuelJob(t)
	j.Basis.Rates = b.Rates
	var before, after runtime.MemStats
	const runs = 20
	runtime.ReadMemStats(&before)
	for range runs {
		_, err := j.Receipts([]byte(fuelHead), []byte(fuelLine))
		require.NoError(t, err)
	}
	runtime.ReadMemStats(&after)
	assert.Less(t, (after.TotalAlloc-before.TotalAlloc)/runs, uint64(400<<10), "4.5 MB with all rates")
}

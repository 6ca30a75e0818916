package ledger_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/example"
	"github.com/ghgkit/ghg/ledger"
	"github.com/ghgkit/ghg/units"
)

// run runs a job on a text and returns the lines, rejects and totals as records, without their headers.
func run(t testing.TB, j ledger.Job, text string) (lines, rejects, totals [][]string, sum ledger.Summary) {
	t.Helper()
	var out [3]bytes.Buffer
	sum, err := ledger.Run(context.Background(), j, strings.NewReader(text), ledger.Output{Lines: &out[0], Rejects: &out[1], Totals: &out[2]})
	require.NoError(t, err)
	var all [3][][]string
	for i := range out {
		records, err := csv.NewReader(&out[i]).ReadAll()
		require.NoError(t, err)
		all[i] = records
	}
	return all[0], all[1], all[2], sum
}

// sheetOfMethod returns a sheet of a method with lines made from its examples: other ids, amounts and days.
func sheetOfMethod(t testing.TB, rng *rand.Rand, m activity.Method, lines int) string {
	t.Helper()
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	columns := m.Columns()
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.Name
	}
	require.NoError(t, w.Write(names))
	example, err := m.ExampleRow()
	require.NoError(t, err)
	for i := range lines {
		row := append([]string(nil), example...)
		for c, name := range names {
			switch {
			case name == "id":
				row[c] = fmt.Sprintf("%s-%d", row[c], i)
			case columns[c].Type == reflect.TypeFor[units.Quantity]() && row[c] != "" && rng.IntN(3) > 0:
				number, unit, _ := strings.Cut(row[c], " ")
				d, err := decimal.NewFromString(number)
				require.NoError(t, err)
				row[c] = dec.Text(d.Mul(decimal.New(rng.Int64N(4000)+1, -3))) + " " + unit
			case name == "period" && rng.IntN(4) == 0 && len(row[c]) == 4:
				row[c] = fmt.Sprintf("%s-%02d", row[c], 1+rng.IntN(12))
			}
		}
		require.NoError(t, w.Write(row))
	}
	w.Flush()
	return b.String()
}

// TestLinesAreThoseOfTheLibrary compares lines of every method with what the library makes of the same rows: the numbers of every
// result, the refusals, the totals, and the receipts that are made again from a line.
func TestLinesAreThoseOfTheLibrary(t *testing.T) {
	b, err := example.Basis()
	require.NoError(t, err)
	rng := rand.New(rand.NewPCG(5, 6))
	n := 150 // 1400 give a hundred thousand lines
	if testing.Short() {
		n = 20
	}
	accepted, refused := 0, 0
	for _, m := range activity.Methods() {
		if !m.HasSheet() {
			continue
		}
		text := sheetOfMethod(t, rng, m, n)
		job := ledger.Job{Basis: b, Method: string(m.Name()), Name: "sheet.csv", Columns: ledger.Columns(), Totals: []string{"id"}}
		job.Totals = nil
		lines, rejects, totals, sum := run(t, job, text)
		require.EqualValues(t, n, sum.Lines+sum.Rejected, m.Name())
		list, err := m.ReadSheet(strings.NewReader(text), "sheet.csv")
		require.NoError(t, err, m.Name())
		records := strings.SplitAfter(text, "\n")
		at, bad := 1, 1
		total := map[string]decimal.Decimal{}
		for i, a := range list {
			results, err := a.Calculate(b)
			if err != nil {
				require.Less(t, bad, len(rejects), "%s: line %d is accepted: %v", m.Name(), i+2, err)
				require.Equal(t, strconv.Itoa(i+2), rejects[bad][0], "%s: %v", m.Name(), err)
				bad++
				refused++
				continue
			}
			require.Less(t, at, len(lines), "%s: line %d is refused: %v", m.Name(), i+2, rejects)
			compareLine(t, m, lines[0], lines[at], results, i+2)
			for j := range results {
				key := results[j].Scope.String() + results[j].Accounting.String() + results[j].Memo.String()
				total[key] = total[key].Add(results[j].CO2e.Kg())
			}
			if i%10 == 0 && !strings.Contains(text, "\"") {
				compareReceipts(t, job, records[0], records[i+1], results)
			}
			at++
			accepted++
		}
		require.Len(t, lines, at, m.Name())
		require.Len(t, rejects, bad, m.Name())
		for _, row := range totals[1:] {
			key := row[0] + row[2] + row[3]
			d, err := decimal.NewFromString(row[5])
			require.NoError(t, err)
			total[key] = total[key].Sub(d)
		}
		for key, rest := range total {
			assert.True(t, rest.IsZero(), "%s: total of %s differs by %s", m.Name(), key, rest)
		}
	}
	t.Logf("%d lines, %d refused", accepted, refused)
	assert.Greater(t, accepted, 50*n)
}

func given(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}

// compareLine compares the cells of a line with its results.
func compareLine(t *testing.T, m activity.Method, head, line []string, results ghg.Results, number int) {
	t.Helper()
	cells := map[string]string{}
	for i, name := range head {
		cells[name] = line[i]
	}
	require.Equal(t, strconv.Itoa(number), cells["line"], m.Name())
	require.Equal(t, results[0].ID, cells["id"])
	for i := range results {
		r := &results[i]
		suffix := ""
		if parts := m.Results(); len(parts) > 1 || parts[0].Accounting != 0 {
			switch {
			case r.Accounting != 0 && r.Part != "":
				suffix = ":" + r.Accounting.String() + " " + r.Part
			case r.Accounting != 0:
				suffix = ":" + r.Accounting.String()
			case r.Part != "":
				suffix = ":" + r.Part
			case r.Stage != 0:
				suffix = ":" + r.Stage.String()
			}
		}
		co2e, has := cells["co2e_kg"+suffix]
		if !has {
			require.Contains(t, cells["more_results"], dec.Text(r.CO2e.Kg())+" kg CO2e", "%s %q", m.Name(), suffix)
			continue
		}
		require.Equal(t, dec.Text(r.CO2e.Kg()), co2e, "%s%s, line %d", m.Name(), suffix, number)
		require.Equal(t, given(cells["non_kyoto_co2e_kg"+suffix], "0"), dec.Text(r.NonKyoto.Kg()), m.Name())
		for column, gas := range map[string]ghg.Gas{"co2_kg": ghg.CO2, "n2o_kg": ghg.N2O, "biogenic_co2_kg": ghg.CO2Biogenic} {
			kg := ""
			for a := range r.Emissions.All() {
				if a.Gas == gas && a.GWP == "" {
					kg = dec.Text(a.Kg)
				}
			}
			require.Equal(t, kg, cells[column+suffix], "%s %s", m.Name(), column)
		}
		var list []string
		for a := range r.Emissions.All() {
			name := given(string(a.Gas), "CO2e")
			if a.GWP != "" {
				name += " (" + a.GWP + ")"
			}
			list = append(list, name+" "+dec.Text(a.Kg))
		}
		require.Equal(t, strings.Join(list, "; "), cells["emissions"+suffix], m.Name())
		var ids []string
		for _, f := range r.Factors {
			ids = append(ids, f.ID)
		}
		require.Equal(t, strings.Join(ids, "; "), cells["factors"+suffix], m.Name())
	}
}

// compareReceipts compares the receipts of a line with those of its results.
func compareReceipts(t *testing.T, j ledger.Job, header, record string, results ghg.Results) {
	t.Helper()
	receipts, err := j.Receipts([]byte(header), []byte(record))
	require.NoError(t, err)
	require.Len(t, receipts, len(results))
	for i := range results {
		want, err := results[i].Receipt()
		require.NoError(t, err)
		require.Equal(t, string(want), string(receipts[i]))
	}
}

// TestWorkersDoNotMatter requires the same bytes for any number of workers, of a file with refused lines.
func TestWorkersDoNotMatter(t *testing.T) {
	b, err := example.Basis()
	require.NoError(t, err)
	b.Policy = factors.Policy{WiderRegion: true}
	var text strings.Builder
	text.WriteString("id,site,period,fuel,region,amount,note\n")
	for i := range 60_000 {
		fuel := []string{"natural-gas", "diesel", "natral-gas", "coal-" + strconv.Itoa(i)}[min(3, i%97)]
		fmt.Fprintf(&text, "l%d,s%d,2024-%02d,%s,GB,%d.%d kWh(HHV),\"a, b\"\n", i, i%7, 1+i%12, fuel, i, i%10)
	}
	var want [3]string
	for _, workers := range []int{1, 2, 5} {
		var out [3]bytes.Buffer
		sum, err := ledger.Run(context.Background(), ledger.Job{Basis: b, Method: "scope1.stationary-combustion", Workers: workers, Totals: []string{"site"}},
			strings.NewReader(text.String()), ledger.Output{Lines: &out[0], Rejects: &out[1], Totals: &out[2]})
		require.NoError(t, err)
		require.EqualValues(t, 60_000, sum.Lines+sum.Rejected)
		for i := range out {
			if workers == 1 {
				want[i] = out[i].String()
			}
			require.Equal(t, want[i], out[i].String(), "%d workers", workers)
		}
	}
}

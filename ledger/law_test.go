package ledger_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"reflect"
	"slices"
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
	"github.com/ghgkit/ghg/scope1"
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
	rows := exampleRows(t, m)
	for i := range lines {
		row := slices.Clone(rows[rng.IntN(len(rows))])
		for c, name := range names {
			switch {
			case name == "id":
				row[c] = fmt.Sprintf("%s-%d", row[c], i)
			case columns[c].Type == reflect.TypeFor[units.Quantity]() && row[c] != "" && rng.IntN(3) > 0:
				number, unit, _ := strings.Cut(row[c], " ")
				d, err := decimal.NewFromString(number)
				require.NoError(t, err)
				row[c] = dec.Text(d.Mul(decimal.New(max(0, rng.Int64N(4000)-100), -3))) + " " + unit
			case name == "period" && rng.IntN(4) == 0 && len(row[c]) == 4:
				row[c] = fmt.Sprintf("%s-%02d", row[c], 1+rng.IntN(12))
			}
		}
		require.NoError(t, w.Write(row))
	}
	w.Flush()
	return b.String()
}

// exampleRows returns the examples of a method that a sheet can hold.
func exampleRows(t testing.TB, m activity.Method) (rows [][]string) {
	t.Helper()
	for _, text := range m.Examples() {
		var values map[string]any
		require.NoError(t, json.Unmarshal([]byte(text), &values))
		row, given := make([]string, len(m.Columns())), 0
		for i, in := range m.Columns() {
			if value, has := values[in.Name]; has {
				row[i] = fmt.Sprint(value)
				given++
			}
		}
		if given == len(values) {
			rows = append(rows, row)
		}
	}
	return rows
}

// TestLinesAreThoseOfTheLibrary compares a hundred thousand lines of every method with what the library makes of the same rows: the
// numbers of every result, the refusals, the totals, and the receipts that are made again from each line.
func TestLinesAreThoseOfTheLibrary(t *testing.T) {
	b, err := example.Basis()
	require.NoError(t, err)
	rng := rand.New(rand.NewPCG(5, 6))
	n := 1400 // of each method: more than a hundred thousand lines
	if testing.Short() || raceDetector {
		n = 20
	}
	accepted, refused := 0, 0
	for _, m := range activity.Methods() {
		if !m.HasSheet() {
			continue
		}
		if len(exampleRows(t, m)) == 0 {
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
		require.Len(t, records, n+2, "every record is one line")
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
			compareReceipts(t, job, records[0], records[i+1], results)
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
	assert.Greater(t, accepted+refused, 70*n)
	assert.Greater(t, accepted, 65*n)
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

// TestManyKinds runs lines of more kinds than are remembered, in every form: they are those of a run that remembers all.
func TestManyKinds(t *testing.T) {
	b, err := example.Basis()
	require.NoError(t, err)
	var text strings.Builder
	text.WriteString("method,id,period,fuel,region,amount,supplier,supplier_rate\n")
	for i := range 3000 {
		unit := []string{"kWh(HHV)", "MWh(HHV)", "GJ(HHV)", "m3"}[i%4]
		fuel := []string{"natural-gas", "diesel/average-biofuel-blend", "lpg"}[i/4%3]
		amount := i % 5 // zero decides otherwise
		fmt.Fprintf(&text, "scope1.stationary-combustion,f%d,2024-%02d,%s,GB,%d %s,,\n", i, 1+i/12%12, fuel, amount, unit)
		fmt.Fprintf(&text, "scope2.electricity,e%d,2024-%02d,,GB,%d kWh,Supplier %d,0.%d kg CO2/kWh; bill %d\n", i, 1+i%12, i, i%20, 1+i%9, i%30)
	}
	job := ledger.Job{Basis: b, Columns: ledger.Columns()}
	want, rejects, _, _ := run(t, job, text.String())
	for _, most := range []int{1, 5, 100} {
		func() {
			defer ledger.SetMostKinds(most)()
			lines, refused, _, _ := run(t, job, text.String())
			require.Equal(t, want, lines)
			require.Equal(t, rejects, refused)
		}()
	}
	at := 1
	for i, record := range strings.Split(strings.TrimSpace(text.String()), "\n")[1:] {
		if at == len(want) || want[at][0] != strconv.Itoa(i+2) {
			continue
		}
		if i%17 == 0 {
			results, err := job.Results([]byte("method,id,period,fuel,region,amount,supplier,supplier_rate"), []byte(record))
			require.NoError(t, err)
			co2e := slices.Index(want[0], "co2e_kg")
			if results[0].Accounting != 0 {
				co2e = slices.Index(want[0], "co2e_kg:"+results[0].Accounting.String())
			}
			require.Equal(t, dec.Text(results[0].CO2e.Kg()), want[at][co2e])
		}
		at++
	}
	require.Equal(t, len(want), at)
}

// TestResultsWithoutColumns requires that results of a mixed file that have no columns are written all the same.
func TestResultsWithoutColumns(t *testing.T) {
	b, err := example.Basis()
	require.NoError(t, err)
	m, err := activity.Lookup("scope3.pcaf-listed")
	require.NoError(t, err)
	head, cells := []string{"method"}, []string{"scope3.pcaf-listed"}
	for i, in := range m.Columns() {
		head, cells = append(head, in.Name), append(cells, exampleRows(t, m)[0][i])
	}
	var text bytes.Buffer
	w := csv.NewWriter(&text)
	require.NoError(t, w.WriteAll([][]string{head, cells}))
	job := ledger.Job{Basis: b, Totals: []string{"id"}}
	lines, rejects, _, _ := run(t, job, text.String())
	require.Len(t, rejects, 1)
	more := lines[1][slices.Index(lines[0], "more_results")]
	records := strings.SplitAfter(text.String(), "\n")
	results, err := job.Results([]byte(records[0]), []byte(records[1]))
	require.NoError(t, err)
	require.Greater(t, len(results), 1)
	for i := range results {
		require.Contains(t, more, results[i].Part+" "+dec.Text(results[i].CO2e.Kg())+" kg CO2e")
	}
}

// TestResultsOfALineAreRefused refuses what is no line of a sheet.
func TestResultsOfALineAreRefused(t *testing.T) {
	j := fuelJob(t)
	head, line := []byte(fuelHead), []byte(fuelLine)
	for name, call := range map[string]func() error{
		"basis":  func() error { _, err := ledger.Job{}.Results(head, line); return err },
		"method": func() error { k := j; k.Method = "x"; _, err := k.Results(head, line); return err },
		"header": func() error { _, err := j.Results([]byte("id,feul"), line); return err },
		"none":   func() error { _, err := j.Results(nil, line); return err },
		"record": func() error { _, err := j.Results(head, []byte("a,b")); return err },
		"blank":  func() error { _, err := j.Results(head, nil); return err },
		"two":    func() error { _, err := j.Results(head, []byte(fuelLine+fuelLine)); return err },
		"fuel": func() error {
			_, err := j.Receipts(head, []byte(strings.Replace(fuelLine, "gas", "gaz", 1)))
			return err
		},
		"foreign": func() error {
			k := j
			k.Method = ""
			_, err := k.Results([]byte("method,id\n"), []byte("x,y\n"))
			return err
		},
	} {
		require.Error(t, call(), name)
	}
}

// FuzzRun requires that no file makes a run panic, that no line is lost, and that the lines are those of the library.
func FuzzRun(f *testing.F) {
	for _, text := range []string{
		fuelHead + fuelLine, fuelHead + "a,b\n" + fuelLine, "\ufeff" + fuelHead + "\"a\"\"\",,2024,natural-gas,GB,\"1 kWh(HHV)\"\r\n", fuelHead + "a,,2024,natural-gas,GB,0 GJ(HHV)\n",
		"id,period,fuel,region,amount,unit\nx,2024-01-01..2024-01-02,diesel/average-biofuel-blend,GB,-1.50,litre\n", "id\n", ",\n\n", fuelHead + "\"",
	} {
		f.Add([]byte(text))
	}
	job := fuelJob(f)
	f.Fuzz(func(t *testing.T, text []byte) {
		var lines, rejects bytes.Buffer
		sum, err := ledger.Run(context.Background(), job, bytes.NewReader(text), ledger.Output{Lines: &lines, Rejects: &rejects})
		if err != nil {
			return
		}
		list, err := activity.ReadSheet[scope1.StationaryCombustion](bytes.NewReader(text), "fuel.csv")
		if err != nil {
			require.Positive(t, sum.Rejected, "ReadSheet: %v", err)
			return
		}
		require.EqualValues(t, len(list), sum.Lines+sum.Rejected)
		records, err := csv.NewReader(&lines).ReadAll()
		require.NoError(t, err)
		at := 1
		for _, a := range list {
			results, err := a.Calculate(job.Basis)
			if err != nil {
				continue
			}
			require.Less(t, at, len(records))
			require.Equal(t, a.ID, records[at][1])
			require.Equal(t, dec.Text(results[0].CO2e.Kg()), records[at][slices.Index(records[0], "co2e_kg")])
			at++
		}
		require.Len(t, records, at)
	})
}

// TestGasesOutsideTheBasket requires that CO2e of a gas outside the Kyoto basket is written and summed up apart.
func TestGasesOutsideTheBasket(t *testing.T) {
	job := fuelJob(t)
	job.Method = "scope1.fugitive-material-balance"
	const head = "id,period,gas,stock_start,stock_end,bought,sold,charge_increase\n"
	lines, rejects, totals, _ := run(t, job, head+"a,2024,R-22,10 kg,8 kg,0 kg,0 kg,0 kg\nb,2024,R-22,10 kg,7 kg,0 kg,0 kg,0 kg\nc,2024,SF6,10 kg,9 kg,0 kg,0 kg,0 kg\n")
	require.Len(t, rejects, 1)
	at := func(name string) int { return slices.Index(lines[0], name) }
	assert.Equal(t, "0", lines[1][at("co2e_kg")])
	results, err := job.Results([]byte(head), []byte("b,2024,R-22,10 kg,7 kg,0 kg,0 kg,0 kg"))
	require.NoError(t, err)
	assert.Equal(t, dec.Text(results[0].NonKyoto.Kg()), lines[2][at("non_kyoto_co2e_kg")])
	assert.Equal(t, "SF6 1", lines[3][at("other_gases")])
	assert.Equal(t, "23500", totals[1][5])
	assert.Equal(t, "8800", totals[1][6], "5 kg of HCFC-22 by AR5's 1,760")
}

// TestMemoItems requires that what is in no total of the library is in none of the statement.
func TestMemoItems(t *testing.T) {
	b, err := example.Basis()
	require.NoError(t, err)
	m, err := activity.Lookup("scope3.pcaf-sovereign-debt")
	require.NoError(t, err)
	text := sheetOfMethod(t, rand.New(rand.NewPCG(1, 1)), m, 20)
	job := ledger.Job{Basis: b, Method: string(m.Name())}
	statement, _ := sealed(t, job, text)
	_, _, totals, _ := run(t, job, text)
	require.Len(t, totals, 3)
	require.Len(t, statement.Totals, 1)
	assert.Equal(t, totals[1][5], dec.Text(statement.Totals[0].CO2e.Kg()))
}

// TestLabelsAreBounded ends a run whose labels have too many combinations, also if no worker has seen too many of them.
func TestLabelsAreBounded(t *testing.T) {
	defer ledger.SetMostGroups(2)()
	for _, workers := range []int{1, 2, 3} {
		job := fuelJob(t)
		job.Totals, job.Workers = []string{"id"}, workers
		text := fuelHead + fuelLine + strings.Replace(fuelLine, "a", "b", 1) // two combinations
		_, _, totals, _ := run(t, job, text)
		assert.Len(t, totals, 3)
		_, err := ledger.Run(context.Background(), job, strings.NewReader(text+strings.Replace(fuelLine, "a", "c", 1)), ledger.Output{Rejects: io.Discard})
		require.ErrorContains(t, err, "at most 2 combinations")
	}
	a, b := fuelLine, strings.Replace(fuelLine, "a", "b", 1)
	c, d := strings.Replace(fuelLine, "a", "c", 1), strings.Replace(fuelLine, "a", "d", 1)
	job := fuelJob(t)
	job.Totals, job.Workers = []string{"id"}, 2
	long := fuelHead + strings.Repeat(a+b, 8000) + strings.Repeat(c+d, 8000) // several blocks, which the workers divide
	_, err := ledger.Run(context.Background(), job, strings.NewReader(long), ledger.Output{Rejects: io.Discard})
	require.ErrorContains(t, err, "at most 2 combinations")
}

// TestNestedMethodsHaveNoLines refuses a line of a method that has no sheet.
func TestNestedMethodsHaveNoLines(t *testing.T) {
	job := fuelJob(t)
	job.Method = ""
	_, rejects, _, _ := run(t, job, "method,id\nscope2.hourly-electricity,a\n,b\n")
	assert.Contains(t, rejects[1][2], "a required input is nested")
	assert.Equal(t, "method", rejects[2][1])
}

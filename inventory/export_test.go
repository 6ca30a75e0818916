package inventory_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/inventory"
)

// everyResult returns the results of every example of every method, under ids of their own.
func everyResult(t testing.TB) []ghg.Result {
	t.Helper()
	var list []ghg.Result
	for _, m := range activity.Methods() {
		for _, r := range exampleResults(t, m) {
			r.ID = fmt.Sprintf("%s %d", r.Method, len(list))
			list = append(list, r)
		}
	}
	return list
}

func receipts(t testing.TB, results []ghg.Result) []string {
	t.Helper()
	var list []string
	for _, r := range results {
		receipt, err := r.Receipt()
		require.NoError(t, err)
		list = append(list, string(receipt))
	}
	return list
}

// JSON lines of the results of every method are read back as they were, to the byte of their receipts.
func TestReadResultsOfEveryMethod(t *testing.T) {
	want := receipts(t, everyResult(t))
	for name, text := range map[string]string{
		"JSON lines": strings.Join(want, "\n") + "\n",
		"an array":   "[" + strings.Join(want, ",\n ") + "]",
	} {
		var got []ghg.Result
		for r, err := range inventory.ReadResults(strings.NewReader(text), "results.jsonl") {
			require.NoError(t, err)
			got = append(got, r)
		}
		assert.Equal(t, want, receipts(t, got), name)
	}
}

// An inventory is the same after its results were written and read, line by line or as a whole.
func TestWriteResults(t *testing.T) {
	inv, err := inventory.Run(basis(t), org(), lines())
	require.NoError(t, err)
	want := receipts(t, slices.Collect(inv.Results()))
	var file bytes.Buffer
	require.NoError(t, inv.WriteResults(&file))
	assert.Equal(t, strings.Join(want, "\n")+"\n", file.String())
	for line := range bytes.Lines(file.Bytes()) {
		_, err := ghg.Verify(bytes.TrimSuffix(line, []byte("\n")))
		require.NoError(t, err, "each line is a receipt")
	}
	read, err := inventory.Read(org(), &file, "results.jsonl")
	require.NoError(t, err)
	assert.Equal(t, want, receipts(t, slices.Collect(read.Results())))

	text, err := json.Marshal(inv)
	require.NoError(t, err)
	var again inventory.Inventory
	require.NoError(t, json.Unmarshal(text, &again))
	assert.Equal(t, want, receipts(t, slices.Collect(again.Results())))
	assert.Equal(t, inv.Organisation(), again.Organisation())
	assert.Equal(t, inv.Coverage(), again.Coverage())
	for _, method := range []ghg.Accounting{inventory.LocationBased, inventory.MarketBased} {
		a, err := inv.By(method, func(r ghg.Result) string { return r.Site })
		require.NoError(t, err)
		b, err := again.By(method, func(r ghg.Result) string { return r.Site })
		require.NoError(t, err)
		assert.Equal(t, fmt.Sprint(a), fmt.Sprint(b))
	}
	require.Error(t, inv.WriteResults(nil))
}

// What is not a result is named by its number, and reading goes on; what is not JSON ends it.
func TestReadResultsRefuses(t *testing.T) {
	good := receipts(t, everyResult(t)[:1])[0]
	read := func(text string) (n int, problems []string) {
		for _, err := range inventory.ReadResults(strings.NewReader(text), "results.jsonl") {
			if err != nil {
				problems = append(problems, err.Error())
				continue
			}
			n++
		}
		return n, problems
	}
	bad := strings.Replace(good, `"co2e_kg":"`, `"co2e_kg":"9`, 1)
	n, problems := read(good + "\n" + bad + "\n" + `{"id":"x","id":"x"}` + "\n" + `{}` + "\n" + good)
	assert.Equal(t, 2, n)
	require.Len(t, problems, 3)
	assert.Contains(t, problems[0], "results.jsonl: result 2: ")
	assert.Contains(t, problems[1], `results.jsonl: result 3: id is a repeated key`)
	assert.Contains(t, problems[2], `is missing`)

	n, problems = read(good + "\n{\"id\" \n" + good)
	assert.Equal(t, 1, n)
	require.Len(t, problems, 1)
	assert.Contains(t, problems[0], "byte")
	n, problems = read(strings.Repeat("1\n", 5000))
	assert.Zero(t, n)
	assert.Len(t, problems, 1001)
	assert.Contains(t, problems[1000], "stopped after 1000")

	_, err := inventory.Read(org(), strings.NewReader(good+"\n"+good), "results.jsonl")
	require.Error(t, err)
	_, err = inventory.Read(inventory.Organisation{}, strings.NewReader(good), "results.jsonl")
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, err = inventory.Read(org(), nil, "results.jsonl")
	require.ErrorContains(t, err, "the reader is nil")
	for _, text := range []string{`{}`, `{"version":2,"organisation":{"name":"x","approach":"equity share","period":"2024"},"results":[]}`, `{"version":1,"organisation":{"name":"x","approach":"equity share","period":"2024","colour":1},"results":[]}`} {
		require.Error(t, json.Unmarshal([]byte(text), &inventory.Inventory{}), text)
	}
}

// repeated yields a text n times.
type repeated struct {
	text string
	n    int
	rest string
}

func (r *repeated) Read(p []byte) (int, error) {
	if r.rest == "" {
		if r.n == 0 {
			return 0, io.EOF
		}
		r.rest, r.n = r.text, r.n-1
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

// Results are read one by one: the memory of a stream is that of one result.
func TestReadResultsIsBounded(t *testing.T) {
	good := receipts(t, everyResult(t)[:1])[0] + "\n"
	run := func(n int) float64 {
		return testing.AllocsPerRun(1, func() {
			for _, err := range inventory.ReadResults(&repeated{text: good, n: n}, "results.jsonl") {
				require.NoError(t, err)
			}
		}) / float64(n)
	}
	assert.InDelta(t, run(100), run(400), 0.2*run(100), "allocations per result")
}

// The tables for auditors have one row per result and one per step, with the numbers as they are.
func TestTables(t *testing.T) {
	results := everyResult(t)
	period := results[0].Period
	for _, r := range results {
		if r.Period.Start.Before(period.Start) {
			period.Start = r.Period.Start
		}
		if period.End.Before(r.Period.End) {
			period.End = r.Period.End
		}
	}
	period.Label = ""
	for _, r := range results {
		inv, err := inventory.Of(inventory.Organisation{Name: "x", Approach: inventory.OperationalControl, Period: period}, []ghg.Result{r})
		require.NoError(t, err, r.ID)
		var table, steps bytes.Buffer
		require.NoError(t, inv.WriteResultsCSV(&table, true), r.ID)
		require.NoError(t, inv.WriteStepsCSV(&steps, true), r.ID)
		rows := rowsOf(t, &table)
		require.Len(t, rows, 1)
		assert.Equal(t, r.CO2e.Kg().String(), rows[0]["co2e_kg"])
		assert.Equal(t, string(r.Method), rows[0]["method"])
		assert.Equal(t, r.Emissions.Len() > 0, rows[0]["emissions"] != "")
		list := rowsOf(t, &steps)
		require.Len(t, list, len(r.Steps), r.ID)
		for i, s := range r.Steps {
			assert.Equal(t, s.Value.String(), list[i]["value"])
			assert.Equal(t, strconv.Itoa(len(s.Terms)), list[i]["terms"])
			assert.NotEmpty(t, list[i]["calculation"])
		}
	}
}

func rowsOf(t *testing.T, r io.Reader) []map[string]string {
	t.Helper()
	all, err := csv.NewReader(r).ReadAll()
	require.NoError(t, err)
	var rows []map[string]string
	for _, row := range all[1:] {
		cells := map[string]string{}
		for i, name := range all[0] {
			cells[name] = row[i]
		}
		rows = append(rows, cells)
	}
	return rows
}

// A text that a spreadsheet would run is a text, and a list that does not fit into a cell says how much is left out.
func TestTablesAreSafe(t *testing.T) {
	r := everyResult(t)[0]
	r.ID = "=1+1"
	for range 100 {
		r.Caveats = append(r.Caveats, ghg.Caveat{Kind: ghg.Assumption, Detail: "a detail of the assumption"})
	}
	inv, err := inventory.Of(inventory.Organisation{Name: "x", Approach: inventory.OperationalControl, Period: r.Period}, []ghg.Result{r})
	require.NoError(t, err)
	var table bytes.Buffer
	require.NoError(t, inv.WriteResultsCSV(&table, true))
	row := rowsOf(t, &table)[0]
	assert.Equal(t, "'=1+1", row["id"])
	assert.Regexp(t, `; and [0-9]+ more$`, row["caveats"])
	assert.LessOrEqual(t, len(row["caveats"]), ghg.MaxText)
	for _, columns := range [][]inventory.Column{inventory.ResultColumns(), inventory.StepColumns()} {
		for _, c := range columns {
			assert.NotEmpty(t, c.Text, c.Name)
		}
	}
}

// FuzzReadResults reads any bytes as results: those that are read are written as they were proved.
func FuzzReadResults(f *testing.F) {
	for _, receipt := range receipts(f, everyResult(f)[:20]) {
		if len(receipt) < 20_000 {
			f.Add([]byte(receipt))
		}
	}
	f.Add([]byte("[]"))
	f.Add([]byte(`{"id":"x"} [{}, 1]`))
	f.Fuzz(func(t *testing.T, text []byte) {
		for r, err := range inventory.ReadResults(bytes.NewReader(text), "fuzz") {
			if err != nil {
				continue
			}
			receipt, err := r.Receipt()
			require.NoError(t, err)
			_, err = ghg.Verify(receipt)
			require.NoError(t, err)
		}
	})
}

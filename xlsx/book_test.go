package xlsx_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/internal/example"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/xlsx"
)

func opened(t *testing.T, book []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(book))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, f.Close()) })
	return f
}

// column returns the texts of a column of a sheet by its name in the second row.
func column(t *testing.T, f *excelize.File, sheet, name string) []string {
	t.Helper()
	rows, err := f.GetRows(sheet)
	require.NoError(t, err)
	var list []string
	for i, head := range rows[1] {
		if head != name {
			continue
		}
		for _, row := range rows[2:] {
			cell := ""
			if i < len(row) {
				cell = row[i]
			}
			list = append(list, cell)
		}
	}
	return list
}

// everyExample returns an inventory of the examples of every method.
func everyExample(t *testing.T) *inventory.Inventory {
	t.Helper()
	basis, err := example.Basis()
	require.NoError(t, err)
	var list []ghg.Result
	for _, m := range activity.Methods() {
		examples, err := m.Activities()
		require.NoError(t, err)
		for i, a := range examples {
			results, err := a.Calculate(basis)
			require.NoError(t, err)
			for _, r := range results {
				// Examples are of any year, and of the same purchases.
				r.ID = fmt.Sprintf("%s %d", m.Name(), i)
				r.Purchase, r.Claims = ghg.Purchase{}, nil
				list = append(list, r)
			}
		}
	}
	years, err := ghg.ParsePeriod("2000-01-01/2040-01-01")
	require.NoError(t, err)
	inv, err := inventory.Of(inventory.Organisation{Name: "Example Ltd", Approach: inventory.OperationalControl, Period: years}, list)
	require.NoError(t, err)
	return inv
}

// LibreOffice recomputes the steps of every method.
func TestLibreOfficeEveryMethod(t *testing.T) {
	inv := everyExample(t)
	sheets := recomputed(t, written(t, inv))
	results := 0
	for range inv.Results() {
		results++
	}
	assert.Positive(t, agrees(t, sheets["Totals"], "value"))
	assert.Equal(t, results, agrees(t, sheets["Results"], "co2e_kg"))
	assert.Positive(t, agrees(t, sheets["Steps"], "value"))
	for _, row := range sheets["Steps"][1:] {
		assert.False(t, strings.HasPrefix(row[13], "no formula"), "%q", row)
	}
}

// The stored values are those that a program computes, and every result has one.
func TestStoredValues(t *testing.T) {
	f := opened(t, written(t, everyExample(t)))
	for _, sheet := range []string{"Totals", "Results", "Steps"} {
		for i, differs := range column(t, f, sheet, "differs") {
			assert.Contains(t, []string{"", "0"}, differs, "%s, row %d", sheet, i+3)
		}
	}
	assert.NotContains(t, column(t, f, "Results", "co2e_kg"), "")
}

func TestSameBytes(t *testing.T) {
	inv := example2024(t, everyOperation(t))
	first := written(t, inv)
	for range 10 {
		require.True(t, bytes.Equal(first, written(t, inv)))
	}
	assert.NotContains(t, string(first), time.Now().Format("2006-01"))
	props, err := opened(t, first).GetDocProps()
	require.NoError(t, err)
	assert.Equal(t, "2025-01-01T00:00:00Z", props.Created)
	assert.Equal(t, "2025-01-01T00:00:00Z", props.Modified)
	assert.Equal(t, "ghg", props.Creator)
}

// What begins as a formula does is a text in a cell of text.
func TestHostileTexts(t *testing.T) {
	hostile := []string{"=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1", "=HYPERLINK(\"http://example.com\")", "_x003D_1+1", "<v>1</v>&amp;", "'=1", "\u0000=1", "税\u202e=1"}
	var results []ghg.Result
	for i, text := range hostile {
		r := resultOf(t, fmt.Sprintf("%s %d", text, i), step(ghg.Step{Label: text, Op: ghg.Sum, Unit: kg, Gas: ghg.CO2, Terms: []ghg.Term{inputTerm(text, "1", kg)}}))
		r.Entity, r.Site = text, text
		r.Caveats = []ghg.Caveat{{Kind: ghg.Assumption, Detail: text}}
		r.Notes = []ghg.Note{{Name: text, Value: text}}
		if _, err := r.Receipt(); err != nil {
			continue // no inventory has it
		}
		results = append(results, r)
	}
	require.Greater(t, len(results), 8)
	f := opened(t, written(t, example2024(t, results...)))
	for sheet, columns := range map[string][]string{"Results": {"id", "entity", "site"}, "Steps": {"id", "label"}, "Inputs": {"id", "label"}, "Caveats": {"id", "detail"}} {
		rows, err := f.GetRows(sheet)
		require.NoError(t, err)
		for _, name := range columns {
			for i, cell := range column(t, f, sheet, name) {
				at, err := excelize.CoordinatesToCellName(1+indexOf(rows[1], name), i+3)
				require.NoError(t, err)
				formula, err := f.GetCellFormula(sheet, at)
				require.NoError(t, err)
				assert.Empty(t, formula, "%s!%s", sheet, at)
				kind, err := f.GetCellType(sheet, at)
				require.NoError(t, err)
				assert.Equal(t, excelize.CellTypeInlineString, kind, "%s!%s: %q", sheet, at, cell)
				style, err := f.GetCellStyle(sheet, at)
				require.NoError(t, err)
				format, err := f.GetStyle(style)
				require.NoError(t, err)
				assert.Equal(t, 49, format.NumFmt, "%s!%s", sheet, at)
			}
		}
	}
	assert.Subset(t, column(t, f, "Results", "entity"), []string{"=1+1", "+1", "-1", "@SUM(A1)", "_x003D_1+1", "<v>1</v>&amp;"})
}

func indexOf(list []string, of string) int {
	for i, s := range list {
		if s == of {
			return i
		}
	}
	return -1
}

// A table that does not fit goes on in further sheets, and formulas refer to them.
func TestLibreOfficeFurtherSheets(t *testing.T) {
	var list []ghg.Result
	for i := range 7 {
		list = append(list, resultOf(t, fmt.Sprint("line ", i),
			step(ghg.Step{Label: "a", Op: ghg.Sum, Unit: kg, Terms: many(4, kg)}),
			func(s []ghg.Step) ghg.Step {
				return ghg.Step{Label: "b", Op: ghg.Product, Unit: kg, Gas: ghg.CO2, Terms: []ghg.Term{stepTerm("a", 1, s), inputTerm("share", "0.3", "1")}}
			}))
	}
	var b bytes.Buffer
	require.NoError(t, xlsx.WriteShort(&b, example2024(t, list...), 5))
	names := opened(t, b.Bytes()).GetSheetList()
	assert.Equal(t, []string{"Summary", "Totals", "Results", "Steps", "Inputs", "Factors", "Caveats"}, names[:7])
	for _, name := range []string{"Steps 2", "Results 3", "Inputs 7", "Totals 2", "Summary 2"} {
		assert.Contains(t, names, name)
	}
	sheets := recomputed(t, b.Bytes())
	n := 0
	for name, rows := range sheets {
		switch {
		case strings.HasPrefix(name, "Totals"), strings.HasPrefix(name, "Steps"):
			n += agrees(t, rows, "value")
		case strings.HasPrefix(name, "Results"):
			n += agrees(t, rows, "co2e_kg")
		}
	}
	assert.Greater(t, n, 7*4)
}

// The formulas compute to the recorded numbers in a second engine, that of excelize, where there is no LibreOffice too.
func TestFormulasCompute(t *testing.T) {
	f := opened(t, written(t, example2024(t, everyOperation(t))))
	for sheet, letters := range map[string][2]string{"Steps": {"G", "H"}, "Results": {"O", "P"}, "Totals": {"D", "E"}} {
		exact := column(t, f, sheet, "exact")
		for i, want := range exact {
			if want == "" {
				continue
			}
			at := fmt.Sprintf("%s%d", letters[0], i+3)
			formula, err := f.GetCellFormula(sheet, at)
			require.NoError(t, err)
			require.NotEmpty(t, formula, "%s!%s", sheet, at)
			if strings.Contains(formula, "*/") || len(formula) > 500 {
				continue // that engine is slow with long formulas
			}
			text, err := f.CalcCellValue(sheet, at, excelize.Options{RawCellValue: true})
			require.NoError(t, err, "%s!%s: %s", sheet, at, formula)
			got, err := decimal.NewFromString(text)
			require.NoError(t, err)
			recorded := decimal.RequireFromString(want)
			assert.True(t, got.Sub(recorded).Abs().LessThanOrEqual(recorded.Abs().Shift(-12)), "%s!%s: %s gives %s: want %s", sheet, at, formula, text, want)
		}
	}
}

func BenchmarkWriteInventory(b *testing.B) {
	const lines = 10_000
	var list []ghg.Result
	for i := range lines {
		list = append(list, resultOf(b, fmt.Sprint("line ", i),
			step(ghg.Step{Label: "burned", Op: ghg.Product, Unit: kg, Gas: ghg.CO2, Terms: []ghg.Term{inputTerm("fuel", decimal.New(int64(i), -3).String(), "t"), inputTerm("factor", "2750.5", kg+"/t")}}),
			step(ghg.Step{Label: "burned", Op: ghg.Product, Unit: "kg CH4-fossil", Gas: "CH4-fossil", Terms: []ghg.Term{inputTerm("fuel", decimal.New(int64(i), -3).String(), "t"), inputTerm("factor", "0.15", "kg CH4-fossil/t")}}),
		))
	}
	inv := example2024(b, list...)
	for b.Loop() {
		if err := xlsx.WriteInventory(io.Discard, inv, xlsx.Options{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/lines, "µs/line")
}

// A number with more than 15 digits is marked. One beyond the range of a spreadsheet is a text, and so is what depends on it.
func TestNumbersOfASpreadsheet(t *testing.T) {
	long := "1." + strings.Repeat("1", 30)
	tiny := "0." + strings.Repeat("0", 330) + "1"
	huge := "1" + strings.Repeat("0", 320)
	inv := example2024(t,
		resultOf(t, "long", step(ghg.Step{Label: "a", Op: ghg.Sum, Unit: kg, Gas: ghg.CO2, Terms: []ghg.Term{inputTerm("long", long, kg)}})),
		resultOf(t, "tiny",
			step(ghg.Step{Label: "a", Op: ghg.Sum, Unit: kg, Terms: []ghg.Term{inputTerm("tiny", tiny, kg), inputTerm("one", "1", kg)}}),
			func(s []ghg.Step) ghg.Step {
				return ghg.Step{Label: "b", Op: ghg.Max, Unit: kg, Gas: ghg.CO2, Terms: []ghg.Term{stepTerm("a", 1, s)}}
			}),
		resultOf(t, "huge", step(ghg.Step{Label: "a", Op: ghg.Product, Unit: kg, Gas: ghg.CO2, Terms: []ghg.Term{inputTerm("huge", huge, "1"), inputTerm("small", "0."+strings.Repeat("0", 319)+"1", kg)}})),
		resultOf(t, "product", step(ghg.Step{Label: "a", Op: ghg.Product, Unit: kg, Gas: ghg.CO2, Terms: []ghg.Term{inputTerm("x", "1"+strings.Repeat("0", 200), "1"), inputTerm("y", "1"+strings.Repeat("0", 200), "1"), {Label: "z", Kind: ghg.TermInput, Value: decimal.RequireFromString("1" + strings.Repeat("0", 400)), Unit: "1", Divides: true}, inputTerm("w", "1", kg)}})),
	)
	f := opened(t, written(t, inv))
	remarks := column(t, f, "Inputs", "remark")
	assert.Equal(t, "31 digits: the spreadsheet computes with the first 15", remarks[0])
	assert.Contains(t, remarks[1], "beyond the range")
	assert.Empty(t, remarks[2])
	values := column(t, f, "Inputs", "value")
	assert.Equal(t, tiny, values[1])
	steps := column(t, f, "Steps", "remark")
	assert.Contains(t, strings.Join(steps, "\n"), "no formula: term 1 is beyond the range")
	for sheet, name := range map[string]string{"Steps": "value", "Results": "co2e_kg"} {
		for i, cell := range column(t, f, sheet, name) {
			assert.NotEmpty(t, cell, "%s, row %d", sheet, i+3)
			assert.NotContains(t, cell, "Inf")
		}
	}
}

func TestInventoryRefused(t *testing.T) {
	inv := example2024(t, everyOperation(t))
	require.ErrorIs(t, xlsx.WriteInventory(io.Discard, nil, xlsx.Options{}), ghg.ErrMissing)
	require.ErrorIs(t, xlsx.WriteInventory(io.Discard, &inventory.Inventory{}, xlsx.Options{}), ghg.ErrMissing)
	require.Error(t, xlsx.WriteInventory(nil, inv, xlsx.Options{}))
	require.ErrorIs(t, xlsx.WriteInventory(full{}, inv, xlsx.Options{}), errFull)
}

var errFull = errors.New("the disk is full")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

// An inventory without results, with exclusions, and with lines of category 3 that count by one method has its totals.
func TestSummary(t *testing.T) {
	inv := example2024(t)
	f := opened(t, written(t, inv))
	assert.Contains(t, strings.Join(column(t, f, "Totals", "line"), "\n"), "what there is, which is no total")
	assert.Contains(t, strings.Join(column(t, f, "Totals", "remark"), "\n"), "no figure")
	rows, err := f.GetRows("Summary")
	require.NoError(t, err)
	text := fmt.Sprint(rows)
	for _, want := range []string{"=Example Ltd", "2024", "scope 2, market-based", "missing"} {
		assert.Contains(t, text, want)
	}
}

// What is the same by both methods of scope 2 is in the totals once; lines of category 3 that are marked are in one each.
func TestTotalsByMethod(t *testing.T) {
	line := func(id string, scope ghg.Scope, c ghg.Category, a ghg.Accounting) ghg.Result {
		r := resultOf(t, id, step(ghg.Step{Label: "a", Op: ghg.Sum, Unit: kg, Gas: ghg.CO2, Terms: []ghg.Term{inputTerm("a", "1000", kg)}}))
		r.Scope, r.Category, r.Accounting = scope, c, a
		return r
	}
	results := []ghg.Result{
		line("1", ghg.Scope1, 0, 0), line("2", ghg.Scope2, 0, ghg.LocationBased), line("2", ghg.Scope2, 0, ghg.MarketBased),
		line("3 of the grid", ghg.Scope3, ghg.FuelAndEnergyRelatedActivities, 0), line("3 of the supplier", ghg.Scope3, ghg.FuelAndEnergyRelatedActivities, 0), line("4", ghg.Scope3, ghg.BusinessTravel, 0),
	}
	plain := example2024(t, results...)
	lines := strings.Join(column(t, opened(t, written(t, plain)), "Totals", "line"), "\n")
	assert.Equal(t, 1, strings.Count(lines, "scope 1"))
	assert.Equal(t, 2, strings.Count(lines, "scope 2"))
	assert.Equal(t, 1, strings.Count(lines, "category 6"))
	assert.Equal(t, 1, strings.Count(lines, "category 3"))

	org := plain.Organisation()
	org.Category3By = map[string]ghg.Accounting{"3 of the grid": ghg.LocationBased, "3 of the supplier": ghg.MarketBased}
	org.Excluded = []inventory.Exclusion{{Scope: ghg.Scope3, Category: ghg.EmployeeCommuting, Reason: "few employees"}}
	marked, err := inventory.Of(org, results)
	require.NoError(t, err)
	book := written(t, marked)
	f := opened(t, book)
	assert.Equal(t, 2, strings.Count(strings.Join(column(t, f, "Totals", "line"), "\n"), "category 3"))
	assert.Equal(t, []string{"yes", "yes", "no", "yes", "no", "yes"}, column(t, f, "Results", "location-based"))
	assert.Equal(t, []string{"yes", "no", "yes", "no", "yes", "yes"}, column(t, f, "Results", "market-based"))
	assert.Contains(t, column(t, f, "Totals", "remark"), "no result states any: it is unknown, not zero")
	rows, err := f.GetRows("Summary")
	require.NoError(t, err)
	assert.Contains(t, fmt.Sprint(rows), "few employees")
	assert.Contains(t, fmt.Sprint(rows), "2024: 2024-01-01 to 2024-12-31")
	for i := range column(t, f, "Totals", "value") {
		at := fmt.Sprintf("D%d", i+3)
		formula, err := f.GetCellFormula("Totals", at)
		require.NoError(t, err)
		if formula == "" {
			continue
		}
		got, err := f.CalcCellValue("Totals", at, excelize.Options{RawCellValue: true})
		require.NoError(t, err)
		assert.Equal(t, column(t, f, "Totals", "exact")[i], got, formula)
	}
	agrees(t, recomputed(t, book)["Totals"], "value")
}

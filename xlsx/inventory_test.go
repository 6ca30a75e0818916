package xlsx_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/examples/fy2023/nec"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/xlsx"
)

// fy2023 returns NEC Group's inventory of fiscal year 2023, as examples/fy2023 recomputes it.
func fy2023(t *testing.T) *inventory.Inventory {
	t.Helper()
	files, err := nec.Files()
	require.NoError(t, err)
	r, err := nec.Load(files)
	require.NoError(t, err)
	return r.Inventory
}

func written(t *testing.T, inv *inventory.Inventory) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, xlsx.WriteInventory(&b, inv, xlsx.Options{}))
	return b.Bytes()
}

var stored = regexp.MustCompile(`(</f>)<v>[^<]*</v>`)

// poisoned returns a workbook whose formulas have a wrong stored value, so that only a program that computes them is right.
func poisoned(t *testing.T, book []byte) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	require.NoError(t, err)
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	formulas := 0
	for _, f := range in.File {
		r, err := f.Open()
		require.NoError(t, err)
		text, err := io.ReadAll(r)
		require.NoError(t, err)
		formulas += len(stored.FindAll(text, -1))
		w, err := out.Create(f.Name)
		require.NoError(t, err)
		_, err = w.Write(stored.ReplaceAll(text, []byte("$1<v>-987654321</v>")))
		require.NoError(t, err)
	}
	require.NoError(t, out.Close())
	require.Positive(t, formulas)
	return b.Bytes()
}

// alwaysRecompute is the setting of LibreOffice that recomputes a workbook when it is opened. Without it, the stored values
// are shown.
const alwaysRecompute = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>`

// recomputed returns the sheets of a workbook as LibreOffice recomputes them, by name: the rows without the first, which says
// what the sheet holds. The test is left out where there is no LibreOffice, and fails there with GHG_WANT_LIBREOFFICE=1.
func recomputed(t *testing.T, book []byte) map[string][][]string {
	t.Helper()
	office, err := exec.LookPath("soffice")
	if err != nil {
		if os.Getenv("GHG_WANT_LIBREOFFICE") == "1" {
			t.Fatal("GHG_WANT_LIBREOFFICE=1, but LibreOffice is not installed: apt-get install libreoffice-calc")
		}
		t.Skip("LEFT OUT: LibreOffice is not installed, so no other program recomputed the workbook: apt-get install libreoffice-calc")
	}
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "book.xlsx"), poisoned(t, book), 0o600))
	require.NoError(t, os.MkdirAll(filepath.Join(dir, "profile", "user"), 0o700))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "profile", "user", "registrymodifications.xcu"), []byte(alwaysRecompute), 0o600))
	c := exec.Command(office, "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless", "--norestore",
		"--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1", "--outdir", dir, filepath.Join(dir, "book.xlsx"))
	c.Env = append(os.Environ(), "HOME="+dir)
	out, err := c.CombinedOutput()
	require.NoError(t, err, string(out))
	sheets := map[string][][]string{}
	files, err := filepath.Glob(filepath.Join(dir, "book-*.csv"))
	require.NoError(t, err)
	require.NotEmpty(t, files, string(out))
	for _, name := range files {
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		r := csv.NewReader(bytes.NewReader(text))
		r.FieldsPerRecord = -1
		rows, err := r.ReadAll()
		require.NoError(t, err, name)
		sheets[strings.TrimSuffix(strings.TrimPrefix(filepath.Base(name), "book-"), ".csv")] = rows[1:]
	}
	return sheets
}

// agrees checks every row of a sheet that has an exact number: the recomputed one is the same to 12 digits and not marked. It
// returns the number of them.
func agrees(t *testing.T, rows [][]string, column string) int {
	t.Helper()
	at := map[string]int{}
	for i, name := range rows[0] {
		at[name] = i
	}
	n := 0
	for _, row := range rows[1:] {
		if row[at["differs"]] == "" {
			continue
		}
		n++
		exact, err := decimal.NewFromString(row[at["exact"]])
		require.NoError(t, err, row)
		got, err := decimal.NewFromString(row[at[column]])
		require.NoError(t, err, row)
		assert.True(t, got.Sub(exact).Abs().LessThanOrEqual(exact.Abs().Shift(-12)), "%s: want %s: %q", got, exact, row)
		assert.Equal(t, "0", row[at["differs"]], "%q", row)
	}
	return n
}

// LibreOffice recomputes the formulas of every result and total of the inventory of a company.
func TestLibreOfficeFY2023(t *testing.T) {
	inv := fy2023(t)
	sheets := recomputed(t, written(t, inv))
	assert.Positive(t, agrees(t, sheets["Totals"], "value"))
	assert.Positive(t, agrees(t, sheets["Results"], "co2e_kg"))
	assert.Positive(t, agrees(t, sheets["Steps"], "value"))
	for _, a := range []ghg.Accounting{ghg.LocationBased, ghg.MarketBased} {
		want, err := inv.Total(a)
		require.NoError(t, err)
		found := false
		for _, row := range sheets["Totals"] {
			if row[0] == "total" && row[1] == a.String() {
				got, err := decimal.NewFromString(row[3])
				require.NoError(t, err)
				assert.Equal(t, want.Tonnes().StringFixed(3), got.Shift(-3).StringFixed(3))
				found = true
			}
		}
		assert.True(t, found)
	}
}

// inputTerm returns a term of an input.
func inputTerm(label, value, unit string) ghg.Term {
	return ghg.Term{Label: label, Kind: ghg.TermInput, Value: decimal.RequireFromString(value), Unit: unit}
}

func stepTerm(label string, n int, steps []ghg.Step) ghg.Term {
	return ghg.Term{Label: label, Kind: ghg.TermStep, Value: steps[n-1].Value, Unit: steps[n-1].Unit, Step: n}
}

// resultOf returns a result of steps without values, which it evaluates. The last ones emit.
func resultOf(t testing.TB, id string, add ...func(steps []ghg.Step) ghg.Step) ghg.Result {
	t.Helper()
	var steps []ghg.Step
	for _, f := range add {
		s := f(steps)
		value, err := s.Evaluate()
		require.NoError(t, err, s.Label)
		s.Value = value
		steps = append(steps, s)
	}
	emissions, err := ghg.EmissionsOf(steps)
	require.NoError(t, err)
	c, err := emissions.ToCO2e(ghg.AR5())
	require.NoError(t, err)
	return ghg.Result{
		ID: id, Scope: ghg.Scope1, Method: "example.every-operation", Period: ghg.CalendarYear(2024), Origin: ghg.Calculated,
		Emissions: emissions, GWP: "AR5", Weights: c.Weights, CO2e: c.CO2e, NonKyoto: c.NonKyoto, Steps: steps,
	}
}

// step returns a step that does not depend on earlier ones.
func step(s ghg.Step) func([]ghg.Step) ghg.Step { return func([]ghg.Step) ghg.Step { return s } }

const kg = "kg CO2"

// many returns terms of one kind.
func many(n int, unit string) []ghg.Term {
	terms := make([]ghg.Term, n)
	for i := range terms {
		terms[i] = inputTerm("hour "+decimal.NewFromInt(int64(i)).String(), decimal.New(int64(1000+i), -3).String(), unit)
	}
	return terms
}

// everyOperation returns a result with every operation, short and long, whose labels a spreadsheet could run.
func everyOperation(t *testing.T) ghg.Result {
	t.Helper()
	terms := many(250, "1")
	for i := range terms {
		terms[i].Divides = i%2 == 1
	}
	signs := many(250, kg)
	for i := range signs {
		signs[i].Subtracts = i%3 == 1
	}
	signs[0].Subtracts = true
	return resultOf(t, "=1+1",
		step(ghg.Step{Label: "+sum", Op: ghg.Sum, Unit: kg, Terms: []ghg.Term{
			inputTerm("=cmd|'/c calc'!A0", "10.25", kg), {Label: "-less", Kind: ghg.TermInput, Value: decimal.RequireFromString("3"), Unit: kg, Subtracts: true}, inputTerm("@sum", "0.123456789012345678901", kg),
		}}),
		step(ghg.Step{Label: "\ttab", Op: ghg.Min, Unit: kg, Terms: []ghg.Term{inputTerm("a", "5", kg), inputTerm("b", "4.5", kg)}}),
		func(s []ghg.Step) ghg.Step {
			return ghg.Step{Label: "largest", Op: ghg.Max, Unit: kg, Terms: []ghg.Term{stepTerm("1", 1, s), stepTerm("2", 2, s)}}
		},
		step(ghg.Step{Label: "long product", Op: ghg.Product, Unit: "1", Terms: terms}),
		step(ghg.Step{Label: "long sum", Op: ghg.Sum, Unit: kg, Terms: signs}),
		step(ghg.Step{Label: "long min", Op: ghg.Min, Unit: kg, Terms: many(250, kg)}),
		step(ghg.Step{Label: "long max", Op: ghg.Max, Unit: kg, Terms: many(250, kg)}),
		step(ghg.Step{Label: "inverse", Op: ghg.Product, Unit: "1", Terms: []ghg.Term{{Label: "seven", Kind: ghg.TermInput, Value: decimal.RequireFromString("7"), Unit: "1", Divides: true}}}),
		func(s []ghg.Step) ghg.Step {
			return ghg.Step{Label: "CO2", Op: ghg.Product, Unit: kg, Gas: ghg.CO2, Terms: []ghg.Term{stepTerm("3", 3, s), stepTerm("4", 4, s), stepTerm("8", 8, s)}}
		},
		func(s []ghg.Step) ghg.Step {
			return ghg.Step{Label: "more CO2", Op: ghg.Max, Unit: kg, Gas: ghg.CO2, Terms: []ghg.Term{stepTerm("7", 7, s)}}
		},
		step(ghg.Step{Label: "SF6", Op: ghg.Sum, Unit: "kg SF6", Gas: "SF6", Terms: []ghg.Term{inputTerm("leak", "0.03", "kg SF6")}}),
		step(ghg.Step{Label: "R-22", Op: ghg.Sum, Unit: "kg HCFC-22", Gas: "HCFC-22", Terms: []ghg.Term{inputTerm("leak", "0.5", "kg HCFC-22")}}),
		step(ghg.Step{Label: "wood", Op: ghg.Sum, Unit: "kg " + string(ghg.CO2Biogenic), Gas: ghg.CO2Biogenic, Terms: []ghg.Term{inputTerm("wood", "12.5", "kg "+string(ghg.CO2Biogenic))}}),
	)
}

func example2024(t testing.TB, results ...ghg.Result) *inventory.Inventory {
	t.Helper()
	inv, err := inventory.Of(inventory.Organisation{Name: "=Example Ltd", Approach: inventory.OperationalControl, Period: ghg.CalendarYear(2024)}, results)
	require.NoError(t, err)
	return inv
}

func TestLibreOfficeEveryOperation(t *testing.T) {
	sheets := recomputed(t, written(t, example2024(t, everyOperation(t))))
	assert.Positive(t, agrees(t, sheets["Totals"], "value"))
	assert.Positive(t, agrees(t, sheets["Results"], "co2e_kg"))
	assert.GreaterOrEqual(t, agrees(t, sheets["Steps"], "value"), 13)
	assert.Equal(t, "=1+1", sheets["Results"][1][0])
	for _, row := range sheets["Summary"] {
		if strings.HasPrefix(row[0], "rows of ") {
			assert.Equal(t, "0", row[3], "%q", row)
		}
	}
}

package disclosure_test

import (
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/report"
	"github.com/ghgkit/ghg/report/disclosure"
	"github.com/ghgkit/ghg/report/internal/sample"
)

// TestACellChangedByOneUnitIsRefused changes every figure of every table by one unit of its last place, and every term of a
// formula. There is no figure without arithmetic.
func TestACellChangedByOneUnitIsRefused(t *testing.T) {
	changed := 0
	for name, r := range samples(t) {
		for _, e := range disclosure.Editions() {
			tables, err := e.Tables(r)
			require.NoError(t, err)
			// each table is checked on its own.
			for i := range tables {
				changed += changeEach(t, name+" "+e.ID, r, &tables[i])
			}
		}
	}
	assert.Greater(t, changed, 1000, "figures changed")
}

// changeEach changes the figures of a table one by one and returns how many there were.
func changeEach(t *testing.T, name string, r report.Report, table *disclosure.Table) int {
	t.Helper()
	check, err := disclosure.NewChecker(r)
	require.NoError(t, err)
	n := 0
	for i := range table.Rows {
		for j := range table.Rows[i].Cells {
			cell := &table.Rows[i].Cells[j]
			if cell.Value == nil {
				continue
			}
			n++
			was := *cell.Value
			unit := decimal.New(1, was.Exponent())
			other := was.Add(unit)
			cell.Value = &other
			if check(*table) == nil {
				t.Errorf("%s, table %s, row %s, column %s: %s for %s is accepted", name, table.ID, table.Rows[i].ID, table.Columns[j].ID, other, was)
			}
			cell.Value = &was
			for k := range cell.Terms {
				term := cell.Terms[k].Value
				cell.Terms[k].Value = term.Add(unit)
				if check(*table) == nil {
					t.Errorf("%s, table %s, row %s, column %s, term %d is accepted", name, table.ID, table.Rows[i].ID, table.Columns[j].ID, k)
				}
				cell.Terms[k].Value = term
			}
		}
	}
	require.NoError(t, check(*table), "the table is as it was")
	return n
}

// one returns the table of an edition with an id.
func one(t *testing.T, r report.Report, edition, id string) disclosure.Table {
	t.Helper()
	e, err := disclosure.EditionOf(edition)
	require.NoError(t, err)
	tables, err := e.Tables(r)
	require.NoError(t, err)
	for _, table := range tables {
		if table.ID == id {
			return table
		}
	}
	t.Fatal("no table ", id)
	return disclosure.Table{}
}

func rowOf(t *testing.T, table disclosure.Table, id string) *disclosure.Row {
	t.Helper()
	for i := range table.Rows {
		if table.Rows[i].ID == id {
			return &table.Rows[i]
		}
	}
	t.Fatal("no row ", id)
	return nil
}

func TestCheckRefuses(t *testing.T) {
	r := sample.ThreeCountries(t)
	value := func(s string) *decimal.Decimal { d := decimal.RequireFromString(s); return &d }
	for _, c := range []struct {
		name   string
		change func(table *disclosure.Table)
		want   string
	}{
		{"no id", func(table *disclosure.Table) { table.ID = " " }, "an id that no other table has"},
		{"a column twice", func(table *disclosure.Table) { table.Columns[1].ID = table.Columns[0].ID }, "an id that no other column has"},
		{"a row twice", func(table *disclosure.Table) { table.Rows[1].ID = table.Rows[0].ID }, "an id that no other row has"},
		{"a cell too few", func(table *disclosure.Table) { table.Rows[0].Cells = table.Rows[0].Cells[:1] }, "a cell for each of 4 columns"},
		{"an empty cell", func(table *disclosure.Table) { table.Rows[0].Cells[0] = disclosure.Cell{} }, "one of them"},
		{"a value and a text", func(table *disclosure.Table) { table.Rows[0].Cells[0].Text = "x" }, "one of them"},
		{"a number of nobody", func(table *disclosure.Table) {
			table.Rows[0].Cells[0] = disclosure.Cell{Value: value("1"), Unit: "t CO2e"}
		}, "a measure, an input of the report or a formula"},
		{"a text with a measure", func(table *disclosure.Table) {
			table.Rows[0].Cells[0] = disclosure.Cell{Text: "x", Measure: disclosure.CO2e}
		}, "a value for its measure"},
		{"another unit", func(table *disclosure.Table) { table.Rows[0].Cells[0].Unit = "kt CO2e" }, "the unit t CO2e of its measure"},
		{"no results", func(table *disclosure.Table) { table.Rows[0].Cells[0].Of = report.Ordinals{} }, "the results that it is made of"},
		{"a result that there is not", func(table *disclosure.Table) { table.Rows[0].Cells[0].Of = report.OrdinalsOf(1, 1000) }, "there is no result 1000"},
		{"an unknown measure", func(table *disclosure.Table) {
			table.Rows[0].Cells[0].Measure, table.Rows[0].Cells[0].Unit = 99, ""
		}, "a measure of this package"},
		{"an unknown formula", func(table *disclosure.Table) { table.Rows[0].Cells[3].Formula = 99 }, "formula"},
		{"an input that there is not", func(table *disclosure.Table) {
			table.Rows[0].Cells[0] = disclosure.Cell{Value: value("1"), Unit: "t CO2e", Input: "per/7"}
		}, "one that the report has"},
		{"stated by somebody and computed", func(table *disclosure.Table) { table.Rows[0].Cells[0].Stated = "a brochure" }, "a published figure of the report"},
		{"results of other terms", func(table *disclosure.Table) { table.Rows[0].Cells[3].Of = report.OrdinalsOf(1) }, "the results of its terms"},
		{"netted", func(table *disclosure.Table) { // one line left out of scope 2, correctly added up
			cell := &rowOf(t, *table, "scope2-market").Cells[0]
			last := 0
			for n := range cell.Of.All() {
				last = n
			}
			cell.Of = report.OrdinalsOf(last)
			for i, result := 1, range1(r); i <= len(result); i++ {
				if i == last {
					tonnes := result[i-1].CO2e.Tonnes()
					cell.Value = &tonnes
				}
			}
			table.Rows[2].Cells[3] = disclosure.Cell{Missing: "x"}
			table.Sums = nil
		}, "a figure of scope 2, market-based, of all its results"},
		{"both methods added", func(table *disclosure.Table) {
			a, b := rowOf(t, *table, "scope2-location").Cells[0], rowOf(t, *table, "scope2-market").Cells[0]
			var all []int
			for n := range a.Of.All() {
				all = append(all, n)
			}
			for n := range b.Of.All() {
				all = append(all, n)
			}
			sum := a.Value.Add(*b.Value)
			table.Rows[0].Cells[0] = disclosure.Cell{Value: &sum, Unit: "t CO2e", Measure: disclosure.CO2e, Of: report.OrdinalsOf(all...)}
		}, "never added"},
		{"a part left out", func(table *disclosure.Table) { table.Sums[0].Parts = table.Sums[0].Parts[1:] }, "the sum of its parts"},
		{"a part that is no row", func(table *disclosure.Table) { table.Sums[0].Parts = []string{"x"} }, "as it is a part of a sum"},
		{"a sum that is no row", func(table *disclosure.Table) { table.Sums[0].Total = "x" }, "a sum of rows"},
		{"a sum of nothing", func(table *disclosure.Table) { table.Sums[0].Parts = nil }, "a sum of rows"},
		{"parts of two kinds", func(table *disclosure.Table) {
			rowOf(t, *table, "scope1").Cells[0] = disclosure.Cell{Value: value("180"), Unit: "million EUR", Input: "revenue/used"}
		}, "parts of one kind"},
	} {
		t.Run(c.name, func(t *testing.T) {
			table := one(t, r, "ghg-protocol", "emissions")
			require.NoError(t, disclosure.Check(r, []disclosure.Table{table}))
			c.change(&table)
			assert.ErrorContains(t, disclosure.Check(r, []disclosure.Table{table}), c.want)
		})
	}
	table := one(t, r, "ghg-protocol", "emissions")
	require.ErrorIs(t, disclosure.Check(r, []disclosure.Table{table, table}), ghg.ErrRepeated)
	require.ErrorIs(t, disclosure.Check(r, nil), ghg.ErrMissing)
	require.ErrorIs(t, disclosure.Check(report.Report{}, []disclosure.Table{table}), ghg.ErrMissing)
	for i := range table.Rows {
		for j := range table.Rows[i].Cells {
			table.Rows[i].Cells[j] = disclosure.Cell{}
		}
	}
	assert.ErrorContains(t, disclosure.Check(r, []disclosure.Table{table}), "more")
}

func range1(r report.Report) []ghg.Result {
	var list []ghg.Result
	for result := range r.Inventory.Results() {
		list = append(list, result)
	}
	return list
}

// TestAMemoItemIsInNoFigure marks a line as a memo item and adds it to a figure.
func TestAMemoItemIsInNoFigure(t *testing.T) {
	r := sample.ThreeCountries(t)
	results := slices.Collect(r.Inventory.Results())
	memo := results[0].Clone()
	memo.ID, memo.Memo = "memo", ghg.Memo{Kind: ghg.MemoOptional, Detail: "shown apart"}
	var err error
	r.Inventory, err = inventory.OfChecked(r.Inventory.Organisation(), append(results, memo)) // no method of the sample has memo items
	require.NoError(t, err)
	r.Bridge = nil
	table := one(t, r, "gri-305-2016", "305-1")
	cell := &table.Rows[0].Cells[0]
	for i, result := range range1(r) {
		if result.ID == "memo" {
			tonnes := result.CO2e.Tonnes()
			cell.Value, cell.Of = &tonnes, report.OrdinalsOf(i+1)
		}
	}
	assert.ErrorContains(t, disclosure.Check(r, []disclosure.Table{table}), "memo item")
}

// TestBiogenicAndOtherGasesAreApart checks that what is apart is in no scope: the CO2e of scope 1 is without them.
func TestBiogenicAndOtherGasesAreApart(t *testing.T) {
	r := sample.ThreeCountries(t)
	table := one(t, r, "ghg-protocol", "apart")
	biogenic, other := table.Rows[0].Cells[0], table.Rows[0].Cells[1]
	assert.Equal(t, disclosure.Biogenic, biogenic.Measure)
	assert.Equal(t, disclosure.OtherGases, other.Measure)
	assert.Equal(t, "39.396", biogenic.Value.String(), "420 mmBtu of wood × 93.8 kg CO2 (EPA hub 2024, table 1)")
	assert.Equal(t, "1.564", other.Value.String(), "2 kg of HCFC-141b × 782 (AR5)")
	// added to scope 1, neither passes
	one := one(t, r, "gri-305-2016", "305-1")
	sum := one.Rows[0].Cells[0].Value.Add(*biogenic.Value)
	one.Rows[0].Cells[0].Value = &sum
	assert.ErrorIs(t, disclosure.Check(r, []disclosure.Table{one}), disclosure.ErrNotOfResults)
}

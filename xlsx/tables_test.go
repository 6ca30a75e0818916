package xlsx

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/examples/fy2023/nec"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/report"
	"github.com/ghgkit/ghg/report/disclosure"
)

// tablesOf returns the tables of every edition for NEC's fiscal year 2023.
func tablesOf(t *testing.T) (report.Report, []disclosure.Table) {
	t.Helper()
	files, err := nec.Files()
	require.NoError(t, err)
	recomputed, err := nec.Load(files)
	require.NoError(t, err)
	r, err := recomputed.Report()
	require.NoError(t, err)
	var all []disclosure.Table
	for _, e := range disclosure.Editions() {
		tables, err := e.Tables(r)
		require.NoError(t, err, e.ID)
		all = append(all, tables...)
	}
	return r, all
}

// Every cell of every table is in the workbook: its value, its exact text, and the results that it adds up.
func TestWriteTables(t *testing.T) {
	r, tables := tablesOf(t)
	var out, again bytes.Buffer
	require.NoError(t, WriteTables(&out, r, disclosure.Editions()...))
	require.NoError(t, WriteTables(&again, r, disclosure.Editions()...))
	assert.Equal(t, out.Bytes(), again.Bytes(), "the same tables make the same bytes")

	book, err := excelize.OpenReader(&out)
	require.NoError(t, err)
	defer func() { require.NoError(t, book.Close()) }()
	assert.Len(t, book.GetSheetList(), len(tables)+2)
	cells, err := book.GetRows("Cells")
	require.NoError(t, err)
	at := headRows
	for i, table := range tables {
		rows, err := book.GetRows(book.GetSheetList()[i])
		require.NoError(t, err)
		require.Len(t, rows, len(table.Rows)+headRows, table.ID)
		for j, row := range table.Rows {
			for k, cell := range row.Cells {
				shown, listed := padded(rows[headRows+j], len(row.Cells)+3), padded(cells[at], 11)[1:]
				at++
				assert.Equal(t, []string{table.ID, row.ID, table.Columns[k].ID}, listed[:3])
				assert.Equal(t, cell.Of.String(), listed[7])
				switch {
				case cell.Value != nil:
					assert.Equal(t, dec.Text(*cell.Value), listed[3])
					assert.NotEmpty(t, shown[2+k], "%s %s", table.ID, row.ID)
				case cell.Missing != "":
					assert.Equal(t, brief(cell.Missing), shown[2+k])
				default:
					assert.Equal(t, brief(cell.Text), shown[2+k])
				}
			}
		}
	}
	assert.Len(t, cells, at, "there are no more cells")
	results, err := book.GetRows("Results")
	require.NoError(t, err)
	for result := range r.Inventory.Results() {
		assert.Equal(t, result.ID, results[headRows][1])
		results = results[1:]
	}
	assert.Len(t, results, headRows)
}

func padded(row []string, n int) []string {
	return append(row, make([]string, max(0, n-len(row)))...)
}

func TestWriteTablesRefuses(t *testing.T) {
	r, _ := tablesOf(t)
	require.Error(t, WriteTables(nil, r, disclosure.Editions()...))
	require.ErrorIs(t, WriteTables(io.Discard, r), ghg.ErrMissing)
	require.ErrorIs(t, WriteTables(io.Discard, r, disclosure.Edition{}), ghg.ErrMissing)
	require.ErrorIs(t, WriteTables(io.Discard, report.Report{}, disclosure.Editions()...), ghg.ErrMissing, "there is no inventory")
}

func TestUniqueSheet(t *testing.T) {
	used := map[string]bool{}
	assert.Equal(t, "E1-6", uniqueSheet("E1-6", used))
	assert.Equal(t, "e1-6 2", uniqueSheet("e1-6", used), "names of sheets differ by more than case")
	assert.Equal(t, "Cells 2", uniqueSheet("Cells", used))
	assert.Equal(t, "a-b-c-", uniqueSheet("a/b:c]", used))
	assert.LessOrEqual(t, len([]rune(uniqueSheet(strings.Repeat("長", 99), used))), maxSheetName)
}

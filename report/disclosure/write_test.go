package disclosure_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/desnz"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/report"
	"github.com/ghgkit/ghg/report/disclosure"
	"github.com/ghgkit/ghg/report/internal/sample"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/units"
)

// boilers returns an inventory of lines that burn gas.
func boilers(t testing.TB, n int, label func(i int) (id, entity, site string)) *inventory.Inventory {
	t.Helper()
	set, err := desnz.Load(desnz.Edition2024)
	require.NoError(t, err)
	lines := make([]activity.Activity, n)
	for i := range lines {
		id, entity, site := label(i)
		lines[i] = scope1.StationaryCombustion{
			ID: id, Entity: entity, Site: site, Period: ghg.CalendarYear(2024), Fuel: "natural-gas", Region: "GB",
			Amount: units.New(decimal.NewFromInt(int64(i+1)), units.MustUnit("kWh(HHV)")),
		}
	}
	inv, err := inventory.Run(factors.Basis{Factors: set, GWP: ghg.AR5()}, inventory.Organisation{
		Name: "=cmd|' /C calc'!A0", Approach: inventory.OperationalControl, Period: ghg.CalendarYear(2024),
		NotApplicable: map[ghg.Category]string{ghg.Franchises: "none | <b>at all</b>"},
		Excluded:      []inventory.Exclusion{{Scope: ghg.Scope3, Category: ghg.CapitalGoods, Reason: "@SUM(1)", What: "\u202Egnp.exe"}},
	}, lines)
	require.NoError(t, err)
	return inv
}

// long makes the longest name that an inventory accepts; statements may be 20,000 characters.
const long = "10-kB-"

// TestHostileLabelsAreText renders names that are markup, formulas, table syntax, other directions of text and very long.
func TestHostileLabelsAreText(t *testing.T) {
	hostile := []string{
		"<script>alert(1)</script>", "=HYPERLINK(\"http://x\")", "+1+cmd", "@x", "a|b", "[x](javascript:alert(1))", "`x`", "![i](http://x/y.png)", "\u202Etxt.exe\u2066", "**b** _i_ ~s~", "日本語", strings.Repeat(long, 160),
	}
	r := report.Report{
		Label:     "<img src=x onerror=alert(1)>",
		Inventory: boilers(t, len(hostile), func(i int) (string, string, string) { return hostile[i], hostile[i], hostile[i] }),
		Stated: map[report.Statement]string{
			report.WhyBaseYear: "line one\r\nline | two\x00", report.CarbonPricing: strings.Repeat("=1+1 ", 3000),
		},
	}
	for _, e := range disclosure.Editions() {
		tables, err := e.Tables(r)
		require.NoError(t, err, e.ID)
		var md, js, sheet bytes.Buffer
		require.NoError(t, disclosure.WriteMarkdown(&md, r, e, tables))
		require.NoError(t, disclosure.WriteJSON(&js, r, e, tables))
		require.NoError(t, disclosure.WriteCSV(&sheet, r, e, tables, true))
		for _, bad := range []string{"<script", "<img", "<b>", "](", "http://", "\u202E", "\u2066", "\x00", "`"} {
			assert.False(t, strings.Contains(md.String(), bad), "%s: Markdown has %q", e.ID, bad)
		}
		columns := 0
		for _, line := range strings.Split(md.String(), "\n") {
			switch bars := strings.Count(line, "|"); {
			case bars == 0:
				columns = 0
			case columns == 0:
				columns = bars
			default:
				assert.Equal(t, columns, bars, "%s: %s", e.ID, line)
			}
		}
		for _, bad := range []string{"<script", "<img", "\u2028"} {
			assert.False(t, strings.Contains(js.String(), bad), "%s: JSON has %q", e.ID, bad)
		}
		rows, err := csv.NewReader(&sheet).ReadAll()
		require.NoError(t, err)
		for _, row := range rows {
			for _, cell := range row {
				assert.False(t, strings.ContainsAny(cell[:min(len(cell), 1)], "=+@"), "%s: CSV has %q", e.ID, cell)
				assert.LessOrEqual(t, len([]rune(cell)), 1001)
				assert.False(t, strings.Contains(cell, "\u202E"))
			}
		}
	}
}

// TestJSONIsExact reads the JSON form and compares every value with that of its cell.
func TestJSONIsExact(t *testing.T) {
	r := sample.ThreeCountries(t)
	e, err := disclosure.EditionOf("ghg-protocol")
	require.NoError(t, err)
	tables, err := e.Tables(r)
	require.NoError(t, err)
	var out bytes.Buffer
	require.NoError(t, disclosure.WriteJSON(&out, r, e, tables))
	var form struct {
		Tables []struct {
			Rows []struct {
				Cells []struct{ Value, Measure, Results string }
			}
		}
		Results []struct {
			Ordinal int
			ID      string
		}
	}
	require.NoError(t, json.Unmarshal(out.Bytes(), &form))
	for i, table := range tables {
		for j, row := range table.Rows {
			for k, cell := range row.Cells {
				got := form.Tables[i].Rows[j].Cells[k]
				if cell.Value != nil {
					assert.True(t, decimal.RequireFromString(got.Value).Equal(*cell.Value))
				}
				assert.Equal(t, cell.Of.String(), got.Results)
			}
		}
	}
	i := 0
	for result := range r.Inventory.Results() {
		assert.Equal(t, result.ID, form.Results[i].ID)
		i++
		assert.Equal(t, i, form.Results[i-1].Ordinal)
	}
	assert.Len(t, form.Results, i)
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestWritersRefuse(t *testing.T) {
	r := sample.ThreeCountries(t)
	e, err := disclosure.EditionOf("ghg-protocol")
	require.NoError(t, err)
	tables, err := e.Tables(r)
	require.NoError(t, err)
	for name, write := range map[string]func(io.Writer, report.Report, disclosure.Edition, []disclosure.Table) error{
		"CSV": func(w io.Writer, r report.Report, e disclosure.Edition, tables []disclosure.Table) error {
			return disclosure.WriteCSV(w, r, e, tables, false)
		},
		"JSON": disclosure.WriteJSON, "Markdown": disclosure.WriteMarkdown,
	} {
		t.Run(name, func(t *testing.T) {
			require.Error(t, write(nil, r, e, tables))
			require.Error(t, write(io.Discard, r, disclosure.Edition{}, tables))
			require.Error(t, write(io.Discard, report.Report{}, e, tables))
			require.Error(t, write(io.Discard, r, e, nil))
			require.ErrorContains(t, write(broken{}, r, e, tables), "disk full")
			other := decimal.NewFromInt(1)
			was := tables[1].Rows[0].Cells[0].Value
			tables[1].Rows[0].Cells[0].Value = &other
			var out bytes.Buffer
			require.ErrorIs(t, write(&out, r, e, tables), disclosure.ErrNotOfResults)
			assert.Zero(t, out.Len(), "nothing is written of a table that does not hold")
			tables[1].Rows[0].Cells[0].Value = was
		})
	}
}

// TestManyIDsAreBounded checks that a cell of many results lists its ordinals and the first ids.
func TestManyIDsAreBounded(t *testing.T) {
	const n = 5000
	r := report.Report{Inventory: boilers(t, n, func(i int) (string, string, string) {
		return fmt.Sprintf("boiler-%d", i+1), fmt.Sprintf("company %d", i%7), fmt.Sprintf("site %d", i%50)
	})}
	e, err := disclosure.EditionOf("gri-305-2016")
	require.NoError(t, err)
	start := time.Now()
	tables, err := e.Tables(r)
	require.NoError(t, err)
	var out bytes.Buffer
	require.NoError(t, disclosure.WriteCSV(&out, r, e, tables, false))
	t.Log(time.Since(start))
	rows, err := csv.NewReader(&out).ReadAll()
	require.NoError(t, err)
	assert.Equal(t, "1-5000", rows[1][18])
	assert.True(t, strings.HasSuffix(rows[1][19], "boiler-20 and 4980 more"), rows[1][19])
}

func TestTextsAreVisible(t *testing.T) {
	for in, want := range map[string]string{
		"a\u202Eb": "a<U+202E>b", "a\r\nb\tc": "a  b c", "\x00": "<U+0000>", "日本語 é": "日本語 é", "\xff": "\uFFFD",
	} {
		assert.Equal(t, want, disclosure.Visible(in))
	}
	assert.Equal(t, "&lt;b&gt; &amp;amp; &#124; &#96;x&#96; http&#58;//x a: b", disclosure.Markdown("<b> &amp; | `x` http://x a: b"))
}

// FuzzMarkdown checks that no text leaves its cell of a table.
func FuzzMarkdown(f *testing.F) {
	for _, s := range []string{"", "a|b", "<x>", "\u202E", "http://x", "\xff\n", "a\\|b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := disclosure.Markdown(s)
		if strings.ContainsAny(got, "|<>\n\r`[]\\\x00\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069") {
			t.Fatalf("%q is written as %q", s, got)
		}
	})
}

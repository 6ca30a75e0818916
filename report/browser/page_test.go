package browser

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/desnz"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/ledger/seal"
	"github.com/ghgkit/ghg/report"
	"github.com/ghgkit/ghg/report/internal/sample"
	"github.com/ghgkit/ghg/report/page"
	"github.com/ghgkit/ghg/report/verifier"
)

// embedded is the verifier as a part of the page.
func embedded() *page.Verifier {
	return &page.Verifier{
		Style: verifier.Style(), Script: verifier.Script(), Module: verifier.Module(),
		WhatIf: verifier.Markup(verifier.WhatIf), Verify: verifier.Markup(verifier.Verify),
	}
}

// reportPage writes the page of a report.
func reportPage(t *testing.T, r report.Report, o page.Options) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, page.Write(&b, r, o))
	t.Logf("%d kB", b.Len()/1000)
	return saved(t, "report.html", b.Bytes())
}

// A report opens with one request and no message, with and without its verifier, and is there without scripts.
func TestReportOpens(t *testing.T) {
	for name, o := range map[string]page.Options{"plain": {}, "with the verifier": {Verifier: embedded()}, "static": {Static: true}} {
		t.Run(name, func(t *testing.T) {
			file := reportPage(t, sample.NEC(t), o)
			p := open(t, file, setting{})
			require.Positive(t, eval[int](p, `document.querySelectorAll("#line-table tr[id]").length`))
			p.quiet()
			off := open(t, file, setting{noScript: true})
			require.Equal(t, eval[int](p, `document.querySelectorAll("section").length`), eval[int](off, `document.querySelectorAll("section").length`))
			require.True(t, eval[bool](off, `[...document.querySelectorAll("a.src")].every(a => document.querySelector(a.getAttribute("href")))`), "a number leads to its first line")
			off.quiet()
		})
	}
}

// A line opens to its derivation, which says each step of the library's.
func TestLineOpens(t *testing.T) {
	r := sample.NEC(t)
	p := open(t, reportPage(t, r, page.Options{Verifier: embedded()}), setting{})
	n := 0
	for result := range r.Inventory.Results() {
		n++
		eval[any](p, fmt.Sprintf(`document.querySelectorAll("#line-table details")[%d].open = true; null`, n-1))
		at := fmt.Sprintf(`document.querySelectorAll("#line-table details")[%d]`, n-1)
		p.wait(at + `.textContent.length > 100`)
		shown := eval[string](p, at+".textContent")
		summary, err := result.Summary()
		require.NoError(t, err)
		require.Contains(t, shown, summary.SHA256())
		for _, s := range result.Steps {
			require.Contains(t, shown, s.Label)
		}
	}
	require.Equal(t, n, eval[int](p, `document.querySelectorAll("#line-table details").length`), "a line for each result")
	p.quiet()
}

// The page recomputes its own lines, tells a receipt of its own from another, and refuses an altered one.
func TestReportVerifies(t *testing.T) {
	r := sample.NEC(t)
	receipt, n := calculatedReceipt(t, r)
	p := open(t, reportPage(t, r, page.Options{Verifier: embedded()}), setting{})
	eval[any](p, fmt.Sprintf(`(async () => { ghg.verifyText(await ghgReport.receipts().then(all => all[%d])); })()`, n-1))
	p.wait(`document.querySelector("#gv-out .gv-item[data-ok=true]")`)
	require.Contains(t, p.text("#gv-out"), fmt.Sprintf("line %d of this report", n))
	p.choose("gv-files", saved(t, "other.json", newCompany(t).receipts[0]))
	p.wait(`document.querySelector("#gv-out").textContent.includes("not of this report")`)
	p.choose("gv-files", saved(t, "bad.json", bytes.Replace(receipt, []byte(`"co2e_kg":"`), []byte(`"co2e_kg":"1`), 1)))
	p.wait(`document.querySelector("#gv-out .gv-item[data-ok=false]")`)
	eval[any](p, `(() => { const d = document.querySelector("#line-table details"); d.open = true; })()`)
	p.wait(`document.querySelector("#line-table button.recompute")`)
	eval[any](p, `document.querySelector("#line-table button.recompute").click()`)
	p.wait(`document.querySelector("#line-table .gv-said .gv-ok")`)
	p.quiet()
}

// calculatedReceipt returns the receipt of the first result of scope 1 that was calculated, and its ordinal.
func calculatedReceipt(t *testing.T, r report.Report) (receipt []byte, ordinal int) {
	t.Helper()
	for result := range r.Inventory.Results() {
		ordinal++
		if result.Scope == ghg.Scope1 && result.Origin == ghg.Calculated && result.Counts() {
			receipt, err := result.Receipt()
			require.NoError(t, err)
			return receipt, ordinal
		}
	}
	require.Fail(t, "no such result")
	return nil, 0
}

// What-if in the report: a changed factor moves the total of the report to that of inventory.Scenario. Nothing above moves.
func TestReportWhatIf(t *testing.T) {
	r := sample.NEC(t)
	receipt, n := calculatedReceipt(t, r)
	result, err := ghg.Verify(receipt)
	require.NoError(t, err)
	d, err := result.Derivation()
	require.NoError(t, err)
	inputs := d.Inputs()
	at := slices.IndexFunc(inputs, func(in ghg.Input) bool { return in.Kind == ghg.InputAmount })
	was, _ := d.Value(inputs[at])
	value := dec.Text(was.Mul(dec.MustParse("0.9")))
	scenario, err := r.Inventory.Scenario(inventory.Change{Line: result.ID, Change: ghg.Change{Input: inputs[at], Value: dec.MustParse(value), Source: "test"}})
	require.NoError(t, err)

	p := open(t, reportPage(t, r, page.Options{Verifier: embedded()}), setting{})
	above := `[...document.querySelectorAll("section")].filter(s => s.id !== "what-if").map(s => s.textContent).join("\n")`
	before := eval[string](p, above)
	eval[any](p, fmt.Sprintf(`(() => { document.getElementById("gw-number").value = %d; document.getElementById("gw-add").click(); })()`, n))
	p.wait(`document.querySelector("#gw-lines fieldset")`)
	p.set(result.ID, at, value)
	for id, by := range map[string]ghg.Accounting{"gw-location": ghg.LocationBased, "gw-market": ghg.MarketBased} {
		was, err := r.Inventory.Partial(by)
		require.NoError(t, err)
		is, err := scenario.Partial(by)
		require.NoError(t, err)
		p.wait(`document.querySelector("#` + id + ` strong [data-kg]").dataset.kg === ` + js(dec.Text(is.Total().Kg())))
		require.Equal(t, dec.Text(was.Total().Kg()), eval[string](p, `document.querySelector("#`+id+` [data-kg]").dataset.kg`))
	}
	require.Equal(t, before, eval[string](p, above), "nothing above moves")
	p.quiet()
}

// Every line is reached by the keyboard: its row has something that takes the focus, in order.
func TestKeyboard(t *testing.T) {
	p := open(t, reportPage(t, sample.NEC(t), page.Options{}), setting{})
	require.True(t, eval[bool](p, `[...document.querySelectorAll("#line-table summary, a.n")].every(e => e.tabIndex >= 0)`))
	require.Equal(t, eval[int](p, `document.querySelectorAll("#line-table tr[id]").length`), eval[int](p, `document.querySelectorAll("#line-table summary").length`))
	require.Zero(t, eval[int](p, `document.querySelectorAll("[tabindex]:not([tabindex='0']):not([tabindex='-1'])").length`))
}

// Names that are markup, formulas or text from right to left are text, and do not widen the page.
func TestHostileReport(t *testing.T) {
	r := madeReport(t, 3, hostile, "<script>alert(1)</script>", strings.Repeat("x", 150)+"\u202egpj.exe", "=cmd|'/c calc'!A1")
	for _, how := range []setting{{}, {phone: true}} {
		p := open(t, reportPage(t, r, page.Options{Verifier: embedded()}), how)
		require.Zero(t, eval[int](p, `document.querySelectorAll("main img, main iframe, [onerror], [onclick]").length`))
		require.Contains(t, eval[string](p, `document.getElementById("line-table").textContent`), "<script>alert(1)</script>")
		require.LessOrEqual(t, eval[int](p, `document.documentElement.scrollWidth - document.documentElement.clientWidth`), 0, "no overflow")
		p.quiet()
	}
}

// madeReport returns a report of a number of boilers, the first of which have the given ids.
func madeReport(t testing.TB, n int, ids ...string) report.Report {
	t.Helper()
	set, err := desnz.Load(desnz.Edition2024)
	require.NoError(t, err)
	basis := factors.Basis{Factors: set, GWP: ghg.AR5()}
	a, err := seal.Sheet(nil)("scope1.stationary-combustion", []byte("id,period,fuel,region,amount"), []byte("x,2024,natural-gas,GB,120 MWh(HHV)"))
	require.NoError(t, err)
	results, err := a.Calculate(basis)
	require.NoError(t, err)
	var list []ghg.Result
	for i := range max(n, len(ids)) {
		r := results[0].Clone()
		r.ID = fmt.Sprintf("boiler-%d", i+1)
		if i < len(ids) {
			r.ID = ids[i]
		}
		list = append(list, r)
	}
	inv, err := inventory.Of(inventory.Organisation{Name: "Example Ltd", Approach: inventory.OperationalControl, Period: ghg.CalendarYear(2024)}, list)
	require.NoError(t, err)
	return report.Report{Inventory: inv}
}

// axe finds nothing in the report, in light and dark, on a phone and in both languages.
func TestReportAccessible(t *testing.T) {
	source := axe(t)
	file := reportPage(t, sample.NEC(t), page.Options{Verifier: embedded()})
	for name, how := range map[string]setting{"light": {}, "dark": {dark: true}, "phone": {phone: true}, "dark phone": {dark: true, phone: true}} {
		t.Run(name, func(t *testing.T) {
			p := open(t, file, how)
			p.accessible(source)
			require.LessOrEqual(t, eval[int](p, `document.documentElement.scrollWidth - document.documentElement.clientWidth`), 0, "no overflow")
			eval[any](p, `document.getElementById("lang-ja").click()`)
			p.accessible(source)
		})
	}
}

// A report of 100 000 lines opens in less than 2 s, and its last line by the file of receipts beside it. The bound is left out with -short.
func TestLongReport(t *testing.T) {
	if testing.Short() {
		t.Skip("LEFT OUT with -short: a report of 100 000 lines")
	}
	chromium(t)
	r := madeReport(t, 100_000)
	file, receipts := longPage(t, r, page.Options{})
	p := open(t, file, setting{})
	took := eval[float64](p, `performance.getEntriesByType("navigation")[0].loadEventEnd`)
	p.wait(`document.querySelector("#window tbody tr")`)
	first := eval[float64](p, `performance.now()`)
	t.Logf("loaded in %.0f ms, first rows before %.0f ms", took, first)
	require.Less(t, took, 2000.0)
	eval[any](p, `document.querySelector(".window").scrollTop = 1e9; null`)
	p.wait(`document.querySelector("#window button[data-n='100000']")`)
	eval[any](p, `document.querySelector("#window button[data-n='100000']").click()`)
	p.wait(`document.querySelector("#opened .ask input")`)
	p.choose(eval[string](p, `document.querySelector("#opened input").id`), receipts)
	p.wait(`document.querySelector("#opened .why")`)
	p.derived(r, 100_000)
	p.quiet()
}

// A chart becomes a PNG of its size, and a report a PDF.
func TestPictures(t *testing.T) {
	o := chromium(t)
	o.Timeout = time.Minute
	r := sample.NEC(t)
	charts, err := page.Charts(r, page.Options{})
	require.NoError(t, err)
	require.NotEmpty(t, charts)
	for _, c := range charts[:2] {
		png, err := PNG(t.Context(), c.SVG, o)
		require.NoError(t, err, c.Name)
		require.True(t, bytes.HasPrefix(png, []byte("\x89PNG")), c.Name)
		require.Greater(t, len(png), 2000, c.Name)
	}
	var b bytes.Buffer
	require.NoError(t, page.Write(&b, r, page.Options{}))
	pdf, err := PDF(t.Context(), b.Bytes(), o)
	require.NoError(t, err)
	require.True(t, bytes.HasPrefix(pdf, []byte("%PDF-")))
	pages := bytes.Count(pdf, []byte("/Type /Page\n"))
	t.Logf("%d kB, %d pages", len(pdf)/1000, pages)
	require.Positive(t, pages)
}

func TestPicturesAreRefused(t *testing.T) {
	for _, test := range []struct {
		content []byte
		o       Options
		want    string
	}{
		{nil, Options{}, "is empty"},
		{[]byte("x"), Options{Timeout: -1}, "timeout is"},
		{[]byte("x"), Options{Scale: 5}, "scale is 5"},
	} {
		_, err := PNG(t.Context(), test.content, test.o)
		require.ErrorContains(t, err, test.want)
	}
	_, err := PDF(t.Context(), []byte("x"), Options{Command: "/nowhere/chromium"})
	require.ErrorContains(t, err, "chromium: ")
}

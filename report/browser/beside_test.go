package browser

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/report"
	"github.com/ghgkit/ghg/report/internal/sample"
	"github.com/ghgkit/ghg/report/page"
)

// longPage writes the page of a report of many lines, and the file of its receipts beside it.
func longPage(t *testing.T, r report.Report, o page.Options) (html, receipts string) {
	t.Helper()
	dir := t.TempDir()
	html, receipts = filepath.Join(dir, "report.html"), filepath.Join(dir, "report.receipts.jsonl.gz")
	var text, file bytes.Buffer
	o.Receipts, o.ReceiptsName = &file, filepath.Base(receipts)
	require.NoError(t, page.Write(&text, r, o))
	require.NoError(t, os.WriteFile(html, text.Bytes(), 0o600))
	require.NoError(t, os.WriteFile(receipts, file.Bytes(), 0o600))
	return html, receipts
}

// drop drops files on an element as a reader does with the mouse.
func (p *tab) drop(css string, files ...string) {
	p.Helper()
	at := eval[[]float64](p, `(async e => {
		e.scrollIntoView({block: "center"});
		for (let still = 0, y = NaN; still < 5; await new Promise(requestAnimationFrame)) {
			const now = e.getBoundingClientRect().y;
			still = now === y ? still + 1 : 0;
			y = now;
		}
		const r = e.getBoundingClientRect();
		return [r.x + r.width / 2, r.y + r.height / 2];
	})(document.querySelector(`+js(css)+`))`)
	data := &input.DragData{Items: []*input.DragDataItem{}, Files: files, DragOperationsMask: 1}
	for _, kind := range []string{"dragEnter", "dragOver", "drop"} {
		_, err := chromedp.Call(p.ctx, input.DispatchDragEvent, input.DispatchDragEventParams{Type: input.DispatchDragEventType(kind), X: at[0], Y: at[1], Data: data})
		require.NoError(p, err)
	}
}

// A line of a report of many lines opens to the derivation in its receipt, once the file beside the page is given, and not with
// another file, one that was altered or one of another report.
func TestLongReportOpensLines(t *testing.T) {
	r := madeReport(t, 2600)
	file, receipts := longPage(t, r, page.Options{Verifier: embedded()})
	packed, err := os.ReadFile(receipts)
	require.NoError(t, err)
	first := strings.Index(string(packed[1:]), "\x1f\x8b\x08") + 1 // the second member
	require.Positive(t, first)
	bad := bytes.Clone(packed)
	bad[first/2] ^= 0xff

	p := open(t, file, setting{})
	p.wait(`document.querySelector("#window button[data-n='3']")`)
	eval[any](p, `document.querySelector(".window").scrollTop = 1e9; null`)
	p.wait(`(b => b && Math.abs(b.closest("tr").getBoundingClientRect().bottom - document.querySelector(".window").getBoundingClientRect().bottom) < 4)(document.querySelector("#window button[data-n='2600']"))`)
	eval[any](p, `document.querySelector(".window").scrollTop = 0; null`)
	p.wait(`document.querySelector("#window button[data-n='3']")`)
	eval[any](p, `document.querySelector("#window button[data-n='3']").click()`)
	p.wait(`document.querySelector("#opened .ask input")`)
	require.Contains(t, p.text("#opened"), "report.receipts.jsonl.gz")
	p.choose(eval[string](p, `document.querySelector("#opened input").id`), saved(t, "other.gz", packed[:100]))
	p.wait(`document.querySelector("#opened [role=alert]").textContent.includes("not the file of this page")`)
	p.drop("#opened .ask", receipts)
	p.wait(`document.querySelector("#opened .why")`)
	p.derived(r, 3)
	require.Empty(t, eval[string](p, `[...document.querySelectorAll(".ask")].map(e => e.textContent).join()`), "it is asked for once")

	for _, n := range []int{1, 256, 257, 2600} { // the ends of members
		eval[any](p, fmt.Sprintf(`(() => { const s = document.querySelector("#tools input"); s.value = "boiler-%d"; s.dispatchEvent(new Event("input")); })()`, n))
		p.wait(fmt.Sprintf(`document.querySelector("#window button[data-n='%d']")`, n))
		eval[any](p, fmt.Sprintf(`document.querySelector("#window button[data-n='%d']").click()`, n))
		p.wait(fmt.Sprintf(`document.querySelector("#opened .why button[data-n='%d']")`, n))
		p.derived(r, n)
	}
	eval[any](p, `document.querySelector("#opened button.recompute").click()`)
	p.wait(`document.querySelector("#opened .gv-said .gv-ok")`)
	eval[any](p, `document.querySelector("#opened > button").click()`)
	require.True(t, eval[bool](p, `document.querySelector("#opened").hidden && document.activeElement.dataset.n === "2600"`), "the focus is back")
	p.quiet()

	for name, content := range map[string][]byte{"altered": bad, "of another report": otherReceipts(t, packed)} {
		p := open(t, file, setting{})
		p.wait(`document.querySelector("#window button[data-n='3']")`)
		eval[any](p, `document.querySelector("#window button[data-n='3']").click()`)
		p.wait(`document.querySelector("#opened .ask input")`)
		p.choose(eval[string](p, `document.querySelector("#opened input").id`), saved(t, "report.receipts.jsonl.gz", content))
		p.wait(`document.querySelector("#opened .wrong")`)
		require.Contains(t, p.text("#opened"), "This is not the receipt of the line", name)
		require.Zero(t, eval[int](p, `document.querySelectorAll("#opened .why").length`), name)
		p.quiet()
	}
}

// derived fails unless the derivation of a line is shown.
func (p *tab) derived(r report.Report, n int) {
	p.Helper()
	result, shown := lineOf(p.T, r, n), p.text("#opened")
	summary, err := result.Summary()
	require.NoError(p, err)
	require.Contains(p, shown, summary.SHA256())
	require.Contains(p, shown, result.ID)
	for _, s := range result.Steps {
		require.Contains(p, shown, s.Label)
	}
}

// lineOf returns a result by its ordinal.
func lineOf(t *testing.T, r report.Report, n int) ghg.Result {
	t.Helper()
	at := 0
	for result := range r.Inventory.Results() {
		if at++; at == n {
			return result
		}
	}
	require.Fail(t, "no such line")
	return ghg.Result{}
}

// otherReceipts returns a file of as many bytes in which each receipt is one that holds, of another line.
func otherReceipts(t *testing.T, packed []byte) []byte {
	t.Helper()
	first := strings.Index(string(packed[1:]), "\x1f\x8b\x08") + 1
	z, err := gzip.NewReader(bytes.NewReader(packed[:first]))
	require.NoError(t, err)
	text, err := io.ReadAll(z)
	require.NoError(t, err)
	lines := bytes.Split(bytes.TrimSuffix(text, []byte("\n")), []byte("\n"))
	lines[2] = lines[3]
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	require.NoError(t, err)
	_, err = w.Write(append(bytes.Join(lines, []byte("\n")), '\n'))
	require.NoError(t, err)
	require.NoError(t, w.Close())
	require.LessOrEqual(t, out.Len(), first, "it fits in place of the member")
	// A header with a comment of the bytes that are left over.
	pad := first - out.Len()
	member := bytes.Clone(out.Bytes())
	if pad > 0 {
		head := bytes.Clone(member[:10])
		head[3] |= 0x10
		member = append(append(head, append(bytes.Repeat([]byte("x"), pad-1), 0)...), member[10:]...)
	}
	return append(member, packed[first:]...)
}

// What a line is recomputed from is what the page holds: the answer has the total and the hash, and an altered receipt or one of
// another line is refused, in both languages and aloud.
func TestRecompute(t *testing.T) {
	r := sample.NEC(t)
	file := reportPage(t, r, page.Options{Verifier: embedded()})
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	_, n := calculatedReceipt(t, r)
	said := fmt.Sprintf("#r%d + tr .gv-said", n)
	press := fmt.Sprintf(`(() => { const d = document.querySelector("#r%d + tr details"); d.open = true; d.querySelector("button.recompute").click(); })()`, n)

	p := open(t, file, setting{})
	eval[any](p, press)
	p.wait(`document.querySelector(` + js(said+" .gv-ok") + `)`)
	result := lineOf(t, r, n)
	summary, err := result.Summary()
	require.NoError(t, err)
	require.Equal(t, dec.Text(result.CO2e.Kg()), eval[string](p, `document.querySelector(`+js(said+" [data-kg]")+`).dataset.kg`))
	require.Contains(t, p.text(said), "✓ holds")
	require.Contains(t, p.text(said), summary.SHA256())
	require.Equal(t, []string{"status", "polite"}, eval[[]string](p, `(e => [e.role, e.ariaLive])(document.querySelector(`+js(said)+`))`))
	eval[any](p, `document.getElementById("lang-ja").click()`)
	require.Contains(t, p.text(said), "✓ 検証成立")
	eval[any](p, press)
	p.wait(`document.querySelector(` + js(said+" .gv-ok") + `)`)
	require.Equal(t, 1, eval[int](p, `document.querySelectorAll(`+js(said)+`).length`), "one answer")
	p.quiet()

	for want, change := range map[string]func(lines []string){
		"✗ does not hold":                     func(l []string) { l[n-1] = strings.Replace(l[n-1], `"co2e_kg":"`, `"co2e_kg":"1`, 1) },
		"✗ it holds, but is not of this line": func(l []string) { l[n-1] = l[n%len(l)] },
	} {
		p := open(t, saved(t, "altered.html", withReceipts(t, text, change)), setting{})
		eval[any](p, press)
		p.wait(`document.querySelector(` + js(said+" .gv-bad") + `)`)
		require.Contains(t, p.text(said), want)
		p.quiet()
	}
}

// withReceipts returns a page whose receipts are changed.
func withReceipts(t *testing.T, html []byte, change func(lines []string)) []byte {
	t.Helper()
	block := regexp.MustCompile(`(id="ghg-receipts">)([^<]*)(</script>)`)
	packed, err := base64.StdEncoding.DecodeString(string(block.FindSubmatch(html)[2]))
	require.NoError(t, err)
	z, err := gzip.NewReader(bytes.NewReader(packed))
	require.NoError(t, err)
	text, err := io.ReadAll(z)
	require.NoError(t, err)
	lines := strings.Split(string(text), "\n")
	change(lines)
	require.NotEqual(t, string(text), strings.Join(lines, "\n"))
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	_, err = w.Write([]byte(strings.Join(lines, "\n")))
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return block.ReplaceAll(html, []byte("${1}"+base64.StdEncoding.EncodeToString(out.Bytes())+"${3}"))
}

// A receipt that is dropped on the part "Verify" of a report is recomputed, and its place in the report is told.
func TestDropReceipt(t *testing.T) {
	r := sample.NEC(t)
	receipt, n := calculatedReceipt(t, r)
	p := open(t, reportPage(t, r, page.Options{Verifier: embedded()}), setting{})
	p.drop("#ghg-verify .gv-drop", saved(t, "receipt.json", receipt))
	p.wait(`document.querySelector("#gv-out .gv-item[data-ok=true]")`)
	require.Contains(t, p.text("#gv-out"), fmt.Sprintf("line %d of this report", n))
	p.drop("#ghg-verify .gv-drop", saved(t, "bad.json", bytes.Replace(receipt, []byte(`"co2e_kg":"`), []byte(`"co2e_kg":"1`), 1)))
	p.wait(`document.querySelector("#gv-out .gv-item[data-ok=false]")`)
	p.quiet()
}

// The tab key goes to every line in order, and Enter opens it.
func TestKeyboardOpensEveryLine(t *testing.T) {
	p := open(t, reportPage(t, sample.NEC(t), page.Options{}), setting{})
	lines := eval[int](p, `document.querySelectorAll("#line-table tr[id]").length`)
	require.Positive(t, lines)
	eval[any](p, `(() => { const all = [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")]; all[all.indexOf(document.querySelector("#line-table summary")) - 1].focus(); })()`)
	for n := range lines {
		for range 20 { // links inside of a derivation come between
			p.press("Tab", "Tab", "")
			if eval[bool](p, `document.activeElement.matches("#line-table summary")`) {
				break
			}
		}
		at := fmt.Sprintf(`document.querySelectorAll("#line-table summary")[%d]`, n)
		require.True(t, eval[bool](p, at+` === document.activeElement`), "line %d", n+1)
		p.press("Enter", "Enter", "\r")
		p.wait(at + `.parentNode.open`)
		require.NotEqual(t, "none", eval[string](p, `getComputedStyle(document.activeElement).outlineStyle`), "the focus is seen")
	}
	p.quiet()
}

// In the window of a long report, too, the tab key goes from line to line, beyond what is drawn at first, and Enter opens a line.
func TestKeyboardInTheWindow(t *testing.T) {
	file, receipts := longPage(t, madeReport(t, 2200), page.Options{})
	p := open(t, file, setting{})
	p.wait(`document.querySelector("#window button[data-n='1']")`)
	eval[any](p, `document.querySelector("#window button[data-n='1']").focus()`)
	const last = 90
	for n := 2; n <= last; n++ {
		p.press("Tab", "Tab", "")
		p.wait(fmt.Sprintf(`document.activeElement.dataset.n === "%d"`, n))
		eval[any](p, `new Promise(r => requestAnimationFrame(() => requestAnimationFrame(() => r(null))))`)
	}
	p.press("Enter", "Enter", "\r")
	p.wait(`document.querySelector("#opened .ask input")`)
	p.choose(eval[string](p, `document.querySelector("#opened input").id`), receipts)
	p.wait(`document.querySelector("#opened .why")`)
	require.Contains(t, p.text("#opened"), fmt.Sprintf("boiler-%d", last))
	p.quiet()
}

// press presses a key.
func (p *tab) press(key, code, text string) {
	p.Helper()
	number := map[string]int64{"Tab": 9, "Enter": 13}[key]
	for _, kind := range []input.DispatchKeyEventType{"keyDown", "keyUp"} {
		_, err := chromedp.Call(p.ctx, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: kind, Key: key, Code: code, Text: text, WindowsVirtualKeyCode: number})
		require.NoError(p, err)
	}
}

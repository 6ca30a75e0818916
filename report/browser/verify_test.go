package browser

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/mod/sumdb/note"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/desnz"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/ledger/seal"
)

// company is a made inventory with the receipts of its lines.
type company struct {
	inv      *inventory.Inventory
	results  []ghg.Result
	receipts [][]byte
}

const hostile = "<img src=x onerror=alert(1)>\"'\u202e=1+1"

func newCompany(t *testing.T) company {
	t.Helper()
	set, err := desnz.Load(desnz.Edition2024)
	require.NoError(t, err)
	basis := factors.Basis{Factors: set, GWP: ghg.AR5()}
	var lines []activity.Activity
	for _, record := range []string{"boiler-1,2024,natural-gas,GB,120 MWh(HHV)", "boiler-2,2024,natural-gas,GB,80 MWh(HHV)", "boiler-3,2024,natural-gas,GB,95.5 MWh(HHV)"} {
		a, err := seal.Sheet(nil)("scope1.stationary-combustion", []byte("id,period,fuel,region,amount"), []byte(record))
		require.NoError(t, err)
		lines = append(lines, a)
	}
	period, err := ghg.ParsePeriod("2024")
	require.NoError(t, err)
	c := company{}
	c.inv, err = inventory.Run(basis, inventory.Organisation{Name: "Example Ltd", Approach: inventory.OperationalControl, Period: period}, lines)
	require.NoError(t, err)
	for r := range c.inv.Results() {
		receipt, err := r.Receipt()
		require.NoError(t, err)
		c.results, c.receipts = append(c.results, r), append(c.receipts, receipt)
	}
	return c
}

// proof returns the file of the proof of a result, as "ghg prove" writes it, and the public key.
func (c company) proof(t *testing.T, n int) (proof []byte, key string) {
	t.Helper()
	var hashes bytes.Buffer
	s, err := seal.OfInventory(c.inv, &hashes)
	require.NoError(t, err)
	private, key, err := note.GenerateKey(nil, "example.com")
	require.NoError(t, err)
	signer, err := note.NewSigner(private)
	require.NoError(t, err)
	signed, err := s.Sign(signer)
	require.NoError(t, err)
	at := 0
	for leaf, err := range seal.InventoryLeaves(c.inv) {
		require.NoError(t, err)
		if at == n {
			p, err := seal.Prove(bytes.NewReader(hashes.Bytes()), s.Lines, int64(n), leaf.AppendTo(nil))
			require.NoError(t, err)
			text, err := p.MarshalText()
			require.NoError(t, err)
			proof, err = json.Marshal(map[string]any{"ghg_proof": "1", "line": "2", "receipts": []string{string(c.receipts[n])}, "proof": string(text), "statement": string(signed)})
			require.NoError(t, err)
			return proof, key
		}
		at++
	}
	require.Fail(t, "no such result")
	return nil, ""
}

// altered returns a receipt with one figure changed.
func altered(t *testing.T, receipt []byte) []byte {
	t.Helper()
	bad := bytes.Replace(receipt, []byte(`"120"`), []byte(`"121"`), 1)
	require.NotEqual(t, receipt, bad)
	return bad
}

// The page opens with one request, its own, and no message of the console; and without scripts it says what to run.
func TestPageOpens(t *testing.T) {
	file := verifyPage(t)
	p := open(t, file, setting{})
	require.Contains(t, p.text("#ghg-verify"), "The inputs are not proved")
	require.True(t, eval[bool](p, `document.querySelector(".gv-off").hidden`))
	p.quiet()
	off := open(t, file, setting{noScript: true})
	require.Contains(t, off.text("#ghg-verify"), "ghg verify FILE")
	require.True(t, eval[bool](off, `document.querySelector(".gv-live").hidden`))
	require.True(t, eval[bool](off, `document.querySelector("footer a").href.startsWith("https://")`))
	off.quiet()
}

// A receipt is accepted with every step that the library tells, and one with a changed figure is refused.
func TestReceiptsInThePage(t *testing.T) {
	c := newCompany(t)
	good, bad := saved(t, "good.json", c.receipts[0]), saved(t, "bad.json", altered(t, c.receipts[0]))
	p := open(t, verifyPage(t), setting{})
	p.choose("gv-files", good)
	p.wait(`document.querySelector("#gv-out .gv-item")`)
	require.Equal(t, "true", eval[string](p, `document.querySelector(".gv-item").dataset.ok`))
	require.Contains(t, p.text(".gv-item h3"), "✓ Holds: boiler-1")
	require.Equal(t, dec.Text(c.results[0].CO2e.Kg()), eval[string](p, `document.querySelector(".gv-item [data-kg]").dataset.kg`))
	steps := eval[[]string](p, `[...document.querySelectorAll(".gv-steps li")].map(e => e.textContent)`)
	_, want, _ := strings.Cut(strings.TrimRight(c.results[0].ExplainSteps(), "\n"), "\n")
	require.Equal(t, strings.Split(want, "\n"), steps)

	p.choose("gv-files", bad)
	p.wait(`document.querySelector(".gv-item[data-ok=false]")`)
	require.Contains(t, p.text(".gv-item"), "✗ Does not hold")
	_, err := ghg.Verify(altered(t, c.receipts[0]))
	require.ErrorIs(t, err, ghg.ErrTampered)
	require.Contains(t, p.text(".gv-error"), err.Error())
	p.quiet()
}

// The lines of a file are receipts, each with its own answer; a sum from elsewhere is compared.
func TestManyReceiptsInThePage(t *testing.T) {
	c := newCompany(t)
	file := saved(t, "receipts.jsonl", bytes.Join([][]byte{c.receipts[0], altered(t, c.receipts[0]), c.receipts[2]}, []byte("\r\n")))
	p := open(t, verifyPage(t), setting{})
	summary, err := c.results[2].Summary()
	require.NoError(t, err)
	eval[any](p, `document.getElementById("gv-sum").value = `+js(strings.ToUpper(summary.SHA256()))+`; null`)
	p.choose("gv-files", file)
	p.wait(`document.querySelectorAll(".gv-item").length === 3`)
	require.Contains(t, p.text(".gv-count"), "2 hold, 1 do not")
	require.Equal(t, []string{"✗ it is not the one you gave", "✓ it is the one you gave"}, eval[[]string](p, `[...document.querySelectorAll("dd > .gv-ok, dd > .gv-bad")].map(e => e.innerText)`))
	p.quiet()
}

// Words in the page's other language take the place of those in English, by the reader's choice and without scripts.
func TestJapanese(t *testing.T) {
	p := open(t, verifyPage(t), setting{})
	eval[any](p, `document.getElementById("lang-ja").click()`)
	require.Contains(t, p.text("h1"), "再計算")
	require.NotContains(t, p.text("#ghg-verify"), "receipt")
	p.quiet()
}

// A proof is accepted with the key of who signed, refused with another statement, and proves nothing without a key.
func TestProofsInThePage(t *testing.T) {
	c := newCompany(t)
	proof, key := c.proof(t, 1)
	file, keyFile := saved(t, "line.json", proof), saved(t, "example.com.pub", []byte(key+"\n"))
	p := open(t, verifyPage(t), setting{})
	p.choose("gv-files", file)
	p.wait(`document.querySelector(".gv-item[data-ok=false]")`)
	require.Contains(t, p.text(".gv-error"), "proves nothing without the public key")
	p.choose("gv-files", file, keyFile)
	p.wait(`document.querySelector(".gv-item[data-ok=true]")`)
	require.Equal(t, []string{"yes", "yes", "yes"}, eval[[]string](p, `[...document.querySelectorAll(".gv-checks li")].map(e => e.dataset.holds)`))

	other, otherKey := c.proof(t, 1)
	p.choose("gv-files", saved(t, "other.json", other), keyFile)
	p.wait(`document.querySelector(".gv-item[data-ok=false]")`)
	require.NotEqual(t, key, otherKey)
	moved, err := json.Marshal(replaced(t, proof, "receipts", []string{string(c.receipts[0])}))
	require.NoError(t, err)
	p.choose("gv-files", saved(t, "moved.json", moved), keyFile)
	p.wait(`document.querySelectorAll(".gv-checks li[data-holds=no]").length === 1 && document.querySelectorAll(".gv-checks li[data-holds=yes]").length === 2`)
	p.quiet()
}

// replaced returns the object of a JSON text with another value for a key.
func replaced(t *testing.T, text []byte, key string, value any) map[string]any {
	t.Helper()
	var m map[string]any
	require.NoError(t, json.Unmarshal(text, &m))
	m[key] = value
	return m
}

// What if: the totals and lines that the page shows are those of inventory.Scenario, to the last digit. Nothing else moves.
func TestWhatIfInThePage(t *testing.T) {
	c := newCompany(t)
	d, err := c.results[1].Derivation()
	require.NoError(t, err)
	inputs := d.Inputs()
	of := func(k ghg.InputKind) int {
		return slices.IndexFunc(inputs, func(in ghg.Input) bool { return in.Kind == k })
	}
	amount, factor := of(ghg.InputAmount), of(ghg.InputFactor)
	changes := []inventory.Change{
		{Line: "boiler-2", Change: ghg.Change{Input: inputs[amount], Value: dec.MustParse("71.25"), Source: "test"}},
		{Change: ghg.Change{Input: inputs[factor], Value: dec.MustParse("0.19"), Source: "test"}},
	}
	scenario, err := c.inv.Scenario(changes...)
	require.NoError(t, err)
	total := totalOf(t, scenario)

	p := open(t, verifyPage(t), setting{})
	p.choose("gw-files", saved(t, "receipts.jsonl", bytes.Join(c.receipts, []byte("\n"))))
	p.wait(`document.querySelectorAll("#gw-lines fieldset").length === 3 && document.querySelector("#gw-market strong")`)
	before := totalOf(t, c.inv)
	require.Equal(t, []string{dec.Text(before.Kg()), dec.Text(before.Kg())}, eval[[]string](p, `[...document.querySelectorAll("#gw-market [data-kg]")].map(e => e.dataset.kg)`))
	p.set("boiler-2", amount, "71.25")
	p.set("boiler-1", factor, "0.19")
	p.wait(`document.querySelector("#gw-market strong [data-kg]").dataset.kg === ` + js(dec.Text(total.Kg())))
	require.Equal(t, dec.Text(total.Kg()), eval[string](p, `document.querySelector("#gw-location strong [data-kg]").dataset.kg`))
	require.Equal(t, dec.Text(total.Kg().Sub(before.Kg())), eval[string](p, `document.querySelector("#gw-market [data-change]").dataset.change`))
	var want []string
	for r := range scenario.Results() {
		want = append(want, dec.Text(r.CO2e.Kg()))
	}
	require.Equal(t, want, eval[[]string](p, `[...document.querySelectorAll(".gw-line [data-kg]:last-of-type")].map(e => e.dataset.kg)`))
	require.Contains(t, p.text("#ghg-whatif"), "A sketch, no receipt")

	p.set("boiler-2", amount, "-1") // another sign may be another method
	p.wait(`document.querySelector(".gw-line .gv-bad")`)
	require.Equal(t, "–", p.text("#gw-market"), "no total without every line")
	p.quiet()
}

// totalOf returns the total of what an inventory has.
func totalOf(t *testing.T, inv *inventory.Inventory) ghg.CO2e {
	t.Helper()
	p, err := inv.Partial(ghg.MarketBased)
	require.NoError(t, err)
	return p.Total()
}

// set types a number into the field of an input of a line.
func (p *tab) set(line string, input int, value string) {
	p.Helper()
	require.True(p, eval[bool](p, `(() => {
		for (const set of document.querySelectorAll("#gw-lines fieldset")) {
			if (!set.querySelector("legend").textContent.includes(`+js(line)+`)) continue;
			const box = set.querySelector('[data-input="`+strconv.Itoa(input)+`"]');
			box.value = `+js(value)+`;
			box.dispatchEvent(new Event("input", {bubbles: true}));
			return true;
		}
		return false;
	})()`), "input %d of %s", input, line)
}

// What a receipt says is text: markup in a name of a file adds no element.
func TestHostileNames(t *testing.T) {
	c := newCompany(t)
	dir := t.TempDir()
	file := filepath.Join(dir, `<b onclick=alert(1)>"'.json`)
	require.NoError(t, os.WriteFile(file, []byte(hostile), 0o600))
	hostileID := bytes.ReplaceAll(c.receipts[0], []byte("boiler-1"), []byte(`<script>alert(1)</script>`))
	p := open(t, verifyPage(t), setting{})
	p.choose("gv-files", file, saved(t, "id.json", hostileID))
	p.wait(`document.querySelectorAll("#gv-out .gv-item").length === 2`)
	require.Zero(t, eval[int](p, `document.querySelectorAll("#gv-out b, #gv-out img, #gv-out script").length`))
	require.Contains(t, p.text("#gv-out"), `<b onclick=alert(1)>`)
	p.quiet()
}

// axe finds nothing in light and dark, on a phone, in both languages, with an answer of each kind on the page.
func TestAccessible(t *testing.T) {
	source := axe(t)
	c := newCompany(t)
	proof, key := c.proof(t, 1)
	files := []string{saved(t, "good.json", c.receipts[0]), saved(t, "bad.json", altered(t, c.receipts[0])), saved(t, "line.json", proof), saved(t, "k.pub", []byte(key))}
	for name, how := range map[string]setting{"light": {}, "dark": {dark: true}, "phone": {phone: true}, "dark phone": {dark: true, phone: true}} {
		t.Run(name, func(t *testing.T) {
			p := open(t, verifyPage(t), how)
			p.choose("gv-files", files...)
			p.choose("gw-files", files[0])
			p.wait(`document.querySelectorAll("#gv-out > .gv-item").length === 3 && document.querySelector("#gw-lines fieldset")`)
			p.accessible(source)
			require.LessOrEqual(t, eval[int](p, `document.documentElement.scrollWidth - document.documentElement.clientWidth`), 0, "no overflow")
			eval[any](p, `document.getElementById("lang-ja").click()`)
			p.accessible(source)
		})
	}
}

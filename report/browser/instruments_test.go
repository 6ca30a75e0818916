package browser

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/desnz"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/report"
	"github.com/ghgkit/ghg/report/page"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/units"
)

// bought returns an inventory of power bought with a certificate and a contract, and a boiler.
func bought(t *testing.T, amount, certificate, rate string) *inventory.Inventory {
	t.Helper()
	set, err := desnz.Load(desnz.Edition2024)
	require.NoError(t, err)
	year := ghg.CalendarYear(2024)
	works := scope2.Electricity{
		ID: "works", Period: year, Amount: units.MustParse(amount), Region: "GB", ResidualMix: factors.MustSupplied("0.45 kg CO2e/kWh AR5; issuing body 2024"),
		Instruments: []scope2.Instrument{
			{
				ID: "rec-1", Kind: ghg.Certificate, Volume: units.MustParse(certificate), Rate: scope2.ZeroCarbon(), Market: "GB", Vintage: year, Renewable: true,
				Retirement: "statement", SoleClaim: true,
			},
			{
				ID: "ppa-1", Kind: ghg.PhysicalPPA, Volume: units.MustParse("200 MWh"), Rate: scope2.StatedRate(factors.MustSupplied(rate + " kg CO2/MWh; contract 12")),
				Market: "GB", Vintage: year, AllRights: true, Retirement: "statement", SoleClaim: true,
			},
		},
	}
	lines := []activity.Activity{works}
	inv, err := inventory.Run(factors.Basis{Factors: set, GWP: ghg.AR5()}, inventory.Organisation{Name: "Example Ltd", Approach: inventory.OperationalControl, Period: year}, lines)
	require.NoError(t, err)
	all := []ghg.Result{lineOf(t, madeReport(t, 1), 1)}
	for r := range inv.Results() {
		all = append(all, r)
	}
	inv, err = inventory.Of(inv.Organisation(), all)
	require.NoError(t, err)
	return inv
}

// What-if with instruments: a line brings the other results of its purchase, and another consumption, volume or rate moves both
// totals to those of an inventory that is run with it. What the library must calculate again says so, and there is no total.
func TestReportWhatIfOfInstruments(t *testing.T) {
	p := open(t, reportPage(t, report.Report{Inventory: bought(t, "1000 MWh", "300 MWh", "100")}, page.Options{Verifier: embedded()}), setting{})
	eval[any](p, `(() => { document.getElementById("gw-number").value = 3; document.getElementById("gw-add").click(); })()`) // market-based
	p.wait(`document.querySelectorAll("#gw-lines fieldset").length === 2`)
	for _, c := range []struct{ field, value, amount, certificate, rate string }{
		{"amount electricity", "1250", "1250 MWh", "300 MWh", "100"},
		{"amount instrument rec-1", "333.25", "1250 MWh", "333.25 MWh", "100"},
		{"instrument/ppa-1", "80", "1250 MWh", "333.25 MWh", "80"},
	} {
		p.field(c.field, c.value)
		want := bought(t, c.amount, c.certificate, c.rate)
		for id, by := range map[string]ghg.Accounting{"gw-location": ghg.LocationBased, "gw-market": ghg.MarketBased} {
			total, err := want.Partial(by)
			require.NoError(t, err)
			p.wait(fmt.Sprintf(`document.querySelector("#%s strong [data-kg]")?.dataset.kg === %s`, id, js(dec.Text(total.Total().Kg()))))
		}
	}
	p.field("amount electricity", "400")
	p.wait(`document.querySelector(".gw-line .gv-bad")`)
	require.Contains(t, p.text("#gw-lines"), ghg.ErrOtherDerivation.Error())
	require.Equal(t, "–", p.text("#gw-market"), "no total without every line")
	eval[any](p, `(() => { document.getElementById("gw-number").value = 9; document.getElementById("gw-add").click(); })()`)
	p.wait(`document.querySelector("#gw-error").textContent.includes("line 9: want 1 to 3")`)
	eval[any](p, `document.querySelector("#gw-lines fieldset > button").click()`)
	require.Zero(t, eval[int](p, `document.querySelectorAll("#gw-lines fieldset").length`), "both results of the purchase are taken out")
	p.quiet()
}

// field types a number into the first field whose label has a text.
func (p *tab) field(label, value string) {
	p.Helper()
	require.True(p, eval[bool](p, `(() => {
		for (const row of document.querySelectorAll("#gw-lines .gw-field")) {
			if (!row.querySelector("label").textContent.includes(`+js(label)+`)) continue;
			const box = row.querySelector("input");
			box.value = `+js(value)+`;
			box.dispatchEvent(new Event("input", {bubbles: true}));
			return true;
		}
		return false;
	})()`), label)
}

// axe finds nothing in a long report with a line open and recomputed, nor in a what-if of instruments.
func TestOpenedReportAccessible(t *testing.T) {
	source := axe(t)
	file, receipts := longPage(t, madeReport(t, 2100), page.Options{Verifier: embedded()})
	instruments := reportPage(t, report.Report{Inventory: bought(t, "1000 MWh", "300 MWh", "100")}, page.Options{Verifier: embedded()})
	for name, how := range map[string]setting{"light": {}, "dark": {dark: true}, "phone": {phone: true}, "dark phone": {dark: true, phone: true}} {
		t.Run(name, func(t *testing.T) {
			p := open(t, file, how)
			p.wait(`document.querySelector("#window button[data-n='3']")`)
			eval[any](p, `document.querySelector("#window button[data-n='3']").click()`)
			p.wait(`document.querySelector("#opened .ask input")`)
			p.choose(eval[string](p, `document.querySelector("#opened input").id`), saved(t, "other.gz", []byte("x")))
			p.wait(`document.querySelector("#opened [role=alert]").textContent`)
			p.bothLanguages(source)
			p.choose(eval[string](p, `document.querySelector("#opened input").id`), receipts)
			p.wait(`document.querySelector("#opened .why button.recompute")`)
			eval[any](p, `document.querySelector("#opened button.recompute").click()`)
			p.wait(`document.querySelector("#opened .gv-said .gv-ok")`)
			p.bothLanguages(source)

			p = open(t, instruments, how)
			eval[any](p, `(() => { document.getElementById("gw-number").value = 3; document.getElementById("gw-add").click(); })()`)
			p.wait(`document.querySelectorAll("#gw-lines fieldset").length === 2`)
			p.field("amount electricity", "400")
			p.wait(`document.querySelector(".gw-line .gv-bad")`)
			p.bothLanguages(source)
		})
	}
}

// bothLanguages fails if axe finds something, or the page is wider than its window, in one of the languages.
func (p *tab) bothLanguages(source string) {
	p.Helper()
	for _, language := range []string{"ja", "en"} {
		eval[any](p, `document.getElementById("lang-`+language+`").click()`)
		p.accessible(source)
		require.LessOrEqual(p, eval[int](p, `document.documentElement.scrollWidth - document.documentElement.clientWidth`), 0, "no overflow")
	}
}

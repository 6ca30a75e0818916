package page_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/report"
	"github.com/ghgkit/ghg/report/internal/sample"
	"github.com/ghgkit/ghg/report/page"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/units"
)

// lensOf returns the chart of section 3 with a name.
func lensOf(t *testing.T, root *node, name string) *node {
	t.Helper()
	found := root.id("where").find(func(n *node) bool { return n.name == "svg" && n.attrs["aria-label"] == name })
	require.Len(t, found, 1, name)
	return found[0]
}

// across adds up the widths of the boxes that begin at a height, in percent: of items, and of the rest.
func across(t *testing.T, lens *node) map[string]decimal.Decimal {
	t.Helper()
	widths := map[string]decimal.Decimal{}
	for _, r := range lens.named("rect") {
		top := r.attrs["y"]
		if c := r.attrs["class"]; !strings.Contains(c, "edge") && !strings.HasPrefix(c, "t-") && c != "box" {
			continue // the foot of a box
		}
		w, err := decimal.NewFromString(strings.TrimSuffix(r.attrs["width"], "%"))
		require.NoError(t, err)
		widths[top] = widths[top].Add(w)
	}
	return widths
}

func TestLensesShowTheWholeBySiteAndByLine(t *testing.T) {
	r := sample.ThreeCountries(t)
	root := parse(t, write(t, r, page.Options{}))
	total, err := r.Inventory.Partial(ghg.MarketBased)
	require.NoError(t, err)
	for name, boxes := range map[string]int{"Scopes and categories": 6, "Sites": 5, "Lines": 13} {
		lens := lensOf(t, root, name)
		count := len(lens.classed("edge")) + len(lens.find(func(n *node) bool { return n.name == "rect" && strings.HasPrefix(n.attrs["class"], "t-") }))
		assert.Equal(t, boxes, count, name)
		for top, width := range across(t, lens) {
			assert.True(t, width.Sub(decimal.New(100, 0)).Abs().LessThan(decimal.New(1, -1)), "%s: the strip at %s is %s %% wide", name, top, width)
		}
		// The results of the first strip are those of the total, each once.
		seen := map[int]int{}
		for _, a := range lens.find(func(n *node) bool { return n.name == "a" }) {
			if len(a.named("rect")) > 0 && len(a.classed("box")) > 0 {
				continue // the rest again
			}
			if !strings.Contains(a.attrs["class"], "src") {
				continue
			}
			for _, n := range ordinals(t, a.attrs["data-r"]) {
				seen[n]++
			}
		}
		var sum ghg.CO2e
		n := 0
		for result := range r.Inventory.Results() {
			n++
			switch {
			case !result.Counts() || result.Accounting == ghg.LocationBased:
				assert.Zero(t, seen[n], "%s: line %d is in a box", name, n)
			case !result.CO2e.IsZero():
				assert.Positive(t, seen[n], "%s: line %d is in no box", name, n)
				sum = sum.Add(result.CO2e)
			}
		}
		assert.True(t, sum.Equal(total.Total()), name)
	}
	where := english(root.id("where"))
	for _, text := range []string{"Example Inc, no site", "Kyoto Example KK", "#12 castings", "magnified"} {
		assert.Contains(t, where, text)
	}
	assert.Contains(t, root.id("where").text, "Example Inc、事業所なし")
	// A box without a number opens its lines itself, and is no stop of the keyboard.
	for _, a := range root.id("where").find(func(n *node) bool { return n.name == "a" && n.attrs["tabindex"] != "" }) {
		assert.Equal(t, "-1", a.attrs["tabindex"])
		assert.Equal(t, "true", a.attrs["aria-hidden"])
		assert.Contains(t, where, "Too narrow to label")
	}
	charts, err := page.Charts(r, page.Options{})
	require.NoError(t, err)
	var names []string
	for _, c := range charts {
		names = append(names, c.Name)
		assert.NotContains(t, string(c.SVG), "data-r", c.Name)
	}
	assert.Contains(t, names, "lens-sites")
	assert.Contains(t, names, "lens-lines")
}

func TestPlacesOnTheEdge(t *testing.T) {
	vent := func(id, site, mass string) activity.Activity {
		return scope1.DirectRelease{ID: id, Site: site, Period: year, Gas: "CO2", Mass: units.MustParse(mass), Event: "vented"}
	}
	text := func(lines ...activity.Activity) *node {
		return parse(t, write(t, report.Report{Inventory: run(t, inventory.Organisation{}, lines...)}, page.Options{}))
	}
	// No line names a site.
	root := text(vent("a", "", "4 t"))
	assert.Contains(t, english(root.id("where")), "n/a: no line names a site")
	assert.Len(t, lensOf(t, root, "Lines").classed("edge"), 1)
	// One site, and lines without one.
	root = text(vent("a", "Works", "4 t"), vent("b", "", "1 t"))
	assert.Contains(t, english(root.id("where")), "no entity or site")
	assert.Len(t, lensOf(t, root, "Sites").classed("edge"), 2)
	// Names of others stay text, and a long one is cut.
	name := `</text><script>` + strings.Repeat("W", 300)
	root = text(vent(name, name, "4 t"))
	assert.Empty(t, lensOf(t, root, "Sites").named("script"))
	assert.Contains(t, lensOf(t, root, "Sites").text, "</text><script>WWWWWWWWWWWW…")
	// Of many like lines, a strip has 24 boxes and the rest, which is not magnified; all strips together are the whole.
	var many []activity.Activity
	for i := range 200 {
		many = append(many, vent(fmt.Sprintf("vent %d", i), "Works", "1 t"))
	}
	root = text(many...)
	lens := lensOf(t, root, "Lines")
	assert.Len(t, lens.classed("edge"), 24)
	assert.Len(t, lens.classed("box"), 1)
	assert.Empty(t, lens.classed("f-tint"))
	assert.Contains(t, english(root.id("where")), "176 more lines are in the table of lines below")
	for _, a := range lens.classed("e") {
		for _, link := range a.named("a") {
			assert.Len(t, ordinals(t, link.attrs["data-r"]), 176)
		}
	}
	// Lines of which each is far smaller than the one before: at most three strips, and nothing is lost.
	many = nil
	mass := decimal.New(1, 9)
	for i := range 12 {
		many = append(many, vent(fmt.Sprintf("vent %d", i), "", mass.String()+" kg"))
		mass = mass.Shift(-1)
	}
	lens = lensOf(t, text(many...), "Lines")
	assert.Len(t, lens.classed("edge"), 12)
	assert.Len(t, across(t, lens), 3)
}

func TestRestatementsAreFootnotes(t *testing.T) {
	r := sample.ThreeCountries(t)
	root := parse(t, write(t, r, page.Options{}))
	notes := root.id("path").classed("restated")
	require.Len(t, notes, 1)
	assert.Equal(t, "† The base year 2023 is restated: Scope 1 from 2\u202f150 to 2\u202f448 t CO2e (+298): an invoice of the boilers in Austin was found (report of 2024, note 3 (invented))", strings.TrimSpace(english(notes[0])))
	assert.Contains(t, notes[0].text, "基準年2023は修正再表示: スコープ1、2\u202f150から2\u202f448 t")
	assert.Contains(t, english(root.id("path").named("tbody")[0]), "2023\u202f†")
	chart := root.id("path").find(func(n *node) bool { return n.name == "svg" && n.attrs["role"] == "img" })[0]
	assert.Len(t, chart.find(func(n *node) bool { return n.name == "text" && n.text == "†" }), 1)

	// Without a target the footnotes are there all the same; of another year than the base, added, and for every kind of figure.
	hostile := `<script>alert(1)</script>`
	r.Targets, r.Base = nil, ""
	r.Years[0].Restated = nil
	for _, s := range []report.Restatement{
		{Scope: ghg.Scope2, Accounting: ghg.LocationBased}, {Accounting: ghg.MarketBased}, {Accounting: ghg.LocationBased}, {}, {Scope: ghg.Scope3, Category: ghg.BusinessTravel, Added: true},
	} {
		s.Reason = hostile
		r.Years[0].Restated = append(r.Years[0].Restated, s)
	}
	text := write(t, r, page.Options{})
	assert.NotContains(t, text, hostile)
	notes = parse(t, text).id("path").classed("restated")
	require.Len(t, notes, 5)
	for i, want := range []string{"Scope 2, location", "Scope 1+2+3, market-based", "Scope 1+2+3, location-based", "Scope 1+2+3 from", "3.6 Business travel added"} {
		assert.Contains(t, english(notes[i]), "† 2023 is restated: "+want)
		assert.Contains(t, notes[i].text, hostile)
	}
	r.Base = "2023"
	notes = parse(t, write(t, r, page.Options{})).id("path").classed("restated")
	assert.Contains(t, english(notes[4]), "The base year 2023 is restated: 3.6 Business travel added, 0 t CO2e")
	assert.Empty(t, parse(t, write(t, sample.NEC(t), page.Options{})).classed("restated"))
}

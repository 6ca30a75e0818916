package page_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/uncertainty"
	"github.com/ghgkit/ghg/report"
	"github.com/ghgkit/ghg/report/internal/sample"
	"github.com/ghgkit/ghg/report/page"
)

var update = flag.Bool("update", false, "write the golden files")

func write(t *testing.T, r report.Report, o page.Options) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, page.Write(&b, r, o))
	return b.String()
}

// node is an element of a page.
type node struct {
	name     string
	attrs    map[string]string
	children []*node
	own      string // of a text, which has no name
	text     string // of the element and what it holds
}

var raw = regexp.MustCompile(`(?s)(<(?:script|style)[^>]*>)(.*?)(</(?:script|style)>)`)

// parse reads a page as strict XML, but for the text of its scripts and styles: every element is closed, every attribute
// quoted and every text escaped.
func parse(t *testing.T, text string) *node {
	t.Helper()
	text = raw.ReplaceAllString(strings.TrimPrefix(text, "<!DOCTYPE html>\n"), "$1$3")
	d := xml.NewDecoder(strings.NewReader(text))
	root := &node{}
	stack := []*node{root}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		require.NoError(t, err)
		top := stack[len(stack)-1]
		switch e := token.(type) {
		case xml.StartElement:
			n := &node{name: e.Name.Local, attrs: map[string]string{}}
			for _, a := range e.Attr {
				n.attrs[a.Name.Local] = a.Value
			}
			top.children = append(top.children, n)
			stack = append(stack, n)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			top.children = append(top.children, &node{own: string(e)})
		}
	}
	require.Len(t, stack, 1)
	root.gather()
	return root
}

// gather sets the texts of an element and of all that it holds.
func (n *node) gather() string {
	var b strings.Builder
	b.WriteString(n.own)
	for _, c := range n.children {
		b.WriteString(c.gather())
	}
	n.text = b.String()
	return n.text
}

func (n *node) walk(visit func(*node)) {
	visit(n)
	for _, c := range n.children {
		c.walk(visit)
	}
}

func (n *node) find(keep func(*node) bool) (found []*node) {
	n.walk(func(c *node) {
		if keep(c) {
			found = append(found, c)
		}
	})
	return found
}

func (n *node) id(name string) *node {
	found := n.find(func(c *node) bool { return c.attrs["id"] == name })
	if len(found) == 0 {
		return &node{}
	}
	return found[0]
}

func (n *node) named(name string) []*node {
	return n.find(func(c *node) bool { return c.name == name })
}

func (n *node) classed(name string) []*node {
	return n.find(func(c *node) bool { return strings.Contains(" "+c.attrs["class"]+" ", " "+name+" ") })
}

// number reads a number of the page.
func number(t *testing.T, text string) decimal.Decimal {
	t.Helper()
	d, err := decimal.NewFromString(strings.NewReplacer("\u202f", "", "\u2212", "-", "+", "").Replace(text))
	require.NoError(t, err, text)
	return d
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(path, got, 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.True(t, bytes.Equal(want, got), "%s differs from testdata: look at it, then run with -update", name)
}

func TestPageAndChartsAreTheGoldenBytes(t *testing.T) {
	text := write(t, sample.NEC(t), page.Options{})
	golden(t, "nec.html", []byte(text))
	assert.Equal(t, text, write(t, sample.NEC(t), page.Options{}), "built twice")
	charts, err := page.Charts(sample.NEC(t), page.Options{})
	require.NoError(t, err)
	again, err := page.Charts(sample.NEC(t), page.Options{})
	require.NoError(t, err)
	assert.Equal(t, charts, again)
	var names []string
	for _, c := range charts {
		names = append(names, c.Name)
		golden(t, c.Name+".svg", c.SVG)
		root := parse(t, string(c.SVG))
		assert.Empty(t, root.named("a"), c.Name)
		assert.NotContains(t, string(c.SVG), "var(", c.Name)
	}
	assert.Equal(t, []string{
		"proof", "headline-123", "headline-12", "headline-3", "path-1", "budget-1", "path-2", "budget-2", "path-3", "budget-3", "lens", "lens-lines", "change", "scope2", "coverage", "re100", "scope3",
	}, names)
	golden(t, "three.html", []byte(write(t, sample.ThreeCountries(t), page.Options{Language: "ja"})))
}

func TestHeadingsAreComputed(t *testing.T) {
	root := parse(t, write(t, sample.NEC(t), page.Options{}))
	heading := func(id string) string { return english(root.id(id + "-h")) }
	assert.Equal(t, "5.9 million tonnes, 96\u202f% of them in the value chain.", english(root.named("h1")[0]))
	assert.Equal(t, "Scope 1+2 is 3.2 years ahead of its path; Scope 3 is 1.6 years behind its path; Scope 1+2+3 is 1.2 years behind its path.", heading("path"))
	assert.Equal(t, "Two categories are 90\u202f% of it.", heading("where"))
	assert.Equal(t, "The fall is use of sold products: \u22121\u202f190 of \u22121\u202f188 kt.", heading("change"))
	assert.Equal(t, "Instruments take 33.6\u202f% off the market figure, and nothing off the grid.", heading("scope2"))
	assert.Equal(t, "Twelve categories counted, three recomputed, three missing.", heading("scope3"))
	assert.Equal(t, "No uncertainty was assessed.", heading("certainty"))
}

// english is the text of an element without what is Japanese.
func english(n *node) string {
	if n.attrs["lang"] == "ja" {
		return ""
	}
	var b strings.Builder
	b.WriteString(n.own)
	for _, c := range n.children {
		b.WriteString(english(c))
	}
	return b.String()
}

func TestEachNumberIsTheSumOfItsLines(t *testing.T) {
	for name, r := range map[string]report.Report{"NEC": sample.NEC(t), "three countries": sample.ThreeCountries(t)} {
		amounts := []decimal.Decimal{{}}
		for result := range r.Inventory.Results() {
			amounts = append(amounts, result.CO2e.Kg())
		}
		root := parse(t, write(t, r, page.Options{}))
		unit, shift := "t", int32(-3)
		if strings.Contains(root.id("scope3").text, "kt CO2e") {
			unit, shift = "kt", -6
		}
		checked := 0
		for _, section := range []string{"headline", "where", "scope2", "scope3", "certainty"} {
			for _, a := range root.id(section).classed("n") {
				if strings.HasPrefix(a.text, "#") {
					continue
				}
				var sum decimal.Decimal
				for _, n := range ordinals(t, a.attrs["data-r"]) {
					sum = sum.Add(amounts[n])
				}
				shown := number(t, a.text)
				assert.Truef(t, sum.Shift(shift).Round(-shown.Exponent()).Equal(shown), "%s, %s: %s is shown, lines %s are %s %s", name, section, a.text, a.attrs["data-r"], sum.Shift(shift), unit)
				assert.Equal(t, "#r"+strconv.Itoa(ordinals(t, a.attrs["data-r"])[0]), a.attrs["href"])
				checked++
			}
		}
		assert.Greater(t, checked, 30, name)
	}
}

func ordinals(t *testing.T, text string) (all []int) {
	t.Helper()
	for r := range strings.FieldsSeq(text) {
		var first, last int
		if n, _ := fmt.Sscanf(r, "%d-%d", &first, &last); n == 1 {
			last = first
		}
		require.Positive(t, first, text)
		for n := first; n <= last; n++ {
			all = append(all, n)
		}
	}
	return all
}

func TestTotalsAreThoseOfTheLibrary(t *testing.T) {
	r := sample.NEC(t)
	root := parse(t, write(t, r, page.Options{}))
	shown := root.id("headline").classed("big-number")
	require.Len(t, shown, 3)
	market, err := r.Inventory.Total(ghg.MarketBased)
	require.NoError(t, err)
	three, err := r.Inventory.Scope(ghg.Scope3, ghg.MarketBased)
	require.NoError(t, err)
	assert.True(t, market.Kilotonnes().Round(0).Equal(number(t, shown[0].text)))
	assert.True(t, market.Sub(three).Kilotonnes().Round(0).Equal(number(t, shown[1].text)))
	assert.True(t, three.Kilotonnes().Round(0).Equal(number(t, shown[2].text)))
	share, err := r.Inventory.Share(ghg.MarketBased, inventory.Recomputed)
	require.NoError(t, err)
	assert.Contains(t, english(root.named("main")[0]), share.Shift(2).StringFixed(1)+"\u202f% recomputed here")
}

func TestChartsHaveAMarkForEachDatum(t *testing.T) {
	r := sample.NEC(t)
	root := parse(t, write(t, r, page.Options{}))
	charts := root.id("path").find(func(n *node) bool { return n.name == "svg" && n.attrs["role"] == "img" })
	require.Len(t, charts, len(r.Targets))
	for i, c := range charts {
		rows := r.Targets[i].Progress.Rows
		reported := 0
		for _, row := range rows {
			if row.Actual.Defined() {
				reported++
			}
		}
		assert.Len(t, c.find(func(n *node) bool { return n.name == "circle" && n.attrs["class"] == "f-ink" }), reported)
		assert.Len(t, c.classed("ring"), len(r.Targets[i].Progress.Goals))
		assert.Len(t, c.classed("k-path"), len(rows)-1)
		assert.NotEmpty(t, c.classed("a-over"))
	}
	lens := root.id("where").find(func(n *node) bool { return n.name == "svg" && n.attrs["role"] == "group" })[0]
	boxes := len(lens.classed("edge")) + len(lens.find(func(n *node) bool { return n.name == "rect" && strings.HasPrefix(n.attrs["class"], "t-") }))
	assert.Equal(t, 14, boxes, "scopes 1 and 2, and twelve categories")
	scope3 := root.id("scope3").named("tbody")[0]
	rows := scope3.named("tr")
	require.Len(t, rows, 15)
	for i, row := range rows {
		marks := len(row.classed("k-s3")) + len(row.classed("f-s3")) + len(row.classed("outline"))
		if i < 12 {
			assert.Equal(t, 1, marks, "category %d", i+1)
		} else {
			assert.Zero(t, marks, "category %d: nothing for what is missing", i+1)
		}
	}
	assert.Len(t, root.id("change").find(func(n *node) bool {
		return n.name == "rect" && (n.attrs["class"] == "f-up" || n.attrs["class"] == "f-down")
	}), 11)
	assert.Len(t, root.id("change").classed("k-tick"), 2)
}

func TestTheChangeAddsUp(t *testing.T) {
	r := sample.NEC(t)
	root := parse(t, write(t, r, page.Options{}))
	numbers := root.id("change").classed("num")
	var sum decimal.Decimal
	for _, n := range numbers[:len(numbers)-1] {
		sum = sum.Add(number(t, n.text))
	}
	assert.True(t, sum.Equal(number(t, numbers[len(numbers)-1].text)), "7152 and the changes are 5964, not %s", sum)
}

func TestThePolicyAllowsTheOwnStyleAndScriptOnly(t *testing.T) {
	v := &page.Verifier{Style: []byte(".v{color:red}"), Script: []byte("globalThis.v=1;"), WhatIf: []byte("<p>what</p>"), Verify: []byte("<p>verify</p>"), Module: []byte("module")}
	for _, o := range []page.Options{{}, {Verifier: v}} {
		text := write(t, sample.NEC(t), o)
		meta := parse(t, text).named("meta")[0].attrs
		assert.Equal(t, "Content-Security-Policy", meta["http-equiv"])
		hash := func(name string) string {
			m := regexp.MustCompile(`(?s)<` + name + `>(.*?)</` + name + `>`).FindStringSubmatch(text)
			require.NotNil(t, m)
			sum := sha256.Sum256([]byte(m[1]))
			return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
		}
		assert.Equal(t, "default-src 'none'; script-src "+hash("script")+" 'wasm-unsafe-eval'; style-src "+hash("style")+"; base-uri 'none'; form-action 'none'", meta["content"])
		assert.Contains(t, text[:200], "http-equiv", "the policy is the first element")
		assert.NotRegexp(t, `<[^>]* (style|on[a-z]+)=`, raw.ReplaceAllString(text, "$1$3"))
	}
	text := write(t, sample.NEC(t), page.Options{Verifier: v})
	assert.Contains(t, text, `<div id="ghg-whatif"><p>what</p></div>`)
	assert.Contains(t, text, `id="ghg-module">`+base64.StdEncoding.EncodeToString([]byte("module")))
	assert.Contains(t, text, `id="ghg-receipts"`)
	assert.Contains(t, text, `class="recompute"`)
	assert.NotContains(t, write(t, sample.NEC(t), page.Options{}), `class="recompute"`)
}

func TestCertaintyShowsIntervalsOrWhyThereIsNone(t *testing.T) {
	r := sample.NEC(t)
	for _, limit := range []float64{0.8, 0.01} {
		known := func(ghg.FactorRecord) (uncertainty.Uncertainty, error) { return uncertainty.GSD2(1.05) }
		amount := func(r ghg.Result, _ ghg.Input) (uncertainty.Uncertainty, error) {
			if !inventory.Recomputed(r) {
				return uncertainty.Uncertainty{}, nil
			}
			return uncertainty.GSD2(1.05)
		}
		a, err := uncertainty.Of(r.Inventory, ghg.MarketBased, uncertainty.Model{
			Factor: known, Amount: amount, LeftOut: []ghg.InputKind{ghg.InputPotential, ghg.InputPrice, ghg.InputProperty}, MinCovered: limit,
		})
		require.NoError(t, err)
		r.Analysis = &a
		root := parse(t, write(t, r, page.Options{}))
		section := root.id("certainty")
		if limit == 0.8 {
			assert.Equal(t, "No interval is printed for the total: 70\u202f% of it has no basis for one.", english(root.id("certainty-h")))
			assert.NotEmpty(t, section.classed("na"))
		} else {
			assert.Contains(t, english(root.id("certainty-h")), "The total lies between")
		}
		assert.NotEmpty(t, section.named("circle"))
		charts, err := page.Charts(r, page.Options{})
		require.NoError(t, err)
		assert.Equal(t, "certainty", charts[len(charts)-1].Name)
	}
}

func TestRefusals(t *testing.T) {
	require.ErrorIs(t, page.Write(io.Discard, report.Report{}, page.Options{}), ghg.ErrMissing)
	require.ErrorIs(t, page.Write(io.Discard, sample.NEC(t), page.Options{Language: "fr"}), ghg.ErrUnknown)
	require.ErrorIs(t, page.Write(nil, sample.NEC(t), page.Options{}), ghg.ErrMissing)
	_, err := page.Charts(report.Report{}, page.Options{})
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, err = page.Charts(sample.NEC(t), page.Options{Language: "fr"})
	require.ErrorIs(t, err, ghg.ErrUnknown)
	for _, year := range []int{1 << 40, 0, 2025} {
		r := sample.NEC(t)
		r.Targets[0].Progress.Rows[1].Year = year
		require.ErrorContains(t, page.Write(io.Discard, r, page.Options{}), "targets[0]: progress: ")
		r = sample.NEC(t)
		r.Targets[0].Progress.Goals[0].Milestone.Year = -year
		require.ErrorIs(t, page.Write(io.Discard, r, page.Options{}), ghg.ErrMixed)
	}
	for _, after := range []int{0, 20} {
		assert.ErrorIs(t, page.Write(&full{after}, sample.NEC(t), page.Options{}), errFull)
	}
}

var errFull = errors.New("full")

// full is a writer without room.
type full struct{ room int }

func (f *full) Write(p []byte) (int, error) {
	if len(p) > f.room {
		return 0, errFull
	}
	f.room -= len(p)
	return len(p), nil
}

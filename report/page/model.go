package page

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/report"
)

const (
	fullLines  = 40   // whose derivation is in the page's HTML
	blockLines = 2000 // whose receipts are in the page; of more, they are in a file beside it
)

var allScopes = []ghg.Scope{ghg.Scope1, ghg.Scope2, ghg.Scope3}

// row is a result as the page shows it. A page of many lines keeps no more of them.
type row struct {
	ordinal    int
	id, part   string
	scope      ghg.Scope
	category   ghg.Category
	accounting ghg.Accounting
	counts     bool // it is not a memo item
	reported   bool // by somebody else
	co2e       ghg.CO2e
	decimals   int32 // of a reported amount, as it was printed in the unit of the page
	method     ghg.Method
	entity     string
	site       string
	factors    []string
	caveats    int
	quality    string
	hash       string
}

// model is the figures of a page: everything that is computed before a byte is written.
type model struct {
	report.Report
	org          inventory.Organisation
	label        string
	by           ghg.Accounting // of the totals
	beside       ghg.Accounting // the other method of Scope 2
	unit         unit
	rows         []row
	full         map[int]ghg.Result // with their derivation in the HTML, by ordinal
	receipts     [][]byte           // of every line, if the page holds them
	receiptsFile *besideFile        // that holds them if the page does not; nil if there is none
	sources      sourceList
	scope2       scope2Figures
	claims       []claimed
	partial      inventory.Partial
	digest       string // of the receipts, one per line
}

func newModel(r report.Report, o Options) (*model, error) {
	inv := r.Inventory
	if inv == nil {
		return nil, &ghg.FieldError{Field: "inventory of the report", Want: "an inventory", Err: ghg.ErrMissing}
	}
	m := &model{Report: r, org: inv.Organisation(), by: ghg.MarketBased, beside: ghg.LocationBased, label: r.Label}
	if m.label == "" {
		m.label = m.org.Period.String()
	}
	for i, t := range r.Targets {
		if p := t.Progress; len(p.Rows) == 0 && p.Latest.Year == 0 && len(p.Goals) == 0 {
			continue // it is withheld: the page says why
		}
		if err := t.Check(); err != nil {
			return nil, fmt.Errorf("targets[%d]: %w", i, err)
		}
	}
	if err := m.choose(inv); err != nil {
		return nil, err
	}
	m.unit = unitOf(m.partial.Total())
	if err := m.read(inv, o); err != nil {
		return nil, err
	}
	return m, nil
}

// choose sets the method of Scope 2 of the totals: market-based, unless only location-based results are there.
func (m *model) choose(inv *inventory.Inventory) error {
	var err error
	if m.partial, err = inv.Partial(ghg.MarketBased); err != nil {
		return err
	}
	if !slices.ContainsFunc(m.partial.Missing, func(g inventory.Gap) bool { return g.Scope == ghg.Scope2 }) {
		return nil
	}
	location, err := inv.Partial(ghg.LocationBased)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(location.Missing, func(g inventory.Gap) bool { return g.Scope == ghg.Scope2 }) {
		m.by, m.beside, m.partial = ghg.LocationBased, ghg.MarketBased, location
	}
	return nil
}

// read takes what the page needs of every result, in order.
func (m *model) read(inv *inventory.Inventory, o Options) error {
	m.sources = newSourceList()
	file, err := newBeside(o)
	if err != nil {
		return err
	}
	ordinal, digest := 0, sha256.New()
	for r := range inv.Results() {
		ordinal++
		receipt, err := r.Receipt()
		if err != nil {
			return &ghg.ActivityError{Method: r.Method, ID: r.ID, Err: err}
		}
		digest.Write(append(receipt, '\n'))
		m.rows = append(m.rows, m.rowOf(ordinal, r, hashOf(receipt)))
		m.sources.add(ordinal, r)
		if r.Scope == ghg.Scope2 {
			if err := m.addScope2(ordinal, r); err != nil {
				return err
			}
		}
		m.receipts = append(m.receipts, receipt)
		if len(m.receipts) > blockLines {
			m.receipts = m.receipts[:0:0]
		}
		if file != nil {
			if err := file.add(receipt); err != nil {
				return err
			}
		}
	}
	if ordinal > blockLines {
		m.receipts = nil
	}
	if file != nil {
		if m.receiptsFile, err = file.finish(); err != nil {
			return err
		}
	}
	m.digest = hex.EncodeToString(digest.Sum(nil))
	m.keepFull(inv, o)
	return m.disclose(inv)
}

// keepFull keeps the results of the largest lines, or of all.
func (m *model) keepFull(inv *inventory.Inventory, o Options) {
	order := make([]int, len(m.rows))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return m.rows[b].co2e.Kg().Abs().Cmp(m.rows[a].co2e.Kg().Abs())
	})
	if !o.Static && len(order) > fullLines {
		order = order[:fullLines]
	}
	m.full = make(map[int]ghg.Result, len(order))
	for _, i := range order {
		m.full[i+1] = ghg.Result{}
	}
	ordinal := 0
	for r := range inv.Results() {
		ordinal++
		if _, ok := m.full[ordinal]; ok {
			m.full[ordinal] = r
		}
	}
}

func (m *model) rowOf(ordinal int, r ghg.Result, hash string) row {
	w := row{
		ordinal: ordinal, id: r.ID, part: r.Part, scope: r.Scope, category: r.Category, accounting: r.Accounting,
		counts: r.Counts(), reported: !inventory.Recomputed(r), co2e: r.CO2e, method: r.Method, entity: r.Entity, site: r.Site,
		caveats: len(r.Caveats), quality: r.Quality.String(), hash: hash,
	}
	for _, f := range r.Factors {
		w.factors = append(w.factors, f.ID)
	}
	if w.reported {
		w.decimals = m.decimalsOf(r)
	}
	return w
}

// decimalsOf returns the decimal places of a reported amount in the unit of the page, as its reporter wrote them.
func (m *model) decimalsOf(r ghg.Result) int32 {
	if len(r.Steps) > 0 && len(r.Steps[0].Terms) > 0 {
		t := r.Steps[0].Terms[0]
		name, _, _ := strings.Cut(t.Unit, " ")
		if shift, ok := map[string]int32{"g": -3, "kg": 0, "t": 3, "kt": 6, "Mt": 9}[name]; ok && t.Value.Exponent() < 0 {
			return max(0, -t.Value.Exponent()-shift-m.unit.shift)
		}
	}
	_, fraction, _ := strings.Cut(dec.Text(m.unit.of(r.CO2e)), ".")
	return int32(min(len(fraction), 12))
}

// hashOf returns the SHA-256 that a receipt holds. A quotation mark inside a text of a receipt is escaped, so the name of the
// field cannot occur in one.
func hashOf(receipt []byte) string {
	const field = `"sha256":"`
	i := bytes.LastIndex(receipt, []byte(field))
	if i < 0 || len(receipt) < i+len(field)+64 {
		return ""
	}
	return string(receipt[i+len(field) : i+len(field)+64])
}

// group is a sum of rows that knows them.
type group struct {
	co2e     ghg.CO2e
	reported ghg.CO2e // of that, what is somebody's word
	size     decimal.Decimal
	taken    decimal.Decimal // of the sum of sizes, what is somebody's word
	ordinals report.Ordinals
	rows     int
	words    int // rows that are somebody's word
	decimals int32
	caveats  int
	quality  []string
}

// sum adds up the rows that keep selects.
func (m *model) sum(keep func(r *row) bool) group {
	var g group
	var ordinals []int
	for i := range m.rows {
		if r := &m.rows[i]; keep(r) {
			ordinals = append(ordinals, r.ordinal)
			g.add(r)
		}
	}
	g.ordinals = report.OrdinalsOf(ordinals...)
	return g
}

// add adds a row, but for its ordinal.
func (g *group) add(r *row) {
	g.co2e = g.co2e.Add(r.co2e)
	g.size = g.size.Add(r.co2e.Kg().Abs())
	g.rows++
	g.caveats += r.caveats
	if r.reported {
		g.words++
		g.reported = g.reported.Add(r.co2e)
		g.taken = g.taken.Add(r.co2e.Kg().Abs())
		g.decimals = max(g.decimals, r.decimals)
	}
	if r.quality != "" && !slices.Contains(g.quality, r.quality) {
		g.quality = append(g.quality, r.quality)
	}
}

// counted adds up the rows of scopes in a total by a method.
func (m *model) counted(by ghg.Accounting, scopes ...ghg.Scope) group {
	return m.sum(func(r *row) bool {
		return r.counts && m.includes(r, by) && slices.Contains(scopes, r.scope)
	})
}

func (m *model) includes(r *row, by ghg.Accounting) bool {
	if marked, ok := m.org.Category3By[r.id]; ok && r.category == ghg.FuelAndEnergyRelatedActivities && marked != by {
		return false
	}
	return by.Includes(r.accounting)
}

func (m *model) category(c ghg.Category) group {
	return m.sum(func(r *row) bool {
		return r.counts && r.scope == ghg.Scope3 && r.category == c && m.includes(r, m.by)
	})
}

// show formats the sum: with the publisher's digits if it is reported, by its size otherwise.
func (m *model) show(g group) string {
	if g.rows > 0 && g.words == g.rows {
		return fixed(m.unit.of(g.co2e), g.decimals)
	}
	return m.unit.show(g.co2e)
}

// link writes a number that knows its lines.
func link(text string, o report.Ordinals) func(w *writer) {
	return func(w *writer) {
		if o.Len() == 0 || w.plain {
			w.text(text)
			return
		}
		w.element("a", text, class("n src"), at("href", "#r"+coord(number(o.First()))), at("data-r", o.String()))
	}
}

func (m *model) amount(g group) func(w *writer) { return link(m.show(g), g.ordinals) }

// missing returns the scopes of the list that the inventory has no figure for.
func (m *model) missing(scopes ...ghg.Scope) []ghg.Scope {
	var gone []ghg.Scope
	for _, g := range m.partial.Missing {
		if g.Category == 0 && slices.Contains(scopes, g.Scope) && !slices.Contains(gone, g.Scope) {
			gone = append(gone, g.Scope)
		}
	}
	return gone
}

// figureOf returns what was published for scopes: the figure itself, or the sum of those of the scopes.
func figureOf(figures []report.Figure, by ghg.Accounting, scopes ...ghg.Scope) (report.Figure, bool) {
	find := func(s ghg.Scope) (report.Figure, bool) {
		i := slices.IndexFunc(figures, func(f report.Figure) bool {
			return f.Scope == s && f.Category == 0 && (f.Accounting == by || f.Accounting == 0)
		})
		if i < 0 {
			return report.Figure{}, false
		}
		return figures[i], true
	}
	if len(scopes) == 3 {
		if f, ok := find(0); ok {
			return f, true
		}
	}
	var sum report.Figure
	for _, s := range scopes {
		f, ok := find(s)
		if !ok {
			return report.Figure{}, false
		}
		if len(scopes) == 1 {
			return f, true
		}
		sum.CO2e = sum.CO2e.Add(f.CO2e)
	}
	return sum, true
}

func categoryFigure(figures []report.Figure, c ghg.Category) (report.Figure, bool) {
	i := slices.IndexFunc(figures, func(f report.Figure) bool { return f.Scope == ghg.Scope3 && f.Category == c })
	if i < 0 {
		return report.Figure{}, false
	}
	return figures[i], true
}

// published formats a published figure with its publisher's digits.
func (m *model) published(f report.Figure) string {
	value := m.unit.of(f.CO2e)
	text, _, _ := strings.Cut(f.Text, " ")
	if d, err := dec.Parse(strings.NewReplacer(",", "", thin, "").Replace(text)); err == nil && d.Equal(value) {
		return printed(d)
	}
	_, fraction, _ := strings.Cut(dec.Text(value), ".")
	return fixed(value, int32(min(len(fraction), 3)))
}

// point of a series: a year of like figures.
type yearFigure struct {
	label string
	co2e  ghg.CO2e
	known bool
}

// series returns the figures of scopes in every year, the year of the report last: of the inventories if every year has one,
// of what was published otherwise, so that like is compared with like.
func (m *model) series(scopes ...ghg.Scope) (points []yearFigure, own bool) {
	own = !slices.ContainsFunc(m.Years, func(y report.Year) bool { return y.Inventory == nil })
	for _, y := range m.Years {
		p := yearFigure{label: y.Label}
		if own {
			p.co2e, p.known = totalOf(y.Inventory, m.by, scopes)
		} else if f, ok := figureOf(y.Published, m.by, scopes...); ok {
			p.co2e, p.known = f.CO2e, true
		}
		points = append(points, p)
	}
	last := yearFigure{label: m.label}
	if own {
		last.co2e, last.known = m.counted(m.by, scopes...).co2e, len(m.missing(scopes...)) == 0
	} else if f, ok := figureOf(m.Published, m.by, scopes...); ok {
		last.co2e, last.known = f.CO2e, true
	}
	return append(points, last), own
}

func totalOf(inv *inventory.Inventory, by ghg.Accounting, scopes []ghg.Scope) (ghg.CO2e, bool) {
	var sum ghg.CO2e
	for _, s := range scopes {
		c, err := inv.Scope(s, by)
		if err != nil {
			return ghg.CO2e{}, false
		}
		sum = sum.Add(c)
	}
	return sum, true
}

// part of a whole: an item of the lens.
type item struct {
	key   string
	name  phrase
	hue   string
	group group
}

// items returns the scopes 1 and 2 and the categories of Scope 3 that have results, in order.
func (m *model) items() []item {
	var items []item
	for _, s := range []ghg.Scope{ghg.Scope1, ghg.Scope2} {
		if g := m.counted(m.by, s); g.rows > 0 {
			name, hue := sayScope1, "s1"
			if s == ghg.Scope2 {
				name, hue = scope2Name(m.by), "s2"
			}
			items = append(items, item{string('0' + rune(s)), name, hue, g})
		}
	}
	for c := ghg.PurchasedGoodsAndServices; c <= ghg.Investments; c++ {
		if g := m.category(c); g.rows > 0 {
			items = append(items, item{"3." + coord(number(int(c))), categoryName(c), "s3", g})
		}
	}
	return items
}

// bySize sorts items, the largest first.
func bySize(items []item) {
	slices.SortStableFunc(items, func(a, b item) int {
		return cmp.Or(b.group.co2e.Cmp(a.group.co2e), 0)
	})
}

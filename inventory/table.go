package inventory

import (
	"cmp"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/table"
)

// Table is totals divided by dimensions, with what the inventory lacks. Its rows add up to the total by the method: exactly,
// before they are rounded to be printed. CO2 from biomass and gases outside the Kyoto basket are in no row's CO2e.
type Table struct {
	By         []Dimension
	Accounting ghg.Accounting // the method of scope 2
	GWP        string         // the set of potentials; "" if there is no result
	Rows       []Row          // in the order of the labels; a total that is not divided is one row
	Missing    []Gap          // see [Inventory.Missing]
	Excluded   []Exclusion    // what the organisation leaves out

	from Partial
	by   []Dimension
}

// Row is the results with the same labels.
type Row struct {
	Labels  Labels
	CO2e    ghg.CO2e
	Results int
	Gases   []GasTotal // if the table is divided by gas: its mass, and amounts published as CO2e by basis
	Apart   []Apart    // by scope and category, whatever the dimensions; only those with an amount
}

// Apart is what a scope, or a category of scope 3, emits outside every total. It is never netted: neither with the total nor
// with another scope or category.
//
// Source: GRI 305-1-c, 305-2-c and 305-3-c and Corporate Standard, chapter 9: CO2 from biomass is reported apart from the
// scopes; ESRS E1, AR 43(c), 45(e) and 46(j): for each of them.
type Apart struct {
	Scope      ghg.Scope
	Category   ghg.Category     // of scope 3
	BiogenicKg *decimal.Decimal // CO2 from biomass in kilograms; nil if no result states any
	NonKyoto   ghg.CO2e         // gases outside the Kyoto basket
}

// Reference names a result. The three fields together are unlike those of any other result of an inventory.
type Reference struct {
	ID         string
	Part       string
	Accounting ghg.Accounting
}

// Totals returns the total by method a, divided by any dimensions, each once; by none, it is one row. A scope without results
// is an [IncompleteError], as for [Inventory.Total]. It adds up lines that share a derivation as a whole, so the time depends
// on how many kinds of line there are, not on how many lines.
func (inv *Inventory) Totals(a ghg.Accounting, by ...Dimension) (Table, error) {
	if _, err := inv.whole(a); err != nil {
		return Table{}, err
	}
	p, err := inv.Partial(a)
	if err != nil {
		return Table{}, err
	}
	return p.Totals(by...)
}

// Totals is [Inventory.Totals] of what there is.
func (p Partial) Totals(by ...Dimension) (Table, error) {
	tables, err := p.Tables(by)
	if err != nil {
		return Table{}, err
	}
	return tables[0], nil
}

// Tables returns the total divided in several ways, each as [Partial.Totals] divides it, and adds up every result once for all.
func (p Partial) Tables(by ...[]Dimension) ([]Table, error) {
	tables := make([]Table, len(by))
	fillers := make([]*filler, len(by))
	for i := range by {
		if err := checkDimensions(by[i]); err != nil {
			return nil, err
		}
		tables[i] = p.table(by[i])
		fillers[i] = newFiller(&tables[i])
	}
	if p.inv == nil || len(by) == 0 {
		return tables, nil
	}
	for s := range p.sums() {
		a := amounts{sum: s}
		for _, f := range fillers {
			if err := f.add(&a); err != nil {
				return nil, err
			}
		}
	}
	for _, f := range fillers {
		if err := f.finish(); err != nil {
			return nil, err
		}
	}
	return tables, nil
}

// table returns a table without its rows.
func (p Partial) table(by []Dimension) Table {
	t := Table{By: slices.Clone(by), Accounting: p.accounting, from: p, by: slices.Clone(by)}
	t.Missing, t.Excluded = cloneGaps(p.Missing), cloneExclusions(p.Excluded)
	switch {
	case p.inv == nil:
	case p.set.IsZero():
		t.GWP = p.inv.GWP()
	default:
		t.GWP = p.set.Name()
	}
	return t
}

// checkDimensions returns an error unless each dimension is there once, and the year or the month.
func checkDimensions(by []Dimension) error {
	for i, d := range by {
		if err := dimensions.Check(d); err != nil {
			return err
		}
		if slices.Contains(by[:i], d) {
			return &ghg.FieldError{Field: "dimension of totals", Value: d.String(), Want: "each dimension once", Err: ghg.ErrMixed}
		}
	}
	if slices.Contains(by, ByYear) && slices.Contains(by, ByMonth) {
		return &ghg.FieldError{Field: "dimension of totals", Value: ByMonth.String(), Want: "year or month, not both: a row has one period", Err: ghg.ErrMixed}
	}
	return nil
}

// Total returns the sum of the rows.
func (t Table) Total() ghg.CO2e {
	var sum ghg.CO2e
	for _, r := range t.Rows {
		sum = sum.Add(r.CO2e)
	}
	return sum
}

// Results yields the results with the labels of a row, in the order of the inventory. They are looked up when they are asked
// for, in a time that depends on the number of lines. Labels that no row has yield none.
func (t Table) Results(of Labels) iter.Seq[Reference] {
	return func(yield func(Reference) bool) {
		if t.from.inv == nil {
			return
		}
		l := &t.from.inv.ledger
		known := map[int32][]bool{}
		for i := range l.lines.n {
			ref, heads := l.lines.at(i), l.heads(i)
			in := known[ref.group]
			if ref.group < 0 || in == nil {
				in = t.in(of, l, ref)
				if ref.group >= 0 {
					known[ref.group] = in
				}
			}
			for j := range heads {
				if in[j] && !yield(Reference{l.id(i), heads[j].Part, heads[j].Accounting}) {
					return
				}
			}
		}
	}
}

// in reports which results of a line have given labels. The lines of a group have the same.
func (t Table) in(of Labels, l *ledger, ref lineRef) []bool {
	var in []bool
	add := func(s sum) {
		in = append(in, t.from.inv.org.counts(s.head, t.Accounting) && slices.Contains(t.rowsOf(s), of))
	}
	if ref.group >= 0 {
		for s := range l.sumsOf(int(ref.group)) {
			add(s)
		}
		return in
	}
	for i := ref.at; i < ref.at+uint64(-ref.group); i++ { //nolint:gosec // positive
		add(sum{head: &l.direct[i], lines: 1, result: &l.direct[i]})
	}
	return in
}

// rowsOf returns the labels of the rows that a sum is in.
func (t Table) rowsOf(s sum) []Labels {
	labels := t.from.inv.org.label(s.head, t.by)
	if !slices.ContainsFunc(t.by, Dimension.ofEmissions) {
		return []Labels{labels}
	}
	emissions, err := s.emissions()
	if err != nil {
		return nil
	}
	var list []Labels
	for _, e := range emissions {
		labels.labelEmission(e.Gas, e.Basis, t.by)
		list = append(list, labels)
	}
	return list
}

// String returns the table to be read: tonnes of CO2e, rounded half up to three places, then what is apart, what is missing
// and what is excluded. Sums that do not agree with their rounded parts are marked.
func (t Table) String() string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	line := func(cells ...string) { _, _ = io.WriteString(w, strings.Join(cells, "\t")+"\n") }
	line(append(t.names(), "t CO2e ("+cmp.Or(t.GWP, "no result")+")", "results")...)
	parts := make([]decimal.Decimal, 0, len(t.Rows))
	results := 0
	for _, r := range t.Rows {
		line(append(t.cells(r), tonnes(r.CO2e), strconv.Itoa(r.Results))...)
		parts, results = append(parts, r.CO2e.Tonnes()), results+r.Results
	}
	mark := ""
	if how, err := AddsUp(printedPlaces, t.Total().Tonnes(), parts...); err == nil && how != Adds {
		mark = " (" + how.String() + ")"
	}
	last := slices.Repeat([]string{""}, len(t.By))
	if len(last) > 0 {
		last[0] = "total"
	}
	line(slices.Concat(last, []string{tonnes(t.Total()) + mark, ""})...)
	_ = w.Flush()
	for _, a := range t.Apart() {
		b.WriteString("apart from the total: " + a.String() + "\n")
	}
	for _, g := range t.Missing {
		b.WriteString("missing: " + g.String() + "\n")
	}
	for _, e := range t.Excluded {
		b.WriteString("excluded: " + e.String() + "\n")
	}
	return b.String()
}

// Apart returns what is outside the total, by scope and category, of all rows.
func (t Table) Apart() []Apart {
	sums := map[spot]*Apart{}
	for _, r := range t.Rows {
		for _, a := range r.Apart {
			addApart(sums, spot{a.Scope, a.Category}, a.BiogenicKg, a.NonKyoto)
		}
	}
	return listApart(sums)
}

// String returns the amounts in tonnes, rounded half up to three places.
func (a Apart) String() string {
	var parts []string
	if a.BiogenicKg != nil {
		text := dec.Brief(*a.BiogenicKg) + " kg"
		if dec.Check(*a.BiogenicKg) == nil {
			text = dec.Text(a.BiogenicKg.Shift(toTonnes).Round(printedPlaces)) + " t"
		}
		parts = append(parts, text+" CO2 from biomass")
	}
	if !a.NonKyoto.IsZero() {
		parts = append(parts, tonnes(a.NonKyoto)+" t CO2e of gases outside the Kyoto basket")
	}
	return place(a.Scope, a.Category) + ": " + strings.Join(parts, ", ")
}

const (
	printedPlaces = 3
	toTonnes      = -3
)

func (t Table) names() []string {
	names := make([]string, len(t.By))
	for i, d := range t.By {
		names[i] = d.String()
	}
	return names
}

// cells returns the labels of a row; "–" if there is none.
func (t Table) cells(r Row) []string {
	cells := make([]string, len(t.By))
	for i, d := range t.By {
		cells[i] = input.Shorten(cmp.Or(r.Labels.Text(d), "–"))
	}
	return cells
}

// WriteCSV writes the rows with their exact numbers: a column for each dimension, kg_co2e, results and apart, which lists what
// is outside the total by scope and category. With spreadsheet set, text cells that a spreadsheet would run as a formula
// begin with an apostrophe.
func (t Table) WriteCSV(w io.Writer, spreadsheet bool) error {
	out := table.NewWriter(w, spreadsheet)
	header := t.names()
	for i := range header {
		header[i] = strings.ReplaceAll(header[i], " ", "_")
	}
	if err := out.Write(append(header, "kg_co2e", "results", "apart")); err != nil {
		return err
	}
	for _, r := range t.Rows {
		cells := make([]string, 0, len(t.By)+len("co2e, results, apart"))
		for _, d := range t.By {
			cells = append(cells, r.Labels.Text(d))
		}
		apart := make([]string, len(r.Apart))
		for i, a := range r.Apart {
			apart[i] = a.exact()
		}
		if err := out.Write(append(cells, dec.Text(r.CO2e.Kg()), strconv.Itoa(r.Results), strings.Join(apart, "; "))); err != nil {
			return err
		}
	}
	return out.Flush()
}

// exact returns the amounts as they are.
func (a Apart) exact() string {
	s := place(a.Scope, a.Category) + ":"
	if a.BiogenicKg != nil {
		s += " " + dec.Text(*a.BiogenicKg) + " kg CO2-biogenic"
	}
	if !a.NonKyoto.IsZero() {
		s += " " + a.NonKyoto.String() + " outside the Kyoto basket"
	}
	return s
}

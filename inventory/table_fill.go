package inventory

import (
	"cmp"
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/derive"
)

// spot is a scope or a category of scope 3.
type spot struct {
	scope    ghg.Scope
	category ghg.Category
}

// rowSum is a row in progress.
type rowSum struct {
	co2e    dec.Exact // kilograms
	results int
	apart   map[spot]*Apart
	gases   map[gasKey]*gasSum
}

// gasKey is a gas or CO2e of a basis in a scope or category.
type gasKey struct {
	spot
	gas   ghg.Gas
	basis string
}

type gasSum struct {
	kg      decimal.Decimal
	co2e    ghg.CO2e
	outside bool
}

// filler adds up the rows of a table.
type filler struct {
	t      *Table
	rows   map[Labels]*rowSum
	last   *rowSum // the row of labels: neighbours are often in one
	labels Labels
	split  bool // emissions are divided
	gases  bool // the gases of rows are kept
	weighs bool // with another set of potentials than the results'
}

func newFiller(t *Table) *filler {
	f := &filler{t: t, rows: map[Labels]*rowSum{}, weighs: !t.from.set.IsZero()}
	f.split = slices.ContainsFunc(t.by, Dimension.ofEmissions)
	f.gases = f.weighs || slices.Contains(t.by, ByGas)
	return f
}

// amounts is a sum with its amounts, each computed when it is first asked for.
type amounts struct {
	sum
	given            bool
	counted, outside ghg.CO2e
	biogenicKg       *decimal.Decimal // nil if it is not known
	list             []derive.Emission
}

// totals returns the CO2e in the basket and outside it, and the CO2 from biomass.
func (a *amounts) totals() (counted, outside ghg.CO2e, biogenicKg *decimal.Decimal) {
	if !a.given {
		a.given = true
		a.counted, a.outside = a.co2e()
		if kg, known := a.biogenic(); known {
			a.biogenicKg = &kg
		}
	}
	return a.counted, a.outside, a.biogenicKg
}

// byGas returns the emissions by gas and basis.
func (a *amounts) byGas() ([]derive.Emission, error) {
	if a.list != nil {
		return a.list, nil
	}
	var err error
	a.list, err = a.emissions()
	return a.list, err
}

func (f *filler) row(l Labels) *rowSum {
	if f.last != nil && l == f.labels {
		return f.last
	}
	row := f.rows[l]
	if row == nil {
		row = &rowSum{}
		f.rows[l] = row
	}
	f.last, f.labels = row, l
	return row
}

func (f *filler) add(s *amounts) error {
	labels := f.t.from.inv.org.label(s.head, f.t.by)
	at := spot{s.head.Scope, s.head.Category}
	if !f.split && !f.gases {
		counted, outside, biogenicKg := s.totals()
		row := f.row(labels)
		row.co2e.Add(counted.Kg())
		row.results += s.lines
		row.setApart(at, biogenicKg, outside)
		return nil
	}
	emissions, err := s.byGas()
	if err != nil {
		return err
	}
	if !f.split {
		f.row(labels).results += s.lines
	}
	var seen []Labels
	for _, e := range emissions {
		if f.split {
			labels.labelEmission(e.Gas, e.Basis, f.t.by)
		}
		row := f.row(labels)
		if f.split && !slices.Contains(seen, labels) {
			row.results += s.lines
			seen = append(seen, labels)
		}
		row.addEmission(at, e, f.gases)
	}
	return nil
}

// addEmission adds an emission to a row.
func (row *rowSum) addEmission(at spot, e derive.Emission, gases bool) {
	switch {
	case e.Gas == ghg.CO2Biogenic && e.Basis == "":
		row.setApart(at, &e.Kg, ghg.CO2e{})
	case e.Outside:
		row.setApart(at, nil, e.CO2e)
	default:
		row.co2e.Add(e.CO2e.Kg())
	}
	if !gases {
		return
	}
	key := gasKey{at, e.Gas, e.Basis}
	sum := row.gases[key]
	if sum == nil {
		if row.gases == nil {
			row.gases = map[gasKey]*gasSum{}
		}
		sum = &gasSum{}
		row.gases[key] = sum
	}
	sum.kg, sum.co2e, sum.outside = sum.kg.Add(e.Kg), sum.co2e.Add(e.CO2e), e.Outside
}

func (row *rowSum) setApart(at spot, biogenicKg *decimal.Decimal, outside ghg.CO2e) {
	if biogenicKg == nil && outside.IsZero() {
		return
	}
	if row.apart == nil {
		row.apart = map[spot]*Apart{}
	}
	addApart(row.apart, at, biogenicKg, outside)
}

func addApart(sums map[spot]*Apart, at spot, biogenicKg *decimal.Decimal, outside ghg.CO2e) {
	a := sums[at]
	if a == nil {
		a = &Apart{Scope: at.scope, Category: at.category}
		sums[at] = a
	}
	a.NonKyoto = a.NonKyoto.Add(outside)
	if biogenicKg == nil {
		return
	}
	kg := *biogenicKg
	if a.BiogenicKg != nil {
		kg = kg.Add(*a.BiogenicKg)
	}
	a.BiogenicKg = &kg
}

func listApart(sums map[spot]*Apart) []Apart {
	list := make([]Apart, 0, len(sums))
	for _, at := range slices.SortedFunc(maps.Keys(sums), compareSpots) {
		list = append(list, *sums[at])
	}
	return list
}

func compareSpots(a, b spot) int {
	return cmp.Or(cmp.Compare(a.scope, b.scope), cmp.Compare(a.category, b.category))
}

// finish makes the rows of the table.
func (f *filler) finish() error {
	if len(f.t.by) == 0 && len(f.rows) == 0 {
		f.row(Labels{})
	}
	for labels, sum := range f.rows {
		if f.weighs {
			if err := sum.weigh(f.t.from.set); err != nil {
				return err
			}
		}
		co2e, err := ghg.KgCO2e(sum.co2e.Decimal())
		if err != nil {
			return err
		}
		row := Row{Labels: labels, CO2e: co2e, Results: sum.results, Apart: listApart(sum.apart)}
		if slices.Contains(f.t.by, ByGas) {
			row.Gases = sum.list()
		}
		f.t.Rows = append(f.t.Rows, row)
	}
	slices.SortFunc(f.t.Rows, func(a, b Row) int { return compareLabels(&a.Labels, &b.Labels, f.t.by) })
	return nil
}

// compareLabels orders labels by dimensions.
func compareLabels(a, b *Labels, by []Dimension) int {
	for _, d := range by {
		if c := a.compare(b, d); c != 0 {
			return c
		}
	}
	return 0
}

// list returns the amounts of a row, of all scopes and categories.
func (row *rowSum) list() []GasTotal {
	type key struct {
		gas   ghg.Gas
		basis string
	}
	totals := map[key]GasTotal{}
	for k, sum := range row.gases {
		of := key{k.gas, k.basis}
		t := totals[of]
		t.Gas, t.GWP, t.InCO2e, t.Unit = k.gas, k.basis, k.basis != "", ghg.GasAmount{Gas: k.gas, GWP: k.basis}.Unit()
		t.Kg, t.Memo = t.Kg.Add(sum.kg), k.gas != "" && !k.gas.Kyoto()
		if !sum.outside {
			t.CO2e = t.CO2e.Add(sum.co2e)
		}
		totals[of] = t
	}
	return slices.SortedFunc(maps.Values(totals), func(x, y GasTotal) int {
		return cmp.Or(cmp.Compare(x.Gas, y.Gas), cmp.Compare(x.GWP, y.GWP))
	})
}

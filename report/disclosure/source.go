package disclosure

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/report"
)

// source is a report that was read once: its results with their ordinals, and the totals of its inventory. Values are those of
// the inventory's tables, ordinals those of the results as they were read, so that Check compares two ways.
type source struct {
	report.Report
	org      inventory.Organisation
	coverage []inventory.Coverage // seventeen lines, see [inventory.Inventory.Coverage]
	lines    []line
	totals   map[ghg.Accounting][]inventory.Row // by dimensions
	gases    map[ghg.Accounting][]inventory.Row // by dimensions and gas; read when first asked for
	sets     []string                           // of the factors, in order
	places   map[inventory.Reference]int        // the ordinals of results; read when first asked for
	used     *mix                               // the energy used; read when first asked for
}

// dimensions are the labels of a line, and those that figures are kept by.
var dimensions = []inventory.Dimension{
	inventory.ByScope, inventory.ByCategory, inventory.ByEntity, inventory.BySite, inventory.ByCountry, inventory.ByMethod, inventory.ByAccounting, inventory.ByOrigin,
}

// line is what a result is counted by.
type line struct {
	labels  inventory.Labels
	ordinal int
	memo    bool
	gases   []string // gases of the basket with an amount
	energy  []portion
	primary bool
}

// keep selects results by their labels: scope, category, entity, site, country, method, accounting and origin are set.
type keep func(inventory.Labels) bool

// figure is a total with the results that it is made of.
type figure struct {
	co2e, other ghg.CO2e
	biogenicKg  *decimal.Decimal // nil if no result states any
	kg          decimal.Decimal  // mass of a gas
	of          report.Ordinals
}

func read(r report.Report) (*source, error) {
	if err := r.Check(); err != nil {
		return nil, err
	}
	s := &source{Report: r, org: r.Inventory.Organisation(), coverage: r.Inventory.Coverage(), totals: map[ghg.Accounting][]inventory.Row{}, gases: map[ghg.Accounting][]inventory.Row{}}
	sets := map[string]bool{}
	for result := range r.Inventory.Results() {
		l, err := s.lineOf(&result, len(s.lines)+1)
		if err != nil {
			return nil, fmt.Errorf("result %s: %w", input.Quote(result.ID), err)
		}
		s.lines = append(s.lines, l)
		for i := range result.Factors {
			sets[result.Factors[i].Set] = true
		}
	}
	for set := range sets {
		s.sets = append(s.sets, set)
	}
	slices.Sort(s.sets)
	for _, a := range []ghg.Accounting{ghg.LocationBased, ghg.MarketBased} {
		rows, err := s.table(a, dimensions...)
		if err != nil {
			return nil, err
		}
		s.totals[a] = rows
	}
	return s, nil
}

func (s *source) table(a ghg.Accounting, by ...inventory.Dimension) ([]inventory.Row, error) {
	p, err := s.Inventory.Partial(a)
	if err != nil {
		return nil, err
	}
	t, err := p.Totals(by...)
	return t.Rows, err
}

// lineOf returns a line with the labels that the inventory's tables give it.
func (s *source) lineOf(r *ghg.Result, ordinal int) (line, error) {
	l := line{ordinal: ordinal, memo: !r.Counts(), primary: r.Primary, labels: inventory.Labels{
		Scope: r.Scope, Category: r.Category, Entity: r.Entity, Site: r.Site, Country: countryOf(r.Factors), Method: r.Method, Accounting: r.Accounting, Origin: r.Origin,
	}}
	if by, marked := s.org.Category3By[r.ID]; marked && r.Category == ghg.FuelAndEnergyRelatedActivities {
		l.labels.Accounting = by
	}
	for amount := range r.Emissions.All() {
		if name := basketName(amount.Gas); !outsideBasket(amount, r.Weights) && !slices.Contains(l.gases, name) {
			l.gases = append(l.gases, name)
		}
	}
	var err error
	l.energy, err = portionsOf(r)
	return l, err
}

// outsideBasket reports whether an amount is CO2 from biomass or of a gas outside the basket.
func outsideBasket(amount ghg.GasAmount, weights []ghg.Weight) bool {
	return amount.Gas == ghg.CO2Biogenic || slices.ContainsFunc(weights, func(w ghg.Weight) bool { return w.Outside && w.Gas == amount.Gas && w.Basis == amount.GWP })
}

// countryOf returns the label of [inventory.ByCountry].
func countryOf(factors []ghg.FactorRecord) string {
	var list []string
	for i := range factors {
		country, _, _ := strings.Cut(factors[i].Region, "-")
		if country != "" {
			list = append(list, country)
		}
	}
	slices.Sort(list)
	return strings.Join(slices.Compact(list), ", ")
}

// basketNames are the gases of the basket as [inventory.Inventory.Basket] names them.
var basketNames = []string{"CO2", "CH4", "N2O", "HFCs", "PFCs", "SF6", "NF3"}

// basketName returns the line of the basket that a gas is in, or "" for gases that are not told apart.
func basketName(g ghg.Gas) string {
	class := g.Class()
	for _, name := range basketNames {
		if name == class || name == class+"s" {
			return name
		}
	}
	return ""
}

// ordinals returns the results that count by method a and are kept.
func (s *source) ordinals(a ghg.Accounting, k keep, also func(line) bool) report.Ordinals {
	var list []int
	for i := range s.lines {
		l := &s.lines[i]
		if !l.memo && a.Includes(l.labels.Accounting) && (k == nil || k(l.labels)) && (also == nil || also(*l)) {
			list = append(list, l.ordinal)
		}
	}
	return report.OrdinalsOf(list...)
}

// figure returns the total of the results that count by method a and are kept; nil keeps all. A total without results is zero
// and has no ordinals.
func (s *source) figure(a ghg.Accounting, k keep) figure {
	f := figure{of: s.ordinals(a, k, nil)}
	for _, row := range s.totals[a] {
		if k == nil || k(row.Labels) {
			f.add(row)
		}
	}
	return f
}

func (f *figure) add(row inventory.Row) {
	f.co2e = f.co2e.Add(row.CO2e)
	for _, apart := range row.Apart {
		f.other = f.other.Add(apart.NonKyoto)
		if apart.BiogenicKg != nil {
			kg := *apart.BiogenicKg
			if f.biogenicKg != nil {
				kg = kg.Add(*f.biogenicKg)
			}
			f.biogenicKg = &kg
		}
	}
}

// gas returns the total of one gas of the basket, such as "HFCs", or of gases that are not told apart, "".
func (s *source) gas(name string, a ghg.Accounting, k keep) (figure, error) {
	if s.gases[a] == nil {
		rows, err := s.table(a, append(slices.Clone(dimensions), inventory.ByGas)...)
		if err != nil {
			return figure{}, err
		}
		s.gases[a] = rows
	}
	f := figure{of: s.ordinals(a, k, func(l line) bool { return slices.Contains(l.gases, name) })}
	for _, row := range s.gases[a] {
		labels := row.Labels
		if labels.Gas = ""; basketName(row.Labels.Gas) != name || k != nil && !k(labels) {
			continue
		}
		for _, g := range row.Gases {
			if g.Memo {
				continue
			}
			if f.co2e = f.co2e.Add(g.CO2e); !g.InCO2e {
				f.kg = f.kg.Add(g.Kg)
			}
		}
	}
	return f, nil
}

// values returns the different labels of the results that count and have one, in order.
func (s *source) values(label func(inventory.Labels) (string, bool)) []string {
	var list []string
	for i := range s.lines {
		if name, has := label(s.lines[i].labels); has && !s.lines[i].memo {
			list = append(list, name)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// Keeps.

func ofScope(scopes ...ghg.Scope) keep {
	return func(l inventory.Labels) bool { return slices.Contains(scopes, l.Scope) }
}

func ofCategory(c ghg.Category) keep {
	return func(l inventory.Labels) bool { return l.Scope == ghg.Scope3 && l.Category == c }
}

// and keeps what all keep.
func (k keep) and(also keep) keep {
	return func(l inventory.Labels) bool { return k(l) && also(l) }
}

// why returns why there is no figure for a scope or a category, by the inventory's coverage.
func (s *source) why(scope ghg.Scope, category ghg.Category) string {
	for _, c := range s.coverage {
		if c.Scope != scope || c.Category != category {
			continue
		}
		switch c.Status {
		case inventory.NotApplicable:
			return "not applicable: " + c.Reason
		case inventory.Excluded:
			return "excluded: " + c.Reason
		}
	}
	what := scope.String()
	if category != 0 {
		what = category.String()
	}
	return "missing: the inventory has no result of " + what
}

// reason turns an error into the reason of an empty cell.
func reason(err error) string {
	var incomplete *inventory.IncompleteError
	if errors.As(err, &incomplete) {
		return "missing: " + err.Error()
	}
	return err.Error()
}

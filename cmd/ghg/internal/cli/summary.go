package cli

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/cmd/ghg/internal/project"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/ledger/seal"
)

// summary is what a run presents.
type summary struct {
	project     *project.Project
	inventory   *inventory.Inventory
	calculation project.Calculation
	findings    inventory.Findings
	checked     bool // findings were looked for
	tracking    []project.Tracking
	totals      []figure
	missing     []string
	statement   string // the seal; "" if it was not asked for
	hashes      []byte
	written     []string
}

// figure is a total by both methods of scope 2.
type figure struct {
	by, label        string
	market, location *ghg.CO2e // nil if it is withheld, or if there is none
	results          int
}

// The figures that are not of a dimension.
const (
	figureTotal   = "total"   // of the whole inventory; withheld if something is missing
	figurePartial = "partial" // the sum of what there is
)

func newSummary(p *project.Project, c project.Calculation, o runOptions) (*summary, error) {
	r := &summary{project: p, inventory: c.Inventory, calculation: c}
	checked := make(chan error, 1)
	go func() { // beside the totals
		var err error
		if r.checked = !o.unchecked; r.checked {
			r.findings, err = c.Inventory.Check(inventory.CheckOptions{})
		}
		checked <- err
	}()
	err := r.figures(o)
	if err := errors.Join(err, <-checked); err != nil {
		return nil, err
	}
	if o.seal {
		err = r.seal()
	}
	return r, err
}

// figures adds everything but the findings.
func (r *summary) figures(o runOptions) error {
	by := [][]inventory.Dimension{{inventory.ByScope}, {inventory.ByCategory}, {inventory.ByEntity}, {inventory.BySite}, {inventory.ByGas}}
	if len(o.dimensions) > 0 {
		by = [][]inventory.Dimension{o.dimensions}
	}
	var partials [2]inventory.Partial
	var err error
	for i, a := range accountings {
		if partials[i], err = r.inventory.Partial(a); err != nil {
			return err
		}
	}
	var tables [2][]inventory.Table
	for i := range partials {
		if tables[i], err = partials[i].Tables(by...); err != nil {
			return err
		}
	}
	for i, dimensions := range by {
		r.divide([2]inventory.Table{tables[0][i], tables[1][i]}, dimensions)
	}
	if err := r.sum(partials); err != nil {
		return err
	}
	r.tracking, err = r.project.Track(r.inventory)
	return err
}

// accountings are the methods of scope 2 that figures are given by.
var accountings = [2]ghg.Accounting{ghg.MarketBased, ghg.LocationBased}

// divide adds the totals by some dimensions. One that no result has a label for is left out.
func (r *summary) divide(tables [2]inventory.Table, by []inventory.Dimension) {
	names := make([]string, len(by))
	for i, d := range by {
		names[i] = d.String()
	}
	var figures []figure
	labelled := false
	at := map[string]int{}
	for i, a := range accountings {
		for _, row := range tables[i].Rows {
			labels := make([]string, len(by))
			for i, d := range by {
				labels[i] = cmp.Or(row.Labels.Text(d), unlabelled(d))
				labelled = labelled || row.Labels.Text(d) != ""
			}
			label := strings.Join(labels, " / ")
			figures = setFigure(figures, at, figure{by: strings.Join(names, ", "), label: label, results: row.Results}, a, row.CO2e)
		}
	}
	if !labelled {
		return
	}
	if slices.Equal(by, []inventory.Dimension{inventory.ByCategory}) {
		figures = slices.DeleteFunc(figures, func(f figure) bool { return f.label == unlabelled(inventory.ByCategory) }) // scopes 1 and 2
	}
	r.totals = append(r.totals, figures...)
}

// unlabelled returns what stands for results without a label.
func unlabelled(d inventory.Dimension) string {
	if d == inventory.ByGas {
		return "CO2e, gases not stated"
	}
	return "no " + d.String()
}

// setFigure sets the amount of a figure by a method. places are the figures by their labels.
func setFigure(list []figure, places map[string]int, of figure, a ghg.Accounting, amount ghg.CO2e) []figure {
	at, known := places[of.label]
	if !known {
		at = len(list)
		places[of.label] = at
		list = append(list, of)
	}
	if a == ghg.MarketBased {
		list[at].market = &amount
	} else {
		list[at].location = &amount
	}
	list[at].results = max(list[at].results, of.results)
	return list
}

// sum adds the totals of the inventory and what they lack.
func (r *summary) sum(partials [2]inventory.Partial) error {
	total, partial := figure{by: figureTotal}, figure{by: figurePartial}
	for i, a := range accountings {
		what := partials[i]
		there, err := r.inventory.Total(a)
		if err != nil && !withheld(err) {
			return err
		}
		complete := err == nil
		if !complete {
			there = what.Total()
		}
		for _, g := range what.Missing {
			if text := g.String(); !slices.Contains(r.missing, text) {
				r.missing = append(r.missing, text)
			}
		}
		into, sum := &total.market, &partial.market
		if a == ghg.LocationBased {
			into, sum = &total.location, &partial.location
		}
		*sum = &there
		if complete {
			*into = &there
		}
	}
	r.totals = append(r.totals, total)
	if total.market == nil || total.location == nil {
		r.totals = append(r.totals, partial)
	}
	return nil
}

// seal makes the statement of the inventory.
func (r *summary) seal() error {
	var hashes bytes.Buffer
	s, err := seal.OfInventory(r.inventory, &hashes)
	if err != nil {
		return err
	}
	b, err := r.project.Basis()
	if err != nil {
		return err
	}
	if s.Basis, err = basisDigest(b); err != nil {
		return err
	}
	r.statement, err = s.Text()
	r.hashes = hashes.Bytes()
	return err
}

// kg returns an exact amount in kilograms, "" if there is none.
func kg(c *ghg.CO2e) string {
	if c == nil {
		return ""
	}
	return dec.Text(c.Kg())
}

// tonnes returns an amount in tonnes to three places.
func tonnes(c *ghg.CO2e, none string) string {
	if c == nil {
		return none
	}
	return c.Tonnes().StringFixed(3)
}

// totalsTable returns the figures with their exact amounts.
func (r *summary) totalsTable() *table {
	t := &table{columns: []string{"by", "label", "market_based_kg", "location_based_kg", "results"}}
	for _, f := range r.totals {
		results := ""
		if f.by != figureTotal && f.by != figurePartial {
			results = strconv.Itoa(f.results)
		}
		t.add(f.by, f.label, kg(f.market), kg(f.location), results)
	}
	return t
}

// coverageTable returns what the inventory holds for each scope and category.
func (r *summary) coverageTable() *table {
	t := &table{columns: []string{"scope", "category", "status", "results", "reason", "estimate"}}
	for _, c := range r.inventory.Coverage() {
		estimate, category := "", ""
		if c.Estimate != nil {
			estimate = c.Estimate.String()
		}
		if c.Category != 0 {
			category = c.Category.String()
		}
		t.add(c.Scope.String(), category, c.Status.String(), strconv.Itoa(c.Results), c.Reason, estimate)
	}
	return t
}

// findingsTable returns what a person should look at.
func (r *summary) findingsTable() *table {
	t := &table{columns: []string{"severity", "kind", "results", "more", "entity", "site", "detail", "do"}}
	for _, f := range r.findings.List {
		t.add(f.Severity.String(), f.Kind.String(), strings.Join(f.Results, "; "), strconv.Itoa(f.More), f.Entity, f.Site, f.Detail, f.Do)
	}
	for kind := inventory.ActivityFailed; kind <= inventory.UnstatedEntity; kind++ {
		if n := r.findings.More[kind]; n > 0 {
			t.add(kind.Severity().String(), kind.String(), "", strconv.Itoa(n), "", "", fmt.Sprintf("%d more of this kind", n), kind.Do())
		}
	}
	return t
}

// caveatsTable returns the kinds of caveats.
func (r *summary) caveatsTable() *table {
	t := &table{columns: []string{"caveat", "results", "first"}}
	for _, c := range r.inventory.Caveats() {
		first := c.Results
		if len(first) > 3 {
			first = first[:3]
		}
		t.add(c.Kind.String(), strconv.Itoa(len(c.Results)), strings.Join(first, ", "))
	}
	return t
}

// targetsTable returns the years of every target.
func (r *summary) targetsTable() *table {
	t := &table{columns: []string{"target", "year", "allowed_t", "actual_t", "status"}, right: []int{2, 3}}
	for _, of := range r.tracking {
		name := of.Target.Absolute.Name
		for _, row := range of.Progress.Rows {
			if actual, ok := row.Actual.Get(); ok {
				t.add(name, row.Label, row.Allowance.Tonnes().StringFixed(0), actual.Tonnes().StringFixed(0), row.Status.String())
			}
		}
		if of.Withheld != nil {
			t.add(name, r.project.Period.String(), "", "withheld", of.Withheld.Error())
		}
	}
	return t
}

// underivedTable returns the parts of category 3 that are not derived.
func (r *summary) underivedTable() *table {
	t := &table{columns: []string{"id", "method", "reason"}}
	for _, u := range r.calculation.Underived {
		t.add(u.ID, string(u.Method), u.Reason)
	}
	return t
}

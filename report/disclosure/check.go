package disclosure

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/report"
)

// ErrNotOfResults is wrapped by errors about a figure that is not what its results, the report or its formula give.
var ErrNotOfResults = errors.New("not what its results and inputs give")

// Check adds up every figure of the tables again, from the results of the inventory one by one and from what the report holds.
// How a cell was filled plays no part in it. These are errors, each with the table, row and column:
//
//   - a cell with none or several of a value, a text and a reason, or a value that says neither what it measures, nor where
//     the report has it, nor its formula;
//   - a value that is not the sum of its results in its unit, not the report's, or not what its formula gives;
//   - results that are none of the inventory's, memo items, or results by both methods of scope 2 in one figure;
//   - a declared sum that its parts do not add up to exactly, that mixes units or measures, or counts a result twice;
//   - a table of scope 2 without a figure by one of its methods that is made of all its results: netted, or left out;
//   - an id that a table, row or column has twice, and a row with too few or too many cells.
//
// The first 20 errors are returned, joined. No tables are an error.
func Check(r report.Report, tables []Table) error {
	_, err := checked(r, tables)
	return err
}

// checked checks tables and returns the names of the results that were read.
func checked(r report.Report, tables []Table) ([]resultJSON, error) {
	if err := r.Check(); err != nil {
		return nil, err
	}
	if len(tables) == 0 {
		return nil, &ghg.FieldError{Field: "tables", Want: "at least one", Err: ghg.ErrMissing}
	}
	c := &checker{report: r}
	if err := c.read(); err != nil {
		return nil, err
	}
	ids := map[string]bool{}
	for _, t := range tables {
		c.table = t.ID
		if ids[t.ID] || strings.TrimSpace(t.ID) == "" {
			c.fail("", "", "an id that no other table has", ghg.ErrRepeated)
		}
		ids[t.ID] = true
		c.checkTable(t)
	}
	return c.names, c.problems()
}

// counted is what a result adds to figures.
type counted struct {
	co2e, other ghg.CO2e
	biogenicKg  decimal.Decimal
	biogenic    bool
	gases       map[string]gasSum
	energy      []portion
	scope       ghg.Scope
	method      ghg.Accounting // of scope 2, or by which a line of category 3 counts
	memo        bool
}

type gasSum struct {
	co2e ghg.CO2e
	kg   decimal.Decimal
}

type checker struct {
	report  report.Report
	results []counted
	used    *mix // read when first asked for
	names   []resultJSON
	table   string
	errs    []error
	more    int
}

const mostErrors = 20

func (c *checker) fail(row, column, want string, err error) {
	if len(c.errs) == mostErrors {
		c.more++
		return
	}
	place := "table " + input.Quote(c.table)
	if row != "" {
		place += ", row " + input.Quote(row)
	}
	if column != "" {
		place += ", column " + input.Quote(column)
	}
	c.errs = append(c.errs, &ghg.FieldError{Field: place, Want: want, Err: err})
}

func (c *checker) problems() error {
	if c.more > 0 {
		c.errs = append(c.errs, fmt.Errorf("and %d more", c.more))
	}
	return errors.Join(c.errs...)
}

// read reads every result on its own: nothing comes from the inventory's totals.
func (c *checker) read() error {
	marks := c.report.Inventory.Organisation().Category3By
	for r := range c.report.Inventory.Results() {
		of := counted{co2e: r.CO2e, other: r.NonKyoto, scope: r.Scope, method: r.Accounting, memo: !r.Counts(), gases: map[string]gasSum{}}
		if by, marked := marks[r.ID]; marked && r.Category == ghg.FuelAndEnergyRelatedActivities {
			of.method = by
		}
		of.biogenicKg, of.biogenic = r.BiogenicCO2()
		var err error
		if of.energy, err = portionsOf(&r); err != nil {
			return fmt.Errorf("result %s: %w", input.Quote(r.ID), err)
		}
		if err := of.weigh(&r); err != nil {
			return fmt.Errorf("result %s: %w", input.Quote(r.ID), err)
		}
		c.results = append(c.results, of)
		c.names = append(c.names, resultJSON{len(c.results), r.ID, r.Part, r.Accounting})
	}
	return nil
}

// weigh adds up the amounts of a result by gas of the basket, by the result's own weights.
func (of *counted) weigh(r *ghg.Result) error {
	for amount := range r.Emissions.All() {
		i := slices.IndexFunc(r.Weights, func(w ghg.Weight) bool { return w.Gas == amount.Gas && w.Basis == amount.GWP })
		if i < 0 || r.Weights[i].Outside || amount.Gas == ghg.CO2Biogenic {
			continue
		}
		co2e, err := r.Weights[i].Apply(amount.Kg)
		if err != nil {
			return err
		}
		name := basketName(amount.Gas)
		sum := of.gases[name]
		sum.co2e = sum.co2e.Add(co2e)
		if amount.GWP == "" {
			sum.kg = sum.kg.Add(amount.Kg)
		}
		of.gases[name] = sum
	}
	return nil
}

func (c *checker) checkTable(t Table) {
	columns, rows := map[string]bool{}, map[string]bool{}
	for _, column := range t.Columns {
		if columns[column.ID] || column.ID == "" {
			c.fail("", column.ID, "an id that no other column has", ghg.ErrRepeated)
		}
		columns[column.ID] = true
	}
	whole := true
	for _, row := range t.Rows {
		if rows[row.ID] || row.ID == "" {
			c.fail(row.ID, "", "an id that no other row has", ghg.ErrRepeated)
		}
		rows[row.ID] = true
		if len(row.Cells) != len(t.Columns) {
			c.fail(row.ID, "", fmt.Sprintf("a cell for each of %d columns", len(t.Columns)), ghg.ErrMissing)
			whole = false
			continue
		}
		for i, cell := range row.Cells {
			if err := c.checkCell(cell); err != nil {
				c.fail(row.ID, t.Columns[i].ID, err.Error(), ErrNotOfResults)
			}
		}
	}
	if !whole {
		return
	}
	for _, sum := range t.Sums {
		c.checkSum(t, sum)
	}
	c.checkMethods(t)
}

// checkCell checks a cell on its own.
func (c *checker) checkCell(cell Cell) error {
	filled := 0
	for _, is := range []bool{cell.Value != nil, cell.Text != "", cell.Missing != ""} {
		if is {
			filled++
		}
	}
	if filled != 1 {
		return errors.New("a value, a text or the reason why there is none: one of them")
	}
	kinds := 0
	for _, is := range []bool{cell.Measure != 0, cell.Input != "", cell.Formula != 0} {
		if is {
			kinds++
		}
	}
	switch {
	case cell.Value == nil && (kinds > 0 || len(cell.Terms) > 0):
		return errors.New("a value for its measure, input or formula")
	case cell.Value == nil:
		return nil
	case kinds != 1:
		return errors.New("a measure, an input of the report or a formula: one of them")
	case cell.Stated != "" && !published(cell.Input) && !slices.ContainsFunc(cell.Terms, func(t Term) bool { return published(t.Input) }):
		return errors.New("a published figure of the report, as it is stated by somebody")
	case cell.Formula != 0:
		return c.checkFormula(cell)
	}
	if want, ok := unitOf[cell.Measure]; ok && want != cell.Unit {
		return fmt.Errorf("the unit %s of its measure", want)
	}
	return c.checkTerm(Term{Value: *cell.Value, Measure: cell.Measure, Part: cell.Part, Of: cell.Of, Input: cell.Input})
}

// published reports whether a path may be that of a published figure.
func published(path string) bool {
	return strings.HasPrefix(path, "published/") || strings.HasPrefix(path, "years/")
}

// unitOf are the units of measures.
var unitOf = map[Measure]string{CO2e: tonnesCO2e, Biogenic: tonnesCO2, OtherGases: tonnesCO2e, GasCO2e: tonnesCO2e, GasMass: "t", Energy: "MWh", EnergyUse: "MWh"}

func (c *checker) checkFormula(cell Cell) error {
	var of []int
	for i, t := range cell.Terms {
		if err := c.checkTerm(t); err != nil {
			return fmt.Errorf("term %d: %w", i+1, err)
		}
		of = slices.AppendSeq(of, t.Of.All())
	}
	want, err := cell.Formula.value(cell.Terms)
	switch {
	case err != nil:
		return err
	case !want.Equal(*cell.Value):
		return fmt.Errorf("%s by its formula, not %s", dec.Brief(want), dec.Brief(*cell.Value))
	case report.OrdinalsOf(of...).String() != cell.Of.String():
		return errors.New("the results of its terms")
	}
	return nil
}

// checkTerm checks a number against the results or the report.
func (c *checker) checkTerm(t Term) error {
	if err := dec.Check(t.Value); err != nil {
		return err
	}
	if t.Measure == 0 {
		want, err := InputOf(c.report, t.Input)
		if err == nil && !want.Equal(t.Value) {
			err = fmt.Errorf("%s, as the report has it, not %s", dec.Brief(want), dec.Brief(t.Value))
		}
		return err
	}
	want, err := c.sum(t)
	if err == nil && !want.Equal(t.Value) {
		err = fmt.Errorf("%s, the sum of its results, not %s", dec.Brief(want), dec.Brief(t.Value))
	}
	return err
}

// sum adds up the results of a term.
func (c *checker) sum(t Term) (decimal.Decimal, error) {
	var sum decimal.Decimal
	if t.Of.Len() == 0 {
		return sum, errors.New("the results that it is made of")
	}
	var methods [3]bool
	for n := range t.Of.All() {
		if n > len(c.results) {
			return sum, fmt.Errorf("results of the inventory: there is no result %d", n)
		}
		r := &c.results[n-1]
		if r.memo {
			return sum, fmt.Errorf("results that count: result %d is a memo item", n)
		}
		methods[r.method] = true
		sum = sum.Add(r.measured(t))
	}
	if t.Measure == EnergyUse {
		return c.energyUsed(t)
	}
	if methods[ghg.LocationBased] && methods[ghg.MarketBased] {
		return sum, errors.New("one method of scope 2: location-based and market-based results are never added")
	}
	if t.Measure != Energy {
		sum = sum.Shift(-3)
	}
	if t.Measure > Energy {
		return sum, errors.New("a measure of this package")
	}
	return sum, nil
}

// measured returns what a result adds to a term: kilograms, or MWh.
func (of *counted) measured(t Term) decimal.Decimal {
	switch t.Measure {
	case CO2e:
		return of.co2e.Kg()
	case Biogenic:
		return of.biogenicKg
	case OtherGases:
		return of.other.Kg()
	case GasCO2e:
		return of.gases[t.Part].co2e.Kg()
	case GasMass:
		return of.gases[t.Part].kg
	}
	mwh, _ := energyOf(of.energy, t.Part)
	return mwh
}

// checkSum checks a declared sum in every column, or in one.
func (c *checker) checkSum(t Table, s Sum) {
	total, ok := t.row(s.Total)
	if !ok || len(s.Parts) == 0 {
		c.fail(s.Total, "", "a sum of rows of the table", ghg.ErrUnknown)
		return
	}
	for i, column := range t.Columns {
		if s.Column != "" && s.Column != column.ID {
			continue
		}
		var cells []Cell
		for _, id := range s.Parts {
			part, ok := t.row(id)
			if !ok {
				c.fail(id, "", "a row of the table, as it is a part of a sum", ghg.ErrUnknown)
				return
			}
			cells = append(cells, part.Cells[i])
		}
		if err := checkParts(total.Cells[i], cells); err != nil {
			c.fail(s.Total, column.ID, err.Error(), ErrNotOfResults)
		}
	}
}

func checkParts(total Cell, parts []Cell) error {
	if total.Value == nil {
		return nil
	}
	var sum decimal.Decimal
	var names []string // of gases, or of kinds of energy
	results := 0
	for _, p := range parts {
		if p.Value == nil {
			continue
		}
		named := (total.Measure == CO2e && p.Measure == GasCO2e || total.Measure == Energy && p.Measure == Energy && p.Part != total.Part) && !slices.Contains(names, p.Part)
		if p.Unit != total.Unit || !named && (p.Measure != total.Measure || p.Part != total.Part) {
			return fmt.Errorf("parts of one kind: %s of %s is not added to %s of %s", p.Unit, p.Measure, total.Unit, total.Measure)
		}
		if named {
			names = append(names, p.Part)
		} else {
			results += p.Of.Len()
		}
		sum = sum.Add(*p.Value)
	}
	switch {
	case !sum.Equal(*total.Value):
		return fmt.Errorf("%s, the sum of its parts, not %s", dec.Brief(sum), dec.Brief(*total.Value))
	case len(names) > 0 && results > 0:
		return errors.New("parts of one kind: gases or energy, or results")
	case total.Measure != 0 && len(names) == 0 && results != total.Of.Len():
		return fmt.Errorf("each of %d results in one of its parts, not %d", total.Of.Len(), results)
	}
	return nil
}

// checkMethods looks for a figure of all scope 2 results by each method of the table.
func (c *checker) checkMethods(t Table) {
	for _, a := range t.Methods {
		if _, err := c.report.Inventory.Scope(ghg.Scope2, a); err != nil {
			continue // there is none: the row of the method states why
		}
		var list []int
		for i := range c.results {
			if r := &c.results[i]; r.scope == ghg.Scope2 && r.method == a && !r.memo {
				list = append(list, i+1)
			}
		}
		want := report.OrdinalsOf(list...).String()
		found := slices.ContainsFunc(t.Rows, func(row Row) bool {
			return slices.ContainsFunc(row.Cells, func(cell Cell) bool { return cell.Measure == CO2e && cell.Of.String() == want })
		})
		if !found {
			c.fail("", "", "a figure of scope 2, "+a.String()+", of all its results", ErrNotOfResults)
		}
	}
}

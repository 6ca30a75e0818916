package land

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/units"
)

// Totals are the ledgers of a period. There is no total over ledgers, and none that subtracts removals from emissions.
type Totals struct {
	Edition string
	Period  ghg.Period
	GWP     string // the set of potentials
	Early   bool   // the period ends before the edition is effective
	Rows    []Row  // by ledger, scope, category and method of scope 2
}

// Row is the total of a ledger in a scope or category.
type Row struct {
	Ledger     Ledger
	Scope      ghg.Scope
	Category   ghg.Category   // of scope 3; zero otherwise
	Accounting ghg.Accounting // of scope 2; zero otherwise
	Entries    int
	Amounts    ghg.Emissions
	CO2e       ghg.CO2e // physical: whatever credits were issued
	// Adjusted is the figure adjusted for credits issued or sold: emissions rise by them, removals and storage fall. It is never
	// mixed with the physical one.
	Adjusted   ghg.CO2e
	Occupation units.Quantity // of land occupation, in ha·year
}

// Totals returns the ledgers of a period: every entry whose period is within it, weighted with a set of potentials, that of the
// inventory beside them. An entry that is only partly in the period is an error.
func (r *Register) Totals(p ghg.Period, set ghg.GWP) (Totals, error) {
	list, err := r.within(p)
	if err != nil {
		return Totals{}, err
	}
	if set.IsZero() {
		return Totals{}, &ghg.FieldError{Field: "GWP", Want: "the set of the inventory, such as ghg.AR6()", Err: ghg.ErrMissing}
	}
	t := Totals{Edition: r.statement.Edition.Name, Period: p, GWP: set.Name(), Early: r.statement.Edition.early(p)}
	for _, e := range list {
		row := t.row(e)
		if err := row.add(e, set); err != nil {
			return Totals{}, e.of(err)
		}
	}
	slices.SortFunc(t.Rows, compareRows)
	return t, nil
}

func compareRows(a, b Row) int {
	return cmp.Or(cmp.Compare(a.Ledger, b.Ledger), cmp.Compare(a.Scope, b.Scope), cmp.Compare(a.Category, b.Category), cmp.Compare(a.Accounting, b.Accounting))
}

// within returns the entries of a period, in the order of their ids.
func (r *Register) within(p ghg.Period) ([]*Entry, error) {
	if r == nil || r.statement.Organisation == "" {
		return nil, &ghg.FieldError{Field: "register", Want: "one made by land.New", Err: ghg.ErrMissing}
	}
	if err := p.Check(); err != nil {
		return nil, err
	}
	var list []*Entry
	for i := range r.statement.Entries {
		e := &r.statement.Entries[i]
		if p.Contains(e.Period) {
			list = append(list, e)
		} else if p.Overlap(e.Period) > 0 {
			return nil, e.of(&ghg.FieldError{Field: "period", Value: e.Period.String(), Want: "days within " + p.String() + ", or none in it", Err: ghg.ErrMixed})
		}
	}
	return list, nil
}

// row returns the row of an entry, a new one if there is none.
func (t *Totals) row(e *Entry) *Row {
	i := slices.IndexFunc(t.Rows, func(r Row) bool {
		return r.Ledger == e.Ledger && r.Scope == e.Scope && r.Category == e.Category && r.Accounting == e.Accounting
	})
	if i < 0 {
		i = len(t.Rows)
		t.Rows = append(t.Rows, Row{Ledger: e.Ledger, Scope: e.Scope, Category: e.Category, Accounting: e.Accounting})
		if e.Ledger == LandOccupation {
			t.Rows[i].Occupation = units.New(decimal.Decimal{}, hectareYear)
		}
	}
	return &t.Rows[i]
}

func (r *Row) add(e *Entry, set ghg.GWP) error {
	r.Entries++
	if e.Ledger == LandOccupation {
		q, err := e.Occupation.In(hectareYear)
		if err == nil {
			r.Occupation, err = r.Occupation.Add(q)
		}
		return err
	}
	co2e, err := e.co2e(set)
	if err != nil {
		return err
	}
	r.Amounts = r.Amounts.Add(e.Amounts)
	r.CO2e, r.Adjusted = r.CO2e.Add(co2e), r.Adjusted.Add(co2e)
	if e.Ledger.Removal() || e.Ledger == ProductStorage {
		r.Adjusted = r.Adjusted.Sub(e.Credits)
	} else {
		r.Adjusted = r.Adjusted.Add(e.Credits)
	}
	return nil
}

// co2e returns the amounts as CO2e.
func (e *Entry) co2e(set ghg.GWP) (ghg.CO2e, error) {
	c, err := e.Amounts.ToCO2e(set)
	return c.CO2e, err
}

// CO2e returns the physical total of a ledger in a scope; that of scope 2 is by a method, which is zero for any other scope. A
// ledger without entries in the scope is missing, not zero.
func (t Totals) CO2e(l Ledger, s ghg.Scope, a ghg.Accounting) (ghg.CO2e, error) {
	var sum ghg.CO2e
	found := false
	for _, r := range t.Rows {
		if r.Ledger == l && r.Scope == s && r.Accounting == a && l != LandOccupation {
			sum, found = sum.Add(r.CO2e), true
		}
	}
	if !found {
		return ghg.CO2e{}, &ghg.FieldError{Field: l.String() + " of " + s.String(), Want: "entries in the period, by the method of scope 2 if it is scope 2", Err: ghg.ErrMissing}
	}
	return sum, nil
}

// String returns the rows as a table, in tonnes of CO2e rounded half up to three places, and hectare-years.
func (t Totals) String() string {
	var b strings.Builder
	b.WriteString(t.Edition + ", " + t.Period.String() + ", " + t.GWP)
	if t.Early {
		b.WriteString(", early use")
	}
	b.WriteString("\n")
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintf(w, "ledger\tscope\tphysical t\tadjusted t\tha·year\tentries\n")
	for _, r := range t.Rows {
		physical, adjusted, area := tonnes(r.CO2e), tonnes(r.Adjusted), "–"
		if r.Ledger == LandOccupation {
			physical, adjusted, area = "–", "–", dec.Text(r.Occupation.Value.Round(places))
		}
		_, _ = fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%d\n", r.Ledger, r.where(), physical, adjusted, area, r.Entries)
	}
	_ = w.Flush()
	return b.String()
}

// places are those of printed figures.
const places = 3

func tonnes(c ghg.CO2e) string { return dec.Text(c.Tonnes().Round(places)) }

// where names the scope, with its category or method.
func (r *Row) where() string {
	switch {
	case r.Category != 0:
		return r.Scope.String() + ", category " + strconv.Itoa(int(r.Category))
	case r.Accounting != 0:
		return r.Scope.String() + ", " + r.Accounting.String()
	}
	return r.Scope.String()
}

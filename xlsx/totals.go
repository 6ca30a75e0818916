package xlsx

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/inventory"
)

// totalRow is a row of the sheet Totals.
type totalRow struct {
	name   string
	method string // of scope 2; "" if it makes no difference
	column string // of the results: what is added up
	count  ghg.Accounting
	where  []condition
	exact  decimal.Decimal
	unit   string
	remark string
	none   bool // there is no number
	value  string
}

// condition is that a column of the results has a value, as a formula writes it.
type condition struct{ column, is string }

// addTotals writes the totals: SUMIFS over the results.
func (b *book) addTotals() error {
	rows, err := b.listTotals()
	if err != nil {
		return err
	}
	letters := [3]string{b.totals.mustColumn("value"), b.totals.mustColumn("exact"), b.totals.mustColumn("difference")}
	for i := range rows {
		t := &rows[i]
		at, err := b.totals.next()
		if err != nil {
			return err
		}
		cells := []any{b.text(t.name), b.text(t.method)}
		if t.none {
			err = b.totals.write(append(cells, nil, nil, nil, nil, nil, b.text(t.unit), b.text(t.remark))...)
		} else {
			value, _ := double(t.exact)
			cells = append(cells, excelize.Cell{Formula: b.overResults("COUNTIFS", t)})
			cells = append(cells, b.computed(b.overResults("SUMIFS", t), value, t.exact, at, letters)...)
			t.value = at.cell(letters[0])
			err = b.totals.write(append(cells, b.text(t.unit), b.text(t.remark))...)
		}
		if err != nil {
			return err
		}
	}
	b.totalRows = rows
	return nil
}

// overResults returns the sum of a function over the sheets of results: SUMIFS(co2e_kg,scope,1,location-based,"yes").
func (b *book) overResults(function string, t *totalRow) string {
	where := append([]condition{{t.count.String(), `"yes"`}}, t.where...)
	sheets := b.results.ranges("co2e_kg")
	parts := make([]string, 0, len(sheets))
	for i := range sheets {
		var args []string
		if function == "SUMIFS" {
			args = append(args, b.results.ranges(t.column)[i])
		}
		for _, c := range where {
			args = append(args, b.results.ranges(c.column)[i], c.is)
		}
		parts = append(parts, function+"("+strings.Join(args, ",")+")")
	}
	if len(parts) == 0 {
		return "0"
	}
	return strings.Join(parts, "+")
}

// listTotals returns the totals by both methods of scope 2. A line that is the same by both is in the list once.
func (b *book) listTotals() ([]totalRow, error) {
	var rows []totalRow
	for _, a := range []ghg.Accounting{ghg.LocationBased, ghg.MarketBased} {
		p, err := b.inv.Partial(a)
		if err != nil {
			return nil, err
		}
		table, err := p.Totals(inventory.ByScope, inventory.ByCategory)
		if err != nil {
			return nil, err
		}
		rows = append(rows, b.scopeTotals(a, table, p)...)
	}
	return b.merged(rows), nil
}

// scopeTotals returns the totals by one method: of the scopes, of the categories, of all, and what is in no total.
func (b *book) scopeTotals(a ghg.Accounting, table inventory.Table, p inventory.Partial) []totalRow {
	scopes := map[ghg.Scope]decimal.Decimal{}
	var categories []totalRow
	for _, r := range table.Rows {
		l := r.Labels
		scopes[l.Scope] = scopes[l.Scope].Add(r.CO2e.Kg())
		if l.Category != 0 {
			categories = append(categories, totalRow{name: fmt.Sprintf("scope 3, category %d: %s", int(l.Category), l.Category.Name()), where: []condition{{"scope", "3"}, {"category", strconv.Itoa(int(l.Category))}}, exact: r.CO2e.Kg()})
		}
	}
	rows := make([]totalRow, 0, 6+len(categories))
	for _, s := range []ghg.Scope{ghg.Scope1, ghg.Scope2, ghg.Scope3} {
		kg, is := scopes[s]
		row := totalRow{name: s.String(), where: []condition{{"scope", strconv.Itoa(int(s))}}, exact: kg, none: !is}
		if !is {
			row.remark = "no figure: see Summary"
		}
		rows = append(rows, row)
	}
	rows = append(rows, categories...)
	all := totalRow{name: "total", exact: p.Total().Kg()}
	if _, err := b.inv.Total(a); err != nil {
		all.name, all.remark = "what there is, which is no total", err.Error()
	}
	rows = append(rows, all,
		totalRow{name: "CO2 from biomass, in no total", column: "biogenic_co2_kg", where: []condition{{"biogenic_co2_kg", `"<>"`}}, exact: p.BiogenicCO2(), unit: "kg CO2", none: !b.biogenic, remark: biogenicRemark(b.biogenic)},
		totalRow{name: "gases outside the Kyoto basket, in no total", column: "non_kyoto_co2e_kg", exact: p.NonKyoto().Kg()},
	)
	for i := range rows {
		t := &rows[i]
		t.method, t.count = a.String(), a
		if t.column == "" {
			t.column = "co2e_kg"
		}
		if t.unit == "" {
			t.unit = "kg CO2e"
		}
	}
	return rows
}

// biogenicRemark says that an amount nobody states is unknown.
func biogenicRemark(stated bool) string {
	if stated {
		return ""
	}
	return "no result states any: it is unknown, not zero"
}

// merged returns the lines of both methods in one list, those that are of one kind beside each other.
func (b *book) merged(rows []totalRow) []totalRow {
	n := len(rows)
	used := make([]bool, n)
	var list []totalRow
	for i := range rows {
		if used[i] {
			continue
		}
		t := rows[i]
		other := -1
		for j := i + 1; j < n; j++ {
			if rows[j].name == t.name && rows[j].method != t.method {
				other = j
				break
			}
		}
		if other < 0 {
			list = append(list, t)
			continue
		}
		used[other] = true
		if b.alike(t) || t.none && rows[other].none {
			t.method = ""
			list = append(list, t)
			continue
		}
		list = append(list, t, rows[other])
	}
	return list
}

// alike reports whether a line is the same by both methods of scope 2, whatever the numbers: that of scope 1 or 3.
func (b *book) alike(t totalRow) bool {
	return len(b.org.Category3By) == 0 && len(t.where) > 0 && t.where[0].column == "scope" && t.where[0].is != "2"
}

// addSummary writes the first sheet.
func (b *book) addSummary() error {
	missing, err := b.missing()
	if err != nil {
		return err
	}
	title := func(text string) [][]any {
		return [][]any{nil, {excelize.Cell{StyleID: b.bold, Value: text}}}
	}
	rows := slices.Concat(
		[][]any{
			{b.text("organisation"), b.text(b.org.Name)},
			{b.text("consolidation approach"), b.text(b.org.Approach.String())},
			{b.text("period"), b.text(datesOf(b.org.Period))},
			{b.text("global warming potentials"), b.text(b.inv.GWP())},
			{b.text("results"), b.count},
		},
		title("Totals (formulas: see Totals)"), b.totalLines(),
		title("Checks"), b.checks(),
		title("Coverage"), b.coverage(),
		title("Missing"), missing,
		title("How to read this workbook"), b.guide(),
	)
	for _, row := range rows {
		if _, err := b.summary.next(); err != nil {
			return err
		}
		if err := b.summary.write(row...); err != nil {
			return err
		}
	}
	return nil
}

// totalLines returns the totals, which refer to those of the sheet Totals.
func (b *book) totalLines() [][]any {
	rows := make([][]any, len(b.totalRows))
	for i, t := range b.totalRows {
		row := []any{b.text(t.name), b.text(t.method), nil, nil, nil, b.text(t.remark)}
		if t.value != "" {
			value, _ := double(t.exact)
			row[2], row[3], row[4] = excelize.Cell{Formula: t.value + "/1000", Value: value / 1000}, excelize.Cell{Formula: t.value, Value: value}, b.text(dec.Text(t.exact))
		}
		rows[i] = row
	}
	return rows
}

// checks returns the numbers of rows whose formula differs from the record, and of those that have none.
func (b *book) checks() [][]any {
	var rows [][]any
	for _, t := range []*tape{b.totals, b.results, b.steps} {
		rows = append(rows, []any{b.text("rows of " + t.name + " whose formula differs by more than 1E-9"), nil, nil, excelize.Cell{Formula: over("SUM", t.ranges("differs"), "")}})
	}
	return append(rows, []any{b.text("rows of Steps without a formula"), nil, nil, excelize.Cell{Formula: over("COUNTIF", b.steps.ranges("remark"), `,"no formula*"`)}})
}

// coverage returns the status of the scopes and categories.
func (b *book) coverage() [][]any {
	list := b.inv.Coverage()
	rows := make([][]any, len(list))
	for i, c := range list {
		rows[i] = []any{b.text(placeOf(c)), b.text(c.Status.String()), nil, nil, nil, b.text(c.String())}
	}
	return rows
}

// guide returns how to read the workbook.
func (b *book) guide() [][]any {
	rows := make([][]any, len(guide))
	for i, s := range guide {
		rows[i] = []any{b.text(s)}
	}
	return rows
}

var guide = []string{
	"Every number outside Inputs and Factors is a formula. Follow it from a total to the results, the steps, the inputs and the factors.",
	"A spreadsheet computes with 15 digits. The record has the exact number, which is the text beside each formula.",
	"The exact number is what is reported. A formula that differs from it is marked in the column differs.",
	"A scope or category without a figure is missing, not zero. Location-based and market-based results are never added.",
	"A row of Factors has the digest of the record. A row of Results has the SHA-256 of its receipt, from which the result can be verified.",
}

// missing returns the rows of what is missing for a total by each method of scope 2, of exclusions and of years of entities.
func (b *book) missing() ([][]any, error) {
	local, err := b.inv.Partial(ghg.LocationBased)
	if err != nil {
		return nil, err
	}
	market, err := b.inv.Partial(ghg.MarketBased)
	if err != nil {
		return nil, err
	}
	names := func(gaps []inventory.Gap) []string {
		list := make([]string, len(gaps))
		for i, g := range gaps {
			list[i] = g.String()
		}
		return list
	}
	of := map[string]string{}
	for _, name := range names(local.Missing) {
		of[name] = "for the location-based total"
	}
	list := names(local.Missing)
	for _, name := range names(market.Missing) {
		if _, both := of[name]; both {
			of[name] = "for both totals"
			continue
		}
		of[name] = "for the market-based total"
		list = append(list, name)
	}
	var rows [][]any
	for _, name := range list {
		rows = append(rows, []any{b.text(name), b.text(of[name])})
	}
	for _, e := range local.Excluded {
		rows = append(rows, []any{b.text("excluded"), nil, nil, nil, nil, b.text(e.String())})
	}
	for _, y := range local.Years {
		rows = append(rows, []any{b.text("another reporting year"), nil, nil, nil, nil, b.text(y.String())})
	}
	if len(rows) == 0 {
		rows = append(rows, []any{b.text("nothing")})
	}
	return rows, nil
}

// datesOf returns the label of a period with its first and last day.
func datesOf(p ghg.Period) string {
	return p.String() + ": " + p.Start.String() + " to " + p.End.AddDays(-1).String()
}

// over returns the sum of a function over ranges.
func over(function string, ranges []string, rest string) string {
	parts := make([]string, len(ranges))
	for i, r := range ranges {
		parts[i] = function + "(" + r + rest + ")"
	}
	if len(parts) == 0 {
		return "0"
	}
	return strings.Join(parts, "+")
}

// placeOf names a scope or category.
func placeOf(c inventory.Coverage) string {
	if c.Category == 0 {
		return c.Scope.String()
	}
	return fmt.Sprintf("%s, category %d: %s", c.Scope, int(c.Category), c.Category.Name())
}

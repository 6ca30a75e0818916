package disclosure

import "github.com/ghgkit/ghg"

// both are the methods of a table that shows scope 2 by both.
func both() []ghg.Accounting { return []ghg.Accounting{ghg.LocationBased, ghg.MarketBased} }

// newTable returns a table with columns, each given by its id and title.
func newTable(id, title, source string, columns ...string) *Table {
	t := &Table{ID: id, Title: title, Source: source}
	for i := 0; i+1 < len(columns); i += 2 {
		t.Columns = append(t.Columns, Column{ID: columns[i], Title: columns[i+1]})
	}
	return t
}

// nothingHere is the reason of a cell in which nothing belongs.
const nothingHere = "n/a: nothing belongs here"

func nothing() Cell { return missing(nothingHere) }

// words is a row's cells: a statement in the last of n columns.
func words(n int, c Cell) []Cell {
	cells := make([]Cell, n)
	for i := range cells {
		cells[i] = nothing()
	}
	cells[n-1] = c
	return cells
}

// beside returns a cell that says nothing more if the figure beside it is empty.
func beside(figure, c Cell) Cell {
	if figure.Value == nil {
		return nothing()
	}
	return c
}

// add adds a row, whose cells are in the order of the columns. Columns without a cell have an empty one.
func (t *Table) add(id, label string, cells ...Cell) *Table {
	for len(cells) < len(t.Columns) {
		cells = append(cells, nothing())
	}
	t.Rows = append(t.Rows, Row{ID: id, Label: label, Cells: cells})
	return t
}

// from sets the source of the last row.
func (t *Table) from(paragraph string) *Table {
	t.Rows[len(t.Rows)-1].Source = paragraph
	return t
}

// sum declares that rows add up to a total.
func (t *Table) sum(total string, parts ...string) *Table {
	t.Sums = append(t.Sums, Sum{Total: total, Parts: parts})
	return t
}

// sumIn declares a sum of one column.
func (t *Table) sumIn(column, total string, parts ...string) *Table {
	t.Sums = append(t.Sums, Sum{Total: total, Parts: parts, Column: column})
	return t
}

func finished(list ...*Table) []Table {
	tables := make([]Table, 0, len(list))
	for _, t := range list {
		if t != nil && len(t.Rows) > 0 {
			tables = append(tables, *t)
		}
	}
	return tables
}

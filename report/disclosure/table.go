package disclosure

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/report"
)

// Table is one table of an edition, as data. Its layout is the standard's; its numbers are those of the inventory.
type Table struct {
	ID      string // in the edition's numbering, such as "305-2" or "E1-6"
	Title   string
	Source  string   // the document and paragraph that asks for it
	Unsure  string   // what of the layout or the number is unconfirmed; "" if it is confirmed
	Columns []Column // of every row's cells
	Rows    []Row
	Sums    []Sum // what adds up inside the table
	// Methods are the methods of scope 2 that the table shows, each in a cell of its own. Check looks for them.
	Methods []ghg.Accounting
}

// Column is a column of a table.
type Column struct {
	ID    string // unlike any other of the table
	Title string
}

// Row is a row of a table, with a cell for each column.
type Row struct {
	ID     string // unlike any other of the table, such as "305-2-a"
	Label  string
	Source string // the paragraph, where it is not the table's
	Cells  []Cell
}

// Cell is a figure or a text, or states why it is empty: exactly one of Value, Text and Missing is set.
//
// A figure has exactly one of Measure, Input and Formula, and Check recomputes it from that.
type Cell struct {
	Value   *decimal.Decimal // exact; rounded only when it is printed
	Unit    string           // of the value: "t CO2e", "%", "MWh"
	Text    string
	Missing string // why there is nothing: "missing: the report has no base year"
	Unsure  string // why the place of the cell is unconfirmed, such as a number of a question; "" if it is confirmed
	Stated  string // who states the figure and where, if it is a published figure and not recomputed

	Measure Measure         // what of the results the value adds up; zero if it is no sum of results
	Part    string          // of the measure: a gas of the basket such as "HFCs", or what [Energy] selects
	Of      report.Ordinals // the results that the value is made of; of a formula, those of its terms
	Input   string          // the path of the value in the report, such as "per/0"; see [InputOf]
	Formula Formula         // how the value follows from the terms
	Terms   []Term          // of the formula
	Element string          // the element of the taxonomy, such as "esrs:GrossScope1GreenhouseGasEmissions"; "" if it has none
	Period  ghg.Period      // of the figure, where it is not of the report's year; zero otherwise
	Members []Member        // of the taxonomy's dimensions
}

// Term is a number of a formula: a sum of results, or a value of the report.
type Term struct {
	Value   decimal.Decimal
	Measure Measure
	Part    string
	Of      report.Ordinals
	Input   string
}

// Formula states how a value follows from its terms. The zero Formula is none.
type Formula uint8

// The formulas of terms a, b, …. A quotient is divided once, to 34 significant digits.
const (
	Quotient   Formula = iota + 1 // a ÷ b
	Percentage                    // a ÷ b × 100
	Change                        // (a − b) ÷ b × 100
	Difference                    // a − b
	Addition                      // a + b + …
	Negative                      // −a
)

// Measure states what of its results a cell adds up. [Check] adds them up again.
type Measure uint8

// The measures.
const (
	CO2e       Measure = iota + 1 // tonnes of CO2e of the Kyoto basket
	Biogenic                      // tonnes of CO2 from biomass
	OtherGases                    // tonnes of CO2e of gases outside the basket
	GasCO2e                       // tonnes of CO2e of one gas of the basket, see Cell.Part
	GasMass                       // tonnes of one gas of the basket, as far as its mass is known
	Energy                        // MWh of bought energy of market-based results, see Cell.Part
	EnergyUse                     // MWh of energy used, of the sources of [report.EnergySource] in Cell.Part, with ", " between them
)

// Sum states that the parts add up to the total in every column, or in one. Parts without a figure are left out. The parts have
// no result in common.
type Sum struct {
	Total  string   // the id of a row
	Parts  []string // ids of rows
	Column string   // the id of a column; "" for all
}

// row returns the row with an id.
func (t Table) row(id string) (Row, bool) {
	i := slices.IndexFunc(t.Rows, func(r Row) bool { return r.ID == id })
	if i < 0 {
		return Row{}, false
	}
	return t.Rows[i], true
}

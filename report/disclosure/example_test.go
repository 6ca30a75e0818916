package disclosure_test

import (
	"fmt"
	"log"
	"testing"

	"github.com/ghgkit/ghg/report/disclosure"
	"github.com/ghgkit/ghg/report/internal/sample"
)

// fatal ends an example as a test is ended.
type fatal struct{ testing.TB }

func (fatal) Helper()           {}
func (fatal) Fatal(args ...any) { log.Fatal(args...) }

// The tables of an edition know their results, and a figure that is changed is refused.
func Example() {
	r := sample.NEC(fatal{}) // NEC Group's fiscal year 2023, from its published data
	e, err := disclosure.EditionOf("gri-305-2016")
	if err != nil {
		log.Fatal(err)
	}
	tables, err := e.Tables(r)
	if err != nil {
		log.Fatal(err)
	}
	for _, row := range tables[1].Rows[:2] {
		cell := row.Cells[0]
		fmt.Println(row.Label, cell.Value.StringFixed(0), cell.Unit, "of results", cell.Of)
	}
	fmt.Println("base year:", tables[1].Rows[0].Cells[1].Missing)
	fmt.Println(disclosure.Check(r, tables))

	netted := tables[1].Rows[1].Cells[0].Value.Shift(-1)
	tables[1].Rows[1].Cells[0].Value = &netted
	fmt.Println(disclosure.Check(r, tables))
	// Output:
	// a. Gross location-based emissions 308770 t CO2e of results 3 5
	// b. Gross market-based emissions 207842 t CO2e of results 4 6
	// base year: missing: no inventory of FY2020 and no published figure of scope 2, location-based
	// <nil>
	// table "305-2", row "305-2-b", column "year" is not what its results and inputs give: want 207842.401, the sum of its results, not 20784.2401
}

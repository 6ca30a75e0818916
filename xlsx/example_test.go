package xlsx_test

import (
	"bytes"
	"fmt"

	"github.com/xuri/excelize/v2"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/desnz"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/units"
	"github.com/ghgkit/ghg/xlsx"
)

func Example() {
	file := workbook()
	book, err := xlsx.Open(file)
	if err != nil {
		panic(err)
	}
	defer book.Close() //nolint:errcheck // it was only read
	sheet, err := book.Sheet("boilers")
	if err != nil {
		panic(err)
	}
	boilers, err := activity.ReadSheet[scope1.StationaryCombustion](sheet, "year.xlsx, boilers")
	if err != nil {
		panic(err)
	}
	for _, b := range boilers {
		fmt.Println(b.ID, b.Period, b.Amount)
	}
	// Output:
	// boiler-1 2024 125 MWh(HHV)
}

// workbook stands for a file: a sheet with the unit in a column of its own.
func workbook() *bytes.Buffer {
	f := excelize.NewFile()
	_ = f.SetSheetName("Sheet1", "boilers")
	_ = f.SetSheetRow("boilers", "A1", &[]any{"id", "period", "fuel", "region", "amount", "unit", "note"})
	_ = f.SetSheetRow("boilers", "A2", &[]any{"boiler-1", 2024, "natural-gas", "GB", 125, "MWh(HHV)", "from the bill"})
	var b bytes.Buffer
	_ = f.Write(&b)
	return &b
}

// An auditor opens the workbook, follows a total to its inputs, and the spreadsheet recomputes every step.
func ExampleWriteInventory() {
	uk, err := desnz.Load(desnz.Edition2024)
	if err != nil {
		panic(err)
	}
	inv, err := inventory.Run(
		factors.Basis{Factors: uk, GWP: ghg.AR5()},
		inventory.Organisation{Name: "Example Ltd", Approach: inventory.OperationalControl, Period: ghg.CalendarYear(2024)},
		[]activity.Activity{scope1.StationaryCombustion{ID: "boiler-1", Period: ghg.CalendarYear(2024), Fuel: "natural-gas", Region: "GB", Amount: units.MustParse("125 MWh(HHV)")}},
	)
	if err != nil {
		panic(err)
	}
	var book bytes.Buffer
	if err := xlsx.WriteInventory(&book, inv, xlsx.Options{}); err != nil {
		panic(err)
	}
	f, err := excelize.OpenReader(&book)
	if err != nil {
		panic(err)
	}
	defer f.Close() //nolint:errcheck // it was only read
	for _, cell := range []string{"E3", "G3", "H3"} {
		text, err := f.GetCellFormula("Steps", cell)
		if err == nil && text == "" {
			text, err = f.GetCellValue("Steps", cell)
		}
		if err != nil {
			panic(err)
		}
		fmt.Println(text)
	}
	// Output:
	// CH4-combustion
	// Inputs!F3*Inputs!F4*Factors!C3
	// 35
}

package xlsx_test

import (
	"bytes"
	"fmt"

	"github.com/xuri/excelize/v2"

	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/scope1"
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

package table_test

import (
	"fmt"
	"os"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg/internal/table"
)

// A sheet with three mistakes: all are reported, and the good row is still read.
func ExampleRead() {
	const sheet = "id,amount,from\n" +
		"boiler-1,125.50,2024-04-01\n" +
		"boiler-2,\"1,234\",2024-04-01\n" +
		"boiler-3,12,1/4/2024\n" +
		"boiler-4,12\n"
	o := table.Options{Name: "activity.csv", Columns: table.Columns("id", "amount", "from")}
	err := table.Read(strings.NewReader(sheet), o, func(r table.Row) error {
		amount, err := r.Number("amount")
		if err != nil {
			return err
		}
		from, err := r.Date("from")
		if err != nil {
			return err
		}
		fmt.Println(r.Line(), r.Text("id"), amount, from.Year())
		return nil
	})
	fmt.Println(err)
	// Output:
	// 2 boiler-1 125.5 2024
	// activity.csv:3: column "amount": "1,234" is not a number: write it without thousands separators and with a decimal point
	// activity.csv:4: column "from": "1/4/2024": want a date such as 2024-04-01: it is not a day of the calendar in the form year-month-day
	// activity.csv:5: the row has 2 cells: want 3, as in the header
}

// A misspelt column is an error, not a column of zeros.
func ExampleDecode() {
	type purchase struct {
		ID     string          `csv:"id"`
		Amount decimal.Decimal `csv:"amount"`
		Note   string          `csv:"note,omitempty"`
	}
	read := func(sheet string) {
		err := table.Decode(strings.NewReader(sheet), table.Options{Name: "spend.csv"}, func(line int, p purchase) error {
			fmt.Println(line, p.ID, p.Amount)
			return nil
		})
		if err != nil {
			fmt.Println(err)
		}
	}
	read("id,amount\nsteel,1200\n")
	read("id,amuont\nsteel,1200\n")
	// Output:
	// 2 steel 1200
	// spend.csv:1: header: unknown column "amuont": did you mean "amount"?; column "amount" is missing; want "id", "amount", "note"
}

// In a file for a spreadsheet, text is written so that it does not run as a formula.
func ExampleWrite() {
	rows := [][]string{{"=1+1", "-12.5"}, {"@cmd", "3"}}
	if err := table.Write(os.Stdout, []string{"note", "amount"}, rows, true); err != nil {
		fmt.Println(err)
	}
	// Output:
	// note,amount
	// "'=1+1",-12.5
	// "'@cmd",3
}

package parquet_test

import (
	"bytes"
	"fmt"
	"io"
	"os"

	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/parquet"
	"github.com/ghgkit/ghg/scope1"
)

// A file of another program is read as a sheet.
func Example() {
	file := bytes.NewReader(exported())
	sheet, err := parquet.Open(file, file.Size())
	if err != nil {
		panic(err)
	}
	defer sheet.Close() //nolint:errcheck // it was only read
	boilers, err := activity.ReadSheet[scope1.StationaryCombustion](sheet, "year.parquet")
	if err != nil {
		panic(err)
	}
	for _, b := range boilers {
		fmt.Println(b.ID, b.Period, b.Amount)
	}
	// Output:
	// boiler-1 2024 125.5 MWh(HHV)
}

// exported stands for the file: a table with the unit in a column of its own.
func exported() []byte {
	var b bytes.Buffer
	w, err := parquet.NewWriter(&b, parquet.Options{Decimals: map[string]int{"amount": 3}})
	if err != nil {
		panic(err)
	}
	_, _ = io.WriteString(w, "id,period,fuel,region,amount,unit\nboiler-1,2024,natural-gas,GB,125.5,MWh(HHV)\n")
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func ExampleWriter() {
	var file bytes.Buffer
	w, err := parquet.NewWriter(&file, parquet.Options{})
	if err != nil {
		panic(err)
	}
	_, _ = io.WriteString(w, "line,co2e_kg\n2,219.48\n3,164.61\n") // Close returns its error
	if err := w.Close(); err != nil {
		panic(err)
	}
	r, err := parquet.Open(bytes.NewReader(file.Bytes()), int64(file.Len()))
	if err != nil {
		panic(err)
	}
	_, _ = io.Copy(os.Stdout, r)
	// Output:
	// line,co2e_kg
	// 2,219.48
	// 3,164.61
}

package activity_test

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/internal/table"
	"github.com/ghgkit/ghg/scope1"
)

// fuelSheet returns a sheet of n rows and nine columns: 2,000 kinds of line, each id and nearly each amount once.
func fuelSheet(n int, quoted bool) string {
	fuels := []string{"natural-gas,GB,%d.%d MWh(HHV)", "diesel,GB,%d.%d L", "diesel,JP,%d.%d kL", "lpg,DE,%d.%d t"}
	note := ""
	if quoted {
		note = `"technology 2, time 1"`
	}
	var b strings.Builder
	b.WriteString("id,entity,site,period,quality,fuel,region,amount,biofuel\n")
	for i := range n {
		fmt.Fprintf(&b, "boiler-%07d,Example Ltd,site-%03d,2024-%02d,%s,", i, i%500, 1+i/500%12, note)
		fmt.Fprintf(&b, fuels[i%len(fuels)]+",\n", 1+i*7919%100_000, i%100)
	}
	return b.String()
}

// BenchmarkReadSheet reads a sheet of fuel, row by row and into structs, beside encoding/csv alone on the same bytes.
func BenchmarkReadSheet(b *testing.B) {
	for _, size := range []struct {
		name   string
		rows   int
		quoted bool
	}{{"1e5", 100_000, false}, {"1e5-quoted", 100_000, true}, {"1e6", 1_000_000, false}} {
		sheet := fuelSheet(size.rows, size.quoted)
		run := func(name string, read func(r io.Reader) (rows int, err error)) {
			b.Run(size.name+"/"+name, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					rows, err := read(strings.NewReader(sheet))
					if err != nil || rows != size.rows {
						b.Fatal(rows, err)
					}
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*size.rows), "ns/row")
			})
		}
		run("csv", func(r io.Reader) (int, error) {
			in := csv.NewReader(r)
			in.ReuseRecord = true
			for rows := -1; ; rows++ {
				if _, err := in.Read(); errors.Is(err, io.EOF) {
					return rows, nil
				} else if err != nil {
					return rows, err
				}
			}
		})
		run("table", func(r io.Reader) (int, error) {
			columns, err := table.ColumnsOf[scope1.StationaryCombustion]()
			if err != nil {
				return 0, err
			}
			rows := 0
			err = table.Read(r, table.Options{Columns: columns}, func(table.Row) error { rows++; return nil })
			return rows, err
		})
		run("sheet", func(r io.Reader) (int, error) {
			rows, err := activity.ReadSheet[scope1.StationaryCombustion](r, "fuel.csv")
			return len(rows), err
		})
	}
}

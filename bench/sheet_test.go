// Package bench measures the fast path of the library on sheets of any length. Its README has the figures.
package bench

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"testing"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/example"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/scope1"
)

// fuelSheet returns a sheet of n rows, of 2,000 kinds of line, with unique ids.
func fuelSheet(n int) []byte {
	var b bytes.Buffer
	b.WriteString("id,entity,site,period,quality,fuel,region,amount,biofuel_share\n")
	fuels := []struct{ name, unit string }{{"natural-gas", "MWh(HHV)"}, {"natural-gas", "kWh(HHV)"}, {"lpg", "L"}, {"natural-gas", "GJ(HHV)"}, {"lpg", "kWh(HHV)"}}
	for i := range n {
		kind := i % 2000
		f := fuels[kind%5]
		fmt.Fprintf(&b, "line-%d,Example Ltd,site %d,2024-%02d,\"technology %d, time %d\",%s,GB,%d.%03d %s,\n", i, kind/5%10, kind%12+1, kind/12%5+1, kind/60%5+1, f.name, i%5000+1, i%1000, f.unit)
	}
	return b.Bytes()
}

func basis(tb testing.TB) factors.Basis {
	tb.Helper()
	b, err := example.Basis()
	if err != nil {
		tb.Fatal(err)
	}
	b.Policy.MostOfPeriod = true
	return b
}

// csvAlone reads a sheet by encoding/csv and does nothing with it.
func csvAlone(tb testing.TB, sheet []byte) {
	tb.Helper()
	r := csv.NewReader(bytes.NewReader(sheet))
	r.ReuseRecord = true
	for {
		if _, err := r.Read(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			tb.Fatal(err)
		}
	}
}

func BenchmarkFuelSheet(b *testing.B) {
	const rows = 1_000_000
	sheet := fuelSheet(rows)
	on := basis(b)
	perRow := func(b *testing.B, run func()) {
		b.ReportAllocs()
		for b.Loop() {
			run()
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/rows, "ns/row")
	}
	b.Run("csv", func(b *testing.B) { perRow(b, func() { csvAlone(b, sheet) }) })
	b.Run("Lines", func(b *testing.B) {
		perRow(b, func() {
			for _, err := range activity.Lines[scope1.StationaryCombustion](activity.NewDeriver(on), bytes.NewReader(sheet), "fuel.csv") {
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	})
	b.Run("FromLines", func(b *testing.B) {
		perRow(b, func() {
			_, err := inventory.FromLines(organisation(), activity.Lines[scope1.StationaryCombustion](activity.NewDeriver(on), bytes.NewReader(sheet), "fuel.csv"))
			if err != nil {
				b.Fatal(err)
			}
		})
	})
	b.Run("ReadSheet", func(b *testing.B) {
		perRow(b, func() {
			if _, err := activity.ReadSheet[scope1.StationaryCombustion](bytes.NewReader(sheet), "fuel.csv"); err != nil {
				b.Fatal(err)
			}
		})
	})
	b.Run("ReadSheetRun", func(b *testing.B) {
		perRow(b, func() {
			list, err := activity.ReadSheet[scope1.StationaryCombustion](bytes.NewReader(sheet), "fuel.csv")
			if err != nil {
				b.Fatal(err)
			}
			if _, err := inventory.Run(on, organisation(), activity.All(list)); err != nil {
				b.Fatal(err)
			}
		})
	})
}

func organisation() inventory.Organisation {
	return inventory.Organisation{Name: "Example Ltd", Approach: inventory.OperationalControl, Period: ghg.CalendarYear(2024)}
}

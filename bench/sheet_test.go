// Package bench measures the fast path of the library on sheets of any length. Its README has the figures.
package bench

import (
	"bytes"
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"io"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/example"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/units"
)

// fuelSheet returns a sheet of n rows, of some kinds of line, with unique ids.
func fuelSheet(n, kinds int) []byte {
	var b bytes.Buffer
	b.WriteString("id,entity,site,period,quality,fuel,region,amount,factor\n")
	fuels := []struct{ name, unit string }{{"natural-gas", "MWh(HHV)"}, {"natural-gas", "kWh(HHV)"}, {"lpg", "L"}, {"natural-gas", "GJ(HHV)"}, {"lpg", "kWh(HHV)"}}
	for i := range n {
		kind := i % kinds
		f := fuels[kind%5]
		fmt.Fprintf(&b, "line-%d,Example Ltd,site %d,2024-%02d,technology %d,%s,GB,%d.%03d %s,%s\n", i, kind/5%10, kind%12+1, kind/12%5+1, f.name, i%5000+1, i%1000, f.unit, factorOf(kind, f.unit))
	}
	return b.Bytes()
}

// factorOf tells kinds apart beyond months and qualities: a supplied factor, none for most.
func factorOf(kind int, unit string) string {
	if n := kind / 60; n >= 20 {
		return fmt.Sprintf("0.%06d kg CO2/%s; supplier", n, unit)
	}
	return ""
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

// rows is the number of rows of a sheet. The table in README.md is of 1,000,000.
var rows = flag.Int("rows", 100_000, "rows of a sheet")

// mixedSheets returns sheets of 15 methods with n rows in all, made of the examples in the methods' templates with other
// ids and amounts. Examples with an instrument, which counts once, and with purchases are left out.
func mixedSheets(tb testing.TB, n int) (methods []activity.Method, sheets [][]byte) {
	tb.Helper()
	const wanted = 15
	rng := rand.New(rand.NewPCG(1, 2))
	for _, m := range activity.Methods() {
		if len(methods) == wanted {
			break
		}
		if !m.HasSheet() {
			continue
		}
		example, err := m.ExampleRow()
		if err != nil {
			tb.Fatal(err)
		}
		var columns []string
		for _, in := range m.Columns() {
			columns = append(columns, in.Name)
		}
		var sheet bytes.Buffer
		w := csv.NewWriter(&sheet)
		_ = w.Write(columns)
		for i := range n / wanted {
			row := slices.Clone(example)
			for j, column := range columns {
				amount, unit, _ := strings.Cut(row[j], " ")
				switch q, err := units.Parse(row[j]); {
				case column == "id":
					row[j] = fmt.Sprintf("%s-%d", m.Name(), i)
				case column == "site":
					row[j] = fmt.Sprintf("%s %d", m.Name(), i%10)
				case column == "purchase":
					row[j] = ""
				case err == nil && !q.IsNegative() && slices.Contains([]string{"amount", "mass", "distance", "energy"}, column):
					row[j] = fmt.Sprintf("%s%03d %s", strings.TrimSuffix(amount, "."), rng.IntN(1000), unit)
					if !strings.Contains(amount, ".") {
						row[j] = fmt.Sprintf("%s.%03d %s", amount, rng.IntN(1000), unit)
					}
				}
			}
			_ = w.Write(row)
		}
		w.Flush()
		methods, sheets = append(methods, m), append(sheets, sheet.Bytes())
	}
	return methods, sheets
}

// linesOf yields the lines of several sheets.
func linesOf(d *activity.Deriver, methods []activity.Method, sheets [][]byte) iter.Seq2[activity.Line, error] {
	return func(yield func(activity.Line, error) bool) {
		for i, m := range methods {
			for line, err := range m.Lines(d, bytes.NewReader(sheets[i]), string(m.Name())+".csv") {
				if !yield(line, err) {
					return
				}
			}
		}
	}
}

// measure runs a benchmark and reports the time of a row.
func measure(b *testing.B, name string, run func(b *testing.B)) {
	b.Helper()
	b.Run(name, func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			run(b)
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(*rows), "ns/row")
	})
}

func totalled(b *testing.B, lines iter.Seq2[activity.Line, error]) *inventory.Inventory {
	b.Helper()
	inv, err := inventory.FromLines(organisation(), lines)
	if err != nil {
		b.Fatal(err)
	}
	total(b, inv)
	return inv
}

func total(b *testing.B, inv *inventory.Inventory) {
	b.Helper()
	p, err := inv.Partial(inventory.MarketBased)
	if err != nil || p.Total().IsZero() {
		b.Fatal(err)
	}
}

// A fuel sheet of 2,000 kinds of line: read only, read by ReadSheet, and read, calculated and totalled.
func BenchmarkFuelSheet(b *testing.B) {
	sheet, on := fuelSheet(*rows, 2000), basis(b)
	measure(b, "csv", func(b *testing.B) { csvAlone(b, sheet) })
	measure(b, "FromLines", func(b *testing.B) {
		totalled(b, activity.Lines[scope1.StationaryCombustion](activity.NewDeriver(on), bytes.NewReader(sheet), "fuel.csv"))
	})
	measure(b, "ReadSheet", func(b *testing.B) {
		if _, err := activity.ReadSheet[scope1.StationaryCombustion](bytes.NewReader(sheet), "fuel.csv"); err != nil {
			b.Fatal(err)
		}
	})
	measure(b, "ReadSheetRun", func(b *testing.B) {
		list, err := activity.ReadSheet[scope1.StationaryCombustion](bytes.NewReader(sheet), "fuel.csv")
		if err != nil {
			b.Fatal(err)
		}
		inv, err := inventory.Run(on, organisation(), activity.All(list))
		if err != nil {
			b.Fatal(err)
		}
		total(b, inv)
	})
}

// Sheets of 15 methods.
func BenchmarkMixedSheets(b *testing.B) {
	methods, sheets := mixedSheets(b, *rows)
	on := basis(b)
	measure(b, "csv", func(b *testing.B) {
		for _, sheet := range sheets {
			csvAlone(b, sheet)
		}
	})
	measure(b, "FromLines", func(b *testing.B) { totalled(b, linesOf(activity.NewDeriver(on), methods, sheets)) })
}

// Every line its own kind: nothing is shared.
func BenchmarkOwnKinds(b *testing.B) {
	sheet, on := fuelSheet(*rows, *rows), basis(b)
	list, err := activity.ReadSheet[scope1.StationaryCombustion](bytes.NewReader(sheet), "fuel.csv")
	if err != nil {
		b.Fatal(err)
	}
	measure(b, "Calculate", func(b *testing.B) {
		for _, a := range list {
			if _, err := a.Calculate(on); err != nil {
				b.Fatal(err)
			}
		}
	})
	measure(b, "Deriver", func(b *testing.B) {
		d := activity.NewDeriver(on)
		for _, a := range list {
			if _, err := d.Line(a); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// The new total after one factor of an inventory changes.
func BenchmarkScenario(b *testing.B) {
	sheet, on := fuelSheet(*rows, 2000), basis(b)
	inv := totalled(b, activity.Lines[scope1.StationaryCombustion](activity.NewDeriver(on), bytes.NewReader(sheet), "fuel.csv"))
	p, err := inv.Partial(inventory.MarketBased)
	if err != nil {
		b.Fatal(err)
	}
	list, err := p.Sensitivity()
	if err != nil {
		b.Fatal(err)
	}
	i := slices.IndexFunc(list, func(s inventory.Sensitivity) bool { return s.Input.Kind == ghg.InputFactor })
	change := inventory.Change{Change: ghg.Change{Input: list[i].Input, Value: list[i].Value.Mul(decimal.New(11, -1)), Source: "benchmark"}}
	for b.Loop() {
		changed, err := inv.Scenario(change)
		if err != nil {
			b.Fatal(err)
		}
		total(b, changed)
	}
}

func organisation() inventory.Organisation {
	return inventory.Organisation{Name: "Example Ltd", Approach: inventory.OperationalControl, Period: ghg.Period{Start: ghg.Date{Year: 2000, Month: 1, Day: 1}, End: ghg.Date{Year: 2050, Month: 1, Day: 1}}}
}

// Command japan writes factors/japan/data from the transcriptions beside it: the coefficients of the SHK system
// (温対法) and a part of the Ministry of the Environment's database of emission units, in kilograms.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/gen/sheet"
	"github.com/ghgkit/ghg/internal/module"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "japan:", err)
		os.Exit(1)
	}
}

// edition is the month of the latest list that it contains.
const edition = "2026-06"

var meta = factors.Meta{
	Publisher: "japan", Edition: edition,
	Title:     "電気事業者別排出係数 FY2024 actuals (METI, MOE, 2026-01-09, updated 2026-06-04)",
	Published: "2026-06-30 (the latest of the lists)",
	Valid:     "a validity per factor, to FY2025 (2026-03-31)",
	GWP:       "CO2 only, but for the MOE database: unstated",
	Address:   "https://ghg-santeikohyo.env.go.jp/calc",
	Licence:   "公共データ利用規約 (第1.0版), compatible with CC BY 4.0",
	Attribution: "環境省・経済産業省公表資料を加工して作成 (made by processing documents published by the Ministry of the Environment " +
		"and the Ministry of Economy, Trade and Industry of Japan)",
}

// converters lists the originals, each with the function that converts its rows to factors. The order is that of the
// set.
var converters = []struct {
	file    string
	convert func(b *builder, r sheet.Record) error
}{
	{"fuels_new.csv", newFuel},
	{"fuels_old.csv", oldFuel},
	{"electricity_national.csv", national},
	{"electricity_suppliers_fy2024.csv", supplier},
	{"electricity_suppliers_history.csv", formerSupplier},
	{"heat_default.csv", defaultHeat},
	{"heat_suppliers_fy2024.csv", heatSupplier},
	{"city_gas_suppliers_fy2025.csv", gasSupplier},
	{"moe_scope3_v3_6_subset.csv", unit},
	{"moe_capital_goods.csv", capitalGoods},
}

func run() error {
	root, err := module.Root()
	if err != nil {
		return err
	}
	dir := filepath.Join(root, "internal/gen/japan/original")
	b := &builder{areas: map[string][]string{}, registered: map[string]string{}}
	var originals []string
	for _, c := range converters {
		path := filepath.Join(dir, c.file)
		originals = append(originals, path)
		records, err := sheet.Read(path)
		if err != nil {
			return err
		}
		b.file = c.file
		if err := b.survey(records); err != nil {
			return fmt.Errorf("%s: %w", c.file, err)
		}
		for _, r := range records {
			rows, omitted := len(b.rows), len(b.omitted)
			if err := c.convert(b, r); err != nil {
				return fmt.Errorf("%s, line %d: %w", c.file, r.Line, err)
			}
			if len(b.rows) == rows && len(b.omitted) == omitted {
				return fmt.Errorf("%s, line %d: neither a factor nor left out", c.file, r.Line)
			}
		}
	}
	data := filepath.Join(root, "factors/japan/data")
	if err := sheet.Write(data, edition, meta, b.rows, b.properties, originals...); err != nil {
		return err
	}
	return sheet.WriteOmitted(filepath.Join(data, "omitted.csv"), b.omitted)
}

// builder collects the set.
type builder struct {
	file       string // the original that is being read
	rows       []sheet.Row
	properties []sheet.Property
	omitted    []sheet.Omitted

	registered map[string]string   // registration number of a seller of electricity by its name
	areas      map[string][]string // areas of a seller of gas or heat by its registration number, in their order
}

// survey records what the names of a file's rows depend on.
func (b *builder) survey(records []sheet.Record) error {
	switch b.file {
	case "electricity_suppliers_fy2024.csv":
		for _, r := range records {
			if number := r.Get("registration_no"); number != "" {
				b.registered[r.Get("supplier")] = number
			}
		}
	case "heat_suppliers_fy2024.csv", "city_gas_suppliers_fy2025.csv":
		return b.surveyAreas(records)
	}
	return nil
}

// add adds a factor of Japan with the line of its original. The printed number is multiplied by times.
func (b *builder) add(r sheet.Record, printed, times, column string, row sheet.Row) error {
	kg, err := sheet.Times(printed, times)
	if err != nil {
		return err
	}
	row[column], row["region"], row["row"] = kg, "JP", "line "+strconv.Itoa(r.Line)
	b.rows = append(b.rows, row)
	return nil
}

func (b *builder) omit(r sheet.Record, what, why string) {
	b.omitted = append(b.omitted, sheet.Omitted{File: b.file, Line: r.Line, What: what, Why: why})
}

// fiscal returns the first and last day of the fiscal years from one to another, each named by its start.
func fiscal(from, to int) (first, last string) {
	return strconv.Itoa(from) + "-04-01", strconv.Itoa(to+1) + "-03-31"
}

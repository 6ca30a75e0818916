package japan_test

import (
	"bytes"
	"encoding/csv"
	"os"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/units"
)

// record is a row of an original, by column.
type record map[string]string

func readCSV(t *testing.T, path string) []record {
	t.Helper()
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	r := csv.NewReader(bytes.NewReader(text))
	header, err := r.Read()
	require.NoError(t, err)
	rows, err := r.ReadAll()
	require.NoError(t, err)
	records := make([]record, len(rows))
	for i, row := range rows {
		records[i] = record{}
		for j, name := range header {
			records[i][name] = row[j]
		}
	}
	return records
}

func original(t *testing.T, name string) []record {
	t.Helper()
	return readCSV(t, "../../internal/gen/japan/original/"+name+".csv")
}

// Every row of the originals has its value in the set or is listed as left out: 1,722 rows, of which 5 are left out.
func TestEveryRowOfTheOriginals(t *testing.T) {
	// How often each value of the set occurs, in kilograms, by the first part of the activity and the unit.
	type value struct{ first, unit, kg string }
	have := map[value]int{}
	for f := range load(t).All() {
		first, _, _ := strings.Cut(f.Activity, "/")
		if strings.Contains(f.Activity, "/supplier-basic/") {
			first += ", basic"
		}
		have[value{first, f.Unit.Symbol(), f.PerUnit.At(0).Kg.String()}]++
	}
	take := func(r record, column, first, unit string, times int64, copies int) {
		kg := dec.MustParse(r[column]).Mul(decimal.NewFromInt(times)).String()
		if times == 0 {
			kg = dec.MustParse(r[column]).Shift(-3).String()
		}
		have[value{first, unit, kg}] -= copies
	}
	rows, left := 0, 0
	walk := func(name string, want int, each func(r record) bool) {
		records := original(t, name)
		require.Len(t, records, want, name)
		rows += want
		for _, r := range records {
			if !each(r) {
				left++
			}
		}
	}
	walk("fuels_new", 36, func(r record) bool {
		take(r, "t_co2_per_unit", "fuel", r["unit"], 1000, 1)
		if r["tc_per_gj"] != "" {
			take(r, "tc_per_gj", "fuel", "GJ(HHV)", 1000, 1)
		}
		return true
	})
	walk("fuels_old", 24, func(r record) bool {
		if r["tc_per_gj"] == "" {
			return false
		}
		take(r, "tc_per_gj", "fuel", "GJ(HHV)", 1000, 1)
		return true
	})
	walk("electricity_national", 6, func(r record) bool {
		copies := 1
		if strings.HasPrefix(r["kind"], "national_average") {
			copies = 2 // of the year of generation and of the year reported with it
		}
		take(r, "t_co2_per_kwh", "electricity", "kWh", 1000, copies)
		return true
	})
	walk("electricity_suppliers_fy2024", 1293, func(r record) bool {
		take(r, "adjusted_t_co2_per_kwh", "electricity", "kWh", 1000, 1)
		take(r, "basic_t_co2_per_kwh", "electricity, basic", "kWh", 1000, 1)
		return true
	})
	walk("electricity_suppliers_history", 20, func(r record) bool {
		if r["actual_fiscal_year"] == "2023" && r["menu"] != "C (残差)" {
			return false
		}
		take(r, "adjusted_t_co2_per_kwh", "electricity", "kWh", 1000, 1)
		if r["basic_t_co2_per_kwh"] != "" {
			take(r, "basic_t_co2_per_kwh", "electricity, basic", "kWh", 1000, 1)
		}
		return true
	})
	walk("heat_default", 1, func(r record) bool {
		for _, carrier := range []string{"heat", "steam", "cooling"} {
			take(r, "t_co2_per_gj", carrier, "GJ", 1000, 2) // FY2023–2024 and FY2025
		}
		return true
	})
	walk("heat_suppliers_fy2024", 38, func(r record) bool {
		take(r, "adjusted_t_co2_per_gj", "heat", "GJ", 1000, 1)
		take(r, "basic_t_co2_per_gj", "heat, basic", "GJ", 1000, 1)
		return true
	})
	walk("city_gas_suppliers_fy2025", 113, func(r record) bool {
		take(r, "adjusted_t_co2_per_1000m3", "fuel", "1000m3", 1000, 1)
		take(r, "basic_t_co2_per_1000m3", "fuel, basic", "1000m3", 1000, 1)
		return true
	})
	walk("moe_scope3_v3_6_subset", 42, func(r record) bool {
		first, _, _ := strings.Cut(r["key"], "_")
		if first == "tonkm" {
			first = "freight"
		}
		printed, per, _ := strings.Cut(r["unit"], "/")
		unit := map[string]string{"t": "t", "円": "JPY", "泊": "night", "人・年": "person·year", "人・日": "person·day", "t-km": "t·km"}[per]
		times := map[string]int64{"t-CO2": 1000, "kg-CO2": 1}[printed]
		take(r, "value_v3_6", first, unit, times, 1)
		return true
	})
	walk("moe_capital_goods", 149, func(r record) bool {
		take(r, "t_co2e_per_million_jpy", "capital-goods", "JPY", 0, 1) // t per million yen: a thousandth of kg per yen
		return true
	})
	for v, n := range have {
		assert.Zero(t, n, "%v", v)
	}
	assert.Equal(t, 1722, rows)
	omitted := readCSV(t, "data/omitted.csv")
	assert.Equal(t, left, len(omitted))
	assert.Len(t, omitted, 5)
	for _, o := range omitted {
		assert.NotEmpty(t, o["why"])
	}
}

// Every seller of electricity is found by its registration number and menu, and the label starts with its own name.
func TestEverySupplier(t *testing.T) {
	checked := 0
	for _, r := range original(t, "electricity_suppliers_fy2024") {
		if r["supplier_type"] != "retailer" {
			continue
		}
		name := map[string]string{
			"single": "", "menu": "/menu-" + strings.ToLower(r["menu"]), "residual": "/residual", "whole_company_reference": "/whole-company",
		}[r["row_type"]]
		f := find(t, "electricity/supplier/"+strings.ToLower(r["registration_no"])+name, 2025, "kWh", ghg.Generation)
		require.True(t, dec.MustParse(r["adjusted_t_co2_per_kwh"]).Equal(f.PerUnit.At(0).Kg.Shift(-3)), f.ID)
		require.True(t, strings.HasPrefix(f.Label, r["supplier"]+", "), f.ID)
		require.Equal(t, r["substitute_value_applied"] == "yes", strings.Contains(f.Note, "substitute value"), f.ID)
		require.Equal(t, r["row_type"] == "residual", strings.Contains(f.Note, "(残差)"), f.ID)
		checked++
	}
	assert.Equal(t, 1283, checked)
}

// The values of the database that a second copy gives in full round to those of Ver. 3.6.
func TestSecondCopyOfTheDatabase(t *testing.T) {
	compared := 0
	for _, r := range original(t, "moe_scope3_v3_6_subset") {
		if r["value_full_precision_second_copy"] == "" {
			continue
		}
		compared++
		printed := dec.MustParse(r["value_v3_6"])
		assert.True(t, printed.Equal(dec.MustParse(r["value_full_precision_second_copy"]).Round(-printed.Exponent())), r["key"])
	}
	assert.Equal(t, 18, compared)
}

// Unit heat × carbon × 44/12 rounds to the printed t CO2 per unit, for the 27 fuels of the new set that print all
// three, by the factors and properties of the set alone. Gasoline: 33.4 × 0.0187 × 44/12 = 2.2901, printed 2.29.
func TestStatutoryIdentity(t *testing.T) {
	set := load(t)
	checked := 0
	for p := range set.Properties() {
		if p.Valid.Start.Year != 2023 {
			continue
		}
		unit := p.Rate.Den.Symbol()
		carbon := find(t, p.Activity, 2023, "GJ(HHV)", ghg.Combustion)
		direct := find(t, p.Activity, 2023, unit, ghg.Combustion)
		kgC, ok := carbon.PerUnit.Kg(ghg.Carbon)
		require.True(t, ok, carbon.ID)
		kgCO2, ok := direct.PerUnit.Kg(ghg.CO2)
		require.True(t, ok, direct.ID)
		computed, err := dec.Quo(p.Rate.Value.Mul(kgC).Mul(decimal.NewFromInt(44)), decimal.NewFromInt(12))
		require.NoError(t, err)
		printed, _, _ := strings.Cut(strings.TrimPrefix(direct.Note, "printed "), " ") // in tonnes, with its zeros
		tonnes := dec.MustParse(printed)
		require.True(t, tonnes.Shift(3).Equal(kgCO2), direct.ID)
		assert.True(t, tonnes.Equal(computed.Shift(-3).Round(-tonnes.Exponent())), "%s: %s computed, printed %s", p.Activity, computed, printed)
		checked++
	}
	assert.Equal(t, 27, checked)
}

// The old set's unit heat × carbon × 44/12 equals the data's own check column to half of its fourth place. That column
// rounds ties down (anthracite 2.51515 is 2.5151 there).
func TestOldSet(t *testing.T) {
	checked := 0
	byRow := map[string]factors.Factor{}
	for f := range load(t).All() {
		if f.Valid.Start.Year == 2010 {
			byRow[f.Label] = f
		}
	}
	for _, r := range original(t, "fuels_old") {
		f, ok := byRow[r["fuel_ja"]+" ("+r["fuel_en"]+")"]
		require.Equal(t, r["tc_per_gj"] != "", ok, r["fuel_ja"])
		if !ok {
			continue
		}
		p, err := load(t).Property(factors.PropertyQuery{
			Activity: f.Activity, Region: "JP", Period: fiscalYear(2022), From: units.MustUnit(r["unit"]), To: units.MustUnit("GJ(HHV)"),
		})
		require.NoError(t, err)
		kgC, _ := f.PerUnit.Kg(ghg.Carbon)
		computed, err := dec.Quo(p.Rate.Value.Mul(kgC).Mul(decimal.NewFromInt(44)), decimal.NewFromInt(12))
		require.NoError(t, err)
		want := dec.MustParse(r["computed_t_co2_per_unit"])
		assert.True(t, computed.Shift(-3).Sub(want).Abs().LessThanOrEqual(decimal.New(5, -5)), "%s: %s computed, %s in the data", f.Activity, computed, want)
		checked++
	}
	assert.Equal(t, 21, checked)
}

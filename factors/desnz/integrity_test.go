package desnz_test

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
	"github.com/ghgkit/ghg/factors/desnz"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/units"
)

// editions lists what each set holds. The row counts of the originals are those of the README beside them.
var editions = []struct {
	edition, gwp                      string
	originalRows, factors, properties int
	sumWithin                         string // the largest difference between a printed CO2e and the sum of its rounded gases
}{
	{desnz.Edition2022, "AR4", 6895, 2944, 229, "0.01"},
	{desnz.Edition2023, "AR5", 6916, 2957, 232, "0.00000000001"},
	{desnz.Edition2024, "AR5", 7029, 2990, 349, "0.000005"},
	{desnz.Edition2025, "AR5", 7029, 2990, 240, "0.00001"},
}

func TestSets(t *testing.T) {
	for _, e := range editions {
		t.Run(e.edition, func(t *testing.T) {
			set, err := desnz.Load(e.edition)
			require.NoError(t, err)
			assert.Equal(t, "desnz-"+e.edition, set.Name())
			assert.Equal(t, e.gwp, set.Meta().GWP)
			assert.Equal(t, e.factors, set.Len())
			properties := 0
			for range set.Properties() {
				properties++
			}
			assert.Equal(t, e.properties, properties)
			again, err := desnz.Load(e.edition)
			require.NoError(t, err)
			assert.Equal(t, set.Digest(), again.Digest())
		})
	}
}

func TestLoadRefusesOtherYears(t *testing.T) {
	_, err := desnz.Load("2021")
	require.ErrorIs(t, err, ghg.ErrUnknown)
	assert.ErrorContains(t, err, `"2021"`)
	assert.ErrorContains(t, err, "2022, 2023, 2024, 2025")
}

func TestEveryFactor(t *testing.T) {
	for _, e := range editions {
		t.Run(e.edition, func(t *testing.T) {
			set, err := desnz.Load(e.edition)
			require.NoError(t, err)
			within := dec.MustParse(e.sumWithin)
			year := set.Meta().Valid
			summed := 0
			for f := range set.All() {
				require.True(t, strings.HasPrefix(f.ID, "desnz/"+f.Activity), f.ID)
				require.Contains(t, f.ID, "/"+f.Region+"/"+year+"/"+f.Unit.Symbol())
				require.Equal(t, year, f.Valid.String(), f.ID)
				require.Len(t, f.Region, 2, f.ID)
				require.Equal(t, f.Activity, strings.TrimSpace(f.Activity), f.ID)
				require.NotEmpty(t, f.Label, f.ID)
				require.NotEmpty(t, f.Reference.Table, f.ID)
				require.NotEmpty(t, f.Reference.Row, f.ID)
				require.Equal(t, "Open Government Licence v3.0", f.Licence, f.ID)
				sum, limit := decimal.Decimal{}, decimal.New(30000, 0) // SF6 is the highest
				for a := range f.PerUnit.All() {
					require.False(t, a.Kg.IsNegative(), f.ID)
					require.True(t, a.Kg.LessThan(limit), f.ID)
					if f.Boundary != ghg.OutsideScopes && a.Gas != ghg.CO2 {
						require.Equal(t, e.gwp, a.GWP, f.ID)
					}
					sum = sum.Add(a.Kg)
				}
				if f.Published.GWP != "" {
					summed++
					require.Equal(t, 3, f.PerUnit.Len(), f.ID)
					require.True(t, sum.Sub(f.Published.Kg).Abs().LessThanOrEqual(within), "%s: %s and %s", f.ID, sum, f.Published.Kg)
				}
			}
			assert.Greater(t, summed, 1200)
		})
	}
}

// TestEveryRow reads the originals again, without the converter. Each row is a number of the factor or property from
// the same place, or is listed as left out.
func TestEveryRow(t *testing.T) {
	omitted := map[string]bool{} // file and line
	for _, row := range readAll(t, "data/omitted.csv") {
		omitted[row["file"]+" "+row["line"]] = true
		assert.NotEmpty(t, row["why"])
	}
	for _, e := range editions {
		t.Run(e.edition, func(t *testing.T) {
			set, err := desnz.Load(e.edition)
			require.NoError(t, err)
			byRow := map[string]factors.Factor{}
			for f := range set.All() {
				byRow[f.Reference.Row] = f
			}
			rates := map[string]units.Rate{}
			for p := range set.Properties() {
				rates[p.Reference.Row] = p.Rate
			}
			name := "uk_ghg_" + e.edition + ".csv"
			rows := readAll(t, "../../internal/gen/desnz/original/"+name)
			require.Len(t, rows, e.originalRows)
			place, first := "", ""
			held, left := 0, 0
			for i, row := range rows {
				line := decimal.New(int64(i)+2, 0).String()
				here := strings.Join([]string{row["level1"], row["level2"], row["level3"], row["level4"], row["column_text"], row["uom"]}, "|")
				if here != place {
					place, first = here, row["id"]
					if first == "" {
						first = "line " + line
					}
				}
				if omitted[name+" "+line] {
					left++
					continue
				}
				held++
				value := dec.MustParse(row["value"])
				if rate, ok := rates[first]; ok {
					require.True(t, rate.Value.Equal(value), "line %s", line)
					continue
				}
				f, ok := byRow[first]
				require.True(t, ok, "line %s", line)
				require.True(t, holds(f, row["ghg"], value), "line %s: %s", line, f.ID)
			}
			assert.Equal(t, e.originalRows, held+left)
		})
	}
}

// holds reports whether a factor has a value for a gas, by the publisher's name for the gas.
func holds(f factors.Factor, gas string, value decimal.Decimal) bool {
	if gas == "CO2e" && f.Published.GWP != "" {
		return f.Published.Kg.Equal(value)
	}
	for a := range f.PerUnit.All() {
		name, _, _ := strings.Cut(string(a.Gas), "-") // CH4-fossil, CO2-biogenic
		if a.Kg.Equal(value) && (name == gas || gas == "CO2e" && a.Gas == "") {
			return true
		}
	}
	return false
}

func readAll(t *testing.T, path string) []map[string]string {
	t.Helper()
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	table, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	require.NoError(t, err)
	rows := make([]map[string]string, len(table)-1)
	for i, cells := range table[1:] {
		rows[i] = map[string]string{}
		for j, name := range table[0] {
			rows[i][name] = cells[j]
		}
	}
	return rows
}

// TestReturnsCopies writes into everything that a set returns; the set must not change.
func TestReturnsCopies(t *testing.T) {
	set, err := desnz.Load(desnz.Edition2025)
	require.NoError(t, err)
	before := set.Digest()
	for f := range set.All() {
		f.ID, f.Activity, f.Region, f.Published.Kg = "x", "x", "x", decimal.New(1, 0)
		f.PerUnit = ghg.Emissions{}
	}
	for p := range set.Properties() {
		p.Activity, p.Rate = "x", units.Rate{}
	}
	again, err := desnz.Load(desnz.Edition2025)
	require.NoError(t, err)
	copied, err := factors.NewSet(again.Meta(), collect(again), properties(again))
	require.NoError(t, err)
	assert.Equal(t, before, copied.Digest())
}

func collect(set *factors.Set) []factors.Factor {
	var all []factors.Factor
	for f := range set.All() {
		all = append(all, f)
	}
	return all
}

func properties(set *factors.Set) []factors.Property {
	var all []factors.Property
	for p := range set.Properties() {
		all = append(all, p)
	}
	return all
}

// TestRefrigerantsFollowFromGWP checks the printed values against the IPCC's tables: single gases exactly (2022 prints
// methylene chloride's 8.7 as 9), blends to the printed whole number.
func TestRefrigerantsFollowFromGWP(t *testing.T) {
	differ := map[string]bool{"R-405A": true, "R-511A": true} // the publisher's own values; the factors' notes explain them
	half := dec.MustParse("0.5")
	for _, e := range editions {
		set, err := desnz.Load(e.edition)
		require.NoError(t, err)
		gwp, err := ghg.ParseGWP(e.gwp)
		require.NoError(t, err)
		gases, blends := 0, 0
		for f := range set.All() {
			name, ok := strings.CutPrefix(f.Activity, "refrigerant/")
			if !ok {
				continue
			}
			name, kind, _ := strings.Cut(name, "/")
			printed := f.PerUnit.At(0).Kg
			if gas, err := ghg.ParseGas(name); err == nil {
				want, err := gwp.Of(gas)
				if err != nil {
					require.ErrorIs(t, err, ghg.ErrNoGWP)
					continue
				}
				gases++
				assert.True(t, want.Sub(printed).Abs().LessThan(half), "%s: %s, want %s", f.ID, printed, want)
				assert.True(t, want.Equal(printed) || name == "CH2Cl2", "%s: %s, want %s", f.ID, printed, want)
				continue
			}
			if kind != "" {
				continue
			}
			blend, err := ghg.ParseBlend(name)
			require.NoError(t, err, f.ID)
			want, err := blend.GWP(gwp)
			require.NoError(t, err, f.ID)
			blends++
			assert.Equal(t, differ[name], want.Sub(printed).Abs().GreaterThan(half), "%s: %s, computed %s", f.ID, printed, want)
			assert.Equal(t, differ[name], f.Note != "", f.ID)
		}
		assert.Greater(t, gases, 100)
		assert.Greater(t, blends, 60)
	}
}

// TestNetCalorificValueOfBioenergy shows that the factors printed per kWh and GJ without a basis are on the net one: in
// every edition kg/t over kg/kWh is the net calorific value of the 2024 sheet "Fuel properties" within 2 %; gross
// values are at least 8 % above it. Wood pellets: 17.28 GJ/t net, 18.694 GJ/t gross.
func TestNetCalorificValueOfBioenergy(t *testing.T) {
	kWhPerTonne := map[string]string{ // net, GJ/t ÷ 0.0036
		"fuel/wood-pellets": "4800", "fuel/wood-logs": "4086", "fuel/wood-chips": "3778", "fuel/biogas": "5556",
		"fuel/grass-straw": "3741",
	}
	for _, e := range editions {
		for activity, want := range kWhPerTonne {
			perTonne := find(t, e.edition, activity, "t", ghg.OutsideScopes).PerUnit.At(0).Kg
			perKWh := find(t, e.edition, activity, "kWh(LHV)", ghg.OutsideScopes).PerUnit.At(0).Kg
			computed := perKWh.Mul(dec.MustParse(want))
			off, err := dec.Quo(computed.Sub(perTonne).Abs(), perTonne)
			require.NoError(t, err)
			assert.True(t, off.LessThan(dec.MustParse("0.02")), "%s %s: %s off", e.edition, activity, off)
		}
	}
}

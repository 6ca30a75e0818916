package egrid_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math/big"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/egrid"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/units"
)

// sets lists the data years.
var sets = []struct {
	year   string
	number int
}{
	{egrid.Edition2019, 2019},
	{egrid.Edition2021, 2021},
	{egrid.Edition2022, 2022},
	{egrid.Edition2023, 2023},
}

func load(t testing.TB, year string) *factors.Set {
	t.Helper()
	set, err := egrid.Load(year)
	require.NoError(t, err)
	return set
}

func readCSV(t *testing.T, path string) []map[string]string {
	t.Helper()
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	require.NoError(t, err)
	var records []map[string]string
	for _, row := range rows[1:] {
		r := make(map[string]string, len(row))
		for i, name := range rows[0] {
			r[name] = row[i]
		}
		records = append(records, r)
	}
	return records
}

func TestSets(t *testing.T) {
	for _, s := range sets {
		set := load(t, s.year)
		assert.Equal(t, "egrid-"+s.year, set.Name())
		assert.Equal(t, 56, set.Len(), "27 subregions and the US average, total output and non-baseload")
		assert.Equal(t, set.Digest(), load(t, s.year).Digest())
		regions := map[string]bool{}
		for f := range set.All() {
			regions[f.Region] = true
			assert.Regexp(t, `^US(-[A-Z]{4})?$`, f.Region)
			assert.Contains(t, []string{"electricity/grid", "electricity/grid/non-baseload"}, f.Activity)
			assert.Equal(t, "MWh", f.Unit.Symbol(), f.ID)
			assert.Equal(t, ghg.Generation, f.Boundary, f.ID)
			assert.True(t, f.Valid.Same(ghg.CalendarYear(s.number)), f.ID)
			assert.Contains(t, f.Reference.Document, "eGRID"+s.year)
			assert.Equal(t, "Table 6", f.Reference.Table)
			assert.NotEmpty(t, f.Reference.Row)
			assert.Equal(t, "public domain (17 USC 105)", f.Licence)
			for a := range f.PerUnit.All() {
				assert.True(t, a.Kg.IsPositive(), f.ID)
			}
			// Between hydro in upstate New York and oil and coal on small islands: 91 to 890 kg CO2/MWh.
			co2, ok := f.PerUnit.Kg(ghg.CO2)
			require.True(t, ok, f.ID)
			assert.True(t, co2.IntPart() >= 90 && co2.IntPart() < 900, "%s: %s", f.ID, co2)
		}
		assert.Len(t, regions, 28)
	}
}

// EPA released eGRID2023 three times. The hub of 15 January 2025 quotes the first release: revision 2 has 770.884 lb CO2e/MWh
// for the US, and these rates give 771.523 + 28 × 0.057 + 265 × 0.008 = 775.239.
func TestReleaseIsNamed(t *testing.T) {
	set, err := egrid.Load(egrid.Edition2023)
	require.NoError(t, err)
	assert.Contains(t, set.Meta().Title, "release of January 2025, before revision 2 (12 June 2025)")
	f, ok := set.Factor("egrid/electricity/grid/US/2023/MWh")
	require.True(t, ok)
	assert.Equal(t, set.Meta().Title, f.Reference.Document)
	converted, err := f.PerUnit.ToCO2e(ghg.AR5())
	require.NoError(t, err)
	pounds, err := dec.Quo(converted.CO2e.Kg(), dec.MustParse("0.45359237"))
	require.NoError(t, err)
	assert.Equal(t, "775.239", pounds.Round(3).String())
}

func TestLoadUnknownYear(t *testing.T) {
	_, err := egrid.Load("2020")
	require.ErrorIs(t, err, ghg.ErrUnknown)
	assert.Contains(t, err.Error(), "2019, 2021, 2022, 2023")
}

// Every cell of the original is in a set, times 0.45359237 exactly.
func TestEveryCellIsAccountedFor(t *testing.T) {
	kgPerLb := big.NewRat(45359237, 100000000)
	cells := 0
	for _, r := range readCSV(t, "../../internal/gen/egrid/original/egrid_subregions.csv") {
		set := load(t, r["data_year"])
		region := "US-" + r["subregion"]
		if r["subregion"] == "US Average" {
			region = "US"
		}
		for prefix, activity := range map[string]string{"total": "electricity/grid", "nonbaseload": "electricity/grid/non-baseload"} {
			f, ok := set.Factor(fmt.Sprintf("egrid/%s/%s/%s/MWh", activity, region, r["data_year"]))
			require.True(t, ok, "%s %s", activity, region)
			assert.Equal(t, 3, f.PerUnit.Len())
			for column, gas := range map[string]ghg.Gas{"co2": ghg.CO2, "ch4": ghg.CH4Combustion, "n2o": ghg.N2O} {
				lb, ok := new(big.Rat).SetString(r[prefix+"_"+column+"_lb_per_mwh"])
				require.True(t, ok)
				kg, ok := f.PerUnit.Kg(gas)
				require.True(t, ok)
				assert.Zero(t, lb.Mul(lb, kgPerLb).Cmp(kg.Rat()), "%s %s", f.ID, gas)
				cells++
			}
		}
		if share := r["grid_gross_loss_fraction"]; share != "" {
			got, err := egrid.GrossLoss(r["data_year"], region)
			require.NoError(t, err)
			assert.Equal(t, share, got.String())
			cells++
		}
	}
	assert.Equal(t, 4*28*6+27, cells)
	assert.Empty(t, readCSV(t, "data/omitted.csv"))
}

// The transcription of table 6 in the hub's own file and this one agree in every cell.
func TestAgreesWithTable6OfTheHub(t *testing.T) {
	year := map[string]string{"2021": "2019", "2023": "2021", "2024": "2022", "2025": "2023"}
	own := map[string]string{}
	for _, r := range readCSV(t, "../../internal/gen/egrid/original/egrid_subregions.csv") {
		for kind, prefix := range map[string]string{"total output": "total", "non-baseload": "nonbaseload"} {
			for gas, column := range map[string]string{"CO2": "co2", "CH4": "ch4", "N2O": "n2o"} {
				own[r["data_year"]+r["subregion"]+kind+gas] = r[prefix+"_"+column+"_lb_per_mwh"]
			}
		}
	}
	compared := 0
	for _, r := range readCSV(t, "../../internal/gen/epa/original/factors.csv") {
		if r["table"] != "6" || r["gas"] == "loss" {
			continue
		}
		printed, ok := new(big.Rat).SetString(r["value"])
		require.True(t, ok)
		here, ok := new(big.Rat).SetString(own[year[r["edition"]]+r["item"]+r["detail"]+r["gas"]])
		require.True(t, ok, "%v", r)
		assert.Zero(t, printed.Cmp(here), "%v", r)
		compared++
	}
	assert.Equal(t, len(own), compared)
}

func TestSpotValues(t *testing.T) {
	// GHG Emission Factors Hub, table 6, in lb/MWh; kg by hand: lb × 0.45359237.
	cases := []struct {
		year, activity, region string
		period                 int
		co2, ch4, n2o          string
	}{
		// 2021 edition: CAMX 453.2 lb CO2 × 0.45359237 = 205.568062084
		{egrid.Edition2019, "electricity/grid", "US-CAMX", 2019, "205.568062084", "0.01496854821", "0.00181436948"},
		// 2021 edition: US average 884.2, 0.075, 0.011
		{egrid.Edition2019, "electricity/grid", "US", 2019, "401.066373554", "0.03401942775", "0.00498951607"},
		// 2025 edition: US average 771.523, 0.057, 0.008
		{egrid.Edition2023, "electricity/grid", "US", 2023, "349.95694607951", "0.02585476509", "0.00362873896"},
		// 2025 edition: US average, non-baseload 1,393.7, 0.104, 0.015
		{egrid.Edition2023, "electricity/grid/non-baseload", "US", 2023, "632.171686069", "0.04717360648", "0.00680388555"},
		// 2025 edition: NYUP 240.99, 0.011, 0.001
		{egrid.Edition2023, "electricity/grid", "US-NYUP", 2023, "109.3112252463", "0.00498951607", "0.00045359237"},
	}
	for _, c := range cases {
		f, err := load(t, c.year).Find(factors.Query{Activity: c.activity, Region: c.region, Period: ghg.CalendarYear(c.period), Unit: units.MustUnit("kWh"), Boundary: ghg.Generation})
		require.NoError(t, err)
		for gas, want := range map[ghg.Gas]string{ghg.CO2: c.co2, ghg.CH4Combustion: c.ch4, ghg.N2O: c.n2o} {
			kg, ok := f.PerUnit.Kg(gas)
			require.True(t, ok)
			assert.Equal(t, want, kg.String(), "%s %s", f.ID, gas)
		}
	}
}

func TestRegion(t *testing.T) {
	for _, name := range []string{"CAMX", "camx", "Camx"} {
		got, err := egrid.Region(name)
		require.NoError(t, err)
		assert.Equal(t, "US-CAMX", got)
	}
	for _, name := range []string{"", "CA", "US", "US-CAMX"} {
		_, err := egrid.Region(name)
		require.ErrorIs(t, err, ghg.ErrUnknown, name)
		assert.Contains(t, err.Error(), "AKGD, AKMS, AZNM, CAMX")
	}
}

func TestGrossLoss(t *testing.T) {
	// Hub 2025, table 6: US average 4.2 %, Oahu 4.4 %.
	for region, want := range map[string]string{"US": "0.042", "US-HIOA": "0.044"} {
		got, err := egrid.GrossLoss(egrid.Edition2023, region)
		require.NoError(t, err)
		assert.Equal(t, want, got.String())
	}
	for _, c := range [][2]string{{egrid.Edition2022, "US"}, {egrid.Edition2023, "US-PRMS"}, {egrid.Edition2023, "GB"}} {
		_, err := egrid.GrossLoss(c[0], c[1])
		require.ErrorIs(t, err, ghg.ErrUnknown)
	}
}

// A set returns copies: writing into them does not change it.
func TestReturnsCopies(t *testing.T) {
	set := load(t, egrid.Edition2023)
	for f := range set.All() {
		f.Region, f.ID, f.PerUnit, f.Reference.Row = "y", "z", ghg.Emissions{}, ""
	}
	var all []factors.Factor
	for f := range set.All() {
		all = append(all, f)
	}
	again, err := factors.NewSet(set.Meta(), all, nil)
	require.NoError(t, err)
	assert.Equal(t, set.Digest(), again.Digest())
}

func BenchmarkFind(b *testing.B) {
	set := load(b, egrid.Edition2023)
	q := factors.Query{Activity: "electricity/grid", Region: "US-CAMX", Period: ghg.CalendarYear(2023), Unit: units.MustUnit("kWh"), Boundary: ghg.Generation}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := set.Find(q); err != nil {
			b.Fatal(err)
		}
	}
}

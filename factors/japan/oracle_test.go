package japan_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/oracle"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/units"
)

// TestStatutoryOracles calculates the published t CO2 per unit. Most examples use the unit heat and carbon of the set up
// to FY2022. Those without a fuel use other values, which a user gives with the activity: a unit heat from before 2010,
// and the gas of one company.
func TestStatutoryOracles(t *testing.T) {
	oracle.Run(t, "japan", map[string]func(t *testing.T, o oracle.Oracle){
		"jp-shk-crude":       statutory("crude-oil", "kL"),
		"jp-shk-kerosene":    statutory("kerosene", "kL"),
		"jp-shk-coal":        statutory("coal/steam", "t"),
		"jp-shk-gasoline":    statutory("gasoline", "kL"),
		"jp-shk-lng":         statutory("lng", "t"),
		"jp-shk-towngas":     statutory("city-gas", "1000Nm3"),
		"jp-shk-diesel-old":  statutory("", "kL"),
		"jp-towngas-saibu-2": statutory("", "1000Nm3"),
	})
}

// statutory calculates a unit of a fuel of the set, or of a fuel that the example describes.
func statutory(fuel, unit string) func(*testing.T, oracle.Oracle) {
	return func(t *testing.T, o oracle.Oracle) {
		heat, carbon := o.Inputs[0], o.Inputs[1]
		one := decimal.NewFromInt(1)
		a := scope1.CarbonContent{ID: o.ID, Fuel: fuel, Region: "JP", Period: fiscalYear(2022), Oxidation: &one, Amount: units.MustParse("1 " + unit)}
		if fuel == "" {
			a.Fuel, a.Source = "own", "as published"
			a.HeatingValue = units.MustRate(heat.String() + " GJ(HHV)/" + unit)
			a.Carbon = units.MustRate(carbon.String() + " t C/GJ(HHV)")
		} else {
			kgC, _ := find(t, "fuel/"+fuel, 2022, "GJ(HHV)", ghg.Combustion).PerUnit.Kg(ghg.Carbon)
			carbon.Exactly(t, kgC.Shift(-3))
		}
		results, err := a.Calculate(factors.Basis{Factors: load(t), GWP: ghg.AR5(), Policy: factors.Policy{FuelProperties: true}})
		require.NoError(t, err)
		require.Len(t, results, 1)
		o.Answer().Is(t, results[0].CO2e.Tonnes())
	}
}

// The three figures of the SHK system, from the list of FY2024 actuals: (株)VーPower's residual is 0.000482 t/kWh
// adjusted and 0.000538 basic, the national average 0.000423; 1,000 MWh are 482, 538 and 423 t. Without a supplier the
// substitute value 0.000416 gives 416 t.
func TestSHKElectricity(t *testing.T) {
	basis := factors.Basis{Factors: load(t), GWP: ghg.AR5()}
	for _, tt := range []struct {
		supplier, menu          string
		location, market, basic string
	}{
		{"a0045", "residual", "423000", "482000", "538000"},
		{"", "", "423000", "416000", "416000"},
	} {
		results, err := scope2.SHKElectricity{
			ID: "works", Period: fiscalYear(2025), Amount: units.MustParse("1000 MWh"), Supplier: tt.supplier, Menu: tt.menu,
		}.Calculate(basis)
		require.NoError(t, err)
		require.Len(t, results, 3)
		for i, want := range []string{tt.location, tt.market, tt.basic} {
			assert.Equal(t, want, results[i].CO2e.Kg().String(), results[i].ID)
		}
	}
	_, err := scope2.SHKElectricity{
		ID: "works", Period: fiscalYear(2025), Amount: units.MustParse("1000 MWh"), Supplier: "a0045",
	}.Calculate(basis)
	assert.ErrorIs(t, err, factors.ErrNoFactor) // it has menus: its average is for reference only
}

// Heat of 丸の内熱供給 (006), menu A: 0 t/GJ adjusted; of an unknown seller 0.0532 t/GJ.
func TestHeat(t *testing.T) {
	basis := factors.Basis{Factors: load(t), GWP: ghg.AR5()}
	for supplier, want := range map[string]string{"006/menu-a": "0", "006/residual": "43600", "": "53200"} {
		d, err := scope2.Heat{
			ID: "tower", Period: fiscalYear(2025), Carrier: "heat", Region: "JP", Amount: units.MustParse("1 TJ"), Supplier: supplier,
		}.Dual(basis)
		require.NoError(t, err)
		assert.Equal(t, want, d.Market.CO2e.Kg().String(), supplier)
	}
}

// The factor of the year itself, through the published heating value, comes before the factor per kL of another year:
// gasoline in FY2021 is 34.6 GJ/kL × 0.0183 t C/GJ × 44/12 = 2.32166 t CO2/kL (tables 1 and 2 of the ordinance to FY2022),
// not the 2.29 t CO2/kL from FY2023.
func TestYearThroughHeatingValue(t *testing.T) {
	gasoline := scope1.StationaryCombustion{ID: "pump", Period: fiscalYear(2021), Fuel: "gasoline", Region: "JP", Amount: units.MustParse("1 kL")}
	b := factors.Basis{Factors: load(t), GWP: ghg.AR5(), Policy: factors.Policy{OlderYears: 2, NewerYears: 2, FuelProperties: true}}
	results, err := gasoline.Calculate(b)
	require.NoError(t, err)
	assert.Equal(t, "2321.66", results[0].CO2e.Kg().String())
	assert.Equal(t, []ghg.CaveatKind{ghg.PropertyConversion, ghg.GasesMissing}, kinds(results[0]))

	q := factors.Query{Activity: "fuel/gasoline", Region: "JP", Period: fiscalYear(2021), Unit: units.MustUnit("kL"), Boundary: ghg.Combustion, Convertible: true}
	e, err := b.Explain(q)
	require.NoError(t, err)
	assert.Equal(t, results[0].Factors[0].ID, e.Taken, "the explanation is of the factor that the method takes")
	assert.Equal(t, results[0].Caveats[:1], e.Caveats)

	b.Policy.FuelProperties = false
	results, err = gasoline.Calculate(b)
	require.NoError(t, err)
	assert.Equal(t, "2290", results[0].CO2e.Kg().String(), "FY2023 is two years away")
	assert.Equal(t, []ghg.CaveatKind{ghg.NewerFactor, ghg.GasesMissing}, kinds(results[0]))
}

func kinds(r ghg.Result) []ghg.CaveatKind {
	var list []ghg.CaveatKind
	for _, c := range r.Caveats {
		list = append(list, c.Kind)
	}
	return list
}

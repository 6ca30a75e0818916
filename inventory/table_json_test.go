package inventory_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory"
)

// Totals by every dimension, alone and together, come back as they were.
func TestTableJSON(t *testing.T) {
	inv := plc(t)
	p, err := inv.Partial(inventory.LocationBased)
	require.NoError(t, err)
	p.Missing = append(p.Missing, inventory.Gap{Scope: ghg.Scope2, Accounting: inventory.LocationBased, Results: []string{"office"}})
	estimate, err := ghg.TonnesCO2e(decimal.New(3, 0))
	require.NoError(t, err)
	p.Excluded = append(p.Excluded, inventory.Exclusion{Scope: ghg.Scope3, Category: 8, Reason: "small", Estimate: &estimate, Method: "floor area"})
	together := slices.DeleteFunc(everyDimension(), func(d inventory.Dimension) bool { return d == inventory.ByYear }) // there is the month
	divided := [][]inventory.Dimension{nil, together, {inventory.ByGas, inventory.ByScope}}
	for _, one := range everyDimension() {
		divided = append(divided, []inventory.Dimension{one})
	}
	for _, by := range divided {
		table, err := p.Totals(by...)
		require.NoError(t, err)
		text, err := json.Marshal(table)
		require.NoError(t, err)
		var read inventory.Table
		require.NoError(t, json.Unmarshal(text, &read), "%s", text)
		again, err := json.Marshal(read)
		require.NoError(t, err)
		assert.Equal(t, string(text), string(again))
		assert.Equal(t, table.String(), read.String())
		var was, is strings.Builder
		require.NoError(t, table.WriteCSV(&was, false))
		require.NoError(t, read.WriteCSV(&is, false))
		assert.Equal(t, was.String(), is.String())
		for i, r := range table.Rows {
			assert.Equal(t, r.Labels, read.Rows[i].Labels)
			assert.Len(t, read.Rows[i].Gases, len(r.Gases))
			for range read.Results(r.Labels) {
				assert.Fail(t, "a table that was read has no inventory")
			}
		}
	}
	table, err := inv.Totals(inventory.MarketBased, inventory.ByScope, inventory.ByCategory)
	require.NoError(t, err)
	text, err := json.Marshal(table)
	require.NoError(t, err)
	assert.True(t, strings.HasPrefix(string(text), `{"by":["scope","category"],"accounting":"market-based","gwp":"AR5","co2e":"59608 kg CO2e","rows":[`+
		`{"labels":{"scope":"scope 1"},"co2e":"2308 kg CO2e","results":2,"apart":[{"scope":"scope 1","biogenic_kg":"3000"}]},`+
		`{"labels":{"scope":"scope 2"},"co2e":"50000 kg CO2e","results":1},{"labels":{"scope":"scope 3","category":1},`), "%s", text)
}

// A sum longer than any number that a person may write is read back.
func TestTableJSONLongNumbers(t *testing.T) {
	kg := decimal.New(1, 60).Add(decimal.New(1, -30))
	co2e, err := ghg.KgCO2e(kg)
	require.NoError(t, err)
	table := inventory.Table{By: []inventory.Dimension{inventory.ByGas}, Accounting: inventory.MarketBased, Rows: []inventory.Row{
		{Labels: inventory.Labels{Gas: "CO2"}, CO2e: co2e, Results: 1, Gases: []inventory.GasTotal{{Gas: "CO2", Kg: kg, CO2e: co2e, Unit: "kg CO2"}}, Apart: []inventory.Apart{{Scope: ghg.Scope1, BiogenicKg: &kg}}},
	}}
	text, err := json.Marshal(table)
	require.NoError(t, err)
	var read inventory.Table
	require.NoError(t, json.Unmarshal(text, &read))
	assert.True(t, read.Rows[0].Gases[0].Kg.Equal(kg))
	assert.True(t, read.Rows[0].Apart[0].BiogenicKg.Equal(kg))
}

func TestTableJSONRefuses(t *testing.T) {
	inv := plc(t)
	table, err := inv.Totals(inventory.MarketBased, inventory.ByScope, inventory.ByGas)
	require.NoError(t, err)
	text, err := json.Marshal(table)
	require.NoError(t, err)
	for change, want := range map[string]string{
		`"gwp":"AR5" => "gwp":"AR5","colour":"red"`:                                      "colour",
		`"gwp":"AR5" => "gwp":"AR5","gwp":"AR5"`:                                         "gwp",
		`"accounting":"market-based", => `:                                               "accounting",
		`"accounting":"market-based" => "accounting":"both"`:                             "both",
		`"by":["scope","gas"] => "by":["scope","gas","scope"]`:                           "each dimension once",
		`"by":["scope","gas"] => "by":["year","month"]`:                                  "not both",
		`"by":["scope","gas"] => "by":["gas","colour"]`:                                  "colour",
		`"by":["scope","gas"] => "by":["scope"]`:                                         "a dimension that the table is not divided by",
		`"by":["scope","gas"] => "by":["gas","scope"]`:                                   "in the order of their labels",
		`"co2e":"59608 => "co2e":"59609`:                                                 "59608",
		`{"scope":"scope 1" => {"category":16,"scope":"scope 1"`:                         "a dimension that the table is not divided by",
		`"results":1 => "results":-1`:                                                    "0 or more",
		`"results":1 => "results":1.5`:                                                   "results",
		`"missing":[{"scope":"scope 3" => "missing":[{"scope":"scope 1"`:                 "missing",
		`"missing":[ => "missing":[{"scope":"scope 4"},`:                                 "scope 4",
		`"apart":[{"scope":"scope 1" => "apart":[{"scope":"scope 1","category":3`:        "apart",
		`"rows":[ => "excluded":[{"scope":"scope 3","category":8,"reason":""}],"rows":[`: "a reason",
	} {
		old, by, is := strings.Cut(change, " => ")
		require.True(t, is && strings.Contains(string(text), old), "%s in %s", change, text)
		read := inventory.Table{GWP: "as it was"}
		require.ErrorContains(t, json.Unmarshal([]byte(strings.Replace(string(text), old, by, 1)), &read), want, change)
		assert.Equal(t, inventory.Table{GWP: "as it was"}, read)
	}
	var none *inventory.Table
	require.ErrorIs(t, none.UnmarshalJSON(text), ghg.ErrMissing)
	_, err = json.Marshal(inventory.Table{})
	require.ErrorIs(t, err, ghg.ErrMissing)
	huge := decimal.New(1, 1<<30)
	for _, r := range []inventory.Row{{Gases: []inventory.GasTotal{{Kg: huge}}}, {Apart: []inventory.Apart{{Scope: ghg.Scope1, BiogenicKg: &huge}}}} {
		_, err = json.Marshal(inventory.Table{By: []inventory.Dimension{inventory.ByGas}, Accounting: inventory.MarketBased, Rows: []inventory.Row{r}})
		require.ErrorIs(t, err, ghg.ErrOutOfRange)
	}
	var read inventory.Table
	require.ErrorContains(t, json.Unmarshal([]byte(`{"by":["scope"],"accounting":"market-based","co2e":"0 kg CO2e","rows":[{"labels":{},"co2e":"0 kg CO2e","results":0,"gases":[{"kg":"1","co2e":"0 kg CO2e","unit":"kg"}]}]}`), &read), "not divided by gas")
	require.ErrorContains(t, json.Unmarshal([]byte(`{"by":["category"],"accounting":"market-based","co2e":"0 kg CO2e","rows":[{"labels":{"category":16},"co2e":"0 kg CO2e","results":0}]}`), &read), "1 to 15")
}

package inventory_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/example"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/units"
)

// By hand, with AR5: 100 kWh at 2 g CO2, 1 g fossil CH4 (30), 1 g N2O (265) and 5 g biogenic CO2 a kWh; 1 kg of R-410A, half
// HFC-32 (677), half HFC-125 (3,170); 2 kg biogenic CH4 (28); 1 kg of HCFC-22, which is outside; 7 kg CO2e of gases not told
// apart.
func TestBasket(t *testing.T) {
	b, err := example.Basis()
	require.NoError(t, err)
	year := ghg.CalendarYear(2024)
	release := func(gas, mass string) activity.Activity {
		return scope1.DirectRelease{ID: gas, Period: year, Gas: gas, Mass: units.MustParse(mass)}
	}
	inv, err := inventory.Run(b, org(), []activity.Activity{
		scope1.StationaryCombustion{
			ID: "boiler", Period: year, Fuel: "natural-gas", Region: "GB", Amount: units.MustParse("100 kWh(HHV)"),
			Factor: factors.MustSupplied("2 g CO2/kWh(HHV) + 1 g CH4-fossil/kWh(HHV) + 1 g N2O/kWh(HHV) + 5 g CO2-biogenic/kWh(HHV); analysis"),
		},
		release("R-410A", "1 kg"), release("CH4-biogenic", "2 kg"), release("HCFC-22", "1 kg"), release("SF6", "1 kg"),
		scope1.Reported{ID: "site", Period: year, Amount: units.MustParse("7 kg CO2e"), GWP: "AR5", Reporter: "operator", Source: "report", Assurance: "none"},
	})
	require.NoError(t, err)
	p, err := inv.Partial(inventory.LocationBased)
	require.NoError(t, err)
	lines, err := p.Basket()
	require.NoError(t, err)
	var got [][4]string
	var total ghg.CO2e
	for _, l := range lines {
		got = append(got, [4]string{l.Gas, l.Kg.String(), l.CO2e.Kg().String(), l.FromCO2e.Kg().String()})
		total = total.Add(l.CO2e)
	}
	assert.Equal(t, [][4]string{
		{"CO2", "0.2", "0.2", "0"},
		{"CH4", "2.1", "59", "0"}, // 0.1 × 30 + 2 × 28
		{"N2O", "0.1", "26.5", "0"},
		{"HFCs", "1", "1923.5", "0"},
		{"PFCs", "0", "0", "0"},
		{"SF6", "1", "23500", "0"},
		{"NF3", "0", "0", "0"},
		{"", "0", "7", "7"},
	}, got)
	assert.Equal(t, p.Total().Kg().String(), total.Kg().String())
	_, err = inv.Basket(inventory.LocationBased)
	require.Error(t, err, "scopes 2 and 3 are missing")
}

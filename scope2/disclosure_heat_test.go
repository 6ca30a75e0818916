package scope2_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/units"
)

// sums asserts that every row set of a disclosure adds up to its totals.
func sums(t testing.TB, d scope2.Disclosure) {
	t.Helper()
	var energy decimal.Decimal
	market := d.Unstated.Market
	shares, carriers := map[ghg.Carrier]decimal.Decimal{}, map[ghg.Carrier]ghg.CO2e{}
	for _, r := range d.Rows {
		energy, market = energy.Add(r.Energy.Value), market.Add(r.CO2e)
		shares[r.Carrier], carriers[r.Carrier] = shares[r.Carrier].Add(r.Share), carriers[r.Carrier].Add(r.CO2e)
	}
	assert.Equal(t, d.Energy.Value.String(), energy.String(), "energy of the rows")
	assert.Equal(t, d.Market.String(), market.String(), "market-based emissions of the rows")
	var byCarrier decimal.Decimal
	location, market := d.Unstated.Location, d.Unstated.Market
	for _, c := range d.Carriers {
		byCarrier, location, market = byCarrier.Add(c.Energy.Value), location.Add(c.Location), market.Add(c.Market)
		assert.Equal(t, "1", shares[c.Carrier].Round(30).String(), "shares of %s", c.Carrier)
		assert.Equal(t, c.Market.String(), carriers[c.Carrier].String(), "market-based emissions of %s", c.Carrier)
	}
	assert.Equal(t, d.Energy.Value.String(), byCarrier.String(), "energy of the carriers")
	assert.Equal(t, d.Location.String(), location.String(), "location-based emissions of the carriers")
	assert.Equal(t, d.Market.String(), market.String(), "market-based emissions of the carriers")
}

// Heat, steam and power from a plant, and the power of Japan's system, are in the rows as they are in the totals.
func TestDisclosureOfEveryCarrier(t *testing.T) {
	b := basis(t)
	var results []ghg.Result
	add := func(of interface {
		Calculate(b factors.Basis) (ghg.Results, error)
	},
	) {
		rs, err := of.Calculate(b)
		require.NoError(t, err)
		results = append(results, rs...)
	}
	power := chp()
	power.ID, power.Carrier, power.Amount, power.Power, power.Heat = "line", "power", energy("36 GJ"), energy("36 GJ"), energy("0 GJ")
	add(purchase("100 MWh"))
	add(scope2.Heat{
		ID: "loop", Period: year, Carrier: "heat", Amount: energy("360 GJ"), Region: "JP", SupplierRate: factors.MustSupplied("30 kg CO2/GJ; contract"),
		LocationFactor: factors.MustSupplied("50 kg CO2/GJ; network's report"),
	})
	add(scope2.Heat{ID: "cold", Period: year, Carrier: "cooling", Amount: energy("72 GJ"), Region: "JP", SupplierRate: factors.MustSupplied("20 kg CO2/GJ; contract")})
	add(scope2.Heat{ID: "default", Period: year, Carrier: "heat", Amount: energy("36 GJ"), Region: "JP"})
	add(scope2.HeatByFuel{
		ID: "boiler", Period: year, Amount: energy("36 GJ"), Fuel: "natural-gas", Region: "US", Efficiency: units.MustRate("0.5 GJ/GJ(HHV)"),
		Factor: factors.MustSupplied("50 kg CO2/GJ(HHV); laboratory"),
	})
	add(power)
	d, err := scope2.Disclose(results)
	require.NoError(t, err)
	sums(t, d)
	// 3.6 GJ are 1 MWh. Heat: 360 GJ × 30 = 10,800 kg (× 50 = 18,000 by location); 36 × 53.2 = 1,915.2; 36 ÷ 0.5 × 50 = 3,600.
	// Cooling 72 × 20 = 1,440. Power: the residual mix 100,000 × 0.6 (grid 0.5); all of the plant's 200 × 50 = 10,000 kg.
	type row struct{ name, energy, share, kg string }
	var rows []row
	for _, r := range d.Rows {
		rows = append(rows, row{r.Name(), r.Energy.String(), r.Share.StringFixed(4), r.CO2e.Kg().String()})
	}
	assert.Equal(t, []row{
		{"residual-mix", "100 MWh", "0.9091", "60000"},
		{"sellers-plant", "10 MWh", "0.0909", "10000"},
		{"heat, supplier-rate", "100 MWh", "0.8333", "10800"},
		{"heat, default", "10 MWh", "0.0833", "1915.2"},
		{"heat, sellers-plant", "10 MWh", "0.0833", "3600"},
		{"cooling, supplier-rate", "20 MWh", "1.0000", "1440"},
	}, rows)
	type carrier struct{ name, energy, location, market string }
	var carriers []carrier
	for _, c := range d.Carriers {
		carriers = append(carriers, carrier{c.Carrier.String(), c.Energy.String(), c.Location.Kg().String(), c.Market.Kg().String()})
	}
	assert.Equal(t, []carrier{
		{"electricity", "110 MWh", "60000", "70000"},
		{"heat", "120 MWh", "23515.2", "16315.2"},
		{"cooling", "20 MWh", "1440", "1440"},
	}, carriers)
	assert.Equal(t, "250 MWh", d.Energy.String())
}

// A result that states no energy is in the totals and named; it is in no row.
func TestDisclosureWithoutEnergy(t *testing.T) {
	rs, err := purchase("100 MWh").Calculate(basis(t))
	require.NoError(t, err)
	other, err := purchase("10 MWh").Calculate(basis(t))
	require.NoError(t, err)
	for i := range other {
		other[i].ID, other[i].Covers = "statement", nil
	}
	d, err := scope2.Disclose(append(rs, other...))
	require.NoError(t, err)
	sums(t, d)
	assert.Equal(t, []string{"statement"}, d.Unstated.Results)
	assert.Equal(t, "6000", d.Unstated.Market.Kg().String())
	assert.Equal(t, "5000", d.Unstated.Location.Kg().String())

	rs[1].Covers[0].Last = rs[1].Covers[0].First
	rs[1].Steps = append(rs[1].Steps, rs[1].Steps...)
	rs[1].CO2e = rs[1].CO2e.Add(rs[1].CO2e)
	_, err = scope2.Disclose(rs)
	require.ErrorIs(t, err, ghg.ErrMixed)
	require.ErrorContains(t, err, "covers of result hq")
}

// The power of Japan's reporting system has a row as other power has.
func TestDisclosureOfSHK(t *testing.T) {
	fy, err := ghg.ParsePeriod("2025-04-01/2026-04-01 FY2025")
	require.NoError(t, err)
	rs, err := scope2.SHKElectricity{ID: "plant", Period: fy, Amount: energy("1000 MWh"), Supplier: "a0009", Menu: "menu-a"}.Calculate(basis(t))
	require.NoError(t, err)
	d, err := scope2.Disclose(rs)
	require.NoError(t, err)
	sums(t, d)
	require.Len(t, d.Rows, 1)
	assert.Equal(t, ghg.BySupplierRate, d.Rows[0].Source)
	assert.Empty(t, d.Unstated.Results)
}

package inventory_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
)

// INVENTORY section 2, rule 3: CO2 1,000 t, fugitive fossil CH4 10 t, non-fossil CH4 2 t, N2O 1 t, and 500 t of CO2e in AR5.
//
//	AR4: 1000 + 12 × 25 + 298 = 1,598; AR5: 1000 + 300 + 56 + 265 = 1,621; AR6: 1000 + 298 + 54 + 273 = 1,625
func reweighting(t testing.TB) *inventory.Inventory {
	t.Helper()
	set, err := factors.ReadCSV(strings.NewReader(`activity,region,valid_from,valid_to,unit,boundary,CO2,CH4-fossil,CH4-biogenic,N2O,CO2e,gwp
fuel/vector,GB,2024-01-01,2024-12-31,t,combustion,1000,10,2,1,,
`), factors.Meta{Publisher: "test", Edition: "1", Title: "test factors", Licence: "none"})
	require.NoError(t, err)
	inv, err := inventory.Run(factors.Basis{Factors: set, GWP: ghg.AR5()}, org(), []activity.Activity{
		scope1.StationaryCombustion{ID: "vector", Period: year, Fuel: "vector", Region: "GB", Amount: units.MustParse("1000 t")},
		scope3.Reported{ID: "goods", Period: year, Category: 1, Amount: units.MustParse("500 t CO2e"), GWP: "AR5", Reporter: "supplier", Source: "letter", Assurance: "none"},
	})
	require.NoError(t, err)
	return inv
}

func TestInGWP(t *testing.T) {
	inv := reweighting(t)
	p, err := inv.Partial(inventory.MarketBased)
	require.NoError(t, err)
	sets := map[string]inventory.Reweighted{}
	for _, c := range []struct {
		set                 ghg.GWP
		byGas, total, share string
	}{
		{ghg.AR4(), "1598", "2098", "23.83 %"},
		{ghg.AR5(), "1621", "2121", "23.57 %"},
		{ghg.AR6(), "1625", "2125", "23.53 %"},
	} {
		r, err := p.InGWP(c.set)
		require.NoError(t, err)
		sets[r.GWP] = r
		assert.Equal(t, c.byGas, r.ByGas.Tonnes().String(), r.GWP)
		assert.Equal(t, c.total, r.Total.Tonnes().String(), r.GWP)
		require.Len(t, r.Published, 1)
		assert.Equal(t, "basis AR5: 500 t CO2e ("+c.share+")", r.Published[0].String())
		assert.Contains(t, r.String(), "total in "+r.GWP+", market-based: "+c.total+" t CO2e\nby gas: "+c.byGas+" t CO2e\nbasis AR5: 500")
		assert.Contains(t, r.String(), "missing: scope 2")
		table, err := r.Totals(inventory.ByScope, inventory.ByGas)
		require.NoError(t, err)
		assert.Equal(t, c.total, table.Total().Tonnes().String())
		assert.Equal(t, r.GWP, table.GWP)
	}
	assert.True(t, p.Total().Equal(sets["AR5"].Total), "the results' own set")

	// The term of a bridge AR5 → AR6: +4, of fossil CH4 −2, non-fossil −2, N2O +8.
	changes, err := sets["AR6"].Since(sets["AR5"])
	require.NoError(t, err)
	var got []string
	var sum ghg.CO2e
	for _, c := range changes {
		got = append(got, string(c.Gas)+" "+c.Difference().Tonnes().String())
		sum = sum.Add(c.Difference())
	}
	assert.Equal(t, []string{"CH4-biogenic -2", "CH4-fossil -2", "N2O 8"}, got)
	assert.Equal(t, "4", sum.Tonnes().String())
	_, err = sets["AR6"].Since(inventory.Reweighted{})
	require.ErrorIs(t, err, ghg.ErrMixed)
	location, err := inv.Partial(inventory.LocationBased)
	require.NoError(t, err)
	other, err := location.InGWP(ghg.AR5())
	require.NoError(t, err)
	_, err = sets["AR6"].Since(other)
	require.ErrorIs(t, err, ghg.ErrMixed, "another method")
}

// Section 2.1: methane of combustion weighs 27.0 in AR6 and 28 in AR5, wherever its carbon is from.
func TestInGWPOfCombustionMethane(t *testing.T) {
	inv := plc(t)
	for name, c := range map[string]struct {
		set  ghg.GWP
		want string
	}{"AR5": {ghg.AR5(), "308"}, "AR6": {ghg.AR6(), "297"}} { // 11 kg
		r, err := inv.InGWP(inventory.MarketBased, c.set)
		require.NoError(t, err)
		table, err := r.Totals(inventory.ByMethane)
		require.NoError(t, err)
		assert.Equal(t, inventory.CombustionMethane, table.Rows[1].Labels.Methane)
		assert.Equal(t, c.want, table.Rows[1].CO2e.Kg().String(), name)
		assert.Equal(t, "3000", table.Apart()[0].BiogenicKg.String())
	}
}

func TestInGWPRefuses(t *testing.T) {
	inv := plc(t)
	_, err := inv.InGWP(inventory.MarketBased, ghg.GWP{})
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, err = inv.InGWP(0, ghg.AR6())
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, err = reweighting(t).InGWP(inventory.MarketBased, ghg.AR6())
	require.ErrorIs(t, err, ghg.ErrMissing, "no scope 2")
	own, err := ghg.NewGWP("own", "a document", map[ghg.Gas]decimal.Decimal{ghg.CO2: decimal.New(1, 0)})
	require.NoError(t, err)
	_, err = inv.InGWP(inventory.MarketBased, own)
	require.ErrorIs(t, err, ghg.ErrNoGWP)
	assert.Equal(t, "no inventory", inventory.Reweighted{}.String())
}

// A gas outside the basket without a value is named, and one with a value is apart.
func TestInGWPOutsideTheBasket(t *testing.T) {
	inv, err := inventory.Of(org(), calculated(t, leakOf("R-22")))
	require.NoError(t, err)
	p, err := inv.Partial(inventory.MarketBased)
	require.NoError(t, err)
	r, err := p.InGWP(ghg.AR4())
	require.NoError(t, err)
	table, err := r.Totals()
	require.NoError(t, err)
	assert.Equal(t, "1810", table.Apart()[0].NonKyoto.Kg().String(), "AR4: 1,810")
	own, err := ghg.NewGWP("own", "a document", map[ghg.Gas]decimal.Decimal{ghg.CO2: decimal.New(1, 0)})
	require.NoError(t, err)
	r, err = p.InGWP(own)
	require.NoError(t, err)
	assert.Contains(t, r.String(), "without a value in own: HCFC-22")
	table, err = r.Totals()
	require.NoError(t, err)
	assert.Empty(t, table.Apart())
	assert.Nil(t, r.Published)
}

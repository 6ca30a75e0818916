package consolidation_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/consolidation"
)

// supplier is the inventory of another company, as it sends it: receipts, one a line.
func supplier(t *testing.T) *inventory.Inventory {
	t.Helper()
	year := ghg.CalendarYear(2024)
	own := gross(t, year, burn(t, "boiler", "", "Lyon", year, "1000", "1"), power(t, "grid", "", "Lyon", year, "1000"), goods(t, "steel", "", year, "50"))
	org := own.Organisation()
	org.Name, org.Approach = "supplier", inventory.OperationalControl
	var file bytes.Buffer
	require.NoError(t, own.WriteResults(&file))
	inv, err := inventory.Read(org, &file, "supplier.jsonl")
	require.NoError(t, err)
	return inv
}

// Of a supplier's 1,000 kg of fuel, 400 kg of power (500 by market) and 100 kg of steel, a company that buys 5 % of its output
// counts 50, 20 (25) and 5 in category 1. The receipts replay.
func TestAttribute(t *testing.T) {
	a := consolidation.Attribution{
		Company: "Acier SA", Entity: "root", Category: ghg.PurchasedGoodsAndServices, Share: d("0.05"), Basis: "2 of 40 million EUR of revenue",
		Scope2: ghg.MarketBased, Upstream: true,
	}
	list, err := consolidation.Attribute(supplier(t), a)
	require.NoError(t, err)
	want := map[string]string{"Acier SA/boiler": "50", "Acier SA/grid": "25", "Acier SA/steel": "5"}
	require.Len(t, list, len(want))
	year := ghg.CalendarYear(2024)
	for _, r := range list {
		assert.Equal(t, want[r.ID], r.CO2e.Kg().String(), r.ID)
		assert.Equal(t, ghg.PurchasedGoodsAndServices, r.Category)
		assert.True(t, r.Counts())
		assert.Equal(t, "root", r.Entity)
		receipt, err := r.Receipt()
		require.NoError(t, err)
		_, err = ghg.Verify(receipt)
		require.NoError(t, err)
	}
	org := inventory.Organisation{Name: "buyer", Approach: inventory.OperationalControl, Period: year, Entities: []string{"root"}}
	inv, err := inventory.Of(org, append(list, results(gross(t, year, burn(t, "boiler", "root", "", year, "7", "1")))...))
	require.NoError(t, err)
	assert.Equal(t, "80", figure(t, inv, in(ghg.PurchasedGoodsAndServices)))

	a.Category, a.Upstream, a.Scope2 = ghg.Investments, false, ghg.LocationBased
	list, err = consolidation.Attribute(supplier(t), a)
	require.NoError(t, err)
	require.Len(t, list, 3)
	assert.Equal(t, ghg.Subject{Kind: ghg.SubjectInvestee, Name: "Acier SA"}, list[0].Subject)
	assert.Equal(t, "20", list[1].CO2e.Kg().String())
	assert.Equal(t, ghg.MemoInvesteeScope3, list[2].Memo.Kind, "scope 3 of an investee is shown apart")
}

func TestAttributeRefuses(t *testing.T) {
	good := consolidation.Attribution{Company: "A", Category: ghg.Investments, Share: d("1"), Basis: "all of it", Scope2: ghg.MarketBased}
	for name, change := range map[string]func(*consolidation.Attribution){
		"company": func(a *consolidation.Attribution) { a.Company = "" }, "category": func(a *consolidation.Attribution) { a.Category = 16 },
		"basis": func(a *consolidation.Attribution) { a.Basis = "" }, "scope 2": func(a *consolidation.Attribution) { a.Scope2 = 0 },
		"share": func(a *consolidation.Attribution) { a.Share = d("5") },
	} {
		a := good
		change(&a)
		_, err := consolidation.Attribute(supplier(t), a)
		require.Error(t, err, name)
		assert.Contains(t, err.Error(), name)
	}
	year := ghg.CalendarYear(2024)
	_, err := consolidation.Attribute(gross(t, year, burn(t, "line", "", "", year, "1", "1")), good)
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
}

package inventory_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory"
)

// figures are the figures of a whole inventory.
func figures(inv *inventory.Inventory, a ghg.Accounting) map[string]error {
	_, total := inv.Total(a)
	_, by := inv.By(a, func(r ghg.Result) string { return r.Site })
	_, byGas := inv.ByGas(a)
	_, biogenic := inv.BiogenicCO2(a)
	_, nonKyoto := inv.NonKyoto(a)
	_, share := inv.Share(a, inventory.Recomputed)
	return map[string]error{"Total": total, "By": by, "ByGas": byGas, "BiogenicCO2": biogenic, "NonKyoto": nonKyoto, "Share": share}
}

// A scope without a result is missing, not zero: no figure of the whole inventory passes over it.
func TestMissingScopes(t *testing.T) {
	all := calculatedWith(t, basis(t), lines()...)
	without := func(drop func(ghg.Result) bool) []ghg.Result {
		var kept []ghg.Result
		for _, r := range all {
			if !drop(r) {
				kept = append(kept, r)
			}
		}
		return kept
	}
	memo := without(func(r ghg.Result) bool { return r.Scope == ghg.Scope1 })
	aside := all[0]
	aside.Memo = ghg.Memo{Kind: ghg.MemoOther, Detail: "shown beside"}
	aside.Method = "house.scenario" // no method of the module makes such an item
	for _, c := range []struct {
		name    string
		results []ghg.Result
		want    string
	}{
		{"no scope 2", without(func(r ghg.Result) bool { return r.Scope == ghg.Scope2 }), "no figure of scope 2, market-based:"},
		{"no scope 1 and 3", without(func(r ghg.Result) bool { return r.Scope != ghg.Scope2 }), "no figure of scope 1; scope 3:"},
		{"the other method only", without(func(r ghg.Result) bool { return r.Accounting == ghg.MarketBased }), `no figure of scope 2, market-based, of "office":`},
		{"a memo item only", append(memo, aside), "no figure of scope 1:"},
		{"nothing", nil, "no figure of scope 1; scope 2, market-based; scope 3:"},
	} {
		t.Run(c.name, func(t *testing.T) {
			inv, err := inventory.Of(org(), c.results)
			require.NoError(t, err)
			for name, err := range figures(inv, inventory.MarketBased) {
				var incomplete *inventory.IncompleteError
				require.ErrorAs(t, err, &incomplete, name)
				require.ErrorIs(t, err, ghg.ErrMissing, name)
				require.ErrorContains(t, err, c.want, name)
			}
		})
	}
}

// A result by one method of scope 2 needs its counterpart by the other, each id once; a memo item needs none and is none.
func TestOtherMethodOnly(t *testing.T) {
	of := func(id, part string, a ghg.Accounting, memo ghg.MemoKind) ghg.Result {
		return ghg.Result{ID: id, Part: part, Scope: ghg.Scope2, Accounting: a, Period: year, Memo: ghg.Memo{Kind: memo}}
	}
	inv, err := inventory.OfChecked(org(), []ghg.Result{
		{ID: "boiler", Scope: ghg.Scope1, Period: year},
		{ID: "goods", Scope: ghg.Scope3, Category: 1, Period: year},
		of("b", "heat", ghg.LocationBased, 0), of("b", "power", ghg.LocationBased, 0), of("both", "", ghg.LocationBased, 0), of("both", "", ghg.MarketBased, 0),
		of("memo", "", ghg.LocationBased, ghg.MemoOther), of("half", "", ghg.LocationBased, 0), of("half", "", ghg.MarketBased, ghg.MemoOther),
	})
	require.NoError(t, err)
	_, err = inv.Total(inventory.MarketBased)
	var incomplete *inventory.IncompleteError
	require.ErrorAs(t, err, &incomplete)
	assert.Equal(t, []inventory.Gap{{Scope: ghg.Scope2, Accounting: ghg.MarketBased, Results: []string{"b", "half"}}}, incomplete.Missing)
	_, err = inv.Scope(ghg.Scope2, inventory.MarketBased)
	require.ErrorContains(t, err, `no figure of scope 2, market-based, of "b", "half":`)
	_, err = inv.Total(inventory.LocationBased)
	require.NoError(t, err)
}

// Without the office, 2,308 + 7,300 = 9,608 kg remain, asked for by name and with the list of what is missing.
func TestPartial(t *testing.T) {
	results := calculatedWith(t, basis(t), lines()...)
	inv, err := inventory.Of(org(), slices.Concat(results[:2], results[4:]))
	require.NoError(t, err)
	p, err := inv.Partial(inventory.MarketBased)
	kg(t, "9608", p.Total(), err)
	require.Len(t, p.Missing, 14, "scope 2 and thirteen categories")
	assert.Equal(t, inventory.Gap{Scope: ghg.Scope2, Accounting: ghg.MarketBased}, p.Missing[0])
	assert.Equal(t, inventory.Gap{Scope: ghg.Scope3, Category: ghg.CapitalGoods}, p.Missing[1])
	assert.Equal(t, "3000", p.BiogenicCO2().String())
	sites := p.By(func(r ghg.Result) string { return r.Entity })
	kg(t, "9580", sites[0].CO2e, nil)
	share, err := p.Share(inventory.Recomputed)
	require.NoError(t, err)
	assert.Equal(t, "0.2714404662781015820149875104079933", share.String(), "2608 ÷ 9608")
	_, err = inv.Partial(0)
	require.ErrorIs(t, err, ghg.ErrMissing)
	kg(t, "0", inventory.Partial{}.Total(), nil)
	kg(t, "0", inventory.Partial{}.NonKyoto(), nil)
	assert.Empty(t, inventory.Partial{}.By(func(ghg.Result) string { return "" }))
}

// An organisation that leaves out a scope or category says so once, with the reason; its totals are then whole.
func TestExclusions(t *testing.T) {
	results := calculatedWith(t, basis(t), lines()...)
	noPower := slices.Concat(results[:2], results[4:])
	o := org()
	o.Excluded = []inventory.Exclusion{
		{Scope: ghg.Scope2, Reason: "the landlord does not meter power"}, {Scope: ghg.Scope3, Category: ghg.BusinessTravel, Reason: "below 1 %"},
	}
	inv, err := inventory.Of(o, noPower)
	require.NoError(t, err)
	total, err := inv.Total(inventory.MarketBased)
	kg(t, "9608", total, err)
	p, err := inv.Partial(inventory.MarketBased)
	require.NoError(t, err)
	assert.Equal(t, o.Excluded, p.Excluded)
	assert.Len(t, p.Missing, 12, "categories of scope 3")
	_, err = inv.Scope(ghg.Scope2, inventory.MarketBased)
	require.ErrorIs(t, err, ghg.ErrMissing)
	require.ErrorContains(t, err, "the landlord does not meter power")
	_, err = inv.Category(ghg.BusinessTravel)
	require.ErrorContains(t, err, "below 1 %")
	coverage := inv.Coverage()
	assert.Equal(t, inventory.Coverage{Scope: ghg.Scope2, Status: inventory.Excluded, Reason: "the landlord does not meter power"}, coverage[1])
	assert.Equal(t, inventory.Excluded, coverage[1+int(ghg.BusinessTravel)].Status)
	inv.Organisation().Excluded[0].Reason = "changed"
	assert.Equal(t, "scope 2: the landlord does not meter power", inv.Organisation().Excluded[0].String())

	_, err = inventory.Of(o, results)
	require.ErrorIs(t, err, ghg.ErrMixed, "a result in a scope that is excluded")
	inv, err = inventory.Of(o, nil)
	require.NoError(t, err)
	_, err = inv.Total(inventory.MarketBased)
	require.ErrorIs(t, err, ghg.ErrMissing, "exclusions do not make a total of nothing")

	for _, c := range []struct {
		name string
		bad  []inventory.Exclusion
		err  error
		want string
	}{
		{"no reason", []inventory.Exclusion{{Scope: ghg.Scope2}}, ghg.ErrMissing, "reason of the exclusion of scope 2"},
		{"no scope", []inventory.Exclusion{{Reason: "x"}}, ghg.ErrOutOfRange, "exclusion"},
		{"an unknown scope", []inventory.Exclusion{{Scope: 4, Reason: "x"}}, ghg.ErrOutOfRange, "exclusion"},
		{"a category of 1", []inventory.Exclusion{{Scope: ghg.Scope1, Category: 4, Reason: "x"}}, ghg.ErrOutOfRange, "exclusion"},
		{"an unknown category", []inventory.Exclusion{{Scope: ghg.Scope3, Category: 16, Reason: "x"}}, ghg.ErrOutOfRange, "exclusion"},
		{"twice", []inventory.Exclusion{{Scope: ghg.Scope2, Reason: "x"}, {Scope: ghg.Scope2, Reason: "y"}}, ghg.ErrMixed, `exclusion of scope 2 cannot be added ("y")`},
		{"scope and category", []inventory.Exclusion{{Scope: ghg.Scope3, Reason: "x"}, {Scope: ghg.Scope3, Category: 4, Reason: "y"}}, ghg.ErrMixed, "once"},
		{"category, then scope", []inventory.Exclusion{{Scope: ghg.Scope3, Category: 4, Reason: "y"}, {Scope: ghg.Scope3, Reason: "x"}}, ghg.ErrMixed, "once"},
		{"also not applicable", []inventory.Exclusion{{Scope: ghg.Scope3, Category: ghg.Franchises, Reason: "x"}}, ghg.ErrMixed, "once"},
		{"two places", []inventory.Exclusion{{Scope: ghg.Scope3, Category: 4, Reason: "x"}, {Scope: ghg.Scope1, Reason: "x"}, {Scope: ghg.Scope3, Category: 15, Reason: "x"}}, nil, ""},
	} {
		o.Excluded, o.NotApplicable = c.bad, map[ghg.Category]string{ghg.Franchises: "there are none"}
		_, err = inventory.Of(o, nil)
		require.ErrorIs(t, err, c.err, c.name)
		if c.err != nil {
			require.ErrorContains(t, err, c.want, c.name)
		}
	}
}

// What the organisation says of one category is not said of its scope, nor of another scope: categories that do not
// apply leave scope 1 missing, and scope 3 without category 1 has a figure.
func TestExclusionOfOneCategory(t *testing.T) {
	o := org()
	o.Excluded = []inventory.Exclusion{{Scope: ghg.Scope3, Category: ghg.PurchasedGoodsAndServices, Reason: "first year"}}
	inv, err := inventory.Of(o, calculatedWith(t, basis(t), lines()[:4]...))
	require.NoError(t, err)
	scope3, err := inv.Scope(ghg.Scope3, inventory.MarketBased)
	kg(t, "300", scope3, err)
	_, err = inv.Category(ghg.CapitalGoods)
	var incomplete *inventory.IncompleteError
	require.ErrorAs(t, err, &incomplete)
	assert.Equal(t, []inventory.Gap{{Scope: ghg.Scope3, Category: ghg.CapitalGoods}}, incomplete.Missing)

	inv, err = inventory.Of(o, calculatedWith(t, basis(t), lines()[:3]...))
	require.NoError(t, err)
	missing, err := inv.Missing(inventory.MarketBased)
	require.NoError(t, err)
	assert.Equal(t, []inventory.Gap{{Scope: ghg.Scope3}}, missing, "without one category, scope 3 is missing all the same")

	o.Excluded, o.NotApplicable = nil, map[ghg.Category]string{}
	for c := ghg.PurchasedGoodsAndServices; c.Valid(); c++ {
		o.NotApplicable[c] = "an example"
	}
	inv, err = inventory.Of(o, calculatedWith(t, basis(t), lines()[2]))
	require.NoError(t, err)
	missing, err = inv.Missing(inventory.MarketBased)
	require.NoError(t, err)
	assert.Equal(t, []inventory.Gap{{Scope: ghg.Scope1}}, missing)
	_, err = inv.Scope(ghg.Scope1, inventory.MarketBased)
	require.ErrorAs(t, err, &incomplete)
	assert.Equal(t, missing, incomplete.Missing)
}

// All fifteen categories of scope 3 excluded or not applicable are scope 3 excluded.
func TestExcludedByCategory(t *testing.T) {
	o := org()
	o.NotApplicable = map[ghg.Category]string{ghg.Franchises: "there are none"}
	for c := ghg.PurchasedGoodsAndServices; c.Valid(); c++ {
		if c != ghg.Franchises {
			o.Excluded = append(o.Excluded, inventory.Exclusion{Scope: ghg.Scope3, Category: c, Reason: "first year"})
		}
	}
	inv, err := inventory.Of(o, calculatedWith(t, basis(t), lines()[:3]...))
	require.NoError(t, err)
	total, err := inv.Total(inventory.MarketBased)
	kg(t, "52308", total, err)
	missing, err := inv.Missing(inventory.MarketBased)
	require.NoError(t, err)
	assert.Empty(t, missing)
	o.Excluded = o.Excluded[1:]
	inv, err = inventory.Of(o, calculatedWith(t, basis(t), lines()[:3]...))
	require.NoError(t, err)
	_, err = inv.Total(inventory.MarketBased)
	require.ErrorContains(t, err, "no figure of scope 3:")
}

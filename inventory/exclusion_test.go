package inventory_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
)

// emitting is an inventory of t tonnes in scopes 1 and 2 and of t tonnes in scope 3, market-based, without a gap.
func emitting(t testing.TB, scopes12, scope3Only string, excluded ...inventory.Exclusion) *inventory.Inventory {
	t.Helper()
	o := org()
	o.Excluded = excluded
	o.NotApplicable = map[ghg.Category]string{}
	for c := ghg.CapitalGoods; c.Valid(); c++ {
		if !slices.ContainsFunc(excluded, func(e inventory.Exclusion) bool { return e.Category == c }) {
			o.NotApplicable[c] = "an example"
		}
	}
	mass := units.MustParse(scopes12 + " t")
	mass.Value = mass.Value.Sub(decimal.New(50, 0))
	inv, err := inventory.Run(basis(t), o, []activity.Activity{
		scope1.DirectRelease{ID: "vent", Period: year, Gas: "CO2", Mass: mass, Event: "vented"},
		scope2.Electricity{ID: "office", Period: year, Region: "GB", Amount: units.MustParse("100 MWh")}, // × 0.5 = 50 t
		scope3.Reported{ID: "goods", Period: year, Category: 1, Amount: units.MustParse(scope3Only + " t CO2e"), GWP: "AR5", Reporter: "supplier", Source: "letter", Assurance: "none"},
	})
	require.NoError(t, err)
	return inv
}

func tonnesOf(t testing.TB, tonnes string) *ghg.CO2e {
	t.Helper()
	c, err := ghg.ParseCO2e(tonnes + " t CO2e")
	require.NoError(t, err)
	return &c
}

func without(t testing.TB, s ghg.Scope, what, tonnes string) inventory.Exclusion {
	t.Helper()
	return inventory.Exclusion{Scope: s, What: what, Reason: "small", Estimate: tonnesOf(t, tonnes), Method: "area × benchmark"}
}

// The vectors of INVENTORY section 3: the denominator includes what is excluded.
func TestExclusionShares(t *testing.T) {
	for _, c := range []struct {
		inventory, excluded, share string
		verdict                    inventory.Verdict
	}{
		{"960", "40", "0.04", inventory.Met}, // not 4.1667 %
		{"950", "50", "0.05", inventory.Met},
		{"949", "51", "0.051", inventory.NotMet},
	} {
		inv := emitting(t, c.inventory, "1", without(t, ghg.Scope1, "small sites", c.excluded))
		check, err := inv.CheckExclusions(inventory.MarketBased, inventory.SBTiExclusions())
		require.NoError(t, err)
		assert.Equal(t, c.share, check.Groups[0].Share.String())
		assert.Equal(t, c.share, check.Groups[0].Parts[0].Share.String())
		assert.Equal(t, c.verdict, check.Groups[0].Verdict)
		assert.Equal(t, c.verdict, check.Verdict())
		assert.Equal(t, inventory.Met, check.Groups[1].Verdict)
	}

	inv := emitting(t, "96", "890", without(t, ghg.Scope2, "leased offices", "6"), without(t, ghg.Scope3, "small suppliers", "10"))
	check, err := inv.CheckExclusions(inventory.MarketBased, inventory.SBTiExclusions())
	require.NoError(t, err)
	assert.Equal(t, "0.058824", check.Groups[0].Share.Round(6).String(), "6 ÷ 102")
	assert.Equal(t, "0.011111", check.Groups[1].Share.Round(6).String(), "10 ÷ 900")
	assert.Equal(t, inventory.NotMet, check.Verdict())
	together := inventory.ExclusionPolicy{Name: "together", Groups: []inventory.ExclusionLimit{{Group: inventory.AllScopes, Most: check.Groups[0].Most}}}
	all, err := inv.CheckExclusions(inventory.MarketBased, together)
	require.NoError(t, err)
	assert.Equal(t, "0.015968", all.Groups[0].Share.Round(6).String(), "16 ÷ 1,002")
	assert.Equal(t, inventory.Met, all.Verdict())
	assert.Equal(t, `exclusions by SBTi
scopes 1 and 2: 5.88 % excluded, at most 5 %: not met
  scope 2, leased offices: small (estimate 6 t CO2e: area × benchmark): 5.88 %
scope 3: 1.11 % excluded, at most 5 %: met
  scope 3, small suppliers: small (estimate 10 t CO2e: area × benchmark): 1.11 %
`, check.String())
}

// An exclusion without an estimate, or a missing category, is unknown, never met.
func TestExclusionsUnknown(t *testing.T) {
	unknown := inventory.Exclusion{Scope: ghg.Scope1, What: "vehicles", Reason: "no data"}
	check, err := emitting(t, "960", "1", unknown, without(t, ghg.Scope1, "small sites", "1")).CheckExclusions(inventory.MarketBased, inventory.SBTiExclusions())
	require.NoError(t, err)
	assert.Equal(t, inventory.Unknown, check.Verdict())
	assert.Nil(t, check.Groups[0].Share)
	assert.Equal(t, "1", check.Groups[0].Excluded.Tonnes().String())
	assert.Contains(t, check.String(), "scopes 1 and 2: an unknown share excluded, at most 5 %: unknown\n  scope 1, vehicles: no data: no estimate\n")

	check, err = plc(t).CheckExclusions(inventory.MarketBased, inventory.Scope3RevisionExclusions())
	require.NoError(t, err)
	assert.True(t, check.Draft)
	assert.Equal(t, inventory.Unknown, check.Verdict(), "categories are missing")
	assert.Contains(t, check.String(), "which is not final")
	assert.Contains(t, check.String(), "  missing: category 2, capital goods\n")

	for _, p := range []inventory.ExclusionPolicy{inventory.GHGProtocolExclusions(), inventory.CDPExclusions()} {
		check, err := emitting(t, "960", "1", without(t, ghg.Scope1, "a", "20"), without(t, ghg.Scope1, "b", "20")).CheckExclusions(inventory.MarketBased, p)
		require.NoError(t, err)
		assert.Equal(t, inventory.NoLimit, check.Verdict())
		assert.Equal(t, "0.02", check.Groups[0].Parts[1].Share.String(), "CDP asks for the share of each")
		assert.NotContains(t, check.String(), "at most")
	}
	assert.Equal(t, inventory.NoLimit, inventory.ExclusionCheck{}.Verdict())
}

func TestExclusionPolicyRefuses(t *testing.T) {
	half, two := decimal.New(5, -1), decimal.New(2, 0)
	inv := emitting(t, "960", "1")
	for _, p := range []inventory.ExclusionPolicy{
		{},
		{Name: "x"},
		{Name: "x", Groups: []inventory.ExclusionLimit{{}}},
		{Name: "x", Groups: []inventory.ExclusionLimit{{Group: inventory.AllScopes, Most: &two}}},
		{Name: "x", Groups: []inventory.ExclusionLimit{{Group: inventory.AllScopes, Most: &half}, {Group: inventory.AllScopes}}},
	} {
		_, err := inv.CheckExclusions(inventory.MarketBased, p)
		require.Error(t, err)
	}
	_, err := inv.CheckExclusions(0, inventory.SBTiExclusions())
	require.ErrorIs(t, err, ghg.ErrMissing)
}

// A part of a category can be excluded without the category: its results count, those of the excluded entity do not.
func TestExclusionOfAPart(t *testing.T) {
	o := org()
	o.Excluded = []inventory.Exclusion{
		{ID: "EX-1", Scope: ghg.Scope1, Entity: "c", Reason: "sold in January", Estimate: tonnesOf(t, "3"), Method: "last year", Likelihood: "within a third", Approved: ghg.Date{Year: 2025, Month: 3, Day: 31}},
		{ID: "EX-2", Scope: ghg.Scope3, Category: 1, What: "stationery", Reason: "small"},
	}
	inv, err := inventory.Run(basis(t), o, lines())
	require.NoError(t, err)
	total, err := inv.Total(inventory.MarketBased)
	kg(t, "59608", total, err)
	coverage := inv.Coverage()
	assert.Equal(t, inventory.Calculated, coverage[0].Status)
	assert.Equal(t, "3", coverage[0].Estimate.Tonnes().String())
	assert.Equal(t, "scope 1: calculated, 2 results; without scope 1, c: sold in January (estimate 3 t CO2e: last year); excluded in all by estimate 3 t CO2e", coverage[0].String())
	assert.Equal(t, "scope 2: calculated, 2 results", coverage[1].String())
	assert.Equal(t, "category 1, purchased goods and services: reported, 1 result; without category 1, purchased goods and services, stationery: small; the excluded amount is not known", coverage[2].String())
	assert.Nil(t, coverage[2].Estimate)
	table, err := inv.Totals(inventory.MarketBased)
	require.NoError(t, err)
	assert.Contains(t, table.String(), "excluded: scope 1, c: sold in January (estimate 3 t CO2e: last year)\n")

	// Nothing given or returned is shared.
	*o.Excluded[0].Estimate = ghg.CO2e{}
	*coverage[0].Estimate = ghg.CO2e{}
	*coverage[0].Parts[0].Estimate = ghg.CO2e{}
	*table.Excluded[0].Estimate = ghg.CO2e{}
	*inv.Organisation().Excluded[0].Estimate = ghg.CO2e{}
	assert.Equal(t, "3", inv.Organisation().Excluded[0].Estimate.Tonnes().String())

	text, err := json.Marshal(inv.Organisation())
	require.NoError(t, err)
	assert.Contains(t, string(text), `"excluded":[{"id":"EX-1","scope":"scope 1","entity":"c","reason":"sold in January","estimate":"3000 kg CO2e","method":"last year","likelihood":"within a third","approved":"2025-03-31"},`)
	var read inventory.Organisation
	require.NoError(t, json.Unmarshal(text, &read))
	again, err := json.Marshal(read)
	require.NoError(t, err)
	assert.Equal(t, string(text), string(again))

	o.Excluded = []inventory.Exclusion{{Scope: ghg.Scope1, Entity: "b", Reason: "x"}}
	_, err = inventory.Run(basis(t), o, lines())
	require.ErrorIs(t, err, ghg.ErrMixed)
	require.ErrorContains(t, err, "scope 1, b")
}

// Coverage of a whole category that is excluded has its estimate; one by scope has none for each category.
func TestCoverageEstimates(t *testing.T) {
	o := org()
	o.Excluded = []inventory.Exclusion{{Scope: ghg.Scope3, Category: 6, Reason: "small", Estimate: tonnesOf(t, "4"), Method: "spend"}}
	inv, err := inventory.Run(basis(t), o, lines())
	require.NoError(t, err)
	line := inv.Coverage()[1+6]
	assert.Equal(t, "category 6, business travel: excluded (small); excluded in all by estimate 4 t CO2e", line.String())
	o.Excluded = []inventory.Exclusion{{Scope: ghg.Scope3, Reason: "first year", Estimate: tonnesOf(t, "4"), Method: "spend"}}
	inv, err = inventory.Run(basis(t), o, lines()[:3])
	require.NoError(t, err)
	assert.Equal(t, "category 6, business travel: excluded (first year); the excluded amount is not known", inv.Coverage()[1+6].String())
}

func TestExclusionRefuses(t *testing.T) {
	estimate, negative := tonnesOf(t, "1"), tonnesOf(t, "-1")
	for name, c := range map[string]struct {
		list []inventory.Exclusion
		err  error
	}{
		"negative estimate":        {[]inventory.Exclusion{{Scope: 1, Reason: "x", Estimate: negative, Method: "m"}}, ghg.ErrNegative},
		"estimate, no method":      {[]inventory.Exclusion{{Scope: 1, Reason: "x", Estimate: estimate}}, ghg.ErrMissing},
		"method, no estimate":      {[]inventory.Exclusion{{Scope: 1, Reason: "x", Method: "m"}}, ghg.ErrMissing},
		"no such day":              {[]inventory.Exclusion{{Scope: 1, Reason: "x", Approved: ghg.Date{Year: 2025, Month: 2, Day: 30}}}, ghg.ErrOutOfRange},
		"part, no reason":          {[]inventory.Exclusion{{Scope: 1, What: "x"}}, ghg.ErrMissing},
		"one id twice":             {[]inventory.Exclusion{{ID: "a", Scope: 1, Reason: "x"}, {ID: "a", Scope: 2, Reason: "x"}}, ghg.ErrMixed},
		"part of what is excluded": {[]inventory.Exclusion{{Scope: 1, Reason: "x"}, {Scope: 1, Entity: "a", Reason: "x"}}, ghg.ErrMixed},
		"part before the whole":    {[]inventory.Exclusion{{Scope: 3, Category: 4, What: "a", Reason: "x"}, {Scope: 3, Reason: "x"}}, ghg.ErrMixed},
		"one part twice":           {[]inventory.Exclusion{{Scope: 1, What: "a", Reason: "x"}, {Scope: 1, What: "a", Reason: "y"}}, ghg.ErrMixed},
		"part of an entity's":      {[]inventory.Exclusion{{Scope: 1, Entity: "a", Reason: "x"}, {Scope: 1, Entity: "a", What: "y", Reason: "y"}}, ghg.ErrMixed},
		"part not applicable":      {[]inventory.Exclusion{{Scope: 3, Category: 14, What: "a", Reason: "x"}}, ghg.ErrMixed},
	} {
		o := org()
		o.Excluded, o.NotApplicable = c.list, map[ghg.Category]string{ghg.Franchises: "none"}
		_, err := inventory.Of(o, nil)
		require.ErrorIs(t, err, c.err, name)
	}
}

func TestGroup(t *testing.T) {
	inv := plc(t)
	for g, want := range map[inventory.ScopeGroup]string{inventory.OnlyScope1: "2308", inventory.OnlyScope2: "50000", inventory.Scopes1And2: "52308", inventory.OnlyScope3: "7300", inventory.AllScopes: "59608"} {
		sum, err := inv.Group(g, inventory.MarketBased)
		kg(t, want, sum, err)
	}
	_, err := inv.Group(0, inventory.MarketBased)
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, err = inv.Group(inventory.AllScopes, 0)
	require.ErrorIs(t, err, ghg.ErrMissing)
	assert.False(t, inventory.ScopeGroup(9).Includes(ghg.Scope1))
}

package inventory_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/units"
)

// portioned is an inventory of lines that share derivations, and of the same as results.
func portioned(t *testing.T) map[string]*inventory.Inventory {
	t.Helper()
	year := ghg.CalendarYear(2024)
	var activities []activity.Activity
	for i, id := range []string{"a", "b", "c", "d", "e"} {
		activities = append(activities,
			scope1.StationaryCombustion{ID: "fuel " + id, Entity: "x", Period: year, Fuel: "diesel", Region: "NL", Amount: units.New(decimal.New(int64(10+7*i), -1), units.MustUnit("L")), Factor: factors.MustSupplied("3 kg CO2e/L AR5; test")},
			scope2.Electricity{ID: "power " + id, Entity: "x", Period: year, Region: "NL", Amount: units.MustParse("100 kWh"), GridFactor: factors.MustSupplied("0.4 kg CO2/kWh; test"), ResidualMix: factors.MustSupplied("0.5 kg CO2/kWh; test")})
	}
	run, err := inventory.Run(factors.Basis{GWP: ghg.AR5()}, inventory.Organisation{Name: "x", Approach: inventory.Unconsolidated, Period: year}, activities)
	require.NoError(t, err)
	of, err := inventory.Of(run.Organisation(), slices.Collect(run.Results()))
	require.NoError(t, err)
	return map[string]*inventory.Inventory{"lines": run, "results": of}
}

func term(value string, divides bool) ghg.Term {
	return ghg.Term{Label: "share", Kind: ghg.TermShare, Value: decimal.RequireFromString(value), Unit: "1", Source: "agreement", Ref: "x", Divides: divides}
}

// A half of every line, a third of it in category 15, and nothing of the market-based results: sums of lines are those of
// their results, each of which recomputes.
func TestPortions(t *testing.T) {
	for name, inv := range portioned(t) {
		to, err := inv.Portions(inv.Organisation(), func(r ghg.Result) ([]inventory.Portion, error) {
			if r.Accounting == ghg.MarketBased {
				return nil, nil
			}
			return []inventory.Portion{
				{Terms: []ghg.Term{term("0.5", false)}, Caveats: []ghg.Caveat{{Kind: ghg.Prorated, Detail: "half of it"}}},
				{Terms: []ghg.Term{term("1", false), term("3", true)}, To: &inventory.Destination{
					Category: ghg.Investments, Subject: ghg.Subject{Kind: ghg.SubjectInvestee, Name: "x"}, Part: "rest", Source: "of others",
				}},
			}, nil
		})
		require.NoError(t, err, name)
		p, err := to.Partial(ghg.LocationBased)
		require.NoError(t, err)
		var own, moved, all ghg.CO2e
		lines := 0
		for r := range to.Results() {
			lines++
			require.NoError(t, r.Check(), r.ID)
			if all = all.Add(r.CO2e); r.Category == ghg.Investments {
				moved = moved.Add(r.CO2e)
				assert.Equal(t, inventory.Reassigned, r.Method)
				assert.Equal(t, "rest", r.Part)
				assert.Empty(t, r.Accounting)
			} else {
				own = own.Add(r.CO2e)
				assert.Equal(t, ghg.Prorated, r.Caveats[len(r.Caveats)-1].Kind)
			}
		}
		assert.Equal(t, 20, lines, "ten lines, two portions each")
		assert.Equal(t, p.Total().Kg().String(), all.Kg().String(), name)
		gross, err := inv.Partial(ghg.LocationBased)
		require.NoError(t, err)
		half, err := gross.Total().Ratio(own)
		require.NoError(t, err)
		assert.Equal(t, "2", half.String())
		third, err := gross.Total().Ratio(moved)
		require.NoError(t, err)
		assert.Equal(t, "3", third.Round(30).String())
	}
}

// What a portion cannot be is refused, with the result that it is of.
func TestPortionsRefused(t *testing.T) {
	wrong := errors.New("no share is known")
	for name, inv := range portioned(t) {
		_, err := inv.Portions(inv.Organisation(), nil)
		require.Error(t, err)
		_, err = inv.Portions(inventory.Organisation{}, func(ghg.Result) ([]inventory.Portion, error) { return nil, nil })
		require.Error(t, err)
		_, err = inv.Portions(inv.Organisation(), func(ghg.Result) ([]inventory.Portion, error) { return nil, wrong })
		require.ErrorIs(t, err, wrong)
		assert.Contains(t, err.Error(), `result "fuel `)
		for _, p := range []inventory.Portion{
			{Terms: []ghg.Term{{Label: "share", Kind: ghg.TermInput, Value: decimal.New(1, 0), Unit: "1"}}},
			{Terms: []ghg.Term{term("-1", false)}},
			{Terms: []ghg.Term{term("0", true)}},
			{To: &inventory.Destination{Category: 16, Source: "x"}},
			{To: &inventory.Destination{Category: ghg.Investments}},
		} {
			_, err := inv.Portions(inv.Organisation(), func(ghg.Result) ([]inventory.Portion, error) { return []inventory.Portion{p}, nil })
			require.Error(t, err, name)
			assert.Contains(t, err.Error(), `result "fuel `, name)
		}
		org := inv.Organisation()
		org.Entities = []string{"y"}
		_, err = inv.Portions(org, func(ghg.Result) ([]inventory.Portion, error) { return []inventory.Portion{{}}, nil })
		require.ErrorIs(t, err, ghg.ErrUnknown, name)
		none, err := inv.Portions(inv.Organisation(), func(ghg.Result) ([]inventory.Portion, error) { return nil, nil })
		require.NoError(t, err)
		assert.Empty(t, slices.Collect(none.Results()))
	}
	empty, err := (*inventory.Inventory)(nil).Portions(inventory.Organisation{Name: "x", Approach: inventory.EquityShare, Period: ghg.CalendarYear(2024)}, func(ghg.Result) ([]inventory.Portion, error) { return nil, nil })
	require.NoError(t, err)
	assert.Empty(t, slices.Collect(empty.Results()))
}

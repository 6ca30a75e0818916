package all_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/all"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/units"
)

// unusual lists the factors that are far from those of the other sets and are right, by set and prefix of the id, with
// their number and the reason.
var unusual = []struct {
	sets  []string
	id    string
	count int
	cause string
}{
	{ukSets[:1], "desnz/refrigerant/", 11, "hydrocarbons: this edition prints whole numbers (C3H8 3), the later ones hundredths of them (0.06)"},
	{ukSets[3:], "desnz/waste/", 2, "recovery of energy: transport alone, since the user of the energy reports the combustion"},
	{[]string{"japan-2026-06"}, "japan/fuel/city-gas/supplier/k0010/menu-a/", 1, "as printed for the menu: 0.000160 t CO2/m3"},
	{[]string{"japan-2026-06"}, "japan/fuel/city-gas/supplier-basic/k0010/menu-a/", 1, "as printed for the menu: 0.000160 t CO2/m3"},
	{[]string{"useeio-1.2", "useeio-1.2-by-gas", "useeio-1.3", "useeio-1.3-by-gas"}, "useeio/spend/naics/562212", 2, "solid waste landfill: 10.989 kg CO2e/USD in version 1.2, 0.988 in version 1.3"},
}

// references returns the factors of every embedded set.
func references(t *testing.T) ([]*factors.Set, *factors.References) {
	t.Helper()
	sets, err := all.Load()
	require.NoError(t, err)
	var sources []factors.Source
	for _, s := range sets {
		sources = append(sources, s)
	}
	r, err := factors.NewReferences(sources...)
	require.NoError(t, err)
	return sets, r
}

// Every embedded set, compared with all the others, has no unusual value but the listed ones.
func TestNoFalseAlarm(t *testing.T) {
	sets, r := references(t)
	for _, own := range sets {
		var found []factors.Comparison
		for f := range own.All() {
			if c, ok := r.Compare(f); ok && c.Unusual {
				found = append(found, c)
			}
		}
		for _, u := range unusual {
			if !slices.Contains(u.sets, own.Name()) {
				continue
			}
			before := len(found)
			found = slices.DeleteFunc(found, func(c factors.Comparison) bool { return strings.HasPrefix(c.ID, u.id) })
			assert.Equal(t, u.count, before-len(found), "%s %s: %s", own.Name(), u.id, u.cause)
		}
		for _, c := range found {
			assert.Fail(t, "unusual", "%s: %s: %s", own.Name(), c.ID, c)
		}
	}
}

// An own factor for a grid in g instead of kg per kWh is far from every published one, whether the sets have the grid or
// not.
func TestGridInGrams(t *testing.T) {
	sets, r := references(t)
	var published []factors.Source
	for _, s := range sets {
		published = append(published, s)
	}
	const sheet = `activity,region,valid,unit,boundary,CO2
electricity/grid,GB,2024,kWh,generation,177
electricity/grid,SG,2024,kWh,generation,402
electricity/grid,FR,2024,kWh,generation,21
electricity/supplier/example,GB,2024,kWh,generation,177
electricity/grid,DE,2024,kWh,generation,0.363
`
	own, err := factors.ReadCSV(strings.NewReader(sheet), factors.Meta{Publisher: "own", Edition: "1", Title: "invented", Licence: "none"})
	require.NoError(t, err)
	var ids []string
	for _, f := range factors.Validate(own, published...) {
		if f.Kind == factors.UnusualFinding {
			ids = append(ids, f.ID)
		}
	}
	assert.Equal(t, []string{
		"own/electricity/grid/FR/2024/kWh", "own/electricity/grid/GB/2024/kWh", "own/electricity/grid/SG/2024/kWh", "own/electricity/supplier/example/GB/2024/kWh",
	}, ids)
	// In a run, wherever the factor comes from.
	b := factors.Basis{Factors: own, GWP: ghg.AR5(), References: r, Policy: factors.Policy{GridAverageAsResidual: true}}
	hq := scope2.Electricity{ID: "hq", Period: ghg.CalendarYear(2024), Region: "GB", Amount: units.MustParse("1 kWh")}
	for _, grid := range []string{"", "177 kg CO2/kWh; regulator"} {
		if grid != "" {
			hq.GridFactor, b.Factors = factors.MustSupplied(grid), sets[0]
		}
		d, err := hq.Dual(b)
		require.NoError(t, err)
		assert.True(t, slices.ContainsFunc(d.Location.Caveats, func(c ghg.Caveat) bool { return c.Kind == ghg.UnusualValue }), "%q", grid)
	}
}

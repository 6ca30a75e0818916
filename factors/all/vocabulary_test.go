package all_test

import (
	"errors"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/all"
	"github.com/ghgkit/ghg/units"
)

// activities returns every activity in the embedded sets, of factors and properties, with the packages that have it.
func activities(t *testing.T) map[string]map[string]bool {
	t.Helper()
	names := map[string]map[string]bool{}
	add := func(activity, pkg string) {
		if names[activity] == nil {
			names[activity] = map[string]bool{}
		}
		names[activity][pkg] = true
	}
	for _, e := range all.Editions() {
		set := load(t, e)
		for f := range set.All() {
			add(f.Activity, e.Package)
		}
		for p := range set.Properties() {
			add(p.Activity, e.Package)
		}
	}
	return names
}

// firstParts reads the first column of the table in factors/VOCABULARY.md.
func firstParts(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile("../VOCABULARY.md")
	require.NoError(t, err)
	table, _, found := strings.Cut(string(text), "\nRules\n")
	require.True(t, found)
	var parts []string
	for line := range strings.Lines(table) {
		cells := strings.Split(line, "|")
		if len(cells) < 3 {
			continue
		}
		for _, name := range regexp.MustCompile("`([a-z-]+)`").FindAllStringSubmatch(cells[1], -1) {
			parts = append(parts, name[1])
		}
	}
	require.Contains(t, parts, "fuel")
	return parts
}

// TestNames checks every activity against the vocabulary: its first part is in the table, and its spelling follows the
// rules. Refrigerants are named as in the GWP table, with capitals.
func TestNames(t *testing.T) {
	parts := firstParts(t)
	plain := regexp.MustCompile(`^[a-z0-9][a-z0-9.-]*(/[a-z0-9][a-z0-9.-]*)*$`)
	refrigerant := regexp.MustCompile(`^refrigerant/c?[A-Z][A-Za-z0-9-]*(/kyoto-and-non-kyoto|/non-kyoto)?$`)
	british := regexp.MustCompile(`\b(petrol|tyres?|aluminium|fibre|motorbikes?|litres?|kerb)\b`)
	names := activities(t)
	assert.Greater(t, len(names), 10_000)
	for name := range names {
		first, _, _ := strings.Cut(name, "/")
		assert.Contains(t, parts, first, name)
		assert.True(t, plain.MatchString(name) || refrigerant.MatchString(name), name)
		assert.False(t, british.MatchString(name), "%s: spelling is American", name)
	}
}

// TestTreatments checks the treatments of waste against the rule that lists them.
func TestTreatments(t *testing.T) {
	known := []string{"landfill", "incineration", "incineration-energy-recovery", "recycling-open-loop", "recycling-closed-loop", "recycling", "composting", "anaerobic-digestion"}
	for name := range activities(t) {
		parts := strings.Split(name, "/")
		if parts[0] != "waste" || name == "waste/transport" {
			continue
		}
		require.GreaterOrEqual(t, len(parts), 3, name)
		assert.Contains(t, known, parts[2], name)
	}
}

// TestOneNameForOneThing checks which publishers have a thing under its common name.
func TestOneNameForOneThing(t *testing.T) {
	names := activities(t)
	for _, c := range []struct {
		activity   string
		publishers []string
	}{
		{"fuel/natural-gas", []string{"desnz", "epa", "japan", "nga"}},
		{"fuel/lpg", []string{"desnz", "epa", "japan", "nga"}},
		{"fuel/jet-fuel", []string{"desnz", "epa", "japan"}},
		{"fuel/petroleum-coke", []string{"desnz", "epa", "japan"}},
		{"fuel/naphtha", []string{"desnz", "epa", "japan"}},
		{"fuel/lubricants", []string{"desnz", "epa", "japan"}},
		{"fuel/coal/coking", []string{"desnz", "epa", "japan"}},
		{"fuel/gasoline", []string{"eccc", "epa", "japan"}},
		{"fuel/kerosene", []string{"epa", "japan"}},
		{"fuel/crude-oil", []string{"epa", "japan"}},
		{"fuel/tires", []string{"epa", "japan"}},
		{"fuel/waste-oil", []string{"desnz", "epa"}},
		{"fuel/bioethanol", []string{"desnz", "epa"}},
		{"fuel/biodiesel", []string{"desnz", "epa"}},
		{"fuel/landfill-gas", []string{"desnz", "epa"}},
		{"fuel/propane", []string{"desnz", "epa"}},
		{"fuel/diesel", []string{"japan"}}, // others tell variants apart: see TestNearMisses
		{"electricity/grid", []string{"desnz", "eccc", "eea", "egrid", "ember", "japan", "mfe", "nga"}},
		{"electricity/residual-mix", []string{"nga"}},
		{"heat/default", []string{"epa", "japan"}},
		{"steam/default", []string{"epa", "japan"}},
		{"waste/paper/incineration", []string{"desnz", "japan"}},
		{"waste/plasterboard/landfill", []string{"desnz", "epa"}},
		{"waste/bricks/landfill", []string{"desnz", "epa"}},
		{"waste/asphalt/landfill", []string{"desnz", "epa"}},
		{"waste/garden/composting", []string{"desnz", "epa"}},
		{"waste/hdpe/incineration", []string{"desnz", "epa"}},
	} {
		have := slices.Collect(maps.Keys(names[c.activity]))
		assert.Subset(t, have, c.publishers, "%s is a shared name: a publisher that has the same thing must use it", c.activity)
	}
}

// TestNearMisses asks for general names of which a publisher has only variants: the miss must list them.
func TestNearMisses(t *testing.T) {
	for _, c := range []struct {
		pkg, edition, activity, region, unit string
		year                                 int
		near                                 []string
	}{
		{"desnz", "2024", "fuel/diesel", "GB", "L", 2024, []string{"desnz/fuel/diesel/average-biofuel-blend/GB/2024/L", "desnz/fuel/diesel/mineral/GB/2024/L"}},
		{"desnz", "2024", "fuel/gasoline", "GB", "L", 2024, []string{"desnz/fuel/gasoline/average-biofuel-blend/GB/2024/L", "desnz/fuel/gasoline/mineral/GB/2024/L"}},
		{"epa", "2024", "fuel/diesel", "US", "gal(US)", 2024, []string{"epa/fuel/distillate-fuel-oil/no-2/US/2024/gal(US)", "epa/fuel/diesel/mobile/US/2024/gal(US)"}},
		{"epa", "2024", "fuel/distillate-fuel-oil", "US", "gal(US)", 2024, []string{"epa/fuel/distillate-fuel-oil/no-2/US/2024/gal(US)"}},
		{"epa", "2024", "fuel/coal", "US", "short-ton", 2024, []string{"epa/fuel/coal/bituminous/US/2024/short-ton"}},
		{"japan", "2026-06", "fuel/diesel/mineral", "JP", "kL", 2024, []string{"japan/fuel/diesel/JP/2023/kL"}},
		{"japan", "2026-06", "fuel/coal/steam/import", "JP", "t", 2024, []string{"japan/fuel/coal/steam/imported/JP/2023/t"}},
	} {
		t.Run(c.pkg+" "+c.activity, func(t *testing.T) {
			i := slices.IndexFunc(all.Editions(), func(e all.Edition) bool { return e.Package == c.pkg && e.Edition == c.edition })
			require.GreaterOrEqual(t, i, 0)
			_, err := load(t, all.Editions()[i]).Find(factors.Query{Activity: c.activity, Region: c.region, Period: ghg.CalendarYear(c.year), Unit: units.MustUnit(c.unit), Boundary: ghg.Combustion})
			var miss *factors.NoFactorError
			require.True(t, errors.As(err, &miss), "%v", err)
			var near []string
			for _, n := range miss.Misses() {
				near = append(near, n.ID)
			}
			for _, want := range c.near {
				assert.Contains(t, near, want)
			}
		})
	}
}

// TestCommonWords searches all sets for words outside the vocabulary: the publishers' labels and the common names must
// lead to it.
func TestCommonWords(t *testing.T) {
	sets, err := all.Load()
	require.NoError(t, err)
	sources := make([]factors.Source, len(sets))
	for i, s := range sets {
		sources[i] = s
	}
	stack, err := factors.NewStack(sources...)
	require.NoError(t, err)
	for _, c := range []struct{ words, region, activity string }{
		{"petrol", "GB", "fuel/gasoline/mineral"},
		{"ガソリン", "JP", "fuel/gasoline"},
		{"軽油", "JP", "fuel/diesel"},
		{"petrol average biofuel blend", "GB", "fuel/gasoline/average-biofuel-blend"},
		{"used oil", "US", "fuel/waste-oil"},
		{"drywall", "US", "waste/plasterboard/landfill"},
		{"tyres", "GB", "material/tires/primary"},
		{"揮発油", "JP", "fuel/gasoline"},
		{"都市ガス", "JP", "fuel/city-gas"},
	} {
		hits := factors.Search(stack, c.words, factors.Filter{Region: c.region, Most: 200})
		assert.True(t, slices.ContainsFunc(hits, func(h factors.Hit) bool { return h.Factor.Activity == c.activity }), "%s: %d hits", c.words, len(hits))
	}
}

package factors_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/units"
)

// grid is an invented factor of a grid.
func grid(region, kg string) factors.Factor {
	return made(of("electricity/grid"), in(region), per("kWh"), func(f *factors.Factor) {
		f.Boundary = ghg.Generation
		f.PerUnit = amounts(ghg.GasAmount{Gas: ghg.CO2, Kg: dec.MustParse(kg)})
	})
}

func TestReferences(t *testing.T) {
	published := setOf(t, "p", grid("FR", "0.02"), grid("GB", "0.2"), grid("PL", "0.8"))
	references, err := factors.NewReferences(published)
	require.NoError(t, err)
	for _, tt := range []struct {
		name    string
		factor  factors.Factor
		ratio   string
		unusual bool
		region  string
	}{
		{"within the range", grid("DE", "0.4"), "1", false, ""},
		{"ten times the highest", grid("DE", "8"), "10", false, ""},
		{"more than ten times the highest", grid("DE", "8.08"), "10.1", true, ""}, // 8.08 ÷ 0.8
		{"a tenth of the lowest", grid("DE", "0.002"), "0.1", false, ""},
		{"less than a tenth of the lowest", grid("DE", "0.001"), "0.05", true, ""}, // 0.001 ÷ 0.02
		{"no emissions", grid("DE", "0"), "", false, ""},
		{"of a region, a hundred times", grid("FR", "2"), "100", false, "FR"},
		{"of a region, more than a hundred times", grid("FR", "2.02"), "101", true, "FR"}, // 2.02 ÷ 0.02, and 2.5 times Poland
		{"a grid in g", grid("GB", "177"), "885", true, "GB"},                             // 177 ÷ 0.2
		{"in another unit", made(of("electricity/grid"), in("DE"), per("MWh"), func(f *factors.Factor) {
			f.Boundary = ghg.Generation
			f.PerUnit = amounts(ghg.GasAmount{Gas: ghg.CO2, Kg: dec.MustParse("16000")}) // 16 kg/kWh ÷ 0.8
		}), "20", true, ""},
		{"of the same kind", made(of("electricity/own/plant"), per("kWh"), func(f *factors.Factor) {
			f.Boundary = ghg.Generation
			f.PerUnit = amounts(ghg.GasAmount{Gas: ghg.CO2, Kg: dec.MustParse("80")})
		}), "100", true, ""},
		{"of another boundary", made(of("electricity/grid"), per("kWh"), func(f *factors.Factor) { f.Boundary = ghg.LifeCycle }), "", false, ""},
		{"per another dimension", made(of("electricity/grid"), per("t"), func(f *factors.Factor) { f.Boundary = ghg.Generation }), "", false, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			own := setOf(t, "own", tt.factor)
			f, ok := own.Factor(tt.factor.ID)
			if !ok {
				for f = range own.All() {
				}
			}
			c, ok := references.Compare(f)
			assert.Equal(t, tt.ratio != "", ok)
			if !ok {
				return
			}
			assert.Equal(t, tt.ratio, c.Ratio.String())
			assert.Equal(t, tt.unusual, c.Unusual)
			assert.Equal(t, tt.region, c.Region)
			found := factors.Validate(own, published)
			assert.Len(t, found, map[bool]int{true: 1}[tt.unusual])
			for _, finding := range found {
				assert.Equal(t, factors.UnusualFinding, finding.Kind)
				assert.True(t, finding.Warning)
				assert.Equal(t, c, finding.Comparison)
			}
			assert.Empty(t, factors.Validate(own), "without references nothing is compared")
		})
	}
	var same factors.Factor
	for f := range published.All() {
		same = f
	}
	_, ok := references.Compare(same)
	assert.False(t, ok, "a set is not compared with itself")
	_, err = factors.NewReferences()
	require.ErrorIs(t, err, ghg.ErrMissing)
	found := factors.Validate(published, nil)
	require.Len(t, found, 1, "a source that is missing is not passed over in silence")
	assert.Equal(t, factors.BadRow, found[0].Kind)
}

// A run with references leaves a caveat on a factor that is far from them.
func TestUnusualValue(t *testing.T) {
	references, err := factors.NewReferences(setOf(t, "p", grid("GB", "0.2"), grid("PL", "0.8")))
	require.NoError(t, err)
	b := factors.Basis{Factors: setOf(t, "own", grid("GB", "177")), GWP: ghg.AR6()}
	q := factors.Query{Activity: "electricity/grid", Region: "GB", Period: ghg.CalendarYear(2024), Unit: units.MustUnit("kWh"), Boundary: ghg.Generation}
	_, caveats, err := b.Find(q)
	require.NoError(t, err)
	assert.Empty(t, caveats, "a run that has no references compares nothing")
	b.References = references
	_, caveats, err = b.Find(q)
	require.NoError(t, err)
	assert.Equal(t, []ghg.Caveat{{Kind: ghg.UnusualValue, Detail: "own/electricity/grid/GB/2024/kWh: 177 kg CO2e/kWh is 885 times the nearest of 1 published values for electricity/grid in GB, 0.2 to 0.2"}}, caveats)
	e, err := b.Explain(q)
	require.NoError(t, err)
	assert.Equal(t, caveats, e.Caveats)
}

// The references of one activity come from several sets; a factor is compared with the range of all but its own.
func TestReferencesOfSeveralSets(t *testing.T) {
	references, err := factors.NewReferences(setOf(t, "p", grid("GB", "0.2")), setOf(t, "q", grid("GB", "0.5"), grid("PL", "0.9")), setOf(t, "r", grid("GB", "0.1"), grid("FR", "0")))
	require.NoError(t, err)
	own := setOf(t, "own", grid("GB", "0.4"))
	f, ok := own.Factor("own/electricity/grid/GB/2024/kWh")
	require.True(t, ok)
	c, ok := references.Compare(f)
	require.True(t, ok)
	assert.Equal(t, "own/electricity/grid/GB/2024/kWh", c.ID)
	assert.Equal(t, []any{"0.1", "0.5", 3, "GB"}, []any{c.Low.String(), c.High.String(), c.Count, c.Region}, "of the region, not of Poland")
	assert.Equal(t, "0.4 kg CO2e/kWh is 1 times the nearest of 3 published values for electricity/grid in GB, 0.1 to 0.5", c.String())
	b := factors.Basis{Factors: own, GWP: ghg.AR6(), References: references}
	assert.Empty(t, b.Unusual(f))

	inPoland := setOf(t, "own", grid("PL", "0.4"))
	f, ok = inPoland.Factor("own/electricity/grid/PL/2024/kWh")
	require.True(t, ok)
	c, ok = references.Compare(f)
	require.True(t, ok)
	assert.Equal(t, []any{"0.9", 1, "PL"}, []any{c.Low.String(), c.Count, c.Region})
	nowhere := setOf(t, "own", grid("DE", "0.4"))
	f, ok = nowhere.Factor("own/electricity/grid/DE/2024/kWh")
	require.True(t, ok)
	c, ok = references.Compare(f)
	require.True(t, ok)
	assert.Equal(t, []any{"0.1", "0.9", 4, ""}, []any{c.Low.String(), c.High.String(), c.Count, c.Region}, "a factor of zero is no reference")
}

// A name of one's own is compared with the activities that share its beginning, of other publishers only.
func TestReferencesOfTheSameKind(t *testing.T) {
	fuel := func(activity, kg string) factors.Factor { return made(of(activity), per("t"), carbonOnly(kg)) }
	references, err := factors.NewReferences(setOf(t, "p", fuel("fuel/coal/steam", "2400"), fuel("fuel/lignite", "1000")))
	require.NoError(t, err)
	compare := func(publisher, activity, kg string) (factors.Comparison, bool) {
		for f := range setOf(t, publisher, fuel(activity, kg)).All() {
			return references.Compare(f)
		}
		return factors.Comparison{}, false
	}
	c, ok := compare("own", "fuel/coal/house", "2500")
	require.True(t, ok)
	assert.Equal(t, []any{"fuel/coal", 1, "2400", false}, []any{c.Activity, c.Count, c.High.String(), c.Unusual}, "the nearest kind")
	c, ok = compare("own", "fuel/peat", "20000")
	require.True(t, ok)
	assert.Equal(t, []any{"fuel", 2, "8.333333333333333333333333333333333", false}, []any{c.Activity, c.Count, c.Ratio.String(), c.Unusual}, "20000 ÷ 2400")
	c, ok = compare("own", "fuel/peat", "24001")
	require.True(t, ok)
	assert.True(t, c.Unusual, "more than 10 × 2400")
	_, ok = compare("p", "fuel/peat", "24001")
	assert.False(t, ok, "a publisher's own factors of a kind may be parts of each other")
	_, ok = compare("own", "waste/coal", "1")
	assert.False(t, ok)
	short, err := factors.NewReferences(setOf(t, "p", fuel("x/lignite", "1000")))
	require.NoError(t, err)
	for f := range setOf(t, "own", fuel("x/peat", "1100")).All() {
		c, ok = short.Compare(f)
		require.True(t, ok)
		assert.Equal(t, "x", c.Activity, "a kind of one letter")
	}
}

// CO2 from biomass counts by mass, even if it is printed as a factor of its own; CH4 and N2O alone are compared with
// their like.
func TestReferencesCompareLikeWithLike(t *testing.T) {
	wood := func(options ...func(*factors.Factor)) factors.Factor {
		return made(append([]func(*factors.Factor){of("fuel/wood"), per("t")}, options...)...)
	}
	biogenic := func(kg string) func(*factors.Factor) {
		return func(f *factors.Factor) {
			f.PerUnit = amounts(ghg.GasAmount{Gas: ghg.CO2Biogenic, Kg: dec.MustParse(kg)})
		}
	}
	methane := func(f *factors.Factor) {
		f.PerUnit = amounts(ghg.GasAmount{Gas: ghg.CH4, Kg: dec.MustParse("0.5")}) // 14 kg CO2e at 28 (AR5)
	}
	references, err := factors.NewReferences(setOf(t, "p", wood(methane), wood(biogenic("1500"), within(ghg.OutsideScopes)), wood(biogenic("1600"), in("FR")), wood(methane, in("SE"))))
	require.NoError(t, err)
	for f := range setOf(t, "own", wood(biogenic("1600"))).All() {
		c, ok := references.Compare(f)
		require.True(t, ok)
		assert.Equal(t, []any{"1600", "1514", "1514", "GB"}, []any{c.Value.String(), c.Low.String(), c.High.String(), c.Region}, "0.5 × 28 + 1500, both parts of the wood")
	}
	for f := range setOf(t, "own", wood(methane)).All() {
		c, ok := references.Compare(f)
		require.True(t, ok)
		assert.Equal(t, []any{"14", "14", "14", "1", 1}, []any{c.Value.String(), c.Low.String(), c.High.String(), c.Ratio.String(), c.Count}, "0.5 × 28, with methane alone")
	}
	whole := setOf(t, "own", wood(methane), wood(biogenic("1500"), within(ghg.OutsideScopes)))
	f, ok := whole.Factor("own/fuel/wood/GB/2024/t")
	require.True(t, ok)
	_, ok = f.BiogenicPart()
	require.True(t, ok)
	c, ok := references.Compare(f)
	require.True(t, ok)
	assert.Equal(t, "1514", c.Value.String(), "0.5 × 28 + 1500")

	carbon := made(of("fuel/coal"), per("t"), func(f *factors.Factor) {
		f.PerUnit = amounts(ghg.GasAmount{Gas: ghg.Carbon, Kg: dec.MustParse("600")})
	})
	coal, err := factors.NewReferences(setOf(t, "p", made(of("fuel/coal"), per("t"), carbonOnly("2200"))))
	require.NoError(t, err)
	for f := range setOf(t, "own", carbon).All() {
		c, ok := coal.Compare(f)
		require.True(t, ok)
		assert.Equal(t, []any{"2200", "1"}, []any{c.Value.String(), c.Ratio.String()}, "600 × 44 ÷ 12")
	}
}

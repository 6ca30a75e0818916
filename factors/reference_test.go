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

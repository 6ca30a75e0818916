package scope1_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/units"
)

func TestProcessProduction(t *testing.T) {
	// 1000 t of clinker with 65 % CaO × 785 kg/t CaO = 510250 kg CO2; without the content 785000.
	a := scope1.ProcessProduction{ID: "kiln", Period: year, Product: "clinker", Region: "GB", Output: units.MustParse("1000 t"), Content: share("0.65")}
	wantKg(t, one(t, basis(t), a), ghg.CO2, "510250")
	a.Content = nil
	wantKg(t, one(t, basis(t), a), ghg.CO2, "785000")
}

// TestCarbonateFactors compares the factors of IPCC 2006 vol. 3 ch. 2, table 2.1, with the ratios of the molar masses,
// of CO2 44.0095 g/mol and of CaCO3 100.0869, CaMg(CO3)2 184.4008 and MgCO3 84.3139 g/mol (table 2.1), to 5 decimals.
func TestCarbonateFactors(t *testing.T) {
	set, err := scope1.CarbonateFactors()
	require.NoError(t, err)
	assert.Equal(t, "ipcc-2006-carbonates", set.Name())
	assert.Equal(t, 3, set.Len())
	for carbonate, c := range map[string]struct{ want, moles, molar string }{
		"limestone": {"439.71", "1", "100.0869"}, "dolomite": {"477.32", "2", "184.4008"}, "magnesite": {"521.97", "1", "84.3139"},
	} {
		r := one(t, factors.Basis{GWP: ghg.AR6(), Factors: set}, scope1.ProcessCarbonate{
			ID: carbonate, Period: year, Carbonate: carbonate, Mass: units.MustParse("1 t"), Calcined: share("1"),
		})
		wantKg(t, r, ghg.CO2, c.want)
		// Stoichiometry: |want × molar mass − moles × 44009.5| is within the rounding of the fifth decimal, 0.005 kg/t × molar mass.
		left := number(c.want).Mul(number(c.molar)).Sub(number(c.moles).Mul(number("44009.5"))).Abs()
		assert.True(t, left.LessThanOrEqual(number("0.005").Mul(number(c.molar))), "%s: off by %s", carbonate, left)
	}
}

func TestProcessCarbonate(t *testing.T) {
	// 100 t × 0.95 × 440 kg/t = 41800 kg CO2.
	a := scope1.ProcessCarbonate{ID: "glass", Period: year, Carbonate: "limestone", Mass: units.MustParse("100 t"), Calcined: share("0.95")}
	wantKg(t, one(t, basis(t), a), ghg.CO2, "41800")
	a.Carbonate = "siderite"
	_, err := a.Calculate(basis(t))
	require.ErrorIs(t, err, factors.ErrNoFactor)
}

func TestCarbonBalance(t *testing.T) {
	// In: 10 t × 0.95 + 200 t × 0.006 = 9.5 + 1.2 = 10.7 t C; out: 1000 t × 1 kg = 1 t C; 9.7 t C × 44/12 = 35566.66… kg CO2.
	q, r := units.MustParse, units.MustRate
	a := scope1.CarbonBalance{
		ID: "furnace", Period: year, Process: "electric arc furnace",
		In: []scope1.Material{
			{Name: "electrodes", Amount: q("10 t"), Carbon: r("0.95 t C/t"), Source: "supplier"},
			{Name: "scrap", Amount: q("200 t"), Carbon: r("6 kg C/t"), Source: "analysis"},
		},
		Out: []scope1.Material{{Name: "steel", Amount: q("1000 t"), Carbon: r("1 kg C/t"), Source: "analysis"}},
	}
	wantKg(t, one(t, basis(t), a), ghg.CO2, "35566.66666666666666666666666666667")
	// With no carbon out: 10.7 t C × 44/12 = 39233.33… kg.
	all := a
	all.Out = nil
	wantKg(t, one(t, basis(t), all), ghg.CO2, "39233.33333333333333333333333333333")

	refuses(t, a, []refusal[scope1.CarbonBalance]{
		{"more out than in", func(a *scope1.CarbonBalance) {
			a.Out = []scope1.Material{{Name: "steel", Amount: q("11000 t"), Carbon: r("1 kg C/t"), Source: "s"}}
		}, ghg.ErrNegative},
	})
	for name, steel := range map[string]scope1.Material{
		"carbon that is energy":                {Name: "steel", Amount: q("1000 t"), Carbon: r("1 GJ/t"), Source: "s"},
		"an amount that the carbon is not per": {Name: "steel", Amount: q("1 m3"), Carbon: r("1 kg C/t"), Source: "s"},
	} {
		bad := a
		bad.Out = []scope1.Material{steel}
		_, err := bad.Calculate(basis(t))
		assert.Error(t, err, "A balance must refuse %s.", name)
	}
	// The caller's materials are unchanged.
	assert.Len(t, a.In, 2)
	assert.Equal(t, "electrodes", a.In[0].Name)
}

func TestDirectSource(t *testing.T) {
	// 500 t × 50 kg = 25000 kg of biogenic CH4, × 27.0 (AR6) = 675000 kg CO2e.
	a := scope1.DirectSource{ID: "landfill", Period: year, Activity: "landfill/on-site", Region: "GB", Amount: units.MustParse("500 t")}
	r := one(t, basis(t), a)
	wantKg(t, r, ghg.CH4Biogenic, "25000")
	wantCO2e(t, r, "675000")
	a.Amount = units.MustParse("1 animal")
	_, err := a.Calculate(basis(t))
	require.ErrorIs(t, err, factors.ErrNoFactor)
}

func TestElectronics(t *testing.T) {
	// 1000 kg NF3: fed 1000 × (1 − 0.1) = 900; × (1 − 0.8) = 180; × (1 − 0.5 × 0.95) = 180 × 0.525 = 94.5 kg.
	// CF4: 900 × 0.09 = 81; × (1 − 0.5 × 0.9) = 81 × 0.55 = 44.55 kg.
	a := scope1.ProcessElectronics{
		ID: "etch", Period: year, Gas: ghg.NF3, Consumption: units.MustParse("1000 kg"), Heel: share("0.1"), UsedUp: share("0.8"), Abated: share("0.5"),
		Destroyed: share("0.95"), Source: "measured", Byproducts: []scope1.Byproduct{{Gas: ghg.CF4, Formed: share("0.09"), Destroyed: share("0.9")}},
	}
	r := one(t, basis(t), a)
	wantKg(t, r, ghg.NF3, "94.5")
	wantKg(t, r, ghg.CF4, "44.55")
	for _, gas := range []ghg.Gas{ghg.SF6, ghg.C2F6, ghg.HFC23} {
		b := a
		b.Gas, b.Byproducts = gas, nil
		wantKg(t, one(t, basis(t), b), gas, "94.5")
	}
	refuses(t, a, []refusal[scope1.ProcessElectronics]{
		{"a gas of no such process", func(a *scope1.ProcessElectronics) { a.Gas = ghg.N2O }, ghg.ErrOutOfRange},
		{"by-product is methane", func(a *scope1.ProcessElectronics) {
			a.Byproducts = []scope1.Byproduct{{Gas: ghg.CH4, Formed: share("0"), Destroyed: share("0")}}
		}, ghg.ErrOutOfRange},
	})
}

func TestWastewater(t *testing.T) {
	// COD: 10000 m3 × 1500 g = 15000 kg; × (1 − 0.15) = 12750; less 10000 m3 × 25 g = 250: 12500 kg; × MCF 0.8 = 10000 kg.
	// Released: 10000 × (1 − 0.5) × 0.25 = 1250 kg CH4. Flared: 10000 × 0.5 × 0.65 × 0.005 = 16.25 kg CH4.
	a := scope1.Wastewater{
		ID: "plant", Period: year, Region: "GB", Volume: units.MustParse("10000 m3"), CODIn: units.MustRate("1500 mg/L"), CODOut: units.MustRate("25 mg/L"),
		Sludge: share("0.15"), MCF: share("0.8"), Flared: share("0.5"), Methane: share("0.65"),
	}
	r := one(t, basis(t), a)
	wantKg(t, r, ghg.CH4Biogenic, "1266.25")
	var steps []string
	for _, s := range r.Steps {
		steps = append(steps, fmt.Sprintf("%s: %s %s", s.Label, s.Value, s.Unit))
	}
	assert.Equal(t, []string{
		"share not in sludge: 0.85 1", "COD kept: 12750 kg", "COD let out: 250 kg", "COD treated: 12500 kg", "COD treated anaerobically: 10000 kg",
		"share not flared: 0.5 1", "released, CH4-biogenic: 1250 kg CH4-biogenic", "flared, CH4-biogenic: 16.25 kg CH4-biogenic",
	}, steps)
	// With as much COD out as is kept, nothing is treated and nothing escapes.
	level := a
	level.CODOut = units.MustRate("1275 mg/L")
	wantKg(t, one(t, basis(t), level), ghg.CH4Biogenic, "0")
	none := a
	none.Flared, none.Methane = share("0"), nil
	wantKg(t, one(t, basis(t), none), ghg.CH4Biogenic, "2500")
	refuses(t, a, []refusal[scope1.Wastewater]{
		{"more COD out than in", func(a *scope1.Wastewater) { a.CODOut = units.MustRate("1300 mg/L") }, ghg.ErrOutOfRange},
		{"flared without methane", func(a *scope1.Wastewater) { a.Methane = nil }, ghg.ErrMissing},
		{"no factor", func(a *scope1.Wastewater) { a.Region = "US" }, factors.ErrNoFactor},
	})
}

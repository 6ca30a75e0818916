package scope1_test

import (
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
	a.Content = share("1.5")
	_, err := a.Calculate(basis(t))
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
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
		left := number(t, c.want).Mul(number(t, c.molar)).Sub(number(t, c.moles).Mul(number(t, "44009.5"))).Abs()
		assert.True(t, left.LessThanOrEqual(number(t, "0.005").Mul(number(t, c.molar))), "%s: off by %s", carbonate, left)
	}
}

func TestProcessCarbonate(t *testing.T) {
	// 100 t × 0.95 × 440 kg/t = 41800 kg CO2.
	a := scope1.ProcessCarbonate{ID: "glass", Period: year, Carbonate: "limestone", Mass: units.MustParse("100 t"), Calcined: share("0.95")}
	wantKg(t, one(t, basis(t), a), ghg.CO2, "41800")
	a.Calcined = share("1.01")
	_, err := a.Calculate(basis(t))
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
	a.Calcined, a.Mass = share("1"), units.MustParse("1 m3")
	_, err = a.Calculate(basis(t))
	require.ErrorIs(t, err, ghg.ErrDimension)
	a.Mass, a.Carbonate = units.MustParse("1 t"), "siderite"
	_, err = a.Calculate(basis(t))
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

	steel := a.Out[0]
	for name, c := range map[string]struct {
		out scope1.Material
		is  error
	}{
		"more out than in":      {scope1.Material{Name: "steel", Amount: q("11000 t"), Carbon: steel.Carbon, Source: "s"}, ghg.ErrNegative},
		"no name":               {scope1.Material{Amount: steel.Amount, Carbon: steel.Carbon, Source: "s"}, ghg.ErrMissing},
		"no source":             {scope1.Material{Name: "steel", Amount: steel.Amount, Carbon: steel.Carbon}, ghg.ErrMissing},
		"no amount":             {scope1.Material{Name: "steel", Carbon: steel.Carbon, Source: "s"}, ghg.ErrMissing},
		"no carbon":             {scope1.Material{Name: "steel", Amount: steel.Amount, Source: "s"}, ghg.ErrMissing},
		"carbon below zero":     {scope1.Material{Name: "steel", Amount: steel.Amount, Carbon: r("-1 kg C/t"), Source: "s"}, ghg.ErrNegative},
		"amount below zero":     {scope1.Material{Name: "steel", Amount: q("-1 t"), Carbon: steel.Carbon, Source: "s"}, ghg.ErrNegative},
		"carbon is not mass":    {scope1.Material{Name: "steel", Amount: steel.Amount, Carbon: r("1 GJ/t"), Source: "s"}, nil},
		"amount without carbon": {scope1.Material{Name: "steel", Amount: q("1 m3"), Carbon: steel.Carbon, Source: "s"}, nil},
	} {
		bad := a
		bad.Out = []scope1.Material{c.out}
		_, err := bad.Calculate(basis(t))
		require.Error(t, err, name)
		if c.is != nil {
			require.ErrorIs(t, err, c.is, name)
		}
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
	assert.True(t, number(t, "675000").Equal(r.CO2e.Kg()))
	a.Amount = units.MustParse("-1 t")
	_, err := a.Calculate(basis(t))
	require.ErrorIs(t, err, ghg.ErrNegative)
	a.Amount = units.MustParse("1 animal")
	_, err = a.Calculate(basis(t))
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
	for name, c := range map[string]struct {
		change func(*scope1.ProcessElectronics)
		is     error
	}{
		"another gas":  {func(a *scope1.ProcessElectronics) { a.Gas = ghg.N2O }, ghg.ErrOutOfRange},
		"heel above 1": {func(a *scope1.ProcessElectronics) { a.Heel = share("1.1") }, ghg.ErrOutOfRange},
		"volume":       {func(a *scope1.ProcessElectronics) { a.Consumption = units.MustParse("1 m3") }, ghg.ErrDimension},
		"negative":     {func(a *scope1.ProcessElectronics) { a.Consumption = units.MustParse("-1 kg") }, ghg.ErrNegative},
		"by-product without gas": {func(a *scope1.ProcessElectronics) {
			a.Byproducts = []scope1.Byproduct{{Formed: share("0"), Destroyed: share("0")}}
		}, ghg.ErrMissing},
		"no mass formed": {func(a *scope1.ProcessElectronics) {
			a.Byproducts = []scope1.Byproduct{{Gas: ghg.CF4, Destroyed: share("0")}}
		}, ghg.ErrMissing},
		"no share destroyed": {func(a *scope1.ProcessElectronics) {
			a.Byproducts = []scope1.Byproduct{{Gas: ghg.CF4, Formed: share("0")}}
		}, ghg.ErrMissing},
		"by-product below zero": {func(a *scope1.ProcessElectronics) {
			a.Byproducts = []scope1.Byproduct{{Gas: ghg.CF4, Formed: share("-1"), Destroyed: share("0")}}
		}, ghg.ErrNegative},
		"by-product is methane": {func(a *scope1.ProcessElectronics) {
			a.Byproducts = []scope1.Byproduct{{Gas: ghg.CH4, Formed: share("0"), Destroyed: share("0")}}
		}, ghg.ErrOutOfRange},
		"destroyed above 1": {func(a *scope1.ProcessElectronics) { a.Destroyed = share("1.5") }, ghg.ErrOutOfRange},
	} {
		bad := a
		c.change(&bad)
		_, err := bad.Calculate(basis(t))
		require.ErrorIs(t, err, c.is, name)
	}
}

func TestWastewater(t *testing.T) {
	// COD: 10000 m3 × 1500 g = 15000 kg; × (1 − 0.15) = 12750; less 10000 m3 × 25 g = 250: 12500 kg; × MCF 0.8 = 10000 kg.
	// Released: 10000 × (1 − 0.5) × 0.25 = 1250 kg CH4. Flared: 10000 × 0.5 × 0.65 × 0.005 = 16.25 kg CH4.
	a := scope1.Wastewater{
		ID: "plant", Period: year, Region: "GB", Volume: units.MustParse("10000 m3"), CODIn: units.MustRate("1500 mg/L"), CODOut: units.MustRate("25 mg/L"),
		Sludge: share("0.15"), MCF: share("0.8"), Flared: share("0.5"), Methane: share("0.65"),
	}
	wantKg(t, one(t, basis(t), a), ghg.CH4Biogenic, "1266.25")
	none := a
	none.Flared, none.Methane = share("0"), nil
	wantKg(t, one(t, basis(t), none), ghg.CH4Biogenic, "2500")
	for name, c := range map[string]struct {
		change func(*scope1.Wastewater)
		is     error
	}{
		"more COD out than in":   {func(a *scope1.Wastewater) { a.CODOut = units.MustRate("1300 mg/L") }, ghg.ErrOutOfRange},
		"COD below zero":         {func(a *scope1.Wastewater) { a.CODIn = units.MustRate("-1 mg/L") }, ghg.ErrNegative},
		"COD per mass":           {func(a *scope1.Wastewater) { a.CODIn = units.MustRate("1 g/kg") }, ghg.ErrDimension},
		"MCF above 1":            {func(a *scope1.Wastewater) { a.MCF = share("1.1") }, ghg.ErrOutOfRange},
		"flared without methane": {func(a *scope1.Wastewater) { a.Methane = nil }, ghg.ErrMissing},
		"mass of water":          {func(a *scope1.Wastewater) { a.Volume = units.MustParse("1 t") }, ghg.ErrDimension},
		"no factor":              {func(a *scope1.Wastewater) { a.Region = "US" }, factors.ErrNoFactor},
	} {
		bad := a
		c.change(&bad)
		_, err := bad.Calculate(basis(t))
		require.ErrorIs(t, err, c.is, name)
	}
}

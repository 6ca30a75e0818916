package method_test

import (
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

var d = dec.MustParse

func share(s string) *decimal.Decimal {
	x := d(s)
	return &x
}

func perUnit(t testing.TB, amounts ...ghg.GasAmount) ghg.Emissions {
	t.Helper()
	e, err := ghg.NewEmissions(amounts...)
	require.NoError(t, err)
	return e
}

func rate(t testing.TB, s string) units.Rate {
	t.Helper()
	r, err := units.ParseRate(s)
	require.NoError(t, err)
	return r
}

func property(t testing.TB, activity, name, value string) factors.Property {
	return factors.Property{Activity: activity, Name: name, Rate: rate(t, value), Region: "GB", Valid: ghg.CalendarYear(2024), Reference: factors.Reference{Document: "handbook", Table: "2"}}
}

// catalogue returns a set of invented numbers.
func catalogue(t testing.TB) *factors.Set {
	t.Helper()
	factor := func(activity, unit string, boundary ghg.Boundary, amounts ...ghg.GasAmount) factors.Factor {
		return factors.Factor{
			Activity: activity, Region: "GB", Valid: ghg.CalendarYear(2024), Unit: units.MustUnit(unit), Boundary: boundary,
			PerUnit: perUnit(t, amounts...),
		}
	}
	kg := func(gas ghg.Gas, amount string) ghg.GasAmount { return ghg.GasAmount{Gas: gas, Kg: d(amount)} }
	list := []factors.Factor{
		factor("fuel/gas", "kWh(HHV)", ghg.Combustion, kg(ghg.CO2, "0.18"), kg(ghg.CH4Fossil, "0.00001"), kg(ghg.N2O, "0.000001")),
		factor("fuel/blend", "L", ghg.Combustion, kg(ghg.CO2, "2")),
		factor("fuel/blend", "L", ghg.OutsideScopes, kg(ghg.CO2Biogenic, "0.5")),
		factor("fuel/coal", "GJ(HHV)", ghg.Combustion, kg(ghg.Carbon, "24")),
		factor("fuel/oil", "GJ(HHV)", ghg.Combustion, kg(ghg.CO2, "70")),
		factor("goods/paper", "kg", ghg.CradleToGate, ghg.GasAmount{GWP: "AR5", Kg: d("0.9")}),
		factor("goods/steel", "kg", ghg.CradleToGate, ghg.GasAmount{GWP: ghg.UnstatedGWP, Kg: d("2")}),
	}
	list[5].Caveat = ghg.Caveat{Kind: ghg.StandIn, Detail: "paper for board"}
	set, err := factors.NewSet(factors.Meta{Publisher: "test", Edition: "1", Title: "invented"}, list, []factors.Property{
		property(t, "fuel/oil", "density", "0.8 kg/L"), property(t, "fuel/oil", "heating value", "45 GJ(HHV)/t"),
		property(t, "fuel/gas", "heating value", "40 MJ(HHV)/m3"),
	})
	require.NoError(t, err)
	return set
}

func begin(t testing.TB, change ...func(b *factors.Basis)) *method.Calc {
	t.Helper()
	b := factors.Basis{Factors: catalogue(t), GWP: ghg.AR6()}
	for _, c := range change {
		c(&b)
	}
	return plain.Begin(b, &line{ID: "a", Entity: "company", Site: "site", Period: ghg.CalendarYear(2024)})
}

// beginAs begins a calculation of a method with the given declaration.
func beginAs(t testing.TB, d method.Declaration) *method.Calc {
	t.Helper()
	b := factors.Basis{Factors: catalogue(t), GWP: ghg.AR6()}
	return method.Declare[line](d).Begin(b, &line{ID: "a", Entity: "company", Site: "site", Period: ghg.CalendarYear(2024)})
}

// line is an activity with no inputs beyond the head.
type line struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`
}

func (l line) Calculate(factors.Basis) (ghg.Results, error) { return nil, nil }

var plain = method.Declare[line](method.Declaration{Scope: ghg.Scope1, Primary: method.AlwaysPrimary()})

func withProperties(b *factors.Basis) { b.Policy.FuelProperties = true }

// checked returns the result of a calculation and requires that it recomputes.
func checked(t testing.TB, c *method.Calc) ghg.Result {
	t.Helper()
	r, err := c.Result(method.Part{})
	require.NoError(t, err)
	require.NoError(t, r.Check())
	return r
}

func mass(t testing.TB, r ghg.Result, gas ghg.Gas) string {
	t.Helper()
	kg, known := r.Emissions.Kg(gas)
	require.True(t, known, gas)
	return kg.String()
}

func kinds(r ghg.Result) []ghg.CaveatKind {
	var list []ghg.CaveatKind
	for _, c := range r.Caveats {
		list = append(list, c.Kind)
	}
	return list
}

func TestApply(t *testing.T) {
	c := begin(t)
	f := c.Factor(factors.Supplied{}, factors.Query{Activity: "fuel/gas", Region: "GB", Unit: units.MustUnit("MWh(HHV)"), Boundary: ghg.Combustion})
	assert.Equal(t, 1, c.Apply("boiler", method.Of("fuel", units.MustParse("125 MWh(HHV)")), f))
	assert.Equal(t, 4, c.Apply("oven", method.Of("fuel", units.MustParse("1000 kWh(HHV)")).Times("share", d("0.5"), ""), f))
	c.Note("fuel", "gas")
	c.Note("nothing", "")
	r := checked(t, c)
	assert.Equal(t, "22590", mass(t, r, ghg.CO2), "125500 kWh × 0.18")
	assert.Equal(t, "1.255", mass(t, r, ghg.CH4Fossil))
	assert.Equal(t, "0.1255", mass(t, r, ghg.N2O))
	assert.Equal(t, "22661.6605", r.CO2e.Kg().String(), "22590 + 1.255 × 29.8 + 0.1255 × 273")
	assert.Len(t, r.Factors, 1, "a factor is recorded once")
	assert.Equal(t, []ghg.Note{{Name: "fuel", Value: "gas"}}, r.Notes)
	assert.Equal(t, "boiler, CH4-fossil", r.Steps[0].Label, "in the order of the gases' names")
	assert.Equal(t, []any{"company", "site", true, ghg.Calculated, "AR6"}, []any{r.Entity, r.Site, r.Primary, r.Origin, r.GWP})
	assert.Empty(t, r.Caveats)
}

func TestBiogenicPart(t *testing.T) {
	c := begin(t)
	flow, f := c.Fuel(method.Of("fuel", units.MustParse("10 L")), factors.Supplied{}, factors.Query{Activity: "blend", Region: "GB", Boundary: ghg.Combustion})
	c.Apply("", flow, f)
	r := checked(t, c)
	assert.Equal(t, "5", mass(t, r, ghg.CO2Biogenic))
	assert.Equal(t, "20", r.CO2e.Kg().String())
	assert.Len(t, r.Factors, 2)
}

// A factor of combustion that lacks CH4 or N2O says which; CO2e of all gases lacks neither.
func TestGasesMissing(t *testing.T) {
	for text, want := range map[string]string{
		"2 kg CO2/L; x": "states no CH4 and no N2O", "2 kg CO2/L + 0.1 kg CH4-fossil/L; x": "states no N2O", "2 kg CO2/L + 0.1 kg N2O/L; x": "states no CH4",
		"2 kg CO2/L + 0.1 kg CH4/L + 0.1 kg N2O/L; x": "", "2 kg CO2e/L AR6; x": "",
	} {
		for _, boundary := range []ghg.Boundary{ghg.Combustion, ghg.WellToTank} {
			c := begin(t)
			c.Apply("", method.Of("fuel", units.MustParse("1 L")), c.Factor(factors.MustSupplied(text), factors.Query{Activity: "fuel/x", Region: "GB", Unit: units.MustUnit("L"), Boundary: boundary}))
			r := checked(t, c)
			if want == "" || boundary != ghg.Combustion {
				assert.NotContains(t, kinds(r), ghg.GasesMissing, text)
				continue
			}
			assert.Contains(t, r.Caveats, ghg.Caveat{Kind: ghg.GasesMissing, Detail: "supplied/fuel/x/GB/2024/L " + want}, text)
		}
	}
}

// The caveat of the factor for the CO2 from biomass is on the result, although only the fuel's factor was looked for.
func TestBiogenicPartCaveat(t *testing.T) {
	stated := ghg.Caveat{Kind: ghg.StandIn, Detail: "wood for pellets"}
	factor := func(boundary ghg.Boundary, gas ghg.Gas, caveat ghg.Caveat) factors.Factor {
		return factors.Factor{
			Activity: "fuel/pellets", Region: "GB", Valid: ghg.CalendarYear(2024), Unit: units.MustUnit("kg"), Boundary: boundary,
			PerUnit: perUnit(t, ghg.GasAmount{Gas: gas, Kg: d("2")}), Caveat: caveat,
		}
	}
	set, err := factors.NewSet(factors.Meta{Publisher: "test", Edition: "1", Title: "invented"}, []factors.Factor{factor(ghg.Combustion, ghg.CH4, ghg.Caveat{}), factor(ghg.OutsideScopes, ghg.CO2Biogenic, stated)}, nil)
	require.NoError(t, err)
	c := begin(t, func(b *factors.Basis) { b.Factors = set })
	flow, f := c.Fuel(method.Of("fuel", units.MustParse("3 kg")), factors.Supplied{}, factors.Query{Activity: "pellets", Region: "GB", Boundary: ghg.Combustion})
	c.Apply("", flow, f)
	r := checked(t, c)
	assert.Equal(t, "6", mass(t, r, ghg.CO2Biogenic))
	assert.Contains(t, r.Caveats, stated)
}

func TestApplyOnly(t *testing.T) {
	c := begin(t)
	flow, f := c.Fuel(method.Of("fuel", units.MustParse("10 kWh(HHV)")), factors.Supplied{}, factors.Query{Activity: "gas", Region: "GB", Boundary: ghg.Combustion})
	c.ApplyOnly("", flow, f, ghg.CO2)
	r := checked(t, c)
	assert.Equal(t, 1, r.Emissions.Len())
	c.ApplyOnly("", flow, f, ghg.SF6)
	require.ErrorIs(t, c.Err(), ghg.ErrMissing)
	assert.Zero(t, c.ApplyOnly("", flow, f, ghg.CO2), "a call after an error must do nothing")
}

// The CO2 from the biomass in a fuel is applied if it is asked for, and a factor of which only some gases are applied
// lacks none.
func TestApplyOnlyBiogenicPart(t *testing.T) {
	for _, c := range []struct {
		gases []ghg.Gas
		steps int
	}{{[]ghg.Gas{ghg.CO2}, 1}, {[]ghg.Gas{ghg.CO2, ghg.CO2Biogenic}, 2}} {
		calc := begin(t)
		flow, f := calc.Fuel(method.Of("fuel", units.MustParse("10 L")), factors.Supplied{}, factors.Query{Activity: "blend", Region: "GB", Boundary: ghg.Combustion})
		assert.Equal(t, 1, calc.ApplyOnly("", flow, f, c.gases...))
		r := checked(t, calc)
		assert.Len(t, r.Steps, c.steps)
		assert.Empty(t, r.Caveats)
	}
}

// What cannot be done leaves the flow as it was.
func TestRefusedFlows(t *testing.T) {
	f, km := method.Of("a", units.MustParse("1 kg")), units.MustParse("1 km")
	kg := factors.Factor{Unit: units.MustUnit("kg")}
	for name, refused := range map[string]func(c *method.Calc) method.Flow{
		"conversion":    func(c *method.Calc) method.Flow { return c.Convert(f, km.Unit) },
		"rate":          func(c *method.Calc) method.Flow { return c.TimesRate(f, "r", rate(t, "1 L/km"), "") },
		"per rate":      func(c *method.Calc) method.Flow { return c.PerRate(f, "r", rate(t, "1 km/L"), "") },
		"per rate of 0": func(c *method.Calc) method.Flow { return c.PerRate(f, "r", rate(t, "0 kg/L"), "") },
		"share":         func(c *method.Calc) method.Flow { return c.TimesFlow(f, method.Of("b", km)) },
		"ratio":         func(c *method.Calc) method.Flow { return c.TimesRatio(f, method.Of("b", km), f) },
		"ratio to 0":    func(c *method.Calc) method.Flow { return c.TimesRatio(f, f, method.Of("b", units.MustParse("0 kg"))) },
		"bridge":        func(c *method.Calc) method.Flow { return c.Bridge(f, "fuel/oil", "GB", km.Unit) },
		"property": func(c *method.Calc) method.Flow {
			return c.ByProperty(f, property(t, "fuel/oil", "density", "0.8 km/L"))
		},
		"weighted":        func(c *method.Calc) method.Flow { return c.Weighted("", f, kg) },
		"gas":             func(c *method.Calc) method.Flow { return c.GasOf("", f, kg, ghg.CO2) },
		"weighted per km": func(c *method.Calc) method.Flow { return c.Weighted("", f, factors.Factor{Unit: km.Unit}) },
		"gas per km":      func(c *method.Calc) method.Flow { return c.GasOf("", f, factors.Factor{Unit: km.Unit}, ghg.CO2) },
	} {
		c := begin(t)
		assert.Equal(t, f, refused(c), name)
		require.Error(t, c.Err(), name)
	}
	c := begin(t)
	assert.Equal(t, f, c.Bridge(f, "fuel/oil", "GB", units.MustUnit("t")), "another unit of the dimension is no other dimension")
	require.NoError(t, c.Err())
}

func TestCarbonBecomesCO2(t *testing.T) {
	c := begin(t)
	flow, f := c.Fuel(method.Of("fuel", units.MustParse("3 GJ(HHV)")), factors.Supplied{}, factors.Query{Activity: "fuel/coal", Region: "GB", Boundary: ghg.Combustion})
	c.Apply("", flow, f)
	c.EmitCarbon("lime", method.Of("carbon", units.MustParse("0.012 t C")))
	assert.Equal(t, "308", mass(t, checked(t, c), ghg.CO2), "3 × 24 × 44 ÷ 12 + 12 × 44 ÷ 12")
	c.EmitCarbon("", method.Of("carbon", units.MustParse("3 km")))
	require.Error(t, c.Err())
	c.EmitCarbon("", method.Of("carbon", units.MustParse("3 kg C")))
}

func TestCO2eOnOtherBases(t *testing.T) {
	c := begin(t)
	for _, goods := range []string{"goods/paper", "goods/steel"} {
		c.Apply("", method.Of("goods", units.MustParse("2 t")), c.Factor(factors.Supplied{}, factors.Query{Activity: goods, Region: "GB", Unit: units.MustUnit("kg"), Boundary: ghg.CradleToGate}))
	}
	c.EmitCO2e("supplier", method.Of("statement", units.MustParse("10 kg CO2e")), "", "AR6")
	c.EmitCO2e("methane", method.Of("statement", units.MustParse("28 kg CO2e")), ghg.CH4, "AR5")
	r := checked(t, c)
	assert.Equal(t, "5837.9", r.CO2e.Kg().String(), "1800 + 4000 + 10 + 28 ÷ 28 × 27.9")
	assert.Equal(t, []ghg.CaveatKind{ghg.StandIn, ghg.MixedGWP, ghg.UnstatedBasis}, kinds(r))
}

func TestReleases(t *testing.T) {
	c := begin(t)
	for _, refrigerant := range []string{"R-410A", "SF6", "HCFC-22", "R-290"} {
		c.Release("", method.Of("leak", units.MustParse("2 kg")), refrigerant)
	}
	c.Emit("stack", method.Of("measured", units.MustParse("1 t CO2")), ghg.CO2)
	r := checked(t, c)
	var labels []string
	for _, s := range r.Steps {
		labels = append(labels, s.Label)
	}
	assert.Equal(t, []string{"HFC-32", "HFC-125", "SF6", "HCFC-22", "C3H8", "stack, CO2"}, labels)
	assert.Equal(t, []string{"1", "1", "2"}, []string{mass(t, r, ghg.HFC32), mass(t, r, ghg.HFC125), mass(t, r, ghg.SF6)})
	// 771 + 3740 + 2 × 25200 + 1000; HCFC-22 is reported separately: 2 × 1960
	assert.Equal(t, "55911", r.CO2e.Kg().String())
	assert.Equal(t, "3920", r.NonKyoto.Kg().String())
	assert.Equal(t, []ghg.CaveatKind{ghg.NoPotential, ghg.OutsideKyoto}, kinds(r))
	for unknown, near := range map[string]string{"R-410Z": "R-410A", "unobtainium": "unobtainium", "HFC-134b": "HFC-134a"} {
		c := begin(t)
		c.Release("", method.Of("leak", units.MustParse("2 kg")), unknown)
		var gas *ghg.UnknownGasError
		require.ErrorAs(t, c.Err(), &gas)
		assert.Equal(t, unknown, gas.Text)
		require.ErrorContains(t, c.Err(), near, "the suggestions are those of the gases or of the blends")
		c.Release("", method.Of("leak", units.MustParse("2 kg")), "SF6")
	}
	for _, amount := range []string{"2 L", "1 t CH4"} {
		c := begin(t)
		c.Emit("", method.Of("leak", units.MustParse(amount)), ghg.SF6)
		require.Error(t, c.Err(), amount)
		c.Emit("", method.Of("leak", units.MustParse("2 kg")), ghg.SF6)
	}
}

func TestFlows(t *testing.T) {
	c := begin(t)
	gas := c.TimesConstant(method.Of("gas", units.MustParse("3 kmol")), "molar mass of CO2", rate(t, "44 kg/kmol"), "IUPAC")
	assert.Equal(t, "132", c.Evaluate("mass", gas).Amount().Value.String(), "3 × 44")
	freight := c.TimesAmount(method.Of("freight", units.MustParse("2 t")), "distance", units.MustParse("300 km"))
	assert.Equal(t, "600", c.Evaluate("tonne-kilometres", freight).Amount().Value.String())
	litres := c.PerRate(method.Of("distance", units.MustParse("300 km")), "economy", rate(t, "15 km/L"), "card")
	assert.Equal(t, units.MustUnit("L"), litres.Unit())
	heat := c.TimesRate(c.TimesRate(litres, "density", rate(t, "0.8 kg/L"), ""), "heating value", rate(t, "45 GJ(HHV)/t"), "")
	assert.Equal(t, "0.72", c.Evaluate("heat", heat).Amount().Value.String(), "300 ÷ 15 × 0.8 ÷ 1000 × 45")
	assert.Equal(t, "25", c.Evaluate("per", method.Of("output", units.MustParse("20 GJ")).Per("efficiency", d("0.8"), "")).Amount().Value.String())
	most := c.Sum("both", method.Of("a", units.MustParse("0 MWh")), method.Of("b", units.MustParse("3000 MJ")).Times("x", d("2"), ""))
	assert.Equal(t, "1.666666666666666666666666666666667", most.Amount().Value.String(), "in the unit of the first, to 34 digits: 6000 ÷ 3600")
	assert.True(t, method.Flow{}.Amount().Value.IsZero())
	same := c.Convert(heat, heat.Unit())
	assert.Equal(t, heat, same)
	checked(t, c)

	for name, bad := range map[string]func(c *method.Calc){
		"dimension":    func(c *method.Calc) { c.Convert(method.Of("a", units.MustParse("1 t")), units.MustUnit("km")) },
		"rate":         func(c *method.Calc) { c.TimesRate(method.Of("a", units.MustParse("1 t")), "r", rate(t, "1 km/L"), "") },
		"inverse rate": func(c *method.Calc) { c.PerRate(method.Of("a", units.MustParse("1 t")), "r", rate(t, "1 km/L"), "") },
		"rate of zero": func(c *method.Calc) { c.PerRate(method.Of("a", units.MustParse("1 km")), "r", rate(t, "0 km/L"), "") },
		"a product that is not a unit": func(c *method.Calc) {
			c.TimesAmount(method.Of("a", units.MustParse("1 USD")), "b", units.MustParse("1 USD"))
			c.Refuse("x", "", "", ghg.ErrOutOfRange)
		},
		"division by zero": func(c *method.Calc) { c.Evaluate("x", method.Of("a", units.MustParse("1 km")).Per("zero", d("0"), "")) },
		"combination": func(c *method.Calc) {
			c.Sum("x", method.Of("a", units.MustParse("1 t")), method.Of("b", units.MustParse("1 km")))
		},
		"factor": func(c *method.Calc) {
			c.Apply("", method.Of("a", units.MustParse("1 km")), c.Factor(factors.Supplied{}, factors.Query{Activity: "goods/paper", Region: "GB", Unit: units.MustUnit("kg"), Boundary: ghg.CradleToGate}))
		},
	} {
		t.Run(name, func(t *testing.T) {
			c := begin(t)
			bad(c)
			require.Error(t, c.Err())
			assert.True(t, c.Failed())
			first := c.Err()
			// After an error, nothing changes and the first error stays.
			f, km := method.Of("a", units.MustParse("1 kg")), units.MustParse("1 km")
			paper := factors.Query{Activity: "goods/paper", Region: "GB", Unit: units.MustUnit("kg"), Boundary: ghg.CradleToGate}
			fuel, none := c.Fuel(f, factors.Supplied{}, factors.Query{Activity: "oil", Region: "GB", Boundary: ghg.Combustion})
			assert.Zero(t, none)
			for i, g := range []method.Flow{
				fuel, c.TimesAmount(f, "b", km), c.TimesRate(f, "r", rate(t, "1 L/kg"), ""), c.PerRate(f, "r", rate(t, "1 kg/L"), ""), c.Evaluate("x", f),
				c.TimesConstant(f, "x", rate(t, "1 L/kg"), ""), c.Weighted("x", f, factors.Factor{}), c.GasOf("x", f, factors.Factor{}, ghg.CO2),
				c.Bridge(f, "fuel/oil", "GB", units.MustUnit("L")), c.Convert(f, units.MustUnit("t")), c.TimesFlow(f, method.Ratio("s", d("2"), "")),
				c.TimesRatio(f, method.Of("b", km), method.Of("c", km)), c.ByProperty(f, property(t, "fuel/oil", "density", "0.8 kg/L")),
			} {
				assert.Equal(t, f, g, i)
			}
			assert.Zero(t, c.Min("x", f))
			assert.Zero(t, c.Sum("x", f, f))
			assert.Zero(t, c.Apply("", f, factors.Factor{Unit: f.Unit()}))
			assert.Zero(t, c.ApplyOnly("", f, factors.Factor{Unit: f.Unit()}, ghg.CO2))
			assert.Zero(t, c.Factor(factors.Supplied{}, paper))
			assert.Zero(t, c.Factor(factors.MustSupplied("1 kg CO2/kg; x"), paper))
			c.Emit("x", f, ghg.CO2)
			c.EmitCO2e("", f, "", "AR5")
			c.Require("no such input")
			_, found := c.Lookup(paper)
			assert.False(t, found)
			assert.False(t, c.Has(paper))
			c.Refuse("other", "", "", ghg.ErrNegative)
			r, err := c.Results()
			require.Equal(t, first, err)
			assert.Nil(t, r)
		})
	}
}

// TestFlowsAreValues extends one flow twice and leaves the original unchanged.
// A comparison is exact, whatever the units and the divisors.
func TestCompare(t *testing.T) {
	kg := func(s string) method.Flow { return method.Of("x", units.MustParse(s+" kg")) }
	for _, c := range []struct {
		a, b method.Flow
		want int
	}{
		{kg("3"), kg("4"), -1},
		{kg("3"), method.Of("x", units.MustParse("0.003 t")), 0},
		{kg("12").Per("five", d("5"), ""), kg("2"), 1},                               // 2.4
		{kg("12").Per("five", d("5"), ""), kg("7.2").Per("three", d("3"), ""), 0},    // 2.4 and 2.4
		{kg("12").Per("minus five", d("-5"), ""), kg("2"), -1},                       // −2.4
		{kg("1").Times("two", d("2"), ""), kg("5").Per("minus two", d("-2"), ""), 1}, // 2 and −2.5
	} {
		got, err := begin(t).Compare(c.a, c.b)
		require.NoError(t, err)
		assert.Equal(t, c.want, got, "%v and %v", c.a, c.b)
	}
	calc := begin(t)
	for _, bad := range []method.Flow{{}, method.Of("x", units.MustParse("3 kWh")), kg("1").Per("nothing", d("0"), ""), kg("1").Times("long", decimal.New(1, 1<<30), "")} {
		_, err := calc.Compare(kg("1"), bad)
		require.Error(t, err)
	}
	assert.Equal(t, -1, kg("2").Per("minus", d("-1"), "").Sign())
	assert.Zero(t, method.Flow{}.Sign())
	assert.Equal(t, units.MustParse("3 kg"), calc.Quantity(kg("3")))
	require.NoError(t, calc.Err())
	assert.False(t, calc.Quantity(kg("3").Times("two", d("2"), "")).Given())
	require.ErrorContains(t, calc.Err(), "a flow of a single term")
	assert.Equal(t, "from 3 kg to 1.5, 2", (*method.Calc)(nil).Words("from ", units.MustParse("3 kg"), " to ", d("1.50"), ", ", 2))
}

func TestFlowsAreValues(t *testing.T) {
	f := method.Of("a", units.MustParse("2 t"))
	a, b := f.Times("x", d("3"), ""), f.Times("y", d("5"), "")
	c := begin(t)
	assert.Equal(t, "6", c.Evaluate("a", a).Amount().Value.String())
	assert.Equal(t, "10", c.Evaluate("b", b).Amount().Value.String())
	assert.Equal(t, "2", c.Evaluate("f", f).Amount().Value.String())
}

func TestFuelsByProperties(t *testing.T) {
	for _, tt := range []struct {
		fuel, amount, co2 string
		caveats           int
	}{
		{"oil", "2 t", "6300", 1},     // 2 × 45 × 70
		{"oil", "1000 L", "2520", 2},  // 1000 × 0.8 ÷ 1000 × 45 × 70
		{"gas", "100 m3", "200", 1},   // 100 × 40 ÷ 3.6 × 0.18
		{"oil", "1 GJ(HHV)", "70", 0}, // no conversion
	} {
		c := begin(t, withProperties)
		flow, f := c.Fuel(method.Of("fuel", units.MustParse(tt.amount)), factors.Supplied{}, factors.Query{Activity: tt.fuel, Region: "GB", Boundary: ghg.Combustion})
		c.Apply("", flow, f)
		r := checked(t, c)
		assert.Equal(t, tt.co2, mass(t, r, ghg.CO2), tt.amount)
		conversions := 0
		for _, caveat := range r.Caveats {
			if caveat.Kind == ghg.PropertyConversion {
				conversions++
			}
		}
		assert.Equal(t, tt.caveats, conversions)

		strict := begin(t)
		_, err := strict.Result(method.Part{})
		require.NoError(t, err)
		flow, f = strict.Fuel(method.Of("fuel", units.MustParse(tt.amount)), factors.Supplied{}, factors.Query{Activity: tt.fuel, Region: "GB", Boundary: ghg.Combustion})
		strict.Apply("", flow, f)
		assert.Equal(t, tt.caveats > 0, strict.Failed(), "properties are used only if the policy allows it")
	}
	twice := begin(t, withProperties)
	for _, amount := range []string{"2 t", "3 t"} {
		twice.Evaluate("heat", twice.Bridge(method.Of("fuel", units.MustParse(amount)), "fuel/oil", "GB", units.MustUnit("GJ(HHV)")))
	}
	twice.Evaluate("volume", twice.Bridge(method.Of("fuel", units.MustParse("3 t")), "fuel/oil", "GB", units.MustUnit("L")))
	r := checked(t, twice)
	assert.Len(t, r.Properties, 2, "a property is recorded once")
	assert.Len(t, r.Caveats, 2)
	own := begin(t, withProperties)
	flow, f := own.Fuel(method.Of("fuel", units.MustParse("1000 L")), factors.MustSupplied("3 kg CO2/kg; laboratory"), factors.Query{Activity: "oil", Region: "GB", Boundary: ghg.Combustion})
	own.Apply("", flow, f)
	assert.Equal(t, "2400", mass(t, checked(t, own), ghg.CO2), "1000 × 0.8 × 3")
	inverse := begin(t, withProperties)
	assert.Equal(t, "1000", inverse.Evaluate("litres", inverse.Bridge(method.Of("fuel", units.MustParse("0.8 t")), "fuel/oil", "GB", units.MustUnit("L"))).Amount().Value.String(), "800 ÷ 0.8")
	for _, amount := range []string{"10 km", "1 scf"} {
		c := begin(t, withProperties)
		c.Fuel(method.Of("fuel", units.MustParse(amount)), factors.Supplied{}, factors.Query{Activity: "oil", Region: "GB", Boundary: ghg.Combustion})
		require.Error(t, c.Err())
	}
	c := begin(t, withProperties)
	c.Bridge(method.Of("fuel", units.MustParse("1 m3")), "fuel/oil", "GB", units.MustUnit("km"))
	require.ErrorIs(t, c.Err(), factors.ErrNoProperty)
	bad := begin(t)
	bad.Fuel(method.Of("fuel", units.MustParse("1 L")), factors.Supplied{Source: "x"}, factors.Query{Activity: "oil", Region: "GB", Boundary: ghg.Combustion})
	require.ErrorIs(t, bad.Err(), ghg.ErrMissing)
	assert.Equal(t, "fuel/oil", method.FuelActivity("oil"))
	assert.Equal(t, "fuel/oil", method.FuelActivity("fuel/oil"))
	assert.Equal(t, "waste", method.Under("waste", ""))
}

// The caveat of a factor is on the result, however the method came by the factor, once.
func TestCaveatOfAFactor(t *testing.T) {
	c := begin(t)
	for f := range catalogue(t).All() {
		if f.Activity == "goods/paper" {
			c.Apply("", method.Of("paper", units.MustParse("1 kg")), f)
			c.Apply("", method.Of("paper", units.MustParse("2 kg")), f)
		}
	}
	assert.Equal(t, []ghg.CaveatKind{ghg.StandIn, ghg.MixedGWP}, kinds(checked(t, c)))
}

func TestLookups(t *testing.T) {
	c := begin(t)
	kwh := units.MustUnit("kWh(HHV)")
	_, found := c.Lookup(factors.Query{Activity: "fuel/none", Region: "GB", Unit: kwh, Boundary: ghg.Combustion})
	assert.False(t, found)
	_, found = c.Lookup(factors.Query{Activity: "goods/paper", Region: "GB", Unit: units.MustUnit("kg"), Boundary: ghg.CradleToGate})
	assert.True(t, found)
	assert.True(t, c.Has(factors.Query{Activity: "fuel/gas", Region: "GB", Unit: kwh, Boundary: ghg.Combustion}))
	assert.False(t, c.Has(factors.Query{Activity: "fuel/gas", Region: "FR", Unit: kwh, Boundary: ghg.Combustion}))
	require.NoError(t, c.Err())
	assert.Equal(t, []ghg.CaveatKind{ghg.StandIn}, kinds(checked(t, c)))
	own := c.Factor(factors.MustSupplied("1 kg CO2/L; x"), factors.Query{Activity: "fuel/x", Region: "GB", Unit: kwh, Boundary: ghg.Combustion})
	assert.Equal(t, "supplied/fuel/x/GB/2024/L", own.ID)
	assert.Equal(t, "test/fuel/gas/GB/2024/kWh(HHV)", c.Factor(factors.Supplied{}, factors.Query{Activity: "fuel/gas", Region: "GB", Unit: kwh, Boundary: ghg.Combustion}).ID)
	assert.Equal(t, ghg.CalendarYear(2024), c.Period())
	assert.Equal(t, "AR6", c.Basis().GWP.Name())
	c.Factor(factors.Supplied{}, factors.Query{Activity: "fuel/none", Region: "GB", Unit: kwh, Boundary: ghg.Combustion})
	require.ErrorIs(t, c.Err(), factors.ErrNoFactor)
	assert.ErrorContains(t, c.Err(), `method_test line "a": no factor for fuel/none`)
	none := begin(t, func(b *factors.Basis) { b.Factors = nil })
	assert.False(t, none.Has(factors.Query{Activity: "fuel/gas", Region: "GB", Unit: kwh, Boundary: ghg.Combustion}))
	_, found = none.Lookup(factors.Query{Activity: "fuel/gas", Region: "GB", Unit: kwh, Boundary: ghg.Combustion})
	assert.False(t, found)
	require.ErrorIs(t, none.Err(), ghg.ErrMissing)
}

// TestSuppliedFactorsWithOneName applies two different supplied factors for one activity: both are recorded, and the
// result recomputes.
func TestSuppliedFactorsWithOneName(t *testing.T) {
	c := begin(t)
	for _, text := range []string{"1 kg CO2/L; x", "2 kg CO2/L; y", "1 kg CO2/L; x"} {
		c.Apply("", method.Of("goods", units.MustParse("1 L")), c.Factor(factors.MustSupplied(text), factors.Query{Activity: "goods/x", Region: "GB", Boundary: ghg.CradleToGate}))
	}
	r := checked(t, c)
	assert.Equal(t, "4", mass(t, r, ghg.CO2))
	assert.Equal(t, []string{"supplied/goods/x/GB/2024/L", "supplied/goods/x/GB/2024/L#2"}, []string{r.Factors[0].ID, r.Factors[1].ID})
	assert.Len(t, r.Factors, 2)
	assert.Equal(t, r.Factors[0].ID, r.Steps[2].Terms[1].Ref, "the third step has the factor of the first")
	c.Apply("", method.Of("goods", units.MustParse("1 L")), c.Factor(factors.MustSupplied("3 kg CO2/L; z"), factors.Query{Activity: "goods/x", Region: "GB", Boundary: ghg.CradleToGate}))
	assert.Equal(t, "supplied/goods/x/GB/2024/L#3", checked(t, c).Factors[2].ID)
	_, err := r.Receipt()
	require.NoError(t, err)

	// The same holds for two editions of one publisher.
	again := begin(t)
	other, err := factors.NewSet(factors.Meta{Publisher: "test", Edition: "2", Title: "invented"}, []factors.Factor{{
		Activity: "fuel/gas", Region: "GB", Valid: ghg.CalendarYear(2024), Unit: units.MustUnit("kWh(HHV)"), Boundary: ghg.Combustion,
		PerUnit: perUnit(t, ghg.GasAmount{Gas: ghg.CO2, Kg: d("0.19")}),
	}}, nil)
	require.NoError(t, err)
	amount := method.Of("fuel", units.MustParse("1 kWh(HHV)"))
	again.Apply("", amount, again.Factor(factors.Supplied{}, factors.Query{Activity: "fuel/gas", Region: "GB", Unit: amount.Unit(), Boundary: ghg.Combustion}))
	for f := range other.All() {
		again.Apply("", amount, f)
		again.Apply("", amount, f)
	}
	assert.Len(t, checked(t, again).Factors, 2)
}

func TestInvalidHeads(t *testing.T) {
	good := line{ID: "a", Period: ghg.CalendarYear(2024)}
	basis := factors.Basis{GWP: ghg.AR6()}
	require.NoError(t, plain.Begin(basis, &good).Err())
	labelled := good
	labelled.Period = ghg.Period{Label: "2024"}
	require.ErrorContains(t, plain.Begin(basis, &labelled).Err(), "period is not set", "a label is no period")
	for _, change := range []func(l *line, b *factors.Basis){
		func(l *line, _ *factors.Basis) { l.ID = "" },
		func(l *line, _ *factors.Basis) { l.Period = ghg.Period{} },
		func(l *line, _ *factors.Basis) { l.Quality.Time = 9 },
		func(_ *line, b *factors.Basis) { b.GWP = ghg.GWP{} },
		func(_ *line, b *factors.Basis) { b.Policy.OlderYears = -1 },
	} {
		l, b := good, basis
		change(&l, &b)
		require.Error(t, plain.Begin(b, &l).Err())
	}
	unweighable := plain.Begin(factors.Basis{GWP: ghg.SAR()}, &good)
	unweighable.Release("", method.Of("leak", units.MustParse("1 kg")), "NF3")
	_, err := unweighable.Result(method.Part{})
	require.ErrorIs(t, err, ghg.ErrNoGWP)
	unknown := plain.Begin(basis, &good)
	unknown.EmitCO2e("x", method.Of("x", units.MustParse("1 kg CO2e")), "XYZ", "AR5")
	_, err = unknown.Results()
	var gas *ghg.UnknownGasError
	require.ErrorAs(t, err, &gas)
}

// TestPartsShareNothing appends to the steps of one part; the other part is unchanged.
func TestPartsShareNothing(t *testing.T) {
	c := beginAs(t, method.Declaration{Scope: ghg.Scope2, Primary: method.AlwaysPrimary(), Results: []method.Part{
		{Name: "first", Accounting: ghg.LocationBased}, {Name: "second", Accounting: ghg.MarketBased, Stage: ghg.StageWellToTank, Memo: ghg.Memo{Kind: ghg.MemoOther}},
	}})
	c.Release("", method.Of("leak", units.MustParse("1 kg")), "SF6")
	first, err := c.Result(method.Part{Name: "first", Accounting: ghg.LocationBased})
	require.NoError(t, err)
	c.Release("", method.Of("leak", units.MustParse("2 kg")), "SF6")
	second, err := c.Result(method.Part{Name: "second", Accounting: ghg.MarketBased, Stage: ghg.StageWellToTank, Memo: ghg.Memo{Kind: ghg.MemoOther}})
	require.NoError(t, err)
	_ = append(first.Steps, ghg.Step{Label: "x"})
	require.NoError(t, second.Check())
	assert.Len(t, first.Steps, 1)
	assert.Equal(t, []any{"second", ghg.MarketBased, ghg.StageWellToTank, ghg.MemoOther}, []any{second.Part, second.Accounting, second.Stage, second.Memo.Kind})
}

// rat converts a decimal to a fraction.
func rat(x decimal.Decimal) *big.Rat {
	r, ok := new(big.Rat).SetString(x.String())
	if !ok {
		panic(x.String())
	}
	return r
}

// FuzzSecondOpinion recalculates in fractions. A product without a division is exact, and one with a division is within
// half a unit of the 34th digit; the CO2e is the exact sum of the values of the steps times their GWPs.
func FuzzSecondOpinion(f *testing.F) {
	f.Add(uint64(1), int64(125), int32(-1), int64(7))
	f.Add(uint64(2), int64(1), int32(-20), int64(3))
	f.Fuzz(func(t *testing.T, seed uint64, coef int64, exp int32, divisor int64) {
		if coef < 0 || divisor <= 0 {
			return
		}
		rng := rand.New(rand.NewPCG(seed, 2))
		amount := units.New(decimal.New(coef, exp%20), units.MustUnit("MWh(HHV)"))
		times, per := decimal.New(rng.Int64N(1000), -3), decimal.New(divisor, 0)
		c := begin(t)
		factor := c.Factor(factors.Supplied{}, factors.Query{Activity: "fuel/gas", Region: "GB", Unit: amount.Unit, Boundary: ghg.Combustion})
		flow := method.Of("fuel", amount).Times("share", times, "")
		divides := rng.IntN(2) == 1
		if divides {
			flow = flow.Per("efficiency", per, "")
		}
		c.Apply("", flow, factor)
		r := checked(t, c)
		total := new(big.Rat)
		for _, s := range r.Steps {
			want := new(big.Rat).Mul(rat(amount.Value), big.NewRat(1000, 1))
			want.Mul(want, rat(times))
			for a := range factor.PerUnit.All() {
				if a.Gas == s.Gas {
					want.Mul(want, rat(a.Kg))
				}
			}
			if divides {
				want.Quo(want, rat(per))
			}
			off := new(big.Rat).Sub(want, rat(s.Value))
			if !divides {
				assert.Zero(t, off.Sign(), "%s", s)
			} else if want.Sign() != 0 {
				off.Quo(off.Abs(off), want)
				assert.Negative(t, off.Cmp(big.NewRat(1, 1).SetFrac(big.NewInt(1), new(big.Int).Exp(big.NewInt(10), big.NewInt(33), nil))), "%s", s)
			}
			potential, err := ghg.AR6().Of(s.Gas)
			require.NoError(t, err)
			total.Add(total, new(big.Rat).Mul(rat(s.Value), rat(potential)))
		}
		assert.Zero(t, total.Cmp(rat(r.CO2e.Kg())))

		// Without a division, twice the amount gives exactly twice the result.
		double := begin(t)
		double.Apply("", method.Of("fuel", sure(amount.Mul(decimal.New(2, 0)))).Times("share", times, ""), factor)
		if !divides {
			assert.True(t, checked(t, double).CO2e.Equal(r.CO2e.Add(r.CO2e)))
		}
	})
}

// TestAllocationsOfAFuelLine limits a fuel line of three gases, with its steps, to 25 allocations.
func TestAllocationsOfAFuelLine(t *testing.T) {
	line, basis := fuelLine(t)
	assert.LessOrEqual(t, testing.AllocsPerRun(100, func() {
		if _, err := line.Calculate(basis); err != nil {
			t.Error(err)
		}
	}), 25.0)
}

// An intermediate mass of a gas is no emission until it is emitted.
func TestGasOf(t *testing.T) {
	c := begin(t)
	coefficient := func(text string) factors.Factor {
		return c.Factor(factors.MustSupplied(text+"; list"), factors.Query{Activity: "electricity/x", Region: "JP", Boundary: ghg.Generation})
	}
	// 2 MWh × 0.4 kg/kWh = 800 kg, less 1 MWh × 0.1 t/MWh = 100 kg.
	all := c.GasOf("all", method.Of("power", units.MustParse("2 MWh")), coefficient("0.4 kg CO2/kWh"), ghg.CO2)
	less := c.GasOf("less", method.Of("certificate", units.MustParse("1 MWh")), coefficient("0.1 t CO2/MWh"), ghg.CO2)
	c.Emit("", c.Less("rest", all, less), ghg.CO2)
	r, err := c.Result(method.Part{})
	require.NoError(t, err)
	require.NoError(t, r.Check())
	assert.Equal(t, "700", r.CO2e.Kg().String())
	assert.Len(t, r.Factors, 2)

	for _, bad := range []string{"0.4 kg CO2e/kWh AR5", "0.4 kg N2O/kWh", "0.4 kg CO2/kWh + 1 kg N2O/kWh"} {
		c = begin(t)
		c.GasOf("all", method.Of("power", units.MustParse("2 MWh")), coefficient(bad), ghg.CO2)
		require.ErrorIs(t, c.Err(), ghg.ErrMixed, bad)
	}
}

// sure returns a value that must have been made without an error.
func sure[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

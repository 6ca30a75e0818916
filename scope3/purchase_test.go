package scope3_test

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/desnz"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
	"github.com/ghgkit/ghg/units/money"
)

// purchaseFactors are invented for the tests: round numbers whose products can be checked by eye.
const purchaseFactors = `activity,region,valid_from,valid_to,unit,boundary,CO2,CH4,N2O,CO2e,gwp,price_year,price_type
fuel/natural-gas,GB,2024-01-01,2024-12-31,kWh(HHV),well-to-tank,,,,0.03,AR5,,
vehicle/car/medium/diesel,GB,2024-01-01,2024-12-31,km,well-to-tank,,,,0.04,AR5,,
electricity/grid,GB,2024-01-01,2024-12-31,kWh,well-to-tank,,,,0.05,AR5,,
electricity/grid,GB,2024-01-01,2024-12-31,kWh,generation,0.2,0.001,,,,,
electricity/grid,GB,2024-01-01,2024-12-31,kWh,losses,0.02,,,,,,
electricity/grid,GB,2024-01-01,2024-12-31,kWh,life-cycle,,,,0.3,AR5,,
material/steel,GB,2024-01-01,2024-12-31,t,cradle-to-gate,,,,2000,AR5,,
freight/rail,GB,2024-01-01,2024-12-31,t·km,combustion,0.03,,,,,,
waste/steel/landfill,GB,2024-01-01,2024-12-31,t,treatment,,,,10,AR5,,
spend/naics/331110,US,2024-01-01,2024-12-31,USD,cradle-to-gate,,,,0.5,AR5,2024,purchaser
spend/naics/331110,US,2024-01-01,2024-12-31,USD,cradle-to-gate,,,,0.6,AR5,2022,purchaser
`

func purchaseBasis(t testing.TB) factors.Basis {
	t.Helper()
	b := basisOf(t, purchaseFactors, ghg.AR5())
	b.Rates = spendRates(t)
	return b
}

// purchaseSamples are all methods of categories 1 to 3, with their required fields alone.
func purchaseSamples() []byHand {
	q := units.MustParse
	return []byHand{
		// 1200 × 1.9
		{"supplier", scope3.PurchasedSupplierSpecific{
			ID: "x", Period: year, Category: 1, Item: "steel", Supplier: "mill", Amount: q("1200 kg"), Factor: factors.MustSupplied("1.9 kg CO2e/kg AR5; declaration"),
		}, []string{"2280"}},
		// 0.5 t × 2000
		{"average", scope3.PurchasedAverageData{
			ID: "x", Period: year, Category: 2, Item: "rails", Product: "material/steel", Region: "GB", Amount: q("500 kg"), Boundary: ghg.CradleToGate,
		}, []string{"1000"}},
		// 100 + 50 + 2 × 2000 + 2 × 100 × 0.03 + 0.1 × 10 + 5 × 3
		{"hybrid", scope3.PurchasedHybrid{
			ID: "x", Period: year, Category: 1, Item: "parts", Supplier: "shop", Region: "GB", Scope1: q("100 kg CO2e"), Scope2: q("50 kg CO2e"), GWP: "AR5", Source: "letter",
			Materials:  []scope3.Input{{Activity: "material/steel", Amount: q("2 t"), Region: "GB", Boundary: ghg.CradleToGate}},
			Transports: []scope3.Shipment{{Mode: "rail", Mass: q("2 t"), Distance: q("100 km"), Region: "GB", Boundary: ghg.Combustion}},
			Wastes:     []scope3.Input{{Activity: "waste/steel/landfill", Amount: q("100 kg"), Region: "GB", Boundary: ghg.Treatment}},
			Others:     []scope3.Input{{Activity: "product/paint", Amount: q("5 kg"), Region: "GB", Boundary: ghg.CradleToGate, Factor: factors.MustSupplied("3 kg CO2e/kg AR5; letter")}},
		}, []string{"4172"}},
		// 100 × 0.5, by the only factor of the year's prices in the year asked for
		{"spend", scope3.SpendBased{
			ID: "x", Period: year, Category: 1, Item: "steel", Spend: q("100 USD"), Tax: "excluded", PriceYear: 2024, PriceType: money.PurchaserPrice,
			Activity: "spend/naics/331110", Region: "US", FactorYear: 2024,
		}, []string{"50"}},
		// 1000 × 0.03
		{"fuel", scope3.UpstreamFuel{ID: "x", Period: year, Fuel: "natural-gas", Region: "GB", Amount: q("1 MWh(HHV)")}, []string{"30"}},
		// 100 × 0.04
		{"vehicle", scope3.UpstreamFuel{ID: "x", Period: year, Fuel: "vehicle/car/medium/diesel", Region: "GB", Amount: q("100 km")}, []string{"4"}},
		// 1000 × 0.05
		{"upstream", scope3.UpstreamEnergy{
			ID: "x", Period: year, Energy: "electricity/grid", Region: "GB", Amount: q("1 MWh"), Upstream: scope3.PublishedUpstream,
		}, []string{"50"}},
		// 1000 × (0.3 − 0.2 − 0.001 × 28 − 0.02)
		{"rest", scope3.UpstreamEnergy{
			ID: "x", Period: year, Energy: "electricity/grid", Region: "GB", Amount: q("1 MWh"), Upstream: scope3.UpstreamByRest,
		}, []string{"52"}},
		// 1000 × 0.02
		{"losses", scope3.TransmissionLosses{
			ID: "x", Period: year, Energy: "electricity/grid", Region: "GB", Amount: q("1 MWh"), Convention: scope3.PublishedLosses, Boundary: ghg.GridLosses,
		}, []string{"20"}},
		// 1000 × 0.3 × 0.05
		{"loss of consumption", scope3.TransmissionLosses{
			ID: "x", Period: year, Energy: "electricity/grid", Region: "GB", Amount: q("1 MWh"), Convention: scope3.LossOfConsumption, Boundary: ghg.LifeCycle,
			Loss: share("0.05"), LossSource: "utility",
		}, []string{"15"}},
		// 950 × 0.3 × 0.05 ÷ 0.95
		{"loss of generation", scope3.TransmissionLosses{
			ID: "x", Period: year, Energy: "electricity/grid", Region: "GB", Amount: q("950 kWh"), Convention: scope3.LossOfGeneration, Boundary: ghg.LifeCycle,
			Loss: share("0.05"), LossSource: "utility",
		}, []string{"15"}},
		// 1000 × 0.3
		{"sold", scope3.ResoldEnergy{ID: "x", Period: year, Energy: "electricity/grid", Region: "GB", Amount: q("1 MWh")}, []string{"300"}},
	}
}

func TestPurchasesByHand(t *testing.T) { compare(t, purchaseBasis(t), purchaseSamples()) }

// TestPurchasesRefuse gives inputs that others require or exclude.
func TestPurchasesRefuse(t *testing.T) {
	q, own := units.MustParse, factors.MustSupplied("1 kg CO2e/kWh AR5; x")
	refuse(t, purchaseBasis(t), []refusal{
		{"category of a purchase", changed(t, func(a *scope3.PurchasedSupplierSpecific) { a.Category = 3 }), ghg.ErrOutOfRange, "category"},
		{"spend that is not money", changed(t, func(a *scope3.PurchasedSupplierSpecific) { a.Spend = q("1 kg") }), ghg.ErrDimension, "spend"},
		{"narrow boundary", changed(t, func(a *scope3.PurchasedAverageData) { a.Boundary = ghg.Combustion }), ghg.ErrOutOfRange, "boundary"},
		{"no such product", changed(t, func(a *scope3.PurchasedAverageData) { a.Product = "material/stel" }), factors.ErrNoFactor, "stel"},
		{"amount of another dimension", changed(t, func(a *scope3.PurchasedAverageData) { a.Amount = q("4 unit") }), factors.ErrNoFactor, "unit"},
		{"supplier alone", changed(t, func(a *scope3.PurchasedHybrid) { a.Materials, a.Transports, a.Wastes, a.Others = nil, nil, nil, nil }), ghg.ErrMissing, "materials"},
		{"unknown GWP", changed(t, func(a *scope3.PurchasedHybrid) { a.GWP = "AR9" }), ghg.ErrUnknown, "gwp"},
		{"two factors of the prices", changed(t, func(a *scope3.SpendBased) { a.FactorYear = 0 }), factors.ErrAmbiguous, "naics"},
		{"energy of a fuel without its basis", changed(t, func(a *scope3.UpstreamFuel) { a.Amount = q("1 MWh") }), ghg.ErrDimension, "HHV"},
		{"distance in litres", changed(t, func(a *scope3.UpstreamFuel) { a.Amount = q("1 L") }, "vehicle"), ghg.ErrDimension, "amount"},
		{"fuel bought as energy", changed(t, func(a *scope3.UpstreamEnergy) { a.Energy = "fuel/diesel" }), ghg.ErrOutOfRange, "energy"},
		{"published with the rest's factor", changed(t, func(a *scope3.UpstreamEnergy) { a.LifeCycleFactor = own }), ghg.ErrMixed, "upstream"},
		{"rest with the published factor", changed(t, func(a *scope3.UpstreamEnergy) { a.Factor = own }, "rest"), ghg.ErrMixed, "factor"},
		{"rest below zero", changed(t, func(a *scope3.UpstreamEnergy) { a.GenerationFactor = own }, "rest"), ghg.ErrNegative, "life-cycle"},
		{"published with a share", changed(t, func(a *scope3.TransmissionLosses) { a.Loss = share("0.1") }), ghg.ErrMixed, "loss"},
		{"published of generation", changed(t, func(a *scope3.TransmissionLosses) { a.Boundary = ghg.Generation }), ghg.ErrMixed, "boundary"},
		{"share without source", changed(t, func(a *scope3.TransmissionLosses) { a.LossSource = "" }, "loss of consumption"), ghg.ErrMissing, "loss_source"},
		{"no share", changed(t, func(a *scope3.TransmissionLosses) { a.Loss = nil }, "loss of consumption"), ghg.ErrMissing, "loss"},
		{"everything lost", changed(t, func(a *scope3.TransmissionLosses) { a.Loss = share("1") }, "loss of generation"), ghg.ErrOutOfRange, "below 1"},
		{"share of losses", changed(t, func(a *scope3.TransmissionLosses) { a.Boundary = ghg.GridLosses }, "loss of generation"), ghg.ErrMixed, "boundary"},
	})
}

// A hybrid result is primary only if every factor is supplied, and has a caveat that the supplier's part is not recomputed.
func TestHybridIsPrimaryOnlyIfAllIs(t *testing.T) {
	h := sample[scope3.PurchasedHybrid](t)
	rs := calculate(t, purchaseBasis(t), h)
	assert.False(t, rs[0].Primary, "A result by looked-up factors must not be primary.")
	assert.Equal(t, ghg.NotRecomputed, rs[0].Caveats[0].Kind)
	h.Materials, h.Wastes = nil, nil
	assert.False(t, calculate(t, purchaseBasis(t), h)[0].Primary, "The train's factor is not the supplier's.")
	h.Transports[0].Factor = factors.MustSupplied("0.02 kg CO2/t·km; carrier")
	assert.True(t, calculate(t, purchaseBasis(t), h)[0].Primary, "A result by supplied factors alone must be primary.")
}

// A life-cycle factor on another basis is converted where its gas is known, and has a caveat where it is not.
func TestRestOnAnotherBasis(t *testing.T) {
	u := sample[scope3.UpstreamEnergy](t, "rest")
	u.LifeCycleFactor = factors.MustSupplied("0.4 kg CO2e/kWh AR4; agency")
	rs := calculate(t, purchaseBasis(t), u)
	assert.Equal(t, "152", rs[0].CO2e.Kg().String()) // 1000 × (0.4 − 0.248)
	require.Len(t, rs[0].Caveats, 1)
	assert.Equal(t, ghg.MixedGWP, rs[0].Caveats[0].Kind)
	u.LifeCycleFactor = factors.MustSupplied("0.4 kg CO2-biogenic/kWh; agency")
	_, err := u.Calculate(purchaseBasis(t))
	require.ErrorIs(t, err, ghg.ErrNoGWP)
}

func TestConventionTexts(t *testing.T) {
	var u scope3.Upstream
	require.NoError(t, u.UnmarshalText([]byte("rest")))
	assert.Equal(t, scope3.UpstreamByRest, u)
	require.ErrorIs(t, u.UnmarshalText([]byte("other")), ghg.ErrUnknown)
	var l scope3.LossConvention
	require.NoError(t, l.UnmarshalText([]byte("share-of-generation")))
	text, err := l.MarshalText()
	require.NoError(t, err)
	assert.Equal(t, "share-of-generation", string(text))
	_, err = scope3.Upstream(0).MarshalText()
	require.ErrorIs(t, err, ghg.ErrMissing)
	assert.Equal(t, "no convention", scope3.LossConvention(0).String())
	text, err = u.MarshalText()
	require.NoError(t, err)
	assert.Equal(t, "rest", string(text))
	require.ErrorIs(t, l.UnmarshalText(nil), ghg.ErrMissing)
	require.ErrorIs(t, l.UnmarshalText([]byte("share-of-losses")), ghg.ErrUnknown)
}

func TestInputOutputRefuses(t *testing.T) {
	d := func(list ...string) []decimal.Decimal {
		out := make([]decimal.Decimal, len(list))
		for i, s := range list {
			out[i] = dec.MustParse(s)
		}
		return out
	}
	for name, c := range map[string]struct {
		sales   [][]decimal.Decimal
		outputs []decimal.Decimal
		is      error
		field   string
	}{
		"nothing":         {nil, nil, ghg.ErrOutOfRange, "sectors"},
		"a row short":     {[][]decimal.Decimal{d("1", "1")}, d("10", "10"), ghg.ErrOutOfRange, "sectors"},
		"a column short":  {[][]decimal.Decimal{d("1", "1"), d("1")}, d("10", "10"), ghg.ErrOutOfRange, "sales of sector 2"},
		"no output":       {[][]decimal.Decimal{d("1", "1"), d("1", "1")}, d("10", "0"), ghg.ErrOutOfRange, "output of sector 2"},
		"negative":        {[][]decimal.Decimal{d("1", "1", "1"), d("1", "1", "-1"), d("1", "1", "1")}, d("10", "10", "10"), ghg.ErrNegative, "sales of sector 2 to 3"},
		"not productive":  {[][]decimal.Decimal{d("10")}, d("10"), ghg.ErrOutOfRange, "sales"},
		"uses up another": {[][]decimal.Decimal{d("0", "20"), d("20", "0")}, d("10", "10"), ghg.ErrOutOfRange, "sales"},
		"too many":        {make([][]decimal.Decimal, 65), make([]decimal.Decimal, 65), ghg.ErrOutOfRange, "sectors"},
	} {
		_, err := scope3.NewInputOutput(c.sales, c.outputs)
		require.ErrorIs(t, err, c.is, "The table must be refused: %s.", name)
		assert.Equal(t, c.field, fieldOf(t, err), name)
	}
	m, err := scope3.NewInputOutput([][]decimal.Decimal{d("5")}, d("10"))
	require.NoError(t, err)
	_, err = m.Output(d("1", "2"))
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
	assert.Equal(t, "final demand", fieldOf(t, err))
	_, err = m.Multipliers(nil)
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
	assert.Equal(t, "direct emissions", fieldOf(t, err))
	for _, at := range [][2]int{{0, 1}, {1, 0}, {-1, 0}, {0, -1}} {
		_, err = m.Total(at[0], at[1])
		require.ErrorIs(t, err, ghg.ErrOutOfRange)
		require.ErrorContains(t, err, "0 to 0")
		assert.Equal(t, "sector", fieldOf(t, err))
		_, err = m.Direct(at[0], at[1])
		require.ErrorIs(t, err, ghg.ErrOutOfRange)
	}
	most, outputs := make([][]decimal.Decimal, scope3.MaxSectors), make([]decimal.Decimal, scope3.MaxSectors)
	for i := range most {
		most[i], outputs[i] = make([]decimal.Decimal, scope3.MaxSectors), dec.MustParse("1")
	}
	_, err = scope3.NewInputOutput(most, outputs)
	require.NoError(t, err, "sectors that sell nothing to each other, as many as there may be")
	out, err := m.Multipliers(d("0.3")) // 0.3 ÷ (1 − 0.5)
	require.NoError(t, err)
	assert.Equal(t, "0.6", out[0].String())
}

// Twice as much bought emits twice as much, and what is checked can be checked again.
func FuzzPurchases(f *testing.F) {
	f.Add("1200", "1.9")
	f.Fuzz(func(t *testing.T, amount, factor string) {
		a, err := dec.Parse(amount)
		if err != nil || a.IsNegative() {
			return
		}
		own, err := factors.ParseSupplied(factor + " kg CO2e/kg AR5; x")
		if err != nil || own.PerUnit.At(0).Kg.IsNegative() {
			return
		}
		buy := scope3.PurchasedSupplierSpecific{ID: "x", Period: year, Category: 1, Item: "steel", Supplier: "mill", Amount: units.New(a, units.MustUnit("kg")), Factor: own}
		once := kg(calculate(t, ar5(), buy))
		buy.Amount.Value = a.Add(a)
		require.True(t, once.Add(once).Equal(kg(calculate(t, ar5(), buy))))
	})
}

func ExamplePurchasedSupplierSpecific() {
	explain(scope3.PurchasedSupplierSpecific{
		ID: "steel", Period: ghg.CalendarYear(2024), Category: 1, Item: "sheet steel", Supplier: "mill", Amount: units.MustParse("1200 t"),
		Factor: factors.MustSupplied("1.9 kg CO2e/kg AR6; the mill's declaration of 2024"),
	}.Calculate(factors.Basis{GWP: ghg.AR6()}))
	// Output:
	// steel: 2280 t CO2e in 2024 by scope 3 purchased supplier specific (AR6), from 1200 t bought by supplied/supplier/mill/GLOBAL/2024/kg
}

func ExamplePurchasedAverageData() {
	set, err := desnz.Load(desnz.Edition2024)
	if err != nil {
		fmt.Println(err)
		return
	}
	explain(scope3.PurchasedAverageData{
		ID: "cans", Period: ghg.CalendarYear(2024), Category: 1, Item: "steel cans", Product: "material/steel-cans/primary", Region: "GB",
		Amount: units.MustParse("40 t"), Boundary: ghg.CradleToGate,
	}.Calculate(factors.Basis{Factors: set, GWP: ghg.AR5()}))
	// Output:
	// cans: 114.1967404 t CO2e in 2024 by scope 3 purchased average data (AR5), from 40 t bought by desnz/material/steel-cans/primary/GB/2024/t
}

func ExamplePurchasedHybrid() {
	explain(scope3.PurchasedHybrid{
		ID: "t-shirts", Period: ghg.CalendarYear(2024), Category: 1, Item: "t-shirts", Supplier: "sewing shop", Region: "GB",
		Scope1: units.MustParse("1000 kg CO2e"), Scope2: units.MustParse("2000 kg CO2e"), GWP: "AR5", Source: "the supplier's letter of 2024",
		Others: []scope3.Input{{
			Activity: "product/t-shirt", Amount: units.MustParse("12000 unit"), Region: "GLOBAL", Boundary: ghg.CradleToGate,
			Factor: factors.MustSupplied("5.6 kg CO2e/unit AR5; a life-cycle database, without the sewing"),
		}},
	}.Calculate(factors.Basis{GWP: ghg.AR5()}))
	// Output:
	// t-shirts: 70.2 t CO2e in 2024 by scope 3 purchased hybrid (AR5), from 1000 kg CO2e scope 1, 2000 kg CO2e scope 2 by supplied/product/t-shirt/GLOBAL/2024/unit; 1 caveat
}

func ExampleUpstreamFuel() {
	set, err := desnz.Load(desnz.Edition2024)
	if err != nil {
		fmt.Println(err)
		return
	}
	explain(scope3.UpstreamFuel{
		ID: "boiler", Period: ghg.CalendarYear(2024), Fuel: "natural-gas", Region: "GB", Amount: units.MustParse("125 MWh(HHV)"),
	}.Calculate(factors.Basis{Factors: set, GWP: ghg.AR5()}))
	// Output:
	// boiler: 3.77625 t CO2e in 2024 by scope 3 upstream fuel (AR5), from 125 MWh(HHV) fuel by desnz/fuel/natural-gas@wtt/GB/2024/kWh(HHV)
}

// Of the energy of three factors the rest is the upstream. The life-cycle factor does not hold the losses here.
func ExampleUpstreamEnergy() {
	explain(scope3.UpstreamEnergy{
		ID: "office", Period: ghg.CalendarYear(2024), Energy: "electricity/grid", Region: "JP", Amount: units.MustParse("100 MWh"), Upstream: scope3.UpstreamByRest,
		LifeCycleFactor:  factors.MustSupplied("0.48 kg CO2e/kWh AR5; an agency's life-cycle factor"),
		GenerationFactor: factors.MustSupplied("0.42 kg CO2/kWh; the grid's average"),
		LossesFactor:     factors.MustSupplied("0 kg CO2e/kWh AR5; not in the life-cycle factor"),
	}.Calculate(factors.Basis{GWP: ghg.AR5()}))
	// Output:
	// office: 6 t CO2e in 2024 by scope 3 upstream energy (AR5), from 100 MWh energy by supplied/electricity/grid@life-cycle/JP/2024/kWh, supplied/electricity/grid/JP/2024/kWh, supplied/electricity/grid@losses/JP/2024/kWh
}

// Five per cent of what is generated are 5.263 % of what is consumed.
func ExampleTransmissionLosses() {
	five := dec.MustParse("0.05")
	explain(scope3.TransmissionLosses{
		ID: "heat", Period: ghg.CalendarYear(2024), Energy: "heat/district", Region: "GB", Amount: units.MustParse("95 MWh"), Convention: scope3.LossOfGeneration,
		Boundary: ghg.Generation, Loss: &five, LossSource: "the network's statement", Factor: factors.MustSupplied("0.18 kg CO2e/kWh AR5; the network's statement"),
	}.Calculate(factors.Basis{GWP: ghg.AR5()}))
	// Output:
	// heat: 0.9 t CO2e in 2024 by scope 3 transmission losses (AR5), from 0.05 loss by supplied/heat/district/GB/2024/kWh
}

func ExampleResoldEnergy() {
	explain(scope3.ResoldEnergy{
		ID: "resold", Period: ghg.CalendarYear(2024), Energy: "electricity/grid", Region: "JP", Amount: units.MustParse("500 MWh"),
		Factor: factors.MustSupplied("0.48 kg CO2e/kWh AR5; an agency's life-cycle factor"),
	}.Calculate(factors.Basis{GWP: ghg.AR5()}))
	// Output:
	// resold: 240 t CO2e in 2024 by scope 3 resold energy (AR5), from 500 MWh energy by supplied/electricity/grid@life-cycle/JP/2024/kWh
}

// The factors per unit of final demand of an economy of two sectors, of which only the first emits by itself.
func ExampleInputOutput() {
	number := dec.MustParse
	model, err := scope3.NewInputOutput(
		[][]decimal.Decimal{{number("150"), number("500")}, {number("200"), number("100")}},
		[]decimal.Decimal{number("1000"), number("2000")},
	)
	if err != nil {
		fmt.Println(err)
		return
	}
	perUnit, err := model.Multipliers([]decimal.Decimal{number("2"), number("0")})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(perUnit[0].Round(4), perUnit[1].Round(4), "kg CO2e per unit")
	// Output:
	// 2.5083 0.6601 kg CO2e per unit
}

// NGA Factors 2024, table 1, scope 3 of New South Wales: 0.04 kg/kWh of upstream and losses, so 4 t for 100 MWh. A factor of the rest
// does not go with it.
func TestUpstreamWithLosses(t *testing.T) {
	sydney := scope3.UpstreamEnergy{
		ID: "sydney", Period: ghg.CalendarYear(2024), Energy: "electricity/grid", Region: "AU-NSW", Amount: units.MustParse("100 MWh"),
		Upstream: scope3.PublishedWithLosses, Factor: factors.MustSupplied("0.04 kg CO2e/kWh AR5; NGA Factors 2024, table 1, scope 3"),
	}
	rs, err := sydney.Calculate(factors.Basis{GWP: ghg.AR5()})
	require.NoError(t, err)
	assert.Equal(t, "4000", rs[0].CO2e.Kg().String())
	assert.Equal(t, ghg.WellToTankAndLosses, rs[0].Factors[0].Boundary)
	sydney.LossesFactor = factors.MustSupplied("0.02 kg CO2/kWh; operator")
	_, err = sydney.Calculate(factors.Basis{GWP: ghg.AR5()})
	require.ErrorIs(t, err, ghg.ErrMixed)
}

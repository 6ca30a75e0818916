package scope3_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/desnz"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
)

func TestDownstreamRefuses(t *testing.T) {
	q, r, s := units.MustParse, units.MustRate, share
	refuse(t, soldBasis(t), []refusal{
		{"category of another method", changed(t, func(a *scope3.LeasedAverageData) { a.Category = 9 }), ghg.ErrOutOfRange, "one of 8, 13"},
		{"more leased than there is", changed(t, func(a *scope3.LeasedLessorSpecific) { a.Leased = q("500 m2") }), ghg.ErrOutOfRange, "at most total"},
		{"areas and rooms", changed(t, func(a *scope3.LeasedLessorSpecific) { a.Total = q("500 room") }), ghg.ErrDimension, "total"},
		{"no whole", changed(t, func(a *scope3.LeasedLessorSpecific) { a.Leased, a.Total = q("0 m2"), q("0 m2") }), ghg.ErrOutOfRange, "above 0"},
		{"unknown GWP set", changed(t, func(a *scope3.LeasedLessorSpecific) { a.GWP = "AR7" }), ghg.ErrUnknown, "unstated"},
		{"processing without anything", scope3.ProcessingSiteSpecific{ID: "a", Period: year, Product: "p", Region: "GB", Share: s("1")}, ghg.ErrMissing, "energy"},
		{"life and its energy", changed(t, func(a *scope3.DirectUse) { a.LifetimeEnergy = q("1 kWh") }), ghg.ErrMixed, "either it"},
		{"markets below 1", changed(t, func(a *scope3.LifetimeUse) { a.Markets = a.Markets[:1] }), ghg.ErrOutOfRange, "add up to 1"},
		{"path shorter than the life", changed(t, func(a *scope3.LifetimeUse) { a.Life = q("3 year") }), ghg.ErrOutOfRange, "every year of the life"},
		{"path of other years", changed(t, func(a *scope3.LifetimeUse) { a.Period = ghg.CalendarYear(2023) }), ghg.ErrOutOfRange, "2023"},
		{"path and factor", changed(t, func(a *scope3.LifetimeUse) { a.Markets[1].Factor = factors.MustSupplied("1 kg CO2/kWh; own") }), ghg.ErrMixed, "path"},
		{"path of no scenario", changed(t, func(a *scope3.LifetimeUse) { a.Markets[1].Source = "" }), ghg.ErrMissing, "scenario"},
		{"fuel's energy without basis", changed(t, func(a *scope3.SoldFuel) { a.Amount = q("1 MWh") }), ghg.ErrDimension, "HHV"},
		{"scenarios above 1", changed(t, func(a *scope3.IndirectUse) { a.Scenarios[0].Share = s("0.5") }), ghg.ErrOutOfRange, "1.25"},
		{"treatments below 1", changed(t, func(a *scope3.EndOfLife) { a.Treatments = a.Treatments[:2] }), ghg.ErrOutOfRange, "0.75"},
		{"a treatment without a factor", changed(t, func(a *scope3.EndOfLife) { a.Treatments[1].Factor = factors.Supplied{} }), factors.ErrNoFactor, "incineration"},
		{"more sampled than there are", changed(t, func(a *scope3.FranchiseSampled) { a.Sampled = q("51 franchise") }), ghg.ErrOutOfRange, "at most number"},
		{"none sampled", changed(t, func(a *scope3.FranchiseSampled) { a.Sampled = q("0 franchise") }), ghg.ErrOutOfRange, "at least one"},
		{"samples of something else", changed(t, func(a *scope3.FranchiseSampled) { a.Sampled = q("1 unit") }), ghg.ErrDimension, "the same noun as number"},
		{"financed above the cost", changed(t, func(a *scope3.ProjectSpecific) { a.Financed = q("41 USD") }), ghg.ErrOutOfRange, "total_cost"},
		{"financed in another currency", changed(t, func(a *scope3.ProjectSpecific) { a.Financed = q("10 JPY") }), ghg.ErrDimension, "total_cost"},
		{"projected mass without a gas", changed(t, func(a *scope3.ProjectSpecific) { a.Projected = r("2 t/year") }), ghg.ErrDimension, "projected"},
		{"EVIC and its parts", changed(t, func(a *scope3.PCAFListed) { a.EVIC = q("40 USD") }), ghg.ErrMixed, "evic"},
		{"no EVIC", changed(t, func(a *scope3.PCAFListed) {
			a.MarketCap, a.Debt, a.MinorityInterests = units.Quantity{}, units.Quantity{}, units.Quantity{}
		}), ghg.ErrMissing, "evic"},
		{"two scores", changed(t, func(a *scope3.PCAFListed) { a.Quality.PCAF = 3 }), ghg.ErrMixed, "score"},
		{"more outstanding than EVIC", changed(t, func(a *scope3.PCAFListed) { a.Outstanding = q("41 USD") }), ghg.ErrOutOfRange, "at most the EVIC"},
		{"outstanding kilograms", changed(t, func(a *scope3.PCAFMortgages) { a.Outstanding = q("1 kg") }), ghg.ErrDimension, "money"},
		{"company worth nothing", changed(t, func(a *scope3.PCAFBusinessLoans) {
			a.Outstanding, a.Equity, a.Debt = q("0 USD"), q("0 USD"), q("0 USD")
		}), ghg.ErrOutOfRange, "above 0"},
	})
}

func TestDirectUseOfLifetimeEnergyLeaksToo(t *testing.T) {
	a := sample[scope3.DirectUse](t)
	a.Uses, a.PerUse, a.LifetimeEnergy = units.Rate{}, units.Rate{}, units.MustParse("1000 kWh")
	// 1000 × 0.3 + 10 × 0.1 × 1300
	assert.Equal(t, "1600", kg(calculate(t, soldBasis(t), a)).String())
	a = sample[scope3.DirectUse](t)
	a.Leakage = units.MustRate("1 g/use")
	// 10 × 100 × 2 × 0.3 + 10 × 100 × 0.001 × 1300
	assert.Equal(t, "1900", kg(calculate(t, soldBasis(t), a)).String())
}

func TestSystematicSampleRefuses(t *testing.T) {
	for c, field := range map[[3]int]string{{0, 1, 1}: "population", {10, 0, 1}: "size", {10, 11, 1}: "size", {10, 5, 0}: "start", {10, 5, 3}: "start"} {
		_, err := scope3.SystematicSample(c[0], c[1], c[2])
		require.ErrorIs(t, err, ghg.ErrOutOfRange, "A sample of population, size and start %v must be refused.", c)
		assert.Equal(t, field, fieldOf(t, err), "population, size and start %v", c)
	}
	items, err := scope3.SystematicSample(10, 5, 2)
	require.NoError(t, err)
	assert.Equal(t, []int{2, 4, 6, 8, 10}, items)
	items, err = scope3.SystematicSample(1, 1, 1)
	require.NoError(t, err)
	assert.Equal(t, []int{1}, items)
}

func TestUseIntensityRefuses(t *testing.T) {
	q, r := units.MustParse, units.MustRate
	for _, c := range []struct {
		emissions, sold units.Quantity
		uses            units.Rate
		kind            error
		field           string
	}{
		{units.Quantity{}, q("1 unit"), r("1 use/unit"), ghg.ErrMissing, "emissions"},
		{q("1 kg"), q("1 unit"), r("1 use/unit"), ghg.ErrDimension, "emissions"},
		{q("-1 kg CO2e"), q("1 unit"), r("1 use/unit"), ghg.ErrNegative, "emissions"},
		{q("1 kg CO2e"), q("1 unit"), units.Rate{}, ghg.ErrMissing, "uses"},
		{q("1 kg CO2e"), q("1 unit"), r("0 use/unit"), ghg.ErrOutOfRange, "uses"},
		{q("1 kg CO2e"), q("0 unit"), r("1 use/unit"), ghg.ErrOutOfRange, "sold"},
	} {
		_, err := scope3.UseIntensity(c.emissions, c.sold, c.uses)
		require.ErrorIs(t, err, c.kind)
		assert.Equal(t, c.field, fieldOf(t, err))
	}
	none, err := scope3.UseIntensity(q("0 kg CO2e"), q("1 unit"), r("1 use/unit"))
	require.NoError(t, err, "products that emit nothing")
	assert.Equal(t, "0 kg CO2e/use", none.String())
	_, err = scope3.UseIntensity(q("1 kg CO2e"), q("1 kg"), r("1 use/unit"))
	require.Error(t, err)
}

func TestWeightedScoreRefuses(t *testing.T) {
	q := units.MustParse
	for _, c := range []struct {
		holdings []scope3.Holding
		kind     error
		field    string
	}{
		{nil, ghg.ErrOutOfRange, "outstanding"},
		{[]scope3.Holding{{Score: 1}}, ghg.ErrMissing, "holding 1: outstanding"},
		{[]scope3.Holding{{q("-1 USD"), 1}}, ghg.ErrNegative, "holding 1: outstanding"},
		{[]scope3.Holding{{q("1 USD"), 1}, {q("1 JPY"), 1}}, ghg.ErrMixed, "holding 2: outstanding"},
		{[]scope3.Holding{{q("1 USD"), 0}}, ghg.ErrOutOfRange, "holding 1: score"},
		{[]scope3.Holding{{q("1 USD"), 6}}, ghg.ErrOutOfRange, "holding 1: score"},
		{[]scope3.Holding{{q("1 kg"), 1}}, ghg.ErrMixed, "holding 1: outstanding"},
	} {
		_, err := scope3.WeightedScore(c.holdings)
		require.ErrorIs(t, err, c.kind)
		assert.Equal(t, c.field, fieldOf(t, err))
	}
	_, err := scope3.PortfolioScore([]ghg.Result{{ID: "boiler"}})
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, err = scope3.PortfolioScore([]ghg.Result{{ID: "loan", Outstanding: ghg.Amount{Unit: "much"}}})
	require.Error(t, err)
}

func TestAdjustForEVICRefuses(t *testing.T) {
	q := units.MustParse
	good := scope3.IntensityHolding{Company: "A", Weight: dec.MustParse("1"), Emissions: q("10 t CO2e"), Now: q("5 t CO2e"), EVICBase: q("100 USD"), EVICNow: q("200 USD")}
	a, err := scope3.AdjustForEVIC([]scope3.IntensityHolding{good})
	require.NoError(t, err)
	// 10 ÷ 100, 5 ÷ 200, 100 ÷ 200: half of the emissions, half of the adjusted intensity of 0.05.
	assert.Equal(t, []string{"0.1", "0.025", "0.5", "0.05", "0.05", "-0.5"}, []string{
		a.Base.Value.String(), a.Current.Value.String(), a.Factor.String(), a.BaseAdjusted.Value.String(), a.NowAdjusted.Value.String(), a.Change.String(),
	})
	for _, rate := range []units.Rate{a.Base, a.Current, a.BaseAdjusted, a.NowAdjusted} {
		assert.Equal(t, "t CO2e/USD", rate.Num.Symbol()+"/"+rate.Den.Symbol())
	}
	for name, c := range map[string]struct {
		change func(*scope3.IntensityHolding)
		kind   error
		field  string
	}{
		"weight":       {func(h *scope3.IntensityHolding) { h.Weight = dec.MustParse("0.9") }, ghg.ErrOutOfRange, "weights"},
		"negative":     {func(h *scope3.IntensityHolding) { h.Weight = dec.MustParse("-1") }, ghg.ErrNegative, "weight"},
		"mass":         {func(h *scope3.IntensityHolding) { h.Emissions, h.Now = q("1 kg"), q("1 kg") }, ghg.ErrDimension, "emissions"},
		"units":        {func(h *scope3.IntensityHolding) { h.Now = q("1 kg CO2e") }, ghg.ErrDimension, "emissions"},
		"EVIC":         {func(h *scope3.IntensityHolding) { h.EVICNow = q("0 USD") }, ghg.ErrOutOfRange, "EVIC now"},
		"EVIC of base": {func(h *scope3.IntensityHolding) { h.EVICBase = q("0 USD") }, ghg.ErrOutOfRange, "EVIC of the base year"},
		"not money":    {func(h *scope3.IntensityHolding) { h.EVICBase, h.EVICNow = q("1 kg"), q("1 kg") }, ghg.ErrOutOfRange, "EVIC of the base year"},
		"currency":     {func(h *scope3.IntensityHolding) { h.EVICNow = q("1 JPY") }, ghg.ErrOutOfRange, "EVIC now"},
	} {
		bad := good
		c.change(&bad)
		_, err := scope3.AdjustForEVIC([]scope3.IntensityHolding{bad})
		require.ErrorIs(t, err, c.kind, "The holding must be refused: %s.", name)
		require.ErrorContains(t, err, c.field)
		assert.Equal(t, c.field, fieldOf(t, err), name)
	}
	still, half := good, good
	still.Emissions, half.Weight = q("0 t CO2e"), dec.MustParse("0.5")
	yen := half
	yen.Company, yen.EVICBase, yen.EVICNow = "B", q("1 JPY"), q("1 JPY")
	_, err = scope3.AdjustForEVIC([]scope3.IntensityHolding{still})
	require.Error(t, err, "There is no change from an intensity of zero.")
	_, err = scope3.AdjustForEVIC([]scope3.IntensityHolding{half, yen})
	require.ErrorContains(t, err, `holding 2, "B"`)
}

// TestFactorsOfTheBasis finds what is financed by its kind where no factor is given.
func TestFactorsOfTheBasis(t *testing.T) {
	for _, c := range []struct{ energy, amount, kg string }{
		{"vehicle/car", "10000 km", "500"},         // × 0.2 ÷ 4
		{"building/office", "100 m2·year", "1250"}, // × 50 ÷ 4
		{"electricity/grid", "1 MWh", "50"},        // × 200 ÷ 4
		{"fuel/diesel", "100 L", "62.5"},           // × 2.5 ÷ 4
	} {
		a := sample[scope3.PCAFMotorVehicleLoans](t)
		a.Energy, a.Amount, a.Factor = c.energy, units.MustParse(c.amount), factors.Supplied{}
		assert.Equal(t, c.kg, kg(calculate(t, soldBasis(t), a)).String(), "The loan for %s has another sum.", c.energy)
	}
}

func TestLeasedAveragesAsPublished(t *testing.T) {
	set, err := desnz.Load(desnz.Edition2024)
	require.NoError(t, err)
	b := factors.Basis{Factors: set, GWP: ghg.AR5()}
	// Managed assets of the UK's factors of 2024: vans, average (up to 3.5 tonnes), diesel, 0.25023 kg CO2e/km; electricity
	// 0.20705 kg CO2e/kWh.
	for _, c := range []struct{ kind, amount, kg string }{
		{"leased/vehicle/van/average/diesel", "1000 km", "250.23"}, {"leased/electricity", "1000 kWh", "207.05"},
	} {
		a := sample[scope3.LeasedAverageData](t)
		a.Kind, a.Amount, a.Factor = c.kind, units.MustParse(c.amount), factors.Supplied{}
		assert.Equal(t, c.kg, kg(calculate(t, b, a)).Round(2).String())
	}
}

// TestFactorsOfAPathAreToldApart: factors given for the years of a grid have the same activity, region and unit; each is
// recorded under a name of its own.
func TestFactorsOfAPathAreToldApart(t *testing.T) {
	r := calculate(t, soldBasis(t), sample[scope3.LifetimeUse](t))[0]
	ids := make([]string, len(r.Factors))
	for i, f := range r.Factors {
		ids[i] = f.ID
	}
	assert.Equal(t, []string{
		"supplied/electricity/grid/GB/2024/kWh", "supplied/electricity/grid/JP/2024/kWh", "supplied/electricity/grid/JP/2024/kWh#2",
	}, ids)
}

// TestIntermediateUseByEmissions: emissions per use replace the energy. 10 × 1000 km × 0.14 × 0.5 = 700.
func TestIntermediateUseByEmissions(t *testing.T) {
	own := factors.MustSupplied
	gearbox := scope3.IntermediateUse{
		ID: "x", Period: year, Product: "gearbox", Final: "van", Region: "GB", Sold: units.MustParse("10 unit"), Uses: units.MustRate("1000 km/unit"),
		EmissionsPerUse: own("0.14 kg CO2/km; type approval"), Attributed: share("0.5"), Assumptions: "by mass",
	}
	assert.Equal(t, "700", kg(calculate(t, soldBasis(t), gearbox)).String())
	engine := with(gearbox, func(a *scope3.IntermediateUse) {
		a.EmissionsPerUse, a.Energy, a.PerUse, a.Factor = factors.Supplied{}, "fuel/diesel", units.MustRate("0.05 L/km"), own("2.5 kg CO2/L; own")
	})
	assert.Equal(t, "625", kg(calculate(t, soldBasis(t), engine)).String()) // 10 × 1000 km × 0.05 × 2.5 × 0.5
	refuse(t, soldBasis(t), []refusal{
		{"uses of something else", with(engine, func(a *scope3.IntermediateUse) { a.Uses = units.MustRate("1000 km/kg") }), ghg.ErrDimension, "uses"},
		{"energy of another use", with(engine, func(a *scope3.IntermediateUse) { a.PerUse = units.MustRate("0.05 L/wash") }), ghg.ErrDimension, "per_use"},
		{"litres of electricity", with(engine, func(a *scope3.IntermediateUse) { a.Energy = "electricity/grid" }), ghg.ErrDimension, "per_use"},
		{"energy of a fuel without its basis", with(engine, func(a *scope3.IntermediateUse) { a.PerUse = units.MustRate("0.5 kWh/km") }), ghg.ErrDimension, "HHV"},
		{"distances sold", with(engine, func(a *scope3.IntermediateUse) {
			a.Sold, a.Uses = units.MustParse("10 km"), units.MustRate("1000 km/km")
		}), ghg.ErrDimension, "sold"},
		{"emissions of another use", with(gearbox, func(a *scope3.IntermediateUse) { a.EmissionsPerUse = own("1 kg CO2/wash; own") }), ghg.ErrDimension, "emissions per km"},
		{"emissions and energy", with(engine, func(a *scope3.IntermediateUse) { a.EmissionsPerUse = gearbox.EmissionsPerUse }), ghg.ErrMixed, "emissions_per_use"},
		{"neither", with(gearbox, func(a *scope3.IntermediateUse) { a.EmissionsPerUse = factors.Supplied{} }), ghg.ErrMissing, "energy"},
	})
}

// TestSovereignDebtWithoutLULUCF: where a country publishes no figure with land use, there is one result with a caveat.
func TestSovereignDebtWithoutLULUCF(t *testing.T) {
	both := sample[scope3.PCAFSovereignDebt](t)
	for _, r := range calculate(t, soldBasis(t), both) {
		assert.NotContains(t, caveatsOf(r), ghg.LULUCFMissing)
	}
	one := with(both, func(a *scope3.PCAFSovereignDebt) { a.WithLULUCF = units.Quantity{} })
	rs := calculate(t, soldBasis(t), one)
	require.Len(t, rs, 1)
	assert.Equal(t, "without LULUCF", rs[0].Part)
	assert.Contains(t, caveatsOf(rs[0]), ghg.LULUCFMissing)
}

func caveatsOf(r ghg.Result) []ghg.CaveatKind {
	var kinds []ghg.CaveatKind
	for _, c := range r.Caveats {
		kinds = append(kinds, c.Kind)
	}
	return kinds
}

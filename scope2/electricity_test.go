package scope2_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/scope2"
)

func TestElectricityByBothMethods(t *testing.T) {
	ppa := certificate("ppa", "200 MWh")
	ppa.Kind, ppa.AllRights, ppa.Rate = ghg.PhysicalPPA, true, scope2.StatedRate(factors.MustSupplied("100 kg CO2/MWh; contract 12"))
	for _, c := range []struct {
		name             string
		purchase         scope2.Electricity
		location, market string // t; derived by hand, see the comments
		caveats          []ghg.CaveatKind
	}{
		// 1000 MWh × 0.5 = 500 t; not covered: 1000 × 0.6.
		{"no instrument", purchase("1000 MWh"), "500", "600", []ghg.CaveatKind{ghg.SupplierRateMissing}},
		// 300 × 0 + 200 × 0.1 + 500 × 0.6 = 320.
		{"two instruments", purchase("1000 MWh", certificate("rec", "300 MWh"), ppa), "500", "320", []ghg.CaveatKind{ghg.SupplierRateMissing}},
		// 300 of 500 MWh are used; the other 200 MWh reduce nothing.
		{"surplus", purchase("300 MWh", certificate("rec", "500 MWh")), "150", "0", []ghg.CaveatKind{ghg.InstrumentUnused}},
		// The second certificate has nothing to cover.
		{"second has nothing left", purchase("300 MWh", certificate("a", "300 MWh"), certificate("b", "10 MWh")), "150", "0", []ghg.CaveatKind{ghg.InstrumentUnused}},
		// 10 GJ are 2.777… MWh and all used: 10 − 2.777… MWh × 0.6 = (36 − 10) ÷ 3.6 × 0.6 = 4.333… t.
		{"instrument in joules", purchase("36 GJ", certificate("rec", "10 GJ")), "5", "4.333333333333333333333333333333333", []ghg.CaveatKind{ghg.SupplierRateMissing}},
		{"no consumption", purchase("0 MWh"), "0", "0", []ghg.CaveatKind{ghg.SupplierRateMissing}},
		// 3.6 GJ = 1 MWh.
		{"other unit", purchase("3.6 GJ"), "0.5", "0.6", []ghg.CaveatKind{ghg.SupplierRateMissing}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := dual(t, c.purchase, basis(t))
			tonnes(t, c.location, d.Location)
			tonnes(t, c.market, d.Market)
			assert.Equal(t, c.caveats, kinds(d.Market))
			assert.Empty(t, d.Refused)
		})
	}
}

func TestElectricityFollowsTheHierarchy(t *testing.T) {
	supplied := purchase("100 MWh")
	supplied.Supplier = "acme"
	stated := purchase("100 MWh")
	stated.SupplierRate = factors.MustSupplied("0 kg CO2/kWh; supplier's statement 2024")
	own := purchase("100 MWh")
	own.ResidualMix = factors.MustSupplied("0.7 kg CO2/kWh; own copy of the residual mix")
	japan := purchase("100 MWh")
	japan.Region = "JP"
	west := purchase("100 MWh")
	west.Region = "US-CAMX"
	for _, c := range []struct {
		name     string
		purchase scope2.Electricity
		policy   factors.Policy
		market   string
		source   ghg.CoverSource
		caveats  []ghg.CaveatKind
	}{
		{"supplier by name", supplied, factors.Policy{}, "25", ghg.BySupplierRate, []ghg.CaveatKind{ghg.CriteriaNotAssessed}},
		{"supplier's rate of zero", stated, factors.Policy{}, "60", ghg.ByResidualMix, []ghg.CaveatKind{ghg.InstrumentRefused}},
		{"residual mix", purchase("100 MWh"), factors.Policy{}, "60", ghg.ByResidualMix, []ghg.CaveatKind{ghg.SupplierRateMissing}},
		{"own residual mix", own, factors.Policy{}, "70", ghg.ByResidualMix, []ghg.CaveatKind{ghg.SupplierRateMissing}},
		{"substitute", japan, factors.Policy{}, "45", ghg.BySubstitute, []ghg.CaveatKind{ghg.ResidualMixMissing, ghg.SupplierRateMissing, ghg.SubstituteValue}},
		{"grid average", west, factors.Policy{GridAverageAsResidual: true}, "20", ghg.ByGridAverage, []ghg.CaveatKind{ghg.ResidualMixMissing, ghg.SupplierRateMissing}},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := basis(t)
			b.Policy = c.policy
			d := dual(t, c.purchase, b)
			tonnes(t, c.market, d.Market)
			require.Len(t, d.Market.Covers, 1)
			assert.Equal(t, c.source, d.Market.Covers[0].Source)
			part, err := d.Market.CO2eOf(d.Market.Covers[0])
			require.NoError(t, err)
			assert.True(t, part.Equal(d.Market.CO2e))
			assert.Equal(t, c.caveats, kinds(d.Market))
		})
	}
	_, err := west.Dual(basis(t))
	require.ErrorIs(t, err, factors.ErrNoFactor)
}

func TestMissingResidualMixIsDisclosedUnderFullCover(t *testing.T) {
	p := purchase("100 MWh", certificate("nfc", "100 MWh"))
	p.Region = "JP"
	p.Instruments[0].Market, p.Instruments[0].Kind = "JP", ghg.NonFossilCertificate
	d := dual(t, p, basis(t))
	tonnes(t, "0", d.Market)
	assert.Equal(t, []ghg.CaveatKind{ghg.ResidualMixMissing}, kinds(d.Market))
}

func TestElectricityWithoutFactorSet(t *testing.T) {
	p := purchase("10 MWh", certificate("rec", "10 MWh"))
	p.GridFactor = factors.MustSupplied("0.5 kg CO2/kWh; operator's report")
	d := dual(t, p, factors.Basis{GWP: ghg.AR5()})
	tonnes(t, "5", d.Location)
	tonnes(t, "0", d.Market)
	assert.Contains(t, d.Market.Caveats[0].Detail, "no residual mix of GB")
}

func TestLifeCycleFactorOnlyIfAllowed(t *testing.T) {
	p := purchase("10 MWh")
	p.Region, p.SupplierRate = "FR", factors.MustSupplied("0.1 kg CO2/kWh; statement")
	_, err := p.Dual(basis(t))
	require.ErrorIs(t, err, factors.ErrNoFactor)
	b := basis(t)
	b.Policy.LifeCycleAsGridAverage = true
	d := dual(t, p, b)
	tonnes(t, "0.6", d.Location)
	assert.Equal(t, []ghg.CaveatKind{ghg.LifeCycleInScope2}, kinds(d.Location))
	assert.Empty(t, dual(t, purchase("10 MWh"), b).Location.Caveats)

	// By both methods, the result and its receipt hold the typed fact.
	p.SupplierRate = factors.Supplied{}
	b.Policy.GridAverageAsResidual = true
	for _, r := range dual(t, p, b).Results() {
		receipt, err := r.Receipt()
		require.NoError(t, err)
		back, err := ghg.Verify(receipt)
		require.NoError(t, err)
		assert.Contains(t, kinds(back), ghg.LifeCycleInScope2)
		require.Len(t, back.Factors, 1)
		assert.Equal(t, ghg.LifeCycle, back.Factors[0].Boundary)
	}
}

func TestSoldOnIsNotOwnUse(t *testing.T) {
	p := purchase("1000 MWh", certificate("rec", "1000 MWh"))
	p.SoldOn = energy("100000 kWh")
	d := dual(t, p, basis(t))
	tonnes(t, "450", d.Location) // (1000 − 100) × 0.5
	assert.Contains(t, d.Market.Caveats[0].Detail, "100 MWh of 1000 MWh")

	p.SoldOn = energy("1000.1 MWh")
	refused(t, "more sold on than bought", p, ghg.ErrOutOfRange, "sold_on")
}

func TestRefusedInstrumentIsNotUsed(t *testing.T) {
	in := certificate("rec", "300 MWh")
	in.Retirement = ""
	d := dual(t, purchase("1000 MWh", in), basis(t))
	tonnes(t, "600", d.Market)
	require.Len(t, d.Refused, 1)
	assert.Equal(t, "hq", d.Refused[0].Purchase)
	assert.Equal(t, "criterion 3, tracked and retired: no evidence of retirement is stated", d.Refused[0].Reasons())
	assert.Equal(t, ghg.Caveat{Kind: ghg.InstrumentRefused, Detail: "rec: " + d.Refused[0].Reasons()}, d.Market.Caveats[0])
}

func TestElectricityRefusesBadInstruments(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*scope2.Instrument)
		err    error
		text   string
	}{
		{"part above whole", func(i *scope2.Instrument) { i.Whole = energy("9 MWh") }, ghg.ErrOutOfRange, "whole"},
		{"incomplete rate", func(i *scope2.Instrument) { i.Rate = scope2.StatedRate(factors.Supplied{Source: "contract"}) }, ghg.ErrMissing, "unit"},
		{"rate of another dimension", func(i *scope2.Instrument) { i.Rate = scope2.StatedRate(factors.MustSupplied("1 kg CO2/t; contract")) }, nil, "t"},
	} {
		refused(t, c.name, purchase("10 MWh", changed(certificate("rec", "10 MWh"), c.change)), c.err, c.text)
	}
	p := purchase("10 MWh")
	p.Window = scope2.Window{Before: 25}
	refused(t, "window of more than two years", p, ghg.ErrOutOfRange, "window")
}

func TestSameInstrumentTwice(t *testing.T) {
	_, err := purchase("10 MWh", certificate("rec", "4 MWh"), certificate("rec", "5 MWh")).Calculate(basis(t))
	var double *scope2.DoubleClaimError
	require.ErrorAs(t, err, &double)
	require.ErrorIs(t, err, scope2.ErrDoubleClaim)
	assert.Equal(t, `purchase "hq" (4 MWh)`, double.First)
	assert.Equal(t, `purchase "hq" (5 MWh)`, double.Second)
}

// A supplier's rate is an instrument: facts about it are judged, missing ones are a caveat, and a rate of zero is refused
// without the evidence that a green tariff needs.
func TestSupplierRateIsAnInstrument(t *testing.T) {
	facts := func(rate string, change func(*scope2.Electricity)) scope2.Electricity {
		p := purchase("100 MWh")
		p.SupplierRate, p.SupplierVintage, p.SupplierRetirement = factors.MustSupplied(rate+"; supplier's statement"), year, "supplier's statement, p. 3"
		p.SupplierSoleClaim, p.SupplierDelivered = true, true
		return changed(p, change)
	}
	same := func(*scope2.Electricity) {}
	unstated := func(p *scope2.Electricity) {
		p.SupplierVintage, p.SupplierRetirement, p.SupplierSoleClaim, p.SupplierDelivered = ghg.Period{}, "", false, false
	}
	for _, c := range []struct {
		name     string
		purchase scope2.Electricity
		market   string // t: 100 MWh at the rate, or at the residual mix of 600 kg/MWh
		caveats  []ghg.CaveatKind
		reasons  []string
	}{
		{"assessed", facts("100 kg CO2/MWh", same), "10", nil, nil},
		{"assessed, zero", facts("0 kg CO2/MWh", same), "0", nil, nil},
		{"not assessed", facts("100 kg CO2/MWh", unstated), "10", []ghg.CaveatKind{ghg.CriteriaNotAssessed}, nil},
		{"zero, not assessed", facts("0 kg CO2/kWh", unstated), "60", []ghg.CaveatKind{ghg.InstrumentRefused}, []string{"criterion 2", "criterion 3", "criterion 4", "criterion 5", "criterion 6"}},
		{"zero but for biogenic CO2", facts("0 kg CO2/kWh + 0.3 kg CO2-biogenic/kWh", unstated), "60", []ghg.CaveatKind{ghg.InstrumentRefused}, []string{"criterion 3"}},
		{"zero, nothing retired", facts("0 kg CO2/kWh", func(p *scope2.Electricity) { p.SupplierRetirement = "" }), "60", []ghg.CaveatKind{ghg.InstrumentRefused}, []string{"criterion 3"}},
		{"nothing retired", facts("100 kg CO2/MWh", func(p *scope2.Electricity) { p.SupplierRetirement = "" }), "60", []ghg.CaveatKind{ghg.InstrumentRefused}, []string{"criterion 3"}},
		{"old vintage", facts("100 kg CO2/MWh", func(p *scope2.Electricity) { p.SupplierVintage = ghg.CalendarYear(2021) }), "60", []ghg.CaveatKind{ghg.InstrumentRefused}, []string{"criterion 4"}},
		{"old vintage in the window", facts("100 kg CO2/MWh", func(p *scope2.Electricity) { p.SupplierVintage, p.Window.Before = ghg.CalendarYear(2023), 12 }), "10", nil, nil},
		{"not delivered", facts("100 kg CO2/MWh", func(p *scope2.Electricity) { p.SupplierDelivered = false }), "60", []ghg.CaveatKind{ghg.InstrumentRefused}, []string{"criterion 5", "criterion 6"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := dual(t, c.purchase, basis(t))
			tonnes(t, "50", d.Location)
			tonnes(t, c.market, d.Market)
			assert.Equal(t, c.caveats, kinds(d.Market))
			require.Len(t, d.Refused, min(1, len(c.reasons)))
			for _, reason := range c.reasons {
				assert.Contains(t, d.Refused[0].Reasons(), reason)
				assert.Equal(t, "hq", d.Refused[0].Purchase)
			}
		})
	}
	// Power that an instrument covers does not need the supplier's rate.
	covered := facts("0 kg CO2/kWh", unstated)
	covered.Instruments = []scope2.Instrument{certificate("rec", "100 MWh")}
	assert.Empty(t, dual(t, covered, basis(t)).Market.Caveats)
}

// Power from biomass emits: biogenic CO2, outside the scopes, and CH4 and N2O, in them.
func TestBiomassIsNotZeroCarbon(t *testing.T) {
	for _, technology := range []string{"biomass", "biogas", "biomethane", "landfill-gas", "sewage-gas", "wood", "waste", "Biomass"} {
		in := certificate("bio", "100 MWh")
		in.Technology = technology
		refused(t, technology, purchase("100 MWh", in), ghg.ErrMissing, "biogenic CO2")
		_, err := scope2.NewLedger(scope2.Window{}, in)
		require.ErrorIs(t, err, ghg.ErrMissing)
	}
	rate := func(s string) scope2.Instrument {
		in := certificate("bio", "100 MWh")
		in.Technology, in.Rate = "biomass", scope2.StatedRate(factors.MustSupplied(s+"; plant's report"))
		return in
	}
	refused(t, "no biogenic CO2", purchase("100 MWh", rate("20 g CH4-biogenic/MWh + 5 g N2O/MWh")), ghg.ErrMissing, "rate")
	refused(t, "no N2O", purchase("100 MWh", rate("400 kg CO2-biogenic/MWh + 20 g CH4-biogenic/MWh")), ghg.ErrMissing, "rate")
	// 100 MWh × (20 g × 28 + 5 g × 265) = 188.5 kg; biogenic CO2 40 t outside.
	d := dual(t, purchase("100 MWh", rate("400 kg CO2-biogenic/MWh + 20 g CH4-biogenic/MWh + 5 g N2O/MWh")), basis(t))
	tonnes(t, "0.1885", d.Market)
	assert.Equal(t, "40000", kg(t, d.Market, ghg.CO2Biogenic).String())
	refused(t, "CO2e alone", purchase("100 MWh", rate("15 kg CO2e/MWh AR5")), ghg.ErrMissing, "biogenic CO2")
}

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
		{"supplier by name", supplied, factors.Policy{}, "25", ghg.BySupplierRate, nil},
		{"supplier's rate of zero", stated, factors.Policy{}, "0", ghg.BySupplierRate, nil},
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

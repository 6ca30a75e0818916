package scope3_test

import (
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
)

// TestSubjects: every result about an asset, franchise, investee, project or product names it, memo items too.
func TestSubjects(t *testing.T) {
	b := soldBasis(t)
	subjects := map[ghg.Method]ghg.Subject{
		"scope3.leased-asset-specific":  {Kind: ghg.SubjectAsset, Name: "floor"},
		"scope3.leased-lessor-specific": {Kind: ghg.SubjectAsset, Name: "hall"}, "scope3.leased-average-data": {},
		"scope3.processing-site-specific": {Kind: ghg.SubjectProduct, Name: "coil"}, "scope3.processing-average-data": {Kind: ghg.SubjectProduct, Name: "coil"},
		"scope3.direct-use": {Kind: ghg.SubjectProduct, Name: "p"}, "scope3.lifetime-use": {Kind: ghg.SubjectProduct, Name: "p"},
		"scope3.sold-fuel": {Kind: ghg.SubjectProduct, Name: "diesel"}, "scope3.contained-gas": {Kind: ghg.SubjectProduct, Name: "p"},
		"scope3.indirect-use": {Kind: ghg.SubjectProduct, Name: "p"}, "scope3.intermediate-use": {Kind: ghg.SubjectProduct, Name: "engine"},
		"scope3.end-of-life": {Kind: ghg.SubjectProduct, Name: "p"}, "scope3.franchise-specific": {Kind: ghg.SubjectFranchise, Name: "f"},
		"scope3.franchise-sampled": {Kind: ghg.SubjectFranchise, Name: "g"}, "scope3.franchise-average-data": {},
		"scope3.equity-investment-specific": {Kind: ghg.SubjectInvestee, Name: "i"}, "scope3.equity-average-data": {Kind: ghg.SubjectInvestee, Name: "i"},
		"scope3.project-specific": {Kind: ghg.SubjectProject, Name: "p"}, "scope3.project-average-data": {Kind: ghg.SubjectProject, Name: "p"},
		"scope3.pcaf-listed": {Kind: ghg.SubjectInvestee, Name: "i"}, "scope3.pcaf-business-loans": {Kind: ghg.SubjectInvestee, Name: "i"},
		"scope3.pcaf-project-finance": {Kind: ghg.SubjectInvestee, Name: "i"}, "scope3.pcaf-commercial-real-estate": {Kind: ghg.SubjectInvestee, Name: "a"},
		"scope3.pcaf-mortgages": {Kind: ghg.SubjectInvestee, Name: "a"}, "scope3.pcaf-motor-vehicle-loans": {Kind: ghg.SubjectInvestee, Name: "a"},
		"scope3.pcaf-sovereign-debt": {Kind: ghg.SubjectInvestee, Name: "SG"},
	}
	all := append(soldSamples(), averages()...)
	require.Len(t, all, len(subjects))
	for _, s := range all {
		for _, r := range calculate(t, b, s.of) {
			want, ok := subjects[r.Method]
			require.True(t, ok, "The test lacks the subject of %s.", r.Method)
			assert.Equal(t, want, r.Subject, "%s has another subject.", r.Method)
		}
	}
}

// TestMemoItems: the results that count in no total have the kind of their reason.
func TestMemoItems(t *testing.T) {
	for _, c := range []struct {
		of   method.Activity
		want []ghg.MemoKind // of each result
	}{
		{sample[scope3.DirectUse](t), []ghg.MemoKind{0}},
		{sample[scope3.IndirectUse](t), []ghg.MemoKind{ghg.MemoOptional}},
		{sample[scope3.EquityInvestmentSpecific](t), []ghg.MemoKind{0, ghg.MemoInvesteeScope3}},
		{sample[scope3.ProjectSpecific](t), []ghg.MemoKind{0, ghg.MemoLifetime}},
		{sample[scope3.PCAFListed](t), []ghg.MemoKind{0, 0, ghg.MemoInvesteeScope3, ghg.MemoRemovals, ghg.MemoCreditsRetired, ghg.MemoCreditsGenerated}},
		{sample[scope3.PCAFSovereignDebt](t), []ghg.MemoKind{0, ghg.MemoWithLULUCF}},
	} {
		var got []ghg.MemoKind
		for _, r := range calculate(t, soldBasis(t), c.of) {
			got = append(got, r.Memo.Kind)
			assert.Equal(t, r.Memo.Kind != 0, r.Memo.Detail != "", "A memo item, and nothing else, must have a detail.")
		}
		assert.Equal(t, c.want, got, "The results of %T have other kinds of memo items.", c.of)
	}
}

// TestFinancedResults: every result of a PCAF method has the outstanding amount and the score that weigh it.
func TestFinancedResults(t *testing.T) {
	for _, c := range []struct {
		of    method.Activity
		score int
	}{
		{sample[scope3.PCAFListed](t), 2},
		{sample[scope3.PCAFBusinessLoans](t), 2},
		{sample[scope3.PCAFProjectFinance](t), 2},
		{sample[scope3.PCAFCommercialRealEstate](t), 1},
		{sample[scope3.PCAFMortgages](t), 1},
		{sample[scope3.PCAFMotorVehicleLoans](t), 1},
		{sample[scope3.PCAFSovereignDebt](t), 4},
	} {
		rs := calculate(t, soldBasis(t), c.of)
		for _, r := range rs {
			assert.Equal(t, "10 USD", r.Outstanding.String(), "A result of %T has another outstanding amount.", c.of)
			want := c.score
			if r.Memo.Kind == ghg.MemoInvesteeScope3 {
				want = 3
			}
			assert.Equal(t, ghg.Quality{Scheme: ghg.EcoinventGrades, Time: 1, PCAF: want}, r.Quality, "A result of %T has another quality.", c.of)
		}
		score, err := scope3.PortfolioScore(slices.DeleteFunc(rs, func(r ghg.Result) bool { return r.Memo.Kind == ghg.MemoInvesteeScope3 }))
		require.NoError(t, err)
		assert.True(t, decimal.NewFromInt(int64(c.score)).Equal(score), "The portfolio of %T has the score %s, want %d.", c.of, score, c.score)
	}
}

// TestPurchasesAreIdentified: a purchase has its id, supplier and spend in every method of purchases.
func TestPurchasesAreIdentified(t *testing.T) {
	spend := ghg.Amount{Value: dec.MustParse("180"), Unit: "JPY"}
	supplier := sample[scope3.PurchasedSupplierSpecific](t)
	supplier.Purchase, supplier.Spend = "PO-1", units.MustParse("180 JPY")
	average := sample[scope3.PurchasedAverageData](t)
	average.Purchase, average.Supplier, average.Spend = "PO-1", "mill", units.MustParse("180 JPY")
	hybrid := sample[scope3.PurchasedHybrid](t)
	hybrid.Purchase, hybrid.Supplier, hybrid.Spend = "PO-1", "mill", units.MustParse("180 JPY")
	for _, a := range []method.Activity{supplier, average, hybrid} {
		rs := calculate(t, purchaseBasis(t), a)
		assert.Equal(t, ghg.Purchase{ID: "PO-1", Supplier: "mill", Spend: spend}, rs[0].Purchase, "%T", a)
		assert.Equal(t, "item", rs[0].Notes[0].Name)
	}
	rs := calculate(t, spendBasis(t), yenSpend())
	assert.Equal(t, ghg.Purchase{Spend: ghg.Amount{Value: dec.MustParse("1512500"), Unit: "JPY"}}, rs[0].Purchase)
}

// TestTransportOfWasteIsMarked: the steps of the transport in a line of waste are marked, those of the treatment are not.
func TestTransportOfWasteIsMarked(t *testing.T) {
	rs := calculate(t, transportBasis(t), scope3.WasteTypeSpecific{
		ID: "x", Period: year, Waste: "average", Treatment: "landfill", Mass: units.MustParse("40 t"), Region: "GB", Transport: true,
	})
	require.Len(t, rs[0].Steps, 2)
	assert.Equal(t, []ghg.StepKind{0, ghg.StepTransport}, []ghg.StepKind{rs[0].Steps[0].Kind, rs[0].Steps[1].Kind})
	assert.Equal(t, "800", rs[0].Steps[1].Value.String()) // 40 t × 20
}

// TestStagesOfARound: each consignment of ours has a result for each stage, with the stage as a field.
func TestStagesOfARound(t *testing.T) {
	rs := calculate(t, transportBasis(t), sample[scope3.TransportRound](t))
	require.Len(t, rs, 2)
	assert.Equal(t, []string{"X, tank-to-wheel", "X, well-to-tank"}, []string{rs[0].Part, rs[1].Part})
	assert.Equal(t, []ghg.Stage{ghg.StageTankToWheel, ghg.StageWellToTank}, []ghg.Stage{rs[0].Stage, rs[1].Stage})
	assert.Empty(t, scope3.BeyondMinimum(rs[0]))
	assert.NotEmpty(t, scope3.BeyondMinimum(rs[1]))
}

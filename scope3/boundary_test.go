package scope3_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/scope3"
)

func TestMinimumBoundary(t *testing.T) {
	for c := ghg.PurchasedGoodsAndServices; c.Valid(); c++ {
		minimum, _ := scope3.MinimumBoundary(c)
		assert.NotEmpty(t, minimum, "%s has no minimum boundary.", c)
	}
	minimum, optional := scope3.MinimumBoundary(ghg.UseOfSoldProducts)
	assert.Contains(t, minimum, "direct")
	assert.Contains(t, optional, "indirect")
	minimum, optional = scope3.MinimumBoundary(16)
	assert.Empty(t, minimum+optional)
}

func TestBeyondMinimum(t *testing.T) {
	for _, c := range []struct {
		r    ghg.Result
		want string
	}{
		{ghg.Result{Scope: ghg.Scope1, Memo: ghg.Memo{Kind: ghg.MemoOther, Detail: "x"}}, ""},
		{ghg.Result{Scope: ghg.Scope3, Category: 11, Method: "scope3.direct-use"}, ""},
		{ghg.Result{Scope: ghg.Scope3, Category: 15, Part: "scope 3", Memo: ghg.Memo{Kind: ghg.MemoInvesteeScope3, Detail: "of A"}}, "investee-scope-3: of A"},
		{ghg.Result{Scope: ghg.Scope3, Category: 6, Method: "scope3.travel-hotel"}, "hotel nights of business travellers"},
		{ghg.Result{Scope: ghg.Scope3, Category: 7, Method: "scope3.homeworking-energy"}, "working at home"},
		{ghg.Result{Scope: ghg.Scope3, Category: 7, Method: "scope3.homeworking-average"}, "working at home"},
		{ghg.Result{Scope: ghg.Scope3, Category: 4, Stage: ghg.StageWellToTank}, "production of the fuel and electricity that a carrier uses"},
		{ghg.Result{Scope: ghg.Scope3, Category: 4, Stage: ghg.StageTankToWheel}, ""},
		{ghg.Result{Scope: ghg.Scope3, Category: 3, Stage: ghg.StageWellToTank}, ""},
	} {
		assert.Equal(t, c.want, scope3.BeyondMinimum(c.r))
	}
	for _, r := range calculate(t, soldBasis(t), sample[scope3.IndirectUse](t)) {
		assert.Contains(t, scope3.BeyondMinimum(r), "indirect use")
	}
}

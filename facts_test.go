package ghg_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/ghgkit/ghg"
)

func TestFact(t *testing.T) {
	r := ghg.Result{Facts: []ghg.Fact{{Name: ghg.FactPurchase, Value: "PO-1"}, {Name: ghg.FactPurchase, Value: "PO-2"}}}
	assert.Equal(t, "PO-1", r.Fact(ghg.FactPurchase))
	assert.Empty(t, r.Fact(ghg.FactSpend))
}

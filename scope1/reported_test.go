package scope1_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/units"
)

func partnerFigure() scope1.Reported {
	return scope1.Reported{
		ID: "terminal", Period: year, Amount: units.MustParse("2.5 kt CO2e"), GWP: "AR5", Reporter: "operator", Source: "partner report 2024",
		Assurance: "limited, ISO 14064-3",
	}
}

func TestReported(t *testing.T) {
	r := one(t, basis(t), partnerFigure())
	wantCO2e(t, r, "2500000") // as published, whatever the set of the run
	assert.Equal(t, ghg.Scope1, r.Scope)
	assert.Equal(t, ghg.Reported, r.Origin)
	assert.False(t, r.Primary)
	assert.Equal(t, []ghg.CaveatKind{ghg.NotRecomputed, ghg.MixedGWP}, kinds(r))
	refuses(t, partnerFigure(), []refusal[scope1.Reported]{
		{"plain mass", func(a *scope1.Reported) { a.Amount = units.MustParse("5 t") }, ghg.ErrDimension},
		{"unknown GWP set", func(a *scope1.Reported) { a.GWP = "AR9" }, ghg.ErrUnknown},
		{"no assurance stated", func(a *scope1.Reported) { a.Assurance = "" }, ghg.ErrMissing},
	})
}

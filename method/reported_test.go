package method_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// A figure of another party counts as published, and says that nobody recomputed it. Only one on the calculation's own
// GWP basis carries no other caveat.
func TestReported(t *testing.T) {
	statement := method.Statement{Amount: units.MustParse("1.5 t CO2e"), GWP: "AR6", Reporter: "the lessor", Source: "report 2024, p. 3", Assurance: "limited, ISO 14064-3", Primary: true}
	for gwp, caveats := range map[string][]ghg.CaveatKind{
		"AR6": {ghg.NotRecomputed}, "AR5": {ghg.NotRecomputed, ghg.MixedGWP}, ghg.UnstatedGWP: {ghg.NotRecomputed, ghg.UnstatedBasis},
	} {
		s := statement
		s.GWP = gwp
		c := beginAs(t, method.Declaration{Scope: ghg.Scope1, Origin: ghg.Reported, Primary: method.PrimaryByInputs()})
		c.Reported(s)
		r := checked(t, c)
		assert.Equal(t, "1500", r.CO2e.Kg().String())
		assert.ElementsMatch(t, caveats, kinds(r), gwp)
		assert.Contains(t, r.Caveats, ghg.Caveat{Kind: ghg.NotRecomputed, Detail: "calculated by the lessor: report 2024, p. 3"})
		assert.Equal(t, ghg.Reported, r.Origin)
		assert.True(t, r.Primary)
		assert.Equal(t, []ghg.Note{{Name: "assurance", Value: "limited, ISO 14064-3"}}, r.Notes)
		assert.Equal(t, "reported by the lessor", r.Steps[0].Label)
	}
	for _, gwp := range []string{"", "AR7", "ar6"} {
		s := statement
		s.GWP = gwp
		c := beginAs(t, method.Declaration{Scope: ghg.Scope1, Origin: ghg.Reported, Primary: method.PrimaryByInputs()})
		c.Reported(s)
		require.ErrorIs(t, c.Err(), ghg.ErrUnknown, gwp)
		require.ErrorContains(t, c.Err(), "want the GWP basis of the figures, such as AR5, or unstated")
	}
}

package ghg_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
)

// The inputs of a result have those of the same result as counterparts, and those of the result with another number for one
// of them: that number. With them all, a derivation gives the CO2e of the other result.
func TestCounterpartsOfEveryMethod(t *testing.T) {
	for _, r := range exampleResults(t) {
		d, err := r.Derivation()
		require.NoError(t, err)
		same, err := d.Counterparts(d)
		require.NoError(t, err, r.ID)
		for _, c := range same {
			assert.True(t, c.From.Equal(c.To))
		}
		for _, in := range d.Inputs() {
			value, _ := d.Value(in)
			changed, err := d.With(ghg.Change{Input: in, Value: value.Add(value), Source: "twice"})
			if err != nil {
				continue // the method must be run again
			}
			e, err := changed.Derivation()
			require.NoError(t, err)
			list, err := d.Counterparts(e)
			require.NoError(t, err, in.String())
			var changes []ghg.Change
			for _, c := range list {
				assert.Equal(t, c.Input != in || value.IsZero(), c.From.Equal(c.To), c.Input.String())
				if !c.From.Equal(c.To) {
					changes = append(changes, ghg.Change{Input: c.Input, Value: c.To, Source: "the other result"})
				}
			}
			back, err := d.With(changes...)
			require.NoError(t, err)
			assert.True(t, back.CO2e.Equal(changed.CO2e), in.String())
		}
	}
}

func TestCounterpartsOfOtherSteps(t *testing.T) {
	whole, err := oneResult().Derivation()
	require.NoError(t, err)
	_, err = whole.Counterparts(ghg.Derivation{})
	require.ErrorIs(t, err, ghg.ErrOtherDerivation)
	_, err = ghg.Derivation{}.Counterparts(whole)
	require.ErrorIs(t, err, ghg.ErrOtherDerivation)
	refused := 0
	all := exampleResults(t)
	for i := range all[1:] {
		d, err := all[i].Derivation()
		require.NoError(t, err)
		e, err := all[i+1].Derivation()
		require.NoError(t, err)
		if _, err := d.Counterparts(e); err != nil {
			require.ErrorIs(t, err, ghg.ErrOtherDerivation)
			refused++
		}
	}
	assert.Greater(t, refused, len(all)/2, "most methods have other steps than others")
}

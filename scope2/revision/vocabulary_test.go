package revision_test

import (
	"encoding"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/scope2/revision"
)

type word interface {
	fmt.Stringer
	encoding.TextMarshaler
}

type words[T any] interface {
	*T
	encoding.TextUnmarshaler
}

func readsBack[T word, P words[T]](t *testing.T, values ...T) {
	t.Helper()
	for _, v := range values {
		text, err := v.MarshalText()
		require.NoError(t, err)
		assert.Equal(t, v.String(), string(text))
		var back T
		require.NoError(t, P(&back).UnmarshalText(text))
		assert.Equal(t, v, back)
	}
	var zero T
	_, err := zero.MarshalText()
	require.Error(t, err)
	require.Error(t, P(&zero).UnmarshalText([]byte("unheard-of")))
}

func TestVocabularies(t *testing.T) {
	readsBack(t, revision.NoClause, revision.OpenClause)
	readsBack(t, revision.SameMarket, revision.Deliverable)
	readsBack(t, revision.AsContracted, revision.ProRata)
	readsBack(t, revision.AsPublished, revision.WithoutClaims)
	readsBack(t, revision.ByResidualMix, revision.BySubstitute, revision.ByGridAverage, revision.ByFossilMix, revision.ByCoalOrOil)
	readsBack(t, revision.InSpace, revision.InTime, revision.InFlow)
	readsBack(t, revision.Metered, revision.Profiled, revision.TimeOfUse, revision.Flat)
	readsBack(t, revision.MeterProfile, revision.PlantProfile, revision.RegionalProfile)
	readsBack(t, revision.Local, revision.OperationalGrid, revision.National)
	readsBack(t, revision.Consumption, revision.Production)
	readsBack(t, revision.Causes()...)
	readsBack(t, revision.ExemptionChosen, revision.LegacyChosen, revision.SiteExempt, revision.ResidualNotAdjusted, revision.VintageOutside)
	assert.Equal(t, "not stated", revision.Exemption{}.String())
	assert.Equal(t, "none", revision.Exemption{None: true}.String())
	assert.Equal(t, "sites below 1 MWh, organisations below 2 MWh", revision.Exemption{SiteBelow: mwh("1"), OrganisationBelow: mwh("2")}.String())
	assert.Equal(t, "not stated", revision.Legacy{}.String())
	assert.Equal(t, "none", revision.Legacy{None: true}.String())
}

package land_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory/land"
	"github.com/ghgkit/ghg/targets/sbti"
)

// 60 t in a well less 10 t sold, 40 t in rock, and 500 t in soil of which a drought took 50 t: only what is in soil may count
// towards a FLAG target, and it is gross.
func TestRemovalClaims(t *testing.T) {
	s := farm()
	find(&s, "dac").Credits = tonnes("10")
	claims, err := register(t, s).RemovalClaims(year)
	require.NoError(t, err)
	assert.Equal(t, "[{dac technology false 50000 kg CO2e} {rock technology false 40000 kg CO2e} {soil land true 500000 kg CO2e}]", fmt.Sprint(claims))
	v, err := sbti.FLAGGuidance1_2().CheckRemovals(claims)
	require.NoError(t, err)
	assert.False(t, v.Met, v.Detail)
	v, err = sbti.FLAGGuidance1_2().CheckRemovals(claims[2:])
	require.NoError(t, err)
	assert.True(t, v.Met, v.Detail)

	find(&s, "dac").Credits = tonnes("60")
	claims, err = register(t, s).RemovalClaims(year)
	require.NoError(t, err)
	require.Len(t, claims, 2, "nothing is left of what was sold")
	assert.Equal(t, "rock", claims[0].Name)

	claims, err = register(t, s).RemovalClaims(ghg.CalendarYear(2028))
	require.NoError(t, err)
	assert.Empty(t, claims)
	_, err = register(t, s).RemovalClaims(ghg.Period{})
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, err = register(t, s).RemovalClaims(ghg.Period{Start: year.Start, End: year.Start.AddDays(30)})
	require.ErrorIs(t, err, ghg.ErrMixed)
	_, err = (*land.Register)(nil).RemovalClaims(year)
	require.ErrorIs(t, err, ghg.ErrMissing)
}

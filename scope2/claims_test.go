package scope2_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/scope2"
)

// What a result claims is typed, survives its receipt, and suffices to see that a certificate counts once: its id,
// registry and serial numbers, what the result uses of it, and how much there is of it.
func TestClaimsSurviveTheReceipt(t *testing.T) {
	in := certificate("rego", "600 MWh")
	in.Registry = "REGO"
	var err error
	in.Serials, err = scope2.ParseSerials("GB0001..GB0600")
	require.NoError(t, err)
	whole := dual(t, purchase("100 MWh", in), basis(t))
	a, err := ledger(t, in).Allocate([]scope2.Electricity{at("a", "leeds", "GB", "150 MWh"), at("b", "london", "GB", "250 MWh")})
	require.NoError(t, err)
	parts, err := a.Dual(basis(t))
	require.NoError(t, err)
	for _, c := range []struct {
		name                    string
		result                  ghg.Result
		volume, used, available string
	}{
		{"whole", whole.Market, "600 MWh", "100 MWh", "600 MWh"},
		{"part, Leeds", parts[0].Market, "150 MWh", "150 MWh", "600 MWh"},
		{"part, London", parts[1].Market, "250 MWh", "250 MWh", "600 MWh"},
	} {
		receipt, err := c.result.Receipt()
		require.NoError(t, err)
		back, err := ghg.Verify(receipt)
		require.NoError(t, err)
		require.Len(t, back.Claims, 1, c.name)
		claim := back.Claims[0]
		assert.Equal(t, "rego", claim.Instrument, c.name)
		assert.Equal(t, "REGO", claim.Registry, c.name)
		assert.Equal(t, "GB0001..GB0600", claim.Serials.String(), c.name)
		assert.Equal(t, c.volume, claim.Volume.String(), c.name)
		assert.Equal(t, c.used, claim.Used.String(), c.name)
		assert.Equal(t, c.available, claim.Available().String(), c.name)
		assert.Empty(t, back.Claims[0].Refused)
	}
	assert.Empty(t, whole.Location.Claims, "no claim is made by location")
}

package bridge_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory/bridge"
)

func TestWords(t *testing.T) {
	text, err := bridge.ExchangeRate.MarshalText()
	require.NoError(t, err)
	assert.Equal(t, "exchange rate", string(text))
	var term bridge.Term
	require.NoError(t, term.UnmarshalText(text))
	assert.Equal(t, bridge.ExchangeRate, term)
	_, err = bridge.Term(0).MarshalText()
	require.ErrorIs(t, err, ghg.ErrMissing)
}

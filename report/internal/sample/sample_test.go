package sample_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/report/internal/sample"
)

func TestReportsHold(t *testing.T) {
	require.NoError(t, sample.NEC(t).Check())
	require.NoError(t, sample.ThreeCountries(t).Check())
	require.NoError(t, sample.Group(t).Check())
}

package targets_test

import (
	"io"
	"math"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/targets"
)

// A table that cannot be written is refused: no writer, and shares that are too long to compute with.
func TestProgressIsNotWritten(t *testing.T) {
	_, err := targets.Progress{}.WriteTo(nil)
	require.Error(t, err)
	for _, row := range []targets.Row{
		{Year: 2024, Reduction: targets.Defined(decimal.New(1, math.MaxInt32))},
		{Year: 2024, Ratio: targets.Defined(decimal.New(1, math.MinInt32))},
	} {
		p := targets.Progress{Rows: []targets.Row{row}}
		_, err := p.WriteTo(io.Discard)
		require.ErrorContains(t, err, "share of 2024")
		require.ErrorContains(t, p.WriteCSV(io.Discard), "share of 2024")
		assert.NotEmpty(t, p.String())
	}
	var b strings.Builder
	p := targets.Progress{Rows: []targets.Row{{Year: 2024, Label: "2024", Annualised: true, Ratio: targets.Defined(decimal.New(11, -1)), Reduction: targets.Defined(decimal.New(-5, -2))}}}
	_, err = p.WriteTo(&b)
	require.NoError(t, err)
	assert.Contains(t, b.String(), "annualised")
	assert.Contains(t, b.String(), "110.0")
}

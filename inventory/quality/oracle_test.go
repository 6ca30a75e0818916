package quality_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/internal/oracle"
	"github.com/ghgkit/ghg/inventory/quality"
)

// TestOracles calculates the published example of METI's data quality rating.
func TestOracles(t *testing.T) {
	oracle.Run(t, "quality", map[string]func(t *testing.T, o oracle.Oracle){"ouranos-dqr": dqr})
}

func dqr(t *testing.T, o oracle.Oracle) {
	got, err := quality.DQR(o.Number(t, "TeR"), o.Number(t, "TiR"), o.Number(t, "GeR"))
	require.NoError(t, err)
	o.Answer().Within(t, got)
	o.Answer().At(t, 5, got)
}

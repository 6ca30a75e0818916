package ledger_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/internal/example"
	"github.com/ghgkit/ghg/ledger"
)

func TestRun(t *testing.T) {
	b, err := example.Basis()
	require.NoError(t, err)
	in := "id,site,period,fuel,region,amount,note\n"
	for range 3 {
		in += "a,Leeds,2024,natural-gas,GB,1 MWh(HHV),\nb,Leeds,2024-03,natural-gas,GB,2.5 MWh(HHV),x\nc,York,2024-05-01/2024-05-02,natural-gas,GB,100 kWh(HHV),\n"
		in += "d,York,2024,natral-gas,GB,100 kWh(HHV),\ne,\"a, b\",2024,natural-gas,GB,7 GJ(HHV),\n"
	}
	var lines, rejects, totals bytes.Buffer
	sum, err := ledger.Run(context.Background(), ledger.Job{Basis: b, Method: "scope1.stationary-combustion", Totals: []string{"site"}}, strings.NewReader(in), ledger.Output{Lines: &lines, Rejects: &rejects, Totals: &totals})
	require.NoError(t, err)
	t.Logf("%+v\n%s\n%s\n%s", sum, lines.String(), rejects.String(), totals.String())
}

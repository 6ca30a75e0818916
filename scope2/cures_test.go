package scope2_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/example"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/units"
)

// The first electricity bill of a country without a residual mix is told what the method takes instead.
func TestBillWithoutResidualMix(t *testing.T) {
	b, err := example.Basis()
	require.NoError(t, err)
	bill := scope2.Electricity{ID: "bill", Period: ghg.CalendarYear(2024), Region: "GB", Amount: units.MustParse("10 MWh")}
	_, err = bill.Calculate(b)
	require.ErrorContains(t, err, "what would help: supplier_rate, the rate on the supplier's bill or fuel mix disclosure, or residual_mix")
	require.ErrorContains(t, err, "or Policy.GridAverageAsResidual")
	b.Policy.GridAverageAsResidual = true
	_, err = bill.Calculate(b)
	require.NoError(t, err)
}

// Heat of a country whose publisher has no default is told which of its factors would do, and how.
func TestHeatWithoutDefault(t *testing.T) {
	b, err := example.Basis()
	require.NoError(t, err)
	bill := scope2.Heat{ID: "loop", Period: ghg.CalendarYear(2024), Region: "GB", Carrier: "heat", Amount: units.MustParse("500 GJ")}
	_, err = bill.Calculate(b)
	require.ErrorContains(t, err, "what would help: supplier_rate, the rate that the supplier states, or Basis.Names with heat/default as heat/district (desnz/heat/district/GB/2024/kWh)")
	b.Names, err = factors.NewMapping(map[string]string{"heat/default": "heat/district"})
	require.NoError(t, err)
	results, err := bill.Calculate(b)
	require.NoError(t, err)
	require.Equal(t, "desnz/heat/district/GB/2024/kWh", results[0].Factors[0].ID)
}

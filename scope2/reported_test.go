package scope2_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/units"
)

func landlordFigures() scope2.Reported {
	return scope2.Reported{
		ID: "office", Period: year, Location: units.MustParse("412 t CO2e"), Market: units.MustParse("0 t CO2e"), GWP: "AR5",
		Reporter: "landlord", Source: "tenant report 2024", Assurance: "none",
	}
}

// Each method has its own figure; a market-based figure of zero is a figure.
func TestReported(t *testing.T) {
	d, err := landlordFigures().Dual(basis(t))
	require.NoError(t, err)
	assert.Equal(t, "412000", d.Location.CO2e.Kg().String())
	assert.Equal(t, "0", d.Market.CO2e.Kg().String())
	for _, r := range d.Results() {
		require.NoError(t, r.Check())
		assert.Equal(t, ghg.Reported, r.Origin)
		assert.False(t, r.Primary)
		assert.Equal(t, ghg.NotRecomputed, r.Caveats[0].Kind)
	}
	assert.Equal(t, ghg.LocationBased, d.Location.Accounting)
	assert.Equal(t, ghg.MarketBased, d.Market.Accounting)

	for name, bad := range map[string]struct {
		of scope2.Reported
		is error
	}{
		"no market-based figure":   {changed(landlordFigures(), func(a *scope2.Reported) { a.Market = units.Quantity{} }), ghg.ErrMissing},
		"no location-based figure": {changed(landlordFigures(), func(a *scope2.Reported) { a.Location = units.Quantity{} }), ghg.ErrMissing},
		"plain mass":               {changed(landlordFigures(), func(a *scope2.Reported) { a.Market = units.MustParse("5 t") }), ghg.ErrDimension},
		"unknown GWP set":          {changed(landlordFigures(), func(a *scope2.Reported) { a.GWP = "AR9" }), ghg.ErrUnknown},
	} {
		_, err := bad.of.Calculate(basis(t))
		require.ErrorIs(t, err, bad.is, name)
	}
}

// What a landlord states by both methods is counted and shown as not recomputed.
func ExampleReported() {
	rs, err := landlordFigures().Calculate(factors.Basis{GWP: ghg.AR5()})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range rs {
		fmt.Println(r.Accounting, r.CO2e.Tonnes(), "t;", r.Caveats[0])
	}
	// Output:
	// location-based 412 t; not-recomputed: calculated by landlord: tenant report 2024
	// market-based 0 t; not-recomputed: calculated by landlord: tenant report 2024
}

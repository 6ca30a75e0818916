package scope2_test

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/units"
)

// BenchmarkMatchSupply matches 100 sites with 200 instruments in 8,784 hours.
func BenchmarkMatchSupply(b *testing.B) {
	hours := func(seed int) scope2.Series {
		values := make([]decimal.Decimal, year.Days()*24)
		for i := range values {
			values[i] = decimal.New(int64((i*31+seed*7919)%5000), -3)
		}
		s, err := scope2.NewSeries(year, units.MustUnit("MWh"), values)
		require.NoError(b, err)
		return s
	}
	var loads []scope2.Consumption
	for i := range 100 {
		id := fmt.Sprintf("site-%03d", i)
		loads = append(loads, scope2.Consumption{Purchase: id, Site: id, Region: "GB", Series: hours(i)})
	}
	var supplies []scope2.Supply
	for i := range 200 {
		s := hours(1000 + i)
		in := certificate(fmt.Sprintf("rec-%03d", i), "1 MWh")
		in.Volume = s.Total()
		supplies = append(supplies, scope2.Supply{Instrument: in, Series: s})
	}
	for _, g := range []scope2.Granularity{scope2.Annual, scope2.Monthly, scope2.Hourly} {
		b.Run(g.String(), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, err := scope2.MatchSupply(g, loads, supplies)
				require.NoError(b, err)
			}
		})
	}
}

// BenchmarkElectricity calculates a purchase with one certificate by both methods.
func BenchmarkElectricity(b *testing.B) {
	p, on := purchase("1000 MWh", certificate("rec", "600 MWh")), basis(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := p.Dual(on); err != nil {
			b.Fatal(err)
		}
	}
}

// TestElectricityAllocates checks the bound of allocations for a purchase with one certificate by both methods.
func TestElectricityAllocates(t *testing.T) {
	if raceDetector {
		t.Skip("the race detector allocates too")
	}
	p, on := purchase("1000 MWh", certificate("rec", "600 MWh")), basis(t)
	var err error
	assert.LessOrEqual(t, testing.AllocsPerRun(100, func() { _, err = p.Dual(on) }), 34.0)
	require.NoError(t, err)
}

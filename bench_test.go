package ghg_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/desnz"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/units"
)

// named is a result with a name for a benchmark.
type named struct {
	name   string
	result ghg.Result
}

// usual returns results to write receipts of: natural gas, electricity by the market-based method with a certificate and the
// residual mix, and one with everything that a result can have.
func usual(tb testing.TB) []named {
	tb.Helper()
	set, err := desnz.Load(desnz.Edition2024)
	require.NoError(tb, err)
	on, year := factors.Basis{Factors: set, GWP: ghg.AR5()}, ghg.CalendarYear(2024)
	fuel, err := scope1.StationaryCombustion{
		ID: "boiler-1", Entity: "company", Site: "plant", Period: year, Fuel: "natural-gas", Region: "GB", Amount: units.MustParse("125 MWh(HHV)"),
	}.Calculate(on)
	require.NoError(tb, err)
	electricity, err := scope2.Electricity{
		ID: "hq", Entity: "company", Site: "office", Period: year, Amount: units.MustParse("1000 MWh"), Region: "GB",
		ResidualMix: factors.MustSupplied("0.45 kg CO2e/kWh AR5; issuing body 2024"),
		Instruments: []scope2.Instrument{{
			ID: "rego-1", Kind: ghg.Certificate, Volume: units.MustParse("600 MWh"), Rate: scope2.ZeroCarbon(), Market: "GB",
			Renewable: true, Vintage: year, Retirement: "statement 2025-03", SoleClaim: true,
		}},
	}.Dual(on)
	require.NoError(tb, err)
	return []named{{"fuel", fuel[0]}, {"electricity", electricity.Market}, {"rich", rich(tb)}}
}

// TestCalculateAllocates checks the bound of allocations for a line of fuel.
func TestCalculateAllocates(t *testing.T) {
	if raceDetector {
		t.Skip("the race detector allocates too")
	}
	set, err := desnz.Load(desnz.Edition2024)
	require.NoError(t, err)
	on, year := factors.Basis{Factors: set, GWP: ghg.AR5()}, ghg.CalendarYear(2024)
	fuel := scope1.StationaryCombustion{ID: "boiler-1", Period: year, Fuel: "natural-gas", Region: "GB", Amount: units.MustParse("125 MWh(HHV)")}
	assert.LessOrEqual(t, testing.AllocsPerRun(100, func() { _, err = fuel.Calculate(on) }), 15.0)
	require.NoError(t, err)
}

// BenchmarkReceipt writes the receipts of usual results: at most 60 µs.
func BenchmarkReceipt(b *testing.B) {
	for _, of := range usual(b) {
		b.Run(of.name, func(b *testing.B) {
			b.SetBytes(int64(len(receiptOf(b, of.result))))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := of.result.Receipt(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkVerify verifies the receipts of usual results: at most 100 µs.
func BenchmarkVerify(b *testing.B) {
	for _, of := range usual(b) {
		b.Run(of.name, func(b *testing.B) {
			receipt := receiptOf(b, of.result)
			b.SetBytes(int64(len(receipt)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := ghg.Verify(receipt); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

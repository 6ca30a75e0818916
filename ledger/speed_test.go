package ledger_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/ledger"
	"github.com/ghgkit/ghg/units"
)

func bigBasis(b *testing.B) factors.Basis {
	b.Helper()
	var list []factors.Factor
	rng := rand.New(rand.NewPCG(1, 1))
	add := func(activity, region, unit string) {
		e, err := ghg.NewEmissions(ghg.GasAmount{Gas: ghg.CO2, Kg: decimal.New(rng.Int64N(1e6)+1, -5)}, ghg.GasAmount{Gas: ghg.CH4, Kg: decimal.New(rng.Int64N(1e4)+1, -8)}, ghg.GasAmount{Gas: ghg.N2O, Kg: decimal.New(rng.Int64N(1e4)+1, -8)})
		require.NoError(b, err)
		list = append(list, factors.Factor{Activity: activity, Label: activity, Region: region, Valid: ghg.CalendarYear(2024), Unit: units.MustUnit(unit), Boundary: ghg.CradleToGate, PerUnit: e, Reference: factors.Reference{Document: "d", Table: "t", Row: "r"}, Licence: "CC0"})
	}
	for a := range 400 {
		unit := []string{"kg", "kWh", "unit"}[a%3]
		name := fmt.Sprintf("material/m%03d", a)
		add(name, "GLOBAL", unit)
		for r := range 24 {
			add(name, region(r), unit)
		}
	}
	set, err := factors.NewSet(factors.Meta{Publisher: "bench", Edition: "1", Title: "bench", Published: "2024", Valid: "2024", GWP: "AR5", Address: "https://example.org", Licence: "CC0", Attribution: "none", SHA256: ""}, list, nil)
	require.NoError(b, err)
	return factors.Basis{Factors: set, GWP: ghg.AR5(), Policy: factors.Policy{WiderRegion: true}}
}

const rows = 1_000_000

const codes = "GBJPUSDEFRITESPTNLBELUATCHDKSENOFIISIEPLCZSKHUROBGGRTRILSAAEINPKBDLKTHVNMYSGIDPHCNKRTWHKAUNZCAMXBRARCLCOPEZAEGMANGKEGHETTZ"

func region(i int) string { return codes[2*i : 2*i+2] }

func bigFile(n int) []byte {
	rng := rand.New(rand.NewPCG(2, 2))
	b := []byte("id,site,period,category,item,product,boundary,region,amount\n")
	for i := range n {
		a := rng.IntN(400)
		unit := [][]string{{"kg", "t", "g", "lb"}, {"kWh", "MWh", "GJ"}, {"unit"}}[a%3]
		b = fmt.Appendf(b, "r%d,s%02d,2024-%02d,1,item %d,material/m%03d,cradle-to-gate,%s,%d.%02d %s\n", i, rng.IntN(20), 1+rng.IntN(12), i%1000, a, region(rng.IntN(60)), rng.IntN(10000), rng.IntN(100), unit[rng.IntN(len(unit))])
	}
	return b
}

func BenchmarkRun(b *testing.B) {
	basis := bigBasis(b)
	text := bigFile(rows)
	for _, workers := range []int{1, 2} {
		b.Run(fmt.Sprint(workers), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				sum, err := ledger.Run(context.Background(), ledger.Job{Basis: basis, Method: "scope3.purchased-average-data", Totals: []string{"site"}, Workers: workers}, bytes.NewReader(text), ledger.Output{Lines: io.Discard, Rejects: io.Discard, Totals: io.Discard})
				require.NoError(b, err)
				if sum.Rejected > 0 {
					b.Fatal(sum)
				}
				b.Logf("%+v", sum)
			}
		})
	}
}

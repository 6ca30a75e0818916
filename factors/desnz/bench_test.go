package desnz

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/units"
)

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		set, err := factors.NewEditions("fresh", data, Edition2024).Load(Edition2024)
		require.NoError(b, err)
		require.NotZero(b, set.Len())
	}
}

func BenchmarkFind(b *testing.B) {
	set, err := Load(Edition2024)
	require.NoError(b, err)
	q := factors.Query{
		Activity: "travel/air/long-haul/economy/with-rf", Region: "GB", Period: ghg.CalendarYear(2024),
		Unit: units.MustParse("1 passenger·km").Unit, Boundary: ghg.Combustion,
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := set.Find(q); err != nil {
			b.Fatal(err)
		}
	}
}

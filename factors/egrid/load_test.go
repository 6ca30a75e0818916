package egrid

import (
	"testing"

	"github.com/ghgkit/ghg/factors"
)

// BenchmarkLoad parses a data year from scratch.
func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := factors.NewEditions("fresh", data, Edition2023).Load(Edition2023); err != nil {
			b.Fatal(err)
		}
	}
}

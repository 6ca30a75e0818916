package epa

import (
	"testing"

	"github.com/ghgkit/ghg/factors"
)

// BenchmarkLoad parses an edition from scratch.
func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := factors.NewEditions("fresh", data, Edition2024).Load(Edition2024); err != nil {
			b.Fatal(err)
		}
	}
}

package japan

import (
	"io/fs"
	"testing"

	"github.com/ghgkit/ghg/factors"
)

// BenchmarkLoad parses the edition from scratch.
func BenchmarkLoad(b *testing.B) {
	data, err := fs.Sub(embedded, "data")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := factors.Load(data, Edition2026_06); err != nil {
			b.Fatal(err)
		}
	}
}

package egrid

import "testing"

// BenchmarkLoad parses a data year anew.
func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := load(Year2023); err != nil {
			b.Fatal(err)
		}
	}
}

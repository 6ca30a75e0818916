package epa

import "testing"

// BenchmarkLoad parses an edition anew.
func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := load(Edition2024); err != nil {
			b.Fatal(err)
		}
	}
}

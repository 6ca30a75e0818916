package worldbank

import "testing"

// BenchmarkLoad reads the tables as the first call of Rates does.
func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := read(); err != nil {
			b.Fatal(err)
		}
	}
}

package inventory_test

import (
	"testing"

	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/units"
)

func BenchmarkRun(b *testing.B) {
	var list []activity.Activity
	for i := range 1000 {
		list = append(list, scope1.StationaryCombustion{ID: string(rune('a'+i%26)) + string(rune('0'+i/26)), Period: year, Fuel: "natural-gas", Region: "GB", Amount: units.MustParse("10 MWh(HHV)")})
	}
	on, o := basis(b), org()
	b.Run("Run", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := inventory.Run(on, o, list); err != nil {
				b.Fatal(err)
			}
		}
	})
	results := calculatedWith(b, on, list...)
	b.Run("Of", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := inventory.Of(o, results); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("Check", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			for _, r := range results {
				if err := r.Check(); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
}

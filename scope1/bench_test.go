package scope1_test

import (
	"testing"

	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/units"
)

func BenchmarkStationaryCombustion(b *testing.B) {
	basis := basis(b)
	a := scope1.StationaryCombustion{ID: "boiler", Period: year, Fuel: "natural-gas", Region: "GB", Amount: units.MustParse("125000 kWh(HHV)")}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := a.Calculate(basis); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDirectRelease(b *testing.B) {
	basis := basis(b)
	a := scope1.DirectRelease{ID: "leak", Period: year, Gas: "R-410A", Mass: units.MustParse("4 kg")}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := a.Calculate(basis); err != nil {
			b.Fatal(err)
		}
	}
}

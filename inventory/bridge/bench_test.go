package bridge_test

import (
	"strconv"
	"testing"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/inventory/bridge"
)

// BenchmarkBetween compares two inventories of 100,000 lines whose amounts and factors all differ.
func BenchmarkBetween(b *testing.B) {
	lines := func(year int) (list []activity.Activity) {
		for i := range 100_000 {
			list = append(list, plant{"boiler " + strconv.Itoa(i), "site " + strconv.Itoa(i%500), strconv.Itoa(year + i)}.in(year))
		}
		return list
	}
	from := of(b, 2023, ghg.AR5(), burning(b, "2023", "0.5", "0.001"), lines(2023)...)
	to := of(b, 2024, ghg.AR5(), burning(b, "2024", "0.4", "0.002"), lines(2024)...)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := bridge.Between(from, to, partial); err != nil {
			b.Fatal(err)
		}
	}
}

package factors_test

import (
	"fmt"

	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/desnz"
)

func ExampleSearch() {
	set, err := desnz.Load(desnz.Edition2024)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, words := range []string{"petrol", "HGV average laden", "long haul flight", "R-134a"} {
		for _, hit := range factors.Search(set, words, factors.Filter{Region: "GB", Most: 1}) {
			fmt.Println(words + ": " + hit.Factor.Activity)
		}
	}
	// Output:
	// petrol: fuel/gasoline/average-biofuel-blend
	// HGV average laden: freight/road/hgv/average/average-laden
	// long haul flight: travel/air/long-haul/average/with-rf
	// R-134a: refrigerant/HFC-134a
}

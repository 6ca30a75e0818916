package gxets_test

import (
	"fmt"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets/gxets"
)

// A works that is 3,000 t short in the first year pays 1.1 times the ceiling price.
func ExampleRules_Balance() {
	of := func(text string) ghg.CO2e {
		c, err := ghg.ParseCO2e(text)
		if err != nil {
			panic(err)
		}
		return c
	}
	balance, err := gxets.Phase2().Balance(gxets.Account{
		Year: 2026, Emitted: of("150000 t CO2e"), Allocated: of("142000 t CO2e"), Source: "METI, notice of allocation",
		Credits: []gxets.Credit{{Kind: gxets.JCredit, CO2e: of("5000 t CO2e"), Source: "J-credit registry"}},
	})
	if err != nil {
		panic(err)
	}
	fmt.Print(balance)
	// Output:
	// FY2026: emitted 150000 t, allowances 142000 t, credits 5000 t of at most 15000 t
	// short of 3000 t: 14190000 JPY at a ceiling price of 4300 JPY/t
}

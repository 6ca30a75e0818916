package assurance_test

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/assurance"
)

// A verifier found three errors in 10,000 t. They nearly offset one another, and are still not below the threshold.
func ExampleMateriality_Evaluate() {
	amount := func(text string) ghg.CO2e {
		c, err := ghg.ParseCO2e(text)
		if err != nil {
			panic(err)
		}
		return c
	}
	m := assurance.Materiality{Group: inventory.Scopes1And2, Threshold: decimal.RequireFromString("0.05"), Performance: decimal.RequireFromString("0.75")}
	e, err := m.Evaluate(
		amount("10000 t CO2e"),
		assurance.Misstatement{Line: "boiler-1", Kind: assurance.WrongAmount, Delta: amount("300 t CO2e")},
		assurance.Misstatement{Line: "fleet", Kind: assurance.WrongAmount, Delta: amount("-280 t CO2e")},
		assurance.Misstatement{Line: "office", Kind: assurance.WrongAmount, Delta: amount("150 t CO2e")},
	)
	if err != nil {
		panic(err)
	}
	fmt.Print(e)
	// Output:
	// scopes 1 and 2: to assess
	// total 10000 t CO2e, threshold 500, performance 375
	// not corrected: net 170, omitted 0, gross 730
	// boiler-1: error, 300 t CO2e, not corrected
	// fleet: error, -280 t CO2e, not corrected
	// office: error, 150 t CO2e, not corrected
}

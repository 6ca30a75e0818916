package money_test

import (
	"fmt"

	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/units/money"
)

// A purchase of 2024 in yen with consumption tax, for a factor per 2022 US dollar at purchaser's price. The index
// numbers and the rate stand in for those of a named publication.
func ExampleRebase() {
	paid := money.MustParse("1512500 JPY")
	from := money.PriceBasis{Currency: "JPY", Year: 2024, Type: money.PurchaserPrice}
	to := money.PriceBasis{Currency: "USD", Year: 2022, Type: money.PurchaserPrice}
	steps := []money.Step{
		money.VAT{Rate: dec.MustParse("0.10"), Source: "invoice"},
		money.Index{
			Currency: "JPY", FromYear: 2024, ToYear: 2022,
			FromValue: dec.MustParse("110"), ToValue: dec.MustParse("100"), Source: "price index, table and edition",
		},
		money.FX{
			From: "JPY", To: "USD", Rate: dec.MustParse("125"), Quote: money.FromPerTo,
			Period: "2022", Source: "annual average, table and edition",
		},
	}
	spend, err := money.Rebase(paid, from, to, steps...)
	fmt.Println(spend, err)

	_, err = money.Rebase(paid, from, to, steps[0], steps[2])
	fmt.Println(err)
	// Output:
	// 10000 USD <nil>
	// from "2024 JPY purchaser" to "2022 USD purchaser": the steps do not lead to the wanted price basis: after 2 steps it is "2024 USD purchaser"
}

func ExampleAmount_Add() {
	_, err := money.MustParse("100 JPY").Add(money.MustParse("1 USD"))
	fmt.Println(err)
	// Output: "JPY" and "USD": different currencies; convert by an explicit exchange rate
}

package ledger_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/desnz"
	"github.com/ghgkit/ghg/ledger"
)

// A sheet with a cost centre of its own is calculated line by line, and summed up by cost centre.
func ExampleRun() {
	uk, err := desnz.Load("2024")
	if err != nil {
		log.Fatal(err)
	}
	in := `id,period,fuel,region,amount,cost_centre
1,2024-01,natural-gas,GB,1200 kWh(HHV),K1
2,2024-02,natural-gas,GB,900 kWh(HHV),K1
3,2024-02,natral-gas,GB,900 kWh(HHV),K2
4,2024-03,natural-gas,GB,0.7 MWh(HHV),K2
`
	job := ledger.Job{
		Basis: factors.Basis{Factors: uk, GWP: ghg.AR5()}, Method: "scope1.stationary-combustion", Name: "gas.csv",
		Columns: []string{"line", "id", "co2e_kg"}, Pass: []string{"cost_centre"}, Totals: []string{"cost_centre"},
	}
	var rejects strings.Builder
	sum, err := ledger.Run(context.Background(), job, strings.NewReader(in), ledger.Output{Lines: os.Stdout, Rejects: &rejects, Totals: os.Stdout})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(sum.Lines, "calculated,", sum.Rejected, "refused")
	fmt.Println(rejects.String()[len("line,column,reason,record\n"):][:44])
	// Output:
	// line,id,co2e_kg,cost_centre
	// 2,1,219.48,K1
	// 3,2,164.61,K1
	// 5,4,128.03,K2
	// cost_centre,scope,category,accounting,memo,lines,co2e_kg,non_kyoto_co2e_kg,biogenic_co2_kg
	// K1,scope 1,,,,2,384.09,0,0
	// K2,scope 1,,,,1,128.03,0,0
	// 3 calculated, 1 refused
	// 4,fuel,"no factor for fuel/natral-gas in GB,
}

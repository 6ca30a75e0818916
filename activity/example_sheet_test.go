package activity_test

import (
	"fmt"
	"strings"

	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/scope1"
)

func ExampleReadSheet() {
	const sheet = `id,period,fuel,region,amount,unit,note
boiler-1,2024,natural-gas,GB,125,MWh(HHV),from the bills
boiler-2,2024-04-01/2025-04-01 FY2024,natural-gas,GB,1200,m3,
,,,,,,
`
	boilers, err := activity.ReadSheet[scope1.StationaryCombustion](strings.NewReader(sheet), "boilers.csv")
	if err != nil {
		panic(err)
	}
	for _, b := range boilers {
		fmt.Println(b.ID, b.Period, b.Amount)
	}
	_, err = activity.ReadSheet[scope1.StationaryCombustion](strings.NewReader(strings.Replace(sheet, "MWh(HHV)", "MWhh", 1)), "boilers.csv")
	fmt.Println(err)
	_, err = activity.ReadSheet[scope1.StationaryCombustion](strings.NewReader(strings.Replace(sheet, "fuel", "fule", 1)), "boilers.csv")
	fmt.Println(strings.Split(err.Error(), ";")[0])
	// Output:
	// boiler-1 2024 125 MWh(HHV)
	// boiler-2 FY2024 1200 m3
	// boilers.csv:2: column "amount": "125 MWhh": quantity "125 MWhh": unknown unit "MWhh"; near it: MWh
	// boilers.csv:1: header: unknown column "fule": did you mean "fuel"?
}

func ExampleDecode() {
	a, err := activity.Decode([]byte(`{"method": "scope1.stationary-combustion", "id": "boiler-1", "period": "2024",
		"fuel": "natural-gas", "region": "GB", "amount": "125 MWh(HHV)"}`))
	if err != nil {
		panic(err)
	}
	fmt.Println(a.(scope1.StationaryCombustion).Amount)
	_, err = activity.Decode([]byte(`{"method": "scope1.stationary-combustion", "id": "boiler-1", "period": "2024", "fuel": "natural-gas", "region": "GB", "amonut": "125 MWh(HHV)"}`))
	fmt.Println(err)
	// Output:
	// 125 MWh(HHV)
	// scope 1 stationary combustion "boiler-1": amonut is an unknown key: want "amount", or another of id, entity, site, period, quality, fuel, region, amount, factor, biofuel, biofuel_share, biofuel_factor, meter_kelvin, meter_kpa
	// scope 1 stationary combustion "boiler-1": amount is not set: want the key "amount"
}

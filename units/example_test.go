package units_test

import (
	"fmt"

	"github.com/ghgkit/ghg/units"
)

func ExampleQuantity_In() {
	gas := units.MustParse("125 MWh(HHV)")
	in, err := gas.In(units.MustUnit("GJ(HHV)"))
	fmt.Println(in, err)
	_, err = gas.In(units.MustUnit("GJ(LHV)"))
	fmt.Println(err)
	// Output:
	// 450 GJ(HHV) <nil>
	// "MWh(HHV)" (energy(HHV)) is not convertible to "GJ(LHV)" (energy(LHV)): converting between heating bases needs both heating values of the fuel
}

func ExampleParse() {
	for _, name := range []string{"tonne.km", "kWh (Net CV)", "ton", "kwh"} {
		u, err := units.ParseUnit(name)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(u, "measures", u.Dimension())
	}
	// Output:
	// t·km measures mass·length
	// kWh(LHV) measures energy(LHV)
	// ambiguous unit "ton": want one of t, short-ton, long-ton
	// unknown unit "kwh"; near it: kWh
}

func ExampleQuantity_Times() {
	haul, err := units.MustParse("3.5 t").Times(units.MustParse("420 km"))
	fmt.Println(haul, err)
	// Output: 1470 t·km <nil>
}

func ExampleRate_Apply() {
	heatingValue := units.MustRate("40.0 GJ(HHV)/1000Nm3")
	energy, err := heatingValue.Apply(units.MustParse("2500 Nm3"))
	fmt.Println(energy, err)
	// Output: 100 GJ(HHV) <nil>
}

func ExampleConversion() {
	num, den, err := units.Conversion(units.MustUnit("MJ"), units.MustUnit("kWh"))
	fmt.Println(num, "/", den, err)
	// Output: 5 / 18 <nil>
}

func ExampleCount() {
	shirt, err := units.Count("t-shirt")
	fmt.Println(shirt, shirt.Dimension(), err)
	// Output: count:t-shirt count:t-shirt <nil>
}

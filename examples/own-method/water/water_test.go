package water_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/examples/own-method/water"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/desnz"
	"github.com/ghgkit/ghg/method/methodtest"
	"github.com/ghgkit/ghg/units"
)

func basis() (factors.Basis, error) {
	uk, err := desnz.Load(desnz.Edition2024)
	return factors.Basis{Factors: uk, GWP: ghg.AR5()}, err
}

// TestMethods runs the tests that every method must pass, whatever it calculates.
func TestMethods(t *testing.T) {
	b, err := basis()
	require.NoError(t, err)
	methodtest.Run(t, b, water.Methods())
}

// 12,000 person-days × 40 L = 480 m3; × 0.15311 kg CO2e/m3 (UK factors 2024, sheet Water supply) = 73.4928 kg.
func ExampleOffice() {
	b, err := basis()
	if err != nil {
		fmt.Println(err)
		return
	}
	results, err := water.Office{
		ID: "leeds", Period: ghg.CalendarYear(2024), Region: "GB", Attendance: units.MustParse("12000 person·day"),
		Use: units.MustRate("40 L/person·day"), UseSource: "meter of the Leeds office, 2023",
	}.Calculate(b)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(results[0].CO2e.Kg(), "kg CO2e")
	// Output: 73.4928 kg CO2e
}

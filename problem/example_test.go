package problem_test

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/problem"
)

// A service returns what is wrong with the activities that it received.
func ExampleOf() {
	body := `[{"method": "scope1.stationary-combustion", "id": "boiler-1", "period": "2024", "fuel": "natural-gas",
		"region": "GB", "amount": "125 MWhh", "site": 7}]`
	_, err := activity.ReadJSON(strings.NewReader(body))
	p := problem.Of(err)
	fmt.Println(p.Status, p.Type)
	for _, e := range p.Errors {
		text, _ := json.Marshal(e)
		fmt.Println(string(text))
	}
	// Output:
	// 422 urn:ghgkit:problem:several
	// {"path":"activities[0].site","method":"scope1.stationary-combustion","id":"boiler-1","value":"7","want":"a string in quotation marks","kind":"wrong-kind","text":"activities[0]: scope 1 stationary combustion \"boiler-1\": site is of the wrong kind (\"7\"): want a string in quotation marks"}
	// {"path":"activities[0].amount","method":"scope1.stationary-combustion","id":"boiler-1","value":"125 MWhh","want":"a unit, such as kWh","near":["MWh"],"kind":"unknown-unit","text":"activities[0]: scope 1 stationary combustion \"boiler-1\": amount: quantity \"125 MWhh\": unknown unit \"MWhh\"; near it: MWh"}
}

// Every item has the place, the value and the kind as data.
func ExampleAll() {
	_, err := activity.Decode([]byte(`{"method": "scope1.stationery-combustion"}`))
	items, _ := problem.All(err)
	fmt.Println(items[0].Path, items[0].Value, items[0].Kind)
	// Output: method scope1.stationery-combustion unknown
}

package ghg_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
)

func term(value, unit string) ghg.Term {
	return ghg.Term{Label: "x", Kind: ghg.TermInput, Value: d(value), Unit: unit}
}

func inverse(value, unit string) ghg.Term {
	x := term(value, unit)
	x.Divides = true
	return x
}

func subtracted(value, unit string) ghg.Term {
	x := term(value, unit)
	x.Subtracts = true
	return x
}

func TestEvaluate(t *testing.T) {
	for _, tt := range []struct {
		name  string
		op    ghg.Op
		terms []ghg.Term
		want  string
	}{
		{"one term", ghg.Product, []ghg.Term{term("5", "t")}, "5"},
		{"product", ghg.Product, []ghg.Term{term("0.1", "t"), term("-3", "1"), term("7", "1")}, "-2.1"},
		{"exact, however long", ghg.Product, []ghg.Term{term("1234567890123456789012345678901234567890", "1"), term("1.000000000000000000000001", "1")}, "1234567890123456789012346913469124691346.78901234567890123456789"},
		{"one division, last", ghg.Product, []ghg.Term{inverse("3", "1"), term("1", "1"), inverse("7", "1"), term("21", "1")}, "1"},
		{"34 digits, half to even", ghg.Product, []ghg.Term{term("2", "1"), inverse("3", "1")}, "0.6666666666666666666666666666666667"},
		{"reciprocal", ghg.Product, []ghg.Term{inverse("8", "1")}, "0.125"},
		{"divided by one is not rounded", ghg.Product, []ghg.Term{term("1234567890123456789012345678901234567891", "1"), inverse("1", "1")}, "1234567890123456789012345678901234567891"},
		{"divided by a product that is one", ghg.Product, []ghg.Term{term("1234567890123456789012345678901234567891", "1"), inverse("4", "1"), inverse("0.25", "1")}, "1234567890123456789012345678901234567891"},
		{"sum", ghg.Sum, []ghg.Term{term("5", "t"), subtracted("0.5", "t"), term("1e-20", "t")}, "4.50000000000000000001"},
		{"smallest", ghg.Min, []ghg.Term{term("5", "t"), term("-2", "t"), term("3", "t")}, "-2"},
		{"largest", ghg.Max, []ghg.Term{term("5", "t"), term("7.0", "t"), term("7", "t")}, "7"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := (&ghg.Step{Op: tt.op, Terms: tt.terms}).Evaluate()
			require.NoError(t, err)
			assert.True(t, got.Equal(longNumber(t, tt.want)), "want %s, got %s", tt.want, got)
		})
	}
}

// longNumber parses a number longer than a person may write.
func longNumber(t *testing.T, s string) decimal.Decimal {
	t.Helper()
	c, err := ghg.ParseCO2e(s + " kg CO2e")
	require.NoError(t, err)
	return c.Kg()
}

func TestEvaluateRefuses(t *testing.T) {
	_, err := (&ghg.Step{Op: ghg.Product}).Evaluate()
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, err = (&ghg.Step{Terms: []ghg.Term{term("1", "1")}}).Evaluate()
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, err = (&ghg.Step{Op: ghg.Product, Terms: []ghg.Term{term("1", "1"), inverse("0", "1")}}).Evaluate()
	require.EqualError(t, err, "division by zero")
	for _, op := range []ghg.Op{ghg.Sum, ghg.Min, ghg.Max} {
		_, err = (&ghg.Step{Op: op, Terms: []ghg.Term{term("1", "1"), inverse("2", "1")}}).Evaluate()
		require.ErrorIs(t, err, ghg.ErrOutOfRange, "a divisor outside a product would be ignored")
	}
	for _, op := range []ghg.Op{ghg.Product, ghg.Min, ghg.Max} {
		_, err = (&ghg.Step{Op: op, Terms: []ghg.Term{term("1", "1"), subtracted("2", "1")}}).Evaluate()
		require.ErrorIs(t, err, ghg.ErrOutOfRange, "a subtracted term outside a sum would be ignored")
	}
}

// The units of a product's terms cancel to the step's unit; in other operations every term has the step's unit.
func TestStepUnits(t *testing.T) {
	for _, tt := range []struct {
		op    ghg.Op
		terms []ghg.Term
		unit  string
		ok    bool
	}{
		{ghg.Product, []ghg.Term{term("2", "t"), term("3", "kg CO2/t")}, "kg CO2", true},
		{ghg.Product, []ghg.Term{term("2", "t"), term("3", "kg CO2/kg")}, "kg CO2", false},
		{ghg.Product, []ghg.Term{term("2", "t·km"), term("3", "kg CO2/km·t")}, "kg CO2", true},
		{ghg.Product, []ghg.Term{term("2", "t·km"), term("3", "kg CO2/km")}, "kg CO2", false},
		{ghg.Product, []ghg.Term{term("2", "km"), inverse("3", "km/L"), term("1", "kg CO2/L")}, "kg CO2", true},
		{ghg.Product, []ghg.Term{term("2", "km"), term("3", "km/L"), term("1", "kg CO2/L")}, "kg CO2", false},
		{ghg.Product, []ghg.Term{term("2", "kg CO2"), term("3", "1"), inverse("3", "1")}, "kg CO2", true},
		{ghg.Product, []ghg.Term{term("2", "kg CO2"), term("3", "kg CO2")}, "kg CO2", false},
		{ghg.Product, []ghg.Term{term("2", "MWh(HHV)"), term("1000", "kWh(HHV)/MWh(HHV)"), term("1", "kg CO2/kWh(LHV)")}, "kg CO2", false},
		{ghg.Sum, []ghg.Term{term("2", "kg CO2"), subtracted("1", "kg CO2")}, "kg CO2", true},
		{ghg.Sum, []ghg.Term{term("2", "kg CO2"), subtracted("1", "t CO2")}, "kg CO2", false},
		{ghg.Min, []ghg.Term{term("2", "kg CO2"), term("1", "kg CH4")}, "kg CO2", false},
	} {
		s := ghg.Step{Label: "step", Op: tt.op, Terms: tt.terms, Unit: tt.unit, Gas: ghg.CO2}
		var err error
		s.Value, err = s.Evaluate()
		require.NoError(t, err)
		e, err := ghg.EmissionsOf([]ghg.Step{s})
		require.NoError(t, err)
		w, err := e.ToCO2e(ghg.AR6())
		require.NoError(t, err)
		r := ghg.Result{
			ID: "a", Scope: ghg.Scope1, Method: "test", Origin: ghg.Calculated, Period: ghg.CalendarYear(2024), GWP: "AR6",
			Steps: []ghg.Step{s}, Emissions: e, Weights: w.Weights, CO2e: w.CO2e,
		}
		if tt.ok {
			assert.NoError(t, r.Check(), "%s", s)
			continue
		}
		assert.ErrorIs(t, r.Check(), ghg.ErrTampered, "%s", s)
	}
}

func TestStepString(t *testing.T) {
	factor := ghg.Term{Label: "factor", Value: d("2.66"), Unit: "kg CO2/L"}
	for want, s := range map[string]ghg.Step{
		"CO2: 5 L (fuel) × 2.66 kg CO2/L (factor) = 13.3 kg CO2": {Label: "CO2", Op: ghg.Product, Unit: "kg CO2", Value: d("13.3"), Terms: []ghg.Term{{Label: "fuel", Value: d("5"), Unit: "L"}, factor}},
		"r: 1 ÷ 8 = 0.125":                     {Label: "r", Op: ghg.Product, Unit: "1", Value: d("0.125"), Terms: []ghg.Term{{Value: d("8"), Unit: "1", Divides: true}}},
		"q: 2 ÷ 3 = 0.6666666667":              {Label: "q", Op: ghg.Product, Unit: "1", Value: d("0.6666666666666666666666666666666667"), Terms: []ghg.Term{{Value: d("2"), Unit: "1"}, {Value: d("3"), Unit: "1", Divides: true}}},
		"s: 2 t + 3 t − 1 t = 4 t":             {Label: "s", Op: ghg.Sum, Unit: "t", Value: d("4"), Terms: []ghg.Term{{Value: d("2"), Unit: "t"}, {Value: d("3"), Unit: "t"}, {Value: d("1"), Unit: "t", Subtracts: true}}},
		"l: min of 2 t, 3 t = 2 t":             {Label: "l", Op: ghg.Min, Unit: "t", Value: d("2"), Terms: []ghg.Term{{Value: d("2"), Unit: "t"}, {Value: d("3"), Unit: "t"}}},
		"big: 123456789012 t = 123456789012 t": {Label: "big", Op: ghg.Product, Unit: "t", Value: d("123456789012"), Terms: []ghg.Term{{Value: d("123456789012"), Unit: "t"}}},
	} {
		assert.Equal(t, want, s.String())
	}
}

// A number of a step is shown with ten significant digits, rounded half up; the step keeps all of them.
func TestDisplayRoundsHalfUp(t *testing.T) {
	for value, want := range map[string]string{
		"1.23456789049": "1.23456789", "1.2345678905": "1.234567891", "-1.2345678905": "-1.234567891", "12345678901.5": "12345678902", "0.1": "0.1",
	} {
		s := ghg.Step{Label: "x", Op: ghg.Product, Value: d(value), Unit: "kg", Terms: []ghg.Term{{Label: "a", Kind: ghg.TermInput, Value: d(value), Unit: "kg"}}}
		assert.Equal(t, "x: "+want+" kg (a) = "+want+" kg", s.String())
		assert.True(t, s.Value.Equal(d(value)))
	}
}

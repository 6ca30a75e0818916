package ghg_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
)

// emitted returns a step that emits an amount as it was given.
func emitted(a ghg.GasAmount) ghg.Step {
	return ghg.Step{
		Label: "x", Op: ghg.Product, Unit: a.Unit(), Gas: a.Gas, GWP: a.GWP, Value: a.Kg,
		Terms: []ghg.Term{{Label: "x", Kind: ghg.TermInput, Value: a.Kg, Unit: a.Unit()}},
	}
}

// The CO2e of a cover is that of its steps: gases of the basket by the result's weights, without biogenic CO2 and gases
// outside the basket.
func TestCO2eOfCover(t *testing.T) {
	r := recomputed(t,
		emitted(kg(ghg.CO2, "10")), emitted(kg(ghg.CH4Fossil, "2")), emitted(co2e("", "AR6", "5")),
		emitted(kg("HCFC-22", "3")), emitted(kg(ghg.CO2Biogenic, "7")), emitted(kg(ghg.CO2, "0.5")),
	)
	require.NoError(t, r.Check())
	for _, tt := range []struct {
		first, last int
		want        string
	}{
		{1, 1, "10"},
		{2, 2, "59.6"}, // 2 × 29.8
		{1, 3, "74.6"}, // 10 + 59.6 + 5
		{4, 5, "0"},
		{5, 6, "0.5"},
		{1, 6, "75.1"}, // all of the result
	} {
		got, err := r.CO2eOf(ghg.Cover{First: tt.first, Last: tt.last})
		require.NoError(t, err)
		equal(t, tt.want, got.Kg())
	}
	equal(t, "75.1", r.CO2e.Kg())

	for _, c := range []ghg.Cover{{}, {First: 0, Last: 1}, {First: 3, Last: 2}, {First: 1, Last: 7}} {
		_, err := r.CO2eOf(c)
		require.ErrorIs(t, err, ghg.ErrOutOfRange)
		require.ErrorContains(t, err, "steps of a cover is out of range (")
		require.ErrorContains(t, err, "want steps 1 to 6")
	}
	r.Steps[0].Gas = "XYZ"
	_, err := r.CO2eOf(ghg.Cover{First: 1, Last: 1})
	require.ErrorContains(t, err, `gas "XYZ" is unknown`)
	for i := range r.Weights {
		r.Weights[i].Published = d("0")
	}
	_, err = r.CO2eOf(ghg.Cover{First: 6, Last: 6})
	require.EqualError(t, err, "division by zero")
}

// Explain names the numbers of the first step up to its factor, leaving out conversions, earlier steps and ones.
func TestExplainInputs(t *testing.T) {
	input := func(label, value, unit string) ghg.Term {
		return ghg.Term{Label: label, Kind: ghg.TermInput, Value: d(value), Unit: unit}
	}
	by := func(label, value, unit string) ghg.Term {
		x := input(label, value, unit)
		x.Divides = true
		return x
	}
	factor := ghg.Term{Label: "factor", Kind: ghg.TermFactor, Value: d("2"), Unit: "kg CO2/L", Ref: "one"}
	conversion := ghg.Term{Label: "conversion", Kind: ghg.TermConversion, Value: d("1000"), Unit: "L/m3"}
	const head = "x: 0 t CO2e in 2024 by test (AR6)"
	for _, tt := range []struct {
		op    ghg.Op
		terms []ghg.Term
		want  string
	}{
		{ghg.Product, []ghg.Term{input("fuel", "5", "m3"), conversion, factor, input("after the factor", "7", "1")}, ", from 5 m3 fuel"},
		{ghg.Product, []ghg.Term{input("fuel", "5", "L"), input("share", "0.25", "1"), input("whole", "1", "1")}, ", from 5 L fuel × 0.25 share"},
		{ghg.Product, []ghg.Term{input("distance", "100", "km"), by("economy", "8", "km/L")}, ", from 100 km distance ÷ 8 km/L economy"},
		{ghg.Product, []ghg.Term{by("economy", "8", "km/L"), input("distance", "100", "km")}, ", from 1 ÷ 8 km/L economy × 100 km distance"},
		{ghg.Sum, []ghg.Term{input("first", "5", "t"), input("second", "3", "t")}, ", from 5 t first, 3 t second"},
		{ghg.Product, []ghg.Term{factor}, ""},
	} {
		r := ghg.Result{ID: "x", Method: "test", GWP: "AR6", Period: ghg.CalendarYear(2024), Steps: []ghg.Step{{Op: tt.op, Terms: tt.terms}}}
		assert.Equal(t, head+tt.want, r.Explain())
		r.Factors = []ghg.FactorRecord{{ID: "one"}, {ID: "two"}}
		assert.Equal(t, head+tt.want+" by one, two", r.Explain())
	}
}

func TestKnownBasis(t *testing.T) {
	for name, want := range map[string]bool{"SAR": true, "TAR": true, "AR4": true, "AR5": true, "AR6": true, ghg.UnstatedGWP: true, "": false, "ar6": false, "house": false} {
		assert.Equal(t, want, ghg.KnownBasis(name), name)
	}
}

func TestInstrumentKindValid(t *testing.T) {
	assert.False(t, ghg.InstrumentKind(0).Valid())
	for k := ghg.Certificate; k <= ghg.OnSite; k++ {
		assert.True(t, k.Valid(), k.String())
	}
	assert.False(t, (ghg.OnSite + 1).Valid())
}

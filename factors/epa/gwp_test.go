package epa_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/epa"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/units"
)

// basisOf is the GWP set of each edition's tables 11 and 12.
var basisOf = map[string]ghg.GWP{
	epa.Edition2021: ghg.AR4(), epa.Edition2023: ghg.AR4(), epa.Edition2024: ghg.AR5(), epa.Edition2025: ghg.AR5(),
}

// The root package's global warming potentials are those of table 11, gas by gas.
func TestPotentialsAgreeWithTable11(t *testing.T) {
	counts := map[string]int{}
	for _, r := range original(t) {
		if r["table"] != "11" {
			continue
		}
		counts[r["edition"]]++
		gas, err := ghg.ParseGas(r["item"])
		if err != nil {
			gas, err = ghg.ParseGas(r["detail"]) // PFC-91-18 is C10F18
		}
		require.NoError(t, err, "%s %s", r["item"], r["detail"])
		got, err := basisOf[r["edition"]].Of(gas)
		require.NoError(t, err)
		want := dec.MustParse(r["value"])
		assert.True(t, want.Equal(got), "edition %s: %s is %s, printed %s", r["edition"], gas, got, want)
	}
	// C10F18 of the AR4 editions is printed ">7,500" and not a number.
	assert.Equal(t, map[string]int{"2021": 31, "2023": 31, "2024": 32, "2025": 32}, counts)
}

// The root package's blends give table 12, rounded half up to the printed integer, except for the listed misprints.
func TestBlendsAgreeWithTable12(t *testing.T) {
	// The result of the composition in ASHRAE Standard 34, where the hub prints something else.
	misprints := map[string]string{
		// 0.505 × 3170 + 0.47 × 1300 = 2211.85; the hub prints 3104.
		"2024 R-424A": "2211.85",
		"2025 R-424A": "2211.85",
	}
	counts := map[string]int{}
	for _, r := range original(t) {
		if r["table"] != "12" {
			continue
		}
		counts[r["edition"]]++
		name := r["item"]
		if name == "R-507" {
			name = "R-507A" // the hub of 2021 and 2023 prints the number without its letter
		}
		blend, err := ghg.ParseBlend(name)
		require.NoError(t, err, r["item"])
		got, err := blend.GWP(basisOf[r["edition"]])
		require.NoError(t, err)
		if own, ok := misprints[r["edition"]+" "+r["item"]]; ok {
			assert.Equal(t, own, got.String(), r["item"])
			assert.NotEqual(t, r["value"], got.Round(0).String(), "%s is no longer a misprint", r["item"])
			continue
		}
		assert.Equal(t, r["value"], got.Round(0).String(), "edition %s: %s = %s", r["edition"], r["item"], got)
	}
	assert.Equal(t, map[string]int{"2021": 36, "2023": 36, "2024": 30, "2025": 30}, counts)
}

// Tables 3 to 5 of the hub hold CH4 and N2O only. Such a factor is found only by a query that asks for a complement.
func TestComplements(t *testing.T) {
	set := load(t, epa.Edition2024)
	complements, printed := map[string]int{}, map[string]int{}
	for _, r := range original(t) {
		if r["edition"] == epa.Edition2024 && slices.Contains([]string{"3", "4", "5"}, r["table"]) && r["gas"] == "CH4" {
			printed["Table "+r["table"]]++
		}
	}
	for f := range set.All() {
		if f.Complement() {
			complements[f.Reference.Table]++
		}
	}
	assert.Len(t, printed, 3)
	assert.Equal(t, printed, complements)

	q := factors.Query{Activity: "vehicle/passenger-car/gasoline/2012", Region: "US", Period: ghg.CalendarYear(2024), Unit: units.MustUnit("mile"), Boundary: ghg.Combustion}
	basis := factors.Basis{Factors: set, GWP: ghg.AR5()}
	_, _, err := basis.Find(q)
	require.ErrorIs(t, err, factors.ErrNoFactor)
	assert.Contains(t, err.Error(), "CH4 and N2O only, without the CO2 of the fuel: use a fuel-based method, such as scope1.MobileFuel")
	absence, err := factors.ExplainAbsence(set, q)
	require.NoError(t, err)
	assert.Equal(t, factors.OtherGases, absence.Kind)
	q.Complement = true
	f, _, err := basis.Find(q)
	require.NoError(t, err)
	assert.True(t, f.Complement())
}

// The hub rounds the potential of a blend to an integer. Its own figure is a factor, for those who want to reproduce the
// EPA's calculators: 10 kg of R-407C are 17740 kg CO2e by table 12 of 2021, 17738.5 by the composition.
func TestBlendByTable12(t *testing.T) {
	basis := factors.Basis{Factors: load(t, epa.Edition2021), GWP: ghg.AR4()}
	results, err := scope1.DirectSource{
		ID: "chiller", Period: ghg.CalendarYear(2021), Activity: "refrigerant/R-407C", Region: "US", Amount: units.MustParse("10 kg"),
	}.Calculate(basis)
	require.NoError(t, err)
	assert.Equal(t, "17740", results[0].CO2e.Kg().String())
	results, err = scope1.DirectRelease{ID: "chiller", Period: ghg.CalendarYear(2021), Gas: "R-407C", Mass: units.MustParse("10 kg")}.Calculate(basis)
	require.NoError(t, err)
	assert.Equal(t, "17738.5", results[0].CO2e.Kg().String())
	f, err := basis.Factors.Find(factors.Query{Activity: "refrigerant/R-401A", Region: "US", Period: ghg.CalendarYear(2021), Unit: units.MustUnit("kg"), Boundary: ghg.DirectEmission})
	require.NoError(t, err)
	assert.Equal(t, ghg.Caveat{Kind: ghg.OutsideKyoto, Detail: "the value leaves out HCFC-22 and HCFC-124"}, f.Caveat)
}

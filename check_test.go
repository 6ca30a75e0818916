package ghg_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
)

// recomputed returns a result of the given steps with every number that follows from them, as a forger would compute it.
func recomputed(t testing.TB, steps ...ghg.Step) ghg.Result {
	t.Helper()
	for i := range steps {
		var err error
		steps[i].Value, err = steps[i].Evaluate()
		require.NoError(t, err)
	}
	e, err := ghg.EmissionsOf(steps)
	require.NoError(t, err)
	w, err := e.ToCO2e(ghg.AR6())
	require.NoError(t, err)
	return ghg.Result{
		ID: "a", Scope: ghg.Scope1, Method: "test", Origin: ghg.Calculated, Period: ghg.CalendarYear(2024), GWP: "AR6",
		Steps: steps, Emissions: e, Weights: w.Weights, CO2e: w.CO2e, NonKyoto: w.NonKyoto,
	}
}

// manyGases returns the result of 10 t by a factor of n gases that have a potential in AR6. The i-th gas, from 1, has
// i/8 kg/t.
func manyGases(t testing.TB, n int) ghg.Result {
	t.Helper()
	amounts := make([]ghg.GasAmount, 0, n)
	for gas := range ghg.Gases() {
		if _, err := ghg.AR6().Of(gas); err == nil && len(amounts) < n {
			amounts = append(amounts, ghg.GasAmount{Gas: gas, Kg: d(strconv.Itoa((len(amounts)+1)*125) + "e-3")})
		}
	}
	require.Len(t, amounts, n)
	f := ghg.FactorRecord{ID: "test/mixture", Set: "test-1", Activity: "mixture", Valid: ghg.CalendarYear(2024), Unit: "t", PerUnit: emissions(t, amounts...)}.WithDigest()
	steps := make([]ghg.Step, 0, n)
	for _, a := range amounts {
		steps = append(steps, byFactor(a, f.ID, "/t"))
	}
	r := recomputed(t, steps...)
	r.Factors = []ghg.FactorRecord{f}
	return r
}

// byFactor returns the step 10 t × an amount per unit.
func byFactor(a ghg.GasAmount, id, per string) ghg.Step {
	return ghg.Step{
		Label: string(a.Gas), Op: ghg.Product, Unit: a.Unit(), Gas: a.Gas, GWP: a.GWP,
		Terms: []ghg.Term{term("10", strings.TrimLeft(per, "/·")), {Label: "factor", Kind: ghg.TermFactor, Ref: id, Value: a.Kg, Unit: a.Unit() + per}},
	}
}

// A number that a factor does not have is refused even if everything that follows from it was recomputed, whether the
// factor has few amounts or so many that they are indexed.
func TestCheckFactorAmounts(t *testing.T) {
	for _, n := range []int{1, 32, 33, 60} {
		r := manyGases(t, n)
		require.NoError(t, r.Check(), "%d amounts", n)
		back, err := ghg.Verify(receiptOf(t, r))
		require.NoError(t, err)
		assert.True(t, back.Emissions.Equal(r.Emissions))

		forge := func(change func(factor *ghg.Term)) error {
			steps := slices.Clone(r.Steps)
			last := &steps[n-1]
			last.Terms = slices.Clone(last.Terms)
			change(&last.Terms[1])
			forged := recomputed(t, steps...)
			forged.Factors = r.Factors
			return forged.Check()
		}
		last := r.Steps[n-1].Terms[1]
		require.NoError(t, forge(func(f *ghg.Term) { f.Value = decimal.New(int64(n)*12500, -5) }), "the same number with more zeros")
		err = forge(func(f *ghg.Term) { f.Value = f.Value.Add(d("0.001")) })
		require.ErrorIs(t, err, ghg.ErrTampered)
		require.ErrorContains(t, err, "factor test/mixture has no value "+last.Value.Add(d("0.001")).String()+" "+last.Unit)
		require.ErrorContains(t, forge(func(f *ghg.Term) { f.Value = f.Value.Neg() }), "factor test/mixture has no value -")
		require.ErrorContains(t, forge(func(f *ghg.Term) { f.Ref = "test/other" }), "factor test/other has no value ")
		if n > 1 {
			other := r.Steps[0].Terms[1].Value
			require.ErrorContains(t, forge(func(f *ghg.Term) { f.Value = other }), "factor test/mixture has no value "+other.String()+" "+last.Unit, "the amount of another gas")
		}
	}
}

// The unit of a factor must be the whole divisor of the term's unit: a factor per Wh is not one per kWh.
func TestCheckFactorUnit(t *testing.T) {
	a := kg(ghg.CO2, "0.5")
	f := ghg.FactorRecord{ID: "test/power", Set: "test-1", Activity: "power", Valid: ghg.CalendarYear(2024), Unit: "Wh", PerUnit: emissions(t, a)}.WithDigest()
	r := recomputed(t, byFactor(a, f.ID, "/Wh"))
	r.Factors = []ghg.FactorRecord{f}
	require.NoError(t, r.Check())
	for _, per := range []string{"/kWh", "·Wh", "/MJ", "Wh"} {
		r := recomputed(t, byFactor(a, f.ID, per))
		r.Factors = []ghg.FactorRecord{f}
		err := r.Check()
		require.ErrorIs(t, err, ghg.ErrTampered)
		require.ErrorContains(t, err, "factor test/power has no value 0.5 kg CO2"+per)
	}
}

// A potential of an IPCC set is checked; one of a caller-defined set is known only to belong to the result's set.
func TestCheckPotentials(t *testing.T) {
	for _, tt := range []struct {
		name, ref, value, set string
		ok                    bool
	}{
		{"of an IPCC set", "AR6/CH4-fossil", "29.8", "AR6", true},
		{"of another IPCC set than the result's", "AR5/CH4", "28", "AR6", true},
		{"of a gas with a hyphen", "AR6/HFC-134a", "1530", "AR6", true}, // AR6 WG I, table 7.SM.7
		{"under another spelling of the gas", "AR6/hfc134a", "1530", "AR6", false},
		{"with another value", "AR6/CH4-fossil", "28", "AR6", false},
		{"of a gas without one in the set", "AR6/HFO-1234yf", "1", "AR6", false},
		{"of an unknown gas", "AR6/XYZ", "1", "AR6", false},
		{"without a gas", "AR6", "1", "AR6", false},
		{"of no set", "/CH4", "28", "AR6", false},
		{"of an own set", "house/2024/CH4", "31", "house/2024", true},
		{"of another own set", "house/2023/CH4", "31", "house/2024", false},
		{"of an own set under an IPCC set", "house/2024/CH4", "31", "AR6", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := recomputed(t, ghg.Step{Label: "CO2e", Op: ghg.Product, Unit: "kg CO2e", GWP: ghg.UnstatedGWP, Terms: []ghg.Term{
				term("2", "kg CH4"),
				{Label: "potential", Kind: ghg.TermPotential, Ref: tt.ref, Value: d(tt.value), Unit: "kg CO2e/kg CH4"},
			}})
			r.GWP = tt.set
			if tt.set != "AR6" {
				r.GWPDigest = house(t, tt.set, "31").Digest()
			}
			if tt.ok {
				require.NoError(t, r.Check())
				return
			}
			require.ErrorIs(t, r.Check(), ghg.ErrTampered)
			require.ErrorContains(t, r.Check(), tt.value+" is not the potential "+tt.ref)
		})
	}
}

// A record that no term uses would lend a result an authority that it does not have.
func TestCheckUnusedRecords(t *testing.T) {
	const want = "its factors and properties are not those of the steps in order of first use"
	r := rich(t)
	r.Factors = append(slices.Clone(r.Factors), ghg.FactorRecord{ID: "desnz/unused", Valid: ghg.CalendarYear(2024)}.WithDigest())
	require.ErrorIs(t, r.Check(), ghg.ErrTampered)
	require.ErrorContains(t, r.Check(), want)
	r = rich(t)
	r.Properties = append([]ghg.PropertyRecord{ghg.PropertyRecord{ID: "unused", Valid: ghg.CalendarYear(2024)}.WithDigest()}, r.Properties...)
	require.ErrorContains(t, r.Check(), want)
	r.Properties[0] = ghg.PropertyRecord{ID: r.Factors[0].ID, Valid: ghg.CalendarYear(2024)}.WithDigest()
	require.ErrorContains(t, r.Check(), "property "+r.Factors[0].ID+" appears twice")
}

// Gases that can have no weight do not leave the total unnoticed.
func TestCheckGases(t *testing.T) {
	r := recomputed(t, ghg.Step{Label: "x", Op: ghg.Product, Unit: "kg CO2", Gas: ghg.CO2, Terms: []ghg.Term{term("1", "kg CO2")}})
	require.NoError(t, r.Check())

	emit := func(gas ghg.Gas) ghg.Result {
		r := r
		unit := ghg.GasAmount{Gas: gas}.Unit()
		r.Steps = []ghg.Step{{Label: "x", Op: ghg.Product, Unit: unit, Gas: gas, Value: d("1"), Terms: []ghg.Term{term("1", unit)}}}
		r.Emissions, r.Weights, r.CO2e = ghg.Emissions{}, nil, ghg.CO2e{}
		return r
	}
	unknown := emit("XYZ")
	require.ErrorIs(t, unknown.Check(), ghg.ErrTampered)
	require.ErrorContains(t, unknown.Check(), `result "a": gas "XYZ" is unknown`)
	carbon := emit(ghg.Carbon)
	carbon.Emissions = emissions(t, kg(ghg.Carbon, "1"))
	require.ErrorContains(t, carbon.Check(), "there is no weight for kg C", "carbon is to be converted to CO2")
	carbon.Weights = []ghg.Weight{{Gas: ghg.Carbon, GWP: d("1"), Published: d("1"), Outside: true}}
	require.ErrorContains(t, carbon.Check(), "the weight of kg C is not that of AR6")
	carbon.GWP, carbon.GWPDigest = "house", house(t, "house", "31").Digest()
	require.ErrorContains(t, carbon.Check(), "kg C is counted on the wrong side of the Kyoto basket")
}

func TestRecordSource(t *testing.T) {
	for row, want := range map[string]string{"": "doc, t", "7": "doc, t, row 7", "row 7": "doc, t, row 7", "line 7": "doc, t, line 7"} {
		assert.Equal(t, want, ghg.FactorRecord{Document: "doc", Table: "t", Row: row}.Source())
		assert.Equal(t, want, ghg.PropertyRecord{Document: "doc", Table: "t", Row: row}.Source())
	}
}

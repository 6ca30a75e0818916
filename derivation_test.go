package ghg_test

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/internal/example"
)

// exampleResults calculates the examples of all methods.
func exampleResults(t testing.TB) ghg.Results {
	t.Helper()
	b, err := example.Basis()
	require.NoError(t, err)
	var all ghg.Results
	for _, m := range activity.Methods() {
		list, err := m.Activities()
		require.NoError(t, err)
		for _, a := range list {
			results, err := a.Calculate(b)
			require.NoError(t, err, m.Name())
			all = append(all, results...)
		}
	}
	return all
}

// Without a change, a derivation gives the result it is from; with one, a result that recomputes and has a caveat. Its
// CO2e changes as the slope of the input says: exactly for one that is only multiplied and never divided.
func TestDerivationOfEveryMethod(t *testing.T) {
	changes, exact := 0, 0
	for _, r := range exampleResults(t) {
		d, err := r.Derivation()
		require.NoError(t, err, r.ID)
		same, err := d.With()
		require.NoError(t, err)
		require.Equal(t, string(receiptOf(t, r)), string(receiptOf(t, same)), r.ID)
		slopes, err := d.Sensitivity()
		require.NoError(t, err)
		require.Len(t, slopes, len(d.Inputs()))
		for _, slope := range slopes {
			value, known := d.Value(slope.Input)
			require.True(t, known)
			step := value.Mul(decimal.New(1, -12))
			changed, err := d.With(ghg.Change{Input: slope.Input, Value: value.Add(step), Source: "a test"})
			if err != nil {
				require.ErrorIs(t, err, ghg.ErrOtherDerivation, "%s: %s", r.ID, slope.Input)
				continue
			}
			changes++
			require.NoError(t, changed.Check(), "%s: %s", r.ID, slope.Input)
			said := changed.Caveats[len(r.Caveats):]
			assert.Equal(t, ghg.Assumption, said[0].Kind)
			if len(r.Notes) > 0 {
				assert.Equal(t, []ghg.Caveat{{Kind: ghg.Assumption, Detail: "the notes tell of the numbers before the change"}}, said[1:])
			} else {
				assert.Len(t, said, 1)
			}
			got, want := changed.CO2e.Kg().Sub(r.CO2e.Kg()), slope.CO2e.Mul(step)
			if got.Equal(want) {
				exact++
			} else if !slope.Edge {
				// A change by 10⁻¹² of an input that divides, or is squared, differs in the second order; 34 digits are rounded.
				assert.True(t, got.Sub(want).Abs().LessThanOrEqual(r.CO2e.Kg().Abs().Add(decimal.New(1, 0)).Mul(decimal.New(1, -20))), "%s: %s: %s, want %s", r.ID, slope.Input, got, want)
			}
		}
	}
	assert.Greater(t, changes, 1000)
	assert.Greater(t, exact, 500)
}

// 100 kWh at 0.2 kg CO2/kWh: 20 kg. At 0.3 it is 30 kg; a kWh more is 0.2 kg more, and a kg/kWh more is 100 kg more.
func TestDerivation(t *testing.T) {
	f := ghg.FactorRecord{ID: "own/grid", Set: "own", Activity: "grid", Valid: ghg.CalendarYear(2024), Unit: "kWh", Document: "study", PerUnit: emissions(t, kg(ghg.CO2, "0.2"))}.WithDigest()
	r := own()
	r.Steps = []ghg.Step{{Label: "grid, CO2", Op: ghg.Product, Gas: ghg.CO2, Unit: "kg CO2", Value: d("20"), Terms: []ghg.Term{
		{Label: "used", Kind: ghg.TermInput, Value: d("100"), Unit: "kWh"}, {Label: "factor", Kind: ghg.TermFactor, Value: d("0.2"), Unit: "kg CO2/kWh", Ref: f.ID},
	}}}
	r.Factors, r.Emissions = []ghg.FactorRecord{f}, emissions(t, kg(ghg.CO2, "20"))
	r.Weights, r.CO2e = []ghg.Weight{{Gas: ghg.CO2, GWP: d("1"), Published: d("1")}}, must(ghg.KgCO2e(d("20")))
	require.NoError(t, r.Check())

	of, err := r.Derivation()
	require.NoError(t, err)
	used := ghg.Input{Kind: ghg.InputAmount, Name: "used", Unit: "kWh", At: 1}
	grid := ghg.Input{Kind: ghg.InputFactor, Name: "own/grid", Gas: ghg.CO2, Digest: f.Digest, Unit: "kg CO2/kWh", At: 1}
	potential := ghg.Input{Kind: ghg.InputPotential, Name: "AR6/CO2", Gas: ghg.CO2, Unit: "1", At: 1}
	assert.Equal(t, []ghg.Input{used, grid, potential}, of.Inputs())
	slopes, err := of.Sensitivity()
	require.NoError(t, err)
	for i, want := range []string{"0.2", "100", "20"} {
		assert.True(t, d(want).Equal(slopes[i].CO2e), "%s: %s", slopes[i].Input, slopes[i].CO2e)
	}
	changed, err := of.With(ghg.Change{Input: grid, Value: d("0.3"), Source: "offer"}, ghg.Change{Input: used, Value: d("90"), Source: "plan"})
	require.NoError(t, err)
	require.NoError(t, changed.Check())
	assert.Equal(t, "27 kg CO2e", changed.CO2e.String())
	assert.Equal(t, "own/grid (changed)", changed.Factors[0].ID)
	assert.NotEqual(t, f.Digest, changed.Factors[0].Digest)
	assert.Equal(t, "offer", changed.Factors[0].Document)
	assert.Equal(t, []ghg.Caveat{
		{Kind: ghg.Assumption, Detail: "factor own/grid, kg CO2 is 0.3 instead of 0.2 kg CO2/kWh: offer"},
		{Kind: ghg.Assumption, Detail: "amount used is 90 instead of 100 kWh: plan"},
	}, changed.Caveats)
	assert.Equal(t, "20 kg CO2e", r.CO2e.String(), "the result is as it was")

	for name, c := range map[string]struct {
		change ghg.Change
		want   error
	}{
		"another input": {ghg.Change{Input: ghg.Input{Kind: ghg.InputAmount, Name: "sold", Unit: "kWh"}, Value: d("1"), Source: "s"}, ghg.ErrUnknown},
		"another unit":  {ghg.Change{Input: ghg.Input{Kind: ghg.InputAmount, Name: "used", Unit: "MWh"}, Value: d("1"), Source: "s"}, ghg.ErrUnknown},
		"no source":     {ghg.Change{Input: used, Value: d("1")}, ghg.ErrMissing},
		"another sign":  {ghg.Change{Input: used, Value: d("-1"), Source: "s"}, ghg.ErrOtherDerivation},
		"zero":          {ghg.Change{Input: used, Value: d("0"), Source: "s"}, ghg.ErrOtherDerivation},
		"a potential":   {ghg.Change{Input: potential, Value: d("2"), Source: "s"}, ghg.ErrOtherDerivation},
		"a long number": {ghg.Change{Input: used, Value: decimal.New(1, 1<<30), Source: "s"}, ghg.ErrOutOfRange},
	} {
		_, err := of.With(c.change)
		require.ErrorIs(t, err, c.want, name)
	}
	r.Steps[0].Value = d("21")
	_, err = r.Derivation()
	require.ErrorIs(t, err, ghg.ErrTampered)
}

// A claim whose amounts are not those of the steps cannot follow them.
func TestDerivationOfClaims(t *testing.T) {
	f := ghg.FactorRecord{ID: "own/rate", Set: "own", Activity: "rate", Valid: ghg.CalendarYear(2024), Unit: "kWh", Document: "contract", PerUnit: emissions(t, kg(ghg.CO2, "0.2"))}.WithDigest()
	kWh := func(value string) ghg.Amount { return ghg.Amount{Value: d(value), Unit: "kWh"} }
	used := ghg.Input{Kind: ghg.InputAmount, Name: "instrument ppa", Unit: "kWh", At: 1}
	for name, c := range map[string]struct {
		claim ghg.Claim
		cover ghg.Amount
		is    error
		want  string
	}{
		"used whole":             {ghg.Claim{Volume: kWh("100"), Used: kWh("100")}, kWh("100"), nil, ""},
		"refused":                {ghg.Claim{Volume: kWh("7"), Used: kWh("0"), Refused: "no vintage"}, kWh("100"), nil, ""},
		"another volume":         {ghg.Claim{Volume: kWh("101"), Used: kWh("100")}, kWh("100"), ghg.ErrOtherDerivation, "volume of instrument ppa"},
		"another use":            {ghg.Claim{Volume: kWh("100"), Used: kWh("99")}, kWh("100"), ghg.ErrOtherDerivation, "use of instrument ppa"},
		"another energy":         {ghg.Claim{Volume: kWh("100"), Used: kWh("100")}, kWh("99"), ghg.ErrOtherDerivation, "energy of the cover by instrument ppa"},
		"a whole in other units": {ghg.Claim{Volume: kWh("100"), Used: kWh("100"), Whole: ghg.Amount{Value: d("1"), Unit: "MWh"}}, kWh("100"), ghg.ErrOutOfRange, "at most that of the whole instrument"},
	} {
		r := own()
		r.Scope, r.Accounting = ghg.Scope2, ghg.MarketBased
		r.Steps = []ghg.Step{{Label: "ppa, CO2", Op: ghg.Product, Gas: ghg.CO2, Unit: "kg CO2", Value: d("20"), Terms: []ghg.Term{
			{Label: "instrument ppa", Kind: ghg.TermInput, Value: d("100"), Unit: "kWh"}, {Label: "factor", Kind: ghg.TermFactor, Value: d("0.2"), Unit: "kg CO2/kWh", Ref: f.ID},
		}}}
		r.Factors, r.Emissions = []ghg.FactorRecord{f}, emissions(t, kg(ghg.CO2, "20"))
		r.Weights, r.CO2e = []ghg.Weight{{Gas: ghg.CO2, GWP: d("1"), Published: d("1")}}, must(ghg.KgCO2e(d("20")))
		c.claim.Instrument, c.claim.Kind = "ppa", ghg.PhysicalPPA
		r.Claims = []ghg.Claim{c.claim}
		r.Covers = []ghg.Cover{{Source: ghg.ByInstrument, Carrier: ghg.Electricity, Instrument: "ppa", Energy: c.cover, First: 1, Last: 1}}
		of, err := r.Derivation()
		require.NoError(t, err, name)
		changed, err := of.With(ghg.Change{Input: used, Value: d("90"), Source: "plan"})
		require.ErrorIs(t, err, c.is, name)
		if c.is != nil {
			require.ErrorContains(t, err, c.want, name)
			continue
		}
		assert.Equal(t, "18 kg CO2e", changed.CO2e.String(), name)
		assert.Equal(t, "90 kWh", changed.Covers[0].Energy.String(), name)
		if c.claim.Refused == "" {
			assert.Equal(t, "90 kWh of 90 kWh", changed.Claims[0].Used.String()+" of "+changed.Claims[0].Volume.String())
		} else {
			assert.Equal(t, c.claim, changed.Claims[0], "it is not in the steps")
		}
	}
}

// The derivative of the smallest of two is that of the smaller; of two equal ones, it holds on one side.
func TestSensitivityAtTheEdge(t *testing.T) {
	for _, c := range []struct {
		a, b string
		edge bool
		want []string
	}{{"3", "5", false, []string{"1", "0"}}, {"5", "3", false, []string{"0", "1"}}, {"4", "4", true, []string{"1", "0"}}} {
		r := own()
		value := decimal.Min(d(c.a), d(c.b))
		r.Steps = []ghg.Step{
			{Label: "least", Op: ghg.Min, Unit: "kg CO2", Value: value, Terms: []ghg.Term{
				{Label: "a", Kind: ghg.TermInput, Value: d(c.a), Unit: "kg CO2"}, {Label: "b", Kind: ghg.TermInput, Value: d(c.b), Unit: "kg CO2"},
			}},
			{Label: "CO2", Op: ghg.Product, Gas: ghg.CO2, Unit: "kg CO2", Value: value, Terms: []ghg.Term{{Label: "least", Kind: ghg.TermStep, Step: 1, Value: value, Unit: "kg CO2"}}},
		}
		r.Weights, r.CO2e, r.Emissions = []ghg.Weight{{Gas: ghg.CO2, GWP: d("1"), Published: d("1")}}, must(ghg.KgCO2e(value)), emissions(t, kg(ghg.CO2, value.String()))
		require.NoError(t, r.Check())
		of, err := r.Derivation()
		require.NoError(t, err)
		slopes, err := of.Sensitivity()
		require.NoError(t, err)
		for i, want := range c.want {
			assert.Equal(t, want, slopes[i].CO2e.String(), "%s of %s and %s", slopes[i].Input, c.a, c.b)
		}
		assert.Equal(t, c.edge, slopes[0].Edge)
	}
}

// The loads of all hours of a year are as many inputs: their slopes take no time that grows with the square of their number.
func TestDerivationOfManyInputs(t *testing.T) {
	const hours = 8760
	r, sum := own(), decimal.Decimal{}
	for i := range hours {
		load := decimal.New(int64(i+1), -2) // each hour has another one
		sum = sum.Add(load)
		r.Steps = append(r.Steps, ghg.Step{Label: "hour", Op: ghg.Product, Gas: ghg.CO2, Unit: "kg CO2", Value: load, Terms: []ghg.Term{
			{Label: "load", Kind: ghg.TermInput, Value: load, Unit: "kg CO2"},
		}})
	}
	r.Emissions, r.CO2e = must(ghg.NewEmissions(ghg.GasAmount{Gas: ghg.CO2, Kg: sum})), must(ghg.KgCO2e(sum))
	r.Weights = []ghg.Weight{{Gas: ghg.CO2, GWP: d("1"), Published: d("1")}}
	start := time.Now()
	of, err := r.Derivation()
	require.NoError(t, err)
	slopes, err := of.Sensitivity()
	require.NoError(t, err)
	require.Len(t, slopes, hours+1, "and the potential")
	for i, slope := range slopes[:hours] {
		require.Equal(t, i+1, slope.Input.At)
		require.True(t, d("1").Equal(slope.CO2e))
	}
	assert.Less(t, time.Since(start), 10*time.Second)
}

package apitest_test

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/rates"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/targets/sbti"
	"github.com/ghgkit/ghg/units"
	"github.com/ghgkit/ghg/units/money"
)

// refusals returns what every package says to a number.
func refusals(d decimal.Decimal) map[string]error {
	one := dec.MustParse("1")
	kWh, jpy := units.MustUnit("kWh"), money.Amount{Value: one, Currency: "JPY"}
	q, r := units.New(d, kWh), units.Rate{Value: d, Num: units.MustUnit("kg"), Den: kWh}
	gas, _ := ghg.NewEmissions(ghg.GasAmount{Gas: ghg.CH4, Kg: one})
	co2e, _ := ghg.KgCO2e(one)
	base := targets.Base{Year: 2020, Emissions: co2e}
	values := make([]decimal.Decimal, 8760)
	values[8759] = d
	return map[string]error{
		"KgCO2e":             second(ghg.KgCO2e(d)),
		"TonnesCO2e":         second(ghg.TonnesCO2e(d)),
		"CO2e.Scale":         second(co2e.Scale(d)),
		"Emissions.Scale":    second(gas.Scale(d)),
		"NewEmissions":       second(ghg.NewEmissions(ghg.GasAmount{Gas: ghg.CO2, Kg: d})),
		"EmissionsOf":        second(ghg.EmissionsOf([]ghg.Step{{Gas: ghg.CO2, Value: d}})),
		"NewGWP":             second(ghg.NewGWP("own", "s", map[ghg.Gas]decimal.Decimal{ghg.CO2: d})),
		"NewBlend":           second(ghg.NewBlend("own", ghg.Component{Gas: ghg.HFC32, Share: d})),
		"Weight.Apply":       second(ghg.Weight{GWP: one, Published: one}.Apply(d)),
		"Weight.GWP":         second(ghg.Weight{GWP: d, Published: one}.Apply(one)),
		"product":            second((&ghg.Step{Op: ghg.Product, Terms: []ghg.Term{{Value: one}, {Value: d, Divides: true}}}).Evaluate()),
		"sum":                second((&ghg.Step{Op: ghg.Sum, Terms: []ghg.Term{{Value: one}, {Value: d}}}).Evaluate()),
		"minimum":            second((&ghg.Step{Op: ghg.Min, Terms: []ghg.Term{{Value: one}, {Value: d}}}).Evaluate()),
		"Amount.MarshalText": second(ghg.Amount{Value: d, Unit: "JPY"}.MarshalText()),
		"In":                 second(q.In(units.MustUnit("MJ"))),
		"Times":              second(q.Times(units.MustParse("3 day"))),
		"Quantity.Add":       second(units.New(one, kWh).Add(q)),
		"Quantity.Cmp":       second(q.Cmp(units.New(one, kWh))),
		"Quantity.Mul":       second(units.New(one, kWh).Mul(d)),
		"Rate.Apply":         second(r.Apply(units.New(one, kWh))),
		"Rate.ApplyInverse":  second(r.ApplyInverse(units.MustParse("3 kg"))),
		"Rate.In":            second(r.In(units.MustUnit("t"), units.MustUnit("MJ"))),
		"money.Add":          second(jpy.Add(money.Amount{Value: d, Currency: "JPY"})),
		"money.Mul":          second(jpy.Mul(d)),
		"FX":                 money.FX{From: "JPY", To: "USD", Rate: d, Quote: money.ToPerFrom, Period: "2022", Source: "s"}.Check(),
		"VAT":                money.VAT{Rate: d, Source: "s"}.Check(),
		"Margin":             money.Margin{To: money.BasicPrice, Share: d, Source: "s"}.Check(),
		"rates.New":          second(rates.New(rates.Tables{Name: "own", Parities: []rates.Parity{{Region: "JP", Currency: "JPY", Year: 2020, Rate: d, Source: "s"}}})),
		"NewSet":             second(factors.NewSet(factors.Meta{Publisher: "own", Edition: "1", Title: "t"}, []factors.Factor{factorWith(d)}, nil)),
		"NewSeries":          second(scope2.NewSeries(ghg.CalendarYear(2023), kWh, values)),
		"NewFactorSeries":    second(scope2.NewFactorSeries(ghg.CalendarYear(2023), kWh, "AR5", "s", values)),
		"NewInputOutput":     second(scope3.NewInputOutput([][]decimal.Decimal{{d}}, []decimal.Decimal{one})),
		"WeightedScore":      second(scope3.WeightedScore([]scope3.Holding{{Outstanding: units.New(d, units.MustUnit("JPY")), Score: 1}})),
		"Milestone":          targets.Milestone{Year: 2030, Reduction: d}.Check(2020),
		"Absolute":           targets.Absolute{Base: base, Milestones: []targets.Milestone{{Year: 2030, Reduction: d}}}.Check(),
		"Intensity":          second(targets.Intensity{Emissions: co2e, Output: d, Per: "t"}.KgPer()),
		"Pathway":            second(targets.Pathway{{Year: 2020, Value: d}, {Year: 2030, Value: one}}.At(2025)),
		"CDPOther":           second(targets.CDPOther(one, d, one)),
		"Renewables":         second(targets.Renewables{New: d, Total: one}.Share()),
		"SDA":                second(sbti.SDA{Year: 2020, Intensity: d, Output: one, Sector: targets.Pathway{{Year: 2020, Value: one}}}.At(2020, one)),
		"CombineScores":      second(sbti.CombineScores(sbti.WeightedScore{Score: d, Emissions: co2e})),
	}
}

func second[T any](_ T, err error) error { return err }

// factorWith returns a factor of which only the uncertainty is wrong.
func factorWith(uncertainty decimal.Decimal) factors.Factor {
	gas, _ := ghg.NewEmissions(ghg.GasAmount{Gas: ghg.CO2, Kg: dec.MustParse("1")})
	return factors.Factor{
		Activity: "fuel/diesel", Region: "GB", Valid: ghg.CalendarYear(2023), Unit: units.MustUnit("L"), Boundary: ghg.Combustion, PerUnit: gas,
		Uncertainty: factors.PublishedUncertainty(uncertainty),
	}
}

// TestExtremeNumbersAreRefused: decimal.New makes 10^−2147483648 at once, and adding 1 to it takes all memory. Whatever takes
// such a number says that it is out of range, before it computes.
func TestExtremeNumbersAreRefused(t *testing.T) {
	for name, d := range extremes {
		for what, err := range refusals(d) {
			require.ErrorIs(t, err, ghg.ErrOutOfRange, "%s of %s", what, name)
			assert.Less(t, len(err.Error()), 400, what)
		}
		fastest := time.Hour
		for range 5 {
			start := time.Now()
			n := len(refusals(d))
			fastest = min(fastest, time.Since(start)/time.Duration(n))
		}
		assert.Less(t, fastest, 100*time.Millisecond, name)
		t.Logf("%s is refused in %s on average", name, fastest)
	}
}

// Numbers up to the bound pass, and what they give can be added and compared without an error.
func TestLongNumbersPass(t *testing.T) {
	long, err := ghg.KgCO2e(decimal.New(1, 4000))
	require.NoError(t, err)
	short, err := ghg.KgCO2e(decimal.New(1, -4000))
	require.NoError(t, err)
	sum := long.Add(short)
	assert.Equal(t, 1, sum.Cmp(long))
	assert.True(t, sum.Sub(long).Equal(short))
	_, err = long.Scale(decimal.New(1, 4000))
	require.ErrorIs(t, err, ghg.ErrOutOfRange, "No product leaves the bounds.")
	half, err := long.Scale(dec.MustParse("0.5"))
	require.NoError(t, err)
	assert.True(t, half.Add(half).Equal(long))
	_, err = long.Ratio(short)
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
	_, err = long.Ratio(ghg.CO2e{})
	require.Error(t, err, "Nothing is divided by zero.")
}

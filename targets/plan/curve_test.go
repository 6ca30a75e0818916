package plan_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/targets/plan"
	"github.com/ghgkit/ghg/units/money"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// CAPEX 2,100 over two years at 10 %: 2,100 × 0.1 × 1.21 ÷ 0.21 = 1,210 a year. With OPEX of −210: 1,000 a year for 10 t. The
// present value is 2,100 − 210 ÷ 1.1 − 210 ÷ 1.21 = 2,100 ÷ 1.21, for 20 t. Both discounted to the start of the first year.
func TestConventions(t *testing.T) {
	m := abates("a", "10", "2100")
	m.Opex, m.Lifetime, m.Start = yen("-210"), 2, 2029
	p := portfolio(m)
	p.Terms.Rate, p.Terms.Year = targets.Defined(d("0.1")), 2029
	for convention, want := range map[plan.Convention]string{plan.AnnualisedCost: "100.0000000000", plan.PresentCost: "86.7768595041"} {
		c, err := p.Curve(2030, convention)
		require.NoError(t, err)
		require.Len(t, c.Bars, 1)
		rounded(t, want, c.Bars[0].CostPerTonne.Value, convention.String())
		assert.Equal(t, plan.AssumedCostConvention, c.Assumptions[len(c.Assumptions)-1].Kind)
	}
	p.Terms.Rate = targets.Defined(d("0")) // (2,100 ÷ 2 − 210) ÷ 10
	c, err := p.Curve(2030, plan.AnnualisedCost)
	require.NoError(t, err)
	equal(t, "84", c.Bars[0].CostPerTonne.Value, "The cost per tonne at a rate of zero")

	p.Measures[0].Ramp = []decimal.Decimal{d("0.5"), d("1")} // 2,100 − 105 − 210, ÷ 15 t
	c, err = p.Curve(2030, plan.PresentCost)
	require.NoError(t, err)
	equal(t, "119", c.Bars[0].CostPerTonne.Value, "The cost per tonne with a ramp")
}

// Of 80 t, the saver takes 25 % = 20 t, the second half of the 60 t left, and 10 t of 25 t of the third are of what the second
// abates too: 15 t. By themselves they abate 20, 40 and 25 t.
func curveOfThree() plan.Portfolio {
	saver := cuts("saver", "0.25", "0")
	saver.Opex = yen("-100") // −100 ÷ 20 t = −5
	p := portfolio(abates("third", "25", "5000"), abates("fourth", "10", "4000"), cuts("second", "0.5", "4000"), saver)
	p.Overlaps = []plan.Overlap{{Measures: [2]string{"third", "fourth"}, Amount: tonnes("4")}}
	return p
}

func TestCurve(t *testing.T) {
	p := curveOfThree()
	late := abates("late", "1", "1")
	late.Start = 2031
	other := abates("other", "1", "20")
	other.Excludes = []string{"third"}
	dearer := abates("dearer", "1", "300")
	dearer.Excludes = []string{"third"}
	p.Measures = append(p.Measures, late, other, dearer)
	p.Measures[5].Excludes = nil
	c, err := p.Curve(2030, plan.AnnualisedCost)
	require.NoError(t, err)
	for i, want := range []struct{ name, cost, alone, width, right string }{
		{"saver", "-5", "20", "20", "20"},  // −100 ÷ 20
		{"other", "2", "1", "1", "21"},     // 20 ÷ 10 ÷ 1
		{"second", "10", "40", "30", "51"}, // 400 ÷ 40, half of 60 t
		{"third", "20", "25", "25", "76"},  // 500 ÷ 25
		{"fourth", "40", "10", "4", "80"},  // 400 ÷ 10, 10 − 4 t of overlap, and 4 t are left
	} {
		b := c.Bars[i]
		assert.Equal(t, want.name, b.Measure)
		equal(t, want.cost, b.CostPerTonne.Value, "The cost per tonne of "+want.name)
		equalTonnes(t, want.alone, b.Alone, want.name+" by itself")
		equalTonnes(t, want.width, b.Abatement, "The width of "+want.name)
		equalTonnes(t, want.right, b.Cumulative, "The right edge of "+want.name)
	}
	assert.Equal(t, []plan.LeftOut{{"late", "no effect in 2030"}, {"dearer", `excluded by "third", which costs no more`}}, c.Left)

	names, abatement, err := c.AtPrice(yen("10"))
	require.NoError(t, err)
	assert.Equal(t, []string{"saver", "other", "second"}, names)
	equalTonnes(t, "51", abatement, "The abatement at 10 JPY/t")
	names, abatement, err = c.AtPrice(yen("0"))
	require.NoError(t, err)
	assert.Equal(t, []string{"saver"}, names)
	equalTonnes(t, "20", abatement, "The abatement at 0 JPY/t")
}

func TestCurveIsWritten(t *testing.T) {
	c, err := curveOfThree().Curve(2030, plan.AnnualisedCost)
	require.NoError(t, err)
	var out bytes.Buffer
	require.NoError(t, c.WriteCSV(&out))
	assert.Equal(t, `year,measure,cost_per_tonne,currency,convention,alone_t,width_t,cumulative_t
2030,saver,-5,JPY,annualised cost ÷ annual abatement,20,20,20
2030,second,10,JPY,annualised cost ÷ annual abatement,40,30,50
2030,third,20,JPY,annualised cost ÷ annual abatement,25,25,75
2030,fourth,40,JPY,annualised cost ÷ annual abatement,10,5,80
`, out.String())
	text, err := json.Marshal(c)
	require.NoError(t, err)
	assert.Contains(t, string(text), `{"measure":"saver","cost_per_tonne":"-5 JPY","alone":"20000 kg CO2e","abatement":"20000 kg CO2e","cumulative":"20000 kg CO2e"}`)
	require.Error(t, plan.Curve{}.WriteCSV(&out))
	require.Error(t, second(json.Marshal(plan.Curve{})))
	c.Bars[0].CostPerTonne.Value = decimal.New(1, 1<<30)
	require.ErrorIs(t, c.WriteCSV(&out), ghg.ErrOutOfRange)
	c, err = curveOfThree().Curve(2025, plan.AnnualisedCost)
	require.NoError(t, err)
	require.Len(t, c.Left, 4)
	text, err = json.Marshal(c)
	require.NoError(t, err)
	assert.Contains(t, string(text), `"bars":[],"left_out":[{"measure":"fourth","reason":"no effect in 2025"}`)
}

func TestInvalidCurvesAreRefused(t *testing.T) {
	p := curveOfThree()
	require.ErrorIs(t, second(p.Curve(2030, 0)), ghg.ErrMissing)
	require.ErrorIs(t, second(p.Curve(2031, plan.AnnualisedCost)), ghg.ErrUnknown)
	err := second(p.Curve(2030, plan.PresentCost))
	require.ErrorIs(t, err, ghg.ErrMissing)
	require.ErrorContains(t, err, "every year of the lifetime of measure")
	require.ErrorIs(t, second(plan.Portfolio{}.Curve(2030, plan.PresentCost)), ghg.ErrMissing)
	c, err := p.Curve(2030, plan.AnnualisedCost)
	require.NoError(t, err)
	_, _, err = c.AtPrice(money.Amount{})
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, _, err = plan.Curve{}.AtPrice(yen("1"))
	require.ErrorIs(t, err, ghg.ErrMissing)
}

func TestVocabularies(t *testing.T) {
	for _, c := range []plan.Convention{plan.AnnualisedCost, plan.PresentCost} {
		var read plan.Convention
		require.NoError(t, read.UnmarshalText(sure(c.MarshalText())))
		assert.Equal(t, c, read)
	}
	for k := plan.AssumedBaseline; k <= plan.AssumedCostConvention; k++ {
		var read plan.AssumptionKind
		require.NoError(t, read.UnmarshalText(sure(k.MarshalText())))
		assert.Equal(t, k, read)
		assert.Equal(t, k.String(), string(sure(k.MarshalText())))
	}
	require.Error(t, second(plan.Convention(0).MarshalText()))
	require.Error(t, second(plan.AssumptionKind(0).MarshalText()))
}

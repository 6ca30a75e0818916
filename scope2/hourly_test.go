package scope2_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/units"
)

func hourlyFactors(t testing.TB, kg ...string) scope2.FactorSeries {
	t.Helper()
	values := make([]decimal.Decimal, 48)
	for i := range values {
		values[i] = number(kg[i%len(kg)])
	}
	s, err := scope2.NewFactorSeries(twoDays, units.MustUnit("kWh"), "AR5", testSource, values)
	require.NoError(t, err)
	return s
}

func TestHourlyElectricity(t *testing.T) {
	// Of the 48 hours 24 have 1 MWh at 0.2 kg/kWh and 24 have 3 MWh at 0.6: 24 × 200 + 24 × 1800 = 48 000 kg.
	a := scope2.HourlyElectricity{
		ID: "hq", Period: twoDays, Region: "GB",
		Load:        series(t, "MWh", []string{"1", "3"}, []string{"1", "3"}),
		GridFactors: hourlyFactors(t, "0.2", "0.6"),
	}
	d := dual(t, a, basis(t))
	tonnes(t, "48", d.Location)
	tonnes(t, "57.6", d.Market) // 96 MWh × 0.6
	assert.Len(t, d.Location.Steps, 48)
	assert.Equal(t, ghg.Method("scope2.hourly-electricity"), d.Market.Method)

	// Hours without load add no steps.
	quiet := a
	quiet.Load = series(t, "MWh", []string{"1", "0"}, []string{"0"})
	d = dual(t, quiet, basis(t))
	assert.Len(t, d.Location.Steps, 12)
	tonnes(t, "2.4", d.Location)

	b, err := json.Marshal(a)
	require.NoError(t, err)
	var back scope2.HourlyElectricity
	require.NoError(t, json.Unmarshal(b, &back))
	tonnes(t, "48", dual(t, back, basis(t)).Location)

	for _, c := range []struct {
		name   string
		change func(*scope2.HourlyElectricity)
		err    error
		text   string
	}{
		{"other period", func(a *scope2.HourlyElectricity) { a.Period = year }, ghg.ErrMixed, "period"},
		{"no market factor", func(a *scope2.HourlyElectricity) { a.Region = "IS" }, nil, "residual-mix"},
	} {
		refused(t, c.name, changed(a, c.change), c.err, c.text)
	}
	short := a
	shorter := ghg.Period{Start: twoDays.Start, End: twoDays.Start.AddDays(1)}
	short.GridFactors, err = scope2.NewFactorSeries(shorter, units.MustUnit("kWh"), "AR5", testSource, make([]decimal.Decimal, 24))
	require.NoError(t, err)
	refused(t, "factors of a shorter period", short, ghg.ErrMixed, "grid_factors")
}

func TestFactorSeries(t *testing.T) {
	day := ghg.Period{Start: twoDays.Start, End: twoDays.Start.AddDays(1)}
	kWh := units.MustUnit("kWh")
	zeros := make([]decimal.Decimal, 24)
	negative := make([]decimal.Decimal, 24)
	negative[5] = number("-0.1")
	for _, c := range []struct {
		name   string
		period ghg.Period
		per    units.Unit
		gwp    string
		source string
		values []decimal.Decimal
		err    error
	}{
		{"period", ghg.Period{}, kWh, "AR5", "x", zeros, ghg.ErrMissing},
		{"unit", day, units.MustUnit("t"), "AR5", "x", zeros, ghg.ErrDimension},
		{"basis", day, kWh, "AR9", "x", zeros, ghg.ErrUnknown},
		{"source", day, kWh, "AR5", "", zeros, ghg.ErrMissing},
		{"count", day, kWh, "AR5", "x", zeros[1:], ghg.ErrOutOfRange},
		{"negative", day, kWh, "AR5", "x", negative, ghg.ErrNegative},
	} {
		_, err := scope2.NewFactorSeries(c.period, c.per, c.gwp, c.source, c.values)
		require.ErrorIs(t, err, c.err, "The series must be refused: %s.", c.name)
	}
	text := strings.Replace(sheet(hoursOfDay("2024-01-31")...), "amount", "kg_co2e", 1)
	s, err := scope2.ReadFactorSeries(strings.NewReader(text), "grid.csv", day, kWh, ghg.UnstatedGWP, "operator's data")
	require.NoError(t, err)
	assert.True(t, s.Given())
	_, err = scope2.ReadFactorSeries(strings.NewReader(text), "grid.csv", day, kWh, "AR5", "")
	require.ErrorContains(t, err, "grid.csv")
	_, err = scope2.ReadFactorSeries(strings.NewReader(sheet()), "grid.csv", day, kWh, "AR5", "x")
	require.Error(t, err)

	var back scope2.FactorSeries
	b, err := json.Marshal(back)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(b, &back))
	assert.False(t, back.Given())
	for _, bad := range []string{`{"period":"2024","per":"kWh","gwp":"AR5","source":"x","kg_co2e":["x"]}`, `{"period":"2024","per":"kWh","gwp":"AR5","source":"x","kg_co2e":["1"]}`, `[]`} {
		require.Error(t, json.Unmarshal([]byte(bad), &back), "This series must be refused: %s.", bad)
	}
}

// Hourly rates that include upstream emissions need the policy and leave the typed fact on the result, so that an
// inventory can refuse the same upstream emissions in category 3.
func TestHourlyLifeCycleFactors(t *testing.T) {
	a := scope2.HourlyElectricity{
		ID: "hq", Period: twoDays, Region: "GB", Load: series(t, "MWh", []string{"1"}, []string{"1"}), GridFactors: hourlyFactors(t, "0.25").LifeCycle(),
	}
	refused(t, "without the policy", a, ghg.ErrOutOfRange, "life-cycle")
	b := basis(t)
	b.Policy.LifeCycleAsGridAverage = true
	text, err := json.Marshal(a)
	require.NoError(t, err)
	var back scope2.HourlyElectricity
	require.NoError(t, json.Unmarshal(text, &back))
	d := dual(t, back, b)
	tonnes(t, "12", d.Location) // 48 MWh × 250 kg
	assert.Equal(t, []ghg.CaveatKind{ghg.LifeCycleInScope2}, kinds(d.Location))
	require.ErrorIs(t, json.Unmarshal([]byte(strings.Replace(string(text), "life-cycle", "well-to-tank", 1)), &back), ghg.ErrOutOfRange)
	a.GridFactors = hourlyFactors(t, "0.25")
	assert.Empty(t, dual(t, a, b).Location.Caveats)
}

package targets_test

import (
	"testing"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestIntensityReportsAbsoluteChangeToo(t *testing.T) {
	target := targets.IntensityTarget{
		Kind: targets.Physical, Base: plan().Base, Output: d("50"), Per: "t product", Year: 2030, Rate: d("0.07"),
	}
	reduction, err := target.Reduction()
	require.NoError(t, err)
	rounded(t, "0.516018", reduction, "The reduction") // 1 − 0.93¹⁰: 0.93¹⁰ = 0.4839823
	out := func(year int, t, output string) targets.IntensityActual {
		return targets.IntensityActual{Actual: actual(year, t), Output: d(output)}
	}
	rows, err := target.Track([]targets.IntensityActual{out(2022, "90", "40"), out(2021, "110", "60")})
	require.NoError(t, err)
	require.Len(t, rows, 2)
	assert.Equal(t, []int{2021, 2022}, []int{rows[0].Year, rows[1].Year})
	// 2021: 110 t for 60: 1,833.3 kg against 2,000: −8.33 %, within the −7 % path, while emissions rose by 10 %.
	rounded(t, "1833.333", rows[0].KgPer, "The intensity of 2021")
	rounded(t, "1860", rows[0].AllowedPer, "The intensity allowed in 2021")
	rounded(t, "0.083333", rows[0].Reduction, "The reduction of the intensity in 2021")
	rounded(t, "-0.1", rows[0].Absolute, "The reduction of emissions in 2021")
	rounded(t, "0.161493", must(t, rows[0].Achieved), "The share achieved in 2021") // 0.0833333 ÷ 0.5160177
	assert.Equal(t, targets.OnTrack, rows[0].Status)
	// 2022: 90 t for 40: 2,250 kg: the intensity rose while emissions fell by 10 %.
	rounded(t, "2250", rows[1].KgPer, "The intensity of 2022")
	rounded(t, "-0.125", rows[1].Reduction, "The reduction of the intensity in 2022")
	rounded(t, "0.1", rows[1].Absolute, "The reduction of emissions in 2022")
	assert.Equal(t, targets.Behind, rows[1].Status)
}

func TestInvalidIntensityTargetsAreRefused(t *testing.T) {
	good := targets.IntensityTarget{Kind: targets.Economic, Base: plan().Base, Output: d("50"), Per: "JPY million", Year: 2030, Rate: d("0.07")}
	for name, change := range map[string]func(*targets.IntensityTarget){
		"base of zero":     func(i *targets.IntensityTarget) { i.Base.Emissions = ghg.CO2e{} },
		"invalid base":     func(i *targets.IntensityTarget) { i.Base.Year = 0 },
		"invalid bounds":   func(i *targets.IntensityTarget) { i.Bounds.Name = "x" },
		"output of zero":   func(i *targets.IntensityTarget) { i.Output = d("0") },
		"no unit":          func(i *targets.IntensityTarget) { i.Per = "" },
		"no kind":          func(i *targets.IntensityTarget) { i.Kind = 0 },
		"percent as share": func(i *targets.IntensityTarget) { i.Rate = d("7") },
		"rate of 1":        func(i *targets.IntensityTarget) { i.Rate = d("1") },
		"no rate":          func(i *targets.IntensityTarget) { i.Rate = d("0") },
		"no target year":   func(i *targets.IntensityTarget) { i.Year = 0 },
		"base year":        func(i *targets.IntensityTarget) { i.Year = 2020 },
	} {
		t.Run(name, func(t *testing.T) {
			bad := good
			change(&bad)
			require.Error(t, second(bad.Reduction()))
			require.Error(t, second(bad.Track(nil)))
		})
	}
	require.ErrorIs(t, second(good.Track(nil)), ghg.ErrMissing)
	require.ErrorIs(t, second(good.Track([]targets.IntensityActual{{Actual: actual(2021, "90")}})), ghg.ErrOutOfRange) // no output
}

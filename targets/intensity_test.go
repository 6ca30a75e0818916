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

	// After the target year, the path is flat: 2,000 × 0.93¹⁰ = 967.965 kg.
	rows, err = target.Track([]targets.IntensityActual{out(2030, "40", "50"), out(2035, "40", "50")})
	require.NoError(t, err)
	rounded(t, "967.965", rows[0].AllowedPer, "The intensity allowed in the target year")
	rounded(t, "967.965", rows[1].AllowedPer, "The intensity allowed after it")

	// With bounds of its own: 110 t for 60 are 0.9857 of the 111.6 t that the path allows.
	target.Bounds = targets.BandedBounds()
	rows, err = target.Track([]targets.IntensityActual{out(2021, "110", "60"), out(2022, "100", "60")})
	require.NoError(t, err)
	assert.Equal(t, []targets.Status{targets.OnTrack, targets.OnTrack}, []targets.Status{rows[0].Status, rows[1].Status})
	rows, err = target.Track([]targets.IntensityActual{out(2021, "106", "60")}) // 0.9498
	require.NoError(t, err)
	assert.Equal(t, targets.Ahead, rows[0].Status)
}

func TestInvalidIntensityTargetsAreRefused(t *testing.T) {
	good := targets.IntensityTarget{Kind: targets.Economic, Base: plan().Base, Output: d("50"), Per: "JPY million", Year: 2030, Rate: d("0.07")}
	for name, c := range map[string]struct {
		change func(*targets.IntensityTarget)
		kind   error
		want   string
	}{
		"base of zero":     {func(i *targets.IntensityTarget) { i.Base.Emissions = ghg.CO2e{} }, ghg.ErrMissing, "base-year emissions"},
		"invalid base":     {func(i *targets.IntensityTarget) { i.Base.Year = 0 }, ghg.ErrMissing, "base year"},
		"invalid bounds":   {func(i *targets.IntensityTarget) { i.Bounds.Name = "x" }, ghg.ErrMissing, "bound for on track"},
		"output of zero":   {func(i *targets.IntensityTarget) { i.Output = d("0") }, ghg.ErrOutOfRange, "an amount of JPY million above zero"},
		"negative output":  {func(i *targets.IntensityTarget) { i.Output = d("-1") }, ghg.ErrOutOfRange, "output"},
		"no unit":          {func(i *targets.IntensityTarget) { i.Per = "" }, ghg.ErrMissing, "unit of output"},
		"no kind":          {func(i *targets.IntensityTarget) { i.Kind = 0 }, ghg.ErrMissing, "kind of intensity"},
		"percent as share": {func(i *targets.IntensityTarget) { i.Rate = d("7") }, ghg.ErrOutOfRange, "rate"},
		"rate of 1":        {func(i *targets.IntensityTarget) { i.Rate = d("1") }, ghg.ErrOutOfRange, "rate"},
		"no rate":          {func(i *targets.IntensityTarget) { i.Rate = d("0") }, ghg.ErrOutOfRange, "rate"},
		"no target year":   {func(i *targets.IntensityTarget) { i.Year = 0 }, ghg.ErrMissing, "target year"},
		"base year":        {func(i *targets.IntensityTarget) { i.Year = 2020 }, ghg.ErrOutOfRange, "a year after the base year 2020"},
	} {
		t.Run(name, func(t *testing.T) {
			bad := good
			c.change(&bad)
			for _, err := range []error{second(bad.Reduction()), second(bad.Track([]targets.IntensityActual{{Actual: actual(2021, "90"), Output: d("50")}}))} {
				require.ErrorIs(t, err, c.kind)
				require.ErrorContains(t, err, c.want)
			}
		})
	}
	require.ErrorIs(t, second(good.Track([]targets.IntensityActual{{Actual: actual(2019, "90"), Output: d("50")}})), ghg.ErrOutOfRange) // before the base year
	require.ErrorIs(t, second(good.Track(nil)), ghg.ErrMissing)
	require.ErrorIs(t, second(good.Track([]targets.IntensityActual{{Actual: actual(2021, "90")}})), ghg.ErrOutOfRange) // no output
}

package intensity_test

import (
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/inventory/intensity"
)

// glass is energy per tonne of glass from FY2019 on.
func glass(values ...string) intensity.PerActivity {
	p := intensity.PerActivity{Name: "energy per tonne of glass", Unit: "kL of crude oil per t"}
	for i, v := range values {
		p.Years = append(p.Years, intensity.YearValue{Year: 2019 + i, Value: dec.MustParse(v)})
	}
	return p
}

// By hand: 0.6561 = 0.9⁴, so that 1 → 0.6561 is 10 % less a year whatever is between: 1 → 0.8 → 0.8 → 0.82 → 0.6561.
// 1 → 2 is the fourth root of 2, 1.189207115002721066717499970560475915… (OEIS A010767).
func TestFiveYearMean(t *testing.T) {
	f, err := glass("1", "0.8", "0.8", "0.82", "0.6561").FiveYearMean(2023)
	require.NoError(t, err)
	assert.Equal(t, "0.9", dec.Text(f.Mean))
	assert.Equal(t, [2]int{2019, 2023}, [2]int{f.First, f.Last})
	require.Len(t, f.Ratios, 4)
	assert.Equal(t, []string{"0.8", "1", "1.025"}, []string{dec.Text(f.Ratios[0]), dec.Text(f.Ratios[1]), dec.Text(f.Ratios[2])})
	assert.Equal(t, "FY2019 to FY2023: 90.0 % a year (80.0, 100.0, 102.5, 80.0)", f.String())
	f, err = glass("9", "1", "1", "1", "1", "2").FiveYearMean(2024)
	require.NoError(t, err, "years before the five are not used")
	assert.Equal(t, "1.189207115002721066717499970560476", dec.Text(f.Mean))
	// In any order of the years.
	p := glass("1", "0.8", "0.8", "0.82", "0.6561")
	slices.Reverse(p.Years)
	f, err = p.FiveYearMean(2023)
	require.NoError(t, err)
	assert.Equal(t, "0.9", dec.Text(f.Mean))
	f.Mean = decimal.New(1, 1<<30)
	assert.NotEmpty(t, f.String())
}

// The example of the Agency for Natural Resources and Energy's notes on form 特定第4表, FY2012 to FY2016, has these values and
// ratios: 100.1, 89.5, 97.0 and 99.2 %. By hand, 2.796 ÷ 3.244 = 0.861899, its root 0.928385 and the root of that 0.963527.
func TestFiveYearMeanOfTheForm(t *testing.T) {
	f, err := glass("3.244", "3.247", "2.906", "2.819", "2.796").FiveYearMean(2023)
	require.NoError(t, err)
	assert.Equal(t, "0.963527", dec.Text(f.Mean.Round(6)))
	assert.Equal(t, "FY2019 to FY2023: 96.4 % a year (100.1, 89.5, 97.0, 99.2)", f.String())
}

func TestFiveYearMeanRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		p    intensity.PerActivity
		last int
		want error
	}{
		"no year at the end":      {glass("1", "1", "1", "1"), 2023, ghg.ErrMissing},
		"no year at the start":    {glass("1", "1", "1", "1", "1"), 2022, ghg.ErrMissing},
		"no year between":         {intensity.PerActivity{Name: "x", Unit: "y", Years: slices.Delete(glass("1", "1", "1", "1", "1").Years, 2, 3)}, 2023, ghg.ErrMissing},
		"a year twice":            {intensity.PerActivity{Name: "x", Unit: "y", Years: append(glass("1", "1", "1", "1", "1").Years, intensity.YearValue{Year: 2021, Value: dec.MustParse("2")})}, 2023, ghg.ErrRepeated},
		"zero":                    {glass("1", "1", "0", "1", "1"), 2023, ghg.ErrOutOfRange},
		"below zero at both ends": {glass("-1", "1", "1", "1", "-1"), 2023, ghg.ErrOutOfRange},
		"too large":               {intensity.PerActivity{Name: "x", Unit: "y", Years: []intensity.YearValue{{Year: 2019, Value: decimal.New(1, 1<<30)}}}, 2023, ghg.ErrOutOfRange},
		"no name":                 {intensity.PerActivity{Unit: "y", Years: glass("1", "1", "1", "1", "1").Years}, 2023, ghg.ErrMissing},
		"no unit":                 {intensity.PerActivity{Name: "x", Years: glass("1", "1", "1", "1", "1").Years}, 2023, ghg.ErrMissing},
	} {
		_, err := c.p.FiveYearMean(c.last)
		require.ErrorIs(t, err, c.want, name)
	}
}

package targets_test

import (
	"testing"
	"time"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestBaseYearNeedsEmissions(t *testing.T) {
	a := plan()
	a.Base.Emissions = ghg.CO2e{}
	refuses(t, ghg.ErrMissing, a, actual(2021, "1"))
	a.Base.Emissions = tonnes("-1")
	refuses(t, ghg.ErrNegative, a, actual(2021, "1"))
}

func TestYearsAreFrom1900To2200(t *testing.T) {
	for year, want := range map[int]error{1899: ghg.ErrOutOfRange, 1900: nil, 2200: nil, 2201: ghg.ErrOutOfRange, 0: ghg.ErrMissing} {
		err := targets.Base{Year: year, Emissions: tonnes("1")}.Check()
		assert.ErrorIs(t, err, want, "The base year %d is judged wrongly.", year)
	}
}

func TestInvalidActualsAreRefused(t *testing.T) {
	refuses(t, ghg.ErrOutOfRange, plan(), actual(2019, "100"))
	refuses(t, ghg.ErrMissing, plan(), actual(0, "100"))
	refuses(t, ghg.ErrMissing, plan())
	refuses(t, ghg.ErrMixed, plan(), actual(2021, "98"), actual(2021, "97"))
	refuses(t, ghg.ErrMixed, plan(), actual(2020, "99")) // the base year has another figure
	refuses(t, ghg.ErrNegative, plan(), actual(2021, "-1"))
}

func TestAllInvalidActualsAreReported(t *testing.T) {
	_, err := plan().Track([]targets.Actual{actual(2022, "-1"), actual(2019, "98"), actual(2023, "90"), actual(2023, "90")})
	var problems *ghg.JoinedError
	require.ErrorAs(t, err, &problems)
	assert.Len(t, problems.First, 3)
	for _, kind := range []error{ghg.ErrOutOfRange, ghg.ErrNegative, ghg.ErrMixed} {
		assert.ErrorIs(t, err, kind)
	}
}

func TestAccountingsAndVersionsAreNotMixed(t *testing.T) {
	a := actual(2021, "98")
	a.Accounting = ghg.LocationBased
	refuses(t, ghg.ErrMixed, plan(), a)
	require.ErrorContains(t, second(plan().Track([]targets.Actual{a})), `("location-based"): want the accounting of the base year, market-based`)
	a.Accounting = 0
	refuses(t, ghg.ErrMixed, plan(), a)
	require.ErrorContains(t, second(plan().Track([]targets.Actual{a})), `("none"): want the accounting of the base year, market-based`)
	a = actual(2021, "98")
	a.Version = "restated"
	refuses(t, ghg.ErrMixed, plan(), a)
	// Introducing a residual mix is a change of method.
	assert.True(t, targets.MethodChange.Counts(), "A change of method does not count towards a recalculation.")
}

func TestPeriodsAreTwelveMonthsOfTheBaseYear(t *testing.T) {
	a := plan()
	a.Base.Period = ghg.FiscalYear(2020, time.April, ghg.LabelStartYear)
	ok := actual(2021, "98")
	ok.Period = ghg.FiscalYear(2021, time.April, ghg.LabelStartYear)
	p := track(t, a, ok)
	assert.Equal(t, "FY2021", p.Latest.Label)
	assert.Equal(t, "FY2020", p.Rows[0].Label)
	assert.Equal(t, "2022", p.Rows[2].Label)

	other := ok
	other.Period = ghg.FiscalYear(2021, time.April, ghg.LabelEndYear)
	refuses(t, ghg.ErrMixed, a, other)
	broken := ok
	broken.Period.End = broken.Period.Start
	refuses(t, ghg.ErrOutOfRange, plan(), broken)
}

func TestOtherPeriodsAreAnnualisedOnRequest(t *testing.T) {
	a := plan()
	a.Base.Period = ghg.FiscalYear(2020, time.April, ghg.LabelStartYear)
	// Fifteen months, January 2021 to March 2022, are 455 days. A year of 365 days at the same rate: 91 × 365 ÷ 455 = 73.
	long := actual(2021, "91")
	var err error
	long.Period, err = ghg.NewPeriod(ghg.Date{Year: 2021, Month: time.January, Day: 1}, ghg.Date{Year: 2022, Month: time.April, Day: 1})
	require.NoError(t, err)
	refuses(t, ghg.ErrOutOfRange, a, long)
	year, err := targets.Annualise(long)
	require.NoError(t, err)
	equalTonnes(t, "73", year.Emissions, "The annualised figure")
	assert.True(t, track(t, a, year).Latest.Annualised, "The row of an annualised figure is not marked.")

	// The first half of the leap year 2024 has 182 of its 366 days: 91 × 366 ÷ 182 = 183.
	half := actual(2024, "91")
	half.Period, err = ghg.NewPeriod(ghg.Date{Year: 2024, Month: time.January, Day: 1}, ghg.Date{Year: 2024, Month: time.July, Day: 1})
	require.NoError(t, err)
	year, err = targets.Annualise(half)
	require.NoError(t, err)
	equalTonnes(t, "183", year.Emissions, "The annualised half")
	require.ErrorIs(t, second(targets.Annualise(actual(2021, "1"))), ghg.ErrMissing)
	a.Base.Period = long.Period
	refuses(t, ghg.ErrOutOfRange, a, actual(2021, "98"))
}

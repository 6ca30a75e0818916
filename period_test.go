package ghg_test

import (
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
)

func TestDates(t *testing.T) {
	for _, text := range []string{"2024-03-31", "0001-01-01", "9999-12-31", "2024-02-29", "2000-02-29"} {
		var date ghg.Date
		require.NoError(t, date.UnmarshalText([]byte(text)))
		assert.True(t, date.Valid())
		back, err := date.MarshalText()
		require.NoError(t, err)
		assert.Equal(t, text, string(back))
	}
	for _, text := range []string{"", "2023-02-29", "1900-02-29", "2024-3-1", "2024-13-01", "0000-01-01", "10000-01-01", "2024-03-31T00:00:00Z", "31.3.2024"} {
		var date ghg.Date
		require.ErrorIs(t, date.UnmarshalText([]byte(text)), ghg.ErrOutOfRange, text)
		assert.True(t, date.IsZero())
	}
	a, b, c := ghg.Date{Year: 2024, Month: 2, Day: 28}, ghg.Date{Year: 2024, Month: 3, Day: 1}, ghg.Date{Year: 2025, Month: 1, Day: 1}
	assert.Equal(t, []int{-1, -1, 1, 1, 0}, []int{a.Compare(b), b.Compare(c), c.Compare(a), b.Compare(a), b.Compare(ghg.Date{Year: 2024, Month: 3, Day: 1})})
	assert.Equal(t, 1, ghg.Date{Year: 2024, Month: 2, Day: 29}.Compare(a))
	assert.Equal(t, 2, a.DaysUntil(b), "2024 is a leap year")
	assert.Equal(t, -2, b.DaysUntil(a))
	assert.Equal(t, b, a.AddDays(2))
	leap := ghg.Date{Year: 2024, Month: 2, Day: 29}
	assert.Equal(t, ghg.Date{Year: 2025, Month: 3, Day: 1}, leap.AddYears(1))
	assert.Equal(t, ghg.Date{Year: 2028, Month: 2, Day: 29}, leap.AddYears(4))
	// 400 years of the Gregorian calendar have 146097 days; a time.Duration overflows after 106751.
	assert.Equal(t, 146097, ghg.Date{Year: 1600, Month: 1, Day: 1}.DaysUntil(ghg.Date{Year: 2000, Month: 1, Day: 1}))
	for _, bad := range []ghg.Date{{}, {2024, 2, 30}, {2024, 0, 1}, {-1, 1, 1}, {10000, 1, 1}} {
		assert.False(t, bad.Valid(), bad)
	}
}

func TestFiscalYears(t *testing.T) {
	for _, tt := range []struct {
		year        int
		start       time.Month
		label       ghg.YearLabel
		first, last string
		days        int
	}{
		// NEC, Sustainability report: fiscal 2023 is April 2023 to March 2024.
		{2023, time.April, ghg.LabelStartYear, "2023-04-01", "2024-03-31", 366},
		{2023, time.April, ghg.LabelEndYear, "2022-04-01", "2023-03-31", 365},
		{2024, time.July, ghg.LabelEndYear, "2023-07-01", "2024-06-30", 366},
		{2023, time.January, ghg.LabelStartYear, "2023-01-01", "2023-12-31", 365},
		{2023, time.January, ghg.LabelEndYear, "2023-01-01", "2023-12-31", 365},
		{2100, time.April, ghg.LabelEndYear, "2099-04-01", "2100-03-31", 365},
	} {
		p := ghg.FiscalYear(tt.year, tt.start, tt.label)
		require.NoError(t, p.Check())
		assert.Equal(t, tt.first, p.Start.String())
		assert.Equal(t, tt.last, p.End.AddDays(-1).String())
		assert.Equal(t, tt.days, p.Days())
		text, err := p.MarshalText()
		require.NoError(t, err)
		var back ghg.Period
		require.NoError(t, back.UnmarshalText(text))
		assert.Equal(t, p, back)
	}
	require.ErrorIs(t, ghg.FiscalYear(2023, time.April, 0).Check(), ghg.ErrMissing, "a missing convention must be refused, not guessed")
	require.Error(t, ghg.FiscalYear(2023, 0, ghg.LabelEndYear).Check())
	require.Error(t, ghg.FiscalYear(2023, 13, ghg.LabelStartYear).Check())
	assert.Equal(t, "FY2023", ghg.FiscalYear(2023, time.April, ghg.LabelStartYear).String())
}

func TestPeriods(t *testing.T) {
	year, fiscal := ghg.CalendarYear(2024), ghg.FiscalYear(2023, time.April, ghg.LabelStartYear)
	assert.Equal(t, 366, year.Days())
	assert.Equal(t, 91, year.Overlap(fiscal), "January to March of a leap year")
	assert.Equal(t, 91, fiscal.Overlap(year))
	assert.Equal(t, 0, year.Overlap(ghg.CalendarYear(2025)), "the end day is not part of the period")
	assert.Equal(t, 0, year.Overlap(ghg.CalendarYear(2030)))
	assert.False(t, year.Contains(fiscal))
	assert.True(t, year.Contains(year))
	quarter, err := ghg.ParsePeriod("2024-01-01/2024-04-01 Q1")
	require.NoError(t, err)
	assert.True(t, year.Contains(quarter))
	assert.False(t, quarter.Contains(year))
	assert.Equal(t, "Q1", quarter.String())
	assert.True(t, fiscal.Same(ghg.Period{Start: fiscal.Start, End: fiscal.End}))
	assert.Equal(t, "2023-04-01/2024-04-01", ghg.Period{Start: fiscal.Start, End: fiscal.End}.String())
	assert.Equal(t, "2022-04-01/2023-04-01", fiscal.Shift(-1).String())
	leap, err := ghg.ParsePeriod("2024-02-29/2024-03-01")
	require.NoError(t, err)
	require.NoError(t, leap.Shift(1).Check(), "a shifted period of one day must stay valid")
	assert.Equal(t, "2025-03-01/2025-03-02", leap.Shift(1).String())

	require.ErrorIs(t, ghg.Period{}.Check(), ghg.ErrMissing)
	assert.True(t, ghg.Period{}.IsZero())
	_, err = ghg.NewPeriod(year.End, year.Start)
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
	_, err = ghg.NewPeriod(year.Start, year.Start)
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
}

func TestParsePeriod(t *testing.T) {
	for text, want := range map[string]string{
		"2024": "2024-01-01/2025-01-01 2024", "2023-04-01/2024-04-01": "2023-04-01/2024-04-01",
		"2023-04-01/2024-04-01 FY2023": "2023-04-01/2024-04-01 FY2023", "2023-04-01/2024-04-01 fiscal 2023": "2023-04-01/2024-04-01 fiscal 2023",
		"2023-04-01..2024-03-31": "2023-04-01/2024-04-01", "2023-04-01..2024-03-31 FY2023": "2023-04-01/2024-04-01 FY2023",
		"2024-02-29..2024-02-29": "2024-02-29/2024-03-01", "2024-01": "2024-01-01/2024-02-01 2024-01", "2023-12": "2023-12-01/2024-01-01 2023-12",
		// One day, or a start within a month: the end cannot be meant as the last day of whole months.
		"2024-01-30/2024-01-31": "2024-01-30/2024-01-31", "2024-01-24/2024-01-31": "2024-01-24/2024-01-31",
	} {
		p, err := ghg.ParsePeriod(text)
		require.NoError(t, err)
		got, err := p.MarshalText()
		require.NoError(t, err)
		assert.Equal(t, want, string(got))
	}
	empty := ghg.CalendarYear(2000)
	require.ErrorIs(t, empty.UnmarshalText(nil), ghg.ErrMissing)
	assert.Equal(t, ghg.CalendarYear(2000), empty)
	for _, text := range []string{"0000", "+202", "-202", " 202", "9999", "24", "FY2023", "2024-01-01", "2024-01-01/", "2024-01-01/2024-01-01", "2024-01-01/2023-01-01", "2024-01-01/2024-02-30", "2024-01-01 2024-02-01", "2024-13", "2024-00", "2024-1", "9999-12", "2024-01-01..", "..2024-01-01", "2024-01-02..2024-01-01", "2024-01-01...2024-02-01", "2024-01-01..9999-12-31", "2024 ", "2024-01-01/2024-02-01 ", "2024-01-01/2024-02-01  Q1", "2024-01-01/2024-02-01 Q1\u3000"} {
		p := ghg.CalendarYear(2000)
		require.ErrorIs(t, p.UnmarshalText([]byte(text)), ghg.ErrOutOfRange, text)
		assert.Equal(t, ghg.CalendarYear(2000), p)
	}
}

// An interval of whole months less a day is refused, since its end is probably meant as the last day. The error offers
// both spellings of the whole months.
func TestEndOfMonth(t *testing.T) {
	for _, tt := range []struct{ text, exclusive, inclusive string }{
		{"2024-04-01/2025-03-31", "2024-04-01/2025-04-01", "2024-04-01..2025-03-31"},
		{"2024-01-01/2024-12-31", "2024-01-01/2025-01-01", "2024-01-01..2024-12-31"},
		{"2024-02-01/2024-02-29", "2024-02-01/2024-03-01", "2024-02-01..2024-02-29"},
		{"2024-04-01/2025-03-31 FY2024", "2024-04-01/2025-04-01 FY2024", "2024-04-01..2025-03-31 FY2024"},
	} {
		_, err := ghg.ParsePeriod(tt.text)
		require.ErrorIs(t, err, ghg.ErrOutOfRange, tt.text)
		require.ErrorContains(t, err, tt.exclusive)
		require.ErrorContains(t, err, tt.inclusive)
		want, err := ghg.ParsePeriod(tt.exclusive)
		require.NoError(t, err)
		got, err := ghg.ParsePeriod(tt.inclusive)
		require.NoError(t, err)
		assert.Equal(t, want, got, "one period, whichever way it is spelt")
	}
	_, err := ghg.ParsePeriod("2023-02-01/2023-02-28")
	require.Error(t, err)
	_, err = ghg.ParsePeriod("2024-02-01/2024-02-28")
	require.NoError(t, err, "28 February is not the last day of a leap year's month")

	// Months less a day are a period like any other: they are written with both days included, and read back.
	short, err := ghg.NewPeriod(ghg.Date{Year: 2024, Month: 1, Day: 1}, ghg.Date{Year: 2024, Month: 1, Day: 31})
	require.NoError(t, err)
	text, err := short.MarshalText()
	require.NoError(t, err)
	assert.Equal(t, "2024-01-01..2024-01-30", string(text))
	back, err := ghg.ParsePeriod(string(text))
	require.NoError(t, err)
	assert.Equal(t, short, back)
}

// A period round-trips through its text.
func FuzzParsePeriod(f *testing.F) {
	for _, s := range []string{"2024", "2023-04-01/2024-04-01 FY2023", "2024-02-29/2024-03-01", "0001-01-01/9999-12-31 x", "/", "2024-04-01..2025-03-31 FY2024", "2024-01", "2024-01-01..2024-01-30"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := ghg.ParsePeriod(s)
		if err != nil {
			return
		}
		require.NoError(t, p.Check())
		assert.Positive(t, p.Days())
		text, err := p.MarshalText()
		require.NoError(t, err)
		again, err := ghg.ParsePeriod(string(text))
		require.NoError(t, err)
		assert.Equal(t, p, again)
	})
}

// Arithmetic never leads from beyond the calendar back into it, whatever the numbers.
func TestDatesDoNotOverflow(t *testing.T) {
	first, last := ghg.Date{Year: 1, Month: 1, Day: 1}, ghg.Date{Year: 9999, Month: 12, Day: 31}
	assert.Equal(t, 3652058, first.DaysUntil(last)) // 9998 years × 365.2425 days, with the days of 9999
	assert.Equal(t, last, first.AddDays(3652058))
	for _, n := range []int{math.MaxInt, math.MinInt, math.MaxInt32, math.MinInt32, 10_000_000, -10_000_000} {
		for _, d := range []ghg.Date{first, last, {Year: 2024, Month: 2, Day: 29}} {
			assert.False(t, d.AddDays(n).Valid(), "%s and %d days", d, n)
			assert.False(t, d.AddYears(n).Valid(), "%s and %d years", d, n)
		}
		for _, far := range []ghg.Date{{Year: n, Month: 1, Day: 1}, {Year: 2024, Month: time.Month(n), Day: 1}, {Year: 2024, Month: 1, Day: n}} {
			assert.False(t, far.Valid())
			assert.False(t, far.AddDays(-n).Valid())
			assert.False(t, far.AddYears(-n).Valid())
			assert.Zero(t, far.DaysUntil(first))
			assert.Zero(t, first.DaysUntil(far))
			assert.NotZero(t, far.Compare(first))
		}
	}
	assert.Equal(t, 1, ghg.Date{Year: math.MaxInt}.Compare(ghg.Date{Year: math.MinInt}))
}

// The years at the ends of the calendar, and beyond them, give periods that Check refuses.
func TestPeriodsAtTheEndsOfTheCalendar(t *testing.T) {
	require.NoError(t, ghg.CalendarYear(1).Check())
	require.NoError(t, ghg.CalendarYear(9998).Check())
	for _, year := range []int{0, -1, 9999, 10_000, math.MaxInt, math.MinInt} { // the day after 9999 has no date
		require.ErrorIs(t, ghg.CalendarYear(year).Check(), ghg.ErrOutOfRange, year)
		for _, label := range []ghg.YearLabel{ghg.LabelStartYear, ghg.LabelEndYear} {
			require.ErrorIs(t, ghg.FiscalYear(year, time.January, label).Check(), ghg.ErrOutOfRange, year)
		}
	}
	year := ghg.CalendarYear(2024)
	for _, n := range []int{math.MaxInt, math.MinInt, 7976, -2024} {
		require.ErrorIs(t, year.Shift(n).Check(), ghg.ErrOutOfRange, n)
	}
	require.NoError(t, year.Shift(7974).Check())
	require.NoError(t, year.Shift(-2023).Check())
}

// TestDaysOfTheCalendar compares what is computed from the digits of dates with package time.
func TestDaysOfTheCalendar(t *testing.T) {
	const cycle = 400 // years after which the calendar repeats
	first := ghg.Date{Year: 1, Month: 1, Day: 1}
	start := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)
	for at, step := start, 1; at.Year() <= 9999; at = at.AddDate(0, 0, step) {
		if at.Year() > cycle {
			step = 11
		}
		n := int((at.Unix() - start.Unix()) / (24 * 60 * 60))
		d := ghg.Date{Year: at.Year(), Month: at.Month(), Day: at.Day()}
		if !d.Valid() || first.DaysUntil(d) != n || d.DaysUntil(first) != -n {
			t.Fatalf("%s is day %d", d, n)
		}
		text := at.Format(time.DateOnly)
		if read, err := ghg.ParseDate(text); err != nil || read != d || d.String() != text {
			t.Fatalf("%s is written %s and read as %s (%v)", text, d, read, err)
		}
		for _, years := range []int{-10000, -400, -4, -1, 0, 1, 3, 100, 9999} {
			then := at.AddDate(years, 0, 0)
			if moved := d.AddYears(years); moved != (ghg.Date{Year: then.Year(), Month: then.Month(), Day: then.Day()}) {
				t.Fatalf("%s and %d years are %s", d, years, moved)
			}
		}
	}
	for _, d := range []ghg.Date{{}, {-5, 2, 30}, {12345, 1, 1}, {2024, 2, 31}} {
		of := time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
		assert.Equal(t, fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day), d.String())
		assert.Equal(t, int((of.Unix()-time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC).Unix())/(24*60*60)), ghg.Date{Year: 2024, Month: 1, Day: 1}.DaysUntil(d), d)
		then := of.AddDate(3, 0, 0)
		assert.Equal(t, ghg.Date{Year: then.Year(), Month: then.Month(), Day: then.Day()}, d.AddYears(3), d)
	}
}

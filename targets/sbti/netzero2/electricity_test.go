package netzero2_test

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/targets/sbti"
	"github.com/ghgkit/ghg/targets/sbti/netzero2"
)

func pool(year int, mwh string) netzero2.Pool {
	return netzero2.Pool{Name: "Japan", Region: "JP-TK", Period: ghg.CalendarYear(year), MWh: d(mwh)}
}

func supply() netzero2.Supply {
	return netzero2.Supply{
		Name: "wind", MWh: d("40"), Delivery: netzero2.Contracted, Region: "JP-TK", Direct: d("0"),
		Commissioned: day(2024, time.April, 1), Contracted: day(2027, time.February, 1),
	}
}

func TestLowCarbonElectricity(t *testing.T) {
	for _, c := range []struct {
		name   string
		year   int
		change func(*netzero2.Supply)
		counts bool
		reason string
	}{
		{"wind", 2028, func(*netzero2.Supply) {}, true, "0.048"},
		{"at the limit", 2034, func(s *netzero2.Supply) { s.Direct = d("0.048") }, true, "0.048"},
		{"above it", 2034, func(s *netzero2.Supply) { s.Direct = d("0.0481") }, false, "low-carbon is at most 0.048 in 2034"},
		{"at the limit from 2035", 2035, func(s *netzero2.Supply) { s.Direct = d("0.024") }, true, "0.024"},
		{"above it from 2035", 2035, func(s *netzero2.Supply) { s.Direct = d("0.025") }, false, "low-carbon is at most 0.024 in 2035"},
		{"another region", 2028, func(s *netzero2.Supply) { s.Region = "JP-KS" }, false, "C30"},
		{"an old contract", 2028, func(s *netzero2.Supply) {
			s.Region, s.Contracted = "JP-KS", day(2027, time.January, 31)
		}, true, "C30.5"},
		{"an old contract, renewed", 2028, func(s *netzero2.Supply) {
			s.Region, s.Contracted, s.Renewed = "JP-KS", day(2027, time.January, 31), day(2028, time.December, 31)
		}, false, "C30"},
		{"renewed after the period", 2028, func(s *netzero2.Supply) {
			s.Region, s.Contracted, s.Renewed = "JP-KS", day(2027, time.January, 31), day(2029, time.January, 1)
		}, true, "C30.5"},
		{"no day of contract", 2028, func(s *netzero2.Supply) { s.Region, s.Contracted = "JP-KS", ghg.Date{} }, false, "C30"},
		{"fifteen years old on the last day", 2028, func(s *netzero2.Supply) { s.Commissioned = day(2013, time.December, 31) }, true, ""},
		{"and a day older", 2028, func(s *netzero2.Supply) { s.Commissioned = day(2013, time.December, 30) }, false, "C31.3: commissioned or re-powered on 2013-12-30, more than 15 years before 2028-12-31"},
		{"default-delivered, 95 %", 2028, func(s *netzero2.Supply) {
			s.Delivery, s.LowCarbonShare = netzero2.DefaultDelivered, targets.Defined(d("0.95"))
		}, true, ""},
		{"default-delivered, less", 2028, func(s *netzero2.Supply) {
			s.Delivery, s.LowCarbonShare = netzero2.DefaultDelivered, targets.Defined(d("0.9499"))
		}, false, "C31.1: default-delivered without a registry and 94.99 % low-carbon; the minimum is 95 %"},
		{"default-delivered with a registry", 2028, func(s *netzero2.Supply) { s.Delivery, s.Registry = netzero2.DefaultDelivered, true }, true, ""},
	} {
		s := supply()
		c.change(&s)
		got, err := netzero2.V2_0().LowCarbon(pool(c.year, "100"), []netzero2.Supply{s})
		require.NoError(t, err, c.name)
		require.Len(t, got.Decided, 1)
		assert.Equal(t, c.counts, got.Decided[0].Counts, "%s: %s", c.name, got.Decided[0].Reason)
		assert.Contains(t, got.Decided[0].Reason, c.reason, c.name)
		want := "0"
		if c.counts {
			want = "0.4"
		}
		equal(t, want, got.Share, c.name)
	}
}

func TestSuppliesRefused(t *testing.T) {
	e := netzero2.V2_0()
	for name, c := range map[string]struct {
		change func(*netzero2.Pool, *netzero2.Supply)
		want   error
	}{
		"more than the use":       {func(_ *netzero2.Pool, s *netzero2.Supply) { s.MWh = d("100.1") }, ghg.ErrOutOfRange},
		"no delivery":             {func(_ *netzero2.Pool, s *netzero2.Supply) { s.Delivery = 0 }, ghg.ErrMissing},
		"negative MWh":            {func(_ *netzero2.Pool, s *netzero2.Supply) { s.MWh = d("-1") }, ghg.ErrNegative},
		"negative emissions":      {func(_ *netzero2.Pool, s *netzero2.Supply) { s.Direct = d("-1") }, ghg.ErrNegative},
		"no region":               {func(_ *netzero2.Pool, s *netzero2.Supply) { s.Region = "" }, ghg.ErrMissing},
		"no commissioning":        {func(_ *netzero2.Pool, s *netzero2.Supply) { s.Commissioned = ghg.Date{} }, ghg.ErrOutOfRange},
		"commissioned later":      {func(_ *netzero2.Pool, s *netzero2.Supply) { s.Commissioned = day(2029, time.January, 1) }, ghg.ErrOutOfRange},
		"a contract on no day":    {func(_ *netzero2.Pool, s *netzero2.Supply) { s.Contracted.Day = 32 }, ghg.ErrOutOfRange},
		"renewed before":          {func(_ *netzero2.Pool, s *netzero2.Supply) { s.Renewed = day(2026, time.January, 1) }, ghg.ErrOutOfRange},
		"default-delivered only":  {func(_ *netzero2.Pool, s *netzero2.Supply) { s.Delivery = netzero2.DefaultDelivered }, ghg.ErrMissing},
		"a share above one":       {func(_ *netzero2.Pool, s *netzero2.Supply) { s.LowCarbonShare = targets.Defined(d("2")) }, ghg.ErrOutOfRange},
		"a pool without a region": {func(p *netzero2.Pool, _ *netzero2.Supply) { p.Region = "" }, ghg.ErrMissing},
		"a pool without a period": {func(p *netzero2.Pool, _ *netzero2.Supply) { p.Period = ghg.Period{} }, ghg.ErrMissing},
		"a pool without use":      {func(p *netzero2.Pool, _ *netzero2.Supply) { p.MWh = decimal.Zero }, ghg.ErrMissing},
		"a pool of negative use":  {func(p *netzero2.Pool, _ *netzero2.Supply) { p.MWh = d("-1") }, ghg.ErrNegative},
		"an hourly share above 1": {func(p *netzero2.Pool, _ *netzero2.Supply) { p.Hourly = targets.Defined(d("2")) }, ghg.ErrOutOfRange},
	} {
		p, s := pool(2028, "100"), supply()
		c.change(&p, &s)
		require.ErrorIs(t, second(e.LowCarbon(p, []netzero2.Supply{s})), c.want, name)
	}
	require.ErrorIs(t, second(netzero2.Edition{}.LowCarbon(pool(2028, "1"), nil)), ghg.ErrMissing)
}

// C32: 10 GWh a year, exactly, needs an hourly share of category A.
func TestHourlyPools(t *testing.T) {
	e := netzero2.V2_0()
	small, large, matched := pool(2028, "9999.9"), pool(2028, "10000"), pool(2028, "20000")
	matched.Hourly = targets.Defined(d("0.3"))
	rows, err := e.HourlyPools(netzero2.CategoryA, []netzero2.Pool{small, large, matched})
	require.NoError(t, err)
	require.Len(t, rows, 3)
	for i, want := range []struct{ required, met bool }{{false, true}, {true, false}, {true, true}} {
		assert.Equal(t, want.required, rows[i].Required)
		assert.Equal(t, want.met, rows[i].Met)
	}
	rows, err = e.HourlyPools(netzero2.CategoryB, []netzero2.Pool{large})
	require.NoError(t, err)
	assert.False(t, rows[0].Required)

	half := pool(2028, "1")
	half.Period.End = day(2028, time.July, 1)
	require.ErrorIs(t, second(e.HourlyPools(netzero2.CategoryA, []netzero2.Pool{half})), ghg.ErrOutOfRange)
	require.ErrorIs(t, second(e.HourlyPools(netzero2.CategoryA, []netzero2.Pool{{}})), ghg.ErrMissing)
	require.ErrorIs(t, second(e.HourlyPools(0, nil)), ghg.ErrMissing)
	require.ErrorIs(t, second(netzero2.Edition{}.HourlyPools(netzero2.CategoryA, nil)), ghg.ErrMissing)
}

// C34: 50 % until 2030, 75 % until 2035, then 90 %, in every year. In 2030 and 2035 the figure may be that of either step.
func TestRecognise(t *testing.T) {
	for _, c := range []struct {
		year  int
		share string
		want  bool
		err   error
	}{
		{2029, "0.5", true, nil},
		{2029, "0.499", false, nil},
		{2030, "0.75", true, nil},
		{2030, "0.74", false, sbti.ErrNotStated},
		{2030, "0.49", false, nil},
		{2031, "0.75", true, nil},
		{2031, "0.74", false, nil},
		{2035, "0.89", false, sbti.ErrNotStated},
		{2036, "0.9", true, nil},
		{2036, "0.89", false, nil},
	} {
		got, err := netzero2.V2_0().Recognise([]targets.SharePoint{{Year: c.year, Share: d(c.share)}})
		require.ErrorIs(t, err, c.err, "%s in %d", c.share, c.year)
		assert.Equal(t, c.want, got, "%s in %d", c.share, c.year)
	}
	e := netzero2.V2_0()
	got, err := e.Recognise([]targets.SharePoint{{Year: 2029, Share: d("0.4")}, {Year: 2030, Share: d("0.6")}})
	require.NoError(t, err, "What one year decides is not stated by another.")
	assert.False(t, got)
	require.ErrorIs(t, second(e.Recognise(nil)), ghg.ErrMissing)
	require.ErrorIs(t, second(e.Recognise([]targets.SharePoint{{Year: 2028, Share: d("1")}, {Year: 2030, Share: d("1")}})), ghg.ErrMissing)
	require.ErrorIs(t, second(e.Recognise([]targets.SharePoint{{Year: 2028, Share: d("2")}})), ghg.ErrOutOfRange)
	require.ErrorIs(t, second(netzero2.Edition{}.Recognise(nil)), ghg.ErrMissing)
}

package scope2_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/scope2"
)

func claim() scope2.Claim {
	return scope2.Claim{Region: "GB", Period: year, ResidualMix: scope2.ResidualMixPublished}
}

func TestEachCriterion(t *testing.T) {
	change := func(f func(*scope2.Instrument)) scope2.Instrument { return changed(certificate("rec", "10 MWh"), f) }
	met, not, na := scope2.Met, scope2.NotMet, scope2.NotApplicable
	undisclosed := claim()
	undisclosed.ResidualMix = 0
	for _, c := range []struct {
		name  string
		in    scope2.Instrument
		claim scope2.Claim
		want  [8]scope2.Answer
	}{
		{"certificate", certificate("rec", "10 MWh"), claim(), [8]scope2.Answer{met, met, met, met, met, na, na, met}},
		{"no rate", change(func(i *scope2.Instrument) { i.Rate = scope2.Rate{} }), claim(), [8]scope2.Answer{not, met, met, met, met, na, na, met}},
		{"other claims", change(func(i *scope2.Instrument) { i.SoleClaim = false }), claim(), [8]scope2.Answer{met, not, met, met, met, na, na, met}},
		{"not retired", change(func(i *scope2.Instrument) { i.Retirement = "" }), claim(), [8]scope2.Answer{met, met, not, met, met, na, na, met}},
		{"old vintage", change(func(i *scope2.Instrument) { i.Vintage = ghg.CalendarYear(2022) }), claim(), [8]scope2.Answer{met, met, met, not, met, na, na, met}},
		{"no vintage", change(func(i *scope2.Instrument) { i.Vintage = ghg.Period{} }), claim(), [8]scope2.Answer{met, met, met, not, met, na, na, met}},
		{"other market", change(func(i *scope2.Instrument) { i.Market = "JP" }), claim(), [8]scope2.Answer{met, met, met, met, not, na, na, met}},
		{"no market", change(func(i *scope2.Instrument) { i.Market = "" }), claim(), [8]scope2.Answer{met, met, met, met, not, na, na, met}},
		{"menu", change(func(i *scope2.Instrument) { i.Kind = ghg.SupplierMenu }), claim(), [8]scope2.Answer{met, met, met, met, met, not, na, met}},
		{"tariff", change(func(i *scope2.Instrument) { i.Kind, i.Delivered = ghg.GreenTariff, true }), claim(), [8]scope2.Answer{met, met, met, met, met, met, na, met}},
		{"contract", change(func(i *scope2.Instrument) { i.Kind = ghg.VirtualPPA }), claim(), [8]scope2.Answer{met, met, met, met, met, na, not, met}},
		{"own", change(func(i *scope2.Instrument) { i.Kind, i.AllRights = ghg.SelfWheeling, true }), claim(), [8]scope2.Answer{met, met, met, met, met, na, met, met}},
		{"no residual mix", certificate("rec", "10 MWh"), undisclosed, [8]scope2.Answer{met, met, met, met, met, na, na, not}},
	} {
		t.Run(c.name, func(t *testing.T) {
			answers := c.in.Criteria(c.claim)
			require.Len(t, answers, 8)
			for i, a := range answers {
				assert.Equal(t, i+1, a.Number)
				assert.NotEmpty(t, a.Name)
				assert.NotEmpty(t, a.Reason, a.Name)
				assert.Equal(t, c.want[i], a.Met, a.String())
			}
		})
	}
}

func TestMarketsOfAClaim(t *testing.T) {
	for _, c := range []struct {
		region, market, instrument string
		want                       scope2.Answer
	}{
		{"GB", "", "GB", scope2.Met},
		{"US-CAMX", "", "US", scope2.Met},
		{"US-CAMX", "", "US-CAMX", scope2.Met},
		{"US-CAMX", "", "US-NYUP", scope2.NotMet},
		{"DE", "AIB", "AIB", scope2.Met},
		{"DE", "AIB", "DE", scope2.NotMet},
		{"DE", "", "AIB", scope2.NotMet},
		{"US", "", "US-CAMX", scope2.NotMet},
	} {
		in := certificate("rec", "1 MWh")
		in.Market = c.instrument
		cl := scope2.Claim{Region: c.region, Market: c.market, Period: year, ResidualMix: scope2.ResidualMixPublished}
		assert.Equal(t, c.want, in.Criteria(cl)[4].Met, "%s %s %s", c.region, c.market, c.instrument)
	}
}

func TestWindowOfVintages(t *testing.T) {
	fy := ghg.FiscalYear(2023, time.April, ghg.LabelStartYear)
	period := func(s string) ghg.Period {
		p, err := ghg.ParsePeriod(s)
		require.NoError(t, err)
		return p
	}
	for _, c := range []struct {
		name    string
		use     ghg.Period
		window  scope2.Window
		vintage string
		want    scope2.Answer
	}{
		{"same year", year, scope2.Window{}, "2024", scope2.Met},
		{"month of the year", year, scope2.Window{}, "2024-05-01/2024-06-01", scope2.Met},
		{"year of a month", period("2024-05-01/2024-06-01"), scope2.Window{}, "2024", scope2.Met},
		{"three years around the month", period("2024-05-01/2024-06-01"), scope2.Window{}, "2022-01-01/2025-01-01", scope2.NotMet},
		{"calendar year for a fiscal one", fy, scope2.Window{}, "2023", scope2.NotMet},
		{"three months before", fy, scope2.Window{Before: 3}, "2023", scope2.Met},
		{"two months before", fy, scope2.Window{Before: 2}, "2023", scope2.NotMet},
		{"Green-e, first day", year, scope2.GreenEWindow(), "2023-07-01/2023-07-02", scope2.Met},
		{"Green-e, day before", year, scope2.GreenEWindow(), "2023-06-30/2023-07-01", scope2.NotMet},
		{"Green-e, last day", year, scope2.GreenEWindow(), "2025-03-31/2025-04-01", scope2.Met},
		{"Green-e, day after", year, scope2.GreenEWindow(), "2025-04-01/2025-04-02", scope2.NotMet},
		// Six months before 31 August is the last day of February.
		{"end of month", period("2024-08-31/2024-09-30"), scope2.Window{Before: 6}, "2024-02-29/2024-03-01", scope2.Met},
	} {
		in := certificate("rec", "1 MWh")
		in.Vintage = period(c.vintage)
		cl := claim()
		cl.Period, cl.Window = c.use, c.window
		assert.Equal(t, c.want, in.Criteria(cl)[3].Met, "The vintage is judged wrongly: %s.", c.name)
	}
}

func TestWindowText(t *testing.T) {
	var w scope2.Window
	require.NoError(t, w.UnmarshalText([]byte("6 months before, 3 after")))
	assert.Equal(t, scope2.GreenEWindow(), w)
	text, err := w.MarshalText()
	require.NoError(t, err)
	assert.Equal(t, "6 months before, 3 after", string(text))
	for _, bad := range []string{"", "6", "6 months before, 3 after ", "06 months before, 3 after", "-1 months before, 3 after", "25 months before, 3 after"} {
		require.ErrorIs(t, w.UnmarshalText([]byte(bad)), ghg.ErrOutOfRange, "The window %q must be refused.", bad)
	}
	assert.Equal(t, scope2.GreenEWindow(), w)
}

// text is the text form of a closed vocabulary.
type text interface {
	MarshalText() ([]byte, error)
	String() string
}

func TestVocabularies(t *testing.T) {
	for _, c := range []struct {
		zero, last text
		into       func(string) (string, error)
		want       string
		zeroText   string
	}{
		{ghg.InstrumentKind(0), ghg.OnSite, func(s string) (string, error) {
			var v ghg.InstrumentKind
			err := v.UnmarshalText([]byte(s))
			return v.String(), err
		}, "on-site", "no kind of instrument"},
		{scope2.Answer(0), scope2.NotApplicable, func(s string) (string, error) {
			var v scope2.Answer
			err := v.UnmarshalText([]byte(s))
			return v.String(), err
		}, "not applicable", "no answer"},
		{ghg.CoverSource(0), ghg.ByOwnGeneration, func(s string) (string, error) {
			var v ghg.CoverSource
			err := v.UnmarshalText([]byte(s))
			return v.String(), err
		}, "own-generation", "no source of a rate"},
		{scope2.Granularity(0), scope2.Hourly, func(s string) (string, error) {
			var v scope2.Granularity
			err := v.UnmarshalText([]byte(s))
			return v.String(), err
		}, "hourly", "no granularity"},
	} {
		assert.Equal(t, c.zeroText, c.zero.String())
		_, err := c.zero.MarshalText()
		require.ErrorIs(t, err, ghg.ErrMissing)
		b, err := c.last.MarshalText()
		require.NoError(t, err)
		assert.Equal(t, c.want, string(b))
		back, err := c.into(c.want)
		require.NoError(t, err)
		assert.Equal(t, c.want, back)
		_, err = c.into("something else")
		require.ErrorIs(t, err, ghg.ErrUnknown)
	}
}

func TestRateText(t *testing.T) {
	var r scope2.Rate
	assert.False(t, r.Stated())
	for _, s := range []string{"zero-carbon", "0.3 kg CO2/kWh; contract 12"} {
		require.NoError(t, r.UnmarshalText([]byte(s)))
		assert.True(t, r.Stated())
		b, err := r.MarshalText()
		require.NoError(t, err)
		assert.Equal(t, s, string(b))
	}
	assert.False(t, r.IsZeroCarbon())
	require.ErrorIs(t, r.UnmarshalText([]byte("green")), ghg.ErrOutOfRange)
}

func TestRE100(t *testing.T) {
	change := func(f func(*scope2.Instrument)) scope2.Instrument { return changed(certificate("rec", "10 MWh"), f) }
	date := func(y int, m time.Month, d int) ghg.Date { return ghg.Date{Year: y, Month: m, Day: d} }
	for _, c := range []struct {
		name string
		in   scope2.Instrument
		want scope2.Answer
	}{
		{"young", certificate("rec", "10 MWh"), scope2.Met},
		{"fifteen years to the day", change(func(i *scope2.Instrument) { i.Commissioned = date(2009, 1, 1) }), scope2.Met},
		{"fifteen years and a day", change(func(i *scope2.Instrument) { i.Commissioned = date(2008, 12, 31) }), scope2.NotMet},
		{"age not stated", change(func(i *scope2.Instrument) { i.Commissioned = ghg.Date{} }), scope2.NotMet},
		{"not renewable", change(func(i *scope2.Instrument) { i.Renewable = false }), scope2.NotMet},
		{"old, original off-taker", change(func(i *scope2.Instrument) { i.Commissioned, i.Offtaker = date(1990, 1, 1), true }), scope2.NotApplicable},
		{"old, contract of 2023", change(func(i *scope2.Instrument) { i.Commissioned, i.Contracted = date(1990, 1, 1), date(2023, 12, 31) }), scope2.NotApplicable},
		{"old, contract of 2024", change(func(i *scope2.Instrument) { i.Commissioned, i.Contracted = date(1990, 1, 1), date(2024, 1, 1) }), scope2.NotMet},
		{"own generation", change(func(i *scope2.Instrument) { i.Kind, i.Commissioned = ghg.OnSite, ghg.Date{} }), scope2.NotApplicable},
	} {
		a := c.in.RE100(year)
		assert.Equal(t, c.want, a.Met, "The instrument is judged wrongly: %s.", c.name)
		assert.NotEmpty(t, a.Reason)
	}
}

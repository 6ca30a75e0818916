package rates_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/rates"
	"github.com/ghgkit/ghg/units/money"
)

// tables returns small invented tables, with round numbers that a reader can multiply mentally.
func tables() rates.Tables {
	return rates.Tables{
		Name: "own-1",
		FX: []money.FX{
			{From: "JPY", To: "USD", Rate: dec.MustParse("125"), Quote: money.FromPerTo, Period: "2022", Source: "bank, p. 1"},
			{From: "JPY", To: "USD", Rate: dec.MustParse("140"), Quote: money.FromPerTo, Period: "FY2023", Source: "bank, p. 2"},
			{From: "EUR", To: "USD", Rate: dec.MustParse("0.8"), Quote: money.FromPerTo, Period: "2022", Source: "bank, p. 3"},
			{From: "EUR", To: "GBP", Rate: dec.MustParse("0.85"), Quote: money.ToPerFrom, Period: "2022", Source: "bank, p. 4"},
		},
		Series: []rates.Series{{
			Series: "cpi", Region: "JP", Currency: "JPY", Source: "office, table 1",
			Numbers: []rates.Number{
				{Year: 2022, Value: dec.MustParse("102.5")},
				{Year: 2020, Value: dec.MustParse("100")},
				{Year: 2021, Value: dec.MustParse("99.8")},
				{Year: 2024, Value: dec.MustParse("108")},
			},
		}},
		Parities: []rates.Parity{{Region: "JP", Currency: "JPY", Year: 2022, Rate: dec.MustParse("95"), Source: "office, table 2"}},
		Margins: []rates.Margin{{
			Activity: "spend/naics/334111", Region: "US", Year: 2022,
			Margin: money.Margin{To: money.ProducerPrice, Share: dec.MustParse("0.2"), Source: "office, table 3"},
		}},
		VAT: []rates.VAT{
			{Region: "JP", Class: "standard", Valid: ghg.Period{Start: ghg.Date{Year: 2014, Month: time.April, Day: 1}, End: ghg.Date{Year: 2019, Month: time.October, Day: 1}}, VAT: money.VAT{Rate: dec.MustParse("0.08"), Source: "Consumption Tax Act"}},
			{Region: "JP", Class: "standard", Valid: ghg.Period{Start: ghg.Date{Year: 2019, Month: time.October, Day: 1}, End: ghg.Date{Year: 2030, Month: time.January, Day: 1}}, VAT: money.VAT{Rate: dec.MustParse("0.10"), Source: "Consumption Tax Act"}},
		},
	}
}

func made(t *testing.T) rates.Rates {
	t.Helper()
	r, err := rates.New(tables())
	require.NoError(t, err)
	return r
}

func TestRatesFX(t *testing.T) {
	r := made(t)
	for _, tt := range []struct {
		from, to money.Currency
		period   string
		amount   string
		want     []string // after each step
	}{
		{"JPY", "USD", "2022", "1000 JPY", []string{"8 USD"}},            // 1000 ÷ 125
		{"JPY", "USD", "FY2023", "1400 JPY", []string{"10 USD"}},         // 1400 ÷ 140
		{"USD", "JPY", "2022", "8 USD", []string{"1000 JPY"}},            // 8 × 125
		{"JPY", "EUR", "2022", "1000 JPY", []string{"8 USD", "6.4 EUR"}}, // ÷ 125, × 0.8
		{"EUR", "GBP", "2022", "100 EUR", []string{"85 GBP"}},            // the published pair, not through the dollar
		{"GBP", "EUR", "2022", "85 GBP", []string{"100 EUR"}},            // 85 ÷ 0.85
	} {
		steps, err := r.FX(tt.from, tt.to, tt.period)
		require.NoError(t, err)
		require.Len(t, steps, len(tt.want))
		at := money.MustParse(tt.amount)
		for i, s := range steps {
			at, err = s.Apply(at)
			require.NoError(t, err)
			assert.Equal(t, tt.want[i], at.String())
			assert.NotEmpty(t, s.Source)
			assert.Equal(t, tt.period, s.Period)
		}
	}
}

func TestRatesIndex(t *testing.T) {
	x, err := made(t).Index("cpi", "JP", 2022, 2020)
	require.NoError(t, err)
	num, den := x.Multiplier()
	assert.Equal(t, "100", num.String())
	assert.Equal(t, "102.5", den.String())
	assert.Equal(t, "office, table 1", x.Source)
	a, err := x.Apply(money.MustParse("205 JPY")) // 205 × 100 ÷ 102.5
	require.NoError(t, err)
	assert.Equal(t, "200 JPY", a.String())
}

func TestRatesPPPMarginVAT(t *testing.T) {
	r := made(t)
	p, err := r.PPP("JP", 2022)
	require.NoError(t, err)
	assert.Equal(t, "95", p.Rate.String())
	m, err := r.Margin("spend/naics/334111", "US", 2022, money.ProducerPrice)
	require.NoError(t, err)
	assert.Equal(t, "0.2", m.Share.String())
	for year, want := range map[int]string{2018: "0.08", 2023: "0.1"} {
		v, err := r.VAT("JP", "standard", ghg.CalendarYear(year))
		require.NoError(t, err)
		assert.True(t, dec.MustParse(want).Equal(v.Rate), "%d", year)
	}
}

func TestRatesMissing(t *testing.T) {
	r := made(t)
	for _, tt := range []struct {
		want string
		call func(rates.Rates) error
	}{
		{
			"no exchange rate from JPY to USD of 2030 in own-1; it has JPY/USD of 2022, FY2023",
			func(r rates.Rates) error { _, err := r.FX("JPY", "USD", "2030"); return err },
		},
		{
			"no price index cpi of JP from 2022 to 2023 in own-1; it has 2020-2022, 2024",
			func(r rates.Rates) error { _, err := r.Index("cpi", "JP", 2022, 2023); return err },
		},
		{
			"no price index cpi of DE from 2022 to 2023 in own-1; it has cpi of JP",
			func(r rates.Rates) error { _, err := r.Index("cpi", "DE", 2022, 2023); return err },
		},
		{
			"no price index ppi of JP from 2022 to 2023 in own-1; it has cpi of JP",
			func(r rates.Rates) error { _, err := r.Index("ppi", "JP", 2022, 2023); return err },
		},
		{
			"no price index ppi of DE from 2022 to 2023 in own-1; it has nothing similar",
			func(r rates.Rates) error { _, err := r.Index("ppi", "DE", 2022, 2023); return err },
		},
		{
			"no purchasing power parity of JP in 2021 in own-1; it has JP in 2022",
			func(r rates.Rates) error { _, err := r.PPP("JP", 2021); return err },
		},
		{
			"no margin of spend/naics/334111 in US in 2022 to the basic price in own-1; it has US in 2022 to producer",
			func(r rates.Rates) error {
				_, err := r.Margin("spend/naics/334111", "US", 2022, money.BasicPrice)
				return err
			},
		},
		{ // the rate changes on 1 October 2019
			"no standard value added tax of JP in 2019 in own-1; it has standard from 2014-04-01 to 2019-09-30; standard from 2019-10-01 to 2029-12-31",
			func(r rates.Rates) error { _, err := r.VAT("JP", "standard", ghg.CalendarYear(2019)); return err },
		},
	} {
		err := tt.call(r)
		require.ErrorIs(t, err, rates.ErrNoRate)
		assert.EqualError(t, err, tt.want)
		var none *rates.NoRateError
		require.ErrorAs(t, tt.call(rates.Rates{}), &none)
		assert.Contains(t, none.Error(), "the basis has no rates")
	}
	_, err := r.FX("JPY", "JPY", "2022")
	assert.ErrorContains(t, err, "want two currencies")
	_, err = r.FX("jpy", "USD", "2022")
	assert.ErrorContains(t, err, "want upper case")
	_, err = r.Index("cpi", "JP", 2022, 2022)
	assert.ErrorContains(t, err, "want two years")
}

func TestNewRatesRefuses(t *testing.T) {
	for want, spoil := range map[string]func(*rates.Tables){
		"name of the rates":                     func(t *rates.Tables) { t.Name = "" },
		"want it once, in one direction":        func(t *rates.Tables) { t.FX = append(t.FX, t.FX[0].Reverse()) },
		"rate \"0\": want one above 0":          func(t *rates.Tables) { t.FX[0].Rate = dec.MustParse("0") },
		"cpi in JP: want it once":               func(t *rates.Tables) { t.Series = append(t.Series, t.Series[0]) },
		"source of the price series":            func(t *rates.Tables) { t.Series[0].Source = "" },
		"index number \"-1\"":                   func(t *rates.Tables) { t.Series[0].Numbers[0].Value = dec.MustParse("-1") },
		"2020: want the year once":              func(t *rates.Tables) { t.Series[0].Numbers[0].Year = 2020 },
		"price year 20":                         func(t *rates.Tables) { t.Series[0].Numbers[0].Year = 20 },
		"currency \"ghg.X\"":                    func(t *rates.Tables) { t.Series[0].Currency = "ghg.X" },
		"parity of JP in 2022: want it once":    func(t *rates.Tables) { t.Parities = append(t.Parities, t.Parities[0]) },
		"parity of JP in 2022 \"0\"":            func(t *rates.Tables) { t.Parities[0].Rate = dec.MustParse("0") },
		"source of the purchasing power parity": func(t *rates.Tables) { t.Parities[0].Source = "" },
		"currency \"LCU\"":                      func(t *rates.Tables) { t.Parities[0].Currency = "LCU" },
		"price year 0":                          func(t *rates.Tables) { t.Parities[0].Year = 0 },
		"activity of the margin":                func(t *rates.Tables) { t.Margins[0].Activity = "" },
		"margin 1: price year 1":                func(t *rates.Tables) { t.Margins[0].Year = 1 },
		"share \"1\"":                           func(t *rates.Tables) { t.Margins[0].Margin.Share = dec.MustParse("1") },
		"to the producer price: want it once":   func(t *rates.Tables) { t.Margins = append(t.Margins, t.Margins[0]) },
		"class of the value added tax":          func(t *rates.Tables) { t.VAT[0].Class = "" },
		"rate \"8\"":                            func(t *rates.Tables) { t.VAT[0].VAT.Rate = dec.MustParse("8") },
		"overlaps with that from 2019-10-01":    func(t *rates.Tables) { t.VAT = append(t.VAT, t.VAT[1]) },
		"period":                                func(t *rates.Tables) { t.VAT[0].Valid = ghg.Period{} },
	} {
		spoilt := tables()
		spoil(&spoilt)
		_, err := rates.New(spoilt)
		assert.ErrorContains(t, err, want)
	}
}

func TestRatesWith(t *testing.T) {
	base := made(t)
	before := base.Digest()
	over := rates.Tables{
		Name: "ours",
		FX:   []money.FX{{From: "USD", To: "JPY", Rate: dec.MustParse("130"), Quote: money.ToPerFrom, Period: "2022", Source: "treasury"}},
	}
	merged, err := base.With(over)
	require.NoError(t, err)
	assert.Equal(t, "ours", merged.Name())
	fx, err := merged.FX("JPY", "USD", "2022")
	require.NoError(t, err)
	assert.Equal(t, "treasury", fx[0].Source)
	assert.Equal(t, "130", fx[0].Rate.String())
	fx, err = merged.FX("JPY", "USD", "FY2023") // the other period is still the base's
	require.NoError(t, err)
	assert.Equal(t, "bank, p. 2", fx[0].Source)
	_, err = merged.Margin("spend/naics/334111", "US", 2022, money.ProducerPrice)
	require.NoError(t, err)
	assert.Equal(t, before, base.Digest())
	assert.NotEqual(t, before, merged.Digest())

	// Everything is replaced: the base's entries give way to those with the same key.
	all, err := merged.With(tables())
	require.NoError(t, err)
	assert.Equal(t, before, all.Digest())

	first, err := rates.Rates{}.With(tables())
	require.NoError(t, err)
	assert.Equal(t, before, first.Digest())
	_, err = base.With(rates.Tables{})
	assert.Error(t, err)
}

func TestRatesAreImmutable(t *testing.T) {
	in := tables()
	r, err := rates.New(in)
	require.NoError(t, err)
	digest := r.Digest()
	in.Series[0].Numbers[0].Value = dec.MustParse("1")
	in.FX[0].Rate = dec.MustParse("1")
	out := r.Tables()
	out.Series[0].Numbers[0].Value = dec.MustParse("1")
	out.FX[0].Rate, out.Parities[0].Rate, out.VAT[0].Class = dec.MustParse("1"), dec.MustParse("1"), "x"
	again, err := rates.New(r.Tables())
	require.NoError(t, err)
	assert.Equal(t, digest, r.Digest())
	assert.Equal(t, digest, again.Digest())

	shuffled := tables()
	slices.Reverse(shuffled.FX)
	slices.Reverse(shuffled.Series[0].Numbers)
	slices.Reverse(shuffled.VAT)
	other, err := rates.New(shuffled)
	require.NoError(t, err)
	assert.Equal(t, digest, other.Digest())
	shuffled.Series[0].Numbers[0].Value = dec.MustParse("108.1")
	other, err = rates.New(shuffled)
	require.NoError(t, err)
	assert.NotEqual(t, digest, other.Digest())

	assert.True(t, rates.Rates{}.IsZero())
	assert.Empty(t, rates.Rates{}.Digest())
	assert.Empty(t, rates.Rates{}.Name())
	assert.Empty(t, rates.Rates{}.Tables())
}

// A miss lists five of the numbers there are and counts the rest, or states that nothing is similar.
func TestRatesMissingLists(t *testing.T) {
	many := tables()
	for _, region := range []string{"AT", "BE", "BG", "CY", "CZ", "DE"} {
		s := many.Series[0]
		s.Region = region
		many.Series = append(many.Series, s)
		many.Parities = append(many.Parities, rates.Parity{Region: region, Currency: "EUR", Year: 2022, Rate: dec.MustParse("0.8"), Source: "office"})
		many.Margins = append(many.Margins, rates.Margin{
			Activity: "spend/naics/111110", Region: region, Year: 2022, Margin: money.Margin{To: money.BasicPrice, Share: dec.MustParse("0.1"), Source: "office"},
		})
	}
	r, err := rates.New(many)
	require.NoError(t, err)
	_, err = r.Index("cpi", "FR", 2022, 2020)
	assert.EqualError(t, err, "no price index cpi of FR from 2022 to 2020 in own-1; it has cpi of AT; cpi of BE; cpi of BG; cpi of CY; cpi of CZ; and 2 more")
	_, err = r.PPP("FR", 2022)
	assert.EqualError(t, err, "no purchasing power parity of FR in 2022 in own-1; it has nothing similar")
	_, err = r.VAT("JP", "standard", ghg.Period{})
	assert.ErrorContains(t, err, "period")
	again, err := rates.New(r.Tables())
	require.NoError(t, err)
	assert.Equal(t, r.Digest(), again.Digest())
}

// TestRatesConcurrently reads the same rates from eight goroutines, for the race detector.
func TestRatesConcurrently(t *testing.T) {
	r := made(t)
	want := r.Digest()
	fresh := made(t) // its digest has not been computed yet
	done := make(chan string)
	for range 8 {
		go func() {
			if _, err := fresh.FX("JPY", "EUR", "2022"); err != nil {
				done <- err.Error()
				return
			}
			fresh.Tables().Series[0].Numbers[0].Year = 0
			done <- fresh.Digest()
		}()
	}
	for range 8 {
		assert.Equal(t, want, <-done)
	}
}

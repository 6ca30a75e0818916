package revision_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/scope2/revision"
	"github.com/ghgkit/ghg/units"
)

const testSource = "invented for tests"

// oneDay is the period of the cases: 24 hours, so that every figure can be worked out by hand.
var oneDay = ghg.Period{Start: ghg.Date{Year: 2024, Month: 6, Day: 1}, End: ghg.Date{Year: 2024, Month: 6, Day: 2}}

func supplied(text string) factors.Supplied { return factors.MustSupplied(text + "; " + testSource) }

func mwh(text string) units.Quantity { return units.MustParse(text + " MWh") }

func number(text string) decimal.Decimal { return dec.MustParse(text) }

// basis has no factors: those of a case are given with it. The policy lets today's rules step down to the grid average.
func basis() factors.Basis {
	return factors.Basis{GWP: ghg.AR5(), Policy: factors.Policy{GridAverageAsResidual: true}}
}

// byHour returns a series of 24 values.
func byHour(t testing.TB, value func(hour int) string) scope2.Series {
	t.Helper()
	values := make([]decimal.Decimal, 24)
	for h := range values {
		values[h] = number(value(h))
	}
	s, err := scope2.NewSeries(oneDay, units.MustUnit("MWh"), values)
	require.NoError(t, err)
	return s
}

func prices(value func(hour int) string) []decimal.Decimal {
	list := make([]decimal.Decimal, 24)
	for h := range list {
		list[h] = number(value(h))
	}
	return list
}

func always(value string) func(int) string { return func(int) string { return value } }

// from returns one value before an hour of the day and another one from it on.
func from(hour int, before, after string) func(int) string {
	return func(h int) string {
		if h < hour {
			return before
		}
		return after
	}
}

// sun shines from 6 to 18 o'clock.
func sun(h int) string {
	if h >= 6 && h < 18 {
		return "1"
	}
	return "0"
}

// works returns a site in zone A with a flat load: 500 kg/MWh by location, a residual mix of 600 kg/MWh.
func works(id, amount string) revision.Site {
	return revision.Site{
		Purchase: scope2.Electricity{
			ID: id, Site: "site " + id, Period: oneDay, Amount: mwh(amount), Region: "GB", GridFactor: supplied("500 kg CO2/MWh"),
			ResidualMix: supplied("600 kg CO2/MWh"),
		},
		Zone: "A", Load: revision.Load{Flat: true},
		Residual: revision.ResidualMix{WithoutVoluntaryClaims: true, WithoutStandardSupply: true},
		Location: []revision.LocationFactor{{Area: revision.National, Flow: revision.Production, Annual: supplied("500 kg CO2/MWh")}},
	}
}

// plant returns certificates of zero-carbon rate from zone A that meet every criterion in GB on that day.
func plant(t testing.TB, id, volume string, profile func(int) string) revision.Contract {
	t.Helper()
	return revision.Contract{
		Instrument: scope2.Instrument{
			ID: id, Kind: ghg.Certificate, Volume: mwh(volume), Rate: scope2.ZeroCarbon(), Market: "GB", Renewable: true, Vintage: oneDay,
			Retirement: "statement 1", SoleClaim: true,
		},
		ContractDate: ghg.Date{Year: 2024, Month: 1, Day: 1}, Zone: "A",
		Profile: revision.Profile{Kind: revision.MeterProfile, Series: byHour(t, profile)},
	}
}

func zones() []revision.Zone {
	return []revision.Zone{
		{Name: "A", Next: []string{"B"}, Prices: prices(always("100")), PriceUnit: "GBP/MWh"},
		{Name: "B", Next: []string{"A"}, Prices: prices(from(12, "100", "90")), PriceUnit: "GBP/MWh"},
		{Name: "C"},
	}
}

// portfolio returns a portfolio of contracts and one site.
func portfolio(s revision.Site, contracts ...revision.Contract) revision.Portfolio {
	return revision.Portfolio{Sites: []revision.Site{s}, Contracts: contracts, Zones: zones()}
}

func nothing() revision.Choices {
	return revision.Choices{Exemption: revision.Exemption{None: true}, Legacy: revision.Legacy{None: true}}
}

func compare(t testing.TB, p revision.Portfolio, c revision.Choices) revision.Comparison {
	t.Helper()
	out, err := revision.Compare(p, revision.Guidance2015(), revision.Consultation2025(), c, basis())
	require.NoError(t, err)
	addsUp(t, out)
	return out
}

// addsUp asserts that the causes of every line and total sum to the difference to the last digit.
func addsUp(t testing.TB, c revision.Comparison) {
	t.Helper()
	sum := func(list []revision.Amount) decimal.Decimal {
		all := decimal.Decimal{}
		for i, a := range list {
			require.Equal(t, revision.Causes()[i], a.Cause)
			all = all.Add(a.Change.Kg())
		}
		return all
	}
	for _, l := range c.Lines {
		require.True(t, l.Draft.Kg().Sub(l.Today.Kg()).Equal(l.Change.Kg()), "%s by %s", l.Purchase, l.Accounting)
		require.True(t, sum(l.Causes).Equal(l.Change.Kg()), "%s by %s", l.Purchase, l.Accounting)
	}
	for _, total := range c.Totals {
		today, draft := decimal.Decimal{}, decimal.Decimal{}
		for _, l := range c.Lines {
			if l.Accounting == total.Accounting {
				today, draft = today.Add(l.Today.Kg()), draft.Add(l.Draft.Kg())
			}
		}
		require.True(t, today.Equal(total.Today.Kg()) && draft.Equal(total.Draft.Kg()), "total by %s", total.Accounting)
		require.True(t, draft.Sub(today).Equal(total.Change.Kg()) && sum(total.Causes).Equal(total.Change.Kg()), "total by %s", total.Accounting)
	}
}

// market returns the market-based line of a purchase.
func market(t testing.TB, c revision.Comparison, id string) revision.Line {
	t.Helper()
	return line(t, c, id, ghg.MarketBased)
}

func line(t testing.TB, c revision.Comparison, id string, a ghg.Accounting) revision.Line {
	t.Helper()
	for _, l := range c.Lines {
		if l.Purchase == id && l.Accounting == a {
			return l
		}
	}
	t.Fatalf("there is no line of %s by %s", id, a)
	return revision.Line{}
}

// tonnes asserts today's and the draft's figure and the causes that are not zero, in tonnes.
func tonnes(t testing.TB, l revision.Line, today, draft string, causes map[revision.Cause]string) {
	t.Helper()
	assert.True(t, l.Today.Tonnes().Equal(number(today)), "%s today is %s, want %s t", l.Purchase, l.Today, today)
	assert.True(t, l.Draft.Tonnes().Equal(number(draft)), "%s under the draft is %s, want %s t", l.Purchase, l.Draft, draft)
	for _, a := range l.Causes {
		want, is := causes[a.Cause]
		if !is {
			want = "0"
		}
		assert.True(t, a.Change.Tonnes().Equal(number(want)), "%s of %s is %s, want %s t", a.Cause, l.Purchase, a.Change, want)
	}
}

// refused asserts that a comparison is refused with an error of a kind and a text.
func refused(t testing.TB, name string, p revision.Portfolio, c revision.Choices, is error, text string) {
	t.Helper()
	_, err := revision.Compare(p, revision.Guidance2015(), revision.Consultation2025(), c, basis())
	require.ErrorIs(t, err, is, "this must be refused: %s", name)
	require.ErrorContains(t, err, text, name)
}

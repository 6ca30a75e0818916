package scope2_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/units"
)

// twoDays is 31 January and 1 February 2024.
var twoDays = ghg.Period{Start: ghg.Date{Year: 2024, Month: time.January, Day: 31}, End: ghg.Date{Year: 2024, Month: time.February, Day: 2}}

// series returns 48 hours that repeat the values of January on the first day and those of February on the second.
func series(t testing.TB, unit string, january, february []string) scope2.Series {
	t.Helper()
	var values []decimal.Decimal
	for i := range 48 {
		day := january
		if i >= 24 {
			day = february
		}
		values = append(values, number(day[i%len(day)]))
	}
	s, err := scope2.NewSeries(twoDays, units.MustUnit(unit), values)
	require.NoError(t, err)
	return s
}

func supply(id string, s scope2.Series) scope2.Supply {
	in := certificate(id, "1 GWh")
	in.Volume, in.Vintage = s.Total(), twoDays
	return scope2.Supply{Instrument: in, Series: s}
}

func TestMatchAtThreeGranularities(t *testing.T) {
	// Load is 1 kWh every hour: 48. Supply of January is 0 and 3 kWh in turn (36), of February 0 and 1 (12).
	// Annual: min(48, 48) = 48. Monthly: min(24, 36) + min(24, 12) = 36. Hourly: 12 hours × 1 + 12 × 1 = 24.
	load := scope2.Consumption{Purchase: "hq", Site: "hq", Region: "GB", Series: series(t, "kWh", []string{"1"}, []string{"1"})}
	sun := supply("sun", series(t, "Wh", []string{"0", "3000"}, []string{"0", "1000.0"}))
	for _, c := range []struct {
		granularity               scope2.Granularity
		covered, excess, share    string
		uncovered, marketEmission string
	}{
		{scope2.Annual, "0.048", "0", "1", "0", "0"},
		{scope2.Monthly, "0.036", "0.012", "0.75", "0.012", "0.0072"}, // 12 kWh × 0.6 kg
		{scope2.Hourly, "0.024", "0.024", "0.5", "0.024", "0.0144"},
	} {
		t.Run(c.granularity.String(), func(t *testing.T) {
			m, err := scope2.MatchSupply(c.granularity, []scope2.Consumption{load}, []scope2.Supply{sun})
			require.NoError(t, err)
			for name, got := range map[string][2]string{
				"load": {"0.048", m.Load.Value.String()}, "supply": {"0.048", m.Supply.Value.String()}, "covered": {c.covered, m.Covered.Value.String()},
				"uncovered": {c.uncovered, m.Uncovered.Value.String()}, "excess": {c.excess, m.Excess.Value.String()},
				"share": {c.share, m.MatchedShare.String()}, "carbon-free": {c.share, m.CarbonFree.String()}, "load's share": {c.share, m.Loads[0].MatchedShare.String()},
			} {
				assert.True(t, number(got[0]).Equal(number(got[1])), "%s: want %s, got %s", name, got[0], got[1])
			}
			require.Len(t, m.Uses, 1)
			p := scope2.Electricity{ID: "hq", Period: twoDays, Amount: energy("48 kWh"), Region: "GB"}
			ps, err := m.Purchases([]scope2.Electricity{p}, []scope2.Supply{sun})
			require.NoError(t, err)
			d, err := ps[0].Dual(basis(t))
			require.NoError(t, err)
			tonnes(t, "0.024", d.Location) // 48 kWh × 0.5 kg
			tonnes(t, c.marketEmission, d.Market)
			assert.Empty(t, p.Instruments)
		})
	}
}

func TestMatchKeepsMarketsAndOrder(t *testing.T) {
	one := series(t, "kWh", []string{"1"}, []string{"1"})
	loads := []scope2.Consumption{
		{Purchase: "p3", Site: "c", Region: "JP", Series: one},
		{Purchase: "p2", Site: "b", Region: "US-NYUP", Series: one},
		{Purchase: "p1", Site: "a", Region: "US-CAMX", Series: one},
		{Purchase: "p0", Site: "d", Region: "DE", Market: "AIB", Series: one},
	}
	of := func(id, market, kw string) scope2.Supply {
		s := supply(id, series(t, "kWh", []string{kw}, []string{kw}))
		s.Instrument.Market = market
		return s
	}
	bound := of("bound", "US", "0.25")
	bound.Instrument.Purchase = "p2"
	gas := of("gas", "JP", "0.5")
	gas.Instrument.Rate = scope2.StatedRate(factors.MustSupplied("0.4 kg CO2/kWh; contract"))
	m, err := scope2.MatchSupply(scope2.Hourly, loads, []scope2.Supply{of("us", "US", "1.25"), of("camx", "US-CAMX", "0.5"), gas, bound, of("go", "AIB", "2"), of("fr", "FR", "1")})
	require.NoError(t, err)
	var uses []string
	for _, u := range m.Uses {
		uses = append(uses, u.Instrument+" "+u.Purchase+" "+u.Volume.String())
	}
	// Each hour: camx gives p1 0.5; us gives p1 the other 0.5 and p2 0.75, after the 0.25 of the bound one.
	assert.Equal(t, []string{"bound p2 0.012 MWh", "camx p1 0.024 MWh", "gas p3 0.024 MWh", "go p0 0.048 MWh", "us p1 0.024 MWh", "us p2 0.036 MWh"}, uses)
	assert.Equal(t, "p3", m.Loads[0].Purchase)
	assert.Equal(t, "0.024 MWh", m.Loads[0].Uncovered.String())
	assert.Equal(t, "0", m.Loads[3].Uncovered.Value.String())
	// Covered: 4 loads of 48 kWh less 24 in Tokyo = 168 of 192; without gas 144 of 192.
	assert.True(t, m.MatchedShare.Equal(number("0.875")), m.MatchedShare.String())
	assert.True(t, m.CarbonFree.Equal(number("0.75")), m.CarbonFree.String())
	require.Len(t, m.Refused, 1)
	assert.Equal(t, "fr", m.Refused[0].Instrument.ID)
	assert.Contains(t, m.Refused[0].Reasons(), "criterion 5")
}

// A match counts what a calculation of the purchase accepts, and nothing else.
func TestMatchCountsOnlyValidInstruments(t *testing.T) {
	one := series(t, "kWh", []string{"1"}, []string{"1"})
	load := scope2.Consumption{Purchase: "hq", Region: "GB", Series: one}
	match := func(load scope2.Consumption, s ...scope2.Supply) scope2.Match {
		m, err := scope2.MatchSupply(scope2.Hourly, []scope2.Consumption{load}, s)
		require.NoError(t, err)
		return m
	}
	for _, c := range []struct {
		name   string
		change func(*scope2.Instrument)
		reason string
	}{
		{"not retired", func(i *scope2.Instrument) { i.Retirement = "" }, "criterion 3"},
		{"other claims", func(i *scope2.Instrument) { i.SoleClaim = false }, "criterion 2"},
		{"old vintage", func(i *scope2.Instrument) { i.Vintage = ghg.CalendarYear(2023) }, "criterion 4"},
		{"contract without its rights", func(i *scope2.Instrument) { i.Kind = ghg.VirtualPPA }, "criterion 7"},
	} {
		s := supply("sun", one)
		c.change(&s.Instrument)
		m := match(load, s)
		assert.True(t, m.Covered.Value.IsZero() && m.MatchedShare.IsZero() && m.Supply.Value.IsZero(), c.name)
		require.Len(t, m.Refused, 1, c.name)
		assert.Contains(t, m.Refused[0].Reasons(), c.reason, c.name)
		assert.Equal(t, "hq", m.Refused[0].Purchase)
		p := scope2.Electricity{ID: "hq", Period: twoDays, Amount: energy("48 kWh"), Region: "GB", Instruments: []scope2.Instrument{s.Instrument}}
		assert.Len(t, dual(t, p, basis(t)).Refused, 1, "%s: the calculation refuses it too", c.name)
	}
	// A wider window admits the vintage of December; the window is that of every load.
	december := supply("sun", one)
	december.Instrument.Vintage = ghg.Period{Start: ghg.Date{Year: 2023, Month: time.December, Day: 1}, End: ghg.Date{Year: 2024, Month: time.January, Day: 1}}
	load.Window = scope2.Window{Before: 2}
	m := match(load, december)
	assert.True(t, m.MatchedShare.Equal(number("1")))
	p := scope2.Electricity{ID: "hq", Period: twoDays, Amount: energy("48 kWh"), Region: "GB"}
	ps, err := m.Purchases([]scope2.Electricity{p}, []scope2.Supply{december})
	require.NoError(t, err)
	d := dual(t, ps[0], basis(t))
	assert.Empty(t, d.Refused, "the calculation accepts what the match counts")
	tonnes(t, "0", d.Market)
	p.Window.After = 1
	_, err = m.Purchases([]scope2.Electricity{p}, []scope2.Supply{december})
	require.ErrorIs(t, err, ghg.ErrMixed)
	other := load
	other.Purchase, other.Window = "works", scope2.Window{}
	_, err = scope2.MatchSupply(scope2.Annual, []scope2.Consumption{load, other}, []scope2.Supply{december})
	require.ErrorIs(t, err, ghg.ErrMixed)
	load.Window.Before = 99
	_, err = scope2.MatchSupply(scope2.Annual, []scope2.Consumption{load}, nil)
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
	december.Instrument.Purchase = "nowhere"
	_, err = scope2.MatchSupply(scope2.Annual, []scope2.Consumption{other}, []scope2.Supply{december})
	require.ErrorIs(t, err, ghg.ErrUnknown)
}

// Any order of loads and supplies gives the same match.
func TestPermutingSuppliesChangesNothing(t *testing.T) {
	one, sun := series(t, "kWh", []string{"1"}, []string{"1"}), series(t, "kWh", []string{"0", "1.5"}, []string{"2", "0.5"})
	loads := []scope2.Consumption{{Purchase: "a", Region: "US-CAMX", Series: one}, {Purchase: "b", Region: "US-NYUP", Series: one}}
	of := func(id, market, purchase string) scope2.Supply {
		s := supply(id, sun)
		s.Instrument.Market, s.Instrument.Purchase = market, purchase
		return s
	}
	bad := of("bad", "US", "")
	bad.Instrument.Retirement = ""
	var first *scope2.Match
	permutations([]scope2.Supply{of("us", "US", ""), of("ny", "US-NYUP", ""), of("bound", "US", "b"), bad}, func(list []scope2.Supply) {
		m, err := scope2.MatchSupply(scope2.Hourly, loads, list)
		require.NoError(t, err)
		if first == nil {
			first = &m
		}
		require.Equal(t, *first, m)
		back, err := scope2.MatchSupply(scope2.Hourly, []scope2.Consumption{loads[1], loads[0]}, list)
		require.NoError(t, err)
		require.Equal(t, first.Uses, back.Uses)
	})
}

func TestCFEScore(t *testing.T) {
	grid := func(shares ...string) scope2.CarbonFreeSeries {
		values := make([]decimal.Decimal, 48)
		for i := range values {
			values[i] = number(shares[i%len(shares)])
		}
		s, err := scope2.NewCarbonFreeSeries(twoDays, testSource, values)
		require.NoError(t, err)
		return s
	}
	load := scope2.Consumption{Purchase: "hq", Region: "GB", Series: series(t, "kWh", []string{"1"}, []string{"2"}), Grid: grid("0.25", "0.5")}
	sun := supply("sun", series(t, "kWh", []string{"0.4", "3"}, []string{"0.5", "1"}))
	gas := supply("gas", series(t, "kWh", []string{"0.1"}, []string{"0.1"}))
	gas.Instrument.Rate = scope2.StatedRate(factors.MustSupplied("0.4 kg CO2/kWh; contract"))
	// Load 24 × 1 + 24 × 2 = 72 kWh. By hour, contracted is min(load, sun), and the grid counts for the rest of the load,
	// which a contract for gas does not make carbon-free:
	//   31 January, even: 0.4 + 0.6 × 0.25 = 0.55; odd: 1 of 3, grid 0.
	//   1 February, even: 0.5 + 1.5 × 0.25 = 0.875; odd: 1 + 1 × 0.5 = 1.5.
	// Contracted 12 × (0.4 + 1 + 0.5 + 1) = 34.8; grid 12 × (0.15 + 0 + 0.375 + 0.5) = 12.3; (34.8 + 12.3) ÷ 72.
	sun.Instrument.Vintage.End = ghg.Date{Year: 2024, Month: time.February, Day: 1} // used before the gas
	sun.Instrument.Vintage.Start = twoDays.Start
	c, err := scope2.ScoreCFE([]scope2.Consumption{load}, []scope2.Supply{gas, sun})
	require.NoError(t, err)
	assert.Equal(t, "0.0348 MWh", c.Contracted.String())
	assert.Equal(t, "0.0123 MWh", c.Grid.String())
	assert.Equal(t, "0.6541666666666666666666666666666667", c.CFEScore.String()) // 47.1 ÷ 72
	assert.Equal(t, "0.4833333333333333333333333333333333", c.Match.CarbonFree.String())
	assert.True(t, c.Match.MatchedShare.GreaterThan(c.Match.CarbonFree), "the gas is matched, but not carbon-free")

	// Without supply, the score is the grid's own, weighted by the load: 12 × (0.25 + 0.5) × 3 ÷ 72 = 0.375.
	c, err = scope2.ScoreCFE([]scope2.Consumption{load}, nil)
	require.NoError(t, err)
	assert.Equal(t, "0.375", c.CFEScore.String())
	// An excess in one hour counts for nothing in another, and no score is above 1.
	plenty := supply("sun", series(t, "MWh", []string{"1"}, []string{"1"}))
	c, err = scope2.ScoreCFE([]scope2.Consumption{load}, []scope2.Supply{plenty})
	require.NoError(t, err)
	assert.Equal(t, "1", c.CFEScore.String())

	day := ghg.Period{Start: twoDays.Start, End: twoDays.Start.AddDays(1)}
	short, err := scope2.NewCarbonFreeSeries(day, testSource, make([]decimal.Decimal, 24))
	require.NoError(t, err)
	national := sun
	national.Instrument.Market = "US"
	california := changed(load, func(l *scope2.Consumption) { l.Region = "US-CAMX" })
	for _, bad := range []struct {
		name   string
		load   scope2.Consumption
		supply []scope2.Supply
		err    error
		text   string
	}{
		{"no load", scope2.Consumption{}, nil, ghg.ErrMissing, "purchase"},
		{"no grid", changed(load, func(l *scope2.Consumption) { l.Grid = scope2.CarbonFreeSeries{} }), nil, ghg.ErrMissing, "grid of load hq"},
		{"other period", changed(load, func(l *scope2.Consumption) { l.Grid = short }), nil, ghg.ErrMixed, "period of the grid"},
		{"another grid", california, []scope2.Supply{national}, ghg.ErrOutOfRange, "US-CAMX"},
	} {
		_, err := scope2.ScoreCFE([]scope2.Consumption{bad.load}, bad.supply)
		require.ErrorIs(t, err, bad.err, bad.name)
		assert.ErrorContains(t, err, bad.text, bad.name)
	}
}

func TestCarbonFreeSeries(t *testing.T) {
	day := ghg.Period{Start: twoDays.Start, End: twoDays.Start.AddDays(1)}
	with := func(share string) []decimal.Decimal {
		values := make([]decimal.Decimal, 24)
		values[7] = number(share)
		return values
	}
	for _, c := range []struct {
		name   string
		period ghg.Period
		source string
		values []decimal.Decimal
		err    error
	}{
		{"period", ghg.Period{}, "x", with("1"), ghg.ErrMissing},
		{"source", day, "", with("1"), ghg.ErrMissing},
		{"count", day, "x", with("1")[1:], ghg.ErrOutOfRange},
		{"above 1", day, "x", with("1.001"), ghg.ErrOutOfRange},
		{"negative", day, "x", with("-0.1"), ghg.ErrOutOfRange},
	} {
		_, err := scope2.NewCarbonFreeSeries(c.period, c.source, c.values)
		require.ErrorIs(t, err, c.err, c.name)
	}
	text := strings.Replace(sheet(hoursOfDay("2024-01-31")...), "amount", "carbon_free_share", 1)
	_, err := scope2.ReadCarbonFreeSeries(strings.NewReader(text), "grid.csv", day, "operator")
	require.ErrorContains(t, err, "T02:00") // 2 is no share
	require.ErrorContains(t, err, "grid.csv")
	_, err = scope2.ReadCarbonFreeSeries(strings.NewReader("hour\n"), "grid.csv", day, "operator")
	require.Error(t, err)
	s, err := scope2.NewCarbonFreeSeries(day, "operator", with("1"))
	require.NoError(t, err)
	assert.True(t, s.Given())
	assert.Equal(t, "operator", s.Source())
}

func TestMatchOfLargeNumbers(t *testing.T) {
	long := "0.123456789012345678901234567890123"
	load := scope2.Consumption{Purchase: "hq", Region: "GB", Series: series(t, "kWh", []string{long, "1"}, []string{"1"})}
	sun := supply("sun", series(t, "MWh", []string{"1", "0"}, []string{"0"}))
	m, err := scope2.MatchSupply(scope2.Hourly, []scope2.Consumption{load}, []scope2.Supply{sun})
	require.NoError(t, err)
	// Twelve hours of January have both.
	want := number(long).Mul(number("12")).Shift(-3)
	assert.True(t, m.Covered.Value.Equal(want), "The match covers %s.", m.Covered)
	assert.Equal(t, long+" kWh", load.Series.At(0).String())
	assert.Equal(t, "1 kWh", load.Series.At(1).String())
	m, err = scope2.MatchSupply(scope2.Annual, []scope2.Consumption{load}, []scope2.Supply{supply("sun", load.Series)})
	require.NoError(t, err)
	assert.True(t, m.MatchedShare.Equal(number("1")))

	// Every number fits in 64 bits; their sum does not.
	huge := series(t, "TWh", []string{"9000000000000000000"}, []string{"1"})
	m, err = scope2.MatchSupply(scope2.Monthly, []scope2.Consumption{{Purchase: "hq", Region: "GB", Series: huge}}, []scope2.Supply{supply("sun", huge)})
	require.NoError(t, err)
	assert.True(t, m.Uncovered.Value.IsZero())
	assert.True(t, m.Covered.Value.Equal(number("216000000000000000024000000")), "The match covers %s.", m.Covered) // (24 × 9e18 + 24) TWh in MWh
}

func TestMatchErrors(t *testing.T) {
	one := series(t, "kWh", []string{"1"}, []string{"1"})
	none := series(t, "kWh", []string{"0"}, []string{"0"})
	oneDay := ghg.Period{Start: twoDays.Start, End: twoDays.Start.AddDays(1)}
	short, err := scope2.NewSeries(oneDay, units.MustUnit("kWh"), make([]decimal.Decimal, 24))
	require.NoError(t, err)
	good := scope2.Consumption{Purchase: "hq", Region: "GB", Series: one}
	small := supply("small", one)
	small.Instrument.Volume = energy("47 kWh")
	bad := supply("bad", one)
	bad.Instrument.Rate = scope2.Rate{}
	tons := supply("tons", one)
	tons.Instrument.Volume = energy("1 t")
	for _, c := range []struct {
		name     string
		g        scope2.Granularity
		loads    []scope2.Consumption
		supplies []scope2.Supply
		err      error
		text     string
	}{
		{"no granularity", 0, []scope2.Consumption{good}, nil, ghg.ErrMissing, "granularity"},
		{"no load", scope2.Hourly, nil, nil, ghg.ErrMissing, "loads"},
		{"no id", scope2.Hourly, []scope2.Consumption{{Region: "GB", Series: one}}, nil, ghg.ErrMissing, "purchase"},
		{"no region", scope2.Hourly, []scope2.Consumption{{Purchase: "hq", Series: one}}, nil, ghg.ErrMissing, "region"},
		{"no series", scope2.Hourly, []scope2.Consumption{{Purchase: "hq", Region: "GB"}}, nil, ghg.ErrMissing, "series of load hq"},
		{"twice", scope2.Hourly, []scope2.Consumption{good, good}, nil, ghg.ErrMixed, "hq"},
		{"no consumption", scope2.Hourly, []scope2.Consumption{{Purchase: "hq", Region: "GB", Series: none}}, nil, ghg.ErrOutOfRange, "loads"},
		{"other period", scope2.Hourly, []scope2.Consumption{good}, []scope2.Supply{{Instrument: certificate("rec", "1 MWh"), Series: short}}, ghg.ErrMixed, "period"},
		{"supply without series", scope2.Hourly, []scope2.Consumption{good}, []scope2.Supply{{Instrument: certificate("rec", "1 MWh")}}, ghg.ErrMissing, "rec"},
		{"same instrument", scope2.Hourly, []scope2.Consumption{good}, []scope2.Supply{supply("rec", one), supply("rec", one)}, scope2.ErrDoubleClaim, "rec"},
		{"more than its volume", scope2.Hourly, []scope2.Consumption{good}, []scope2.Supply{small}, ghg.ErrOutOfRange, "48 kWh"},
		{"no rate", scope2.Hourly, []scope2.Consumption{good}, []scope2.Supply{bad}, ghg.ErrMissing, "rate"},
		{"not energy", scope2.Hourly, []scope2.Consumption{good}, []scope2.Supply{tons}, ghg.ErrDimension, "volume"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := scope2.MatchSupply(c.g, c.loads, c.supplies)
			require.ErrorIs(t, err, c.err)
			assert.ErrorContains(t, err, c.text)
		})
	}
	sun := supply("sun", one)
	m, err := scope2.MatchSupply(scope2.Annual, []scope2.Consumption{good}, []scope2.Supply{sun})
	require.NoError(t, err)
	p := scope2.Electricity{ID: "hq", Period: twoDays, Amount: energy("48 kWh"), Region: "GB"}
	for _, c := range []struct {
		name     string
		change   func(*scope2.Electricity)
		supplies []scope2.Supply
		err      error
	}{
		{"not matched", func(p *scope2.Electricity) { p.ID = "works" }, []scope2.Supply{sun}, ghg.ErrUnknown},
		{"other amount", func(p *scope2.Electricity) { p.Amount = energy("49 kWh") }, []scope2.Supply{sun}, ghg.ErrOutOfRange},
		{"no amount", func(p *scope2.Electricity) { p.Amount = units.Quantity{} }, []scope2.Supply{sun}, ghg.ErrMissing},
		{"other supplies", func(*scope2.Electricity) {}, nil, ghg.ErrUnknown},
	} {
		bad := p
		c.change(&bad)
		_, err := m.Purchases([]scope2.Electricity{bad}, c.supplies)
		require.ErrorIs(t, err, c.err, "The purchases must be refused: %s.", c.name)
	}
}

func sheet(hours ...string) string { return "hour,amount\n" + strings.Join(hours, "\n") + "\n" }

func hoursOfDay(day string) []string {
	list := make([]string, 24)
	for i := range list {
		list[i] = fmt.Sprintf("%sT%02d:00,%d", day, i, i)
	}
	return list
}

func TestReadSeries(t *testing.T) {
	day := ghg.Period{Start: ghg.Date{Year: 2024, Month: 10, Day: 27}, End: ghg.Date{Year: 2024, Month: 10, Day: 28}}
	kWh := units.MustUnit("kWh")
	good := hoursOfDay("2024-10-27")
	s, err := scope2.ReadSeries(strings.NewReader(sheet(good...)), "load.csv", day, kWh)
	require.NoError(t, err)
	assert.Equal(t, 24, s.Len())
	assert.Equal(t, "276 kWh", s.Total().String()) // 0 + 1 + … + 23
	assert.Equal(t, day, s.Period())
	assert.Equal(t, kWh, s.Unit())

	with := func(i int, line string) []string {
		list := append([]string(nil), good...)
		list[i] = line
		return list
	}
	for _, c := range []struct {
		name  string
		hours []string
		texts []string
	}{
		{"missing", append(append([]string(nil), good[:2]...), good[3:]...), []string{"2024-10-27T02:00", "1 of them"}},
		{"clock put back", append(append([]string(nil), good...), "2024-10-27T01:00,5"), []string{"2024-10-27T01:00", "twice"}},
		{"other year", with(3, "2023-10-27T03:00,5"), []string{"2023-10-27T03:00", "not in the period"}},
		{"other day", with(3, "2024-10-28T00:00,5"), []string{"2024-10-28T00:00", "not in the period"}},
		{"half hours", with(3, "2024-10-27T03:30,5"), []string{"2024-10-27T03:30"}},
		{"other form", with(3, "27/10/2024 03:00,5"), []string{"27/10/2024 03:00"}},
		{"empty cell", with(3, "2024-10-27T03:00,"), []string{"load.csv", "amount"}},
		{"negative", with(3, "2024-10-27T03:00,-5"), []string{"-5", "amount"}},
		{"thousands", with(3, `2024-10-27T03:00,"1,000"`), []string{"1,000"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := scope2.ReadSeries(strings.NewReader(sheet(c.hours...)), "load.csv", day, kWh)
			require.Error(t, err)
			for _, text := range c.texts {
				assert.ErrorContains(t, err, text)
			}
		})
	}
	_, err = scope2.ReadSeries(strings.NewReader(sheet(good...)), "load.csv", day, units.MustUnit("GJ"))
	require.ErrorIs(t, err, ghg.ErrDimension)
	_, err = scope2.ReadSeries(strings.NewReader(sheet(good...)), "load.csv", ghg.Period{}, kWh)
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, err = scope2.ReadSeries(strings.NewReader(""), "load.csv", ghg.Period{Start: day.Start, End: ghg.Date{Year: 2054, Month: 1, Day: 1}}, kWh)
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
}

func TestSeries(t *testing.T) {
	assert.False(t, scope2.Series{}.Given())
	assert.False(t, scope2.Series{}.Total().Given())
	_, err := scope2.NewSeries(twoDays, units.MustUnit("kWh"), make([]decimal.Decimal, 47))
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
	values := make([]decimal.Decimal, 48)
	values[30] = number("-1")
	_, err = scope2.NewSeries(twoDays, units.MustUnit("kWh"), values)
	require.ErrorIs(t, err, ghg.ErrNegative)
	require.ErrorContains(t, err, "2024-02-01T06:00")

	s := series(t, "kWh", []string{"1.5", "2e3"}, []string{"0"})
	b, err := json.Marshal(s)
	require.NoError(t, err)
	var back scope2.Series
	require.NoError(t, json.Unmarshal(b, &back))
	assert.Equal(t, s.Total().String(), back.Total().String())
	assert.Equal(t, "2000 kWh", back.At(1).String())
	b, err = json.Marshal(scope2.Series{})
	require.NoError(t, err)
	assert.Equal(t, "null", string(b))
	require.NoError(t, json.Unmarshal(b, &back))
	assert.False(t, back.Given())
	for _, bad := range []string{`{"period":"2024","unit":"kWh","values":["x"]}`, `{"period":"2024","unit":"kWh","values":["1"]}`, `[]`} {
		require.Error(t, json.Unmarshal([]byte(bad), &back), "This series must be refused: %s.", bad)
	}
}

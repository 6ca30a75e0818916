package revision_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/scope2/revision"
	"github.com/ghgkit/ghg/units"
)

type by = map[revision.Cause]string

// A flat load of 24 MWh is 1 MWh in every hour; 24 MWh of solar certificates are 2 MWh in each of 12 hours. Today they cover
// everything: 0 t. By the hour they cover 12 MWh; the rest takes the residual mix: 12 MWh × 0.6 t = 7.2 t.
func TestFlatLoadAndSolarCertificates(t *testing.T) {
	c := compare(t, portfolio(works("a", "24"), plant(t, "sun", "24", sun)), nothing())
	l := market(t, c, "a")
	tonnes(t, l, "0", "7.2", by{revision.HourlyMatching: "7.2"})
	assert.Equal(t, "12 MWh", l.Matched.String())
	assert.Equal(t, "12 MWh", l.Unmatched.String())
	assert.Equal(t, revision.ByResidualMix, l.Fallback)
	assert.Equal(t, revision.Flat, l.Load)
	assert.Equal(t, []string{"sun 12 MWh"}, uses(l))
	assert.Equal(t, "7200 kg CO2e, as of the consultation of 20 Oct 2025", l.Draft.String())
	assert.Contains(t, l.Explain(), "as of the consultation of 20 Oct 2025")
	assert.Contains(t, l.Explain(), "residual")
	assert.Equal(t, "no draft figure", revision.Line{}.Explain())
	tonnes(t, line(t, c, "a", ghg.LocationBased), "12", "12", nil)
}

// One certificate of 24 MWh from zone B with a flat profile, 1 MWh per hour. The price is 100 at the load, and 100 at
// generation until noon, then 90. 100 < 1.05 × 100 = 105, so it delivers in 12 hours; 100 ≥ 1.05 × 90 = 94.5, so not in the
// other 12: 12 MWh × 0.6 t = 7.2 t.
func TestAcrossTwoZones(t *testing.T) {
	wind := plant(t, "wind", "24", always("1"))
	wind.Zone = "B"
	tonnes(t, market(t, compare(t, portfolio(works("a", "24"), wind), nothing()), "a"), "0", "7.2", by{revision.Deliverability: "7.2"})

	firm := wind
	firm.FirmRights = []string{"A"}
	tonnes(t, market(t, compare(t, portfolio(works("a", "24"), firm), nothing()), "a"), "0", "0", nil)

	far := wind // C is not next to A: 24 MWh × 0.6 t
	far.Zone = "C"
	tonnes(t, market(t, compare(t, portfolio(works("a", "24"), far), nothing()), "a"), "0", "14.4", by{revision.Deliverability: "14.4"})

	// At exactly 1.05 times the price it does not deliver: 105 < 105 is false.
	p := portfolio(works("a", "24"), wind)
	p.Zones[0].Prices, p.Zones[1].Prices = prices(always("105")), prices(always("100"))
	tonnes(t, market(t, compare(t, p, nothing()), "a"), "0", "14.4", by{revision.Deliverability: "14.4"})

	// Deliverability replaces the market: a contract of another market is refused today and used under the draft.
	abroad := plant(t, "abroad", "24", always("1"))
	abroad.Instrument.Market = "FR"
	tonnes(t, market(t, compare(t, portfolio(works("a", "24"), abroad), nothing()), "a"), "14.4", "0", by{revision.Deliverability: "-14.4"})
}

// The contract of the case before was made before the legacy date, so it keeps today's market and annual matching: what
// deliverability adds, the legacy clause gives back.
func TestLegacyContracts(t *testing.T) {
	wind := plant(t, "wind", "24", sun)
	wind.Zone = "B"
	legacy := nothing()
	legacy.Legacy = revision.Legacy{Before: ghg.Date{Year: 2024, Month: 1, Day: 2}}
	// By the hour 12 MWh match (+7.2 t); of them those from 6 to 12 o'clock deliver: 6 MWh (+3.6 t); the clause gives back 10.8 t.
	c := compare(t, portfolio(works("a", "24"), wind), legacy)
	tonnes(t, market(t, c, "a"), "0", "0", by{revision.HourlyMatching: "7.2", revision.Deliverability: "3.6", revision.LegacyContracts: "-10.8"})
}

// The service serves a quarter of its customers' load, so the site may claim 0.25 MWh of each hour: 6 MWh of 24. The rest is
// 18 MWh × 0.6 t = 10.8 t. Of a solar service, 0.25 MWh in each of 12 hours: 3 MWh, 21 MWh × 0.6 t = 12.6 t.
func TestStandardSupplyService(t *testing.T) {
	served := works("a", "24")
	served.StandardSupplyShare = ref("0.25")
	hydro := plant(t, "hydro", "24", always("1"))
	hydro.StandardSupply = "a"
	c := compare(t, portfolio(served, hydro), nothing())
	tonnes(t, market(t, c, "a"), "0", "10.8", by{revision.StandardService: "10.8"})

	solar := plant(t, "hydro", "24", sun)
	solar.StandardSupply = "a"
	c = compare(t, portfolio(served, solar), nothing())
	tonnes(t, market(t, c, "a"), "0", "12.6", by{revision.StandardService: "10.8", revision.HourlyMatching: "1.8"})

	// Two services share the one quarter, and a wind farm covers the rest: 6 + 18 MWh.
	second, wind := plant(t, "nuclear", "24", always("1")), plant(t, "wind", "18", always("1"))
	second.StandardSupply = "a"
	c = compare(t, portfolio(served, hydro, second, wind), nothing())
	l := market(t, c, "a")
	tonnes(t, l, "0", "0", nil)
	assert.Equal(t, []string{"hydro 6 MWh", "wind 18 MWh"}, uses(l))

	// It is not transferable: of 24 MWh delivered to a, b uses none, 24 MWh × 0.6 t.
	p := portfolio(served, hydro)
	p.Contracts[0].Instrument.Purchase = "b"
	p.Sites = append(p.Sites, works("b", "24"))
	c = compare(t, p, nothing())
	tonnes(t, market(t, c, "b"), "0", "14.4", by{revision.StandardService: "14.4"})
	tonnes(t, market(t, c, "a"), "14.4", "14.4", nil)
}

// Below the threshold the site keeps annual matching: what hourly matching adds, the exemption gives back. At the threshold
// it does not. The exemption is from hourly matching only: power from a zone that is too far does not count.
func TestExemption(t *testing.T) {
	p := portfolio(works("a", "24"), plant(t, "sun", "24", sun))
	below := nothing()
	below.Exemption = revision.Exemption{SiteBelow: mwh("24.000000001")}
	c := compare(t, p, below)
	tonnes(t, market(t, c, "a"), "0", "0", by{revision.HourlyMatching: "7.2", revision.ExemptFromHours: "-7.2"})
	assert.Contains(t, texts(c), "site exempt, a: 24 MWh is below the threshold; it is matched by the year")
	assert.Contains(t, texts(c), "exemption chosen: sites below 24.000000001 MWh; undecided as of the consultation of 20 Oct 2025")

	at := nothing()
	at.Exemption = revision.Exemption{SiteBelow: mwh("24")}
	tonnes(t, market(t, compare(t, p, at), "a"), "0", "7.2", by{revision.HourlyMatching: "7.2"})

	far := p
	far.Contracts = []revision.Contract{p.Contracts[0]}
	far.Contracts[0].Zone = "C"
	tonnes(t, market(t, compare(t, far, below), "a"), "0", "14.4", by{
		revision.HourlyMatching: "7.2", revision.ExemptFromHours: "-7.2", revision.Deliverability: "14.4",
	})
	// From zone B, the hours of the rule on prices count, of the year as a whole: 2 MWh in each of the six from 6 to 12.
	near := far
	near.Contracts[0].Zone = "B"
	tonnes(t, market(t, compare(t, near, below), "a"), "0", "7.2", by{
		revision.HourlyMatching: "7.2", revision.ExemptFromHours: "-7.2", revision.Deliverability: "7.2",
	})
	// Two sites of 12 MWh each are below a threshold of the organisation of 25 MWh; of 24 MWh, they are not.
	two := portfolio(works("a", "12"), plant(t, "sun", "24", sun))
	two.Sites = append(two.Sites, works("b", "12"))
	for limit, want := range map[string]string{"25": "0", "24": "7.2"} {
		organisation := nothing()
		organisation.Exemption = revision.Exemption{OrganisationBelow: mwh(limit), SiteBelow: mwh("1")}
		c := compare(t, two, organisation)
		assert.True(t, c.Totals[1].Draft.Tonnes().Equal(number(want)), "%s: %s", limit, c.Totals[1].Draft)
	}
}

// Without a residual mix, today's rules take the grid average, which the policy allows: 24 MWh × 0.5 t = 12 t. The draft takes
// the fossil mix, 24 MWh × 0.9 t = 21.6 t, or coal, 24 t; never the grid average.
func TestFossilFallback(t *testing.T) {
	s := works("a", "24")
	s.Purchase.ResidualMix = factors.Supplied{}
	s.Fossil, s.CoalOrOil = supplied("900 kg CO2/MWh"), supplied("1000 kg CO2/MWh")
	l := market(t, compare(t, portfolio(s), nothing()), "a")
	tonnes(t, l, "12", "21.6", by{revision.UnmatchedFallback: "9.6"})
	assert.Equal(t, revision.ByFossilMix, l.Fallback)

	s.Fossil = factors.Supplied{}
	l = market(t, compare(t, portfolio(s), nothing()), "a")
	tonnes(t, l, "12", "24", by{revision.UnmatchedFallback: "12"})
	assert.Equal(t, revision.ByCoalOrOil, l.Fallback)

	s.CoalOrOil = factors.Supplied{}
	refused(t, "neither residual mix nor fossil factor", portfolio(s), nothing(), ghg.ErrMissing, "the grid average is none of them")
}

// A residual mix of the draft replaces today's: 24 MWh × 0.7 t. Without its two statements it is used with a notice.
func TestResidualMixWithoutClaims(t *testing.T) {
	s := works("a", "24")
	s.Residual.Factor = supplied("700 kg CO2/MWh")
	c := compare(t, portfolio(s), nothing())
	tonnes(t, market(t, c, "a"), "14.4", "16.8", by{revision.UnmatchedFallback: "2.4"})
	assert.NotContains(t, kinds(c), revision.ResidualNotAdjusted)
	s.Residual.WithoutStandardSupply = false
	assert.Contains(t, kinds(compare(t, portfolio(s), nothing())), revision.ResidualNotAdjusted)

	// One of the basis is found by the calculation: 24 MWh × 0.4 t, today and under the draft.
	s = works("a", "24")
	s.Purchase.ResidualMix = factors.Supplied{}
	o := supplied("400 kg CO2/MWh")
	set, err := factors.NewSet(factors.Meta{Publisher: "test", Edition: "1", Title: testSource, Licence: "none"}, []factors.Factor{{
		Activity: "electricity/residual-mix", Region: "GB", Valid: ghg.CalendarYear(2024), Unit: o.Unit, Boundary: ghg.Generation, PerUnit: o.PerUnit,
	}}, nil)
	require.NoError(t, err)
	b := basis()
	b.Factors = set
	c, err = revision.Compare(portfolio(s), revision.Guidance2015(), revision.Consultation2025(), nothing(), b)
	require.NoError(t, err)
	addsUp(t, c)
	tonnes(t, market(t, c, "a"), "9.6", "9.6", nil)
}

// The hourly factor of the operational grid is more precise than the annual one of the nation: 1 MWh in 12 hours at 0.1 t and
// in 12 at 0.3 t = 4.8 t instead of 24 MWh × 0.5 t = 12 t. The order is space, then time, then flow.
func TestLocationFactors(t *testing.T) {
	grid, err := scope2.NewFactorSeries(oneDay, units.MustUnit("MWh"), "AR5", testSource, prices(from(12, "100", "300")))
	require.NoError(t, err)
	s := works("a", "24")
	national := s.Location[0]
	used := func(flow revision.Flow) revision.LocationFactor {
		return revision.LocationFactor{Area: revision.OperationalGrid, Flow: flow, Annual: supplied("400 kg CO2/MWh")}
	}
	hourly := revision.LocationFactor{Area: revision.OperationalGrid, Flow: revision.Production, Hourly: grid}
	for _, list := range [][]revision.LocationFactor{{national, used(revision.Consumption), hourly}, {hourly, used(revision.Consumption), national}} {
		s.Location = list
		c := compare(t, portfolio(s), nothing())
		tonnes(t, line(t, c, "a", ghg.LocationBased), "12", "4.8", by{revision.LocationFactors: "-7.2"})
		tonnes(t, market(t, c, "a"), "14.4", "14.4", nil)
	}
	s.Location = []revision.LocationFactor{national, used(revision.Consumption), used(revision.Production)}
	s.Location[2].Annual = supplied("100 kg CO2/MWh") // 24 MWh × 0.4 t: consumption comes before production
	tonnes(t, line(t, compare(t, portfolio(s), nothing()), "a", ghg.LocationBased), "12", "9.6", by{revision.LocationFactors: "-2.4"})
}

// A meter gives the hours themselves, a profile their shape, a tariff its bands. The certificates are 1 MWh in each hour from 6
// to 18. Of 24 MWh of load, 2 MWh per hour in those hours: 12 match. In the others: none.
func TestLoads(t *testing.T) {
	night := func(h int) string { return map[string]string{"0": "2", "1": "0"}[sun(h)] }
	daytime := func(h int) string { return map[string]string{"0": "0", "1": "2"}[sun(h)] }
	shape := func(h int) string { return map[string]string{"0": "7", "1": "0"}[sun(h)] }
	var days, nights []int
	for h := range 24 {
		if sun(h) == "1" {
			days = append(days, h)
		} else {
			nights = append(nights, h)
		}
	}
	for _, c := range []struct {
		load  revision.Load
		kind  revision.LoadKind
		draft string
	}{
		{revision.Load{Meter: byHour(t, daytime), Flat: true}, revision.Metered, "7.2"},
		{revision.Load{Meter: byHour(t, night)}, revision.Metered, "14.4"},
		{revision.Load{Profile: byHour(t, shape), Flat: true}, revision.Profiled, "14.4"},
		// 18 MWh by day, 6 MWh by night: 12 match.
		{revision.Load{Bands: []revision.Band{{Name: "day", Hours: days, Amount: mwh("18")}, {Name: "night", Hours: nights, Amount: mwh("6")}}}, revision.TimeOfUse, "7.2"},
		// 6 MWh by day all match: 18 MWh × 0.6 t.
		{revision.Load{Bands: []revision.Band{{Name: "night", Hours: nights, Amount: mwh("18")}, {Name: "day", Hours: days, Amount: mwh("6")}}}, revision.TimeOfUse, "10.8"},
	} {
		s := works("a", "24")
		s.Load = c.load
		l := market(t, compare(t, portfolio(s, plant(t, "sun", "12", sun)), nothing()), "a")
		assert.Equal(t, c.kind, l.Load)
		assert.True(t, l.Draft.Tonnes().Equal(number(c.draft)), "%s: %s, want %s t", c.kind, l.Draft, c.draft)
	}
}

// 8,760 hours of a year do not divide 1 MWh: the hours still sum to it, so that certificates with the same shape cover it all.
func TestFlatYear(t *testing.T) {
	for _, year := range []int{2023, 2024} {
		s := works("a", "1")
		s.Purchase.Period = ghg.CalendarYear(year)
		flat := plant(t, "flat", "1", always("1"))
		flat.Instrument.Vintage = s.Purchase.Period
		ones := prices(always("1"))
		for len(ones) < s.Purchase.Period.Days()*24 {
			ones = append(ones, ones[0])
		}
		var err error
		flat.Profile.Series, err = scope2.NewSeries(s.Purchase.Period, units.MustUnit("MWh"), ones)
		require.NoError(t, err)
		l := market(t, compare(t, portfolio(s, flat), nothing()), "a")
		tonnes(t, l, "0", "0", nil)
		assert.Equal(t, "0 MWh", l.Unmatched.String())
	}
}

// Certificates of the month before may be used today, within the window; by the hour they cover nothing: 24 MWh × 0.6 t.
func TestVintageOutsideThePeriod(t *testing.T) {
	old := plant(t, "old", "24", always("1"))
	old.Instrument.Vintage = ghg.Period{Start: ghg.Date{Year: 2024, Month: 5, Day: 1}, End: ghg.Date{Year: 2024, Month: 6, Day: 1}}
	p := portfolio(works("a", "24"), old)
	p.Window = scope2.Window{Before: 1}
	c := compare(t, p, nothing())
	tonnes(t, market(t, c, "a"), "0", "14.4", by{revision.HourlyMatching: "14.4"})
	assert.Contains(t, kinds(c), revision.VintageOutside)

	// A legacy contract keeps annual matching.
	legacy := nothing()
	legacy.Legacy = revision.Legacy{Before: ghg.Date{Year: 2025, Month: 1, Day: 1}}
	tonnes(t, market(t, compare(t, p, legacy), "a"), "0", "0", by{revision.HourlyMatching: "14.4", revision.LegacyContracts: "-14.4"})
}

// Two contracts of 24 MWh at 0 and at 400 kg/MWh for 24 MWh of load. By id the gas plant comes first: 9.6 t. The earlier end of
// the vintage comes before the id, a contract bound to the purchase before both.
func TestOrderOfUse(t *testing.T) {
	gas, wind := plant(t, "a-gas", "24", always("1")), plant(t, "b-wind", "24", always("1"))
	gas.Instrument.Rate = scope2.StatedRate(supplied("400 kg CO2/MWh"))
	bound := wind
	bound.Instrument.Purchase = "a"
	for _, c := range []struct {
		list []revision.Contract
		want string
	}{
		{[]revision.Contract{gas, wind}, "9.6"},
		{[]revision.Contract{wind, gas}, "9.6"},
		{[]revision.Contract{gas, bound}, "0"},
		{[]revision.Contract{bound, gas}, "0"},
	} {
		tonnes(t, market(t, compare(t, portfolio(works("a", "24"), c.list...), nothing()), "a"), c.want, c.want, nil)
	}
}

// A ledger reallocates: the first contract may cover both sites, the second only one of them. It leaves the common site to the
// second contract; the fixed order of this package does not, which is a cause of its own and no rule of the draft.
func TestOrderOfUseIsACauseOfItsOwn(t *testing.T) {
	free, national := plant(t, "1-free", "24", always("1")), plant(t, "2-camx", "24", always("1"))
	free.Instrument.Market, national.Instrument.Market = "US", "US-CAMX"
	camx, other := works("a", "24"), works("b", "24")
	camx.Purchase.Region, other.Purchase.Region = "US-CAMX", "US-ERCT"
	p := portfolio(camx, free, national)
	p.Sites = append(p.Sites, other)
	c := compare(t, p, nothing())
	tonnes(t, market(t, c, "a"), "0", "0", nil)
	tonnes(t, market(t, c, "b"), "0", "0", by{revision.OrderOfUse: "14.4", revision.Deliverability: "-14.4"})
}

func ref(text string) *decimal.Decimal {
	d := number(text)
	return &d
}

func kinds(c revision.Comparison) (list []revision.NoticeKind) {
	for _, n := range c.Notices {
		list = append(list, n.Kind)
	}
	return list
}

func texts(c revision.Comparison) (list []string) {
	for _, n := range c.Notices {
		list = append(list, n.String())
	}
	return list
}

func uses(l revision.Line) (list []string) {
	for _, u := range l.Uses {
		list = append(list, u.Contract+" "+u.Volume.String())
	}
	return list
}

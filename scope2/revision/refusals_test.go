package revision_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/scope2/revision"
	"github.com/ghgkit/ghg/units"
)

func TestChoicesMustBeStated(t *testing.T) {
	p := portfolio(works("a", "24"))
	none := revision.Legacy{None: true}
	day := ghg.Date{Year: 2026, Month: 1, Day: 1}
	for _, c := range []struct {
		name    string
		choices revision.Choices
		err     error
		text    string
	}{
		{"no threshold", revision.Choices{Legacy: none}, ghg.ErrMissing, "has not decided it"},
		{"none and a threshold", revision.Choices{Exemption: revision.Exemption{None: true, SiteBelow: mwh("1")}, Legacy: none}, ghg.ErrMixed, "threshold"},
		{"a threshold that is no energy", revision.Choices{Exemption: revision.Exemption{SiteBelow: units.MustParse("1 t")}, Legacy: none}, ghg.ErrDimension, "exemption of a site"},
		{"a negative threshold", revision.Choices{Exemption: revision.Exemption{OrganisationBelow: mwh("-1")}, Legacy: none}, ghg.ErrNegative, "organisation"},
		{"a threshold too long", revision.Choices{Exemption: revision.Exemption{SiteBelow: units.New(number("1").Shift(90000), units.MustUnit("MWh"))}, Legacy: none}, ghg.ErrOutOfRange, "threshold"},
		{"no legacy date", revision.Choices{Exemption: revision.Exemption{None: true}}, ghg.ErrMissing, "legacy clause"},
		{"none and a legacy date", revision.Choices{Exemption: revision.Exemption{None: true}, Legacy: revision.Legacy{None: true, Before: day}}, ghg.ErrMixed, "legacy clause"},
		{"a legacy date that is none", revision.Choices{Exemption: revision.Exemption{None: true}, Legacy: revision.Legacy{Before: ghg.Date{Year: 2026}}}, ghg.ErrOutOfRange, "legacy clause"},
	} {
		refused(t, c.name, p, c.choices, c.err, c.text)
	}
	// What an edition does not leave open is no choice.
	closed := revision.Consultation2025()
	closed.Exemption = revision.NoClause
	_, err := revision.Compare(p, revision.Guidance2015(), closed, nothing(), basis())
	require.ErrorIs(t, err, ghg.ErrMixed)
	closed.Exemption, closed.Legacy = revision.OpenClause, revision.NoClause
	_, err = revision.Compare(p, revision.Guidance2015(), closed, nothing(), basis())
	require.ErrorIs(t, err, ghg.ErrMixed)
}

func TestEditionsAreRefused(t *testing.T) {
	p, today, draft := portfolio(works("a", "24")), revision.Guidance2015(), revision.Consultation2025()
	try := func(today, draft revision.Edition) error {
		_, err := revision.Compare(p, today, draft, nothing(), basis())
		return err
	}
	require.ErrorIs(t, try(draft, draft), revision.ErrNotInForce)
	require.ErrorIs(t, try(today, today), revision.ErrInForce)
	require.ErrorIs(t, try(revision.Edition{}, draft), ghg.ErrMissing)
	later := today
	later.InForce = ghg.Date{Year: 2024, Month: 6, Day: 2}
	require.ErrorIs(t, try(later, draft), revision.ErrNotInForce)
	hourly := today
	hourly.Matching = scope2.Hourly
	require.ErrorIs(t, try(hourly, draft), ghg.ErrOutOfRange)
	later.InForce = oneDay.Start
	require.NoError(t, try(later, draft))
	for name, change := range map[string]func(*revision.Edition){
		"no document":             func(e *revision.Edition) { e.Document = "" },
		"no publication":          func(e *revision.Edition) { e.Published = ghg.Date{} },
		"a first day that is not": func(e *revision.Edition) { e.InForce = ghg.Date{Year: 2027} },
		"monthly":                 func(e *revision.Edition) { e.Matching = scope2.Monthly },
		"no fallback":             func(e *revision.Edition) { e.Unmatched = nil },
		"a fallback that is not":  func(e *revision.Edition) { e.Unmatched = []revision.Fallback{0} },
		"too many fallbacks":      func(e *revision.Edition) { e.Unmatched = make([]revision.Fallback, 6) },
		"a precision that is not": func(e *revision.Edition) { e.Location = []revision.Precision{9} },
		"a negative ratio":        func(e *revision.Edition) { e.PriceRatio = number("-1") },
		"a ratio too long":        func(e *revision.Edition) { e.PriceRatio = number("1").Shift(90000) },
		"no clause":               func(e *revision.Edition) { e.Legacy = 0 },
		"no boundary":             func(e *revision.Edition) { e.Boundary = 0 },
		"a name too long":         func(e *revision.Edition) { e.Name = string(make([]byte, 2000)) },
	} {
		e := revision.Consultation2025()
		change(&e)
		require.Error(t, e.Check(), name)
		require.Error(t, try(today, e), name)
	}
	assert.True(t, draft.IsDraft())
	assert.Equal(t, "Scope 2 revision, consultation draft, as of the consultation of 20 Oct 2025", draft.String())
	assert.Equal(t, "Scope 2 Guidance (2015), in force since 20 Jan 2015", today.String())
	assert.Contains(t, revision.Edition{}.String(), "no date")
}

// siteRefusal is a change of a site that is refused.
type siteRefusal struct {
	name   string
	change func(*revision.Site)
	err    error
	text   string
}

func sitesAreRefused(t *testing.T, list []siteRefusal) {
	t.Helper()
	for _, c := range list {
		s := works("a", "24")
		c.change(&s)
		refused(t, c.name, portfolio(s), nothing(), c.err, c.text)
	}
}

func TestSitesAreRefused(t *testing.T) {
	sitesAreRefused(t, []siteRefusal{
		{"zone unknown", func(s *revision.Site) { s.Zone = "Z" }, ghg.ErrUnknown, "zone"},
		{"no zone", func(s *revision.Site) { s.Zone = "" }, ghg.ErrMissing, "zone"},
		{"instruments", func(s *revision.Site) { s.Purchase.Instruments = make([]scope2.Instrument, 1) }, ghg.ErrMixed, "contracts of the portfolio"},
		{"sold on", func(s *revision.Site) { s.Purchase.SoldOn = mwh("1") }, ghg.ErrMixed, "subtract it"},
		{"supplier", func(s *revision.Site) { s.Purchase.Supplier = "acme" }, ghg.ErrMixed, "supplier-menu"},
		{"supplier's rate", func(s *revision.Site) { s.Purchase.SupplierRate = supplied("1 kg CO2/MWh") }, ghg.ErrMixed, "supplier-menu"},
		{"no amount", func(s *revision.Site) { s.Purchase.Amount = units.Quantity{} }, ghg.ErrMissing, "amount"},
		{"an amount that is no energy", func(s *revision.Site) { s.Purchase.Amount = units.MustParse("1 t") }, ghg.ErrDimension, "amount"},
		{"a negative amount", func(s *revision.Site) { s.Purchase.Amount = mwh("-1") }, ghg.ErrNegative, "amount"},
		{"an amount too fine", func(s *revision.Site) { s.Purchase.Amount = mwh("0.0000000001") }, ghg.ErrOutOfRange, "milliwatt-hours"},
		{"an amount too large", func(s *revision.Site) { s.Purchase.Amount = mwh("9999999999999") }, ghg.ErrOutOfRange, "TWh"},
		{"a share above 1", func(s *revision.Site) { s.StandardSupplyShare = ref("1.1") }, ghg.ErrOutOfRange, "from 0 to 1"},
		{"a share too long", func(s *revision.Site) { d := number("1").Shift(90000); s.StandardSupplyShare = &d }, ghg.ErrOutOfRange, "share"},
		{"no location factor", func(s *revision.Site) { s.Location = nil }, ghg.ErrMissing, "location factors"},
		{"a location factor without area", func(s *revision.Site) { s.Location = []revision.LocationFactor{{}} }, ghg.ErrMissing, "area"},
		{"a location factor without flow", func(s *revision.Site) { s.Location = []revision.LocationFactor{{Area: revision.Local}} }, ghg.ErrMissing, "flow"},
		{"a location factor without value", func(s *revision.Site) {
			s.Location = []revision.LocationFactor{{Area: revision.Local, Flow: revision.Production}}
		}, ghg.ErrMissing, "annual or an hourly"},
		{"two factors of one precision", func(s *revision.Site) { s.Location = append(s.Location, s.Location[0]) }, ghg.ErrMixed, "each precision"},
	})
}

var nextDay = ghg.Period{Start: oneDay.End, End: oneDay.End.AddDays(1)}

// ofNextDay returns a series of another period.
func ofNextDay(t testing.TB) scope2.Series {
	t.Helper()
	s, err := scope2.NewSeries(nextDay, units.MustUnit("MWh"), prices(always("1")))
	require.NoError(t, err)
	return s
}

func TestLoadsAreRefused(t *testing.T) {
	var all []int
	for h := range 24 {
		all = append(all, h)
	}
	other := ofNextDay(t)
	bands := func(list ...revision.Band) func(*revision.Site) {
		return func(s *revision.Site) { s.Load.Bands = list }
	}
	sitesAreRefused(t, []siteRefusal{
		{"no load", func(s *revision.Site) { s.Load = revision.Load{} }, ghg.ErrMissing, "a meter, a profile"},
		{"a meter of another sum", func(s *revision.Site) { s.Load.Meter = byHour(t, sun) }, ghg.ErrOutOfRange, "in sum the amount"},
		{"a meter of another day", func(s *revision.Site) { s.Load.Meter = other }, ghg.ErrMixed, "period of the load"},
		{"a profile of another day", func(s *revision.Site) { s.Load.Profile = other }, ghg.ErrMixed, "period of the load"},
		{"a profile of zeros", func(s *revision.Site) { s.Load.Profile = byHour(t, always("0")) }, ghg.ErrOutOfRange, "a sum above 0"},
		{"an hour without band", bands(revision.Band{Name: "x", Hours: []int{0, 1}, Amount: mwh("24")}), ghg.ErrMissing, "no band for hour 2"},
		{"an hour in two bands", bands(revision.Band{Name: "x", Hours: []int{0, 0}}), ghg.ErrOutOfRange, "each in one band"},
		{"hour 24", bands(revision.Band{Name: "x", Hours: []int{24}}), ghg.ErrOutOfRange, "from 0 to 23"},
		{"bands above the amount", bands(revision.Band{Name: "x", Hours: all, Amount: mwh("25")}), ghg.ErrOutOfRange, "in sum the amount"},
		{"bands below the amount", bands(revision.Band{Name: "x", Hours: all, Amount: mwh("23")}), ghg.ErrOutOfRange, "in sum the amount"},
		{"a band without amount", bands(revision.Band{Name: "x", Hours: all}), ghg.ErrMissing, "amount of band"},
		{"a band without hours", bands(revision.Band{Name: "x", Hours: all, Amount: mwh("23")}, revision.Band{Name: "y", Amount: mwh("1")}), ghg.ErrMissing, "at least one"},
	})
}

func TestPortfoliosAreRefused(t *testing.T) {
	refused(t, "no sites", revision.Portfolio{}, nothing(), ghg.ErrMissing, "sites")
	p := portfolio(works("a", "24"))
	p.Sites = append(p.Sites, works("b", "24"))
	p.Sites[1].Purchase.Period = nextDay
	refused(t, "two periods", p, nothing(), ghg.ErrMixed, "period")
	p.Sites[1] = works("a", "24")
	refused(t, "two purchases of one id", p, nothing(), ghg.ErrMixed, "id")
	p.Sites = p.Sites[:1]
	p.Sites[0].Purchase.Period = ghg.Period{Start: oneDay.Start, End: oneDay.Start.AddDays(4000)}
	refused(t, "a period too long", p, nothing(), ghg.ErrOutOfRange, "days")
	p.Sites[0].Purchase.Period = ghg.Period{}
	refused(t, "no period", p, nothing(), ghg.ErrMissing, "period")
	many := portfolio(works("a", "9000000000"))
	many.Sites = append(many.Sites, works("b", "9000000000"))
	refused(t, "more than 64 bits in all", many, nothing(), ghg.ErrOutOfRange, "TWh")
}

func TestContractsAreRefused(t *testing.T) {
	other := ofNextDay(t)
	for _, c := range []struct {
		name   string
		change func(*revision.Contract)
		err    error
		text   string
	}{
		{"zone unknown", func(k *revision.Contract) { k.Zone = "Z" }, ghg.ErrUnknown, "zone"},
		{"firm rights into an unknown zone", func(k *revision.Contract) { k.FirmRights = []string{"Z"} }, ghg.ErrUnknown, "firm"},
		{"no kind of profile", func(k *revision.Contract) { k.Profile.Kind = 0 }, ghg.ErrMissing, "profile"},
		{"no profile", func(k *revision.Contract) { k.Profile.Series = scope2.Series{} }, ghg.ErrMissing, "one value per hour"},
		{"a profile of another day", func(k *revision.Contract) { k.Profile.Series = other }, ghg.ErrMixed, "period"},
		{"a profile of zeros", func(k *revision.Contract) { k.Profile.Series = byHour(t, always("0")) }, ghg.ErrOutOfRange, "a sum above 0"},
		{"standard supply of an unknown purchase", func(k *revision.Contract) { k.StandardSupply = "z" }, ghg.ErrUnknown, "standard supply"},
		{"standard supply without a share", func(k *revision.Contract) { k.StandardSupply = "a" }, ghg.ErrMissing, "share"},
		{"a volume too fine", func(k *revision.Contract) { k.Instrument.Volume = mwh("0.0000000001") }, ghg.ErrOutOfRange, "milliwatt-hours"},
		{"no rate", func(k *revision.Contract) { k.Instrument.Rate = scope2.Rate{} }, ghg.ErrMissing, "rate"},
		{"bound to an unknown purchase", func(k *revision.Contract) { k.Instrument.Purchase = "z" }, ghg.ErrUnknown, "purchase"},
	} {
		k := plant(t, "sun", "24", sun)
		c.change(&k)
		refused(t, c.name, portfolio(works("a", "24"), k), nothing(), c.err, c.text)
	}
	undated := plant(t, "sun", "24", sun)
	undated.ContractDate = ghg.Date{}
	legacy := nothing()
	legacy.Legacy = revision.Legacy{Before: oneDay.Start}
	refused(t, "no contract date", portfolio(works("a", "24"), undated), legacy, ghg.ErrMissing, "contract date")
	undated.ContractDate = ghg.Date{Year: 2024}
	refused(t, "a contract date that is none", portfolio(works("a", "24"), undated), legacy, ghg.ErrMissing, "contract date")
	twice := plant(t, "sun", "24", sun)
	refused(t, "one certificate twice", portfolio(works("a", "24"), twice, twice), nothing(), scope2.ErrDoubleClaim, "sun")
}

func TestZonesAreRefused(t *testing.T) {
	wind := plant(t, "wind", "24", always("1"))
	wind.Zone = "B"
	for _, c := range []struct {
		name   string
		change func([]revision.Zone)
		err    error
		text   string
	}{
		{"an hour without price", func(z []revision.Zone) { z[1].Prices = z[1].Prices[:17] }, ghg.ErrMissing, "there is none from 2024-06-01T17:00"},
		{"no prices", func(z []revision.Zone) { z[0].Prices = nil }, ghg.ErrMissing, "prices of zone A"},
		{"too many prices", func(z []revision.Zone) { z[0].Prices = append(z[0].Prices, number("1")) }, ghg.ErrOutOfRange, "25"},
		{"a price too long", func(z []revision.Zone) { z[0].Prices[3] = number("1").Shift(90000) }, ghg.ErrOutOfRange, "hour 3"},
		{"two units", func(z []revision.Zone) { z[0].PriceUnit = "EUR/MWh" }, ghg.ErrMixed, "price units"},
		{"no unit", func(z []revision.Zone) { z[0].PriceUnit, z[1].PriceUnit = "", "" }, ghg.ErrMixed, "price units"},
		{"next to an unknown zone", func(z []revision.Zone) { z[0].Next = []string{"Z"} }, ghg.ErrUnknown, "zone next to A"},
		{"no name", func(z []revision.Zone) { z[2].Name = "" }, ghg.ErrMissing, "zone"},
		{"a name twice", func(z []revision.Zone) { z[2].Name = "A" }, ghg.ErrMixed, "zone"},
		{"a name too long", func(z []revision.Zone) { z[2].Name = string(make([]byte, 2000)) }, ghg.ErrOutOfRange, "zone"},
	} {
		p := portfolio(works("a", "24"), wind)
		c.change(p.Zones)
		refused(t, c.name, p, nothing(), c.err, c.text)
	}
}

// Errors of the calculation name the site; a basis without GWP is one.
func TestCalculationIsRefused(t *testing.T) {
	_, err := revision.Compare(portfolio(works("a", "24")), revision.Guidance2015(), revision.Consultation2025(), nothing(), factors.Basis{})
	require.ErrorIs(t, err, ghg.ErrMissing)
	require.ErrorContains(t, err, "GWP")
}

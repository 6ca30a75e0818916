package factors_test

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/units"
)

// made returns a factor with invented numbers, changed by the options.
func made(options ...func(f *factors.Factor)) factors.Factor {
	perUnit, err := ghg.NewEmissions(ghg.GasAmount{Gas: ghg.CO2, Kg: dec.MustParse("2.5")}, ghg.GasAmount{Gas: ghg.CH4Fossil, Kg: dec.MustParse("0.001")})
	if err != nil {
		panic(err)
	}
	f := factors.Factor{
		Activity: "fuel/oil", Label: "Oil", Region: "GB", Valid: ghg.CalendarYear(2024), Unit: units.MustUnit("L"),
		Boundary: ghg.Combustion, PerUnit: perUnit, Reference: factors.Reference{Table: "Fuels"},
	}
	for _, o := range options {
		o(&f)
	}
	return f
}

func in(region string) func(f *factors.Factor) { return func(f *factors.Factor) { f.Region = region } }

func year(n int) func(f *factors.Factor) {
	return func(f *factors.Factor) { f.Valid = ghg.CalendarYear(n) }
}

func per(unit string) func(f *factors.Factor) {
	return func(f *factors.Factor) { f.Unit = units.MustUnit(unit) }
}

func within(boundary ghg.Boundary) func(f *factors.Factor) {
	return func(f *factors.Factor) { f.Boundary = boundary }
}

func of(activity string) func(f *factors.Factor) {
	return func(f *factors.Factor) { f.Activity = activity }
}

func carbonOnly(kg string) func(f *factors.Factor) {
	return func(f *factors.Factor) { f.PerUnit = amounts(ghg.GasAmount{Gas: ghg.CO2, Kg: dec.MustParse(kg)}) }
}

func amounts(list ...ghg.GasAmount) ghg.Emissions {
	e, err := ghg.NewEmissions(list...)
	if err != nil {
		panic(err)
	}
	return e
}

func density() factors.Property {
	rate, err := units.ParseRate("0.8 kg/L")
	if err != nil {
		panic(err)
	}
	return factors.Property{Activity: "fuel/oil", Name: "density", Rate: rate, Region: "GB", Valid: ghg.CalendarYear(2024), Reference: factors.Reference{Document: "d", Table: "1"}}
}

func setOf(t testing.TB, publisher string, list ...factors.Factor) *factors.Set {
	t.Helper()
	s, err := factors.NewSet(factors.Meta{Publisher: publisher, Edition: "1", Title: "invented", Licence: "none"}, list, []factors.Property{density()})
	require.NoError(t, err)
	return s
}

func oil(unit string) factors.Query {
	return factors.Query{Activity: "fuel/oil", Region: "GB", Period: ghg.CalendarYear(2024), Unit: units.MustUnit(unit), Boundary: ghg.Combustion}
}

func TestSetIsImmutable(t *testing.T) {
	list := []factors.Factor{made(), made(year(2023))}
	properties := []factors.Property{density()}
	s, err := factors.NewSet(factors.Meta{Publisher: "p", Edition: "1", Title: "t"}, list, properties)
	require.NoError(t, err)
	digest := s.Digest()
	list[0].PerUnit, list[0].ID = ghg.Emissions{}, "x"
	properties[0].Name = "x"
	for f := range s.All() {
		f.ID, f.PerUnit, f.Reference.Document, f.Region = "x", ghg.Emissions{}, "x", "x"
	}
	for p := range s.Properties() {
		p.Name, p.Region = "x", "x"
	}
	meta := s.Meta()
	meta.Edition = "x"
	found, err := s.Find(oil("L"))
	require.NoError(t, err)
	found.PerUnit, found.Unit = ghg.Emissions{}, units.MustUnit("t")
	record := found.Record()
	record.Digest, record.PerUnit = "x", ghg.Emissions{}
	byID, ok := s.Factor("p/fuel/oil/GB/2024/L")
	require.True(t, ok)
	byID.Valid = ghg.Period{}
	property, err := s.Property(factors.PropertyQuery{Activity: "fuel/oil", Region: "GB", Period: ghg.CalendarYear(2024), From: units.MustUnit("L"), To: units.MustUnit("kg")})
	require.NoError(t, err)
	property.Name = "x"

	assert.Equal(t, digest, s.Digest())
	assert.Equal(t, "p-1", s.Name())
	assert.Equal(t, 2, s.Len())
	again, err := factors.NewSet(factors.Meta{Publisher: "p", Edition: "1", Title: "t"}, []factors.Factor{made(year(2023)), made()}, []factors.Property{density()})
	require.NoError(t, err)
	assert.Equal(t, digest, again.Digest(), "the order of the factors does not matter")
	fresh, err := s.Find(oil("L"))
	require.NoError(t, err)
	assert.Equal(t, 2, fresh.PerUnit.Len())
	assert.Equal(t, "kg CO2/L", fresh.TermUnit(1))
	_, ok = s.Factor("nothing")
	assert.False(t, ok)
	for range s.All() {
		break
	}
}

// The set's digest covers every value of a factor.
func TestDigestsCoverValues(t *testing.T) {
	plain := setOf(t, "p", made())
	for name, change := range map[string]func(f *factors.Factor){
		"activity": of("fuel/gas"), "region": in("FR"), "validity": year(2023), "unit": per("t"), "boundary": within(ghg.WellToTank),
		"value": carbonOnly("2.51"), "document": func(f *factors.Factor) { f.Reference.Document = "x" },
		"table": func(f *factors.Factor) { f.Reference.Table = "x" }, "row": func(f *factors.Factor) { f.Reference.Row = "x" },
		"label": func(f *factors.Factor) { f.Label = "x" }, "note": func(f *factors.Factor) { f.Note = "x" },
		"caveat": func(f *factors.Factor) { f.Caveat = ghg.Caveat{Kind: ghg.StandIn} }, "uncertainty": func(f *factors.Factor) { f.Uncertainty = factors.PublishedUncertainty(dec.MustParse("0.1")) },
		"published": func(f *factors.Factor) { f.Published = ghg.GasAmount{GWP: "AR5", Kg: dec.MustParse("2")} },
		"licence":   func(f *factors.Factor) { f.Licence = "x" }, "id": func(f *factors.Factor) { f.ID = "x" },
	} {
		other := setOf(t, "p", made(change))
		assert.NotEqual(t, plain.Digest(), other.Digest(), name)
	}
	assert.NotEqual(t, plain.Digest(), setOf(t, "q", made()).Digest())
	var zero factors.Set
	assert.NotEmpty(t, zero.Digest())
	_, err := zero.Find(oil("L"))
	require.ErrorIs(t, err, factors.ErrNoFactor)
}

func TestFindIsExact(t *testing.T) {
	fiscal := func(f *factors.Factor) {
		f.Valid = ghg.Period{Start: ghg.Date{Year: 2025, Month: 4, Day: 1}, End: ghg.Date{Year: 2026, Month: 4, Day: 1}, Label: "FY2025"}
	}
	s := setOf(t, "p", made(), made(in("FR")), made(year(2023)), made(per("t")), made(per("kg"), year(2022)), made(within(ghg.WellToTank)), made(fiscal))
	for _, tt := range []struct {
		name   string
		change func(q *factors.Query)
		id     string
	}{
		{"exact query", func(*factors.Query) {}, "p/fuel/oil/GB/2024/L"},
		{"another unit of the dimension", func(q *factors.Query) { q.Unit = units.MustUnit("m3") }, "p/fuel/oil/GB/2024/L"},
		{"another dimension", func(q *factors.Query) { q.Unit = units.MustUnit("kg") }, "p/fuel/oil/GB/2024/t"},
		{"another region", func(q *factors.Query) { q.Region = "FR" }, "p/fuel/oil/FR/2024/L"},
		{"a month", func(q *factors.Query) { q.Period.End = ghg.Date{Year: 2024, Month: 2, Day: 1} }, "p/fuel/oil/GB/2024/L"},
		{"another boundary", func(q *factors.Query) { q.Boundary = ghg.WellToTank }, "p/fuel/oil@wtt/GB/2024/L"},
		{"a fiscal year", func(q *factors.Query) { q.Period = ghg.FiscalYear(2025, 4, ghg.LabelStartYear) }, "p/fuel/oil/GB/2025/L"},
		{"a day too long", func(q *factors.Query) { q.Period.End = ghg.Date{Year: 2025, Month: 1, Day: 2} }, ""},
		{"a day too early", func(q *factors.Query) { q.Period.Start = ghg.Date{Year: 2023, Month: 12, Day: 31} }, ""},
		{"another year", func(q *factors.Query) { q.Period = ghg.CalendarYear(2030) }, ""},
		{"another spelling", func(q *factors.Query) { q.Activity = "fuel/Oil" }, ""},
		{"a missing dimension", func(q *factors.Query) { q.Unit = units.MustUnit("GJ(HHV)") }, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			q := oil("L")
			tt.change(&q)
			f, err := s.Find(q)
			if tt.id == "" {
				var none *factors.NoFactorError
				require.ErrorAs(t, err, &none)
				require.ErrorIs(t, err, factors.ErrNoFactor)
				assert.NotEmpty(t, none.Misses())
				assert.LessOrEqual(t, len(none.Misses()), 5)
				assert.Contains(t, err.Error(), none.Misses()[0].ID+" ("+none.Misses()[0].Differs+")")
				assert.Empty(t, f.ID)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, tt.id, f.ID)
		})
	}
	for _, leave := range []func(q *factors.Query){
		func(q *factors.Query) { q.Activity = "" }, func(q *factors.Query) { q.Region = "" }, func(q *factors.Query) { q.Unit = units.Unit{} },
		func(q *factors.Query) { q.Boundary = 0 }, func(q *factors.Query) { q.Period = ghg.Period{} },
	} {
		q := oil("L")
		leave(&q)
		_, err := s.Find(q)
		require.ErrorIs(t, err, ghg.ErrMissing, "%s", q)
	}
}

func TestNearMisses(t *testing.T) {
	s := setOf(t, "p", made(), made(in("FR")), made(of("fuel/oil/heavy")), made(of("travel/rail")))
	near := func(change func(q *factors.Query)) string {
		q := oil("L")
		change(&q)
		_, err := s.Find(q)
		require.Error(t, err)
		return err.Error()
	}
	assert.Equal(t, "no factor for fuel/oil in GB, 2020, per unit of volume, boundary combustion in p-1; it has p/fuel/oil/GB/2024/L (valid 2024); p/fuel/oil/FR/2024/L (region FR, valid 2024); p/fuel/oil/heavy/GB/2024/L (activity fuel/oil/heavy, valid 2024)",
		near(func(q *factors.Query) { q.Period = ghg.CalendarYear(2020) }))
	assert.Contains(t, near(func(q *factors.Query) { q.Activity = "fuel/oik" }), "(activity fuel/oil)", "a misspelling is near")
	assert.Contains(t, near(func(q *factors.Query) { q.Activity = "oil" }), "(activity fuel/oil)", "a part of the name is near")
	assert.Equal(t, "no factor for quite/different in AQ, 2024, per unit of volume, boundary combustion in p-1; it has nothing similar",
		near(func(q *factors.Query) { q.Activity, q.Region = "quite/different", "AQ" }))
	assert.Contains(t, near(func(q *factors.Query) { q.Activity = strings.Repeat("x", 100_000) }), "it has nothing similar")
}

func TestUnitPreferenceAndAmbiguity(t *testing.T) {
	s := setOf(t, "p", made(per("L")), made(per("m3")), made(per("kg")))
	f, err := s.Find(oil("m3"))
	require.NoError(t, err)
	assert.Equal(t, "p/fuel/oil/GB/2024/m3", f.ID, "the unit that the query names is preferred")
	_, err = s.Find(oil("gal(US)"))
	var several *factors.AmbiguousError
	require.ErrorAs(t, err, &several)
	require.ErrorIs(t, err, factors.ErrAmbiguous)
	assert.Equal(t, []string{"p/fuel/oil/GB/2024/L", "p/fuel/oil/GB/2024/m3"}, several.IDs)
	assert.Contains(t, err.Error(), "p/fuel/oil/GB/2024/L, p/fuel/oil/GB/2024/m3")

	priced := func(n int, kind string) func(f *factors.Factor) {
		return func(f *factors.Factor) {
			f.Unit, f.Price, f.Boundary = units.MustUnit("USD"), factors.Price{Year: n, Type: kind}, ghg.CradleToGate
		}
	}
	spend := setOf(t, "p", made(priced(2022, "purchaser")), made(priced(2022, "producer")))
	q := oil("USD")
	q.Boundary = ghg.CradleToGate
	_, err = spend.Find(q)
	require.ErrorIs(t, err, factors.ErrAmbiguous)
	q.Price = factors.Price{Type: "producer"}
	f, err = spend.Find(q)
	require.NoError(t, err)
	assert.Equal(t, "p/fuel/oil@producer-2022/GB/2024/USD", f.ID)
	assert.Equal(t, "USD of 2022, producer price", f.Record().Price)
	q.Price = factors.Price{Year: 2021}
	_, err = spend.Find(q)
	require.ErrorIs(t, err, factors.ErrNoFactor)
	assert.Contains(t, err.Error(), "price of 2022")
}

func TestSetsRefuse(t *testing.T) {
	_, err := factors.NewSet(factors.Meta{Publisher: "p"}, nil, nil)
	require.ErrorIs(t, err, ghg.ErrMissing)
	for name, tt := range map[string]struct {
		change func(f *factors.Factor)
		want   error
	}{
		"activity":  {of(""), ghg.ErrMissing},
		"region":    {in(""), ghg.ErrMissing},
		"unit":      {func(f *factors.Factor) { f.Unit = units.Unit{} }, ghg.ErrMissing},
		"boundary":  {within(0), ghg.ErrMissing},
		"no gases":  {func(f *factors.Factor) { f.PerUnit = ghg.Emissions{} }, ghg.ErrMissing},
		"validity":  {func(f *factors.Factor) { f.Valid = ghg.Period{} }, ghg.ErrMissing},
		"backwards": {func(f *factors.Factor) { f.Valid.Start, f.Valid.End = f.Valid.End, f.Valid.Start }, ghg.ErrOutOfRange},
		"negative":  {carbonOnly("-0.1"), ghg.ErrNegative},
		"CO2e beside gases": {func(f *factors.Factor) {
			f.PerUnit = amounts(ghg.GasAmount{GWP: "AR5", Kg: dec.MustParse("1")}, ghg.GasAmount{Gas: ghg.CO2, Kg: dec.MustParse("1")})
		}, ghg.ErrMixed},
		"spend without a price year":      {per("USD"), ghg.ErrMissing},
		"unstated price without a caveat": {func(f *factors.Factor) { f.Price.Type = factors.UnstatedPrice }, ghg.ErrMissing},
		"negative uncertainty":            {func(f *factors.Factor) { f.Uncertainty = factors.PublishedUncertainty(dec.MustParse("-0.1")) }, ghg.ErrNegative},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := factors.NewSet(factors.Meta{Publisher: "p", Edition: "1", Title: "t"}, []factors.Factor{made(tt.change)}, nil)
			require.ErrorIs(t, err, tt.want)
		})
	}
	_, err = factors.NewSet(factors.Meta{Publisher: "p", Edition: "1"}, []factors.Factor{made()}, nil)
	require.ErrorIs(t, err, ghg.ErrMissing, "a factor needs a document")
	_, err = factors.NewSet(factors.Meta{Publisher: "p", Edition: "1", Title: "t"}, []factors.Factor{made(), made()}, []factors.Property{{}})
	var invalid *ghg.JoinedError
	require.ErrorAs(t, err, &invalid)
	assert.Len(t, invalid.First, 2, "every problem is reported")
	assert.Contains(t, err.Error(), "the id p/fuel/oil/GB/2024/L is taken")
	named := made(within(0), func(f *factors.Factor) { f.ID = "own/oil" })
	_, err = factors.NewSet(factors.Meta{Publisher: "p", Edition: "1", Title: "t"}, []factors.Factor{made(), named}, []factors.Property{density(), {}})
	require.ErrorContains(t, err, "factor 2 (own/oil): boundary is not set")
	require.ErrorContains(t, err, "property 2: ")
	_, err = factors.NewSet(factors.Meta{Publisher: "p", Edition: "1"}, slices.Repeat([]factors.Factor{{}}, 250), nil)
	assert.Contains(t, err.Error(), "and 150 more")
}

func TestIDsDistinguishBoundaries(t *testing.T) {
	var list []factors.Factor
	for b := ghg.Combustion; b <= ghg.OutsideScopes; b++ {
		if b != ghg.Generation && b != ghg.CradleToGate && b != ghg.Treatment && b != ghg.DirectEmission { // usual for their activities: not in the id
			list = append(list, made(within(b)))
		}
	}
	var ids []string
	for f := range setOf(t, "p", list...).All() {
		ids = append(ids, f.ID)
	}
	assert.Equal(t, []string{
		"p/fuel/oil/GB/2024/L", "p/fuel/oil@wtt/GB/2024/L", "p/fuel/oil@losses/GB/2024/L", "p/fuel/oil@losses-wtt/GB/2024/L",
		"p/fuel/oil@life-cycle/GB/2024/L", "p/fuel/oil@outside/GB/2024/L",
	}, ids)
}

func TestBiogenicPart(t *testing.T) {
	biogenic := made(within(ghg.OutsideScopes), func(f *factors.Factor) {
		f.PerUnit = amounts(ghg.GasAmount{Gas: ghg.CO2Biogenic, Kg: dec.MustParse("0.3")})
	})
	s := setOf(t, "p", made(), biogenic)
	f, err := s.Find(oil("L"))
	require.NoError(t, err)
	part, ok := f.BiogenicPart()
	require.True(t, ok)
	assert.Equal(t, "p/fuel/oil@outside/GB/2024/L", part.ID)
	alone := setOf(t, "q", f)
	for f := range alone.All() {
		_, ok := f.BiogenicPart()
		assert.False(t, ok, "the biogenic part of another set must not be used")
	}
}

func TestProperties(t *testing.T) {
	s := setOf(t, "p", made())
	q := factors.PropertyQuery{Activity: "fuel/oil", Region: "GB", Period: ghg.CalendarYear(2024), From: units.MustUnit("m3"), To: units.MustUnit("t")}
	p, err := s.Property(q)
	require.NoError(t, err)
	assert.Equal(t, "density", p.Name)
	divide, ok := p.Leads(q.From, q.To)
	assert.True(t, ok)
	assert.False(t, divide)
	divide, ok = p.Leads(q.To, q.From)
	assert.True(t, ok)
	assert.True(t, divide)
	_, ok = p.Leads(q.From, units.MustUnit("GJ(HHV)"))
	assert.False(t, ok)
	q.From, q.To = q.To, q.From
	_, err = s.Property(q)
	require.NoError(t, err, "a property converts in either direction")
	for _, change := range []func(q *factors.PropertyQuery){
		func(q *factors.PropertyQuery) { q.Activity = "fuel/gas" }, func(q *factors.PropertyQuery) { q.Region = "FR" },
		func(q *factors.PropertyQuery) { q.Period = ghg.CalendarYear(2023) }, func(q *factors.PropertyQuery) { q.To = units.MustUnit("GJ(HHV)") },
	} {
		other := q
		change(&other)
		_, err = s.Property(other)
		require.ErrorIs(t, err, factors.ErrNoProperty)
	}
	_, err = s.Property(factors.PropertyQuery{Activity: "fuel/oil", Region: "FR", Period: ghg.CalendarYear(2024), From: q.From, To: q.To})
	assert.ErrorContains(t, err, "it has density 0.8 kg/L (GB, 2024)")

	heating := density()
	heating.Name, heating.Rate = "heating value", units.Rate{Value: dec.MustParse("36"), Num: units.MustUnit("GJ(HHV)"), Den: units.MustUnit("kL")}
	twice, err := factors.NewSet(factors.Meta{Publisher: "p", Edition: "1", Title: "t"}, nil, []factors.Property{density(), heating, density()})
	require.NoError(t, err)
	_, err = twice.Property(q)
	var several *factors.AmbiguousError
	require.ErrorAs(t, err, &several)
	assert.Equal(t, []string{"density 0.8 kg/L (GB, 2024)", "density 0.8 kg/L (GB, 2024)"}, several.IDs, "only properties that match are listed")
	for _, change := range []func(p *factors.Property){
		func(p *factors.Property) { p.Activity = "" }, func(p *factors.Property) { p.Rate = units.Rate{} },
		func(p *factors.Property) { p.Rate.Value = dec.MustParse("-1") }, func(p *factors.Property) { p.Valid = ghg.Period{} },
	} {
		bad := density()
		change(&bad)
		_, err := factors.NewSet(factors.Meta{Publisher: "p", Edition: "1", Title: "t"}, nil, []factors.Property{bad})
		require.Error(t, err)
	}
}

func TestStack(t *testing.T) {
	own, national := setOf(t, "own", made(carbonOnly("9"))), setOf(t, "national", made(), made(in("FR")))
	stack, err := factors.NewStack(own, national)
	require.NoError(t, err)
	assert.Equal(t, "own-1 > national-1", stack.Name())
	f, err := stack.Find(oil("L"))
	require.NoError(t, err)
	assert.Equal(t, "own-1", f.Set)
	q := oil("L")
	q.Region = "FR"
	f, err = stack.Find(q)
	require.NoError(t, err)
	assert.Equal(t, "national-1", f.Set)
	q.Region = "DE"
	_, err = stack.Find(q)
	var none *factors.NoFactorError
	require.ErrorAs(t, err, &none)
	assert.Len(t, none.Misses(), 3, "the near misses of every source are listed")
	assert.Equal(t, "own-1 > national-1", none.Source)

	other, err := factors.NewStack(national, own)
	require.NoError(t, err)
	assert.NotEqual(t, stack.Digest(), other.Digest(), "the digest depends on the order")
	assert.Len(t, slices.Collect(stack.All()), 3)
	for range stack.All() {
		break
	}
	nested, err := factors.NewStack(stack, national)
	require.NoError(t, err)
	_, err = nested.Find(oil("L"))
	require.NoError(t, err)
	ambiguous, err := factors.NewStack(setOf(t, "p", made(per("L")), made(per("m3"))), national)
	require.NoError(t, err)
	_, err = ambiguous.Find(oil("gal(US)"))
	require.ErrorIs(t, err, factors.ErrAmbiguous, "a later source does not resolve the ambiguity")

	property := factors.PropertyQuery{Activity: "fuel/oil", Region: "GB", Period: ghg.CalendarYear(2024), From: units.MustUnit("L"), To: units.MustUnit("kg")}
	_, err = stack.Property(property)
	require.NoError(t, err)
	property.Region = "FR"
	_, err = stack.Property(property)
	require.ErrorIs(t, err, factors.ErrNoProperty)
	require.EqualError(t, err, "no property of fuel/oil in FR, 2024, converts volume to mass in own-1 > national-1; it has density 0.8 kg/L (GB, 2024), density 0.8 kg/L (GB, 2024)")

	twice, err := factors.NewSet(sheetMeta, nil, []factors.Property{density(), density()})
	require.NoError(t, err)
	unclear, err := factors.NewStack(twice, national)
	require.NoError(t, err)
	property.Region = "GB"
	_, err = unclear.Property(property)
	require.ErrorIs(t, err, factors.ErrAmbiguous, "a later source does not resolve the ambiguity")

	_, err = factors.NewStack()
	require.ErrorIs(t, err, ghg.ErrMissing)
	list := []factors.Source{own, national}
	kept, err := factors.NewStack(list...)
	require.NoError(t, err)
	list[0] = national
	assert.Equal(t, "own-1 > national-1", kept.Name(), "a stack keeps the sources it was given")
	assert.Equal(t, stack.Digest(), kept.Digest())
	var failed *factors.Set
	for _, missing := range []factors.Source{nil, failed} {
		_, err = factors.NewStack(national, missing)
		require.ErrorIs(t, err, ghg.ErrMissing)
		_, _, err = factors.Basis{Factors: missing, GWP: ghg.AR6()}.Find(oil("L"))
		require.ErrorIs(t, err, ghg.ErrMissing)
	}
}

func TestOverlay(t *testing.T) {
	base, over := setOf(t, "base", made(), made(year(2023))), setOf(t, "mine", made(carbonOnly("9")), made(in("FR")))
	before, after := base.Digest(), over.Digest()
	merged, err := factors.Overlay(base, over)
	require.NoError(t, err)
	assert.Equal(t, "mine-1", merged.Name())
	var ids []string
	for f := range merged.All() {
		ids = append(ids, f.ID)
		assert.Equal(t, "mine-1", f.Set)
	}
	assert.Equal(t, []string{"mine/fuel/oil/GB/2024/L", "base/fuel/oil/GB/2023/L", "mine/fuel/oil/FR/2024/L"}, ids)
	assert.Equal(t, []string{before, after}, []string{base.Digest(), over.Digest()})
	assert.NotEqual(t, after, merged.Digest())
	assert.Len(t, slices.Collect(merged.Properties()), 1, "the overlay's property replaces the base's")
	f, err := merged.Find(oil("L"))
	require.NoError(t, err)
	value, _ := f.PerUnit.Kg(ghg.CO2)
	assert.True(t, value.Equal(dec.MustParse("9")))
}

// Properties that the overlay does not have are kept: another fuel's, another region's, another pair of dimensions.
func TestOverlayKeepsOtherProperties(t *testing.T) {
	set := func(publisher string, properties ...factors.Property) *factors.Set {
		s, err := factors.NewSet(factors.Meta{Publisher: publisher, Edition: "1", Title: "t", Licence: "none"}, []factors.Factor{made()}, properties)
		require.NoError(t, err)
		return s
	}
	gas, french, heating := density(), density(), density()
	gas.Activity, french.Region = "fuel/gas", "FR"
	heating.Name, heating.Rate = "heating value", units.MustRate("40 GJ(HHV)/m3")
	merged, err := factors.Overlay(set("base", density(), gas, french, heating), set("mine", density()))
	require.NoError(t, err)
	var kept []string
	for p := range merged.Properties() {
		kept = append(kept, p.Activity+" "+p.Region+" "+p.Name)
	}
	assert.Equal(t, []string{"fuel/oil GB density", "fuel/gas GB density", "fuel/oil FR density", "fuel/oil GB heating value"}, kept)
	untouched, err := factors.Overlay(set("base", gas), set("mine"))
	require.NoError(t, err)
	assert.Len(t, slices.Collect(untouched.Properties()), 1, "an overlay without properties drops none of the base's")
}

// The units of a factor's terms follow its own gases, whatever the factor before it in the set holds.
func TestTermUnitsOfNeighbours(t *testing.T) {
	two := made()
	one := made(carbonOnly("2"), year(2023))
	other := made(func(f *factors.Factor) {
		f.PerUnit = amounts(ghg.GasAmount{Gas: ghg.CO2, Kg: dec.MustParse("2")}, ghg.GasAmount{Gas: ghg.CH4Fossil, Kg: dec.MustParse("1")}, ghg.GasAmount{Gas: ghg.N2O, Kg: dec.MustParse("1")})
	}, year(2022))
	for _, order := range [][]factors.Factor{{two, one, other}, {other, one, two}, {one, other, two}} {
		for f := range setOf(t, "p", order...).All() {
			for i := range f.PerUnit.Len() {
				assert.Equal(t, "kg "+string(f.PerUnit.At(i).Gas)+"/L", f.TermUnit(i), f.ID)
			}
		}
	}
}

func TestConcurrentUse(t *testing.T) {
	s := setOf(t, "p", made(), made(in("FR")))
	want := setOf(t, "p", made(), made(in("FR"))).Digest()
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 50 {
				f, err := s.Find(oil("L"))
				assert.NoError(t, err)
				assert.NotEmpty(t, f.Digest())
				assert.NotEmpty(t, f.Record().ID)
				assert.Equal(t, want, s.Digest())
				var b bytes.Buffer
				assert.NoError(t, factors.WriteCSV(&b, s, false))
			}
		})
	}
	wg.Wait()
}

// large returns a set of 2,000 factors.
func large(t testing.TB) *factors.Set {
	t.Helper()
	list := make([]factors.Factor, 0, 2000)
	for i := range cap(list) / 2 {
		list = append(list, made(of(fmt.Sprintf("fuel/oil-%d", i))), made(of(fmt.Sprintf("fuel/oil-%d", i)), year(2023)))
	}
	return setOf(t, "p", list...)
}

func TestFindDoesNotAllocate(t *testing.T) {
	s := large(t)
	q := oil("m3")
	q.Activity = "fuel/oil-999"
	assert.Equal(t, 2000, s.Len())
	assert.Zero(t, testing.AllocsPerRun(100, func() {
		if _, err := s.Find(q); err != nil {
			t.Error(err)
		}
	}))
}

// BenchmarkFind measures Find, which must not allocate and must take less than a microsecond.
func BenchmarkFind(b *testing.B) {
	s := large(b)
	q := oil("m3")
	q.Activity = "fuel/oil-999"
	b.ReportAllocs()
	for b.Loop() {
		if _, err := s.Find(q); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkRelaxation looks in a set of 2,000 factors for one of an older year in a wider region.
func BenchmarkRelaxation(b *testing.B) {
	q := oil("m3")
	q.Activity, q.Region, q.Period = "fuel/oil-999", "GB-SCT", ghg.CalendarYear(2030)
	basis := factors.Basis{Factors: large(b), GWP: ghg.AR6(), Policy: factors.Policy{OlderYears: 10, NewerYears: 10, WiderRegion: true, FuelProperties: true}}
	b.ReportAllocs()
	for b.Loop() {
		if _, caveats, err := basis.Find(q); err != nil || len(caveats) != 2 {
			b.Fatal(caveats, err)
		}
	}
}

// BenchmarkMiss looks in a set of 2,000 factors for one that it does not have, with the nearest that it has.
func BenchmarkMiss(b *testing.B) {
	q := oil("m3")
	q.Activity = "fuel/oil-field"
	s := large(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := s.Find(q); !errors.Is(err, factors.ErrNoFactor) {
			b.Fatal(err)
		}
	}
}

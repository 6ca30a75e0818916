package quality_test

import (
	"encoding"
	"fmt"
	"math"
	"strconv"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/quality"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// bought is an amount of steel with a factor of 1 kg CO2e/kg, so that its emissions are its amount.
func bought(id, amount string, q ghg.Quality) scope3.PurchasedAverageData {
	return scope3.PurchasedAverageData{
		ID: id, Period: ghg.CalendarYear(2024), Category: ghg.PurchasedGoodsAndServices, Item: id, Product: "product/steel", Region: "GLOBAL",
		Amount: units.MustParse(amount + " kg"), Boundary: ghg.CradleToGate, Factor: factors.MustSupplied("1 kg CO2e/kg AR5; test"), Quality: q,
	}
}

func reported(id, amount string, primary bool) scope3.Reported {
	return scope3.Reported{
		ID: id, Period: ghg.CalendarYear(2024), Category: 1, Amount: units.MustParse(amount + " kg CO2e"), GWP: "AR5", Reporter: "supplier", Source: "letter",
		Assurance: "none", Primary: primary,
	}
}

func run(t testing.TB, of ...activity.Activity) *inventory.Inventory {
	t.Helper()
	org := inventory.Organisation{Name: "Example", Approach: inventory.OperationalControl, Period: ghg.CalendarYear(2024)}
	inv, err := inventory.Run(factors.Basis{GWP: ghg.AR5()}, org, of)
	require.NoError(t, err)
	return inv
}

func partial(t testing.TB, inv *inventory.Inventory) inventory.Partial {
	t.Helper()
	return must(inv.Partial(inventory.MarketBased))
}

func all(grade int) ghg.Quality {
	return ghg.Quality{Scheme: ghg.EcoinventGrades, Technology: grade, Time: grade, Geography: grade, Completeness: grade, Reliability: grade}
}

func text(d *decimal.Decimal, places int32) string {
	if d == nil {
		return "none"
	}
	return d.StringFixed(places)
}

// 600 kg of grade 2, 300 of grade 4 and 100 without: (600 × 2 + 300 × 4) ÷ 900 = 2.6667, over 90 %.
func TestRollUp(t *testing.T) {
	p := partial(t, run(t, bought("a", "600", all(2)), bought("b", "300", all(4)), bought("c", "100", ghg.Quality{})))
	list, err := quality.RollUp(p, nil)
	require.NoError(t, err)
	require.Len(t, list, 1)
	r := list[0]
	for _, s := range append(r.Indicators, r.Mean) {
		assert.Equal(t, "2.6667", text(s.Grade, 4))
		assert.Equal(t, "0.90", text(s.Share, 2))
		assert.Equal(t, "900", s.Assessed.Kg().String())
		assert.Equal(t, 2, s.Lines)
	}
	assert.Equal(t, "1000", r.CO2e.Kg().String())
	assert.Equal(t, []int{3, 0}, []int{r.Lines, r.Partly})
	assert.Len(t, r.Indicators, 5)

	none, err := quality.RollUp(p, func(ghg.Result) bool { return false })
	require.NoError(t, err)
	assert.Empty(t, none)
}

// A line of which two indicators are assessed has the mean of the two: (100 × 3 + 100 × 1) ÷ 200 = 2. Schemes are apart.
func TestRollUpInPart(t *testing.T) {
	some := ghg.Quality{Scheme: ghg.EcoinventGrades, Technology: 2, Time: 4}
	other := ghg.Quality{Scheme: ghg.PACTGrades, Time: 3}
	p := partial(t, run(t, bought("a", "100", some), bought("b", "100", all(1)), bought("c", "200", other), bought("d", "0", ghg.Quality{Scheme: ghg.METIGrades, Time: 2})))
	list := must(quality.RollUp(p, nil))
	require.Len(t, list, 3)
	r := list[0]
	assert.Equal(t, ghg.EcoinventGrades, r.Scheme)
	assert.Equal(t, "2", text(r.Mean.Grade, 0))
	assert.Equal(t, "1.5", text(r.Indicators[quality.Technology-1].Grade, 1))
	assert.Equal(t, "2.5", text(r.Indicators[quality.Time-1].Grade, 1))
	assert.Equal(t, "0.25", text(r.Indicators[quality.Reliability-1].Share, 2))
	assert.Equal(t, 1, r.Partly)
	assert.Contains(t, r.String(), "1 lines are assessed in part")
	assert.Equal(t, ghg.PACTGrades, list[1].Scheme)
	assert.Equal(t, "3", text(list[1].Mean.Grade, 0))
	assert.Equal(t, "none", text(list[2].Mean.Grade, 0), "lines without emissions have no weight")
	assert.Len(t, list[2].Indicators, 3)
}

// The weighted indicators of METI's example, 2.19355, 1.14839 and 1.79355, as 340, 178 and 278 over 155: of 23 kg graded 3, 2
// and 2, 7 kg graded 3, 1 and 2, 93 kg graded 2, 1 and 2, and 32 kg graded 2, 1 and 1.
func TestDQRRolledUp(t *testing.T) {
	g := func(te, ti, ge int) ghg.Quality {
		return ghg.Quality{Scheme: ghg.METIGrades, Technology: te, Time: ti, Geography: ge}
	}
	p := partial(t, run(t, bought("a", "23", g(3, 2, 2)), bought("b", "7", g(3, 1, 2)), bought("c", "93", g(2, 1, 2)), bought("d", "32", g(2, 1, 1))))
	r := must(quality.RollUp(p, nil))[0]
	for i, want := range []string{"2.19355", "1.14839", "1.79355"} {
		assert.Equal(t, want, text(r.Indicators[i].Grade, 5))
	}
	got := must(r.DQR())
	assert.Equal(t, "1.71183", got.StringFixed(5))
	_, err := quality.Rollup{Scheme: ghg.METIGrades}.DQR()
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, err = quality.Rollup{Scheme: ghg.PACTGrades}.DQR()
	require.ErrorIs(t, err, ghg.ErrMixed)
	one := decimal.New(1, 0)
	for _, bad := range []decimal.Decimal{{}, decimal.New(6, 0), decimal.New(1, math.MaxInt32)} {
		_, err = quality.DQR(one, bad, one)
		require.Error(t, err)
	}
}

// FuzzRollUp checks that a mean grade lies between the best and the worst, that splitting a line changes nothing, and that a
// line without a grade changes the share and not the grade.
func FuzzRollUp(f *testing.F) {
	f.Add(uint16(600), uint8(2), uint16(300), uint8(4), uint16(100))
	f.Add(uint16(0), uint8(1), uint16(1), uint8(5), uint16(0))
	f.Fuzz(func(t *testing.T, x uint16, gx uint8, y uint16, gy uint8, none uint16) {
		a, b := 1+int(gx)%5, 1+int(gy)%5
		one := partial(t, run(t, bought("x", strconv.Itoa(2*int(x)), all(a)), bought("y", strconv.Itoa(int(y)), all(b)), bought("z", strconv.Itoa(int(none)), ghg.Quality{})))
		split := partial(t, run(t, bought("y", strconv.Itoa(int(y)), all(b)), bought("x2", strconv.Itoa(int(x)), all(a)), bought("z", strconv.Itoa(int(none)), ghg.Quality{}), bought("x1", strconv.Itoa(int(x)), all(a))))
		without := partial(t, run(t, bought("x", strconv.Itoa(2*int(x)), all(a)), bought("y", strconv.Itoa(int(y)), all(b))))
		r, s, w := must(quality.RollUp(one, nil))[0], must(quality.RollUp(split, nil))[0], must(quality.RollUp(without, nil))[0]
		assert.Equal(t, text(r.Mean.Grade, 30), text(s.Mean.Grade, 30))
		assert.Equal(t, text(r.Mean.Share, 30), text(s.Mean.Share, 30))
		assert.Equal(t, text(r.Mean.Grade, 30), text(w.Mean.Grade, 30))
		if r.Mean.Grade != nil {
			assert.False(t, r.Mean.Grade.LessThan(decimal.NewFromInt(int64(min(a, b)))))
			assert.False(t, r.Mean.Grade.GreaterThan(decimal.NewFromInt(int64(max(a, b)))))
			assert.False(t, r.Mean.Share.GreaterThan(*w.Mean.Share))
		}
	})
}

func TestCriteria(t *testing.T) {
	for s, n := range map[ghg.QualityScheme]int{ghg.Scope3StandardGrades: 20, ghg.EcoinventGrades: 25, ghg.PACTGrades: 15} {
		list := must(quality.Criteria(s))
		assert.Len(t, list, n)
		seen := map[string]bool{}
		for _, c := range list {
			assert.NotEmpty(t, c.Text)
			assert.False(t, seen[c.Indicator.String()+c.Text], "%s is not another grade", c)
			seen[c.Indicator.String()+c.Text] = true
		}
	}
	assert.Equal(t, "scope3-standard-4: time 2 (good): less than 6 years of difference", must(quality.Criteria(ghg.Scope3StandardGrades))[5].String())
	_, err := quality.Criteria(ghg.METIGrades)
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, err = quality.Criteria(0)
	require.Error(t, err)
	assert.Len(t, quality.PCAFCriteria(), 5)
}

// 100 kg reported as primary, 200 reported and not primary, and 700 estimated by average data.
func TestShares(t *testing.T) {
	inv := run(t, reported("a", "100", true), reported("b", "200", false), bought("c", "700", ghg.Quality{}))
	verified := func(r ghg.Result) quality.Answer {
		return map[string]quality.Answer{"a": quality.Yes, "b": quality.No}[r.ID]
	}
	list, err := quality.Shares(inv, inventory.MarketBased, []ghg.Scope{ghg.Scope3}, quality.Primary(), quality.SupplierSpecific(), quality.Estimated(), quality.Verified(verified))
	require.NoError(t, err)
	for i, want := range []struct{ yes, unknown, share, known string }{
		{"100", "0", "0.1", "1.0"}, {"300", "0", "0.3", "1.0"}, {"0", "0", "0.0", "1.0"}, {"100", "700", "0.1", "0.3"},
	} {
		s := list[i]
		assert.Equal(t, "1000", s.CO2e.Kg().String(), s.Rule)
		assert.Equal(t, want.yes, s.Yes.Kg().String(), s.Rule)
		assert.Equal(t, want.unknown, s.Unknown.Kg().String(), s.Rule)
		assert.Equal(t, want.share, text(s.Share, 1), s.Rule)
		assert.Equal(t, want.known, text(s.Known, 1), s.Rule)
	}
	assert.Equal(t, "verified: 10.0 % of 1 t CO2e, unknown for 0.7 t", list[3].String())

	two, err := quality.IFRS(inv, verified)
	require.NoError(t, err)
	assert.Equal(t, "0.1", text(two.SpecificActivities.Share, 1))
	assert.Equal(t, "700", two.Verified.Unknown.Kg().String())
	assert.Contains(t, two.String(), "verified inputs")

	empty, err := quality.Shares(inv, inventory.MarketBased, []ghg.Scope{ghg.Scope1}, quality.Primary())
	require.NoError(t, err)
	assert.Nil(t, empty[0].Share)
	assert.Equal(t, "primary data: – % of 0 t CO2e", empty[0].String())
	whole, err := quality.Shares(inv, inventory.MarketBased, nil, quality.Own("a", func(r ghg.Result) quality.Answer { return quality.Yes }))
	require.NoError(t, err)
	assert.Equal(t, "1", text(whole[0].Share, 0))

	_, err = quality.IFRS(inv, nil)
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, err = quality.Shares(inv, 0, nil, quality.Primary())
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, err = quality.Shares(inv, inventory.MarketBased, nil, quality.Rule{})
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, err = quality.Shares(inv, inventory.MarketBased, []ghg.Scope{9}, quality.Primary())
	require.Error(t, err)
	_, err = quality.Shares(nil, inventory.MarketBased, nil, quality.Primary())
	require.NoError(t, err)
}

// Estimated is the caveat of that name.
func TestEstimated(t *testing.T) {
	r := must(bought("a", "10", ghg.Quality{}).Calculate(factors.Basis{GWP: ghg.AR5()}))[0]
	r.Caveats = append(r.Caveats, ghg.Caveat{Kind: ghg.Estimated})
	org := inventory.Organisation{Name: "Example", Approach: inventory.OperationalControl, Period: ghg.CalendarYear(2024)}
	inv := must(inventory.Of(org, []ghg.Result{r}))
	assert.Equal(t, "1", text(must(quality.Shares(inv, inventory.MarketBased, nil, quality.Estimated()))[0].Share, 0))
}

func leg(id, load, km string, data scope3.DataType) scope3.TransportDistanceBased {
	return scope3.TransportDistanceBased{
		ID: id, Period: ghg.CalendarYear(2024), Category: 4, Stages: scope3.WellToTankApart, Mode: "road", Region: "DE", Load: units.MustParse(load), Distance: units.MustParse(km),
		Data: data, Factor: factors.MustSupplied("0.07 kg CO2/t·km; carrier"), UpstreamFactor: factors.MustSupplied("0.02 kg CO2e/t·km AR5; carrier"),
	}
}

// 20 t × 400 km recorded, 10 t × 200 km estimated: 8,000 of 10,000 t·km, whatever the emissions. Both stages of a leg are one
// activity. A line whose tonne-kilometres nobody knows is listed.
func TestByActivity(t *testing.T) {
	unknown := scope3.Reported{ID: "carrier", Period: ghg.CalendarYear(2024), Category: 4, Amount: units.MustParse("7 t CO2e"), GWP: "AR5", Reporter: "carrier", Source: "letter", Assurance: "none"}
	inv := run(t, leg("a", "20 t", "400 km", scope3.PrimaryData), leg("b", "10 t", "200 km", 0), unknown, bought("c", "5", ghg.Quality{}))
	list, err := quality.ByActivity(inv, "t·km", nil)
	require.NoError(t, err)
	require.Len(t, list, 1)
	assert.Equal(t, ghg.UpstreamTransportationAndDistribution, list[0].Category)
	assert.Equal(t, "10000", dec.Text(list[0].Total))
	assert.Equal(t, "8000", dec.Text(list[0].Primary))
	assert.Equal(t, "0.8", text(list[0].Share, 1))
	assert.Equal(t, []string{"carrier"}, list[0].Unknown)

	own, err := quality.ByActivity(inv, "t·km", func(r ghg.Result) (decimal.Decimal, bool) { return decimal.New(5, 0), r.ID == "carrier" })
	require.NoError(t, err)
	assert.Equal(t, "5", dec.Text(own[0].Total))
	assert.Equal(t, []string{"a", "b"}, own[0].Unknown)

	n := int64(0)
	for name, amount := range map[string]func(ghg.Result) (decimal.Decimal, bool){
		"negative":       func(ghg.Result) (decimal.Decimal, bool) { return decimal.New(-1, 0), true },
		"without bounds": func(ghg.Result) (decimal.Decimal, bool) { return decimal.New(1, math.MaxInt32), true },
		"two of a line":  func(ghg.Result) (decimal.Decimal, bool) { n++; return decimal.New(n, 0), true },
	} {
		_, err := quality.ByActivity(inv, "t·km", amount)
		require.Error(t, err, name)
	}
	_, err = quality.ByActivity(inv, "", nil)
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, known := quality.ActivityIn(ghg.Result{Steps: []ghg.Step{{Op: ghg.Product, Gas: ghg.CO2, Terms: []ghg.Term{{Kind: ghg.TermFactor, Unit: "kg CO2/t·km"}}}}}, "t·km")
	assert.False(t, known, "a factor of nothing")
	_, known = quality.ActivityIn(ghg.Result{Steps: []ghg.Step{{Op: ghg.Product, Gas: ghg.CO2, Terms: []ghg.Term{{Kind: ghg.TermFactor, Unit: "kg CO2/t·km"}, {Divides: true}}}}}, "t·km")
	assert.False(t, known, "a step that cannot be evaluated")
}

// Two loans, of 3,000 with score 2 and 1,000 with score 4, one of which states its scope 3: 2.5, and 2 for scope 3.
func TestPCAF(t *testing.T) {
	loan := func(id, outstanding string, score int, scope3s string) scope3.PCAFBusinessLoans {
		a := scope3.PCAFBusinessLoans{
			ID: id, Period: ghg.CalendarYear(2024), Investee: id, Outstanding: units.MustParse(outstanding), Equity: units.MustParse("9000 EUR"), Debt: units.MustParse("11000 EUR"),
			Score: score, Scope1: units.MustParse("40 t CO2e"), Scope2: units.MustParse("8 t CO2e"), GWP: "AR5", Source: "report",
		}
		if scope3s != "" {
			a.Scope3 = units.MustParse(scope3s)
		}
		return a
	}
	inv := run(t, loan("x", "3000 EUR", 2, "100 t CO2e"), loan("y", "1000 EUR", 4, ""), bought("c", "5", ghg.Quality{}))
	list, err := quality.PCAF(inv)
	require.NoError(t, err)
	require.Len(t, list, 2)
	assert.Equal(t, "scopes 1 and 2: 2.50, by 4000 EUR outstanding in 2 holdings", list[0].String())
	assert.Equal(t, "scope 3: 2.00, by 3000 EUR outstanding in 1 holdings", list[1].String())

	// With a score of its own, 5, scope 3 of x leaves that of scopes 1 and 2 as it was.
	apart := loan("x", "3000 EUR", 2, "100 t CO2e")
	apart.ScoreScope3 = 5
	list, err = quality.PCAF(run(t, apart, loan("y", "1000 EUR", 4, "10 t CO2e")))
	require.NoError(t, err)
	require.Len(t, list, 2)
	assert.Equal(t, "scopes 1 and 2: 2.50, by 4000 EUR outstanding in 2 holdings", list[0].String())
	assert.Equal(t, "scope 3: 4.75, by 4000 EUR outstanding in 2 holdings", list[1].String(), "(3000 × 5 + 1000 × 4) ÷ 4000")

	r := must(loan("x", "3000 EUR", 2, "").Calculate(factors.Basis{GWP: ghg.AR5()}))
	for i := range r {
		r[i].Outstanding.Value = decimal.Decimal{}
	}
	org := inventory.Organisation{Name: "Example", Approach: inventory.OperationalControl, Period: ghg.CalendarYear(2024)}
	_, err = quality.PCAF(must(inventory.OfChecked(org, r)))
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
}

func TestVocabularies(t *testing.T) {
	type value interface {
		encoding.TextMarshaler
		fmt.Stringer
	}
	for _, c := range []struct {
		value value
		into  encoding.TextUnmarshaler
		want  string
		none  value
	}{
		{quality.Geography, new(quality.Indicator), "geography", quality.Indicator(0)},
		{quality.InvesteeScope3, new(quality.InvesteeScopes), "scope 3", quality.InvesteeScopes(0)},
		{quality.No, new(quality.Answer), "no", quality.Answer(9)},
		{quality.Unknown, new(quality.Answer), "unknown", quality.Answer(9)},
	} {
		assert.Equal(t, c.want, c.value.String())
		written, err := c.value.MarshalText()
		require.NoError(t, err)
		require.NoError(t, c.into.UnmarshalText(written))
		assert.Equal(t, c.want, c.into.(fmt.Stringer).String())
		_, err = c.none.MarshalText()
		assert.Error(t, err)
		assert.Error(t, c.into.UnmarshalText([]byte("x")))
	}
	for _, i := range []quality.Indicator{quality.Technology, quality.Time, quality.Geography, quality.Completeness, quality.Reliability} {
		grade, assessed := i.Of(all(3))
		assert.Equal(t, 3, grade)
		assert.True(t, assessed)
	}
	_, assessed := quality.Indicator(0).Of(all(3))
	assert.False(t, assessed)
}

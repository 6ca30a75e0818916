package scope2_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/units"
)

func at(site, id, region, amount string) scope2.Electricity {
	return scope2.Electricity{ID: id, Site: site, Period: year, Amount: energy(amount), Region: region}
}

func ledger(t testing.TB, instruments ...scope2.Instrument) scope2.Ledger {
	t.Helper()
	l, err := scope2.NewLedger(scope2.Window{}, instruments...)
	require.NoError(t, err)
	return l
}

// parts formats the allocation as "purchase: instrument volume, …".
func parts(a scope2.Allocation) []string {
	var list []string
	for _, p := range a.Purchases {
		words := []string{p.ID + ":"}
		for _, in := range p.Instruments {
			words = append(words, in.ID, in.Volume.String())
		}
		list = append(list, strings.Join(words, " "))
	}
	return list
}

func TestAllocationFollowsItsRule(t *testing.T) {
	late := certificate("a-late", "30 MWh")
	early := certificate("z-early", "70 MWh")
	late.Vintage = ghg.Period{Start: ghg.Date{Year: 2024, Month: 7, Day: 1}, End: ghg.Date{Year: 2025, Month: 1, Day: 1}}
	early.Vintage = ghg.Period{Start: ghg.Date{Year: 2024, Month: 1, Day: 1}, End: ghg.Date{Year: 2024, Month: 7, Day: 1}}
	bound := certificate("bound", "5000 kWh")
	bound.Purchase = "leeds"
	japan := certificate("nfc", "1 GWh")
	japan.Market = "JP"
	unretired := certificate("unretired", "10 MWh")
	unretired.Retirement = ""
	french := certificate("french", "10 MWh")
	french.Market, french.SoleClaim = "FR", false

	purchases := []scope2.Electricity{
		at("c", "tokyo", "JP", "200 MWh"), at("b", "leeds", "GB", "60 MWh"), at("a", "london", "GB", "40 MWh"),
	}
	a, err := ledger(t, late, japan, unretired, early, french, bound).Allocate(purchases)
	require.NoError(t, err)
	// The bound one first: Leeds has 55 left. The early vintage: London 40, Leeds 30. The late one: Leeds 25 of its 30.
	assert.Equal(t, []string{"tokyo: nfc 0.2 GWh", "leeds: bound 5000 kWh z-early 30 MWh a-late 25 MWh", "london: z-early 40 MWh"}, parts(a))
	require.Len(t, a.Unused, 2)
	assert.Equal(t, "5 MWh", a.Unused[0].Volume.String())
	assert.Equal(t, "a-late", a.Unused[0].Instrument.ID)
	assert.Equal(t, "0.8 GWh", a.Unused[1].Volume.String())
	require.Len(t, a.Refused, 2)
	assert.Equal(t, "french", a.Refused[0].Instrument.ID)
	assert.Contains(t, a.Refused[0].Reasons(), "criterion 2")
	assert.Contains(t, a.Refused[0].Reasons(), "criterion 5")
	assert.Equal(t, "unretired", a.Refused[1].Instrument.ID)
	assert.Equal(t, "criterion 3, tracked and retired: no evidence of retirement is stated", a.Refused[1].Reasons())
	assert.Empty(t, purchases[0].Instruments, "Allocate must not change the given purchases")

	require.NoError(t, scope2.CheckClaims(a.Purchases))
	duals, err := a.Dual(basis(t))
	require.NoError(t, err)
	tonnes(t, "0", duals[0].Market)
	tonnes(t, "80", duals[0].Location)
	tonnes(t, "0", duals[1].Market)
	tonnes(t, "0", duals[2].Market)
	for _, d := range duals {
		assert.Empty(t, d.Refused, "allocated instruments must meet the criteria")
		proved(t, d.Results()...)
	}

	// The order of the lists makes no difference.
	purchases[0], purchases[2] = purchases[2], purchases[0]
	again, err := ledger(t, bound, french, early, unretired, japan, late).Allocate(purchases)
	require.NoError(t, err)
	assert.ElementsMatch(t, parts(a), parts(again))
	assert.Equal(t, a.Unused, again.Unused)
	assert.Equal(t, a.Refused, again.Refused)
}

func TestLedgerIsImmutable(t *testing.T) {
	given := []scope2.Instrument{certificate("b", "1 MWh"), certificate("a", "1 MWh")}
	l := ledger(t, given...)
	given[0].ID = "changed"
	l.Instruments()[0].ID = "changed"
	assert.Equal(t, "a", l.Instruments()[0].ID)
	assert.Equal(t, "b", l.Instruments()[1].ID)
	assert.Equal(t, scope2.Window{}, l.Window())
}

func TestDoubleClaims(t *testing.T) {
	serial := func(id, registry, serials string) scope2.Instrument {
		in := certificate(id, "1 MWh")
		in.Registry = registry
		var err error
		in.Serials, err = scope2.ParseSerials(serials)
		require.NoError(t, err)
		return in
	}
	_, err := scope2.NewLedger(scope2.Window{}, certificate("rec", "1 MWh"), certificate("rec", "2 MWh"))
	require.ErrorIs(t, err, scope2.ErrDoubleClaim)
	require.ErrorContains(t, err, `entry "rec" (1 MWh)`)
	require.ErrorContains(t, err, `entry "rec" (2 MWh)`)

	_, err = scope2.NewLedger(scope2.Window{}, serial("one", "I-REC", "GB01..GB10"), serial("two", "I-REC", "GB10..GB20"))
	require.ErrorIs(t, err, scope2.ErrDoubleClaim)
	require.ErrorContains(t, err, "instrument one")
	require.ErrorContains(t, err, "instrument two")
	require.ErrorContains(t, err, "GB10..GB20")
	_, err = scope2.NewLedger(scope2.Window{}, serial("one", "I-REC", "GB01..GB10"), serial("two", "GO", "GB10..GB20"))
	require.NoError(t, err)

	a, b := purchase("10 MWh", certificate("rec", "4 MWh")), purchase("10 MWh", certificate("rec", "4 MWh"))
	b.ID = "works"
	err = scope2.CheckClaims([]scope2.Electricity{a, b})
	require.ErrorIs(t, err, scope2.ErrDoubleClaim)
	require.ErrorContains(t, err, `purchase "hq"`)
	require.ErrorContains(t, err, `purchase "works"`)

	// Parts of one instrument may be in two purchases, up to the whole.
	a.Instruments[0].Whole, b.Instruments[0].Whole = energy("8 MWh"), energy("8 MWh")
	require.NoError(t, scope2.CheckClaims([]scope2.Electricity{a, b}))
	b.Instruments[0].Volume = energy("4001 kWh")
	require.ErrorIs(t, scope2.CheckClaims([]scope2.Electricity{a, b}), scope2.ErrDoubleClaim)
	b.Instruments[0].Whole = units.Quantity{}
	require.ErrorIs(t, scope2.CheckClaims([]scope2.Electricity{a, b}), scope2.ErrDoubleClaim)
	b.Instruments[0].Whole, b.Instruments[0].Volume.Unit = energy("8 t"), energy("1 t").Unit
	require.Error(t, scope2.CheckClaims([]scope2.Electricity{a, b}))
	a.Instruments[0].Whole = energy("8 t")
	require.Error(t, scope2.CheckClaims([]scope2.Electricity{a}))
}

func TestLedgerErrors(t *testing.T) {
	gigajoules := certificate("rec", "10 GJ")
	noRate := certificate("rec", "10 MWh")
	noRate.Rate = scope2.Rate{}
	_, err := scope2.NewLedger(scope2.Window{}, gigajoules)
	require.ErrorIs(t, err, ghg.ErrDimension)
	_, err = scope2.NewLedger(scope2.Window{}, noRate)
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, err = scope2.NewLedger(scope2.Window{After: -1})
	require.ErrorIs(t, err, ghg.ErrOutOfRange)

	bound := certificate("rec", "10 MWh")
	bound.Purchase = "nowhere"
	good := at("a", "hq", "GB", "10 MWh")
	change := func(f func(*scope2.Electricity)) scope2.Electricity { return changed(good, f) }
	for _, c := range []struct {
		name      string
		ledger    scope2.Ledger
		purchases []scope2.Electricity
		err       error
		text      string
	}{
		{"bound to unknown purchase", ledger(t, bound), []scope2.Electricity{good}, ghg.ErrUnknown, "nowhere"},
		{"duplicate id", ledger(t), []scope2.Electricity{good, good}, ghg.ErrMixed, "id"},
		{"has instruments", ledger(t), []scope2.Electricity{purchase("1 MWh", certificate("rec", "1 MWh"))}, ghg.ErrMixed, "instruments"},
		{"other window", ledger(t), []scope2.Electricity{change(func(p *scope2.Electricity) { p.Window.After = 3 })}, ghg.ErrMixed, "window"},
		{"no amount", ledger(t), []scope2.Electricity{change(func(p *scope2.Electricity) { p.Amount = units.Quantity{} })}, ghg.ErrMissing, "amount"},
		{"negative", ledger(t), []scope2.Electricity{change(func(p *scope2.Electricity) { p.Amount = energy("-1 MWh") })}, ghg.ErrNegative, "amount"},
		{"joules", ledger(t), []scope2.Electricity{change(func(p *scope2.Electricity) { p.Amount = energy("1 GJ") })}, ghg.ErrDimension, "amount"},
		{"no region", ledger(t), []scope2.Electricity{change(func(p *scope2.Electricity) { p.Region = "" })}, ghg.ErrMissing, "region"},
		{"no period", ledger(t), []scope2.Electricity{change(func(p *scope2.Electricity) { p.Period = ghg.Period{} })}, ghg.ErrMissing, "period"},
		{"sold on too much", ledger(t), []scope2.Electricity{change(func(p *scope2.Electricity) { p.SoldOn = energy("11 MWh") })}, ghg.ErrOutOfRange, "sold_on"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := c.ledger.Allocate(c.purchases)
			require.ErrorIs(t, err, c.err)
			assert.ErrorContains(t, err, c.text)
		})
	}
	a, err := ledger(t).Allocate([]scope2.Electricity{at("a", "hq", "XX", "10 MWh")})
	require.NoError(t, err)
	_, err = a.Dual(basis(t))
	require.Error(t, err)
}

func TestReadLedger(t *testing.T) {
	const sheet = `id,purchase,kind,volume,rate,market,technology,renewable,vintage,commissioned,registry,serials,retirement_evidence,sole_claim
rego-1,,certificate,600 MWh,zero-carbon,GB,wind,yes,2024,2015-04-01,Ofgem,G0001..G0600,statement 7,yes
ppa-1,hq,physical-ppa,100 MWh,0.1 kg CO2/kWh; contract 12,GB,gas,no,2024,,,,statement 8,yes
`
	l, err := scope2.ReadLedger(strings.NewReader(sheet), "instruments.csv", scope2.GreenEWindow())
	require.NoError(t, err)
	list := l.Instruments()
	require.Len(t, list, 2)
	assert.Equal(t, "ppa-1", list[0].ID, "instruments bound to a purchase come first")
	assert.Equal(t, "hq", list[0].Purchase)
	assert.Equal(t, "G0001..G0600", list[1].Serials.String())
	assert.True(t, list[1].Renewable)
	assert.Equal(t, "statement 7", list[1].Retirement)

	for _, c := range []struct{ name, sheet, text string }{
		{"misspelt column", strings.Replace(sheet, "sole_claim", "sole_claims", 1), "sole_claim"},
		{"duplicate id", strings.Replace(sheet, "ppa-1", "rego-1", 1), "claimed twice"},
		{"no rate", strings.Replace(sheet, "zero-carbon", "", 1), "rate"},
		{"negative", strings.Replace(sheet, "600 MWh", "-600 MWh", 1), "-600"},
	} {
		_, err := scope2.ReadLedger(strings.NewReader(c.sheet), "instruments.csv", scope2.Window{})
		require.ErrorContains(t, err, c.text, "The sheet must be refused: %s.", c.name)
		assert.ErrorContains(t, err, "instruments.csv", "The error must name the file: %s.", c.name)
	}

	_, err = scope2.ReadInstruments(strings.NewReader(sheet), "instruments.csv")
	require.ErrorIs(t, err, ghg.ErrMissing)
	assert.ErrorContains(t, err, "purchase of instrument rego-1")
	by, err := scope2.ReadInstruments(strings.NewReader(strings.Replace(sheet, "rego-1,,", "rego-1,hq,", 1)), "instruments.csv")
	require.NoError(t, err)
	assert.Len(t, by["hq"], 2)
	_, err = scope2.ReadInstruments(strings.NewReader("id\n"), "instruments.csv")
	require.Error(t, err)
}

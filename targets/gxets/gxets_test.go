package gxets_test

import (
	"encoding/json"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/targets/gxets"
)

func tonnes(t testing.TB, s string) ghg.CO2e {
	t.Helper()
	c, err := ghg.TonnesCO2e(dec.MustParse(s))
	require.NoError(t, err)
	return c
}

func number(s string) *decimal.Decimal {
	d := dec.MustParse(s)
	return &d
}

// METI's subcommittee, 19 December 2025, as reported by carboncredits.jp: 1,700 and 4,300 JPY/t in FY2026. Without inflation,
// 4,300 × 1.03⁴ = 4,839.687883 in FY2030, which sustainacraft.com prints as 4,840; 1,700 × 1.03 = 1,751.
func TestPrices(t *testing.T) {
	r := gxets.Phase2()
	p, err := r.Prices(2026)
	require.NoError(t, err)
	assert.Equal(t, "1700 4300", p.Floor.String()+" "+p.Ceiling.String())
	_, err = r.Prices(2027)
	require.ErrorIs(t, err, gxets.ErrNotStated)
	p, err = r.PricesWithoutInflation(2030)
	require.NoError(t, err)
	assert.Equal(t, "4839.687883", p.Ceiling.String())
	assert.Equal(t, "4840", p.Ceiling.Round(0).String())
	p, err = r.PricesWithoutInflation(2027)
	require.NoError(t, err)
	assert.Equal(t, "1751", p.Floor.String())
	for _, year := range []int{2025, 2031} {
		_, err = r.Prices(year)
		require.ErrorIs(t, err, gxets.ErrNotInForce)
		_, err = r.PricesWithoutInflation(year)
		require.ErrorIs(t, err, gxets.ErrNotInForce)
	}
}

// The mean of 120,000, 90,000 and 95,000 t is 101,666.6… t; one kilogram below 300,000 t together is not covered.
func TestCovered(t *testing.T) {
	r := gxets.Phase2()
	of := func(a, b, c string) []gxets.Emitted {
		return []gxets.Emitted{{2025, tonnes(t, c)}, {2023, tonnes(t, a)}, {2024, tonnes(t, b)}}
	}
	for _, c := range []struct {
		a, b, c, text string
		covered       bool
	}{
		{"120000", "90000", "95000", "FY2026: covered, mean 101667 t direct CO2", true},
		{"100000", "100000", "100000", "FY2026: covered, mean 100000 t direct CO2", true},
		{"100000", "100000", "99999.999", "FY2026: not covered, mean 100000 t direct CO2", false},
	} {
		got, err := r.Covered(2026, of(c.a, c.b, c.c)...)
		require.NoError(t, err)
		assert.Equal(t, c.covered, got.Covered, c.c)
		assert.Equal(t, c.text, got.String())
	}
	_, err := r.Covered(2025, of("1", "1", "1")...)
	require.ErrorIs(t, err, gxets.ErrNotInForce)
	_, err = r.Covered(2026, of("1", "1", "1")[1:]...)
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, err = r.Covered(2027, of("1", "1", "1")...)
	require.ErrorIs(t, err, ghg.ErrOutOfRange, "2023 is not one of the three years before")
	_, err = r.Covered(2026, append(of("1", "1", "1"), gxets.Emitted{Year: 2025})...)
	require.ErrorIs(t, err, ghg.ErrRepeated)
	_, err = r.Covered(2026, of("1", "-1", "1")...)
	require.ErrorIs(t, err, ghg.ErrNegative)
	_, err = gxets.Rules{}.Covered(2026)
	require.ErrorIs(t, err, ghg.ErrMissing)
}

// 90,000 of 120,000 t are 75 %.
func TestScope1Share(t *testing.T) {
	r := gxets.Phase2()
	share, err := r.Scope1Share(2026, tonnes(t, "90000"), tonnes(t, "120000"))
	require.NoError(t, err)
	assert.Equal(t, "0.75", share.String())
	for name, c := range map[string]struct {
		year          int
		under, scope1 string
		err           error
	}{
		"before":   {2025, "1", "2", gxets.ErrNotInForce},
		"more":     {2026, "3", "2", ghg.ErrOutOfRange},
		"zero":     {2026, "0", "0", ghg.ErrOutOfRange},
		"negative": {2026, "-1", "2", ghg.ErrNegative},
		"below":    {2026, "0", "-2", ghg.ErrNegative},
	} {
		_, err := r.Scope1Share(c.year, tonnes(t, c.under), tonnes(t, c.scope1))
		require.ErrorIs(t, err, c.err, name)
	}
}

func account(t testing.TB) gxets.Account {
	t.Helper()
	return gxets.Account{
		Year: 2026, Emitted: tonnes(t, "150000"), Allocated: tonnes(t, "140000"), Source: "METI, notice", Bought: tonnes(t, "3000"), Sold: tonnes(t, "1000"),
		Credits: []gxets.Credit{{gxets.JCredit, tonnes(t, "3000"), "registry"}, {gxets.JCMCredit, tonnes(t, "2000"), "registry"}},
	}
}

// 140,000 + 3,000 − 1,000 = 142,000 allowances and 5,000 t of credits (at most 15,000) for 150,000 t: 3,000 t short, which
// cost 3,000 × 4,300 × 1.1 = 14,190,000 JPY.
func TestBalance(t *testing.T) {
	b, err := gxets.Phase2().Balance(account(t))
	require.NoError(t, err)
	assert.Equal(t, "14190000", b.Charge.String())
	assert.True(t, b.Surplus.IsZero())
	assert.Equal(t, "FY2026: emitted 150000 t, allowances 142000 t, credits 5000 t of at most 15000 t\nshort of 3000 t: 14190000 JPY at a ceiling price of 4300 JPY/t\n", b.String())
	text, err := json.Marshal(b)
	require.NoError(t, err)
	assert.JSONEq(t, `{"fiscal_year":2026,"emitted":"150000000 kg CO2e","allowances":"142000000 kg CO2e","credits":"5000000 kg CO2e","most_credits":"15000000 kg CO2e",
		"surplus":"0 kg CO2e","shortfall":"3000000 kg CO2e","ceiling_jpy_per_t":"4300","charge_jpy":"14190000"}`, string(text))

	// Banked allowances count in later years: 140,000 + 5,000 + 2,000 + 5,000 − 150,000 = 2,000 left, at no price.
	a := account(t)
	a.Year, a.Banked = 2027, tonnes(t, "5000")
	b, err = gxets.Phase2().Balance(a)
	require.NoError(t, err)
	assert.Equal(t, "2000", b.Surplus.Tonnes().String())
	assert.Nil(t, b.Charge)
	assert.Contains(t, b.String(), "left: 2000 t\n")
	// A shortfall after the first year needs the published price: 1,000 t × 4,450 × 1.1 = 4,895,000 JPY.
	a.Banked = tonnes(t, "2000")
	_, err = gxets.Phase2().Balance(a)
	require.ErrorIs(t, err, gxets.ErrNotStated)
	a.Ceiling, a.CeilingSource = number("4450"), "METI, an example"
	b, err = gxets.Phase2().Balance(a)
	require.NoError(t, err)
	assert.Equal(t, "4895000", b.Charge.String())
	assert.NotSame(t, a.Ceiling, b.Ceiling)
}

func TestBalanceRefused(t *testing.T) {
	for name, c := range map[string]struct {
		change func(a *gxets.Account)
		err    error
	}{
		"before the system": {func(a *gxets.Account) { a.Year = 2025 }, gxets.ErrNotInForce},
		"after":             {func(a *gxets.Account) { a.Year = 2031 }, gxets.ErrNotInForce},
		"credits":           {func(a *gxets.Account) { a.Credits[0].CO2e = tonnes(t, "13000.001") }, ghg.ErrOutOfRange},
		"banked before":     {func(a *gxets.Account) { a.Banked = tonnes(t, "1") }, ghg.ErrOutOfRange},
		"no document":       {func(a *gxets.Account) { a.Source = "" }, ghg.ErrMissing},
		"sold too much":     {func(a *gxets.Account) { a.Sold = tonnes(t, "143000.001") }, ghg.ErrOutOfRange},
		"negative":          {func(a *gxets.Account) { a.Emitted = tonnes(t, "-1") }, ghg.ErrNegative},
		"kind":              {func(a *gxets.Account) { a.Credits[0].Kind = 0 }, ghg.ErrMissing},
		"negative credits":  {func(a *gxets.Account) { a.Credits[0].CO2e = tonnes(t, "-1") }, ghg.ErrNegative},
		"no registry":       {func(a *gxets.Account) { a.Credits[0].Source = "" }, ghg.ErrMissing},
		"unsourced price":   {func(a *gxets.Account) { a.Ceiling = number("1") }, ghg.ErrMissing},
		"no price":          {func(a *gxets.Account) { a.CeilingSource = "METI" }, ghg.ErrMissing},
		"zero price":        {func(a *gxets.Account) { a.Ceiling, a.CeilingSource = number("0"), "METI" }, ghg.ErrOutOfRange},
	} {
		a := account(t)
		c.change(&a)
		_, err := gxets.Phase2().Balance(a)
		require.ErrorIs(t, err, c.err, name)
	}
	long := decimal.New(1, 100000)
	_, err := json.Marshal(gxets.Balance{Charge: &long})
	require.Error(t, err)
}

// 100,000 t over five years: less 8.5 % of the base, or × 0.983⁵ = 0.917841….
func TestGrandfathered(t *testing.T) {
	r := gxets.Phase2()
	got, err := r.Grandfathered(tonnes(t, "100000"), 5, gxets.OfBase)
	require.NoError(t, err)
	assert.Equal(t, "91500", got.Tonnes().String())
	got, err = r.Grandfathered(tonnes(t, "100000"), 5, gxets.OfYearBefore)
	require.NoError(t, err)
	assert.Equal(t, "91784.1", got.Tonnes().Round(1).String())
	_, err = r.Grandfathered(tonnes(t, "1"), 5, 0)
	require.ErrorIs(t, err, ghg.ErrMissing, "the convention has no default")
	_, err = r.Grandfathered(tonnes(t, "1"), 6, gxets.OfBase)
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
	_, err = r.Grandfathered(tonnes(t, "-1"), 1, gxets.OfBase)
	require.ErrorIs(t, err, ghg.ErrNegative)
	_, err = gxets.Rules{}.Grandfathered(tonnes(t, "1"), 1, gxets.OfBase)
	require.ErrorIs(t, err, ghg.ErrMissing)
}

func TestRulesCheck(t *testing.T) {
	for name, change := range map[string]func(r *gxets.Rules){
		"name":     func(r *gxets.Rules) { r.Name = "" },
		"source":   func(r *gxets.Rules) { r.Source = "" },
		"years":    func(r *gxets.Rules) { r.Last = 2025 },
		"mean":     func(r *gxets.Rules) { r.Years = 11 },
		"credits":  func(r *gxets.Rules) { r.Credits = decimal.New(11, -1) },
		"floor":    func(r *gxets.Rules) { r.Floor = decimal.New(5000, 0) },
		"charge":   func(r *gxets.Rules) { r.Charge = decimal.New(-1, 0) },
		"too long": func(r *gxets.Rules) { r.Tonnes = decimal.New(1, 100000) },
	} {
		r := gxets.Phase2()
		change(&r)
		require.Error(t, r.Check(), name)
		_, err := r.Balance(account(t))
		require.Error(t, err, name)
	}
}

func TestVocabularies(t *testing.T) {
	for k := gxets.JCredit; k <= gxets.JCMCredit; k++ {
		text, err := k.MarshalText()
		require.NoError(t, err)
		var read gxets.CreditKind
		require.NoError(t, read.UnmarshalText(text))
		assert.Equal(t, k.String(), read.String())
	}
	for c := gxets.OfBase; c <= gxets.OfYearBefore; c++ {
		text, err := c.MarshalText()
		require.NoError(t, err)
		var read gxets.Convention
		require.NoError(t, read.UnmarshalText(text))
		assert.Equal(t, c.String(), read.String())
	}
}

// Surplus less shortfall is allowances and credits less emissions, one of them is zero, and the order of credits is of no
// effect.
func FuzzBalance(f *testing.F) {
	f.Add(uint32(150000), uint32(140000), uint32(0), uint32(0), uint32(5000))
	f.Add(uint32(0), uint32(0), uint32(0), uint32(0), uint32(0))
	f.Add(uint32(7), uint32(9), uint32(3), uint32(12), uint32(1))
	f.Fuzz(func(t *testing.T, emitted, allocated, bought, sold, credits uint32) {
		kg := func(n uint32) ghg.CO2e {
			c, err := ghg.KgCO2e(decimal.New(int64(n), 0))
			require.NoError(t, err)
			return c
		}
		a := gxets.Account{Year: 2026, Emitted: kg(emitted), Allocated: kg(allocated), Source: "notice", Bought: kg(bought), Sold: kg(sold), Credits: []gxets.Credit{
			{gxets.JCredit, kg(credits), "registry"}, {gxets.JCMCredit, kg(credits / 3), "registry"},
		}}
		b, err := gxets.Phase2().Balance(a)
		over := 10*(uint64(credits)+uint64(credits/3)) > uint64(emitted) || uint64(sold) > uint64(allocated)+uint64(bought)
		require.Equal(t, over, err != nil)
		if over {
			return
		}
		require.True(t, b.Surplus.Sub(b.Shortfall).Equal(b.Allowances.Add(b.Credits).Sub(b.Emitted)))
		require.True(t, b.Surplus.IsZero() || b.Shortfall.IsZero())
		require.Equal(t, b.Shortfall.IsZero(), b.Charge == nil)
		a.Credits[0], a.Credits[1] = a.Credits[1], a.Credits[0]
		turned, err := gxets.Phase2().Balance(a)
		require.NoError(t, err)
		require.Equal(t, b.String(), turned.String())
	})
}

// Numbers too long to compute with are refused, and printed by their magnitude.
func TestLongNumbers(t *testing.T) {
	ends := func(exponent int32) ghg.CO2e {
		c, err := ghg.KgCO2e(decimal.New(1, exponent))
		require.NoError(t, err)
		return c
	}
	r, wide, long := gxets.Phase2(), ends(4000), ends(4000).Add(ends(-4000))
	_, err := r.Covered(2026, gxets.Emitted{Year: 2025, CO2: long})
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
	_, err = r.Covered(2026, gxets.Emitted{2025, wide}, gxets.Emitted{2024, ends(-4000)}, gxets.Emitted{2023, wide})
	require.NoError(t, err, "the sum is divided to 34 digits")
	_, err = r.Scope1Share(2026, long, long)
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
	a := account(t)
	a.Allocated, a.Bought = wide, ends(-4000)
	_, err = r.Balance(a)
	require.Error(t, err, "the allowances")
	a.Allocated, a.Emitted = tonnes(t, "0"), wide
	_, err = r.Balance(a)
	require.Error(t, err, "the shortfall")
	_, err = r.Grandfathered(long, 1, gxets.OfBase)
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
	assert.NotPanics(t, func() { _ = gxets.Coverage{Mean: long}.String() + gxets.Balance{Emitted: long}.String() })
	r.Rise, r.Reduction = decimal.New(1, -2000), decimal.New(1, -4000)
	_, err = r.PricesWithoutInflation(2030)
	require.Error(t, err)
	_, err = r.Grandfathered(wide, 5, gxets.OfYearBefore)
	require.Error(t, err)
	_, err = r.Grandfathered(ends(-4000), 5, gxets.OfBase)
	require.Error(t, err)
}

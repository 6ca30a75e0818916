package money_test

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/units"
	"github.com/ghgkit/ghg/units/money"
)

func TestParseAmount(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, want string }{
		{"120000 JPY", "120000 JPY"},
		{"0 USD", "0 USD"},
		{"-12.50 EUR", "-12.5 EUR"},
		{"1.2e6 GBP", "1200000 GBP"},
		{"1e64 JPY", "1e64 JPY"},
	} {
		a, err := money.ParseAmount(c.text)
		require.NoError(t, err)
		assert.True(t, a.Given())
		assert.Equal(t, c.want, a.String())
		back, err := money.ParseAmount(a.String())
		require.NoError(t, err)
		assert.True(t, a.Value.Equal(back.Value))
	}
	for _, c := range []struct {
		text, message string
	}{
		{"", "amount is empty"},
		{"120000", "want a number, a space and a currency"},
		{"120,000 JPY", "without thousands separators"},
		{"120000 jpy", `want upper case, "JPY"`},
		{"120000 XXX", "ISO 4217"},
		{"120000 kg", "ISO 4217"},
		{"1  JPY", "ISO 4217"},
		{strings.Repeat("9", 1_000_000), "want a number"},
		{strings.Repeat("9", 1_000_000) + " JPY", "64 digits"},
		{"1 " + strings.Repeat("J", 1_000_000), "ISO 4217"},
	} {
		a, err := money.ParseAmount(c.text)
		require.ErrorContains(t, err, c.message)
		assert.Less(t, len(err.Error()), 300)
		assert.False(t, a.Given())
	}
	assert.Panics(t, func() { money.MustParse("1 ton") })
}

func TestAmountArithmetic(t *testing.T) {
	t.Parallel()
	a, b := money.MustParse("100 JPY"), money.MustParse("30.5 JPY")
	sum, err := a.Add(b)
	require.NoError(t, err)
	assert.Equal(t, "130.5 JPY", sum.String())
	diff, err := b.Sub(a)
	require.NoError(t, err)
	assert.Equal(t, "-69.5 JPY", diff.String())
	assert.True(t, diff.IsNegative())
	assert.Equal(t, 1, a.Sign())
	assert.Equal(t, "250 JPY", sure(a.Mul(dec.MustParse("2.5"))).String())
	cmp, err := a.Cmp(b)
	require.NoError(t, err)
	assert.Equal(t, 1, cmp)

	for _, bad := range []struct {
		amount money.Amount
		is     error
	}{
		{money.MustParse("1 USD"), money.ErrMixedCurrency},
		{money.Amount{}, money.ErrNotGiven},
		{money.Amount{Currency: "XXX"}, nil},
	} {
		_, err = a.Add(bad.amount)
		require.Error(t, err)
		_, err = bad.amount.Sub(a)
		require.Error(t, err)
		_, err = a.Cmp(bad.amount)
		require.Error(t, err)
		if bad.is != nil {
			require.ErrorIs(t, err, bad.is)
		}
	}
	_, err = a.Add(money.MustParse("1 USD"))
	require.EqualError(t, err, `"JPY" and "USD": different currencies; convert by an explicit exchange rate`)
}

func TestAmountAndQuantity(t *testing.T) {
	t.Parallel()
	q, err := money.MustParse("5 EUR").Quantity()
	require.NoError(t, err)
	assert.Equal(t, units.MustParse("5 EUR").String(), q.String())
	a, err := money.FromQuantity(q)
	require.NoError(t, err)
	assert.Equal(t, "5 EUR", a.String())
	_, err = money.FromQuantity(units.MustParse("5 kg"))
	require.EqualError(t, err, `amount "5 kg": want a currency, not "kg"`)
	_, err = money.Amount{Currency: "XXX"}.Quantity()
	require.ErrorContains(t, err, "ISO 4217")
	assert.Equal(t, "0 XXX", money.Amount{Currency: "XXX"}.String())
	u, err := money.Currency("EUR").Unit()
	require.NoError(t, err)
	assert.Equal(t, units.MustUnit("EUR"), u)
}

func TestTexts(t *testing.T) {
	t.Parallel()
	type record struct {
		Amount   money.Amount     `json:"amount,omitzero"`
		Currency money.Currency   `json:"currency,omitempty"`
		Basis    money.PriceBasis `json:"basis,omitzero"`
		Type     money.PriceType  `json:"type,omitzero"`
		Quote    money.Quote      `json:"quote,omitzero"`
	}
	const text = `{"amount":"0 JPY","currency":"USD","basis":"2022 USD purchaser","type":"producer","quote":"from-per-to"}`
	var r record
	require.NoError(t, json.Unmarshal([]byte(text), &r))
	assert.Equal(t, money.PriceBasis{Currency: "USD", Year: 2022, Type: money.PurchaserPrice}, r.Basis)
	out, err := json.Marshal(r)
	require.NoError(t, err)
	assert.JSONEq(t, text, string(out))
	out, err = json.Marshal(record{})
	require.NoError(t, err)
	assert.JSONEq(t, `{}`, string(out))

	for _, bad := range []string{
		`{"amount":""}`, `{"amount":"1 kg"}`, `{"currency":"usd"}`, `{"basis":""}`, `{"basis":"2022 USD"}`, `{"basis":"22 USD basic"}`,
		`{"basis":"2022 XXX basic"}`, `{"basis":"2022 USD retail"}`, `{"basis":"2022 USD basic x"}`, `{"type":""}`, `{"quote":""}`, `{"quote":"USDJPY"}`,
		`{"basis":"+202 USD basic"}`, `{"basis":"9999 USD basic"}`,
	} {
		before := r
		require.Error(t, json.Unmarshal([]byte(bad), &r), bad)
		assert.Equal(t, before, r, bad)
	}
	for _, q := range []money.Quote{0, 9} {
		_, err := q.MarshalText()
		require.Error(t, err)
		assert.Contains(t, q.String(), "Quote(")
	}
	for _, p := range []money.PriceType{0, 9} {
		_, err := p.MarshalText()
		require.Error(t, err)
		assert.Contains(t, p.String(), "price type")
	}
	assert.Equal(t, "to-per-from", money.ToPerFrom.String())
	assert.Equal(t, "basic", money.BasicPrice.String())
	assert.Empty(t, money.PriceBasis{}.String())
	assert.Empty(t, money.Amount{}.String())
}

// Steps for these tests, with round figures for hand calculation.
var (
	yen = money.FX{
		From: "JPY", To: "USD", Rate: dec.MustParse("125"), Quote: money.FromPerTo, Period: "2022", Source: "round figure for this test",
	}
	prices = money.Index{
		Currency: "JPY", FromYear: 2024, ToYear: 2022, FromValue: dec.MustParse("110"), ToValue: dec.MustParse("100"), Source: "round figure for this test",
	}
	tax    = money.VAT{Rate: dec.MustParse("0.10"), Source: "round figure for this test"}
	margin = money.Margin{To: money.ProducerPrice, Share: dec.MustParse("0.2"), Source: "round figure for this test"}
)

func TestStepsApply(t *testing.T) {
	t.Parallel()
	toPerFrom := yen
	toPerFrom.Quote, toPerFrom.Rate = money.ToPerFrom, dec.MustParse("0.008")
	for _, c := range []struct {
		step           money.Step
		in, want       string
		wantNum, wantD string
	}{
		{yen, "1000 JPY", "8 USD", "1", "125"},                                      // 1000 / 125
		{toPerFrom, "1000 JPY", "8 USD", "0.008", "1"},                              // 1000 × 0.008
		{yen.Reverse(), "8 USD", "1000 JPY", "125", "1"},                            // 8 × 125
		{toPerFrom.Reverse(), "8 USD", "1000 JPY", "1", "0.008"},                    // 8 / 0.008
		{prices, "1100 JPY", "1000 JPY", "100", "110"},                              // 1100 × 100/110
		{prices, "1 JPY", "0.9090909090909090909090909090909091 JPY", "100", "110"}, // 34 digits
		{tax, "1100 JPY", "1000 JPY", "1", "1.1"},                                   // 1100 / 1.1
		{margin, "1000 USD", "800 USD", "0.8", "1"},                                 // 1000 × 0.8
	} {
		got, err := c.step.Apply(money.MustParse(c.in))
		require.NoError(t, err)
		assert.Equal(t, c.want, got.String())
		num, den := c.step.Multiplier()
		assert.True(t, num.Equal(dec.MustParse(c.wantNum)), "%s", num)
		assert.True(t, den.Equal(dec.MustParse(c.wantD)), "%s", den)
	}
	// A step quoted as a product does not round at all.
	long, err := margin.Apply(money.MustParse("1234567890123456789012345678901234567890.5 USD"))
	require.NoError(t, err)
	assert.Equal(t, "987654312098765431209876543120987654312.4 USD", long.String())
}

func TestStepsRefuseAmounts(t *testing.T) {
	t.Parallel()
	_, err := yen.Apply(money.MustParse("1 EUR"))
	require.ErrorIs(t, err, money.ErrMixedCurrency)
	_, err = prices.Apply(money.MustParse("1 USD"))
	require.ErrorIs(t, err, money.ErrMixedCurrency)
	for _, s := range []money.Step{yen, prices, tax, margin} {
		_, err = s.Apply(money.Amount{})
		require.ErrorIs(t, err, money.ErrNotGiven)
	}
}

func TestIncompleteSteps(t *testing.T) {
	t.Parallel()
	fx := func(change func(*money.FX)) money.Step { f := yen; change(&f); return f }
	ix := func(change func(*money.Index)) money.Step { x := prices; change(&x); return x }
	one, zero := dec.MustParse("1"), dec.MustParse("0")
	for _, c := range []struct {
		step    money.Step
		message string
	}{
		{fx(func(f *money.FX) { f.From = "" }), "from currency"},
		{fx(func(f *money.FX) { f.To = "XXX" }), "to currency"},
		{fx(func(f *money.FX) { f.To = "JPY" }), "want two currencies"},
		{fx(func(f *money.FX) { f.Rate = zero }), "above 0"},
		{fx(func(f *money.FX) { f.Rate = one.Neg() }), "above 0"},
		{fx(func(f *money.FX) { f.Quote = 0 }), "to-per-from or from-per-to"},
		{fx(func(f *money.FX) { f.Quote = 0; *f = f.Reverse() }), "to-per-from or from-per-to"},
		{fx(func(f *money.FX) { f.Period = "" }), "period is not set"},
		{fx(func(f *money.FX) { f.Source = "" }), "source is not set"},
		{ix(func(x *money.Index) { x.Currency = "" }), "currency"},
		{ix(func(x *money.Index) { x.FromYear = 0 }), "price year 0"},
		{ix(func(x *money.Index) { x.ToYear = 20222 }), "price year 20222"},
		{ix(func(x *money.Index) { x.ToYear = 2024 }), "want two years"},
		{ix(func(x *money.Index) { x.FromValue = zero }), "above 0"},
		{ix(func(x *money.Index) { x.ToValue = zero }), "above 0"},
		{ix(func(x *money.Index) { x.Source = "" }), "source is not set"},
		{money.VAT{Rate: dec.MustParse("10"), Source: "x"}, "fraction from 0 to 1"},
		{money.VAT{Rate: one.Neg(), Source: "x"}, "fraction from 0 to 1"},
		{money.VAT{}, "source is not set"},
		{money.Margin{Share: zero, Source: "x"}, "want basic or producer"},
		{money.Margin{To: money.PurchaserPrice, Source: "x"}, "want basic or producer"},
		{money.Margin{To: money.BasicPrice, Share: one, Source: "x"}, "below 1"},
		{money.Margin{To: money.BasicPrice, Share: one.Neg(), Source: "x"}, "at least 0"},
		{money.Margin{To: money.BasicPrice}, "source is not set"},
	} {
		require.ErrorContains(t, c.step.Check(), c.message)
		_, err := c.step.Apply(money.MustParse("1 JPY"))
		require.ErrorContains(t, err, c.message)
		_, _, err = money.Chain(basis("2024 JPY purchaser"), basis("2022 USD producer"), c.step)
		require.ErrorContains(t, err, c.message)
		require.ErrorContains(t, err, "step 1: ")
	}
	for _, s := range []money.Step{yen, yen.Reverse(), prices, tax, margin} {
		require.NoError(t, s.Check())
	}
}

func basis(s string) money.PriceBasis {
	b, err := money.ParsePriceBasis(s)
	if err != nil {
		panic(err)
	}
	return b
}

func TestRebase(t *testing.T) {
	t.Parallel()
	from, to := basis("2024 JPY purchaser"), basis("2022 USD producer")
	// 1,512,500 JPY with tax: ÷ 1.1 = 1,375,000; × 100/110 = 1,250,000 of 2022; ÷ 125 = 10,000 USD; × 0.8 = 8,000 USD.
	got, err := money.Rebase(money.MustParse("1512500 JPY"), from, to, tax, prices, yen, margin)
	require.NoError(t, err)
	assert.Equal(t, "8000 USD", got.String())
	num, den, err := money.Chain(from, to, tax, prices, yen, margin)
	require.NoError(t, err)
	// num = 1 × 100 × 1 × 0.8, den = 1.1 × 110 × 125 × 1
	assert.True(t, num.Equal(dec.MustParse("80")) && den.Equal(dec.MustParse("15125")), "%s/%s", num, den)

	same, err := money.Rebase(money.MustParse("5 JPY"), from, from)
	require.NoError(t, err)
	assert.Equal(t, "5 JPY", same.String())

	for _, c := range []struct {
		name     string
		from, to money.PriceBasis
		steps    []money.Step
		is       error
	}{
		{"nothing done", from, to, nil, money.ErrWrongBasis},
		{"no exchange rate", from, to, []money.Step{tax, prices, margin}, money.ErrWrongBasis},
		{"no index", from, to, []money.Step{yen, margin}, money.ErrWrongBasis},
		{"no margin", from, to, []money.Step{prices, yen}, money.ErrWrongBasis},
		{"index of another currency", from, to, []money.Step{yen, prices, margin}, money.ErrMixedCurrency},
		{"index twice", from, to, []money.Step{prices, prices}, money.ErrWrongBasis},
		{"exchange twice", from, to, []money.Step{yen, yen}, money.ErrMixedCurrency},
		{"margin twice", from, to, []money.Step{margin, margin}, money.ErrWrongBasis},
		{"nil step", from, to, []money.Step{nil}, money.ErrNotGiven},
		{"no basis", money.PriceBasis{}, to, nil, nil},
		{"no year", money.PriceBasis{Currency: "JPY", Type: money.BasicPrice}, to, nil, nil},
		{"no target", from, money.PriceBasis{Currency: "USD", Year: 2022}, nil, nil},
	} {
		_, err := money.Rebase(money.MustParse("5 JPY"), c.from, c.to, c.steps...)
		require.Error(t, err, c.name)
		if c.is != nil {
			require.ErrorIs(t, err, c.is, c.name)
		}
	}
	_, err = money.Rebase(money.MustParse("5 USD"), from, to, prices, yen, margin)
	require.ErrorIs(t, err, money.ErrMixedCurrency)
}

// The parsers do not panic, and whatever they read round-trips through its text.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"120000 JPY", "-1e64 USD", "2022 USD purchaser", "", " ", "1 XXX"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if a, err := money.ParseAmount(s); err == nil {
			back, err := money.ParseAmount(a.String())
			require.NoError(t, err)
			require.True(t, a.Value.Equal(back.Value) && a.Currency == back.Currency)
		}
		if b, err := money.ParsePriceBasis(s); err == nil {
			require.NoError(t, b.Check())
			require.Equal(t, s, b.String())
		}
	})
}

// sure returns a value that must have been made without an error.
func sure[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// Decimals made in Go can be too long to compute with. Every way in refuses them.
func TestExtremeAmounts(t *testing.T) {
	t.Parallel()
	huge := decimal.New(1, math.MaxInt32)
	tiny := decimal.New(1, math.MinInt32)
	ten := decimal.New(1, 1)
	jpy := func(d decimal.Decimal) money.Amount { return money.Amount{Value: d, Currency: "JPY"} }
	fx := money.FX{From: "USD", To: "JPY", Rate: ten, Quote: money.ToPerFrom, Period: "2022", Source: "s"}
	index := money.Index{Series: "cpi/JP", Currency: "JPY", FromYear: 2020, ToYear: 2022, FromValue: ten, ToValue: ten, Source: "s"}
	for _, d := range []decimal.Decimal{huge, tiny, huge.Neg()} {
		fx, index := fx, index
		fx.Rate = d
		index.ToValue = d
		steps := []money.Step{fx, index, money.VAT{Rate: d, Source: "s"}, money.Margin{To: money.BasicPrice, Share: d, Source: "s"}}
		for _, s := range steps {
			require.ErrorContains(t, s.Check(), "out of range", "%T", s)
		}
		for _, s := range steps[2:] {
			num, den := s.Multiplier()
			assert.True(t, num.IsZero() && den.IsZero(), "%T", s)
		}
		_, err := money.FromQuantity(units.Quantity{Value: d, Unit: units.MustUnit("JPY")})
		require.ErrorContains(t, err, "out of range")
		_, err = jpy(d).Quantity()
		require.ErrorContains(t, err, "out of range")
		_, err = jpy(ten).Mul(d)
		require.ErrorContains(t, err, "out of range")
		_, err = jpy(d).Add(jpy(ten))
		require.ErrorContains(t, err, "out of range")
		_, err = jpy(d).Cmp(jpy(ten))
		require.ErrorContains(t, err, "out of range")
		_, err = jpy(d).MarshalText()
		require.ErrorContains(t, err, "out of range")
		_, err = fx.Apply(jpy(ten))
		require.ErrorContains(t, err, "out of range")
	}
}

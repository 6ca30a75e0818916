package bridge_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/bridge"
	"github.com/ghgkit/ghg/rates"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
	"github.com/ghgkit/ghg/units/money"
)

// 120 kWh × 0.002 kg CH4 weigh 28 by AR5 and 27 by AR6 (combustion): −0.24 kg. All else is by AR5:
// 100 × 0.528 → 120 × 0.456, activity 20 × 0.492 = 9.84, CO2 −0.1 × 110 = −11, CH4 0.001 × 28 × 110 = 3.08.
func TestPotentials(t *testing.T) {
	a := of(t, 2023, ghg.AR5(), burning(t, "2023", "0.5", "0.001"), plant{"boiler", "", "100"}.in(2023))
	b := of(t, 2024, ghg.AR6(), burning(t, "2024", "0.4", "0.002"), plant{"boiler", "", "120"}.in(2024))
	got := between(t, a, b, partial)
	terms(t, map[bridge.Term]string{bridge.GWP: "-0.24", bridge.Factor: "-7.92", bridge.Activity: "9.84"}, got)
	require.Len(t, got.Lines[0].Parts, 4, "CO2 and CH4 are inputs of their own")

	own, err := ghg.NewGWP("own", "us", ghg.AR5().Values())
	require.NoError(t, err)
	a = of(t, 2023, own, burning(t, "2023", "0.5", "0.001"), plant{"boiler", "", "100"}.in(2023))
	o := partial
	_, err = bridge.Between(a, b, o)
	require.ErrorIs(t, err, ghg.ErrMissing, "the values of a set of one's own must be given")
	o.GWP = ghg.AR5()
	_, err = bridge.Between(a, b, o)
	require.ErrorIs(t, err, ghg.ErrMissing)
	o.GWP = own
	terms(t, map[bridge.Term]string{bridge.GWP: "-0.24", bridge.Factor: "-7.92", bridge.Activity: "9.84"}, between(t, a, b, o))
	one, err := ghg.NewGWP("carbon alone", "us", map[ghg.Gas]decimal.Decimal{ghg.CO2: d("1")})
	require.NoError(t, err)
	a = of(t, 2023, one, burning(t, "2023", "0.5", ""), plant{"boiler", "", "100"}.in(2023))
	o.GWP = one
	_, err = bridge.Between(a, b, o)
	require.ErrorIs(t, err, ghg.ErrNoGWP)
}

func TestBoundaryNewAndEnded(t *testing.T) {
	set := burning(t, "2023", "0.5", "")
	a := of(t, 2023, ghg.AR5(), set, plant{"1", "stays", "100"}.in(2023), plant{"2", "stays", "20"}.in(2023), plant{"3", "sold", "10"}.in(2023))
	b := of(t, 2024, ghg.AR5(), burning(t, "2024", "0.5", ""), plant{"1", "stays", "100"}.in(2024), plant{"4", "bought", "6"}.in(2024), plant{"5", "stays", "2"}.in(2024), plant{"6", "stays", "4"}.in(2024))
	got := between(t, a, b, partial)
	terms(t, map[bridge.Term]string{bridge.Boundary: "-2", bridge.New: "3", bridge.Ended: "-10"}, got)
	require.Len(t, got.Lines, 6)
	assert.Equal(t, "3", got.Lines[5].ID, "lines of A alone come last")
	assert.Empty(t, got.Lines[0].Parts, "nothing changed")

	// The organisations list their entities: "bought" was always inside, and had no lines.
	o := org(2023)
	o.Entities = []string{"stays", "sold", "bought"}
	a, err := inventory.Run(factors.Basis{Factors: set, GWP: ghg.AR5()}, o, []activity.Activity{plant{"1", "stays", "100"}.in(2023)})
	require.NoError(t, err)
	got = between(t, a, b, partial)
	assert.Equal(t, "6 kg CO2e", got.Of(bridge.New).String())

	o.Entities, o.Excluded = nil, []inventory.Exclusion{{Scope: ghg.Scope1, Reason: "no meters"}}
	a, err = inventory.Run(factors.Basis{Factors: set, GWP: ghg.AR5()}, o, []activity.Activity{goods("goods", "stays", 1, "7", 2023)})
	require.NoError(t, err)
	got = between(t, a, b, partial)
	assert.Equal(t, "56 kg CO2e", got.Of(bridge.Boundary).String(), "a scope that A excludes")
}

func goods(id, entity string, c ghg.Category, kg string, year int) activity.Activity {
	return scope3.Reported{ID: id, Entity: entity, Period: ghg.CalendarYear(year), Category: c, Amount: units.MustParse(kg + " kg CO2e"), GWP: "AR5", Reporter: "supplier", Source: "letter", Assurance: "none"}
}

// A plant of 100 kWh at 40 % is one of 120 kWh at 60 %: Δshare 0.2 × the mean of 50 and 48 whole = 9.8, and at the mean share
// of 0.5, activity +9 and factor −11 are 4.5 and −5.5. From 20 to 28.8.
func TestShares(t *testing.T) {
	a := of(t, 2023, ghg.AR5(), burning(t, "2023", "0.5", ""), plant{"boiler", "venture", "40"}.in(2023))
	b := of(t, 2024, ghg.AR5(), burning(t, "2024", "0.4", ""), plant{"boiler", "venture", "72"}.in(2024))
	o := partial
	o.Shares = map[string]bridge.Shares{"venture": {From: d("0.4"), To: d("0.6")}}
	terms(t, map[bridge.Term]string{bridge.Boundary: "9.8", bridge.Factor: "-5.5", bridge.Activity: "4.5"}, between(t, a, b, o))

	// The same counted amount at twice the share is half the activity.
	b = of(t, 2024, ghg.AR5(), burning(t, "2024", "0.4", ""), plant{"boiler", "venture", "40"}.in(2024))
	o.Shares["venture"] = bridge.Shares{From: d("0.4"), To: d("0.8")}
	got := between(t, a, b, o)
	assert.Equal(t, "14", dec.Text(got.Of(bridge.Boundary).Kg()), "0.4 × (50 + 20) ÷ 2")
	assert.True(t, got.Of(bridge.Activity).IsNegative())

	o.Shares["venture"] = bridge.Shares{From: d("0.4"), To: d("0.4")}
	assert.True(t, between(t, a, b, o).Of(bridge.Boundary).IsZero())
	for _, share := range []string{"0", "-0.1", "1.1"} {
		o.Shares["venture"] = bridge.Shares{From: d("0.4"), To: d(share)}
		_, err := bridge.Between(a, b, o)
		require.ErrorIs(t, err, ghg.ErrOutOfRange)
	}
	o.Shares = map[string]bridge.Shares{"nobody": {From: d("0.4"), To: d("0.6")}}
	_, err := bridge.Between(a, b, o)
	require.ErrorIs(t, err, ghg.ErrUnknown)
}

// An input may be a share: of 40 and 72 kWh, or any amount, as the caller says.
func TestTermOfInputs(t *testing.T) {
	a := of(t, 2023, ghg.AR5(), burning(t, "2023", "0.5", ""), plant{"boiler", "", "100"}.in(2023))
	b := of(t, 2024, ghg.AR5(), burning(t, "2024", "0.4", ""), plant{"boiler", "", "120"}.in(2024))
	o := partial
	o.TermOf = func(in ghg.Input) bridge.Term {
		if in.Kind == ghg.InputAmount {
			return bridge.Boundary
		}
		return 0
	}
	terms(t, map[bridge.Term]string{bridge.Boundary: "9", bridge.Factor: "-11"}, between(t, a, b, o))
	for _, wrong := range []bridge.Term{bridge.GWP, bridge.Reclassification, bridge.New, 99} {
		o.TermOf = func(ghg.Input) bridge.Term { return wrong }
		_, err := bridge.Between(a, b, o)
		require.Error(t, err)
	}
	assert.Zero(t, bridge.TermOf(ghg.Input{Kind: ghg.InputPotential}))
}

func TestRestatement(t *testing.T) {
	a := of(t, 2023, ghg.AR5(), burning(t, "2023", "0.5", ""), plant{"1", "", "100"}.in(2023), plant{"2", "", "10"}.in(2023))
	b := of(t, 2024, ghg.AR5(), burning(t, "2024", "0.4", ""), plant{"1", "", "120"}.in(2024), plant{"3", "", "20"}.in(2024))
	o := partial
	o.Restated = map[string]string{"1": "a meter was read twice", "2": "never existed", "3": "forgotten"}
	got := between(t, a, b, o)
	terms(t, map[bridge.Term]string{bridge.Restatement: "1"}, got) // −2 − 5 + 8
	assert.Equal(t, "a meter was read twice", got.Lines[0].Parts[0].Reason)
	o.Restated = map[string]string{"1": ""}
	_, err := bridge.Between(a, b, o)
	require.ErrorIs(t, err, ghg.ErrMissing)
	o.Restated = map[string]string{"4": "x"}
	_, err = bridge.Between(a, b, o)
	require.ErrorIs(t, err, ghg.ErrUnknown)
}

// A line by another method is not separable, unless the old method is run on the new data too: coal of 2024 by the old
// method is 120 kWh × 0.4 = 48, so the method is 66 − 48 = 18, and the rest +9 and −11.
func TestMethods(t *testing.T) {
	a := of(t, 2023, ghg.AR5(), burning(t, "2023", "0.5", ""), plant{"boiler", "", "100"}.in(2023))
	whole := d("1")
	carbon := scope1.CarbonContent{ID: "boiler", Period: ghg.CalendarYear(2024), Fuel: "natural-gas", Region: "GB", Amount: units.MustParse("36 GJ(HHV)"), Oxidation: &whole, Carbon: units.MustRate("0.5 kg C/GJ(HHV)"), Source: "laboratory"}
	b := of(t, 2024, ghg.AR5(), nil, carbon) // 36 × 0.5 × 44/12 = 66
	got := between(t, a, b, partial)
	terms(t, map[bridge.Term]string{bridge.Method: "16"}, got)
	part := got.Lines[0].Parts[0]
	assert.True(t, part.Inseparable)
	assert.Equal(t, "method (not separable): by scope1.carbon-content instead of scope1.stationary-combustion", part.Reason)
	assert.Contains(t, got.String(), "1 lines could not be separated")

	old, err := plant{"boiler", "", "120"}.in(2024).Calculate(factors.Basis{Factors: burning(t, "2024", "0.4", ""), GWP: ghg.AR5()})
	require.NoError(t, err)
	o := partial
	o.OldMethod = old
	terms(t, map[bridge.Term]string{bridge.Method: "18", bridge.Factor: "-11", bridge.Activity: "9"}, between(t, a, b, o))

	refused := func(want error, change func(*ghg.Result)) {
		r := old[0].Clone()
		change(&r)
		o.OldMethod = []ghg.Result{r}
		_, err := bridge.Between(a, b, o)
		require.ErrorIs(t, err, want)
	}
	refused(ghg.ErrUnknown, func(r *ghg.Result) { r.ID = "another" })
	refused(ghg.ErrTampered, func(r *ghg.Result) { r.CO2e = ghg.CO2e{} })
	o.OldMethod = slices.Concat(old, old)
	_, err = bridge.Between(a, b, o)
	require.ErrorIs(t, err, ghg.ErrMixed)
	same, err := carbon.Calculate(factors.Basis{GWP: ghg.AR5()})
	require.NoError(t, err)
	o.OldMethod = same
	_, err = bridge.Between(a, b, o)
	require.ErrorIs(t, err, ghg.ErrMixed, "the old method is that of A")
	other, err := plant{"boiler", "", "120"}.in(2024).Calculate(factors.Basis{Factors: burning(t, "2024", "0.4", ""), GWP: ghg.AR6()})
	require.NoError(t, err)
	o.OldMethod = other
	_, err = bridge.Between(a, b, o)
	require.ErrorIs(t, err, ghg.ErrMixed)
}

// A reported figure has no activity and no factor, and an activity that was zero has another derivation if it has more than
// one amount.
func TestNotSeparable(t *testing.T) {
	a := of(t, 2023, ghg.AR5(), nil, goods("goods", "", 1, "7", 2023))
	b := of(t, 2024, ghg.AR5(), nil, goods("goods", "", 1, "9", 2024))
	got := between(t, a, b, partial)
	terms(t, map[bridge.Term]string{bridge.Method: "2"}, got)
	assert.Contains(t, got.Lines[0].Parts[0].Reason, "reported")

	coal := func(year int, oxidation string) activity.Activity {
		share := d(oxidation)
		return scope1.CarbonContent{ID: "coal", Period: ghg.CalendarYear(year), Fuel: "coal", Region: "JP", Oxidation: &share, Amount: units.MustParse(oxidation + "3 GJ(HHV)"), Carbon: units.MustRate("2 kg C/GJ(HHV)"), Source: "laboratory"}
	}
	got = between(t, of(t, 2023, ghg.AR5(), nil, coal(2023, "0")), of(t, 2024, ghg.AR5(), nil, coal(2024, "0.5")), partial)
	assert.True(t, got.Lines[0].Parts[0].Inseparable)

	// Another unit is another derivation.
	mega := plant{"boiler", "", "1"}.in(2024)
	mega.Amount = units.MustParse("0.12 MWh(HHV)")
	got = between(t, of(t, 2023, ghg.AR5(), burning(t, "2023", "0.5", ""), plant{"boiler", "", "100"}.in(2023)), of(t, 2024, ghg.AR5(), burning(t, "2024", "0.4", ""), mega), partial)
	terms(t, map[bridge.Term]string{bridge.Method: "-2"}, got)
}

// A line whose only amount was zero is separated: 0 × 0.5 → 10 × 0.4 is activity 4.5 and factor −0.5.
func TestZeroActivity(t *testing.T) {
	a := of(t, 2023, ghg.AR5(), burning(t, "2023", "0.5", ""), plant{"boiler", "", "0"}.in(2023))
	b := of(t, 2024, ghg.AR5(), burning(t, "2024", "0.4", ""), plant{"boiler", "", "10"}.in(2024))
	terms(t, map[bridge.Term]string{bridge.Activity: "4.5", bridge.Factor: "-0.5"}, between(t, a, b, partial))
}

// The same activity in another category: zero in the total, −7 and +7 by category, zero in scope 3.
func TestReclassification(t *testing.T) {
	a := of(t, 2023, ghg.AR5(), nil, goods("crane", "", 1, "7", 2023))
	b := of(t, 2024, ghg.AR5(), nil, goods("crane", "", 2, "7", 2024))
	got := between(t, a, b, partial)
	terms(t, map[bridge.Term]string{}, got)
	assert.Equal(t, 1, got.Terms[bridge.Reclassification-1].Lines)
	require.Len(t, got.Places, 2)
	assert.Equal(t, "-7 kg CO2e", got.Places[0].Terms[bridge.Reclassification-1].CO2e.String())
	assert.Equal(t, "7 kg CO2e", got.Places[1].Terms[bridge.Reclassification-1].CO2e.String())
	assert.Equal(t, ghg.Category(1), got.Lines[0].WasCategory)
	require.Len(t, got.Scopes(), 1)
	assert.Contains(t, got.String(), "reclassification")
}

// Lines without an id in common are matched by what they are of, month by month.
func TestMatching(t *testing.T) {
	month := func(year, month int, kWh string) activity.Activity {
		p := plant{"", "", kWh}.in(year)
		p.ID = "gas " + strconv.Itoa(100*year+month)
		p.Period = ghg.Period{Start: ghg.Date{Year: year, Month: time.Month(month), Day: 1}, End: ghg.Date{Year: year, Month: time.Month(month + 1), Day: 1}}
		return p
	}
	a := of(t, 2023, ghg.AR5(), burning(t, "2023", "0.5", ""), month(2023, 1, "10"), month(2023, 2, "20"))
	b := of(t, 2024, ghg.AR5(), burning(t, "2024", "0.5", ""), month(2024, 2, "24"), month(2024, 1, "10"))
	terms(t, map[bridge.Term]string{bridge.Activity: "2"}, between(t, a, b, partial))

	// Two lines that could be the same are not matched by guess.
	again := plant{"x", "", "4"}.in(2023)
	a = of(t, 2023, ghg.AR5(), burning(t, "2023", "0.5", ""), again, plant{"y", "", "6"}.in(2023))
	b = of(t, 2024, ghg.AR5(), burning(t, "2024", "0.5", ""), plant{"z", "", "4"}.in(2024))
	terms(t, map[bridge.Term]string{bridge.New: "2", bridge.Ended: "-5"}, between(t, a, b, partial))
}

// More than five inputs are permuted as groups: 100 kWh × five gases → 120 kWh × twice as much of each: the factors
// together x × 110, the activity 20 × 1.5 x.
func TestGroupsOfInputs(t *testing.T) {
	set := func(year, co2, other string) *factors.Set {
		sheet := "activity,region,valid_from,valid_to,unit,boundary,CO2,CH4-combustion,N2O,other_gases,CO2e,gwp\n" +
			"fuel/natural-gas,GB," + year + "-01-01," + year + "-12-31,kWh(HHV),combustion," + co2 + "," + other + "," + other + ",SF6=" + other + "; NF3=" + other + ",,\n"
		s, err := factors.ReadCSV(strings.NewReader(sheet), factors.Meta{Publisher: "test", Edition: year, Title: "test factors", Licence: "none"})
		require.NoError(t, err)
		return s
	}
	a := of(t, 2023, ghg.AR5(), set("2023", "0.5", "0.001"), plant{"boiler", "", "100"}.in(2023))
	b := of(t, 2024, ghg.AR5(), set("2024", "1", "0.002"), plant{"boiler", "", "120"}.in(2024))
	got := between(t, a, b, partial)
	x := d("0.5").Add(d("0.001").Mul(d("28").Add(d("265")).Add(d("23500")).Add(d("16100")))) // AR5
	terms(t, map[bridge.Term]string{bridge.Factor: dec.Text(x.Mul(d("110"))), bridge.Activity: dec.Text(x.Mul(d("30")))}, got)
	require.Len(t, got.Lines[0].Parts, 2)
	assert.Equal(t, "5 inputs", got.Lines[0].Parts[0].Reason)
}

// Spend in yen: amount, tax, exchange rate and price index are terms of their own. With all four changed and the factor, the
// line has five inputs and is permuted one by one.
func TestMoney(t *testing.T) {
	spend := func(year int, amount, fx, index, tax, factor string) *inventory.Inventory {
		own := ghg.CalendarYear(year)
		label := own.Start.String()[:4]
		r, err := rates.New(rates.Tables{
			Name:   "rates of " + label,
			FX:     []money.FX{{From: "JPY", To: "USD", Rate: d(fx), Quote: money.FromPerTo, Period: "2022", Source: "bank"}},
			Series: []rates.Series{{Series: "cpi", Region: "JP", Currency: "JPY", Numbers: []rates.Number{{Year: 2022, Value: d("100")}, {Year: money.PriceYear(year), Value: d(index)}}, Source: "office"}},
			VAT:    []rates.VAT{{Region: "JP", Class: "standard", Valid: own, VAT: money.VAT{Rate: d(tax), Source: "act"}}},
		})
		require.NoError(t, err)
		inv, err := inventory.Run(factors.Basis{GWP: ghg.AR5(), Rates: r}, org(year), []activity.Activity{scope3.SpendBased{
			ID: "computers", Period: own, Category: 1, Item: "computers", Spend: units.MustParse(amount + " JPY"), Tax: "JP/standard", PriceYear: year,
			PriceType: money.PurchaserPrice, Activity: "spend/naics/334111", Region: "US", FactorYear: 2022, FactorPriceType: money.PurchaserPrice,
			Factor: factors.MustSupplied(factor + " kg CO2e/USD AR5; a table"), Exchange: "2022", Index: "cpi", IndexRegion: "JP",
		}})
		require.NoError(t, err)
		return inv
	}
	got := between(t, spend(2023, "1512500", "125", "110", "0.10", "0.3"), spend(2024, "1650000", "150", "120", "0.08", "0.25"), partial)
	for _, term := range []bridge.Term{bridge.Factor, bridge.Price, bridge.ExchangeRate, bridge.Tax, bridge.Activity} {
		assert.False(t, got.Of(term).IsZero(), term.String())
	}
	assert.True(t, got.Of(bridge.Method).IsZero())
	got = between(t, spend(2023, "1512500", "125", "110", "0.10", "0.3"), spend(2024, "1512500", "150", "110", "0.10", "0.3"), partial)
	terms(t, map[bridge.Term]string{bridge.ExchangeRate: "-500"}, got) // 10,000 → 8,333.33 USD × 0.3 = 2,500
	assert.Equal(t, bridge.Margin, bridge.TermOf(ghg.Input{Kind: ghg.InputPrice, Name: "margin/basic"}))
}

func TestBetweenRefuses(t *testing.T) {
	set := burning(t, "2023", "0.5", "")
	a := of(t, 2023, ghg.AR5(), set, plant{"boiler", "", "100"}.in(2023))
	for _, pair := range [][2]*inventory.Inventory{{nil, a}, {a, nil}, {new(inventory.Inventory), a}} {
		_, err := bridge.Between(pair[0], pair[1], partial)
		require.ErrorIs(t, err, ghg.ErrMissing)
	}
	_, err := bridge.Between(a, a, bridge.Options{Partial: true})
	require.ErrorIs(t, err, ghg.ErrMissing, "a bridge names its method of scope 2")
	_, err = bridge.Between(a, a, bridge.Options{Accounting: ghg.MarketBased})
	var incomplete *inventory.IncompleteError
	require.ErrorAs(t, err, &incomplete, "a scope that is missing is not zero")
	assert.True(t, bridge.Bridge{}.Of(bridge.Factor).IsZero())
	assert.Nil(t, bridge.Bridge{}.Steps())
	assert.Len(t, bridge.Bridge{}.Waterfall("a", "b"), 2)
}

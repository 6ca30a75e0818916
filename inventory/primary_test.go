package inventory_test

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
	"github.com/ghgkit/ghg/units/money"
)

// estimated returns a purchase by spend: 1000 USD × 0.5 kg CO2e/USD = 500 kg.
func estimated(id, purchase string) scope3.SpendBased {
	return scope3.SpendBased{
		ID: id, Period: year, Category: 1, Item: "steel", Purchase: purchase, Spend: units.MustParse("1000 USD"), Tax: "excluded", PriceYear: 2024,
		PriceType: money.PurchaserPrice, Activity: "spend/naics/331110", Region: "US", FactorYear: 2024, FactorPriceType: money.PurchaserPrice,
		Factor: factors.MustSupplied("0.5 kg CO2e/USD AR5; a table"),
	}
}

// figure returns the same purchase with its supplier's figure: 200 kg × 1.5 kg CO2e/kg = 300 kg.
func figure(id, purchase string) scope3.PurchasedSupplierSpecific {
	return scope3.PurchasedSupplierSpecific{
		ID: id, Period: year, Category: 1, Item: "steel", Supplier: "mill", Amount: units.MustParse("200 kg"), Factor: factors.MustSupplied("1.5 kg CO2e/kg AR5; declaration"),
		Purchase: purchase,
	}
}

var buyer = inventory.Organisation{Name: "buyer", Approach: inventory.OperationalControl, Period: year}

func TestReplaceEstimates(t *testing.T) {
	results := calculated(t, estimated("e1", "PO-1"), estimated("e2", "PO-2"), figure("s1", "PO-1"), estimated("no purchase", ""))
	_, err := inventory.Of(buyer, results)
	require.ErrorIs(t, err, inventory.ErrCountedTwice)
	var twice *inventory.CountedTwiceError
	require.ErrorAs(t, err, &twice)
	assert.Equal(t, [3]string{"PO-1", "e1", "s1"}, [3]string{twice.Purchase, twice.First, twice.Second})

	once, replaced, err := inventory.ReplaceEstimates(results)
	require.NoError(t, err)
	require.Len(t, replaced, 1)
	assert.Equal(t, "e1", replaced[0].Estimate)
	assert.Equal(t, "500", replaced[0].From.Kg().String())
	assert.Equal(t, "300", replaced[0].To.Kg().String())
	assert.True(t, results[0].Counts(), "the given results are not changed")
	assert.Equal(t, ghg.Memo{Kind: ghg.MemoReplaced, Detail: "the supplier's figure s1 counts instead"}, once[0].Memo)
	for _, r := range once {
		require.NoError(t, r.Check())
	}
	inv, err := inventory.Of(buyer, once)
	require.NoError(t, err)
	total, err := inv.Category(ghg.PurchasedGoodsAndServices)
	require.NoError(t, err)
	assert.Equal(t, "1300", total.Kg().String()) // 300 + 500 + 500

	// A second call changes nothing.
	again, replaced, err := inventory.ReplaceEstimates(once)
	require.NoError(t, err)
	assert.Empty(t, replaced)
	assert.Equal(t, once, again)

	// By spend: 1000 of 3000 USD, known from the estimate that no longer counts.
	lines, err := inv.PrimaryData()
	require.NoError(t, err)
	require.Len(t, lines, 1)
	assert.Equal(t, "300", lines[0].Primary.Kg().String())
	assert.Equal(t, "0.2307692307692307692307692307692308", lines[0].Share.String()) // 300 ÷ 1300
	require.Len(t, lines[0].Spend, 1)
	assert.Equal(t, "USD", lines[0].Spend[0].Currency)
	assert.Equal(t, "0.3333333333333333333333333333333333", lines[0].Spend[0].Share.String())
}

func TestReplaceEstimatesRefuses(t *testing.T) {
	later := figure("s1", "PO-1")
	half, err := ghg.ParsePeriod("2024-07-01/2025-01-01")
	require.NoError(t, err)
	later.Period = half
	capital := figure("s1", "PO-1")
	capital.Category = 2
	letter := scope3.Reported{
		ID: "letter", Period: year, Category: 1, Amount: units.MustParse("1 t CO2e"), GWP: "AR5", Reporter: "mill", Source: "letter", Assurance: "none", Purchase: "PO-1",
	}
	for _, c := range []struct {
		name string
		of   []activity.Activity
		want string
	}{
		{"two figures", []activity.Activity{estimated("e1", "PO-1"), figure("s1", "PO-1"), letter}, `"s1" and by "letter"`},
		{"two estimates", []activity.Activity{estimated("e1", "PO-1"), estimated("e2", "PO-1")}, `"e1" and by "e2"`},
		{"another category", []activity.Activity{estimated("e1", "PO-1"), capital}, "want one category"},
		{"another period", []activity.Activity{estimated("e1", "PO-1"), later}, "not within"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, _, err := inventory.ReplaceEstimates(calculated(t, c.of...))
			require.ErrorIs(t, err, inventory.ErrCountedTwice)
			require.ErrorContains(t, err, c.want)
		})
	}
}

func TestPrimaryData(t *testing.T) {
	zero := figure("none", "PO-9")
	zero.Category, zero.Amount, zero.Spend = 2, units.MustParse("0 kg"), units.MustParse("0 EUR")
	euro := figure("euro", "PO-8")
	euro.Spend = units.MustParse("70 EUR")
	inv, err := inventory.Of(buyer, calculated(t, estimated("e1", "PO-1"), euro, zero))
	require.NoError(t, err)
	lines, err := inv.PrimaryData()
	require.NoError(t, err)
	require.Len(t, lines, 2)
	assert.Equal(t, "0.375", lines[0].Share.String()) // 300 ÷ 800
	require.Len(t, lines[0].Spend, 2, "currencies are not added")
	assert.Equal(t, "1", lines[0].Spend[0].Share.String())
	assert.Equal(t, "0", lines[0].Spend[1].Share.String())
	assert.Nil(t, lines[1].Share)
	assert.Nil(t, lines[1].Spend[0].Share)
}

// Every part of a figure and of its estimate counts; replacements are in the order of the purchases; a figure is one
// that is reported, primary, or as the supplier states it.
func TestReplaceEstimatesOfParts(t *testing.T) {
	of := func(id, part, purchase string, kg int64) ghg.Result {
		co2e := sure(ghg.KgCO2e(decimal.NewFromInt(kg)))
		return ghg.Result{ID: id, Part: part, Scope: ghg.Scope3, Category: 1, Period: year, Purchase: ghg.Purchase{ID: purchase}, CO2e: co2e}
	}
	reported, primary, stated := of("reported", "a", "3", 1), of("primary", "", "2", 7), of("stated", "", "1", 11)
	reported.Origin, primary.Primary, stated.Caveats = ghg.Reported, true, []ghg.Caveat{{Kind: ghg.MixedGWP}, {Kind: ghg.NotRecomputed}}
	second := reported
	second.Part, second.CO2e = "b", of("", "", "", 2).CO2e
	results := []ghg.Result{
		reported, second, primary, stated, of("e3", "", "3", 100), of("e2", "a", "2", 200), of("e2", "b", "2", 50), of("e1", "", "1", 400), of("e0", "", "", 800),
	}
	once, replaced, err := inventory.ReplaceEstimates(results)
	require.NoError(t, err)
	var got []string
	for _, r := range replaced {
		got = append(got, fmt.Sprintf("%s: %s %s by %s %s", r.Purchase, r.Estimate, r.From.Kg(), r.Figure, r.To.Kg()))
	}
	assert.Equal(t, []string{"1: e1 400 by stated 11", "2: e2 250 by primary 7", "3: e3 100 by reported 3"}, got)
	for i, r := range once {
		assert.Equal(t, i < 4 || i == 8, r.Counts(), r.ID)
	}

	three := []ghg.Result{of("x", "", "1", 1), of("y", "", "1", 1), of("z", "", "1", 1), of("b", "", "0", 1), of("a", "", "0", 1)}
	_, _, err = inventory.ReplaceEstimates(three)
	require.EqualError(t, err, `the purchase "0" is counted twice: by "b" and by "a", two lines of the same kind: want one, or different purchases`+"\n"+
		`the purchase "1" is counted twice: by "x" and by "y", two lines of the same kind: want one, or different purchases`, "once for each purchase")
	_, err = inventory.OfChecked(buyer, []ghg.Result{of("e", "", "1", 1), stated})
	require.ErrorContains(t, err, `by "e" and by "stated", an estimate and a supplier's figure: want one, see ReplaceEstimates`)
	_, err = inventory.OfChecked(buyer, []ghg.Result{stated, of("e", "", "1", 1)})
	require.ErrorContains(t, err, `by "stated" and by "e"`)
}

// By hand: category 1 has 3 of 12 kg from primary data, and 10 + 5 of 40 EUR; a result in two parts has its spend once.
func TestPrimaryDataOfParts(t *testing.T) {
	of := func(id, part string, category ghg.Category, kg int64, primary bool, spend string) ghg.Result {
		co2e := sure(ghg.KgCO2e(decimal.NewFromInt(kg)))
		r := ghg.Result{ID: id, Part: part, Scope: ghg.Scope3, Category: category, Period: year, Primary: primary, CO2e: co2e}
		if spend != "" {
			q := units.MustParse(spend)
			r.Purchase = ghg.Purchase{ID: "PO " + id, Spend: ghg.Amount{Value: q.Value, Unit: q.Unit.Symbol()}}
		}
		return r
	}
	inv, err := inventory.OfChecked(buyer, []ghg.Result{
		of("d", "", 2, 5, false, ""), of("a", "steel", 1, 2, true, "10 EUR"), of("a", "paint", 1, 1, true, "10 EUR"), of("b", "", 1, 0, true, "5 EUR"),
		of("c", "", 1, 9, false, "25 EUR"), of("e", "", 1, 0, false, "1 CHF"),
		{ID: "boiler", Scope: ghg.Scope1, Period: year, Primary: true},
	})
	require.NoError(t, err)
	lines, err := inv.PrimaryData()
	require.NoError(t, err)
	require.Len(t, lines, 2)
	var got []string
	for _, s := range lines[0].Spend {
		got = append(got, fmt.Sprintf("%s of %s %s: %s", s.Primary, s.Total, s.Currency, s.Share))
	}
	assert.Equal(t, []string{"0 of 1 CHF: 0", "15 of 40 EUR: 0.375"}, got)
	assert.Equal(t, "3 of 12: 0.25", fmt.Sprintf("%s of %s: %s", lines[0].Primary.Kg(), lines[0].CO2e.Kg(), lines[0].Share))
	assert.Equal(t, ghg.CapitalGoods, lines[1].Category)
	assert.Equal(t, "0", lines[1].Share.String())
	assert.Empty(t, lines[1].Spend)
}

// A supplier's figure replaces the estimate of the same purchase.
func ExampleReplaceEstimates() {
	var results []ghg.Result
	for _, a := range []activity.Activity{estimated("steel by spend", "PO-1"), figure("steel by the mill", "PO-1")} {
		rs, err := a.Calculate(factors.Basis{GWP: ghg.AR5()})
		if err != nil {
			fmt.Println(err)
			return
		}
		results = append(results, rs...)
	}
	once, replaced, err := inventory.ReplaceEstimates(results)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(once[0].ID, "–", once[0].Memo)
	fmt.Println(replaced[0].From.Kg(), "kg CO2e became", replaced[0].To.Kg())
	// Output:
	// steel by spend – replaced: the supplier's figure steel by the mill counts instead
	// 500 kg CO2e became 300
}

// A purchase spelled in two ways is one purchase.
func TestPurchaseInAnotherCase(t *testing.T) {
	results := calculated(t, estimated("e1", "PO-1"), figure("s1", "po- 1"))
	_, err := inventory.Of(buyer, results)
	require.ErrorIs(t, err, inventory.ErrCountedTwice)
	once, replaced, err := inventory.ReplaceEstimates(results)
	require.NoError(t, err)
	require.Len(t, replaced, 1)
	_, err = inventory.Of(buyer, once)
	require.NoError(t, err)
}

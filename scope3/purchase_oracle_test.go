package scope3_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/oracle"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
	"github.com/ghgkit/ghg/units/money"
)

// TestPurchaseOracles calculates the published examples of purchases, energy and input-output models.
func TestPurchaseOracles(t *testing.T) {
	oracle.Run(t, "scope3_purchases", map[string]func(t *testing.T, o oracle.Oracle){
		"tg-1.3": hybrid, "tg-1.4": averageAndSpend, "tg-4.4": carriersBySpend, "tg-t3.2": chainOfElectricity, "aia-bait": feeds,
		"defra-heat-td": heatLosses, "mb-leontief": leontief,
	})
}

// hybrid enters scope 1 and 2 of the supplier, which the Guidance prints as one figure, as scope 1.
func hybrid(t *testing.T, o oracle.Oracle) {
	a := scope3.PurchasedHybrid{
		ID: "t-shirts", Period: year, Category: 1, Item: "t-shirts", Supplier: "B", Region: "GLOBAL", GWP: "AR5", Source: o.Source.Section,
		Scope1: o.Amount(t, "supplier scope 1+2 (from 1.2)", "kg CO2e"), Scope2: units.MustParse("0 kg CO2e"),
		Wastes: []scope3.Input{{
			Activity: "waste/average", Amount: units.MustParse("1 unit"), Region: "GLOBAL", Boundary: ghg.Treatment,
			Factor: o.Factor(t, "supplier waste (from 1.2)", "kg CO2e/unit AR5"),
		}},
		Others: []scope3.Input{{
			Activity: "product/t-shirt", Amount: o.Amount(t, "t-shirts purchased", "unit"), Region: "GLOBAL", Boundary: ghg.CradleToGate,
			Factor: o.Factor(t, "EF excluding supplier scope 1+2 and waste", "kg CO2e/unit AR5"),
		}},
	}
	o.Answer().Is(t, kg(calculate(t, ar5(), a)))
}

func averageAndSpend(t *testing.T, o oracle.Oracle) {
	var average, spend []method.Activity
	for _, in := range o.Inputs {
		name, isSpend := strings.CutSuffix(in.Name, " spend")
		switch {
		case isSpend:
			spend = append(spend, scope3.SpendBased{
				ID: name, Period: year, Category: 1, Item: name, Spend: o.Amount(t, in.Name, "USD"), Tax: "excluded", PriceYear: 2024,
				PriceType: money.PurchaserPrice, Activity: "spend/" + strings.ReplaceAll(name, " ", "-"), Region: "US", FactorYear: 2024,
				FactorPriceType: money.PurchaserPrice, Factor: o.Factor(t, name+" EEIO EF", "kg CO2e/USD AR5"),
			})
		case in.Unit == "kg":
			average = append(average, scope3.PurchasedAverageData{
				ID: name, Period: year, Category: 1, Item: name, Product: "product/" + strings.ReplaceAll(name, " ", "-"), Region: "GLOBAL",
				Amount: o.Amount(t, in.Name, "kg"), Boundary: ghg.CradleToGate, Factor: o.Factor(t, name+" EF", "kg CO2e/kg AR5"),
			})
		}
	}
	require.Len(t, average, 6)
	require.Len(t, spend, 9)
	o.Part(t, "average-data part (derived split, not printed)").Is(t, kg(calculate(t, ar5(), average...)))
	o.Part(t, "spend-based part (derived split, not printed)").Is(t, kg(calculate(t, ar5(), spend...)))
	o.Answer().Is(t, kg(calculate(t, ar5(), append(average, spend...)...)))
}

// carriersBySpend has kg CO2e as its result, which the Guidance prints per dollar.
func carriersBySpend(t *testing.T, o oracle.Oracle) {
	var spend []method.Activity
	for _, carrier := range []string{"B", "C", "D"} {
		spend = append(spend, scope3.SpendBased{
			ID: carrier, Period: year, Category: 4, Item: "transport", Spend: o.Amount(t, "spend "+carrier, "USD"), Tax: "excluded", PriceYear: 2024,
			PriceType: money.PurchaserPrice, Activity: "spend/transport-" + strings.ToLower(carrier), Region: "US", FactorYear: 2024,
			FactorPriceType: money.PurchaserPrice, Factor: o.Factor(t, "EEIO EF "+carrier, "kg CO2e/USD AR5"),
		})
	}
	o.Answer().Is(t, kg(calculate(t, ar5(), spend...)))
}

func feeds(t *testing.T, o oracle.Oracle) {
	var feeds []method.Activity
	for _, n := range []string{"1", "2", "3", "4", "5"} {
		feeds = append(feeds, scope3.PurchasedAverageData{
			ID: "feed-" + n, Period: year, Category: 1, Item: "feed", Product: "product/feed", Region: "AU", Boundary: ghg.CradleToGate,
			Amount: o.Amount(t, "feed "+n, "t"), Factor: o.Factor(t, "EF "+n, "t CO2e/t AR5"),
		})
	}
	o.Answer().Is(t, kg(calculate(t, ar5(), feeds...)).Shift(-3))
}

func heatLosses(t *testing.T, o oracle.Oracle) {
	loss := o.Number(t, "distribution loss")
	a := scope3.TransmissionLosses{
		ID: "heat", Period: year, Energy: "heat/district", Region: "GB", Amount: units.MustParse("1 kWh"), Convention: scope3.LossOfGeneration,
		Boundary: ghg.Generation, Loss: &loss, LossSource: o.Source.Document, Factor: o.Factor(t, "heat and steam 2024", "kg CO2e/kWh AR5"),
	}
	o.Answer().Is(t, kg(calculate(t, ar5(), a)))
}

// chainOfElectricity has company C, the utility that loses and sells on, and company D, the end consumer. The upstream
// factor is what the mine emits per unit generated, the life-cycle factor that and combustion.
func chainOfElectricity(t *testing.T, o oracle.Oracle) {
	generated, lost := o.Number(t, "generator output (B)"), o.Number(t, "T&D losses consumed by utility (C)")
	delivered := o.Amount(t, "delivered to end consumer (D)", "MWh")
	per, err := dec.Quo(o.Number(t, "coal mining scope 1 (A)"), generated)
	require.NoError(t, err)
	loss, err := dec.Quo(lost, generated)
	require.NoError(t, err)
	upstream := factors.MustSupplied(per.String() + " t CO2e/MWh AR5; " + o.Source.Document)
	cradle := factors.MustSupplied(per.Add(o.Number(t, "generator scope 1 EF")).String() + " t CO2e/MWh AR5; " + o.Source.Document)
	tonnes := func(a method.Activity) decimal.Decimal { return kg(calculate(t, ar5(), a)).Shift(-3) }
	bought := func(amount units.Quantity) decimal.Decimal {
		return tonnes(scope3.UpstreamEnergy{
			ID: "x", Period: year, Energy: "electricity/grid", Region: "US", Amount: amount, Upstream: scope3.PublishedUpstream, Factor: upstream,
		})
	}
	o.Part(t, "C cat3 upstream").Is(t, bought(o.Amount(t, "T&D losses consumed by utility (C)", "MWh")))
	o.Part(t, "D cat3 upstream").Is(t, bought(delivered))
	o.Part(t, "C cat3 sold-on electricity").Is(t, tonnes(scope3.ResoldEnergy{
		ID: "c-d", Period: year, Energy: "electricity/grid", Region: "US", Amount: delivered, Factor: cradle,
	}))
	losses := tonnes(scope3.TransmissionLosses{
		ID: "d-c", Period: year, Energy: "electricity/grid", Region: "US", Amount: delivered, Convention: scope3.LossOfGeneration,
		Boundary: ghg.LifeCycle, Loss: &loss, LossSource: "table 3.2", Factor: cradle,
	})
	o.Part(t, "D cat3 T&D").Is(t, losses)
	o.Answer().Is(t, losses)
}

func leontief(t *testing.T, o oracle.Oracle) {
	n := func(name string) decimal.Decimal { return o.Number(t, name) }
	m, err := scope3.NewInputOutput([][]decimal.Decimal{{n("Z11"), n("Z12")}, {n("Z21"), n("Z22")}}, []decimal.Decimal{n("x1"), n("x2")})
	require.NoError(t, err)
	out, err := m.Output([]decimal.Decimal{n("f1 new"), n("f2 new")})
	require.NoError(t, err)
	o.Answer().Is(t, out[0])
	o.Part(t, "x2'").Is(t, out[1])
	for _, cell := range []struct {
		name string
		at   func(i, j int) (decimal.Decimal, error)
		i, j int
	}{
		{"A11", m.Direct, 0, 0},
		{"A12", m.Direct, 0, 1},
		{"A21", m.Direct, 1, 0},
		{"A22", m.Direct, 1, 1},
		{"L11", m.Total, 0, 0},
		{"L12", m.Total, 0, 1},
		{"L21", m.Total, 1, 0},
		{"L22", m.Total, 1, 1},
	} {
		got, err := cell.at(cell.i, cell.j)
		require.NoError(t, err)
		o.Part(t, cell.name).Is(t, got)
	}
	// The book multiplies outputs that it has rounded: 0.3 × 1247.5 = 374.25 for 374.257….
	o.Part(t, "labour 1 (coeff .3)").Is(t, out[0].Round(1).Mul(dec.MustParse("0.3")))
	o.Part(t, "labour 2 (coeff .25)").Is(t, out[1].Mul(dec.MustParse("0.25")))
	// Multipliers times final demand is the same labour as coefficients times output.
	coefficients := []decimal.Decimal{dec.MustParse("0.3"), dec.MustParse("0.25")}
	labour, err := m.Multipliers(coefficients)
	require.NoError(t, err)
	assert.Equal(t, "834.653", labour[0].Mul(n("f1 new")).Add(labour[1].Mul(n("f2 new"))).Round(3).String()) // 374.257… + 460.396…
}

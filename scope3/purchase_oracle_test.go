package scope3_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
	"github.com/ghgkit/ghg/units/money"
)

// purchaseMethod is any activity of categories 1 to 3.
type purchaseMethod interface {
	Calculate(b factors.Basis) (ghg.Results, error)
}

// purchaseKg calculates activities, checks and verifies every result and returns the CO2e of all in kilograms.
func purchaseKg(t testing.TB, b factors.Basis, of ...purchaseMethod) decimal.Decimal {
	t.Helper()
	sum := decimal.Decimal{}
	for _, a := range of {
		rs, err := a.Calculate(b)
		require.NoError(t, err)
		for _, r := range rs {
			require.NoError(t, r.Check())
			receipt, err := r.Receipt()
			require.NoError(t, err)
			_, err = ghg.Verify(receipt)
			require.NoError(t, err)
			sum = sum.Add(r.CO2e.Kg())
		}
	}
	return sum
}

// purchaseOracle is a published example: its inputs and its answer as printed.
type purchaseOracle struct {
	ID       string       `json:"id"`
	Inputs   []oracleItem `json:"inputs"`
	Expected struct {
		Value      json.Number  `json:"value"`
		Components []oracleItem `json:"components"`
	} `json:"expected"`
	Source struct {
		Document string `json:"document"`
		Section  string `json:"section"`
	} `json:"source"`
}

type oracleItem struct {
	Name  string      `json:"name"`
	Value json.Number `json:"value"`
	Unit  string      `json:"unit"`
}

func (o purchaseOracle) in(t *testing.T, name string) string {
	t.Helper()
	return oracleValue(t, o.Inputs, name)
}

func (o purchaseOracle) part(t *testing.T, name string) string {
	t.Helper()
	return oracleValue(t, o.Expected.Components, name)
}

func oracleValue(t *testing.T, list []oracleItem, name string) string {
	t.Helper()
	for _, n := range list {
		if n.Name == name {
			return n.Value.String()
		}
	}
	require.Fail(t, "the oracle has no "+name)
	return ""
}

// same asserts a published number at the places it is printed with.
func (o purchaseOracle) same(t *testing.T, published string, got decimal.Decimal) {
	t.Helper()
	want := dec.MustParse(published)
	places := -want.Exponent()
	assert.True(t, want.Equal(got.Round(places)), "%s (%s, %s): published %s, calculated %s", o.ID, o.Source.Document, o.Source.Section, published, got)
}

func oracleFactor(t *testing.T, value, unit string) factors.Supplied {
	t.Helper()
	f, err := factors.ParseSupplied(value + " " + unit + " AR5; the oracle")
	require.NoError(t, err)
	return f
}

func oracleAmount(value, unit string) units.Quantity {
	return units.New(dec.MustParse(value), units.MustUnit(unit))
}

var (
	oracleYear  = ghg.CalendarYear(2012)
	oracleBasis = factors.Basis{GWP: ghg.AR5()}
)

var purchaseOracles = map[string]func(t *testing.T, o purchaseOracle){
	// The Guidance prints scope 1 and 2 of the supplier as one figure; it is entered as scope 1.
	"tg-1.3": func(t *testing.T, o purchaseOracle) {
		a := scope3.PurchasedHybrid{
			ID: "t-shirts", Period: oracleYear, Category: 1, Item: "t-shirts", Supplier: "B", Region: "GLOBAL", GWP: "AR5", Source: o.Source.Section,
			Scope1: oracleAmount(o.in(t, "supplier scope 1+2 (from 1.2)"), "kg CO2e"), Scope2: units.MustParse("0 kg CO2e"),
			Wastes: []scope3.Input{{
				Activity: "waste/average", Amount: units.MustParse("1 unit"), Region: "GLOBAL", Boundary: ghg.Treatment,
				Factor: oracleFactor(t, o.in(t, "supplier waste (from 1.2)"), "kg CO2e/unit"),
			}},
			Others: []scope3.Input{{
				Activity: "product/t-shirt", Amount: oracleAmount(o.in(t, "t-shirts purchased"), "unit"), Region: "GLOBAL", Boundary: ghg.CradleToGate,
				Factor: oracleFactor(t, o.in(t, "EF excluding supplier scope 1+2 and waste"), "kg CO2e/unit"),
			}},
		}
		o.same(t, o.Expected.Value.String(), purchaseKg(t, oracleBasis, a))
	},
	"tg-1.4": func(t *testing.T, o purchaseOracle) {
		var average, spend []purchaseMethod
		for _, in := range o.Inputs {
			name, isSpend := strings.CutSuffix(in.Name, " spend")
			switch {
			case isSpend:
				spend = append(spend, scope3.SpendBased{
					ID: name, Period: oracleYear, Category: 1, Item: name, Spend: oracleAmount(in.Value.String(), "USD"), Tax: "excluded", PriceYear: 2012,
					PriceType: money.PurchaserPrice, Activity: "spend/" + strings.ReplaceAll(name, " ", "-"), Region: "US", FactorYear: 2012,
					FactorPriceType: money.PurchaserPrice, Factor: oracleFactor(t, o.in(t, name+" EEIO EF"), "kg CO2e/USD"),
				})
			case in.Unit == "kg":
				average = append(average, scope3.PurchasedAverageData{
					ID: name, Period: oracleYear, Category: 1, Item: name, Product: "product/" + strings.ReplaceAll(name, " ", "-"), Region: "GLOBAL",
					Amount: oracleAmount(in.Value.String(), "kg"), Boundary: ghg.CradleToGate, Factor: oracleFactor(t, o.in(t, name+" EF"), "kg CO2e/kg"),
				})
			}
		}
		require.Len(t, average, 6)
		require.Len(t, spend, 9)
		o.same(t, o.part(t, "average-data part (derived split, not printed)"), purchaseKg(t, oracleBasis, average...))
		o.same(t, o.part(t, "spend-based part (derived split, not printed)"), purchaseKg(t, oracleBasis, spend...))
		o.same(t, o.Expected.Value.String(), purchaseKg(t, oracleBasis, append(average, spend...)...))
	},
	// The Guidance prints the result per dollar; it is kg CO2e.
	"tg-4.4": func(t *testing.T, o purchaseOracle) {
		var spend []purchaseMethod
		for _, carrier := range []string{"B", "C", "D"} {
			spend = append(spend, scope3.SpendBased{
				ID: carrier, Period: oracleYear, Category: 4, Item: "transport", Spend: oracleAmount(o.in(t, "spend "+carrier), "USD"), Tax: "excluded", PriceYear: 2012,
				PriceType: money.PurchaserPrice, Activity: "spend/transport-" + strings.ToLower(carrier), Region: "US", FactorYear: 2012,
				FactorPriceType: money.PurchaserPrice, Factor: oracleFactor(t, o.in(t, "EEIO EF "+carrier), "kg CO2e/USD"),
			})
		}
		o.same(t, o.Expected.Value.String(), purchaseKg(t, oracleBasis, spend...))
	},
	"aia-bait": func(t *testing.T, o purchaseOracle) {
		var feeds []purchaseMethod
		for _, n := range []string{"1", "2", "3", "4", "5"} {
			feeds = append(feeds, scope3.PurchasedAverageData{
				ID: "feed-" + n, Period: oracleYear, Category: 1, Item: "feed", Product: "product/feed", Region: "AU", Boundary: ghg.CradleToGate,
				Amount: oracleAmount(o.in(t, "feed "+n), "t"), Factor: oracleFactor(t, o.in(t, "EF "+n), "t CO2e/t"),
			})
		}
		o.same(t, o.Expected.Value.String(), purchaseKg(t, oracleBasis, feeds...).Shift(-3))
	},
	"defra-heat-td": func(t *testing.T, o purchaseOracle) {
		loss := dec.MustParse(o.in(t, "distribution loss"))
		a := scope3.TransmissionLosses{
			ID: "heat", Period: oracleYear, Energy: "heat/district", Region: "GB", Amount: units.MustParse("1 kWh"), Convention: scope3.LossOfGeneration,
			Boundary: ghg.Generation, Loss: &loss, LossSource: o.Source.Document, Factor: oracleFactor(t, o.in(t, "heat and steam 2024"), "kg CO2e/kWh"),
		}
		o.same(t, o.Expected.Value.String(), purchaseKg(t, oracleBasis, a))
	},
	// Company C is the utility that loses and sells on, company D the end consumer. The upstream factor is what the mine
	// emits per unit generated, the life-cycle factor that and combustion.
	"tg-t3.2": func(t *testing.T, o purchaseOracle) {
		generated, lost, delivered := o.in(t, "generator output (B)"), o.in(t, "T&D losses consumed by utility (C)"), o.in(t, "delivered to end consumer (D)")
		mine := dec.MustParse(o.in(t, "coal mining scope 1 (A)"))
		per, err := dec.Quo(mine, dec.MustParse(generated))
		require.NoError(t, err)
		upstream := oracleFactor(t, per.String(), "t CO2e/MWh")
		cradle := oracleFactor(t, per.Add(dec.MustParse(o.in(t, "generator scope 1 EF"))).String(), "t CO2e/MWh")
		bought := func(id, amount string) scope3.UpstreamEnergy {
			return scope3.UpstreamEnergy{
				ID: id, Period: oracleYear, Energy: "electricity/grid", Region: "US", Amount: oracleAmount(amount, "MWh"), Upstream: scope3.PublishedUpstream, Factor: upstream,
			}
		}
		o.same(t, o.part(t, "C cat3 upstream"), purchaseKg(t, oracleBasis, bought("c-b", lost)).Shift(-3))
		o.same(t, o.part(t, "D cat3 upstream"), purchaseKg(t, oracleBasis, bought("d-b", delivered)).Shift(-3))
		o.same(t, o.part(t, "C cat3 sold-on electricity"), purchaseKg(t, oracleBasis, scope3.ResoldEnergy{
			ID: "c-d", Period: oracleYear, Energy: "electricity/grid", Region: "US", Amount: oracleAmount(delivered, "MWh"), Factor: cradle,
		}).Shift(-3))
		share, err := dec.Quo(dec.MustParse(lost), dec.MustParse(generated))
		require.NoError(t, err)
		losses := purchaseKg(t, oracleBasis, scope3.TransmissionLosses{
			ID: "d-c", Period: oracleYear, Energy: "electricity/grid", Region: "US", Amount: oracleAmount(delivered, "MWh"), Convention: scope3.LossOfGeneration,
			Boundary: ghg.LifeCycle, Loss: &share, LossSource: "table 3.2", Factor: cradle,
		}).Shift(-3)
		o.same(t, o.part(t, "D cat3 T&D"), losses)
		o.same(t, o.Expected.Value.String(), losses)
	},
	"mb-leontief": func(t *testing.T, o purchaseOracle) {
		n := func(name string) decimal.Decimal { return dec.MustParse(o.in(t, name)) }
		m, err := scope3.NewInputOutput([][]decimal.Decimal{{n("Z11"), n("Z12")}, {n("Z21"), n("Z22")}}, []decimal.Decimal{n("x1"), n("x2")})
		require.NoError(t, err)
		out, err := m.Output([]decimal.Decimal{n("f1 new"), n("f2 new")})
		require.NoError(t, err)
		o.same(t, o.Expected.Value.String(), out[0])
		o.same(t, o.part(t, "x2'"), out[1])
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
			o.same(t, o.part(t, cell.name), got)
		}
		// The book multiplies outputs that it has rounded: 0.3 × 1247.5 = 374.25 for 374.257….
		o.same(t, o.part(t, "labour 1 (coeff .3)"), out[0].Round(1).Mul(dec.MustParse("0.3")))
		o.same(t, o.part(t, "labour 2 (coeff .25)"), out[1].Mul(dec.MustParse("0.25")))
		// Multipliers times final demand is the same labour as coefficients times output.
		coefficients := []decimal.Decimal{dec.MustParse("0.3"), dec.MustParse("0.25")}
		labour, err := m.Multipliers(coefficients)
		require.NoError(t, err)
		assert.Equal(t, "834.653", labour[0].Mul(n("f1 new")).Add(labour[1].Mul(n("f2 new"))).Round(3).String()) // 374.257… + 460.396…
	},
}

func TestPurchaseOracles(t *testing.T) {
	text, err := os.ReadFile("../testdata/oracles/scope3_purchases.json")
	require.NoError(t, err)
	var all []purchaseOracle
	require.NoError(t, json.Unmarshal(text, &all))
	require.Len(t, all, len(purchaseOracles))
	for _, o := range all {
		t.Run(o.ID, func(t *testing.T) {
			run, ok := purchaseOracles[o.ID]
			require.True(t, ok)
			run(t, o)
		})
	}
}

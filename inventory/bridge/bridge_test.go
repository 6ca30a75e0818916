package bridge_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/inventory/bridge"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/units"
)

// The vectors are derived: 121/15, −149/15 and 148/15; 2783, −3437, 3403 and 1331 over 300.
func TestProduct(t *testing.T) {
	for _, c := range []struct{ from, to, want []string }{
		{[]string{"100"}, []string{"130"}, []string{"30"}},
		{[]string{"100", "0.5"}, []string{"120", "0.4"}, []string{"9", "-11"}},
		{[]string{"100", "0.5", "0.8"}, []string{"120", "0.4", "1.0"}, []string{"8.0667", "-9.9333", "9.8667"}},
		{[]string{"100", "0.5", "0.8", "1.1"}, []string{"120", "0.4", "1.0", "1.2"}, []string{"9.2767", "-11.4567", "11.3433", "4.4367"}},
		{[]string{"0", "0.5"}, []string{"10", "0.4"}, []string{"4.5", "-0.5"}}, // where a logarithm has no value
	} {
		parts, err := bridge.Product(numbers(c.from), numbers(c.to))
		require.NoError(t, err)
		var got []string
		sum := decimal.Decimal{}
		for _, p := range parts {
			got = append(got, dec.Text(p.Round(4)))
			sum = sum.Add(p)
		}
		assert.Equal(t, c.want, got)
		assert.True(t, product(numbers(c.to)).Sub(product(numbers(c.from))).Equal(sum), "the parts sum to the change exactly")
	}
	exact := []struct{ num, den string }{{"121", "15"}, {"-149", "15"}, {"148", "15"}}
	parts, err := bridge.Product(numbers([]string{"100", "0.5", "0.8"}), numbers([]string{"120", "0.4", "1.0"}))
	require.NoError(t, err)
	for i, want := range exact[:2] {
		q, err := dec.Quo(d(want.num), d(want.den))
		require.NoError(t, err)
		assert.True(t, q.Equal(parts[i]), "part %d is %s ÷ %s to 34 digits, not %s", i, want.num, want.den, parts[i])
	}
}

func numbers(texts []string) (list []decimal.Decimal) {
	for _, s := range texts {
		list = append(list, d(s))
	}
	return list
}

func product(list []decimal.Decimal) decimal.Decimal {
	p := d("1")
	for _, n := range list {
		p = p.Mul(n)
	}
	return p
}

func TestProductRefuses(t *testing.T) {
	ones := make([]decimal.Decimal, bridge.MostPermuted+1)
	for _, c := range [][2][]decimal.Decimal{{nil, nil}, {ones, ones}, {ones[:2], ones[:1]}, {{decimal.New(1, 1<<30)}, ones[:1]}, {ones[:1], {decimal.New(1, 1<<30)}}} {
		_, err := bridge.Product(c[0], c[1])
		require.ErrorIs(t, err, ghg.ErrOutOfRange)
	}
}

// 100 × 0.5 → 120 × 0.4: activity +9, factor −11, total −2 (derived).
func TestActivityAndFactor(t *testing.T) {
	a := of(t, 2023, ghg.AR5(), burning(t, "2023", "0.5", ""), plant{"boiler", "", "100"}.in(2023))
	b := of(t, 2024, ghg.AR5(), burning(t, "2024", "0.4", ""), plant{"boiler", "", "120"}.in(2024))
	got := between(t, a, b, partial)
	terms(t, map[bridge.Term]string{bridge.Activity: "9", bridge.Factor: "-11"}, got)
	assert.Equal(t, "50", dec.Text(got.From.Kg()))
	assert.Equal(t, "48", dec.Text(got.To.Kg()))
	assert.Equal(t, "9 kg CO2e", got.Of(bridge.Activity).String())
	require.Len(t, got.Lines, 1)
	factor := got.Lines[0].Parts[0]
	assert.Equal(t, bridge.Factor, factor.Term)
	assert.Equal(t, ghg.InputFactor, factor.Input.Kind)
	assert.Equal(t, "0.5", dec.Text(factor.From))
	assert.Equal(t, "0.4", dec.Text(factor.To))
}

// Carbon burned is amount × carbon × oxidation × 44/12, so 3 times the numbers of the vectors are 11 times its terms: of
// 100 × 0.5 × 0.8 → 120 × 0.4 × 1.0, 121/15, −149/15 and 148/15, and with × 1.1 → 1.2, 2783, −3437, 3403 and 1331 over 300
// (derived).
func TestThreeAndFourInputs(t *testing.T) {
	coal := func(year int, amount, carbon, oxidation, heat string) activity.Activity {
		share := d(oxidation)
		a := scope1.CarbonContent{ID: "coal", Period: ghg.CalendarYear(year), Fuel: "coal", Region: "JP", Oxidation: &share, Carbon: units.MustRate(carbon + " kg C/GJ(HHV)"), Source: "laboratory"}
		a.Amount = units.MustParse(amount + " GJ(HHV)")
		if heat != "" {
			a.Amount, a.HeatingValue = units.MustParse(amount+" t"), units.MustRate(heat+" GJ(HHV)/t")
		}
		return a
	}
	for _, c := range []struct {
		a, b activity.Activity
		want map[string]string // by the number that changed
	}{
		{coal(2023, "300", "0.5", "0.8", ""), coal(2024, "360", "0.4", "1", ""), map[string]string{"300": "88.7333", "0.5": "-109.2667", "0.8": "108.5333"}},
		{coal(2023, "300", "0.5", "0.8", "1.1"), coal(2024, "360", "0.4", "1", "1.2"), map[string]string{"300": "102.0433", "0.5": "-126.0233", "0.8": "124.7767", "1.1": "48.8033"}},
	} {
		got := between(t, of(t, 2023, ghg.AR5(), nil, c.a), of(t, 2024, ghg.AR5(), nil, c.b), partial)
		parts := map[string]string{}
		for _, p := range got.Lines[0].Parts {
			assert.Falsef(t, p.Inseparable, "%s", p.Reason)
			parts[dec.Text(p.From)] = dec.Text(p.CO2e.Kg().Round(4))
		}
		assert.Equal(t, c.want, parts)
	}
}

package bridge_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/inventory/bridge"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/units"
)

// corrected calculates an activity of 2023 by a factor.
func corrected(t testing.TB, kgCO2 string, gwp ghg.GWP, a activity.Activity) []ghg.Result {
	t.Helper()
	list, err := a.Calculate(factors.Basis{Factors: burning(t, "2023", kgCO2, ""), GWP: gwp})
	require.NoError(t, err)
	return list
}

// Published 110 × 0.5 = 55; the meter was read twice, so it was 100 × 0.5 = 50: restatement −5. From there 100 × 0.5 →
// 120 × 0.4 is activity +9 and factor −11; in all 55 − 5 − 2 = 48.
func TestCorrected(t *testing.T) {
	a := of(t, 2023, ghg.AR5(), burning(t, "2023", "0.5", ""), plant{"boiler", "", "110"}.in(2023))
	b := of(t, 2024, ghg.AR5(), burning(t, "2024", "0.4", ""), plant{"boiler", "", "120"}.in(2024))
	o := partial
	o.Restated = map[string]string{"boiler": "a meter was read twice"}
	o.Corrected = corrected(t, "0.5", ghg.AR5(), plant{"boiler", "", "100"}.in(2023))
	got := between(t, a, b, o)
	terms(t, map[bridge.Term]string{bridge.Restatement: "-5", bridge.Factor: "-11", bridge.Activity: "9"}, got)
	assert.Equal(t, "a meter was read twice", got.Lines[0].Parts[0].Reason)
	assert.Equal(t, "55 kg CO2e", got.From.String(), "A stays as it was published")

	// By the potentials of A: methane of 120 × 0.002 kg weighs 28 there, and 27 in B.
	b = of(t, 2024, ghg.AR6(), burning(t, "2024", "0.4", "0.002"), plant{"boiler", "", "120"}.in(2024))
	got = between(t, a, b, o)
	terms(t, map[bridge.Term]string{bridge.GWP: "-0.24", bridge.Restatement: "-5", bridge.Method: "4.72"}, got)
	assert.Contains(t, got.String(), "1 lines could not be separated", "A has no methane")
}

// An ended line of 10 that should have been 8: −2 and −8. A forgotten line of 20 × 0.5 = 10 that is 30 × 0.5 = 15 now: +10, +5.
func TestCorrectedLinesOfOneInventory(t *testing.T) {
	a := of(t, 2023, ghg.AR5(), burning(t, "2023", "0.5", ""), plant{"ended", "", "20"}.in(2023), plant{"stays", "", "2"}.in(2023))
	b := of(t, 2024, ghg.AR5(), burning(t, "2024", "0.5", ""), plant{"stays", "", "2"}.in(2024), plant{"forgotten", "works", "30"}.in(2024))
	o := partial
	o.Restated = map[string]string{"ended": "a wrong meter", "forgotten": "not in the list of sites"}
	o.Corrected = slices.Concat(
		corrected(t, "0.5", ghg.AR5(), plant{"ended", "", "16"}.in(2023)), corrected(t, "0.5", ghg.AR5(), plant{"forgotten", "works", "20"}.in(2023)),
	)
	terms(t, map[bridge.Term]string{bridge.Restatement: "8", bridge.Activity: "5", bridge.Ended: "-8"}, between(t, a, b, o))
}

// A line whose id changed is restated by the id of either inventory.
func TestRestatedByTheIDOfA(t *testing.T) {
	a := of(t, 2023, ghg.AR5(), burning(t, "2023", "0.5", ""), plant{"gas 2023", "", "110"}.in(2023))
	b := of(t, 2024, ghg.AR5(), burning(t, "2024", "0.4", ""), plant{"gas 2024", "", "120"}.in(2024))
	o := partial
	o.Restated = map[string]string{"gas 2023": "a meter was read twice"}
	terms(t, map[bridge.Term]string{bridge.Restatement: "-7"}, between(t, a, b, o))
	o.Corrected = corrected(t, "0.5", ghg.AR5(), plant{"gas 2023", "", "100"}.in(2023))
	terms(t, map[bridge.Term]string{bridge.Restatement: "-5", bridge.Factor: "-11", bridge.Activity: "9"}, between(t, a, b, o))
}

// A corrected line may be by the old method too, and of an entity whose share changed: 40 → 80 kWh at 40 % → 80 % is 100 whole
// after a correction from 30 kWh. Restatement 5; Δshare 0.4 × the mean of 50 and 40 whole = 18; at the mean share of 0.6
// the factor is −0.1 × 100 × 0.6 = −6.
func TestCorrectedShares(t *testing.T) {
	a := of(t, 2023, ghg.AR5(), burning(t, "2023", "0.5", ""), plant{"boiler", "venture", "30"}.in(2023))
	b := of(t, 2024, ghg.AR5(), burning(t, "2024", "0.4", ""), plant{"boiler", "venture", "80"}.in(2024))
	o := partial
	o.Shares = map[string]bridge.Shares{"venture": {From: d("0.4"), To: d("0.8")}}
	o.Restated = map[string]string{"boiler": "a meter"}
	o.Corrected = corrected(t, "0.5", ghg.AR5(), plant{"boiler", "venture", "40"}.in(2023))
	terms(t, map[bridge.Term]string{bridge.Restatement: "5", bridge.Boundary: "18", bridge.Factor: "-6"}, between(t, a, b, o))
}

// A line with several amounts is derived on its own: 36 GJ × 0.5 kg C × 44/12 = 66 was published, 30 GJ → 55 is right,
// and 30 GJ × 0.6 = 66 now. A restated line without a correction has its potentials apart: 110 × 0.5 = 55 → 120 × (0.4 + 0.002 × 28) =
// 54.72, and −0.24 by AR6.
func TestCorrectedLineOfSeveralAmounts(t *testing.T) {
	whole := d("1")
	coal := func(year int, gj, carbon string) activity.Activity {
		return scope1.CarbonContent{ID: "coal", Period: ghg.CalendarYear(year), Fuel: "coal", Region: "JP", Amount: units.MustParse(gj + " GJ(HHV)"), Oxidation: &whole, Carbon: units.MustRate(carbon + " kg C/GJ(HHV)"), Source: "laboratory"}
	}
	a := of(t, 2023, ghg.AR5(), burning(t, "2023", "0.5", ""), coal(2023, "36", "0.5"), plant{"boiler", "", "110"}.in(2023))
	b := of(t, 2024, ghg.AR6(), burning(t, "2024", "0.4", "0.002"), coal(2024, "30", "0.6"), plant{"boiler", "", "120"}.in(2024))
	o := partial
	o.Restated = map[string]string{"coal": "a wrong meter", "boiler": "a wrong meter"}
	o.Corrected = corrected(t, "0.5", ghg.AR5(), coal(2023, "30", "0.5"))
	terms(t, map[bridge.Term]string{bridge.GWP: "-0.24", bridge.Restatement: "-11.28", bridge.Activity: "11"}, between(t, a, b, o))
}

func TestCorrectedRefuses(t *testing.T) {
	a := of(t, 2023, ghg.AR5(), burning(t, "2023", "0.5", ""), plant{"boiler", "", "110"}.in(2023))
	b := of(t, 2024, ghg.AR5(), burning(t, "2024", "0.4", ""), plant{"boiler", "", "120"}.in(2024))
	good := corrected(t, "0.5", ghg.AR5(), plant{"boiler", "", "100"}.in(2023))
	changed := func(change func(*ghg.Result)) []ghg.Result {
		r := good[0].Clone()
		change(&r)
		return []ghg.Result{r}
	}
	why := map[string]string{"boiler": "a meter was read twice"}
	for name, c := range map[string]struct {
		restated map[string]string
		list     []ghg.Result
		want     error
	}{
		"not restated":     {nil, good, ghg.ErrMissing},
		"twice":            {why, slices.Concat(good, good), ghg.ErrMixed},
		"another entity":   {why, corrected(t, "0.5", ghg.AR5(), plant{"boiler", "works", "100"}.in(2023)), ghg.ErrMixed},
		"other potentials": {why, corrected(t, "0.5", ghg.AR6(), plant{"boiler", "", "100"}.in(2023)), ghg.ErrMixed},
		"tampered":         {why, changed(func(r *ghg.Result) { r.CO2e = ghg.CO2e{} }), ghg.ErrTampered},
	} {
		o := partial
		o.Restated, o.Corrected = c.restated, c.list
		_, err := bridge.Between(a, b, o)
		require.ErrorIs(t, err, c.want, name)
	}
}

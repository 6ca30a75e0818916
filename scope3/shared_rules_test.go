package scope3_test

import (
	"encoding"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
)

// having returns the samples of activities that have all of the fields.
func having(fields ...string) []method.Activity {
	var found []method.Activity
	for _, s := range slices.Concat(purchaseSamples(), transportSamples(), soldSamples(), averages()) {
		of := reflect.TypeOf(s.of)
		lacks := func(name string) bool { _, ok := of.FieldByName(name); return !ok }
		if !slices.ContainsFunc(fields, lacks) {
			found = append(found, s.of)
		}
	}
	return found
}

// set returns a copy of an activity with other values in the fields that it has; a nil clears the field.
func set(a method.Activity, fields map[string]any) method.Activity {
	changed := reflect.New(reflect.TypeOf(a)).Elem()
	changed.Set(reflect.ValueOf(a))
	for name, value := range fields {
		switch field := changed.FieldByName(name); {
		case !field.IsValid():
		case value == nil:
			field.SetZero()
		default:
			field.Set(reflect.ValueOf(value))
		}
	}
	return changed.Interface().(method.Activity)
}

// refusesAll tests that every activity with the changes is refused for the field, with the kind of error.
func refusesAll(t *testing.T, of []method.Activity, change map[string]any, kind error, field string) {
	t.Helper()
	require.NotEmpty(t, of, "No sample has these fields: %v.", change)
	for _, a := range of {
		_, err := set(a, change).Calculate(transportBasis(t))
		require.ErrorIs(t, err, kind, "%T with %v", a, change)
		assert.Equal(t, field, fieldOf(t, err), "%T with %v", a, change)
	}
}

// TestUseIsChecked: every method of what a site, asset or vehicle consumes or leaks requires an amount with its carrier, a
// leak with its refrigerant, and the heating value basis of a fuel's energy.
func TestUseIsChecked(t *testing.T) {
	energy := having("Energy", "Amount", "Region")
	var bought []method.Activity
	energy = slices.DeleteFunc(energy, func(a method.Activity) bool {
		switch a.(type) {
		case scope3.UpstreamEnergy, scope3.TransmissionLosses, scope3.ResoldEnergy:
			bought = append(bought, a)
			return true
		}
		return false
	})
	assert.GreaterOrEqual(t, len(energy), 8)
	refusesAll(t, energy, map[string]any{"Amount": nil, "Backhaul": nil, "BackhaulShare": nil}, ghg.ErrMissing, "amount")
	refusesAll(t, energy, map[string]any{"Energy": nil}, ghg.ErrMissing, "energy")
	refusesAll(t, energy, map[string]any{"Energy": "fuel/diesel", "Amount": units.MustParse("1 GJ")}, ghg.ErrDimension, "amount")
	refusesAll(t, bought, map[string]any{"Energy": "fuel/diesel"}, ghg.ErrOutOfRange, "energy")
	leaks := having("Energy", "Amount", "Refrigerant", "Leaked")
	assert.GreaterOrEqual(t, len(leaks), 4)
	refusesAll(t, leaks, map[string]any{"Leaked": nil}, ghg.ErrMissing, "leaked")
	refusesAll(t, leaks, map[string]any{"Refrigerant": nil}, ghg.ErrMissing, "refrigerant")
	refusesAll(t, leaks, map[string]any{"Energy": nil, "Amount": nil}, ghg.ErrMissing, "energy") // a factor is of a carrier
}

// TestHeatingValueIsStated: wherever a fuel is given by its energy, the basis must be stated, even if a factor is supplied
// per the same unit: 1 GJ of natural gas is 1 GJ by the higher heating value or 0.9 GJ by the lower one.
func TestHeatingValueIsStated(t *testing.T) {
	q, r := units.MustParse, units.MustRate
	own := factors.MustSupplied("70 kg CO2/GJ; own")
	driven := changed(t, func(a *scope3.TransportFuelBased) {
		a.Amount, a.Backhaul, a.BackhaulShare, a.Distance, a.Source = units.Quantity{}, units.Quantity{}, nil, q("100 km"), "cards"
		a.Factor, a.UpstreamFactor = own, own
	})
	refuse(t, soldBasis(t), []refusal{
		{"round", changed(t, func(a *scope3.TransportRound) { a.Amount, a.Factor, a.UpstreamFactor = q("1 GJ"), own, own }), ghg.ErrDimension, "amount"},
		{"economy", with(driven, func(a *scope3.TransportFuelBased) { a.Economy = r("100 km/GJ") }), ghg.ErrDimension, "economy"},
		{"economy the other way", with(driven, func(a *scope3.TransportFuelBased) { a.Economy = r("0.01 GJ/km") }), ghg.ErrDimension, "GJ(HHV)"},
		{"tonne-kilometres", changed(t, func(a *scope3.TransportImprovedTonneKm) {
			a.Consumption, a.Factor, a.UpstreamFactor = r("0.002 GJ/t·km"), own, own
		}), ghg.ErrDimension, "consumption"},
		{"energy over the life", changed(t, func(a *scope3.DirectUse) {
			a.Energy, a.Uses, a.PerUse, a.LifetimeEnergy, a.Factor = "fuel/natural-gas", units.Rate{}, units.Rate{}, q("1 GJ"), own
		}), ghg.ErrDimension, "lifetime_energy"},
		{"energy a year", changed(t, func(a *scope3.LifetimeUse) {
			a.Energy, a.PerYear, a.Markets = "fuel/natural-gas", r("1 GJ/unit·year"), []scope3.Market{{Region: "GB", Share: share("1"), Factor: own}}
		}), ghg.ErrDimension, "per_year"},
	})
	electric := with(driven, func(a *scope3.TransportFuelBased) {
		a.Energy, a.Economy, a.Stages, a.UpstreamFactor = "electricity/grid", r("5 km/kWh"), scope3.TankToWheel, factors.Supplied{}
		a.Factor, a.Refrigerant, a.Leaked = factors.MustSupplied("0.2 kg CO2/kWh; own"), "", units.Quantity{}
	})
	assert.Equal(t, "2", kg(calculate(t, soldBasis(t), electric)).String()) // 100 ÷ 5 × 0.2 × a half
}

// TestStagesAreChecked: every method with stages refuses a factor of the well-to-tank that no result would use, and one of
// losses where nothing comes from a network.
func TestStagesAreChecked(t *testing.T) {
	staged := having("Stages", "UpstreamFactor")
	assert.GreaterOrEqual(t, len(staged), 8)
	refusesAll(t, staged, map[string]any{"Stages": scope3.TankToWheel}, ghg.ErrMixed, "upstream_factor")
	lost := factors.MustSupplied("0.01 kg CO2e/kWh AR5; own")
	networks := having("Stages", "LossesFactor")
	assert.GreaterOrEqual(t, len(networks), 5)
	refusesAll(t, networks, map[string]any{"LossesFactor": lost}, ghg.ErrMixed, "losses_factor")
	refusesAll(t, networks, map[string]any{"Stages": scope3.TankToWheel, "UpstreamFactor": nil, "LossesFactor": lost}, ghg.ErrMixed, "losses_factor")
}

// TestStatedFiguresAreChecked: every method that takes emissions as another party states them refuses an unknown GWP basis.
func TestStatedFiguresAreChecked(t *testing.T) {
	stated := having("GWP", "Source")
	assert.GreaterOrEqual(t, len(stated), 9)
	refusesAll(t, stated, map[string]any{"GWP": "AR7"}, ghg.ErrUnknown, "gwp")
}

// TestSharesOfFinanceAreChecked: nothing is financed beyond its whole, and the score must be that of the quality.
func TestSharesOfFinanceAreChecked(t *testing.T) {
	scored := having("Outstanding", "Score")
	assert.GreaterOrEqual(t, len(scored), 7)
	refusesAll(t, scored, map[string]any{"Quality": ghg.Quality{PCAF: 5}}, ghg.ErrMixed, "score")
	apart := having("Score", "ScoreScope3", "Scope3")
	assert.Len(t, apart, 3)
	refusesAll(t, apart, map[string]any{"Scope3": nil}, ghg.ErrMixed, "score_scope3")
	refusesAll(t, apart, map[string]any{"ScoreScope3": 6}, ghg.ErrOutOfRange, "score_scope3")
	refusesAll(t, apart, map[string]any{"ScoreScope3": -1}, ghg.ErrOutOfRange, "score_scope3")
	refusesAll(t, scored, map[string]any{"Outstanding": units.MustParse("41 USD")}, ghg.ErrOutOfRange, "outstanding")
	refusesAll(t, having("Financed", "TotalCost"), map[string]any{"Financed": units.MustParse("41 USD")}, ghg.ErrOutOfRange, "financed")
	refusesAll(t, having("Leased", "Total"), map[string]any{"Leased": units.MustParse("401 m2")}, ghg.ErrOutOfRange, "leased")
	for _, change := range []struct {
		fields []string
		values map[string]any
	}{
		{[]string{"Financed", "TotalCost"}, map[string]any{"Financed": units.MustParse("40 USD")}},
		{[]string{"Leased", "Total"}, map[string]any{"Leased": units.MustParse("400 m2")}},
		{[]string{"Number", "Sampled"}, map[string]any{"Sampled": units.MustParse("50 franchise")}},
	} {
		for _, a := range having(change.fields...) {
			_, err := set(a, change.values).Calculate(soldBasis(t))
			require.NoError(t, err, "%T with %v: a part may be the whole", a, change.values)
		}
	}
	for _, a := range scored {
		whole := set(a, map[string]any{"Outstanding": units.MustParse("40 USD")})
		rs, err := whole.Calculate(soldBasis(t))
		require.NoError(t, err, "%T of which all is outstanding", a)
		assert.Equal(t, "40 USD", rs[0].Outstanding.String(), fmt.Sprintf("%T", a))
	}
}

// TestPortfolioScore: 100 USD of score 1 and 300 USD of score 5 have (100 × 1 + 300 × 5) ÷ 400 = 4. The parts of a loan
// count once, whatever their number.
func TestPortfolioScore(t *testing.T) {
	of := func(id, part, outstanding string, score int) ghg.Result {
		return ghg.Result{ID: id, Part: part, Outstanding: method.AmountOf(units.MustParse(outstanding)), Quality: ghg.Quality{PCAF: score}}
	}
	score, err := scope3.PortfolioScore([]ghg.Result{
		of("bond", "scope 1", "100 USD", 1), of("loan", "scope 1", "300 USD", 5), of("bond", "scope 2", "100 USD", 1), of("bond", "scope 3", "100 USD", 1),
	})
	require.NoError(t, err)
	assert.Equal(t, "4", score.String())
	_, err = scope3.PortfolioScore([]ghg.Result{of("bond", "", "100 USD", 1), {ID: "boiler"}})
	require.ErrorContains(t, err, `"boiler"`)

	// The scores of scopes 1 and 2, and of scope 3, are apart: (100 × 1 + 300 × 5) ÷ 400 = 4 and (100 × 3 + 300 × 5) ÷ 400 = 4.5.
	_, err = scope3.PortfolioScore([]ghg.Result{of("bond", "scope 1", "100 USD", 1), of("bond", "scope 3", "100 USD", 3)})
	require.ErrorIs(t, err, ghg.ErrMixed)
	require.ErrorContains(t, err, `"scope 3"`)
	score, err = scope3.PortfolioScore([]ghg.Result{of("bond", "scope 3", "100 USD", 3), of("loan", "scope 3", "300 USD", 5)})
	require.NoError(t, err)
	assert.Equal(t, "4.5", score.String())
}

// TestVocabularies: a text outside a closed list is refused with what the list accepts, in words.
func TestVocabularies(t *testing.T) {
	for want, into := range map[string]encoding.TextUnmarshaler{
		"published (a well-to-tank factor), rest (life-cycle less generation less losses) or published-with-losses (one factor of both)": new(scope3.Upstream),
		"share-of-consumption, share-of-generation or published (a factor of the losses)":                                                new(scope3.LossConvention),
		"with, without or uplift":                   new(scope3.RadiativeForcing),
		"great-circle, shortest-feasible or actual": new(scope3.DistanceKind),
		"primary or secondary":                      new(scope3.DataType),
		"tank-to-wheel, apart (tank-to-wheel and well-to-tank, two results) or well-to-wheel": new(scope3.Stages),
	} {
		err := into.UnmarshalText([]byte("nothing of the kind"))
		require.ErrorIs(t, err, ghg.ErrUnknown)
		var refused *ghg.FieldError
		require.ErrorAs(t, err, &refused)
		assert.Equal(t, want, refused.Want, "%T", into)
	}
}

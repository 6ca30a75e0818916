package inventory_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/ember"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
)

// french returns 1,000 MWh bought in France, with a life-cycle factor as Ember publishes it, and its upstream by a
// supplied factor: 1,000,000 kWh × 0.04048 (Ember, FRA 2024) = 40.48 t, and × 0.015 = 15 t; together 55.48 t.
func french(t testing.TB) (factors.Basis, scope2.Electricity, scope3.UpstreamEnergy) {
	t.Helper()
	set, err := ember.Load(ember.Edition2026_04)
	require.NoError(t, err)
	b := factors.Basis{Factors: set, GWP: ghg.AR5(), Policy: factors.Policy{LifeCycleAsGridAverage: true, GridAverageAsResidual: true}}
	power := scope2.Electricity{ID: "office", Entity: "a", Site: "Lyon", Period: year, Region: "FR", Amount: units.MustParse("1000 MWh")}
	return b, power, scope3.UpstreamEnergy{
		ID: "office/upstream", Entity: "a", Site: "Lyon", Period: year, Energy: "electricity/grid", Region: "FR", Amount: units.MustParse("1000 MWh"),
		Upstream: scope3.PublishedUpstream, Factor: factors.MustSupplied("0.015 kg CO2e/kWh AR5; an agency's factor"),
	}
}

// A life-cycle factor in scope 2 includes what category 3 counts, which is by its definition not in scope 1 or 2.
func TestLifeCycleGridAndUpstream(t *testing.T) {
	b, power, upstream := french(t)
	results := calculatedWith(t, b, power, upstream)
	assert.Equal(t, "55480", results[0].CO2e.Add(results[2].CO2e).Kg().String(), "what was counted: 40.48 + 15 t")

	_, err := inventory.Run(b, org(), []activity.Activity{power, upstream})
	require.ErrorIs(t, err, inventory.ErrCountedTwice)
	var twice *inventory.UpstreamTwiceError
	require.ErrorAs(t, err, &twice)
	assert.Equal(t, inventory.UpstreamTwiceError{Energy: "electricity", Whole: "office", Upstream: "office/upstream"}, *twice)
	require.ErrorContains(t, err, `the upstream of electricity is counted twice: in "office" by a life-cycle factor and in "office/upstream"`)

	// Losses too: a life-cycle factor is per kWh delivered. So with any form of the factor of the losses.
	loss := dec.MustParse("0.07")
	_, err = inventory.Run(b, org(), []activity.Activity{power, scope3.TransmissionLosses{
		ID: "losses", Period: year, Energy: "electricity/grid", Region: "FR", Amount: units.MustParse("1000 MWh"), Convention: scope3.LossOfGeneration,
		Boundary: ghg.LifeCycle, Loss: &loss, LossSource: "operator",
	}})
	require.ErrorIs(t, err, inventory.ErrCountedTwice)
}

func TestUpstreamOfOtherEnergy(t *testing.T) {
	b, power, upstream := french(t)
	for _, c := range []struct {
		name   string
		change func(u *scope3.UpstreamEnergy)
		err    error
	}{
		{"the company's as a whole", func(u *scope3.UpstreamEnergy) { u.Entity, u.Site = "", "" }, inventory.ErrCountedTwice},
		{"spelled otherwise", func(u *scope3.UpstreamEnergy) { u.Entity, u.Site = "A", "lyon" }, inventory.ErrCountedTwice},
		{"part of the year", func(u *scope3.UpstreamEnergy) { u.Period = half(t) }, inventory.ErrCountedTwice},
		{"another site", func(u *scope3.UpstreamEnergy) { u.Site = "Paris" }, nil},
		{"another entity", func(u *scope3.UpstreamEnergy) { u.Entity = "b" }, nil},
		{"another grid", func(u *scope3.UpstreamEnergy) { u.Region = "DE" }, nil},
		{"heat", func(u *scope3.UpstreamEnergy) { u.Energy = "heat/district" }, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			u := upstream
			c.change(&u)
			_, err := inventory.Run(b, org(), []activity.Activity{power, u})
			if c.err == nil {
				require.NoError(t, err)
				return
			}
			require.ErrorIs(t, err, c.err)
		})
	}
	power.GridFactor = factors.MustSupplied("0.03 kg CO2e/kWh AR5; operator, generation only")
	_, err := inventory.Run(b, org(), []activity.Activity{power, upstream})
	require.NoError(t, err, "a factor of generation alone leaves its upstream to category 3")
	_, power, _ = french(t)
	_, err = inventory.Run(b, org(), []activity.Activity{power, scope3.ResoldEnergy{ID: "resold", Period: year, Energy: "electricity/grid", Region: "FR", Amount: units.MustParse("5 MWh")}})
	require.NoError(t, err, "energy sold on is not in scope 2")
}

func half(t testing.TB) ghg.Period {
	t.Helper()
	p, err := ghg.ParsePeriod("2024-07-01/2025-01-01")
	require.NoError(t, err)
	return p
}

// haul returns transport by the diesel it took, which includes the production of the fuel unless the stages say otherwise.
func haul(id string, category ghg.Category, stages scope3.Stages) scope3.TransportFuelBased {
	one := dec.MustParse("1")
	return scope3.TransportFuelBased{
		ID: id, Period: year, Category: category, Stages: stages, Region: "GB", Share: &one, Energy: "fuel/diesel", Amount: units.MustParse("100 L"),
		Factor: factors.MustSupplied("3.2 kg CO2e/L AR5; carrier"),
	}
}

// Transport by a well-to-wheel factor includes the production of its fuel.
func TestWellToWheelAndUpstream(t *testing.T) {
	fuel := scope3.UpstreamFuel{ID: "haul/upstream", Period: year, Fuel: "diesel", Region: "GB", Amount: units.MustParse("100 L"), Factor: factors.MustSupplied("0.6 kg CO2e/L AR5; refinery")}
	apart := haul("haul", 4, scope3.WellToTankApart)
	apart.UpstreamFactor = fuel.Factor
	own := scope1.MobileFuel{ID: "vans", Period: year, Fuel: "diesel", Region: "GB", Amount: units.MustParse("70 L"), Factor: factors.MustSupplied("2.6 kg CO2e/L AR5; laboratory")}
	for _, category := range []ghg.Category{4, 6, 7, 9} {
		whole := haul("haul", category, scope3.WellToWheel)
		_, err := inventory.Of(org(), calculated(t, whole, fuel))
		require.ErrorIs(t, err, inventory.ErrCountedTwice, category)
		require.ErrorContains(t, err, `in "haul" by a well-to-wheel factor and in "haul/upstream"`)
		_, err = inventory.Of(org(), calculated(t, haul("haul", category, scope3.TankToWheel), fuel))
		require.NoError(t, err)
		_, err = inventory.Of(org(), calculated(t, whole, fuel, own))
		require.NoError(t, err, "the upstream may be that of the company's own vans")

		mixed := apart
		mixed.Category = category
		_, err = inventory.Of(org(), calculated(t, whole, mixed))
		require.ErrorIs(t, err, inventory.ErrCountedTwice, "one activity by stages and as a whole")
		mixed.ID = "second leg"
		legs := calculated(t, whole, mixed)
		_, err = inventory.Of(org(), legs)
		require.NoError(t, err, "another leg, with both its stages")
		_, err = inventory.Of(org(), append(legs[:1:1], legs[2]))
		require.ErrorIs(t, err, inventory.ErrCountedTwice, "a well-to-tank line of its own")
	}
}

// bought energy with a life-cycle factor, and its upstream in category 3.
func energyAndUpstream(power, upstream ghg.FactorRecord) []ghg.Result {
	power.Boundary = ghg.LifeCycle
	return []ghg.Result{
		{ID: "power", Scope: ghg.Scope2, Period: year, Factors: []ghg.FactorRecord{power}},
		{ID: "upstream", Scope: ghg.Scope3, Category: ghg.FuelAndEnergyRelatedActivities, Period: year, Factors: []ghg.FactorRecord{upstream}},
	}
}

// Upstream is of the same energy if one grid is the other or a part of it, or if one of them may be any.
func TestUpstreamOfGrids(t *testing.T) {
	for _, c := range []struct {
		power, upstream string
		twice           bool
	}{
		{"GB", "GB", true},
		{"", "GB", true},
		{"GB", "", true},
		{"GLOBAL", "GB", true},
		{"GB", "GLOBAL", true},
		{"US", "US-CAMX", true},
		{"US-CAMX", "US", true},
		{"FR", "DE", false},
		{"US-CAMX", "US-NYUP", false},
		{"US", "USX", false},
		{"USX", "US", false},
	} {
		results := energyAndUpstream(ghg.FactorRecord{Activity: "electricity/grid", Region: c.power}, ghg.FactorRecord{Activity: "electricity/grid", Region: c.upstream})
		_, err := inventory.OfChecked(org(), results)
		assert.Equal(t, c.twice, errors.Is(err, inventory.ErrCountedTwice), "%q and %q: %v", c.power, c.upstream, err)
	}
}

// Bought energy is named by its carrier, whoever supplies it; a fuel is named by itself, whatever burns it; driving by
// electricity is a kind of transport.
func TestUpstreamOfCarriers(t *testing.T) {
	for _, c := range []struct {
		power, upstream, energy string // energy: "" if they are of two
	}{
		{"electricity/grid", "electricity/residual-mix", "electricity"},
		{"heat/district", "heat/wood", "heat"},
		{"steam/district", "steam/gas", "steam"},
		{"cooling/district", "cooling/river", "cooling"},
		{"fuel/diesel/mobile", "fuel/diesel", "fuel/diesel"},
		{"fuel/diesel", "fuel/diesel/mobile", "fuel/diesel"},
		{"electricity/vehicle/car", "electricity/vehicle/car", "electricity/vehicle/car"},
		{"electricity/vehicle/car", "electricity/grid", ""},
		{"electricity/vehicle/car", "electricity/vehicle/van", ""},
		{"heat/district", "steam/district", ""},
		{"fuel/diesel", "fuel/petrol", ""},
	} {
		_, err := inventory.OfChecked(org(), energyAndUpstream(ghg.FactorRecord{Activity: c.power}, ghg.FactorRecord{Activity: c.upstream}))
		if c.energy == "" {
			require.NoError(t, err, "%s and %s", c.power, c.upstream)
			continue
		}
		var twice *inventory.UpstreamTwiceError
		require.ErrorAs(t, err, &twice, "%s and %s", c.power, c.upstream)
		assert.Equal(t, inventory.UpstreamTwiceError{Energy: c.energy, Whole: "power", Upstream: "upstream"}, *twice)
	}
}

// One day in common is a use in common, none is not; each result is reported once, though two factors say so; a memo
// item counts nothing.
func TestUpstreamOfADay(t *testing.T) {
	grid := ghg.FactorRecord{Activity: "electricity/grid", Region: "GB"}
	results := energyAndUpstream(grid, grid)
	for i, text := range []string{"2024-01-01/2024-03-01", "2024-02-29/2024-04-01"} {
		var err error
		results[i].Period, err = ghg.ParsePeriod(text)
		require.NoError(t, err)
	}
	results[1].Factors = append(results[1].Factors, ghg.FactorRecord{Activity: "heat/district"}, grid)
	results[0].Factors = append(results[0].Factors, ghg.FactorRecord{Activity: "heat/district", Boundary: ghg.LifeCycle})
	_, err := inventory.OfChecked(org(), results)
	require.ErrorContains(t, err, `the upstream of electricity is counted twice: in "power"`)
	require.NotContains(t, err.Error(), "of heat")

	apart := slices.Clone(results)
	apart[1].Period, err = ghg.ParsePeriod("2024-03-01/2024-04-01")
	require.NoError(t, err)
	_, err = inventory.OfChecked(org(), apart)
	require.NoError(t, err, "from the next day")
	for i := range results {
		memo := slices.Clone(results)
		memo[i].Memo = ghg.Memo{Kind: ghg.MemoOther, Detail: "a scenario"}
		_, err = inventory.OfChecked(org(), memo)
		require.NoError(t, err)
	}
}

// Upstream that names no site may be of any: of several, the error names the first site's.
func TestUpstreamOfSites(t *testing.T) {
	grid := ghg.FactorRecord{Activity: "electricity/grid", Region: "GB", Boundary: ghg.LifeCycle}
	results := energyAndUpstream(grid, grid)
	for _, site := range []string{"f", "e", "d", "c", "b"} {
		r := results[0]
		r.ID, r.Site = "power of "+site, site
		results = append(results, r)
	}
	_, err := inventory.OfChecked(org(), results[1:])
	require.ErrorContains(t, err, `in "power of b" by a life-cycle factor`)
	_, err = inventory.OfChecked(org(), results)
	require.ErrorContains(t, err, `in "power" by a life-cycle factor`)
	results[1].Site = "c"
	_, err = inventory.Of(org(), results)
	require.ErrorContains(t, err, `in "power of c" by a life-cycle factor`, "its own site comes before none")
}

// The upstream of transport may be that of the company's own fuel, in the same country, days and site. A memo item and
// a life-cycle factor do not lack it.
func TestUpstreamOfOwnFuel(t *testing.T) {
	diesel := ghg.FactorRecord{Activity: "fuel/diesel", Region: "GB", Boundary: ghg.Combustion}
	results := []ghg.Result{
		{ID: "haul", Scope: ghg.Scope3, Category: ghg.UpstreamTransportationAndDistribution, Stage: ghg.StageWellToWheel, Period: year, Factors: []ghg.FactorRecord{diesel}},
		{ID: "upstream", Scope: ghg.Scope3, Category: ghg.FuelAndEnergyRelatedActivities, Period: year, Site: "leeds", Factors: []ghg.FactorRecord{diesel}},
		{ID: "vans", Scope: ghg.Scope1, Period: year, Site: "leeds", Factors: []ghg.FactorRecord{diesel}},
	}
	_, err := inventory.OfChecked(org(), results)
	require.NoError(t, err)
	for name, change := range map[string]func(vans *ghg.Result){
		"memo": func(v *ghg.Result) { v.Memo = ghg.Memo{Kind: ghg.MemoOther, Detail: "a scenario"} },
		"life cycle": func(v *ghg.Result) {
			v.Factors = []ghg.FactorRecord{{Activity: "fuel/diesel", Boundary: ghg.LifeCycle, Region: "DE"}}
		},
		"another fuel": func(v *ghg.Result) { v.Factors = []ghg.FactorRecord{{Activity: "fuel/petrol", Region: "GB"}} },
		"elsewhere":    func(v *ghg.Result) { v.Factors = []ghg.FactorRecord{{Activity: "fuel/diesel", Region: "DE"}} },
		"another site": func(v *ghg.Result) { v.Site = "york" },
		"scope 3":      func(v *ghg.Result) { v.Scope, v.Category = ghg.Scope3, ghg.ProcessingOfSoldProducts },
	} {
		changed := slices.Clone(results)
		change(&changed[2])
		_, err := inventory.OfChecked(org(), changed)
		require.ErrorIs(t, err, inventory.ErrCountedTwice, name)
		require.ErrorContains(t, err, `the upstream of fuel/diesel is counted twice: in "haul" by a well-to-wheel factor and in "upstream": want a tank-to-wheel factor`, name)
	}
	other := slices.Clone(results[:2])
	other[0].Category = ghg.UseOfSoldProducts
	_, err = inventory.OfChecked(org(), other)
	require.NoError(t, err, "a category that is not transport")
	other[0].Category, other[1].Category, other[1].Stage = ghg.BusinessTravel, ghg.EmployeeCommuting, ghg.StageWellToTank
	_, err = inventory.OfChecked(org(), other)
	require.NoError(t, err, "the well-to-tank stage of another category")
}

package scope1_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/units"
)

func steamPlant() scope1.CHPAllocation {
	return scope1.CHPAllocation{
		ID: "chp", Period: year, Allocation: scope1.AllocateByWorkPotential, Heat: units.MustParse("400 GJ"), Power: units.MustParse("100 GJ"),
		HeatKelvin: share("400"), ReferenceKelvin: share("300"), WorkSource: "design data",
		Emitted: []scope1.Emitted{{Gas: ghg.CO2, Mass: units.MustParse("60 t"), Source: "permit report"}},
	}
}

// The heat can do as much work as a reversible engine between its temperature and that of the environment.
func TestCHPByWorkPotential(t *testing.T) {
	// 400 GJ × (1 − 300/400) = 100 GJ, as much as the power: half of 60 t each.
	rs := calculate(t, basis(t), steamPlant())
	require.Len(t, rs, 2)
	wantKg(t, rs[0], ghg.CO2, "30000")
	wantKg(t, rs[1], ghg.CO2, "30000")

	// By steam tables: 50 GJ of work in the heat are a third of 150 GJ.
	a := steamPlant()
	a.HeatKelvin, a.ReferenceKelvin, a.Work = nil, nil, units.MustParse("50 GJ")
	rs = calculate(t, basis(t), a)
	wantKg(t, rs[0], ghg.CO2, "20000")
	wantKg(t, rs[1], ghg.CO2, "40000")

	// Power in another unit: 100 GJ are 27.7… MWh, so 25 MWh are 90 GJ, and the heat takes 100/190.
	a = steamPlant()
	a.Power = units.MustParse("25 MWh")
	a.Emitted[0].Mass = units.MustParse("190 t")
	rs = calculate(t, basis(t), a)
	wantKg(t, rs[0], ghg.CO2, "100000")
	wantKg(t, rs[1], ghg.CO2, "90000")
}

func TestCHPByWorkPotentialRefuses(t *testing.T) {
	refuses(t, steamPlant(), []refusal[scope1.CHPAllocation]{
		{"no temperature of the heat", func(a *scope1.CHPAllocation) { a.HeatKelvin = nil }, ghg.ErrMissing},
		{"no temperature of the environment", func(a *scope1.CHPAllocation) { a.ReferenceKelvin = nil }, ghg.ErrMissing},
		{"no source", func(a *scope1.CHPAllocation) { a.WorkSource = "" }, ghg.ErrMissing},
		{"heat as cold as the environment", func(a *scope1.CHPAllocation) { a.HeatKelvin = share("300") }, ghg.ErrOutOfRange},
		{"degrees Celsius", func(a *scope1.CHPAllocation) { a.ReferenceKelvin = share("25") }, ghg.ErrOutOfRange},
		{"both", func(a *scope1.CHPAllocation) { a.Work = units.MustParse("50 GJ") }, ghg.ErrMixed},
		{"work and the temperature of the heat", func(a *scope1.CHPAllocation) { a.Work, a.ReferenceKelvin = units.MustParse("50 GJ"), nil }, ghg.ErrMixed},
		{"work and the temperature of the environment", func(a *scope1.CHPAllocation) { a.Work, a.HeatKelvin = units.MustParse("50 GJ"), nil }, ghg.ErrMixed},
		{"more work than heat", func(a *scope1.CHPAllocation) {
			a.HeatKelvin, a.ReferenceKelvin, a.Work = nil, nil, units.MustParse("401 GJ")
		}, ghg.ErrOutOfRange},
		{"efficiencies", func(a *scope1.CHPAllocation) { a.HeatEfficiency = share("0.8") }, ghg.ErrMixed},
		{"another allocation", func(a *scope1.CHPAllocation) { a.Allocation = scope1.AllocateByEnergyContent }, ghg.ErrMixed},
	})
}

// Inputs of another allocation are refused, each on its own, as are the fuel's beside emissions.
func TestCHPRefusesInputsOfAnother(t *testing.T) {
	byContent := steamPlant()
	byContent.Allocation, byContent.HeatKelvin, byContent.ReferenceKelvin, byContent.WorkSource = scope1.AllocateByEnergyContent, nil, nil, ""
	refuses(t, byContent, []refusal[scope1.CHPAllocation]{
		{"efficiency of heat", func(a *scope1.CHPAllocation) { a.HeatEfficiency = share("0.8") }, ghg.ErrMixed},
		{"efficiency of power", func(a *scope1.CHPAllocation) { a.PowerEfficiency = share("0.8") }, ghg.ErrMixed},
		{"temperature of the heat", func(a *scope1.CHPAllocation) { a.HeatKelvin = share("400") }, ghg.ErrMixed},
		{"temperature of the environment", func(a *scope1.CHPAllocation) { a.ReferenceKelvin = share("300") }, ghg.ErrMixed},
		{"work", func(a *scope1.CHPAllocation) { a.Work = units.MustParse("5 GJ") }, ghg.ErrMixed},
		{"fuel", func(a *scope1.CHPAllocation) { a.Fuel = "natural-gas" }, ghg.ErrMixed},
		{"amount", func(a *scope1.CHPAllocation) { a.Amount = units.MustParse("1 kWh(HHV)") }, ghg.ErrMixed},
		{"factor", func(a *scope1.CHPAllocation) { a.Factor = factors.MustSupplied("1 kg CO2/kWh(HHV); x") }, ghg.ErrMixed},
		{"the second without a gas", func(a *scope1.CHPAllocation) {
			a.Emitted = append(a.Emitted[:1:1], scope1.Emitted{Mass: units.MustParse("1 t"), Source: "s"})
		}, ghg.ErrMissing},
	})
	byContent.Emitted[0] = scope1.Emitted{}
	_, err := byContent.Calculate(basis(t))
	require.ErrorContains(t, err, "emitted[0].")

	// 50 GJ of work in 50 GJ of heat are all of it: half of 60 t beside 50 GJ of power.
	a := steamPlant()
	a.HeatKelvin, a.ReferenceKelvin, a.Heat, a.Power, a.Work = nil, nil, units.MustParse("50 GJ"), units.MustParse("50 GJ"), units.MustParse("50 GJ")
	rs := calculate(t, basis(t), a)
	wantKg(t, rs[0], ghg.CO2, "30000")
	for _, r := range rs {
		assert.Equal(t, []ghg.Note{{Name: "allocation", Value: "work-potential"}}, r.Notes)
	}
}

package scope1_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/units"
)

func flare() scope1.WasteGas {
	return scope1.WasteGas{
		ID: "flare", Period: year, Amount: units.MustParse("83660 scf"), PerMole: units.MustRate("836.6 scf/kmol"), Oxidation: share("0.98"),
		Source: "analysis", Components: []scope1.GasComponent{
			{Formula: "CH4", Share: share("0.6")},
			{Formula: "C3H8", Share: share("0.1")},
			{Formula: "CO2", Share: share("0.05")},
			{Formula: "N2", Share: share("0.25")},
		},
	}
}

// By hand: at 836.6 scf a kilomole (ideal gas, 60 °F), 83660 scf are 100 kmol.
func TestWasteGas(t *testing.T) {
	// CO2: 100 × (0.05 + 0.98 × (0.6 × 1 + 0.1 × 3)) × 44 = 100 × 0.932 × 44 = 4100.8 kg.
	// CH4 not burned: 100 × 0.6 × 0.02 × 16 = 19.2 kg.
	r := one(t, basis(t), flare())
	wantKg(t, r, ghg.CO2, "4100.8")
	wantKg(t, r, ghg.CH4Fossil, "19.2")
	assert.Equal(t, []ghg.CaveatKind{ghg.Assumption}, kinds(r))

	// The same amount by mass, by moles per volume, and in moles.
	for _, same := range []struct{ amount, perMole string }{{"84950 ft3", "849.5 ft3/kmol"}, {"2000 kg", "20 kg/kmol"}, {"2 t", "0.05 kmol/kg"}, {"50000 Nm3", "0.002 kmol/Nm3"}} {
		a := flare()
		a.Amount, a.PerMole = units.MustParse(same.amount), units.MustRate(same.perMole)
		wantKg(t, one(t, basis(t), a), ghg.CO2, "4100.8")
	}
	a := flare()
	a.Amount, a.PerMole = units.MustParse("100000 mol"), units.Rate{}
	wantKg(t, one(t, basis(t), a), ghg.CO2, "4100.8")

	// Biogas: in no total but for the methane that escapes.
	a.Biogenic = true
	r = one(t, basis(t), a)
	wantKg(t, r, ghg.CO2Biogenic, "4100.8")
	wantKg(t, r, ghg.CH4Biogenic, "19.2")
}

// The calculator's own example row: 20 % CO in a gas of 0.00255 lb-mol/ft3 has 0.00051 lb-mol of CO and, by its rounded 43 %
// of carbon in CO, 0.0061 lb C per ft3 (EPA Simplified GHG Emissions Calculator, sheet Waste Gases, by a second-hand text).
func TestWasteGasOfTheCalculator(t *testing.T) {
	a := flare()
	a.Amount, a.PerMole, a.Oxidation = units.MustParse("5000 ft3"), units.MustRate("0.00255 lb-mol/ft3"), share("1")
	a.Components = []scope1.GasComponent{{Formula: "CO", Share: share("0.2")}, {Formula: "non-carbon", Share: share("0.8")}}
	// 5000 × 0.00051 lb-mol × 44 lb/lb-mol = 112.2 lb × 0.45359237 = 50.893063914 kg.
	r := one(t, basis(t), a)
	wantKg(t, r, ghg.CO2, "50.893063914")
	// In pounds of carbon per ft3, ÷ 0.45359237 × 12/44 ÷ 5000: 0.00612, printed 0.0061.
	assert.Equal(t, "0.0061", kg(t, r, ghg.CO2).Div(number("0.45359237")).Mul(number("12")).Div(number("220000")).Round(4).String())
}

func TestWasteGasFormulas(t *testing.T) {
	// 1 mol burned at an oxidation of 1 gives 0.044 kg CO2 per carbon atom.
	for formula, want := range map[string]string{
		"CO2": "0.044", "CO": "0.044", "C2H6": "0.088", "C2H5OH": "0.088", "C10H22": "0.44", "CH3Cl": "0.044", "C5H5N": "0.22", "COS": "0.044",
	} {
		a := flare()
		a.Amount, a.PerMole, a.Oxidation = units.MustParse("1 mol"), units.Rate{}, share("1")
		a.Components = []scope1.GasComponent{{Formula: formula, Share: share("1")}}
		wantKg(t, one(t, basis(t), a), ghg.CO2, want)
	}
}

func TestWasteGasRefuses(t *testing.T) {
	only := func(formula string) func(*scope1.WasteGas) {
		return func(a *scope1.WasteGas) {
			a.Components = []scope1.GasComponent{{Formula: formula, Share: share("1")}}
		}
	}
	refuses(t, flare(), []refusal[scope1.WasteGas]{
		{"shares below 1", func(a *scope1.WasteGas) { a.Components = a.Components[:3] }, ghg.ErrOutOfRange},
		{"a component twice", func(a *scope1.WasteGas) { a.Components = append(a.Components[:3:3], a.Components[0]) }, ghg.ErrMixed},
		{"no composition", func(a *scope1.WasteGas) { a.Components = nil }, ghg.ErrMissing},
		{"no oxidation", func(a *scope1.WasteGas) { a.Oxidation = nil }, ghg.ErrMissing},
		{"a volume without that of a mole", func(a *scope1.WasteGas) { a.PerMole = units.Rate{} }, ghg.ErrMissing},
		{"other conditions", func(a *scope1.WasteGas) { a.Amount = units.MustParse("1 Nm3") }, units.ErrDimension},
		{"not per mole", func(a *scope1.WasteGas) { a.PerMole = units.MustRate("1 kg/scf") }, ghg.ErrDimension},
		{"moles per mole", func(a *scope1.WasteGas) { a.Amount = units.MustParse("1 kmol") }, ghg.ErrMixed},
		{"N2O", only("N2O"), ghg.ErrUnknown},
		{"a fluorinated gas", only("CHF3"), ghg.ErrUnknown},
		{"a name", only("methane"), ghg.ErrUnknown},
		{"a count of zero", only("CH0"), ghg.ErrUnknown},
		{"a count from zero", only("CH04"), ghg.ErrUnknown},
	})
}

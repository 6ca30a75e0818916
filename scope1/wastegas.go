package scope1

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// WasteGas is emissions from a waste gas burned in a flare, a thermal oxidiser or a boiler, calculated from the composition
// of the gas: CO2 by the carbon of each component.
//
//	CO2 = gas in kmol × (share of CO2 + Σ share × carbon atoms × oxidation) × 44 kg/kmol
//	CH4 = gas in kmol × share of CH4 × (1 − oxidation) × 16 kg/kmol
//
// Shares are of the volume of the gas, which are those of its molecules. They add up to 1: what holds no carbon is a component
// too, such as N2, or "non-carbon" for all of it. Oxidation is the share of the carbon that burns to CO2; it has no default.
// EPA's calculator assumes 1 and its rule for flares 0.98. CO2 in the gas passes through, and methane that does not burn
// escapes; other hydrocarbons that do not burn count nothing. With an oxidation of 1 the result is that of EPA's calculator,
// which multiplies all carbon, that of CO2 too, by the oxidation.
//
// PerMole is the volume or the mass of a mole of the gas, at the conditions of the meter: 836.6 scf/kmol at 60 °F by the
// ideal gas law, 849.5 ft3/kmol at 68 °F (40 CFR 98.163), or its reciprocal, as EPA's calculator states it. An amount in moles
// needs none. N2O of the flame is not counted, with the caveat [ghg.Assumption].
//
// Source: US EPA Simplified GHG Emissions Calculator, sheet Waste Gases (by a second-hand text); for an oxidation below 1,
// 40 CFR 98.253(b), equation Y-1b (CO2 of flares, with that in the gas apart), and 98.233(n) (methane that does not burn),
// neither checked against its text.
type WasteGas struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Amount     units.Quantity   `json:"amount" csv:"amount" input:"any volume|mass|substance"`   // the gas burned: "5000 Mscf", "3 kmol"
	PerMole    units.Rate       `json:"per_mole,omitzero" csv:"per_mole,omitempty" input:"(0,)"` // the volume or mass of a mole of the gas, or moles per volume or mass: "836.6 scf/kmol", "0.00255 lb-mol/ft3"
	Components []GasComponent   `json:"components" csv:"-"`                                      // what the gas consists of; the shares add up to 1
	Oxidation  *decimal.Decimal `json:"oxidation" csv:"oxidation" input:"[0,1]"`                 // the share of the carbon, other than that of CO2, that burns to CO2: "0.98"
	Source     string           `json:"source" csv:"source"`                                     // the source of the composition and the oxidation: "gas analysis of March 2024"
	Biogenic   bool             `json:"biogenic,omitempty" csv:"biogenic,omitempty"`             // the carbon is of biological origin: its CO2 is kept out of the total
	Origin     string           `json:"origin,omitempty" csv:"origin,omitempty"`                 // where the gas comes from: "vent of reactor 2"
}

// GasComponent is a component of a [WasteGas].
type GasComponent struct {
	Formula string           `json:"formula"`             // the chemical formula of the component, or non-carbon: "CH4", "C3H8", "N2", "non-carbon"
	Share   *decimal.Decimal `json:"share" input:"[0,1]"` // its share of the volume; all components add up to 1: "0.6"
}

var wasteGas = declare[WasteGas](
	"none",
	`{"id": "flare", "period": "2024", "amount": "5000 Mscf", "per_mole": "836.6 scf/kmol", "oxidation": "0.98",
	"source": "gas analysis of March 2024", "components": [{"formula": "CH4", "share": "0.6"}, {"formula": "C3H8", "share": "0.1"},
	{"formula": "CO2", "share": "0.05"}, {"formula": "N2", "share": "0.25"}]}`,
	`{"id": "digester", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "reliability 2", "amount": "12 t",
	"per_mole": "26.4 kg/kmol", "oxidation": "1", "source": "gas analysis of May 2024", "biogenic": true, "origin": "digester 1",
	"components": [{"formula": "CH4", "share": "0.62"}, {"formula": "CO2", "share": "0.37"}, {"formula": "non-carbon", "share": "0.01"}]}`,
)

// Calculate returns one result. It fails if an input is missing, negative or out of range, if an amount that is not in moles
// has no PerMole of its dimension, if the shares do not add up to 1, or if a formula is unknown.
func (a WasteGas) Calculate(b factors.Basis) (ghg.Results, error) {
	c := wasteGas.Begin(b, &a)
	atoms := a.carbonAtoms(c)
	moles := c.Evaluate("gas", a.moles(c))
	co2, ch4 := ghg.CO2, ghg.CH4Fossil
	if a.Biogenic {
		co2, ch4 = ghg.CO2Biogenic, ghg.CH4Biogenic
	}
	unburned := c.Remainder("not oxidised", method.Ratio("oxidation", method.Number(a.Oxidation), a.Source))
	for i, component := range a.Components {
		name := component.Formula
		gas := moles.Times("share of "+name, method.Number(component.Share), a.Source)
		switch {
		case c.Failed() || atoms[i] == 0:
			continue
		case name == "CO2":
			c.Emit(name, c.TimesConstant(gas, "molar mass of CO2", units.MustRate("44 kg/kmol"), molarMasses), co2)
			continue
		}
		burned := gas.Times("carbon atoms of "+name, decimal.NewFromInt(atoms[i]), "").Times("oxidation", method.Number(a.Oxidation), a.Source)
		c.Emit(name, c.TimesConstant(burned, "molar mass of CO2", units.MustRate("44 kg/kmol"), molarMasses), co2)
		if name == "CH4" {
			c.Emit(name+" not burned", c.TimesConstant(c.TimesFlow(gas, unburned), "molar mass of CH4", units.MustRate("16 kg/kmol"), molarMasses), ch4)
		}
	}
	c.Caveat(ghg.Assumption, "N2O is not counted: the calculation is by carbon")
	c.Note("origin", a.Origin)
	return c.Results()
}

const molarMasses = "the molar masses on which the ratios 44/12 and 16/12 of the IPCC Guidelines rest"

// moles returns the amount of substance of the gas.
func (a WasteGas) moles(c *method.Calc) method.Flow {
	gas := method.Of("gas burned", a.Amount)
	switch {
	case c.Failed():
		return gas
	case a.Amount.Unit.Dimension() == units.Substance:
		if a.PerMole.Given() {
			c.Refuse("per_mole", a.PerMole.String(), "none, because the amount is in moles", ghg.ErrMixed)
		}
		return c.Convert(gas, units.MustUnit("kmol"))
	case !a.PerMole.Given():
		c.Require("per_mole")
		return gas
	case a.PerMole.Den.Dimension() == units.Substance:
		return c.Convert(c.PerRate(gas, "volume or mass per mole", a.PerMole, ""), units.MustUnit("kmol"))
	case a.PerMole.Num.Dimension() == units.Substance:
		return c.Convert(c.TimesRate(gas, "moles per volume or mass", a.PerMole, ""), units.MustUnit("kmol"))
	}
	c.Refuse("per_mole", a.PerMole.String(), "a volume or mass per mole such as 836.6 scf/kmol, or moles per volume or mass", ghg.ErrDimension)
	return gas
}

// carbonAtoms returns the carbon atoms of each component. It refuses shares that do not add up to 1, a component that is
// listed twice, and one that emits more than CO2 and CH4.
func (a WasteGas) carbonAtoms(c *method.Calc) []int64 {
	atoms := make([]int64, len(a.Components))
	sum, seen := decimal.Decimal{}, map[string]bool{}
	for i, component := range a.Components {
		field := fmt.Sprintf("components[%d].formula", i)
		n, err := carbonAtoms(component.Formula)
		switch {
		case err != nil:
			c.Refuse(field, component.Formula, err.Error(), ghg.ErrUnknown)
		case seen[component.Formula]:
			c.Refuse(field, component.Formula, "each component once", ghg.ErrMixed)
		}
		atoms[i], seen[component.Formula] = n, true
		sum = sum.Add(method.Number(component.Share))
	}
	if !sum.Equal(decimal.New(1, 0)) {
		c.Refuse("shares of components", dec.Text(sum), "shares that add up to 1, with what holds no carbon as non-carbon", ghg.ErrOutOfRange)
	}
	return atoms
}

// elements are those of gases that burn to CO2, water and gases that are no greenhouse gases, and of inert gases. Compounds of
// fluorine are left out.
var elements = map[string]bool{"C": true, "H": true, "O": true, "N": true, "S": true, "Cl": true, "He": true, "Ne": true, "Ar": true}

// carbonAtoms returns the carbon atoms in a molecule, by its formula: 2 for C2H6 and for C2H5OH.
func carbonAtoms(formula string) (int64, error) {
	switch formula {
	case "non-carbon":
		return 0, nil
	case "N2O":
		return 0, errors.New("a gas other than N2O, which is a greenhouse gas itself: state what leaves the stack as measured")
	}
	carbon := int64(0)
	for rest := formula; rest != ""; {
		end := 1
		for end < len(rest) && 'a' <= rest[end] && rest[end] <= 'z' {
			end++
		}
		digits := end
		for digits < len(rest) && '0' <= rest[digits] && rest[digits] <= '9' {
			digits++
		}
		n := int64(1)
		if digits > end {
			var err error
			if n, err = strconv.ParseInt(rest[end:digits], 10, 16); err != nil || n == 0 || rest[end] == '0' {
				return 0, errFormula
			}
		}
		if !elements[rest[:end]] {
			return 0, errFormula
		}
		if rest[:end] == "C" {
			carbon += n
		}
		rest = rest[digits:]
	}
	return carbon, nil
}

var errFormula = errors.New("a chemical formula of C, H, O, N, S and Cl such as CH4, an inert gas, or non-carbon")

package scope1

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/units"
)

// EnergyFromDistance returns the energy of the fuel that vehicles used if only their distance is known, as the United
// Kingdom's energy and carbon reporting (SECR) requires it alongside the emissions.
//
//	energy = distance × kg CO2 per distance ÷ kg CO2 per energy
//
// Both rates are of CO2 alone, such as "0.13827 kg CO2/km" and "0.2507 kg CO2/kWh(LHV)"; the energy is in the unit of
// the second, with its heating value basis. There is one division, to 34 significant digits. A missing or negative
// input, an input of the wrong dimension, and a fuel without CO2 are errors.
//
// Source: UK Government GHG Conversion Factors for Company Reporting 2024, sheet "SECR kWh pass & delivery vehs".
func EnergyFromDistance(distance units.Quantity, perDistance, perEnergy units.Rate) (units.Quantity, error) {
	refuse := func(field, value, want string, kind error) (units.Quantity, error) {
		return units.Quantity{}, &ghg.FieldError{Field: field, Value: value, Want: want, Err: kind}
	}
	for _, n := range []struct {
		field string
		value decimal.Decimal
	}{{"distance", distance.Value}, {"CO2 per distance", perDistance.Value}, {"CO2 per energy", perEnergy.Value}} {
		if dec.Check(n.value) != nil {
			return refuse(n.field, dec.Brief(n.value), dec.Bounds, ghg.ErrOutOfRange)
		}
	}
	switch {
	case !distance.Given():
		return refuse("distance", "", "an amount with its unit, such as 10000 km", ghg.ErrMissing)
	case distance.IsNegative():
		return refuse("distance", distance.String(), "a distance of at least 0", ghg.ErrNegative)
	case distance.Unit.Dimension() != units.Length:
		return refuse("distance", distance.String(), "a distance, such as 10000 km", ghg.ErrDimension)
	case !perDistance.Given():
		return refuse("CO2 per distance", "", "a rate such as 0.13827 kg CO2/km", ghg.ErrMissing)
	case perDistance.Value.IsNegative():
		return refuse("CO2 per distance", perDistance.String(), "a rate of at least 0", ghg.ErrNegative)
	case perDistance.Num.Dimension() != units.MassCO2 || perDistance.Den.Dimension() != units.Length:
		return refuse("CO2 per distance", perDistance.String(), "a rate such as 0.13827 kg CO2/km", ghg.ErrDimension)
	case !perEnergy.Given():
		return refuse("CO2 per energy", "", "a rate such as 0.2507 kg CO2/kWh(LHV)", ghg.ErrMissing)
	case perEnergy.Num.Dimension() != units.MassCO2 || perEnergy.Den.Basis() == units.NoBasis:
		return refuse("CO2 per energy", perEnergy.String(), "a rate per energy with its heating value basis, such as 0.2507 kg CO2/kWh(LHV)", ghg.ErrDimension)
	case perEnergy.Value.Sign() <= 0:
		return refuse("CO2 per energy", perEnergy.String(), "a rate above 0", ghg.ErrOutOfRange)
	}
	lengthNum, lengthDen, err := units.Conversion(distance.Unit, perDistance.Den)
	if err != nil {
		return units.Quantity{}, err
	}
	massNum, massDen, err := units.Conversion(perDistance.Num, perEnergy.Num)
	if err != nil {
		return units.Quantity{}, err
	}
	energy, err := dec.Quo(distance.Value.Mul(lengthNum).Mul(perDistance.Value).Mul(massNum), lengthDen.Mul(massDen).Mul(perEnergy.Value))
	if err != nil {
		return units.Quantity{}, err
	}
	return units.New(energy, perEnergy.Den), nil
}

package scope3

import (
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/calc"
	"github.com/ghgkit/ghg/units"
)

// use is what a vehicle, building, asset or process of somebody else consumes or leaks: an amount of a carrier of
// energy or of a refrigerant. The methods that are based on consumption in categories 4, 8, 9, 10, 13 and 14 share it.
type use struct {
	Energy string         // carrier in the vocabulary: "fuel/diesel", "electricity/grid", "heat/default"
	Amount units.Quantity // of the carrier
	Factor factors.Supplied    // of the carrier, instead of one from the basis

	Refrigerant string         // gas or blend: "R-410A"
	Leaked      units.Quantity // mass of it

	Region string
}

// given reports whether there is anything of a carrier or a refrigerant.
func (u use) given() bool {
	return u.Energy != "" || u.Amount.Given() || u.Factor.Given() || u.Refrigerant != "" || u.Leaked.Given()
}

// check requires a carrier with its amount, or a refrigerant with the mass leaked, or both.
func (u use) check(c *calc.Calc) {
	c.Text("region", u.Region, "where it is used, such as GB")
	if u.Energy == "" && u.Refrigerant == "" {
		c.Refuse("energy", "", "a carrier such as fuel/diesel or electricity/grid, or a refrigerant", ghg.ErrMissing)
	}
	if u.Energy != "" {
		u.checkEnergy(c)
	} else if u.Amount.Given() || u.Factor.Given() {
		c.Refuse("energy", "", "the carrier that the amount or factor is of", ghg.ErrMissing)
	}
	if u.Refrigerant != "" {
		c.Amount("leaked", u.Leaked, units.Mass)
	} else if u.Leaked.Given() {
		c.Refuse("refrigerant", "", "the gas or blend that leaked, such as R-410A", ghg.ErrMissing)
	}
}

func (u use) checkEnergy(c *calc.Calc) {
	if strings.HasPrefix(u.Energy, "fuel/") {
		c.FuelAmount("amount", u.Amount)
		return
	}
	c.Amount("amount", u.Amount)
}

// boundaryOf is the usual boundary of a carrier: combustion of a fuel or in a vehicle by its distance, generation of
// electricity and heat; of the average of a building no publisher says.
func boundaryOf(energy string) ghg.Boundary {
	switch first, _, _ := strings.Cut(energy, "/"); first {
	case "fuel", "vehicle":
		return ghg.Combustion
	case "building":
		return ghg.BoundaryUnstated
	default:
		return ghg.Generation
	}
}

// apply adds the emissions of the use, scaled as scale says: the reporter's share, the number in a group.
func (u use) apply(c *calc.Calc, label string, scale func(calc.Flow) calc.Flow) {
	if u.Energy != "" {
		flow, factor := u.energy(c)
		c.Apply(join(label, u.Energy), scale(flow), factor)
	}
	if u.Refrigerant != "" {
		c.Release(join(label, u.Refrigerant), scale(calc.Of("leaked", u.Leaked)), u.Refrigerant)
	}
}

// energy returns the amount of the carrier and its factor.
func (u use) energy(c *calc.Calc) (calc.Flow, factors.Factor) {
	if strings.HasPrefix(u.Energy, "fuel/") {
		return c.Burn("fuel", u.Energy, u.Region, u.Amount, u.Factor, ghg.Combustion)
	}
	return calc.Of("amount", u.Amount), c.Factor(u.Factor, u.Energy, u.Region, u.Amount.Unit, boundaryOf(u.Energy))
}

// join puts what is calculated before the name of its part.
func join(label, part string) string {
	if label == "" {
		return part
	}
	return label + ", " + part
}

// whole leaves a flow as it is.
func whole(f calc.Flow) calc.Flow { return f }

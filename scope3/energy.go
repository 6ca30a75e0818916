package scope3

import (
	"fmt"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// use is what a vehicle, building, asset or process of another company consumes or leaks: an amount of a carrier of
// energy, a refrigerant, or both. The methods that are based on consumption in categories 4, 7, 8, 9, 10, 13 and 15
// share it. Its fields are inputs of those methods, by the names energy, amount, factor, refrigerant and leaked.
type use struct {
	energy string           // carrier in the vocabulary: "fuel/diesel", "electricity/grid", "heat/default"
	amount units.Quantity   // of the carrier
	factor factors.Supplied // of the carrier, instead of one from the basis

	refrigerant string         // gas or blend: "R-410A"
	leaked      units.Quantity // mass of it

	region string
}

// given reports whether there is anything of a carrier or a refrigerant.
func (u use) given() bool {
	return u.energy != "" || u.amount.Given() || u.factor.Given() || u.refrigerant != "" || u.leaked.Given()
}

const energyWanted = "a carrier such as fuel/diesel or electricity/grid, or a refrigerant"

// check requires a carrier with its amount, or a refrigerant with the mass leaked, or both.
func (u use) check(c *method.Calc) {
	switch {
	case u.energy != "":
		c.Require("amount")
	case u.amount.Given() || u.factor.Given():
		c.Require("energy")
	case u.refrigerant == "":
		c.Refuse("energy", "", energyWanted, ghg.ErrMissing)
	}
	checkHeatingValue(c, "amount", u.energy, u.amount)
	checkLeak(c, u.refrigerant, u.leaked)
}

// checkLeak requires a refrigerant and the mass leaked together or neither.
func checkLeak(c *method.Calc, refrigerant string, leaked units.Quantity) {
	if refrigerant != "" {
		c.Require("leaked")
	} else if leaked.Given() {
		c.Require("refrigerant")
	}
}

// checkHeatingValue refuses the energy of a fuel without its heating value basis. Any other carrier passes.
func checkHeatingValue(c *method.Calc, field, carrier string, q units.Quantity) {
	checkHeatingValueOf(c, field, carrier, q, q.Unit)
}

// checkHeatingValueOf refuses an amount or rate in whose unit of energy a fuel lacks its heating value basis.
func checkHeatingValueOf(c *method.Calc, field, carrier string, value fmt.Stringer, energy units.Unit) {
	if isFuel(carrier) && energy.Dimension() == units.Energy {
		symbol := energy.Symbol()
		c.Refuse(field, value.String(), "the heating value basis of a fuel's energy: "+symbol+"(HHV) or "+symbol+"(LHV)", ghg.ErrDimension)
	}
}

// isFuel reports whether a carrier of energy is a fuel.
func isFuel(carrier string) bool { return strings.HasPrefix(carrier, "fuel/") }

// boundaryOf is the usual boundary of a carrier: combustion for a fuel and for the distance of a vehicle, generation for
// electricity and heat, and unstated for the average of a building, of which no publisher states it.
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

// apply adds the emissions of the use. Scale multiplies each flow by the reporter's share or the number in a group.
func (u use) apply(c *method.Calc, label string, scale func(method.Flow) method.Flow) {
	if u.energy != "" {
		flow, factor := u.carrier(c)
		c.Apply(join(label, u.energy), scale(flow), factor)
	}
	if u.refrigerant != "" {
		c.Release(join(label, u.refrigerant), scale(method.Of("leaked", u.leaked)), u.refrigerant)
	}
}

// carrier returns the amount of the carrier and its factor.
func (u use) carrier(c *method.Calc) (method.Flow, factors.Factor) {
	if isFuel(u.energy) {
		return c.Fuel(method.Of("fuel", u.amount), u.factor, factors.Query{Activity: u.energy, Region: u.region, Boundary: ghg.Combustion})
	}
	query := factors.Query{Activity: u.energy, Region: u.region, Unit: u.amount.Unit, Boundary: boundaryOf(u.energy)}
	return method.Of("amount", u.amount), c.Factor(u.factor, query)
}

// join puts what is calculated before the name of its part.
func join(label, part string) string {
	if label == "" {
		return part
	}
	return label + ", " + part
}

// whole leaves a flow as it is.
func whole(f method.Flow) method.Flow { return f }

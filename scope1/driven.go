package scope1

import (
	"slices"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// driven is a class of vehicles, if it is known, and the distance they drove on the road.
type driven struct {
	vehicle, region string
	distance        units.Quantity
	factor          factors.Supplied
}

func (d driven) known() bool { return d.vehicle != "" }

// query returns the query for the vehicle's factor per unit of a dimension.
func (d driven) query(per units.Unit) factors.Query {
	return factors.Query{Activity: method.Under("vehicle", d.vehicle), Region: d.region, Unit: per, Boundary: ghg.Combustion, Complement: true}
}

// offRoad reports whether the vehicle's factor is per unit of fuel and not per distance.
func (d driven) offRoad(c *method.Calc, fuel units.Unit) bool {
	if d.factor.Given() {
		return d.factor.Unit.Dimension() != units.Length
	}
	_, perFuel := d.perFuel(c, fuel)
	return perFuel && !c.Has(d.query(units.MustUnit("km")))
}

// perFuel returns the query for the vehicle's factor per unit of fuel, and whether there is one: in the dimension of the
// amount burned or, if not, per volume or mass.
func (d driven) perFuel(c *method.Calc, fuel units.Unit) (factors.Query, bool) {
	for _, per := range []units.Unit{fuel, units.MustUnit("L"), units.MustUnit("kg")} {
		if q := d.query(per); c.Has(q) {
			return q, true
		}
	}
	return d.query(fuel), false
}

// check requires a distance for a vehicle on the road, none off the road, and a vehicle for a distance or a factor.
func (d driven) check(c *method.Calc, fuel units.Unit) {
	switch {
	case c.Failed():
	case !d.known():
		if d.distance.Given() || d.factor.Given() {
			c.Require("vehicle")
		}
	case d.offRoad(c, fuel):
		if d.distance.Given() {
			c.Refuse("distance", d.distance.String(), "no distance: CH4 and N2O of "+d.vehicle+" are calculated from the fuel", ghg.ErrMixed)
		}
	case !d.distance.Given() && (d.factor.Given() || c.Has(d.query(units.MustUnit("km")))):
		c.Require("distance")
	}
}

// burn adds the steps for a vehicle's fuel: CO2 by fuel, and the other gases by distance, by the vehicle's use of fuel or,
// if the vehicle is not known, by fuel.
func (d driven) burn(c *method.Calc, fuel blend, flow method.Flow) {
	burned := strings.TrimSuffix(method.FuelActivity(fuel.fuel), mobileSuffix)
	fuel.fuel = d.named(c, fuel.fuel, flow.Unit(), fuel.factor)
	fuel.bio = d.named(c, fuel.bio, flow.Unit(), fuel.bioFactor)
	for p := range fuel.parts(c, flow) {
		if d.known() {
			c.ApplyOnly(p.label, p.flow, p.factor, ghg.CO2, ghg.CO2Biogenic, ghg.Carbon)
		} else {
			d.byFuel(c, p)
		}
	}
	switch {
	case !d.known():
		return
	case d.distance.Given():
		c.ApplyOnly("distance", method.Of("distance", d.distance), c.Factor(d.factor, d.query(d.distance.Unit)), byVehicle...)
	default:
		query, _ := d.perFuel(c, flow.Unit())
		factor := c.Factor(d.factor, query)
		c.ApplyOnly("vehicle", c.Bridge(flow, burned, d.region, factor.Unit), factor, byVehicle...)
	}
	c.Note("vehicle", d.vehicle)
}

// byFuel adds the steps for every gas of a fuel burned by unknown vehicles. If the publisher has no CH4 and N2O of the fuel
// in vehicles, those of stationary combustion stand in, with a caveat.
func (d driven) byFuel(c *method.Calc, p part) {
	if c.Failed() {
		return
	}
	if statesOtherGases(p.factor) {
		c.Apply(p.label, p.flow, p.factor)
		c.Caveat(ghg.UnknownDistance, "CH4 and N2O are what "+p.factor.ID+" states per unit of fuel")
		if d.stationary(c, p.factor) {
			c.Caveat(ghg.StandIn, "CH4 and N2O of "+p.factor.ID+" are those of stationary combustion")
		}
		return
	}
	plain, isMobile := strings.CutSuffix(p.factor.Activity, mobileSuffix)
	query := factors.Query{Activity: plain, Region: d.region, Period: c.Valid(), Unit: p.flow.Unit(), Boundary: ghg.Combustion}
	if !isMobile || !c.Has(query) {
		c.Apply(p.label, p.flow, p.factor) // with the caveat that the gases are missing
		return
	}
	c.ApplyOnly(p.label, p.flow, p.factor, ghg.CO2, ghg.CO2Biogenic, ghg.Carbon)
	stationary := c.Factor(factors.Supplied{}, query)
	c.ApplyOnly(p.label, p.flow, stationary, byVehicle...)
	c.Caveat(ghg.UnknownDistance, "CH4 and N2O are what "+stationary.ID+" states per unit of fuel")
	c.Caveat(ghg.StandIn, "CH4 and N2O of "+stationary.ID+" are those of stationary combustion")
}

// byVehicle lists the gases that depend on how a vehicle burns its fuel.
var byVehicle = []ghg.Gas{ghg.CH4, ghg.CH4Fossil, ghg.CH4Biogenic, ghg.CH4Combustion, ghg.N2O}

// statesOtherGases reports whether a factor covers CH4 and N2O, by gas or within CO2e.
func statesOtherGases(f factors.Factor) bool {
	for a := range f.PerUnit.All() {
		if a.Gas == "" || slices.Contains(byVehicle, a.Gas) {
			return true
		}
	}
	return false
}

// mobileSuffix ends the activity of a fuel burned by vehicles, where its publisher states that apart from stationary
// combustion.
const mobileSuffix = "/mobile"

// stationary reports whether a factor of a fuel is for stationary combustion alone: it is not for vehicles, and its
// publisher has diesel or gasoline for vehicles apart.
func (d driven) stationary(c *method.Calc, f factors.Factor) bool {
	if f.Set == "" || strings.HasSuffix(f.Activity, mobileSuffix) {
		return false
	}
	for _, fuel := range []string{"fuel/diesel", "fuel/gasoline"} {
		vehicles, ok := d.find(c, fuel+mobileSuffix, units.MustUnit("L"))
		if ok && vehicles.Set == f.Set {
			return true
		}
	}
	return false
}

// find returns the factor of a fuel and whether there is one. It records nothing.
func (d driven) find(c *method.Calc, activity string, unit units.Unit) (factors.Factor, bool) {
	f, _, found, err := c.Basis().Lookup(factors.Query{Activity: activity, Region: d.region, Period: c.Valid(), Unit: unit, Boundary: ghg.Combustion})
	return f, found && err == nil
}

// named returns the activity of a fuel: fuel/FUEL/mobile if there is a factor for it, else fuel/FUEL. If the vehicle is not
// known, a factor of another publisher for fuel/FUEL comes first: it may be the company's own.
func (d driven) named(c *method.Calc, fuel string, unit units.Unit, supplied factors.Supplied) string {
	if fuel == "" || supplied.Given() || c.Failed() {
		return fuel
	}
	plain := strings.TrimSuffix(method.FuelActivity(fuel), mobileSuffix)
	mobile, hasMobile := d.find(c, plain+mobileSuffix, unit)
	general, hasGeneral := d.find(c, plain, unit)
	if !hasMobile || (!d.known() && hasGeneral && general.Set != mobile.Set) {
		return plain
	}
	return plain + mobileSuffix
}

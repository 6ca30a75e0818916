package scope3

import (
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/calc"
	"github.com/ghgkit/ghg/units"
)

// Names of the methods of transport whose parts are calculated together.
const (
	MethodFreightChain ghg.Method = "scope3.transport.chain"
	MethodFreightRound ghg.Method = "scope3.transport.round-allocation"
)

// FreightChain is a consignment carried from door to door by a chain of legs and hubs (categories 4 and 9).
//
//	emissions = Σ legs: mass × distance × EF(mode) + Σ hubs: mass × EF(hub)
//
// The mass is the same in every element of the chain. Factors of legs are found as freight/MODE per t·km, those of hubs
// as hub/KIND per t. A leg needs its distance: nothing is measured on a map.
//
// Source: ISO 14083 (transport chain elements); GLEC Framework v3; iLEAP Technical Specifications, ShipmentFootprint.
type FreightChain struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Category int            `json:"category" csv:"category"` // 4 or 9
	Stages   Stages         `json:"stages" csv:"stages"`
	Mass     units.Quantity `json:"mass" csv:"mass"`
	Legs     []Leg          `json:"legs" csv:"-"`
	Hubs     []Hub          `json:"hubs,omitempty" csv:"-"`
}

// Leg is an element of a chain that carries over a distance.
type Leg struct {
	Name           string         `json:"name"` // "TCE1"
	Mode           string         `json:"mode"` // "sea/container/average"
	Region         string         `json:"region"`
	Distance       units.Quantity `json:"distance"`
	Factor         factors.Supplied    `json:"factor,omitzero"` // per t·km
	UpstreamFactor factors.Supplied    `json:"upstream_factor,omitzero"`
}

// Hub is an element of a chain that stores or transfers: a port, a terminal, a warehouse.
type Hub struct {
	Name           string      `json:"name"`
	Kind           string      `json:"kind"` // "maritime-container-terminal"
	Region         string      `json:"region"`
	Factor         factors.Supplied `json:"factor,omitzero"` // per t
	UpstreamFactor factors.Supplied `json:"upstream_factor,omitzero"`
}

// Calculate returns a result for each stage, with a step for every element.
func (a FreightChain) Calculate(b factors.Basis) (ghg.Results, error) {
	return a.Stages.results(func(st stage) *calc.Calc {
		c := beginOneOf(b, MethodFreightChain, a.Category, freightCategories(), a.ID, a.Entity, a.Site, a.Period, a.Quality, false)
		a.Stages.check(c, factors.Supplied{})
		c.Amount("mass", a.Mass, units.Mass)
		if len(a.Legs) == 0 {
			c.Refuse("legs", "", "at least one leg of the transport", ghg.ErrMissing)
		}
		mass := calc.Of("mass", a.Mass)
		for i, l := range a.Legs {
			at := "leg " + strconv.Itoa(i+1) + ": "
			a.Stages.check(c, l.UpstreamFactor)
			c.Text(at+"name", l.Name, "a name for the leg")
			c.Text(at+"mode", l.Mode, "a mode and class of freight, such as rail")
			c.Text(at+"region", l.Region, "where the goods are carried, such as GB")
			c.Amount(at+"distance", l.Distance, units.Length)
			mode, work := calc.Under("freight", l.Mode), c.TimesAmount(mass, "distance", l.Distance)
			c.Apply(l.Name, work, c.Factor(st.own(l.Factor, l.UpstreamFactor), mode, l.Region, work.Unit(), st.fuel))
		}
		for i, h := range a.Hubs {
			at := "hub " + strconv.Itoa(i+1) + ": "
			a.Stages.check(c, h.UpstreamFactor)
			c.Text(at+"name", h.Name, "a name for the hub")
			c.Text(at+"kind", h.Kind, "a kind of hub, such as maritime-container-terminal")
			c.Text(at+"region", h.Region, "where the hub is, such as GB")
			c.Apply(h.Name, mass, c.Factor(st.own(h.Factor, h.UpstreamFactor), calc.Under("hub", h.Kind), h.Region, mass.Unit(), st.fuel))
		}
		return c
	})
}

// The distances by which a round is allocated, as [FreightRound.By] names them.
const (
	ByDrivenDistance      = "driven"
	ByGreatCircleDistance = "great-circle"
)

// FreightRound is one round of a vehicle with consignments of several shippers: its emissions are allocated to the
// consignments by their tonne-kilometres (categories 4 and 9).
//
//	emissions of i = energy of the round × EF × (mass_i × distance_i) / Σ (mass_j × distance_j)
//
// By says which distance it is: "driven", as far as the vehicle drove with the consignment on board, or "great-circle",
// which is fairer where the order of delivery decides how far one's goods ride. All consignments are given, also those
// of others; a result is made for each that is Ours, and one of all consignments is the round exactly to the 34 digits
// of a division.
//
// Source: Technical Guidance, category 4, allocation (Deutsche Post DHL, pp. 63–64); ISO 14083, allocation by shortest
// feasible or great-circle distance.
type FreightRound struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Category       int            `json:"category" csv:"category"` // 4 or 9
	Stages         Stages         `json:"stages" csv:"stages"`
	Energy         string         `json:"energy" csv:"energy"` // "fuel/diesel"
	Amount         units.Quantity `json:"amount" csv:"amount"` // of the whole round
	Region         string         `json:"region" csv:"region"`
	Factor         factors.Supplied    `json:"factor,omitzero" csv:"factor,omitempty"`
	UpstreamFactor factors.Supplied    `json:"upstream_factor,omitzero" csv:"upstream_factor,omitempty"`
	By             string         `json:"by" csv:"by"` // "driven" or "great-circle"
	Consignments   []Consignment  `json:"consignments" csv:"-"`
}

// Consignment is what one shipper had on board.
type Consignment struct {
	Name     string         `json:"name"`
	Mass     units.Quantity `json:"mass"`
	Distance units.Quantity `json:"distance"` // of the kind that By names
	Ours     bool           `json:"ours,omitempty"`
}

// Calculate returns a result for each consignment that is Ours and each stage, with the part "NAME, STAGE".
func (a FreightRound) Calculate(b factors.Basis) (ghg.Results, error) {
	var all ghg.Results
	ours := 0
	for i := range a.Consignments {
		if !a.Consignments[i].Ours {
			continue
		}
		ours++
		for _, st := range a.Stages.list() {
			r, err := a.allocate(b, st, i).Part(a.Consignments[i].Name+", "+st.name, 0, "")
			if err != nil {
				return nil, err
			}
			all = append(all, r)
		}
	}
	if ours == 0 {
		c := a.begin(b)
		c.Refuse("consignments", "", "all consignments of the round, at least one of them ours", ghg.ErrMissing)
		return nil, c.Err()
	}
	return all, nil
}

// begin checks the inputs of the round.
func (a FreightRound) begin(b factors.Basis) *calc.Calc {
	c := beginOneOf(b, MethodFreightRound, a.Category, freightCategories(), a.ID, a.Entity, a.Site, a.Period, a.Quality, true)
	a.Stages.check(c, a.UpstreamFactor)
	c.Text("energy", a.Energy, "a carrier such as fuel/diesel or electricity/grid")
	c.Amount("amount", a.Amount)
	c.Text("region", a.Region, "where the energy is used, such as DE")
	c.Text("by", a.By, "the distance to allocate by: driven or great-circle")
	if a.By != ByDrivenDistance && a.By != ByGreatCircleDistance {
		c.Refuse("by", a.By, "driven or great-circle", ghg.ErrUnknown)
	}
	return c
}

// allocate calculates one consignment's part of the round.
func (a FreightRound) allocate(b factors.Basis, st stage, ours int) *calc.Calc {
	c := a.begin(b)
	works := make([]calc.Flow, len(a.Consignments))
	for i, k := range a.Consignments {
		at := "consignment " + strconv.Itoa(i+1) + ": "
		c.Text(at+"name", k.Name, "a name for the consignment")
		c.Amount(at+"mass", k.Mass, units.Mass)
		c.Amount(at+"distance", k.Distance, units.Length)
		if c.Failed() {
			return c
		}
		works[i] = c.Evaluate("t·km of "+k.Name, c.TimesAmount(calc.Of("mass", k.Mass), a.By+" distance", k.Distance))
	}
	round := c.Combine("t·km of the round", ghg.Sum, works)
	part := c.TimesRatio(calc.Of("energy of the round", a.Amount), works[ours], round)
	if c.Failed() {
		return c
	}
	st.energy(c, a.Consignments[ours].Name, a.Energy, a.Region, part, st.own(a.Factor, a.UpstreamFactor))
	c.Fact("allocated by", a.By+" t·km")
	return c
}

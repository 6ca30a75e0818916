package scope3

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// The distances by which a round is allocated, as [TransportRound.By] names them.
const (
	ByDrivenDistance           = "driven"
	ByGreatCircleDistance      = "great-circle"
	ByShortestFeasibleDistance = "shortest-feasible"
)

// TransportRound is one round of a vehicle with consignments of several shippers, its emissions allocated to the
// consignments by their tonne-kilometres (categories 4 and 9).
//
//	emissions of i = energy of the round × EF × (mass_i × distance_i) / Σ (mass_j × distance_j)
//
// By chooses the distance: "driven", as far as the vehicle drove with the consignment on board, or the distance from its
// origin to its destination, "great-circle" or "shortest-feasible". ISO 14083 allocates by one of those two, which is fairer
// where the order of delivery decides how far a consignment rides. Consignments lists all of them, including those of
// others. Each one that is Ours has a result; where all are, the results add up to the round, to the 34 digits
// of a division.
//
// Source: Technical Guidance, category 4, allocation (Deutsche Post DHL, pp. 63–64); ISO 14083, allocation by shortest
// feasible or great-circle distance.
type TransportRound struct {
	ID       string       `json:"id" csv:"id"`
	Entity   string       `json:"entity,omitempty" csv:"entity,omitempty"`
	Site     string       `json:"site,omitempty" csv:"site,omitempty"`
	Period   ghg.Period   `json:"period" csv:"period"`
	Quality  ghg.Quality  `json:"quality,omitzero" csv:"quality,omitempty"`
	Category ghg.Category `json:"category" csv:"category"`

	Stages         Stages           `json:"stages" csv:"stages"`                                       // the stages to calculate (apart gives tank-to-wheel and well-to-tank as two results)
	Energy         string           `json:"energy" csv:"energy"`                                       // the carrier of energy, by its name in the vocabulary: "fuel/diesel", "electricity/grid"
	Amount         units.Quantity   `json:"amount" csv:"amount"`                                       // the energy of the whole round: "12 L"
	Region         string           `json:"region" csv:"region"`                                       // the country where the energy is used: "GB"
	Factor         factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"`                    // a factor of the energy, instead of one from the basis: "2.6 kg CO2/L; carrier 2024"
	UpstreamFactor factors.Supplied `json:"upstream_factor,omitzero" csv:"upstream_factor,omitempty"`  // with stages apart: a well-to-tank factor, instead of one from the basis: "0.6 kg CO2e/L AR5; carrier 2024"
	LossesFactor   factors.Supplied `json:"losses_factor,omitzero" csv:"losses_factor,omitempty"`      // with stages apart, of electricity: a factor of its losses and their upstream, required with upstream_factor; zero if that covers them: "0.023 kg CO2e/kWh AR5; grid operator 2024"
	By             string           `json:"by" csv:"by" input:"driven|great-circle|shortest-feasible"` // the distance to allocate by
	Consignments   []Consignment    `json:"consignments" csv:"-"`                                      // all consignments of the round
}

// Consignment is what one shipper had on board, in a [TransportRound].
type Consignment struct {
	Name     string         `json:"name"`                    // a name for the consignment: "X"
	Mass     units.Quantity `json:"mass" input:"mass"`       // the mass carried: "2 t"
	Distance units.Quantity `json:"distance" input:"length"` // the distance, of the kind to allocate by: "120 km"
	Ours     bool           `json:"ours,omitempty"`          // the consignment is the reporter's
}

var transportRound = declare[TransportRound](
	freightCategories, primary, byConsignment,
	"fuel/FUEL or electricity/GRID, by stage; losses and losses-well-to-tank of electricity",
	`{"id": "delivery-round-7", "period": "2024", "category": 9, "stages": "apart", "energy": "fuel/diesel/average-biofuel-blend",
	"amount": "12 L", "region": "GB", "by": "great-circle", "consignments": [
	{"name": "X", "mass": "2 t", "distance": "120 km", "ours": true}, {"name": "Y", "mass": "3 t", "distance": "50 km"},
	{"name": "Z", "mass": "5 t", "distance": "20 km"}]}`,
	`{"id": "collection", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "reliability 2", "category": 4,
	"stages": "apart", "energy": "fuel/diesel", "amount": "30 L", "region": "GB", "factor": "2.6 kg CO2/L; carrier 2024",
	"upstream_factor": "0.6 kg CO2e/L AR5; carrier 2024", "by": "driven", "consignments": [
	{"name": "steel", "mass": "4 t", "distance": "80 km", "ours": true}, {"name": "paint", "mass": "1 t", "distance": "30 km"}]}`,
	`{"id": "electric-round", "period": "2024", "category": 9, "stages": "apart", "energy": "electricity/grid", "amount": "60 kWh", "region": "FR",
	"factor": "0.05 kg CO2e/kWh AR5; grid operator 2024", "upstream_factor": "0.02 kg CO2e/kWh AR5; agency 2024",
	"losses_factor": "0.004 kg CO2e/kWh AR5; grid operator 2024, with upstream", "by": "shortest-feasible", "consignments": [
	{"name": "ours", "mass": "1 t", "distance": "20 km", "ours": true}, {"name": "others", "mass": "2 t", "distance": "35 km"}]}`,
)

// Calculate returns a result for each consignment that is Ours and each stage, with the part "NAME, STAGE". It fails if an
// input is missing, negative or of the wrong dimension, if no consignment is Ours, or if there is no factor.
func (a TransportRound) Calculate(b factors.Basis) (ghg.Results, error) {
	c := transportRound.Begin(b, &a)
	a.Stages.check(c, supply{a.Factor, a.UpstreamFactor, a.LossesFactor}, a.Energy)
	checkHeatingValue(c, "amount", a.Energy, a.Amount)
	var all ghg.Results
	for i, k := range a.Consignments {
		if !k.Ours {
			continue
		}
		for _, st := range a.Stages.list() {
			c := c.Next()
			a.allocate(c, st, i)
			r, err := c.Result(method.Part{Name: k.Name + ", " + st.String(), Stage: st.Stage})
			if err != nil {
				return nil, err
			}
			all = append(all, r)
		}
	}
	if len(all) == 0 {
		c.Refuse("consignments", "", "all consignments of the round, at least one of them ours", ghg.ErrMissing)
	}
	return all, c.Err()
}

// allocate makes the steps of one consignment's part of the round.
func (a TransportRound) allocate(c *method.Calc, st stage, ours int) {
	works := make([]method.Flow, len(a.Consignments))
	for i, k := range a.Consignments {
		works[i] = c.Evaluate("t·km of "+k.Name, c.TimesAmount(method.Of("mass", k.Mass), a.By+" distance", k.Distance))
	}
	round := c.Sum("t·km of the round", works...)
	part := c.TimesRatio(method.Of("energy of the round", a.Amount), works[ours], round)
	st.energy(c, a.Consignments[ours].Name, a.Energy, a.Region, part, supply{a.Factor, a.UpstreamFactor, a.LossesFactor})
	c.Note("allocated by", a.By+" t·km")
}

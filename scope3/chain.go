package scope3

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// TransportChain is a consignment carried from door to door by a chain of legs and hubs (categories 4 and 9).
//
//	emissions = Σ legs: mass × distance × EF(mode) + Σ hubs: mass × EF(hub)
//
// The mass is the same in every element of the chain. Factors of legs are found as freight/MODE per t·km, those of hubs
// as hub/KIND per t. Each leg has its distance as an input; no distance is derived from a map. The kind of the distance and
// the adjustment to that of the factor are those of [TransportDistanceBased]. ISO 14083 wants one kind of distance in all
// legs of a chain except by air: great-circle and shortest feasible are not mixed.
//
// The result is primary data if Data is; see [DataType].
//
// Source: ISO 14083 (transport chain elements); GLEC Framework v3; iLEAP Technical Specifications, ShipmentFootprint.
type TransportChain struct {
	ID       string       `json:"id" csv:"id"`
	Entity   string       `json:"entity,omitempty" csv:"entity,omitempty"`
	Site     string       `json:"site,omitempty" csv:"site,omitempty"`
	Period   ghg.Period   `json:"period" csv:"period"`
	Quality  ghg.Quality  `json:"quality,omitzero" csv:"quality,omitempty"`
	Category ghg.Category `json:"category" csv:"category"`

	Stages Stages         `json:"stages" csv:"stages"`                // the stages to calculate (apart gives tank-to-wheel and well-to-tank as two results)
	Mass   units.Quantity `json:"mass" csv:"mass" input:"mass"`       // the mass of the consignment: "8700 kg"
	Data   DataType       `json:"data,omitzero" csv:"data,omitempty"` // the type of the data on mass and distances (primary if recorded for this consignment, secondary or not given otherwise)
	Legs   []Leg          `json:"legs" csv:"-"`                       // the legs of the transport, at least one
	Hubs   []Hub          `json:"hubs,omitempty" csv:"-"`             // the hubs between them
}

// Leg is an element of a [TransportChain] that carries over a distance.
type Leg struct {
	Name               string           `json:"name"`                                       // a name for the leg: "container ship"
	Mode               string           `json:"mode"`                                       // the mode and class of freight, by its name in the vocabulary: "sea/container/average"
	Region             string           `json:"region"`                                     // the country that the factor is for: "GB"
	Distance           units.Quantity   `json:"distance" input:"length"`                    // the distance of the leg: "390 km"
	DistanceKind       DistanceKind     `json:"distance_kind,omitzero"`                     // the kind of the distance
	FactorDistanceKind DistanceKind     `json:"factor_distance_kind,omitzero"`              // the kind of distance that the factor is per, required with distance_kind
	DistanceAdjustment *decimal.Decimal `json:"distance_adjustment,omitempty" input:"(0,)"` // the distance adjustment factor (DAF), where the two kinds differ: "1.15"
	AdjustmentSource   string           `json:"adjustment_source,omitempty"`                // the document of the distance adjustment factor: "GLEC Framework v3.1, sea"
	Factor             factors.Supplied `json:"factor,omitzero"`                            // a factor per t·km, instead of one from the basis: "0.016 kg CO2e/t·km AR5; carrier 2024"
	UpstreamFactor     factors.Supplied `json:"upstream_factor,omitzero"`                   // with stages apart: a well-to-tank factor, instead of one from the basis: "0.004 kg CO2e/t·km AR5; carrier 2024"
}

// basis is how the distance of the leg relates to that of its factor.
func (l Leg) basis(i int) distanceBasis {
	return distanceBasis{fmt.Sprintf("legs[%d].", i), l.DistanceKind, l.FactorDistanceKind, l.DistanceAdjustment, l.AdjustmentSource}
}

// Hub is an element of a [TransportChain] that stores or transfers: a port, a terminal, a warehouse.
type Hub struct {
	Name           string           `json:"name"`                     // a name for the hub: "Rotterdam"
	Kind           string           `json:"kind"`                     // the kind of hub, by its name in the vocabulary: "maritime-container-terminal"
	Region         string           `json:"region"`                   // the country where it is: "NL"
	Factor         factors.Supplied `json:"factor,omitzero"`          // a factor per t, instead of one from the basis: "1.2 kg CO2e/t AR5; operator's statement 2024"
	UpstreamFactor factors.Supplied `json:"upstream_factor,omitzero"` // with stages apart: a well-to-tank factor, instead of one from the basis: "0.3 kg CO2e/t AR5; operator's statement 2024"
}

var transportChain = declare[TransportChain](
	freightCategories, byData, byStage,
	"freight/MODE and hub/KIND, by stage",
	`{"id": "parts-from-rotterdam", "period": "2024", "category": 4, "stages": "apart", "mass": "8700 kg",
	"legs": [{"name": "lorry to the port", "mode": "road/hgv/average/average-laden", "region": "GB", "distance": "82 km"},
	{"name": "container ship", "mode": "sea/container/average", "region": "GB", "distance": "390 km"},
	{"name": "train", "mode": "rail", "region": "GB", "distance": "210 km"}],
	"hubs": [{"name": "container terminal", "kind": "maritime-container-terminal", "region": "NL",
	"factor": "1.2 kg CO2e/t AR5; terminal operator's statement 2024",
	"upstream_factor": "0.3 kg CO2e/t AR5; terminal operator's statement 2024"}]}`,
	`{"id": "shipment", "entity": "Example GmbH", "site": "Hamburg", "period": "2024", "quality": "technology 2", "category": 9,
	"stages": "apart", "mass": "87 kg", "data": "primary", "legs": [{"name": "TCE1", "mode": "road", "region": "DE", "distance": "423 km",
	"factor": "0.1 kg CO2e/t·km AR5; carrier A", "upstream_factor": "0.03 kg CO2e/t·km AR5; carrier A", "distance_kind": "actual", "factor_distance_kind": "shortest-feasible",
	"distance_adjustment": "0.95", "adjustment_source": "route planner: 402 km of 423 km"}]}`,
)

// Calculate returns a result for each stage, with a step for every element. It fails if an input is missing, negative or
// of the wrong dimension, or if there is no factor.
func (a TransportChain) Calculate(b factors.Basis) (ghg.Results, error) {
	c := transportChain.Begin(b, &a)
	for i, l := range a.Legs {
		a.Stages.apart(c, fmt.Sprintf("legs[%d].upstream_factor", i), l.UpstreamFactor)
		l.basis(i).check(c)
	}
	for i, h := range a.Hubs {
		a.Stages.apart(c, fmt.Sprintf("hubs[%d].upstream_factor", i), h.UpstreamFactor)
	}
	mass := method.Of("mass", a.Mass)
	c.Primary(a.Data == PrimaryData)
	return a.Stages.results(c, func(c *method.Calc, st stage) {
		for i, l := range a.Legs {
			work := l.basis(i).adjust(c, c.TimesAmount(mass, "distance", l.Distance))
			query := factors.Query{Activity: method.Under("freight", l.Mode), Region: l.Region, Unit: work.Unit(), Boundary: st.fuel}
			c.Apply(l.Name, work, c.Factor(st.supplied(supply{use: l.Factor, upstream: l.UpstreamFactor}), query))
		}
		for _, h := range a.Hubs {
			query := factors.Query{Activity: method.Under("hub", h.Kind), Region: h.Region, Unit: mass.Unit(), Boundary: st.fuel}
			c.Apply(h.Name, mass, c.Factor(st.supplied(supply{use: h.Factor, upstream: h.UpstreamFactor}), query))
		}
	})
}

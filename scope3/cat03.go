package scope3

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/vocabulary"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// UpstreamFuel is the extraction, production and transport of a fuel that was burned (category 3, activity A).
//
//	emissions = fuel × well-to-tank EF
//
// The factor is found as fuel/FUEL with the boundary well-to-tank, or Factor is used; combustion belongs to scope 1. An
// amount of energy has its heating value basis. For vehicles of which only the distance is known, Fuel is the class of
// the vehicle, "vehicle/car/medium/diesel", and Amount the distance.
//
// Source: Technical Guidance for Calculating Scope 3 Emissions, category 3, activity A.
type UpstreamFuel struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Fuel   string           `json:"fuel" csv:"fuel"`                        // the fuel burned or the class of vehicle, by its name in the vocabulary: "natural-gas", "vehicle/car/medium/diesel"
	Region string           `json:"region" csv:"region"`                    // the country where it is burned: "GB"
	Amount units.Quantity   `json:"amount" csv:"amount" input:"fuel"`       // the fuel burned, or the distance of the vehicles: "250 MWh(HHV)", "1000 L", "12000 km"
	Factor factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"` // a well-to-tank factor, instead of one from the basis: "0.6 kg CO2e/L AR5; refinery 2024"
}

var upstreamFuel = declare[UpstreamFuel](
	in(ghg.FuelAndEnergyRelatedActivities), secondary, single,
	"fuel/FUEL or vehicle/VEHICLE, well-to-tank",
	`{"id": "boiler-upstream", "period": "2024", "fuel": "natural-gas", "region": "GB", "amount": "250 MWh(HHV)"}`,
	`{"id": "cars-upstream", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "reliability 2",
	"fuel": "vehicle/car/medium/diesel", "region": "GB", "amount": "12000 km", "factor": "0.04 kg CO2e/km AR5; study 2024"}`,
)

// Calculate returns one result. It fails if an input is missing, negative or of the wrong dimension, or if there is no
// factor.
func (a UpstreamFuel) Calculate(b factors.Basis) (ghg.Results, error) {
	c := upstreamFuel.Begin(b, &a)
	query := factors.Query{Activity: a.Fuel, Region: a.Region, Unit: a.Amount.Unit, Boundary: ghg.WellToTank}
	if strings.HasPrefix(a.Fuel, "vehicle/") {
		if a.Amount.Unit.Dimension() != units.Length {
			c.Refuse("amount", a.Amount.String(), "the distance of the vehicles, such as 12000 km", ghg.ErrDimension)
		}
		c.Apply("well-to-tank, "+a.Fuel, method.Of("distance", a.Amount), c.Factor(a.Factor, query))
		return c.Results()
	}
	fuel, factor := c.Fuel(method.Of("fuel", a.Amount), a.Factor, query)
	c.Apply("well-to-tank, "+a.Fuel, fuel, factor)
	return c.Results()
}

// Upstream is the factor by which the upstream of bought energy is calculated. The zero Upstream is invalid.
type Upstream uint8

// The two ways of the Guidance, and the first of them with losses that the publisher does not separate.
const (
	PublishedUpstream   Upstream = iota + 1 // a published well-to-tank factor per unit of energy consumed
	UpstreamByRest                          // life-cycle less generation less losses
	PublishedWithLosses                     // a published factor of the upstream and the losses together
)

var upstreams = vocabulary.New[Upstream]("upstream", "published", "rest", "published-with-losses").
	WithWant("published (a well-to-tank factor), rest (life-cycle less generation less losses) or published-with-losses (one factor of both)")

// String returns "published", "rest" or "published-with-losses".
func (u Upstream) String() string { return upstreams.String(u) }

// MarshalText returns what String returns. The zero Upstream is an error.
func (u Upstream) MarshalText() ([]byte, error) { return upstreams.Marshal(u) }

// UnmarshalText reads what String returns.
func (u *Upstream) UnmarshalText(text []byte) error { return upstreams.Unmarshal(u, text) }

// UpstreamEnergy is the extraction, production and transport of the fuels used to make bought electricity, steam, heat
// or cooling (category 3, activity B).
//
//	emissions = energy × well-to-tank EF                              published
//	emissions = energy × (life-cycle EF − generation EF − losses EF)  rest
//	emissions = energy × upstream-and-losses EF                       published-with-losses
//
// Upstream chooses the formula. For rest, factors that are not supplied are found in the basis. Where the life-cycle factor leaves
// out the losses, LossesFactor is a factor of zero that states it: "0 kg CO2e/kWh AR5; not in the life-cycle factor".
// Each of the three is converted to CO2e by the basis's GWP set before it is subtracted. A rest below zero is an error:
// the factors are then not of one system.
//
// Australia prints the upstream and the losses of electricity as one figure. With published-with-losses the result holds
// both, so the same energy takes no [TransmissionLosses].
//
// Energy whose Scope 2 result uses a life-cycle factor has no upstream or losses here: category 3 is what is not in
// Scope 1 or 2 (Scope 3 Standard, table 5.4), and an inventory refuses both.
//
// Source: Technical Guidance, category 3, activity B.
type UpstreamEnergy struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Energy           string           `json:"energy" csv:"energy"`                                          // the energy bought, by its name in the vocabulary: "electricity/grid", "heat/district"
	Region           string           `json:"region" csv:"region"`                                          // the country where it is used: "GB"
	Amount           units.Quantity   `json:"amount" csv:"amount" input:"energy"`                           // the energy consumed: "100 MWh"
	Upstream         Upstream         `json:"upstream" csv:"upstream"`                                      // the kind of factor to use
	Factor           factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"`                       // with published or published-with-losses: a factor of that boundary, instead of one from the basis: "0.05 kg CO2e/kWh AR5; utility"
	LifeCycleFactor  factors.Supplied `json:"life_cycle_factor,omitzero" csv:"life_cycle_factor,omitempty"` // with rest: a life-cycle factor, instead of one from the basis: "0.48 kg CO2e/kWh AR5; agency"
	GenerationFactor factors.Supplied `json:"generation_factor,omitzero" csv:"generation_factor,omitempty"` // with rest: a factor of the generation, instead of one from the basis: "0.42 kg CO2/kWh; grid average"
	LossesFactor     factors.Supplied `json:"losses_factor,omitzero" csv:"losses_factor,omitempty"`         // with rest: a factor of the losses, instead of one from the basis: "0.02 kg CO2/kWh; grid average"
}

var upstreamEnergy = declare[UpstreamEnergy](
	in(ghg.FuelAndEnergyRelatedActivities), secondary, single,
	"electricity/GRID or heat/KIND, well-to-tank or well-to-tank-and-losses; with rest life-cycle, generation and losses",
	`{"id": "office-upstream", "period": "2024", "energy": "electricity/grid", "region": "GB", "amount": "100 MWh", "upstream": "published"}`,
	`{"id": "works-upstream", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "reliability 2", "energy": "heat/district",
	"region": "GB", "amount": "40 MWh", "upstream": "published", "factor": "0.03 kg CO2e/kWh AR5; utility 2024"}`,
	`{"id": "plant-upstream", "period": "2024", "energy": "electricity/grid", "region": "JP", "amount": "100 MWh", "upstream": "rest",
	"life_cycle_factor": "0.48 kg CO2e/kWh AR5; an agency's life-cycle factor", "generation_factor": "0.42 kg CO2/kWh; the grid's average",
	"losses_factor": "0 kg CO2e/kWh AR5; not in the life-cycle factor"}`,
	`{"id": "sydney-upstream", "period": "2024", "energy": "electricity/grid", "region": "AU-NSW", "amount": "100 MWh",
	"upstream": "published-with-losses", "factor": "0.04 kg CO2e/kWh AR5; NGA Factors 2024, table 1, scope 3"}`,
)

// Calculate returns one result. It fails if an input is missing, negative or of the wrong dimension, if a factor of the
// other choice is supplied, if there is no factor, or if the rest is below zero.
func (a UpstreamEnergy) Calculate(b factors.Basis) (ghg.Results, error) {
	c := upstreamEnergy.Begin(b, &a)
	checkBought(c, a.Energy)
	byRest := a.LifeCycleFactor.Given() || a.GenerationFactor.Given() || a.LossesFactor.Given()
	switch {
	case a.Upstream != UpstreamByRest && byRest:
		c.Refuse("upstream", a.Upstream.String(), "rest, or no life-cycle, generation or losses factor", ghg.ErrMixed)
	case a.Upstream == UpstreamByRest && a.Factor.Given():
		c.Refuse("factor", a.Factor.String(), "none: rest is calculated from the life-cycle, generation and losses factors", ghg.ErrMixed)
	}
	energy := method.Of("energy", a.Amount)
	factor := func(supplied factors.Supplied, boundary ghg.Boundary) factors.Factor {
		return c.Factor(supplied, factors.Query{Activity: a.Energy, Region: a.Region, Unit: a.Amount.Unit, Boundary: boundary})
	}
	switch a.Upstream {
	case PublishedUpstream:
		c.Apply("upstream", energy, factor(a.Factor, ghg.WellToTank))
		return c.Results()
	case PublishedWithLosses:
		c.Apply("upstream and losses", energy, factor(a.Factor, ghg.WellToTankAndLosses))
		return c.Results()
	}
	rest := c.Less(
		"upstream",
		c.Weighted("life cycle", energy, factor(a.LifeCycleFactor, ghg.LifeCycle)),
		c.Weighted("generation", energy, factor(a.GenerationFactor, ghg.Generation)),
		c.Weighted("losses", energy, factor(a.LossesFactor, ghg.GridLosses)),
	)
	if rest.Sign() < 0 {
		c.Refuse("upstream", rest.String(), "a life-cycle factor that is not below generation and losses together", ghg.ErrNegative)
	}
	c.EmitCO2e("upstream, CO2e", rest, "", b.GWP.Name())
	return c.Results()
}

// checkBought refuses a fuel where bought energy is wanted.
func checkBought(c *method.Calc, energy string) {
	if isFuel(energy) {
		c.Refuse("energy", energy, "a carrier of bought energy, such as electricity/grid or heat/district", ghg.ErrOutOfRange)
	}
}

// LossConvention is what a share of losses is a share of. The zero LossConvention is invalid: the same 5 % gives two
// results.
type LossConvention uint8

// The conventions of losses.
const (
	LossOfConsumption LossConvention = iota + 1 // share of what is consumed
	LossOfGeneration                            // share of what is generated
	PublishedLosses                             // a published factor of the losses per unit consumed
)

var lossConventions = vocabulary.New[LossConvention]("convention", "share-of-consumption", "share-of-generation", "published").
	WithWant("share-of-consumption, share-of-generation or published (a factor of the losses)")

// String returns "share-of-consumption", "share-of-generation" or "published".
func (l LossConvention) String() string { return lossConventions.String(l) }

// MarshalText returns what String returns. The zero LossConvention is an error.
func (l LossConvention) MarshalText() ([]byte, error) { return lossConventions.Marshal(l) }

// UnmarshalText reads what String returns.
func (l *LossConvention) UnmarshalText(text []byte) error { return lossConventions.Unmarshal(l, text) }

// TransmissionLosses is the generation of the energy that was lost in transmission and distribution on its way to the
// company (category 3, activity C).
//
//	emissions = energy × EF × L            share-of-consumption
//	emissions = energy × EF × L ÷ (1 − L)  share-of-generation
//	emissions = energy × losses EF         published
//	emissions = heat lost ÷ efficiency × EF of the fuel
//
// Amount is what the company consumed, and Convention chooses the formula. Boundary is what the factor covers: with a
// share, generation (combustion alone), life-cycle or well-to-tank; with published factors, losses or
// losses-well-to-tank. The UK's factors of heat are its generation factor at a share of generation of 5 %, which is
// 5.263 % of what is consumed.
//
// Heat of which the fuel and the boiler's efficiency are known, as in scope2.HeatByFuel, has losses of that fuel: with a share,
// Fuel and Efficiency replace the factor of the energy by the fuel's, of combustion for the boundary generation.
//
// Source: Technical Guidance, category 3, activity C and table 3.2 (p. 40).
type TransmissionLosses struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Energy     string           `json:"energy" csv:"energy"`                                                                   // the energy bought, by its name in the vocabulary: "electricity/grid", "heat/district"
	Region     string           `json:"region" csv:"region"`                                                                   // the country where it is used: "GB"
	Amount     units.Quantity   `json:"amount" csv:"amount" input:"energy"`                                                    // the energy consumed: "100 MWh"
	Convention LossConvention   `json:"convention" csv:"convention"`                                                           // what the share of losses is a share of, or published
	Boundary   ghg.Boundary     `json:"boundary" csv:"boundary"`                                                               // what the factor covers
	Loss       *decimal.Decimal `json:"loss,omitempty" csv:"loss,omitempty" input:"[0,1)"`                                     // L, the share that is lost: "0.05"
	LossSource string           `json:"loss_source,omitempty" csv:"loss_source,omitempty"`                                     // the document that the share is printed in: "network operator's report 2024"
	Fuel       string           `json:"fuel,omitempty" csv:"fuel,omitempty"`                                                   // the fuel that the heat is made from, by its name in the vocabulary: "natural-gas"
	Efficiency units.Rate       `json:"efficiency,omitzero" csv:"efficiency,omitempty" input:"energy/energy(HHV)|energy(LHV)"` // with fuel: the efficiency of the boiler, as heat per energy of fuel: "0.8 MWh/MWh(HHV)"
	Factor     factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"`                                                // a factor of the energy, of its losses or of the fuel, instead of one from the basis: "0.18 kg CO2e/kWh AR5; utility"
}

var transmissionLosses = declare[TransmissionLosses](
	in(ghg.FuelAndEnergyRelatedActivities), secondary, single,
	"electricity/GRID or heat/KIND, by the boundary given; fuel/FUEL, combustion, well-to-tank or life-cycle",
	`{"id": "office-losses", "period": "2024", "energy": "electricity/grid", "region": "GB", "amount": "100 MWh", "convention": "published",
	"boundary": "losses"}`,
	`{"id": "heat-losses", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "reliability 2", "energy": "heat/district",
	"region": "GB", "amount": "40 MWh", "convention": "share-of-generation", "boundary": "generation", "loss": "0.05",
	"loss_source": "UK conversion factors 2024, sheet Transmission and distribution", "factor": "0.18 kg CO2e/kWh AR5; utility 2024"}`,
	`{"id": "steam-losses", "period": "2024", "energy": "heat/district", "region": "GB", "amount": "80 MWh", "convention": "share-of-generation",
	"boundary": "generation", "loss": "0.05", "loss_source": "UK conversion factors 2024, sheet Transmission and distribution",
	"fuel": "natural-gas", "efficiency": "0.8 MWh/MWh(HHV)"}`,
)

// Calculate returns one result. It fails if an input is missing, negative or out of its range, if the boundary or the
// share does not fit the convention, or if there is no factor.
func (a TransmissionLosses) Calculate(b factors.Basis) (ghg.Results, error) {
	c := transmissionLosses.Begin(b, &a)
	checkBought(c, a.Energy)
	a.checkBoundary(c)
	a.checkFuel(c)
	lost := a.lost(c)
	if a.Fuel != "" {
		burned := c.PerRate(lost, "efficiency of the boiler", a.Efficiency, "")
		fuel, factor := c.Fuel(burned, a.Factor, factors.Query{Activity: a.Fuel, Region: a.Region, Boundary: a.ofFuel()})
		c.Apply("losses, "+a.Fuel, fuel, factor)
		c.Note("convention", a.Convention.String())
		return c.Results()
	}
	c.Apply("losses", lost, c.Factor(a.Factor, factors.Query{Activity: a.Energy, Region: a.Region, Unit: a.Amount.Unit, Boundary: a.Boundary}))
	c.Note("convention", a.Convention.String())
	return c.Results()
}

// lost is the energy lost, by a share. Published factors already hold it: then it is the energy consumed.
func (a TransmissionLosses) lost(c *method.Calc) method.Flow {
	energy := method.Of("energy consumed", a.Amount)
	if a.Convention == PublishedLosses {
		if a.Loss != nil {
			c.Refuse("loss", dec.Text(*a.Loss), "none: the published factor is of the losses", ghg.ErrMixed)
		}
		return energy
	}
	c.Require("loss", "loss_source")
	share := method.Ratio("loss", method.Number(a.Loss), a.LossSource)
	if a.Convention == LossOfGeneration {
		return c.TimesRatio(energy, share, c.Remainder("share that arrives", share))
	}
	return c.TimesFlow(energy, share)
}

// checkBoundary requires a boundary that fits the convention.
func (a TransmissionLosses) checkBoundary(c *method.Calc) {
	want, ok := "generation, life-cycle or well-to-tank", a.Boundary == ghg.Generation || a.Boundary == ghg.LifeCycle || a.Boundary == ghg.WellToTank
	if a.Convention == PublishedLosses {
		want, ok = "losses or losses-well-to-tank", a.Boundary == ghg.GridLosses || a.Boundary == ghg.GridLossesWTT
	}
	if !ok {
		c.Refuse("boundary", a.Boundary.String(), want+", with the convention "+a.Convention.String(), ghg.ErrMixed)
	}
}

// checkFuel requires the fuel and the efficiency of heat together or neither, and a share of losses with them.
func (a TransmissionLosses) checkFuel(c *method.Calc) {
	if a.Fuel == "" && !a.Efficiency.Given() {
		return
	}
	c.Require("fuel", "efficiency")
	c.CheckEfficiency("efficiency", a.Efficiency)
	switch {
	case strings.HasPrefix(a.Energy, "electricity/"):
		c.Refuse("fuel", a.Fuel, "none: it is of heat, and the energy is "+a.Energy, ghg.ErrMixed)
	case a.Convention == PublishedLosses:
		c.Refuse("fuel", a.Fuel, "none: a published factor of losses is of the network's average; share-of-generation or share-of-consumption", ghg.ErrMixed)
	}
}

// ofFuel is the boundary of the fuel's factor: combustion is the generation of heat.
func (a TransmissionLosses) ofFuel() ghg.Boundary {
	if a.Boundary == ghg.Generation {
		return ghg.Combustion
	}
	return a.Boundary
}

// ResoldEnergy is the generation of energy that a utility or retailer bought and sold on (category 3, activity D).
//
//	emissions = energy sold × life-cycle EF
//
// Amount is what was bought and sold on to end users, without what was lost on the way. The factor is found with the
// boundary life-cycle, or Factor is used.
//
// Source: Technical Guidance, category 3, activity D and table 3.2 (p. 40).
type ResoldEnergy struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Energy string           `json:"energy" csv:"energy"`                    // the energy sold on, by its name in the vocabulary: "electricity/grid", "heat/district"
	Region string           `json:"region" csv:"region"`                    // the country where it is generated: "JP"
	Amount units.Quantity   `json:"amount" csv:"amount" input:"energy"`     // the energy sold on: "500 MWh"
	Factor factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"` // a life-cycle factor, instead of one from the basis: "0.48 kg CO2e/kWh AR5; wholesaler's statement"
}

var resoldEnergy = declare[ResoldEnergy](
	in(ghg.FuelAndEnergyRelatedActivities), secondary, single,
	"electricity/GRID or heat/KIND, life-cycle",
	`{"id": "resold", "period": "2024", "energy": "electricity/grid", "region": "JP", "amount": "500 MWh",
	"factor": "0.48 kg CO2e/kWh unstated; the wholesaler's statement of 2024"}`,
	`{"id": "resold-heat", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "reliability 2", "energy": "heat/district",
	"region": "GB", "amount": "30 MWh", "factor": "0.21 kg CO2e/kWh AR5; operator's statement 2024"}`,
)

// Calculate returns one result. It fails if an input is missing, negative or of the wrong dimension, or if there is no
// factor.
func (a ResoldEnergy) Calculate(b factors.Basis) (ghg.Results, error) {
	c := resoldEnergy.Begin(b, &a)
	checkBought(c, a.Energy)
	query := factors.Query{Activity: a.Energy, Region: a.Region, Unit: a.Amount.Unit, Boundary: ghg.LifeCycle}
	c.Apply("energy sold on", method.Of("energy", a.Amount), c.Factor(a.Factor, query))
	return c.Results()
}

package scope3

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/calc"
	"github.com/ghgkit/ghg/units"
)

// Names of the methods of category 3, in the order of its activities A to D.
const (
	MethodUpstreamFuel   ghg.Method = "scope3.fuel-energy.upstream-fuel"
	MethodUpstreamEnergy ghg.Method = "scope3.fuel-energy.upstream-energy"
	MethodLosses         ghg.Method = "scope3.fuel-energy.losses"
	MethodSoldEnergy     ghg.Method = "scope3.fuel-energy.sold-energy"
)

// UpstreamFuel is the extraction, production and transport of a fuel that was burned (category 3, activity A).
//
//	emissions = fuel × well-to-tank EF
//
// The factor is found as fuel/FUEL with the boundary well-to-tank, or Factor is used; combustion is in scope 1. An amount
// of energy says whether it is of the higher or the lower heating value. For vehicles of which only the distance is known,
// Fuel is the class of the vehicle, "vehicle/car/medium/diesel", and Amount the distance.
//
// Source: Technical Guidance for Calculating Scope 3 Emissions, category 3, activity A.
type UpstreamFuel struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Fuel   string         `json:"fuel" csv:"fuel"` // "natural-gas", "vehicle/car/medium/diesel"
	Region string         `json:"region" csv:"region"`
	Amount units.Quantity `json:"amount" csv:"amount"` // mass, volume or energy; of vehicles the distance
	Factor factors.Supplied    `json:"factor,omitzero" csv:"factor,omitempty"`
}

// Calculate returns one result.
func (a UpstreamFuel) Calculate(b factors.Basis) (ghg.Results, error) {
	c := begin(b, MethodUpstreamFuel, ghg.FuelAndEnergyRelatedActivities, a.ID, a.Entity, a.Site, a.Period, a.Quality, false)
	c.Text("fuel", a.Fuel, "a fuel of the vocabulary, such as natural-gas")
	c.Text("region", a.Region, "the region of the factor, such as GB")
	if strings.HasPrefix(a.Fuel, "vehicle/") {
		c.Amount("amount", a.Amount, units.Length)
		c.Apply("well-to-tank, "+a.Fuel, calc.Of("distance", a.Amount), c.Factor(a.Factor, a.Fuel, a.Region, a.Amount.Unit, ghg.WellToTank))
		return c.Results()
	}
	c.FuelAmount("amount", a.Amount)
	fuel, factor := c.Burn("fuel", a.Fuel, a.Region, a.Amount, a.Factor, ghg.WellToTank)
	c.Apply("well-to-tank, "+a.Fuel, fuel, factor)
	return c.Results()
}

// Upstream says by which factor the upstream of bought energy is calculated. The zero Upstream is invalid.
type Upstream uint8

// The two ways of the Guidance.
const (
	PublishedUpstream Upstream = iota + 1 // a published well-to-tank factor per unit of energy consumed
	UpstreamByRest                        // life-cycle less generation less losses
)

var upstreams = vocabulary{"upstream", []string{"published", "rest"}, "published (a well-to-tank factor) or rest (life-cycle less generation less losses)"}

// String returns "published" or "rest".
func (u Upstream) String() string { return upstreams.string(uint8(u)) }

// MarshalText returns what String returns; the zero Upstream is an error.
func (u Upstream) MarshalText() ([]byte, error) { return upstreams.marshal(uint8(u)) }

// UnmarshalText reads what String returns.
func (u *Upstream) UnmarshalText(text []byte) error { return upstreams.unmarshal(text, (*uint8)(u)) }

// UpstreamEnergy is the extraction, production and transport of the fuels that went into the electricity, steam, heat or
// cooling bought (category 3, activity B).
//
//	emissions = energy × well-to-tank EF                              published
//	emissions = energy × (life-cycle EF − generation EF − losses EF)  rest
//
// Upstream says which. For the second, factors that are not given are found in the basis; where the life-cycle factor
// does not hold the losses, LossesFactor is one of zero that says so, "0 kg CO2e/kWh AR5; not in the life-cycle factor".
// The three are weighed by the set of the basis before they are subtracted. A rest below zero is an error: the factors are
// not of one system.
//
// Source: Technical Guidance, category 3, activity B.
type UpstreamEnergy struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Energy           string         `json:"energy" csv:"energy"` // "electricity/grid", "heat/district"
	Region           string         `json:"region" csv:"region"`
	Amount           units.Quantity `json:"amount" csv:"amount"`
	Upstream         Upstream       `json:"upstream" csv:"upstream"`                // "published" or "rest"
	Factor           factors.Supplied    `json:"factor,omitzero" csv:"factor,omitempty"` // well-to-tank
	LifeCycleFactor  factors.Supplied    `json:"life_cycle_factor,omitzero" csv:"life_cycle_factor,omitempty"`
	GenerationFactor factors.Supplied    `json:"generation_factor,omitzero" csv:"generation_factor,omitempty"`
	LossesFactor     factors.Supplied    `json:"losses_factor,omitzero" csv:"losses_factor,omitempty"`
}

// Calculate returns one result.
func (a UpstreamEnergy) Calculate(b factors.Basis) (ghg.Results, error) {
	c := begin(b, MethodUpstreamEnergy, ghg.FuelAndEnergyRelatedActivities, a.ID, a.Entity, a.Site, a.Period, a.Quality, false)
	checkBought(c, a.Energy, a.Region, a.Amount)
	upstreams.check(c, uint8(a.Upstream))
	byRest := a.LifeCycleFactor.Given() || a.GenerationFactor.Given() || a.LossesFactor.Given()
	switch {
	case a.Upstream == PublishedUpstream && byRest:
		c.Refuse("upstream", a.Upstream.String(), "rest, or no life-cycle, generation or losses factor", ghg.ErrMixed)
	case a.Upstream == UpstreamByRest && a.Factor.Given():
		c.Refuse("factor", a.Factor.String(), "none: rest is calculated from the life-cycle, generation and losses factors", ghg.ErrMixed)
	}
	energy := calc.Of("energy", a.Amount)
	factor := func(own factors.Supplied, boundary ghg.Boundary) factors.Factor {
		return c.Factor(own, a.Energy, a.Region, a.Amount.Unit, boundary)
	}
	if a.Upstream == PublishedUpstream {
		c.Apply("upstream", energy, factor(a.Factor, ghg.WellToTank))
		return c.Results()
	}
	rest := c.Combine("upstream", ghg.Sum, []calc.Flow{
		c.Weighted("life cycle", energy, factor(a.LifeCycleFactor, ghg.LifeCycle)),
		c.Weighted("generation", energy, factor(a.GenerationFactor, ghg.Generation)),
		c.Weighted("losses", energy, factor(a.LossesFactor, ghg.GridLosses)),
	}, false, true, true)
	if c.Failed() {
		return nil, c.Err()
	}
	if rest.Value().IsNegative() {
		c.Refuse("upstream", rest.Value().String()+" kg CO2e", "a life-cycle factor that is not below generation and losses together", ghg.ErrNegative)
	}
	c.EmitCO2e("upstream, CO2e", rest, b.GWP.Name())
	return c.Results()
}

// checkBought requires a carrier of bought energy, its region and its amount.
func checkBought(c *calc.Calc, energy, region string, amount units.Quantity) {
	const want = "a carrier of bought energy, such as electricity/grid or heat/district"
	c.Text("energy", energy, want)
	if strings.HasPrefix(energy, "fuel/") {
		c.Refuse("energy", energy, want, ghg.ErrOutOfRange)
	}
	c.Text("region", region, "the region of the factor, such as GB")
	c.Amount("amount", amount, units.Energy)
}

// LossConvention says what a share of losses is of. The zero LossConvention is invalid: the same 5 % gives two results.
type LossConvention uint8

// The conventions of losses.
const (
	LossOfConsumption LossConvention = iota + 1 // share of what is consumed
	LossOfGeneration                            // share of what is generated
	PublishedLosses                             // a published factor of the losses per unit consumed
)

var lossConventions = vocabulary{
	"convention",
	[]string{"share-of-consumption", "share-of-generation", "published"},
	"share-of-consumption, share-of-generation or published (a factor of the losses)",
}

// String returns "share-of-consumption", "share-of-generation" or "published".
func (l LossConvention) String() string { return lossConventions.string(uint8(l)) }

// MarshalText returns what String returns; the zero LossConvention is an error.
func (l LossConvention) MarshalText() ([]byte, error) { return lossConventions.marshal(uint8(l)) }

// UnmarshalText reads what String returns.
func (l *LossConvention) UnmarshalText(text []byte) error {
	return lossConventions.unmarshal(text, (*uint8)(l))
}

// Losses is the generation of the energy that was lost in transmission and distribution on its way to the company
// (category 3, activity C).
//
//	emissions = energy × EF × L            share-of-consumption
//	emissions = energy × EF × L ÷ (1 − L)  share-of-generation
//	emissions = energy × losses EF         published
//
// Energy is what the company consumed. Boundary says what the factor covers: with a share, generation (combustion alone),
// life-cycle or well-to-tank; with published factors, losses or losses-well-to-tank. The UK's factors of heat are its
// generation factor at a share of generation, 5 %: 5.263 % of what is consumed.
//
// Source: Technical Guidance, category 3, activity C and table 3.2 (p. 40).
type Losses struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Energy     string           `json:"energy" csv:"energy"` // "electricity/grid", "heat/district"
	Region     string           `json:"region" csv:"region"`
	Amount     units.Quantity   `json:"amount" csv:"amount"` // consumed
	Convention LossConvention   `json:"convention" csv:"convention"`
	Boundary   ghg.Boundary `json:"boundary" csv:"boundary"`
	Loss       *decimal.Decimal `json:"loss,omitempty" csv:"loss,omitempty"`               // L: 0.05
	LossSource string           `json:"loss_source,omitempty" csv:"loss_source,omitempty"` // the document it is printed in
	Factor     factors.Supplied      `json:"factor,omitzero" csv:"factor,omitempty"`
}

// Calculate returns one result.
func (a Losses) Calculate(b factors.Basis) (ghg.Results, error) {
	c := begin(b, MethodLosses, ghg.FuelAndEnergyRelatedActivities, a.ID, a.Entity, a.Site, a.Period, a.Quality, false)
	checkBought(c, a.Energy, a.Region, a.Amount)
	lossConventions.check(c, uint8(a.Convention))
	a.checkBoundary(c)
	lost := a.lost(c)
	c.Apply("losses", lost, c.Factor(a.Factor, a.Energy, a.Region, a.Amount.Unit, a.Boundary))
	c.Fact("convention", a.Convention.String())
	return c.Results()
}

// lost is the energy lost, by a share; by published factors it is in the factor.
func (a Losses) lost(c *calc.Calc) calc.Flow {
	energy := calc.Of("energy consumed", a.Amount)
	if a.Convention == PublishedLosses {
		if a.Loss != nil {
			c.Refuse("loss", a.Loss.String(), "none: the published factor is of the losses", ghg.ErrMixed)
		}
		return energy
	}
	loss := c.GivenShare("loss", a.Loss)
	c.Text("loss_source", a.LossSource, "the document the share is printed in")
	if !c.Failed() && loss.Equal(one) {
		c.Refuse("loss", loss.String(), "a fraction below 1", ghg.ErrOutOfRange)
	}
	if c.Failed() {
		return energy
	}
	share := calc.Share("loss", loss, a.LossSource)
	if a.Convention == LossOfGeneration {
		return c.TimesRatio(energy, share, c.Remainder("share that arrives", share))
	}
	return c.TimesFlow(energy, share)
}

// checkBoundary requires a boundary that goes with the convention.
func (a Losses) checkBoundary(c *calc.Calc) {
	want, ok := "generation, life-cycle or well-to-tank", a.Boundary == ghg.Generation || a.Boundary == ghg.LifeCycle || a.Boundary == ghg.WellToTank
	if a.Convention == PublishedLosses {
		want, ok = "losses or losses-well-to-tank", a.Boundary == ghg.GridLosses || a.Boundary == ghg.GridLossesWTT
	}
	switch {
	case a.Boundary == 0:
		c.Refuse("boundary", "", want, ghg.ErrMissing)
	case !ok:
		c.Refuse("boundary", a.Boundary.String(), want+", with the convention "+a.Convention.String(), ghg.ErrMixed)
	}
}

// SoldEnergy is the generation of energy that a utility or retailer bought and sold on (category 3, activity D).
//
//	emissions = energy sold × life-cycle EF
//
// Energy is what was bought and sold on to end users, without what was lost on the way. The factor is found with the
// boundary life-cycle, or Factor is used.
//
// Source: Technical Guidance, category 3, activity D and table 3.2 (p. 40).
type SoldEnergy struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Energy string         `json:"energy" csv:"energy"` // "electricity/grid", "heat/district"
	Region string         `json:"region" csv:"region"`
	Amount units.Quantity `json:"amount" csv:"amount"`
	Factor factors.Supplied    `json:"factor,omitzero" csv:"factor,omitempty"`
}

// Calculate returns one result.
func (a SoldEnergy) Calculate(b factors.Basis) (ghg.Results, error) {
	c := begin(b, MethodSoldEnergy, ghg.FuelAndEnergyRelatedActivities, a.ID, a.Entity, a.Site, a.Period, a.Quality, false)
	checkBought(c, a.Energy, a.Region, a.Amount)
	c.Apply("energy sold on", calc.Of("energy", a.Amount), c.Factor(a.Factor, a.Energy, a.Region, a.Amount.Unit, ghg.LifeCycle))
	return c.Results()
}

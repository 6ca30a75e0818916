package scope3

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// TransportFuelBased is transport by the energy it took (categories 4 and 9, and 6 and 7 for people).
//
//	emissions = (fuel × EF + refrigerant leaked × GWP) × share + fuel of the empty return × its share × EF
//	fuel      = amount, or distance ÷ economy
//
// Share is the reporter's part of the vehicle's load, by mass, volume or seats; 1 if all of it is. Backhaul is the energy
// of the empty return, from the same carrier. Energy names the carrier, fuel/… or electricity/…. A refrigerant that the
// cooled vehicle leaked is on the same row or on one of its own; it has no well-to-tank.
//
// The parts are named tank-to-wheel, well-to-tank or well-to-wheel, as Stages chooses. For electricity, tank-to-wheel is
// its generation, which is the carrier's scope 2; ISO 14083 adds that to the provision of the energy. Well-to-tank is the
// upstream of the electricity, the generation of what was lost in transmission and distribution, and the upstream of
// that: three factors of the basis, or UpstreamFactor with LossesFactor. Without the losses the two parts would not be
// well-to-wheel.
//
// The result is primary data ([DataType]) if the energy is given as used; by distance and economy it is modelled.
//
// Source: Technical Guidance for Calculating Scope 3 Emissions, category 4, fuel-based method (example 4.1, p. 56);
// categories 6, 7 and 9 refer to it. ISO 14083.
type TransportFuelBased struct {
	ID       string       `json:"id" csv:"id"`
	Entity   string       `json:"entity,omitempty" csv:"entity,omitempty"`
	Site     string       `json:"site,omitempty" csv:"site,omitempty"`
	Period   ghg.Period   `json:"period" csv:"period"`
	Quality  ghg.Quality  `json:"quality,omitzero" csv:"quality,omitempty"`
	Category ghg.Category `json:"category" csv:"category"`

	Stages Stages           `json:"stages" csv:"stages"`             // the stages to calculate (apart gives tank-to-wheel and well-to-tank as two results)
	Region string           `json:"region" csv:"region"`             // the country where the energy is used: "GB"
	Share  *decimal.Decimal `json:"share" csv:"share" input:"[0,1]"` // the reporter's share of the vehicle's load: "0.4"

	Energy         string           `json:"energy,omitempty" csv:"energy,omitempty"`                   // the carrier of energy, by its name in the vocabulary: "fuel/diesel", "electricity/grid"
	Amount         units.Quantity   `json:"amount,omitzero" csv:"amount,omitempty"`                    // the energy used: "50000 L"
	Distance       units.Quantity   `json:"distance,omitzero" csv:"distance,omitempty" input:"length"` // the distance driven, where the energy is not known: "12000 km"
	Economy        units.Rate       `json:"economy,omitzero" csv:"economy,omitempty" input:"(0,)"`     // the distance per energy, or the energy per distance: "3.5 km/L", "0.28 L/km"
	Source         string           `json:"source,omitempty" csv:"source,omitempty"`                   // the document or table of the economy: "fuel cards"
	Factor         factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"`                    // a factor of the energy, instead of one from the basis: "2.6 kg CO2/L; carrier 2024"
	UpstreamFactor factors.Supplied `json:"upstream_factor,omitzero" csv:"upstream_factor,omitempty"`  // with stages apart: a well-to-tank factor, instead of one from the basis: "0.6 kg CO2e/L AR5; carrier 2024"
	LossesFactor   factors.Supplied `json:"losses_factor,omitzero" csv:"losses_factor,omitempty"`      // with stages apart, of electricity: a factor of its losses and their upstream, required with upstream_factor; zero if that covers them: "0.023 kg CO2e/kWh AR5; grid operator 2024"

	Backhaul      units.Quantity   `json:"backhaul,omitzero" csv:"backhaul,omitempty"`                            // the energy of the empty return: "12000 L"
	BackhaulShare *decimal.Decimal `json:"backhaul_share,omitempty" csv:"backhaul_share,omitempty" input:"[0,1]"` // the reporter's share of the empty return: "0.5"

	Refrigerant string         `json:"refrigerant,omitempty" csv:"refrigerant,omitempty"`   // the gas or blend that the cooled vehicle leaked: "R-404A"
	Leaked      units.Quantity `json:"leaked,omitzero" csv:"leaked,omitempty" input:"mass"` // the mass leaked: "6 kg"
}

var transportFuelBased = declare[TransportFuelBased](
	transportCategories, byData, byStage,
	"fuel/FUEL or electricity/GRID, by stage; losses and losses-well-to-tank of electricity",
	`{"id": "linehaul-diesel", "period": "2024", "category": 4, "stages": "apart", "region": "GB", "share": "1",
	"energy": "fuel/diesel/average-biofuel-blend", "amount": "50000 L", "backhaul": "12000 L", "backhaul_share": "0.5"}`,
	`{"id": "cold-chain", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "reliability 2", "category": 9,
	"stages": "apart", "region": "GB", "share": "0.4", "energy": "fuel/diesel", "distance": "12000 km", "economy": "3.5 km/L",
	"source": "fuel cards", "factor": "2.6 kg CO2/L; carrier 2024", "upstream_factor": "0.6 kg CO2e/L AR5; carrier 2024",
	"refrigerant": "R-404A", "leaked": "6 kg"}`,
	`{"id": "electric-vans", "period": "2024", "category": 4, "stages": "apart", "region": "FR", "share": "1", "energy": "electricity/grid",
	"amount": "1000 kWh", "factor": "0.05 kg CO2e/kWh AR5; grid operator 2024", "upstream_factor": "0.02 kg CO2e/kWh AR5; agency 2024",
	"losses_factor": "0.004 kg CO2e/kWh AR5; grid operator 2024, with upstream"}`,
)

// Calculate returns a result for each stage. It fails if an input is missing, negative or out of its range, if an input
// is given without what it belongs to, or if there is no factor.
func (a TransportFuelBased) Calculate(b factors.Basis) (ghg.Results, error) {
	c := transportFuelBased.Begin(b, &a)
	from := supply{a.Factor, a.UpstreamFactor, a.LossesFactor}
	a.Stages.check(c, from, a.Energy)
	a.checkEnergy(c)
	a.checkBackhaul(c)
	checkLeak(c, a.Refrigerant, a.Leaked)
	c.Primary(!a.Distance.Given())
	share := method.Number(a.Share)
	var used method.Flow
	if a.Energy != "" {
		used = consumption{a.Energy, a.Amount, a.Distance, a.Economy, a.Source}.flow(c).Times("share of the load", share, "")
	}
	return a.Stages.results(c, func(c *method.Calc, st stage) {
		if a.Energy != "" {
			st.energy(c, a.Energy, a.Energy, a.Region, used, from)
		}
		if a.Backhaul.Given() {
			back := method.Of("empty return", a.Backhaul).Times("share of the return", method.Number(a.BackhaulShare), "")
			st.energy(c, "empty return, "+a.Energy, a.Energy, a.Region, back, from)
		}
		if a.Refrigerant != "" && !st.upstream() {
			c.Release(a.Refrigerant, method.Of("leaked", a.Leaked).Times("share of the load", share, ""), a.Refrigerant)
		}
	})
}

// checkEnergy requires a carrier or a refrigerant, and a carrier for every input that is of one.
func (a TransportFuelBased) checkEnergy(c *method.Calc) {
	switch {
	case a.Energy != "":
	case a.Amount.Given(), a.Distance.Given(), a.Economy.Given(), a.Factor.Given(), a.UpstreamFactor.Given(), a.LossesFactor.Given(), a.Backhaul.Given():
		c.Require("energy")
	case a.Refrigerant == "":
		c.Refuse("energy", "", energyWanted, ghg.ErrMissing)
	}
}

// checkBackhaul requires the empty return and its share together or neither.
func (a TransportFuelBased) checkBackhaul(c *method.Calc) {
	if a.Backhaul.Given() {
		c.Require("backhaul_share")
	} else if a.BackhaulShare != nil {
		c.Require("backhaul")
	}
	checkHeatingValue(c, "backhaul", a.Energy, a.Backhaul)
}

// consumption is the energy of a transport: an amount, or a distance and the economy of the vehicle.
type consumption struct {
	energy           string // the carrier
	amount, distance units.Quantity
	economy          units.Rate
	source           string
}

// flow checks the consumption and returns it.
func (k consumption) flow(c *method.Calc) method.Flow {
	if !k.distance.Given() && !k.economy.Given() {
		c.Require("amount")
		checkHeatingValue(c, "amount", k.energy, k.amount)
		return method.Of("amount", k.amount)
	}
	if k.amount.Given() {
		c.Refuse("amount", k.amount.String(), "either it, or distance and economy", ghg.ErrMixed)
	}
	c.Require("distance", "economy", "source")
	distance := method.Of("distance", k.distance)
	switch units.Length {
	case k.economy.Num.Dimension():
		checkHeatingValueOf(c, "economy", k.energy, k.economy, k.economy.Den)
		return c.PerRate(distance, "economy", k.economy, k.source)
	case k.economy.Den.Dimension():
		checkHeatingValueOf(c, "economy", k.energy, k.economy, k.economy.Num)
		return c.TimesRate(distance, "consumption", k.economy, k.source)
	}
	c.Refuse("economy", k.economy.String(), "a distance per amount such as 3.5 km/L, or an amount per distance such as 0.28 L/km", ghg.ErrDimension)
	return method.Flow{}
}

package scope3

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/calc"
	"github.com/ghgkit/ghg/units"
)

// Names of the methods of transport, for categories 4 (upstream) and 9 (downstream). The fuel-based one also serves
// categories 6 and 7, where the Guidance refers to it.
const (
	MethodTransportEnergy ghg.Method = "scope3.transport.fuel-based"
	MethodFreight         ghg.Method = "scope3.transport.distance-based"
	MethodFreightVehicle  ghg.Method = "scope3.transport.vehicle-distance"
	MethodImprovedTonneKm ghg.Method = "scope3.transport.improved-tonne-km"
)

func freightCategories() []ghg.Category {
	return []ghg.Category{ghg.UpstreamTransportationAndDistribution, ghg.DownstreamTransportationAndDistribution}
}

func transportCategories() []ghg.Category {
	return []ghg.Category{ghg.UpstreamTransportationAndDistribution, ghg.BusinessTravel, ghg.EmployeeCommuting, ghg.DownstreamTransportationAndDistribution}
}

// TransportEnergy is transport by the energy it took (categories 4 and 9, and 6 and 7 for people).
//
//	emissions = (fuel × EF + refrigerant leaked × GWP) × share + fuel of the empty return × its share × EF
//	fuel      = amount, or distance ÷ economy
//
// Share is the part of the vehicle's load, by mass, volume or seats, that is the reporter's; 1 if all of it is. Backhaul
// is what the vehicle took to come back empty, in the same carrier. Energy names the carrier, fuel/… or electricity/….
// A refrigerant that the cooled vehicle leaked may be on the same row or on one of its own; it has no well-to-tank.
//
// The parts are named tank-to-wheel, well-to-tank or well-to-wheel as Stages asks. Of electricity the first is its
// generation, which is the carrier's scope 2; ISO 14083 adds that to the production of the energy.
//
// Source: Technical Guidance for Calculating Scope 3 Emissions, category 4, fuel-based method (example 4.1, p. 56);
// categories 6, 7 and 9 refer to it. ISO 14083.
type TransportEnergy struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Category int              `json:"category" csv:"category"` // 4, 6, 7 or 9
	Stages   Stages           `json:"stages" csv:"stages"`
	Region   string           `json:"region" csv:"region"`
	Share    *decimal.Decimal `json:"share" csv:"share"` // of the vehicle's load that is the reporter's: 0.4

	Energy         string         `json:"energy,omitempty" csv:"energy,omitempty"` // "fuel/diesel", "electricity/grid"
	Amount         units.Quantity `json:"amount,omitzero" csv:"amount,omitempty"`  // of the energy
	Distance       units.Quantity `json:"distance,omitzero" csv:"distance,omitempty"`
	Economy        units.Rate     `json:"economy,omitzero" csv:"economy,omitempty"` // "3.5 km/L", "0.28 L/km"
	Source         string         `json:"source,omitempty" csv:"source,omitempty"`  // of the economy
	Factor         factors.Supplied    `json:"factor,omitzero" csv:"factor,omitempty"`
	UpstreamFactor factors.Supplied    `json:"upstream_factor,omitzero" csv:"upstream_factor,omitempty"`

	Backhaul      units.Quantity   `json:"backhaul,omitzero" csv:"backhaul,omitempty"` // energy of the empty return
	BackhaulShare *decimal.Decimal `json:"backhaul_share,omitempty" csv:"backhaul_share,omitempty"`

	Refrigerant string         `json:"refrigerant,omitempty" csv:"refrigerant,omitempty"` // "R-404A"
	Leaked      units.Quantity `json:"leaked,omitzero" csv:"leaked,omitempty"`            // mass of it
}

// Calculate returns a result for each stage.
func (a TransportEnergy) Calculate(b factors.Basis) (ghg.Results, error) {
	return a.Stages.results(func(st stage) *calc.Calc {
		c := beginOneOf(b, MethodTransportEnergy, a.Category, transportCategories(), a.ID, a.Entity, a.Site, a.Period, a.Quality, true)
		a.Stages.check(c, a.UpstreamFactor)
		c.Text("region", a.Region, "where the energy is used, such as GB")
		share := c.GivenShare("share", a.Share)
		used := a.used(c)
		back := a.back(c)
		if c.Failed() {
			return c
		}
		own := st.own(a.Factor, a.UpstreamFactor)
		if a.Energy != "" {
			st.energy(c, a.Energy, a.Energy, a.Region, used.Times("share of the load", share, ""), own)
		}
		if a.Backhaul.Given() {
			st.energy(c, "empty return, "+a.Energy, a.Energy, a.Region, back, own)
		}
		if a.Refrigerant != "" && !st.upstream() {
			c.Release(a.Refrigerant, calc.Of("leaked", a.Leaked).Times("share of the load", share, ""), a.Refrigerant)
		}
		return c
	})
}

// used checks the carrier, its amount and the refrigerant, and returns the amount.
func (a TransportEnergy) used(c *calc.Calc) calc.Flow {
	if a.Energy == "" && a.Refrigerant == "" {
		c.Refuse("energy", "", "a carrier such as fuel/diesel or electricity/grid, or a refrigerant", ghg.ErrMissing)
	}
	if a.Refrigerant != "" {
		c.Amount("leaked", a.Leaked, units.Mass)
	} else if a.Leaked.Given() {
		c.Refuse("refrigerant", "", "the gas or blend that leaked, such as R-404A", ghg.ErrMissing)
	}
	if a.Energy == "" {
		if a.Amount.Given() || a.Distance.Given() || a.Economy.Given() || a.Factor.Given() || a.UpstreamFactor.Given() || a.Backhaul.Given() {
			c.Refuse("energy", "", "the carrier that the amount or factor is of, such as fuel/diesel", ghg.ErrMissing)
		}
		return calc.Flow{}
	}
	return consumption{a.Amount, a.Distance, a.Economy, a.Source, strings.HasPrefix(a.Energy, "fuel/")}.flow(c)
}

// back checks the empty return and returns its energy.
func (a TransportEnergy) back(c *calc.Calc) calc.Flow {
	if !a.Backhaul.Given() {
		if a.BackhaulShare != nil {
			c.Refuse("backhaul", "", "the energy of the empty return that backhaul_share is of", ghg.ErrMissing)
		}
		return calc.Flow{}
	}
	if strings.HasPrefix(a.Energy, "fuel/") {
		c.FuelAmount("backhaul", a.Backhaul)
	} else {
		c.Amount("backhaul", a.Backhaul)
	}
	return calc.Of("empty return", a.Backhaul).Times("share of the return", c.GivenShare("backhaul_share", a.BackhaulShare), "")
}

// Freight is a leg of the transport of goods by its load and distance (categories 4 and 9).
//
//	emissions = load × distance × EF(mode, class)
//
// The load is a mass, a volume, or a number of containers (TEU) or pallets; Work is the product where only that is
// known. The factor is found as freight/MODE per the same dimension: per t·km, TEU·km, m3·km. Legs are rows: their sum
// is the transport's. Empty running that the factor does not hold is a row of [FreightVehicle].
//
// Source: Technical Guidance, category 4, distance-based method (example 4.2, p. 62), and category 9 (example 9.1,
// p. 105); Japan's Ministry of the Environment, database of emission units, table 2 (トンキロ法); ISO 14083.
type Freight struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Category       int            `json:"category" csv:"category"` // 4 or 9
	Stages         Stages         `json:"stages" csv:"stages"`
	Mode           string         `json:"mode" csv:"mode"` // of the vocabulary: "road/hgv/average/average-laden", "rail"
	Region         string         `json:"region" csv:"region"`
	Load           units.Quantity `json:"load,omitzero" csv:"load,omitempty"` // "12 t", "4 TEU"
	Distance       units.Quantity `json:"distance,omitzero" csv:"distance,omitempty"`
	Work           units.Quantity `json:"work,omitzero" csv:"work,omitempty"` // "1200 t·km", instead of the two
	Factor         factors.Supplied    `json:"factor,omitzero" csv:"factor,omitempty"`
	UpstreamFactor factors.Supplied    `json:"upstream_factor,omitzero" csv:"upstream_factor,omitempty"`
}

// Calculate returns a result for each stage.
func (a Freight) Calculate(b factors.Basis) (ghg.Results, error) {
	return a.Stages.results(func(st stage) *calc.Calc {
		c := beginOneOf(b, MethodFreight, a.Category, freightCategories(), a.ID, a.Entity, a.Site, a.Period, a.Quality, false)
		a.Stages.check(c, a.UpstreamFactor)
		c.Text("mode", a.Mode, "a mode and class of freight, such as road/hgv/average/average-laden")
		c.Text("region", a.Region, "where the goods are carried, such as GB")
		work := carriage{a.Load, a.Distance, a.Work}.flow(c)
		mode := calc.Under("freight", a.Mode)
		c.Apply(mode, work, c.Factor(st.own(a.Factor, a.UpstreamFactor), mode, a.Region, work.Unit(), st.ofDistance(mode)))
		return c
	})
}

// FreightVehicle is the distance that a vehicle drove for the goods, laden or empty (categories 4 and 9).
//
//	emissions = distance × EF(vehicle, load) × share
//
// It is for factors per kilometre of a vehicle: of a vehicle that carried one's goods only, and of the empty return, whose
// class a publisher may tell apart (vehicle/hgv/average/0-laden). Share is the reporter's part of the run; 1 if all of
// it is. The factor is found by the whole name in Vehicle.
//
// Source: Technical Guidance, category 4, distance-based method, emissions from backhaul; EPA hub, table 8 (per
// vehicle-mile).
type FreightVehicle struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Category       int              `json:"category" csv:"category"` // 4 or 9
	Stages         Stages           `json:"stages" csv:"stages"`
	Vehicle        string           `json:"vehicle" csv:"vehicle"` // "vehicle/hgv/average/0-laden", "freight/road/light-duty-truck"
	Region         string           `json:"region" csv:"region"`
	Distance       units.Quantity   `json:"distance" csv:"distance"`
	Share          *decimal.Decimal `json:"share" csv:"share"`
	Factor         factors.Supplied      `json:"factor,omitzero" csv:"factor,omitempty"`
	UpstreamFactor factors.Supplied      `json:"upstream_factor,omitzero" csv:"upstream_factor,omitempty"`
}

// Calculate returns a result for each stage.
func (a FreightVehicle) Calculate(b factors.Basis) (ghg.Results, error) {
	return a.Stages.results(func(st stage) *calc.Calc {
		c := beginOneOf(b, MethodFreightVehicle, a.Category, freightCategories(), a.ID, a.Entity, a.Site, a.Period, a.Quality, false)
		a.Stages.check(c, a.UpstreamFactor)
		c.Text("vehicle", a.Vehicle, "a class of vehicle, such as vehicle/hgv/average/0-laden")
		c.Text("region", a.Region, "where it is driven, such as GB")
		c.Amount("distance", a.Distance, units.Length)
		share := c.GivenShare("share", a.Share)
		run := calc.Of("distance", a.Distance).Times("share of the run", share, "")
		c.Apply(a.Vehicle, run, c.Factor(st.own(a.Factor, a.UpstreamFactor), a.Vehicle, a.Region, run.Unit(), st.ofDistance(a.Vehicle)))
		return c
	})
}

// ImprovedTonneKm is a leg of road transport by the fuel that a tonne-kilometre takes in a vehicle of a size and with a
// load factor (改良トンキロ法; categories 4 and 9).
//
//	emissions = mass × distance × fuel per t·km(class of vehicle, load factor) × EF(fuel)
//
// Consumption is the value of the published table for the class and load factor, which are recorded with it. The
// published formula behind the table has a logarithm and is not evaluated here: the table's value is what is printed.
//
// Source: Japan's METI and MLIT, joint guideline for calculating CO2 emissions in logistics
// (ロジスティクス分野におけるCO2排出量算定方法共同ガイドライン), improved tonne-kilometre method; Act on the Rational Use of Energy,
// consignors.
type ImprovedTonneKm struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Category       int              `json:"category" csv:"category"` // 4 or 9
	Stages         Stages           `json:"stages" csv:"stages"`
	Mass           units.Quantity   `json:"mass" csv:"mass"`
	Distance       units.Quantity   `json:"distance" csv:"distance"`
	Vehicle        string           `json:"vehicle" csv:"vehicle"`         // class of the table: "business, 10 to 12 t"
	LoadFactor     *decimal.Decimal `json:"load_factor" csv:"load_factor"` // 0.6, as the table's column
	Consumption    units.Rate       `json:"consumption" csv:"consumption"` // "0.0426 L/t·km"
	Source         string           `json:"source" csv:"source"`           // of the consumption: document and table
	Fuel           string           `json:"fuel" csv:"fuel"`               // "diesel"
	Region         string           `json:"region" csv:"region"`
	Factor         factors.Supplied      `json:"factor,omitzero" csv:"factor,omitempty"`
	UpstreamFactor factors.Supplied      `json:"upstream_factor,omitzero" csv:"upstream_factor,omitempty"`
}

// Calculate returns a result for each stage.
func (a ImprovedTonneKm) Calculate(b factors.Basis) (ghg.Results, error) {
	return a.Stages.results(func(st stage) *calc.Calc {
		c := beginOneOf(b, MethodImprovedTonneKm, a.Category, freightCategories(), a.ID, a.Entity, a.Site, a.Period, a.Quality, false)
		a.Stages.check(c, a.UpstreamFactor)
		c.Amount("mass", a.Mass, units.Mass)
		c.Amount("distance", a.Distance, units.Length)
		c.Text("vehicle", a.Vehicle, "the table's class of vehicle")
		load := c.GivenShare("load_factor", a.LoadFactor)
		checkRate(c, "consumption", a.Consumption, "fuel per tonne-kilometre, such as 0.0426 L/t·km")
		c.Text("source", a.Source, "the document and table of the consumption")
		c.Text("fuel", a.Fuel, "a fuel of the vocabulary, such as diesel")
		c.Text("region", a.Region, "where it is driven, such as JP")
		if c.Failed() {
			return c
		}
		work := c.TimesAmount(calc.Of("mass", a.Mass), "distance", a.Distance)
		fuel := c.TimesRate(work, "fuel per t·km", a.Consumption, a.Source)
		st.energy(c, a.Fuel, calc.FuelActivity(a.Fuel), a.Region, fuel, st.own(a.Factor, a.UpstreamFactor))
		c.Fact("vehicle", a.Vehicle)
		c.Fact("load factor", load.String())
		return c
	})
}

// checkRate requires a rate that is given and not negative.
func checkRate(c *calc.Calc, field string, r units.Rate, want string) {
	switch {
	case !r.Given():
		c.Refuse(field, "", want, ghg.ErrMissing)
	case r.Value.IsNegative():
		c.Refuse(field, r.String(), want, ghg.ErrNegative)
	}
}

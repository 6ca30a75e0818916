package scope3

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// TransportDistanceBased is a leg of the transport of goods by its load and distance (categories 4 and 9).
//
//	emissions = load × distance × EF(mode, class)
//
// The load is a mass, a volume, or a number of containers (TEU) or pallets; Work is the product of load and distance,
// where only that is known. The factor is found as freight/MODE in the same dimension: per t·km, TEU·km, m3·km. Each leg
// is a row, and the transport is the sum of its legs. Empty running that the factor does not cover is a row of
// [TransportVehicleDistance].
//
// A factor per t·km belongs to one kind of distance: the one by which its tonne-kilometres were counted. DistanceKind and
// FactorDistanceKind state the kinds of both. Where they differ, the distance is multiplied by DistanceAdjustment, the
// distance of the factor's kind ÷ that of the activity's kind; where they do not, an adjustment is refused. A factor per
// great-circle or shortest feasible distance already holds the detours, so an actual distance with such a factor needs an
// adjustment of at most 1. The kinds are not checked if neither is stated; ISO 14083 requires them.
//
// The result is primary data if Data is; see [DataType].
//
// Source: Technical Guidance, category 4, distance-based method (example 4.2, p. 62), and category 9 (example 9.1,
// p. 105); Japan's Ministry of the Environment, database of emission units, table 2 (トンキロ法); ISO 14083:2023 and GLEC Framework v3.1
// (2024), distance adjustment factor (cited from summaries).
type TransportDistanceBased struct {
	ID       string       `json:"id" csv:"id"`
	Entity   string       `json:"entity,omitempty" csv:"entity,omitempty"`
	Site     string       `json:"site,omitempty" csv:"site,omitempty"`
	Period   ghg.Period   `json:"period" csv:"period"`
	Quality  ghg.Quality  `json:"quality,omitzero" csv:"quality,omitempty"`
	Category ghg.Category `json:"category" csv:"category"`

	Stages             Stages           `json:"stages" csv:"stages"`                                                            // the stages to calculate (apart gives tank-to-wheel and well-to-tank as two results)
	Mode               string           `json:"mode" csv:"mode"`                                                                // the mode and class of freight, by its name in the vocabulary: "road/hgv/average/average-laden", "rail"
	Region             string           `json:"region" csv:"region"`                                                            // the country that the factor is for: "GB"
	Load               units.Quantity   `json:"load,omitzero" csv:"load,omitempty" input:"mass|volume|any count"`               // the load carried: "12 t", "4 TEU"
	Distance           units.Quantity   `json:"distance,omitzero" csv:"distance,omitempty" input:"length"`                      // the distance of the leg: "340 km"
	Work               units.Quantity   `json:"work,omitzero" csv:"work,omitempty"`                                             // the load times the distance, instead of the two: "1200 t·km"
	DistanceKind       DistanceKind     `json:"distance_kind,omitzero" csv:"distance_kind,omitempty"`                           // the kind of the distance
	FactorDistanceKind DistanceKind     `json:"factor_distance_kind,omitzero" csv:"factor_distance_kind,omitempty"`             // the kind of distance that the factor is per, required with distance_kind
	DistanceAdjustment *decimal.Decimal `json:"distance_adjustment,omitempty" csv:"distance_adjustment,omitempty" input:"(0,)"` // the distance adjustment factor (DAF), where the two kinds differ: "1.05"
	AdjustmentSource   string           `json:"adjustment_source,omitempty" csv:"adjustment_source,omitempty"`                  // the document of the distance adjustment factor: "GLEC Framework v3.1, road"
	Data               DataType         `json:"data,omitzero" csv:"data,omitempty"`                                             // the type of the data on load and distance (primary if recorded for this transport, secondary or not given otherwise)
	Factor             factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"`                                         // a factor of the mode, instead of one from the basis: "0.1 kg CO2/t·km; carrier 2024"
	UpstreamFactor     factors.Supplied `json:"upstream_factor,omitzero" csv:"upstream_factor,omitempty"`                       // with stages apart: a well-to-tank factor, instead of one from the basis: "0.025 kg CO2e/t·km AR5; carrier 2024"
}

var transportDistanceBased = declare[TransportDistanceBased](
	freightCategories, byData, byStage,
	"freight/MODE, by stage",
	`{"id": "inbound-truck", "period": "2024", "category": 4, "stages": "apart", "mode": "road/hgv/average/average-laden", "region": "GB",
	"load": "1250 t", "distance": "340 km"}`,
	`{"id": "outbound-rail", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "reliability 2", "category": 9,
	"stages": "apart", "mode": "rail", "region": "GB", "work": "96000 t·km", "factor": "0.03 kg CO2/t·km; carrier 2024",
	"upstream_factor": "0.007 kg CO2e/t·km AR5; carrier 2024"}`,
	`{"id": "inbound-adjusted", "period": "2024", "category": 4, "stages": "tank-to-wheel", "mode": "road", "region": "DE", "load": "20 t",
	"distance": "400 km", "distance_kind": "shortest-feasible", "factor_distance_kind": "actual", "distance_adjustment": "1.05",
	"adjustment_source": "GLEC Framework v3.1, road", "data": "primary", "factor": "0.07 kg CO2e/t·km AR5; carrier's fleet by odometer 2024"}`,
)

// Calculate returns a result for each stage. It fails if an input is missing, negative or of the wrong dimension, if work
// is given beside load or distance, or if there is no factor.
func (a TransportDistanceBased) Calculate(b factors.Basis) (ghg.Results, error) {
	c := transportDistanceBased.Begin(b, &a)
	from := supply{use: a.Factor, upstream: a.UpstreamFactor}
	a.Stages.check(c, from)
	basis := distanceBasis{"", a.DistanceKind, a.FactorDistanceKind, a.DistanceAdjustment, a.AdjustmentSource}
	work := basis.adjust(c, a.work(c))
	c.Primary(a.Data == PrimaryData)
	return a.Stages.results(c, func(c *method.Calc, st stage) {
		st.distance(c, method.Under("freight", a.Mode), a.Region, work, from)
		basis.note(c)
	})
}

// work is the transport activity: tonne-kilometres, TEU-kilometres, m3-kilometres. A distance is an input and never
// estimated.
func (a TransportDistanceBased) work(c *method.Calc) method.Flow {
	if !a.Work.Given() {
		c.Require("load", "distance")
		return c.TimesAmount(method.Of("load", a.Load), "distance", a.Distance)
	}
	if a.Load.Given() || a.Distance.Given() {
		c.Refuse("work", a.Work.String(), "either it, or load and distance", ghg.ErrMixed)
	}
	if !strings.HasSuffix(string(a.Work.Unit.Dimension()), "·"+string(units.Length)) {
		c.Refuse("work", a.Work.String(), "a load times a distance, such as 1200 t·km", ghg.ErrDimension)
	}
	return method.Of("transport activity", a.Work)
}

// TransportVehicleDistance is the distance that a vehicle drove for the goods, laden or empty (categories 4 and 9).
//
//	emissions = distance × EF(vehicle, load) × share
//
// It is for factors per kilometre of a vehicle: one that carried only the reporter's goods, or one on its empty return,
// which a publisher may list as a class of its own (vehicle/hgv/average/0-laden). Share is the reporter's part of the
// run; 1 if all of it is. The factor is found by the full name in Vehicle. For an electric vehicle that is the name of its
// electricity, electricity/vehicle/…; its well-to-tank holds the losses in transmission and distribution.
//
// The result is primary data if Data is; see [DataType].
//
// Source: Technical Guidance, category 4, distance-based method, emissions from backhaul; EPA hub, table 8 (per
// vehicle-mile).
type TransportVehicleDistance struct {
	ID       string       `json:"id" csv:"id"`
	Entity   string       `json:"entity,omitempty" csv:"entity,omitempty"`
	Site     string       `json:"site,omitempty" csv:"site,omitempty"`
	Period   ghg.Period   `json:"period" csv:"period"`
	Quality  ghg.Quality  `json:"quality,omitzero" csv:"quality,omitempty"`
	Category ghg.Category `json:"category" csv:"category"`

	Stages         Stages           `json:"stages" csv:"stages"`                                      // the stages to calculate (apart gives tank-to-wheel and well-to-tank as two results)
	Vehicle        string           `json:"vehicle" csv:"vehicle"`                                    // the class of the vehicle, by its full name in the vocabulary: "vehicle/hgv/average/0-laden", "freight/road/light-duty-truck"
	Region         string           `json:"region" csv:"region"`                                      // the country where it is driven: "GB"
	Distance       units.Quantity   `json:"distance" csv:"distance" input:"length"`                   // the distance driven: "8400 km"
	Share          *decimal.Decimal `json:"share" csv:"share" input:"[0,1]"`                          // the reporter's share of the run: "0.5"
	Data           DataType         `json:"data,omitzero" csv:"data,omitempty"`                       // the type of the data on the distance (primary if recorded for this run, secondary or not given otherwise)
	Factor         factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"`                   // a factor per distance, instead of one from the basis: "0.7 kg CO2/km; carrier 2024"
	UpstreamFactor factors.Supplied `json:"upstream_factor,omitzero" csv:"upstream_factor,omitempty"` // with stages apart: a well-to-tank factor, instead of one from the basis: "0.2 kg CO2e/km AR5; carrier 2024"
	LossesFactor   factors.Supplied `json:"losses_factor,omitzero" csv:"losses_factor,omitempty"`     // with stages apart, of electricity: a factor of its losses and their upstream, required with upstream_factor; zero if that covers them: "0.023 kg CO2e/km AR5; carrier 2024"
}

var transportVehicleDistance = declare[TransportVehicleDistance](
	freightCategories, byData, byStage,
	"vehicle/VEHICLE or any other per distance, by stage",
	`{"id": "empty-return", "period": "2024", "category": 4, "stages": "tank-to-wheel", "vehicle": "vehicle/hgv/average/0-laden",
	"region": "GB", "distance": "8400 km", "share": "0.5"}`,
	`{"id": "courier", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "reliability 2", "category": 9,
	"stages": "apart", "vehicle": "vehicle/van/average/diesel", "region": "GB", "distance": "900 km", "share": "1",
	"factor": "0.24 kg CO2/km; carrier 2024", "upstream_factor": "0.06 kg CO2e/km AR5; carrier 2024"}`,
	`{"id": "electric-courier", "period": "2024", "category": 9, "stages": "apart", "vehicle": "electricity/vehicle/van/average/battery-electric",
	"region": "GB", "distance": "900 km", "share": "1", "data": "primary", "factor": "0.07 kg CO2e/km AR5; carrier 2024",
	"upstream_factor": "0.018 kg CO2e/km AR5; carrier 2024", "losses_factor": "0.007 kg CO2e/km AR5; carrier 2024"}`,
)

// Calculate returns a result for each stage. It fails if an input is missing, negative or out of its range, or if there
// is no factor.
func (a TransportVehicleDistance) Calculate(b factors.Basis) (ghg.Results, error) {
	c := transportVehicleDistance.Begin(b, &a)
	from := supply{a.Factor, a.UpstreamFactor, a.LossesFactor}
	a.Stages.check(c, from, a.Vehicle)
	c.Primary(a.Data == PrimaryData)
	run := method.Of("distance", a.Distance).Times("share of the run", method.Number(a.Share), "")
	return a.Stages.results(c, func(c *method.Calc, st stage) {
		st.distance(c, a.Vehicle, a.Region, run, from)
	})
}

// TransportImprovedTonneKm is a leg of road transport by the fuel that a tonne-kilometre takes in a vehicle of a given
// size and load factor (改良トンキロ法; categories 4 and 9).
//
//	emissions = mass × distance × fuel per t·km(class of vehicle, load factor) × EF(fuel)
//
// Consumption is the value that the published table prints for the class of vehicle and the load factor, which the
// result records. The published formula behind the table has a logarithm and is not evaluated here.
//
// Source: Japan's METI and MLIT, joint guideline for calculating CO2 emissions in logistics
// (ロジスティクス分野におけるCO2排出量算定方法共同ガイドライン), improved tonne-kilometre method; Act on the Rational Use of Energy,
// consignors.
type TransportImprovedTonneKm struct {
	ID       string       `json:"id" csv:"id"`
	Entity   string       `json:"entity,omitempty" csv:"entity,omitempty"`
	Site     string       `json:"site,omitempty" csv:"site,omitempty"`
	Period   ghg.Period   `json:"period" csv:"period"`
	Quality  ghg.Quality  `json:"quality,omitzero" csv:"quality,omitempty"`
	Category ghg.Category `json:"category" csv:"category"`

	Stages         Stages           `json:"stages" csv:"stages"`                                      // the stages to calculate (apart gives tank-to-wheel and well-to-tank as two results)
	Mass           units.Quantity   `json:"mass" csv:"mass" input:"mass"`                             // the mass carried: "8 t"
	Distance       units.Quantity   `json:"distance" csv:"distance" input:"length"`                   // the distance of the leg: "420 km"
	Vehicle        string           `json:"vehicle" csv:"vehicle"`                                    // the class of the vehicle in the table: "business, 10 to 12 t"
	LoadFactor     *decimal.Decimal `json:"load_factor" csv:"load_factor" input:"[0,1]"`              // the load factor, as in the table's column: "0.6"
	Consumption    units.Rate       `json:"consumption" csv:"consumption"`                            // the fuel per tonne-kilometre that the table prints: "0.0426 L/t·km"
	Source         string           `json:"source" csv:"source"`                                      // the document and table of the consumption: "joint guideline, table 5"
	Fuel           string           `json:"fuel" csv:"fuel"`                                          // the fuel burned, by its name in the vocabulary: "diesel"
	Region         string           `json:"region" csv:"region"`                                      // the country where it is driven: "JP"
	Factor         factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"`                   // a factor of the fuel, instead of one from the basis: "2.62 kg CO2/L; carrier 2024"
	UpstreamFactor factors.Supplied `json:"upstream_factor,omitzero" csv:"upstream_factor,omitempty"` // with stages apart: a well-to-tank factor, instead of one from the basis: "0.6 kg CO2e/L AR5; carrier 2024"
}

var transportImprovedTonneKm = declare[TransportImprovedTonneKm](
	freightCategories, secondary, byStage,
	"fuel/FUEL, by stage",
	`{"id": "truck-10t", "period": "2024", "category": 4, "stages": "tank-to-wheel", "mass": "8 t", "distance": "420 km",
	"vehicle": "diesel, 10 t, for hire", "load_factor": "0.8", "consumption": "0.05 L/t·km",
	"source": "carrier's statement of 2024 for its 10 t lorries", "fuel": "diesel", "region": "JP",
	"factor": "2.62 kg CO2/L; carrier's statement of 2024"}`,
	`{"id": "truck-4t", "entity": "Example KK", "site": "Osaka", "period": "2024", "quality": "technology 2", "category": 9,
	"stages": "apart", "mass": "2 t", "distance": "60 km", "vehicle": "diesel, 4 t, for hire", "load_factor": "0.6",
	"consumption": "0.11 L/t·km", "source": "carrier's statement of 2024 for its 4 t lorries", "fuel": "diesel", "region": "JP",
	"factor": "2.62 kg CO2/L; carrier's statement of 2024", "upstream_factor": "0.6 kg CO2e/L AR5; study 2024"}`,
)

// Calculate returns a result for each stage. It fails if an input is missing, negative or out of its range, or if there
// is no factor.
func (a TransportImprovedTonneKm) Calculate(b factors.Basis) (ghg.Results, error) {
	c := transportImprovedTonneKm.Begin(b, &a)
	from := supply{use: a.Factor, upstream: a.UpstreamFactor}
	a.Stages.check(c, from)
	work := c.TimesAmount(method.Of("mass", a.Mass), "distance", a.Distance)
	checkHeatingValueOf(c, "consumption", method.FuelActivity(a.Fuel), a.Consumption, a.Consumption.Num)
	fuel := c.TimesRate(work, "fuel per t·km", a.Consumption, a.Source)
	return a.Stages.results(c, func(c *method.Calc, st stage) {
		st.energy(c, a.Fuel, method.FuelActivity(a.Fuel), a.Region, fuel, from)
		c.Note("vehicle", a.Vehicle)
		c.Note("load factor", dec.Text(method.Number(a.LoadFactor)))
	})
}

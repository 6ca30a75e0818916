package scope3_test

import (
	"reflect"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
)

// transportFactors are invented for the tests: round numbers whose products can be checked by eye.
const transportFactors = `activity,region,valid_from,valid_to,unit,boundary,CO2,CH4,N2O
fuel/diesel,GB,2024-01-01,2024-12-31,L,combustion,2.5,0.001,0.002
fuel/diesel,GB,2024-01-01,2024-12-31,L,well-to-tank,0.6,,
fuel/jet-fuel,GB,2024-01-01,2024-12-31,kg,combustion,3.1,,
fuel/jet-fuel,GB,2024-01-01,2024-12-31,kg,well-to-tank,0.7,,
electricity/grid,GB,2024-01-01,2024-12-31,kWh,generation,0.2,,
electricity/grid,GB,2024-01-01,2024-12-31,kWh,well-to-tank,0.05,,
electricity/grid,GB,2024-01-01,2024-12-31,kWh,losses,0.02,,
electricity/grid,GB,2024-01-01,2024-12-31,kWh,losses-well-to-tank,0.004,,
freight/road/hgv,GB,2024-01-01,2024-12-31,t·km,combustion,0.1,,
freight/road/hgv,GB,2024-01-01,2024-12-31,t·km,well-to-tank,0.025,,
freight/sea/container,GB,2024-01-01,2024-12-31,TEU·km,combustion,0.08,,
hub/terminal,GB,2024-01-01,2024-12-31,t,combustion,1.5,,
hub/terminal,GB,2024-01-01,2024-12-31,t,well-to-tank,0.5,,
vehicle/hgv/0-laden,GB,2024-01-01,2024-12-31,km,combustion,0.7,,
vehicle/hgv/0-laden,GB,2024-01-01,2024-12-31,km,well-to-tank,0.2,,
vehicle/car/petrol,GB,2024-01-01,2024-12-31,km,combustion,0.16,,
vehicle/car/petrol,GB,2024-01-01,2024-12-31,km,well-to-tank,0.04,,
electricity/vehicle/car,GB,2024-01-01,2024-12-31,km,generation,0.05,,
storage/warehouse,GB,2024-01-01,2024-12-31,m3·day,unstated,0.01,,
waste/average/landfill,GB,2024-01-01,2024-12-31,t,treatment,500,,
waste/transport,GB,2024-01-01,2024-12-31,t,treatment,20,,
water/treatment,GB,2024-01-01,2024-12-31,m3,treatment,0.2,,
travel/rail,GB,2024-01-01,2024-12-31,passenger·km,combustion,0.03,,
travel/rail,GB,2024-01-01,2024-12-31,passenger·km,well-to-tank,0.01,,
travel/air/long/with-rf,GB,2024-01-01,2024-12-31,passenger·km,combustion,0.2,0.00001,
travel/air/long/without-rf,GB,2024-01-01,2024-12-31,passenger·km,combustion,0.1,0.00001,
travel/air/long/without-rf,GB,2024-01-01,2024-12-31,passenger·km,well-to-tank,0.02,,
travel/air/plain,GB,2024-01-01,2024-12-31,passenger·km,combustion,0.1,,
travel/hotel,GB,2024-01-01,2024-12-31,room·night,unstated,10,,
travel/hotel/london,GB,2024-01-01,2024-12-31,room·night,unstated,12,,
travel/employee-year,GB,2024-01-01,2024-12-31,person·year,unstated,130,,
commute/office,GB,2024-01-01,2024-12-31,person·day,unstated,1.5,,
homeworking/total,GB,2024-01-01,2024-12-31,FTE·hour,unstated,0.3,,
`

func transportBasis(t testing.TB) factors.Basis { return basisOf(t, transportFactors, ghg.AR6()) }

// transportSamples use every input of every method of categories 4 to 7 and 9, but for those that exclude each other.
func transportSamples() []byHand {
	q, r, own := units.MustParse, units.MustRate, factors.MustSupplied
	return []byHand{
		// 1000 L × 0.5 × 2.5 = 1250; 300 L × 0.4 × 2.5 = 300. R-404A is 44 % HFC-125, 52 % HFC-143a, 4 % HFC-134a:
		// AR6 3740, 5810, 1530, so 1 kg × 0.5 is 0.5 × (0.44 × 3740 + 0.52 × 5810 + 0.04 × 1530) = 2364.0.
		// Well-to-tank: (500 + 120) × 0.6 = 372.
		{"energy, back-haul and refrigerant", scope3.TransportFuelBased{
			ID: "energy", Period: year, Category: 4, Stages: scope3.WellToTankApart, Region: "GB",
			Share: share("0.5"), Energy: "fuel/diesel", Amount: q("1000 L"), Factor: own("2.5 kg CO2/L; own"), UpstreamFactor: own("0.6 kg CO2/L; own"),
			Backhaul: q("300 L"), BackhaulShare: share("0.4"), Refrigerant: "R-404A", Leaked: q("1 kg"),
		}, []string{"3914", "372"}},
		// 12 t × 300 km = 3600 t·km; × 0.1 = 360; × 0.02 = 72
		{"freight", scope3.TransportDistanceBased{
			ID: "leg", Period: year, Category: 9, Stages: scope3.WellToTankApart, Mode: "road/hgv", Region: "GB",
			Load: q("12 t"), Distance: q("300 km"), Factor: own("0.1 kg CO2/t·km; own"), UpstreamFactor: own("0.02 kg CO2/t·km; own"),
		}, []string{"360", "72"}},
		// 300 km × 0.5 × 0.7 = 105; × 0.2 = 30
		{"empty run", scope3.TransportVehicleDistance{
			ID: "empty", Period: year, Category: 4, Stages: scope3.WellToTankApart, Vehicle: "vehicle/hgv/0-laden",
			Region: "GB", Distance: q("300 km"), Share: share("0.5"), Factor: own("0.7 kg CO2/km; own"), UpstreamFactor: own("0.2 kg CO2/km; own"),
		}, []string{"105", "30"}},
		// 5 t × 200 km × 0.05 L/t·km = 50 L; × 2.5 = 125; × 0.6 = 30
		{"improved tonne-km", scope3.TransportImprovedTonneKm{
			ID: "truck", Period: year, Category: 4, Stages: scope3.WellToTankApart, Mass: q("5 t"), Distance: q("200 km"),
			Vehicle: "10 t", LoadFactor: share("0.6"), Consumption: r("0.05 L/t·km"), Source: "table", Fuel: "diesel", Region: "GB",
			Factor: own("2.5 kg CO2/L; own"), UpstreamFactor: own("0.6 kg CO2/L; own"),
		}, []string{"125", "30"}},
		// 0.087 t × 423 km × 0.1 + 0.087 t × 1.5 = 3.6801 + 0.1305; × 0.025 and 0.5: 0.920025 + 0.0435
		{"chain", scope3.TransportChain{
			ID: "chain", Period: year, Category: 4, Stages: scope3.WellToTankApart, Mass: q("87 kg"),
			Legs: []scope3.Leg{{Name: "truck", Mode: "road/hgv", Region: "GB", Distance: q("423 km")}},
			Hubs: []scope3.Hub{{Name: "port", Kind: "terminal", Region: "GB"}},
		}, []string{"3.8106", "0.963525"}},
		// 240 of 390 t·km: 12 L × 2.5 × 240/390 = 240/13, 12 × 0.6 × 240/390 = 57.6/13
		{"round", scope3.TransportRound{
			ID: "round", Period: year, Category: 4, Stages: scope3.WellToTankApart, Energy: "fuel/diesel",
			Amount: q("12 L"), Region: "GB", Factor: own("2.5 kg CO2/L; own"), UpstreamFactor: own("0.6 kg CO2/L; own"), By: scope3.ByDrivenDistance,
			Consignments: []scope3.Consignment{{Name: "X", Mass: q("2 t"), Distance: q("120 km"), Ours: true}, {Name: "Y", Mass: q("3 t"), Distance: q("50 km")}},
		}, []string{"18.46153846153846153846153846153846", "4.430769230769230769230769230769231"}},
		// 10 MWh × 0.2 × 0.2 = 400; R-404A of 1 kg is 4728 (above), × 0.2 = 945.6
		{"site", scope3.DistributionSiteSpecific{
			ID: "site", Period: year, Category: 9, Region: "GB", Share: share("0.2"), Energy: "electricity/grid",
			Amount: q("10 MWh"), Factor: own("0.2 kg CO2/kWh; own"), Refrigerant: "R-404A", Leaked: q("1 kg"),
		}, []string{"1345.6"}},
		// 4000 m3 × 2 days × 0.01
		{"store", scope3.DistributionAverageData{
			ID: "store", Period: year, Category: 4, Kind: "warehouse", Region: "GB", Stored: q("4000 m3"),
			Duration: q("2 day"), Factor: own("0.01 kg CO2/m3·day; own"),
		}, []string{"80"}},
		// 1000 × 1.05 − 17 = 1033 nmi: 10000 + 5000 × 33/500 = 10330 kg; + 1500 = 11830; × 0.8 × 0.01 = 94.64 kg of fuel
		{"flight", scope3.TransportFlightFuel{
			ID: "flight", Period: year, Category: 6, Stages: scope3.WellToTankApart, Aircraft: "A350",
			GreatCircle: q("1000 nmi"), Adjustment: share("1.05"), LTODistance: q("17 nmi"), BelowDistance: q("1000 nmi"), BelowFuel: q("10000 kg"),
			AboveDistance: q("1500 nmi"), AboveFuel: q("15000 kg"), LTOFuel: q("1500 kg"), Source: "table", CargoShare: share("0.2"), Share: share("0.01"),
			Fuel: "jet-fuel", Region: "GB", Factor: factors.MustSupplied("3.1 kg CO2/kg; own"), UpstreamFactor: factors.MustSupplied("0.7 kg CO2/kg; own"),
		}, []string{"293.384", "66.248"}},
		// 120 t × 30/1200
		{"supplier's waste", scope3.WasteSupplierSpecific{
			ID: "plant", Period: year, Supplier: "W", Scope1: q("100 t CO2e"), Scope2: q("20 t CO2e"), GWP: "AR5",
			Source: "report", Mass: q("30 t"), AllMass: q("1200 t"),
		}, []string{"3000"}},
		// 40 t × 20
		{"waste, transport only", scope3.WasteTypeSpecific{
			ID: "waste", Period: year, Waste: "average", Treatment: "landfill", Mass: q("40 t"), Region: "GB",
			Transport: true, TransportFactor: own("20 kg CO2/t; own"), Excluded: "cut-off",
		}, []string{"800"}},
		// 40 t × 0.25 × 500
		{"waste mix", scope3.WasteAverageData{
			ID: "mix", Period: year, Waste: "average", Treatment: "landfill", Total: q("40 t"), Share: share("0.25"),
			Region: "GB", Factor: own("500 kg CO2/t; own"),
		}, []string{"5000"}},
		// 3 × 9600 passenger·km = 28800; × 0.1 × 1.7 = 4896; upstream × 0.02 = 576, without an uplift
		{"uplift", scope3.TravelDistanceBased{
			ID: "flight", Period: year, Stages: scope3.WellToTankApart, Mode: "air/long", Region: "GB",
			Distance: q("9600 km"), Passengers: q("3 passenger"), Forcing: scope3.UpliftRF, Uplift: share("1.7"), UpliftSource: "paper",
			Factor: own("0.1 kg CO2/passenger·km; own"), UpstreamFactor: own("0.02 kg CO2/passenger·km; own"),
		}, []string{"4896", "576"}},
		// 100 person·years × 130
		{"travel by employees", scope3.TravelAverageData{
			ID: "travel", Period: year, Kind: "employee-year", Amount: q("100 person·year"), Region: "GB",
			Factor: own("130 kg CO2/person·year; own"),
		}, []string{"13000"}},
		// 14 room·nights × 10
		{"hotel", scope3.TravelHotel{
			ID: "hotel", Period: year, Nights: q("14 room·night"), Region: "GB", Place: "london",
			Factor: own("10 kg CO2/room·night; own"),
		}, []string{"140"}},
		// 10 × 220 × 2 × 12 ÷ 1.5 = 35200 km; × 0.16 = 5632; × 0.04 = 1408
		{"car pool", scope3.CommutingDistanceBased{
			ID: "car", Period: year, Stages: scope3.WellToTankApart, Mode: "vehicle/car/petrol", Region: "GB",
			Employees: q("10 person"), Days: q("220 day"), OneWay: q("12 km"), Occupancy: share("1.5"), Factor: own("0.16 kg CO2/km; own"),
			UpstreamFactor: own("0.04 kg CO2/km; own"),
		}, []string{"5632", "1408"}},
		// 1000 × 0.3 × 220 × 2 × 12 ÷ 1.5 = 1056000 km
		{"statistics", scope3.CommutingAverageData{
			ID: "cars", Period: year, Stages: scope3.WellToTankApart, Mode: "vehicle/car/petrol", Region: "GB",
			Employees: q("1000 person"), Share: share("0.3"), Days: q("220 day"), OneWay: q("12 km"), Occupancy: share("1.5"),
			Factor: own("0.16 kg CO2/km; own"), UpstreamFactor: own("0.04 kg CO2/km; own"),
		}, []string{"168960", "42240"}},
		// 24000 person·days × 1.5
		{"employee-days", scope3.CommutingEmployeeDays{
			ID: "days", Period: year, Kind: "office", Amount: q("24000 person·day"), Region: "GB",
			Factor: own("1.5 kg CO2/person·day; own"),
		}, []string{"36000"}},
		// 1000 FTE·hours × 0.3
		{"homeworking", scope3.HomeworkingAverage{
			ID: "hours", Period: year, Kind: "total", Hours: q("1000 FTE·hour"), Region: "GB",
			Factor: own("0.3 kg CO2/FTE·hour; own"),
		}, []string{"300"}},
		// 1000 kWh × 0.8 × 0.2
		{"home energy", scope3.HomeworkingEnergy{
			ID: "home", Period: year, Energy: "electricity/grid", Amount: q("1000 kWh"), Share: share("0.8"),
			Region: "GB", Factor: own("0.2 kg CO2/kWh; own"),
		}, []string{"160"}},
	}
}

// TestTransportLookup finds the factors of the basis where those of a sample are left out.
func TestTransportLookup(t *testing.T) {
	for _, sample := range transportSamples() {
		less := reflect.New(reflect.TypeOf(sample.of)).Elem()
		less.Set(reflect.ValueOf(sample.of))
		for _, name := range []string{"Factor", "UpstreamFactor", "TransportFactor"} {
			if f := less.FieldByName(name); f.IsValid() {
				f.SetZero()
			}
		}
		for _, r := range calculate(t, transportBasis(t), less.Interface().(method.Activity)) {
			for _, f := range r.Factors {
				assert.Equal(t, "test-1", f.Set, "%T has a factor of another set.", sample.of)
			}
		}
	}
}

// TestTransportByHand compares the samples and variants of them with sums done by hand from the round factors of the tests.
func TestTransportByHand(t *testing.T) {
	q := units.MustParse
	compare(t, transportBasis(t), append(transportSamples(), []byHand{
		// 700 km ÷ 3.5 km/L = 200 L; × 2.5 = 500, N2O 0.002 × 200 × 273 = 109.2, CH4 0.001 × 200 × 27.9 = 5.58
		{"by distance and economy", scope3.TransportFuelBased{
			ID: "x", Period: year, Category: 7, Stages: scope3.TankToWheel, Region: "GB", Share: share("1"), Energy: "fuel/diesel",
			Distance: q("700 km"), Economy: units.MustRate("3.5 km/L"), Source: "cards",
		}, []string{"614.78"}},
		// 700 km × 0.2 kWh/km = 140 kWh; × 0.2 = 28; upstream × (0.05 + 0.02 of losses + 0.004 of their upstream) = 10.36
		{"electric", scope3.TransportFuelBased{
			ID: "x", Period: year, Category: 6, Stages: scope3.WellToTankApart, Region: "GB", Share: share("1"), Energy: "electricity/grid",
			Distance: q("700 km"), Economy: units.MustRate("0.2 kWh/km"), Source: "meter",
		}, []string{"28", "10.36"}},
		// 4 TEU × 1000 km × 0.08 = 320
		{"containers", scope3.TransportDistanceBased{ID: "x", Period: year, Category: 4, Stages: scope3.TankToWheel, Mode: "freight/sea/container", Region: "GB", Load: q("4 TEU"), Distance: q("1000 km")}, []string{"320"}},
		{"work", scope3.TransportDistanceBased{ID: "x", Period: year, Category: 4, Stages: scope3.TankToWheel, Mode: "road/hgv", Region: "GB", Work: q("3600 t·km")}, []string{"360"}},
		{"waste water", scope3.WasteAverageData{ID: "x", Period: year, Waste: "water", Treatment: "treatment", Total: q("100 m3"), Share: share("1"), Region: "GB"}, []string{"20"}},
		// 100 passenger·km of the basis: CO2 0.1 × 1.7 × 100 = 17, CH4 0.00001 × 100 × 27.9 = 0.0279, not uplifted
		{"uplift of CO2 only", scope3.TravelDistanceBased{
			ID: "x", Period: year, Stages: scope3.TankToWheel, Mode: "air/long", Region: "GB", Distance: q("100 pkm"), Forcing: scope3.UpliftRF,
			Uplift: share("1.7"), UpliftSource: "paper",
		}, []string{"17.0279"}},
		{"with forcing", scope3.TravelDistanceBased{ID: "x", Period: year, Stages: scope3.TankToWheel, Mode: "air/long", Region: "GB", Distance: q("100 pkm"), Forcing: scope3.WithRF}, []string{"20.0279"}},
		{"without forcing", scope3.TravelDistanceBased{ID: "x", Period: year, Stages: scope3.TankToWheel, Mode: "air/long", Region: "GB", Distance: q("100 pkm"), Forcing: scope3.WithoutRF}, []string{"10.0279"}},
		{"not told apart", scope3.TravelDistanceBased{ID: "x", Period: year, Stages: scope3.TankToWheel, Mode: "air/plain", Region: "GB", Distance: q("100 pkm"), Forcing: scope3.WithoutRF}, []string{"10"}},
		{"rail", scope3.TravelDistanceBased{ID: "x", Period: year, Stages: scope3.WellToTankApart, Mode: "rail", Region: "GB", Distance: q("100 pkm")}, []string{"3", "1"}},
		{"electric car", scope3.TravelDistanceBased{ID: "x", Period: year, Stages: scope3.TankToWheel, Mode: "electricity/vehicle/car", Region: "GB", Distance: q("100 km")}, []string{"5"}},
		{"hotel in London", scope3.TravelHotel{ID: "x", Period: year, Nights: q("2 room·night"), Region: "GB", Place: "london"}, []string{"24"}},
		// 10 × 220 × 2 × 12 = 52800 passenger·km; × 0.03 = 1584
		{"train", scope3.CommutingDistanceBased{ID: "x", Period: year, Stages: scope3.TankToWheel, Mode: "rail", Region: "GB", Employees: q("10 person"), Days: q("220 day"), OneWay: q("12 km")}, []string{"1584"}},
	}...))
}

package scope3_test

import (
	"fmt"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
)

// printTrips prints the results of an activity, or its error.
func printTrips(rs ghg.Results, err error) {
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range rs {
		fmt.Println(r.ID, r.Part, r.CO2e)
	}
}

func ExampleTransportFuelBased() {
	printTrips(scope3.TransportFuelBased{
		ID: "linehaul", Period: ghg.CalendarYear(2024), Category: 4, Stages: scope3.WellToTankApart, Region: "GB", Share: tripShare("0.4"),
		Energy: "fuel/diesel", Amount: units.MustParse("50000 L"), Factor: factors.MustSupplied("2.6 kg CO2/L; carrier 2024"),
		UpstreamFactor: factors.MustSupplied("0.6 kg CO2e/L AR6; carrier 2024"),
	}.Calculate(factors.Basis{GWP: ghg.AR6()}))
	// Output:
	// linehaul tank-to-wheel 52000 kg CO2e
	// linehaul well-to-tank 12000 kg CO2e
}

func ExampleTransportDistanceBased() {
	printTrips(scope3.TransportDistanceBased{
		ID: "inbound", Period: ghg.CalendarYear(2024), Category: 4, Stages: scope3.TankToWheel, Mode: "road/hgv", Region: "GB",
		Load: units.MustParse("12 t"), Distance: units.MustParse("340 km"), Factor: factors.MustSupplied("0.1 kg CO2/t·km; carrier 2024"),
	}.Calculate(factors.Basis{GWP: ghg.AR6()}))
	// Output:
	// inbound tank-to-wheel 408 kg CO2e
}

func ExampleTransportVehicleDistance() {
	printTrips(scope3.TransportVehicleDistance{
		ID: "empty-return", Period: ghg.CalendarYear(2024), Category: 4, Stages: scope3.TankToWheel, Vehicle: "vehicle/hgv/average/0-laden", Region: "GB",
		Distance: units.MustParse("340 km"), Share: tripShare("0.5"), Factor: factors.MustSupplied("0.7 kg CO2/km; carrier 2024"),
	}.Calculate(factors.Basis{GWP: ghg.AR6()}))
	// Output:
	// empty-return tank-to-wheel 119 kg CO2e
}

func ExampleTransportImprovedTonneKm() {
	printTrips(scope3.TransportImprovedTonneKm{
		ID: "truck", Period: ghg.CalendarYear(2024), Category: 4, Stages: scope3.TankToWheel, Mass: units.MustParse("8 t"), Distance: units.MustParse("420 km"),
		Vehicle: "diesel, 10 t", LoadFactor: tripShare("0.8"), Consumption: units.MustRate("0.05 L/t·km"), Source: "carrier 2024",
		Fuel: "diesel", Region: "JP", Factor: factors.MustSupplied("2.6 kg CO2/L; carrier 2024"),
	}.Calculate(factors.Basis{GWP: ghg.AR6()}))
	// Output:
	// truck tank-to-wheel 436.8 kg CO2e
}

func ExampleTransportChain() {
	printTrips(scope3.TransportChain{
		ID: "shipment", Period: ghg.CalendarYear(2024), Category: 4, Stages: scope3.WellToWheel, Mass: units.MustParse("87 kg"),
		Legs: []scope3.Leg{
			{Name: "TCE1", Mode: "road", Region: "DE", Distance: units.MustParse("423 km"), Factor: factors.MustSupplied("0.1 kg CO2e/t·km AR6; carrier A")},
			{Name: "TCE2", Mode: "rail", Region: "DE", Distance: units.MustParse("321 km"), Factor: factors.MustSupplied("0.17 kg CO2e/t·km AR6; carrier B")},
		},
	}.Calculate(factors.Basis{GWP: ghg.AR6()}))
	// Output:
	// shipment well-to-wheel 8.42769 kg CO2e
}

func ExampleTransportRound() {
	printTrips(scope3.TransportRound{
		ID: "round-7", Period: ghg.CalendarYear(2024), Category: 9, Stages: scope3.TankToWheel, Energy: "fuel/diesel", Amount: units.MustParse("12 L"),
		Region: "DE", By: scope3.ByGreatCircleDistance, Factor: factors.MustSupplied("2.6 kg CO2/L; carrier 2024"),
		Consignments: []scope3.Consignment{
			{Name: "X", Mass: units.MustParse("2 t"), Distance: units.MustParse("60 km"), Ours: true},
			{Name: "Y", Mass: units.MustParse("3 t"), Distance: units.MustParse("40 km")},
		},
	}.Calculate(factors.Basis{GWP: ghg.AR6()}))
	// Output:
	// round-7 X, tank-to-wheel 15.6 kg CO2e
}

func ExampleTransportFlightFuel() {
	printTrips(scope3.TransportFlightFuel{
		ID: "seat", Period: ghg.CalendarYear(2024), Category: 6, Stages: scope3.TankToWheel, Aircraft: "wide-body", GreatCircle: units.MustParse("5180 nmi"),
		Adjustment: tripShare("1"), BelowDistance: units.MustParse("5000 nmi"), BelowFuel: units.MustParse("52962 kg"),
		AboveDistance: units.MustParse("5500 nmi"), AboveFuel: units.MustParse("58072 kg"), LTOFuel: units.MustParse("1638 kg"),
		Source: "Travel Impact Model, example", CargoShare: tripShare("0.08"), Share: tripShare("0.004"), Fuel: "jet-fuel", Region: "GLOBAL",
		Factor: factors.MustSupplied("3.1894 kg CO2e/kg AR6; Travel Impact Model"),
	}.Calculate(factors.Basis{GWP: ghg.AR6()}))
	// Output:
	// seat tank-to-wheel 662.4311336832 kg CO2e
}

func ExampleDistributionSiteSpecific() {
	printTrips(scope3.DistributionSiteSpecific{
		ID: "warehouse", Period: ghg.CalendarYear(2024), Category: 4, Region: "GB", Share: tripShare("0.2"), Energy: "electricity/grid",
		Amount: units.MustParse("850 MWh"), Factor: factors.MustSupplied("0.2 kg CO2/kWh; landlord 2024"),
	}.Calculate(factors.Basis{GWP: ghg.AR6()}))
	// Output:
	// warehouse  34000 kg CO2e
}

func ExampleDistributionAverageData() {
	printTrips(scope3.DistributionAverageData{
		ID: "distribution-centre", Period: ghg.CalendarYear(2024), Category: 4, Kind: "distribution-centre", Region: "GB", Stored: units.MustParse("4000 m3"),
		Duration: units.MustParse("2 day"), Factor: factors.MustSupplied("0.01 kg CO2e/m3·day AR6; study 2024"),
	}.Calculate(factors.Basis{GWP: ghg.AR6()}))
	// Output:
	// distribution-centre  80 kg CO2e
}

func ExampleWasteSupplierSpecific() {
	printTrips(scope3.WasteSupplierSpecific{
		ID: "incinerator", Period: ghg.CalendarYear(2024), Supplier: "Northern Waste", Scope1: units.MustParse("4200 t CO2e"), Scope2: units.MustParse("300 t CO2e"),
		GWP: "AR6", Source: "report 2024", Mass: units.MustParse("100 t"), AllMass: units.MustParse("50000 t"),
	}.Calculate(factors.Basis{GWP: ghg.AR6()}))
	// Output:
	// incinerator  9000 kg CO2e
}

func ExampleWasteTypeSpecific() {
	printTrips(scope3.WasteTypeSpecific{
		ID: "plastics", Period: ghg.CalendarYear(2024), Waste: "mixed-plastics", Treatment: "landfill", Mass: units.MustParse("20 t"), Region: "GB",
		Factor: factors.MustSupplied("9 kg CO2e/t AR6; study 2024"),
	}.Calculate(factors.Basis{GWP: ghg.AR6()}))
	// Output:
	// plastics  180 kg CO2e
}

func ExampleWasteAverageData() {
	printTrips(scope3.WasteAverageData{
		ID: "landfilled", Period: ghg.CalendarYear(2024), Waste: "average", Treatment: "landfill", Total: units.MustParse("40 t"), Share: tripShare("0.25"),
		Region: "GB", Factor: factors.MustSupplied("300 kg CO2e/t AR6; study 2024"),
	}.Calculate(factors.Basis{GWP: ghg.AR6()}))
	// Output:
	// landfilled  3000 kg CO2e
}

func ExampleTravelDistanceBased() {
	printTrips(scope3.TravelDistanceBased{
		ID: "conference", Period: ghg.CalendarYear(2024), Stages: scope3.TankToWheel, Mode: "air/long-haul/economy", Region: "GB",
		Distance: units.MustParse("9560 km"), Passengers: units.MustParse("12 passenger"), Forcing: scope3.UpliftRF, Uplift: tripShare("1.7"),
		UpliftSource: "UK government conversion factors 2024", Factor: factors.MustSupplied("0.11712 kg CO2/passenger·km; UK government conversion factors 2024"),
	}.Calculate(factors.Basis{GWP: ghg.AR6()}))
	// Output:
	// conference tank-to-wheel 22841.21088 kg CO2e
}

func ExampleTravelAverageData() {
	printTrips(scope3.TravelAverageData{
		ID: "head-office", Period: ghg.CalendarYear(2024), Kind: "employee-year", Amount: units.MustParse("1200 person·year"), Region: "JP",
		Factor: factors.MustSupplied("130.373 kg CO2e/person·year unstated; MOE database, table 13"),
	}.Calculate(factors.Basis{GWP: ghg.AR6()}))
	// Output:
	// head-office  156447.6 kg CO2e
}

func ExampleTravelHotel() {
	printTrips(scope3.TravelHotel{
		ID: "hotels", Period: ghg.CalendarYear(2024), Nights: units.MustParse("214 room·night"), Region: "DE", Factor: factors.MustSupplied("13.2 kg CO2e/room·night AR5; UK 2024"),
	}.Calculate(factors.Basis{GWP: ghg.AR6()}))
	// Output:
	// hotels  2824.8 kg CO2e
}

func ExampleCommutingDistanceBased() {
	printTrips(scope3.CommutingDistanceBased{
		ID: "car-pool", Period: ghg.CalendarYear(2024), Stages: scope3.TankToWheel, Mode: "vehicle/car/average/gasoline", Region: "GB",
		Employees: units.MustParse("60 person"), Days: units.MustParse("200 day"), OneWay: units.MustParse("11.5 km"), Occupancy: tripShare("1.5"),
		Factor: factors.MustSupplied("0.16 kg CO2/km; study 2024"),
	}.Calculate(factors.Basis{GWP: ghg.AR6()}))
	// Output:
	// car-pool tank-to-wheel 29440 kg CO2e
}

func ExampleCommutingAverageData() {
	printTrips(scope3.CommutingAverageData{
		ID: "rail", Period: ghg.CalendarYear(2024), Stages: scope3.TankToWheel, Mode: "rail", Region: "GB", Employees: units.MustParse("10000 person"),
		Share: tripShare("0.5"), Days: units.MustParse("235 day"), OneWay: units.MustParse("10 km"), Factor: factors.MustSupplied("0.1 kg CO2e/passenger·km AR6; study 2024"),
	}.Calculate(factors.Basis{GWP: ghg.AR6()}))
	// Output:
	// rail tank-to-wheel 2350000 kg CO2e
}

func ExampleCommutingEmployeeDays() {
	printTrips(scope3.CommutingEmployeeDays{
		ID: "tokyo", Period: ghg.CalendarYear(2024), Kind: "office/large-city", Amount: units.MustParse("240000 person·day"), Region: "JP",
		Factor: factors.MustSupplied("0.984721 kg CO2e/person·day unstated; MOE database, table 14"),
	}.Calculate(factors.Basis{GWP: ghg.AR6()}))
	// Output:
	// tokyo  236333.04 kg CO2e
}

func ExampleHomeworkingAverage() {
	printTrips(scope3.HomeworkingAverage{
		ID: "home-office", Period: ghg.CalendarYear(2024), Kind: "total", Hours: units.MustParse("150000 FTE·hour"), Region: "GB",
		Factor: factors.MustSupplied("0.33378 kg CO2e/FTE·hour AR5; UK 2024"),
	}.Calculate(factors.Basis{GWP: ghg.AR6()}))
	// Output:
	// home-office  50067 kg CO2e
}

func ExampleHomeworkingEnergy() {
	printTrips(scope3.HomeworkingEnergy{
		ID: "homes", Period: ghg.CalendarYear(2024), Energy: "electricity/grid", Amount: units.MustParse("42000 kWh"), Share: tripShare("0.5"), Region: "GB",
		Factor: factors.MustSupplied("0.2 kg CO2/kWh; grid 2024"),
	}.Calculate(factors.Basis{GWP: ghg.AR6()}))
	// Output:
	// homes  4200 kg CO2e
}

package scope3_test

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
)

func ExampleTransportFuelBased() {
	show(scope3.TransportFuelBased{
		ID: "linehaul", Period: ghg.CalendarYear(2024), Category: 4, Stages: scope3.WellToTankApart, Region: "GB", Share: share("0.4"),
		Energy: "fuel/diesel", Amount: units.MustParse("50000 L"), Factor: factors.MustSupplied("2.6 kg CO2/L; carrier 2024"),
		UpstreamFactor: factors.MustSupplied("0.6 kg CO2e/L AR6; carrier 2024"),
	}.Calculate(factors.Basis{GWP: ghg.AR6()}))
	// Output:
	// tank-to-wheel: 52000 kg CO2e
	// well-to-tank: 12000 kg CO2e
}

func ExampleTransportDistanceBased() {
	show(scope3.TransportDistanceBased{
		ID: "inbound", Period: ghg.CalendarYear(2024), Category: 4, Stages: scope3.TankToWheel, Mode: "road/hgv", Region: "GB",
		Load: units.MustParse("12 t"), Distance: units.MustParse("340 km"), Factor: factors.MustSupplied("0.1 kg CO2/t·km; carrier 2024"),
	}.Calculate(factors.Basis{GWP: ghg.AR6()}))
	// Output:
	// tank-to-wheel: 408 kg CO2e
}

func ExampleTransportVehicleDistance() {
	show(scope3.TransportVehicleDistance{
		ID: "empty-return", Period: ghg.CalendarYear(2024), Category: 4, Stages: scope3.TankToWheel, Vehicle: "vehicle/hgv/average/0-laden", Region: "GB",
		Distance: units.MustParse("340 km"), Share: share("0.5"), Factor: factors.MustSupplied("0.7 kg CO2/km; carrier 2024"),
	}.Calculate(factors.Basis{GWP: ghg.AR6()}))
	// Output:
	// tank-to-wheel: 119 kg CO2e
}

func ExampleTransportImprovedTonneKm() {
	show(scope3.TransportImprovedTonneKm{
		ID: "truck", Period: ghg.CalendarYear(2024), Category: 4, Stages: scope3.TankToWheel, Mass: units.MustParse("8 t"), Distance: units.MustParse("420 km"),
		Vehicle: "diesel, 10 t", LoadFactor: share("0.8"), Consumption: units.MustRate("0.05 L/t·km"), Source: "carrier 2024",
		Fuel: "diesel", Region: "JP", Factor: factors.MustSupplied("2.6 kg CO2/L; carrier 2024"),
	}.Calculate(factors.Basis{GWP: ghg.AR6()}))
	// Output:
	// tank-to-wheel: 436.8 kg CO2e
}

func ExampleTransportChain() {
	show(scope3.TransportChain{
		ID: "shipment", Period: ghg.CalendarYear(2024), Category: 4, Stages: scope3.WellToWheel, Mass: units.MustParse("87 kg"),
		Legs: []scope3.Leg{
			{Name: "TCE1", Mode: "road", Region: "DE", Distance: units.MustParse("423 km"), Factor: factors.MustSupplied("0.1 kg CO2e/t·km AR6; carrier A")},
			{Name: "TCE2", Mode: "rail", Region: "DE", Distance: units.MustParse("321 km"), Factor: factors.MustSupplied("0.17 kg CO2e/t·km AR6; carrier B")},
		},
	}.Calculate(factors.Basis{GWP: ghg.AR6()}))
	// Output:
	// well-to-wheel: 8.42769 kg CO2e
}

func ExampleTransportRound() {
	show(scope3.TransportRound{
		ID: "round-7", Period: ghg.CalendarYear(2024), Category: 9, Stages: scope3.TankToWheel, Energy: "fuel/diesel", Amount: units.MustParse("12 L"),
		Region: "DE", By: scope3.ByGreatCircleDistance, Factor: factors.MustSupplied("2.6 kg CO2/L; carrier 2024"),
		Consignments: []scope3.Consignment{
			{Name: "X", Mass: units.MustParse("2 t"), Distance: units.MustParse("60 km"), Ours: true},
			{Name: "Y", Mass: units.MustParse("3 t"), Distance: units.MustParse("40 km")},
		},
	}.Calculate(factors.Basis{GWP: ghg.AR6()}))
	// Output:
	// X, tank-to-wheel: 15.6 kg CO2e
}

func ExampleTransportFlightFuel() {
	show(scope3.TransportFlightFuel{
		ID: "seat", Period: ghg.CalendarYear(2024), Category: 6, Stages: scope3.TankToWheel, Aircraft: "wide-body", GreatCircle: units.MustParse("5180 nmi"),
		Adjustment: share("1"), BelowDistance: units.MustParse("5000 nmi"), BelowFuel: units.MustParse("52962 kg"),
		AboveDistance: units.MustParse("5500 nmi"), AboveFuel: units.MustParse("58072 kg"), LTOFuel: units.MustParse("1638 kg"),
		Source: "Travel Impact Model, example", CargoShare: share("0.08"), Share: share("0.004"), Fuel: "jet-fuel", Region: "GLOBAL",
		Factor: factors.MustSupplied("3.1894 kg CO2e/kg AR6; Travel Impact Model"),
	}.Calculate(factors.Basis{GWP: ghg.AR6()}))
	// Output:
	// tank-to-wheel: 662.4311336832 kg CO2e
}

func ExampleDistributionSiteSpecific() {
	show(scope3.DistributionSiteSpecific{
		ID: "warehouse", Period: ghg.CalendarYear(2024), Category: 4, Region: "GB", Share: share("0.2"), Energy: "electricity/grid",
		Amount: units.MustParse("850 MWh"), Factor: factors.MustSupplied("0.2 kg CO2/kWh; landlord 2024"),
	}.Calculate(factors.Basis{GWP: ghg.AR6()}))
	// Output:
	// 34000 kg CO2e
}

func ExampleDistributionAverageData() {
	show(scope3.DistributionAverageData{
		ID: "distribution-centre", Period: ghg.CalendarYear(2024), Category: 4, Kind: "distribution-centre", Region: "GB", Stored: units.MustParse("4000 m3"),
		Duration: units.MustParse("2 day"), Factor: factors.MustSupplied("0.01 kg CO2e/m3·day AR6; study 2024"),
	}.Calculate(factors.Basis{GWP: ghg.AR6()}))
	// Output:
	// 80 kg CO2e
}

func ExampleWasteSupplierSpecific() {
	show(scope3.WasteSupplierSpecific{
		ID: "incinerator", Period: ghg.CalendarYear(2024), Supplier: "Northern Waste", Scope1: units.MustParse("4200 t CO2e"), Scope2: units.MustParse("300 t CO2e"),
		GWP: "AR6", Source: "report 2024", Mass: units.MustParse("100 t"), AllMass: units.MustParse("50000 t"),
	}.Calculate(factors.Basis{GWP: ghg.AR6()}))
	// Output:
	// 9000 kg CO2e
}

func ExampleWasteTypeSpecific() {
	show(scope3.WasteTypeSpecific{
		ID: "plastics", Period: ghg.CalendarYear(2024), Waste: "mixed-plastics", Treatment: "landfill", Mass: units.MustParse("20 t"), Region: "GB",
		Factor: factors.MustSupplied("9 kg CO2e/t AR6; study 2024"),
	}.Calculate(factors.Basis{GWP: ghg.AR6()}))
	// Output:
	// 180 kg CO2e
}

func ExampleWasteAverageData() {
	show(scope3.WasteAverageData{
		ID: "landfilled", Period: ghg.CalendarYear(2024), Waste: "average", Treatment: "landfill", Total: units.MustParse("40 t"), Share: share("0.25"),
		Region: "GB", Factor: factors.MustSupplied("300 kg CO2e/t AR6; study 2024"),
	}.Calculate(factors.Basis{GWP: ghg.AR6()}))
	// Output:
	// 3000 kg CO2e
}

func ExampleTravelDistanceBased() {
	show(scope3.TravelDistanceBased{
		ID: "conference", Period: ghg.CalendarYear(2024), Stages: scope3.TankToWheel, Mode: "air/long-haul/economy", Region: "GB",
		Distance: units.MustParse("9560 km"), Passengers: units.MustParse("12 passenger"), Forcing: scope3.UpliftRF, Uplift: share("1.7"),
		UpliftSource: "UK government conversion factors 2024", Factor: factors.MustSupplied("0.11712 kg CO2/passenger·km; UK government conversion factors 2024"),
	}.Calculate(factors.Basis{GWP: ghg.AR6()}))
	// Output:
	// tank-to-wheel: 22841.21088 kg CO2e
}

func ExampleTravelAverageData() {
	show(scope3.TravelAverageData{
		ID: "head-office", Period: ghg.CalendarYear(2024), Kind: "employee-year", Amount: units.MustParse("1200 person·year"), Region: "JP",
		Factor: factors.MustSupplied("130.373 kg CO2e/person·year unstated; MOE database, table 13"),
	}.Calculate(factors.Basis{GWP: ghg.AR6()}))
	// Output:
	// 156447.6 kg CO2e
}

func ExampleTravelHotel() {
	show(scope3.TravelHotel{
		ID: "hotels", Period: ghg.CalendarYear(2024), Nights: units.MustParse("214 room·night"), Region: "DE", Factor: factors.MustSupplied("13.2 kg CO2e/room·night AR5; UK 2024"),
	}.Calculate(factors.Basis{GWP: ghg.AR6()}))
	// Output:
	// 2824.8 kg CO2e
}

func ExampleCommutingDistanceBased() {
	show(scope3.CommutingDistanceBased{
		ID: "car-pool", Period: ghg.CalendarYear(2024), Stages: scope3.TankToWheel, Mode: "vehicle/car/average/gasoline", Region: "GB",
		Employees: units.MustParse("60 person"), Days: units.MustParse("200 day"), OneWay: units.MustParse("11.5 km"), Occupancy: share("1.5"),
		Factor: factors.MustSupplied("0.16 kg CO2/km; study 2024"),
	}.Calculate(factors.Basis{GWP: ghg.AR6()}))
	// Output:
	// tank-to-wheel: 29440 kg CO2e
}

func ExampleCommutingAverageData() {
	show(scope3.CommutingAverageData{
		ID: "rail", Period: ghg.CalendarYear(2024), Stages: scope3.TankToWheel, Mode: "rail", Region: "GB", Employees: units.MustParse("10000 person"),
		Share: share("0.5"), Days: units.MustParse("235 day"), OneWay: units.MustParse("10 km"), Factor: factors.MustSupplied("0.1 kg CO2e/passenger·km AR6; study 2024"),
	}.Calculate(factors.Basis{GWP: ghg.AR6()}))
	// Output:
	// tank-to-wheel: 2350000 kg CO2e
}

func ExampleCommutingEmployeeDays() {
	show(scope3.CommutingEmployeeDays{
		ID: "tokyo", Period: ghg.CalendarYear(2024), Kind: "office/large-city", Amount: units.MustParse("240000 person·day"), Region: "JP",
		Factor: factors.MustSupplied("0.984721 kg CO2e/person·day unstated; MOE database, table 14"),
	}.Calculate(factors.Basis{GWP: ghg.AR6()}))
	// Output:
	// 236333.04 kg CO2e
}

func ExampleHomeworkingAverage() {
	show(scope3.HomeworkingAverage{
		ID: "home-office", Period: ghg.CalendarYear(2024), Kind: "total", Hours: units.MustParse("150000 FTE·hour"), Region: "GB",
		Factor: factors.MustSupplied("0.33378 kg CO2e/FTE·hour AR5; UK 2024"),
	}.Calculate(factors.Basis{GWP: ghg.AR6()}))
	// Output:
	// 50067 kg CO2e
}

func ExampleHomeworkingEnergy() {
	show(scope3.HomeworkingEnergy{
		ID: "homes", Period: ghg.CalendarYear(2024), Energy: "electricity/grid", Amount: units.MustParse("42000 kWh"), Share: share("0.5"), Region: "GB",
		Factor: factors.MustSupplied("0.2 kg CO2/kWh; grid 2024"),
	}.Calculate(factors.Basis{GWP: ghg.AR6()}))
	// Output:
	// 4200 kg CO2e
}

package activity

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/scope3"
)

// transportMethods are those of transport and distribution, categories 4 and 9, which other categories use too.
func transportMethods() []Method {
	return []Method{
		describe[scope3.TransportEnergy](scope3.MethodTransportEnergy, 0,
			"transport of goods or people by the energy it took, categories 4, 6, 7 and 9",
			"(fuel × EF + leaked × GWP) × share + empty return × share × EF", "Technical Guidance category 4; ISO 14083"),
		describe[scope3.Freight](scope3.MethodFreight, 0,
			"a leg of freight by load and distance, categories 4 and 9",
			"load × distance × EF(mode)", "Technical Guidance categories 4 and 9; ISO 14083"),
		describe[scope3.FreightVehicle](scope3.MethodFreightVehicle, 0,
			"the distance of a vehicle, laden or empty, categories 4 and 9",
			"distance × EF(vehicle) × share", "Technical Guidance category 4 (back-haul)"),
		describe[scope3.ImprovedTonneKm](scope3.MethodImprovedTonneKm, 0,
			"a leg of road freight by vehicle size and load factor, categories 4 and 9",
			"mass × distance × fuel per t·km × EF", "METI/MLIT joint guideline on CO2 in logistics (改良トンキロ法)"),
		describe[scope3.FreightChain](scope3.MethodFreightChain, 0,
			"a consignment by a chain of legs and hubs, categories 4 and 9",
			"Σ mass × distance × EF(leg) + Σ mass × EF(hub)", "ISO 14083; GLEC Framework v3"),
		describe[scope3.FreightRound](scope3.MethodFreightRound, 0,
			"a vehicle's round, allocated to its consignments, categories 4 and 9",
			"energy × EF × t·km ÷ Σ t·km", "Technical Guidance category 4; ISO 14083"),
		describe[scope3.FlightFuel](scope3.MethodFlightFuel, 0,
			"a seat or belly cargo by the aircraft's fuel, categories 4, 6 and 9",
			"(fuel interpolated by distance + LTO) × cargo's or passengers' part × share × EF", "Travel Impact Model; EMEP/EEA 1.A.3.a"),
		describe[scope3.DistributionSite](scope3.MethodDistributionSite, 0,
			"energy and refrigerant of a store of others, categories 4 and 9",
			"(energy × EF + leaked × GWP) × share", "Technical Guidance categories 4 and 9"),
		describe[scope3.DistributionAverage](scope3.MethodDistributionAverage, 0,
			"goods stored for a time, categories 4 and 9", "stored × days × EF", "Technical Guidance categories 4 and 9"),
	}
}

func wasteMethods() []Method {
	return []Method{
		describe[scope3.WasteSupplierSpecific](scope3.MethodWasteSupplierSpecific, ghg.WasteGeneratedInOperations,
			"the reporter's part of what a waste treatment emitted", "(S1 + S2) × our waste ÷ all waste", "Technical Guidance category 5"),
		describe[scope3.WasteTypeSpecific](scope3.MethodWasteTypeSpecific, ghg.WasteGeneratedInOperations,
			"waste of one type given to one treatment", "mass × EF [+ mass × EF of transport]", "Technical Guidance category 5"),
		describe[scope3.WasteAverageData](scope3.MethodWasteAverageData, ghg.WasteGeneratedInOperations,
			"a share of all waste treated in one way", "all waste × share × EF(treatment)", "Technical Guidance category 5"),
	}
}

func travelMethods() []Method {
	return []Method{
		describe[scope3.TravelDistance](scope3.MethodTravelDistance, ghg.BusinessTravel,
			"a journey by its distance, by air with or without radiative forcing",
			"passengers × distance × EF(mode, class)", "Technical Guidance category 6"),
		describe[scope3.TravelAverageData](scope3.MethodTravelAverageData, ghg.BusinessTravel,
			"business travel per employee and year, or per day of travel", "employee-years × EF", "MOE database, table 13"),
		describe[scope3.HotelStay](scope3.MethodHotelStay, ghg.BusinessTravel,
			"nights in hotels", "nights × EF(country)", "Technical Guidance category 6 (optional)"),
	}
}

func commutingMethods() []Method {
	return []Method{
		describe[scope3.CommuteDistance](scope3.MethodCommuteDistance, ghg.EmployeeCommuting,
			"the way to work of an employee or a group", "employees × days × 2 × one way [÷ occupancy] × EF", "Technical Guidance category 7"),
		describe[scope3.CommuteAverageData](scope3.MethodCommuteAverageData, ghg.EmployeeCommuting,
			"commuting by statistics of modes", "employees × share × days × 2 × one way × EF", "Technical Guidance category 7"),
		describe[scope3.CommuteEmployeeDays](scope3.MethodCommuteEmployeeDays, ghg.EmployeeCommuting,
			"commuting per employee and day, by workplace and size of city", "employee-days × EF", "MOE database, table 14"),
		describe[scope3.HomeworkingHours](scope3.MethodHomeworkingHours, ghg.EmployeeCommuting,
			"work from home per hour", "FTE·hours × EF", "Technical Guidance category 7 (teleworking)"),
		describe[scope3.HomeworkingEnergy](scope3.MethodHomeworkingEnergy, ghg.EmployeeCommuting,
			"energy that work from home takes", "energy × share × EF", "Technical Guidance category 7 (teleworking)"),
	}
}

// Package scope3 calculates the other indirect emissions of the value chain, categories 1 to 15 of the GHG Protocol
// Scope 3 Standard, by the methods of its Technical Guidance.
//
// The mistake it prevents is the estimate that passes for data: every method has the name of the Guidance, what
// somebody else calculated is shown as reported and not as recomputed, a figure in one currency and year never meets a
// factor of another, and what is left out is said.
//
// Transport and distribution (categories 4 and 9, and by energy 6 and 7), waste (5), travel (6) and commuting (7); factors
// "by stage" are those of combustion or generation, of well-to-tank, or of the life cycle, as [Stages] asks:
//
//	scope3.transport.fuel-based           TransportEnergy       (fuel × EF + leaked × GWP) × share + return fuel or electricity, by stage
//	scope3.transport.distance-based       Freight               load × distance × EF                        freight, by stage
//	scope3.transport.vehicle-distance     FreightVehicle        distance × EF × share                       vehicle, by stage
//	scope3.transport.improved-tonne-km    ImprovedTonneKm       t·km × L/t·km × EF                          fuel, by stage
//	scope3.transport.chain                FreightChain          Σ t·km × EF + Σ t × EF                      freight and hub, by stage
//	scope3.transport.round-allocation     FreightRound          energy × EF × t·km ÷ Σ t·km                 fuel or electricity, by stage
//	scope3.transport.flight-fuel          FlightFuel            (cruise + LTO) × part × share × EF          fuel, by stage
//	scope3.distribution.site-specific     DistributionSite      (energy × EF + leaked × GWP) × share        fuel or electricity
//	scope3.distribution.average-data      DistributionAverage   stored × days × EF                          storage, unstated
//	scope3.waste.supplier-specific        WasteSupplierSpecific (S1 + S2) × our waste ÷ all waste           none
//	scope3.waste.waste-type-specific      WasteTypeSpecific     mass × EF [+ mass × EF of transport]        waste, treatment
//	scope3.waste.average-data             WasteAverageData      all waste × share × EF                      waste, treatment
//	scope3.business-travel.distance-based TravelDistance        passengers × distance × EF                  travel, by stage
//	scope3.business-travel.average-data   TravelAverageData     employee-years × EF                         travel, unstated
//	scope3.business-travel.hotel          HotelStay             nights × EF                                 travel, unstated
//	scope3.commuting.distance-based       CommuteDistance       employees × days × 2 × one way × EF         travel or vehicle, by stage
//	scope3.commuting.average-data         CommuteAverageData    the same × share using the mode             travel or vehicle, by stage
//	scope3.commuting.employee-days        CommuteEmployeeDays   employee-days × EF                          commute, unstated
//	scope3.commuting.homeworking-average  HomeworkingHours      FTE·hours × EF                              homeworking, unstated
//	scope3.commuting.homeworking-energy   HomeworkingEnergy     energy × share × EF                         fuel or electricity
//
// The source of each formula (document and section) is with its struct.
package scope3

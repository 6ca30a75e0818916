// Package scope3 calculates the other indirect emissions of the value chain, categories 1 to 15 of the GHG Protocol
// Scope 3 Standard, by the methods of its Technical Guidance.
//
// The mistake it prevents is the estimate that passes for data: every method has the name of the Guidance, what
// somebody else calculated is shown as reported and not as recomputed, a figure in one currency and year never meets a
// factor of another, and what is left out is said.
//
// # Methods
//
// Each line is a method, its struct, its formula and the factor it takes. The source of each formula (document and
// section) is with its struct, a sheet to start from is examples/scope3/data/METHOD.csv, or .json where the inputs are
// nested. Categories 2, 9 and 13 have the methods of 1, 4 and 8 (cat01.go, cat04.go, cat08.go): one struct for both, whose
// Category says which. A file catNN.go holds what only its category has; spend.go, transport.go and their like what
// several share.
//
// Purchased and capital goods (categories 1 and 2; by spend 4, 6 and 9 too) and fuel- and energy-related activities (3):
//
//	scope3.purchased-goods.supplier-specific SupplierSpecific     amount × supplier's EF                                      own, cradle-to-gate
//	scope3.purchased-goods.hybrid            Hybrid               S1 + S2 of the supplier + Σ material, transport, waste × EF own or by part
//	scope3.purchased-goods.average-data      PurchasedAverageData mass or number × EF                                         material, cradle-to-gate or unstated
//	scope3.spend-based                       SpendBased           spend [in the money of the factor] × EF                     spend, cradle-to-gate
//	scope3.fuel-energy.upstream-fuel         UpstreamFuel         fuel × EF                                                   fuel, well-to-tank
//	scope3.fuel-energy.upstream-energy       UpstreamEnergy       energy × EF, or × (life-cycle − generation − losses)        electricity or heat, well-to-tank
//	scope3.fuel-energy.losses                Losses               energy × EF, or × EF × L, or × EF × L ÷ (1 − L)             electricity or heat, losses
//	scope3.fuel-energy.sold-energy           SoldEnergy           energy × EF                                                 electricity or heat, life-cycle
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
// Leased assets (8 and 13), and processing (10), use (11) and end of life (12) of sold products:
//
//	scope3.leased-assets.asset-specific         LeasedAssetSpecific    amount × EF + leaked × GWP [× leased ÷ (total × occupied)] fuel or electricity
//	scope3.leased-assets.lessor-specific        LeasedLessorSpecific   (S1 + S2) × leased ÷ total                                 none
//	scope3.leased-assets.average-data           LeasedAverageData      floor area or assets × EF                                  building or leased, unstated
//	scope3.processing.site-specific             ProcessingSiteSpecific (energy, process, waste × EF + leaked × GWP) × share       by part
//	scope3.processing.average-data              ProcessingAverageData  amount × EF                                                processing, unstated
//	scope3.use-of-sold-products.direct          DirectUse              sold × uses × energy per use × EF                          fuel or electricity
//	scope3.use-of-sold-products.direct-lifetime LifetimeUse            Σ sold × share × years × energy a year × EF                fuel or electricity, by year
//	scope3.use-of-sold-products.fuels           SoldFuel               amount × EF                                                fuel, combustion
//	scope3.use-of-sold-products.contained-gases ContainedGas           sold × content × share released × GWP                      none
//	scope3.use-of-sold-products.indirect        IndirectUse            Σ sold × uses × share × energy per use × EF                fuel or electricity
//	scope3.use-of-sold-products.intermediate    IntermediateUse        sold × uses × energy per use × EF × attributed share       fuel or electricity
//	scope3.end-of-life.waste-type-specific      EndOfLife              Σ mass × share × EF                                        waste, treatment
//
// Franchises (14) and investments (15):
//
//	scope3.franchises.franchise-specific          FranchiseSpecific        S1 + S2                             none
//	scope3.franchises.sampled                     FranchiseSampled         (S1 + S2) × number ÷ number sampled none
//	scope3.franchises.average-data                FranchiseAverageData     floor area or outlets × EF          building or franchise, unstated
//	scope3.investments.equity-investment-specific EquityInvestmentSpecific (S1 + S2) × share of equity         none
//	scope3.investments.equity-average-data        EquityAverageData        revenue × EF × share of equity      spend, cradle-to-gate
//	scope3.investments.project-specific           ProjectSpecific          (S1 + S2) × financed ÷ total cost   none
//	scope3.investments.project-average-data       ProjectAverageData       cost × EF × financed ÷ total cost   spend, cradle-to-gate
//
// Financed emissions by asset class (15), and figures that somebody else calculated (any category):
//
//	scope3.investments.pcaf.listed-equity-and-corporate-bonds  PCAFListed               emissions × outstanding ÷ EVIC            none
//	scope3.investments.pcaf.business-loans-and-unlisted-equity PCAFBusinessLoans        emissions × outstanding ÷ (equity + debt) none
//	scope3.investments.pcaf.project-finance                    PCAFProjectFinance       emissions × outstanding ÷ (equity + debt) none
//	scope3.investments.pcaf.commercial-real-estate             PCAFCommercialRealEstate amount × EF × outstanding ÷ value         fuel, electricity or building
//	scope3.investments.pcaf.mortgages                          PCAFMortgages            amount × EF × outstanding ÷ value         fuel, electricity or building
//	scope3.investments.pcaf.motor-vehicle-loans                PCAFMotorVehicleLoans    amount × EF × outstanding ÷ value         fuel, electricity or vehicle
//	scope3.investments.pcaf.sovereign-debt                     PCAFSovereignDebt        emissions × exposure ÷ GDP                none
//	scope3.reported                                            Reported                 the figure                                none
package scope3

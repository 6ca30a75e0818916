// Package scope1 calculates direct emissions (GHG Protocol Corporate Standard, chapter 4): fuel burned in boilers and
// vehicles, gases formed by processes, gases that escape.
//
// The mistake it prevents is the silent wrong factor: gas by its lower heating value times a factor for the higher one,
// a gallon of another country, last year's figure for this one. A fuel's energy carries its heating value basis, every
// factor is found exactly or not at all, and every result shows where each number came from.
//
// Each method is a struct with its inputs and one method Calculate; what it depends on besides is the
// [github.com/ghgkit/ghg/factors.Basis]. A row is an activity: the sum over rows is the inventory's. CO2 of biomass comes
// out apart everywhere, and a blend sold by volume is its parts, each with its own factor.
//
//	scope1.stationary-combustion       StationaryCombustion       fuel × EF                                   fuel, combustion
//	scope1.carbon-content              CarbonContent              energy or mass × C × oxidation × 44/12      fuel, combustion (C)
//	scope1.chp-allocation              CHPAllocation              (H/e_H)/(H/e_H + P/e_P) × E, the rest       fuel, combustion
//	scope1.measured                    Measured                   kg as measured                              none
//	scope1.mobile-fuel                 MobileFuel                 fuel × EF; distance × EF for CH4, N2O       fuel and vehicle, combustion
//	scope1.mobile-fuel-economy         MobileFuelEconomy          distance ÷ economy × EF                     fuel and vehicle, combustion
//	scope1.mobile-distance             MobileDistance             distance × EF                               vehicle, combustion
//	scope1.process-production          ProcessProduction          output [× content] × EF                     process, direct
//	scope1.process-carbonate           ProcessCarbonate           mass × calcined share × EF                  process, direct
//	scope1.carbon-balance              CarbonBalance              (Σ C in − Σ C out) × 44/12                  none
//	scope1.process-electronics         Electronics                FC (1−h)(1−U)(1−a·d); FC (1−h) B (1−a·d′)   none
//	scope1.fugitive-material-balance   FugitiveMaterialBalance    stock, purchases and charges                none
//	scope1.fugitive-simplified-balance FugitiveSimplifiedBalance  installation, service and disposal          none
//	scope1.fugitive-screening          FugitiveScreening          C·k + C·x·T + C·y·(1−z)                     rates of equipment
//	scope1.direct-release              DirectRelease              mass                                        none
//	scope1.wastewater                  Wastewater                 COD treated × MCF × EF, flared apart        wastewater, direct
//	scope1.direct-source               DirectSource               activity × EF                               any, direct
//
// The source of each formula (document and section) is with its struct.
package scope1

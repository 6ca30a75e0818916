// Package scope1 calculates direct emissions (GHG Protocol Corporate Standard, chapter 4): from fuel burned in boilers
// and vehicles, from gases formed by processes, and from gases that escape.
//
// It prevents the silently wrong factor: gas by its lower heating value times a factor for the higher one, another
// country's gallon, last year's figure. The energy of a fuel carries its heating value basis, a factor is found exactly
// or not at all, and every result shows where each number came from.
//
// Each method is a struct with its inputs and a method Calculate; everything else it depends on is in the
// [github.com/ghgkit/ghg/factors.Basis]. Each row is one activity, and the inventory is the sum over the rows. CO2 from
// biomass is always reported separately, and a blend sold by volume is calculated as its parts, each with its own
// factor.
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
// The source of each formula (document and section) is given with its struct.
package scope1

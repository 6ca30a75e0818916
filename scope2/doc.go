// Package scope2 calculates the indirect emissions of purchased electricity, steam, heat and cooling, by location and
// by market (GHG Protocol Scope 2 Guidance, 2015).
//
// The mistake it prevents is the one figure that is a mixture of both methods: every purchase gives two results, they
// are never added, and a total names its method. Green power is a rate that somebody states, never a factor that was
// forgotten; each step down in the order of the Guidance is a caveat on the result; what is left of a certificate
// reduces nothing.
//
// # Methods
//
//	method                      formula                                                       factors                                   source
//	scope2.electricity          energy × grid; Σ instrument × rate + uncovered × next rate    electricity/grid, supplier, residual-mix  Scope 2 Guidance tables 6.2, 6.3
//	scope2.hourly-electricity   Σ hours load × grid of the hour; market as above              given by the hour                         Scope 2 Guidance table 6.2
//	scope2.on-site-generation   0; certificates sold × residual mix                           electricity/residual-mix                  Scope 2 Guidance table 7.1
//	scope2.shk-electricity      energy × adjusted, basic and average coefficient              electricity/supplier, supplier-basic      SHK manual part II
//	scope2.heat                 energy × supplier's factor or default                         heat, steam or cooling                    Scope 2 Guidance appendix A
//	scope2.heat-by-fuel         heat ÷ efficiency × EF of the fuel                            fuel                                      EPA Hub table 7
//	scope2.chp-purchase         fuel × EF × share of heat or power × bought ÷ output          fuel                                      GHG Protocol CHP tool
//
// Losses in transmission and the upstream of fuels are category 3 of scope 3; the fuel of own generation is scope 1.
// What a site passes on to tenants or to others' vehicles ([Electricity], SoldOn) is category 13 or 3; charging the
// company's own vehicles is its own use.
//
// # Instruments
//
// An [Instrument] carries the facts that the eight Scope 2 Quality Criteria ask for, and [Instrument.Criteria] answers
// them one by one for a [Claim]. One that fails a criterion is not used, and the result says why. A [Ledger] holds the
// instruments of a company, each once ([DoubleClaimError]), and allocates them to purchases by a fixed rule;
// [Disclose] gives the rows to be disclosed.
//
// # Matching
//
// [MatchSupply] matches supply with load by the year, the month or the hour. It is the same code for all three, on
// whole numbers: a year of 100 sites and 200 instruments takes some 60 ms by the hour on one core, and the series 8
// bytes a value, 21 MB, where the numbers fit 64 bits; where they do not, integers of any size do the same.
package scope2

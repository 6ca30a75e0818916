// Package scope2 calculates the indirect emissions of purchased electricity, steam, heat and cooling, location-based
// and market-based (GHG Protocol Scope 2 Guidance, 2015).
//
// It prevents a single figure that mixes both methods: every purchase gives two results, which are never added, and a
// total names its method. Green power is a rate that is stated, never a factor that was forgotten; each step down the
// Guidance's hierarchy is a caveat on the result; and the unused part of a certificate reduces nothing.
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
// Transmission losses and the upstream emissions of fuels are category 3 of Scope 3; the fuel of own generation is
// Scope 1. What a site passes on to tenants or to others' vehicles (SoldOn of [Electricity]) is category 13 or 3;
// charging the company's own vehicles is own use.
//
// # Instruments
//
// An [Instrument] carries the facts that the eight Scope 2 Quality Criteria require, and [Instrument.Criteria] answers
// the criteria one by one for a [Claim]. An instrument that fails a criterion is not used, and the result states why. A
// [Ledger] holds the instruments of a company, each once ([DoubleClaimError]), and allocates them to purchases by a
// fixed rule; [Disclose] returns the rows to disclose.
//
// # Matching
//
// [MatchSupply] matches supply with load by the year, the month or the hour. The same code does all three, on whole
// numbers: matching a year of 100 sites and 200 instruments by the hour takes about 60 ms on one core, and the series
// take 8 bytes per value, 21 MB in all, if the numbers fit in 64 bits. If they do not, integers of any size give the
// same result.
package scope2

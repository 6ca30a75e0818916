// Package scope2 calculates the indirect emissions of purchased electricity, steam, heat and cooling, location-based
// and market-based (GHG Protocol Scope 2 Guidance, 2015).
//
// It prevents a single figure that mixes both methods: every purchase gives two results, which are never added, and a
// total names its method. Green power is a rate that is stated, never a factor that was forgotten; each step down the
// Guidance's hierarchy is a caveat on the result; and the unused part of a certificate reduces nothing.
//
// The comment of each struct gives its formula and its source (document and section). A page with every method, its
// inputs and an example is docs/methods/scope2.md.
//
// # Methods
//
//   - [Electricity]: emissions from purchased electricity used at one place in one period, by the location-based and
//     the market-based method
//   - [HourlyElectricity]: emissions from purchased electricity, calculated from the load and the grid average of every
//     hour
//   - [OnSiteGeneration]: Scope 2 emissions from power that the company generates on its own site, by solar panels, a
//     turbine or a CHP unit
//   - [SHKElectricity]: emissions from purchased electricity, calculated with the coefficients of Japan's mandatory
//     reporting system (温対法 SHK)
//   - [Heat]: emissions from purchased steam, heat or cooling, calculated with the supplier's factor or a default
//   - [HeatByFuel]: emissions from purchased steam or heat, calculated from the fuel and the efficiency of the seller's
//     boiler
//   - [CHPPurchase]: emissions from heat or power bought from a combined heat and power (CHP) plant, calculated from
//     the plant's fuel by the efficiency method
//   - [Reported]: emissions from purchased energy that another party calculated: a landlord, the operator of a joint
//     venture or a data centre
//
// # Boundaries
//
// Transmission losses and the upstream emissions of fuels are category 3 of Scope 3; the fuel of own generation is
// Scope 1. What a site passes on to tenants or to others' vehicles (SoldOn of [Electricity]) is category 13 or 3;
// charging the company's own vehicles is own use.
//
// # Instruments
//
// An [Instrument] carries the facts that the eight Scope 2 Quality Criteria require, and [Instrument.Criteria] answers
// the criteria one by one for a [Claim]. An instrument that fails a criterion is not used, and the result states why.
// Instruments are used in one order everywhere: those bound to a purchase first, then by the end of the vintage, then by
// id. A supplier's rate is judged by the same criteria if the facts are stated. A [Ledger] holds the instruments of a
// company, each once ([DoubleClaimError]), and allocates them to purchases so that they cover as much as possible;
// [Disclose] returns the rows to disclose.
//
// Power generated on the site is no instrument: it is [OnSiteGeneration], which also takes certificates that are sold and
// those bought in their place.
//
// # Matching
//
// [MatchSupply] matches supply with load by the year, the month or the hour, counting only instruments that meet the
// criteria: the matched share. [ScoreCFE] adds the grid's own carbon-free energy by the hour: the 24/7 CFE score, which
// is no emission figure. The same code does all of them, on whole numbers: matching a year of 100 sites and 200
// instruments by the hour takes about 60 ms on one core, and the series take 8 bytes per value, 21 MB in all, if the
// numbers fit in 64 bits. If they do not, integers of any size give the same result.
//
// # Rules to come
//
// Package revision runs the same purchases under the draft of the Scope 2 revision and explains the difference by cause.
package scope2

// Package scope3 calculates the other indirect emissions of the value chain, categories 1 to 15 of the GHG Protocol
// Scope 3 Standard, by the methods of its Technical Guidance.
//
// It prevents an estimate from passing for data. Every method has the name that the Guidance gives it. A figure that another
// company calculated is marked as reported, not recomputed. An amount of money in one currency and price year never meets
// a factor for another. What a method leaves out, the result states in a caveat.
//
// Each method is a struct with its inputs and one method, Calculate; the only other thing it depends on is the
// [github.com/ghgkit/ghg/factors.Basis]. The comment of the struct gives the formula and its source (document and section).
// A page with every method, its inputs and an example is docs/methods/scope3.md.
//
// # Methods
//
//   - [PurchasedSupplierSpecific]: a product bought, by the supplier's own cradle-to-gate footprint of it (categories 1
//     and 2) (categories 1 and 2)
//   - [PurchasedHybrid]: a product bought, by the supplier's own emissions of it and, for the rest of the way from
//     cradle to gate, by amounts and factors (categories 1 and 2) (categories 1 and 2)
//   - [PurchasedAverageData]: a product bought, by an average footprint of such products (categories 1 and 2)
//     (categories 1 and 2)
//   - [SpendBased]: money spent, by the emissions per unit of money of the industry that was paid (categories 1, 2, 4,
//     6 and 9) (categories 1, 2, 4, 6 and 9)
//   - [UpstreamFuel]: the extraction, production and transport of a fuel that was burned (category 3, activity A)
//     (category 3)
//   - [UpstreamEnergy]: the extraction, production and transport of the fuels used to make bought electricity, steam,
//     heat or cooling (category 3, activity B) (category 3)
//   - [TransmissionLosses]: the generation of the energy that was lost in transmission and distribution on its way to
//     the company (category 3, activity C) (category 3)
//   - [ResoldEnergy]: the generation of energy that a utility or retailer bought and sold on (category 3, activity D)
//     (category 3)
//   - [TransportFuelBased]: transport by the energy it took (categories 4 and 9, and 6 and 7 for people) (categories 4,
//     6, 7 and 9)
//   - [TransportDistanceBased]: a leg of the transport of goods by its load and distance (categories 4 and 9)
//     (categories 4 and 9)
//   - [TransportVehicleDistance]: the distance that a vehicle drove for the goods, laden or empty (categories 4 and 9)
//     (categories 4 and 9)
//   - [TransportImprovedTonneKm]: a leg of road transport by the fuel that a tonne-kilometre takes in a vehicle of a
//     given size and load factor (改良トンキロ法; categories 4 and 9) (categories 4 and 9)
//   - [TransportChain]: a consignment carried from door to door by a chain of legs and hubs (categories 4 and 9)
//     (categories 4 and 9)
//   - [TransportRound]: one round of a vehicle with consignments of several shippers, its emissions allocated to the
//     consignments by their tonne-kilometres (categories 4 and 9) (categories 4 and 9)
//   - [TransportFlightFuel]: a seat (category 6) or cargo in the belly (categories 4 and 9) of a flight, by the fuel
//     that the aircraft burns over the distance (categories 4, 6 and 9)
//   - [DistributionSiteSpecific]: one carrier of energy or one refrigerant of a warehouse, distribution centre or shop
//     that stores the reporter's goods with those of others (categories 4 and 9) (categories 4 and 9)
//   - [DistributionAverageData]: goods stored for a time (categories 4 and 9) (categories 4 and 9)
//   - [WasteSupplierSpecific]: the reporter's part of the emissions of a company that treats waste (category 5)
//     (category 5)
//   - [WasteTypeSpecific]: waste of one type given to one treatment (category 5) (category 5)
//   - [WasteAverageData]: the part of all waste that is treated in one way, by an average factor of the treatment
//     (category 5) (category 5)
//   - [TravelDistanceBased]: a journey of people by its distance (category 6) (category 6)
//   - [TravelAverageData]: business travel by averages per employee and year, or per day of travel (category 6)
//     (category 6)
//   - [TravelHotel]: nights in hotels (category 6, where the Guidance leaves them optional) (category 6)
//   - [CommutingDistanceBased]: the commute of an employee, or of a group that travels alike (category 7) (category 7)
//   - [CommutingAverageData]: the part of all employees that travels in one mode according to statistics (category 7)
//     (category 7)
//   - [CommutingEmployeeDays]: commuting by averages per employee and day of work (category 7) (category 7)
//   - [HomeworkingAverage]: work from home by averages per hour (category 7, where the Guidance leaves teleworking
//     optional) (category 7)
//   - [HomeworkingEnergy]: work from home by the energy it takes (category 7, where the Guidance leaves teleworking
//     optional) (category 7)
//   - [LeasedAssetSpecific]: a leased asset by what it consumes or leaks (categories 8 and 13) (categories 8 and 13)
//   - [LeasedLessorSpecific]: the leased part of the scope 1 and 2 emissions of the lessor, or in category 13 of the
//     lessee (categories 8 and 13) (categories 8 and 13)
//   - [LeasedAverageData]: leased assets by an average of their kind: per floor area, per asset or per distance
//     (categories 8 and 13) (categories 8 and 13)
//   - [ProcessingSiteSpecific]: the processing of an intermediate product by another company, by what the processor
//     consumes, leaks, emits and throws away (category 10) (category 10)
//   - [ProcessingAverageData]: the processing of an intermediate product by an average of its industry (category 10)
//     (category 10)
//   - [DirectUse]: the energy that products sold in the period consume over their whole life, and the refrigerant that
//     they leak (category 11) (category 11)
//   - [LifetimeUse]: the energy that products sold in the period consume over a life in years, by the markets they are
//     used in (category 11, direct use phase) (category 11)
//   - [SoldFuel]: fuel or feedstock that was sold and is burned by the customer (category 11) (category 11)
//   - [ContainedGas]: a greenhouse gas in products that were sold, as far as it escapes in use: from refrigerators,
//     aerosols, fire extinguishers, switchgear (category 11) (category 11)
//   - [IndirectUse]: the energy that products consume indirectly when they are used: the hot water for a detergent, the
//     washing of clothes (category 11, indirect use phase) (category 11)
//   - [IntermediateUse]: the use of the final products that intermediate products are part of, as far as it is
//     attributed to the intermediate products (category 11): for a maker of engines, the fuel of the cars that its
//     engines are in (category 11)
//   - [EndOfLife]: the treatment of products sold in the period, and of their packaging, when they are thrown away
//     (category 12) (category 12)
//   - [FranchiseSpecific]: a franchise by its own scopes 1 and 2 (category 14) (category 14)
//   - [FranchiseSampled]: a group of similar franchises by a sample of them (category 14) (category 14)
//   - [FranchiseAverageData]: franchises by an average of their kind: per floor area or per outlet (category 14)
//     (category 14)
//   - [EquityInvestmentSpecific]: an equity investment by the investee's own emissions (category 15) (category 15)
//   - [EquityAverageData]: an equity investment by the investee's revenue and an average of its sector (category 15)
//     (category 15)
//   - [ProjectSpecific]: project finance, or debt whose use is known, by the project's own emissions (category 15)
//     (category 15)
//   - [ProjectAverageData]: project finance, or debt whose use is known, by an average of the project's sector
//     (category 15) (category 15)
//   - [PCAFListed]: a holding of listed equity or corporate bonds (PCAF asset class 1) (category 15)
//   - [PCAFBusinessLoans]: a business loan, or equity of a company that is not listed (PCAF asset class 2) (category
//     15)
//   - [PCAFProjectFinance]: a loan to, or equity in, a project (PCAF asset class 3) (category 15)
//   - [PCAFCommercialRealEstate]: a loan for, or an investment in, commercial property (PCAF asset class 4) (category
//     15)
//   - [PCAFMortgages]: a loan for a home (PCAF asset class 5) (category 15)
//   - [PCAFMotorVehicleLoans]: a loan for a vehicle (PCAF asset class 6) (category 15)
//   - [PCAFSovereignDebt]: a holding of sovereign bonds or loans (PCAF asset class 7) (category 15)
//   - [Reported]: a figure that another party calculated: a supplier, lessor, franchisee or investee, or a publication
//     (every category)
//
// # Files
//
// Categories 2, 9 and 13 share the methods of 1, 4 and 8: one struct serves both, and its Category chooses. A file
// catNN.go holds what only one category, or such a pair, needs. Files such as spend.go, transport.go and energy.go hold
// what several categories share.
package scope3

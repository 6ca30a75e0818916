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
// The comment of each struct gives its formula and its source (document and section). A page with every method, its
// inputs and an example is docs/methods/scope1.md.
//
// # Methods
//
//   - [StationaryCombustion]: emissions from fuel burned in a stationary boiler, furnace, turbine or engine, calculated
//     from the amount of fuel
//   - [CarbonContent]: CO2 from fuel burned, calculated from its carbon content: the method of Japan's SHK system (温対法)
//     and of fuels that are analysed
//   - [WasteGas]: emissions from a waste gas burned in a flare, a thermal oxidiser or a boiler, calculated from the
//     composition of the gas: CO2 by the carbon of each component
//   - [CHPAllocation]: emissions of a combined heat and power (CHP) plant, allocated to its heat and its power
//   - [Measured]: emissions of a gas measured at the stack, by a continuous emission monitoring system (CEMS) or
//     periodically
//   - [MobileFuel]: emissions from fuel burned by vehicles that the company owns or controls, calculated from the
//     amount of fuel
//   - [MobileFuelEconomy]: emissions from fuel burned by vehicles, calculated from distance and fuel economy where the
//     amount of fuel is unknown
//   - [MobileDistance]: emissions from vehicles that the company owns or controls, calculated from the distance driven,
//     flown or sailed
//   - [ProcessProduction]: emissions of gases formed in making a product such as clinker, lime, glass, steel, ammonia
//     or nitric acid
//   - [ProcessCarbonate]: CO2 from a carbonate that is heated or dissolved in making glass, ceramics or steel or in
//     flue gas desulphurisation
//   - [CarbonBalance]: CO2 from a process, calculated from the carbon that goes in less the carbon that comes out in
//     products, by-products and waste
//   - [ProcessElectronics]: emissions of fluorinated gas used to etch or to clean chambers in making semiconductors,
//     displays and photovoltaics
//   - [FugitiveMaterialBalance]: emissions of a gas such as a refrigerant or SF6 in switchgear, calculated from a
//     balance of the company's gas stock: gas that cannot be accounted for has escaped
//   - [FugitiveSimplifiedBalance]: emissions of refrigerant, calculated from the service records of equipment where the
//     company keeps no stock
//   - [FugitiveScreening]: emissions of refrigerant or fire suppressant, estimated from the charge of the equipment and
//     the rates at which it is lost
//   - [DirectRelease]: emissions of a known mass of gas that escaped or was released: a leak, an extinguisher, a purge,
//     medical gas, or the refill stated in a service report
//   - [Wastewater]: methane from industrial waste water treated on site, calculated from its chemical oxygen demand
//     (COD)
//   - [DirectSource]: emissions from any other direct source, calculated from an activity and a factor: on-site
//     landfill or waste water, livestock, soils, biogas plants
//   - [Reported]: direct emissions that another party calculated: the operator of a joint venture, a contractor or a
//     verifier
package scope1

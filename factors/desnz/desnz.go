// Package desnz holds the UK Government's greenhouse gas conversion factors for company reporting: the full sets of
// 2022 to 2025, and energy and waste of 2026.
//
// The mistake it prevents is using the factor of another year or another part of the life cycle. UK electricity is
// 0.20705 kg CO2e/kWh in 2024 and 0.177 in 2025; natural gas is per kWh gross or net; and the set of one year holds the
// combustion of a fuel, its supply (well-to-tank) and its biogenic CO2, outside of the scopes, as three different
// factors. Here each is found by its year, its unit with the heating value basis, and its boundary.
//
// # Which edition
//
// The Government asks you to use the set of the calendar year that contains the greatest part of the reporting period:
// for April 2024 to March 2025, the set of 2024. Each set is therefore valid for its calendar year, and a period that
// crosses into a new year finds it with factors.Policy.MostOfPeriod, which leaves a caveat. Never restate a past year
// with a newer set: the data behind electricity are two years older than the edition.
//
// # The edition 2026
//
// Its set holds electricity, heat, the main fuels, their upstream and losses, and the waste table: 163 factors from a
// transcription, each with the caveat unchecked-transcript, which tells what was compared. It has no fuel properties. Its waste
// factors have Combustion as a treatment again, incineration, where 2025 has incineration with energy recovery. The publisher's
// upstream of natural gas per tonne does not agree with that per cubic metre; the set has the latter and the one per kWh.
//
// # What is in a set
//
// Factors are for the United Kingdom, region "GB"; hotel stays have the region of the country of the stay. kWh
// (Gross CV) is kWh(HHV), kWh (Net CV) is kWh(LHV). The gases are printed as kg CO2e and kept that way, with the
// edition's GWP set as their basis; a method converts them back to masses. The publisher's own sum is kept beside them.
//
//	activity                          boundary                               publisher's sheet
//	fuel/…                            combustion, well-to-tank,              Fuels, Bioenergy, WTT,
//	                                  outside-of-scopes                      Outside of scopes
//	refrigerant/R-410A                direct                                 Refrigerant & other: Kyoto products only
//	refrigerant/R-401A/non-kyoto      direct                                 the same, non-Kyoto products only
//	refrigerant/…/kyoto-and-non-kyoto direct                                 the same, total
//	vehicle/…                         combustion, well-to-tank               Passenger and Delivery vehicles
//	electricity/vehicle/…             generation, losses                     UK electricity for EVs, with T&D
//	electricity/grid                  generation, losses, well-to-tank,      UK electricity, T&D, WTT
//	                                  losses-well-to-tank, outside-of-scopes
//	heat/onsite                       generation, well-to-tank               Heat and steam
//	heat/district                     the same, losses, losses-well-to-tank  Heat and steam
//	travel/…                          combustion, well-to-tank               Business travel
//	travel/hotel                      unstated                               Hotel stay, per room and night
//	freight/…                         combustion, well-to-tank               Freighting goods
//	homeworking/…                     unstated                               Homeworking, per FTE and hour
//	water/supply, water/treatment     cradle-to-gate, treatment              Water
//	material/NAME/primary             cradle-to-gate                         Material use
//	waste/NAME/TREATMENT              treatment                              Waste disposal
//	leased/…                          as for electricity and vehicles        Managed assets
//
// Before you use them:
//
//   - A factor of 0 is real: a battery electric vehicle burns no fuel. Its electricity (Scope 2) and the losses are
//     under electricity/vehicle/…; in travel/…, freight/… and leased/vehicle/… both are included.
//   - The publisher prints one upstream factor for both a company's own cars and business travel, and one for both its
//     own vans and HGVs and freight. Each appears under both names.
//   - Flights come with and without the effects beyond CO2, …/with-rf (CO2 times 1.7) and …/without-rf: the choice is
//     part of the name.
//   - Factors for biofuels are CO2e of CH4 and N2O. Their CO2 is a factor of the same name with the boundary
//     outside-of-scopes, and so is the CO2 of the biofuel in forecourt blends. Per kWh and GJ they are
//     printed without a basis and are taken as net; the note says whether the factor per mass shows it. The upstream
//     factor of grass and straw per kWh fits neither basis and carries the caveat as-printed.
//   - From 2023 on, the biogenic CO2 of the average blends is printed to two decimals: 0.01 per kWh. Such a factor
//     carries the caveat coarse-factor, which quotes the one per tonne.
//   - Methane is that of combustion. The publisher weighs it by the GWP set of the edition and prints CO2e.
//   - A battery-electric or plug-in car has the caveat electricity-apart: the electricity that charges it is Scope 2.
//   - A refrigerant counts only its gases of the Kyoto basket. If it has others, the caveat outside-kyoto names them.
//   - The properties are the energy that vehicles use per km (for SECR reports) and, in 2024, the density and calorific
//     values of fuels. Rates per mile are left out because they repeat those per km, and so are rates of zero;
//     data/omitted.csv lists each row.
//
// Title: UK Government GHG Conversion Factors for Company Reporting, flat files 2022 (version 3), 2023 (version 1.1),
// 2024 (version 1.1), 2025; 2026, full set version 1 and flat file version 1.2, in part. Publisher: Department for Energy Security and Net Zero (DESNZ); for 2022, BEIS; known as
// the DEFRA factors. Licence: Open Government Licence v3.0. GWP basis: AR4 in 2022, AR5 from 2023 on.
//
// Contains public sector information licensed under the Open Government Licence v3.0.
package desnz

import (
	"embed"

	"github.com/ghgkit/ghg/factors"
)

//go:embed data/20*.csv data/20*.json
var data embed.FS

// The editions, one per calendar year.
const (
	Edition2022 = "2022" // version 3, GWP AR4
	Edition2023 = "2023" // version 1.1, GWP AR5
	Edition2024 = "2024" // version 1.1, GWP AR5, with fuel properties
	Edition2025 = "2025" // GWP AR5
	Edition2026 = "2026" // GWP AR5; energy and waste only, from a transcription
)

var editions = factors.NewEditions("the UK conversion factors", data, Edition2022, Edition2023, Edition2024, Edition2025, Edition2026)

// Load returns the set of an edition, about 3,000 factors in kg per unit, and 163 of 2026. It is parsed on first use, shared and
// immutable. An unknown edition is a *ghg.FieldError that lists the known ones.
func Load(edition string) (*factors.Set, error) { return editions.Load(edition) }

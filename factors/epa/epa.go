// Package epa holds the US EPA's GHG Emission Factors Hub: fuels, vehicles, steam and heat, freight, travel and waste.
//
// The mistake it prevents is using a factor of another unit or edition without noticing. One row of the hub has
// kilograms of CO2 next to grams of CH4; its tons are short tons, its gallons US gallons and its heating values higher
// heating values; and the first release of 2024 printed a passenger car at 0.175 kg CO2/mile, the revised one at 0.306.
//
// Each set is one edition, as printed; misprints are kept, with the caveat as-printed or a note. EPA states no validity, so a
// set is valid in the calendar year of its edition, and another year needs factors.Policy.OlderYears or NewerYears, which
// leave a caveat. Amounts are kilograms per printed unit, converted by exact multiplication; the note keeps the printed
// grams or tonnes. Where a cell of the workbook is not rounded, as many are in edition 2024, the set holds it and the note
// says so. Peat, municipal waste and tires carry the caveat carbon-origin.
//
//	table  activities                                           unit
//	1      fuel/NAME, stationary; "heating value" as property   mmBtu(HHV) and short-ton, scf or gal(US)
//	2      fuel/NAME/mobile: CO2 of fuel burned by vehicles     gal(US), scf
//	3, 4   vehicle/CLASS/FUEL[/MODEL YEARS]: CH4 and N2O only   mile
//	5      vehicle/CLASS/FUEL, off the road: CH4 and N2O only   gal(US)
//	7      steam/default, heat/default                          mmBtu
//	8      freight/…                                            mile, short-ton·mile
//	9      waste/MATERIAL/TREATMENT, in CO2e on AR4 (EPA WARM)  short-ton
//	10     travel/…                                             mile, passenger·mile
//	12     refrigerant/BLEND: the EPA's own CO2e, rounded       kg
//
// A vehicle therefore needs two factors: CO2 by fuel from table 2, and CH4 and N2O by distance from table 3 or 4 ([Vehicle]
// names them) or, off the road, by fuel from table 5. Table 6 is package egrid; table 11 is the GWP sets of package ghg. The
// EPA weighs all methane by 28 on AR5: [ghg.AR5UNFCCC].
//
// Methane is CH4-combustion, or CH4-biogenic from the fuels that the EPA lists as biomass; the CO2 of those is
// CO2-biogenic.
//
// Licence: US government work, public domain (17 USC 105); the attribution is in the set's Meta. GWP basis: the hub's
// table 11 is AR4 in 2021 and 2023 and AR5 in 2024 and 2025, and no factor depends on it. The factors for waste, in
// CO2e, are on AR4 in every edition. Edition 2022 is not included.
package epa

import (
	"embed"

	"github.com/ghgkit/ghg/factors"
)

//go:embed data
var data embed.FS

// The editions.
const (
	Edition2021 = "2021" // of 15 September 2021, AR4
	Edition2023 = "2023" // of 12 September 2023, AR4
	Edition2024 = "2024" // as revised after the first release of 13 February 2024, AR5
	Edition2025 = "2025" // of 15 January 2025, AR5
)

var editions = factors.NewEditions("the EPA hub", data, Edition2021, Edition2023, Edition2024, Edition2025)

// Load returns the set of an edition. It is parsed on first use, shared and immutable. An unknown edition is a
// *ghg.FieldError that lists the known ones.
func Load(edition string) (*factors.Set, error) { return editions.Load(edition) }

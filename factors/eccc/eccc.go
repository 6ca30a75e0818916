// Package eccc holds the emission factors of Environment and Climate Change Canada: the electricity consumed in each province
// from 1990 to 2024, and fuels.
//
// The mistake it prevents is taking the year in a table's title for the year of its data. The table "for 2027" holds the data of
// 2024: Alberta has 346 g CO2e/kWh, and 540 in the table "for 2023 and 2024", whose data are of 2021. The titles name the years
// of use in the federal offset system. Here each factor is valid in its data year, and the note has the title's.
//
//	edition   rows  contents
//	4.0         13  the grids of the provinces and territories in 2024 (version 4.0, 9 September 2026, table 5.4)
//	3.0         57  the same in 2021, 2022 and 2023 (version 3.0, October 2025, tables 5.1 to 5.3); fuels, 2023 to 2026
//	nir-2021   140  the grids of Canada and its provinces: 1990, 2000, 2005, 2013 to 2019 (National Inventory Report 2021, annex 13)
//	nir-2020   126  the same to 2018, as the report of 2020 has it
//	nir-2019   126  the same to 2017, with 2012, as the report of 2019 has it
//
// A newer National Inventory Report calculates the older years again, and the reports have years in common. In a stack the
// first one counts, so put the newest first. There are no figures for 2020.
//
// Before you use them:
//
//   - The grids are consumption intensities, per kWh consumed: the losses of transmission and distribution are included. They
//     are here with the boundary generation, as the only figures by province, and the caveat says so. Category 3 then
//     counts no losses beside them.
//   - Every value is from a transcription, with its table. Each factor carries the caveat unchecked-transcript until it is
//     compared with the publisher's file.
//   - Those of the National Inventory Report are printed with two figures. Tables 5.1 to 5.3 print New Brunswick's value for
//     Prince Edward Island.
//   - Natural gas is per cubic metre, marketable, with the CO2 of the province and the CH4 and N2O of residential, commercial and
//     institutional use. The other fuels are for the whole of Canada, each in the use that its name states.
//
// Licence: Open Government Licence - Canada, as for the department's data sets; the terms in the documents themselves were not
// read. Attribution: Environment and Climate Change Canada. The GWP basis of the grids is not stated; fuels are printed by gas.
// Regions: CA and the provinces of ISO 3166-2, such as CA-AB.
package eccc

import (
	"embed"

	"github.com/ghgkit/ghg/factors"
)

// The editions.
const (
	Edition4_0     = "4.0"      // Emission factors and reference values, version 4.0
	Edition3_0     = "3.0"      // the same, version 3.0
	EditionNIR2021 = "nir-2021" // National Inventory Report, edition 2021
	EditionNIR2020 = "nir-2020" // edition 2020
	EditionNIR2019 = "nir-2019" // edition 2019
)

//go:embed data
var embedded embed.FS

var editions = factors.NewEditions("Canada's emission factors", embedded, Edition4_0, Edition3_0, EditionNIR2021, EditionNIR2020, EditionNIR2019)

// Editions returns the embedded editions, the newest first, since some have years in common.
func Editions() []string { return editions.Names() }

// Load returns the set of an edition, parsed on first use and shared from then on. An unknown edition is a
// *ghg.FieldError that lists the known ones.
func Load(edition string) (*factors.Set, error) { return editions.Load(edition) }

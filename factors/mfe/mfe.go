// Package mfe holds the emission factors of New Zealand's Ministry for the Environment: the grid of 2023 to 2025, and fuels
// in commercial and industrial use.
//
// The mistake it prevents is using one average of the grid for every year. The water in the lakes decides: 0.0766 kg CO2e/kWh
// in 2023, 0.0994 in 2024, 0.0787 in 2025. Each year has its own factor, and no other year finds it.
//
//	edition  factors  contents
//	2025          10  natural gas, diesel, LPG and fuel oils, in commercial and in industrial use (version 3), valid in 2025
//	2026           3  the annual average of the grid in 2023, 2024 and 2025 (version 2)
//
// Every value is from a transcription, with the cell of the Ministry's workbook. Each factor carries the caveat
// unchecked-transcript until it is compared with that workbook. kWh of natural gas are gross.
//
// Title: Measuring Emissions: a guide for organisations, emission factors workbooks 2025 version 3 and 2026 version 2.
// Licence: CC BY 4.0; attribution: Ministry for the Environment (New Zealand). GWP basis: AR5 by the guide. Region: NZ.
package mfe

import (
	"embed"

	"github.com/ghgkit/ghg/factors"
)

// The editions of the guide.
const (
	Edition2025 = "2025" // version 3: fuels
	Edition2026 = "2026" // version 2: the grid of 2023 to 2025
)

//go:embed data
var embedded embed.FS

var editions = factors.NewEditions("New Zealand's Measuring Emissions", embedded, Edition2025, Edition2026)

// Editions returns the embedded editions, in order.
func Editions() []string { return editions.Names() }

// Load returns the set of an edition, parsed on first use and shared from then on. An unknown edition is a
// *ghg.FieldError that lists the known ones.
func Load(edition string) (*factors.Set, error) { return editions.Load(edition) }

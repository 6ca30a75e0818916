// Package eea holds the European Environment Agency's greenhouse gas emission intensity of electricity generation: the
// direct emissions of a kilowatt-hour in the member states, which the location-based method of Scope 2 calls for.
//
// The mistake it prevents is filling in the years between. There are figures for 1990 to 2019, 2023 and 2024. There are
// none for 2020 to 2022, and a query for one of those years finds a factor only if the policy admits an older or newer
// one, with a caveat.
//
//	edition    rows  contents
//	1990-2019   901  the 27 member states, the United Kingdom, EU and EU28, 1990 to 2019; Norway, one year
//	2023         27  the 27 member states in 2023, the final inventory
//	2024         27  the 27 member states in 2024
//
// The sets of 2023 and 2024 are from transcriptions: every factor carries the caveat unchecked-transcript. The note of each
// factor of 2023 has the agency's first estimate, which the final inventory replaced: 258 g instead of 343 g for Greece. There is no
// figure of 2023 for the Union.
//
// "Greenhouse gas emission intensity of electricity generation in Europe", g CO2e/kWh, direct emissions, without grid
// losses. Licence: CC BY 4.0; attribution: European Environment Agency. The GWP basis is not stated. The figures are
// whole grams, so Sweden's 8 g is exact only to 6 %.
//
// Regions are ISO 3166-1 alpha-2; EU is the Union of 27 since 2020, EU28 the Union with the United Kingdom. From 2016 to
// 2019, EU28 does not follow from EU and GB at the United Kingdom's weight of the years before; these four factors carry the
// caveat as-printed.
package eea

import (
	"embed"

	"github.com/ghgkit/ghg/factors"
)

// The editions.
const (
	Edition1990To2019 = "1990-2019"
	Edition2023       = "2023" // the final inventory, from a transcription
	Edition2024       = "2024" // from a transcription
)

//go:embed data
var embedded embed.FS

var editions = factors.NewEditions("EEA", embedded, Edition1990To2019, Edition2023, Edition2024)

// Editions returns the embedded editions, in order.
func Editions() []string { return editions.Names() }

// Load returns the set of an edition, parsed on first use and shared from then on. An unknown edition is a
// *ghg.FieldError that lists the known ones.
func Load(edition string) (*factors.Set, error) { return editions.Load(edition) }

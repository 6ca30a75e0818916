// Package ember holds the carbon intensity of electricity of 215 countries, areas and the world, 2000 to 2025, by Ember
// and the Energy Institute, as published by Our World in Data.
//
// The mistake it prevents is using these figures, the best known for most countries, as generation factors. They are
// life-cycle figures, based on the median life-cycle factor of each technology (IPCC AR5), whereas the location-based
// method of Scope 2 calls for generation only (Scope 2 Guidance, 6.9). Here every factor has the boundary life-cycle,
// so a query for generation does not find it. Package scope2 takes it only if Policy.LifeCycleAsGridAverage allows it,
// and every use carries the caveat life-cycle-in-scope-2. Grid losses are not included.
//
// Edition 2026-04: "Carbon intensity of electricity generation", g CO2e/kWh, as of April 2026. Licence: CC BY 4.0;
// attribution: "Ember; Energy Institute, Statistical Review of World Energy; with processing by Our World in Data". The
// figures for the latest two years are still subject to revision, and 2025 covers 92 areas. The GWP basis is not
// stated. Values printed as 0 (22, for Burundi and the Central African Republic) are left out: no technology has a life
// cycle without emissions.
//
// Regions are ISO 3166-1 alpha-2, with XK for Kosovo and GLOBAL for the world.
package ember

import (
	"embed"

	"github.com/ghgkit/ghg/factors"
)

// Edition2026_04 is the embedded edition: the month in which the figures were taken.
const Edition2026_04 = "2026-04"

//go:embed data
var embedded embed.FS

var editions = factors.NewEditions("Ember's carbon intensity of electricity", embedded, Edition2026_04)

// Load returns the set, parsed on first use and shared from then on. An unknown edition is a *ghg.FieldError that lists the
// known ones.
func Load(edition string) (*factors.Set, error) { return editions.Load(edition) }

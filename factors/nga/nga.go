// Package nga holds Australia's National Greenhouse Accounts Factors: the grids and the residual mix of 2024 to 2026, and the
// fuels of some of these editions.
//
// The mistake it prevents is counting a figure for more or less than it holds. The market-based method of Scope 2 takes
// the residual mix, 0.81 kg CO2e/kWh in 2024, not the average of the state. The factor that the publisher calls scope 3 holds the
// upstream and the losses of electricity in one figure, so it has a boundary of its own, well-to-tank-and-losses, under
// which neither a query for losses nor one for the upstream finds it. scope3.UpstreamEnergy takes it with
// published-with-losses, in place of an upstream and losses.
//
//	edition  factors  contents
//	2024          56  grids, residual mix, scope 3 of both, natural gas (scope 3), stationary fuels
//	2025          51  the same without the fuels
//	2026          31  grids, residual mix, stationary and transport fuels; scope 3 is not at hand
//
// An edition is issued for the reporting cycle that begins in July of its year (NGA Factors 2025, section 1: "for the 2025-26
// NGER reporting cycle"), and each set is valid from July to June. A calendar year finds the set of its second half with
// factors.Policy.MostOfPeriod, which leaves a caveat.
//
// Regions are the states, with New South Wales's factor also under AU-ACT; the grids AU-SWIS and AU-NWIS (the South and
// North West Interconnected Systems of Western Australia) and AU-DKIS (Darwin to Katherine); and AU, the average. There is one
// residual mix for the whole of Australia; it is under each of these regions. Not published, or not at hand: the generation
// of AU-NWIS, and the scope 3 of natural gas in Tasmania and the Northern Territory, which is confidential.
//
// Before you use them:
//
//   - Every value is from a transcription, with page or cell where that names them. Each factor carries the caveat
//     unchecked-transcript until it is compared with the publisher's file.
//   - The grids are printed with two decimals: Tasmania's 0.15 is exact only to 3 %.
//   - Fuels are per GJ gross (GJ(HHV)), with the publisher's energy content as a property. The scope 3 of natural gas is
//     fuel/natural-gas/metro or fuel/natural-gas/non-metro by state.
//   - Transport fuels are told apart by vehicle: fuel/diesel/heavy-duty-vehicles/euro-3. fuel/diesel/stationary is table 8's.
//
// Title: National Greenhouse Accounts Factors 2024, 2025, 2026. Publisher: Department of Climate Change, Energy, the
// Environment and Water (DCCEEW). Licence: CC BY 4.0; attribution: Commonwealth of Australia, DCCEEW. GWP basis: AR5.
package nga

import (
	"embed"

	"github.com/ghgkit/ghg/factors"
)

// The editions, each for a financial year from July.
const (
	Edition2024 = "2024" // July 2024 to June 2025
	Edition2025 = "2025" // July 2025 to June 2026
	Edition2026 = "2026" // July 2026 to June 2027
)

//go:embed data
var embedded embed.FS

var editions = factors.NewEditions("Australia's National Greenhouse Accounts Factors", embedded, Edition2024, Edition2025, Edition2026)

// Editions returns the embedded editions, in order.
func Editions() []string { return editions.Names() }

// Load returns the set of an edition, parsed on first use and shared from then on. An unknown edition is a
// *ghg.FieldError that lists the known ones.
func Load(edition string) (*factors.Set, error) { return editions.Load(edition) }

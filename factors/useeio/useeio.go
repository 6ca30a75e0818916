// Package useeio holds the US EPA's Supply Chain Greenhouse Gas Emission Factors: what a dollar spent in the United
// States emits along its supply chain, by NAICS industry.
//
// The mistake it prevents is multiplying a factor "per dollar" by any dollar. A factor here is per dollar of its
// price year, at the purchaser's price, and says so: an amount of another year, currency or kind of price must be
// converted first (package money, and the Rates of the basis). A factor is valid in its price year only.
// Policy.OlderYears lets a later year use it, with a caveat, but does not deflate the amount.
//
//	edition  title                                              codes  dollars        GWP
//	1.2      Supply Chain GHG Emission Factors v1.2 by NAICS-6  1,016  of 2021        AR4
//	1.3      Supply Chain GHG Emission Factors v1.3 by NAICS-6  1,016  of 2022        AR5
//
// Both are works of the US government in the public domain; attribution: US Environmental Protection Agency, Office of
// Research and Development.
//
// # With and without margins
//
// spend/naics/CODE includes the emissions of the wholesale, retail and transport margins that a purchaser's price pays
// for; use it for a ledger. spend/naics/CODE/without-margins leaves these emissions out. Both are per dollar of the
// purchaser's price, so EPA's margins add up with them; neither is per dollar of the producer's price.
//
// # By gas
//
// The headline factors are CO2e on the publisher's own GWP set. The editions [Edition1_2ByGas] and [Edition1_3ByGas] give the same
// factors as masses of gases, for any GWP set, as spend/naics/CODE/by-gas. They are sets of their own: use them instead
// of the headline ones, never in addition. HFCs and PFCs that EPA does not tell apart are not one gas. v1.3 gives them
// in kg CO2e, as spend/naics/CODE/unspecified-hfc-pfc, to be added to the gases (0.9 % of the headline for the median
// code, 17.6 % at most, in 515210). v1.2 does not state the unit of that line, so it is left out. CO2e recomputed from
// the gases agrees with the headline within 3.2 % (v1.2) and 1.4 % (v1.3) for every code: the headline is printed to
// 0.001 kg and the gases to three digits.
package useeio

import (
	"embed"

	"github.com/ghgkit/ghg/factors"
)

// The editions.
const (
	Edition1_2      = "1.2"        // per dollar of 2021, CO2e by AR4
	Edition1_3      = "1.3"        // per dollar of 2022, CO2e by AR5
	Edition1_2ByGas = "1.2-by-gas" // per dollar of 2021, masses of gases, without the unspecified HFCs and PFCs
	Edition1_3ByGas = "1.3-by-gas" // per dollar of 2022, masses of gases, with the unspecified HFCs and PFCs separate
)

//go:embed data
var embedded embed.FS

var editions = factors.NewEditions("useeio", embedded, Edition1_2, Edition1_2ByGas, Edition1_3, Edition1_3ByGas)

// Editions returns the embedded editions, in order.
func Editions() []string { return editions.Names() }

// Load returns the set of an edition, parsed on first use and shared from then on. An unknown edition is a
// *ghg.FieldError that lists the known ones.
func Load(edition string) (*factors.Set, error) { return editions.Load(edition) }

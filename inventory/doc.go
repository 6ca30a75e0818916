// Package inventory adds the results of an organisation's activities to an inventory: totals by scope, category, gas,
// entity and method, what share of them was recomputed, and what is missing.
//
// The mistake it prevents is the total of everything: there is no scope 2 without its method's name, location and market
// are never added, CO2 from biomass and gases outside the Kyoto basket stay apart, a category without a figure is
// missing and not zero, and one failed line fails the run.
package inventory

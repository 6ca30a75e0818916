// Package inventory combines the results of an organisation's activities into an inventory: totals by scope, category,
// gas, entity and method, the share that was recomputed, and what is missing.
//
// The mistake it prevents is adding up everything. A total names its scope 2 method, and location-based and market-based
// results are never added. CO2 from biomass and gases outside the Kyoto basket are in no total. A scope or category
// without a figure is missing, not zero: a total needs all three scopes, or an exclusion with its reason, and figures of
// part of an inventory are asked for by name ([Inventory.Partial]). One failed line fails the run, and so does anything
// that two lines count: a purchase, a certificate, the upstream of energy ([ErrCountedTwice]).
//
// # Contents
//
//   - [Run], [FromLines], [Of] and [Read] make an [Inventory]; [Check] lists what a person should look at.
//   - [Inventory.Total], [Inventory.Totals] by any labels, [Inventory.ByGas], [Inventory.Basket], [Inventory.InGWP].
//   - [Inventory.Missing], [Inventory.Coverage], [Exclusion]: what is not there, and its share.
//   - [Inventory.Sensitivity], [Inventory.Scenario], [Compare]: what if a number were different.
//   - [Inventory.Portions]: shares of an inventory in that of another organisation.
//
// Below it, package consolidation consolidates a group of companies, bridge explains the difference of two inventories,
// baseyear recalculates base years, quality and uncertainty say how good the figures are, assurance keeps a verifier's
// registers, intensity divides by revenue or output, and land keeps ledgers of land and removals beside an inventory.
package inventory

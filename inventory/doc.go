// Package inventory combines the results of an organisation's activities into an inventory: totals by scope, category,
// gas, entity and method, the share that was recomputed, and what is missing.
//
// The mistake it prevents is adding up everything. A total names its scope 2 method, and location-based and market-based
// results are never added. CO2 from biomass and gases outside the Kyoto basket are in no total. A scope or category
// without a figure is missing, not zero: a total needs all three scopes, or an exclusion with its reason, and figures of
// part of an inventory are asked for by name ([Inventory.Partial]). One failed line fails the run, and so does anything
// that two lines count: a purchase, a certificate, the upstream of energy ([ErrCountedTwice]).
package inventory

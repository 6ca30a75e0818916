// Package ghg is the vocabulary of a greenhouse-gas inventory: gases and their global warming potentials, emissions,
// periods, results that carry every number they came from, and the receipts that prove them.
//
// Two mistakes are what it prevents. A number without its origin: every [Result] keeps its steps, factors and sources,
// recomputes itself ([Result.Check]) and can be proved to somebody who has no catalogue ([Result.Receipt], [Verify]).
// And a number that nobody chose: there is no default set of potentials, no default year, no factor "near enough". What
// is missing is an error, what was relaxed is a [Caveat] on the result.
//
// The methods are in the packages scope1, scope2 and scope3, the emission factors in factors and the packages of its
// publishers, the sums in inventory and the targets in targets.
//
// All numbers are decimals. Sums and products are exact; a division is done once, last, to 34 significant digits; only
// display rounds. All exported values are safe for concurrent use.
package ghg

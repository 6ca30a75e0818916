// Package ghg is the vocabulary of a greenhouse-gas inventory: gases and their global warming potentials, emissions,
// periods, results that carry every number they came from, and the receipts that prove them.
//
// It prevents two mistakes. The first is a number without its origin: every [Result] keeps its steps, factors and
// sources, recomputes itself ([Result.Check]) and can be proved to someone who has no catalogue ([Result.Receipt],
// [Verify]). The second is a number that no one chose: there is no default set of potentials, no default year, no
// factor "near enough". Missing data is an error; anything relaxed is a [Caveat] on the result.
//
// The methods are in packages scope1, scope2 and scope3, the emission factors in package factors and those of its
// publishers, the totals in inventory and the targets in targets.
//
// All numbers are decimals. Sums and products are exact; a result is divided once, last, to 34 significant digits; only
// display rounds. All exported values are safe for concurrent use.
package ghg

//go:generate go run ./internal/gen

// Package uncertainty says how far the total of an inventory may be off, from how far its inputs may be.
//
// The mistake it prevents is treating lines as independent that are not. A thousand lines with one emission factor are all
// too high if the factor is, so their errors do not cancel out. Every random input has an [Identity]: an amount is that of
// its line, a factor is its id and digest, a property, price or potential is itself. Lines that share an input are
// correlated by it, in the moments and in the simulation.
//
// It also prevents an interval of what is unknown. An input without an [Uncertainty] is unknown and not exact: its lines are
// not covered, and a total has an interval only if the covered share of its emissions is at least [Model.MinCovered].
// Every σ names the [Rule] that it is by.
//
// # The model
//
// A line's reported emissions x are the median of a log-normal distribution:
//
//	x × exp(Σ over its inputs, e × σ × Z)        Z standard normal, one for each input
//
// σ is the uncertainty of the input, and e the elasticity: by how many per cent the line changes with 1 % of the input. It is
// 1 for an input of a plain product and follows from [ghg.Derivation.Sensitivity] otherwise, so a sum inside a line is
// handled to first order. The reported total stays as it is: it is a sum of medians, below the mean M, and the difference
// M − Σx is stated.
//
// Intervals of ± 2σ, [x/GSD², x·GSD²], hold 95.45 % of a log-normal distribution. They are not the 2.5 and 97.5 %
// quantiles, and the two are never compared.
//
// This is the only package that computes with binary fractions, as exponentials and logarithms need them. Results are the
// same for any order of lines and number of workers; on another kind of processor the last digits may differ.
//
// Scenario and model uncertainty are not parameters: a [Register] lists them (Scope 3 Standard, appendix B).
package uncertainty

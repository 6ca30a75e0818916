// Package plan chooses the measures of a transition plan: what each costs per tonne, and which of them reach a target at the
// least cost.
//
// The mistake it prevents is a plan that adds up only on paper: two measures that abate the same tonnes, a measure without its
// prerequisite, an optimum of a solver that misses the target by its rounding, or a gap that is spread over the measures until
// it is gone. Here:
//
//   - A part of the baseline never abates more than it emits. Shares act on what other shares leave; amounts are added up,
//     less the overlaps that are stated.
//   - Solvers compute in floating point. Their scales are rounded, and the plan is computed again from them in exact decimals.
//     It is returned only if it then reaches the target.
//   - A target that is not reached is an error with the gap in tonnes of every milestone year. The gap is never shared out.
//   - Every cost is in one currency, at the prices of one year; the discount rate is stated by the caller. Plans and curves
//     list what they assume.
//
// # Contents
//
//   - [Portfolio] holds the [Baseline], the measures with their overlaps, the budgets, and the [Terms] of the costs.
//   - A portfolio is written to JSON and read from it ([Portfolio.MarshalJSON], [Portfolio.UnmarshalJSON]).
//   - [Portfolio.Curve] returns a marginal abatement cost [Curve], by one of two conventions.
//   - [Portfolio.Evaluate] computes a plan of the caller's own choice, and [Portfolio.LeastCost] searches for the cheapest.
//   - A [Plan] holds the scales, the levers as [targets.Lever], and the gap of every year as [targets.BridgeRow].
//   - [Curve.AtPrice] and [Plan.AtPrice] apply an internal carbon price.
//
// A measure starts in one year. For a choice of years, enter one measure for each and let them exclude each other.
//
// The internal carbon price, the levers and their contributions are asked for by ESRS E1 and IFRS S2. None of them states how
// to choose measures, so the conventions are those of engineering economics and are named in every result.
package plan

// Package bridge explains the difference between two inventories of an organisation, term by term: what the boundary,
// restatements, methods, potentials, factors, prices and activities each changed.
//
// The mistake it prevents is an explanation that does not add up, or that adds up because a residual was spread over it.
// Every term is a decimal and the terms sum to E_B − E_A to the last digit. What cannot be separated is in no term by guess:
// the line's whole difference is the term "method", with the reason.
//
// # Terms
//
// [Between] matches the lines of inventories A and B and adds up, in this order:
//
//	boundary          lines of an entity, scope or category that only one inventory holds; changes of shares, Δshare × E
//	restatement       lines that the caller marks: all of them, or the corrected figure of A − the published one
//	method            E_B by the new method − E_B by the old one; without the latter, the whole difference of the line
//	reclassification  zero in the total: the emissions of A leave one scope or category and enter another
//	GWP               Σ kg_B × (GWP_B − GWP_A); zero for CO2e of gases that are not told apart
//	factor, property  Σ activity × Δfactor
//	price, exchange rate, tax, margin  of spend: each number of the conversion
//	activity          Σ Δactivity × factor
//	new, ended        lines of one inventory alone, inside the boundary of both
//
// All terms but GWP are measured with the potentials of A.
//
// # Inputs that change together
//
// A line's inputs are multiplied, so what one changes depends on the others. Each is credited with the average of its
// effect over all orders in which the inputs could have changed (Shapley). For two inputs that is the midpoint:
//
//	ΔA × (F0 + F1) ÷ 2 + ΔF × (A0 + A1) ÷ 2
//
// More than five changed inputs of a line are permuted as groups: amounts, factors, properties and prices. An average is
// divided by n! once, to 34 significant digits; the last term of a line, in the order above, is its difference less the others. So
// a line sums exactly, and its last term carries the rounding. LMDI is not used: it needs logarithms and no number may be zero.
//
// The line is evaluated by [ghg.Derivation.With] on the derivation of A with numbers of B. Two derivations are compared by
// the places of their inputs ([ghg.Derivation.Counterparts]), as the ids of factors differ from year to year. If their steps
// differ, if With refuses, as it does when a number changes its sign or becomes zero in a line with several amounts, or if a
// figure is reported and not calculated, the line is not separable.
//
// # A law that holds, and one that does not
//
// In total, bridge(A, B) + bridge(B, C) = bridge(A, C). Term by term it is not so: 100 × 0.5 → 130 × 0.5 → 120 × 0.4 has the
// activity effects +15 and −4.5 and the factor effect −12.5, while 100 × 0.5 → 120 × 0.4 has +9 and −11. Do not add up
// terms of bridges over several years.
package bridge

// Package scope3 calculates the other indirect emissions of the value chain, categories 1 to 15 of the GHG Protocol
// Scope 3 Standard, by the methods of its Technical Guidance.
//
// The mistake it prevents is the estimate that passes for data: every method has the name of the Guidance, what
// somebody else calculated is shown as reported and not as recomputed, a figure in one currency and year never meets a
// factor of another, and what is left out is said.
package scope3

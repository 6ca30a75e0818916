// Package scope3 calculates the other indirect emissions of the value chain, categories 1 to 15 of the GHG Protocol
// Scope 3 Standard, by the methods of its Technical Guidance.
//
// It prevents an estimate from passing for data. Every method has the name that the Guidance gives it. A figure that another
// company calculated is marked as reported, not recomputed. An amount of money in one currency and price year never meets
// a factor for another. What a method leaves out, the result states in a caveat.
//
// # Methods
//
// Each method is a struct with its inputs and one method, Calculate; the only other thing it depends on is the
// [github.com/ghgkit/ghg/factors.Basis]. The comment of the struct gives the formula and its source (document and section).
//
// methods:begin
//
// methods:end
//
// # Files
//
// Categories 2, 9 and 13 share the methods of 1, 4 and 8: one struct serves both, and its Category chooses. A file
// catNN.go holds what only one category, or such a pair, needs. Files such as spend.go, transport.go and energy.go hold
// what several categories share.
package scope3

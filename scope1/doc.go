// Package scope1 calculates direct emissions (GHG Protocol Corporate Standard, chapter 4): fuel burned in boilers and
// vehicles, gases formed by processes, gases that escape.
//
// The mistake it prevents is the silent wrong factor: gas by its lower heating value times a factor for the higher one,
// a gallon of another country, last year's figure for this one. A fuel's energy carries its heating value basis, every
// factor is found exactly or not at all, and every result shows where each number came from.
//
// Each method is a struct with its inputs and one method Calculate; what it depends on besides is the
// [github.com/ghgkit/ghg/factors.Basis].
package scope1

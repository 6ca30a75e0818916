// Package factors finds emission factors.
//
// The mistake it prevents is picking the wrong factor silently: the newest instead of the right year's, a neighbour's
// grid, a zero outside the validity, a value off by a thousand. A factor is found exactly, by activity, region, period,
// unit and boundary, or not at all. A miss lists the nearest factors; more than one match is an error that lists them
// all. What may be relaxed is stated in a [Policy], in the order of its fields, and every relaxation leaves a caveat on
// the result.
//
// A [Set] is one edition of one publisher: immutable, with a digest over every value. The publishers are packages below
// this one, and a program links only those it imports. A [Stack] ranks sources, [Overlay] builds a new set, [ReadCSV]
// reads your own factors in the schema of the embedded files, and [Supplied] is a factor given with the activity
// itself; package pact reads a supplier's footprint as one. Exchange rates and price indices are in package rates.
// There is no registry and no "latest".
package factors

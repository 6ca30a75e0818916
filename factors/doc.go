// Package factors finds emission factors.
//
// The mistake it prevents is the wrong factor picked silently: the newest instead of the right year, a neighbour's grid, a
// zero outside the validity, a value off by a thousand. A factor is found exactly, by activity, region, period, unit and
// boundary, or not at all; a miss says what is near; more than one is an error that lists them. What may be relaxed is
// said in a [Policy], in its order, and every relaxation leaves a caveat on the result.
//
// A [Set] is one edition of one publisher, immutable, with a digest over every value. The publishers are packages below
// this one; a program links only those it imports. A [Stack] ranks sources, [Overlay] makes a new set, [ReadCSV] reads
// one's own in the schema of the embedded files, [Supplied] is a factor given with the activity itself. There is no registry
// and no latest.
package factors

// Package ledger computes activity files of any length.
//
// The mistake it prevents is a shortcut for large files: a procurement ledger or a meter export computed in another tool, by
// another schema, with rounded numbers, and lines lost on the way. [Run] reads the sheets that package activity reads, of one
// method or of several in one file, and calculates every line with the methods of the library: exactly, in bounded memory, on
// all processors. It writes a line for each line, the lines that are refused with the reason, and totals by any labels.
//
// Lines that differ only in their amounts, ids, texts and days share a derivation ([activity.Deriver]), so that a line is an
// amount through a few exact multiplications. The receipt of any line is that of its method: [Receipts] gives it.
//
// The same input gives the same bytes for any number of workers.
package ledger

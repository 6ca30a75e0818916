// Package disclosure fills the tables that standards and regulators ask for with the figures of an inventory.
//
// The mistake it prevents is a table that says more than its inventory: a scope netted with credits, one scope 2 figure
// where two are due, biogenic CO2 in a total, a blank that is taken for zero. Tables are data by edition. Every figure knows
// the results that it comes from, the input of the report or the formula; every empty cell states why.
//
// # Contents
//
//   - Editions lists the editions: the report that the GHG Protocol requires, GRI 305 and GRI 102, CDP, SBTi, RE100, TCFD and
//     others. Edition.Tables fills the tables of one.
//   - Check adds every figure up again from the results, one by one, however its cell was filled.
//   - WriteCSV, WriteJSON and WriteMarkdown write tables that Check accepts, and no others.
//
// A number of a question or of a paragraph that is second-hand, or from general knowledge, is marked as unconfirmed.
package disclosure

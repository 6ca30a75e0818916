// Package report gathers what the reports of an inventory are made from: the inventory itself, the years before it, the
// figures that were published, targets, and what the organisation states in words.
//
// The mistake it prevents is a report whose figures have nothing behind them. Everything that a report prints is a value of
// the library, and each cell knows the results that it comes from, by their ordinals in the inventory. What is recomputed
// and what is somebody's word are told apart everywhere, and what is missing is empty and says why.
//
// # Contents
//
//   - Report is the input of every report. Report.Check refuses one that contradicts itself.
//   - Figure is a published figure, Year an earlier year, Target a target with its reported years.
package report

// Package baseyear decides whether a base year is recalculated, and recalculates it, keeping every version.
//
// The mistake it prevents is progress by acquisition and divestment: figures of a company compared with those of another
// one of the same name. It also prevents the reverse, growth that is recalculated away: organic growth and real changes of
// factors never count, and an entity that did not exist in the base year changes only the years since it exists.
//
// # Contents
//
//   - [Version] is one version of a base year, with what it was calculated by. [Series] are the figures of a version, by scope
//     and category, for the base year and later ones. [History] keeps all of them.
//   - [Event] is a change: what it adds in the base year and in every later year.
//   - [Policy] says from which change a base year is recalculated. [Policy.Assess] returns the net change, the gross one and
//     the largest single one of each boundary, and of each event why it counts or not. [SBTiV1] and [SBTiV2] are editions.
//   - [Recalculate] makes the series of a new version beside the old one. Each year says whether it is as reported,
//     recalculated, or could not be recalculated and why.
//
// Versions, series, histories, events and policies are written and read as JSON: exactly, and refused as the calls above would
// refuse them.
//
// # Beside package targets
//
// The comparison with a threshold is that of [targets.RecalculationPolicy], which this package calls for each boundary with
// the changes that count there. [Series.Base] and [Series.Actuals] return the figures of one version for a target; package
// targets refuses a figure of another version.
//
// Sources: GHG Protocol Corporate Standard (2004), chapter 5; Scope 3 Standard (2011), chapter 9; SBTi Corporate Near-term
// Criteria and Corporate Net-Zero Standard V2.0.
package baseyear

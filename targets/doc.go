// Package targets tracks reported emissions against reduction targets.
//
// The mistake it prevents is progress that exists only on paper. It returns an error, or a value marked undefined,
// wherever a figure would mislead:
//
//   - A year that was not reported is never interpolated. A budget with a gap has no value and lists the missing years.
//   - Location-based and market-based emissions are never compared with each other.
//   - Emissions from different versions of a base year are never compared. [Absolute.Restate] tracks both versions.
//   - Removals and credits never reduce emissions. [NetZero] reports all three separately.
//
// # Contents
//
//   - [Absolute] is a target in tonnes, with straight lines between its milestones. Track returns a [Progress]: a table of
//     years and, for each milestone, a [Goal] with the reduction achieved, the cut still required, the [Budget] and the
//     forecast of the [Trend].
//   - [IntensityTarget] is a target per unit of output, and [NetZero] a balance of residual emissions and removals.
//   - [SharePath] is a target for a share, such as renewable electricity, and [ShareThresholds] are an initiative's minimum.
//     [RE100Criteria] are those of one release of RE100.
//   - [KPI] is a line of an action plan, in any unit.
//   - [RecalculationPolicy] decides when to recalculate a base year, for each [TargetBoundary] on its own. [BaseHistory] keeps
//     the versions.
//   - [Bridge] compares a plan's levers with the gap between trend and target.
//   - [CDPAbsolute], [CDPIntensity] and [CDPOther] return the percentages that CDP asks for.
//   - [Pathway] is a table of values by year, such as a scenario for a sector.
//
// The criteria of the Science Based Targets initiative are in the package sbti below this one, and the choice of measures for a
// transition plan in the package plan.
//
// # Numbers
//
// A share is a fraction of one: 0.42 is 42 %. A value that does not exist, such as progress towards a reduction of zero, is
// an undefined [Optional] with the reason, never zero. Sums and products are exact. A division comes last and gives 34
// significant digits.
package targets

// Package targets holds emission targets and says, from reported years, where a company stands against them.
//
// [Absolute] is a target of tonnes: a base year and milestones, with a straight line between them. Its Track compares
// reported years with the line and returns a [Progress]: the table of years, the reduction achieved, what is required
// from here, the budget spent and the year in which the trend arrives. [Rules] are the criteria of the Science Based
// Targets initiative by version. [IntensityTarget] and [SDA] are targets per unit of output, [NetZero] is the balance of
// residual emissions and removals, [SharePath] a path of renewable electricity, [KPI] a line of an action plan in any
// unit. [RecalculationPolicy] decides when a base year is recalculated and [Restate] tracks both versions. [Bridge]
// sets named levers against the gap between trend and target.
//
// Four mistakes are refused. A year that was not reported is never interpolated: a budget with a missing year has no
// figure but names the year. Location-based and market-based figures are never compared with each other. Figures of
// two versions of a base year are never compared with each other. Credits and removals never reduce emissions: they
// stand in a ledger of their own.
//
// A share is a fraction of one: 0.42 is 42 %. A figure that does not exist, such as the share achieved of a target of
// nothing, is an undefined [Maybe] with its reason, never zero. Sums and products are exact; a division is made once,
// last, to 34 significant digits.
package targets

// Package sbti checks targets against the criteria of the Science Based Targets initiative (SBTi).
//
// The mistake it prevents is a verdict by the wrong rule. The criteria change between versions, and some are not public in
// full. [Rules] are the criteria of one version, and every [Verdict] names it. A rule that the version does not have is
// [ErrNoRule], a rule that is not public in full is [ErrNotPublic], and a year for which a rule states no figure is
// [ErrNotStated]; none is replaced by a similar one.
//
// # Contents
//
//   - [NearTerm5_2], [NearTerm5_3_1], [NetZero1_3_1] and [NetZero2_0] return the [Rules] of a version.
//   - [Rules.Check] checks a complete near-term [Proposal]. The other Check methods check one criterion each.
//   - [Rules.MinimumReduction] returns the minimum ambition, and [Rules.AbsoluteContraction] a target of exactly that
//     ambition. [ForwardLookingReduction] returns the ambition required by the progress so far.
//   - [FLAGRules] are the criteria for forest, land and agriculture, of which [FLAGRules.Check] checks a [FLAGProposal].
//   - [Rules.LongTermRule] returns the long-term criterion of a sector.
//   - [Engagement] is a supplier engagement target, its coverage and its progress.
//   - [TargetYears] returns the years that a submission may choose.
//   - [SDA] is a target by the sectoral decarbonization approach.
//   - [TemperatureModel] turns a reduction into a temperature score. [TemperatureRating1_0] and [TemperatureScoring1_5] return
//     the score of emissions without a target by each version of the methodology.
//   - [RecalculationPolicy] returns the policy for recalculating a base year.
//
// Paths, progress and budgets are in the package targets. A comment marked "unconfirmed" or "derived" is not taken from the
// text of the standard; do not present those figures as the SBTi's.
package sbti

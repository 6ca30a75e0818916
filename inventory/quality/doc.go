// Package quality says how good the data of an inventory are: the criteria of the schemes of grades in words, the grades of
// all lines rolled up, and the shares that come from primary data, from suppliers, from verified data and from estimates.
//
// The mistake it prevents is a score of what nobody scored. A line without a grade is not graded 0, nor the mean of the
// others: a roll-up is of the lines that are assessed, and states their share of the emissions. Grades of different schemes
// are never averaged, since grade 3 is the worst of PACT and the middle of ecoinvent. A share states what is unknown beside
// what holds and what does not.
//
// The results are written as JSON with snake_case keys and exact numbers as texts; what is not known has no key. They are
// calculated and are not to be read back: unlike registers, they have no reader that checks them.
//
// Grades are [ghg.Quality], on every result. Samples are drawn by scope3.SystematicSample, a portfolio's score is that of
// scope3.PortfolioScore, and shares by spend are those of [inventory.Inventory.PrimaryData].
package quality

// Package project reads a project folder and calculates its inventory. A folder is one organisation in one reporting year,
// as files that people edit:
//
//	ghg.toml             the organisation, its period, its factors and what may be relaxed; see [Config]
//	activities/*.csv     sheets, named by their methods: scope1.stationary-combustion.boilers.csv; see [Sheet]
//	activities/*.xlsx    workbooks, whose sheets are named by methods: "stationary-combustion boilers"
//	activities/*.json    activities in their JSON form, for methods that have no sheet
//	factors/*.csv        own factors, ranked by "own" in the factors of ghg.toml
//	instruments.csv      contractual instruments, each with the purchase that it covers
//	targets.csv          targets, and history.csv the years already reported; see [Target]
//	factors.lock         the factors of an earlier run; if it is there, it takes the place of all others
//
// The mistake it prevents is a file that is not read: every file and every sheet has a method, or the folder is refused.
// Reading and calculating are the library's.
package project

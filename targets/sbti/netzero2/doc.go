// Package netzero2 is the SBTi Corporate Net-Zero Standard 2.0 of June 2026, as an edition beside the version 1 criteria of
// package sbti.
//
// The mistake it prevents is to learn only at the next submission that a target which is valid today is none tomorrow: one for
// scopes 1 and 2 together, one for market-based scope 2, or one that covers 67 % of scope 3. [Compare] checks a company's
// targets by both versions and returns one table.
//
// # Contents
//
//   - [V2_0] returns the [Edition], all its figures as data. [Edition.CheckInForce] refuses submissions before 1 February 2027.
//   - [Edition.Categorise] returns whether a [Company] is of category A or B (Table 2).
//   - [Edition.Check] checks a [Submission] by the criteria for base year, cycle and targets (C4 to C17) and returns a
//     [Finding] for each. [Edition.Scope3Boundary] returns what targets for scope 3 cover and leave out (C14).
//   - [Edition.MinimumReduction] and [Edition.MinimumShare] are the straight lines of C10 and C12.
//   - [Edition.LowCarbon] decides what electricity is low-carbon and may be claimed (C30, C31), [Edition.HourlyPools] which
//     pools need hourly shares (C32), and [Edition.Recognise] what hourly matching is recognised (C34).
//   - [Edition.Progress] compares the physical inventory with a target (C37).
//   - [Edition.OngoingEmissions] returns the levels of recognition reached (C40).
//   - [Edition.RemovalDuty] returns the removals due from 2035 (C45), and [Edition.Neutralise] the balance at net zero (C46).
//
// # What is not public
//
// Target-setting methods and pathways, expected in the fourth quarter of 2026, residual levels by sector, regional power
// pathways and minimum progress are not public. [Unpublished.Err] returns the error, [sbti.ErrNotPublic]; nothing takes their
// place. A [Finding] about such a rule has the [Outcome] [NotPublic].
//
// Criterion numbers are those printed in the Standard. A comment marked "unconfirmed" or "derived" is not its text.
package netzero2

// Package revision calculates Scope 2 by the draft of its revision beside the rules in force, and explains the difference
// by line and by cause.
//
// It prevents two mistakes: a decision about contracts without knowing what the next rules make of them, and a figure of
// a draft in a report. Rules are data, an [Edition]: [Guidance2015] is in force, [Consultation2025] is the draft of the
// public consultation of 20 October 2025. [Compare] runs one [Portfolio] of sites and contracts under both. A figure of
// the draft is a [Draft], which no total of package ghg or inventory takes and which is printed with the date of the
// consultation.
//
// The emissions are calculated by [scope2.Electricity] and [scope2.HourlyElectricity]; the rules decide only which volumes
// of which contracts they are given, and which factors. What the draft leaves open is a [Choices] of the caller, refused
// if it is not stated: nothing has a default. A [Notice] says what was chosen or assumed.
//
// # Causes
//
// The rules that differ are switched on one after the other, in the order of [Causes]. What a step changes is the amount of
// its [Cause], so the causes of a line sum to its difference exactly. Another order would split the same difference in
// another way.
//
// # Sources
//
// GHG Protocol, Scope 2 public consultation, opened on 20 October 2025, by its announcements "Upcoming Scope 2 Public
// Consultation: Overview of Revisions" and "Hourly Matching and Deliverability" and by quotations of the consultation text.
// The text itself was not at hand: every detail of [Consultation2025] is second-hand, and what is unconfirmed is called so.
package revision

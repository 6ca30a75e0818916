// Package gxets has the figures of a company in Japan's emissions trading system from April 2026 (GX-ETS, phase 2): whether it
// is covered, the share of its scope 1 under the system, and the balance of its allowances in a year.
//
// The mistake it prevents is a forecast taken for an account. An allocation is what the ministry decided, with its document;
// a ceiling price after 2026 is the published one; and the allowances of grandfathering are computed only by a convention that
// the caller names, because whether 1.7 % a year compounds is unconfirmed. Years before the system are refused.
//
// The rules are data ([Rules], [Phase2]) and second-hand: they are those of the ministry's subcommittee of 19 December 2025 as
// others report them.
//
// The package has neither benchmarks nor the corrections of an allocation for early action or leakage: they are not public in
// a form that computes. Nor has it the payment at the ceiling price that the ministry may accept when prices soar.
package gxets

// Package consolidation states a group of companies once and consolidates its inventory by any approach: equity share,
// financial control or operational control.
//
// Calculate every line of every company at 100 %, as the inventory of an organisation whose approach is
// [inventory.Unconsolidated]. [Group.Consolidate] then takes the group's share of each line, as terms of its steps that name
// the chain of holdings, so that the receipt of every consolidated line still replays:
//
//	1000 L × 2.66 kg CO2e/L × 0.83 × 0.5 = 1103.9 kg CO2e
//
// The mistakes it prevents are to read control from a shareholding, to lose what a control approach leaves out, and to count
// a leased asset with lessor and lessee. Control is stated, never inferred. What an approach leaves out goes to its category
// of scope 3, or is listed as others' share. Dates count: a line that straddles a change of the share is an error, unless it
// is to be split by days.
//
// Source: Corporate Standard, chapter 3 and appendix F; Scope 3 Standard, chapter 5 and tables A.1 and A.2.
package consolidation

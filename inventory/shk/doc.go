// Package shk makes the statutory greenhouse gas report of a company in Japan (温対法 SHK, 温室効果ガス排出量算定・報告・公表制度) of an
// inventory.
//
// The mistake it prevents is reporting the inventory of another standard: one by other potentials, with electricity by a
// grid average, of a calendar year, or with credits netted where the system nets none. Such lines are refused, each by its
// id. Basic emissions (基礎排出量) and adjusted ones (調整後排出量) stand side by side, and each figure names the results that it
// adds up, so that both recompute.
//
// [Of] makes the [Report] by an [Edition], the rules for the emissions of some fiscal years: [FY2023] and [FY2024]. What an
// inventory does not hold, such as the employees, is a [Statement] of the company.
//
// Emissions of bought power are results of scope2.SHKElectricity, which deducts the company's own non-fossil certificates;
// nothing is calculated again here.
//
// The package makes the figures of the company. It leaves out the breakdown by works of 1,500 kL or more, the report of
// specified transport, the breakdown of adjusted emissions of heat and power suppliers, and the rounding of the forms.
package shk

// Package land keeps the ledgers of the GHG Protocol Land Sector and Removals Standard beside an inventory: land use change,
// land management, removals, product storage, reversals, leakage and land occupation.
//
// The mistakes it prevents are to subtract removals from emissions, to count a removal without evidence of it, to count
// storage in a product as a removal, and to forget a removal that was reversed. Each ledger has totals of its own. Nothing here
// subtracts one ledger from another, and nothing here changes a total of package inventory.
//
//   - [StandardV1_0] is the edition, its rules as data. [New] checks a [Statement] against it and returns a [Register].
//   - [Register.Totals] returns the ledgers of a period by scope and category, physical and adjusted for credits.
//   - [Spread.Emissions] calculates the yearly emissions of land use change.
//   - [Register.FLAG] returns the share of forest, land and agriculture (FLAG) in an inventory, for package targets/sbti.
//   - [Register.RemovalClaims] returns the removals that a company may count towards a target, for package targets/sbti.
//   - [Register.Neutralisation] returns the removals that neutralise the residual of a net-zero target, for package targets.
//
// Sources: Land Sector and Removals Standard v1.0, 30 January 2026, by its executive summary and public summaries. The text of
// the Standard was not read: every rule here is second-hand, and a rule on which the summaries differ is called unconfirmed.
package land

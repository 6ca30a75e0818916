package report

// Statement names what an organisation states in words, since no inventory holds it. Its text is a key of
// [Report.Stated].
type Statement string

// Statements that disclosure tables ask for.
const (
	WhyBaseYear        Statement = "why-base-year"        // the rationale for the base year (GRI 305-1 d, GHG Protocol)
	Recalculations     Statement = "recalculations"       // the context of changes that triggered a recalculation
	RecalculationRule  Statement = "recalculation-policy" // the base year recalculation policy
	Methodologies      Statement = "methodologies"        // standards, methodologies, assumptions and tools, beside those of the lines
	Initiatives        Statement = "initiatives"          // reductions as a direct result of initiatives (GRI 305-5)
	CarbonPricing      Statement = "carbon-pricing"       // whether and how a carbon price is used
	LimitOfInvestments Statement = "limit-of-investments" // that category 15 is limited to financed emissions, and what is left out (IFRS S2, amended 2025)
	ChangesOfMeasuring Statement = "changes-of-measuring" // changes to the measurement approach, inputs and assumptions, and why
)

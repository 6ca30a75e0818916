package report

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/bridge"
	"github.com/ghgkit/ghg/inventory/intensity"
	"github.com/ghgkit/ghg/inventory/uncertainty"
	"github.com/ghgkit/ghg/targets"
)

// Report is what the reports of a year are made from. Only the inventory is required: a section or a cell that needs more
// is empty and says what it needs. A Report does not change what it is given; results are in the order of
// [inventory.Inventory.Results] everywhere, and the ordinal of a result is its place in that order, from 1.
type Report struct {
	Inventory *inventory.Inventory
	Label     string                  // of the year, such as "FY2023"; "" for the inventory's period
	Published []Figure                // what the organisation published for this year, shown beside the inventory's own figures
	Years     []Year                  // earlier years in order, the latest last
	Base      string                  // the label of the base year, one of Years or of the year itself; "" if there is none
	Targets   []Target                // tracked, with this year among the reported ones unless it is withheld
	PerOutput []IntensityTarget       // targets per unit of output
	Figures   []FigureTarget          // targets for other figures, such as low-carbon energy; empty but not nil: none
	Submitted *Submission             // what is submitted to the SBTi; nil if it is not stated
	Bridge    *bridge.Bridge          // from the last of Years to the inventory; nil if both inventories are not at hand
	Revenue   *intensity.Revenue      // net revenue, for the intensities that ESRS and IFRS ask for
	Per       []intensity.Denominator // other denominators, of GRI 305-4 and CDP 7.45
	Analysis  *uncertainty.Analysis   // nil if no uncertainty was assessed
	Stated    map[Statement]string    // what the organisation states in words
	Ledgers   Ledgers                 // energy, credits, prices and what else is asked for beside the emissions
	Sites     []Site                  // where sites are
}

// Year is an earlier year. It has an inventory or, if only its figures are known, those that were published.
type Year struct {
	Label     string
	Period    ghg.Period
	Inventory *inventory.Inventory // nil if only figures are at hand
	Published []Figure
	Restated  []Restatement // what of the year was published otherwise before
}

// Figure is a figure as it was published. It is somebody's word: no report computes with it unless it says so.
type Figure struct {
	Scope      ghg.Scope // zero for a total of all scopes
	Category   ghg.Category
	Accounting ghg.Accounting // of scope 2 and of totals with it
	CO2e       ghg.CO2e
	Text       string // as it was printed, such as "54"; "" if not known
	Source     string // the document and page
}

// Target is a target with the years that were reported.
type Target struct {
	Absolute targets.Absolute
	Covered  targets.Covered
	Progress targets.Progress
	Withheld string          // why this year has no figure; "" if it has one
	Stated   TargetStatement // what is stated of it beside its figures
}

package disclosure

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/ghgkit/ghg/report"
)

// perOutputTable has the targets per unit of output: % achieved = (base − reported) ÷ (base × reduction) × 100.
func (n cdpNumbers) perOutputTable(s *source) *Table {
	t := newTable(n.perOutput, "Emissions intensity targets", n.source(n.perOutput),
		"covers", "Covers", "base", "Base year intensity", "reduction", "Targeted reduction from the base year", "target", "Target year intensity",
		"reported", "Reporting year intensity", "achieved", "Target achieved relative to the base year")
	for i, target := range s.PerOutput {
		path, unit := fmt.Sprintf("per-output/%d/", i), tonnesCO2e+"/"+target.Target.Per
		label := fmt.Sprintf("%s, from %s to %d", target.Target.Name, labelOfBase(target.Target.Base), target.Target.Year)
		t.add(fmt.Sprintf("target %d", i+1), label, text(coverage(target.Covered, target.Target.Base.Accounting)), s.given(path+"base", unit), s.given(path+"reduction", percent),
			s.given(path+"target", unit), s.given(path+"reported", unit), s.given(path+"achieved", percent))
	}
	if len(t.Rows) == 0 {
		t.add("none", "Targets", missing("missing: the report has no target per unit of output (Report.PerOutput)"))
	}
	return t
}

// figureTable has the targets for other figures of some kinds: % achieved = (reported − base) ÷ (target − base) × 100.
func (s *source) figureTable(id, title, from, none string, kinds ...report.FigureKind) *Table {
	t := newTable(id, title, from,
		"metric", "Metric", "base", "Figure in the base year", "target", "Figure in the target year", "reported", "Figure in the reporting year", "achieved", "Target achieved relative to the base year", "text", "Source")
	for i, target := range s.Figures {
		if !slices.Contains(kinds, target.Kind) {
			continue
		}
		path := fmt.Sprintf("figures/%d/", i)
		label := fmt.Sprintf("%s, from %d to %d", target.Name, target.Base.Year, target.Target.Year)
		t.add(fmt.Sprintf("target %d", i+1), label, text(target.Kind.String()+": "+target.Metric), s.given(path+"base", target.Unit), s.given(path+"target", target.Unit),
			s.given(path+"reported", target.Unit), s.given(path+"achieved", percent), text(target.Source))
	}
	switch {
	case len(t.Rows) > 0:
	case s.Figures == nil:
		t.add("none", "Targets", missing("missing: the report does not state targets for other figures (Report.Figures)"+none))
	default:
		t.add("none", "Targets", missing("none: there is no such target"+none))
	}
	return t
}

func (n cdpNumbers) portfolioTable(s *source) *Table {
	if n.portfolio == "" {
		return nil
	}
	return s.figureTable(n.portfolio, "Targets of the portfolio", n.source(n.portfolio), "; the question is for financial services only", report.PortfolioCoverage)
}

func (n cdpNumbers) otherTable(s *source) *Table {
	return s.figureTable(n.other, "Other climate-related targets, including those for methane", n.source(n.other), "", report.MethaneReduction, report.OtherFigure)
}

// renewableTarget has the targets for low-carbon energy, and the renewable share that the lines of the year have.
func (n cdpNumbers) renewableTarget(s *source) *Table {
	t := s.figureTable(n.lowCarbon, "Targets to increase or maintain low-carbon energy", n.source(n.lowCarbon), "", report.LowCarbonEnergy)
	return t.add("share", "Renewable share of electricity in the reporting year, of the lines", text("renewable ÷ all electricity, market-based"), nothing(), nothing(), share(s.energy(electricity+" renewable", nil), s.energy(electricity, nil)))
}

// creditTable has the credits that were cancelled in the reporting year, one by one.
func (n cdpNumbers) creditTable(s *source) *Table {
	if n.credits == "" {
		return nil
	}
	t := newTable(n.credits, "Carbon credits cancelled; no total of emissions is net of them", n.source(n.credits), "kind", "Kind", "standard", "Standard", "tonnes", "Credits cancelled", "text", "Document")
	if s.Ledgers.Credits == nil {
		return t.add("none", "Credits", missing(noCredits), missing(noCredits), missing(noCredits))
	}
	var parts []string
	for i, c := range s.Ledgers.Credits {
		if c.Planned {
			continue
		}
		id := "credit " + strconv.Itoa(i+1)
		parts = append(parts, id)
		t.add(id, "Credits "+strconv.Itoa(len(parts)), text(c.Kind.String()), text(c.Standard), s.given(fmt.Sprintf("ledgers/credits/cancelled/entry/%d", i), tonnesCO2e), text(c.Source))
	}
	t.add("total", "All credits cancelled", nothing(), nothing(), s.given("ledgers/credits/cancelled", tonnesCO2e))
	if len(parts) > 0 {
		t.sumIn("tonnes", "total", parts...)
	}
	return t
}

// located adds the coordinates of sites to a table with a row per site.
func (s *source) located(t *Table) *Table {
	if t == nil {
		return nil
	}
	t.Columns = append(t.Columns, Column{"latitude", "Latitude"}, Column{"longitude", "Longitude"})
	for i := range t.Rows {
		r := &t.Rows[i]
		at := slices.IndexFunc(s.Sites, func(site report.Site) bool { return site.Name == r.Label })
		for _, what := range []string{"latitude", "longitude"} {
			switch {
			case r.ID == "total":
				r.Cells = append(r.Cells, nothing())
			case at < 0:
				r.Cells = append(r.Cells, missing("missing: the report does not state where the site is (Report.Sites)"))
			default:
				r.Cells = append(r.Cells, s.given(fmt.Sprintf("sites/%d/%s", at, what), degree))
			}
		}
	}
	return t
}

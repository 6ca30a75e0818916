package disclosure

import (
	"cmp"
	"fmt"
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/report"
	"github.com/ghgkit/ghg/targets"
)

func progressEditions() []Edition {
	return []Edition{
		{
			ID: "sbti", Name: "SBTi: annual reporting of emissions and progress against targets",
			Source: "SBTi Corporate Net-Zero Standard: companies publicly report their inventory and progress against targets each year",
			Status: "In force. The initiative prescribes no table (unconfirmed); the layout is this library's.", tables: sbtiTables,
		},
		{
			ID: "re100", Name: "RE100: reporting of electricity consumption", Source: "RE100 reporting guidance and technical criteria",
			Status: "In force. The rows of the reporting spreadsheet are from general knowledge and unconfirmed.", tables: re100Tables,
		},
		{
			ID: "tcfd", Name: "TCFD: metrics and targets", Source: "Recommendations of the Task Force on Climate-related Financial Disclosures (2017), metrics and targets (a) to (c)",
			Status: "The task force was disbanded in 2023 and IFRS S2 has taken its place; some regulators still ask for it.", tables: tcfdTables,
		},
	}
}

func sbtiTables(s *source) ([]Table, error) {
	inv := emissionsTable(s)
	inv.Source = "SBTi: the inventory of scopes 1, 2 and 3 by the GHG Protocol"
	criteria, err := criteriaTable(s)
	if err != nil {
		return nil, err
	}
	return finished(s.targetsTable("targets", "Progress against targets", "SBTi: progress against each approved target"), pathTable(s), criteria, inv, exclusionsTable(s)), nil
}

// pathTable has what the path of each target allows in each year, beside what was reported.
func pathTable(s *source) *Table {
	t := newTable("path", "Reported emissions beside the path", "The straight line from the base year through the milestones (SBTi, absolute contraction)",
		"allowed", "Allowed by the path", "actual", "Reported", "over", "Reported less allowed", "status", "Status")
	for i, target := range s.Targets {
		for j, row := range target.Progress.Rows {
			path := fmt.Sprintf("targets/%d/rows/%d/", i, j)
			actual, status := s.given(path+"actual", tonnesCO2e), text(row.Status.String())
			if target.Withheld != "" && row.Year == target.Progress.Latest.Year {
				actual, status = missing("withheld: "+target.Withheld), nothing()
			}
			allowed := s.given(path+"allowed", tonnesCO2e)
			t.add(fmt.Sprintf("target %d, %d", i+1, row.Year), target.Absolute.Name+", "+labelOfRow(row), allowed, actual, beside(actual, formula(Difference, tonnesCO2e, actual, allowed)), status)
		}
	}
	return t
}

func labelOfRow(r targets.Row) string {
	if r.Label != "" {
		return r.Label
	}
	return strconv.Itoa(r.Year)
}

func re100Tables(s *source) ([]Table, error) {
	t := newTable("consumption", "Electricity consumption of the year", "RE100 reporting guidance", "mwh", "MWh", "share", "Share of all electricity")
	all := s.energy(electricity, nil)
	t.add("total", "Electricity consumption", all, share(all, all))
	row := func(id, label, part string) {
		c := s.energy(part, nil)
		t.add(id, label, c, beside(c, share(c, all)))
	}
	row("renewable", "Renewable electricity", electricity+" renewable")
	row("counted", "of it: RE100 counts it, by the criteria that the lines were calculated with", electricity+" re100")
	row("other", "Other electricity, or not known", electricity+" not-renewable")
	var parts []string
	for k := ghg.Certificate; k <= ghg.OnSite; k++ {
		id := k.String()
		parts = append(parts, id)
		row(id, "Renewable, by "+k.String(), electricity+" renewable kind:"+id)
	}
	for _, from := range []ghg.CoverSource{ghg.BySupplierRate, ghg.ByResidualMix, ghg.BySubstitute, ghg.ByGridAverage, ghg.ByOwnGeneration, ghg.ByDefaultFactor, ghg.BySellersPlant} {
		id := "source " + from.String()
		row(id, "Renewable, by "+from.String(), electricity+" renewable source:"+from.String())
		parts = append(parts, id)
	}
	for _, least := range targets.RE100Minimum() {
		id := fmt.Sprintf("minimum %d", least.Year)
		t.add(id, fmt.Sprintf("RE100's minimum by %d", least.Year), nothing(), text(dec.Text(least.Share.Shift(2))+" %"))
	}
	t.sumIn("mwh", "total", "renewable", "other").sumIn("mwh", "renewable", parts...)
	return finished(t, electricityByCountry(s)), nil
}

// electricityByCountry has the electricity by market: the country of the factors used.
func electricityByCountry(s *source) *Table {
	t := newTable("countries", "Electricity by country, of the factors used", "RE100 reporting guidance: consumption by market", "total", "MWh", "renewable", "Renewable, MWh", "share", "Renewable share")
	t.Unsure = "a market of RE100 may be larger than a country"
	var parts []string
	for i, name := range s.valuesIn(ghg.Scope2, countries) {
		k := keep(func(l inventory.Labels) bool { return countries(l) == name })
		all, renewable := s.energy(electricity, k), s.energy(electricity+" renewable", k)
		if all.Value == nil {
			continue
		}
		id := fmt.Sprintf("country %d", i+1)
		parts = append(parts, id)
		t.add(id, cmp.Or(name, "not known: the lines use no factor that names a country"), all, renewable, beside(renewable, share(renewable, all)))
	}
	all, renewable := s.energy(electricity, nil), s.energy(electricity+" renewable", nil)
	t.add("total", "All countries", all, renewable, share(renewable, all))
	if len(parts) > 0 {
		t.sumIn("total", "total", parts...).sumIn("renewable", "total", parts...)
	}
	return t
}

func tcfdTables(s *source) ([]Table, error) {
	metrics := emissionsTable(s)
	metrics.ID, metrics.Title, metrics.Source = "b", "(b) Scope 1, Scope 2 and, if appropriate, Scope 3 emissions", "TCFD, metrics and targets, recommended disclosure (b)"
	metrics.add("risks", "Related risks", missing("missing: risks are in no inventory"))
	used := s.intensityTable("a", "(a) Metrics used to assess climate-related risks and opportunities", "TCFD, metrics and targets, recommended disclosure (a)")
	used.add("price", "Internal carbon price", nothing(), nothing(), nothing(), s.stated(report.CarbonPricing))
	return finished(used, metrics, s.targetsTable("c", "(c) Targets used, and performance against them", "TCFD, metrics and targets, recommended disclosure (c)")), nil
}

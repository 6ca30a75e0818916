package disclosure

import (
	"fmt"
	"strings"

	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/shk"
	"github.com/ghgkit/ghg/report"
)

// shkEditions is the statutory report of Japan, by the figures of package shk: nothing is computed again.
func shkEditions() []Edition {
	return []Edition{{
		ID: "shk", Name: "温対法 SHK: greenhouse gas emissions of a company in Japan", Source: "環境省・経済産業省, 温室効果ガス排出量算定・報告マニュアル",
		Status: "the rules are those of the edition of package shk that the statutory report names; the forms themselves were not read",
		tables: func(s *source) ([]Table, error) { return s.statutory(), nil },
	}}
}

func (s *source) statutory() []Table {
	rep := s.Ledgers.SHK
	if rep == nil {
		why := missing("missing: the report has no statutory report of package shk")
		return []Table{{
			ID: "shk", Title: "SHK", Source: "温対法", Columns: []Column{column("basic", "Basic emissions (基礎排出量)")},
			Rows: []Row{row("none", "Emissions", "", why)},
		}}
	}
	list := []Table{s.statutoryRows(rep), s.statutoryEnergy(rep), s.statutoryAdjustments(rep)}
	for i := range list {
		list[i].Source = rep.Edition.Name + ": " + rep.Edition.Source
	}
	return list
}

// ordinalsOf returns the ordinals of results.
func (s *source) ordinalsOf(refs []inventory.Reference) report.Ordinals {
	if s.places == nil {
		s.places = map[inventory.Reference]int{}
		for ordinal, r := range ordered(s.Inventory) {
			s.places[inventory.Reference{ID: r.ID, Part: r.Part, Accounting: r.Accounting}] = ordinal
		}
	}
	list := make([]int, 0, len(refs))
	for _, ref := range refs {
		list = append(list, s.places[ref])
	}
	return report.OrdinalsOf(list...)
}

// statutoryRows is the emissions by kind of gas.
func (s *source) statutoryRows(rep *shk.Report) Table {
	t := Table{
		ID: "shk-emissions", Title: fmt.Sprintf("Emissions of FY%d of %s, reported in FY%d", rep.Year, rep.Company, rep.Year+1),
		Columns: []Column{column("basic", "Basic emissions (基礎排出量)"), column("adjusted", "Adjusted emissions (調整後排出量)"), column("status", "Reported")},
	}
	names := map[shk.Item]string{
		shk.DirectCO2: "エネルギー起源CO2 (直接)", shk.IndirectCO2: "エネルギー起源CO2 (間接)", shk.EnergyCO2: "エネルギー起源CO2", shk.NonEnergyCO2: "非エネルギー起源CO2",
	}
	var reported []string
	for i, of := range rep.Rows {
		label := of.Item.String()
		if name := names[of.Item]; name != "" {
			label += ", " + name
		}
		path := fmt.Sprintf("ledgers/shk/rows/%d/", i)
		basic, adjusted := s.given(path+"basic", tonnesCO2e), s.given(path+"adjusted", tonnesCO2e)
		basic.Of, adjusted.Of = s.ordinalsOf(of.Basic.Results), s.ordinalsOf(of.Adjusted.Results)
		r := row(of.Item.String(), label, "", basic, adjusted, text(of.Status.String()+": "+of.Reason))
		if t.Rows = append(t.Rows, r); of.Status == shk.Reported {
			reported = append(reported, r.ID)
		}
	}
	basic, adjusted := s.given("ledgers/shk/basic", tonnesCO2e), s.given("ledgers/shk/adjusted", tonnesCO2e)
	if rep.Basic == nil {
		basic = missing("missing: whether a row is reported is undecided")
	}
	if rep.Adjusted == nil {
		adjusted = missing("missing: whether a row is reported is undecided")
	}
	t.Rows = append(t.Rows, row("total", "Total of what is reported", "", basic, adjusted, text("adjusted emissions are less and plus the adjustments")))
	if rep.Basic != nil && len(reported) > 0 {
		t.Sums = []Sum{{Total: "total", Parts: reported, Column: "basic"}}
	}
	return t
}

// statutoryEnergy is the energy used, what is left out, and what else is to be known.
func (s *source) statutoryEnergy(rep *shk.Report) Table {
	kl, gj := missing("missing: the statement has no rules for energy"), missing("missing: the statement has no rules for energy")
	if rep.Energy != nil {
		kl, gj = s.given("ledgers/shk/energy/kL", "kL of crude oil"), s.given("ledgers/shk/energy/GJ", "GJ")
		refs := make([]inventory.Reference, len(rep.Energy.Sources))
		for i := range rep.Energy.Sources {
			refs[i] = rep.Energy.Sources[i].Result
		}
		kl.Of, gj.Of = s.ordinalsOf(refs), s.ordinalsOf(refs)
	}
	left := make([]string, 0, len(rep.Excluded))
	for _, e := range rep.Excluded {
		left = append(left, e.String())
	}
	return Table{
		ID: "shk-energy", Title: "Energy used, and what the report leaves out", Columns: []Column{column("value", "Value")},
		Rows: []Row{
			row("energy", "Energy used, in crude oil (原油換算)", "", kl), row("energy-gj", "Energy used", "", gj),
			row("excluded", "Excluded", "", orMissing(strings.Join(left, "; "), "none: nothing of scopes 1 and 2 is excluded")),
			row("caveats", "Caveats", "", orMissing(strings.Join(rep.Caveats, "; "), "none: there are no caveats")),
		},
	}
}

// statutoryAdjustments is the adjustments, the certificates used by kind, and fuels made of captured CO2.
func (s *source) statutoryAdjustments(rep *shk.Report) Table {
	t := Table{ID: "shk-adjustments", Title: "Adjustments, certificates and fuels made of captured CO2", Columns: []Column{column("amount", "Amount"), column("source", "Source")}}
	for i, a := range rep.Adjustments {
		t.Rows = append(t.Rows, row(fmt.Sprintf("adjustment-%d", i+1), a.Kind.String(), "", s.given(fmt.Sprintf("ledgers/shk/adjustments/%d", i), tonnesCO2e), orMissing(a.Source, "missing: not stated")))
	}
	for i, c := range rep.Certificates {
		used := s.given(fmt.Sprintf("ledgers/shk/certificates/%d", i), c.Used.Unit)
		used.Of = s.ordinalsOf(c.Results)
		t.Rows = append(t.Rows, row(fmt.Sprintf("certificates-%d", i+1), "Certificates used: "+c.Kind.String(), "", used, text("the claims of the results")))
	}
	for i, f := range rep.CCUFuels {
		t.Rows = append(t.Rows, row(fmt.Sprintf("ccu-%d", i+1), "カーボンリサイクル燃料: "+f.Name, "", s.given(fmt.Sprintf("ledgers/shk/ccu/%d", i), f.Amount.Unit.Symbol()), orMissing(f.Source, "missing: not stated")))
	}
	if len(t.Rows) == 0 {
		none := missing("none: there is nothing to adjust, and no certificate is used")
		t.Rows = []Row{row("none", "Adjustments and certificates", "", none, none)}
	}
	return t
}

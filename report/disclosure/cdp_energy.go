package disclosure

import (
	"fmt"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/report"
)

const electricity = "carrier:electricity"

var fossilFuels = []report.EnergySource{report.Coal, report.CrudeOil, report.NaturalGas, report.OtherFossil}

// energyTable has the energy used by activity, from renewable sources and not: fuel by its lower heating value, as ESRS E1 has
// it, bought energy by carrier, and own generation that is not from fuel.
func (n cdpNumbers) energyTable(s *source) *Table {
	t := newTable(n.energy, "Energy consumption in MWh; fuel by its lower heating value", n.source(n.energy), "renewable", "From renewable sources", "other", "From other sources, or not known", "total", "Total")
	rows := make([][]Cell, 0, 6)
	add := func(id, label string, renewable, other, total Cell) {
		rows = append(rows, []Cell{renewable, other, total})
		t.add(id, label, renewable, other, total)
	}
	add("fuel", "Consumption of fuel", s.mwh(report.RenewableFuel), s.mwh(fossilFuels...), s.mwh(fuelSources...))
	for _, carrier := range []ghg.Carrier{ghg.Electricity, ghg.Heat, ghg.Steam, ghg.Cooling} {
		part := "carrier:" + carrier.String() + " bought"
		add(carrier.String(), "Consumption of bought "+carrier.String(), s.energy(part+" renewable", nil), s.energy(part+" not-renewable", nil), s.energy(part, nil))
	}
	own := s.mwh(report.OwnRenewable)
	add("own", "Consumption of self-generated renewable energy that is not from fuel", own, nothing(), own)
	all := make([]Cell, len(t.Columns))
	for i := range all {
		column := make([]Cell, 0, len(rows))
		for _, cells := range rows {
			column = append(column, cells[i])
		}
		all[i] = added("MWh", column)
	}
	return t.add("total", "Total energy consumption", all...)
}

// added returns the sum of cells, of which those that state there is none, or that nothing belongs there, are left out.
func added(unit string, cells []Cell) Cell {
	var terms []Cell
	for _, c := range cells {
		if c.Value == nil && (strings.HasPrefix(c.Missing, "none:") || c.Missing == nothingHere) {
			continue
		}
		terms = append(terms, c)
	}
	if len(terms) == 0 {
		return missing("none: no result has energy of it")
	}
	return formula(Addition, unit, terms...)
}

// groupTable has scopes 1 and 2 of the consolidated accounting group and of all other entities.
func (n cdpNumbers) groupTable(s *source) *Table {
	if n.group == "" {
		return nil
	}
	t := newTable(n.group, "Consolidated accounting group and other entities", n.source(n.group), "scope1", "Scope 1", "location", "Scope 2, location-based", "market", "Scope 2, market-based")
	t.Methods = both()
	for _, of := range []struct{ id, label string }{{"accounts", "Consolidated accounting group"}, {"others", "All other entities"}} {
		t.add(of.id, of.label, s.ofGroup(of.id, place{scope: ghg.Scope1}), s.ofGroup(of.id, place{scope: ghg.Scope2, method: loc}), s.ofGroup(of.id, place{scope: ghg.Scope2, method: mkt}))
	}
	return t.add("total", "Total", s.now(place{scope: ghg.Scope1}), s.now(place{scope: ghg.Scope2, method: loc}), s.now(place{scope: ghg.Scope2, method: mkt}))
}

// ofGroup returns a scope of the consolidated accounting group, "accounts", or of the others.
func (s *source) ofGroup(of string, p place) Cell {
	if s.Ledgers.Group == nil {
		return missing("missing: the report does not state the consolidation of the group")
	}
	return s.given(strings.TrimSuffix(fmt.Sprintf("ledgers/group/%s/%s/%s", of, p.scope, p.method), "/"), tonnesCO2e)
}

package ledger

import (
	"slices"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/method"
)

// Names of columns of the output. Those of results are there for each result that a line can have: behind the name stands a
// colon and which one it is, "co2e_kg:market-based", unless the line has only one.
const (
	lineColumn      = "line"
	idColumn        = "id"
	entityColumn    = "entity"
	siteColumn      = "site"
	periodColumn    = "period"
	co2eColumn      = "co2e_kg"
	outsideColumn   = "non_kyoto_co2e_kg"
	co2Column       = "co2_kg"
	ch4Column       = "ch4_kg"
	n2oColumn       = "n2o_kg"
	biogenicColumn  = "biogenic_co2_kg"
	otherColumn     = "other_gases"
	emissionsColumn = "emissions"
	factorsColumn   = "factors"
	caveatsColumn   = "caveats"
	moreColumn      = "more_results"
)

// Columns returns the names of the columns that an output can have:
//
//   - line: of the input, counted from 1; id, entity, site, period and, in a file of several methods, method: as in the input
//   - co2e_kg: kilograms of CO2e of the gases of the Kyoto basket, without CO2 from biomass
//   - non_kyoto_co2e_kg: of the gases outside the basket
//   - co2_kg, ch4_kg, n2o_kg, biogenic_co2_kg: kilograms of the gas, methane of any origin; empty if the factor states none
//   - other_gases: all other amounts, "SF6 0.5; CO2e (AR5) 12"; emissions: all amounts by gas, with the origin of methane
//   - factors: ids; caveats: kinds
//   - more_results: results of a line beyond those that have columns
func Columns() []string {
	return []string{
		lineColumn, idColumn, entityColumn, siteColumn, periodColumn, MethodColumn, co2eColumn, outsideColumn, co2Column, ch4Column, n2oColumn,
		biogenicColumn, otherColumn, emissionsColumn, factorsColumn, caveatsColumn, moreColumn,
	}
}

// DefaultColumns returns the columns of an output for which none are named: all of [Columns] but emissions.
func DefaultColumns() []string {
	return slices.DeleteFunc(Columns(), func(name string) bool { return name == emissionsColumn })
}

// field is what a cell of the output holds.
type field uint8

const (
	ofInput field = iota
	ofLine
	ofMethod
	ofMore
	ofCO2e
	ofOutside
	ofGas
	ofOthers
	ofEmissions
	ofFactors
	ofCaveats
)

// ofResult reports whether the cell is about a result of the line.
func (f field) ofResult() bool { return f >= ofCO2e }

// gas columns, by index.
const (
	gasCO2 = iota
	gasCH4
	gasN2O
	gasBiogenic
	gasColumns
	noGasColumn = -1
)

// gasColumnOf returns the column of a gas, or noGasColumn. An amount published as CO2e has none.
func gasColumnOf(gas ghg.Gas) int8 {
	switch gas {
	case ghg.CO2:
		return gasCO2
	case ghg.CH4, ghg.CH4Fossil, ghg.CH4Biogenic, ghg.CH4Combustion:
		return gasCH4
	case ghg.N2O:
		return gasN2O
	case ghg.CO2Biogenic:
		return gasBiogenic
	}
	return noGasColumn
}

// outColumn is a column of the output.
type outColumn struct {
	name  string
	field field
	place int // declared column of the input, gas column, or nothing
	group int // the result that it is about
}

// groupsOf returns the names of the results that lines can have and that have columns: those of a method, or of several the
// two of scope 2 and the single one.
func groupsOf(methods []activity.Method, mixed bool) []string {
	if mixed {
		return []string{"", ghg.LocationBased.String(), ghg.MarketBased.String()}
	}
	parts := methods[0].Results()
	var names []string
	for _, p := range parts {
		if !strings.Contains(p.Name, "*") {
			names = append(names, groupName(p, len(parts) == 1))
		}
	}
	return names
}

// groupName names a result among those of its line: by its accounting, its stage or its name.
func groupName(p method.Part, single bool) string {
	switch {
	case single && p.Accounting == 0:
		return ""
	case p.Accounting != 0 && p.Name != "":
		return p.Accounting.String() + " " + p.Name
	case p.Accounting != 0:
		return p.Accounting.String()
	}
	return p.Name // also that of a stage
}

// columnsOf returns the columns of the output.
func (l *layout) columnsOf(j *Job, groups []string) []outColumn {
	var list []outColumn
	input := func(name string) {
		if place, has := l.known[name]; has {
			list = append(list, outColumn{name: name, field: ofInput, place: place})
		}
	}
	each := func(name string, f field, place int) {
		for g, of := range groups {
			c := outColumn{name: name, field: f, place: place, group: g}
			if of != "" {
				c.name += ":" + of
			}
			list = append(list, c)
		}
	}
	gases := map[string]int{co2Column: gasCO2, ch4Column: gasCH4, n2oColumn: gasN2O, biogenicColumn: gasBiogenic}
	results := map[string]field{
		co2eColumn: ofCO2e, outsideColumn: ofOutside, otherColumn: ofOthers, emissionsColumn: ofEmissions, factorsColumn: ofFactors, caveatsColumn: ofCaveats,
	}
	for _, name := range j.Columns {
		gas, isGas := gases[name]
		result, isResult := results[name]
		switch {
		case name == lineColumn:
			list = append(list, outColumn{name: name, field: ofLine})
		case name == MethodColumn && !l.mixed:
		case name == moreColumn:
			list = append(list, outColumn{name: name, field: ofMore})
		case isGas:
			each(name, ofGas, gas)
		case isResult:
			each(name, result, 0)
		default:
			input(name)
		}
	}
	for i, place := range l.pass {
		list = append(list, outColumn{name: j.Pass[i], field: ofInput, place: place})
	}
	return list
}

package ghg_test

import (
	"io"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/baseyear"
	"github.com/ghgkit/ghg/inventory/intensity"
	"github.com/ghgkit/ghg/report"
	"github.com/ghgkit/ghg/report/disclosure"
	"github.com/ghgkit/ghg/report/page"
	"github.com/ghgkit/ghg/report/xbrl"
)

// ownReport returns a report with an earlier year, published figures, a denominator and a statement.
func ownReport() report.Report {
	inv := ownInventory()
	period := inv.Period()
	kg := must(ghg.TonnesCO2e(d("8")))
	return report.Report{
		Inventory: inv, Label: "this year", Base: "before",
		Published: append(make([]report.Figure, 0, 3), report.Figure{Scope: ghg.Scope1, CO2e: kg, Text: "8", Source: "a report"}),
		Years: append(make([]report.Year, 0, 3), report.Year{
			Label: "before", Period: period.Shift(-1), Published: append(make([]report.Figure, 0, 3), report.Figure{Scope: ghg.Scope1, CO2e: kg, Source: "a report"}),
			Restated: append(make([]report.Restatement, 0, 3), report.Restatement{Scope: ghg.Scope1, From: must(ghg.TonnesCO2e(d("7"))), To: kg, Reason: "an error"}),
		}),
		Per: append(make([]intensity.Denominator, 0, 3), intensity.Denominator{
			Name: "floor", Unit: "m2", Value: d("4"), Source: "plans", Period: period, Approach: inventory.FinancialControl,
		}),
		Stated: map[report.Statement]string{report.WhyBaseYear: "because"},
	}
}

// reportCalls are the calls of the packages report and disclosure.
func reportCalls() map[string]func() trial {
	edition := func() disclosure.Edition { return must(disclosure.EditionOf("ghg-protocol")) }
	tables := func(r report.Report) []disclosure.Table { return must(edition().Tables(r)) }
	list := map[string]func() trial{
		"report.OrdinalsOf": func() trial { return call(report.OrdinalsOf, append(make([]int, 0, 9), 3, 1, 2)) },
		"report.RestatementsOf": func() trial {
			r := must(baseyear.Recalculate(baseSeries(), baseVersion("second", 2), baseyear.AllYear, 2021, baseEvents()...))
			return call(report.RestatementsOf, r, 2020)
		},
		"report.Ordinals.All":    func() trial { o := report.OrdinalsOf(1, 2, 5); return call(o.All).on(o) },
		"report.Ordinals.First":  func() trial { o := report.OrdinalsOf(1, 2, 5); return call(o.First).on(o) },
		"report.Ordinals.Len":    func() trial { o := report.OrdinalsOf(1, 2, 5); return call(o.Len).on(o) },
		"report.Ordinals.String": func() trial { o := report.OrdinalsOf(1, 2, 5); return call(o.String).on(o) },
		"report.Report.Check":    func() trial { r := ownReport(); return call(r.Check).on(r) },
		"report.Report.Name":     func() trial { r := ownReport(); return call(r.Name).on(r) },
		"disclosure.Editions":    func() trial { return call(disclosure.Editions) },
		"disclosure.EditionOf":   func() trial { return call(disclosure.EditionOf, "cdp-2023") },
		"disclosure.InputOf":     func() trial { return call(disclosure.InputOf, ownReport(), "per/0") },
		"disclosure.Edition.Tables": func() trial {
			e := edition()
			return call(e.Tables, ownReport()).on(e)
		},
		"disclosure.Check": func() trial { r := ownReport(); return call(disclosure.Check, r, tables(r)) },
		"disclosure.WriteCSV": func() trial {
			r := ownReport()
			return call(disclosure.WriteCSV, io.Discard, r, edition(), tables(r), true)
		},
		"disclosure.WriteJSON": func() trial { r := ownReport(); return call(disclosure.WriteJSON, io.Discard, r, edition(), tables(r)) },
		"disclosure.WriteMarkdown": func() trial {
			r := ownReport()
			return call(disclosure.WriteMarkdown, io.Discard, r, edition(), tables(r))
		},
	}
	list["disclosure.Elements"] = func() trial { return call(disclosure.Elements) }
	options := func() page.Options {
		return page.Options{Verifier: &page.Verifier{Script: []byte("0"), Style: []byte("p{}"), Module: []byte{1}, WhatIf: []byte("<p></p>"), Verify: []byte("<p></p>")}}
	}
	list["page.Write"] = func() trial { return call(page.Write, io.Discard, ownReport(), options()) }
	list["page.Charts"] = func() trial { return call(page.Charts, ownReport(), options()) }
	list["xbrl.Of"] = func() trial {
		e := must(disclosure.EditionOf("esrs-e1-set-1"))
		return call(xbrl.Of, ownReport(), e, xbrl.Options{Identifier: "9999EXAMPLEGROUP0059", Scheme: xbrl.LEI})
	}
	measure, formula := disclosure.Energy, disclosure.Change
	list["disclosure.Measure.MarshalText"] = func() trial { return call(measure.MarshalText) }
	list["disclosure.Measure.String"] = func() trial { return call(measure.String) }
	list["disclosure.Measure.UnmarshalText"] = func() trial {
		var m disclosure.Measure
		return call(m.UnmarshalText, []byte("energy")).on(&m)
	}
	list["disclosure.Formula.MarshalText"] = func() trial { return call(formula.MarshalText) }
	list["disclosure.Formula.String"] = func() trial { return call(formula.String) }
	list["disclosure.Formula.UnmarshalText"] = func() trial {
		var f disclosure.Formula
		return call(f.UnmarshalText, []byte("change in percent")).on(&f)
	}
	return list
}

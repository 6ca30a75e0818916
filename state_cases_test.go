package ghg_test

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/all"
	"github.com/ghgkit/ghg/factors/eccc"
	"github.com/ghgkit/ghg/factors/eea"
	"github.com/ghgkit/ghg/factors/mfe"
	"github.com/ghgkit/ghg/factors/nga"
	"github.com/ghgkit/ghg/factors/useeio"
	"github.com/ghgkit/ghg/internal/example"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/quality"
	"github.com/ghgkit/ghg/inventory/uncertainty"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/problem"
	"github.com/ghgkit/ghg/rates"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/targets/sbti"
	"github.com/ghgkit/ghg/units"
	"github.com/ghgkit/ghg/units/money"
)

// shares lists what may share memory with the caller, with the reason.
var shares = map[string]string{
	"ghg.Succeeded":                     "an outcome carries a result as it is given",
	"ghg.Outcome.Get":                   "an outcome carries a result as it is given",
	"ghg.Results.Part":                  "the results are the caller's list",
	"ghg.Join":                          "an error holds the errors that it joins",
	"ghg.JoinedError.Unwrap":            "an error's fields are the caller's",
	"factors.NoFactorError.Unwrap":      "an error's fields are the caller's",
	"activity.All":                      "the activities are the caller's rows, which its comment says",
	"activity.Entry.Get":                "an entry is yielded once, with the activity that was read for it",
	"scope2.Dual.Results":               "the results are those of the fields",
	"pact.Read":                         "it parses text; TestRead reads it back",
	"targets.Progress.Next":             "the goal is one of the exported fields",
	"method.Declared.Begin":             "a calculation reads the activity that it is given the address of, until it ends",
	"method.Calc.Basis":                 "the basis is the caller's",
	"activity.Rows.Split":               "it is for package ledger, whose memory it fills",
	"activity.Rows.Period":              "it is for package ledger, which reads the cell of a row before the next one",
	"activity.Line.Kind":                "it is for package inventory, which changes neither the derivation nor the results",
	"factors.Basis.Recorder":            "it is for package method, whose calculation writes to what package activity has given",
	"factors.Basis.Recording":           "it is for package activity, which reads what the calculation writes",
	"scope2.Series.UnmarshalJSON":       "it parses numbers; TestSeries reads them back",
	"scope2.FactorSeries.UnmarshalJSON": "it parses numbers; TestFactorSeries reads them back",
	"problem.All":                       "an item holds its error",
	"problem.Of":                        "an item holds its error",
	"problem.Problem.UnmarshalJSON":     "it parses text; TestProblemTravels reads it back",
}

// must returns a value that a test needs.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// calls returns a call of every exported function and method that takes or returns something that a caller can write
// through. Every call makes its own arguments.
func calls(t testing.TB) map[string]func() trial {
	t.Helper()
	list := map[string]func() trial{}
	for _, of := range []map[string]func() trial{
		rootCalls(), factorCalls(), moneyCalls(), methodCalls(), activityCalls(t), scopeCalls(), seriesCalls(), inventoryCalls(), qualityCalls(), uncertaintyCalls(),
		baseCalls(), bridgeCalls(), consolidationCalls(), landCalls(), tableCalls(), targetCalls(), planCalls(), japanCalls(), sbtiCalls(), netZeroCalls(), problemCalls(),
		revisionCalls(), sealCalls(), ledgerCalls(t), rowsCalls(), reportCalls(), verifierCalls(),
	} {
		maps.Copy(list, of)
	}
	return list
}

// problemCalls are the calls of package problem.
func problemCalls() map[string]func() trial {
	refused := func() error {
		return ghg.Join(&ghg.FieldError{Field: "unit", Value: "MWhh", Near: []string{"MWh"}, Err: ghg.ErrUnknown}, ghg.ErrMissing)
	}
	missed := &factors.NoFactorError{Near: []factors.Near{{ID: "a"}, {ID: "b"}}}
	return map[string]func() trial{
		"factors.NoFactorError.Misses":  func() trial { return call(missed.Misses).on(missed) },
		"factors.NoFactorError.Cures":   func() trial { return call(missed.Cures).on(missed) },
		"factors.NoFactorError.Nearest": func() trial { return call(missed.Nearest).on(missed) },
		"problem.Kinds":                 func() trial { return call(problem.Kinds) },
		"problem.Problem.MarshalJSON": func() trial {
			p := problem.Of(refused())
			return call(p.MarshalJSON).on(&p)
		},
	}
}

var thisYear = ghg.CalendarYear(2024)

func components() []ghg.Component {
	return []ghg.Component{{Gas: ghg.HFC32, Share: d("0.4")}, {Gas: ghg.HFC125, Share: d("0.6")}}
}

func gases() []ghg.GasAmount {
	return []ghg.GasAmount{{Gas: ghg.N2O, Kg: d("2")}, {Gas: ghg.CO2, Kg: d("1")}}
}

func someEmissions() ghg.Emissions { return must(ghg.NewEmissions(gases()...)) }

func numbers(list ...string) []decimal.Decimal {
	out := make([]decimal.Decimal, len(list), len(list)+3)
	for i, s := range list {
		out[i] = d(s)
	}
	return out
}

func ownGWP() ghg.GWP {
	return must(ghg.NewGWP("house", "an invented report", map[ghg.Gas]decimal.Decimal{ghg.CO2: d("1"), ghg.CH4: d("31"), ghg.CH4Biogenic: d("30"), ghg.N2O: d("270")}))
}

// oneResult returns a result with every list filled.
func oneResult() ghg.Result {
	r := must(purchases()[0].Dual(ownBasis())).Market
	r.Caveats, r.Notes = append(r.Caveats, ghg.Caveat{Kind: ghg.Estimated}), append(r.Notes, ghg.Note{Name: "a", Value: "b"})
	return r
}

// derivation returns that of a result with every list filled.
func derivation() ghg.Derivation { return must(oneResult().Derivation()) }

// factorChanges returns a change of the first factor of a derivation.
func factorChanges() []ghg.Change {
	of := derivation()
	for _, in := range of.Inputs() {
		if in.Kind == ghg.InputFactor {
			value, _ := of.Value(in)
			return append(make([]ghg.Change, 0, 3), ghg.Change{Input: in, Value: value.Add(value), Source: "an offer"})
		}
	}
	panic("no factor")
}

func rootCalls() map[string]func() trial {
	return map[string]func() trial{
		"ghg.NewBlend":     func() trial { return call(ghg.NewBlend, "mix", components()) },
		"ghg.NewEmissions": func() trial { return call(ghg.NewEmissions, gases()) },
		"ghg.NewGWP": func() trial {
			return call(ghg.NewGWP, "house", "report", map[ghg.Gas]decimal.Decimal{ghg.CO2: d("1"), ghg.CH4: d("31")})
		},
		"ghg.GWP.Values":             func() trial { g := ownGWP(); return call(g.Values).on(g) },
		"ghg.GWP.Values, IPCC":       func() trial { return call(ghg.AR6().Values) },
		"ghg.Gases":                  func() trial { return call(ghg.Gases) },
		"ghg.Blends":                 func() trial { return call(ghg.Blends) },
		"ghg.Emissions.All":          func() trial { e := someEmissions(); return call(e.All).on(e) },
		"ghg.Emissions.Add":          func() trial { e := someEmissions(); return call(e.Add, someEmissions()).on(e) },
		"ghg.Emissions.ToCO2e":       func() trial { e := someEmissions(); return call(e.ToCO2e, ghg.AR6()).on(e) },
		"ghg.EmissionsOf":            func() trial { return call(ghg.EmissionsOf, oneResult().Steps) },
		"ghg.Result.Clone":           func() trial { r := oneResult(); return call(r.Clone).on(r) },
		"ghg.Result.Receipt":         func() trial { r := oneResult(); return call(r.Receipt).on(r) },
		"ghg.Result.Summary":         func() trial { r := oneResult(); return call(r.Summary).on(r) },
		"ghg.Summary.Result":         func() trial { s := must(oneResult().Summary()); return call(s.Result).on(s) },
		"ghg.ResultSchema":           func() trial { return call(ghg.ResultSchema) },
		"ghg.SummarySchema":          func() trial { return call(ghg.SummarySchema) },
		"ghg.Result.SameGWP":         func() trial { return call(oneResult().SameGWP, oneResult()) },
		"ghg.Result.Derivation":      func() trial { r := oneResult(); return call(r.Derivation).on(r) },
		"ghg.Derivation.Inputs":      func() trial { d := derivation(); return call(d.Inputs).on(d) },
		"ghg.Derivation.Sensitivity": func() trial { d := derivation(); return call(d.Sensitivity).on(d) },
		"ghg.Derivation.With":        func() trial { d := derivation(); return call(d.With, factorChanges()).on(d) },
		"ghg.Serials.Common": func() trial {
			s := ghg.Serials{Prefix: "GB", First: 1, Last: 5}
			return call(s.Common, s).on(s)
		},
		"ghg.Verify": func() trial { return call(ghg.Verify, must(oneResult().Receipt())) },
		"units.All":  func() trial { return call(units.All) },
		"units.Product": func() trial {
			return call(units.Product, []units.Unit{units.MustUnit("t"), units.MustUnit("km")})
		},
	}
}

func oneFactor(activity string, kg ...ghg.GasAmount) factors.Factor {
	return factors.Factor{
		Activity: activity, Region: "GB", Valid: thisYear, Unit: units.MustUnit("kWh"), Boundary: ghg.Generation, PerUnit: must(ghg.NewEmissions(kg...)),
		Reference: factors.Reference{Document: "invented"}, Licence: "none", Caveat: ghg.Caveat{Kind: ghg.StandIn, Detail: "x"},
	}
}

func someFactors() []factors.Factor {
	grid := oneFactor("electricity/grid", ghg.GasAmount{Gas: ghg.CO2, Kg: d("0.2")}, ghg.GasAmount{Gas: ghg.N2O, Kg: d("0.001")})
	mix := oneFactor("electricity/residual-mix", ghg.GasAmount{GWP: "AR5", Kg: d("0.3")})
	oil := oneFactor("fuel/oil", ghg.GasAmount{Gas: ghg.CO2, Kg: d("2.5")})
	oil.Unit, oil.Boundary = units.MustUnit("L"), ghg.Combustion
	return []factors.Factor{grid, mix, oil}
}

func someProperties() []factors.Property {
	return []factors.Property{{Activity: "fuel/oil", Name: "density", Rate: units.MustRate("0.8 kg/L"), Region: "GB", Valid: thisYear, Reference: factors.Reference{Document: "invented"}}}
}

func ownSet() *factors.Set {
	return must(factors.NewSet(factors.Meta{Publisher: "own", Edition: "1", Title: "invented"}, someFactors(), someProperties()))
}

func otherSet() *factors.Set {
	list := someFactors()
	for i := range list {
		list[i].PerUnit = must(list[i].PerUnit.Scale(d("9")))
	}
	return must(factors.NewSet(factors.Meta{Publisher: "other", Edition: "1", Title: "invented"}, list, nil))
}

func ownBasis() factors.Basis {
	return factors.Basis{
		Factors: ownSet(), GWP: ownGWP(), Policy: factors.Policy{FuelProperties: true},
		References: must(factors.NewReferences(otherSet())),
	}
}

// ownParts returns the parts of ownBasis.
func ownParts() factors.Parts {
	b := ownBasis()
	return factors.Parts{Sources: []factors.Source{b.Factors}, GWP: []ghg.GWP{b.GWP}, References: []*factors.References{b.References}}
}

func gridQuery() factors.Query {
	return factors.Query{Activity: "electricity/grid", Region: "GB", Period: thisYear, Unit: units.MustUnit("kWh"), Boundary: ghg.Generation}
}

func names() map[string]string { return map[string]string{"our oil": "fuel/oil"} }

func lockFile() io.Reader {
	var b bytes.Buffer
	if err := must(factors.NewLock(ownSet(), slices.Values([]ghg.Result{oneResult()}))).Write(&b); err != nil {
		panic(err)
	}
	return &b
}

func factorsCSV() string {
	var b strings.Builder
	if err := factors.WriteCSV(&b, ownSet(), false); err != nil {
		panic(err)
	}
	return b.String()
}

func factorCalls() map[string]func() trial {
	own, meta := ownSet(), factors.Meta{Publisher: "own", Edition: "1", Title: "invented"}
	property := factors.PropertyQuery{Activity: "fuel/oil", Region: "GB", Period: thisYear, From: units.MustUnit("L"), To: units.MustUnit("kg")}
	kilograms := factors.Query{Activity: "fuel/oil", Region: "GB", Period: thisYear, Unit: units.MustUnit("kg"), Boundary: ghg.Combustion}
	list := map[string]func() trial{
		"factors.NewSet":   func() trial { return call(factors.NewSet, meta, someFactors(), someProperties()) },
		"factors.NewStack": func() trial { return call(factors.NewStack, []factors.Source{own, otherSet()}) },
		"factors.NewEditions": func() trial {
			return call(factors.NewEditions, "own", fstest.MapFS{}, append(make([]string, 0, 4), "2023", "2024"))
		},
		"factors.Editions.Names": func() trial { e := factors.NewEditions("own", fstest.MapFS{}, "1"); return call(e.Names).on(e) },
		"factors.NewMapping":     func() trial { return call(factors.NewMapping, names()) },
		"factors.Mapping.Check":  func() trial { m := must(factors.NewMapping(names())); return call(m.Check, own).on(m) },
		"factors.NewLock": func() trial {
			given := []ghg.Result{oneResult()}
			tr := call(factors.NewLock, own, slices.Values(given))
			tr.in = append(tr.in, given)
			return tr
		},
		"factors.ReadLock": func() trial { return call(factors.ReadLock, lockFile()) },
		"factors.Lock.Changes": func() trial {
			l := must(factors.ReadLock(lockFile()))
			return call(l.Changes, otherSet()).on(l)
		},
		"factors.Lock.WithProperties": func() trial { l := must(factors.ReadLock(lockFile())); return call(l.WithProperties, own).on(l) },
		"factors.NewReferences":       func() trial { return call(factors.NewReferences, []factors.Source{otherSet()}) },
		"factors.Basis.Find":          func() trial { b := ownBasis(); return call(b.Find, gridQuery()).on(b) },
		"factors.Basis.Lookup":        func() trial { b := ownBasis(); return call(b.Lookup, kilograms).on(b) },
		"factors.Basis.Explain":       func() trial { b := ownBasis(); return call(b.Explain, kilograms).on(b) },
		"factors.Basis.Route":         func() trial { b := ownBasis(); return call(b.Route, property).on(b) },
		"factors.Basis.Unusual":       func() trial { b := ownBasis(); return call(b.Unusual, someFactors()[0]).on(b) },
		"factors.Columns":             func() trial { return call(factors.Columns) },
		"factors.Diff":                func() trial { return call(factors.Diff, own, otherSet()) },
		"factors.Search":              func() trial { return call(factors.Search, own, "electricity", factors.Filter{}) },
		"factors.Validate":            func() trial { return call(factors.Validate, own, []factors.Source{otherSet()}) },
		"factors.ValidateCSV":         func() trial { return call(factors.ValidateCSV, strings.NewReader(factorsCSV()), meta) },
		"factors.WriteCSV":            func() trial { return call(factors.WriteCSV, &bytes.Buffer{}, own, false).printed() },
		"factors.WriteJSON":           func() trial { return call(factors.WriteJSON, &bytes.Buffer{}, own).printed() },
		"factors.ReadCSV":             func() trial { return call(factors.ReadCSV, strings.NewReader(factorsCSV()), meta) },
		"factors.Set.All":             func() trial { s := ownSet(); return call(s.All).on(s) },
		"factors.Stack.All":           func() trial { s := must(factors.NewStack(ownSet())); return call(s.All).on(s) },
		"factors.ExplainAbsence": func() trial {
			q := gridQuery()
			q.Region = "FR"
			return call(factors.ExplainAbsence, own, q)
		},
		"factors.ReadPropertiesCSV": func() trial {
			return call(factors.ReadPropertiesCSV, strings.NewReader("activity,property,rate,region,valid,document\nfuel/oil,density,0.8 kg/L,GB,2024,d\n"), meta)
		},
		"all.Editions":              func() trial { return call(func() []string { return editionNames(all.Editions()) }) },
		"factors.NewExceptions":     func() trial { return call(factors.NewExceptions, policyExceptions()) },
		"factors.Exceptions.All":    func() trial { x := must(factors.NewExceptions(policyExceptions()...)); return call(x.All).on(x) },
		"factors.Basis.TurningDays": func() trial { b := ownBasis(); return call(b.TurningDays).on(b) },
		"factors.Basis.Spec":        func() trial { b := ownBasis(); return call(b.Spec).on(b) },
		"factors.BasisSpec.Sets":    func() trial { s := must(ownBasis().Spec()); return call(s.Sets).on(s) },
		"factors.BasisSpec.Open":    func() trial { s := must(ownBasis().Spec()); return call(s.Open, ownParts()).on(s) },
		"all.Open":                  func() trial { return call(all.Open, must(ownBasis().Spec()), ownParts()) },
		"all.Load":                  func() trial { return call(func() []*factors.Set { return must(all.Load())[:1] }) },
		"eea.Editions":              func() trial { return call(eea.Editions) },
		"useeio.Editions":           func() trial { return call(useeio.Editions) },
		"useeio.BEADetail":          func() trial { return call(useeio.BEADetail, "334111") },
		"useeio.FromNAICS2022":      func() trial { return call(useeio.FromNAICS2022, "334111") },
		"eccc.Editions":             func() trial { return call(eccc.Editions) },
		"mfe.Editions":              func() trial { return call(mfe.Editions) },
		"nga.Editions":              func() trial { return call(nga.Editions) },
	}
	list["factors.Set.Find, missed"] = func() trial { q := gridQuery(); q.Region = "FR"; return failed(call(own.Find, q).on(own)) }
	return list
}

// editionNames overwrites editions, whose functions have no state, and returns their names.
func editionNames(list []all.Edition) []string {
	var names []string
	for i, e := range list {
		names = append(names, e.Package+" "+e.Edition)
		list[i] = all.Edition{}
	}
	return names
}

// printed takes what a call writes, which only it changes.
func (tr trial) printed() trial {
	tr.out, tr.in, tr.kept = append([]any{tr.in[0]}, tr.out...), tr.in[1:], true
	return tr
}

// failed takes the error of a call as its result.
func failed(tr trial) trial {
	tr.out = append(tr.out, "failed")
	return tr
}

func policyExceptions() []factors.Exception {
	return []factors.Exception{{Activity: "fuel", Policy: factors.Policy{OlderYears: 1}}, {Activity: "waste", Region: "GB"}}
}

func tables() rates.Tables {
	margin := money.Margin{Share: d("0.1"), To: money.BasicPrice, Source: "s"}
	return rates.Tables{
		Name:     "own-1",
		FX:       []money.FX{{From: "USD", To: "JPY", Rate: d("150"), Quote: money.ToPerFrom, Period: "2024", Source: "s"}},
		Series:   []rates.Series{{Series: "cpi", Region: "JP", Currency: "JPY", Numbers: []rates.Number{{Year: 2023, Value: d("100")}, {Year: 2024, Value: d("103")}}, Source: "s"}},
		Parities: []rates.Parity{{Region: "JP", Currency: "JPY", Year: 2024, Rate: d("95"), Source: "s"}},
		Margins:  []rates.Margin{{Activity: "spend/naics/334111", Region: "US", Year: 2024, Margin: margin}},
		VAT:      []rates.VAT{{Region: "JP", Class: "standard", Valid: thisYear, VAT: money.VAT{Rate: d("0.1"), Source: "s"}}},
	}
}

func moneyCalls() map[string]func() trial {
	yen := func(year money.PriceYear) money.PriceBasis {
		return money.PriceBasis{Currency: "JPY", Year: year, Type: money.PurchaserPrice}
	}
	steps := func() []money.Step {
		return []money.Step{money.Index{Series: "cpi/JP", Currency: "JPY", FromYear: 2023, ToYear: 2024, FromValue: d("100"), ToValue: d("103"), Source: "s"}}
	}
	return map[string]func() trial{
		"money.Chain":        func() trial { return call(money.Chain, yen(2023), yen(2024), steps()) },
		"money.Rebase":       func() trial { return call(money.Rebase, money.MustParse("5 JPY"), yen(2023), yen(2024), steps()) },
		"rates.New":          func() trial { return call(rates.New, tables()) },
		"rates.Rates.Tables": func() trial { r := must(rates.New(tables())); return call(r.Tables).on(r) },
		"rates.Rates.With": func() trial {
			r, over := must(rates.New(tables())), tables()
			over.Series[0].Region, over.Series[0].Currency = "US", "USD"
			return call(r.With, over).on(r)
		},
		"rates.Rates.FX": func() trial {
			r := must(rates.New(tables()))
			return call(r.FX, money.Currency("USD"), money.Currency("JPY"), "2024").on(r)
		},
	}
}

func declaration() method.Declaration {
	return method.Declaration{
		Scope: ghg.Scope3, Categories: []ghg.Category{ghg.UseOfSoldProducts}, Examples: []string{`{"id": "a", "period": "2024"}`},
		Results: []method.Part{{Name: "a"}, {Name: "b"}},
	}
}

// begun returns a calculation and two flows of it.
func begun() (c *method.Calc, a, b method.Flow) {
	c = lines.Begin(ownBasis(), &line{ID: "a", Period: thisYear})
	return c, method.Of("a", units.MustParse("3 kWh")), method.Of("b", units.MustParse("1 kWh"))
}

func methodCalls() map[string]func() trial {
	flows := func(list ...method.Flow) []method.Flow { return append(make([]method.Flow, 0, 5), list...) }
	declared := func(ask func(*method.Method) func() trial) func() trial {
		return func() trial {
			m := method.Declare[line](declaration()).Method
			return ask(m)().on(m)
		}
	}
	return map[string]func() trial{
		"method.Declare": func() trial {
			tr := call(method.Declare[line], declaration())
			return tr
		},
		"method.Method.Categories": declared(func(m *method.Method) func() trial { return func() trial { return call(m.Categories) } }),
		"method.Method.Results":    declared(func(m *method.Method) func() trial { return func() trial { return call(m.Results) } }),
		"method.Method.Examples":   declared(func(m *method.Method) func() trial { return func() trial { return call(m.Examples) } }),
		"method.Method.Inputs":     declared(func(m *method.Method) func() trial { return func() trial { return call(m.Inputs) } }),
		"method.Method.Text":       func() trial { m := scope2.Methods()[0]; return call(m.Text).on(m) },
		"method.Number":            func() trial { n := d("5"); return call(method.Number, &n) },
		"method.Calc.Sum":          func() trial { c, a, b := begun(); return call(c.Sum, "sum", flows(a, b)) },
		"method.Calc.Min":          func() trial { c, a, b := begun(); return call(c.Min, "min", flows(a, b)) },
		"method.Calc.Less":         func() trial { c, a, b := begun(); return call(c.Less, "less", a, flows(b)) },
		"method.Calc.Balance":      func() trial { c, a, b := begun(); return call(c.Balance, "balance", flows(a), flows(b)) },
		"method.Calc.ApplyOnly": func() trial {
			c, a, _ := begun()
			return call(c.ApplyOnly, "only", a, c.Factor(factors.Supplied{}, gridQuery()), []ghg.Gas{ghg.CO2}).on(must(c.Results()))
		},
		"method.Calc.Caveats": func() trial {
			c, _, _ := begun()
			given := []ghg.Caveat{{Kind: ghg.Estimated}, {Kind: ghg.StandIn}}
			return call(c.Caveats, given).on(must(c.Results()))
		},
		"method.Calc.Require": func() trial { c, _, _ := begun(); return call(c.Require, []string{"id", "period"}) },
		"method.Calc.Rebase": func() trial {
			c, _, _ := begun()
			basis := func(year money.PriceYear) money.PriceBasis {
				return money.PriceBasis{Currency: "JPY", Year: year, Type: money.PurchaserPrice}
			}
			return call(c.Rebase, method.Of("spend", units.MustParse("5 JPY")), basis(2023), basis(2024), []money.Step{
				money.Index{Series: "cpi/JP", Currency: "JPY", FromYear: 2023, ToYear: 2024, FromValue: d("100"), ToValue: d("103"), Source: "s"},
			})
		},
		"method.Calc.Words":   func() trial { c, _, _ := begun(); return call(c.Words, []any{"from ", units.MustParse("3 kWh"), 5}) },
		"method.Calc.Result":  func() trial { c := calculating(); return call(c.Result, method.Part{}).on(must(c.Results())) },
		"method.Calc.Results": func() trial { c := calculating(); return call(c.Results).on(must(c.Results())) },
	}
}

// calculating returns a calculation with a step, a note and a caveat.
func calculating() *method.Calc {
	c, a, _ := begun()
	c.Apply("grid", a, c.Factor(factors.Supplied{}, gridQuery()))
	c.Note("note", "text")
	return c
}

// release returns a line that shares its derivation with others.
func release(id string) activity.Activity {
	return scope1.DirectRelease{ID: id, Period: thisYear, Gas: "CH4", Mass: units.MustParse("2 kg"), Event: "leak", Quality: ghg.Quality{}}
}

// deriver returns a Deriver that knows the kind of release.
func deriver() *activity.Deriver {
	d := activity.NewDeriver(ownBasis())
	for _, id := range []string{"a", "b"} {
		must(d.Line(release(id)))
	}
	return d
}

// seen yields activities; the yielded results of Outcomes do not depend on them afterwards.
func activityCalls(t testing.TB) map[string]func() trial {
	t.Helper()
	table := activity.Standard()
	hq := func() []activity.Activity { return activity.All(purchases()) }
	object := func() []byte {
		return []byte(`{"method":"scope2.electricity","id":"hq","period":"2024","amount":"1 MWh","region":"GB"}`)
	}
	array := func() io.Reader { return strings.NewReader("[" + string(object()) + "]") }
	sheet := "id,period,amount,region\nhq,2024,1 MWh,GB\n"
	power := func() activity.Method { return must(activity.Lookup("scope2.electricity")) }
	list := map[string]func() trial{
		"activity.NewTable": func() trial {
			return call(activity.NewTable, []*method.Method{method.Declare[line](declaration()).Method})
		},
		"activity.Methods":  func() trial { return call(activity.Methods).on(table) },
		"activity.Decode":   func() trial { return call(activity.Decode, object()) },
		"activity.Encode":   func() trial { return call(activity.Encode, hq()[0]) },
		"activity.NameOf":   func() trial { return call(activity.NameOf, hq()[0]) },
		"activity.ReadJSON": func() trial { return call(activity.ReadJSON, array()) },
		"activity.Outcomes": func() trial {
			given := hq()
			tr := call(activity.Outcomes, ownBasis(), slices.Values(given))
			tr.in = append(tr.in, given)
			return tr
		},
		"activity.NewDeriver":               func() trial { return call(activity.NewDeriver, ownBasis()) },
		"activity.Deriver.Apart":            func() trial { d := deriver(); return call(d.Apart, hq()[0]).on(d) },
		"activity.Deriver.Line, calculated": func() trial { d := deriver(); return call(d.Line, hq()[0]).on(d) },
		"activity.Deriver.Line":             func() trial { d := deriver(); return call(d.Line, release("c")).on(d) },
		"activity.Deriver.LinesOf": func() trial {
			d, given := deriver(), append(hq(), release("c"))
			tr := call(d.LinesOf, slices.Values(given)).on(d)
			tr.in = append(tr.in, given)
			return tr
		},
		"activity.Line.Results":             func() trial { l := must(deriver().Line(release("c"))); return call(l.Results).on(l) },
		"activity.Line.Results, calculated": func() trial { l := must(deriver().Line(hq()[0])); return call(l.Results).on(l) },
		"activity.ReadSheet":                func() trial { return call(activity.ReadSheet[scope2.Electricity], strings.NewReader(sheet), "s") },
		"activity.ReadSheetShiftJIS": func() trial {
			return call(activity.ReadSheetShiftJIS[scope2.Electricity], strings.NewReader(sheet), "s")
		},
		"activity.DESNZRules":         func() trial { return call(activity.DESNZRules) },
		"activity.FuelAndEnergy":      func() trial { return call(activity.FuelAndEnergy, ownBasis(), activity.DESNZRules(), hq()) },
		"activity.Method.Activities":  func() trial { return call(power().Activities).on(table) },
		"activity.Method.Columns":     func() trial { return call(power().Columns).on(table) },
		"activity.Method.ExampleRow":  func() trial { return call(power().ExampleRow).on(table) },
		"activity.Describe":           func() trial { return call(activity.Describe, power().Columns()[0]) },
		"activity.Method.Schema":      func() trial { return call(power().Schema).on(table) },
		"activity.Method.ReadSheet":   func() trial { return call(power().ReadSheet, strings.NewReader(sheet), "s") },
		"activity.Table.Decode":       func() trial { return call(table.Decode, object()) },
		"activity.Table.Encode":       func() trial { return call(table.Encode, hq()[0]) },
		"activity.Table.Methods":      func() trial { return call(table.Methods).on(table) },
		"activity.Table.NameOf":       func() trial { return call(table.NameOf, hq()[0]) },
		"activity.Table.ReadJSON":     func() trial { return call(table.ReadJSON, array()) },
		"activity.ReadLocated":        func() trial { return call(activity.ReadLocated[scope2.Electricity], strings.NewReader(sheet), "s") },
		"activity.Method.ReadLocated": func() trial { return call(power().ReadLocated, strings.NewReader(sheet), "s") },
		"activity.ReadLocatedShiftJIS": func() trial {
			return call(activity.ReadLocatedShiftJIS[scope2.Electricity], strings.NewReader(sheet), "s")
		},
		"activity.Method.ReadLocatedShiftJIS": func() trial { return call(power().ReadLocatedShiftJIS, strings.NewReader(sheet), "s") },
	}
	b, err := example.Basis()
	require.NoError(t, err)
	for _, m := range activity.Methods() {
		for i := range must(m.Activities()) {
			list[fmt.Sprintf("%s, example %d", m.Name(), i+1)] = func() trial {
				a := must(m.Activities())[i]
				return apart(call(func() (ghg.Results, error) { return a.Calculate(b) }).on(a))
			}
		}
	}
	return list
}

// apart takes the results of an activity one by one, so that those that share a list are told apart.
func apart(tr trial) trial {
	if list, ok := tr.out[0].(ghg.Results); ok && len(list) > 1 {
		tr.held, tr.out = append(tr.held, list[1:].Outcomes()), []any{list[:1:1]}
		for _, r := range list[1:] {
			tr.held = append(tr.held, r)
		}
	}
	return tr
}

// instrument returns a certificate that meets the criteria.
func instrument(id, volume string) scope2.Instrument {
	return scope2.Instrument{
		ID: id, Kind: ghg.Certificate, Volume: units.MustParse(volume), Rate: scope2.ZeroCarbon(), Market: "GB", Renewable: true, Vintage: thisYear, Retirement: "r", SoleClaim: true,
	}
}

// purchases returns two purchases with instruments.
func purchases() []scope2.Electricity {
	of := func(id string) scope2.Electricity {
		return scope2.Electricity{ID: id, Period: thisYear, Region: "GB", Amount: units.MustParse("10 MWh"), Instruments: []scope2.Instrument{instrument(id+"-2", "3 MWh"), instrument(id+"-1", "4 MWh")}}
	}
	return []scope2.Electricity{of("hq"), of("works")}
}

func bare() []scope2.Electricity {
	list := purchases()
	for i := range list {
		list[i].Instruments = nil
	}
	return list
}

func scopeResults() []ghg.Result {
	var list []ghg.Result
	for _, p := range purchases() {
		list = append(list, must(p.Calculate(ownBasis()))...)
	}
	return list
}

func scopeCalls() map[string]func() trial {
	certificates := func() []scope2.Instrument {
		return append(make([]scope2.Instrument, 0, 4), instrument("b", "3 MWh"), instrument("a", "4 MWh"))
	}
	ledger := func() scope2.Ledger { return must(scope2.NewLedger(scope2.Window{}, certificates()...)) }
	list := map[string]func() trial{
		"scope1.Methods":   func() trial { return call(scope1.Methods) },
		"scope2.Methods":   func() trial { return call(scope2.Methods) },
		"scope3.Methods":   func() trial { return call(scope3.Methods) },
		"scope1.Equipment": func() trial { return call(scope1.Equipment) },
		"scope1.RatesOf":   func() trial { return call(scope1.RatesOf, "chiller") },
		"scope1.EmittedBy": func() trial { return call(scope1.EmittedBy, oneResult()) },
		"scope1.CHPAllocation.WithEPAEfficiencies": func() trial { return call(scope1.CHPAllocation{}.WithEPAEfficiencies) },
		"scope1.FugitiveScreening.WithEPARates":    func() trial { return call(scope1.FugitiveScreening{Equipment: "chiller"}.WithEPARates) },
		"scope2.NewLedger":                         func() trial { return call(scope2.NewLedger, scope2.Window{}, certificates()) },
		"scope2.Ledger.Instruments":                func() trial { l := ledger(); return call(l.Instruments).on(l) },
		"scope2.Ledger.Allocate":                   func() trial { l := ledger(); return call(l.Allocate, bare()).on(l) },
		"scope2.Allocation.Dual": func() trial {
			a := must(ledger().Allocate(bare()))
			return call(a.Dual, ownBasis()).on(a)
		},
		"scope2.CheckClaims":      func() trial { return call(scope2.CheckClaims, purchases()) },
		"scope2.Disclose":         func() trial { return call(scope2.Disclose, scopeResults()) },
		"scope2.Electricity.Dual": func() trial { p := purchases()[0]; return call(p.Dual, ownBasis()).on(p) },
		"scope2.Instrument.Criteria": func() trial {
			in := instrument("a", "1 MWh")
			return call(in.Criteria, scope2.Claim{Region: "GB", Period: thisYear}).on(in)
		},
		"scope2.ReadInstruments": func() trial {
			return call(scope2.ReadInstruments, strings.NewReader("id,purchase,kind,volume,rate,market,vintage\na,hq,certificate,1 MWh,zero-carbon,GB,2024\n"), "s")
		},
		"scope3.NewInputOutput": func() trial { return call(scope3.NewInputOutput, sales(), numbers("100", "200")) },
		"scope3.InputOutput.Multipliers": func() trial {
			m := must(scope3.NewInputOutput(sales(), numbers("100", "200")))
			return call(m.Multipliers, numbers("1", "2")).on(m)
		},
		"scope3.InputOutput.Output": func() trial {
			m := must(scope3.NewInputOutput(sales(), numbers("100", "200")))
			return call(m.Output, numbers("1", "2")).on(m)
		},
		"scope3.SystematicSample": func() trial { return call(scope3.SystematicSample, 10, 3, 1) },
		"scope3.WeightedScore": func() trial {
			return call(scope3.WeightedScore, []scope3.Holding{{Outstanding: units.MustParse("5 EUR"), Score: 2}})
		},
		"scope3.PortfolioScore": func() trial {
			r := oneResult()
			r.Outstanding, r.Quality.PCAF = ghg.Amount{Value: d("5"), Unit: "EUR"}, 2
			return call(scope3.PortfolioScore, []ghg.Result{r})
		},
		"scope3.BeyondMinimum":    func() trial { return call(scope3.BeyondMinimum, oneResult()) },
		"scope3.UpstreamOfOwnUse": func() trial { return call(scope3.UpstreamOfOwnUse, oneResult()) },
		"scope3.AdjustForEVIC": func() trial {
			return call(scope3.AdjustForEVIC, []scope3.IntensityHolding{{Company: "a", Weight: d("1"), Emissions: units.MustParse("5 t CO2e"), EVICBase: units.MustParse("5 EUR"), EVICNow: units.MustParse("6 EUR")}})
		},
	}
	for name, method := range map[string]string{
		"scope2.Heat.Dual": "scope2.heat", "scope2.HourlyElectricity.Dual": "scope2.hourly-electricity", "scope2.OnSiteGeneration.Dual": "scope2.on-site-generation", "scope2.Reported.Dual": "scope2.reported",
	} {
		list[name] = func() trial {
			a, ok := must(must(activity.Lookup(method)).Activities())[0].(interface {
				Dual(b factors.Basis) (scope2.Dual, error)
			})
			if !ok {
				panic(name)
			}
			return call(func() (scope2.Dual, error) { return a.Dual(must(example.Basis())) }).on(a)
		}
	}
	return list
}

func sales() [][]decimal.Decimal {
	return [][]decimal.Decimal{numbers("10", "20"), numbers("30", "40")}
}

var twoHours = ghg.Period{Start: ghg.Date{Year: 2024, Month: 1, Day: 1}, End: ghg.Date{Year: 2024, Month: 1, Day: 2}}

func hours(value string) []decimal.Decimal { return slices.Repeat(numbers(value), 24) }

func seriesCalls() map[string]func() trial {
	kwh := units.MustUnit("kWh")
	series := func(value string) scope2.Series { return must(scope2.NewSeries(twoHours, kwh, hours(value))) }
	loads := func() []scope2.Consumption {
		return []scope2.Consumption{{Purchase: "hq", Region: "GB", Series: series("3"), Grid: must(scope2.NewCarbonFreeSeries(twoHours, "s", hours("0.3")))}}
	}
	supplies := func() []scope2.Supply {
		return []scope2.Supply{{Instrument: instrument("a", "1 MWh"), Series: series("2")}, {Instrument: instrument("b", "1 MWh"), Series: series("1")}}
	}
	bought := func() []scope2.Electricity {
		return []scope2.Electricity{{ID: "hq", Period: twoHours, Region: "GB", Amount: units.MustParse("72 kWh")}}
	}
	rate := func() scope2.FactorSeries {
		return must(scope2.NewFactorSeries(twoHours, kwh, "AR5", "s", hours("0.2")))
	}
	return map[string]func() trial{
		"scope2.NewSeries":                func() trial { return call(scope2.NewSeries, twoHours, kwh, hours("3")) },
		"scope2.NewCarbonFreeSeries":      func() trial { return call(scope2.NewCarbonFreeSeries, twoHours, "s", hours("0.3")) },
		"scope2.NewFactorSeries":          func() trial { return call(scope2.NewFactorSeries, twoHours, kwh, "AR5", "s", hours("0.3")) },
		"scope2.Series.MarshalJSON":       func() trial { s := series("3"); return call(s.MarshalJSON).on(s) },
		"scope2.FactorSeries.MarshalJSON": func() trial { s := rate(); return call(s.MarshalJSON).on(s) },
		"scope2.MatchSupply":              func() trial { return call(scope2.MatchSupply, scope2.Hourly, loads(), supplies()) },
		"scope2.ScoreCFE":                 func() trial { return call(scope2.ScoreCFE, loads(), supplies()) },
		"scope2.Match.Purchases": func() trial {
			m := must(scope2.MatchSupply(scope2.Hourly, loads(), supplies()))
			return call(m.Purchases, bought(), supplies()).on(m)
		},
	}
}

func owner() inventory.Organisation {
	return inventory.Organisation{
		Name: "Example plc", Approach: inventory.OperationalControl, Period: thisYear, Entities: append(make([]string, 0, 3), ""),
		NotApplicable: map[ghg.Category]string{ghg.Franchises: "none"}, Excluded: []inventory.Exclusion{{Scope: ghg.Scope1, Reason: "an example"}},
	}
}

// activities returns activities of scopes 2 and 3.
func activities() []activity.Activity {
	return append(activity.All(purchases()), scope3.Reported{
		ID: "goods", Period: thisYear, Category: 1, Amount: units.MustParse("7 t CO2e"), GWP: "AR5", Reporter: "supplier", Source: "letter", Assurance: "none",
	})
}

func ownInventory() *inventory.Inventory {
	return must(inventory.Run(ownBasis(), owner(), activities()))
}

// inventoryChanges returns a change of a factor that ownInventory uses.
func inventoryChanges() []inventory.Change {
	return append(make([]inventory.Change, 0, 3), inventory.Change{Change: factorChanges()[0]})
}

func allResults() []ghg.Result { return slices.Collect(ownInventory().Results()) }

// resultLines returns the results of ownInventory as JSON lines.
func resultLines() io.Reader {
	var b bytes.Buffer
	if err := ownInventory().WriteResults(&b); err != nil {
		panic(err)
	}
	return &b
}

// qualityCalls are the calls of package quality.
func qualityCalls() map[string]func() trial {
	verified := func(ghg.Result) quality.Answer { return quality.Yes }
	scopes := []ghg.Scope{ghg.Scope2, ghg.Scope3}
	rollup := func() quality.Rollup {
		return quality.Rollup{Scheme: ghg.METIGrades, Indicators: []quality.Score{{Grade: &numbers("1")[0]}, {Grade: &numbers("3")[0]}, {Grade: &numbers("2")[0]}}, Mean: quality.Score{Grade: &numbers("2")[0]}}
	}
	return map[string]func() trial{
		"quality.ActivityIn": func() trial { return call(quality.ActivityIn, oneResult(), "kWh") },
		"quality.ByActivity": func() trial {
			inv := ownInventory()
			return call(quality.ByActivity, inv, "kWh", func(ghg.Result) (decimal.Decimal, bool) { return d("1"), true }).on(inv)
		},
		"quality.Criteria":     func() trial { return call(quality.Criteria, ghg.EcoinventGrades) },
		"quality.PCAFCriteria": func() trial { return call(quality.PCAFCriteria) },
		"quality.IFRS":         func() trial { inv := ownInventory(); return call(quality.IFRS, inv, verified).on(inv) },
		"quality.Own":          func() trial { return call(quality.Own, "x", verified) },
		"quality.Verified":     func() trial { return call(quality.Verified, verified) },
		"quality.PCAF":         func() trial { inv := ownInventory(); return call(quality.PCAF, inv).on(inv) },
		"quality.RollUp": func() trial {
			inv := ownInventory()
			return call(quality.RollUp, must(inv.Partial(inventory.MarketBased)), func(ghg.Result) bool { return true }).on(inv)
		},
		"quality.Shares": func() trial {
			inv := ownInventory()
			return call(quality.Shares, inv, inventory.MarketBased, slices.Clone(scopes), []quality.Rule{quality.Primary()}).on(inv)
		},
		"quality.Rollup.DQR":    func() trial { r := rollup(); return call(r.DQR).on(r) },
		"quality.Rollup.String": func() trial { r := rollup(); return call(r.String).on(r) },
	}
}

// uncertaintyModel knows the uncertainty of everything but potentials.
func uncertaintyModel() uncertainty.Model {
	rule := must(uncertainty.GSD2(1.2))
	return uncertainty.Model{
		Amount:     func(ghg.Result, ghg.Input) (uncertainty.Uncertainty, error) { return rule, nil },
		Factor:     func(ghg.FactorRecord) (uncertainty.Uncertainty, error) { return rule, nil },
		Property:   func(ghg.PropertyRecord) (uncertainty.Uncertainty, error) { return rule, nil },
		Price:      func(ghg.Input) (uncertainty.Uncertainty, error) { return rule, nil },
		LeftOut:    append(make([]ghg.InputKind, 0, 3), ghg.InputPotential),
		MinCovered: 0.1,
	}
}

// uncertaintyCalls are the calls of package uncertainty.
func uncertaintyCalls() map[string]func() trial {
	analysis := func(ask func(uncertainty.Analysis) trial) func() trial {
		return func() trial {
			a := must(uncertainty.Of(ownInventory(), inventory.MarketBased, uncertaintyModel()))
			return ask(a).on(a)
		}
	}
	assessed := func() []uncertainty.FactorQuality {
		return []uncertainty.FactorQuality{{ID: "f", Source: "s", Uncertainty: uncertainty.Exact()}, {ID: "g", Source: "s", Uncertainty: uncertainty.Exact()}}
	}
	assumptions := func() []uncertainty.Assumption {
		one := uncertainty.Assumption{Kind: uncertainty.ScenarioUncertainty, Name: "a", Text: "t", Source: "s", Scope: ghg.Scope3}
		two := one
		two.Name = "b"
		return []uncertainty.Assumption{one, two}
	}
	rules := func() []func(ghg.FactorRecord) (uncertainty.Uncertainty, error) {
		return []func(ghg.FactorRecord) (uncertainty.Uncertainty, error){uncertaintyModel().Factor, nil}
	}
	figure := func() uncertainty.Figure {
		return uncertainty.Figure{Share: &numbers("1")[0], Estimates: []uncertainty.Estimate{{Rule: uncertainty.FirstOrder}, {Rule: uncertainty.FentonWilkinson}}}
	}
	return map[string]func() trial{
		"uncertainty.Of": func() trial {
			inv := ownInventory()
			return call(uncertainty.Of, inv, inventory.MarketBased, uncertaintyModel()).on(inv)
		},
		"uncertainty.ByQuality": func() trial {
			return call(func(r ghg.Result) (uncertainty.Uncertainty, error) {
				return uncertainty.ByQuality(uncertainty.Ecoinvent2, nil)(r, ghg.Input{})
			}, oneResult())
		},
		"uncertainty.Assessed": func() trial {
			return call(func(list []uncertainty.FactorQuality) (uncertainty.Uncertainty, error) {
				return must(uncertainty.Assessed(uncertainty.Ecoinvent2, list))(ghg.FactorRecord{ID: "g"})
			}, assessed())
		},
		"uncertainty.AsPublished": func() trial {
			return call(func(list []*factors.Set) (uncertainty.Uncertainty, error) {
				return uncertainty.AsPublished(list...)(ghg.FactorRecord{})
			}, []*factors.Set{nil, nil})
		},
		"uncertainty.FirstKnown": func() trial {
			return call(func(list []func(ghg.FactorRecord) (uncertainty.Uncertainty, error)) (uncertainty.Uncertainty, error) {
				return uncertainty.FirstKnown(list...)(ghg.FactorRecord{})
			}, rules())
		},
		"uncertainty.NewRegister": func() trial { return call(uncertainty.NewRegister, assumptions()) },
		"uncertainty.Register.All": func() trial {
			r := must(uncertainty.NewRegister(assumptions()...))
			return call(r.All).on(r)
		},
		"uncertainty.Analysis.Lines":         analysis(func(a uncertainty.Analysis) trial { return call(a.Lines) }),
		"uncertainty.Analysis.LeftOut":       analysis(func(a uncertainty.Analysis) trial { return call(a.LeftOut) }),
		"uncertainty.Analysis.Contributions": analysis(func(a uncertainty.Analysis) trial { return call(a.Contributions) }),
		"uncertainty.Analysis.Total":         analysis(func(a uncertainty.Analysis) trial { return call(a.Total) }),
		"uncertainty.Analysis.ByScope":       analysis(func(a uncertainty.Analysis) trial { return call(a.ByScope) }),
		"uncertainty.Analysis.ByCategory":    analysis(func(a uncertainty.Analysis) trial { return call(a.ByCategory) }),
		"uncertainty.Analysis.Simulate": analysis(func(a uncertainty.Analysis) trial {
			return call(a.Simulate, uncertainty.Simulation{Seed: 1, Draws: 1000, Targets: make([]ghg.CO2e, 2, 5)})
		}),
		"uncertainty.Figure.By": func() trial { f := figure(); return call(f.By, uncertainty.FirstOrder).on(f) },
	}
}

func inventoryCalls() map[string]func() trial {
	every := func(ghg.Result) bool { return true }
	site := func(r ghg.Result) string { return r.ID }
	of := func(ask func(*inventory.Inventory) trial) func() trial {
		return func() trial {
			inv := ownInventory()
			return ask(inv).on(inv)
		}
	}
	part := func(ask func(inventory.Partial) trial) func() trial {
		return of(func(inv *inventory.Inventory) trial { return ask(must(inv.Partial(inventory.MarketBased))) })
	}
	market := inventory.MarketBased
	return map[string]func() trial{
		"inventory.Run": func() trial { return call(inventory.Run, ownBasis(), owner(), activities()) },
		"inventory.FromLines": func() trial {
			org, given := owner(), append(activities(), release("a"), release("b"), release("c"))
			org.Excluded = nil
			tr := call(inventory.FromLines, org, activity.NewDeriver(ownBasis()).LinesOf(slices.Values(given)))
			tr.in = append(tr.in, given)
			return tr
		},
		"inventory.Inventory.Scenario":     of(func(inv *inventory.Inventory) trial { return call(inv.Scenario, inventoryChanges()) }),
		"inventory.Inventory.Sensitivity":  of(func(inv *inventory.Inventory) trial { return call(inv.Sensitivity, market) }),
		"inventory.Partial.Sensitivity":    part(func(p inventory.Partial) trial { return call(p.Sensitivity).on(p) }),
		"inventory.Inventory.WriteResults": of(func(inv *inventory.Inventory) trial { return call(inv.WriteResults, &bytes.Buffer{}).printed() }),
		"inventory.Inventory.WriteResultsCSV": of(func(inv *inventory.Inventory) trial {
			return call(inv.WriteResultsCSV, &bytes.Buffer{}, true).printed()
		}),
		"inventory.Inventory.WriteStepsCSV": of(func(inv *inventory.Inventory) trial { return call(inv.WriteStepsCSV, &bytes.Buffer{}, true).printed() }),
		"inventory.Check": func() trial {
			return call(inventory.Check, ownBasis(), owner(), activities(), inventory.CheckOptions{})
		},
		"inventory.CheckLines": func() trial {
			given := activities()
			tr := call(inventory.CheckLines, owner(), activity.NewDeriver(ownBasis()).LinesOf(slices.Values(given)), inventory.CheckOptions{})
			tr.in = append(tr.in, given)
			return tr
		},
		"inventory.CheckResults":           func() trial { return call(inventory.CheckResults, owner(), allResults(), inventory.CheckOptions{}) },
		"inventory.Inventory.Check":        of(func(inv *inventory.Inventory) trial { return call(inv.Check, inventory.CheckOptions{}) }),
		"inventory.ResultColumns":          func() trial { return call(inventory.ResultColumns) },
		"inventory.StepColumns":            func() trial { return call(inventory.StepColumns) },
		"inventory.ReadResults":            func() trial { return call(inventory.ReadResults, resultLines(), "results.jsonl") },
		"inventory.Read":                   func() trial { return call(inventory.Read, owner(), resultLines(), "results.jsonl") },
		"inventory.Of":                     func() trial { return call(inventory.Of, owner(), allResults()) },
		"inventory.OfChecked":              func() trial { return call(inventory.OfChecked, owner(), allResults()) },
		"inventory.ReplaceEstimates":       func() trial { return call(inventory.ReplaceEstimates, allResults()) },
		"inventory.FromSupplier":           func() trial { return call(inventory.FromSupplier, oneResult()) },
		"inventory.Partial.Kinds":          part(func(p inventory.Partial) trial { return call(p.Kinds).on(p) }),
		"inventory.Recomputed":             func() trial { return call(inventory.Recomputed, oneResult()) },
		"inventory.Compare":                func() trial { return call(inventory.Compare, ownBasis(), ownBasis(), owner(), activities()) },
		"inventory.Inventory.Organisation": of(func(inv *inventory.Inventory) trial { return call(inv.Organisation) }),
		"inventory.Inventory.Results":      of(func(inv *inventory.Inventory) trial { return call(inv.Results) }),
		"inventory.Inventory.Select":       of(func(inv *inventory.Inventory) trial { return call(inv.Select, market, every) }),
		"inventory.Inventory.By":           of(func(inv *inventory.Inventory) trial { return call(inv.By, market, site) }),
		"inventory.Inventory.Basket":       of(func(inv *inventory.Inventory) trial { return call(inv.Basket, market) }),
		"inventory.Partial.Basket":         part(func(p inventory.Partial) trial { return call(p.Basket).on(p) }),
		"inventory.Inventory.ByGas":        of(func(inv *inventory.Inventory) trial { return call(inv.ByGas, market) }),
		"inventory.Inventory.Caveats":      of(func(inv *inventory.Inventory) trial { return call(inv.Caveats) }),
		"inventory.Inventory.Coverage":     of(func(inv *inventory.Inventory) trial { return call(inv.Coverage) }),
		"inventory.Inventory.Missing":      of(func(inv *inventory.Inventory) trial { return call(inv.Missing, market) }),
		"inventory.Inventory.Partial":      of(func(inv *inventory.Inventory) trial { return call(inv.Partial, market) }),
		"inventory.Inventory.PrimaryData":  of(func(inv *inventory.Inventory) trial { return call(inv.PrimaryData) }),
		"inventory.Inventory.Share":        of(func(inv *inventory.Inventory) trial { return call(inv.Share, market, every) }),
		"inventory.Partial.By":             part(func(p inventory.Partial) trial { return call(p.By, site).on(p) }),
		"inventory.Partial.ByGas":          part(func(p inventory.Partial) trial { return call(p.ByGas).on(p) }),
		"inventory.Partial.Share":          part(func(p inventory.Partial) trial { return call(p.Share, every).on(p) }),
		"inventory.CheckBoundaries": func() trial {
			return call(inventory.CheckBoundaries, allResults(), inventory.Declarations{
				Consolidated: []string{"x"}, Transport: map[string]inventory.TransportTerms{"nothing": {Paid: true}}, WasteTransport: []string{"goods"},
			})
		},
	}
}

// totals is an inventory of a calendar year with a tonne in every scope and category.
type totals struct{ year int }

func (t totals) Period() ghg.Period { return ghg.CalendarYear(t.year) }

func (t totals) Scope(ghg.Scope, ghg.Accounting) (ghg.CO2e, error) { return ghg.TonnesCO2e(d("1")) }

func (t totals) Category(ghg.Category) (ghg.CO2e, error) { return ghg.TonnesCO2e(d("1")) }

func covered() targets.Covered {
	return targets.Covered{Scopes: []ghg.Scope{ghg.Scope1, ghg.Scope2}, Categories: []ghg.Category{ghg.BusinessTravel}}
}

func baseYear() targets.Base {
	return targets.Base{Year: 2020, Emissions: must(ghg.TonnesCO2e(d("100")))}
}

func absolute() targets.Absolute {
	return targets.Absolute{Base: baseYear(), Milestones: append(make([]targets.Milestone, 0, 3), targets.Milestone{Year: 2030, Reduction: d("0.5")})}
}

func actuals() []targets.Actual {
	return []targets.Actual{{Year: 2021, Emissions: must(ghg.TonnesCO2e(d("98")))}, {Year: 2023, Emissions: must(ghg.TonnesCO2e(d("90")))}}
}

func targetCalls() map[string]func() trial {
	policy := targets.RecalculationPolicy{Threshold: d("0.05"), Test: targets.NetOrAnySingle}
	changes := func() []targets.BaseChange {
		return []targets.BaseChange{{Trigger: targets.StructuralChange, What: "acquisition", Delta: must(ghg.TonnesCO2e(d("6")))}}
	}
	path := func() targets.SharePath {
		return targets.SharePath{Points: []targets.SharePoint{{Year: 2023, Share: d("0.3")}, {Year: 2030, Share: d("0.5")}}}
	}
	return map[string]func() trial{
		"targets.BaseOf": func() trial { return call(targets.BaseOf, totals{2020}, 2020, covered(), ghg.MarketBased) },
		"targets.Base.Actuals": func() trial {
			b := must(targets.BaseOf(totals{2020}, 2020, covered(), ghg.MarketBased))
			return call(b.Actuals, covered(), []targets.Totals{totals{2023}}).on(b)
		},
		"targets.Covered.Emissions": func() trial { return call(covered().Emissions, totals{2020}, ghg.MarketBased) },
		"targets.Absolute.Track":    func() trial { a := absolute(); return call(a.Track, actuals()).on(a) },
		"targets.Absolute.Restate": func() trial {
			newer := targets.BaseVersion{Base: baseYear(), Date: ghg.Date{Year: 2022, Month: 3, Day: 1}, Reason: "methods"}
			newer.Base.Version = "2"
			restated := actuals()
			for i := range restated {
				restated[i].Version = "2"
			}
			a := absolute()
			return call(a.Restate, actuals(), newer, restated).on(a)
		},
		"targets.Bridge": func() trial {
			return call(targets.Bridge, absolute(), []targets.Projection{{Year: 2030, Emissions: must(ghg.TonnesCO2e(d("80")))}},
				[]targets.Lever{{Name: "solar", Steps: []targets.Abatement{{Year: 2027, Amount: must(ghg.TonnesCO2e(d("12")))}}}})
		},
		"targets.IntensityTarget.Track": func() trial {
			i := targets.IntensityTarget{Kind: targets.Physical, Base: baseYear(), Output: d("50"), Per: "t", Year: 2022, Rate: d("0.07")}
			return call(i.Track, []targets.IntensityActual{{Actual: actuals()[0], Output: d("50")}})
		},
		"targets.KPI.Table": func() trial {
			k := targets.KPI{Theme: "waste", Indicator: "waste", Unit: "%", Direction: targets.Change, BaseYear: 2018, Years: []targets.KPIYear{{Year: 2023, Target: targets.Defined(d("-3")), Result: targets.Defined(d("-4"))}}}
			return call(k.Table).on(k)
		},
		"targets.NetZero.Track": func() trial {
			n := targets.NetZero{Base: baseYear(), Year: 2040, Residual: d("0.1")}
			return call(n.Track, []targets.NetZeroActual{{Actual: targets.Actual{Year: 2040, Emissions: must(ghg.TonnesCO2e(d("10")))}, Removals: targets.Defined(must(ghg.TonnesCO2e(d("10"))))}})
		},
		"targets.Pathway.Rebase": func() trial {
			p := targets.Pathway{{Year: 2020, Value: d("1")}, {Year: 2030, Value: d("0.5")}}
			return call(p.Rebase, 2020, d("2")).on(p)
		},
		"targets.Optional.MarshalJSON":   func() trial { return call(targets.Defined(d("5")).MarshalJSON) },
		"targets.RE100Criteria4_1":       func() trial { return call(targets.RE100Criteria4_1) },
		"targets.RE100CriteriaApril2025": func() trial { return call(targets.RE100CriteriaApril2025) },
		"targets.RE100Criteria.Eligible": func() trial {
			c := targets.RE100Criteria4_1()
			return call(c.Eligible, ghg.CalendarYear(2024), targets.Renewables{New: d("1"), Total: d("2")}).on(c)
		},
		"targets.RE100Criteria.Share": func() trial {
			c := targets.RE100Criteria4_1()
			return call(c.Share, ghg.CalendarYear(2024), targets.Renewables{New: d("1"), Total: d("2")}).on(c)
		},
		"targets.Pathway.TrendYear": func() trial {
			p := targets.Pathway{{Year: 2020, Value: d("1")}, {Year: 2030, Value: d("0.5")}}
			return call(p.TrendYear, d("0.2")).on(p)
		},
		"targets.RE100Minimum":               func() trial { return call(targets.RE100Minimum) },
		"targets.RecalculationPolicy.Assess": func() trial { return call(policy.Assess, baseYear(), changes()) },
		"targets.RecalculationPolicy.AssessEach": func() trial {
			return call(policy.AssessEach, []targets.TargetBoundary{{Name: "all", Base: baseYear(), Changes: changes()}})
		},
		"targets.SharePath.Below": func() trial { p := path(); return call(p.Below, targets.RE100Minimum()).on(p) },
		"targets.SharePath.Track": func() trial {
			p := path()
			return call(p.Track, []targets.SharePoint{{Year: 2024, Share: d("0.4")}}).on(p)
		},
	}
}

// flagProposal is a proposal with a list of everything.
func flagProposal() sbti.FLAGProposal {
	t := func(n string) ghg.CO2e { return must(ghg.TonnesCO2e(d(n))) }
	b := baseYear()
	b.Emissions = t("50")
	return sbti.FLAGProposal{
		Submitted: ghg.Date{Year: 2024, Month: 5, Day: 1}, Sectors: []sbti.FLAGSector{sbti.Tobacco},
		Scope12: t("10"), Scope3: t("100"), FLAG3: t("50"), Covered3: t("50"),
		Targets:  []sbti.FLAGTarget{{Base: b, Milestone: targets.Milestone{Year: 2030, Reduction: d("0.4")}}},
		Others:   []sbti.Target{{Base: b, Milestone: targets.Milestone{Year: 2030, Reduction: d("0.4")}}},
		Removals: []sbti.RemovalClaim{{Source: sbti.LandRemoval, FLAG: true, Amount: t("1")}},
	}
}

func sbtiCalls() map[string]func() trial {
	of := func() []sbti.Target {
		return []sbti.Target{{Name: "scopes 1 and 2", Ambition: sbti.OnePointFive, Base: baseYear(), Milestone: targets.Milestone{Year: 2030, Reduction: d("0.4")}}}
	}
	rules := sbti.NearTerm5_2()
	proposal := func() sbti.Proposal {
		t := func(n string) ghg.CO2e { return must(ghg.TonnesCO2e(d(n))) }
		return sbti.Proposal{Submitted: ghg.Date{Year: 2024, Month: 5, Day: 1}, Scope12: t("100"), Covered12: t("97"), Excluded12: t("3"), Scope3: t("50"), Targets: of(), Scope2: []ghg.Accounting{ghg.MarketBased, ghg.MarketBased}}
	}
	return map[string]func() trial{
		"sbti.NearTerm5_2":   func() trial { return call(sbti.NearTerm5_2) },
		"sbti.NearTerm5_3_1": func() trial { return call(sbti.NearTerm5_3_1) },
		"sbti.NetZero1_3_1":  func() trial { return call(sbti.NetZero1_3_1) },
		"sbti.NetZero2_0":    func() trial { return call(sbti.NetZero2_0) },
		"sbti.FLAGRules.Assess": func() trial {
			r := sbti.FLAGGuidance1_1()
			return call(r.Assess, flagProposal()).on(r)
		},
		"sbti.FLAGRules.Check": func() trial {
			r := sbti.FLAGGuidance1_1()
			return call(r.Check, flagProposal()).on(r)
		},
		"sbti.FLAGRules.CheckRequired": func() trial {
			p := flagProposal()
			return call(sbti.FLAGGuidance1_1().CheckRequired, p.Sectors, p.FLAG3, p.Scope3, true)
		},
		"sbti.FLAGRules.Required": func() trial {
			p := flagProposal()
			return call(sbti.FLAGGuidance1_1().Required, p.Sectors, p.FLAG3, p.Scope3)
		},
		"sbti.FLAGRules.CheckApart": func() trial {
			p := flagProposal()
			return call(sbti.FLAGGuidance1_1().CheckApart, p.Targets, p.Others, p.FLAG3, p.Scope3)
		},
		"sbti.FLAGRules.CheckBaseYears": func() trial {
			p := flagProposal()
			return call(sbti.FLAGGuidance1_1().CheckBaseYears, p.Targets, p.Others)
		},
		"sbti.FLAGRules.CheckRemovals": func() trial { return call(sbti.FLAGGuidance1_1().CheckRemovals, flagProposal().Removals) },
		"sbti.Engagement.Track": func() trial {
			t := must(ghg.TonnesCO2e(d("10")))
			e := sbti.Engagement{Category: 1, Emissions: t, Share: d("0.8"), Year: 2028}
			return call(e.Track, ghg.Date{Year: 2024, Month: 5, Day: 1}, []sbti.Supplier{{Name: "A", Emissions: t}})
		},
		"sbti.Rules.CheckLongTermIntensity": func() trial {
			pathway := targets.Pathway{{Year: 2020, Value: d("1")}, {Year: 2040, Value: d("0.5")}}
			return call(sbti.NetZero1_3_1().CheckLongTermIntensity, sbti.LongTermIntensity{Sector: sbti.Maritime, Year: 2040, Intensity: d("0.5"), Pathway: pathway})
		},
		"sbti.CombineScores": func() trial {
			return call(sbti.CombineScores, []sbti.WeightedScore{{Score: d("2"), Emissions: must(ghg.TonnesCO2e(d("1")))}})
		},
		"sbti.CombinedReduction":         func() trial { return call(sbti.CombinedReduction, of()) },
		"sbti.Rules.AbsoluteContraction": func() trial { return call(rules.AbsoluteContraction, baseYear(), sbti.OnePointFive, 2030) },
		"sbti.Rules.Check":               func() trial { return call(rules.Check, proposal()).on(rules) },
		"sbti.Rules.Assess":              func() trial { return call(rules.Assess, proposal()).on(rules) },
		"sbti.Rules.CheckScope2":         func() trial { return call(rules.CheckScope2, ghg.MarketBased, []ghg.Accounting{ghg.MarketBased}) },
		"sbti.Rules.RequiredCategories": func() trial {
			return call(sbti.NetZero2_0().RequiredCategories, map[ghg.Category]ghg.CO2e{1: must(ghg.TonnesCO2e(d("90"))), 2: must(ghg.TonnesCO2e(d("10")))})
		},
	}
}

package apitest_test

import (
	"io"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/pact"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/baseyear"
	"github.com/ghgkit/ghg/inventory/bridge"
	"github.com/ghgkit/ghg/inventory/consolidation"
	"github.com/ghgkit/ghg/inventory/quality"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/rates"
	"github.com/ghgkit/ghg/report"
	"github.com/ghgkit/ghg/report/page"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/scope2/revision"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/targets/sbti"
	"github.com/ghgkit/ghg/units"
	"github.com/ghgkit/ghg/units/money"
)

// accept adds arguments for functions that refuse the usual values of their types. Without them a function refuses an
// extreme number only because it refuses something else first.
func (w *world) accept(t *testing.T, basis factors.Basis, results ghg.Results) {
	t.Helper()
	w.accepted = map[string][]any{}
	for _, of := range []map[string][]any{
		acceptedNumbers(basis, results), acceptedMoney(), acceptedUnits(), acceptedScope2(t, basis), acceptedScope3(t, basis),
		w.acceptedCalc(basis), w.acceptedScenario(), acceptedPolicy(t), acceptedTargets(t), acceptedGoals(t), acceptedSBTi(t), acceptedInventory(t), acceptedPlan(t), acceptedLedger(t, basis),
		w.acceptedCalc(basis), w.acceptedScenario(), acceptedPolicy(t), acceptedTargets(t), acceptedGoals(t), acceptedSBTi(t), acceptedInventory(t), acceptedJapan(t),
		w.acceptedCalc(basis), w.acceptedScenario(), acceptedPolicy(t), acceptedTargets(t), acceptedGoals(t), acceptedSBTi(t), acceptedNetZero2(t), acceptedInventory(t), acceptedReport(t),
	} {
		maps.Copy(w.accepted, of)
	}
}

func number(s string) decimal.Decimal { return dec.MustParse(s) }

func pointer[T any](v T) *T { return &v }

func acceptedTonnes(t *testing.T, s string) ghg.CO2e {
	t.Helper()
	co2e, err := ghg.TonnesCO2e(number(s))
	require.NoError(t, err)
	return co2e
}

func acceptedNumbers(b factors.Basis, results ghg.Results) map[string][]any {
	gwp := map[ghg.Gas]decimal.Decimal{ghg.CH4: number("28")}
	if _, err := ghg.NewGWP("own", "s", gwp); err != nil {
		gwp[ghg.CO2] = number("1")
	}
	property := factors.Property{
		Activity: "fuel/diesel", Name: "density", Rate: units.MustRate("0.84 kg/L"), Region: "GB", Valid: ghg.CalendarYear(2023),
		Reference: factors.Reference{Document: "d", Table: "1"},
	}
	footprint := pact.Footprint{
		ID: "urn:1", SpecVersion: "3.0.0", Company: "c", Product: "p", Unit: units.MustUnit("kg"), Amount: number("1"), Excluding: number("2"),
		Including: number("1"), Fossil: number("2"), MassKg: number("1"), GWP: "AR6", Reference: ghg.CalendarYear(2023), Valid: ghg.CalendarYear(2024), Region: "JP",
	}
	return map[string][]any{
		"ghg.NewBlend":            {"own", []ghg.Component{{Gas: ghg.HFC32, Share: number("1")}}},
		"ghg.NewGWP":              {"own", "s", gwp},
		"factors.NewLock":         {b.Factors, slices.Values(results[:1])},
		"factors.NewSet":          {factors.Meta{Publisher: "own", Edition: "1", Title: "t"}, []factors.Factor{factorWith(number("0.1"))}, []factors.Property{property}},
		"pact.Footprint.Factor":   {&footprint, "goods/steel"},
		"pact.Footprint.Supplied": {&footprint, ghg.CalendarYear(2024)},
	}
}

func acceptedMoney() map[string][]any {
	fx := money.FX{From: "JPY", To: "USD", Rate: number("131.5"), Quote: money.FromPerTo, Period: "2022", Source: "s"}
	index := money.Index{Series: "cpi", Currency: "JPY", FromYear: 2020, ToYear: 2021, FromValue: number("100"), ToValue: number("101"), Source: "s"}
	margin := money.Margin{To: money.BasicPrice, Share: number("0.1"), Source: "s"}
	from, to := money.PriceBasis{Currency: "JPY", Year: 2022, Type: money.PurchaserPrice}, money.PriceBasis{Currency: "USD", Year: 2022, Type: money.PurchaserPrice}
	tables := rates.Tables{
		Name: "own-1", FX: []money.FX{fx}, Parities: []rates.Parity{{Region: "JP", Currency: "JPY", Year: 2020, Rate: number("98"), Source: "s"}},
		Series:  []rates.Series{{Series: "cpi", Region: "JP", Currency: "JPY", Numbers: []rates.Number{{Year: 2020, Value: number("100")}}, Source: "s"}},
		Margins: []rates.Margin{{Activity: "spend/naics/334111", Region: "US", Year: 2020, Margin: margin}},
		VAT:     []rates.VAT{{Region: "JP", Class: "standard", Valid: ghg.CalendarYear(2024), VAT: money.VAT{Rate: number("0.1"), Source: "s"}}},
	}
	return map[string][]any{
		"rates.New":            {tables},
		"rates.Rates.With":     {&rates.Rates{}, tables},
		"money.Chain":          {from, to, []money.Step{fx}},
		"money.Rebase":         {money.MustParse("120 JPY"), from, to, []money.Step{fx}},
		"money.FromQuantity":   {units.MustParse("120 JPY")},
		"money.Index.Apply":    {&index, money.MustParse("120 JPY")},
		"money.Index.Check":    {&index},
		"money.Margin.Apply":   {&margin, money.MustParse("120 JPY")},
		"money.Margin.Check":   {&margin},
		"scope3.WeightedScore": {[]scope3.Holding{{Outstanding: units.MustParse("120 JPY"), Score: 1}}},
	}
}

func acceptedUnits() map[string][]any {
	rate := units.MustRate("854 kg/m3")
	return map[string][]any{
		"scope1.EnergyFromDistance": {units.MustParse("10000 km"), units.MustRate("0.15 kg CO2/km"), units.MustRate("0.25 kg CO2/kWh(LHV)")},
		"scope3.UseIntensity":       {units.MustParse("500 t CO2e"), units.MustParse("2000 unit"), units.MustRate("1000 wash/unit")},
		"units.Quantity.Times":      {pointer(units.MustParse("3 t")), units.MustParse("2 km")},
		"units.Rate.Apply":          {&rate, units.MustParse("2 m3")},
		"units.Rate.ApplyInverse":   {&rate, units.MustParse("2 kg")},
		"units.Rate.In":             {&rate, units.MustUnit("t"), units.MustUnit("L")},
	}
}

// resultsOf returns the results of the first example of a method.
func resultsOf(t *testing.T, b factors.Basis, method string) []ghg.Result {
	t.Helper()
	for _, a := range examples(t) {
		if results, err := a.Calculate(b); err == nil && string(results[0].Method) == method {
			return results
		}
	}
	t.Fatalf("no example of %s", method)
	return nil
}

// acceptedCalc returns what a calculation accepts as its first step.
func (w *world) acceptedCalc(basis factors.Basis) map[string][]any {
	of := func(q string) method.Flow { return method.Of("x", units.MustParse(q)) }
	calc, density := w.samples[reflect.TypeFor[*method.Calc]()].Interface(), units.MustRate("854 kg/m3")
	limestone := w.samples[reflect.TypeFor[factors.Factor]()].Interface() // per t
	share := method.Of("x", units.New(number("0.3"), units.MustUnit("1")))
	fx := money.FX{From: "JPY", To: "USD", Rate: number("131.5"), Quote: money.FromPerTo, Period: "2022", Source: "s"}
	from, to := money.PriceBasis{Currency: "JPY", Year: 2022, Type: money.PurchaserPrice}, money.PriceBasis{Currency: "USD", Year: 2022, Type: money.PurchaserPrice}
	gas := factors.Query{Activity: "natural-gas", Region: "GB", Boundary: ghg.Combustion}
	return map[string][]any{
		"method.Calc.Apply":              {calc, "x", of("3 t"), limestone},
		"method.Calc.ApplyOnly":          {calc, "x", of("3 t"), limestone, []ghg.Gas{ghg.CO2}},
		"method.Calc.ByProperty":         {calc, of("3 m3"), factors.Property{Activity: "fuel/diesel", Name: "density", Rate: density, Region: "GB", Valid: ghg.CalendarYear(2023)}},
		"method.Calc.Compare":            {calc, of("3 t"), of("2000 kg")},
		"method.Calc.CheckEfficiency":    {calc, "x", units.MustRate("2 GJ/MWh(HHV)")},
		"method.Calc.Emit":               {calc, "x", of("3 kg"), ghg.CH4},
		"method.Calc.EmitCO2e":           {calc, "x", of("3 kg CO2e"), ghg.Gas(""), "AR6"},
		"method.Calc.EmitCarbon":         {calc, "x", of("3 kg C")},
		"method.Calc.Fuel":               {calc, of("3 kWh(HHV)"), factors.Supplied{}, gas},
		"method.Calc.GasOf":              {calc, "x", of("3 t"), limestone, ghg.CO2},
		"method.Calc.PerRate":            {calc, of("3 kg"), "x", density, "s"},
		"method.Calc.Rebase":             {calc, of("120 JPY"), from, to, []money.Step{fx}},
		"method.Calc.Release":            {calc, "x", of("3 kg"), "R-410A"},
		"method.Calc.Remainder":          {calc, "x", share},
		"method.Calc.Reported":           {reported.Begin(basis, &reportedMethod{ID: "x", Period: ghg.CalendarYear(2024)}), method.Statement{Amount: units.MustParse("3 t CO2e"), GWP: "AR5", Reporter: "r", Source: "s", Assurance: "none"}},
		"method.Calc.AtNormalConditions": {calc, of("3 m3"), dec.MustParse("288.15"), dec.MustParse("103")},
		"method.Calc.TimesAmount":        {calc, of("3 t"), "x", units.MustParse("2 km")},
		"method.Calc.TimesConstant":      {calc, of("3 m3"), "x", density, "s"},
		"method.Calc.TimesFlow":          {calc, of("3 t"), share},
		"method.Calc.TimesRate":          {calc, of("3 m3"), "x", density, "s"},
		"method.Calc.Weighted":           {calc, "x", of("3 t"), limestone},
	}
}

// acceptedScenario returns a change of a factor in all lines, and numbers that the packages below inventory accept.
func (w *world) acceptedScenario() map[string][]any {
	inv, in := w.samples[reflect.TypeFor[*inventory.Inventory]()].Interface(), w.samples[reflect.TypeFor[ghg.Input]()].Interface().(ghg.Input)
	group := consolidation.Structure{
		Parent: "x", Entities: []consolidation.Entity{{ID: "x"}, {ID: "y"}},
		Holdings: []consolidation.Holding{{Owner: "x", Owned: "y", Equity: number("0.3"), Relation: consolidation.Associate}},
	}
	result, grade := w.samples[reflect.TypeFor[ghg.Result]()].Interface().(ghg.Result), number("2")
	return map[string][]any{
		"consolidation.New":                   {group},
		"consolidation.Structure.MarshalJSON": {&group},
		"ghg.Result.Portion":                  {&result, []ghg.Term{{Label: "x", Kind: ghg.TermShare, Value: number("0.5"), Unit: "1", Source: "s", Ref: "x"}}},
		"quality.DQR":                         {number("1"), number("2"), number("3.5")},
		"quality.Rollup.DQR":                  {&quality.Rollup{Scheme: ghg.METIGrades, Indicators: []quality.Score{{Grade: &grade}, {Grade: &grade}, {Grade: &grade}}}},
		"uncertainty.PlusMinus":               {number("0.1")},
		"uncertainty.Published":               {factors.PublishedUncertainty(number("0.1"))},
		"inventory.Inventory.Scenario":        {inv, []inventory.Change{{Change: ghg.Change{Input: in, Value: number("0.5"), Source: "s"}}}},
		"page.Write":                          {io.Discard, report.Report{Inventory: inv.(*inventory.Inventory)}, page.Options{}},
		"page.Charts":                         {report.Report{Inventory: inv.(*inventory.Inventory)}, page.Options{}},
		"bridge.Between":                      {inv, inv, bridge.Options{Accounting: ghg.MarketBased, Partial: true}},
		"bridge.Product":                      {[]decimal.Decimal{number("100"), number("0.5")}, []decimal.Decimal{number("120"), number("0.4")}},
	}
}

// acceptedPolicy returns a policy and the base year that it assesses.
func acceptedPolicy(t *testing.T) map[string][]any {
	t.Helper()
	policy := baseyear.SBTiV1(baseyear.Boundary{Name: "scope 1", Covered: targets.Covered{Scopes: []ghg.Scope{ghg.Scope1}}})
	series := baseyear.Series{
		Version: baseyear.Version{
			ID: "first", Year: 2020, Period: ghg.CalendarYear(2020), Inventory: "report", Created: ghg.Date{Year: 2021, Month: 1, Day: 1}, GWP: "AR5",
			Approach: inventory.EquityShare, Scope2: ghg.MarketBased,
		},
		Years: []baseyear.Year{{Year: 2020, Figures: []baseyear.Figure{{Scope: ghg.Scope1, CO2e: acceptedTonnes(t, "100")}}, Status: baseyear.AsReported}},
	}
	event := baseyear.Event{ID: "more", Kind: baseyear.OrganicChange, Effective: ghg.Date{Year: 2021, Month: 1, Day: 1}}
	return map[string][]any{
		"baseyear.Policy.Assess":       {&policy, series, 2023, []baseyear.Event{}},
		"baseyear.Policy.MarshalJSON":  {&policy},
		"baseyear.Event.MarshalJSON":   {&event},
		"baseyear.Series.MarshalJSON":  {&series},
		"baseyear.History.MarshalJSON": {&baseyear.History{series}},
		"baseyear.Version.MarshalJSON": {&series.Version},
	}
}

func acceptedScope2(t *testing.T, b factors.Basis) map[string][]any {
	t.Helper()
	day, err := ghg.ParsePeriod("2024-06-01/2024-06-02")
	require.NoError(t, err)
	kWh, hours := units.MustUnit("kWh"), slices.Repeat([]decimal.Decimal{number("1")}, 24)
	series, err := scope2.NewSeries(day, kWh, hours)
	require.NoError(t, err)
	grid, err := scope2.NewCarbonFreeSeries(day, "operator's data", slices.Repeat([]decimal.Decimal{number("0.4")}, 24))
	require.NoError(t, err)
	supplies := []scope2.Supply{{Series: series, Instrument: scope2.Instrument{
		ID: "ppa", Kind: ghg.VirtualPPA, Volume: units.MustParse("24 kWh"), Rate: scope2.ZeroCarbon(), Market: "GB", Vintage: day,
		Retirement: "statement 2024-07", SoleClaim: true, AllRights: true,
	}}}
	loads := []scope2.Consumption{{Purchase: "hq", Region: "GB", Series: series, Grid: grid}}
	match, err := scope2.MatchSupply(scope2.Hourly, loads, supplies)
	require.NoError(t, err)
	power := resultsOf(t, b, "scope2.electricity")
	slices.SortFunc(power, func(a, b ghg.Result) int { return len(b.Covers) - len(a.Covers) }) // the market-based one first
	purchases := []scope2.Electricity{{ID: "hq", Period: day, Amount: units.MustParse("24 kWh"), Region: "GB"}}
	today, draft := revision.Guidance2015(), revision.Consultation2025()
	return map[string][]any{
		"revision.Compare":             {acceptedPortfolio(purchases[0], supplies[0]), today, draft, acceptedChoices(), b},
		"revision.Edition.Check":       {&draft},
		"revision.Edition.MarshalJSON": {&draft},
		"scope2.Disclose":              {power},
		"scope2.MatchSupply":           {scope2.Hourly, loads, supplies},
		"scope2.ScoreCFE":              {loads, supplies},
		"scope2.NewFactorSeries":       {day, kWh, "AR5", "s", hours},
		"scope2.NewSeries":             {day, kWh, hours},
		"scope2.Match.Purchases":       {&match, purchases, supplies},
	}
}

func acceptedPortfolio(p scope2.Electricity, s scope2.Supply) revision.Portfolio {
	rate := factors.MustSupplied("0.5 kg CO2/kWh; operator")
	p.GridFactor, p.ResidualMix = rate, rate
	return revision.Portfolio{
		Zones: []revision.Zone{{Name: "A"}},
		Sites: []revision.Site{{
			Purchase: p, Zone: "A", Load: revision.Load{Flat: true},
			Location: []revision.LocationFactor{{Area: revision.National, Flow: revision.Production, Annual: rate}},
		}},
		Contracts: []revision.Contract{{Instrument: s.Instrument, Zone: "A", Profile: revision.Profile{Kind: revision.MeterProfile, Series: s.Series}}},
	}
}

func acceptedChoices() revision.Choices {
	return revision.Choices{Exemption: revision.Exemption{None: true}, Legacy: revision.Legacy{None: true}}
}

func acceptedScope3(t *testing.T, b factors.Basis) map[string][]any {
	t.Helper()
	holding := scope3.IntensityHolding{
		Company: "A", Weight: number("1"), Emissions: units.MustParse("10 t CO2e"), Now: units.MustParse("5 t CO2e"),
		EVICBase: units.MustParse("100 USD"), EVICNow: units.MustParse("200 USD"),
	}
	sales, output := [][]decimal.Decimal{{number("5")}}, []decimal.Decimal{number("10")}
	model, err := scope3.NewInputOutput(sales, output)
	require.NoError(t, err)
	return map[string][]any{
		"scope3.AdjustForEVIC":           {[]scope3.IntensityHolding{holding}},
		"scope3.PortfolioScore":          {resultsOf(t, b, "scope3.pcaf-mortgages")},
		"scope3.NewInputOutput":          {sales, output},
		"scope3.InputOutput.Multipliers": {model, output},
		"scope3.InputOutput.Output":      {model, output},
		"scope3.InputOutput.Direct":      {model, 0, 0},
		"scope3.InputOutput.Total":       {model, 0, 0},
	}
}

func acceptedBase(t *testing.T) targets.Base {
	t.Helper()
	return targets.Base{Year: 2020, Emissions: acceptedTonnes(t, "100")}
}

func acceptedTargets(t *testing.T) map[string][]any {
	t.Helper()
	base, bounds := acceptedBase(t), targets.BandedBounds()
	absolute := targets.Absolute{Base: base, Milestones: []targets.Milestone{{Year: 2030, Reduction: number("0.5")}}, Bounds: bounds}
	actuals := []targets.Actual{{Year: 2023, Emissions: acceptedTonnes(t, "90")}}
	newer := targets.BaseVersion{Base: base, Date: ghg.Date{Year: 2022, Month: 3, Day: 1}, Reason: "methods"}
	newer.Base.Version = "2"
	restated := slices.Clone(actuals)
	restated[0].Version = "2"
	intensity := targets.IntensityTarget{Kind: targets.Physical, Base: base, Output: number("50"), Per: "t", Year: 2030, Rate: number("0.07"), Bounds: bounds}
	zero := targets.NetZero{Base: base, Year: 2040, Residual: number("0.1")}
	removed := targets.NetZeroActual{Actual: targets.Actual{Year: 2040, Emissions: acceptedTonnes(t, "10")}, Removals: targets.Defined(acceptedTonnes(t, "10"))}
	progress, err := absolute.Track(actuals)
	require.NoError(t, err)
	tracked := report.Target{Absolute: absolute, Covered: targets.Covered{Scopes: []ghg.Scope{ghg.Scope1}}, Progress: progress}
	perOutput := report.IntensityTarget{Target: intensity, Covered: tracked.Covered, Actuals: []targets.IntensityActual{{Actual: actuals[0], Output: number("50")}}}
	figure := report.FigureTarget{
		Kind: report.MethaneReduction, Name: "CH4", Metric: "methane", Unit: "t CH4", Base: report.FigureYear{Year: 2020, Value: number("20")},
		Target: report.FigureYear{Year: 2030, Value: number("10")}, Reported: &report.FigureYear{Year: 2023, Value: number("17")}, Source: "plan",
	}
	lever := targets.Lever{Name: "solar", Steps: []targets.Abatement{{Year: 2027, Amount: acceptedTonnes(t, "12")}}}
	return map[string][]any{
		"targets.Bridge":                    {absolute, []targets.Projection{{Year: 2030, Emissions: acceptedTonnes(t, "80")}}, []targets.Lever{lever}},
		"report.Target.Check":               {&tracked},
		"report.IntensityTarget.Check":      {&perOutput},
		"report.FigureTarget.Check":         {&figure},
		"targets.Absolute.Allowance":        {&absolute, 2025},
		"targets.Absolute.Check":            {&absolute},
		"targets.Absolute.Track":            {&absolute, actuals},
		"targets.Absolute.Restate":          {&absolute, actuals, newer, restated},
		"targets.IntensityTarget.Check":     {&intensity},
		"targets.IntensityTarget.Reduction": {&intensity},
		"targets.IntensityTarget.Track":     {&intensity, []targets.IntensityActual{{Actual: actuals[0], Output: number("50")}}},
		"targets.NetZero.Check":             {&zero},
		"targets.NetZero.Track":             {&zero, []targets.NetZeroActual{removed}},
	}
}

func acceptedGoals(t *testing.T) map[string][]any {
	t.Helper()
	pathway := targets.Pathway{{Year: 2020, Value: number("1")}, {Year: 2030, Value: number("0.5")}}
	shares := targets.SharePath{Points: []targets.SharePoint{{Year: 2023, Share: number("0.3")}, {Year: 2030, Share: number("0.5")}}}
	re100, trended := targets.RE100Criteria4_1(), targets.Pathway{{Year: 2020, Value: number("1")}, {Year: 2021, Value: number("0.9")}}
	renewables := targets.Renewables{New: number("1"), Grandfathered: number("1"), Old: number("1"), Total: number("10")}
	return map[string][]any{
		"targets.CDPOther":               {number("10"), number("5"), number("7")},
		"targets.Milestone.Check":        {&targets.Milestone{Year: 2030, Reduction: number("0.5")}, 2020},
		"targets.Pathway.At":             {&pathway, 2025},
		"targets.Pathway.Rebase":         {&pathway, 2020, number("2")},
		"targets.Pathway.TrendYear":      {&trended, number("0.5")},
		"targets.RE100Criteria.Eligible": {&re100, ghg.CalendarYear(2024), renewables},
		"targets.RE100Criteria.Share":    {&re100, ghg.CalendarYear(2024), renewables},
		"targets.Renewables.Eligible":    {&renewables},
		"targets.Renewables.Share":       {&renewables},
		"targets.SharePath.At":           {&shares, 2025},
		"targets.SharePath.Below":        {&shares, targets.ShareThresholds{{Year: 2030, Share: number("0.6")}}},
		"targets.SharePath.Check":        {&shares},
		"targets.SharePath.Track":        {&shares, []targets.SharePoint{{Year: 2024, Share: number("0.4")}}},
	}
}

func acceptedSBTi(t *testing.T) map[string][]any {
	t.Helper()
	base, rules := acceptedBase(t), sbti.NearTerm5_2()
	target := sbti.Target{Name: "scopes 1 and 2", Ambition: sbti.OnePointFive, Base: base, Milestone: targets.Milestone{Year: 2030, Reduction: number("0.5")}}
	proposal := sbti.Proposal{
		Submitted: ghg.Date{Year: 2024, Month: 5, Day: 1}, Scope12: acceptedTonnes(t, "100"), Covered12: acceptedTonnes(t, "97"), Excluded12: acceptedTonnes(t, "3"),
		Scope3: acceptedTonnes(t, "50"), Targets: []sbti.Target{target}, Scope2: []ghg.Accounting{ghg.MarketBased, ghg.MarketBased},
		Electricity: targets.Defined(targets.SharePoint{Year: 2030, Share: number("1")}),
	}
	sda := sbti.SDA{
		Year: 2020, Intensity: number("1"), Output: number("100"), Sector: targets.Pathway{{Year: 2020, Value: number("0.8")}, {Year: 2030, Value: number("0.5")}},
		SectorOutput: targets.Pathway{{Year: 2020, Value: number("1000")}, {Year: 2030, Value: number("1200")}},
	}
	model := sbti.TemperatureModel{Slope: number("-0.32"), Intercept: number("3.1")} // any model will do
	flag, longTerm := sbti.FLAGGuidance1_1(), sbti.NetZero1_3_1()
	flagTarget := sbti.FLAGTarget{Base: base, Milestone: target.Milestone}
	land := sbti.FLAGProposal{
		Submitted: proposal.Submitted, Scope12: acceptedTonnes(t, "100"), Scope3: acceptedTonnes(t, "100"), FLAG3: acceptedTonnes(t, "100"),
		Covered3: acceptedTonnes(t, "100"), Targets: []sbti.FLAGTarget{flagTarget},
		LongTerm: targets.Defined(targets.Milestone{Year: 2050, Reduction: number("0.72")}),
	}
	engagement := sbti.Engagement{Category: 1, Emissions: acceptedTonnes(t, "10"), Share: number("0.8"), Year: 2028}
	intensity := sbti.LongTermIntensity{Sector: sbti.Maritime, Year: 2040, Intensity: number("1"), Pathway: targets.Pathway{{Year: 2020, Value: number("2")}, {Year: 2040, Value: number("1")}}}
	return map[string][]any{
		"sbti.Engagement.Check":             {&engagement},
		"sbti.Engagement.Covered":           {&engagement},
		"sbti.Engagement.Track":             {&engagement, proposal.Submitted, []sbti.Supplier{{Name: "A", Emissions: acceptedTonnes(t, "1")}}},
		"sbti.FLAGRules.Check":              {&flag, land},
		"sbti.FLAGRules.Assess":             {&flag, land},
		"sbti.FLAGRules.CheckAmbition":      {&flag, flagTarget},
		"sbti.FLAGRules.CheckApart":         {&flag, land.Targets, []sbti.Target{target}, land.FLAG3, acceptedTonnes(t, "200")},
		"sbti.FLAGRules.CheckBaseYears":     {&flag, land.Targets, []sbti.Target{target}},
		"sbti.FLAGRules.CheckInForce":       {&flag, proposal.Submitted},
		"sbti.FLAGRules.CheckLongTerm":      {&flag, targets.Milestone{Year: 2050, Reduction: number("0.72")}},
		"sbti.FLAGRules.MinimumReduction":   {&flag, 2020, 2030},
		"sbti.Rules.CheckLongTermIntensity": {&longTerm, intensity},
		"sbti.Rules.CheckLongTermOf":        {&longTerm, sbti.FLAG, targets.Milestone{Year: 2050, Reduction: number("0.72")}},
		"sbti.Rules.LongTermRule":           {&longTerm, sbti.FLAG},
		"sbti.CombinedReduction":            {[]sbti.Target{target}},
		"sbti.ForwardLookingReduction":      {base, targets.Actual{Year: 2023, Emissions: acceptedTonnes(t, "90")}, 2030, number("0.42"), number("0.9")},
		"sbti.Rules.AbsoluteContraction":    {&rules, base, sbti.OnePointFive, 2030},
		"sbti.Rules.Check":                  {&rules, proposal},
		"sbti.Rules.Assess":                 {&rules, proposal},
		"sbti.Rules.CheckAmbition":          {&rules, target},
		"sbti.Rules.MinimumReduction":       {&rules, sbti.OnePointFive, 2020, 2030},
		"sbti.SDA.At":                       {&sda, 2025, number("110")},
		"sbti.TemperatureModel.Score":       {&model, 2020, target.Milestone},
	}
}

// TestArgumentsAreAccepted: each function that takes numbers and returns an error accepts the arguments that TestCalls
// changes, so it is the extreme number that it refuses.
func TestArgumentsAreAccepted(t *testing.T) {
	w := newWorld(t)
	checked := 0
	for _, c := range callables() {
		overwrites := strings.HasSuffix(c.name, ".UnmarshalText") || strings.HasSuffix(c.name, ".UnmarshalJSON")
		if !c.fails() || overwrites || strings.HasSuffix(c.name, ".Unwrap") || !w.takesNumbers(c) {
			continue
		}
		checked++
		args, err := w.usualArguments(c), error(nil)
		assert.NotPanics(t, func() { err = c.returns(args) }, c.name)
		assert.NoError(t, err, c.name)
	}
	t.Logf("%d functions and methods take numbers", checked)
	for name := range w.accepted {
		assert.True(t, slices.ContainsFunc(callables(), func(c callable) bool { return c.name == name }), "%s does not exist", name)
	}
}

// fails reports whether a function returns an error or keeps one.
func (c callable) fails() bool {
	last := c.fn.Type().NumOut() - 1
	return last >= 0 && c.fn.Type().Out(last) == reflect.TypeFor[error]() || c.method && c.fn.Type().In(0) == reflect.TypeFor[*method.Calc]()
}

// takesNumbers reports whether a decimal is among the arguments.
func (w *world) takesNumbers(c callable) bool {
	for a := range w.arguments(c) {
		if a.extreme {
			return true
		}
	}
	return false
}

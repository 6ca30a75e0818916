package main

import (
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg/targets"
)

const re100 = "RE100"

// renewable is the target for renewable electricity.
type renewable struct {
	path  targets.SharePath
	rows  []targets.ShareRow
	goals []shareGoal
	gaps  []targets.ShareGap
}

type shareGoal struct {
	targets.SharePoint
	status   string
	required decimal.Decimal                   // points a year, as a share
	trend    targets.Optional[decimal.Decimal] // year in which the line through the years reaches the share
}

// rise returns the percentage points a year that still reach the share, or a dash.
func (g shareGoal) rise() string {
	if g.required.Sign() <= 0 {
		return "–"
	}
	return "+" + g.required.Shift(2).StringFixed(1)
}

// renewable tracks the share of renewable electricity. RE100 states no path: it starts at the share of the first year.
func (p published) renewable() (renewable, error) {
	r := renewable{path: targets.SharePath{Name: re100}}
	var actuals []targets.SharePoint
	var line targets.Pathway
	for year := firstYear; year <= lastYear; year++ {
		share, err := p.renewableShare(year)
		if err != nil {
			return r, err
		}
		actuals = append(actuals, targets.SharePoint{Year: year, Share: share})
		line = append(line, targets.PathwayPoint{Year: year, Value: share})
	}
	r.path.Points = append(r.path.Points, actuals[0])
	for _, row := range p.targets {
		if row.Initiative == re100 {
			r.path.Points = append(r.path.Points, targets.SharePoint{Year: row.Year, Share: row.Target.Shift(-2)})
		}
	}
	var err error
	if r.rows, err = r.path.Track(actuals); err != nil {
		return r, err
	}
	if r.gaps, err = r.path.Below(targets.RE100CriteriaApril2025().Minimum); err != nil {
		return r, err
	}
	latest := actuals[len(actuals)-1]
	onPath, _ := r.rows[lastYear-firstYear].Met.Get() // the year is reported
	for _, point := range r.path.Points[1:] {
		g := shareGoal{SharePoint: point, status: map[bool]string{true: "on track", false: "behind"}[onPath]}
		if latest.Share.GreaterThanOrEqual(point.Share) {
			g.status = "met"
		}
		g.required = point.Share.Sub(latest.Share).DivRound(decimal.NewFromInt(int64(point.Year-latest.Year)), 6)
		if g.trend, err = line.TrendYear(point.Share); err != nil {
			return r, err
		}
		r.goals = append(r.goals, g)
	}
	return r, nil
}

// renewableShare returns renewable ÷ all electricity. The publisher states renewable electricity apart from the rest, and not
// the age of the plants, so that the limit of RE100 on older ones is not applied.
func (p published) renewableShare(year int) (decimal.Decimal, error) {
	renewable, err := figure(p.energy, year, "renewable electricity")
	if err != nil {
		return renewable, err
	}
	other, err := figure(p.energy, year, "electricity")
	if err != nil {
		return other, err
	}
	return targets.Renewables{New: renewable, Total: renewable.Add(other)}.Share()
}

func (r renewable) latest() decimal.Decimal {
	share, _ := r.rows[lastYear-firstYear].Actual.Get() // the year is reported
	return share
}

func (r renewable) print(out io.Writer) error {
	fmt.Fprintln(out, "\nRE100: renewable electricity, % of all electricity; on track at or above the path")
	w := newTable(out)
	fmt.Fprintln(w, "year\tpath\tactual\tstatus")
	for _, row := range r.rows {
		actual, reported := row.Actual.Get()
		if !reported && !row.Stated {
			continue
		}
		status, share := "", "–"
		if met, ok := row.Met.Get(); ok {
			status, share = map[bool]string{true: "on track", false: "behind"}[met], actual.Shift(2).StringFixed(1)
		}
		fmt.Fprintf(w, "FY%d\t%s\t%s\t%s\n", row.Year, row.Path.Shift(2).StringFixed(1), share, status)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	fmt.Fprintln(out, "  RE100 states no path: it is the line from the share of FY2020. The age of the plants is not published, so its limit is not applied.")
	for _, g := range r.gaps {
		fmt.Fprintf(out, "  Warning: the target has %s %% in FY%d, and RE100 asks for %s %%.\n", g.Path.Shift(2), g.Year, g.Minimum.Shift(2))
	}
	return nil
}

type actionPlanRow struct {
	No         int              `csv:"no"`
	Theme      string           `csv:"theme"`
	Indicator  string           `csv:"indicator"`
	Base       *int             `csv:"base_fiscal_year"`
	Direction  string           `csv:"direction"`
	Unit       string           `csv:"unit"`
	Target2023 *decimal.Decimal `csv:"target_2023"`
	Result2023 *decimal.Decimal `csv:"result_2023"`
	Met2023    string           `csv:"met_2023"`
	Target2024 *decimal.Decimal `csv:"target_2024"`
	Target2025 *decimal.Decimal `csv:"target_2025"`
}

// kpi returns a line of the plan: FY2023 with its result, and the later targets with the result of FY2023, so that a row tells
// whether they are reached already.
func (row actionPlanRow) kpi() (targets.KPI, error) {
	k := targets.KPI{Number: strconv.Itoa(row.No), Theme: row.Theme, Indicator: row.Indicator, Unit: row.Unit}
	if err := k.Direction.UnmarshalText([]byte(row.Direction)); err != nil {
		return k, fmt.Errorf("eco_action_plan_2025.csv: line %d: %w", row.No, err)
	}
	if row.Base != nil {
		k.BaseYear = *row.Base
	}
	result := maybe(row.Result2023, "no result is published")
	for year, target := range map[int]*decimal.Decimal{2023: row.Target2023, 2024: row.Target2024, 2025: row.Target2025} {
		k.Years = append(k.Years, targets.KPIYear{Year: year, Target: maybe(target, "there is no target"), Result: result})
	}
	slices.SortFunc(k.Years, func(a, b targets.KPIYear) int { return a.Year - b.Year })
	return k, nil
}

func maybe(d *decimal.Decimal, why string) targets.Optional[decimal.Decimal] {
	if d == nil {
		return targets.Undefined[decimal.Decimal](why)
	}
	return targets.Defined(*d)
}

// series returns the published or derived results of FY2020 to FY2022 of a line, if there are any. A change in percent is
// derived from the amounts of each year and the change published for FY2023.
func (p published) series(row actionPlanRow) ([]decimal.Decimal, error) {
	var from map[key]decimal.Decimal
	var what string
	switch row.Theme {
	case "renewable energy":
		from, what = p.energy, "renewable electricity"
	case "water":
		from, what = p.activity, "water used"
	case "waste":
		from, what = p.activity, "waste generated"
	default:
		return nil, nil
	}
	if row.Result2023 == nil {
		return nil, nil
	}
	latest, err := figure(from, lastYear, what)
	if err != nil {
		return nil, err
	}
	var list []decimal.Decimal
	for year := firstYear; year < lastYear; year++ {
		v, err := figure(from, year, what)
		if err != nil {
			return nil, err
		}
		if row.Unit == "%" {
			hundred := decimal.NewFromInt(100)
			v = v.Mul(hundred.Add(*row.Result2023)).DivRound(latest, 1).Sub(hundred)
		}
		list = append(list, v)
	}
	return list, nil
}

// printActionPlan prints the Eco Action Plan: the results of every year, whether the target of FY2023 was met, and whether that
// of FY2025 is reached already.
func (p published) printActionPlan(out io.Writer) error {
	fmt.Fprintln(out, "\nEco Action Plan 2025")
	w := newTable(out)
	fmt.Fprintln(w, "no\ttheme\tindicator\tunit\tbase\tFY2020\tFY2021\tFY2022\tFY2023\ttarget FY2023\tstatus\ttarget FY2025\tat FY2023's result\tstill needed per year")
	for _, line := range p.actionPlan {
		k, err := line.kpi()
		if err != nil {
			return err
		}
		rows, err := k.Table()
		if err != nil {
			return err
		}
		earlier, err := p.series(line)
		if err != nil {
			return err
		}
		base, years := "–", "–\t–\t–"
		if k.BaseYear != 0 {
			base = fmt.Sprintf("FY%d", k.BaseYear)
		}
		if earlier != nil {
			years = fmt.Sprintf("%s\t%s\t%s", signed(earlier[0].String()), signed(earlier[1].String()), signed(earlier[2].String()))
		}
		goal := rows[len(rows)-1]
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", k.Number, k.Theme, k.Indicator, k.Unit, base, years, cell(rows[0].Result),
			cell(rows[0].Target), met(rows[0], "met", "not met"), cell(goal.Target), met(goal, "reached", "not reached"), needed(goal))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprint(out, `  Water and waste of FY2020 to FY2022 are derived: amount ÷ amount of FY2023 × (100 + change of FY2023) − 100, with rounded figures.
  Waste of FY2021 includes a site redevelopment. No trend is drawn through these lines: every target of FY2025 with a result is reached.
  Line 1 has its years above.
  Scope 3 before FY2023 was restated when the factors of category 1 were revised.
`)
	return err
}

// met returns how a row was assessed, or a dash.
func met(row targets.KPIRow, yes, no string) string {
	m, ok := row.Met.Get()
	switch {
	case !ok:
		return "–"
	case m:
		return yes
	}
	return no
}

// needed returns the change a year from FY2023 on, in the unit, that reaches the target of FY2025.
func needed(row targets.KPIRow) string {
	margin, ok := row.Margin.Get()
	switch {
	case !ok:
		return "–"
	case !margin.IsNegative():
		return "none"
	}
	return margin.Neg().DivRound(decimal.NewFromInt(int64(row.Year-lastYear)), 2).String()
}

// cell returns a value as printed, or a dash.
func cell(o targets.Optional[decimal.Decimal]) string {
	if v, ok := o.Get(); ok {
		return signed(v.String())
	}
	return "–"
}

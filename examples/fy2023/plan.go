package main

import (
	"fmt"
	"io"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg/examples/fy2023/nec"
	"github.com/ghgkit/ghg/targets"
)

// directions maps the words in the action plan's sheet.
var directions = map[string]targets.Direction{"change": targets.Change, "at least": targets.AtLeast, "at most": targets.AtMost}

// kpiOf returns a line of the Eco Action Plan with its targets and results.
func kpiOf(p nec.ActionPlanRow) (targets.KPI, error) {
	direction, ok := directions[p.Direction]
	if !ok {
		return targets.KPI{}, fmt.Errorf("published/eco_action_plan_2025.csv: the direction %q of line %d is unknown: want change, at least or at most", p.Direction, p.No)
	}
	k := targets.KPI{
		Number: strconv.Itoa(p.No), Theme: p.Theme, Indicator: p.Indicator, Unit: p.Unit, Direction: direction,
		Years: []targets.KPIYear{
			{Year: 2023, Target: maybe(p.Target2023, "there is no target for FY2023"), Result: maybe(p.Result2023, "no result is published")},
			{Year: 2024, Target: maybe(p.Target2024, "there is no target for FY2024"), Result: targets.Undefined[decimal.Decimal]("not yet reported")},
			{Year: 2025, Target: maybe(p.Target2025, "there is no target for FY2025"), Result: targets.Undefined[decimal.Decimal]("not yet reported")},
		},
	}
	if p.Base != nil {
		k.BaseYear = *p.Base
	}
	return k, nil
}

func maybe(d *decimal.Decimal, why string) targets.Optional[decimal.Decimal] {
	if d == nil {
		return targets.Undefined[decimal.Decimal](why)
	}
	return targets.Defined(*d)
}

// printActionPlan prints the Eco Action Plan's targets and results, whether each target was met, and whether the publisher
// reports the same.
func (r *recomputation) printActionPlan(out io.Writer) error {
	fmt.Fprintln(out, "Eco Action Plan 2025")
	w := newTable(out)
	fmt.Fprintln(w, "no\ttheme\tindicator\tunit\ttarget FY2023\tresult FY2023\tmet\tas published\ttarget FY2024\ttarget FY2025")
	for _, line := range r.Published.ActionPlan {
		k, err := kpiOf(line)
		if err != nil {
			return err
		}
		rows, err := k.Table()
		if err != nil {
			return err
		}
		met, asPublished := "", ""
		if m, defined := rows[0].Met.Get(); defined {
			met = map[bool]string{true: "met", false: "not met"}[m]
			asPublished = map[bool]string{true: "yes", false: "NO"}[m == (line.Met2023 == "yes")]
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", k.Number, k.Theme, k.Indicator, k.Unit,
			cell(rows[0].Target), cell(rows[0].Result), met, asPublished, cell(rows[1].Target), cell(rows[2].Target))
	}
	return w.Flush()
}

// cell returns a value as printed, or a dash.
func cell(m targets.Optional[decimal.Decimal]) string {
	if v, ok := m.Get(); ok {
		return signedMinus(v.String())
	}
	return "–"
}

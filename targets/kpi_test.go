package targets_test

import (
	"fmt"
	"testing"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestKPIDirections(t *testing.T) {
	for _, c := range []struct {
		direction      targets.Direction
		target, result string
		met            bool
		margin         string
	}{
		{targets.Change, "-15", "-15", true, "0"},
		{targets.Change, "-15", "-14.9", false, "-0.1"},
		{targets.Change, "10", "12", true, "2"},
		{targets.Change, "10", "9", false, "-1"},
		{targets.Change, "0", "0", true, "0"},
		{targets.Change, "0", "1", false, "-1"},
		{targets.AtLeast, "213000", "245448", true, "32448"},
		{targets.AtLeast, "95", "94", false, "-1"},
		{targets.AtMost, "5", "5", true, "0"},
		{targets.AtMost, "5", "6", false, "-1"},
	} {
		what := fmt.Sprintf("A result of %s against %s %s", c.result, c.direction, c.target)
		k := targets.KPI{Indicator: "x", Unit: "%", Direction: c.direction, Years: []targets.KPIYear{
			{Year: 2023, Target: targets.Defined(d(c.target)), Result: targets.Defined(d(c.result))},
			{Year: 2024, Result: targets.Defined(d("1"))},
			{Year: 2025, Target: targets.Defined(d("1"))},
		}}
		rows, err := k.Table()
		require.NoError(t, err)
		assert.Equal(t, c.met, must(t, rows[0].Met), "%s is assessed wrongly.", what)
		equal(t, c.margin, must(t, rows[0].Margin), what)
		undefined(t, "there is no target", rows[1].Met, "The assessment of a year without a target")
		undefined(t, "there is no target", rows[1].Margin, "The margin of a year without a target")
		undefined(t, "there is no result", rows[2].Met, "The assessment of a year without a result")
		undefined(t, "there is no result", rows[2].Margin, "The margin of a year without a result")
		assert.Equal(t, 2025, rows[2].Year)
		equal(t, "1", must(t, rows[2].Target), "The target of 2025")
	}
}

func TestInvalidKPIsAreRefused(t *testing.T) {
	year := targets.KPIYear{Year: 2023}
	for name, c := range map[string]struct {
		kpi  targets.KPI
		want error
	}{
		"no indicator": {targets.KPI{Unit: "%", Direction: targets.Change}, ghg.ErrMissing},
		"no unit":      {targets.KPI{Indicator: "x", Direction: targets.Change}, ghg.ErrMissing},
		"no direction": {targets.KPI{Indicator: "x", Unit: "%"}, ghg.ErrMissing},
		"year twice":   {targets.KPI{Indicator: "x", Unit: "%", Direction: targets.AtMost, Years: []targets.KPIYear{year, year}}, ghg.ErrMixed},
		"no year":      {targets.KPI{Indicator: "x", Unit: "%", Direction: targets.AtMost, Years: []targets.KPIYear{{}}}, ghg.ErrMissing},
	} {
		assert.ErrorIs(t, second(c.kpi.Table()), c.want, "A KPI was not refused as expected: %s.", name)
	}
}

package targets_test

import (
	"testing"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestBridge(t *testing.T) {
	levers := []targets.Lever{
		{Name: "solar", Scope: ghg.Scope2, Steps: []targets.Abatement{{2025, tonnes("5")}, {2030, tonnes("12")}}},
		{Name: "heat pumps", Scope: ghg.Scope1, Steps: []targets.Abatement{{2028, tonnes("10")}}},
	}
	trend := []targets.Projection{{2030, tonnes("80")}, {2024, tonnes("85")}, {2028, tonnes("82")}}
	rows, err := targets.Bridge(plan(), trend, levers)
	require.NoError(t, err)
	require.Len(t, rows, 3)
	for i, want := range []struct {
		year                              int
		solar, pumps, after, allowed, gap string
	}{
		{2024, "0", "0", "85", "80", "5"},
		{2028, "5", "10", "67", "60", "7"},
		{2030, "12", "10", "58", "50", "8"},
	} {
		r := rows[i]
		require.Equal(t, want.year, r.Year, "The rows are not in order of year.")
		require.Len(t, r.Levers, 2)
		equalTonnes(t, want.solar, r.Levers[0].Amount, "The abatement by solar")
		equalTonnes(t, want.pumps, r.Levers[1].Amount, "The abatement by heat pumps")
		equalTonnes(t, want.after, r.After, "The trend after levers")
		equalTonnes(t, want.allowed, r.Allowance, "The allowance")
		equalTonnes(t, want.gap, r.Gap, "The gap")
	}
}

func TestBridgeFromZero(t *testing.T) {
	rows, err := targets.Bridge(plan(), []targets.Projection{{2030, tonnes("0")}}, nil)
	require.NoError(t, err)
	equalTonnes(t, "-50", rows[0].Gap, "The gap")
}

func TestInvalidBridgesAreRefused(t *testing.T) {
	trend := []targets.Projection{{2030, tonnes("80")}}
	lever := func(name string, steps ...targets.Abatement) targets.Lever {
		return targets.Lever{Name: name, Steps: steps}
	}
	step := targets.Abatement{Year: 2025, Amount: tonnes("5")}
	for name, err := range map[string]error{
		"no target":            second(targets.Bridge(targets.Absolute{}, trend, nil)),
		"no trend":             second(targets.Bridge(plan(), nil, nil)),
		"lever without a name": second(targets.Bridge(plan(), trend, []targets.Lever{lever("", step)})),
		"lever without a step": second(targets.Bridge(plan(), trend, []targets.Lever{lever("a")})),
		"step without a year":  second(targets.Bridge(plan(), trend, []targets.Lever{lever("a", targets.Abatement{Amount: tonnes("1")})})),
		"steps out of order":   second(targets.Bridge(plan(), trend, []targets.Lever{lever("a", step, step)})),
		"negative step":        second(targets.Bridge(plan(), trend, []targets.Lever{lever("a", targets.Abatement{Year: 2025, Amount: tonnes("-5")})})),
		"lever twice":          second(targets.Bridge(plan(), trend, []targets.Lever{lever("a", step), lever("a", step)})),
		"year twice":           second(targets.Bridge(plan(), append(trend, trend...), nil)),
		"abates too much":      second(targets.Bridge(plan(), []targets.Projection{{2030, tonnes("4")}}, []targets.Lever{lever("a", step)})),
		"before the base year": second(targets.Bridge(plan(), []targets.Projection{{2019, tonnes("4")}}, nil)),
		"negative projection":  second(targets.Bridge(plan(), []targets.Projection{{2030, tonnes("-4")}}, nil)),
	} {
		assert.Error(t, err, "A bridge was accepted: %s.", name)
	}
}

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
	bridge := func(levers ...targets.Lever) error { return second(targets.Bridge(plan(), trend, levers)) }
	for name, c := range map[string]struct {
		err, kind error
		want      string
	}{
		"no target":            {second(targets.Bridge(targets.Absolute{}, trend, nil)), ghg.ErrMissing, "base year"},
		"no trend":             {second(targets.Bridge(plan(), nil, nil)), ghg.ErrMissing, "trend"},
		"lever without a name": {bridge(lever("", step)), ghg.ErrMissing, "a name and at least one step"},
		"lever without a step": {bridge(lever("a")), ghg.ErrMissing, "a name and at least one step"},
		"step without a year":  {bridge(lever("a", targets.Abatement{Amount: tonnes("1")})), ghg.ErrMissing, `lever "a"`},
		"steps out of order":   {bridge(lever("a", step, step)), ghg.ErrOutOfRange, "a year after 2025"},
		"negative step":        {bridge(lever("a", targets.Abatement{Year: 2025, Amount: tonnes("-5")})), ghg.ErrNegative, `lever "a"`},
		"lever twice":          {bridge(lever("a", step), lever("a", step)), ghg.ErrMixed, "each name once"},
		"year twice":           {second(targets.Bridge(plan(), append(trend, trend...), nil)), ghg.ErrMixed, "trend"},
		"abates too much":      {second(targets.Bridge(plan(), []targets.Projection{{2030, tonnes("4")}}, []targets.Lever{lever("a", step)})), ghg.ErrNegative, "trend of 2030 after levers"},
		"before the base year": {second(targets.Bridge(plan(), []targets.Projection{{2019, tonnes("4")}}, nil)), ghg.ErrOutOfRange, "2020 or later"},
		"negative projection":  {second(targets.Bridge(plan(), []targets.Projection{{2030, tonnes("-4")}}, nil)), ghg.ErrNegative, "trend of 2030"},
	} {
		require.ErrorIs(t, c.err, c.kind, "A bridge was not refused as expected: %s.", name)
		require.ErrorContains(t, c.err, c.want, "A bridge was not refused as expected: %s.", name)
	}
	// Levers may abate all of the trend, and a trend may be of zero.
	rows, err := targets.Bridge(plan(), []targets.Projection{{2030, tonnes("5")}}, []targets.Lever{lever("a", step)})
	require.NoError(t, err)
	equalTonnes(t, "0", rows[0].After, "The trend after levers")
	require.NoError(t, bridge(lever("a", targets.Abatement{Year: 2025})))
	given := []targets.Projection{{2030, tonnes("80")}, {2024, tonnes("85")}}
	rows, err = targets.Bridge(plan(), given, nil)
	require.NoError(t, err)
	equalTonnes(t, "85", rows[0].Trend, "The trend of 2024")
	equalTonnes(t, "85", rows[0].After, "The trend of 2024 without levers")
	assert.Equal(t, 2030, given[0].Year, "The given projections are not changed.")
}

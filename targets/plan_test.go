package targets_test

import (
	"encoding"
	"encoding/json"
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
		assert.Equal(t, want.year, r.Year)
		require.Len(t, r.Levers, 2)
		equalTonnes(t, want.solar, r.Levers[0].Amount)
		equalTonnes(t, want.pumps, r.Levers[1].Amount)
		equalTonnes(t, want.after, r.After)
		equalTonnes(t, want.allowed, r.Allowance)
		equalTonnes(t, want.gap, r.Gap)
	}
}

func TestBridgeRefuses(t *testing.T) {
	trend := []targets.Projection{{2030, tonnes("80")}}
	lever := func(name string, steps ...targets.Abatement) targets.Lever {
		return targets.Lever{Name: name, Steps: steps}
	}
	step := targets.Abatement{Year: 2025, Amount: tonnes("5")}
	for name, err := range map[string]error{
		"no target":     second(targets.Bridge(targets.Absolute{}, trend, nil)),
		"no trend":      second(targets.Bridge(plan(), nil, nil)),
		"no name":       second(targets.Bridge(plan(), trend, []targets.Lever{lever("", step)})),
		"no step":       second(targets.Bridge(plan(), trend, []targets.Lever{lever("a")})),
		"no year":       second(targets.Bridge(plan(), trend, []targets.Lever{lever("a", targets.Abatement{Amount: tonnes("1")})})),
		"order":         second(targets.Bridge(plan(), trend, []targets.Lever{lever("a", step, step)})),
		"negative":      second(targets.Bridge(plan(), trend, []targets.Lever{lever("a", targets.Abatement{Year: 2025, Amount: tonnes("-5")})})),
		"twice":         second(targets.Bridge(plan(), trend, []targets.Lever{lever("a", step), lever("a", step)})),
		"year twice":    second(targets.Bridge(plan(), append(trend, trend...), nil)),
		"below zero":    second(targets.Bridge(plan(), []targets.Projection{{2030, tonnes("4")}}, []targets.Lever{lever("a", step)})),
		"early":         second(targets.Bridge(plan(), []targets.Projection{{2019, tonnes("4")}}, nil)),
		"negative year": second(targets.Bridge(plan(), []targets.Projection{{2030, tonnes("-4")}}, nil)),
	} {
		assert.Error(t, err, name)
	}
}

func TestCDP(t *testing.T) {
	got, err := targets.CDPAbsolute(tonnes("100"), tonnes("82"), d("0.5"))
	require.NoError(t, err)
	assert.True(t, got.Equal(d("36"))) // 18 of 50
	got, err = targets.CDPAbsolute(tonnes("100"), tonnes("110"), d("0.5"))
	require.NoError(t, err)
	assert.True(t, got.Equal(d("-20")))
	got, err = targets.CDPAbsolute(tonnes("100"), tonnes("40"), d("0.5"))
	require.NoError(t, err)
	assert.True(t, got.Equal(d("120")))
	_, err = targets.CDPAbsolute(ghg.CO2e{}, tonnes("40"), d("0.5"))
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, err = targets.CDPAbsolute(tonnes("100"), tonnes("40"), d("0"))
	require.ErrorIs(t, err, ghg.ErrOutOfRange)

	// 100 ÷ 3 = 33⅓ falls to 180 ÷ 6 = 30, by 10 % of the base, of a 40 % target: 25.
	in := func(t, output, per string) targets.Intensity {
		return targets.Intensity{Emissions: tonnes(t), Output: d(output), Per: per}
	}
	got, err = targets.CDPIntensity(in("100", "3", "t"), in("180", "6", "t"), d("0.4"))
	require.NoError(t, err)
	assert.True(t, got.Equal(d("25")))
	_, err = targets.CDPIntensity(in("100", "3", "t"), in("180", "6", "kg"), d("0.4"))
	require.ErrorIs(t, err, ghg.ErrMixed)
	_, err = targets.CDPIntensity(in("100", "0", "t"), in("180", "6", "t"), d("0.4"))
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
	_, err = in("1", "1", "").KgPer()
	require.ErrorIs(t, err, ghg.ErrMissing)

	got, err = targets.CDPOther(d("34"), d("37"), d("50"))
	require.NoError(t, err)
	assert.True(t, got.Equal(d("18.75"))) // 3 of 16 points
	_, err = targets.CDPOther(d("50"), d("37"), d("50"))
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
}

func TestIntensityTargetRefuses(t *testing.T) {
	good := targets.IntensityTarget{Kind: targets.Economic, Base: plan().Base, Output: d("50"), Per: "JPY million", Year: 2030, Rate: d("0.07")}
	for name, change := range map[string]func(*targets.IntensityTarget){
		"base":        func(i *targets.IntensityTarget) { i.Base.Year = 0 },
		"bounds":      func(i *targets.IntensityTarget) { i.Bounds.Name = "x" },
		"output":      func(i *targets.IntensityTarget) { i.Output = d("0") },
		"kind":        func(i *targets.IntensityTarget) { i.Kind = 0 },
		"rate":        func(i *targets.IntensityTarget) { i.Rate = d("7") },
		"no rate":     func(i *targets.IntensityTarget) { i.Rate = d("0") },
		"no year":     func(i *targets.IntensityTarget) { i.Year = 0 },
		"target year": func(i *targets.IntensityTarget) { i.Year = 2020 },
	} {
		bad := good
		change(&bad)
		_, err := bad.Reduction()
		require.Error(t, err, name)
		_, err = bad.Track(nil)
		require.Error(t, err, name)
	}
	_, err := good.Track(nil)
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, err = good.Track([]targets.IntensityActual{{Actual: actual(2021, "90")}})
	require.ErrorIs(t, err, ghg.ErrOutOfRange) // no output
}

func TestSDA(t *testing.T) {
	s := targets.SDA{
		Year: 2020, Intensity: d("1"), Output: d("100"),
		Sector:       targets.Pathway{{2020, d("0.8")}, {2030, d("0.5")}, {2050, d("0.2")}},
		SectorOutput: targets.Pathway{{2020, d("1000")}, {2030, d("1200")}, {2050, d("1200")}},
	}
	for _, c := range []struct {
		year               int
		output, kg, amount string
	}{
		{2020, "100", "1", "100"},
		{2030, "150", "0.52", "78"}, // d 0.8, p 0.3/0.6, m (100/1000)/(150/1200) = 0.8: 0.32 + 0.2
		{2030, "50", "0.6", "30"},   // m = 2.4 is capped at 1: 0.4 + 0.2
		{2050, "500", "0.2", "100"}, // converged
		{2040, "150", "0.36", "54"}, // p (0.35 − 0.2)/0.6 = 0.25: 0.8 × 0.25 × 0.8 + 0.2
	} {
		got, err := s.At(c.year, d(c.output))
		require.NoError(t, err)
		assert.True(t, d(c.kg).Equal(got.KgPer), "%v: %s", c, got.KgPer)
		assert.True(t, ghg.KgCO2e(d(c.amount)).Equal(got.Emissions), "%v: %s", c, got.Emissions)
	}

	flat := s
	flat.Sector = targets.Pathway{{2020, d("0.3")}, {2050, d("0.3")}}
	got, err := flat.At(2030, d("100"))
	require.NoError(t, err)
	assert.True(t, d("0.3").Equal(got.KgPer)) // p is undefined and taken as 0

	for name, change := range map[string]func(*targets.SDA){
		"output":          func(s *targets.SDA) { s.Output = d("0") },
		"intensity":       func(s *targets.SDA) { s.Intensity = d("-1") },
		"no sector":       func(s *targets.SDA) { s.Sector = nil },
		"base year":       func(s *targets.SDA) { s.Year = 2019 },
		"sector negative": func(s *targets.SDA) { s.Sector = targets.Pathway{{2020, d("1")}, {2030, d("-1")}} },
		"sector order":    func(s *targets.SDA) { s.Sector = targets.Pathway{{2020, d("1")}, {2020, d("1")}} },
		"sector year":     func(s *targets.SDA) { s.Sector = targets.Pathway{{0, d("1")}} },
		"sector output":   func(s *targets.SDA) { s.SectorOutput = targets.Pathway{{2020, d("0")}} },
		"output from":     func(s *targets.SDA) { s.SectorOutput = targets.Pathway{{2021, d("1")}} },
		"output until":    func(s *targets.SDA) { s.SectorOutput = targets.Pathway{{2020, d("1")}} },
	} {
		bad := s
		change(&bad)
		_, err := bad.At(2030, d("100"))
		assert.Error(t, err, name)
	}
	for year, output := range map[int]string{2019: "1", 2051: "1", 2030: "0"} {
		_, err := s.At(year, d(output))
		assert.Error(t, err, year)
	}
	_, err = targets.Pathway{{2020, d("0")}}.Rebase(2020, d("1"))
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
	_, err = targets.Pathway{}.Rebase(2020, d("1"))
	require.ErrorIs(t, err, ghg.ErrMissing)
}

func TestTemperatureEdges(t *testing.T) {
	r := targets.Regression{Slope: d("-0.3"), Intercept: d("2.7")}
	got, err := r.Score(2020, targets.Milestone{Year: 2025, Reduction: d("1")}) // 2.7 − 6 is below zero
	require.NoError(t, err)
	assert.True(t, got.IsZero())
	_, err = r.Score(0, targets.Milestone{Year: 2025})
	require.Error(t, err)
	_, err = r.Score(2025, targets.Milestone{Year: 2025})
	require.Error(t, err)
	_, err = targets.CombineScores()
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, err = targets.CombineScores(targets.Scored{Emissions: tonnes("-1")})
	require.ErrorIs(t, err, ghg.ErrNegative)
	for year, want := range map[int]targets.TimeFrame{
		2025: targets.ShortTerm, 2028: targets.ShortTerm, 2029: targets.MidTerm, 2039: targets.MidTerm, 2040: targets.LongTerm, 2054: targets.LongTerm,
	} {
		got, err := targets.FrameOf(2024, year)
		require.NoError(t, err)
		assert.Equal(t, want, got, year)
	}
	for _, year := range []int{2024, 2055} {
		_, err := targets.FrameOf(2024, year)
		require.ErrorIs(t, err, ghg.ErrOutOfRange)
	}
}

func TestBands(t *testing.T) {
	a := plan() // 80 t are allowed in 2024
	a.Bounds = targets.BandedBounds()
	for emissions, want := range map[string]targets.Status{
		"76": targets.Ahead, "76.01": targets.OnTrack, "84": targets.OnTrack, "84.01": targets.AtRisk, "92": targets.AtRisk, "92.01": targets.Behind,
	} {
		p, err := a.Track([]targets.Actual{actual(2024, emissions)})
		require.NoError(t, err)
		assert.Equal(t, want, p.Latest.Status, emissions)
	}
	zero := plan()
	zero.Milestones = []targets.Milestone{{Year: 2030, Reduction: d("1")}}
	for emissions, want := range map[string]targets.Status{"0": targets.OnTrack, "0.001": targets.Behind} {
		p, err := zero.Track([]targets.Actual{actual(2030, emissions)})
		require.NoError(t, err)
		assert.Equal(t, want, p.Latest.Status)
		assert.False(t, p.Latest.Ratio.Defined())
	}
	a.Bounds = targets.Bounds{OnTrack: targets.Some(d("1")), AtRisk: targets.Some(d("0.9"))}
	require.ErrorIs(t, a.Check(), ghg.ErrOutOfRange)
	a.Bounds = targets.Bounds{AtRisk: targets.Some(d("0.9"))}
	require.ErrorIs(t, a.Check(), ghg.ErrMissing)
	p, err := plan().Track(fiveYears())
	require.NoError(t, err)
	assert.Equal(t, targets.PathBounds().Name, p.Bounds.Name)
	assert.Equal(t, targets.Behind, p.Latest.Status)
}

func TestNames(t *testing.T) {
	type named interface {
		encoding.TextMarshaler
		String() string
	}
	for _, c := range []struct {
		value named
		into  encoding.TextUnmarshaler
		want  string
		zero  named
		name0 string
	}{
		{targets.AtRisk, new(targets.Status), "at risk", targets.Status(0), "status(0)"},
		{targets.WellBelowTwo, new(targets.Ambition), "well-below 2 °C", targets.Ambition(0), "ambition(0)"},
		{targets.Economic, new(targets.Kind), "economic", targets.Kind(9), "kind of intensity(9)"},
		{targets.MidTerm, new(targets.TimeFrame), "mid", targets.TimeFrame(0), "time frame(0)"},
		{targets.AtMost, new(targets.Direction), "at most", targets.Direction(0), "direction(0)"},
		{targets.ErrorFound, new(targets.Trigger), "error found", targets.Trigger(0), "trigger(0)"},
	} {
		assert.Equal(t, c.want, c.value.String())
		text, err := c.value.MarshalText()
		require.NoError(t, err)
		require.NoError(t, c.into.UnmarshalText(text))
		assert.Equal(t, c.want, c.into.(interface{ String() string }).String())
		require.ErrorIs(t, c.into.UnmarshalText([]byte("nothing")), ghg.ErrUnknown)
		_, err = c.zero.MarshalText()
		require.ErrorIs(t, err, ghg.ErrMissing)
		assert.Equal(t, c.name0, c.zero.String())
	}
}

func TestMaybe(t *testing.T) {
	none := targets.Maybe[int]{}
	assert.Equal(t, "undefined", none.String())
	assert.Equal(t, "undefined: no", targets.None[int]("no").String())
	assert.Equal(t, "0", targets.Some(0).String())
	out, err := json.Marshal([]targets.Maybe[int]{none, targets.Some(0)})
	require.NoError(t, err)
	assert.Equal(t, "[null,0]", string(out))
}

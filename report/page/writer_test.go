package page

import (
	"math"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/report"
	"github.com/ghgkit/ghg/targets"
)

func TestWriterRefusesWhatIsNotAPage(t *testing.T) {
	for name, write := range map[string]func(w *writer){
		"a handler":          func(w *writer) { w.void("br", attr{"onclick", "x"}) },
		"an inline style":    func(w *writer) { w.void("br", attr{"style", "x"}) },
		"nothing to close":   func(w *writer) { w.close() },
		"not closed":         func(w *writer) { w.open("p") },
		"a missing argument": func(w *writer) { w.say(phrase{"{1}", "{1}"}, textPart("")) },
	} {
		w := &writer{}
		write(w)
		_, err := w.bytes()
		require.Error(t, err, name)
	}
	w := &writer{}
	w.open("p", class(`"><`))
	w.text("<&\x00\u202e\xff")
	w.close()
	got, err := w.bytes()
	require.NoError(t, err)
	assert.Equal(t, "<p class=\"&#34;&gt;&lt;\">&lt;&amp;\ufffd\ufffd\ufffd</p>\n", string(got))
}

func TestNumbers(t *testing.T) {
	d := func(s string) decimal.Decimal { v, _ := decimal.NewFromString(s); return v }
	for _, tt := range []struct{ got, want string }{
		{sized(d("5936.6")), "5 937"},
		{sized(d("-5936.6")), "−5 937"},
		{sized(d("99.96")), "100.0"},
		{sized(d("0.5")), "0.50"},
		{sized(d("0.0004")), "0.0004"},
		{sized(d("0")), "0"},
		{fixed(d("-0.001"), 1), "0.0"},
		{fixed(d("0.25"), 1), "0.3"},
		{fixed(d("-0.25"), 1), "−0.3"},
		{signed("0.0"), "0.0"},
		{signed("1.5"), "+1.5"},
		{signed("−1.5"), "−1.5"},
		{percentWhole(d("0.996")), "99.6 %"},
		{percentWhole(d("1")), "100 %"},
		{percent(d("0.0082")), "0.82 %"},
		{printed(d("54")), "54"},
		{printed(d("0.20")), "0.20"},
		{brief(d("16734666.66666666666")), "16 734 666.67"},
		{coord(d("33.33349999")), "33.333"},
		{coord(d("33.3335")), "33.334"},
		{coord(d("-0.0001")), "0"},
	} {
		assert.Equal(t, strings.ReplaceAll(tt.want, " ", thin), tt.got)
	}
	co2e := func(s string) ghg.CO2e { c, _ := ghg.ParseCO2e(s); return c }
	assert.Equal(t, "kt", unitOf(co2e("100 kt CO2e")).name)
	assert.Equal(t, "t", unitOf(co2e("99 kt CO2e")).name)
	assert.Equal(t, "kg", unitOf(co2e("99 kg CO2e")).name)
	assert.Equal(t, phrase{"5.9 million tonnes", "594万トン"}, magnitude(co2e("5937 kt CO2e")))
	assert.Equal(t, phrase{"13 thousand tonnes", "1.3万トン"}, magnitude(co2e("13 kt CO2e")))
	assert.Equal(t, phrase{"1 tonne", "1トン"}, magnitude(co2e("1 t CO2e")))
	assert.Equal(t, phrase{"12.0 kg", "12.0kg"}, magnitude(co2e("12 kg CO2e")))
}

func TestAxisSteps(t *testing.T) {
	var got []string
	for _, s := range axisSteps(decimal.New(5868, 0), decimal.New(7247, 0)) {
		got = append(got, coord(s))
	}
	assert.Equal(t, []string{"6000", "6500", "7000"}, got)
	assert.Len(t, axisSteps(decimal.New(1, 0), decimal.New(1, 0)), 1)
}

func TestYearsAhead(t *testing.T) {
	co2e := func(s string) ghg.CO2e { c, _ := ghg.ParseCO2e(s); return c }
	target := targets.Absolute{Base: targets.Base{Year: 2020, Emissions: co2e("327 kt CO2e")}, Milestones: []targets.Milestone{{Year: 2030, Reduction: decimal.New(5, -1)}, {Year: 2040, Reduction: decimal.New(9, -1)}}}
	for amount, want := range map[string]string{"226": "3.2", "327": "-3", "277.95": "0", "100": "11.9", "330": "", "10": ""} {
		p, err := target.Track([]targets.Actual{{Year: 2023, Emissions: co2e(amount + " kt CO2e")}})
		require.NoError(t, err)
		years, ok := yearsAhead(p)
		if want == "" {
			assert.False(t, ok, amount)
			continue
		}
		assert.True(t, ok)
		assert.Equal(t, want, coord(years), amount)
	}
	_, ok := yearsAhead(targets.Progress{})
	assert.False(t, ok)
}

func TestStatusesAreAShapeAndAWord(t *testing.T) {
	for status, want := range map[targets.Status]string{targets.Ahead: "▼ ahead", targets.OnTrack: "▼ on track", targets.AtRisk: "▲ at risk", targets.Behind: "▲ behind"} {
		p := &page{writer: &writer{lang: english}, model: &model{}}
		p.status(targets.Row{Status: status, Ratio: targets.Defined(decimal.New(11, -1))})
		assert.Contains(t, p.b.String(), want)
		assert.Contains(t, p.b.String(), "+10.0")
		assert.NotEmpty(t, statusName(status).ja)
	}
	p := &page{writer: &writer{lang: english}, model: &model{}}
	p.status(targets.Row{Ratio: targets.Undefined[decimal.Decimal]("the path is zero")})
	assert.Contains(t, p.b.String(), "◌ ")
	assert.Contains(t, p.b.String(), "the path is zero")
}

func TestInstrumentsAddUp(t *testing.T) {
	co2e := func(s string) ghg.CO2e { c, _ := ghg.ParseCO2e(s); return c }
	f := scope2Figures{location: co2e("308 t CO2e"), market: co2e("200 t CO2e"), sources: []ghg.CoverSource{ghg.BySubstitute}, locations: []int{1}, markets: []int{2}}
	for i := range 20 {
		for range 2 {
			f.addEffect(instrumentEffect{id: string(rune('a' + i)), co2e: co2e("-2 t CO2e"), energy: decimal.New(1, 0), ordinals: []int{2}})
		}
	}
	rows := f.steps()
	assert.Len(t, rows, 15, "two totals, the rates, eleven instruments and the others")
	level := f.location
	for _, r := range rows[1 : len(rows)-1] {
		assert.True(t, level.Equal(r.start))
		level = level.Add(r.delta)
	}
	assert.True(t, level.Equal(f.market))
	assert.True(t, megawattHours(ghg.Amount{}).IsZero())
	assert.True(t, megawattHours(ghg.Amount{Value: decimal.New(1, 0), Unit: "kg"}).IsZero())
	assert.Equal(t, "3600 GJ", ghg.Amount{Value: decimal.New(3600, 0), Unit: "GJ"}.String())
	assert.True(t, megawattHours(ghg.Amount{Value: decimal.New(3600, 0), Unit: "GJ"}).Equal(decimal.New(1000, 0)))
}

func TestWithheldTargetsSayWhy(t *testing.T) {
	assert.Equal(t, "audit", withheld(&report.Target{Withheld: "audit"}))
	assert.Equal(t, "not tracked", withheld(&report.Target{}))
}

func TestAnIntervalWithoutAnEndIsNone(t *testing.T) {
	for _, end := range []float64{math.Inf(1), math.NaN()} {
		var r interval
		r.bounds(1, end, 2)
		assert.False(t, r.known)
		w := &writer{lang: english}
		r.why(w)
		assert.Contains(t, w.b.String(), "n/a: too uncertain for an interval")
	}
}

package ghg_test

import (
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
)

// text is the interface of a closed vocabulary's pointer.
type text interface {
	encoding.TextUnmarshaler
	fmt.Stringer
}

func TestClosedVocabularies(t *testing.T) {
	for _, tt := range []struct {
		count int
		make  func(i uint8) (text, encoding.TextMarshaler)
	}{
		{3, func(i uint8) (text, encoding.TextMarshaler) { v := ghg.Scope(i); return &v, v }},
		{2, func(i uint8) (text, encoding.TextMarshaler) { v := ghg.Origin(i); return &v, v }},
		{4, func(i uint8) (text, encoding.TextMarshaler) { v := ghg.Op(i); return &v, v }},
		{32, func(i uint8) (text, encoding.TextMarshaler) { v := ghg.CaveatKind(i); return &v, v }},
		{2, func(i uint8) (text, encoding.TextMarshaler) { v := ghg.Accounting(i); return &v, v }},
		{12, func(i uint8) (text, encoding.TextMarshaler) { v := ghg.Boundary(i); return &v, v }},
		{3, func(i uint8) (text, encoding.TextMarshaler) { v := ghg.Stage(i); return &v, v }},
		{5, func(i uint8) (text, encoding.TextMarshaler) { v := ghg.SubjectKind(i); return &v, v }},
		{10, func(i uint8) (text, encoding.TextMarshaler) { v := ghg.MemoKind(i); return &v, v }},
		{4, func(i uint8) (text, encoding.TextMarshaler) { v := ghg.Carrier(i); return &v, v }},
		{4, func(i uint8) (text, encoding.TextMarshaler) { v := ghg.QualityScheme(i); return &v, v }},
		{8, func(i uint8) (text, encoding.TextMarshaler) { v := ghg.CoverSource(i); return &v, v }},
		{10, func(i uint8) (text, encoding.TextMarshaler) { v := ghg.InstrumentKind(i); return &v, v }},
		{1, func(i uint8) (text, encoding.TextMarshaler) { v := ghg.StepKind(i); return &v, v }},
		{9, func(i uint8) (text, encoding.TextMarshaler) { v := ghg.TermKind(i); return &v, v }},
	} {
		seen := map[string]bool{}
		for i := 1; i <= tt.count; i++ {
			v, m := tt.make(uint8(i))
			name, err := m.MarshalText()
			require.NoError(t, err)
			assert.Equal(t, v.String(), string(name))
			assert.False(t, seen[v.String()], "%s appears twice", v)
			seen[v.String()] = true
			other, _ := tt.make(0)
			require.NoError(t, other.UnmarshalText(name))
			assert.Equal(t, v, other)
		}
		beyond, m := tt.make(uint8(tt.count + 1))
		_, err := m.MarshalText()
		require.ErrorIs(t, err, ghg.ErrUnknown)
		assert.Contains(t, beyond.String(), fmt.Sprintf("(%d)", tt.count+1))
		require.ErrorIs(t, beyond.UnmarshalText([]byte("nonsense")), ghg.ErrUnknown)
		zero, m := tt.make(0)
		name, err := m.MarshalText()
		if _, ok := zero.(*ghg.Accounting); ok { // scope 1 and 3 have none
			require.NoError(t, err)
			assert.Empty(t, name)
			assert.Empty(t, zero.String())
			require.NoError(t, zero.UnmarshalText(nil))
			continue
		}
		require.ErrorIs(t, err, ghg.ErrMissing)
		require.Error(t, zero.UnmarshalText(nil))
	}
}

func TestCategories(t *testing.T) {
	assert.Equal(t, "category 6, business travel", ghg.BusinessTravel.String())
	assert.Equal(t, "investments", ghg.Investments.Name())
	assert.Equal(t, ghg.Category(15), ghg.Investments)
	for c, want := range map[ghg.Category]string{0: "no category", 16: "category(16)"} {
		assert.False(t, c.Valid())
		assert.Empty(t, c.Name())
		assert.Equal(t, want, c.String())
	}
}

func TestAccountingIncludes(t *testing.T) {
	assert.True(t, ghg.LocationBased.Includes(0))
	assert.True(t, ghg.LocationBased.Includes(ghg.LocationBased))
	assert.False(t, ghg.LocationBased.Includes(ghg.MarketBased))
}

func TestCaveats(t *testing.T) {
	c := ghg.Caveat{Kind: ghg.OlderFactor, Detail: "valid 2022"}
	assert.Equal(t, "older-factor: valid 2022", c.String())
	assert.Equal(t, "mixed-gwp", ghg.Caveat{Kind: ghg.MixedGWP}.String())
	b, err := json.Marshal(c)
	require.NoError(t, err)
	assert.JSONEq(t, `{"kind":"older-factor","detail":"valid 2022"}`, string(b))
}

func TestQuality(t *testing.T) {
	q := ghg.Quality{Technology: 2, Time: 1, Reliability: 5, PCAF: 3}
	assert.Equal(t, "technology 2, time 1, reliability 5, PCAF 3", q.String())
	b, err := q.MarshalText()
	require.NoError(t, err)
	var back ghg.Quality
	require.NoError(t, back.UnmarshalText(b))
	assert.Equal(t, q, back)
	require.NoError(t, back.UnmarshalText([]byte("time 3,geography 4")))
	assert.Equal(t, ghg.Quality{Time: 3, Geography: 4}, back)
	require.NoError(t, back.UnmarshalText(nil))
	assert.Equal(t, ghg.Quality{}, back)
	for _, bad := range []string{"technology", "technology 0", "technology 6", "technology x", "luck 1", ",", "technology 1,"} {
		require.ErrorIs(t, back.UnmarshalText([]byte(bad)), ghg.ErrOutOfRange, bad)
	}
	require.NoError(t, ghg.Quality{}.Check())
	for _, bad := range []ghg.Quality{{Technology: 6}, {Time: -1}, {Geography: 9}, {Completeness: 7}, {Reliability: -2}, {PCAF: 6}} {
		require.ErrorIs(t, bad.Check(), ghg.ErrOutOfRange)
	}
}

// Each scheme has its own grades, and its name is in every spelling. Indicators without one are in ecoinvent's five.
func TestQualitySchemes(t *testing.T) {
	for _, c := range []struct {
		text  string
		want  ghg.Quality
		named string
	}{
		{"scope3-standard-4: technology 4, time 1", ghg.Quality{Scheme: ghg.Scope3StandardGrades, Technology: 4, Time: 1}, "scope3-standard-4: technology 4, time 1"},
		{"ecoinvent-5: reliability 5", ghg.Quality{Scheme: ghg.EcoinventGrades, Reliability: 5}, "ecoinvent-5: reliability 5"},
		{"pact-3: geography 3, PCAF 5", ghg.Quality{Scheme: ghg.PACTGrades, Geography: 3, PCAF: 5}, "pact-3: geography 3, PCAF 5"},
		{"meti-5: technology 5, time 1, geography 2", ghg.Quality{Scheme: ghg.METIGrades, Technology: 5, Time: 1, Geography: 2}, "meti-5: technology 5, time 1, geography 2"},
		{"technology 5", ghg.Quality{Technology: 5}, "ecoinvent-5: technology 5"},
		{"PCAF 3", ghg.Quality{PCAF: 3}, "PCAF 3"},
		{"", ghg.Quality{}, ""},
	} {
		var q ghg.Quality
		require.NoError(t, q.UnmarshalText([]byte(c.text)), c.text)
		assert.Equal(t, c.want, q)
		assert.Equal(t, c.text, q.String())
		assert.Equal(t, c.named, q.Named().String())
		require.NoError(t, q.Named().Check())
	}
	for text, kind := range map[string]error{
		"scope3-standard-4: technology 5": ghg.ErrOutOfRange, "pact-3: time 4": ghg.ErrOutOfRange, "ecoinvent-5: time 6": ghg.ErrOutOfRange,
		"meti-5: time 6": ghg.ErrOutOfRange, "meti-5: time 1, completeness 1": ghg.ErrOutOfRange, "meti-5: time 1, reliability 2": ghg.ErrOutOfRange,
		"pact-3: PCAF 2": ghg.ErrMissing, "pact-3:": ghg.ErrOutOfRange, ": time 1": ghg.ErrMissing, "ecoinvent: time 1": ghg.ErrUnknown,
	} {
		q := ghg.Quality{Time: 2}
		require.ErrorIs(t, q.UnmarshalText([]byte(text)), kind, text)
		assert.Equal(t, ghg.Quality{Time: 2}, q, "what is refused changes nothing")
	}
	require.ErrorIs(t, ghg.Quality{Scheme: ghg.PACTGrades, Time: 4}.Check(), ghg.ErrOutOfRange)
	require.ErrorIs(t, ghg.Quality{Scheme: ghg.PACTGrades}.Check(), ghg.ErrMissing)
	require.ErrorIs(t, ghg.Quality{Scheme: 9, Time: 1}.Check(), ghg.ErrUnknown)
}

func TestMemo(t *testing.T) {
	assert.True(t, ghg.Result{}.Counts())
	assert.False(t, ghg.Result{Memo: ghg.Memo{Kind: ghg.MemoRemovals}}.Counts())
	assert.Empty(t, ghg.Memo{}.String())
	assert.Equal(t, "removals", ghg.Memo{Kind: ghg.MemoRemovals}.String())
	assert.Equal(t, "other: never netted", ghg.Memo{Kind: ghg.MemoOther, Detail: "never netted"}.String())
}

func TestAmount(t *testing.T) {
	a := ghg.Amount{Value: d("120000.50"), Unit: "JPY"}
	text, err := a.MarshalText()
	require.NoError(t, err)
	assert.Equal(t, "120000.5 JPY", string(text))
	var back ghg.Amount
	require.NoError(t, back.UnmarshalText(text))
	assert.True(t, back.Value.Equal(a.Value))
	assert.Equal(t, "JPY", back.Unit)
	require.NoError(t, back.UnmarshalText(nil))
	assert.False(t, back.Given())
	assert.Empty(t, back.String())
	for _, bad := range []string{"JPY", "12", "1e3 JPY", " JPY", "x JPY", "12 "} {
		require.ErrorIs(t, back.UnmarshalText([]byte(bad)), ghg.ErrOutOfRange, bad)
	}
}

func TestProblems(t *testing.T) {
	require.NoError(t, ghg.Join())
	one := errors.New("one")
	assert.Equal(t, one, ghg.Join(one))
	two := ghg.Join(one, ghg.ErrMissing)
	require.EqualError(t, two, "one\nnot set")
	require.ErrorIs(t, two, ghg.ErrMissing)
	many := ghg.Join(slices.Repeat([]error{one}, 130)...)
	assert.Contains(t, many.Error(), "\nand 30 more")
	err := &ghg.ActivityError{Method: "scope1.measured", ID: "a", Err: two}
	assert.EqualError(t, err, "scope 1 measured \"a\": one\nscope 1 measured \"a\": not set", "each line must name the activity")
}

func TestErrorTexts(t *testing.T) {
	err := error(&ghg.ActivityError{Method: "scope1.stationary-combustion", ID: "boiler-2", Err: &ghg.FieldError{Field: "amount", Value: "-1 kg", Want: "an amount of at least 0", Err: ghg.ErrNegative}})
	assert.EqualError(t, err, `scope 1 stationary combustion "boiler-2": amount is negative ("-1 kg"): want an amount of at least 0`)
	require.ErrorIs(t, err, ghg.ErrNegative)
	assert.EqualError(t, &ghg.FieldError{Field: "x"}, "x is refused")
	assert.EqualError(t, &ghg.ActivityError{Method: "house-method", ID: "a", Err: errors.New("no")}, `house method "a": no`)
	assert.EqualError(t, &ghg.ActivityError{Method: "scope3.cat15.pcaf-loans", ID: "a", Err: errors.New("no")}, `scope 3 cat15: pcaf loans "a": no`)
}

func TestOutcomes(t *testing.T) {
	failure := errors.New("no factor")
	result := ghg.Result{ID: "a", GWP: "AR6", CO2e: sure(ghg.KgCO2e(d("1")))}
	r, err := ghg.Succeeded(result).Get()
	require.NoError(t, err)
	assert.Equal(t, "a", r.ID)
	_, err = ghg.Failed(failure).Get()
	require.ErrorIs(t, err, failure)
	for _, lost := range []ghg.Outcome{{}, ghg.Failed(nil)} {
		_, err = lost.Get()
		require.ErrorIs(t, err, ghg.ErrMissing, "a lost error must not pass for a result")
	}
	total, err := ghg.Total(func(yield func(ghg.Outcome) bool) {
		_ = yield(ghg.Succeeded(result)) && yield(ghg.Failed(failure)) && yield(ghg.Succeeded(result))
	}, 0)
	require.ErrorIs(t, err, failure)
	assert.True(t, total.IsZero(), "an error must come without a partial total")
}

func TestTotal(t *testing.T) {
	line := func(id string, a ghg.Accounting, kg, gwp string, memo ghg.MemoKind) ghg.Result {
		return ghg.Result{ID: id, Accounting: a, GWP: gwp, Memo: ghg.Memo{Kind: memo}, CO2e: sure(ghg.KgCO2e(d(kg)))}
	}
	fuel := line("fuel", 0, "1", "AR6", 0)
	location, market := line("power", ghg.LocationBased, "20", "AR6", 0), line("power", ghg.MarketBased, "300", "AR6", 0)
	removal := line("forest", 0, "4000", "AR4", ghg.MemoRemovals)
	all := ghg.Results{fuel, location, market, removal}
	byLocation, err := all.CO2e(ghg.LocationBased)
	require.NoError(t, err)
	equal(t, "21", byLocation.Kg())
	byMarket, err := all.CO2e(ghg.MarketBased)
	require.NoError(t, err)
	equal(t, "301", byMarket.Kg())
	_, err = all.CO2e(0)
	require.ErrorIs(t, err, ghg.ErrMissing, "scope 2 must not be left out silently")
	assert.ErrorContains(t, err, "result power is location-based")
	neither, err := ghg.Results{fuel, removal}.CO2e(0)
	require.NoError(t, err)
	equal(t, "1", neither.Kg())

	_, err = ghg.Results{fuel, line("old", 0, "1", "AR5", 0)}.CO2e(ghg.MarketBased)
	require.ErrorIs(t, err, ghg.ErrMixed)
	_, err = ghg.Results{line("unset", 0, "1", "", 0), fuel}.CO2e(ghg.MarketBased)
	require.ErrorIs(t, err, ghg.ErrMixed, "a result without a GWP set must not match one that has a set")

	part, ok := all.Part("", ghg.MarketBased)
	assert.True(t, ok)
	equal(t, "300", part.CO2e.Kg())
	_, ok = all.Part("well-to-tank", 0)
	assert.False(t, ok)
	for range all.Outcomes() {
		break
	}
}

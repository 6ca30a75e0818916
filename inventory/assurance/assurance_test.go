package assurance_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/assurance"
)

func tonnes(t testing.TB, s string) ghg.CO2e {
	t.Helper()
	c, err := ghg.ParseCO2e(s + " t CO2e")
	require.NoError(t, err)
	return c
}

// INVENTORY section 3: ISO categories and scopes.
func TestISOCategoryOf(t *testing.T) {
	want := map[assurance.ISOCategory][]ghg.Category{
		assurance.Transportation: {4, 6, 7, 9},
		assurance.ProductsUsed:   {1, 2, 3, 5, 8},
		assurance.UseOfProducts:  {10, 11, 12, 13, 14, 15},
	}
	n := 0
	for iso, list := range want {
		for _, c := range list {
			got, err := assurance.ISOCategoryOf(ghg.Scope3, c)
			require.NoError(t, err)
			assert.Equal(t, iso, got, c)
			n++
		}
	}
	assert.Equal(t, 15, n, "every category")
	got, err := assurance.ISOCategoryOf(ghg.Scope1, 0)
	require.NoError(t, err)
	assert.Equal(t, assurance.Direct, got)
	got, err = assurance.ISOCategoryOf(ghg.Scope2, 0)
	require.NoError(t, err)
	assert.Equal(t, assurance.ImportedEnergy, got)
	for _, bad := range []struct {
		s ghg.Scope
		c ghg.Category
	}{{0, 0}, {ghg.Scope1, 4}, {ghg.Scope3, 0}, {ghg.Scope3, 16}, {4, 0}} {
		_, err := assurance.ISOCategoryOf(bad.s, bad.c)
		require.ErrorIs(t, err, ghg.ErrOutOfRange)
	}
}

func materiality() assurance.Materiality {
	return assurance.Materiality{Group: inventory.Scopes1And2, Threshold: decimal.New(5, -2), Performance: decimal.New(75, -2)}
}

// INVENTORY section 3: 10,000 t, 5 % = 500, performance 0.75 = 375; +300, −280, +150: net 170, gross 730 → to assess;
// +300 corrected: net −130, gross 430 → below, above performance.
func TestMateriality(t *testing.T) {
	of := func(line, delta string, kind assurance.MisstatementKind) assurance.Misstatement {
		return assurance.Misstatement{Line: line, Kind: kind, Delta: tonnes(t, delta)}
	}
	wrong := assurance.WrongAmount
	list := []assurance.Misstatement{of("a", "300", wrong), of("b", "-280", wrong), of("c", "150", wrong)}
	e, err := materiality().Evaluate(tonnes(t, "10000"), list...)
	require.NoError(t, err)
	assert.Equal(t, "500", e.Threshold.Tonnes().String())
	assert.Equal(t, "375", e.Performance.Tonnes().String())
	assert.Equal(t, "170", e.Net.Tonnes().String())
	assert.Equal(t, "730", e.Gross.Tonnes().String())
	assert.Equal(t, assurance.ToAssess, e.Verdict)

	list[0].Corrected = true
	e, err = materiality().Evaluate(tonnes(t, "10000"), list...)
	require.NoError(t, err)
	assert.Equal(t, "-130", e.Net.Tonnes().String())
	assert.Equal(t, "430", e.Gross.Tonnes().String())
	assert.Equal(t, assurance.AbovePerformance, e.Verdict)
	assert.Len(t, e.Corrected, 1)
	assert.Equal(t, `scopes 1 and 2: below, above performance materiality
total 10000 t CO2e, threshold 500, performance 375
not corrected: net -130, omitted 0, gross 430
b: error, -280 t CO2e, not corrected
c: error, 150 t CO2e, not corrected
a: error, 300 t CO2e, corrected
`, e.String())

	for _, c := range []struct {
		list []assurance.Misstatement
		want assurance.MaterialityVerdict
	}{
		{nil, assurance.Below},
		{[]assurance.Misstatement{of("a", "374.999", wrong)}, assurance.Below},
		{[]assurance.Misstatement{of("a", "375", assurance.WrongCategory)}, assurance.AbovePerformance},
		{[]assurance.Misstatement{of("a", "500", wrong)}, assurance.Material},
		{[]assurance.Misstatement{of("a", "-500", wrong)}, assurance.Material},
		// An omission does not offset an overstatement: 300 + 250, not 50.
		{[]assurance.Misstatement{of("a", "300", wrong), of("b", "-250", assurance.Omission)}, assurance.Material},
		{[]assurance.Misstatement{of("a", "300", wrong), of("b", "-250", wrong)}, assurance.ToAssess},
	} {
		e, err := materiality().Evaluate(tonnes(t, "10000"), c.list...)
		require.NoError(t, err)
		assert.Equal(t, c.want, e.Verdict)
	}
}

func TestMaterialityRefuses(t *testing.T) {
	good := assurance.Misstatement{Line: "a", Kind: assurance.WrongAmount, Delta: tonnes(t, "1")}
	for _, total := range []string{"0", "-1"} {
		_, err := materiality().Evaluate(tonnes(t, total), good)
		require.ErrorIs(t, err, ghg.ErrOutOfRange)
	}
	for _, change := range []func(m *assurance.Materiality, s *assurance.Misstatement){
		func(m *assurance.Materiality, _ *assurance.Misstatement) { m.Group = 0 },
		func(m *assurance.Materiality, _ *assurance.Misstatement) { m.Threshold = decimal.Decimal{} },
		func(m *assurance.Materiality, _ *assurance.Misstatement) { m.Threshold = decimal.New(2, 0) },
		func(m *assurance.Materiality, _ *assurance.Misstatement) { m.Performance = decimal.New(49, -2) },
		func(m *assurance.Materiality, _ *assurance.Misstatement) { m.Performance = decimal.New(76, -2) },
		func(m *assurance.Materiality, _ *assurance.Misstatement) { m.Performance = decimal.New(1, 100000) },
		func(_ *assurance.Materiality, s *assurance.Misstatement) { s.Line = "" },
		func(_ *assurance.Materiality, s *assurance.Misstatement) { s.Kind = 0 },
		func(_ *assurance.Materiality, s *assurance.Misstatement) { s.Kind = assurance.Omission },
	} {
		m, s := materiality(), good
		change(&m, &s)
		_, err := m.Evaluate(tonnes(t, "10000"), s)
		require.Error(t, err)
		_, err1 := json.Marshal(m)
		_, err2 := json.Marshal(s)
		require.Error(t, cmpErr(err1, err2))
	}
}

func cmpErr(a, b error) error {
	if a != nil {
		return a
	}
	return b
}

func register() assurance.Significance {
	scores := func(magnitude, influence string) []assurance.Score {
		return []assurance.Score{{Criterion: "magnitude", Value: dec.MustParse(magnitude)}, {Criterion: "level of influence", Value: dec.MustParse(influence)}}
	}
	return assurance.Significance{
		Criteria: []assurance.Criterion{{Name: "magnitude", Weight: decimal.New(2, 0)}, {Name: "level of influence", Weight: decimal.New(1, 0)}},
		Lowest:   decimal.New(1, 0), Highest: decimal.New(5, 0), Threshold: decimal.New(3, 0),
		Assessments: []assurance.Assessment{
			{Category: assurance.ImportedEnergy, Scores: scores("5", "4"), Reason: "a third of the total"},                          // 14 ÷ 3
			{Category: assurance.Transportation, What: "commuting", Scores: scores("1", "2"), Reason: "twelve people"},              // 4 ÷ 3
			{Category: assurance.Transportation, What: "deliveries", Scores: scores("2", "5"), Reason: "the company picks the van"}, // 9 ÷ 3
		},
	}
}

func TestSignificance(t *testing.T) {
	list, err := register().Evaluate()
	require.NoError(t, err)
	for i, want := range []struct {
		score   string
		verdict assurance.SignificanceVerdict
	}{{"4.67", assurance.Significant}, {"1.33", assurance.NotSignificant}, {"3", assurance.Significant}} {
		assert.Equal(t, want.score, list[i].Score.Round(2).String())
		assert.Equal(t, want.verdict, list[i].Verdict)
	}
	assert.Equal(t, []assurance.ISOCategory{assurance.ProductsUsed, assurance.UseOfProducts, assurance.OtherSources}, register().Unassessed())
	assert.Equal(t, `category                      score (threshold 3)  verdict          reason
2 imported energy             4.67                 significant      a third of the total
3 transportation, commuting   1.33                 not significant  twelve people
3 transportation, deliveries  3                    significant      the company picks the van
not assessed: 4 products used by the organisation
not assessed: 5 use of products from the organisation
not assessed: 6 other sources
`, register().String())
	assert.Len(t, assurance.AnnexH(), 6)
}

func TestSignificanceRefuses(t *testing.T) {
	for name, change := range map[string]func(s *assurance.Significance){
		"no criteria":   func(s *assurance.Significance) { s.Criteria = nil },
		"no name":       func(s *assurance.Significance) { s.Criteria[0].Name = "" },
		"twice":         func(s *assurance.Significance) { s.Criteria[1].Name = "magnitude" },
		"no weight":     func(s *assurance.Significance) { s.Criteria[0].Weight = decimal.Decimal{} },
		"no scale":      func(s *assurance.Significance) { s.Highest = s.Lowest },
		"threshold":     func(s *assurance.Significance) { s.Threshold = decimal.New(6, 0) },
		"a long number": func(s *assurance.Significance) { s.Threshold = decimal.New(1, 100000) },
		"direct":        func(s *assurance.Significance) { s.Assessments[0].Category = assurance.Direct },
		"no category":   func(s *assurance.Significance) { s.Assessments[0].Category = 0 },
		"no reason":     func(s *assurance.Significance) { s.Assessments[0].Reason = "" },
		"no score":      func(s *assurance.Significance) { s.Assessments[0].Scores = s.Assessments[0].Scores[:1] },
		"unknown criterion": func(s *assurance.Significance) {
			s.Assessments[0].Scores = append(s.Assessments[0].Scores, assurance.Score{Criterion: "x", Value: s.Lowest})
		},
		"score twice": func(s *assurance.Significance) {
			s.Assessments[0].Scores = append(s.Assessments[0].Scores, s.Assessments[0].Scores[0])
		},
		"out of the scale": func(s *assurance.Significance) { s.Assessments[0].Scores[0].Value = decimal.New(6, 0) },
		"source twice":     func(s *assurance.Significance) { s.Assessments[1].What = "deliveries" },
	} {
		s := register()
		change(&s)
		_, err := s.Evaluate()
		require.Error(t, err, name)
		assert.Equal(t, err.Error(), s.String())
		_, err = json.Marshal(s)
		require.Error(t, err, name)
	}
}

func TestEngagement(t *testing.T) {
	good := func() assurance.Engagement {
		return assurance.Engagement{
			Level: assurance.Limited, Standard: assurance.ISO14064Part3, Assurer: "Example Verifiers", Groups: []inventory.ScopeGroup{inventory.Scopes1And2, inventory.OnlyScope3},
			Period: ghg.CalendarYear(2024), Signed: ghg.Date{Year: 2025, Month: 4, Day: 30},
		}
	}
	require.NoError(t, good().Check())
	assert.Equal(t, "scopes 1 and 2; scope 3, 2024: limited assurance by Example Verifiers, ISO 14064-3:2019", good().String())
	none := assurance.Engagement{Level: assurance.NoAssurance, Groups: []inventory.ScopeGroup{inventory.AllScopes}, Period: ghg.CalendarYear(2024)}
	require.NoError(t, none.Check())
	assert.Equal(t, "scopes 1, 2 and 3, 2024: no assurance", strings.TrimSpace(none.String()))
	for name, change := range map[string]func(e *assurance.Engagement){
		"level":        func(e *assurance.Engagement) { e.Level = 0 },
		"standard":     func(e *assurance.Engagement) { e.Standard = 0 },
		"assurer":      func(e *assurance.Engagement) { e.Assurer = "" },
		"no scopes":    func(e *assurance.Engagement) { e.Groups = nil },
		"bad scopes":   func(e *assurance.Engagement) { e.Groups[0] = 0 },
		"twice":        func(e *assurance.Engagement) { e.Groups[1] = e.Groups[0] },
		"period":       func(e *assurance.Engagement) { e.Period = ghg.Period{} },
		"signed":       func(e *assurance.Engagement) { e.Signed.Month = 13 },
		"none, but by": func(e *assurance.Engagement) { e.Level = assurance.NoAssurance },
	} {
		e := good()
		change(&e)
		require.Error(t, e.Check(), name)
		_, err := json.Marshal(e)
		require.Error(t, err, name)
	}
}

// What is written is read back the same, and nothing that would be refused is read.
func TestJSON(t *testing.T) {
	roundTrip(t, register(), `{"criteria":[{"name":"magnitude","weight":"2"},`)
	roundTrip(t, materiality(), `{"group":"scopes 1 and 2","threshold":"0.05","performance":"0.75"}`)
	roundTrip(t, assurance.Misstatement{Line: "a", Kind: assurance.Omission, Delta: tonnes(t, "-2"), Corrected: true, Detail: "a site"}, `{"line":"a","kind":"omission","delta":"-2000 kg CO2e","corrected":true,"detail":"a site"}`)
	roundTrip(t, assurance.Engagement{Level: assurance.NoAssurance, Groups: []inventory.ScopeGroup{inventory.AllScopes}, Period: ghg.CalendarYear(2024)}, `{"level":"none","groups":["scopes 1, 2 and 3"],"period":"2024-01-01/2025-01-01 2024"}`)
	for _, into := range []any{&assurance.Significance{}, &assurance.Materiality{}, &assurance.Misstatement{}, &assurance.Engagement{}} {
		require.Error(t, json.Unmarshal([]byte(`{"unknown":1}`), into))
	}
	for text, into := range map[string]any{
		`{"criteria":[],"lowest":"1","highest":"5","threshold":"3","assessments":[]}`: &assurance.Significance{},
		`{"criteria":[],"lowest":"x","highest":"5","threshold":"3","assessments":[]}`: &assurance.Significance{},
		`{"group":"scope 1","threshold":"2","performance":"0.5"}`:                     &assurance.Materiality{},
		`{"line":"","kind":"error","delta":"1 kg CO2e"}`:                              &assurance.Misstatement{},
		`{"level":"limited","groups":["scope 1"],"period":"2024"}`:                    &assurance.Engagement{},
	} {
		require.Error(t, json.Unmarshal([]byte(text), into), text)
	}
}

func roundTrip[T any](t *testing.T, v T, want string) {
	t.Helper()
	text, err := json.Marshal(v)
	require.NoError(t, err)
	assert.Contains(t, string(text), want)
	var read T
	require.NoError(t, json.Unmarshal(text, &read))
	again, err := json.Marshal(read)
	require.NoError(t, err)
	assert.Equal(t, string(text), string(again))
}

// Every word is read back as it is written, and no other.
func TestVocabularies(t *testing.T) {
	words(t, assurance.Direct, assurance.OtherSources)
	words(t, assurance.Significant, assurance.NotSignificant)
	words(t, assurance.WrongAmount, assurance.WrongCategory)
	words(t, assurance.Below, assurance.Material)
	words(t, assurance.NoAssurance, assurance.Reasonable)
	words(t, assurance.ISO14064Part3, assurance.ISSA5000)
}

type word interface {
	~uint8
	String() string
	MarshalText() ([]byte, error)
}

func words[T word, P interface {
	*T
	UnmarshalText(text []byte) error
}](t *testing.T, first, last T) {
	t.Helper()
	for w := first; w <= last; w++ {
		text, err := w.MarshalText()
		require.NoError(t, err)
		assert.Equal(t, w.String(), string(text))
		var read T
		require.NoError(t, P(&read).UnmarshalText(text))
		assert.Equal(t, w, read)
	}
	_, err := T(0).MarshalText()
	require.Error(t, err)
	require.Error(t, P(&first).UnmarshalText([]byte("no such word")))
}

// Correcting a misstatement, or splitting it into two of the same sign, never makes the verdict worse.
func FuzzMateriality(f *testing.F) {
	f.Add(int32(300), int32(-280), int32(150))
	f.Add(int32(0), int32(0), int32(0))
	f.Add(int32(499), int32(-1), int32(1))
	f.Fuzz(func(t *testing.T, a, b, c int32) {
		var list []assurance.Misstatement
		for _, n := range []int32{a, b, c} {
			delta, err := ghg.TonnesCO2e(decimal.NewFromInt32(n))
			require.NoError(t, err)
			list = append(list, assurance.Misstatement{Line: "x", Kind: assurance.WrongAmount, Delta: delta})
		}
		before, err := materiality().Evaluate(tonnes(t, "10000"), list...)
		require.NoError(t, err)
		require.LessOrEqual(t, before.Net.Kg().Abs().Cmp(before.Gross.Kg()), 0, "the net is never above the gross sum")
		omitted := append([]assurance.Misstatement{{Line: "y", Kind: assurance.Omission, Delta: tonnes(t, "-1")}}, list...)
		after, err := materiality().Evaluate(tonnes(t, "10000"), omitted...)
		require.NoError(t, err)
		require.GreaterOrEqual(t, after.Verdict, before.Verdict, "an omission offsets nothing")
		for i := range list {
			list[i].Corrected = true
		}
		done, err := materiality().Evaluate(tonnes(t, "10000"), list...)
		require.NoError(t, err)
		require.Equal(t, assurance.Below, done.Verdict)
	})
}

package activity_test

import (
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/activity/testdata/scope9"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// survey is a user's own activity with an input of every kind that JSON knows.
type survey struct {
	ID      string           `json:"id" csv:"id"`
	Period  ghg.Period       `json:"period" csv:"period"`
	Share   *decimal.Decimal `json:"share,omitempty" csv:"share,omitempty" input:"[0,1]"`
	Score   int              `json:"score,omitempty" csv:"score,omitempty" input:"[1,5]"`
	Checked bool             `json:"checked,omitempty" csv:"checked,omitempty"`
	Kind    string           `json:"kind,omitempty" csv:"kind,omitempty" input:"short|long"`
	Tags    []string         `json:"tags,omitempty" csv:"-"`
	Where   place            `json:"where,omitzero" csv:"-"`
	Visits  []visit          `json:"visits,omitempty" csv:"-"`
}

type place struct {
	Town string `json:"town"`
	Zone string `json:"zone,omitempty"`
	_    string
}

type visit struct {
	Amount units.Quantity `json:"amount"`
}

func (s survey) Calculate(b factors.Basis) (ghg.Results, error) {
	c := surveys.Begin(b, &s)
	c.Emit("leak", method.Of("mass", units.MustParse("1 kg")), ghg.CO2)
	return c.Results()
}

var surveys = method.Declare[survey](method.Declaration{Scope: ghg.Scope1, Examples: []string{`{"id": "a", "period": "2024"}`}})

func ownTable(t testing.TB) *activity.Table {
	t.Helper()
	table, err := activity.NewTable(surveys.Method)
	require.NoError(t, err)
	return table
}

// A table of one's own reads, writes and describes the module's methods and the user's.
func TestTable(t *testing.T) {
	table := ownTable(t)
	assert.Len(t, table.Methods(), len(activity.Methods())+1)
	own := `{"method":"activity_test.survey","id":"a","period":"2024","share":"0.5","score":3,"checked":true,"kind":"long","tags":["x"],"where":{"town":"Leeds"},"visits":[{"amount":"1 kg"}]}`
	all, err := table.ReadJSON(strings.NewReader("[" + boiler + "," + own + "]"))
	require.NoError(t, err)
	require.Len(t, all, 2)
	text, err := table.Encode(all[1])
	require.NoError(t, err)
	assert.JSONEq(t, strings.Replace(own, `"2024"`, `"2024-01-01/2025-01-01 2024"`, 1), string(text))
	_, err = activity.Decode([]byte(own))
	require.ErrorIs(t, err, ghg.ErrUnknown, "the standard table has the module's methods only")
	_, err = activity.NewTable(surveys.Method, surveys.Method)
	require.ErrorContains(t, err, "is declared twice")

	m, err := table.Lookup("activity_test.survey")
	require.NoError(t, err)
	rows, err := m.ReadSheet(strings.NewReader("id,period,checked\na,2024,true\n"), "s.csv")
	require.NoError(t, err)
	assert.Equal(t, []activity.Activity{survey{ID: "a", Period: ghg.CalendarYear(2024), Checked: true}}, rows)
	_, err = m.ReadSheet(strings.NewReader("id,period,share\na,2024,2.x\n"), "s.csv")
	require.ErrorContains(t, err, `s.csv:2: column "share"`)
}

func TestLookupNames(t *testing.T) {
	table := ownTable(t)
	for name, want := range map[string]string{
		"Survey":                 "activity_test.survey", // the struct's name
		"activity_test.surveys":  "activity_test.survey",
		"scope3.average":         "scope3.purchased-average-data",
		"zz":                     "Methods lists them",
		strings.Repeat("a", 101): "want a name in the method table",
	} {
		_, err := table.Lookup(name)
		assert.ErrorContains(t, err, want, name)
	}
}

// The schema of an own method has every kind of input.
func TestSchemaOfEveryKind(t *testing.T) {
	m, err := ownTable(t).Lookup("activity_test.survey")
	require.NoError(t, err)
	text, err := m.Schema()
	require.NoError(t, err)
	var s struct{ Properties map[string]map[string]any }
	require.NoError(t, json.Unmarshal(text, &s))
	assert.Equal(t, []any{"string", "number"}, s.Properties["share"]["type"])
	assert.Equal(t, "integer", s.Properties["score"]["type"])
	assert.Equal(t, "boolean", s.Properties["checked"]["type"])
	assert.Equal(t, []any{"short", "long"}, s.Properties["kind"]["enum"])
	assert.Equal(t, map[string]any{"type": "string"}, s.Properties["tags"]["items"])
	where := s.Properties["where"]
	assert.Equal(t, []any{"town"}, where["required"])
	assert.Len(t, where["properties"], 2, "unexported fields are not part of it")
	visits, ok := s.Properties["visits"]["items"].(map[string]any)
	require.True(t, ok)
	assert.Equal(t, []any{"amount"}, visits["required"])
}

// Each kind of input names itself when it is given a value of another kind.
func TestDecodeKinds(t *testing.T) {
	table := ownTable(t)
	for given, want := range map[string]string{
		`"share":true`:                  "a number such as 0.07",
		`"score":"3"`:                   "a whole number",
		`"checked":"yes"`:               "true or false",
		`"tags":"x"`:                    "an array, see the method's schema",
		`"where":"Leeds"`:               "an object, see the method's schema",
		`"id":7`:                        "a string in quotation marks",
		`"period":7`:                    "a string, a calendar year",
		`"visits":{}`:                   "visits",
		`"visits":[{"amuont":"1 kg"}]`:  `visits[0].amount is not set`,
		`"visits":[{"amount":"1 kgg"}]`: "kgg",
		`"where":{"town":1}`:            "where",
		`"kind":"` + strings.Repeat("é", 90) + `","score":"` + strings.Repeat("é", 90) + `"`: "…",
	} {
		object := `{"method":"activity_test.survey","id":"a","period":"2024",` + given + `}`
		if strings.HasPrefix(given, `"id"`) || strings.HasPrefix(given, `"period"`) {
			key, _, _ := strings.Cut(given, ":")
			object = strings.Replace(`{"method":"activity_test.survey","id":"a","period":"2024"}`, map[string]string{`"id"`: `"id":"a"`, `"period"`: `"period":"2024"`}[key], given, 1)
		}
		_, err := table.Decode([]byte(object))
		assert.ErrorContains(t, err, want, given)
	}
}

// A broken example in a declaration is reported by everything that reads it.
func TestBrokenExample(t *testing.T) {
	broken := activity.Method{Method: method.Declare[survey](method.Declaration{Scope: ghg.Scope1, Examples: []string{`{"id": 7}`}}).Method}
	_, err := broken.Activities()
	require.ErrorContains(t, err, "example 1 of activity_test.survey")
	unreadable := activity.Method{Method: method.Declare[survey](method.Declaration{Scope: ghg.Scope1, Examples: []string{`{`}}).Method}
	require.ErrorContains(t, unreadable.WriteTemplate(io.Discard), "example of activity_test.survey")
}

// Outcomes yields results and errors as they come and stops when the caller does.
func TestOutcomesInOrder(t *testing.T) {
	good := survey{ID: "a", Period: ghg.CalendarYear(2024)}
	all := func(yield func(activity.Activity) bool) { _ = yield(good) && yield(undeclared{}) && yield(good) }
	var got []string
	for o := range activity.Outcomes(factors.Basis{GWP: ghg.AR5()}, all) {
		r, err := o.Get()
		if err != nil {
			got = append(got, "error")
			continue
		}
		got = append(got, r.ID)
	}
	assert.Equal(t, []string{"a", "error", "a"}, got)
	for _, stop := range []int{1, 2} {
		n := 0
		for range activity.Outcomes(factors.Basis{GWP: ghg.AR5()}, all) {
			if n++; n == stop {
				break
			}
		}
		assert.Equal(t, stop, n)
	}
	_, err := undeclared{}.Calculate(factors.Basis{})
	require.True(t, errors.Is(err, ghg.ErrUnknown))
}

// A name that begins with scope and a digit is the module's: a receipt of such a method proves that the module declares it.
func TestReservedNames(t *testing.T) {
	_, err := activity.NewTable(scope9.Declared.Method)
	require.ErrorContains(t, err, "method scope9.anything: want another name of the package of scope9.Anything")
	for name, reserved := range map[ghg.Method]bool{
		"scope1.stationary-combustion": true, "scope9.anything": true, "scope1": true, "scope": false, "scopes.x": false, "house.scope1": false, "": false,
	} {
		assert.Equal(t, reserved, name.Reserved(), name)
	}
}

package problem_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/example"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/problem"
	"github.com/ghgkit/ghg/scope1"
)

func TestProblemTravels(t *testing.T) {
	_, err := activity.Decode([]byte(`{"method":"scope1.stationary-combustion","id":"b","amount":"-1","perid":"2024"}`))
	p := problem.Of(err)
	p.Instance = "/activities/1"
	assert.Equal(t, 422, p.Status)
	assert.Equal(t, problem.TypeBase+"several", p.Type)
	text, err := json.Marshal(p)
	require.NoError(t, err)
	var back problem.Problem
	require.NoError(t, json.Unmarshal(text, &back))
	again, err := json.Marshal(back)
	require.NoError(t, err)
	assert.JSONEq(t, string(text), string(again))
	assert.Equal(t, "/activities/1", back.Instance)
	assert.Equal(t, p.Errors[0].Text, back.Errors[0].Text)
	require.NoError(t, back.Errors[0].Err())
	require.ErrorIs(t, p.Errors[0].Err(), ghg.ErrUnknown)

	for _, bad := range []string{`[]`, `{"status":"x"}`, `{"title":"` + strings.Repeat("x", problem.MaxJSON) + `"}`} {
		require.Error(t, json.Unmarshal([]byte(bad), &back))
	}
	require.Error(t, (*problem.Problem)(nil).UnmarshalJSON([]byte(`{}`)))
	empty, err := json.Marshal(problem.Of(nil))
	require.NoError(t, err)
	assert.JSONEq(t, `{"type":"","title":"","status":0,"errors":[]}`, string(empty))
}

func TestStatusAndTitle(t *testing.T) {
	for err, want := range map[error]string{
		io.ErrNoProgress:    "500 internal The request cannot be answered.",
		errors.New("x"):     "422 invalid An input is refused.",
		factors.ErrNoFactor: "422 no-factor There is no unique factor, property or rate for the activity.",
		ghg.ErrTampered:     "422 tampered The figures contradict each other.",
	} {
		p := problem.Of(err)
		assert.Equal(t, want, fmt.Sprintf("%d %s %s", p.Status, strings.TrimPrefix(p.Type, problem.TypeBase), p.Title))
	}
	_, err := activity.Decode([]byte(`{`))
	assert.Equal(t, 400, problem.Of(err).Status)
	assert.Equal(t, 400, problem.Of(ghg.Join(errors.New("x"), err)).Status)
	assert.Contains(t, problem.Kinds(), "missing")
}

// A hundred items are kept, whatever the error holds, and all are counted; none is longer than what it quotes allows.
func TestItemsAreBounded(t *testing.T) {
	var rows strings.Builder
	rows.WriteString("id,period,fuel,region,amount\n")
	for range 700 {
		rows.WriteString(strings.Repeat("x", 900) + "," + strings.Repeat("y", 900) + ",f,GB," + strings.Repeat("z", 900) + "\n")
	}
	_, err := activity.ReadSheet[scope1.StationaryCombustion](strings.NewReader(rows.String()), strings.Repeat("f", 5000))
	items, more := problem.All(err)
	assert.Len(t, items, 100)
	assert.Equal(t, 1300, more)
	for _, i := range items {
		assert.Less(t, len(i.Text), 6000)
		assert.Less(t, len(i.Value)+len(i.Path)+len(i.File), 300)
		assert.NotContains(t, i.Text, "\n")
	}
	assert.Contains(t, problem.Of(err).Detail, "(the first of 1400 problems)")

	loop := errors.New("end")
	for range 1000 {
		loop = fmt.Errorf("in: %w", loop)
	}
	_, more = problem.All(loop)
	assert.Zero(t, more)
}

// What goes wrong after reading keeps the place: the line of the sheet, or the element of the list.
func TestCalculationKeepsThePlace(t *testing.T) {
	b, err := example.Basis()
	require.NoError(t, err)
	sheet := "id,period,fuel,region,amount\na,2024,natural-gas,GB,1 MWh(HHV)\n\nb,2024,natural-gaz,GB,1 MWh(HHV)\nc,1989,natural-gas,GB,-1 MWh(HHV)\n"
	activities, err := activity.ReadLocated[scope1.StationaryCombustion](strings.NewReader(sheet), "boilers.csv")
	require.NoError(t, err)
	check := func(err error, places ...string) {
		t.Helper()
		items, more := problem.All(err)
		require.Len(t, items, len(places), "%v", err)
		assert.Zero(t, more)
		for n, i := range items {
			assert.Equal(t, places[n], fmt.Sprintf("%s:%d %s %s %s", i.File, i.Line, i.ID, i.Path, i.Kind))
		}
		var at *ghg.PlaceError
		require.ErrorAs(t, err, &at)
	}
	_, err = inventory.Run(b, organisation, activities)
	check(err, "boilers.csv:4 b fuel no-factor", "boilers.csv:5 c amount negative")
	lines := activity.Lines[scope1.StationaryCombustion](activity.NewDeriver(b), strings.NewReader(sheet), "boilers.csv")
	_, err = inventory.FromLines(organisation, lines)
	check(err, "boilers.csv:4 b fuel no-factor", "boilers.csv:5 c amount negative")

	bare := []activity.Activity{activities[0], scope1.StationaryCombustion{ID: "x"}}
	_, err = inventory.Run(b, organisation, bare)
	check(err, ":0 x activities[1].period missing", ":0 x activities[1].fuel missing", ":0 x activities[1].region missing", ":0 x activities[1].amount missing")
	for o := range activity.Outcomes(b, func(yield func(activity.Activity) bool) { yield(bare[1]) }) {
		_, err = o.Get()
		assert.ErrorContains(t, err, "activities[0]: ")
	}
	twice := []activity.Activity{activities[0], activities[0]}
	_, err = inventory.Run(b, organisation, twice)
	assert.ErrorContains(t, err, "boilers.csv:2: ")

	located, err := activity.Encode(activities[0])
	require.NoError(t, err)
	assert.Contains(t, string(located), `"scope1.stationary-combustion"`)
}

// What is near a refused value is data, and so is the input that has it, in each form of the input.
func TestNearAndPath(t *testing.T) {
	b, err := example.Basis()
	require.NoError(t, err)
	read := func(text string) error {
		activities, err := activity.ReadJSON(strings.NewReader(text))
		if err == nil {
			_, err = inventory.Run(b, organisation, activities)
		}
		return err
	}
	const chain = `{"method":"scope3.transport-chain","id":"c","period":"2024","category":4,"stages":"apart","mass":"8700 kg",
		"legs":[{"name":"ship","mode":"sea/container/average","region":"GB","distance":"390 km"},{"name":"train","mode":"rail","region":"GB","distance":"210 km"}]}`
	var o inventory.Organisation
	for _, c := range []struct {
		name, path string
		err        error
		near       []string
	}{
		{"a region", "activities[0].region", read(`{"method":"scope2.heat","id":"h","period":"2024","carrier":"heat","region":"UK","amount":"1 GJ"}`), []string{"GB"}},
		{"a choice", "activities[0].carrier", read(`{"method":"scope2.heat","id":"h","period":"2024","carrier":"stem","region":"GB","amount":"1 GJ"}`), []string{"steam"}},
		{"a default of another country", "activities[0].region", read(`{"method":"scope2.heat","id":"h","period":"2024","carrier":"heat","region":"FR","amount":"1 GJ"}`), nil},
		{"a closed vocabulary", "activities[0].stages", read(strings.Replace(chain, `"apart"`, `"tank to wheel"`, 1)), []string{"tank-to-wheel"}},
		{"a method", "activities[0].method", read(`{"method":"scope2.het"}`), []string{"scope2.heat"}},
		{"a gas", "activities[0].gas", read(`{"method":"scope1.fugitive-simplified-balance","id":"g","period":"2024","gas":"R410","new_charge":"0 kg","new_nameplate":"0 kg","serviced":"1 kg","retired_charge":"0 kg","recovered":"0 kg"}`), []string{"R-410A", "R-410B"}},
		{"a leg of a chain", "activities[0].legs[1].mode", read(strings.Replace(chain, `"rail"`, `"rial"`, 1)), []string{"desnz/freight/rail/GB/2024/t·km"}},
		{"an approach", "approach", o.UnmarshalJSON([]byte(`{"name":"a","approach":"operational","period":"2024"}`)), []string{"operational control"}},
	} {
		items, _ := problem.All(c.err)
		require.Len(t, items, 1, "%s: %v", c.name, c.err)
		assert.Equal(t, c.path, items[0].Path, c.name)
		if c.near != nil {
			assert.Equal(t, c.near, items[0].Near, c.name)
		}
	}
}

package problem_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/example"
	"github.com/ghgkit/ghg/internal/golden"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/problem"
	"github.com/ghgkit/ghg/rates"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/units"
)

// The inputs of a good activity, and how each form writes them.
var inputs = []string{"id", "period", "fuel", "region", "amount"}

func good() map[string]string {
	return map[string]string{"id": "b", "period": "2024", "fuel": "natural-gas", "region": "GB", "amount": "1 MWh(HHV)"}
}

// mistake is one of the commonest mistakes: an input with a bad value, in each form that can have it.
type mistake struct {
	name, input, value string
	json               string // the value as JSON, if not as a string
	kind, shows        string // what the item has; shows is its value
}

func TestMistakesInAnInput(t *testing.T) {
	b, err := example.Basis()
	require.NoError(t, err)
	var lines []string
	for _, m := range []mistake{
		{name: "no id", input: "id", value: "", kind: "missing"},
		{name: "no period", input: "period", value: "", kind: "missing"},
		{name: "no fuel", input: "fuel", value: "", kind: "missing"},
		{name: "no region", input: "region", value: "", kind: "missing"},
		{name: "no amount", input: "amount", value: "", kind: "missing"},
		{name: "a fiscal year without its dates", input: "period", value: "FY2024", kind: "out-of-range", shows: "FY2024"},
		{name: "a month that is none", input: "period", value: "2024-13", kind: "out-of-range", shows: "2024-13"},
		{name: "a period that ends before it starts", input: "period", value: "2024-04-01/2023-04-01", kind: "out-of-range", shows: "2024-04-01/2023-04-01"},
		{name: "the name of a country", input: "region", value: "UK", kind: "unknown", shows: "UK"},
		{name: "a region in small letters", input: "region", value: "gb", kind: "unknown", shows: "gb"},
		{name: "no such country", input: "region", value: "XX", kind: "unknown", shows: "XX"},
		{name: "a negative amount", input: "amount", value: "-1 MWh(HHV)", kind: "negative", shows: "-1 MWh(HHV)"},
		{name: "no heating value basis", input: "amount", value: "1 MWh", kind: "wrong-dimension", shows: "1 MWh"},
		{name: "a misspelt unit", input: "amount", value: "1 MWhh", kind: "unknown-unit", shows: "1 MWhh"},
		{name: "no unit", input: "amount", value: "1", kind: "invalid", shows: "1"},
		{name: "thousands separators", input: "amount", value: "1,250 MWh(HHV)", kind: "wrong-kind", shows: "1,250 MWh(HHV)"},
		{name: "a decimal comma", input: "amount", value: "1,5 MWh(HHV)", kind: "wrong-kind", shows: "1,5 MWh(HHV)"},
		{name: "a number without an end", input: "amount", value: "1. MWh(HHV)", kind: "wrong-kind", shows: "1. MWh(HHV)"},
		{name: "a misspelt fuel", input: "fuel", value: "natural-gaz", kind: "no-factor", shows: "fuel/natural-gaz"},
		{name: "a country without factors", input: "region", value: "TV", kind: "no-factor", shows: "fuel/natural-gas"},
		{name: "a year without factors", input: "period", value: "1999", kind: "no-factor", shows: "fuel/natural-gas"},
		{name: "a text that is too long", input: "id", value: strings.Repeat("x", 1001), kind: "out-of-range", shows: strings.Repeat("x", 80) + "…"},
		{name: "a number as id", input: "id", json: "3", kind: "wrong-kind", shows: "3"},
		{name: "a number as amount", input: "amount", json: "125", kind: "wrong-kind", shows: "125"},
		{name: "null", input: "amount", json: "null", kind: "wrong-kind", shows: "null"},
		{name: "a list as region", input: "region", json: `["GB"]`, kind: "wrong-kind", shows: `["GB"]`},
	} {
		for form, err := range m.forms(t, b) {
			items, more := problem.All(err)
			require.Len(t, items, 1, "%s in %s: %v", m.name, form, err)
			require.Zero(t, more)
			i := items[0]
			assert.Equal(t, m.kind, i.Kind, "%s in %s: %v", m.name, form, err)
			assert.Equal(t, m.shows, i.Value, "%s in %s: %v", m.name, form, err)
			assert.True(t, strings.HasSuffix(i.Path, m.input) || i.Column == m.input, "%s in %s: path %q", m.name, form, i.Path)
			lines = append(lines, line(m.name+", "+form, i))
		}
	}
	slices.Sort(lines)
	golden.Assert(t, "mistakes.txt", []byte(strings.Join(lines, "\n")+"\n"))
}

// line writes an item for the golden file.
func line(name string, i problem.Item) string {
	return fmt.Sprintf("%s\n\tpath %q, file %q, line %d, value %q, near %q, kind %s\n\t%s", name, i.Path, i.File, i.Line, i.Value, i.Near, i.Kind, i.Text)
}

// forms returns the errors of the mistake in Go, JSON and CSV.
func (m mistake) forms(t *testing.T, b factors.Basis) map[string]error {
	t.Helper()
	values := good()
	values[m.input] = m.value
	errs := map[string]error{}
	var object, cells []string
	for _, name := range inputs {
		value := fmt.Sprintf("%q", values[name])
		if name == m.input && m.json != "" {
			value = m.json
		}
		object = append(object, fmt.Sprintf("%q: %s", name, value))
		cells = append(cells, `"`+values[name]+`"`)
	}
	text := `[{"method": "scope1.stationary-combustion", ` + strings.Join(object, ", ") + "}]"
	activities, err := activity.ReadJSON(strings.NewReader(text))
	if err == nil {
		_, err = inventory.Run(b, organisation, activities)
	}
	errs["JSON"] = err
	if m.json != "" {
		return errs
	}
	sheet := strings.Join(inputs, ",") + "\n" + strings.Join(cells, ",") + "\n"
	activities, err = activity.ReadLocated[scope1.StationaryCombustion](strings.NewReader(sheet), "boilers.csv")
	if err == nil {
		_, err = inventory.Run(b, organisation, activities)
	}
	errs["CSV"] = err
	if a, ok := structOf(values); ok {
		_, err = a.Calculate(b)
		errs["Go"] = err
	}
	return errs
}

var organisation = inventory.Organisation{Name: "o", Approach: inventory.OperationalControl, Period: ghg.Period{Start: ghg.Date{Year: 1990, Month: 1, Day: 1}, End: ghg.Date{Year: 2030, Month: 1, Day: 1}}}

// structOf returns the values as a struct, unless Go's own types refuse them before.
func structOf(values map[string]string) (scope1.StationaryCombustion, bool) {
	a := scope1.StationaryCombustion{ID: values["id"], Fuel: values["fuel"], Region: values["region"]}
	if text := values["period"]; text != "" {
		p, err := ghg.ParsePeriod(text)
		if err != nil {
			return a, false
		}
		a.Period = p
	}
	if text := values["amount"]; text != "" {
		q, err := units.Parse(text)
		if err != nil {
			return a, false
		}
		a.Amount = q
	}
	return a, true
}

func TestMistakesInAFile(t *testing.T) {
	read := func(text string) error {
		_, err := activity.ReadSheet[scope1.StationaryCombustion](strings.NewReader(text), "boilers.csv")
		return err
	}
	object := func(text string) error {
		_, err := activity.ReadJSON(strings.NewReader(text))
		return err
	}
	catalogue := func(text string) error {
		_, err := factors.ReadCSV(strings.NewReader(text), factors.Meta{Publisher: "own", Edition: "1", Title: "t", Licence: "l"})
		return err
	}
	header := "id,period,fuel,region,amount\n"
	factor := "activity,region,valid,unit,boundary,CO2\n"
	mapping := func(text string) error {
		_, err := factors.ReadMapping(strings.NewReader(text), "codes.csv")
		return err
	}
	rate := func(text string) error {
		_, err := rates.ReadCSV(strings.NewReader(text), "own")
		return err
	}
	j := func(rest string) string { return `{"method": "scope1.stationary-combustion", "id": "b"` + rest + "}" }
	var lines []string
	for _, c := range []struct {
		name  string
		err   error
		items []string // kind, place and value of each
	}{
		{"a misspelt column", read("id,period,fuel,region,amnount\n"), []string{"unknown boilers.csv:1 amnount amnount [amount]", "missing boilers.csv:1 amount  []"}},
		{"a column twice", read("id,id,period,fuel,region,amount\n"), []string{"repeated boilers.csv:1 id id []"}},
		{"semicolons", read("id;period;fuel\n"), []string{"wrong-kind boilers.csv:1 header cells are separated by semicolons"}},
		{"an empty file", read(""), []string{"wrong-kind boilers.csv:1 header the file is empty []"}},
		{"a cell too many", read(header + "b,2024,natural-gas,GB,1 MWh(HHV),x\n"), []string{"wrong-kind boilers.csv:2 row 6 cells []"}},
		{"a quotation mark", read(header + "\"b,2024\n"), []string{"syntax boilers.csv:2 row  []"}},
		{"not UTF-8", read(header + "\xff,2024,natural-gas,GB,1 MWh(HHV)\n"), []string{"syntax boilers.csv:2 text 0xff is not UTF-8 []"}},
		{"two bad cells", read(header + "b,FY,natural-gas,GB,1 MWhh\n"), []string{"out-of-range boilers.csv:2 period FY []", "unknown-unit boilers.csv:2 amount 1 MWhh [MWh]"}},
		{"a misspelt key", object(j(`,"period":"2024","fuel":"f","region":"GB","amnount":"1 t"`)), []string{"unknown :0 activities[0].amnount  [amount]", "missing :0 activities[0].amount  []"}},
		{"a key twice", object(j(`,"id":"c"`)), []string{"repeated :0 activities[0].id  []"}},
		{"an unknown method", object(`{"method":"scope1.stationery-combustion"}`), []string{"unknown :0 activities[0].method scope1.stationery-combustion [scope1.stationary-combustion]"}},
		{"no method", object(`[{"id":"b"}]`), []string{"missing :0 activities[0].method  []"}},
		{"not an object", object(`[[1,2]]`), []string{"wrong-kind :0 activities[0].activity [1,2] []"}},
		{"cut off", object(`[{"id":`), []string{"syntax :0 activities[0]  []"}},
		{"no activities", object(``), []string{"missing :0 JSON of activities  []"}},
		{"a factor in no region", catalogue(factor + "fuel/x,,2024,L,combustion,1\n"), []string{"missing own-1 factors:2 region  []"}},
		{"an unknown boundary", catalogue(factor + "fuel/x,GB,2024,L,burning,1\n"), []string{"unknown own-1 factors:2 boundary burning []"}},
		{"a number that is none", catalogue(factor + "fuel/x,GB,2024,L,combustion,one\n"), []string{"wrong-kind own-1 factors:2 CO2 one []"}},
		{"two bad cells of a factor", catalogue(factor + "fuel/x,GB,FY,Lx,combustion,1\n"), []string{"unknown-unit own-1 factors:2 unit Lx", "out-of-range own-1 factors:2 valid FY"}},
		{"a code twice", mapping("code,activity\na,fuel/diesel\na,fuel/coal\n"), []string{"mixed codes.csv:3 code a []"}},
		{"three bad cells of a rate", rate("kind,from,to,quote,period,value,source\nfx,JPY,USD,per,2024,1.2.3,\n"), []string{"invalid own rates.csv:2 quote per", "wrong-kind own rates.csv:2 value 1.2.3", "missing own rates.csv:2 source"}},
		{"an unknown kind of rate", rate("kind,value,source\nxf,1,s\n"), []string{"out-of-range own rates.csv:2 kind xf []"}},
	} {
		items, _ := problem.All(c.err)
		require.Len(t, items, len(c.items), "%s: %v", c.name, c.err)
		for n, i := range items {
			at := fmt.Sprintf("%s %s:%d %s %s %v", i.Kind, i.File, i.Line, i.Path, i.Value, i.Near)
			assert.True(t, strings.HasPrefix(at, c.items[n]), "%s: %q, want %q", c.name, at, c.items[n])
			lines = append(lines, line(c.name, i))
		}
	}
	golden.Assert(t, "files.txt", []byte(strings.Join(lines, "\n")+"\n"))
}

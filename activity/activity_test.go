package activity_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
)

const boiler = `{"method":"scope1.stationary-combustion","id":"boiler-1","period":"2024","fuel":"natural-gas","region":"GB","amount":"125 MWh(HHV)"}`

func TestDecode(t *testing.T) {
	a, err := activity.Decode([]byte(boiler))
	require.NoError(t, err)
	assert.Equal(t, scope1.StationaryCombustion{
		ID: "boiler-1", Period: ghg.CalendarYear(2024), Fuel: "natural-gas", Region: "GB", Amount: units.MustParse("125 MWh(HHV)"),
	}, a)
}

func TestDecodeRefuses(t *testing.T) {
	for _, c := range []struct{ name, object, want string }{
		{"no method", `{"id":"x"}`, "method"},
		{"unknown method", strings.Replace(boiler, "scope1.stationary", "scope1.stationery", 1), "scope1.stationary-combustion"},
		{"unknown key", strings.Replace(boiler, `"fuel"`, `"fule"`, 1), `"fuel"`},
		{"key in another case", strings.Replace(boiler, `"region"`, `"Region"`, 1), "region"},
		{"extra key", strings.Replace(boiler, `"id"`, `"notes":"x","id"`, 1), "notes is an unknown key"},
		{"key twice", strings.Replace(boiler, `"id"`, `"id":"a","id"`, 1), "every key once"},
		{"missing key", strings.Replace(boiler, `,"region":"GB"`, "", 1), "region"},
		{"text after it", boiler + "{}", "more after"},
		{"not an object", `[1]`, "object"},
		{"unknown unit", strings.Replace(boiler, "MWh(HHV)", "MWhh", 1), "MWhh"},
		{"thousands separator", strings.Replace(boiler, "125 ", "1,250 ", 1), "thousands"},
		{"huge exponent in a quantity", strings.Replace(boiler, "125 ", "1e999999999 ", 1), "exponent"},
		{"huge number", `{"method":"scope1.carbon-content","id":"a","period":"2024","fuel":"f","region":"JP","amount":"1 GJ(HHV)","oxidation":1e999999999}`, "exponent"},
		{"huge quoted number", `{"method":"scope1.carbon-content","id":"a","period":"2024","fuel":"f","region":"JP","amount":"1 GJ(HHV)","oxidation":"1e999999999"}`, "exponent"},
		{"long quoted number", `{"method":"scope1.carbon-content","id":"a","period":"2024","fuel":"f","region":"JP","amount":"1 GJ(HHV)","oxidation":"0.` + strings.Repeat("9", 65) + `"}`, "64 digits"},
		{"too large", `{"method":"` + strings.Repeat("x", activity.MaxJSON) + `"}`, "bytes"},
		{"cut off", boiler[:40], "EOF"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := activity.Decode([]byte(c.object))
			require.Error(t, err)
			assert.Contains(t, err.Error(), c.want)
		})
	}
}

func TestEncodeRoundTrip(t *testing.T) {
	a, err := activity.Decode([]byte(boiler))
	require.NoError(t, err)
	text, err := activity.Encode(a)
	require.NoError(t, err)
	assert.JSONEq(t, strings.Replace(boiler, `"2024"`, `"2024-01-01/2025-01-01 2024"`, 1), string(text))
	again, err := activity.Decode(text)
	require.NoError(t, err)
	assert.Equal(t, a, again)

	_, err = activity.Encode(undeclared{})
	assert.ErrorContains(t, err, "not a method in the table")
}

type undeclared struct{}

func (undeclared) Calculate(factors.Basis) (ghg.Results, error) { return nil, ghg.ErrUnknown }

// TestMethodTable checks that the table has every method of the scopes under its name, and that sheets begin with the id.
func TestMethodTable(t *testing.T) {
	methods := activity.Methods()
	assert.Len(t, methods, len(scope1.Methods())+len(scope2.Methods())+len(scope3.Methods()))
	for _, m := range methods {
		found, err := activity.Lookup(string(m.Name()))
		require.NoError(t, err)
		assert.Same(t, m.Method, found.Method)
		examples, err := m.Activities()
		require.NoError(t, err)
		name, err := activity.NameOf(examples[0])
		require.NoError(t, err)
		assert.Equal(t, m.Name(), name)
		columns := m.Columns()
		if len(columns) == 0 { // every input is nested
			_, err := m.ReadSheet(strings.NewReader("id\n"), "sheet.csv")
			require.ErrorContains(t, err, "no sheet")
			require.ErrorContains(t, m.WriteTemplate(io.Discard), "no sheet")
			continue
		}
		assert.Equal(t, "id", columns[0].Name)
		assert.True(t, columns[0].Required)
	}
}

// TestWriteTemplate checks that a method's template is read as it is and has no rows, and that with the mark of the comment
// removed from its example it has the method's first example.
func TestWriteTemplate(t *testing.T) {
	for _, m := range activity.Methods() {
		t.Run(string(m.Name()), func(t *testing.T) {
			var sheet bytes.Buffer
			if err := m.WriteTemplate(&sheet); err != nil {
				require.ErrorContains(t, err, "no sheet")
				return
			}
			text := sheet.String()
			rows, err := m.ReadSheet(strings.NewReader(text), "template.csv")
			require.NoError(t, err)
			require.Empty(t, rows)
			row, err := m.ExampleRow()
			require.NoError(t, err)
			rows, err = m.ReadSheet(strings.NewReader(strings.Replace(text, "\n# "+row[0]+",", "\n"+row[0]+",", 1)), "template.csv")
			require.NoError(t, err)
			require.Len(t, rows, 1)
			examples, err := m.Activities()
			require.NoError(t, err)
			for _, in := range m.Inputs() {
				got, want := reflect.ValueOf(rows[0]).FieldByName(in.Field), reflect.ValueOf(examples[0]).FieldByName(in.Field)
				if in.Sheet {
					assert.Contains(t, text, "# "+in.Name+" (")
					assert.Equal(t, want.Interface(), got.Interface(), in.Name)
				}
			}
		})
	}
}

// TestDecodeRefusesAnEmptyActivity checks that an object with only a method is refused before any calculation.
func TestDecodeRefusesAnEmptyActivity(t *testing.T) {
	for _, m := range activity.Methods() {
		_, err := activity.Decode(fmt.Appendf(nil, `{"method":%q}`, m.Name()))
		require.ErrorIs(t, err, ghg.ErrMissing, "%s", m.Name())
	}
}

func TestSchema(t *testing.T) {
	for _, m := range activity.Methods() {
		t.Run(string(m.Name()), func(t *testing.T) {
			text, err := m.Schema()
			require.NoError(t, err)
			var s struct {
				Title       string
				Description string
				Properties  map[string]map[string]any
				Required    []string
				Additional  *bool `json:"additionalProperties"`
			}
			require.NoError(t, json.Unmarshal(text, &s))
			assert.Equal(t, string(m.Name()), s.Title)
			assert.Equal(t, m.Summary(), s.Description)
			require.NotNil(t, s.Additional)
			assert.False(t, *s.Additional, "the schema must refuse additional properties, as Decode does")
			assert.Contains(t, s.Required, "method")
			assert.Contains(t, s.Required, "id")
			for _, in := range m.Inputs() {
				property := s.Properties[in.Name]
				require.NotNil(t, property, in.Name)
				assert.NotEmpty(t, property["description"], in.Name)
				assert.Equal(t, in.Required, slices.Contains(s.Required, in.Name), in.Name)
				if in.Kind == method.ChoiceInput {
					assert.Len(t, property["enum"], len(in.Values), in.Name)
				}
			}
			for _, name := range s.Required {
				assert.Contains(t, s.Properties, name)
			}
		})
	}
}

func TestReadJSON(t *testing.T) {
	for name, text := range map[string]string{
		"array":             "[" + boiler + "," + strings.Replace(boiler, "boiler-1", "boiler-2", 1) + "]",
		"one after another": boiler + "\n" + strings.Replace(boiler, "boiler-1", "boiler-2", 1) + "\n",
	} {
		t.Run(name, func(t *testing.T) {
			activities, err := activity.ReadJSON(strings.NewReader(text))
			require.NoError(t, err)
			assert.Len(t, activities, 2)
		})
	}
	activities, err := activity.ReadJSON(strings.NewReader("[" + boiler + `,{"method":"x"},{"id":"y"}]`))
	assert.Len(t, activities, 1, "the good activity must be kept")
	assert.ErrorContains(t, err, "activities[1]")
	assert.ErrorContains(t, err, "activities[2]")
	_, err = activity.ReadJSON(strings.NewReader(boiler + "{"))
	assert.ErrorContains(t, err, "activities[1]")
}

func TestReadSheet(t *testing.T) {
	const header = "id,period,fuel,region,amount\n"
	rows, err := activity.ReadSheet[scope1.StationaryCombustion](strings.NewReader(header+"boiler-1,2024,natural-gas,GB,125 MWh(HHV)\n"), "boilers.csv")
	require.NoError(t, err)
	require.Len(t, rows, 1)
	assert.Equal(t, "natural-gas", rows[0].Fuel)
	assert.Len(t, activity.All(rows), 1)

	m, err := activity.Lookup("scope1.stationary-combustion")
	require.NoError(t, err)
	activities, err := m.ReadSheet(strings.NewReader(header+"boiler-1,2024,natural-gas,GB,125 MWh(HHV)\n"), "boilers.csv")
	require.NoError(t, err)
	require.Len(t, activities, 1)
	assert.Equal(t, rows[0], activities[0])

	for _, c := range []struct{ name, text, want string }{
		{"misspelt header", "id,period,fule,region,amount\n", `"fuel"`},
		{"missing column", "id,period,fuel,region\n", `"amount"`},
		{"thousands", header + "b,2024,natural-gas,GB,\"1,234 kWh(HHV)\"\n", `boilers.csv:2: column "amount"`},
		{"huge exponent", header + "b,2024,natural-gas,GB,1e999999999 kWh(HHV)\n", "exponent"},
		{"full-width digits", header + "b,2024,natural-gas,GB,１２５ kWh(HHV)\n", "full-width"},
		{"unknown unit", header + "b,2024,natural-gas,GB,125 kWhh\n", "kWhh"},
		{"ragged", header + "b,2024,natural-gas,GB\n", "boilers.csv:2"},
		{"CP932", header + "\x83\x7b\x83\x43\x83\x89,2024,natural-gas,GB,125 kWh(HHV)\n", "UTF-8"},
		{"a million digits", header + "b,2024,natural-gas,GB," + strings.Repeat("9", 1_000_000) + " kWh(HHV)\n", "boilers.csv:2"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := activity.ReadSheet[scope1.StationaryCombustion](strings.NewReader(c.text), "boilers.csv")
			require.Error(t, err)
			assert.Contains(t, err.Error(), c.want)
		})
	}
	boilers, err := activity.ReadSheetShiftJIS[scope1.StationaryCombustion](strings.NewReader(header+"\x83\x7b\x83\x43\x83\x89,2024,natural-gas,GB,125 kWh(HHV)\n"), "boilers.csv")
	require.NoError(t, err)
	assert.Equal(t, "ボイラ", boilers[0].ID)
}

func TestOutcomes(t *testing.T) {
	a, err := activity.Decode([]byte(boiler))
	require.NoError(t, err)
	n := 0
	for o := range activity.Outcomes(factors.Basis{GWP: ghg.AR5()}, func(yield func(activity.Activity) bool) { _ = yield(a) && yield(undeclared{}) }) {
		_, err := o.Get()
		require.Error(t, err, "the basis has no factors")
		n++
	}
	assert.Equal(t, 2, n)
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(boiler))
	f.Fuzz(func(t *testing.T, object []byte) {
		a, err := activity.Decode(object)
		if err != nil {
			return
		}
		text, err := activity.Encode(a)
		require.NoError(t, err)
		again, err := activity.Decode(text)
		require.NoError(t, err, "%s", text)
		assert.Equal(t, fmt.Sprint(a), fmt.Sprint(again))
	})
}

package plan_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/targets/plan"
	"github.com/shopspring/decimal"
)

// linked is a portfolio with something in every field.
func linked() plan.Portfolio {
	a, b, c := abates("a", "20", "1000"), abates("b", "20.5", "2000"), cuts("c", "0.25", "3e3")
	a.Size.Min, a.Ramp, a.Opex = d("0.5"), []decimal.Decimal{d("0.5"), d("1")}, yen("-12.5")
	b.Size.AllOrNothing, b.Requires, c.Excludes = true, []string{"c", "a"}, []string{"e"}
	e := cuts("e", "0.1", "0")
	e.Part = "fleet"
	p := portfolio(b, e, a, c)
	p.Baseline.Parts = append(p.Baseline.Parts, plan.Part{
		Name: "fleet", Scope: ghg.Scope3, Category: 4, Years: []targets.Projection{{Year: 2030, Emissions: tonnes("10")}, {Year: 2025, Emissions: tonnes("12")}},
	})
	p.Overlaps = []plan.Overlap{{Measures: [2]string{"b", "a"}, Amount: tonnes("4")}}
	p.Budgets = []plan.Budget{{Year: 2027, Limit: yen("10")}, {Year: 2026, Limit: yen("9000")}}
	p.Terms.Rate = targets.Defined(d("0.05"))
	return p
}

const linkedText = `{"prices":"2024 JPY purchaser","discount_rate":"0.05","discounted_to":2026,` +
	`"baseline":{"source":"a forecast","accounting":"market-based","parts":[` +
	`{"name":"fleet","scope":"scope 3","category":4,"years":[{"year":2025,"emissions":"12000 kg CO2e"},{"year":2030,"emissions":"10000 kg CO2e"}]},` +
	`{"name":"sites","scope":"scope 1","years":[{"year":2025,"emissions":"90000 kg CO2e"},{"year":2030,"emissions":"80000 kg CO2e"}]}]},` +
	`"measures":[` +
	`{"name":"a","part":"sites","start":2026,"lifetime":10,"ramp":["0.5","1"],"amount":"20000 kg CO2e","capex":"1000 JPY","opex":"-12.5 JPY","min":"0.5","max":"1"},` +
	`{"name":"b","part":"sites","start":2026,"lifetime":10,"ramp":["1"],"amount":"20500 kg CO2e","capex":"2000 JPY","opex":"0 JPY","max":"1","all_or_nothing":true,"requires":["a","c"]},` +
	`{"name":"c","part":"sites","start":2026,"lifetime":10,"ramp":["1"],"share":"0.25","capex":"3000 JPY","opex":"0 JPY","max":"1","excludes":["e"]},` +
	`{"name":"e","part":"fleet","start":2026,"lifetime":10,"ramp":["1"],"share":"0.1","capex":"0 JPY","opex":"0 JPY","max":"1"}],` +
	`"overlaps":[{"measures":["a","b"],"amount":"4000 kg CO2e"}],` +
	`"budgets":[{"year":2026,"limit":"9000 JPY"},{"year":2027,"limit":"10 JPY"}]}`

// A portfolio is read back as it is written, whatever the order of its lists, and has the same plan.
func TestPortfolioJSON(t *testing.T) {
	p := linked()
	text, err := json.Marshal(p)
	require.NoError(t, err)
	assert.Equal(t, linkedText, string(text)) //nolint:testifylint // byte for byte
	assert.Equal(t, []string{"c", "a"}, p.Measures[0].Requires, "what was given is left as it was")
	assert.Equal(t, [2]string{"b", "a"}, p.Overlaps[0].Measures)
	var read plan.Portfolio
	require.NoError(t, json.Unmarshal(text, &read))
	slices.Reverse(read.Measures)
	slices.Reverse(read.Baseline.Parts)
	slices.Reverse(read.Baseline.Parts[0].Years)
	slices.Reverse(read.Budgets)
	again, err := json.Marshal(read)
	require.NoError(t, err)
	assert.Equal(t, linkedText, string(again)) //nolint:testifylint // byte for byte

	of := func(p plan.Portfolio) string {
		found, err := p.LeastCost(allowing("0.5"))
		require.NoError(t, err)
		return string(sure(json.Marshal(found)))
	}
	assert.Equal(t, of(p), of(read))

	p.Measures[0].Name = ""
	_, err = json.Marshal(p)
	require.ErrorIs(t, err, ghg.ErrMissing)
	p = linked()
	p.Baseline.Source = strings.Repeat("x", 2000)
	_, err = json.Marshal(p)
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
}

func TestPortfolioJSONRefuses(t *testing.T) {
	for old, put := range map[string]string{
		`"prices":`:                       `"price":`,
		`"discount_rate":"0.05",`:         ``,
		`"discount_rate":"0.05"`:          `"discount_rate":"5"`,
		`"source":"a forecast"`:           `"source":""`,
		`"2024 JPY purchaser"`:            `"2024 EUR purchaser"`,
		`"opex":"-12.5 JPY",`:             ``,
		`"amount":"20000 kg CO2e"`:        `"amount":"20000 kg CO2e","share":"0.1"`,
		`"amount":"20000 kg CO2e",`:       ``,
		`"min":"0.5","max":"1"`:           `"min":"0.5"`,
		`"min":"0.5"`:                     `"min":null`,
		`"requires":["a","c"]`:            `"requires":["a","x"]`,
		`"measures":["a","b"]`:            `"measures":["a","b","c"]`,
		`"measures":["a","b"],"amount"`:   `"measures":[],"amount"`,
		`"ramp":["0.5","1"]`:              `"ramp":[]`,
		`{"year":2026,"limit":"9000 JPY"`: `{"year":2027,"limit":"9000 JPY"`,
		`"name":"a","part"`:               `"name":"a","name":"a","part"`,
		`"start":2026`:                    `"start":2026.5`,
		`"accounting":"market-based"`:     `"accounting":"market"`,
	} {
		require.Contains(t, linkedText, old)
		var into plan.Portfolio
		require.Error(t, json.Unmarshal([]byte(strings.Replace(linkedText, old, put, 1)), &into), "%s: %s", old, put)
		assert.Empty(t, into.Measures, "an error leaves it unchanged")
	}
	require.ErrorIs(t, (*plan.Portfolio)(nil).UnmarshalJSON([]byte("{}")), ghg.ErrMissing)
}

// FuzzPortfolioJSON: what is read is written, and read as the same.
func FuzzPortfolioJSON(f *testing.F) {
	f.Add([]byte(linkedText))
	f.Add([]byte(`{}`))
	for seed := range uint64(5) {
		p, _ := random(seed)
		if text, err := json.Marshal(p); err == nil {
			f.Add(text)
		}
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var p, again plan.Portfolio
		if json.Unmarshal(text, &p) != nil {
			return
		}
		first, err := json.Marshal(p)
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(first, &again))
		second, err := json.Marshal(again)
		require.NoError(t, err)
		require.Equal(t, string(first), string(second)) //nolint:testifylint // byte for byte
	})
}

package uncertainty_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory/uncertainty"
)

// asWritten asserts the JSON of a value, that it is read back as it was, and that changes of the text are refused.
func asWritten[T any](t *testing.T, value T, want string, changes map[string]string) {
	t.Helper()
	text, err := json.Marshal(value)
	require.NoError(t, err)
	assert.Equal(t, want, string(text))
	var read T
	require.NoError(t, json.Unmarshal(text, &read))
	again, err := json.Marshal(read)
	require.NoError(t, err)
	assert.Equal(t, want, string(again))
	for change, reason := range changes {
		old, by, is := strings.Cut(change, " => ")
		require.True(t, is && strings.Contains(want, old), "%s in %s", change, want)
		same := value
		require.ErrorContains(t, json.Unmarshal([]byte(strings.Replace(want, old, by, 1)), &same), reason, change)
		assert.Equal(t, value, same)
	}
	require.ErrorIs(t, any((*T)(nil)).(json.Unmarshaler).UnmarshalJSON(text), ghg.ErrMissing)
}

func TestUncertaintyJSON(t *testing.T) {
	u := must(uncertainty.PlusMinus(decimal.New(1, -1)))
	asWritten(t, u, `{"sigma":"0.05098725231996825","rule":"± 10 %"}`, map[string]string{
		`"rule":"± 10 %" => "rule":""`:             "what the uncertainty is by",
		`"rule":"± 10 %" => "rule":"x","gsd2":"1"`: "gsd2",
		`"0.05098725231996825" => "-0.1"`:          "at least 0",
		`"0.05098725231996825" => "NaN"`:           "at least 0",
		`"0.05098725231996825" => "+Inf"`:          "at least 0",
		`"0.05098725231996825" => "0x1p-2"`:        "shortest form",
		`"0.05098725231996825" => "0.10"`:          "shortest form",
		`"0.05098725231996825" => "ten"`:           "shortest form",
		`"0.05098725231996825" => 0.1`:             "sigma",
	})
	var read uncertainty.Uncertainty
	require.NoError(t, json.Unmarshal([]byte(`{"sigma":"0.05098725231996825","rule":"± 10 %"}`), &read))
	assert.Equal(t, u, read, "to the last bit")
	asWritten(t, uncertainty.Exact(), `{"sigma":"0","rule":"exact, as stated"}`, nil)
	_, err := json.Marshal(uncertainty.Uncertainty{})
	require.ErrorIs(t, err, ghg.ErrMissing, "unknown is not 0")
}

func TestFactorQualityJSON(t *testing.T) {
	graded := uncertainty.FactorQuality{
		ID: "desnz/gas", Digest: "sha256:a", Basic: uncertainty.CO2Emissions, Source: "own assessment, 2024",
		Quality: ghg.Quality{Scheme: ghg.EcoinventGrades, Technology: 1, Time: 2, Geography: 1, Completeness: 3, Reliability: 2},
	}
	quality := graded.Quality.String()
	asWritten(t, graded, `{"id":"desnz/gas","digest":"sha256:a","quality":"`+quality+`","basic":"CO2","source":"own assessment, 2024"}`, map[string]string{
		`"id":"desnz/gas" => "id":""`:                                             "an id",
		`"source":"own assessment, 2024" => "source":""`:                          "who assessed",
		`"quality":"` + quality + `", => `:                                        "grades, or an uncertainty",
		`"basic":"CO2" => "basic":"air"`:                                          "air",
		`"basic":"CO2" => "basic":"CO2","uncertainty":{"sigma":"0.1","rule":"x"}`: "either it or an uncertainty",
		`"basic" => "base"`:                                                       "base",
		quality + ` => technology 9`:                                              "technology",
	})
	stated := uncertainty.FactorQuality{ID: "x", Source: "letter", Uncertainty: must(uncertainty.GSD2(1))}
	asWritten(t, stated, `{"id":"x","uncertainty":{"sigma":"0","rule":"stated"},"source":"letter"}`, map[string]string{
		`"source" => "basic":"CO2","source"`: "either it or an uncertainty",
	})
	for _, f := range []uncertainty.FactorQuality{{}, {ID: "x", Source: "y", Quality: graded.Quality, Basic: 99}} {
		_, err := json.Marshal(f)
		require.Error(t, err)
	}
}

func TestRegisterJSON(t *testing.T) {
	words := uncertainty.Assumption{Kind: uncertainty.ModelUncertainty, Name: "decay", Text: "first order", Source: "IPCC", Scope: ghg.Scope1}
	figures := uncertainty.Assumption{
		Kind: uncertainty.ScenarioUncertainty, Name: "lifetime", Text: "15 years", Source: "survey", Scope: ghg.Scope3, Category: ghg.UseOfSoldProducts,
		Quantified: true, Low: must(ghg.KgCO2e(decimal.New(1, 0))), Base: must(ghg.KgCO2e(decimal.New(2, 0))), High: must(ghg.KgCO2e(decimal.New(3, 0))),
	}
	first := `{"kind":"model","name":"decay","text":"first order","source":"IPCC","scope":"scope 1"}`
	second := `{"kind":"scenario","name":"lifetime","text":"15 years","source":"survey","scope":"scope 3","category":11,"figures":{"low":"1 kg CO2e","base":"2 kg CO2e","high":"3 kg CO2e"}}`
	asWritten(t, words, first, map[string]string{`"model" => "guess"`: "guess", `"scope":"scope 1" => "scope":"scope 1","category":2`: "one of Scope 3"})
	asWritten(t, figures, second, map[string]string{
		`"low":"1 kg => "low":"4 kg`:           "in this order",
		`"low":"1 kg CO2e", => `:               "low",
		`"category":11 => "category":11,"x":1`: "x",
	})
	asWritten(t, must(uncertainty.NewRegister(words, figures)), "["+first+","+second+"]", map[string]string{
		`"lifetime" => "decay"`:          "each name once",
		`"source":"IPCC", => `:           "source",
		`"source":"IPCC" => "source":""`: "where the assumption comes from",
	})
	asWritten(t, uncertainty.Register{}, "[]", nil)
	_, err := json.Marshal(uncertainty.Assumption{})
	require.Error(t, err)
}

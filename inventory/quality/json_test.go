package quality_test

import (
	"encoding/json"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory/quality"
)

// The results are written with snake_case keys and exact numbers; what is not known has no key.
func TestResultsAsJSON(t *testing.T) {
	third := decimal.RequireFromString("0.3333333333333333333333333333333333")
	one, err := ghg.KgCO2e(decimal.New(1, 0))
	require.NoError(t, err)
	share := quality.Share{Rule: "primary data", CO2e: one, Yes: one, Share: &third}
	const shareText = `{"rule":"primary data","co2e":"1 kg CO2e","yes":"1 kg CO2e","unknown":"0 kg CO2e","share":"0.3333333333333333333333333333333333"}`
	for want, value := range map[string]any{
		shareText: share,
		`{"specific_activities":` + shareText + `,"verified":` + shareText + `}`: quality.IFRSShares{SpecificActivities: share, Verified: share},
		`{"scheme":"meti-5","co2e":"1 kg CO2e","lines":2,"indicators":[{"indicator":"time","grade":"0.3333333333333333333333333333333333","assessed":"1 kg CO2e","lines":1}],"mean":{"assessed":"0 kg CO2e","lines":0},"partly":1}`: quality.Rollup{
			Scheme: ghg.METIGrades, CO2e: one, Lines: 2, Indicators: []quality.Score{{Indicator: quality.Time, Grade: &third, Assessed: one, Lines: 1}}, Partly: 1,
		},
		`{"category":4,"unit":"t·km","total":"3","primary":"1","share":"0.3333333333333333333333333333333333","unknown":["a"]}`: quality.ActivityShare{Category: 4, Unit: "t·km", Total: decimal.New(3, 0), Primary: decimal.New(1, 0), Share: &third, Unknown: []string{"a"}},
		`{"scopes":"scopes 1 and 2","currency":"EUR","outstanding":"3","holdings":1,"score":"2.5"}`:                             quality.PCAFScore{Scopes: 1, Currency: "EUR", Outstanding: decimal.New(3, 0), Holdings: 1, Score: decimal.New(25, -1)},
	} {
		text, err := json.Marshal(value)
		require.NoError(t, err)
		assert.Equal(t, want, string(text))
	}
}

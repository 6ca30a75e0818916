package baseyear_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory/baseyear"
	"github.com/ghgkit/ghg/targets"
)

// comesBack asserts the JSON of a value, and that it is read back as it was.
func comesBack[T any](tb *testing.T, value T, want string) {
	tb.Helper()
	text, err := json.Marshal(value)
	require.NoError(tb, err)
	assert.Equal(tb, strings.Join(strings.Fields(want), " "), strings.Join(strings.Fields(string(text)), " "))
	var read T
	require.NoError(tb, json.Unmarshal(text, &read))
	again, err := json.Marshal(read)
	require.NoError(tb, err)
	assert.Equal(tb, string(text), string(again))
	assert.Equal(tb, reflect.ValueOf(value).Kind() == reflect.Slice, text[0] == '[')
}

const (
	firstJSON  = `{"id":"first","year":2021,"period":"2021-01-01/2022-01-01 2021","inventory":"report 2021","created":"2022-03-01","gwp":"AR5","approach":"operational control","scope_2":"market-based"}`
	secondJSON = `{"id":"second","year":2021,"period":"2021-01-01/2022-01-01 2021","inventory":"report 2021","reason":"acquisition of C","created":"2024-03-01","factors_lock":"sha256:a","gwp":"AR5","approach":"operational control","scope_2":"market-based"}`
	yearsJSON  = `[{"year":2021,"figures":[{"scope":"scope 1","co2e":"50000.000000000000000000000000000000001 kg CO2e"},{"scope":"scope 2","accounting":"market-based","co2e":"0 kg CO2e"},{"scope":"scope 3","category":6,"co2e":"7000 kg CO2e"}],"status":"as reported"},` +
		`{"year":2023,"figures":[{"scope":"scope 1","co2e":"60000 kg CO2e"}],"status":"as reported, recalculation not possible","reason":"C: no records"}]`
	eventJSON = `{"id":"C","kind":"acquisition","what":"acquisition of C","entity":"C KK","effective":"2023-01-01","deltas":[{"year":2021,"scope":"scope 1","co2e":"-15000 kg CO2e"},{"year":2021,"scope":"scope 2","accounting":"location-based","co2e":"1000 kg CO2e"}],` +
		`"not_possible":[{"year":2022,"reason":"the seller kept no records"}],"existed_from":"2019-04-01","already_reported":true,"in_figures":true}`
	policyV1JSON = `{"name":"SBTi V1","threshold":"0.05","per":"target boundary","boundaries":[{"name":"scopes 1 and 2","scopes":["scope 1","scope 2"]},{"name":"travel","categories":[6,7]}],"trigger":"net-or-any-single","timing":"all-year"}`
	policyV2JSON = `{"name":"SBTi CNZS V2.0","threshold":"0.05","per":"scope","trigger":"net-or-any-single","timing":"all-year","review":[2030,2035],"category_share":"0.05"}`
)

// full is a series with a long number, a category and a year without data.
func full(v baseyear.Version) baseyear.Series {
	small := scope1("50.000000000000000000000000000000000001")
	return baseyear.Series{Version: v, Years: []baseyear.Year{
		{Year: 2021, Figures: []baseyear.Figure{small, scope2("0"), category(6, "7")}, Status: baseyear.AsReported},
		{Year: 2023, Figures: []baseyear.Figure{scope1("60")}, Status: baseyear.Impossible, Reason: "C: no records"},
	}}
}

func wholeEvent() baseyear.Event {
	return baseyear.Event{
		ID: "C", Kind: baseyear.Acquisition, What: "acquisition of C", Entity: "C KK", Effective: ghg.Date{Year: 2023, Month: 1, Day: 1},
		Deltas: []baseyear.Delta{
			{Year: 2021, Figure: scope1("-15")},
			{Year: 2021, Figure: baseyear.Figure{Scope: ghg.Scope2, Accounting: ghg.LocationBased, CO2e: t("1")}},
		},
		NotPossible: []baseyear.NotPossible{{Year: 2022, Reason: "the seller kept no records"}},
		ExistedFrom: ghg.Date{Year: 2019, Month: 4, Day: 1}, AlreadyReported: true, InFigures: true,
	}
}

func TestJSON(tb *testing.T) {
	newer := second()
	newer.FactorsLock = "sha256:a"
	comesBack(tb, first(), firstJSON)
	comesBack(tb, newer, secondJSON)
	comesBack(tb, full(first()), `{"version":`+firstJSON+`,"years":`+yearsJSON+`}`)
	comesBack(tb, baseyear.History{full(first()), full(newer)}, `[{"version":`+firstJSON+`,"years":`+yearsJSON+`},{"version":`+secondJSON+`,"years":`+yearsJSON+`}]`)
	comesBack(tb, wholeEvent(), eventJSON)
	comesBack(tb, baseyear.SBTiV1(
		baseyear.Boundary{Name: "scopes 1 and 2", Covered: targets.Covered{Scopes: []ghg.Scope{ghg.Scope1, ghg.Scope2}}},
		baseyear.Boundary{Name: "travel", Covered: targets.Covered{Categories: []ghg.Category{6, 7}}},
	), policyV1JSON)
	comesBack(tb, baseyear.SBTiV2(2030, 2035), policyV2JSON)
	// In any order of the keys.
	var e baseyear.Event
	require.NoError(tb, json.Unmarshal([]byte(eventJSON), &e))
	assert.Equal(tb, wholeEvent().NotPossible, e.NotPossible)
	assert.Equal(tb, wholeEvent().ExistedFrom, e.ExistedFrom)
	assert.True(tb, e.Deltas[0].CO2e.Equal(t("-15")))
	require.NoError(tb, json.Unmarshal([]byte(`{"in_figures":false,"effective":"2023-01-01","kind":"organic growth or decline","id":"more"}`), &e))
	assert.Equal(tb, baseyear.Event{ID: "more", Kind: baseyear.OrganicChange, Effective: ghg.Date{Year: 2023, Month: 1, Day: 1}}, e)
}

// refusedJSON asserts that a change of the text is refused and leaves the value as it was.
func refusedJSON[T any](tb *testing.T, value T, changes map[string]string) {
	tb.Helper()
	text, err := json.Marshal(value)
	require.NoError(tb, err)
	for change, want := range changes {
		old, by, is := strings.Cut(change, " => ")
		require.True(tb, is && strings.Contains(string(text), old), "%s in %s", change, text)
		read := value
		require.ErrorContains(tb, json.Unmarshal([]byte(strings.Replace(string(text), old, by, 1)), &read), want, change)
		assert.Equal(tb, value, read, change)
	}
	var zero T
	_, err = json.Marshal(zero)
	require.Error(tb, err, "the zero %T is not written", zero)
	require.ErrorContains(tb, any((*T)(nil)).(json.Unmarshaler).UnmarshalJSON(text), "a place to read it into")
}

func TestJSONRefuses(tb *testing.T) {
	refusedJSON(tb, second(), map[string]string{
		`"gwp":"AR5" => "gwp":"AR5","colour":"red"`: "colour",
		`"gwp":"AR5" => "gwp":"AR5","gwp":"AR6"`:    "gwp",
		`"gwp":"AR5", => `:                          "gwp",
		`"period":"2021-01-01/2022-01-01 2021" => "period":"2021-01-01/2021-07-01 H1"`: "H1",
		`"year":2021 => "year":"2021"`:                      "year",
		`"id":"second" => "id":""`:                          "an id",
		`"market-based" => "both"`:                          "both",
		`"created":"2024-03-01" => "created":null`:          "created",
		`"approach":"operational control" => "approach":""`: "approach",
	})
	refusedJSON(tb, full(first()), map[string]string{
		`"year":2023 => "year":2021`:                                   "each year once",
		`"scope":"scope 1","co2e" => "scope":"scope 1","kg":1,"co2e"`:  "kg",
		`"co2e":"60000 kg CO2e" => "co2e":"-1 kg CO2e"`:                "gross emissions",
		`"co2e":"60000 kg CO2e" => "co2e":60000`:                       "co2e",
		`"accounting":"market-based" => "accounting":"location-based"`: "market-based in scope 2",
		`"category":6 => "category":16`:                                "1 to 15",
		`"id":"first" => "id":""`:                                      "an id",
	})
	newer := full(second())
	refusedJSON(tb, baseyear.History{full(first()), newer}, map[string]string{
		`"id":"second" => "id":"first"`:                    "first",
		`"reason":"acquisition of C" => "reason":""`:       "reason",
		`"created":"2024-03-01" => "created":"2020-03-01"`: "2020-03-01",
		`"years" => "jahre"`:                               "jahre",
	})
	refusedJSON(tb, wholeEvent(), map[string]string{
		`"kind":"acquisition" => "kind":"purchase"`:                           "purchase",
		`"id":"C" => "id":""`:                                                 "a name",
		`"in_figures":true => "in_figures":"yes"`:                             "in_figures",
		`,"in_figures":true => `:                                              "in_figures",
		`"reason":"the seller kept no records" => "reason":""`:                "one reason",
		`"not_possible":[ => "not_possible":[{"year":2022,"reason":"twice"},`: "one reason",
		`"not_possible":[{"year":2022 => "not_possible":[{"year":2021`:        "one reason",
		`"deltas":[ => "deltas":[{"year":2021,"scope":"scope 2","accounting":"market-based","co2e":"1 kg CO2e"},`: "market-based in scope 2",
		`"accounting":"location-based", => `:                                                           "in scope 2",
		`"scope":"scope 1" => "scope":"scope 4"`:                                                       "scope 4",
		`"effective":"2023-01-01" => "effective":"2023-02-30"`:                                         "2023-02-30",
		`"year":2021,"scope":"scope 2","accounting":"location-based" => "year":2021,"scope":"scope 1"`: "one delta",
	})
	refusedJSON(tb, baseyear.SBTiV2(2030), map[string]string{
		`"threshold":"0.05" => "threshold":"0"`:                                           "above 0",
		`"threshold":"0.05" => "threshold":"1.01"`:                                        "above 0",
		`"threshold":"0.05" => "threshold":"5 %"`:                                         "5 %",
		`"trigger":"net-or-any-single" => "trigger":""`:                                   "trigger",
		`"per":"scope" => "per":"target boundary"`:                                        "at least one per target boundary",
		`"per":"scope" => "per":"scope","boundaries":[{"name":"x","scopes":["scope 1"]}]`: "none for another policy",
		`"category_share":"0.05" => "category_share":"2"`:                                 "a share from 0 to 1",
		`"review":[2030] => "review":[2030.5]`:                                            "review",
		`"name":"SBTi CNZS V2.0" => "name":""`:                                            "a name",
	})
	travel := baseyear.SBTiV1(baseyear.Boundary{Name: "travel", Covered: targets.Covered{Categories: []ghg.Category{6, 7}}})
	refusedJSON(tb, travel, map[string]string{
		`[6,7] => [6,6]`:   "each category once",
		`[6,7] => [6,16]`:  "1 to 15",
		`[6,7] => [6,263]`: "263",
		`[6,7] => ["6"]`:   "category",
		`[6,7] => "Bgc="`:  "want an array",
		`"categories":[6,7] => "scopes":["scope 3","scope 3"]`: "each scope once",
	})
	// A threshold and a test that no base year is compared with are refused too.
	p := baseyear.SBTiV2()
	p.Threshold = d("0")
	_, err := p.Assess(whole(scope1("1")), 2023)
	require.ErrorIs(tb, err, ghg.ErrOutOfRange)
	p = baseyear.SBTiV2()
	p.Trigger = 0
	_, err = p.Assess(whole(scope1("1")), 2023)
	require.ErrorIs(tb, err, ghg.ErrMissing)
}

package land_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/inventory/land"
)

const sheet = `id,ledger,activity,entity,site,period,scope,category,accounting,co2_kg,ch4_kg,n2o_kg,occupation,method,available,risk,traceability,place,monitoring,storage_plan,project,allocation,of,result,credits,source
clearing,land use change,agriculture,Example plc,farm,2027,scope 1,,,22000,,,,statistical,statistical,low,country,BR,,,,,,,,map
cattle,land management,agriculture,Example plc,farm,2027,scope 1,,,,10000,1000,,,,low,land unit,field 7,,,,,,,,herd book
soil,land removals,agriculture,Example plc,farm,2027,scope 1,,,500000,,,,,,low,sourcing region,north,calibrated model,soil plan 3,north,0.4,,,12 t CO2e,cores
fields,land occupation,agriculture,Example plc,farm,2027,scope 1,,,,,,120 ha·year,,,,,,,,,,,,,maps
`

func TestReadCSV(t *testing.T) {
	entries, err := land.ReadCSV(strings.NewReader(sheet), "land.csv", land.StandardV1_0())
	require.NoError(t, err)
	totals, err := register(t, land.Statement{Organisation: "Example plc", Edition: land.StandardV1_0(), Entries: entries}).Totals(year, ghg.AR6())
	require.NoError(t, err)
	assert.Equal(t, `Land Sector and Removals Standard v1.0, 2027, AR6
ledger           scope    physical t  adjusted t  ha·year  entries
land use change  scope 1  22          22          –        1
land management  scope 1  543         543         –        1
land removals    scope 1  500         488         –        1
land occupation  scope 1  –           –           120      1
`, totals.String())
}

func TestReadCSVRefuses(t *testing.T) {
	for old, c := range map[string]struct{ put, want string }{
		"22000,":               {"x,", `land.csv:2: column "co2_kg"`},
		"statistical,low":      {"land unit direct,low", `land.csv:2: column "method"`},
		"low,land unit":        {",land unit", `land.csv:3: column "risk"`},
		"calibrated model":     {"default factors", `land.csv:4: column "monitoring"`},
		"cattle,":              {",", `land.csv:3: column "id"`},
		"120 ha·year":          {"120 ha", `land.csv:5: column "occupation"`},
		"cattle,land":          {"cattle,lend", `land.csv:3: column "ledger"`},
		"soil,land removals,a": {"soil,land removals,forestry,x\nsoil,land removals,a", "land.csv:4"},
		"id,ledger":            {"id,leger", `"leger"`},
		",,10000,1000,":        {",,-10000,1000,", "land.csv:3: amounts is negative"},
	} {
		require.Contains(t, sheet, old)
		_, err := land.ReadCSV(strings.NewReader(strings.Replace(sheet, old, c.put, 1)), "land.csv", land.StandardV1_0())
		require.ErrorContains(t, err, c.want, old)
	}
	_, err := land.ReadCSV(nil, "land.csv", land.StandardV1_0())
	require.ErrorIs(t, err, input.ErrNoReader)
	_, err = land.ReadCSV(strings.NewReader(sheet), "land.csv", land.Edition{})
	require.ErrorIs(t, err, ghg.ErrMissing)
}

func TestStatementJSON(t *testing.T) {
	text, err := json.Marshal(farm())
	require.NoError(t, err)
	assert.True(t, strings.HasPrefix(string(text), `{"organisation":"Example plc","edition":"Land Sector and Removals Standard v1.0","entries":[{"id":"boiler","ledger":"biomass combustion","activity":"agriculture",`), string(text))
	var read land.Statement
	require.NoError(t, json.Unmarshal(text, &read))
	again, err := json.Marshal(read)
	require.NoError(t, err)
	assert.Equal(t, string(text), string(again))
	for old, put := range map[string]string{
		`"organisation"`:             `"organise"`,
		`Removals Standard v1.0`:     `Removals Standard v0.9`,
		`"kg":"22000"`:               `"kg":"-22000"`,
		`"gas":"CO2","kg":"22000"`:   `"gas":"CO","kg":"22000"`,
		`{"gas":"CO2","kg":"22000"}`: `{"gas":"CO2","kg":"1"},{"gas":"CO2","kg":"1"}`,
		`"share":"0.5"`:              `"share":"1.5"`,
	} {
		require.Contains(t, string(text), old)
		var into land.Statement
		require.Error(t, json.Unmarshal([]byte(strings.Replace(string(text), old, put, 1)), &into), old)
		assert.Empty(t, into.Organisation)
	}
	require.Error(t, (*land.Statement)(nil).UnmarshalJSON([]byte("{}")))
	changed := farm()
	changed.Edition.RemovalMonitoring = append(changed.Edition.RemovalMonitoring, land.DefaultFactors)
	register(t, changed)
	_, err = json.Marshal(changed)
	require.ErrorIs(t, err, ghg.ErrMixed)
	changed.Edition.Name = "my own"
	_, err = json.Marshal(changed)
	require.ErrorIs(t, err, ghg.ErrUnknown)
}

func TestTotalsJSON(t *testing.T) {
	s := farm()
	s.Entries = slices.DeleteFunc(s.Entries, func(e land.Entry) bool { return e.ID != "dac" && e.ID != "fields" && e.ID != "boiler" })
	find(&s, "dac").Credits = tonnes("1")
	totals, err := register(t, s).Totals(year, ghg.AR6())
	require.NoError(t, err)
	text, err := json.Marshal(totals)
	require.NoError(t, err)
	assert.JSONEq(t, `{"edition":"Land Sector and Removals Standard v1.0","period":"2027-01-01/2028-01-01 2027","gwp":"AR6","rows":[
		{"ledger":"biomass combustion","scope":"scope 2","accounting":"location-based","entries":1,"amounts":[{"gas":"CO2","kg":"3000"}],"co2e":"3000 kg CO2e","adjusted":"3000 kg CO2e"},
		{"ledger":"geologic removals","scope":"scope 1","entries":1,"amounts":[{"gas":"CO2","kg":"60000"}],"co2e":"60000 kg CO2e","adjusted":"59000 kg CO2e"},
		{"ledger":"land occupation","scope":"scope 1","entries":1,"occupation":"120 ha·year"}]}`, string(text))
}

// Every word is read back as it is written, and no other.
func TestVocabularies(t *testing.T) {
	words(t, land.LandUseChange, land.LandOccupation)
	words(t, land.Agriculture, land.Forestry)
	words(t, land.LandUnitDirect, land.Statistical)
	words(t, land.LandUnit, land.StorageSite)
	words(t, land.Empirical, land.DefaultFactors)
	words(t, land.LowRisk, land.LowerYield)
	words(t, land.EqualDiscounting, land.LinearDiscounting)
	words(t, land.NotPermanent, land.NotARemoval)
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
	_, err = (last + 1).MarshalText()
	require.Error(t, err)
	require.Error(t, P(&first).UnmarshalText([]byte("no such word")))
}

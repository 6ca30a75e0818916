package activity_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/scope1"
)

// TestDecodeErrors checks the texts of errors, which a service shows to its caller unchanged: they name the line, the
// key, the value and what was wanted.
func TestDecodeErrors(t *testing.T) {
	good := `{"method":"scope1.stationary-combustion","id":"boiler-1","period":"2024","fuel":"natural-gas","region":"GB","amount":"125 MWh(HHV)"}`
	_, err := activity.Decode([]byte(good))
	require.NoError(t, err)
	for name, c := range map[string]struct{ old, new, want string }{
		"number in an amount":  {`125 MWh(HHV)`, `1,250 MWh(HHV)`, `scope 1 stationary combustion "boiler-1": amount: quantity "1,250 MWh(HHV)": "1,250" is not a number: write it without thousands separators and with a decimal point`},
		"amount, not a string": {`"125 MWh(HHV)"`, `125`, `scope 1 stationary combustion "boiler-1": amount is of the wrong kind ("125"): want a string, an amount with its unit: "125 MWh(HHV)"`},
		"period":               {`"2024"`, `2024`, `scope 1 stationary combustion "boiler-1": period is of the wrong kind ("2024"): want a string, a calendar year or month, the first day and the day after the last, "2023-04-01/2024-04-01 FY2023", or`},
		"no such period":       {`"2024"`, `"FY2024"`, `scope 1 stationary combustion "boiler-1": period is out of range ("FY2024"): want a calendar year`},
		"text":                 {`"GB"`, `["GB"]`, `scope 1 stationary combustion "boiler-1": region is of the wrong kind ("[\"GB\"]"): want a string in quotation marks`},
		"blank after an id":    {`"boiler-1"`, `"boiler-1 "`, `id is out of range ("boiler-1 "): want a text without blanks at its ends`},
		"wide blank":           {`"GB"`, `"GB","site":"\u3000Leeds"`, `site is out of range`},
		"share":                {`"GB"`, `"GB","biofuel_share":"seven"`, `scope 1 stationary combustion "boiler-1": biofuel_share: "seven" is not a number: want digits`},
		"number too small":     {`"GB"`, `"GB","biofuel_share":"1e-300"`, `biofuel_share: "1e-300" is not a number: its exponent is beyond ±64`},
		"share in a list":      {`"GB"`, `"GB","biofuel_share":[1]`, `biofuel_share`},
		"number out of reach":  {`"GB"`, `"GB","biofuel_share":1e999999999`, `scope 1 stationary combustion "boiler-1": biofuel_share: "1e999999999" is not a number: its exponent is beyond ±64`},
		"misspelt key":         {`"fuel"`, `"feul"`, `want the key "fuel"`},
		"key beside the rest":  {`"GB"`, `"GB","biofule":"ethanol"`, `biofule is an unknown key: want "biofuel", or another of id, entity, site,`},
		"key twice":            {`"GB"`, `"GB","fuel":"coal"`, `fuel is a repeated key: want every key once`},
		"bytes, not text":      {`boiler-1`, "boiler-\xff", "activity: byte 54: the text is not UTF-8"},
		"misspelt method":      {`stationary`, `stationry`, `method is unknown ("scope1.stationry-combustion"): want a name in the method table, such as scope1.stationary-combustion`},
		"name of a struct":     {`scope1.stationary-combustion`, `StationaryCombustion`, `such as scope1.stationary-combustion`},
		"no such method":       {`scope1.stationary-combustion`, `xx`, `method is unknown ("xx"): want a name in the method table; Methods lists them`},
	} {
		t.Run(name, func(t *testing.T) {
			text := strings.Replace(good, c.old, c.new, 1)
			require.NotEqual(t, good, text)
			_, err := activity.Decode([]byte(text))
			assert.ErrorContains(t, err, c.want)
		})
	}
}

func TestReadJSONEmpty(t *testing.T) {
	_, err := activity.ReadJSON(strings.NewReader(" \n"))
	require.ErrorIs(t, err, ghg.ErrMissing, "an empty file is a mistake")
	none, err := activity.ReadJSON(strings.NewReader("[]"))
	require.NoError(t, err, "[] stands for no activities")
	assert.Empty(t, none)
}

func TestReadJSONManyErrors(t *testing.T) {
	_, err := activity.ReadJSON(strings.NewReader("[" + strings.Repeat(`{"method":"xx"},`, 149) + `{"method":"yy"}]`))
	lines := strings.Split(err.Error(), "\n")
	assert.Len(t, lines, 101, "want a hundred errors and a count of the rest")
	assert.Equal(t, "and 50 more", lines[100])

	_, err = activity.ReadJSON(strings.NewReader("[]\n{,"))
	assert.ErrorContains(t, err, "activities[0]: byte 5: want the end of a JSON value")
}

// A sheet drops blanks at the ends of a text, JSON does not: "b1 " and "b1" would be two lines.
func TestBlanks(t *testing.T) {
	const sheet = "id,site,period,fuel,region,amount\nb1 , Leeds ,2024 ,natural-gas,GB\u3000, 125 MWh(HHV) \n"
	rows, err := activity.ReadSheet[scope1.StationaryCombustion](strings.NewReader(sheet), "gas.csv")
	require.NoError(t, err)
	assert.Equal(t, "b1", rows[0].ID)
	assert.Equal(t, "Leeds", rows[0].Site)
	assert.Equal(t, "GB", rows[0].Region)
	_, err = activity.Decode([]byte(`{"method": "scope1.chp-allocation", "id": "a", "period": "2024", "basis": "efficiency", "emitted": [{"amount": "1 t", "gas": "CO2 "}]}`))
	require.Error(t, err)
	_, err = rows[0].Calculate(factors.Basis{})
	require.ErrorIs(t, err, ghg.ErrMissing)
	rows[0].Site = "Leeds "
	_, err = rows[0].Calculate(factors.Basis{GWP: ghg.AR6()})
	var refused *ghg.FieldError
	require.ErrorAs(t, err, &refused)
	assert.Equal(t, "site", refused.Field)
}

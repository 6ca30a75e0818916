package activity_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/internal/example"
	"github.com/ghgkit/ghg/scope1"
)

const plainSheet = "id,period,fuel,region,amount\nb1,2024,natural-gas,GB,125 MWh(HHV)\nb2,2024,natural-gas,GB,1000 kWh(HHV)\n"

// Sheets as people keep them give what the plain sheet gives, decoded and as lines.
func TestKeptSheets(t *testing.T) {
	basis, err := example.Basis()
	require.NoError(t, err)
	want, err := activity.ReadSheet[scope1.StationaryCombustion](strings.NewReader(plainSheet), "s.csv")
	require.NoError(t, err)
	m, err := activity.Lookup("scope1.stationary-combustion")
	require.NoError(t, err)
	for name, sheet := range map[string]string{
		"blank rows":      "id,period,fuel,region,amount\nb1,2024,natural-gas,GB,125 MWh(HHV)\n,,,,\n\n , ,,\"\", \nb2,2024,natural-gas,GB,1000 kWh(HHV)\n,,,,\n,,,,\n",
		"blank columns":   "id,period,fuel,region,amount,,\nb1,2024,natural-gas,GB,125 MWh(HHV),,\nb2,2024,natural-gas,GB,1000 kWh(HHV), ,\"\"\n",
		"notes":           "note,id,period,Comment: meter,fuel,region,amount,notes\nx,b1,2024,\"y, z\",natural-gas,GB,125 MWh(HHV),\n,b2,2024,,natural-gas,GB,1000 kWh(HHV),a\n",
		"blanks":          "id,period,fuel,region,amount\nb1, 2024 ,natural-gas ,GB, 125 MWh(HHV)\nb2,2024,natural-gas,\tGB,1000 kWh(HHV) \n",
		"units":           "id,period,fuel,region,amount,unit\nb1,2024,natural-gas,GB,125,MWh(HHV)\nb2,2024,natural-gas,GB, 1000 , kWh(HHV)\n",
		"units, quoted":   "unit,id,period,fuel,region,amount\nMWh(HHV),b1,2024,natural-gas,GB,\"125\"\nkWh(HHV),b2,2024,\"natural-gas\",GB,1000\n",
		"units by column": "id,period,fuel,region,amount,amount_unit\nb1,2024,natural-gas,GB,125,MWh(HHV)\nb2,2024,natural-gas,GB,1000,kWh(HHV)\n",
		"comments":        "# the boilers\n#  of 2024,,\nid,period,fuel,region,amount\n# b0,2024,natural-gas,GB,1\nb1,2024,natural-gas,GB,125 MWh(HHV)\n\"# a, b\"\nb2,2024,natural-gas,GB,1000 kWh(HHV)\n",
	} {
		got, err := activity.ReadSheet[scope1.StationaryCombustion](strings.NewReader(sheet), "s.csv")
		require.NoError(t, err, name)
		assert.Equal(t, want, got, name)
		all, err := m.ReadSheet(strings.NewReader(sheet), "s.csv")
		require.NoError(t, err, name)
		require.Len(t, all, len(want), name)
		for i := range want {
			assert.Equal(t, want[i], all[i], name)
		}
		i := 0
		for line, err := range m.Lines(activity.NewDeriver(basis), strings.NewReader(sheet), "s.csv") {
			require.NoError(t, err, name)
			results, err := line.Results()
			require.NoError(t, err, name)
			direct, err := want[i].Calculate(basis)
			require.NoError(t, err, name)
			assert.Equal(t, direct, results, name)
			i++
		}
		assert.Len(t, want, i, name)
	}
}

// What is not one of these habits is refused as before.
func TestKeptSheetsAreStrict(t *testing.T) {
	for sheet, want := range map[string]string{
		"id,period,fuel,region,amount\nb1,2024,natural-gas,GB,125 MWh(HHV),x\n":             "s.csv:2: the row has 6 cells: want 5",
		"id,period,fuel,region,amount,\nb1,2024,natural-gas,GB,125 MWh(HHV),x\n":            "s.csv:2: the row has 6 cells: want 5",
		"id,period,fuel,region,amount\nb1,2024,natural-gas,GB\n":                            "s.csv:2: the row has 4 cells: want 5",
		"id,period,fuel,,region,amount\nb1,2024,natural-gas,,GB,125 MWh(HHV)\n":             `unknown column ""`,
		"id,period,fuel,region,amount,noted\nb1,2024,natural-gas,GB,125 MWh(HHV),\n":        `unknown column "noted"`,
		"id,period,fuel,region,amount,fuel_unit\nb1,2024,natural-gas,GB,125 MWh(HHV),\n":    `unknown column "fuel_unit"`,
		"id,period,fuel,region,amount,unit\nb1,2024,natural-gas,GB,125 MWh(HHV),MWh(HHV)\n": `s.csv:2: column "amount": "125 MWh(HHV) MWh(HHV)"`,
		"id,period,fuel,region,amount,unit\nb1,2024,natural-gas,GB,125,\n":                  `s.csv:2: column "amount": "125"`,
		"id,period,fuel,region,amount\nb1,2024,natural-gas,GB,1\u00a0250 MWh(HHV)\n":        "a no-break space (U+00A0)",
		"id,period,fuel,region,amount\nb1,2024,natural-gas,GB,125\u2009MWh(HHV)\n":          "a thin space (U+2009)",
		"id,period,fuel,region,amount\nb1,45292,natural-gas,GB,125 MWh(HHV)\n":              "a spreadsheet stores the day 2024-01-01 as 45292",
		"PK\x03\x04\x14\x00\x06":   "the file is a workbook (.xlsx) or another archive: read it with module github.com/ghgkit/ghg/xlsx",
		"\xd0\xcf\x11\xe0\xa1\xb1": "a workbook of Excel 97 to 2003",
		"# comments\n# only\n":     "the file has no header",
	} {
		_, err := activity.ReadSheet[scope1.StationaryCombustion](strings.NewReader(sheet), "s.csv")
		require.ErrorContains(t, err, want, "%q", sheet)
	}
}

// An id may begin with a number sign; "# " begins a comment.
func TestNumberSign(t *testing.T) {
	got, err := activity.ReadSheet[scope1.StationaryCombustion](strings.NewReader("id,period,fuel,region,amount\n#1,2024,natural-gas,GB,1000 kWh(HHV)\n"), "s.csv")
	require.NoError(t, err)
	require.Len(t, got, 1)
	assert.Equal(t, "#1", got[0].ID)
}

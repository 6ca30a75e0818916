package activity_test

import (
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/example"
	"github.com/ghgkit/ghg/scope1"
)

// A line of a sheet keeps its place when a Deriver calculates it, and its results are those of the activity.
func TestLineOfALocatedActivity(t *testing.T) {
	b, err := example.Basis()
	require.NoError(t, err)
	located, err := activity.ReadLocated[scope1.StationaryCombustion](strings.NewReader("id,period,fuel,region,amount\na,2024,natural-gas,GB,1 MWh(HHV)\nb,1999,natural-gas,GB,1 MWh(HHV)\n"), "s.csv")
	require.NoError(t, err)
	d := activity.NewDeriver(b)
	line, err := d.Line(located[0])
	require.NoError(t, err)
	got, err := line.Results()
	require.NoError(t, err)
	want, err := located[0].Calculate(b)
	require.NoError(t, err)
	assert.Equal(t, want, got)
	_, err = d.Line(located[1])
	var place *ghg.PlaceError
	require.ErrorAs(t, err, &place)
	assert.Equal(t, 3, place.Line)
	assert.Equal(t, "s.csv", place.File)
}

// A sheet that Excel saved in Japan keeps the lines of its activities too.
func TestReadLocatedShiftJIS(t *testing.T) {
	const sheet = "id,site,period,fuel,region,amount\na,\x93\x8c\x8b\x9e,2024,natural-gas,GB,1 MWh(HHV)\n" // 東京
	m, err := activity.Lookup("scope1.stationary-combustion")
	require.NoError(t, err)
	for _, read := range []func(io.Reader, string) ([]activity.Activity, error){activity.ReadLocatedShiftJIS[scope1.StationaryCombustion], m.ReadLocatedShiftJIS} {
		list, err := read(strings.NewReader(sheet), "s.csv")
		require.NoError(t, err)
		require.Len(t, list, 1)
		located, ok := list[0].(activity.Located)
		require.True(t, ok)
		assert.Equal(t, ghg.Place{File: "s.csv", Line: 2}, located.Place)
		combustion, ok := located.Activity.(scope1.StationaryCombustion)
		require.True(t, ok)
		assert.Equal(t, "東京", combustion.Site)
	}
	_, err = activity.Method{}.ReadLocatedShiftJIS(strings.NewReader(sheet), "s.csv")
	require.ErrorIs(t, err, ghg.ErrMissing)
}

func TestRefusedOfNothing(t *testing.T) {
	b, err := example.Basis()
	require.NoError(t, err)
	_, _, err = activity.FuelAndEnergy(factors.Basis{}, activity.DESNZRules(), nil)
	require.Error(t, err)
	_, _, err = activity.FuelAndEnergy(b, activity.DESNZRules(), []activity.Activity{nil})
	require.ErrorContains(t, err, "activity 1")
	m, err := activity.Lookup("scope1.stationary-combustion")
	require.NoError(t, err)
	require.Error(t, m.WriteTemplate(nil))
	_, err = (*activity.Table)(nil).Lookup("x")
	require.Error(t, err)
}

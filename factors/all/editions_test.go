package all_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/all"
)

// added are the editions and publishers that came after the others.
var added = []string{"desnz-2026", "eea-2023", "eccc-", "mfe-", "nga-"}

func isAdded(set string) bool {
	for _, name := range added {
		if set == name || strings.HasSuffix(name, "-") && strings.HasPrefix(set, name) {
			return true
		}
	}
	return false
}

// An edition that is added moves no lookup of a year that it is not for: every factor of the sets before it, asked for in its own
// year of 2024 or later, is found as it was, and so is every one of 2022 and 2023 but for the countries and years that were added.
func TestAddedEditionsMoveNoLookup(t *testing.T) {
	var before, everything []factors.Source
	for _, e := range all.Editions() {
		set := load(t, e)
		if !isAdded(set.Name()) {
			before = append(before, set)
		}
		everything = append(everything, set)
	}
	old, err := factors.NewStack(before...)
	require.NoError(t, err)
	now, err := factors.NewStack(everything...)
	require.NoError(t, err)
	assert.Len(t, everything, len(before)+12)
	asked := 0
	for f := range old.All() {
		if f.Valid.Start.Year < 2022 {
			continue
		}
		asked++
		q := factors.Query{Activity: f.Activity, Region: f.Region, Period: f.Valid, Unit: f.Unit, Boundary: f.Boundary}
		was, wasErr := old.Find(q)
		is, isErr := now.Find(q)
		if wasErr != nil {
			require.Error(t, isErr, f.ID)
			continue
		}
		require.NoError(t, isErr, f.ID)
		require.Equal(t, was.Set+" "+was.ID, is.Set+" "+is.ID)
	}
	assert.Greater(t, asked, 10_000)
}

// Electricity of five countries, each in a year that only an added edition has: its set and its value.
func TestElectricityOfAddedEditions(t *testing.T) {
	b := everything(t)
	b.Policy = factors.Policy{}
	for _, tt := range []struct {
		region   string
		period   string
		activity string
		set, kg  string
	}{
		{"GB", "2026", "electricity/grid", "desnz-2026", "0.13096"},
		{"DE", "2023", "electricity/grid", "eea-2023", "0.316"},
		{"CA-AB", "2024", "electricity/grid", "eccc-4.0", "0.346"},
		{"CA", "2019", "electricity/grid", "eccc-nir-2021", ""},
		{"NZ", "2024", "electricity/grid", "mfe-2026", "0.0993596"},
		{"NZ", "2025", "electricity/grid", "mfe-2026", "0.0786625"},
		{"AU-NSW", "2024-07-01..2025-06-30", "electricity/grid", "nga-2024", "0.66"},
		{"AU-NSW", "2024-07-01..2025-06-30", "electricity/residual-mix", "nga-2024", "0.81"},
	} {
		q := asking(tt.activity, tt.region, 2024, "kWh", ghg.Generation)
		var err error
		q.Period, err = ghg.ParsePeriod(tt.period)
		require.NoError(t, err)
		f, caveats, err := b.Find(q)
		require.NoError(t, err)
		assert.Equal(t, tt.set, f.Set, f.ID)
		require.NotEmpty(t, caveats)
		assert.Equal(t, ghg.UncheckedTranscript, caveats[0].Kind, f.ID)
		kg := f.Published.Kg
		if f.Published.GWP == "" {
			kg = f.PerUnit.At(0).Kg
		}
		if tt.kg != "" {
			assert.Equal(t, tt.kg, kg.String(), f.ID)
		}
	}
}

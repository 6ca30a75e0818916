package project_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/cmd/ghg/internal/project"
)

func TestTrack(t *testing.T) {
	p, c := sample(t, "nec")
	all, err := p.Track(c.Inventory)
	require.NoError(t, err)
	require.Len(t, all, 2)
	assert.NoError(t, all[0].Withheld)
	latest := all[0].Progress.Latest
	assert.Equal(t, 2023, latest.Year)
	actual, ok := latest.Actual.Get()
	require.True(t, ok)
	assert.Equal(t, "228.33", actual.Kilotonnes().StringFixed(2), "20.49 + 207.84 kt")
	assert.Equal(t, 2023, all[1].Progress.Latest.Year)
}

func TestTrackWithholdsWhatIsMissing(t *testing.T) {
	files := tinyFiles()
	files["ghg.toml"] += "\n[targets]\nyear = 2024\n"
	files["targets.csv"] = "name,covers,accounting,base_year,base,year,reduction\nTravel,3.6,,2020,10 t CO2e,2030,0.5\n"
	files["history.csv"] = "name,year,emissions\nTravel,2023,9 t CO2e\n"
	p, err := project.Open(folder(t, files))
	require.NoError(t, err)
	inv, err := p.Run(t.Context(), project.Options{})
	require.NoError(t, err)
	all, err := p.Track(inv)
	require.NoError(t, err)
	require.Len(t, all, 1)
	require.Error(t, all[0].Withheld, "no sheet has a line of category 6")
	assert.Equal(t, 2023, all[0].Progress.Latest.Year)
}

func TestTargetsAreRefused(t *testing.T) {
	const header = "name,covers,accounting,base_year,base,year,reduction\n"
	for name, test := range map[string]struct{ targets, history, want string }{
		"covers":    {header + "A,1+4,market-based,2020,10 t CO2e,2030,0.5\n", "", `covers is unknown ("4")`},
		"mixed":     {header + "A,1,,2020,10 t CO2e,2030,0.5\nA,1,,2021,10 t CO2e,2040,0.9\n", "", "want the same base and cover"},
		"history":   {header + "A,1,,2020,10 t CO2e,2030,0.5\n", "name,year,emissions\nB,2021,9 t CO2e\n", `name is unknown ("B")`},
		"reduction": {header + "A,1,,2020,10 t CO2e,2030,half\n", "", `half`},
		"year":      {header + "A,1,,2020,10 t CO2e,2030,0.5\n", "", `targets.year is not set`},
	} {
		t.Run(name, func(t *testing.T) {
			files := tinyFiles()
			files["targets.csv"] = test.targets
			if test.history != "" {
				files["history.csv"] = test.history
			}
			p, err := project.Open(folder(t, files))
			require.NoError(t, err)
			inv, err := p.Run(t.Context(), project.Options{})
			require.NoError(t, err)
			_, err = p.Track(inv)
			assert.ErrorContains(t, err, test.want)
		})
	}
}

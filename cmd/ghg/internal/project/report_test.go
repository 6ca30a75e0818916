package project_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/cmd/ghg/internal/project"
	"github.com/ghgkit/ghg/report"
)

const beside = `
[report]
base = "2024"
production = []

[[report.energy]]
line = "boiler"
source = "natural gas"
mwh = "0.9"
document = "bill"

[[report.credits]]
co2e = "3 t CO2e"
kind = "biogenic removal"
standard = "Gold Standard"
eu = true
source = "registry"

[report.verified]
ids = []
source = "none was asked for"

[[report.sites]]
name = "Leeds"
latitude = "53.8"
longitude = "-1.55"
source = "map"

[[report.figures]]
kind = "low-carbon energy"
name = "RE"
metric = "renewable electricity"
unit = "%"
base_year = 2020
base = "34"
year = 2040
target = "100"
reported_year = 2024
reported = "50"
source = "plan"
`

// reported returns the report of the tiny project with a configuration.
func reported(t *testing.T, config string) (report.Report, error) {
	t.Helper()
	files := tinyFiles()
	files["ghg.toml"] = tiny + config
	files["activities/scope1.stationary-combustion.boilers.csv"] = "id,site,period,fuel,region,amount\nboiler,Leeds,2024,natural-gas,GB,1000 kWh(HHV)\n"
	p, err := project.Open(folder(t, files))
	require.NoError(t, err)
	inv, err := p.Run(t.Context(), project.Options{})
	require.NoError(t, err)
	return p.Report(inv, nil, ghg.MarketBased)
}

// TestReportBeside reads what is stated beside the emissions; an empty list is stated, and one that is not there is not.
func TestReportBeside(t *testing.T) {
	r, err := reported(t, beside)
	require.NoError(t, err)
	assert.Equal(t, "0.9", r.Ledgers.Energy[0].MWh.String())
	assert.Equal(t, report.NaturalGas, r.Ledgers.Energy[0].Source)
	assert.NotNil(t, r.Ledgers.Production)
	assert.Empty(t, r.Ledgers.Production)
	require.Len(t, r.Ledgers.Credits, 1)
	assert.Equal(t, "3", r.Ledgers.Credits[0].CO2e.Tonnes().String())
	assert.Equal(t, report.BiogenicRemoval, r.Ledgers.Credits[0].Kind)
	assert.True(t, r.Ledgers.Credits[0].EU)
	assert.Equal(t, "none was asked for", r.Ledgers.Verified.Source)
	assert.Nil(t, r.Ledgers.Cloud)
	assert.Equal(t, "-1.55", r.Sites[0].Longitude.String())
	require.Len(t, r.Figures, 1)
	assert.Equal(t, report.LowCarbonEnergy, r.Figures[0].Kind)
	assert.Equal(t, 2024, r.Figures[0].Reported.Year)

	r, err = reported(t, "\n[report]\nbase = \"2024\"\n")
	require.NoError(t, err)
	assert.Nil(t, r.Ledgers.Credits)
	assert.Nil(t, r.Ledgers.Production)
	assert.Nil(t, r.Figures)
}

// TestReportBesideRefused names the field, the value and what was wanted.
func TestReportBesideRefused(t *testing.T) {
	for config, want := range map[string]string{
		"[[report.sites]]\nname = \"Lima\"\nlatitude = \"1\"\nlongitude = \"1\"\nsource = \"map\"\n":                                                      `sites[0].name is unknown ("Lima")`,
		"[[report.credits]]\nco2e = \"3 t CO2e\"\nstandard = \"VCS\"\nsource = \"registry\"\n":                                                            "credits[0].kind",
		"[report.cloud]\nids = [\"boiler\"]\nsource = \"ledger\"\n":                                                                                       `cloud.ids is unknown ("boiler")`,
		"[[report.figures]]\nkind = \"other\"\nname = \"x\"\nmetric = \"x\"\nunit = \"t\"\nbase_year = 2020\nbase = \"1\"\nyear = 2030\nsource = \"x\"\n": "figures[0].reported",
	} {
		_, err := reported(t, "\n"+config)
		require.ErrorContains(t, err, want)
	}
}

// Package egrid holds the emission rates of the United States grid by subregion, from the US EPA's eGRID.
//
// The mistakes it prevents are using the national average where the subregion is known, taking a pound for a kilogram,
// and using the rate of another year. The grid of upstate New York emits a sixth of what Puerto Rico's does, and the
// national average fell by a tenth from 2021 to 2023.
//
// Each set is one data year and valid for that calendar year: the year of generation, which is what the location-based
// method asks for (GHG Protocol Scope 2 Guidance, table 6.2). EPA publishes a year's rates in the second January after
// it, so a recent inventory needs factors.Policy.OlderYears, which leaves a caveat. The data years are 2019, 2021, 2022
// and 2023; 2020 is not included.
//
// The rates of 2023 are those of January 2025: the hub that quotes them is dated 15 January 2025, the day of the first
// release. They are not those of revision 2 of 12 June 2025, by which the US average is 770.884 lb CO2e/MWh (second-hand)
// and not 775.239 (AR5).
//
//	activity                       use                                                   region
//	electricity/grid               total output: purchased electricity, Scope 2          US-CAMX … and US
//	electricity/grid/non-baseload  electricity saved or displaced; not for an inventory  US-CAMX … and US
//
// Regions are "US-" and the four letters of the subregion, 27 of them, and "US" for the national average. The gases are
// CO2 (eGRID counts the CO2 of burned biomass as zero), CH4 and N2O at the generator, so the boundary is generation.
// Grid losses are upstream (Scope 3, category 3); [GrossLoss] returns their share. Printed rates are in lb/MWh. The
// sets hold them times 0.45359237 kg/lb, which is exact, and the note keeps the printed figure.
//
// Title: Emissions & Generation Resource Integrated Database (eGRID), subregion output emission rates and non-baseload
// rates, as printed in table 6 of the GHG Emission Factors Hub (editions 2021, 2023, 2024, 2025). Publisher: US EPA.
// Licence: US government work, public domain (17 USC 105). GWP basis: none, masses of gases.
package egrid

import (
	"bytes"
	"embed"
	"fmt"
	"strings"
	"sync"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/table"
)

//go:embed data
var data embed.FS

// The editions, one per data year.
const (
	Edition2019 = "2019" // eGRID2019, as in the hub of 2021
	Edition2021 = "2021" // eGRID2021, as in the hub of 2023
	Edition2022 = "2022" // eGRID2022, as in the hub of 2024
	Edition2023 = "2023" // eGRID2023 of January 2025, before revision 2, as in the hub of 2025
)

var editions = factors.NewEditions("eGRID by data year", data, Edition2019, Edition2021, Edition2022, Edition2023)

// Load returns the set of a data year: 56 factors in kg per MWh. It is parsed on first use, shared and immutable. An
// unknown edition is a *ghg.FieldError that lists the known ones.
func Load(edition string) (*factors.Set, error) { return editions.Load(edition) }

// Region returns the factors' region for the acronym of a subregion: "US-CAMX" for "CAMX" or "camx". An acronym that is
// not in data year 2023 is a *ghg.FieldError.
//
// To find the subregion that serves a ZIP code, use EPA's Power Profiler; the mapping is not included here.
func Region(subregion string) (string, error) {
	set, err := Load(Edition2023)
	if err != nil {
		return "", err
	}
	region := "US-" + strings.ToUpper(subregion)
	var known []string
	for f := range set.All() {
		if f.Region == region {
			return region, nil
		}
		if f.Activity == "electricity/grid" && f.Region != "US" {
			known = append(known, strings.TrimPrefix(f.Region, "US-"))
		}
	}
	return "", &ghg.FieldError{Field: "eGRID subregion", Value: subregion, Want: "one of " + strings.Join(known, ", "), Err: ghg.ErrUnknown}
}

// GrossLoss returns the share of generation that the grid loses between generator and meter in a region of the sets
// (eGRID's grid gross loss, 0.042 for the US in 2023). Losses per MWh consumed are share/(1 − share).
//
// EPA's hub prints it for data year 2023 only, and not for Puerto Rico; anything else is a *ghg.FieldError.
// Source: GHG Emission Factors Hub 2025, table 6.
func GrossLoss(edition, region string) (decimal.Decimal, error) {
	all, err := losses()
	if err != nil {
		return decimal.Decimal{}, err
	}
	if share, ok := all[edition+" "+region]; ok {
		return share, nil
	}
	return decimal.Decimal{}, &ghg.FieldError{Field: "grid gross loss of", Value: region + ", " + edition, Want: "a region of data year " + Edition2023 + " other than US-PRMS", Err: ghg.ErrUnknown}
}

var losses = sync.OnceValues(func() (map[string]decimal.Decimal, error) {
	text, err := data.ReadFile("data/losses.csv")
	if err != nil {
		return nil, fmt.Errorf("eGRID losses: %w", err)
	}
	columns := []table.Column{{Name: "data_year", Required: true}, {Name: "region", Required: true}, {Name: "share", Required: true}}
	all := map[string]decimal.Decimal{}
	err = table.Read(bytes.NewReader(text), table.Options{Name: "egrid losses.csv", Columns: columns}, func(row table.Row) error {
		share, err := row.Number("share")
		if err != nil {
			return err
		}
		all[row.Text("data_year")+" "+row.Text("region")] = share
		return nil
	})
	return all, err
})

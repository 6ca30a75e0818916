package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// config is the project's ghg.toml.
const config = `name = "Example Group"
approach = "operational control"
period = "2024"
gwp = "AR5"
factors = ["desnz-2024"]

[policy]
grid_average_as_residual = true
`

// kinds are the sheets that take turns: a method, the columns besides id, site and period, and a row of them with the amount.
var kinds = []struct{ method, columns, row string }{
	{"scope1.stationary-combustion", "fuel,region,amount", "natural-gas,GB,%s kWh(HHV)"},
	{"scope1.mobile-distance", "vehicle,region,distance", "car/medium/diesel,GB,%s km"},
	{"scope1.mobile-fuel", "fuel,region,amount", "diesel/average-biofuel-blend,GB,%s L"},
	{"scope1.direct-release", "gas,mass", "R-410A,%s kg"},
	{"scope2.electricity", "region,amount", "GB,%s kWh"},
	{"scope3.purchased-average-data", "category,item,product,region,amount,boundary", "1,steel cans,material/steel-cans/primary,GB,%s kg,cradle-to-gate"},
	{"scope3.upstream-fuel", "fuel,region,amount", "natural-gas,GB,%s kWh(HHV)"},
	{"scope3.transport-distance-based", "category,stages,mode,region,load,distance", "4,apart,road/hgv/average/average-laden,GB,12 t,%s km"},
	{"scope3.waste-type-specific", "waste,treatment,mass,region,data", "commercial-and-industrial,landfill,%s kg,GB,primary"},
	{"scope3.travel-distance-based", "stages,mode,region,distance,passengers,radiative_forcing", "apart,air/long-haul/economy,GB,%s km,3 passenger,with"},
}

// project is the size of what is written.
type project struct {
	sheets, lines, sites int
}

// write writes the project into a new folder.
func (p project) write(dir string) error {
	if err := os.MkdirAll(filepath.Join(dir, "activities"), 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "ghg.toml"), []byte(config), 0o600); err != nil {
		return err
	}
	for n := range p.sheets {
		if err := p.sheet(dir, n); err != nil {
			return err
		}
	}
	return nil
}

// sheet writes one sheet, with a site of its own or several. No two lines of a site have the same amount and month.
func (p project) sheet(dir string, n int) error {
	kind := kinds[n%len(kinds)]
	f, err := os.Create(filepath.Join(dir, "activities", fmt.Sprintf("%s.%03d.csv", kind.method, n)))
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	fmt.Fprintf(w, "id,site,period,%s\n", kind.columns)
	for i := range p.lines {
		amount := fmt.Sprintf("%d.%02d", i+1, i%100)
		site := fmt.Sprintf("Site %03d", n)
		if p.sites > 1 {
			site += fmt.Sprintf("-%03d", i%p.sites)
		}
		fmt.Fprintf(w, "line-%03d-%05d,%s,2024-%02d,%s\n", n, i, site, i%12+1, strings.Replace(kind.row, "%s", amount, 1))
	}
	if err := w.Flush(); err != nil {
		_ = f.Close()
		return err
	}
	return f.Close()
}

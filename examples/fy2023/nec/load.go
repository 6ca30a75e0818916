// Package nec reads the published figures of NEC Group and recomputes its inventory of fiscal year 2023 (April 2023 to March
// 2024). It is what the examples fy2023 and report have in common.
//
// Figures that cannot be recomputed from published data are not invented: they enter as reported and are marked so.
//
// Sources: NEC ESG Data Book 2024 (July 2024), and the Japanese sets of package factors/japan.
package nec

import (
	"embed"
	"fmt"
	"io/fs"
	"time"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/japan"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/scope3"
)

//go:embed data
var embedded embed.FS

// Files returns the sheets and the published figures.
func Files() (fs.FS, error) { return fs.Sub(embedded, "data") }

// Recomputation holds the inventory of FY2023, scope 1 of every year, and the published figures.
type Recomputation struct {
	Inventory *inventory.Inventory
	Scope1    []ghg.Result // of all years, two per year
	Published Published
}

// FiscalYear returns a year from April on, labelled as NEC labels it in Japanese: by its start.
func FiscalYear(year int) ghg.Period { return ghg.FiscalYear(year, time.April, ghg.LabelStartYear) }

// Load reads the sheets, calculates every line and reads the published figures.
func Load(files fs.FS) (*Recomputation, error) {
	set, err := japan.Load(japan.Edition2026_06)
	if err != nil {
		return nil, err
	}
	// The factors' validity selects the set in force in each year. AR5 is for the Kyoto gases of the data book; the
	// factors used here are for CO2, or for CO2e whose publisher states no basis.
	basis := factors.Basis{Factors: set, GWP: ghg.AR5()}

	fuels, err := sheet[scope1.CarbonContent](files, "fuels.csv")
	if err != nil {
		return nil, err
	}
	r := &Recomputation{}
	var lines []activity.Activity
	for _, fuel := range fuels {
		results, err := fuel.Calculate(basis)
		if err != nil {
			return nil, err
		}
		r.Scope1 = append(r.Scope1, results...)
		if fuel.Period.Same(FiscalYear(2023)) {
			lines = append(lines, fuel)
		}
	}
	others, err := otherLines(files)
	if err != nil {
		return nil, err
	}
	r.Inventory, err = inventory.Run(basis, inventory.Organisation{
		Name: "NEC Group", Approach: inventory.FinancialControl, Period: FiscalYear(2023),
	}, append(lines, others...))
	if err != nil {
		return nil, err
	}
	r.Published, err = readPublished(files)
	return r, err
}

// otherLines reads the sheets of scopes 2 and 3.
func otherLines(files fs.FS) ([]activity.Activity, error) {
	power, err := electricity(files)
	if err != nil {
		return nil, err
	}
	lines := activity.All(power)
	for _, read := range []func() ([]activity.Activity, error){
		func() ([]activity.Activity, error) { return activities[scope2.Heat](files, "heat.csv") },
		func() ([]activity.Activity, error) { return activities[scope3.WasteTypeSpecific](files, "waste.csv") },
		func() ([]activity.Activity, error) { return activities[scope3.TravelAverageData](files, "travel.csv") },
		func() ([]activity.Activity, error) { return activities[scope3.DirectUse](files, "sold.csv") },
		func() ([]activity.Activity, error) { return activities[scope3.Reported](files, "reported.csv") },
	} {
		more, err := read()
		if err != nil {
			return nil, err
		}
		lines = append(lines, more...)
	}
	return lines, nil
}

// electricity reads the purchases, each with its instruments.
func electricity(files fs.FS) ([]scope2.Electricity, error) {
	purchases, err := sheet[scope2.Electricity](files, "electricity.csv")
	if err != nil {
		return nil, err
	}
	const name = "instruments.csv"
	f, err := files.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	instruments, err := scope2.ReadInstruments(f, name)
	if err != nil {
		return nil, err
	}
	for i := range purchases {
		purchases[i].Instruments = instruments[purchases[i].ID]
		delete(instruments, purchases[i].ID)
	}
	for purchase := range instruments {
		return nil, fmt.Errorf("%s: an instrument covers the purchase %q, which is not in electricity.csv", name, purchase)
	}
	return purchases, nil
}

func sheet[T any](files fs.FS, name string) ([]T, error) {
	f, err := files.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return activity.ReadSheet[T](f, name)
}

func activities[T activity.Activity](files fs.FS, name string) ([]activity.Activity, error) {
	rows, err := sheet[T](files, name)
	return activity.All(rows), err
}

// Package all holds every embedded factor set, for tools that need them all: a catalogue, a search, a command.
//
// Importing this package links the data of every publisher; a service imports only the publishers it uses.
package all

import (
	"fmt"

	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/desnz"
	"github.com/ghgkit/ghg/factors/eccc"
	"github.com/ghgkit/ghg/factors/eea"
	"github.com/ghgkit/ghg/factors/egrid"
	"github.com/ghgkit/ghg/factors/ember"
	"github.com/ghgkit/ghg/factors/epa"
	"github.com/ghgkit/ghg/factors/japan"
	"github.com/ghgkit/ghg/factors/mfe"
	"github.com/ghgkit/ghg/factors/nga"
	"github.com/ghgkit/ghg/factors/useeio"
)

// Edition is one embedded set and how to load it.
type Edition struct {
	Package string // last part of the import path: "desnz"
	Edition string
	Load    func() (*factors.Set, error)
}

// Editions returns every embedded set, by package and edition. No set is loaded until its Load is called.
func Editions() []Edition {
	var list []Edition
	add := func(name string, load func(string) (*factors.Set, error), editions ...string) {
		for _, e := range editions {
			list = append(list, Edition{name, e, func() (*factors.Set, error) { return load(e) }})
		}
	}
	add("desnz", desnz.Load, desnz.Edition2022, desnz.Edition2023, desnz.Edition2024, desnz.Edition2025, desnz.Edition2026)
	add("eccc", eccc.Load, eccc.Edition4_0, eccc.Edition3_0, eccc.EditionNIR2021, eccc.EditionNIR2020, eccc.EditionNIR2019)
	add("eea", eea.Load, eea.Edition1990To2019, eea.Edition2023, eea.Edition2024)
	add("egrid", egrid.Load, egrid.Edition2019, egrid.Edition2021, egrid.Edition2022, egrid.Edition2023)
	add("ember", ember.Load, ember.Edition2026_04)
	add("epa", epa.Load, epa.Edition2021, epa.Edition2023, epa.Edition2024, epa.Edition2025)
	add("japan", japan.Load, japan.Edition2026_06)
	add("mfe", mfe.Load, mfe.Edition2025, mfe.Edition2026)
	add("nga", nga.Load, nga.Edition2024, nga.Edition2025, nga.Edition2026)
	add("useeio", useeio.Load, useeio.Edition1_2, useeio.Edition1_2ByGas, useeio.Edition1_3, useeio.Edition1_3ByGas)
	return list
}

// Load loads every set.
func Load() ([]*factors.Set, error) {
	var sets []*factors.Set
	for _, e := range Editions() {
		s, err := e.Load()
		if err != nil {
			return nil, fmt.Errorf("%s %s: %w", e.Package, e.Edition, err)
		}
		sets = append(sets, s)
	}
	return sets, nil
}

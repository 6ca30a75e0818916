// Package example holds the basis for calculating the examples of the methods' declarations, in documentation pages and
// in tests.
package example

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/desnz"
	"github.com/ghgkit/ghg/factors/epa"
	"github.com/ghgkit/ghg/factors/japan"
	"github.com/ghgkit/ghg/factors/useeio"
	"github.com/ghgkit/ghg/rates/worldbank"
	"github.com/ghgkit/ghg/scope1"
)

// Basis returns the UK's factors for 2024, the EPA's for 2024, Japan's, the IPCC's for carbonates and USEEIO's, in this
// order, with the World Bank's rates and the potentials of AR5. Nothing is relaxed.
func Basis() (factors.Basis, error) {
	var sources []factors.Source
	for _, load := range []func() (*factors.Set, error){
		func() (*factors.Set, error) { return desnz.Load(desnz.Edition2024) },
		func() (*factors.Set, error) { return epa.Load(epa.Edition2024) },
		func() (*factors.Set, error) { return japan.Load(japan.Edition2026_06) },
		scope1.CarbonateFactors,
		func() (*factors.Set, error) { return useeio.Load(useeio.Edition1_3) },
	} {
		set, err := load()
		if err != nil {
			return factors.Basis{}, err
		}
		sources = append(sources, set)
	}
	stack, err := factors.NewStack(sources...)
	if err != nil {
		return factors.Basis{}, err
	}
	rates, err := worldbank.Rates()
	return factors.Basis{Factors: stack, GWP: ghg.AR5(), Rates: rates}, err
}

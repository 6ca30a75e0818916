package main

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/desnz"
	"github.com/ghgkit/ghg/factors/japan"
	"github.com/ghgkit/ghg/factors/useeio"
)

// load returns the factors of three publishers, searched in this order: the United Kingdom's of 2024, the emission units of
// Japan's ministry, and the USA's factors per dollar spent.
func load() (factors.Basis, error) {
	uk, err := desnz.Load(desnz.Edition2024)
	if err != nil {
		return factors.Basis{}, err
	}
	jp, err := japan.Load(japan.Edition2026_06)
	if err != nil {
		return factors.Basis{}, err
	}
	spend, err := useeio.Load(useeio.Edition1_3)
	if err != nil {
		return factors.Basis{}, err
	}
	stack, err := factors.NewStack(uk, jp, spend)
	if err != nil {
		return factors.Basis{}, err
	}
	return factors.Basis{Factors: stack, GWP: ghg.AR5()}, nil
}

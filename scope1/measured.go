package scope1

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// Measured is emissions of a gas measured at the stack, by a continuous emission monitoring system (CEMS) or
// periodically.
//
//	emissions of the gas = mass as measured
//
// Give one row per gas, stack and period; CO2 from biomass is a separate row with the gas CO2-biogenic.
//
// Source: IPCC 2006 Guidelines vol. 2 ch. 2 (tier 3, direct measurement); GHG Protocol Corporate Standard ch. 6.
type Measured struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Gas        ghg.Gas        `json:"gas" csv:"gas"`               // the gas measured: "CO2", "CO2-biogenic", "N2O"
	Mass       units.Quantity `json:"mass" csv:"mass"`             // the mass of the gas measured: "41250 t", "41250 t CO2"
	Instrument string         `json:"instrument" csv:"instrument"` // the instrument that measured the gas: "CEMS of stack 2"
	Standard   string         `json:"standard" csv:"standard"`     // the standard to which the instrument is calibrated: "EN 14181, QAL2 of 2024-03"
}

var measured = declare[Measured](
	"none",
	`{"id": "stack", "period": "2024", "gas": "N2O", "mass": "3.2 t", "instrument": "CEMS of stack 2", "standard": "EN 14181"}`,
	`{"id": "kiln-co2", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "reliability 1", "gas": "CO2",
	"mass": "41250 t CO2", "instrument": "CEMS of stack 1", "standard": "EN 14181"}`,
)

// Calculate returns one result. It fails if an input is missing, negative or not a mass of the gas.
func (a Measured) Calculate(b factors.Basis) (ghg.Results, error) {
	c := measured.Begin(b, &a)
	c.Emit("measured", method.Of("mass", a.Mass), a.Gas)
	c.Note("instrument", a.Instrument)
	c.Note("standard", a.Standard)
	return c.Results()
}

package scope1

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/calc"
	"github.com/ghgkit/ghg/units"
)

// MethodMeasured is the name of the method of emissions measured at the stack.
const MethodMeasured ghg.Method = "scope1.measured"

// Measured is a gas that a continuous emission monitoring system (CEMS) or periodic measurement found at the stack.
//
//	emissions of the gas = mass as measured
//
// A row is one gas of one stack and period; CO2 of biomass is a row of its own with the gas CO2-biogenic. Instrument
// and Standard are recorded with the result, so is the period.
//
// Source: IPCC 2006 Guidelines vol. 2 ch. 2 (tier 3, direct measurement); GHG Protocol Corporate Standard ch. 6.
type Measured struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Gas        ghg.Gas        `json:"gas" csv:"gas"`   // "CO2", "CO2-biogenic", "N2O"
	Mass       units.Quantity `json:"mass" csv:"mass"` // "41250 t", or "41250 t CO2"
	Instrument string         `json:"instrument" csv:"instrument"`
	Standard   string         `json:"standard" csv:"standard"` // it is calibrated by: "EN 14181, QAL2 of 2024-03"
}

// Calculate returns one result. It fails if an input is missing, negative or not a mass of the gas.
func (a Measured) Calculate(b factors.Basis) (ghg.Results, error) {
	c := begin(b, MethodMeasured, a.ID, a.Entity, a.Site, a.Period, a.Quality)
	c.Text("gas", string(a.Gas), "the gas measured, such as CO2")
	c.Text("instrument", a.Instrument, "what measured it, such as CEMS of stack 2")
	c.Text("standard", a.Standard, "the standard it is calibrated by, such as EN 14181")
	c.Amount("mass", a.Mass)
	if c.Failed() {
		return nil, c.Err()
	}

	c.Emit("measured", calc.Of("mass", a.Mass), a.Gas)
	c.Fact("instrument", a.Instrument)
	c.Fact("standard", a.Standard)
	return c.Results()
}

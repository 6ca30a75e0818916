package scope1

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// ProcessElectronics is emissions of fluorinated gas used to etch or to clean chambers in making semiconductors,
// displays and photovoltaics.
//
//	emissions of the gas = FC × (1 − h) × (1 − U) × (1 − a × d)
//	emissions of a by-product = FC × (1 − h) × B × (1 − a × d′)
//
// FC is the gas consumed, h the share that stays in the container (heel), U the share used up in the process, a the
// share of the gas fed to tools with abatement, d and d′ the shares of the gas and of the by-product that the abatement
// destroys, and B the mass of by-product formed per mass of gas. Give one row per gas and process; the by-products of
// the gas, such as CF4 from NF3, belong to the same row.
//
// Source: IPCC 2006 Guidelines vol. 3 ch. 6, tier 2a, equations 6.2 and 6.3 (the company's own or the default h, U, B, d).
type ProcessElectronics struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Gas         ghg.Gas          `json:"gas" csv:"gas"`                              // the gas consumed, which is SF6, NF3, a PFC or an HFC: "NF3"
	Consumption units.Quantity   `json:"consumption" csv:"consumption" input:"mass"` // the mass of gas consumed (FC): "1000 kg"
	Heel        *decimal.Decimal `json:"heel" csv:"heel" input:"[0,1]"`              // the share of the gas that stays in the container (h): "0.1"
	UsedUp      *decimal.Decimal `json:"used_up" csv:"used_up" input:"[0,1]"`        // the share of the gas used up in the process (U): "0.8"
	Abated      *decimal.Decimal `json:"abated" csv:"abated" input:"[0,1]"`          // the share of the gas fed to tools with abatement (a), 0 if there are none: "0.5"
	Destroyed   *decimal.Decimal `json:"destroyed" csv:"destroyed" input:"[0,1]"`    // the share of the gas that the abatement destroys (d): "0.95"
	Source      string           `json:"source" csv:"source"`                        // the source of the shares: "IPCC 2006 vol. 3 table 6.3"
	Byproducts  []Byproduct      `json:"byproducts,omitempty" csv:"-"`               // the by-products formed from the gas
}

// Byproduct is a gas formed from another gas, in [ProcessElectronics].
type Byproduct struct {
	Gas       ghg.Gas          `json:"gas"`                     // the gas formed, which is SF6, NF3, a PFC or an HFC: "CF4"
	Formed    *decimal.Decimal `json:"formed" input:"[0,)"`     // the mass of by-product formed per mass of gas consumed (B): "0.09"
	Destroyed *decimal.Decimal `json:"destroyed" input:"[0,1]"` // the share of the by-product that the abatement destroys (d′): "0.9"
}

var processElectronics = declare[ProcessElectronics](
	"none",
	`{"id": "etch", "period": "2024", "gas": "NF3", "consumption": "1000 kg", "heel": "0.1", "used_up": "0.8", "abated": "0.5",
	"destroyed": "0.95", "source": "measured", "byproducts": [{"gas": "CF4", "formed": "0.09", "destroyed": "0.9"}]}`,
	`{"id": "clean", "entity": "Example KK", "site": "Osaka", "period": "2024", "quality": "reliability 2", "gas": "SF6",
	"consumption": "50 kg", "heel": "0.1", "used_up": "0.5", "abated": "0", "destroyed": "0", "source": "IPCC 2006 vol. 3 table 6.3"}`,
)

// Calculate returns one result, which holds the gas and its by-products. It fails if an input is missing, negative or
// out of range, or if a gas is not one that the chapter covers.
func (a ProcessElectronics) Calculate(b factors.Basis) (ghg.Results, error) {
	c := processElectronics.Begin(b, &a)
	fluorinated(c, "gas", a.Gas)
	for i, p := range a.Byproducts {
		fluorinated(c, fmt.Sprintf("byproducts[%d].gas", i), p.Gas)
	}

	fed := method.Of("consumption", a.Consumption)
	fed = c.TimesFlow(fed, c.Remainder("share fed to the process", method.Ratio("heel", method.Number(a.Heel), a.Source)))
	reacts := c.Remainder("share not used up", method.Ratio("used up", method.Number(a.UsedUp), a.Source))
	c.Emit("", c.TimesFlow(c.TimesFlow(fed, reacts), a.passes(c, a.Gas, a.Destroyed)), a.Gas)
	for _, p := range a.Byproducts {
		formed := fed.Times("formed per mass consumed", method.Number(p.Formed), a.Source)
		c.Emit("by-product", c.TimesFlow(formed, a.passes(c, p.Gas, p.Destroyed)), p.Gas)
	}
	return c.Results()
}

// passes returns 1 − a × d, the share of a gas that passes the abatement.
func (a ProcessElectronics) passes(c *method.Calc, gas ghg.Gas, destroyed *decimal.Decimal) method.Flow {
	caught := method.Ratio("tools with abatement", method.Number(a.Abated), "").Times("destroyed there", method.Number(destroyed), a.Source)
	return c.Remainder("share of "+string(gas)+" not destroyed", c.Evaluate("share of "+string(gas)+" destroyed", caught))
}

// fluorinated requires a gas that the chapter covers.
func fluorinated(c *method.Calc, field string, gas ghg.Gas) {
	if !slices.Contains([]string{"SF6", "NF3", "PFC", "HFC"}, gas.Class()) {
		c.Refuse(field, string(gas), "SF6, NF3, a PFC or an HFC", ghg.ErrOutOfRange)
	}
}

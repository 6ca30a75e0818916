package scope1

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/calc"
	"github.com/ghgkit/ghg/units"
)

// MethodElectronics is the name of the method of gases used to make semiconductors, displays and photovoltaics.
const MethodElectronics ghg.Method = "scope1.process-electronics"

// Electronics is a fluorinated gas that is consumed to etch or to clean chambers in making electronics.
//
//	emissions of the gas = FC × (1 − h) × (1 − U) × (1 − a × d)
//	emissions of a by-product = FC × (1 − h) × B × (1 − a × d′)
//
// FC is the gas consumed, h the share that stays in the container (heel), U the share used up in the process, a the
// share of the gas fed to tools with abatement, d and d′ the shares that the abatement destroys of the gas and of the
// by-product, B the mass of by-product formed per mass of gas. A row is one gas of one process; the by-products of the
// gas, such as CF4 of NF3, belong to it.
//
// Source: IPCC 2006 Guidelines vol. 3 ch. 6, tier 2a, equations 6.2 and 6.3 (the company's own or the default h, U, B, d).
type Electronics struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Gas         ghg.Gas          `json:"gas" csv:"gas"`                 // SF6, NF3, a PFC or an HFC
	Consumption units.Quantity   `json:"consumption" csv:"consumption"` // FC, a mass
	Heel        *decimal.Decimal `json:"heel" csv:"heel"`               // h
	UsedUp      *decimal.Decimal `json:"used_up" csv:"used_up"`         // U
	Abated      *decimal.Decimal `json:"abated" csv:"abated"`           // a, 0 without abatement
	Destroyed   *decimal.Decimal `json:"destroyed" csv:"destroyed"`     // d
	Source      string           `json:"source" csv:"source"`           // of the shares: measurement, table 6.3
	Byproducts  []Byproduct      `json:"byproducts,omitempty" csv:"-"`
}

// Byproduct is a gas that is formed when another one is used, in [Electronics].
type Byproduct struct {
	Gas       ghg.Gas          `json:"gas"`
	Formed    *decimal.Decimal `json:"formed"`    // B, mass per mass of the gas consumed
	Destroyed *decimal.Decimal `json:"destroyed"` // d′
}

// Calculate returns one result holding the gas and its by-products. It fails if an input is missing, negative or out of
// its range, or if a gas is none of those that the chapter is about.
func (a Electronics) Calculate(b factors.Basis) (ghg.Results, error) {
	c := begin(b, MethodElectronics, a.ID, a.Entity, a.Site, a.Period, a.Quality)
	fluorinated(c, "gas", a.Gas)
	c.Amount("consumption", a.Consumption, units.Mass)
	heel := c.GivenShare("heel", a.Heel)
	usedUp := c.GivenShare("used_up", a.UsedUp)
	abated := c.GivenShare("abated", a.Abated)
	destroyed := c.GivenShare("destroyed", a.Destroyed)
	c.Text("source", a.Source, "where the shares come from, such as IPCC 2006 vol. 3 table 6.3")
	for _, p := range a.Byproducts {
		p.check(c)
	}
	if c.Failed() {
		return nil, c.Err()
	}

	fed := calc.Of("consumption", a.Consumption)
	fed = c.TimesFlow(fed, c.Remainder("share fed to the process", calc.Share("heel", heel, a.Source)))
	reacts := c.Remainder("share not used up", calc.Share("used up", usedUp, a.Source))
	c.Emit("", c.TimesFlow(c.TimesFlow(fed, reacts), a.passes(c, a.Gas, abated, destroyed)), a.Gas)
	for _, p := range a.Byproducts {
		formed := fed.Times("formed per mass consumed", *p.Formed, a.Source)
		c.Emit("by-product", c.TimesFlow(formed, a.passes(c, p.Gas, abated, *p.Destroyed)), p.Gas)
	}
	return c.Results()
}

// passes is 1 − a × d, the share of a gas that passes the abatement.
func (a Electronics) passes(c *calc.Calc, gas ghg.Gas, abated, destroyed decimal.Decimal) calc.Flow {
	caught := c.Evaluate("share of "+string(gas)+" destroyed", calc.Share("tools with abatement", abated, "").Times("destroyed there", destroyed, a.Source))
	return c.Remainder("share of "+string(gas)+" not destroyed", caught)
}

func (p Byproduct) check(c *calc.Calc) {
	fluorinated(c, "gas of by-product", p.Gas)
	name := "by-product " + string(p.Gas)
	if p.Formed == nil {
		c.Refuse(name+": formed", "", "the mass formed per mass of the gas consumed", ghg.ErrMissing)
	} else if p.Formed.IsNegative() {
		c.Refuse(name+": formed", p.Formed.String(), "at least 0", ghg.ErrNegative)
	}
	c.GivenShare(name+": destroyed", p.Destroyed)
}

// fluorinated requires one of the gases of the chapter.
func fluorinated(c *calc.Calc, field string, gas ghg.Gas) {
	const want = "SF6, NF3, a PFC or an HFC"
	if gas == "" {
		c.Refuse(field, "", want, ghg.ErrMissing)
	} else if !slices.Contains([]string{"SF6", "NF3", "PFC", "HFC"}, gas.Class()) {
		c.Refuse(field, string(gas), want, ghg.ErrOutOfRange)
	}
}

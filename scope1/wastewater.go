package scope1

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/calc"
	"github.com/ghgkit/ghg/units"
)

// MethodWastewater is the name of the method of industrial waste water treated on site.
const MethodWastewater ghg.Method = "scope1.wastewater"

// Wastewater is methane of industrial waste water that is treated on site, by its chemical oxygen demand (COD).
//
//	COD treated = volume × (COD in × (1 − removed with sludge) − COD out)
//	emissions = COD treated × MCF × (1 − flared) × EF
//	          + COD treated × MCF × flared × methane in the biogas × EF of flaring
//
// MCF is the share of the treatment that is anaerobic (methane correction factor). The methane formed per COD is found
// as wastewater/cod or given in Factor ("0.25 kg CH4-biogenic/kg; …"); what the flare leaves is found as
// wastewater/flare or given in FlareFactor, per mass of COD as above. Methane that is used for energy is not flared
// here: it is a fuel of stationary combustion.
//
// Source: IPCC 2006 Guidelines vol. 5 ch. 6, equations 6.4 to 6.6; flaring in the form of Australia's National
// Greenhouse Accounts Factors 2023.
type Wastewater struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Region  string           `json:"region" csv:"region"`
	Volume  units.Quantity   `json:"volume" csv:"volume"`                       // "10000 kL"
	CODIn   units.Rate       `json:"cod_in" csv:"cod_in"`                       // "1500 mg/L"
	CODOut  units.Rate       `json:"cod_out" csv:"cod_out"`                     // of the water let out
	Sludge  *decimal.Decimal `json:"sludge" csv:"sludge"`                       // share of COD in that leaves with the sludge
	MCF     *decimal.Decimal `json:"mcf" csv:"mcf"`                             // 0.8 for a deep anaerobic lagoon
	Flared  *decimal.Decimal `json:"flared" csv:"flared"`                       // share of the biogas
	Methane *decimal.Decimal `json:"methane,omitempty" csv:"methane,omitempty"` // share of methane in the biogas, if any is flared

	Factor      factors.Own `json:"factor,omitzero" csv:"factor,omitempty"`
	FlareFactor factors.Own `json:"flare_factor,omitzero" csv:"flare_factor,omitempty"`
}

// Calculate returns one result. It fails if an input is missing, negative or out of its range, or if more COD leaves
// than comes in.
func (a Wastewater) Calculate(b factors.Basis) (ghg.Results, error) {
	c := begin(b, MethodWastewater, a.ID, a.Entity, a.Site, a.Period, a.Quality)
	c.Text("region", a.Region, "where it is treated, such as AU")
	c.Amount("volume", a.Volume, units.Volume)
	concentration(c, "cod_in", a.CODIn)
	concentration(c, "cod_out", a.CODOut)
	sludge := c.GivenShare("sludge", a.Sludge)
	mcf := c.GivenShare("mcf", a.MCF)
	flared := c.GivenShare("flared", a.Flared)
	if c.Failed() {
		return nil, c.Err()
	}

	cod := c.Evaluate("COD treated anaerobically", a.treated(c, sludge).Times("methane correction factor", mcf, ""))
	released := c.TimesFlow(cod, c.Remainder("share not flared", calc.Share("flared", flared, "")))
	c.Apply("released", released, c.Factor(a.Factor, "wastewater/cod", a.Region, cod.Unit(), factors.Direct))
	if flared.IsPositive() {
		burned := cod.Times("flared", flared, "").Times("methane in the biogas", c.GivenShare("methane", a.Methane), "")
		c.Apply("flared", burned, c.Factor(a.FlareFactor, "wastewater/flare", a.Region, cod.Unit(), factors.Direct))
	}
	return c.Results()
}

// treated is the COD that neither leaves with the sludge nor with the water, in kg.
func (a Wastewater) treated(c *calc.Calc, sludge decimal.Decimal) calc.Flow {
	kg := units.MustUnit("kg")
	in := c.TimesRate(calc.Of("waste water", a.Volume), "COD in", a.CODIn, "")
	kept := c.TimesFlow(in, c.Remainder("share not in sludge", calc.Share("removed with sludge", sludge, "")))
	kept = c.Evaluate("COD kept", c.Convert(kept, kg))
	out := c.TimesRate(calc.Of("waste water", a.Volume), "COD out", a.CODOut, "")
	out = c.Evaluate("COD let out", c.Convert(out, kg))
	treated := c.Combine("COD treated", ghg.Total, []calc.Flow{kept, out}, false, true)
	if !c.Failed() && treated.Value().IsNegative() {
		c.Refuse("cod_out", a.CODOut.String(), "at most the COD that comes in and is not removed with the sludge", ghg.ErrOutOfRange)
	}
	return treated
}

// concentration requires a mass per volume of at least 0.
func concentration(c *calc.Calc, field string, r units.Rate) {
	const want = "a concentration such as 1500 mg/L"
	switch {
	case !r.Given():
		c.Refuse(field, "", want, ghg.ErrMissing)
	case r.Value.IsNegative():
		c.Refuse(field, r.String(), want, ghg.ErrNegative)
	case r.Num.Dimension() != units.Mass || !r.Den.Dimension().IsVolume():
		c.Refuse(field, r.String(), want, ghg.ErrDimension)
	}
}

package scope1

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// Wastewater is methane from industrial waste water treated on site, calculated from its chemical oxygen demand (COD).
//
//	COD treated = volume × (COD in × (1 − removed with sludge) − COD out)
//	emissions = COD treated × MCF × (1 − flared) × EF
//	          + COD treated × MCF × flared × methane in the biogas × EF of flaring
//
// MCF, the methane correction factor, is the share of the treatment that is anaerobic. The methane formed per mass of
// COD is looked up as wastewater/cod or given in Factor ("0.25 kg CH4-biogenic/kg; …"); the emissions that remain after
// flaring are looked up as wastewater/flare or given in FlareFactor, also per mass of COD. Methane used for energy does
// not count as flared: it is a fuel of stationary combustion.
//
// Source: IPCC 2006 Guidelines vol. 5 ch. 6, equations 6.4 to 6.6; flaring in the form of Australia's National
// Greenhouse Accounts Factors 2023.
type Wastewater struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Region  string           `json:"region" csv:"region"`                                     // the country where the waste water is treated: "AU"
	Volume  units.Quantity   `json:"volume" csv:"volume" input:"volume"`                      // the volume of waste water treated: "10000 m3"
	CODIn   units.Rate       `json:"cod_in" csv:"cod_in" input:"mass/any volume"`             // the chemical oxygen demand (COD) of the incoming water: "1500 mg/L"
	CODOut  units.Rate       `json:"cod_out" csv:"cod_out" input:"mass/any volume"`           // the chemical oxygen demand (COD) of the water discharged: "25 mg/L"
	Sludge  *decimal.Decimal `json:"sludge" csv:"sludge" input:"[0,1]"`                       // the share of the incoming COD removed with the sludge: "0.15"
	MCF     *decimal.Decimal `json:"mcf" csv:"mcf" input:"[0,1]"`                             // the methane correction factor (MCF), such as that of a deep anaerobic lagoon: "0.8"
	Flared  *decimal.Decimal `json:"flared" csv:"flared" input:"[0,1]"`                       // the share of the biogas that is flared: "0.5"
	Methane *decimal.Decimal `json:"methane,omitempty" csv:"methane,omitempty" input:"[0,1]"` // the share of methane in the biogas, required if any is flared: "0.65"

	Factor      factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"`             // an emission factor for methane per mass of COD, instead of one from the basis: "0.25 kg CH4-biogenic/kg; IPCC 2006 vol. 5 table 6.2"
	FlareFactor factors.Supplied `json:"flare_factor,omitzero" csv:"flare_factor,omitempty"` // an emission factor per mass of COD for what remains after flaring, instead of one from the basis
}

var wastewater = declare[Wastewater](
	"wastewater/cod and wastewater/flare, direct",
	`{"id": "plant", "period": "2024", "region": "GB", "volume": "10000 m3", "cod_in": "1500 mg/L", "cod_out": "25 mg/L",
	"sludge": "0.15", "mcf": "0.8", "flared": "0.5", "methane": "0.65", "factor": "0.25 kg CH4-biogenic/kg; own",
	"flare_factor": "0.005 kg CH4-biogenic/kg; own"}`,
	`{"id": "lagoon", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "reliability 3", "region": "GB",
	"volume": "500 m3", "cod_in": "2000 mg/L", "cod_out": "100 mg/L", "sludge": "0", "mcf": "0.2", "flared": "0",
	"factor": "0.25 kg CH4-biogenic/kg; IPCC 2006 vol. 5 table 6.2"}`,
)

// Calculate returns one result. It fails if an input is missing, negative or out of range, or if more COD leaves than
// comes in.
func (a Wastewater) Calculate(b factors.Basis) (ghg.Results, error) {
	c := wastewater.Begin(b, &a)
	flared := method.Number(a.Flared)
	cod := c.Evaluate("COD treated anaerobically", a.treated(c).Times("methane correction factor", method.Number(a.MCF), ""))
	query := factors.Query{Activity: "wastewater/cod", Region: a.Region, Unit: cod.Unit(), Boundary: ghg.DirectEmission}
	released := c.TimesFlow(cod, c.Remainder("share not flared", method.Ratio("flared", flared, "")))
	c.Apply("released", released, c.Factor(a.Factor, query))
	if flared.IsPositive() {
		c.Require("methane")
		query.Activity = "wastewater/flare"
		burned := cod.Times("flared", flared, "").Times("methane in the biogas", method.Number(a.Methane), "")
		c.Apply("flared", burned, c.Factor(a.FlareFactor, query))
	}
	return c.Results()
}

// treated returns the COD that leaves neither with the sludge nor with the water, in kg.
func (a Wastewater) treated(c *method.Calc) method.Flow {
	kg := units.MustUnit("kg")
	in := c.TimesRate(method.Of("waste water", a.Volume), "COD in", a.CODIn, "")
	kept := c.TimesFlow(in, c.Remainder("share not in sludge", method.Ratio("removed with sludge", method.Number(a.Sludge), "")))
	kept = c.Evaluate("COD kept", c.Convert(kept, kg))
	out := c.TimesRate(method.Of("waste water", a.Volume), "COD out", a.CODOut, "")
	out = c.Evaluate("COD let out", c.Convert(out, kg))
	treated := c.Less("COD treated", kept, out)
	if treated.Sign() < 0 {
		c.Refuse("cod_out", a.CODOut.String(), "at most the COD that comes in and is not removed with the sludge", ghg.ErrOutOfRange)
	}
	return treated
}

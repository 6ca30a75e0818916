package scope2

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// OnSiteGeneration is Scope 2 emissions from power that the company generates on its own site, by solar panels, a
// turbine or a CHP unit.
//
//	used           = generated − exported
//	location-based = 0
//	market-based   = certificates sold × (replacement certificates, else residual mix), and 0 for the rest of what is used
//
// Power used on site has no Scope 2 emissions: those of a fuel are Scope 1 and are calculated there. Exported power
// belongs to the buyer: it is recorded and reduces nothing. The power that the site buys in addition is [Electricity],
// whose Amount is the grid meter's: what is generated and used on site is no part of it.
//
// CertificatesSold are certificates of power used on site: selling them gives the claim to the rate away, so that power
// is treated as if it came from the market. The Instruments are certificates bought in their place: they cover it as
// they cover a purchase, by the same quality criteria and in the same order (see [Electricity]). The rest takes the
// market's residual mix or, without one, the next rate as in [Electricity]. The location-based result depends on no
// certificate, sold or bought. Certificates of exported power are not counted here.
//
// Source: GHG Protocol Scope 2 Guidance, ch. 5 (owned generation), table 6.3 and table 7.1.
type OnSiteGeneration struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Technology       string           `json:"technology" csv:"technology"`                                                            // the technology that generates the power: "solar"
	Renewable        bool             `json:"renewable,omitempty" csv:"renewable,omitempty"`                                          // whether the power counts towards the renewable share
	Generated        units.Quantity   `json:"generated" csv:"generated" input:"energy"`                                               // the amount of power generated: "1200 MWh"
	Exported         units.Quantity   `json:"exported,omitzero" csv:"exported,omitempty" input:"energy"`                              // the amount of power exported to others: "30 MWh"
	CertificatesSold units.Quantity   `json:"certificates_sold,omitzero" csv:"certificates_sold,omitempty" input:"energy"`            // the certificates sold for power used on site: "20 MWh"
	Region           string           `json:"region" csv:"region"`                                                                    // the grid that the site is on: "JP", "US-CAMX"
	Market           string           `json:"market,omitempty" csv:"market,omitempty"`                                                // the market of the replacement certificates, if it is not the region's country: "AIB"
	GridFactor       factors.Supplied `json:"grid_factor,omitzero" csv:"grid_factor,omitempty"`                                       // the average emission factor of the grid, used only if the policy lets it replace the residual mix
	ResidualMix      factors.Supplied `json:"residual_mix,omitzero" csv:"residual_mix,omitempty"`                                     // the emission factor of the market's residual mix, from your own copy: "0.45 kg CO2e/kWh AR5; issuing body 2024"
	Window           Window           `json:"vintage_window,omitzero" csv:"vintage_window,omitempty" input:"months before and after"` // the months by which a replacement certificate's vintage may lie before or after the period: "6 months before, 3 after"
	Instruments      []Instrument     `json:"instruments,omitempty" csv:"-"`                                                          // the replacement certificates, bought for power whose own certificates are sold
}

var onSiteGeneration = declare[OnSiteGeneration](
	"electricity/residual-mix, generation",
	`{"id": "roof", "period": "2024", "technology": "solar", "renewable": true, "region": "GB", "generated": "100 MWh",
	"exported": "30 MWh", "certificates_sold": "20 MWh", "residual_mix": "0.45 kg CO2e/kWh AR5; issuing body 2024"}`,
	`{"id": "turbine", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "reliability 1", "technology": "wind",
	"renewable": true, "region": "GB", "market": "GB", "generated": "50 MWh", "certificates_sold": "20 MWh",
	"grid_factor": "0.21 kg CO2e/kWh AR5; operator 2024", "residual_mix": "0.45 kg CO2e/kWh AR5; issuing body 2024",
	"vintage_window": "6 months before, 3 after", "instruments": [{"id": "rego-2", "kind": "certificate", "volume": "15 MWh",
	"rate": "zero-carbon", "market": "GB", "renewable": true, "vintage": "2024", "retirement_evidence": "statement 2025-03",
	"sole_claim": true}]}`,
)

// Calculate returns two results, location-based and market-based.
func (a OnSiteGeneration) Calculate(b factors.Basis) (ghg.Results, error) {
	return resultsOf(a.Dual(b))
}

// Dual returns the location-based and the market-based result of own generation. It fails if an input is missing or
// negative, if more is exported than generated, if certificates are sold for more power than is used, or if there are
// replacement certificates although none is sold.
func (a OnSiteGeneration) Dual(b factors.Basis) (d Dual, err error) {
	first := onSiteGeneration.Begin(b, &a)
	c := first.Next()
	c.Apply("own use", a.used(c), a.zero(c))
	if d.Location, err = c.Result(method.Part{Accounting: ghg.LocationBased}); err != nil {
		return Dual{}, err
	}
	c = first.Next()
	m := market{region: a.Region, grid: a.GridFactor}
	kept := a.replaced(c, &m, a.used(c))
	m.apply(c, "own use", kept, a.zero(c), ghg.Cover{Source: ghg.ByOwnGeneration, Renewable: a.Renewable})
	err = m.finish(c, &d)
	return d, err
}

// replaced calculates the power whose certificates are sold, and returns the rest of the power used.
func (a OnSiteGeneration) replaced(c *method.Calc, m *market, used method.Flow) method.Flow {
	if len(a.Instruments) > 0 {
		c.Require("certificates_sold")
	}
	if !a.CertificatesSold.Given() {
		return used
	}
	sold := method.Of("certificates sold", a.CertificatesSold)
	kept := c.Less("own use with its certificates", used, sold)
	if kept.Sign() < 0 {
		c.Refuse("certificates_sold", a.CertificatesSold.String(), "at most the power used on the site, "+used.String(), ghg.ErrOutOfRange)
	}
	m.findResidualMix(c, a.ResidualMix, sold.Unit())
	if len(a.Instruments) > 0 {
		sold = m.coverAll(c, sold, a.Instruments, m.claim(a.Market, c.Period(), a.Window))
	}
	if sold.Sign() > 0 && !c.Failed() {
		m.residualOrNext(c, "certificates sold", sold)
	}
	return kept
}

// used returns the power used on the site.
func (a OnSiteGeneration) used(c *method.Calc) method.Flow {
	c.Note("technology", a.Technology)
	used := method.Of("generated", a.Generated)
	if !a.Exported.Given() {
		return used
	}
	used = c.Less("own use", used, method.Of("exported", a.Exported))
	if used.Sign() < 0 {
		c.Refuse("exported", a.Exported.String(), "at most what is generated, "+a.Generated.String(), ghg.ErrOutOfRange)
	}
	return used
}

// zero returns the factor of own use. The emissions of a fuel are Scope 1.
func (a OnSiteGeneration) zero(c *method.Calc) factors.Factor {
	supplied := zeroRate(c, a.Generated.Unit, "own generation used on the site: its direct emissions, if any, are Scope 1")
	return c.Factor(supplied, factors.Query{Activity: "electricity/own-generation", Region: a.Region, Boundary: ghg.Generation})
}

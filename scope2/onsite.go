package scope2

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/calc"
	"github.com/ghgkit/ghg/units"
)

// MethodOnSiteGeneration is the name of the method of power generated and used on the company's own site.
const MethodOnSiteGeneration ghg.Method = "scope2.on-site-generation"

// OnSiteGeneration is power that the company generates on its own site: solar panels, a turbine, a CHP unit.
//
//	used           = generated − exported
//	location-based = 0
//	market-based   = certificates sold × residual mix, and 0 for the rest of what is used
//
// What is used has no scope 2 emissions: those of a fuel are scope 1 and are calculated there. What is exported is
// somebody else's: it is recorded and reduces nothing. CertificatesSold are those of the power used on the site: who
// sells them gives the claim away, and the power used takes the market's residual mix; without one, what
// [Electricity] takes. Certificates of exported power are not counted here.
//
// Source: GHG Protocol Scope 2 Guidance, ch. 5 and table 7.1, criterion 7.
type OnSiteGeneration struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Technology       string         `json:"technology" csv:"technology"` // "solar", "gas CHP"
	Renewable        bool           `json:"renewable,omitempty" csv:"renewable,omitempty"`
	Generated        units.Quantity `json:"generated" csv:"generated"` // energy: "1200 MWh"
	Exported         units.Quantity `json:"exported,omitzero" csv:"exported,omitempty"`
	CertificatesSold units.Quantity `json:"certificates_sold,omitzero" csv:"certificates_sold,omitempty"` // of the power used here
	Region           string         `json:"region" csv:"region"`
	GridFactor       factors.Supplied    `json:"grid_factor,omitzero" csv:"grid_factor,omitempty"` // only where the policy lets it stand in
	ResidualMix      factors.Supplied    `json:"residual_mix,omitzero" csv:"residual_mix,omitempty"`
}

// Calculate returns two results, by location and by market.
func (a OnSiteGeneration) Calculate(b factors.Basis) (ghg.Results, error) {
	d, err := a.Dual(b)
	if err != nil {
		return nil, err
	}
	return d.Results(), nil
}

// Dual returns the own generation by location and by market. It fails if an input is missing or negative, if more is
// exported than generated, or if certificates are sold for more than is used.
func (a OnSiteGeneration) Dual(b factors.Basis) (Dual, error) {
	c, used := a.begin(b)
	c.Apply("own use", used, a.zero(c))
	location, err := c.Part("", ghg.LocationBased, "")
	if err != nil {
		return Dual{}, err
	}

	c, kept := a.begin(b)
	m := market{c: c, region: a.Region, grid: a.GridFactor}
	if a.CertificatesSold.Given() {
		sold := calc.Of("certificates sold", a.CertificatesSold)
		kept = c.Combine("own use with its certificates", ghg.Sum, []calc.Flow{kept, sold}, false, true)
		if kept.Value().IsNegative() {
			c.Refuse("certificates_sold", a.CertificatesSold.String(), "at most the power used on the site, "+used.Value().String()+" "+used.Unit().Symbol(), ghg.ErrOutOfRange)
		}
		m.findResidualMix(a.ResidualMix, sold.Unit())
		if !c.Failed() && a.CertificatesSold.Value.IsPositive() {
			m.residualOrNext("certificates sold", sold)
		}
	}
	m.apply("own use", kept, a.zero(c), Cover{Source: ByOwnUse, Renewable: a.Renewable})
	d, err := m.finish()
	d.Location = location
	return d, err
}

// begin checks the inputs and returns the power used on the site.
func (a OnSiteGeneration) begin(b factors.Basis) (*calc.Calc, calc.Flow) {
	c := calc.New(b, calc.Head{Method: MethodOnSiteGeneration, Scope: ghg.Scope2, ID: a.ID, Entity: a.Entity, Site: a.Site, Period: a.Period, Quality: a.Quality, Primary: true})
	c.Text("technology", a.Technology, "how it is generated, such as solar")
	c.Text("region", a.Region, "the grid of the site, such as JP or US-CAMX")
	c.Amount("generated", a.Generated, units.Energy)
	if a.Exported.Given() {
		c.Amount("exported", a.Exported, units.Energy)
	}
	if a.CertificatesSold.Given() {
		c.Amount("certificates_sold", a.CertificatesSold, units.Energy)
	}
	c.Fact("technology", a.Technology)
	used := calc.Of("generated", a.Generated)
	if a.Exported.Given() {
		used = c.Combine("own use", ghg.Sum, []calc.Flow{used, calc.Of("exported", a.Exported)}, false, true)
		if used.Value().IsNegative() {
			c.Refuse("exported", a.Exported.String(), "at most what is generated, "+a.Generated.String(), ghg.ErrOutOfRange)
		}
	}
	return c, used
}

// zero is the factor of own use: what a fuel emits is scope 1.
func (a OnSiteGeneration) zero(c *calc.Calc) factors.Factor {
	if c.Failed() {
		return factors.Factor{}
	}
	own := zeroRate(c, a.Generated.Unit, "own generation used on the site: its direct emissions, if any, are scope 1")
	f, err := own.Factor("electricity/own-generation", a.Region, a.Period, ghg.Generation)
	c.Fail(err)
	return f
}

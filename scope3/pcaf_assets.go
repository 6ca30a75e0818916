package scope3

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/calc"
	"github.com/ghgkit/ghg/units"
)

// Method names of PCAF's asset classes that are attributed by the value of an asset, or of an economy.
const (
	MethodPCAFCommercialRealEstate ghg.Method = "scope3.investments.pcaf.commercial-real-estate"
	MethodPCAFMortgages            ghg.Method = "scope3.investments.pcaf.mortgages"
	MethodPCAFMotorVehicleLoans    ghg.Method = "scope3.investments.pcaf.motor-vehicle-loans"
	MethodPCAFSovereignDebt        ghg.Method = "scope3.investments.pcaf.sovereign-debt"
)

// PCAFCommercialRealEstate is a loan for, or an investment in, commercial property (PCAF asset class 4).
//
//	attribution = outstanding ÷ value at origination
//	financed emissions = attribution × amount of energy × EF, or × floor area × EF
//
// A row is a carrier of energy of one property: "electricity/grid" with MWh, "fuel/natural-gas" with its amount, or
// the average of a kind of building, "building/office" with m2·year. The value stays that of the origination of the loan.
// The score is PCAF's data quality, 1 to 5.
//
// Source: PCAF, Global GHG Accounting and Reporting Standard Part A, 2nd ed. (2022), section 5.4.
type PCAFCommercialRealEstate struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Asset       string         `json:"asset" csv:"asset"`             // the property or vehicle
	Outstanding units.Quantity `json:"outstanding" csv:"outstanding"` // "200000 USD"
	Value       units.Quantity `json:"value" csv:"value"`             // at origination
	Score       int            `json:"score" csv:"score"`
	Energy      string         `json:"energy" csv:"energy"` // carrier, building or vehicle of the vocabulary
	Amount      units.Quantity `json:"amount" csv:"amount"`
	Region      string         `json:"region" csv:"region"`
	Factor      factors.Supplied    `json:"factor,omitzero" csv:"factor,omitempty"`
}

// Calculate returns one result.
func (a PCAFCommercialRealEstate) Calculate(b factors.Basis) (ghg.Results, error) {
	return a.calculate(b, MethodPCAFCommercialRealEstate)
}

func (a PCAFCommercialRealEstate) calculate(b factors.Basis, m ghg.Method) (ghg.Results, error) {
	q, bad := pcafScore(a.Score, a.Quality)
	c := begin(b, m, ghg.Investments, a.ID, a.Entity, a.Site, a.Period, q, a.Score == 1)
	refuse(c, bad)
	c.Text("asset", a.Asset, "the property or vehicle")
	f := finance{a.Outstanding, "outstanding", a.Score}
	f.check(c)
	c.Amount("value", a.Value)
	u := use{Energy: a.Energy, Amount: a.Amount, Factor: a.Factor, Region: a.Region}
	u.check(c)
	u.apply(c, a.Asset, func(flow calc.Flow) calc.Flow {
		return f.by(c, flow, "value at origination", calc.Of("value at origination", a.Value))
	})
	c.Fact("investee", a.Asset)
	return c.Results()
}

// PCAFMortgages is a loan for a home (PCAF asset class 5). Its inputs and results are those of
// [PCAFCommercialRealEstate].
//
//	attribution = outstanding ÷ value at origination
//	financed emissions = attribution × amount of energy × EF, or × floor area × EF
//
// Source: PCAF, Global GHG Accounting and Reporting Standard Part A, 2nd ed. (2022), section 5.5.
type PCAFMortgages PCAFCommercialRealEstate

// Calculate returns one result.
func (a PCAFMortgages) Calculate(b factors.Basis) (ghg.Results, error) {
	return PCAFCommercialRealEstate(a).calculate(b, MethodPCAFMortgages)
}

// PCAFMotorVehicleLoans is a loan for a vehicle (PCAF asset class 6). Its inputs and results are those of
// [PCAFCommercialRealEstate]: the fuel or electricity that the vehicle used, or "vehicle/…" with the distance driven.
//
//	attribution = outstanding ÷ value at origination
//	financed emissions = attribution × fuel × EF, or × distance × EF
//
// Source: PCAF, Global GHG Accounting and Reporting Standard Part A, 2nd ed. (2022), section 5.6.
type PCAFMotorVehicleLoans PCAFCommercialRealEstate

// Calculate returns one result.
func (a PCAFMotorVehicleLoans) Calculate(b factors.Basis) (ghg.Results, error) {
	return PCAFCommercialRealEstate(a).calculate(b, MethodPCAFMotorVehicleLoans)
}

// lulucfApart is why one of the two figures of a country is in no total.
const lulucfApart = "emissions of the country with land use, land-use change and forestry: shown beside those without it"

// PCAFSovereignDebt is a holding of sovereign bonds or loans (PCAF asset class 7).
//
//	attribution = exposure ÷ GDP of the country, adjusted for purchasing power
//	financed emissions = attribution × emissions of the country
//
// Results are "without LULUCF", which counts, and "with LULUCF", apart from every total; both are required, and the second
// may be negative where a country's land takes up more than it emits. The exposure is in the currency of the GDP (US
// dollars beside international dollars). Government debt is not what it is divided by.
//
// Source: PCAF, Global GHG Accounting and Reporting Standard Part A, 2nd ed. (2022), section 5.7.
type PCAFSovereignDebt struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Country       string         `json:"country" csv:"country"`
	Outstanding   units.Quantity `json:"outstanding" csv:"outstanding"` // the exposure: "1000000 USD"
	GDP           units.Quantity `json:"gdp" csv:"gdp"`                 // PPP-adjusted
	Score         int            `json:"score" csv:"score"`
	WithoutLULUCF units.Quantity `json:"without_lulucf" csv:"without_lulucf"` // territorial emissions of the country, CO2e
	WithLULUCF    units.Quantity `json:"with_lulucf" csv:"with_lulucf"`
	GWP           string         `json:"gwp" csv:"gwp"` // the basis of the country's inventory
	Source        string         `json:"source" csv:"source"`
}

// Calculate returns two results.
func (a PCAFSovereignDebt) Calculate(b factors.Basis) (ghg.Results, error) {
	var results ghg.Results
	q, bad := pcafScore(a.Score, a.Quality)
	f := finance{a.Outstanding, "outstanding", a.Score}
	for _, s := range []statement{{"without LULUCF", "without_lulucf", a.WithoutLULUCF, ""}, {"with LULUCF", "with_lulucf", a.WithLULUCF, lulucfApart}} {
		c := begin(b, MethodPCAFSovereignDebt, ghg.Investments, a.ID, a.Entity, a.Site, a.Period, q, false)
		refuse(c, bad)
		c.Text("country", a.Country, "the country that issued the debt, such as SG")
		f.check(c)
		c.Amount("gdp", a.GDP)
		c.Amount("without_lulucf", a.WithoutLULUCF, units.MassCO2e)
		c.Change("with_lulucf", a.WithLULUCF, units.MassCO2e)
		checkStatement(c, a.GWP, a.Source)
		flow := f.by(c, calc.Sourced(s.field, s.amount, a.Source), "GDP", calc.Of("PPP-adjusted GDP", a.GDP))
		c.EmitCO2e(join(a.Country, s.part), c.Convert(flow, kgCO2e()), a.GWP)
		c.Caveat(ghg.NotRecomputed, "emissions of "+a.Country+" as stated: "+a.Source)
		c.Fact("investee", a.Country)
		r, err := c.Part(s.part, 0, s.apart)
		if err != nil {
			return nil, err
		}
		results = append(results, r)
	}
	return results, nil
}

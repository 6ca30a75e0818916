package scope3

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// PCAFCommercialRealEstate is a loan for, or an investment in, commercial property (PCAF asset class 4).
//
//	attribution = outstanding ÷ value at origination
//	financed emissions = attribution × amount of energy × EF, or × floor area × EF
//
// A row is one carrier of energy of one property, "electricity/grid" with MWh or "fuel/natural-gas" with its amount, or
// the average of a kind of building, "building/office" with m2·year. Value stays that of the origination of the loan.
// Score is PCAF's data quality score, 1 (best) to 5; the result counts as primary data with a score of 1 or 2, those of
// energy as measured ([DataType]).
//
// Source: PCAF, Global GHG Accounting and Reporting Standard Part A, 2nd ed. (2022), section 5.4.
type PCAFCommercialRealEstate struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Asset       string           `json:"asset" csv:"asset"`                           // the name of the property: "shopping mall"
	Outstanding units.Quantity   `json:"outstanding" csv:"outstanding" input:"money"` // the outstanding amount: "8000000 GBP"
	Value       units.Quantity   `json:"value" csv:"value" input:"money"`             // the value of the property at the origination of the loan: "20000000 GBP"
	Score       int              `json:"score" csv:"score" input:"[1,5]"`             // PCAF's data quality score, 1 (best) to 5: "1"
	Energy      string           `json:"energy" csv:"energy"`                         // the carrier of energy or kind of building, by its name in the vocabulary: "electricity/grid", "building/office"
	Amount      units.Quantity   `json:"amount" csv:"amount"`                         // the energy used, or the floor area and time: "3200 MWh", "5000 m2·year"
	Region      string           `json:"region" csv:"region"`                         // the country where the property is: "GB"
	Factor      factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"`      // a factor of the energy or building, instead of one from the basis: "60 kg CO2e/m2·year AR5; benchmark 2024"
}

var pcafCommercialRealEstate = declare[PCAFCommercialRealEstate](
	in(ghg.Investments), byScoreOfEnergy, single,
	"fuel/FUEL, combustion; electricity/GRID or heat/KIND, generation; building/KIND, unstated",
	`{"id": "mall", "period": "2024", "asset": "shopping mall", "outstanding": "8000000 GBP", "value": "20000000 GBP", "score": 1,
	"energy": "electricity/grid", "amount": "3200 MWh", "region": "GB"}`,
	`{"id": "tower", "entity": "Example Bank", "site": "London", "period": "2024", "quality": "technology 3", "asset": "office tower",
	"outstanding": "6000000 GBP", "value": "10000000 GBP", "score": 3, "energy": "building/office", "amount": "5000 m2·year",
	"region": "GB", "factor": "60 kg CO2e/m2·year AR5; benchmark 2024"}`,
)

// Calculate returns one result. It fails if an input is missing, negative or out of its range, if the value is below the
// outstanding amount, or if there is no factor.
func (a PCAFCommercialRealEstate) Calculate(b factors.Basis) (ghg.Results, error) {
	return a.results(pcafCommercialRealEstate.Begin(b, &a))
}

// results makes the results of a calculation that is begun.
func (a PCAFCommercialRealEstate) results(c *method.Calc) (ghg.Results, error) {
	f := finance{a.Outstanding, a.Score}
	f.check(c, a.Quality)
	used := use{energy: a.Energy, amount: a.Amount, factor: a.Factor, region: a.Region}
	used.check(c)
	used.apply(c, a.Asset, func(flow method.Flow) method.Flow {
		return f.of(c, flow, "value at origination", method.Of("value at origination", a.Value))
	})
	c.Subject(ghg.SubjectInvestee, a.Asset)
	return c.Results()
}

// PCAFMortgages is a loan for a home (PCAF asset class 5).
//
//	attribution = outstanding ÷ value at origination
//	financed emissions = attribution × amount of energy × EF, or × floor area × EF
//
// A row is one carrier of energy of one home or of a group of homes, or the average of a kind of building, as in
// [PCAFCommercialRealEstate]. Value stays that of the origination of the loan. Score is PCAF's data quality score, 1
// (best) to 5; the result counts as primary data with a score of 1 or 2, those of energy as measured ([DataType]).
//
// Source: PCAF, Global GHG Accounting and Reporting Standard Part A, 2nd ed. (2022), section 5.5.
type PCAFMortgages struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Asset       string           `json:"asset" csv:"asset"`                           // the name of the home or group of homes: "homes of the south-west book"
	Outstanding units.Quantity   `json:"outstanding" csv:"outstanding" input:"money"` // the outstanding amount: "140000000 GBP"
	Value       units.Quantity   `json:"value" csv:"value" input:"money"`             // the value of the homes at the origination of the loan: "200000000 GBP"
	Score       int              `json:"score" csv:"score" input:"[1,5]"`             // PCAF's data quality score, 1 (best) to 5: "3"
	Energy      string           `json:"energy" csv:"energy"`                         // the carrier of energy or kind of building, by its name in the vocabulary: "fuel/natural-gas", "building/house"
	Amount      units.Quantity   `json:"amount" csv:"amount"`                         // the energy used, or the floor area and time: "9800 MWh(HHV)", "90 m2·year"
	Region      string           `json:"region" csv:"region"`                         // the country where the homes are: "GB"
	Factor      factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"`      // a factor of the energy or building, instead of one from the basis: "0.2 kg CO2e/kWh AR5; national grid 2024"
}

var pcafMortgages = declare[PCAFMortgages](
	in(ghg.Investments), byScoreOfEnergy, single,
	"fuel/FUEL, combustion; electricity/GRID or heat/KIND, generation; building/KIND, unstated",
	`{"id": "homes", "period": "2024", "asset": "homes of the south-west book", "outstanding": "140000000 GBP", "value": "200000000 GBP",
	"score": 3, "energy": "fuel/natural-gas", "amount": "9800 MWh(HHV)", "region": "GB"}`,
	`{"id": "house", "entity": "Example Bank", "site": "London", "period": "2024", "quality": "reliability 2", "asset": "terraced house",
	"outstanding": "150000 GBP", "value": "200000 GBP", "score": 2, "energy": "electricity/grid", "amount": "4000 kWh", "region": "GB",
	"factor": "0.2 kg CO2e/kWh AR5; national grid 2024"}`,
)

// Calculate returns one result. It fails if an input is missing, negative or out of its range, if the value is below the
// outstanding amount, or if there is no factor.
func (a PCAFMortgages) Calculate(b factors.Basis) (ghg.Results, error) {
	return PCAFCommercialRealEstate(a).results(pcafMortgages.Begin(b, &a))
}

// PCAFMotorVehicleLoans is a loan for a vehicle (PCAF asset class 6).
//
//	attribution = outstanding ÷ value at origination
//	financed emissions = attribution × fuel × EF, or × distance × EF
//
// A row is the fuel or electricity that a vehicle or a group of vehicles used, or "vehicle/…" with the distance driven.
// Value stays that of the origination of the loan. Score is PCAF's data quality score, 1 (best) to 5; the result counts
// as primary data with a score of 1, that of fuel or distance as measured ([DataType]).
//
// Source: PCAF, Global GHG Accounting and Reporting Standard Part A, 2nd ed. (2022), section 5.6.
type PCAFMotorVehicleLoans struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Asset       string           `json:"asset" csv:"asset"`                           // the name of the vehicle or group of vehicles: "medium diesel cars"
	Outstanding units.Quantity   `json:"outstanding" csv:"outstanding" input:"money"` // the outstanding amount: "900000 GBP"
	Value       units.Quantity   `json:"value" csv:"value" input:"money"`             // the value of the vehicles at the origination of the loan: "1500000 GBP"
	Score       int              `json:"score" csv:"score" input:"[1,5]"`             // PCAF's data quality score, 1 (best) to 5: "4"
	Energy      string           `json:"energy" csv:"energy"`                         // the carrier of energy or class of vehicle, by its name in the vocabulary: "fuel/diesel", "vehicle/car/medium/diesel"
	Amount      units.Quantity   `json:"amount" csv:"amount"`                         // the energy used, or the distance driven: "900 L", "1300000 km"
	Region      string           `json:"region" csv:"region"`                         // the country where the vehicles are driven: "GB"
	Factor      factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"`      // a factor of the energy or vehicle, instead of one from the basis: "0.18 kg CO2e/km AR5; statistics 2024"
}

var pcafMotorVehicleLoans = declare[PCAFMotorVehicleLoans](
	in(ghg.Investments), byScoreOfVehicles, single,
	"fuel/FUEL or vehicle/VEHICLE, combustion; electricity/GRID, generation",
	`{"id": "car-loans", "period": "2024", "asset": "medium diesel cars", "outstanding": "900000 GBP", "value": "1500000 GBP", "score": 4,
	"energy": "vehicle/car/medium/diesel", "amount": "1300000 km", "region": "GB"}`,
	`{"id": "car", "entity": "Example Bank", "site": "London", "period": "2024", "quality": "technology 3", "asset": "car",
	"outstanding": "10000 GBP", "value": "25000 GBP", "score": 3, "energy": "vehicle/car/medium/gasoline", "amount": "12000 km",
	"region": "GB", "factor": "0.18 kg CO2e/km AR5; statistics 2024"}`,
)

// Calculate returns one result. It fails if an input is missing, negative or out of its range, if the value is below the
// outstanding amount, or if there is no factor.
func (a PCAFMotorVehicleLoans) Calculate(b factors.Basis) (ghg.Results, error) {
	return PCAFCommercialRealEstate(a).results(pcafMotorVehicleLoans.Begin(b, &a))
}

// PCAFSovereignDebt is a holding of sovereign bonds or loans (PCAF asset class 7).
//
//	attribution = exposure ÷ GDP of the country, adjusted for purchasing power
//	financed emissions = attribution × emissions of the country
//
// The result "without LULUCF" counts; "with LULUCF" is a memo item outside every total. PCAF asks for both; the second may be
// negative where a country's land takes up more than it emits. Where its figure is not published, the first result has the
// caveat [ghg.LULUCFMissing]. The figures are national statistics, so the results are never primary data. The exposure is in the currency of the GDP (US
// dollars, for international dollars). The GDP is the divisor, not the government's debt.
//
// Source: PCAF, Global GHG Accounting and Reporting Standard Part A, 2nd ed. (2022), section 5.7.
type PCAFSovereignDebt struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Country       string         `json:"country" csv:"country"`                                                // the country that issued the debt: "SG"
	Outstanding   units.Quantity `json:"outstanding" csv:"outstanding" input:"money"`                          // the exposure: "1000000 USD"
	GDP           units.Quantity `json:"gdp" csv:"gdp" input:"money"`                                          // the GDP of the country, adjusted for purchasing power: "615000000000 USD"
	Score         int            `json:"score" csv:"score" input:"[1,5]"`                                      // PCAF's data quality score, 1 (best) to 5: "4"
	WithoutLULUCF units.Quantity `json:"without_lulucf" csv:"without_lulucf" input:"mass(CO2e)"`               // the emissions of the country without land use, land-use change and forestry: "53000000 t CO2e"
	WithLULUCF    units.Quantity `json:"with_lulucf,omitzero" csv:"with_lulucf,omitempty" input:"±mass(CO2e)"` // the emissions of the country with land use, land-use change and forestry, where they are published: "53040000 t CO2e"
	GWP           string         `json:"gwp" csv:"gwp"`                                                        // the GWP basis of the country's inventory: "AR5", "unstated"
	Source        string         `json:"source" csv:"source"`                                                  // the document that the figures are printed in: "national inventory report 2024"
}

var pcafSovereignDebt = declare[PCAFSovereignDebt](
	in(ghg.Investments), neverByScore, []method.Part{{Name: "without LULUCF"}, {Name: "with LULUCF", Memo: withLULUCF}},
	"none",
	`{"id": "sovereign", "period": "2024", "country": "SG", "outstanding": "1000000 USD", "gdp": "615000000000 USD", "score": 4,
	"without_lulucf": "53000000 t CO2e", "with_lulucf": "53040000 t CO2e", "gwp": "AR5",
	"source": "illustrative figures of a national inventory"}`,
	`{"id": "nordic", "entity": "Example Bank", "site": "London", "period": "2024", "quality": "PCAF 1", "country": "SE",
	"outstanding": "2000000 USD", "gdp": "700000000000 USD", "score": 1, "without_lulucf": "44000000 t CO2e",
	"with_lulucf": "-1000000 t CO2e", "gwp": "AR5", "source": "illustrative figures of a national inventory"}`,
)

// withLULUCF is why one of the two figures of a country is a memo item.
var withLULUCF = ghg.Memo{
	Kind: ghg.MemoWithLULUCF, Detail: "emissions of the country with land use, land-use change and forestry: shown beside those without it",
}

// Calculate returns two results, or one where the figure with LULUCF is not given. It fails if an input is missing, out of
// its range or, but for the figure with LULUCF, negative, or if the GDP is below the exposure.
func (a PCAFSovereignDebt) Calculate(b factors.Basis) (ghg.Results, error) {
	c := pcafSovereignDebt.Begin(b, &a)
	f := finance{a.Outstanding, a.Score}
	f.check(c, a.Quality)
	checkGWP(c, a.GWP)
	var all ghg.Results
	for _, s := range []figure{
		{"without LULUCF", "without_lulucf", a.WithoutLULUCF, ghg.Memo{}},
		{"with LULUCF", "with_lulucf", a.WithLULUCF, withLULUCF},
	} {
		if !s.amount.Given() {
			continue
		}
		c := c.Next()
		flow := f.of(c, method.Sourced(s.field, s.amount, a.Source), "GDP", method.Of("PPP-adjusted GDP", a.GDP))
		c.EmitCO2e(join(a.Country, s.part), flow, "", a.GWP)
		c.Caveat(ghg.NotRecomputed, "emissions of "+a.Country+" as stated: "+a.Source)
		if !a.WithLULUCF.Given() {
			c.Caveat(ghg.LULUCFMissing, "emissions of "+a.Country+" with land use, land-use change and forestry are not stated")
		}
		c.Subject(ghg.SubjectInvestee, a.Country)
		r, err := c.Result(method.Part{Name: s.part, Memo: s.memo})
		if err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, c.Err()
}

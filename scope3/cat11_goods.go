package scope3

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// SoldFuel is fuel or feedstock that was sold and is burned by the customer (category 11).
//
//	emissions = amount sold × combustion EF
//
// The factor is found as fuel/FUEL. CO2 from the biomass in it is kept out of the total.
//
// Source: Technical Guidance, category 11, direct use-phase emissions: fuels and feedstocks.
type SoldFuel struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Fuel   string           `json:"fuel" csv:"fuel"`                        // the fuel sold, by its name in the vocabulary: "diesel"
	Amount units.Quantity   `json:"amount" csv:"amount" input:"fuel"`       // the amount sold: "900 MWh(HHV)", "1000 L"
	Region string           `json:"region" csv:"region"`                    // the country where it is burned: "GB"
	Factor factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"` // a factor of the fuel, instead of one from the basis: "2.5 kg CO2e/L AR5; refinery 2024"
}

var soldFuel = declare[SoldFuel](
	in(ghg.UseOfSoldProducts), secondary, single,
	"fuel/FUEL, combustion",
	`{"id": "heating-fuel", "period": "2024", "fuel": "natural-gas", "amount": "900 MWh(HHV)", "region": "GB"}`,
	`{"id": "pumps", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "reliability 2", "fuel": "diesel",
	"amount": "10000 L", "region": "GB", "factor": "2.5 kg CO2e/L AR5; refinery 2024"}`,
)

// Calculate returns one result. It fails if an input is missing, negative or of the wrong dimension, or if there is no
// factor.
func (a SoldFuel) Calculate(b factors.Basis) (ghg.Results, error) {
	c := soldFuel.Begin(b, &a)
	fuel, factor := c.Fuel(method.Of("sold", a.Amount), a.Factor, factors.Query{Activity: a.Fuel, Region: a.Region, Boundary: ghg.Combustion})
	c.Apply(a.Fuel, fuel, factor)
	c.Subject(ghg.SubjectProduct, a.Fuel)
	return c.Results()
}

// ContainedGas is a greenhouse gas in products that were sold, as far as it escapes in use: from refrigerators, aerosols,
// fire extinguishers, switchgear (category 11).
//
//	emissions = sold × content × share released over the life × GWP
//
// What escapes when the product is thrown away belongs to category 12; the shares of both are at most 1 together. A blend
// is split into its components by mass share.
//
// Source: Technical Guidance, category 11, direct use-phase emissions: products that contain or form greenhouse gases.
type ContainedGas struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Product     string           `json:"product" csv:"product"`                             // the product sold: "display cooler"
	Sold        units.Quantity   `json:"sold" csv:"sold"`                                   // the products sold: "5000 unit"
	Gas         string           `json:"gas" csv:"gas"`                                     // the gas or blend: "HFC-134a", "R-410A"
	Content     units.Rate       `json:"content" csv:"content"`                             // the mass of gas in a product: "0.15 kg/unit"
	Released    *decimal.Decimal `json:"released" csv:"released" input:"[0,1]"`             // the share of the content that escapes over the life: "0.1"
	Assumptions string           `json:"assumptions,omitempty" csv:"assumptions,omitempty"` // where the share comes from, to disclose: "1 % a year over ten years"
}

var containedGas = declare[ContainedGas](
	in(ghg.UseOfSoldProducts), secondary, single,
	"none",
	`{"id": "coolers", "period": "2024", "product": "display cooler", "sold": "5000 unit", "gas": "HFC-134a", "content": "0.15 kg/unit",
	"released": "0.1", "assumptions": "1 % a year over ten years"}`,
	`{"id": "heat-pumps", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "technology 2", "product": "heat pump",
	"sold": "120 unit", "gas": "R-410A", "content": "2.1 kg/unit", "released": "0.3"}`,
)

// Calculate returns one result. It fails if an input is missing, negative or out of its range, or if the gas is unknown.
func (a ContainedGas) Calculate(b factors.Basis) (ghg.Results, error) {
	c := containedGas.Begin(b, &a)
	gas := c.TimesRate(method.Of("sold", a.Sold), "content", a.Content, "").Times("share released", method.Number(a.Released), "")
	c.Release(join(a.Product, a.Gas), gas, a.Gas)
	c.Subject(ghg.SubjectProduct, a.Product)
	c.Note("assumptions", a.Assumptions)
	return c.Results()
}

// UseIntensity returns what one use of sold products emits, the metric by which products of different lives are
// compared.
//
//	intensity = emissions over the life ÷ (sold × uses over the life)
//
// Emissions is a mass of CO2e. The rate is in kg CO2e per unit of the uses ("wash"), divided once, to 34 significant
// digits. It fails if an input is missing, negative or of the wrong dimension, or if there are no uses.
//
// Source: Technical Guidance, appendix C (p. 161).
func UseIntensity(emissions, sold units.Quantity, uses units.Rate) (units.Rate, error) {
	refuse := func(field, value, want string, kind error) (units.Rate, error) {
		return units.Rate{}, &ghg.FieldError{Field: field, Value: value, Want: want, Err: kind}
	}
	switch {
	case !emissions.Given():
		return refuse("emissions", "", "a mass of CO2e over the life", ghg.ErrMissing)
	case emissions.Unit.Dimension() != units.MassCO2e:
		return refuse("emissions", emissions.String(), "a mass of CO2e", ghg.ErrDimension)
	case emissions.IsNegative():
		return refuse("emissions", emissions.String(), "at least 0", ghg.ErrNegative)
	case !uses.Given():
		return refuse("uses", "", "uses over the life per unit sold, such as 1500 wash/unit", ghg.ErrMissing)
	case uses.Value.Sign() <= 0:
		return refuse("uses", uses.String(), "a rate above 0", ghg.ErrOutOfRange)
	case sold.Sign() <= 0:
		return refuse("sold", sold.String(), "an amount above 0", ghg.ErrOutOfRange)
	}
	kg, err := emissions.In(kgCO2e())
	if err != nil {
		return units.Rate{}, err
	}
	n, err := uses.Apply(sold)
	if err != nil {
		return units.Rate{}, err
	}
	value, err := dec.Quo(kg.Value, n.Value)
	return units.Rate{Value: value, Num: kgCO2e(), Den: n.Unit}, err
}

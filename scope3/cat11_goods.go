package scope3

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/calc"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/units"
)

// Method names of sold products that are themselves what is emitted.
const (
	MethodSoldFuel     ghg.Method = "scope3.use-of-sold-products.fuels"
	MethodContainedGas ghg.Method = "scope3.use-of-sold-products.contained-gases"
)

// SoldFuel is fuel or feedstock that was sold and is burned by the customer (category 11).
//
//	emissions = amount sold × combustion EF
//
// The factor is found as fuel/FUEL. CO2 from the biomass in it is kept apart.
//
// Source: Technical Guidance, category 11, direct use-phase emissions: fuels and feedstocks.
type SoldFuel struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Fuel   string         `json:"fuel" csv:"fuel"`     // of the vocabulary: "diesel"
	Amount units.Quantity `json:"amount" csv:"amount"` // "1000 L", "125 MWh(HHV)"
	Region string         `json:"region" csv:"region"` // where it is burned
	Factor factors.Supplied    `json:"factor,omitzero" csv:"factor,omitempty"`
}

// Calculate returns one result.
func (a SoldFuel) Calculate(b factors.Basis) (ghg.Results, error) {
	c := begin(b, MethodSoldFuel, ghg.UseOfSoldProducts, a.ID, a.Entity, a.Site, a.Period, a.Quality, false)
	c.Text("fuel", a.Fuel, "a fuel of the vocabulary, such as diesel")
	c.Text("region", a.Region, "where it is burned, such as GB")
	c.FuelAmount("amount", a.Amount)
	fuel, factor := c.Burn("sold", a.Fuel, a.Region, a.Amount, a.Factor, ghg.Combustion)
	c.Apply(a.Fuel, fuel, factor)
	return c.Results()
}

// ContainedGas is a greenhouse gas in products that were sold, as far as it escapes in use: refrigerators, aerosols, fire
// extinguishers, switchgear (category 11).
//
//	emissions = sold × content × share released over the life × GWP
//
// What escapes when the product is thrown away belongs to category 12, and the shares of both are at most 1 together.
// A blend is split into its components by mass share.
//
// Source: Technical Guidance, category 11, direct use-phase emissions: products that contain or form greenhouse gases.
type ContainedGas struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Product     string           `json:"product" csv:"product"`
	Sold        units.Quantity   `json:"sold" csv:"sold"`         // "5000 unit"
	Gas         string           `json:"gas" csv:"gas"`           // a gas or a blend: "HFC-134a", "R-410A"
	Content     units.Rate       `json:"content" csv:"content"`   // "0.15 kg/unit"
	Released    *decimal.Decimal `json:"released" csv:"released"` // share of the content over the life
	Assumptions string           `json:"assumptions,omitempty" csv:"assumptions,omitempty"`
}

// Calculate returns one result.
func (a ContainedGas) Calculate(b factors.Basis) (ghg.Results, error) {
	c := begin(b, MethodContainedGas, ghg.UseOfSoldProducts, a.ID, a.Entity, a.Site, a.Period, a.Quality, false)
	c.Text("product", a.Product, "what was sold")
	c.Amount("sold", a.Sold)
	c.Text("gas", a.Gas, "a gas or a blend, such as HFC-134a")
	needRate(c, "content", a.Content, "the mass of gas in a unit, such as 0.15 kg/unit")
	released := c.GivenShare("released", a.Released)
	if c.Failed() {
		return nil, c.Err()
	}
	gas := c.TimesRate(calc.Of("sold", a.Sold), "content", a.Content, "").Times("share released", released, "")
	c.Release(join(a.Product, a.Gas), gas, a.Gas)
	c.Fact("product", a.Product)
	c.Fact("assumptions", a.Assumptions)
	return c.Results()
}

// UseIntensity returns what one use of sold products emits, the metric by which products of different lives are
// compared.
//
//	intensity = emissions over the life ÷ (sold × uses over the life)
//
// Emissions is a mass of CO2e; the rate is in kg CO2e per the unit of the uses ("wash"), divided once, to 34 significant
// digits. An input that is missing, of another dimension or negative is an error, so are no uses.
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

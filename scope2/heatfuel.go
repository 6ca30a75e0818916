package scope2

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/calc"
	"github.com/ghgkit/ghg/units"
)

// MethodHeatByFuel is the name of the method of purchased heat by the fuel of the seller's boiler.
const MethodHeatByFuel ghg.Method = "scope2.heat-by-fuel"

// HeatByFuel is purchased steam or heat by the fuel that the seller's boiler burns and its efficiency.
//
//	emissions = heat ÷ efficiency × EF of the fuel
//
// Efficiency is heat out per energy of fuel in, with the heating value basis: "0.8 mmBtu/mmBtu(HHV)". It has no
// default; the EPA's default steam factor is natural gas at 0.8. Both methods of scope 2 give the same number.
//
// Source: EPA GHG Emission Factors Hub, table 7 (steam and heat); EPA guidance on indirect
// emissions from purchased electricity, section on steam; Scope 2 Guidance, appendix A.
type HeatByFuel struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Amount     units.Quantity `json:"amount" csv:"amount"` // energy of the heat: "500 GJ"
	Fuel       string         `json:"fuel" csv:"fuel"`     // of the boiler, in the vocabulary: "natural-gas"
	Region     string         `json:"region" csv:"region"`
	Efficiency units.Rate     `json:"efficiency" csv:"efficiency"`
	Factor     factors.Supplied    `json:"factor,omitzero" csv:"factor,omitempty"` // of the fuel
}

// Calculate returns two results, by location and by market.
func (a HeatByFuel) Calculate(b factors.Basis) (ghg.Results, error) {
	location, err := a.by(b, ghg.LocationBased)
	if err != nil {
		return nil, err
	}
	market, err := a.by(b, ghg.MarketBased)
	if err != nil {
		return nil, err
	}
	return ghg.Results{location, market}, nil
}

func (a HeatByFuel) by(b factors.Basis, accounting ghg.Accounting) (ghg.Result, error) {
	c := calc.New(b, calc.Head{Method: MethodHeatByFuel, Scope: ghg.Scope2, ID: a.ID, Entity: a.Entity, Site: a.Site, Period: a.Period, Quality: a.Quality, Primary: true})
	c.Amount("amount", a.Amount, units.Energy)
	c.Text("fuel", a.Fuel, "a fuel of the vocabulary, such as natural-gas")
	c.Text("region", a.Region, "where the boiler is, such as US")
	a.checkEfficiency(c)
	if c.Failed() {
		return ghg.Result{}, c.Err()
	}
	heat := c.PerRate(calc.Of("heat", a.Amount), "efficiency of the boiler", a.Efficiency, "")
	fuel, factor := c.BurnFlow(heat, a.Fuel, a.Region, a.Factor, ghg.Combustion)
	c.Apply("", fuel, factor)
	return c.Part("", accounting, "")
}

// mostOfLHV bounds an efficiency on the lower heating value: a condensing boiler gives more than the lower value, and
// no fuel has a higher value above 1.2 times the lower one (hydrogen: 1.18).
func mostOfLHV() decimal.Decimal { return decimal.New(12, -1) }

func (a HeatByFuel) checkEfficiency(c *calc.Calc) {
	const want = `heat per energy of fuel with its heating value basis, above 0, such as "0.8 mmBtu/mmBtu(HHV)"`
	if !a.Efficiency.Given() {
		c.Refuse("efficiency", "", want, ghg.ErrMissing)
		return
	}
	most, per := decimal.New(1, 0), units.MustUnit("GJ(HHV)")
	if a.Efficiency.Den.Dimension() == units.EnergyLHV {
		most, per = mostOfLHV(), units.MustUnit("GJ(LHV)")
	}
	ratio, err := a.Efficiency.In(units.MustUnit("GJ"), per)
	switch {
	case err != nil:
		c.Refuse("efficiency", a.Efficiency.String(), want, ghg.ErrDimension)
	case ratio.Value.Sign() <= 0 || ratio.Value.GreaterThan(most):
		c.Refuse("efficiency", a.Efficiency.String(), want+", at most 1 of the higher and 1.2 of the lower heating value", ghg.ErrOutOfRange)
	}
}

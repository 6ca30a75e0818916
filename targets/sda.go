package targets

import (
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/shopspring/decimal"
)

// SDA is a target by the sectoral decarbonization approach: the company's intensity converges with its sector's by the
// last year of the sector's pathway.
//
//	CI_y = d × p_y × m_y + SI_T
//	d    = CI_b − SI_T
//	p_y  = (SI_y − SI_T) ÷ (SI_b − SI_T)
//	m_y  = (CA_b ÷ SA_b) ÷ (CA_y ÷ SA_y), at most 1
//
// b is the base year and T the last year of the pathway, 2050 in the SBTi's. Pathways are the caller's data. Intensities
// are in kilograms of CO2e per unit of output, the company's and the sector's in the same unit.
//
// When the sector's intensity does not change from b to T, p is taken as 0, which leaves SI_T. A company that is already
// below SI_T has a negative d and a path that would rise: its intensity is held at CI_b instead, unless Unclamped.
//
// Source: SBTi, Sectoral Decarbonization Approach (2015), section on the target-setting formula.
type SDA struct {
	Name         string
	Year         int             // base year b
	Intensity    decimal.Decimal // CI_b, kg CO2e per unit
	Output       decimal.Decimal // CA_b, units; above zero
	Sector       Pathway         // SI, kg CO2e per unit
	SectorOutput Pathway         // SA, units; none for a constant market share, m = 1
	Unclamped    bool            // let the path rise for a company below SI_T, as portfolio tools do
}

// Check returns an error unless the base year is in the pathways, the intensities are not negative and the outputs are
// above zero.
func (s SDA) Check() error {
	if s.Output.Sign() <= 0 {
		return &ghg.FieldError{Field: "output of the base year", Value: s.Output.String(), Want: "an amount above zero", Err: ghg.ErrOutOfRange}
	}
	if s.Intensity.IsNegative() {
		return &ghg.FieldError{Field: "intensity of the base year", Value: s.Intensity.String(), Want: "zero or more", Err: ghg.ErrNegative}
	}
	if _, err := s.Sector.At(s.Year); err != nil {
		return err
	}
	for _, p := range s.Sector {
		if p.Value.IsNegative() {
			return &ghg.FieldError{Field: "sector intensity of " + strconv.Itoa(p.Year), Value: p.Value.String(), Want: "zero or more", Err: ghg.ErrNegative}
		}
	}
	if len(s.SectorOutput) == 0 {
		return nil
	}
	for _, p := range s.SectorOutput {
		if p.Value.Sign() <= 0 {
			return &ghg.FieldError{Field: "sector output of " + strconv.Itoa(p.Year), Value: p.Value.String(), Want: "above zero", Err: ghg.ErrOutOfRange}
		}
	}
	_, err := s.SectorOutput.At(s.Year)
	return err
}

// SDAPoint is what the approach allows in a year.
type SDAPoint struct {
	Year      int
	KgPer     decimal.Decimal // CI_y
	Emissions ghg.CO2e        // CI_y × CA_y
}

// At returns what is allowed in a year in which the company's output is CA_y. The year must be from the base year to
// the last of the pathway; between years of the tables it is interpolated.
func (s SDA) At(year int, output decimal.Decimal) (SDAPoint, error) {
	if err := s.Check(); err != nil {
		return SDAPoint{}, err
	}
	if output.Sign() <= 0 {
		return SDAPoint{}, &ghg.FieldError{Field: "output of " + strconv.Itoa(year), Value: output.String(), Want: "an amount above zero", Err: ghg.ErrOutOfRange}
	}
	if year < s.Year {
		return SDAPoint{}, &ghg.FieldError{Field: "year", Value: strconv.Itoa(year), Want: "the base year " + strconv.Itoa(s.Year) + " or later", Err: ghg.ErrOutOfRange}
	}
	kg, err := s.intensity(year, output)
	return SDAPoint{Year: year, KgPer: kg, Emissions: ghg.KgCO2e(kg.Mul(output))}, err
}

func (s SDA) intensity(year int, output decimal.Decimal) (decimal.Decimal, error) {
	base, err := s.Sector.At(s.Year)
	if err != nil {
		return base, err
	}
	now, err := s.Sector.At(year)
	if err != nil {
		return now, err
	}
	last := s.Sector[len(s.Sector)-1].Value
	d := s.Intensity.Sub(last)
	if d.IsNegative() && !s.Unclamped {
		return s.Intensity, nil
	}
	if base.Equal(last) {
		return last, nil
	}
	share, of, err := s.share(year, output)
	if err != nil {
		return share, err
	}
	q, err := dec.Quo(d.Mul(now.Sub(last)).Mul(share), base.Sub(last).Mul(of))
	return q.Add(last), err
}

// share returns m as two terms of a quotient: CA_b × SA_y over SA_b × CA_y, or 1 over 1.
func (s SDA) share(year int, output decimal.Decimal) (num, den decimal.Decimal, err error) {
	one := decimal.NewFromInt(1)
	if len(s.SectorOutput) == 0 {
		return one, one, nil
	}
	before, err := s.SectorOutput.At(s.Year)
	if err != nil {
		return one, one, err
	}
	now, err := s.SectorOutput.At(year)
	if err != nil {
		return one, one, err
	}
	num, den = s.Output.Mul(now), before.Mul(output)
	if num.GreaterThan(den) {
		return one, one, nil
	}
	return num, den, nil
}

// Rebase returns a scenario scaled so that it begins at the intensity of an economy or portfolio in a year:
//
//	I(t) = I_economy × SI(t) ÷ SI(year)
//
// It is the market-share-neutral adjustment of portfolio tools; it has no m. A scenario of zero in the year is an error.
func (p Pathway) Rebase(year int, economy decimal.Decimal) (Pathway, error) {
	start, err := p.At(year)
	if err != nil {
		return nil, err
	}
	rebased := make(Pathway, len(p))
	for i, point := range p {
		rebased[i].Year = point.Year
		if rebased[i].Value, err = dec.Quo(economy.Mul(point.Value), start); err != nil {
			return nil, &ghg.FieldError{Field: "scenario of " + strconv.Itoa(year), Value: start.String(), Want: "a value above zero to scale from", Err: ghg.ErrOutOfRange}
		}
	}
	return rebased, nil
}

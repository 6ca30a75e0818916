package sbti

import (
	"slices"
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/targets"
	"github.com/shopspring/decimal"
)

// SDA is a target by the sectoral decarbonization approach: the company's intensity converges to that of its sector by the
// last year of the sector's pathway.
//
//	CI_y = d × p_y × m_y + SI_T
//	d    = CI_b − SI_T
//	p_y  = (SI_y − SI_T) ÷ (SI_b − SI_T)
//	m_y  = (CA_b ÷ SA_b) ÷ (CA_y ÷ SA_y), at most 1
//
// b is the base year and T the last year of the pathway, 2050 in the SBTi's pathways. The caller provides the pathways. All
// intensities are in kilograms of CO2e per unit of output, with the same unit for company and sector.
//
// If the sector's intensity is the same in b and T, p is taken as 0 and the result is SI_T. A company already below SI_T has
// a negative d, and its path would rise: its intensity is held at CI_b unless Unclamped is set.
//
// Source: SBTi Sectoral Decarbonization Approach (2015), section on the target-setting formula.
type SDA struct {
	Name         string          // optional
	Year         int             // base year b
	Intensity    decimal.Decimal // CI_b, kg CO2e per unit; zero or more
	Output       decimal.Decimal // CA_b, units; above zero
	Sector       targets.Pathway // SI, kg CO2e per unit
	SectorOutput targets.Pathway // SA, units; leave empty for a constant market share, m = 1
	Unclamped    bool            // let the path of a company below SI_T rise, as portfolio tools do
}

// Check returns an error unless the pathways include the base year, the intensities are zero or more and the outputs are
// above zero.
func (s SDA) Check() error {
	if err := checkNumber("output of the base year", s.Output); err != nil {
		return err
	}
	if err := checkNumber("intensity of the base year", s.Intensity); err != nil {
		return err
	}
	if s.Output.Sign() <= 0 {
		return &ghg.FieldError{Field: "output of the base year", Value: dec.Text(s.Output), Want: "an amount above zero", Err: ghg.ErrOutOfRange}
	}
	if s.Intensity.IsNegative() {
		return &ghg.FieldError{Field: "intensity of the base year", Value: dec.Text(s.Intensity), Want: "zero or more", Err: ghg.ErrNegative}
	}
	for _, p := range slices.Concat(s.Sector, s.SectorOutput) {
		if err := checkNumber("pathway of "+strconv.Itoa(p.Year), p.Value); err != nil {
			return err
		}
	}
	if _, err := s.Sector.At(s.Year); err != nil {
		return err
	}
	for _, p := range s.Sector {
		if p.Value.IsNegative() {
			return &ghg.FieldError{Field: "sector intensity of " + strconv.Itoa(p.Year), Value: dec.Text(p.Value), Want: "zero or more", Err: ghg.ErrNegative}
		}
	}
	if len(s.SectorOutput) == 0 {
		return nil
	}
	for _, p := range s.SectorOutput {
		if p.Value.Sign() <= 0 {
			return &ghg.FieldError{Field: "sector output of " + strconv.Itoa(p.Year), Value: dec.Text(p.Value), Want: "an amount above zero", Err: ghg.ErrOutOfRange}
		}
	}
	_, err := s.SectorOutput.At(s.Year)
	return err
}

// SDAPoint is the intensity and the emissions that the approach allows in a year.
type SDAPoint struct {
	Year      int
	KgPer     decimal.Decimal // CI_y, kg CO2e per unit
	Emissions ghg.CO2e        // CI_y × CA_y
}

// At returns what the approach allows in a year with the output CA_y, which must be above zero. The year must be from the
// base year to the last year of the pathways; between their years the pathways are interpolated.
func (s SDA) At(year int, output decimal.Decimal) (SDAPoint, error) {
	if err := s.Check(); err != nil {
		return SDAPoint{}, err
	}
	if err := checkNumber("output of "+strconv.Itoa(year), output); err != nil {
		return SDAPoint{}, err
	}
	if output.Sign() <= 0 {
		return SDAPoint{}, &ghg.FieldError{Field: "output of " + strconv.Itoa(year), Value: dec.Text(output), Want: "an amount above zero", Err: ghg.ErrOutOfRange}
	}
	if year < s.Year {
		return SDAPoint{}, &ghg.FieldError{Field: "year", Value: strconv.Itoa(year), Want: "the base year " + strconv.Itoa(s.Year) + " or later", Err: ghg.ErrOutOfRange}
	}
	kg, err := s.intensity(year, output)
	if err != nil {
		return SDAPoint{}, err
	}
	emissions, err := ghg.KgCO2e(kg.Mul(output))
	return SDAPoint{Year: year, KgPer: kg, Emissions: emissions}, err
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
	num, den, err := s.marketShare(year, output)
	if err != nil {
		return num, err
	}
	q, err := dec.Quo(d.Mul(now.Sub(last)).Mul(num), base.Sub(last).Mul(den))
	return q.Add(last), err
}

// marketShare returns m as a numerator and a denominator: CA_b × SA_y over SA_b × CA_y, or 1 over 1.
func (s SDA) marketShare(year int, output decimal.Decimal) (num, den decimal.Decimal, err error) {
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

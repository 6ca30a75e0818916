package pact

import (
	"errors"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
)

// ErrContradicted is the kind of error of a property that contradicts others of the footprint.
var ErrContradicted = errors.New("contradicted by others")

// checkNumbers returns an error for the first number that is missing, out of range or contradicts others.
func (p *pactFootprint) checkNumbers() error {
	c := &p.PCF
	for _, check := range []func() error{c.checkRanges, c.checkSum, c.checkUptake, c.checkParts, c.checkMasses} {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

// checkRanges returns an error for a number that is missing or whose sign or range is not that of the specification.
func (c *carbonFootprint) checkRanges() error {
	zero, hundred := decimal.Decimal{}, decimal.New(100, 0)
	for _, n := range []struct {
		field       string
		value       *pactDecimal
		least, most *decimal.Decimal
		required    bool
	}{
		{"declaredUnitAmount", c.Amount, &zero, nil, true},
		{"productMassPerDeclaredUnit", c.Mass, &zero, nil, true},
		{"pcfExcludingBiogenicUptake", c.Excluding, nil, nil, true},
		{"pcfIncludingBiogenicUptake", c.Including, nil, nil, true},
		{"fossilGhgEmissions", c.Fossil, &zero, nil, true},
		{"fossilCarbonContent", c.FossilCarbon, &zero, nil, true},
		{"exemptedEmissionsPercent", c.Exempted, &zero, &hundred, true},
		{"primaryDataShare", c.Primary, &zero, &hundred, false},
		{"biogenicCO2Uptake", c.Uptake, nil, &zero, false},
		{"landUseChangeGhgEmissions", c.LandUseChange, &zero, nil, false},
		{"landCarbonLeakage", c.LandLeakage, &zero, nil, false},
		{"landManagementFossilGhgEmissions", c.LandFossil, &zero, nil, false},
		{"landManagementBiogenicCO2Emissions", c.LandCO2, &zero, nil, false},
		{"landManagementBiogenicCO2Removals", c.LandRemovals, nil, &zero, false},
		{"biogenicNonCO2Emissions", c.BiogenicNonCO2, &zero, nil, false},
		{"aircraftGhgEmissions", c.Aircraft, &zero, nil, false},
		{"packagingGhgEmissions", c.Packaging, &zero, nil, false},
		{"outboundLogisticsGhgEmissions", c.Logistics, &zero, nil, false},
		{"ccsTechnologicalCO2Capture", c.Capture, nil, &zero, false},
		{"technologicalCO2Removals", c.Removals, nil, &zero, false},
		{"landAreaOccupation", c.LandArea, &zero, nil, false},
		{"biogenicCarbonContent", c.BiogenicCarbon, &zero, nil, false},
		{"recycledCarbonContent", c.RecycledCarbon, &zero, nil, false},
		{"packagingBiogenicCarbonContent", c.PackagingCarbon, &zero, nil, false},
		{"ccuCarbonContent", c.CapturedInCarbon, &zero, nil, false},
	} {
		switch {
		case n.value == nil && n.required:
			return &ghg.FieldError{Field: n.field, Want: "the property " + n.field, Err: ghg.ErrMissing}
		case n.value == nil:
		case n.least != nil && n.value.LessThan(*n.least):
			return &ghg.FieldError{Field: n.field, Value: n.value.String(), Want: "at least " + dec.Text(*n.least), Err: ghg.ErrOutOfRange}
		case n.most != nil && n.value.GreaterThan(*n.most):
			return &ghg.FieldError{Field: n.field, Value: n.value.String(), Want: "at most " + dec.Text(*n.most), Err: ghg.ErrOutOfRange}
		}
	}
	if c.Amount.Sign() == 0 {
		return &ghg.FieldError{Field: "declaredUnitAmount", Value: "0", Want: "an amount above 0", Err: ghg.ErrOutOfRange}
	}
	return nil
}

// rounded is a sum with the most that the rounding of its terms can have moved it.
type rounded struct{ sum, slack decimal.Decimal }

// sumOf adds numbers that are given.
func sumOf(numbers ...*pactDecimal) rounded {
	var r rounded
	for _, n := range numbers {
		if n != nil {
			r.sum, r.slack = r.sum.Add(n.Decimal), r.slack.Add(halfPlace(n.Decimal))
		}
	}
	return r
}

// halfPlace returns half a unit in the last place that a number is written with: the most that rounding can have moved
// it.
func halfPlace(d decimal.Decimal) decimal.Decimal { return decimal.New(5, min(d.Exponent(), 0)-1) }

// compare returns -1, 0 or 1 if r is below, within the rounding of, or above s.
func (r rounded) compare(s rounded) int {
	diff := r.sum.Sub(s.sum)
	if diff.Abs().LessThanOrEqual(r.slack.Add(s.slack)) {
		return 0
	}
	return diff.Sign()
}

// mixed returns the error of a number that others contradict.
func mixed(field string, value *pactDecimal, want string) error {
	return &ghg.FieldError{Field: field, Value: value.String(), Want: want, Err: ErrContradicted}
}

// checkSum compares the figure without the uptake with its parts.
//
// The parts are those of the comment on pcfExcludingBiogenicUptake in the specification's schema. It does not list
// landManagementFossilGhgEmissions, which its own example 4 adds: a footprint may do either. A part that adds and is not
// given is unknown, so the figure may be above the sum of the others. A part that lowers the figure must be given.
func (c *carbonFootprint) checkSum() error {
	adding := []*pactDecimal{c.Fossil, c.LandUseChange, c.LandCO2, c.BiogenicNonCO2}
	given := sumOf(append(adding, c.LandRemovals, c.Removals, c.Capture)...)
	const parts = "fossilGhgEmissions, landUseChangeGhgEmissions, landManagementBiogenicCO2Emissions, biogenicNonCO2Emissions, " +
		"landManagementBiogenicCO2Removals, technologicalCO2Removals and ccsTechnologicalCO2Capture"
	if sumOf(c.Excluding).compare(given) < 0 {
		return mixed("pcfExcludingBiogenicUptake", c.Excluding, "at least the sum of "+parts+", "+dec.Text(given.sum))
	}
	for _, part := range adding {
		if part == nil {
			return nil
		}
	}
	if most := sumOf(append(adding, c.LandRemovals, c.Removals, c.Capture, c.LandFossil)...); sumOf(c.Excluding).compare(most) > 0 {
		return mixed("pcfExcludingBiogenicUptake", c.Excluding, "the sum of "+parts+", "+dec.Text(given.sum))
	}
	return nil
}

// checkUptake compares the figures with and without the uptake of CO2 by plants, and the uptake with the carbon from
// plants in the product and its packaging.
func (c *carbonFootprint) checkUptake() error {
	switch sum := sumOf(c.Excluding, c.Uptake); {
	case c.Uptake == nil && sumOf(c.Including).compare(sum) > 0:
		return mixed("pcfIncludingBiogenicUptake", c.Including, "at most pcfExcludingBiogenicUptake, "+dec.Text(sum.sum))
	case c.Uptake == nil:
		return nil
	case sumOf(c.Including).compare(sum) != 0:
		return mixed("pcfIncludingBiogenicUptake", c.Including, "pcfExcludingBiogenicUptake + biogenicCO2Uptake, "+dec.Text(sum.sum))
	}
	if c.Uptake.Sign() != 0 && c.BiogenicCarbon != nil && c.BiogenicCarbon.Sign() == 0 && (c.PackagingCarbon == nil || c.PackagingCarbon.Sign() == 0) {
		return mixed("biogenicCO2Uptake", c.Uptake, "0, since biogenicCarbonContent is 0: it is the carbon from plants in the product")
	}
	return nil
}

// checkParts compares emissions that are part of the figure with all of it, before what lowers it, and with the flags that
// say whether they are included.
func (c *carbonFootprint) checkParts() error {
	all := sumOf(c.Excluding)
	for _, lowers := range []*pactDecimal{c.LandRemovals, c.Removals, c.Capture} {
		if lowers != nil {
			all.sum, all.slack = all.sum.Sub(lowers.Decimal), all.slack.Add(halfPlace(lowers.Decimal))
		}
	}
	for _, part := range []struct {
		field    string
		value    *pactDecimal
		flag     string
		included *bool
	}{
		{"aircraftGhgEmissions", c.Aircraft, "", nil},
		{"packagingGhgEmissions", c.Packaging, "packagingEmissionsIncluded", c.PackagingIn},
		{"ccsTechnologicalCO2Capture", c.Capture, "ccsTechnologicalCO2CaptureIncluded", c.CaptureIn},
	} {
		switch {
		case part.value == nil:
		case part.included != nil && !*part.included && part.value.Sign() != 0:
			return mixed(part.field, part.value, "none, since "+part.flag+" is false")
		case sumOf(part.value).compare(all) > 0:
			return mixed(part.field, part.value, "at most all emissions, "+dec.Text(all.sum))
		}
	}
	return nil
}

// checkMasses compares the mass of the product with its amount and with the carbon in it.
func (c *carbonFootprint) checkMasses() error {
	if c.Unit == "kilogram" && sumOf(c.Mass).compare(sumOf(c.Amount)) != 0 {
		return mixed("productMassPerDeclaredUnit", c.Mass, "the declaredUnitAmount in kilograms, "+c.Amount.String())
	}
	carbon := sumOf(c.FossilCarbon, c.BiogenicCarbon)
	if c.Mass.Sign() > 0 && carbon.compare(sumOf(c.Mass)) > 0 {
		return mixed("fossilCarbonContent", c.FossilCarbon, "with biogenicCarbonContent, at most productMassPerDeclaredUnit, "+c.Mass.String())
	}
	if c.BiogenicCarbon != nil && c.RecycledCarbon != nil && sumOf(c.RecycledCarbon).compare(carbon) > 0 {
		return mixed("recycledCarbonContent", c.RecycledCarbon, "at most fossilCarbonContent + biogenicCarbonContent, "+dec.Text(carbon.sum))
	}
	return nil
}

// Package pact reads product carbon footprints that suppliers exchange under PACT's Technical Specifications for PCF
// Data Exchange, version 3, and turns them into factors: [Footprint.Supplied] for one purchase, [Footprint.Factor] for
// a set.
package pact

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/table"
	"github.com/ghgkit/ghg/units"
)

// Footprint is a supplier's cradle-to-gate product carbon footprint, as exchanged under PACT's Technical Specifications
// for PCF Data Exchange, version 3 (data types ProductFootprint and CarbonFootprint). [Read] reads one.
type Footprint struct {
	ID          string // of the footprint, a UUID
	SpecVersion string // "3.0.0"
	Deprecated  bool   // its owner states that it is no longer to be used
	Company     string
	Product     string   // trade name
	ProductIDs  []string // URNs

	Unit      units.Unit      // declaredUnitOfMeasurement
	Amount    decimal.Decimal // declaredUnitAmount: how many of the unit the figures are for
	Excluding decimal.Decimal // kg CO2e per declared unit, without the CO2 that plants took up: what an inventory counts
	Including decimal.Decimal // with it; may be negative
	Fossil    decimal.Decimal // of Excluding, from fossil sources
	MassKg    decimal.Decimal // of the product per declared unit; 0 if it has none
	GWP       string          // "AR5" or "AR6"
	Exempted  decimal.Decimal // per cent of the emissions that were left out

	PrimaryShare *decimal.Decimal // per cent of the emissions from primary data; nil if not stated
	Reference    ghg.Period       // the period of the data
	Valid        ghg.Period       // when it may be used: as stated, or three years from the end of Reference
	Region       string           // country, subdivision, or "GLOBAL"
	RegionName   string           // the United Nations region or subregion, if the footprint is for one
}

// maxPACT is the largest size of a footprint, in bytes.
const maxPACT = 1 << 20

// pactFootprint is the part of the JSON form that a factor is built from; other properties are ignored.
type pactFootprint struct {
	ID          string   `json:"id"`
	SpecVersion string   `json:"specVersion"`
	Created     string   `json:"created"`
	Status      string   `json:"status"`
	ValidStart  string   `json:"validityPeriodStart"`
	ValidEnd    string   `json:"validityPeriodEnd"`
	Company     string   `json:"companyName"`
	CompanyIDs  []string `json:"companyIds"`
	Description *string  `json:"productDescription"`
	ProductIDs  []string `json:"productIds"`
	Product     string   `json:"productNameCompany"`

	PCF struct {
		Unit        string       `json:"declaredUnitOfMeasurement"`
		Amount      *pactDecimal `json:"declaredUnitAmount"`
		Mass        *pactDecimal `json:"productMassPerDeclaredUnit"`
		Start       string       `json:"referencePeriodStart"`
		End         string       `json:"referencePeriodEnd"`
		Excluding   *pactDecimal `json:"pcfExcludingBiogenicUptake"`
		Including   *pactDecimal `json:"pcfIncludingBiogenicUptake"`
		Fossil      *pactDecimal `json:"fossilGhgEmissions"`
		Carbon      *pactDecimal `json:"fossilCarbonContent"`
		Uptake      *pactDecimal `json:"biogenicCO2Uptake"`
		GWP         []string     `json:"ipccCharacterizationFactors"`
		Standards   []string     `json:"crossSectoralStandards"`
		Exempted    *pactDecimal `json:"exemptedEmissionsPercent"`
		Primary     *pactDecimal `json:"primaryDataShare"`
		RegionName  string       `json:"geographyRegionOrSubregion"`
		Country     string       `json:"geographyCountry"`
		Subdivision string       `json:"geographyCountrySubdivision"`
	} `json:"pcf"`
}

// pactDecimal is a number in a JSON string, as in PACT's type Decimal.
type pactDecimal struct{ decimal.Decimal }

var pactNumber = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[+-]?\d+(\.\d+)?$`) })

// UnmarshalJSON reads a string of digits with an optional sign and at most one point, and rejects anything else.
func (d *pactDecimal) UnmarshalJSON(text []byte) error {
	var s string
	if err := json.Unmarshal(text, &s); err != nil || !pactNumber().MatchString(s) {
		shown := string(text)
		if len(shown) > 40 {
			shown = shown[:40] + "…"
		}
		return fmt.Errorf("number %s: want a string such as \"1.85\"", shown)
	}
	parsed, err := dec.Parse(s)
	d.Decimal = parsed
	return err
}

// pactUnits are the declared units of the specification, except "megabit second", in which nothing is bought.
var pactUnits = map[string]string{
	"liter": "L", "kilogram": "kg", "cubic meter": "m3", "kilowatt hour": "kWh", "megajoule": "MJ", "ton kilometer": "t·km",
	"square meter": "m2", "piece": "piece", "hour": "hour",
}

// Read reads the JSON form of one ProductFootprint, either bare or in the response of a host system ({"data": {…}}).
//
// Every property that version 3 requires and that affects the factor must be present and valid: the declared unit, the
// figures as decimals in strings, one set of GWPs (AR5 or AR6), the reference period, at most one geography. A
// footprint of another version of the specification is an error, because its properties have other names. If the uptake
// of CO2 by plants is given, the figure including it must equal the figure excluding it plus the uptake, within the
// rounding of all three.
//
// Source: PACT Technical Specifications for PCF Data Exchange, version 3, data model.
func Read(r io.Reader) (Footprint, error) {
	if absent.Is(r) {
		return Footprint{}, fmt.Errorf("PACT footprint: %w", table.ErrNoReader)
	}
	text, err := io.ReadAll(io.LimitReader(r, maxPACT+1))
	if err != nil {
		return Footprint{}, fmt.Errorf("PACT footprint: %w", err)
	}
	if len(text) > maxPACT {
		return Footprint{}, fmt.Errorf("PACT footprint: %w", &ghg.FieldError{Field: "size", Value: "more", Want: fmt.Sprintf("at most %d bytes", maxPACT), Err: ghg.ErrOutOfRange})
	}
	var envelope struct {
		Data json.RawMessage `json:"data"`
	}
	var p pactFootprint
	if err := json.Unmarshal(text, &envelope); err == nil && envelope.Data != nil {
		text = envelope.Data
	}
	if err := json.Unmarshal(text, &p); err != nil {
		return Footprint{}, fmt.Errorf("PACT footprint: %w", err)
	}
	f, err := p.footprint()
	if err != nil {
		return Footprint{}, fmt.Errorf("PACT footprint %q: %w", p.ID, err)
	}
	return f, nil
}

// footprint checks the properties in the order of the specification.
func (p *pactFootprint) footprint() (Footprint, error) {
	if err := p.checkTexts(); err != nil {
		return Footprint{}, err
	}
	if err := p.checkNumbers(); err != nil {
		return Footprint{}, err
	}
	c := &p.PCF
	f := Footprint{
		ID: p.ID, SpecVersion: p.SpecVersion, Deprecated: p.Status == "Deprecated", Company: p.Company, Product: p.Product,
		ProductIDs: slices.Clone(p.ProductIDs), Amount: c.Amount.Decimal, Excluding: c.Excluding.Decimal, Including: c.Including.Decimal,
		Fossil: c.Fossil.Decimal, MassKg: c.Mass.Decimal, GWP: c.GWP[0], Exempted: c.Exempted.Decimal, RegionName: c.RegionName,
	}
	if c.Primary != nil {
		f.PrimaryShare = &c.Primary.Decimal
	}
	var err error
	if f.Unit, err = units.ParseUnit(pactUnits[c.Unit]); err != nil {
		return Footprint{}, err
	}
	if f.Region, err = p.region(); err != nil {
		return Footprint{}, err
	}
	if f.Reference, err = pactPeriod("referencePeriod", c.Start, c.End); err != nil {
		return Footprint{}, err
	}
	f.Valid = ghg.Period{Start: f.Reference.End, End: threeYearsAfter(f.Reference.End)}
	if p.ValidStart != "" || p.ValidEnd != "" {
		if f.Valid, err = pactPeriod("validityPeriod", p.ValidStart, p.ValidEnd); err != nil {
			return Footprint{}, err
		}
	}
	return f, f.Valid.Check()
}

// checkTexts returns an error for texts that are missing or not allowed.
func (p *pactFootprint) checkTexts() error {
	c := &p.PCF
	required := func(field string, given bool) error {
		if given {
			return nil
		}
		return &ghg.FieldError{Field: field, Want: "the property " + field, Err: ghg.ErrMissing}
	}
	oneOf := func(field, value string, allowed ...string) error {
		if slices.Contains(allowed, value) {
			return nil
		}
		kind := ghg.ErrUnknown
		if value == "" {
			kind = ghg.ErrMissing
		}
		return &ghg.FieldError{Field: field, Value: value, Want: strings.Join(allowed, ", "), Err: kind}
	}
	declared := make([]string, 0, len(pactUnits))
	for name := range pactUnits {
		declared = append(declared, name)
	}
	slices.Sort(declared)
	if err := errors.Join(
		required("id", p.ID != ""),
		required("created", p.Created != ""),
		oneOf("status", p.Status, "Active", "Deprecated"),
		required("companyName", p.Company != ""),
		required("companyIds", len(p.CompanyIDs) > 0),
		required("productDescription", p.Description != nil),
		required("productIds", len(p.ProductIDs) > 0),
		required("productNameCompany", p.Product != ""),
		oneOf("declaredUnitOfMeasurement", c.Unit, declared...),
		required("crossSectoralStandards", len(c.Standards) > 0),
	); err != nil {
		return err
	}
	if !strings.HasPrefix(p.SpecVersion, "3.") {
		return &ghg.FieldError{Field: "specVersion", Value: p.SpecVersion, Want: "3.x: other versions use other properties", Err: ghg.ErrUnknown}
	}
	if len(c.GWP) != 1 {
		return &ghg.FieldError{Field: "ipccCharacterizationFactors", Value: strings.Join(c.GWP, ", "), Want: "either AR5 or AR6: a figure on both has no single basis", Err: ghg.ErrMixed}
	}
	return oneOf("ipccCharacterizationFactors", c.GWP[0], "AR5", "AR6")
}

// checkNumbers returns an error for the first number that is missing or out of range.
func (p *pactFootprint) checkNumbers() error {
	c := &p.PCF
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
		{"fossilCarbonContent", c.Carbon, &zero, nil, true},
		{"exemptedEmissionsPercent", c.Exempted, &zero, &hundred, true},
		{"primaryDataShare", c.Primary, &zero, &hundred, false},
		{"biogenicCO2Uptake", c.Uptake, nil, &zero, false},
	} {
		switch {
		case n.value == nil && n.required:
			return &ghg.FieldError{Field: n.field, Want: "the property " + n.field, Err: ghg.ErrMissing}
		case n.value == nil:
		case n.least != nil && n.value.LessThan(*n.least):
			return &ghg.FieldError{Field: n.field, Value: n.value.String(), Want: "at least " + n.least.String(), Err: ghg.ErrOutOfRange}
		case n.most != nil && n.value.GreaterThan(*n.most):
			return &ghg.FieldError{Field: n.field, Value: n.value.String(), Want: "at most " + n.most.String(), Err: ghg.ErrOutOfRange}
		}
	}
	if c.Amount.Sign() == 0 {
		return &ghg.FieldError{Field: "declaredUnitAmount", Value: "0", Want: "an amount above 0", Err: ghg.ErrOutOfRange}
	}
	if c.Uptake == nil {
		return nil
	}
	sum := c.Excluding.Add(c.Uptake.Decimal)
	slack := halfPlace(c.Excluding.Decimal).Add(halfPlace(c.Uptake.Decimal)).Add(halfPlace(c.Including.Decimal))
	if sum.Sub(c.Including.Decimal).Abs().GreaterThan(slack) {
		return &ghg.FieldError{Field: "pcfIncludingBiogenicUptake", Value: c.Including.String(), Want: fmt.Sprintf("pcfExcludingBiogenicUptake + biogenicCO2Uptake, %s", sum), Err: ghg.ErrMixed}
	}
	return nil
}

// halfPlace returns half a unit in the last place that a number is written with: the most that rounding can have moved
// it.
func halfPlace(d decimal.Decimal) decimal.Decimal { return decimal.New(5, min(d.Exponent(), 0)-1) }

// region returns the country or subdivision, or GLOBAL for a region of several countries or the world.
func (p *pactFootprint) region() (string, error) {
	given := 0
	for _, g := range []string{p.PCF.RegionName, p.PCF.Country, p.PCF.Subdivision} {
		if g != "" {
			given++
		}
	}
	if given > 1 {
		return "", &ghg.FieldError{Field: "geography", Value: strings.Join([]string{p.PCF.RegionName, p.PCF.Country, p.PCF.Subdivision}, ", "), Want: "one of region, country and subdivision, or none for the world", Err: ghg.ErrMixed}
	}
	switch {
	case p.PCF.Country != "":
		return p.PCF.Country, nil
	case p.PCF.Subdivision != "":
		return p.PCF.Subdivision, nil
	default:
		return "GLOBAL", nil
	}
}

// pactPeriod converts two points in time to days in UTC. An end in the last minute of a day includes that day.
func pactPeriod(field, start, end string) (ghg.Period, error) {
	first, err := time.Parse(time.RFC3339, start)
	if err != nil {
		return ghg.Period{}, &ghg.FieldError{Field: field + "Start", Value: start, Want: "a point in time such as 2024-01-01T00:00:00Z", Err: ghg.ErrMissing}
	}
	last, err := time.Parse(time.RFC3339, end)
	if err != nil {
		return ghg.Period{}, &ghg.FieldError{Field: field + "End", Value: end, Want: "a point in time such as 2025-01-01T00:00:00Z", Err: ghg.ErrMissing}
	}
	if !last.After(first) {
		return ghg.Period{}, &ghg.FieldError{Field: field + "End", Value: end, Want: "a point in time after " + start, Err: ghg.ErrOutOfRange}
	}
	first, last = first.UTC(), last.UTC().Add(time.Minute)
	return ghg.Period{
		Start: ghg.Date{Year: first.Year(), Month: first.Month(), Day: first.Day()},
		End:   ghg.Date{Year: last.Year(), Month: last.Month(), Day: last.Day()},
	}, nil
}

// threeYearsAfter returns the end of validity of a footprint that states none.
func threeYearsAfter(d ghg.Date) ghg.Date {
	const validYears = 3
	t := time.Date(d.Year+validYears, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
	return ghg.Date{Year: t.Year(), Month: t.Month(), Day: t.Day()}
}

// Supplied returns the footprint as a factor to supply with a purchase: Excluding ÷ Amount, to 34 digits, in kg CO2e
// per unit on the footprint's GWP basis. A deprecated footprint, or one that is not valid on every day of the
// purchase's period, is an error.
func (f Footprint) Supplied(period ghg.Period) (factors.Supplied, error) {
	if err := f.usable(); err != nil {
		return factors.Supplied{}, err
	}
	if !f.Valid.Contains(period) {
		return factors.Supplied{}, &ghg.FieldError{Field: "validity of the footprint " + f.ID, Value: f.Valid.String(), Want: "every day of " + period.String(), Err: ghg.ErrOutOfRange}
	}
	per, err := dec.Quo(f.Excluding, f.Amount)
	if err != nil {
		return factors.Supplied{}, err
	}
	perUnit, err := ghg.NewEmissions(ghg.GasAmount{GWP: f.GWP, Kg: per})
	return factors.Supplied{PerUnit: perUnit, Unit: f.Unit, Source: f.source()}, err
}

// Factor returns the footprint as a factor for an activity of your choice, to be put into a set with others. It is
// valid as long as the footprint is.
func (f Footprint) Factor(activity string) (factors.Factor, error) {
	supplied, err := f.Supplied(f.Valid)
	if err != nil {
		return factors.Factor{}, err
	}
	factor, err := supplied.Factor(factors.Query{Activity: activity, Region: f.Region, Period: f.Valid, Boundary: ghg.CradleToGate})
	factor.Label = f.Company + ": " + f.Product
	return factor, err
}

// usable returns an error if the footprint may not be used in an inventory.
func (f Footprint) usable() error {
	switch {
	case f.ID == "":
		return &ghg.FieldError{Field: "footprint", Want: "a footprint returned by Read", Err: ghg.ErrMissing}
	case f.Deprecated:
		return &ghg.FieldError{Field: "status of the footprint " + f.ID, Value: "Deprecated", Want: "Active", Err: ghg.ErrOutOfRange}
	case f.Excluding.IsNegative():
		return &ghg.FieldError{Field: "pcfExcludingBiogenicUptake of the footprint " + f.ID, Value: f.Excluding.String(), Want: "at least 0: removals are reported separately", Err: ghg.ErrNegative}
	}
	return nil
}

// source names the footprint, with what a reader must know about it.
func (f Footprint) source() string {
	s := "PACT footprint " + f.ID + " of " + f.Company + ", " + f.Product
	if f.PrimaryShare != nil {
		s += ", " + f.PrimaryShare.String() + " % primary data"
	}
	return strings.ReplaceAll(s, ";", ",")
}

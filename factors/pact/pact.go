// Package pact reads product carbon footprints that suppliers exchange under PACT's Technical Specifications for PCF
// Data Exchange, version 3, and turns them into factors: [Footprint.Supplied] for one purchase, [Footprint.Factor] for
// a set.
package pact

import (
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
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/strictjson"
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

// pactDecimal is a number in a JSON string, as in PACT's type Decimal.
type pactDecimal struct{ decimal.Decimal }

var pactNumber = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[+-]?\d+(\.\d+)?$`) })

// UnmarshalText reads digits with an optional sign and at most one point, and rejects anything else.
func (d *pactDecimal) UnmarshalText(text []byte) error {
	if !pactNumber().Match(text) {
		return fmt.Errorf("number %s: want digits with an optional point, such as \"1.85\"", input.Quote(text))
	}
	parsed, err := dec.Parse(string(text))
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
// footprint of another version of the specification is an error, because its properties have other names. So are a
// property that version 3 does not have (extensions may hold anything), a repeated one, and one in another case. A null
// stands for an optional property that is absent, as the specification says.
//
// A footprint whose parts contradict each other is an [ErrContradicted], within the rounding of the numbers:
//
//   - the figure without the uptake by plants is the sum of its parts, if all of them are given, and not below the sum of
//     those given: what lowers a figure must be stated;
//   - the figure with the uptake is that sum with the uptake, and not above the figure without it;
//   - the emissions of aircraft and of packaging are no more than all emissions, and those of packaging and the CO2
//     captured are zero if they are said not to be included;
//   - the mass of a product by the kilogram is its amount; the carbon in a product is no more than its mass, and the
//     recycled carbon no more than all of it; uptake by plants needs carbon from plants in the product;
//   - the validity begins with the end of the reference period at the earliest, and ends three years after it at the
//     latest.
//
// Source: PACT Technical Specifications for PCF Data Exchange, version 3.0.3, data types ProductFootprint and
// CarbonFootprint, and section Validity Period.
func Read(r io.Reader) (Footprint, error) {
	text, err := io.ReadAll(io.LimitReader(input.NewReader(r), maxPACT+1))
	if err != nil {
		return Footprint{}, fmt.Errorf("PACT footprint: %w", err)
	}
	if len(text) > maxPACT {
		return Footprint{}, fmt.Errorf("PACT footprint: %w", &ghg.FieldError{Field: "size", Value: "more", Want: fmt.Sprintf("at most %d bytes", maxPACT), Err: ghg.ErrOutOfRange})
	}
	p, err := parse(text)
	if err != nil {
		return Footprint{}, fmt.Errorf("PACT footprint: %w", err)
	}
	f, err := p.footprint()
	if err != nil {
		return Footprint{}, fmt.Errorf("PACT footprint %s: %w", input.Quote(p.ID), err)
	}
	return f, nil
}

// parse reads a footprint, bare or as the data of a response.
func parse(text []byte) (*pactFootprint, error) {
	document, err := strictjson.Parse(text)
	if err != nil {
		return nil, err
	}
	if version, ok := document.Text("specVersion"); ok {
		if err := checkVersion(version); err != nil {
			return nil, err
		}
	}
	form := strictjson.Form{Nulls: true}
	if _, bare := document.Value("pcf"); bare {
		p := &pactFootprint{}
		return p, document.Decode(p, form)
	}
	if data, ok := document.Value("data"); ok {
		if version, ok := data.Text("specVersion"); ok {
			if err := checkVersion(version); err != nil {
				return nil, err
			}
		}
	}
	var response struct {
		Data pactFootprint `json:"data"`
	}
	return &response.Data, document.Decode(&response, form)
}

// checkVersion refuses a footprint of another version before its properties, which have other names.
func checkVersion(version string) error {
	if strings.HasPrefix(version, "3.") {
		return nil
	}
	return &ghg.FieldError{Field: "specVersion", Value: version, Want: "3.x: other versions use other properties", Err: ghg.ErrUnknown}
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
		if err := p.checkValidity(); err != nil {
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
		required("productDescription", bool(p.Description)),
		required("productIds", len(p.ProductIDs) > 0),
		required("productNameCompany", p.Product != ""),
		oneOf("declaredUnitOfMeasurement", c.Unit, declared...),
		required("crossSectoralStandards", len(c.Standards) > 0),
	); err != nil {
		return err
	}
	if err := checkVersion(p.SpecVersion); err != nil {
		return err
	}
	if len(c.GWP) != 1 {
		return &ghg.FieldError{Field: "ipccCharacterizationFactors", Value: strings.Join(c.GWP, ", "), Want: "either AR5 or AR6: a figure on both has no single basis", Err: ghg.ErrMixed}
	}
	return oneOf("ipccCharacterizationFactors", c.GWP[0], "AR5", "AR6")
}

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
		return ghg.Period{}, &ghg.FieldError{Field: field + "End", Value: end, Want: "a point in time after " + input.Shorten(start), Err: ghg.ErrOutOfRange}
	}
	first, last = first.UTC(), last.UTC().Add(time.Minute)
	return ghg.Period{
		Start: ghg.Date{Year: first.Year(), Month: first.Month(), Day: first.Day()},
		End:   ghg.Date{Year: last.Year(), Month: last.Month(), Day: last.Day()},
	}, nil
}

// validYears is the longest validity, from the end of the reference period.
const validYears = 3

// checkValidity returns an error for a stated validity that begins before the end of the reference period, or ends more
// than three years after it. All of them are points in time by now.
func (p *pactFootprint) checkValidity() error {
	data, _ := time.Parse(time.RFC3339, p.PCF.End)
	start, _ := time.Parse(time.RFC3339, p.ValidStart)
	end, _ := time.Parse(time.RFC3339, p.ValidEnd)
	switch latest := data.AddDate(validYears, 0, 0); {
	case start.Before(data):
		return &ghg.FieldError{Field: "validityPeriodStart", Value: p.ValidStart, Want: "the end of the reference period, " + p.PCF.End + ", or later", Err: ErrContradicted}
	case end.After(latest):
		return &ghg.FieldError{Field: "validityPeriodEnd", Value: p.ValidEnd, Want: "at most three years after the reference period, " + latest.Format(time.RFC3339), Err: ErrContradicted}
	}
	return nil
}

// threeYearsAfter returns the end of validity of a footprint that states none.
func threeYearsAfter(d ghg.Date) ghg.Date {
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
		return factors.Supplied{}, &ghg.FieldError{Field: "validity of the footprint " + input.Shorten(f.ID), Value: f.Valid.String(), Want: "every day of " + period.String(), Err: ghg.ErrOutOfRange}
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
	numbers := []decimal.Decimal{f.Amount, f.Excluding, f.Including, f.Fossil, f.MassKg, f.Exempted}
	if f.PrimaryShare != nil {
		numbers = append(numbers, *f.PrimaryShare)
	}
	if err := dec.CheckAll(numbers...); err != nil {
		return fmt.Errorf("footprint %s: %w", input.Shorten(f.ID), err)
	}
	switch {
	case f.ID == "" || f.Amount.Sign() <= 0:
		return &ghg.FieldError{Field: "footprint", Want: "a footprint returned by Read", Err: ghg.ErrMissing}
	case f.Deprecated:
		return &ghg.FieldError{Field: "status of the footprint " + input.Shorten(f.ID), Value: "Deprecated", Want: "Active", Err: ghg.ErrOutOfRange}
	case f.Excluding.IsNegative():
		return &ghg.FieldError{Field: "pcfExcludingBiogenicUptake of the footprint " + input.Shorten(f.ID), Value: dec.Text(f.Excluding), Want: "at least 0: removals are reported separately", Err: ghg.ErrNegative}
	}
	return nil
}

// source names the footprint, with what a reader must know about it.
func (f Footprint) source() string {
	s := "PACT footprint " + f.ID + " of " + f.Company + ", " + f.Product
	if f.PrimaryShare != nil {
		s += ", " + dec.Text(*f.PrimaryShare) + " % primary data"
	}
	return strings.ReplaceAll(s, ";", ",")
}

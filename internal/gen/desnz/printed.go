package main

import (
	"fmt"
	"path"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/gen/sheet"
)

// printed is what the rows of an edition say about each other: the same factor in other units, and to how many decimals a
// section is printed. The flat files drop trailing zeros.
type printed struct {
	siblings map[string][]*entry // the entries of one factor, one for each unit
	decimals map[string]int32    // by section
	calorific
}

// calorific holds the net and gross calorific values of the fuels, GJ/t, by the name of the fuel.
type calorific map[string][2]decimal.Decimal

// calorificOf are fuels that have no line of their own in the sheet "Fuel properties", and the fuel that they replace.
var calorificOf = map[string]string{
	"biopropane": "propane", "development-diesel": "diesel/mineral", "development-gasoline": "gasoline/mineral",
}

func newPrinted(entries []*entry, values calorific) (printed, error) {
	p := printed{map[string][]*entry{}, map[string]int32{}, values}
	for _, e := range entries {
		p.siblings[e.factor()] = append(p.siblings[e.factor()], e)
		for _, text := range e.value {
			value, err := number(text)
			if err != nil {
				return p, fmt.Errorf("line %d: %w", e.line, err)
			}
			p.decimals[e.section()] = max(p.decimals[e.section()], -value.Exponent())
		}
	}
	return p, nil
}

func (e *entry) factor() string {
	return strings.Join([]string{e.scope, strings.Join(e.level[:], "\n"), e.column}, "\n")
}

func (e *entry) section() string { return e.level[0] + "\n" + e.level[1] }

// total returns the CO2e of an entry, or its CO2 where that is all.
func (e *entry) total() (decimal.Decimal, error) {
	if text, ok := e.value["CO2e"]; ok {
		return number(text)
	}
	return number(e.value["CO2"])
}

// interval is a printed value with its rounding.
type interval struct{ low, value, high decimal.Decimal }

func (p *printed) interval(e *entry) (interval, error) {
	value, err := e.total()
	half := decimal.New(5, -p.decimals[e.section()]-1)
	return interval{value.Sub(half), value, value.Add(half)}, err
}

// coarse reports whether rounding may change the value by a tenth or more.
func (i interval) coarse() bool {
	return i.value.IsPositive() && i.high.Sub(i.value).Mul(decimal.NewFromInt(10)).GreaterThanOrEqual(i.value)
}

// explain adds what the other rows of the factor show: which gases it leaves out, that too few digits are printed, and
// whether a factor per energy without a heating value basis is per net calorific value.
func (p *printed) explain(e *entry, t *target) error {
	if e.level[0] == "Refrigerant & other" {
		name, err := refrigerant(e)
		t.caveat = p.basket(e, name)
		return err
	}
	if strings.HasSuffix(t.unit, "(LHV)") && e.uom != "kWh (Net CV)" {
		t.note = "printed per " + e.uom + " without a heating value basis; taken as net"
	}
	own, err := p.interval(e)
	if err != nil || own.value.IsZero() {
		return err
	}
	mass, perTonne, err := p.perMass(e)
	if err != nil || mass == nil || mass == e {
		return err
	}
	if own.coarse() {
		t.caveat = fmt.Sprintf("coarse-factor: printed as %s per %s, rounded by up to %s %%; the same factor is printed as %s per tonne",
			own.value, e.uom, percent(own.high.Sub(own.value), own.value), perTonne.value)
	}
	if e.uom == "kWh" || e.uom == "GJ" {
		return p.basis(e, own, perTonne, t)
	}
	return nil
}

// perMass returns the entry of the factor per mass, and its value per tonne.
func (p *printed) perMass(e *entry) (*entry, interval, error) {
	for _, s := range p.siblings[e.factor()] {
		if s.uom != "tonnes" && s.uom != "kg" {
			continue
		}
		i, err := p.interval(s)
		if s.uom == "kg" {
			i = interval{i.low.Shift(3), i.value.Shift(3), i.high.Shift(3)}
		}
		return s, i, err
	}
	return nil, interval{}, nil
}

// basis notes what the quotient of the factors per tonne and per energy, in GJ/t, shows of the heating value basis.
func (p *printed) basis(e *entry, own, perTonne interval, t *target) error {
	values, known := p.of(strings.TrimPrefix(t.activities[0], "fuel/"))
	if !known {
		return nil
	}
	gj := "1"
	if e.uom == "kWh" {
		gj = "0.0036"
	}
	var quotient [3]decimal.Decimal
	for i, pair := range [][2]decimal.Decimal{{perTonne.low, own.high}, {perTonne.value, own.value}, {perTonne.high, own.low}} {
		var err error
		if quotient[i], err = dec.Quo(pair[0].Mul(dec.MustParse(gj)), pair[1]); err != nil {
			quotient[i] = decimal.NewFromInt(1000) // rounded to zero: no upper bound
		}
	}
	within := func(calorificValue decimal.Decimal) bool {
		tolerance := calorificValue.Mul(dec.MustParse("0.02")) // between editions and sheets
		return quotient[0].LessThanOrEqual(calorificValue.Add(tolerance)) && quotient[2].GreaterThanOrEqual(calorificValue.Sub(tolerance))
	}
	switch net, gross := within(values[0]), within(values[1]); {
	case net && !gross:
		t.note = "printed per " + e.uom + "; net calorific value, as the factor per mass shows"
	case net:
		t.note += ", but printed to too few digits to show it"
	default:
		t.caveat = fmt.Sprintf("as-printed: the factors per tonne and per %s give a calorific value of %s GJ/t, but the fuel's is %s net and %s gross; the basis is not known",
			e.uom, quotient[1].StringFixed(2), values[0], values[1])
	}
	return nil
}

// of returns the calorific values of a fuel: its own, those of the fuel it replaces or those of the kind it belongs to.
func (c calorific) of(fuel string) ([2]decimal.Decimal, bool) {
	if same, ok := calorificOf[fuel]; ok {
		fuel = same
	}
	for ; fuel != "."; fuel = path.Dir(fuel) {
		if values, ok := c[fuel]; ok {
			return values, true
		}
	}
	return [2]decimal.Decimal{}, false
}

func readCalorific(file string) (calorific, error) {
	records, err := sheet.Read(file)
	if err != nil {
		return nil, err
	}
	values := calorific{}
	for _, r := range records {
		net, err := number(r.Get("ncv_gj_per_t"))
		if err != nil {
			return nil, fmt.Errorf("%s: line %d: %w", file, r.Line, err)
		}
		gross, err := number(r.Get("gcv_gj_per_t"))
		if err != nil {
			return nil, fmt.Errorf("%s: line %d: %w", file, r.Line, err)
		}
		if name := fuelName(r.Get("fuel")); name != "" {
			values[name] = [2]decimal.Decimal{net, gross}
		}
	}
	return values, nil
}

func percent(part, whole decimal.Decimal) string {
	share, _ := dec.Quo(part.Shift(2), whole) // the caller divides by a value above zero
	return share.Round(0).String()
}

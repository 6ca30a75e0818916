package xbrl

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/report"
	"github.com/ghgkit/ghg/report/disclosure"
)

// The kinds of error of this package, for errors.Is.
var (
	// ErrNoElements is wrapped by errors about an edition whose elements are not known, such as those of the IFRS standards.
	ErrNoElements = errors.New("without element names that are certain")
	// ErrInconsistent is wrapped by errors about facts that contradict each other.
	ErrInconsistent = errors.New("in contradiction to another fact")
)

// LEI is the scheme of legal entity identifiers, ISO 17442.
const LEI = "http://standards.iso.org/iso/17442"

// Options are what the facts of a report need besides.
type Options struct {
	Identifier string // of the entity: its LEI
	Scheme     string // of the identifier, an absolute URI: [LEI]
	Language   string // of the page, such as "en"; "": "en"
	// Decimals is the number of decimal places of figures, 0 to 9. Percentages and ratios have at
	// least two, and ratios per single units of a currency six more.
	Decimals int
}

// Check returns an error unless the entity is identified and the options are in their ranges. A legal entity identifier must
// have its check digits.
func (o Options) Check() error {
	refused := func(field, value, want string, err error) error {
		return &ghg.FieldError{Field: field, Value: input.Shorten(value), Want: want, Err: err}
	}
	switch {
	case strings.TrimSpace(o.Identifier) == "" || input.TooLong(o.Identifier):
		return refused("identifier", o.Identifier, "that of the entity", ghg.ErrMissing)
	case !absoluteURI(o.Scheme) || input.TooLong(o.Scheme):
		return refused("scheme", o.Scheme, "an absolute URI such as "+LEI, ghg.ErrOutOfRange)
	case o.Scheme == LEI && !validLEI(o.Identifier):
		return refused("identifier", o.Identifier, "20 letters and digits whose remainder by 97 is 1, ISO 17442", ghg.ErrOutOfRange)
	case o.Decimals < 0 || o.Decimals > 9:
		return refused("decimals", strconv.Itoa(o.Decimals), "0 to 9", ghg.ErrOutOfRange)
	case o.Language != "" && !languageTag(o.Language):
		return refused("language", o.Language, "a language tag such as en", ghg.ErrOutOfRange)
	}
	return nil
}

// absoluteURI reports whether a text is an absolute URI as far as it has a scheme and no character that a URI has not (RFC 3986,
// sections 3.1 and 2).
func absoluteURI(s string) bool {
	scheme, rest, found := strings.Cut(s, ":")
	if !found || scheme == "" || rest == "" || !isLetter(scheme[0]) {
		return false
	}
	for i := range len(s) {
		if c := s[i]; c <= ' ' || c >= 0x7f || strings.IndexByte("<>\"{}|\\^`", c) >= 0 {
			return false
		}
		if c := s[i]; i < len(scheme) && !isLetter(c) && (c < '0' || c > '9') && strings.IndexByte("+-.", c) < 0 {
			return false
		}
	}
	return true
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// languageTag reports whether a text looks like a language tag: letters, digits and hyphens.
func languageTag(s string) bool {
	return len(s) <= 35 && strings.Trim(strings.ToLower(s), "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

// validLEI checks the check digits: the letters count from 10, and the number's remainder by 97 is 1 (ISO 7064, mod 97-10).
func validLEI(s string) bool {
	if len(s) != 20 {
		return false
	}
	rest := 0
	for _, c := range s {
		switch {
		case c >= '0' && c <= '9':
			rest = (rest*10 + int(c-'0')) % 97
		case c >= 'A' && c <= 'Z':
			rest = (rest*100 + int(c-'A') + 10) % 97
		default:
			return false
		}
	}
	return rest == 1
}

// Fact is a figure as a fact of the taxonomy.
type Fact struct {
	Table, Row, Column string // the cell
	Element            string // with its prefix
	Period             ghg.Period
	Members            []disclosure.Member // of dimensions, in the order of their axes
	Unit               Unit
	Shown              decimal.Decimal // as the page shows it, rounded half up
	Scale              int             // of what is shown: −2 for a percentage
	Value              decimal.Decimal // Shown × 10^Scale
	Decimals           int             // of the value; below zero for thousands
}

// Unit is a unit of facts: measures with their prefixes, such as "utr:tCO2e", "utr:MWh", "xbrli:pure" and "iso4217:EUR".
type Unit struct {
	Measure string
	Per     string // the measure of the denominator; "" for none
}

// Left is a figure of the tables that is text of the page and no fact.
type Left struct {
	Table, Row, Column string
	Reason             string
}

// Document is a page of inline XBRL.
type Document struct {
	Facts []Fact
	Left  []Left

	company string
	year    string // its label
	period  ghg.Period
	edition disclosure.Edition
	tables  []disclosure.Table
	options Options
}

// Of returns the tables of an edition with their facts. An edition other than esrs-e1-set-1 is an error that wraps
// [ErrNoElements]. Facts that contradict each other are one that wraps [ErrInconsistent]: two values of one element and context,
// or a total that is not the sum of its parts. It fails under the conditions of [disclosure.Edition.Tables] too.
func Of(r report.Report, e disclosure.Edition, o Options) (Document, error) {
	if err := o.Check(); err != nil {
		return Document{}, err
	}
	if e.ID != "esrs-e1-set-1" {
		return Document{}, &ghg.FieldError{Field: "edition", Value: input.Shorten(e.ID), Want: "esrs-e1-set-1", Err: ErrNoElements}
	}
	tables, err := e.Tables(r)
	if err != nil {
		return Document{}, err
	}
	if err := disclosure.Check(r, tables); err != nil {
		return Document{}, err
	}
	d := Document{company: r.Inventory.Organisation().Name, year: r.Name(), period: r.Inventory.Period(), edition: e, tables: tables, options: o}
	if d.options.Language == "" {
		d.options.Language = "en"
	}
	exact := map[string]decimal.Decimal{} // unrounded, by element and context
	for _, t := range tables {
		for _, row := range t.Rows {
			for i, c := range row.Cells {
				if err := d.add(Fact{Table: t.ID, Row: row.ID, Column: t.Columns[i].ID}, c, exact); err != nil {
					return Document{}, err
				}
			}
		}
	}
	d.leaveSeveralPrices()
	return d, d.calculate(exact)
}

// add adds the fact of a cell, or the reason why there is none.
func (d *Document) add(f Fact, c disclosure.Cell, exact map[string]decimal.Decimal) error {
	if c.Value == nil {
		return nil
	}
	element, ok := disclosure.ElementOf(c.Element)
	if !ok {
		d.Left = append(d.Left, Left{f.Table, f.Row, f.Column, "the taxonomy has no element for it whose name is certain"})
		return nil
	}
	f.Element, f.Members, f.Period = element.Name, sorted(c.Members), c.Period
	if f.Period.IsZero() {
		f.Period = d.period
	}
	shape, ok := shapeOf(element.Kind, c.Unit)
	if !ok {
		d.Left = append(d.Left, Left{f.Table, f.Row, f.Column, "its unit " + input.Quote(c.Unit) + " is not that of the element: want money as a code of ISO 4217, or with thousand, million or billion before it"})
		return nil
	}
	places := max(d.options.Decimals+shape.more, shape.least)
	f.Unit, f.Scale, f.Decimals = shape.unit, shape.scale, places-shape.scale
	f.Shown = c.Value.Round(int32(places))  //nolint:gosec // 0 to 15
	f.Value = f.Shown.Shift(int32(f.Scale)) //nolint:gosec // −9 to 9
	key := f.context() + " " + f.Element
	if before, twice := exact[key]; twice && !before.Equal(*c.Value) {
		return &ghg.FieldError{Field: f.Element, Value: dec.Brief(*c.Value), Want: dec.Brief(before) + ", as table " + f.Table + " has it elsewhere", Err: ErrInconsistent}
	}
	exact[key] = *c.Value
	d.Facts = append(d.Facts, f)
	return nil
}

func sorted(members []disclosure.Member) []disclosure.Member {
	members = slices.Clone(members)
	slices.SortFunc(members, func(a, b disclosure.Member) int { return strings.Compare(a.Axis, b.Axis) })
	return members
}

// context names the period and the members of a fact.
func (f Fact) context() string {
	parts := make([]string, 0, 2+2*len(f.Members))
	parts = append(parts, f.Period.Start.String(), f.Period.End.String())
	for _, m := range f.Members {
		parts = append(parts, m.Axis, m.Name)
	}
	return strings.Join(parts, " ")
}

// shape is how values of a unit become facts.
type shape struct {
	unit  Unit
	scale int
	more  int // decimal places beyond those of the options
	least int // decimal places
}

// shapeOf returns the shape of the facts of an element, by the unit that the table shows.
func shapeOf(kind disclosure.ElementKind, unit string) (shape, bool) {
	switch kind {
	case disclosure.EmissionsElement:
		if unit == "t CO2e" || unit == "t CO2" {
			return shape{unit: Unit{Measure: "utr:tCO2e"}}, true
		}
	case disclosure.EnergyElement:
		if unit == "MWh" {
			return shape{unit: Unit{Measure: "utr:MWh"}}, true
		}
	case disclosure.ShareElement:
		if unit == "%" {
			return shape{unit: Unit{Measure: "xbrli:pure"}, scale: -2, least: 2}, true
		}
	case disclosure.MoneyElement:
		if currency, scale, ok := money(unit); ok {
			return shape{unit: Unit{Measure: currency}, scale: scale}, true
		}
	case disclosure.PerMoneyElement, disclosure.EnergyPerMoneyElement:
		of, measure := "t CO2e/", "utr:tCO2e"
		if kind == disclosure.EnergyPerMoneyElement {
			of, measure = "MWh/", "utr:MWh"
		}
		if rest, found := strings.CutPrefix(unit, of); found {
			if currency, scale, ok := money(rest); ok {
				return shape{unit: Unit{measure, currency}, scale: -scale, more: max(6-scale, 0), least: 2}, true
			}
		}
	case disclosure.MoneyPerTonneElement:
		if rest, found := strings.CutSuffix(unit, "/t CO2e"); found {
			if currency, scale, ok := money(rest); ok {
				return shape{unit: Unit{currency, "utr:tCO2e"}, scale: scale, least: 2}, true
			}
		}
	}
	return shape{}, false
}

// money reads "EUR" or "million EUR".
func money(unit string) (measure string, scale int, ok bool) {
	if multiple, code, found := strings.Cut(unit, " "); found {
		if scale = map[string]int{"thousand": 3, "million": 6, "billion": 9}[multiple]; scale == 0 {
			return "", 0, false
		}
		unit = code
	}
	if len(unit) != 3 || strings.Trim(unit, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return "", 0, false
	}
	return "iso4217:" + unit, scale, true
}

// leaveSeveralPrices leaves the carbon prices out if there are several: the dimension that tells schemes apart is not certain.
func (d *Document) leaveSeveralPrices() {
	price := func(f Fact) bool { return strings.HasPrefix(f.Element, "esrs:CarbonPriceApplied") }
	count := 0
	for _, f := range d.Facts {
		if price(f) {
			count++
		}
	}
	if count < 2 {
		return
	}
	for _, f := range d.Facts {
		if price(f) {
			d.Left = append(d.Left, Left{f.Table, f.Row, f.Column, "there are several schemes, and the dimension that tells them apart is not certain"})
		}
	}
	d.Facts = slices.DeleteFunc(d.Facts, price)
}

// sums are the totals of the taxonomy's calculation linkbase, with their parts, all of weight 1.
var sums = map[string][]string{
	"esrs:LocationBasedGreenhouseGasEmissions": {"esrs:GrossScope1GreenhouseGasEmissions", "esrs:GrossLocationBasedScope2GreenhouseGasEmissions", "esrs:GrossScope3GreenhouseGasEmissions"},
	"esrs:MarketBasedGreenhouseGasEmissions":   {"esrs:GrossScope1GreenhouseGasEmissions", "esrs:GrossMarketBasedScope2GreenhouseGasEmissions", "esrs:GrossScope3GreenhouseGasEmissions"},
	"esrs:Revenue":                             {"esrs:NetRevenueUsedToCalculateGHGIntensity", "esrs:NetRevenueOtherThanUsedToCalculateGHGIntensity"},
}

// calculate checks the totals of the report's own year. Those of other years may be published figures, rounded by others.
func (d *Document) calculate(exact map[string]decimal.Decimal) error {
	context := Fact{Period: d.period}.context() + " "
	for _, f := range d.Facts {
		parts, isTotal := sums[f.Element]
		if !isTotal || f.context()+" " != context {
			continue
		}
		var sum decimal.Decimal
		whole := true
		for _, part := range parts {
			value, found := exact[context+part]
			whole = whole && found
			sum = sum.Add(value)
		}
		if total := exact[context+f.Element]; whole && !sum.Equal(total) {
			return &ghg.FieldError{Field: f.Element, Value: dec.Brief(total), Want: dec.Brief(sum) + ", the sum of its parts", Err: ErrInconsistent}
		}
	}
	return nil
}

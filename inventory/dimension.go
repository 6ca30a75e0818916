package inventory

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/vocabulary"
)

// Dimension is what a table of totals is divided by. The zero Dimension is invalid.
type Dimension uint8

// The dimensions. ByGas, ByMethane and ByBasis divide the emissions of a result; the others divide results.
const (
	ByScope      Dimension = iota + 1
	ByCategory             // of scope 3
	ByGas                  // the gas; none for CO2e that cannot be told apart
	ByMethane              // where methane comes from
	ByBasis                // the GWP basis of an amount that was published as CO2e; none for a mass
	ByEntity               //
	BySite                 //
	ByCountry              // of the result's factors; see [Labels]
	ByMethod               // the calculation method
	ByYear                 // calendar year; see [Labels]
	ByMonth                // calendar month; see [Labels]
	ByAccounting           // the method of scope 2 of a result or of a marked line of category 3; none for those that count by both
	ByOrigin               // calculated here, or reported by another party
	ByFactorSet            // the sets of the result's factors
)

var dimensions = vocabulary.New[Dimension]("dimension of totals", "scope", "category", "gas", "methane", "basis", "entity", "site", "country", "method", "year", "month", "accounting", "origin", "factor set")

// String returns the name of the dimension.
func (d Dimension) String() string { return dimensions.String(d) }

// MarshalText returns what String returns. The zero Dimension is an error.
func (d Dimension) MarshalText() ([]byte, error) { return dimensions.Marshal(d) }

// UnmarshalText reads what String returns.
func (d *Dimension) UnmarshalText(text []byte) error { return dimensions.Unmarshal(d, text) }

// ofEmissions reports whether the dimension divides the emissions of a result.
func (d Dimension) ofEmissions() bool { return d == ByGas || d == ByMethane || d == ByBasis }

// MethaneOrigin is where methane comes from, which decides its global warming potential. The zero MethaneOrigin is for what is
// not methane.
//
// Source: IPCC AR6, WG I, table 7.15: fossil 29.8, non-fossil 27.0, and AR5, table 8.A.1: 30 and 28. That methane of
// combustion takes the non-fossil value is from the GHG Protocol's list of potentials, version 2.0 (2024), as others report
// it: the carbon of the fuel is in its CO2 already.
type MethaneOrigin uint8

// The origins of methane.
const (
	FossilMethane     MethaneOrigin = iota + 1 // fugitive and process emissions of fossil carbon
	BiogenicMethane                            // landfill, livestock, waste water
	CombustionMethane                          // of any fuel
	UnstatedMethane                            // the publisher does not state it
)

var methaneOrigins = vocabulary.New[MethaneOrigin]("origin of methane", "fossil", "biogenic", "combustion", "unstated")

// String returns the origin in words.
func (m MethaneOrigin) String() string { return methaneOrigins.String(m) }

// MarshalText returns what String returns. The zero MethaneOrigin is an error.
func (m MethaneOrigin) MarshalText() ([]byte, error) { return methaneOrigins.Marshal(m) }

// UnmarshalText reads what String returns.
func (m *MethaneOrigin) UnmarshalText(text []byte) error { return methaneOrigins.Unmarshal(m, text) }

func methaneOf(g ghg.Gas) MethaneOrigin {
	switch g {
	case ghg.CH4Fossil:
		return FossilMethane
	case ghg.CH4Biogenic:
		return BiogenicMethane
	case ghg.CH4Combustion:
		return CombustionMethane
	case ghg.CH4:
		return UnstatedMethane
	}
	return 0
}

// Labels are the values of the dimensions for a row of a table. Those of dimensions that the table is not divided by are zero.
//
// Country is the country of the region of the factors that a result uses, the only typed field of a result that tells a
// place: "US" for a factor of "US-CAMX". A result of a factor for the world has the label "GLOBAL" wherever it took place; one
// of factors of several countries has all of them, in order: "DE, FR"; one without a factor has none.
//
// Period is the calendar year or month that contains the days of a result or, if none does, those days: a financial year from
// April is one row and is not divided into calendar years. Days
// that are not the organisation's period are labelled as [ghg.NewPeriod] does.
type Labels struct {
	Scope      ghg.Scope
	Category   ghg.Category
	Gas        ghg.Gas
	Methane    MethaneOrigin
	Basis      string
	Entity     string
	Site       string
	Country    string
	Method     ghg.Method
	Period     ghg.Period
	Accounting ghg.Accounting
	Origin     ghg.Origin
	FactorSets string // in order, with ", " between them
}

// Text returns the value of a dimension to be printed, or "" if there is none.
func (l Labels) Text(d Dimension) string {
	switch d {
	case ByScope:
		return given(l.Scope != 0, l.Scope)
	case ByCategory:
		return given(l.Category != 0, l.Category)
	case ByGas:
		return string(l.Gas)
	case ByMethane:
		return given(l.Methane != 0, l.Methane)
	case ByBasis:
		return l.Basis
	case ByEntity:
		return l.Entity
	case BySite:
		return l.Site
	case ByCountry:
		return l.Country
	case ByMethod:
		return string(l.Method)
	case ByYear, ByMonth:
		return given(!l.Period.IsZero(), l.Period)
	case ByAccounting:
		return given(l.Accounting != 0, l.Accounting)
	case ByOrigin:
		return given(l.Origin != 0, l.Origin)
	case ByFactorSet:
		return l.FactorSets
	}
	return ""
}

// compare orders labels by one dimension.
func (l *Labels) compare(m *Labels, d Dimension) int {
	switch d {
	case ByScope:
		return cmp.Compare(l.Scope, m.Scope)
	case ByCategory:
		return cmp.Compare(l.Category, m.Category)
	case ByMethane:
		return cmp.Compare(l.Methane, m.Methane)
	case ByYear, ByMonth:
		return cmp.Or(l.Period.Start.Compare(m.Period.Start), l.Period.End.Compare(m.Period.End))
	case ByAccounting:
		return cmp.Compare(l.Accounting, m.Accounting)
	case ByOrigin:
		return cmp.Compare(l.Origin, m.Origin)
	}
	return cmp.Compare(l.Text(d), m.Text(d))
}

// label sets the labels of a result for the dimensions that divide results.
func (o *Organisation) label(r *ghg.Result, by []Dimension) Labels {
	var l Labels
	for _, d := range by {
		switch d {
		case ByScope:
			l.Scope = r.Scope
		case ByCategory:
			l.Category = r.Category
		case ByEntity:
			l.Entity = r.Entity
		case BySite:
			l.Site = r.Site
		case ByCountry:
			l.Country = textsOf(r.Factors, func(f *ghg.FactorRecord) string { return country(f.Region) })
		case ByMethod:
			l.Method = r.Method
		case ByYear, ByMonth:
			l.Period = o.spanOf(r, d)
		case ByAccounting:
			l.Accounting = o.accounting(r)
		case ByOrigin:
			l.Origin = r.Origin
		case ByFactorSet:
			l.FactorSets = textsOf(r.Factors, func(f *ghg.FactorRecord) string { return f.Set })
		}
	}
	return l
}

// labelEmission sets the labels for the dimensions that divide the emissions of a result.
func (l *Labels) labelEmission(gas ghg.Gas, basis string, by []Dimension) {
	for _, d := range by {
		switch d {
		case ByGas:
			l.Gas = gas
		case ByMethane:
			l.Methane = methaneOf(gas)
		case ByBasis:
			l.Basis = basis
		}
	}
}

// country returns the country of a region: "US" of "US-CAMX".
func country(region string) string {
	first, _, _ := strings.Cut(region, "-")
	return first
}

// textsOf returns the texts of factors, each once, in order.
func textsOf(factors []ghg.FactorRecord, text func(*ghg.FactorRecord) string) string {
	if len(factors) == 0 {
		return ""
	}
	first := text(&factors[0])
	if !slices.ContainsFunc(factors[1:], func(f ghg.FactorRecord) bool { return text(&f) != first }) {
		return first
	}
	var list []string
	for i := range factors {
		if s := text(&factors[i]); s != "" {
			list = append(list, s)
		}
	}
	slices.Sort(list)
	return strings.Join(slices.Compact(list), ", ")
}

// spanOf returns the calendar year or month that contains the period of a result, or that period.
func (o *Organisation) spanOf(r *ghg.Result, d Dimension) ghg.Period {
	start, last := r.Period.Start, r.Period.End.AddDays(-1)
	switch {
	case d == ByYear && start.Year == last.Year:
		return ghg.CalendarYear(start.Year)
	case d == ByMonth && start.Year == last.Year && start.Month == last.Month:
		return monthOf(start)
	}
	if o.Period.Same(r.Period) {
		return o.Period
	}
	span := r.Period
	span.Label = start.String() + "/" + span.End.String()
	return span
}

// monthOf returns the calendar month of a day.
func monthOf(d ghg.Date) ghg.Period {
	next := ghg.Date{Year: d.Year, Month: d.Month + 1, Day: 1}
	if d.Month == time.December {
		next = ghg.Date{Year: d.Year + 1, Month: time.January, Day: 1}
	}
	label := strconv.Itoa(d.Year) + "-" + strconv.Itoa(int(d.Month))
	if d.Month < time.October {
		label = strconv.Itoa(d.Year) + "-0" + strconv.Itoa(int(d.Month))
	}
	return ghg.Period{Start: ghg.Date{Year: d.Year, Month: d.Month, Day: 1}, End: next, Label: label}
}

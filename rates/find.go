package rates

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/units/money"
)

// pivot is the currency through which exchange rates are crossed: that of the published tables.
const pivot money.Currency = "USD"

// FX returns the exchange rates of a period that convert one currency to another: one if the pair is published, in
// either direction, and two if both currencies are published against the US dollar. No reciprocal is computed and no
// two rates are merged into one: each is a step with its own numerator, denominator and source.
//
// period is the label of the rate, such as "2022" or "FY2023". It is matched exactly, because an average over another
// year is another number. Two equal currencies are an error, since no rate converts a currency to itself. A miss is a
// [*NoRateError].
func (r Rates) FX(from, to money.Currency, period string) ([]money.FX, error) {
	for _, c := range [...]money.Currency{from, to} {
		if err := c.Check(); err != nil {
			return nil, fmt.Errorf("exchange rate: %w", err)
		}
	}
	if from == to {
		return nil, fmt.Errorf("exchange rate from %s to %s: want two currencies", input.Quote(from), input.Quote(to))
	}
	if r.table != nil {
		if f, ok := r.table.direct(from, to, period); ok {
			return []money.FX{f}, nil
		}
		if from != pivot && to != pivot {
			a, okA := r.table.direct(from, pivot, period)
			b, okB := r.table.direct(pivot, to, period)
			if okA && okB {
				return []money.FX{a, b}, nil
			}
		}
	}
	return nil, r.missing(fmt.Sprintf("exchange rate from %s to %s of %s", from, to, period), r.hasFX(from, to))
}

// direct returns the rate of a pair, as published or reversed.
func (t *rateTable) direct(from, to money.Currency, period string) (money.FX, bool) {
	if f, ok := t.fx[fxKey{from, to, period}]; ok {
		return f, true
	}
	f, ok := t.fx[fxKey{to, from, period}]
	return f.Reverse(), ok
}

// Index returns the step from the prices of one year to those of another in a price series of a region: the numbers of
// both years. The years must differ. A miss is a [*NoRateError].
func (r Rates) Index(series, region string, from, to money.PriceYear) (money.Index, error) {
	if from == to {
		return money.Index{}, fmt.Errorf("price index from %d to %d: want two years", int(from), int(to))
	}
	what := fmt.Sprintf("price index %s of %s from %d to %d", series, region, int(from), int(to))
	if r.table == nil {
		return money.Index{}, r.missing(what, nil)
	}
	s, ok := r.table.series[seriesKey{series, region}]
	if !ok {
		return money.Index{}, r.missing(what, r.hasSeries(series, region))
	}
	a, okA := s.number(from)
	b, okB := s.number(to)
	if !okA || !okB {
		all := make([]money.PriceYear, len(s.Numbers))
		for i, n := range s.Numbers {
			all[i] = n.Year
		}
		return money.Index{}, r.missing(what, []string{years(all)})
	}
	return money.Index{Series: series + "/" + region, Currency: s.Currency, FromYear: from, ToYear: to, FromValue: a.Value, ToValue: b.Value, Source: s.Source}, nil
}

func (s Series) number(year money.PriceYear) (Number, bool) {
	i, ok := slices.BinarySearchFunc(s.Numbers, year, func(n Number, y money.PriceYear) int { return cmp.Compare(n.Year, y) })
	if !ok {
		return Number{}, false
	}
	return s.Numbers[i], true
}

// PPP returns the purchasing power parity of a region in a year. A miss is a [*NoRateError].
func (r Rates) PPP(region string, year money.PriceYear) (Parity, error) {
	var has []string
	if r.table != nil {
		if p, ok := r.table.parities[parityKey{region, year}]; ok {
			return p, nil
		}
		var all []money.PriceYear
		for key := range r.table.parities {
			if key.region == region {
				all = append(all, key.year)
			}
		}
		if len(all) > 0 {
			has = []string{region + " in " + years(all)}
		}
	}
	return Parity{}, r.missing(fmt.Sprintf("purchasing power parity of %s in %d", region, int(year)), has)
}

// Margin returns the step from the purchaser's price of what an activity buys to another price type, in a region and
// year. A miss is a [*NoRateError].
func (r Rates) Margin(activity, region string, year money.PriceYear, to money.PriceType) (money.Margin, error) {
	var has []string
	if r.table != nil {
		if m, ok := r.table.margins[marginKey{activity, region, year, to}]; ok {
			return m.Margin, nil
		}
		for key := range r.table.margins {
			if key.activity == activity {
				has = append(has, fmt.Sprintf("%s in %d to %s", key.region, int(key.year), key.to))
			}
		}
	}
	return money.Margin{}, r.missing(fmt.Sprintf("margin of %s in %s in %d to the %s price", activity, region, int(year), to), has)
}

// VAT returns the step that takes a tax out of an amount: the rate of a class that is in force in a region on every day
// of a period. A rate that changes within the period is a miss. A miss is a [*NoRateError].
func (r Rates) VAT(region, class string, period ghg.Period) (money.VAT, error) {
	if err := period.Check(); err != nil {
		return money.VAT{}, err
	}
	var has []string
	if r.table != nil {
		for _, v := range r.table.vat {
			if v.Region != region {
				continue
			}
			if v.Class == class && v.Valid.Contains(period) {
				tax := v.VAT
				tax.Class = region + "/" + class
				return tax, nil
			}
			has = append(has, fmt.Sprintf("%s from %s to %s", v.Class, v.Valid.Start, v.Valid.End.AddDays(-1)))
		}
	}
	return money.VAT{}, r.missing(fmt.Sprintf("%s value added tax of %s in %s", class, region, period), has)
}

// missing returns the error of a failed lookup, with up to five of the numbers that there are.
func (r Rates) missing(what string, has []string) error {
	const most = 5
	slices.Sort(has)
	if rest := len(has) - most; rest > 0 {
		has = append(has[:most:most], fmt.Sprintf("and %d more", rest))
	}
	return &NoRateError{Rates: r.Name(), Want: what, Has: has}
}

// hasFX lists the periods that have a rate for the pair, or for either currency against the pivot.
func (r Rates) hasFX(from, to money.Currency) []string {
	if r.table == nil {
		return nil
	}
	periods := map[string][]string{}
	for key := range r.table.fx {
		pair := [2]money.Currency{key.from, key.to}
		switch pair {
		case [2]money.Currency{from, to}, [2]money.Currency{to, from}, [2]money.Currency{from, pivot},
			[2]money.Currency{pivot, from}, [2]money.Currency{to, pivot}, [2]money.Currency{pivot, to}:
			name := string(key.from) + "/" + string(key.to)
			periods[name] = append(periods[name], key.period)
		}
	}
	var has []string
	for name, all := range periods {
		slices.Sort(all)
		if len(all) > 2 {
			all = []string{all[0], "…", all[len(all)-1]}
		}
		has = append(has, name+" of "+strings.Join(all, ", "))
	}
	return has
}

// hasSeries lists the series of a region and the regions of a series.
func (r Rates) hasSeries(series, region string) []string {
	var has []string
	for key := range maps.Keys(r.table.series) {
		if key.region == region || key.series == series {
			has = append(has, key.series+" of "+key.region)
		}
	}
	return has
}

// ErrNoRate is what a [NoRateError] wraps.
var ErrNoRate = errors.New("no rate")

// NoRateError reports that there is no rate for a lookup, and lists what there is.
type NoRateError struct {
	Rates string   // name of the rates, "" for none
	Want  string   // "exchange rate from JPY to USD of 2030"
	Has   []string // the nearest numbers there are
}

func (e *NoRateError) Error() string {
	switch {
	case e.Rates == "":
		return "no " + e.Want + ": the basis has no rates"
	case len(e.Has) == 0:
		return fmt.Sprintf("no %s in %s; it has nothing similar", e.Want, e.Rates)
	}
	return fmt.Sprintf("no %s in %s; it has %s", e.Want, e.Rates, strings.Join(e.Has, "; "))
}

// Unwrap returns [ErrNoRate].
func (e *NoRateError) Unwrap() error { return ErrNoRate }

package scope2

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/calc"
	"github.com/ghgkit/ghg/units"
)

// MethodHourlyElectricity is the name of the method of purchased electricity by hourly grid factors.
const MethodHourlyElectricity ghg.Method = "scope2.hourly-electricity"

// HourlyElectricity is purchased electricity of which the load is known for every hour.
//
//	location-based = Σ over hours of load × grid average of that hour
//	market-based   = as [Electricity], of the sum of the load
//
// Purchase says whose it is; its amount is left out, or is the sum of the load, and nothing of it is sold on. Every
// hour with a load is a step of the location-based result, with its two numbers.
//
// Source: Scope 2 Guidance, ch. 6, table 6.2.
type HourlyElectricity struct {
	Purchase    Electricity  `json:"purchase" csv:"-"`
	Load        Series       `json:"load" csv:"-"`
	GridFactors FactorSeries `json:"grid_factors" csv:"-"`
}

// MarshalJSON writes the fields; a purchase whose amount is left out is written with the sum of the load.
func (a HourlyElectricity) MarshalJSON() ([]byte, error) {
	type plain HourlyElectricity
	if !a.Purchase.Amount.Given() {
		a.Purchase.Amount = a.Load.Total()
	}
	return json.Marshal(plain(a))
}

// Calculate returns two results, by location and by market.
func (a HourlyElectricity) Calculate(b factors.Basis) (ghg.Results, error) {
	d, err := a.Dual(b)
	if err != nil {
		return nil, err
	}
	return d.Results(), nil
}

// Dual returns the purchase by location and by market. Besides the errors of [Electricity.Dual] it is an error if load
// or factors are missing or of another period than the purchase, or the amount is not the sum of the load.
func (a HourlyElectricity) Dual(b factors.Basis) (Dual, error) {
	p := a.Purchase
	if !p.Amount.Given() {
		p.Amount = a.Load.Total()
	}
	location, err := a.location(b, p)
	if err != nil {
		return Dual{}, err
	}
	d, err := p.market(b)
	d.Location, d.Market.Method = location, MethodHourlyElectricity
	return d, err
}

func (a HourlyElectricity) location(b factors.Basis, p Electricity) (ghg.Result, error) {
	head := p.head()
	head.Method = MethodHourlyElectricity
	c := calc.New(b, head)
	c.Text("region", p.Region, "the grid the electricity is used on, such as JP or US-CAMX")
	if c.Failed() {
		return ghg.Result{}, c.Err()
	}
	c.Fail(checkSeries("load", a.Load, p.Period))
	switch {
	case !a.GridFactors.Given():
		c.Refuse("grid_factors", "", "one factor an hour", ghg.ErrMissing)
	case !a.GridFactors.period.Same(p.Period):
		c.Refuse("period of the grid_factors", a.GridFactors.period.String(), "that of the purchase, "+p.Period.String(), ghg.ErrMixed)
	case p.SoldOn.Given():
		c.Refuse("sold_on", p.SoldOn.String(), "nothing: take it off the load of the hour", ghg.ErrMixed)
	case a.Load.Given():
		c.Amount("amount", p.Amount, units.Energy)
		if differs, err := p.Amount.Cmp(a.Load.Total()); err == nil && differs != 0 {
			c.Refuse("amount", p.Amount.String(), "the sum of the load, "+a.Load.Total().String(), ghg.ErrOutOfRange)
		}
	}
	f, kgCO2e := a.GridFactors, units.MustUnit("kg CO2e")
	for i := range a.Load.Len() {
		load := a.Load.At(i)
		if c.Failed() || load.Value.IsZero() {
			continue
		}
		rate := units.Rate{Value: f.values[i], Num: kgCO2e, Den: f.per}
		name := hourName(p.Period, i)
		c.EmitCO2e(name, c.TimesRate(calc.Of("load", load), "grid average of the hour", rate, f.source), f.gwp)
	}
	return c.Part("", ghg.LocationBased, "")
}

// FactorSeries is the grid's average emission rate for every hour of a period, in kg CO2e per unit of energy. It is
// immutable; the zero FactorSeries is not given. Hours are those of [Series].
type FactorSeries struct {
	period ghg.Period
	per    units.Unit
	gwp    string
	source string
	values []decimal.Decimal
}

// NewFactorSeries makes a series of one rate an hour. The GWP basis is that of the publisher, or "unstated"; the source
// is the document the values come from. A count that is not that of the period's hours and a value below zero are
// errors.
func NewFactorSeries(period ghg.Period, per units.Unit, gwp, source string, values []decimal.Decimal) (FactorSeries, error) {
	if err := checkSeriesPeriod(period); err != nil {
		return FactorSeries{}, err
	}
	if per.Dimension() != units.Energy {
		return FactorSeries{}, &ghg.FieldError{Field: "unit of the factors", Value: per.Symbol(), Want: "a unit of energy, such as kWh", Err: ghg.ErrDimension}
	}
	if _, err := ghg.ParseGWP(gwp); err != nil && gwp != ghg.UnstatedGWP {
		return FactorSeries{}, &ghg.FieldError{Field: "GWP basis of the factors", Value: gwp, Want: "the publisher's, such as AR5, or unstated", Err: ghg.ErrUnknown}
	}
	if source == "" {
		return FactorSeries{}, &ghg.FieldError{Field: "source of the factors", Want: "the document they come from", Err: ghg.ErrMissing}
	}
	if want := hoursOf(period); len(values) != want {
		return FactorSeries{}, &ghg.FieldError{Field: "hours of the factors", Value: strconv.Itoa(len(values)), Want: fmt.Sprintf("%d, those of %s", want, period), Err: ghg.ErrOutOfRange}
	}
	for i, v := range values {
		if v.IsNegative() {
			return FactorSeries{}, &ghg.FieldError{Field: "hour " + hourName(period, i), Value: v.String(), Want: "a rate of at least 0", Err: ghg.ErrNegative}
		}
	}
	return FactorSeries{period, per, gwp, source, slices.Clone(values)}, nil
}

// ReadFactorSeries reads a CSV sheet of one rate an hour, columns hour and kg_co2e (per the unit), as strictly as
// [ReadSeries] does.
func ReadFactorSeries(r io.Reader, name string, period ghg.Period, per units.Unit, gwp, source string) (FactorSeries, error) {
	values, err := readHours(r, name, "kg_co2e", period)
	if err != nil {
		return FactorSeries{}, err
	}
	s, err := NewFactorSeries(period, per, gwp, source, values)
	if err != nil {
		return FactorSeries{}, fmt.Errorf("%s: %w", name, err)
	}
	return s, nil
}

// Given reports whether there is a series.
func (s FactorSeries) Given() bool { return s.values != nil }

// wireFactors is the JSON form of a series of factors.
type wireFactors struct {
	Period ghg.Period `json:"period"`
	Per    units.Unit `json:"per"`
	GWP    string     `json:"gwp"`
	Source string     `json:"source"`
	Values []string   `json:"kg_co2e"`
}

// MarshalJSON writes the period, the unit, the basis, the source and the values as decimal text.
func (s FactorSeries) MarshalJSON() ([]byte, error) {
	if !s.Given() {
		return []byte("null"), nil
	}
	w := wireFactors{s.period, s.per, s.gwp, s.source, make([]string, len(s.values))}
	for i, v := range s.values {
		w.Values[i] = v.String()
	}
	return json.Marshal(w)
}

// UnmarshalJSON reads what MarshalJSON writes.
func (s *FactorSeries) UnmarshalJSON(text []byte) error {
	if string(text) == "null" {
		*s = FactorSeries{}
		return nil
	}
	var w wireFactors
	if err := json.Unmarshal(text, &w); err != nil {
		return fmt.Errorf("series of factors: %w", err)
	}
	values, err := decimals(w.Period, w.Values)
	if err != nil {
		return err
	}
	parsed, err := NewFactorSeries(w.Period, w.Per, w.GWP, w.Source, values)
	if err != nil {
		return err
	}
	*s = parsed
	return nil
}

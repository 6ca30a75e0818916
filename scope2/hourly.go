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
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/strictjson"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// HourlyElectricity is emissions from purchased electricity, calculated from the load and the grid average of every
// hour.
//
//	location-based = Σ over hours of load × grid average of that hour
//	market-based   = as Electricity, of the sum of the load
//
// Every hour with a load is one step of the location-based result, with its two numbers. The market-based inputs are
// those of [Electricity] without SoldOn: subtract what is sold on from the load of its hour.
//
// Source: Scope 2 Guidance, ch. 6, table 6.2.
type HourlyElectricity struct {
	ID      string      `json:"id" csv:"-"`
	Entity  string      `json:"entity,omitempty" csv:"-"`
	Site    string      `json:"site,omitempty" csv:"-"`
	Period  ghg.Period  `json:"period" csv:"-"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"-"`

	Region             string           `json:"region" csv:"-"`                                                  // the grid on which the electricity is used: "JP", "US-CAMX"
	Load               Series           `json:"load" csv:"-" input:"an amount of energy per hour"`               // the energy used in every hour
	GridFactors        FactorSeries     `json:"grid_factors" csv:"-" input:"an emission factor per hour"`        // the average emission factor of the grid in every hour
	Market             string           `json:"market,omitempty" csv:"-"`                                        // the market of the instruments, if it is not the region's country: "AIB"
	GridFactor         factors.Supplied `json:"grid_factor,omitzero" csv:"-"`                                    // the average emission factor of the grid in the period, used only if the policy lets it replace the residual mix
	Supplier           string           `json:"supplier,omitempty" csv:"-"`                                      // the supplier, by its name in the vocabulary: "a0009/menu-a"
	SupplierRate       factors.Supplied `json:"supplier_rate,omitzero" csv:"-"`                                  // the emission rate that the supplier states: "0.15 kg CO2/kWh; disclosure on the bill"
	SupplierVintage    ghg.Period       `json:"supplier_vintage,omitzero" csv:"-"`                               // the period in which the energy behind the supplier's rate was generated: "2024"
	SupplierRetirement string           `json:"supplier_retirement_evidence,omitempty" csv:"-"`                  // the evidence that the certificates behind the supplier's rate were retired for its customers: "supplier's statement 2025-03"
	SupplierSoleClaim  bool             `json:"supplier_sole_claim,omitempty" csv:"-"`                           // whether the supplier's rate is the only claim to the emission rate of the energy
	SupplierDelivered  bool             `json:"supplier_delivered_basis,omitempty" csv:"-"`                      // whether the supplier's rate is of power delivered in the market and counts only what is retired for customers
	ResidualMix        factors.Supplied `json:"residual_mix,omitzero" csv:"-"`                                   // the emission factor of the market's residual mix, from your own copy: "0.45 kg CO2e/kWh AR5; issuing body 2024"
	Window             Window           `json:"vintage_window,omitzero" csv:"-" input:"months before and after"` // the months by which an instrument's vintage may lie before or after the period: "6 months before, 3 after"
	Instruments        []Instrument     `json:"instruments,omitempty" csv:"-"`                                   // the contractual instruments that cover the consumption
}

var hourlyElectricity = declare[HourlyElectricity](
	"given for every hour; electricity/supplier/NAME, electricity/residual-mix and electricity/substitute, generation",
	`{"id": "site", "entity": "Example Ltd", "site": "Leeds", "period": "2024-06-01/2024-06-02", "quality": "reliability 1", "region": "GB",
	"market": "GB", "grid_factor": "0.21 kg CO2e/kWh AR5; operator 2024", "supplier": "utility",
	"supplier_rate": "0.25 kg CO2e/kWh AR5; supplier's statement", "supplier_vintage": "2024", "supplier_retirement_evidence": "supplier's statement",
	"supplier_sole_claim": true, "supplier_delivered_basis": true, "residual_mix": "0.45 kg CO2e/kWh AR5; issuing body 2024",
	"vintage_window": "1 months before, 1 after",
	"load": {"period": "2024-06-01/2024-06-02", "unit": "MWh", "values": ["2", "1", "2", "1", "2", "1", "2", "1", "2", "1", "2", "1", "2", "1", "2", "1", "2", "1", "2", "1", "2", "1", "2", "1"]},
	"grid_factors": {"period": "2024-06-01/2024-06-02", "per": "kWh", "gwp": "AR5", "source": "operator's data",
	"kg_co2e": ["0.1", "0.3", "0.1", "0.3", "0.1", "0.3", "0.1", "0.3", "0.1", "0.3", "0.1", "0.3", "0.1", "0.3", "0.1", "0.3", "0.1", "0.3", "0.1", "0.3", "0.1", "0.3", "0.1", "0.3"]},
	"instruments": [{"id": "rego-1", "kind": "certificate", "volume": "6 MWh", "rate": "zero-carbon", "market": "GB", "renewable": true,
	"vintage": "2024-06-01/2024-07-01", "retirement_evidence": "statement 2025-03", "sole_claim": true}]}`,
)

// Calculate returns two results, location-based and market-based.
func (a HourlyElectricity) Calculate(b factors.Basis) (ghg.Results, error) {
	return resultsOf(a.Dual(b))
}

// Dual returns the location-based and the market-based result. In addition to the errors of [Electricity.Dual], it
// fails if the load or the factors are missing or cover a period other than that of the purchase.
func (a HourlyElectricity) Dual(b factors.Basis) (d Dual, err error) {
	c := hourlyElectricity.Begin(b, &a)
	if d.Location, err = a.location(c.Next()); err == nil {
		whole := a.purchase()
		err = whole.market(c.Next(), method.Of("electricity", whole.Amount), &d)
	}
	return d, err
}

// purchase returns the total load as a purchase, for the market-based method.
func (a HourlyElectricity) purchase() Electricity {
	return Electricity{
		ID: a.ID, Entity: a.Entity, Site: a.Site, Period: a.Period, Quality: a.Quality, Amount: a.Load.Total(), Region: a.Region,
		Market: a.Market, GridFactor: a.GridFactor, Supplier: a.Supplier, SupplierRate: a.SupplierRate, SupplierVintage: a.SupplierVintage,
		SupplierRetirement: a.SupplierRetirement, SupplierSoleClaim: a.SupplierSoleClaim, SupplierDelivered: a.SupplierDelivered,
		ResidualMix: a.ResidualMix, Window: a.Window, Instruments: a.Instruments,
	}
}

func (a HourlyElectricity) location(c *method.Calc) (ghg.Result, error) {
	c.Fail(checkSeries("load", a.Load, a.Period))
	if !a.GridFactors.period.Same(a.Period) {
		c.Refuse("period of the grid_factors", a.GridFactors.period.String(), "that of the purchase, "+a.Period.String(), ghg.ErrMixed)
	}
	if a.GridFactors.boundary == ghg.LifeCycle {
		if !c.Basis().Policy.For(gridActivity, a.Region, "").LifeCycleAsGridAverage {
			c.Refuse("boundary of the grid_factors", ghg.LifeCycle.String(), "generation, or a policy that allows a life-cycle factor in its place", ghg.ErrOutOfRange)
		}
		c.Caveat(ghg.LifeCycleInScope2, "the hourly factors of "+a.Region+" include upstream emissions and losses")
	}
	if c.Failed() {
		return ghg.Result{}, c.Err()
	}
	c.Apart("a step for each hour with a load")
	f, kgCO2e := a.GridFactors, units.MustUnit("kg CO2e")
	for i := range a.Load.Len() {
		load := a.Load.At(i)
		if load.Value.IsZero() {
			continue
		}
		rate := units.Rate{Value: f.values[i], Num: kgCO2e, Den: f.per}
		hour := c.TimesRate(method.Of("load", load), "grid average of the hour", rate, f.source)
		c.EmitCO2e(hourName(a.Period, i), hour, "", f.gwp)
	}
	return c.Result(method.Part{Accounting: ghg.LocationBased})
}

// FactorSeries is the grid's average emission rate for every hour of a period, in kg CO2e per unit of energy. It is
// immutable; the zero FactorSeries is not given. Hours are those of [Series]. The rates are of generation alone, as Scope
// 2 uses them, unless [FactorSeries.LifeCycle] says otherwise.
type FactorSeries struct {
	period   ghg.Period
	per      units.Unit
	gwp      string
	source   string
	values   []decimal.Decimal
	boundary ghg.Boundary // zero for generation
}

// NewFactorSeries returns a series of one rate per hour. The GWP basis is that of the publisher, or "unstated"; the
// source is the document the values come from. A number of values other than the hours of the period, and a negative
// value, are errors.
func NewFactorSeries(period ghg.Period, per units.Unit, gwp, source string, values []decimal.Decimal) (FactorSeries, error) {
	if err := checkSeriesPeriod(period); err != nil {
		return FactorSeries{}, err
	}
	if per.Dimension() != units.Energy {
		return FactorSeries{}, &ghg.FieldError{Field: "unit of the factors", Value: per.Symbol(), Want: "a unit of energy, such as kWh", Err: ghg.ErrDimension}
	}
	if !ghg.KnownBasis(gwp) {
		return FactorSeries{}, &ghg.FieldError{Field: "GWP basis of the factors", Value: gwp, Want: "the publisher's, such as AR5, or unstated", Err: ghg.ErrUnknown}
	}
	if source == "" {
		return FactorSeries{}, &ghg.FieldError{Field: "source of the factors", Want: "the document they come from", Err: ghg.ErrMissing}
	}
	if want := hoursOf(period); len(values) != want {
		return FactorSeries{}, &ghg.FieldError{Field: "hours of the factors", Value: strconv.Itoa(len(values)), Want: fmt.Sprintf("%d, the hours of %s", want, period), Err: ghg.ErrOutOfRange}
	}
	for i, v := range values {
		if err := checkHour(period, i, v); err != nil {
			return FactorSeries{}, err
		}
		if v.IsNegative() {
			return FactorSeries{}, &ghg.FieldError{Field: "hour " + hourName(period, i), Value: dec.Text(v), Want: "a rate of at least 0", Err: ghg.ErrNegative}
		}
	}
	return FactorSeries{period: period, per: per, gwp: gwp, source: source, values: slices.Clone(values)}, nil
}

// ReadFactorSeries reads a CSV sheet with one rate per hour in the columns hour and kg_co2e (per the unit), as strictly
// as [ReadSeries] does.
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

// LifeCycle returns the series with rates that include upstream emissions and losses, as some services publish them. A
// calculation uses it only if the policy allows life-cycle factors, with a caveat.
func (s FactorSeries) LifeCycle() FactorSeries {
	s.boundary = ghg.LifeCycle
	return s
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

	Boundary ghg.Boundary `json:"boundary,omitzero"` // life-cycle, or generation if omitted
}

// MarshalJSON writes the period, the unit, the basis, the source, the values as decimal text and a life-cycle boundary.
func (s FactorSeries) MarshalJSON() ([]byte, error) {
	if !s.Given() {
		return []byte("null"), nil
	}
	w := wireFactors{s.period, s.per, s.gwp, s.source, make([]string, len(s.values)), s.boundary}
	for i, v := range s.values {
		w.Values[i] = dec.Text(v)
	}
	return json.Marshal(w)
}

// UnmarshalJSON reads what MarshalJSON writes. An unknown, repeated or missing key is an error.
func (s *FactorSeries) UnmarshalJSON(text []byte) error {
	if string(text) == "null" {
		*s = FactorSeries{}
		return nil
	}
	var w wireFactors
	if err := strictjson.Unmarshal(text, &w); err != nil {
		return err
	}
	values, err := decimals(w.Period, w.Values)
	if err != nil {
		return err
	}
	parsed, err := NewFactorSeries(w.Period, w.Per, w.GWP, w.Source, values)
	if err != nil {
		return err
	}
	switch w.Boundary {
	case 0, ghg.Generation:
	case ghg.LifeCycle:
		parsed = parsed.LifeCycle()
	default:
		return &ghg.FieldError{Field: "boundary of the factors", Value: w.Boundary.String(), Want: "generation or life-cycle", Err: ghg.ErrOutOfRange}
	}
	*s = parsed
	return nil
}

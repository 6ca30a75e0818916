package scope3

import (
	"fmt"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/units"
)

// Holding is an outstanding amount and PCAF's data quality score of its emissions.
type Holding struct {
	Outstanding units.Quantity
	Score       int // 1 (best) to 5
}

// WeightedScore returns the data quality score of a portfolio, weighted by the outstanding amounts.
//
//	score = Σ (outstanding × score) ÷ Σ outstanding
//
// It is divided once, to 34 significant digits. It fails without a holding, if an amount is missing, negative or in another
// currency, if a score is not 1 to 5, or if the total is zero.
//
// Source: PCAF, Global GHG Accounting and Reporting Standard Part A, 2nd ed. (2022), chapter 6, box 8.
func WeightedScore(holdings []Holding) (decimal.Decimal, error) {
	refuse := func(field, value, want string, kind error) (decimal.Decimal, error) {
		return decimal.Decimal{}, &ghg.FieldError{Field: field, Value: value, Want: want, Err: kind}
	}
	sum, total := decimal.Decimal{}, decimal.Decimal{}
	for i, h := range holdings {
		field := fmt.Sprintf("holding %d: ", i+1)
		if err := dec.Check(h.Outstanding.Value); err != nil {
			return decimal.Decimal{}, fmt.Errorf("%soutstanding: %w", field, err)
		}
		switch {
		case !h.Outstanding.Given():
			return refuse(field+"outstanding", "", "an amount of money", ghg.ErrMissing)
		case h.Outstanding.IsNegative():
			return refuse(field+"outstanding", h.Outstanding.String(), "at least 0", ghg.ErrNegative)
		case h.Outstanding.Unit != holdings[0].Outstanding.Unit || !h.Outstanding.Unit.Dimension().IsCurrency():
			return refuse(field+"outstanding", h.Outstanding.String(), "an amount of money, in one currency for all", ghg.ErrMixed)
		case h.Score < 1 || h.Score > 5:
			return refuse(field+"score", strconv.Itoa(h.Score), "1 (best) to 5", ghg.ErrOutOfRange)
		}
		sum = sum.Add(h.Outstanding.Value.Mul(decimal.NewFromInt(int64(h.Score))))
		total = total.Add(h.Outstanding.Value)
	}
	if total.IsZero() {
		return refuse("outstanding", dec.Text(total), "at least one amount above 0", ghg.ErrOutOfRange)
	}
	return dec.Quo(sum, total)
}

// PortfolioScore returns the [WeightedScore] of results of the PCAF methods. The parts of one activity count once. It fails
// for a result of another method, which has no outstanding amount, and for parts of one activity with different scores:
// take the results of scopes 1 and 2, and those of scope 3, apart.
func PortfolioScore(results []ghg.Result) (decimal.Decimal, error) {
	scores := map[string]int{}
	var holdings []Holding
	for _, r := range results {
		switch score, seen := scores[r.ID]; {
		case seen && score != r.Quality.PCAF:
			return decimal.Decimal{}, &ghg.FieldError{
				Field: "result " + input.Quote(r.ID) + ": score of part " + input.Quote(r.Part), Value: strconv.Itoa(r.Quality.PCAF),
				Want: "the score of the other parts, " + strconv.Itoa(score) + ", or parts of one score only", Err: ghg.ErrMixed,
			}
		case seen:
			continue
		}
		scores[r.ID] = r.Quality.PCAF
		if !r.Outstanding.Given() {
			return decimal.Decimal{}, &ghg.FieldError{Field: "result", Value: r.ID, Want: "a result of a PCAF method, with its outstanding amount", Err: ghg.ErrMissing}
		}
		unit, err := units.ParseUnit(r.Outstanding.Unit)
		if err != nil {
			return decimal.Decimal{}, fmt.Errorf("result %s: %w", input.Quote(r.ID), err)
		}
		holdings = append(holdings, Holding{units.New(r.Outstanding.Value, unit), r.Quality.PCAF})
	}
	return WeightedScore(holdings)
}

// IntensityHolding is a company in a portfolio, in a base year and now, for [AdjustForEVIC].
type IntensityHolding struct {
	Company   string
	Weight    decimal.Decimal // share of the portfolio; all add up to 1
	Emissions units.Quantity  // CO2e of the base year
	Now       units.Quantity  // CO2e of the current year; Emissions if it is not given
	EVICBase  units.Quantity
	EVICNow   units.Quantity
}

// EVICAdjustment is the economic intensity of a portfolio before and after the inflation of EVIC is taken out.
type EVICAdjustment struct {
	Base         units.Rate      // of the base year: CO2e per money
	Current      units.Rate      // now, with today's EVIC
	Factor       decimal.Decimal // Σ weight × EVIC of the base year ÷ EVIC now
	BaseAdjusted units.Rate      // Base × Factor: what to compare Current with
	NowAdjusted  units.Rate      // Current ÷ Factor: what to compare Base with
	Change       decimal.Decimal // Current ÷ BaseAdjusted − 1; above 0 the portfolio became more intense
}

// AdjustForEVIC returns the intensity of a portfolio per money invested, in a base year and now, with and without the
// change of enterprise values: a rise of EVIC lowers the intensity although the emissions stay the same.
//
//	I_base = Σ weight × emissions ÷ EVIC_base        I_now = Σ weight × emissions ÷ EVIC_now
//	factor = Σ weight × EVIC_base ÷ EVIC_now
//	I_base,adjusted = I_base × factor                I_now,adjusted = I_now ÷ factor
//
// Every quotient has 34 significant digits. It fails if the weights do not add up to exactly 1, if an EVIC is not above
// zero, if currencies differ, or if the base intensity is zero.
//
// Source: PCAF, Global GHG Accounting and Reporting Standard Part A, 2nd ed. (2022), section 5.1, calculation example.
func AdjustForEVIC(holdings []IntensityHolding) (EVICAdjustment, error) {
	var weights, base, now, factor decimal.Decimal
	for i, h := range holdings {
		if err := h.check(holdings[0]); err != nil {
			return EVICAdjustment{}, fmt.Errorf("holding %d, %s: %w", i+1, input.Quote(h.Company), err)
		}
		weights = weights.Add(h.Weight)
		for _, add := range []struct {
			to       *decimal.Decimal
			num, den units.Quantity
		}{{&base, h.Emissions, h.EVICBase}, {&now, h.current(), h.EVICNow}, {&factor, h.EVICBase, h.EVICNow}} {
			q, err := dec.Quo(h.Weight.Mul(add.num.Value), add.den.Value)
			if err != nil {
				return EVICAdjustment{}, err
			}
			*add.to = add.to.Add(q)
		}
	}
	if !weights.Equal(one) {
		return EVICAdjustment{}, &ghg.FieldError{Field: "weights", Value: dec.Text(weights), Want: "weights that add up to 1", Err: ghg.ErrOutOfRange}
	}
	nowAdjusted, err := dec.Quo(now, factor)
	if err != nil {
		return EVICAdjustment{}, err
	}
	change, err := dec.Quo(now, base.Mul(factor))
	if err != nil {
		return EVICAdjustment{}, err
	}
	per := func(d decimal.Decimal) units.Rate {
		return units.Rate{Value: d, Num: holdings[0].Emissions.Unit, Den: holdings[0].EVICBase.Unit}
	}
	return EVICAdjustment{
		Base: per(base), Current: per(now), Factor: factor, BaseAdjusted: per(base.Mul(factor)), NowAdjusted: per(nowAdjusted),
		Change: change.Sub(one),
	}, nil
}

// current is the emissions of the current year.
func (h IntensityHolding) current() units.Quantity {
	if h.Now.Given() {
		return h.Now
	}
	return h.Emissions
}

func (h IntensityHolding) check(first IntensityHolding) error {
	if err := dec.CheckAll(h.Weight, h.Emissions.Value, h.Now.Value, h.EVICBase.Value, h.EVICNow.Value); err != nil {
		return err
	}
	switch {
	case h.Weight.IsNegative():
		return &ghg.FieldError{Field: "weight", Value: dec.Text(h.Weight), Want: "a share of at least 0", Err: ghg.ErrNegative}
	case h.Emissions.Unit.Dimension() != units.MassCO2e || h.Emissions.Unit != first.Emissions.Unit || h.current().Unit != first.Emissions.Unit:
		return &ghg.FieldError{Field: "emissions", Value: h.Emissions.String() + " and " + h.current().String(), Want: "masses of CO2e, in one unit for all", Err: ghg.ErrDimension}
	}
	for _, e := range []struct {
		name  string
		value units.Quantity
	}{{"EVIC of the base year", h.EVICBase}, {"EVIC now", h.EVICNow}} {
		if e.value.Sign() <= 0 || e.value.Unit != first.EVICBase.Unit || !e.value.Unit.Dimension().IsCurrency() {
			return &ghg.FieldError{Field: e.name, Value: e.value.String(), Want: "an amount of money above 0, in one currency for all", Err: ghg.ErrOutOfRange}
		}
	}
	return nil
}

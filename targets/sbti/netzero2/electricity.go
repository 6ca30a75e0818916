package netzero2

import (
	"fmt"
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/vocabulary"
	"github.com/ghgkit/ghg/targets"
	"github.com/shopspring/decimal"
)

// LowCarbonLimit is the highest direct emissions of generation that is low-carbon, from a year on.
type LowCarbonLimit struct {
	From   int             // first year; 0 for the first limit
	Direct decimal.Decimal // kg CO2 per kWh
}

// Delivery is how a company gets electricity. The zero Delivery is invalid.
type Delivery uint8

// The ways of delivery.
const (
	Contracted       Delivery = iota + 1 // by a contract or certificate for a generator
	DefaultDelivered                     // what the supplier delivers by default, without a choice of generator
)

var deliveries = vocabulary.New[Delivery]("delivery", "contracted", "default-delivered")

// String returns "contracted" or "default-delivered".
func (d Delivery) String() string { return deliveries.String(d) }

// MarshalText returns the same text as String. The zero Delivery is an error.
func (d Delivery) MarshalText() ([]byte, error) { return deliveries.Marshal(d) }

// UnmarshalText reads the text that String returns.
func (d *Delivery) UnmarshalText(text []byte) error { return deliveries.Unmarshal(d, text) }

// Pool is the electricity that a company uses in one deliverability region in a period, such as a year.
type Pool struct {
	Name   string
	Region string // deliverability region; the caller knows which one a site is in
	Period ghg.Period
	MWh    decimal.Decimal // used; above zero
	// Hourly is the share of the use that low-carbon electricity matches in the same hour.
	Hourly targets.Optional[decimal.Decimal]
}

// Supply is electricity claimed for a pool as low-carbon.
type Supply struct {
	Name     string
	MWh      decimal.Decimal
	Delivery Delivery
	Region   string          // deliverability region of the generator
	Direct   decimal.Decimal // direct emissions of generation, kg CO2 per kWh

	// Commissioned is the day on which the generator was commissioned or last re-powered.
	Commissioned ghg.Date
	// Contracted is the day of the contract and Renewed that of its first renewal afterwards; zero without one. A contract from
	// before the first day of the edition keeps its pool until it is renewed (C30.5).
	Contracted, Renewed ghg.Date

	// LowCarbonShare is the share of low-carbon electricity in what is delivered by default, and Registry whether a registry
	// records it.
	LowCarbonShare targets.Optional[decimal.Decimal]
	Registry       bool
}

// SupplyRow is the decision on one supply.
type SupplyRow struct {
	Name   string
	MWh    decimal.Decimal
	Counts bool
	Reason string // the rule that decides, with its figures
}

// LowCarbonElectricity is the low-carbon electricity of a pool.
type LowCarbonElectricity struct {
	Pool    string
	MWh     decimal.Decimal // what counts
	Share   decimal.Decimal // MWh ÷ use of the pool
	Decided []SupplyRow     // one for each supply, in the order given
}

// LowCarbon decides which supplies count as low-carbon electricity of a pool, and returns their share of its use. A supply
// counts if
//
//   - its direct emissions are at most 0.048 kg CO2 per kWh, or 0.024 in a period that ends in 2035 or later
//   - its generator is in the deliverability region of the pool (C30), or its contract is from before 1 February 2027 and
//     was not renewed before the end of the period (C30.5)
//   - its generator was commissioned or re-powered at most 15 years before the last day of the period (C31.3)
//   - it is contracted, or a registry records it, or it is default-delivered with at least 95 % low-carbon (C31.1)
//
// Every supply that does not count is in the result with the reason. Supplies of more than the use are refused, as is a
// default-delivered supply without a registry whose low-carbon share is not given. The regions are not listed by this
// package. A period across 2035, and the last day of the period for the age, follow the stricter reading (derived). That
// default-delivered electricity has an age and a region too is derived.
func (e Edition) LowCarbon(p Pool, supplies []Supply) (LowCarbonElectricity, error) {
	if err := e.check(); err != nil {
		return LowCarbonElectricity{}, err
	}
	if err := p.check(); err != nil {
		return LowCarbonElectricity{}, err
	}
	result := LowCarbonElectricity{Pool: p.Name}
	var all decimal.Decimal
	for _, s := range supplies {
		if err := s.check(p.Period); err != nil {
			return LowCarbonElectricity{}, fmt.Errorf("supply %s: %w", input.Quote(s.Name), err)
		}
		counts, reason := e.counts(p, s)
		result.Decided = append(result.Decided, SupplyRow{Name: s.Name, MWh: s.MWh, Counts: counts, Reason: reason})
		all = all.Add(s.MWh)
		if counts {
			result.MWh = result.MWh.Add(s.MWh)
		}
	}
	if all.GreaterThan(p.MWh) {
		return LowCarbonElectricity{}, &ghg.FieldError{Field: "supplies of pool " + input.Quote(p.Name), Value: dec.Text(all) + " MWh", Want: "at most what the pool uses, " + dec.Text(p.MWh) + " MWh", Err: ghg.ErrOutOfRange}
	}
	var err error
	result.Share, err = dec.Quo(result.MWh, p.MWh)
	return result, err
}

// counts reports whether a supply counts, and the rule that decides.
func (e Edition) counts(p Pool, s Supply) (bool, string) {
	last := p.Period.End.AddDays(-1)
	limit := e.lowCarbonLimit(last.Year)
	switch oldest := s.Commissioned.AddYears(e.GeneratorYears); {
	case s.Direct.GreaterThan(limit):
		return false, fmt.Sprintf("direct emissions of %s kg CO2/kWh; low-carbon is at most %s in %d", dec.Text(s.Direct), dec.Text(limit), last.Year)
	case s.Region != p.Region && !e.keepsPool(s, p):
		return false, fmt.Sprintf("C30: the generator is in region %s, the pool in %s", input.Quote(s.Region), input.Quote(p.Region))
	case oldest.Before(last):
		return false, fmt.Sprintf("C31.3: commissioned or re-powered on %s, more than %d years before %s", s.Commissioned, e.GeneratorYears, last)
	}
	if s.Delivery == DefaultDelivered && !s.Registry {
		share, _ := s.LowCarbonShare.Get() // Supply.check: it is defined
		if share.LessThan(e.DefaultShare) {
			return false, fmt.Sprintf("C31.1: default-delivered without a registry and %s low-carbon; the minimum is %s", percent(share), percent(e.DefaultShare))
		}
	}
	if s.Region != p.Region {
		return true, fmt.Sprintf("C30.5: the contract of %s keeps its pool", s.Contracted)
	}
	return true, fmt.Sprintf("direct emissions of %s kg CO2/kWh, at most %s; region %s", dec.Text(s.Direct), dec.Text(limit), input.Quote(p.Region))
}

// lowCarbonLimit returns the limit of a year.
func (e Edition) lowCarbonLimit(year int) decimal.Decimal {
	var limit decimal.Decimal
	for _, l := range e.LowCarbonLimits {
		if year >= l.From {
			limit = l.Direct
		}
	}
	return limit
}

// keepsPool reports whether a contract is from before the edition and is not renewed by the end of the period.
func (e Edition) keepsPool(s Supply, p Pool) bool {
	if s.Delivery != Contracted || s.Contracted.IsZero() || !s.Contracted.Before(e.Criteria.From) {
		return false
	}
	return s.Renewed.IsZero() || !s.Renewed.Before(p.Period.End)
}

func (p Pool) check() error {
	field := "pool " + input.Quote(p.Name)
	if p.Region == "" {
		return &ghg.FieldError{Field: "region of " + field, Want: "its deliverability region", Err: ghg.ErrMissing}
	}
	if err := p.Period.Check(); err != nil {
		return fmt.Errorf("%s: %w", field, err)
	}
	if err := checkAmount("use of "+field, p.MWh); err != nil {
		return err
	}
	if p.MWh.IsZero() {
		return &ghg.FieldError{Field: "use of " + field, Want: "MWh above zero", Err: ghg.ErrMissing}
	}
	if share, ok := p.Hourly.Get(); ok {
		return checkShare("hourly share of "+field, share)
	}
	return nil
}

func (s Supply) check(period ghg.Period) error {
	if err := deliveries.Check(s.Delivery); err != nil {
		return err
	}
	if err := checkAmount("MWh", s.MWh); err != nil {
		return err
	}
	if err := checkAmount("direct emissions in kg CO2 per kWh", s.Direct); err != nil {
		return err
	}
	if s.Region == "" {
		return &ghg.FieldError{Field: "region", Want: "the deliverability region of the generator", Err: ghg.ErrMissing}
	}
	if !s.Commissioned.Valid() || !s.Commissioned.Before(period.End) {
		return &ghg.FieldError{Field: "commissioned", Value: s.Commissioned.String(), Want: "the day on which the generator was commissioned or re-powered, by the end of the period", Err: ghg.ErrOutOfRange}
	}
	for _, d := range []struct {
		field string
		day   ghg.Date
	}{{"contracted", s.Contracted}, {"renewed", s.Renewed}} {
		if !d.day.IsZero() && !d.day.Valid() {
			return &ghg.FieldError{Field: d.field, Value: d.day.String(), Want: "a calendar day", Err: ghg.ErrOutOfRange}
		}
	}
	if !s.Renewed.IsZero() && s.Renewed.Before(s.Contracted) {
		return &ghg.FieldError{Field: "renewed", Value: s.Renewed.String(), Want: "a day after the contract of " + s.Contracted.String(), Err: ghg.ErrOutOfRange}
	}
	share, ok := s.LowCarbonShare.Get()
	if !ok && s.Delivery == DefaultDelivered && !s.Registry {
		return &ghg.FieldError{Field: "low-carbon share", Want: "the share of low-carbon electricity in what is delivered by default, as no registry records it", Err: ghg.ErrMissing}
	}
	return checkShare("low-carbon share", share)
}

// HourlyStep is the share that hourly matching must reach to be recognised, up to a year.
type HourlyStep struct {
	Until int // last year; 0 for the last step
	Share decimal.Decimal
}

// PoolRow says whether a pool needs an hourly share.
type PoolRow struct {
	Pool     string
	Required bool
	Hourly   targets.Optional[decimal.Decimal]
	Met      bool // the share is there, or not required
}

// HourlyPools returns for each pool whether its hourly share must be determined: for category A, if the pool uses 10 GWh or
// more a year (C32). A pool of 10 GWh exactly needs one. Every pool must be of one year, so that its use is a yearly one.
func (e Edition) HourlyPools(c Category, pools []Pool) ([]PoolRow, error) {
	if err := e.check(); err != nil {
		return nil, err
	}
	if err := categories.Check(c); err != nil {
		return nil, err
	}
	rows := make([]PoolRow, 0, len(pools))
	for _, p := range pools {
		if err := p.check(); err != nil {
			return nil, err
		}
		if p.Period.Start.AddYears(1) != p.Period.End {
			return nil, &ghg.FieldError{Field: "period of pool " + input.Quote(p.Name), Value: p.Period.String(), Want: "twelve months", Err: ghg.ErrOutOfRange}
		}
		required := c == CategoryA && p.MWh.GreaterThanOrEqual(e.PoolMWh)
		rows = append(rows, PoolRow{Pool: p.Name, Required: required, Hourly: p.Hourly, Met: !required || p.Hourly.Defined()})
	}
	return rows, nil
}

// Recognise reports whether hourly matching is recognised (C34): in every year the share is at least
//
//	50 % until 2030, 75 % until 2035, 90 % afterwards
//
// Whether 2030 and 2035 are the last years of a step or the first of the next is not confirmed. A share in one of them that
// meets only the lower figure is [sbti.ErrNotStated]. Years must follow each other: a missing one is refused, since recognition
// is for every year.
func (e Edition) Recognise(years []targets.SharePoint) (bool, error) {
	if err := e.check(); err != nil {
		return false, err
	}
	if len(years) == 0 {
		return false, &ghg.FieldError{Field: "years of hourly matching", Want: "at least one year with its share", Err: ghg.ErrMissing}
	}
	recognised := true
	var unclear error
	for i, y := range years {
		if err := y.Check(); err != nil {
			return false, err
		}
		if i > 0 && y.Year != years[i-1].Year+1 {
			return false, &ghg.FieldError{Field: "years of hourly matching", Value: strconv.Itoa(years[i-1].Year) + ", then " + strconv.Itoa(y.Year), Want: "successive years, in order", Err: ghg.ErrMissing}
		}
		low, high := e.hourlyShare(y.Year)
		switch {
		case y.Share.LessThan(low):
			recognised = false
		case y.Share.LessThan(high):
			unclear = e.notStated("C34 hourly share of "+strconv.Itoa(y.Year), percent(low)+" or "+percent(high))
		}
	}
	if recognised && unclear != nil {
		return false, unclear
	}
	return recognised, nil
}

// hourlyShare returns the share that a year needs. In the last year of a step it may be that or the next: low and high.
func (e Edition) hourlyShare(year int) (low, high decimal.Decimal) {
	for i, step := range e.HourlySteps {
		if step.Until != 0 && year > step.Until {
			continue
		}
		low, high = step.Share, step.Share
		if year == step.Until && i+1 < len(e.HourlySteps) {
			high = e.HourlySteps[i+1].Share
		}
		break
	}
	return low, high
}

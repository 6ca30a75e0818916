package netzero2

import (
	"strconv"
	"time"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/vocabulary"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/targets/sbti"
	"github.com/shopspring/decimal"
)

// Edition is one version of the standard: its figures as data. Make a copy to change one; the zero Edition is refused.
type Edition struct {
	Criteria  sbti.Rules // name, document, days in force and what earlier versions state too: [sbti.NetZero2_0]
	Published ghg.Date

	Size             SizeLimits        // Table 2
	CycleYears       int               // C9: from base year to target year
	NetZeroBy        int               // latest year for residual emissions and for net zero
	ElectricityLimit decimal.Decimal   // C12: projected mean growth a year above which category A needs an emission target
	LeaveOut         []LeaveOutRule    // C14
	LowCarbonLimits  []LowCarbonLimit  // direct emissions of low-carbon electricity, in order of year
	GeneratorYears   int               // C31.3: highest age at the time of consumption
	DefaultShare     decimal.Decimal   // C31.1: low-carbon share from which default-delivered electricity needs no registry
	PoolMWh          decimal.Decimal   // C32: yearly consumption from which a pool of category A needs an hourly share
	HourlySteps      []HourlyStep      // C34, in order of year
	Responsibilities []LevelRule       // C40, in order of level
	Duty             RemovalDutyFigure // C45
}

// V2_0 returns the Corporate Net-Zero Standard 2.0, published on 11 June 2026. It applies from 1 February 2027 (unconfirmed: a
// second source has "early 2027"). Version 1 takes new targets until 31 January 2028, so that version 2.0 is the only one from
// 1 February 2028.
//
// Source: SBTi Corporate Net-Zero Standard 2.0, June 2026, by the numbers of its criteria.
func V2_0() Edition {
	share := dec.MustParse
	return Edition{
		Criteria: sbti.NetZero2_0(), Published: ghg.Date{Year: 2026, Month: time.June, Day: 11},
		Size:       sizeLimits(),
		CycleYears: 5, NetZeroBy: 2050, ElectricityLimit: share("0.2"), LeaveOut: leaveOutRules(),
		LowCarbonLimits: []LowCarbonLimit{{Direct: share("0.048")}, {From: 2035, Direct: share("0.024")}},
		GeneratorYears:  15, DefaultShare: share("0.95"), PoolMWh: share("10000"),
		HourlySteps:      []HourlyStep{{Until: 2030, Share: share("0.5")}, {Until: 2035, Share: share("0.75")}, {Share: share("0.9")}},
		Responsibilities: levelRules(),
		Duty:             RemovalDutyFigure{From: 2035, Share: share("0.01"), LongLived: share("0.1")},
	}
}

// Name returns the name of the version.
func (e Edition) Name() string { return e.Criteria.Name }

// CheckInForce returns an error, [sbti.ErrNotInForce], unless the edition applies to submissions on a date.
func (e Edition) CheckInForce(submitted ghg.Date) error {
	if err := e.check(); err != nil {
		return err
	}
	return e.Criteria.CheckInForce(submitted)
}

// check returns an error unless the edition has its figures, and all of them can be computed with.
func (e Edition) check() error {
	if e.Criteria.Name == "" || e.CycleYears < 1 || e.NetZeroBy <= e.Duty.From || e.Duty.From < firstYear || e.GeneratorYears < 1 {
		return &ghg.FieldError{Field: "edition", Want: "an edition with all its figures, such as V2_0()", Err: ghg.ErrMissing}
	}
	numbers := []decimal.Decimal{
		e.ElectricityLimit, e.DefaultShare, e.PoolMWh, e.Duty.Share, e.Duty.LongLived, e.Size.LargeTurnover.Value,
		e.Size.LargeFTE, e.Size.Turnover.Value, e.Size.BalanceSheet.Value, e.Size.FTE,
	}
	for _, l := range e.LowCarbonLimits {
		numbers = append(numbers, l.Direct)
	}
	for _, h := range e.HourlySteps {
		numbers = append(numbers, h.Share)
	}
	for _, r := range e.Responsibilities {
		numbers = append(numbers, r.Share, r.ShareOfB, r.USDPerTonne)
	}
	for _, o := range []targets.Optional[decimal.Decimal]{e.Criteria.Coverage12, e.Criteria.CategoryShare} {
		n, ok := o.Get()
		if !ok {
			return &ghg.FieldError{Field: "criteria of the edition", Want: "the coverage of scopes 1 and 2 and the share of a category, such as in V2_0()", Err: ghg.ErrMissing}
		}
		numbers = append(numbers, n)
	}
	for _, n := range numbers {
		if err := checkAmount("figure of the edition", n); err != nil {
			return err
		}
	}
	return nil
}

// Unpublished is something that the standard refers to and that is not public. The zero Unpublished is invalid.
type Unpublished uint8

// What is not public: methods and pathways are expected in the fourth quarter of 2026.
const (
	TargetMethods   Unpublished = iota + 1 // methods other than straight lines: intensity, asset transition, alignment
	SectorPathways                         // pathways of sectors
	ResidualLevels                         // residual emissions by sector
	PowerPathways                          // regional pathways of electricity
	MinimumProgress                        // the least progress over a cycle
)

var unpublished = vocabulary.New[Unpublished]("unpublished rule", "target-setting method", "sector pathway",
	"residual level by sector", "regional power pathway", "minimum progress")

// String returns the name of the rule, such as "regional power pathway".
func (u Unpublished) String() string { return unpublished.String(u) }

// MarshalText returns the same text as String. The zero Unpublished is an error.
func (u Unpublished) MarshalText() ([]byte, error) { return unpublished.Marshal(u) }

// UnmarshalText reads the text that String returns.
func (u *Unpublished) UnmarshalText(text []byte) error { return unpublished.Unmarshal(u, text) }

// Err returns the error, [sbti.ErrNotPublic], about a rule of version 2.0 that is not public, with its name.
func (u Unpublished) Err() error {
	if err := unpublished.Check(u); err != nil {
		return err
	}
	return V2_0().notPublic(u, "")
}

func (e Edition) notPublic(u Unpublished, reason string) error {
	return &sbti.RuleError{Rules: e.Name(), Rule: u.String(), Reason: reason, Err: sbti.ErrNotPublic}
}

// Years outside this range are taken for errors, as in package targets.
const (
	firstYear = 1900
	lastYear  = 2200
)

func checkYear(field string, year int) error {
	if year == 0 {
		return &ghg.FieldError{Field: field, Want: "a year such as 2027", Err: ghg.ErrMissing}
	}
	if year < firstYear || year > lastYear {
		return &ghg.FieldError{Field: field, Value: strconv.Itoa(year), Want: "a year from " + strconv.Itoa(firstYear) + " to " + strconv.Itoa(lastYear), Err: ghg.ErrOutOfRange}
	}
	return nil
}

// checkAmount returns an error for a number that is negative or too long to compute with.
func checkAmount(field string, d decimal.Decimal) error {
	if err := dec.Check(d); err != nil {
		return &ghg.FieldError{Field: field, Value: dec.Brief(d), Want: dec.Bounds, Err: ghg.ErrOutOfRange}
	}
	if d.IsNegative() {
		return &ghg.FieldError{Field: field, Value: dec.Text(d), Want: "zero or more", Err: ghg.ErrNegative}
	}
	return nil
}

// checkShare returns an error unless a number is from 0 to 1.
func checkShare(field string, d decimal.Decimal) error {
	if err := checkAmount(field, d); err != nil {
		return err
	}
	if d.GreaterThan(decimal.NewFromInt(1)) {
		return &ghg.FieldError{Field: field, Value: dec.Text(d), Want: "a share from 0 to 1: 0.34 is 34 %", Err: ghg.ErrOutOfRange}
	}
	return nil
}

// checkEmissions returns an error for an amount below zero.
func checkEmissions(field string, c ghg.CO2e) error {
	if c.IsNegative() {
		return &ghg.FieldError{Field: field, Value: c.String(), Want: "zero or more", Err: ghg.ErrNegative}
	}
	return nil
}

// whole returns an integer as a decimal.
func whole(n int) decimal.Decimal { return decimal.NewFromInt(int64(n)) }

// percent writes a share in percent, to two places.
func percent(share decimal.Decimal) string { return dec.Text(share.Shift(2).Round(2)) + " %" }

package netzero2

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/vocabulary"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/targets/sbti"
	"github.com/shopspring/decimal"
)

// Status is the progress of a year towards a target (C37). The zero Status is invalid.
//
// The names and the order of the rules are unconfirmed: they were read in a one-page summary of the standard.
type Status uint8

// The statuses.
const (
	OnTrack     Status = iota + 1 // at or below the trajectory
	BestEfforts                   // above it, with evidence of best efforts
	OffTrack                      // above it, without
	NoActual                      // not reported
)

var statuses = vocabulary.New[Status]("progress", "on track", "best efforts", "off track", "no actual")

// String returns "on track", "best efforts", "off track" or "no actual".
func (s Status) String() string { return statuses.String(s) }

// MarshalText returns the same text as String. The zero Status is an error.
func (s Status) MarshalText() ([]byte, error) { return statuses.Marshal(s) }

// UnmarshalText reads the text that String returns.
func (s *Status) UnmarshalText(text []byte) error { return statuses.Unmarshal(s, text) }

// ProgressYear is a reported year of a target.
type ProgressYear struct {
	targets.Actual // from the physical inventory

	Instruments ghg.CO2e // claimed by market instruments; reported apart, never subtracted
	Evidence    string   // of best efforts, such as a document; empty without
}

// ProgressRow compares a year with the trajectory of its target.
type ProgressRow struct {
	Year        int
	Trajectory  ghg.CO2e
	Actual      targets.Optional[ghg.CO2e]
	Instruments targets.Optional[ghg.CO2e] // not part of Actual
	Status      Status
	Evidence    string
}

// Progress compares the physical inventory with the trajectory of a target, for every year from the base year to the last
// milestone or the latest reported year (C37):
//
//	actual ≤ trajectory                   on track, exactly equal included
//	above, with evidence                  best efforts
//	above, without                        off track
//	not reported                          no actual; nothing is interpolated
//
// A target with market-based scope 2 is refused: progress is that of the physical inventory, and what instruments claim is
// reported apart. So are years that [targets.Absolute.Track] refuses.
func (e Edition) Progress(t targets.Absolute, years []ProgressYear) ([]ProgressRow, error) {
	if err := e.check(); err != nil {
		return nil, err
	}
	if t.Base.Accounting == ghg.MarketBased {
		return nil, &ghg.FieldError{Field: "accounting of scope 2", Value: t.Base.Accounting.String(), Want: "location-based: progress is that of the physical inventory (C37)", Err: ghg.ErrMixed}
	}
	actuals := make([]targets.Actual, 0, len(years))
	for _, y := range years {
		if err := checkEmissions("instruments of "+strconv.Itoa(y.Year), y.Instruments); err != nil {
			return nil, err
		}
		actuals = append(actuals, y.Actual)
	}
	if err := t.Check(); err != nil {
		return nil, err
	}
	t.Bounds = targets.PathBounds() // those of C37, whatever the target has
	p, err := t.Track(actuals)
	if err != nil {
		return nil, err
	}
	ordered := slices.Clone(years)
	slices.SortFunc(ordered, func(a, b ProgressYear) int { return cmp.Compare(a.Year, b.Year) })
	rows := make([]ProgressRow, 0, len(p.Rows))
	for _, r := range p.Rows {
		row := ProgressRow{Year: r.Year, Trajectory: r.Allowance, Actual: r.Actual, Status: NoActual, Instruments: targets.Undefined[ghg.CO2e]("the year was not reported")}
		if i, ok := slices.BinarySearchFunc(ordered, r.Year, func(y ProgressYear, year int) int { return cmp.Compare(y.Year, year) }); ok {
			row.Instruments, row.Evidence = targets.Defined(ordered[i].Instruments), input.Shorten(ordered[i].Evidence)
		}
		switch {
		case r.Status == targets.OnTrack:
			row.Status = OnTrack
		case r.Status == targets.NoActual:
		case row.Evidence != "":
			row.Status = BestEfforts
		default:
			row.Status = OffTrack
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// MinimumReduction returns the reduction that the straight line of C10 and C12 has in a target year, as a share of the base
// year:
//
//	R × (TY − BY) ÷ (T − BY)
//
// with the long-term reduction R in the year T, 2050 at the latest. From 2027 to a residual of 10 % in 2050, the reduction
// in 2032 is 0.9 × 5 ÷ 23 = 19.5652 %. The caller states R: residual levels are not public, [Unpublished.Err].
func (e Edition) MinimumReduction(baseYear, targetYear int, longTerm targets.Milestone) (decimal.Decimal, error) {
	if err := e.checkLine(baseYear, targetYear, longTerm); err != nil {
		return decimal.Decimal{}, err
	}
	return dec.Quo(longTerm.Reduction.Mul(whole(targetYear-baseYear)), whole(longTerm.Year-baseYear))
}

// checkLine returns an error unless the years are in order and the line ends in 2050 at the latest.
func (e Edition) checkLine(baseYear, targetYear int, longTerm targets.Milestone) error {
	if err := e.check(); err != nil {
		return err
	}
	if err := longTerm.Check(baseYear); err != nil {
		return err
	}
	if longTerm.Year > e.NetZeroBy {
		return &ghg.FieldError{Field: "year of the long-term reduction", Value: strconv.Itoa(longTerm.Year), Want: strconv.Itoa(e.NetZeroBy) + " at the latest", Err: ghg.ErrOutOfRange}
	}
	if targetYear <= baseYear || targetYear > longTerm.Year {
		return &ghg.FieldError{Field: "target year", Value: strconv.Itoa(targetYear), Want: "a year after " + strconv.Itoa(baseYear) + " and not after " + strconv.Itoa(longTerm.Year), Err: ghg.ErrOutOfRange}
	}
	return nil
}

// MinimumShare returns the share of low-carbon electricity that the straight line of C12 has in a target year, from the
// share of the base year to the share at its end, which the caller states: regional power pathways are not public.
func (e Edition) MinimumShare(base, end targets.SharePoint, targetYear int) (decimal.Decimal, error) {
	if err := e.check(); err != nil {
		return decimal.Decimal{}, err
	}
	if targetYear > end.Year {
		return decimal.Decimal{}, &ghg.FieldError{Field: "target year", Value: strconv.Itoa(targetYear), Want: "a year not after the end of the line, " + strconv.Itoa(end.Year), Err: ghg.ErrOutOfRange}
	}
	return targets.SharePath{Points: []targets.SharePoint{base, end}}.At(targetYear)
}

func (e Edition) notStated(rule, reason string) error {
	return &sbti.RuleError{Rules: e.Name(), Rule: rule, Reason: reason, Err: sbti.ErrNotStated}
}

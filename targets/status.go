package targets

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/vocabulary"
	"github.com/shopspring/decimal"
)

// Status is the position of a year relative to its path. The zero Status is invalid.
type Status uint8

// The statuses, in order of rising emissions relative to the path.
const (
	Ahead    Status = iota + 1 // well below the path
	OnTrack                    // on the path or, depending on the bounds, close to it
	AtRisk                     // above the path, within a bound
	Behind                     // above all bounds
	NoActual                   // not reported
)

var statuses = vocabulary.New[Status]("status", "ahead", "on track", "at risk", "behind", "no actual")

// String returns "ahead", "on track", "at risk", "behind" or "no actual".
func (s Status) String() string { return statuses.String(s) }

// MarshalText returns the same text as String. The zero Status is an error.
func (s Status) MarshalText() ([]byte, error) { return statuses.Marshal(s) }

// UnmarshalText reads the text that String returns.
func (s *Status) UnmarshalText(text []byte) error { return statuses.Unmarshal(s, text) }

// Bounds define the status of a year: each bound is the highest ratio of emissions to the path that still has the status.
// Above the last bound a year is [Behind]. A status without a bound does not occur. A [Progress] keeps the bounds it was
// made with, so that every status can be explained.
type Bounds struct {
	Name    string                    // of the rule
	Ahead   Optional[decimal.Decimal] // highest E ÷ E* that is ahead
	OnTrack Optional[decimal.Decimal] // highest E ÷ E* that is on track; required
	AtRisk  Optional[decimal.Decimal] // highest E ÷ E* that is at risk
}

// PathBounds returns the rule E ≤ E*: a year on or below its path is on track, any other is behind.
//
// Source: the statuses of the SBTi Corporate Net-Zero Standard version 2, without its "best efforts" (unconfirmed: read in
// a secondary summary).
func PathBounds() Bounds {
	return Bounds{Name: "on track at or below the path", OnTrack: Defined(decimal.NewFromInt(1))}
}

// BandedBounds returns bands in use among emission trackers: ahead up to 0.95 of the path, on track up to 1.05, at risk up
// to 1.15 and behind above. They are not part of any standard.
func BandedBounds() Bounds {
	return Bounds{
		Name:    "ahead to 0.95, on track to 1.05, at risk to 1.15 of the path",
		Ahead:   Defined(dec.MustParse("0.95")),
		OnTrack: Defined(dec.MustParse("1.05")),
		AtRisk:  Defined(dec.MustParse("1.15")),
	}
}

func (b Bounds) isZero() bool {
	return b.Name == "" && !b.Ahead.Defined() && !b.OnTrack.Defined() && !b.AtRisk.Defined()
}

// orDefault returns the bounds, or PathBounds if they are zero.
func (b Bounds) orDefault() Bounds {
	if b.isZero() {
		return PathBounds()
	}
	return b
}

// check returns an error unless the bounds are zero, or have a bound for on track and rise.
func (b Bounds) check() error {
	if b.isZero() {
		return nil
	}
	if !b.OnTrack.Defined() {
		return &ghg.FieldError{Field: "bound for on track", Want: "the highest ratio to the path that is on track", Err: ghg.ErrMissing}
	}
	last := decimal.Zero
	for _, o := range []Optional[decimal.Decimal]{b.Ahead, b.OnTrack, b.AtRisk} {
		bound, ok := o.Get()
		if !ok {
			continue
		}
		if err := checkNumber("bounds", bound); err != nil {
			return err
		}
		if bound.LessThanOrEqual(last) {
			return &ghg.FieldError{Field: "bounds", Value: dec.Text(bound), Want: "ratios above zero that rise from ahead to at risk", Err: ghg.ErrOutOfRange}
		}
		last = bound
	}
	return nil
}

// status compares emissions with the allowance exactly; emissions equal to a bound are within it. If the allowance is
// zero, zero emissions are on track and any others are behind.
func (b Bounds) status(e ghg.CO2e, allowed fraction) Status {
	if allowed.num.IsZero() {
		if e.IsZero() {
			return OnTrack
		}
		return Behind
	}
	for i, o := range []Optional[decimal.Decimal]{b.Ahead, b.OnTrack, b.AtRisk} {
		if bound, ok := o.Get(); ok && allowed.admits(e, bound) {
			return Ahead + Status(i)
		}
	}
	return Behind
}

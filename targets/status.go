package targets

import (
	"encoding"
	"fmt"
	"slices"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/shopspring/decimal"
)

// Status is where a year stands against its path. The zero Status is invalid.
type Status uint8

// The statuses, by rising ratio to the path.
const (
	Ahead    Status = iota + 1 // well below the path
	OnTrack                    // on the path or, by the bounds, close to it
	AtRisk                     // above the path, within a bound
	Behind                     // above every bound
	NoActual                   // not reported
)

var statusNames = []string{"ahead", "on track", "at risk", "behind", "no actual"}

// String returns "ahead", "on track", "at risk", "behind" or "no actual".
func (s Status) String() string { return name("status", statusNames, uint8(s)) }

// MarshalText returns what String returns; the zero Status is an error.
func (s Status) MarshalText() ([]byte, error) { return marshal("status", statusNames, uint8(s)) }

// UnmarshalText reads what String returns.
func (s *Status) UnmarshalText(text []byte) error {
	i, err := parse("status", statusNames, text)
	*s = Status(i)
	return err
}

var _ encoding.TextUnmarshaler = (*Status)(nil)

func name(what string, names []string, i uint8) string {
	if i == 0 || int(i) > len(names) {
		return fmt.Sprintf("%s(%d)", what, i)
	}
	return names[i-1]
}

func marshal(what string, names []string, i uint8) ([]byte, error) {
	if i == 0 || int(i) > len(names) {
		return nil, &ghg.FieldError{Field: what, Want: "one of " + strings.Join(names, ", "), Err: ghg.ErrMissing}
	}
	return []byte(names[i-1]), nil
}

func parse(what string, names []string, text []byte) (uint8, error) {
	i := slices.Index(names, string(text))
	if i < 0 {
		return 0, &ghg.FieldError{Field: what, Value: string(text), Want: "one of " + strings.Join(names, ", "), Err: ghg.ErrUnknown}
	}
	return uint8(i + 1), nil
}

// Bounds are the highest ratios of emissions to the path at which a year still has a status; above the last it is
// [Behind]. A status whose bound is undefined is not given. Bounds are part of the [Progress] they were used for, so
// that a status is never shown without the rule behind it.
type Bounds struct {
	Name    string                 // of the rule
	Ahead   Maybe[decimal.Decimal] // E ÷ E* at most this: ahead
	OnTrack Maybe[decimal.Decimal] // E ÷ E* at most this: on track; required
	AtRisk  Maybe[decimal.Decimal] // E ÷ E* at most this: at risk
}

// PathBounds is the rule E ≤ E*: a year on or below its path is on track, any other is behind. It is the status of the
// SBTi Corporate Net-Zero Standard version 2, without its "best efforts" (unconfirmed: read in a secondary summary).
func PathBounds() Bounds {
	return Bounds{Name: "on track at or below the path", OnTrack: Some(decimal.NewFromInt(1))}
}

// BandedBounds is a banding in use among trackers, of no standard: ahead up to 0.95 of the path, on track up to 1.05, at
// risk up to 1.15, behind above.
func BandedBounds() Bounds {
	return Bounds{
		Name:    "ahead to 0.95, on track to 1.05, at risk to 1.15 of the path",
		Ahead:   Some(dec.MustParse("0.95")),
		OnTrack: Some(dec.MustParse("1.05")),
		AtRisk:  Some(dec.MustParse("1.15")),
	}
}

func (b Bounds) isZero() bool {
	return b.Name == "" && !b.Ahead.Defined() && !b.OnTrack.Defined() && !b.AtRisk.Defined()
}

// check returns an error unless the bounds are not set at all, or on track is set and they rise.
func (b Bounds) check() error {
	if b.isZero() {
		return nil
	}
	if !b.OnTrack.Defined() {
		return &ghg.FieldError{Field: "bounds: on track", Want: "the highest ratio to the path that is on track", Err: ghg.ErrMissing}
	}
	last := decimal.Zero
	for _, m := range []Maybe[decimal.Decimal]{b.Ahead, b.OnTrack, b.AtRisk} {
		bound, ok := m.Get()
		if !ok {
			continue
		}
		if bound.LessThanOrEqual(last) {
			return &ghg.FieldError{Field: "bounds", Value: bound.String(), Want: "ratios above zero that rise from ahead to at risk", Err: ghg.ErrOutOfRange}
		}
		last = bound
	}
	return nil
}

// status compares exactly: emissions that equal a bound are within it. Against an allowance of zero there is no ratio;
// zero is on track and anything more is behind.
func (b Bounds) status(e ghg.CO2e, allowed fraction) Status {
	if allowed.num.IsZero() {
		if e.IsZero() {
			return OnTrack
		}
		return Behind
	}
	for i, m := range []Maybe[decimal.Decimal]{b.Ahead, b.OnTrack, b.AtRisk} {
		if bound, ok := m.Get(); ok && allowed.admits(e, bound) {
			return Ahead + Status(i)
		}
	}
	return Behind
}

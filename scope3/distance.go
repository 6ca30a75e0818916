package scope3

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/vocabulary"
	"github.com/ghgkit/ghg/method"
)

// DistanceKind is how the distance of transport is determined, in the order of length. The zero DistanceKind is "not
// stated". A carrier's intensity is per the distance by which it counted its tonne-kilometres. The GLEC Framework's default
// intensities are per shortest feasible distance, by air per great circle: they hold an adjustment of 5 % by road, 15 % by
// sea and 95 km by air.
type DistanceKind uint8

// The kinds of distance of ISO 14083.
const (
	GreatCircle      DistanceKind = iota + 1 // GCD, along the surface of the earth
	ShortestFeasible                         // SFD, the shortest practical route of the vehicle
	ActualDistance                           // as driven, sailed or flown
)

var distanceKinds = vocabulary.New[DistanceKind]("distance kind", "great-circle", "shortest-feasible", "actual").
	WithWant("great-circle, shortest-feasible or actual")

// String returns "great-circle", "shortest-feasible" or "actual".
func (k DistanceKind) String() string { return distanceKinds.String(k) }

// MarshalText returns what String returns. The zero DistanceKind is an error.
func (k DistanceKind) MarshalText() ([]byte, error) { return distanceKinds.Marshal(k) }

// UnmarshalText reads what String returns.
func (k *DistanceKind) UnmarshalText(text []byte) error { return distanceKinds.Unmarshal(k, text) }

// distanceBasis relates the distance of transport to that of its factor. Its fields are the inputs distance_kind,
// factor_distance_kind, distance_adjustment and adjustment_source of the methods that use it.
//
//	emissions = transport activity × EF × DAF
//
// The distance adjustment factor (DAF) is the distance of the factor's kind ÷ the distance of the activity's kind. It
// applies if the two kinds differ, and only then. A factor per great-circle or shortest feasible tonne-kilometre already
// holds the detours of the vehicle, so its DAF for an actual distance is at most 1.
//
// Source: ISO 14083:2023 and GLEC Framework v3.1 (2024), distance adjustment factor of a transport chain element; both cited
// from summaries, since the standard is not public.
type distanceBasis struct {
	at         string // before the names of the inputs: "legs[0]."
	kind       DistanceKind
	ofFactor   DistanceKind
	adjustment *decimal.Decimal
	source     string
}

// adjust checks the kinds and multiplies the transport activity by the distance adjustment factor, if there is one.
func (d distanceBasis) adjust(c *method.Calc, activity method.Flow) method.Flow {
	d.check(c)
	if d.adjustment == nil {
		return activity
	}
	return activity.Times("distance adjustment factor, "+d.kind.String()+" to "+d.ofFactor.String(), *d.adjustment, d.source)
}

// note records the kind of the distance.
func (d distanceBasis) note(c *method.Calc) {
	if d.kind != 0 {
		c.Note("distance", d.kind.String())
	}
}

// check requires both kinds or neither, and an adjustment where they differ, on the right side of 1, and nowhere else.
func (d distanceBasis) check(c *method.Calc) {
	adjusted := d.adjustment != nil || d.source != ""
	switch {
	case d.kind == 0 && (d.ofFactor != 0 || adjusted):
		c.Refuse(d.at+"distance_kind", "", "the kind of the distance: great-circle, shortest-feasible or actual", ghg.ErrMissing)
	case d.kind != 0 && d.ofFactor == 0:
		c.Refuse(d.at+"factor_distance_kind", "", "the kind of distance that the factor is per: great-circle, shortest-feasible or actual", ghg.ErrMissing)
	case d.kind == d.ofFactor:
		if adjusted {
			c.Refuse(d.at+"distance_adjustment", dec.Text(method.Number(d.adjustment)), "none: the factor is per "+d.kind.String()+" distance, as the distance is", ghg.ErrMixed)
		}
	case d.adjustment == nil:
		c.Refuse(d.at+"distance_adjustment", "", d.wanted()+", since the distance is "+d.kind.String()+" and the factor is per "+d.ofFactor.String()+" distance", ghg.ErrMissing)
	case d.source == "":
		c.Refuse(d.at+"adjustment_source", "", "the document of the distance adjustment factor", ghg.ErrMissing)
	case d.onWrongSide():
		c.Refuse(d.at+"distance_adjustment", dec.Text(*d.adjustment), d.wanted()+": the factor is per "+d.ofFactor.String()+" distance, the distance is "+d.kind.String(), ghg.ErrMixed)
	}
}

// wanted describes the adjustments that are possible between the two kinds.
func (d distanceBasis) wanted() string {
	if d.ofFactor > d.kind {
		return "a distance adjustment factor of at least 1"
	}
	return "a distance adjustment factor of at most 1"
}

// onWrongSide reports whether the adjustment lengthens what it must shorten, or shortens what it must lengthen.
func (d distanceBasis) onWrongSide() bool {
	if d.ofFactor > d.kind {
		return d.adjustment.LessThan(one)
	}
	return d.adjustment.GreaterThan(one)
}

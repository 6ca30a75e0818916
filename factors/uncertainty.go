package factors

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg/internal/dec"
)

// Uncertainty is the uncertainty that a publisher states for a factor, as the half-width of the 95 % interval and a
// share of the value: 0.05 for ±5 %. The zero Uncertainty is "not published", which is unknown and not 0; a sum that
// needs the uncertainty of every part is unknown if that of one is.
type Uncertainty struct {
	share     decimal.Decimal
	published bool
}

// PublishedUncertainty returns an uncertainty that a publisher states, which may be 0.
func PublishedUncertainty(share decimal.Decimal) Uncertainty { return Uncertainty{share, true} }

// Share returns the share, and whether it is published. It is 0 if it is not.
func (u Uncertainty) Share() (share decimal.Decimal, published bool) { return u.share, u.published }

// String returns the share, or "unknown".
func (u Uncertainty) String() string {
	if !u.published {
		return "unknown"
	}
	return dec.Text(u.share)
}

// digested returns what a set's digest covers: the share. The digests of released sets write an unknown share as 0, so a
// published one of 0 says that it is.
func (u Uncertainty) digested() string {
	if u.published && u.share.IsZero() {
		return "0 published"
	}
	return dec.Text(u.share)
}

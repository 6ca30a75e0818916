package revision

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
)

// Draft is an amount of CO2e by rules that are not in force, or a difference from one. It is a type of its own, so that no
// total takes it; nothing in this package converts it to a [ghg.CO2e]. It is printed with the date of the consultation. The
// zero Draft is not a figure. It is immutable.
type Draft struct {
	co2e ghg.CO2e
	asOf ghg.Date
}

// Kg returns the amount in kilograms.
func (d Draft) Kg() decimal.Decimal { return d.co2e.Kg() }

// Tonnes returns the amount in tonnes.
func (d Draft) Tonnes() decimal.Decimal { return d.co2e.Tonnes() }

// AsOf returns the day on which the consultation opened.
func (d Draft) AsOf() ghg.Date { return d.asOf }

// String returns the exact amount with its status: "20460 kg CO2e, as of the consultation of 20 Oct 2025".
func (d Draft) String() string {
	if d.asOf.IsZero() {
		return "no draft figure"
	}
	return dec.Text(d.Kg()) + " kg CO2e, " + asOf(d.asOf)
}

// MarshalText returns what String returns. The zero Draft is an error.
func (d Draft) MarshalText() ([]byte, error) {
	if d.asOf.IsZero() {
		return nil, &ghg.FieldError{Field: "draft figure", Want: "one of a comparison", Err: ghg.ErrMissing}
	}
	return []byte(d.String()), nil
}

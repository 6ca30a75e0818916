package scope2

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/units"
)

// Instrument is a contractual instrument: an amount of energy and the rate it conveys, with what the quality criteria
// of the Scope 2 Guidance (table 7.1) ask of it; see [Instrument.Criteria]. What is left out counts as not stated, and
// a criterion that needs it is not met.
type Instrument struct {
	ID       string             `json:"id"`                    // a name of the instrument that is unique: "rego-2024-1"
	Purchase string             `json:"purchase,omitempty"`    // the one purchase it covers, by id; empty for any of its market: "hq"
	Kind     ghg.InstrumentKind `json:"kind"`                  // the kind of instrument
	Volume   units.Quantity     `json:"volume" input:"energy"` // the energy it is for: "245448 MWh"
	Rate     Rate               `json:"rate"`                  // the emission rate it conveys: "zero-carbon"

	Whole units.Quantity `json:"whole,omitzero" input:"energy"` // of a part, the volume of the instrument it was allocated from: "300000 MWh"

	Market       string     `json:"market,omitempty"`              // the market where it may be claimed: "JP", "GB", "US", "AIB"
	Technology   string     `json:"technology,omitempty"`          // how the energy was generated: "wind", "solar", "hydro", "gas"
	Renewable    bool       `json:"renewable,omitempty"`           // it counts towards the renewable share
	Vintage      ghg.Period `json:"vintage,omitzero"`              // when the energy was generated: "2024"
	Commissioned ghg.Date   `json:"commissioned,omitzero"`         // when the plant began or was repowered, for RE100: "2021-05-01"
	Contracted   ghg.Date   `json:"contracted,omitzero"`           // when supply under the contract began, for RE100: "2021-06-01"
	Offtaker     bool       `json:"original_offtaker,omitempty"`   // the buyer is the plant's first long-term one, for RE100
	Registry     string     `json:"registry,omitempty"`            // the registry that keeps the serial numbers: "REGO"
	Serials      Serials    `json:"serials,omitzero"`              // the serial numbers: "GB0001..GB0600"
	Retirement   string     `json:"retirement_evidence,omitempty"` // the registry's statement, or the contract under which none is issued: "statement 2025-03"
	SoleClaim    bool       `json:"sole_claim,omitempty"`          // it is the only claim to the emission rate of the energy
	AllRights    bool       `json:"all_rights_conveyed,omitempty"` // of a direct contract or own generation: all claims go to the user
	Delivered    bool       `json:"delivered_basis,omitempty"`     // of a supplier's rate: it is of delivered power, with only what is retired for customers
}

// check returns an error for what makes an instrument unusable in any calculation, as opposed to a criterion not met.
func (in *Instrument) check() error {
	name := "instrument " + in.ID
	switch {
	case in.ID == "":
		return &ghg.FieldError{Field: "id of instrument", Want: "a name that is unique", Err: ghg.ErrMissing}
	case !in.Kind.Valid():
		return &ghg.FieldError{Field: name + ": kind", Want: "a kind of instrument, such as certificate", Err: ghg.ErrMissing}
	case !in.Volume.Given():
		return &ghg.FieldError{Field: name + ": volume", Want: "an amount of energy, such as \"600 MWh\"", Err: ghg.ErrMissing}
	case in.Volume.Unit.Dimension() != units.Energy:
		return &ghg.FieldError{Field: name + ": volume", Value: in.Volume.String(), Want: "an amount of energy, such as \"600 MWh\"", Err: ghg.ErrDimension}
	case in.Volume.IsNegative():
		return &ghg.FieldError{Field: name + ": volume", Value: in.Volume.String(), Want: "an amount of at least 0", Err: ghg.ErrNegative}
	case !in.Rate.Stated():
		return &ghg.FieldError{Field: name + ": rate", Want: "the emission rate it conveys, such as zero-carbon", Err: ghg.ErrMissing}
	}
	if !in.Whole.Given() {
		return nil
	}
	if over, err := in.Volume.Cmp(in.Whole); err != nil || over > 0 {
		return &ghg.FieldError{Field: name + ": whole", Value: in.Whole.String(), Want: "at least its part, " + in.Volume.String(), Err: ghg.ErrOutOfRange}
	}
	return nil
}

package scope2

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/units"
)

// Instrument is a contractual instrument: an amount of energy, the emission rate it conveys, and the facts that the
// quality criteria of the Scope 2 Guidance (table 7.1) require. See [Instrument.Criteria]. An omitted field counts as
// not stated, and a criterion that needs it is not met.
//
// Three things are errors in any calculation. Power generated and used on a site (kind on-site) is not bought, so it is no
// instrument for purchased power: see [OnSiteGeneration]. A certificate is of at most 1 MWh, so the serial numbers limit
// the volume of certificates: see [ghg.Serials.MostEnergy]. Energy from biomass (technology biomass, biogas, biomethane,
// landfill-gas, sewage-gas, wood or waste) is not zero-carbon: its rate states the biogenic CO2, which is reported
// outside the scopes, and the CH4 and N2O, which are in Scope 2.
//
// Source: Scope 2 Guidance, table 7.1 and section 6.12 (treatment of biofuel emissions).
type Instrument struct {
	ID       string             `json:"id"`                                                    // the unique name of the instrument: "rego-2024-1"
	Purchase string             `json:"purchase,omitempty"`                                    // the id of the one purchase that the instrument covers; empty for any purchase in its market: "hq"
	Kind     ghg.InstrumentKind `json:"kind"`                                                  // the kind of instrument
	Volume   units.Quantity     `json:"volume" input:"energy"`                                 // the amount of energy that the instrument represents: "245448 MWh"
	Rate     Rate               `json:"rate" input:"zero-carbon, or a factor with its source"` // the emission rate that the instrument conveys: "zero-carbon"

	Whole units.Quantity `json:"whole,omitzero" input:"energy"` // for a part of an instrument, the volume of the whole instrument: "300000 MWh"

	Market       string     `json:"market,omitempty"`                                  // the market where the instrument may be claimed: "JP", "GB", "US", "AIB"
	Technology   string     `json:"technology,omitempty"`                              // the technology that generated the energy: "wind", "solar", "hydro", "gas", "biomass"
	Renewable    bool       `json:"renewable,omitempty"`                               // whether the energy counts towards the renewable share
	Vintage      ghg.Period `json:"vintage,omitzero"`                                  // the period in which the energy was generated: "2024"
	Commissioned ghg.Date   `json:"commissioned,omitzero"`                             // the day on which the plant was commissioned or repowered, for RE100: "2021-05-01"
	Contracted   ghg.Date   `json:"contracted,omitzero"`                               // the day on which supply under the contract began, for RE100: "2021-06-01"
	Offtaker     bool       `json:"original_offtaker,omitempty"`                       // whether the buyer is the plant's first long-term buyer, for RE100
	Registry     string     `json:"registry,omitempty"`                                // the registry that keeps the serial numbers: "REGO"
	Serials      Serials    `json:"serials,omitzero" input:"ranges of serial numbers"` // the serial numbers of the certificates: "GB0001..GB0600"
	Retirement   string     `json:"retirement_evidence,omitempty"`                     // the evidence of retirement: the registry's statement, or the contract under which no certificates are issued: "statement 2025-03"
	SoleClaim    bool       `json:"sole_claim,omitempty"`                              // whether the instrument is the only claim to the emission rate of the energy
	AllRights    bool       `json:"all_rights_conveyed,omitempty"`                     // for a direct contract or own generation, whether all claims to the energy go to the user
	Delivered    bool       `json:"delivered_basis,omitempty"`                         // for a supplier's rate, whether it is of delivered power and counts only what is retired for customers
}

// name names the instrument in errors.
func (in *Instrument) name() string { return "instrument " + input.Shorten(in.ID) }

// check returns an error if the instrument is unusable in any calculation, as opposed to failing a criterion.
func (in *Instrument) check() error {
	for _, text := range [...]string{in.ID, in.Purchase, in.Market, in.Technology, in.Registry, in.Retirement} {
		if input.TooLong(text) {
			return &ghg.FieldError{Field: in.name(), Value: text, Want: "texts of " + input.WantText, Err: ghg.ErrOutOfRange}
		}
	}
	if err := dec.CheckAll(in.Volume.Value, in.Whole.Value); err != nil {
		return fmt.Errorf("%s: %w", in.name(), err)
	}
	switch {
	case in.ID == "":
		return &ghg.FieldError{Field: "id of instrument", Want: "a unique name", Err: ghg.ErrMissing}
	case !in.Kind.Valid():
		return &ghg.FieldError{Field: in.name() + ": kind", Want: "a kind of instrument, such as certificate", Err: ghg.ErrMissing}
	case !in.Volume.Given():
		return &ghg.FieldError{Field: in.name() + ": volume", Want: "an amount of energy, such as \"600 MWh\"", Err: ghg.ErrMissing}
	case in.Volume.Unit.Dimension() != units.Energy:
		return &ghg.FieldError{Field: in.name() + ": volume", Value: in.Volume.String(), Want: "an amount of energy, such as \"600 MWh\"", Err: ghg.ErrDimension}
	case in.Volume.IsNegative():
		return &ghg.FieldError{Field: in.name() + ": volume", Value: in.Volume.String(), Want: "an amount of at least 0", Err: ghg.ErrNegative}
	case !in.Rate.Stated():
		return &ghg.FieldError{Field: in.name() + ": rate", Want: "the emission rate it conveys, such as zero-carbon", Err: ghg.ErrMissing}
	case in.Kind == ghg.OnSite:
		return &ghg.FieldError{Field: in.name() + ": kind", Value: in.Kind.String(), Want: "an instrument for purchased power; power generated and used on the site is OnSiteGeneration (scope2.on-site-generation) and no part of the amount", Err: ghg.ErrOutOfRange}
	case in.burnsBiomass() && !in.Rate.statesBiomass():
		return &ghg.FieldError{Field: in.name() + ": rate", Value: in.Rate.String(), Want: "for " + input.Shorten(in.Technology) + ", the biogenic CO2, the CH4 and the N2O, such as \"400 kg CO2-biogenic/MWh + 20 g CH4-biogenic/MWh + 5 g N2O/MWh; contract\"", Err: ghg.ErrMissing}
	}
	if err := in.checkSerials(in.Volume); err != nil {
		return err
	}
	if !in.Whole.Given() {
		return nil
	}
	if over, err := in.Volume.Cmp(in.Whole); err != nil || over > 0 {
		return &ghg.FieldError{Field: in.name() + ": whole", Value: in.Whole.String(), Want: "at least its part, " + in.Volume.String(), Err: ghg.ErrOutOfRange}
	}
	return nil
}

// checkSerials returns an error if the serial numbers are invalid, or too few for a volume.
func (in *Instrument) checkSerials(volume units.Quantity) error {
	if err := in.Serials.Check(); err != nil {
		return fmt.Errorf("instrument %s: %w", in.ID, err)
	}
	limit, limited := in.Serials.MostEnergy(in.Kind)
	if !limited {
		return nil
	}
	most := units.New(limit.Value, megawattHour())
	if over, err := volume.Cmp(most); err != nil || over > 0 {
		return &ghg.FieldError{Field: "instrument " + in.ID + ": volume", Value: volume.String(), Want: "at most " + most.String() + ", 1 MWh for each of the certificates " + in.Serials.String(), Err: ghg.ErrOutOfRange}
	}
	return nil
}

// biomassTechnologies are the technologies that burn biomass, wholly or in part.
var biomassTechnologies = []string{"biogas", "biomass", "biomethane", "landfill-gas", "sewage-gas", "waste", "wood"}

func (in *Instrument) burnsBiomass() bool {
	return slices.Contains(biomassTechnologies, strings.ToLower(in.Technology))
}

// whole returns the volume of the whole instrument, of which this one may be a part.
func (in *Instrument) whole() units.Quantity {
	if in.Whole.Given() {
		return in.Whole
	}
	return in.Volume
}

// byUse orders instruments as they are used: those bound to a purchase first, then by the end of the vintage, earliest
// first, then by id. Parts of one instrument follow by volume and rate, so the order of a list never matters.
func byUse(a, b *Instrument) int {
	if n := b2i(a.Purchase == "") - b2i(b.Purchase == ""); n != 0 {
		return n
	}
	if n := a.Vintage.End.Compare(b.Vintage.End); n != 0 {
		return n
	}
	if n := strings.Compare(a.ID, b.ID); n != 0 {
		return n
	}
	if n := strings.Compare(a.Volume.String(), b.Volume.String()); n != 0 {
		return n
	}
	return strings.Compare(a.Rate.String(), b.Rate.String())
}

// inOrderOfUse returns a sorted copy of a list.
func inOrderOfUse(instruments []Instrument) []Instrument {
	list := slices.Clone(instruments)
	slices.SortStableFunc(list, func(a, b Instrument) int { return byUse(&a, &b) })
	return list
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

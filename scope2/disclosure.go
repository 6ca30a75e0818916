package scope2

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/units"
)

// Disclosure is what the Scope 2 Guidance requires companies to disclose about electricity, over all purchases, with
// both totals side by side. Energies are in MWh; shares are of Energy, to 34 digits.
type Disclosure struct {
	Energy   units.Quantity
	Location ghg.CO2e
	Market   ghg.CO2e
	Rows     []DisclosureRow // by type of instrument in order of kind, then the other sources

	Renewable          decimal.Decimal // share of renewable instruments and renewable own generation (GRI 302-1, RE100)
	RE100              decimal.Decimal // share of those that RE100 counts; see [Instrument.RE100]
	RE100WithAllowance decimal.Decimal // the same, with older plants for up to 15 % of all energy
	WithoutResidualMix decimal.Decimal // share whose rate should be a residual mix, but none is published
}

// DisclosureRow is the energy from one type of instrument or source.
type DisclosureRow struct {
	Source    ghg.CoverSource
	Kind      ghg.InstrumentKind // for ghg.ByInstrument; else 0
	Energy    units.Quantity     // MWh
	Share     decimal.Decimal
	Renewable units.Quantity // MWh, of Energy
	CO2e      ghg.CO2e
}

// Name returns the kind of instrument, or the source.
func (r DisclosureRow) Name() string {
	if r.Source == ghg.ByInstrument {
		return r.Kind.String()
	}
	return r.Source.String()
}

// Disclose adds up the Scope 2 results of both methods and the covers of the market-based ones. It ignores results of
// other scopes and memo items. Zero energy, of which there are no shares, and results with different GWP sets are
// errors.
//
// Source: Scope 2 Guidance, chapter 8 (instrument features); GRI 302-1; RE100 Technical Criteria.
func Disclose(results []ghg.Result) (Disclosure, error) {
	sum := disclosing{rows: map[rowKey]*DisclosureRow{}}
	for i := range results {
		if r := &results[i]; r.Scope == ghg.Scope2 && r.Counts() {
			if err := sum.add(r); err != nil {
				return Disclosure{}, err
			}
		}
	}
	return sum.disclosure()
}

// disclosing is a disclosure being added up. Energies are in MWh.
type disclosing struct {
	gwp                                   string
	location, market                      ghg.CO2e
	rows                                  map[rowKey]*DisclosureRow
	all, renewable, re100, older, unmixed decimal.Decimal
}

type rowKey struct {
	source ghg.CoverSource
	kind   ghg.InstrumentKind
}

func (s *disclosing) add(r *ghg.Result) error {
	if s.gwp == "" {
		s.gwp = r.GWP
	}
	if r.GWP != s.gwp {
		return &ghg.FieldError{Field: "GWP of result " + r.ID, Value: r.GWP, Want: "the set of the others, " + s.gwp, Err: ghg.ErrMixed}
	}
	if r.Accounting == ghg.LocationBased {
		s.location = s.location.Add(r.CO2e)
		return nil
	}
	s.market = s.market.Add(r.CO2e)
	for _, part := range r.Covers {
		co2e, err := r.CO2eOf(part)
		if err != nil {
			return err
		}
		if err := s.cover(part, claimOf(r, part), co2e); err != nil {
			return fmt.Errorf("result %q: %w", r.ID, err)
		}
	}
	return nil
}

// claimOf returns the claim that a cover uses, or the zero Claim.
func claimOf(r *ghg.Result, part ghg.Cover) ghg.Claim {
	for _, c := range r.Claims {
		if part.Source == ghg.ByInstrument && c.Instrument == part.Instrument {
			return c
		}
	}
	return ghg.Claim{}
}

func (s *disclosing) cover(part ghg.Cover, claim ghg.Claim, co2e ghg.CO2e) error {
	unit, err := units.ParseUnit(part.Energy.Unit)
	if err != nil {
		return err
	}
	energy, err := units.New(part.Energy.Value, unit).In(megawattHour())
	if err != nil {
		return err
	}
	k := rowKey{part.Source, claim.Kind}
	row := s.rows[k]
	if row == nil {
		zero := units.New(decimal.Decimal{}, megawattHour())
		row = &DisclosureRow{Source: k.source, Kind: k.kind, Energy: zero, Renewable: zero}
		s.rows[k] = row
	}
	mwh := energy.Value
	s.all = s.all.Add(mwh)
	row.Energy.Value = row.Energy.Value.Add(mwh)
	row.CO2e = row.CO2e.Add(co2e)
	if part.Source == ghg.BySubstitute || part.Source == ghg.ByGridAverage {
		s.unmixed = s.unmixed.Add(mwh)
	}
	if !part.Renewable {
		return nil
	}
	s.renewable = s.renewable.Add(mwh)
	row.Renewable.Value = row.Renewable.Value.Add(mwh)
	if part.Source == ghg.ByOwnGeneration || claim.RE100 {
		s.re100 = s.re100.Add(mwh)
	} else {
		s.older = s.older.Add(mwh)
	}
	return nil
}

func (s *disclosing) disclosure() (Disclosure, error) {
	if !s.all.IsPositive() {
		return Disclosure{}, &ghg.FieldError{Field: "energy", Value: s.all.String(), Want: "purchases of more than 0 MWh", Err: ghg.ErrOutOfRange}
	}
	d := Disclosure{Energy: units.New(s.all, megawattHour()), Location: s.location, Market: s.market}
	for _, row := range s.rows {
		d.Rows = append(d.Rows, *row)
	}
	slices.SortFunc(d.Rows, func(a, b DisclosureRow) int {
		return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.Kind, b.Kind))
	})
	allowed := s.re100.Add(decimal.Min(s.older, s.all.Mul(re100Allowance())))
	return d, d.shares(s.all, s.renewable, s.re100, allowed, s.unmixed)
}

func (d *Disclosure) shares(all, renewable, re100, allowed, without decimal.Decimal) error {
	for _, s := range []struct {
		to   *decimal.Decimal
		part decimal.Decimal
	}{{&d.Renewable, renewable}, {&d.RE100, re100}, {&d.RE100WithAllowance, allowed}, {&d.WithoutResidualMix, without}} {
		share, err := dec.Quo(s.part, all)
		if err != nil {
			return err
		}
		*s.to = share
	}
	for i := range d.Rows {
		share, err := dec.Quo(d.Rows[i].Energy.Value, all)
		if err != nil {
			return err
		}
		d.Rows[i].Share = share
	}
	return nil
}

package scope2

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/units"
)

// Disclosure is what the Scope 2 Guidance asks to be disclosed of electricity, over all purchases, with both totals
// side by side. Energies are in MWh; shares are of Energy, to 34 digits.
type Disclosure struct {
	Energy   units.Quantity
	Location ghg.CO2e
	Market   ghg.CO2e
	Rows     []DisclosureRow // by type of instrument in the order of the kinds, then the other sources

	Renewable          decimal.Decimal // share of renewable instruments and renewable own generation (GRI 302-1, RE100)
	RE100              decimal.Decimal // share of those that RE100 counts; see [Instrument.RE100]
	RE100WithAllowance decimal.Decimal // the same with older plants for up to 15 % of all energy
	WithoutResidualMix decimal.Decimal // share whose rate should be a residual mix, but none is published
}

// DisclosureRow is the energy from one type of instrument or source.
type DisclosureRow struct {
	Source    CoverSource
	Kind      InstrumentKind // of ByInstrument; else 0
	Energy    units.Quantity // MWh
	Share     decimal.Decimal
	Renewable units.Quantity // MWh, of Energy
	CO2e      ghg.CO2e
}

// Name returns the kind of instrument, or the source.
func (r DisclosureRow) Name() string {
	if r.Source == ByInstrument {
		return r.Kind.String()
	}
	return r.Source.String()
}

// Disclose adds what the market-based results are made of. No energy at all, of which there are no shares, and results
// weighed by different GWP sets are errors.
//
// Source: Scope 2 Guidance, chapter 8 (instrument features); GRI 302-1; RE100 Technical Criteria.
func Disclose(duals ...Dual) (Disclosure, error) {
	d := Disclosure{}
	type key struct {
		source CoverSource
		kind   InstrumentKind
	}
	rows := map[key]*DisclosureRow{}
	var all, renewable, re100, older, without decimal.Decimal
	for i := range duals {
		r := &duals[i]
		if r.Location.GWP != duals[0].Location.GWP || r.Market.GWP != r.Location.GWP {
			return Disclosure{}, &ghg.FieldError{Field: "GWP of result " + r.Market.ID, Value: r.Market.GWP, Want: "the set of the others, " + duals[0].Location.GWP, Err: ghg.ErrMixed}
		}
		d.Location, d.Market = d.Location.Add(r.Location.CO2e), d.Market.Add(r.Market.CO2e)
		for j := range r.Covers {
			part := &r.Covers[j]
			energy, err := part.Energy.In(megawattHour())
			if err != nil {
				return Disclosure{}, err
			}
			k := key{part.Source, part.Instrument.Kind}
			row := rows[k]
			if row == nil {
				zero := units.New(decimal.Decimal{}, megawattHour())
				row = &DisclosureRow{Source: part.Source, Kind: part.Instrument.Kind, Energy: zero, Renewable: zero}
				rows[k] = row
			}
			mwh := energy.Value
			all = all.Add(mwh)
			row.Energy.Value = row.Energy.Value.Add(mwh)
			row.CO2e = row.CO2e.Add(part.CO2e)
			if part.Source == BySubstitute || part.Source == ByGridAverage {
				without = without.Add(mwh)
			}
			if !part.Renewable {
				continue
			}
			renewable = renewable.Add(mwh)
			row.Renewable.Value = row.Renewable.Value.Add(mwh)
			if part.Source == ByOwnUse || part.Instrument.RE100(r.Market.Period).Met != NotMet {
				re100 = re100.Add(mwh)
			} else {
				older = older.Add(mwh)
			}
		}
	}
	if !all.IsPositive() {
		return Disclosure{}, &ghg.FieldError{Field: "energy", Value: all.String(), Want: "purchases of more than 0 MWh", Err: ghg.ErrOutOfRange}
	}
	for _, row := range rows {
		d.Rows = append(d.Rows, *row)
	}
	slices.SortFunc(d.Rows, func(a, b DisclosureRow) int {
		if a.Source != b.Source {
			return int(a.Source) - int(b.Source)
		}
		return int(a.Kind) - int(b.Kind)
	})
	d.Energy = units.New(all, megawattHour())
	allowed := re100.Add(decimal.Min(older, all.Mul(re100Allowance())))
	return d, d.shares(all, renewable, re100, allowed, without)
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
